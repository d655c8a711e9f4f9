//! Random calendars, resources, assignments and baselines, out of tiny pools of ids and names.

use jiff::civil::Time;
use planwright_domain::{
    Absence, Assignment, AssignmentId, Author, Baseline, BaselineId, BaselineTask, Calendar, CalendarId,
    Change, Constraint, ConstraintKind, Entity, Exception, Op, Patch, PatchId, Project, Resource, ResourceId,
    Version,
};
use proptest::collection::{btree_map, vec};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

use crate::generate::{History, PROJECT, day, sensible, task_id, words};

/// So many of each.
const POOL: u128 = 3;

pub(crate) fn calendar_id() -> impl Strategy<Value = CalendarId> {
    (1..=POOL).prop_map(CalendarId::from_bits)
}

fn resource_id() -> impl Strategy<Value = ResourceId> {
    (1..=POOL).prop_map(ResourceId::from_bits)
}

/// Something once in eight times.
pub(crate) fn rarely<S: Strategy>(of: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone + std::fmt::Debug,
{
    proptest::option::weighted(0.12, of)
}

pub(crate) fn constraint() -> impl Strategy<Value = Option<Constraint>> {
    rarely((select(ConstraintKind::ALL), maybe(day()), any::<bool>()).prop_map(|(kind, date, hard)| {
        Constraint { kind, date, time: date.map(|_| Time::midnight()), hard, cost: None }
    }))
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![12 => select(vec!["Office", "Night", "Ann", "Bob", "bob"]), 1 => Just("")]
        .prop_map(str::to_owned)
}

prop_compose! {
    fn calendar(id: CalendarId)(
        name in name(),
        base in rarely(calendar_id()),
        days in maybe((day(), day())),
    ) -> Calendar {
        let exceptions = days.map(|(first, last)| Exception::off(first, last)).into_iter().collect();
        Calendar { base, exceptions, ..Calendar::new(id, name) }
    }
}

prop_compose! {
    fn resource(id: ResourceId)(
        name in name(),
        capacity in prop_oneof![8 => Just(100u32), 1 => 0u32..300],
        calendar in rarely(calendar_id()),
        away in rarely((day(), day())),
        skills in words(),
    ) -> Resource {
        let absences = away.map(|(first, last)| Absence { first, last, reason: None }).into_iter().collect();
        Resource { capacity, calendar, absences, skills, ..Resource::new(id, name) }
    }
}

prop_compose! {
    fn assignment(id: AssignmentId)(
        task in task_id(),
        resource in maybe(resource_id()),
        others in vec(resource_id(), 0..2),
        skill in maybe(Just("paint".to_owned())),
        units in prop_oneof![8 => Just(50u32), 1 => Just(0)],
        effort in maybe(1u32..100),
    ) -> Assignment {
        Assignment { alternatives: others, skill, units, effort, ..Assignment::new(id, task, resource) }
    }
}

prop_compose! {
    fn baseline(id: BaselineId)(
        name in name(),
        tasks in btree_map(task_id(), (day(), day()), 0..2),
    ) -> Baseline {
        let planned = |(start, finish): (jiff::civil::Date, jiff::civil::Date)| BaselineTask {
            start: start.at(9, 0, 0, 0),
            finish: finish.at(9, 0, 0, 0),
            effort: None,
        };
        Baseline {
            tasks: tasks.into_iter().map(|(id, days)| (id, planned(days))).collect(),
            ..Baseline::new(id, name)
        }
    }
}

/// What may be done to records of one kind: any of them is made, changed to be like another, or deleted.
fn kind<R: Entity + 'static, S: Strategy<Value = R> + 'static>(
    id: impl Strategy<Value = R::Id> + 'static,
    record: fn(R::Id) -> S,
    most: usize,
) -> BoxedStrategy<Vec<(R::Id, Op<R>)>>
where
    R::Id: 'static,
{
    let op = move |id: R::Id| {
        prop_oneof![
            3 => record(id).prop_map(|r| Op::Create(Box::new(r))),
            2 => (record(id), record(id)).prop_map(|(from, to)| Op::Update(Box::new(Change::between(&from, &to)))),
            1 => Just(Op::Delete),
        ]
        .boxed()
    };
    prop_oneof![
        2 => Just(Vec::new()),
        1 => vec(id, 0..=most).prop_flat_map(move |ids| {
            ids.into_iter().map(|id| (Just(id), op(id))).collect::<Vec<_>>()
        }),
    ]
    .boxed()
}

/// Operations on all four kinds.
#[derive(Debug, Clone)]
pub(crate) struct Ops {
    calendars: Vec<(CalendarId, Op<Calendar>)>,
    resources: Vec<(ResourceId, Op<Resource>)>,
    assignments: Vec<(AssignmentId, Op<Assignment>)>,
    baselines: Vec<(BaselineId, Op<Baseline>)>,
}

pub(crate) fn ops() -> impl Strategy<Value = Ops> {
    let assignment_id = (1..=2 * POOL).prop_map(AssignmentId::from_bits);
    let baseline_id = (1..=POOL).prop_map(BaselineId::from_bits);
    (
        kind(calendar_id(), calendar, 2),
        kind(resource_id(), resource, 2),
        kind(assignment_id, assignment, 2),
        kind(baseline_id, baseline, 1),
    )
        .prop_map(|(calendars, resources, assignments, baselines)| Ops {
            calendars,
            resources,
            assignments,
            baselines,
        })
}

impl Ops {
    pub(crate) fn put_into(self, patch: &mut Patch) {
        patch.calendars = self.calendars.into_iter().collect();
        patch.resources = self.resources.into_iter().collect();
        patch.assignments = self.assignments.into_iter().collect();
        patch.baselines = self.baselines.into_iter().collect();
    }
}

/// Bends the operations to fit a project, as `fitted` does for tasks and links.
pub(crate) fn fit(fit: &mut Patch, project: &Project) {
    let n = |bits: u128| format!("N{bits}");
    sensible::<Calendar>(fit, project, |id| Calendar::new(id, n(id.bits())));
    sensible::<Resource>(fit, project, |id| Resource::new(id, n(id.bits())));
    sensible::<Baseline>(fit, project, |id| Baseline::new(id, n(id.bits())));
    let anyone = project.resources().next().map(|r| r.id);
    let Some(task) = project.tasks().map(|t| t.id).min() else {
        fit.assignments.clear();
        return;
    };
    sensible::<Assignment>(fit, project, |id| Assignment {
        skill: Some("paint".to_owned()),
        ..Assignment::new(id, task, anyone)
    });
    let gone: Vec<AssignmentId> = project
        .assignments()
        .filter(|a| fit.deletes::<planwright_domain::Task>(a.task))
        .map(|a| a.id)
        .collect();
    gone.into_iter().for_each(|id| fit.delete::<Assignment>(id));
    for assignment in project.assignments() {
        if assignment.resources().any(|id| fit.deletes::<Resource>(id)) {
            fit.delete::<Assignment>(assignment.id);
        }
    }
    let there = |id: CalendarId| project.calendar(id).is_some();
    for op in fit.tasks.values_mut() {
        match op {
            Op::Create(task) => task.calendar = task.calendar.filter(|id| there(*id)),
            Op::Update(change) => change.calendar = change.calendar.map(|id| id.filter(|id| there(*id))),
            Op::Delete => {}
        }
    }
}

/// Somebody to do the work: two calendars, two people, and who does what.
#[derive(Debug, Clone)]
pub(crate) struct People(Vec<Resource>, Vec<Assignment>);

pub(crate) fn some() -> impl Strategy<Value = People> {
    let people = vec((1..=POOL).prop_flat_map(|n| resource(ResourceId::from_bits(n))), 1..3);
    let assignments = vec((1..=2 * POOL).prop_flat_map(|n| assignment(AssignmentId::from_bits(n))), 0..4);
    (people, assignments).prop_map(|(people, assignments)| People(people, assignments))
}

impl People {
    pub(crate) fn join(self, history: &mut History) {
        let Self(people, assignments) = self;
        let patch = |n: u128, fill: &mut dyn FnMut(&mut Patch)| {
            let mut patch = Patch::new(PatchId::from_bits(n), PROJECT, Version(0), Author::new("ann"), "");
            fill(&mut patch);
            patch
        };
        let calendar = Calendar::new(CalendarId::from_bits(1), "Office");
        history.accept(&patch(31, &mut |p| p.create(calendar.clone())));
        for (n, mut person) in (0u128..).zip(people) {
            person.calendar = person.calendar.map(|_| CalendarId::from_bits(1));
            (person.name, person.capacity) = (format!("Person {}", person.id.bits()), 100);
            person.absences.retain(|a| a.first <= a.last);
            history.accept(&patch(40 + n, &mut |p| p.create(person.clone())));
        }
        for (n, assignment) in (0u128..).zip(assignments) {
            history.accept(&patch(50 + n, &mut |p| p.create(assignment.clone())));
        }
    }
}
