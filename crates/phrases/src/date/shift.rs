//! Dates counted from another: from today ("in 3 weeks") or from one that stands elsewhere ("a week later").
//! Must never guess which date an offset is counted from, except one that follows directly.

use super::calendar::{plus_days, plus_months, plus_working_days};
use super::{Ground, Moment, Precision, Spot, point};
use crate::duration::{Stretch, Unit, stretch, unit_at};
use crate::lexicon::table;
use crate::token::{Kind, Tokens};
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
}

impl Offset {
    /// The date this far from `date`; none outside the calendar.
    #[must_use]
    pub fn from(&self, date: Date) -> Option<Date> {
        let date = plus_months(date, self.months.into())?;
        if self.working {
            plus_working_days(date, self.days.into())
        } else {
            plus_days(date, self.days.into())
        }
    }

    fn of(stretch: &Stretch) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation)]
        let whole =
            |amount: f64| (amount.is_finite() && amount.abs() <= 40_000.0).then_some(amount.round() as i32);
        let days = |each: f64| {
            Some(Offset { months: 0, days: whole(stretch.amount * each)?, working: stretch.working })
        };
        let months = |each: f64| {
            let n = stretch.amount * each;
            let full = whole(n.trunc())?;
            Some(Offset { months: full, days: whole(n.fract() * 30.0)?, working: false })
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
}

table!(FROM_TODAY, "in", "from-today");
table!(BEHIND, "in", "behind");
table!(ABOUT, "about", "word");
table!(SIDE, Side, "shift", |key| Some(match key {
    "before" => Side::Before,
    "after" => Side::After,
    "now" => Side::Now,
    _ => return None,
}));
table!(THE, "shift", "the");
table!(DATE_THE, "date-word", "the");
table!(PER, "unit-words", "per");
table!(ANY_UNIT, (), "unit", |_| Some(()));

/// "in 3 weeks", "3 weeks from now", "three months before", "2 days after that", "two weeks before June 20".
pub(super) fn at(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    from_today(tokens, i, ground).or_else(|| from_elsewhere(tokens, i, ground))
}

fn from_today(tokens: &Tokens<'_>, i: usize, ground: &Ground) -> Option<(Spot, usize)> {
    let ((), at) = FROM_TODAY.at(tokens, i)?;
    let at = ABOUT.skip(tokens, at);
    let stretch = stretch(tokens, at)?;
    let rate = PER.at(tokens, stretch.next).is_some_and(|((), unit)| ANY_UNIT.has(tokens, unit));
    // "in 3 weeks later" and "within 2 days of approval" count from something else.
    if rate
        || SIDE.at(tokens, stretch.next).is_some_and(|(side, _)| side != Side::Now)
        || tokens.is(stretch.next, "of")
    {
        return None;
    }
    let next = SIDE.skip(tokens, stretch.next);
    counted(Offset::of(&stretch)?.from(ground.today)?, next)
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
        && tokens.attached(stretch.next)
    {
        return counted(Offset::of(&stretch)?.from(ground.today)?, next);
    }
    let (side, next) = SIDE.at(tokens, stretch.next)?;
    let offset = Offset::of(&stretch)?;
    let offset = match side {
        Side::Now => return counted(offset.from(ground.today)?, next),
        Side::Before => offset.earlier(),
        Side::After => offset,
    };
    // "two weeks before June 20": the date follows.
    if let Some((anchor, after)) =
        point::span(tokens, DATE_THE.skip(tokens, next), ground).filter(|(spot, _)| !spot.needs_role)
        && let Some((first, last)) = anchor.fixed()
    {
        let date = offset.from(if side == Side::Before { first } else { last })?;
        return Some((Spot { moment: Moment::Fixed { first: date, last: date }, ..anchor }, after));
    }
    let spot =
        Spot { moment: Moment::Offset(offset), ..Spot::days(ground.today, ground.today, Precision::Day) };
    Some((spot, next))
}
