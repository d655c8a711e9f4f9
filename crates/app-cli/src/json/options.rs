//! Options for a plan that is too big for its deadline, in their wire shape.

use planwright::usecases::options::{Options, Who};
use planwright::usecases::schedule::Schedule;
use planwright_wire::{DroppedDoc, HoursDoc, MoreDoc, OPTIONS_SCHEMA, OptionsDoc};

/// The options of a project; none where its deadline holds.
pub(crate) fn options(plan: &Schedule, found: Option<&Options>) -> String {
    let bare = OptionsDoc {
        schema: OPTIONS_SCHEMA,
        project_id: plan.project.id().uuid(),
        deadline: plan.project.meta().deadline.map(|day| day.to_string()),
        finish: plan.span().map(|(_, last, _)| last.to_string()),
        holds: found.is_none(),
        ..OptionsDoc::default()
    };
    let Some(found) = found else { return bare.to_json() };
    let more = found.people.iter().map(|more| {
        let (kind, name) = match &more.who {
            Who::Like(name) => ("like", Some(name.clone())),
            Who::Skilled(skill) => ("skilled", Some(skill.clone())),
            Who::Helper => ("helper", None),
        };
        let holds = more.finish <= found.deadline;
        MoreDoc { kind, name, count: more.count, finish: more.finish.to_string(), holds }
    });
    OptionsDoc {
        drop: found.drop.as_ref().map(|drop| DroppedDoc {
            task_ids: drop.tasks.iter().map(|id| id.uuid()).collect(),
            effort_minutes: drop.effort,
            finish: drop.finish.to_string(),
        }),
        people: more.collect(),
        sure: found.sure.map(|day| day.to_string()),
        hours: found.hours.as_ref().map(|hours| HoursDoc {
            from_minutes_per_week: hours.from,
            to_minutes_per_week: hours.to,
            finish: hours.finish.to_string(),
        }),
        stopped: found.stopped,
        ..bare
    }
    .to_json()
}
