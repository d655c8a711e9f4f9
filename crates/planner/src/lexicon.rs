//! The words of a language that join, order and limit steps: `data/<language>.words`, one file per language, read at
//! first use. Must never contain a word of any language itself.
//!
//! A data file has `[section]` lines, and lines of entries separated by ", "; an entry is one or more words. `#` begins a
//! comment. Sections: `stop` (by which the language is recognised), `first` `then` `last` (order), `parallel`
//! `parallel-with` `while`, `waits` (L waits for R) and `blocks` (R waits for L) with their forms at the beginning of a
//! clause, `need` and `with` (a list of deliverables follows), `modal` `take` `be` (what is said of a step),
//! `everything` `both` `pronoun` `live` (what an order refers to), people, hours, budgets, and words that say little.
//! In `irregular` (a form and its verb), `third` and `participle` (an ending and those of the verb) entries are read as pairs.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::{self, Word};

/// The languages, in the order in which ties are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
    /// French.
    Fr,
    /// Chinese.
    Zh,
}

const LANGUAGES: [Language; 6] =
    [Language::En, Language::De, Language::Es, Language::Pt, Language::Fr, Language::Zh];

static LEXICONS: [LazyLock<Lexicon>; 6] = [
    LazyLock::new(|| {
        Lexicon::load(&[include_str!("../data/en.words"), include_str!("../data/verbs.en.words")])
    }),
    LazyLock::new(|| Lexicon::load(&[include_str!("../data/de.words")])),
    LazyLock::new(|| Lexicon::load(&[include_str!("../data/es.words")])),
    LazyLock::new(|| Lexicon::load(&[include_str!("../data/pt.words")])),
    LazyLock::new(|| Lexicon::load(&[include_str!("../data/fr.words")])),
    LazyLock::new(|| Lexicon::load(&[include_str!("../data/zh.words")])),
];

/// The kinds of verbs in `data/verbs.en.words`.
pub(crate) const VERB_KINDS: [&str; 12] = [
    "build", "change", "fix", "test", "review", "design", "write", "research", "deploy", "migrate", "meet",
    "errand",
];

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    sections: HashMap<&'static str, Phrases>,
}

/// Phrases by their first word; the longest first.
#[derive(Debug, Default)]
struct Phrases(HashMap<String, Vec<Vec<String>>>);

impl Language {
    /// Its ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Fr => "fr",
            Self::Zh => "zh",
        }
    }

    /// The lexicon of this language.
    pub(crate) fn lexicon(self) -> &'static Lexicon {
        &LEXICONS[self as usize]
    }

    /// The language most of whose function words stand in the text; English when there are none.
    pub(crate) fn of(text: &str, words: &[Word]) -> Self {
        Self::told_by(text, words).unwrap_or_default()
    }

    /// The same; `None` when there are none.
    pub(crate) fn told_by(text: &str, words: &[Word]) -> Option<Self> {
        let unspaced = text.chars().take(4000).filter(|c| text::is_unspaced(*c)).count();
        if unspaced * 5 > text.chars().take(4000).filter(|c| !c.is_whitespace()).count() {
            return Some(Self::Zh);
        }
        let sample = &words[..words.len().min(600)];
        // A word that several languages have says less than one that only one has.
        let mut hits = [0u32; LANGUAGES.len()];
        for i in 0..sample.len() {
            let has = LANGUAGES.map(|language| language.lexicon().at("stop", sample, i).is_some());
            let share = 60 / u32::try_from(has.iter().filter(|has| **has).count()).unwrap_or(1).max(1);
            hits.iter_mut().zip(has).filter(|(_, has)| *has).for_each(|(hits, _)| *hits += share);
        }
        let most = hits.iter().copied().max().unwrap_or(0);
        let mut tied =
            LANGUAGES.into_iter().zip(hits).filter(|(_, hits)| *hits == most).map(|(language, _)| language);
        let (first, more) = (tied.next(), tied.clone().next().is_some());
        if !more {
            return first;
        }
        // "Acheter la peinture": no word that joins tells it alone, but verbs, times and letters do.
        let mut best = (0, first.filter(|_| most > 0));
        for language in first.into_iter().chain(tied) {
            let told = language.lexicon().telling(sample);
            if told > best.0 {
                best = (told, Some(language));
            }
        }
        best.1
    }
}

impl Lexicon {
    fn load(files: &[&'static str]) -> Self {
        let mut lexicon = Self::default();
        for file in files {
            let mut section = "";
            for line in file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    section = name;
                    continue;
                }
                let phrases = lexicon.sections.entry(section).or_default();
                for entry in line.split(", ") {
                    let spelled: Vec<String> = text::words(entry).into_iter().map(|w| w.lower).collect();
                    if let Some(first) = spelled.first() {
                        phrases.0.entry(first.clone()).or_default().push(spelled);
                    }
                }
            }
        }
        for phrases in lexicon.sections.values_mut() {
            for list in phrases.0.values_mut() {
                list.sort_by_key(|p| std::cmp::Reverse(p.len()));
            }
        }
        lexicon
    }

    /// The index after the longest phrase of `section` that begins at word `i`.
    pub(crate) fn at(&self, section: &str, words: &[Word], i: usize) -> Option<usize> {
        let list = self.sections.get(section)?.0.get(words.get(i)?.lower.as_str())?;
        let fits = |p: &&Vec<String>| {
            p.len() <= words.len() - i && p.iter().zip(&words[i..]).all(|(p, w)| *p == w.lower)
        };
        list.iter().find(fits).map(|p| i + p.len())
    }

    /// Whether the whole of `words` is one phrase of `section`.
    pub(crate) fn is(&self, section: &str, words: &[Word]) -> bool {
        !words.is_empty() && self.at(section, words, 0) == Some(words.len())
    }

    /// Where the phrase of `section` that ends the words begins.
    pub(crate) fn ending(&self, section: &str, words: &[Word]) -> Option<usize> {
        (words.len().saturating_sub(6)..words.len())
            .find(|&i| self.at(section, words, i) == Some(words.len()))
    }

    /// Whether any word of `words` begins a phrase of `section`.
    pub(crate) fn any(&self, section: &str, words: &[Word]) -> bool {
        (0..words.len()).any(|i| self.at(section, words, i).is_some())
    }

    /// The second word of the entry of `section` that begins with this one: of "made make" the "make".
    pub(crate) fn pair(&self, section: &str, first: &str) -> Option<String> {
        let list = self.sections.get(section)?.0.get(first)?;
        list.iter().find_map(|entry| entry.get(1)).cloned()
    }

    /// An entry of a section that has only one.
    pub(crate) fn first(&self, section: &str) -> Option<&str> {
        self.sections.get(section)?.0.keys().next().map(String::as_str)
    }

    /// Whether one word alone is an entry of `section`.
    pub(crate) fn has(&self, section: &str, word: &str) -> bool {
        let list = self.sections.get(section).and_then(|phrases| phrases.0.get(word));
        list.is_some_and(|entries| entries.iter().any(|entry| entry.len() == 1))
    }

    /// The longest entry of `section` that a word begins with, and the rest of the word.
    pub(crate) fn prefix<'w>(&self, section: &str, word: &'w str) -> Option<(&'w str, &'w str)> {
        let at = word.char_indices().map(|(at, _)| at).rev().find(|at| self.has(section, &word[..*at]))?;
        Some(word.split_at(at))
    }

    /// A word without the longest ending that `section` knows, and the endings that may stand in its place.
    pub(crate) fn suffix<'w>(&self, section: &str, word: &'w str) -> Option<(&'w str, Vec<&str>)> {
        let endings = &self.sections.get(section)?.0;
        let (stem, list) =
            word.char_indices().skip(2).find_map(|(at, _)| Some((&word[..at], endings.get(&word[at..])?)))?;
        Some((stem, list.iter().flat_map(|entry| &entry[1..]).map(String::as_str).collect()))
    }

    /// How many words are of this language by what they say or by a letter of theirs.
    fn telling(&self, words: &[Word]) -> usize {
        const TELLING: [&str; 6] = ["telling", "activity", "first", "then", "broad-verb", "make-verb"];
        let letter = |word: &Word| {
            word.lower.chars().any(|c| !c.is_ascii() && self.has("letters", c.encode_utf8(&mut [0; 4])))
        };
        let tells = |i: &usize| {
            self.verb(words, *i).is_some()
                || TELLING.iter().any(|s| self.at(s, words, *i).is_some())
                || letter(&words[*i])
        };
        (0..words.len()).filter(tells).count()
    }

    /// The kind of verb at word `i`: a section of the file of verbs, or `verb` in languages that have no kinds.
    pub(crate) fn verb(&self, words: &[Word], i: usize) -> Option<&'static str> {
        VERB_KINDS.into_iter().chain(["physical", "verb"]).find(|kind| self.at(kind, words, i).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let check = |text: &str, expect| assert_eq!(Language::of(text, &text::words(text)), expect, "{text}");
        check("Build the shed and then paint it by Friday", Language::En);
        check("Baue das Haus und streiche es bis zum Freitag", Language::De);
        check("Organizar la fiesta y reservar el local antes del viernes", Language::Es);
        check("Organizar a festa e reservar o local até sexta-feira, com os amigos", Language::Pt);
        check("Organiser la fête et réserver la salle avant le 3 juin", Language::Fr);
        check("请在7月前完成设计和测试", Language::Zh);
        check("zzz", Language::En);
        check("Acheter la peinture (1 heure), puis peindre la porte", Language::Fr);
        check("Pintar la valla", Language::Es);
        check("Bretter sägen", Language::De);
        check("Clean kitchen", Language::En);
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let words = text::words("then first of all start");
        let en = Language::En.lexicon();
        assert_eq!(en.at("first", &words, 1), Some(4));
        assert!(en.is("then", &words[..1]));
        assert_eq!(en.ending("first", &words[..4]), Some(1));
    }
}
