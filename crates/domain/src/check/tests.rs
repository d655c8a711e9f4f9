//! Every rule broken once: its code, what is said, and what to do next. Messages are part of what people see on every
//! surface.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::id::{LinkId, PatchId, ProjectId, TaskId};
use crate::link::{Dependency, Link, LinkType};
use crate::meta::{Meta, WorkingDays};
use crate::patch::Patch;
use crate::project::{Extent, Project};
use crate::status::Kind;
use crate::task::{Estimate, Task, TaskChange};
use crate::value::Value;
use crate::version::{Author, Version};
use crate::violation::{Code, Violation};
use crate::{apply, check};

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

/// 1 Walls (1.1 Frame, 1.2 Plaster, 1.3 Paint walls), 2 Roof.
fn tasks() -> [Task; 5] {
    let task = |n: u128, parent: Option<u128>, title: &str| Task {
        parent: parent.map(id),
        position: n as i64,
        effort: Some(60),
        ..Task::new(id(n), title)
    };
    [
        Task { effort: None, ..task(1, None, "Walls") },
        task(2, Some(1), "Frame"),
        task(3, Some(1), "Plaster"),
        task(4, Some(1), "Paint walls"),
        task(5, None, "Roof"),
    ]
}

fn blocks(n: u128, from: u128, to: u128) -> Link {
    Link::blocks(LinkId::from_bits(n), id(from), id(to))
}

fn house(
    meta: Meta,
    tasks: impl IntoIterator<Item = Task>,
    links: impl IntoIterator<Item = Link>,
) -> Project {
    Project::assemble(ProjectId::from_bits(7), Version(3), meta, tasks, links, Extent::Whole)
}

/// What is wrong when the task of this number is changed.
fn with_task(n: usize, change: impl Fn(&mut Task)) -> Vec<Violation> {
    let mut tasks = tasks();
    change(&mut tasks[n - 1]);
    check(&house(Meta::new("House"), tasks, []))
}

fn with_links(links: impl IntoIterator<Item = Link>) -> Vec<Violation> {
    check(&house(Meta::new("House"), tasks(), links))
}

fn with_meta(change: impl Fn(&mut Meta)) -> Vec<Violation> {
    let mut meta = Meta::new("House");
    change(&mut meta);
    check(&house(meta, tasks(), []))
}

/// Code and message of the only violation; every one has a hint.
fn only(violations: &[Violation]) -> (Code, &str) {
    let [only] = violations else { panic!("{violations:?}") };
    assert!(!only.hint.is_empty() && !only.message.ends_with('.'), "{only:?}");
    assert_eq!(only.to_string(), only.message);
    (only.code, &only.message)
}

fn patch() -> Patch {
    Patch::new(PatchId::from_bits(9), ProjectId::from_bits(7), Version(3), Author::new("ann"), "")
}

fn refused(project: &Project, patch: &Patch) -> Vec<Violation> {
    apply(&mut project.clone(), patch).expect_err("the patch breaks a rule").violations
}

#[test]
fn a_sound_plan_has_nothing_wrong() {
    assert_eq!(with_links([blocks(1, 2, 3), blocks(2, 3, 4), blocks(3, 4, 5)]), []);
}

#[test]
fn titles_are_one_short_line() {
    let no_title = with_task(3, |t| t.title = "  ".into());
    assert_eq!(only(&no_title), (Code::TitleMissing, "task 1.2 has no title"));
    let long = with_task(5, |t| t.title = "é".repeat(501));
    assert_eq!(only(&long).0, Code::TitleTooLong);
    assert_eq!(with_task(5, |t| t.title = "é".repeat(500)), []);
    let lines = with_task(5, |t| t.title = "Ro\nof\u{1b}".into());
    let message = "the title of \"Roof\" (2) has control characters or line breaks in it";
    assert_eq!(only(&lines), (Code::TitleControl, message));
}

#[test]
fn efforts_are_positive_and_of_a_human_size() {
    let none = with_task(5, |t| t.effort = Some(0));
    assert_eq!(only(&none), (Code::EffortNotPositive, "the effort of \"Roof\" (2) is not positive"));
    let range = |low, likely, high| Some(Estimate { low, likely, high, confidence: None });
    let zero = with_task(5, |t| t.estimate = range(0, 0, 60));
    assert_eq!(only(&zero).0, Code::EffortNotPositive);
    let order = with_task(5, |t| t.estimate = range(60, 30, 90));
    let message = "the effort range of \"Roof\" (2) is not in order: 60, 30, 90 minutes";
    assert_eq!(only(&order), (Code::EstimateOrder, message));
    for large in [super::LARGEST_MINUTES, super::LARGEST_MINUTES + 1] {
        let found = with_task(5, |t| t.actual = Some(large));
        assert_eq!(found.iter().any(|v| v.code == Code::EffortTooLarge), large > super::LARGEST_MINUTES);
    }
}

#[test]
fn milestones_have_neither_effort_nor_children() {
    let effort = with_task(5, |t| t.kind = Kind::Milestone);
    assert_eq!(only(&effort), (Code::MilestoneEffort, "milestone \"Roof\" (2) has effort"));
    let children = with_task(1, |t| t.kind = Kind::Milestone);
    assert_eq!(only(&children), (Code::MilestoneChildren, "milestone \"Walls\" (1) has children"));
}

#[test]
fn dates_are_in_order() {
    let task = with_task(5, |t| (t.start, t.due) = (Some(date(2026, 3, 2)), Some(date(2026, 3, 1))));
    let message = "\"Roof\" (2) starts on 2026-03-02, after it is due on 2026-03-01";
    assert_eq!(only(&task), (Code::DatesReversed, message));
    assert_eq!(with_task(5, |t| (t.start, t.due) = (Some(date(2026, 3, 2)), Some(date(2026, 3, 2)))), []);
    let project = with_meta(|m| (m.start, m.deadline) = (Some(date(2026, 3, 2)), Some(date(2026, 3, 1))));
    assert_eq!(only(&project).0, Code::ProjectDatesReversed);
}

#[test]
fn the_projects_own_rules_make_sense() {
    for (meta, code) in [
        (with_meta(|m| m.title = " ".into()), Code::ProjectTitleMissing),
        (with_meta(|m| m.title = "x".repeat(501)), Code::TitleTooLong),
        (with_meta(|m| m.title = "a\tb".into()), Code::TitleControl),
        (with_meta(|m| m.depth_limit = 65), Code::DepthLimitRange),
        (with_meta(|m| m.minutes_per_day = 0), Code::MinutesPerDayRange),
        (with_meta(|m| m.minutes_per_day = 1441), Code::MinutesPerDayRange),
        (with_meta(|m| m.working_days = WorkingDays::of([])), Code::NoWorkingDay),
        (with_meta(|m| m.time_zone = String::new()), Code::OddTimeZone),
        (with_meta(|m| m.time_zone = "Europe/Ber\nlin".into()), Code::OddTimeZone),
        (with_meta(|m| m.time_zone = "/etc/passwd".into()), Code::OddTimeZone),
        (with_meta(|m| m.time_zone = "x".repeat(65)), Code::OddTimeZone),
        (with_meta(|m| m.metadata = metadata(65)), Code::MetadataTooDeep),
    ] {
        assert_eq!(only(&meta).0, code);
    }
    let everything = with_meta(|m| (m.title, m.depth_limit, m.minutes_per_day) = (String::new(), 0, 0));
    let levels = everything.iter().filter(|v| v.code == Code::DepthLimit).count();
    assert_eq!((everything.len(), levels), (3 + 3, 3), "never stops at the first");
}

#[test]
fn zones_go_by_their_names() {
    for zone in ["UTC", "Europe/Berlin", "Etc/GMT+5", "America/Port-au-Prince", "America/Argentina/La_Rioja"]
    {
        assert_eq!(with_meta(|m| m.time_zone = zone.into()), [], "{zone}");
    }
}

/// Metadata with one value nested so deep.
fn metadata(levels: usize) -> BTreeMap<String, Value> {
    let nested = (0..levels).fold(Value::Null, |inner, _| Value::List(vec![inner]));
    BTreeMap::from([("deep".to_owned(), nested)])
}

#[test]
fn what_is_kept_can_be_read_again() {
    assert_eq!(with_task(5, |t| t.metadata = metadata(64)), []);
    let deep = with_task(5, |t| t.metadata = metadata(65));
    let message = "the metadata of \"Roof\" (2) are nested deeper than 64 levels";
    assert_eq!(only(&deep), (Code::MetadataTooDeep, message));
    let link = with_links([Link { metadata: metadata(65), ..blocks(1, 2, 3) }]);
    assert_eq!(only(&link).0, Code::MetadataTooDeep);
    let nil = with_task(5, |t| t.id = id(0));
    assert_eq!(only(&nil), (Code::NilId, "the id of \"Roof\" (2) is made of zeros"));
    assert_eq!(only(&with_links([blocks(0, 2, 3)])).0, Code::NilId);
    let nameless = Patch { id: PatchId::from_bits(0), ..patch() };
    assert_eq!(only(&refused(&house(Meta::new("House"), tasks(), []), &nameless)).0, Code::NilId);
}

#[test]
fn ten_levels_work_and_the_eleventh_is_named_with_the_limit() {
    let chain = |depth: u128| {
        let tasks = (1..=depth)
            .map(|n| Task { parent: (n > 1).then(|| id(n - 1)), ..Task::new(id(n), format!("Level {n}")) });
        check(&house(Meta { depth_limit: 10, ..Meta::new("Deep") }, tasks, []))
    };
    assert_eq!(chain(10), []);
    let deep = chain(11);
    let message = "\"Level 11\" (1.1.1.1.1.1.1.1.1.1.1) is on level 11; the project allows 10";
    assert_eq!(only(&deep), (Code::DepthLimit, message));
    assert_eq!(deep[0].task, Some(id(11)));
    assert_eq!(deep[0].hint, "move it up, or raise the limit: planwright projects change --depth-limit 11");
}

#[test]
fn parents_exist_and_nothing_is_part_of_itself() {
    let missing = with_task(2, |t| t.parent = Some(id(99)));
    assert_eq!(only(&missing), (Code::ParentMissing, "the summary task of \"Frame\" does not exist"));
    let mut tasks = tasks();
    tasks[0].parent = Some(id(2));
    let circle = check(&house(Meta::new("House"), tasks, []));
    let message = "\"Walls\" would be part of itself: Walls in Frame in Walls";
    assert_eq!(only(&circle), (Code::ParentCycle, message));
}

#[test]
fn links_tie_two_tasks_that_exist_and_are_no_relatives() {
    for (link, code, message) in [
        (blocks(1, 2, 98), Code::LinkEndMissing, "a link ties \"Frame\" (1.1) to a task that does not exist"),
        (blocks(1, 97, 98), Code::LinkEndMissing, "a link ties together two tasks that do not exist"),
        (blocks(1, 2, 2), Code::LinkToItself, "a link ties \"Frame\" (1.1) to itself"),
        (
            Link { lag: i32::MIN, ..blocks(1, 2, 3) },
            Code::LagTooLarge,
            "the lag after \"Frame\" (1.1) is more than ten years",
        ),
    ] {
        assert_eq!(only(&with_links([link])), (code, message));
    }
    for (from, to) in [(1, 2), (2, 1)] {
        let relatives = with_links([blocks(1, from, to)]);
        assert_eq!(only(&relatives).0, Code::LinkToRelative);
        assert_eq!(with_links([Link { link_type: LinkType::Related, ..blocks(1, from, to) }]), []);
    }
}

#[test]
fn two_links_do_not_say_the_same() {
    let twice = with_links([blocks(1, 2, 3), blocks(2, 2, 3)]);
    assert_eq!(
        only(&twice),
        (Code::LinkTwice, "two links say the same of \"Frame\" (1.1) and \"Plaster\" (1.2)")
    );
    assert_eq!(twice[0].link, Some(LinkId::from_bits(2)));
    let other_ends = Link { dependency: Dependency::FinishToFinish, ..blocks(2, 2, 3) };
    assert_eq!(with_links([blocks(1, 2, 3), other_ends.clone()]), []);
    let related = |link: Link| Link { link_type: LinkType::Related, ..link };
    let back = with_links([related(blocks(1, 3, 2)), related(other_ends)]);
    assert_eq!(only(&back).0, Code::LinkTwice);
}

#[test]
fn a_circle_is_told_by_the_link_that_was_wanted_and_the_one_to_remove() {
    let house = house(Meta::new("House"), tasks(), [blocks(1, 3, 4)]);
    let mut patch = patch();
    patch.create_link(blocks(2, 4, 3));
    let found = refused(&house, &patch);
    let message = "cannot make \"Paint walls\" (1.3) a predecessor of \"Plaster\" (1.2): \
                   1.2 Plaster -> 1.3 Paint walls -> 1.2 Plaster would be a cycle";
    assert_eq!(only(&found), (Code::DependencyCycle, message));
    assert_eq!(found[0].hint, "remove the existing link first: planwright unlink 1.2 1.3");
}

#[test]
fn a_circle_of_new_links_alone_names_none_to_remove() {
    let house = house(Meta::new("House"), tasks(), []);
    let mut patch = patch();
    patch.create_link(blocks(1, 3, 4));
    patch.create_link(blocks(2, 4, 5));
    patch.create_link(blocks(3, 5, 3));
    let found = refused(&house, &patch);
    assert_eq!(only(&found).0, Code::DependencyCycle);
    assert!(found[0].message.contains("1.3 Paint walls -> 2 Roof -> 1.2 Plaster"), "{}", found[0].message);
    assert_eq!(found[0].hint, "leave out one of these links");
}

#[test]
fn a_circle_closed_by_a_move_is_told_by_the_move() {
    let house = house(Meta::new("House"), tasks(), [blocks(1, 5, 1), blocks(2, 3, 5)].into_iter().take(1));
    let mut patch = patch();
    patch.create_link(blocks(2, 2, 5));
    patch.update_task(id(2), TaskChange { parent: Some(None), ..TaskChange::default() });
    let mut moved = house.clone();
    let _ = apply(&mut moved, &patch).expect("Frame, Roof, Walls is an order");
    let mut back = Patch { base: moved.version(), ..self::patch() };
    back.update_task(id(2), TaskChange { parent: Some(Some(id(1))), ..TaskChange::default() });
    let found = refused(&moved, &back);
    let circle = found.iter().find(|v| v.code == Code::DependencyCycle).expect("a circle");
    assert!(circle.message.starts_with("cannot move \"Frame\" (1.1): "), "{}", circle.message);
    assert!(circle.hint.starts_with("remove a link of it: planwright unlink "), "{}", circle.hint);
}

#[test]
fn a_plan_that_came_with_a_circle_is_told_without_a_side() {
    let found = with_links([blocks(1, 3, 4), blocks(2, 4, 3)]);
    assert_eq!(
        only(&found),
        (Code::DependencyCycle, "1.2 Plaster -> 1.3 Paint walls -> 1.2 Plaster would be a cycle")
    );
}

#[test]
fn many_links_are_judged_as_few_are() {
    let pairs = (0..400u128).map(|n| (2 + n % 3, 2 + (n + 1) % 3));
    let links: Vec<Link> = pairs.enumerate().map(|(n, (from, to))| blocks(n as u128 + 1, from, to)).collect();
    let all = with_links(links.iter().cloned());
    let twice = all.iter().filter(|v| v.code == Code::LinkTwice).count();
    assert_eq!(twice, 397, "all but the first of each pair");
    let up = with_links((0..300u128).map(|n| blocks(n + 1, 2, 1)));
    assert_eq!(up.iter().filter(|v| v.code == Code::LinkToRelative).count(), 300);
}

#[test]
fn a_long_chain_in_one_patch_is_checked_in_its_length() {
    let mut patch = patch();
    let depth = 100_000u128;
    for n in 1..=depth {
        patch.create_task(Task { parent: (n > 1).then(|| id(n - 1)), ..Task::new(id(n), "Deeper") });
    }
    let found = refused(&house(Meta::new("Pit"), [], []), &patch);
    assert_eq!(found.len(), depth as usize - 5);
}
