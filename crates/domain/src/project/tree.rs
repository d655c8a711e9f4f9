//! Reading the tree: children in order, ancestors, subtrees, depth, and the wbs codes that are computed from it.

use std::fmt;

use super::Project;
use crate::id::TaskId;
use crate::task::{POSITION_STEP, Task};

/// A task met on a walk through the tree.
#[derive(Debug, Clone)]
pub struct Wbs<'a> {
    /// The code of the task: its place among its siblings, and theirs.
    pub code: WbsCode,
    /// The task.
    pub task: &'a Task,
}

/// A wbs code such as `1.2.3`: computed from the tree, never stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WbsCode(Vec<u32>);

impl WbsCode {
    /// Reads `1.2.3`; `None` when a part is not a number from 1.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text
            .trim()
            .trim_end_matches('.')
            .split('.')
            .map(|part| part.parse().ok().filter(|n| *n > 0 && !part.starts_with('+')))
            .collect();
        parts.map(Self)
    }

    /// The numbers, outermost first.
    pub fn parts(&self) -> &[u32] {
        &self.0
    }

    /// The level of the task: 1 at the top.
    pub fn depth(&self) -> usize {
        self.0.len()
    }
}

impl From<Vec<u32>> for WbsCode {
    fn from(parts: Vec<u32>) -> Self {
        Self(parts)
    }
}

impl fmt::Display for WbsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.pad(&text.join("."))
    }
}

impl Project {
    /// The children of a task (`None`: the top level), in order.
    pub fn children(&self, parent: Option<TaskId>) -> impl DoubleEndedIterator<Item = &Task> + Clone {
        let keys = match parent {
            None => Some(&self.roots),
            Some(id) => self.children.get(&id),
        };
        keys.into_iter().flatten().filter_map(|(_, id)| self.tasks.get(id))
    }

    /// Whether the task has children.
    pub fn is_summary(&self, id: TaskId) -> bool {
        self.children.get(&id).is_some_and(|c| !c.is_empty())
    }

    /// The summary tasks above a task, nearest first. Stops where a parent is missing, or after every task once.
    pub fn ancestors(&self, id: TaskId) -> impl Iterator<Item = &Task> + Clone {
        let first = self.tasks.get(&id).and_then(|t| t.parent).and_then(|p| self.tasks.get(&p));
        std::iter::successors(first, |t| t.parent.and_then(|p| self.tasks.get(&p))).take(self.tasks.len())
    }

    /// Whether `above` is a summary task over `below`, at any distance.
    pub fn is_above(&self, above: TaskId, below: TaskId) -> bool {
        self.ancestors(below).any(|t| t.id == above)
    }

    /// The level of a task: 1 at the top.
    pub fn depth(&self, id: TaskId) -> usize {
        1 + self.ancestors(id).count()
    }

    /// The task and everything below it, parents before children, siblings in order.
    pub fn subtree(&self, id: TaskId) -> Vec<&Task> {
        let mut found = Vec::new();
        let mut waiting: Vec<&Task> = self.tasks.get(&id).into_iter().collect();
        while let Some(task) = waiting.pop() {
            if found.len() > self.tasks.len() {
                break;
            }
            found.push(task);
            waiting.extend(self.children(Some(task.id)).rev());
        }
        found
    }

    /// Every task that hangs in the tree with its wbs code, depth first, siblings in order.
    pub fn walk(&self) -> Walk<'_> {
        Walk {
            project: self,
            code: Vec::new(),
            waiting: vec![self.children(None).rev().collect()],
            count: vec![0],
        }
    }

    /// The wbs code of a task; `None` when it does not hang in the tree.
    pub fn wbs(&self, id: TaskId) -> Option<WbsCode> {
        let mut code = Vec::new();
        let mut task = self.tasks.get(&id)?;
        for _ in 0..self.tasks.len() {
            let siblings = match task.parent {
                None => &self.roots,
                Some(parent) => self.children.get(&parent)?,
            };
            code.push(siblings.range(..=(task.position, task.id)).count() as u32);
            match task.parent {
                None => {
                    code.reverse();
                    return Some(WbsCode(code));
                }
                Some(parent) => task = self.tasks.get(&parent)?,
            }
        }
        None
    }

    /// The task with this wbs code.
    pub fn at_wbs(&self, code: &WbsCode) -> Option<&Task> {
        let mut task: Option<&Task> = None;
        for part in code.parts() {
            task = Some(self.children(task.map(|t| t.id)).nth(*part as usize - 1)?);
        }
        task
    }

    /// A position after the last child of `parent`.
    pub fn position_at_end(&self, parent: Option<TaskId>) -> i64 {
        self.children(parent).next_back().map_or(POSITION_STEP, |t| t.position.saturating_add(POSITION_STEP))
    }

    /// A task as people know it: its title, and its wbs code where that is known.
    pub fn name(&self, id: TaskId) -> String {
        super::Names::of(self).name(id)
    }
}

/// A depth-first walk; see [`Project::walk`].
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    project: &'a Project,
    code: Vec<u32>,
    /// The siblings still to come on every level, last first.
    waiting: Vec<Vec<&'a Task>>,
    count: Vec<u32>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Wbs<'a>;

    fn next(&mut self) -> Option<Wbs<'a>> {
        loop {
            let Some(task) = self.waiting.last_mut()?.pop() else {
                self.waiting.pop();
                self.count.pop();
                self.code.pop();
                continue;
            };
            let number = self.count.last_mut()?;
            *number += 1;
            let number = *number;
            self.code.truncate(self.waiting.len() - 1);
            self.code.push(number);
            let code = WbsCode(self.code.clone());
            self.waiting.push(self.project.children(Some(task.id)).rev().collect());
            self.count.push(0);
            return Some(Wbs { code, task });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProjectId;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::version::Version;

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    /// 1 (1.1, 1.2 (1.2.1)), 2; the ids are in another order than the positions.
    fn plan() -> Project {
        let task = |n: u128, parent: Option<u128>, position| Task {
            parent: parent.map(id),
            position,
            ..Task::new(id(n), format!("T{n}"))
        };
        let tasks = [
            task(9, None, 1),
            task(8, Some(9), 1),
            task(7, Some(9), 2),
            task(6, Some(7), 0),
            task(5, None, 7),
        ];
        Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("P"), tasks, [], Extent::Whole)
    }

    fn bits<'a>(tasks: impl IntoIterator<Item = &'a Task>) -> Vec<u128> {
        tasks.into_iter().map(|t| t.id.bits()).collect()
    }

    #[test]
    fn codes_count_siblings_in_order_and_lead_back() {
        let project = plan();
        let codes: Vec<(u128, String)> =
            project.walk().map(|w| (w.task.id.bits(), w.code.to_string())).collect();
        let expected = [(9, "1"), (8, "1.1"), (7, "1.2"), (6, "1.2.1"), (5, "2")];
        assert_eq!(codes, expected.map(|(n, code)| (n, code.to_owned())));
        for met in project.walk() {
            assert_eq!(project.wbs(met.task.id).as_ref(), Some(&met.code));
            assert_eq!(project.at_wbs(&met.code).map(|t| t.id), Some(met.task.id));
            assert_eq!(project.depth(met.task.id), met.code.depth());
        }
        assert_eq!(project.wbs(id(1)), None);
        assert_eq!(WbsCode::parse("1.3").and_then(|code| project.at_wbs(&code)), None);
    }

    #[test]
    fn a_code_is_numbers_from_one_between_points() {
        assert_eq!(WbsCode::parse(" 1.2. "), Some(WbsCode::from(vec![1, 2])));
        assert_eq!(WbsCode::from(vec![3, 1]).parts(), [3, 1]);
        for text in ["", "1.0", "+1", "1..2", "a", "1.b", "-1", "4294967296"] {
            assert_eq!(WbsCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_tree_is_read_up_and_down() {
        let project = plan();
        assert_eq!(bits(project.children(None)), [9, 5]);
        assert_eq!(bits(project.ancestors(id(6))), [7, 9]);
        assert_eq!(bits(project.subtree(id(9))), [9, 8, 7, 6]);
        assert_eq!(bits(project.subtree(id(1))), []);
        assert!(project.is_above(id(9), id(6)) && !project.is_above(id(6), id(9)));
        assert!(project.is_summary(id(7)) && !project.is_summary(id(6)));
        assert_eq!(project.position_at_end(None), 7 + POSITION_STEP);
        assert_eq!(project.position_at_end(Some(id(6))), POSITION_STEP);
    }

    #[test]
    fn positions_decide_and_ids_break_ties() {
        let task = |n: u128, position| Task { position, ..Task::new(id(n), "T") };
        let tasks = [task(3, i64::MAX), task(2, -5), task(1, i64::MAX)];
        let project =
            Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("P"), tasks, [], Extent::Whole);
        assert_eq!(bits(project.children(None)), [2, 1, 3]);
        assert_eq!(project.position_at_end(None), i64::MAX);
    }

    #[test]
    fn a_circle_of_parents_is_read_without_end() {
        let task = |n: u128, parent| Task { parent: Some(id(parent)), ..Task::new(id(n), "T") };
        let tasks = [task(1, 2), task(2, 1)];
        let project =
            Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("P"), tasks, [], Extent::Whole);
        assert_eq!((project.wbs(id(1)), project.walk().count()), (None, 0));
        assert!(project.ancestors(id(1)).count() <= 2 && project.subtree(id(1)).len() <= 3);
        assert_eq!(project.name(id(1)), "\"T\"");
    }
}
