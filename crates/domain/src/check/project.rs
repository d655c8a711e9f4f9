//! The rules about a project's own fields.

use super::{
    DEEPEST_LIMIT, DEEPEST_METADATA, LONGEST_TITLE, NIL_HINT, is_zone, refers_to_nothing, shortened, too_deep,
};
use crate::calendar::Calendar;
use crate::meta::{ProjectKind, WorkingDays};
use crate::patch::Patch;
use crate::project::Project;
use crate::violation::{Code, Violation};

pub(super) fn check(project: &Project, patch: Option<&Patch>, found: &mut Vec<Violation>) {
    let meta = project.meta();
    let mut say = |code, message: String, hint: &str| {
        found.push(Violation { code, task: None, link: None, message, hint: hint.to_owned() });
    };
    if meta.title.trim().is_empty() {
        say(Code::ProjectTitleMissing, "the project has no title".into(), "give it a title");
    }
    if meta.title.chars().count() > LONGEST_TITLE {
        say(
            Code::TitleTooLong,
            format!("the project's title has more than {LONGEST_TITLE} characters"),
            "shorten it and put the rest into the summary",
        );
    }
    if meta.title.chars().any(char::is_control) {
        say(
            Code::TitleControl,
            "the project's title has control characters or line breaks in it".into(),
            "write the title on one line",
        );
    }
    if !(1..=DEEPEST_LIMIT).contains(&meta.depth_limit) {
        say(
            Code::DepthLimitRange,
            format!("a depth limit of {} is not between 1 and {DEEPEST_LIMIT}", meta.depth_limit),
            "choose a depth limit between 1 and 64; 5 is the usual",
        );
    }
    if !(1..=1440).contains(&meta.minutes_per_day) {
        say(
            Code::MinutesPerDayRange,
            format!("a working day of {} minutes is not between 1 and 1440", meta.minutes_per_day),
            "choose the working minutes of a day; 480 is the usual",
        );
    }
    if meta.working_days == WorkingDays::of([]) {
        say(Code::NoWorkingDay, "the week has no working day".into(), "name at least one working day");
    }
    if project.id().bits() == 0 {
        say(Code::NilId, "the id of the project is made of zeros".into(), NIL_HINT);
    }
    if !is_zone(&meta.time_zone) {
        let message = format!("{:?} is not the name of a time zone", shortened(&meta.time_zone));
        say(Code::OddTimeZone, message, "give its IANA name, such as Europe/Berlin");
    }
    if too_deep(&meta.metadata) {
        let message = format!("the metadata of the project are nested deeper than {DEEPEST_METADATA} levels");
        say(Code::MetadataTooDeep, message, "make them flatter");
    }
    if let Some(minutes) = meta.minutes_per_week.filter(|minutes| !(1..=7 * 1440).contains(minutes)) {
        let message = format!("a working week of {minutes} minutes is not between 1 and {}", 7 * 1440);
        say(Code::WorkLimitRange, message, "give a limit that lets some work be done, or none");
    }
    if meta.calendar.is_some_and(|id| refers_to_nothing::<Calendar>(project, id, patch)) {
        let message = "the calendar of the project does not exist".into();
        say(Code::CalendarMissing, message, "give it another calendar, or none");
    }
    match meta.pool {
        Some(pool) if pool.bits() == 0 => {
            say(Code::NilId, "the id of the pool is made of zeros".into(), NIL_HINT);
        }
        Some(pool) if pool == project.id() || meta.kind == ProjectKind::Pool => {
            let message = "a pool of people takes its people from no other".into();
            say(Code::PoolNested, message, "name no pool, or make it a plan");
        }
        _ => {}
    }
    if let (Some(start), Some(deadline)) = (meta.start, meta.deadline)
        && start > deadline
    {
        say(
            Code::ProjectDatesReversed,
            format!("the project starts on {start}, after its deadline on {deadline}"),
            "move the start or the deadline",
        );
    }
}
