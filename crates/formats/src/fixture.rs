//! What the tests of readers and writers begin with: a source, ids that count up, and a plan in the text notation. Must
//! never be built into the library.

use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};

use crate::{Notation, ReadError, Reading, Source, text};

/// A text without a name, read on a Monday.
pub(crate) fn source() -> Source<'static> {
    Source {
        name: None,
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("test"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 5,
    }
}

/// Ids that count up from 1.
pub(crate) fn ids() -> impl FnMut() -> u128 {
    let mut next = 0;
    move || {
        next += 1;
        next
    }
}

/// What is read of a text in a notation.
pub(crate) fn reading(text: impl AsRef<[u8]>, notation: Notation) -> Result<Reading, ReadError> {
    crate::read(text.as_ref(), notation, &source(), &mut ids())
}

/// The project that a reading makes.
pub(crate) fn project(reading: &Reading) -> Project {
    let mut project = Project::void(ProjectId::from_bits(7));
    let _ = apply(&mut project, &reading.patch).unwrap();
    project
}

/// The project of a text in the text notation.
pub(crate) fn project_of(text: &str) -> Project {
    project(&reading(text, Notation::Text).unwrap())
}

/// A project in the text notation.
pub(crate) fn told(project: &Project) -> String {
    text::write(project, text::Ids::None)
}

/// A reading in the text notation.
pub(crate) fn plan(reading: &Reading) -> String {
    told(&project(reading))
}

/// A reading in the text notation, and its warnings.
pub(crate) fn said(reading: &Reading) -> String {
    let warnings = reading.warnings.iter().map(|w| format!("{}: {}\n", w.code, w.text));
    plan(reading) + &warnings.collect::<String>()
}
