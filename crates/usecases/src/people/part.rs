//! Whether the parts of a task's effort that people have fit in all of it.

use planwright_domain::{Assignment, Project, amount};

use crate::Refused;

/// Refuses an assignment whose part of the effort, beside the parts others have, is more than the task takes.
pub(super) fn fits(plan: &Project, new: &Assignment) -> Result<(), Refused> {
    let (Some(part), Some(whole)) = (new.effort, plan.task(new.task).and_then(|task| task.effort)) else {
        return Ok(());
    };
    let others = plan.assignments_of(new.task).filter(|other| other.id != new.id);
    let taken: u64 = others.filter_map(|other| other.effort).map(u64::from).sum();
    if taken + u64::from(part) <= u64::from(whole) {
        return Ok(());
    }
    let per_day = plan.meta().minutes_per_day;
    let told = |minutes: u64| amount(minutes, per_day);
    let beside = if taken > 0 { format!(", and others have {} of it", told(taken)) } else { String::new() };
    let message = format!(
        "a part of {} is more than there is to do: {} takes {}{beside}",
        told(u64::from(part)),
        plan.name(new.task),
        told(u64::from(whole)),
    );
    let hint =
        "give a smaller part, or first more effort to the task: planwright edit TASK --effort DURATION";
    Err(Refused::senseless(message, hint))
}
