//! What is said of steps already named, and of the whole: each takes so long, it comes before them, all of it so much.
//! Must never make a step of a remark.

use planwright_phrases::duration::Effort;

use crate::clause::{Subject, covered};
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Side, Stated};
use crate::text;

impl Reader<'_> {
    /// "Before that, hand over the keys", "… get the keys beforehand": what comes before the steps said last.
    pub(crate) fn beforehand(&mut self, start: usize, end: usize, list: bool, items: &[Item]) -> bool {
        let last = (start..end).rev().find(|&i| !self.words[i].mark).map_or(end, |i| i + 1);
        let (from, to) = if std::mem::take(&mut self.ahead) {
            (start, end)
        } else if let Some(next) = self.lexicon.at("before-that", &self.words[..end], start) {
            let rest = self.after_filler(next, end);
            if rest >= end {
                // "Before that, …": said of what follows the comma.
                self.ahead = true;
                return true;
            }
            (rest, end)
        } else if let Some(at) = self
            .lexicon
            .ending("before-that", &self.words[start..last])
            .map(|at| start + at)
            .filter(|&at| {
                at > start && self.mentions.tags[at] == Tag::Plain && self.mentions.tags[at - 1] == Tag::Plain
            })
            .filter(|&at| {
                !["day", "week", "weekend"].iter().any(|s| self.lexicon.at(s, self.words, at - 1).is_some())
            })
        {
            (start, at)
        } else if self.marked_inside("before-that", start, end) {
            // "Jana kauft vorher Farbe": the clause is read without the word.
            let later = self.said_last(items);
            let mut own: Vec<Item> = Vec::new();
            self.flagged(start, end, Flag::Plain, list, &mut own);
            self.before_them(&own, later, self.spelled(start, end));
            self.prior = own.iter().map(|i| i.step).collect();
            return true;
        } else {
            return false;
        };
        if from >= to || self.core(from, to).is_empty() {
            return false;
        }
        let later = self.said_last(items);
        let mut own: Vec<Item> = Vec::new();
        self.clause(from, to, list, &mut own);
        self.before_them(&own, later, self.spelled(start, end));
        // "But before that the tests, and before that the freeze": each comes before the one said last.
        self.prior = own.iter().map(|i| i.step).collect();
        true
    }

    /// The steps said last: of this sentence, or the one before.
    fn said_last(&self, items: &[Item]) -> Vec<usize> {
        if !self.prior.is_empty() {
            return self.prior.clone();
        }
        if !items.is_empty() {
            return items.iter().map(|i| i.step).collect();
        }
        self.subject.filter(|s| self.frontier.contains(s)).map_or_else(|| self.frontier.clone(), |s| vec![s])
    }

    /// Orders what was read before what was said.
    fn before_them(&mut self, own: &[Item], later: Vec<usize>, quote: String) {
        let steps: Vec<usize> = own.iter().map(|i| i.step).filter(|s| !later.contains(s)).collect();
        if !steps.is_empty() {
            let after = if later.is_empty() { Side::Goal } else { Side::Steps(later) };
            self.order(Side::Steps(steps), after, quote);
        }
    }

    /// "Draft the contract. Legal reviews it.": what is done with a thing follows its making.
    pub(crate) fn uses(&mut self, earlier: Option<usize>, step: usize, start: usize, end: usize) {
        let object = (start + 1..end).any(|i| {
            matches!(self.words[i].lower.as_str(), "it" | "them") && self.mentions.tags[i] == Tag::Plain
        });
        let Some(earlier) = earlier.filter(|e| object && *e != step && !self.said.steps[*e].milestone) else {
            return;
        };
        self.said.orders.push(crate::stated::Order {
            before: Side::Steps(vec![earlier]),
            after: Side::Steps(vec![step]),
            stated: false,
            quote: self.spelled(start, end),
        });
    }

    /// "各需10天", "each takes 3 days": said of the steps just named side by side.
    pub(crate) fn each_of_them(&mut self, start: usize, end: usize, items: &[Item]) -> bool {
        let words: Vec<_> = self.core(start, end).iter().map(|&i| self.words[i].clone()).collect();
        let Some(effort) = self.mentions.efforts_in(start, end).first().map(|f| f.value) else {
            return false;
        };
        let each = words.iter().enumerate().any(|(i, _)| {
            self.lexicon.at("each", &words, i).is_some() || self.lexicon.at("apiece", &words, i).is_some()
        });
        let last = items.last().map(|i| i.step);
        // "rebuild 30 parts, 3 hours per part": the thing counted is that of the step before.
        let said: Vec<text::Word> = words
            .iter()
            .filter(|w| {
                let stem = naming::stems(&w.lower);
                let counted = last.is_some_and(|s| {
                    stem.iter().any(|t| self.said.steps[s].stems.iter().any(|o| naming::akin(t, o)))
                });
                !(counted && each)
            })
            .cloned()
            .collect();
        if !each
            || !covered(
                self,
                &said,
                &["each", "apiece", "take", "filler", "about", "pronoun", "modal", "article"],
            )
        {
            return false;
        }
        let pairs: Vec<usize> =
            items.iter().rev().take_while(|i| i.flag == Flag::Pair).map(|i| i.step).collect();
        if let Some(last) = last.filter(|_| pairs.is_empty()) {
            let title = text::words(&self.said.steps[last].title);
            let count = title.iter().find_map(|w| {
                let value = planwright_phrases::words::number(&w.lower)?;
                u32::try_from(value).ok().filter(|v| (2..=10_000).contains(v))
            });
            let effort = count.map_or(effort, |count| crate::each::times(effort, count));
            self.said.steps[last].effort.get_or_insert(effort);
            return true;
        }
        let steps: Vec<usize> = if items.is_empty() { self.frontier.clone() } else { pairs };
        for &step in &steps {
            self.said.steps[step].effort.get_or_insert(effort);
        }
        !steps.is_empty()
    }

    /// A clause that limits nothing and denies nothing: work, though its verb is not a known one.
    pub(crate) fn loose_work(&self, words: &[text::Word], start: usize, end: usize) -> bool {
        let quiet =
            ["be", "modal", "no", "have", "budget", "people", "team", "solo", "role", "vague-verb", "soon"];
        let english = self.said.language == Language::En;
        let states = english && words.iter().any(|w| self.tells_a_state(&w.lower));
        (self.goal_range.is_some() || !self.said.steps.is_empty())
            && (if english { 2..=9 } else { 3..=14 }).contains(&words.len())
            && !states
            && !self.mentions.tags[start..end].contains(&Tag::Limit)
            && !words[0].lower.starts_with(|c: char| c.is_ascii_digit() || c == '~')
            && !quiet.iter().any(|s| self.lexicon.any(s, words))
    }

    /// "Budget about three weeks", "40 hours in total": effort of everything together.
    pub(crate) fn budgeted(&mut self, start: usize, end: usize) -> bool {
        let words: Vec<_> = self.core(start, end).iter().map(|&i| self.words[i].clone()).collect();
        let Some(effort) = self.mentions.efforts_in(start, end).first().map(|f| f.value) else {
            return false;
        };
        // "Budget (1 day), work plan (2 days)": the budget is drawn up.
        let bracket =
            (start..end).any(|i| self.words[i].depth > 0 && matches!(self.mentions.tags[i], Tag::Effort(_)));
        if bracket && self.lexicon.is("budget-noun", &words) {
            return false;
        }
        let total = ["budget", "have", "everything"].iter().any(|s| self.lexicon.any(s, &words));
        let sections =
            ["budget", "have", "about", "filler", "be", "done", "article", "everything", "modal", "take"];
        let plain = self.mentions.date(start, end).is_none()
            && !self.mentions.tags[start..end].contains(&Tag::Limit)
            && covered(self, &words, &sections);
        if total && plain {
            self.said.total.get_or_insert(Stated { value: effort, quote: self.spelled(start, end) });
        }
        total && plain
    }

    /// More said of a known step.
    pub(crate) fn known(&mut self, step: usize, start: usize, end: usize, efforts: &[Effort]) -> Subject {
        if let Some(effort) = efforts.first() {
            let effort = self.counted(*effort, start, end);
            self.said.steps[step].effort.get_or_insert(effort);
        }
        let title = self.title(start, end);
        let verb = self.lexicon.verb(&text::words(&title), 0).is_some();
        let richer = verb && self.lexicon.verb(&text::words(&self.said.steps[step].title), 0).is_none();
        let stems = naming::stems(&title);
        let names = self.said.steps[step].stems.iter().all(|s| stems.iter().any(|t| naming::akin(s, t)));
        if richer && names {
            self.retitle(step, title);
        }
        if let Some(deed) = self.deed(self.after_filler(start, end), end) {
            self.set_deed(step, deed);
        }
        Subject::Step(step)
    }
}
