//! The languages there are, and which one a text is in. Must never be needed to read a phrase: all languages are understood
//! at once; it only settles what differs from place to place.

use crate::date::DateOrder;
use crate::lexicon::{LANGUAGES, lines};
use crate::token::{Kind, Tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A language, as its file introduces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its ISO 639-1 code, the name of its file.
    pub code: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// How its speakers mean `03/04/2026`, where they agree.
    pub date_order: Option<DateOrder>,
}

static ALL: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let said = |file: &'static str, wanted: &str| {
        lines(file).find(|&(section, key, _)| section == "language" && key == wanted).map(|(.., words)| words)
    };
    let language = |&(code, file): &(&'static str, &'static str)| Language {
        code,
        name: said(file, "name").unwrap_or(code),
        date_order: match said(file, "date-order") {
            Some("day-month") => Some(DateOrder::Dmy),
            Some("month-day") => Some(DateOrder::Mdy),
            _ => None,
        },
    };
    LANGUAGES.iter().map(language).collect()
});

/// The languages in which a common word is common, by their place in the list.
static COMMON: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut common: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (_, file)) in LANGUAGES.iter().enumerate() {
        for (.., words) in lines(file).filter(|&(section, key, _)| section == "language" && key == "common") {
            for word in words.split(", ") {
                common.entry(Tokens::of(word).folded(0).to_owned()).or_default().push(place);
            }
        }
    }
    common
});

/// Every language there is, English first.
#[must_use]
pub fn all() -> &'static [Language] {
    &ALL
}

/// The language most of whose common words stand in the beginning of the text; none where there are none, or two as many.
#[must_use]
pub fn of(text: &str) -> Option<Language> {
    const SAMPLE: usize = 20_000;
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let tokens = Tokens::of(&text[..end]);
    let mut hits = vec![0u32; LANGUAGES.len()];
    for i in (0..tokens.len()).filter(|&i| tokens.kind(i) == Some(Kind::Word)) {
        for &place in COMMON.get(tokens.folded(i)).into_iter().flatten() {
            hits[place] += 1;
        }
    }
    let most = hits.iter().copied().max().filter(|&most| most > 0)?;
    let mut best = (0..hits.len()).filter(|&place| hits[place] == most);
    let place = best.next()?;
    best.next().is_none().then(|| ALL.get(place).copied())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(of(text).map(|l| l.code), expect, "{text}");
        check("Build the shed and then paint it by Friday", Some("en"));
        check("Baue das Haus und streiche es bis zum Freitag", Some("de"));
        check("Organizar la fiesta y reservar el local antes del viernes", Some("es"));
        check("Organizar a festa e reservar o local até sexta-feira, com os amigos", Some("pt"));
        check("Organiser la fête et réserver la salle avant le 3 juin pour les amis", Some("fr"));
        check("请在7月前完成设计和测试的工作", Some("zh"));
        check("zzz 12", None);
        check("", None);
    }

    #[test]
    fn every_language_introduces_itself() {
        for language in all() {
            assert_ne!(language.name, language.code, "a name is wanted in {}.words", language.code);
        }
        assert_eq!(all().first().map(|l| l.code), Some("en"));
    }
}
