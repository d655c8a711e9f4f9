//! Dates with figures: "Aug 15, 2026", "4-8 May", "18. September", "2026-04-06", "3/4/26", "7月31日".
//! Must never take a version number, a fraction or a key for a date.

use super::calendar::{last_day, next_day};
use super::{DateOrder, Ground, Precision, Spot, calendar};
use crate::lexicon::table;
use crate::token::{Kind, Tokens};
use jiff::civil::Date;

table!(MONTH, i8, "month", |key| key.parse().ok());
table!(EVERYDAY, "month", "everyday");
table!(THE, "date-word", "the");
table!(OF, "date-word", "of");
table!(ORDINAL, "date-word", "ordinal");
table!(SPOKEN, i8, "spoken-day", |key| key.parse().ok());
table!(YEAR_SIGN, "date-sign", "year");
table!(MONTH_SIGN, "date-sign", "month");
table!(DAY_SIGN, "date-sign", "day");
table!(TO, "range", "to");
table!(AND, "range", "and");
table!(UNTIL, "role", "due");
table!(pub(super) NOT_AFTER, "date-word", "not-after");

/// A month at token `i`, by name; `small` if it is a word of everyday language as written here.
pub(super) struct MonthName {
    pub(super) number: i8,
    pub(super) small: bool,
    pub(super) next: usize,
}

pub(super) fn month_name(tokens: &Tokens<'_>, i: usize) -> Option<MonthName> {
    let (number, mut next) = MONTH.at(tokens, i)?;
    if tokens.is(next, ".") && tokens.attached(next) && tokens.kind(next + 1) == Some(Kind::Number) {
        next += 1;
    }
    let small = EVERYDAY.has(tokens, i) && tokens.raw(i).starts_with(char::is_lowercase);
    Some(MonthName { number, small, next })
}

/// A year of four figures from 1900 to 2199.
pub(super) fn year_at(tokens: &Tokens<'_>, i: usize) -> Option<(i16, usize)> {
    let figures = tokens.folded(i);
    let year: i16 = (figures.len() == 4).then(|| figures.parse().ok())??;
    let goes_on = tokens.attached(i + 1)
        && matches!(tokens.folded(i + 1), "-" | "/" | "." | ":")
        && tokens.attached(i + 2)
        && tokens.kind(i + 2) == Some(Kind::Number);
    ((1900..2200).contains(&year) && !goes_on).then(|| (year, YEAR_SIGN.skip(tokens, i + 1)))
}

/// A day with the month it is in, perhaps up to another day, perhaps with a year.
struct MonthDay {
    month: i8,
    first: i8,
    last: i8,
    year: Option<i16>,
    small: bool,
    next: usize,
}

/// "Aug 15", "11-13 May 2026", "July 31st", "31 de julio", "7月31日"; in the past if `past`, else the next one.
pub(super) fn month_day(tokens: &Tokens<'_>, i: usize, ground: &Ground, past: bool) -> Option<(Spot, usize)> {
    let found = month_first(tokens, i).or_else(|| day_first(tokens, i)).or_else(|| with_signs(tokens, i))?;
    let (first, last) = match found.year {
        Some(year) => {
            (Date::new(year, found.month, found.first).ok()?, Date::new(year, found.month, found.last).ok()?)
        }
        None if past => (
            last_day(ground.today, found.month, found.first)?,
            last_day(ground.today, found.month, found.last)?,
        ),
        None => {
            let last = next_day(ground.today, found.month, found.last)?;
            (Date::new(last.year(), found.month, found.first).ok()?, last)
        }
    };
    let spot = Spot::days(first, last, Precision::Day);
    Some((
        Spot { yearless: found.year.is_none(), needs_role: found.small && found.year.is_none(), ..spot },
        found.next,
    ))
}

fn month_first(tokens: &Tokens<'_>, i: usize) -> Option<MonthDay> {
    let name = month_name(tokens, i)?;
    let at = THE.skip(tokens, name.next);
    let (first, mut next) = day_at(tokens, at, true).or_else(|| spoken(tokens, at))?;
    let mut last = first;
    if let Some((to, after)) = to_day(tokens, next, true)
        && to > first
        && month_name(tokens, OF.skip(tokens, after)).is_none()
    {
        (last, next) = (to, after);
    } else if let Some((to, after)) = and_day(tokens, next).filter(|&(to, _)| to > first) {
        (last, next) = (to, after);
    }
    let (year, next) = year_behind(tokens, next);
    Some(MonthDay { month: name.number, first, last, year, small: name.small, next })
}

/// "May first", where nothing follows that it could count.
fn spoken(tokens: &Tokens<'_>, i: usize) -> Option<(i8, usize)> {
    let (day, next) = SPOKEN.at(tokens, i)?;
    let alone = tokens.kind(next).is_none_or(|kind| kind == Kind::Mark) || AND.at(tokens, next).is_some();
    (alone || year_at(tokens, next).is_some()).then_some((day, next))
}

/// "July 7 and 8": a second day of the same month; "on July 7 and 8 guests" counts something else.
fn and_day(tokens: &Tokens<'_>, i: usize) -> Option<(i8, usize)> {
    let ((), at) = AND.at(tokens, i)?;
    let (day, next) = day_at(tokens, at, true)?;
    let mark = tokens.kind(next).is_none_or(|kind| kind == Kind::Mark)
        && !matches!(tokens.folded(next), ":" | "%" | "/" | "-");
    (mark && month_name(tokens, OF.skip(tokens, next)).is_none()).then_some((day, next))
}

fn day_first(tokens: &Tokens<'_>, i: usize) -> Option<MonthDay> {
    if let Some(found) = hyphened(tokens, i) {
        return Some(found);
    }
    let (first, mut next) = day_at(tokens, i, false).or_else(|| {
        // "The first of May", "am ersten Mai"
        let (day, next) = SPOKEN.at(tokens, i)?;
        let at = OF.skip(tokens, next);
        let bare = MONTH
            .at(tokens, next)
            .is_some_and(|(_, end)| tokens.kind(end).is_none_or(|kind| kind == Kind::Mark));
        ((at > next || bare) && month_name(tokens, at).is_some()).then_some((day, next))
    })?;
    let mut last = first;
    if let Some((to, after)) = to_day(tokens, next, false) {
        (last, next) = (to, after);
    } else if let Some(((), at)) = AND.at(tokens, next)
        && let Some((to, after)) = day_at(tokens, at, false).filter(|&(to, _)| to == first + 1)
    {
        // "7 and 8 July": days that follow each other.
        (last, next) = (to, after);
    }
    let name = month_name(tokens, OF.skip(tokens, next))?;
    let (year, next) = year_behind(tokens, name.next);
    (first <= last).then_some(MonthDay { month: name.number, first, last, year, small: name.small, next })
}

/// "3-May-2026", "03-May-26", "3/May/2026".
fn hyphened(tokens: &Tokens<'_>, i: usize) -> Option<MonthDay> {
    let day = figure(tokens, i, 31)?;
    let mark = tokens.folded(i + 1);
    let joint = |k: usize| tokens.is(k, mark) && tokens.attached(k) && tokens.attached(k + 1);
    let name = MONTH.at(tokens, i + 2).filter(|_| matches!(mark, "-" | "/") && joint(i + 1))?;
    let figures = tokens.folded(name.1 + 1);
    let year: i16 = (joint(name.1) && matches!(figures.len(), 2 | 4)).then(|| figures.parse().ok())??;
    let year = if figures.len() == 2 { 2000 + year } else { year };
    let (month, next) = (name.0, name.1 + 2);
    (1900..2200).contains(&year).then_some(MonthDay {
        month,
        first: day,
        last: day,
        year: Some(year),
        small: false,
        next,
    })
}

/// "2026年7月31日", "5月4-8日".
fn with_signs(tokens: &Tokens<'_>, i: usize) -> Option<MonthDay> {
    let (year, at) = match year_at(tokens, i) {
        Some((year, next)) if next == i + 2 => (Some(year), next),
        _ => (None, i),
    };
    let month = figure(tokens, at, 12)?;
    let ((), at) = MONTH_SIGN.at(tokens, at + 1)?;
    let first = figure(tokens, at, 31)?;
    let at = DAY_SIGN.skip(tokens, at + 1);
    if let Some(((), to)) = TO.at(tokens, at)
        && let Some(last) = figure(tokens, to, 31)
        && let Some(((), next)) = DAY_SIGN.at(tokens, to + 1)
    {
        return (first <= last).then_some(MonthDay { month, first, last, year, small: false, next });
    }
    let ((), next) = DAY_SIGN.ending(tokens, at).map(|_| ((), at))?;
    Some(MonthDay { month, first, last: first, year, small: false, next })
}

/// "2026年7月" and "7月", where no day follows.
pub(super) fn month_sign(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (year, at) = match year_at(tokens, i) {
        Some((year, next)) if next == i + 2 => (Some(year), next),
        _ => (None, i),
    };
    let month = figure(tokens, at, 12)?;
    let ((), next) = MONTH_SIGN.at(tokens, at + 1)?;
    let spot = match year {
        Some(year) => calendar::month(year, month)?,
        None => calendar::next_month(ground.today, month)?,
    };
    Some((spot, next))
}

/// "15日" behind a month that is said otherwise.
pub(super) fn day_sign(tokens: &Tokens<'_>, i: usize) -> Option<(i8, usize)> {
    let day = figure(tokens, i, 31)?;
    DAY_SIGN.at(tokens, i + 1).map(|((), next)| (day, next))
}

fn figure(tokens: &Tokens<'_>, i: usize, most: i8) -> Option<i8> {
    let n: i8 = (tokens.kind(i)? == Kind::Number && tokens.folded(i).len() <= 2)
        .then(|| tokens.folded(i).parse().ok())??;
    (1..=most).contains(&n).then_some(n)
}

/// A day of the month: "15", "15th", "18.". After a month it is not followed by a unit or a clock time.
pub(super) fn day_at(tokens: &Tokens<'_>, i: usize, after_month: bool) -> Option<(i8, usize)> {
    let day = figure(tokens, i, 31)?;
    let next = i + 1;
    if let Some(((), after)) = ORDINAL.at(tokens, next)
        && tokens.attached(next)
        && !(after_month && tokens.is(next, "."))
    {
        return Some((day, after));
    }
    let glued = tokens.attached(next) && matches!(tokens.kind(next), Some(Kind::Word))
        || tokens.is(next, ":") && tokens.attached(next + 1);
    let other = tokens.is(next, "%") || glued && after_month;
    (!other).then_some((day, next))
}

fn to_day(tokens: &Tokens<'_>, i: usize, after_month: bool) -> Option<(i8, usize)> {
    let ((), at) = TO.at(tokens, i).or_else(|| UNTIL.at(tokens, i))?;
    day_at(tokens, THE.skip(tokens, at), after_month)
}

/// ", 2026", "2026", "de 2026" behind a day and month.
pub(super) fn year_behind(tokens: &Tokens<'_>, i: usize) -> (Option<i16>, usize) {
    let at = if tokens.is(i, ",") { i + 1 } else { OF.skip(tokens, i) };
    // "May 3 '27"
    if tokens.is(at, "'")
        && tokens.attached(at + 1)
        && tokens.folded(at + 1).len() == 2
        && !tokens.attached(at + 2)
    {
        return tokens.folded(at + 1).parse::<i16>().map_or((None, i), |year| (Some(2000 + year), at + 2));
    }
    year_at(tokens, at).map_or((None, i), |(year, next)| (Some(year), next))
}

/// "2026-04-06", "2026/04/06", "03/04/2026", "3.4.2026", "18.09.".
pub(super) fn figures(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if tokens.kind(i)? != Kind::Number || belongs_to_key(tokens, i) {
        return None;
    }
    if tokens.folded(i).contains('.') {
        return points(tokens, i, ground);
    }
    if let Some(spot) = basic(tokens.folded(i)) {
        return Some((spot, i + 1));
    }
    let mark = tokens.folded(i + 1);
    let part = |k: usize| -> Option<(i16, usize)> {
        let joined = tokens.attached(k) && (k == i || (tokens.is(k - 1, mark) && tokens.attached(k - 1)));
        let figures = tokens.folded(k);
        ((joined || k == i) && figures.len() <= 4).then(|| Some((figures.parse().ok()?, figures.len())))?
    };
    if !matches!(mark, "-" | "/") {
        return None;
    }
    let (a, b) = (part(i)?, part(i + 2)?);
    let c = part(i + 4);
    let next = if c.is_some() { i + 5 } else { i + 3 };
    if tokens.attached(next)
        && (matches!(tokens.kind(next), Some(Kind::Number)) || matches!(tokens.folded(next), "-" | "/" | "_"))
    {
        return None;
    }
    let spot = match (a, b, c) {
        ((year, 4), (month, 1..=2), Some((day, 1..=2))) => day_of(year, month, day)?,
        ((year, 4), (month, 2), None) if mark == "-" && (1900..2200).contains(&year) => {
            calendar::month(year, i8::try_from(month).ok()?)?
        }
        ((a, 1..=2), (b, 1..=2), Some((year, 4))) => either(ground, a, b, year)?,
        ((a, 1..=2), (b, 1..=2), Some((year, 2))) => {
            Spot { needs_role: mark == "-", ..either(ground, a, b, 2000 + year)? }
        }
        ((a, 1..=2), (b, 1..=2), None) if mark == "/" && (a, b) != (24, 7) => {
            let (month, day) =
                if ground.order == DateOrder::Mdy && a <= 12 || b > 12 { (a, b) } else { (b, a) };
            let date = next_day(ground.today, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
            let swapped = (a != b && a <= 12 && b <= 12)
                .then(|| next_day(ground.today, i8::try_from(day).ok()?, i8::try_from(month).ok()?))
                .flatten();
            Spot {
                needs_role: true,
                yearless: true,
                other: swapped,
                ..Spot::days(date, date, Precision::Day)
            }
        }
        _ => return None,
    };
    Some((spot, next))
}

/// "20260503": eight figures are a date only where something announces one.
fn basic(figures: &str) -> Option<Spot> {
    let number = |from: usize, to: usize| figures.get(from..to)?.parse().ok();
    let near = figures.len() == 8 && figures.starts_with("20");
    let spot = near.then(|| day_of(number(0, 4)?, number(4, 6)?, number(6, 8)?)).flatten()?;
    Some(Spot { needs_role: true, ..spot })
}

/// "3.4.2026" and "18.09.": points always mean day first.
fn points(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if NOT_AFTER.ending(tokens, i).is_some() {
        return None;
    }
    let parts: Vec<&str> = tokens.folded(i).split('.').collect();
    let number = |k: usize| parts.get(k).and_then(|p| p.parse::<i16>().ok());
    match parts.as_slice() {
        [y, _, _] if y.len() == 4 => Some((day_of(number(0)?, number(1)?, number(2)?)?, i + 1)),
        [d, m, y] if d.len() <= 2 && m.len() <= 2 && matches!(y.len(), 2 | 4) => {
            let year = if y.len() == 2 { 2000 + number(2)? } else { number(2)? };
            let spot = day_of(year, number(1)?, number(0)?)?;
            Some((Spot { needs_role: y.len() == 2, ..spot }, i + 1))
        }
        [d, m] if d.len() <= 2 && m.len() <= 2 && tokens.is(i + 1, ".") && tokens.attached(i + 1) => {
            let date =
                next_day(ground.today, i8::try_from(number(1)?).ok()?, i8::try_from(number(0)?).ok()?)?;
            Some((Spot { needs_role: true, yearless: true, ..Spot::days(date, date, Precision::Day) }, i + 2))
        }
        _ => None,
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Spot> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1900..2200).contains(&year).then(|| Spot::days(date, date, Precision::Day))
}

/// Two figures and a year, in the order of the ground; the other order is kept where it is a date too.
fn either(ground: &Ground, a: i16, b: i16, year: i16) -> Option<Spot> {
    let (mdy, dmy) = (day_of(year, a, b), day_of(year, b, a));
    let (meant, other) = if ground.order == DateOrder::Mdy { (mdy, dmy) } else { (dmy, mdy) };
    match (meant, other) {
        (Some(spot), Some(other)) => {
            let other = other.fixed().map(|(date, _)| date).filter(|_| a != b);
            Some(Spot { other, ..spot })
        }
        (spot, other) => spot.or(other),
    }
}

/// "PROJ-2026-04-06", "v3.4.2026", "1/2/3/4": the figures belong to what stands before them.
pub(super) fn belongs_to_key(tokens: &Tokens<'_>, i: usize) -> bool {
    let unspaced = |at: usize| tokens.raw(at).chars().any(crate::token::is_unspaced);
    i > 0
        && tokens.attached(i)
        && match tokens.kind(i - 1) {
            Some(Kind::Word | Kind::Number) => !unspaced(i - 1),
            _ => matches!(tokens.folded(i - 1), "-" | "/" | "." | "_" | "#" | "$" | "€" | "£" | "+"),
        }
}
