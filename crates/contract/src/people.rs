//! Calendars, people, assignments and baselines for histories: some made by chance, some with every field.

use std::collections::BTreeMap;

use jiff::civil::{Weekday, date};
use planwright_domain::{
    Absence, Assignment, AssignmentId, Availability, Baseline, BaselineId, BaselineTask, Calendar,
    CalendarId, Change, Entity, Exception, Hours, Patch, Project, Resource, ResourceId, ResourceKind, Shift,
    TaskId, Value, Version, Week,
};

use crate::dice::Dice;

/// So many different ones of each kind.
const POOL: usize = 4;

/// Does something by chance to a record of one of the four kinds.
pub(crate) fn random(patch: &mut Patch, project: &Project, tasks: &[TaskId], dice: &mut Dice) {
    let (n, name) = (dice.below(POOL) as u128 + 1, format!("N{}", dice.below(2 * POOL)));
    match dice.below(4) {
        0 => {
            let base = dice.once_in(3).then(|| CalendarId::from_bits(dice.below(POOL) as u128 + 1));
            one(patch, project, dice, Calendar { base, ..full_calendar(n, name) });
        }
        1 => {
            let calendar = dice.once_in(2).then(|| CalendarId::from_bits(dice.below(POOL) as u128 + 1));
            one(patch, project, dice, Resource { calendar, ..full_resource(n, name) });
        }
        2 => {
            let resource = ResourceId::from_bits(dice.below(POOL) as u128 + 1);
            let assignment = full_assignment(n, *dice.pick(tasks), resource);
            one(patch, project, dice, Assignment { alternatives: Vec::new(), ..assignment });
        }
        _ => {
            let task = *dice.pick(tasks);
            one(patch, project, dice, full_baseline(n, name, task));
        }
    }
}

/// Makes the record, changes the one that is there to be like it, or deletes that.
fn one<R: Entity>(patch: &mut Patch, project: &Project, dice: &mut Dice, record: R) {
    match R::find(project, record.id()) {
        None => patch.create(record),
        Some(_) if dice.once_in(3) => patch.delete::<R>(record.id()),
        Some(there) => {
            let change: R::Change = Change::between(there, &record);
            R::ops_mut(patch).insert(record.id(), planwright_domain::Op::Update(Box::new(change)));
        }
    }
}

/// A calendar with every field.
pub(crate) fn full_calendar(n: u128, name: impl Into<String>) -> Calendar {
    let hours = Hours::of([Shift { from: 540, to: 720 }, Shift { from: 780, to: 1020 }]);
    let week = Week::of(|day| if day == Weekday::Sunday { Hours::OFF } else { hours.clone() });
    let named = |name: &str| Some(name.to_owned());
    let holidays = Exception {
        name: named("Holidays"),
        yearly: true,
        ..Exception::off(date(2026, 12, 24), date(2027, 1, 1))
    };
    let late = Exception { hours, ..Exception::off(date(2026, 12, 28), date(2026, 12, 28)) };
    Calendar {
        week: Some(week),
        exceptions: vec![holidays, late],
        time_zone: named("Europe/Vienna"),
        source_key: named("cal-1"),
        metadata: metadata(),
        ..Calendar::new(CalendarId::from_bits(n), name)
    }
}

/// A resource with every field.
pub(crate) fn full_resource(n: u128, name: impl Into<String>) -> Resource {
    Resource {
        kind: ResourceKind::Team,
        capacity: 250,
        efficiency: 120,
        availability: vec![Availability { first: None, last: Some(date(2027, 1, 31)), percent: 0 }],
        absences: vec![Absence {
            first: date(2026, 12, 24),
            last: date(2026, 12, 27),
            reason: Some("skiing".to_owned()),
        }],
        minutes_per_day: Some(360),
        minutes_per_week: Some(1200),
        skills: ["paint", "Löten"].map(String::from).into(),
        email: Some("ann@example.org".to_owned()),
        external_ids: [("linear".to_owned(), "u1".to_owned())].into(),
        source_key: Some("r1".to_owned()),
        metadata: metadata(),
        ..Resource::new(ResourceId::from_bits(n), name)
    }
}

/// An assignment with every field.
pub(crate) fn full_assignment(n: u128, task: TaskId, resource: ResourceId) -> Assignment {
    Assignment {
        alternatives: vec![resource],
        skill: Some("paint".to_owned()),
        units: 50,
        effort: Some(90),
        metadata: metadata(),
        ..Assignment::new(AssignmentId::from_bits(n), task, Some(resource))
    }
}

/// A baseline with every field.
pub(crate) fn full_baseline(n: u128, name: impl Into<String>, task: TaskId) -> Baseline {
    let start = date(2026, 3, 2).at(9, 0, 0, 0);
    let planned = BaselineTask { start, finish: start, effort: Some(90) };
    Baseline {
        taken_on: Some(date(2026, 3, 1)),
        version: Some(Version(2)),
        tasks: [(task, planned)].into(),
        metadata: metadata(),
        ..Baseline::new(BaselineId::from_bits(n), name)
    }
}

fn metadata() -> BTreeMap<String, Value> {
    BTreeMap::from([("why".to_owned(), Value::from("it's \"so\""))])
}
