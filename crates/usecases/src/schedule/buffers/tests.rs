//! Buffers of small plans, against what they must be.

use jiff::civil::date;
use planwright_domain::schedule::FeverZone;
use planwright_domain::schedule::level::Budget;
use planwright_domain::{Absence, BaselineId, Extent, LinkId, Meta, ProjectId, ResourceId, Version};

use super::*;

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn task(n: u128, days: u32, who: &str) -> Task {
    let assignees = [who.to_owned()].into();
    Task { effort: Some(days * 480), assignees, position: n as i64, ..Task::new(id(n), format!("{n}")) }
}

/// Ann does 1 and then 2, Bob does 3; 4 waits for 2 and 3.
fn plan() -> Vec<Task> {
    vec![task(1, 2, "Ann"), task(2, 3, "Ann"), task(3, 1, "Bob"), task(4, 1, "Ann")]
}

fn scheduled(tasks: Vec<Task>) -> Schedule {
    let links = [(2, 4), (3, 4)].map(|(a, b)| Link::blocks(LinkId::from_bits(a), id(a), id(b)));
    let project = Project::assemble(
        ProjectId::from_bits(7),
        Version(1),
        Meta::new("House"),
        tasks,
        links,
        Extent::Whole,
    );
    let made = Schedule::of(project, None, TODAY).expect("no circle");
    made.level(TODAY, Budget { schedules: 20, seed: 1 }, &mut || false)
}

fn found(of: &Schedule, baseline: Option<&Baseline>) -> Buffered {
    buffers(of, baseline, Sizing::HalfOfChain, Spread::default(), TODAY).expect("something is open")
}

#[test]
fn the_critical_chain_goes_from_task_to_task_of_a_person() {
    let found = found(&scheduled(plan()), None);
    assert_eq!(found.buffers.critical.work, 6 * 480);
    assert_eq!(found.buffers.critical.tasks.last(), Some(&id(4)));
    assert_eq!(found.buffers.critical.tasks.len(), 3);
    // Monday to Monday, and three days more.
    assert_eq!(found.finish, date(2026, 11, 26));
    let feeding: Vec<_> = found
        .buffers
        .feeding
        .iter()
        .map(|f| (f.chain.tasks.clone(), f.into, f.chain.buffer, f.room))
        .collect();
    assert_eq!(feeding, [(vec![id(3)], id(4), 240, 4 * 480)]);
    assert_eq!(found.used, None);
}

#[test]
fn a_buffer_is_used_up_by_as_much_as_the_finish_moves() {
    let before = scheduled(plan());
    let baseline = before.dated().baseline(
        &before.project,
        &before.past,
        BaselineId::from_bits(1),
        "plan".to_owned(),
        TODAY,
    );
    let same = found(&before, Some(&baseline)).used.expect("there is a baseline");
    let late = |days: u32| {
        let mut tasks = plan();
        tasks[3].effort = Some(480 + days * 480);
        found(&scheduled(tasks), Some(&baseline)).used.expect("there is a baseline")
    };
    assert!(late(1).used == same.used + 480 && late(2).used == same.used + 960);
    assert!(late(9).fever.zone() == FeverZone::Red && late(9).fever.used > 100);
}

#[test]
fn absence_in_the_middle_of_a_task_is_no_work() {
    let with = |away: Option<(Date, Date)>| {
        let tasks = vec![task(1, 4, "Ann"), task(2, 1, "Ann")];
        let absences = away.map(|(first, last)| Absence { first, last, reason: None }).into_iter().collect();
        let ann = Resource { absences, ..Resource::new(ResourceId::from_bits(1), "Ann") };
        let project =
            Project::assemble(ProjectId::from_bits(7), Version(1), Meta::new(""), tasks, [], Extent::Whole);
        let made = Schedule::of(project.with_resources([ann]), None, TODAY).expect("no circle");
        let made = made.level(TODAY, Budget { schedules: 5, seed: 1 }, &mut || false);
        let baseline =
            made.dated().baseline(&made.project, &made.past, BaselineId::from_bits(1), String::new(), TODAY);
        let found = found(&made, Some(&baseline));
        (found.buffers.critical.work, found.buffers.critical.buffer, found.used.map(|used| used.buffer))
    };
    let plain = with(None);
    assert_eq!(plain, (5 * 480, 1200, Some(1200)));
    for (first, last) in [(17, 17), (18, 20), (18, 27)] {
        let away = (date(2026, 11, first), date(2026, 11, last));
        assert_eq!(with(Some(away)), plain, "{away:?}");
    }
}

#[test]
fn what_is_done_keeps_no_buffer() {
    let tasks = plan().into_iter().map(|task| Task { status: Status::Done, ..task }).collect();
    assert_eq!(buffers(&scheduled(tasks), None, Sizing::default(), Spread::default(), TODAY), None);
}
