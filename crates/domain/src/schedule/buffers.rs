//! Critical chain buffers (Goldratt, Critical Chain, 1997): the longest chain of tasks that wait for one another, by link
//! or for the same person, is protected by a buffer at its end, and every chain that runs into it by one where it does.
//! It knows neither people nor calendars, only [`Piece`]s of a schedule that was made; it moves none of them.

use crate::id::TaskId;

/// A work package or milestone as it was scheduled. All figures are working minutes of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The task.
    pub id: TaskId,
    /// When it starts.
    pub start: i64,
    /// When it finishes.
    pub finish: i64,
    /// How long those who do it work on it: less than it takes where they are away in between.
    pub lasts: i64,
    /// By how much longer it may take than was planned.
    pub margin: i64,
    /// What it waits for, by number, and by how much earlier that could let it go.
    pub before: Vec<(usize, i64)>,
}

/// How long a buffer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sizing {
    /// The root of the sum of the squares of what each task may take longer (Newbold, 1998): not all of them do at once.
    #[default]
    RootSumSquare,
    /// Half as long as the tasks of the chain are together (Goldratt, 1997).
    HalfOfChain,
}

/// Tasks, each of which waits for the one before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// The first in time first.
    pub tasks: Vec<TaskId>,
    /// Working minutes of all of them.
    pub work: i64,
    /// When the last is finished.
    pub finish: i64,
    /// The buffer it needs behind it.
    pub buffer: i64,
}

/// A chain that runs into the critical one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeding {
    /// The chain.
    pub chain: Chain,
    /// The task of the critical chain that waits for it.
    pub into: TaskId,
    /// How much room there is for its buffer before that task starts. What does not fit would be taken from the project's.
    pub room: i64,
}

/// The buffers of a schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buffers {
    /// The critical chain with the buffer of the project.
    pub critical: Chain,
    /// In the order of the tasks they run into.
    pub feeding: Vec<Feeding>,
}

impl Buffers {
    /// The buffers that `pieces` need: those of a schedule in the order of the tree.
    pub fn of(pieces: &[Piece], sizing: Sizing) -> Self {
        // Of what finishes last together, a milestone is what the others lead to.
        let last = (0..pieces.len()).max_by_key(|&at| (pieces[at].finish, pieces[at].start, at));
        let Some(last) = last else { return Self::default() };
        let mut taken = vec![false; pieces.len()];
        let critical = back_from(pieces, last, &mut taken);
        let mut feeding = Vec::new();
        for &into in &critical {
            for &(from, _) in &pieces[into].before {
                if !taken[from] {
                    let chain = chain(pieces, &back_from(pieces, from, &mut taken), sizing);
                    let room = (pieces[into].start - chain.finish).max(0);
                    feeding.push(Feeding { chain, into: pieces[into].id, room });
                }
            }
        }
        Self { critical: chain(pieces, &critical, sizing), feeding }
    }
}

/// What a piece waits for longest, and so on back to a piece that waits for nothing that is still free; the first first.
fn back_from(pieces: &[Piece], last: usize, taken: &mut [bool]) -> Vec<usize> {
    let mut chain = vec![last];
    let mut at = last;
    taken[last] = true;
    loop {
        let free = pieces[at].before.iter().filter(|(from, _)| !taken[*from]);
        let Some(&(from, _)) = free.min_by_key(|(from, gap)| (*gap, pieces[*from].start, *from)) else {
            break;
        };
        taken[from] = true;
        chain.push(from);
        at = from;
    }
    chain.reverse();
    chain
}

fn chain(pieces: &[Piece], of: &[usize], sizing: Sizing) -> Chain {
    let work = of.iter().map(|&at| pieces[at].lasts.max(0)).sum();
    let buffer = match sizing {
        Sizing::HalfOfChain => (work + 1) / 2,
        Sizing::RootSumSquare => {
            let squares: f64 = of.iter().map(|&at| (pieces[at].margin.max(0) as f64).powi(2)).sum();
            squares.sqrt().ceil() as i64
        }
    };
    Chain {
        tasks: of.iter().map(|&at| pieces[at].id).collect(),
        work,
        finish: of.iter().map(|&at| pieces[at].finish).max().unwrap_or(0),
        buffer,
    }
}

/// How much of a buffer is used up beside how much of the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fever {
    /// How much of the chain is done, in per cent.
    pub done: u32,
    /// How much of the buffer is used up, in per cent; more than 100 where it was too short.
    pub used: u32,
}

/// What a fever calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Nothing.
    Green,
    /// A plan to get time back.
    Yellow,
    /// Carrying that plan out.
    Red,
}

impl Fever {
    /// Of so many minutes used up of a buffer when so many of the work are done.
    pub fn of(done: i64, work: i64, used: i64, buffer: i64) -> Self {
        let percent = |part: i64, of: i64| match of {
            of if of <= 0 => u32::from(part > 0) * 100,
            of => (part.clamp(0, i64::MAX / 100) * 100 / of).min(i64::from(u32::MAX)) as u32,
        };
        let done = if work <= 0 { 100 } else { percent(done, work).min(100) };
        Self { done, used: percent(used, buffer) }
    }

    /// The zone of the fever chart: the lines that part the zones rise with the work done, from 15 to 75 and from 30 to 90
    /// per cent of the buffer (Leach, Critical Chain Project Management, 2014).
    pub fn zone(self) -> Zone {
        let line = |from: u64| from + u64::from(self.done) * 60 / 100;
        match u64::from(self.used) {
            used if used <= line(15) => Zone::Green,
            used if used <= line(30) => Zone::Yellow,
            _ => Zone::Red,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn piece(n: u128, start: i64, finish: i64, before: &[(usize, i64)]) -> Piece {
        let lasts = finish - start;
        Piece { id: TaskId::from_bits(n), start, finish, lasts, margin: lasts, before: before.to_vec() }
    }

    #[test]
    fn a_chain_that_runs_into_the_longest_gets_a_buffer_where_it_does() {
        // 1 and 2 come before 4, the longest way; 3 runs into 4 with room for 240 of the 480 it needs.
        let pieces = [
            piece(1, 0, 480, &[]),
            piece(2, 480, 1200, &[(0, 0)]),
            piece(3, 480, 960, &[]),
            piece(4, 1200, 1680, &[(1, 0), (2, 240)]),
        ];
        let found = Buffers::of(&pieces, Sizing::RootSumSquare);
        let ids = |all: &[u128]| all.iter().map(|n| TaskId::from_bits(*n)).collect::<Vec<_>>();
        assert_eq!(found.critical.tasks, ids(&[1, 2, 4]));
        // √(480² + 720² + 480²)
        assert_eq!((found.critical.work, found.critical.buffer, found.critical.finish), (1680, 990, 1680));
        assert_eq!(found.feeding.len(), 1);
        let one = &found.feeding[0];
        assert_eq!((one.chain.tasks.clone(), one.chain.buffer, one.room), (ids(&[3]), 480, 240));
        assert_eq!(one.into, TaskId::from_bits(4));
        assert_eq!(Buffers::of(&pieces, Sizing::HalfOfChain).critical.buffer, 840);
        assert_eq!(Buffers::of(&[], Sizing::HalfOfChain), Buffers::default());
    }

    #[test]
    fn the_chain_goes_on_to_a_milestone_at_its_end() {
        let pieces = [piece(1, 0, 480, &[]), piece(2, 480, 480, &[(0, 0)])];
        let found = Buffers::of(&pieces, Sizing::RootSumSquare).critical;
        assert_eq!(found.tasks, [1, 2].map(TaskId::from_bits));
    }

    #[test]
    fn the_same_use_of_a_buffer_is_worse_the_less_is_done() {
        let zone = |done, used| Fever::of(done, 1000, used, 100).zone();
        assert_eq!([zone(0, 10), zone(0, 20), zone(0, 40)], [Zone::Green, Zone::Yellow, Zone::Red]);
        assert_eq!([zone(1000, 75), zone(1000, 80), zone(1000, 95)], [Zone::Green, Zone::Yellow, Zone::Red]);
        assert_eq!(Fever::of(0, 0, 5, 0), Fever { done: 100, used: 100 });
    }

    /// Pieces that wait for some before them.
    fn pieces() -> impl Strategy<Value = Vec<Piece>> {
        let one =
            (0i64..500, 0i64..900, prop::collection::vec((any::<prop::sample::Index>(), 0i64..200), 0..3));
        prop::collection::vec(one, 1..14).prop_map(|given| {
            let mut made: Vec<Piece> = Vec::new();
            for (n, (lasts, margin, before)) in given.into_iter().enumerate() {
                let before: Vec<(usize, i64)> = match n {
                    0 => Vec::new(),
                    n => before.into_iter().map(|(from, gap)| (from.index(n), gap)).collect(),
                };
                let start = before.iter().map(|(from, gap)| made[*from].finish + gap).max().unwrap_or(0);
                let own = before.iter().map(|(from, _)| (*from, start - made[*from].finish)).collect();
                made.push(Piece { margin, before: own, ..piece(n as u128, start, start + lasts, &[]) });
            }
            made
        })
    }

    proptest! {
        /// Law: every task is in one chain at most; in a chain each waits for the one before it; what runs into the
        /// critical chain ends before the task it runs into.
        #[test]
        fn chains_are_ways_through_the_schedule_and_never_cross(pieces in pieces(), half in any::<bool>()) {
            let sizing = if half { Sizing::HalfOfChain } else { Sizing::RootSumSquare };
            let found = Buffers::of(&pieces, sizing);
            let at = |id: &TaskId| pieces.iter().position(|p| p.id == *id).expect("it is one of them");
            let chains = || std::iter::once(&found.critical).chain(found.feeding.iter().map(|f| &f.chain));
            let all: Vec<TaskId> = chains().flat_map(|chain| chain.tasks.clone()).collect();
            prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
            for chain in chains() {
                for pair in chain.tasks.windows(2) {
                    let (a, b) = (at(&pair[0]), at(&pair[1]));
                    prop_assert!(pieces[b].before.iter().any(|(from, _)| *from == a));
                }
            }
            prop_assert_eq!(found.critical.finish, pieces.iter().map(|p| p.finish).max().unwrap_or(0));
            for feeding in &found.feeding {
                prop_assert!(found.critical.tasks.contains(&feeding.into));
                prop_assert!(feeding.chain.finish + feeding.room <= pieces[at(&feeding.into)].start.max(feeding.chain.finish));
            }
        }

        /// Law: a root of squares is no less than the greatest margin, and no more than all margins together.
        #[test]
        fn a_buffer_holds_the_worst_of_its_tasks_but_not_all_at_once(pieces in pieces()) {
            let chain = Buffers::of(&pieces, Sizing::RootSumSquare).critical;
            let of = |id: &TaskId| pieces.iter().find(|p| p.id == *id).map_or(0, |p| p.margin);
            let margins: Vec<i64> = chain.tasks.iter().map(of).collect();
            prop_assert!(chain.buffer >= margins.iter().copied().max().unwrap_or(0));
            prop_assert!(chain.buffer <= margins.iter().sum::<i64>());
        }
    }
}
