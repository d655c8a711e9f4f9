//! The order of the passes where work has to be interrupted: where what bounds a leaf's finish waits for its start. It is
//! rare, so this is plain rather than quick.

use crate::network::Network;
use crate::network::graph::{Graph, is_finish, slot_of, start};

/// The network's nodes in an order in which a leaf's start is behind everything that bounds its finish, except for the
/// leaves (by slot) that are interrupted. The network has to be ordered.
pub(super) fn interrupted_sequence(network: &Network) -> (Vec<u32>, Vec<bool>) {
    let graph = network.graph();
    let line: Vec<u32> = network.line().collect();
    let mut interrupted = vec![false; graph.ids.len()];
    // Kahn's algorithm over the network's edges and those from bounds of a finish to the start.
    let mut missing = vec![0u32; graph.ids.len() * 2];
    for &node in &line {
        graph.edges(node, true).for_each(|far| missing[far as usize] += 1);
        missing[node as usize] += bounds(graph, node);
    }
    let mut sequence: Vec<u32> = line.iter().copied().filter(|&node| missing[node as usize] == 0).collect();
    let mut next = 0;
    let mut rest = line.iter();
    loop {
        while let Some(&node) = sequence.get(next) {
            next += 1;
            for far in graph.edges(node, true).chain(bounded_starts(graph, node)) {
                // A task that was interrupted is in the sequence already and misses nothing any more.
                let misses = &mut missing[far as usize];
                if *misses > 0 {
                    *misses -= 1;
                    if *misses == 0 {
                        sequence.push(far);
                    }
                }
            }
        }
        // Stuck: all that comes earlier in line is placed, so the first that is not can only miss bounds of its finish.
        let Some(&node) = rest.find(|&&node| missing[node as usize] > 0) else { break };
        interrupted[slot_of(node) as usize] = true;
        missing[node as usize] = 0;
        sequence.push(node);
    }
    (sequence, interrupted)
}

/// How many links bound the finish of the task whose start this is, if it does work of its own.
fn bounds(graph: &Graph, node: u32) -> u32 {
    let slot = slot_of(node);
    if is_finish(node) || !graph.is_leaf(slot) {
        return 0;
    }
    graph.entering(slot).filter(|&arc| graph.arcs[arc as usize].tie.enters_finish() == Some(true)).count()
        as u32
}

/// The starts of the tasks whose finish a node bounds through a link.
fn bounded_starts(graph: &Graph, node: u32) -> impl Iterator<Item = u32> {
    graph.leaving(slot_of(node)).filter_map(move |arc| {
        let arc = &graph.arcs[arc as usize];
        let (tail, head) = arc.edge()?;
        (tail == node && is_finish(head) && graph.is_leaf(arc.to)).then_some(start(arc.to))
    })
}
