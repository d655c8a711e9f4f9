//! When people can work: "on holiday 3–10 May", "only available from June", "out of office until Friday". Must never take a
//! date for one that no word of being there or away stands beside.

use crate::date::{self, Ground, Moment, Role, When};
use crate::lexicon::table;
use crate::span::Found;
use crate::token::Tokens;
use jiff::civil::Date;

/// When somebody or something is there or not; days are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Not there; without a last day nobody says until when.
    Away {
        /// First day.
        first: Date,
        /// Last day.
        last: Option<Date>,
    },
    /// There on these days and no others; without a last day from the first on.
    There {
        /// First day.
        first: Date,
        /// Last day.
        last: Option<Date>,
    },
}

table!(AWAY, "availability", "away");
table!(AVAILABLE, "availability", "available");
table!(AWAY_BEHIND, "availability", "away-behind");
table!(AVAILABLE_BEHIND, "availability", "available-behind");
table!(FILL, "role", "fill");
table!(ON, "role", "on");
table!(FROM, "range", "between");

/// Every such phrase, in order.
#[must_use]
pub fn find(text: &str, ground: &Ground) -> Vec<Found<Availability>> {
    let tokens = Tokens::of(text);
    date::find(text, ground).iter().filter_map(|when| said(&tokens, when, ground)).collect()
}

fn said(tokens: &Tokens<'_>, when: &Found<When>, ground: &Ground) -> Option<Found<Availability>> {
    let Moment::Fixed { first, last } = when.value.moment else { return None };
    let (begin, end) = when.value.phrase;
    let head = tokens.at_byte(begin)?;
    let mut at = head;
    // "vacation: 3-10 May", "available in the week of …"
    for _ in 0..3 {
        let fill =
            FILL.ending(tokens, at).or_else(|| ON.ending(tokens, at)).or_else(|| FROM.ending(tokens, at));
        let Some(((), from)) = fill else { break };
        at = from;
    }
    let next = (head..=tokens.len()).find(|&i| tokens.start(i) >= end)?;
    let front = |table: &crate::lexicon::Table<()>| {
        table.ending(tokens, at).map(|(_, from)| (tokens.start(from), end))
    };
    let behind = |table: &crate::lexicon::Table<()>| {
        table.at(tokens, next).map(|(_, after)| (begin, tokens.end_before(after)))
    };
    let (away, (start, end)) = None
        .or_else(|| front(&AWAY).map(|range| (true, range)))
        .or_else(|| front(&AVAILABLE).map(|range| (false, range)))
        // "available from": the role of the date holds the word.
        .or_else(|| (begin < when.start && AVAILABLE.has(tokens, head)).then_some((false, (begin, end))))
        .or_else(|| behind(&AWAY_BEHIND).map(|range| (true, range)))
        .or_else(|| behind(&AVAILABLE_BEHIND).map(|range| (false, range)))?;
    let open = first == last && when.value.role == Role::Start;
    let (first, last) = match when.value.role {
        Role::Due if first == last => (ground.today, Some(last)),
        _ => (first, (!open).then_some(last)),
    };
    let value = if away { Availability::Away { first, last } } else { Availability::There { first, last } };
    Some(Found { value, start, end })
}
