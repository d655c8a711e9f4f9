//! Taking up everybody's time, and giving it back. What must not be interrupted keeps its people from its first minute to its
//! last, nights and pauses as well; of what may be, only the pieces are theirs.

use std::collections::BTreeMap;

use super::super::gather::count;
use super::find::merged;
use super::{Duties, LATEST, Placed, Placer, Span};

impl Placer<'_> {
    /// Takes up the time of these stints, and what they use up of limits.
    pub(in super::super) fn book(&mut self, duties: &Duties, stints: &[Placed]) {
        self.hold(duties, stints, 1);
    }

    /// Gives back what a task takes up.
    pub(super) fn give_back(&mut self, at: usize) {
        let stints = std::mem::take(&mut self.stints[at]);
        self.hold(self.model.duties(self.items.all[at].slot), &stints, -1);
        self.stints[at] = stints;
    }

    fn hold(&mut self, duties: &Duties, stints: &[Placed], sign: i64) {
        let mut turn = |(person, units, span): (u32, u32, Span)| {
            let Some(busy) = self.busy.get_mut(person as usize) else { return };
            let units = units.min(busy.capacity);
            match sign {
                1 => busy.book(units, span.start, span.finish),
                _ => busy.free(units, span.start, span.finish),
            }
        };
        match stints {
            [stint] => turn((stint.person, stint.units, stint.span)),
            _ => held(duties, stints).into_iter().for_each(turn),
        }
        for stint in stints.iter().filter(|stint| stint.span.finish < LATEST) {
            let Some(Some((_, zone))) = self.caps.get(stint.person as usize) else { continue };
            let mut parts = duties.all.iter().flat_map(|duty| duty.who.iter().map(move |who| (duty, who)));
            let Some((duty, (_, share))) = parts.find(|(_, (person, _))| *person == stint.person) else {
                continue;
            };
            let works = !(duty.gate || duty.together);
            let load = if works { share.load.into() } else { self.part(stint.person, stint.units) };
            let used = &mut self.used[stint.person as usize];
            count(self.woven, zone, stint, load * sign, !duty.gate, used);
        }
    }
}

/// Whose time is taken up by stints of a task, how much of it, and from when to when.
fn held(duties: &Duties, stints: &[Placed]) -> Vec<(u32, u32, Span)> {
    let in_pieces = duties.interruptible && !duties.all[0].together;
    if in_pieces {
        return stints.iter().map(|stint| (stint.person, stint.units, stint.span)).collect();
    }
    let is_gate = |person: u32| duties.all.iter().any(|duty| duty.gate && duty.who[0].0 == person);
    let mut own: BTreeMap<u32, (u32, Span)> = BTreeMap::new();
    let mut gates: BTreeMap<u32, u32> = BTreeMap::new();
    for stint in stints {
        if is_gate(stint.person) {
            gates.insert(stint.person, stint.units);
            continue;
        }
        let (_, span) = own.entry(stint.person).or_insert((stint.units, stint.span));
        span.start = span.start.min(stint.span.start);
        span.finish = span.finish.max(stint.span.finish);
    }
    let all = merged(own.values().map(|&(_, span)| span).collect());
    let own = own.into_iter().map(|(person, (units, span))| (person, units, span));
    let gates =
        gates.into_iter().flat_map(|(person, units)| all.iter().map(move |&span| (person, units, span)));
    own.chain(gates).collect()
}
