//! What is to be levelled: activities with whole durations, links between them, and resources of constant capacity. It
//! holds only what can be levelled at all; calendars and units of time are the caller's.

use super::packing::{MOST_WORDS, Packing};

/// Activities to be placed so that no link and no capacity is violated. Times are whole periods of any length, counted
/// from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    durations: Vec<u32>,
    capacities: Vec<u32>,
    /// Row after row, one for each activity, a column for each resource.
    demands: Vec<u32>,
    successors: Lists,
    predecessors: Lists,
    /// Every activity behind its predecessors.
    order: Vec<u32>,
}

/// Why something cannot be levelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Demands are one row for each activity with a column for each resource.
    #[error("wanted a demand of every activity on every resource, got {got} instead of {wanted}")]
    Demands {
        /// How many demands there should be.
        wanted: usize,
        /// How many there are.
        got: usize,
    },
    /// A link names an activity that there is not.
    #[error("a link names activity {0}, which there is not")]
    NoSuchActivity(u32),
    /// The links lead back to this activity.
    #[error("the links lead from activity {0} back to itself")]
    Cycle(u32),
    /// An activity alone needs more than there is.
    #[error("activity {activity} needs {demand} of resource {resource}, of which there are {capacity}")]
    TooMuch {
        /// Which activity.
        activity: u32,
        /// Of which resource.
        resource: u32,
        /// What it needs.
        demand: u32,
        /// What there is.
        capacity: u32,
    },
    /// Placed one after the other, the activities need more periods than can be kept in memory.
    #[error(
        "the activities take {0} periods one after the other, more than {LONGEST}; count in longer periods"
    )]
    TooLong(u64),
    /// The resources together have more units than fit into the room a period has.
    #[error(
        "the capacities take {words} words of 64 bits, more than {MOST_WORDS}; leave out what nobody is short of"
    )]
    TooMany {
        /// How many words they take.
        words: usize,
    },
}

/// The most periods all activities may take one after the other.
pub const LONGEST: u32 = 1 << 24;

impl Problem {
    /// Activities by their `durations`; `links` from each predecessor to its successor (finish to start); `capacities`
    /// of the resources; `demands` row after row, one for each activity, a column for each resource.
    pub fn new(
        durations: Vec<u32>,
        links: &[(u32, u32)],
        capacities: Vec<u32>,
        demands: Vec<u32>,
    ) -> Result<Self, Unfit> {
        let count = durations.len();
        let wanted = count * capacities.len();
        if demands.len() != wanted {
            return Err(Unfit::Demands { wanted, got: demands.len() });
        }
        let total = durations.iter().map(|&periods| u64::from(periods)).sum();
        if total > u64::from(LONGEST) {
            return Err(Unfit::TooLong(total));
        }
        if let Some(&(from, to)) = links.iter().find(|&&(from, to)| from.max(to) as usize >= count) {
            return Err(Unfit::NoSuchActivity(from.max(to)));
        }
        for (at, &demand) in demands.iter().enumerate() {
            let (activity, resource) = (at / capacities.len(), at % capacities.len());
            let capacity = capacities[resource];
            if demand > capacity {
                return Err(Unfit::TooMuch {
                    activity: activity as u32,
                    resource: resource as u32,
                    demand,
                    capacity,
                });
            }
        }
        let words = Packing::new(&capacities).len();
        if words > MOST_WORDS {
            return Err(Unfit::TooMany { words });
        }
        let successors = Lists::gather(count, links.iter().copied());
        let predecessors = Lists::gather(count, links.iter().map(|&(from, to)| (to, from)));
        let order = ordered(&successors, &predecessors)?;
        Ok(Self { durations, capacities, demands, successors, predecessors, order })
    }

    /// How many activities there are.
    pub fn len(&self) -> usize {
        self.durations.len()
    }

    /// Whether there is nothing to place.
    pub fn is_empty(&self) -> bool {
        self.durations.is_empty()
    }

    /// How many periods an activity takes.
    pub fn duration(&self, activity: u32) -> u32 {
        self.durations[activity as usize]
    }

    /// What there is of each resource.
    pub fn capacities(&self) -> &[u32] {
        &self.capacities
    }

    /// What an activity needs of each resource while it lasts.
    pub fn demands(&self, activity: u32) -> &[u32] {
        let width = self.capacities.len();
        &self.demands[activity as usize * width..][..width]
    }

    /// Its duration times the shares of all resources that it takes, per mille.
    pub(super) fn work(&self, activity: u32) -> u32 {
        let shares = self.demands(activity).iter().zip(&self.capacities);
        let shares: u64 =
            shares.map(|(&demand, &capacity)| u64::from(demand) * 1000 / u64::from(capacity.max(1))).sum();
        (shares * u64::from(self.duration(activity))).min(u64::from(u32::MAX)) as u32
    }

    /// What has to be finished before an activity starts.
    pub fn predecessors(&self, activity: u32) -> &[u32] {
        self.predecessors.of(activity)
    }

    /// What waits for an activity.
    pub fn successors(&self, activity: u32) -> &[u32] {
        self.successors.of(activity)
    }

    /// Every activity, each behind its predecessors.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }
}

/// A list of activities for each activity, one behind the other in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lists {
    begins: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of owner and item; items keep their order.
    pub(super) fn gather(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut begins = vec![0u32; count + 1];
        pairs.clone().for_each(|(owner, _)| begins[owner as usize + 1] += 1);
        for at in 0..count {
            begins[at + 1] += begins[at];
        }
        let mut items = vec![0; begins[count] as usize];
        let mut next = begins.clone();
        for (owner, item) in pairs {
            items[next[owner as usize] as usize] = item;
            next[owner as usize] += 1;
        }
        Self { begins, items }
    }

    pub(super) fn of(&self, owner: u32) -> &[u32] {
        &self.items[self.begins[owner as usize] as usize..self.begins[owner as usize + 1] as usize]
    }
}

/// Kahn's algorithm.
fn ordered(successors: &Lists, predecessors: &Lists) -> Result<Vec<u32>, Unfit> {
    let count = successors.begins.len() - 1;
    let mut missing: Vec<usize> = (0..count).map(|at| predecessors.of(at as u32).len()).collect();
    let mut order: Vec<u32> = (0..count as u32).filter(|&at| missing[at as usize] == 0).collect();
    let mut next = 0;
    while let Some(&activity) = order.get(next) {
        next += 1;
        for &successor in successors.of(activity) {
            missing[successor as usize] -= 1;
            if missing[successor as usize] == 0 {
                order.push(successor);
            }
        }
    }
    match missing.iter().position(|&left| left > 0) {
        None => Ok(order),
        Some(stuck) => Err(Unfit::Cycle(on_cycle(stuck as u32, &missing, predecessors))),
    }
}

/// An activity on a cycle: whatever is stuck waits for something that is stuck, so going back comes round.
fn on_cycle(mut at: u32, missing: &[usize], predecessors: &Lists) -> u32 {
    for _ in 0..missing.len() {
        let stuck = predecessors.of(at).iter().find(|&&before| missing[before as usize] > 0);
        at = stuck.copied().unwrap_or(at);
    }
    at
}
