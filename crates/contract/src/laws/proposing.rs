//! Proposals: put once, settled once, never taken away but by a purge.

use planwright_domain::{Proposal, ProposalId, ProposalState, Question, Task, TaskId, Version, Warning};
use planwright_ports::{ProjectStore, ProposalFilter, ProposalStore, Settled, StoreError};

use crate::{Growing, at_once, moment};

fn proposal(growing: &mut Growing, n: u128, minute: u64) -> Proposal {
    let mut patch = growing.patch();
    patch.create_task(Task::new(TaskId::from_bits(n), format!("Task {n}")));
    Proposal {
        id: ProposalId::from_bits(n),
        patch,
        questions: Vec::new(),
        warnings: Vec::new(),
        at: moment(minute),
        state: ProposalState::Open,
    }
}

/// Everything a proposal says is kept, whether or not its project is there yet.
pub async fn a_proposal_reads_back(store: &impl ProposalStore) {
    let mut growing = Growing::new(31, "House");
    let mut full = proposal(&mut growing, 1, 1);
    full.questions = vec![
        Question { about: Some("\"soon\"".to_owned()), ..Question::new("ambiguous-date", "when is soon?") },
        Question { choices: vec!["a".to_owned(), "b".to_owned()], ..Question::new("which", "a or b?") },
    ];
    full.warnings =
        vec![Warning::new("deadline-too-tight", "12 > 10 days"), Warning::at("odd-line", 3, "what's this")];
    let mut settled = proposal(&mut growing, 2, 2);
    settled.state = ProposalState::Rejected(Some("too dear".to_owned()));
    for p in [&full, &settled] {
        store.put(p).await.expect("put");
        assert_eq!(&store.get(p.id).await.expect("there"), p);
    }
    let missing = store.get(ProposalId::from_bits(3)).await.expect_err("it is not there");
    assert!(matches!(missing, StoreError::NoProposal(id) if id == ProposalId::from_bits(3)));
}

/// The first put counts, also after the proposal was settled.
pub async fn putting_again_changes_nothing(store: &impl ProposalStore) {
    let mut growing = Growing::new(32, "House");
    let first = proposal(&mut growing, 1, 1);
    let second = proposal(&mut growing, 1, 2);
    store.put(&first).await.expect("put");
    store.put(&second).await.expect("put");
    assert_eq!(store.get(first.id).await.expect("there"), first);
    let _ = store.settle(first.id, &ProposalState::Approved(Version(2))).await.expect("settled");
    store.put(&first).await.expect("put");
    assert_eq!(store.get(first.id).await.expect("there").state, ProposalState::Approved(Version(2)));
    assert_eq!(store.list(&ProposalFilter::default()).await.expect("listed").len(), 1);
}

/// A settlement holds forever, and who comes later is told what it was.
pub async fn a_proposal_is_settled_once(store: &impl ProposalStore) {
    let mut growing = Growing::new(33, "House");
    let states = [
        ProposalState::Approved(Version(7)),
        ProposalState::Rejected(None),
        ProposalState::Rejected(Some("it's too dear".to_owned())),
        ProposalState::Superseded(ProposalId::from_bits(99)),
    ];
    for (n, state) in states.iter().enumerate() {
        let one = proposal(&mut growing, n as u128 + 1, 1);
        store.put(&one).await.expect("put");
        assert_eq!(store.settle(one.id, state).await.expect("settled"), Settled::Now);
        for later in &states {
            let answer = store.settle(one.id, later).await.expect("answered");
            assert_eq!(answer, Settled::Before(state.clone()));
        }
        assert_eq!(&store.get(one.id).await.expect("there").state, state);
    }
    let nobody = store.settle(ProposalId::from_bits(50), &states[0]).await.expect_err("it is not there");
    assert!(matches!(nobody, StoreError::NoProposal(_)));
}

/// Of N settlements at the same time exactly one holds.
pub async fn of_racing_settlements_exactly_one_wins(store: &impl ProposalStore) {
    let one = proposal(&mut Growing::new(34, "House"), 1, 1);
    store.put(&one).await.expect("put");
    let state = |i: usize| ProposalState::Approved(Version(i as u64));
    let answers = at_once(8, async |i| store.settle(one.id, &state(i)).await.expect("answered"));
    let won: Vec<usize> = (0..8).filter(|&i| answers[i] == Settled::Now).collect();
    assert_eq!(won.len(), 1, "{answers:?}");
    let kept = Settled::Before(state(won[0]));
    assert!(answers.iter().all(|a| *a == Settled::Now || *a == kept), "{answers:?}");
}

/// Newest first, of one project, open ones only, by the beginning of an id.
pub async fn proposals_are_listed_newest_first_and_filtered(store: &impl ProposalStore) {
    let (mut a, mut b) = (Growing::new(35, "House"), Growing::new(36, "Garden"));
    for (growing, n, minute) in [(0, 1, 5), (1, 2, 9), (0, 3, 5), (0, 1 << 100, 1)] {
        let growing = if growing == 0 { &mut a } else { &mut b };
        store.put(&proposal(growing, n, minute)).await.expect("put");
    }
    let _ = store.settle(ProposalId::from_bits(3), &ProposalState::Rejected(None)).await.expect("settled");
    let all = ProposalFilter::default();
    let of_a = ProposalFilter { project: Some(a.id()), ..all.clone() };
    let open = ProposalFilter { open_only: true, ..of_a.clone() };
    let near = ProposalFilter { ids: Some((2, 3)), ..all.clone() };
    for (filter, expected) in [
        (all, vec![2, 3, 1, 1 << 100]),
        (of_a, vec![3, 1, 1 << 100]),
        (open, vec![1, 1 << 100]),
        (near, vec![2, 3]),
    ] {
        let listed = store.list(&filter).await.expect("listed");
        assert_eq!(listed.iter().map(|p| p.id.bits()).collect::<Vec<_>>(), expected, "{filter:?}");
    }
}

/// A purged project's proposals go with it, and no new ones come.
pub async fn a_purge_takes_the_proposals_along(store: &(impl ProposalStore + ProjectStore)) {
    let (mut a, mut b) = (Growing::new(37, "House"), Growing::new(38, "Garden"));
    let (of_a, of_b) = (proposal(&mut a, 1, 1), proposal(&mut b, 2, 1));
    for (growing, p) in [(&a, &of_a), (&b, &of_b)] {
        growing.store(store).await;
        store.put(p).await.expect("put");
    }
    store.purge(a.id(), moment(5)).await.expect("purged");
    assert!(matches!(store.get(of_a.id).await, Err(StoreError::NoProposal(_))));
    assert!(matches!(store.put(&of_a).await, Err(StoreError::Deleted(id)) if id == a.id()));
    assert_eq!(store.list(&ProposalFilter::default()).await.expect("listed"), [of_b]);
}
