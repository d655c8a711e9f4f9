//! `planwright reopen`.

use planwright::domain::Status;

use super::status;
use crate::context::Context;
use crate::failure::Failure;

/// Say that tasks are to be done after all
///
/// Closed summary tasks above them are reopened, too.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        status::set(context, &self.tasks, Status::Todo, "reopened").await
    }
}
