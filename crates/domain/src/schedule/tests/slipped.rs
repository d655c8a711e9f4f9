//! How far leveled tasks can slip, against small plans that are moved minute by minute.

use jiff::civil::{Time, Weekday, datetime};
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use super::roster::{START, id, project, task};
use crate::calendar::{Calendar, Hours, Shift, Week};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::{CalendarId, IdMap, LinkId, ProjectId, ResourceId, TaskId};
use crate::link::{Dependency, LagKind, Link};
use crate::project::Project;
use crate::resource::Resource;
use crate::task::Task;

/// Who works when, on the project's working days.
const PEOPLE: [(&str, &[(u16, u16)]); 3] =
    [("Day", &[(540, 1020)]), ("Night", &[(0, 360), (1320, 1440)]), ("Noon", &[(600, 840)])];

fn with_people(project: Project) -> Project {
    let calendar = |n: usize| CalendarId::from_bits(n as u128 + 1);
    let hours = |n: usize| Hours::of(PEOPLE[n].1.iter().map(|&(from, to)| Shift { from, to }));
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let week = |n: usize| Week::of(|day| if weekend.contains(&day) { Hours::OFF } else { hours(n) });
    let calendars =
        (0..3).map(|n| Calendar { week: Some(week(n)), ..Calendar::new(calendar(n), PEOPLE[n].0) });
    let people = (0..3).map(|n| {
        let resource = Resource::new(ResourceId::from_bits(n as u128 + 1), PEOPLE[n].0);
        Resource { calendar: Some(calendar(n)), ..resource }
    });
    project.with_calendars(calendars).with_resources(people)
}

fn leveled(project: &Project, taken: &[Taken]) -> (Roster, IdMap<TaskId, Slip>) {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 5, seed: 7 };
    let roster = model.level(project.network(), taken, budget, &mut || false).expect("no cycles");
    let slips = roster.slips(&model, project.network());
    (roster, slips)
}

fn slack(slips: &IdMap<TaskId, Slip>, n: u128) -> (i64, i64) {
    (slips[&id(n)].total, slips[&id(n)].free)
}

#[test]
fn an_elapsed_lag_passes_as_time_does() {
    // A is done on Monday at 17:00. 26 hours later it is Tuesday 19:00, so that B is on Wednesday, or when it may begin.
    let total = |hours: i32, begins: i8| {
        let link = Link::blocks(LinkId::from_bits(1), id(1), id(2));
        let link = Link { lag: hours * 60, lag_kind: LagKind::Elapsed, ..link };
        let begins = Task { start: START.with().day(begins).build().ok(), ..task(2, 1, &["Bob"]) };
        leveled(&project(vec![task(1, 1, &["Ann"]), begins], vec![link]), &[]).1[&id(1)].total
    };
    for hours in [16, 17, 23, 24, 26, 40] {
        assert_eq!(total(hours, 16), 0, "{hours}");
    }
    for (hours, left) in [(26, 480), (40, 480), (41, 420), (46, 120), (48, 0), (64, 0)] {
        assert_eq!(total(hours, 19), left, "{hours}");
    }
}

#[test]
fn slack_and_length_are_those_of_whoever_does_it() {
    let night = Task { effort: Some(480), ..task(1, 1, &["Night"]) };
    let plan = with_people(project(vec![night, task(2, 5, &["Day"])], Vec::new()));
    let (roster, slips) = leveled(&plan, &[]);
    assert_eq!(roster.dates(id(1)).map(|(start, _)| start), Some(datetime(2026, 11, 16, 0, 0, 0, 0)));
    // Until Friday 17:00 there are four nights more, and the six hours of its own last night.
    assert_eq!((slips[&id(1)].lasts, slips[&id(1)].total), (480, 3 * 480 + 360));
    assert_eq!((slips[&id(2)].lasts, slips[&id(2)].total), (5 * 480, 0));
}

#[test]
fn what_takes_somebody_elsewhere_is_no_time_to_slip_into() {
    let plan = with_people(project(vec![task(1, 1, &["Day"]), task(2, 4, &["Ann"])], Vec::new()));
    let taken = |from: i8, to: i8| Taken {
        project: ProjectId::from_bits(9),
        task: id(77),
        resource: ResourceId::from_bits(1),
        units: 100,
        start: START.with().day(from).build().expect("a day").to_datetime(Time::midnight()),
        finish: START.with().day(to).build().expect("a day").to_datetime(Time::midnight()),
    };
    let total = |taken: &[Taken]| leveled(&plan, taken).1[&id(1)].total;
    assert_eq!((total(&[]), total(&[taken(18, 20)]), total(&[taken(17, 20)])), (3 * 480, 480, 0));
}

#[test]
fn a_hard_bound_ends_what_can_slip() {
    let by = Constraint::hard(ConstraintKind::FinishNoLaterThan, Some(START.tomorrow().expect("a day")));
    let bound = Task { constraint: Some(by), ..task(2, 1, &["Bob"]) };
    let link = Link::blocks(LinkId::from_bits(1), id(1), id(2));
    let plan = project(vec![task(1, 1, &["Ann"]), bound, task(3, 5, &["Cat"])], vec![link]);
    let slips = leveled(&plan, &[]).1;
    assert_eq!((slack(&slips, 1), slack(&slips, 2), slack(&slips, 3)), ((0, 0), (0, 0), (0, 0)));
}

/// Tasks of one of the people each, and links between them.
#[derive(Debug, Clone)]
struct Case {
    tasks: Vec<(u32, usize)>,
    links: Vec<(usize, usize, bool, i32, bool)>,
}

fn case() -> impl Strategy<Value = Case> {
    let link = (0usize..6, 0usize..6, any::<bool>(), 0i32..900, any::<bool>());
    (prop::collection::vec((10u32..900, 0usize..3), 6), prop::collection::vec(link, 0..6)).prop_map(
        |(tasks, links)| Case { tasks, links: links.into_iter().filter(|(a, b, ..)| a < b).collect() },
    )
}

impl Case {
    fn project(&self) -> Project {
        let tasks = self.tasks.iter().enumerate();
        let tasks = tasks
            .map(|(n, &(effort, who))| Task { effort: Some(effort), ..task(n as u128, 1, &[PEOPLE[who].0]) });
        let links = self.links.iter().enumerate().map(|(n, &(a, b, starts, lag, elapsed))| Link {
            lag,
            lag_kind: if elapsed { LagKind::Elapsed } else { LagKind::Working },
            dependency: if starts { Dependency::StartToStart } else { Dependency::FinishToStart },
            ..Link::blocks(LinkId::from_bits(n as u128), id(a as u128), id(b as u128))
        });
        with_people(project(tasks.collect(), links.collect()))
    }

    /// When everything is finished if each task starts no earlier than in `spans`, and one of them so much later.
    fn finish(&self, lanes: &[Lane], spans: &[(usize, usize)], late: (usize, usize)) -> usize {
        let mut order: Vec<usize> = (0..self.tasks.len()).collect();
        order.sort_by_key(|&n| (spans[n].0, n));
        let mut moved = spans.to_vec();
        for (at, &n) in order.iter().enumerate() {
            let (effort, who) = self.tasks[n];
            let slipped = if late.0 == n { late.1 } else { 0 };
            let mut from = lanes[who].after(spans[n].0, slipped);
            for &(a, _, starts, lag, elapsed) in self.links.iter().filter(|link| link.1 == n) {
                let (tail, lag) = (if starts { moved[a].0 } else { moved[a].1 }, lag as usize);
                from = from.max(if elapsed { tail + lag } else { lanes[0].finish(tail, lag) });
            }
            let before = order[..at].iter().filter(|&&other| self.tasks[other].1 == who);
            from = before.map(|&other| moved[other].1).fold(from, usize::max);
            let start = lanes[who].after(from, 0);
            moved[n] = (start, lanes[who].finish(start, effort as usize));
        }
        moved.iter().map(|span| span.1).max().unwrap_or(0)
    }
}

/// By minute of some weeks, what somebody has worked by then.
struct Lane(Vec<usize>);

impl Lane {
    fn of(shifts: &[(u16, u16)]) -> Self {
        let open = |minute: usize| {
            let (day, at) = (minute / 1440 % 7, (minute % 1440) as u16);
            day < 5 && shifts.iter().any(|&(from, to)| from <= at && at < to)
        };
        let done = (0..20 * 10_080).scan(0, |done, minute| {
            let before = *done;
            *done += usize::from(open(minute));
            Some(before)
        });
        Self(done.collect())
    }

    /// The first minute in which they are at work after so much more work.
    fn after(&self, at: usize, work: usize) -> usize {
        self.0.partition_point(|&done| done <= self.0[at] + work) - 1
    }

    /// When so much work is done.
    fn finish(&self, at: usize, work: usize) -> usize {
        if work == 0 { at } else { self.0.partition_point(|&done| done < self.0[at] + work) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Law: what slips as far as it can moves the finish by nothing, and by one working minute more it does.
    #[test]
    fn slack_is_what_a_task_can_slip_and_no_more(case in case()) {
        let plan = case.project();
        let (roster, slips) = leveled(&plan, &[]);
        let minute = |at: jiff::civil::DateTime| at.duration_since(START.to_datetime(Time::midnight())).as_mins() as usize;
        let dates = |n: usize| roster.dates(id(n as u128)).map(|(start, finish)| (minute(start), minute(finish)));
        let spans: Vec<(usize, usize)> = (0..case.tasks.len()).filter_map(dates).collect();
        let lanes: Vec<Lane> = PEOPLE.iter().map(|(_, shifts)| Lane::of(shifts)).collect();
        let end = spans.iter().map(|span| span.1).max().unwrap_or(0);
        prop_assert_eq!(case.finish(&lanes, &spans, (0, 0)), end);
        for n in 0..case.tasks.len() {
            let Slip { total, free, lasts, .. } = slips[&id(n as u128)];
            prop_assert!(0 <= free && free <= total, "{} {}", free, total);
            prop_assert_eq!(lasts, i64::from(case.tasks[n].0));
            prop_assert_eq!(case.finish(&lanes, &spans, (n, total as usize)), end, "{} by {}", n, total);
            prop_assert!(case.finish(&lanes, &spans, (n, total as usize + 1)) > end, "{} by {}", n, total);
        }
    }
}
