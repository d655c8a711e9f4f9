//! Many runs of a big plan with uncertain efforts, shared out over threads; once on the project's working minutes, once with
//! people who have hours of their own.

use std::time::Instant;

use jiff::civil::date;
use planwright_domain::schedule::level::Budget;
use planwright_domain::schedule::{Given, Model, Runs, Spread, Uncertainty, Zones};
use planwright_domain::{Extent, Meta, Project, ProjectId, Resource, ResourceId, Task, Version};

use crate::generate::{Build, plan};
use crate::measure::say;

/// How many people have hours of their own.
const PEOPLE: usize = 200;

/// `[tasks, links, runs, threads]`, by default 10,000, 30,000, 1,000 and 2.
pub(crate) fn run(words: &[String]) {
    let number = |nth: usize, usual: usize| words.get(nth).and_then(|w| w.parse().ok()).unwrap_or(usual);
    let (tasks, links, runs, threads) =
        (number(0, 10_000), number(1, 30_000), number(2, 1000), number(3, 2).max(1));
    for with_people in [false, true] {
        let project = project(tasks, links, with_people);
        let zones = Zones::default();
        let given = Given { start: date(2026, 11, 16), zones: &zones, pool: None };
        let model = Model::of(&project, given);
        let begun = Instant::now();
        let Some(uncertain) = Uncertainty::of(&project, &model, Spread::default()) else { continue };
        let who = if with_people { "people with hours of their own" } else { "everybody as the project" };
        measure(&uncertain, begun, &format!("{tasks} tasks, {links} links, {who}"), runs, threads);
        if !with_people {
            continue;
        }
        let model = Model::for_leveling(&project, given);
        let budget = Budget { schedules: 1, seed: 1 };
        let Some(roster) = model.level(project.network(), &[], budget, &mut || false) else { continue };
        let begun = Instant::now();
        let leveled = Uncertainty::leveled(&project, &model, &roster, &[], Spread::default());
        let Some(leveled) = leveled else { continue };
        measure(&leveled, begun, &format!("{tasks} tasks, {links} links, leveled"), runs, threads);
    }
}

fn measure(uncertain: &Uncertainty, begun: Instant, of: &str, runs: usize, threads: usize) {
    let made = begun.elapsed();
    let drawn = shared_out(uncertain, runs as u32, threads as u32);
    let ran = begun.elapsed();
    let found = uncertain.forecast(&drawn);
    let whole = begun.elapsed();
    say(&format!(
        "{of}: {runs} runs on {threads} threads in {:.0} ms (compiled {:.0}, runs {:.0}, \
             influences {:.0}); 50/80/95 %: {} {} {}",
        whole.as_secs_f64() * 1e3,
        made.as_secs_f64() * 1e3,
        (ran - made).as_secs_f64() * 1e3,
        (whole - ran).as_secs_f64() * 1e3,
        found.finish(50),
        found.finish(80),
        found.finish(95),
    ));
}

fn shared_out(uncertain: &Uncertainty, runs: u32, threads: u32) -> Runs {
    let part = |nth: u32| runs * nth / threads..runs * (nth + 1) / threads;
    std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).map(|nth| scope.spawn(move || uncertain.runs(7, part(nth)))).collect();
        let mine = uncertain.runs(7, part(0));
        others.into_iter().filter_map(|other| other.join().ok()).fold(mine, Runs::and)
    })
}

fn project(tasks: usize, links: usize, with_people: bool) -> Project {
    let plan = plan(Build::Tree, tasks, links, 7);
    let name = |n: usize| format!("P{n}");
    let made = plan.tasks.iter().enumerate().map(|(n, &(id, parent, minutes))| {
        let mut task = Task { parent, effort: Some(minutes), ..Task::new(id, "t") };
        if with_people {
            task.assignees.insert(name(n % PEOPLE));
        }
        task
    });
    let project = Project::assemble(
        ProjectId::from_bits(1),
        Version(1),
        Meta::new(""),
        made,
        plan.links,
        Extent::Whole,
    );
    if !with_people {
        return project;
    }
    project.with_resources((0..PEOPLE).map(|n| Resource {
        capacity: 50 + (n as u32 % 6) * 10,
        ..Resource::new(ResourceId::from_bits(n as u128 + 1), name(n))
    }))
}
