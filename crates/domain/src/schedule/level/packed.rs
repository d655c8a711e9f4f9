//! Placing activities on packed resource levels: the resources of a period lie side by side in words, each with a guard
//! bit above it, so that one subtraction tells whether all demands fit. Nothing is allocated once the room has grown.

use super::decoder::{Decoder, Way};
use super::packing::{Level, Packing};
use super::problem::Problem;
use super::room::{Room, Want};

/// Places the activities of a [`Problem`], numbered anew so that every link leads to a higher number.
pub(super) struct Packed<L: Level> {
    sides: [Side<L>; 2],
    /// The problem's number of each activity.
    names: Vec<u32>,
    works: Vec<u32>,
    /// From the period `used` on nothing is taken.
    room: Room<L>,
    used: usize,
    sweep: Sweep,
}

/// The activities as one direction sees them.
struct Side<L: Level> {
    activities: Vec<Activity<L>>,
    /// What each waits for, one list behind the other.
    before: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Activity<L: Level> {
    want: Want<L>,
    /// The longest chain of what waits for it.
    rest: u32,
    /// Where its list begins and ends.
    lists: (u32, u32),
}

/// What a sweep through time writes down.
#[derive(Default)]
struct Sweep {
    /// The place of each activity in the order.
    ranks: Vec<u32>,
    /// How much each still waits for.
    missing: Vec<u32>,
    /// What waits for nothing but resources: its rank and number, in order.
    ready: Vec<(u32, u32)>,
    /// What is going on: its finish and number.
    running: Vec<(u32, u32)>,
}

impl<L: Level> Packed<L> {
    pub(super) fn new(problem: &Problem, packing: &Packing) -> Self {
        let names = problem.order().to_vec();
        let mut numbers = vec![0; names.len()];
        names.iter().zip(0..).for_each(|(&name, number)| numbers[name as usize] = number);
        let mut sides = [Way::Forward, Way::Backward].map(|way| {
            let mut side = Side { activities: Vec::with_capacity(names.len()), before: Vec::new() };
            for &name in &names {
                let before = match way {
                    Way::Forward => problem.predecessors(name),
                    Way::Backward => problem.successors(name),
                };
                let begin = side.before.len() as u32;
                side.before.extend(before.iter().map(|&before| numbers[before as usize]));
                side.activities.push(Activity {
                    want: Want::new(packing.level(problem.demands(name)), problem.duration(name)),
                    rest: 0,
                    lists: (begin, side.before.len() as u32),
                });
            }
            side
        });
        for way in [Way::Forward, Way::Backward] {
            let rests = sides[way.turned() as usize].finishes(way.turned());
            for (activity, rest) in sides[way as usize].activities.iter_mut().zip(rests) {
                activity.rest = rest - activity.want.duration;
            }
        }
        let works = names.iter().map(|&name| problem.work(name)).collect();
        let guard: L = packing.guard();
        let full = guard.plus(packing.level(problem.capacities()));
        let sweep = Sweep { ranks: vec![0; names.len()], missing: vec![0; names.len()], ..Sweep::default() };
        Self { sides, names, works, room: Room { free: Vec::new(), full, guard }, used: 0, sweep }
    }

    /// When each activity starts, by the problem's numbers.
    pub(super) fn starts(&self, finish: &[u32]) -> Vec<u32> {
        let mut starts = vec![0; self.names.len()];
        for ((&name, &finish), activity) in self.names.iter().zip(finish).zip(&self.sides[0].activities) {
            starts[name as usize] = finish - activity.want.duration;
        }
        starts
    }
}

impl<L: Level> Side<L> {
    /// When each activity is finished at the earliest if there is enough of everything.
    fn finishes(&self, way: Way) -> Vec<u32> {
        let mut finish = vec![0; self.activities.len()];
        let mut place = |number: usize| {
            let before = self.before(number as u32).iter().map(|&before| finish[before as usize]);
            finish[number] = before.max().unwrap_or(0) + self.activities[number].want.duration;
        };
        match way {
            Way::Forward => (0..self.activities.len()).for_each(&mut place),
            Way::Backward => (0..self.activities.len()).rev().for_each(&mut place),
        }
        finish
    }

    fn before(&self, activity: u32) -> &[u32] {
        let (begin, end) = self.activities[activity as usize].lists;
        &self.before[begin as usize..end as usize]
    }
}

impl<L: Level> Decoder for Packed<L> {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn before(&self, way: Way, activity: u32) -> &[u32] {
        self.sides[way as usize].before(activity)
    }

    fn duration(&self, activity: u32) -> u32 {
        self.sides[0].activities[activity as usize].want.duration
    }

    fn work(&self, activity: u32) -> u32 {
        self.works[activity as usize]
    }

    fn serial(&mut self, way: Way, order: &[u32], finish: &mut [u32], cutoff: u32) -> u32 {
        let side = &self.sides[way as usize];
        self.room.clear(self.used);
        let mut length = 0;
        for &number in order {
            let activity = &side.activities[number as usize];
            let before = side.before(number).iter().map(|&before| finish[before as usize]);
            let ready = before.max().unwrap_or(0) as usize;
            let end = self.room.take(ready, &activity.want) + activity.want.duration as usize;
            finish[number as usize] = end as u32;
            length = length.max(end);
            if end + activity.rest as usize >= cutoff as usize {
                self.used = length;
                return u32::MAX;
            }
        }
        self.used = length;
        length as u32
    }

    fn sweep(&mut self, way: Way, order: &[u32], finish: &mut [u32], cutoff: u32) -> u32 {
        let (side, after) = (&self.sides[way as usize], &self.sides[way.turned() as usize]);
        let Sweep { ranks, missing, ready, running } = &mut self.sweep;
        ready.clear();
        running.clear();
        for (&number, rank) in order.iter().zip(0..) {
            ranks[number as usize] = rank;
            missing[number as usize] = side.before(number).len() as u32;
            if side.before(number).is_empty() {
                ready.push((rank, number));
            }
        }
        // What is going on only ends, so what fits now fits as long as it lasts.
        let mut level = self.room.full;
        let mut now = 0;
        let mut late = false;
        loop {
            ready.retain(|&(_, number)| {
                let activity = &side.activities[number as usize];
                let starts = level.fits(&activity.want.load, &self.room.guard);
                if starts {
                    level = level.minus(activity.want.load);
                    running.push((now + activity.want.duration, number));
                }
                !starts
            });
            let Some(next) = running.iter().map(|&(finish, _)| finish).min() else { break now };
            now = next;
            running.retain(|&(end, number)| {
                if end != now {
                    return true;
                }
                finish[number as usize] = end;
                late |= end + side.activities[number as usize].rest >= cutoff;
                level = level.plus(side.activities[number as usize].want.load);
                for &next in after.before(number) {
                    missing[next as usize] -= 1;
                    if missing[next as usize] == 0 {
                        let rank = ranks[next as usize];
                        ready.insert(ready.partition_point(|&(earlier, _)| earlier < rank), (rank, next));
                    }
                }
                false
            });
            if late {
                break u32::MAX;
            }
        }
    }
}
