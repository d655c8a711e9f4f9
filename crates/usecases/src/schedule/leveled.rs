//! The levelled schedule as it is seen: who works when, and how far each task can slip in it.

use std::sync::OnceLock;

use planwright_domain::schedule::{Roster, Slip};
use planwright_domain::{IdMap, TaskId};

use super::Schedule;

/// A levelled schedule.
#[derive(Debug)]
pub struct Leveled {
    /// Who works when.
    pub roster: Roster,
    /// How far each task can slip; found when it is first asked for, because most schedules are only tried.
    slips: OnceLock<IdMap<TaskId, Slip>>,
}

impl Leveled {
    pub(super) fn of(roster: Roster) -> Self {
        Self { roster, slips: OnceLock::new() }
    }

    /// How far a task of the schedule this is of can slip.
    pub(super) fn slip(&self, of: &Schedule, id: TaskId) -> Option<Slip> {
        let slips = self.slips.get_or_init(|| self.roster.slips(&of.model, of.project.network()));
        slips.get(&id).copied()
    }

    /// By how many per cent it is longer than the best possible, at most.
    pub fn at_most_above(&self) -> f64 {
        let (is, best) = (self.roster.makespan() as f64, self.roster.lower_bound().max(1) as f64);
        ((is / best - 1.0) * 100.0).max(0.0)
    }
}
