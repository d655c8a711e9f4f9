//! Bounds that count what limits, other projects and shared machines leave.

use jiff::civil::date;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use super::capacity::{assigned, calendar, equipment, lasting, of};
use super::roster::{START, id, project};
use crate::id::ProjectId;
use crate::project::Project;
use crate::resource::Resource;

/// The bound, and the makespan of one schedule.
fn told(project: &Project, taken: &[Taken]) -> (i64, i64) {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 1, seed: 7 };
    let roster = model.level(project.network(), taken, budget, &mut || false).expect("no cycles");
    (roster.lower_bound(), roster.makespan())
}

#[test]
fn a_weekly_limit_stretches_the_bound() {
    let ann = Resource { minutes_per_week: Some(1200), ..Resource::new(of(0), "Ann") };
    let tasks = vec![lasting(1, 3000), lasting(2, 3000)];
    let project = project(tasks, Vec::new()).with_resources([ann]);
    let project = project.with_assignments([assigned(1, 0), assigned(2, 0)]);
    // Twenty hours a week, from Monday to Wednesday noon.
    let five_weeks = 4 * 2400 + 1200;
    assert_eq!(told(&project, &[]), (five_weeks, five_weeks));
    let elsewhere = Taken {
        project: ProjectId::from_bits(9),
        task: id(9),
        resource: of(0),
        units: 100,
        start: date(2026, 11, 16).at(9, 0, 0, 0),
        finish: date(2026, 11, 16).at(17, 0, 0, 0),
    };
    let (bound, makespan) = told(&project, &[elsewhere]);
    assert!(bound == 5 * 2400 + 480 && bound <= makespan, "{bound} {makespan}");
}

#[test]
fn a_daily_limit_stretches_the_bound() {
    let ann = Resource { minutes_per_day: Some(120), ..Resource::new(of(0), "Ann") };
    let project = project(vec![lasting(1, 300)], Vec::new()).with_resources([ann]);
    let project = project.with_assignments([assigned(1, 0)]);
    assert_eq!(told(&project, &[]), (2 * 480 + 60, 2 * 480 + 60));
}

#[test]
fn people_of_other_hours_who_need_one_machine_wait_for_each_other() {
    let early = calendar(1, &[(540, 780)], None);
    let late = calendar(2, &[(600, 840)], None);
    let of_calendar = |n: usize, id| Resource { calendar: Some(id), ..Resource::new(of(n), format!("{n}")) };
    let people = [of_calendar(0, early.id), of_calendar(1, late.id), equipment(3)];
    let project = project(vec![lasting(1, 480), lasting(2, 480)], Vec::new()).with_resources(people);
    let work = [(1, 0), (1, 3), (2, 1), (2, 3)].map(|(task, who)| assigned(task, who));
    let (bound, makespan) = told(&project.with_calendars([early, late]).with_assignments(work), &[]);
    // Four hours a day each, of which the machine is there for five: sixteen are three days and one.
    assert!(bound == 3 * 480 + 60 && bound <= makespan, "{bound} {makespan}");
}
