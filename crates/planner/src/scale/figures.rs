//! The figures of scope, from `data/scale.words`: what one of a thing takes, and what a whole thing takes, at the very
//! least. Must never hold a word of a language itself.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Entries of the table in their order, each with its figure; 0 where none is told.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) all: Vec<(&'static str, f64)>,
    of_word: HashMap<&'static str, f64>,
}

static TABLE: LazyLock<HashMap<&'static str, Section>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Section> = HashMap::new();
    let mut name = "";
    for line in
        include_str!("../../data/scale.words").lines().filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        if let Some(next) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            name = next;
            continue;
        }
        let told = line.split_once(": ").and_then(|(figure, words)| Some((figure.parse().ok()?, words)));
        let (figure, words) = told.unwrap_or((0.0, line));
        let section = table.entry(name).or_default();
        for word in words.split(", ") {
            section.all.push((word, figure));
            section.of_word.entry(word).or_insert(figure);
        }
    }
    table
});

/// A section of the table.
pub(super) fn section(name: &str) -> &'static Section {
    static NONE: LazyLock<Section> = LazyLock::new(Section::default);
    TABLE.get(name).unwrap_or(&NONE)
}

impl Section {
    /// The figure of this very word.
    pub(super) fn of(&self, word: &str) -> Option<f64> {
        self.of_word.get(word).copied()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.of_word.contains_key(word)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|(word, _)| *word)
    }

    /// The figure that all of its entries share.
    pub(super) fn figure(&self) -> f64 {
        self.all.first().map_or(0.0, |(_, figure)| *figure)
    }
}
