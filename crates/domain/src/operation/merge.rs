//! Several siblings made one task. What they carried is the new task's: effort, minutes spent, links, people, labels and
//! criteria. They themselves are cancelled and archived, so that nothing counts twice, behind their siblings and with a
//! note of what became of them.

use std::collections::{BTreeMap, BTreeSet};

use super::staff::unite;
use super::{Barred, Mint, Operation, Saying, known, links_at, saying};
use crate::check::LONGEST_TITLE;
use crate::id::TaskId;
use crate::link::{Link, LinkChange};
use crate::patch::Patch;
use crate::project::Project;
use crate::rollup::together;
use crate::status::{Kind, Status};
use crate::task::{Estimate, POSITION_STEP, Task, TaskChange};
use crate::value::Value;

/// How tasks are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merging<'a> {
    /// The title of the new task; without one, theirs together.
    pub title: Option<&'a str>,
    /// What its effort is.
    pub effort: Sum,
}

/// What the effort of the new task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sum {
    /// That of all together: they were different work.
    #[default]
    All,
    /// That of the largest: they were the same work said several times.
    Largest,
}

/// Where an original says into what it was merged, in its metadata.
const INTO: &str = "merged_into";
/// Where the new task says from what it was merged.
const FROM: &str = "merged_from";

/// Writes into `patch` what merges siblings into one task, whose id it returns. A link among them goes; of two that come
/// to say the same, the one with the longer lag stays. That no circle closes is judged by `apply`.
///
/// # Errors
/// [`Barred`] for fewer than two tasks, different parents, cancelled or archived tasks, and a mixture of work,
/// milestones and summary tasks.
pub fn merge(
    project: &Project,
    ids: &[TaskId],
    how: Merging<'_>,
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<TaskId, Barred> {
    let members = members(project, ids)?;
    let id = TaskId::from_bits(mint());
    patch.create_task(merged(id, &members, how));
    let mut end = project.position_at_end(members[0].parent);
    for member in &members {
        let mut metadata = member.metadata.clone();
        metadata.insert(INTO.to_owned(), Value::Text(id.uuid()));
        let change = TaskChange {
            position: Some(end),
            status: Some(Status::Cancelled),
            archived: Some(true),
            actual: member.actual.map(|_| None),
            remaining: member.remaining.map(|_| None),
            metadata: Some(metadata),
            ..TaskChange::default()
        };
        patch.update_task(member.id, change);
        end = end.saturating_add(POSITION_STEP);
    }
    let children = members.iter().flat_map(|member| project.children(Some(member.id)));
    for (i, child) in children.enumerate() {
        let position = (i as i64 + 1).saturating_mul(POSITION_STEP);
        let (parent, position) = (Some(Some(id)), Some(position));
        patch.update_task(child.id, TaskChange { parent, position, ..TaskChange::default() });
    }
    unite_links(project, id, &members, patch);
    let members: Vec<TaskId> = members.iter().map(|member| member.id).collect();
    unite(project, &members, id, patch);
    Ok(id)
}

/// The tasks to merge, each once, in the order of the plan.
fn members<'a>(project: &'a Project, ids: &[TaskId]) -> Result<Vec<&'a Task>, Barred> {
    let (mut members, mut met) = (Vec::new(), BTreeSet::new());
    for id in ids.iter().filter(|id| met.insert(**id)) {
        members.push(known(project, *id, Operation::Merge)?);
    }
    let bar = |what: String, hint: &str| Err(Barred::new(Operation::Merge, what, hint));
    let [first, rest @ ..] = members.as_slice() else {
        return bar("there is nothing to merge".into(), "name two tasks or more");
    };
    let name = |task: &Task| project.name(task.id);
    if rest.is_empty() {
        return bar(format!("cannot merge {} with itself", name(first)), "name two tasks or more");
    }
    for task in &members {
        if task.parent != first.parent {
            let what =
                format!("cannot merge {} and {}: they have different parents", name(first), name(task));
            return bar(what, "move one beside the other first: planwright move");
        }
        if task.archived || task.status == Status::Cancelled {
            let how = if task.archived { "archived" } else { "cancelled" };
            let what = format!("cannot merge {}: it is {how}", name(task));
            return bar(what, "reopen it first, or leave it out: planwright reopen");
        }
        if task.kind != first.kind || project.is_summary(task.id) != project.is_summary(first.id) {
            let of = |task: &Task| match (task.kind, project.is_summary(task.id)) {
                (Kind::Milestone, _) => "a milestone",
                (Kind::Task, true) => "a summary task",
                (Kind::Task, false) => "a task",
            };
            let what =
                format!("cannot merge {}, {}, with {}, {}", name(first), of(first), name(task), of(task));
            return bar(what, "merge what is of one kind");
        }
    }
    let constraints = members.iter().filter_map(|task| task.constraint);
    if at_odds(constraints) || at_odds(members.iter().filter_map(|task| task.calendar)) {
        let all: Vec<String> = members.iter().map(|task| name(task)).collect();
        let what = format!("cannot merge {}: their constraints or calendars differ", all.join(" and "));
        return bar(what, "give them the same, or clear all but one");
    }
    members.sort_by_key(|task| (task.position, task.id));
    Ok(members)
}

fn at_odds<T: PartialEq>(mut asked: impl Iterator<Item = T>) -> bool {
    asked.next().is_some_and(|first| asked.any(|other| other != first))
}

/// The task that all together make.
fn merged(id: TaskId, members: &[&Task], how: Merging<'_>) -> Task {
    let first = members[0];
    let states: Vec<Status> = members.iter().map(|task| task.status).collect();
    let join = |minutes: &mut dyn Iterator<Item = u32>| match how.effort {
        Sum::All => minutes.reduce(u32::saturating_add),
        Sum::Largest => minutes.max(),
    };
    let left = |task: &&Task| {
        task.remaining.unwrap_or(task.effort.unwrap_or(0).saturating_sub(task.actual.unwrap_or(0)))
    };
    let some_left = members.iter().any(|task| task.remaining.is_some());
    let all_last = members.iter().all(|task| task.duration.is_some());
    let from = members.iter().map(|task| Value::Text(task.id.uuid())).collect();
    let mut criteria: Vec<String> = Vec::new();
    for criterion in members.iter().flat_map(|task| &task.acceptance_criteria) {
        if !criteria.contains(criterion) {
            criteria.push(criterion.clone());
        }
    }
    Task {
        parent: first.parent,
        position: first.position,
        description: description(members),
        kind: first.kind,
        status: together(&states),
        priority: members.iter().filter_map(|task| task.priority).max(),
        effort: join(&mut members.iter().filter_map(|task| task.effort)),
        remaining: join(&mut members.iter().map(left)).filter(|_| some_left),
        duration: join(&mut members.iter().filter_map(|task| task.duration)).filter(|_| all_last),
        constraint: members.iter().find_map(|task| task.constraint),
        calendar: members.iter().find_map(|task| task.calendar),
        interruptible: members.iter().any(|task| task.interruptible),
        actual: members.iter().filter_map(|task| task.actual).reduce(u32::saturating_add),
        estimate: range(members, how.effort),
        start: members.iter().map(|task| task.start).min().flatten(),
        due: members.iter().filter_map(|task| task.due).max(),
        assignees: members.iter().flat_map(|task| task.assignees.iter().cloned()).collect(),
        labels: members.iter().flat_map(|task| task.labels.iter().cloned()).collect(),
        acceptance_criteria: criteria,
        metadata: BTreeMap::from([(FROM.to_owned(), Value::List(from))]),
        ..Task::new(id, how.title.map_or_else(|| title(members), str::to_owned))
    }
}

/// What they have in common before a colon ("Kitchen: floor", "Kitchen: tiles"), else their titles joined.
fn title(members: &[&Task]) -> String {
    let head = |task: &Task| task.title.rsplit_once([':', '：']).map(|(head, _)| head.trim().to_owned());
    let common =
        head(members[0]).filter(|h| !h.is_empty() && members.iter().all(|t| head(t).as_ref() == Some(h)));
    common
        .unwrap_or_else(|| {
            let titles: Vec<&str> = members.iter().map(|task| task.title.as_str()).collect();
            let joined = titles.join(" + ");
            let few = joined.chars().count() <= LONGEST_TITLE / 4;
            if few { joined } else { format!("{} + {} …", titles[0], titles.len() - 1) }
        })
        .chars()
        .take(LONGEST_TITLE)
        .collect()
}

/// The descriptions one after the other, each under the title it belongs to.
fn description(members: &[&Task]) -> Option<String> {
    let said = |task: &&Task| task.description.as_ref().map(|text| format!("{}: {text}", task.title));
    let texts: Vec<String> = members.iter().filter_map(said).collect();
    Some(texts.join("\n\n")).filter(|text| !text.is_empty())
}

/// The ranges together; an effort without a range counts as a range without width.
fn range(members: &[&Task], how: Sum) -> Option<Estimate> {
    if members.iter().all(|task| task.estimate.is_none()) {
        return None;
    }
    let of = |task: &&Task| {
        let exact = task.effort.map(|e| Estimate { low: e, likely: e, high: e, confidence: None });
        task.estimate.or(exact)
    };
    let join = |a: u32, b: u32| match how {
        Sum::All => a.saturating_add(b),
        Sum::Largest => a.max(b),
    };
    members.iter().filter_map(of).reduce(|a, b| Estimate {
        low: join(a.low, b.low),
        likely: join(a.likely, b.likely),
        high: join(a.high, b.high),
        confidence: [a.confidence, b.confidence].into_iter().flatten().min(),
    })
}

/// Gives the new task the links of those it is made of.
fn unite_links(project: &Project, id: TaskId, members: &[&Task], patch: &mut Patch) {
    let inside: BTreeSet<TaskId> = members.iter().map(|task| task.id).collect();
    let end = |at: TaskId| if inside.contains(&at) { id } else { at };
    let mut met = BTreeSet::new();
    let mut kept: BTreeMap<Saying, Link> = BTreeMap::new();
    for link in members.iter().flat_map(|task| links_at(project, task.id)) {
        if !met.insert(link.id) {
            continue;
        }
        let united = Link { from: end(link.from), to: end(link.to), ..link.clone() };
        if united.from == united.to {
            patch.delete_link(link.id);
            continue;
        }
        if let Some(twin) = kept.get_mut(&saying(&united)) {
            if united.lag > twin.lag {
                (twin.lag, twin.lag_kind) = (united.lag, united.lag_kind);
                let (lag, lag_kind) = (Some(united.lag), Some(united.lag_kind));
                patch.update_link(twin.id, LinkChange { lag, lag_kind, ..LinkChange::default() });
            }
            patch.delete_link(link.id);
            continue;
        }
        let (from, to) = (Some(united.from), Some(united.to));
        let change = LinkChange {
            from: from.filter(|from| *from != link.from),
            to: to.filter(|to| *to != link.to),
            ..LinkChange::default()
        };
        patch.update_link(link.id, change);
        kept.insert(saying(&united), united);
    }
}
