//! The flags for a task's fields, the same wherever a task is made or changed.

use std::collections::BTreeSet;

use planwright::domain::{Change, Kind, Priority, Status, Task, TaskChange, alike};
use planwright::phrases::duration::{self, DayLength};

use super::timing::{self, Timing};
use crate::context::Context;
use crate::failure::Failure;

/// The fields of a task.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Fields {
    /// Effort, such as 90m, 3h, 2d or 1w, or from low over likely to high: 4h..6h..2d; none to clear it
    #[arg(long, short = 'e', value_name = "DURATION")]
    effort: Option<String>,
    /// Effort spent so far; none to clear it
    #[arg(long, value_name = "DURATION")]
    actual: Option<String>,
    /// The day by whose end it is due, such as 2026-08-15 or "next friday"; none to clear it
    #[arg(long, short = 'd', value_name = "DATE")]
    due: Option<String>,
    /// The day before which it does not begin; none to clear it
    #[arg(long, value_name = "DATE")]
    start: Option<String>,
    /// low, medium, high or urgent; none to clear it
    #[arg(long, value_name = "PRIORITY")]
    priority: Option<String>,
    /// todo, in_progress, blocked, done or cancelled
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// A label; may be given several times, and -LABEL takes one away
    #[arg(long, short = 'l', value_name = "LABEL", allow_hyphen_values = true)]
    label: Vec<String>,
    /// Who does it; may be given several times, and -NAME takes one away
    #[arg(long, short = 'a', value_name = "NAME", allow_hyphen_values = true)]
    assignee: Vec<String>,
    /// What more there is to say; empty to clear it
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// What must be true when it is done; may be given several times
    #[arg(long, value_name = "TEXT")]
    accept: Vec<String>,
    /// Its key in the document it came from
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Make it a milestone: a point in time without effort
    #[arg(long, conflicts_with = "work")]
    milestone: bool,
    /// Make it a task again
    #[arg(long = "task")]
    work: bool,
    #[command(flatten)]
    timing: Timing,
}

/// What the flags ask for. Labels and assignees are added to and taken from what is there.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    change: TaskChange,
    labels: Vec<String>,
    assignees: Vec<String>,
}

impl Fields {
    /// What the flags ask for, where days of work are so long.
    pub(super) fn change(&self, context: &Context, day: DayLength) -> Result<Asked, Failure> {
        let mut change = TaskChange {
            actual: self.actual.as_deref().map(|t| clearable(t, |t| minutes(t, day))).transpose()?,
            due: self.due.as_deref().map(|t| clearable(t, |t| context.date(t))).transpose()?,
            start: self.start.as_deref().map(|t| clearable(t, |t| context.date(t))).transpose()?,
            priority: self.priority.as_deref().map(|t| clearable(t, priority)).transpose()?,
            status: self.status.as_deref().map(status).transpose()?,
            description: self.description.clone().map(|text| Some(text).filter(|t| !t.trim().is_empty())),
            acceptance_criteria: Some(self.accept.clone()).filter(|lines| !lines.is_empty()),
            source_key: self.key.clone().map(|key| Some(key).filter(|k| !k.trim().is_empty())),
            ..TaskChange::default()
        };
        if let Some(text) = &self.effort {
            // A new effort is a new estimate: the old range says nothing of it.
            let asked = clearable(text, |text| timing::effort(text, day))?;
            change.effort = Some(asked.map(|(likely, _)| likely));
            change.estimate = Some(asked.and_then(|(_, range)| range));
        }
        self.timing.ask(context, day, &mut change)?;
        if self.milestone {
            change.kind = Some(Kind::Milestone);
        } else if self.work {
            change.kind = Some(Kind::Task);
        }
        Ok(Asked { change, labels: self.label.clone(), assignees: self.assignee.clone() })
    }
}

impl Asked {
    /// Whether the flags ask for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.change.is_empty() && self.labels.is_empty() && self.assignees.is_empty()
    }

    /// Does what was asked to a task.
    pub(super) fn apply(&self, task: &mut Task) {
        self.change.apply_to(task);
        amend(&mut task.labels, &self.labels);
        amend_names(&mut task.assignees, &self.assignees);
    }

    /// What was asked, as a change of `task`.
    pub(super) fn against(&self, task: &Task) -> TaskChange {
        let mut after = task.clone();
        self.apply(&mut after);
        TaskChange::between(task, &after)
    }
}

/// Adds words to a set; those with a minus sign are taken away.
fn amend(set: &mut BTreeSet<String>, words: &[String]) {
    for (word, stays) in amendments(words) {
        if stays {
            set.insert(word.to_owned())
        } else {
            set.remove(word)
        };
    }
}

/// The same with names, which are the same in small and capital letters: what is there stays as it is written.
pub(super) fn amend_names(set: &mut BTreeSet<String>, words: &[String]) {
    for (word, stays) in amendments(words) {
        let known = |name: &String| alike(name) == alike(word);
        if !stays {
            set.retain(|name| !known(name));
        } else if !set.iter().any(known) {
            set.insert(word.to_owned());
        }
    }
}

/// Each word, and whether it is to be in the set.
fn amendments(words: &[String]) -> impl Iterator<Item = (&str, bool)> {
    let words = words.iter().flat_map(|w| w.split(',')).map(str::trim).filter(|w| !w.is_empty());
    words.map(|word| match word.strip_prefix('-') {
        Some(gone) => (gone, false),
        None => (word.strip_prefix('+').unwrap_or(word), true),
    })
}

/// A value, or a word for none.
pub(super) fn clearable<T>(
    text: &str,
    read: impl Fn(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    match text.trim().to_lowercase().as_str() {
        "none" | "-" | "" => Ok(None),
        _ => read(text).map(Some),
    }
}

/// A duration as minutes; a bare number is minutes.
pub(super) fn minutes(text: &str, day: DayLength) -> Result<u32, Failure> {
    let text = text.trim();
    if text.starts_with(['-', '−', '–']) {
        return Err(Failure::usage(
            format!("{text:?} is less than nothing"),
            "give a duration such as 90m, 3h or 2d",
        ));
    }
    if let Ok(minutes) = text.parse::<u32>() {
        return Ok(minutes);
    }
    match duration::parse(text, day) {
        Some(effort) => Ok(effort.likely),
        None => Err(Failure::usage(
            format!("{text:?} is not a duration"),
            "write it as 90m, 3h, 2d, 1w or \"2 days\"",
        )),
    }
}

/// A word for how far a task is.
pub(super) fn status(text: &str) -> Result<Status, Failure> {
    Status::from_word(text).ok_or_else(|| {
        Failure::usage(format!("{text:?} is not a status"), format!("choose one of {}", words(Status::ALL)))
    })
}

/// A word for how much a task matters.
pub(super) fn priority(text: &str) -> Result<Priority, Failure> {
    Priority::from_word(text).ok_or_else(|| {
        Failure::usage(
            format!("{text:?} is not a priority"),
            format!("choose one of {}", words(Priority::ALL)),
        )
    })
}

fn words<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
