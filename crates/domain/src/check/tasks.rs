//! The rules about single tasks and their place in the tree.

use super::level::{Level, Levels};
use super::{
    DEEPEST_LIMIT, DEEPEST_METADATA, LARGEST_MINUTES, LONGEST_TITLE, NIL_HINT, refers_to_nothing, too_deep,
};
use crate::calendar::Calendar;
use crate::constraint::ConstraintKind;
use crate::patch::Patch;
use crate::project::{Names, Project};
use crate::status::Kind;
use crate::task::Task;
use crate::violation::{Code, Violation};

pub(super) fn check<'a>(
    project: &'a Project,
    names: &'a Names<'a>,
    patch: Option<&'a Patch>,
    tasks: impl Iterator<Item = &'a Task>,
    found: &mut Vec<Violation>,
) {
    let mut levels = Levels::default();
    for task in tasks {
        let level = levels.of(project, task);
        let mut told = Told { project, names, patch, task, level, found };
        told.kept();
        told.title();
        told.effort();
        told.duration();
        told.dates();
        told.schedule();
        told.place();
    }
}

struct Told<'a> {
    project: &'a Project,
    names: &'a Names<'a>,
    patch: Option<&'a Patch>,
    task: &'a Task,
    level: Level,
    found: &'a mut Vec<Violation>,
}

impl Told<'_> {
    fn say(&mut self, code: Code, message: String, hint: impl Into<String>) {
        self.found.push(Violation { code, task: Some(self.task.id), link: None, message, hint: hint.into() });
    }

    fn name(&self) -> String {
        self.names.name(self.task.id)
    }

    /// What could be kept, but not be read again.
    fn kept(&mut self) {
        if self.task.id.bits() == 0 {
            let message = format!("the id of {} is made of zeros", self.name());
            self.say(Code::NilId, message, NIL_HINT);
        }
        if too_deep(&self.task.metadata) {
            let message =
                format!("the metadata of {} are nested deeper than {DEEPEST_METADATA} levels", self.name());
            self.say(Code::MetadataTooDeep, message, "make them flatter");
        }
    }

    fn title(&mut self) {
        let title = &self.task.title;
        if title.trim().is_empty() {
            let place = self.names.code(self.task.id).map_or(String::new(), |code| format!(" {code}"));
            self.say(Code::TitleMissing, format!("task{place} has no title"), "give it a title");
        }
        if title.len() > LONGEST_TITLE && title.chars().count() > LONGEST_TITLE {
            let message = format!("the title of {} has more than {LONGEST_TITLE} characters", self.name());
            self.say(Code::TitleTooLong, message, "shorten it and put the rest into the description");
        }
        if title.chars().any(char::is_control) {
            let message = format!("the title of {} has control characters or line breaks in it", self.name());
            self.say(Code::TitleControl, message, "write the title on one line");
        }
    }

    fn effort(&mut self) {
        let task = self.task;
        if task.kind == Kind::Milestone {
            if [task.effort, task.remaining].into_iter().flatten().any(|e| e > 0)
                || task.estimate.is_some_and(|e| e.high > 0)
            {
                let message = format!("milestone {} has effort", self.name());
                self.say(
                    Code::MilestoneEffort,
                    message,
                    "a milestone is a point in time: clear its effort or make it a task",
                );
            }
            if self.project.is_summary(task.id) {
                let message = format!("milestone {} has children", self.name());
                self.say(Code::MilestoneChildren, message, "make it a task, or move its children elsewhere");
            }
        } else if task.effort == Some(0) || task.estimate.is_some_and(|e| e.likely == 0) {
            let message = format!("the effort of {} is not positive", self.name());
            self.say(
                Code::EffortNotPositive,
                message,
                "give a positive effort, clear it, or make it a milestone",
            );
        }
        let efforts = [task.effort, task.actual, task.remaining, task.estimate.map(|e| e.high)];
        if efforts.into_iter().flatten().any(|e| e > LARGEST_MINUTES) {
            let message = format!("the effort of {} is more than ten years of one person", self.name());
            self.say(Code::EffortTooLarge, message, "check the unit, or split the task");
        }
        if let Some(e) = task.estimate
            && !(e.low <= e.likely && e.likely <= e.high)
        {
            let message = format!(
                "the effort range of {} is not in order: {}, {}, {} minutes",
                self.name(),
                e.low,
                e.likely,
                e.high
            );
            self.say(Code::EstimateOrder, message, "give low, likely and high in rising order");
        }
    }

    fn dates(&mut self) {
        if let (Some(start), Some(due)) = (self.task.start, self.task.due)
            && start > due
        {
            let message = format!("{} starts on {start}, after it is due on {due}", self.name());
            self.say(Code::DatesReversed, message, "move its start or its due date");
        }
    }

    fn duration(&mut self) {
        match (self.task.kind, self.task.duration) {
            (Kind::Milestone, Some(1..)) => {
                let message = format!("milestone {} has a duration", self.name());
                let hint = "a milestone is a point in time: clear its duration or make it a task";
                self.say(Code::MilestoneDuration, message, hint);
            }
            (Kind::Task, Some(0)) => {
                let message = format!("the duration of {} is not positive", self.name());
                let hint = "give a positive duration, clear it, or make it a milestone";
                self.say(Code::DurationNotPositive, message, hint);
            }
            (Kind::Task, Some(minutes)) if minutes > LARGEST_MINUTES => {
                let message = format!("the duration of {} is more than ten years", self.name());
                self.say(Code::DurationTooLarge, message, "check the unit, or split the task");
            }
            _ => {}
        }
    }

    /// What a schedule goes by, and what one left.
    fn schedule(&mut self) {
        let task = self.task;
        if let Some(constraint) = task.constraint {
            let dateless = constraint.kind == ConstraintKind::AsLateAsPossible;
            if constraint.date.is_none() && !dateless {
                let word = constraint.kind.word();
                let message = format!("the constraint {word} of {} names no day", self.name());
                self.say(Code::ConstraintDate, message, "give the day it speaks of");
            }
            if (constraint.date.is_some() || constraint.time.is_some()) && dateless {
                let message = format!("{} is to be done as late as possible, which is no day", self.name());
                self.say(Code::ConstraintDate, message, "leave the day out, or choose another constraint");
            }
        }
        if task.calendar.is_some_and(|id| refers_to_nothing::<Calendar>(self.project, id, self.patch)) {
            let message = format!("the calendar of {} does not exist", self.name());
            self.say(Code::CalendarMissing, message, "give it another calendar, or none");
        }
        if let (Some(start), Some(finish)) = (task.planned_start, task.planned_finish)
            && start > finish
        {
            let message =
                format!("{} is planned to finish on {finish}, before its start on {start}", self.name());
            self.say(Code::PlannedReversed, message, "plan it anew, or clear its planned dates");
        }
    }

    fn place(&mut self) {
        let (project, task) = (self.project, self.task);
        let Some(parent) = task.parent else { return };
        if project.task(parent).is_none() {
            let message = format!("the summary task of {} does not exist", self.name());
            self.say(Code::ParentMissing, message, "move it to the top level or under another task");
            return;
        }
        match self.level {
            Level::Circle { lowest } if lowest == task.id => {
                let message = format!("{} would be part of itself: {}", self.name(), self.circle());
                self.say(Code::ParentCycle, message, "move one of the tasks of the circle to the top level");
            }
            Level::At(depth) if depth > project.meta().depth_limit as usize => {
                let limit = project.meta().depth_limit;
                let message = format!("{} is on level {depth}; the project allows {limit}", self.name());
                self.say(
                    Code::DepthLimit,
                    message,
                    match depth {
                        _ if depth <= DEEPEST_LIMIT as usize => format!(
                            "move it up, or raise the limit: planwright projects change --depth-limit {depth}"
                        ),
                        _ => "move it up".to_owned(),
                    },
                );
            }
            Level::Circle { .. } | Level::Below | Level::At(_) => {}
        }
    }

    /// The circle of parents this task is on, from the task up and round to itself.
    fn circle(&self) -> String {
        let round = self.project.ancestors(self.task.id).take_while(|above| above.id != self.task.id);
        let ids = std::iter::once(self.task.id).chain(round.map(|above| above.id));
        ids.chain([self.task.id]).map(|id| self.names.line(id)).collect::<Vec<_>>().join(" in ")
    }
}
