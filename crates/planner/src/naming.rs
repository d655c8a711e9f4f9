//! Which words name the same thing: stems, and how well a phrase fits a title. Must never match on words that say nothing.

/// Words that name nothing by themselves.
const EMPTY: &str = " a an the of to in on at by for with from and or our my your their his her its this that these those it is are be been was were \
 will can must should may has have had do does done start starts begin begins started finish finished finishes ready complete completed \
 granted approved approve confirmed available only not no all any each every before after once when until then first next last up out \
 der die das den dem des ein eine einen und ist sind zu zum zur mit von für el la los las un una de del y que en con por para o os as do da um uma e \
 le les des du et est sont au aux no na está é task tasks step steps phase work works part they them we i there here new ";

/// The stems of the words of a phrase that name something, in order.
pub(crate) fn stems(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut unspaced = String::new();
    let lower = phrase.to_lowercase();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
        if word.chars().next().is_some_and(crate::text::is_unspaced) {
            unspaced.push_str(word);
            // Two characters make a word often enough.
            let chars: Vec<char> = word.chars().collect();
            out.extend(chars.windows(2).map(|w| w.iter().collect::<String>()));
            if chars.len() == 1 {
                out.push(word.to_owned());
            }
            continue;
        }
        let word = word.trim_matches('\'').trim_end_matches("'s");
        // "l'électricité", "d'eau"
        let word = ["l'", "d'", "qu'", "s'"].iter().find_map(|e| word.strip_prefix(e)).unwrap_or(word);
        if word.is_empty() || EMPTY.contains(&format!(" {word} ")) && word != "a" {
            continue;
        }
        if word == "a" && !names_one_letter(&lower) {
            continue;
        }
        out.push(undoubled(stem(&folded(word))).to_owned());
    }
    out
}

/// A word without the marks on its letters: "análise" and "analisar" are of one root.
fn folded(word: &str) -> std::borrow::Cow<'_, str> {
    if word.is_ascii() {
        return word.into();
    }
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'û' | 'ù' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    word.chars().map(plain).collect::<String>().into()
}

/// "Task A": a letter that is a name, not an article.
fn names_one_letter(lower: &str) -> bool {
    lower.trim() == "a" || ["task a", "step a", "phase a", "part a"].iter().any(|n| lower.contains(n))
}

/// A word without the ending that its form gives it.
pub(crate) fn stem(word: &str) -> &str {
    for ending in [
        "isations", "izations", "isation", "ization", "ations", "ments", "ings", "ation", "ment", "tion",
        "ing", "ers", "ies", "ied", "ed", "es", "er", "en", "s", "e", "y", "n",
    ] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= 4
        {
            return rest;
        }
    }
    for ending in ["ing", "ed"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() == 3
            && rest.contains(['a', 'e', 'i', 'o', 'u'])
        {
            return rest;
        }
    }
    word.strip_suffix('s').filter(|r| r.len() >= 3).unwrap_or(word)
}

/// "tagg" (of "tagging") as "tag", and "fill" as "fil", so that both forms of a word meet.
fn undoubled(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && bytes.len() >= 4 && b.is_ascii_alphabetic() && !b"aeiou".contains(b) => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

/// Whether two stems are forms of one word.
pub(crate) fn akin(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // "Checkout" is no check, "layout" no laying.
    if a.strip_suffix("out") == Some(b) || b.strip_suffix("out") == Some(a) {
        return false;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    shared >= 4 && (shared + 1 >= short && shared + 4 >= long || same_deed(a, b))
        || shared >= 5 && shared + 2 >= short && shared + 5 >= long
}

/// Whether two stems have one root, and one of them is the name of a deed or its verb.
fn same_deed(a: &str, b: &str) -> bool {
    deed(a).zip(deed(b)).is_some_and(|(a, b)| a.0 == b.0 && (a.1 || b.1))
}

/// The root of a stem without the ending that makes it a deed or its name: "pintura" and "pintar"; and whether that
/// ending is one of a verb or of what it does.
fn deed(stem: &str) -> Option<(&str, bool)> {
    const NAMES: [&str; 24] = [
        "amiento", "imiento", "amento", "imento", "adura", "acion", "icion", "acao", "icao", "agem", "ura",
        "cion", "cao", "aje", "age", "ada", "ida", "ado", "ido", "ar", "er", "ir", "ation", "ition",
    ];
    let root = |ending: &str| stem.strip_suffix(ending).filter(|root| root.chars().count() >= 4);
    NAMES
        .iter()
        .find_map(|e| Some((root(e)?, true)))
        .or_else(|| ["a", "e", "o"].iter().find_map(|e| Some((root(e)?, false))))
}

/// How well `phrase` names what `title` names, 0 to 100: all of one of them found in the other, or most of both.
pub(crate) fn fit(phrase: &[String], title: &[String]) -> u32 {
    if phrase.is_empty() || title.is_empty() {
        return 0;
    }
    let found = phrase.iter().filter(|p| title.iter().any(|t| akin(p, t))).count();
    let back = title.iter().filter(|t| phrase.iter().any(|p| akin(p, t))).count();
    if found == 0 {
        return 0;
    }
    let (p, t) = (found as f64 / phrase.len() as f64, back as f64 / title.len() as f64);
    let whole = if found == phrase.len() || back == title.len() { 40.0 } else { 0.0 };
    (whole + 30.0 * p + 30.0 * t) as u32
}

/// The score from which a phrase is taken to name a title.
pub(crate) const FITS: u32 = 45;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, title: &str, fits: bool) {
        assert_eq!(fit(&stems(phrase), &stems(title)) >= FITS, fits, "{phrase} / {title}");
    }

    #[test]
    fn forms_of_one_word_name_the_same() {
        check("the plumber", "Plumbing rough-in", true);
        check("engineering starts", "Engineering", true);
        check("the user study", "User study with 12 participants", true);
        check("Die Einladungen", "Einladungen verschicken", true);
        check("it is granted", "Permit application", false);
        check("the date", "Book the venue", false);
        check("A", "Task A", true);
        check("B", "Task A", false);
        check("painting", "Plan the garden", false);
        check("la pintura", "Pintar la escuela", true);
        check("o análise", "Analisar os dados", true);
        check("la soldadura", "Soldar el marco", true);
        check("Die Böden", "Boden verlegen", true);
        check("la costura", "Comprar costillas", false);
    }
}
