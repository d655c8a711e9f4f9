//! The plot: days across, tasks down, everybody's load below. Pieces of SVG without the element around them; every text
//! goes through [`escaped`].

use std::borrow::Cow;
use std::fmt::Write;

use planwright::domain::Dependency;
use planwright::usecases::schedule::{PersonLoad, Portion};

use super::scale::{Label, Scale};
use super::{Bar, Chart, Shape, Tie};
use crate::show::text::{fit, harmless, width};

/// Pixels of a row.
pub(super) const ROW: f64 = 24.0;
/// Pixels of the two lines above the days.
pub(super) const HEAD: f64 = 44.0;
/// Pixels of the load of one person.
const LANE: f64 = 40.0;
/// Pixels between the tasks and the load.
const GAP: f64 = 34.0;
/// Pixels of a letter, about.
const LETTER: f64 = 6.6;
/// Load beyond this is cut off.
const MOST_PERCENT: f64 = 150.0;
/// More lanes than this are not drawn.
const MOST_LANES: usize = 60;

/// A drawing of a chart at a scale.
pub(super) struct Plot<'a> {
    pub(super) chart: &'a Chart<'a>,
    pub(super) scale: Scale,
}

/// A text as it may stand in SVG and HTML.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"))
}

/// The people whose load is drawn.
fn lanes<'a>(chart: &'a Chart<'_>) -> impl Iterator<Item = &'a PersonLoad> {
    chart.load.people.iter().filter(|p| p.name.is_some()).take(MOST_LANES)
}

/// Pixels down to the end of the rows.
fn rows_end(chart: &Chart<'_>) -> f64 {
    HEAD + ROW * chart.bars.len() as f64
}

/// Pixels down to the end of all.
pub(super) fn height(chart: &Chart<'_>) -> f64 {
    match lanes(chart).count() {
        0 => rows_end(chart) + 8.0,
        some => rows_end(chart) + GAP + LANE * some as f64 + 8.0,
    }
}

/// Pixels the names of tasks take.
pub(super) fn names_width(chart: &Chart<'_>) -> f64 {
    let widest = chart.bars.iter().map(|bar| (indent(bar) + name(bar).len_in_pixels()) as u32).max();
    f64::from(widest.unwrap_or(0)).clamp(120.0, 320.0) + 16.0
}

fn indent(bar: &Bar) -> f64 {
    (bar.depth as f64 * 12.0).min(96.0)
}

fn name(bar: &Bar) -> String {
    format!("{} {}", bar.wbs, bar.title)
}

trait Pixels {
    fn len_in_pixels(&self) -> f64;
}

impl Pixels for String {
    fn len_in_pixels(&self) -> f64 {
        width(self) as f64 * LETTER
    }
}

/// The names of the tasks and of the people, as wide as [`names_width`].
pub(super) fn names(chart: &Chart<'_>, out: &mut String) {
    let wide = names_width(chart);
    for (row, bar) in chart.bars.iter().enumerate() {
        let (x, y) = (8.0 + indent(bar), HEAD + ROW * (row as f64 + 0.5) + 4.0);
        let text = name(bar);
        let (class, letter) =
            if bar.shape == Shape::Summary { ("name summary", LETTER * 1.12) } else { ("name", LETTER) };
        let shown = fit(&text, ((wide - x) / letter).max(4.0) as usize);
        let _ = writeln!(
            out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"><title>{}</title>{}</text>",
            escaped(&text),
            escaped(&shown)
        );
    }
    let top = rows_end(chart) + GAP;
    for (nth, person) in lanes(chart).enumerate() {
        if nth == 0 {
            let _ = writeln!(out, "<text class=\"name summary\" x=\"8\" y=\"{}\">Load</text>", top - 10.0);
        }
        let name = harmless(person.name.as_deref().unwrap_or_default());
        let shown = fit(&name, ((wide - 8.0) / LETTER) as usize);
        let y = top + LANE * (nth as f64 + 0.5) + 4.0;
        let _ = writeln!(out, "<text class=\"name\" x=\"8\" y=\"{y}\">{}</text>", escaped(&shown));
    }
}

impl<'a> Plot<'a> {
    pub(super) fn width(&self) -> f64 {
        self.scale.x(self.chart.days as f64).ceil() + 1.0
    }

    /// Everything but the names.
    pub(super) fn draw(&self, out: &mut String) {
        self.ground(out);
        self.head(out);
        for tie in &self.chart.ties {
            self.tie(tie, out);
        }
        for (row, bar) in self.chart.bars.iter().enumerate() {
            self.bar(row, bar, out);
        }
        self.load(out);
    }

    /// Days off, lines between weeks or months, today and the deadline.
    fn ground(&self, out: &mut String) {
        let (chart, tall) = (self.chart, height(self.chart));
        let (mut shade, mut lines) = (String::new(), String::new());
        let mut day = 0;
        while day < chart.days {
            let mut end = day;
            while end < chart.days && chart.off[end as usize] {
                end += 1;
            }
            if end > day && self.scale.day >= 2.0 {
                let (x, wide) = (self.scale.x(day as f64), self.scale.x((end - day) as f64));
                let _ = write!(shade, "M{x:.1} {HEAD}h{wide:.1}V{tall}h-{wide:.1}z");
            }
            day = end.max(day + 1);
        }
        for n in (0..chart.days).filter(|n| self.scale.is_line(chart.day(*n))) {
            let _ = write!(lines, "M{:.1} {HEAD}V{tall}", self.scale.x(n as f64));
        }
        let _ = writeln!(out, "<path class=\"off\" d=\"{shade}\"/><path class=\"line\" d=\"{lines}\"/>");
        let number = chart.number(chart.today);
        if (0..chart.days).contains(&number) {
            let x = self.scale.x(number as f64);
            let _ = writeln!(
                out,
                "<path class=\"today\" d=\"M{x:.1} {}V{tall}\"><title>today</title></path>",
                HEAD - 6.0
            );
        }
        let deadline = chart.schedule.project.meta().deadline;
        if let Some(number) =
            deadline.map(|day| chart.number(day) + 1).filter(|n| (0..=chart.days).contains(n))
        {
            let x = self.scale.x(number as f64);
            let _ = writeln!(
                out,
                "<path class=\"deadline\" d=\"M{x:.1} {}V{tall}\"><title>deadline</title></path>",
                HEAD - 6.0
            );
        }
    }

    fn head(&self, out: &mut String) {
        let (upper, lower) = self.scale.labels(self.chart);
        let mut write = |labels: &[Label], y: f64, class: &str| {
            for label in labels {
                let (x, wide) =
                    (self.scale.x(label.from as f64), self.scale.x((label.to - label.from) as f64));
                if wide >= label.text.len_in_pixels() {
                    let _ = writeln!(
                        out,
                        "<text class=\"{class}\" x=\"{:.1}\" y=\"{y}\">{}</text>",
                        x + 3.0,
                        label.text
                    );
                }
            }
        };
        write(&upper, 17.0, "when summary");
        write(&lower, 36.0, "when");
    }

    fn bar(&self, row: usize, bar: &Bar, out: &mut String) {
        let (x, end) = (self.scale.x(bar.start), self.scale.x(bar.finish));
        let y = HEAD + ROW * row as f64;
        let middle = y + ROW / 2.0;
        let class = match (bar.slot.critical, bar.slot.overdue > 0) {
            _ if bar.shape == Shape::Buffer => "buffer",
            _ if bar.shape == Shape::Done => "done",
            (_, true) => "late",
            (true, _) => "critical",
            _ if bar.slot.near_critical => "near",
            _ => "bar",
        };
        if let Some((from, to)) = bar.baseline {
            let (from, to) = (self.scale.x(from), self.scale.x(to));
            let wide = (to - from).max(2.0);
            let _ = writeln!(
                out,
                "<rect class=\"ghost\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"5\" rx=\"1\"/>",
                y + ROW - 6.0
            );
        }
        let until = self.scale.x(bar.until);
        if until > end + 1.0 && bar.shape != Shape::Summary {
            let _ = writeln!(out, "<path class=\"slack\" d=\"M{end:.1} {middle:.1}H{until:.1}m0 -3v6\"/>");
        }
        let _ = write!(out, "<g><title>{}</title>", escaped(&self.told(bar)));
        let _ = match bar.shape {
            Shape::Milestone => {
                write!(out, "<path class=\"{class}\" d=\"M{end:.1} {:.1}l6 6l-6 6l-6 -6z\"/>", middle - 6.0)
            }
            Shape::Summary => {
                let wide = (end - x).max(3.0);
                let foot = (wide / 2.0).min(5.0);
                write!(
                    out,
                    "<path class=\"whole\" d=\"M{x:.1} {:.1}h{wide:.1}v10l-{foot:.1} -6h-{:.1}l-{foot:.1} 6z\"/>",
                    middle - 5.0,
                    wide - 2.0 * foot
                )
            }
            Shape::Task | Shape::Buffer | Shape::Done => write!(
                out,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"12\" rx=\"2\"/>",
                middle - 6.0,
                (end - x).max(2.0)
            ),
        };
        out.push_str("</g>\n");
        if !bar.who.is_empty() && self.scale.day >= 6.0 {
            let x = until.max(end) + if bar.shape == Shape::Milestone { 14.0 } else { 10.0 };
            let room = ((self.width() - x) / LETTER).max(0.0) as usize;
            if room > 3 {
                let who = fit(&bar.who, room.min(30));
                let _ = writeln!(
                    out,
                    "<text class=\"who\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                    middle + 4.0,
                    escaped(&who)
                );
            }
        }
    }

    fn told(&self, bar: &Bar) -> String {
        let at = |at: jiff::civil::DateTime| at.strftime("%a %-d %b %Y %H:%M");
        let mut text = format!("{}\n{} – {}", name(bar), at(bar.slot.start), at(bar.slot.finish));
        if !bar.who.is_empty() {
            let _ = write!(text, "\n{}", bar.who);
        }
        if bar.shape == Shape::Done {
            text.push_str("\ndone");
        }
        if bar.slot.critical {
            text.push_str("\ncritical");
        }
        if bar.slot.near_critical {
            text.push_str("\nnearly critical");
        }
        if !bar.after.is_empty() {
            let _ = write!(text, "\nstarts after {}", bar.after);
        }
        if bar.slot.overdue > 0 {
            text.push_str("\nmisses its due date");
        }
        text
    }

    /// An arrow: out of one bar, down or up between the rows, into the other.
    fn tie(&self, tie: &Tie, out: &mut String) {
        let (from, to) = (&self.chart.bars[tie.from], &self.chart.bars[tie.to]);
        let (leaves_end, enters_end) = match tie.dependency {
            Dependency::FinishToStart => (true, false),
            Dependency::StartToStart => (false, false),
            Dependency::FinishToFinish => (true, true),
            Dependency::StartToFinish => (false, true),
        };
        let edge = |bar: &Bar, end: bool| {
            let reach = if bar.shape == Shape::Milestone { 6.0 } else { 0.0 };
            if end { self.scale.x(bar.finish) + reach } else { self.scale.x(bar.start) - reach }
        };
        let y = |row: usize| HEAD + ROW * (row as f64 + 0.5);
        let (x1, y1) = (edge(from, leaves_end), y(tie.from));
        let (x2, y2) = (edge(to, enters_end), y(tie.to));
        let out_by = if leaves_end { 6.0 } else { -6.0 };
        let in_by = if enters_end { 7.0 } else { -7.0 };
        let direct = if enters_end { x1 + out_by >= x2 - in_by } else { x1 + out_by <= x2 + in_by };
        let class = if tie.critical { "tie hot" } else { "tie" };
        let path = if direct && leaves_end != enters_end {
            format!("M{x1:.1} {y1:.1}h{out_by}V{y2:.1}H{:.1}", x2 - in_by.signum())
        } else {
            // Round between the rows, where it would go back.
            let between = if y2 > y1 { y2 - ROW / 2.0 } else { y2 + ROW / 2.0 };
            let turn = x2 + in_by;
            format!("M{x1:.1} {y1:.1}h{out_by}V{between:.1}H{turn:.1}V{y2:.1}H{:.1}", x2 - in_by.signum())
        };
        let (tip, back) = (x2, x2 + in_by.signum() * 5.0);
        let _ = writeln!(
            out,
            "<path class=\"{class}\" d=\"{path}\"/><path class=\"{class} tip\" d=\"M{tip:.1} {y2:.1}L{back:.1} {:.1}V{:.1}z\"/>",
            y2 - 3.0,
            y2 + 3.0
        );
    }

    /// How much everybody has to do, beside how much there is of them.
    fn load(&self, out: &mut String) {
        let top = rows_end(self.chart) + GAP;
        for (nth, person) in lanes(self.chart).enumerate() {
            let floor = top + LANE * (nth as f64 + 1.0) - 4.0;
            let tall = LANE - 10.0;
            let full = floor - tall * 100.0 / MOST_PERCENT;
            for (first, portion) in person.by(self.scale.period(), self.chart.schedule) {
                let from = self.chart.number(first).max(0);
                let to = self.chart.number(self.scale.period().next(first)).min(self.chart.days);
                let (x, wide) = (self.scale.x(from as f64), self.scale.x((to - from).max(0) as f64));
                let high = tall * share(&portion) / MOST_PERCENT;
                let class = if portion.overloaded { "over" } else { "load" };
                let told = format!(
                    "{}, {}: {}",
                    harmless(person.name.as_deref().unwrap_or_default()),
                    first.strftime("%-d %b %Y"),
                    portion.percent().map_or("not there".to_owned(), |p| format!("{p} %"))
                );
                let _ = writeln!(
                    out,
                    "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\"><title>{}</title></rect>",
                    x + 0.5,
                    floor - high,
                    (wide - 1.0).max(1.0),
                    escaped(&told)
                );
            }
            let _ = writeln!(
                out,
                "<path class=\"full\" d=\"M0 {full:.1}H{0:.1}\"/><path class=\"line\" d=\"M0 {floor:.1}H{0:.1}\"/>",
                self.width()
            );
        }
    }
}

/// Per cent to draw.
fn share(portion: &Portion) -> f64 {
    portion.percent().map_or(MOST_PERCENT, |percent| f64::from(percent).clamp(4.0, MOST_PERCENT))
}
