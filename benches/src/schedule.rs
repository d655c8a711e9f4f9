//! Schedules of big projects in which everybody has a calendar of their own: compiling them, both passes with slack, one
//! changed task, and levelling in one pass. Calendars are compiled with the model, not with the passes.

use jiff::Span;
use jiff::civil::date;
use planwright_contract::Dice;
use planwright_contract::synthetic::Shape;
use planwright_domain::schedule::level::Budget;
use planwright_domain::schedule::{Given, Model, Zones};
use planwright_domain::{
    Author, Calendar, CalendarId, Exception, Extent, Hours, Patch, PatchId, Project, Resource, ResourceId,
    Shift, Task, TaskChange, TaskId, Week, apply,
};

use crate::measure::{Each, median, say};

/// `[people, repetitions, tasks …]`, by default 200, 7 and 1,000, 10,000 and 100,000; three links for each task.
pub(crate) fn run(words: &[String]) {
    let number = |nth: usize, usual: usize| words.get(nth).and_then(|w| w.parse().ok()).unwrap_or(usual);
    let (people, repetitions) = (number(0, 200), number(1, 7).max(1));
    let sizes: Vec<usize> = words.iter().skip(2).filter_map(|w| w.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    say(&format!("three links for each task (CPU ms, median of {repetitions})"));
    for tasks in sizes {
        for people in [0, people] {
            measure(&project(tasks, people), tasks, people, repetitions);
        }
    }
}

fn measure(project: &Project, tasks: usize, people: usize, repetitions: usize) {
    let zones = Zones::default();
    let given = Given { start: date(2026, 11, 16), zones: &zones, pool: None };
    let network = project.network();
    let (compile, mut model) = median(repetitions, || Model::of(project, given));
    let (passes, table) = median(repetitions, || model.timetable(network));
    let (slack, critical) = median(repetitions, || table.as_ref().map_or(0, |t| t.critical().len()));
    let leveling = Model::for_leveling(project, given);
    let budget = Budget { schedules: 1, seed: 1 };
    let (level, roster) = median(repetitions, || leveling.level(network, &[], budget, &mut || false));
    say(&format!(
        "{tasks} tasks, {people} people: compile {compile:.1}  passes {passes:.2}  slack {slack:.2} ({critical} critical)  \
         level {level:.2} ({:.1} % above the bound)",
        roster.map_or(0.0, |r| 100.0 * (r.makespan() as f64 / r.lower_bound().max(1) as f64 - 1.0)),
    ));
    let (Some(mut table), mut changed) = (table, project.clone()) else { return };
    let mut ids: Vec<TaskId> = project.tasks().map(|task| task.id).collect();
    ids.sort_unstable();
    let mut dice = Dice::new(3);
    let mut each = Each::default();
    for nth in 0..200 {
        let id = ids[dice.below(ids.len())];
        let author = Author::new("bench");
        let mut patch =
            Patch::new(PatchId::from_bits(nth), changed.id(), changed.version(), author, "another estimate");
        let change = TaskChange { effort: Some(Some(30 + dice.below(900) as u32)), ..TaskChange::default() };
        patch.update_task(id, change);
        if apply(&mut changed, &patch).is_err() {
            return;
        }
        model.change(&changed, given, id);
        let Some(next) = each.time(|| table.changed(&model, changed.network(), id)) else { return };
        table = next;
    }
    each.tell("one changed task, both passes");
}

/// The same project with these tasks.
fn again(project: &Project, tasks: &[Task]) -> Project {
    let (meta, links) = (project.meta().clone(), project.links().cloned());
    Project::assemble(project.id(), project.version(), meta, tasks.to_vec(), links, Extent::Whole)
        .with_calendars(project.calendars().cloned())
        .with_resources(project.resources().cloned())
}

/// A hierarchical project with three links for each task, everybody with their own hours, days off and holidays.
fn project(tasks: usize, people: usize) -> Project {
    let shape = Shape { tasks, levels: 5, density: 3.0, seed: 7, ..Shape::default() };
    let project = shape.project();
    let mut dice = Dice::new(9);
    let mut all: Vec<Task> = project.tasks().cloned().collect();
    all.sort_unstable_by_key(|task| task.id);
    for task in &mut all {
        task.assignees.clear();
        if people > 0 {
            task.assignees.insert(format!("person {}", dice.below(people)));
        }
    }
    let (calendars, resources) =
        (0..people).map(|nth| person(nth, &mut dice)).unzip::<_, _, Vec<_>, Vec<_>>();
    again(&project, &all).with_calendars(calendars).with_resources(resources)
}

fn person(nth: usize, dice: &mut Dice) -> (Calendar, Resource) {
    let from = 420 + dice.below(8) as u16 * 15;
    let shifts = [Shift { from, to: from + 240 }, Shift { from: from + 285, to: from + 525 }];
    let (hours, free) = (Hours::of(shifts), dice.below(6) as i8);
    let works = |day: i8| day != 6 && day != free;
    let week = Week::of(|day| if works(day.to_monday_zero_offset()) { hours.clone() } else { Hours::OFF });
    let off = (0..6).map(|_| {
        let first = date(2026, 11, 16).saturating_add(Span::new().days(dice.below(700) as i64));
        Exception::off(first, first.saturating_add(Span::new().days(dice.below(10) as i64)))
    });
    let id = CalendarId::from_bits(nth as u128);
    let calendar = Calendar {
        week: Some(week),
        exceptions: off.collect(),
        ..Calendar::new(id, format!("calendar {nth}"))
    };
    let resource = Resource::new(ResourceId::from_bits(nth as u128), format!("person {nth}"));
    (calendar, Resource { calendar: Some(id), ..resource })
}
