//! Applying a patch: all or nothing. The cost is that of what the patch touches, whatever the size of the project.

use std::collections::BTreeMap;

use crate::applied::Applied;
use crate::calendar::Calendar;
use crate::check::{NIL_HINT, check_touched};
use crate::kinds::{Entity, OpRef};
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Record;
use crate::resource::Resource;
use crate::version::Version;
use crate::violation::{Code, Rejection, Violation};

/// Applies `patch` to `project`.
///
/// Laws: a rejected patch leaves the project equal; applying the inverse takes the project back; what is accepted
/// passes the full [`crate::check`] if the project did before; applying to a slice equals applying to the whole.
///
/// # Errors
/// Every rule the result would break, at once.
pub fn apply(project: &mut Project, patch: &Patch) -> Result<Applied, Rejection> {
    let mut violations = operations(project, patch);
    if violations.iter().any(|v| v.code == Code::WrongProject) {
        return Err(Rejection { patch: Box::new(patch.clone()), violations });
    }
    let inverse = project.mutate(patch);
    violations.extend(left_hanging(project, &inverse));
    let broken = check_touched(project, patch);
    if violations.is_empty() && broken.is_empty() {
        project.set_version(patch.base.next());
        return Ok(Applied::new(patch.clone(), inverse));
    }
    violations.extend(broken.into_iter().filter(|v| !told_of_deletion(v, project, patch)));
    project.roll_back(&inverse);
    Err(Rejection { patch: Box::new(patch.clone()), violations })
}

/// Faults of the operations themselves: what they speak of is not there, or still has something hanging on it.
fn operations(project: &Project, patch: &Patch) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut say = |code, task, link, message: String, hint: &str| {
        found.push(Violation { code, task, link, message, hint: hint.to_owned() });
    };
    if patch.project != project.id() {
        say(
            Code::WrongProject,
            None,
            None,
            "the change is for another project".into(),
            "choose the project with --project",
        );
        return found;
    }
    if patch.base != project.version() {
        let message = format!(
            "the change was made against version {}; the project is at {}",
            patch.base,
            project.version()
        );
        say(Code::BaseVersion, None, None, message, "rebase it over what was changed meanwhile");
    }
    if patch.id.bits() == 0 {
        say(Code::NilId, None, None, "the id of the change is made of zeros".into(), NIL_HINT);
    }
    let names = Names::of(project);
    for (id, op) in &patch.tasks {
        if let Some((code, what)) = misplaced(*id, project.task(*id).is_some(), op) {
            say(
                code,
                Some(*id),
                None,
                format!("{} {what}", names.name(*id)),
                "look at the plan again: planwright tree",
            );
        }
        if !matches!(op, Op::Delete) || project.task(*id).is_none() {
            continue;
        }
        let stays = |child: &crate::task::Task| match patch.tasks.get(&child.id) {
            Some(Op::Delete) => false,
            Some(Op::Update(change)) => change.parent.is_none_or(|parent| parent == Some(*id)),
            _ => true,
        };
        let children = project.children(Some(*id)).filter(|child| stays(child)).count();
        if children > 0 {
            let message =
                format!("{} still has {children} task{} under it", names.name(*id), plural(children));
            say(Code::HasChildren, Some(*id), None, message, "delete or move them in the same change");
        }
        let (into, out_of) = project.network().incident(*id);
        let tied = |link: &crate::id::LinkId| match patch.links.get(link) {
            Some(Op::Delete) => false,
            Some(Op::Update(change)) => project
                .link(*link)
                .is_some_and(|l| change.from.unwrap_or(l.from) == *id || change.to.unwrap_or(l.to) == *id),
            _ => true,
        };
        let links = into.chain(out_of).filter(|link| tied(link)).count();
        if links > 0 {
            let message = format!("{} still has {links} link{}", names.name(*id), plural(links));
            say(Code::HasLinks, Some(*id), None, message, "delete the links in the same change");
        }
    }
    for (id, op) in &patch.links {
        if let Some((code, what)) = misplaced(*id, project.link(*id).is_some(), op) {
            let message = format!("link {} {what}", &id.letters()[..8]);
            say(code, None, Some(*id), message, "look at the plan again: planwright tree");
        }
    }
    misplaced_records(project, &patch.calendars, &mut found);
    misplaced_records(project, &patch.resources, &mut found);
    misplaced_records(project, &patch.assignments, &mut found);
    misplaced_records(project, &patch.baselines, &mut found);
    found
}

/// What still hangs on what the patch, already carried out, deleted. What is gone is called what it was in `inverse`.
fn left_hanging(project: &Project, inverse: &Patch) -> Vec<Violation> {
    let (mut found, names) = (Vec::new(), Names::of(project));
    for task in inverse.created_tasks() {
        let count = project.assignments_of(task.id).count();
        if count > 0 {
            let message = format!("{:?} still has {count} assignment{}", task.title, plural(count));
            let hint = "delete the assignments in the same change";
            found.push(Violation {
                task: Some(task.id),
                ..Violation::of(Code::HasAssignments, message, hint)
            });
        }
    }
    let mut used = |noun: &str, name: &str, users: Vec<OpRef>| {
        if users.is_empty() {
            return;
        }
        let told: Vec<String> = users.iter().take(MANY_USERS).map(|user| names.record(*user)).collect();
        let more = users.len().saturating_sub(MANY_USERS);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("{noun} {name:?} is still used by {}{more}", told.join(", "));
        found.push(Violation::of(Code::InUse, message, "change what uses it in the same change"));
    };
    for calendar in inverse.calendars.values().filter_map(Op::created) {
        used(Calendar::NOUN, &calendar.name, project.users_of_calendar(calendar.id));
    }
    // What a project with a pool refers to may be there.
    let deleted = inverse.resources.values().filter_map(Op::created);
    for resource in deleted.filter(|_| project.meta().pool.is_none()) {
        let users = project.assignments().filter(|a| a.names(resource.id));
        used(Resource::NOUN, &resource.name, users.map(|a| OpRef::Assignment(a.id)).collect());
    }
    found
}

/// So many users of something are named.
const MANY_USERS: usize = 3;

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn misplaced_records<R: Entity>(project: &Project, ops: &BTreeMap<R::Id, Op<R>>, found: &mut Vec<Violation>) {
    for (id, op) in ops {
        if let Some((code, what)) = misplaced(*id, R::find(project, *id).is_some(), op) {
            let message = format!("{} {} {what}", R::NOUN, &R::letters(*id)[..8]);
            found.push(Violation::of(code, message, "look at the plan again"));
        }
    }
}

fn misplaced<R: Record>(id: R::Id, exists: bool, op: &Op<R>) -> Option<(Code, &'static str)> {
    match (op, exists) {
        (Op::Create(record), false) if record.id() != id => {
            Some((Code::NotFound, "is to be created, but what stands in the change has another id"))
        }
        (Op::Create(_), true) => Some((Code::AlreadyExists, "exists already")),
        (Op::Update(_) | Op::Delete, false) => Some((Code::NotFound, "does not exist")),
        _ => None,
    }
}

/// Whether the deletion that caused this violation was told already (`has-children`, `has-links`).
fn told_of_deletion(violation: &Violation, project: &Project, patch: &Patch) -> bool {
    let deleted = |id| matches!(patch.tasks.get(&id), Some(Op::Delete));
    match violation.code {
        Code::ParentMissing => {
            let task = violation.task.and_then(|id| project.task(id));
            task.and_then(|t| t.parent)
                .is_some_and(|p| deleted(p) && !patch.tasks.contains_key(&violation.task.unwrap_or(p)))
        }
        Code::LinkEndMissing => {
            let link = violation.link.and_then(|id| project.link(id));
            link.is_some_and(|l| (deleted(l.from) || deleted(l.to)) && !patch.links.contains_key(&l.id))
        }
        _ => false,
    }
}

impl Project {
    /// Carries out what was accepted once, without judging it again.
    pub(crate) fn replay(&mut self, patch: &Patch, version: Version) {
        self.mutate(patch);
        self.set_version(version);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{LinkId, PatchId, ProjectId, TaskId};
    use crate::link::{Link, LinkChange};
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::task::{Task, TaskChange};
    use crate::version::Author;

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    /// Walls with Frame below it, Roof, and a link from Frame to Roof.
    fn house() -> Project {
        let tasks = [
            Task::new(id(1), "Walls"),
            Task { parent: Some(id(1)), ..Task::new(id(2), "Frame") },
            Task::new(id(3), "Roof"),
        ];
        let link = Link::blocks(LinkId::from_bits(1), id(2), id(3));
        Project::assemble(
            ProjectId::from_bits(7),
            Version(3),
            Meta::new("House"),
            tasks,
            [link],
            Extent::Whole,
        )
    }

    fn patch() -> Patch {
        Patch::new(PatchId::from_bits(9), ProjectId::from_bits(7), Version(3), Author::new("ann"), "")
    }

    fn told(patch: &Patch) -> Vec<(Code, String)> {
        let mut project = house();
        let rejection = apply(&mut project, patch).expect_err("the patch is refused");
        assert_eq!((&project, *rejection.patch), (&house(), patch.clone()));
        rejection.violations.into_iter().map(|v| (v.code, v.message)).collect()
    }

    fn one(code: Code, message: &str) -> Vec<(Code, String)> {
        vec![(code, message.to_owned())]
    }

    #[test]
    fn a_patch_belongs_to_one_project_at_one_version() {
        let other = Patch { project: ProjectId::from_bits(8), ..patch() };
        assert_eq!(told(&other), one(Code::WrongProject, "the change is for another project"));
        for base in [2, u64::MAX] {
            let message = format!("the change was made against version {base}; the project is at 3");
            assert_eq!(told(&Patch { base: Version(base), ..patch() }), one(Code::BaseVersion, &message));
        }
    }

    #[test]
    fn what_is_changed_exists_and_what_is_created_does_not() {
        let mut wrong = patch();
        wrong.update_task(id(4), TaskChange::default());
        wrong.create_task(Task::new(id(3), "Roof again"));
        wrong.delete_link(LinkId::from_bits(2));
        wrong.create_link(Link::blocks(LinkId::from_bits(1), id(1), id(3)));
        let messages = [
            (Code::AlreadyExists, "\"Roof\" (2) exists already"),
            (Code::NotFound, "task kkkkkkkk does not exist"),
            (Code::AlreadyExists, "link kkkkkkkk exists already"),
            (Code::NotFound, "link kkkkkkkk does not exist"),
        ];
        assert_eq!(told(&wrong), messages.map(|(code, message)| (code, message.to_owned())));
        let mut odd = patch();
        odd.tasks.insert(id(5), Op::Create(Box::new(Task::new(id(6), "Door"))));
        assert_eq!(told(&odd)[0].0, Code::NotFound);
    }

    #[test]
    fn deleting_does_not_cascade() {
        let mut walls = patch();
        walls.delete_task(id(1));
        assert_eq!(told(&walls), one(Code::HasChildren, "\"Walls\" (1) still has 1 task under it"));
        let mut frame = patch();
        frame.delete_task(id(2));
        assert_eq!(told(&frame), one(Code::HasLinks, "\"Frame\" (1.1) still has 1 link"));
    }

    #[test]
    fn what_hangs_on_a_deleted_task_may_be_taken_elsewhere_in_the_same_patch() {
        let mut patch = patch();
        patch.delete_task(id(3));
        patch.update_link(LinkId::from_bits(1), LinkChange { to: Some(id(4)), ..LinkChange::default() });
        patch.create_task(Task::new(id(4), "Tiles"));
        patch.delete_task(id(1));
        patch.update_task(id(2), TaskChange { parent: Some(None), ..TaskChange::default() });
        let mut project = house();
        let applied = apply(&mut project, &patch).expect("everything has a place");
        assert_eq!((applied.version(), applied.project()), (Version(4), project.id()));
        let touched = applied.touched();
        assert_eq!((touched.meta, touched.tasks.len(), touched.links.len()), (false, 4, 1));
        assert_eq!(applied.inverse().base, Version(4));
        assert_ne!(applied.inverse().id, applied.patch().id);
    }

    #[test]
    fn a_rejection_counts_the_rules_it_breaks() {
        let mut patch = patch();
        patch.update_task(id(3), TaskChange { title: Some(String::new()), ..TaskChange::default() });
        let count = |patch: &Patch| apply(&mut house(), patch).expect_err("no title").to_string();
        assert_eq!(count(&patch), "the change breaks a rule of the plan");
        patch.update_task(id(3), TaskChange { effort: Some(Some(0)), ..TaskChange::default() });
        assert_eq!(count(&patch), "the change breaks 2 rules of the plan");
    }
}
