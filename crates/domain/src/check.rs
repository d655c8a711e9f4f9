//! Every rule a plan must keep, in one place. The same rules serve the full check and the check of what a patch
//! touched; only the set of records they are asked about differs.

mod baselines;
mod calendars;
mod cycles;
mod level;
mod links;
mod named;
mod people;
mod project;
mod tasks;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{AssignmentId, IdSet, LinkId, TaskId};
use crate::kinds::Entity;
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Change;
use crate::value::Value;
use crate::violation::Violation;

/// Ten years of one person's time, in minutes: no effort or lag is larger.
pub const LARGEST_MINUTES: u32 = 10 * 365 * 24 * 60;
/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 500;
/// The deepest level any project may allow.
pub const DEEPEST_LIMIT: u32 = 64;
/// How deep lists and maps may be nested in a value of the metadata.
pub(crate) const DEEPEST_METADATA: u32 = 64;
/// The longest name of a time zone, in characters; the longest there is has 32.
const LONGEST_ZONE: usize = 64;

/// Everything that is wrong with a project: empty means valid. Never stops at the first; always in the same order.
///
/// Cost: linear in tasks and links.
pub fn check(project: &Project) -> Vec<Violation> {
    let (mut found, names) = (Vec::new(), Names::of(project));
    project::check(project, None, &mut found);
    calendars::check(project, &names, None, &mut found);
    people::check(project, &names, None, &mut found);
    let first = found.len();
    tasks::check(project, &names, None, project.tasks(), &mut found);
    found[first..].sort_by_key(|v| v.task);
    let first = found.len();
    links::check(project, &names, project.links(), &mut found);
    found[first..].sort_by_key(|v| v.link);
    people::check_assignments(project, &names, None, project.assignments(), &mut found);
    baselines::check(project, &names, &mut found);
    cycles::check(project, &names, None, &mut found);
    found
}

/// What is wrong with the records that `patch`, already carried out, can have put wrong. On a project that was valid
/// before, this is what [`check`] finds (a law).
pub(crate) fn check_touched(project: &Project, patch: &Patch) -> Vec<Violation> {
    let (mut found, names) = (Vec::new(), Names::of(project));
    if !patch.meta.is_empty() {
        project::check(project, Some(patch), &mut found);
    }
    if !patch.calendars.is_empty() {
        calendars::check(project, &names, Some(patch), &mut found);
    }
    if !patch.resources.is_empty() {
        people::check(project, &names, Some(patch), &mut found);
    }
    let touched = Touched::by(project, patch);
    let tasks = touched.tasks.iter().filter_map(|id| project.task(*id));
    tasks::check(project, &names, Some(patch), tasks, &mut found);
    links::check(project, &names, touched.links.iter().filter_map(|id| project.link(*id)), &mut found);
    let assignments = touched.assignments.iter().filter_map(|id| project.assignment(*id));
    people::check_assignments(project, &names, Some(patch), assignments, &mut found);
    if !patch.baselines.is_empty() {
        baselines::check(project, &names, &mut found);
    }
    cycles::check(project, &names, Some(patch), &mut found);
    found
}

/// The records whose rules a patch can have broken. Each part of the tree is gone through once, however many operations
/// are above or below it, so that a patch that makes one long chain costs no more than its length.
#[derive(Default)]
struct Touched {
    /// Sorted, each once, when all are found.
    tasks: Vec<TaskId>,
    /// The same.
    links: Vec<LinkId>,
    assignments: BTreeSet<AssignmentId>,
    /// Those whose subtrees are in `tasks`.
    descended: IdSet<TaskId>,
    /// Those whose links, and the links of everything above them, are in `links`.
    climbed: IdSet<TaskId>,
}

impl Touched {
    fn by(project: &Project, patch: &Patch) -> Self {
        let mut touched = Self::default();
        if patch.meta.depth_limit.is_some() {
            touched.tasks.extend(project.tasks().map(|t| t.id));
        }
        for (id, op) in &patch.tasks {
            touched.tasks.push(*id);
            touched.tasks.extend(project.task(*id).and_then(|t| t.parent));
            match op {
                Op::Delete => {
                    touched.tasks.extend(project.children(Some(*id)).map(|t| t.id));
                    touched.incident(project, *id);
                }
                Op::Create(_) => {
                    touched.subtree(project, *id);
                    touched.incident_up(project, *id);
                }
                Op::Update(change) if change.parent.is_some() => {
                    touched.subtree(project, *id);
                    touched.incident_up(project, *id);
                }
                Op::Update(_) => {}
            }
        }
        for id in patch.links.keys() {
            touched.links.push(*id);
            if let Some(link) = project.link(*id) {
                touched.links.extend(links::like(project, link));
            }
        }
        if patch.meta.pool.is_some() {
            touched.assignments.extend(project.assignments().map(|a| a.id));
        }
        for assignment in patch.assignments.keys().filter_map(|id| project.assignment(*id)) {
            touched.assignments.extend(project.assignments_of(assignment.task).map(|a| a.id));
        }
        touched.tasks.sort_unstable();
        touched.tasks.dedup();
        touched.links.sort_unstable();
        touched.links.dedup();
        touched
    }

    fn subtree(&mut self, project: &Project, id: TaskId) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            if self.descended.insert(id) {
                self.tasks.push(id);
                waiting.extend(project.children(Some(id)).map(|t| t.id));
            }
        }
    }

    fn incident(&mut self, project: &Project, id: TaskId) {
        let (into, out_of) = project.network().incident(id);
        self.links.extend(into.chain(out_of));
    }

    fn incident_up(&mut self, project: &Project, id: TaskId) {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| self.climbed.insert(*id)) {
            self.incident(project, id);
            next = project.task(id).and_then(|t| t.parent);
        }
    }
}

/// Whether a reference leads nowhere. One to what the patch deletes is told of the deletion, not of each that refers to it.
fn refers_to_nothing<R: Entity>(project: &Project, id: R::Id, patch: Option<&Patch>) -> bool {
    R::find(project, id).is_none() && !patch.is_some_and(|patch| patch.deletes::<R>(id))
}

/// What to do about an id of zeros, which names nothing on the wire.
pub(crate) const NIL_HINT: &str = "choose 128 random bits";

/// Whether the metadata are nested deeper than can be written and read again.
fn too_deep(metadata: &BTreeMap<String, Value>) -> bool {
    metadata.values().any(|value| value.is_deeper_than(DEEPEST_METADATA))
}

/// Whether this can be the name of a time zone. Which zones there are, only a time-zone database knows.
fn is_zone(name: &str) -> bool {
    let part = |part: &str| part.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'));
    letters && name.len() <= LONGEST_ZONE && name.split('/').all(part)
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_ZONE).collect()
}
