//! The two sides of an order, as steps: "both", "all three", nouns joined by "and", a thing that somebody has to make first.
//! Must never take for a step what only says when.

use crate::lexicon::Language;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::text;

impl Reader<'_> {
    /// The left side of an order.
    pub(crate) fn subject_side(
        &mut self,
        start: usize,
        at: usize,
        flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) -> Option<Side> {
        let core = self.core(start, at);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let relative = self.lexicon.is("relative", &words) || words.is_empty() && self.is_behind_which(start);
        if let Some(named) = self.named.filter(|_| relative) {
            return Some(Side::Steps(vec![named]));
        }
        let only_modal = core.iter().all(|&i| {
            ["modal", "be", "filler", "done", "start-words", "and", "pronoun", "denied"]
                .iter()
                .any(|s| self.lexicon.at(s, self.words, i).is_some())
        });
        if core.is_empty() || only_modal {
            // "… and is needed before the study": said of the last subject.
            for effort in self.mentions.efforts_in(start, at) {
                if let Some(step) = self.subject {
                    self.said.steps[step].effort.get_or_insert(effort.value);
                }
            }
            let carried = self.subject.map(|s| Side::Steps(vec![s]));
            let date = self.mentions.date(start, at).map(|d| d.value);
            if let Some(when) = date {
                self.date_of(None, &when, start, at);
            }
            return carried.or(Some(Side::Goal));
        }
        if words.iter().enumerate().any(|(i, _)| self.lexicon.at("everything", &words, i).is_some())
            && self.lexicon.verb(&words, 0).is_none()
        {
            return Some(if self.lexicon.any("live", &words) { Side::Goal } else { Side::All });
        }
        if let Some(both) = (start..at).find(|&i| self.lexicon.at("both", &self.words[..at], i).is_some()) {
            if both > start && self.split_nouns(start, both).len() >= 2 {
                // "Plumbing and electrics both follow …"
                let steps = self.nouns(start, both, items, Flag::Pair);
                return Some(Side::Steps(steps));
            }
            return Some(Side::Steps(self.last_two(items)));
        }
        if let Some(last) = items.last().map(|i| i.step)
            && self.each_of_them(start, at, items)
        {
            return Some(Side::Steps(vec![last]));
        }
        if let Some(group) = self.counted_group(start, self.before_modal(start, at)) {
            return Some(Side::Steps(group));
        }
        let before = items.len();
        let end = self.before_modal(start, at);
        if let Some(step) = self.named_in_front(start, at).filter(|_| end == at) {
            items.push(Item { step, flag });
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        let end = if end == at && self.lexicon.verb(self.words, start).is_none() {
            let going = self.before_going(start, at);
            if self.core(going, at).len() <= 3 { going } else { end }
        } else {
            end
        };
        let plain = self.lexicon.verb(self.words, start).is_none()
            && end > start
            && end < at
            && self.mentions.efforts_in(end, at).is_empty()
            && !self.has_own_verb(end, at);
        if end < at
            && let Some(verb) = self.participle(end, at)
            && let Some(step) = self.done_by(&verb, start, end)
        {
            items.push(Item { step, flag });
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        let passive = end < at
            && !self.lexicon.is("pronoun", &self.words[start..end])
            && self
                .resolve_one(&self.spelled(start, end))
                .is_none_or(|s| self.lexicon.verb(&text::words(&self.said.steps[s].title), 0).is_some())
            && self.participle(end, at).is_some();
        if passive
            && self.split_nouns(start, end).len() == 1
            && let Some(step) = self.passive_step(start, at)
        {
            items.push(Item { step, flag });
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        if plain
            || self.lexicon.verb(self.words, start).is_none()
                && (end == at || self.lexicon.at("going", self.words, end).is_some())
                && !self.has_predicate(start, at)
        {
            let steps = self.nouns(start, end, items, flag);
            return (!steps.is_empty()).then_some(Side::Steps(steps));
        }
        self.core_clause(start, at, flag, list, items);
        let steps: Vec<usize> = items[before..].iter().map(|i| i.step).collect();
        if steps.is_empty() { self.subject.map(|s| Side::Steps(vec![s])) } else { Some(Side::Steps(steps)) }
    }

    /// Whether ", which" stands in front, and was taken for a filler.
    fn is_behind_which(&self, start: usize) -> bool {
        let which = self.lexicon.ending("relative", &self.words[..start]);
        which.and_then(|at| at.checked_sub(1)).is_some_and(|i| self.words[i].mark)
    }

    /// "As carteiras só entram (depois da pintura)": the known step in front of a verb that no list knows.
    fn named_in_front(&self, start: usize, at: usize) -> Option<usize> {
        let core = self.core(start, at);
        let small = |i: usize| self.text[self.words[i].start..].starts_with(char::is_lowercase);
        if self.said.language == Language::En
            || core.len() != at - self.after_articles(start, at)
            || self.resolve_one(&self.spelled(start, at)).is_some()
            || self.lexicon.verb(self.words, start).is_some()
            || self.lexicon.suffix("infinitive", &self.words[start].lower).is_some()
        {
            return None;
        }
        let verb = core.iter().rev().take(2).take_while(|&&i| small(i)).count();
        (1..=verb)
            .filter(|n| core.len() > *n)
            .find_map(|n| self.resolve_one(&self.spelled(start, core[core.len() - n])))
    }

    /// A modal's own verb says more than that it starts: "must review the map".
    pub(crate) fn has_own_verb(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            self.lexicon.verb(self.words, i).is_some()
                && self.lexicon.at("done", self.words, i).is_none()
                && self.lexicon.at("start-words", self.words, i).is_none()
                && !matches!(self.words[i].lower.as_str(), "start" | "begin" | "go" | "run" | "set")
        })
    }

    /// The right side of an order.
    pub(crate) fn right_side(&mut self, start: usize, end: usize) -> Option<Side> {
        let begin = self.after_filler(start, end);
        // "要在场地确定之后": what is waited for ends before the words for "done".
        let end = (begin + 1..end)
            .find(|&i| {
                self.lexicon.at("tail", &self.words[..end], i).is_some()
                    && self.lexicon.at("tail-not", &self.words[..end], i).is_none()
            })
            .unwrap_or(end);
        let core = self.core(begin, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let phrase = self.spelled(begin, end);
        if let Some(group) = self.counted_group(begin, self.before_modal(begin, end)) {
            return Some(Side::Steps(group));
        }
        if self.lexicon.any("both", &words) && words.len() <= 4 {
            if let Some(all) = self.both_groups() {
                return Some(Side::Steps(all));
            }
            let n = self.frontier.len();
            // "both endpoints": those of that name.
            let rest: Vec<text::Word> = words
                .iter()
                .filter(|w| !self.lexicon.any("both", std::slice::from_ref(w)))
                .cloned()
                .collect();
            let rest: Vec<&str> = rest.iter().map(|w| w.lower.as_str()).collect();
            let noun = naming::stems(&rest.join(" "));
            let named: Vec<usize> = (0..self.said.steps.len())
                .filter(|s| Some(*s) != self.subject)
                .filter(|s| noun.iter().any(|n| self.said.steps[*s].stems.iter().any(|t| naming::akin(n, t))))
                .collect();
            if named.len() == 2 {
                return Some(Side::Steps(named));
            }
            let pair = self.said.parallel.last().filter(|(a, b)| {
                n != 2 && self.lexicon.any("two", &words) && ![Some(*a), Some(*b)].contains(&self.subject)
            });
            let two: Vec<usize> = if let Some(&(a, b)) = pair {
                vec![a, b]
            } else if n >= 2 {
                self.frontier.clone()
            } else {
                (0..self.said.steps.len())
                    .rev()
                    .take(3)
                    .filter(|s| Some(*s) != self.subject)
                    .take(2)
                    .collect()
            };
            return Some(Side::Steps(two));
        }
        let everything = (0..words.len().min(2)).any(|i| self.lexicon.at("everything", &words, i).is_some());
        if everything {
            return Some(if self.lexicon.any("live", &words) { Side::Goal } else { Side::All });
        }
        let pronoun = self.lexicon.at("pronoun", &words, 0);
        // "las" is a pronoun, and in "las obras" an article.
        let article =
            words.len() > 1 && self.lexicon.at("article", &words, 0).is_some_and(|n| Some(n) == pronoun);
        let romance = !matches!(self.said.language, Language::En | Language::De | Language::Zh);
        if pronoun.is_some_and(|n| n == words.len() || words.len() <= n + 3)
            && !(article && romance)
            && self.resolve_one(&phrase).is_none()
        {
            if let Some(aside) = self.aside {
                return Some(Side::Steps(vec![aside]));
            }
            return self.subject.map(|s| Side::Steps(vec![s]));
        }
        if let Some(aside) = self.aside
            && self.resolve_one(&phrase).is_none()
        {
            return Some(Side::Steps(vec![aside]));
        }
        if let Some(side) = self.conditions(begin, end) {
            return Some(side);
        }
        if self.resolve_one(&phrase).is_none()
            && let Some(known) = self.known_done(begin, end)
            && !known.iter().any(|s| Some(*s) == self.subject)
        {
            return Some(Side::Steps(known));
        }
        // "… before the import (2 days)": named here first, with its effort.
        if !self.mentions.efforts_in(begin, end).is_empty()
            && self.resolve_one(&phrase).is_none()
            && self.split_nouns(begin, end).len() == 1
            && !self.has_predicate(begin, end)
        {
            let step = self.step(begin, end)?;
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        if self.resolve_one(&phrase).is_none() && self.goal_range.is_some() {
            if let Some(step) = self.by_head(begin, end) {
                return Some(Side::Steps(vec![step]));
            }
            // "before the order is placed": somebody has to place it.
            if self.participle(begin, end).is_some() && self.mentions.date(begin, end).is_none() {
                let step = self.passive_step(begin, end);
                if let Some(step) = step {
                    return Some(Side::Steps(vec![step]));
                }
            }
        }
        if self.goal_range.is_some()
            && self.is_bare_infinitive(begin, end)
            && self.mentions.tags[begin..end].iter().all(|t| *t == Tag::Plain)
            && self.resolve_one(&phrase).is_none()
            && let Some(step) = self.step(begin, end)
        {
            // "… antes de publicar la convocatoria": somebody has to publish it.
            return Some(Side::Steps(vec![step]));
        }
        if let Some(verb) = self.may_do(begin, end)
            && self.goal_range.is_some()
            && self.resolve_one(&self.spelled(verb, end)).is_none()
            && let Some(step) = self.step(verb, end)
        {
            return Some(Side::Steps(vec![step]));
        }
        Some(Side::Words(phrase))
    }

    /// "We can pour the foundation": where what we may do begins.
    fn may_do(&self, start: usize, end: usize) -> Option<usize> {
        let person = match self.lexicon.at("person", &self.words[..end], start) {
            Some(next) => next,
            None => start.checked_sub(1).and_then(|p| self.lexicon.at("person", &self.words[..end], p))?,
        };
        let verb = self.lexicon.at("modal", &self.words[..end], person).filter(|n| n + 1 < end)?;
        let plain = self.mentions.tags[verb..end].iter().all(|t| *t == Tag::Plain);
        (plain && self.lexicon.at("be", self.words, verb).is_none()).then_some(verb)
    }

    /// "Agents can be trained …", where a step "train six agents" or "training" is known: that one, not all with agents.
    pub(crate) fn done_by(&self, verb: &str, start: usize, end: usize) -> Option<usize> {
        let stem = naming::stems(verb);
        let subject = naming::stems(&self.spelled(start, end));
        let named =
            |s: &usize| self.said.steps[*s].stems.iter().any(|t| stem.iter().any(|v| naming::akin(v, t)));
        let about =
            |s: &usize| self.said.steps[*s].stems.iter().any(|t| subject.iter().any(|v| naming::akin(v, t)));
        let all: Vec<usize> = (0..self.said.steps.len()).filter(named).collect();
        let whole = self.resolve_one(&self.spelled(start, end));
        all.iter()
            .copied()
            .find(about)
            .or_else(|| (all.len() == 1 && whole.is_some()).then(|| all[0]))
            .filter(|s| whole != Some(*s))
    }

    /// "The first five videos are online", where one step has videos for its object.
    fn by_head(&self, start: usize, end: usize) -> Option<usize> {
        let subject_end = self.before_modal(start, end);
        let stems = naming::stems(&self.spelled(start, subject_end));
        let head =
            stems.last().filter(|h| subject_end < end && stems.len() >= 2 && h.chars().count() >= 4)?;
        let mut found = (0..self.said.steps.len()).filter(|s| {
            Some(*s) != self.subject
                && self.said.steps[*s].stems.last().is_some_and(|t| naming::akin(head, t))
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// The steps of the last two groups, where the text has two.
    fn both_groups(&self) -> Option<Vec<usize>> {
        let mut parents: Vec<usize> = self.said.steps.iter().filter_map(|s| s.parent).collect();
        parents.dedup();
        let [.., a, b] = parents[..] else { return None };
        let steps: Vec<usize> = (0..self.said.steps.len())
            .filter(|s| self.said.steps[*s].parent.is_some_and(|p| p == a || p == b))
            .collect();
        (self.frontier.len() < 2).then_some(steps)
    }

    pub(crate) fn last_two(&self, items: &[Item]) -> Vec<usize> {
        let n = items.len();
        if n >= 2 { items[n - 2..].iter().map(|i| i.step).collect() } else { self.frontier.clone() }
    }

    pub(crate) fn both_or_all(&self, start: usize, end: usize) -> bool {
        let words = &self.words[start..end];
        self.lexicon.is("both", words) || self.lexicon.is("everything", words)
    }

    /// Steps named by nouns joined with "and": known ones, or new ones.
    pub(crate) fn nouns(
        &mut self,
        start: usize,
        end: usize,
        items: &mut Vec<Item>,
        flag: Flag,
    ) -> Vec<usize> {
        let mut steps = Vec::new();
        for (a, b) in self.split_nouns(start, end) {
            let phrase = self.spelled(a, b);
            let known = self.resolve_one(&phrase);
            let step = known.or_else(|| self.step(a, b));
            if let Some(step) = step {
                if let Some(effort) = self.mentions.efforts_in(a, b).first() {
                    self.said.steps[step].effort.get_or_insert(effort.value);
                }
                self.subject = Some(step);
                items.push(Item { step, flag });
                steps.push(step);
            }
        }
        steps
    }

    pub(crate) fn split_nouns(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut from = start;
        for i in start..end {
            let comma = self.words[i].mark && matches!(self.words[i].lower.as_str(), "," | "、" | "，");
            let and = self.and_at(i, end);
            if (comma || and.is_some())
                && i > from
                && self.words[i].depth == 0
                && self.mentions.tags[i] == Tag::Plain
            {
                out.push((from, i));
                from = and.unwrap_or(i + 1);
            }
        }
        out.push((from, end));
        out.retain(|&(a, b)| !self.core(a, b).is_empty());
        out
    }

    /// Behind an "and" that is one: "与此同时" is none.
    pub(crate) fn and_at(&self, i: usize, end: usize) -> Option<usize> {
        let next = self.lexicon.at("only-and", &self.words[..end], i)?;
        self.lexicon.at("parallel", &self.words[..end], i).is_none_or(|n| n <= next).then_some(next)
    }

    /// Where the subject ends: before "can", "must", "is".
    pub(crate) fn before_modal(&self, start: usize, end: usize) -> usize {
        (start..end)
            .find(|&i| {
                ["modal", "be"].iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
                    && self.mentions.tags[i] == Tag::Plain
            })
            .unwrap_or(end)
    }

    /// "… in parallel (3 days each)": a marker in front of a bracket, said of several nouns.
    pub(crate) fn marker_in(&self, section: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        let at = (start..end).find(|&i| self.mentions.tags[i] == Tag::Joint)?;
        let next = self.lexicon.at(section, &self.words[..end], at)?;
        (self.split_nouns(start, at).len() >= 2).then_some((at, next))
    }

    pub(crate) fn phrase_in(&self, section: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        (start..end).find_map(|i| {
            let next = self.lexicon.at(section, &self.words[..end], i)?;
            (self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain).then_some((i, next))
        })
    }
}
