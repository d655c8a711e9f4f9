//! `planwright init`.

use planwright::usecases::plan::{Asked, draft_new, put_forward};
use planwright::usecases::{approve, projects};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Make a project for the repository you are in
///
/// From then on commands given in the repository are about that project.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The title; the repository's name when left out
    title: Option<String>,
    /// Begin with the tasks of this template
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// The pool whose people work on it
    #[arg(long, value_name = "NAME")]
    pool: Option<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let repository = context.repository().ok_or_else(|| {
            Failure::refused(
                "no-repository",
                "there is no git repository here",
                "make one with git init, or use: planwright plan",
            )
        })?;
        let ports = context.ports().await?;
        let heads = projects::list(&ports).await?;
        if let Some(head) =
            heads.iter().find(|h| !h.archived && h.repository.as_deref() == Some(&repository.id()))
        {
            let message = format!("this repository has the project {} already", words::quoted(&head.title));
            return Err(Failure::refused(
                "repository-has-project",
                message,
                "look at it with: planwright tree",
            ));
        }
        let name =
            repository.root().file_name().map_or("Project".into(), |n| n.to_string_lossy().into_owned());
        let title = self.title.unwrap_or(name);
        let mut meta = context.new_meta(&ports, &title).await?;
        if let Some(name) = &self.pool {
            meta.pool = super::projects::shared(&ports, name).await?;
        }
        match &self.template {
            None => {
                projects::create(&ports, ports.project_id(), &meta, "init").await?;
            }
            Some(template) => {
                let asked = Asked {
                    text: &title,
                    source: None,
                    today: context.today(),
                    template: Some(template),
                    options: context.settings.drafting().clone(),
                    meta,
                };
                let mut drafted = draft_new(&ports, &asked)?;
                if let Some(meta) = &mut drafted.new {
                    meta.title.clone_from(&title);
                }
                let proposal = put_forward(&ports, drafted).await?;
                approve::approve(&ports, &proposal, None).await?;
            }
        }
        context.terminal.say(&format!("made the project {} for this repository", words::quoted(&title)));
        Ok(())
    }
}
