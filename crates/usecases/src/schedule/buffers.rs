//! The buffers of a project's schedule, and how much of them is used up. The chains run over the schedule as it is, leveled
//! or not: by links, by the tree, and from one task of a person to their next. Nothing is moved and nothing stored.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use planwright_domain::schedule::{Buffers, Feeding, Fever, Piece, Sizing, Spread};
use planwright_domain::{
    Baseline, Dependency, IdMap, LagKind, Link, LinkType, Project, Resource, Status, Task, TaskId,
};

use super::worked::Worked;
use super::{Schedule, effort_left};

/// A schedule with buffers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buffered {
    /// The chains and their buffers.
    pub buffers: Buffers,
    /// The day on which the project's buffer ends: by then it is finished even if the buffer is used up.
    pub finish: Date,
    /// From when to when the project's buffer lies.
    pub project: (DateTime, DateTime),
    /// By feeding chain, from when to when its buffer lies.
    pub feeding: Vec<(DateTime, DateTime)>,
    /// How much of the project's buffer is used up; `None` without a baseline to tell by.
    pub used: Option<Consumption>,
}

/// How much of a project's buffer is used up since a baseline was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumption {
    /// What it is measured by.
    pub baseline: String,
    /// The buffer the baseline needed, in working minutes.
    pub buffer: i64,
    /// How much later than in the baseline the project is finished, in working minutes.
    pub used: i64,
    /// Both in per cent.
    pub fever: Fever,
    /// The last day the baseline's buffer reaches.
    pub promised: Date,
}

/// The buffers of a schedule, each as long as `sizing` and the ranges of efforts say, and how much of the project's is used
/// up since `baseline`; `None` while nothing is open.
pub fn buffers(
    of: &Schedule,
    baseline: Option<&Baseline>,
    sizing: Sizing,
    spread: Spread,
    today: Date,
) -> Option<Buffered> {
    let (_, last, _) = of.span()?;
    let planned = baseline.map(|b| b.tasks.values().map(|t| (t.start, t.finish)));
    let since = planned.and_then(|all| all.map(|(start, _)| start.date()).min());
    let first = of.project.meta().start.map_or(today, |start| start.max(today));
    let first = since.map_or(first, |since| since.min(first));
    let days = of.days();
    let worked = Worked::between(&days, first, last, 0);

    let open: Vec<&Task> = of.open().collect();
    let spans = open.iter().filter_map(|task| {
        let slot = of.slot(task)?;
        Some((task.id, (worked.at(slot.start), worked.at(slot.finish))))
    });
    let spans: Spans = spans.collect();
    let lasts = open.iter().filter_map(|task| Some((task.id, of.slot(task)?.minutes))).collect();
    let turns = turns_of_schedule(of, &worked);
    let buffers = Buffers::of(&pieces(&of.project, &open, &(spans, lasts), &turns, spread), sizing);

    let used = baseline.and_then(|b| consumption(of, b, (first, last), sizing, spread));
    let worked = Worked::between(&days, first, last, buffers.critical.finish + buffers.critical.buffer);
    let place = |one: &Feeding| {
        let from = one.chain.finish;
        (worked.moment(from), worked.moment(from + one.chain.buffer.min(one.room)))
    };
    let feeding = buffers.feeding.iter().map(place).collect();
    let end = worked.moment(buffers.critical.finish + buffers.critical.buffer);
    let project = (worked.moment(buffers.critical.finish), end);
    Some(Buffered { finish: last_day(end).max(last), project, feeding, used, buffers })
}

/// By task, when it takes place.
type Spans = IdMap<TaskId, (i64, i64)>;

/// By task, how long those who do it work on it.
type Lasts = IdMap<TaskId, i64>;

/// By task, the tasks after which somebody turns to it.
type Turns = BTreeMap<TaskId, Vec<TaskId>>;

/// Who turns from one task to the next as the leveled schedule has it.
fn turns_of_schedule(of: &Schedule, worked: &Worked) -> Turns {
    let Some(leveled) = &of.leveled else { return Turns::new() };
    turns(of.open().map(|task| task.id).flat_map(|task| {
        let stints = leveled.roster.stints(task).into_iter();
        stints.filter_map(move |stint| {
            Some((stint.person?, worked.at(stint.start), worked.at(stint.finish), task))
        })
    }))
}

/// Who turned from one task to the next, as far as dates and names tell.
fn turns_of_names(of: &Schedule, known: &[&Task], spans: &Spans) -> Turns {
    let named = known.iter().filter_map(|task| Some((task, *spans.get(&task.id)?)));
    turns(named.flat_map(|(task, (start, finish))| {
        of.people(task).into_iter().map(move |name| (name, start, finish, task.id))
    }))
}

/// By person, what each did last before something else of theirs began.
fn turns<K: Ord>(stints: impl Iterator<Item = (K, i64, i64, TaskId)>) -> Turns {
    let mut by_person: BTreeMap<K, Vec<(i64, i64, TaskId)>> = BTreeMap::new();
    for (person, start, finish, task) in stints {
        by_person.entry(person).or_default().push((start, finish, task));
    }
    let mut turns = Turns::new();
    for mut stints in by_person.into_values() {
        stints.sort_unstable();
        let mut over: BTreeSet<(i64, TaskId)> = BTreeSet::new();
        for (start, finish, task) in stints {
            let before = over.range(..=(start, TaskId::from_bits(u128::MAX))).next_back();
            if let Some(&(_, before)) = before.filter(|(_, before)| *before != task) {
                turns.entry(task).or_default().push(before);
            }
            over.insert((finish, task));
        }
    }
    turns
}

/// The open tasks as they are scheduled, with what each waits for.
fn pieces(
    project: &Project,
    open: &[&Task],
    (spans, lasts): &(Spans, Lasts),
    turns: &Turns,
    spread: Spread,
) -> Vec<Piece> {
    let shown: Vec<&&Task> = open.iter().filter(|task| spans.contains_key(&task.id)).collect();
    let number: IdMap<TaskId, usize> = shown.iter().enumerate().map(|(n, task)| (task.id, n)).collect();
    let ties = Ties::of(project, spans);
    let piece = |task: &&&Task| {
        let (start, finish) = spans[&task.id];
        let turned = turns.get(&task.id).into_iter().flatten();
        let turned = turned.map(|id| (*id, start - spans.get(id).map_or(start, |span| span.1)));
        let mut before: BTreeMap<usize, i64> = BTreeMap::new();
        for (id, gap) in ties.entering(project, task.id, (start, finish)).into_iter().chain(turned) {
            // What would start after it, or with it, is not waited for, whatever a link with a lead says.
            if let Some(&from) = number.get(&id).filter(|_| spans[&id].1 <= finish && id != task.id) {
                let least = before.entry(from).or_insert(gap.max(0));
                *least = gap.max(0).min(*least);
            }
        }
        Piece {
            id: task.id,
            start,
            finish,
            lasts: lasts[&task.id],
            margin: spread.margin(task, lasts[&task.id]),
            before: before.into_iter().collect(),
        }
    };
    shown.iter().map(piece).collect()
}

/// What a task waits for by links: by those that enter it or a summary task above it.
struct Ties<'a> {
    entering: BTreeMap<TaskId, Vec<&'a Link>>,
    /// By summary task, what the links that enter its start wait for longest, and until when.
    held: BTreeMap<TaskId, (i64, TaskId)>,
    ends: Ends,
}

/// By summary task, the work package below it that starts first, and the one that finishes last, each with its moment.
type Ends = IdMap<TaskId, [(i64, TaskId); 2]>;

impl<'a> Ties<'a> {
    fn of(project: &'a Project, spans: &Spans) -> Self {
        let mut ends = Ends::default();
        for id in project.walk().map(|met| met.task.id) {
            let Some(&(start, finish)) = spans.get(&id) else { continue };
            for above in std::iter::once(id).chain(project.ancestors(id).map(|task| task.id)) {
                let [first, last] = ends.entry(above).or_insert([(start, id), (finish, id)]);
                *first = (start, id).min(*first);
                *last = (finish, id).max(*last);
            }
        }
        let mut ties = Self { entering: BTreeMap::new(), held: BTreeMap::new(), ends };
        for link in project.links().filter(|link| link.link_type == LinkType::Blocks) {
            if !enters_finish(link.dependency) && project.is_summary(link.to) {
                if let Some(bound) = ties.bound(link) {
                    let held = ties.held.entry(link.to).or_insert(bound);
                    *held = bound.max(*held);
                }
            } else {
                ties.entering.entry(link.to).or_default().push(link);
            }
        }
        ties
    }

    /// What a task waits for, and how much earlier each could let it go. Of the links of a summary task above it only the
    /// one that holds longest counts, so that many links over many tasks stay few.
    fn entering(&self, project: &Project, id: TaskId, (start, finish): (i64, i64)) -> Vec<(TaskId, i64)> {
        let own = self.entering.get(&id).into_iter().flatten().filter_map(|link| {
            let (bound, from) = self.bound(link)?;
            let head = if enters_finish(link.dependency) { finish } else { start };
            Some((from, head - bound))
        });
        let above = project.ancestors(id).filter_map(|above| self.held.get(&above.id));
        own.chain(above.map(|&(bound, from)| (from, start - bound))).collect()
    }

    /// Until when a link holds what it enters, and what that waits for.
    fn bound(&self, link: &Link) -> Option<(i64, TaskId)> {
        let leaves_finish = matches!(link.dependency, Dependency::FinishToStart | Dependency::FinishToFinish);
        let (tail, from) = self.ends.get(&link.from)?[usize::from(leaves_finish)];
        let lag = if link.lag_kind == LagKind::Working { i64::from(link.lag) } else { 0 };
        Some((tail + lag, from))
    }
}

fn enters_finish(dependency: Dependency) -> bool {
    matches!(dependency, Dependency::FinishToFinish | Dependency::StartToFinish)
}

/// How much of the buffer that the schedule of a baseline needed is used up.
fn consumption(
    of: &Schedule,
    baseline: &Baseline,
    (first, last): (Date, Date),
    sizing: Sizing,
    spread: Spread,
) -> Option<Consumption> {
    let project = &of.project;
    let was = baseline.tasks.values().map(|t| t.finish).max()?;
    let worked = Worked::between(&of.days(), first, last.max(was.date()), 0);
    let known: Vec<&Task> = project
        .walk()
        .map(|met| met.task)
        .filter(|task| !project.is_summary(task.id) && task.status != Status::Cancelled)
        .collect();
    let (mut spans, mut lasts) = (Spans::default(), Lasts::default());
    for task in &known {
        let Some(then) = baseline.tasks.get(&task.id) else { continue };
        let (start, finish) = (worked.at(then.start), worked.at(then.finish));
        spans.insert(task.id, (start, finish));
        let away = away(of, task, (then.start.date(), then.finish.date()));
        lasts.insert(task.id, (finish - start - away).max(0));
    }
    let turns = turns_of_names(of, &known, &spans);
    let spans = (spans, lasts);
    let chain = Buffers::of(&pieces(project, &known, &spans, &turns, spread), sizing).critical;
    let (start, finish) =
        (worked.at(was), of.open().filter_map(|task| of.slot(task)).map(|slot| slot.finish).max()?);
    let used = (worked.at(finish) - start).max(0);
    let done = chain.tasks.iter().filter_map(|id| Some(done(project.task(*id)?, *spans.1.get(id)?))).sum();
    let reach = Worked::between(&of.days(), first, last.max(was.date()), start + chain.buffer);
    Some(Consumption {
        baseline: baseline.name.clone(),
        buffer: chain.buffer,
        used,
        fever: Fever::of(done, chain.work, used, chain.buffer),
        promised: last_day(reach.moment(start + chain.buffer)),
    })
}

/// The project's minutes of the days within a span on which nobody who does a task is there.
fn away(of: &Schedule, task: &Task, (first, last): (Date, Date)) -> i64 {
    let people = of.people(task);
    let people: Vec<&Resource> = people.iter().filter_map(|name| of.resource_named(name)).collect();
    let days = of.days();
    if people.is_empty() {
        return 0;
    }
    let nobody = |day: &Date| people.iter().all(|person| days.minutes_of(Some(person), *day) == 0);
    days.after(first, last).filter(nobody).map(|day| i64::from(days.hours(None, day).minutes())).sum()
}

/// How much of the time a task lasts is behind it, as far as its effort tells.
fn done(task: &Task, lasts: i64) -> i64 {
    let (left, whole) = (i64::from(effort_left(task)), i64::from(task.effort.unwrap_or(0)));
    match whole {
        _ if task.status.is_closed() => lasts,
        0 => 0,
        whole => lasts * (whole - left).max(0) / whole,
    }
}

fn last_day(at: DateTime) -> Date {
    at.saturating_sub(jiff::Span::new().minutes(1)).date()
}
