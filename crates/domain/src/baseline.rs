//! Baselines: a schedule somebody approved, kept so that what became of it can be compared.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::id::{BaselineId, TaskId};
use crate::record::record;
use crate::value::Value;
use crate::version::Version;

record! {
    /// The schedule of one version of the plan.
    Baseline {
        /// One line naming it, unlike that of any other baseline of the project.
        Name name: String = "name",
        /// The day it was taken.
        TakenOn taken_on: Option<Date> = "taken_on",
        /// The version of the plan whose schedule it is.
        Version version: Option<Version> = "version",
        /// When each task was to be done.
        Tasks tasks: BTreeMap<TaskId, BaselineTask> = "tasks",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
    }
    /// New values for some fields of a baseline.
    BaselineChange;
    /// The fields of a baseline.
    BaselineField;
    id BaselineId;
}

impl Baseline {
    /// A baseline in which nothing stands yet.
    pub fn new(id: BaselineId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            taken_on: None,
            version: None,
            tasks: BTreeMap::new(),
            metadata: BTreeMap::new(),
        }
    }
}

/// When a task was to be done, and with how much effort. Times are the project's civil ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaselineTask {
    /// When it was to start.
    pub start: DateTime,
    /// When it was to finish.
    pub finish: DateTime,
    /// Its effort in person-minutes, of a summary task with what is below it.
    pub effort: Option<u32>,
}
