//! What holds for every view: no control character but line feeds and the style's own colours, no line wider than asked
//! for, the same words with and without colour. Only laws live here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use planwright::domain::schedule::level::Budget;
use planwright::domain::{
    Absence, Assignment, AssignmentId, Author, Calendar, CalendarId, Confidence, Entry, Estimate, Exception,
    Extent, Kind, Link, LinkType, Meta, Origin, OriginKind, Priority, Project, Proposal, ProposalId,
    ProposalState, Question, Resource, ResourceId, Status, Task, Value, Version, Warning, diff,
};
use planwright::ports::{Fault, ProjectHead};
use planwright::usecases::schedule::{Now, Period, Schedule};
use proptest::prelude::*;
use proptest::sample::select;

use super::fixture::{TODAY, empty, id, link, patch};
use super::text::width;
use super::*;

/// A task as wild as a document can make it, under the task before it or at the top.
fn wild(n: u32) -> impl Strategy<Value = Task> {
    let words = "\\PC{0,30}|.{0,12}|[a-z ]{0,120}|\u{1b}\\[31m[a-z]{1,9}|\u{202e}[a-z]{1,9}\u{200b}";
    let place = (0..=n, any::<i16>(), any::<bool>());
    let state = (select(Status::ALL), select(Kind::ALL), proptest::option::of(select(Priority::ALL)));
    let time = (
        proptest::option::of(0u32..100_000),
        proptest::option::of(0u32..9000),
        proptest::option::of(-300i32..900),
    );
    (words, words, place, state, time).prop_map(
        move |(title, text, (above, position, added), state, time)| Task {
            parent: (above < n).then(|| id(above)),
            position: i64::from(position),
            description: (!text.is_empty()).then(|| text.clone()),
            kind: state.1,
            status: state.0,
            priority: state.2,
            effort: time.0,
            actual: time.1,
            estimate: time.0.map(|m| Estimate {
                low: m / 2,
                likely: m,
                high: m.saturating_mul(2),
                confidence: Some(Confidence::per_mille(800)),
            }),
            due: time.2.map(|days| TODAY.saturating_add(jiff::Span::new().days(days))),
            labels: [text.clone()].into(),
            acceptance_criteria: vec![text.clone()],
            source_key: Some(text.clone()),
            metadata: BTreeMap::from([(
                text.clone(),
                Value::List(vec![Value::Text(text.clone()), Value::Null]),
            )]),
            origin: Some(Origin {
                quote: Some(text),
                ..Origin::new(if added { OriginKind::Added } else { OriginKind::Stated })
            }),
            ..Task::new(id(n), title)
        },
    )
}

fn wild_project() -> impl Strategy<Value = Project> {
    let tasks: Vec<_> = (0..12).map(wild).collect();
    let ties = proptest::collection::vec((0u32..12, 0u32..12, select(LinkType::ALL), -2000i32..2000), 0..10);
    ("\\PC{0,80}", tasks, ties, proptest::option::of(0i32..400)).prop_map(|(title, tasks, ties, deadline)| {
        let meta = Meta {
            deadline: deadline.map(|days| TODAY.saturating_add(jiff::Span::new().days(days))),
            ..Meta::new(title)
        };
        let links = (0u32..).zip(ties).map(|(n, (from, to, kind, lag))| Link {
            link_type: kind,
            lag,
            ..link(n, from, to)
        });
        let base = empty(meta.clone());
        Project::assemble(base.id(), Version(5), meta, tasks, links, Extent::Whole)
    })
}

/// Everything there is to show of two states of a project.
fn all_views(before: &Project, after: &Project, style: Style) -> Vec<String> {
    let patch = diff(before, after, patch(before).id, Author::new("a\u{1b}b"), "because\u{7} of this");
    let texts: Vec<String> = after.tasks().map(|t| t.title.clone()).collect();
    let questions: Vec<Question> = texts
        .iter()
        .map(|t| Question {
            about: Some(t.clone()),
            choices: vec![t.clone()],
            ..Question::new("which", t.as_str())
        })
        .collect();
    let warnings: Vec<Warning> = texts.iter().map(|t| Warning::at("odd", 3, t.as_str())).collect();
    let review = Review {
        before,
        after,
        patch: &patch,
        questions: &questions,
        warnings: &warnings,
        now: &Now::from(TODAY),
    };
    let all: Vec<&Task> = after.walk().map(|w| w.task).collect();
    let rows: Vec<Row<'_>> = after
        .walk()
        .map(|w| Row {
            project_title: Some(&after.meta().title),
            wbs: Some(w.code.to_string()),
            task: w.task,
            minutes_per_day: 480,
            id_letters: None,
        })
        .collect();
    let at = Timestamp::UNIX_EPOCH;
    let entry = Entry { version: Version(6), at, patch: patch.clone(), inverse: patch.clone() };
    let proposal = Proposal {
        id: ProposalId::from_bits(1 << 127),
        patch: patch.clone(),
        questions: questions.clone(),
        warnings: warnings.clone(),
        at,
        state: ProposalState::Rejected(texts.first().cloned()),
    };
    let head = ProjectHead {
        id: after.id(),
        version: after.version(),
        title: after.meta().title.clone(),
        archived: true,
        kind: after.meta().kind,
        pool: after.meta().pool,
        repository: texts.first().cloned(),
        imported_from: None,
        tasks: 12,
        closed: 3,
        changed: at,
    };
    let fault = Fault { code: "odd", project: Some(after.id()), message: texts.concat(), mendable: true };
    let mut views = vec![
        super::review(&review, &style),
        patch_diff(before, after, &patch, &style),
        tree(after, TODAY, &style),
        tasks(&rows, TODAY, &style),
        next(after, &all, TODAY, &style),
        log(&[entry], &style),
        proposals(&[(&proposal, &after.meta().title)], &style),
        projects(&[head], &style),
        faults(&[fault], &style),
    ];
    views.extend(all.iter().map(|t| task(after, t.id, TODAY, &style)));
    views
}

/// The project with people, somebody of them at each task, and calendars; names as wild as titles.
fn peopled(project: &Project) -> Project {
    let titles: Vec<String> = project.tasks().map(|task| task.title.clone()).collect();
    let days = |n: usize| TODAY.saturating_add(jiff::Span::new().days(n as i64 * 3));
    let calendars = titles.iter().enumerate().take(3).map(|(n, title)| Calendar {
        exceptions: vec![Exception { name: Some(title.clone()), ..Exception::off(days(n), days(n + 1)) }],
        base: (n > 0).then(|| CalendarId::from_bits(n as u128)),
        ..Calendar::new(CalendarId::from_bits(n as u128 + 1), format!("{title}{n}"))
    });
    let resources = titles.iter().enumerate().take(4).map(|(n, title)| Resource {
        capacity: 50 * (n as u32 + 1),
        calendar: Some(CalendarId::from_bits(n as u128 % 3 + 1)),
        absences: vec![Absence { first: days(n), last: days(n + 2), reason: Some(title.clone()) }],
        skills: [title.clone()].into(),
        ..Resource::new(ResourceId::from_bits(n as u128 + 1), format!("{title}{n}"))
    });
    let assignments = project.tasks().enumerate().map(|(n, task)| {
        let (id, who) = (AssignmentId::from_bits(n as u128 + 1), ResourceId::from_bits(n as u128 % 4 + 1));
        Assignment { units: 50, ..Assignment::new(id, task.id, Some(who)) }
    });
    project
        .clone()
        .with_calendars(calendars.collect::<Vec<_>>())
        .with_resources(resources.collect::<Vec<_>>())
        .with_assignments(assignments.collect::<Vec<_>>())
}

/// Everything there is to show of people and of time.
fn views_of_time(project: &Project, style: Style) -> Vec<String> {
    let first = project.resources().next();
    let seen = Months {
        project,
        calendar: first.and_then(|person| person.calendar),
        person: first,
        first: TODAY,
        count: 4,
        today: TODAY,
    };
    let mut views = vec![
        people(project, None, &[], TODAY, &style),
        calendars(project, TODAY, &style),
        months(&seen, &style),
    ];
    let Ok(made) = Schedule::of(project.clone(), None, TODAY) else { return views };
    let made = made.level(TODAY, Budget { schedules: 2, seed: 1 }, &mut || false);
    let chart = Chart::of(&made, None, None, None, TODAY);
    views.extend([gantt(&chart, true, &style), schedule(&made, None, TODAY, &style)]);
    for period in [Period::Day, Period::Week, Period::Month] {
        views.push(load(&made, &made.load(), period, TODAY, &style));
    }
    views.extend(project.tasks().map(|task| explanation(&made, task.id, TODAY, &style)));
    views
}

/// The text without the colours a style may add; nothing else that begins with an escape is one of them.
fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let (code, after) = after.split_once('m').expect("a colour ends");
        assert!(code.bytes().all(|b| b.is_ascii_digit() || b == b';'), "{code:?}");
        rest = after;
    }
    plain + rest
}

/// What holds for a view.
fn fits(plain: &String, coloured: &str, columns: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(&without_colour(coloured), plain);
    for line in plain.lines() {
        prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        prop_assert!(harmless(line) == line, "{:?}", line);
        prop_assert!(width(line) <= columns.max(NARROWEST), "{} > {}: {:?}", width(line), columns, line);
        prop_assert!(!line.ends_with(' '), "{:?}", line);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_view_is_harmless_fits_and_says_the_same_without_colour(
        before in wild_project(),
        after in wild_project(),
        columns in 0usize..140,
    ) {
        let plain = all_views(&before, &after, Style { color: false, width: columns });
        let coloured = all_views(&before, &after, Style { color: true, width: columns });
        for (plain, coloured) in plain.iter().zip(&coloured) {
            fits(plain, coloured, columns)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_view_of_people_and_time_is_harmless_fits_and_says_the_same_without_colour(
        project in wild_project(),
        columns in select(vec![0usize, 30, 40, 60, 80, 200]),
    ) {
        let project = peopled(&project);
        let plain = views_of_time(&project, Style { color: false, width: columns });
        let coloured = views_of_time(&project, Style { color: true, width: columns });
        for (plain, coloured) in plain.iter().zip(&coloured) {
            fits(plain, coloured, columns)?;
        }
    }
}

#[test]
fn a_plan_of_any_depth_keeps_its_titles_in_sight() {
    let tasks = (1..=60).map(|n| fixture::task(n, (n > 1).then(|| n - 1), "Deep down", 30));
    let base = empty(Meta { depth_limit: 64, ..Meta::new("Deep") });
    let deep = Project::assemble(base.id(), Version(2), base.meta().clone(), tasks, [], Extent::Whole);
    let text = tree(&deep, date(2026, 3, 6), &Style { color: false, width: 40 });
    assert_eq!(text.matches("Dee").count(), 61, "{text}");
}

#[test]
fn ten_thousand_tasks_take_one_line_each() {
    let tasks = (1..=10_000).map(|n| {
        let parent = (n % 10 != 1).then(|| n - (n - 1) % 10);
        fixture::task(n, parent, "Lay another brick on the long wall", 60)
    });
    let ties = (2..=10_000).filter(|n| n % 10 > 2).map(|n| link(n, n - 1, n));
    let base = empty(Meta::new("Wall"));
    let wall =
        Project::assemble(base.id(), Version::CREATION, base.meta().clone(), tasks, ties, Extent::Whole);
    let patch = diff(&base, &wall, patch(&base).id, Author::new("ann"), "because");
    let style = Style { color: true, width: 100 };
    let seen = Review {
        before: &base,
        after: &wall,
        patch: &patch,
        questions: &[],
        warnings: &[],
        now: &Now::from(TODAY),
    };
    let begun = std::time::Instant::now();
    let text = review(&seen, &style);
    eprintln!("review of 10,000 tasks: {:?}, {} bytes", begun.elapsed(), text.len());
    assert_eq!(text.matches("Lay another brick").count(), 10_000);
    let begun = std::time::Instant::now();
    let text = tree(&wall, TODAY, &style);
    eprintln!("tree of 10,000 tasks: {:?}", begun.elapsed());
    assert_eq!(text.matches("Lay another brick").count(), 10_000);
}
