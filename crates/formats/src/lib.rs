//! Plans in other notations. A reader turns a text into a [`Reading`]: a patch against an empty project, the questions
//! the text leaves open and the warnings a person should see. A writer turns a project into a text.
//!
//! Nothing here stores, asks or guesses: a reference that cannot be resolved is a warning, never a link. Every reader
//! takes time linear in the text and survives any input.

mod amount;
mod carries;
mod counts;
pub mod csv;
mod cycle;
mod day;
mod decode;
mod details;
mod detect;
pub mod dot;
mod draft;
mod family;
#[cfg(test)]
mod fixture;
mod graph;
mod hours;
pub mod html;
pub mod ics;
mod incoming;
pub mod json;
mod label;
mod lag;
mod literal;
mod loose;
pub mod markdown;
mod means;
pub mod mermaid;
pub mod msproject;
mod notation;
mod occasion;
pub mod org;
mod outline;
mod parts;
mod predecessor;
mod priority;
pub mod taskjuggler;
pub mod taskmaster;
mod terms;
pub mod text;
pub mod todotxt;
mod unread;
mod write;

use jiff::civil::Date;
use planwright_domain::{Author, DateOrder, Patch, PatchId, ProjectId, Question, TaskId, Version, Warning};
use planwright_phrases::duration::DayLength;

pub use carries::{Carries, Feature, lost, only};
pub use decode::{Decoded, decode};
pub use detect::detect;
pub use notation::Notation;
pub use occasion::Occasion;
pub use parts::{MOST_BYTES, MOST_TEXTS, Part, is_hidden, is_plan, read_parts};
pub use write::{Written, carried, write};

/// Where a text comes from and how its words are to be understood.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// The file's name, for the title and for origins.
    pub name: Option<&'a str>,
    /// The day on which relative dates are read.
    pub today: Date,
    /// What a "day" and a "week" of work are.
    pub day: DayLength,
    /// How 03/04 is read.
    pub date_order: DateOrder,
    /// Who proposes the patch.
    pub author: Author,
    /// The project the patch is for.
    pub project: ProjectId,
    /// The version the patch is made against.
    pub base: Version,
    /// The project's depth limit; a deeper document raises it, to 64 at most.
    pub depth_limit: u32,
}

impl Source<'_> {
    /// The title of a plan that has none of its own: "mvp_plan.md" as "mvp plan".
    fn title(&self) -> String {
        let file = self.name.unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
        let words = stem.replace(['_', '-'], " ");
        let words = words.trim();
        if words.is_empty() { "Imported plan".to_owned() } else { words.to_owned() }
    }

    /// The patch a reading begins with: it changes nothing yet.
    fn patch(&self, mint: &mut dyn FnMut() -> u128) -> Patch {
        let name = self.name.unwrap_or("the text");
        let id = PatchId::from_bits(mint());
        Patch::new(id, self.project, self.base, self.author.clone(), format!("import {name}"))
    }
}

/// What a text says: a change of an empty project and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The project's own fields, its tasks and its links.
    pub patch: Patch,
    /// What the text leaves open.
    pub questions: Vec<Question>,
    /// What was left out, assumed or changed.
    pub warnings: Vec<Warning>,
    /// References to tasks that stand in no text read so far. Empty where there is nothing more to read: then they
    /// are warnings.
    pub loose: Vec<LooseEnd>,
}

/// A task that waits for another, which stands elsewhere if it stands anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseEnd {
    /// The task that waits.
    pub task: TaskId,
    /// What the other is called.
    pub name: String,
    /// The line that says so.
    pub line: u32,
    /// Its words.
    pub quote: String,
    /// It is part of the other; otherwise it waits for it.
    pub part: bool,
}

/// Why a text could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// It is binary.
    #[error("this is not text: byte {at} cannot be read as UTF-8, UTF-16 or Windows-1252 text")]
    NotText {
        /// The first byte that is no text, counted from 0.
        at: usize,
    },
    /// It has words but no task.
    #[error(
        "the text has no tasks: no list, no checklist, no table of tasks and no task headings were found"
    )]
    NoTasks,
    /// It is in a notation of its own, and there is no task in it.
    #[error("{}", no_tasks(*.notation).0)]
    NoTasksIn {
        /// The notation.
        notation: Notation,
    },
    /// It is an archive that cannot be unpacked.
    #[error("the archive cannot be unpacked: {message}")]
    Archive {
        /// What stands in the way.
        message: String,
    },
    /// It is an archive in which every text is larger than what is read.
    #[error("the archive unpacks to more than the {most} MB that are read")]
    TooMuch {
        /// The most that is read, in MB.
        most: u64,
    },
    /// It is in a notation that is only written.
    #[error("plans in {} are written, but not read", .notation.word())]
    OnlyWritten {
        /// The notation.
        notation: Notation,
    },
    /// It is in a notation that is not read.
    #[error("this looks like {what}, which is not read")]
    Other {
        /// The notation, with its article.
        what: &'static str,
    },
    /// It is not the JSON it should be.
    #[error(transparent)]
    Json(#[from] planwright_wire::WireError),
    /// It breaks the rules of its notation.
    #[error("line {line}: {message}")]
    Syntax {
        /// The line, counted from 1.
        line: u32,
        /// What is wrong with it.
        message: String,
    },
}

impl ReadError {
    /// The stable kebab-case word for this kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-text",
            Self::NotText { .. } => "not-text",
            Self::NoTasks | Self::NoTasksIn { .. } => "no-tasks",
            Self::Archive { .. } => "archive-damaged",
            Self::TooMuch { .. } => "archive-too-large",
            Self::Other { .. } | Self::OnlyWritten { .. } => "other-notation",
            Self::Json(error) => error.fault.word(),
            Self::Syntax { .. } => "syntax",
        }
    }

    /// The next step, for a person.
    pub fn hint(&self) -> &str {
        match self {
            Self::Empty => "write down at least one task",
            Self::NotText { .. } | Self::Other { .. } | Self::OnlyWritten { .. } => {
                "export the plan as Markdown, plain text or JSON first"
            }
            Self::Archive { .. } => "pack it again, or name the folder that was packed",
            Self::TooMuch { .. } => "pack only the plan, or divide it into smaller texts",
            Self::NoTasks => "write one task a line, for instance as a list: \"- Paint walls (2d)\"",
            Self::NoTasksIn { notation } => no_tasks(*notation).1,
            Self::Json(error) => &error.hint,
            Self::Syntax { .. } => "mend the line, or name another notation",
        }
    }
}

/// What was looked for in a notation and not found, and the next step.
fn no_tasks(notation: Notation) -> (&'static str, &'static str) {
    match notation {
        Notation::Csv => (
            "the sheet has no tasks: no row with a title was found below a row that names the columns",
            "name the columns in the first row, one of them \"Title\"",
        ),
        Notation::Mermaid => (
            "the chart has no tasks: no bar was found",
            "write one bar a line: \"Paint walls :p1, 2026-03-02, 2d\"",
        ),
        Notation::Flowchart | Notation::Dot => {
            ("the graph has no tasks: no box was found", "write one box for each task: \"a -> b\"")
        }
        Notation::TaskJuggler => (
            "the project has no tasks: no task with an id and a name was found",
            "write a task: task walls \"Walls\" { effort 2d }",
        ),
        Notation::MsProject => {
            ("the project has no tasks: none that has a name was found", "export the whole project as XML")
        }
        Notation::Ics => {
            ("the calendar has no tasks: no to-do and no event was found", "export a list of to-dos")
        }
        Notation::Org => {
            ("the file has no tasks: no heading was found", "write a heading: \"* TODO Paint walls\"")
        }
        Notation::TodoTxt => ("the file has no tasks: no line has words", "write one task a line"),
        Notation::Json | Notation::Taskmaster => (
            "the document has no tasks: no list of texts, or of objects with a title, was found",
            "write a list of objects that have a \"title\"",
        ),
        Notation::Markdown | Notation::Plain | Notation::Text | Notation::Html => {
            ("the text has no tasks", "write one task a line")
        }
    }
}

/// Reads `text` as a plan in `notation`. `mint` gives fresh random bits for every id that is made.
///
/// # Errors
/// [`ReadError`] when nothing can be read; anything less is a warning in the [`Reading`].
pub fn read(
    text: &[u8],
    notation: Notation,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut reading = read_part(text, notation, source, mint, &|_| None)?;
    loose::told(&mut reading, false);
    Ok(reading)
}

/// Finds the text of a file that another text includes, by the name it goes by there.
pub(crate) type Beside<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads a text that may refer to tasks of other texts, and include some that stand beside it.
pub(crate) fn read_part(
    text: &[u8],
    notation: Notation,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
    beside: Beside<'_>,
) -> Result<Reading, ReadError> {
    let reading = match notation {
        Notation::Markdown | Notation::Plain => outline::read(&decode(text)?, source, mint),
        Notation::Text => text::read(decode::exactly(text)?, source, mint, &|_| None),
        Notation::Json | Notation::Taskmaster => json::read(decode::exactly(text)?, source, mint),
        Notation::Mermaid | Notation::Flowchart => mermaid::read(&decode(text)?, source, mint),
        Notation::Dot => dot::read(&decode(text)?, source, mint),
        Notation::Org => match decode::as_written(text)? {
            // A list without any heading is a list.
            plain if !org::has_headings(&plain.text) => outline::read(&plain, source, mint),
            decoded => org::read(&decoded, source, mint),
        },
        Notation::Ics => ics::read(&decode::as_written(text)?, source, mint),
        Notation::TodoTxt => todotxt::read(text, source, mint),
        Notation::Html => Err(ReadError::OnlyWritten { notation }),
        Notation::Csv => csv::read(text, source, mint),
        Notation::MsProject => msproject::read(text, source, mint),
        Notation::TaskJuggler => taskjuggler::read(text, source, mint, beside),
    };
    let of_its_own = !matches!(notation, Notation::Markdown | Notation::Plain | Notation::Text);
    reading.map_err(|error| match error {
        ReadError::NoTasks if of_its_own => ReadError::NoTasksIn { notation },
        error => error,
    })
}
