//! A to-do or an event, filled in line by line. Must never take a day that was computed for one that is stated.

use planwright_domain::{LagKind, Priority, Status, TaskId, Value};
use planwright_phrases::duration::{self, DayLength};

use super::line::{Line, date, minutes, text, texts};
use super::off::Off;
use super::{HOME, own};
use crate::draft::{self, Sketch};
use crate::{Source, terms};

/// A to-do or an event.
#[derive(Default)]
pub(super) struct Component {
    pub(super) sketch: Sketch,
    pub(super) uid: String,
    pub(super) relations: Vec<Relation>,
    pub(super) lasts: Option<i64>,
    pub(super) repeats: bool,
    pub(super) overrides: bool,
    pub(super) event: bool,
    /// It lasts whole days.
    pub(super) whole_days: bool,
    pub(super) organizer: Option<String>,
    /// Days off that it says.
    pub(super) off: Off,
}

/// What an entry says of another.
pub(super) struct Relation {
    pub(super) uid: String,
    pub(super) kind: String,
    pub(super) gap: i32,
    pub(super) gap_kind: LagKind,
    pub(super) line: u32,
}

impl Component {
    /// Takes in a line of it.
    pub(super) fn take(&mut self, line: &Line, source: &Source<'_>) {
        let sketch = &mut self.sketch;
        let value = line.value.trim();
        match line.name.as_str() {
            "SUMMARY" => {
                sketch.title = text(value).unwrap_or_default();
                sketch.quote = draft::opening(&sketch.title).to_owned();
            }
            "DESCRIPTION" => sketch.description = text(value),
            "UID" => {
                value.clone_into(&mut self.uid);
                let id = value.strip_suffix(HOME).and_then(|v| TaskId::parse(v).ok());
                sketch.key = Some(value.to_owned()).filter(|v| id.is_none() && v.len() <= 200);
                sketch.id = id;
            }
            // Written here where nothing is stated, for programs that want days.
            "DTSTART" | "DUE" if line.parameter(own::OF_PLAN).is_some() => {}
            "DTSTART" => {
                sketch.start = date(value);
                self.whole_days = value.len() == 8;
            }
            "DUE" => sketch.due = date(value),
            // An event ends before this moment; a whole day ends the day before.
            "DTEND" => {
                let whole = value.len() == 8;
                sketch.due = date(value).and_then(|d| if whole { d.yesterday().ok() } else { Some(d) });
            }
            "DURATION" => self.lasts = minutes(value),
            "ESTIMATED-DURATION" | "X-ESTIMATED-DURATION" => {
                sketch.effort = duration::parse(value, source.day);
            }
            "STATUS" => {
                sketch.status = match value.to_ascii_uppercase().as_str() {
                    "COMPLETED" => Some(Status::Done),
                    "IN-PROCESS" => Some(Status::InProgress),
                    "CANCELLED" => Some(Status::Cancelled),
                    "NEEDS-ACTION" => Some(Status::Todo),
                    _ => None,
                }
                .or(sketch.status);
            }
            "PERCENT-COMPLETE" => {
                let percent: u32 = value.parse().unwrap_or(0);
                sketch.progress = Some(percent);
                let says = if percent >= 100 { Status::Done } else { Status::InProgress };
                let open = sketch.status.is_none_or(|s| s == Status::Todo);
                sketch.status = if open && percent > 0 { Some(says) } else { sketch.status };
            }
            "COMPLETED" => sketch.status = sketch.status.or(Some(Status::Done)),
            "PRIORITY" => {
                sketch.priority = match value.parse::<u32>() {
                    Ok(1) => Some(Priority::Urgent),
                    Ok(2..=4) => Some(Priority::High),
                    Ok(5) => Some(Priority::Medium),
                    Ok(6..=9) => Some(Priority::Low),
                    _ => None,
                };
            }
            "CATEGORIES" => sketch.labels.extend(texts(value, true)),
            "ATTENDEE" => sketch.assignees.extend(person(line)),
            "ORGANIZER" => self.organizer = person(line),
            "RELATED-TO" => {
                let kind = line.parameter("RELTYPE").unwrap_or("PARENT").to_ascii_uppercase();
                let said = line.parameter("GAP").unwrap_or_default();
                let gap = minutes(said).and_then(|gap| i32::try_from(gap).ok()).unwrap_or(0);
                // Days and weeks go by on the calendar; hours and minutes are what is written here of working time.
                let gap_kind = if said.contains('T') { LagKind::Working } else { LagKind::Elapsed };
                let uid = value.to_owned();
                self.relations.push(Relation { uid, kind, gap, gap_kind, line: line.number });
            }
            "RRULE" | "RDATE" => {
                self.repeats = true;
                self.off.yearly = value.eq_ignore_ascii_case("FREQ=YEARLY");
            }
            name if name.starts_with(own::PREFIX) => self.own(&name[own::PREFIX.len()..], value),
            "RECURRENCE-ID" => self.overrides = true,
            "LOCATION" | "URL" | "COMMENT" | "CONTACT" | "RESOURCES" => {
                if let Some(words) = text(value).filter(|_| sketch.metadata.len() < 20) {
                    sketch.metadata.insert(line.name.to_ascii_lowercase(), Value::Text(words));
                }
            }
            _ => {}
        }
    }

    /// What is written here in words of our own.
    fn own(&mut self, name: &str, value: &str) {
        let timing = &mut self.sketch.timing;
        let count = || minutes(value).and_then(|m| u32::try_from(m).ok());
        match name {
            own::DURATION => timing.duration = count(),
            own::REMAINING => timing.remaining = count(),
            own::CONSTRAINT => {
                timing.constraint = text(value).and_then(|words| terms::read_constraint(&words));
            }
            own::PLANNED => text(value).iter().for_each(|words| terms::read_planned(words, timing)),
            own::INTERRUPTIBLE => timing.interruptible = true,
            own::CALENDAR => self.off.calendar = text(value),
            own::OF_PROJECT => self.off.of_project = true,
            own::PERSON => self.off.person = text(value),
            own::REASON => self.off.reason = text(value),
            _ => {}
        }
    }

    /// What its parts say together.
    pub(super) fn finish(&mut self, day: DayLength) {
        let sketch = &mut self.sketch;
        let Some(lasts) = self.lasts.filter(|lasts| *lasts > 0) else {
            return self.led();
        };
        match (sketch.start, sketch.due) {
            // Only whole days can be told of how long something lasts from a day on.
            (Some(start), None) => {
                let days = i32::try_from(((lasts - 1) / 1440).clamp(0, 36_500)).unwrap_or(0);
                sketch.due = start.checked_add(jiff::Span::new().days(days)).ok();
            }
            // A day is a day of work, and no more is worked in it.
            (None, _) if !self.event => {
                let minutes = i64::from(day.minutes_per_day);
                let worked = lasts / 1440 * minutes + (lasts % 1440).min(minutes);
                sketch.timing.duration = sketch.timing.duration.or(u32::try_from(worked).ok());
            }
            _ => {}
        }
        self.led();
    }

    /// Who runs it, where nobody else does.
    fn led(&mut self) {
        let sketch = &mut self.sketch;
        match self.organizer.take() {
            Some(name) if sketch.assignees.is_empty() => {
                sketch.assignees.insert(name);
            }
            Some(name) if !sketch.assignees.contains(&name) => {
                sketch.metadata.insert("organizer".to_owned(), Value::Text(name));
            }
            _ => {}
        }
    }
}

/// The name of somebody, or the address where there is none.
fn person(line: &Line) -> Option<String> {
    let value = line.value.trim();
    let address = value.rsplit(':').next().unwrap_or(value);
    let name = line.parameter("CN").filter(|n| !n.trim().is_empty()).unwrap_or(address);
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
