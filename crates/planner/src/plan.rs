//! The plan between the words and the patch: nodes, ties, and the one rule of ties (no circle, no order between what runs
//! side by side). Must never hold a tie that breaks the rule.

use std::collections::HashSet;

use jiff::civil::Date;
use planwright_domain::{Estimate, LagKind, OriginKind, Status};

/// A task or milestone to be.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) title: String,
    pub(crate) origin: OriginKind,
    /// The words it came from, or the reason it was added.
    pub(crate) quote: String,
    pub(crate) estimate: Option<Estimate>,
    /// The text says how long it takes.
    pub(crate) fixed: bool,
    /// The minutes guessed for it before it was held to what one task may take; the work as a whole is judged by them.
    pub(crate) reckoned: Option<u32>,
    /// The number the text gives it.
    pub(crate) number: Option<u32>,
    /// It is a part of the thing that is made: only the text orders it among the others.
    pub(crate) part: bool,
    /// Time that passes, not work.
    pub(crate) waiting: bool,
    pub(crate) lag: Option<(i32, LagKind)>,
    pub(crate) start: Option<Date>,
    pub(crate) due: Option<Date>,
    pub(crate) milestone: bool,
    pub(crate) who: Option<String>,
    pub(crate) status: Status,
    pub(crate) parent: Option<usize>,
    /// The phase of the template it falls into.
    pub(crate) phase: Option<usize>,
    /// The slot of the template it fills.
    pub(crate) slot: Option<usize>,
    /// Where it comes among those that nothing orders; what it is broken into comes in its place.
    pub(crate) place: i64,
}

/// Room between two places, for the parts of the first.
pub(crate) const PLACES: i64 = 64;

impl Node {
    /// A node of which nothing is known but its title and the words or the reason it comes from.
    pub(crate) fn new(title: impl Into<String>, origin: OriginKind, quote: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            origin,
            quote: quote.into(),
            estimate: None,
            fixed: false,
            reckoned: None,
            number: None,
            part: false,
            waiting: false,
            lag: None,
            start: None,
            due: None,
            milestone: false,
            who: None,
            status: Status::Todo,
            parent: None,
            phase: None,
            slot: None,
            place: 0,
        }
    }

    /// The minutes of work that are left in it: none once it is done.
    pub(crate) fn left(&self) -> u64 {
        self.estimate.filter(|_| !self.status.is_closed()).map_or(0, |e| u64::from(e.likely))
    }
}

/// One node before another.
#[derive(Debug, Clone)]
pub(crate) struct Tie {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) stated: bool,
    pub(crate) quote: String,
}

/// Nodes and their order.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) nodes: Vec<Node>,
    pub(crate) ties: Vec<Tie>,
    after: Vec<Vec<usize>>,
    parallel: Vec<(usize, usize)>,
}

impl Plan {
    /// Adds a node behind the others.
    pub(crate) fn add(&mut self, node: Node) -> usize {
        let place = i64::try_from(self.nodes.len()).unwrap_or(0) * PLACES;
        self.add_at(place, node)
    }

    /// Adds a node at a place.
    pub(crate) fn add_at(&mut self, place: i64, node: Node) -> usize {
        self.nodes.push(Node { place, ..node });
        self.after.push(Vec::new());
        self.nodes.len() - 1
    }

    /// Nodes that no order may tie.
    pub(crate) fn side_by_side(&mut self, a: usize, b: usize) {
        if a != b && !self.reaches(a, b) && !self.reaches(b, a) {
            self.parallel.push((a, b));
        }
    }

    /// Whether `to` can only come after `from`.
    pub(crate) fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = HashSet::new();
        let mut todo = vec![from];
        while let Some(at) = todo.pop() {
            if at == to {
                return true;
            }
            todo.extend(self.after[at].iter().copied().filter(|n| seen.insert(*n)));
        }
        false
    }

    /// Whether the text itself says that `to` comes after `from`, directly or by way of others.
    pub(crate) fn is_stated(&self, from: usize, to: usize) -> bool {
        let mut seen = HashSet::new();
        let mut todo = vec![from];
        while let Some(at) = todo.pop() {
            if at == to {
                return true;
            }
            let next = self.ties.iter().filter(|tie| tie.stated && tie.from == at).map(|tie| tie.to);
            todo.extend(next.filter(|n| seen.insert(*n)));
        }
        false
    }

    /// Ties two nodes unless that would break the rule; false when it would. A tie that follows from others is left
    /// out, unless it is stated.
    pub(crate) fn tie(&mut self, from: usize, to: usize, stated: bool, quote: &str) -> bool {
        if from == to || self.reaches(to, from) || self.is_summary(from) || self.is_summary(to) {
            return false;
        }
        if self.after[from].contains(&to) || !stated && self.reaches(from, to) {
            return true;
        }
        self.after[from].push(to);
        let broken = self.parallel.iter().any(|&(a, b)| self.reaches(a, b) || self.reaches(b, a));
        if broken {
            self.after[from].pop();
            return false;
        }
        self.ties.push(Tie { from, to, stated, quote: quote.to_owned() });
        true
    }

    /// Hands what waits for `node`, and what it waits for, to others: the first of them wait, the last are waited for.
    /// None of them may be tied to anything but another of them.
    pub(crate) fn hand_ties(&mut self, node: usize, firsts: &[usize], lasts: &[usize]) {
        let mut ties = Vec::with_capacity(self.ties.len());
        for tie in std::mem::take(&mut self.ties) {
            let (from, to) = ([tie.from], [tie.to]);
            let froms = if tie.from == node { lasts } else { &from };
            let tos = if tie.to == node { firsts } else { &to };
            for &from in froms {
                ties.extend(tos.iter().map(|&to| Tie { from, to, ..tie.clone() }));
            }
        }
        self.ties = ties;
        for list in &mut self.after {
            list.clear();
        }
        for tie in &self.ties {
            self.after[tie.from].push(tie.to);
        }
    }

    /// Whether a node has parts.
    pub(crate) fn is_summary(&self, node: usize) -> bool {
        self.nodes.iter().any(|n| n.parent == Some(node))
    }

    /// The nodes, and in the place of each that has parts what is below it.
    pub(crate) fn leaves(&self, nodes: Vec<usize>) -> Vec<usize> {
        if nodes.iter().all(|n| !self.is_summary(*n)) {
            return nodes;
        }
        let under = |leaf: usize| {
            let mut up = std::iter::successors(Some(leaf), |n| self.nodes[*n].parent).take(64);
            up.any(|n| nodes.contains(&n))
        };
        (0..self.nodes.len()).filter(|n| !self.is_summary(*n) && under(*n)).collect()
    }

    /// How many nodes stand above one.
    pub(crate) fn above(&self, node: usize) -> u32 {
        let up = |n: &usize| self.nodes[*n].parent;
        std::iter::successors(self.nodes[node].parent, up).take(64).map(|_| 1).sum()
    }

    /// What a node directly waits for.
    pub(crate) fn predecessors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |n| self.after[*n].contains(&node))
    }

    /// Whether nothing waits for a node but what is set apart.
    pub(crate) fn is_last_but_for(&self, node: usize, apart: impl Fn(usize) -> bool) -> bool {
        self.after[node].iter().all(|to| apart(*to))
    }

    /// The nodes in an order that keeps every tie; among free ones the smaller key first.
    pub(crate) fn in_order(&self, key: impl Fn(usize) -> i64) -> Vec<usize> {
        let n = self.nodes.len();
        let mut waiting = vec![0usize; n];
        for list in &self.after {
            for &to in list {
                waiting[to] += 1;
            }
        }
        let mut free: std::collections::BTreeSet<(i64, usize)> =
            (0..n).filter(|i| waiting[*i] == 0).map(|i| (key(i), i)).collect();
        let mut out = Vec::with_capacity(n);
        while let Some((_, at)) = free.pop_first() {
            out.push(at);
            for &to in &self.after[at] {
                waiting[to] -= 1;
                if waiting[to] == 0 {
                    free.insert((key(to), to));
                }
            }
        }
        out
    }
}
