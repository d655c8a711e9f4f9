//! A project written in any notation, and what of it the notation cannot carry. Must never leave anything out in silence.

use planwright_domain::Project;

use crate::carries::{Carries, lost};
use crate::occasion::Occasion;
use crate::{
    Notation, csv, dot, html, ics, json, markdown, mermaid, msproject, org, taskjuggler, taskmaster, text,
    todotxt,
};

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
        Notation::Text => text::shared(project),
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
