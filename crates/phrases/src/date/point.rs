//! A point in time, or from one to another. Must never join two dates that only stand side by side.

use super::named::{self, Which, weekday};
use super::{Ground, Moment, Precision, Spot, calendar, written};
use crate::lexicon::table;
use crate::token::{Kind, Tokens};
use jiff::civil::Date;

table!(TO, "range", "to");
table!(BETWEEN, "range", "between");
table!(AND, "range", "and");
table!(START, "role", "start");
table!(UNTIL, "role", "due");
table!(THE, "date-word", "the");
table!(OF, "date-word", "of");
table!(NTH, i8, "nth", |key| key.parse().ok());
table!(ORDINAL, "date-word", "ordinal");

/// "May 11", "May 30 - June 2", "2026-04-06 to 2026-04-10", "from Monday to Friday", "between 1 and 5 June".
pub(super) fn span(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if let Some(found) = between(tokens, i, ground) {
        return Some(found);
    }
    let (first, next) = point(tokens, i, ground)?;
    let joint = TO.at(tokens, next).or_else(|| UNTIL.at(tokens, next)).map(|((), at)| THE.skip(tokens, at));
    let both = joint.and_then(|to| {
        let (second, after) = open_point(tokens, to, ground)?;
        // "the books for February by March 10": what they are for, and by when.
        let topic = first.precision == Precision::Month
            && second.precision == Precision::Day
            && !TO.has(tokens, next)
            && START.ending(tokens, i).is_none();
        if topic {
            return None;
        }
        Some((joined(&first, &second)?, after))
    });
    let both = both.or_else(|| months(&first, tokens, next, ground));
    Some(both.unwrap_or((first, next)))
}

/// "in April and May": months that follow each other.
fn months(first: &Spot, tokens: &Tokens<'_>, next: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let ((), at) = AND.at(tokens, next).filter(|_| first.precision == Precision::Month)?;
    let (second, after) = named::month(tokens, at, ground)?;
    let ((_, end), (begin, _)) = (first.fixed()?, second.fixed()?);
    let follows = calendar::plus_days(end, 1)? == begin;
    Some((joined(first, &second).filter(|_| follows)?, after))
}

/// From the first day of the one to the last of the other, if that is not backwards.
fn joined(first: &Spot, second: &Spot) -> Option<Spot> {
    let ((from, _), (_, until)) = (first.fixed()?, second.fixed()?);
    // "from March to May 2026", "28 April - 3 May 2026": the year stands at the end.
    let from = if first.yearless && !second.yearless { with_year(from, until).unwrap_or(from) } else { from };
    let until = match second.weekday {
        // "from Monday to Wednesday": the one that follows.
        Some(day) if until < from => calendar::weekday_after(from, day - 1)?,
        _ if second.yearless && until < from => {
            calendar::next_day(from, until.month(), until.day()).unwrap_or(until)
        }
        _ => until,
    };
    (from <= until).then_some(Spot {
        moment: Moment::Fixed { first: from, last: until },
        precision: first.precision.max(second.precision),
        yearless: first.yearless && second.yearless,
        needs_role: first.needs_role && second.needs_role,
        weekday: None,
        ..*second
    })
}

/// "between June 1 and June 5", "between June 1 and 5, 2027", "between 1 and 5 June".
fn between(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    // "from … to …" says where it starts as well; that is the role's.
    let ((), at) = BETWEEN.at(tokens, i).filter(|_| !START.has(tokens, i))?;
    let at = THE.skip(tokens, at);
    let and = |next: usize| AND.at(tokens, next).map(|((), at)| THE.skip(tokens, at));
    let bare = written::day_at(tokens, at, false).filter(|&(_, next)| and(next).is_some());
    if bare.is_none()
        && let Some((first, next)) = point(tokens, at, ground)
        && let Some(to) = and(next)
    {
        if let Some((second, after)) = point(tokens, to, ground) {
            return Some((Spot { needs_role: false, ..joined(&first, &second)? }, after));
        }
        // The month is said once, in front.
        let (day, next) = written::day_at(tokens, to, false)?;
        let (year, next) = written::year_behind(tokens, next);
        let (from, _) = first.fixed().filter(|(from, last)| from == last)?;
        let from = year.map_or(Some(from), |year| Date::new(year, from.month(), from.day()).ok())?;
        let until = Date::new(from.year(), from.month(), day).ok().filter(|until| *until >= from)?;
        let yearless = first.yearless && year.is_none();
        return Some((Spot { yearless, ..Spot::days(from, until, Precision::Day) }, next));
    }
    // It is said once, behind.
    let (day, next) = bare?;
    let (second, after) = point(tokens, and(next)?, ground)?;
    let (_, until) =
        second.fixed().filter(|(first, until)| first == until && second.precision == Precision::Day)?;
    let from = Date::new(until.year(), until.month(), day).ok().filter(|from| *from <= until)?;
    Some((Spot { yearless: second.yearless, ..Spot::days(from, until, Precision::Day) }, after))
}

fn with_year(date: Date, until: Date) -> Option<Date> {
    let same = Date::new(until.year(), date.month(), date.day()).ok()?;
    if same <= until { Some(same) } else { Date::new(until.year() - 1, date.month(), date.day()).ok() }
}

fn point(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if tokens.kind(i) == Some(Kind::Mark)
        || written::belongs_to_key(tokens, i) && tokens.kind(i) == Some(Kind::Number)
    {
        return None;
    }
    open_point(tokens, i, ground)
}

/// As [`point`], where a range has begun and nothing can be the middle of a key.
fn open_point(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if tokens.kind(i)? == Kind::Mark {
        return None;
    }
    if let Some((day, next)) = weekday(tokens, i, ground) {
        let at = THE.skip(tokens, if tokens.is(next, ",") { next + 1 } else { next });
        let past = day.which == Some(Which::Ahead(-1));
        if let Some((spot, next)) = dated(tokens, at, ground, past) {
            return Some((Spot { needs_role: false, ..spot }, next));
        }
    }
    dated(tokens, i, ground, false)
        .or_else(|| named::at(tokens, i, ground))
        .or_else(|| day_of_month(tokens, i, ground))
}

fn dated(tokens: &Tokens<'_>, i: usize, ground: &Ground, past: bool) -> Option<(Spot, usize)> {
    written::month_day(tokens, i, ground, past).or_else(|| written::figures(tokens, i, ground))
}

/// "the 15th", where something announces a date: the next such day; "the 15th of next month".
fn day_of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (day, next) = nth_day(tokens, i)?;
    let of = OF.skip(tokens, next);
    if let Some((month, after)) = named::month_from_today(tokens, of, ground)
        && let Some((first, _)) = month.fixed()
    {
        let date = Date::new(first.year(), first.month(), day).ok()?;
        return Some((Spot::days(date, date, Precision::Day), after));
    }
    // "the first of May": in words only with its month.
    if tokens.kind(i) == Some(Kind::Word) {
        let (month, after) = named::month(tokens, of, ground).filter(|_| of > next)?;
        let (first, _) = month.fixed()?;
        let date = if month.yearless {
            calendar::next_day(ground.today, first.month(), day)?
        } else {
            Date::new(first.year(), first.month(), day).ok()?
        };
        return Some((Spot { yearless: month.yearless, ..Spot::days(date, date, Precision::Day) }, after));
    }
    let announced = i > 0 && THE.ending(tokens, i).is_some();
    let ordinal = next > i + 1 && tokens.kind(i + 1) == Some(Kind::Word);
    let names = tokens.kind(next) == Some(Kind::Word) && !named::can_follow_a_date(tokens, next);
    if !announced || names || !ordinal {
        return None;
    }
    let date = (0..3)
        .filter_map(|m| {
            let month = calendar::month_ahead(ground.today, m)?.fixed()?.0;
            Date::new(month.year(), month.month(), day).ok()
        })
        .find(|&d| d >= ground.today)?;
    Some((Spot { needs_role: true, yearless: true, ..Spot::days(date, date, Precision::Day) }, next))
}

/// "15th", "15.", "15", "first".
fn nth_day(tokens: &Tokens<'_>, i: usize) -> Option<(i8, usize)> {
    if tokens.kind(i)? == Kind::Word {
        return NTH.at(tokens, i).filter(|&(day, _)| day > 0);
    }
    let day: i8 = (tokens.folded(i).len() <= 2).then(|| tokens.folded(i).parse().ok())??;
    let next = ORDINAL.at(tokens, i + 1).filter(|_| tokens.attached(i + 1)).map_or(i + 1, |(_, next)| next);
    (1..=31).contains(&day).then_some((day, next))
}
