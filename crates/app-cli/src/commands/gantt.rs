//! `planwright gantt`.

use std::path::{Path, PathBuf};

use super::buffering::{Buffering, baseline};
use super::leveling::Leveling;
use super::schedule::only;
use crate::context::Context;
use crate::failure::Failure;
use crate::json;
use crate::show::{self, Chart, Zoom};

/// Draw when everything takes place
///
/// On the terminal, or with --svg and --html as a picture and as a page that needs nothing else, with dependencies,
/// slack, days off and the load of people.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these tasks and what is below them, by wbs code, id or title
    tasks: Vec<String>,
    /// Write a picture to this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write a page to this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// How near the picture is, or how the page is first seen: day, week or month; what fits when left out
    #[arg(long, value_name = "ZOOM", value_parser = zoom)]
    zoom: Option<Zoom>,
    /// The baseline drawn beside the bars; the newest when left out
    #[arg(long, value_name = "NAME")]
    baseline: Option<String>,
    /// On the terminal, tell below each task what it waits for
    #[arg(long)]
    links: bool,
    #[command(flatten)]
    buffering: Buffering,
    #[command(flatten)]
    leveling: Leveling,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let made = self
            .leveling
            .schedule(context, &ports, head.id)
            .await?
            .with_past(&ports, context.today())
            .await?;
        let only = only(&ports, &made, &self.tasks).await?;
        let baseline = baseline(&made.project, self.baseline.as_deref())?;
        let buffers = self.buffering.of(context, &made, baseline);
        if context.json {
            return context.terminal.data_json(&json::schedule(&made, only.as_ref(), buffers.as_ref()));
        }
        let chart = Chart::of(&made, only.as_ref(), baseline, buffers.as_ref(), context.today());
        if let Some(path) = &self.svg {
            written(context, path, &show::svg(&chart, self.zoom))?;
        }
        if let Some(path) = &self.html {
            written(context, path, &show::html(&chart, self.zoom))?;
        }
        if self.svg.is_some() || self.html.is_some() {
            return Ok(());
        }
        Ok(context.terminal.data(&show::gantt(&chart, self.links, &context.terminal.style))?)
    }
}

fn written(context: &Context, path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|e| Failure::unwritable(path, &e))?;
    context.terminal.say(&format!("wrote {}", path.display()));
    Ok(())
}

fn zoom(word: &str) -> Result<Zoom, String> {
    let found = Zoom::ALL.into_iter().find(|zoom| word.eq_ignore_ascii_case(zoom.word()));
    found.ok_or_else(|| "choose day, week or month".to_owned())
}
