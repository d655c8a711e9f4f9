//! Many outcomes in a few lines: means of figures, musts by what they are about, and the same by kind, domain and language.

use std::collections::BTreeMap;

use planwright_planner::eval::{Aspect, Check, Figures};

use super::Outcome;

/// What many examples come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many there are.
    pub examples: usize,
    /// Of how many no plan was made.
    pub refused: usize,
    /// The mean of each figure over the examples in which it was measured.
    pub figures: Figures,
    /// Musts by what they are about.
    pub checks: Vec<Held>,
    /// The same by kind, domain and language, where there is more than one.
    pub groups: Vec<Group>,
}

/// How many musts hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// What they are about.
    pub aspect: Aspect,
    /// How many hold.
    pub held: usize,
    /// How many there are.
    pub of: usize,
}

/// Examples that have something in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common: `kind`, `domain` or `language`.
    pub by: &'static str,
    /// Which.
    pub name: String,
    /// How many there are.
    pub examples: usize,
    /// The mean of each figure.
    pub figures: Figures,
}

impl Summary {
    /// Sums outcomes up.
    pub fn of(outcomes: &[Outcome]) -> Self {
        Self {
            examples: outcomes.len(),
            refused: outcomes.iter().filter(|outcome| outcome.refused.is_some()).count(),
            figures: Figures::mean(outcomes.iter().map(|outcome| &outcome.figures)),
            checks: held(outcomes.iter().flat_map(|outcome| &outcome.checks)),
            groups: groups(outcomes),
        }
    }
}

fn held<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<Held> {
    let mut found: BTreeMap<Aspect, Held> = BTreeMap::new();
    for check in checks {
        let held = found.entry(check.aspect).or_insert(Held { aspect: check.aspect, held: 0, of: 0 });
        held.of += 1;
        held.held += usize::from(check.holds);
    }
    found.into_values().collect()
}

fn groups(outcomes: &[Outcome]) -> Vec<Group> {
    type Of = fn(&Outcome) -> Option<&str>;
    let ways: [(&'static str, Of); 3] = [
        ("kind", |outcome| Some(outcome.kind.word())),
        ("domain", |outcome| outcome.domain.as_deref()),
        ("language", |outcome| outcome.language.as_deref()),
    ];
    let mut all = Vec::new();
    for (by, of) in ways {
        let mut members: BTreeMap<&str, Vec<&Figures>> = BTreeMap::new();
        for outcome in outcomes {
            members.entry(of(outcome).unwrap_or("(not said)")).or_default().push(&outcome.figures);
        }
        if members.len() > 1 {
            all.extend(members.into_iter().map(|(name, members)| Group {
                by,
                name: name.to_owned(),
                examples: members.len(),
                figures: Figures::mean(members),
            }));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use planwright_planner::eval::{Figure, Kind};

    use super::*;

    fn outcome(name: &str, domain: Option<&str>, score: f64, holds: bool) -> Outcome {
        let mut figures = Figures::default();
        figures.set(Figure::Score, Some(score));
        Outcome {
            name: name.to_owned(),
            kind: Kind::Regular,
            domain: domain.map(str::to_owned),
            language: None,
            refused: (!holds).then(|| "it is empty".to_owned()),
            report: None,
            checks: vec![Check { aspect: Aspect::Kept, what: String::new(), holds }],
            figures,
        }
    }

    #[test]
    fn outcomes_are_summed_up_as_a_whole_and_in_groups() {
        let all = [outcome("a", Some("home"), 1.0, true), outcome("b", None, 0.5, false)];
        let summary = Summary::of(&all);
        assert_eq!((summary.examples, summary.refused), (2, 1));
        assert_eq!(summary.figures.get(Figure::Score), Some(0.75));
        assert_eq!(summary.checks, [Held { aspect: Aspect::Kept, held: 1, of: 2 }]);
        let groups: Vec<_> = summary.groups.iter().map(|g| (g.by, g.name.as_str(), g.examples)).collect();
        assert_eq!(groups, [("domain", "(not said)", 1), ("domain", "home", 1)], "one kind is no group");
    }
}
