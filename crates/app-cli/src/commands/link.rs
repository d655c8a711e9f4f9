//! `planwright link`.

use planwright::domain::{Code, Dependency, LagKind, LinkType, Project, Rejection, TaskId};
use planwright::phrases::duration::DayLength;
use planwright::usecases::links::{self, Tie};
use planwright::usecases::{Committed, Refused, projects, read, resolve};

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
        let committed = match links::link(&ports, head.id, head.version, (from.id, to.id), tie).await {
            Err(Refused::Rejected(rejection)) => {
                let project = read::whole(&ports, head.id).await?;
                return Err(
                    in_a_circle(&project, &rejection).unwrap_or_else(|| Refused::Rejected(rejection).into())
                );
            }
            committed => committed?,
        };
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

/// A refusal of a link that would close a circle, told from that link; `None` for any other refusal.
fn in_a_circle(project: &Project, rejection: &Rejection) -> Option<Failure> {
    let [only] = rejection.violations.as_slice() else { return None };
    let wanted = rejection.patch.created_links().next().filter(|_| only.code == Code::DependencyCycle)?;
    let mut circle = project.network().cycle_through(wanted)?;
    let at = circle.iter().position(|id| *id == wanted.to)?;
    circle.rotate_left(at);
    circle.push(wanted.to);
    let code = |id| project.wbs(id).map(|code| code.to_string());
    let named = |id| Some(format!("{} {}", code(id)?, project.task(id)?.title));
    let way: Option<Vec<String>> = circle.iter().copied().map(named).collect();
    let tied = |pair: &&[TaskId]| project.links().any(|l| (l.from, l.to) == (pair[0], pair[1]));
    let hint = match circle.windows(2).find(tied) {
        Some(pair) => {
            format!("remove the existing link first: planwright unlink {} {}", code(pair[0])?, code(pair[1])?)
        }
        None => only.hint.clone(),
    };
    let message =
        format!("cannot make {} a predecessor of {}", project.name(wanted.from), project.name(wanted.to));
    let way = format!("{} would be a cycle", way?.join(" -> "));
    let mut failure = Failure::refused(only.code.word(), message, hint).detail([way]);
    failure.violations = vec![only.clone()];
    Some(failure)
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
