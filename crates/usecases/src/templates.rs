//! Templates put to use: one of the product's, or one that a person made of a plan of their own. What a template of one's
//! own says is the text notation, without what belongs to one time only.

use jiff::civil::Date;
use planwright_domain::{
    Extent, IdSet, Link, Meta, MetaChange, Op, Origin, OriginKind, Patch, Project, ProjectId, Status, Task,
    TaskId, Version,
};
use planwright_formats::text::{Ids, write};
use planwright_formats::{Notation, Reading, Source, read};
use planwright_planner::{Options, draft};
use planwright_ports::Scope;

use crate::operate::told_what_differs;
use crate::plan::{Asked, Drafted, as_new, behind, day_length, request};
use crate::{Ports, Refused};

/// A template.
#[derive(Debug, Clone, Copy)]
pub enum Template<'a> {
    /// One of the product's, filled for what these words say.
    BuiltIn {
        /// Its name.
        name: &'a str,
        /// What it is filled for; the title of the place it goes to when there are none.
        about: Option<&'a str>,
        /// How careful, how deep and how full.
        options: &'a Options,
    },
    /// A person's own.
    Own {
        /// Its name.
        name: &'a str,
        /// What it says.
        text: &'a str,
    },
}

/// Drafts the tasks of a template into a project that is there, below `under` or at its end.
///
/// # Errors
/// [`Refused::Undrafted`], [`Refused::Unreadable`], [`Refused::Rejected`], store failures.
pub async fn apply_template(
    ports: &Ports<'_>,
    project: ProjectId,
    under: Option<TaskId>,
    template: Template<'_>,
    today: Date,
) -> Result<Drafted, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let above = under.map_or(0, |id| before.depth(id));
    let levels = before.meta().depth_limit.saturating_sub(u32::try_from(above).unwrap_or(u32::MAX)).max(1);
    let meta = Meta { depth_limit: levels, ..before.meta().clone() };
    let reading = match template {
        Template::Own { name, text } => own(ports, name, text, project, &meta, today)?,
        Template::BuiltIn { name, about, options } => {
            let place = under.and_then(|id| before.task(id)).map_or(&before.meta().title, |task| &task.title);
            let asked = Asked {
                text: about.unwrap_or(place),
                source: None,
                today,
                template: Some(name),
                options: options.clone(),
                meta: meta.clone(),
            };
            draft(&request(ports, &asked, project, &meta), &mut || ports.ids.fresh())?
        }
    };
    let name = match template {
        Template::Own { name, .. } | Template::BuiltIn { name, .. } => name,
    };
    let Reading { mut patch, questions, warnings, .. } = reading;
    patch.meta = MetaChange::default();
    let patch = Patch { reason: format!("apply template {name}"), ..behind(&before, patch, under) };
    let drafted = Drafted::amending(before, patch)?;
    Ok(told_what_differs(Drafted { questions, warnings, ..drafted }))
}

/// Drafts a new project of this title from a template of one's own.
///
/// # Errors
/// As [`apply_template`].
pub fn plan_from_own(
    ports: &Ports<'_>,
    (name, text): (&str, &str),
    title: &str,
    meta: &Meta,
    today: Date,
) -> Result<Drafted, Refused> {
    let id = ports.project_id();
    let mut reading = own(ports, name, text, id, meta, today)?;
    reading.patch.meta.title = Some(title.to_owned());
    as_new(ports, id, meta, reading)
}

/// What a template of one's own says. Its tasks come from no document: reading one again must not take them away.
fn own(
    ports: &Ports<'_>,
    name: &str,
    text: &str,
    project: ProjectId,
    meta: &Meta,
    today: Date,
) -> Result<Reading, Refused> {
    let source = Source {
        name: None,
        today,
        day: day_length(meta),
        date_order: meta.date_order,
        author: ports.author.clone(),
        project,
        base: Version::CREATION,
        depth_limit: meta.depth_limit,
    };
    let mut reading = read(text.as_bytes(), Notation::Text, &source, &mut || ports.ids.fresh())?;
    let origin = Origin {
        source: Some(name.to_owned()),
        quote: Some(format!("it is in the template {name}")),
        ..Origin::new(OriginKind::Added)
    };
    for op in reading.patch.tasks.values_mut() {
        if let Op::Create(task) = op {
            task.origin = Some(origin.clone());
        }
    }
    for op in reading.patch.links.values_mut() {
        if let Op::Create(link) = op {
            link.origin = Some(origin.clone());
        }
    }
    Ok(reading)
}

/// A project, or what is below one of its tasks, as a template: what is to be done, how long it takes and in what order.
/// Dates, people, progress, keys, and what is cancelled or out of sight are left out. `None` when nothing is left.
pub fn as_template(project: &Project, root: Option<TaskId>) -> Option<String> {
    let top = root.and_then(|id| project.task(id));
    let all: Vec<&Task> = match root {
        Some(id) => project.subtree(id).into_iter().skip(1).collect(),
        None => project.walk().map(|met| met.task).collect(),
    };
    let mut kept: IdSet<TaskId> = IdSet::default();
    let mut tasks = Vec::new();
    for task in all {
        let hangs = task.parent == root || task.parent.is_some_and(|parent| kept.contains(&parent));
        if hangs && !task.archived && task.status != Status::Cancelled {
            kept.insert(task.id);
            tasks.push(timeless(task, root));
        }
    }
    if tasks.is_empty() {
        return None;
    }
    let inside = |link: &&Link| kept.contains(&link.from) && kept.contains(&link.to);
    let links: Vec<Link> = project.links().filter(inside).cloned().collect();
    let meta = Meta {
        minutes_per_day: project.meta().minutes_per_day,
        working_days: project.meta().working_days,
        ..Meta::new(top.map_or(&project.meta().title, |task| &task.title).clone())
    };
    let bare = Project::assemble(project.id(), project.version(), meta, tasks, links, Extent::Whole);
    Some(write(&bare, Ids::None))
}

/// A task without what belongs to one time only.
fn timeless(task: &Task, root: Option<TaskId>) -> Task {
    Task {
        parent: task.parent.filter(|parent| Some(*parent) != root),
        position: task.position,
        description: task.description.clone(),
        kind: task.kind,
        priority: task.priority,
        effort: task.effort,
        estimate: task.estimate,
        duration: task.duration,
        interruptible: task.interruptible,
        labels: task.labels.clone(),
        acceptance_criteria: task.acceptance_criteria.clone(),
        ..Task::new(task.id, task.title.clone())
    }
}
