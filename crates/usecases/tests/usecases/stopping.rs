//! Use cases that are stopped between two steps, or run beside others: what was asked happens once or not at all, and
//! asking again goes on from there.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use jiff::Timestamp;
use planwright_contract::{Faulty, FixedClock, Memory, SeededIds, run};
use planwright_domain::{
    Author, Link, Meta, OpRef, Patch, ProjectId, Proposal, ProposalId, ProposalState, Task, TaskChange,
    TaskId, Version, apply,
};
use planwright_planner::Options;
use planwright_ports::{ProposalFilter, ProposalStore, Scope, Settled, StoreError};
use planwright_usecases::plan::{self, Asked};
use planwright_usecases::{Committed, Ports, Refused, approve, commit, history, projects, tasks};

use crate::desk::Desk;

/// A proposal store that stops working before its nth writing call.
struct Stopping<'a> {
    store: &'a Memory,
    left: AtomicU32,
}

impl Stopping<'_> {
    fn call(&self) -> Result<(), StoreError> {
        match self.left.fetch_sub(1, Ordering::SeqCst) {
            0 => Err(StoreError::Backend("stopped".into())),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl ProposalStore for Stopping<'_> {
    async fn put(&self, proposal: &Proposal) -> Result<(), StoreError> {
        self.call()?;
        self.store.put(proposal).await
    }

    async fn get(&self, id: ProposalId) -> Result<Proposal, StoreError> {
        self.store.get(id).await
    }

    async fn list(&self, filter: &ProposalFilter) -> Result<Vec<Proposal>, StoreError> {
        self.store.list(filter).await
    }

    async fn settle(&self, id: ProposalId, state: &ProposalState) -> Result<Settled, StoreError> {
        self.call()?;
        self.store.settle(id, state).await
    }
}

/// Three tasks, Roof after Frame below Walls, proposed.
async fn proposed(desk: &Desk, house: ProjectId) -> (Proposal, [TaskId; 3]) {
    let ports = desk.ports();
    let mut patch = ports.patch(house, desk.whole(house).await.version(), "draft");
    let ids = [ports.task_id(), ports.task_id(), ports.task_id()];
    patch.create_task(Task { position: 1024, ..Task::new(ids[0], "Walls") });
    patch.create_task(Task { parent: Some(ids[0]), ..Task::new(ids[1], "Frame") });
    patch.create_task(Task { position: 2048, ..Task::new(ids[2], "Roof") });
    patch.create_link(Link::blocks(ports.link_id(), ids[1], ids[2]));
    (approve::propose(&ports, patch, vec![], vec![]).await.unwrap(), ids)
}

async fn open(desk: &Desk) -> Vec<Proposal> {
    let filter = ProposalFilter { open_only: true, ..ProposalFilter::default() };
    desk.ports().proposals.list(&filter).await.unwrap()
}

#[test]
fn a_part_approved_up_to_any_step_is_finished_by_approving_again() {
    run(async {
        for (steps, whole_again) in [(0, false), (0, true), (1, false), (1, true)] {
            let desk = Desk::new();
            let house = desk.project("House").await;
            let (proposal, ids) = proposed(&desk, house).await;
            let chosen = BTreeSet::from([OpRef::Task(ids[1])]);
            let stopping = Stopping { store: &desk.store, left: AtomicU32::new(steps) };
            let ports = Ports { proposals: &stopping, ..desk.ports() };
            assert!(approve::approve(&ports, &proposal, Some(&chosen)).await.is_err());
            assert_eq!(desk.whole(house).await.tasks().len(), 2);
            let again = Some(&chosen).filter(|_| !whole_again);
            let _ = approve::approve(&desk.ports(), &proposal, again).await.unwrap();
            for left in open(&desk).await {
                match approve::approve(&desk.ports(), &left, None).await {
                    Ok(_) => {}
                    Err(refused) => panic!("{steps} {whole_again}: {refused:?}"),
                }
            }
            let now = desk.whole(house).await;
            assert_eq!((now.tasks().len(), now.links().len()), (3, 1), "{steps} {whole_again}");
            assert_eq!(now.version(), Version(3));
        }
    });
}

#[test]
fn a_plan_stopped_before_its_proposal_is_taken_up_by_planning_again() {
    run(async {
        let desk = Desk::new();
        let asked = Asked {
            text: "Paint the kitchen: tape the edges (1h), then paint (1d)",
            source: None,
            today: jiff::civil::date(2026, 3, 2),
            template: None,
            options: Options::default(),
            meta: Meta::new(""),
        };
        let stopping = Stopping { store: &desk.store, left: AtomicU32::new(0) };
        let stopped = Ports { proposals: &stopping, ..desk.ports() };
        let drafted = plan::draft_new(&stopped, &asked).unwrap();
        plan::put_forward(&stopped, drafted).await.unwrap_err();
        let ports = desk.ports();
        let [left] = projects::list(&ports).await.unwrap().try_into().expect("it was made already");
        for count in 1..=2 {
            let drafted = plan::draft_new(&ports, &asked).unwrap();
            let proposal = plan::put_forward(&ports, drafted).await.unwrap();
            assert_eq!(
                proposal.patch.project == left.id,
                count == 1,
                "what waits for a person is not left behind"
            );
            assert_eq!(projects::list(&ports).await.unwrap().len(), count);
            if count == 1 {
                approve::preview(&ports, &proposal).await.unwrap();
            }
        }
    });
}

#[test]
fn two_parts_approved_at_the_same_moment_both_hold() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let (proposal, ids) = proposed(&desk, house).await;
        let (walls, roof) = (BTreeSet::from([OpRef::Task(ids[0])]), BTreeSet::from([OpRef::Task(ids[2])]));
        let _ = approve::approve(&desk.ports(), &proposal, Some(&walls)).await.unwrap();
        let second = approve::approve(&desk.ports(), &proposal, Some(&roof)).await.unwrap();
        assert!(matches!(second.committed, Committed::Appended(_)));
        for left in open(&desk).await {
            let _ = approve::approve(&desk.ports(), &left, None).await.unwrap();
        }
        let now = desk.whole(house).await;
        assert_eq!((now.tasks().len(), now.links().len()), (3, 1));
    });
}

#[test]
fn a_rest_that_disagrees_by_now_stays_open_and_says_so_when_it_is_approved() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let shed = desk.add(house, "Shed", None).await;
        let titled = |title: &str| TaskChange { title: Some(title.into()), ..TaskChange::default() };
        let ports = desk.ports();
        let mut patch = ports.patch(house, Version(2), "draft");
        let roof = ports.task_id();
        patch.create_task(Task::new(roof, "Roof"));
        patch.update_task(shed, titled("Workshop"));
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        let task = desk.whole(house).await.task(shed).cloned().unwrap();
        let _ = tasks::change(&ports, house, Version(2), &task, titled("Stable"), "").await.unwrap();
        let chosen = BTreeSet::from([OpRef::Task(roof)]);
        let approved = approve::approve(&ports, &proposal, Some(&chosen)).await.unwrap();
        let left = approved.left.unwrap();
        assert_eq!(open(&desk).await.as_slice(), std::slice::from_ref(&left));
        let refused = approve::approve(&ports, &left, None).await.unwrap_err();
        assert!(matches!(refused, Refused::Conflict(c) if c.clashes[0].fields == ["title"]));
    });
}

#[test]
fn a_rest_that_is_true_already_leaves_no_proposal() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let shed = desk.add(house, "Shed", None).await;
        let titled = TaskChange { title: Some("Workshop".into()), ..TaskChange::default() };
        let ports = desk.ports();
        let mut patch = ports.patch(house, Version(2), "draft");
        let roof = ports.task_id();
        patch.create_task(Task::new(roof, "Roof"));
        patch.update_task(shed, titled.clone());
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        let task = desk.whole(house).await.task(shed).cloned().unwrap();
        let _ = tasks::change(&ports, house, Version(2), &task, titled, "").await.unwrap();
        let chosen = BTreeSet::from([OpRef::Task(roof)]);
        let approved = approve::approve(&ports, &proposal, Some(&chosen)).await.unwrap();
        assert_eq!(approved.left, None);
        assert!(open(&desk).await.is_empty());
    });
}

#[test]
fn whoever_approves_is_the_author_and_may_undo() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let (proposal, _) = proposed(&desk, house).await;
        let bob = Author::new("bob");
        let _ = approve::approve(&desk.by(&bob), &proposal, None).await.unwrap();
        let kept = desk.ports().proposals.get(proposal.id).await.unwrap();
        assert_eq!(kept.patch.author, Author::new("ann"));
        assert!(matches!(history::undo(&desk.ports(), house).await, Err(Refused::NothingTo("undo"))));
        let _ = history::undo(&desk.by(&bob), house).await.unwrap();
        assert_eq!(desk.whole(house).await.tasks().len(), 0);
    });
}

#[test]
fn a_rejected_proposal_leaves_a_project_that_was_there_before() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let (proposal, _) = proposed(&desk, house).await;
        approve::reject(&desk.ports(), &proposal, None).await.unwrap();
        assert!(!desk.whole(house).await.meta().archived);
    });
}

#[test]
fn what_disagrees_with_the_head_is_not_proposed() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let shed = desk.add(house, "Shed", None).await;
        let ports = desk.ports();
        let titled = |title: &str| TaskChange { title: Some(title.into()), ..TaskChange::default() };
        let task = desk.whole(house).await.task(shed).cloned().unwrap();
        let _ = tasks::change(&ports, house, Version(2), &task, titled("Stable"), "").await.unwrap();
        let mut patch = ports.patch(house, Version(2), "late");
        patch.update_task(shed, titled("Workshop"));
        let refused = approve::propose(&ports, patch, vec![], vec![]).await;
        assert!(matches!(refused, Err(Refused::Conflict(_))));
        assert!(open(&desk).await.is_empty());
    });
}

/// A desk whose project store breaks on demand.
struct Broken {
    memory: Memory,
    clock: FixedClock,
    ids: SeededIds,
    author: Author,
}

impl Broken {
    fn new() -> Self {
        Self {
            memory: Memory::new(),
            clock: FixedClock::new(Timestamp::UNIX_EPOCH),
            ids: SeededIds::new(3),
            author: Author::new("ann"),
        }
    }

    fn ports<'a>(&'a self, faulty: &'a Faulty<&'a Memory>) -> Ports<'a> {
        Ports {
            projects: faulty,
            proposals: &self.memory,
            bookmarks: &self.memory,
            upkeep: &self.memory,
            clock: &self.clock,
            ids: &self.ids,
            author: &self.author,
        }
    }
}

fn add(ports: &Ports<'_>, project: ProjectId, base: Version, title: &str) -> Patch {
    let mut patch = ports.patch(project, base, title);
    patch.create_task(Task::new(ports.task_id(), title));
    patch
}

#[test]
fn an_append_whose_acknowledgement_is_lost_is_not_told_as_a_failure() {
    run(async {
        let broken = Broken::new();
        let faulty = Faulty::new(&broken.memory);
        let ports = broken.ports(&faulty);
        let meta = Meta::new("House");
        let house = projects::create(&ports, ports.project_id(), &meta, "").await.unwrap().id();
        faulty.lose_acknowledgement();
        let committed = commit(&ports, add(&ports, house, Version(1), "Walls")).await.unwrap();
        assert!(matches!(committed, Committed::Appended(_)));
        // A call that never reached the store is a failure: load, then append.
        faulty.fail_call(2);
        let failed = commit(&ports, add(&ports, house, Version(2), "Roof")).await;
        assert!(matches!(failed, Err(Refused::Store(_))));
        let whole = ports.projects.load(house, None, Scope::Whole).await.unwrap();
        assert_eq!((whole.version(), whole.tasks().len()), (Version(2), 1));
    });
}

#[test]
fn who_is_overtaken_is_carried_over() {
    run(async {
        let broken = Broken::new();
        let faulty = Faulty::new(&broken.memory);
        let ports = broken.ports(&faulty);
        let meta = Meta::new("House");
        let mut head = projects::create(&ports, ports.project_id(), &meta, "").await.unwrap();
        let theirs = add(&ports, head.id(), Version(1), "Theirs");
        faulty.let_first(apply(&mut head, &theirs).unwrap());
        let committed = commit(&ports, add(&ports, head.id(), Version(1), "Mine")).await.unwrap();
        assert_eq!(committed.version(), Version(3));
        let whole = ports.projects.load(head.id(), None, Scope::Whole).await.unwrap();
        assert_eq!(whole.tasks().len(), 2);
    });
}
