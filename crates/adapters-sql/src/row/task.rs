//! The columns of `tasks`.

use planwright_domain::{Kind, Priority, Status, Task, TaskField, TaskId};
use planwright_wire::cell::Cell as _;

use super::read::Columns;
use super::{Cell, Odd, Row, bits, letters};

impl Row for Task {
    const TABLE: &'static str = "tasks";
    const KEY: &'static str = "task_id";
    const FIELDS: &'static [TaskField] = TaskField::ALL;

    fn letters(id: TaskId) -> String {
        letters(id.bits())
    }

    fn blank(id: TaskId) -> Self {
        Self::new(id, "")
    }

    fn cell(&self, field: TaskField) -> Cell<'_> {
        match field {
            TaskField::Parent => Cell::option(self.parent, |parent| Cell::text(Self::letters(parent))),
            TaskField::Position => Cell::Integer(self.position),
            TaskField::Title => Cell::text(&self.title),
            TaskField::Description => Cell::option(self.description.as_deref(), Cell::text),
            TaskField::Kind => Cell::text(self.kind.word()),
            TaskField::Status => Cell::text(self.status.word()),
            TaskField::Archived => Cell::Integer(self.archived.into()),
            TaskField::Priority => Cell::option(self.priority, |priority| Cell::text(priority.word())),
            TaskField::Effort => Cell::option(self.effort, |minutes| Cell::Integer(minutes.into())),
            TaskField::Actual => Cell::option(self.actual, |minutes| Cell::Integer(minutes.into())),
            TaskField::Estimate => Cell::option(self.estimate, |estimate| Cell::text(estimate.to_json())),
            TaskField::Start => Cell::option(self.start, |day| Cell::text(day.to_string())),
            TaskField::Due => Cell::option(self.due, |day| Cell::text(day.to_string())),
            TaskField::Assignees => Cell::words(&self.assignees),
            TaskField::Labels => Cell::words(&self.labels),
            TaskField::AcceptanceCriteria => {
                Cell::json(self.acceptance_criteria.is_empty(), &self.acceptance_criteria)
            }
            TaskField::SourceKey => Cell::option(self.source_key.as_deref(), Cell::text),
            TaskField::ExternalIds => Cell::texts(&self.external_ids),
            TaskField::Metadata if self.metadata.is_empty() => Cell::Null,
            TaskField::Metadata => Cell::text(self.metadata.to_json()),
            TaskField::Origin => Cell::option(self.origin.as_ref(), |origin| Cell::text(origin.to_json())),
        }
    }

    fn from_row(row: &Columns<'_>) -> Result<Self, Odd> {
        let id = |letters: &str| bits(letters).map(TaskId::from_bits);
        let mut task = Self::new(row.one(0, Self::KEY, id)?, row.text(3, "title")?);
        for (at, field) in (1..).zip(Self::FIELDS) {
            let name = field.name();
            match field {
                TaskField::Parent => task.parent = row.maybe(at, name, id)?,
                TaskField::Position => task.position = row.integer(at, name)?,
                TaskField::Title => {}
                TaskField::Description => task.description = row.maybe_text(at, name)?.map(str::to_owned),
                TaskField::Kind => {
                    task.kind = row.one(at, name, |word| word_of(Kind::ALL, Kind::word, word))?;
                }
                TaskField::Status => {
                    task.status = row.one(at, name, |word| word_of(Status::ALL, Status::word, word))?;
                }
                TaskField::Archived => task.archived = row.flag(at, name)?,
                TaskField::Priority => {
                    task.priority =
                        row.maybe(at, name, |word| word_of(Priority::ALL, Priority::word, word))?;
                }
                TaskField::Effort => task.effort = row.maybe_small(at, name)?,
                TaskField::Actual => task.actual = row.maybe_small(at, name)?,
                TaskField::Estimate => task.estimate = row.maybe_cell(at, name)?,
                TaskField::Start => task.start = row.maybe_day(at, name)?,
                TaskField::Due => task.due = row.maybe_day(at, name)?,
                TaskField::Assignees => task.assignees = row.json(at, name)?,
                TaskField::Labels => task.labels = row.json(at, name)?,
                TaskField::AcceptanceCriteria => task.acceptance_criteria = row.json(at, name)?,
                TaskField::SourceKey => task.source_key = row.maybe_text(at, name)?.map(str::to_owned),
                TaskField::ExternalIds => task.external_ids = row.json(at, name)?,
                TaskField::Metadata => task.metadata = row.maybe_cell(at, name)?.unwrap_or_default(),
                TaskField::Origin => task.origin = row.maybe_cell(at, name)?,
            }
        }
        Ok(task)
    }
}

/// The one of `all` that has this very word: synonyms are for people, not for tables.
pub(super) fn word_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|one| word(*one) == text)
}
