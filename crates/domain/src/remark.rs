//! What a reader or planner says beside its patch: questions it will not guess the answer to, and warnings.

/// Something the words leave open. It is asked, never guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// A stable kebab-case word, such as `ambiguous-date`.
    pub code: String,
    /// The question, as a person would ask it.
    pub text: String,
    /// The words it is about.
    pub about: Option<String>,
    /// Possible answers, when there are few.
    pub choices: Vec<String>,
}

impl Question {
    /// A question without choices.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into(), about: None, choices: Vec::new() }
    }
}

/// Something that was read, assumed or left out in a way a person should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A stable kebab-case word, such as `deadline-too-tight`.
    pub code: String,
    /// The warning, with the numbers.
    pub text: String,
    /// The line of the source it is about, counted from 1.
    pub line: Option<u32>,
}

impl Warning {
    /// A warning about no particular line.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into(), line: None }
    }

    /// A warning about a line of the source, counted from 1.
    pub fn at(code: impl Into<String>, line: u32, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into(), line: Some(line) }
    }
}
