//! `planwright edit`.

use planwright::usecases::plan::Drafted;
use planwright::usecases::{Committed, edit, projects, read, resolve, tasks};

use super::editor::Editor;
use super::fields::Fields;
use super::review::review;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Change a task, or the whole plan in your editor
///
/// With a task and flags: changes its fields. Without a task: opens the plan in the text notation in your editor; what
/// you change there becomes a change of the plan, which you are shown first. A line you remove removes its task, a line
/// you add without an id adds one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The task, by wbs code, id or title; without one, the whole plan is opened in your editor
    task: Option<String>,
    /// Its new title
    #[arg(long, value_name = "TEXT", requires = "task")]
    title: Option<String>,
    #[command(flatten)]
    fields: Fields,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let asked = self.fields.change(context, context.day_length())?;
        let says_nothing = asked.is_empty() && self.title.is_none();
        match &self.task {
            None if !says_nothing => {
                Err(Failure::usage("name the task to change", "find it with: planwright tree"))
            }
            None => in_editor(context, self.dry_run).await,
            Some(_) if says_nothing => Err(Failure::usage(
                "nothing to change was named",
                "see the flags with: planwright edit --help",
            )),
            Some(name) => self.fields_of(name, context).await,
        }
    }

    async fn fields_of(&self, name: &str, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, name).await?;
        let day = projects::day_length(&ports, head.id).await?;
        let mut change = self.fields.change(context, day)?.against(&task);
        change.title = self.title.clone().filter(|title| *title != task.title);
        let reason = format!("edit {}", task.title);
        if self.dry_run {
            let before = read::whole(&ports, head.id).await?;
            let mut patch = ports.patch(head.id, before.version(), reason);
            patch.update_task(task.id, change);
            return review(context, &ports, Drafted::amending(before, patch)?, true).await;
        }
        let committed = tasks::change(&ports, head.id, head.version, &task, change, reason).await?;
        let title = words::quoted(self.title.as_ref().unwrap_or(&task.title));
        context.terminal.say(&match committed {
            Committed::Appended(_) => format!("changed {title}"),
            Committed::AlreadyTrue(_) => format!("{title} is so already"),
        });
        Ok(())
    }
}

/// Opens the whole plan in the editor until what comes back can be used, and reviews the difference.
async fn in_editor(context: &Context, dry_run: bool) -> Result<(), Failure> {
    let ports = context.ports_for(dry_run).await?;
    let head = context.project(&ports).await?;
    let before = read::whole(&ports, head.id).await?;
    let mut editor = Editor::on(&edit::as_text(&before), context)?;
    let drafted = loop {
        let Some(text) = editor.open()? else {
            context.terminal.say("nothing to change: the text is as it was");
            return Ok(());
        };
        match edit::read_back(&ports, before.clone(), &text, context.today()) {
            Ok(drafted) => break drafted,
            Err(refused) => {
                let failure = Failure::from(refused);
                if !context.terminal.is_manned() {
                    return Err(editor.keep(failure));
                }
                context.terminal.complain(&failure.text());
                if context.terminal.ask("edit it again?")? != Some(true) {
                    return Err(editor.keep(failure));
                }
            }
        }
    };
    review(context, &ports, drafted, dry_run).await.map_err(|failure| editor.keep(failure))
}
