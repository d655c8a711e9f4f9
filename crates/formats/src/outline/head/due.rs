//! The words in front of the day on which something is due or begins. Must never judge whether a day follows.

use std::sync::LazyLock;

use super::super::lexicon;

/// What `due.words` says, the longest first: "due by" is found before "due".
struct Words {
    remark: Vec<String>,
    sentence: Vec<String>,
    due: Vec<String>,
    start: Vec<String>,
    begins: Vec<String>,
}

/// Where a title says when it is due.
pub(super) struct Said {
    /// Where the words begin.
    pub(super) at: usize,
    /// Where the day begins behind them.
    pub(super) day: usize,
    /// They are no part of the title.
    pub(super) remark: bool,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = |section, lead: &str| {
        let words = lexicon::section(include_str!("../due.words"), section).into_iter();
        let mut words: Vec<String> = words.map(|word| format!("{lead}{word} ")).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    };
    Words {
        remark: [words("remark", ""), words("due", "")].concat(),
        sentence: [words("sentence", " "), words("due", " ")].concat(),
        due: words("due", " "),
        start: [words("start", ""), words("begins", "")].concat(),
        begins: words("begins", " "),
    }
});

/// The words that begin a folded remark and say that a day follows, the blank behind them included.
pub(super) fn led(folded: &str) -> Option<&'static str> {
    WORDS.remark.iter().find(|word| folded.starts_with(word.as_str())).map(String::as_str)
}

/// The words that begin a folded remark and say that the day follows on which something begins.
pub(super) fn begins(folded: &str) -> Option<&'static str> {
    WORDS.start.iter().find(|word| folded.starts_with(word.as_str())).map(String::as_str)
}

/// Where the last such words stand in a title.
pub(super) fn said(title: &str) -> Option<Said> {
    let found = |word: &String| title.rfind(word.as_str()).map(|at| (at, at + word.len()));
    let (at, day) =
        WORDS.sentence.iter().filter_map(found).max_by_key(|(at, end)| (*end, std::cmp::Reverse(*at)))?;
    let remark = WORDS.due.iter().any(|word| *word == title[at..day]);
    Some(Said { at, day, remark })
}

/// Where the last words stand in a title that say when it begins.
pub(super) fn said_to_begin(title: &str) -> Option<usize> {
    WORDS.begins.iter().filter_map(|word| title.rfind(word.as_str())).max()
}
