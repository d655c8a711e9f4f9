//! A project written for TaskJuggler 3. Must never write what `tj3` does not accept: whatever a title holds, it stays a
//! text.
//!
//! Gaps of elapsed time are whole multiples of five minutes there; others are written as the next one. What TaskJuggler
//! computes with (hours, leaves, limits, allocations) is written in its own words, and what these cannot say exactly stands
//! in attributes of ours as well.

mod calendars;
mod frame;
mod people;
mod tasks;
mod words;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use planwright_domain::{CalendarId, Dependency, Link, LinkType, Project, Task, TaskId};

use self::people::Names;
use self::words::is_id;
use crate::incoming::Incoming;

pub(super) use calendars::DAYS;
pub(super) use frame::stated;

/// The longest path that an id is part of.
const DEEPEST_PATH: usize = 64;

struct Writer<'a> {
    project: &'a Project,
    out: String,
    ids: HashMap<TaskId, String>,
    paths: HashMap<TaskId, String>,
    names: Names<'a>,
    shifts: HashMap<CalendarId, String>,
    into: Incoming<'a>,
    /// The steps in which time is counted, in minutes.
    step: u32,
}

/// Writes `project`. A project without a start begins `today`.
pub fn write(project: &Project, today: Date) -> String {
    // "precedes" would say finish-to-finish, but turns the whole schedule of a task around.
    let said = |l: &Link| matches!(l.dependency, Dependency::FinishToStart | Dependency::StartToStart);
    let into = Incoming::those(project, |l| l.link_type == LinkType::Blocks && said(l));
    let shifts = project.calendars().enumerate().map(|(i, c)| (c.id, format!("c{}", i + 1)));
    let mut writer = Writer {
        project,
        out: String::new(),
        ids: HashMap::new(),
        paths: HashMap::new(),
        names: Names::of(project),
        shifts: shifts.collect(),
        into,
        step: step(project),
    };
    writer.name_tasks();
    writer.header(today);
    writer.declarations();
    writer.tasks();
    writer.out
}

/// The coarsest step in which every effort and lag can be counted; never finer than TaskJuggler allows.
fn step(project: &Project) -> u32 {
    let efforts = project.tasks().filter_map(|t| t.effort);
    let lags = project.links().filter(|l| l.lag > 0).map(|l| l.lag.unsigned_abs());
    let finest = efforts.chain(lags).fold(60, gcd);
    [60, 30, 15, 10, 5].into_iter().find(|s| finest % s == 0).unwrap_or(5)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl<'a> Writer<'a> {
    /// A key that is the path to its task gives the task its id; the others are counted.
    fn name_tasks(&mut self) {
        let mut used: HashSet<(Option<TaskId>, String)> = HashSet::new();
        let mut counts: HashMap<Option<TaskId>, u32> = HashMap::new();
        for met in self.project.walk() {
            let task = met.task;
            let count = counts.entry(task.parent).or_insert(0);
            *count += 1;
            let above = self.above(task).and_then(|p| p.source_key.as_deref());
            let deep = met.code.depth() > DEEPEST_PATH;
            let own = task.source_key.as_deref().and_then(|key| match above.filter(|_| !deep) {
                Some(path) => key.strip_prefix(path)?.strip_prefix('.'),
                None => Some(key),
            });
            let own = own.filter(|id| is_id(id) && !id.starts_with('_'));
            let own = own.filter(|id| used.insert((task.parent, (*id).to_owned())));
            let id = own.map_or_else(|| format!("_{count}"), str::to_owned);
            let path = match task.parent.and_then(|p| self.paths.get(&p)) {
                Some(path) => format!("{path}.{id}"),
                None => id.clone(),
            };
            self.paths.insert(task.id, path);
            self.ids.insert(task.id, id);
        }
    }

    fn above(&self, task: &Task) -> Option<&'a Task> {
        self.project.task(task.parent?)
    }

    /// The minutes of a day, where a number of days can be exact.
    fn day(&self) -> Option<u32> {
        let minutes = self.project.meta().minutes_per_day;
        (minutes > 0 && minutes.is_multiple_of(6)).then_some(minutes)
    }
}
