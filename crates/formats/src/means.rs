//! What a reader found beside tasks and links: calendars, people, who is put to what, and schedules that were kept. Here
//! all of it is made to keep the rules of a plan. Must never let a record refer to one that is not there.

use std::collections::{BTreeSet, HashSet};

use planwright_domain::{
    Assignment, Baseline, BaselineTask, Calendar, CalendarId, LARGEST_MINUTES, Patch, Resource, ResourceId,
    TaskId, Warning,
};

/// Longest name of a record.
const LONGEST_NAME: usize = 500;
/// The most there may be of somebody, in per cent.
const LARGEST_PERCENT: u32 = 100_000;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Means {
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) resources: Vec<Resource>,
    /// Assignments with the indexes of their tasks; the task each names itself means nothing yet.
    pub(crate) assignments: Vec<(u32, Assignment)>,
    /// Baselines with what they say of each task, by its index.
    pub(crate) baselines: Vec<(Baseline, Vec<(u32, BaselineTask)>)>,
    /// The calendar of the project.
    pub(crate) calendar: Option<CalendarId>,
}

impl Means {
    /// Adds all of it to `patch`; `ids` are those of the tasks.
    pub(crate) fn create(mut self, ids: &[TaskId], patch: &mut Patch, warnings: &mut Vec<Warning>) {
        self.mend_calendars(warnings);
        self.mend_people();
        let known: HashSet<ResourceId> = self.resources.iter().map(|r| r.id).collect();
        patch.meta.calendar = self.calendar.map(Some);
        let mut seen = HashSet::new();
        for (task, mut assignment) in self.assignments {
            let Some(task) = ids.get(task as usize) else { continue };
            assignment.task = *task;
            assignment.alternatives.retain(|id| known.contains(id));
            assignment.resource = assignment.resource.filter(|id| known.contains(id));
            let somebody = assignment.resource.is_some() || assignment.skill.is_some();
            if somebody && seen.insert((*task, assignment.resource, assignment.skill.clone())) {
                assignment.units = assignment.units.clamp(1, LARGEST_PERCENT);
                assignment.effort = assignment.effort.filter(|e| (1..=LARGEST_MINUTES).contains(e));
                patch.create(assignment);
            }
        }
        for (mut baseline, tasks) in self.baselines {
            let of = |(task, planned): (u32, BaselineTask)| Some((*ids.get(task as usize)?, planned));
            baseline.tasks = tasks.into_iter().filter(|(_, p)| p.start <= p.finish).filter_map(of).collect();
            patch.create(baseline);
        }
        self.calendars.into_iter().for_each(|calendar| patch.create(calendar));
        self.resources.into_iter().for_each(|resource| patch.create(resource));
    }

    fn mend_calendars(&mut self, warnings: &mut Vec<Warning>) {
        let known: HashSet<CalendarId> = self.calendars.iter().map(|c| c.id).collect();
        let mut names = Names::default();
        for calendar in &mut self.calendars {
            calendar.name = names.of(&calendar.name, "Calendar");
            calendar.base = calendar.base.filter(|base| known.contains(base));
            let before = calendar.exceptions.len();
            calendar.exceptions.retain(|e| e.first <= e.last);
            if calendar.exceptions.len() < before {
                let text = format!(
                    "an exception of the calendar \"{}\" that ends before it begins was left out",
                    calendar.name
                );
                warnings.push(Warning::new("dates-reversed", text));
            }
        }
        let bases: Vec<(CalendarId, Option<CalendarId>)> =
            self.calendars.iter().map(|c| (c.id, c.base)).collect();
        let mut sound: BTreeSet<CalendarId> = BTreeSet::new();
        let all: std::collections::HashMap<CalendarId, Option<CalendarId>> = bases.into_iter().collect();
        for calendar in &mut self.calendars {
            let (mut path, mut next) = (BTreeSet::new(), Some(calendar.id));
            while let Some(id) = next.filter(|id| !sound.contains(id)) {
                if !path.insert(id) {
                    break;
                }
                next = all.get(&id).copied().flatten();
            }
            // Who leads into a circle is based on nothing.
            if next.is_some_and(|id| path.contains(&id)) {
                calendar.base = None;
                path = BTreeSet::from([calendar.id]);
            }
            sound.append(&mut path);
        }
        self.calendar = self.calendar.filter(|id| known.contains(id));
    }

    fn mend_people(&mut self) {
        let calendars: HashSet<CalendarId> = self.calendars.iter().map(|c| c.id).collect();
        let mut names = Names::default();
        for resource in &mut self.resources {
            resource.name = names.of(&resource.name, "Resource");
            resource.calendar = resource.calendar.filter(|id| calendars.contains(id));
            resource.capacity = resource.capacity.clamp(1, LARGEST_PERCENT);
            resource.efficiency = resource.efficiency.clamp(1, 1_000);
            resource.minutes_per_day = resource.minutes_per_day.filter(|m| (1..=1440).contains(m));
            resource.minutes_per_week = resource.minutes_per_week.filter(|m| (1..=7 * 1440).contains(m));
            resource.absences.retain(|a| a.first <= a.last);
            for span in &mut resource.availability {
                span.percent = span.percent.min(LARGEST_PERCENT);
            }
            let ordered = |first: Option<_>, last: Option<_>| first.zip(last).is_none_or(|(f, l)| f <= l);
            resource.availability.retain(|a| ordered(a.first, a.last));
        }
        let mut names = Names::default();
        for (baseline, _) in &mut self.baselines {
            baseline.name = names.of(&baseline.name, "Baseline");
        }
    }
}

/// Names that are given, so that each is given once.
#[derive(Debug, Default)]
struct Names {
    taken: HashSet<String>,
    /// How often each was asked for again.
    again: std::collections::HashMap<String, u32>,
}

impl Names {
    /// A name like `name` that nobody has yet; `other` where it says nothing.
    fn of(&mut self, name: &str, other: &str) -> String {
        let clean: String =
            name.chars().take(LONGEST_NAME - 20).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let clean = if clean.trim().is_empty() { other } else { clean.trim() };
        let count = self.again.entry(clean.to_lowercase()).or_insert(0);
        *count += 1;
        let mut found = if *count == 1 { clean.to_owned() } else { format!("{clean} {count}") };
        while !self.taken.insert(found.trim().to_lowercase()) {
            *count += 1;
            found = format!("{clean} {count}");
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["Ann", "ann", "Ann 2", "\u{7}", "Ann"].iter().map(|n| names.of(n, "Nobody")).collect();
        assert_eq!(given, ["Ann", "ann 2", "Ann 2 2", "Nobody", "Ann 3"]);
    }

    #[test]
    fn circles_of_bases_are_opened() {
        let id = CalendarId::from_bits;
        let based =
            |of: u128, on: u128| Calendar { base: Some(id(on)), ..Calendar::new(id(of), format!("c{of}")) };
        let mut means = Means {
            calendars: vec![based(1, 2), based(2, 3), based(3, 2), based(4, 9), based(5, 1)],
            ..Means::default()
        };
        means.mend_calendars(&mut Vec::new());
        let bases: Vec<Option<CalendarId>> = means.calendars.iter().map(|c| c.base).collect();
        for calendar in &means.calendars {
            let mut at = Some(calendar.id);
            for _ in 0..9 {
                at = at.and_then(|id| means.calendars.iter().find(|c| c.id == id)).and_then(|c| c.base);
            }
            assert_eq!(at, None, "{bases:?}");
        }
        assert_eq!(bases[4], Some(id(1)));
    }
}
