//! What would have to change for a task to start earlier, in words.

use planwright::domain::{Kind, Link, LinkId, TaskId};
use planwright::usecases::schedule::{Change, Lever};

use super::Teller;

impl Teller<'_> {
    pub(super) fn lever(&self, task: TaskId, lever: &Lever) -> String {
        let what = match lever.change {
            Change::Begin => "begin the project earlier".to_owned(),
            Change::Quicken(task) => format!("do {} in half the time", self.name(task)),
            Change::Hasten(link) => self.waiting(link, "wait less for"),
            Change::Unlink(link) => self.waiting(link, "not wait for"),
            Change::Undate(task) => format!("let {} start before its day", self.name(task)),
            Change::Release(task) => format!("ask something else of the dates of {}", self.name(task)),
            Change::Replace(task) => format!("put somebody else to {}", self.name(task)),
            Change::Prefer(task) => format!("give {} a higher priority", self.name(task)),
        };
        let project = &self.schedule.project;
        let closes =
            project.is_summary(task) || project.task(task).is_some_and(|task| task.kind == Kind::Milestone);
        let edge = if closes { "finish" } else { "start" };
        let best = if matches!(lever.change, Change::Hasten(_)) { " at best" } else { "" };
        format!("{what}: the {edge} would be {}{best}", self.at(lever.then))
    }

    /// That a task is to wait otherwise than a link says.
    fn waiting(&self, link: LinkId, how: &str) -> String {
        match self.link(link) {
            Some(Link { from, to, .. }) => format!("let {} {how} {}", self.name(*to), self.name(*from)),
            None => "take a link away".to_owned(),
        }
    }
}
