//! The plan as a diff to review: what it amounts to, what it changes, what is open. The first thing anyone sees of
//! planwright, so it is calm: one look tells whether the plan is right, and nothing is hidden that a yes would change.

use jiff::civil::Date;
use planwright::domain::{Kind, Patch, Project, Question, Version, Warning};

use super::Style;
use super::difference::{CRITICAL, Difference, Legend, MILESTONE, UNSTATED};
use super::grid::pad;
use super::ink::Meaning;
use super::outlook::Outlook;
use super::text::{harmless, width, wrap};
use super::words::{Dates, count, effort, hours};

/// A change somebody is to say yes or no to.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    /// The project without the change.
    pub before: &'a Project,
    /// The project with it.
    pub after: &'a Project,
    /// The change.
    pub patch: &'a Patch,
    /// What its maker could not know.
    pub questions: &'a [Question],
    /// What its maker wants known.
    pub warnings: &'a [Warning],
    /// The day it is looked at.
    pub today: Date,
}

/// A plan as a diff to review.
pub fn review(review: &Review<'_>, style: &Style) -> String {
    let Review { before, after, patch, questions, warnings, today } = *review;
    let new = before.version() <= Version::CREATION && before.tasks().len() == 0;
    let dates = Dates { today: Some(today) };
    let outlook = Outlook::of(after, today);
    let earlier = (!new).then(|| Outlook::of(before, today));
    let difference = Difference::of(before, after, patch, Some(&outlook), dates);
    let (grid, legend) = difference.grid();

    let mut page = Page { out: String::with_capacity(128 * (grid.rows.len() + 8)), style: *style };
    page.heading(new, &after.meta().title);
    if !new {
        let summary = difference.summary();
        page.fact("changes", Meaning::Plain, if summary.is_empty() { "no task" } else { &summary });
    }
    let totals = Totals::of(after, &difference);
    let was = earlier.as_ref().map(|_| Totals::plain(before));
    page.fact("work", Meaning::Plain, &totals.say(was.as_ref(), after.meta().minutes_per_day));
    page.dates(after, &outlook, earlier.as_ref(), dates);
    if totals.unestimated > 0 {
        let text =
            format!("! {} without an estimate (?), counted as no time", count(totals.unestimated, "task"));
        page.fact("unknown", Meaning::Warning, &text);
    }
    let misses = after.tasks().filter(|t| outlook.overdue(t) > 0).count();
    if misses > 0 {
        let text = match misses {
            1 => "1 task would miss its due date".to_owned(),
            n => format!("{n} tasks would miss their due dates"),
        };
        page.fact("due", Meaning::Warning, &format!("! {text}"));
    }
    for line in if new { Vec::new() } else { difference.meta() } {
        page.changed(&line);
    }
    if !grid.rows.is_empty() {
        page.out.push('\n');
        grid.write(&mut page.out, *style);
    }
    page.legend(&legend);
    page.questions(questions);
    page.warnings(warnings);
    page.out
}

/// A patch as a diff, without dates that depend on the day: what is between two versions.
pub fn patch_diff(before: &Project, after: &Project, patch: &Patch, style: &Style) -> String {
    let difference = Difference::of(before, after, patch, None, Dates { today: None });
    let (grid, legend) = difference.grid();
    let mut page = Page { out: String::new(), style: *style };
    let new = before.version() == Version(0);
    page.heading(new, &after.meta().title);
    let summary = difference.summary();
    if !summary.is_empty() {
        page.fact("changes", Meaning::Plain, &summary);
    }
    for line in if new { Vec::new() } else { difference.meta() } {
        page.changed(&line);
    }
    if !grid.rows.is_empty() {
        page.out.push('\n');
        grid.write(&mut page.out, *style);
    }
    page.legend(&legend);
    page.out
}

/// What a plan amounts to.
struct Totals {
    tasks: usize,
    milestones: usize,
    effort: u64,
    unestimated: usize,
}

impl Totals {
    fn of(project: &Project, difference: &Difference<'_>) -> Self {
        let rollups = difference.rollups();
        let roots = project.children(None).filter_map(|t| rollups.get(&t.id));
        Self { effort: roots.map(|r| r.effort).sum(), ..Self::counted(project) }
    }

    fn plain(project: &Project) -> Self {
        let rollups = planwright::domain::roll_up(project);
        let roots = project.children(None).filter_map(|t| rollups.get(&t.id));
        Self { effort: roots.map(|r| r.effort).sum(), ..Self::counted(project) }
    }

    fn counted(project: &Project) -> Self {
        let mut totals = Self { tasks: 0, milestones: 0, effort: 0, unestimated: 0 };
        for task in project.tasks().filter(|t| !project.is_summary(t.id)) {
            match task.kind {
                Kind::Milestone => totals.milestones += 1,
                Kind::Task => {
                    totals.tasks += 1;
                    totals.unestimated += usize::from(task.effort.is_none() && !task.status.is_closed());
                }
            }
        }
        totals
    }

    fn say(&self, was: Option<&Self>, per_day: u32) -> String {
        let mut text = count(self.tasks, "task");
        if self.milestones > 0 {
            text.push_str(&format!(", {}", count(self.milestones, "milestone")));
        }
        let days = effort(self.effort, per_day);
        text.push_str(&format!(", {days} of effort"));
        let in_hours = hours(self.effort);
        if in_hours != days {
            text.push_str(&format!(" ({in_hours})"));
        }
        if let Some(was) = was.filter(|was| was.effort != self.effort) {
            text.push_str(&format!(", was {}", effort(was.effort, per_day)));
        }
        text
    }
}

/// A page that is being written.
struct Page {
    out: String,
    style: Style,
}

/// Where the texts of facts begin.
const MARGIN: usize = 12;

impl Page {
    fn heading(&mut self, new: bool, title: &str) {
        let (sign, meaning) = if new { ("+", Meaning::Added) } else { ("~", Meaning::Changed) };
        for (n, line) in wrap(&harmless(title), self.style.columns() - 2).iter().enumerate() {
            self.style.ink(&mut self.out, meaning, if n == 0 { sign } else { " " });
            self.out.push(' ');
            self.style.ink(&mut self.out, Meaning::Heading, line);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// When the work is planned, and whether the deadline holds.
    fn dates(&mut self, after: &Project, outlook: &Outlook<'_>, earlier: Option<&Outlook<'_>>, dates: Dates) {
        if !outlook.is_known() {
            self.fact(
                "planned",
                Meaning::Warning,
                "cannot be told: some tasks wait for one another in a circle",
            );
        }
        match outlook.span() {
            Some((from, to, days)) => {
                let mut text = match from == to {
                    true => dates.day(to),
                    false => format!(
                        "{} → {}, {}",
                        dates.day(from),
                        dates.day(to),
                        count(days as usize, "working day")
                    ),
                };
                if let Some((_, was, _)) = earlier.and_then(Outlook::span)
                    && was != to
                {
                    text.push_str(&format!(" (was {})", dates.day(was)));
                }
                self.fact("planned", Meaning::Plain, &text);
            }
            None if outlook.is_known() && after.tasks().len() > 0 => {
                self.fact("planned", Meaning::Plain, "nothing is left to do");
            }
            None => {}
        }
        let Some(deadline) = after.meta().deadline else {
            return self.fact("deadline", Meaning::Muted, "none");
        };
        let day = dates.day(deadline);
        match outlook.verdict(deadline) {
            Some((true, said)) => self.fact("deadline", Meaning::Added, &format!("{day} {said}")),
            Some((false, said)) => self.fact("deadline", Meaning::Warning, &format!("! {day} {said}")),
            None => self.fact("deadline", Meaning::Plain, &day),
        }
    }

    fn fact(&mut self, label: &str, meaning: Meaning, text: &str) {
        for (n, line) in wrap(text, self.style.columns() - MARGIN).iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            pad(&mut self.out, 2);
            self.style.ink(&mut self.out, Meaning::Muted, label);
            pad(&mut self.out, MARGIN - 2 - label.len());
            self.style.ink(&mut self.out, meaning, line);
            self.out.push('\n');
        }
    }

    fn changed(&mut self, text: &str) {
        self.paragraph("~ ", Meaning::Changed, text);
    }

    fn legend(&mut self, legend: &Legend) {
        let mut notes = Vec::new();
        if legend.critical > 0 {
            notes.push(format!("{CRITICAL} critical: a delay here delays the finish"));
        }
        if legend.milestones > 0 {
            notes.push(format!("{MILESTONE} milestone"));
        }
        if legend.unstated > 0 {
            notes.push(format!("{UNSTATED} added: not in your words"));
        }
        if legend.implied_order {
            notes.push("(…) an order nobody stated".to_owned());
        }
        if notes.is_empty() {
            return;
        }
        self.out.push('\n');
        let (mut line, room) = (String::new(), self.style.columns() - 2);
        for note in notes {
            if !line.is_empty() && width(&line) + 3 + width(&note) > room {
                self.paragraph("", Meaning::Muted, &std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push_str("   ");
            }
            line.push_str(&note);
        }
        self.paragraph("", Meaning::Muted, &line);
    }

    fn questions(&mut self, questions: &[Question]) {
        if questions.is_empty() {
            return;
        }
        self.section(&count(questions.len(), "question"));
        for (n, question) in (1..).zip(questions) {
            let mut text = harmless(&question.text);
            if let Some(about) = &question.about
                && !question.text.contains(about.as_str())
            {
                text.push_str(&format!(" (about \"{}\")", harmless(about)));
            }
            self.paragraph(&format!("{n}. "), Meaning::Plain, &text);
            for choice in &question.choices {
                self.paragraph("   - ", Meaning::Muted, &harmless(choice));
            }
        }
    }

    fn warnings(&mut self, warnings: &[Warning]) {
        if warnings.is_empty() {
            return;
        }
        self.section(&count(warnings.len(), "warning"));
        for warning in warnings {
            let text = harmless(&warning.text);
            let text = warning.line.map_or_else(|| text.clone(), |line| format!("line {line}: {text}"));
            self.paragraph("! ", Meaning::Warning, &text);
        }
    }

    fn section(&mut self, title: &str) {
        self.out.push('\n');
        self.style.ink(&mut self.out, Meaning::Heading, title);
        self.out.push('\n');
    }

    /// A text behind a mark, two columns in, its lines under one another.
    fn paragraph(&mut self, mark: &str, meaning: Meaning, text: &str) {
        let margin = width(mark);
        for (n, line) in wrap(text, self.style.columns() - 2 - margin).iter().enumerate() {
            pad(&mut self.out, 2);
            if n == 0 {
                self.style.ink(&mut self.out, meaning, mark);
            } else {
                pad(&mut self.out, margin);
            }
            self.style.ink(&mut self.out, meaning, line);
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, app};
    use super::*;

    fn shown(width: usize, color: bool) -> String {
        let (before, patch, after) = app();
        let questions = [Question {
            about: Some("iOS app".to_owned()),
            choices: vec!["iPhone only".to_owned(), "iPhone and iPad".to_owned()],
            ..Question::new("which-platforms", "Which devices should the first version run on?")
        }];
        let warnings =
            [Warning::at("no-team", 1, "nobody is named; the plan is made for one person working full time")];
        let seen = Review {
            before: &before,
            after: &after,
            patch: &patch,
            questions: &questions,
            warnings: &warnings,
            today: TODAY,
        };
        review(&seen, &Style { color, width })
    }

    #[test]
    fn look() {
        for width in [40, 60, 80, 100, 120] {
            println!("{}\n{}", "=".repeat(width), shown(width, true));
        }
    }
}
