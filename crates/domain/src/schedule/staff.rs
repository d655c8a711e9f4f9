//! Who does what: assignments, assignees and skills become people with a part of a task's effort, and those the lines
//! they work on. A name no resource bears is a person who works as the project does, and so is nobody at all.
//!
//! A part of the effort that an assignment states is that person's own; the rest is done by all others together, each
//! whenever they are there and at their own pace. A thing or place does no work: the others work while it is there.

use std::collections::HashMap;

use super::clock::{CREW, Lines, Share};
use super::seats::seated;
use super::weave::{Loom, Wanted};
use crate::id::{CalendarId, IdMap, ResourceId};
use crate::project::Project;
use crate::resource::{Assignment, Resource, ResourceKind, alike};
use crate::task::Task;

/// Nobody in particular.
pub(super) const NOBODY: u32 = u32::MAX;

/// Somebody, or something, that does work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name among assignees.
    pub name: String,
    /// The resource of that name, if there is one.
    pub resource: Option<ResourceId>,
    /// How much of them there is whenever they are there, in per cent.
    pub capacity: u32,
}

/// One person's part of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duty {
    /// How much of them it takes, in per cent.
    pub(super) units: u32,
    /// By number, and their work; after the first those who would do as well. [`NOBODY`] takes up nobody's time.
    pub(super) who: Vec<(u32, Share)>,
    /// Everybody with a duty is there at the same time.
    pub(super) together: bool,
    /// It does no work, but has to be there whenever anybody is at work.
    pub(super) gate: bool,
    /// Its part is done by whoever of those with such duties is there; its own share is what it would be by units.
    pub(super) pooled: bool,
    /// Its part of the effort, in a person's minutes; of a pooled one by units.
    pub(super) effort: u32,
}

/// Everybody there is.
#[derive(Debug, Default)]
pub(super) struct Staff<'a> {
    resources: Vec<&'a Resource>,
    by_id: IdMap<ResourceId, u32>,
    /// By what their names have in common with the same name written otherwise.
    by_name: HashMap<String, u32>,
    pub(super) people: Vec<Person>,
}

impl<'a> Staff<'a> {
    /// The resources of a project and of the pool it shares, where those of the project count first.
    pub(super) fn of(project: &'a Project, pool: Option<&'a Project>) -> Self {
        let mut staff = Self::default();
        for resource in project.resources().chain(pool.into_iter().flat_map(Project::resources)) {
            if staff.by_id.contains_key(&resource.id) {
                continue;
            }
            let number = staff.resources.len() as u32;
            staff.by_id.insert(resource.id, number);
            staff.by_name.entry(alike(&resource.name)).or_insert(number);
            staff.resources.push(resource);
            staff.people.push(Person {
                name: resource.name.clone(),
                resource: Some(resource.id),
                capacity: least(resource),
            });
        }
        staff
    }

    pub(super) fn resources(&self) -> Vec<&'a Resource> {
        self.resources.clone()
    }

    /// Those who do a task, at work on `effort` of it each with their part.
    pub(super) fn team(&mut self, project: &Project, task: &Task, effort: u32) -> Team {
        let mut team = Team::default();
        let mut whole: Vec<Member> = Vec::new();
        let slots: Vec<&Assignment> = project.assignments_of(task.id).collect();
        let named: Vec<u32> = task.assignees.iter().map(|name| self.named(name)).collect();
        let asked = slots.iter().map(|slot| self.candidates(slot));
        let wishes: Vec<Vec<u32>> = asked.chain(named.iter().map(|&number| vec![number])).collect();
        let by_skill = |at: usize| slots.get(at).is_some_and(|slot| slot.resources().next().is_none());
        for (at, seat) in seated(&wishes, by_skill).into_iter().enumerate() {
            let slot = slots.get(at);
            let Some((&number, others)) = seat.split_first() else {
                let skill = slot.and_then(|slot| slot.skill.as_ref());
                if let Some(skill) = skill {
                    team.unmet.push((skill.clone(), !wishes[at].is_empty()));
                }
                // A place nobody there is would do in is still a place.
                if let Some(slot) = slot.filter(|_| wishes[at].is_empty()) {
                    whole.push(Member::of(slot, NOBODY, Vec::new()));
                }
                continue;
            };
            if self.resources.get(number as usize).is_some_and(|r| r.kind == ResourceKind::Equipment) {
                team.gates.push(number);
            } else {
                whole.push(match slot {
                    Some(slot) => Member::of(slot, number, others.to_vec()),
                    None => Member::full(number),
                });
            }
        }
        if whole.is_empty() {
            whole.push(Member::full(NOBODY));
        }
        team.gates.sort_unstable();
        team.members = shared(whole, effort, task.effort.unwrap_or(0));
        team
    }

    fn named(&mut self, name: &str) -> u32 {
        let key = alike(name);
        if let Some(&number) = self.by_name.get(&key) {
            return number;
        }
        let number = self.people.len() as u32;
        self.by_name.insert(key, number);
        self.people.push(Person { name: name.to_owned(), resource: None, capacity: 100 });
        number
    }

    /// The resources an assignment names, or else all with the skill.
    fn candidates(&self, assignment: &Assignment) -> Vec<u32> {
        let named: Vec<u32> = assignment.resources().filter_map(|id| self.by_id.get(&id).copied()).collect();
        match &assignment.skill {
            Some(skill) if named.is_empty() => {
                let able = |&(_, r): &(usize, &&Resource)| r.can(skill);
                self.resources.iter().enumerate().filter(able).map(|(at, _)| at as u32).collect()
            }
            _ => named,
        }
    }

    /// The part of each member, on the line they work by.
    /// `floats` says that limits are counted by leveling.
    pub(super) fn duties(
        &self,
        loom: &mut Loom<'_>,
        team: &Team,
        task: Option<CalendarId>,
        floats: bool,
    ) -> Vec<Duty> {
        let mut duties: Vec<Duty> = Vec::with_capacity(team.members.len());
        for member in &team.members {
            let who = std::iter::once(member.person).chain(member.others.iter().copied());
            let who =
                who.map(|person| (person, self.share(loom, team, member, person, task, floats))).collect();
            let (units, pooled, effort) = (member.units, member.pooled, member.effort.unwrap_or(0));
            duties.push(Duty { units, who, together: false, gate: false, pooled, effort });
        }
        if !team.gates.is_empty() {
            let share = self.beside(loom, &duties);
            duties.extend(team.gates.iter().map(|&gate| Duty::gate(gate, share)));
        }
        duties
    }

    /// What the things and places of a task are there for: whatever somebody alone does, or whenever any of several is
    /// at work.
    fn beside(&self, loom: &mut Loom<'_>, duties: &[Duty]) -> Share {
        if let [alone] = duties {
            return alone.who[0].1;
        }
        let mut lines: Vec<(u32, u32)> = duties.iter().map(|duty| (duty.who[0].1.line, 1)).collect();
        lines.sort_unstable();
        lines.dedup();
        let line = match lines[..] {
            [(line, _)] => line,
            _ => loom.line(&Wanted { sum: lines, ..Wanted::default() }),
        };
        Share { line, need: 0, weight: 1, load: 100, pace: 100 }
    }

    /// What a member's part is when this person does it.
    fn share(
        &self,
        loom: &mut Loom<'_>,
        team: &Team,
        member: &Member,
        person: u32,
        task: Option<CalendarId>,
        unlimited: bool,
    ) -> Share {
        let effort = u64::from(member.effort.unwrap_or(0));
        let resource = self.resources.get(person as usize);
        let mut people: Vec<u32> = resource.map(|_| person).into_iter().collect();
        people.extend(&team.gates);
        let unlimited = unlimited && people.iter().any(|&person| loom.limits(person).are_any());
        let (mut units, mut efficiency, mut varies, mut limited) = (member.units, 100, false, false);
        if let Some(resource) = resource {
            varies = !resource.availability.is_empty();
            let most = resource.availability.iter().map(|a| a.percent).fold(resource.capacity, u32::max);
            units = units.min(most);
            efficiency = resource.efficiency;
            limited = loom.limits(person).are_any();
        }
        let load = if varies { 1 } else { units };
        let pace = u64::from(efficiency) * u64::from(load);
        match (pace, units) {
            (0, _) | (_, 0) => {
                Share { line: loom.never(), need: i64::from(effort > 0), weight: 1, load: 0, pace: 0 }
            }
            _ => Share {
                line: loom.line(&Wanted {
                    people,
                    task,
                    units: if varies { units } else { 0 },
                    load: if limited && !varies && !unlimited { units } else { 0 },
                    unlimited,
                    ..Wanted::default()
                }),
                need: (effort * 10_000).div_ceil(pace) as i64,
                weight: if varies { units } else { 1 },
                load,
                pace: efficiency,
            },
        }
    }

    /// What all who share the rest of an effort do of it together: their lines added up.
    pub(super) fn pool(loom: &mut Loom<'_>, duties: &[Duty]) -> Option<Share> {
        let pooled = || duties.iter().filter(|duty| duty.pooled);
        let effort: i64 = pooled().map(|duty| i64::from(duty.effort)).sum();
        let rates: Vec<(u32, u32)> = pooled()
            .map(|duty| (duty.who[0].1.line, duty.who[0].1.load.saturating_mul(duty.who[0].1.pace)))
            .filter(|&(_, rate)| rate > 0)
            .collect();
        if effort == 0 {
            return None;
        }
        let common = rates.iter().fold(0, |common, &(_, rate)| gcd(common, rate));
        if common == 0 {
            return Some(Share {
                line: loom.never(),
                need: i64::from(effort > 0),
                weight: 1,
                load: 0,
                pace: 0,
            });
        }
        let sum: Vec<(u32, u32)> = rates.into_iter().map(|(line, rate)| (line, rate / common)).collect();
        let weights =
            pooled().map(|duty| duty.who[0].1).map(|s| s.weight.saturating_mul(s.load * s.pace / common));
        let weight = weights.fold(0, u32::saturating_add).max(2);
        let need = (effort * 10_000 + i64::from(common) - 1) / i64::from(common);
        let line = loom.line(&Wanted { sum, ..Wanted::default() });
        Some(Share { line, need, weight, load: 0, pace: 0 })
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Duty {
    /// Of somebody who is there while the others are.
    pub(super) fn at_once(person: u32, units: u32, share: Share, effort: u32) -> Self {
        Self { units, who: vec![(person, share)], together: true, gate: false, pooled: false, effort }
    }

    /// Of a thing or a place.
    fn gate(gate: u32, share: Share) -> Self {
        Self { units: 100, who: vec![(gate, share)], together: false, gate: true, pooled: false, effort: 0 }
    }
}

/// How much of a resource there is at the least, when it is there at all.
fn least(resource: &Resource) -> u32 {
    let spans = resource.availability.iter().map(|span| span.percent);
    spans.filter(|&percent| percent > 0).fold(resource.capacity, |least, percent| match least {
        0 => percent,
        _ => least.min(percent),
    })
}

/// Those who do a task.
#[derive(Debug, Default)]
pub(super) struct Team {
    pub(super) members: Vec<Member>,
    /// What has to be there.
    pub(super) gates: Vec<u32>,
    /// The skills asked for in places nobody fills; and whether somebody has them who is on the task already.
    pub(super) unmet: Vec<(String, bool)>,
}

/// Somebody with a part of the effort.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) person: u32,
    /// Who would do as well.
    others: Vec<u32>,
    pub(super) units: u32,
    pub(super) effort: Option<u32>,
    /// Several have no part of their own.
    pooled: bool,
}

impl Member {
    /// In the place that an assignment speaks of.
    fn of(slot: &Assignment, person: u32, others: Vec<u32>) -> Self {
        Self { person, others, units: slot.units, effort: slot.effort, pooled: false }
    }

    fn full(person: u32) -> Self {
        Self { person, others: Vec::new(), units: 100, effort: None, pooled: false }
    }
}

/// Gives everybody their part of what is left of the effort: in proportion to what was said, the rest by units. All the
/// parts together are what is left.
fn shared(mut members: Vec<Member>, left: u32, effort: u32) -> Vec<Member> {
    let mut rest = u64::from(left);
    for member in &mut members {
        if let Some(part) = &mut member.effort {
            let scaled = u64::from(*part) * u64::from(left) / u64::from(effort.max(1));
            *part = scaled.min(rest) as u32;
            rest -= u64::from(*part);
        }
    }
    let sharing = members.iter().filter(|m| m.effort.is_none() && m.units > 0).count();
    members.iter_mut().for_each(|m| m.pooled = sharing > 1 && m.effort.is_none() && m.units > 0);
    let open = members.iter().any(|m| m.effort.is_none());
    let takes = |m: &Member| if open { m.effort.is_none() } else { true };
    let mut units: u64 = members.iter().filter(|m| takes(m)).map(|m| u64::from(m.units)).sum();
    for member in &mut members {
        if !takes(member) {
            continue;
        }
        let part = (rest * u64::from(member.units)).checked_div(units).unwrap_or(0);
        let part = if units == u64::from(member.units) { rest } else { part };
        units -= u64::from(member.units);
        rest -= part;
        member.effort = Some(member.effort.unwrap_or(0) + part as u32);
    }
    members
}

impl Lines {
    /// The number of the line, or of the crew, that does these parts, and what it needs.
    pub(super) fn enlist(&mut self, shares: impl Iterator<Item = Share>) -> (u32, i64) {
        let begin = self.shares.len();
        self.shares.extend(shares.filter(|share| share.need > 0));
        match self.shares[begin..] {
            [] => (0, 0),
            [Share { line, need, weight: 1, .. }] => {
                self.shares.truncate(begin);
                (line, need)
            }
            _ => {
                self.crews.push(self.shares.len() as u32);
                ((self.crews.len() as u32 - 1) | CREW, 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Law: the parts of a task's effort together are what is left of it.
        #[test]
        fn no_effort_is_lost_or_made(
            given in prop::collection::vec((0u32..300, prop::option::of(0u32..2000)), 1..5),
            left in 0u32..5000,
            effort in 0u32..5000,
        ) {
            prop_assume!(given.iter().any(|(units, effort)| *units > 0 && effort.is_none()));
            let member = |(units, effort)| Member { units, effort, ..Member::full(0) };
            let members = given.into_iter().map(member).collect();
            let parts = shared(members, left, effort);
            prop_assert_eq!(parts.iter().map(|m| u64::from(m.effort.unwrap_or(0))).sum::<u64>(), u64::from(left));
        }
    }
}
