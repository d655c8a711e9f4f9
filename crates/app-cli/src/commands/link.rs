//! `planwright link`.

use planwright::domain::{Dependency, LagKind, LinkType};
use planwright::phrases::duration::DayLength;
use planwright::usecases::links::{self, Tie};
use planwright::usecases::{Committed, projects, resolve};

use super::fields::minutes;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Make a task wait for another
///
/// The second task waits for the first: finish-to-start, unless --type says otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The predecessor, by wbs code, id or title
    from: String,
    /// The successor
    to: String,
    /// FS, SS, FF or SF
    #[arg(long = "type", value_name = "TYPE", default_value = "FS")]
    dependency: String,
    /// Time between them, such as 1d; with a minus sign an overlap
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    lag: Option<String>,
    /// The lag counts nights and weekends, too
    #[arg(long)]
    elapsed: bool,
    /// Only remark that the two have to do with each other
    #[arg(long, conflicts_with = "duplicate")]
    related: bool,
    /// Only remark that the two are the same
    #[arg(long)]
    duplicate: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let dependency = Dependency::from_word(&self.dependency).ok_or_else(|| {
            Failure::usage(
                format!("{:?} is not a type of dependency", self.dependency),
                "choose FS, SS, FF or SF",
            )
        })?;
        self.lag_of(context.day_length())?;
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let tie = Tie {
            link_type: match (self.related, self.duplicate) {
                (true, _) => LinkType::Related,
                (_, true) => LinkType::Duplicate,
                _ => LinkType::Blocks,
            },
            dependency,
            lag: self.lag_of(projects::day_length(&ports, head.id).await?)?,
            lag_kind: if self.elapsed { LagKind::Elapsed } else { LagKind::Working },
        };
        let from = resolve::task(&ports, head.id, &self.from).await?;
        let to = resolve::task(&ports, head.id, &self.to).await?;
        let committed = links::link(&ports, head.id, head.version, (from.id, to.id), tie).await?;
        let (from, to) = (words::quoted(&from.title), words::quoted(&to.title));
        context.terminal.say(&match (committed, tie.link_type) {
            (Committed::AlreadyTrue(_), _) => "that is so already".to_owned(),
            (_, LinkType::Blocks) => format!("{to} waits for {from}"),
            (_, LinkType::Related) => format!("{to} has to do with {from}"),
            (_, LinkType::Duplicate) => format!("{to} is the same as {from}"),
        });
        Ok(())
    }

    /// The lag in minutes; an elapsed day has 24 hours, and an elapsed week seven days.
    fn lag_of(&self, day: DayLength) -> Result<i32, Failure> {
        let elapsed = DayLength { minutes_per_day: 24 * 60, days_per_week: 7 };
        let day = if self.elapsed { elapsed } else { day };
        self.lag.as_deref().map_or(Ok(0), |text| lag(text, day))
    }
}

fn lag(text: &str, day: DayLength) -> Result<i32, Failure> {
    let (sign, rest) = match text.trim().strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.trim().trim_start_matches('+')),
    };
    let minutes = i32::try_from(minutes(rest, day)?)
        .map_err(|_| Failure::usage(format!("{text:?} is too long a lag"), "check the unit"))?;
    Ok(sign * minutes)
}
