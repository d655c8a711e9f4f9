//! What measuring plans gives: a report, which is written and never read, and the line that a history keeps of it, which is
//! read again next time. Figures go by their names; a reader passes over names it does not know.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The schema of a report.
pub const EVALUATION_SCHEMA: &str = "planwright/evaluation/v1";
/// The schema of a line of a history.
pub const EVALUATION_ENTRY_SCHEMA: &str = "planwright/evaluation-entry/v1";

/// Figures by name, from 0 to 1 and the more the better. What was not measured is not there.
pub type FigureMap = BTreeMap<String, f64>;

/// A report on many examples.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// What was measured, as it was named.
    pub of: String,
    /// The version of the program.
    pub version: String,
    /// How many examples there are.
    pub example_count: usize,
    /// Of how many no plan was made.
    pub refused_count: usize,
    /// The mean of each figure.
    pub figures: FigureMap,
    /// The change of each figure since the last entry of the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<FigureMap>,
    /// Musts by what they are about.
    pub checks: BTreeMap<String, CheckedAspect>,
    /// Examples that have something in common.
    pub groups: Vec<EvaluatedGroup>,
    /// Every example.
    pub examples: Vec<Evaluated>,
}

/// How many musts of one aspect hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedAspect {
    /// How many hold.
    pub held: usize,
    /// How many there are.
    pub of: usize,
}

/// Examples of one kind, domain or language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct EvaluatedGroup {
    /// `kind`, `domain` or `language`.
    pub by: String,
    /// Which.
    pub name: String,
    /// How many there are.
    pub example_count: usize,
    /// The mean of each figure.
    pub figures: FigureMap,
}

/// One example.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Evaluated {
    /// Its name.
    pub name: String,
    /// What kind of example it is.
    pub kind: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The language it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Why no plan was made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Its figures.
    pub figures: FigureMap,
    /// What stands beside the gold plan, where there is one.
    #[serde(flatten)]
    pub tasks: Option<EvaluatedTasks>,
    /// Its musts.
    pub checks: Vec<EvaluatedCheck>,
}

/// A plan beside its gold plan, in numbers that are no figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct EvaluatedTasks {
    /// Tasks of the gold plan.
    pub gold_task_count: usize,
    /// Tasks of the plan.
    pub plan_task_count: usize,
    /// Tasks of both.
    pub matched_task_count: u64,
    /// Precision and recall of titles, links and what waits for what.
    pub precision: FigureMap,
    /// As `precision`.
    pub recall: FigureMap,
    /// The edit distance of the trees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree_distance: Option<f64>,
    /// The mean absolute error of efforts, in person-minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort_mae_minutes: Option<f64>,
    /// The mean absolute error of efforts as a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort_mape: Option<f64>,
    /// Titles that were not found.
    pub missing: Vec<String>,
    /// Titles that the gold plan has not.
    pub extra: Vec<String>,
}

/// One must.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EvaluatedCheck {
    /// What it is about.
    pub aspect: String,
    /// What must hold, in words.
    pub what: String,
    /// Whether it does.
    pub holds: bool,
}

impl Evaluation {
    /// The report as JSON.
    pub fn to_json(&self) -> String {
        crate::write(&Headed { schema: EVALUATION_SCHEMA, body: self })
    }
}

/// A line of a history: what was measured, when, and with which version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluationEntry {
    /// When.
    #[serde(with = "moment")]
    pub at: Timestamp,
    /// The version of the program.
    pub version: String,
    /// What was measured, as it was named.
    pub of: String,
    /// How many examples there were.
    pub example_count: usize,
    /// The mean of each figure.
    pub figures: FigureMap,
    /// Musts by what they are about.
    #[serde(default)]
    pub checks: BTreeMap<String, CheckedAspect>,
}

impl EvaluationEntry {
    /// The entry on one line, without its end.
    pub fn to_json(&self) -> String {
        crate::write(&Headed { schema: EVALUATION_ENTRY_SCHEMA, body: self })
    }

    /// Reads a line; `None` when it is none of ours.
    pub fn from_json(line: &str) -> Option<Self> {
        let headed: Headed<String, Self> = serde_json::from_str(line).ok()?;
        (headed.schema == EVALUATION_ENTRY_SCHEMA).then_some(headed.body)
    }
}

#[derive(Serialize, Deserialize)]
struct Headed<S, B> {
    schema: S,
    #[serde(flatten)]
    body: B,
}

mod moment {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(at)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        String::deserialize(from)?.parse().map_err(|_| D::Error::custom("expected a moment"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> EvaluationEntry {
        EvaluationEntry {
            at: Timestamp::UNIX_EPOCH,
            version: "0.1.0".to_owned(),
            of: "examples".to_owned(),
            example_count: 2,
            figures: [("score".to_owned(), 0.5)].into(),
            checks: [("kept".to_owned(), CheckedAspect { held: 1, of: 2 })].into(),
        }
    }

    #[test]
    fn an_entry_reads_back() {
        let line = entry().to_json();
        assert_eq!(
            line,
            r#"{"schema":"planwright/evaluation-entry/v1","at":"1970-01-01T00:00:00Z","version":"0.1.0","of":"examples","example_count":2,"figures":{"score":0.5},"checks":{"kept":{"held":1,"of":2}}}"#
        );
        assert_eq!(EvaluationEntry::from_json(&line), Some(entry()));
    }

    #[test]
    fn an_entry_may_grow_and_another_shape_is_none() {
        let line = entry().to_json();
        assert_eq!(
            EvaluationEntry::from_json(&line.replace("\"of\":\"e", "\"more\":[1],\"of\":\"e")),
            Some(entry())
        );
        for other in ["", "{}", "[1]", &line.replace("entry/v1", "entry/v2"), &line[..line.len() - 1]] {
            assert_eq!(EvaluationEntry::from_json(other), None, "{other}");
        }
    }

    #[test]
    fn a_report_names_its_schema_first() {
        let json = Evaluation { examples: vec![Evaluated::default()], ..Evaluation::default() }.to_json();
        assert!(json.starts_with("{\"schema\":\"planwright/evaluation/v1\","), "{json}");
        assert!(!json.contains("tree_distance") && !json.contains("change"), "{json}");
    }
}
