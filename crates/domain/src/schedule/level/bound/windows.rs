//! The times that a length of the whole leaves to each activity, narrowed until they hold or one is empty.

use super::super::problem::Problem;
use super::pairs::Pairs;

/// When each activity can start at the earliest and be finished at the latest.
pub(super) struct Windows<'a> {
    problem: &'a Problem,
    length: u32,
    early: Vec<u32>,
    late: Vec<u32>,
    changed: bool,
}

/// The times do not hold.
struct Empty;

impl<'a> Windows<'a> {
    /// All that this length leaves.
    pub(super) fn new(problem: &'a Problem, length: u32) -> Self {
        let count = problem.len();
        Self { problem, length, early: vec![0; count], late: vec![length; count], changed: true }
    }

    /// Whether no schedule is as short as this length, as far as can be told with this effort.
    pub(super) fn refuted(mut self, pairs: &Pairs, effort: &mut u64) -> bool {
        self.narrow(pairs, effort).is_err()
    }

    fn narrow(&mut self, pairs: &Pairs, effort: &mut u64) -> Result<(), Empty> {
        let count = self.problem.len() as u64;
        let resources = self.problem.capacities().len() as u64;
        let members: usize = pairs.groups.iter().map(|group| group.len() * group.len()).sum();
        let round = pairs.free.len() as u64 + members as u64 + resources * (count + u64::from(self.length));
        loop {
            while std::mem::take(&mut self.changed) {
                if *effort < round {
                    return Ok(());
                }
                *effort -= round;
                self.links()?;
                self.pairs(pairs)?;
                self.groups(pairs)?;
                self.profiles()?;
            }
            let energy = count * count * count * resources / 4;
            if *effort < energy {
                return Ok(());
            }
            *effort -= energy;
            self.energy()?;
            if !self.changed {
                return Ok(());
            }
        }
    }

    fn duration(&self, activity: u32) -> u32 {
        self.problem.duration(activity)
    }

    fn start_after(&mut self, activity: u32, time: u32) -> Result<(), Empty> {
        let early = &mut self.early[activity as usize];
        if time > *early {
            *early = time;
            self.changed = true;
        }
        let ends = u64::from(self.early[activity as usize]) + u64::from(self.duration(activity));
        if ends > u64::from(self.late[activity as usize]) { Err(Empty) } else { Ok(()) }
    }

    fn finish_before(&mut self, activity: u32, time: u32) -> Result<(), Empty> {
        let late = &mut self.late[activity as usize];
        if time < *late {
            *late = time;
            self.changed = true;
        }
        self.start_after(activity, 0)
    }

    /// One comes before the other.
    fn ordered(&mut self, first: u32, then: u32) -> Result<(), Empty> {
        self.start_after(then, self.early[first as usize] + self.duration(first))?;
        // What starts after the first does not end before it is over.
        let latest = self.late[then as usize].checked_sub(self.duration(then)).ok_or(Empty)?;
        self.finish_before(first, latest)
    }

    fn links(&mut self) -> Result<(), Empty> {
        let problem = self.problem;
        for &activity in problem.order() {
            self.start_after(activity, 0)?;
            for &before in problem.predecessors(activity) {
                self.start_after(activity, self.early[before as usize] + self.duration(before))?;
            }
        }
        for &activity in problem.order().iter().rev() {
            for &after in problem.successors(activity) {
                let latest = self.late[after as usize].checked_sub(self.duration(after)).ok_or(Empty)?;
                self.finish_before(activity, latest)?;
            }
        }
        Ok(())
    }

    /// Of two that cannot go on together, one may be unable to come first.
    fn pairs(&mut self, pairs: &Pairs) -> Result<(), Empty> {
        for &(one, two) in &pairs.free {
            let both = self.duration(one) + self.duration(two);
            if self.early[one as usize] + both > self.late[two as usize] {
                self.ordered(two, one)?;
            }
            if self.early[two as usize] + both > self.late[one as usize] {
                self.ordered(one, two)?;
            }
        }
        Ok(())
    }

    /// Whatever of a group lies between two times needs as much time as all of them, one after the other.
    fn groups(&mut self, pairs: &Pairs) -> Result<(), Empty> {
        let mut members: Vec<u32> = Vec::new();
        for group in &pairs.groups {
            members.clone_from(group);
            members.sort_by_key(|&member| self.late[member as usize]);
            for &opens in group {
                let from = self.early[opens as usize];
                let mut taken = 0;
                for &member in &members {
                    if self.early[member as usize] >= from {
                        taken += self.duration(member);
                        if from + taken > self.late[member as usize] {
                            return Err(Empty);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// What must go on in a period, wherever the activities lie in their windows, leaves the rest to the others.
    fn profiles(&mut self) -> Result<(), Empty> {
        let problem = self.problem;
        let mut taken = vec![0u64; self.length as usize];
        for (resource, &capacity) in problem.capacities().iter().enumerate() {
            taken.fill(0);
            let demand = |activity: u32| u64::from(problem.demands(activity)[resource]);
            for &activity in problem.order() {
                let (from, to) = self.fixed(activity);
                for taken in taken.get_mut(from..to).unwrap_or_default() {
                    *taken += demand(activity);
                }
            }
            if taken.iter().any(|&taken| taken > u64::from(capacity)) {
                return Err(Empty);
            }
            for &activity in problem.order() {
                let needs = demand(activity);
                let (from, to) = self.fixed(activity);
                let full = |period: usize| {
                    (period < from || period >= to) && taken[period] + needs > u64::from(capacity)
                };
                if needs > 0 && self.duration(activity) > 0 {
                    self.push(activity, full)?;
                }
            }
        }
        Ok(())
    }

    /// The periods in which an activity goes on in any case; none if the first is not before the second.
    fn fixed(&self, activity: u32) -> (usize, usize) {
        let (early, late) = (self.early[activity as usize], self.late[activity as usize]);
        let duration = self.duration(activity);
        (late.saturating_sub(duration) as usize, (early + duration) as usize)
    }

    /// Moves both ends of a window to where no period of the activity is full.
    fn push(&mut self, activity: u32, full: impl Fn(usize) -> bool) -> Result<(), Empty> {
        let duration = self.duration(activity) as usize;
        let late = self.late[activity as usize] as usize;
        let mut start = self.early[activity as usize] as usize;
        while let Some(at) = (start..start + duration).rev().find(|&period| full(period)) {
            start = at + 1;
            if start + duration > late {
                return Err(Empty);
            }
        }
        let mut end = late;
        while let Some(at) = (end - duration..end).find(|&period| full(period)) {
            end = at;
            if end < start + duration {
                return Err(Empty);
            }
        }
        self.start_after(activity, start as u32)?;
        self.finish_before(activity, end as u32)
    }

    /// Between any two times, what the activities must do there at least is not more than the resources give.
    fn energy(&mut self) -> Result<(), Empty> {
        let mut opens: Vec<u32> = self.early.clone();
        opens.sort_unstable();
        opens.dedup();
        let mut closes: Vec<u32> = self.late.clone();
        closes.sort_unstable();
        closes.dedup();
        let problem = self.problem;
        let mut needs = vec![0u64; problem.capacities().len()];
        for &from in &opens {
            for &to in closes.iter().filter(|&&to| to > from) {
                needs.fill(0);
                for &activity in problem.order() {
                    let inside = u64::from(self.inside(activity, from, to));
                    if inside > 0 {
                        let demands = needs.iter_mut().zip(problem.demands(activity));
                        demands.for_each(|(needs, &demand)| *needs += inside * u64::from(demand));
                    }
                }
                let gives =
                    problem.capacities().iter().map(|&capacity| u64::from(capacity) * u64::from(to - from));
                if needs.iter().zip(gives).any(|(&needs, gives)| needs > gives) {
                    return Err(Empty);
                }
            }
        }
        Ok(())
    }

    /// How many periods an activity goes on between two times at least.
    fn inside(&self, activity: u32, from: u32, to: u32) -> u32 {
        let duration = self.duration(activity);
        let shifted_left = (self.early[activity as usize] + duration).saturating_sub(from);
        let shifted_right = to.saturating_sub(self.late[activity as usize].saturating_sub(duration));
        duration.min(to - from).min(shifted_left).min(shifted_right)
    }
}
