//! `planwright export`.

use std::path::PathBuf;

use planwright::domain::Project;
use planwright::formats::{csv, dot, markdown, mermaid, text};
use planwright::usecases::read;

use crate::context::Context;
use crate::failure::Failure;
use crate::json;

/// Write the project in another notation
///
/// text is the notation of planwright itself and can be edited and imported again, as can json; mermaid is a Gantt chart
/// with planned dates, flowchart and dot are the network of dependencies.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// markdown, text, json, csv, mermaid, flowchart or dot; by the name of the file when left out, else markdown
    #[arg(long, short = 'f', value_name = "NOTATION")]
    format: Option<String>,
    /// The file to write; standard output when left out
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let format = self.format();
        let Some(write) = writer(&format) else {
            return Err(Failure::usage(
                format!("{format:?} is not a notation that can be written"),
                "choose markdown, text, json, csv, mermaid, flowchart or dot",
            ));
        };
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let written =
            if context.json { json::project(&project, context.today()) } else { write(&project, context) };
        match &self.output {
            None => Ok(context.terminal.data(&written)?),
            Some(path) => {
                std::fs::write(path, written).map_err(|e| Failure::unwritable(path, &e))?;
                context.terminal.say(&format!("wrote {}", path.display()));
                Ok(())
            }
        }
    }

    fn format(&self) -> String {
        let suffix = || Some(self.output.as_ref()?.extension()?.to_string_lossy().to_lowercase());
        let known = |suffix: &String| writer(suffix).is_some();
        let said = self.format.as_ref().map(|word| word.to_lowercase());
        said.or_else(|| suffix().filter(known)).unwrap_or_else(|| "markdown".to_owned())
    }
}

type Writer = fn(&Project, &Context) -> String;

/// What writes the notation of this name, or of files that end so.
fn writer(word: &str) -> Option<Writer> {
    Some(match word {
        "markdown" | "md" => |project, _| markdown::write(project),
        "text" | "txt" | "plan" => |project, _| text::write(project, text::Ids::None),
        "json" => |project, context| json::project(project, context.today()),
        "csv" => |project, _| csv::write(project),
        "mermaid" | "gantt" | "mmd" => |project, context| gantt(project, context),
        "flowchart" => |project, _| mermaid::flowchart(project),
        "dot" | "gv" => |project, _| dot::write(project),
        _ => return None,
    })
}

fn gantt(project: &Project, context: &Context) -> String {
    let timetable = read::timetable(project, context.today());
    let first = project.meta().start.map_or(context.today(), |start| start.max(context.today()));
    mermaid::gantt(project, first, &|id| timetable.as_ref()?.days(id))
}
