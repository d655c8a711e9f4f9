//! `planwright version`.

use crate::context::Context;
use crate::failure::Failure;

/// Say which version this is
#[derive(Debug, clap::Args)]
pub struct Args {}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let version = env!("CARGO_PKG_VERSION");
        if context.json {
            return context.terminal.data_json(&format!("{{\"version\":{version:?}}}"));
        }
        Ok(context.terminal.data(&format!("planwright {version}"))?)
    }
}
