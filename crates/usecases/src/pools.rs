//! Pools: people that several projects share. A pool is a project; a plan names it, and puts its people to tasks by id or
//! by name. No rule of one project can see another, so what holds between them is held here: the pool that is named is
//! there, and nobody who is put to anything elsewhere leaves it. Schedules are made in [`schedule`](crate::schedule).

use std::collections::BTreeSet;

use planwright_domain::{
    Assignment, MetaChange, Op, Patch, Project, ProjectId, ProjectKind, ResourceId, Task, Warning, alike,
};
use planwright_ports::{ProjectHead, Scope};

use crate::approve::imagine;
use crate::plan::Drafted;
use crate::{Committed, Ports, Refused, people, projects};

/// So many things of a list are told, and of the others how many there are.
const TOLD: usize = 3;

/// The pool of this name, for a project to share.
///
/// # Errors
/// [`Refused::NotFound`] or [`Refused::Ambiguous`]; [`Refused::Senseless`] for a project that is no pool.
pub async fn named(ports: &Ports<'_>, name: &str) -> Result<ProjectHead, Refused> {
    let head = projects::named(&projects::list(ports).await?, name)?;
    if head.kind == ProjectKind::Pool { Ok(head) } else { Err(no_pool(&head)) }
}

fn no_pool(head: &ProjectHead) -> Refused {
    Refused::senseless(
        format!("wanted a pool of people, but \"{}\" is a plan", head.title),
        "make a pool with: planwright projects new --kind pool TITLE",
    )
}

/// The people a project shares with others, where it names a pool that is still there.
///
/// # Errors
/// Store failures.
pub async fn crew(ports: &Ports<'_>, project: ProjectId) -> Result<Option<Project>, Refused> {
    let heads = projects::list(ports).await?;
    let pool = heads.iter().find(|head| head.id == project).and_then(|head| head.pool);
    match heads.iter().find(|head| pool == Some(head.id) && head.id != project) {
        Some(pool) => Ok(Some(ports.projects.load(pool.id, None, Scope::Whole).await?)),
        None => Ok(None),
    }
}

/// The pool whose people a project is about: itself where it is one, else the one it shares.
///
/// # Errors
/// [`Refused::Senseless`] where it shares none, or one that was deleted; store failures.
pub async fn of(ports: &Ports<'_>, project: ProjectId) -> Result<ProjectId, Refused> {
    let heads = projects::list(ports).await?;
    let pool = heads.iter().find(|head| head.id == project).and_then(|head| match head.kind {
        ProjectKind::Pool => Some(head.id),
        ProjectKind::Plan => head.pool,
    });
    let hint = "name a pool with: planwright projects change --pool NAME";
    match pool {
        Some(pool) if heads.iter().any(|head| head.id == pool) => Ok(pool),
        Some(_) => {
            Err(Refused::senseless("wanted the people of a pool, but the pool it shares was deleted", hint))
        }
        None => Err(Refused::senseless("wanted the people of a pool, but the project shares none", hint)),
    }
}

/// Makes a project share the people of a pool, or of none any more, with other fields it changes.
///
/// # Errors
/// [`Refused::Senseless`] while somebody of the pool it leaves is put to anything in it; otherwise as
/// [`change`](projects::change).
pub async fn share(
    ports: &Ports<'_>,
    project: ProjectId,
    pool: Option<ProjectId>,
    others: MetaChange,
) -> Result<Committed, Refused> {
    let plan = ports.projects.load(project, None, Scope::Whole).await?;
    let people = match pool {
        Some(pool) => Some(ports.projects.load(pool, None, Scope::Whole).await?),
        None => None,
    };
    let known = |id| plan.resource(id).or_else(|| people.as_ref()?.resource(id)).is_some();
    if let Some(left) = plan.assignments().find(|a| !a.resources().all(known)) {
        return Err(Refused::senseless(
            format!("wanted to leave the pool, but somebody of it is put to {}", plan.name(left.task)),
            "take them off it first with: planwright people unassign TASK",
        ));
    }
    let change = MetaChange { pool: Some(pool), ..others };
    projects::change(ports, project, change, "change the project").await
}

/// Whether a change leaves nobody without the pool or the people they count on. It asks the store only where the change
/// names a pool or removes somebody.
///
/// # Errors
/// [`Refused::Senseless`] where a pool is named that is not there, or somebody removed who works elsewhere; store failures.
pub(crate) async fn keeps(ports: &Ports<'_>, patch: &Patch) -> Result<(), Refused> {
    if let Some(Some(pool)) = patch.meta.pool.filter(|pool| *pool != Some(patch.project)) {
        let heads = projects::list(ports).await?;
        match heads.iter().find(|head| head.id == pool) {
            Some(head) if head.kind != ProjectKind::Pool => return Err(no_pool(head)),
            Some(_) => {}
            None => {
                let called = &pool.letters()[..8];
                return Err(Refused::senseless(
                    format!("wanted to share the people of the pool {called}, but there is no such project"),
                    "list what there is: planwright projects",
                ));
            }
        }
    }
    let gone: BTreeSet<ResourceId> =
        patch.resources.iter().filter(|(_, op)| matches!(op, Op::Delete)).map(|(id, _)| *id).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let plans = sharers(ports, patch.project).await?;
    for head in &plans {
        let plan = ports.projects.load(head.id, None, Scope::Whole).await?;
        if let Some(tie) = plan.assignments().find(|a| a.resources().any(|id| gone.contains(&id))) {
            return Err(still_needed(ports, patch.project, &plan, tie, &gone).await?);
        }
    }
    Ok(())
}

/// Somebody cannot be removed from a pool, since a plan has them work on this.
async fn still_needed(
    ports: &Ports<'_>,
    pool: ProjectId,
    plan: &Project,
    tie: &Assignment,
    gone: &BTreeSet<ResourceId>,
) -> Result<Refused, Refused> {
    let people = ports.projects.load(pool, None, Scope::Whole).await?;
    let who = tie.resources().find(|id| gone.contains(id)).and_then(|id| people.resource(id));
    let who = who.map_or("somebody", |person| &person.name);
    let (title, task) = (&plan.meta().title, plan.name(tie.task));
    Ok(Refused::senseless(
        format!("wanted to remove {who}, but {who} is put to {task} in \"{title}\""),
        format!("take them off it first: planwright -p {title:?} people unassign TASK"),
    ))
}

/// The projects that share a pool, archived ones too, in the order of their titles.
async fn sharers(ports: &Ports<'_>, pool: ProjectId) -> Result<Vec<ProjectHead>, Refused> {
    let mut heads = projects::list(ports).await?;
    heads.retain(|head| head.pool == Some(pool) && head.id != pool);
    heads.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    Ok(heads)
}

/// Refuses to delete a pool that projects share.
pub(crate) async fn nobody_shares(ports: &Ports<'_>, pool: &ProjectHead) -> Result<(), Refused> {
    let plans = sharers(ports, pool.id).await?;
    let Some(first) = plans.first() else { return Ok(()) };
    let mut titles: Vec<String> = plans.iter().take(TOLD).map(|head| format!("\"{}\"", head.title)).collect();
    if plans.len() > TOLD {
        titles.push(format!("{} more", plans.len() - TOLD));
    }
    let share = if plans.len() == 1 { "shares" } else { "share" };
    let titles = titles.join(", ");
    Err(Refused::senseless(
        format!("wanted to delete the pool \"{}\", but {titles} {share} its people", pool.title),
        format!("let go of it first: planwright -p {:?} projects change --pool none", first.title),
    ))
}

/// Who was not found in a project may be of the pool it shares: then that is said.
pub(crate) async fn elsewhere<T>(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    found: Result<T, Refused>,
) -> Result<T, Refused> {
    let Err(Refused::NotFound { what: "person", .. }) = &found else { return found };
    let Some(crew) = crew(ports, project).await? else { return found };
    let Ok(person) = people::resource(&crew, name) else { return found };
    let (who, title) = (&person.name, &crew.meta().title);
    Err(Refused::senseless(
        format!("{who} is of the pool \"{title}\", which other projects share"),
        format!("change what is known of them there: planwright -p {title:?} people"),
    ))
}

/// What becomes of the plans that name somebody of a pool by a name they are to lose.
pub(crate) async fn named_elsewhere(
    ports: &Ports<'_>,
    pool: ProjectId,
    name: &str,
    new: Option<&str>,
) -> Result<Vec<Warning>, Refused> {
    let mut told = Vec::new();
    for head in sharers(ports, pool).await? {
        let plan = ports.projects.load(head.id, None, Scope::Whole).await?;
        let names = |task: &&Task| task.assignees.iter().any(|one| alike(one) == alike(name));
        let tasks = plan.tasks().filter(names).count();
        if tasks == 0 || people::resource(&plan, name).is_ok() {
            continue;
        }
        let (title, plural) = (&head.title, if tasks == 1 { "" } else { "s" });
        let next = match new {
            Some(new) => format!("people rename {name:?} {new:?}"),
            None => format!("people remove {name:?}"),
        };
        told.push(Warning::new(
            "named-elsewhere",
            format!(
                "\"{title}\" goes on naming {name} on {tasks} task{plural}; change it there with: \
                 planwright -p {title:?} {next}"
            ),
        ));
    }
    Ok(told)
}

/// A document's pool in this store: the one it names, else the only one that has all the people it takes. Without either
/// the new project shares none, and what it puts strangers to is left out and told.
pub(crate) async fn found(ports: &Ports<'_>, mut drafted: Drafted) -> Result<Drafted, Refused> {
    let Some(wanted) = drafted.new.as_ref().and_then(|meta| meta.pool) else { return Ok(drafted) };
    let mut pools = projects::list(ports).await?;
    pools.retain(|head| head.kind == ProjectKind::Pool);
    if pools.iter().any(|head| head.id == wanted) {
        return Ok(drafted);
    }
    let strangers = strangers(&drafted.patch);
    let mut fitting = Vec::new();
    for head in pools.iter().filter(|_| !strangers.is_empty()) {
        let people = ports.projects.load(head.id, None, Scope::Whole).await?;
        if strangers.iter().all(|id| people.resource(*id).is_some()) {
            fitting.push(head.id);
        }
    }
    let pool = match fitting.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    if pool.is_none() {
        without(&mut drafted.patch, &strangers);
        let told = "the pool of people it shares is not in this store: it shares none, and whom it has of it is left out; \
                    import the pool first to keep them";
        drafted.warnings.push(Warning::new("pool-not-here", told));
    }
    if let Some(meta) = &mut drafted.new {
        meta.pool = pool;
        (drafted.before, drafted.after) = imagine(ports, meta, &drafted.patch)?;
    }
    Ok(drafted)
}

/// Leaves out of what a document says of a project whomever neither of them knows, nor the pool; told where there is any.
pub(crate) async fn without_strangers(
    ports: &Ports<'_>,
    plan: &Project,
    said: &mut Patch,
) -> Result<Option<Warning>, Refused> {
    let mut strangers = strangers(said);
    strangers.retain(|id| plan.resource(*id).is_none());
    if !strangers.is_empty()
        && let Some(crew) = crew(ports, plan.id()).await?
    {
        strangers.retain(|id| crew.resource(*id).is_none());
    }
    if strangers.is_empty() {
        return Ok(None);
    }
    without(said, &strangers);
    let told = "whom it has of another pool than the project shares is left out";
    Ok(Some(Warning::new("pool-not-here", told)))
}

/// Whom a patch puts to tasks without saying who they are.
fn strangers(patch: &Patch) -> BTreeSet<ResourceId> {
    let made = patch.assignments.values().filter_map(|op| match op {
        Op::Create(assignment) => Some(assignment),
        _ => None,
    });
    made.flat_map(|assignment| assignment.resources())
        .filter(|id| !patch.resources.contains_key(id))
        .collect()
}

/// Takes people off everything in a patch.
fn without(patch: &mut Patch, gone: &BTreeSet<ResourceId>) {
    patch.assignments.retain(|_, op| {
        let Op::Create(assignment) = op else { return true };
        assignment.alternatives.retain(|id| !gone.contains(id));
        assignment.resource = assignment.resource.filter(|id| !gone.contains(id));
        assignment.resource.is_some() || assignment.skill.is_some()
    });
}
