//! The levelled schedule as it is seen: who works when, and how far each task can slip in it.

use planwright_domain::schedule::{Model, Roster, Slip};
use planwright_domain::{IdMap, Project, TaskId};

/// A levelled schedule.
#[derive(Debug)]
pub struct Leveled {
    /// Who works when.
    pub roster: Roster,
    /// How far each task can slip.
    pub slips: IdMap<TaskId, Slip>,
}

impl Leveled {
    pub(super) fn of(project: &Project, model: &Model, roster: Roster) -> Self {
        let slips = roster.slips(model, project.network());
        Self { roster, slips }
    }

    /// By how many per cent it is longer than the best possible, at most.
    pub fn at_most_above(&self) -> f64 {
        let (is, best) = (self.roster.makespan() as f64, self.roster.lower_bound().max(1) as f64);
        ((is / best - 1.0) * 100.0).max(0.0)
    }
}
