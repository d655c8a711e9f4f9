//! Who and how much: "team of 4", "just me", "10 hours a week", "half-time", "12.000 Euro", "团队共4人".
//! Must never take guests, users or trainees for the team.

mod money;

pub use money::{Budget, Money, budgets, money, spending_limit};

use crate::duration::{DayLength, Unit, term_at, unit_at};
use crate::lexicon::table;
use crate::number;
use crate::span::Found;
use crate::token::{Kind, Tokens, is_unspaced};

/// How much of their working time people have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// A share of full time in percent: "half-time", "full time".
    Percent(u8),
    /// Less than full time; how much is not said.
    PartTime,
    /// Saturday and Sunday.
    Weekends,
    /// After work.
    Evenings,
    /// Monday to Friday and no other day: "no weekends".
    Weekdays,
}

/// A rate of work: minutes in each day, week or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Working minutes in each period.
    pub minutes: u32,
    /// The period.
    pub per: Per,
}

/// The period of a [`Pace`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each working day.
    Day,
    /// Each week.
    Week,
    /// Each month.
    Month,
}

impl Pace {
    /// The same pace in minutes per week.
    #[must_use]
    pub fn minutes_per_week(self, day: DayLength) -> u32 {
        match self.per {
            Per::Day => self.minutes.saturating_mul(day.days_per_week),
            Per::Week => self.minutes,
            Per::Month => self.minutes / 4,
        }
    }
}

table!(TEAM_OF, "people", "team-of");
table!(TEAM_NOUN, "people", "noun");
table!(WORKER, "people", "worker");
table!(WORKS, "presence", "works");
table!(PERSON, "people", "person");
table!(ONE, "people", "one");
table!(JOIN, "people", "join");
table!(ALONE, "people", "alone");
table!(ALONE_APART, "people", "alone-apart");
table!(HEADS, u32, "head-count", |key| key.parse().ok());
table!(GUESTS, "people", "guests");
table!(ABOUT, "about", "word");
table!(PER, "unit-words", "per");
table!(SHARE, Share, "time", |key| Some(match key {
    "half" => Share::Percent(50),
    "full" => Share::Percent(100),
    "part" => Share::PartTime,
    "weekends" => Share::Weekends,
    "evenings" => Share::Evenings,
    "weekdays" => Share::Weekdays,
    percent => Share::Percent(percent.parse().ok()?),
}));
table!(AT, "time", "percent-before");
table!(OF_TIME, "time", "percent-behind");
table!(ADVERB, Per, "unit-words", |key| Some(match key {
    "per-day" => Per::Day,
    "per-week" => Per::Week,
    "per-month" => Per::Month,
    _ => return None,
}));
table!(STOP, "stop", "word");
/// The number of people who do the work, where the text says it; the first such phrase.
#[must_use]
pub fn team(text: &str) -> Option<Found<u32>> {
    let tokens = Tokens::of(text);
    (0..tokens.len()).find_map(|i| {
        let (value, from, next) =
            said_in_one(&tokens, i).or_else(|| team_of(&tokens, i)).or_else(|| workers(&tokens, i))?;
        Some(Found { value, start: tokens.start(from), end: tokens.end_before(next) })
    })
}

/// "just me", "zu dritt": words that hold the number.
fn said_in_one(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize, usize)> {
    let alone = ALONE.at(tokens, i).map(|((), next)| (1, next));
    // "…, alone, by Friday" is somebody; "the pages alone take a week" is not.
    let apart = || {
        let mark = |at: usize| tokens.kind(at).is_none_or(|kind| kind == Kind::Mark);
        ALONE_APART
            .at(tokens, i)
            .filter(|((), next)| i > 0 && (mark(i - 1) || duration_ends(tokens, i)) && mark(*next))
            .map(|((), n)| (1, n))
    };
    alone.or_else(apart).or_else(|| HEADS.at(tokens, i)).map(|(size, next)| (size, i, next))
}

/// "… in 3 days alone": a time in front, and nothing behind that it could be said of.
fn duration_ends(tokens: &Tokens<'_>, at: usize) -> bool {
    let number = |i: usize| tokens.kind(i) == Some(Kind::Number) || number::amount(tokens, i).is_some();
    at >= 2 && unit_at(tokens, at - 1).is_some() && number(at - 2)
}

/// "team of 4", "we are three", "团队共4人".
fn team_of(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize, usize)> {
    let ((), at) = TEAM_OF.at(tokens, i)?;
    let at = ABOUT.skip(tokens, if tokens.is(at, ":") { at + 1 } else { at });
    let (size, next) = head_count(tokens, at)?;
    let after = PERSON.skip(tokens, next);
    let after = WORKER.skip(tokens, after);
    // "we are 2 weeks late", "team 3 wins": a number alone is a size only where the sentence ends or people follow.
    let ends = after > next || tokens.is(i, "team") || tokens.get(next).is_none_or(|t| t.kind == Kind::Mark);
    let counts = tokens.kind(next) == Some(Kind::Word) && after == next && unit_at(tokens, next).is_some();
    (ends && !counts).then_some((size, i, after))
}

/// "3-person team", "two developers", "two people on weekends"; not "35 people" who are guests.
fn workers(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize, usize)> {
    let (size, next) = head_count(tokens, i)?;
    let joined = if tokens.is(next, "-") { next + 1 } else { next };
    if let Some(((), after)) = TEAM_NOUN.at(tokens, joined) {
        return Some((size, i, after));
    }
    let guests = || GUESTS.ending(tokens, i).is_some();
    if let Some(((), after)) = WORKER.at(tokens, next) {
        let hired = guests() && !tokens.is(i.wrapping_sub(1), "with") && !tokens.is(i.wrapping_sub(1), "of");
        let (size, after) = and_more(tokens, size, after);
        return (!hired).then_some((size, i, after));
    }
    let ((), after) = PERSON.at(tokens, next)?;
    // People as such are the team only at the head of a clause ("Two people on weekends") and in small numbers.
    let heads = i == 0
        || tokens.kind(i - 1) == Some(Kind::Mark)
        || tokens.get(i).is_some_and(|t| starts_upper(tokens.raw(i)) && t.kind == Kind::Word);
    (heads && size <= 20 && !guests()).then_some((size, i, after))
}

/// "two developers and a designer", "drei Entwickler, ein Tester und zwei Designer": all of them.
fn and_more(tokens: &Tokens<'_>, mut size: u32, mut after: usize) -> (u32, usize) {
    loop {
        let comma = if tokens.is(after, ",") { after + 1 } else { after };
        let at = JOIN.skip(tokens, comma);
        let more = (at > after).then(|| number::amount(tokens, at)).flatten().and_then(|(amount, next)| {
            let ((), end) = WORKER.at(tokens, next).or_else(|| ONE.at(tokens, next))?;
            let whole = amount.high.fract() == 0.0 && (1.0..=1_000.0).contains(&amount.high);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            whole.then_some((amount.high as u32, end))
        });
        let Some((count, end)) = more else { return (size, after) };
        size = size.saturating_add(count);
        after = end;
    }
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn head_count(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let (amount, next) = number::amount(tokens, i)?;
    if amount.said == number::Said::Article {
        return None;
    }
    let size = amount.high;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (size.fract() == 0.0 && (1.0..=10_000.0).contains(&size)).then_some((size as u32, next))
}

/// "half-time", "part-time", "80 % of her time", "on weekends": each place where it is said.
#[must_use]
pub fn shares(text: &str) -> Vec<Found<Share>> {
    let tokens = Tokens::of(text);
    every(&tokens, |i| SHARE.at(&tokens, i).or_else(|| percent(&tokens, i)))
}

/// "at 50 %", "80 % of her time", "60%-Stelle".
fn percent(tokens: &Tokens<'_>, i: usize) -> Option<(Share, usize)> {
    let at = AT.skip(tokens, i);
    let percent: u8 = (tokens.kind(at)? == Kind::Number).then(|| tokens.folded(at).parse().ok())??;
    if !tokens.is(at + 1, "%") || !(1..=100).contains(&percent) {
        return None;
    }
    let behind = if tokens.is(at + 2, "-") { at + 3 } else { at + 2 };
    let next = OF_TIME.at(tokens, behind).map(|((), next)| next);
    // "at 50 % off" and "at 50 % discount" are no share.
    let ends = tokens.kind(at + 2) != Some(Kind::Word) || STOP.has(tokens, at + 2);
    next.or_else(|| (at > i && ends).then_some(at + 2)).map(|next| (Share::Percent(percent), next))
}

/// "10 hours a week", "8h/day", "2 days per week", "每周10小时".
#[must_use]
pub fn paces(text: &str, day: DayLength) -> Vec<Found<Pace>> {
    let tokens = Tokens::of(text);
    every(&tokens, |i| {
        if let Some(((), unit)) = PER.at(&tokens, i)
            && is_unspaced(tokens.raw(i).chars().next()?)
        {
            let (unit, at) = unit_at(&tokens, unit)?;
            // "每周工作20小时"
            let (effort, next) = term_at(&tokens, WORKS.skip(&tokens, at), day)?;
            return Some((Pace { minutes: effort.likely, per: per(unit)? }, next));
        }
        if let Some((per, at)) = ADVERB.at(&tokens, i)
            && let Some((effort, next)) = term_at(&tokens, at, day)
        {
            return Some((Pace { minutes: effort.likely, per }, next));
        }
        let (effort, next) = term_at(&tokens, i, day)?;
        // "10 Std./Woche"
        let next = if tokens.is(next, ".") && tokens.attached(next) { next + 1 } else { next };
        if let Some((per, next)) = ADVERB.at(&tokens, next) {
            return Some((Pace { minutes: effort.likely, per }, next));
        }
        let ((), unit) = PER.at(&tokens, next)?;
        let (unit, next) = unit_at(&tokens, unit)?;
        Some((Pace { minutes: effort.likely, per: per(unit)? }, next))
    })
}

fn per(unit: Unit) -> Option<Per> {
    match unit {
        Unit::Day => Some(Per::Day),
        Unit::Week => Some(Per::Week),
        Unit::Month => Some(Per::Month),
        _ => None,
    }
}

/// All places where `at` finds something, left to right, not overlapping.
fn every<T>(tokens: &Tokens<'_>, at: impl Fn(usize) -> Option<(T, usize)>) -> Vec<Found<T>> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match at(i) {
            Some((value, next)) => {
                found.push(Found { value, start: tokens.start(i), end: tokens.end_before(next) });
                i = next.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_team_is_counted() {
        let check =
            |text: &str, expect: Option<u32>| assert_eq!(team(text).map(|f| f.value), expect, "{text}");
        check("We have a team of 4.", Some(4));
        check("Rewrite it by next Friday, just me.", Some(1));
        check("Roof (2 days). Two people on weekends.", Some(2));
        check("One person half-time plus a consultant", Some(1));
        check("a 3-person team builds it", Some(3));
        check("with two developers and a designer", Some(3));
        check("Zwei Entwickler, ein Tester und drei Designer.", Some(6));
        check("two developers and a deadline", Some(2));
        check("项目共5人负责。", Some(5));
        check("Team: 5 people", Some(5));
        check("there are three of us", Some(3));
        check("最后提交审核。团队共4人。", Some(4));
        check("Team von 6", Some(6));
        check("equipo de 4 personas", Some(4));
        check("une équipe de cinq développeurs", Some(5));
        check("nur ich", Some(1));
    }

    #[test]
    fn guests_and_users_are_no_team() {
        for text in [
            "Company offsite for 35 people",
            "conference for 3000 people",
            "wedding with 80 guests",
            "user study with 12 participants",
            "roll out to 250 employees",
            "internship for 6 interns",
            "hire two engineers",
            "we are 2 weeks late",
            "the team lunch",
        ] {
            assert_eq!(team(text), None, "{text}");
        }
    }

    #[test]
    fn paces_are_read() {
        let check = |text: &str, expect: Option<u32>| {
            let day = DayLength::default();
            assert_eq!(paces(text, day).first().map(|f| f.value.minutes_per_week(day)), expect, "{text}");
        };
        check("I have 10 hours a week and want it done", Some(600));
        check("15 hours per week until July", Some(900));
        check("8 hours a day, no weekends", Some(2400));
        check("10h/week", Some(600));
        check("2 days a week", Some(960));
        check("10 Stunden pro Woche", Some(600));
        check("10 horas por semana", Some(600));
        check("每周10小时", Some(600));
        check("takes 10 hours", None);
    }

    #[test]
    fn shares_are_read() {
        let check = |text: &str, expect: &[Share]| {
            let got: Vec<Share> = shares(text).into_iter().map(|f| f.value).collect();
            assert_eq!(got, expect, "{text}");
        };
        check("One person half-time", &[Share::Percent(50)]);
        check("part time until July and full time afterwards", &[Share::PartTime, Share::Percent(100)]);
        check("Two people on weekends", &[Share::Weekends]);
        check("in Teilzeit", &[Share::PartTime]);
        check("part of the time", &[]);
    }
}
