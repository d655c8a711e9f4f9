//! Drafts made easy to look at: by title, by order, by what is said beside them.

use jiff::civil::{Date, date};
use planwright_domain::{
    Author, DateOrder, Extent, Kind, Meta, Op, OriginKind, Project, ProjectId, Task, TaskId, Version, apply,
};
use planwright_phrases::duration::DayLength;
use planwright_planner::{DraftError, Options, Reading, Request, draft};

/// The project every draft is made for.
pub(crate) const PROJECT: ProjectId = ProjectId::from_bits(1);

/// Monday, 2 March 2026.
pub(crate) fn today() -> Date {
    date(2026, 3, 2)
}

pub(crate) fn request(text: &str) -> Request<'_> {
    Request {
        text,
        today: today(),
        author: Author::new("tester"),
        project: PROJECT,
        base: Version::CREATION,
        depth_limit: 5,
        day: DayLength::default(),
        date_order: DateOrder::MonthDay,
        source: None,
        template: None,
        options: Options::default(),
    }
}

/// Drafts with ids that are the same each time.
pub(crate) fn drafted(text: &str) -> Result<Reading, DraftError> {
    drafted_by(&request(text))
}

pub(crate) fn drafted_with(text: &str, options: Options) -> Result<Reading, DraftError> {
    drafted_by(&Request { options, ..request(text) })
}

pub(crate) fn drafted_by(request: &Request<'_>) -> Result<Reading, DraftError> {
    let mut n = 0u128;
    draft(request, &mut || {
        n += 1;
        n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
    })
}

/// An empty project at version 1.
pub(crate) fn empty() -> Project {
    Project::assemble(PROJECT, Version::CREATION, Meta::new("empty"), [], [], Extent::Whole)
}

/// A draft, applied.
pub(crate) struct Drafted {
    pub(crate) reading: Reading,
    pub(crate) project: Project,
}

impl Drafted {
    pub(crate) fn of(text: &str) -> Self {
        Self::with(text, Options::default())
    }

    pub(crate) fn with(text: &str, options: Options) -> Self {
        let reading = drafted_with(text, options).unwrap_or_else(|e| panic!("{text}: {e}"));
        let mut project = empty();
        if let Err(rejection) = apply(&mut project, &reading.patch) {
            panic!("{text}: {:?}", rejection.violations);
        }
        Self { reading, project }
    }

    /// The tasks whose title has these words.
    pub(crate) fn titled(&self, words: &str) -> Vec<&Task> {
        let words = words.to_lowercase();
        self.project.tasks().filter(|t| t.title.to_lowercase().contains(&words)).collect()
    }

    /// The task whose title has these words: a stated one before an added one, then the shortest title.
    pub(crate) fn the(&self, words: &str) -> &Task {
        let mut found = self.titled(words);
        let added = |t: &Task| t.origin.as_ref().is_some_and(|o| o.kind == OriginKind::Added);
        found.sort_by_key(|t| (t.kind == Kind::Milestone, added(t), t.title.len()));
        found.first().copied().unwrap_or_else(|| panic!("no task \"{words}\" in {:?}", self.titles()))
    }

    /// A task, or all that is below it.
    fn leaves(&self, task: TaskId) -> Vec<TaskId> {
        let below: Vec<TaskId> = self.project.children(Some(task)).map(|t| t.id).collect();
        if below.is_empty() { vec![task] } else { below.into_iter().flat_map(|t| self.leaves(t)).collect() }
    }

    /// The leaves of the plan that carry effort.
    pub(crate) fn work(&self) -> impl Iterator<Item = &Task> {
        self.project.tasks().filter(|t| t.kind == Kind::Task && !self.project.is_summary(t.id))
    }

    pub(crate) fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self.project.tasks().map(|t| t.title.clone()).collect();
        titles.sort();
        titles
    }

    /// Whether `b` can only begin after `a`.
    pub(crate) fn before(&self, a: &str, b: &str) -> bool {
        let (mut seen, ends) = (self.leaves(self.the(a).id), self.leaves(self.the(b).id));
        let mut at = 0;
        while let Some(&from) = seen.get(at) {
            at += 1;
            for link in self.project.links().filter(|l| l.from == from) {
                if ends.contains(&link.to) {
                    return true;
                }
                if !seen.contains(&link.to) {
                    seen.push(link.to);
                }
            }
        }
        false
    }

    pub(crate) fn warned(&self, code: &str) -> bool {
        self.reading.warnings.iter().any(|w| w.code == code)
    }

    pub(crate) fn asked(&self, code: &str) -> bool {
        self.reading.questions.iter().any(|q| q.code == code)
    }

    pub(crate) fn creates(&self) -> usize {
        self.reading.patch.tasks.values().filter(|op| matches!(op, Op::Create(_))).count()
    }
}
