//! Baselines of a schedule: taking one, and what has become of it since. Nothing is stored here; whoever keeps a baseline
//! puts it into a patch.
//!
//! Variances are counted in the project's working minutes, and are positive where something is later or more than it was
//! to be. What is done keeps its place as far as its past is known; its effort is compared with what was spent.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::axis::Axis;
use super::past::Past;
use super::roster::Roster;
use super::timetable::{Timetable, last_day};
use crate::baseline::{Baseline, BaselineTask};
use crate::id::{BaselineId, TaskId};
use crate::project::Project;
use crate::rollup::roll_up;
use crate::status::Status;
use crate::task::Task;
use crate::value::Value;

/// Where a baseline says what the effort of the whole was: its tasks do not say which is below which.
const EFFORT: &str = "effort_minutes";

/// What has become of a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Every task of the baseline or the plan: those of the plan in the order of its tree, then those that are gone by id.
    pub tasks: Vec<Variance>,
    /// The day on which the project was to finish; `None` where nothing stood in the baseline.
    pub planned_finish: Option<Date>,
    /// The day on which it will, as things are.
    pub finish: Date,
    /// By how many working minutes that is later.
    pub later: i64,
    /// By how many minutes the effort of the whole is more; `None` where the baseline does not say what it was.
    pub more: Option<i64>,
}

/// What has become of one task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variance {
    /// The task.
    pub id: TaskId,
    /// Whether it is still there, and done.
    pub fate: Fate,
    /// What the baseline says.
    pub planned: Option<BaselineTask>,
    /// What the schedule says, and of what is done its past; nothing of what is cancelled or gone.
    pub now: Option<BaselineTask>,
    /// By how many working minutes it starts later.
    pub start: Option<i64>,
    /// By how many working minutes it finishes later.
    pub finish: Option<i64>,
    /// By how many minutes its effort is more. What is done counts with what was spent, where that is known; what was
    /// cancelled or is gone, with none.
    pub effort: i64,
}

impl Variance {
    /// Whether anything about it is otherwise than it was to be.
    pub fn is_any(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Gone | Fate::Cancelled)
            || self.start.unwrap_or(0) != 0
            || self.finish.unwrap_or(0) != 0
            || self.effort != 0
    }
}

/// Where a task of a comparison is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// In the baseline and open.
    Open,
    /// In the baseline and done.
    Done,
    /// In the baseline and cancelled.
    Cancelled,
    /// Not in the baseline.
    New,
    /// No longer in the plan.
    Gone,
}

/// A schedule that says when each task takes place, whether or not anybody is ever short.
pub trait Dated {
    /// When a task starts and finishes, on the project's clocks.
    fn takes_place(&self, id: TaskId) -> Option<(DateTime, DateTime)>;

    /// The day on which the last task is finished.
    fn last_finish(&self) -> Date;

    /// The project's working minutes from its start to its finish.
    fn length(&self) -> i64;

    /// The project's working minutes by a time its clocks show; negative before its start.
    fn worked_by(&self, at: DateTime) -> i64;

    /// When a task takes place, or took place.
    fn placed(&self, task: &Task, past: &Past) -> Option<(DateTime, DateTime)> {
        match task.status.is_closed() {
            true => past.get(task.id).filter(|_| task.status == Status::Done),
            false => Some(past.with(task.id, self.takes_place(task.id)?)),
        }
    }

    /// A baseline of this schedule of `project`, taken on a day, and of what is done already. What is cancelled is not in it.
    fn baseline(
        &self,
        project: &Project,
        past: &Past,
        id: BaselineId,
        name: String,
        taken_on: Date,
    ) -> Baseline {
        let tasks = project.walk().map(|met| met.task);
        let efforts = roll_up(project);
        let planned = tasks.filter_map(|task| {
            let effort = efforts.get(&task.id).map(|rollup| rollup.effort);
            Some((task.id, planned_task(self.placed(task, past)?, effort)))
        });
        Baseline {
            taken_on: Some(taken_on),
            version: Some(project.version()),
            metadata: BTreeMap::from([(EFFORT.to_owned(), Value::Integer(effort_of(project)))]),
            tasks: planned.collect(),
            ..Baseline::new(id, name)
        }
    }

    /// What has become of a baseline in `project`, whose schedule this is.
    fn compare(&self, project: &Project, past: &Past, baseline: &Baseline) -> Comparison {
        let efforts = roll_up(project);
        let apart = &|from: DateTime, to: DateTime| self.worked_by(to) - self.worked_by(from);
        let mut tasks = Vec::new();
        for task in project.walk().map(|met| met.task) {
            let rollup = efforts.get(&task.id);
            let planned = baseline.tasks.get(&task.id).copied();
            let fate = match (task.status, planned) {
                (Status::Done, Some(_)) => Fate::Done,
                (Status::Cancelled, Some(_)) => Fate::Cancelled,
                (_, Some(_)) => Fate::Open,
                (status, None) if status.is_closed() => continue, // it was closed when the baseline was taken, or never open
                (_, None) => Fate::New,
            };
            let effort = match fate {
                Fate::Cancelled => 0,
                Fate::Done => rollup.map_or(0, |r| if r.actual > 0 { r.actual } else { r.effort }),
                _ => rollup.map_or(0, |r| r.effort),
            };
            let now = self.placed(task, past).map(|dates| planned_task(dates, rollup.map(|r| r.effort)));
            tasks.push(variance(apart, task.id, fate, (planned, now), effort));
        }
        let gone = baseline.tasks.iter().filter(|(id, _)| project.task(**id).is_none());
        tasks.extend(gone.map(|(&id, &planned)| variance(apart, id, Fate::Gone, (Some(planned), None), 0)));
        let planned_finish = baseline.tasks.values().map(|task| task.finish).max();
        Comparison {
            planned_finish: planned_finish.map(last_day),
            finish: self.last_finish(),
            later: planned_finish.map_or(0, |at| self.length() - self.worked_by(at)),
            more: baseline.metadata.get(EFFORT).and_then(whole).map(|before| effort_of(project) - before),
            tasks,
        }
    }
}

/// Says of a schedule with an axis what [`Dated`] asks.
macro_rules! dated {
    ($schedule:ty, $dates:expr) => {
        impl Dated for $schedule {
            fn takes_place(&self, id: TaskId) -> Option<(DateTime, DateTime)> {
                $dates(self, id)
            }

            fn last_finish(&self) -> Date {
                self.finish()
            }

            fn length(&self) -> i64 {
                self.makespan()
            }

            fn worked_by(&self, at: DateTime) -> i64 {
                Axis::worked_by(&self.axis, at)
            }
        }
    };
}

dated!(Timetable, |table: &Timetable, id| table.dates(id).map(|dates| (dates.start, dates.finish)));
dated!(Roster, Roster::dates);

fn planned_task((start, finish): (DateTime, DateTime), effort: Option<u64>) -> BaselineTask {
    let effort = effort.map(|minutes| u32::try_from(minutes).unwrap_or(u32::MAX));
    BaselineTask { start: start.min(finish), finish, effort }
}

/// `apart` says how many working minutes lie between two times.
fn variance(
    apart: &dyn Fn(DateTime, DateTime) -> i64,
    id: TaskId,
    fate: Fate,
    (planned, now): (Option<BaselineTask>, Option<BaselineTask>),
    effort: u64,
) -> Variance {
    let both = planned.zip(now);
    let before = planned.and_then(|task| task.effort).map_or(0, i64::from);
    Variance {
        id,
        fate,
        planned,
        now,
        start: both.map(|(planned, now)| apart(planned.start, now.start)),
        finish: both.map(|(planned, now)| apart(planned.finish, now.finish)),
        effort: i64::try_from(effort).unwrap_or(i64::MAX) - before,
    }
}

/// The effort of all work packages that are not cancelled; what is done counts with what was spent, where that is known.
fn effort_of(project: &Project) -> i64 {
    let spent = |task: &Task| task.actual.filter(|&minutes| task.status == Status::Done && minutes > 0);
    let counts = |task: &&Task| task.status != Status::Cancelled && !project.is_summary(task.id);
    project.tasks().filter(counts).map(|task| i64::from(spent(task).or(task.effort).unwrap_or(0))).sum()
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(whole) => Some(*whole),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::{Given, Model, Zones};
    use super::*;
    use crate::id::{LinkId, ProjectId};
    use crate::link::Link;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::version::Version;

    /// A Monday.
    const START: Date = date(2026, 11, 16);

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    fn task(n: u128, days: u32) -> Task {
        Task { effort: Some(days * 480), position: n as i64, ..Task::new(id(n), format!("{n}")) }
    }

    fn chain(tasks: Vec<Task>) -> Project {
        let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
        let links = ids.windows(2).enumerate();
        let links: Vec<Link> =
            links.map(|(n, pair)| Link::blocks(LinkId::from_bits(n as u128 + 1), pair[0], pair[1])).collect();
        Project::assemble(ProjectId::from_bits(1), Version(3), Meta::new(""), tasks, links, Extent::Whole)
    }

    fn table(project: &Project, start: Date) -> Timetable {
        let zones = Zones::default();
        Model::of(project, Given { start, zones: &zones, pool: None })
            .timetable(project.network())
            .expect("no cycles")
    }

    fn taken(project: &Project) -> Baseline {
        table(project, START).baseline(
            project,
            &Past::default(),
            BaselineId::from_bits(5),
            "First".to_owned(),
            START,
        )
    }

    #[test]
    fn what_became_of_each_task_is_told() {
        let first = taken(&chain(vec![task(1, 1), task(2, 2), task(3, 1), task(4, 1)]));
        assert_eq!((first.version, first.taken_on, first.tasks.len()), (Some(Version(3)), Some(START), 4));
        let done = Task { status: Status::Done, actual: Some(600), ..task(1, 1) };
        let now = chain(vec![done, task(2, 3), task(3, 1), task(5, 2)]);
        let found = table(&now, date(2026, 11, 17)).compare(&now, &Past::default(), &first);
        let told: Vec<_> = found.tasks.iter().map(|v| (v.id, v.fate, v.start, v.finish, v.effort)).collect();
        assert_eq!(
            told,
            [
                (id(1), Fate::Done, None, None, 120),
                (id(2), Fate::Open, Some(0), Some(480), 480),
                (id(3), Fate::Open, Some(480), Some(480), 0),
                (id(5), Fate::New, None, None, 960),
                (id(4), Fate::Gone, None, None, -480),
            ]
        );
        // Five days from Monday to Friday; now six more days from Tuesday.
        assert_eq!((found.planned_finish, found.finish), (Some(date(2026, 11, 20)), date(2026, 11, 24)));
        assert_eq!((found.later, found.more), (960, Some(120 + 480 + 960 - 480)));
    }

    #[test]
    fn what_is_done_keeps_its_place() {
        let open = chain(vec![task(1, 1), task(2, 2), task(3, 1), task(4, 1)]);
        let first = taken(&open);
        let at = |day: i8, hour: i8| date(2026, 11, day).at(hour, 0, 0, 0);
        let is = |n: u128, status: Status| Task { status, ..open.task(id(n)).expect("it is there").clone() };
        let kept =
            Task { planned_start: Some(at(16, 9)), planned_finish: Some(at(16, 17)), ..is(1, Status::Done) };
        let now = chain(vec![kept, is(2, Status::Done), is(3, Status::Cancelled), is(4, Status::Todo)]);
        // Of the second the log knows when it was finished, of the first nothing but its planned dates.
        let past = Past::of(&now, |task| (None, (task.id == id(2)).then_some(at(19, 12))));
        let found = table(&now, date(2026, 11, 23)).compare(&now, &past, &first);
        let told: Vec<_> = found.tasks.iter().map(|v| (v.fate, v.finish)).collect();
        let expected = [
            (Fate::Done, Some(0)),
            (Fate::Done, Some(180)),
            (Fate::Cancelled, None),
            (Fate::Open, Some(480)),
        ];
        assert_eq!(told, expected);
        let second = table(&now, date(2026, 11, 23)).baseline(
            &now,
            &past,
            BaselineId::from_bits(6),
            String::new(),
            START,
        );
        let spans: Vec<_> = second.tasks.iter().map(|(id, task)| (*id, task.start, task.finish)).collect();
        let kept =
            [(id(1), at(16, 9), at(16, 17)), (id(2), at(19, 12), at(19, 12)), (id(4), at(23, 9), at(23, 17))];
        assert_eq!(spans, kept);
    }

    #[test]
    fn days_before_the_schedule_begins_count_as_well() {
        let plan = chain(vec![task(1, 2)]);
        let found = table(&plan, date(2026, 11, 30)).compare(&plan, &Past::default(), &taken(&plan));
        assert_eq!((found.later, found.tasks[0].start, found.tasks[0].is_any()), (4800, Some(4800), true));
    }

    proptest! {
        /// Law: a baseline compared with the plan it was taken of differs in nothing.
        #[test]
        fn what_was_just_taken_has_no_variance(days in prop::collection::vec(0u32..9, 0..9)) {
            let tasks = days.iter().enumerate().map(|(n, &days)| task(n as u128 + 1, days)).collect();
            let plan = chain(tasks);
            let found = table(&plan, START).compare(&plan, &Past::default(), &taken(&plan));
            prop_assert!(found.tasks.iter().all(|variance| !variance.is_any()));
            prop_assert_eq!((found.later, found.more), (0, Some(0)));
        }
    }
}
