//! Random patches over a tiny pool of ids, so that cycles, clashes and missing ends are frequent.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use planwright_domain::{
    Author, Change, Dependency, Entity, Entry, Kind, Link, LinkChange, LinkId, LinkType, Meta, MetaChange,
    Op, Patch, PatchId, Priority, Project, ProjectId, Status, Task, TaskChange, TaskId, Version, apply,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;

use crate::beside;

pub(crate) const PROJECT: ProjectId = ProjectId::from_bits(0xabc);
const POOL: u128 = 6;

pub(crate) fn task_id() -> impl Strategy<Value = TaskId> {
    (1..=POOL).prop_map(|n| TaskId::from_bits(n << 64))
}

pub(crate) fn link_id() -> impl Strategy<Value = LinkId> {
    (1..=POOL).prop_map(|n| LinkId::from_bits(n << 32))
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![8 => select(vec!["Frame", "Plaster", "Paint", "Roof"]).prop_map(str::to_owned), 1 => Just(String::new())]
}

pub(crate) fn words() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(select(vec!["ann", "bob", "cat"]).prop_map(str::to_owned), 0..3)
}

pub(crate) fn day() -> impl Strategy<Value = Date> {
    (1i8..=9).prop_map(|d| date(2026, 3, d))
}

prop_compose! {
    fn task(id: TaskId)(
        title in title(),
        parent in maybe(task_id()),
        position in 0i64..4,
        kind in prop_oneof![6 => Just(Kind::Task), 1 => Just(Kind::Milestone)],
        status in select(Status::ALL),
        effort in maybe(0u32..500),
        due in maybe(day()),
        start in maybe(day()),
        labels in words(),
        priority in maybe(select(Priority::ALL)),
        (duration, calendar, constraint) in (maybe(0u32..500), beside::rarely(beside::calendar_id()), beside::constraint()),
    ) -> Task {
        let effort = if kind == Kind::Milestone { None } else { effort };
        let duration = duration.filter(|_| kind == Kind::Task);
        let task = Task { duration, calendar, constraint, ..Task::new(id, title) };
        Task { parent, position, kind, status, effort, due, start, labels, priority, ..task }
    }
}

prop_compose! {
    fn task_change()(
        title in maybe(title()),
        parent in maybe(maybe(task_id())),
        position in maybe(0i64..4),
        kind in maybe(prop_oneof![6 => Just(Kind::Task), 1 => Just(Kind::Milestone)]),
        status in maybe(select(Status::ALL)),
        effort in maybe(maybe(1u32..500)),
        due in maybe(maybe(day())),
        labels in maybe(words()),
        assignees in maybe(words()),
        calendar in beside::rarely(beside::rarely(beside::calendar_id())),
    ) -> TaskChange {
        TaskChange { calendar, title, parent, position, kind, status, effort, due, labels, assignees, ..TaskChange::default() }
    }
}

prop_compose! {
    fn link(id: LinkId)(
        from in task_id(),
        to in task_id(),
        link_type in prop_oneof![5 => Just(LinkType::Blocks), 1 => Just(LinkType::Related)],
        dependency in select(Dependency::ALL),
        lag in -5i32..5,
    ) -> Link {
        Link { link_type, dependency, lag, ..Link::blocks(id, from, to) }
    }
}

prop_compose! {
    fn link_change()(
        from in maybe(task_id()),
        to in maybe(task_id()),
        dependency in maybe(select(Dependency::ALL)),
        lag in maybe(-5i32..5),
    ) -> LinkChange {
        LinkChange { from, to, dependency, lag, ..LinkChange::default() }
    }
}

fn task_op(id: TaskId) -> impl Strategy<Value = Op<Task>> {
    prop_oneof![
        4 => task(id).prop_map(|t| Op::Create(Box::new(t))),
        4 => task_change().prop_map(|c| Op::Update(Box::new(c))),
        1 => Just(Op::Delete),
    ]
}

fn link_op(id: LinkId) -> impl Strategy<Value = Op<Link>> {
    prop_oneof![
        4 => link(id).prop_map(|l| Op::Create(Box::new(l))),
        2 => link_change().prop_map(|c| Op::Update(Box::new(c))),
        2 => Just(Op::Delete),
    ]
}

fn meta_change() -> impl Strategy<Value = MetaChange> {
    prop_oneof![
        6 => Just(MetaChange::default()),
        1 => (1u32..6).prop_map(|n| MetaChange { depth_limit: Some(n), ..MetaChange::default() }),
        1 => title().prop_map(|t| MetaChange { title: Some(t), ..MetaChange::default() }),
        1 => words().prop_map(|w| MetaChange { labels: Some(w), ..MetaChange::default() }),
        1 => beside::rarely(beside::calendar_id())
            .prop_map(|id| MetaChange { calendar: Some(id), ..MetaChange::default() }),
        1 => maybe(Just(ProjectId::from_bits(0xdef)))
            .prop_map(|id| MetaChange { pool: Some(id), ..MetaChange::default() }),
    ]
}

prop_compose! {
    /// Any patch at all, against version 0: most of them break rules.
    pub(crate) fn patch()(
        bits in any::<u128>(),
        author in select(vec!["ann", "bob"]),
        meta in meta_change(),
        tasks in vec(task_id(), 0..3).prop_flat_map(|ids| ids.into_iter().map(|id| (Just(id), task_op(id))).collect::<Vec<_>>()),
        links in vec(link_id(), 0..3).prop_flat_map(|ids| ids.into_iter().map(|id| (Just(id), link_op(id))).collect::<Vec<_>>()),
        rest in beside::ops(),
    ) -> Patch {
        let mut patch = Patch::new(PatchId::from_bits(bits), PROJECT, Version(0), Author::new(author), "random");
        patch.meta = meta;
        patch.tasks = tasks.into_iter().collect();
        patch.links = links.into_iter().collect();
        rest.put_into(&mut patch);
        patch
    }
}

/// The patch with its operations bent to fit a project: nothing is created twice, changed or deleted while it is not
/// there, hung on or tied to what is missing, or left with children and links when it goes. What remains can still break
/// every other rule. Without this most random patches are refused for the dullest of reasons.
pub(crate) fn fitted(patch: &Patch, project: &Project) -> Patch {
    let mut fit = patch.clone();
    fit.tasks.clear();
    for (id, op) in &patch.tasks {
        match (op, project.task(*id)) {
            (Op::Create(task), Some(there)) => {
                let mut change: TaskChange = Change::between(there, &**task);
                if id.bits() >> 64 & 1 == 0 {
                    change.parent = None;
                }
                fit.update_task(*id, change);
            }
            (Op::Update(change), None) => {
                let mut task = Task::new(*id, "Wall");
                change.apply_to(&mut task);
                fit.create_task(task);
            }
            (Op::Delete, None) => {}
            (op, _) => {
                fit.tasks.insert(*id, op.clone());
            }
        }
    }
    let goes = |fit: &Patch, id: TaskId| matches!(fit.tasks.get(&id), Some(Op::Delete));
    let deleted: Vec<TaskId> = fit.tasks.keys().copied().filter(|id| goes(&fit, *id)).collect();
    for id in deleted {
        for child in project.children(Some(id)).map(|t| t.id).collect::<Vec<_>>() {
            if !goes(&fit, child) {
                fit.update_task(child, TaskChange { parent: Some(None), ..TaskChange::default() });
            }
        }
        let (into, out_of) = project.network().incident(id);
        into.chain(out_of).for_each(|link| fit.delete_link(link));
    }
    let stays = |fit: &Patch, id: TaskId| {
        !goes(fit, id) && (project.task(id).is_some() || fit.tasks.contains_key(&id))
    };
    let shape = fit.clone();
    for (id, op) in &mut fit.tasks {
        let parent = match op {
            Op::Create(task) => &mut task.parent,
            Op::Update(change) => match &mut change.parent {
                Some(parent) => parent,
                None => continue,
            },
            Op::Delete => continue,
        };
        *parent = parent.filter(|p| p != id && stays(&shape, *p) && !project.is_above(*id, *p));
    }
    fit.links.retain(|id, op| match op {
        Op::Create(link) => project.link(*id).is_none() && stays(&shape, link.from) && stays(&shape, link.to),
        Op::Update(change) => project.link(*id).is_some_and(|link| {
            stays(&shape, change.from.unwrap_or(link.from)) && stays(&shape, change.to.unwrap_or(link.to))
        }),
        Op::Delete => project.link(*id).is_some(),
    });
    beside::fit(&mut fit, project);
    fit
}

/// The operations on records of a kind, bent so that nothing is created twice, or changed or deleted while it is not there.
pub(crate) fn sensible<R: Entity>(fit: &mut Patch, project: &Project, blank: impl Fn(R::Id) -> R) {
    let ops = std::mem::take(R::ops_mut(fit));
    for (id, op) in ops {
        let op = match (op, R::find(project, id)) {
            (Op::Create(record), Some(there)) => Op::Update(Box::new(Change::between(there, &*record))),
            (Op::Update(change), None) => {
                let mut record = blank(id);
                change.apply_to(&mut record);
                Op::Create(Box::new(record))
            }
            (Op::Delete, None) => continue,
            (op, _) => op,
        };
        R::ops_mut(fit).insert(id, op);
    }
}

/// A project made by accepted patches, with its log.
#[derive(Debug, Clone)]
pub(crate) struct History {
    pub(crate) project: Project,
    pub(crate) log: Vec<Entry>,
}

impl History {
    pub(crate) fn new() -> Self {
        let mut creation =
            Patch::new(PatchId::from_bits(1), PROJECT, Version(0), Author::new("ann"), "create");
        creation.meta = Change::whole(&Meta::new("House"));
        let mut history = Self { project: Project::void(PROJECT), log: Vec::new() };
        assert!(history.accept(&creation), "a project can be created");
        history
    }

    /// Appends a patch, moved to the newest version; whether it was accepted.
    pub(crate) fn accept(&mut self, patch: &Patch) -> bool {
        let patch = Patch { base: self.project.version(), ..patch.clone() };
        match apply(&mut self.project, &patch) {
            Ok(applied) => {
                self.log.push(Entry {
                    version: applied.version(),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    patch: applied.patch().clone(),
                    inverse: applied.inverse().clone(),
                });
                true
            }
            Err(_) => false,
        }
    }
}

/// A valid project with tasks and links in it, and how it came to be.
pub(crate) fn history() -> impl Strategy<Value = History> {
    let people = beside::some();
    let plenty = btree_map(task_id(), Just(()), 3..=6)
        .prop_flat_map(|ids| ids.into_keys().map(|id| (task(id), maybe(task_id()))).collect::<Vec<_>>());
    let ties = vec(link_id().prop_flat_map(link), 3..7);
    let patches = vec((patch(), prop::bool::weighted(0.8)), 0..12);
    (plenty, ties, people, patches).prop_map(|(tasks, ties, people, patches)| {
        let mut history = History::new();
        for (mut task, parent) in tasks {
            task.title = "Wall".to_owned();
            task.start = None;
            task.effort = task.effort.filter(|e| *e > 0);
            task.parent = parent.filter(|p| history.project.task(*p).is_some());
            (task.calendar, task.constraint) = (None, None);
            task.duration = task.duration.filter(|minutes| *minutes > 0);
            let mut patch = Patch::new(
                PatchId::from_bits(task.id.bits() | 7),
                PROJECT,
                Version(0),
                Author::new("ann"),
                "",
            );
            patch.create_task(task);
            history.accept(&patch);
        }
        for link in ties {
            let id = PatchId::from_bits(link.id.bits() | 7);
            let mut patch = Patch::new(id, PROJECT, Version(0), Author::new("bob"), "");
            patch.create_link(link);
            history.accept(&patch);
        }
        people.join(&mut history);
        for (patch, fit) in &patches {
            let patch = if *fit { fitted(patch, &history.project) } else { patch.clone() };
            history.accept(&patch);
        }
        history
    })
}

/// A history with patches that may each follow it, most of them made to fit it.
pub(crate) fn history_and<const N: usize>() -> impl Strategy<Value = (History, [Patch; N])> {
    let patches: [_; N] = std::array::from_fn(|_| (patch(), prop::bool::weighted(0.8)));
    (history(), patches).prop_map(|(history, patches)| {
        let fit = |(patch, fit)| if fit { fitted(&patch, &history.project) } else { patch };
        let patches = patches.map(fit);
        (history, patches)
    })
}

/// The laws speak of accepted patches: a generator whose patches are mostly refused would prove nothing.
#[test]
fn many_generated_patches_are_accepted_and_many_are_refused() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut accepted, mut tasks, mut links, mut assignments) = (0, 0, 0, 0);
    const RUNS: usize = 500;
    for _ in 0..RUNS {
        let tree = history_and().new_tree(&mut runner).expect("the generator rejects nothing");
        let (mut history, [patch]) = tree.current();
        tasks += history.project.tasks().len();
        links += history.project.links().len();
        assignments += history.project.assignments().len();
        accepted += usize::from(!patch.is_empty() && history.accept(&patch));
    }
    assert!((RUNS * 3 / 10..RUNS * 8 / 10).contains(&accepted), "{accepted} of {RUNS} accepted");
    assert!(tasks > RUNS * 3 && links > RUNS, "{tasks} tasks and {links} links in {RUNS} projects");
    assert!(assignments > RUNS / 4, "{assignments} assignments in {RUNS} projects");
}
