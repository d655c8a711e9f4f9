//! The rules about calendars, people and baselines, and what is asked of when they are deleted.

use jiff::civil::date;
use planwright_domain::{
    Absence, Assignment, AssignmentId, Author, Baseline, BaselineId, BaselineTask, Calendar, CalendarId,
    Code, Constraint, ConstraintKind, Exception, Extent, Kind, Meta, Patch, PatchId, Project, ProjectId,
    ProjectKind, Resource, ResourceId, Task, TaskId, Version, apply, check,
};

const TASK: TaskId = TaskId::from_bits(1);
const OFFICE: CalendarId = CalendarId::from_bits(1);
const ANN: ResourceId = ResourceId::from_bits(1);

/// One task, one calendar, and Ann who is put to the task.
fn project(meta: impl FnOnce(&mut Meta), task: impl FnOnce(&mut Task)) -> Project {
    let mut own = Meta { calendar: Some(OFFICE), ..Meta::new("House") };
    let mut wall = Task::new(TASK, "Wall");
    meta(&mut own);
    task(&mut wall);
    Project::assemble(ProjectId::from_bits(7), Version(3), own, [wall], [], Extent::Whole)
        .with_calendars([Calendar::new(OFFICE, "Office")])
        .with_resources([Resource::new(ANN, "Ann")])
        .with_assignments([Assignment::new(AssignmentId::from_bits(1), TASK, Some(ANN))])
}

fn plain() -> Project {
    project(|_| (), |_| ())
}

fn codes(project: &Project) -> Vec<Code> {
    let found = check(project);
    assert!(found.iter().all(|v| !v.hint.is_empty() && !v.message.ends_with('.')), "{found:?}");
    found.into_iter().map(|v| v.code).collect()
}

fn with_task(change: impl FnOnce(&mut Task)) -> Vec<Code> {
    codes(&project(|_| (), change))
}

fn with_meta(change: impl FnOnce(&mut Meta)) -> Vec<Code> {
    codes(&project(change, |_| ()))
}

fn with_ann(change: impl FnOnce(&mut Resource)) -> Vec<Code> {
    let mut ann = Resource::new(ANN, "Ann");
    change(&mut ann);
    codes(&plain().with_resources([ann]))
}

fn with_assignment(change: impl FnOnce(&mut Assignment)) -> Vec<Code> {
    let mut assignment = Assignment::new(AssignmentId::from_bits(1), TASK, Some(ANN));
    change(&mut assignment);
    codes(&plain().with_assignments([assignment]))
}

#[test]
fn a_sound_plan_with_people_has_nothing_wrong() {
    assert_eq!(codes(&plain()), []);
}

#[test]
fn durations_are_positive_and_milestones_have_none() {
    assert_eq!(with_task(|t| t.duration = Some(0)), [Code::DurationNotPositive]);
    assert_eq!(with_task(|t| t.duration = Some(u32::MAX)), [Code::DurationTooLarge]);
    assert_eq!(with_task(|t| t.remaining = Some(u32::MAX)), [Code::EffortTooLarge]);
    assert_eq!(with_task(|t| (t.kind, t.duration) = (Kind::Milestone, Some(5))), [Code::MilestoneDuration]);
    assert_eq!(with_task(|t| (t.kind, t.duration) = (Kind::Milestone, Some(0))), []);
}

#[test]
fn a_constraint_names_a_day_but_for_as_late_as_possible() {
    let day = Some(date(2026, 3, 2));
    let asked = |kind, date| with_task(|t| t.constraint = Some(Constraint::hard(kind, date)));
    assert_eq!(asked(ConstraintKind::MustStartOn, None), [Code::ConstraintDate]);
    assert_eq!(asked(ConstraintKind::MustStartOn, day), []);
    assert_eq!(asked(ConstraintKind::AsLateAsPossible, day), [Code::ConstraintDate]);
    assert_eq!(asked(ConstraintKind::AsLateAsPossible, None), []);
}

#[test]
fn planned_dates_and_spans_are_in_order() {
    let (first, last) = (date(2026, 3, 2), date(2026, 3, 1));
    let planned = with_task(|t| {
        t.planned_start = Some(first.at(9, 0, 0, 0));
        t.planned_finish = Some(last.at(9, 0, 0, 0));
    });
    assert_eq!(planned, [Code::PlannedReversed]);
    assert_eq!(with_ann(|r| r.absences.push(Absence { first, last, reason: None })), [Code::SpanReversed]);
    let holidays =
        Calendar { exceptions: vec![Exception::off(first, last)], ..Calendar::new(OFFICE, "Office") };
    assert_eq!(codes(&plain().with_calendars([holidays])), [Code::SpanReversed]);
    let kept = BaselineTask { start: first.at(9, 0, 0, 0), finish: last.at(9, 0, 0, 0), effort: None };
    let baseline =
        Baseline { tasks: [(TASK, kept)].into(), ..Baseline::new(BaselineId::from_bits(1), "First") };
    assert_eq!(codes(&plain().with_baselines([baseline])), [Code::BaselineReversed]);
}

#[test]
fn percentages_and_limits_let_some_work_be_done() {
    assert_eq!(with_ann(|r| r.capacity = 0), [Code::PercentRange]);
    assert_eq!(with_ann(|r| r.efficiency = 1001), [Code::PercentRange]);
    assert_eq!(with_ann(|r| r.minutes_per_day = Some(1441)), [Code::WorkLimitRange]);
    assert_eq!(with_ann(|r| r.minutes_per_week = Some(0)), [Code::WorkLimitRange]);
    assert_eq!(with_meta(|m| m.minutes_per_week = Some(0)), [Code::WorkLimitRange]);
    assert_eq!(with_assignment(|a| a.units = 0), [Code::PercentRange]);
    assert_eq!(with_assignment(|a| a.effort = Some(0)), [Code::EffortNotPositive]);
}

#[test]
fn names_are_there_and_unlike_each_other() {
    assert_eq!(with_ann(|r| r.name = " ".into()), [Code::NameMissing]);
    assert_eq!(with_ann(|r| r.name = "x".repeat(501)), [Code::NameTooLong]);
    assert_eq!(with_ann(|r| r.name = "A\nnn".into()), [Code::NameControl]);
    let other = Resource::new(ResourceId::from_bits(2), "ANN ");
    assert_eq!(codes(&plain().with_resources([other])), [Code::NameTwice]);
}

#[test]
fn what_is_referred_to_is_there() {
    let nowhere = Some(CalendarId::from_bits(9));
    assert_eq!(with_task(|t| t.calendar = nowhere), [Code::CalendarMissing]);
    assert_eq!(with_meta(|m| m.calendar = nowhere), [Code::CalendarMissing]);
    assert_eq!(with_ann(|r| r.calendar = nowhere), [Code::CalendarMissing]);
    assert_eq!(with_assignment(|a| a.task = TaskId::from_bits(9)), [Code::AssignmentTaskMissing]);
    assert_eq!(with_assignment(|a| a.alternatives = vec![ResourceId::from_bits(9)]), [Code::ResourceMissing]);
    assert_eq!(with_assignment(|a| a.resource = None), [Code::AssignmentOfNobody]);
    let twice = Assignment::new(AssignmentId::from_bits(2), TASK, Some(ANN));
    assert_eq!(codes(&plain().with_assignments([twice])), [Code::AssignmentTwice]);
}

#[test]
fn who_is_not_in_the_project_may_be_in_its_pool() {
    let elsewhere = Assignment::new(AssignmentId::from_bits(1), TASK, Some(ResourceId::from_bits(9)));
    let shared = project(|m| m.pool = Some(ProjectId::from_bits(8)), |_| ());
    assert_eq!(codes(&shared.with_assignments([elsewhere])), []);
    assert_eq!(with_meta(|m| m.pool = Some(ProjectId::from_bits(7))), [Code::PoolNested]);
    let nested = |m: &mut Meta| (m.kind, m.pool) = (ProjectKind::Pool, Some(ProjectId::from_bits(8)));
    assert_eq!(with_meta(nested), [Code::PoolNested]);
}

#[test]
fn a_circle_of_bases_is_told_once() {
    let based = |n: u128, base: u128| Calendar {
        base: Some(CalendarId::from_bits(base)),
        ..Calendar::new(CalendarId::from_bits(n), format!("Calendar {n}"))
    };
    let circle = plain().with_calendars([based(1, 2), based(2, 3), based(3, 2), based(4, 4)]);
    assert_eq!(codes(&circle), [Code::CalendarCycle, Code::CalendarCycle]);
}

fn refused(fill: impl FnOnce(&mut Patch)) -> Vec<(Code, String)> {
    let mut patch =
        Patch::new(PatchId::from_bits(9), ProjectId::from_bits(7), Version(3), Author::new("ann"), "");
    fill(&mut patch);
    let rejection = apply(&mut plain(), &patch).expect_err("something hangs on it");
    rejection.violations.into_iter().map(|v| (v.code, v.message)).collect()
}

#[test]
fn what_is_used_is_not_deleted() {
    let told = |code, message: &str| vec![(code, message.to_owned())];
    assert_eq!(
        refused(|p| p.delete::<Task>(TASK)),
        told(Code::HasAssignments, "\"Wall\" still has 1 assignment")
    );
    assert_eq!(
        refused(|p| p.delete::<Calendar>(OFFICE)),
        told(Code::InUse, "calendar \"Office\" is still used by the project")
    );
    assert_eq!(
        refused(|p| p.delete::<Resource>(ANN)),
        told(Code::InUse, "resource \"Ann\" is still used by the assignment of somebody to \"Wall\" (1)")
    );
}
