//! Whether starts keep to a problem, told without any code of the search.

use super::problem::Problem;

/// What is wrong with a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is not one start for each activity.
    #[error("wanted {wanted} starts, got {got}")]
    Starts {
        /// How many there should be.
        wanted: usize,
        /// How many there are.
        got: usize,
    },
    /// An activity starts before its predecessor is finished.
    #[error("activity {to} starts before activity {from} is finished")]
    Link {
        /// The predecessor.
        from: u32,
        /// The successor.
        to: u32,
    },
    /// More of a resource is taken than there is.
    #[error("in period {period} {taken} of resource {resource} are taken, of which there are {capacity}")]
    Overload {
        /// Which resource.
        resource: u32,
        /// The first period where it is so.
        period: u32,
        /// What is taken.
        taken: u64,
        /// What there is.
        capacity: u32,
    },
}

/// When the last activity is finished if each starts as `starts` say; the first fault found if that cannot be.
pub fn verify(problem: &Problem, starts: &[u32]) -> Result<u32, Fault> {
    if starts.len() != problem.len() {
        return Err(Fault::Starts { wanted: problem.len(), got: starts.len() });
    }
    let finish = |activity: u32| u64::from(starts[activity as usize]) + u64::from(problem.duration(activity));
    let activities = 0..problem.len() as u32;
    for to in activities.clone() {
        let early = |&&from: &&u32| finish(from) > u64::from(starts[to as usize]);
        if let Some(&from) = problem.predecessors(to).iter().find(early) {
            return Err(Fault::Link { from, to });
        }
    }
    for (resource, &capacity) in problem.capacities().iter().enumerate() {
        // What is taken from a time on and given back: at equal times it is given back first.
        let mut changes: Vec<(u64, i64)> = activities
            .clone()
            .filter(|&activity| problem.duration(activity) > 0)
            .flat_map(|activity| {
                let demand = i64::from(problem.demands(activity)[resource]);
                [(u64::from(starts[activity as usize]), demand), (finish(activity), -demand)]
            })
            .collect();
        changes.sort_unstable();
        let mut taken = 0;
        for (period, change) in changes {
            taken += change;
            if taken > i64::from(capacity) {
                return Err(Fault::Overload {
                    resource: resource as u32,
                    period: period as u32,
                    taken: taken as u64,
                    capacity,
                });
            }
        }
    }
    Ok(activities.map(finish).max().unwrap_or(0).min(u64::from(u32::MAX)) as u32)
}
