//! Redundant links found: a finish-to-start link without a lag says nothing new where a way through other links says it
//! already. Only ways that hold in every case count: no leads, and nothing on the way that has begun, is closed or archived,
//! or must take place on a day of its own: it might not hold anybody back.
//!
//! Law: without the redundant links everything still waits for what it waited for, and the early dates are the same.

use crate::id::{LinkId, TaskId};
use crate::link::{Dependency, LinkType};
use crate::network::graph::{Graph, NONE, finish, is_finish, slot_of, start};
use crate::patch::Patch;
use crate::project::Project;
use crate::rollup::roll_up;
use crate::status::Status;

/// Writes into `patch` the deletion of every redundant link, and returns how many there are. While links go round in a
/// circle there are none.
pub fn reduce(project: &Project, patch: &mut Patch) -> usize {
    let found = redundant(project);
    for id in &found {
        patch.delete_link(*id);
    }
    found.len()
}

fn redundant(project: &Project) -> Vec<LinkId> {
    let network = project.network();
    if !network.is_ordered() {
        return Vec::new();
    }
    let graph = network.graph();
    let mut place = vec![0u32; graph.ids.len() * 2];
    for (nth, node) in network.line().enumerate() {
        place[node as usize] = nth as u32;
    }
    let mut search = Search {
        graph,
        place,
        passable: passable(project, graph),
        seen: vec![0; graph.ids.len() * 2],
        round: 0,
    };
    let mut found = Vec::new();
    for slot in network.slots().values() {
        search.from(*slot, project, &mut found);
    }
    found.sort_unstable();
    found
}

/// Whether a way may lead through a task: it is still to be begun, in sight, and bound to no day.
fn passable(project: &Project, graph: &Graph) -> Vec<bool> {
    let rollups = roll_up(project);
    let open = |status: Status| matches!(status, Status::Todo | Status::Blocked);
    let holds = |id: &TaskId| {
        let (task, rollup) = (project.task(*id)?, rollups.get(id)?);
        let bound = task.constraint.is_some_and(|constraint| constraint.hard);
        Some(open(task.status) && open(rollup.status) && !task.archived && !bound)
    };
    graph.ids.iter().map(|id| holds(id).unwrap_or(false)).collect()
}

struct Search<'a> {
    graph: &'a Graph,
    /// Where each node stands in the topological order.
    place: Vec<u32>,
    passable: Vec<bool>,
    /// The round in which a node was seen last.
    seen: Vec<u32>,
    round: u32,
}

impl Search<'_> {
    /// The redundant links that leave the finish of a task.
    fn from(&mut self, slot: u32, project: &Project, found: &mut Vec<LinkId>) {
        let removable = |arc: &u32| {
            let link = project.link(self.graph.arc_ids[*arc as usize]);
            link.is_some_and(|l| {
                l.link_type == LinkType::Blocks && l.dependency == Dependency::FinishToStart && l.lag == 0
            })
        };
        let links: Vec<(u32, u32)> = self
            .graph
            .leaving(slot)
            .filter(removable)
            .map(|arc| (arc, start(self.graph.arcs[arc as usize].to)))
            .collect();
        let Some(furthest) = links.iter().map(|(_, head)| self.place[*head as usize]).max() else { return };
        self.round += 1;
        // What is reached by two steps or more; the first step alone makes nothing seen.
        let mut open: Vec<u32> = Vec::new();
        self.step(finish(slot), furthest, &mut |node| open.push(node));
        while let Some(node) = open.pop() {
            if !self.passable[slot_of(node) as usize] {
                continue;
            }
            let mut next = Vec::new();
            self.step(node, furthest, &mut |far| next.push(far));
            for far in next {
                if std::mem::replace(&mut self.seen[far as usize], self.round) != self.round {
                    open.push(far);
                }
            }
        }
        let redundant = links.into_iter().filter(|(_, head)| self.seen[*head as usize] == self.round);
        found.extend(redundant.map(|(arc, _)| self.graph.arc_ids[arc as usize]));
    }

    /// The nodes that come no earlier than this one, one step on and not beyond `furthest`.
    fn step(&self, node: u32, furthest: u32, visit: &mut dyn FnMut(u32)) {
        let slot = slot_of(node);
        let mut tell = |far: u32| {
            if self.place[far as usize] <= furthest {
                visit(far);
            }
        };
        for arc in self.graph.leaving(slot).map(|arc| &self.graph.arcs[arc as usize]) {
            if let Some((tail, head)) = arc.edge().filter(|_| arc.tie.lag >= 0)
                && tail == node
            {
                tell(head);
            }
        }
        if is_finish(node) {
            let parent = self.graph.member(slot).parent;
            if parent != NONE {
                tell(finish(parent));
            }
        } else {
            tell(finish(slot));
            self.graph.children(slot).for_each(|child| tell(start(child)));
        }
    }
}
