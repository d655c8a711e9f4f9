//! What projects of others say of calendars, people, constraints and schedules that were kept.

use jiff::civil::{Weekday, date, time};
use planwright_domain::{Constraint, ConstraintKind, Exception, Project, ResourceKind, Week, WorkingDays};

use crate::fixture;
use crate::{Notation, Reading};

fn reading(text: &str) -> Reading {
    fixture::reading(text, Notation::MsProject).unwrap()
}

fn project(text: &str) -> Project {
    fixture::project(&reading(text))
}

fn warnings(text: &str) -> Vec<String> {
    reading(text).warnings.into_iter().filter(|w| w.code == "not-carried").map(|w| w.text).collect()
}

/// Elements: `Name=text`, or `Name` for what `]` ends.
fn xml(words: &str) -> String {
    let (mut out, mut open) = (String::new(), Vec::new());
    for word in words.split_whitespace() {
        if word == "]" {
            out.push_str(&format!("</{}>", open.pop().unwrap()));
        } else if let Some((name, text)) = word.split_once('=') {
            out.push_str(&format!("<{name}>{}</{name}>", text.replace('_', " ")));
        } else {
            out.push_str(&format!("<{word}>"));
            open.push(word);
        }
    }
    out
}

fn document(words: &str) -> String {
    let body = xml(words);
    format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\"><Title>Plan</Title>{body}</Project>"
    )
}

/// A week of so many days from Monday on, 7 to 15 o'clock.
fn week(days: u32) -> String {
    let day = |kind: u32| {
        if (2..2 + days).contains(&kind) {
            format!(
                "WeekDay DayType={kind} DayWorking=1 WorkingTimes WorkingTime FromTime=07:00:00 ToTime=15:00:00 ] ] ]"
            )
        } else {
            format!("WeekDay DayType={kind} DayWorking=0 ]")
        }
    };
    format!("WeekDays {} ]", (1..=7).map(day).collect::<Vec<_>>().join(" "))
}

const TASK: &str = "Tasks Task UID=1 Name=A Duration=PT8H0M0S ] ]";

#[test]
fn a_plain_calendar_is_the_projects_own_week() {
    let plain = format!(
        "CalendarUID=1 Calendars Calendar UID=1 Name=Standard IsBaseCalendar=1 {} ] ] {TASK}",
        week(4).replace("=07:", "=09:").replace("=15:", "=17:")
    );
    let found = project(&document(&plain));
    assert_eq!(found.calendars().len(), 0);
    let worked: Vec<Weekday> = found.meta().working_days.days().collect();
    assert_eq!(worked.len(), 4);
    assert_ne!(found.meta().working_days, WorkingDays::MONDAY_TO_FRIDAY);
    let other = plain.replace("] ] Tasks", "] Calendar UID=2 Name=Night IsBaseCalendar=1 ] ] Tasks");
    assert_eq!(
        warnings(&document(&other)),
        ["1 calendar without exceptions that nothing uses was not carried"]
    );
}

#[test]
fn holidays_come_once_yearly_or_on_their_weekday() {
    let span = |from: &str, to: &str| format!("TimePeriod FromDate={from}T00:00:00 ToDate={to}T23:59:00 ]");
    let once = format!("Exception {} Name=Closed Type=1 DayWorking=0 ]", span("2026-08-03", "2026-08-14"));
    let yearly = format!(
        "Exception {} Occurrences=10 Name=Labour Type=2 Month=4 MonthDay=1 DayWorking=0 ]",
        span("2026-05-01", "2036-05-01")
    );
    let last_monday = format!(
        "Exception {} Type=3 MonthItem=4 MonthPosition=4 Month=4 DayWorking=0 ]",
        span("2026-05-25", "2027-06-01")
    );
    let fridays = format!(
        "Exception {} Type=6 Period=2 DaysOfWeek=32 DayWorking=0 ]",
        span("2026-03-06", "2026-04-03")
    );
    let odd = format!("Exception {} Type=5 DayWorking=0 ]", span("2026-03-06", "2026-04-03"));
    let text = document(&format!(
        "CalendarUID=3 Calendars Calendar UID=3 Name=Plant IsBaseCalendar=1 {} Exceptions {once} {yearly} {last_monday} {fridays} {odd} ] ] ] {TASK}",
        week(5)
    ));
    let found = project(&text);
    let calendar = found.calendars().next().unwrap();
    assert_eq!((found.meta().calendar, calendar.name.as_str()), (Some(calendar.id), "Plant"));
    assert_eq!(calendar.week.as_ref().map(Week::minutes), Some(5 * 480));
    let off = |day| Exception::off(day, day);
    let mut expect = vec![
        Exception { name: Some("Closed".to_owned()), ..Exception::off(date(2026, 8, 3), date(2026, 8, 14)) },
        Exception { name: Some("Labour".to_owned()), yearly: true, ..off(date(2026, 5, 1)) },
    ];
    let days = [(2026, 5, 25), (2027, 5, 31), (2026, 3, 6), (2026, 3, 20), (2026, 4, 3)];
    expect.extend(days.map(|(y, m, d)| off(date(y, m, d))));
    assert_eq!(calendar.exceptions, expect);
    assert_eq!(warnings(&text), ["1 exception of another kind was not carried"]);
}

#[test]
fn a_resources_calendar_tells_when_it_is_absent_and_how_else_it_works() {
    let away = "Exceptions Exception TimePeriod FromDate=2026-07-06T00:00:00 ToDate=2026-07-10T23:59:00 ] Name=Leave Type=1 DayWorking=0 ] ]";
    let text = document(&format!(
        "CalendarUID=1 Calendars Calendar UID=1 Name=Standard IsBaseCalendar=1 {} ] \
         Calendar UID=4 Name=Ann IsBaseCalendar=0 BaseCalendarUID=1 {away} ] \
         Calendar UID=5 Name=Crew IsBaseCalendar=0 BaseCalendarUID=1 WeekDays WeekDay DayType=6 DayWorking=0 ] ] ] ] \
         Tasks Task UID=1 Name=A Duration=PT8H0M0S Work=PT12H0M0S ] ] \
         Resources Resource UID=7 Name=Ann Type=1 EmailAddress=ann@example.org MaxUnits=0.50 CalendarUID=4 ] \
         Resource UID=8 Name=Crew Type=1 MaxUnits=3.00 CalendarUID=5 AvailabilityPeriods \
         AvailabilityPeriod AvailableFrom=1984-01-01T00:00:00 AvailableTo=2026-06-30T23:59:00 AvailableUnits=2.00 ] ] ] ] \
         Assignments Assignment TaskUID=1 ResourceUID=7 Units=0.5 Work=PT4H0M0S ] Assignment TaskUID=1 ResourceUID=8 Units=1 Work=PT8H0M0S ] ]",
        week(5)
    ));
    let found = project(&text);
    let [ann, crew] = found.resources().collect::<Vec<_>>()[..] else { panic!("two resources") };
    assert_eq!((ann.capacity, ann.calendar, ann.email.as_deref()), (50, None, Some("ann@example.org")));
    assert_eq!(
        ann.absences.iter().map(|a| (a.first, a.last)).collect::<Vec<_>>(),
        [(date(2026, 7, 6), date(2026, 7, 10))]
    );
    assert_eq!((crew.kind, crew.capacity), (ResourceKind::Team, 300));
    assert_eq!(
        (crew.availability[0].first, crew.availability[0].last, crew.availability[0].percent),
        (None, Some(date(2026, 6, 30)), 200)
    );
    let week = found.calendar(crew.calendar.unwrap()).unwrap().week.clone().unwrap();
    assert!(week.on(Weekday::Friday).is_off() && week.on(Weekday::Monday).minutes() == 480);
    let shares: Vec<_> = found.assignments().map(|a| (a.units, a.effort)).collect();
    assert_eq!(shares, [(50, Some(240)), (100, Some(480))]);
    let task = found.tasks().next().unwrap();
    assert_eq!(task.assignees.iter().map(String::as_str).collect::<Vec<_>>(), ["Ann", "Crew"]);
}

#[test]
fn constraints_of_every_type_are_read() {
    let tasks: Vec<String> = (0..8)
        .map(|kind| format!("Task UID={} Name=T{kind} ConstraintType={kind} ConstraintDate=2026-03-09T10:30:00 Deadline=2026-04-01T17:00:00 ]", kind + 1))
        .collect();
    let found = project(&document(&format!("Tasks {} ]", tasks.join(" "))));
    let kinds: Vec<_> = found.walk().map(|w| w.task.constraint).collect();
    let at = |kind| {
        Some(Constraint { time: Some(time(10, 30, 0, 0)), ..Constraint::hard(kind, Some(date(2026, 3, 9))) })
    };
    assert_eq!(
        kinds,
        [
            None,
            Some(Constraint::hard(ConstraintKind::AsLateAsPossible, None)),
            at(ConstraintKind::MustStartOn),
            at(ConstraintKind::MustFinishOn),
            None,
            at(ConstraintKind::StartNoLaterThan),
            at(ConstraintKind::FinishNoEarlierThan),
            at(ConstraintKind::FinishNoLaterThan),
        ]
    );
    let starts: Vec<_> = found.walk().map(|w| w.task.start.is_some()).collect();
    assert_eq!(starts, [false, false, true, false, true, false, false, false]);
}

#[test]
fn what_is_left_what_is_fixed_and_what_was_kept_are_read() {
    let found = project(&document(
        "Tasks Task UID=1 Name=A Type=1 Start=2026-03-02T08:00:00 Finish=2026-03-06T17:00:00 Duration=PT40H0M0S Work=PT10H0M0S \
         PercentComplete=40 ActualWork=PT4H0M0S RemainingWork=PT6H0M0S \
         Baseline Number=1 Start=2026-02-23T08:00:00 Finish=2026-02-27T17:00:00 Work=PT9H0M0S ] ] \
         Task UID=2 Name=B Duration=PT10H0M0S PercentComplete=50 ] ]",
    ));
    let [a, b] = found.walk().map(|w| w.task).collect::<Vec<_>>()[..] else { panic!("two tasks") };
    assert_eq!((a.effort, a.duration, a.actual, a.remaining), (Some(600), Some(2400), Some(240), Some(360)));
    assert_eq!((b.effort, b.duration, b.remaining), (Some(600), None, Some(300)));
    assert_eq!(a.planned_finish, Some(date(2026, 3, 6).at(17, 0, 0, 0)));
    let baseline = found.baselines().next().unwrap();
    assert_eq!((baseline.name.as_str(), baseline.tasks[&a.id].effort), ("Baseline 1", Some(540)));
}

#[test]
fn hours_of_the_projects_week_are_kept_where_they_are_not_the_usual_ones() {
    let with = |from: &str, rest: &str, to: &str| {
        let shifts = if rest.is_empty() { vec![(from, to)] } else { vec![(from, "12:00"), (rest, to)] };
        let times =
            shifts.iter().map(|(from, to)| format!("WorkingTime FromTime={from}:00 ToTime={to}:00 ]"));
        let times = times.collect::<Vec<_>>().join(" ");
        let day = |kind: u32| match kind {
            2..=6 => format!("WeekDay DayType={kind} DayWorking=1 WorkingTimes {times} ] ]"),
            _ => format!("WeekDay DayType={kind} DayWorking=0 ]"),
        };
        let days = (1..=7).map(day).collect::<Vec<_>>().join(" ");
        let calendar = format!("Calendar UID=1 Name=Standard IsBaseCalendar=1 WeekDays {days} ] ]");
        project(&document(&format!("CalendarUID=1 Calendars {calendar} ] {TASK}")))
    };
    for (from, rest, to) in [("08:00", "13:00", "17:00"), ("08:00", "13:00", "16:30"), ("09:00", "", "17:00")]
    {
        assert_eq!(with(from, rest, to).calendars().count(), 0, "{from} to {to} is what every project does");
    }
    for (from, rest, to) in [("06:00", "", "14:00"), ("09:00", "13:00", "18:00"), ("14:00", "", "22:00")] {
        let found = with(from, rest, to);
        let calendar = found.calendars().next().unwrap();
        assert_eq!((calendar.name.as_str(), found.meta().calendar), ("Standard", Some(calendar.id)));
        let monday = calendar.week.as_ref().unwrap().on(Weekday::Monday).shifts().to_vec();
        assert_eq!(crate::hours::clock(monday[0].from), from);
        assert_eq!(crate::hours::clock(monday.last().unwrap().to), to);
    }
}
