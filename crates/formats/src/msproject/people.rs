//! The resources of a project and what they are put to. Must never take a material or a cost for somebody who works.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::DateTime;
use planwright_domain::{
    Assignment, AssignmentId, Availability, Resource, ResourceId, ResourceKind, TaskId, Value,
};

use super::calendars::Judged;
use super::own;
use super::row::Rows;
use super::staff::{AssignmentRow, ResourceRow};
use crate::details::Details;

/// What was found of people.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) resources: Vec<Resource>,
    /// Assignments by the numbers of their tasks.
    pub(super) assignments: Vec<(i64, Assignment)>,
    /// The names of those who work on each task.
    pub(super) names: HashMap<i64, BTreeSet<String>>,
    /// How much of people each task has, 1 being one of them full time; and their work on it, where that is stated.
    pub(super) shares: HashMap<i64, (f64, u32)>,
    /// Materials and costs that tasks have.
    pub(super) things: u32,
}

/// What a written project says of a resource or an assignment in a field of its own.
fn details(values: &[(String, String)], field: own::Field, ours: bool) -> Details<'_> {
    Details::of(values.iter().find(|v| ours && v.0 == field.0).map(|v| v.1.as_str()))
}

/// Judges the resources and assignments.
pub(super) fn judge(rows: &Rows, calendars: &Judged, ours: bool, mint: &mut dyn FnMut() -> u128) -> People {
    let mut people = People::default();
    let mut ids: HashMap<i64, (Option<ResourceId>, &str)> = HashMap::new();
    let named = || rows.resources.iter().filter(|r| !r.name.is_empty());
    for row in named().filter(|r| !matches!(r.kind, Some(0 | 2))) {
        let details = details(&row.values, own::PERSON, ours);
        let known = !ours || details.are_there();
        let id = known.then(|| ResourceId::from_bits(mint()));
        ids.insert(row.uid, (id, &row.name));
        people.resources.extend(id.map(|id| resource(id, row, &details, calendars, ours)));
    }
    let things: HashSet<i64> = named().map(|r| r.uid).filter(|uid| !ids.contains_key(uid)).collect();
    let mut shares: HashMap<i64, (u64, u64)> = HashMap::new();
    for row in rows.assignments.iter().filter(|a| ids.contains_key(&a.resource)) {
        let share = shares.entry(row.task).or_default();
        *share = (share.0 + 1, share.1 + u64::from(row.work.unwrap_or(0)));
        let units = row.units.filter(|units| *units > 0.0).unwrap_or(1.0);
        let whole = people.shares.entry(row.task).or_default();
        *whole = (whole.0 + units, whole.1.saturating_add(row.work.unwrap_or(0)));
    }
    for row in &rows.assignments {
        people.things += u32::from(things.contains(&row.resource));
        let known = ids.get(&row.resource);
        let details = details(&row.values, own::ASSIGNED, ours);
        let alone = ours && details.are_there() && details.all("as").all(|a| a != "assignee");
        if let Some((_, name)) = known.filter(|_| !alone) {
            people.names.entry(row.task).or_default().insert((*name).to_owned());
        }
        let says_more = if ours { details.are_there() } else { is_partial(row, shares.get(&row.task)) };
        if says_more && (known.is_some() || ours) {
            let mut assignment = assignment(row, &details, ours, mint);
            assignment.resource = known.and_then(|k| k.0);
            let others = details.all("alternative").filter_map(|uid| ids.get(&uid.parse().ok()?)?.0);
            assignment.alternatives = others.collect();
            people.assignments.push((row.task, assignment));
        }
    }
    people
}

/// Whether an assignment says more than that somebody works on a task with all the others.
fn is_partial(row: &AssignmentRow, share: Option<&(u64, u64)>) -> bool {
    let part = row.units.is_some_and(|units| units > 0.0 && (units - 1.0).abs() > 0.004);
    let (count, whole) = share.copied().unwrap_or_default();
    let even = u64::from(row.work.unwrap_or(0)) * count;
    part || count > 1 && even.abs_diff(whole) > count
}

fn percent(units: f64) -> u32 {
    (units * 100.0).round() as u32
}

fn resource(
    id: ResourceId,
    row: &ResourceRow,
    details: &Details<'_>,
    calendars: &Judged,
    ours: bool,
) -> Resource {
    let mut resource = Resource::new(id, row.name.clone());
    resource.capacity = row.units.map(percent).filter(|percent| *percent > 0).unwrap_or(100);
    resource.kind = if resource.capacity > 100 { ResourceKind::Team } else { ResourceKind::Person };
    details.tell(&mut resource);
    resource.email = Some(row.email.clone()).filter(|email| !email.is_empty());
    resource.source_key = resource.source_key.or_else(|| (!ours).then(|| row.uid.to_string()));
    if let Some(own) = row.calendar.and_then(|uid| calendars.own.get(&uid)) {
        (resource.calendar, resource.absences) = (own.calendar, own.absences.clone());
    } else if let Some(Some(calendar)) = row.calendar.and_then(|uid| calendars.by_uid.get(&uid)) {
        resource.calendar = Some(*calendar).filter(|id| ours || calendars.of_project != Some(*id));
    }
    if details.all("calendar").next() == Some("project") {
        resource.calendar = resource.calendar.or(calendars.of_project);
    }
    // Years so far away stand for no end.
    let spans = row.spans.iter().map(|(first, last, units)| Availability {
        first: first.map(DateTime::date).filter(|day| day.year() > 1984),
        last: last.map(DateTime::date).filter(|day| day.year() < 2049),
        percent: percent(*units),
    });
    // One span without ends says what the capacity does.
    resource.availability = spans.filter(|s| s.first.is_some() || s.last.is_some() || ours).collect();
    if !row.group.is_empty() {
        resource.metadata.insert("group".to_owned(), Value::Text(row.group.clone()));
    }
    resource
}

fn assignment(
    row: &AssignmentRow,
    details: &Details<'_>,
    ours: bool,
    mint: &mut dyn FnMut() -> u128,
) -> Assignment {
    let mut assignment = Assignment::new(AssignmentId::from_bits(mint()), TaskId::from_bits(0), None);
    assignment.units = row.units.map(percent).filter(|percent| *percent > 0).unwrap_or(100);
    assignment.effort =
        row.work.filter(|work| *work > 0 && (!ours || details.all("share").next() == Some("own")));
    assignment.skill = details.all("skill").next().map(str::to_owned);
    assignment
}
