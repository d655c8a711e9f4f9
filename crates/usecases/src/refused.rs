//! Why a use case did not do what was asked, told so that every surface can show it in its own way.

use planwright_domain::operation::Barred;
use planwright_domain::{Conflict, ProposalState, Rejection};
use planwright_formats::ReadError;
use planwright_planner::DraftError;
use planwright_planner::division::Undivided;
use planwright_ports::StoreError;

/// A refusal. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The change breaks rules of the plan.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The change disagrees with what others appended meanwhile.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// A text could not be read as a plan.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// No plan could be drafted.
    #[error(transparent)]
    Undrafted(#[from] DraftError),
    /// An operation cannot be done on these tasks.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// A task cannot be split without parts being named.
    #[error(transparent)]
    Undivided(#[from] Undivided),
    /// Whoever asked said to stop.
    #[error("stopped: nothing was changed")]
    Stopped,
    /// Nothing goes by that name.
    #[error("there is no {what} {}", if *.what == "link" { .name.clone() } else { format!("{:?}", .name) })]
    NotFound {
        /// What was looked for: task, project, proposal, version, entry, or a link, which has no name of its own.
        what: &'static str,
        /// What it was called.
        name: String,
    },
    /// Several things go by that name.
    #[error("{name:?} could be any of {} {what}s", .candidates.len())]
    Ambiguous {
        /// What was looked for.
        what: &'static str,
        /// What it was called.
        name: String,
        /// What it could be: how to call each, and its title.
        candidates: Vec<(String, String)>,
    },
    /// No project was chosen, and there is more than one or none.
    #[error("{}", if .projects.is_empty() { "there is no project yet" } else { "choose a project" })]
    NoProject {
        /// The projects there are: how to call each, and its title.
        projects: Vec<(String, String)>,
    },
    /// A proposal is settled already.
    #[error("proposal {name} is {} already", .state.word())]
    Settled {
        /// The proposal, as the person called it.
        name: String,
        /// What became of it.
        state: ProposalState,
    },
    /// There is nothing to take back.
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
    /// The title given as confirmation is not the project's.
    #[error("{given:?} is not the title of the project; it is {title:?}")]
    NotConfirmed {
        /// What was given.
        given: String,
        /// The project's title.
        title: String,
    },
    /// Others appended faster than this change could be rebased.
    #[error("others kept changing the project; nothing was stored")]
    Contended,
    /// What was asked makes no sense.
    #[error("{message}")]
    Senseless {
        /// What is wrong.
        message: String,
        /// The next step.
        hint: String,
    },
}

impl Refused {
    /// A refusal of something that makes no sense.
    pub fn senseless(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Senseless { message: message.into(), hint: hint.into() }
    }

    /// The stable kebab-case word for this kind of refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Rejected(_) => "rejected",
            Self::Conflict(_) => "conflict",
            Self::Unreadable(error) => error.code(),
            Self::Undrafted(error) => error.code(),
            Self::Barred(error) => error.code(),
            Self::Undivided(error) => error.code(),
            Self::Stopped => "stopped",
            Self::NotFound { .. } => "not-found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::NoProject { .. } => "no-project-chosen",
            Self::Settled { .. } => "proposal-settled",
            Self::NothingTo(_) => "nothing-to-do",
            Self::NotConfirmed { .. } => "not-confirmed",
            Self::Contended => "contended",
            Self::Senseless { .. } => "senseless",
        }
    }

    /// The next step, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Store(error) => error.hint().to_owned(),
            Self::Rejected(_) => return None,
            Self::Conflict(_) => "look at the plan as it is now, and make the change again".to_owned(),
            Self::Unreadable(error) => error.hint().to_owned(),
            Self::Undrafted(error) => error.hint(),
            Self::Barred(error) => error.hint.clone(),
            Self::Undivided(error) => error.hint().to_owned(),
            Self::Stopped => "start it again".to_owned(),
            Self::NotFound { what: "task", .. } => "find it with: planwright tree".to_owned(),
            Self::NotFound { what: "proposal", .. } => "list them with: planwright proposals".to_owned(),
            Self::NotFound { what: "link", .. } => {
                "see the links of a task with: planwright show TASK".to_owned()
            }
            Self::NotFound { what: "entry" | "version", .. } => "list them with: planwright log".to_owned(),
            Self::NotFound { what: "person" | "assignment of", .. } => {
                "list them with: planwright people".to_owned()
            }
            Self::NotFound { what: "baseline", .. } => "list them with: planwright baseline".to_owned(),
            Self::NotFound { what: "calendar", .. } => "list them with: planwright calendar".to_owned(),
            Self::NotFound { .. } => "list them with: planwright projects".to_owned(),
            Self::Ambiguous { .. } => "give more letters of the id, or the wbs code".to_owned(),
            Self::NoProject { projects } if projects.is_empty() => {
                "make one: planwright plan \"what you want to do\"".to_owned()
            }
            Self::NoProject { .. } => "choose one with --project, by id or title".to_owned(),
            Self::Settled { .. } => "list the open ones with: planwright proposals".to_owned(),
            Self::NothingTo(_) => "see what was done with: planwright log".to_owned(),
            Self::NotConfirmed { .. } => "give the exact title to delete the project for good".to_owned(),
            Self::Contended => "try again".to_owned(),
            Self::Senseless { hint, .. } => hint.clone(),
        })
    }
}
