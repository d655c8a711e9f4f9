//! The tree of a project: how far it is, what it takes, when it would be done. What is archived is not shown, but said.

use planwright::domain::{Kind, Project, Task, Wbs, roll_up};
use planwright::usecases::schedule::Now;

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::marks::{CRITICAL, MILESTONE, checkbox, due, title};
use super::names::ShortIds;
use super::outlook::Outlook;
use super::page::Page;
use super::text::harmless_cow;
use super::totals::Totals;
use super::words::{Dates, count, effort, percent};

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 1, side: Side::Flex },
    Column { gap: 1, side: Side::Left },
    Column { gap: 1, side: Side::Right },
    Column { gap: 2, side: Side::Right },
    Column { gap: 3, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const PROGRESS: usize = 4;
const PLANNED: usize = 5;
const DUE: usize = 6;
const ID: usize = 7;
const STEPS: &[Step] = &[
    Step::Shorten(PLANNED),
    Step::Shorten(DUE),
    Step::Drop(ID),
    Step::Drop(PLANNED),
    Step::Drop(PROGRESS),
    Step::Drop(DUE),
];

/// The tree of a project.
pub fn tree(project: &Project, now: impl Into<Now>, style: &Style) -> String {
    let now = now.into();
    let dates = Dates { today: Some(now.today) };
    let (outlook, rollups) = (Outlook::of(project, &now), roll_up(project));
    let ids = ShortIds::of(project.tasks().map(|t| t.id));
    let per_day = project.meta().minutes_per_day;
    let mut grid = Grid { columns: COLUMNS, steps: STEPS, whole: false, rows: Vec::new() };
    let (mut archived, mut below) = (0, usize::MAX);
    let (mut critical, mut milestones) = (false, false);
    for Wbs { code, task } in project.walk() {
        if code.depth() > below {
            archived += 1;
            continue;
        }
        below = usize::MAX;
        if task.archived {
            (archived, below) = (archived + 1, code.depth());
            continue;
        }
        let Some(rollup) = rollups.get(&task.id) else { continue };
        let summary = project.is_summary(task.id);
        let status = if task.status.is_closed() { task.status } else { rollup.status };
        let on_path = outlook.is_critical(task);
        critical |= on_path;
        milestones |= task.kind == Kind::Milestone;
        grid.rows.push(Row {
            cells: vec![
                checkbox(status),
                Cell::new(harmless_cow(&task.title), title(status, summary)),
                marks(task, on_path),
                work(task, rollup.effort, summary, per_day),
                if summary || rollup.progress() > 0 {
                    Cell::new(percent(rollup.progress()), Meaning::Muted)
                } else {
                    Cell::empty()
                },
                planned(task, &outlook, dates, status.is_closed(), summary),
                missed(task, &outlook, dates),
                Cell::new(ids.get(task.id), Meaning::Id),
            ],
            indent: (code.depth() - 1) * 2,
            lead: code.to_string().into(),
            ..Row::default()
        });
    }

    let mut page = Page::new(*style, "", Meaning::Plain, &project.meta().title);
    page.out.reserve(128 * grid.rows.len());
    let totals = Totals::of(project, &rollups);
    let done = format!(
        "{}, {} of {}",
        percent(totals.progress()),
        totals.done,
        count(totals.leaves as usize, "task")
    );
    page.fact("done", Meaning::Plain, &done);
    page.fact("work", Meaning::Plain, &totals.say(None, per_day));
    page.dates(project, &outlook, None, dates);
    if totals.unestimated > 0 {
        let text =
            format!("! {} without an estimate (?), counted as no time", count(totals.unestimated, "task"));
        page.fact("unknown", Meaning::Warning, &text);
    }
    if archived > 0 {
        page.fact("archived", Meaning::Muted, &format!("{}, not shown", count(archived, "task")));
    }
    if !grid.rows.is_empty() {
        page.out.push('\n');
        grid.write(&mut page.out, *style);
    }
    let notes = [
        (critical, format!("{CRITICAL} critical: a delay here delays the finish")),
        (milestones, format!("{MILESTONE} milestone")),
    ];
    page.notes(notes.into_iter().filter(|(on, _)| *on).map(|(_, note)| note));
    page.out
}

fn marks(task: &Task, critical: bool) -> Cell<'static> {
    let milestone = task.kind == Kind::Milestone;
    let text: String = [(critical, CRITICAL), (milestone, MILESTONE)]
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, mark)| *mark)
        .collect();
    Cell::new(text, if critical { Meaning::Critical } else { Meaning::Muted })
}

fn work(task: &Task, minutes: u64, summary: bool, per_day: u32) -> Cell<'static> {
    match (minutes, task.kind) {
        (0, Kind::Task) if !summary && task.effort.is_none() && !task.status.is_closed() => {
            Cell::new("?", Meaning::Warning)
        }
        (0, _) => Cell::empty(),
        (minutes, _) => Cell::plain(effort(minutes, per_day)),
    }
}

fn planned(task: &Task, outlook: &Outlook, dates: Dates, closed: bool, summary: bool) -> Cell<'static> {
    let unknown = !summary && task.kind == Kind::Task && task.effort.is_none();
    match outlook.days(task).filter(|_| !closed && !unknown) {
        Some((from, to)) => Cell::plain(dates.range(from, to)).or(dates.short_range(from, to)),
        None => Cell::empty(),
    }
}

fn missed(task: &Task, outlook: &Outlook, dates: Dates) -> Cell<'static> {
    let cell = due(task.due, task.status, dates);
    match (task.due, outlook.missed(task)) {
        (Some(day), Some(missed)) => Cell::new(format!("due {}, {missed}", dates.day(day)), Meaning::Warning)
            .or(format!("! due {}", dates.plain(day))),
        (Some(_), None) if cell.meaning == Meaning::Plain => {
            Cell { text: format!("due {}", cell.text).into(), ..cell }
        }
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::fixture::{TODAY, changed};
    use super::*;

    fn shown(width: usize) -> String {
        tree(&changed().2, TODAY, &Style { color: false, width })
    }

    #[test]
    fn a_tree_tells_how_far_it_is_and_when_it_would_be_done() {
        assert_snapshot!(shown(120), @r"
        Ship MVP of iOS app

          done      26%, 1 of 8 tasks
          work      7 tasks, 1 milestone, 12d 4h of effort (100h)
          planned   Fri 6 Mar → Mon 16 Mar, 7 working days, up to 2 tasks at a time
          deadline  Mon 16 Mar holds with 2h of work to spare
          unknown   ! 1 task without an estimate (?), counted as no time

        [>] 1 Define the MVP                                        5d 4h   36%   Fri 6 – Tue 10 Mar                nwqy
        [x]   1.1 Write user stories                                   2d  100%                                     xuuq
        [ ]   1.2 Agree on what is left out of the first version       4h         Fri 6 Mar                         rsxx
        [ ]   1.3 Sketch the screens                             *     3d         Fri 6 – Tue 10 Mar                vpow
        [>] 2 Design                                                   2d   62%   Wed 11 Mar                        lrlp
        [>]   2.1 Prototype                                      *     2d   62%   Wed 11 Mar           ! due 5 Mar  pnso
        [ ] 3 Build                                                    5d    0%   Mon 9 – Mon 16 Mar                zlvv
        [ ]   3.1 App skeleton and navigation                          2d         Mon 9 – Tue 10 Mar                szzn
        [ ]   3.2 Sign-in with Apple                             *     3d         Wed 11 – Mon 16 Mar               mymu
        [ ]   3.3 Offline storage                                *      ?                                           wwqm
        [ ] 4 Ship                                                           0%   Mon 16 Mar                        qutt
        [ ]   4.1 MVP in the App Store                           *◆               Mon 16 Mar                        urks

          * critical: a delay here delays the finish   ◆ milestone
        ");
    }

    #[test]
    fn eighty_columns_are_enough() {
        assert_snapshot!(shown(80), @r"
        Ship MVP of iOS app

          done      26%, 1 of 8 tasks
          work      7 tasks, 1 milestone, 12d 4h of effort (100h)
          planned   Fri 6 Mar → Mon 16 Mar, 7 working days, up to 2 tasks at a time
          deadline  Mon 16 Mar holds with 2h of work to spare
          unknown   ! 1 task without an estimate (?), counted as no time

        [>] 1 Define the MVP                      5d 4h   36%   6 – 10 Mar
        [x]   1.1 Write user stories                 2d  100%
        [ ]   1.2 Agree on what is left out o…       4h         6 Mar
        [ ]   1.3 Sketch the screens           *     3d         6 – 10 Mar
        [>] 2 Design                                 2d   62%   11 Mar
        [>]   2.1 Prototype                    *     2d   62%   11 Mar       ! due 5 Mar
        [ ] 3 Build                                  5d    0%   9 – 16 Mar
        [ ]   3.1 App skeleton and navigation        2d         9 – 10 Mar
        [ ]   3.2 Sign-in with Apple           *     3d         11 – 16 Mar
        [ ]   3.3 Offline storage              *      ?
        [ ] 4 Ship                                         0%   16 Mar
        [ ]   4.1 MVP in the App Store         *◆               16 Mar

          * critical: a delay here delays the finish   ◆ milestone
        ");
    }

    #[test]
    fn forty_columns_keep_titles_and_effort() {
        assert_snapshot!(shown(40), @r"
        Ship MVP of iOS app

          done      26%, 1 of 8 tasks
          work      7 tasks, 1 milestone, 12d 4h
                    of effort (100h)
          planned   Fri 6 Mar → Mon 16 Mar, 7
                    working days, up to 2 tasks
                    at a time
          deadline  Mon 16 Mar holds with 2h of
                    work to spare
          unknown   ! 1 task without an estimate
                    (?), counted as no time

        [>] 1 Define the MVP               5d 4h
        [x]   1.1 Write user stories          2d
        [ ]   1.2 Agree on what is lef…       4h
        [ ]   1.3 Sketch the screens    *     3d
        [>] 2 Design                          2d
        [>]   2.1 Prototype             *     2d
        [ ] 3 Build                           5d
        [ ]   3.1 App skeleton and nav…       2d
        [ ]   3.2 Sign-in with Apple    *     3d
        [ ]   3.3 Offline storage       *      ?
        [ ] 4 Ship
        [ ]   4.1 MVP in the App Store  *◆

          * critical: a delay here delays the
          finish
          ◆ milestone
        ");
    }

    #[test]
    fn what_is_archived_is_counted_but_not_shown() {
        let (_, _, plan) = changed();
        let archive = |task: &Task| Task { archived: task.title == "Build", ..task.clone() };
        let plan = Project::assemble(
            plan.id(),
            plan.version(),
            plan.meta().clone(),
            plan.tasks().map(archive),
            plan.links().cloned(),
            planwright::domain::Extent::Whole,
        );
        let text = tree(&plan, TODAY, &Style { color: false, width: 80 });
        assert!(text.contains("archived  4 tasks, not shown"), "{text}");
        assert!(!text.contains("Sign-in") && text.contains("4.1 MVP"), "{text}");
    }
}
