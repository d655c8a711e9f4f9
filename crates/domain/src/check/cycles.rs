//! The rule that nothing waits for itself: no circle of `blocks` links, and of the tree they hang on.

use crate::id::{LinkId, TaskId};
use crate::link::LinkType;
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Record;
use crate::violation::{Code, Violation};

/// One violation for each knot of tasks that wait for one another. Told from the side of `patch`, where one was carried
/// out: what it wanted, what stood in the way, and which of the links that were there before to give up.
pub(super) fn check(project: &Project, names: &Names<'_>, patch: Option<&Patch>, found: &mut Vec<Violation>) {
    if project.network().is_ordered() {
        return;
    }
    for cycle in project.network().cycles() {
        let circle = Circle { project, names, patch, tasks: &cycle };
        if !found.iter().any(|told| circle.follows_from(told)) {
            found.push(circle.violation());
        }
    }
}

struct Circle<'a> {
    project: &'a Project,
    names: &'a Names<'a>,
    patch: Option<&'a Patch>,
    /// In the order of the edges, the first not repeated.
    tasks: &'a [TaskId],
}

impl Circle<'_> {
    fn violation(&self) -> Violation {
        let made = self.steps().filter_map(|step| self.link(step, true)).next();
        let (wanted, from) = match (made, self.moved()) {
            (Some((from, to)), _) => {
                let (from, to) = (self.names.name(from), self.names.name(to));
                (format!("cannot make {from} a predecessor of {to}: "), made.map(|(_, to)| to))
            }
            (None, Some(task)) => (format!("cannot move {}: ", self.names.name(task)), Some(task)),
            (None, None) => (String::new(), None),
        };
        Violation {
            code: Code::DependencyCycle,
            task: self.tasks.first().copied(),
            link: None,
            message: format!("{wanted}{} would be a cycle", self.told_from(from)),
            hint: self.hint(made),
        }
    }

    /// The circle as people read it, from a task round to itself.
    fn told_from(&self, first: Option<TaskId>) -> String {
        let at = first.and_then(|first| self.tasks.iter().position(|id| *id == first)).unwrap_or(0);
        let round = self.tasks[at..].iter().chain(&self.tasks[..=at]);
        round.map(|id| self.names.line(*id)).collect::<Vec<_>>().join(" -> ")
    }

    fn hint(&self, made: Option<(TaskId, TaskId)>) -> String {
        let before = self.steps().find_map(|step| self.link(step, false));
        match before {
            Some((from, to)) => {
                let first =
                    if made.is_some() { "remove the existing link first" } else { "remove a link of it" };
                format!("{first}: planwright unlink {} {}", self.names.handle(from), self.names.handle(to))
            }
            None => "leave out one of these links".to_owned(),
        }
    }

    /// Whether what was told already is all there is to this circle: a circle of parents without links, a link of a task
    /// to itself or to its own summary task.
    fn follows_from(&self, told: &Violation) -> bool {
        match told.code {
            Code::ParentCycle => !self.has_link(),
            Code::LinkToItself | Code::LinkToRelative => {
                let link = told.link.and_then(|id| self.project.link(id));
                link.is_some_and(|link| [link.from, link.to].iter().all(|end| self.tasks.contains(end)))
            }
            _ => false,
        }
    }

    fn has_link(&self) -> bool {
        self.steps().any(|step| self.link(step, true).or_else(|| self.link(step, false)).is_some())
    }

    fn steps(&self) -> impl Iterator<Item = (TaskId, TaskId)> {
        let next = self.tasks.iter().cycle().skip(1);
        self.tasks.iter().copied().zip(next.copied())
    }

    /// The step, when a `blocks` link makes it: one of the patch, or one that was there before.
    fn link(&self, (from, to): (TaskId, TaskId), new: bool) -> Option<(TaskId, TaskId)> {
        let ours = |id: &LinkId| self.patch.is_some_and(|patch| patch.links.contains_key(id));
        let blocks = |id: &LinkId| self.project.link(*id).is_some_and(|l| l.link_type == LinkType::Blocks);
        let mut between = self.project.network().links_between(from, to).into_iter();
        between.any(|id| blocks(&id) && ours(&id) == new).then_some((from, to))
    }

    /// A task of the circle, or above one, that the patch hung elsewhere.
    fn moved(&self) -> Option<TaskId> {
        let patch = self.patch?;
        let moves = |id: &TaskId| match patch.tasks.get(id) {
            Some(Op::Update(change)) => change.parent.is_some(),
            _ => false,
        };
        let above = |id: &TaskId| self.project.ancestors(*id).map(Record::id).collect::<Vec<_>>();
        self.tasks.iter().flat_map(|id| std::iter::once(*id).chain(above(id))).find(moves)
    }
}
