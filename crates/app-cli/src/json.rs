//! What `--json` prints: the wire shapes of what a command found.

mod buffers;
mod forecast;
mod options;
mod schedule;

use planwright::domain::{CalendarId, Entry, Patch, Project, ProjectId, Proposal, TaskId};
use planwright::ports::{Fault, ProjectHead};
use planwright::settings::{Explained, Files};
use planwright::usecases::plan::Drafted;
use planwright::usecases::schedule::Now;
use planwright_wire::{
    CALENDAR_DAYS_SCHEMA, CalendarDay, CalendarDaysDoc, ListedProject, Planned, ProjectDoc, entries_to_json,
    patch_to_json, projects_to_json, proposal_to_json, proposals_to_json,
};
pub(crate) use planwright_wire::{calendars_to_json as calendars, people_to_json as people};

use serde_json::{Value, json};

use crate::show;

pub(crate) use forecast::{baseline, baselines, comparison, forecast};
pub(crate) use options::options;
pub(crate) use schedule::{load, pool_load, schedule, why};

/// A project, with the dates that follow when work begins today.
pub(crate) fn project(project: &Project, now: &Now) -> String {
    document(project, now, |_| {})
}

/// The would-be project of a draft, with its questions and warnings.
pub(crate) fn draft(drafted: &Drafted, now: &Now) -> String {
    document(&drafted.after, now, |doc| {
        doc.questions = &drafted.questions;
        doc.warnings = &drafted.warnings;
    })
}

fn document<'a>(project: &'a Project, now: &Now, fill: impl FnOnce(&mut ProjectDoc<'a>)) -> String {
    let schedule = now.schedule(project);
    let planned = |id: TaskId| {
        let slot = schedule.as_ref()?.slot(project.task(id)?)?;
        let (start, finish) = (slot.first, slot.last);
        Some(Planned { start, finish, critical: slot.critical, total_slack: slot.total_slack })
    };
    let mut doc = ProjectDoc::new(project);
    fill(&mut doc);
    let doc = ProjectDoc { planned: Some(&planned), ..doc };
    doc.to_json()
}

/// A patch.
pub(crate) fn patch(patch: &Patch) -> String {
    patch_to_json(patch)
}

/// Entries of a log.
pub(crate) fn entries(entries: &[Entry]) -> String {
    entries_to_json(entries)
}

/// A proposal.
pub(crate) fn proposal(proposal: &Proposal) -> String {
    proposal_to_json(proposal)
}

/// Proposals.
pub(crate) fn proposals(proposals: &[Proposal]) -> String {
    proposals_to_json(proposals)
}

/// Projects.
pub(crate) fn projects(heads: &[ProjectHead]) -> String {
    let rows: Vec<ListedProject<'_>> = heads
        .iter()
        .map(|head| ListedProject {
            id: head.id,
            version: head.version,
            title: &head.title,
            kind: head.kind,
            pool: head.pool,
            archived: head.archived,
            repository: head.repository.as_deref(),
            imported_from: head.imported_from.as_deref(),
            tasks: head.tasks,
            closed: head.closed,
            changed: head.changed,
        })
        .collect();
    projects_to_json(&rows)
}

/// The days of a calendar, or of somebody.
pub(crate) fn days(seen: &show::Months<'_>) -> String {
    let days = seen.days().map(|(date, kind, work_minutes)| CalendarDay {
        date: date.to_string(),
        kind,
        work_minutes,
    });
    CalendarDaysDoc {
        schema: CALENDAR_DAYS_SCHEMA,
        project_id: seen.project.id().uuid(),
        calendar_id: seen.calendar.or(seen.project.meta().calendar).map(CalendarId::uuid),
        resource_id: seen.person.map(|person| person.id.uuid()),
        days: days.collect(),
    }
    .to_json()
}

/// Settings, each with its value and where that comes from.
pub(crate) fn settings(explained: &[Explained]) -> String {
    let rows: Vec<Value> = explained
        .iter()
        .map(|setting| {
            json!({
                "key": setting.key,
                "value": setting.value,
                "layer": setting.origin.layer().word(),
                "from": setting.origin.to_string(),
            })
        })
        .collect();
    json!({ "settings": rows }).to_string()
}

/// The files that hold settings.
pub(crate) fn places(files: &Files) -> String {
    let path = |path: &Option<std::path::PathBuf>| path.as_ref().map(|p| p.display().to_string());
    json!({ "user": path(&files.user), "repository": path(&files.repository) }).to_string()
}

/// What is wrong with a store.
pub(crate) fn faults(faults: &[Fault]) -> String {
    let rows: Vec<Value> = faults
        .iter()
        .map(|fault| {
            json!({
                "code": fault.code,
                "project_id": fault.project.map(ProjectId::uuid),
                "message": fault.message,
                "mendable": fault.mendable,
            })
        })
        .collect();
    json!({ "faults": rows }).to_string()
}
