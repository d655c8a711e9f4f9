//! How long a step takes and when it is: durations, dates, availability, waiting. Must never move a stated date.

use jiff::civil::Date;
use planwright_domain::LagKind;
use planwright_phrases::date::{Moment, Role, When};
use planwright_phrases::duration::{self, DayLength, Effort};

use crate::clause::{Subject, covered};
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::stated::{Side, Stated};
use crate::text;

impl Reader<'_> {
    /// "Engineering takes 8 days", "legal needs three days to check the copy", "it must dry for 48 hours".
    pub(crate) fn takes(&mut self, start: usize, end: usize) -> Option<Subject> {
        let (at, effort_at) = (start..end).find_map(|i| {
            let next = self
                .lexicon
                .at("take", &self.words[..end], i)
                .or_else(|| self.lexicon.at("wait", &self.words[..end], i))?;
            let effort =
                (next..end.min(next + 4)).find(|&k| matches!(self.mentions.tags[k], Tag::Effort(_)))?;
            let level = self.words[i].depth == 0 && self.words[effort].depth == 0;
            (level && self.mentions.tags[i] == Tag::Plain).then_some((i, effort))
        })?;
        let Tag::Effort(index) = self.mentions.tags[effort_at] else { return None };
        let found = &self.mentions.efforts[index];
        let (effort, words) = (found.value, found.words(self.text).to_owned());
        let effort = self.counted(effort, start, end);
        let after = (effort_at..end).find(|&k| self.mentions.tags[k] != Tag::Effort(index)).unwrap_or(end);
        let waits = self.lexicon.any("wait", &self.words[start..end]);
        self.taking = true;
        let subject_core = self.core(start, at);
        if subject_core.is_empty()
            && self.lexicon.verb(self.words, at).is_some()
            && self.words[at].lower == "run"
        {
            // "…, run for 14 days": what is done, not how long the step before takes.
            return None;
        }
        let subject_words: Vec<_> = subject_core.iter().map(|&i| self.words[i].clone()).collect();
        if covered(self, &subject_words, &["everything", "pronoun", "filler", "article", "done"])
            && !subject_words.is_empty()
            && self.lexicon.any("everything", &subject_words)
        {
            self.said.total.get_or_insert(Stated { value: effort, quote: self.spelled(start, end) });
            return Some(Subject::Whole);
        }
        // "… to check the copy": what the time is for.
        let purpose = self.after_filler(after, end);
        let step = if purpose < end
            && self.lexicon.verb(self.words, purpose).is_some()
            && subject_core.is_empty()
            && (start.saturating_sub(2)..at).any(|i| matches!(self.words[i].lower.as_str(), "i" | "we"))
        {
            // "I need 3 days to write it up"
            self.step(purpose, end)?
        } else if purpose < end
            && self.lexicon.verb(self.words, purpose).is_some()
            && !subject_core.is_empty()
        {
            let who = self.title(start, at);
            let step = self.step(purpose, end)?;
            let title = self.said.steps[step].title.clone();
            self.retitle(step, format!("{title} ({who})"));
            self.said.steps[step].who = self.is_who(start, at).then_some(who);
            step
        } else if subject_core.is_empty()
            || covered(self, &subject_words, &["pronoun", "filler", "modal", "let"])
        {
            // "Review takes 3 days once the texts are written, which takes 10 days": what has no time yet.
            let subject = self.subject?;
            let last = self.said.steps.len().saturating_sub(1);
            let open = |step: usize| self.said.steps[step].effort.is_none();
            if !open(subject) && last > subject && open(last) { last } else { subject }
        } else {
            let phrase = self.spelled(start, at);
            match self.resolve_one(&phrase) {
                Some(step) => step,
                None => self.step(start, at)?,
            }
        };
        let entry = &mut self.said.steps[step];
        if waits {
            entry.lag = Some(elapsed(&words));
        } else {
            entry.effort = Some(effort);
            let title: Vec<_> = text::words(&entry.title);
            entry.waiting = self.lexicon.any("wait-work", &title);
        }
        if entry.quote.len() < end - start {
            entry.quote = text::spelled(self.text, &self.words[start..end]).to_owned();
        }
        Some(Subject::Step(step))
    }

    /// "Demo day is May 8", "the plumber is only available 4-8 May", "GPU access only starts on April 6".
    pub(crate) fn dated_subject(
        &mut self,
        start: usize,
        end: usize,
        dated: Option<When>,
        list: bool,
    ) -> Option<Subject> {
        let when = dated?;
        let at = (start..end).find(|&i| self.words[i].start >= when.phrase.0)?;
        let available = self.lexicon.any("available", &self.words[start..end]) && when.role == Role::Start;
        let be = self.before_be(start, at);
        if be == at && !list && self.names_the_goal(start, at) {
            return Some(Subject::Whole);
        }
        if !available && (list || be == at) || be == start {
            return None;
        }
        let phrase = self.spelled(start, be);
        if available {
            let first = when.first()?;
            match self.resolve_one(&phrase) {
                Some(step) => {
                    self.said.steps[step].start = Some(first);
                    if when.last() != Some(first) {
                        self.said.steps[step].due = when.last();
                    }
                    self.subject = Some(step);
                    return Some(Subject::Told);
                }
                None => {
                    let step = self.step(start, be)?;
                    let entry = &mut self.said.steps[step];
                    entry.milestone = true;
                    entry.start = Some(first);
                    entry.due = Some(when.last().unwrap_or(first));
                    self.last_date = Some(first);
                    // What needs it comes after it; what is said to be done "before then" comes before.
                    self.order(Side::Steps(vec![step]), Side::Goal, self.spelled(start, end));
                    self.subject = Some(step);
                    return Some(Subject::Told);
                }
            }
        }
        let words = &self.words[start..be];
        if covered(self, words, &["done", "filler", "article", "pronoun", "live", "be", "modal"])
            && self.resolve_one(&phrase).is_none()
        {
            return Some(Subject::Whole);
        }
        if let Some(step) = self.resolve_one(&phrase) {
            return Some(Subject::Step(step));
        }
        let stems = naming::stems(&phrase);
        if naming::fit(&stems, &self.goal_stems) >= naming::FITS {
            return Some(Subject::Whole);
        }
        let step = self.step(start, be)?;
        self.said.steps[step].milestone = self.lexicon.any("day-noun", words);
        Some(Subject::Step(step))
    }

    /// "The course is on April 25", where the goal is "a first aid course" without a day: its last word names it.
    fn names_the_goal(&self, start: usize, at: usize) -> bool {
        let stems = naming::stems(&self.core_phrase(start, at));
        self.lexicon.at("article", self.words, start).is_some()
            && self.lexicon.at("be", self.words, at).is_some()
            && stems.len() == 1
            && self.said.deadline.is_none()
            && self.goal_stems.last().zip(stems.last()).is_some_and(|(goal, own)| naming::akin(goal, own))
    }

    pub(crate) fn before_be(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .find(|&i| {
                ["be", "available"].iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
                    && self.words[i].depth == 0
                    && (self.lexicon.verb(self.words, start).is_none() || i <= start + 3)
            })
            .unwrap_or(end)
    }

    /// A date said of a step, or of the whole.
    pub(crate) fn date_of(&mut self, step: Option<usize>, when: &When, start: usize, end: usize) {
        if let Some(other) = when.other
            && let Some(first) = when.first()
        {
            self.ambiguous_date(first, other, when);
        }
        let Some((first, last)) = self.days_of(step, when, start, end) else { return };
        self.last_date = Some(last);
        let Some(step) = step else {
            let quote = self.spelled(start, end);
            if when.role == Role::Start && !self.lexicon.any("available", &self.words[start..end]) {
                self.said.start.get_or_insert(Stated { value: first, quote });
            } else {
                self.deadline(last, &quote);
            }
            return;
        };
        if when.role == Role::Relative
            && self.said.steps[step].effort.is_none()
            && self.goal_range.is_some()
            && self.relative_is_effort(start)
            && let Some(effort) = self.effort_in_date(when)
        {
            self.said.steps[step].effort = Some(effort);
            return;
        }
        let entry = &mut self.said.steps[step];
        match when.role {
            Role::Start => {
                entry.start.get_or_insert(first);
                if last != first && entry.due.is_none() {
                    entry.due = Some(last);
                }
            }
            Role::Due => entry.due = Some(entry.due.map_or(last, |d| d.min(last))),
            Role::On | Role::Relative | Role::Unsaid => {
                if first != last {
                    entry.start.get_or_insert(first);
                }
                entry.due.get_or_insert(last);
            }
        }
    }

    /// The days that are meant, first and last.
    fn days_of(
        &mut self,
        step: Option<usize>,
        when: &When,
        start: usize,
        end: usize,
    ) -> Option<(Date, Date)> {
        match when.moment {
            Moment::Fixed { first, last } => {
                self.hinge = None;
                Some(match self.weekday_beside(when, first) {
                    Some(day) => (day, day),
                    None => self.near_the_whole(when, first, last).unwrap_or((first, last)),
                })
            }
            Moment::Offset(offset) => {
                self.day_counted(step, when, offset, (start, end)).map(|day| (day, day))
            }
        }
    }

    /// "Edit in 4 days": how long, not when.
    fn effort_in_date(&self, when: &When) -> Option<Effort> {
        let found = self.mentions.dates.iter().find(|f| f.value.phrase == when.phrase)?;
        let words = found.words(self.text);
        let figures =
            |w: &&str| !w.starts_with(|c: char| c.is_ascii_digit()) && duration::parse(w, self.day).is_none();
        let bare = words.split_whitespace().skip_while(figures).collect::<Vec<_>>().join(" ");
        duration::parse(&bare, self.day).or_else(|| duration::find(words, self.day).first().map(|f| f.value))
    }

    /// "Run a two-week beta": how long what is done lasts; not of a thing that is only got ("book a 3-day pass").
    pub(crate) fn adjective_effort(&self, start: usize, end: usize) -> Option<Effort> {
        let begin = self.after_lead(start, end);
        if self.lexicon.at("errand", self.words, begin).is_some() {
            return None;
        }
        (start..end).find_map(|i| {
            let (count, unit) = self.words[i].lower.split_once('-')?;
            let lasts =
                self.lexicon.is("long-unit", &text::words(unit)) && self.mentions.tags[i] == Tag::Plain;
            let noun = self.words.get(i + 1).is_some_and(|w| i + 1 < end && !w.mark);
            let count =
                planwright_phrases::words::number(count).filter(|c| lasts && noun && (1..=60).contains(c))?;
            duration::parse(&format!("{count} {unit}"), self.day)
        })
    }

    pub(crate) fn relative_is_effort(&self, start: usize) -> bool {
        self.goal_range.is_none_or(|(_, goal_end)| start >= goal_end)
    }

    /// The lag or wait a bracket tells: "(2 days plus 7 days curing)".
    pub(crate) fn lag_in(&self, start: usize, end: usize) -> Option<(usize, (i32, LagKind))> {
        let efforts = self.mentions.efforts_in(start, end);
        let found = efforts.iter().position(|f| {
            let before = (start..end).find(|&i| self.words[i].start >= f.start).unwrap_or(end);
            let led = before > start
                && self.words[before - 1].depth > 0
                && self.lexicon.ending("wait", &self.words[start..before.max(start)]).is_some();
            let bracket = before < end && self.words[before].depth > 0;
            let close = (before..end).find(|&i| self.words[i].depth == 0).unwrap_or(end);
            let comma = |i: &usize| self.words[*i].mark && matches!(self.words[*i].lower.as_str(), "," | ";");
            let stop = (before..close).find(comma).unwrap_or(close);
            let alone = self.mentions.efforts_in(before.min(stop), stop).len() == 1;
            if led || bracket && alone && self.lexicon.any("wait", &self.words[before..stop]) {
                return true;
            }
            let behind =
                self.words[start..end].iter().position(|w| w.start >= f.end).map_or(end, |p| start + p);
            behind < end && self.lexicon.at("wait", self.words, behind).is_some()
        })?;
        Some((found, elapsed(efforts[found].words(self.text))))
    }
}

/// A duration counted on the clock, not in working time.
fn elapsed(words: &str) -> (i32, LagKind) {
    let day = DayLength { minutes_per_day: 1440, days_per_week: 7 };
    let minutes = duration::find(words, day)
        .first()
        .map(|f| f.value.likely)
        .or_else(|| duration::parse(words, day).map(|e| e.likely))
        .unwrap_or(0);
    (i32::try_from(minutes).unwrap_or(i32::MAX).min(5_000_000), LagKind::Elapsed)
}
