//! What is said of the time one person has: "Bob is away from March 9 to March 13", "Anna works 20 hours a week", "小王休假".
//! Must never take a clause for it that says anything else besides, nor make a person of "we", "the office" or a day.

use crate::availability::{self, Availability};
use crate::date::{Ground, weekday_at};
use crate::duration::DayLength;
use crate::lexicon::table;
use crate::people::{self, Per, Share};
use crate::span::Found;
use crate::token::{Kind, Tokens, is_unspaced};

/// What a clause says of the time of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Their name; none where it is said of everybody ("we", "the team").
    pub who: Option<String>,
    /// What is said.
    pub says: Presence,
}

/// The time that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There or not on some days.
    Days(Availability),
    /// At work so many minutes a day.
    Daily(u32),
    /// At work so many minutes a week.
    Weekly(u32),
    /// At work so much of the full time, in per cent.
    Share(u32),
}

table!(BE, "presence", "be");
table!(WORKS, "presence", "works");
table!(LEAD, "presence", "lead");
table!(ALL, "presence", "all");
table!(NO_NAME, "presence", "no-name");
table!(REASON, "presence", "reason");
table!(BEHIND, "presence", "behind");
table!(AND, "range", "and");

/// Words between a name and what is said of it, at most.
const LONGEST_LINK: usize = 4;

/// Every clause that says so and nothing else, in order; the range is that of the clause.
#[must_use]
pub fn find(text: &str, ground: &Ground, day: DayLength) -> Vec<Found<Told>> {
    let tokens = Tokens::of(text);
    let mut found: Vec<Found<Told>> = Vec::new();
    for sign in signs(text, ground, day) {
        let Some(clause) = clause(&tokens, &sign) else { continue };
        if found.last().is_none_or(|last| last.end <= clause.start) {
            found.push(clause);
        }
    }
    found
}

/// What is said of somebody's time, whoever that is.
fn signs(text: &str, ground: &Ground, day: DayLength) -> Vec<Found<Presence>> {
    let days = availability::find(text, ground);
    let paces = people::paces(text, day);
    let shares = people::shares(text);
    let days = days.iter().map(|f| (Some(Presence::Days(f.value)), f.start, f.end));
    let paces = paces.iter().map(|f| {
        let says = match f.value.per {
            Per::Day => Presence::Daily(f.value.minutes),
            Per::Week | Per::Month => Presence::Weekly(f.value.minutes_per_week(day)),
        };
        (Some(says), f.start, f.end)
    });
    let shares = shares.iter().map(|f| {
        let says = match f.value {
            Share::Percent(percent) => Some(Presence::Share(percent.into())),
            Share::PartTime => Some(Presence::Share(50)),
            Share::Weekends | Share::Evenings | Share::Weekdays => None,
        };
        (says, f.start, f.end)
    });
    let mut all: Vec<Found<Presence>> = (days.chain(paces).chain(shares))
        .filter_map(|(says, start, end)| Some(Found { value: says?, start, end }))
        .collect();
    all.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    all
}

/// The clause around a sign, where nothing else stands in it.
fn clause(tokens: &Tokens<'_>, sign: &Found<Presence>) -> Option<Found<Told>> {
    let mut at = tokens.at_byte(sign.start)?;
    let next = (at..=tokens.len()).find(|&i| tokens.start(i) >= sign.end)?;
    let days = matches!(sign.value, Presence::Days(_));
    let next = if days {
        behind_reason(tokens, next)
    } else {
        // "hat nur 10 Stunden pro Woche Zeit": of what the hours are.
        BEHIND.at(tokens, next).map_or(next, |((), behind)| behind)
    };
    if !ends(tokens, next) {
        return None;
    }
    // "Luis no está del 9 al 13": the words that say it hold the verb.
    let mut led = BE.has(tokens, at) || (at + 1..next).any(|i| WORKS.has(tokens, i));
    for _ in 0..LONGEST_LINK {
        let works = WORKS.ending(tokens, at);
        led |= works.is_some();
        let Some(((), from)) = works.or_else(|| BE.ending(tokens, at)) else { break };
        led |= days || matches!(sign.value, Presence::Share(_));
        at = from;
    }
    let unspaced =
        tokens.raw(at).starts_with(is_unspaced) || tokens.raw(at.checked_sub(1)?).starts_with(is_unspaced);
    let (who, from) = subject(tokens, at)?;
    // "Bob: vacation March 9 to 13" has no verb; "Week 2, vacation" is nobody's.
    let told = led || days && (unspaced || who.is_none() || tokens.is(at - 1, ":"));
    let says_hours = who.is_none() && !days;
    (told && !says_hours).then(|| Found {
        value: Told { who, says: sign.value },
        start: tokens.start(from),
        end: tokens.end_before(next),
    })
}

/// "… for a conference", "wegen einer Messe": where the reason of an absence ends.
fn behind_reason(tokens: &Tokens<'_>, next: usize) -> usize {
    const LONGEST: usize = 7;
    let Some(((), from)) = REASON.at(tokens, next) else { return next };
    (from + 1..=from + LONGEST).find(|&i| ends(tokens, i)).unwrap_or(next)
}

/// Who it is said of, up to token `at`, and where the clause begins.
fn subject(tokens: &Tokens<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let at = if tokens.is(at.checked_sub(1)?, ":") { at - 1 } else { at };
    if let Some(((), from)) = ALL.ending(tokens, at) {
        return begins(tokens, from).map(|from| (None, from));
    }
    let unspaced = tokens.raw(at.checked_sub(1)?).starts_with(is_unspaced);
    let longest = if unspaced { 4 } else { 2 };
    (1..=longest).filter(|n| !unspaced || *n > 1).find_map(|n| {
        let from = at.checked_sub(n)?;
        let name = (from..at).all(|i| part_of_name(tokens, i, unspaced));
        let spelled = tokens.text.get(tokens.start(from)..tokens.end_before(at))?;
        begins(tokens, from).filter(|_| name).map(|from| (Some(spelled.to_owned()), from))
    })
}

/// Where the clause begins whose first word of weight is the one at `from`.
fn begins(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    let from = LEAD.ending(tokens, from).map_or(from, |((), lead)| lead);
    let joined = AND.ending(tokens, from).is_some();
    (from == 0 || joined || breaks(tokens, from - 1) || newline(tokens, from)).then_some(from)
}

fn part_of_name(tokens: &Tokens<'_>, i: usize, unspaced: bool) -> bool {
    let word = tokens.raw(i);
    let written = if unspaced {
        word.starts_with(is_unspaced)
    } else {
        word.chars().count() > 1 && word.starts_with(char::is_uppercase)
    };
    tokens.kind(i) == Some(Kind::Word)
        && written
        && !NO_NAME.has(tokens, i)
        && !ALL.has(tokens, i)
        && weekday_at(tokens, i).is_none()
}

/// Whether the clause ends before token `i`.
fn ends(tokens: &Tokens<'_>, i: usize) -> bool {
    i >= tokens.len() || breaks(tokens, i) || AND.has(tokens, i) || newline(tokens, i)
}

fn breaks(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.folded(i), "." | "," | ";" | "!" | "?" | "。" | "，" | "；" | "！" | "？" | "、")
}

fn newline(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.text.get(tokens.end_before(i)..tokens.start(i)).is_some_and(|gap| gap.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::DateOrder;
    use jiff::civil::date;

    fn told(text: &str) -> Vec<(Option<String>, Presence)> {
        let ground = Ground { today: date(2026, 3, 2), order: DateOrder::Mdy };
        find(text, &ground, DayLength::default()).into_iter().map(|f| (f.value.who, f.value.says)).collect()
    }

    fn away(who: &str) -> Vec<(Option<String>, Presence)> {
        let first = date(2026, 3, 9);
        let days = Availability::Away { first, last: Some(date(2026, 3, 13)) };
        vec![(Some(who.to_owned()), Presence::Days(days))]
    }

    #[test]
    fn who_is_away_is_told_in_every_language() {
        for (text, who) in [
            ("Paint it. Bob is away from March 9 to March 13.", "Bob"),
            ("Please note that Mary Lee will be on vacation from March 9 to March 13", "Mary Lee"),
            ("Peter ist vom 9. bis 13. März im Urlaub. Fundament gießen (2 Tage).", "Peter"),
            ("Marie est en vacances du 9 au 13 mars.", "Marie"),
            ("Luis no está del 9 al 13 de marzo.", "Luis"),
            ("Inês está de férias de 9 a 13 de março.", "Inês"),
            ("小王3月9日到13日休假。", "小王"),
            ("Bob is away from 9 to 13 March for a conference. Paint the hall.", "Bob"),
            ("Peter ist vom 9. bis 13. März im Urlaub wegen seiner Hochzeit.", "Peter"),
            ("Marie est en vacances du 9 au 13 mars pour son mariage.", "Marie"),
            ("Luis no está del 9 al 13 de marzo por una boda.", "Luis"),
        ] {
            assert_eq!(told(text), away(who), "{text}");
        }
    }

    #[test]
    fn hours_and_shares_are_told_of_a_person() {
        let weekly = Presence::Weekly(1200);
        for (text, who, says) in [
            ("Anna works 20 hours a week. Build a shop.", "Anna", weekly),
            ("Build a shop. Jürgen arbeitet 20 Stunden pro Woche.", "Jürgen", weekly),
            ("Zoé travaille 20 heures par semaine.", "Zoé", weekly),
            ("Inés trabaja 20 horas por semana.", "Inés", weekly),
            ("Rui trabalha 20 horas por semana.", "Rui", weekly),
            ("小王每周工作20小时。", "小王", weekly),
            ("Lea hat nur 20 Stunden pro Woche Zeit.", "Lea", weekly),
            ("Streichen. Uwe hat höchstens 20 Stunden pro Woche frei.", "Uwe", weekly),
            ("Léa n'est disponible que 20 heures par semaine.", "Léa", weekly),
            ("Ugo n'a que 20 heures par semaine.", "Ugo", weekly),
            ("Inés solo tiene 20 horas por semana libres.", "Inés", weekly),
            ("Rui só tem 20 horas por semana livres.", "Rui", weekly),
            ("Kim only has 20 hours a week available.", "Kim", weekly),
            ("Tom only works part-time.", "Tom", Presence::Share(50)),
        ] {
            assert_eq!(told(text), [(Some(who.to_owned()), says)], "{text}");
        }
    }

    #[test]
    fn a_clause_that_says_more_or_of_nobody_is_left_alone() {
        for text in [
            "Call Bob, who is away from March 9 to March 13, and ask him for the keys",
            "Paint the hall while it is free from March 9 to March 13",
            "We work 20 hours a week",
            "The press runs 20 hours a week",
            "Build it. I have 10 hours a week.",
            "Friday is off",
            "",
        ] {
            let people: Vec<_> = told(text).into_iter().filter_map(|(who, _)| who).collect();
            assert!(people.is_empty(), "{text}: {people:?}");
        }
    }
}
