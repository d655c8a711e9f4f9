//! How wide a day is drawn, and what stands above the days.

use jiff::civil::{Date, Weekday};
use planwright::usecases::schedule::Period;

use super::Chart;

/// How much of the time is seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
}

/// A drawing with wider days than this is too wide to look at.
const WIDEST: f64 = 1500.0;

/// No drawing is wider.
const WIDEST_EVER: f64 = 30_000.0;

/// How wide days are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) zoom: Zoom,
    /// Pixels of a day.
    pub(super) day: f64,
}

/// A label above days.
#[derive(Debug)]
pub(super) struct Label {
    /// Its first day.
    pub(super) from: i64,
    /// The day after its last.
    pub(super) to: i64,
    pub(super) text: String,
}

impl Zoom {
    /// All there are, the nearest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    const fn pixels(self) -> f64 {
        match self {
            Self::Day => 26.0,
            Self::Week => 8.0,
            Self::Month => 2.4,
        }
    }

    /// The nearest in which a chart can be taken in.
    pub(super) fn fitting(chart: &Chart<'_>) -> Self {
        let fits = |zoom: &Self| chart.days as f64 * zoom.pixels() <= WIDEST;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Month)
    }
}

impl Scale {
    pub(super) fn of(chart: &Chart<'_>, zoom: Zoom) -> Self {
        Self { zoom, day: zoom.pixels().min(WIDEST_EVER / chart.days as f64) }
    }

    pub(super) fn x(self, days: f64) -> f64 {
        days * self.day
    }

    /// Over which spans load is drawn.
    pub(super) const fn period(self) -> Period {
        match self.zoom {
            Zoom::Day => Period::Day,
            Zoom::Week => Period::Week,
            Zoom::Month => Period::Month,
        }
    }

    /// The upper and the lower labels.
    pub(super) fn labels(self, chart: &Chart<'_>) -> (Vec<Label>, Vec<Label>) {
        let month = |day: Date| day.strftime("%B %Y").to_string();
        match self.zoom {
            Zoom::Day => {
                let day = |day: Date| day.day().to_string();
                (runs(chart, |day| (day.year(), day.month()), month), runs(chart, |day| day, day))
            }
            Zoom::Week => {
                let monday = |day: Date| chart.number(Period::Week.of(day));
                let day = |day: Date| day.day().to_string();
                (runs(chart, |day| (day.year(), day.month()), month), runs(chart, monday, day))
            }
            Zoom::Month => {
                let year = |day: Date| day.year().to_string();
                let short = |day: Date| day.strftime("%b").to_string();
                (runs(chart, Date::year, year), runs(chart, |day| (day.year(), day.month()), short))
            }
        }
    }

    /// Whether a line is drawn before a day.
    pub(super) fn is_line(self, day: Date) -> bool {
        match self.zoom {
            Zoom::Day | Zoom::Week => day.weekday() == Weekday::Monday,
            Zoom::Month => day.day() == 1,
        }
    }
}

/// Days with the same key, one label each.
fn runs<K: PartialEq>(
    chart: &Chart<'_>,
    key: impl Fn(Date) -> K,
    text: impl Fn(Date) -> String,
) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut last: Option<K> = None;
    for n in 0..chart.days {
        let day = chart.day(n);
        let now = key(day);
        match labels.last_mut().filter(|_| last.as_ref() == Some(&now)) {
            Some(label) => label.to = n + 1,
            None => labels.push(Label { from: n, to: n + 1, text: text(day) }),
        }
        last = Some(now);
    }
    labels
}
