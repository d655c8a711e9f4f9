//! What keeps its place whatever else is placed first: tasks that are fixed, and those that go on already. Their time is
//! taken up before anything else is placed.

use std::cmp::Reverse;

use super::{Clock, Items, Model, Placer, Span, Way};

/// Where what keeps its place does so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    From(i64),
    Until(i64),
}

/// What keeps its place: first what is fixed, by its time, then what goes on already, what matters most first.
fn firm(model: &Model, items: &Items) -> Vec<(u32, Edge)> {
    let mut firm = Vec::new();
    for (at, item) in items.all.iter().enumerate().filter(|(_, item)| item.leaf && item.need != 0) {
        let duties = model.duties(item.slot);
        let bounds = items.extra(item).map(|extra| (extra.lower, extra.upper));
        let fixed = bounds.and_then(|(lower, upper)| {
            let exactly = |from: i64, by: i64| by < i64::MAX && from >= by;
            (exactly(lower.start, upper.start).then_some(Edge::From(lower.start))).or(exactly(
                lower.finish,
                upper.finish,
            )
            .then_some(Edge::Until(lower.finish)))
        });
        let from = bounds.map_or(0, |(lower, _)| lower.start.max(0));
        let going_on = duties.begun.then_some(Edge::From(from));
        if let Some(edge) = fixed.or(going_on) {
            let (Edge::From(moment) | Edge::Until(moment)) = edge;
            firm.push(((fixed.is_none(), moment, Reverse(duties.priority), duties.rank), (at as u32, edge)));
        }
    }
    firm.sort_by_key(|&(key, _)| key);
    firm.into_iter().map(|(_, kept)| kept).collect()
}

impl Placer<'_> {
    /// Says what keeps its place, when everything would be at these times if nobody were short: not what waits for
    /// something else even then, because nobody's time is taken up by what cannot be done yet.
    pub(in super::super) fn hold_firm(&mut self, early: &[Span]) {
        let (items, lines) = (self.items, &self.woven.lines);
        let mut firm = firm(self.model, items);
        firm.retain(|&(at, edge)| {
            let alone = Span { start: self.begins(at, edge), finish: i64::MIN };
            early[at as usize].start <= lines.earliest(&items.all[at as usize], alone).start
        });
        self.firm = firm;
    }

    /// From when on something is done that keeps its place.
    fn begins(&self, at: u32, edge: Edge) -> i64 {
        let from = match edge {
            Edge::From(from) => from,
            Edge::Until(finish) => self.woven.lines.pushed(&self.items.all[at as usize], finish),
        };
        from.max(0)
    }

    /// Whether an item keeps its place.
    pub(super) fn is_firm(&self, at: u32) -> bool {
        self.firm.iter().any(|&(firm, _)| firm == at)
    }

    /// Takes up the time of what keeps its place before anything else can.
    pub(super) fn keep_firm(&mut self) {
        for nth in 0..self.firm.len() {
            let (at, edge) = self.firm[nth];
            let from = self.begins(at, edge);
            self.kept[at as usize] = Some(self.fit(at as usize, from, Way::Forward));
        }
    }

    /// Where it was kept a place, if it may be there now; if not the place is given back.
    pub(super) fn firmly(&mut self, at: usize, from: i64) -> Option<Span> {
        let kept = self.kept[at].take()?;
        if from <= kept.start {
            return Some(kept);
        }
        self.give_back(at);
        None
    }
}
