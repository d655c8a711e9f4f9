//! Words to a proposal: a paragraph is drafted, a document is read, and a person sees the result before anything of it
//! is a plan. A dry run is the same way stopped one step earlier.

use jiff::civil::Date;
use planwright_domain::{
    Change, Meta, MetaChange, Op, POSITION_STEP, Patch, Project, ProjectId, Proposal, Question, TaskId,
    Version, Warning, differences,
};
use planwright_formats::Reading;
use planwright_planner::{DayLength, Options, Request, draft};
use planwright_ports::Scope;

use crate::approve::{imagine, propose, put};
use crate::{Ports, Refused, projects};

/// What a person asked to be planned.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The words.
    pub text: &'a str,
    /// The file they stood in.
    pub source: Option<&'a str>,
    /// The day on which relative dates are read.
    pub today: Date,
    /// The template to fill, when the words should not choose it.
    pub template: Option<&'a str>,
    /// How careful, how deep and how full the draft is, and what may come in.
    pub options: Options,
    /// What the new project starts from: its rules, its repository.
    pub meta: Meta,
}

/// A plan nobody has seen yet, with what it changes.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// What a new project says about itself; `None` when the patch is for a project that is there.
    pub new: Option<Meta>,
    /// The change.
    pub patch: Patch,
    /// What the words leave open.
    pub questions: Vec<Question>,
    /// What the person should know.
    pub warnings: Vec<Warning>,
    /// The project without the change.
    pub before: Project,
    /// The project with it.
    pub after: Project,
}

impl Drafted {
    /// A change of a project that is there, before anybody has seen it.
    ///
    /// # Errors
    /// [`Refused::Rejected`] when it breaks rules.
    pub fn amending(before: Project, patch: Patch) -> Result<Self, Refused> {
        let mut after = before.clone();
        if !patch.is_empty() {
            let _checked = planwright_domain::apply(&mut after, &patch)?;
        }
        Ok(Self { new: None, patch, questions: Vec::new(), warnings: Vec::new(), before, after })
    }
}

/// Drafts a plan for a new project. Nothing is stored.
///
/// # Errors
/// [`Refused::Undrafted`] when the words are no text or say nothing.
pub fn draft_new(ports: &Ports<'_>, asked: &Asked<'_>) -> Result<Drafted, Refused> {
    let id = ports.project_id();
    let reading = draft(&request(ports, asked, id, &asked.meta), &mut || ports.ids.fresh())?;
    as_new(ports, id, &asked.meta, reading)
}

/// Drafts more plan for a project that is there. Nothing is stored.
///
/// # Errors
/// As [`draft_new`]; store failures.
pub async fn draft_into(
    ports: &Ports<'_>,
    asked: &Asked<'_>,
    project: ProjectId,
) -> Result<Drafted, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let reading = draft(&request(ports, asked, project, before.meta()), &mut || ports.ids.fresh())?;
    let Reading { patch, questions, warnings, .. } = reading;
    let patch = behind(&before, patch, None);
    let mut after = before.clone();
    let _checked = planwright_domain::apply(&mut after, &patch)?;
    Ok(Drafted { new: None, patch, questions, warnings, before, after })
}

pub(crate) fn request<'a>(
    ports: &Ports<'_>,
    asked: &Asked<'a>,
    project: ProjectId,
    meta: &Meta,
) -> Request<'a> {
    Request {
        text: asked.text,
        today: asked.today,
        author: ports.author.clone(),
        project,
        base: Version::CREATION,
        depth_limit: meta.depth_limit,
        day: day_length(meta),
        date_order: meta.date_order,
        source: asked.source,
        template: asked.template,
        options: asked.options.clone(),
    }
}

/// What a day and a week of work are in a project.
pub(crate) fn day_length(meta: &Meta) -> DayLength {
    DayLength { minutes_per_day: meta.minutes_per_day, days_per_week: meta.working_days.count() }
}

/// A reading as the plan of a new project: what it says of the project goes into the creation, the rest is the patch.
pub(crate) fn as_new(
    ports: &Ports<'_>,
    id: ProjectId,
    rules: &Meta,
    reading: Reading,
) -> Result<Drafted, Refused> {
    let Reading { mut patch, questions, mut warnings, .. } = reading;
    let mut meta = rules.clone();
    // A calendar comes into being with the tasks, so that the project goes by it from then on.
    let said = std::mem::take(&mut patch.meta);
    patch.meta.calendar = said.calendar;
    MetaChange { calendar: None, ..said }.apply_to(&mut meta);
    if meta.title.trim().is_empty() {
        meta.title = "Plan".to_owned();
    }
    (patch.project, patch.base) = (id, Version::CREATION);
    let (before, after) = imagine(ports, &meta, &patch)?;
    warnings.extend(differences(&after));
    Ok(Drafted { new: Some(meta), patch, questions, warnings, before, after })
}

/// A patch against an empty project as one that adds to `head`, below a task or at the top, behind what is there.
pub(crate) fn behind(head: &Project, patch: Patch, under: Option<TaskId>) -> Patch {
    let shift = head.position_at_end(under) - POSITION_STEP;
    let deepest = patch.meta.depth_limit.filter(|limit| *limit > head.meta().depth_limit);
    let deadline = patch.meta.deadline.filter(|_| head.meta().deadline.is_none());
    let mut patch = Patch {
        base: head.version(),
        meta: MetaChange { depth_limit: deepest, deadline, ..MetaChange::default() },
        ..patch
    };
    for op in patch.tasks.values_mut() {
        if let Op::Create(task) = op
            && task.parent.is_none()
        {
            task.position = task.position.saturating_add(shift);
            task.parent = under;
        }
    }
    patch
}

/// Puts a drafted plan before a person: makes its project (version 1, without tasks) where it is new, and leaves the
/// patch as an open proposal. Stopped between the two, it leaves a project without tasks, which planning the same
/// again takes up.
///
/// # Errors
/// Store failures; [`Refused::Rejected`] when the project changed under it in a way that forbids the patch.
pub async fn put_forward(ports: &Ports<'_>, drafted: Drafted) -> Result<Proposal, Refused> {
    let Drafted { new, mut patch, questions, warnings, before, after } = drafted;
    // Both may be large, and have been shown.
    drop((before, after));
    match new {
        // That it fits was found when it was drafted: nothing else is in the project.
        Some(meta) => {
            match projects::left_behind(ports, &meta, &patch.reason).await? {
                Some(id) => patch.project = id,
                None => {
                    projects::create(ports, patch.project, &meta, &patch.reason).await?;
                }
            }
            put(ports, patch, questions, warnings).await
        }
        None => propose(ports, patch, questions, warnings).await,
    }
}
