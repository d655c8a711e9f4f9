//! A bar of a Gantt chart: its name, then what stands behind the colon, in the order of the language: tags, id, start, end.
//! Must never drop a part that it does not know.

use jiff::civil::Date;
use planwright_domain::Status;
use planwright_phrases::duration::{DayLength, Effort};

use super::Line;
use super::time::{Length, Times};
use crate::draft::{self, Sketch};
use crate::label;

/// A bar as it stands.
#[derive(Debug, Default)]
pub(super) struct Bar<'t> {
    pub(super) title: &'t str,
    pub(super) id: Option<&'t str>,
    pub(super) line: u32,
    pub(super) quote: &'t str,
    pub(super) after: Vec<&'t str>,
    pub(super) start: Option<Date>,
    pub(super) end: End<'t>,
    status: Option<Status>,
    milestone: bool,
    critical: bool,
    unknown: Vec<&'t str>,
}

/// Where a bar ends.
#[derive(Debug, Default, PartialEq)]
pub(super) enum End<'t> {
    /// Nothing is said.
    #[default]
    Open,
    On(Date),
    Lasts(Length),
    Until(Vec<&'t str>),
}

impl<'t> Bar<'t> {
    /// Reads a line; `None` where it has no colon or no name.
    pub(super) fn read(line: &Line<'t>, times: &Times) -> Option<Self> {
        // "Step 1: Frame :f1, 3d": the colon of the language stands apart, where one does.
        let (title, rest) = line.text.rsplit_once(" :").or_else(|| apart(line.text))?;
        let title = title.trim();
        if title.is_empty() {
            return None;
        }
        let mut bar = Self { title, line: line.number, quote: draft::opening(line.text), ..Self::default() };
        let parts: Vec<&str> = rest.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
        for (i, part) in parts.iter().enumerate() {
            bar.part(part, i + 1 == parts.len(), times);
        }
        Some(bar)
    }

    /// Whether a line breaks off: behind a comma, in a date, or before it says what it comes after.
    pub(super) fn breaks_off(text: &str, times: &Times) -> bool {
        let Some((_, rest)) = text.rsplit_once(':') else { return true };
        let last = rest.rsplit(',').next().unwrap_or("").trim();
        let dated = times.date(last).is_some() || Length::read(last).is_some();
        let figure = last.starts_with(|c: char| c.is_ascii_digit()) && !last.contains(char::is_alphabetic);
        last.is_empty() || matches!(last, "after" | "until") || (figure && !dated)
    }

    fn part(&mut self, part: &'t str, last: bool, times: &Times) {
        match part.to_ascii_lowercase().as_str() {
            "done" => self.status = Some(Status::Done),
            "active" => self.status = self.status.or(Some(Status::InProgress)),
            "crit" => self.critical = true,
            "milestone" | "vert" => self.milestone = true,
            _ => self.value(part, last, times),
        }
    }

    fn value(&mut self, part: &'t str, last: bool, times: &Times) {
        if let Some(ids) = part.strip_prefix("after ") {
            self.after.extend(ids.split_whitespace().take(1000));
        } else if let Some(ids) = part.strip_prefix("until ") {
            self.end = End::Until(ids.split_whitespace().take(1000).collect());
        } else if let Some(length) = Length::read(part).filter(|_| last) {
            self.end = End::Lasts(length);
        } else if let Some(date) = times.date(part) {
            // The first of two dates is the start, the only one the end, if nothing follows it.
            if self.start.is_some() || (last && (self.id.is_none() || !self.after.is_empty())) {
                self.end = End::On(date);
            } else {
                self.start = Some(date);
            }
        } else if self.id.is_none() && self.start.is_none() && !part.contains(char::is_whitespace) {
            self.id = Some(part);
        } else {
            self.unknown.push(part);
        }
    }

    /// The task. Planned dates and lengths are not the task's own.
    pub(super) fn sketch(&self, times: &mut Times, planned: bool, day: DayLength) -> Sketch {
        let words = label::read(self.title, "#", day);
        let mut sketch = Sketch {
            line: self.line,
            quote: self.quote.to_owned(),
            title: if words.title.is_empty() { self.title.to_owned() } else { words.title },
            effort: words.effort,
            status: self.status.or(words.status),
            milestone: self.milestone,
            key: self.id.filter(|id| !(planned && super::code(id).is_some())).map(ToOwned::to_owned),
            ..Sketch::default()
        };
        if self.critical && !planned {
            sketch.labels.insert("critical".to_owned());
        }
        if !self.unknown.is_empty() {
            sketch.description = Some(self.unknown.join(", "));
        }
        if planned {
            return sketch;
        }
        sketch.start = self.start.filter(|_| !self.milestone);
        sketch.due = match self.end {
            End::On(date) => Some(date),
            End::Lasts(_) if self.milestone => self.start,
            End::Lasts(length) => self.start.and_then(|start| times.last(start, length)),
            End::Open | End::Until(_) => self.start.filter(|_| self.milestone),
        };
        if !self.milestone {
            // A length says more than what stands in the words; words say more than two dates.
            sketch.effort = match self.end {
                End::Lasts(_) => self.work(times, day).or(sketch.effort),
                _ => sketch.effort.or_else(|| self.work(times, day)),
            };
        }
        sketch
    }

    /// The work that its length stands for.
    fn work(&self, times: &mut Times, day: DayLength) -> Option<Effort> {
        match self.end {
            End::Lasts(length) => length.effort(day),
            End::On(end) => {
                let minutes = times.worked(self.start?, end)?.checked_mul(day.minutes_per_day)?;
                Some(Effort::exactly(minutes))
            }
            End::Open | End::Until(_) => None,
        }
    }

    /// Whether it is told in more hours of the clock than are worked in a day.
    pub(super) fn is_clock(&self, day: DayLength) -> bool {
        matches!(self.end, End::Lasts(length) if length.is_clock(day))
    }
}

/// A line at its last colon that is not part of a time of the day: "Phase 7: Roof:p7, after p6, 1d".
fn apart(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let timed = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    let colons = text.match_indices(':').map(|(at, _)| at);
    let at = colons.rev().find(|at| !timed(*at)).or_else(|| text.find(':'))?;
    Some((&text[..at], &text[at + 1..]))
}
