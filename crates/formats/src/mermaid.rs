//! Mermaid: Gantt charts and flowcharts, read and written. Which of the two a text is stands in its first word. Must never
//! read another diagram as a plan.
//!
//! A Gantt chart that was written here says so in a comment: its dates and lengths are planned ones and are not read as
//! limits, and a comment such as `%% t2 after t1` carries the links that bars cannot.

mod bar;
mod flow;
mod gantt;
mod time;
mod write;

pub(crate) use gantt::Drawn;
pub(crate) use write::{FLOWCHART_CARRIES, GANTT_CARRIES};
pub use write::{flowchart, gantt};

use planwright_phrases::duration::DayLength;

use crate::graph::Graph;
use crate::{Decoded, Notation, ReadError, Reading, Source, draft, label};

/// The comment that says that the dates of a chart are planned ones.
const PLANNED: &str = "%% planwright: bars stand where the work is planned";

/// The chart that a text is, if it is one.
pub(crate) fn looks_like(text: &str) -> Option<Notation> {
    kind(&page(text.lines(), 1))
}

/// The chart that a page holds, by its first word.
fn kind(page: &Page<'_>) -> Option<Notation> {
    let first = page.lines.first()?.text;
    let word = first.split(|c: char| c.is_whitespace() || c == ';').next()?;
    let rest = first[word.len()..].trim_start_matches([';', ' ', '\t']);
    match word {
        "gantt" if rest.is_empty() || rest.starts_with("%%") => Some(Notation::Mermaid),
        "flowchart" | "flowchart-elk" | "graph" => {
            let direction = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            let directed = ["TD", "TB", "BT", "RL", "LR", ""].contains(&direction);
            (directed && (rest.is_empty() || !direction.is_empty())).then_some(Notation::Flowchart)
        }
        _ => None,
    }
}

/// Reads a Gantt chart or a flowchart.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let page = page(decoded.text.lines(), 1);
    let cut = page.open.map(draft::cut_short);
    let mut reading = match kind(&page) {
        Some(Notation::Mermaid) => gantt::read(&page, source, mint)?,
        Some(_) => flow::read(&page, source, mint)?,
        None => {
            return Err(ReadError::Other {
                what: "a Mermaid diagram other than a Gantt chart or a flowchart",
            });
        }
    };
    reading.warnings.splice(0..0, decoded.warnings.iter().cloned().chain(cut));
    Ok(reading)
}

/// A chart inside a document.
#[derive(Debug)]
pub(crate) enum Chart<'t> {
    Gantt(Vec<Drawn<'t>>),
    Flow(Graph),
    /// Another diagram.
    Other,
}

/// Reads the lines of a chart that stands inside a document; the first is on the line `first`.
pub(crate) fn inside<'t>(lines: &[&'t str], first: u32, day: DayLength) -> Chart<'t> {
    let page = page(lines.iter().copied(), first);
    match kind(&page) {
        Some(Notation::Mermaid) => Chart::Gantt(gantt::bars(&page, day)),
        Some(_) => Chart::Flow(flow::graph(&page, day)),
        None => Chart::Other,
    }
}

/// A line that says something, without the blanks around it.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    number: u32,
    text: &'t str,
}

/// A chart without its front matter, directives and comments.
#[derive(Debug, Default)]
struct Page<'t> {
    title: Option<String>,
    /// The dates are planned ones.
    planned: bool,
    /// Comments like "t2 after t1" of a chart written here.
    told: Vec<Line<'t>>,
    lines: Vec<Line<'t>>,
    /// The line on which front matter, a directive or a description begins that does not end.
    open: Option<u32>,
}

/// The page that some lines are, the first of which has the number `first`.
fn page<'t>(lines: impl Iterator<Item = &'t str>, first: u32) -> Page<'t> {
    let mut page = Page::default();
    let (mut front, mut directive, mut described, mut began) = (false, false, false, 0);
    for (number, text) in (first..).zip(lines) {
        let line = Line { number, text: text.trim() };
        if front {
            front = line.text != "---";
            let title = line.text.strip_prefix("title:").map(unquoted).filter(|t| !t.is_empty());
            page.title = page.title.or(title);
        } else if directive {
            directive = !line.text.contains("}%%");
        } else if described {
            described = !line.text.contains('}');
        } else if line.text == "---" && page.lines.is_empty() {
            (front, began) = (true, line.number);
        } else if line.text.starts_with("%%{") {
            (directive, began) = (!line.text.contains("}%%"), line.number);
        } else if line.text.starts_with(PLANNED) {
            page.planned = true;
        } else if line.text.starts_with("%%") {
            page.told.push(Line { text: line.text.trim_start_matches('%').trim(), ..line });
        } else if line.text.starts_with("accDescr") && line.text.contains('{') {
            (described, began) = (!line.text.contains('}'), line.number);
        } else if !line.text.is_empty() {
            // A comment behind a line, but not in the words of a box.
            let cut = line.text.find(" %%").filter(|at| !line.text[*at..].contains(['"', ']']));
            page.lines.push(Line { text: cut.map_or(line.text, |at| line.text[..at].trim_end()), ..line });
        }
    }
    page.open = (front || directive || described).then_some(began);
    page
}

/// A text of the front matter without its quotes.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    let Some(inner) = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) else {
        return text.to_owned();
    };
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

/// The id written for a task with this code: "t1_2" for 1.2, which no keyword of the language can be.
pub(crate) fn name(code: &str) -> String {
    format!("t{}", code.replace('.', "_"))
}

/// The code that an id written here stands for.
pub(crate) fn code(name: &str) -> Option<String> {
    let rest = name.strip_prefix('t')?;
    let numbered =
        rest.split('_').all(|p| !p.is_empty() && p.len() < 9 && p.bytes().all(|b| b.is_ascii_digit()));
    numbered.then(|| rest.replace('_', "."))
}

/// A title without what would be taken for marks.
fn title(text: &str) -> String {
    label::write(text, "#")
}

#[cfg(test)]
mod tests;
