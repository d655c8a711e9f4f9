//! `planwright eval`.

mod document;
mod files;
mod floor;
mod history;

use std::path::{Path, PathBuf};

use planwright::SystemClock;
use planwright::planner::eval::Figures;
use planwright::ports::Clock as _;
use planwright::usecases::evaluate::{Summary, Unmeasured};

use crate::context::Context;
use crate::failure::Failure;
use crate::show;

/// Measure plans against what they should have been
///
/// DIR holds examples: what is read (NAME.input.md, NAME.input.txt …), beside it the plan it should become
/// (NAME.gold.plan) or what must hold of it (NAME.musts.toml). Each input is planned or imported without a model and
/// nothing is stored. With --against, one document is measured against one gold plan.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder of examples, a file of one example, or a document to measure with --against
    #[arg(value_name = "DIR|FILE")]
    place: PathBuf,
    /// The gold plan, or the musts (a .toml file), for the document
    #[arg(long, value_name = "GOLD")]
    against: Option<PathBuf>,
    /// Write the report as a web page that needs nothing else
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Add the figures to this file, and show what changed since its last entry
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Fail when the score is lower, or another figure: 0.9, tree=0.8; may be given several times
    #[arg(long, value_name = "[FIGURE=]X", value_delimiter = ',')]
    fail_below: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let floors = floor::parse(&self.fail_below)?;
        let history = self.history.as_deref().map(history::History::read).transpose()?;
        let found = files::find(&self.place, self.against.as_deref())?;
        let working = context.terminal.working("measuring");
        let outcomes = found
            .iter()
            .map(|files| files::measure(files, context.given_day()))
            .collect::<Result<Vec<_>, _>>()?;
        drop(working);
        let summary = Summary::of(&outcomes);
        let of = named(&self.place);
        let before = history.as_ref().and_then(|history| history.last(&of));
        let report = document::report(&of, &outcomes, &summary, before);
        if let Some(path) = &self.html {
            put(path, &show::evaluation_page(&report))?;
            context.terminal.say(&format!("wrote {}", path.display()));
        }
        if let Some(history) = &history {
            let now = SystemClock::new(context.settings.time_zone()).now();
            history.append(&document::entry(&report, now))?;
        }
        if context.json {
            context.terminal.data_json(&report.to_json())?;
        } else {
            context.terminal.data(&show::evaluation(&report, &context.terminal.style))?;
        }
        check(&floors, &summary.figures)
    }
}

impl From<Unmeasured> for Failure {
    fn from(error: Unmeasured) -> Self {
        Self::refused(error.code(), error.to_string(), error.hint())
    }
}

/// What was measured, as the person named it.
fn named(place: &Path) -> String {
    let name = place.to_string_lossy().replace('\\', "/");
    let trimmed = name.trim_end_matches('/');
    if trimmed.is_empty() { name } else { trimmed.to_owned() }
}

/// Writes a file whole or not at all.
fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        // What is left of it is of no use to anybody; that it cannot be removed either changes nothing.
        let _ = std::fs::remove_file(&part);
        Failure::unwritable(path, &error)
    })
}

fn check(floors: &[floor::Floor], figures: &Figures) -> Result<(), Failure> {
    let low: Vec<String> = floors.iter().filter_map(|floor| floor.missed(figures)).collect();
    let hint = "see above what is missing";
    match low.as_slice() {
        [] => Ok(()),
        [only] => Err(Failure::refused("below-floor", only, hint)),
        several => {
            let message = format!("{} figures are too low", several.len());
            Err(Failure::refused("below-floor", message, hint).detail(low))
        }
    }
}
