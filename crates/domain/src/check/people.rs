//! The rules about resources and assignments.

use super::{DEEPEST_METADATA, LARGEST_MINUTES, NIL_HINT, refers_to_nothing, too_deep};
use crate::calendar::Calendar;
use crate::id::ResourceId;
use crate::kinds::OpRef;
use crate::patch::Patch;
use crate::project::{Names, Project};
use crate::resource::{Assignment, Resource};
use crate::task::Task;
use crate::violation::{Code, Violation};

/// The most there may be of a resource, in per cent: a thousand people.
const LARGEST_PERCENT: u32 = 100_000;
/// The greatest efficiency, in per cent.
const LARGEST_EFFICIENCY: u32 = 1_000;

pub(super) fn check(project: &Project, names: &Names<'_>, patch: Option<&Patch>, found: &mut Vec<Violation>) {
    super::named::check(project.resources(), names, found);
    for resource in project.resources() {
        let mut say = |code, message: String, hint: &str| found.push(Violation::of(code, message, hint));
        let called = names.record(OpRef::Resource(resource.id));
        if resource.calendar.is_some_and(|id| refers_to_nothing::<Calendar>(project, id, patch)) {
            let message = format!("the calendar of {called} does not exist");
            say(Code::CalendarMissing, message, "give it another calendar, or none");
        }
        percents(resource, &called, &mut say);
        for (limit, most, span) in
            [(resource.minutes_per_day, 1440, "day"), (resource.minutes_per_week, 7 * 1440, "week")]
        {
            if let Some(minutes) = limit.filter(|minutes| !(1..=most).contains(minutes)) {
                let message = format!(
                    "{minutes} minutes of work in a {span} for {called} are not between 1 and {most}"
                );
                say(Code::WorkLimitRange, message, "give a limit that lets some work be done, or none");
            }
        }
        let absences = resource.absences.iter().map(|a| (a.first, a.last));
        let spans = resource.availability.iter().filter_map(|a| Some((a.first?, a.last?)));
        for (first, last) in absences.chain(spans).filter(|(first, last)| first > last) {
            let message = format!("a span of {called} begins on {first}, after its last day on {last}");
            say(Code::SpanReversed, message, "give the first day, then the last");
        }
    }
}

fn percents(resource: &Resource, called: &str, say: &mut impl FnMut(Code, String, &str)) {
    let spans = resource.availability.iter().map(|a| ("availability", a.percent, 0, LARGEST_PERCENT));
    let capacity = ("capacity", resource.capacity, 1, LARGEST_PERCENT);
    let efficiency = ("efficiency", resource.efficiency, 1, LARGEST_EFFICIENCY);
    for (what, percent, least, most) in [capacity, efficiency].into_iter().chain(spans) {
        if !(least..=most).contains(&percent) {
            let message = format!("{what} of {percent} % for {called} is not between {least} and {most}");
            say(Code::PercentRange, message, "100 % is one person full time");
        }
    }
}

pub(super) fn check_assignments<'a>(
    project: &Project,
    names: &Names<'_>,
    patch: Option<&Patch>,
    assignments: impl Iterator<Item = &'a Assignment>,
    found: &mut Vec<Violation>,
) {
    for assignment in assignments {
        let called = || names.assignment(assignment);
        let mut say = |code, message: String, hint: &str| {
            found.push(Violation { task: Some(assignment.task), ..Violation::of(code, message, hint) });
        };
        if assignment.id.bits() == 0 {
            say(Code::NilId, format!("the id of {} is made of zeros", called()), NIL_HINT);
        }
        if too_deep(&assignment.metadata) {
            let message =
                format!("the metadata of {} are nested deeper than {DEEPEST_METADATA} levels", called());
            say(Code::MetadataTooDeep, message, "make them flatter");
        }
        if refers_to_nothing::<Task>(project, assignment.task, patch) {
            let message = format!("{} has no task: it does not exist", called());
            say(Code::AssignmentTaskMissing, message, "delete the assignment in the same change");
            continue;
        }
        if assignment.resources().any(|id| is_nobody(project, id, patch)) {
            let message = format!("{} names a resource that does not exist", called());
            say(Code::ResourceMissing, message, "create the resource, or name the pool it is in");
        }
        if assignment.resource.is_none() && assignment.skill.is_none() {
            let message = format!("{} says neither who nor with which skill", called());
            say(Code::AssignmentOfNobody, message, "name a resource or a skill");
        }
        if !(1..=LARGEST_PERCENT).contains(&assignment.units) {
            let message =
                format!("{} % in {} is not between 1 and {LARGEST_PERCENT}", assignment.units, called());
            say(Code::PercentRange, message, "100 % is one person full time");
        }
        match assignment.effort {
            Some(0) => {
                let message = format!("the effort of {} is not positive", called());
                say(Code::EffortNotPositive, message, "give a positive effort, or clear it");
            }
            Some(minutes) if minutes > LARGEST_MINUTES => {
                let message = format!("the effort of {} is more than ten years of one person", called());
                say(Code::EffortTooLarge, message, "check the unit, or split the task");
            }
            _ => {}
        }
        let same = |other: &Assignment| {
            other.id < assignment.id
                && other.resource == assignment.resource
                && other.skill == assignment.skill
        };
        if assignment.resource.is_some() && project.assignments_of(assignment.task).any(same) {
            let message = format!("{} is there twice", called());
            say(Code::AssignmentTwice, message, "keep one of them");
        }
    }
}

/// Whether this names nobody: neither in the project nor, as far as can be seen from here, in its pool.
fn is_nobody(project: &Project, id: ResourceId, patch: Option<&Patch>) -> bool {
    id.bits() == 0 || project.meta().pool.is_none() && refers_to_nothing::<Resource>(project, id, patch)
}
