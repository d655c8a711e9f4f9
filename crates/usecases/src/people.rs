//! People and calendars: who does the work, and when work is done. Each change is drafted as a patch that can be shown, and
//! made so by [`commit`](crate::commit).

mod calendars;
mod clock;
mod part;
mod rename;

pub use calendars::{
    Facts, For, add_calendar, add_exception, change_calendar, remove_calendar, remove_exceptions,
    use_calendar, without,
};
pub use rename::rename;

use std::collections::BTreeSet;

use planwright_domain::{
    Assignment, AssignmentChange, AssignmentId, Calendar, Change as _, Patch, Project, ProjectId, Resource,
    ResourceChange, ResourceId, Task, TaskChange, TaskId, alike,
};

use planwright_ports::Scope;

use crate::operate::draft;
use crate::plan::Drafted;
use crate::{Ports, Refused, pools};

/// Who is put to a task, and how much of them.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Who; nobody in particular where a skill is asked for.
    pub name: Option<String>,
    /// Who else would do; none to leave them as they are, an empty list for nobody else.
    pub others: Option<Vec<String>>,
    /// The skill that is asked for.
    pub skill: Option<String>,
    /// How much of them, in per cent.
    pub percent: Option<u32>,
    /// Their part of the effort, in minutes; the inner one is empty for what is left.
    pub effort: Option<Option<u32>>,
}

/// The resource of this name; small and capital letters are the same.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn resource<'a>(plan: &'a Project, name: &str) -> Result<&'a Resource, Refused> {
    plan.resources().find(|r| same(&r.name, name)).ok_or_else(|| missing("person", name))
}

/// Who is called so in a project, or else in the pool it shares.
fn whoever<'a>(plan: &'a Project, crew: Option<&'a Project>, name: &str) -> Result<&'a Resource, Refused> {
    resource(plan, name).or_else(|refused| crew.and_then(|crew| resource(crew, name).ok()).ok_or(refused))
}

/// The calendar of this name; small and capital letters are the same.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn calendar<'a>(plan: &'a Project, name: &str) -> Result<&'a Calendar, Refused> {
    plan.calendars().find(|c| same(&c.name, name)).ok_or_else(|| missing("calendar", name))
}

fn same(a: &str, b: &str) -> bool {
    alike(a) == alike(b)
}

fn missing(what: &'static str, name: &str) -> Refused {
    Refused::NotFound { what, name: name.to_owned() }
}

/// Drafts a new person; `fill` says what is known of them, `zone` whose clock they work by where that was asked for.
///
/// # Errors
/// [`Refused::Rejected`], store failures, and what `fill` refuses.
pub async fn add(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    zone: Option<Option<&str>>,
    fill: impl FnOnce(&Project, &mut Resource) -> Result<(), Refused>,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("add {name}"),
        |plan, mint, patch| {
            let mut person = Resource::new(ResourceId::from_bits(mint()), name);
            fill(plan, &mut person)?;
            if let Some(zone) = zone {
                clock::set(plan, &mut person, zone, mint, patch);
            }
            patch.create(person);
            Ok(())
        },
    )
    .await
}

/// Drafts new facts about a person, as [`add`] does.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn change(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    zone: Option<Option<&str>>,
    fill: impl FnOnce(&Project, &mut Resource) -> Result<(), Refused>,
) -> Result<Drafted, Refused> {
    let drafted = draft(
        ports,
        project,
        |_| format!("change {name}"),
        |plan, mint, patch| {
            let before = resource(plan, name)?;
            let mut after = before.clone();
            fill(plan, &mut after)?;
            if let Some(zone) = zone {
                clock::set(plan, &mut after, zone, mint, patch);
            }
            patch.update(before.id, ResourceChange::between(before, &after));
            Ok(())
        },
    )
    .await;
    pools::elsewhere(ports, project, name, drafted).await
}

/// Drafts the removal of a person, with what they are put to and everywhere they are named.
///
/// # Errors
/// [`Refused::NotFound`] where nobody is called so; [`Refused::Senseless`] for somebody of a pool who works elsewhere;
/// otherwise as [`add`].
pub async fn remove(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Drafted, Refused> {
    let crew = pools::crew(ports, project).await?;
    let drafted = draft(
        ports,
        project,
        |_| format!("remove {name}"),
        |plan, _, patch| {
            let known = listed_or_named(plan, crew.as_ref(), name)?;
            for task in plan.tasks().filter(|task| names(task, name)) {
                name_others(task, name, None, patch);
            }
            let Some(gone) = known.map(|person| person.id) else { return Ok(()) };
            for assignment in plan.assignments().filter(|a| a.names(gone)) {
                patch.delete::<Assignment>(assignment.id);
            }
            patch.delete::<Resource>(gone);
            Ok(())
        },
    )
    .await;
    let mut drafted = pools::elsewhere(ports, project, name, drafted).await?;
    pools::keeps(ports, &drafted.patch).await?;
    let who = resource(&drafted.before, name).map_or(name, |person| &person.name);
    drafted.warnings.extend(pools::named_elsewhere(ports, project, who, None).await?);
    Ok(drafted)
}

/// Somebody of the project, or nobody where tasks alone know the name, which means nobody of the pool.
fn listed_or_named<'a>(
    plan: &'a Project,
    crew: Option<&Project>,
    name: &str,
) -> Result<Option<&'a Resource>, Refused> {
    match resource(plan, name) {
        Ok(person) => Ok(Some(person)),
        Err(missing) if crew.is_some_and(|crew| resource(crew, name).is_ok()) => Err(missing),
        Err(_) if plan.tasks().any(|task| names(task, name)) => Ok(None),
        Err(missing) => Err(missing),
    }
}

/// Whether a task names somebody.
fn names(task: &Task, name: &str) -> bool {
    task.assignees.iter().any(|one| same(one, name))
}

/// Lets a task name somebody else in the place of a name, or nobody.
fn name_others(task: &Task, name: &str, new: Option<&str>, patch: &mut Patch) {
    let others =
        task.assignees.iter().filter(|one| !same(one, name) && new.is_none_or(|new| !same(one, new)));
    let assignees = others.cloned().chain(new.map(str::to_owned)).collect();
    patch.update_task(task.id, TaskChange { assignees: Some(assignees), ..TaskChange::default() });
}

/// How a name is written in the project or the pool it shares; as it is given where nobody bears it.
///
/// # Errors
/// Store failures.
pub async fn called(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<String, Refused> {
    let plan = ports.projects.load(project, None, Scope::Whole).await?;
    let crew = pools::crew(ports, project).await?;
    Ok(whoever(&plan, crew.as_ref(), name).map_or(name.trim(), |person| &person.name).to_owned())
}

/// Drafts that somebody works on a task; who is assigned already is so anew. A name nobody bears yet, neither in the
/// project nor in the pool it shares, is a new person.
///
/// # Errors
/// [`Refused::Rejected`], store failures.
pub async fn assign(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    wanted: &Wanted,
) -> Result<Drafted, Refused> {
    let crew = pools::crew(ports, project).await?;
    draft(
        ports,
        project,
        |plan| format!("assign {}", plan.name(task)),
        |plan, mint, patch| {
            let mut known = |name: &String, patch: &mut Patch| match whoever(plan, crew.as_ref(), name) {
                Ok(person) => person.id,
                Err(_) => {
                    let person = Resource::new(ResourceId::from_bits(mint()), name.trim());
                    let id = person.id;
                    patch.create(person);
                    id
                }
            };
            let who = wanted.name.as_ref().map(|name| known(name, patch));
            let others: Option<Vec<ResourceId>> =
                wanted.others.as_ref().map(|names| names.iter().map(|name| known(name, patch)).collect());
            let there = plan.assignments_of(task).find(|a| a.resource == who && a.skill == wanted.skill);
            let blank = Assignment::new(AssignmentId::from_bits(mint()), task, who);
            let mut after = there.cloned().unwrap_or(blank);
            after.skill.clone_from(&wanted.skill);
            after.units = wanted.percent.unwrap_or(after.units);
            after.effort = wanted.effort.unwrap_or(after.effort);
            after.alternatives = others.unwrap_or(after.alternatives);
            if wanted.effort.is_some() {
                part::fits(plan, &after)?;
            }
            match there {
                Some(before) => patch.update(before.id, AssignmentChange::between(before, &after)),
                None => patch.create(after),
            }
            Ok(())
        },
    )
    .await
}

/// Drafts that somebody, or with no name anybody, works on a task no more; with a skill, only who is asked for it.
///
/// # Errors
/// [`Refused::NotFound`] when nobody of that name is assigned to it; otherwise as [`assign`].
pub async fn unassign(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    name: Option<&str>,
    skill: Option<&str>,
) -> Result<Drafted, Refused> {
    let crew = pools::crew(ports, project).await?;
    draft(
        ports,
        project,
        |plan| format!("unassign {}", plan.name(task)),
        |plan, _, patch| {
            let known = |name| match whoever(plan, crew.as_ref(), name) {
                Ok(person) => Ok(Some(person.id)),
                Err(_) if plan.task(task).is_some_and(|task| names(task, name)) => Ok(None),
                Err(missing) => Err(missing),
            };
            let who = name.map(known).transpose()?.flatten();
            let asked =
                |a: &Assignment| skill.is_none_or(|skill| a.skill.as_deref().is_some_and(|s| same(s, skill)));
            let fits =
                |a: &&Assignment| (name.is_none() || a.resource.is_some() && a.resource == who) && asked(a);
            for assignment in plan.assignments_of(task).filter(fits) {
                patch.delete::<Assignment>(assignment.id);
            }
            if let (None, Some(task)) = (skill, plan.task(task)) {
                match name {
                    Some(name) if names(task, name) => name_others(task, name, None, patch),
                    None if !task.assignees.is_empty() => {
                        let nobody = TaskChange { assignees: Some(BTreeSet::new()), ..TaskChange::default() };
                        patch.update_task(task.id, nobody);
                    }
                    _ => {}
                }
            }
            match (patch.is_empty(), name.or(skill)) {
                (true, Some(name)) => Err(missing("assignment of", name)),
                _ => Ok(()),
            }
        },
    )
    .await
}
