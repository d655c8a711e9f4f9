//! One task in full: everything the plan says about it, and what follows from the rest of the plan.

use planwright::domain::{
    Kind, Link, LinkType, Origin, OriginKind, Project, Rollup, Task, TaskId, inherited, roll_up_task,
};
use planwright::usecases::schedule::Now;

use super::Style;
use super::change::{estimate, status, systems, values};
use super::ink::Meaning;
use super::names::{Codes, ShortIds};
use super::outlook::Outlook;
use super::page::Page;
use super::people;
use super::text::harmless;
use super::ties::{how, is_implied};
use super::words::{Dates, count, effort, percent, working_days};

/// One task in full; empty where the project has no such task.
pub fn task(project: &Project, id: TaskId, now: impl Into<Now>, style: &Style) -> String {
    let now = now.into();
    let Some(task) = project.task(id) else { return String::new() };
    let (codes, outlook) = (Codes::of(project), Outlook::of(project, &now));
    let title = match codes.get(id) {
        "" => task.title.clone(),
        code => format!("{code} {}", task.title),
    };
    let rollup = roll_up_task(project, id);
    let view = View {
        project,
        task,
        codes: &codes,
        outlook: &outlook,
        dates: Dates { today: Some(now.today) },
        crew: now.pool.as_ref().map(|pool| &pool.people),
        rollup,
    };
    let mut page = Page::new(*style, "", Meaning::Plain, &title);
    view.place(&mut page);
    view.work(&mut page);
    view.time(&mut page);
    view.links(&mut page);
    view.rest(&mut page);
    view.texts(&mut page);
    page.out
}

struct View<'a> {
    project: &'a Project,
    task: &'a Task,
    codes: &'a Codes,
    outlook: &'a Outlook,
    dates: Dates,
    crew: Option<&'a Project>,
    rollup: Option<Rollup>,
}

impl View<'_> {
    fn place(&self, page: &mut Page) {
        let ids = ShortIds::of(self.project.tasks().map(|t| t.id));
        page.fact("id", Meaning::Id, &ids.get(self.task.id));
        let mut path = vec![harmless(&self.project.meta().title)];
        let above: Vec<TaskId> = self.project.ancestors(self.task.id).map(|t| t.id).collect();
        path.extend(above.into_iter().rev().map(|id| self.name(id)));
        page.fact("in", Meaning::Plain, &path.join(" / "));
        if self.task.kind == Kind::Milestone {
            page.fact("kind", Meaning::Plain, "milestone");
        }
        let mut said = status(self.task.status).to_owned();
        if let Some(below) = self.rollup.filter(|r| r.status != self.task.status) {
            said.push_str(&format!("; what is below it: {}", status(below.status)));
        }
        page.fact("status", Meaning::Plain, &said);
        if self.task.archived {
            page.fact("archived", Meaning::Muted, "yes");
        }
        let held = inherited(self.project, self.task);
        if let Some(priority) = held.priority {
            let from_above = if self.task.priority == held.priority { "" } else { ", from above" };
            page.fact("priority", Meaning::Plain, &format!("{priority}{from_above}"));
        }
    }

    fn work(&self, page: &mut Page) {
        let minutes = |m: u64| effort(m, self.project.meta().minutes_per_day);
        let summary = self.project.is_summary(self.task.id);
        if let Some(rollup) = self.rollup.filter(|_| summary) {
            let open = count(rollup.leaves as usize, "task");
            let mut text = format!("{} in {open}, {} done", minutes(rollup.effort), rollup.leaves_done);
            if let Some(own) = self.task.effort.map(u64::from).filter(|own| *own != rollup.effort) {
                text.push_str(&format!("; stated for the whole: {}", minutes(own)));
            }
            page.fact("effort", Meaning::Plain, &text);
            if rollup.unestimated > 0 {
                let n = count(rollup.unestimated as usize, "task");
                page.fact("unknown", Meaning::Warning, &format!("! {n} below without an estimate"));
            }
        } else if let Some(own) = self.task.effort {
            page.fact("effort", Meaning::Plain, &minutes(u64::from(own)));
        } else if self.task.kind == Kind::Task && !self.task.status.is_closed() {
            page.fact("effort", Meaning::Warning, "? nobody has estimated it");
        }
        if let Some(range) = &self.task.estimate {
            page.fact("range", Meaning::Plain, &estimate(range, self.project.meta().minutes_per_day));
        }
        if let Some(duration) = self.task.duration {
            page.fact("duration", Meaning::Plain, &minutes(u64::from(duration)));
        }
        if let Some(remaining) = self.task.remaining {
            page.fact("remaining", Meaning::Plain, &minutes(u64::from(remaining)));
        }
        if let Some(spent) = self.rollup.map(|r| r.actual).filter(|spent| *spent > 0) {
            page.fact("spent", Meaning::Plain, &minutes(spent));
        }
        if let Some(done) = self.rollup.map(|r| r.progress()).filter(|done| summary || *done > 0) {
            page.fact("done", Meaning::Plain, &percent(done));
        }
    }

    fn time(&self, page: &mut Page) {
        let task = self.task;
        let closed = self.rollup.map_or(task.status, |r| r.status).is_closed() || task.status.is_closed();
        if let Some((from, to)) = self.outlook.days(task).filter(|_| !closed) {
            page.fact("planned", Meaning::Plain, &self.dates.range(from, to));
            let per_day = i64::from(self.project.meta().minutes_per_day);
            match self.outlook.slack(task) {
                _ if self.outlook.is_critical(task) => {
                    page.fact(
                        "slack",
                        Meaning::Critical,
                        "* none: it is critical, a delay here delays the finish",
                    );
                }
                Some(slack) if slack > 0 => {
                    let text = format!("{} before it delays the finish", working_days(slack, per_day, false));
                    page.fact("slack", Meaning::Plain, &text);
                }
                _ => {}
            }
        }
        if let (Some(from), Some(to)) = (task.planned_start, task.planned_finish) {
            let (from, to) = (people::moment(from, self.dates), people::moment(to, self.dates));
            page.fact("kept", Meaning::Plain, &format!("{from} → {to}"));
        }
        if let Some(constraint) = &task.constraint {
            page.fact("constraint", Meaning::Plain, &people::constraint(constraint, self.dates));
        }
        if let Some(calendar) = task.calendar.and_then(|id| self.project.calendar(id)) {
            let text = people::calendar(calendar, self.project, self.dates);
            page.fact("calendar", Meaning::Plain, &text);
        }
        if task.interruptible {
            page.fact("split", Meaning::Plain, "work on it may stop and go on later");
        }
        for (n, assignment) in self.project.assignments_of(task.id).enumerate() {
            let text = people::assigned(assignment, self.project, self.crew, "");
            page.fact(if n == 0 { "people" } else { "" }, Meaning::Plain, &text);
        }
        if let Some(start) = task.start {
            page.fact("start", Meaning::Plain, &format!("not before {}", self.dates.day(start)));
        }
        let held = inherited(self.project, task);
        if let Some(due) = held.due {
            let from_above = if task.due == held.due { "" } else { ", from above" };
            let text = format!("{}{from_above}", self.dates.due(due));
            match self.outlook.missed(task) {
                Some(missed) => page.fact("due", Meaning::Warning, &format!("! {text}, {missed}")),
                None if !closed && self.dates.today.is_some_and(|today| due < today) => {
                    page.fact("due", Meaning::Warning, &format!("! {text}"));
                }
                None => page.fact("due", Meaning::Plain, &if closed { self.dates.day(due) } else { text }),
            }
        }
    }

    fn links(&self, page: &mut Page) {
        let id = self.task.id;
        let mut links: Vec<&Link> = self.project.links().filter(|l| l.from == id || l.to == id).collect();
        links.sort_unstable_by_key(|l| (self.codes.place(if l.from == id { l.to } else { l.from }), l.id));
        for (incoming, label) in [(true, "after"), (false, "before")] {
            let ours = |l: &&&Link| l.link_type == LinkType::Blocks && (l.to == id) == incoming;
            for (n, link) in links.iter().filter(ours).enumerate() {
                page.fact(if n == 0 { label } else { "" }, Meaning::Plain, &self.linked(link, incoming));
            }
        }
        for link in links.iter().filter(|l| l.link_type != LinkType::Blocks) {
            let other = self.name(if link.from == id { link.to } else { link.from });
            page.fact(link.link_type.word(), Meaning::Plain, &other);
        }
    }

    fn linked(&self, link: &Link, incoming: bool) -> String {
        let other = if incoming { link.from } else { link.to };
        let closed = self.project.task(other).filter(|t| t.status.is_closed());
        let mut text = format!("{}{}", self.name(other), how(link, self.project.meta().minutes_per_day));
        if let Some(closed) = closed {
            text.push_str(&format!(", {}", closed.status));
        }
        if is_implied(link) {
            text.push_str(", implied");
        }
        text
    }

    fn rest(&self, page: &mut Page) {
        let task = self.task;
        let list = |words: Vec<&str>| harmless(&words.join(", "));
        let lines = [
            ("assignees", list(task.assignees.iter().map(String::as_str).collect())),
            ("labels", list(task.labels.iter().map(String::as_str).collect())),
            ("key", harmless(task.source_key.as_deref().unwrap_or_default())),
            ("elsewhere", list(systems(&task.external_ids).iter().map(String::as_str).collect())),
            ("metadata", list(values(&task.metadata).iter().map(String::as_str).collect())),
            ("origin", task.origin.as_ref().map(origin).unwrap_or_default()),
        ];
        for (label, text) in lines {
            if !text.is_empty() {
                page.fact(label, Meaning::Plain, &text);
            }
        }
    }

    fn texts(&self, page: &mut Page) {
        if let Some(text) = &self.task.description {
            page.out.push('\n');
            for line in text.lines() {
                if line.trim().is_empty() {
                    page.out.push('\n');
                } else {
                    page.paragraph("", Meaning::Plain, &harmless(line));
                }
            }
        }
        if !self.task.acceptance_criteria.is_empty() {
            page.section("Done when");
            for line in &self.task.acceptance_criteria {
                page.paragraph("- ", Meaning::Plain, &harmless(line));
            }
        }
    }

    fn name(&self, id: TaskId) -> String {
        match self.project.task(id) {
            Some(task) => format!("{} {}", self.codes.name(id), harmless(&task.title)),
            None => self.codes.name(id),
        }
    }
}

fn origin(origin: &Origin) -> String {
    let mut text = match origin.kind {
        OriginKind::Stated => "stated",
        OriginKind::Added => "added: not in the words",
        OriginKind::Implied => "implied by the words",
        OriginKind::Imported => "imported",
    }
    .to_owned();
    if let Some(source) = &origin.source {
        text.push_str(&format!(", {}", harmless(source)));
    }
    if let Some(line) = origin.line {
        text.push_str(&format!(", line {line}"));
    }
    if let Some(quote) = &origin.quote {
        text.push_str(&format!(": \"{}\"", harmless(quote)));
    }
    text
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::fixture::{TODAY, changed, id};
    use super::*;

    fn shown(n: u32, width: usize) -> String {
        task(&changed().2, id(n), TODAY, &Style { color: false, width })
    }

    #[test]
    fn a_work_package_is_shown_with_all_there_is_to_know() {
        assert_snapshot!(shown(6, 80), @r"
        2.1 Prototype

          id        pnso
          in        Ship MVP of iOS app / 2 Design
          status    in progress
          priority  urgent
          effort    2d
          spent     1d 2h
          done      62%
          planned   Wed 11 Mar
          slack     * none: it is critical, a delay here delays the finish
          due       ! overdue Thu 5 Mar, missed by 3d 6h
          after     1.3 Sketch the screens
          before    3.2 Sign-in with Apple, implied
        ");
    }

    #[test]
    fn texts_keep_their_paragraphs() {
        assert_snapshot!(shown(5, 60), @r"
        1.3 Sketch the screens

          id        vpow
          in        Ship MVP of iOS app / 1 Define the MVP
          status    to do
          effort    3d
          planned   Fri 6 – Tue 10 Mar
          slack     * none: it is critical, a delay here delays the
                    finish
          before    2.1 Prototype
                    3.1 App skeleton and navigation SS+1d
          labels    ios
          origin    added: not in the words

          On paper first.

          Then on a phone, by hand.
        ");
    }

    #[test]
    fn a_summary_task_is_shown_with_its_roll_up() {
        assert_snapshot!(shown(7, 40), @r"
        3 Build

          id        zlvv
          in        Ship MVP of iOS app
          status    to do
          effort    5d in 3 tasks, 0 done
          unknown   ! 1 task below without an
                    estimate
          done      0%
          planned   Mon 9 – Mon 16 Mar
          before    4.1 MVP in the App Store
        ");
    }

    #[test]
    fn a_task_that_is_not_there_is_nothing() {
        assert_eq!(shown(99, 80), "");
    }
}
