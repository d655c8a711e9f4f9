//! Nobody and nothing is ever taken up by more than there is of them: with limits by day and week, several people on a
//! task, shared units, rooms and machines, fixed durations, zones, night work and other projects, all at once.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, date, time};
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::{Zone, Zones};
use super::super::*;
use super::roster::{START, id, project, task};
use crate::calendar::{Calendar, Hours, Shift, Week};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::{AssignmentId, CalendarId, LinkId, ProjectId, ResourceId};
use crate::link::Link;
use crate::project::Project;
use crate::resource::{Assignment, Resource, ResourceKind};
use crate::status::Status;
use crate::task::Task;

/// Minutes that the far zone is ahead.
const AHEAD: i32 = 600;
/// People, then a room and a machine.
const ALL: usize = 5;
const FAR: usize = 1;

#[derive(Debug, Clone)]
struct Asked {
    effort: u32,
    duration: Option<u32>,
    interruptible: bool,
    begun: bool,
    /// By number, with how much of them.
    who: BTreeMap<usize, u32>,
}

#[derive(Debug, Clone)]
struct Case {
    tasks: Vec<Asked>,
    /// By number: the limits of a day and of a week.
    limits: Vec<(Option<u32>, Option<u32>)>,
    links: Vec<(usize, usize)>,
    elsewhere: Option<(usize, i8, i8)>,
}

fn case() -> impl Strategy<Value = Case> {
    let units = prop_oneof![Just(100u32), Just(50), Just(30)];
    let asked = (
        30u32..1500,
        prop::option::weighted(0.3, 60u32..900),
        any::<bool>(),
        prop::bool::weighted(0.1),
        prop::collection::btree_map(0..ALL, units, 0..4),
    );
    let asked = asked.prop_map(|(effort, duration, interruptible, begun, who)| Asked {
        effort,
        duration,
        interruptible,
        begun,
        who,
    });
    let limit = (prop::option::weighted(0.4, 90u32..400), prop::option::weighted(0.4, 300u32..1500));
    let elsewhere = prop::option::of((0..ALL, 9i8..13, 1i8..5));
    let links = prop::collection::vec((0usize..7, 0usize..7), 0..4);
    (prop::collection::vec(asked, 1..7), prop::collection::vec(limit, ALL), links, elsewhere)
        .prop_map(|(tasks, limits, links, elsewhere)| Case { tasks, limits, links, elsewhere })
}

pub(super) fn calendar(n: u128, shifts: &[(u16, u16)], zone: Option<&str>) -> Calendar {
    let hours = Hours::of(shifts.iter().map(|&(from, to)| Shift { from, to }));
    let time_zone = zone.map(str::to_owned);
    let made = Calendar::new(CalendarId::from_bits(n), format!("{n}"));
    Calendar { week: Some(Week::of(|_| hours.clone())), time_zone, ..made }
}

pub(super) fn of(n: usize) -> ResourceId {
    ResourceId::from_bits(n as u128 + 1)
}

impl Case {
    fn resources(&self) -> Vec<Resource> {
        let made = |n: usize| {
            let (minutes_per_day, minutes_per_week) = self.limits[n];
            let calendar = [None, Some(1), Some(2), None, None][n].map(CalendarId::from_bits);
            let kind = if n >= 3 { ResourceKind::Equipment } else { ResourceKind::Person };
            let capacity = [100, 200, 50, 100, 200][n];
            let made = Resource::new(of(n), format!("{n}"));
            Resource { minutes_per_day, minutes_per_week, calendar, kind, capacity, ..made }
        };
        (0..ALL).map(made).collect()
    }

    fn project(&self) -> Project {
        let tasks = self.tasks.iter().enumerate().map(|(n, asked)| Task {
            effort: Some(asked.effort),
            duration: asked.duration,
            interruptible: asked.interruptible,
            status: if asked.begun { Status::InProgress } else { Status::Todo },
            ..task(n as u128, 1, &[])
        });
        let work = self.tasks.iter().enumerate().flat_map(|(n, asked)| {
            asked.who.iter().map(move |(&who, &units)| {
                let number = AssignmentId::from_bits((n * 10 + who) as u128);
                Assignment { units, ..Assignment::new(number, id(n as u128), Some(of(who))) }
            })
        });
        let count = self.tasks.len();
        let links = self.links.iter().enumerate().filter(|(_, (a, b))| a < b && *b < count);
        let links = links
            .map(|(n, &(a, b))| Link::blocks(LinkId::from_bits(n as u128), id(a as u128), id(b as u128)));
        let night = calendar(2, &[(0, 120), (1260, 1440)], None);
        project(tasks.collect(), links.collect())
            .with_resources(self.resources())
            .with_calendars([calendar(1, &[(540, 1020)], Some("Far/Away")), night])
            .with_assignments(work)
    }

    fn taken(&self) -> Vec<Taken> {
        let taken = |(who, hour, hours): (usize, i8, i8)| Taken {
            project: ProjectId::from_bits(9),
            task: id(99),
            resource: of(who),
            units: 50,
            start: date(2026, 11, 17).at(hour, 0, 0, 0),
            finish: date(2026, 11, 17).at(hour + hours, 0, 0, 0),
        };
        self.elsewhere.map(taken).into_iter().collect()
    }

    fn zones(&self) -> Zones {
        Zones::new([("Far/Away".to_owned(), Zone::fixed(AHEAD))])
    }

    fn leveled(&self, project: &Project) -> Roster {
        let zones = self.zones();
        let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
        let budget = Budget { schedules: 4, seed: 7 };
        model.level(project.network(), &self.taken(), budget, &mut || false).expect("no cycles")
    }
}

/// By person, in per cent: what is taken up from when to when.
type Uses = BTreeMap<u32, Vec<(DateTime, DateTime, i64)>>;

/// The most that is taken up at once.
fn most(uses: &[(DateTime, DateTime, i64)]) -> i64 {
    let mut turns: Vec<(DateTime, i64)> =
        uses.iter().flat_map(|&(from, to, units)| [(from, units), (to, -units)]).collect();
    turns.sort_unstable();
    let mut now = 0;
    turns.into_iter().fold(0, |most, (_, change)| {
        now += change;
        most.max(now)
    })
}

/// Hundredths of a person's minutes on each day of their own clock.
fn by_day(uses: &[(DateTime, DateTime, i64)], ahead: i32) -> BTreeMap<Date, i64> {
    let mut days = BTreeMap::new();
    for &(from, to, units) in uses {
        let own = |at: DateTime| at.saturating_add(jiff::Span::new().minutes(ahead));
        let (mut from, to) = (own(from), own(to));
        while from < to {
            let next = from.date().tomorrow().expect("far from the end").at(0, 0, 0, 0).min(to);
            *days.entry(from.date()).or_default() += from.duration_until(next).as_mins() * units;
            from = next;
        }
    }
    days
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Law: whatever finishes last cannot slip, whichever calendars the others go by.
    #[test]
    fn what_finishes_last_has_no_slack(case in case()) {
        let project = case.project();
        let zones = case.zones();
        let model = Model::of(&project, Given { start: START, zones: &zones, pool: None });
        let table = model.timetable(project.network()).expect("no cycles");
        let finish = |n: usize| table.dates(id(n as u128)).map(|dates| dates.finish);
        let last = (0..case.tasks.len()).map(finish).max().flatten();
        for n in (0..case.tasks.len()).filter(|&n| finish(n) == last) {
            let times = table.get(id(n as u128)).expect("it is there");
            prop_assert!(last.is_some_and(|last| last.year() > 2100) || times.total_slack == 0, "{}: {:?}", n, times);
        }
    }

    /// Law: no schedule takes up more of anybody or anything than there is, at any moment, on any day, in any week; and
    /// whoever is at work on what must not be interrupted is at nothing else from its first minute to its last.
    #[test]
    fn no_schedule_takes_more_than_there_is(case in case()) {
        let project = case.project();
        let roster = case.leveled(&project);
        // Some are never there together.
        prop_assert!(roster.finish().year() > 2100 || roster.lower_bound() <= roster.makespan());
        let resources = case.resources();
        let (mut uses, mut holds) = (Uses::new(), Uses::new());
        for (n, asked) in case.tasks.iter().enumerate() {
            let part = |stint: &Stint| {
                let person = stint.person?;
                let units = stint.units.min(resources[person as usize].capacity);
                Some((person, (stint.start, stint.finish, i64::from(units))))
            };
            for (person, stint) in roster.pieces(id(n as u128)).iter().filter_map(part) {
                uses.entry(person).or_default().push(stint);
            }
            let mut hulls = Uses::new();
            for (person, stint) in roster.stints(id(n as u128)).iter().filter_map(part) {
                hulls.entry(person).or_default().push(stint);
            }
            for (person, stints) in hulls {
                let whole = (stints.iter().map(|s| s.0).min(), stints.iter().map(|s| s.1).max());
                let (Some(first), Some(last)) = whole else { continue };
                let at_work = resources[person as usize].kind != ResourceKind::Equipment;
                let held = holds.entry(person).or_default();
                if asked.interruptible && asked.duration.is_none() || !at_work {
                    held.extend(stints);
                } else {
                    held.push((first, last, stints[0].2));
                }
            }
            // Whatever has to be there is there whenever anybody is at work.
            let stints = roster.stints(id(n as u128));
            let there = |who: u32| stints.iter().filter(move |stint| stint.person == Some(who));
            for gate in 3..ALL as u32 {
                if !asked.who.contains_key(&(gate as usize)) {
                    continue;
                }
                for stint in stints.iter().filter(|s| s.person.is_none_or(|person| person < 3)) {
                    let beside = |g: &Stint| g.start <= stint.start && stint.finish <= g.finish;
                    prop_assert!(stint.start == stint.finish || there(gate).any(beside), "{}: {:?}", n, stint);
                }
            }
        }
        for taken in case.taken() {
            let person = taken.resource.bits() as u32 - 1;
            let units = i64::from(taken.units.min(resources[person as usize].capacity));
            holds.entry(person).or_default().push((taken.start, taken.finish, units));
            uses.entry(person).or_default().push((taken.start, taken.finish, units));
        }
        for (&person, held) in &holds {
            let capacity = i64::from(resources[person as usize].capacity);
            prop_assert!(most(held) <= capacity, "{} is taken up {} of {}", person, most(held), capacity);
        }
        let elsewhere = |person: u32| {
            let its = case.taken().into_iter().filter(move |taken| taken.resource == of(person as usize));
            its.map(|taken| (taken.finish.duration_since(taken.start).as_mins()) * i64::from(taken.units)).sum::<i64>()
        };
        for (&person, uses) in &uses {
            let resource = &resources[person as usize];
            // What other projects take may be more than there is by itself.
            let all = |most: Option<u32>| {
                let most = most.map(|most| i64::from(most) * i64::from(resource.capacity.max(100)));
                most.map(|most| most.max(elsewhere(person)))
            };
            let days = by_day(uses, if person as usize == FAR { AHEAD } else { 0 });
            let mut weeks: BTreeMap<i64, i64> = BTreeMap::new();
            for (day, &used) in &days {
                prop_assert!(all(resource.minutes_per_day).is_none_or(|most| used <= most), "{} on {}: {}", person, day, used);
                *weeks.entry((day.duration_since(START).as_hours() / 24).div_euclid(7)).or_default() += used;
            }
            for (week, &used) in &weeks {
                prop_assert!(all(resource.minutes_per_week).is_none_or(|most| used <= most), "{} in {}: {}", person, week, used);
            }
        }
    }
}

pub(super) fn equipment(n: usize) -> Resource {
    Resource { kind: ResourceKind::Equipment, ..Resource::new(of(n), format!("{n}")) }
}

fn person(n: usize, minutes_per_day: Option<u32>) -> Resource {
    Resource { minutes_per_day, ..Resource::new(of(n), format!("{n}")) }
}

pub(super) fn assigned(task: u128, who: usize) -> Assignment {
    Assignment::new(AssignmentId::from_bits(task * 10 + who as u128), id(task), Some(of(who)))
}

/// Day and hour of start and finish of each task, of a schedule in the order of priority.
fn told(tasks: Vec<Task>, people: Vec<Resource>, work: Vec<Assignment>) -> Vec<(i8, i8, i8, i8)> {
    let count = tasks.len() as u128;
    let made = project(tasks, Vec::new()).with_resources(people).with_assignments(work);
    let zones = Zones::default();
    let model = Model::for_leveling(&made, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 1, seed: 7 };
    let roster = model.level(made.network(), &[], budget, &mut || false).expect("no cycles");
    let of = |n: u128| {
        let (start, finish) = roster.dates(id(n)).expect("it is there");
        (start.day(), start.hour(), finish.day(), finish.hour())
    };
    (1..=count).map(of).collect()
}

pub(super) fn lasting(n: u128, minutes: u32) -> Task {
    Task { effort: Some(minutes), ..task(n, 1, &[]) }
}

#[test]
fn a_limit_lets_nothing_else_into_what_must_not_be_interrupted() {
    // Four hours a day. What is fixed takes one of Tuesday's: begun on Monday the other would go around it.
    let fixed = Constraint::hard(ConstraintKind::MustStartOn, Some(date(2026, 11, 17)));
    let fixed = Constraint { time: Some(time(15, 0, 0, 0)), ..fixed };
    let meeting = Task { constraint: Some(fixed), ..lasting(1, 60) };
    let work = vec![assigned(1, 0), assigned(2, 0)];
    for (interruptible, expected) in [(false, (17, 16, 19, 12)), (true, (16, 9, 18, 10))] {
        let long = Task { interruptible, ..lasting(2, 480) };
        let times = told(vec![meeting.clone(), long], vec![person(0, Some(240))], work.clone());
        assert_eq!(times, [(17, 15, 17, 16), expected], "{interruptible}");
    }
}

#[test]
fn a_room_is_taken_by_several_who_share_an_effort() {
    let people = vec![person(0, None), person(1, None), person(2, None), equipment(3)];
    let work = [(1, 0), (1, 1), (1, 3), (2, 2), (2, 3)].map(|(task, who)| assigned(task, who));
    let times = told(vec![lasting(1, 960), lasting(2, 480)], people, work.into());
    assert_eq!(times, [(16, 9, 16, 17), (17, 9, 17, 17)]);
}

#[test]
fn fixed_durations_use_up_limits_and_keep_them() {
    // Three hours a day: two of them are gone when the second, of two hours, would begin.
    let fixed = |n: u128| Task { duration: Some(120), ..lasting(n, 120) };
    let work = vec![assigned(1, 0), assigned(2, 0)];
    let times = told(vec![fixed(1), fixed(2)], vec![person(0, Some(180))], work.clone());
    assert_eq!(times, [(16, 9, 16, 11), (16, 11, 17, 10)]);
    let times = told(vec![lasting(1, 120), fixed(2)], vec![person(0, Some(120))], work);
    assert_eq!(times, [(16, 9, 16, 11), (17, 9, 17, 11)]);
}

#[test]
fn a_machine_runs_no_longer_than_its_limit_whoever_works_at_it() {
    let machine = Resource { minutes_per_day: Some(180), ..equipment(3) };
    let people = vec![person(0, None), person(1, None), machine];
    let work = [(1, 0), (1, 3), (2, 1), (2, 3)].map(|(task, who)| assigned(task, who));
    let times = told(vec![lasting(1, 120), lasting(2, 120)], people, work.into());
    assert_eq!(times, [(16, 9, 16, 11), (16, 11, 17, 10)]);
}
