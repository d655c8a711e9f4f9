//! People whom tasks of other projects take up: their time, and what that uses up of their limits, before anything of this
//! project is placed. It places nothing.

use jiff::civil::DateTime;

use super::axis::Woven;
use super::busy::Busy;
use super::clock::Span;
use super::gather::Used;
use super::model::Model;
use super::roster::Taken;
use super::staff::Person;
use super::zone::minute;
use crate::id::{IdMap, ResourceId};

/// Those who are taken up, by number, with all of that booked.
pub(super) fn taken_up(model: &Model, woven: &Woven, taken: &[Taken]) -> Vec<(usize, Busy, Used)> {
    let mut theirs: IdMap<ResourceId, Vec<&Taken>> = IdMap::default();
    for one in taken {
        theirs.entry(one.resource).or_default().push(one);
    }
    let moment = |at: DateTime| woven.moment(minute(at));
    let booked = |(number, person): (usize, &Person)| {
        let (mut busy, mut used) = (Busy::new(person.capacity), Used::default());
        for one in theirs.get(&person.resource?)? {
            let span = Span { start: moment(one.start), finish: moment(one.finish) };
            busy.book(one.units.min(person.capacity), span.start, span.finish);
            if let Some((_, zone)) = model.cap(number) {
                used.spend(woven, zone, one.units, span);
            }
        }
        Some((number, busy, used))
    };
    model.people().iter().enumerate().filter_map(booked).collect()
}
