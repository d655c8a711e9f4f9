//! Mermaid charts inside a document: the bars of a Gantt chart, the arrows of a flowchart. Must never make a task of a
//! flowchart's box: boxes repeat what the document says elsewhere.

use jiff::civil::Date;

use super::field::{Field, FieldKind};

/// What a chart shows.
#[derive(Debug)]
pub(super) enum Chart<'t> {
    /// Bars, in order.
    Gantt(Vec<Bar<'t>>),
    /// Arrows between labels.
    Flow(Vec<Arrow>),
    /// Something else.
    Other,
}

/// A bar of a Gantt chart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar<'t> {
    pub(super) title: &'t str,
    pub(super) section: Option<&'t str>,
    pub(super) line: u32,
    pub(super) milestone: bool,
    /// The last day, where the chart gives a first day and a length.
    pub(super) due: Option<Date>,
    pub(super) fields: Vec<Field<'t>>,
}

/// "from" comes before "to": the words in two boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) line: u32,
}

/// Reads the lines of a mermaid block, the first of which is on `line`.
pub(super) fn read<'t>(body: &[&'t str], line: u32) -> Chart<'t> {
    let first = body
        .iter()
        .map(|l| l.trim())
        .find(|l| !l.is_empty() && !l.starts_with("%%") && !l.starts_with("---"))
        .unwrap_or("");
    let word = first.split([' ', '\t']).next().unwrap_or("");
    match word {
        "gantt" => Chart::Gantt(gantt(body, line)),
        "graph" | "flowchart" => Chart::Flow(flow(body, line)),
        _ => Chart::Other,
    }
}

fn gantt<'t>(body: &[&'t str], first: u32) -> Vec<Bar<'t>> {
    let (mut bars, mut section) = (Vec::new(), None);
    for (i, text) in body.iter().enumerate() {
        let line = first + i as u32;
        let text = text.trim();
        if text.is_empty() || text.starts_with("%%") {
            continue;
        }
        if let Some(name) = text.strip_prefix("section ") {
            section = Some(name.trim());
            continue;
        }
        let word = text.split([' ', '\t']).next().unwrap_or("");
        if matches!(
            word,
            "gantt"
                | "title"
                | "dateFormat"
                | "axisFormat"
                | "tickInterval"
                | "excludes"
                | "includes"
                | "todayMarker"
                | "weekday"
                | "inclusiveEndDates"
                | "click"
                | "topAxis"
                | "accTitle"
                | "accDescr"
                | "accTitle:"
                | "accDescr:"
        ) {
            continue;
        }
        let Some((title, rest)) = text.rsplit_once(" :").or_else(|| text.rsplit_once(':')) else { continue };
        let mut bar =
            Bar { title: title.trim(), section, line, milestone: false, due: None, fields: Vec::new() };
        let mut bare = Vec::new();
        for part in rest.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            match part {
                "done" | "active" => bar.fields.push(Field { kind: FieldKind::Status, value: part, line }),
                "crit" | "vert" => {}
                "milestone" => bar.milestone = true,
                _ => bare.push(part),
            }
        }
        // What is left: id, start, end; each of the first two may be missing.
        let dated = |p: &str| crate::day::iso(p).is_some();
        let long = |p: &str| p.bytes().next().is_some_and(|b| b.is_ascii_digit()) && !dated(p);
        let end = bare.len().checked_sub(1).map(|last| bare[last]);
        for (at, part) in bare.iter().enumerate() {
            let last = end == Some(*part) && at + 1 == bare.len();
            if let Some(after) = part.strip_prefix("after ") {
                bar.fields.extend(after.split_whitespace().map(|value| Field {
                    kind: FieldKind::Depends,
                    value,
                    line,
                }));
            } else if dated(part) {
                let kind = if last && at > 0 { FieldKind::Due } else { FieldKind::Start };
                bar.fields.push(Field { kind, value: part, line });
            } else if long(part) && last {
                bar.fields.push(Field { kind: FieldKind::Effort, value: part, line });
            } else if at == 0 && bare.len() > 1 {
                bar.fields.push(Field { kind: FieldKind::Key, value: part, line });
            }
        }
        bar.due = ends(&bar.fields).or_else(|| {
            let start = bar.fields.iter().find(|f| f.kind == FieldKind::Start).filter(|_| bar.milestone)?;
            crate::day::iso(start.value)
        });
        if !bar.title.is_empty() {
            bars.push(bar);
        }
    }
    bars
}

/// The last day of a bar that has a first day and a length in days or weeks.
fn ends(fields: &[Field<'_>]) -> Option<Date> {
    let of = |kind| fields.iter().find(|f| f.kind == kind).map(|f| f.value);
    let (start, length) = (crate::day::iso(of(FieldKind::Start)?)?, of(FieldKind::Effort)?);
    let unit = length.chars().next_back()?;
    let count: i32 = length.strip_suffix(unit)?.parse().ok().filter(|n| (1..10_000).contains(n))?;
    let days = match unit {
        'd' => count,
        'w' => count * 7,
        _ => return None,
    };
    start.checked_add(jiff::Span::new().days(days - 1)).ok()
}

fn flow(body: &[&str], first: u32) -> Vec<Arrow> {
    let mut labels: std::collections::HashMap<String, String> = std::collections::HashMap::new();
    let mut raw: Vec<(String, String, u32)> = Vec::new();
    for (i, text) in body.iter().enumerate() {
        let text = text.trim().trim_end_matches(';');
        let parts = cut_at_arrows(text);
        let mut before: Vec<String> = Vec::new();
        let several = parts.len() > 1;
        for part in parts {
            let mut here = Vec::new();
            for side in part.split(" & ") {
                let Some((id, label)) = boxed(side) else { continue };
                if let Some(label) = label {
                    labels.entry(id.clone()).or_insert(label);
                }
                here.push(id);
            }
            if several && before.len() * here.len() <= 400 && raw.len() < 100_000 {
                for from in &before {
                    raw.extend(here.iter().map(|to| (from.clone(), to.clone(), first + i as u32)));
                }
            }
            before = here;
        }
    }
    let name = |id: &String| labels.get(id).unwrap_or(id).clone();
    raw.iter().map(|(from, to, line)| Arrow { from: name(from), to: name(to), line: *line }).collect()
}

/// "A --> B -->|yes| C" cut into its boxes; a line without an arrow is one part.
fn cut_at_arrows(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    for _ in 0..50 {
        let Some((at, len)) = ["-->", "==>", "-.->", "---->", "--->"]
            .iter()
            .filter_map(|a| Some((rest.find(a)?, a.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len))
        else {
            break;
        };
        let mut before = &rest[..at];
        // "A -- text --> B": the words on the arrow are no box.
        if let Some(cut) = before.find(" -- ").or_else(|| before.find(" -. ")).or_else(|| before.find(" == "))
        {
            before = &before[..cut];
        }
        parts.push(before.trim());
        rest = rest[at + len..].trim_start();
        if let Some(label) = rest.strip_prefix('|')
            && let Some(end) = label.find('|')
        {
            rest = label[end + 1..].trim_start();
        }
    }
    parts.push(rest.trim());
    parts
}

/// The id of a box and the words in it: `A[MT-001: CLI<br/>4 weeks]`.
fn boxed(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let end =
        text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(text.len());
    let id = &text[..end];
    if id.is_empty()
        || matches!(
            id,
            "style"
                | "classDef"
                | "class"
                | "subgraph"
                | "end"
                | "graph"
                | "flowchart"
                | "linkStyle"
                | "click"
                | "direction"
        )
    {
        return None;
    }
    let shape = text[end..].trim();
    let inner = shape.trim_matches(['[', ']', '(', ')', '{', '}', '>', '/', '\\', '"']);
    let label = (!inner.is_empty() && shape.len() > inner.len()).then(|| {
        let first = inner.split("<br").next().unwrap_or(inner);
        first.trim_matches(['"', ' ']).to_owned()
    });
    Some((id.to_owned(), label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_a_gantt_chart_are_read() {
        let body = [
            "gantt",
            "  title T",
            "  dateFormat YYYY-MM-DD",
            "  section Build",
            "  Frame :done, f1, 2026-03-01, 2026-03-05",
            "  Plaster: p1, after f1, 3d",
            "  Open :milestone, m1, 2026-04-01, 0d",
        ];
        let Chart::Gantt(bars) = read(&body, 10) else { panic!("no gantt") };
        let said = |b: &Bar<'_>| b.fields.iter().map(|f| (f.kind, f.value.to_owned())).collect::<Vec<_>>();
        assert_eq!(bars.len(), 3);
        assert_eq!((bars[0].title, bars[0].section, bars[0].line), ("Frame", Some("Build"), 14));
        let expect = [
            (FieldKind::Status, "done"),
            (FieldKind::Key, "f1"),
            (FieldKind::Start, "2026-03-01"),
            (FieldKind::Due, "2026-03-05"),
        ];
        assert_eq!(said(&bars[0]), expect.map(|(k, v)| (k, v.to_owned())));
        let expect = [(FieldKind::Key, "p1"), (FieldKind::Depends, "f1"), (FieldKind::Effort, "3d")];
        assert_eq!(said(&bars[1]), expect.map(|(k, v)| (k, v.to_owned())));
        assert!(bars[2].milestone);
    }

    #[test]
    fn arrows_of_a_flowchart_tie_the_words_in_its_boxes() {
        let body = [
            "graph TD",
            "A[T-1: Frame<br/>2 weeks] --> B(T-2: Plaster)",
            "B -->|then| C",
            "A -- soon --> C & D",
            "style A fill:#fff",
        ];
        let Chart::Flow(arrows) = read(&body, 1) else { panic!("no flow") };
        let pairs: Vec<_> = arrows.iter().map(|a| (a.from.as_str(), a.to.as_str())).collect();
        assert_eq!(
            pairs,
            [("T-1: Frame", "T-2: Plaster"), ("T-2: Plaster", "C"), ("T-1: Frame", "C"), ("T-1: Frame", "D")]
        );
    }
}
