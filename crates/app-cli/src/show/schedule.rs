//! The schedule as a table: what is open, when it takes place, how much it can slip, and who does it. What is done or
//! cancelled is past, and only counted.

use jiff::civil::Date;
use planwright::domain::schedule::{Unmet, WhyUnmet};
use planwright::domain::{IdSet, Kind, Project, Task, TaskId};
use planwright::usecases::schedule::{Schedule, Slot};

use super::Style;
use super::driven::{Driven, Held};
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::marks::{CRITICAL, MILESTONE, NEAR, title};
use super::names::Codes;
use super::page::Page;
use super::people::{moment, quoted};
use super::text::{fit, harmless, harmless_cow};
use super::verdict::verdict;
use super::why::{clash, missed as told_missed};
use super::words::{Dates, count, effort};

/// It misses its due date.
const LATE: char = '!';

/// Names of people take no more columns than this.
const WIDEST_PEOPLE: usize = 24;

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 1, side: Side::Flex },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const START: usize = 2;
const FINISH: usize = 3;
const DURATION: usize = 4;
const SLACK: usize = 5;
const HELD: usize = 6;
const WHO: usize = 7;
const STEPS: &[Step] = &[
    Step::Shorten(START),
    Step::Shorten(FINISH),
    Step::Shorten(HELD),
    Step::Drop(WHO),
    Step::Drop(SLACK),
    Step::Drop(DURATION),
];

/// The schedule of everything open, or of `only` these tasks and what is below them.
pub fn schedule(schedule: &Schedule, only: Option<&IdSet<TaskId>>, today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let mut page = Page::new(*style, "", Meaning::Plain, &schedule.project.meta().title);
    totals(&mut page, schedule, dates);
    let (mut rows, mut seen) = (Vec::new(), Marks::default());
    let codes = Codes::of(&schedule.project);
    let driven = Driven::of(schedule, &codes);
    for met in schedule.project.walk() {
        let task = met.task;
        if only.is_none_or(|only| only.contains(&task.id)) {
            match schedule.slot(task) {
                Some(slot) => {
                    let held = driven.by(task.id);
                    seen.held |= held.is_some();
                    rows.push(row(schedule, task, slot, (codes.get(task.id), held), dates, &mut seen));
                }
                None => seen.closed += usize::from(!schedule.project.is_summary(task.id)),
            }
        }
    }
    if !rows.is_empty() {
        page.out.push('\n');
        let after = if seen.held { "after" } else { "" };
        let heads = ["", "task", "start", "finish", "takes", "slack", after, "who"];
        let cells = heads.map(|head| Cell::new(head, Meaning::Muted)).into();
        rows.insert(0, Row { cells, ..Row::default() });
        Grid { columns: COLUMNS, steps: STEPS, whole: false, rows }.write(&mut page.out, *style);
    }
    clashes(&mut page, schedule, dates);
    let missed = schedule.missed();
    if !missed.is_empty() {
        page.section("Missed");
        for one in &missed {
            page.paragraph("! ", Meaning::Warning, &told_missed(schedule, one, dates.today));
        }
    }
    page.notes(seen.notes());
    page.out
}

/// Why people are asked for in vain: `nobody has the skill "test" that "Paint" asks for`.
pub fn unmet(project: &Project, one: &Unmet) -> String {
    let task = quoted(&project.task(one.task).map(|task| task.title.clone()).unwrap_or_default());
    match &one.why {
        WhyUnmet::NobodyHas(skill) => format!("nobody has the skill {} that {task} asks for", quoted(skill)),
        WhyUnmet::NobodyElseHas(skill) => format!(
            "nobody else has the skill {} that {task} asks for: who has it is on it already and counts once",
            quoted(skill)
        ),
        WhyUnmet::Summary => {
            format!("the people on {task} have no work there: put them to the tasks below it")
        }
    }
}

/// What holds for the whole.
fn totals(page: &mut Page, schedule: &Schedule, dates: Dates) {
    let meta = schedule.project.meta();
    match schedule.span() {
        None => page.fact("finish", Meaning::Plain, "nothing is left to do"),
        Some((first, last, days)) => {
            let text = format!(
                "{}; {}, from {}",
                dates.day(last),
                count(days.max(0) as usize, "working day"),
                dates.day(first)
            );
            page.fact("finish", Meaning::Plain, &text);
        }
    }
    if let Some(deadline) = meta.deadline {
        let (holds, told) = verdict(schedule, deadline);
        let (meaning, mark) = if holds { (Meaning::Added, "") } else { (Meaning::Warning, "! ") };
        page.fact("deadline", meaning, &format!("{mark}{} {told}", dates.day(deadline)));
    }
    if let Some(leveled) = &schedule.leveled {
        let text = match leveled.at_most_above() {
            none if none < 0.05 => {
                "nobody does two things at once; no shorter schedule is possible".to_owned()
            }
            // What is proven to be the least knows nothing of these.
            some if schedule.is_limited() => format!(
                "nobody does two things at once; at most {some:.1}% from the best without limits and other projects"
            ),
            some => format!("nobody does two things at once; at most {some:.1}% from the best possible"),
        };
        page.fact("leveled", Meaning::Plain, &text);
    } else if schedule.has_people() {
        page.fact("leveled", Meaning::Warning, "no: people may be at several things at once");
    }
    let load = schedule.load();
    if let Some((name, percent)) = load.bottleneck(schedule) {
        let meaning = if percent > 100 { Meaning::Warning } else { Meaning::Plain };
        let mark = if percent > 100 { "! " } else { "" };
        let text = format!("{mark}{}: {percent}% of the time until the finish", harmless(name));
        page.fact("busiest", meaning, &text);
    }
    let unestimated = schedule.table.unestimated();
    if unestimated > 0 {
        let text = format!("{} without an estimate: counted as taking no time", count(unestimated, "task"));
        page.fact("missing", Meaning::Warning, &text);
    }
    for one in schedule.unmet() {
        page.fact("people", Meaning::Warning, &format!("! {}", unmet(&schedule.project, &one)));
    }
}

fn row<'a>(
    schedule: &Schedule,
    task: &'a Task,
    slot: Slot,
    (code, held): (&str, Option<Held>),
    dates: Dates,
    seen: &mut Marks,
) -> Row<'a> {
    let summary = schedule.project.is_summary(task.id);
    let per_day = schedule.project.meta().minutes_per_day;
    let late = slot.overdue > 0;
    let mut mark = String::new();
    if slot.critical {
        mark.push(CRITICAL);
    }
    if slot.near_critical {
        mark.push(NEAR);
    }
    if late {
        mark.push(LATE);
    }
    seen.critical |= slot.critical;
    seen.near |= slot.near_critical;
    seen.late |= late;
    let milestone = task.kind == Kind::Milestone && !summary;
    seen.milestone |= milestone;
    let takes = match (milestone, slot.minutes) {
        (true, _) => MILESTONE.to_string(),
        (false, minutes) => effort(minutes.max(0) as u64, per_day),
    };
    let meaning = match (late, slot.critical) {
        (true, _) => Meaning::Warning,
        (false, true) => Meaning::Critical,
        _ => Meaning::Plain,
    };
    let people = if summary { Vec::new() } else { schedule.people(task) };
    let people = people.iter().map(|name| harmless(name)).collect::<Vec<_>>().join(", ");
    let slack = match slot.total_slack {
        0 => Cell::empty(),
        less if less < 0 => Cell::new(format!("-{}", effort(less.unsigned_abs(), per_day)), Meaning::Warning),
        more => Cell::new(effort(more as u64, per_day), Meaning::Muted),
    };
    Row {
        cells: vec![
            Cell::new(mark, meaning),
            Cell::new(harmless_cow(&task.title), title(task.status, summary)),
            Cell::new(moment(slot.start, dates), meaning).or(dates.plain(slot.first)),
            Cell::new(moment(slot.finish, dates), meaning).or(dates.plain(slot.last)),
            Cell::plain(takes),
            if summary { Cell::empty() } else { slack },
            held.map_or(Cell::empty(), |held| Cell::new(held.long, Meaning::Muted).or(held.short)),
            Cell::new(fit(&people, WIDEST_PEOPLE).into_owned(), Meaning::Muted),
        ],
        lead: code.to_owned().into(),
        ..Row::default()
    }
}

/// What cannot be kept, and all that stands against it.
fn clashes(page: &mut Page, schedule: &Schedule, dates: Dates) {
    let clashes = schedule.clashes();
    if clashes.is_empty() {
        return;
    }
    page.section("Cannot be kept");
    for told in clashes.iter().map(|one| clash(schedule, one, dates.today)) {
        let mut lines = told.into_iter();
        if let Some(first) = lines.next() {
            page.paragraph("! ", Meaning::Warning, &first);
        }
        for line in lines {
            page.paragraph("  - ", Meaning::Plain, &line);
        }
    }
    page.paragraph(
        "",
        Meaning::Muted,
        "Change any one line under a \"!\", or that itself, and it can be kept.",
    );
}

/// Which marks there are to explain.
#[derive(Debug, Default)]
struct Marks {
    critical: bool,
    near: bool,
    held: bool,
    late: bool,
    milestone: bool,
    closed: usize,
}

impl Marks {
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.critical {
            notes.push(format!("{CRITICAL} critical: a delay delays the finish"));
        }
        if self.near {
            notes.push(format!("{NEAR} nearly: it can slip by no more than a tenth of the whole"));
        }
        if self.late {
            notes.push(format!("{LATE} misses its due date"));
        }
        if self.milestone {
            notes.push(format!("{MILESTONE} milestone"));
        }
        if self.closed > 0 {
            notes.push(format!("{} done or cancelled, not shown", count(self.closed, "task")));
        }
        notes
    }
}
