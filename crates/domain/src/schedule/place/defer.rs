//! What is to be done as late as possible is moved towards the end of a finished schedule, as far as nothing else moves.

use super::{Clock, NOBODY, Part, Placer, Way};

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
            let mut upper = self.upper_bounds(at);
            if let Some(extra) = items.extra(item) {
                upper.lower(extra.upper);
            }
            let latest = lines.latest(item, upper);
            if item.need == 0 {
                self.spans[at] = if latest.start > self.spans[at].start { latest } else { self.spans[at] };
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
            }
            let stints = std::mem::take(&mut self.stints[at]);
            self.book(self.model.duties(item.slot), &stints);
            self.stints[at] = stints;
        }
        (self.best.0, self.best.2) = (self.spans.clone(), self.stints.clone());
    }
}
