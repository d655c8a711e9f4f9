//! Levelling a project: nobody does more at a time than there is of them. Tasks are placed one after the other, each as
//! early as its links, its dates and the time of those who do it allow (serial schedule generation); the search of
//! `level` looks for a better order. Whoever else would do, or has the skill, is taken where that is done earlier.
//!
//! Parts of a task's effort are placed each in the time of whoever does it; of a fixed duration everybody is there for
//! all of it.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::aims::Aims;
use super::axis::Axis;
use super::clock::Span;
use super::items::{Items, Part};
use super::level::{Budget, search};
use super::line::NEVER;
use super::model::Model;
use super::passes::{Begun, backward, passes};
use super::place::{LATEST, Placed, Placer};
use super::staff::NOBODY;
use super::timetable::Timetable;
use crate::id::{IdMap, ProjectId, ResourceId, TaskId};
use crate::network::Network;
use crate::network::graph::{NONE, finish, start};

/// Somebody's work on a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stint {
    /// Their number among the model's people; `None` is nobody in particular.
    pub person: Option<u32>,
    /// How much of them, in per cent.
    pub units: u32,
    /// When it begins.
    pub start: DateTime,
    /// When it is over.
    pub finish: DateTime,
    /// How much of the task's effort is done in it, in a person's minutes.
    pub effort: u32,
}

/// That a task of another project takes up a resource, without the time in which it is not at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The other project.
    pub project: ProjectId,
    /// Its task.
    pub task: TaskId,
    /// The resource.
    pub resource: ResourceId,
    /// How much of it, in per cent.
    pub units: u32,
    /// From when, on the project's clocks.
    pub start: DateTime,
    /// Until when.
    pub finish: DateTime,
}

/// A schedule in which nobody is overloaded.
#[derive(Debug)]
pub struct Roster {
    pub(super) axis: Axis,
    slots: Arc<IdMap<TaskId, u32>>,
    /// By slot; a summary task begins with the first that is open below it.
    spans: Vec<Span>,
    pub(super) stints: Vec<Vec<Placed>>,
    /// Its moments as those of two passes, for telling what holds what.
    pub(super) table: Timetable,
    pub(super) taken: Vec<Taken>,
    makespan: i64,
    bound: i64,
    schedules: u64,
}

impl Roster {
    /// When a task starts and finishes, on the project's clocks.
    pub fn dates(&self, id: TaskId) -> Option<(DateTime, DateTime)> {
        let span = self.spans[*self.slots.get(&id)? as usize];
        let lasts = span.start < span.finish;
        let start = if lasts { self.axis.opening(span.start) } else { self.axis.closing(span.start) };
        Some((start, self.axis.closing(span.finish)))
    }

    /// A summary task begins with the first work below it, or where there is none with the first of what takes no time.
    fn open_summaries(&mut self) {
        let items = &self.table.items;
        let mut begun = vec![Begun::NOTHING; items.all.len()];
        for (at, item) in items.all.iter().enumerate().rev().filter(|(_, item)| item.part != Part::Closing) {
            let span = self.spans[item.slot as usize];
            if item.leaf {
                begun[at] = Begun::of(item, span.start);
            }
            let own = begun[at];
            if !item.leaf && own != Begun::NOTHING {
                self.spans[item.slot as usize].start = own.at().min(span.finish);
            }
            if item.above != NONE {
                let above = &mut begun[item.above as usize];
                *above = above.with(own);
            }
        }
    }

    /// Who works on a task, and when.
    pub fn stints(&self, id: TaskId) -> Vec<Stint> {
        let Some(&slot) = self.slots.get(&id) else { return Vec::new() };
        let shown = |placed: &Placed| Stint {
            person: Some(placed.person).filter(|&person| person != NOBODY),
            units: placed.units,
            start: self.axis.opening(placed.span.start),
            finish: self.axis.closing(placed.span.finish),
            effort: placed.effort,
        };
        self.stints[slot as usize].iter().map(shown).collect()
    }

    /// When the task of a slot takes place.
    pub(super) fn span(&self, slot: u32) -> Span {
        self.spans[slot as usize]
    }

    /// The moment the last task is finished.
    pub(super) fn finished(&self) -> i64 {
        self.makespan
    }

    /// The same without the time in which they are not at work.
    pub fn pieces(&self, id: TaskId) -> Vec<Stint> {
        let (Some(&slot), Axis::Woven(woven)) = (self.slots.get(&id), &self.axis) else { return Vec::new() };
        let mut pieces = Vec::new();
        for placed in &self.stints[slot as usize] {
            let line = woven.lines.line(placed.line);
            let before = line.work(placed.span.start);
            let all = (line.work(placed.span.finish) - before).max(1);
            let (mut at, mut given) = (placed.span.start, 0);
            while at < placed.span.finish && placed.span.finish < NEVER / 2 {
                let Some((from, to, _)) = line.next_open(at).filter(|open| open.0 < placed.span.finish)
                else {
                    break;
                };
                at = to.min(placed.span.finish);
                let past = i128::from(line.work(at) - before);
                let by_now = (i128::from(placed.effort) * past / i128::from(all)) as u32;
                pieces.push(Stint {
                    person: Some(placed.person).filter(|&person| person != NOBODY),
                    units: placed.units,
                    start: self.axis.opening(from),
                    finish: self.axis.closing(at),
                    effort: by_now - given,
                });
                given = by_now;
            }
        }
        pieces
    }

    /// The day on which the last task is finished: without any work the day on which it could begin.
    pub fn finish(&self) -> Date {
        let last = self.axis.closing(self.makespan).saturating_sub(jiff::Span::new().minutes(1));
        last.date().max(self.axis.opening(0).date())
    }

    /// The project's working minutes from its start to its finish.
    pub fn makespan(&self) -> i64 {
        self.axis.worked(self.makespan)
    }

    /// No schedule takes fewer working minutes.
    pub fn lower_bound(&self) -> i64 {
        self.axis.worked(self.bound)
    }

    /// How many schedules were made to find it.
    pub fn schedules(&self) -> u64 {
        self.schedules
    }
}

impl Model {
    /// Levels the project: the first schedule goes by priority and then by who has to start first, the others look for a
    /// shorter one. `taken` is what takes up people elsewhere: their time, and what it uses up of their daily and weekly limits.
    /// `None` while the network has cycles, or for a model not made for [leveling](Self::for_leveling), or of another
    /// network.
    pub fn level(
        &self,
        network: &Network,
        taken: &[Taken],
        budget: Budget,
        should_stop: &mut dyn FnMut() -> bool,
    ) -> Option<Roster> {
        let Axis::Woven(woven) = &self.axis else { return None };
        if !network.is_ordered() || self.leveled_slots() != network.graph().ids.len() {
            return None;
        }
        let items = Items::of(network, |slot| self.job(slot));
        let mut placer = Placer::new(self, woven, &items, taken);
        let mut early = passes(&items, &woven.lines);
        placer.hold_firm(&early.early);
        let bound = placer.bound(&early.early, early.makespan);
        let (all, budget) = (budget, placer.before_priorities(budget));
        let late = backward(&Aims::pressed(&items), &woven.lines, early.early.clone(), bound).late;
        placer.pass(&placer.order(&late));
        let mut schedules = 1;
        if budget.schedules > 1 && !placer.cost.is_kept() {
            placer.pass(&placer.pressing(&late));
            schedules += 1;
        }
        if budget.schedules > schedules && !(placer.cost.is_kept() && placer.best.1 <= bound) {
            let rest = Budget { schedules: budget.schedules - schedules, ..budget };
            let found = search(&mut placer, rest, bound.clamp(0, LATEST) as u32, should_stop);
            schedules += found.schedules;
        }
        schedules += placer.prefer(&early.early, all.schedules.saturating_sub(schedules), should_stop);
        placer.defer();
        let (spans, makespan, stints) = placer.best;
        let places = |slot: usize| {
            (items.of_node[start(slot as u32) as usize], items.of_node[finish(slot as u32) as usize])
        };
        let slots = network.graph().ids.len();
        let mut by_slot = (vec![Span { start: 0, finish: 0 }; slots], vec![Vec::new(); slots]);
        for slot in network.slots().values().map(|&slot| slot as usize) {
            let (opening, closing) = places(slot);
            by_slot.0[slot] =
                Span { start: spans[opening as usize].start, finish: spans[closing as usize].finish };
            by_slot.1[slot].clone_from(&stints[opening as usize]);
        }
        (early.early, early.placed) = (spans, None);
        let mut roster = Roster {
            axis: self.axis.clone(),
            slots: Arc::clone(network.slots()),
            spans: by_slot.0,
            stints: by_slot.1,
            table: Timetable::placed(network, self.axis.clone(), items, early),
            taken: taken.to_vec(),
            makespan,
            bound,
            schedules,
        };
        roster.open_summaries();
        Some(roster)
    }
}
