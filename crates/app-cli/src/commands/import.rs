//! `planwright import`.

use std::io::Read;
use std::path::PathBuf;

use planwright::documents;
use planwright::formats::{Notation, Part};
use planwright::usecases::import::{Document, project_of, read_into, read_new};
use planwright::usecases::projects::{self, Wish};

use super::notation;
use super::review::review;
use crate::context::Context;
use crate::failure::Failure;

/// Turn a plan document into a project
///
/// Reads headings, outlines, checklists and tables with their efforts, dates and dependencies, and the files of other
/// tools. A document that was imported before amends its project: you are shown the difference.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document, a folder of documents or a zip archive of them; - reads standard input
    file: PathBuf,
    /// Amend this project
    #[arg(long, value_name = "PROJECT", conflicts_with = "new")]
    into: Option<String>,
    /// Make a new project even when the document was imported before
    #[arg(long)]
    new: bool,
    /// The notation, when it should not be guessed
    #[arg(long, value_name = "NOTATION", value_parser = notation::read(), ignore_case = true)]
    format: Option<Notation>,
    /// Show the plan and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let standard_input = self.file.as_os_str() == "-";
        let parts = if standard_input {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            vec![Part { name: "-".to_owned(), bytes }]
        } else {
            documents::gather(&self.file).map_err(|e| Failure::ungathered(&self.file, &e))?
        };
        let place = std::fs::canonicalize(&self.file).unwrap_or_else(|_| self.file.clone());
        let name = place.file_name().map_or("-".into(), |n| n.to_string_lossy().into_owned());
        let name = if standard_input { "-".to_owned() } else { name };
        let place = place.to_string_lossy();
        let ports = context.ports_for(self.dry_run).await?;
        let document = Document {
            parts,
            notation: self.format,
            name: &name,
            place: if standard_input { "" } else { &place },
            today: context.today(),
            meta: context.new_meta(&ports, "").await?,
        };
        let existing = match &self.into {
            Some(name) => {
                Some(projects::choose(&ports, Wish { named: Some(name), repository: None }).await?.id)
            }
            None if self.new || standard_input => None,
            None => project_of(&ports, &document).await?,
        };
        let working = context.terminal.working("reading the document");
        let drafted = match existing {
            Some(project) => read_into(&ports, document, project).await?,
            None => read_new(&ports, document).await?,
        };
        drop(working);
        review(context, &ports, drafted, self.dry_run).await
    }
}
