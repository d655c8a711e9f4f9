//! Where proposals wait and where what became of them is kept.

use async_trait::async_trait;
use planwright_domain::{ProjectId, Proposal, ProposalId, ProposalState};

use crate::StoreError;

/// Keeps proposals. Nothing is ever taken away: rejected and superseded ones stay.
///
/// Laws: a proposal is settled at most once; of racing settlements exactly one wins; putting the same proposal again
/// changes nothing.
#[async_trait]
pub trait ProposalStore: Send + Sync {
    /// Adds an open proposal.
    async fn put(&self, proposal: &Proposal) -> Result<(), StoreError>;

    /// The proposal of this id.
    async fn get(&self, id: ProposalId) -> Result<Proposal, StoreError>;

    /// The proposals that fit, newest first.
    async fn list(&self, filter: &ProposalFilter) -> Result<Vec<Proposal>, StoreError>;

    /// Says what became of an open proposal; one that is settled already stays as it is.
    async fn settle(&self, id: ProposalId, state: &ProposalState) -> Result<Settled, StoreError>;
}

/// Which proposals to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Only for this project.
    pub project: Option<ProjectId>,
    /// Only those that wait.
    pub open_only: bool,
    /// Only with ids between these bits, both included.
    pub ids: Option<(u128, u128)>,
}

/// What became of a settlement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Settled {
    /// It holds now.
    Now,
    /// It was settled before, and that stays.
    Before(ProposalState),
}
