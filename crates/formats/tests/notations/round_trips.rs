//! One law, stamped over every notation.

use std::collections::HashMap;

use planwright_domain::{
    Assignment, AssignmentId, Author, Baseline, BaselineId, Calendar, CalendarId, DateOrder, Extent, Link,
    LinkId, Meta, Origin, OriginKind, Project, ProjectId, Resource, ResourceId, Task, TaskId, Version,
    WorkingDays, apply,
};
use planwright_formats::{Carries, Feature, Notation, Occasion, Source, carried, only, read, write};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError};

use crate::generate::any_project;

macro_rules! round_trips {
    ($($name:ident: $notation:expr, $words:expr;)*) => {
        proptest! {
            // The same cases on every run: to look further is the part of the fuzz targets.
            #![proptest_config(ProptestConfig { cases: 160, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(project in any_project($words)) {
                    gives_back_what_it_carries(&project, $notation)?;
                }
            )*
        }

        /// A day of six hours and a week of four days are a reader's own affair: amounts are the same for all.
        #[test]
        fn amounts_of_another_week_come_back_from_every_notation() {
            for notation in [$($notation),*] {
                gives_back_what_it_carries(&of_another_week(), notation).expect("the same amounts");
            }
        }

        #[test]
        fn every_notation_that_is_read_and_written_is_tried() {
            let tried = [$($notation),*];
            for notation in Notation::ALL.iter().filter(|n| n.is_read() && n.is_written()) {
                assert!(tried.contains(notation), "{notation:?} is not in the list of this file");
            }
        }
    };
}

round_trips! {
    what_markdown_carries_comes_back: Notation::Markdown, crate::generate::plain_words();
    odd_words_come_back_from_markdown: Notation::Markdown, crate::generate::odd_words();
    what_the_text_notation_carries_comes_back: Notation::Text, crate::generate::odd_words();
    what_todo_txt_carries_comes_back: Notation::TodoTxt, crate::generate::odd_words();
    what_a_sheet_carries_comes_back: Notation::Csv, crate::generate::odd_words();
    what_json_carries_comes_back: Notation::Json, crate::generate::odd_words();
    what_a_gantt_chart_carries_comes_back: Notation::Mermaid, crate::generate::odd_words();
    what_org_carries_comes_back: Notation::Org, crate::generate::odd_words();
    what_a_calendar_carries_comes_back: Notation::Ics, crate::generate::odd_words();
    what_task_master_carries_comes_back: Notation::Taskmaster, crate::generate::odd_words();
    what_dot_carries_comes_back: Notation::Dot, crate::generate::odd_words();
    what_a_flowchart_carries_comes_back: Notation::Flowchart, crate::generate::odd_words();
    what_msproject_carries_comes_back: Notation::MsProject, crate::generate::odd_words();
    what_taskjuggler_carries_comes_back: Notation::TaskJuggler, crate::generate::odd_words();
}

/// A plan of four days a week and six hours a day: efforts of days and weeks, and lags of them.
fn of_another_week() -> Project {
    let id = ProjectId::from_bits(1);
    let mut meta = Meta { minutes_per_day: 360, ..Meta::new("Garden") };
    meta.working_days = WorkingDays::of(meta.working_days.days().take(4));
    let task = |n: u32, title: &str, effort: u32| {
        let mut task = Task::new(TaskId::from_bits(n.into()), title);
        (task.position, task.effort) = (n.into(), Some(effort));
        task.origin = Some(Origin::new(OriginKind::Imported));
        task
    };
    let tasks = [task(1, "Dig", 1440), task(2, "Fill", 360), task(3, "Plant", 480), task(4, "Water", 50)];
    let mut links = Vec::new();
    for (from, lag) in [(1, 360), (2, 1440), (3, 480)] {
        let ends = (TaskId::from_bits(from), TaskId::from_bits(from + 1));
        links.push(Link { lag, ..Link::blocks(LinkId::from_bits(from), ends.0, ends.1) });
    }
    Project::assemble(id, Version(1), meta, tasks.to_vec(), links, Extent::Whole)
}

fn gives_back_what_it_carries(project: &Project, notation: Notation) -> Result<(), TestCaseError> {
    let occasion =
        Occasion { today: jiff::civil::date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    let written = write(project, notation, &occasion).expect("it is written");
    let source = Source {
        name: None,
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("test"),
        project: project.id(),
        base: Version(0),
        depth_limit: Project::void(project.id()).meta().depth_limit,
    };
    let mut next = 1_000_000;
    let mut mint = || {
        next += 1;
        next
    };
    let fail = |what: String| TestCaseError::fail(format!("{what}\n{}", written.text));
    let reading =
        read(written.text.as_bytes(), notation, &source, &mut mint).map_err(|e| fail(e.to_string()))?;
    // As deep as the document: some readers leave the limit to whoever creates the project.
    let meta = Meta { depth_limit: source.depth_limit, ..Meta::new("") };
    let mut back = Project::assemble(project.id(), Version(0), meta, Vec::new(), Vec::new(), Extent::Whole);
    let _ = apply(&mut back, &reading.patch).map_err(|e| fail(format!("{e:?}")))?;
    let carries = carried(notation);
    let (expected, got) = (told(&only(project, carries), carries), told(&back, carries));
    let missing: Vec<&String> = expected.iter().filter(|line| !got.contains(line)).collect();
    let extra: Vec<&String> = got.iter().filter(|line| !expected.contains(line)).collect();
    if !missing.is_empty() || !extra.is_empty() {
        return Err(fail(format!("missing: {missing:#?}\nextra: {extra:#?}\n")));
    }
    Ok(())
}

/// A project as lines that say all of it, whatever its ids: tasks by their places, links by the places of their ends.
fn told(project: &Project, carries: Carries) -> Vec<String> {
    let has = |feature| carries.has(feature);
    let places: HashMap<TaskId, usize> =
        project.walk().enumerate().map(|(i, met)| (met.task.id, i + 1)).collect();
    let id = |id: TaskId| if has(Feature::Ids) { id } else { TaskId::from_bits(places[&id] as u128) };
    let origin = |origin: &Option<Origin>| origin.clone().filter(|_| has(Feature::Origins));
    // Where a title is not carried, the reader gives one of its own; the depth limit follows the document.
    let meta = project.meta();
    let title = has(Feature::Title).then_some(&meta.title);
    let about = format!("{:?}", (title, &meta.summary, meta.start, meta.deadline));
    let tasks = project.walk().enumerate().map(|(i, met)| {
        let task = met.task.clone();
        let parent = task.parent.map(id);
        // The codes that a writer gives tasks to refer to them by are read as keys.
        let source_key = task.source_key.clone().filter(|_| has(Feature::Keys));
        let position = i as i64;
        let calendar =
            task.calendar.map(|id| CalendarId::from_bits(place(project.calendars().map(|c| c.id), id)));
        let told = Task {
            id: id(task.id),
            parent,
            position,
            origin: origin(&task.origin),
            source_key,
            calendar,
            ..task
        };
        format!("{} {told:?}", met.code)
    });
    let links = project.links().map(|link| {
        let link = link.clone();
        let (from, to) = (id(link.from), id(link.to));
        format!("{:?}", Link { id: LinkId::from_bits(1), from, to, origin: origin(&link.origin), ..link })
    });
    std::iter::once(about).chain(tasks).chain(links).chain(beside(project, carries, &id)).collect()
}

/// The place of an id among others, counted from 1.
fn place<T: PartialEq + Copy>(mut all: impl Iterator<Item = T>, id: T) -> u128 {
    all.position(|other| other == id).map_or(0, |at| at as u128 + 1)
}

/// Calendars, people, assignments and baselines as lines, ids by their places.
fn beside(project: &Project, carries: Carries, task: &dyn Fn(TaskId) -> TaskId) -> Vec<String> {
    let calendar = |id| CalendarId::from_bits(place(project.calendars().map(|c| c.id), id));
    let resource = |id| ResourceId::from_bits(place(project.resources().map(|r| r.id), id));
    let has = |feature| carries.has(feature);
    let mut lines = vec![format!("{:?}", project.meta().calendar.map(calendar))];
    lines.extend(
        project.calendars().map(|c| {
            format!("{:?}", Calendar { id: calendar(c.id), base: c.base.map(calendar), ..c.clone() })
        }),
    );
    lines.extend(project.resources().map(|r| {
        let source_key = r.source_key.clone().filter(|_| has(Feature::Keys));
        let calendar = r.calendar.map(calendar);
        format!("{:?}", Resource { id: resource(r.id), calendar, source_key, ..r.clone() })
    }));
    lines.extend(project.assignments().map(|a| {
        let id = AssignmentId::from_bits(1);
        let alternatives = a.alternatives.iter().copied().map(resource).collect();
        let resource = a.resource.map(resource);
        format!("{:?}", Assignment { id, task: task(a.task), resource, alternatives, ..a.clone() })
    }));
    lines.extend(project.baselines().map(|b| {
        let tasks = b.tasks.iter().map(|(id, planned)| (task(*id), *planned)).collect();
        format!("{:?}", Baseline { id: BaselineId::from_bits(1), tasks, ..b.clone() })
    }));
    lines
}
