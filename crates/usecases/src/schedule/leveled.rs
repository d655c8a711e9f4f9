//! The levelled schedule as it is seen: dates of the roster, and how far each task can slip in it. A task can slip until
//! it would push what waits for it, by a link, by the tree or because the same person does it next, past the finish.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jiff::civil::{Date, DateTime, Time};
use planwright_domain::schedule::{Model, Roster};
use planwright_domain::{Dependency, IdMap, LagKind, LinkType, Project, TaskId};

use super::Days;
use super::worked::Worked;

/// A levelled schedule.
#[derive(Debug)]
pub struct Leveled {
    /// Who works when.
    pub roster: Roster,
    worked: Worked,
    /// The same from the first due day on, which may be past: for telling how late something is.
    since_due: Worked,
    slack: IdMap<TaskId, i64>,
}

/// Due days longer ago than this count as so long ago.
const MOST_PAST_DAYS: i64 = 10_000;

impl Leveled {
    pub(super) fn of(
        project: &Project,
        pool: Option<&Project>,
        model: &Model,
        roster: Roster,
        start: Date,
    ) -> Self {
        let days = Days::of(project, pool);
        let worked = Worked::between(&days, start, roster.finish(), 0);
        let due = project.tasks().filter(|task| !task.status.is_closed()).filter_map(|task| task.due).min();
        let longest_ago = start.saturating_sub(jiff::Span::new().days(MOST_PAST_DAYS));
        let first = due.map_or(start, |due| due.clamp(longest_ago, start));
        let since_due = Worked::between(&days, first, roster.finish(), 0);
        let slack = slacks(project, model, &roster, &worked);
        Self { roster, worked, since_due, slack }
    }

    /// By how many working minutes what finishes then misses the end of its due day; 0 where it does not.
    pub(super) fn overdue(&self, due: Option<Date>, finish: DateTime) -> i64 {
        let Some(over) = due.and_then(|due| due.tomorrow().ok()) else { return 0 };
        let over = over.to_datetime(Time::midnight());
        match finish > over {
            true => (self.since_due.at(finish) - self.since_due.at(over)).max(1),
            false => 0,
        }
    }

    /// Working minutes of the project up to a moment.
    pub(super) fn worked(&self, at: DateTime) -> i64 {
        self.worked.at(at)
    }

    /// The moment by which so many working minutes are over.
    pub(super) fn moment(&self, minutes: i64) -> DateTime {
        self.worked.moment(minutes)
    }

    /// How far a task can slip.
    pub(super) fn slack(&self, id: TaskId) -> i64 {
        self.slack.get(&id).copied().unwrap_or(0)
    }

    /// By how many per cent it is longer than the best possible, at most.
    pub fn at_most_above(&self) -> f64 {
        let (is, best) = (self.roster.makespan() as f64, self.roster.lower_bound().max(1) as f64);
        ((is / best - 1.0) * 100.0).max(0.0)
    }
}

/// How far each task can slip: the shortest way from it over gaps to the finish (Dijkstra, from the finish backwards).
fn slacks(project: &Project, model: &Model, roster: &Roster, worked: &Worked) -> IdMap<TaskId, i64> {
    let ids: Vec<TaskId> = project.walk().map(|met| met.task.id).collect();
    let number: IdMap<TaskId, usize> = ids.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let times: Vec<(i64, i64)> = ids
        .iter()
        .map(|id| roster.dates(*id).map_or((0, 0), |(start, finish)| (worked.at(start), worked.at(finish))))
        .collect();
    // Each task has two nodes, its start and its finish; those of a work package slip together.
    let node = |n: usize, finish: bool| n * 2 + usize::from(finish && project.is_summary(ids[n]));
    let time = |n: usize, finish: bool| if finish { times[n].1 } else { times[n].0 };
    let mut behind: Vec<Vec<(usize, i64)>> = vec![Vec::new(); ids.len() * 2];
    let mut tie = |from: (usize, bool), to: (usize, bool), lag: i64| {
        let gap = (time(to.0, to.1) - time(from.0, from.1) - lag).max(0);
        behind[node(to.0, to.1)].push((node(from.0, from.1), gap));
    };
    for link in project.links().filter(|link| link.link_type == LinkType::Blocks) {
        let (Some(&from), Some(&to)) = (number.get(&link.from), number.get(&link.to)) else { continue };
        let (leaves, enters) = match link.dependency {
            Dependency::FinishToStart => (true, false),
            Dependency::StartToStart => (false, false),
            Dependency::FinishToFinish => (true, true),
            Dependency::StartToFinish => (false, true),
        };
        let lag = if link.lag_kind == LagKind::Working { i64::from(link.lag) } else { 0 };
        tie((from, leaves), (to, enters), lag);
    }
    let mut by_person: BTreeMap<u32, Vec<(i64, i64, usize)>> = BTreeMap::new();
    for (n, id) in ids.iter().enumerate() {
        if let Some(&above) = project.task(*id).and_then(|task| number.get(&task.parent?)) {
            tie((above, false), (n, false), 0);
            tie((n, true), (above, true), 0);
        }
        for stint in roster.stints(*id) {
            if let Some(person) = stint.person.filter(|&p| model.people().get(p as usize).is_some()) {
                let span = (worked.at(stint.start), worked.at(stint.finish), n);
                by_person.entry(person).or_default().push(span);
            }
        }
    }
    for stints in by_person.values_mut() {
        stints.sort_unstable();
        for at in 0..stints.len() {
            let (_, finish, from) = stints[at];
            let next = stints[at + 1..].iter().find(|(start, _, to)| *start >= finish && *to != from);
            if let Some(&(start, _, to)) = next {
                // A part of a task may be over before the task is.
                let gap = start - finish;
                behind[node(to, false)].push((node(from, true), gap));
            }
        }
    }
    let end =
        worked.at(roster.finish().to_datetime(Time::midnight()).saturating_add(jiff::Span::new().days(1)));
    let end = times.iter().map(|(_, finish)| *finish).max().unwrap_or(end);
    let mut slack = vec![i64::MAX; ids.len() * 2];
    let mut heap = BinaryHeap::new();
    for (n, (_, finish)) in times.iter().enumerate() {
        heap.push(Reverse((end - finish, node(n, true))));
    }
    while let Some(Reverse((by, at))) = heap.pop() {
        if by >= slack[at] {
            continue;
        }
        slack[at] = by;
        for &(from, gap) in &behind[at] {
            if by + gap < slack[from] {
                heap.push(Reverse((by + gap, from)));
            }
        }
    }
    ids.iter().enumerate().map(|(n, id)| (*id, slack[node(n, true)].min(end))).collect()
}
