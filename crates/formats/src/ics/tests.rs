//! Calendars that programs write.

use jiff::civil::date;
use planwright_domain::{
    Absence, Calendar, CalendarId, Constraint, ConstraintKind, Exception, Extent, LagKind, Link, Meta,
    Project, Resource, ResourceId, Task, Version,
};

use crate::fixture::{self, project_of};
use crate::{Notation, ReadError, Reading, detect};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::Ics)
}

fn said(text: &str) -> String {
    assert_eq!(detect(text.as_bytes(), None), Notation::Ics);
    fixture::said(&reading(text).unwrap())
}

#[test]
fn to_dos_are_tasks_with_parents_dates_and_what_they_wait_for() {
    let text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:House\\, new\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nUID:b\r\nSUMMARY:Paint\\; the very long \r\n walls\r\nRELATED-TO:a\r\nRELATED-TO;RELTYPE=DEPENDS-ON:c\r\nRELATED-TO;RELTYPE=\"FINISHTOSTART\";GAP=PT2H:d\r\nDUE;TZID=Europe/Berlin:20300305T100000\r\nDESCRIPTION:one\\ntwo\r\nATTENDEE;CN=\"Lee, Ann\":mailto:ann@example.org\r\nATTENDEE:mailto:bob@example.org\r\nCATEGORIES:in,out\\, side\r\nPRIORITY:2\r\nSTATUS:IN-PROCESS\r\nRRULE:FREQ=DAILY\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nSUMMARY:ring\r\nDESCRIPTION:ring\r\nEND:VALARM\r\nEND:VTODO\r\nBEGIN:VTODO\r\nUID:a\r\nSUMMARY:House\r\nPERCENT-COMPLETE:40\r\nEND:VTODO\r\nBEGIN:VTODO\r\nUID:c\r\nSUMMARY:Sand\r\nDTSTART;VALUE=DATE:20300301\r\nDURATION:P2D\r\nESTIMATED-DURATION:PT90M\r\nCOMPLETED:20300302T100000Z\r\nRELATED-TO;RELTYPE=PARENT:a\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:e\r\nSUMMARY:Party\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(
        said(text),
        "# House, new\n\n1 [>] House\n  1.1 [>] Paint; the very long walls  @\"Lee, Ann\"  @bob@example.org  #in  #\"out, side\"  !high  due:2030-03-05  after 1.2\n    | one\n    | two\n  1.2 [x] Sand  1.5h  start:2030-03-01  due:2030-03-02\nnot-carried: 1 alarm was not carried\nnot-carried: 1 event was not carried: the calendar has to-dos\nnot-carried: 1 repetition was not carried: only the first of each is\nunknown-reference: \"Paint; the very long walls\" depends on \"d\", which is not in the document; no link was made\n"
    );
}

#[test]
fn a_to_do_without_a_summary_is_called_by_its_description() {
    let todo = |lines: &str| format!("BEGIN:VTODO\n{lines}END:VTODO\n");
    let text = [
        todo("DESCRIPTION:Call the roofer\\nabout tiles\n"),
        todo("DESCRIPTION:Order sand\n"),
        todo("SUMMARY:Dig\nDESCRIPTION:deep\n"),
        todo("UID:4\n"),
    ]
    .concat();
    assert_eq!(
        said(&format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n")),
        "# Imported plan\n\n1 Call the roofer\n  | about tiles\n2 Order sand\n3 Dig\n  | deep\nnot-carried: an entry without a summary was not carried\n"
    );
}

#[test]
fn events_are_tasks_where_there_are_no_to_dos() {
    assert_eq!(
        said(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Dig\nDTSTART;VALUE=DATE:20300301\nDTEND;VALUE=DATE:20300304\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Meet\nDTSTART:20300301T100000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n"
        ),
        "# Imported plan\n\n1 Dig  start:2030-03-01  due:2030-03-03\n2 Meet  start:2030-03-01  due:2030-03-01\nevents-read: the calendar has no to-dos: 2 events were read as tasks that are due when they end\n"
    );
}

#[test]
fn lines_are_folded_and_ids_are_those_of_the_tasks() {
    let project = project_of(&format!("1 {}  2d\n2 b  after 1 SS+1h\n", "é".repeat(100)));
    let today = date(2030, 3, 1);
    let text = super::write(&project, today);
    assert!(text.lines().all(|l| l.len() <= 75), "{text}");
    assert!(
        text.contains("DTSTAMP:20300301T000000Z\r\n") && text.contains("STARTTOSTART;GAP=PT60M"),
        "{text}"
    );
    let back = fixture::project(&reading(&text).unwrap());
    assert!(project.tasks().all(|t| back.task(t.id).is_some_and(|b| b.title == t.title)));
}

#[test]
fn hostile_and_large_calendars_take_bounded_time() {
    let many: String = (0..100_000)
        .map(|i| format!("BEGIN:VTODO\nUID:{i}\nSUMMARY:t{i}\nRELATED-TO:{}\nEND:VTODO\n", i / 2))
        .collect();
    let large = reading(&format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n")).unwrap();
    assert_eq!(large.patch.tasks.len(), 100_000);
    assert_eq!(
        reading("BEGIN:VCALENDAR\nEND:VCALENDAR\n").unwrap_err(),
        ReadError::NoTasksIn { notation: Notation::Ics }
    );
    for odd in
        ["BEGIN:VTODO\n", "BEGIN:X\n", "A;B=\"", " folded\n", "DURATION:P99999999W\n", "\\", "END:VTODO\n"]
    {
        let _ = reading(&format!("BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:a\n{}", odd.repeat(20_000)));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "([ a-c:;,=\"\\\\^0-9]|\\PC|\n|\nBEGIN:|VTODO|\nEND:|\nUID:|\nDUE:|\nDURATION:P|\nRELATED-TO:|\nSUMMARY:){0,60}") {
        let _ = reading(&format!("BEGIN:VCALENDAR\nBEGIN:VTODO\n{text}"));
    }
}

#[test]
fn days_off_and_absences_are_events_and_dates_are_told_both_ways() {
    let plan = project_of("# House\n1 [>] Frame  2d  @Ann\n2 Paint  1d  due:2030-03-09\n");
    let tasks: Vec<Task> = plan.walk().map(|met| met.task.clone()).collect();
    let mut holidays = Calendar::new(CalendarId::from_bits(1), "Berlin, east");
    holidays.exceptions = vec![
        Exception { name: Some("Easter".to_owned()), ..Exception::off(date(2030, 4, 19), date(2030, 4, 22)) },
        Exception { yearly: true, ..Exception::off(date(2030, 5, 1), date(2030, 5, 1)) },
    ];
    let away = Absence { first: date(2030, 3, 4), last: date(2030, 3, 8), reason: Some("skiing".to_owned()) };
    let ann = Resource { absences: vec![away], ..Resource::new(ResourceId::from_bits(1), "Ann") };
    let at = |day: i8| Some(date(2030, 3, day).at(8, 0, 0, 0));
    let must = Constraint::hard(ConstraintKind::MustStartOn, Some(date(2030, 3, 11)));
    let frame =
        Task { remaining: Some(240), constraint: Some(must), planned_finish: at(12), ..tasks[0].clone() };
    let paint = Task { duration: Some(960), interruptible: true, planned_start: at(7), ..tasks[1].clone() };
    let meta = Meta { calendar: Some(holidays.id), ..plan.meta().clone() };
    let links: [Link; 0] = [];
    let project = Project::assemble(plan.id(), Version::CREATION, meta, [frame, paint], links, Extent::Whole)
        .with_calendars([holidays])
        .with_resources([ann]);
    let text = super::write(&project, date(2030, 3, 1));
    for lines in [
        "DTSTART;VALUE=DATE;X-OF-PLAN=TRUE:20300311\r\nDUE;VALUE=DATE;X-OF-PLAN=TRUE:20300312\r\n",
        "ESTIMATED-DURATION:PT960M\r\nPERCENT-COMPLETE:75\r\nSTATUS:IN-PROCESS\r\n",
        "DTSTART;VALUE=DATE;X-OF-PLAN=TRUE:20300307\r\nDUE;VALUE=DATE:20300309\r\nX-PLANWRIGHT-DURATION:PT960M\r\n",
        "SUMMARY:Easter\r\nDTSTART;VALUE=DATE:20300419\r\nDTEND;VALUE=DATE:20300423\r\n",
        "RRULE:FREQ=YEARLY\r\nCATEGORIES:Holiday\r\nX-PLANWRIGHT-CALENDAR:Berlin\\, east\r\nX-PLANWRIGHT-OF-PROJECT:TRUE\r\n",
        "SUMMARY:Ann: skiing\r\n",
        "CATEGORIES:Absence\r\nATTENDEE;CN=\"Ann\":urn:planwright:person\r\n",
    ] {
        assert!(text.contains(lines), "{lines}\n{text}");
    }
    let reading = reading(&text).unwrap();
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
    let back = fixture::project(&reading);
    let records = |p: &Project| {
        let off: Vec<_> = p.calendars().map(|c| (c.name.clone(), c.exceptions.clone())).collect();
        let away: Vec<_> = p.resources().map(|r| (r.name.clone(), r.absences.clone())).collect();
        let timing = |t: &Task| {
            (
                t.start,
                t.due,
                t.duration,
                t.remaining,
                t.constraint,
                t.planned_start,
                t.planned_finish,
                t.interruptible,
            )
        };
        let tasks: Vec<_> = p.walk().map(|met| timing(met.task)).collect();
        (off, away, tasks, p.meta().calendar.is_some())
    };
    assert_eq!(records(&back), records(&project));
    assert_eq!(crate::lost(&project, super::CARRIES), [""; 0]);
}

#[test]
fn days_off_of_other_programs_are_known_by_their_categories() {
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nSUMMARY:Frame\nDURATION:P1DT4H\nESTIMATED-DURATION:PT8H\nPERCENT-COMPLETE:25\nORGANIZER;CN=Lee:mailto:lee@example.org\nEND:VTODO\n{}{}{}{}END:VCALENDAR\n",
        event(
            "SUMMARY:May Day\nDTSTART;VALUE=DATE:20300501\nDTEND;VALUE=DATE:20300502\nCATEGORIES:Holiday,Berlin"
        ),
        event(
            "SUMMARY:Ann skis\nDTSTART;VALUE=DATE:20300304\nDTEND;VALUE=DATE:20300309\nCATEGORIES:VACATION\nATTENDEE;CN=Ann:mailto:ann@example.org"
        ),
        event("SUMMARY:Holiday party\nDTSTART:20300501T180000Z\nCATEGORIES:Holiday"),
        event("SUMMARY:Fair\nDTSTART;VALUE=DATE:20300601"),
    );
    let reading = reading(&text).unwrap();
    let project = fixture::project(&reading);
    let days: Vec<_> =
        project.calendars().flat_map(|c| c.exceptions.iter().map(|e| (e.name.clone(), e.last))).collect();
    assert_eq!(days, [(Some("May Day".to_owned()), date(2030, 5, 1))]);
    assert_eq!(project.meta().calendar, project.calendars().next().map(|c| c.id));
    let away: Vec<_> = project.resources().map(|r| (r.name.as_str(), r.absences[0].last)).collect();
    assert_eq!(away, [("Ann", date(2030, 3, 8))]);
    let task = project.walk().next().map(|met| met.task.clone()).unwrap();
    assert_eq!((task.duration, task.remaining), (Some(720), Some(360)));
    assert!(task.assignees.contains("Lee"), "{task:?}");
    assert_eq!(
        reading.warnings.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(),
        ["2 events were not carried: the calendar has to-dos"]
    );
}

#[test]
fn gaps_of_days_go_by_on_the_calendar_and_gaps_of_hours_in_working_time() {
    for (gap, lag, kind) in [
        ("P1D", 1440, LagKind::Elapsed),
        ("P2W", 20160, LagKind::Elapsed),
        ("PT90M", 90, LagKind::Working),
        ("-P1D", -1440, LagKind::Elapsed),
    ] {
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nSUMMARY:Pour\nEND:VTODO\nBEGIN:VTODO\nUID:b\nSUMMARY:Frame\n\
             RELATED-TO;RELTYPE=FINISHTOSTART;GAP={gap}:a\nEND:VTODO\nEND:VCALENDAR\n"
        );
        let reading = fixture::reading(&text, Notation::Ics).unwrap();
        let link = reading.patch.created_links().next().unwrap();
        assert_eq!((link.lag, link.lag_kind), (lag, kind), "{gap}");
    }
}
