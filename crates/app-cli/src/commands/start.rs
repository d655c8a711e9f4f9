//! `planwright start`.

use planwright::domain::Status;

use super::status;
use crate::context::Context;
use crate::failure::Failure;

/// Say that work on tasks has begun
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        status::set(context, &self.tasks, Status::InProgress, "started").await
    }
}
