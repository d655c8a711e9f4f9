//! Placing activities on packed resource levels: the resources of a period lie side by side in words, each with a guard
//! bit above it, so that one subtraction tells whether all demands fit. Nothing is allocated once the room has grown.

use super::decoder::{Decoder, Way};
use super::packing::{Packing, Words, fits, minus, plus};
use super::problem::Problem;

/// Places the activities of a [`Problem`], numbered anew so that every link leads to a higher number.
pub(super) struct Packed<const K: usize> {
    sides: [Side<K>; 2],
    /// The problem's number of each activity.
    names: Vec<u32>,
    guard: Words<K>,
    full: Words<K>,
    /// What is left in each period. From `used` on all is full.
    free: Vec<Words<K>>,
    used: usize,
    sweep: Sweep,
}

/// The activities as one direction sees them.
struct Side<const K: usize> {
    activities: Vec<Activity<K>>,
    /// What each waits for, one list behind the other.
    before: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Activity<const K: usize> {
    load: Words<K>,
    duration: u32,
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

impl<const K: usize> Packed<K> {
    pub(super) fn new(problem: &Problem, packing: &Packing) -> Self {
        let names = problem.order().to_vec();
        let mut numbers = vec![0; names.len()];
        names.iter().zip(0..).for_each(|(&name, number)| numbers[name as usize] = number);
        let sides = [Way::Forward, Way::Backward].map(|way| {
            let mut side = Side { activities: Vec::with_capacity(names.len()), before: Vec::new() };
            for &name in &names {
                let before = match way {
                    Way::Forward => problem.predecessors(name),
                    Way::Backward => problem.successors(name),
                };
                let begin = side.before.len() as u32;
                side.before.extend(before.iter().map(|&before| numbers[before as usize]));
                side.activities.push(Activity {
                    load: packing.words(problem.demands(name)),
                    duration: problem.duration(name),
                    lists: (begin, side.before.len() as u32),
                });
            }
            side
        });
        let guard = packing.guard();
        let full = plus(guard, packing.words(problem.capacities()));
        let sweep = Sweep { ranks: vec![0; names.len()], missing: vec![0; names.len()], ..Sweep::default() };
        Self { sides, names, guard, full, free: Vec::new(), used: 0, sweep }
    }

    /// When each activity starts, by the problem's numbers.
    pub(super) fn starts(&self, finish: &[u32]) -> Vec<u32> {
        let mut starts = vec![0; self.names.len()];
        for ((&name, &finish), activity) in self.names.iter().zip(finish).zip(&self.sides[0].activities) {
            starts[name as usize] = finish - activity.duration;
        }
        starts
    }
}

impl<const K: usize> Side<K> {
    fn before(&self, activity: u32) -> &[u32] {
        let (begin, end) = self.activities[activity as usize].lists;
        &self.before[begin as usize..end as usize]
    }
}

impl<const K: usize> Decoder for Packed<K> {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn before(&self, way: Way, activity: u32) -> &[u32] {
        self.sides[way as usize].before(activity)
    }

    fn duration(&self, activity: u32) -> u32 {
        self.sides[0].activities[activity as usize].duration
    }

    fn serial(&mut self, way: Way, order: &[u32], finish: &mut [u32]) -> u32 {
        let side = &self.sides[way as usize];
        self.free[..self.used].fill(self.full);
        let mut length = 0;
        for &number in order {
            let activity = &side.activities[number as usize];
            let before = side.before(number).iter().map(|&before| finish[before as usize]);
            let mut start = before.max().unwrap_or(0) as usize;
            let mut end = start + activity.duration as usize;
            // From behind: what lies behind the last period that is too full is known to fit.
            let mut known = start;
            loop {
                if end > self.free.len() {
                    self.free.resize(end + end / 2, self.full);
                }
                let window = &self.free[known..end];
                let Some(full) = window.iter().rposition(|free| !fits(free, &activity.load, &self.guard))
                else {
                    break;
                };
                start = known + full + 1;
                known = end;
                end = start + activity.duration as usize;
            }
            for free in &mut self.free[start..end] {
                *free = minus(*free, activity.load);
            }
            finish[number as usize] = end as u32;
            length = length.max(end);
        }
        self.used = length;
        length as u32
    }

    fn sweep(&mut self, way: Way, order: &[u32], finish: &mut [u32]) -> u32 {
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
        let mut level = self.full;
        let mut now = 0;
        loop {
            ready.retain(|&(_, number)| {
                let activity = &side.activities[number as usize];
                let starts = fits(&level, &activity.load, &self.guard);
                if starts {
                    level = minus(level, activity.load);
                    running.push((now + activity.duration, number));
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
                level = plus(level, side.activities[number as usize].load);
                for &next in after.before(number) {
                    missing[next as usize] -= 1;
                    if missing[next as usize] == 0 {
                        let rank = ranks[next as usize];
                        ready.insert(ready.partition_point(|&(earlier, _)| earlier < rank), (rank, next));
                    }
                }
                false
            });
        }
    }
}
