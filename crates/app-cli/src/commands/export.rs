//! `planwright export`.

use std::path::PathBuf;

use planwright::formats::{Notation, Occasion, Written, write};
use planwright::usecases::read;
use planwright::usecases::schedule::Now;

use super::notation;
use crate::context::Context;
use crate::failure::Failure;
use crate::json;

/// Write the project in another notation
///
/// text is the notation of planwright itself and can be edited and imported again, as can json; mermaid is a Gantt chart
/// with planned dates, flowchart and dot are the network of dependencies, html is a page to read, print and send.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The notation; by the name of the file when left out, else markdown
    #[arg(long, short = 'f', value_name = "NOTATION", value_parser = notation::written(), ignore_case = true)]
    format: Option<Notation>,
    /// The file to write; standard output when left out
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let notation = self.notation();
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let today = context.today();
        let now = Now::of(&ports, &project, today).await?;
        let schedule = now.schedule(&project);
        let slot = |id| schedule.as_ref().and_then(|made| made.slot(project.task(id)?));
        let planned = |id| slot(id).map(|slot| (slot.first, slot.last));
        let critical = |id| slot(id).is_some_and(|slot| slot.critical);
        let written = match notation {
            // With the dates that follow from it, as every reading command prints it.
            Notation::Json => Some(Written { text: json::project(&project, &now), lost: Vec::new() }),
            _ if context.json => Some(Written { text: json::project(&project, &now), lost: Vec::new() }),
            notation => {
                write(&project, notation, &Occasion { today, planned: &planned, critical: &critical })
            }
        };
        let Written { text, lost } = written.ok_or_else(|| {
            let message = format!("{:?} is a notation that is only read", notation.word());
            Failure::usage(message, format!("choose {}", Notation::written_words()))
        })?;
        match &self.output {
            None => context.terminal.data(&text)?,
            Some(path) => {
                std::fs::write(path, text).map_err(|e| Failure::unwritable(path, &e))?;
                context.terminal.say(&format!("wrote {}", path.display()));
            }
        }
        if !lost.is_empty() {
            let word = notation.word();
            context.terminal.say(&format!("note: {word} cannot carry {}", lost.join(", ")));
        }
        Ok(())
    }

    fn notation(&self) -> Notation {
        if let Some(notation) = self.format {
            return notation;
        }
        let name = self.output.as_ref().and_then(|path| path.file_name()).map(|n| n.to_string_lossy());
        let ending = name.as_deref().and_then(Notation::from_name);
        match ending {
            Some(notation) if notation.is_written() => notation,
            // Plain text that is to be read again is our own notation.
            Some(Notation::Plain) => Notation::Text,
            _ => Notation::Markdown,
        }
    }
}
