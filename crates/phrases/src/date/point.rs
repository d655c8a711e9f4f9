//! A point in time, or from one to another. Must never join two dates that only stand side by side.

use super::named::{self, Which, weekday};
use super::{Ground, Moment, Precision, Spot, calendar, written};
use crate::lexicon::table;
use crate::token::{Kind, Tokens};

table!(TO, "range", "to");
table!(UNTIL, "role", "due");
table!(THE, "date-word", "the");
table!(ORDINAL, "date-word", "ordinal");

/// "May 11", "May 30 - June 2", "2026-04-06 to 2026-04-10", "from Monday to Friday".
pub(super) fn span(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (first, next) = point(tokens, i, ground)?;
    let Some(to) =
        TO.at(tokens, next).or_else(|| UNTIL.at(tokens, next)).map(|((), at)| THE.skip(tokens, at))
    else {
        return Some((first, next));
    };
    let Some((second, after)) = point(tokens, to, ground) else { return Some((first, next)) };
    let (Some((from, _)), Some((_, until))) = (first.fixed(), second.fixed()) else {
        return Some((first, next));
    };
    // "from March to May 2026", "28 April - 3 May 2026": the year stands at the end.
    let from = if first.yearless && !second.yearless { with_year(from, until).unwrap_or(from) } else { from };
    let until = if second.yearless && until < from {
        calendar::next_day(from, until.month(), until.day()).unwrap_or(until)
    } else {
        until
    };
    if until < from {
        return Some((first, next));
    }
    let moment = Moment::Fixed { first: from, last: until };
    let precision = first.precision.max(second.precision);
    let yearless = first.yearless && second.yearless;
    Some((
        Spot { moment, precision, yearless, needs_role: first.needs_role && second.needs_role, ..second },
        after,
    ))
}

fn with_year(date: jiff::civil::Date, until: jiff::civil::Date) -> Option<jiff::civil::Date> {
    let same = jiff::civil::Date::new(until.year(), date.month(), date.day()).ok()?;
    if same <= until {
        Some(same)
    } else {
        jiff::civil::Date::new(until.year() - 1, date.month(), date.day()).ok()
    }
}

fn point(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if tokens.kind(i) == Some(Kind::Mark)
        || written::belongs_to_key(tokens, i) && tokens.kind(i) == Some(Kind::Number)
    {
        return None;
    }
    if let Some((day, next)) = weekday(tokens, i, ground) {
        let at = THE.skip(tokens, if tokens.is(next, ",") { next + 1 } else { next });
        let past = day.which == Some(Which::Last);
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

/// "the 15th", where something announces a date: the next such day.
fn day_of_month(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let day: i8 = (tokens.kind(i)? == Kind::Number && tokens.folded(i).len() <= 2)
        .then(|| tokens.folded(i).parse().ok())??;
    let ((), next) = ORDINAL
        .at(tokens, i + 1)
        .filter(|_| tokens.attached(i + 1) && tokens.kind(i + 1) == Some(Kind::Word))?;
    let announced = i > 0 && THE.ending(tokens, i).is_some();
    let names = tokens.kind(next) == Some(Kind::Word) && !named::can_follow_a_date(tokens, next);
    if !announced || names {
        return None;
    }
    let date = (0..3)
        .filter_map(|m| {
            let month = calendar::month_ahead(ground.today, m)?.fixed()?.0;
            jiff::civil::Date::new(month.year(), month.month(), day).ok()
        })
        .find(|&d| d >= ground.today)?;
    Some((Spot { needs_role: true, yearless: true, ..Spot::days(date, date, Precision::Day) }, next))
}
