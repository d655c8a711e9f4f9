//! `planwright export`.

use std::path::PathBuf;

use planwright::formats;
use planwright::usecases::read;

use crate::context::Context;
use crate::failure::Failure;
use crate::json;

/// Write the project in another notation
#[derive(Debug, clap::Args)]
pub struct Args {
    /// markdown, text, json, csv, mermaid or dot
    #[arg(long, short = 'f', value_name = "NOTATION", default_value = "markdown")]
    format: String,
    /// The file to write; standard output when left out
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let format = if context.json { "json" } else { self.format.as_str() };
        let text = match format.to_lowercase().as_str() {
            "markdown" | "md" => formats::write_markdown(&project),
            "text" | "txt" => formats::write_text(&project),
            "json" => json::project(&project, context.today()),
            "csv" => formats::write_csv(&project),
            "mermaid" => formats::write_mermaid(&project),
            "dot" => formats::write_dot(&project),
            other => {
                return Err(Failure::usage(
                    format!("{other:?} is not a notation that can be written"),
                    "choose markdown, text, json, csv, mermaid or dot",
                ));
            }
        };
        match &self.output {
            None => Ok(context.terminal.data(&text)?),
            Some(path) => {
                std::fs::write(path, text).map_err(|e| Failure::unwritable(path, &e))?;
                context.terminal.say(&format!("wrote {}", path.display()));
                Ok(())
            }
        }
    }
}
