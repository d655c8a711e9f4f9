//! `planwright projects`.

use clap::Subcommand;
use planwright::domain::MetaChange;
use planwright::usecases::Ports;
use planwright::usecases::projects::{self, Wish};

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show, words};

/// List, rename, archive and delete projects
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List projects
    List {
        /// Archived ones too
        #[arg(long)]
        archived: bool,
    },
    /// Give the project another title
    Rename {
        /// The new title
        title: String,
    },
    /// Put the project out of sight, or back
    Archive {
        /// Bring it back into sight
        #[arg(long)]
        undo: bool,
    },
    /// Delete a project for good, with its log
    ///
    /// This cannot be undone. The exact title confirms that you mean it.
    Delete {
        /// The project's exact title
        title: String,
    },
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        match self.what.unwrap_or(What::List { archived: false }) {
            What::List { archived } => list(context, archived).await,
            What::Rename { title } => {
                let change = MetaChange { title: Some(title.clone()), ..MetaChange::default() };
                let ports = context.ports().await?;
                let head = context.project(&ports).await?;
                projects::change(&ports, head.id, change, &format!("rename to {title}")).await?;
                let (old, new) = (words::quoted(&head.title), words::quoted(&title));
                context.terminal.say(&format!("renamed {old} to {new}"));
                Ok(())
            }
            What::Archive { undo } => {
                let change = MetaChange { archived: Some(!undo), ..MetaChange::default() };
                let word = if undo { "brought back" } else { "archived" };
                let ports = context.ports().await?;
                let head = context.project(&ports).await?;
                projects::change(&ports, head.id, change, word).await?;
                context.terminal.say(&format!("{word} {}", words::quoted(&head.title)));
                Ok(())
            }
            What::Delete { title } => delete(context, &context.ports().await?, &title).await,
        }
    }
}

async fn list(context: &Context, archived: bool) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let mut heads = projects::list(&ports).await?;
    heads.retain(|head| archived || !head.archived);
    if context.json {
        return context.terminal.data_json(&json::projects(&heads));
    }
    if heads.is_empty() {
        context
            .terminal
            .say("there is no project yet; make one with: planwright plan \"what you want to do\"");
        return Ok(());
    }
    Ok(context.terminal.data(&show::projects(&heads, &context.terminal.style))?)
}

async fn delete(context: &Context, ports: &Ports<'_>, title: &str) -> Result<(), Failure> {
    let wish = context.wish().unwrap_or(title);
    let head = projects::choose(ports, Wish { named: Some(wish), repository: None }).await?;
    projects::delete(ports, &head, title).await?;
    context.terminal.say(&format!("deleted {} for good", words::quoted(&head.title)));
    Ok(())
}
