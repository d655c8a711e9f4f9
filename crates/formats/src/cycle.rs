//! Which of the links that a document states close a circle. Links are taken in the document's order; one that would
//! close a circle with those before it is refused and the circle named. Must take time linear in the document when
//! there is none, and bounded time when there are many.

use planwright_domain::Dependency;

/// A link between two tasks, by their indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) dependency: Dependency,
}

/// For each edge the circle it would close, as the tasks on it; `None` where it closes none.
///
/// `parents[i]` is the summary task of task `i`. A summary task starts before and finishes after what is below it, so a
/// link can close a circle through the tree.
pub(crate) fn closing(parents: &[Option<u32>], edges: &[Edge]) -> Vec<Option<Vec<u32>>> {
    let nodes = parents.len() * 2;
    let mut arcs: Vec<(u32, u32)> = Vec::with_capacity(nodes * 2 + edges.len());
    for (child, parent) in parents.iter().enumerate() {
        let child = child as u32;
        arcs.push((start(child), finish(child)));
        if let Some(parent) = *parent {
            arcs.push((start(parent), start(child)));
            arcs.push((finish(child), finish(parent)));
        }
    }
    let tree = arcs.len();
    arcs.extend(edges.iter().map(|e| ends(*e)));
    let component = components(nodes, &Lists::of(nodes, &arcs));
    let suspect = |&(tail, head): &(u32, u32)| component[tail as usize] == component[head as usize];
    let mut refused = vec![None; edges.len()];
    if !arcs[tree..].iter().any(suspect) {
        return refused;
    }
    // Only edges within a component can close a circle, and only through that component.
    let mut heads: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for arc in arcs[..tree].iter().filter(|a| suspect(a)) {
        heads[arc.0 as usize].push(arc.1);
    }
    let mut budget = 20_000_000usize;
    let mut seen = vec![0u32; nodes];
    for (i, arc) in arcs[tree..].iter().enumerate().filter(|(_, a)| suspect(a)) {
        match path(&heads, arc.1, arc.0, &mut seen, i as u32 + 1, &mut budget) {
            Some(circle) => refused[i] = Some(circle),
            None => heads[arc.0 as usize].push(arc.1),
        }
    }
    refused
}

fn start(task: u32) -> u32 {
    task * 2
}

fn finish(task: u32) -> u32 {
    task * 2 + 1
}

fn ends(edge: Edge) -> (u32, u32) {
    let (from, to) = (edge.from, edge.to);
    match edge.dependency {
        Dependency::FinishToStart => (finish(from), start(to)),
        Dependency::StartToStart => (start(from), start(to)),
        Dependency::FinishToFinish => (finish(from), finish(to)),
        Dependency::StartToFinish => (start(from), finish(to)),
    }
}

/// The tasks on a path from one node to another, without repeats; when the budget is used up, a path is assumed.
fn path(
    heads: &[Vec<u32>],
    from: u32,
    to: u32,
    seen: &mut [u32],
    round: u32,
    budget: &mut usize,
) -> Option<Vec<u32>> {
    let mut stack = vec![(from, 0usize)];
    seen[from as usize] = round;
    while let Some((node, next)) = stack.last_mut() {
        if *node == to {
            let mut tasks: Vec<u32> = stack.iter().map(|(node, _)| node / 2).collect();
            tasks.dedup();
            return Some(tasks);
        }
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            return Some(vec![to / 2, from / 2]);
        }
        match heads[*node as usize].get(*next) {
            Some(&head) => {
                *next += 1;
                if seen[head as usize] != round {
                    seen[head as usize] = round;
                    stack.push((head, 0));
                }
            }
            None => {
                stack.pop();
            }
        }
    }
    None
}

/// Arcs grouped by their tails.
struct Lists {
    from: Vec<u32>,
    heads: Vec<u32>,
}

impl Lists {
    fn of(nodes: usize, arcs: &[(u32, u32)]) -> Self {
        let mut from = vec![0u32; nodes + 1];
        for (tail, _) in arcs {
            from[*tail as usize + 1] += 1;
        }
        for i in 0..nodes {
            from[i + 1] += from[i];
        }
        let mut next = from.clone();
        let mut heads = vec![0; arcs.len()];
        for (tail, head) in arcs {
            heads[next[*tail as usize] as usize] = *head;
            next[*tail as usize] += 1;
        }
        Self { from, heads }
    }

    fn of_node(&self, node: u32) -> &[u32] {
        &self.heads[self.from[node as usize] as usize..self.from[node as usize + 1] as usize]
    }
}

/// The strongly connected component of each node (Tarjan, without recursion).
fn components(nodes: usize, lists: &Lists) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let mut index = vec![NEW; nodes];
    let mut low = vec![0u32; nodes];
    let mut component = vec![NEW; nodes];
    let (mut open, mut work, mut count, mut found) = (Vec::new(), Vec::<(u32, usize)>::new(), 0u32, 0u32);
    for root in 0..nodes as u32 {
        if index[root as usize] != NEW {
            continue;
        }
        work.push((root, 0));
        while let Some(&mut (node, ref mut next)) = work.last_mut() {
            let n = node as usize;
            if *next == 0 {
                index[n] = count;
                low[n] = count;
                count += 1;
                open.push(node);
            }
            if let Some(&head) = lists.of_node(node).get(*next) {
                *next += 1;
                let h = head as usize;
                if index[h] == NEW {
                    work.push((head, 0));
                } else if component[h] == NEW {
                    low[n] = low[n].min(index[h]);
                }
                continue;
            }
            work.pop();
            if let Some((parent, _)) = work.last() {
                let p = *parent as usize;
                low[p] = low[p].min(low[n]);
            }
            if low[n] == index[n] {
                while let Some(member) = open.pop() {
                    component[member as usize] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: u32, to: u32) -> Edge {
        Edge { from, to, dependency: Dependency::FinishToStart }
    }

    #[test]
    fn the_closing_link_is_the_one_refused() {
        let refused = closing(&[None, None, None], &[edge(0, 1), edge(1, 2), edge(2, 0)]);
        assert_eq!(refused, [None, None, Some(vec![0, 1, 2])]);
    }

    #[test]
    fn a_circle_can_go_through_the_tree() {
        // 1 and 2 are below 0; 3 waits for 1, and 0 for 3.
        let parents = [None, Some(0), Some(0), None];
        let refused = closing(&parents, &[edge(1, 3), edge(3, 0)]);
        assert!(refused[0].is_none() && refused[1].is_some());
        assert_eq!(closing(&parents, &[edge(0, 3)]), [None]);
        assert!(closing(&parents, &[edge(0, 1)])[0].is_some());
    }

    #[test]
    fn a_long_chain_and_a_great_tangle_take_little_time() {
        let n = 100_000;
        let chain: Vec<Edge> = (1..n).map(|i| edge(i - 1, i)).collect();
        assert!(closing(&vec![None; n as usize], &chain).iter().all(Option::is_none));
        let tangle: Vec<Edge> = (0..n).map(|i| edge(i, (i * 7919 + 1) % n)).collect();
        let refused = closing(&vec![None; n as usize], &tangle);
        assert!(refused.iter().any(Option::is_some));
    }
}
