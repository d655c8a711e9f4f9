//! Synthetic projects for the benches, and printed: `generate --tasks 1000 --depth 4 --density 1.5 --seed 7 --format text`.

use jiff::civil::date;
use planwright_contract::Dice;
use planwright_contract::synthetic::Shape;
use planwright_domain::{Link, TaskId};
use planwright_formats::{Notation, Occasion, write};

use crate::measure::{number, say, value};

/// Prints a project.
pub(crate) fn run(words: &[String]) {
    let usual = Shape::default();
    let shape = Shape {
        tasks: number(words, "--tasks", usual.tasks),
        levels: number(words, "--depth", usual.levels),
        density: number(words, "--density", usual.density),
        minutes: number(words, "--shortest", *usual.minutes.start())
            ..=number(words, "--longest", *usual.minutes.end()),
        people: number(words, "--people", usual.people),
        seed: number(words, "--seed", usual.seed),
        plain_links: words.iter().any(|word| word == "--plain-links"),
    };
    let format = value(words, "--format").unwrap_or("json");
    let occasion = Occasion { today: date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    let notation = Notation::from_word(format).filter(|n| n.is_written());
    let written = notation.and_then(|notation| write(&shape.project(), notation, &occasion));
    match written {
        Some(written) => say(written.text.trim_end()),
        None => say(&format!("{format:?} is not {}", Notation::written_words())),
    }
}

/// A plan's skeleton: what the network and the schedule see of it.
pub(crate) struct Plan {
    /// Each task with its parent and its minutes, in the order of the tree.
    pub(crate) tasks: Vec<(TaskId, Option<TaskId>, u32)>,
    /// Links without a cycle, in random order.
    pub(crate) links: Vec<Link>,
}

/// How a plan is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// No tree, only finish-to-start links.
    Flat,
    /// Five levels, links of all kinds, some of them on summary tasks.
    Tree,
}

/// A plan of so many tasks and links. Four links of five join tasks near each other.
pub(crate) fn plan(build: Build, tasks: usize, links: usize, seed: u64) -> Plan {
    let shape = Shape {
        tasks,
        levels: if build == Build::Flat { 1 } else { 5 },
        density: links as f64 / tasks.max(1) as f64,
        plain_links: build == Build::Flat,
        seed,
        ..Shape::default()
    };
    let project = shape.project();
    let mut links: Vec<Link> = project.links().cloned().collect();
    links.sort_unstable_by_key(|link| link.id);
    Dice::new(seed).shuffle(&mut links);
    let skeleton =
        |met: planwright_domain::Wbs<'_>| (met.task.id, met.task.parent, met.task.effort.unwrap_or(0));
    Plan { tasks: project.walk().map(skeleton).collect(), links }
}
