//! What is in a store: its projects, and what is wrong with it.

use planwright::domain::ProjectKind;
use planwright::ports::{Fault, ProjectHead};

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step, pad};
use super::ink::Meaning;
use super::log::moment;
use super::names::shortest;
use super::text::{fit, harmless, harmless_cow, wrap};
use super::words::percent;

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 2, side: Side::Flex },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Right },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const PROGRESS: usize = 3;
const STATE: usize = 4;
const CHANGED: usize = 5;
const REPOSITORY: usize = 6;
const STEPS: &[Step] = &[
    Step::Drop(REPOSITORY),
    Step::Shorten(CHANGED),
    Step::Drop(CHANGED),
    Step::Drop(PROGRESS),
    Step::Drop(STATE),
];

/// The projects of a store, in the order they are given.
pub fn projects(heads: &[ProjectHead], style: &Style) -> String {
    let ids: Vec<u128> = heads.iter().map(|head| head.id.bits()).collect();
    let rows = heads.iter().zip(shortest(&ids)).map(|(head, id)| {
        let share = head.closed.saturating_mul(1000).checked_div(head.tasks).unwrap_or(0).min(1000) as u16;
        let (when, day) = moment(head.changed);
        let title = if head.archived { Meaning::Muted } else { Meaning::Plain };
        Row {
            cells: vec![
                Cell::new(id, Meaning::Id),
                Cell::new(harmless_cow(&head.title), title),
                Cell::plain(format!("{}/{} done", head.closed, head.tasks)),
                Cell::new(if head.tasks > 0 { percent(share) } else { String::new() }, Meaning::Muted),
                Cell::new(state(head), Meaning::Muted),
                Cell::new(when, Meaning::Muted).or(day),
                head.repository.as_deref().map_or_else(Cell::empty, |path| {
                    Cell::new(fit(&harmless(path), 40).into_owned(), Meaning::Muted)
                }),
            ],
            ..Row::default()
        }
    });
    let grid = Grid { columns: COLUMNS, steps: STEPS, whole: true, rows: rows.collect() };
    let mut out = String::with_capacity(128 * grid.rows.len());
    grid.write(&mut out, *style);
    out
}

/// What tells a project from an open plan.
fn state(head: &ProjectHead) -> &'static str {
    match (head.kind, head.archived) {
        (ProjectKind::Plan, false) => "",
        (ProjectKind::Plan, true) => "archived",
        (ProjectKind::Pool, false) => "pool",
        (ProjectKind::Pool, true) => "archived pool",
    }
}

/// What is wrong with a store, in the order it is given.
pub fn faults(faults: &[Fault], style: &Style) -> String {
    let mut out = String::new();
    for fault in faults {
        style.ink(&mut out, Meaning::Warning, &format!("! {}", fault.code));
        out.push('\n');
        if let Some(project) = fault.project {
            out.push_str("  in project ");
            style.ink(&mut out, Meaning::Id, &project.letters()[..8]);
            out.push('\n');
        }
        for line in wrap(&harmless(&fault.message), style.columns() - 2) {
            pad(&mut out, 2);
            out.push_str(&line);
            out.push('\n');
        }
        if fault.mendable {
            style.ink(&mut out, Meaning::Muted, "  a rebuild mends it\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::Timestamp;
    use planwright::domain::{ProjectId, ProjectKind, Version};

    use super::*;

    fn head(n: u128, title: &str, archived: bool) -> ProjectHead {
        ProjectHead {
            id: ProjectId::from_bits(n << 96),
            version: Version(3),
            title: title.to_owned(),
            archived,
            kind: ProjectKind::Plan,
            pool: None,
            repository: (!archived).then(|| "/home/ann/app".to_owned()),
            imported_from: None,
            tasks: if archived { 0 } else { 8 },
            closed: if archived { 0 } else { 2 },
            changed: Timestamp::from_second(1_772_791_200).expect("a time of our days"),
        }
    }

    #[test]
    fn projects_are_told_apart() {
        let heads = [head(0xabcd_0001, "Ship MVP of iOS app", false), head(0xabcd_ff02, "Move", true)];
        assert_snapshot!(projects(&heads, &Style { color: false, width: 100 }), @r"
        uvwxk  Ship MVP of iOS app  2/8 done  25%            2026-03-06 10:00 UTC  /home/ann/app
        uvwxz  Move                 0/0 done       archived  2026-03-06 10:00 UTC
        ");
    }

    #[test]
    fn faults_say_what_mends_them() {
        let fault = |mendable| Fault {
            code: "projection-differs",
            project: Some(ProjectId::from_bits(0xabcd << 112)),
            message: "task \"Frame\" (1.1) is in the log but not in the table".to_owned(),
            mendable,
        };
        assert_snapshot!(faults(&[fault(true), fault(false)], &Style { color: false, width: 40 }), @r#"
        ! projection-differs
          in project uvwxkkkk
          task "Frame" (1.1) is in the log but
          not in the table
          a rebuild mends it
        ! projection-differs
          in project uvwxkkkk
          task "Frame" (1.1) is in the log but
          not in the table
        "#);
    }
}
