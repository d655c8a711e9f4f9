//! What tasks are called in messages, for one state of a project. Finding one wbs code counts the siblings before it;
//! once many are asked for, the tree is numbered once instead, so that a long list of faults stays linear.

use std::cell::{Cell, OnceCell};

use super::{Extent, Project, WbsCode};
use crate::id::{IdMap, TaskId};
use crate::kinds::OpRef;
use crate::resource::Assignment;

/// So many names are looked up one by one.
const FEW: u32 = 64;
/// Codes deeper than any project allows are not told: a code is as long as its task is deep, and a chain of thousands of
/// them would fill the memory.
const DEEPEST: usize = crate::check::DEEPEST_LIMIT as usize;

/// Names tasks as people know them: by title, and by wbs code where that is known.
pub(crate) struct Names<'a> {
    project: &'a Project,
    asked: Cell<u32>,
    codes: OnceCell<IdMap<TaskId, WbsCode>>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(project: &'a Project) -> Self {
        Self { project, asked: Cell::new(0), codes: OnceCell::new() }
    }

    /// The title in quotes, then the code in brackets: `"Plaster" (1.2)`.
    pub(crate) fn name(&self, id: TaskId) -> String {
        let Some(title) = self.title(id) else { return nameless(id) };
        match self.code(id) {
            Some(code) => format!("{title:?} ({code})"),
            None => format!("{title:?}"),
        }
    }

    /// What any record is called: a calendar or a resource by its name, a link by its ends.
    pub(crate) fn record(&self, what: OpRef) -> String {
        let nameless = |noun: &str, letters: String| format!("{noun} {}", &letters[..8]);
        let named = |noun: &str, name: Option<&str>, letters: String| match name {
            Some(name) => format!("{noun} {:?}", plain(name)),
            None => nameless(noun, letters),
        };
        match what {
            OpRef::Meta => "the project".to_owned(),
            OpRef::Task(id) => self.name(id),
            OpRef::Link(id) => match self.project.link(id) {
                Some(link) => format!("the link {} -> {}", self.name(link.from), self.name(link.to)),
                None => "a link".to_owned(),
            },
            OpRef::Calendar(id) => {
                named("calendar", self.project.calendar(id).map(|c| c.name.as_str()), id.letters())
            }
            OpRef::Resource(id) => {
                named("resource", self.project.resource(id).map(|r| r.name.as_str()), id.letters())
            }
            OpRef::Assignment(id) => match self.project.assignment(id) {
                Some(assignment) => self.assignment(assignment),
                None => nameless("assignment", id.letters()),
            },
            OpRef::Baseline(id) => {
                named("baseline", self.project.baseline(id).map(|b| b.name.as_str()), id.letters())
            }
        }
    }

    /// Who is assigned to what.
    pub(crate) fn assignment(&self, assignment: &Assignment) -> String {
        let who = match (assignment.resource.and_then(|id| self.project.resource(id)), &assignment.skill) {
            (Some(resource), _) => format!("{:?}", plain(&resource.name)),
            (None, Some(skill)) => format!("somebody with the skill {:?}", plain(skill)),
            (None, None) => "somebody".to_owned(),
        };
        format!("the assignment of {who} to {}", self.name(assignment.task))
    }

    /// The code, then the title, as in an outline: `1.2 Plaster`.
    pub(crate) fn line(&self, id: TaskId) -> String {
        let Some(title) = self.title(id) else { return nameless(id) };
        match self.code(id) {
            Some(code) => format!("{code} {title}"),
            None => title,
        }
    }

    /// What a command is given to find the task: its code, or enough letters of its id.
    pub(crate) fn handle(&self, id: TaskId) -> String {
        self.code(id).map_or_else(|| id.letters()[..12].to_owned(), |code| code.to_string())
    }

    /// The wbs code, where all siblings are known.
    pub(crate) fn code(&self, id: TaskId) -> Option<WbsCode> {
        if self.project.extent() != Extent::Whole {
            return None;
        }
        self.asked.set(self.asked.get().saturating_add(1));
        if self.asked.get() <= FEW {
            return self.project.wbs(id).filter(|code| code.depth() <= DEEPEST);
        }
        self.codes.get_or_init(|| self.numbered()).get(&id).cloned()
    }

    fn numbered(&self) -> IdMap<TaskId, WbsCode> {
        let mut codes = IdMap::default();
        let mut waiting: Vec<(Option<TaskId>, Vec<u32>)> = vec![(None, Vec::new())];
        while let Some((parent, above)) = waiting.pop() {
            for (number, child) in (1..).zip(self.project.children(parent)) {
                let code: Vec<u32> = above.iter().copied().chain([number]).collect();
                if code.len() < DEEPEST {
                    waiting.push((Some(child.id), code.clone()));
                }
                codes.insert(child.id, WbsCode::from(code));
            }
        }
        codes
    }

    fn title(&self, id: TaskId) -> Option<String> {
        let task = self.project.task(id)?;
        Some(plain(&task.title))
    }
}

/// A name that fits into a sentence.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn nameless(id: TaskId) -> String {
    format!("task {}", &id.letters()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProjectId;
    use crate::meta::Meta;
    use crate::task::Task;
    use crate::version::Version;

    fn flat(count: u128, extent: Extent) -> Project {
        let tasks = (1..=count).map(|n| Task::new(TaskId::from_bits(n), format!("Step\n{n}")));
        Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("Flat"), tasks, [], extent)
    }

    #[test]
    fn many_names_are_the_names_one_by_one() {
        let project = flat(200, Extent::Whole);
        let names = Names::of(&project);
        for n in 1..=200u128 {
            let id = TaskId::from_bits(n);
            assert_eq!(names.name(id), format!("\"Step{n}\" ({n})"));
            assert_eq!((names.line(id), names.handle(id)), (format!("{n} Step{n}"), n.to_string()));
        }
        assert_eq!(names.name(TaskId::from_bits(1 << 127)), "task skkkkkkk");
    }

    #[test]
    fn a_slice_knows_no_codes() {
        let project = flat(3, Extent::Slice);
        let (names, id) = (Names::of(&project), TaskId::from_bits(2));
        assert_eq!((names.name(id), names.line(id)), ("\"Step2\"".to_owned(), "Step2".to_owned()));
        assert_eq!(names.handle(id), "kkkkkkkkkkkk");
    }
}
