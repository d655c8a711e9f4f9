//! Applying a patch: all or nothing. The cost is that of what the patch touches, whatever the size of the project.

use crate::applied::Applied;
use crate::check::check_touched;
use crate::entry::Version;
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Record;
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
    found
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
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
