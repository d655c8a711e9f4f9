//! The laws of the network, over six tasks, so that cycles and clashes are frequent. The oracle is the plain graph of
//! starts and finishes, in petgraph.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::{has_path_connecting, is_cyclic_directed};
use petgraph::graphmap::DiGraphMap;
use proptest::prelude::*;

use super::*;
use crate::link::{Dependency, LagKind, LinkType};

const TASKS: u128 = 6;

fn task(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn link(id: u128, from: u128, to: u128, kind: u8) -> Link {
    let mut link = Link::blocks(LinkId::from_bits(id), task(from), task(to));
    match kind {
        5.. => link.link_type = if kind == 5 { LinkType::Related } else { LinkType::Duplicate },
        k => link.dependency = Dependency::ALL[usize::from(k) % 4],
    }
    link.lag_kind = if id.is_multiple_of(3) { LagKind::Elapsed } else { LagKind::Working };
    link
}

#[derive(Debug, Clone, Copy)]
enum Step {
    AddTask(u128, Option<u128>),
    RemoveTask(u128),
    SetParent(u128, Option<u128>),
    AddLink(u128, u128, u8),
    RemoveLink(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let id = || 0..TASKS;
    prop_oneof![
        2 => (id(), prop::option::of(id())).prop_map(|(t, p)| Step::AddTask(t, p)),
        1 => id().prop_map(Step::RemoveTask),
        2 => (id(), prop::option::of(id())).prop_map(|(t, p)| Step::SetParent(t, p)),
        6 => (id(), id(), 0u8..7).prop_map(|(a, b, k)| Step::AddLink(a, b, k)),
        3 => any::<prop::sample::Index>().prop_map(|i| Step::RemoveLink(i.index(1 << 20))),
    ]
}

/// What a network is made of, and the plain answers.
#[derive(Debug, Clone, Default)]
struct Model {
    tasks: BTreeMap<TaskId, Option<TaskId>>,
    links: BTreeMap<LinkId, Link>,
    minted: u128,
}

type Node = (TaskId, bool);

impl Model {
    /// All tasks, no links.
    fn flat() -> (Self, Network) {
        let tasks = (0..TASKS).map(|n| (task(n), None)).collect();
        let model = Self { tasks, ..Self::default() };
        let network = model.build();
        (model, network)
    }

    fn build(&self) -> Network {
        Network::build(self.tasks.iter().map(|(&t, &p)| (t, p)), self.links.values())
    }

    fn take(&mut self, step: Step, network: &mut Network) {
        let told = match step {
            Step::AddTask(t, p) => {
                self.tasks.insert(task(t), p.map(task));
                network.add_task(task(t), p.map(task))
            }
            Step::RemoveTask(t) => {
                self.tasks.remove(&task(t));
                network.remove_task(task(t))
            }
            Step::SetParent(t, p) => {
                if let Some(parent) = self.tasks.get_mut(&task(t)) {
                    *parent = p.map(task);
                }
                network.set_parent(task(t), p.map(task))
            }
            Step::AddLink(a, b, kind) => {
                self.minted += 1;
                let link = link(self.minted, a, b, kind);
                let told = network.add_link(&link);
                self.links.insert(link.id, link);
                told
            }
            Step::RemoveLink(i) => {
                let Some(&id) = self.links.keys().nth(i % self.links.len().max(1)) else { return };
                self.links.remove(&id).is_none_or(|link| network.remove_link(&link))
            }
        };
        assert_eq!(told, network.is_ordered());
    }

    fn edges(&self) -> Vec<(Node, Node)> {
        let here = |t: &TaskId| self.tasks.contains_key(t);
        let mut edges: Vec<(Node, Node)> = self.tasks.keys().map(|&t| ((t, false), (t, true))).collect();
        for (&child, parent) in &self.tasks {
            if let Some(parent) = parent.filter(here) {
                edges.push(((parent, false), (child, false)));
                edges.push(((child, true), (parent, true)));
            }
        }
        for link in self.blocks() {
            edges.push(tail_and_head(link));
        }
        edges
    }

    /// The `blocks` links with both ends there.
    fn blocks(&self) -> impl Iterator<Item = &Link> {
        self.attached().filter(|l| l.link_type == LinkType::Blocks)
    }

    fn attached(&self) -> impl Iterator<Item = &Link> {
        self.links.values().filter(|l| self.tasks.contains_key(&l.from) && self.tasks.contains_key(&l.to))
    }

    fn graph(&self) -> DiGraphMap<Node, ()> {
        DiGraphMap::from_edges(self.edges())
    }

    fn below(&self, top: TaskId) -> BTreeSet<TaskId> {
        let mut found = BTreeSet::from([top]);
        loop {
            let more: Vec<TaskId> = self
                .tasks
                .iter()
                .filter(|(t, p)| !found.contains(t) && p.is_some_and(|p| found.contains(&p)))
                .map(|(&t, _)| t)
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    fn above(&self, bottom: TaskId) -> BTreeSet<TaskId> {
        let mut found = BTreeSet::new();
        let mut at = bottom;
        while let Some(parent) = self.tasks.get(&at).copied().flatten()
            && self.tasks.contains_key(&parent)
            && found.insert(parent)
        {
            at = parent;
        }
        found
    }

    /// Who waits for `origin`: behind every link that can be reached from its start, the successor, and all below it.
    fn waiting(&self, origin: TaskId) -> BTreeSet<TaskId> {
        let graph = self.graph();
        let reached = |node| has_path_connecting(&graph, (origin, false), node, None);
        let mut found = BTreeSet::new();
        for link in self.blocks() {
            // A link that says of a part and its whole what the tree says already adds nothing.
            let known =
                link.dependency == Dependency::FinishToFinish && self.tasks[&link.from] == Some(link.to);
            if !known && reached(tail_and_head(link).0) {
                found.insert(link.to);
                if matches!(link.dependency, Dependency::FinishToStart | Dependency::StartToStart) {
                    found.extend(self.below(link.to));
                }
            }
        }
        let kin: BTreeSet<TaskId> = self.below(origin).union(&self.above(origin)).copied().collect();
        found.difference(&kin).copied().collect()
    }
}

fn tail_and_head(link: &Link) -> (Node, Node) {
    match link.dependency {
        Dependency::FinishToStart => ((link.from, true), (link.to, false)),
        Dependency::StartToStart => ((link.from, false), (link.to, false)),
        Dependency::FinishToFinish => ((link.from, true), (link.to, true)),
        Dependency::StartToFinish => ((link.from, false), (link.to, true)),
    }
}

/// Everything the network answers is what the model says.
fn agree(network: &Network, model: &Model) {
    let graph = model.graph();
    let cyclic = is_cyclic_directed(&graph);
    assert_eq!(network.is_ordered(), !cyclic, "ordered when free of cycles");
    assert_eq!(network.len(), model.tasks.len());
    assert!(network.marks.iter().all(|&mark| mark == 0));

    let order: Vec<TaskId> = network.order().collect();
    assert_eq!(order.iter().collect::<BTreeSet<_>>(), model.tasks.keys().collect(), "all tasks, each once");
    assert_eq!(order.len(), model.tasks.len());
    let place = |(id, finish): Node| network.slots[&id] * 2 + u32::from(finish);
    if !cyclic {
        for (tail, head) in model.edges() {
            assert!(network.order.before(place(tail), place(head)), "{tail:?} before {head:?}");
        }
    }

    for &id in model.tasks.keys() {
        let (incoming, outgoing) = network.incident(id);
        let sorted = |ids: &mut dyn Iterator<Item = LinkId>| ids.collect::<BTreeSet<_>>();
        let expected: BTreeSet<_> = model.attached().filter(|l| l.to == id).map(|l| l.id).collect();
        assert_eq!(sorted(&mut { incoming }), expected);
        let expected: BTreeSet<_> = model.attached().filter(|l| l.from == id).map(|l| l.id).collect();
        assert_eq!(sorted(&mut { outgoing }), expected);

        let mut found: Vec<_> = network.predecessors(id).collect();
        found.sort();
        let mut expected: Vec<_> = model.blocks().filter(|l| l.to == id).map(|l| l.from).collect();
        expected.sort();
        assert_eq!(found, expected);

        for &other in model.tasks.keys() {
            let found: BTreeSet<_> = network.links_between(id, other).into_iter().collect();
            let expected: BTreeSet<_> =
                model.attached().filter(|l| l.from == id && l.to == other).map(|l| l.id).collect();
            assert_eq!(found, expected);
        }
        if !cyclic {
            let waiting = model.waiting(id);
            assert_eq!(
                network.all_successors(id).into_iter().collect::<BTreeSet<_>>(),
                waiting,
                "after {id:?}"
            );
            for &other in model.tasks.keys() {
                assert_eq!(network.reaches(id, other), waiting.contains(&other));
            }
        }
    }

    let cycles = network.cycles();
    assert_eq!(cycles.is_empty(), !cyclic);
    for cycle in &cycles {
        for (at, &id) in cycle.iter().enumerate() {
            let next = cycle[(at + 1) % cycle.len()];
            let near = |a: bool, b: bool| graph.contains_edge((id, a), (next, b));
            let met = near(true, false) || near(false, false) || near(true, true) || near(false, true);
            assert!(met || cycle.len() == 1, "{cycle:?} goes along edges");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Law: whatever happens in whatever order, the network says what a plain graph of the tasks and links there would,
    /// its order is topological, and building it anew gives the same.
    #[test]
    fn incremental_equals_built(steps in prop::collection::vec(step(), 1..40)) {
        let (mut model, mut network) = Model::flat();
        for step in steps {
            model.take(step, &mut network);
            agree(&network, &model);
        }
        let built = model.build();
        agree(&built, &model);
        prop_assert_eq!(built.cycles(), network.cycles());
        for &id in model.tasks.keys() {
            let set = |ids: Vec<TaskId>| ids.into_iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(set(built.all_predecessors(id)), set(network.all_predecessors(id)));
        }
    }

    /// Law: a network that grew in another order than its tasks exist in is the same.
    #[test]
    fn what_is_named_before_it_is_there_counts_when_it_comes(
        steps in prop::collection::vec(step(), 1..30),
        arrivals in Just((0..TASKS).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (mut model, mut scratch) = Model::flat();
        steps.into_iter().for_each(|step| model.take(step, &mut scratch));
        let mut network = Network::build(std::iter::empty(), std::iter::empty());
        model.links.values().for_each(|link| { network.add_link(link); });
        for id in arrivals.into_iter().map(task) {
            if let Some(&parent) = model.tasks.get(&id) {
                network.add_task(id, parent);
            }
        }
        agree(&network, &model);
    }

    /// Law: `cycle_through` says beforehand what `add_link` would do, and undoing it restores the order.
    #[test]
    fn a_cycle_is_foretold_and_undone(
        steps in prop::collection::vec(step(), 1..30), a in 0..TASKS, b in 0..TASKS, kind in 0u8..7,
    ) {
        let (mut model, mut network) = Model::flat();
        for step in steps {
            let before = (model.clone(), network.clone());
            model.take(step, &mut network);
            if !network.is_ordered() {
                (model, network) = before;
            }
        }
        let new = link(1 << 64, a, b, kind);
        let foretold = network.cycle_through(&new);
        let ordered = network.add_link(&new);
        prop_assert_eq!(foretold.is_none(), ordered);
        if let Some(cycle) = foretold {
            prop_assert_eq!(cycle[0], new.from);
            prop_assert!(cycle.len() < 2 || cycle[1] == new.to);
        }
        prop_assert!(network.remove_link(&new));
        agree(&network, &model);
    }

    /// Law: predecessors and successors mirror each other.
    #[test]
    fn who_waits_is_waited_for(steps in prop::collection::vec(step(), 1..30)) {
        let (mut model, mut network) = Model::flat();
        steps.into_iter().for_each(|step| model.take(step, &mut network));
        let leaf = |id: &TaskId| !model.tasks.values().any(|p| *p == Some(*id));
        for a in model.tasks.keys().copied().filter(leaf) {
            for b in model.tasks.keys().copied().filter(leaf) {
                let after = network.all_successors(a).contains(&b);
                prop_assert_eq!(after, network.all_predecessors(b).contains(&a), "{:?} {:?}", a, b);
            }
        }
    }
}

#[test]
fn a_link_between_summary_tasks_orders_what_is_below_them() {
    // 0 holds 1, 2 holds 3; 0 -> 2.
    let tasks = [(0, None), (1, Some(0)), (2, None), (3, Some(2))];
    let first = link(1, 0, 2, 0);
    let tasks = tasks.iter().map(|&(t, p): &(u128, Option<u128>)| (task(t), p.map(task)));
    let mut network = Network::build(tasks, std::iter::once(&first));
    assert_eq!(network.all_predecessors(task(3)), [task(0), task(1)]);
    assert_eq!(network.all_successors(task(1)), [task(2), task(3)]);
    let back = link(2, 3, 1, 0);
    assert_eq!(network.cycle_through(&back), Some(vec![task(3), task(1), task(0), task(2)]));
    assert!(!network.add_link(&back));
    assert_eq!(network.cycles(), [vec![task(0), task(2), task(3), task(1)]]);
}

#[test]
fn each_knot_is_told_once_by_its_shortest_cycle() {
    let tasks = (0..TASKS).map(|n| (task(n), None));
    let links = [
        link(1, 0, 1, 0),
        link(2, 1, 2, 0),
        link(3, 2, 0, 0),
        link(4, 2, 1, 0),
        link(5, 4, 5, 0),
        link(6, 5, 4, 0),
    ];
    let network = Network::build(tasks, links.iter());
    assert_eq!(network.cycles(), [vec![task(1), task(2)], vec![task(4), task(5)]]);
}
