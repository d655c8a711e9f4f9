//! Proposals: putting a machine's patch before a person, and what the person says.

use std::collections::BTreeSet;

use planwright_domain::{
    Meta, MetaChange, OpRef, Patch, Project, Proposal, ProposalState, Question, Version, Warning, apply,
    select,
};
use planwright_ports::{ProposalFilter, Scope, Settled};

use crate::{Committed, Ports, Refused, commit, projects};

/// Puts a patch before a person. It is checked first, so that what is proposed can be approved as things stand.
///
/// # Errors
/// [`Refused::Rejected`] when the patch breaks rules; store failures.
pub async fn propose(
    ports: &Ports<'_>,
    patch: Patch,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
) -> Result<Proposal, Refused> {
    let mut head = ports.projects.load(patch.project, None, Scope::Around(&patch)).await?;
    if head.version() == patch.base {
        let _checked = apply(&mut head, &patch)?;
    }
    let proposal = Proposal {
        id: ports.proposal_id(),
        patch,
        questions,
        warnings,
        at: ports.clock.now(),
        state: ProposalState::Open,
    };
    ports.proposals.put(&proposal).await?;
    Ok(proposal)
}

/// The proposals there are, newest first.
///
/// # Errors
/// Store failures.
pub async fn list(ports: &Ports<'_>, filter: &ProposalFilter) -> Result<Vec<Proposal>, Refused> {
    Ok(ports.proposals.list(filter).await?)
}

/// Approves a proposal, whole or in part: what was chosen (with what it needs) is appended, and what is left stays open
/// as a proposal of its own on the new head.
///
/// # Errors
/// [`Refused::Settled`], [`Refused::Conflict`], [`Refused::Rejected`], store failures.
pub async fn approve(
    ports: &Ports<'_>,
    proposal: &Proposal,
    chosen: Option<&BTreeSet<OpRef>>,
) -> Result<Approved, Refused> {
    open(proposal)?;
    let (patch, rest, added) = match chosen {
        None => (proposal.patch.clone(), None, BTreeSet::new()),
        Some(chosen) => {
            let head =
                ports.projects.load(proposal.patch.project, Some(proposal.patch.base), Scope::Whole).await?;
            let selection = select(&proposal.patch, chosen, &head);
            let rest = Patch { id: ports.patch_id(), ..selection.rest };
            (selection.patch, Some(rest).filter(|rest| !rest.is_empty()), selection.added)
        }
    };
    if patch.is_empty() {
        return Err(Refused::senseless(
            "nothing of the proposal was chosen",
            "name tasks of it, or approve it whole",
        ));
    }
    let committed = commit(ports, patch).await?;
    settle(ports, proposal, &ProposalState::Approved(committed.version())).await?;
    let left = match rest {
        None => None,
        Some(rest) => {
            let rest = rebased(ports, rest, committed.version()).await?;
            Some(propose(ports, rest, proposal.questions.clone(), proposal.warnings.clone()).await?)
        }
    };
    Ok(Approved { committed, added, left })
}

/// What an approval came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// What became of the change.
    pub committed: Committed,
    /// Operations that were not chosen but are needed by those that were.
    pub added: BTreeSet<OpRef>,
    /// What was not approved, open as a proposal of its own.
    pub left: Option<Proposal>,
}

async fn rebased(ports: &Ports<'_>, rest: Patch, head: Version) -> Result<Patch, Refused> {
    let project = ports.projects.load(rest.project, Some(head), Scope::Whole).await?;
    let since = ports.projects.entries(rest.project, rest.base, Some(head)).await?;
    Ok(planwright_domain::rebase(rest, &since, &project)?)
}

/// Says no to a proposal. A project that was made for it and holds nothing else is archived with it.
///
/// # Errors
/// [`Refused::Settled`], store failures.
pub async fn reject(ports: &Ports<'_>, proposal: &Proposal, why: Option<String>) -> Result<(), Refused> {
    open(proposal)?;
    settle(ports, proposal, &ProposalState::Rejected(why)).await?;
    let heads = ports.projects.projects().await?;
    let made_for_it = heads.iter().any(|h| h.id == proposal.patch.project && h.version == Version::CREATION);
    let others = ProposalFilter { project: Some(proposal.patch.project), open_only: true, ids: None };
    if made_for_it && ports.proposals.list(&others).await?.is_empty() {
        let archive = MetaChange { archived: Some(true), ..MetaChange::default() };
        projects::change(ports, proposal.patch.project, archive, "its only proposal was rejected").await?;
    }
    Ok(())
}

fn open(proposal: &Proposal) -> Result<(), Refused> {
    match &proposal.state {
        ProposalState::Open => Ok(()),
        state => Err(Refused::Settled { name: proposal.id.letters()[..8].to_owned(), state: state.clone() }),
    }
}

async fn settle(ports: &Ports<'_>, proposal: &Proposal, state: &ProposalState) -> Result<(), Refused> {
    match ports.proposals.settle(proposal.id, state).await? {
        Settled::Now => Ok(()),
        Settled::Before(earlier) if earlier == *state => Ok(()),
        Settled::Before(state) => {
            Err(Refused::Settled { name: proposal.id.letters()[..8].to_owned(), state })
        }
    }
}

/// What a project would be with a proposal approved, and what it is without: for review.
///
/// # Errors
/// [`Refused::Conflict`] or [`Refused::Rejected`] when the proposal no longer fits; store failures.
pub async fn preview(ports: &Ports<'_>, proposal: &Proposal) -> Result<(Project, Project), Refused> {
    let id = proposal.patch.project;
    if !matches!(proposal.state, ProposalState::Open) {
        let before = ports.projects.load(id, Some(proposal.patch.base), Scope::Whole).await?;
        let mut after = before.clone();
        let _checked = apply(&mut after, &proposal.patch)?;
        return Ok((before, after));
    }
    let before = ports.projects.load(id, None, Scope::Whole).await?;
    let since = ports.projects.entries(id, proposal.patch.base, Some(before.version())).await?;
    let patch = planwright_domain::rebase(proposal.patch.clone(), &since, &before)?;
    let mut after = before.clone();
    let _checked = apply(&mut after, &patch)?;
    Ok((before, after))
}

/// A project made of meta and a patch against its creation, held nowhere: what a dry run shows.
///
/// # Errors
/// [`Refused::Rejected`] when either breaks rules.
pub fn imagine(ports: &Ports<'_>, meta: &Meta, patch: &Patch) -> Result<(Project, Project), Refused> {
    let mut before = Project::void(patch.project);
    let _created = apply(&mut before, &projects::creation(ports, patch.project, meta, "imagined"))?;
    let mut after = before.clone();
    let _checked = apply(&mut after, patch)?;
    Ok((before, after))
}
