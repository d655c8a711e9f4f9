//! `planwright templates`.

use planwright::Shelf;
use planwright::planner::templates;
use planwright_wire::{ListedTemplate, templates_to_json};

use crate::context::Context;
use crate::failure::Failure;

/// List the templates that plans are filled from
///
/// The words of a plan choose one of them, or you do with `plan --template NAME`. Each has phases and steps; steps of more
/// than four hours are broken down into tasks. Your own, kept with `save-template`, stand at the end.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those of the product in this language: en, de, es, pt, fr or zh
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
        let own = own(context)?;
        let own_phases: Vec<Vec<&str>> =
            own.iter().map(|t| t.phases.iter().map(String::as_str).collect()).collect();
        let own_rows = own.iter().zip(&own_phases).map(|(t, phases)| ListedTemplate {
            name: &t.name,
            about: &t.about,
            language: None,
            phases,
            steps: t.phases.len(),
            tasks: t.tasks,
        });
        let rows: Vec<ListedTemplate<'_>> =
            rows.into_iter().chain(own_rows.filter(|_| self.language.is_none())).collect();
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

/// One of a person's own templates.
struct Own {
    name: String,
    about: String,
    /// The titles at its top.
    phases: Vec<String>,
    tasks: usize,
}

/// A person's own templates, as far as they can be read.
fn own(context: &Context) -> Result<Vec<Own>, Failure> {
    let shelf = Shelf::of(&context.settings);
    let mut found = Vec::new();
    for name in shelf.names()? {
        let text = shelf.read(&name)?.unwrap_or_default();
        let lines =
            || text.lines().filter(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let title = |line: &str| {
            let words = line.split_once(' ').map_or("", |(_, words)| words);
            words.split("  ").next().unwrap_or(words).to_owned()
        };
        let heading = text.lines().find_map(|line| line.strip_prefix("# "));
        found.push(Own {
            about: heading.unwrap_or("your own").to_owned(),
            phases: lines().filter(|line| !line.starts_with(' ')).map(title).collect(),
            tasks: lines().count(),
            name,
        });
    }
    Ok(found)
}
