//! What could be done about a plan that is too big for its deadline, in words. Every figure was scheduled.

use jiff::civil::Date;
use planwright::domain::Project;
use planwright::usecases::options::{Dropped, More, Options, SURE, Who};

use super::Style;
use super::ink::Meaning;
use super::names::Codes;
use super::page::Page;
use super::text::harmless;
use super::words::{Dates, count, effort, hours};

/// More tasks than this are counted only.
const MOST_TASKS: usize = 20;

/// The options of a project.
pub fn options(project: &Project, found: &Options, today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let mut page = Page::new(*style, "", Meaning::Plain, &project.meta().title);
    let (finish, deadline) = (dates.day(found.finish), dates.day(found.deadline));
    page.fact("finish", Meaning::Warning, &format!("! {finish}, but the deadline is {deadline}"));
    page.section("Any one of these would do");
    match &found.drop {
        Some(drop) => dropped(&mut page, project, drop, dates),
        None if found.stopped => {}
        None => page.fact("drop", Meaning::Muted, "no: not even if all that could be left out were"),
    }
    let (enough, short): (Vec<&More>, Vec<&More>) =
        found.people.iter().partition(|more| more.finish <= found.deadline);
    for more in &enough {
        page.fact("add", Meaning::Plain, &format!("{}: finished by {}", who(more), dates.day(more.finish)));
    }
    if enough.is_empty() && !found.stopped {
        page.fact("add", Meaning::Muted, "no: more people alone are not enough");
    }
    match &found.hours {
        Some(longer) => {
            let text = format!(
                "{} a week instead of {}: finished by {}",
                hours(longer.to.into()),
                hours(longer.from.into()),
                dates.day(longer.finish)
            );
            page.fact("hours", Meaning::Plain, &text);
        }
        None if found.stopped => {}
        None => page.fact("hours", Meaning::Muted, "no: not even days of twelve hours are enough"),
    }
    let mut date = format!("{finish} instead of {deadline}");
    if let Some(sure) = found.sure {
        date += &format!("; {} is {SURE} % sure", dates.day(sure));
    }
    page.fact("date", Meaning::Plain, &date);
    if !short.is_empty() {
        page.section("These help, but are not enough alone");
        for more in short {
            page.fact("add", Meaning::Muted, &format!("{}: {}", who(more), dates.day(more.finish)));
        }
    }
    if found.stopped {
        page.out.push('\n');
        page.paragraph("", Meaning::Muted, "There was no time to try everything.");
    }
    page.out
}

fn dropped(page: &mut Page, project: &Project, drop: &Dropped, dates: Dates) {
    let effort = effort(drop.effort, project.meta().minutes_per_day);
    let tasks = count(drop.tasks.len(), "task");
    let text = format!("{tasks} ({effort}), or put off until later: finished by {}", dates.day(drop.finish));
    page.fact("drop", Meaning::Plain, &text);
    let codes = Codes::of(project);
    for id in drop.tasks.iter().take(MOST_TASKS) {
        let title = project.task(*id).map_or(String::new(), |task| harmless(&task.title));
        page.fact("", Meaning::Plain, &format!("{} {title}", codes.get(*id)));
    }
    if let Some(more @ 1..) = drop.tasks.len().checked_sub(MOST_TASKS) {
        page.fact("", Meaning::Muted, &format!("… and {more} more"));
    }
}

fn who(more: &More) -> String {
    let many = match more.count {
        1 => "one".to_owned(),
        n => n.to_string(),
    };
    match &more.who {
        Who::Like(name) => format!("{many} more like {}", harmless(name)),
        Who::Skilled(skill) => format!("{many} more who can {}", harmless(skill)),
        Who::Helper => format!("{many} more to share what is critical"),
    }
}
