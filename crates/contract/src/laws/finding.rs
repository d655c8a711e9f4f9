//! Queries across projects, each condition on its own and all together.

use jiff::civil::{Date, date};
use planwright_domain::{Priority, ProjectId, Status, Task, TaskId};
use planwright_ports::{ProjectStore, TaskOrder, TaskQuery};

use crate::Growing;

/// Three projects: two in sight, the third archived. The tasks' ids count on through all of them.
async fn three(store: &impl ProjectStore) -> [ProjectId; 3] {
    let mut ids = [ProjectId::from_bits(0); 3];
    for (n, title) in ["House", "Garden", "Attic"].into_iter().enumerate() {
        let mut growing = Growing::new(40 + n as u64, title);
        ids[n] = growing.id();
        growing.step(|patch| {
            patch.meta.repository = Some((n > 0).then(|| "outside.git".to_owned()));
            patch.meta.archived = Some(n == 2);
            for task in tasks(n as u128 * 10) {
                patch.create_task(task);
            }
        });
        growing.store(store).await;
    }
    ids
}

fn tasks(base: u128) -> [Task; 5] {
    let id = |n: u128| TaskId::from_bits(base + n);
    let task = |n: u128, title: &str| Task { position: 10 - n as i64, ..Task::new(id(n), title) };
    let due = |day: i8| -> Option<Date> { Some(date(2027, 3, day)) };
    [
        Task { status: Status::InProgress, due: due(9), ..task(1, "Plaster the Wall") },
        Task {
            priority: Some(Priority::High),
            due: due(1),
            parent: Some(id(1)),
            ..task(2, "Buy 100% sand_")
        },
        Task {
            priority: Some(Priority::Urgent),
            description: Some("ask ÄNNE first".to_owned()),
            labels: ["Straße".to_owned(), "Buying".to_owned()].into(),
            assignees: ["Ann".to_owned()].into(),
            ..task(3, "Paint")
        },
        Task { priority: Some(Priority::Low), status: Status::Done, parent: Some(id(1)), ..task(4, "Mix") },
        Task { archived: true, assignees: ["ann".to_owned()].into(), ..task(5, "Old wall") },
    ]
}

async fn found(store: &impl ProjectStore, query: TaskQuery) -> Vec<u128> {
    store.query(&query).await.expect("found").iter().map(|f| f.task.id.bits()).collect()
}

fn sorted(mut ids: Vec<u128>) -> Vec<u128> {
    ids.sort_unstable();
    ids
}

/// Without conditions: every task that is not archived, of every project that is not, whole.
pub async fn an_empty_query_finds_what_is_in_sight(store: &impl ProjectStore) {
    assert_eq!(found(store, TaskQuery::default()).await, []);
    let ids = three(store).await;
    assert_eq!(sorted(found(store, TaskQuery::default()).await), [1, 2, 3, 4, 11, 12, 13, 14]);
    let all = store.query(&TaskQuery { archived: true, ..TaskQuery::default() }).await.expect("found");
    for one in all {
        let base = if one.project == ids[0] { 0 } else { 10 };
        assert!(tasks(base).contains(&one.task), "{:?}", one.task);
    }
}

/// Named projects are searched though they are archived; a repository narrows.
pub async fn a_query_finds_by_project_and_repository(store: &impl ProjectStore) {
    let ids = three(store).await;
    let of = |projects: &[ProjectId], repository: Option<&str>| TaskQuery {
        projects: projects.to_vec(),
        repository: repository.map(str::to_owned),
        ..TaskQuery::default()
    };
    assert_eq!(sorted(found(store, of(&[ids[2]], None)).await), [21, 22, 23, 24]);
    assert_eq!(found(store, of(&[ids[0], ids[2]], None)).await.len(), 8);
    assert_eq!(sorted(found(store, of(&[], Some("outside.git"))).await), [11, 12, 13, 14]);
    assert_eq!(found(store, of(&[ids[0]], Some("outside.git"))).await, []);
    assert_eq!(found(store, of(&[ProjectId::from_bits(1)], None)).await, []);
}

/// Ids between two bounds, and the children of a task or of nothing.
pub async fn a_query_finds_by_id_and_parent(store: &impl ProjectStore) {
    three(store).await;
    let ids = |low, high| TaskQuery { ids: Some((low, high)), ..TaskQuery::default() };
    assert_eq!(sorted(found(store, ids(3, 11)).await), [3, 4, 11]);
    assert_eq!(found(store, ids(2, 2)).await, [2]);
    assert_eq!(found(store, ids(5, 10)).await, []);
    assert_eq!(found(store, ids(u128::MAX - 1, u128::MAX)).await, []);
    let under = |parent: Option<u128>| TaskQuery {
        parent: Some(parent.map(TaskId::from_bits)),
        ..TaskQuery::default()
    };
    assert_eq!(found(store, under(Some(1))).await, [4, 2], "by position");
    assert_eq!(sorted(found(store, under(None)).await), [1, 3, 11, 13]);
    assert_eq!(found(store, under(Some(2))).await, []);
}

/// Any of several statuses or priorities, and what is due by a day.
pub async fn a_query_finds_by_status_priority_and_due_date(store: &impl ProjectStore) {
    let house = three(store).await[0];
    let in_house = TaskQuery { projects: vec![house], ..TaskQuery::default() };
    let status = |status: &[Status]| TaskQuery { status: status.to_vec(), ..in_house.clone() };
    assert_eq!(found(store, status(&[Status::Done])).await, [4]);
    assert_eq!(sorted(found(store, status(&[Status::Done, Status::InProgress])).await), [1, 4]);
    assert_eq!(found(store, status(&[Status::Blocked])).await, []);
    let priority = |priority: &[Priority]| TaskQuery { priority: priority.to_vec(), ..in_house.clone() };
    assert_eq!(sorted(found(store, priority(&[Priority::Low, Priority::Urgent])).await), [3, 4]);
    assert_eq!(found(store, priority(&[Priority::Medium])).await, []);
    let due = |day| TaskQuery { due_by: Some(date(2027, 3, day)), ..in_house.clone() };
    assert_eq!(found(store, due(1)).await, [2]);
    assert_eq!(sorted(found(store, due(9)).await), [1, 2]);
    let both = TaskQuery { status: vec![Status::Todo], ..due(9) };
    assert_eq!(found(store, both).await, [2], "every condition must hold");
}

/// Words are compared without case, in every script, and stand for themselves.
pub async fn a_query_finds_by_words_in_any_case(store: &impl ProjectStore) {
    let house = three(store).await[0];
    let in_house = TaskQuery { projects: vec![house], ..TaskQuery::default() };
    let text = |text: &str| TaskQuery { text: Some(text.to_owned()), ..in_house.clone() };
    assert_eq!(found(store, text("WALL")).await, [1]);
    assert_eq!(found(store, text("änne")).await, [3]);
    assert_eq!(found(store, text("100%")).await, [2]);
    assert_eq!(found(store, text("d_")).await, [2]);
    assert_eq!(found(store, text("%")).await, [2]);
    assert_eq!(found(store, text("' OR '1'='1")).await, []);
    let old = TaskQuery { archived: true, ..text("wall") };
    assert_eq!(sorted(found(store, old).await), [1, 5]);
    let label = |label: &str| TaskQuery { label: Some(label.to_owned()), ..in_house.clone() };
    assert_eq!(found(store, label("sTRAßE")).await, [3]);
    assert_eq!(found(store, label("BUYING")).await, [3]);
    assert_eq!(found(store, label("buy")).await, [], "a label is compared whole");
    let by = |name: &str| TaskQuery { assignee: Some(name.to_owned()), archived: true, ..in_house.clone() };
    assert_eq!(sorted(found(store, by("ANN")).await), [3, 5]);
    assert_eq!(found(store, by("an")).await, []);
}

/// Every order, a part of them, and ties by position and id.
pub async fn a_query_orders_and_pages(store: &impl ProjectStore) {
    let ids = three(store).await;
    let (first, second) = if ids[0] < ids[1] { (0, 10) } else { (10, 0) };
    let siblings = [4, 3, 2, 1];
    let by_position: Vec<u128> = [first, second].iter().flat_map(|base| siblings.map(|n| base + n)).collect();
    assert_eq!(found(store, TaskQuery::default()).await, by_position);
    let last = TaskQuery { order: TaskOrder::PositionDescending, limit: Some(1), ..TaskQuery::default() };
    assert_eq!(found(store, last).await, by_position[7..]);

    let in_house = TaskQuery { projects: vec![ids[0]], ..TaskQuery::default() };
    let ordered = |order| TaskQuery { order, ..in_house.clone() };
    assert_eq!(found(store, ordered(TaskOrder::PositionDescending)).await, [1, 2, 3, 4]);
    assert_eq!(found(store, ordered(TaskOrder::Due)).await, [2, 1, 4, 3]);
    assert_eq!(found(store, ordered(TaskOrder::Priority)).await, [3, 2, 4, 1]);
    let page = |offset, limit| TaskQuery { offset, limit, ..in_house.clone() };
    assert_eq!(found(store, page(1, Some(2))).await, [3, 2]);
    assert_eq!(found(store, page(3, None)).await, [1]);
    assert_eq!(found(store, page(0, Some(0))).await, []);
    assert_eq!(found(store, page(9, Some(9))).await, []);
    let words = TaskQuery { text: Some("p".to_owned()), ..page(1, Some(1)) };
    assert_eq!(found(store, words).await, [1], "pages count what fits");
}
