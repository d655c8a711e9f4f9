//! What is to be done as late as possible is moved towards the end of a finished schedule, as far as nothing else moves.

use super::{Clock, NOBODY, NONE, Part, Placer, Span, Way, closing_above};

impl Placer<'_> {
    /// Moves it in the best schedule there is. Those whose limits for a day or a week are counted stay where they are.
    pub(in super::super) fn defer(&mut self) {
        let (items, lines) = (self.items, &self.woven.lines);
        let late = |at: &usize| {
            let item = &items.all[*at];
            item.leaf && item.part == Part::Whole && items.extra(item).is_some_and(|extra| extra.late)
        };
        let late: Vec<usize> = (0..items.all.len()).rev().filter(late).collect();
        if late.is_empty() {
            return;
        }
        (self.spans, self.stints) = (self.best.0.clone(), self.best.2.clone());
        self.clear();
        for at in 0..items.all.len() {
            let stints = std::mem::take(&mut self.stints[at]);
            self.book(self.model.duties(items.all[at].slot), &stints);
            self.stints[at] = stints;
        }
        for at in late {
            let item = &items.all[at];
            let upper = self.latest_bounds(at);
            let latest = lines.latest(item, upper);
            if item.need == 0 {
                if latest.start > self.spans[at].start {
                    self.spans[at] = latest;
                    self.close_later(at);
                }
                continue;
            }
            let capped = |person: u32| self.caps.get(person as usize).is_some_and(Option::is_some);
            if self.stints[at].iter().any(|stint| stint.person != NOBODY && capped(stint.person)) {
                continue;
            }
            self.give_back(at);
            let mut stints = Vec::new();
            self.find(
                self.model.duties(item.slot),
                lines.done(item, latest.start).min(upper.finish),
                Way::Backward,
                &mut stints,
            );
            let span = super::around(&stints);
            if span.start > self.spans[at].start {
                (self.spans[at], self.stints[at]) = (span, stints);
                self.close_later(at);
            }
            let stints = std::mem::take(&mut self.stints[at]);
            self.book(self.model.duties(item.slot), &stints);
            self.stints[at] = stints;
        }
        (self.best.0, self.best.2) = (self.spans.clone(), self.stints.clone());
    }

    /// What bounds an item from above when nothing else moves but the summary tasks it is in.
    fn latest_bounds(&self, at: usize) -> Span {
        let mut upper = self.waited_for(at);
        let lower = |upper: &mut Span, at: usize| {
            if let Some(extra) = self.items.extra(&self.items.all[at]) {
                upper.lower(extra.upper);
            }
        };
        lower(&mut upper, at);
        for closing in self.closings(at) {
            let mut above = self.waited_for(closing);
            lower(&mut above, closing);
            upper.finish = upper.finish.min(above.finish);
        }
        upper
    }

    /// The summary tasks an item is in do not finish before it.
    fn close_later(&mut self, at: usize) {
        let finish = self.spans[at].finish;
        let closings: Vec<usize> = self.closings(at).collect();
        for closing in closings {
            let span = &mut self.spans[closing];
            span.finish = span.finish.max(finish);
        }
    }

    /// The closings of all summary tasks an item is in.
    fn closings(&self, at: usize) -> impl Iterator<Item = usize> {
        let above = |at: usize| {
            let closing = closing_above(self.items, &self.items.all[at]);
            (closing != NONE).then_some(closing as usize)
        };
        std::iter::successors(above(at), move |&at| above(at))
    }
}
