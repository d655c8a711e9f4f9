//! Tasks in a list: found by a query, or what to do next.

use jiff::civil::Date;
use planwright::domain::{Kind, Project, Task, inherited};
use planwright::usecases::schedule::Now;

use super::Style;
use super::grid::{Cell, Column, Grid, Row as Line, Side, Step};
use super::ink::Meaning;
use super::marks::{CRITICAL, MILESTONE, checkbox, due, priority, title};
use super::names::{Codes, ShortIds};
use super::outlook::Outlook;
use super::text::{fit, harmless, harmless_cow, wrap};
use super::words::{Dates, effort};

/// A task in a list.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The title of its project, where tasks of several are listed.
    pub project_title: Option<&'a str>,
    /// Its wbs code, where that is known.
    pub wbs: Option<String>,
    /// The task.
    pub task: &'a Task,
    /// Working minutes of a day in its project.
    pub minutes_per_day: u32,
    /// How many letters of its id name no other task of its project, where that is known.
    pub id_letters: Option<usize>,
}

/// No project's title takes more columns than this in a list of tasks.
const WIDEST_PROJECT: usize = 24;

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 1, side: Side::Flex },
    Column { gap: 1, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const PRIORITY: usize = 3;
const EFFORT: usize = 4;
const DUE: usize = 5;
const PROJECT: usize = 6;
const ID: usize = 7;
const STEPS: &[Step] =
    &[Step::Shorten(DUE), Step::Drop(PROJECT), Step::Drop(PRIORITY), Step::Drop(EFFORT), Step::Drop(DUE)];
/// As `STEPS`; where there are wbs codes, ids can be done without.
const STEPS_WITH_CODES: &[Step] = &[
    Step::Shorten(DUE),
    Step::Drop(PROJECT),
    Step::Drop(ID),
    Step::Drop(PRIORITY),
    Step::Drop(EFFORT),
    Step::Drop(DUE),
];

/// Tasks in a list, in the order they are given.
pub fn tasks(rows: &[Row<'_>], today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let ids = ShortIds::in_rows(rows.iter().map(|row| (row.task.id, row.id_letters)));
    let lines = rows.iter().map(|row| Line {
        cells: cells(row.task, row.task.priority, row.task.due, row.minutes_per_day, dates)
            .into_iter()
            .chain([
                row.project_title.map_or_else(Cell::empty, |t| {
                    Cell::new(fit(&harmless(t), WIDEST_PROJECT).into_owned(), Meaning::Muted)
                }),
                Cell::new(ids.get(row.task.id), Meaning::Id),
            ])
            .collect(),
        lead: row.wbs.as_deref().unwrap_or_default().into(),
        ..Line::default()
    });
    let steps = if rows.iter().all(|row| row.wbs.is_some()) { STEPS_WITH_CODES } else { STEPS };
    written(&Grid { columns: COLUMNS, steps, whole: false, rows: lines.collect() }, style)
}

/// What to do next, the most pressing first: with what holds for it because of the summary tasks above it.
pub fn next(project: &Project, tasks: &[&Task], now: impl Into<Now>, style: &Style) -> String {
    let now = now.into();
    let dates = Dates { today: Some(now.today) };
    let (outlook, codes) = (Outlook::of(project, &now), Codes::of(project));
    let ids = ShortIds::of(project.tasks().map(|t| t.id));
    let mut critical = false;
    let mut rows = Vec::with_capacity(tasks.len());
    for task in tasks {
        let held = inherited(project, task);
        let mut cells = cells(task, held.priority, held.due, project.meta().minutes_per_day, dates);
        if outlook.is_critical(task) {
            critical = true;
            cells[2] = Cell::new(CRITICAL.to_string(), Meaning::Critical);
        }
        let above = project.ancestors(task.id).next().map_or_else(Cell::empty, |above| {
            Cell::new(fit(&harmless(&above.title), WIDEST_PROJECT).into_owned(), Meaning::Muted)
        });
        cells.extend([above, Cell::new(ids.get(task.id), Meaning::Id)]);
        rows.push(Line { cells, lead: codes.get(task.id).to_owned().into(), ..Line::default() });
    }
    let mut out = written(&Grid { columns: COLUMNS, steps: STEPS_WITH_CODES, whole: false, rows }, style);
    if critical {
        out.push('\n');
        for line in wrap(&format!("{CRITICAL} critical: a delay delays the finish"), style.columns()) {
            style.ink(&mut out, Meaning::Muted, &line);
            out.push('\n');
        }
    }
    out
}

/// The cells every list begins with: box, title, mark, priority, effort, due.
fn cells<'a>(
    task: &'a Task,
    urgency: Option<planwright::domain::Priority>,
    day: Option<Date>,
    per_day: u32,
    dates: Dates,
) -> Vec<Cell<'a>> {
    vec![
        checkbox(task.status),
        Cell::new(harmless_cow(&task.title), title(task.status, false)),
        if task.kind == Kind::Milestone {
            Cell::new(MILESTONE.to_string(), Meaning::Muted)
        } else {
            Cell::empty()
        },
        priority(urgency),
        task.effort.map_or_else(Cell::empty, |m| Cell::plain(effort(u64::from(m), per_day))),
        due(day, task.status, dates),
    ]
}

fn written(grid: &Grid<'_>, style: &Style) -> String {
    let mut out = String::with_capacity(128 * grid.rows.len());
    grid.write(&mut out, *style);
    out
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use planwright::domain::Readiness;

    use super::super::fixture::{TODAY, changed};
    use super::*;

    fn listed(width: usize, several: bool) -> String {
        let (_, _, plan) = changed();
        let rows: Vec<Row<'_>> = plan
            .walk()
            .filter(|w| !plan.is_summary(w.task.id))
            .map(|w| Row {
                project_title: several.then_some("Ship MVP of iOS app"),
                wbs: (!several).then(|| w.code.to_string()),
                task: w.task,
                minutes_per_day: 480,
                id_letters: None,
            })
            .collect();
        tasks(&rows, TODAY, &Style { color: false, width })
    }

    #[test]
    fn a_list_of_one_project_has_wbs_codes() {
        assert_snapshot!(listed(80, false), @r"
        [x] 1.1 Write user stories                                2d              xuuqqx
        [ ] 1.2 Agree on what is left out of the firs…            4h              rsxxyq
        [ ] 1.3 Sketch the screens                                3d              vpowxu
        [>] 2.1 Prototype                                 urgent  2d  late 5 Mar  pnsopo
        [ ] 3.1 App skeleton and navigation                       2d              szznor
        [ ] 3.2 Sign-in with Apple                                3d              mymuwl
        [ ] 3.3 Offline storage                                                   wwqmnu
        [ ] 4.1 MVP in the App Store                   ◆                          urksus
        ");
    }

    #[test]
    fn a_list_of_several_projects_names_them_and_the_ids() {
        assert_snapshot!(listed(120, true), @r"
        [x] Write user stories                                        2d                     Ship MVP of iOS app  xuuqqx
        [ ] Agree on what is left out of the first version            4h                     Ship MVP of iOS app  rsxxyq
        [ ] Sketch the screens                                        3d                     Ship MVP of iOS app  vpowxu
        [>] Prototype                                         urgent  2d  overdue Thu 5 Mar  Ship MVP of iOS app  pnsopo
        [ ] App skeleton and navigation                               2d                     Ship MVP of iOS app  szznor
        [ ] Sign-in with Apple                                        3d                     Ship MVP of iOS app  mymuwl
        [ ] Offline storage                                                                  Ship MVP of iOS app  wwqmnu
        [ ] MVP in the App Store                           ◆                                 Ship MVP of iOS app  urksus
        ");
    }

    #[test]
    fn forty_columns_keep_the_id_where_there_is_no_code() {
        assert_snapshot!(listed(40, true), @r"
        [x] Write user stories            xuuqqx
        [ ] Agree on what is left out…    rsxxyq
        [ ] Sketch the screens            vpowxu
        [>] Prototype                     pnsopo
        [ ] App skeleton and navigati…    szznor
        [ ] Sign-in with Apple            mymuwl
        [ ] Offline storage               wwqmnu
        [ ] MVP in the App Store       ◆  urksus
        ");
    }

    #[test]
    fn what_is_next_is_shown_with_what_it_belongs_to() {
        let (_, _, plan) = changed();
        let ready: Vec<&Task> = Readiness::of(&plan).ready().collect();
        assert_snapshot!(next(&plan, &ready, TODAY, &Style { color: false, width: 80 }), @r"
        [ ] 1.2 Agree on what is left out of the first vers…    4h  Define the MVP  rsxx
        [ ] 1.3 Sketch the screens                           *  3d  Define the MVP  vpow

        * critical: a delay delays the finish
        ");
    }
}
