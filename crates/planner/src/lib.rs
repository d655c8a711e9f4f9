//! Words made a plan: the offline drafter, its templates, and effort from titles.
//!
//! Everything here is pure and synchronous: no network, no key, no model, no clock, no randomness (ids are minted by the
//! caller). The same input gives the same plan. What a text states is kept, exactly and with its words; what is added
//! says why; what is unclear is asked.

mod agent;
mod ahead;
mod allotted;
mod amount;
mod anchor;
mod apiece;
mod arrival;
mod behind;
mod beside;
mod bracket;
mod breakdown;
mod budget;
mod chain;
mod clash;
mod clause;
mod condition;
mod crew;
mod deed;
pub mod division;
mod draft;
mod each;
mod emit;
mod entry;
pub mod estimate;
pub mod eval;
mod every;
mod feasibility;
mod figures;
mod filling;
mod frame;
mod front;
mod german;
mod goal;
mod heading;
mod injection;
mod lexicon;
mod mention;
mod merge;
mod naming;
mod near;
mod needs;
mod numbering;
pub mod options;
mod pieces;
mod plan;
mod product;
mod reader;
mod relative;
mod remark;
mod reserve;
mod ruled_out;
mod scale;
mod sentence;
mod sequence;
mod sibling;
mod side;
mod small;
mod state;
mod stated;
mod step;
mod subject;
pub mod templates;
mod text;
mod tie;
mod timing;
mod undergo;
mod usual_order;
mod vague;
mod verb_row;
mod verbs;

use jiff::civil::Date;
pub use options::Options;
use planwright_domain::{Author, DateOrder, ProjectId, Version};
pub use planwright_formats::Reading;
pub use planwright_phrases::duration::DayLength;

/// What is to be planned, and by which rules.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The words: a sentence, a paragraph, or a whole document.
    pub text: &'a str,
    /// The day from which relative dates count.
    pub today: Date,
    /// Who proposes the plan.
    pub author: Author,
    /// The project it is for.
    pub project: ProjectId,
    /// The version it is made against.
    pub base: Version,
    /// The deepest level the project allows.
    pub depth_limit: u32,
    /// What a day and a week of work are.
    pub day: DayLength,
    /// How 03/04 is read.
    pub date_order: DateOrder,
    /// The file the text comes from.
    pub source: Option<&'a str>,
    /// A template by name, instead of the one the words choose.
    pub template: Option<&'a str>,
    /// What the person chose.
    pub options: Options,
}

/// Why a text cannot be made a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// It is binary, or full of control characters.
    #[error("this is not text: most of it cannot be read")]
    NotText,
    /// It has characters, but nothing that could be a task.
    #[error("the text has no words that could be a task")]
    NoWords,
    /// It is too long for a paragraph and has no structure of a document.
    #[error(
        "the text has {bytes} bytes and no lists or headings; up to {limit} bytes of plain sentences are read"
    )]
    TooLong {
        /// Its size.
        bytes: usize,
        /// What is read at most.
        limit: usize,
    },
    /// Its sentences name more steps than a paragraph can.
    #[error("the sentences name {steps} steps; up to {limit} are read from plain sentences")]
    TooManySteps {
        /// What was found.
        steps: usize,
        /// What is read at most.
        limit: usize,
    },
    /// There is no such template.
    #[error("there is no template \"{name}\"")]
    UnknownTemplate {
        /// The name that was asked for.
        name: String,
    },
    /// It is in a language whose words are not read, and such texts are refused.
    #[error("the text seems to be in {language}, and only languages that are read are wanted")]
    OtherLanguage {
        /// The language, by its English name.
        language: &'static str,
    },
    /// It has a swear word, and such texts are refused.
    #[error("the text has a swear word (\"{shown}\"), and such texts are refused")]
    Profane {
        /// Its first letter.
        shown: String,
    },
    /// It is a document that cannot be read.
    #[error("the document cannot be read")]
    Document(#[source] planwright_formats::ReadError),
}

impl DraftError {
    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "text-empty",
            Self::NotText => "text-not-text",
            Self::NoWords => "text-without-words",
            Self::TooLong { .. } | Self::TooManySteps { .. } => "text-too-long",
            Self::UnknownTemplate { .. } => "template-unknown",
            Self::OtherLanguage { .. } => "text-other-language",
            Self::Profane { .. } => "text-profane",
            Self::Document(_) => "document-unreadable",
        }
    }

    /// The next step, for a person.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty | Self::NoWords => {
                "say what is to be done, for instance: \"Paint the fence by Friday\"".to_owned()
            }
            Self::NotText => "export the plan as text first".to_owned(),
            Self::TooLong { .. } | Self::TooManySteps { .. } => {
                "write it as a list, one task a line, and import that".to_owned()
            }
            Self::UnknownTemplate { .. } => {
                format!("choose one of: {}", templates::list().map(|t| t.name).collect::<Vec<_>>().join(", "))
            }
            Self::OtherLanguage { .. } => {
                format!("write it in {}, or set language_check to warn", entry::languages())
            }
            Self::Profane { .. } => "say it without, or set profanity to warn".to_owned(),
            Self::Document(error) => error.hint().to_owned(),
        }
    }
}

/// Drafts a plan. `mint` gives fresh random bits for every id; everything else follows from the request.
///
/// The patch is accepted by `planwright_domain::apply` on an empty project at `base`. Time is linear in the text.
///
/// # Errors
/// [`DraftError`] when there is nothing to plan; anything less is a question or a warning.
pub fn draft(request: &Request<'_>, mint: &mut dyn FnMut() -> u128) -> Result<Reading, DraftError> {
    draft::draft(request, mint)
}
