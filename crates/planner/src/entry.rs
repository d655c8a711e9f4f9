//! What may come in: no empty, unreadable or endless texts; languages that are not read and swear words are told or
//! refused where somebody asked for it. Must never change a text, nor repeat a swear word.

use std::sync::LazyLock;

use planwright_domain::Warning;
use planwright_phrases::clean;
use whatlang::Lang;

use crate::DraftError;
use crate::options::{Limits, Reaction};
use crate::text;

/// Fewer letters than this say too little about their language.
const LETTERS: usize = 60;
/// How much of a text is looked at to find its language, in characters.
const SAMPLE: usize = 3000;
/// From this confidence on a language is believed, in hundredths.
const SURE: f64 = 0.9;

/// The languages whose words are read, and what people call them.
const READ: [(Lang, &str); 6] = [
    (Lang::Eng, "English"),
    (Lang::Deu, "German"),
    (Lang::Spa, "Spanish"),
    (Lang::Por, "Portuguese"),
    (Lang::Fra, "French"),
    (Lang::Cmn, "Chinese"),
];

/// The languages whose words are read: "English, German or Chinese".
pub(crate) fn languages() -> String {
    let names = READ.map(|(_, name)| name);
    let (last, rest) = names.split_last().expect("there is a language");
    format!("{} or {last}", rest.join(", "))
}

/// Whether there is anything that can be planned.
pub(crate) fn readable(text: &str) -> Result<(), DraftError> {
    if clean::is_blank(text) {
        return Err(DraftError::Empty);
    }
    let odd =
        |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || *c == char::REPLACEMENT_CHARACTER;
    let junk = text.chars().filter(odd).count();
    // A few stray control characters in a sentence are no reason to refuse it.
    let length = text.chars().count();
    if junk * 3 > length || junk > 8 && junk * 20 > length {
        return Err(DraftError::NotText);
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(DraftError::NoWords);
    }
    Ok(())
}

/// What is to be told of a text before it is read.
pub(crate) fn look(text: &str, limits: &Limits) -> Result<Vec<Warning>, DraftError> {
    let mut warnings = Vec::new();
    if limits.language != Reaction::Off
        && let Some(language) = unread(text)
    {
        if limits.language == Reaction::Refuse {
            return Err(DraftError::OtherLanguage { language });
        }
        let what = format!(
            "the text seems to be in {language}, whose words are not read; dates and lists still are, the rest may be \
             misunderstood"
        );
        warnings.push(Warning::new("other-language", what));
    }
    if limits.profanity != Reaction::Off
        && let Some((line, shown)) = swears(text)
    {
        if limits.profanity == Reaction::Refuse {
            return Err(DraftError::Profane { shown });
        }
        let warning = Warning::new("profane", format!("the text has a swear word (\"{shown}\")"));
        warnings.push(Warning { line: Some(line), ..warning });
    }
    Ok(warnings)
}

/// The language of a text of some length, when it is one that is not read.
fn unread(text: &str) -> Option<&'static str> {
    let sample: String = text.chars().take(SAMPLE).filter(|c| !c.is_ascii_digit()).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
        return None;
    }
    let found = whatlang::detect(&sample)?;
    (!READ.iter().any(|(lang, _)| *lang == found.lang()) && found.is_reliable() && found.confidence() >= SURE)
        .then(|| found.lang().eng_name())
}

struct Swearing {
    words: Vec<String>,
    beginnings: Vec<String>,
    /// Phrases and words of languages without blanks: found anywhere.
    anywhere: Vec<String>,
}

static SWEARING: LazyLock<Swearing> = LazyLock::new(|| {
    let mut all = Swearing { words: Vec::new(), beginnings: Vec::new(), anywhere: Vec::new() };
    let lines = include_str!("../data/profanity.words").lines();
    for entry in lines.filter(|l| !l.starts_with(['#', '['])).flat_map(|l| l.split(", ")) {
        if entry.is_empty() {
        } else if let Some(beginning) = entry.strip_suffix('*') {
            all.beginnings.push(beginning.to_owned());
        } else if entry.contains(' ') || entry.chars().any(text::is_unspaced) {
            all.anywhere.push(entry.to_owned());
        } else {
            all.words.push(entry.to_owned());
        }
    }
    all
});

/// The line of the first swear word, and its first letter.
fn swears(text: &str) -> Option<(u32, String)> {
    let all = &*SWEARING;
    let shown = |word: &str| format!("{}…", word.chars().next().unwrap_or('?'));
    for (at, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        let whole = lower.split(|c: char| !c.is_alphanumeric() && c != '-').find(|w| {
            all.words.iter().any(|s| s == w) || all.beginnings.iter().any(|b| w.starts_with(b.as_str()))
        });
        let found =
            whole.or_else(|| all.anywhere.iter().find(|s| lower.contains(s.as_str())).map(String::as_str));
        if let Some(word) = found {
            return Some((u32::try_from(at + 1).unwrap_or(u32::MAX), shown(word)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_are_not_read_are_named() {
        for (text, language) in [
            (
                "Organizzare la festa aziendale entro il 18 settembre: prenotare la sala, il catering e la musica, spedire gli inviti e preparare un piano per la pioggia.",
                Some("Italian"),
            ),
            (
                "Organiseer het zomerfeest voor alle medewerkers: zaal boeken, eten regelen, uitnodigingen versturen en een plan voor slecht weer maken.",
                Some("Dutch"),
            ),
            (
                "Przygotuj wdrożenie nowego systemu magazynowego: analiza wymagań, testy z użytkownikami, szkolenie pracowników i uruchomienie.",
                Some("Polish"),
            ),
            (
                "Нужно подготовить запуск нашего интернет-магазина до конца сентября: сначала дизайн и каталог товаров, потом оплата, тестирование и реклама. Всё это должны сделать два человека, которые ещё заняты другим проектом.",
                Some("Russian"),
            ),
            (
                "Build the intranet with a menu, a search and news. The news can only start after the search is ready, and everything must be live by May.",
                None,
            ),
            (
                "Baue bis Ende Mai den neuen Webshop mit Katalog, Warenkorb und Bezahlung; die Texte kommen vom Marketing und werden vorher geprüft.",
                None,
            ),
            (
                "Organizar la fiesta de la empresa: reservar el local, contratar el catering y enviar las invitaciones antes del viernes.",
                None,
            ),
            ("Build it", None),
        ] {
            assert_eq!(unread(text), language, "{text}");
        }
    }

    #[test]
    fn swear_words_are_found_only_where_asked_and_never_repeated() {
        let limits = |profanity| Limits { profanity, ..Limits::default() };
        let text = "Fix the login\nand this shitty page";
        assert_eq!(look(text, &limits(Reaction::Off)), Ok(vec![]));
        let told = look(text, &limits(Reaction::Warn)).expect("told, not refused");
        assert!(told.len() == 1 && told[0].line == Some(2) && !told[0].text.contains("shit"));
        assert!(matches!(look(text, &limits(Reaction::Refuse)), Err(DraftError::Profane { .. })));
        for harmless in [
            "Assess the class in Scunthorpe",
            "Grape harvest in Essex",
            "Putative results",
            "Dickens evening",
        ] {
            assert_eq!(look(harmless, &limits(Reaction::Refuse)), Ok(vec![]), "{harmless}");
        }
    }
}
