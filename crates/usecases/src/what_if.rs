//! What if: a copy of the plan with a few changes, scheduled and compared with the plan as it is. Nothing is stored, and
//! nothing is guessed: every figure comes from a schedule of the changed plan.

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use planwright_domain::schedule::{Comparison, Past};
use planwright_domain::{
    Assignment, AssignmentId, BaselineId, Meta, MetaChange, Patch, Resource, ResourceId, Status, TaskChange,
    TaskId, alike, apply,
};

use crate::people::resource;
use crate::schedule::Schedule;
use crate::{Ports, Refused};

/// One change to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Somebody, new or not, works on a task beside those assigned, with so many per cent.
    Assign(TaskId, String, u32),
    /// Somebody new takes part in everything that is critical, with so many per cent.
    Join(String, u32),
    /// A task, and all that is below it, is not done.
    Drop(TaskId),
    /// A task takes this effort.
    Effort(TaskId, u32),
    /// The project is to be finished by the end of this day.
    Deadline(Date),
    /// The project begins on this day.
    Start(Date),
    /// A working day has so many minutes.
    PerDay(u32),
    /// A week of the project has so many minutes.
    PerWeek(u32),
}

/// The plan as it is, and as it would be.
#[derive(Debug)]
pub struct Compared {
    /// The plan as it is.
    pub before: Schedule,
    /// The plan as it would be.
    pub after: Schedule,
    /// What would be otherwise.
    pub shifts: Comparison,
}

impl Compared {
    /// What dates that are missed cost, as the plan is and as it would be.
    pub fn costs(&self) -> (u64, u64) {
        (cost(&self.before), cost(&self.after))
    }

    /// How many tasks miss their due dates, as the plan is and as it would be.
    pub fn late(&self) -> (usize, usize) {
        (late(&self.before), late(&self.after))
    }
}

/// Tries some changes together.
///
/// # Errors
/// [`Refused::Rejected`] where the changed plan breaks rules, [`Refused::Senseless`] where there is nothing to change.
pub fn what_if(
    ports: &Ports<'_>,
    before: Schedule,
    wishes: &[Wish],
    today: Date,
) -> Result<Compared, Refused> {
    let mut after = Schedule::planned(before.project.clone(), before.pool.clone(), today)?;
    for wish in wishes {
        after = tried(ports, after, wish, today)?;
    }
    let (none, id) = (Past::default(), BaselineId::from_bits(1));
    let was = before.dated().baseline(&before.project, &none, id, String::new(), today);
    let shifts = after.dated().compare(&after.project, &none, &was);
    Ok(Compared { before, after, shifts })
}

/// The plan with one change made.
pub(crate) fn tried(
    ports: &Ports<'_>,
    plan: Schedule,
    wish: &Wish,
    today: Date,
) -> Result<Schedule, Refused> {
    if let Wish::Join(name, percent) = wish {
        return joined(ports, plan, name, *percent, today);
    }
    let mut patch = ports.patch(plan.project.id(), plan.project.version(), "what if");
    match wish {
        Wish::Join(..) => {}
        Wish::Assign(task, name, percent) => {
            let who = person(ports, &plan, name, &mut patch);
            assign(ports, *task, who, *percent, &mut patch);
        }
        Wish::Drop(task) => {
            for one in plan.project.subtree(*task).into_iter().filter(|task| !task.status.is_closed()) {
                patch.update(one.id, TaskChange { status: Some(Status::Cancelled), ..TaskChange::default() });
            }
        }
        Wish::Effort(task, minutes) => {
            let known = plan.project.task(*task);
            let change = TaskChange {
                effort: Some(Some(*minutes)),
                estimate: known.and_then(|task| task.estimate).map(|_| None),
                remaining: known.and_then(|task| task.remaining).map(|_| None),
                ..TaskChange::default()
            };
            patch.update(*task, change);
        }
        Wish::Deadline(day) => {
            patch.meta = MetaChange { deadline: Some(Some(*day)), ..MetaChange::default() }
        }
        Wish::Start(day) => patch.meta = MetaChange { start: Some(Some(*day)), ..MetaChange::default() },
        Wish::PerDay(minutes) => {
            patch.meta = MetaChange { minutes_per_day: Some(*minutes), ..MetaChange::default() };
        }
        Wish::PerWeek(minutes) => {
            patch.meta = of_weeks(plan.project.meta(), *minutes);
        }
    }
    patched(plan, &patch, today)
}

fn patched(plan: Schedule, patch: &Patch, today: Date) -> Result<Schedule, Refused> {
    let Schedule { mut project, pool, .. } = plan;
    if !patch.is_empty() {
        let _imagined = apply(&mut project, patch)?;
    }
    Schedule::planned(project, pool, today)
}

/// How often the critical path is looked for anew when somebody joins: each time it may be another one.
const ROUNDS: usize = 8;

/// Who stands for those nobody has named.
const SOMEBODY: &str = "whoever does it now";

/// Somebody takes part in what is critical, and in what becomes critical by that.
fn joined(
    ports: &Ports<'_>,
    mut plan: Schedule,
    name: &str,
    percent: u32,
    today: Date,
) -> Result<Schedule, Refused> {
    for round in 0..ROUNDS {
        let mut patch = ports.patch(plan.project.id(), plan.project.version(), "what if");
        let critical = plan.open().filter(|task| plan.slot(task).is_some_and(|slot| slot.critical));
        let open = critical.filter(|task| {
            let takes = task.duration.is_none() && task.effort.is_some_and(|minutes| minutes > 0);
            takes && !task.assignees.iter().any(|one| alike(one) == alike(name))
        });
        let there = known(&plan, name);
        let open: Vec<TaskId> = open
            .map(|task| task.id)
            .filter(|id| there.is_none() || !plan.project.assignments_of(*id).any(|a| a.resource == there))
            .collect();
        if open.is_empty() {
            break;
        }
        let who = person(ports, &plan, name, &mut patch);
        for (nth, id) in open.into_iter().enumerate() {
            let alone = plan.project.assignments_of(id).next().is_none();
            if alone && plan.project.task(id).is_some_and(|task| task.assignees.is_empty()) {
                // Each by somebody else: nobody said that one person does all of them.
                let name = format!("{SOMEBODY}, {} {}", round + 1, nth + 1);
                let stand_in = person(ports, &plan, &name, &mut patch);
                assign(ports, id, stand_in, 100, &mut patch);
            }
            assign(ports, id, who, percent, &mut patch);
        }
        plan = patched(plan, &patch, today)?;
    }
    Ok(plan)
}

fn person(ports: &Ports<'_>, plan: &Schedule, name: &str, patch: &mut Patch) -> ResourceId {
    if let Some(known) = known(plan, name) {
        return known;
    }
    let new = Resource::new(ResourceId::from_bits(ports.ids.fresh()), name.trim());
    let id = new.id;
    patch.create(new);
    id
}

/// Who is called so, in the project or in its pool.
fn known(plan: &Schedule, name: &str) -> Option<ResourceId> {
    let own = resource(&plan.project, name).ok();
    own.or_else(|| plan.pool.as_ref()?.person(name)).map(|person| person.id)
}

fn assign(ports: &Ports<'_>, task: TaskId, who: ResourceId, units: u32, patch: &mut Patch) {
    let id = AssignmentId::from_bits(ports.ids.fresh());
    patch.create(Assignment { units, ..Assignment::new(id, task, Some(who)) });
}

fn late(of: &Schedule) -> usize {
    of.project.tasks().filter_map(|task| of.slot(task)).filter(|slot| slot.overdue > 0).count()
}

/// What missed dates of soft constraints cost: for each day so much, as they say.
fn cost(of: &Schedule) -> u64 {
    let missed = |task: &planwright_domain::Task| {
        let constraint = task.constraint.filter(|c| !c.hard && c.kind.is_of_finish())?;
        let days = constraint.date?.until(of.slot(task)?.last).ok()?.get_days().max(0);
        Some(u64::from(days.unsigned_abs()) * u64::from(constraint.cost.unwrap_or(1)))
    };
    of.project.tasks().filter_map(missed).sum()
}

/// The minutes a full week of a project has.
pub fn week(meta: &Meta) -> u32 {
    let full = meta.minutes_per_day * meta.working_days.count();
    meta.minutes_per_week.map_or(full, |most| most.min(full))
}

/// Weeks of so many minutes: shorter ones by a limit, longer ones by days that are long enough, whatever limit there was.
pub(crate) fn of_weeks(meta: &Meta, minutes: u32) -> MetaChange {
    let days = meta.working_days.count();
    let full = meta.minutes_per_day * days;
    let limit = minutes < full || meta.minutes_per_week.is_some();
    MetaChange {
        minutes_per_day: (minutes > full).then(|| minutes.div_ceil(days.max(1))),
        minutes_per_week: limit.then_some(Some(minutes)),
        ..MetaChange::default()
    }
}
