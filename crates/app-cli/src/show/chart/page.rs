//! The chart as one page that needs nothing else: names stay where they are while the plot is scrolled, and the zoom is
//! chosen by a click. It runs no script and loads nothing.

use std::fmt::Write;

use super::plot::{Plot, escaped, height, names, names_width};
use super::scale::{Scale, Zoom};
use super::svg::STYLE;
use super::{Bar, Chart, Shape};
use crate::show::words::{Dates, count};

/// A chart with more rows is drawn at one zoom only, so that the page stays small.
const MOST_ROWS: usize = 600;

const PAGE: &str = "\
body{margin:0;padding:20px 24px;font:14px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;color:#24292f;background:#fff}\
h1{font-size:20px;margin:0 0 4px}p{margin:0 0 12px;color:#57606a}\
.chart{display:flex;border:1px solid #d8dee4;border-radius:6px;overflow:hidden}.names{flex:none;border-right:1px solid #d8dee4}\
.plot{overflow-x:auto;flex:1}.plot>svg{display:none}svg{display:block}\
input{position:absolute;opacity:0}label{padding:3px 10px;border:1px solid #d8dee4;border-radius:6px;margin-right:6px;cursor:pointer;display:inline-block;margin-bottom:12px}\
input:checked+label{background:#4a90d9;color:#fff;border-color:#4a90d9}input:focus-visible+label{outline:2px solid #424a53}\
#day:checked~.chart .day,#week:checked~.chart .week,#month:checked~.chart .month{display:block}\
.key{margin-top:12px}.key svg{display:inline-block;vertical-align:-2px;margin:0 4px 0 14px;background:none}\
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}p{color:#9198a1}.chart,.names,label{border-color:#30363d}}\
@media print{.plot{overflow:visible}input,label{display:none}}";

/// The chart as a page of HTML.
pub fn html(chart: &Chart<'_>, zoom: Option<Zoom>) -> String {
    let chosen = zoom.unwrap_or_else(|| Zoom::fitting(chart));
    let zooms: Vec<Zoom> = match chart.bars.len() {
        many if many > MOST_ROWS => vec![chosen],
        _ => Zoom::ALL.into(),
    };
    let title = escaped(&chart.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}{PAGE}</style></head>\n\
         <body><h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&summary(chart))
    );
    for zoom in &zooms {
        let word = zoom.word();
        let checked = if *zoom == chosen { " checked" } else { "" };
        let _ = writeln!(
            out,
            "<input type=\"radio\" name=\"zoom\" id=\"{word}\"{checked}><label for=\"{word}\">{word}s</label>"
        );
    }
    let (side, tall) = (names_width(chart), height(chart));
    let _ = writeln!(
        out,
        "<div class=\"chart\"><svg class=\"names\" width=\"{side:.0}\" height=\"{tall:.0}\" role=\"img\" aria-label=\"tasks\">"
    );
    names(chart, &mut out);
    out.push_str("</svg>\n<div class=\"plot\">\n");
    for zoom in zooms {
        let plot = Plot { chart, scale: Scale::of(chart, zoom) };
        let _ = writeln!(
            out,
            "<svg class=\"{}\" width=\"{:.0}\" height=\"{tall:.0}\" role=\"img\" aria-label=\"chart\">",
            zoom.word(),
            plot.width()
        );
        plot.draw(&mut out);
        out.push_str("</svg>\n");
    }
    out.push_str("</div></div>\n");
    key(chart, &mut out);
    out.push_str("</body></html>\n");
    out
}

fn summary(chart: &Chart<'_>) -> String {
    let dates = Dates { today: None };
    match chart.schedule.span() {
        None => "Nothing is left to do.".to_owned(),
        Some((first, last, days)) => format!(
            "{} – {}, {}",
            dates.day(first),
            dates.day(last),
            count(days.max(0) as usize, "working day")
        ),
    }
}

/// What the colours mean, as far as they are there.
fn key(chart: &Chart<'_>, out: &mut String) {
    let any = |holds: fn(&Bar) -> bool| chart.bars.iter().any(holds);
    let entries = [
        ("bar", "task", any(|bar| bar.shape != Shape::Done && !bar.slot.critical && !bar.slot.near_critical)),
        (
            "near",
            "nearly critical: it can slip by no more than a tenth of the whole",
            any(|bar| bar.slot.near_critical),
        ),
        ("critical", "critical: a delay delays the finish", any(|bar| bar.slot.critical)),
        ("done", "done", any(|bar| bar.shape == Shape::Done)),
        ("late", "misses its due date", any(|bar| bar.slot.overdue > 0)),
        ("ghost", "baseline", any(|bar| bar.baseline.is_some())),
        (
            "over",
            "more to do than there is of them",
            chart.load.people.iter().any(|p| p.days.values().any(|d| d.overloaded)),
        ),
    ];
    out.push_str("<p class=\"key\">");
    for (class, words, _) in entries.into_iter().filter(|(.., there)| *there) {
        let _ = write!(
            out,
            "<svg width=\"22\" height=\"12\"><rect class=\"{class}\" width=\"22\" height=\"12\" rx=\"2\"/></svg>{words}"
        );
    }
    out.push_str("</p>\n");
}
