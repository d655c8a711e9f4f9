//! What the passes go over: the network, laid out flat in the order they visit it. A leaf is one item, because its start
//! and its finish follow from each other; a summary task is two, its opening and its closing.

use super::clock::Span;
use super::sequence::interrupted_sequence;
use crate::constraint::ConstraintKind;
use crate::network::Network;
use crate::network::graph::{Arc, Graph, NONE, finish, is_finish, slot_of, start};

/// What an item stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A leaf that works without interruption.
    Whole,
    /// The start of a summary task or of a leaf that has to wait in the middle.
    Opening,
    /// The finish of such a task.
    Closing,
}

/// What the passes ask of a task.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Job {
    /// Work on its line; of a crew, 1 for any.
    pub(super) need: i64,
    /// The line it is worked on by, or a [crew](super::clock::CREW).
    pub(super) line: u32,
    /// Nobody has said how long it takes.
    pub(super) unestimated: bool,
    pub(super) extra: Option<Extra>,
}

/// What few tasks have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extra {
    /// It neither starts nor finishes before these.
    pub(super) lower: Span,
    /// Nor after these.
    pub(super) upper: Span,
    pub(super) due: i64,
    /// Nor, if it can be helped, after these.
    pub(super) wished: Span,
    /// How often a minute past them counts.
    pub(super) cost: i64,
    /// What lags of links that enter it are counted in.
    pub(super) lag_line: u32,
    /// As late as possible.
    pub(super) late: bool,
    /// Its constraint, if it has one that bounds anything.
    pub(super) kind: Option<ConstraintKind>,
    /// The constraint that says when it may start, if that is not the day before which it is not to be begun.
    pub(super) held_start: Option<ConstraintKind>,
}

impl Default for Extra {
    fn default() -> Self {
        Self {
            lower: Span::LOWEST,
            upper: Span::HIGHEST,
            due: i64::MAX,
            wished: Span::HIGHEST,
            cost: 0,
            lag_line: 0,
            late: false,
            kind: None,
            held_start: None,
        }
    }
}

/// An item and what it says of its task.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) need: i64,
    pub(super) line: u32,
    /// The number of its [`Extra`], if it has one.
    pub(super) extra: u32,
    /// The opening of the summary task above; for a closing, its closing.
    pub(super) above: u32,
    /// Of an opening its closing, of a closing its opening; a whole leaf is its own.
    pub(super) other: u32,
    /// Where its pulls end; they begin where those of the item before it end.
    pulls_end: u32,
    pub(super) slot: u32,
    pub(super) part: Part,
    pub(super) leaf: bool,
    unestimated: bool,
}

/// A `blocks` link as the item it enters sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pull {
    pub(super) from: u32,
    pub(super) lag: i32,
    pub(super) elapsed: bool,
    pub(super) leaves_finish: bool,
    pub(super) enters_finish: bool,
}

/// Invariant: an item comes after all that its pulls come from, after the opening above it and before the closing.
#[derive(Debug, Clone)]
pub(super) struct Items {
    pub(super) all: Vec<Item>,
    pulls: Vec<Pull>,
    pub(super) extras: Vec<Extra>,
    /// By node, the item; for a whole leaf the same one twice.
    pub(super) of_node: Vec<u32>,
    pub(super) unestimated: usize,
}

impl Items {
    /// The items of a network that is ordered.
    pub(super) fn of(network: &Network, mut job: impl FnMut(u32) -> Job) -> Self {
        let graph = network.graph();
        let mut items = Self::in_line(graph, network.line(), &[]);
        if !items.pull(graph) {
            // The network's order leaves room between a leaf's start and its finish that cannot be closed.
            let nodes: Option<Vec<u32>> = items.closed_up(graph);
            items = match nodes {
                Some(nodes) => Self::in_line(graph, nodes.into_iter(), &[]),
                None => {
                    let (nodes, interrupted) = interrupted_sequence(network);
                    Self::in_line(graph, nodes.into_iter(), &interrupted)
                }
            };
            items.pull(graph);
        }
        for at in 0..items.all.len() {
            let job = job(items.all[at].slot);
            items.set(at, &job);
        }
        items
    }

    pub(super) fn pulls(&self, item: usize) -> &[Pull] {
        let begin = if item == 0 { 0 } else { self.all[item - 1].pulls_end };
        &self.pulls[begin as usize..self.all[item].pulls_end as usize]
    }

    /// The pull of an arc, if it is one, with the nodes it leaves and enters.
    pub(super) fn pull_of(&self, arc: &Arc) -> Option<(Pull, u32, u32)> {
        let (tail, head) = arc.edge()?;
        let from = self.of_node[tail as usize];
        Some((pull(arc, from, is_finish(tail), is_finish(head)), tail, head))
    }

    /// What is asked of an item, if anything beside its work.
    pub(super) fn extra(&self, item: &Item) -> Option<&Extra> {
        self.extras.get(item.extra as usize)
    }

    /// Gives an item, new or old, the work of a task.
    pub(super) fn set(&mut self, at: usize, job: &Job) {
        let item = &mut self.all[at];
        (item.need, item.line) = if item.leaf { (job.need, job.line) } else { (0, 0) };
        let unestimated = item.leaf && job.unestimated && item.part != Part::Closing;
        self.unestimated += usize::from(unestimated);
        self.unestimated -= usize::from(std::mem::replace(&mut item.unestimated, unestimated));
        match job.extra {
            Some(extra) if item.extra == NONE => {
                item.extra = self.extras.len() as u32;
                self.extras.push(extra);
            }
            Some(extra) => self.extras[item.extra as usize] = extra,
            None => item.extra = NONE,
        }
    }

    fn in_line(graph: &Graph, nodes: impl Iterator<Item = u32>, interrupted: &[bool]) -> Self {
        let mut all: Vec<Item> = Vec::with_capacity(graph.ids.len());
        let mut of_node = vec![NONE; graph.ids.len() * 2];
        for node in nodes {
            let slot = slot_of(node);
            let leaf = graph.is_leaf(slot);
            let whole = leaf && !interrupted.get(slot as usize).is_some_and(|&i| i);
            let part = match (whole, is_finish(node)) {
                (true, true) => continue, // one item with its start
                (true, false) => Part::Whole,
                (false, false) => Part::Opening,
                (false, true) => Part::Closing,
            };
            of_node[node as usize] = all.len() as u32;
            if whole {
                of_node[node as usize + 1] = all.len() as u32;
            }
            let (above, other) = (NONE, NONE);
            all.push(Item {
                need: 0,
                line: 0,
                extra: NONE,
                above,
                other,
                pulls_end: 0,
                slot,
                part,
                leaf,
                unestimated: false,
            });
        }
        for (at, item) in all.iter_mut().enumerate() {
            let node = start(item.slot) + u32::from(item.part == Part::Closing);
            let parent = graph.member(item.slot).parent;
            if parent != NONE {
                item.above = of_node[start(parent) as usize + usize::from(item.part == Part::Closing)];
            }
            item.other = if item.part == Part::Whole { at as u32 } else { of_node[(node ^ 1) as usize] };
        }
        Self { all, pulls: Vec::new(), extras: Vec::new(), of_node, unestimated: 0 }
    }

    /// Gives each item the links that enter it; whether they all come from earlier items.
    fn pull(&mut self, graph: &Graph) -> bool {
        let edges = || graph.arcs.iter().filter_map(|arc| arc.edge().map(|edge| (arc, edge)));
        let mut ends = vec![0u32; self.all.len() + 1];
        edges().for_each(|(_, (_, head))| ends[self.of_node[head as usize] as usize + 1] += 1);
        for item in 0..self.all.len() {
            ends[item + 1] += ends[item];
        }
        let nothing = Pull { from: 0, lag: 0, elapsed: false, leaves_finish: false, enters_finish: false };
        self.pulls = vec![nothing; ends[self.all.len()] as usize];
        let mut in_order = true;
        for (arc, (tail, head)) in edges() {
            let (from, to) = (self.of_node[tail as usize], self.of_node[head as usize]);
            in_order &= from < to;
            let place = &mut ends[to as usize];
            self.pulls[*place as usize] = pull(arc, from, is_finish(tail), is_finish(head));
            *place += 1;
        }
        self.all.iter_mut().zip(ends).for_each(|(item, end)| item.pulls_end = end);
        in_order
    }

    /// The nodes in an order that keeps each leaf in one piece, if there is one: Kahn's algorithm from the back.
    fn closed_up(&self, graph: &Graph) -> Option<Vec<u32>> {
        let mut behind = vec![0u32; self.all.len()];
        self.pulls.iter().for_each(|pull| behind[pull.from as usize] += 1);
        for item in &self.all {
            match item.part {
                Part::Closing => behind[item.other as usize] += 1,
                _ if item.above != NONE => behind[item.above as usize] += 1,
                _ => {}
            }
        }
        for (at, item) in self.all.iter().enumerate() {
            behind[at] += u32::from(item.part != Part::Opening && graph.member(item.slot).parent != NONE);
        }
        let mut free: Vec<u32> = (0..self.all.len() as u32).filter(|&at| behind[at as usize] == 0).collect();
        let mut nodes = Vec::with_capacity(self.of_node.len());
        let mut placed = 0;
        while let Some(at) = free.pop() {
            placed += 1;
            let item = self.all[at as usize];
            let mut release = |before: u32| {
                behind[before as usize] -= 1;
                if behind[before as usize] == 0 {
                    free.push(before);
                }
            };
            self.pulls(at as usize).iter().for_each(|pull| release(pull.from));
            if item.part == Part::Closing {
                release(item.other);
                graph.children(item.slot).for_each(|child| release(self.of_node[finish(child) as usize]));
            } else if item.above != NONE {
                release(item.above);
            }
            nodes.push(start(item.slot) + u32::from(item.part == Part::Closing));
        }
        nodes.reverse();
        (placed == self.all.len()).then_some(nodes)
    }
}

/// A link as the item it enters sees it.
fn pull(arc: &Arc, from: u32, leaves_finish: bool, enters_finish: bool) -> Pull {
    Pull { from, lag: arc.tie.lag, elapsed: arc.tie.elapsed, leaves_finish, enters_finish }
}
