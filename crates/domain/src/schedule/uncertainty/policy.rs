//! Forecasts of a leveled project: in every run tasks are placed anew, each as early as its links and everybody's time
//! allow, in the order of the leveled schedule (an activity-list policy; Stork, 2001). Calendars, capacities and links hold
//! in each run; the order itself never follows what falls.
//!
//! What was critical in a run is found backwards from its finish: what a task waited for, by a link, by the tree, or
//! because whoever does it was at something else.

use std::ops::Range;
use std::sync::Arc;

use super::chance::Luck;
use super::spread::Spread;
use super::{Leaf, Runs, Uncertainty};
use crate::project::Project;
use crate::schedule::axis::{Axis, Woven};
use crate::schedule::clock::{Clock, Span};
use crate::schedule::items::{Items, Part};
use crate::schedule::level::{Decoder, Way};
use crate::schedule::model::Model;
use crate::schedule::place::{Placed, Placer};
use crate::schedule::roster::{Roster, Taken};
use crate::schedule::timetable::Timetable;

/// How a leveled project is drawn.
#[derive(Debug)]
pub(super) struct Policy {
    model: Model,
    taken: Vec<Taken>,
    /// When everything would be if nobody were short.
    early: Vec<Span>,
    /// The items in the order in which they are placed.
    order: Vec<u32>,
}

impl Uncertainty {
    /// What can be drawn of a project that was leveled to `roster`; `model` was made for leveling, `taken` is what takes up
    /// people elsewhere. `None` while its links have cycles, or for a model not made for leveling.
    pub fn leveled(
        project: &Project,
        model: &Model,
        roster: &Roster,
        taken: &[Taken],
        spread: Spread,
    ) -> Option<Self> {
        let Axis::Woven(woven) = &model.axis else { return None };
        let network = project.network();
        if model.leveled_slots() != network.graph().ids.len() {
            return None;
        }
        let items = Items::of(network, |slot| model.job(slot));
        let table = Timetable::over(network, model.axis.clone(), |slot| model.job(slot))?;
        let placer = Placer::new(model, woven, &items, taken);
        let order = placer.sequence(|at| {
            let item = &items.all[at as usize];
            let span = roster.span(item.slot);
            (span.at(item.part == Part::Closing), at)
        });
        drop(placer);
        let early = table.passes.early.clone();
        let mut made = Self::over(project, table, spread);
        made.planned = roster.finished();
        made.policy = Some(Policy { model: model.clone(), taken: taken.to_vec(), early, order });
        Some(made)
    }

    /// Makes these runs of a leveled project.
    pub(super) fn leveled_runs(&self, policy: &Policy, woven: &Woven, runs: &mut Runs, numbers: Range<u32>) {
        let mut model = policy.model.clone();
        let mut items = self.items.clone();
        let mut drawn = Woven {
            lines: woven.lines.clone(),
            zone: woven.zone.clone(),
            origin: woven.origin,
            minutes_per_day: woven.minutes_per_day,
        };
        for number in numbers {
            let luck = Luck::of(runs.seed, number);
            self.draw(luck, &mut items, Some((&woven.lines, &mut drawn.lines)));
            self.draw_duties(luck, policy, &mut model);
            let mut placer = Placer::new(&model, &drawn, &items, &policy.taken);
            placer.hold_firm(&policy.early);
            placer.pass(&policy.order);
            let binding = Binding::of(&placer, &items, &drawn, &model);
            let critical = binding.critical(&placer);
            runs.finishes.push((number, placer.best.1));
            for (leaf, count) in self.leaves.iter().zip(&mut runs.critical) {
                *count += u32::from(critical[leaf.opening as usize] || critical[leaf.closing as usize]);
            }
        }
    }

    /// Gives everybody with a duty the work that falls to them.
    fn draw_duties(&self, luck: Luck, policy: &Policy, model: &mut Model) {
        for Leaf { opening, key, factor, .. } in &self.leaves {
            let Some(factor) = factor else { continue };
            let factor = factor.at(luck.of_task(*key), self.table);
            let slot = self.items.all[*opening as usize].slot;
            let planned = &policy.model.duties(slot).all;
            for (duty, planned) in model.duties_mut(slot).all.iter_mut().zip(planned) {
                duty.effort = (f64::from(planned.effort) * factor).round() as u32;
                for ((_, share), (_, planned)) in duty.who.iter_mut().zip(&planned.who) {
                    share.need = match planned.need {
                        need if need > 0 => ((need as f64 * factor).round() as i64).max(1),
                        need => need,
                    };
                }
            }
        }
    }
}

/// What held what in a run.
struct Binding<'a> {
    items: &'a Items,
    woven: &'a Woven,
    model: &'a Model,
    /// Everybody's stints: who, until when, at what; sorted.
    over: Vec<(u32, i64, u32)>,
}

impl<'a> Binding<'a> {
    fn of(placer: &Placer<'_>, items: &'a Items, woven: &'a Woven, model: &'a Model) -> Self {
        let stints = placer.best.2.iter().enumerate();
        let over = stints.flat_map(|(at, all)| all.iter().map(move |s| (s.person, s.span.finish, at as u32)));
        let mut over: Vec<(u32, i64, u32)> =
            over.filter(|&(person, ..)| (person as usize) < model.people().len()).collect();
        over.sort_unstable();
        Self { items, woven, model, over }
    }

    /// By item, whether it held up the finish.
    fn critical(&self, placer: &Placer<'_>) -> Vec<bool> {
        let (spans, makespan, stints) = &placer.best;
        let mut critical = vec![false; spans.len()];
        let lasts = |at: &usize| self.items.all[*at].part != Part::Opening && spans[*at].finish >= *makespan;
        let mut open: Vec<u32> = (0..spans.len()).filter(lasts).map(|at| at as u32).collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut critical[at as usize], true) {
                self.held_by_links(at as usize, spans, &mut open);
                self.held_by_tree(at, spans, placer, &mut open);
                self.held_by_people(at as usize, &stints[at as usize], &mut open);
            }
        }
        critical
    }

    fn held_by_links(&self, at: usize, spans: &[Span], open: &mut Vec<u32>) {
        let (item, lines) = (&self.items.all[at], &self.woven.lines);
        for pull in self.items.pulls(at) {
            let tail = spans[pull.from as usize].at(pull.leaves_finish);
            let bound = lines.after(self.items, pull, item, tail);
            let held = match (pull.enters_finish, item.part) {
                (true, Part::Closing) => bound >= spans[at].finish,
                (true, _) => bound >= spans[at].finish || lines.pushed(item, bound) >= spans[at].start,
                (false, _) => self.opens(at, bound) >= spans[at].start,
            };
            if held {
                open.push(pull.from);
            }
        }
    }

    /// A task waits for the opening of the summary task above it, and that task's closing for all that is below it.
    fn held_by_tree(&self, at: u32, spans: &[Span], placer: &Placer<'_>, open: &mut Vec<u32>) {
        let item = &self.items.all[at as usize];
        let pulled = |from: u32| self.items.pulls(at as usize).iter().any(|pull| pull.from == from);
        for &from in placer.before(Way::Forward, at).iter().filter(|from| !pulled(**from)) {
            let before = &self.items.all[from as usize];
            let moment = spans[from as usize].at(before.part != Part::Opening);
            let held = match item.part {
                Part::Closing if before.part == Part::Opening => item.leaf,
                Part::Closing => moment >= spans[at as usize].finish,
                _ => self.opens(at as usize, moment) >= spans[at as usize].start,
            };
            if held {
                open.push(from);
            }
        }
    }

    /// What those who do a task were at just before.
    fn held_by_people(&self, at: usize, stints: &[Placed], open: &mut Vec<u32>) {
        for stint in stints {
            let end = self
                .over
                .partition_point(|&(person, finish, _)| (person, finish) <= (stint.person, stint.span.start));
            let before = self.over[..end].iter().rev();
            let mut last = None;
            for &(_, finish, from) in before.take_while(|(person, ..)| *person == stint.person) {
                let free_since = self.opens_for(at, stint.person, finish);
                // Who was free before it began waited for something else.
                if *last.get_or_insert(finish) != finish || free_since < stint.span.start {
                    break;
                }
                open.push(from);
            }
        }
    }

    /// When those who do an item can begin at the earliest after a moment.
    fn opens(&self, at: usize, moment: i64) -> i64 {
        self.woven.lines.earliest(&self.items.all[at], Span { start: moment, finish: i64::MIN }).start
    }

    fn opens_for(&self, at: usize, person: u32, moment: i64) -> i64 {
        let duties = self.model.duties(self.items.all[at].slot).all.iter();
        let mut shares = duties.flat_map(|duty| &duty.who).filter(|(who, _)| *who == person);
        shares.next().map_or(moment, |(_, share)| self.woven.lines.line(share.line).open(moment))
    }
}

impl Policy {
    /// The lines of the project as they were compiled.
    pub(super) fn woven(&self) -> Option<Arc<Woven>> {
        match &self.model.axis {
            Axis::Woven(woven) => Some(Arc::clone(woven)),
            Axis::Plain(_) => None,
        }
    }
}
