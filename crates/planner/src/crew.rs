//! The people of whom a paragraph says when and how much they work: each becomes a resource of the plan. Must never
//! leave such a clause in the text that is read for work, nor lose its words.

use jiff::civil::Date;
use planwright_domain::{Absence, Availability as Span, Patch, Resource, ResourceId};
use planwright_phrases::availability::Availability;
use planwright_phrases::date::Ground;
use planwright_phrases::duration::DayLength;
use planwright_phrases::presence::{self, Presence, Told};

/// What a text says of the time of its people.
#[derive(Debug, Default)]
pub(crate) struct Crew {
    people: Vec<(String, Vec<Presence>)>,
    /// What is said of everybody, in its own words.
    pub(crate) kept: Vec<String>,
}

/// Takes the clauses out of the text; the bytes of the rest stay where they are.
pub(crate) fn taken(text: &mut String, ground: &Ground, day: DayLength) -> Crew {
    let mut crew = Crew::default();
    let found = presence::find(text, ground, day);
    if found.is_empty() {
        return crew;
    }
    let mut rest = text.clone();
    for clause in &found {
        let words = clause.words(text).to_owned();
        let Told { who, says } = clause.value.clone();
        if matches!(says, Presence::Days(Availability::There { .. })) {
            // "Plumber is only available 4-8 May": the days of that work, which the reader gives to it.
            continue;
        }
        let (from, to) = with_its_mark(&rest, clause.start, clause.end);
        rest.replace_range(from..to, &" ".repeat(to - from));
        match who {
            Some(name) => crew.say(name, says),
            None => crew.kept.push(words),
        }
    }
    if rest.chars().any(char::is_alphanumeric) {
        *text = rest;
        return crew;
    }
    // Nothing but people: what was read of them is no work either.
    crew.kept = vec![text.trim().to_owned()];
    *text = rest;
    crew
}

/// The clause and the mark that parts it from the rest: the one in front within a sentence, else the one behind.
fn with_its_mark(text: &str, start: usize, end: usize) -> (usize, usize) {
    let joints = [',', ';', '，', '；', '、'];
    let before = text[..start].trim_end();
    if before.ends_with(joints) {
        let mark = before.char_indices().next_back().map_or(start, |(at, _)| at);
        return (mark, end);
    }
    let first = before.is_empty() || before.ends_with(['.', '!', '?', '。', '！', '？']);
    let mark =
        text[end..].chars().next().filter(|c| first && (joints.contains(c) || ".!?。！？".contains(*c)));
    (start, end + mark.map_or(0, char::len_utf8))
}

impl Crew {
    fn say(&mut self, name: String, says: Presence) {
        let known = self.people.iter_mut().find(|(known, _)| known.to_lowercase() == name.to_lowercase());
        match known {
            Some((_, all)) => all.push(says),
            None => self.people.push((name, vec![says])),
        }
    }

    /// Puts the people into the patch.
    pub(crate) fn join(self, patch: &mut Patch, mint: &mut dyn FnMut() -> u128) {
        for (name, all) in self.people {
            let mut person = Resource::new(ResourceId::from_bits(mint()), name);
            for says in all {
                say(&mut person, says);
            }
            patch.create(person);
        }
    }
}

fn say(person: &mut Resource, says: Presence) {
    const DAY: u32 = 1440;
    match says {
        Presence::Weekly(minutes) => person.minutes_per_week = Some(minutes.clamp(1, 7 * DAY)),
        Presence::Daily(minutes) => person.minutes_per_day = Some(minutes.clamp(1, DAY)),
        Presence::Share(percent) => person.capacity = percent.clamp(1, 100),
        Presence::Days(Availability::Away { first, last: Some(last) }) if first <= last => {
            person.absences.push(Absence { first, last, reason: None });
        }
        Presence::Days(Availability::Away { first, .. }) => person.availability.push(gone(Some(first), None)),
        Presence::Days(Availability::There { first, last }) => {
            person.availability.extend(first.yesterday().ok().map(|day| gone(None, Some(day))));
            let behind = last.filter(|last| first <= *last).and_then(|last| last.tomorrow().ok());
            person.availability.extend(behind.map(|day| gone(Some(day), None)));
        }
    }
}

fn gone(first: Option<Date>, last: Option<Date>) -> Span {
    Span { first, last, percent: 0 }
}
