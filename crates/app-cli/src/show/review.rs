//! The plan as a diff to review: what it amounts to, what it changes, what is open. The first thing anyone sees of
//! planwright, so it is calm: one look tells whether the plan is right, and nothing is hidden that a yes would change.

#[cfg(test)]
mod tests;

use planwright::domain::{Patch, Project, Question, Version, Warning, roll_up};
use planwright::usecases::schedule::Now;

use super::Style;
use super::difference::{Difference, Legend, Stated};
use super::ink::Meaning;
use super::marks::{CRITICAL, MILESTONE, STATED, UNSTATED};
use super::outlook::Outlook;
use super::page::Page;
use super::text::harmless;
use super::totals::Totals;
use super::words::{Dates, count};

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
    /// The day it is looked at, and what other projects take then.
    pub now: &'a Now,
}

/// A plan as a diff to review.
pub fn review(review: &Review<'_>, style: &Style) -> String {
    let Review { before, after, patch, questions, warnings, now } = *review;
    let today = now.today;
    let new = before.version() <= Version::CREATION && before.tasks().len() == 0;
    let dates = Dates { today: Some(today) };
    let outlook = Outlook::of(after, now);
    let earlier = (!new).then(|| Outlook::of(before, now));
    let difference = Difference::of(before, after, patch, Some(&outlook), dates);
    let (grid, legend) = difference.grid();

    let mut page = page_of(new, after, style);
    page.out.reserve(128 * grid.rows.len());
    if !new {
        let summary = difference.summary();
        page.fact("changes", Meaning::Plain, if summary.is_empty() { "no task" } else { &summary });
    }
    let totals = Totals::of(after, difference.rollups());
    let was = earlier.as_ref().map(|_| Totals::of(before, &roll_up(before)));
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
    page.beside(&difference, now.pool.as_ref().map(|pool| &pool.people));
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
    let new = before.version() == Version(0);
    let mut page = page_of(new, after, style);
    let summary = difference.summary();
    if !summary.is_empty() {
        page.fact("changes", Meaning::Plain, &summary);
    }
    for line in if new { Vec::new() } else { difference.meta() } {
        page.changed(&line);
    }
    page.beside(&difference, None);
    if !grid.rows.is_empty() {
        page.out.push('\n');
        grid.write(&mut page.out, *style);
    }
    page.legend(&legend);
    page.out
}

fn page_of(new: bool, after: &Project, style: &Style) -> Page {
    let (sign, meaning) = if new { ("+", Meaning::Added) } else { ("~", Meaning::Changed) };
    Page::new(*style, sign, meaning, &after.meta().title)
}

impl Page {
    fn beside(&mut self, difference: &Difference<'_>, crew: Option<&Project>) {
        for line in difference.beside(crew) {
            self.paragraph(line.sign, line.meaning, &line.text);
        }
    }

    fn legend(&mut self, legend: &Legend) {
        let mut notes = Vec::new();
        if legend.critical {
            notes.push(format!("{CRITICAL} critical: a delay here delays the finish"));
        }
        if legend.milestones {
            notes.push(format!("{MILESTONE} milestone"));
        }
        match legend.stated {
            Stated::All => {}
            Stated::Most => notes.push(format!("{UNSTATED} added: not in your words")),
            Stated::Some => notes.push(format!("{STATED} in your words, the rest is added")),
            Stated::None => notes.push("every step is added: none is in your words".to_owned()),
        }
        match legend.order {
            Stated::All => {}
            Stated::Most | Stated::Some => notes.push("(…) an order nobody stated".to_owned()),
            Stated::None => notes.push("the order is implied: nobody stated it".to_owned()),
        }
        self.notes(notes);
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
}
