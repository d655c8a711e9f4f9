//! The days of the week on which work is done: "no work on Mondays", "we only work Tuesday to Thursday", "周一不工作". Must
//! never take what one person or one task does for the week of all: every word of the clause has to belong to the lists.

use crate::date::weekday_at;
use crate::duration::DayLength;
use crate::lexicon::{Table, table};
use crate::people;
use crate::span::Found;
use crate::token::{Kind, Tokens};
use jiff::civil::Weekday;
use planwright_domain::WorkingDays;

/// What a text says of the working week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workweek {
    /// Work is done on these days and no others.
    Only(WorkingDays),
    /// No work is done on these days.
    Without(WorkingDays),
    /// Work is done on these days as well.
    Also(WorkingDays),
}

impl Workweek {
    /// The working days, where they were `usual` before this was said; none are never left.
    #[must_use]
    pub fn of(self, usual: WorkingDays) -> WorkingDays {
        let picked = match self {
            Self::Only(days) => days,
            Self::Without(days) => WorkingDays::of(usual.days().filter(|d| !days.contains(*d))),
            Self::Also(days) => WorkingDays::of(usual.days().chain(days.days())),
        };
        if picked.count() == 0 { usual } else { picked }
    }
}

table!(WEEKLY, i64, "workweek", |key| key.parse().ok());
table!(WORK, "workweek", "work");
table!(NOT, "workweek", "not");
table!(OFF, "workweek", "off");
table!(ONLY, "workweek", "only");
table!(ALSO, "workweek", "also");
table!(FILL, "workweek", "fill");
table!(TO, "range", "to");
table!(AND, "range", "and");

/// What one clause was found to say.
#[derive(Default)]
struct Clause {
    days: Vec<Weekday>,
    /// Said of every such day: "Mondays", "montags", "le lundi".
    weekly: bool,
    range: bool,
    work: bool,
    not: bool,
    off: bool,
    only: bool,
    also: bool,
}

/// Every clause that says so, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Found<Workweek>> {
    let tokens = Tokens::of(text);
    let mut paces = None;
    let mut found = Vec::new();
    let mut from = 0;
    for i in 0..=tokens.len() {
        if i < tokens.len() && !ends_clause(&tokens, i) {
            continue;
        }
        if let Some(clause) = said(&tokens, from, i) {
            // "8 hours a day, Monday to Friday": the hours in front say that it is a rule.
            let hours = || {
                let start = tokens.start(from);
                let paces = paces.get_or_insert_with(|| paces_of(text));
                paces.iter().any(|&end| end <= start && start - end <= 2)
            };
            if let Some(value) = clause.meaning(hours) {
                found.push(Found { value, start: tokens.start(from), end: tokens.end_before(i) });
            }
        }
        from = i + 1;
    }
    found
}

/// Where the hours of a day or week that are said end.
fn paces_of(text: &str) -> Vec<usize> {
    people::paces(text, DayLength::default()).into_iter().map(|pace| pace.end).collect()
}

/// Whether a mark ends a clause: not the hyphen of a range, the apostrophe of a word, or a comma between two days.
fn ends_clause(tokens: &Tokens<'_>, i: usize) -> bool {
    let day = |at: usize| day_at(tokens, at).is_some();
    tokens.kind(i) == Some(Kind::Mark)
        && !matches!(tokens.folded(i), "'" | "’" | "-" | "–")
        && !(matches!(tokens.folded(i), "," | "、")
            && day(i + 1)
            && (1..=3).any(|back| back <= i && day(i - back)))
}

/// A day, whether it is said of every week, and the token behind it.
fn day_at(tokens: &Tokens<'_>, i: usize) -> Option<(Weekday, bool, usize)> {
    let weekly = WEEKLY.at(tokens, i).map(|(day, next)| (day, true, next));
    let (day, weekly, next) = weekly.or_else(|| weekday_at(tokens, i).map(|(d, n)| (d, false, n)))?;
    Some((Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?, weekly, next))
}

fn said(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Clause> {
    const LONGEST: usize = 24;
    if to - from > LONGEST || !(from..to).any(|i| day_at(tokens, i).is_some()) {
        return None;
    }
    let mut clause = Clause::default();
    let mut i = from;
    while i < to {
        i = clause.take(tokens, i)?;
    }
    (i == to).then_some(clause)
}

impl Clause {
    /// Takes what stands at `i`; none where it belongs to no list.
    fn take(&mut self, tokens: &Tokens<'_>, i: usize) -> Option<usize> {
        if let Some((day, weekly, next)) = day_at(tokens, i) {
            self.weekly |= weekly;
            self.days.push(day);
            return Some(self.range_behind(tokens, day, next).unwrap_or(next));
        }
        let mut at = |table: &Table<()>, says: fn(&mut Self) -> &mut bool| {
            let ((), next) = table.at(tokens, i)?;
            *says(self) = true;
            Some(next)
        };
        at(&NOT, |c| &mut c.not)
            .or_else(|| at(&OFF, |c| &mut c.off))
            .or_else(|| at(&ONLY, |c| &mut c.only))
            .or_else(|| at(&ALSO, |c| &mut c.also))
            .or_else(|| at(&WORK, |c| &mut c.work))
            .or_else(|| [&FILL, &AND].iter().find_map(|t| t.at(tokens, i)).map(|((), next)| next))
            .or_else(|| matches!(tokens.folded(i), "," | "、").then_some(i + 1))
    }

    /// "Tuesday to Thursday": all days up to the other.
    fn range_behind(&mut self, tokens: &Tokens<'_>, first: Weekday, next: usize) -> Option<usize> {
        let ((), at) = TO.at(tokens, next)?;
        let (last, _, after) = day_at(tokens, at)?;
        let mut day = first;
        while day != last {
            day = day.next();
            self.days.push(day);
        }
        self.range = true;
        Some(after)
    }

    fn meaning(&self, hours: impl FnOnce() -> bool) -> Option<Workweek> {
        let days = WorkingDays::of(self.days.iter().copied());
        if self.off || self.not && self.work {
            // "No work on Monday" is one day; "no work on Mondays" is a rule.
            return (self.weekly && !(self.only || self.also)).then_some(Workweek::Without(days));
        }
        if self.not {
            return None;
        }
        if self.also {
            return (self.work && (self.weekly || self.range)).then_some(Workweek::Also(days));
        }
        let rule = self.work && (self.only || self.range || self.weekly) || self.only && self.weekly;
        (rule || self.range && hours()).then_some(Workweek::Only(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Weekday::{Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};

    fn check(text: &str, expect: Option<Workweek>) {
        assert_eq!(find(text).first().map(|f| f.value), expect, "{text}");
    }

    #[test]
    fn days_without_work_are_a_rule_of_the_week() {
        let monday = Some(Workweek::Without(WorkingDays::of([Monday])));
        let friday = Some(Workweek::Without(WorkingDays::of([Friday])));
        check("No work on Mondays.", monday);
        check("Paint the hall (3 days), no work on Mondays", monday);
        check("We don't work Fridays", friday);
        check("nobody works on Fridays", friday);
        check("Fridays are off", friday);
        check("Montags wird nicht gearbeitet.", monday);
        check("Freitags arbeitet niemand", friday);
        check("On ne travaille pas le lundi", monday);
        check("Los viernes no se trabaja", friday);
        check("Às segundas não trabalhamos", monday);
        check("周一不工作", monday);
    }

    #[test]
    fn days_of_work_are_all_there_are() {
        let middle = Some(Workweek::Only(WorkingDays::of([Tuesday, Wednesday, Thursday])));
        check("We only work Tuesday to Thursday", middle);
        check("we work Tuesdays through Thursdays", middle);
        check("Wir arbeiten nur von Dienstag bis Donnerstag", middle);
        check("Nous travaillons seulement du mardi au jeudi", middle);
        check("Solo trabajamos de martes a jueves", middle);
        check("Só trabalhamos de terça a quinta", middle);
        check("只在周二到周四工作", middle);
        check(
            "work is done only on Mondays, Wednesdays and Fridays",
            Some(Workweek::Only(WorkingDays::of([Monday, Wednesday, Friday]))),
        );
        let usual = Some(Workweek::Only(WorkingDays::MONDAY_TO_FRIDAY));
        check("Start on 2026-03-16, 8 hours a day, Monday to Friday.", usual);
        check("6 Stunden am Tag, Montag bis Freitag", usual);
        check("4 heures par jour, du lundi au vendredi", usual);
        check("The fair is open, Monday to Friday", None);
        check("We also work Saturdays", Some(Workweek::Also(WorkingDays::of([Saturday]))));
    }

    #[test]
    fn what_one_person_or_one_day_is_said_of_is_no_rule() {
        for text in [
            "Ana does not work on Fridays",
            "No work on Monday",
            "Work on the report from Tuesday to Thursday",
            "The review is on Friday",
            "Ship it on Tuesday or Thursday",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn no_working_day_at_all_is_never_left() {
        let usual = WorkingDays::MONDAY_TO_FRIDAY;
        assert_eq!(Workweek::Without(usual).of(usual), usual);
        let four = Workweek::Without(WorkingDays::of([Friday])).of(usual);
        assert_eq!(four, WorkingDays::of([Monday, Tuesday, Wednesday, Thursday]));
    }
}
