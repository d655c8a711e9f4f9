//! The vocabulary: which words mean what, read once from `data/*.words` and looked up token by token.
//! Must never contain a word of any language itself; grammar belongs to the modules that ask.
//!
//! A data file has `[section]` lines and `key: word, two words, word` lines; `#` begins a comment.
//! Words are folded (lower case, no accents) when loaded, so spelling with or without accents is one.

use crate::token::Tokens;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// One file per language; adding a language is adding its file here.
const LANGUAGES: [&str; 8] = [
    include_str!("../data/en.words"),
    include_str!("../data/de.words"),
    include_str!("../data/es.words"),
    include_str!("../data/pt.words"),
    include_str!("../data/fr.words"),
    include_str!("../data/zh.words"),
    include_str!("../data/ko.words"),
    include_str!("../data/ru.words"),
];

/// The lines of every section of all languages: key and words.
static SECTIONS: LazyLock<Map<&'static str, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut sections: Map<&'static str, Vec<_>> = Map::default();
    for file in LANGUAGES {
        let mut section = "";
        for line in file.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
            } else if let Some(entry) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
                sections.entry(section).or_default().push(entry);
            }
        }
    }
    sections
});

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// A short hash for short words; the vocabulary is ours, so nobody can aim collisions at it.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().fold(0, |n, &b| n << 8 | u64::from(b));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

/// Words of one section in all languages, each with its meaning.
pub(crate) struct Table<T> {
    /// By first token; within, the longest spelling first.
    entries: Map<Box<str>, Vec<Entry<T>>>,
}

struct Entry<T> {
    rest: Box<[Box<str>]>,
    meaning: T,
}

impl<T: Copy> Table<T> {
    /// Reads `section` of every language; keys that `meaning` does not know are left out.
    pub(crate) fn load(section: &str, meaning: impl Fn(&'static str) -> Option<T>) -> Self {
        let mut entries: Map<Box<str>, Vec<Entry<T>>> = Map::default();
        for &(key, words) in SECTIONS.get(section).into_iter().flatten() {
            let Some(meaning) = meaning(key) else { continue };
            for word in words.split(", ").map(str::trim).filter(|w| !w.is_empty()) {
                let tokens = Tokens::of(word);
                let rest = (1..tokens.len()).map(|i| tokens.folded(i).into()).collect();
                entries.entry(tokens.folded(0).into()).or_default().push(Entry { rest, meaning });
            }
        }
        for list in entries.values_mut() {
            list.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        Table { entries }
    }

    /// The longest entry standing at token `i`: its meaning and the token after it.
    pub(crate) fn at(&self, tokens: &Tokens<'_>, i: usize) -> Option<(T, usize)> {
        let list = self.entries.get(tokens.folded(i))?;
        let entry = list.iter().find(|e| e.rest.iter().enumerate().all(|(k, w)| tokens.is(i + 1 + k, w)))?;
        Some((entry.meaning, i + 1 + entry.rest.len()))
    }

    /// The token after an optional entry at `i` (`i` itself if there is none).
    pub(crate) fn skip(&self, tokens: &Tokens<'_>, i: usize) -> usize {
        self.at(tokens, i).map_or(i, |(_, next)| next)
    }

    pub(crate) fn has(&self, tokens: &Tokens<'_>, i: usize) -> bool {
        self.at(tokens, i).is_some()
    }

    /// The longest entry whose last token is the one before `i`: its meaning and where it begins.
    pub(crate) fn ending(&self, tokens: &Tokens<'_>, i: usize) -> Option<(T, usize)> {
        (i.saturating_sub(5)..i).find_map(|from| {
            let list = self.entries.get(tokens.folded(from))?;
            let fits = |e: &&Entry<T>| {
                from + 1 + e.rest.len() == i
                    && e.rest.iter().enumerate().all(|(k, w)| tokens.is(from + 1 + k, w))
            };
            list.iter().find(fits).map(|e| (e.meaning, from))
        })
    }
}

/// A table loaded at first use: `table!(UNITS, Unit, "unit", Unit::of)`.
macro_rules! table {
    ($vis:vis $name:ident, $type:ty, $section:literal, $meaning:expr) => {
        $vis static $name: std::sync::LazyLock<$crate::lexicon::Table<$type>> =
            std::sync::LazyLock::new(|| $crate::lexicon::Table::load($section, $meaning));
    };
    ($vis:vis $name:ident, $section:literal, $key:literal) => {
        table!($vis $name, (), $section, |key| (key == $key).then_some(()));
    };
}
pub(crate) use table;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_data_file_is_a_section_an_entry_or_a_comment() {
        for file in LANGUAGES {
            for line in file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
                let section = line.starts_with('[') && line.ends_with(']');
                assert!(section || line.contains(": "), "{line}");
            }
        }
    }

    #[test]
    fn the_longest_spelling_wins() {
        let table = Table::load("half", |key| (key == "amount").then_some(()));
        let tokens = Tokens::of("half an hour");
        assert_eq!(table.at(&tokens, 0), Some(((), 2)));
    }
}
