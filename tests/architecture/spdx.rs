//! Licence expressions (SPDX): `AND`, `OR`, `WITH` and brackets, and the old way of writing `MIT/Apache-2.0`.
//! A licence with an exception counts as one word, so that it has to be allowed as such.

/// Whether the expression can be met with allowed licences only. `AND` binds tighter than `OR`.
///
/// # Errors
/// What cannot be read in it.
pub(super) fn allowed(expression: &str, allow: &[String]) -> Result<bool, String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = either(&mut words, allow)?;
    match words.pop() {
        None => Ok(met),
        Some(word) => Err(format!("unexpected {word:?} in {expression:?}")),
    }
}

/// `words` is read from its end.
fn either(words: &mut Vec<&str>, allow: &[String]) -> Result<bool, String> {
    let mut met = both(words, allow)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        met |= both(words, allow)?;
    }
    Ok(met)
}

fn both(words: &mut Vec<&str>, allow: &[String]) -> Result<bool, String> {
    let mut met = one(words, allow)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        met &= one(words, allow)?;
    }
    Ok(met)
}

fn one(words: &mut Vec<&str>, allow: &[String]) -> Result<bool, String> {
    match words.pop() {
        Some("(") => {
            let met = either(words, allow)?;
            words.pop_if(|word| *word == ")").ok_or("a bracket is not closed")?;
            Ok(met)
        }
        Some(word @ (")" | "AND" | "OR" | "WITH")) => Err(format!("unexpected {word:?}")),
        Some(licence) if words.pop_if(|word| *word == "WITH").is_some() => {
            let exception = words.pop().ok_or("an exception is missing")?;
            Ok(allow.contains(&format!("{licence} WITH {exception}")))
        }
        Some(licence) => Ok(allow.iter().any(|a| a == licence)),
        None => Err("a licence is missing".to_owned()),
    }
}

#[test]
fn expressions_are_understood() {
    let allow = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT/GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND ISC", false),
        ("ISC OR MIT AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("MIT WITH LLVM-exception", false),
        ("GPL-3.0 WITH Classpath-exception-2.0 OR MIT", true),
    ] {
        assert_eq!(allowed(expression, &allow), Ok(met), "{expression}");
    }
    for broken in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "AND", "MIT)"] {
        assert!(allowed(broken, &allow).is_err(), "{broken:?}");
    }
}
