//! What people are asked for in vain: skills that nobody has, or nobody who is not on the task already, and people on
//! summary tasks, where no work is done. A schedule is made all the same; this is for telling it.

use super::staff::Staff;
use crate::id::TaskId;
use crate::project::Project;

/// People that a task asks for and does not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The task.
    pub task: TaskId,
    /// What stands in the way.
    pub why: Why,
}

/// Why people are asked for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nobody has this skill.
    NobodyHas(String),
    /// Whoever has this skill is on the task already.
    NobodyElseHas(String),
    /// It is a summary task: the work is done below it, by whoever is put to that.
    Summary,
}

/// What the open tasks of a project ask for in vain, in the order of the tree.
pub fn unmet(project: &Project, pool: Option<&Project>) -> Vec<Unmet> {
    let mut staff = Staff::of(project, pool);
    let mut found = Vec::new();
    for task in project.walk().map(|met| met.task).filter(|task| !task.status.is_closed()) {
        if project.is_summary(task.id) {
            if !task.assignees.is_empty() || project.assignments_of(task.id).next().is_some() {
                found.push(Unmet { task: task.id, why: Why::Summary });
            }
            continue;
        }
        for (skill, taken) in staff.team(project, task, 0).unmet {
            let why = if taken { Why::NobodyElseHas(skill) } else { Why::NobodyHas(skill) };
            found.push(Unmet { task: task.id, why });
        }
    }
    found
}
