//! Calendars, people, assignments, baselines and constraints in words, and what a patch does to them. One line each, of
//! texts that are made harmless here.

use jiff::civil::{Date, DateTime, Weekday};
use planwright::domain::{
    Absence, Assignment, Baseline, Calendar, Change, Constraint, ConstraintKind, Entity, Exception, Hours,
    Op, Patch, Project, Resource, ResourceKind, Week,
};

use super::Style;
use super::ink::Meaning;
use super::text::{harmless, wrap};
use super::words::{Dates, count, hours};

/// A line of a review: its sign, what it means, and the words.
pub(super) struct Line {
    pub(super) sign: &'static str,
    pub(super) meaning: Meaning,
    pub(super) text: String,
}

/// What a patch does to calendars, people, assignments and baselines.
pub(super) fn changes(
    before: &Project,
    after: &Project,
    crew: Option<&Project>,
    patch: &Patch,
    dates: Dates,
) -> Vec<Line> {
    let mut lines = Vec::new();
    lines_of(patch, before, after, &mut lines, |c: &Calendar, p| calendar(c, p, dates));
    lines_of(patch, before, after, &mut lines, |r: &Resource, p| resource(r, p, dates));
    lines_of(patch, before, after, &mut lines, |a: &Assignment, p| assigned(a, p, crew, ""));
    lines_of(patch, before, after, &mut lines, |b: &Baseline, _| baseline(b, dates));
    lines
}

fn lines_of<R: Entity>(
    patch: &Patch,
    before: &Project,
    after: &Project,
    lines: &mut Vec<Line>,
    say: impl Fn(&R, &Project) -> String,
) {
    for (id, op) in R::ops(patch) {
        let (was, is) = (R::find(before, *id), R::find(after, *id));
        let (sign, meaning, text) = match (op, was, is) {
            (Op::Delete, Some(was), _) => ("- ", Meaning::Removed, say(was, before)),
            (Op::Create(record), ..) => ("+ ", Meaning::Added, say(record, after)),
            (Op::Update(change), Some(was), Some(is)) if !change.is_empty() && was != is => {
                let (old, new) = (say(was, before), say(is, after));
                let text =
                    if old == new { format!("{new}: details changed") } else { format!("{old} → {new}") };
                ("~ ", Meaning::Changed, text)
            }
            _ => continue,
        };
        lines.push(Line { sign, meaning, text: format!("{} {text}", R::NOUN) });
    }
}

/// Every calendar, by name; that of the project is marked.
pub fn calendars(project: &Project, today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let mut all: Vec<&Calendar> = project.calendars().collect();
    all.sort_by_key(|c| (c.name.to_lowercase(), c.id));
    let own = |c: &Calendar| if project.meta().calendar == Some(c.id) { ", the project's" } else { "" };
    let mut out = String::new();
    for one in all {
        write(&mut out, "", &format!("{}{}", calendar(one, project, dates), own(one)), *style);
    }
    out
}

/// A text behind a margin; what does not fit goes on two columns further in.
pub(super) fn write(out: &mut String, margin: &str, text: &str, style: Style) {
    for (n, line) in wrap(text, style.columns() - margin.len() - 2).iter().enumerate() {
        let further = if n == 0 { "" } else { "  " };
        out.push_str(format!("{margin}{further}{line}").trim_end());
        out.push('\n');
    }
}

/// `"Office": Mon–Fri 09:00–12:00, 13:00–17:00; off 24 – 26 Dec every year`.
pub(super) fn calendar(calendar: &Calendar, project: &Project, dates: Dates) -> String {
    let mut parts: Vec<String> = calendar.week.as_ref().map(week).into_iter().collect();
    if let Some(base) = calendar.base.and_then(|id| project.calendar(id)) {
        parts.push(format!("else as {}", quoted(&base.name)));
    }
    parts.extend(calendar.exceptions.iter().map(|e| exception(e, dates)));
    parts.extend(calendar.time_zone.as_deref().map(|zone| format!("clock of {}", harmless(zone))));
    named(&calendar.name, &parts)
}

/// `"Ann": 50%, away 24 Dec – 2 Jan (skiing), at most 20h a week, can paint`.
pub(super) fn resource(resource: &Resource, project: &Project, dates: Dates) -> String {
    let mut parts = Vec::new();
    if resource.kind != ResourceKind::Person {
        parts.push(resource.kind.word().to_owned());
    }
    if resource.capacity != 100 {
        parts.push(format!("{}%", resource.capacity));
    }
    if resource.efficiency != 100 {
        parts.push(format!("efficiency {}%", resource.efficiency));
    }
    if let Some(calendar) = resource.calendar.and_then(|id| project.calendar(id)) {
        parts.push(format!("calendar {}", quoted(&calendar.name)));
    }
    for (limit, span) in [(resource.minutes_per_day, "day"), (resource.minutes_per_week, "week")] {
        parts.extend(limit.map(|minutes| format!("at most {} a {span}", hours(u64::from(minutes)))));
    }
    for span in &resource.availability {
        let days = match (span.first, span.last) {
            (Some(first), Some(last)) => dates.short_range(first, last),
            (Some(first), None) => format!("from {}", dates.plain(first)),
            (None, Some(last)) => format!("until {}", dates.plain(last)),
            (None, None) => "always".to_owned(),
        };
        parts.push(format!("{}% {days}", span.percent));
    }
    parts.extend(resource.absences.iter().map(|away| absence(away, dates)));
    if !resource.skills.is_empty() {
        let skills: Vec<String> = resource.skills.iter().map(|s| harmless(s)).collect();
        parts.push(format!("can {}", skills.join(", ")));
    }
    parts.extend(resource.email.as_deref().map(harmless));
    named(&resource.name, &parts)
}

/// `"Ann" on "Plaster", 50%, 3h, or "Bob"`, of the project or its pool, with something before the title of the task.
pub(super) fn assigned(
    assignment: &Assignment,
    project: &Project,
    crew: Option<&Project>,
    code: &str,
) -> String {
    let name = |id| match project.resource(id).or_else(|| crew?.resource(id)) {
        Some(resource) => quoted(&resource.name),
        None => format!("somebody of the pool ({})", &id.letters()[..8]),
    };
    let who = match (assignment.resource, &assignment.skill) {
        (Some(id), _) => name(id),
        (None, Some(skill)) => format!("somebody who can {}", harmless(skill)),
        (None, None) => "somebody".to_owned(),
    };
    let task = project.task(assignment.task).map_or("a task".to_owned(), |task| quoted(&task.title));
    let mut text = format!("{who} on {code}{task}");
    if assignment.units != 100 {
        text.push_str(&format!(", {}%", assignment.units));
    }
    if let Some(minutes) = assignment.effort {
        text.push_str(&format!(", {}", hours(u64::from(minutes))));
    }
    for other in &assignment.alternatives {
        text.push_str(&format!(", or {}", name(*other)));
    }
    if let (Some(_), Some(skill)) = (assignment.resource, &assignment.skill) {
        text.push_str(&format!(", for {}", harmless(skill)));
    }
    text
}

/// `"First": 12 tasks, taken 2 Mar, of version 6`.
pub(super) fn baseline(baseline: &Baseline, dates: Dates) -> String {
    let mut parts = vec![count(baseline.tasks.len(), "task")];
    parts.extend(baseline.taken_on.map(|day| format!("taken {}", dates.plain(day))));
    parts.extend(baseline.version.map(|version| format!("of version {version}")));
    named(&baseline.name, &parts)
}

/// `must start on Mon 2 Mar 09:30`, `finish no later than Fri 6 Mar, soft`.
pub(super) fn constraint(constraint: &Constraint, dates: Dates) -> String {
    let mut text = constraint.kind.word().replace('_', " ");
    if let Some(date) = constraint.date {
        text.push_str(&format!(" {}", dates.day(date)));
    }
    if let Some(time) = constraint.time {
        text.push_str(&format!(" {:02}:{:02}", time.hour(), time.minute()));
    }
    if !constraint.hard && constraint.kind != ConstraintKind::AsLateAsPossible {
        text.push_str(", soft");
        if let Some(cost) = constraint.cost {
            text.push_str(&format!(", cost {cost} a day"));
        }
    }
    text
}

/// `Mon 2 Mar 09:30`.
pub(super) fn moment(at: DateTime, dates: Dates) -> String {
    format!("{} {:02}:{:02}", dates.day(at.date()), at.hour(), at.minute())
}

/// `away 9 – 13 Mar (skiing)`.
pub(super) fn absence(away: &Absence, dates: Dates) -> String {
    let why = away.reason.as_deref().map_or(String::new(), |why| format!(" ({})", harmless(why)));
    format!("away {}{why}", dates.short_range(away.first, away.last))
}

/// `off 24 – 26 Dec every year (Christmas)`.
pub(super) fn exception(exception: &Exception, dates: Dates) -> String {
    let mut text = if exception.hours.is_off() {
        "off ".to_owned()
    } else {
        format!("{} on ", of_day(&exception.hours))
    };
    let span = |first: Date, last: Date| dates.short_range(first, last);
    if exception.yearly {
        let plain = Dates { today: Some(exception.last) };
        text.push_str(&format!("{} every year", plain.short_range(exception.first, exception.last)));
    } else {
        text.push_str(&span(exception.first, exception.last));
    }
    if let Some(name) = &exception.name {
        text.push_str(&format!(" ({})", harmless(name)));
    }
    text
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Days with the same hours are told together: `Mon–Fri 09:00–17:00, Sat 10:00–12:00`.
fn week(week: &Week) -> String {
    let on = |n: usize| Weekday::from_monday_zero_offset(n as i8).map(|day| week.on(day)).ok();
    let mut told = Vec::new();
    let mut first = 0;
    while first < DAYS.len() {
        let mut last = first;
        while last + 1 < DAYS.len() && on(last + 1) == on(first) {
            last += 1;
        }
        if let Some(hours) = on(first).filter(|hours| !hours.is_off()) {
            let days = if first == last {
                DAYS[first].to_owned()
            } else {
                format!("{}–{}", DAYS[first], DAYS[last])
            };
            told.push(format!("{days} {}", of_day(hours)));
        }
        first = last + 1;
    }
    if told.is_empty() { "no working day".to_owned() } else { told.join(", ") }
}

fn of_day(hours: &Hours) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let shifts = hours.shifts().iter().map(|s| format!("{}–{}", clock(s.from), clock(s.to)));
    shifts.collect::<Vec<_>>().join(", ")
}

fn named(name: &str, parts: &[String]) -> String {
    if parts.is_empty() { quoted(name) } else { format!("{}: {}", quoted(name), parts.join("; ")) }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", harmless(name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use planwright::domain::{CalendarId, Meta, ResourceId, Shift};

    use super::super::fixture::empty;
    use super::*;

    const DATES: Dates = Dates { today: Some(date(2026, 3, 2)) };

    #[test]
    fn a_calendar_tells_its_week_and_its_exceptions() {
        let hours = Hours::of([Shift { from: 540, to: 720 }, Shift { from: 780, to: 1020 }]);
        let off = |day: Weekday| matches!(day, Weekday::Saturday | Weekday::Sunday);
        let christmas = Exception {
            name: Some("Christmas".to_owned()),
            yearly: true,
            ..Exception::off(date(2026, 12, 24), date(2026, 12, 26))
        };
        let office = Calendar {
            week: Some(Week::of(|day| if off(day) { Hours::OFF } else { hours.clone() })),
            exceptions: vec![christmas, Exception::off(date(2026, 5, 1), date(2026, 5, 1))],
            ..Calendar::new(CalendarId::from_bits(1), "Office")
        };
        assert_eq!(
            calendar(&office, &empty(Meta::new("House")), DATES),
            "\"Office\": Mon–Fri 09:00–12:00, 13:00–17:00; off 24 – 26 Dec every year (Christmas); off 1 May"
        );
    }

    #[test]
    fn a_person_tells_what_differs_from_full_time() {
        let ann = Resource::new(ResourceId::from_bits(1), "Ann");
        assert_eq!(resource(&ann, &empty(Meta::new("House")), DATES), "\"Ann\"");
        let ann =
            Resource { capacity: 50, minutes_per_week: Some(1200), skills: ["paint".into()].into(), ..ann };
        assert_eq!(
            resource(&ann, &empty(Meta::new("House")), DATES),
            "\"Ann\": 50%; at most 20h a week; can paint"
        );
    }
}
