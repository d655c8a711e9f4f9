//! The passes on lines: equal to those on working minutes where all lines are the project's, and to the plainest solver
//! where everybody works differently.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::super::axis::{Axis, Woven};
use super::super::clock::{CREW, Clock, Lines, Share, Span};
use super::super::hours::Almanac;
use super::super::items::{Extra, Item};
use super::super::line::{Line, NEVER, Stretch, tests::week};
use super::super::weave::Loom;
use super::super::zone::{Zone, Zones};
use super::*;
use crate::meta::Meta;

fn woven(lines: Lines, minutes_per_day: i64) -> Axis {
    Axis::Woven(Arc::new(Woven { lines, zone: Zone::default(), origin: 0, minutes_per_day }))
}

/// One line for everybody: the working time of the cases.
fn usual() -> Lines {
    let (meta, zones) = (Meta { minutes_per_day: 60, ..Meta::new("") }, Zones::default());
    let start = date(2026, 11, 20);
    let almanac = Almanac::new(&meta, std::iter::empty(), &zones, start, None);
    Lines { all: Loom::new(almanac, Vec::new(), start, None).lines, ..Lines::default() }
}

/// A case in which everybody works by a line of their own, the last few tasks as crews.
fn lines(case: &Case, weeks: &[Vec<Stretch>]) -> Lines {
    let all: Vec<Line> = weeks.iter().map(|week| Line::new(1, week.clone(), week.clone())).collect();
    let share = |line: u32, need: i64, weight: u32| Share { line, need, weight, load: 1, pace: 1 };
    let shares = vec![share(0, 70, 1), share(1, 40, 1), share(2, 500, 3), share(1, 1, 1)];
    let part_time = share(2, i64::from(case.jobs[2].0) * 2, 3);
    Lines { all: Arc::new(all), shares: [shares, vec![part_time]].concat(), crews: vec![2, 4, 5] }
}

fn job(case: &Case, lines: &Lines, n: usize) -> Job {
    let (minutes, day) = case.jobs[n];
    let line = [0, 1, CREW + 2, 1, CREW, CREW + 1][n];
    let need = if line & CREW == 0 { minutes.into() } else { i64::from(n > 2 || minutes > 0) };
    let lower = Span { start: i64::from(day) * 700, finish: i64::MIN };
    let extra =
        (day > 3).then(|| Extra { lower, lag_line: n as u32 % lines.all.len() as u32, ..Extra::default() });
    Job { need, line, unestimated: false, extra }
}

/// Everything spelt out as constraints between moments, as the clock says.
struct Spelt<'a> {
    plain: &'a Plain,
    lines: &'a Lines,
    items: Items,
}

impl<'a> Spelt<'a> {
    fn item(&self, n: usize) -> &Item {
        let slot = self.plain.network.slots()[&task(n)];
        &self.items.all[self.items.of_node[slot as usize * 2] as usize]
    }

    #[allow(clippy::type_complexity)]
    fn constraints(&'a self) -> Vec<(Node, Node, Box<dyn Fn(i64) -> i64 + 'a>)> {
        let (plain, clock) = (self.plain, self.lines);
        let mut all: Vec<(Node, Node, Box<dyn Fn(i64) -> i64 + 'a>)> = Vec::new();
        for n in 0..TASKS {
            let item = self.item(n);
            all.push(((n, false), (n, true), Box::new(move |t| clock.done(item, t))));
            if plain.leaf[n] {
                let alone = move |t| clock.earliest(item, Span { start: t, finish: i64::MIN }).start;
                all.push(((n, false), (n, false), Box::new(alone)));
            }
            if let Some(p) = plain.parents[n] {
                all.push(((p, false), (n, false), Box::new(|t| t)));
                all.push(((n, true), (p, true), Box::new(|t| t)));
            }
        }
        for link in &plain.links {
            let (from, to) = (link.from.bits() as usize, link.to.bits() as usize);
            let (tail, head) = ends(link.dependency);
            let lag = i64::from(link.lag);
            let of_head = self.item(to).extra;
            let lag_line = self.items.extras.get(of_head as usize).map_or(0, |extra| extra.lag_line);
            let line = clock.line(lag_line);
            let elapsed = link.lag_kind == LagKind::Elapsed;
            let after = move |t: i64| match lag {
                0 => t,
                _ if elapsed => t + lag,
                _ => line.finish(t, lag),
            };
            all.push(((from, tail), (to, head), Box::new(after)));
            if head && plain.leaf[to] && !plain.interrupted[to] {
                let item = self.item(to);
                let pulled = move |t| clock.pushed(item, after(t));
                all.push(((from, tail), (to, false), Box::new(pulled)));
            }
        }
        all
    }

    fn early(&self) -> BTreeMap<Node, i64> {
        let mut times = BTreeMap::new();
        for n in 0..TASKS {
            let held = self.items.extra(self.item(n)).map_or(0, |extra| extra.lower.start.max(0));
            times.insert((n, false), held);
            times.insert((n, true), 0);
        }
        let constraints = self.constraints();
        let mut moved = true;
        while moved {
            moved = false;
            for (tail, head, after) in &constraints {
                let least = after(times[tail]);
                if times[head] < least {
                    times.insert(*head, least);
                    moved = true;
                }
            }
        }
        times
    }

    fn late(&self, makespan: i64) -> BTreeMap<Node, i64> {
        let mut times: BTreeMap<Node, i64> =
            (0..TASKS).flat_map(|n| [((n, false), makespan), ((n, true), makespan)]).collect();
        let constraints = self.constraints();
        let mut moved = true;
        while moved {
            moved = false;
            for (tail, head, after) in &constraints {
                if after(times[tail]) <= times[head] {
                    continue;
                }
                let (mut low, mut high) = (-2_000_000, times[tail] + 1);
                if tail == head {
                    // Not ever growing, so step by step.
                    low = (low..high).rev().find(|&t| after(t) <= t).unwrap_or(low);
                    high = low + 1;
                }
                while high - low > 1 {
                    let middle = (low + high) / 2;
                    if after(middle) <= times[head] { low = middle } else { high = middle }
                }
                times.insert(*tail, low);
                moved = true;
            }
        }
        times
    }
}

fn weeks() -> impl Strategy<Value = Vec<Vec<Stretch>>> {
    prop::collection::vec(week(), 3).prop_filter_map("everybody works sometimes", |mut weeks| {
        for (n, week) in weeks.iter_mut().enumerate() {
            week.retain(|s| s.weight > 0);
            week.iter_mut().for_each(|s| s.weight = if n == 2 { s.weight } else { 1 });
        }
        weeks.iter().all(|w| !w.is_empty()).then_some(weeks)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Law: where everybody works as the project does, lines say the same as working minutes. Except that on lines the
    /// end of a day is before the opening of the next, which shows when a finish waits for a start or time just elapses.
    #[test]
    fn lines_equal_working_minutes(mut case in case()) {
        for (_, _, dependency, _, elapsed) in &mut case.links {
            (*dependency, *elapsed) = (*dependency % 3, false);
        }
        let plain = Plain::of(&case);
        let work = |n: usize| plain.works[n];
        let table = Timetable::of(&plain.network, plain.time, |id| work(id.bits() as usize)).unwrap();
        let axis = woven(usual(), 60);
        let Axis::Woven(lines) = &axis else { unreachable!() };
        let job = |slot: u32| {
            let mut job = Job::plain(&work(plain.network.graph().ids[slot as usize].bits() as usize), &plain.time);
            if let Some(extra) = &mut job.extra {
                extra.lower.start = lines.lines.line(0).last(extra.lower.start.max(0));
            }
            job
        };
        let same = Timetable::over(&plain.network, axis.clone(), job).unwrap();
        prop_assert_eq!(same.makespan(), table.makespan());
        for n in 0..TASKS {
            prop_assert_eq!(same.get(task(n)), table.get(task(n)), "{}", n);
        }
    }

    /// Law: early times are the least, late times the greatest that keep every constraint, whoever works when.
    #[test]
    fn the_passes_on_lines_equal_the_plainest_solver(case in case(), weeks in weeks()) {
        let plain = Plain::of(&case);
        let lines = lines(&case, &weeks);
        let table = Timetable::over(&plain.network, woven(lines.clone(), 480), |slot| {
            job(&case, &lines, plain.network.graph().ids[slot as usize].bits() as usize)
        }).unwrap();
        let items = Items::of(&plain.network, |slot| {
            job(&case, &lines, plain.network.graph().ids[slot as usize].bits() as usize)
        });
        let spelt = Spelt { plain: &plain, lines: &lines, items };
        let early = spelt.early();
        let makespan = early.values().copied().max().unwrap_or(0);
        prop_assert!(makespan < NEVER);
        let late = spelt.late(makespan);
        prop_assert_eq!(table.passes.makespan, makespan);
        for n in 0..TASKS {
            let (opening, closing) = table.places(plain.network.slots()[&task(n)]);
            prop_assert_eq!(table.passes.early[closing].finish, early[&(n, true)], "early finish of {}", n);
            prop_assert_eq!(table.passes.late[opening].start, late[&(n, false)], "late start of {}", n);
            if plain.leaf[n] {
                prop_assert_eq!(table.passes.early[opening].start, early[&(n, false)], "early start of {}", n);
                let times = table.get(task(n)).unwrap();
                // Part-time work is rounded to whole minutes, which may cost one.
                let holds = times.total_slack + 1 >= times.free_slack && times.free_slack >= 0;
                prop_assert!(holds && times.total_slack >= 0, "{:?}", times);
            } else {
                prop_assert_eq!(table.passes.late[closing].finish, late[&(n, true)], "late finish of {}", n);
            }
        }
    }

    /// Law: changing tasks one by one says the same as both passes over everything.
    #[test]
    fn incremental_equals_from_scratch(
        case in case(), weeks in weeks(), on_lines in any::<bool>(),
        changes in prop::collection::vec((0..TASKS, 0u32..150, 0u8..6), 1..6),
    ) {
        let plain = Plain::of(&case);
        let lines = lines(&case, &weeks);
        let axis = if on_lines { woven(lines.clone(), 480) } else { Axis::Plain(plain.time) };
        let slots = plain.network.slots();
        let of_slot = |case: &Case, slot: u32| {
            let n = plain.network.graph().ids[slot as usize].bits() as usize;
            let mut job = job(case, &lines, n);
            job.line = if on_lines { job.line } else { 0 };
            job
        };
        let mut now = case.clone();
        let mut table = Timetable::over(&plain.network, axis.clone(), |slot| of_slot(&now, slot)).unwrap();
        for (n, minutes, day) in changes {
            // The crew's own work stays as it is.
            now.jobs[n] = (if n == 2 { now.jobs[n].0 } else { minutes }, day);
            let slot = slots[&task(n)];
            table.set(slot, &of_slot(&now, slot));
            let fresh = Timetable::over(&plain.network, axis.clone(), |slot| of_slot(&now, slot)).unwrap();
            prop_assert_eq!(table.passes.makespan, fresh.passes.makespan);
            for n in 0..TASKS {
                prop_assert_eq!(table.get(task(n)), fresh.get(task(n)), "{}", n);
                prop_assert_eq!(table.dates(task(n)), fresh.dates(task(n)), "{}", n);
            }
        }
    }
}
