//! Tasks and milestones: the nodes of the work breakdown structure, and where each came from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use crate::constraint::Constraint;
use crate::id::{CalendarId, TaskId};
use crate::record::record;
use crate::status::{Kind, Priority, Status};
use crate::value::Value;

/// The distance between the positions of new siblings.
pub const POSITION_STEP: i64 = 1024;

record! {
    /// A node of the work breakdown structure. Wbs code, depth and roll-ups are computed, never stored.
    Task {
        /// The summary task it belongs to; `None` at the top.
        Parent parent: Option<TaskId> = "parent_task_id",
        /// Sort key among its siblings; only the order has meaning, ties break by id.
        Position position: i64 = "position",
        /// One line naming it.
        Title title: String = "title",
        /// Anything more there is to say.
        Description description: Option<String> = "description",
        /// Task or milestone.
        Kind kind: Kind = "kind",
        /// How far it is.
        Status status: Status = "status",
        /// Kept, but out of sight.
        Archived archived: bool = "archived",
        /// How much it matters.
        Priority priority: Option<Priority> = "priority",
        /// Effort in person-minutes. On a summary task: its own stated effort, kept beside the roll-up.
        Effort effort: Option<u32> = "estimated_minutes",
        /// Effort spent so far, in person-minutes.
        Actual actual: Option<u32> = "actual_minutes",
        /// Effort as a range with confidence.
        Estimate estimate: Option<Estimate> = "estimate",
        /// Working time from start to finish, in minutes. What has none lasts as long as its effort takes those who do it.
        Duration duration: Option<u32> = "duration_minutes",
        /// Effort still to be spent, in person-minutes.
        Remaining remaining: Option<u32> = "remaining_minutes",
        /// Not to be begun before this day.
        Start start: Option<Date> = "start_date",
        /// To be finished by the end of this working day.
        Due due: Option<Date> = "due_date",
        /// What is asked of when it takes place, apart from links.
        Constraint constraint: Option<Constraint> = "constraint",
        /// When it can be worked on; `None` is whenever those who do it work.
        Calendar calendar: Option<CalendarId> = "calendar_id",
        /// Work on it may stop and be taken up again later.
        Interruptible interruptible: bool = "interruptible",
        /// When a schedule that somebody kept starts it. Asks nothing of the next schedule.
        PlannedStart planned_start: Option<DateTime> = "planned_start",
        /// When that schedule finishes it.
        PlannedFinish planned_finish: Option<DateTime> = "planned_finish",
        /// Who does it.
        Assignees assignees: BTreeSet<String> = "assignees" set,
        /// Free labels.
        Labels labels: BTreeSet<String> = "labels" set,
        /// What must be true when it is done.
        AcceptanceCriteria acceptance_criteria: Vec<String> = "acceptance_criteria",
        /// Its key in the document it came from, such as `TASK-004.1`.
        SourceKey source_key: Option<String> = "source_key",
        /// Its ids in other systems, by system.
        ExternalIds external_ids: BTreeMap<String, String> = "external_ids",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
        /// Where it came from.
        Origin origin: Option<Origin> = "origin",
    }
    /// New values for some fields of a task.
    TaskChange;
    /// The fields of a task.
    TaskField;
    id TaskId;
}

impl Task {
    /// A task at the top of the tree with nothing known but its title.
    pub fn new(id: TaskId, title: impl Into<String>) -> Self {
        Self {
            id,
            parent: None,
            position: 0,
            title: title.into(),
            description: None,
            kind: Kind::Task,
            status: Status::Todo,
            archived: false,
            priority: None,
            effort: None,
            actual: None,
            estimate: None,
            duration: None,
            remaining: None,
            start: None,
            due: None,
            constraint: None,
            calendar: None,
            interruptible: false,
            planned_start: None,
            planned_finish: None,
            assignees: BTreeSet::new(),
            labels: BTreeSet::new(),
            acceptance_criteria: Vec::new(),
            source_key: None,
            external_ids: BTreeMap::new(),
            metadata: BTreeMap::new(),
            origin: None,
        }
    }
}

/// Effort as a range in person-minutes, `low <= likely <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// If all goes well.
    pub low: u32,
    /// What to plan with.
    pub likely: u32,
    /// If much goes wrong.
    pub high: u32,
    /// How sure its author was.
    pub confidence: Option<Confidence>,
}

/// A probability in steps of a thousandth, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

impl Confidence {
    /// A confidence of `n` thousandths; more than 1,000 is taken as certainty.
    pub fn per_mille(n: u16) -> Self {
        Self(n.min(1000))
    }

    /// Thousandths.
    pub fn as_per_mille(self) -> u16 {
        self.0
    }
}

/// Where a task or link came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Said, added or implied.
    pub kind: OriginKind,
    /// The document, file or template.
    pub source: Option<String>,
    /// The line in the source, counted from 1.
    pub line: Option<u32>,
    /// The words it came from, or the reason it was added.
    pub quote: Option<String>,
}

impl Origin {
    /// An origin of this kind with nothing more known.
    pub fn new(kind: OriginKind) -> Self {
        Self { kind, source: None, line: None, quote: None }
    }
}

/// How something got into the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKind {
    /// The words said it.
    Stated,
    /// A template added what such projects need.
    Added,
    /// It follows from what was said or from the order of steps.
    Implied,
    /// It stood in a document.
    Imported,
}

impl OriginKind {
    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Added => "added",
            Self::Implied => "implied",
            Self::Imported => "imported",
        }
    }

    /// Reads the word on the wire.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Stated, Self::Added, Self::Implied, Self::Imported].into_iter().find(|k| k.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_ends_at_certainty() {
        assert_eq!(Confidence::per_mille(1001), Confidence::per_mille(1000));
        assert_eq!(Confidence::per_mille(650).as_per_mille(), 650);
    }

    #[test]
    fn origins_read_back() {
        for kind in [OriginKind::Stated, OriginKind::Added, OriginKind::Implied, OriginKind::Imported] {
            assert_eq!(OriginKind::from_word(kind.word()), Some(kind));
            assert_eq!(Origin::new(kind), Origin { kind, source: None, line: None, quote: None });
        }
        assert_eq!(OriginKind::from_word("guessed"), None);
    }

    #[test]
    fn fields_have_the_names_of_the_wire() {
        assert_eq!(TaskField::Effort.name(), "estimated_minutes");
        let names: BTreeSet<&str> = TaskField::ALL.iter().map(|f| f.name()).collect();
        assert_eq!(names.len(), TaskField::ALL.len());
    }
}
