//! What a clause is about: a step that is known, a new one, the whole, or only a limit. Must never make a step of what only
//! limits the work.

use planwright_phrases::date::Role;
use planwright_phrases::duration::Effort;

use crate::clause::{Subject, capital, covered};
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Step;

impl Reader<'_> {
    /// Whether a step is a release itself: "release on Monday" does not speak of "release notes".
    fn is_live(&self, step: usize) -> bool {
        let title = crate::text::words(&self.said.steps[step].title);
        self.lexicon.ending("live", &title).is_some() || self.lexicon.at("live", &title, 0).is_some()
    }

    /// Reads what is left of a clause once its order is known.
    pub(crate) fn subject_of(
        &mut self,
        start: usize,
        end: usize,
        flag: Flag,
        list: bool,
        items: &mut [Item],
    ) -> Subject {
        let core = self.core(start, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let efforts: Vec<Effort> = self.mentions.efforts_in(start, end).iter().map(|f| f.value).collect();
        let dated = self.mentions.date(start, end).map(|f| f.value);
        let limited = self.mentions.tags[start..end].contains(&Tag::Limit);
        if words.is_empty() {
            if list
                && let Some(when) = dated.filter(|w| {
                    matches!(w.role, Role::Start | Role::Due) && w.phrase.0 < self.words[start].end
                })
            {
                // "start on June 8" as an item of a list is a step of its own.
                let word = self.words[start].lower.clone();
                if self.lexicon.is("start-words", &self.words[start..=start]) && items.iter().any(|_| true) {
                    let step = self.push(Step {
                        title: capital(&word),
                        quote: self.spelled(start, end),
                        milestone: true,
                        due: when.first(),
                        ..Step::default()
                    });
                    return Subject::Step(step);
                }
            }
            return Subject::None;
        }
        let first = core[0];
        let without = matches!(
            self.words[first].lower.as_str(),
            "no" | "without" | "kein" | "keine" | "ohne" | "sin" | "sem" | "sans"
        );
        if self.lexicon.at("no", self.words, first).is_some() && (!list || without && core.len() > 1) {
            self.constraint(start, end);
            return Subject::None;
        }
        if self.budgeted(start, end) {
            return Subject::Whole;
        }
        let all_of = |section: &[&str]| covered(self, &words, section);
        if dated.is_some()
            && all_of(&[
                "done",
                "filler",
                "be",
                "modal",
                "live",
                "pronoun",
                "article",
                "start-words",
                "no",
                "available",
                "everything",
            ])
            && self
                .resolve_one(&self.core_phrase(start, end))
                .is_none_or(|step| all_of(&["live", "filler", "article"]) && !self.is_live(step))
        {
            let day = ["live", "start-words", "day-noun"].iter().any(|s| self.lexicon.any(s, &words));
            let verb =
                self.lexicon.verb(&words, 0).is_some_and(|_| words.len() == 1 && words[0].lower == "start");
            if list && words.len() <= 2 && day && !verb && !items.is_empty() {
                // "…, go-live April 7, review in May": a day among the others.
                let title = self.title(start, end);
                let quote = self.spelled(start, end);
                let due = dated.and_then(|w| w.first());
                return Subject::Step(self.push(Step {
                    title,
                    quote,
                    milestone: true,
                    due,
                    ..Step::default()
                }));
            }
            let verb_only = all_of(&["be", "filler", "start-words", "available", "modal"])
                && !all_of(&["done", "filler"]);
            return match self.subject.filter(|_| verb_only && !items.is_empty()) {
                Some(subject) => Subject::Step(subject),
                None => Subject::Whole,
            };
        }
        // "Everything has to run by March 20", "it closes on May 8"
        let whole = self.lexicon.at("everything", &words, 0).is_some();
        if dated.is_some() && whole && self.before_modal(start, end) < end {
            return Subject::Whole;
        }
        if limited && self.lexicon.verb(self.words, first).is_none() {
            // "Two people on weekends", "plus a consultant for 10 days"
            if let Some(step) = self.hired(start, end, &efforts) {
                return Subject::Step(step);
            }
            let crew = [
                "people", "role", "team", "solo", "article", "and", "with", "who", "about", "budget",
                "filler", "full", "half", "weekend", "evening", "per", "hour", "week", "day", "modal", "be",
                "have",
            ];
            let nouns = words
                .iter()
                .filter(|w| !crew.iter().any(|s| self.lexicon.is(s, std::slice::from_ref(w))))
                .count();
            if !list || nouns < 2 || self.has_predicate(start, end) {
                self.constraint(start, end);
                return Subject::None;
            }
        }
        if !efforts.is_empty()
            && let Some(step) = self.hired(start, end, &efforts)
        {
            return Subject::Step(step);
        }
        if let Some(subject) = self.allotted(start, end).or_else(|| self.job_of(start, end)) {
            return subject;
        }
        if let Some(subject) = self.takes(start, end) {
            return subject;
        }
        if let Some(subject) = self.dated_subject(start, end, dated, list) {
            return subject;
        }
        if let Some(step) = self.duty(start, end) {
            if let Some(effort) = efforts.first() {
                let effort = self.counted(*effort, start, end);
                self.said.steps[step].effort.get_or_insert(effort);
            }
            return Subject::Step(step);
        }
        if self.only_limits(start, end) && dated.is_none() && !list {
            self.constraint(start, end);
            return Subject::None;
        }
        let end = self.before_start_word(start, end);
        let verb = self.lexicon.verb(self.words, first).is_some()
            && core.first() == Some(&self.after_filler(start, end));
        let known = if verb && list { None } else { self.resolve_one(&self.core_phrase(start, end)) };
        // "Legal reviews the contract" is not the contract that is signed.
        let other = |step: &usize| {
            self.deed(self.after_filler(start, end), end)
                .is_none_or(|deed| self.same_work(*step, Some(&deed.verb)))
        };
        let known = known.filter(other);
        // "Regal montieren": no verb of the lists, but one by its place or its ending.
        let named = self.is_infinitive(start, end) || self.leads_as_infinitive(first);
        let speaks = verb
            || list
            || named
            || flag != Flag::Plain
            || !efforts.is_empty()
            || self.lexicon.any("verb", &words);
        if let Some(step) = known.filter(|_| !list || verb) {
            return self.known(step, start, end, &efforts);
        }
        if !speaks && dated.is_none() {
            if let Some(step) = self.third_person(start, end).or_else(|| self.passive_step(start, end)) {
                return Subject::Step(step);
            }
            if self.loose_work(&words, start, end)
                && let Some(step) = self.step(start, end)
            {
                return Subject::Step(step);
            }
            self.constraint(start, end);
            return Subject::None;
        }
        let event = dated.is_some()
            && !verb
            && !list
            && words.last().is_some_and(|w| self.lexicon.is("day-noun", std::slice::from_ref(w)));
        match self
            .third_person(start, end)
            .or_else(|| self.passive_step(start, end))
            .or_else(|| self.step(start, end))
        {
            Some(step) => {
                self.said.steps[step].milestone |= event && efforts.is_empty();
                Subject::Step(step)
            }
            None => Subject::None,
        }
    }
}
