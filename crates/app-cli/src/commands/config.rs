//! `planwright config`.

use clap::Subcommand;
use planwright::Surroundings;
use planwright::settings::{Layer, SETTINGS, Settings, set};

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// See and change settings
///
/// Settings come in layers, each over the one before: built in, your file, the repository's file, the environment
/// (PLANWRIGHT_…), the command line.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the value of a setting
    Get {
        /// The setting
        key: String,
    },
    /// Change a setting in your file
    Set {
        /// The setting
        key: String,
        /// Its value
        #[arg(allow_hyphen_values = true)]
        value: String,
        /// Change it in the repository's file instead
        #[arg(long)]
        repository: bool,
    },
    /// Print where your settings are kept
    Path,
    /// Say what settings mean, what they are, and where each value comes from
    Explain {
        /// The setting; all of them when left out
        key: Option<String>,
    },
    /// Print a file in which every setting is explained
    Sample,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let settings = &context.settings;
        match self.what.unwrap_or(What::Explain { key: None }) {
            What::Get { key } => {
                let explained = settings.explain(&key)?;
                if context.json {
                    return context.terminal.data_json(&json::settings(&[explained]));
                }
                let value = explained.value.unwrap_or_default();
                Ok(context.terminal.data(&show::harmless(&value))?)
            }
            What::Set { key, value, repository } => {
                let files = settings.files();
                let (file, layer) = if repository {
                    (files.repository.as_ref(), Layer::Repository)
                } else {
                    (files.user.as_ref(), Layer::User)
                };
                let file = file.ok_or_else(|| {
                    Failure::refused(
                        "no-settings-file",
                        "there is no file for these settings here",
                        "name one with --config",
                    )
                })?;
                let around = Surroundings::of_process()?;
                let written = set(file, layer, &key, &value, &around)?;
                context.terminal.say(&format!("{key} = {} in {}", show::harmless(&written), file.display()));
                Ok(())
            }
            What::Path => {
                let files = settings.files();
                if context.json {
                    return context.terminal.data_json(&json::places(files));
                }
                let paths: Vec<String> =
                    files.user.iter().chain(&files.repository).map(|p| p.display().to_string()).collect();
                Ok(context.terminal.data(&paths.join("\n"))?)
            }
            What::Explain { key } => explain(context, key.as_deref()),
            What::Sample => Ok(context.terminal.data(&Settings::sample())?),
        }
    }
}

fn explain(context: &Context, key: Option<&str>) -> Result<(), Failure> {
    let explained = match key {
        Some(key) => vec![context.settings.explain(key)?],
        None => context.settings.explain_all().collect::<Vec<_>>(),
    };
    if context.json {
        return context.terminal.data_json(&json::settings(&explained));
    }
    let mut text = String::new();
    for setting in explained {
        let value = setting.value.as_deref().unwrap_or("(none)");
        text.push_str(&format!("{} = {}\n", setting.key, show::harmless(value)));
        text.push_str(&format!("  from {}\n", setting.origin));
        for (value, origin) in &setting.overridden {
            text.push_str(&format!("  over {} from {origin}\n", show::harmless(value)));
        }
        if key.is_some()
            && let Some(known) = SETTINGS.iter().find(|known| known.key == setting.key)
        {
            text.push_str(&format!("  {}\n", known.doc));
        }
    }
    Ok(context.terminal.data(&text)?)
}
