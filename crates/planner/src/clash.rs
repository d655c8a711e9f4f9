//! Days before which nothing may happen, and days that contradict each other: "on April 10, but not before April 20". Must never
//! settle a contradiction in silence.

use planwright_domain::Warning;
use planwright_phrases::date::Role;

use crate::clause::covered;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Side, Stated};

impl Reader<'_> {
    /// "… must not happen before April 20", "aber frühestens am 20. April": the first day of what it speaks of.
    pub(crate) fn not_before(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let Some(when) = self.mentions.date(start, end).map(|d| d.value) else { return false };
        let Some(first) = when.first() else { return false };
        let dated = |i: &usize| matches!(self.mentions.tags[*i], Tag::Date(_));
        let Some(at) = (start..end).find(dated) else { return false };
        let says = |sections: &[&str], from: usize, to: usize| {
            (from..to).find(|&i| sections.iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some()))
        };
        let low = at.saturating_sub(2).max(start);
        let earlier = says(&["front-blocks", "earlier-than"], low, at + 1).is_some();
        let denied = says(&["denied", "no"], start, at + 1).is_some();
        let earliest = says(&["earliest"], start, end).is_some();
        let leads = when.role == Role::Start && (earliest || denied) || denied && earlier;
        if !leads {
            return false;
        }
        let stop =
            says(&["modal", "denied", "no", "be", "earliest", "earlier-than"], start, at).unwrap_or(at);
        let subject: Vec<_> = self.core(start, stop).iter().map(|&i| self.words[i].clone()).collect();
        let said = ["filler", "pronoun", "and", "article", "but"];
        let step = if covered(self, &subject, &said) {
            let rest: Vec<_> = self.core(stop, end).iter().map(|&i| self.words[i].clone()).collect();
            let more = [
                "modal",
                "denied",
                "no",
                "be",
                "earliest",
                "earlier-than",
                "start-words",
                "going",
                "done",
                "live",
                "filler",
                "pronoun",
                "everything",
                "article",
                "happen",
            ];
            if !covered(self, &rest, &more) {
                // "Do not ship before May 4" says what; another rule reads it.
                let Some(known) = self.resolve_one(&self.core_phrase(stop, end)) else { return false };
                Some(known)
            } else {
                items.last().map(|i| i.step)
            }
        } else if covered(self, &subject, &["everything", "filler", "article", "live", "pronoun", "and"])
            || naming::fit(&naming::stems(&self.core_phrase(start, stop)), &self.goal_stems) >= naming::FITS
        {
            None
        } else {
            match self.resolve_one(&self.core_phrase(start, stop)) {
                Some(known) => Some(known),
                None => match self.nouns(start, stop, items, Flag::Plain)[..] {
                    [one] => Some(one),
                    _ => return false,
                },
            }
        };
        match step {
            Some(step) => {
                self.said.steps[step].start.get_or_insert(first);
                self.subject = Some(step);
            }
            None => {
                let quote = self.spelled(start, end);
                self.said.start.get_or_insert(Stated { value: first, quote });
            }
        }
        true
    }

    /// Tells of days that cannot both hold.
    pub(crate) fn clashes(&mut self) {
        let warn =
            |what: String| Warning::new("contradiction", format!("the text contradicts itself: {what}"));
        if let (Some(start), Some(deadline)) = (&self.said.start, &self.said.deadline)
            && start.value > deadline.value
        {
            self.said.warnings.push(warn(format!(
                "it is to be done by {}, but not to begin before {}; the first was kept",
                deadline.value, start.value
            )));
            self.said.start = None;
        }
        for order in self.said.orders.iter().filter(|o| o.after == Side::Goal) {
            let Side::Steps(steps) = &order.before else { continue };
            for step in steps.iter().filter_map(|s| self.said.steps.get(*s)).filter(|s| s.milestone) {
                if let (Some(day), Some(deadline)) = (step.start, &self.said.deadline)
                    && day > deadline.value
                {
                    self.said.warnings.push(warn(format!(
                        "\"{}\" is there on {day}, but all is to be done by {}; both days were kept",
                        step.title, deadline.value
                    )));
                }
            }
        }
        for step in &self.said.steps {
            if let (Some(start), Some(due)) = (step.start, step.due)
                && start > due
            {
                self.said.warnings.push(warn(format!(
                    "\"{}\" is due on {due}, but not to begin before {start}; the first was kept",
                    step.title
                )));
            }
        }
    }
}
