//! What cannot be kept together, and what is asked of dates, as sentences.

use planwright::domain::schedule::{Clash, Push};
use planwright::domain::{Constraint, ConstraintKind};

use super::Teller;
use crate::show::words::Dates;

impl Teller<'_> {
    pub(super) fn clash(&self, clash: &Clash) -> Vec<String> {
        match clash {
            Clash::NeverWorked { task } => {
                vec![format!("{} is never done: those who are to do it are never there", self.name(*task))]
            }
            Clash::Constraint { task, kind, earliest, because, .. } => {
                let verb = if kind.is_of_finish() { "finishes" } else { "starts" };
                let mut lines = vec![format!(
                    "{} {}, but {verb} {} at the earliest",
                    self.name(*task),
                    self.asked(*task),
                    self.at(*earliest)
                )];
                lines.extend(because.iter().map(|push| self.push(*push)));
                if because.is_empty() {
                    lines.push("the start of the project and the work itself leave no room".to_owned());
                }
                lines
            }
        }
    }

    pub(super) fn push(&self, push: Push) -> String {
        match push {
            Push::Link(id) => match self.link(id) {
                Some(link) => format!("{}: {}", self.name(link.to), self.wait(id, link.from)),
                None => "a link".to_owned(),
            },
            Push::NotBefore(task) => format!("{}: it {}", self.name(task), self.not_before(task)),
            Push::Constraint(task) => format!("{}: it {}", self.name(task), self.asked(task)),
        }
    }
}

/// What a constraint asks of a task, after its name.
pub(super) fn wish(asked: &Constraint, dates: Dates) -> String {
    let what = match asked.kind {
        ConstraintKind::StartNoEarlierThan => "is not to start before",
        ConstraintKind::StartNoLaterThan => "is to start by",
        ConstraintKind::FinishNoEarlierThan => "is not to finish before",
        ConstraintKind::FinishNoLaterThan => "is to be finished by",
        ConstraintKind::MustStartOn => "is to start on",
        ConstraintKind::MustFinishOn => "is to finish on",
        ConstraintKind::AsLateAsPossible => return "is to be as late as possible".to_owned(),
    };
    let day = asked.date.map_or(String::new(), |date| format!(" {}", dates.day(date)));
    let time = asked.time.map_or(String::new(), |at| format!(" {:02}:{:02}", at.hour(), at.minute()));
    let soft = if asked.hard { "" } else { ", if that can be" };
    format!("{what}{day}{time}{soft}")
}
