//! `planwright templates`.

use planwright::planner::templates;
use planwright_wire::{ListedTemplate, templates_to_json};

use crate::context::Context;
use crate::failure::Failure;

/// List the templates that plans are filled from
///
/// The words of a plan choose one of them, or you do with `plan --template NAME`. Each has phases and steps; steps of more
/// than four hours are broken down into tasks.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those in this language: en, de, es, pt, fr or zh
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
}

impl Args {
    #[expect(clippy::unused_async, reason = "every command is run in the same way")]
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let wanted =
            |language: &str| self.language.as_deref().is_none_or(|l| l.eq_ignore_ascii_case(language));
        let found: Vec<_> = templates::list().filter(|t| wanted(t.language)).collect();
        let phases: Vec<Vec<&str>> = found.iter().map(|t| t.phases()).collect();
        let rows: Vec<ListedTemplate<'_>> = found
            .iter()
            .zip(&phases)
            .map(|(t, phases)| ListedTemplate {
                name: t.name,
                about: t.about,
                language: Some(t.language).filter(|l| l.len() == 2),
                phases,
                steps: t.steps(),
                tasks: t.tasks(),
            })
            .collect();
        if context.json {
            return context.terminal.data_json(&templates_to_json(&rows));
        }
        let width = rows.iter().map(|r| r.name.len()).max().unwrap_or(0);
        let lines: String = rows
            .iter()
            .map(|r| format!("{:width$}  {:>2} steps, {:>2} tasks  {}\n", r.name, r.steps, r.tasks, r.about))
            .collect();
        Ok(context.terminal.data(&lines)?)
    }
}
