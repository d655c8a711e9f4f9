//! Projects as people write them for TaskJuggler, read; and written again.

use jiff::civil::{Weekday, date};
use planwright_domain::{
    Absence, Assignment, AssignmentId, Calendar, CalendarId, Constraint, ConstraintKind, Exception, Extent,
    Hours, Meta, Project, Resource, ResourceId, Shift, Task, Version, Week,
};
use proptest::prelude::*;

use crate::fixture::{self, project_of, told};
use crate::{Notation, ReadError, Reading};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::TaskJuggler)
}

fn project(text: &str) -> Project {
    fixture::project(&reading(text).unwrap())
}

/// The plan in our own notation.
fn plan(text: &str) -> String {
    fixture::plan(&reading(text).unwrap())
}

/// The warnings, as codes with their lines, and their texts.
fn warnings(text: &str) -> Vec<(String, u32, String)> {
    reading(text).unwrap().warnings.into_iter().map(|w| (w.code, w.line.unwrap_or(0), w.text)).collect()
}

#[test]
fn references_mean_what_their_scope_says() {
    let text = "project p \"P\" 2026-03-02 +2m {\n}\n\
        task a \"A\" {\n  task x \"X\" { effort 2d }\n  task y \"Y\" {\n    effort 16h\n    depends !x { gaplength 4h }\n  }\n}\n\
        task b \"B\" {\n  depends !a { onstart }\n  task x \"X\" {\n    effort 1w\n    depends a.x, !!a.y { gapduration 1w }\n    precedes !z\n  }\n  task z \"Z\" {\n    effort 30min\n  }\n}\n";
    assert_eq!(
        plan(text),
        "# P\nstart: 2026-03-02\n\n1 A\n  1.1 X  2d\n  1.2 Y  2d  after 1.1 FS+4h\n2 B  after 1 SS\n  2.1 X  1w  after 1.1, 1.2 FS+1we\n  2.2 Z  30m  after 2.1\n"
    );
    let keys: Vec<_> = project(text).walk().filter_map(|w| w.task.source_key.clone()).collect();
    assert_eq!(keys, ["a", "a.x", "a.y", "b", "b.x", "b.z"]);
}

#[test]
fn a_reference_to_nothing_is_told_and_makes_no_link() {
    let text = "project p \"P\" 2026-03-02 +2m\ntask a \"A\" {\n  task x \"X\" {\n    effort 1d\n    depends nothing, !!!!b, !a\n  }\n}\ntask b \"B\" { effort 1d }\n";
    assert!(!plan(text).contains("after"));
    let told = warnings(text);
    assert_eq!(told.iter().filter(|w| w.0 == "unknown-reference" && w.1 == 5).count(), 3, "{told:?}");
}

#[test]
fn amounts_are_counted_as_the_project_says() {
    let head = "project p \"P\" 2026-03-02 +2y {\n  dailyworkinghours 7.5\n  yearlyworkingdays 240\n}\n";
    let effort = |words: &str| {
        let text = format!("{head}task a \"A\" {{ {words} }}");
        project(&text).walk().next().and_then(|w| w.task.effort)
    };
    assert_eq!(project(&format!("{head}task a \"A\"")).meta().minutes_per_day, 450);
    assert_eq!(effort("effort 2d"), Some(900));
    assert_eq!(effort("effort 16h"), Some(960));
    assert_eq!(effort("length 1.5d"), Some(675));
    assert_eq!(effort("duration 1d effort 45min"), Some(45));
    assert_eq!(effort("effort 1m"), Some(9000));
    assert_eq!(effort("effort 2 weeks"), None);
    let usual = plan("task a \"A\" {\n  effort 1w\n}\n");
    assert_eq!(usual, "# Imported plan\n\n1 A  1w\n");
}

#[test]
fn states_dates_people_labels_and_notes_are_read() {
    let text = "project p \"P\" \"1.0\" 2026-03-02 - 2026-06-30 {\n  scenario plan \"Plan\" { scenario real \"Real\" }\n}\n\
        flags cheap, risky\nresource dev \"Developers\" {\n  resource ann \"Ann Smith\" { rate 300 }\n  resource bo \"Bo\"\n}\n\
        task a \"A\" {\n  start 2026-03-09-9:00\n  maxend 2026-03-20\n  effort 3d\n  allocate ann { alternative bo }, eve\n  flags cheap\n  priority 900\n  real:complete 40\n  real:effort 9d\n  note \"'''first'''\"\n  journalentry 2026-03-10 \"Late\" { author ann summary 'by a day' alert red }\n}\n\
        task m \"M\" { depends !a }\ntask n \"N\" { milestone complete 100 end 2026-05-01 }\ntask o \"O\" { start 2026-04-01 }\n";
    assert_eq!(
        plan(text),
        "# P\nstart: 2026-03-02\ndeadline: 2026-06-30\n\n\
         1 [>] A  3d  @Ann Smith  @eve  #cheap  !urgent  start:2026-03-09  due:2026-03-20\n  | first\n  |\n  | 2026-03-10: Late\n  | by a day\n\
         2 M  milestone  after 1\n3 [x] N  milestone  due:2026-05-01\n4 O  milestone  start:2026-04-01  due:2026-04-01\n"
            .replace("@Ann Smith", "@\"Ann Smith\"")
    );
    let texts: Vec<String> =
        warnings(text).into_iter().filter(|w| w.0 == "not-carried").map(|w| w.2).collect();
    assert_eq!(
        texts,
        [
            "1 rate was not carried",
            "1 scenario was not carried",
            "1 value of another scenario was not carried",
        ]
    );
}

#[test]
fn working_hours_leaves_and_limits_are_read() {
    let text = "project p \"P\" 2026-03-02 +2m {\n  workinghours mon - thu 8:00 - 12:00, 12:30 - 16:30\n  workinghours fri, sat, sun off\n}\n\
        leaves holiday \"Easter\" 2026-04-03, holiday \"Closed\" 2026-04-06 - 2026-04-09\nvacation 2026-05-01 + 2d\n\
        resource team \"Team\" {\n  resource ann \"Ann\" {\n    efficiency 0.8\n    limits { dailymax 4h weeklymax 16h }\n    leaves annual 2026-03-16 - 2026-03-21\n    email \"ann@example.org\"\n  }\n  resource bo \"Bo\" { vacation \"Away\" 2026-03-09 }\n}\nsupplement resource bo {\n  workinghours mon off\n}\n\
        task a \"A\" {\n  effort 3d\n  allocate ann { alternative bo select minloaded persistent }\n  scheduling alap\n}\n\
        task b \"B\" { effort 1d allocate bo effortleft 4h maxstart 2026-03-20 }\n";
    let project = fixture::project(&fixture::reading(text, Notation::TaskJuggler).unwrap());
    let calendar = project.calendar(project.meta().calendar.unwrap()).unwrap();
    assert_eq!(calendar.week.as_ref().map(Week::minutes), Some(4 * 480));
    let days: Vec<String> = calendar.exceptions.iter().map(|e| format!("{} {}", e.first, e.last)).collect();
    assert_eq!(days, ["2026-04-03 2026-04-03", "2026-04-06 2026-04-08", "2026-05-01 2026-05-02"]);
    let [ann, bo] = project.resources().collect::<Vec<_>>()[..] else { panic!("two people") };
    assert_eq!((ann.efficiency, ann.minutes_per_day, ann.minutes_per_week), (80, Some(240), Some(960)));
    assert_eq!((ann.absences[0].last, ann.email.as_deref()), (date(2026, 3, 20), Some("ann@example.org")));
    let own = project.calendar(bo.calendar.unwrap()).unwrap().week.clone().unwrap();
    assert_eq!((own.on(Weekday::Monday).minutes(), own.minutes()), (0, 3 * 480));
    assert_eq!(bo.absences[0].reason.as_deref(), Some("Away"));
    let assignment = project.assignments().next().unwrap();
    assert_eq!((assignment.resource, assignment.alternatives.as_slice()), (Some(ann.id), &[bo.id][..]));
    let tasks: Vec<_> =
        project.walk().map(|w| (w.task.constraint.map(|c| c.kind), w.task.remaining)).collect();
    let (late, by) = (ConstraintKind::AsLateAsPossible, ConstraintKind::StartNoLaterThan);
    assert_eq!(tasks, [(Some(late), None), (Some(by), Some(240))]);
}

#[test]
fn those_at_work_on_a_summary_task_are_at_work_below_it() {
    let text = "resource r \"Ann\"\nresource s \"Bo\"\ntask a \"A\" {\n  allocate r\n  task b \"B\" {\n    task c \"C\" { effort 1d }\n    task d \"D\" { effort 1d allocate s }\n    task m \"M\" { milestone }\n  }\n}\n";
    assert_eq!(
        plan(text),
        "# Imported plan\n\n1 A  @Ann\n  1.1 B\n    1.1.1 C  1d  @Ann\n    1.1.2 D  1d  @Bo\n    1.1.3 M  milestone\n"
    );
}

#[test]
fn a_gap_of_another_scenario_is_not_the_plans() {
    let text = "project p \"P\" 2026-03-02-0:00-GMT - 2026-06-01-0:00-GMT {\n  scenario a \"A\" { scenario b \"B\" }\n}\n\
        task m \"M\" { effort 1d }\ntask n \"N\" { effort 1d depends m { a:gapduration 5d b:gapduration 3d } }\ntask o \"O\" { effort 1d depends m { gaplength 2d b:gaplength 0d } }\n";
    let plan = plan(text);
    assert!(plan.contains("2 N  1d  after 1 FS+5de") && plan.contains("3 O  1d  after 1 FS+2d"), "{plan}");
    assert_eq!(
        warnings(text).iter().filter(|w| w.2 == "2 further gaps between tasks were not carried").count(),
        1
    );
}

#[test]
fn what_is_no_task_is_counted() {
    let text = "project p \"P\" 2026-03-02 +2m {\n  timezone \"Europe/Berlin\"\n  currency \"EUR\"\n  workinghours mon - fri 9:00 - 17:00\n}\n\
        shift s \"S\" {\n  workinghours sat off\n}\naccount c \"Costs\"\nleaves holiday \"Easter\" 2026-04-03 + 1d\n\
        task a \"A\" {\n  effort 1d\n  booking r 2026-03-02 +1d, 2026-03-03 +2d {\n    sloppy 1\n  }\n  charge 500 onstart\n}\n\
        taskreport r \"R\" {\n  columns name, start { title \"task x\" }\n  hidetask ~(isleaf() & a)\n  taskroot a\n}\nnavigator menu\ntextreport \"T\" {\n  header -8<-\n    task fake \"Fake\" {\n  ->8-\n}\n";
    assert_eq!(plan(text).lines().count(), 4);
    let texts: Vec<String> = warnings(text).into_iter().map(|w| w.2).collect();
    for kind in ["1 shift that nobody works in ", "1 account ", "1 booking ", "1 charge ", "2 reports"] {
        assert!(texts.iter().any(|t| t.starts_with(kind)), "{kind}: {texts:?}");
    }
}

#[test]
fn macros_and_supplements_make_tasks() {
    let text = "macro item [\n  task ${1} \"Make ${1}\" {\n    effort ${2}\n  }\n]\nproject p \"P\" 2026-03-02 +2m\n\
        task a \"A\" {\n  ${item \"walls\" \"2d\"} # the walls\n  ${item \"roof\" \"3d\"}\n}\nsupplement task a.roof {\n  depends a.walls\n  supplement x { effort 1d }\n}\n";
    assert_eq!(
        plan(text),
        "# P\nstart: 2026-03-02\n\n1 A\n  1.1 Make walls  2d\n  1.2 Make roof  3d  after 1.1\n"
    );
}

#[test]
fn a_part_of_a_project_is_read_alone() {
    let text = "include \"more.tji\"\ntask design \"Design\" {\n  task ui \"UI\" { effort 2d }\n  task db \"DB\" { effort 1d depends app.design.ui }\n}\n";
    assert_eq!(plan(text), "# Imported plan\n\n1 Design\n  1.1 UI  2d\n  1.2 DB  1d  after 1.1\n");
    assert_eq!(warnings(text)[0].0, "not-included");
}

#[test]
fn a_project_whose_name_is_blank_goes_by_the_name_of_its_file() {
    for blank in [" ", "\n\n", "\u{200b}", "\u{1}"] {
        let text = format!("project p \"{blank}\" 2026-03-02 +2m {{}}\ntask a \"A\" {{ effort 1d }}\n");
        assert_eq!(project(&text).meta().title, "Imported plan", "{blank:?}");
    }
}

#[test]
fn included_files_are_read_in_place_where_they_are_given() {
    let main = "project p \"P\" 2026-03-02 +2m\ntask a \"A\" {\n}\ninclude \"b.tji\" { taskprefix a }\n";
    let give =
        |file: &str| (file == "b.tji").then(|| "task b \"B\" { effort 1d }\ninclude \"b.tji\"".to_owned());
    let reading = super::read(main.as_bytes(), &fixture::source(), &mut fixture::ids(), &give).unwrap();
    assert!(reading.warnings.iter().any(|w| w.code == "not-included"));
    assert!(fixture::plan(&reading).contains("1.1 B  1d"));
}

#[test]
fn a_written_project_declares_what_it_adds() {
    let project = project_of(
        "# Ho\"use\n1 Wall \\ ${x}\n  1.1 [!] Frame \\  3d  @\"ann b\"  #wood  #\"a b\"\n  1.2 Paint  after 1.1 +1d\n",
    );
    let text = super::write(&project, date(2026, 3, 2));
    assert_eq!(crate::detect(text.as_bytes(), None), Notation::TaskJuggler);
    assert!(text.starts_with("project planwright \"Ho\\\"use\" \"no start\" 2026-03-02 +6m {\n  extend task {\n    text Status \"Status\"\n    text Estimate \"Estimate\"\n    text Labels \"Labels\"\n  }\n}\n"), "{text}");
    assert!(!text.contains("${"), "{text}");
    assert_eq!(plan(&text), told(&project));
}

#[test]
fn keys_that_are_paths_are_ids_again() {
    let text = "task a \"A\" {\n  task b \"B\" {\n    effort 1d\n  }\n}\ntask \"No id\" {\n  task c \"C\" {\n    effort 1d\n    depends a.b\n  }\n}\n";
    let written = super::write(&project(text), date(2026, 3, 2));
    assert!(written.contains("  task b \"B\" {\n") && written.contains("depends a.b\n"), "{written}");
    assert_eq!(plan(&written), plan(text));
    let keys = |text: &str| project(text).walk().map(|w| w.task.source_key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&written), keys(text));
}

#[test]
fn a_text_that_was_cut_off_is_read_as_far_as_it_goes() {
    assert_eq!(
        plan("task a \"A\" {\n  task b \"B\" {\n    effort 1d\n    note \"begun\n    task c"),
        "# Imported plan\n\n1 A\n  1.1 B  1d\n    | begun\n"
    );
    assert!(matches!(reading("project p \"P\" 2026-03-02 +1m {\n}\n"), Err(ReadError::NoTasksIn { .. })));
    assert!(matches!(reading(" \n"), Err(ReadError::Empty)));
}

#[test]
fn large_and_hostile_texts_take_their_time_in_proportion() {
    let wide: String =
        (0..50_000).map(|i| format!("task t{i} \"T {i}\" {{ effort 1d depends t{} }}\n", i / 2)).collect();
    assert_eq!(reading(&wide).unwrap().patch.tasks.len(), 50_000);
    for hostile in [
        "task a \"A\" {\n".repeat(20_000),
        "{".repeat(100_000) + "task a \"A\"",
        "\\\"\n".repeat(50_000) + "task a \"A",
        "macro a [\n".repeat(50_000) + "\ntask a 'A'",
        "include \"x\" {\n".repeat(20_000) + "\ntask a 'A'",
        "macro a [ ${a} ${a} ]\n".to_owned() + &"${a}\n".repeat(1000) + "task a 'A'",
        "task a 'A' { depends ".to_owned() + &"!".repeat(100_000) + "a }",
        "task a 'A' { depends ".to_owned() + &"a.".repeat(100_000) + "a }",
        "task a 'A' { effort 99999999999999999999999h depends b { gapduration 9999999y } } task b 'B'"
            .to_owned(),
    ] {
        let _ = reading(&hostile);
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(
        words in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "(task|project|depends|precedes|effort|supplement|resource|macro|include|note|a|b|a\\.b|plan:)",
                "[{}\\[\\],!\"'#$+-]{1,3}",
                "(2026-03-02|-8<-|->8-|\\$\\{a\\}|3d|\n|\"A\")",
            ],
            0..60,
        )
    ) {
        let _ = reading(&words.join(" "));
    }
}

#[test]
fn people_whom_nobody_declares_are_kept_and_told_once() {
    let head = "project p \"P\" 2026-03-02 +2m {\n}\nresource ann \"Ann\"\n";
    let text = format!(
        "{head}task a \"A\" {{ effort 1d allocate ghost }}\ntask b \"B\" {{\n  effort 1d\n  allocate ann, ghost, spook\n}}\n"
    );
    assert!(plan(&text).ends_with("1 A  1d  @ghost\n2 B  1d  @Ann  @ghost  @spook\n"), "{}", plan(&text));
    let told: Vec<_> = warnings(&text).into_iter().filter(|w| w.0 == "unknown-reference").collect();
    let said = |id, task| {
        format!("\"{id}\", who is named in \"{task}\", is no resource of the project; the name was kept")
    };
    assert_eq!(
        told.iter().map(|w| (w.1, w.2.clone())).collect::<Vec<_>>(),
        [(4, said("ghost", "A")), (7, said("spook", "B"))]
    );
    assert!(warnings("task a \"A\" { effort 1d allocate ghost }\n").is_empty(), "a part of a project");
}

#[test]
fn shifts_shares_bookings_and_zones_are_read() {
    let text = "project p \"P\" 2026-03-02 +2m {\n  timezone \"Europe/Berlin\"\n}\n\
        shift late \"Late\" {\n  workinghours mon - fri 14:00 - 22:00\n  leaves holiday \"Fair\" 2026-03-09 +1d\n  timezone \"Europe/Rome\"\n  shift friday { workinghours fri 9:00 - 12:00 }\n}\nshift spare \"Spare\" { workinghours sat 9:00 - 12:00 }\n\
        resource ann \"Ann\" { shifts late limits { dailymax 4h monthlymax 10d } }\nresource bo \"Bo\" { workinghours friday shifts late 2026-04-01 +1w }\n\
        task a \"A\" {\n  effort 3d\n  allocate ann { limits { dailymax 4h } }, bo { alternative ann shifts late }\n  booking ann 2026-03-02-14:00 +2h, 2026-03-03-14:00 +90min { sloppy 2 }\n}\n\
        task b \"B\" {\n  effort 1d\n  allocate ann, bo\n  limits { dailymax 2h { resources bo } maximum 9d }\n  shifts late\n  booking bo 2026-03-02 - 2026-03-03\n}\n";
    let reading = reading(text).unwrap();
    let project = fixture::project(&reading);
    assert_eq!(project.meta().time_zone, "Europe/Berlin");
    let calendars: Vec<_> = project
        .calendars()
        .map(|c| {
            (c.name.as_str(), c.week.as_ref().map(Week::minutes), c.exceptions.len(), c.time_zone.as_deref())
        })
        .collect();
    assert_eq!(
        calendars,
        [("Late", Some(5 * 480), 1, Some("Europe/Rome")), ("friday", Some(4 * 480 + 180), 0, None)]
    );
    let [ann, bo] = project.resources().collect::<Vec<_>>()[..] else { panic!("two people") };
    let [late, friday] = project.calendars().map(|c| c.id).collect::<Vec<_>>()[..] else {
        panic!("two calendars")
    };
    assert_eq!((ann.calendar, bo.calendar, ann.minutes_per_day), (Some(late), Some(friday), Some(240)));
    let shares: Vec<_> = project.assignments().map(|a| (a.resource, a.units, a.alternatives.len())).collect();
    assert_eq!(shares, [(Some(ann.id), 50, 0), (Some(bo.id), 100, 1), (Some(bo.id), 25, 0)]);
    let tasks: Vec<_> = project.walk().map(|met| (met.task.actual, met.task.calendar)).collect();
    assert_eq!(tasks, [(Some(210), None), (None, Some(late))]);
    let told: Vec<String> = reading.warnings.into_iter().map(|w| w.text).collect();
    for kind in [
        "1 shift that nobody works in was",
        "1 shift for a time was",
        "1 limit was",
        "1 limit of a task was",
        "1 term of an allocation was",
        "2 bookings were",
    ] {
        assert!(told.iter().any(|text| text.starts_with(kind)), "{kind}: {told:?}");
    }
}

#[test]
fn a_written_project_says_in_taskjugglers_words_when_and_by_whom_work_is_done() {
    let mut project = project_of(
        "# House\nstart: 2026-03-02\n\n1 Frame  2d  @Ann\n2 Paint  4h  @Bo  after 1\n3 Open  milestone  after 2\n",
    );
    let shift = |from: u16, to: u16| Hours::of([Shift { from: from * 60, to: to * 60 }]);
    let mut calendar = Calendar::new(CalendarId::from_bits(1), "Site");
    calendar.week = Some(Week::of(|day| if day == Weekday::Sunday { Hours::OFF } else { shift(7, 13) }));
    calendar.exceptions = vec![
        Exception { name: Some("Easter".to_owned()), ..Exception::off(date(2026, 4, 3), date(2026, 4, 6)) },
        Exception {
            name: Some("Labour Day".to_owned()),
            yearly: true,
            ..Exception::off(date(2026, 5, 1), date(2026, 5, 1))
        },
    ];
    calendar.time_zone = Some("Europe/Berlin".to_owned());
    let person = |n: u128, name: &str| Resource::new(ResourceId::from_bits(n), name);
    let away =
        Absence { first: date(2026, 3, 9), last: date(2026, 3, 13), reason: Some("skiing".to_owned()) };
    let ann = Resource {
        absences: vec![away],
        minutes_per_day: Some(300),
        efficiency: 80,
        email: Some("ann@example.org".to_owned()),
        calendar: Some(calendar.id),
        ..person(1, "Ann")
    };
    let tasks: Vec<Task> = project.walk().map(|met| met.task.clone()).collect();
    let mut assignment = Assignment::new(AssignmentId::from_bits(1), tasks[0].id, Some(ann.id));
    (assignment.units, assignment.alternatives) = (50, vec![ResourceId::from_bits(2)]);
    let must = |kind, day| Some(Constraint::hard(kind, Some(date(2026, 3, day))));
    let frame = Task { constraint: must(ConstraintKind::MustStartOn, 4), ..tasks[0].clone() };
    let paint = Task { constraint: must(ConstraintKind::FinishNoLaterThan, 30), ..tasks[1].clone() };
    let meta = Meta { calendar: Some(calendar.id), ..project.meta().clone() };
    let links = project.links().cloned().collect::<Vec<_>>();
    project = Project::assemble(
        project.id(),
        Version::CREATION,
        meta,
        [frame, paint, tasks[2].clone()],
        links,
        Extent::Whole,
    )
    .with_calendars([calendar])
    .with_resources([ann, person(2, "Bo")])
    .with_assignments([assignment]);
    let text = super::write(&project, date(2026, 3, 2));
    for line in [
        "project planwright \"House\" \"start 2026-03-02, calendar c1\" 2026-03-01 ",
        "  timezone \"Europe/Berlin\"\n",
        "  workinghours mon, tue, wed, thu, fri, sat 07:00 - 13:00\n  workinghours sun off\n",
        "leaves holiday \"Easter\" 2026-04-03 - 2026-04-07\nleaves holiday \"Labour Day\" 2026-05-01 - 2026-05-02\nleaves project \"Labour Day\" 2027-05-01 - 2027-05-02\n",
        "shift c1 \"Site\" {\n",
        "  leaves special \"Labour Day\" 2026-05-01 - 2026-05-02\n",
        "  shifts c1\n  leaves annual \"skiing\" 2026-03-09 - 2026-03-14\n  limits { dailymax 5h }\n  efficiency 0.8000\n  email \"ann@example.org\"\n",
        "  start 2026-03-04\n",
        "  allocate r1 { alternative r2 }\n  limits { dailymax 4h { resources r1 } }\n",
        "  maxend 2026-03-30-23:00\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(fixture::project(&reading(&text).unwrap()).assignments().next().map(|a| a.units), Some(50));
}

#[test]
fn people_have_the_hours_leaves_and_limits_of_their_group() {
    let text = "project p \"P\" 2026-03-02 +2m {\n}\nresource crew \"Crew\" {\n  workinghours mon - fri 18:00 - 22:00\n  limits { dailymax 3h }\n  efficiency 0.5\n  leaves annual \"fair\" 2026-03-09 +1d\n\
        resource ann \"Ann\"\n  resource bo \"Bo\" { workinghours fri off leaves annual 2026-03-16 +1d }\n  resource cy \"Cy\" { limits { dailymax 2h } }\n}\nresource di \"Di\"\ntask a \"A\" { effort 1d allocate ann }\n";
    let project = project(text);
    let weeks: Vec<Option<u32>> = project
        .resources()
        .map(|r| project.calendar(r.calendar?)?.week.as_ref().map(Week::minutes))
        .collect();
    assert_eq!(weeks, [Some(1200), Some(960), Some(1200), None]);
    assert_eq!(project.calendars().len(), 2, "those who work the same hours share them");
    let facts: Vec<_> =
        project.resources().map(|r| (r.absences.len(), r.minutes_per_day, r.efficiency)).collect();
    assert_eq!(facts, [(1, Some(180), 50), (2, Some(180), 50), (1, Some(120), 50), (0, None, 100)]);
}

#[test]
fn a_person_is_one_in_any_letters() {
    let bare = project_of("1 A  2d  @ann\n2 B  1d  @ANN\n3 C  1d  @Ben\n");
    let ann = Resource::new(ResourceId::from_bits(9), "Ann");
    let project = bare.with_resources([ann]);
    for notation in [Notation::TaskJuggler, Notation::MsProject] {
        let occasion =
            crate::Occasion { today: date(2026, 11, 23), planned: &|_| None, critical: &|_| false };
        let written = crate::write(&project, notation, &occasion).unwrap();
        let found = fixture::project(&fixture::reading(&written.text, notation).unwrap());
        let who: Vec<String> = found.walk().flat_map(|w| w.task.assignees.iter().cloned()).collect();
        assert_eq!(who, ["Ann", "Ann", "Ben"], "{notation:?}");
    }
}
