//! The chart as one SVG file: names on the left, the plot beside them.

use std::fmt::Write;

use super::Chart;
use super::plot::{Plot, escaped, height, names, names_width};
use super::scale::{Scale, Zoom};

/// Colours and fonts, for light and for dark grounds.
pub(super) const STYLE: &str = "\
svg{background:#fff;font:12px system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans CJK SC',sans-serif}\
text{fill:#24292f}.summary{font-weight:600}.when{fill:#57606a;font-size:11px}.who{fill:#57606a;font-size:11px}\
.off{fill:#f1f3f5}.line{stroke:#d8dee4;fill:none}.today{stroke:#1a7f37;stroke-width:1.5}\
.deadline{stroke:#bf3989;stroke-width:1.5;stroke-dasharray:5 3}\
.bar{fill:#4a90d9}.done{fill:#8c959f}.near{fill:#9b6fc3}.critical{fill:#d1495b}.late{fill:#e08e0b}.whole{fill:#424a53}\
.buffer{fill:#8c959f;fill-opacity:.25;stroke:#8c959f;stroke-dasharray:3 2}.ghost{fill:#8c959f;opacity:.55}.slack{stroke:#8c959f;stroke-width:1.2;stroke-dasharray:2 2;fill:none}\
.tie{stroke:#6e7781;fill:none;stroke-width:1}.tip{fill:#6e7781;stroke:none}.hot{stroke:#d1495b}.hot.tip{fill:#d1495b;stroke:none}\
.load{fill:#7fb7a3}.over{fill:#d1495b}.full{stroke:#57606a;stroke-dasharray:3 3;opacity:.6;fill:none}\
@media(prefers-color-scheme:dark){svg{background:#0d1117}text{fill:#e6edf3}.when,.who{fill:#9198a1}.off{fill:#161b22}\
.line{stroke:#30363d}.whole{fill:#9198a1}.tie{stroke:#8b949e}.tip{fill:#8b949e}.hot{stroke:#e06c75}.hot.tip{fill:#e06c75}}";

/// The chart as SVG.
pub fn svg(chart: &Chart<'_>, zoom: Option<Zoom>) -> String {
    let plot = Plot { chart, scale: Scale::of(chart, zoom.unwrap_or_else(|| Zoom::fitting(chart))) };
    let (side, tall) = (names_width(chart), height(chart));
    let wide = side + plot.width();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{tall:.0}\" viewBox=\"0 0 {wide:.0} {tall:.0}\">\n\
         <title>{}</title><style>{STYLE}</style>\n",
        escaped(&chart.title)
    );
    names(chart, &mut out);
    let _ = writeln!(out, "<g transform=\"translate({side:.0} 0)\">");
    plot.draw(&mut out);
    out.push_str("</g>\n</svg>\n");
    out
}
