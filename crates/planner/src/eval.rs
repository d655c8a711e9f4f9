//! Measuring a plan: against a gold plan that a person wrote ([`measure`]), and against musts, short checks that hold
//! whatever the plan looks like ([`Musts`], [`check_musts`]). `docs/evaluation.md` has the formulas.
//!
//! Everything here is pure: two projects in, figures out. Nothing here plans, and nothing that plans may look in here.

mod assign;
mod checks;
mod effort;
mod figures;
mod label;
mod links;
mod matching;
mod musts;
mod optional;
mod rouge;
mod search;
mod title;
mod tree;

use planwright_domain::Project;

pub use checks::{Answer, Aspect, Check, check_musts};
pub use effort::{Accuracy, Efforts};
pub use figures::{Figure, Figures};
pub use musts::{BadMusts, Command, Due, Effort, Kind, Musts, Pair, Person, Range, USUAL_DAY};
pub use rouge::Rouge;
pub use search::{Folded, Search};
pub use tree::Structure;

use label::Labels;
use matching::Matching;

/// What a plan is worth beside a gold plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Tasks of the gold plan, summary tasks and milestones with them.
    pub gold_tasks: usize,
    /// Tasks of the plan.
    pub plan_tasks: usize,
    /// Pairs of tasks with matching titles, each task in one pair at most.
    pub titles: Overlap,
    /// Of the matched tasks, the share that has the right parent.
    pub parents: Accuracy,
    /// The tree with its titles; `None` where the trees are too large to compare.
    pub tree: Option<Structure>,
    /// The tree alone, whatever the titles say.
    pub shape: Option<Structure>,
    /// Efforts of matched tasks.
    pub efforts: Efforts,
    /// Status of matched tasks.
    pub status: Accuracy,
    /// Due dates of matched tasks, and the project's deadline.
    pub due: Accuracy,
    /// Links between matched tasks.
    pub links: Overlap,
    /// Which matched work package waits for which, directly or along other links.
    pub order: Overlap,
    /// The words of all titles, in the order of the tree.
    pub rouge: Rouge,
    /// Titles of the gold plan that were not found.
    pub missing: Vec<String>,
    /// Titles of the plan that the gold plan has not.
    pub extra: Vec<String>,
}

/// How much of one set is found in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// What both have.
    pub both: u64,
    /// What the gold plan has.
    pub gold: u64,
    /// What the plan has.
    pub plan: u64,
}

impl Overlap {
    /// The share of the plan that is right; `None` where the plan has nothing.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.both, self.plan)
    }

    /// The share of the gold plan that was found; `None` where there is nothing to find.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.both, self.gold)
    }

    /// The harmonic mean of precision and recall, `2 both / (gold + plan)`; `None` where both plans have nothing.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.both, self.gold + self.plan)
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Measures a plan against a gold plan. Neither needs to keep the rules of a plan.
///
/// Time is linear in the tasks but for the trees, where it is quadratic for plans as people write them and cubic at worst.
pub fn measure(gold: &Project, plan: &Project) -> Report {
    let labels = Labels::of(gold, plan);
    let matching = Matching::of(&labels);
    match optional::without_missing(gold, &labels, &matching) {
        Some(asked) => {
            let labels = Labels::of(&asked, plan);
            report(&asked, plan, &labels, &Matching::of(&labels))
        }
        None => report(gold, plan, &labels, &matching),
    }
}

fn report(gold: &Project, plan: &Project, labels: &Labels<'_>, matching: &Matching) -> Report {
    let titles = |side: &label::Side<'_>, taken: &[Option<usize>]| {
        let open = side.tasks.iter().zip(taken).filter(|(_, other)| other.is_none());
        open.map(|(task, _)| task.title.clone()).collect()
    };
    Report {
        gold_tasks: labels.gold.tasks.len(),
        plan_tasks: labels.plan.tasks.len(),
        titles: Overlap {
            both: matching.pairs().count() as u64,
            gold: labels.gold.tasks.len() as u64,
            plan: labels.plan.tasks.len() as u64,
        },
        parents: effort::parents(labels, matching),
        tree: tree::titled(labels),
        shape: tree::bare(labels),
        efforts: effort::efforts(labels, matching),
        status: effort::status(labels, matching),
        due: effort::due(gold, plan, labels, matching),
        links: links::direct(gold, plan, labels, matching),
        order: links::transitive(gold, plan, labels, matching),
        rouge: Rouge::of(labels),
        missing: titles(&labels.gold, &matching.of_gold),
        extra: titles(&labels.plan, &matching.of_plan),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};
    use planwright_formats::{Notation, Source, read};

    use super::measure;

    /// A plan in the text notation.
    pub(super) fn project(text: &str) -> Project {
        let source = Source {
            name: None,
            today: date(2026, 3, 2),
            day: Default::default(),
            date_order: DateOrder::MonthDay,
            author: Author::new("test"),
            project: ProjectId::from_bits(7),
            base: Version(0),
            depth_limit: 5,
        };
        let mut next = 0;
        let mut mint = || {
            next += 1;
            next
        };
        let reading = read(text.as_bytes(), Notation::Text, &source, &mut mint).unwrap();
        let mut project = Project::void(source.project);
        let _applied = apply(&mut project, &reading.patch).unwrap();
        project
    }

    #[test]
    fn two_empty_plans_are_alike_and_nothing_is_like_something() {
        let (nothing, something) = (Project::void(ProjectId::from_bits(7)), project("1 Walls\n  1.1 Frame"));
        let report = measure(&nothing, &nothing);
        assert_eq!((report.tree.map(|tree| tree.similarity), report.titles.f1()), (Some(1.0), None));
        let report = measure(&something, &nothing);
        assert_eq!((report.tree.map(|tree| tree.similarity), report.titles.f1()), (Some(0.0), Some(0.0)));
        assert_eq!(report.missing, ["Walls", "Frame"]);
    }
}
