//! One task made several: it becomes a summary task, and its parts carry what it carried. Nothing is lost and nothing
//! comes twice: effort, range and minutes spent are shared out exactly; what ties its start goes to the parts that begin
//! it, what ties its finish to those that end it; remarks, dates, priority and criteria hold for the whole and stay.

use std::collections::BTreeSet;

use super::share::{in_proportion, share};
use super::staff::share_out;
use super::{Barred, Mint, Operation, known, links_at};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::{LinkId, TaskId};
use crate::link::{Dependency, Link, LinkChange, LinkType};
use crate::patch::Patch;
use crate::project::Project;
use crate::status::{Kind, Status};
use crate::task::{Estimate, Origin, OriginKind, POSITION_STEP, Task, TaskChange};

/// One of the parts that a task is split into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// What more there is to say.
    pub description: Option<String>,
    /// Its effort in person-minutes; without one it gets its share of what the others leave.
    pub effort: Option<u32>,
    /// How large its share is beside those of others without an effort.
    pub weight: u32,
    /// The parts it waits for, by index; only earlier ones count.
    pub after: Vec<usize>,
    /// Why it was added, where no person named it.
    pub why: Option<String>,
}

impl Part {
    /// A part that waits for no other, with an equal share of the effort.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), description: None, effort: None, weight: 1, after: Vec::new(), why: None }
    }
}

/// Parts of which each waits for the one before it.
pub fn in_a_row(parts: impl IntoIterator<Item = Part>) -> Vec<Part> {
    let row = parts.into_iter().enumerate();
    row.map(|(i, part)| Part { after: i.checked_sub(1).into_iter().collect(), ..part }).collect()
}

/// What the parts have to add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// The effort of the task.
    Kept,
    /// Whatever they add up to: the task is estimated anew.
    OfParts,
}

/// Writes into `patch` what splits a task into `parts`.
///
/// # Errors
/// [`Barred`] as [`can_split`] tells, for fewer than two parts, and for efforts that do not add up.
pub fn split(
    project: &Project,
    id: TaskId,
    parts: &[Part],
    total: Total,
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<(), Barred> {
    can_split(project, id)?;
    let task = known(project, id, Operation::Split)?;
    let per_day = project.meta().minutes_per_day;
    let efforts = efforts(&project.name(id), task, parts, total, per_day)?;
    let order = Order::of(parts);
    let shared = Shared::of(task, efforts, &order, per_day);
    let ids: Vec<TaskId> = parts.iter().map(|_| TaskId::from_bits(mint())).collect();
    for (i, part) in parts.iter().enumerate() {
        patch.create_task(shared.task(i, ids[i], part, task, &order));
    }
    for (after, before) in &order.pairs {
        let origin =
            Origin { quote: Some("one part after the other".to_owned()), ..Origin::new(OriginKind::Implied) };
        let link = Link::blocks(LinkId::from_bits(mint()), ids[*before], ids[*after]);
        patch.create_link(Link { origin: Some(origin), ..link });
    }
    patch.update_task(id, shared.left_to(task));
    let weighed: Vec<(TaskId, u32)> = ids.iter().copied().zip(shared.weights()).collect();
    share_out(project, id, &weighed, mint, patch);
    hand_over(project, id, &order.ends(&ids), mint, patch);
    Ok(())
}

/// Whether a task can be split at all.
///
/// # Errors
/// [`Barred`] for a summary task, a milestone, a closed or archived task, and where the parts would be too deep.
pub fn can_split(project: &Project, id: TaskId) -> Result<(), Barred> {
    let task = known(project, id, Operation::Split)?;
    let bar = |why: String, hint: &str| {
        Err(Barred::new(Operation::Split, format!("cannot split {}: {why}", project.name(id)), hint))
    };
    if project.is_summary(id) {
        return bar(
            "it has tasks below it already".into(),
            "split one of those, or add another: planwright add",
        );
    }
    if task.kind == Kind::Milestone {
        return bar("a milestone is a point in time without work".into(), "split the work that leads to it");
    }
    if task.status.is_closed() {
        let why = format!("it is {} already", task.status);
        return bar(why, "reopen it first, if there is work left: planwright reopen");
    }
    if task.archived || project.ancestors(id).any(|above| above.archived) {
        return bar("it is archived".into(), "split a task that is in sight");
    }
    let (level, limit) = (project.depth(id) + 1, project.meta().depth_limit);
    if level > limit as usize {
        let why = format!("its parts would be on level {level}; the project allows {limit}");
        let hint = format!("raise the limit: planwright projects change --depth-limit {level}");
        return bar(why, &hint);
    }
    Ok(())
}

/// The effort of each part.
fn efforts(
    name: &str,
    task: &Task,
    parts: &[Part],
    total: Total,
    per_day: u32,
) -> Result<Vec<Option<u32>>, Barred> {
    let bar = |why: &str, hint: &str| {
        Err(Barred::new(Operation::Split, format!("cannot split {name}: {why}"), hint))
    };
    let told = |minutes| crate::amount(minutes, per_day);
    if parts.len() < 2 {
        return bar("one part is no split", "name two parts or more");
    }
    let mut efforts: Vec<Option<u32>> = parts.iter().map(|part| part.effort).collect();
    let Some(whole) = task.effort.filter(|_| total == Total::Kept) else { return Ok(efforts) };
    let given: u64 = efforts.iter().flatten().map(|e| u64::from(*e)).sum();
    let rest = u64::from(whole).checked_sub(given).and_then(|rest| u32::try_from(rest).ok());
    let open: Vec<usize> = (0..parts.len()).filter(|i| efforts[*i].is_none()).collect();
    let weights: Vec<u32> = open.iter().map(|i| parts[*i].weight).collect();
    match rest {
        Some(0) if open.is_empty() => Ok(efforts),
        Some(rest) if !open.is_empty() => match share(rest, &weights, None, per_day) {
            Some(shares) => {
                for (i, share) in open.into_iter().zip(shares) {
                    efforts[i] = Some(share);
                }
                Ok(efforts)
            }
            None => bar(
                &match (rest, open.len()) {
                    (0, _) => "nothing is left for what has no effort".to_owned(),
                    (rest, parts) => {
                        format!("{} is left for {parts} parts without an effort", told(u64::from(rest)))
                    }
                },
                "name fewer parts, or give the others less",
            ),
        },
        _ => bar(
            &format!("its parts add up to {}, and it has {}", told(given), told(u64::from(whole))),
            "leave an effort out, so that it takes the rest, or let the parts count: --new-total",
        ),
    }
}

/// What each part gets of what the task had.
struct Shared {
    efforts: Vec<Option<u32>>,
    ranges: Option<Vec<Estimate>>,
    spent: Vec<Option<u32>>,
    remaining: Option<Vec<u32>>,
    durations: Option<Vec<u32>>,
}

impl Shared {
    fn of(task: &Task, efforts: Vec<Option<u32>>, order: &Order, per_day: u32) -> Self {
        let ranges = task.estimate.and_then(|whole| ranges(whole, &efforts, task.effort));
        let spent = spent(task.actual, &efforts);
        let remaining = task.remaining.map(|minutes| remaining(minutes, &efforts, &spent));
        let mut shared = Self { efforts, ranges, spent, remaining, durations: None };
        shared.durations = task.duration.and_then(|whole| match (order.is_row(), order.pairs.is_empty()) {
            (true, _) => share(whole, &shared.weights(), None, per_day),
            (false, true) => Some(vec![whole; shared.efforts.len()]),
            (false, false) => None,
        });
        shared
    }

    /// How much of the whole each part is.
    fn weights(&self) -> Vec<u32> {
        self.efforts.iter().map(|effort| effort.unwrap_or(1)).collect()
    }

    fn task(&self, i: usize, id: TaskId, part: &Part, whole: &Task, order: &Order) -> Task {
        let begins = order.firsts.contains(&i);
        let begun = self.spent.iter().any(|minutes| minutes.is_some_and(|m| m > 0));
        let status = match whole.status {
            Status::InProgress if begun && self.spent[i].is_some_and(|m| m > 0) => Status::InProgress,
            Status::InProgress if !begun && i == 0 => Status::InProgress,
            Status::Blocked if begins => Status::Blocked,
            _ => Status::Todo,
        };
        let added = |why: &String| Origin { quote: Some(why.clone()), ..Origin::new(OriginKind::Added) };
        Task {
            parent: Some(whole.id),
            position: (i as i64 + 1).saturating_mul(POSITION_STEP),
            description: part.description.clone(),
            status,
            effort: self.efforts[i],
            actual: self.spent[i],
            estimate: self.ranges.as_ref().map(|ranges| ranges[i]),
            remaining: self.remaining.as_ref().map(|minutes| minutes[i]),
            duration: self.durations.as_ref().map(|minutes| minutes[i]),
            constraint: whole.constraint.filter(|asked| order.is_asked(i, asked)),
            calendar: whole.calendar,
            interruptible: whole.interruptible,
            assignees: whole.assignees.clone(),
            labels: whole.labels.clone(),
            origin: part.why.as_ref().map(added),
            ..Task::new(id, part.title.clone())
        }
    }

    /// What the task itself has no more, because its parts have it.
    fn left_to(&self, whole: &Task) -> TaskChange {
        let carried = self.efforts.iter().all(Option::is_some) || whole.effort.is_none();
        TaskChange {
            effort: whole.effort.filter(|_| carried).map(|_| None),
            estimate: whole.estimate.filter(|_| self.ranges.is_some()).map(|_| None),
            actual: whole.actual.map(|_| None),
            remaining: whole.remaining.map(|_| None),
            duration: whole.duration.filter(|_| self.durations.is_some()).map(|_| None),
            constraint: whole.constraint.map(|_| None),
            calendar: whole.calendar.map(|_| None),
            assignees: Some(BTreeSet::new()).filter(|_| !whole.assignees.is_empty()),
            ..TaskChange::default()
        }
    }
}

/// A range shared out so that the ends add up, each part's is in order, and its likely effort is its effort. `None`
/// where the efforts are not all known, or are another estimate than the range's.
fn ranges(whole: Estimate, efforts: &[Option<u32>], effort: Option<u32>) -> Option<Vec<Estimate>> {
    let known: Vec<u32> = efforts.iter().copied().collect::<Option<_>>()?;
    let all: u64 = known.iter().map(|e| u64::from(*e)).sum();
    if effort != Some(whole.likely) || all != u64::from(whole.likely) || whole.low > whole.likely {
        return None;
    }
    let down = in_proportion(whole.likely - whole.low, &known);
    let up = in_proportion(whole.high.saturating_sub(whole.likely), &known);
    let of = |((likely, down), up): ((u32, u32), u32)| Estimate {
        low: likely - down,
        likely,
        high: likely.saturating_add(up),
        confidence: whole.confidence,
    };
    Some(known.into_iter().zip(down).zip(up).map(of).collect())
}

/// What was spent fills the parts in their order; what is more than all of them is the last one's.
fn spent(actual: Option<u32>, efforts: &[Option<u32>]) -> Vec<Option<u32>> {
    let Some(mut rest) = actual else { return vec![None; efforts.len()] };
    let last = efforts.len().saturating_sub(1);
    let fill = |(i, effort): (usize, &Option<u32>)| {
        let takes = if i == last { rest } else { rest.min(effort.unwrap_or(rest)) };
        rest -= takes;
        Some(takes).filter(|minutes| *minutes > 0)
    };
    efforts.iter().enumerate().map(fill).collect()
}

/// What is still to be spent, shared out by what each part has left of its effort.
fn remaining(minutes: u32, efforts: &[Option<u32>], spent: &[Option<u32>]) -> Vec<u32> {
    let left = |(effort, spent): (&Option<u32>, &Option<u32>)| {
        effort.unwrap_or(1).saturating_sub(spent.unwrap_or(0))
    };
    let mut weights: Vec<u32> = efforts.iter().zip(spent).map(left).collect();
    if let (true, Some(last)) = (weights.iter().all(|w| *w == 0), weights.last_mut()) {
        *last = 1;
    }
    in_proportion(minutes, &weights)
}

/// How the parts hang together.
struct Order {
    firsts: Vec<usize>,
    lasts: Vec<usize>,
    /// Each with one it waits for.
    pairs: Vec<(usize, usize)>,
}

/// The parts a link of the whole may go to.
struct Ends {
    firsts: Vec<TaskId>,
    lasts: Vec<TaskId>,
}

impl Order {
    fn of(parts: &[Part]) -> Self {
        let mut pairs = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            let before: BTreeSet<usize> = part.after.iter().copied().filter(|b| *b < i).collect();
            pairs.extend(before.into_iter().map(|b| (i, b)));
        }
        let all = || 0..parts.len();
        let firsts = all().filter(|i| pairs.iter().all(|(after, _)| after != i)).collect();
        let lasts = all().filter(|i| pairs.iter().all(|(_, before)| before != i)).collect();
        Self { firsts, lasts, pairs }
    }

    /// Whether each part but the first waits for the one before it, and for nothing else.
    fn is_row(&self) -> bool {
        let count = self.pairs.len() + 1;
        self.firsts.len() == 1 && self.pairs.iter().copied().eq((1..count).map(|i| (i, i - 1)))
    }

    /// Whether a constraint of the whole is asked of this part: of its start, of those that begin it; of its finish, of
    /// those that end it.
    fn is_asked(&self, part: usize, constraint: &Constraint) -> bool {
        match constraint.kind {
            ConstraintKind::AsLateAsPossible => true,
            kind if kind.is_of_finish() => self.lasts.contains(&part),
            _ => self.firsts.contains(&part),
        }
    }

    fn ends(&self, ids: &[TaskId]) -> Ends {
        let of = |at: &[usize]| at.iter().map(|i| ids[*i]).collect();
        Ends { firsts: of(&self.firsts), lasts: of(&self.lasts) }
    }
}

/// Hands the links of a task over to its parts.
fn hand_over(project: &Project, id: TaskId, ends: &Ends, mint: Mint<'_>, patch: &mut Patch) {
    for link in links_at(project, id).into_iter().filter(|link| link.link_type == LinkType::Blocks) {
        let at_finish = if link.to == id {
            matches!(link.dependency, Dependency::FinishToFinish | Dependency::StartToFinish)
        } else {
            matches!(link.dependency, Dependency::FinishToStart | Dependency::FinishToFinish)
        };
        let parts = if at_finish { &ends.lasts } else { &ends.firsts };
        for (i, part) in parts.iter().enumerate() {
            let enters = link.to == id;
            if i == 0 {
                let (from, to) = (Some(*part).filter(|_| !enters), Some(*part).filter(|_| enters));
                patch.update_link(link.id, LinkChange { from, to, ..LinkChange::default() });
            } else {
                let (from, to) = if enters { (link.from, *part) } else { (*part, link.to) };
                patch.create_link(Link { id: LinkId::from_bits(mint()), from, to, ..link.clone() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::apply::apply;
    use crate::id::{PatchId, ProjectId};
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::version::{Author, Version};

    /// The parts of a task of eight hours, split into these.
    fn parts_of(task: Task, parts: &[Part]) -> Vec<Task> {
        let (id, meta) = (task.id, Meta::new("House"));
        let task = Task { effort: Some(480), ..task };
        let mut project =
            Project::assemble(ProjectId::from_bits(7), Version(1), meta, [task], [], Extent::Whole);
        let mut patch = Patch::new(PatchId::from_bits(9), project.id(), Version(1), Author::new("ann"), "");
        let mut last = 100u128;
        let mut mint = || {
            last += 1;
            last
        };
        split(&project, id, parts, Total::Kept, &mut mint, &mut patch).expect("it can be split");
        let _ = apply(&mut project, &patch).expect("the split is accepted");
        assert_eq!(project.task(id).map(|t| (t.constraint, t.duration)), Some((None, None)));
        project.children(Some(id)).cloned().collect()
    }

    #[test]
    fn a_row_shares_the_duration_and_its_ends_take_the_constraints() {
        let day = Some(date(2026, 3, 9));
        let row = in_a_row([Part::new("Begin"), Part::new("End")]);
        let wall = || Task { duration: Some(960), ..Task::new(TaskId::from_bits(1), "Wall") };
        let starts = Constraint::hard(ConstraintKind::MustStartOn, day);
        let parts = parts_of(Task { constraint: Some(starts), ..wall() }, &row);
        assert_eq!(parts.iter().map(|t| t.duration).collect::<Vec<_>>(), [Some(480), Some(480)]);
        assert_eq!(parts.iter().map(|t| t.constraint).collect::<Vec<_>>(), [Some(starts), None]);
        let ends = Constraint::hard(ConstraintKind::FinishNoLaterThan, day);
        let parts = parts_of(Task { constraint: Some(ends), ..wall() }, &row);
        assert_eq!(parts.iter().map(|t| t.constraint).collect::<Vec<_>>(), [None, Some(ends)]);
        let beside = parts_of(wall(), &[Part::new("Left"), Part::new("Right")]);
        assert_eq!(beside.iter().map(|t| t.duration).collect::<Vec<_>>(), [Some(960), Some(960)]);
    }

    #[test]
    fn what_was_spent_fills_the_parts_in_their_order() {
        let begun = Task {
            status: Status::InProgress,
            actual: Some(300),
            remaining: Some(180),
            ..Task::new(TaskId::from_bits(1), "Wall")
        };
        let parts = parts_of(begun, &in_a_row([Part::new("A"), Part::new("B"), Part::new("C")]));
        let told: Vec<_> = parts.iter().map(|t| (t.status, t.actual, t.remaining)).collect();
        assert_eq!(
            told,
            [
                (Status::InProgress, Some(180), Some(0)),
                (Status::InProgress, Some(120), Some(30)),
                (Status::Todo, None, Some(150)),
            ]
        );
    }
}
