//! The search: two herds of schedules, one placed from the beginning and one from the end, each bred from the other
//! (after Debels and Vanhoucke, A bi-population based genetic algorithm for the resource-constrained project
//! scheduling problem, 2005). Placing a schedule from the other end justifies it, so every child is justified for free.
//! It knows neither clock nor resources.

use super::arrange::Arrange;
use super::decoder::{Decoder, Way};
use super::dice::Dice;
use super::rules::rules;
use super::tuning::Tuning;

/// The best schedule that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// When each activity is finished, placed forward.
    pub finish: Vec<u32>,
    /// When all are.
    pub length: u32,
    /// How many schedules were made.
    pub schedules: u64,
}

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How many schedules are made at most; one is always made. The search paces itself by this number: a caller that
    /// stops earlier by the clock does best to say how many it expects.
    pub schedules: u64,
    /// Where chance begins: the same seed and schedules find the same.
    pub seed: u64,
}

/// Looks for a short schedule within the budget, until `should_stop` or until one is no longer than `bound`.
pub fn search<D: Decoder>(
    decoder: &mut D,
    budget: Budget,
    bound: u32,
    should_stop: &mut dyn FnMut() -> bool,
) -> Found {
    let count = decoder.len();
    let found = Found { finish: vec![0; count], length: u32::MAX, schedules: 0 };
    let tuning = Tuning::of(budget.schedules, count);
    let works = (0..count as u32).map(|activity| decoder.work(activity)).collect();
    let mut search = Search {
        decoder,
        dice: Dice::new(budget.seed),
        arrange: Arrange::default(),
        tuning,
        keys: vec![0; count],
        works,
        limit: budget.schedules,
        bound,
        should_stop,
        found,
    };
    let _ended = search.run();
    search.found
}

struct Search<'a, D> {
    decoder: &'a mut D,
    dice: Dice,
    arrange: Arrange,
    tuning: Tuning,
    /// Those of the child that is made just now.
    keys: Vec<u32>,
    /// How much work each activity is.
    works: Vec<u32>,
    limit: u64,
    bound: u32,
    should_stop: &'a mut dyn FnMut() -> bool,
    found: Found,
}

/// A schedule: when each activity is finished in the direction it was placed.
#[derive(Debug, Clone, Default)]
struct Member {
    finish: Vec<u32>,
    length: u32,
}

/// The search is at its end.
struct Ended;

impl<D: Decoder> Search<'_, D> {
    fn run(&mut self) -> Result<(), Ended> {
        let mut parents = self.first()?;
        let mut children = parents.clone();
        let mut spare = Member { finish: self.keys.clone(), length: 0 };
        let mut way = Way::Backward;
        // The first of the other direction are the same schedules, justified.
        for (parent, child) in parents.iter().zip(&mut children) {
            self.keys.copy_from_slice(&parent.finish);
            self.place(way, false, u32::MAX, child)?;
        }
        loop {
            std::mem::swap(&mut parents, &mut children);
            way = way.turned();
            self.thin(&mut parents);
            children.truncate(parents.len());
            let best = (0..parents.len()).min_by_key(|&at| parents[at].length).unwrap_or(0);
            for at in 0..parents.len() {
                if at == best {
                    self.keys.copy_from_slice(&parents[at].finish);
                    self.place(way, false, u32::MAX, &mut children[at])?;
                    continue;
                }
                for nth in 0..self.tuning.children {
                    self.cross(&parents, at);
                    let sweep = self.dice.per_mille(self.tuning.swept);
                    let cutoff = if nth == 0 { u32::MAX } else { children[at].length };
                    self.place(way, sweep, cutoff, &mut spare)?;
                    if nth == 0 || spare.length < children[at].length {
                        std::mem::swap(&mut children[at], &mut spare);
                    }
                }
            }
        }
    }

    /// Schedules by the rules, swept and placed one by one; then by the rules loosely followed.
    fn first(&mut self) -> Result<Vec<Member>, Ended> {
        let rules = rules(self.decoder);
        let mut members = vec![Member { finish: self.keys.clone(), length: 0 }; self.tuning.herd as usize];
        for (at, member) in members.iter_mut().enumerate() {
            let rule = &rules[at % rules.len()];
            let turn = at / rules.len();
            let span = rule.iter().copied().max().unwrap_or(0);
            let noise = if turn < 2 { 0 } else { u64::from(span) * u64::from(self.tuning.noise) / 1000 };
            for (key, &rule) in self.keys.iter_mut().zip(rule) {
                *key = rule.saturating_add(self.dice.below(noise as u32 + 1));
            }
            self.place(Way::Forward, turn.is_multiple_of(2), u32::MAX, member)?;
        }
        Ok(members)
    }

    /// Places the activities in the direction `way`, the greatest of `self.keys` first.
    fn place(&mut self, way: Way, sweep: bool, cutoff: u32, into: &mut Member) -> Result<(), Ended> {
        let enough = self.found.schedules >= self.limit || self.found.length <= self.bound;
        if self.found.schedules > 0 && (enough || (self.should_stop)()) {
            return Err(Ended);
        }
        self.found.schedules += 1;
        let order = self.arrange.order(self.decoder, way, &mut self.keys);
        let decode = if sweep { D::sweep } else { D::serial };
        into.length = decode(self.decoder, way, order, &mut into.finish, cutoff);
        if into.length < self.found.length {
            self.keep(way, into);
        }
        Ok(())
    }

    /// Remembers the best. One that was placed from the end is placed again from the beginning.
    fn keep(&mut self, way: Way, member: &Member) {
        if way == Way::Forward {
            self.found.finish.copy_from_slice(&member.finish);
            self.found.length = member.length;
            return;
        }
        self.keys.copy_from_slice(&member.finish);
        let order = self.arrange.order(self.decoder, Way::Forward, &mut self.keys);
        self.found.schedules += 1;
        let mut finish = member.finish.clone();
        let length = self.decoder.serial(Way::Forward, order, &mut finish, u32::MAX);
        if length < self.found.length {
            self.found.finish = finish;
            self.found.length = length;
        }
    }

    /// Herds grow smaller while the budget is used up: first many kinds of schedules, at last the best ones thoroughly.
    fn thin(&self, parents: &mut Vec<Member>) {
        let used = (u128::from(self.found.schedules) * 1000 / u128::from(self.limit.max(1))).min(1000) as u32;
        let share = 1000 - used * (1000 - self.tuning.last) / 1000;
        let size = (self.tuning.herd * share / 1000).max(4) as usize;
        if size < parents.len() {
            parents.sort_by_key(|member| member.length);
            parents.truncate(size);
        }
    }

    /// Makes the keys of a child: what one parent does in a window of time, and before and after it the other's order.
    fn cross(&mut self, parents: &[Member], at: usize) {
        let (one, two) = (self.other(parents, at), self.other(parents, at));
        let other = if parents[one].length <= parents[two].length { one } else { two };
        let (outer, inner) = if self.dice.per_mille(500) { (at, other) } else { (other, at) };
        let (outer, inner) = (&parents[outer], &parents[inner]);
        let share = |share: u32| (u64::from(inner.length) * u64::from(share) / 1000) as u32;
        let width = self.dice.between(share(self.tuning.shortest), share(self.tuning.longest)).max(1);
        let opens = self.window(inner, width);
        let closes = opens + width;
        let mut apart = 0u64;
        for ((key, &out), &within) in self.keys.iter_mut().zip(&outer.finish).zip(&inner.finish) {
            *key = if within > opens && within <= closes {
                within
            } else if out <= opens {
                out
            } else {
                out + width
            };
            apart += u64::from(out.abs_diff(within));
        }
        let count = self.keys.len() as u64;
        if apart * 1000 < u64::from(outer.length) * count * u64::from(self.tuning.alike) {
            self.change();
        }
    }

    /// Where a window of this width begins in which much is done: what is packed well is worth keeping.
    fn window(&mut self, member: &Member, width: u32) -> u32 {
        let (mut begin, mut most) = (0, None);
        for _ in 0..self.tuning.looks {
            let opens = self.dice.below(member.length.saturating_sub(width) + 1);
            let within = |finish: u32| finish > opens && finish <= opens + width;
            let works = member.finish.iter().zip(&self.works);
            let done =
                works.map(|(&finish, &work)| if within(finish) { u64::from(work) } else { 0 }).sum::<u64>();
            if Some(done) > most {
                (begin, most) = (opens, Some(done));
            }
        }
        begin
    }

    fn other(&mut self, parents: &[Member], at: usize) -> usize {
        let other = self.dice.below(parents.len() as u32 - 1) as usize;
        other + usize::from(other >= at)
    }

    /// Lets some activities change places.
    fn change(&mut self) {
        let count = self.keys.len() as u32;
        let share = count * self.tuning.changed;
        let times = share / 1000 + u32::from(self.dice.per_mille(share % 1000));
        for _ in 0..times {
            let (one, two) = (self.dice.below(count), self.dice.below(count));
            self.keys.swap(one as usize, two as usize);
        }
    }
}
