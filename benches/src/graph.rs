//! The network and the critical path on a big plan, beside petgraph on the same graph in the same run; what a link
//! costs when it is added to a network in order; and the orders of adding links that are worst.

use jiff::civil::date;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use petgraph::{Direction, algo::toposort};
use planwright_contract::Dice;
use planwright_domain::schedule::{Timetable, Work, WorkTime};
use planwright_domain::{Dependency, IdMap, Link, LinkId, Network, TaskId, WorkingDays};

use crate::generate::{Build, Plan, plan};
use crate::measure::{Each, median, say};

/// `[tasks, links, repetitions]`, by default 100,000, 300,000 and 7.
pub(crate) fn run(words: &[String]) {
    let number = |nth: usize, usual: usize| words.get(nth).and_then(|w| w.parse().ok()).unwrap_or(usual);
    let (tasks, links, repetitions) = (number(0, 100_000), number(1, 300_000), number(2, 7).max(1));
    for (shape, what) in
        [(Build::Tree, "tree, links of all kinds"), (Build::Flat, "flat, finish-to-start only")]
    {
        say(&format!("{tasks} tasks, {links} links: {what} (CPU ms, median of {repetitions})"));
        let plan = plan(shape, tasks, links, 7);
        compare(&plan, shape, repetitions);
        incremental(&plan);
    }
    chains(tasks);
}

fn compare(plan: &Plan, shape: Build, repetitions: usize) {
    let minutes: IdMap<TaskId, u32> = plan.tasks.iter().map(|&(id, _, minutes)| (id, minutes)).collect();
    let (build, network) = median(repetitions, || build(plan));
    let (order, _) = median(repetitions, || network.order().count());
    let time = WorkTime::new(date(2026, 11, 20), WorkingDays::MONDAY_TO_FRIDAY, 480);
    let work = |id: TaskId| Work { minutes: minutes.get(&id).copied(), ..Work::default() };
    let (passes, table) = median(repetitions, || Timetable::of(&network, time, work));
    let ours = build + order + passes;
    say(&format!(
        "  ours      build and order {build:>6.1}  read order {order:>5.1}  passes {passes:>6.1}  in all {ours:>6.1}"
    ));

    let (build, graph) = median(repetitions, || petgraph(plan, shape));
    let (order, sorted) = median(repetitions, || toposort(&graph, None).unwrap_or_default());
    let (passes, makespan) = median(repetitions, || two_passes(&graph, &sorted));
    let theirs = build + order + passes;
    say(&format!(
        "  petgraph  build           {build:>6.1}  toposort   {order:>5.1}  passes {passes:>6.1}  in all {theirs:>6.1}"
    ));
    say(&format!(
        "  petgraph / ours {:.1}; {} nodes, {} edges; makespan {} and {makespan} (petgraph interrupts work)",
        theirs / ours,
        graph.node_count(),
        graph.edge_count(),
        table.map_or(0, |table| table.makespan()),
    ));
}

fn build(plan: &Plan) -> Network {
    Network::build(plan.tasks.iter().map(|&(id, parent, _)| (id, parent)), plan.links.iter())
}

/// The same graph as ours: starts and finishes for a tree; a node for each task where there is none.
fn petgraph(plan: &Plan, shape: Build) -> DiGraph<(), i64> {
    let per_task = if shape == Build::Tree { 2 } else { 1 };
    let mut graph =
        DiGraph::with_capacity(plan.tasks.len() * per_task, plan.links.len() + plan.tasks.len() * 3);
    let mut nodes: IdMap<TaskId, (NodeIndex, NodeIndex, i64)> = IdMap::default();
    nodes.reserve(plan.tasks.len());
    for &(id, _, minutes) in &plan.tasks {
        let start = graph.add_node(());
        let finish = if shape == Build::Tree { graph.add_node(()) } else { start };
        nodes.insert(id, (start, finish, i64::from(minutes)));
    }
    let summaries: planwright_domain::IdSet<TaskId> = plan.tasks.iter().filter_map(|(_, p, _)| *p).collect();
    if shape == Build::Tree {
        for (id, parent, _) in &plan.tasks {
            let (start, finish, minutes) = nodes[id];
            graph.add_edge(start, finish, if summaries.contains(id) { 0 } else { minutes });
            if let Some(parent) = parent {
                graph.add_edge(nodes[parent].0, start, 0);
                graph.add_edge(finish, nodes[parent].1, 0);
            }
        }
    }
    for link in &plan.links {
        let ((from_start, from_finish, minutes), (to_start, to_finish, _)) =
            (nodes[&link.from], nodes[&link.to]);
        let lag = i64::from(link.lag);
        match link.dependency {
            Dependency::FinishToStart if shape == Build::Flat => {
                graph.add_edge(from_start, to_start, minutes + lag)
            }
            Dependency::FinishToStart => graph.add_edge(from_finish, to_start, lag),
            Dependency::StartToStart => graph.add_edge(from_start, to_start, lag),
            Dependency::FinishToFinish => graph.add_edge(from_finish, to_finish, lag),
            Dependency::StartToFinish => graph.add_edge(from_start, to_finish, lag),
        };
    }
    graph
}

fn two_passes(graph: &DiGraph<(), i64>, sorted: &[NodeIndex]) -> i64 {
    let mut early = vec![0i64; graph.node_count()];
    for &node in sorted {
        for edge in graph.edges_directed(node, Direction::Incoming) {
            early[node.index()] = early[node.index()].max(early[edge.source().index()] + edge.weight());
        }
    }
    let makespan = early.iter().copied().max().unwrap_or(0);
    let mut late = vec![makespan; graph.node_count()];
    for &node in sorted.iter().rev() {
        for edge in graph.edges(node) {
            late[node.index()] = late[node.index()].min(late[edge.target().index()] - edge.weight());
        }
    }
    let critical = early.iter().zip(&late).filter(|(early, late)| early == late).count();
    std::hint::black_box(critical);
    makespan
}

/// What single changes cost in a network that is in order.
fn incremental(plan: &Plan) {
    let sample = 10_000.min(plan.links.len() / 2);
    let (new, old) = plan.links.split_at(sample);
    let mut network = Network::build(plan.tasks.iter().map(|&(id, parent, _)| (id, parent)), old.iter());
    let mut each = Each::default();
    new.iter().for_each(|link| {
        each.time(|| network.add_link(link));
    });
    each.tell("add a link");
    let mut each = Each::default();
    new.iter().for_each(|link| {
        each.time(|| network.remove_link(link));
    });
    each.tell("remove a link");

    let mut dice = Dice::new(11);
    let mut each = Each::default();
    for n in 0..sample {
        let (id, _, _) = plan.tasks[dice.below(plan.tasks.len())];
        let new = TaskId::from_bits(dice.wide());
        each.time(|| network.add_task(new, Some(id)));
        if n % 2 == 0 {
            network.remove_task(new);
        }
    }
    each.tell("add a task inside another");
    let mut each = Each::default();
    for _ in 0..sample {
        let at = dice.below(plan.tasks.len());
        let (id, parent, _) = plan.tasks[at];
        let to = plan.tasks[dice.below(at.max(1))].0;
        each.time(|| network.set_parent(id, (to != id).then_some(to)));
        if !network.is_ordered() {
            network.set_parent(id, parent);
        }
    }
    each.tell("move a task (and back when that is a cycle)");

    let mut grown = Network::build(std::iter::empty(), std::iter::empty());
    let mut each = Each::default();
    for &(id, parent, _) in &plan.tasks {
        each.time(|| grown.add_task(id, parent));
    }
    each.tell("grow from nothing: tasks");
    let mut each = Each::default();
    plan.links.iter().for_each(|link| {
        each.time(|| grown.add_link(link));
    });
    each.tell("grow from nothing: links");
}

/// Chains of links, added in the orders that are worst for keeping an order.
fn chains(tasks: usize) {
    say(&format!("chains of {tasks} tasks without links, each link against the order there is"));
    let ids: Vec<TaskId> = (0..tasks as u128)
        .map(|n| TaskId::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
        .collect();
    let backward = |n: usize| Link::blocks(LinkId::from_bits(n as u128), ids[n + 1], ids[n]);
    let last = tasks.saturating_sub(1);
    let mut dice = Dice::new(5);
    let mut shuffled: Vec<usize> = (0..last).collect();
    dice.shuffle(&mut shuffled);
    let halves: Vec<usize> = (0..last).step_by(2).chain((1..last).step_by(2)).collect();
    // Pairs, then fours, then eights: each link joins two chains of equal length, the worst for a search from both ends.
    let mut merged: Vec<usize> = (0..last).collect();
    merged.sort_by_key(|n| (n + 1).trailing_zeros());
    for (what, order) in [
        ("from the front", (0..last).collect::<Vec<_>>()),
        ("from the back", (0..last).rev().collect()),
        ("in random order", shuffled),
        ("every other, then those between", halves),
        ("by halves, the longest joined last", merged),
    ] {
        let mut network = Network::build(ids.iter().map(|&id| (id, None)), std::iter::empty());
        let mut each = Each::default();
        for n in order {
            let link = backward(n);
            each.time(|| network.add_link(&link));
        }
        each.tell(what);
        let mut each = Each::default();
        let closing = Link::blocks(LinkId::from_bits(u128::MAX), ids[0], ids[last]);
        each.time(|| network.add_link(&closing));
        each.time(|| network.remove_link(&closing));
        each.tell("  closing it to a cycle, and opening it again");
    }
}
