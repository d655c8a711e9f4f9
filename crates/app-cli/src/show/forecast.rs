//! What will be, and what has become of what was to be: forecasts, baselines compared, plans compared with what they might
//! be. Everything is complete without colour.

use jiff::civil::Date;
use planwright::domain::schedule::{Comparison, Fate, Forecast, Variance};
use planwright::domain::{Baseline, Project, TaskId};
use planwright::usecases::schedule::{Days, Schedule};
use planwright::usecases::what_if::Compared;

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::people::{baseline as told, write};
use super::text::{harmless, harmless_cow, wrap};
use super::words::{Dates, count, effort};

/// No more tasks than this are told to move the date.
const MOST_INFLUENCES: usize = 10;

/// Below this, nobody can tell a correlation from chance.
const WEAKEST: f64 = 0.1;

const INFLUENCES: &[Column] = &[
    Column { gap: 2, side: Side::Flex },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Right },
];

const VARIANCES: &[Column] = &[
    Column { gap: 0, side: Side::Flex },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Right },
];
const EFFORT: usize = 4;
const START: usize = 2;

/// By when a project is finished how surely.
pub fn forecast(of: &Schedule, found: &Forecast, today: Date, style: &Style) -> String {
    let project = &of.project;
    let dates = Dates { today: Some(today) };
    let mut out = String::new();
    if of.span().is_none() {
        say(&mut out, style, "nothing is left to do");
        return out;
    }
    let planned = dates.day(found.planned_finish());
    say(&mut out, style, &format!("as planned  {planned} ({} likely)", share(found.probability_of_plan())));
    for percent in [50, 80, 95] {
        say(&mut out, style, &format!("{percent} % sure    {}", dates.day(found.finish(percent))));
    }
    if let Some(deadline) = project.meta().deadline {
        let likely = share(found.probability(deadline));
        say(&mut out, style, &format!("deadline    {} ({likely} likely)", dates.day(deadline)));
    }
    let telling: Vec<_> = found.influences.iter().filter(|i| i.cruciality >= WEAKEST).collect();
    if !telling.is_empty() {
        out.push('\n');
        say(&mut out, style, "what moves the date (how often critical, how strongly it moves it)");
        let rows = telling.iter().take(MOST_INFLUENCES).map(|influence| Row {
            cells: vec![
                Cell::plain(title(project, influence.id)),
                Cell::plain(share(influence.criticality)),
                Cell::plain(format!("{:.2}", influence.cruciality)),
            ],
            lead: code(project, influence.id).into(),
            ..Row::default()
        });
        Grid { columns: INFLUENCES, steps: &[], whole: false, rows: rows.collect() }.write(&mut out, *style);
    }
    say(&mut out, style, &format!("({} runs; efforts fall independently of each other)", found.runs()));
    if of.leveled.is_some() {
        say(&mut out, style, "(leveled: in no run does anybody do two things at once)");
    } else {
        unleveled(&mut out, project, style);
    }
    out
}

/// Where somebody is put to something: that nobody looked whether they are put to too much.
fn unleveled(out: &mut String, project: &Project, style: &Style) {
    if project.assignments().len() > 0 || project.tasks().any(|task| !task.assignees.is_empty()) {
        say(out, style, "(not leveled: people may be at several things at once; see planwright schedule)");
    }
}

/// The baselines of a project, the oldest first.
pub fn baselines(project: &Project, today: Date, style: &Style) -> String {
    let mut all: Vec<&Baseline> = project.baselines().collect();
    all.sort_by_key(|baseline| (baseline.taken_on, baseline.version, baseline.id));
    let mut out = String::new();
    for one in all {
        write(&mut out, "", &told(one, Dates { today: Some(today) }), *style);
    }
    out
}

/// What has become of a baseline, in the plan as it is and as it was then.
pub fn variances(
    plans: [&Project; 2],
    baseline: &Baseline,
    found: &Comparison,
    all: bool,
    today: Date,
    style: &Style,
) -> String {
    let mut out = String::new();
    say(&mut out, style, &format!("baseline {}", told(baseline, Dates { today: Some(today) })));
    compared(&mut out, plans, found, all, today, style);
    out
}

/// A plan beside what it might be.
pub fn what_if(found: &Compared, all: bool, today: Date, style: &Style) -> String {
    let mut out = String::new();
    let plans = [&found.after.project, &found.before.project];
    compared(&mut out, plans, &found.shifts, all, today, style);
    let (before, after) = found.late();
    if (before, after) != (0, 0) {
        say(&mut out, style, &format!("tasks past their due dates: {before} → {after}"));
    }
    let (before, after) = found.costs();
    if (before, after) != (0, 0) {
        say(&mut out, style, &format!("cost of missed dates: {before} → {after}"));
    }
    out
}

fn compared(
    out: &mut String,
    plans: [&Project; 2],
    found: &Comparison,
    all: bool,
    today: Date,
    style: &Style,
) {
    let dates = Dates { today: Some(today) };
    let project = plans[0];
    let far = Far::of(plans);
    let was = found.planned_finish.map_or("nothing".to_owned(), |day| dates.day(day));
    if found.tasks.iter().all(|variance| variance.now.is_none() || variance.fate == Fate::Done) {
        say(out, style, &format!("finish {was} → nothing is left to do"));
    } else {
        let days = found.planned_finish.map(|was| (was, found.finish));
        let apart = far.apart(Some(found.later), days, ["later", "earlier", "the same"]);
        say(out, style, &format!("finish {was} → {} ({apart})", dates.day(found.finish)));
    }
    if let Some(more) = found.more {
        let apart = far.apart(Some(more), None, ["more", "less", "the same"]);
        say(out, style, &format!("effort {apart}"));
    }
    if let Some(deadline) = project.meta().deadline {
        let verdict = if found.finish <= deadline { "holds" } else { "missed" };
        say(out, style, &format!("deadline {} {verdict}", dates.day(deadline)));
    }
    let shown: Vec<&Variance> = found.tasks.iter().filter(|v| all || v.is_any()).collect();
    if shown.is_empty() {
        say(out, style, "no task is otherwise");
        return;
    }
    let head = ["task", "", "start", "finish", "effort"].map(|word| Cell::new(word, Meaning::Muted));
    let mut rows = vec![Row { cells: head.to_vec(), ..Row::default() }];
    rows.extend(shown.into_iter().map(|variance| row(plans, variance, &far)));
    let steps = &[Step::Drop(EFFORT), Step::Drop(START)];
    Grid { columns: VARIANCES, steps, whole: false, rows }.write(out, *style);
}

fn row<'a>(plans: [&'a Project; 2], variance: &Variance, far: &Far<'_>) -> Row<'a> {
    let (fate, meaning) = match variance.fate {
        Fate::Open => ("", Meaning::Plain),
        Fate::Done => ("done", Meaning::Muted),
        Fate::Cancelled => ("cancelled", Meaning::Muted),
        Fate::New => ("new", Meaning::Added),
        Fate::Gone => ("gone", Meaning::Removed),
    };
    let both = variance.planned.zip(variance.now);
    let starts = both.map(|(was, is)| (was.start.date(), is.start.date()));
    let finishes = both.map(|(was, is)| (was.finish.date(), is.finish.date()));
    let sign = |minutes: Option<i64>, days: Option<(Date, Date)>| {
        let meaning = match minutes {
            Some(minutes) if minutes > 0 => Meaning::Warning,
            Some(minutes) if minutes < 0 => Meaning::Added,
            _ => Meaning::Muted,
        };
        Cell::new(far.apart(minutes, days, ["+", "-", "="]), meaning)
    };
    Row {
        cells: vec![
            Cell::plain(title_of(plans, variance.id)),
            Cell::new(fate, meaning),
            sign(variance.start, starts),
            sign(variance.finish, finishes),
            sign(Some(variance.effort).filter(|&minutes| minutes != 0), None),
        ],
        lead: code(plans[0], variance.id).into(),
        ..Row::default()
    }
}

/// How far things are apart: in days and hours as long as all days of both plans are equally long, else in whole days of the
/// new one.
struct Far<'a> {
    per_day: u32,
    uneven: Option<Days<'a>>,
}

impl<'a> Far<'a> {
    fn of(plans: [&'a Project; 2]) -> Self {
        let [now, then] = plans.map(Project::meta);
        let even =
            now.minutes_per_day == then.minutes_per_day && now.calendar.is_none() && then.calendar.is_none();
        let uneven = (!even).then(|| Days::of(plans[0], None));
        Self { per_day: now.minutes_per_day, uneven }
    }

    /// Minutes, or the days between two, and the word for their sign: in front where it is one, else behind.
    fn apart(
        &self,
        minutes: Option<i64>,
        days: Option<(Date, Date)>,
        [more, less, same]: [&str; 3],
    ) -> String {
        let Some(minutes) = minutes else { return String::new() };
        let between = |days: &Days<'_>, (was, is): (Date, Date)| days.worked_after(was.min(is), was.max(is));
        let whole = self.uneven.as_ref().zip(days).map_or(0, |(known, days)| between(known, days));
        let word = match minutes {
            0 if whole == 0 => return same.to_owned(),
            0 => {
                if days.is_some_and(|(was, is)| was < is) {
                    more
                } else {
                    less
                }
            }
            minutes => {
                if minutes > 0 {
                    more
                } else {
                    less
                }
            }
        };
        let long = match (whole, word.len()) {
            (0, _) => effort(minutes.unsigned_abs(), self.per_day),
            (whole, 1) => format!("{whole}d"),
            (whole, _) => count(whole as usize, "working day"),
        };
        if word.len() == 1 { format!("{word}{long}") } else { format!("{long} {word}") }
    }
}

fn title(project: &Project, id: TaskId) -> std::borrow::Cow<'_, str> {
    title_of([project; 2], id)
}

/// The title of a task that is there, or was.
fn title_of(plans: [&Project; 2], id: TaskId) -> std::borrow::Cow<'_, str> {
    match plans.into_iter().find_map(|plan| plan.task(id)) {
        Some(task) => harmless_cow(&task.title),
        None => format!("a task that is gone ({})", &id.letters()[..8]).into(),
    }
}

fn code(project: &Project, id: TaskId) -> String {
    project.wbs(id).map(|code| code.to_string()).unwrap_or_default()
}

/// A share of all runs; what is not certain is never told as such.
fn share(share: f64) -> String {
    match (share * 100.0).round() as u32 {
        0 if share > 0.0 => "< 1 %".to_owned(),
        100 if share < 1.0 => "> 99 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

fn say(out: &mut String, style: &Style, text: &str) {
    for line in wrap(&harmless(text), style.columns()) {
        out.push_str(&line);
        out.push('\n');
    }
}
