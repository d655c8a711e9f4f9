//! Tasks written, with their attributes. Must never state more than one of effort, length and dates that TaskJuggler could
//! not keep together.

use std::fmt::Write;

use planwright_domain::{Constraint, ConstraintKind, Dependency, Kind, LagKind, Status, Task};

use super::super::own;
use super::Writer;
use super::words::{amount, is_id, rich, text};
use crate::{priority, terms};

impl Writer<'_> {
    pub(super) fn tasks(&mut self) {
        let mut open = 0;
        for met in self.project.walk() {
            let depth = met.code.depth();
            while open >= depth {
                open -= 1;
                let _ = writeln!(self.out, "{}}}", "  ".repeat(open));
            }
            let pad = "  ".repeat(depth - 1);
            let id = &self.ids[&met.task.id];
            let _ = writeln!(self.out, "{pad}task {id} {} {{", text(&met.task.title));
            let lines = self.attributes(met.task);
            for line in lines {
                let _ = writeln!(self.out, "{pad}  {line}");
            }
            open = depth;
        }
        while open > 0 {
            open -= 1;
            let _ = writeln!(self.out, "{}}}", "  ".repeat(open));
        }
    }

    /// What of our own has to be said of a task.
    pub(super) fn own(&self, task: &Task, id: &str) -> Option<String> {
        let summary = self.project.is_summary(task.id);
        let lines = |parts: Vec<&str>| (!parts.is_empty()).then(|| parts.join("\n"));
        match id {
            own::KEY => self.own_key(task),
            own::STATUS => {
                let said = !matches!(task.status, Status::Todo | Status::Done);
                said.then(|| task.status.word().replace('_', " "))
            }
            own::ESTIMATE => match task.effort {
                Some(effort) if summary || effort < self.step => Some(format!("{effort}min")),
                None if !summary && task.kind == Kind::Task => Some(own::NO_ESTIMATE.to_owned()),
                _ => None,
            },
            own::SPENT => task.actual.map(|a| format!("{a}min")),
            own::CRITERIA => lines(task.acceptance_criteria.iter().map(String::as_str).collect()),
            own::LABELS => lines(task.labels.iter().map(String::as_str).filter(|l| !is_id(l)).collect()),
            own::DURATION => task.duration.map(|d| format!("{d}min")),
            own::REMAINING => task.remaining.map(|r| format!("{r}min")),
            own::CONSTRAINT => task.constraint.as_ref().map(terms::constraint),
            own::PLANNED => terms::planned(task),
            own::SPLIT => task.interruptible.then(|| "yes".to_owned()),
            own::ASSIGNED => self.assigned(task),
            _ => None,
        }
    }

    /// The key, where the id does not say it.
    fn own_key(&self, task: &Task) -> Option<String> {
        task.source_key.clone().filter(|key| {
            let above = self.above(task).and_then(|p| p.source_key.as_ref());
            let own = &self.ids[&task.id];
            let read = above.map_or_else(|| own.clone(), |a| format!("{a}.{own}"));
            own.starts_with('_') || *key != read
        })
    }

    fn attributes(&self, task: &Task) -> Vec<String> {
        let mut lines = Vec::new();
        let summary = self.project.is_summary(task.id);
        lines.extend(task.description.as_ref().map(|d| format!("note {}", rich(d))));
        let flags: Vec<&str> = task.labels.iter().map(String::as_str).filter(|l| is_id(l)).collect();
        if !flags.is_empty() {
            lines.push(format!("flags {}", flags.join(", ")));
        }
        lines.extend(task.priority.map(|p| format!("priority {}", priority::write(p))));
        // Before our own words, which are where the reading of its own days begins.
        let free = !summary && task.kind == Kind::Task && !self.is_tied(task);
        constrained(task, free, &mut lines);
        for (id, _) in own::ALL {
            lines.extend(self.own(task, id).map(|value| format!("{id} {}", text(&value))));
        }
        if task.status == Status::Done {
            lines.push("complete 100".to_owned());
        }
        lines.extend(task.start.map(|s| format!("{} {s}", if free { "start" } else { "minstart" })));
        lines.extend(task.due.map(|d| format!("maxend {d}-23:00")));
        if task.kind == Kind::Milestone {
            lines.push("milestone".to_owned());
        }
        let shift = task.calendar.and_then(|id| self.shifts.get(&id));
        lines.extend(shift.map(|id| format!("shifts {id}")));
        let effort = task.effort.filter(|_| !summary);
        let staff = self.staff(task, effort.is_some());
        if let Some(effort) = effort {
            let word = if staff.is_empty() { "length" } else { "effort" };
            lines.push(format!("{word} {}", amount(effort.max(self.step), self.day())));
        }
        lines.extend(staff);
        lines.extend(self.ties(task));
        // The last word on a task is the one that holds.
        let late = task.constraint.is_some_and(|c| c.kind == ConstraintKind::AsLateAsPossible);
        if late && !summary && effort.is_some() && task.start.is_none() {
            lines.push("scheduling alap".to_owned());
        }
        lines
    }

    /// Whether another task says when it starts.
    fn is_tied(&self, task: &Task) -> bool {
        let above = std::iter::successors(Some(task.id), |id| self.project.task(*id)?.parent);
        above.into_iter().any(|id| !self.into.at(id).is_empty())
    }

    fn ties(&self, task: &Task) -> Option<String> {
        let links = self.into.at(task.id);
        if links.is_empty() {
            return None;
        }
        let each = links.iter().filter_map(|link| {
            let mut out = self.paths.get(&link.from)?.clone();
            let mut options = Vec::new();
            if link.dependency == Dependency::StartToStart {
                options.push("onstart".to_owned());
            }
            let lag = u32::try_from(link.lag).unwrap_or(0);
            match link.lag_kind {
                _ if lag == 0 => {}
                LagKind::Working => {
                    options.push(format!("gaplength {}", amount(lag.max(self.step), self.day())));
                }
                LagKind::Elapsed => {
                    let lag = lag.next_multiple_of(self.step);
                    options.push(format!("gapduration {}", amount(lag, Some(1440))));
                }
            }
            if !options.is_empty() {
                let _ = write!(out, " {{ {} }}", options.join(" "));
            }
            Some(out)
        });
        Some(format!("depends {}", each.collect::<Vec<_>>().join(", ")))
    }
}

/// The day that a constraint names. But for a start that nothing else decides, TaskJuggler only checks days once all is
/// scheduled.
fn constrained(task: &Task, free: bool, lines: &mut Vec<String>) {
    let Some(Constraint { kind, date: Some(day), .. }) = task.constraint else { return };
    let (no_start, no_due) = (task.start.is_none(), task.due.is_none());
    let said: &[&str] = match kind {
        ConstraintKind::StartNoEarlierThan if no_start => &["minstart"],
        ConstraintKind::StartNoLaterThan => &["maxstart"],
        ConstraintKind::FinishNoEarlierThan => &["minend"],
        ConstraintKind::FinishNoLaterThan if no_due => &["maxend"],
        ConstraintKind::MustStartOn if no_start && free => &["start"],
        ConstraintKind::MustStartOn if no_start => &["minstart", "maxstart"],
        ConstraintKind::MustFinishOn if no_due => &["minend", "maxend"],
        _ => &[],
    };
    for word in said {
        // A day that is the last to start or to finish on is over in the evening.
        let time = if word.starts_with("max") { "-23:00" } else { "" };
        lines.push(format!("{word} {day}{time}"));
    }
}
