//! Words for matching: the tokens of a title, folded and stemmed lightly, and numbers in words.
//! Must never be shown: a stem is a key, not a word.

use crate::lexicon::table;
use crate::number;
use crate::token::{Kind, Tokens};

table!(STOP, "stop", "word");
table!(ARTICLE, "article", "one");
table!(THE, "date-word", "the");

/// The whole number a text says: "three", "twenty-one", "一百二十", "12". None for fractions and ranges.
#[must_use]
pub fn number(text: &str) -> Option<u64> {
    if text.len() > 80 {
        return None;
    }
    let tokens = Tokens::of(text);
    let (amount, next) = number::amount(&tokens, 0)?;
    let whole = amount.low == amount.high && amount.low.fract() == 0.0 && (0.0..1e15).contains(&amount.low);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (whole && next == tokens.len()).then_some(amount.low as u64)
}

/// Every word and number of the text, lower case and without accents, with its byte range.
#[must_use]
pub fn tokens(text: &str) -> Vec<crate::Found<String>> {
    let tokens = Tokens::of(text);
    let word = |i: usize| {
        let token = tokens.get(i).filter(|t| t.kind != Kind::Mark)?;
        Some(crate::Found { value: tokens.folded(i).to_owned(), start: token.start, end: token.end })
    };
    (0..tokens.len()).filter_map(word).collect()
}

/// The stems that carry meaning, in order: "Write the API tests" -> `write`, `api`, `test`.
/// Articles and little words go, unless nothing else is there.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let tokens = Tokens::of(text);
    let all: Vec<usize> = (0..tokens.len()).filter(|&i| tokens.kind(i) != Some(Kind::Mark)).collect();
    let little = |i: usize| STOP.has(&tokens, i) || ARTICLE.has(&tokens, i) || THE.has(&tokens, i);
    let kept: Vec<usize> = all.iter().copied().filter(|&i| !little(i)).collect();
    let kept = if kept.is_empty() { all } else { kept };
    kept.into_iter().map(|i| stem(tokens.folded(i))).collect()
}

/// A light stem of a folded word: plural and verb endings of the European languages.
///
/// Equal stems mean "probably the same word"; short words stay as they are.
#[must_use]
pub fn stem(word: &str) -> String {
    // Longest first. What is left must still be a word: at least three letters, four for endings of one.
    const ENDINGS: [(&str, &str); 17] = [
        ("izations", "iz"),
        ("ization", "iz"),
        ("ations", "at"),
        ("ation", "at"),
        ("ating", "at"),
        ("ated", "at"),
        ("ates", "at"),
        ("ments", "ment"),
        ("ings", ""),
        ("ing", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("ers", "er"),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ];
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let found = ENDINGS.into_iter().find_map(|(ending, left)| {
        let root = word.strip_suffix(ending)?;
        let kept = root.len() >= 3
            && root.contains(['a', 'e', 'i', 'o', 'u', 'y'])
            && !(ending == "s" && root.ends_with(['s', 'u', 'i']));
        kept.then(|| format!("{root}{left}"))
    });
    let mut stem = found.unwrap_or_else(|| word.to_owned());
    // "planning" and "plan", "deployed" and "deploy", "write" and "writing".
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !matches!(b, b's' | b'l' | b'e' | b'o')
        && stem.len() > 3
        && stem.len() < word.len()
    {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

/// How alike two titles are by their stems, 0 to 1 (Sørensen–Dice over the multisets).
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (mut a, mut b) = (stems(a), stems(b));
    a.sort_unstable();
    b.sort_unstable();
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut k, mut shared) = (0, 0, 0u32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(k)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => k += 1,
            std::cmp::Ordering::Equal => (i, k, shared) = (i + 1, k + 1, shared + 1),
        }
    }
    #[expect(clippy::cast_precision_loss)]
    let total = (a.len() + b.len()) as f64;
    f64::from(2 * shared) / total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words() {
        let check = |text: &str, expect: Option<u64>| assert_eq!(number(text), expect, "{text}");
        check("three", Some(3));
        check("twenty-one", Some(21));
        check("zwölf", Some(12));
        check("三", Some(3));
        check("12", Some(12));
        check("half a", None);
        check("a few", None);
        check("three days", None);
        check("", None);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("planning", "plan"),
            ("tests", "test"),
            ("testing", "tested"),
            ("deployed", "deploys"),
            ("writing", "write"),
            ("validation", "validate"),
            ("migrations", "migrating"),
            ("policies", "policy"),
            ("interfaces", "interface"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for (a, b) in [("test", "text"), ("bus", "bu"), ("process", "proces")] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn little_words_do_not_count() {
        assert_eq!(stems("Write the API tests"), ["writ", "api", "test"]);
        assert_eq!(stems("To the"), ["to", "the"]);
        assert!((likeness("Write API tests", "writing tests for the API") - 1.0).abs() < 1e-9);
        assert!(likeness("Paint walls", "Order laptop") < 0.1);
        assert!(likeness("", "x") < 0.1);
    }

    #[test]
    fn tokens_keep_their_place() {
        let found = tokens("Grün, 2 Türen");
        let got: Vec<_> = found.iter().map(|f| (f.value.as_str(), f.words("Grün, 2 Türen"))).collect();
        assert_eq!(got, [("grun", "Grün"), ("2", "2"), ("turen", "Türen")]);
    }
}
