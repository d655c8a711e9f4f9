//! Weeks of the calendar and of months: "week of May 4", "KW 23", "2026-W23", "the first week of June". Must never take
//! a week of the project ("Week 27", "第3周") for one of the calendar.

use super::named::{PERIOD, Period, WEEKDAY, month};
use super::written::{belongs_to_key, year_at};
use super::{Ground, Precision, Role, Spot, calendar};
use crate::lexicon::table;
use crate::token::{Kind, Tokens};
use jiff::civil::{ISOWeekDate, Weekday};

table!(WEEK_NUMBER, i64, "week-number", |key| key.parse().ok());
table!(MONTH_WEEK, i8, "month-week", |key| key.parse().ok());
table!(NTH, i8, "nth", |key| key.parse().ok());
table!(WEEK_OF, "date-word", "week-of");
table!(THE, "date-word", "the");
table!(OF, "date-word", "of");
table!(IN, "role", "on");
table!(TO, "range", "to");
table!(OVER, "date-word", "over");
table!(NAME, "calendar-week", "name");
table!(SHORT, "calendar-week", "short");

/// A week, or a weekday counted within a month.
pub(super) fn at(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    week_of(tokens, i, ground)
        .or_else(|| iso(tokens, i))
        .or_else(|| weekday_of_month(tokens, i, ground))
        .or_else(|| week_of_month(tokens, i, ground))
        .or_else(|| week_in_a_word(tokens, i, ground))
        .or_else(|| before_the_weekend(tokens, i, ground))
        .or_else(|| over_the_weekend(tokens, i, ground))
}

/// "Before the weekend": the Friday in front of it.
fn before_the_weekend(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (_, next) = PERIOD.at(tokens, i).filter(|&(period, _)| period == Period::Weekend)?;
    let from = THE.ending(tokens, i).map_or(i, |(_, from)| from);
    super::ROLE.ending(tokens, from).filter(|&(role, _)| role == Role::Due)?;
    let (saturday, _) = calendar::weekend(ground.today, 0)?.fixed()?;
    let friday = calendar::plus_days(saturday, -1).filter(|day| *day >= ground.today)?;
    Some((Spot { needs_role: true, ..Spot::days(friday, friday, Precision::Day) }, next))
}

/// "week of May 4": Monday to Friday of that week.
fn week_of(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let ((), at) = WEEK_OF.at(tokens, i)?;
    let (spot, next) = super::written::month_day(tokens, THE.skip(tokens, at), ground, false)
        .or_else(|| super::written::figures(tokens, at, ground))?;
    let week = calendar::week(spot.fixed()?.0, 0)?;
    Some((Spot { yearless: spot.yearless, ..week }, next))
}

/// "KW 23", "calendar week 23/2026", "CW 23-25".
pub(super) fn numbered(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let at = NAME.at(tokens, i).map(|((), at)| at).or_else(|| coming_week(tokens, i, ground))?;
    let at = if matches!(tokens.folded(at), "." | ":") { at + 1 } else { at };
    let first = number(tokens, at)?;
    let slash = tokens.is(at + 1, "/") && tokens.attached(at + 1) && tokens.attached(at + 2);
    let (last, next) = TO
        .at(tokens, at + 1)
        .or(slash.then_some(((), at + 2)))
        .and_then(|((), to)| Some((number(tokens, to)?, to + 1)))
        .filter(|&(last, _)| last > first)
        .unwrap_or((first, at + 1));
    let behind = if matches!(tokens.folded(next), "/" | ",") { next + 1 } else { OF.skip(tokens, next) };
    if let Some((year, next)) = year_at(tokens, behind) {
        return Some((from_to(year, first, last)?, next));
    }
    let this = ground.today.year();
    let over = |spot: &Spot| spot.fixed().is_some_and(|(_, last)| last < ground.today);
    let spot =
        from_to(this, first, last).filter(|spot| !over(spot)).or_else(|| from_to(this + 1, first, last))?;
    Some((Spot { yearless: true, ..spot }, next))
}

/// "In week 13", "jusqu'à la semaine 22": a week of this year that is still to come, behind a word that makes a time of it; a
/// small number counts the weeks of the project.
fn coming_week(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<usize> {
    const SMALL: i8 = 9;
    let (_, at) = PERIOD.at(tokens, i).filter(|&(period, _)| period == Period::Week)?;
    let from = THE.ending(tokens, i).map_or(i, |(_, from)| from);
    let timed = super::ROLE.ending(tokens, from).is_some() || IN.ending(tokens, from).is_some();
    let this = ground.today.iso_week_date().week();
    let coming = number(tokens, at).filter(|&n| n > SMALL && n >= this)?;
    let project = OF.at(tokens, at + 1).is_some() && year_at(tokens, OF.skip(tokens, at + 1)).is_none();
    (timed && coming > SMALL && !project && !crate::token::is_unspaced(tokens.raw(i).chars().next()?))
        .then_some(at)
}

/// "Over the weekend", "during the weekend": the two days that come next.
fn over_the_weekend(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (_, next) = PERIOD.at(tokens, i).filter(|&(period, _)| period == Period::Weekend)?;
    let from = THE.ending(tokens, i).map_or(i, |(_, from)| from);
    // "Over the weekend of April 18" says which; a comma or the end says that it is the coming one.
    OVER.ending(tokens, from).filter(|_| OF.at(tokens, next).is_none())?;
    Some((calendar::weekend(ground.today, 0)?, next))
}

/// "2026-W23", "W23/2026" is none.
fn iso(tokens: &Tokens<'_>, i: usize) -> Option<(Spot, usize)> {
    let year: i16 = (tokens.folded(i).len() == 4 && !belongs_to_key(tokens, i))
        .then(|| tokens.folded(i).parse().ok())??;
    let at = if tokens.is(i + 1, "-") && tokens.attached(i + 1) { i + 2 } else { i + 1 };
    let ((), number_at) = SHORT.at(tokens, at).filter(|_| tokens.attached(at))?;
    let week = number(tokens, number_at).filter(|_| tokens.attached(number_at))?;
    Some((from_to(year, week, week)?, number_at + 1))
}

fn number(tokens: &Tokens<'_>, i: usize) -> Option<i8> {
    let week: i8 = (tokens.kind(i)? == Kind::Number).then(|| tokens.folded(i).parse().ok())??;
    (1..=53).contains(&week).then_some(week)
}

/// Monday of the one week to Friday of the other.
fn from_to(year: i16, first: i8, last: i8) -> Option<Spot> {
    let monday = ISOWeekDate::new(year, first, Weekday::Monday).ok()?.date();
    let friday = ISOWeekDate::new(year, last, Weekday::Friday).ok()?.date();
    ((1900..2200).contains(&year)).then(|| Spot::days(monday, friday, Precision::Week))
}

/// As [`week_of_month`], for what stands behind "the end of".
pub(super) fn of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    week_of_month(tokens, i, ground)
}

/// "the first week of June": Monday to Friday of the first full week; "last week of May".
fn week_of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (number, at) = WEEK_NUMBER.at(tokens, THE.skip(tokens, i))?;
    let of = OF.skip(tokens, at);
    if of == at && OF.ending(tokens, at).is_none_or(|(_, from)| from <= i) {
        return None;
    }
    let (month, next) = month(tokens, of, ground)?;
    Some((nth_week(&month, number)?, next))
}

/// "the second Friday of April", "last Monday of May", "el segundo viernes de abril".
fn weekday_of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if let Some(found) = weekday_behind_month(tokens, i, ground) {
        return Some(found);
    }
    let (nth, at) = NTH.at(tokens, THE.skip(tokens, i))?;
    let (weekday, next) = WEEKDAY.at(tokens, at)?;
    // "the second Friday of April", "… in April"
    let of = OF.at(tokens, next).or_else(|| IN.at(tokens, next)).map_or(next, |((), at)| at);
    let (month, next) = month(tokens, of, ground).filter(|_| of > next)?;
    let day = calendar::nth_weekday(month.fixed()?.0, nth, weekday)?;
    Some((Spot { yearless: month.yearless, ..Spot::days(day, day, Precision::Day) }, next))
}

/// "五月最后一个星期六": where words are not spaced, the month stands first.
fn weekday_behind_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (whole, at) = month(tokens, i, ground).or_else(|| super::written::month_sign(tokens, i, ground))?;
    let at = OF.skip(tokens, at);
    let (nth, at) = NTH.at(tokens, at).filter(|_| tokens.raw(at).starts_with(crate::token::is_unspaced))?;
    let (weekday, next) = WEEKDAY.at(tokens, at)?;
    let day = calendar::nth_weekday(whole.fixed()?.0, nth, weekday)?;
    Some((Spot { yearless: whole.yearless, ..Spot::days(day, day, Precision::Day) }, next))
}

/// "Zweite Aprilwoche": the month and its week in one word.
fn week_in_a_word(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (nth, at) = NTH.at(tokens, THE.skip(tokens, i))?;
    let (number, next) = MONTH_WEEK.at(tokens, at)?;
    let month = calendar::next_month(ground.today, number)?;
    Some((nth_week(&month, nth.into())?, next))
}

/// Monday to Friday of the nth full week of a month; -1 is its last.
fn nth_week(month: &Spot, nth: i64) -> Option<Spot> {
    let (first, last) = month.fixed()?;
    let day = if nth > 0 {
        let lead = (7 - i64::from(first.weekday().to_monday_zero_offset())) % 7;
        calendar::plus_days(first, lead + (nth - 1) * 7)?
    } else {
        last
    };
    Some(Spot { yearless: month.yearless, ..calendar::week(day, 0)? })
}
