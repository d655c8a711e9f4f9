//! Measuring plans against what they should have been: examples are found among files, each input is planned or imported
//! as the product does, and held against its gold plan and its musts. Nothing is stored and no port is called: the same
//! files give the same figures. `docs/evaluation.md` has the format.

mod pair;
mod summary;

use jiff::civil::Date;
use planwright_domain::{
    Author, Change, Meta, MetaChange, Patch, PatchId, Project, ProjectId, Question, Rejection, Version,
    Warning, apply, differences,
};
use planwright_formats::{Notation, ReadError, Reading, Source, decode, detect, read};
use planwright_planner::eval::{
    Answer, BadMusts, Check, Command, Figures, Kind, Musts, Report, check_musts, measure as against,
};
use planwright_planner::{DraftError, Request, draft};

use crate::plan::day_length;

pub use pair::{Files, pair};
pub use summary::{Group, Held, Summary};

/// A file of an example.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its name, as shown.
    pub name: &'a str,
    /// What stands in it.
    pub bytes: &'a [u8],
}

/// An example: what is read, and what it is held against.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is read.
    pub input: File<'a>,
    /// The plan it should become.
    pub gold: Option<File<'a>>,
    /// What must hold of it.
    pub musts: Option<File<'a>>,
}

/// What came of an example.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// What kind of example it is.
    pub kind: Kind,
    /// What it is about.
    pub domain: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
    /// Why no plan was made of it, where none was.
    pub refused: Option<String>,
    /// The plan beside its gold plan.
    pub report: Option<Report>,
    /// Its musts.
    pub checks: Vec<Check>,
    /// All of it in figures.
    pub figures: Figures,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unmeasured {
    /// There are no examples.
    #[error("there are no examples in {place}")]
    Empty {
        /// Where they were looked for.
        place: String,
    },
    /// A gold plan or musts without the input they are for.
    #[error("{file} has no input beside it")]
    WithoutInput {
        /// The lonely file.
        file: String,
    },
    /// An input that is held against nothing.
    #[error("{file} has neither a gold plan nor musts beside it")]
    WithoutGold {
        /// The lonely file.
        file: String,
    },
    /// Two files for the same thing.
    #[error("{first} and {second} are for the same example")]
    Twice {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// A gold plan that cannot be read.
    #[error("cannot read the gold plan {file}: {cause}")]
    Gold {
        /// The file.
        file: String,
        /// Why.
        cause: ReadError,
    },
    /// A gold plan that breaks rules of a plan.
    #[error("the gold plan {file} is no plan: {cause}")]
    Broken {
        /// The file.
        file: String,
        /// The rules.
        cause: Rejection,
    },
    /// Musts that cannot be read.
    #[error("cannot read {file}: {cause}")]
    Musts {
        /// The file.
        file: String,
        /// Why.
        cause: BadMusts,
    },
}

impl Unmeasured {
    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "no-examples",
            Self::WithoutInput { .. } | Self::WithoutGold { .. } | Self::Twice { .. } => "example-incomplete",
            Self::Gold { .. } | Self::Broken { .. } => "gold-unreadable",
            Self::Musts { cause, .. } => cause.code(),
        }
    }

    /// The next step, for a person.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => {
                "an example is NAME.input.md with NAME.gold.plan or NAME.musts.toml beside it"
            }
            Self::WithoutInput { .. } => "add its input, or give the file another name",
            Self::WithoutGold { .. } => "add a gold plan or musts, or name one with --against",
            Self::Twice { .. } => "keep one of them, or give one another name",
            Self::Gold { .. } | Self::Broken { .. } | Self::Musts { .. } => {
                "docs/evaluation.md has the format"
            }
        }
    }
}

/// Reads an example as the product would and measures what comes of it. `today` is the day for examples that do not say
/// theirs. An input of which no plan can be made is an outcome and no error.
///
/// # Errors
/// When the gold plan or the musts cannot be read.
pub fn measure(example: &Example<'_>, today: Option<Date>) -> Result<Outcome, Unmeasured> {
    let mut musts = Musts { today: today.unwrap_or(planwright_planner::eval::USUAL_DAY), ..Musts::default() };
    if let Some(file) = example.musts {
        let bad = |cause| Unmeasured::Musts { file: file.name.to_owned(), cause };
        let text = std::str::from_utf8(file.bytes)
            .map_err(|_| bad(BadMusts { line: None, message: "it is not UTF-8 text".to_owned() }))?;
        musts = Musts::parse(text, musts.today).map_err(bad)?;
    }
    let gold = example.gold.map(|file| gold(file, &musts)).transpose()?;
    let made = make(example, &musts);
    let request = made.as_ref().ok().and_then(|made| made.request.as_deref());
    let answer = match &made {
        Ok(made) => Answer::Plan {
            project: &made.project,
            questions: &made.questions,
            warnings: &made.warnings,
            request,
        },
        Err(_) => Answer::Refused,
    };
    let checks = if example.musts.is_some() { check_musts(&musts, answer) } else { Vec::new() };
    let nothing = Project::void(PROJECT);
    let report = match (&gold, &made) {
        (Some(gold), Ok(made)) => Some(against(gold, &made.project)),
        // What commands the tool may be refused.
        (Some(_), Err(_)) if musts.kind == Kind::Hostile => None,
        (Some(gold), Err(_)) => Some(against(gold, &nothing)),
        (None, _) => None,
    };
    let figures = Figures::of(report.as_ref(), &checks);
    Ok(Outcome {
        name: example.name.to_owned(),
        kind: musts.kind,
        domain: musts.domain,
        language: musts.language,
        refused: made.err(),
        report,
        checks,
        figures,
    })
}

const PROJECT: ProjectId = ProjectId::from_bits(1);

/// A plan that was made of an input.
struct Made {
    project: Project,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
    /// The words, where they were planned and not imported.
    request: Option<String>,
}

/// Numbers one after another: ids that repeat.
fn counter() -> impl FnMut() -> u128 {
    let mut last = 1;
    move || {
        last += 1;
        last
    }
}

fn make(example: &Example<'_>, musts: &Musts) -> Result<Made, String> {
    let file = example.input;
    let notation = detect(file.bytes, Some(file.name));
    let request = file.name.to_lowercase().ends_with(".txt") && notation != Notation::Text;
    let planned = musts.command.map_or(request, |command| command == Command::Plan);
    let (reading, request) = if planned {
        let text = decode(file.bytes).map_err(|error| error.to_string())?.text;
        (planned_words(&text, file, musts).map_err(|error| error.to_string())?, Some(text))
    } else {
        (imported(file, notation, musts).map_err(|error| error.to_string())?, None)
    };
    let Reading { patch, questions, mut warnings, .. } = reading;
    let project = built(patch).map_err(|rejection| rejection.to_string())?;
    warnings.extend(differences(&project));
    Ok(Made { project, questions, warnings, request })
}

fn planned_words(text: &str, file: File<'_>, musts: &Musts) -> Result<Reading, DraftError> {
    let meta = Meta::new("");
    let request = Request {
        text,
        today: musts.today,
        author: author(),
        project: PROJECT,
        base: Version::CREATION,
        depth_limit: meta.depth_limit,
        day: day_length(&meta),
        date_order: musts.date_order,
        source: Some(file.name),
        template: None,
        options: planwright_planner::Options::default(),
    };
    draft(&request, &mut counter())
}

fn imported(file: File<'_>, notation: Notation, musts: &Musts) -> Result<Reading, ReadError> {
    let meta = Meta::new("");
    let source = Source {
        name: Some(file.name),
        today: musts.today,
        day: day_length(&meta),
        date_order: musts.date_order,
        author: author(),
        project: PROJECT,
        base: Version::CREATION,
        depth_limit: meta.depth_limit,
    };
    read(file.bytes, notation, &source, &mut counter())
}

/// A gold plan: in the text notation by its name, else in the notation it is in.
fn gold(file: File<'_>, musts: &Musts) -> Result<Project, Unmeasured> {
    let name = file.name.to_lowercase();
    let notation = if name.ends_with(".plan") || name.ends_with(".txt") {
        Notation::Text
    } else {
        detect(file.bytes, Some(file.name))
    };
    let reading = imported(file, notation, musts)
        .map_err(|cause| Unmeasured::Gold { file: file.name.to_owned(), cause })?;
    built(reading.patch).map_err(|cause| Unmeasured::Broken { file: file.name.to_owned(), cause })
}

fn author() -> Author {
    Author::new("planwright")
}

/// The project that a reading makes: created with what it says of itself, then filled.
fn built(mut patch: Patch) -> Result<Project, Rejection> {
    let mut meta = Meta::new("");
    std::mem::take(&mut patch.meta).apply_to(&mut meta);
    if meta.title.trim().is_empty() {
        meta.title = "Plan".to_owned();
    }
    let mut project = Project::void(PROJECT);
    let mut creation = Patch::new(PatchId::from_bits(u128::MAX), PROJECT, Version(0), author(), "evaluate");
    creation.meta = MetaChange::whole(&meta);
    let _created = apply(&mut project, &creation)?;
    (patch.project, patch.base) = (PROJECT, Version::CREATION);
    if !patch.is_empty() {
        let _filled = apply(&mut project, &patch)?;
    }
    Ok(project)
}

#[cfg(test)]
mod tests {
    use planwright_planner::eval::Figure;

    use super::*;

    fn file(name: &'static str, text: &'static str) -> File<'static> {
        File { name, bytes: text.as_bytes() }
    }

    fn example(
        input: File<'static>,
        gold: Option<File<'static>>,
        musts: Option<File<'static>>,
    ) -> Result<Outcome, Unmeasured> {
        measure(&Example { name: "fence", input, gold, musts }, None)
    }

    #[test]
    fn a_document_is_imported_and_a_request_is_planned() {
        let gold = file("fence.gold.plan", "1 Buy paint\n2 Paint  4h  after 1");
        let outcome = example(
            file("fence.input.md", "- Buy paint\n- Paint (4h), depends on: Buy paint\n"),
            Some(gold),
            None,
        );
        assert_eq!(outcome.unwrap().figures.get(Figure::Titles), Some(1.0));
        let musts =
            file("fence.musts.toml", "deliverables = [\"fence\"]\ndeadlines = [{ date = 2026-03-06 }]");
        let outcome =
            example(file("fence.input.txt", "Paint the fence by Friday"), None, Some(musts)).unwrap();
        assert!(outcome.checks.iter().all(|check| check.holds), "{:?}", outcome.checks);
        assert_eq!((outcome.checks.len(), outcome.report.is_none()), (3, true));
    }

    #[test]
    fn what_cannot_be_planned_is_an_outcome() {
        let gold = file("fence.gold.plan", "1 Buy paint");
        let outcome = example(file("fence.input.txt", "  "), Some(gold), None).unwrap();
        assert!(outcome.refused.is_some());
        assert_eq!(outcome.figures.get(Figure::Score), Some(0.0));
        let hostile = file("fence.musts.toml", "kind = \"hostile\"\nforbidden = [\"delete\"]");
        let outcome = example(file("fence.input.txt", ""), Some(gold), Some(hostile)).unwrap();
        assert_eq!(outcome.figures.get(Figure::Score), Some(1.0));
    }

    #[test]
    fn gold_and_musts_that_cannot_be_read_are_errors() {
        let input = file("fence.input.md", "- Paint\n");
        let told = |gold, musts| example(input, gold, musts).unwrap_err().to_string();
        let starts = |told: String, with: &str| assert!(told.starts_with(with), "{told}");
        let gold = file("fence.gold.plan", "Paint");
        starts(told(Some(gold), None), "cannot read the gold plan fence.gold.plan: line 1: ");
        let musts = file("fence.musts.toml", "deliverable = []");
        starts(told(None, Some(musts)), "cannot read fence.musts.toml: line 1: unknown field `deliverable`");
    }
}
