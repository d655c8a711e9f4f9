//! A baseline as a table: what was to take place when.

use jiff::civil::Date;
use planwright::domain::{Baseline, Project};

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::people::{baseline as told, moment};
use super::text::harmless;
use super::words::{Dates, effort};

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Flex },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Right },
];
const EFFORT: usize = 3;

/// The tasks of a baseline, in the order of the tree of `then`, the plan as it was; what is not in it comes last.
pub fn baseline(of: &Baseline, then: &Project, today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let per_day = then.meta().minutes_per_day;
    let known = then.walk().map(|met| (met.task.id, met.code.to_string(), harmless(&met.task.title)));
    let known = known.filter(|(id, ..)| of.tasks.contains_key(id));
    let lost = of.tasks.keys().filter(|id| then.task(**id).is_none());
    let lost = lost.map(|id| (*id, String::new(), format!("a task that is gone ({})", &id.letters()[..8])));
    let mut rows: Vec<Row<'_>> = vec![Row {
        cells: ["task", "start", "finish", "effort"].map(|head| Cell::new(head, Meaning::Muted)).into(),
        ..Row::default()
    }];
    for (id, code, title) in known.chain(lost) {
        let kept = &of.tasks[&id];
        let takes = kept.effort.map_or(String::new(), |minutes| effort(minutes.into(), per_day));
        rows.push(Row {
            cells: vec![
                Cell::plain(title),
                Cell::plain(moment(kept.start, dates)),
                Cell::plain(moment(kept.finish, dates)),
                Cell::new(takes, Meaning::Muted),
            ],
            lead: code.into(),
            ..Row::default()
        });
    }
    let mut out = told(of, dates);
    out.push_str("\n\n");
    Grid { columns: COLUMNS, steps: &[Step::Drop(EFFORT)], whole: false, rows }.write(&mut out, *style);
    out
}
