//! What it is that something as late as possible is late for: the link that it would break if it were any later.

use super::clock::Span;
use super::timetable::Timetable;
use crate::id::LinkId;
use crate::network::Network;
use crate::network::graph::{NONE, is_finish, slot_of};

impl Timetable {
    /// The link, of the task of a start or of a summary task it is in, that lets it be no later; `None` where none does.
    pub(super) fn late_for(&self, network: &Network, node: u32) -> Option<LinkId> {
        let (graph, placed) = (network.graph(), self.passes.placed());
        let at = self.place(node);
        let (item, end) = (&self.items.all[at], self.passes.makespan);
        let own = slot_of(node);
        let above = std::iter::successors(Some(own), |&slot| {
            Some(graph.member(slot).parent).filter(|&parent| parent != NONE)
        });
        let links = above.flat_map(|slot| graph.leaving(slot).map(move |number| (slot, number)));
        let latest = links.filter_map(|(slot, number)| {
            let (pull, _, head) = self.items.pull_of(&graph.arcs[number as usize])?;
            // When a summary task starts says nothing of when all that is below it does.
            if slot != own && !pull.leaves_finish {
                return None;
            }
            let enters = self.place(head);
            let moment = placed[enters].at(is_finish(head));
            let mut bounds = Span { start: end, finish: end };
            *bounds.at_mut(pull.leaves_finish) =
                self.axis.before(&self.items, &pull, &self.items.all[enters], moment);
            Some((self.axis.latest(item, bounds).start, graph.arc_ids[number as usize]))
        });
        latest.min().filter(|&(latest, _)| latest <= placed[at].start).map(|(_, link)| link)
    }
}
