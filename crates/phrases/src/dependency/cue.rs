//! The words that say a dependency, and where they stand. Must never take a part of a compound ("after-sales") or an adjective
//! ("first draft") for one.

use super::phrase::{Kind, ends_clause};
use crate::Found;
use crate::lexicon::{Around, Gap, table};
use crate::token::Tokens;
use std::sync::LazyLock;

/// What words say of a dependency.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Cue {
    Link(Kind),
    /// "in parallel": the object is not named.
    Parallel,
    /// "in any order": the same, said of several things.
    AnyOrder,
    /// "comes first" behind its subject; "first" before it.
    First,
    /// "first": also an adjective ("first draft").
    FirstAlone,
    /// "need to": no dependency.
    Nothing,
    /// "finally": a sequence only at the head of a clause.
    Finally,
    StartWith,
}

fn cue(key: &str) -> Option<Cue> {
    Some(match key {
        "after" => Cue::Link(Kind::After),
        "blocked-by" => Cue::Link(Kind::BlockedBy),
        "depends-on" => Cue::Link(Kind::DependsOn),
        "before" => Cue::Link(Kind::Before),
        "parallel-with" => Cue::Link(Kind::Parallel),
        "parallel" => Cue::Parallel,
        "any-order" => Cue::AnyOrder,
        "independent" => Cue::Link(Kind::Independent),
        "first" => Cue::First,
        "first-alone" => Cue::FirstAlone,
        "then-first" => Cue::Finally,
        "nothing" => Cue::Nothing,
        "once" => Cue::Link(Kind::Once),
        "needs" => Cue::Link(Kind::Needs),
        "then" => Cue::Link(Kind::Then),
        _ => return None,
    })
}

table!(CUES, Cue, "dependency", cue);
static AROUND: LazyLock<Around<Cue>> = LazyLock::new(|| Around::load("dependency-around", cue));
table!(START_WITH, Cue, "dependency", |key| (key == "start-with").then_some(Cue::StartWith));
table!(UNORDERED, (), "dependency", unordered);
static UNORDERED_AROUND: LazyLock<Around<()>> =
    LazyLock::new(|| Around::load("dependency-around", unordered));
table!(JOIN, "reference", "join");

fn unordered(key: &str) -> Option<()> {
    matches!(key, "parallel-with" | "independent").then_some(())
}

/// Do the first words say that there is no order: "can run in parallel with T3", "与T2并行"?
pub(super) fn says_no_order(tokens: &Tokens<'_>) -> bool {
    let ends = |k: usize| ends_clause(tokens, k);
    (0..tokens.len().min(8))
        .any(|i| UNORDERED.has(tokens, i) || UNORDERED_AROUND.at(tokens, i, ends).is_some())
}

/// The words that say that something waits for what stands behind them, in order: "after", "is blocked by", "depends on",
/// "once", "requires". Only the kinds that say so; whether words of everyday language are meant so is for the caller.
#[must_use]
pub fn waits(text: &str) -> Vec<Found<Kind>> {
    let tokens = Tokens::of(text);
    let (mut found, mut i) = (Vec::new(), 0);
    while i < tokens.len() {
        let Some((cue, next)) = CUES.at(&tokens, i) else {
            i += 1;
            continue;
        };
        if let Cue::Link(kind) = cue
            && matches!(kind, Kind::After | Kind::BlockedBy | Kind::DependsOn | Kind::Once | Kind::Needs)
            && !hyphened(&tokens, i, next)
            && let (Some(first), Some(last)) = (tokens.get(i), tokens.get(next - 1))
        {
            found.push(Found { value: kind, start: first.start, end: last.end });
        }
        i = next;
    }
    found
}

/// A cue and the tokens it spans.
pub(super) struct Place {
    pub(super) cue: Cue,
    pub(super) from: usize,
    pub(super) to: usize,
    /// It stands at the head of its clause.
    pub(super) leads: bool,
    /// It stands around its object.
    pub(super) gap: Option<Gap>,
}

impl Place {
    /// The token after all of its words.
    pub(super) fn end(&self) -> usize {
        self.gap.map_or(self.to, |gap| gap.next)
    }
}

/// Every cue, in order.
pub(super) fn cues(tokens: &Tokens<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let last = places.last().map_or(0, Place::end);
        let head = i == 0
            || ends_clause(tokens, i - 1)
            || i == last && last > 0
            || JOIN.ending(tokens, i).is_some_and(|(_, from)| from == 0 || ends_clause(tokens, from - 1));
        if let Some((Cue::Nothing, to)) = CUES.at(tokens, i) {
            i = to;
            continue;
        }
        if let Some((cue, gap)) = AROUND.at(tokens, i, |k| ends_clause(tokens, k))
            && !hyphened(tokens, i, gap.begin)
        {
            places.push(Place { cue, from: i, to: gap.begin, leads: head, gap: Some(gap) });
            i = gap.next;
            continue;
        }
        let found =
            if head { START_WITH.at(tokens, i).or_else(|| CUES.at(tokens, i)) } else { CUES.at(tokens, i) };
        match found {
            Some((cue, to)) if !hyphened(tokens, i, to) && meant(tokens, cue, i, to, head, places.last()) => {
                places.push(Place { cue, from: i, to, leads: head, gap: None });
                i = to;
            }
            _ => i += 1,
        }
    }
    places
}

/// Is the cue more than an adjective ("first draft") or the object of the one before ("before then")?
fn meant(tokens: &Tokens<'_>, cue: Cue, from: usize, to: usize, head: bool, last: Option<&Place>) -> bool {
    let names_time = |p: &Place| {
        p.to == from && matches!(p.cue, Cue::Link(Kind::After | Kind::Before | Kind::Once | Kind::BlockedBy))
    };
    match cue {
        Cue::Link(Kind::Then) => !last.is_some_and(names_time),
        Cue::Finally => head,
        Cue::FirstAlone if head => {
            from == 0
                || tokens.is(to, ",")
                || matches!(tokens.folded(from - 1), "." | ";" | ":" | "!" | "?" | "(")
        }
        Cue::FirstAlone => to == tokens.len() || ends_clause(tokens, to) || ends_clause(tokens, to - 1),
        _ => true,
    }
}

/// "follow-up", "first-week", "pre-before": part of a compound word.
fn hyphened(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    let before = from > 0 && tokens.attached(from) && tokens.is(from - 1, "-");
    let behind = tokens.is(to, "-") && tokens.attached(to) && tokens.attached(to + 1);
    before || behind
}
