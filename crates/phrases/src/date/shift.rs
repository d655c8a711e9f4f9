//! Dates counted from another: from today ("in 3 weeks") or from one that stands elsewhere ("a week later").
//! Must never guess which date an offset is counted from, except one that follows directly.

use super::calendar::{plus_days, plus_months, plus_working_days, weekday_of_week};
use super::{Ground, Moment, Precision, Spot, point};
use crate::duration::{Stretch, Unit, stretch, unit_at};
use crate::lexicon::table;
use crate::token::{Kind, Tokens, is_hangul, is_unspaced};
use jiff::civil::Date;

/// A step on the calendar; negative is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Calendar months.
    pub months: i32,
    /// Days, after the months.
    pub days: i32,
    /// The days are working days (Monday to Friday).
    pub working: bool,
    /// The day of the week (Monday is 0) in the week so reached: "Thursday of the week before".
    pub weekday: Option<i8>,
}

impl Offset {
    /// The date this far from `date`; none outside the calendar.
    #[must_use]
    pub fn from(&self, date: Date) -> Option<Date> {
        let date = plus_months(date, self.months.into())?;
        let date = if self.working {
            plus_working_days(date, self.days.into())?
        } else {
            plus_days(date, self.days.into())?
        };
        self.weekday.map_or(Some(date), |weekday| weekday_of_week(date, weekday.into(), 0))
    }

    fn days(days: i32) -> Self {
        Offset { months: 0, days, working: false, weekday: None }
    }

    fn of(stretch: &Stretch) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation)]
        let whole =
            |amount: f64| (amount.is_finite() && amount.abs() <= 40_000.0).then_some(amount.round() as i32);
        let days = |each: f64| {
            Some(Offset { working: stretch.working, ..Offset::days(whole(stretch.amount * each)?) })
        };
        let months = |each: f64| {
            let n = stretch.amount * each;
            let full = whole(n.trunc())?;
            Some(Offset { months: full, ..Offset::days(whole(n.fract() * 30.0)?) })
        };
        match stretch.unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day => days(1.0),
            Unit::Week => days(7.0),
            Unit::Month => months(1.0),
            Unit::Quarter => months(3.0),
            Unit::Year => months(12.0),
        }
    }

    fn earlier(self) -> Self {
        Offset { months: -self.months, days: -self.days, ..self }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
    Now,
    /// After a date that must follow: "a week from Friday".
    From,
}

table!(FROM_TODAY, "in", "from-today");
table!(BEHIND, "in", "behind");
table!(ABOUT, "about", "word");
table!(SIDE, Side, "shift", |key| Some(match key {
    "before" => Side::Before,
    "after" => Side::After,
    "now" => Side::Now,
    "from" => Side::From,
    _ => return None,
}));
table!(THE, "shift", "the");
table!(DATE_THE, "date-word", "the");
table!(PER, "unit-words", "per");
// "The eve", "the following week": days from a day that stands elsewhere, in one word.
table!(BESIDE, i32, "beside", |key| key.parse().ok());
table!(AHEAD, "shift", "ahead");
table!(OF, "date-word", "of");
table!(ANY_UNIT, (), "unit", |_| Some(()));
table!(WHICH_BEHIND, (), "which-behind", |_| Some(()));

/// "in 3 weeks", "3 weeks from now", "three months before", "2 days after that", "two weeks before June 20".
pub(super) fn at(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    from_today(tokens, i, ground)
        .or_else(|| from_elsewhere(tokens, i, ground))
        .or_else(|| behind_date(tokens, i, ground))
        .or_else(|| beside(tokens, i, ground))
        .or_else(|| weekday_of_a_week_beside(tokens, i, ground))
        .or_else(|| ahead(tokens, i, ground))
}

/// "The eve", "am Vortag", "le lendemain"; "the eve of 5 May" is a day.
fn beside(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (days, next) = BESIDE.at(tokens, i)?;
    let offset = Offset::days(days);
    let at = DATE_THE.skip(tokens, OF.skip(tokens, next));
    if at > next
        && let Some((anchor, after)) = point::span(tokens, at, ground)
        && let Some((first, last)) = anchor.fixed()
    {
        let date = offset.from(if days < 0 { first } else { last })?;
        return Some((Spot { needs_role: false, ..Spot::days(date, date, Precision::Day) }, after));
    }
    Some((elsewhere(offset, ground), next))
}

/// "Thursday of the week before", "el lunes de la semana anterior".
fn weekday_of_a_week_beside(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let (weekday, next) = super::weekday_at(tokens, i)?;
    let of = OF.skip(tokens, next);
    let week = |at: usize| BESIDE.at(tokens, at).filter(|(days, _)| days % 7 == 0 && *days != 0);
    let (days, next) = week(of).or_else(|| week(DATE_THE.skip(tokens, of))).or_else(|| {
        let ((), at) = DATE_THE.at(tokens, of)?;
        let (unit, behind) = unit_at(tokens, at).filter(|(unit, _)| *unit == Unit::Week)?;
        let (side, next) = SIDE.at(tokens, behind)?;
        let offset = Offset::of(&Stretch { amount: 1.0, unit, working: false, next })?;
        match side {
            Side::Before => Some((-offset.days, next)),
            Side::After => Some((offset.days, next)),
            Side::Now | Side::From => None,
        }
    })?;
    let weekday = i8::try_from(weekday - 1).ok()?;
    Some((elsewhere(Offset { weekday: Some(weekday), ..Offset::days(days) }, ground), next))
}

/// "提前两周": the word that says "ahead" stands in front.
fn ahead(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let ((), at) = AHEAD.at(tokens, i)?;
    let stretch = stretch(tokens, ABOUT.skip(tokens, at))?;
    Some((elsewhere(Offset::of(&stretch)?.earlier(), ground), stretch.next))
}

/// Counted from a day that the text names elsewhere.
fn elsewhere(offset: Offset, ground: &Ground) -> Spot {
    Spot { moment: Moment::Offset(offset), ..Spot::days(ground.today, ground.today, Precision::Day) }
}

pub(super) fn from_today(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let ((), at) = FROM_TODAY.at(tokens, i)?;
    let at = ABOUT.skip(tokens, at);
    let stretch = stretch(tokens, at)?;
    let rate = PER.at(tokens, stretch.next).is_some_and(|((), unit)| ANY_UNIT.has(tokens, unit));
    // "in 3 weeks later" and "within 2 days of approval" count from something else.
    if rate
        || SIDE.at(tokens, stretch.next).is_some_and(|(side, _)| side != Side::Now && side != Side::From)
        || tokens.is(stretch.next, "of")
    {
        return None;
    }
    let next = SIDE
        .at(tokens, stretch.next)
        .filter(|&(side, _)| side == Side::Now)
        .map_or(stretch.next, |(_, next)| next);
    counted(Offset::of(&stretch)?.from(ground.today)?, next)
}

/// "圣诞节前两周": where words are not spaced, the date stands first and what is counted last.
fn behind_date(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    if !tokens.raw(i).starts_with(is_unspaced) && tokens.kind(i)? != Kind::Number {
        return None;
    }
    let (anchor, next) = point::span(tokens, i, ground)?;
    let (side, at) = SIDE.at(tokens, next).filter(|_| tokens.raw(next).starts_with(is_unspaced))?;
    let stretch = stretch(tokens, at).filter(|_| tokens.attached(at))?;
    let ((first, last), offset) = (anchor.fixed()?, Offset::of(&stretch)?);
    let date = match side {
        Side::Before => offset.earlier().from(first)?,
        Side::After => offset.from(last)?,
        Side::Now | Side::From => return None,
    };
    Some((Spot { needs_role: false, ..Spot::days(date, date, Precision::Day) }, stretch.next))
}

fn counted(date: Date, next: usize) -> Option<(Spot, usize)> {
    Some((Spot { from_today: true, ..Spot::days(date, date, Precision::Day) }, next))
}

fn from_elsewhere(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    // Numbers and number words only begin where no letter is glued before them.
    if tokens.kind(i)? == Kind::Mark
        || (tokens.attached(i)
            && i > 0
            && tokens.kind(i)? == Kind::Number
            && super::written::belongs_to_key(tokens, i))
    {
        return None;
    }
    let stretch = stretch(tokens, i).or_else(|| {
        // "the week after", "the day before"
        let ((), at) = THE.at(tokens, i)?;
        let (unit, next) = unit_at(tokens, at)?;
        Some(Stretch { amount: 1.0, unit, working: false, next })
    })?;
    if let Some(((), next)) = BEHIND.at(tokens, stretch.next)
        && (tokens.attached(stretch.next) || is_hangul(tokens.raw(stretch.next)))
    {
        return counted(Offset::of(&stretch)?.from(ground.today)?, next);
    }
    // "the week after next"
    if WHICH_BEHIND.has(tokens, stretch.next) {
        return None;
    }
    let (side, next) = SIDE.at(tokens, stretch.next)?;
    let offset = Offset::of(&stretch)?;
    let offset = match side {
        Side::Now => return counted(offset.from(ground.today)?, next),
        Side::Before => offset.earlier(),
        Side::After | Side::From => offset,
    };
    // "two weeks before June 20": the date follows.
    if let Some((anchor, after)) = point::span(tokens, DATE_THE.skip(tokens, next), ground)
        && let Some((first, last)) = anchor.fixed()
    {
        let date = offset.from(if side == Side::Before { first } else { last })?;
        let moment = Moment::Fixed { first: date, last: date };
        return Some((Spot { moment, needs_role: false, precision: Precision::Day, ..anchor }, after));
    }
    if side == Side::From {
        return None;
    }
    Some((elsewhere(offset, ground), next))
}
