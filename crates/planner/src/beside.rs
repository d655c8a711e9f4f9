//! Steps side by side: "A and B in parallel", "A while B", "alongside C". Must never tie what is said to run together.

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Side, Step};
use crate::text;

impl Reader<'_> {
    /// Reads a clause that says what runs side by side; false when it says nothing of that kind.
    pub(crate) fn side_by_side(
        &mut self,
        start: usize,
        end: usize,
        flag: &mut Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let during = self
            .phrase_in("during", start + 1, end)
            .filter(|&(_, n)| n < end && self.resolve_one(&self.core_phrase(n, end)).is_some());
        // "are independent of each other" says all of it; "independent of the review" says of what.
        let said = self.phrase_in("parallel", start, end).filter(|&(at, n)| !self.is_parallel_noun(at, n));
        let with = self
            .phrase_in("parallel-with", start, end)
            .filter(|&(at, n)| n < end && said.is_none_or(|(from, to)| from > at || to <= n))
            // "simultaneously as soon as" is no "simultaneously as".
            .filter(|&(_, n)| self.lexicon.at("waits", &self.words[..end], n - 1).is_none_or(|tie| tie <= n));
        if let Some((at, next)) = with.or(during) {
            let words = self.core_phrase(next, end);
            let effort = self.mentions.efforts_in(next, end).first().map(|f| f.value);
            let before = items.len();
            if at > start && self.lexicon.verb(self.words, start).is_some() {
                self.core_clause(start, at, Flag::Plain, list, items);
            } else if at > start {
                let subject_end = self.before_modal(start, at).min(self.before_going(start, at));
                self.nouns(start, subject_end, items, Flag::Plain);
            }
            // "it can run in parallel to …": said of the subject.
            let mut steps: Vec<usize> = items[before..].iter().map(|i| i.step).collect();
            if steps.is_empty() {
                steps.extend(self.subject);
            }
            if let Some(effort) = effort {
                for &step in &steps {
                    self.said.steps[step].effort.get_or_insert(effort);
                }
            }
            if let Some(others) = self.all_beside(next, end, &steps) {
                // "independent of all of these", "in parallel to both"
                self.said.parallel.extend(others.iter().flat_map(|&o| steps.iter().map(move |&s| (s, o))));
                return true;
            }
            let known = self.known_done(next, end).and_then(|known| known.first().copied());
            let other = self.resolve_one(&words).or(known).or_else(|| self.step(next, end));
            if let Some(other) = other {
                self.said.parallel.extend(steps.iter().map(|&s| (s, other)));
                items[before..].iter_mut().for_each(|i| i.flag = Flag::Parallel);
            }
            return true;
        }
        // "X can be installed while the beds are being built"
        if let Some((at, next)) =
            self.phrase_in("while", start, end).filter(|(at, n)| *at > start && *n < end)
        {
            let before = items.len();
            let left: Vec<_> = self.core(start, at).iter().map(|&i| self.words[i].clone()).collect();
            let mut steps: Vec<usize> = Vec::new();
            if crate::clause::covered(self, &left, &["going", "modal", "be", "filler", "pronoun"]) {
                // "… and goes on while the layout is done": said of the subject.
                steps.extend(self.subject);
            } else {
                let noun_end = self.before_modal(start, at).min(self.before_going(start, at));
                let led = self.lexicon.verb(self.words, start).is_some();
                if !led && noun_end > start && noun_end < at && !self.has_own_verb(noun_end, at) {
                    self.nouns(start, noun_end, items, *flag);
                } else {
                    self.flagged(start, at, *flag, list, items);
                }
                steps.extend(items[before..].iter().map(|i| i.step));
            }
            let subject_end = self.before_modal(next, end);
            let other = match self.resolve_one(&self.spelled(next, subject_end)) {
                Some(other) => Some(other),
                None => {
                    let own = self.clause_or_noun(next, end);
                    items.extend(own.iter().map(|i| Item { step: i.step, flag: Flag::Parallel }));
                    own.first().map(|i| i.step)
                }
            };
            if let Some(other) = other {
                self.said.parallel.extend(steps.iter().filter(|s| **s != other).map(|s| (*s, other)));
            }
            return true;
        }
        // "A and B can be done in parallel", and "A in parallel to the rest"
        if let Some((at, next)) = said.or_else(|| self.marker_in("parallel", start, end)) {
            let rest = self.after_filler(next, end);
            let tie_at = |read: &Self, at: usize| {
                ["waits", "front-waits"]
                    .iter()
                    .filter_map(|s| read.lexicon.at(s, &read.words[..end], at))
                    .max()
            };
            let subject_end = self.before_modal(start, at).min(self.before_going(start, at));
            if let Some(group) = self.counted_group(start, subject_end) {
                for (n, a) in group.iter().enumerate() {
                    self.said.parallel.extend(group[n + 1..].iter().map(|b| (*a, *b)));
                }
                items.extend(group.iter().map(|&step| Item { step, flag: Flag::Pair }));
                let before = items.len() - group.len();
                self.beside_pair(rest, end, list, before, items);
                return true;
            }
            if subject_end > start {
                let parts = self.split_nouns(start, subject_end);
                let spaced = self.said.language != crate::lexicon::Language::Zh;
                // "Import and layout can run in parallel": in front of "can" stand nouns, though "import" is a verb too.
                let can = self.lexicon.at("modal", &self.words[..end], subject_end).is_some();
                let led = spaced && !can && self.lexicon.verb(self.words, start).is_some();
                if parts.len() >= 2
                    && (!led || parts.iter().all(|p| self.lexicon.verb(self.words, p.0).is_some()))
                {
                    let before = items.len();
                    for (a, b) in parts {
                        match self.resolve_one(&self.spelled(a, b)) {
                            Some(step) => items.push(Item { step, flag: Flag::Pair }),
                            None => self.core_clause(a, b, Flag::Pair, true, items),
                        }
                    }
                    // Said here already, so that "both" in the same sentence finds them.
                    for (n, a) in items[before..].iter().enumerate() {
                        self.said.parallel.extend(items[before + n + 1..].iter().map(|b| (a.step, b.step)));
                    }
                    let tied = tie_at(self, rest);
                    let rest = match self.flag_at(rest, end).filter(|(_, n)| tied.is_none_or(|t| t <= *n)) {
                        Some((found, next)) => {
                            *flag = if *flag == Flag::Plain { found } else { *flag };
                            next
                        }
                        None => rest,
                    };
                    if *flag != Flag::Plain && items.len() > before {
                        // "then A and B in parallel": both follow what came before.
                        items[before..].iter_mut().for_each(|i| i.flag = Flag::Parallel);
                        items[before].flag = *flag;
                    }
                    self.beside_pair(rest, end, list, before, items);
                    return true;
                }
                if led && self.named_in_bracket(start, at, next, end, items) {
                    return true;
                }
                let found = if self.both_or_all(start, subject_end) {
                    self.known_beside(start, subject_end, items);
                    return true;
                } else {
                    Flag::Parallel
                };
                let found = if *flag == Flag::Plain { found } else { *flag };
                if list && let Some(step) = self.resolve_one(&self.spelled(start, subject_end)) {
                    if !items.iter().any(|i| i.step == step) {
                        items.push(Item { step, flag: found });
                    }
                    return true;
                }
                let before = items.len();
                self.core_clause(start, subject_end, found, list, items);
                if tie_at(self, rest).is_some() {
                    // "… can be done in parallel once the roof is on"
                    self.beside_pair(rest, end, list, before, items);
                }
                return true;
            }
            *flag = Flag::Parallel;
        }
        false
    }

    /// "All of these", "both": the other steps said so far, or the last of them.
    fn all_beside(&mut self, start: usize, end: usize, steps: &[usize]) -> Option<Vec<usize>> {
        let words = &self.words[start..end];
        let two = self.lexicon.is("both", words).then(|| self.both_meant(start, end)).flatten();
        let all = || {
            let named = self.lexicon.is("everything", words) || self.lexicon.is("both", words);
            named.then(|| (0..self.said.steps.len()).collect())
        };
        let found: Vec<usize> =
            two.filter(|t: &Vec<usize>| !t.iter().any(|s| steps.contains(s))).or_else(all)?;
        Some(found.into_iter().filter(|s| !steps.contains(s)).collect())
    }

    /// "Cook two soups in parallel (lentil and leek)": as many names as there are things, and each is a step.
    fn named_in_bracket(
        &mut self,
        start: usize,
        at: usize,
        next: usize,
        end: usize,
        items: &mut Vec<Item>,
    ) -> bool {
        let bracket =
            |i: usize, marks: [&str; 2]| self.words.get(i).is_some_and(|w| marks.contains(&w.lower.as_str()));
        let close = (next..end).rev().find(|&i| bracket(i, [")", "）"]));
        let (Some(close), true) = (close.filter(|c| c + 1 == end), bracket(next, ["(", "（"])) else {
            return false;
        };
        let count = (start + 1..at).find_map(|i| {
            let number = planwright_phrases::words::number(&self.words[i].lower)?;
            Some((i, usize::try_from(number).ok()?))
        });
        let mut names = Vec::new();
        let mut from = next + 1;
        for i in next + 1..=close {
            let joint = i == close
                || matches!(self.words[i].lower.as_str(), "," | "、" | "，")
                || self.lexicon.at("only-and", &self.words[..close], i).is_some();
            if joint {
                names.push((from, i));
                from = i + 1;
            }
        }
        names.retain(|&(a, b)| !self.core(a, b).is_empty());
        let Some((number, _)) = count.filter(|(_, count)| *count == names.len() && *count >= 2) else {
            return false;
        };
        let (verb, things) = (self.title(start, number), self.title(number + 1, at));
        for (a, b) in names {
            let title = format!("{verb} {}: {}", crate::step::lower_first(&things), self.inline(a, b));
            let step = Step {
                title: crate::step::shorten(&title),
                quote: self.spelled(start, end),
                ..Step::default()
            };
            let step = self.push(step);
            self.subject = Some(step);
            items.push(Item { step, flag: Flag::Pair });
        }
        true
    }

    /// The steps of a clause; the thing it speaks of where no rule knows its verb.
    fn clause_or_noun(&mut self, start: usize, end: usize) -> Vec<Item> {
        let mut own = Vec::new();
        let limits = self.said.constraints.len();
        self.core_clause(start, end, Flag::Plain, false, &mut own);
        if own.is_empty() && self.said.constraints.len() > limits {
            self.said.constraints.truncate(limits);
            let noun = self.before_modal(start, end);
            self.nouns(start, noun, &mut own, Flag::Plain);
        }
        own
    }

    pub(crate) fn beside_at(&self, start: usize, to: usize) -> Option<usize> {
        ["front-while", "parallel-with"]
            .iter()
            .filter_map(|s| self.lexicon.at(s, &self.words[..to], start))
            .max()
            // "mientras tanto" is no "mientras".
            .filter(|&n| self.lexicon.at("parallel", &self.words[..to], start).is_none_or(|p| p <= n))
    }

    /// "During the training set up the printers": where the main clause begins, when what stands in front is known.
    pub(crate) fn behind_while(&self, from: usize, to: usize) -> Option<usize> {
        let start = self.after_lead(from, to);
        let next = self.beside_at(start, to)?;
        let first = self.after_articles(next, to);
        // "Parallel zur Küche machen wir die Bäder": the verb and who does it open the main clause.
        let inverted = (first + 1..to.saturating_sub(2))
            .find(|&i| self.is_plain(i) && self.lexicon.at("person-behind", self.words, i + 1).is_some());
        if inverted.is_some() {
            return inverted;
        }
        (first + 1..to.min(first + 4)).find(|&i| {
            let own = self.text[self.words[i].start..].starts_with(char::is_lowercase)
                || self.lexicon.verb(self.words, i).is_some();
            own && i + 1 < to
                && self.mentions.tags[i] == Tag::Plain
                && self.resolve_one(&self.spelled(first, i)).is_some()
        })
    }

    /// "While the walls dry, order the lamps": both run side by side.
    pub(crate) fn while_front(
        &mut self,
        front: (usize, usize),
        main: (usize, usize),
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let start = self.after_lead(front.0, front.1);
        let Some(next) = self.beside_at(start, front.1).filter(|&n| n < front.1) else {
            return false;
        };
        if self.mentions.date(next, front.1).is_some() {
            return false;
        }
        let subject_end = self.before_modal(next, front.1);
        let verb = self.participle(subject_end, front.1);
        let of_verb = verb.as_ref().and_then(|v| self.done_by(v, next, subject_end)).map(|s| vec![s]);
        let known = of_verb.or_else(|| self.counted_group(next, subject_end)).or_else(|| {
            let step = self.resolve_one(&self.spelled(next, subject_end))?;
            let own = text::words(&self.said.steps[step].title);
            // "write the catalogue … while the catalogue is printed": another verb, another step.
            let other =
                verb.as_ref().is_some_and(|v| self.lexicon.verb(&own, 0).is_some() && own[0].lower != *v);
            (!other).then(|| vec![step])
        });
        let known = match (known, verb) {
            (None, Some(_)) => self.passive_step(next, front.1).map(|s| {
                items.push(Item { step: s, flag: Flag::Plain });
                vec![s]
            }),
            (known, _) => known,
        };
        let beside = match known {
            Some(known) => known,
            None => {
                let own = self.clause_or_noun(next, front.1);
                items.extend(own.iter().copied());
                own.iter().map(|i| i.step).collect()
            }
        };
        if let (Some(effort), [one]) =
            (self.mentions.efforts_in(next, front.1).first().map(|f| f.value), beside.as_slice())
        {
            self.said.steps[*one].effort.get_or_insert(effort);
        }
        let before = items.len();
        self.clause(main.0, main.1, list, items);
        let steps: Vec<usize> =
            items[before..].iter().map(|i| i.step).filter(|s| !beside.contains(s)).collect();
        self.said.parallel.extend(steps.iter().flat_map(|&s| beside.iter().map(move |&b| (b, s))));
        items[before..].iter_mut().for_each(|i| i.flag = Flag::Parallel);
        true
    }

    /// What follows "can be built in parallel": what both wait for, or more to do.
    pub(crate) fn beside_pair(
        &mut self,
        rest: usize,
        end: usize,
        list: bool,
        before: usize,
        items: &mut Vec<Item>,
    ) {
        if rest >= end {
            return;
        }
        let words = &self.words[..end];
        let waits =
            self.lexicon.at("waits", words, rest).or_else(|| self.lexicon.at("front-waits", words, rest));
        if let Some(next) = waits.filter(|&n| n < end) {
            let pair: Vec<usize> = items[before..].iter().map(|i| i.step).collect();
            if let Some(side) = self.right_side(next, end) {
                self.order(side, Side::Steps(pair), self.spelled(rest, end));
            }
        } else if let Some(effort) = self.mentions.efforts_in(rest, end).first().map(|f| f.value) {
            for item in &items[before..] {
                self.said.steps[item.step].effort.get_or_insert(effort);
            }
        } else if self.core(rest, end).len() > 1 {
            self.core_clause(rest, end, Flag::Plain, list, items);
        }
    }

    /// "Both", "all three" of the steps said last run side by side.
    pub(crate) fn known_beside(&mut self, start: usize, end: usize, items: &mut [Item]) {
        let words = &self.words[start..end];
        let number = |w: &text::Word| self.lexicon.pair("how-many", &w.lower)?.parse::<usize>().ok();
        let all = words.iter().any(|w| self.lexicon.has("how-many", &w.lower));
        let count = words.iter().find_map(number).unwrap_or(if all { usize::MAX } else { 2 });
        let mut steps: Vec<usize> = if items.is_empty() {
            (0..self.said.steps.len()).rev().filter(|s| !self.said.steps[*s].milestone).take(count).collect()
        } else {
            items.iter().rev().map(|i| i.step).take(count).collect()
        };
        steps.reverse();
        for (n, a) in steps.iter().enumerate() {
            self.said.parallel.extend(steps[n + 1..].iter().map(|b| (*a, *b)));
        }
        items.iter_mut().filter(|i| steps.contains(&i.step)).for_each(|i| i.flag = Flag::Pair);
    }

    /// Where "runs", "goes", "läuft" follow the subject.
    pub(crate) fn before_going(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .find(|&i| {
                self.lexicon.at("going", self.words, i).is_some() && self.mentions.tags[i] == Tag::Plain
            })
            .unwrap_or(end)
    }
}
