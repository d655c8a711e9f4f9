//! Dates in words: "by Aug 15", "end of Q2", "in 3 weeks", "4-8 May", "a week later", "2026年7月31日前".
//! Must never read the clock (today is given), invent a date, or take a week of the project ("Week 3") for one of the
//! calendar.

mod calendar;
mod feast;
mod named;
mod order;
mod point;
mod shift;
mod week;
mod written;

pub use order::proven_order;
pub use shift::Offset;

use crate::lexicon::table;
use crate::span::Found;
use crate::token::{Kind, Tokens};
use jiff::civil::Date;

/// What dates in a text are read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The day the text is read; a date without a year is the next one on or after it.
    pub today: Date,
    /// How `03/04/2026` is meant.
    pub order: DateOrder,
}

/// The order of day and month in a date of figures with slashes or hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Month first, as in the United States.
    #[default]
    Mdy,
    /// Day first, as in most other places.
    Dmy,
}

/// What the words before or after a date say it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The end: "by", "before", "until", "deadline".
    Due,
    /// The start: "starting", "from", "not before", "after".
    Start,
    /// It happens then: "on", "in".
    On,
    /// Counted from today: "in 3 weeks". Whether that is a deadline or a duration ("edit in 4 days") is for
    /// the caller to decide.
    Relative,
    /// Nothing is said.
    Unsaid,
}

/// How exact the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A day, or from one day to another.
    Day,
    /// A week.
    Week,
    /// A month, or a part of one.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Known days, both included; equal for a single day.
    Fixed {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// Counted from a date that stands elsewhere: "three months before", "a week later", "2 days after that".
    Offset(Offset),
}

/// A date phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// When it is.
    pub moment: Moment,
    /// What it is for.
    pub role: Role,
    /// How exactly it was said.
    pub precision: Precision,
    /// The other reading of figures that can be read two ways (`03/04/2026`).
    pub other: Option<Date>,
    /// No year was said; the next such date was taken.
    pub yearless: bool,
    /// Where the phrase begins and ends with the words of its role ("by Aug 15"), in bytes.
    pub phrase: (usize, usize),
}

impl When {
    /// The first day, if it is known.
    #[must_use]
    pub fn first(&self) -> Option<Date> {
        match self.moment {
            Moment::Fixed { first, .. } => Some(first),
            Moment::Offset(_) => None,
        }
    }

    /// The last day, if it is known; of "by June" the 30th.
    #[must_use]
    pub fn last(&self) -> Option<Date> {
        match self.moment {
            Moment::Fixed { last, .. } => Some(last),
            Moment::Offset(_) => None,
        }
    }

    /// Is all of it before today?
    #[must_use]
    pub fn is_past(&self, ground: &Ground) -> bool {
        self.last().is_some_and(|last| last < ground.today)
    }
}

table!(ROLE, Role, "role", |key| Some(match key {
    "due" => Role::Due,
    "start" => Role::Start,
    "on" => Role::On,
    _ => return None,
}));
table!(ROLE_BEHIND, Role, "role", |key| Some(match key {
    "due-behind" => Role::Due,
    "start-behind" => Role::Start,
    _ => return None,
}));
table!(CLOCK_AT, "clock", "at");
table!(CLOCK_UNIT, "clock", "unit");
table!(SPAN, "role", "start-of-span");
table!(FILL, "role", "fill");

/// Every date phrase in running text, in order, not overlapping. The range is that of the date words alone;
/// [`When::phrase`] includes "by", "until" and their like.
#[must_use]
pub fn find(text: &str, ground: &Ground) -> Vec<Found<When>> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some((spot, next)) = spot(&tokens, i, ground) else {
            i += 1;
            continue;
        };
        let (mut role, from, to) = role(&tokens, i, next);
        let to = if spot.precision == Precision::Day { clock(&tokens, to) } else { to };
        let span = spot.fixed().is_some_and(|(first, last)| first < last && spot.precision == Precision::Day);
        if role == Role::On && span && SPAN.at(&tokens, from).is_some_and(|(_, at)| at == i) {
            role = Role::Start;
        }
        if spot.needs_role && role == Role::Unsaid {
            i += 1;
            continue;
        }
        let value = When {
            moment: spot.moment,
            role: if spot.from_today && role != Role::Due && role != Role::Start {
                Role::Relative
            } else {
                role
            },
            precision: spot.precision,
            other: spot.other,
            yearless: spot.yearless,
            phrase: (tokens.start(from), tokens.end_before(to)),
        };
        found.push(Found { value, start: tokens.start(i), end: tokens.end_before(next) });
        i = next;
    }
    found
}

/// The date that the whole text is ("2026-04-06", "Aug 15", "by end of Q2"), if it is one.
#[must_use]
pub fn parse(text: &str, ground: &Ground) -> Option<When> {
    let text = text.trim();
    let bare = text.trim_end_matches('.');
    if bare.len() > 100 {
        return None;
    }
    // The last point of "18.06." is part of the date, that of a sentence is not.
    let text = text.get(..=bare.len()).filter(|dated| is_pointed(dated)).unwrap_or(bare);
    // A field that holds a date needs no preposition to announce it.
    let tokens = Tokens::of(text);
    let alone = spot(&tokens, 0, ground).filter(|&(_, next)| next == tokens.len());
    if let Some((spot, _)) = alone {
        let role = if spot.from_today { Role::Relative } else { Role::Unsaid };
        let Spot { moment, precision, other, yearless, .. } = spot;
        return Some(When { moment, role, precision, other, yearless, phrase: (0, text.len()) });
    }
    find(text, ground).into_iter().map(|f| f.value).find(|w| w.phrase == (0, text.len()))
}

/// Whether a text is a day and a month with a point behind each: "18.06.".
fn is_pointed(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let figures = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [day, month, ""] if figures(day) && figures(month))
}

/// The weekday named at token `i` (1 is Monday), and the token behind it; short forms ("Mo") name none.
pub(crate) fn weekday_at(tokens: &Tokens<'_>, i: usize) -> Option<(i64, usize)> {
    named::WEEKDAY.at(tokens, i).filter(|_| !named::SHORT.has(tokens, i))
}

/// A date phrase before its role is known.
#[derive(Clone, Copy, Debug)]
struct Spot {
    moment: Moment,
    precision: Precision,
    other: Option<Date>,
    yearless: bool,
    /// Could be other words; a date only where "by", "in" … announce one.
    needs_role: bool,
    from_today: bool,
    /// A weekday (1 is Monday) with nothing said about which.
    weekday: Option<i64>,
}

impl Spot {
    fn days(first: Date, last: Date, precision: Precision) -> Self {
        let moment = Moment::Fixed { first, last };
        Spot {
            moment,
            precision,
            other: None,
            yearless: false,
            needs_role: false,
            from_today: false,
            weekday: None,
        }
    }

    fn fixed(&self) -> Option<(Date, Date)> {
        match self.moment {
            Moment::Fixed { first, last } => Some((first, last)),
            Moment::Offset(_) => None,
        }
    }
}

fn spot(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    shift::at(tokens, i, ground).or_else(|| point::span(tokens, i, ground))
}

/// "at 9", "um 14:30 Uhr" behind a day: part of the phrase; what is counted ("at 9 sites") is not.
fn clock(tokens: &Tokens<'_>, next: usize) -> usize {
    let figure = |i: usize, most: u8| {
        tokens.kind(i) == Some(Kind::Number) && tokens.folded(i).parse::<u8>().is_ok_and(|n| n <= most)
    };
    let Some(((), hour)) = CLOCK_AT.at(tokens, next).filter(|&(_, hour)| figure(hour, 24)) else {
        return next;
    };
    let minutes = matches!(tokens.folded(hour + 1), ":" | ".")
        && tokens.attached(hour + 1)
        && tokens.attached(hour + 2)
        && figure(hour + 2, 59);
    let end = if minutes { hour + 3 } else { hour + 1 };
    match CLOCK_UNIT.at(tokens, end) {
        Some(((), behind)) => behind,
        None if tokens.kind(end).is_none_or(|kind| kind == Kind::Mark)
            || named::can_follow_a_date(tokens, end) =>
        {
            end
        }
        None => next,
    }
}

/// The role said before token `from` or after token `to`, and the phrase with it.
fn role(tokens: &Tokens<'_>, from: usize, to: usize) -> (Role, usize, usize) {
    let mut before = (Role::Unsaid, from);
    let mut at = from;
    for _ in 0..4 {
        if let Some((role, start)) = ROLE.ending(tokens, at) {
            before = (role, start);
            break;
        }
        match FILL.ending(tokens, at) {
            Some(((), start)) => at = start,
            None => break,
        }
    }
    if !matches!(before.0, Role::Due | Role::Start)
        && let Some((role, next)) = ROLE_BEHIND.at(tokens, to)
    {
        return (role, before.1, next);
    }
    (before.0, before.1, to)
}

#[cfg(test)]
mod tests;
