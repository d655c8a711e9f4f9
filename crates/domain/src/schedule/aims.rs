//! What schedules of one project are compared by: first hard bounds that are missed, then days and soft bounds that are,
//! then the finish, and where all that is the same by when what matters more is finished. It knows nothing of how they
//! were made.

use super::clock::Span;
use super::items::{Item, Items, Part};
use super::place::LATEST;
use crate::status::Priority;

/// What matters most first; whoever matters least of a project counts for nothing.
const GRADES: [Priority; 3] = [Priority::Urgent, Priority::High, Priority::Medium];

/// How good a schedule is: less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// Minutes by which hard bounds are missed.
    pub(super) broken: i64,
    /// Minutes past due days and soft bounds, each as often as it costs.
    pub(super) late: i64,
    pub(super) makespan: i64,
    /// By grade, the finishes of what matters so much, added up.
    pub(super) waits: [i64; GRADES.len()],
}

impl Cost {
    /// Worse than any.
    pub(super) const WORST: Self =
        Self { broken: i64::MAX, late: i64::MAX, makespan: i64::MAX, waits: [i64::MAX; GRADES.len()] };

    /// Whether everything that was asked for is kept.
    pub(super) fn is_kept(&self) -> bool {
        self.broken == 0 && self.late == 0
    }

    /// One number for the search, which compares lengths: a minute late counts as several of the finish, and one past a
    /// hard bound as many.
    pub(super) fn as_length(&self) -> u32 {
        let late = self.late.saturating_mul(10).saturating_add(self.broken.saturating_mul(100));
        self.makespan.saturating_add(late).clamp(0, LATEST) as u32
    }
}

/// The items that ask for something, or matter more than others.
pub(super) struct Aims {
    asking: Vec<Aim>,
    /// With the number of its grade.
    graded: Vec<(u32, usize)>,
}

struct Aim {
    item: u32,
    /// Where a whole item or an opening starts, and a whole item or a closing finishes.
    part: Part,
    hard: Span,
    soft: Span,
    cost: i64,
    due: i64,
}

impl Aims {
    /// `priority` says how much the task of a slot matters.
    pub(super) fn of(items: &Items, priority: impl Fn(u32) -> Priority) -> Self {
        let aims = items.all.iter().zip(0..).filter_map(|(item, at)| {
            let extra = items.extra(item)?;
            let (hard, soft, due) = (extra.upper, extra.wished, extra.due);
            let asks =
                [hard.start, hard.finish, soft.start, soft.finish, due].iter().any(|&by| by < i64::MAX);
            asks.then_some(Aim { item: at, part: item.part, hard, soft, cost: extra.cost, due })
        });
        let works = |item: &Item| item.leaf && item.need > 0 && item.part != Part::Opening;
        let working = || items.all.iter().zip(0..).filter(|(item, _)| works(item));
        let least = working().map(|(item, _)| priority(item.slot)).min();
        let graded = working().filter_map(|(item, at)| {
            let own = Some(priority(item.slot)).filter(|&own| Some(own) > least)?;
            Some((at, GRADES.iter().position(|&grade| grade == own)?))
        });
        Self { asking: aims.collect(), graded: graded.collect() }
    }

    /// The items that matter more than others.
    pub(super) fn graded(&self) -> &[(u32, usize)] {
        &self.graded
    }

    /// What a schedule costs that has placed the items there.
    pub(super) fn cost(&self, spans: &[Span], makespan: i64) -> Cost {
        let mut cost = Cost { broken: 0, late: 0, makespan, waits: [0; GRADES.len()] };
        for aim in &self.asking {
            let span = spans[aim.item as usize];
            let past = |at: i64, by: i64| at.saturating_sub(by).max(0);
            if aim.part != Part::Closing {
                cost.broken = cost.broken.saturating_add(past(span.start, aim.hard.start));
                cost.late =
                    cost.late.saturating_add(past(span.start, aim.soft.start).saturating_mul(aim.cost));
            }
            if aim.part != Part::Opening {
                cost.broken = cost.broken.saturating_add(past(span.finish, aim.hard.finish));
                let soft = past(span.finish, aim.soft.finish).saturating_mul(aim.cost);
                cost.late = cost.late.saturating_add(soft).saturating_add(past(span.finish, aim.due));
            }
        }
        for &(at, grade) in &self.graded {
            cost.waits[grade] = cost.waits[grade].saturating_add(spans[at as usize].finish);
        }
        cost
    }

    /// The items with all that is asked for as bounds, for telling what is pressing.
    pub(super) fn pressed(items: &Items) -> Items {
        let mut pressed = items.clone();
        for extra in &mut pressed.extras {
            extra.upper.lower(extra.wished);
            extra.upper.finish = extra.upper.finish.min(extra.due);
            extra.late = false;
        }
        pressed
    }
}
