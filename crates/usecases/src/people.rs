//! People and calendars: who does the work, and when work is done. Each change is drafted as a patch that can be shown, and
//! made so by [`commit`](crate::commit).

mod calendars;
mod clock;
mod part;
mod rename;

pub use calendars::{Facts, change_calendar, remove_exceptions, without};
pub use rename::rename;

use planwright_domain::operation::Mint;
use planwright_domain::{
    Assignment, AssignmentChange, AssignmentId, Calendar, CalendarChange, CalendarId, Change as _, Exception,
    MetaChange, Patch, Project, ProjectId, Resource, ResourceChange, ResourceId, TaskChange, TaskId, alike,
};

use crate::operate::draft;
use crate::plan::Drafted;
use crate::{Ports, Refused, projects};

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

/// What a calendar is used for.
#[derive(Debug, Clone)]
pub enum For {
    /// The whole project.
    Project,
    /// One task.
    Task(TaskId),
    /// One person.
    Person(String),
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
    draft(
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
    .await
}

/// Drafts the removal of a person, with what they are assigned to.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn remove(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("remove {name}"),
        |plan, _, patch| {
            let gone = resource(plan, name)?.id;
            for assignment in plan.assignments().filter(|a| a.names(gone)) {
                patch.delete::<Assignment>(assignment.id);
            }
            patch.delete::<Resource>(gone);
            Ok(())
        },
    )
    .await
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
    let crew = projects::crew(ports, project).await?;
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
    let crew = projects::crew(ports, project).await?;
    draft(
        ports,
        project,
        |plan| format!("unassign {}", plan.name(task)),
        |plan, _, patch| {
            let who = name.map(|name| whoever(plan, crew.as_ref(), name).map(|r| r.id)).transpose()?;
            let asked =
                |a: &Assignment| skill.is_none_or(|skill| a.skill.as_deref().is_some_and(|s| same(s, skill)));
            let fits = |a: &&Assignment| (who.is_none() || a.resource == who) && asked(a);
            for assignment in plan.assignments_of(task).filter(fits) {
                patch.delete::<Assignment>(assignment.id);
            }
            match (patch.is_empty(), name.or(skill)) {
                (true, Some(name)) => Err(missing("assignment of", name)),
                _ => Ok(()),
            }
        },
    )
    .await
}

/// Drafts a new calendar, based on the one of that name.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn add_calendar(
    ports: &Ports<'_>,
    project: ProjectId,
    new: Calendar,
    base: Option<&str>,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("add the calendar {}", new.name),
        |plan, mint, patch| {
            let base = base.map(|name| calendar(plan, name).map(|c| c.id)).transpose()?;
            patch.create(Calendar { id: CalendarId::from_bits(mint()), base, ..new.clone() });
            Ok(())
        },
    )
    .await
}

/// Drafts days that differ from the week: in the calendar of that name, else in the project's own, which is made where it
/// has none.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn add_exception(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    days: Exception,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("days off from {}", days.first),
        |plan, mint, patch| {
            let id = match name {
                Some(name) => Some(calendar(plan, name)?.id),
                None => plan.meta().calendar,
            };
            match id.and_then(|id| plan.calendar(id)) {
                Some(there) => {
                    let exceptions = there.exceptions.iter().cloned().chain([days.clone()]).collect();
                    let change = CalendarChange { exceptions: Some(exceptions), ..CalendarChange::default() };
                    patch.update(there.id, change);
                }
                None => {
                    let own = own_calendar(mint, patch);
                    patch.create(Calendar { exceptions: vec![days.clone()], ..own });
                }
            }
            Ok(())
        },
    )
    .await
}

/// A calendar that becomes the project's own, to be created.
fn own_calendar(mint: Mint<'_>, patch: &mut Patch) -> Calendar {
    let fresh = Calendar::new(CalendarId::from_bits(mint()), "Project");
    patch.meta = MetaChange { calendar: Some(Some(fresh.id)), ..MetaChange::default() };
    fresh
}

/// Drafts that a calendar, or with no name none, holds for the project, a task or a person.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn use_calendar(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    whom: &For,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| name.map_or("use no calendar".to_owned(), |name| format!("use the calendar {name}")),
        |plan, _, patch| {
            let calendar = Some(name.map(|name| calendar(plan, name).map(|c| c.id)).transpose()?);
            match whom {
                For::Project => patch.meta = MetaChange { calendar, ..MetaChange::default() },
                For::Task(id) => patch.update(*id, TaskChange { calendar, ..TaskChange::default() }),
                For::Person(who) => {
                    let id = resource(plan, who)?.id;
                    patch.update(id, ResourceChange { calendar, ..ResourceChange::default() });
                }
            }
            Ok(())
        },
    )
    .await
}

/// Drafts the removal of a calendar. What still uses it is named in the refusal.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`].
pub async fn remove_calendar(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("remove the calendar {name}"),
        |plan, _, patch| {
            patch.delete::<Calendar>(calendar(plan, name)?.id);
            Ok(())
        },
    )
    .await
}
