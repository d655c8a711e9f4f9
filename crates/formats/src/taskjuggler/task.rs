//! The attributes of a task. Must never take one for another's: what is not known is skipped with all that belongs to it.

use jiff::civil::Date;
use planwright_domain::{Constraint, ConstraintKind, Status, Value};
use planwright_phrases::duration::Effort;

use super::left_out::kind_of;
use super::own;
use super::read::Plan;
use super::staff::{self, Share};
use super::token::Kind;
use crate::{priority, terms};

/// What is known of a task beyond its sketch, until all of the text was read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) depth: u32,
    pub(super) milestone: bool,
    /// Something says when it starts, or when it ends.
    pub(super) starts: bool,
    pub(super) ends: bool,
    /// How much work it is, and how well that is known: effort before length before duration.
    pub(super) work: Option<(u8, u32)>,
    /// It has people at work, or says itself that nothing is known of its effort.
    pub(super) is_work: bool,
    /// The one date that is fixed.
    pub(super) fixed: Option<Date>,
    /// The people, by the ids of resources, and the line that names them.
    pub(super) people: Vec<String>,
    pub(super) named_on: u32,
    /// What is said of how much of whom it has, by the ids of resources.
    pub(super) choices: Vec<Share>,
    /// The shift it is worked on in.
    pub(super) shift: Option<String>,
    /// All that a written project says of who is put to it.
    pub(super) assigned: String,
    /// The people at work on it, and on what is below it unless that says otherwise.
    pub(super) crew: Vec<String>,
    pub(super) paragraphs: Vec<String>,
}

/// The words that begin an attribute of a task; more than one may stand on a line.
pub(super) fn is_attribute(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "task",
        "supplement",
        "depends",
        "precedes",
        "effort",
        "length",
        "duration",
        "milestone",
        "complete",
        "start",
        "end",
        "period",
        "minstart",
        "maxstart",
        "minend",
        "maxend",
        "priority",
        "note",
        "journalentry",
        "allocate",
        "responsible",
        "flags",
        "scheduling",
        "scheduled",
        "effortdone",
        "effortleft",
        "booking",
        "charge",
        "chargeset",
        "limits",
        "purge",
        "shifts",
        "shift",
        "projectid",
        "statusnote",
    ];
    WORDS.contains(&word)
}

impl<'a> Plan<'a> {
    /// Reads the attribute that begins with `word`. `main` is false where it is the value of another scenario.
    pub(super) fn attribute(&mut self, task: usize, word: &'a str, line: u32, main: bool) {
        if !main && word != "complete" {
            self.counts.add("value of another scenario", line);
            return self.walk.skip_rest(is_attribute);
        }
        match word {
            "depends" | "precedes" => self.dependencies(task, word == "precedes", line),
            "effort" | "length" | "duration" => self.work(task, word, line),
            "effortdone" => {
                let done = self.walk.amount().map(|a| a.work(self.clock));
                self.sketches[task].actual = done.or(self.sketches[task].actual);
            }
            "milestone" => self.facts[task].milestone = true,
            "complete" => self.complete(task, main),
            "start" | "end" | "period" | "minstart" | "maxstart" | "minend" | "maxend" => {
                self.date(task, word, line);
            }
            "priority" => {
                if let Some(number) = self.walk.number() {
                    self.sketches[task].priority = priority::read(number);
                }
            }
            "note" | "statusnote" => {
                let text = self.walk.text();
                self.facts[task].paragraphs.extend(text.map(|t| bare(&t)).filter(|t| !t.is_empty()));
            }
            "journalentry" => {
                let entry = self.journal_entry();
                self.facts[task].paragraphs.extend(entry.map(|e| e.1));
            }
            "allocate" | "responsible" => self.people(task, word == "allocate", line),
            "flags" => {
                let labels = self.words();
                self.sketches[task].labels.extend(labels.into_iter().map(str::to_owned));
            }
            // How TaskJuggler is to go about it, and what only its own bookkeeping needs.
            "scheduling" => {
                // What is written here says so itself.
                if self.walk.word() == Some("alap") && !self.ours {
                    let late = Constraint::hard(ConstraintKind::AsLateAsPossible, None);
                    self.sketches[task].timing.constraint = Some(late);
                }
            }
            "schedulingmode" | "projectid" | "account" => {
                self.walk.word();
            }
            "scheduled" => {}
            "effortleft" => {
                let left = self.walk.amount().map(|a| a.work(self.clock));
                self.sketches[task].timing.remaining = left;
            }
            "purge" => {
                self.walk.word();
            }
            "shift" | "shifts" => self.works_in(task, line),
            "limits" => self.limited(task, line),
            "booking" => self.booked(task, line),
            word if word.starts_with(char::is_uppercase) => self.extended(task, word),
            word => {
                self.counts.add(kind_of(word).unwrap_or("attribute of a task"), line);
                self.walk.skip_rest(is_attribute);
            }
        }
    }

    fn work(&mut self, task: usize, word: &str, line: u32) {
        let Some(amount) = self.walk.amount() else {
            let title = &self.sketches[task].title;
            let text = format!("the {word} of \"{title}\" is not an amount with a unit; it was left out");
            self.warnings.push(planwright_domain::Warning::at("effort-left-out", line, text));
            return self.walk.skip_rest(is_attribute);
        };
        let rank = match word {
            "effort" => 3,
            "length" => 2,
            _ => 1,
        };
        let known = self.facts[task].work.map_or(0, |w| w.0);
        if rank >= known {
            // A day of the calendar is a day of work: a plan counts the latter.
            self.facts[task].work = Some((rank, amount.work(self.clock)));
        }
    }

    fn complete(&mut self, task: usize, main: bool) {
        let Some(percent) = self.walk.number() else { return };
        let status = match percent {
            p if p >= 100.0 => Status::Done,
            p if p > 0.0 => Status::InProgress,
            _ => Status::Todo,
        };
        if main || self.sketches[task].progress.is_none() {
            self.sketches[task].progress = Some(percent.clamp(0.0, 100.0) as u32);
        }
        let known = &mut self.sketches[task].status;
        if known.is_none() || (main && !matches!(known, Some(Status::Blocked | Status::Cancelled))) {
            *known = Some(status);
        }
    }

    fn date(&mut self, task: usize, word: &str, line: u32) {
        let Some(day) = self.walk.day() else {
            self.counts.add("date as a formula", line);
            return self.walk.skip_rest(is_attribute);
        };
        let (sketch, facts) = (&mut self.sketches[task], &mut self.facts[task]);
        match word {
            "start" => {
                sketch.start = Some(day);
                facts.starts = true;
                facts.fixed = Some(day);
            }
            "end" => {
                sketch.due = Some(day);
                facts.ends = true;
                facts.fixed = Some(day);
            }
            // What is written here says a constraint itself.
            "maxstart" | "minend" if self.ours => {}
            "minstart" => sketch.start = sketch.start.or(Some(day)),
            "maxend" => sketch.due = sketch.due.or(Some(day)),
            "period" => {
                sketch.start = Some(day);
                (facts.starts, facts.ends) = (true, true);
                let last = self.walk.interval_end(day);
                self.sketches[task].due = last.or(self.sketches[task].due);
            }
            word => {
                let kind = if word == "maxstart" {
                    ConstraintKind::StartNoLaterThan
                } else {
                    ConstraintKind::FinishNoEarlierThan
                };
                let known = sketch.timing.constraint.replace(Constraint::hard(kind, Some(day)));
                if known.is_some() {
                    self.counts.add("further constraint", line);
                }
            }
        }
    }

    fn people(&mut self, task: usize, work: bool, line: u32) {
        self.facts[task].named_on = line;
        let mut people = Vec::new();
        let mut choices = Vec::new();
        let (clock, mut odd) = (self.clock, 0);
        self.walk.list(|walk| {
            let Some(word) = walk.word() else { return false };
            people.push(word.to_owned());
            if walk.take('{') {
                let share = staff::share(walk, word, clock);
                odd += share.odd;
                choices.extend(share.says_something().then_some(share));
            }
            true
        });
        for _ in 0..odd {
            self.counts.add("term of an allocation", line);
        }
        self.facts[task].choices.append(&mut choices);
        if work {
            self.facts[task].is_work |= !people.is_empty();
            self.facts[task].crew.extend(people.iter().cloned());
        }
        self.facts[task].people.extend(people);
    }

    /// `shifts night`, unless it is only for a time.
    fn works_in(&mut self, task: usize, line: u32) {
        let mut odd = 0;
        let shift = &mut self.facts[task].shift;
        staff::shifts(&mut self.walk, |id, for_a_time| match for_a_time || shift.is_some() {
            true => odd += 1,
            false => *shift = Some(id.to_owned()),
        });
        self.counts.many("shift for a time", odd, line);
    }

    /// `limits { dailymax 4h { resources ann } }`.
    fn limited(&mut self, task: usize, line: u32) {
        let (shares, odd) = staff::limits_of_task(&mut self.walk, self.clock);
        if self.ours {
            return;
        }
        self.counts.many("limit of a task", odd, line);
        for share in shares {
            match self.facts[task].choices.iter_mut().find(|known| known.first == share.first) {
                Some(known) => known.units = share.units.or(known.units),
                None => self.facts[task].choices.push(share),
            }
        }
    }

    /// `booking ann 2026-03-02-9:00 +4h, …`: hours that were worked. When they were is not kept.
    fn booked(&mut self, task: usize, line: u32) {
        self.counts.add("booking", line);
        self.walk.word();
        let worked = staff::booked(&mut self.walk);
        self.walk.skip_block();
        if let Some(worked) = worked {
            let spent = self.sketches[task].actual.unwrap_or(0).saturating_add(worked);
            self.sketches[task].actual = Some(spent);
        }
    }

    /// An attribute that the project added to tasks: one of ours, or something to keep beside the task.
    fn extended(&mut self, task: usize, word: &str) {
        let Some(token) = self.walk.peek() else { return };
        let value = match &token.kind {
            Kind::Text(text) => text.clone(),
            Kind::Day(day) => day.to_string(),
            Kind::Number(number) => (*number).to_owned(),
            _ => return self.walk.skip_rest(is_attribute),
        };
        self.walk.next();
        self.walk.skip_block();
        let sketch = &mut self.sketches[task];
        let lines = || value.lines().map(str::to_owned);
        match word {
            own::KEY => sketch.key = Some(value),
            own::STATUS if Status::from_word(&value).is_some() => sketch.status = Status::from_word(&value),
            own::ESTIMATE if value == own::NO_ESTIMATE => self.facts[task].is_work = true,
            own::ESTIMATE if minutes(&value).is_some() => {
                sketch.effort = minutes(&value).map(Effort::exactly);
            }
            own::SPENT if minutes(&value).is_some() => sketch.actual = minutes(&value),
            own::LABELS => sketch.labels.extend(lines()),
            own::DURATION if minutes(&value).is_some() => sketch.timing.duration = minutes(&value),
            own::REMAINING if minutes(&value).is_some() => sketch.timing.remaining = minutes(&value),
            own::CONSTRAINT if self.ours => {
                sketch.timing.constraint = terms::read_constraint(&value);
                // The days that stand before it are those of the constraint.
                (sketch.start, sketch.due) = (None, None);
            }
            own::PLANNED if self.ours => terms::read_planned(&value, &mut sketch.timing),
            own::SPLIT if self.ours => sketch.timing.interruptible = true,
            own::ASSIGNED if self.ours => self.facts[task].assigned = value,
            own::CRITERIA => sketch.criteria.extend(lines()),
            _ if value.trim().is_empty() => {}
            _ => {
                sketch.metadata.insert(word.to_lowercase(), Value::Text(value));
            }
        }
    }

    /// `a, b, c`.
    pub(super) fn words(&mut self) -> Vec<&'a str> {
        let mut words = Vec::new();
        self.walk.list(|walk| {
            let word = walk.word();
            words.extend(word);
            word.is_some()
        });
        words
    }

    /// `journalentry 2026-03-02 "Headline" { author x summary "…" details "…" }`: its headline and all of it.
    pub(super) fn journal_entry(&mut self) -> Option<(String, String)> {
        let day = self.walk.day();
        let headline = self.walk.text()?;
        let mut parts: Vec<String> = Vec::new();
        if self.walk.take('{') {
            while let Some(token) = self.walk.next() {
                match (token.word(), &token.kind) {
                    (_, Kind::Sign('}')) => break,
                    (Some("summary" | "details"), _) => parts.extend(self.walk.text().map(|t| bare(&t))),
                    _ => {}
                }
            }
        }
        if headline == own::SUMMARY && day.is_some() && parts.len() == 1 {
            return Some((headline, parts.concat()));
        }
        let head = day.map_or(headline.clone(), |day| format!("{day}: {headline}"));
        parts.insert(0, head);
        Some((headline, parts.join("\n")))
    }
}

/// Rich text without the marks for bold and slanted words, or those that keep it as it is.
pub(super) fn bare(text: &str) -> String {
    match text.strip_prefix("<nowiki>").and_then(|t| t.strip_suffix("</nowiki>")) {
        Some(inner) => inner.replace(&format!("<{}", super::token::JOINER), "<"),
        None => text.replace("'''", "").replace("''", ""),
    }
}

/// `90min`.
fn minutes(text: &str) -> Option<u32> {
    text.strip_suffix("min")?.parse().ok()
}
