//! What decides when each task starts: its driving predecessor, or whatever else holds it longest. Of several that hold it
//! just as long the first counts, links before all else; what a summary task waits for decides for what is below it too.

use super::model::Model;
use super::roster::Roster;
use super::timetable::Timetable;
use super::why::Cause;
use crate::id::{IdMap, TaskId};
use crate::network::Network;
use crate::network::graph::{NONE, start};

impl Timetable {
    /// By work package and milestone what decides when it starts; nothing of what can start when the project does.
    pub fn driving(&self, network: &Network) -> IdMap<TaskId, Cause> {
        match self.is_of(network) {
            true => driving(network, |node| self.holding(network, node)),
            false => IdMap::default(),
        }
    }
}

impl Roster {
    /// The same where people's time counts. `model` and `network` are those it was made from.
    pub fn driving(&self, model: &Model, network: &Network) -> IdMap<TaskId, Cause> {
        if !self.table.is_of(network) {
            return IdMap::default();
        }
        let teller = self.teller(model, network);
        driving(network, |node| teller.holding(node))
    }
}

fn driving(network: &Network, holding: impl Fn(u32) -> Option<Cause>) -> IdMap<TaskId, Cause> {
    let graph = network.graph();
    let decides = |slot: u32| {
        let mut slot = slot;
        loop {
            match holding(start(slot))? {
                Cause::Above(_) if graph.member(slot).parent != NONE => slot = graph.member(slot).parent,
                cause => return Some(cause),
            }
        }
    };
    let leaves = network.slots().iter().filter(|&(_, &slot)| graph.is_leaf(slot));
    leaves.filter_map(|(&id, &slot)| Some((id, decides(slot)?))).collect()
}
