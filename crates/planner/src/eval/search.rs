//! What musts look for in a title: `paint|varnish`, `load test`, `=ci`, `*fliesen`. Must never match by chance inside a
//! word unless asked to.

use planwright_phrases::words::tokens;

/// Words to be found in a text: one of several alternatives, of which all words must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    text: String,
    alternatives: Vec<Vec<Word>>,
}

/// A word to be found, folded; where it has several parts they follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// It begins a word of the text.
    Begins(String),
    /// It is a word of the text.
    Is(String),
    /// It stands anywhere.
    Within(String),
}

impl Search {
    /// Reads what stands in the musts.
    ///
    /// # Errors
    /// What is wrong with it, in words, where there is nothing to look for.
    pub fn parse(text: &str) -> Result<Self, String> {
        let word = |word: &str| {
            let (make, rest): (fn(String) -> Word, &str) = if let Some(rest) = word.strip_prefix('=') {
                (Word::Is, rest)
            } else if let Some(rest) = word.strip_prefix('*') {
                (Word::Within, rest)
            } else {
                (Word::Begins, word)
            };
            let folded = folded(rest);
            (!folded.is_empty()).then(|| make(folded))
        };
        let alternatives: Vec<Vec<Word>> = text
            .split('|')
            .map(|alternative| alternative.split_whitespace().filter_map(word).collect())
            .collect();
        if alternatives.iter().any(Vec::is_empty) {
            return Err(format!("{text:?} has nothing to look for"));
        }
        Ok(Self { text: text.to_owned(), alternatives })
    }

    /// Whether the words stand in a text.
    pub fn finds(&self, text: &Folded) -> bool {
        self.alternatives.iter().any(|words| words.iter().all(|word| word.stands_in(&text.0)))
    }
}

impl std::fmt::Display for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.text)
    }
}

impl Word {
    /// The text has a blank around every word.
    fn stands_in(&self, text: &str) -> bool {
        match self {
            Self::Begins(word) => text.contains(&format!(" {word}")),
            Self::Is(word) => text.contains(&format!(" {word} ")),
            Self::Within(word) => text.contains(word.as_str()),
        }
    }
}

/// A text to look into: its words in lower case and without accents, a blank around each; a Chinese or Japanese
/// character is a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded(String);

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        Self(format!(" {} ", folded(text)))
    }
}

fn folded(text: &str) -> String {
    tokens(text).into_iter().map(|found| found.value).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        for (search, text, found) in [
            ("migrat", "Database migration", true),
            ("ci", "CI pipeline", true),
            ("ci", "Specific things", false),
            ("=ci", "City map", false),
            ("=ci", "Set up CI/CD", true),
            ("ci/cd", "Set up CI-CD", true),
            ("fliesen", "Badfliesen legen", false),
            ("*fliesen", "Badfliesen legen", true),
            ("test load", "Load-test the shop", true),
            ("test load", "Test the shop", false),
            ("paint|varnish", "Varnishing", true),
            ("moebel|mobel", "Möbel packen", true),
            ("登录", "测试登录页面", true),
        ] {
            let search = Search::parse(search).unwrap();
            assert_eq!(search.finds(&Folded::of(text)), found, "{search} in {text}");
        }
    }

    #[test]
    fn nothing_to_look_for_is_an_error() {
        for text in ["", "a||b", "=", "?", " | "] {
            assert!(Search::parse(text).is_err(), "{text}");
        }
    }
}
