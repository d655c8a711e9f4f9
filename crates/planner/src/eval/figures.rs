//! The figures of a report in one row, all from 0 to 1 and the more the better, so that they can be averaged, compared
//! with yesterday's and held against a floor.

use super::{Check, Overlap, Report};

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $what:literal),* $(,)?) => {
        /// One figure of a measurement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Figure { $($(#[$doc])* $name),* }

        impl Figure {
            /// Every figure, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word on every surface.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What it is, in a few words.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$name => $what),* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|figure| figure.word() == word)
            }
        }
    };
}

figures! {
    /// The mean of those of [`Figure::SCORED`] that were measured.
    Score = "score", "mean of all but shape, order and rouge",
    /// F1 of matched titles.
    Titles = "titles", "tasks found by their titles: F1",
    /// Parents of matched tasks.
    Parents = "parents", "found tasks that hang where they should",
    /// Similarity of the trees with their titles.
    Tree = "tree", "similarity of the trees by edit distance",
    /// Similarity of the bare trees.
    Shape = "shape", "the same, whatever the titles say",
    /// Efforts within 10 %.
    Efforts = "efforts", "efforts within 10 % of the gold plan's",
    /// Status of matched tasks.
    Status = "status", "right status",
    /// Due dates and deadline.
    Due = "due", "right due dates and deadline",
    /// F1 of links.
    Links = "links", "links between found tasks: F1",
    /// F1 of what waits for what.
    Order = "order", "what waits for what, directly or not: F1",
    /// ROUGE-1, F1.
    Rouge1 = "rouge-1", "common words of the titles: F1",
    /// ROUGE-2, F1.
    Rouge2 = "rouge-2", "common pairs of words: F1",
    /// ROUGE-L, F1.
    RougeL = "rouge-l", "longest common sequence of words: F1",
    /// Musts that hold.
    Musts = "musts", "musts that hold",
}

impl Figure {
    /// What the score is the mean of. The others say the same again in another way.
    pub const SCORED: [Self; 8] = [
        Self::Titles,
        Self::Parents,
        Self::Tree,
        Self::Efforts,
        Self::Status,
        Self::Due,
        Self::Links,
        Self::Musts,
    ];
}

/// A value, or none, for each figure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures([Option<f64>; Figure::ALL.len()]);

impl Figures {
    /// The figures of one example: what was measured against its gold plan, and the musts that were checked.
    pub fn of(report: Option<&Report>, checks: &[Check]) -> Self {
        let mut figures = Self::default();
        if let Some(report) = report {
            figures.set(Figure::Titles, report.titles.f1());
            figures.set(Figure::Parents, report.parents.share());
            figures.set(Figure::Tree, report.tree.map(|tree| tree.similarity));
            figures.set(Figure::Shape, report.shape.map(|tree| tree.similarity));
            figures.set(Figure::Efforts, report.efforts.close.share());
            figures.set(Figure::Status, report.status.share());
            figures.set(Figure::Due, report.due.share());
            // A gold plan without links asks for none and forbids none.
            let asked = |overlap: &Overlap| overlap.f1().filter(|_| overlap.gold > 0);
            figures.set(Figure::Links, asked(&report.links));
            figures.set(Figure::Order, asked(&report.order));
            figures.set(Figure::Rouge1, report.rouge.one.f1());
            figures.set(Figure::Rouge2, report.rouge.two.f1());
            figures.set(Figure::RougeL, report.rouge.longest.f1());
        }
        let held = checks.iter().filter(|check| check.holds).count() as u64;
        figures.set(Figure::Musts, super::ratio(held, checks.len() as u64));
        figures.set(Figure::Score, mean(Figure::SCORED.iter().filter_map(|figure| figures.get(*figure))));
        figures
    }

    /// The mean of each figure over the examples in which it was measured.
    pub fn mean<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let all: Vec<&Self> = all.into_iter().collect();
        let mut figures = Self::default();
        for figure in Figure::ALL {
            figures.set(*figure, mean(all.iter().filter_map(|one| one.get(*figure))));
        }
        figures
    }

    /// A figure; `None` where it was not measured.
    pub fn get(&self, figure: Figure) -> Option<f64> {
        self.0[figure as usize]
    }

    /// Sets a figure.
    pub fn set(&mut self, figure: Figure, value: Option<f64>) {
        self.0[figure as usize] = value;
    }

    /// What was measured, in the order of [`Figure::ALL`].
    pub fn measured(&self) -> impl Iterator<Item = (Figure, f64)> {
        Figure::ALL.iter().filter_map(|figure| Some((*figure, self.get(*figure)?)))
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::super::measure;
    use super::super::tests::project;
    use super::*;

    #[test]
    fn a_plan_beside_itself_scores_one() {
        let plan = project("1 Walls\n  1.1 Set up the frame  2d\n  1.2 Paint  1d  after 1.1  due:2026-03-06");
        let figures = Figures::of(Some(&measure(&plan, &plan)), &[]);
        for (figure, value) in figures.measured() {
            assert_eq!(value, 1.0, "{}", figure.word());
        }
        assert_eq!(figures.measured().count(), Figure::ALL.len() - 1, "musts were not checked");
    }

    #[test]
    fn what_was_not_measured_counts_for_nothing() {
        let (a, b) = (project("1 Walls"), project("1 Roof"));
        let (good, bad) =
            (Figures::of(Some(&measure(&a, &a)), &[]), Figures::of(Some(&measure(&a, &b)), &[]));
        let linked = project("1 Walls\n2 Roof  after 1");
        let invented = Figures::of(Some(&measure(&project("1 Walls\n2 Roof"), &linked)), &[]);
        assert_eq!((invented.get(Figure::Links), invented.get(Figure::Order)), (None, None));
        assert_eq!((good.get(Figure::Links), bad.get(Figure::Parents)), (None, None));
        let both = Figures::mean(&[good, bad]);
        assert_eq!((both.get(Figure::Titles), both.get(Figure::Parents)), (Some(0.5), Some(1.0)));
        assert_eq!(Figures::of(None, &[]).get(Figure::Score), None);
    }

    #[test]
    fn every_word_reads_back() {
        for figure in Figure::ALL {
            assert_eq!(Figure::from_word(figure.word()), Some(*figure));
        }
        assert_eq!(Figure::from_word("beauty"), None);
    }
}
