//! The grammar of a duration: amount, range, unit, smaller units after it. Must never look at what stands
//! around a duration in a sentence; that is `place`.

use super::{DayLength, Effort};
use crate::lexicon::table;
use crate::number::{Amount, Said, amount, and_a_part};
use crate::token::{Kind, Tokens};

/// Longest effort that can be meant: a hundred years of work.
const YEARS: f64 = 100.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    /// "week", "2 week" for words that mean so many of a unit.
    fn of(key: &str) -> Option<Self> {
        Some(match key.rsplit(' ').next()? {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" | "working-day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            _ => return None,
        })
    }

    fn minutes(self, day: DayLength) -> f64 {
        let d = f64::from(day.minutes_per_day);
        let week = d * f64::from(day.days_per_week);
        match self {
            Unit::Second => 1.0 / 60.0,
            Unit::Minute => 1.0,
            Unit::Hour => 60.0,
            Unit::Day => d,
            Unit::Week => week,
            Unit::Month => week * 4.0,
            Unit::Quarter => week * 12.0,
            Unit::Year => week * 48.0,
        }
    }
}

table!(UNITS, Unit, "unit", Unit::of);
table!(BEFORE_UNIT, "unit-words", "before");
table!(AFTER_UNIT, "unit-words", "after");
table!(TO, "range", "to");
table!(BETWEEN, "range", "between");
table!(AND, "range", "and");
table!(ABOUT, "about", "word");
table!(TRAIL, "about", "trail");
table!(MINUS, "minus", "sign");
table!(SUFFIX, "about", "suffix");
table!(THOUSAND, "scale", "1000");
table!(TIMES, f64, "unit", |key| key.split_once(' ')?.0.parse().ok());
// "하루", "all day": the amount and the unit in one.
table!(IN_ONE_WORD, (f64, Unit), "duration-word", |key| {
    let (amount, unit) = key.split_once(' ')?;
    Some((amount.parse().ok()?, Unit::of(unit)?))
});
table!(WORKING_DAY, "unit", "working-day");

/// A duration at some token, not yet rounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    low: f64,
    high: f64,
    most: f64,
    pub(super) negative: bool,
    /// The smallest unit said.
    pub(super) unit: Unit,
    pub(super) said: Said,
    /// "2-day": number and unit joined by a hyphen.
    pub(super) hyphen: bool,
    /// The first amount is not one.
    pub(super) plural: bool,
    /// The token that is the last unit.
    pub(super) unit_at: usize,
    /// The token after it all.
    pub(super) next: usize,
}

impl Term {
    /// In whole minutes, at least one unless it is zero; none if nobody can mean that much.
    pub(super) fn effort(&self) -> Option<Effort> {
        let round = |minutes: f64| {
            let fits = minutes.is_finite() && minutes <= self.most.min(f64::from(u32::MAX));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            fits.then(|| if minutes > 0.0 { minutes.round().max(1.0) as u32 } else { 0 })
        };
        Some(Effort::between(round(self.low)?, round(self.high)?))
    }
}

/// A number of calendar units: "3 weeks", "10 working days", "a month".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// The upper end of a range.
    pub(crate) amount: f64,
    pub(crate) unit: Unit,
    pub(crate) working: bool,
    pub(crate) next: usize,
}

/// The stretch of time at token `i`; its unit as said, for counting on a calendar.
pub(crate) fn stretch(tokens: &Tokens<'_>, i: usize) -> Option<Stretch> {
    let term = single(tokens, i, DayLength { minutes_per_day: 480, days_per_week: 5 })?;
    let (amount, from) = amounts(tokens, i)?;
    let working = term.unit == Unit::Day
        && (BEFORE_UNIT.has(tokens, from)
            || AFTER_UNIT.has(tokens, term.unit_at + 1)
            || WORKING_DAY.has(tokens, term.unit_at));
    let times = TIMES.at(tokens, term.unit_at).map_or(1.0, |(times, _)| times);
    let letter = tokens.raw(term.unit_at).len() == 1;
    (!term.hyphen && !letter).then_some(Stretch {
        amount: amount.high * times,
        unit: term.unit,
        working,
        next: term.next,
    })
}

/// The unit at token `i` without an amount: "week" in "the week after".
pub(crate) fn unit_at(tokens: &Tokens<'_>, i: usize) -> Option<(Unit, usize)> {
    UNITS.at(tokens, i).filter(|_| tokens.raw(i).len() > 1)
}

/// The duration that the whole text is, with words of caution before and after it.
pub(super) fn whole(text: &str, day: DayLength) -> Option<Term> {
    // Signs around a figure ("⏱ 2h", "`3 days`") say nothing; those that do are kept.
    let says = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '−' | '🍅' | '~' | '≈' | '<' | '>' | '≤' | '≥' | '±' | '.' | '+')
            || crate::token::fraction(c).is_some()
    };
    let text = text.trim_matches(|c: char| !says(c));
    if let Some(term) = iso(text, day) {
        return Some(term);
    }
    let tokens = Tokens::of(text);
    let mut i = 0;
    while let Some(((), next)) = ABOUT.at(&tokens, i) {
        i = next;
    }
    let signed = MINUS.skip(&tokens, i);
    let negative = signed > i || tokens.is(i, "-");
    let i = if negative { signed.max(i + usize::from(signed == i)) } else { i };
    let mut term = term(&tokens, i, day)?;
    term.negative = negative;
    let mut i = term.next;
    while let Some(((), next)) = TRAIL.at(&tokens, i) {
        i = next;
    }
    (i == tokens.len()).then_some(term)
}

/// The duration at token `i`: "3 days", "3-5 days", "2 days to 1 week", "1h 30m".
pub(super) fn term(tokens: &Tokens<'_>, i: usize, day: DayLength) -> Option<Term> {
    let mut first = sum(tokens, i, day)?;
    if first.low == first.high
        && let Some(((), at)) = to_at(tokens, first.next)
        && let Some(second) = sum(tokens, at, day)
    {
        let (low, high) = (first.low.min(second.low), first.high.max(second.high));
        first = Term { low, high, said: first.said, ..second };
    } else if first.said == Said::Article
        && let Some(((), at)) = to_at(tokens, first.next)
        && let Some((second, next)) = amount(tokens, at)
        && second.said == Said::Word
        && (2.0..=5.0).contains(&second.high)
        && UNITS.at(tokens, next).is_none()
    {
        // "a day or two"
        first = Term { high: first.low * second.high, plural: true, next, ..first };
    }
    Some(first)
}

/// Terms of ever smaller units added: "2d 4h", "1 hour and 30 minutes", "1h30".
fn sum(tokens: &Tokens<'_>, i: usize, day: DayLength) -> Option<Term> {
    let mut total = single(tokens, i, day)?;
    loop {
        let at = total.next;
        // "1h30", and "2 h 30" where nothing else is counted.
        let close = tokens.attached(at)
            || tokens.is(at.wrapping_sub(1), "h") && tokens.kind(at + 1) != Some(Kind::Word);
        let bare = close && tokens.kind(at) == Some(Kind::Number) && tokens.folded(at).len() == 2;
        if bare && total.unit == Unit::Hour && !tokens.attached(at + 1) {
            let minutes: f64 = tokens.folded(at).parse().ok()?;
            total = Term {
                low: total.low + minutes,
                high: total.high + minutes,
                unit: Unit::Minute,
                next: at + 1,
                ..total
            };
            break;
        }
        // "1 Std. 30 Min."
        let point = tokens.is(at, ".") && tokens.attached(at) && tokens.kind(at + 1) == Some(Kind::Number);
        let comma = usize::from(tokens.is(at, ",") || point);
        let at = AND.skip(tokens, at + comma);
        match single(tokens, at, day) {
            Some(part) if part.unit < total.unit && part.said == Said::Digits && part.low == part.high => {
                total = Term {
                    low: total.low + part.low,
                    high: total.high + part.high,
                    said: total.said,
                    hyphen: total.hyphen,
                    plural: total.plural,
                    ..part
                };
            }
            _ => break,
        }
    }
    Some(total)
}

/// One amount (or range of amounts) and one unit, or one word for both.
fn single(tokens: &Tokens<'_>, i: usize, day: DayLength) -> Option<Term> {
    if let Some(((amount, unit), next)) = IN_ONE_WORD.at(tokens, i) {
        let minutes = amount * unit.minutes(day);
        return Some(Term {
            low: minutes,
            high: minutes,
            most: YEARS * Unit::Year.minutes(day),
            negative: false,
            unit,
            said: Said::Article,
            hyphen: false,
            plural: false,
            unit_at: next.saturating_sub(1),
            next,
        });
    }
    // "día y medio", "heure et demie": one unit and a half, the one unsaid.
    let unsaid = || {
        let (_, next) = unit_at(tokens, i)?;
        and_a_part(tokens, next).map(|_| (Amount { low: 1.0, high: 1.0, said: Said::Word }, i))
    };
    let (amount, mut next) = amounts(tokens, i).or_else(unsaid)?;
    // "1.5k minutes"
    let thousands = amount.said == Said::Digits && tokens.attached(next) && THOUSAND.has(tokens, next);
    next += usize::from(thousands);
    if tokens.is(next, "+") && tokens.attached(next) {
        next += 1;
    }
    if tokens.attached(next) {
        next = SUFFIX.skip(tokens, next);
    }
    let hyphen = tokens.is(next, "-") && tokens.attached(next) && tokens.attached(next + 1);
    if hyphen {
        next += 1;
    }
    if let Some(((), after)) = BEFORE_UNIT.at(tokens, next) {
        next = if tokens.is(after, "-") { after + 1 } else { after };
    }
    let unit_at = next;
    let (unit, mut next) = UNITS.at(tokens, next)?;
    if !ends_unit(tokens, unit_at, next) {
        return None;
    }
    let times = TIMES.at(tokens, unit_at).map_or(1.0, |(times, _)| times);
    let Amount { mut low, mut high, said } = amount;
    if thousands {
        (low, high) = (low * 1000.0, high * 1000.0);
    }
    if let Some((part, after)) = and_a_part(tokens, next) {
        (low, high, next) = (low + part, high + part, after);
    }
    next = AFTER_UNIT.skip(tokens, next);
    let minutes = unit.minutes(day) * times;
    Some(Term {
        low: low * minutes,
        high: high * minutes,
        most: YEARS * Unit::Year.minutes(day),
        negative: false,
        unit,
        said,
        hyphen,
        plural: high != 1.0,
        unit_at,
        next,
    })
}

/// "3", "3-5", "between 3 and 5".
fn amounts(tokens: &Tokens<'_>, i: usize) -> Option<(Amount, usize)> {
    if let Some(((), at)) = BETWEEN.at(tokens, i)
        && let Some((first, at)) = amount(tokens, at)
        && let Some(((), at)) = AND.at(tokens, at).or_else(|| TO.at(tokens, at))
        && let Some((second, next)) = amount(tokens, at)
    {
        return Some((Amount { low: first.low, high: second.high, said: first.said }, next));
    }
    let (first, next) = amount(tokens, i)?;
    if tokens.is(next, ":")
        && tokens.attached(next)
        && tokens.attached(next + 1)
        && tokens.folded(next + 1).len() == 2
    {
        // "1:30h"
        let (minutes, after) = amount(tokens, next + 1)?;
        let value = first.low + minutes.low / 60.0;
        return Some((Amount { low: value, high: value, said: Said::Digits }, after));
    }
    if first.low == first.high
        && let Some(((), at)) = to_at(tokens, next)
        && let Some((second, after)) = amount(tokens, at)
        && second.said != Said::Article
        && !tokens.is(after, ":")
    {
        return Some((Amount { low: first.low, high: second.high, said: first.said }, after));
    }
    Some((first, next))
}

/// The word or sign of a range; "3 ~ 1 day" is not one, "3~4 days" is.
fn to_at(tokens: &Tokens<'_>, i: usize) -> Option<((), usize)> {
    let close = matches!(tokens.folded(i), "~" | "." | "…");
    TO.at(tokens, i).filter(|&(_, next)| !close || (tokens.attached(i) && tokens.attached(next)))
}

/// A unit is not the beginning of something longer: "20 m2", "5 min/day" is, "1h30m" is not.
fn ends_unit(tokens: &Tokens<'_>, unit_at: usize, next: usize) -> bool {
    if !tokens.attached(next) {
        return true;
    }
    let unit = tokens.raw(unit_at);
    let unspaced = unit.chars().any(crate::token::is_unspaced) || crate::token::is_hangul(unit);
    match tokens.kind(next) {
        Some(Kind::Number) => unspaced || matches!(tokens.folded(unit_at), "h" | "d" | "w" | "hr" | "hrs"),
        Some(Kind::Word) => unspaced,
        _ => {
            let possessive = tokens.is(next, "'") && tokens.attached(next + 1);
            !possessive && !matches!(tokens.folded(next), "²" | "³" | "_")
        }
    }
}

/// ISO 8601: `PT126H0M0S`, `P3D`, `P1DT4H`.
fn iso(text: &str, day: DayLength) -> Option<Term> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |t| (true, t));
    let mut rest = text.strip_prefix('P')?;
    let (mut minutes, mut time, mut any) = (0.0, false, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !time) {
            (time, rest) = (true, after);
            continue;
        }
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
        let value: f64 = rest.get(..digits)?.replace(',', ".").parse().ok()?;
        let unit = match (rest.get(digits..=digits)?, time) {
            ("Y", false) => Unit::Year,
            ("M", false) => Unit::Month,
            ("W", false) => Unit::Week,
            ("D", false) => Unit::Day,
            ("H", true) => Unit::Hour,
            ("M", true) => Unit::Minute,
            ("S", true) => Unit::Second,
            _ => return None,
        };
        minutes += value * unit.minutes(day);
        any = true;
        rest = rest.get(digits + 1..)?;
    }
    let most = YEARS * Unit::Year.minutes(day);
    let said = Said::Digits;
    let term = Term {
        low: minutes,
        high: minutes,
        most,
        negative,
        unit: Unit::Minute,
        said,
        hyphen: false,
        plural: true,
        unit_at: 0,
        next: 0,
    };
    any.then_some(term)
}
