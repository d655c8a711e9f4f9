//! What of calendars, people, assignments and baselines a notation leaves out. Must never leave a record without what
//! another refers to.

use std::collections::BTreeSet;

use planwright_domain::{Assignment, Baseline, Calendar, CalendarId, Exception, Project, Resource};

use super::{Carries, Feature};

use Feature as F;

/// `bare` with those records of `project` that these features can say.
pub(super) fn only(bare: Project, project: &Project, carries: Carries) -> Project {
    let left_out: Vec<Feature> = carries.left_out().collect();
    let keeps = |feature| carries.has(feature);
    // Who is not there cannot be assigned.
    let assigned = keeps(F::Assignments) && keeps(F::People);
    let calendars =
        project.calendars().filter(|c| keeps(F::Calendars) || keeps(F::Holidays) && holidays(c).is_some());
    let resources =
        project.resources().filter(|r| keeps(F::People) || keeps(F::Absences) && absences(r).is_some());
    let assignments = project.assignments().filter(|_| assigned);
    let baselines = project.baselines().filter(|_| keeps(F::Baselines)).enumerate();
    let calendars: Vec<Calendar> =
        calendars.map(|c| left_out.iter().fold(c.clone(), |c, f| calendar(*f, c, project))).collect();
    let resources: Vec<Resource> =
        resources.map(|r| left_out.iter().fold(r.clone(), |r, f| resource(*f, r))).collect();
    let assignments: Vec<Assignment> =
        assignments.map(|a| left_out.iter().fold(a.clone(), |a, f| assignment(*f, a))).collect();
    let baselines: Vec<Baseline> = baselines
        .filter(|(i, _)| keeps(F::BaselineNames) || *i < MOST_BASELINES)
        .map(|(i, b)| left_out.iter().fold(b.clone(), |b, f| baseline(*f, b, i, project)))
        .collect();
    bare.with_calendars(calendars)
        .with_resources(resources)
        .with_assignments(assignments)
        .with_baselines(baselines)
}

/// Most baselines that go without a name.
pub(crate) const MOST_BASELINES: usize = 11;

/// What the baseline at a place goes by where it has no name.
pub(crate) fn baseline_name(place: usize) -> String {
    if place == 0 { "Baseline".to_owned() } else { format!("Baseline {place}") }
}

/// Whether the plan has the feature in records beside tasks and links; what goes with its record is not told twice.
pub(super) fn have(feature: Feature, project: &Project, carries: Carries) -> bool {
    let calendars = || project.calendars().filter(|_| carries.has(F::Calendars));
    let people = || project.resources().filter(|_| carries.has(F::People));
    let assigned = || project.assignments().filter(|_| carries.has(F::People) && carries.has(F::Assignments));
    let baselines = || project.baselines().filter(|_| carries.has(F::Baselines)).enumerate();
    match feature {
        F::Calendars if carries.has(F::Holidays) => {
            project.calendars().any(|c| holidays(c).as_ref() != Some(c))
        }
        F::People if carries.has(F::Absences) => project.resources().any(|r| absences(r).as_ref() != Some(r)),
        F::Calendars => project.calendars().len() > 0,
        F::People => project.resources().len() > 0,
        F::Baselines => project.baselines().len() > 0,
        F::CalendarBases
        | F::SpecialHours
        | F::CalendarZones
        | F::CalendarKeys
        | F::BaselineNames
        | F::Metadata
        | F::ExternalIds
        | F::Keys => {
            feature == F::BaselineNames && baselines().count() > MOST_BASELINES
                || calendars().any(|c| calendar(feature, c.clone(), project) != *c)
                || people().any(|r| resource(feature, r.clone()) != *r)
                || assigned().any(|a| assignment(feature, a.clone()) != *a)
                || baselines().any(|(i, b)| baseline(feature, b.clone(), i, project) != *b)
        }
        _ => false,
    }
}

fn calendar(feature: Feature, calendar: Calendar, project: &Project) -> Calendar {
    match feature {
        F::Calendars => holidays(&calendar).unwrap_or(calendar),
        F::CalendarBases => flat(&calendar, project),
        F::SpecialHours => {
            let off = calendar.exceptions.into_iter().filter(|exception| exception.hours.is_off());
            Calendar { exceptions: off.collect(), ..calendar }
        }
        F::CalendarZones => Calendar { time_zone: None, ..calendar },
        F::CalendarKeys => Calendar { source_key: None, ..calendar },
        F::Metadata => Calendar { metadata: Default::default(), ..calendar },
        _ => calendar,
    }
}

/// Nothing but the days off of a calendar, where it has some.
fn holidays(calendar: &Calendar) -> Option<Calendar> {
    let off: Vec<Exception> = calendar.exceptions.iter().filter(|e| e.hours.is_off()).cloned().collect();
    let bare = Calendar::new(calendar.id, calendar.name.clone());
    (!off.is_empty()).then_some(Calendar { exceptions: off, ..bare })
}

/// The calendar of a project of which only the days off are carried.
pub(super) fn holidays_of_project(project: &Project, carries: Carries) -> Option<CalendarId> {
    let only = carries.has(F::Holidays) && !carries.has(F::Calendars);
    let calendar = project.calendar(project.meta().calendar.filter(|_| only)?)?;
    holidays(calendar).map(|calendar| calendar.id)
}

/// Nothing but when somebody is absent, where somebody is.
fn absences(resource: &Resource) -> Option<Resource> {
    let bare = Resource::new(resource.id, resource.name.clone());
    (!resource.absences.is_empty()).then(|| Resource { absences: resource.absences.clone(), ..bare })
}

/// A calendar with all that it takes from those it is based on; its week is the project's where none of them states one.
pub(crate) fn flat(calendar: &Calendar, project: &Project) -> Calendar {
    let mut seen = BTreeSet::from([calendar.id]);
    let mut chain = vec![calendar];
    while let Some(base) = chain.last().and_then(|c| project.calendar(c.base?)).filter(|b| seen.insert(b.id))
    {
        chain.push(base);
    }
    let week = chain.iter().find_map(|c| c.week.clone());
    let exceptions = chain.iter().rev().flat_map(|c| c.exceptions.iter().cloned()).collect();
    let time_zone = chain.iter().find_map(|c| c.time_zone.clone());
    Calendar { base: None, week, exceptions, time_zone, ..calendar.clone() }
}

fn resource(feature: Feature, resource: Resource) -> Resource {
    match feature {
        F::People => absences(&resource).unwrap_or(resource),
        F::Calendars => Resource { calendar: None, ..resource },
        F::Keys => Resource { source_key: None, ..resource },
        F::ExternalIds => Resource { external_ids: Default::default(), ..resource },
        F::Metadata => Resource { metadata: Default::default(), ..resource },
        _ => resource,
    }
}

fn assignment(feature: Feature, assignment: Assignment) -> Assignment {
    match feature {
        F::Metadata => Assignment { metadata: Default::default(), ..assignment },
        _ => assignment,
    }
}

fn baseline(feature: Feature, baseline: Baseline, place: usize, project: &Project) -> Baseline {
    match feature {
        F::BaselineNames => {
            let mut tasks = baseline.tasks;
            tasks.retain(|id, _| project.task(*id).is_some());
            Baseline { name: baseline_name(place), taken_on: None, version: None, tasks, ..baseline }
        }
        F::Metadata => Baseline { metadata: Default::default(), ..baseline },
        _ => baseline,
    }
}
