//! Schedules of big projects in which everybody has a calendar of their own: compiling them, both passes with slack, one
//! changed task, and levelling in one pass. Calendars are compiled with the model, not with the passes.

use jiff::civil::date;
use planwright_contract::Dice;
use planwright_contract::synthetic::Shape;
use planwright_domain::schedule::level::Budget;
use planwright_domain::schedule::{Given, Model, Zones};
use planwright_domain::{Author, Extent, Kind, Patch, PatchId, Project, Task, TaskChange, TaskId, apply};

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
    let mut table = table;
    let (mut each, mut whole) = (Each::default(), Each::default());
    edits(project, EDITS, |changed, id| {
        whole.time(|| {
            model.change(changed, given, id);
            let before = table.take();
            table = each.time(|| before.and_then(|table| table.changed(&model, changed.network(), id)));
        });
    });
    if table.is_none() {
        say("a changed task left no timetable");
    }
    each.tell("one changed task, both passes");
    whole.tell("one changed task, compiled again and both passes");
    let mut repair = Each::default();
    let mut leveling = leveling;
    edits(project, REPAIRS, |changed, id| {
        repair.time(|| {
            leveling.change(changed, given, id);
            leveling.level(changed.network(), &[], budget, &mut || false)
        });
    });
    repair.tell("one changed task, compiled again and leveled in one pass");
}

/// How many changes are measured unlevelled, and how many leveled.
const EDITS: u128 = 500;
const REPAIRS: u128 = 21;

/// Gives some open work packages, one after the other, another effort.
fn edits(project: &Project, count: u128, mut measured: impl FnMut(&Project, TaskId)) {
    let mut changed = project.clone();
    let open =
        |task: &&Task| task.kind == Kind::Task && !task.status.is_closed() && !project.is_summary(task.id);
    let mut ids: Vec<TaskId> = project.tasks().filter(open).map(|task| task.id).collect();
    ids.sort_unstable();
    let mut dice = Dice::new(3);
    for nth in 0..count {
        let id = ids[dice.below(ids.len())];
        let author = Author::new("bench");
        let mut patch =
            Patch::new(PatchId::from_bits(nth), changed.id(), changed.version(), author, "another estimate");
        let change = TaskChange { effort: Some(Some(30 + dice.below(900) as u32)), ..TaskChange::default() };
        patch.update_task(id, change);
        match apply(&mut changed, &patch) {
            Ok(_) => measured(&changed, id),
            Err(refused) => say(&format!("a change was refused: {refused}")),
        }
    }
}

/// A hierarchical project with three links for each task, everybody with their own hours, days off and holidays.
fn project(tasks: usize, people: usize) -> Project {
    let shape = Shape { tasks, levels: 5, density: 3.0, people, seed: 7, ..Shape::default() };
    let project = shape.project();
    if people > 0 {
        return project;
    }
    let nobody = project.tasks().map(|task| Task { assignees: Default::default(), ..task.clone() });
    let (tasks, links) = (nobody.collect::<Vec<_>>(), project.links().cloned().collect::<Vec<_>>());
    Project::assemble(project.id(), project.version(), project.meta().clone(), tasks, links, Extent::Whole)
}
