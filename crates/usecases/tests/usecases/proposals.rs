//! Proposals: approving whole and in part, rejecting, and what came between.

use std::collections::BTreeSet;

use planwright_contract::run;
use planwright_domain::{Link, Meta, OpRef, Patch, ProposalState, Task, TaskId, Version};
use planwright_ports::ProposalFilter;
use planwright_usecases::{Committed, Refused, approve, projects, resolve};

use crate::desk::{Desk, outline};

/// A patch that adds Walls > Frame, and Roof after Frame.
fn walls_and_roof(desk: &Desk, project: planwright_domain::ProjectId, base: Version) -> (Patch, [TaskId; 3]) {
    let ports = desk.ports();
    let mut patch = ports.patch(project, base, "draft");
    let ids = [ports.task_id(), ports.task_id(), ports.task_id()];
    patch.create_task(Task { position: 1024, ..Task::new(ids[0], "Walls") });
    patch.create_task(Task { parent: Some(ids[0]), ..Task::new(ids[1], "Frame") });
    patch.create_task(Task { position: 2048, ..Task::new(ids[2], "Roof") });
    patch.create_link(Link::blocks(ports.link_id(), ids[1], ids[2]));
    (patch, ids)
}

#[test]
fn an_approved_proposal_becomes_one_entry() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let ports = desk.ports();
        let (patch, _) = walls_and_roof(&desk, house, Version(1));
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        assert_eq!(desk.whole(house).await.tasks().len(), 0);
        let found = resolve::proposal(&ports, None, None).await.unwrap();
        let approved = approve::approve(&ports, &found, None).await.unwrap();
        assert_eq!(approved.committed.version(), Version(2));
        assert_eq!(outline(&desk.whole(house).await), "1 Walls\n  1.1 Frame\n2 Roof\n");
        let settled = resolve::proposal(&ports, None, Some(&proposal.id.letters()[..6])).await.unwrap();
        assert_eq!(settled.state, ProposalState::Approved(Version(2)));
        let again = approve::approve(&ports, &settled, None).await;
        assert!(matches!(again, Err(Refused::Settled { .. })));
    });
}

#[test]
fn approving_again_after_a_lost_settlement_appends_nothing() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let ports = desk.ports();
        let (patch, _) = walls_and_roof(&desk, house, Version(1));
        let proposal = approve::propose(&ports, patch.clone(), vec![], vec![]).await.unwrap();
        let _ = planwright_usecases::commit(&ports, patch).await.unwrap();
        let approved = approve::approve(&ports, &proposal, None).await.unwrap();
        assert_eq!(approved.committed, Committed::AlreadyTrue(Version(2)));
        assert_eq!(desk.whole(house).await.version(), Version(2));
    });
}

#[test]
fn a_part_takes_what_it_needs_and_the_rest_stays_open() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let ports = desk.ports();
        let (patch, ids) = walls_and_roof(&desk, house, Version(1));
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        let chosen = BTreeSet::from([OpRef::Task(ids[1])]);
        let approved = approve::approve(&ports, &proposal, Some(&chosen)).await.unwrap();
        assert_eq!(approved.added, BTreeSet::from([OpRef::Task(ids[0])]));
        assert_eq!(outline(&desk.whole(house).await), "1 Walls\n  1.1 Frame\n");
        let left = approved.left.unwrap();
        assert_eq!(left.patch.base, Version(2));
        let _ = approve::approve(&ports, &left, None).await.unwrap();
        let now = desk.whole(house).await;
        assert_eq!((now.tasks().len(), now.links().len()), (3, 1));
    });
}

#[test]
fn rejecting_the_only_proposal_of_a_project_made_for_it_archives_it() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let house = ports.project_id();
        let _ = projects::create(&ports, house, &Meta::new("House"), "draft").await.unwrap();
        let (patch, _) = walls_and_roof(&desk, house, Version(1));
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        approve::reject(&ports, &proposal, Some("too early".into())).await.unwrap();
        assert!(projects::list(&ports).await.unwrap().iter().all(|head| head.archived));
        let kept = approve::list(&ports, &ProposalFilter::default()).await.unwrap();
        assert_eq!(kept[0].state, ProposalState::Rejected(Some("too early".into())));
    });
}

#[test]
fn a_proposal_is_carried_over_what_came_between() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let ports = desk.ports();
        let (patch, _) = walls_and_roof(&desk, house, Version(1));
        let proposal = approve::propose(&ports, patch, vec![], vec![]).await.unwrap();
        desk.add(house, "Garden", None).await;
        let (before, after) = approve::preview(&ports, &proposal).await.unwrap();
        assert_eq!((before.tasks().len(), after.tasks().len()), (1, 4));
        let approved = approve::approve(&ports, &proposal, None).await.unwrap();
        assert_eq!(approved.committed.version(), Version(3));
    });
}

#[test]
fn what_breaks_rules_is_not_proposed() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let ports = desk.ports();
        let mut patch = ports.patch(house, Version(1), "nonsense");
        patch.create_task(Task::new(ports.task_id(), " "));
        assert!(matches!(approve::propose(&ports, patch, vec![], vec![]).await, Err(Refused::Rejected(_))));
        let empty = Meta::new("");
        assert!(matches!(
            projects::create(&ports, ports.project_id(), &empty, "").await,
            Err(Refused::Rejected(_))
        ));
    });
}
