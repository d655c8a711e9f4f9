//! The vocabulary: which words mean what, read once from `data/*.words` and looked up token by token.
//! Must never contain a word of any language itself; grammar belongs to the modules that ask.
//!
//! A data file has `[section]` lines and `key: word, two words, word` lines; `#` begins a comment.
//! Words are folded (lower case, no accents) when loaded, so spelling with or without accents is one.

use crate::token::Tokens;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Every language: its code and its file, as the build found them in `data`.
pub(crate) const LANGUAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language nobody speaks, so that the tests can show that a language is data and nothing else.
#[cfg(test)]
const MADE_UP: &[(&str, &str)] = &[("made-up", include_str!("../tests/languages/made-up.words"))];
#[cfg(not(test))]
const MADE_UP: &[(&str, &str)] = &[];

/// The lines of every section of all languages: key and words.
static SECTIONS: LazyLock<Map<&'static str, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut sections: Map<&'static str, Vec<_>> = Map::default();
    for (_, file) in LANGUAGES.iter().chain(MADE_UP) {
        for (section, key, words) in lines(file) {
            sections.entry(section).or_default().push((key, words));
        }
    }
    sections
});

/// The entries of a file: section, key, words.
pub(crate) fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        line.split_once(": ").filter(|_| !line.starts_with('#')).map(|(key, words)| (section, key, words))
    })
}

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
    /// Tokens of the longest entry.
    longest: usize,
}

struct Entry<T> {
    rest: Box<[Box<str>]>,
    meaning: T,
}

impl<T: Copy> Table<T> {
    /// Reads `section` of every language; keys that `meaning` does not know are left out.
    pub(crate) fn load(section: &str, meaning: impl Fn(&'static str) -> Option<T>) -> Self {
        Self::of(spellings(section, meaning))
    }

    fn of(spellings: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Map<Box<str>, Vec<Entry<T>>> = Map::default();
        for (spelling, meaning) in spellings {
            let mut words = spelled(spelling).into_iter();
            let Some(first) = words.next() else { continue };
            entries.entry(first).or_default().push(Entry { rest: words.collect(), meaning });
        }
        for list in entries.values_mut() {
            list.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        let longest = entries.values().flatten().map(|e| e.rest.len() + 1).max().unwrap_or(0);
        Table { entries, longest }
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
        (i.saturating_sub(self.longest)..i).find_map(|from| {
            let list = self.entries.get(tokens.folded(from))?;
            let fits = |e: &&Entry<T>| {
                from + 1 + e.rest.len() == i
                    && e.rest.iter().enumerate().all(|(k, w)| tokens.is(from + 1 + k, w))
            };
            list.iter().find(fits).map(|e| (e.meaning, from))
        })
    }
}

/// Every spelling in a section, with its meaning.
fn spellings<T: Copy>(
    section: &str,
    meaning: impl Fn(&'static str) -> Option<T>,
) -> impl Iterator<Item = (&'static str, T)> {
    let entries = SECTIONS.get(section).into_iter().flatten();
    entries.filter_map(move |&(key, words)| Some((words, meaning(key)?))).flat_map(|(words, meaning)| {
        words.split(", ").map(str::trim).filter(|w| !w.is_empty()).map(move |word| (word, meaning))
    })
}

/// The words under one key in all languages, as written: for the cutting of tokens, which has none yet.
pub(crate) fn words_of(section: &str, wanted: &str) -> Vec<&'static str> {
    let entries = SECTIONS.get(section).into_iter().flatten();
    entries.filter(|(key, _)| *key == wanted).flat_map(|(_, words)| words.split(", ")).collect()
}

fn spelled(spelling: &str) -> Vec<Box<str>> {
    let tokens = Tokens::of(spelling);
    (0..tokens.len()).map(|i| tokens.folded(i).into()).collect()
}

/// Phrases that stand around what they speak of: "setzt … voraus", "在 … 之后".
pub(crate) struct Around<T> {
    heads: Table<usize>,
    /// By the number of the head: the tails it can have, the longest first.
    tails: Vec<Vec<(Vec<Box<str>>, T)>>,
}

/// Where a phrase with a gap stands: the token after its head, and its tail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gap {
    pub(crate) begin: usize,
    pub(crate) end: usize,
    /// The token after the tail.
    pub(crate) next: usize,
}

impl<T: Copy> Around<T> {
    /// Most tokens that may stand between head and tail.
    const REACH: usize = 24;

    pub(crate) fn load(section: &str, meaning: impl Fn(&'static str) -> Option<T>) -> Self {
        let mut heads: Vec<&'static str> = Vec::new();
        let mut tails: Vec<Vec<(Vec<Box<str>>, T)>> = Vec::new();
        for (spelling, meaning) in spellings(section, meaning) {
            let Some((head, tail)) = spelling.split_once(" … ") else { continue };
            let number = heads.iter().position(|h| *h == head).unwrap_or(heads.len());
            if number == heads.len() {
                heads.push(head);
                tails.push(Vec::new());
            }
            tails[number].push((spelled(tail), meaning));
        }
        for list in &mut tails {
            list.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
        }
        Around { heads: Table::of(heads.into_iter().enumerate().map(|(number, head)| (head, number))), tails }
    }

    /// The phrase whose head stands at token `i` and whose tail follows before a token that `ends` it.
    pub(crate) fn at(&self, tokens: &Tokens<'_>, i: usize, ends: impl Fn(usize) -> bool) -> Option<(T, Gap)> {
        let (number, begin) = self.heads.at(tokens, i)?;
        let tails = self.tails.get(number)?;
        (begin + 1..tokens.len().min(begin + Self::REACH)).take_while(|&k| !ends(k - 1)).find_map(|end| {
            let fits = |tail: &Vec<Box<str>>| tail.iter().enumerate().all(|(k, w)| tokens.is(end + k, w));
            let (tail, meaning) = tails.iter().find(|(tail, _)| fits(tail))?;
            Some((*meaning, Gap { begin, end, next: end + tail.len() }))
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
        for (_, file) in LANGUAGES.iter().chain(MADE_UP) {
            for line in file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
                let section = line.starts_with('[') && line.ends_with(']');
                assert!(section || line.contains(": "), "{line}");
            }
        }
    }

    #[test]
    fn every_section_is_explained_to_those_who_add_a_language() {
        let page = include_str!("../../../docs/languages.md");
        for (section, ..) in LANGUAGES.iter().flat_map(|(_, file)| lines(file)) {
            assert!(page.contains(&format!("`{section}`")), "docs/languages.md does not tell of [{section}]");
        }
    }

    #[test]
    fn no_word_of_a_language_means_two_things() {
        let mut faults = Vec::new();
        for &(code, file) in LANGUAGES {
            let mut seen: HashMap<(&str, String), &str> = HashMap::new();
            for (section, key, words) in lines(file) {
                let one =
                    matches!(
                        section,
                        "number" | "unit" | "month" | "weekday" | "quarter" | "deictic" | "status"
                    ) || matches!(section, "priority" | "which" | "period" | "half-year" | "size" | "plural");
                // Forms and habits of words, said beside their meaning.
                if !one || matches!(key, "singular" | "everyday" | "short" | "label" | "name" | "dated") {
                    continue;
                }
                for word in words.split(", ") {
                    let folded = spelled(word).join(" ");
                    if let Some(other) = seen.insert((section, folded), key).filter(|other| *other != key) {
                        faults.push(format!("{code} [{section}] {word}: {other} and {key}"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_longest_spelling_wins() {
        let table = Table::load("half", |key| (key == "amount").then_some(()));
        let tokens = Tokens::of("half an hour");
        assert_eq!(table.at(&tokens, 0), Some(((), 2)));
    }
}
