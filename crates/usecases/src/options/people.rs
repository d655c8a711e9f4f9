//! Whom to add: another of those who have the most to do, or somebody with a skill that is asked for, who may do whatever
//! those they are like may do, and whoever is done with a task earlier gets it; or somebody who shares what is critical.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use planwright_domain::{
    Assignment, AssignmentChange, AssignmentId, Patch, Resource, ResourceId, ResourceKind, alike,
};

use super::trial::Trial;
use super::{More, Who};
use crate::what_if::Wish;

/// No more people than this are looked at.
const MOST_PEOPLE: usize = 6;

/// No more of one kind are added.
const MOST_ADDED: u32 = 3;

/// Who makes it shorter, each with the fewest that are enough, or with as many as still help.
pub(super) fn more(trial: &mut Trial<'_>, planned: Date) -> Vec<More> {
    let mut found: Vec<More> = Vec::new();
    for who in wanted(trial) {
        let mut best: Option<More> = None;
        for count in 1..=MOST_ADDED {
            let Some(finish) = with(trial, &who, count) else { break };
            let before = best.as_ref().map_or(planned, |best| best.finish);
            if finish >= before {
                break;
            }
            best = Some(More { who: who.clone(), count, finish });
            if finish <= trial.deadline {
                break;
            }
        }
        found.extend(best);
    }
    found.sort_by_key(|more| (more.finish > trial.deadline, more.count, more.finish));
    found
}

/// Those with the most to do, and the skills that are asked for.
fn wanted(trial: &Trial<'_>) -> Vec<Who> {
    let plan = trial.plan;
    let is_thing = |name: &str| plan.resource_named(name).is_some_and(|r| r.kind == ResourceKind::Equipment);
    let load = plan.load();
    let people = load.people.iter().filter_map(|person| person.name.clone());
    let people = people.filter(|name| !is_thing(name)).take(MOST_PEOPLE).map(Who::Like);
    let open: BTreeSet<_> = plan.open().map(|task| task.id).collect();
    let asked = plan.project.assignments().filter(|a| a.resource.is_none() && open.contains(&a.task));
    let skills: BTreeMap<String, &String> =
        asked.filter_map(|a| a.skill.as_ref()).map(|skill| (alike(skill), skill)).collect();
    let skilled = skills.into_values().take(MOST_PEOPLE).cloned().map(Who::Skilled);
    people.chain(skilled).chain([Who::Helper]).collect()
}

/// When it is finished with so many more.
fn with(trial: &mut Trial<'_>, who: &Who, count: u32) -> Option<Date> {
    if *who == Who::Helper {
        let joins = (1..=count).map(|nth| Wish::Join(format!("one more, {nth}"), 100));
        return trial.wished(&joins.collect::<Vec<_>>());
    }
    trial.finish(&added(trial, who, count))
}

/// The plan with so many more.
fn added(trial: &Trial<'_>, who: &Who, count: u32) -> Patch {
    let mut patch = trial.patch();
    if let Who::Like(name) = who {
        like(trial, name, count, &mut patch);
    }
    if let Who::Skilled(skill) = who {
        for nth in 1..=count {
            let name = format!("somebody who can {skill}, {nth}");
            let skills = BTreeSet::from([skill.clone()]);
            patch.create(Resource { skills, ..Resource::new(fresh(trial), name) });
        }
    }
    patch
}

fn like(trial: &Trial<'_>, name: &str, count: u32, patch: &mut Patch) {
    let plan = trial.plan;
    let known = plan.resource_named(name);
    let model = known.cloned().unwrap_or_else(|| Resource::new(fresh(trial), name));
    if known.is_none() {
        patch.create(model.clone());
    }
    let others: Vec<ResourceId> = (1..=count)
        .map(|nth| {
            let new = Resource {
                id: fresh(trial),
                name: format!("{name}, another {nth}"),
                absences: Vec::new(),
                source_key: None,
                ..model.clone()
            };
            let id = new.id;
            patch.create(new);
            id
        })
        .collect();
    for task in plan.open() {
        let mut assigned = false;
        for assignment in plan.project.assignments_of(task.id).filter(|a| a.names(model.id)) {
            assigned |= assignment.resource == Some(model.id);
            let alternatives = assignment.alternatives.iter().chain(&others).copied().collect();
            let change = AssignmentChange { alternatives: Some(alternatives), ..AssignmentChange::default() };
            patch.update(assignment.id, change);
        }
        if !assigned && task.assignees.iter().any(|one| alike(one) == alike(name)) {
            let id = AssignmentId::from_bits(trial.ports.ids.fresh());
            let alternatives = others.clone();
            patch.create(Assignment { alternatives, ..Assignment::new(id, task.id, Some(model.id)) });
        }
    }
}

fn fresh(trial: &Trial<'_>) -> ResourceId {
    ResourceId::from_bits(trial.ports.ids.fresh())
}
