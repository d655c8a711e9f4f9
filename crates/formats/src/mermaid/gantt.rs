//! A Gantt chart read: sections are summary tasks, bars their tasks. Must never take the place of a bar below another for
//! a dependency.

use std::collections::HashMap;

use planwright_domain::{Status, Warning};
use planwright_phrases::duration::DayLength;

use super::bar::{Bar, End};
use super::time::Times;
use super::{Line, Page, code};
use crate::counts::counted;
use crate::draft::{self, Draft, Loose, Sketch, Tie};
use crate::{ReadError, Reading, Source, label};

/// Words that begin a line which says how the chart looks.
const SETTINGS: [&str; 11] = [
    "gantt",
    "axisFormat",
    "tickInterval",
    "includes",
    "todayMarker",
    "weekday",
    "topAxis",
    "displayMode",
    "click",
    "accTitle",
    "accDescr",
];

/// A chart as it stands.
#[derive(Debug, Default)]
struct Chart<'t> {
    title: Option<String>,
    times: Times,
    sections: Vec<Section<'t>>,
    bars: Vec<(Bar<'t>, Option<usize>)>,
    /// The lines in order: where a section begins, and the bars.
    order: Vec<Place>,
    /// The line on which the chart breaks off.
    cut: Option<u32>,
    /// Lines that are neither bars nor settings.
    odd: Vec<Line<'t>>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Section(usize),
    Bar(usize),
}

/// A section, wherever it goes on.
#[derive(Debug)]
struct Section<'t> {
    text: &'t str,
    line: u32,
    /// The code in front of its words.
    code: Option<&'t str>,
    bars: Vec<usize>,
    /// The bar that the section stands for, where it holds nothing else.
    alone: Option<usize>,
}

/// A bar of a chart that stands inside a document: its task, and what the bar says of others.
#[derive(Debug)]
pub(crate) struct Drawn<'t> {
    pub(crate) section: Option<&'t str>,
    pub(crate) title: &'t str,
    pub(crate) sketch: Sketch,
    pub(crate) id: Option<&'t str>,
    pub(crate) after: Vec<&'t str>,
    pub(crate) until: Vec<&'t str>,
}

/// The bars of a chart inside a document, in order.
pub(super) fn bars<'t>(page: &Page<'t>, day: DayLength) -> Vec<Drawn<'t>> {
    let Chart { mut times, sections, bars, .. } = Chart::of(page);
    let drawn = bars.into_iter().map(|(bar, section)| Drawn {
        section: section.map(|at| sections[at].text),
        title: bar.title,
        sketch: bar.sketch(&mut times, page.planned, day),
        id: bar.id,
        until: if let End::Until(ids) = bar.end { ids } else { Vec::new() },
        after: bar.after,
    });
    drawn.collect()
}

/// Reads the lines of a chart.
pub(super) fn read(
    page: &Page<'_>,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut chart = Chart::of(page);
    let title = chart.title.take().unwrap_or_else(|| source.title());
    let mut draft = Draft { title: Some(title), ..Draft::default() };
    let Found { tasks_of_bars, mut ids, of_code } = tasks(&mut chart, page.planned, source, &mut draft);
    for (bar, _) in &chart.bars {
        for after in &bar.after {
            tie(&ids, after, true, tasks_of_bars.get(&bar.line), bar, &mut draft);
        }
        if let End::Until(before) = &bar.end {
            for id in before {
                tie(&ids, id, false, tasks_of_bars.get(&bar.line), bar, &mut draft);
            }
        }
    }
    if page.planned {
        for (code, task) in of_code {
            ids.entry(super::name(&code)).or_insert(task);
        }
        told(&page.told, &ids, &mut draft);
        let dated = chart.bars.iter().filter(|(b, _)| b.start.is_some() || b.end != End::Open).count();
        let bars = counted(dated, "bar");
        let text = format!("planned dates of {bars} were not carried: the plan computes its own");
        draft.warnings.push(Warning::new("not-carried", text));
    } else if chart.times.has_free_days() {
        let text = "1 calendar was not carried: the days that the chart excludes";
        draft.warnings.push(Warning::new("not-carried", text));
    }
    chart.told(page.planned, source.day, &mut draft);
    if draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    Ok(draft::finish(draft, source, mint))
}

impl<'t> Chart<'t> {
    fn of(page: &Page<'t>) -> Self {
        let mut chart = Self { title: page.title.clone(), ..Self::default() };
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut now = None;
        for line in &page.lines {
            let word = line.text.split([' ', '\t', ':']).next().unwrap_or("");
            let rest = line.text[word.len()..].trim();
            if word == "section" {
                let section = *known.entry(rest).or_insert_with(|| {
                    chart.order.push(Place::Section(chart.sections.len()));
                    let bars = Vec::new();
                    chart.sections.push(Section {
                        text: rest,
                        line: line.number,
                        code: None,
                        bars,
                        alone: None,
                    });
                    chart.sections.len() - 1
                });
                (now, chart.cut) = (Some(section), None);
            } else if chart.setting(word, rest) {
                chart.cut = None;
            } else {
                chart.bar(line, now);
            }
        }
        chart.codes();
        for section in &mut chart.sections {
            let itself = |bar: &Bar<'_>| {
                if page.planned {
                    section.code.is_some() && bar.id.and_then(code).as_deref() == section.code
                } else {
                    section.bars.len() == 1 && bar.title == section.text
                }
            };
            section.alone = section.bars.iter().copied().find(|b| itself(&chart.bars[*b].0));
        }
        chart
    }

    /// What is to be told of its lines.
    fn told(&self, planned: bool, day: DayLength, draft: &mut Draft) {
        draft.warnings.extend(self.cut.map(draft::cut_short));
        for line in self.odd.iter().filter(|line| Some(line.number) != self.cut) {
            let words = draft::start_of(line.text);
            let text = format!("\"{words}\" has no name and colon, as a bar has; the line was left out");
            draft.warnings.push(Warning::at("line-left-out", line.number, text));
        }
        let mut clocks = self.bars.iter().filter(|(bar, _)| !planned && bar.is_clock(day));
        if let Some((first, _)) = clocks.next() {
            let bars = counted(1 + clocks.count(), "bar");
            let text = format!(
                "hours of a chart are hours of the clock: in {bars}, 24 of them were read as a day of work"
            );
            draft.warnings.push(Warning::at("hours-of-the-clock", first.line, text));
        }
    }

    /// Takes in a line that is no bar; says whether it was one.
    fn setting(&mut self, word: &str, rest: &str) -> bool {
        if rest.starts_with(':') {
            // "click : 2d" is a bar; "accTitle: words" is not.
            return word.starts_with("acc");
        }
        match word {
            "title" => self.title = Some(label::entities(rest, "#")),
            "dateFormat" => self.times.format(rest),
            "excludes" => self.times.excludes(rest),
            "weekend" => self.times.weekend(rest),
            "inclusiveEndDates" => self.times.inclusive(),
            _ => return SETTINGS.contains(&word),
        }
        true
    }

    fn bar(&mut self, line: &Line<'t>, section: Option<usize>) {
        // Only the last line may be cut.
        self.cut = Bar::breaks_off(line.text, &self.times).then_some(line.number);
        let Some(bar) = Bar::read(line, &self.times) else { return self.odd.push(*line) };
        let at = self.bars.len();
        if let Some(section) = section {
            self.sections[section].bars.push(at);
        }
        self.order.push(Place::Bar(at));
        self.bars.push((bar, section));
    }

    /// "1 Walls", "1.1 Frame": where every section has its own number, the numbers are codes.
    fn codes(&mut self) {
        let mut seen = std::collections::HashSet::new();
        let codes: Option<Vec<&str>> =
            self.sections.iter().map(|s| numbered(s.text).filter(|code| seen.insert(*code))).collect();
        for (section, code) in self.sections.iter_mut().zip(codes.into_iter().flatten()) {
            section.code = Some(code);
        }
    }
}

/// What became of bars, ids and codes.
struct Found {
    tasks_of_bars: HashMap<u32, u32>,
    ids: HashMap<String, u32>,
    of_code: HashMap<String, u32>,
}

fn tasks(chart: &mut Chart<'_>, planned: bool, source: &Source<'_>, draft: &mut Draft) -> Found {
    let mut found = Found { tasks_of_bars: HashMap::new(), ids: HashMap::new(), of_code: HashMap::new() };
    let parents: std::collections::HashSet<&str> =
        chart.sections.iter().filter_map(|s| Some(s.code?.rsplit_once('.')?.0)).collect();
    let mut tasks: Vec<Option<u32>> = vec![None; chart.sections.len()];
    for place in &chart.order {
        let task = draft.tasks.len() as u32;
        let (bar, at) = match *place {
            Place::Section(at) => (None, Some(at)),
            Place::Bar(bar) => (Some(&chart.bars[bar].0), chart.bars[bar].1),
        };
        let section = at.map(|at| &chart.sections[at]);
        let above = section.and_then(|s| found.of_code.get(s.code?.rsplit_once('.')?.0)).copied();
        let alone = section.and_then(|s| s.alone);
        if let Some(bar) = bar {
            let itself = matches!(*place, Place::Bar(b) if alone == Some(b));
            let parent = if itself { above } else { at.and_then(|at| tasks[at]) };
            let mut sketch = bar.sketch(&mut chart.times, planned, source.day);
            sketch.parent = parent;
            if let Some(id) = bar.id
                && found.ids.insert(id.to_owned(), task).is_some()
            {
                let text = format!("the id {id} stands twice; what refers to it means the last");
                draft.warnings.push(Warning::at("ambiguous-reference", bar.line, text));
            }
            found.tasks_of_bars.insert(bar.line, task);
            if !itself {
                draft.tasks.push(sketch);
                continue;
            }
            draft.tasks.push(sketch);
        } else if let Some(section) = section {
            let leads = section.code.is_some_and(|code| parents.contains(code));
            if alone.is_some() || !(planned || leads || !section.bars.is_empty()) {
                continue;
            }
            let words = label::read(section.title(), "#", source.day);
            draft.tasks.push(Sketch {
                parent: above,
                line: section.line,
                quote: draft::opening(section.text).to_owned(),
                title: if words.title.is_empty() { section.text.to_owned() } else { words.title },
                effort: words.effort,
                status: words.status,
                key: section.code.filter(|_| !planned).map(ToOwned::to_owned),
                ..Sketch::default()
            });
        }
        if let Some(at) = at {
            tasks[at] = Some(task);
            if let Some(code) = chart.sections[at].code {
                found.of_code.insert(code.to_owned(), task);
            }
        }
    }
    found
}

impl Section<'_> {
    /// Its words without the code in front.
    fn title(&self) -> &str {
        let Some(code) = self.code else { return self.text };
        let rest = self.text[code.len()..].trim_start_matches(['.', ')']).trim_start();
        if rest.is_empty() { self.text } else { rest }
    }
}

/// The number in front of "1.2 Frame" or "1. Frame".
fn numbered(text: &str) -> Option<&str> {
    let word = text.split([' ', '\t']).next()?;
    let code = word.trim_end_matches(['.', ')']);
    let number = |p: &str| !p.is_empty() && p.len() < 9 && p.bytes().all(|b| b.is_ascii_digit());
    (code.split('.').all(number) && text.len() > word.len()).then_some(code)
}

fn tie(
    ids: &HashMap<String, u32>,
    id: &str,
    after: bool,
    task: Option<&u32>,
    bar: &Bar<'_>,
    draft: &mut Draft,
) {
    let Some(&task) = task else { return };
    let Some(&other) = ids.get(id) else {
        let (name, quote) = (id.to_owned(), bar.quote.to_owned());
        draft.loose.push(Loose { task, name, line: bar.line, quote, part: false });
        return;
    };
    // What lasts until something begins is done by then.
    let (from, to) = if after { (other, task) } else { (task, other) };
    draft.ties.push(Tie::stated(from, to, bar.line, bar.quote));
}

/// Comments of a chart written here: "t2 after t1 t1_2", "t1 is done".
fn told(lines: &[Line<'_>], ids: &HashMap<String, u32>, draft: &mut Draft) {
    for line in lines {
        let mut words = line.text.split_whitespace();
        let Some(to) = words.next().and_then(|id| ids.get(id)) else { continue };
        let word = words.next();
        if word == Some("is") {
            draft.tasks[*to as usize].status = words.next().and_then(Status::from_word);
        }
        if word != Some("after") {
            continue;
        }
        for from in words.filter_map(|id| ids.get(id)) {
            draft.ties.push(Tie::stated(*from, *to, line.number, draft::opening(line.text)));
        }
    }
}
