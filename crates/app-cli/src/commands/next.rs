//! `planwright next`.

use planwright::domain::{Project, Status};
use planwright::usecases::read;
use planwright::usecases::schedule::Now;

use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::{show, words};

/// Show what to do next
///
/// What can be begun now, the most pressing first: by priority, then due date, then the order of the plan.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// At most so many
    #[arg(long, short = 'n', default_value_t = 5)]
    number: usize,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let mut next = read::next(&project, context.today());
        next.truncate(self.number);
        if context.json {
            let rows: Vec<_> = next.iter().map(|task| Listed::of(&project, task)).collect();
            return context.terminal.data_json(&listing::to_json(&rows));
        }
        if next.is_empty() {
            context.terminal.say(&instead(&project));
            return Ok(());
        }
        let now = Now::of(&ports, &project, context.today()).await?;
        Ok(context.terminal.data(&show::next(&project, &next, now, &context.terminal.style))?)
    }
}

/// What to say where nothing can be begun.
fn instead(project: &Project) -> String {
    let open = project.tasks().filter(|task| !task.status.is_closed() && !task.archived);
    let (mut some, mut going) = (false, 0);
    for task in open {
        some = true;
        going += usize::from(task.status == Status::InProgress);
    }
    match going {
        0 if some => "nothing can be begun now: what is open waits or is blocked".to_owned(),
        0 => "nothing is left to do".to_owned(),
        _ => {
            let s = words::plural(going);
            format!(
                "nothing can be begun now; {going} task{s} in progress: planwright list --status in_progress"
            )
        }
    }
}
