//! The order of the steps of one list or sentence: which follow each other, which run side by side. Must never order
//! what is only listed: a list is a process when its items say so (dates that rise, verbs that work on one thing,
//! activities of a trade), and even then its order is implied, not stated.

use std::collections::HashSet;

use crate::reader::Reader;
use crate::stated::{Order, Side};
use crate::text::{self};

/// How many pairs back something was said just now.
const LATELY: usize = 64;

/// A step of a list, and how it stands to the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Its index among the steps.
    pub(crate) step: usize,
    /// What its own words say of its place.
    pub(crate) flag: Flag,
}

/// What its own words say of the place of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Nothing.
    Plain,
    /// Before all others.
    First,
    /// After the one before.
    Then,
    /// After all others.
    Last,
    /// Beside the one before.
    Parallel,
    /// Beside the one before, which has the same flag.
    Pair,
}

impl Reader<'_> {
    /// Orders the items of a list or sentence, and leaves the last of them as what "then" follows.
    pub(crate) fn arrange(&mut self, items: &[Item], list: bool, quote: &str) {
        let Some(first) = items.first() else { return };
        let process = items.len() >= 2 && self.is_process(items, list);
        let mut before: Vec<usize> = Vec::new();
        let mut now: Vec<usize> = Vec::new();
        if matches!(first.flag, Flag::Then | Flag::Last | Flag::Parallel) {
            now = std::mem::take(&mut self.frontier);
        }
        if first.flag == Flag::Last {
            // "Finally, …" follows all that nothing follows yet.
            now = self.open_ends(items);
        }
        let mut all: Vec<usize> = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let again = items[..n].iter().any(|earlier| earlier.step == item.step);
            if again {
                // "…, the front end together with the back end": said before, and now beside what stands in front.
                if item.flag == Flag::Parallel && items[n - 1].step != item.step {
                    self.said.parallel.push((items[n - 1].step, item.step));
                }
                continue;
            }
            if n > 0
                && !process
                && item.flag == Flag::Plain
                && self.said.steps[item.step].waiting
                && n + 1 == items.len()
            {
                // "Order the pump, delivery 10 days": one waits for what the other began.
                self.follow(&[items[n - 1].step], item.step, false, quote);
            }
            if let Some(made) = items[..n].iter().rev().find(|earlier| self.makes(earlier.step, item.step)) {
                self.follow(&[made.step], item.step, false, quote);
            }
            match item.flag {
                Flag::Then | Flag::Last => {
                    if item.flag == Flag::Last && !all.is_empty() {
                        now = all.iter().copied().filter(|s| *s != item.step).collect();
                    }
                    self.follow(&now, item.step, true, quote);
                    before = std::mem::replace(&mut now, vec![item.step]);
                }
                Flag::Parallel => {
                    self.follow(&before, item.step, false, quote);
                    // "Training runs next to the audit": beside that, and not beside what was said last.
                    if n > 0 || !self.is_beside_something(item.step) {
                        self.said.parallel.extend(now.iter().map(|&other| (other, item.step)));
                    }
                    now.push(item.step);
                }
                Flag::Pair
                    if n > 0 && items[n - 1].flag == Flag::Pair && now.contains(&items[n - 1].step) =>
                {
                    self.said.parallel.extend(now.iter().map(|&other| (other, item.step)));
                    self.follow(&before, item.step, false, quote);
                    now.push(item.step);
                }
                Flag::First if n > 0 && items[n - 1].flag == Flag::First && !process => now.push(item.step),
                _ if process || (n > 0 && items[n - 1].flag == Flag::First) => {
                    self.follow(&now, item.step, n > 0 && items[n - 1].flag == Flag::First, quote);
                    before = std::mem::replace(&mut now, vec![item.step]);
                }
                _ => {
                    self.follow(&before, item.step, false, quote);
                    if n > 0 && item.flag == Flag::Pair {
                        before = std::mem::replace(&mut now, vec![item.step]);
                        self.follow(&before, item.step, false, quote);
                    } else {
                        now.push(item.step);
                    }
                }
            }
            all.push(item.step);
        }
        let firsts: Vec<usize> = items.iter().filter(|i| i.flag == Flag::First).map(|i| i.step).collect();
        if items.len() == 1 {
            self.firsts.extend(&firsts);
        }
        let ordered: HashSet<usize> = self
            .said
            .orders
            .iter()
            .filter_map(|o| if let Side::Steps(s) = &o.after { s.first().copied() } else { None })
            .collect();
        // "A first, B, C": first before what follows; "A, B, C first": before all the others.
        let at = items.iter().position(|i| i.flag == Flag::First).unwrap_or(0);
        let from = if at + 1 < items.len() { at } else { 0 };
        for item in items[from..].iter().filter(|i| i.flag != Flag::First && !ordered.contains(&i.step)) {
            self.follow(&firsts, item.step, true, quote);
        }
        if firsts.len() == items.len() && !self.opens(quote) {
            // "Finance must approve it first": before everything else.
            self.said.orders.push(Order {
                before: Side::Steps(firsts),
                after: Side::All,
                stated: false,
                quote: quote.to_owned(),
            });
        }
        self.frontier = now;
    }

    /// Whether it was said just now beside what a step stands.
    fn is_beside_something(&self, step: usize) -> bool {
        self.said.parallel.iter().rev().take(LATELY).any(|&(a, b)| a == step || b == step)
    }

    /// "Back up everything" makes the backup that "test the backup" speaks of.
    fn makes(&self, earlier: usize, later: usize) -> bool {
        let (made, used) =
            (text::words(&self.said.steps[earlier].title), text::words(&self.said.steps[later].title));
        let [verb, particle, ..] = &made[..] else { return false };
        let noun = format!("{}{}", verb.lower, particle.lower);
        used.iter().skip(1).any(|w| w.lower == noun)
    }

    /// The steps said so far that nothing is said to follow.
    fn open_ends(&self, items: &[Item]) -> Vec<usize> {
        let followed: HashSet<usize> = self
            .said
            .orders
            .iter()
            .filter_map(|o| if let Side::Steps(s) = &o.before { Some(s) } else { None })
            .flatten()
            .copied()
            .collect();
        let now: HashSet<usize> = items.iter().map(|i| i.step).collect();
        (0..self.said.steps.len())
            .filter(|s| !followed.contains(s) && !now.contains(s) && !self.said.steps[*s].milestone)
            .collect()
    }

    /// Whether a sentence begins with "first": a sequence that the next sentences may carry on.
    fn opens(&self, sentence: &str) -> bool {
        let words = text::words(sentence);
        self.lexicon.at("first", &words, 0).is_some()
    }

    fn follow(&mut self, before: &[usize], step: usize, stated: bool, quote: &str) {
        let before: Vec<usize> = before.iter().copied().filter(|b| *b != step).collect();
        if !before.is_empty() {
            self.said.orders.push(Order {
                before: Side::Steps(before),
                after: Side::Steps(vec![step]),
                stated,
                quote: quote.to_owned(),
            });
        }
    }

    fn is_process(&self, items: &[Item], list: bool) -> bool {
        let steps = &self.said.steps;
        let n = items.len();
        let dues: Vec<_> = items.iter().filter_map(|i| steps[i.step].due.or(steps[i.step].start)).collect();
        if dues.len() >= 2 && dues.len() * 2 >= n && dues.windows(2).all(|w| w[0] <= w[1]) {
            return true;
        }
        let at = |i: &Item| steps[i.step].due.or(steps[i.step].start);
        if list
            && n >= 3
            && let (Some(first), Some(last)) = (at(&items[0]), at(&items[n - 1]))
            && first < last
        {
            // "hauling out on April 6, sanding, painting, back in the water by April 25"
            return true;
        }
        let mut verbs = 0;
        let mut chores = 0;
        let mut activities = 0;
        let mut anaphora = false;
        for item in items {
            let words = text::words(&steps[item.step].title);
            let verb = self.lexicon.verb(&words, 0);
            verbs += usize::from(verb.is_some());
            chores +=
                usize::from(self.lexicon.at("errand", &words, 0).is_some() || matches!(verb, Some("change")));
            let named = (0..words.len()).any(|i| self.lexicon.at("activity", &words, i).is_some());
            let named = named || words.iter().any(|w| self.gerund_of(&w.lower).is_some());
            activities += usize::from(named || matches!(verb, Some("test" | "deploy" | "design")));
            anaphora |= words.iter().any(|w| matches!(w.lower.as_str(), "it" | "them"));
        }
        let marked = items.iter().skip(1).any(|i| matches!(i.flag, Flag::Then | Flag::Parallel));
        if anaphora && (verbs == n || list && n >= 3 && (verbs.max(activities) + 1) * 2 >= n) {
            return true;
        }
        if chores * 2 > n && !marked {
            return false;
        }
        let busy = verbs.max(activities);
        let ends = marked && (items.iter().any(|i| i.flag == Flag::Last) || items[0].flag == Flag::First);
        ends || list && n >= 3 && (verbs * 2 > n || activities * 2 > n)
            || marked && busy * 2 > n
            || !list && n >= 2 && verbs == n && anaphora
    }
}
