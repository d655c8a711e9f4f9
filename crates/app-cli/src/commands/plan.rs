//! `planwright plan`.

use std::io::Read;
use std::path::Path;

use planwright::Shelf;
use planwright::domain::{LONGEST_TITLE, Warning};
use planwright::formats::{Decoded, decode};
use planwright::planner::Options;
use planwright::usecases::Ports;
use planwright::usecases::plan::{Asked, Drafted, draft_into, draft_new};
use planwright::usecases::projects::{self, Wish};
use planwright::usecases::templates::plan_from_own;

use super::review::review;
use crate::context::Context;
use crate::failure::Failure;

/// Turn words into a plan
///
/// The words may be a sentence, a paragraph or a whole document. The plan is shown as a diff; it becomes a project when
/// you approve it. Without a terminal to ask on it stays an open proposal.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The words; a single - reads them from standard input, a single file name from that file
    #[arg(required = true, value_name = "TEXT|FILE|-")]
    text: Vec<String>,
    /// Add to this project instead of making a new one
    #[arg(long, value_name = "PROJECT")]
    into: Option<String>,
    /// Fill this template instead of the one the words choose
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// How careful the draft is: aggressive, balanced or conservative
    ///
    /// What is stated stays. aggressive adds one step less (all, core, none) and takes four fifths of the usual efforts;
    /// conservative adds one step more, takes five quarters, and ends the main phase and those after it with a reserve.
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
    /// How deep the draft is: auto, flat, deep, or a number of levels
    ///
    /// auto has phases with their tasks, each of half an hour to four hours, and about sixty at most, and leaves the
    /// steps you name whole; flat has one level; deep keeps packages of work in between and breaks down everything
    /// that is larger.
    #[arg(long, value_name = "DEPTH")]
    depth: Option<String>,
    /// How much the template adds: auto, none, core or all
    #[arg(long, value_name = "AMOUNT")]
    detail: Option<String>,
    /// Estimate the tasks of a document that have no effort
    ///
    /// The efforts come from the titles and are marked as estimates. Without this a document keeps its gaps.
    #[arg(long)]
    estimate: bool,
    /// Show the plan and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        context.require_engine()?;
        let Words { text, source, warnings } = words(&self.text)?;
        let ports = context.ports_for(self.dry_run).await?;
        let options = self.options(context)?;
        let asked = Asked {
            text: &text,
            source: source.as_deref(),
            today: context.today(),
            template: self.template.as_deref(),
            options,
            meta: context.new_meta(&ports, "").await?,
        };
        if let Some(drafted) = self.own_template(context, &ports, &asked)? {
            return review(context, &ports, drafted, self.dry_run).await;
        }
        let working = context.terminal.working("drafting the plan");
        let mut drafted = match &self.into {
            Some(name) => {
                let head = projects::choose(&ports, Wish { named: Some(name), repository: None }).await?;
                draft_into(&ports, &asked, head.id).await?
            }
            None => draft_new(&ports, &asked)?,
        };
        drop(working);
        drafted.warnings.splice(0..0, warnings);
        review(context, &ports, drafted, self.dry_run).await
    }
}

impl Args {
    /// A new plan from a template of one's own, when one of that name was asked for.
    fn own_template(
        &self,
        context: &Context,
        ports: &Ports<'_>,
        asked: &Asked<'_>,
    ) -> Result<Option<Drafted>, Failure> {
        let Some(name) = self.template.as_deref() else { return Ok(None) };
        let Some(text) = Shelf::of(&context.settings).read(name)? else { return Ok(None) };
        if self.into.is_some() {
            return Err(Failure::usage(
                "a template of your own makes a new plan here",
                "put it into a project with: planwright apply-template",
            ));
        }
        let title: String = asked.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let title: String = title.chars().take(LONGEST_TITLE).collect();
        Ok(Some(plan_from_own(ports, (name, &text), &title, &asked.meta, context.today())?))
    }

    /// The settings of drafting, with the flags on top.
    fn options(&self, context: &Context) -> Result<Options, Failure> {
        let mut settings = context.settings.clone();
        for (key, flag) in [("style", &self.style), ("depth", &self.depth), ("detail", &self.detail)] {
            if let Some(text) = flag {
                settings = settings.given(key, text)?;
            }
        }
        Ok(Options { estimate: self.estimate, ..settings.drafting().clone() })
    }
}

/// What is to be planned.
struct Words {
    text: String,
    /// The file it came from.
    source: Option<String>,
    /// What had to be done to read it.
    warnings: Vec<Warning>,
}

fn words(given: &[String]) -> Result<Words, Failure> {
    let [only] = given else { return Ok(typed(given.join(" "))) };
    if only == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return decoded(&bytes, "standard input", None);
    }
    let path = Path::new(only);
    let is_file = only.len() < 4096 && !only.contains('\n') && path.is_file();
    if is_file || is_a_file_name(only) {
        let bytes = std::fs::read(path).map_err(|e| Failure::unreadable(path, &e))?;
        return decoded(&bytes, only, path.file_name().map(|n| n.to_string_lossy().into_owned()));
    }
    Ok(typed(only.clone()))
}

/// Whether a single word is meant as the name of a document, and not as what is to be planned.
fn is_a_file_name(word: &str) -> bool {
    let suffix = word.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase());
    let known = ["md", "markdown", "txt", "text", "plan", "json", "csv", "org"];
    !word.contains(char::is_whitespace) && suffix.is_some_and(|suffix| known.contains(&suffix.as_str()))
}

fn typed(text: String) -> Words {
    Words { text, source: None, warnings: Vec::new() }
}

fn decoded(bytes: &[u8], place: &str, source: Option<String>) -> Result<Words, Failure> {
    match decode(bytes) {
        Ok(Decoded { text, warnings }) => Ok(Words { text, source, warnings }),
        Err(error) => {
            let message = format!("cannot read {place}: {error}");
            Err(Failure::refused(error.code(), message, error.hint()))
        }
    }
}
