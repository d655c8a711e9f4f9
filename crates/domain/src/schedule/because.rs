//! Why a leveled task is where it is: what it waits for, or whose time it waits for, one step at a time back to the
//! project's start. What would be otherwise is found by placing the task anew among everything else just as it is; nothing
//! else is ever moved here.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use super::axis::Axis;
use super::clock::Span;
use super::items::Part;
use super::level::Way;
use super::line::NEVER;
use super::model::Model;
use super::place::{Placed, Placer};
use super::roster::Roster;
use super::why::{Cause, Held, Hold, Reason};
use super::zone::minute;
use crate::id::{IdMap, ResourceId, TaskId};
use crate::network::Network;
use crate::network::graph::{finish, is_finish, slot_of, start};

/// Something in whose time a task cannot be.
#[derive(Debug, Clone, Copy)]
struct Before {
    cause: Cause,
    /// Whose time it takes.
    person: u32,
    /// When it is over.
    until: i64,
    /// The slot of its task, where it is one of the project.
    slot: Option<u32>,
}

impl Roster {
    /// The chain of reasons for the start of a task, or for the finish of a summary task, back to the project's start or to
    /// a date. `model` and `network` are those it was made from.
    pub fn why(&self, model: &Model, network: &Network, id: TaskId) -> Vec<Reason> {
        let table = &self.table;
        let Some(&slot) = table.slots.get(&id).filter(|_| table.is_of(network)) else { return Vec::new() };
        let teller = self.teller(model, network);
        let mut next = Some(if network.graph().is_leaf(slot) { start(slot) } else { finish(slot) });
        let (mut chain, mut seen) = (Vec::new(), BTreeSet::new());
        // Leads may lead on to what is later, so that only what was told already ends it for sure.
        while let Some(node) = next.filter(|&node| seen.insert(node)) {
            let (reason, from) = teller.reason(node);
            chain.push(reason);
            next = from;
        }
        chain
    }

    pub(super) fn teller<'a>(&'a self, model: &'a Model, network: &'a Network) -> Teller<'a> {
        let taken_up = vec![Vec::new(); model.people().len()];
        let mut teller =
            Teller { roster: self, model, network, taken_up, placers: [OnceCell::new(), OnceCell::new()] };
        for (slot, stints) in self.stints.iter().enumerate() {
            for stint in stints {
                let (person, until) = (stint.person, stint.span.finish);
                let cause = Cause::Busy { person, with: network.graph().ids[slot] };
                let before = Before { cause, person, until, slot: Some(slot as u32) };
                teller.taken_up.get_mut(person as usize).into_iter().for_each(|all| all.push(before));
            }
        }
        teller.elsewhere();
        teller
    }
}

/// Tells of a roster.
pub(super) struct Teller<'a> {
    roster: &'a Roster,
    model: &'a Model,
    network: &'a Network,
    /// By person, all that takes up their time.
    taken_up: Vec<Vec<Before>>,
    /// What places a task anew: around all that takes people elsewhere, and with no regard to that.
    placers: [OnceCell<RefCell<Placer<'a>>>; 2],
}

impl Teller<'_> {
    /// What holds a start longest; nothing where work begins then.
    pub(super) fn holding(&self, node: u32) -> Option<Cause> {
        let (moment, holds) = (self.roster.table.early(node), self.roster.table.holds(self.network, node));
        let bound = self.moment(node, &holds);
        let held = self.roster.table.tightest(holds, |holds| self.moment(node, holds) == moment);
        if !held.enough && self.is_late(node, bound, moment) {
            return Some(Cause::AsLateAsPossible);
        }
        match self.before(slot_of(node), bound, moment) {
            Some(before) if !held.enough && !self.stints(node).is_empty() => Some(before.cause),
            _ => held.decisive(),
        }
    }

    /// Whether a task that may begin from a moment on starts at another only because it is to be as late as possible.
    fn is_late(&self, node: u32, from: i64, moment: i64) -> bool {
        let items = &self.roster.table.items;
        let item = &items.all[self.roster.table.place(node)];
        let asked = !is_finish(node) && item.leaf && items.extra(item).is_some_and(|extra| extra.late);
        asked && (self.stints(node).is_empty() || self.anew(node, from, None, false) < moment)
    }

    fn reason(&self, node: u32) -> (Reason, Option<u32>) {
        let table = &self.roster.table;
        let moment = table.early(node);
        let holds = table.holds(self.network, node);
        let bound = self.moment(node, &holds);
        let Held { hold, mut also, rest, enough } =
            table.tightest(holds, |holds| self.moment(node, holds) == moment);
        let waits = !is_finish(node) && !self.stints(node).is_empty();
        let (mut cause, mut from, mut rest) = (hold.cause, hold.from, rest);
        let mut without = None;
        if !enough && self.is_late(node, bound, moment) {
            (cause, from) = (Cause::AsLateAsPossible, None);
            rest.push(hold);
        } else if waits
            && !enough
            && let Some(before) = self.before(slot_of(node), bound, moment)
        {
            (cause, without) = (before.cause, before.slot);
            rest.push(hold);
            from = before.slot.map(|slot| match table.early(finish(slot)) == before.until {
                true => finish(slot),
                false => start(slot),
            });
        }
        let (least, elsewhere) = (self.bound(node, &rest), matches!(cause, Cause::Elsewhere { .. }));
        let otherwise = match waits {
            true => self.anew(node, least, without, elsewhere).min(moment),
            false => self.moment(node, &rest).min(moment),
        };
        if waits && enough && otherwise == moment && also.is_empty() {
            let before = self.before(slot_of(node), least, moment);
            let same = |slot: u32| from.is_some_and(|from| slot_of(from) == slot);
            also.extend(before.filter(|before| !before.slot.is_some_and(same)).map(|before| before.cause));
        }
        let idle = self.idle(node, &hold).filter(|_| enough && waits);
        let reason = Reason {
            task: self.network.graph().ids[slot_of(node) as usize],
            of_finish: is_finish(node),
            at: table.shown(node, moment),
            cause,
            also,
            otherwise: table.shown(node, otherwise),
            idle_since: idle.map(|since| table.axis.closing(since)),
            late_for: table.late_for(self.network, node).filter(|_| cause == Cause::AsLateAsPossible),
            node,
        };
        (reason, from)
    }

    /// Somebody's work on the task of a node; none for a summary task or what takes no time.
    fn stints(&self, node: u32) -> &[Placed] {
        &self.roster.stints[slot_of(node) as usize]
    }

    /// The earliest these let a task begin.
    fn bound(&self, node: u32, holds: &[Hold]) -> i64 {
        let item = &self.roster.table.items.all[self.roster.table.place(node)];
        let start = holds.iter().map(|hold| hold.bounds.start).fold(0, i64::max);
        let finish = holds.iter().map(|hold| hold.bounds.finish).fold(i64::MIN, i64::max);
        match &self.roster.axis {
            Axis::Woven(woven) if finish > i64::MIN => start.max(woven.lines.pushed(item, finish)),
            _ => start,
        }
    }

    /// Where a node is when only these hold it and those who do its task have all their time for it.
    fn moment(&self, node: u32, holds: &[Hold]) -> i64 {
        let table = &self.roster.table;
        let item = &table.items.all[table.place(node)];
        let (stints, Axis::Woven(woven)) = (self.stints(node), &self.roster.axis) else {
            return table.held(node, holds);
        };
        if stints.is_empty() || item.part != Part::Whole {
            return table.held(node, holds);
        }
        if is_finish(node) {
            let worked = holds.iter().any(|hold| hold.cause == Cause::Work);
            let done = stints.iter().map(|stint| stint.span.finish).max().filter(|_| worked);
            return holds.iter().map(|hold| hold.bounds.finish).chain(done).fold(0, i64::max);
        }
        let from = self.bound(node, holds);
        let opens = stints.iter().map(|stint| woven.lines.line(stint.line).open(from));
        opens.min().unwrap_or(from)
    }

    /// From when on nobody who does a task is at work, if that is so when this lets it begin.
    fn idle(&self, node: u32, hold: &Hold) -> Option<i64> {
        let from = self.bound(node, &[*hold]);
        (self.moment(node, &[*hold]) > from).then_some(from)
    }

    /// The last thing those who do a task are at after a moment and before another, or their limit where they are at
    /// nothing just before it.
    fn before(&self, slot: u32, from: i64, by: i64) -> Option<Before> {
        let Axis::Woven(woven) = &self.roster.axis else { return None };
        let stints = self.roster.stints[slot as usize].iter();
        let known = stints.filter(|stint| (stint.person as usize) < self.model.people().len());
        let own: BTreeSet<(u32, u32)> = known.map(|stint| (stint.person, stint.line)).collect();
        let past: Vec<Before> =
            self.others(slot, &own).into_iter().filter(|before| before.until <= by).collect();
        let last = past.iter().filter(|before| before.until > from).max_by_key(|before| before.until);
        let since = last.map_or(from, |last| last.until);
        let limited = own.iter().find(|&&(person, line)| {
            self.model.cap(person as usize).is_some() && woven.lines.line(line).open(since) < by
        });
        let Some(&(person, _)) = limited else { return last.copied() };
        let used = past.iter().filter(|before| before.person == person).max_by_key(|before| before.until);
        let (until, slot) = (used.map_or(since, |used| used.until), used.and_then(|used| used.slot));
        Some(Before { cause: Cause::Limit { person }, person, until, slot })
    }

    /// All that takes up the time of some people, by number and line, beside the task of a slot.
    fn others(&self, slot: u32, own: &BTreeSet<(u32, u32)>) -> Vec<Before> {
        let people: BTreeSet<u32> = own.iter().map(|&(person, _)| person).collect();
        let all = people.into_iter().flat_map(|person| &self.taken_up[person as usize]);
        all.filter(|before| before.slot != Some(slot)).copied().collect()
    }

    /// What takes people up in other projects.
    fn elsewhere(&mut self) {
        let Axis::Woven(woven) = &self.roster.axis else { return };
        let people = self.model.people().iter().zip(0..);
        let number: IdMap<ResourceId, u32> =
            people.filter_map(|(one, person)| Some((one.resource?, person))).collect();
        for (taken, nth) in self.roster.taken.iter().zip(0..) {
            let Some(&person) = number.get(&taken.resource) else { continue };
            let (cause, until) = (Cause::Elsewhere { person, nth }, woven.moment(minute(taken.finish)));
            self.taken_up[person as usize].push(Before { cause, person, until, slot: None });
        }
    }

    /// Where a task begins, from a moment on, among everything else as it is but one of the others, or all of other
    /// projects.
    fn anew(&self, node: u32, bound: i64, without: Option<u32>, alone: bool) -> i64 {
        let (table, slot) = (&self.roster.table, slot_of(node));
        let Axis::Woven(woven) = &self.roster.axis else { return bound };
        let placer = self.placers[usize::from(alone)].get_or_init(|| {
            let taken = if alone { &[][..] } else { &self.roster.taken[..] };
            RefCell::new(Placer::new(self.model, woven, &table.items, taken))
        });
        let mut placer = placer.borrow_mut();
        placer.clear();
        // Nobody's time matters but that of those who may do it.
        let people = self.model.duties(slot).all.iter().flat_map(|duty| &duty.who).map(|who| who.0);
        let theirs = people.filter_map(|person| self.taken_up.get(person as usize)).flatten();
        let others: BTreeSet<u32> = theirs.filter_map(|before| before.slot).collect();
        for other in others.into_iter().filter(|&other| other != slot && Some(other) != without) {
            placer.book(self.model.duties(other), &self.roster.stints[other as usize]);
        }
        let Span { start, .. } = placer.fit(table.place(node), bound, Way::Forward);
        start.min(NEVER)
    }
}
