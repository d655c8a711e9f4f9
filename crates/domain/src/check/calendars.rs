//! The rules about calendars.

use super::{is_zone, refers_to_nothing, shortened};
use crate::calendar::Calendar;
use crate::id::{CalendarId, IdMap};
use crate::kinds::OpRef;
use crate::patch::Patch;
use crate::project::{Names, Project};
use crate::violation::{Code, Violation};

pub(super) fn check(project: &Project, names: &Names<'_>, patch: Option<&Patch>, found: &mut Vec<Violation>) {
    super::named::check(project.calendars(), names, found);
    for calendar in project.calendars() {
        let mut say = |code, message: String, hint: &str| found.push(Violation::of(code, message, hint));
        let called = || names.record(OpRef::Calendar(calendar.id));
        if calendar.base.is_some_and(|base| refers_to_nothing::<Calendar>(project, base, patch)) {
            let message = format!("{} is based on a calendar that does not exist", called());
            say(Code::CalendarMissing, message, "base it on another calendar, or on none");
        }
        for exception in calendar.exceptions.iter().filter(|e| e.first > e.last) {
            let message = format!(
                "an exception of {} begins on {}, after its last day on {}",
                called(),
                exception.first,
                exception.last
            );
            say(Code::SpanReversed, message, "give the first day, then the last");
        }
        if let Some(zone) = calendar.time_zone.as_deref().filter(|zone| !is_zone(zone)) {
            let message = format!("{:?} is not the name of a time zone", shortened(zone));
            say(Code::OddTimeZone, message, "give its IANA name, such as Europe/Berlin");
        }
    }
    circles(project, names, found);
}

/// One violation for each circle of bases. Every calendar is passed once.
fn circles(project: &Project, names: &Names<'_>, found: &mut Vec<Violation>) {
    let mut walked: IdMap<CalendarId, CalendarId> = IdMap::default();
    for start in project.calendars() {
        let (mut path, mut next) = (Vec::new(), Some(start.id));
        while let Some(id) = next.filter(|id| !walked.contains_key(id)) {
            walked.insert(id, start.id);
            path.push(id);
            next = project.calendar(id).and_then(|calendar| calendar.base);
        }
        let circle = next.and_then(|met| path.iter().position(|id| *id == met)).map(|at| &path[at..]);
        let Some(circle) = circle else { continue };
        let round = circle.iter().chain(&circle[..1]).take(8);
        let told: Vec<String> = round.map(|id| names.record(OpRef::Calendar(*id))).collect();
        found.push(Violation::of(
            Code::CalendarCycle,
            format!("a calendar would be based on itself: {}", told.join(" on ")),
            "base one of them on none",
        ));
    }
}
