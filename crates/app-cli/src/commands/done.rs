//! `planwright done`.

use planwright::domain::Status;

use super::status;
use crate::context::Context;
use crate::failure::Failure;

/// Say that tasks are done
///
/// Of a summary task, everything open below it is done, too.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        status::set(context, &self.tasks, Status::Done, "done").await
    }
}
