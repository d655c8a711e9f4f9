//! Who works on what, carried along: assignments of tasks that are split, merged, copied or dissolved. What a resource
//! has to do stays the same to the minute wherever the assignment says it in minutes.

use super::Mint;
use super::share::share;
use crate::id::{AssignmentId, TaskId};
use crate::patch::Patch;
use crate::project::Project;
use crate::resource::{Assignment, AssignmentChange};

/// Gives the assignments of a task to its parts; minutes are shared out by weight.
pub(super) fn share_out(
    project: &Project,
    from: TaskId,
    parts: &[(TaskId, u32)],
    mint: Mint<'_>,
    patch: &mut Patch,
) {
    let weights: Vec<u32> = parts.iter().map(|(_, weight)| *weight).collect();
    for assignment in project.assignments_of(from) {
        let efforts = assignment.effort.and_then(|effort| share(effort, &weights, None, 1));
        for (i, (part, _)) in parts.iter().enumerate() {
            let effort = efforts.as_ref().map(|shares| shares[i]);
            if i == 0 {
                let change = AssignmentChange {
                    task: Some(*part),
                    effort: Some(effort).filter(|effort| *effort != assignment.effort),
                    ..AssignmentChange::default()
                };
                patch.update(assignment.id, change);
            } else {
                let id = AssignmentId::from_bits(mint());
                patch.create(Assignment { id, task: *part, effort, ..assignment.clone() });
            }
        }
    }
}

/// Gives the assignments of some tasks to one; of two that name the same resource and skill the later goes, with its minutes
/// given to the earlier, which is of as much of the resource as the larger of the two.
pub(super) fn unite(project: &Project, from: &[TaskId], to: TaskId, patch: &mut Patch) {
    let mut kept: Vec<Assignment> = project.assignments_of(to).cloned().collect();
    for assignment in from.iter().flat_map(|id| project.assignments_of(*id)) {
        let twin = |other: &&mut Assignment| {
            assignment.resource.is_some()
                && other.resource == assignment.resource
                && other.skill == assignment.skill
        };
        match kept.iter_mut().find(twin) {
            Some(twin) => {
                twin.units = twin.units.max(assignment.units);
                twin.effort = twin.effort.zip(assignment.effort).map(|(a, b)| a.saturating_add(b));
                let (units, effort) = (Some(twin.units), Some(twin.effort));
                patch.update(twin.id, AssignmentChange { units, effort, ..AssignmentChange::default() });
                patch.delete::<Assignment>(assignment.id);
            }
            None => {
                let task = Some(to);
                patch.update(assignment.id, AssignmentChange { task, ..AssignmentChange::default() });
                kept.push(assignment.clone());
            }
        }
    }
}

/// Copies the assignments of a task for its copy.
pub(super) fn copy_to(project: &Project, from: TaskId, to: TaskId, mint: Mint<'_>, patch: &mut Patch) {
    for assignment in project.assignments_of(from) {
        let id = AssignmentId::from_bits(mint());
        patch.create(Assignment { id, task: to, ..assignment.clone() });
    }
}
