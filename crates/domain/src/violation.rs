//! Violations: the rules of a plan, each with a stable code, and how one that is broken is told.
//! Codes are part of the contract with every surface: they are added, never renamed.

use std::fmt;

use crate::id::{LinkId, TaskId};
use crate::patch::Patch;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// Which rule is broken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable kebab-case word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

codes! {
    /// The patch is for another project.
    WrongProject = "wrong-project",
    /// The patch was made against another version.
    BaseVersion = "base-version",
    /// What is to be changed or deleted does not exist.
    NotFound = "not-found",
    /// What is to be created exists already.
    AlreadyExists = "already-exists",
    /// An id is made of zeros.
    NilId = "nil-id",
    /// A task with children is to be deleted.
    HasChildren = "has-children",
    /// A task with links is to be deleted.
    HasLinks = "has-links",
    /// A task with assignments is to be deleted.
    HasAssignments = "has-assignments",
    /// A calendar or a resource that is still used is to be deleted.
    InUse = "in-use",
    /// The project has no title.
    ProjectTitleMissing = "project-title-missing",
    /// The project's depth limit is not between 1 and 64.
    DepthLimitRange = "depth-limit-range",
    /// The project's working day is not between 1 and 1,440 minutes.
    MinutesPerDayRange = "minutes-per-day-range",
    /// The project has no working day in the week.
    NoWorkingDay = "no-working-day",
    /// The project's time zone cannot be the name of one.
    OddTimeZone = "odd-time-zone",
    /// Metadata are nested deeper than 64 levels.
    MetadataTooDeep = "metadata-too-deep",
    /// The project starts after its deadline.
    ProjectDatesReversed = "project-dates-reversed",
    /// A task has no title.
    TitleMissing = "title-missing",
    /// A title is longer than 500 characters.
    TitleTooLong = "title-too-long",
    /// A title has control characters or line breaks in it.
    TitleControl = "title-control-characters",
    /// A task's parent does not exist.
    ParentMissing = "parent-missing",
    /// A task is its own ancestor.
    ParentCycle = "parent-cycle",
    /// A task is deeper than the project allows.
    DepthLimit = "depth-limit",
    /// A task's effort is not positive.
    EffortNotPositive = "effort-not-positive",
    /// An effort is more than ten years of one person.
    EffortTooLarge = "effort-too-large",
    /// A range of effort is not in order.
    EstimateOrder = "estimate-order",
    /// A milestone has effort.
    MilestoneEffort = "milestone-effort",
    /// A milestone has children.
    MilestoneChildren = "milestone-children",
    /// A task starts after it is due.
    DatesReversed = "dates-reversed",
    /// A link's end does not exist.
    LinkEndMissing = "link-end-missing",
    /// A link ties a task to itself.
    LinkToItself = "link-to-itself",
    /// A link orders a task and its own summary task.
    LinkToRelative = "link-to-relative",
    /// Two links say the same.
    LinkTwice = "link-twice",
    /// A lag is more than ten years.
    LagTooLarge = "lag-too-large",
    /// Links, and the tree they hang on, go round in a circle.
    DependencyCycle = "dependency-cycle",
    /// A milestone has a duration.
    MilestoneDuration = "milestone-duration",
    /// A task's duration is not positive.
    DurationNotPositive = "duration-not-positive",
    /// A duration is more than ten years.
    DurationTooLarge = "duration-too-large",
    /// A constraint lacks the day it speaks of, or has one and speaks of none.
    ConstraintDate = "constraint-date",
    /// A task is planned to finish before it starts.
    PlannedReversed = "planned-dates-reversed",
    /// A calendar, a resource or a baseline has no name.
    NameMissing = "name-missing",
    /// A name is longer than 500 characters.
    NameTooLong = "name-too-long",
    /// A name has control characters or line breaks in it.
    NameControl = "name-control-characters",
    /// Two records of one kind have the same name.
    NameTwice = "name-twice",
    /// A calendar that is used does not exist.
    CalendarMissing = "calendar-missing",
    /// A calendar is based on itself.
    CalendarCycle = "calendar-cycle",
    /// The first day of a span comes after its last.
    SpanReversed = "span-reversed",
    /// A percentage is out of its range.
    PercentRange = "percent-range",
    /// A limit of work in a day or a week is out of its range.
    WorkLimitRange = "work-limit-range",
    /// An assignment's task does not exist.
    AssignmentTaskMissing = "assignment-task-missing",
    /// An assignment's resource does not exist.
    ResourceMissing = "resource-missing",
    /// An assignment names neither a resource nor a skill.
    AssignmentOfNobody = "assignment-of-nobody",
    /// Two assignments say the same.
    AssignmentTwice = "assignment-twice",
    /// A baseline has a task finish before it starts.
    BaselineReversed = "baseline-dates-reversed",
    /// A pool names a pool, or a project names itself.
    PoolNested = "pool-nested",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A broken rule, told so that a person knows what is wrong and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which rule.
    pub code: Code,
    /// The task it is about, if it is about one.
    pub task: Option<TaskId>,
    /// The link it is about, if it is about one.
    pub link: Option<LinkId>,
    /// What is wrong, with titles and wbs codes; lower case, no final period.
    pub message: String,
    /// The next step.
    pub hint: String,
}

impl Violation {
    /// One that is about no task and no link.
    pub(crate) fn of(code: Code, message: String, hint: &str) -> Self {
        Self { code, task: None, link: None, message, hint: hint.to_owned() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A patch that was refused: every reason at once, and the project left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the change breaks {} of the plan", count(.violations.len()))]
pub struct Rejection {
    /// The patch that was refused.
    pub patch: Box<Patch>,
    /// Every rule it breaks, in order; never empty.
    pub violations: Vec<Violation>,
}

fn count(rules: usize) -> String {
    if rules == 1 { "a rule".to_owned() } else { format!("{rules} rules") }
}
