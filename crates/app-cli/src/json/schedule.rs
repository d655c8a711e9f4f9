//! The wire shapes of a schedule and of what is asked about it.

use jiff::civil::{Date, DateTime};
use planwright::domain::schedule::{Cause, Clash, Unmet, Verdict, WhyUnmet};
use planwright::domain::{IdSet, Kind, Task, TaskId};
use planwright::usecases::schedule::{
    Buffered, Leveled, Load, Missed, Period, PersonLoad, Portion, Portrait, Schedule, Slot,
};
use planwright_wire::{
    Bottleneck, ClashDoc, DeadlineDoc, DriverDoc, ElsewhereDoc, LOAD_SCHEMA, LeverDoc, LoadDoc, LoadedPeriod,
    LoadedPerson, LoadedProject, MissedDoc, ReasonDoc, SCHEDULE_SCHEMA, ScheduleDoc, ScheduledTask, UnmetDoc,
    WHY_SCHEMA, WhyDoc,
};

use crate::show;

/// A schedule, or the part of it with `only` these tasks.
pub(crate) fn schedule(
    schedule: &Schedule,
    only: Option<&IdSet<TaskId>>,
    buffers: Option<&Buffered>,
) -> String {
    let project = &schedule.project;
    let span = schedule.span();
    let wanted = project.walk().filter(|met| only.is_none_or(|only| only.contains(&met.task.id)));
    let (load, driving) = (schedule.load(), schedule.driving());
    let deadline = project.meta().deadline.map(|date| {
        let spare_minutes = match schedule.verdict(date) {
            Verdict::Holds { spare } => spare,
            Verdict::Misses { by } => -by,
        };
        DeadlineDoc { date: date.to_string(), holds: spare_minutes >= 0, spare_minutes }
    });
    ScheduleDoc {
        schema: SCHEDULE_SCHEMA,
        project_id: project.id().uuid(),
        title: project.meta().title.clone(),
        version: project.version().0,
        start: span.map(|(first, ..)| first.to_string()),
        finish: span.map(|(_, last, _)| last.to_string()),
        working_days: span.map_or(0, |(.., days)| days),
        leveled: schedule.leveled.is_some(),
        at_most_above_percent: schedule.leveled.as_ref().map(Leveled::at_most_above),
        bottleneck: load
            .bottleneck(schedule)
            .map(|(name, percent)| Bottleneck { name: name.to_owned(), percent }),
        deadline,
        unestimated: schedule.table.unestimated(),
        unmet: schedule.unmet().iter().map(|one| unmet(schedule, one)).collect(),
        tasks: wanted
            .filter_map(|met| {
                let driven_by = driving.get(&met.task.id).and_then(|cause| driver(schedule, *cause));
                let slot = schedule.slot(met.task)?;
                Some(ScheduledTask { driven_by, ..task(schedule, met.task, met.code.to_string(), slot) })
            })
            .collect(),
        missed: schedule.missed().iter().map(missed).collect(),
        clashes: schedule.clashes().iter().map(|one| clash(schedule, one)).collect(),
        buffers: buffers.map(super::buffers::buffers),
    }
    .to_json()
}

/// Why a task is where it is.
pub(crate) fn why(schedule: &Schedule, task: TaskId, today: Date) -> String {
    let reasons = show::reasons(schedule, task);
    let told = reasons.iter().map(|one| ReasonDoc {
        task_id: one.task.uuid(),
        of: if one.of_finish { "finish" } else { "start" },
        at: moment(one.at),
        otherwise: moment(one.otherwise),
        elsewhere: elsewhere(schedule, one.cause),
        words: show::reason(schedule, one, None),
    });
    let levers = schedule
        .levers(task, today)
        .into_iter()
        .map(|one| LeverDoc { words: show::lever(schedule, task, &one, None), then: moment(one.then) });
    WhyDoc { schema: WHY_SCHEMA, task_id: task.uuid(), reasons: told.collect(), levers: levers.collect() }
        .to_json()
}

/// What somebody is at in another project, where that is the cause.
fn elsewhere(schedule: &Schedule, cause: Cause) -> Option<ElsewhereDoc> {
    let Cause::Elsewhere { nth, .. } = cause else { return None };
    schedule.taken.get(nth as usize).map(|taken| ElsewhereDoc {
        resource_id: taken.resource.uuid(),
        project_id: taken.project.uuid(),
        task_id: taken.task.uuid(),
        until: moment(taken.finish),
    })
}

fn task(schedule: &Schedule, task: &Task, wbs: String, slot: Slot) -> ScheduledTask {
    let kind = match task.kind {
        _ if schedule.project.is_summary(task.id) => "summary",
        Kind::Milestone => "milestone",
        Kind::Task => "task",
    };
    ScheduledTask {
        task_id: task.id.uuid(),
        wbs,
        title: task.title.clone(),
        kind,
        status: task.status.word(),
        start: moment(slot.start),
        finish: moment(slot.finish),
        late_finish: moment(slot.late_finish),
        duration_minutes: slot.minutes,
        total_slack_minutes: slot.total_slack,
        free_slack_minutes: slot.free_slack,
        critical: slot.critical,
        near_critical: slot.near_critical,
        driven_by: None,
        overdue_minutes: slot.overdue,
        people: schedule.people(task),
    }
}

/// What decides when a task starts; `None` where it starts with the project.
fn driver(schedule: &Schedule, cause: Cause) -> Option<DriverDoc> {
    let name = |person: u32| schedule.model.people().get(person as usize).map(|person| person.name.clone());
    let doc = |cause| DriverDoc { cause, ..DriverDoc::default() };
    Some(match cause {
        Cause::Link { link, from } => {
            DriverDoc { task_id: Some(from.uuid()), link_id: Some(link.uuid()), ..doc("link") }
        }
        Cause::Busy { person, with } => {
            DriverDoc { task_id: Some(with.uuid()), person: name(person), ..doc("busy") }
        }
        Cause::Elsewhere { person, .. } => DriverDoc { person: name(person), ..doc("elsewhere") },
        Cause::Limit { person } => DriverDoc { person: name(person), ..doc("limit") },
        Cause::NotBefore | Cause::Constraint(_) => doc("date"),
        Cause::AsLateAsPossible => doc("late"),
        Cause::Above(_) | Cause::Below(_) | Cause::Work | Cause::ProjectStart => return None,
    })
}

fn unmet(schedule: &Schedule, one: &Unmet) -> UnmetDoc {
    let skill = match &one.why {
        WhyUnmet::NobodyHas(skill) | WhyUnmet::NobodyElseHas(skill) => Some(skill.clone()),
        WhyUnmet::Summary => None,
    };
    UnmetDoc { task_id: one.task.uuid(), skill, because: show::unmet(&schedule.project, one) }
}

fn clash(schedule: &Schedule, clash: &Clash) -> ClashDoc {
    let (Clash::Constraint { task, .. } | Clash::NeverWorked { task }) = clash;
    ClashDoc { task_id: task.uuid(), because: show::clash(schedule, clash, None) }
}

fn missed(missed: &Missed) -> MissedDoc {
    let asked = missed.constraint;
    MissedDoc {
        task_id: missed.task.uuid(),
        kind: asked.kind.word(),
        hard: asked.hard,
        cost: asked.cost,
        at: moment(missed.at),
    }
}

/// What a project takes of somebody.
fn taken(of: &Portrait, person: &PersonLoad) -> Option<LoadedProject> {
    let part = of.load.of_person(person.name.as_deref()?)?;
    Some(LoadedProject { project_id: of.id.uuid(), title: of.title.clone(), work_minutes: part.work() })
}

/// `2026-03-02T09:00`.
pub(crate) fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// How much everybody has to do.
pub(crate) fn load(schedule: &Schedule, load: &Load, by: Period) -> String {
    pool_load(schedule, load, &[], by)
}

/// How much the people of a pool have to do, and in which projects.
pub(crate) fn pool_load(schedule: &Schedule, load: &Load, all: &[Portrait], by: Period) -> String {
    let portion = |(from, portion): (Date, Portion)| LoadedPeriod {
        from: from.to_string(),
        work_minutes: portion.work,
        available_minutes: portion.available,
        percent: portion.percent(),
        overloaded: portion.overloaded,
        task_ids: portion.tasks.iter().map(|id| id.uuid()).collect(),
    };
    let people = load.people.iter().map(|person| LoadedPerson {
        name: person.name.clone(),
        work_minutes: person.work(),
        periods: person.by(by, schedule).into_iter().map(portion).collect(),
        projects: all.iter().filter_map(|one| taken(one, person)).collect(),
    });
    LoadDoc {
        schema: LOAD_SCHEMA,
        project_id: schedule.project.id().uuid(),
        by: by.word(),
        people: people.collect(),
    }
    .to_json()
}
