//! The chart on a terminal: names, and bars on as many columns as there are. What is critical is solid, what can slip is
//! shaded and followed by dots; summary tasks are lines with ends. Without colour nothing is missing.

use jiff::civil::Date;
use planwright::usecases::schedule::Slot;

use super::Style;
use super::chart::{Bar, Chart, Shape};
use super::grid::pad;
use super::ink::Meaning;
use super::page::Page;
use super::text::{fit, width};
use super::words::{Dates, count};

/// Columns a day takes, the most first, where there is room.
const WIDE_DAYS: [usize; 6] = [8, 6, 4, 3, 2, 1];

/// A column that shows today.
const TODAY: char = '│';

/// The chart as text; with `links`, what each task waits for is told below it.
pub fn gantt(chart: &Chart<'_>, links: bool, style: &Style) -> String {
    let dates = Dates { today: Some(chart.today) };
    let mut page = Page::new(*style, "", Meaning::Plain, &chart.title);
    match chart.schedule.span() {
        None => page.fact("finish", Meaning::Plain, "nothing is left to do"),
        Some((first, last, days)) => {
            let days = count(days.max(0) as usize, "working day");
            page.fact(
                "finish",
                Meaning::Plain,
                &format!("{}; {days}, from {}", dates.day(last), dates.day(first)),
            );
        }
    }
    if chart.bars.is_empty() {
        return page.out;
    }
    page.out.push('\n');
    let canvas = Canvas::of(chart, style.columns());
    canvas.head(chart, &mut page);
    let waits = if links { waits(chart) } else { vec![Vec::new(); chart.bars.len()] };
    for (bar, waits) in chart.bars.iter().zip(waits) {
        canvas.row(chart, bar, &mut page);
        if !waits.is_empty() {
            let text = format!("after {}", waits.join(", "));
            page.paragraph(&" ".repeat(canvas.indent(bar)), Meaning::Muted, &text);
        }
    }
    page.notes(notes(chart));
    page.out
}

/// Where names end and bars begin.
struct Canvas {
    /// Columns of the names.
    names: usize,
    /// Columns of the bars.
    room: usize,
    /// Columns of a day.
    day: f64,
}

impl Canvas {
    fn of(chart: &Chart<'_>, columns: usize) -> Self {
        let widest = chart.bars.iter().map(|bar| Self::indented(bar) + width(&name(bar))).max().unwrap_or(0);
        let names = widest.clamp(8, (columns * 2 / 5).max(14));
        let room = columns - names - 1;
        let days = chart.days.max(1) as usize;
        let wide = WIDE_DAYS.into_iter().find(|wide| days * wide <= room);
        let day = wide.map_or(room as f64 / days as f64, |wide| wide as f64);
        Self { names, room: ((days as f64 * day).ceil() as usize).min(room), day }
    }

    fn indented(bar: &Bar) -> usize {
        (bar.depth * 2).min(8)
    }

    /// Columns a name is moved to the right.
    fn indent(&self, bar: &Bar) -> usize {
        Self::indented(bar).min(self.names / 4)
    }

    fn column(&self, days: f64) -> usize {
        (((days * self.day) + 1e-6).floor() as usize).min(self.room.saturating_sub(1))
    }

    /// Months, and below them the Mondays or the days as far as there is room.
    fn head(&self, chart: &Chart<'_>, page: &mut Page) {
        let month = |day: Date| day.strftime("%b").to_string();
        let months = (0..chart.days).filter(|n| *n == 0 || chart.day(*n).day() == 1);
        let year = |n: i64| chart.day(n).month() == 1 || n == 0;
        let months = months.map(|n| {
            let day = chart.day(n);
            (n, if year(n) { format!("{} {}", month(day), day.year()) } else { month(day) })
        });
        let step = if self.day >= 3.0 { 1 } else { 7 };
        let days = (0..chart.days).step_by(step).map(|n| (n, chart.day(n).day().to_string()));
        for line in [self.ruler(months), self.ruler(days)] {
            if line.trim().is_empty() {
                continue;
            }
            pad(&mut page.out, self.names + 1);
            page.style.ink(&mut page.out, Meaning::Muted, line.trim_end());
            page.out.push('\n');
        }
    }

    /// Labels at their days, those left out that have no room.
    fn ruler(&self, labels: impl Iterator<Item = (i64, String)>) -> String {
        let mut line = String::new();
        for (n, text) in labels {
            let at = self.column(n as f64);
            let taken = width(&line);
            if (taken == 0 || at > taken) && at + width(&text) <= self.room {
                pad(&mut line, at - taken);
                line.push_str(&text);
            }
        }
        line
    }

    fn row(&self, chart: &Chart<'_>, bar: &Bar, page: &mut Page) {
        let (style, out) = (page.style, &mut page.out);
        let indent = self.indent(bar);
        let title = name(bar);
        let title = fit(&title, self.names - indent);
        pad(out, indent);
        style.ink(out, if bar.shape == Shape::Summary { Meaning::Heading } else { Meaning::Plain }, &title);
        pad(out, self.names + 1 - indent - width(&title));
        let mut cells = self.cells(bar);
        let today = chart.number(chart.today);
        if (0..chart.days).contains(&today) {
            let cell = &mut cells[self.column(today as f64)];
            if *cell == ' ' {
                *cell = TODAY;
            }
        }
        let meaning = match (bar.slot.overdue > 0, bar.slot.critical, bar.shape) {
            (true, ..) => Meaning::Warning,
            (_, true, _) => Meaning::Critical,
            (.., Shape::Summary) => Meaning::Heading,
            (.., Shape::Done) => Meaning::Muted,
            _ => Meaning::Changed,
        };
        let line: String = cells.into_iter().collect();
        for part in parts(line.trim_end()) {
            let muted = part.starts_with(['·', TODAY, ' ']);
            style.ink(out, if muted { Meaning::Muted } else { meaning }, part);
        }
        if bar.slot.overdue > 0 && line.trim_end().chars().count() + 2 <= self.room {
            style.ink(out, Meaning::Warning, " !");
        }
        out.push('\n');
    }

    fn cells(&self, bar: &Bar) -> Vec<char> {
        let mut cells = vec![' '; self.room];
        let from = self.column(bar.start);
        // A finish at the end of a column is not the beginning of the next.
        let point = bar.shape == Shape::Milestone || (bar.shape == Shape::Done && bar.start >= bar.finish);
        let least = if point { 0.0 } else { bar.start };
        let to = self.column((bar.finish - 0.01 / self.day.max(0.01)).max(least));
        let to = if point { to } else { to.max(from) };
        let until = self.column((bar.until - 0.01 / self.day.max(0.01)).max(least)).max(to);
        match bar.shape {
            Shape::Milestone => {
                cells[to..=until].fill('·');
                cells[to] = '◆';
            }
            Shape::Task => {
                cells[to..=until].fill('·');
                cells[from..=to].fill(shade(&bar.slot));
            }
            Shape::Done => cells[from.min(to)..=to].fill('═'),
            Shape::Buffer if bar.start < bar.finish => cells[from..=to].fill('░'),
            Shape::Buffer => {}
            Shape::Summary => {
                cells[from..=to].fill('━');
                cells[from] = '┏';
                cells[to] = if from == to { '┳' } else { '┓' };
            }
        }
        cells
    }
}

/// How a task is filled: the less it can slip, the darker.
fn shade(slot: &Slot) -> char {
    match (slot.critical, slot.near_critical) {
        (true, _) => '█',
        (_, true) => '▓',
        _ => '▒',
    }
}

/// The line in stretches of bars and of what is around them.
fn parts(line: &str) -> Vec<&str> {
    let around = |c: char| matches!(c, '·' | TODAY | ' ');
    let (mut parts, mut begin, mut last) = (Vec::new(), 0, None);
    for (at, c) in line.char_indices() {
        if last.is_some_and(|last| last != around(c)) {
            parts.push(&line[begin..at]);
            begin = at;
        }
        last = Some(around(c));
    }
    parts.push(&line[begin..]);
    parts
}

fn name(bar: &Bar) -> String {
    format!("{} {}", bar.wbs, bar.title).trim_start().to_owned()
}

/// What each row waits for.
fn waits(chart: &Chart<'_>) -> Vec<Vec<String>> {
    let mut waits = vec![Vec::new(); chart.bars.len()];
    for tie in &chart.ties {
        waits[tie.to].push(format!("{}{}", chart.bars[tie.from].wbs, tie.how));
    }
    waits
}

/// What the signs mean that are there.
fn notes(chart: &Chart<'_>) -> Vec<String> {
    let any = |holds: fn(&Bar) -> bool| chart.bars.iter().any(holds);
    let entries = [
        ("█ critical: a delay delays the finish", any(|bar| bar.shape == Shape::Task && bar.slot.critical)),
        (
            "▓ nearly: it can slip by no more than a tenth of the whole",
            any(|bar| bar.shape == Shape::Task && bar.slot.near_critical),
        ),
        ("▒ can slip as far as the dots", any(|bar| bar.shape == Shape::Task && shade(&bar.slot) == '▒')),
        ("═ done", any(|bar| bar.shape == Shape::Done)),
        ("◆ milestone", any(|bar| bar.shape == Shape::Milestone)),
        ("░ buffer", any(|bar| bar.shape == Shape::Buffer)),
        ("! misses its due date", any(|bar| bar.slot.overdue > 0)),
        ("│ today", (0..chart.days).contains(&chart.number(chart.today))),
    ];
    entries.into_iter().filter(|(_, there)| *there).map(|(text, _)| text.to_owned()).collect()
}
