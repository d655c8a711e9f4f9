//! A project written in any notation, and what of it the notation cannot carry. Must never leave anything out in silence.

use std::collections::HashMap;

use jiff::civil::Date;
use planwright_domain::{Project, TaskId};

use crate::carries::{Carries, lost};
use crate::{
    Notation, csv, dot, html, ics, json, markdown, mermaid, msproject, org, taskjuggler, taskmaster, text,
    todotxt,
};

/// What writers may need beside the project.
pub struct Occasion<'a> {
    /// The day it is written on.
    pub today: Date,
    /// The first and the last planned day of a task, where there is a timetable.
    pub planned: &'a dyn Fn(TaskId) -> Option<(Date, Date)>,
    /// Whether a delay of a task delays the finish, where there is a timetable.
    pub critical: &'a dyn Fn(TaskId) -> bool,
}

/// A project in a notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// What the notation could not carry, in words.
    pub lost: Vec<String>,
}

/// Writes `project` in `notation`; `None` where that is a notation which is only read.
pub fn write(project: &Project, notation: Notation, occasion: &Occasion<'_>) -> Option<Written> {
    let text = match notation {
        Notation::Plain => return None,
        Notation::Markdown => markdown::write(project),
        Notation::Text => text::write(project, text::Ids::None),
        Notation::Json => json::write(project),
        Notation::Taskmaster => taskmaster::write(project),
        Notation::Org => org::write(project),
        Notation::Ics => ics::write(project, occasion.today),
        Notation::Html => html::write(project, occasion),
        Notation::Csv => csv::write(project),
        Notation::TodoTxt => todotxt::write(project),
        Notation::Mermaid => {
            let first = project.meta().start.map_or(occasion.today, |start| start.max(occasion.today));
            mermaid::gantt(project, first, occasion.planned)
        }
        Notation::Flowchart => mermaid::flowchart(project),
        Notation::Dot => dot::write(project),
        Notation::MsProject => msproject::write(project, occasion.planned),
        Notation::TaskJuggler => taskjuggler::write(project, occasion.today),
    };
    Some(Written { text, lost: lost(project, carried(notation)) })
}

/// The place of each task in the walk: what its wbs code would sort by, without counting its siblings for every link.
pub(crate) fn places(project: &Project) -> HashMap<TaskId, usize> {
    project.walk().enumerate().map(|(place, met)| (met.task.id, place)).collect()
}

/// What `notation` can say of a plan when it is written.
pub const fn carried(notation: Notation) -> Carries {
    match notation {
        Notation::Markdown => markdown::CARRIES,
        Notation::Plain => Carries::NONE,
        Notation::Text => text::CARRIES,
        Notation::Json => Carries::ALL,
        Notation::Taskmaster => taskmaster::CARRIES,
        Notation::Org => org::CARRIES,
        Notation::Ics => ics::CARRIES,
        Notation::Html => html::CARRIES,
        Notation::Csv => csv::CARRIES,
        Notation::TodoTxt => todotxt::CARRIES,
        Notation::Mermaid => mermaid::GANTT_CARRIES,
        Notation::Flowchart => mermaid::FLOWCHART_CARRIES,
        Notation::Dot => dot::CARRIES,
        Notation::MsProject => msproject::CARRIES,
        Notation::TaskJuggler => taskjuggler::CARRIES,
    }
}
