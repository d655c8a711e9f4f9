//! The sheet that planwright writes, and reads again exactly: one row for each task, columns that stay where they are, new
//! ones at the end. Must never write a cell that a spreadsheet would run as a formula.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use planwright_domain::{
    Confidence, Link, LinkType, OriginKind, Priority, Project, Status, Task, TaskId, Warning,
};
use planwright_phrases::duration::Effort;

use super::cells::Row;
use super::tree;
use super::values::{days, guarded, unguarded};
use crate::day;
use crate::draft::{Draft, Sketch, Tie, start_of};
use crate::incoming::Incoming;
use crate::outline::{priority_word, status_word};
use crate::predecessor::{read as untie, write as tie};

/// The columns, in order. Invariant: those of older versions stay where they are.
const COLUMNS: [&str; 25] = [
    "wbs",
    "title",
    "kind",
    "status",
    "priority",
    "estimated_minutes",
    "actual_minutes",
    "start_date",
    "due_date",
    "assignees",
    "labels",
    "depends_on",
    "parent",
    "description",
    "source_key",
    "task_id",
    "acceptance_criteria",
    "low_minutes",
    "high_minutes",
    "confidence",
    "related",
    "duplicates",
    "external_ids",
    "archived",
    "project",
];

/// Writes `project`. Several values in a cell are separated by semicolons; criteria stand on lines of their own.
pub fn write(project: &Project) -> String {
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let into = Incoming::of(project);
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for met in project.walk() {
        let links = into.at(met.task.id);
        let cells = cells(met.task, &met.code.to_string(), links, &codes, &project.meta().title);
        let row: Vec<String> = cells.iter().map(|c| quoted(c)).collect();
        out.push_str(&row.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cells(
    task: &Task,
    code: &str,
    links: &[&Link],
    codes: &HashMap<TaskId, String>,
    project: &str,
) -> [String; 25] {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let set = |set: &BTreeSet<String>| guarded(&joined(set.iter().map(String::as_str), ';'));
    let ties = |kind: LinkType| {
        let of = links.iter().filter(|l| l.link_type == kind);
        of.filter_map(|l| Some(tie(codes.get(&l.from)?, l))).collect::<Vec<_>>().join(";")
    };
    let range = task.estimate;
    let external = task.external_ids.iter().map(|(system, id)| format!("{system}={id}")).collect::<Vec<_>>();
    [
        code.to_owned(),
        guarded(&task.title),
        task.kind.word().to_owned(),
        task.status.word().to_owned(),
        task.priority.map(|p| p.word().to_owned()).unwrap_or_default(),
        number(task.effort.or(range.map(|r| r.likely))),
        number(task.actual),
        task.start.map(|d| d.to_string()).unwrap_or_default(),
        task.due.map(|d| d.to_string()).unwrap_or_default(),
        set(&task.assignees),
        set(&task.labels),
        ties(LinkType::Blocks),
        task.parent.and_then(|p| codes.get(&p).cloned()).unwrap_or_default(),
        guarded(task.description.as_deref().unwrap_or_default()),
        guarded(task.source_key.as_deref().unwrap_or_default()),
        task.id.uuid(),
        guarded(&joined(task.acceptance_criteria.iter().map(String::as_str), '\n')),
        number(range.map(|r| r.low)),
        number(range.map(|r| r.high)),
        range.and_then(|r| r.confidence).map(sure).unwrap_or_default(),
        ties(LinkType::Related),
        ties(LinkType::Duplicate),
        guarded(&joined(external.iter().map(String::as_str), ';')),
        if task.archived { "yes".to_owned() } else { String::new() },
        guarded(project),
    ]
}

/// A confidence as a number from 0 to 1.
fn sure(confidence: Confidence) -> String {
    let n = confidence.as_per_mille();
    format!("{}.{:03}", n / 1000, n % 1000)
}

/// Values in one cell: one that holds the separator, or could be taken for another, stands in quotation marks.
fn joined<'a>(values: impl Iterator<Item = &'a str>, separator: char) -> String {
    let one = |value: &str| {
        let plain = !value.is_empty()
            && value.trim() == value
            && !value.starts_with('"')
            && !value.contains([separator, '\n', '\r']);
        if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "\"\"")) }
    };
    values.map(one).collect::<Vec<_>>().join(&separator.to_string())
}

/// What [`joined`] wrote.
fn parted(cell: &str, separator: char) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = cell;
    while !rest.trim().is_empty() {
        if let Some(quoted) = rest.trim_start().strip_prefix('"') {
            let mut value = String::new();
            let mut chars = quoted.char_indices().peekable();
            let mut end = quoted.len();
            while let Some((at, c)) = chars.next() {
                if c == '"' && chars.next_if(|(_, next)| *next == '"').is_none() {
                    end = at + 1;
                    break;
                }
                value.push(c);
            }
            values.push(value);
            let after = &quoted[end..];
            rest = after.find(separator).map_or("", |at| &after[at + separator.len_utf8()..]);
        } else {
            let (value, after) = rest.split_once(separator).unwrap_or((rest, ""));
            values.extend(Some(value.trim().to_owned()).filter(|v| !v.is_empty()));
            rest = after;
        }
    }
    values
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Whether a text begins with the header that planwright writes.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with("wbs,title,kind,")
        && text.lines().next().is_some_and(|l| is_own(&l.split(',').collect::<Vec<_>>()))
}

/// Whether a header is that of a sheet which planwright wrote.
pub(super) fn is_own(header: &[&str]) -> bool {
    header.len() >= 16
        && header[..3] == COLUMNS[..3]
        && header.contains(&"depends_on")
        && header.contains(&"task_id")
}

/// Reads the rows below the header.
pub(super) fn read(header: &Row, rows: &[Row], dates: &day::Reader, mut warnings: Vec<Warning>) -> Draft {
    let place: HashMap<&str, usize> = header.cells().enumerate().map(|(i, name)| (name, i)).collect();
    let cell =
        |row: &Row, name: &str| place.get(name).map_or(String::new(), |i| unguarded(row.cell(*i)).to_owned());
    let mut sketches: Vec<Sketch> = Vec::new();
    let mut kept: Vec<&Row> = Vec::new();
    let mut codes: HashMap<String, u32> = HashMap::new();
    let mut ids = BTreeSet::new();
    for row in rows {
        let title = cell(row, "title");
        if title.trim().is_empty() {
            continue;
        }
        let mut sketch = sketch(row, &cell, dates, &mut warnings);
        sketch.id = sketch.id.filter(|id| ids.insert(*id));
        codes.entry(cell(row, "wbs").trim().to_owned()).or_insert(sketches.len() as u32);
        sketches.push(sketch);
        kept.push(row);
    }
    let mut parents: Vec<Option<u32>> =
        kept.iter().map(|row| codes.get(cell(row, "parent").trim()).copied()).collect();
    for task in tree::without_circles(&mut parents) {
        let sketch = &sketches[task as usize];
        let text =
            format!("\"{}\" would be a part of itself; it was left at the top", start_of(&sketch.title));
        warnings.push(Warning::at("parent-cycle", sketch.line, text));
    }
    let order = tree::order(&parents);
    let mut at = vec![0u32; order.len()];
    for (new, old) in order.iter().enumerate() {
        at[*old as usize] = new as u32;
    }
    let mut draft = Draft {
        title: kept.first().map(|r| cell(r, "project")).filter(|t| !t.is_empty()),
        ..Draft::default()
    };
    for (to, row) in kept.iter().enumerate() {
        for (name, link_type) in [
            ("depends_on", LinkType::Blocks),
            ("related", LinkType::Related),
            ("duplicates", LinkType::Duplicate),
        ] {
            for text in cell(row, name).split([';', ',']).filter(|t| !t.trim().is_empty()) {
                let found = untie(text.trim())
                    .and_then(|(code, kind, lag, lag_kind)| Some((*codes.get(code)?, kind, lag, lag_kind)));
                let Some((from, dependency, lag, lag_kind)) = found else {
                    let title = start_of(&sketches[to].title);
                    let text = format!(
                        "\"{title}\" depends on \"{}\", which is not in the document; no link was made",
                        start_of(text.trim())
                    );
                    warnings.push(Warning::at("unknown-reference", row.line, text));
                    continue;
                };
                let (from, to) = (at[from as usize], at[to]);
                draft.ties.push(Tie {
                    from,
                    to,
                    line: row.line,
                    quote: text.trim().to_owned(),
                    link_type,
                    dependency,
                    lag,
                    lag_kind,
                    kind: OriginKind::Stated,
                });
            }
        }
    }
    for old in order {
        let parent = parents[old as usize].map(|p| at[p as usize]);
        draft.tasks.push(Sketch { parent, ..std::mem::take(&mut sketches[old as usize]) });
    }
    draft.warnings = warnings;
    draft
}

fn sketch(
    row: &Row,
    cell: &impl Fn(&Row, &str) -> String,
    dates: &day::Reader,
    warnings: &mut Vec<Warning>,
) -> Sketch {
    let number = |name: &str| cell(row, name).trim().parse::<u32>().ok();
    let text = |name: &str| Some(cell(row, name)).filter(|t| !t.is_empty());
    let title = cell(row, "title");
    let effort = number("estimated_minutes").map(|likely| {
        let (low, high) = (number("low_minutes").unwrap_or(likely), number("high_minutes").unwrap_or(likely));
        Effort { low: low.min(likely), likely, high: high.max(likely) }
    });
    let status = cell(row, "status");
    let known = Status::from_word(status.trim()).or_else(|| status_word(&status));
    if known.is_none() && !status.trim().is_empty() {
        let text =
            format!("the state \"{}\" of \"{}\" is not known", start_of(status.trim()), start_of(&title));
        warnings.push(Warning::at("unknown-status", row.line, text));
    }
    let priority = cell(row, "priority");
    let sure = cell(row, "confidence").trim().parse::<f64>().ok().filter(|s| (0.0..=1.0).contains(s));
    let external = parted(&cell(row, "external_ids"), ';');
    Sketch {
        line: row.line,
        quote: title.clone(),
        title,
        description: text("description"),
        archived: cell(row, "archived").trim() == "yes",
        milestone: cell(row, "kind").trim() == "milestone",
        status: known,
        priority: Priority::from_word(priority.trim()).or_else(|| priority_word(&priority)),
        effort,
        confidence: sure.map(|s| Confidence::per_mille((s * 1000.0).round() as u16)),
        actual: number("actual_minutes"),
        start: days(&cell(row, "start_date"), dates).map(|(first, _)| first),
        due: days(&cell(row, "due_date"), dates).map(|(_, last)| last),
        assignees: parted(&cell(row, "assignees"), ';').into_iter().collect(),
        labels: parted(&cell(row, "labels"), ';').into_iter().collect(),
        criteria: parted(&cell(row, "acceptance_criteria"), '\n'),
        key: text("source_key"),
        external: external
            .iter()
            .filter_map(|e| e.split_once('='))
            .map(|(s, id)| (s.to_owned(), id.to_owned()))
            .collect::<BTreeMap<_, _>>(),
        id: TaskId::parse(cell(row, "task_id").trim()).ok(),
        ..Sketch::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::project_of;

    #[test]
    fn every_task_is_a_row_and_no_cell_a_formula() {
        let project = project_of(
            "# House\n1 Walls, \"all\"\n  1.1 =SUM(A1)  3d  @bo  @ann  due:2026-03-05\n  1.2 Paint  after 1.1 SS+2d\n    | two\n    | lines\n",
        );
        let text = write(&project);
        let rows: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(rows.len(), 5);
        assert!(rows[1].starts_with("1,\"Walls, \"\"all\"\"\",task,todo,,,,,,,,,,,,"), "{}", rows[1]);
        assert!(
            rows[2].starts_with("1.1,'=SUM(A1),task,todo,,1440,,,2026-03-05,ann;bo,,,1,,,"),
            "{}",
            rows[2]
        );
        assert!(
            rows[3].starts_with("1.2,Paint,task,todo,,,,,,,,1.1SS+16h,1,\"two\nlines\",,"),
            "{}",
            rows[3]
        );
    }

    #[test]
    fn lists_in_cells_come_apart_as_they_were() {
        for values in [&["a", "b"][..], &["a;b", "\"q\"", " x ", ""], &["\"", ";", ";;\""], &["x\ny"], &[]] {
            for separator in [';', '\n'] {
                let cell = joined(values.iter().copied(), separator);
                assert_eq!(parted(&cell, separator), values, "{cell}");
            }
        }
    }
}
