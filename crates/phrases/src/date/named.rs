//! Periods in words: "next week", "Q2", "the year", "in March", "end of May", "EOY", "today", "Friday".
//! Must never treat an ISO week number as a date.

use super::calendar;
use super::feast::{Feast, feast};
use super::written::{month_name, month_sign, year_at};
use super::{Ground, Precision, Role, Spot, week};
use crate::lexicon::{Table, table};
use crate::token::{Kind, Tokens, is_hangul};
use jiff::civil::Date;

/// Which of the periods around today.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Which {
    /// So many from the one of today: 0 "this", 1 "next", 2 "after next", -1 "last".
    Ahead(i64),
    Every,
}

fn which(key: &str) -> Option<Which> {
    Some(match key {
        "this" => Which::Ahead(0),
        "next" => Which::Ahead(1),
        "after-next" => Which::Ahead(2),
        "last" => Which::Ahead(-1),
        "before-last" => Which::Ahead(-2),
        "every" => Which::Every,
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Period {
    Week,
    Month,
    Quarter,
    Year,
    Weekend,
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    First,
    Middle,
    End,
}

#[derive(Clone, Copy, PartialEq)]
enum EndOf {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

table!(pub(super) WEEKDAY, i64, "weekday", |key| key.parse().ok());
table!(EVERYDAY, "weekday", "everyday");
table!(pub(super) SHORT, "weekday", "short");
table!(WHICH, Which, "which", which);
table!(WHICH_BEHIND, Which, "which-behind", which);
table!(pub(super) PERIOD, Period, "period", |key| Some(match key {
    "week" => Period::Week,
    "month" => Period::Month,
    "quarter" => Period::Quarter,
    "year" => Period::Year,
    "weekend" => Period::Weekend,
    _ => return None,
}));
table!(EDGE, Edge, "edge", |key| Some(match key {
    "first" => Edge::First,
    "middle" => Edge::Middle,
    "end" => Edge::End,
    _ => return None,
}));
table!(EDGE_BEHIND, Edge, "edge", |key| Some(match key {
    "first-behind" => Edge::First,
    "middle-behind" => Edge::Middle,
    "end-behind" => Edge::End,
    _ => return None,
}));
table!(END_OF, EndOf, "edge", |key| Some(match key {
    "end-day" => EndOf::Day,
    "end-week" => EndOf::Week,
    "end-month" => EndOf::Month,
    "end-quarter" => EndOf::Quarter,
    "end-year" => EndOf::Year,
    _ => return None,
}));
table!(QUARTER, i8, "quarter", |key| key.parse().ok());
table!(QUARTER_NAME, "quarter", "name");
table!(QUARTER_DATED, "quarter", "dated");
table!(HALF_NAME, "half-year", "name");
table!(HALF, i8, "half-year", |key| key.parse().ok());
table!(DEICTIC, i64, "deictic", |key| key.parse().ok());
table!(FEAST, Feast, "feast", feast);
table!(ROLE, Role, "role", |key| (key == "on").then_some(Role::On));
table!(THE, "date-word", "the");
table!(OF, "date-word", "of");
table!(STOP, "stop", "word");

/// Words that name a time from where today stands; what cannot be one alone needs a role.
pub(super) fn at(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    week::at(tokens, i, ground)
        .or_else(|| edge(tokens, i, ground))
        .or_else(|| weekday(tokens, i, ground).map(|(day, next)| (day.spot, next)))
        .or_else(|| period_and_edge(tokens, i, ground))
        .or_else(|| deictic(tokens, i, ground))
}

/// A weekday with what was said before it.
pub(super) struct Weekday {
    pub(super) spot: Spot,
    pub(super) which: Option<Which>,
}

/// "Friday", "next Friday", "vendredi prochain", "下周五"; "every Friday" is none.
pub(super) fn weekday(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Weekday, usize)> {
    let (mut which, at) = WHICH.at(tokens, i).map_or((None, i), |(which, next)| (Some(which), next));
    let (day, mut next) = WEEKDAY.at(tokens, at)?;
    // "Mo", "Do", "So": other words too, and weekdays only in front of a date.
    if SHORT.has(tokens, at) && !dated(tokens, next + usize::from(matches!(tokens.folded(next), "." | ","))) {
        return None;
    }
    let small =
        EVERYDAY.has(tokens, at) && (tokens.raw(at).starts_with(char::is_lowercase) || tokens.is(next, "."));
    if tokens.is(next, ".") && tokens.attached(next) && tokens.raw(at).len() <= 5 && dated(tokens, next + 1) {
        next += 1;
    }
    if which.is_none() {
        if let Some((Which::Every, _)) = WHICH.ending(tokens, i) {
            return None;
        }
        // "the sun", "the wed": no weekday is said so.
        if small && THE.ending(tokens, i).is_some() {
            return None;
        }
        if let Some((behind, after)) = WHICH_BEHIND.at(tokens, next).or_else(|| of_week(tokens, next)) {
            (which, next) = (Some(behind), after);
        }
    }
    let today = ground.today;
    let date = match which {
        None => calendar::weekday_after(today, day - 1)?,
        Some(Which::Ahead(-1)) => calendar::weekday_before(today, day - 1)?,
        Some(Which::Ahead(ahead)) => calendar::weekday_of_week(today, day - 1, ahead)?,
        Some(Which::Every) => return None,
    };
    let spot = Spot {
        needs_role: small && which.is_none(),
        weekday: which.is_none().then_some(day),
        ..Spot::days(date, date, Precision::Day)
    };
    Some((Weekday { spot, which }, next))
}

/// "next week" behind a weekday: "Friday next week", "Tuesday of next week", "vendredi de la semaine prochaine".
fn of_week(tokens: &Tokens<'_>, i: usize) -> Option<(Which, usize)> {
    let at = THE.skip(tokens, OF.skip(tokens, i));
    let (before, at) = WHICH.at(tokens, at).map_or((None, at), |(which, next)| (Some(which), next));
    let (_, next) = PERIOD.at(tokens, at).filter(|&(period, _)| period == Period::Week)?;
    match before {
        Some(which) => Some((which, next)),
        None => WHICH_BEHIND.at(tokens, next),
    }
}

/// "next week on Friday", "下个月15日": a day of the period in front.
fn day_inside(tokens: &Tokens<'_>, i: usize, whole: &Spot) -> Option<(Spot, usize)> {
    let (first, _) = whole.fixed()?;
    let on = ROLE.at(tokens, i).filter(|&(role, _)| role == Role::On).map_or(i, |(_, next)| next);
    let (date, next) = match whole.precision {
        Precision::Week => {
            let (day, next) = WEEKDAY.at(tokens, on).filter(|_| !EVERYDAY.has(tokens, on))?;
            (calendar::plus_days(first, day - 1)?, next)
        }
        Precision::Month => {
            let (day, next) = super::written::day_sign(tokens, i)?;
            (Date::new(first.year(), first.month(), day).ok()?, next)
        }
        _ => return None,
    };
    Some((Spot { needs_role: false, ..Spot::days(date, date, Precision::Day) }, next))
}

/// The month that is said by its place from today: "next month", "des nächsten Monats".
pub(super) fn month_from_today(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    counted(tokens, THE.skip(tokens, i), ground, true).filter(|(spot, _)| spot.precision == Precision::Month)
}

/// Could a date begin here ("Mon. 4 May")?
fn dated(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.kind(i) == Some(Kind::Number) || month_name(tokens, i).is_some()
}

/// "end of May", "mid-June", "early Q3", "EOY".
fn edge(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if let Some(found) = half_of_month(tokens, i, ground) {
        return Some(found);
    }
    if let Some((edge, at)) = EDGE.at(tokens, i) {
        let at = if tokens.is(at, "-") { at + 1 } else { OF.skip(tokens, at) };
        let at_the = THE.skip(tokens, at);
        if let Some((spot, next)) = period(tokens, at, ground, at_the > at)
            .or_else(|| period(tokens, at_the, ground, true))
            .or_else(|| quarter(tokens, at_the, ground, true))
            .or_else(|| week::of_month(tokens, at_the, ground))
        {
            let over =
                |spot: &Spot| edge == Edge::Middle && spot.fixed().is_some_and(|(_, to)| to < ground.today);
            if spot.precision == Precision::Quarter
                && part(&spot, edge, ground).is_some_and(|part| over(&part))
            {
                // "by mid-quarter", said when the middle of this one is over: that of the next.
                let next_one =
                    calendar::quarter_ahead(ground.today, 1).filter(|_| PERIOD.has(tokens, next - 1));
                if let Some(spot) = next_one {
                    return Some((part(&spot, edge, ground)?, next));
                }
            }
            return Some((part(&spot, edge, ground)?, next));
        }
    }
    let (end, next) = END_OF.at(tokens, i)?;
    // "EOD Friday", "close of business on Friday"
    if end == EndOf::Day {
        let on = ROLE.at(tokens, next).filter(|&(role, _)| role == Role::On).map_or(next, |(_, next)| next);
        if let Some((day, after)) = weekday(tokens, THE.skip(tokens, OF.skip(tokens, on)), ground) {
            return Some((day.spot, after));
        }
    }
    // "EOM April"
    if end == EndOf::Month
        && let Some((whole, after)) = month(tokens, OF.skip(tokens, next), ground)
    {
        return Some((part(&whole, Edge::End, ground)?, after));
    }
    let year = year_at(tokens, next);
    let today = ground.today;
    let whole = match (end, year) {
        (EndOf::Day, _) => Spot { needs_role: true, ..Spot::days(today, today, Precision::Day) },
        (EndOf::Week, _) => calendar::week(today, 0)?,
        (EndOf::Month, _) => calendar::month_ahead(today, 0)?,
        (EndOf::Quarter, _) => calendar::quarter_ahead(today, 0)?,
        (EndOf::Year, None) => calendar::year(today.year())?,
        (EndOf::Year, Some((year, _))) => calendar::year(year)?,
    };
    let next = year.filter(|_| end == EndOf::Year).map_or(next, |(_, next)| next);
    Some((part(&whole, Edge::End, ground)?, next))
}

/// A period, and the part of it named behind: "7月底".
/// "first half of April": to its fifteenth day; "the second half of May": the days after that.
fn half_of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (half, at) = HALF.at(tokens, i)?;
    let of = OF.skip(tokens, at);
    let (whole, next) = month(tokens, of, ground).filter(|_| of > at || OF.ending(tokens, at).is_some())?;
    let (first, last) = whole.fixed()?;
    let middle = calendar::plus_days(first, 14)?;
    let (first, last) = if half == 1 { (first, middle) } else { (calendar::plus_days(middle, 1)?, last) };
    Some((Spot { moment: super::Moment::Fixed { first, last }, ..whole }, next))
}

fn period_and_edge(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (spot, next) = period(tokens, i, ground, false)?;
    match EDGE_BEHIND.at(tokens, next).filter(|_| tokens.attached(next) || is_hangul(tokens.raw(next))) {
        Some((edge, after)) => Some((part(&spot, edge, ground)?, after)),
        None => Some(day_inside(tokens, next, &spot).unwrap_or((spot, next))),
    }
}

/// The first ten days, the fifteenth or the last day of a month; thirds of longer periods; ends of weeks.
fn part(whole: &Spot, edge: Edge, ground: &Ground) -> Option<Spot> {
    let (first, last) = whole.fixed()?;
    let days = i64::from(first.until(last).ok()?.get_days());
    let third = |n: i64| calendar::plus_days(first, days * n / 3);
    let (mut from, mut to) = match edge {
        Edge::First => (first, third(1)?),
        Edge::Middle if whole.precision == Precision::Month => {
            let middle = calendar::plus_days(first, 14)?;
            (middle, middle)
        }
        Edge::Middle => (third(1)?, third(2)?),
        Edge::End => (last, last),
    };
    // On a weekend the working week is over; its end is the coming Friday.
    if whole.precision == Precision::Week && to < ground.today && edge == Edge::End && whole.yearless {
        (from, to) = (calendar::plus_days(from, 7)?, calendar::plus_days(to, 7)?);
    }
    Some(Spot {
        needs_role: false,
        ..Spot { moment: super::Moment::Fixed { first: from, last: to }, ..*whole }
    })
}

/// "next week", "this quarter", "Q2 2026", "March", "March 2026", "2027"; `the` allows a bare "year".
fn period(tokens: &Tokens<'_>, i: usize, ground: &Ground, the: bool) -> Option<(Spot, usize)> {
    counted(tokens, i, ground, the)
        .or_else(|| week::numbered(tokens, i, ground))
        .or_else(|| quarter(tokens, i, ground, false))
        .or_else(|| month(tokens, i, ground))
        .or_else(|| month_sign(tokens, i, ground).map(|(s, n)| (Spot { needs_role: s.yearless, ..s }, n)))
        .or_else(|| year(tokens, i))
}

fn counted(tokens: &Tokens<'_>, i: usize, ground: &Ground, the: bool) -> Option<(Spot, usize)> {
    let (mut which, at) = WHICH.at(tokens, i).map_or((None, i), |(which, next)| (Some(which), next));
    let (period, mut next) = PERIOD.at(tokens, at)?;
    if which.is_none()
        && let Some((behind, after)) = WHICH_BEHIND.at(tokens, next)
    {
        (which, next) = (Some(behind), after);
    }
    // "Week 27", "第3周" count something else; "the next 3 weeks" has its number before the unit.
    if tokens.kind(next) == Some(Kind::Number) && !crate::token::is_unspaced(tokens.raw(at).chars().next()?) {
        return None;
    }
    let ahead = match which {
        Some(Which::Ahead(ahead)) => ahead,
        Some(Which::Every) => return None,
        None if the => 0,
        None => return None,
    };
    let today = ground.today;
    let spot = match period {
        Period::Week => Spot { yearless: which.is_none(), ..calendar::week(today, ahead)? },
        Period::Weekend => calendar::weekend(today, ahead)?,
        Period::Month => calendar::month_ahead(today, ahead)?,
        Period::Quarter => calendar::quarter_ahead(today, ahead)?,
        Period::Year => calendar::year(i16::try_from(i64::from(today.year()) + ahead).ok()?)?,
    };
    Some((spot, next))
}

/// "Q2", "Q2 2026", "2026-Q3", "H1 2027", "second half of 2026".
fn quarter(tokens: &Tokens<'_>, i: usize, ground: &Ground, edged: bool) -> Option<(Spot, usize)> {
    let (year_before, at) = year_at(tokens, i)
        .map_or((None, i), |(year, next)| (Some(year), if tokens.is(next, "-") { next + 1 } else { next }));
    let short = |name: &Table<()>, most: i8| {
        let ((), number) = name.at(tokens, at)?;
        let n: i8 = tokens.folded(number).parse().ok()?;
        ((1..=most).contains(&n) && tokens.attached(number)).then_some((n, number + 1))
    };
    let quarter = short(&QUARTER_NAME, 4).or_else(|| QUARTER.at(tokens, at));
    // "fin T3", "T3 2026"; "T3" alone is the key of a task.
    let dated = || short(&QUARTER_DATED, 4).filter(|&(_, next)| edged || year_at(tokens, next).is_some());
    let quarter = quarter.or_else(dated);
    let halved = quarter.is_none();
    let (number, next) = quarter.or_else(|| short(&HALF_NAME, 2)).or_else(|| HALF.at(tokens, at))?;
    let behind =
        if matches!(tokens.folded(next), "/" | "-" | ",") { next + 1 } else { OF.skip(tokens, next) };
    let (year, next) = match (year_before, year_at(tokens, behind)) {
        (None, Some((year, next))) => (Some(year), next),
        (year, _) => (year, next),
    };
    let spot = match (year, halved) {
        (Some(year), false) => calendar::quarter(year, number)?,
        (Some(year), true) => calendar::half(year, number)?,
        (None, false) => Spot { needs_role: true, ..calendar::next_quarter(ground.today, number)? },
        (None, true) => Spot { needs_role: true, ..calendar::next_half(ground.today, number)? },
    };
    Some((spot, next))
}

pub(super) fn month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (which, at) = WHICH.at(tokens, i).map_or((None, i), |(which, next)| (Some(which), next));
    let name = month_name(tokens, at)?;
    let behind = if tokens.is(name.next, ",") { name.next + 1 } else { OF.skip(tokens, name.next) };
    if which.is_none()
        && let Some((year, next)) = year_at(tokens, behind)
    {
        return Some((calendar::month(year, name.number)?, next));
    }
    if name.small || which == Some(Which::Every) {
        return None;
    }
    let spot = calendar::next_month(ground.today, name.number)?;
    let spot = match which {
        Some(Which::Ahead(-1)) => {
            let (first, _) = spot.fixed()?;
            let back = if first <= ground.today && first.month() != ground.today.month() { 0 } else { 12 };
            let first = calendar::plus_months(first, -back)?;
            calendar::month(first.year(), name.number)?
        }
        _ => spot,
    };
    Some((Spot { needs_role: which.is_none(), ..spot }, name.next))
}

/// A bare year, where nothing follows that it could count.
fn year(tokens: &Tokens<'_>, i: usize) -> Option<(Spot, usize)> {
    let (number, next) = year_at(tokens, i)?;
    let counts = tokens.kind(next) == Some(Kind::Word) && next == i + 1 && !STOP.has(tokens, next);
    let glued = super::written::belongs_to_key(tokens, i) || tokens.is(next, "%");
    (!counts && !glued && number >= 2000)
        .then(|| Some((Spot { needs_role: true, ..calendar::year(number)? }, next)))?
}

/// "today", "tomorrow", "Christmas".
fn deictic(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let single = |date: Date| Spot::days(date, date, Precision::Day);
    if let Some((days, next)) = DEICTIC.at(tokens, i) {
        // "heute in drei Wochen" counts from today, and "guten Morgen" is a greeting.
        if days == 0 && super::shift::from_today(tokens, next, ground).is_some()
            || super::written::NOT_AFTER.ending(tokens, i).is_some()
        {
            return None;
        }
        let possessive = tokens.is(next, "'") && tokens.attached(next);
        let spot = single(calendar::plus_days(ground.today, days)?);
        return Some((Spot { needs_role: possessive, ..spot }, next));
    }
    let (feast, next) = FEAST.at(tokens, i)?;
    let modifies = tokens.kind(next) == Some(Kind::Word)
        && !STOP.has(tokens, next)
        && !super::ROLE_BEHIND.has(tokens, next)
        && !crate::token::is_unspaced(tokens.raw(next).chars().next()?);
    let spot = single(feast.next(ground.today)?);
    (!modifies).then_some((Spot { needs_role: true, yearless: true, ..spot }, next))
}

/// Could the word at `i` stand behind a finished date, rather than be what the date describes?
pub(super) fn can_follow_a_date(tokens: &Tokens<'_>, i: usize) -> bool {
    STOP.has(tokens, i)
}
