//! Proposals: putting a machine's patch before a person, and what the person says.

use std::borrow::Cow;
use std::collections::BTreeSet;

use planwright_domain::{
    Meta, MetaChange, OpRef, Patch, PatchId, Project, Proposal, ProposalId, ProposalState, Question,
    Selection, Version, Warning, apply, rebase, select,
};
use planwright_ports::{ProposalFilter, Scope, Settled};

use crate::commit::commit_by;
use crate::{Committed, Ports, Refused, pools, projects};

/// Puts a patch before a person. It is checked first, so that what is proposed can be approved as things stand.
///
/// # Errors
/// [`Refused::Rejected`] when the patch breaks rules; [`Refused::Conflict`] when it was made against an older version
/// and disagrees with what was appended since; store failures.
pub async fn propose(
    ports: &Ports<'_>,
    patch: Patch,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
) -> Result<Proposal, Refused> {
    fits(ports, &patch).await?;
    put(ports, patch, questions, warnings).await
}

/// Puts a patch before a person that is known to fit.
pub(crate) async fn put(
    ports: &Ports<'_>,
    patch: Patch,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
) -> Result<Proposal, Refused> {
    let (id, at) = (ports.proposal_id(), ports.clock.now());
    let proposal = Proposal { id, patch, questions, warnings, at, state: ProposalState::Open };
    ports.proposals.put(&proposal).await?;
    Ok(proposal)
}

/// Whether a patch could be approved as things stand.
async fn fits(ports: &Ports<'_>, patch: &Patch) -> Result<(), Refused> {
    pools::keeps(ports, patch).await?;
    let mut head = ports.projects.load(patch.project, None, Scope::Around(patch)).await?;
    if head.version() == patch.base {
        let _checked = apply(&mut head, patch)?;
    } else {
        let since = ports.projects.entries(patch.project, patch.base, Some(head.version())).await?;
        let _fits = rebase(patch.clone(), &since, &head)?;
    }
    Ok(())
}

/// The proposals there are, newest first.
///
/// # Errors
/// Store failures.
pub async fn list(ports: &Ports<'_>, filter: &ProposalFilter) -> Result<Vec<Proposal>, Refused> {
    Ok(ports.proposals.list(filter).await?)
}

/// Approves a proposal, whole or in part: what was chosen (with what it needs) is appended, and what is left stays open
/// as a proposal of its own, on the new head where it still fits.
///
/// Whoever approves is the author of the entry, and so may undo it; who made the patch is kept with the proposal.
///
/// Every step may be the last before a crash, and approving again goes on from there: ids follow from the proposal's,
/// so that nothing is appended or put twice, and the proposal is settled last, so that nothing of it is lost.
///
/// # Errors
/// [`Refused::Settled`], [`Refused::Conflict`], [`Refused::Rejected`], store failures.
pub async fn approve(
    ports: &Ports<'_>,
    proposal: &Proposal,
    chosen: Option<&BTreeSet<OpRef>>,
) -> Result<Approved, Refused> {
    open(proposal)?;
    let (part, rest, added) = match chosen {
        None => (Cow::Borrowed(&proposal.patch), None, BTreeSet::new()),
        Some(chosen) => {
            let base = proposal.patch.base;
            let before = ports.projects.load(proposal.patch.project, Some(base), Scope::Whole).await?;
            let Selection { patch, rest, added } = select(&proposal.patch, chosen, &before);
            match rest.is_empty() {
                true => (Cow::Owned(patch), None, added),
                false => (Cow::Owned(named_part(patch)), Some(rest), added),
            }
        }
    };
    if part.is_empty() {
        return Err(Refused::senseless(
            "nothing of the proposal was chosen",
            "name tasks of it, or approve it whole",
        ));
    }
    let committed = commit_by(ports, &part, ports.author).await?;
    let left = match rest {
        None => None,
        Some(rest) => leave_open(ports, proposal, rest).await?,
    };
    match ports.proposals.settle(proposal.id, &ProposalState::Approved(committed.version())).await? {
        // Somebody approved another part at the same moment: both hold.
        Settled::Now | Settled::Before(ProposalState::Approved(_)) => {}
        Settled::Before(state) => return Err(settled(proposal, state)),
    }
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

/// A part under an id of its own, which says what is in it: another part of the same proposal is another change, and
/// the same part again is the same change.
fn named_part(part: Patch) -> Patch {
    let bits = |op| match op {
        OpRef::Task(id) => id.bits(),
        OpRef::Link(id) => !id.bits(),
        OpRef::Calendar(id) => id.bits().rotate_left(1),
        OpRef::Resource(id) => id.bits().rotate_left(2),
        OpRef::Assignment(id) => id.bits().rotate_left(3),
        OpRef::Baseline(id) => id.bits().rotate_left(4),
        OpRef::Meta => 1,
    };
    let meta = |op: &OpRef| *op == OpRef::Meta;
    let (last, first): (Vec<OpRef>, Vec<OpRef>) = part.op_refs().partition(meta);
    let id = first.into_iter().chain(last).map(bits).fold(part.id.bits(), scattered);
    Patch { id: PatchId::from_bits(id), ..part }
}

/// Leaves open what was not approved: carried over to the head, or, where it disagrees with what is there by now, as it
/// was, so that the disagreement is told when it is approved. `None` when all of it is true already.
async fn leave_open(ports: &Ports<'_>, whole: &Proposal, rest: Patch) -> Result<Option<Proposal>, Refused> {
    let head = ports.projects.load(rest.project, None, Scope::Whole).await?;
    let since = ports.projects.entries(rest.project, rest.base, Some(head.version())).await?;
    let rest = Patch { id: PatchId::from_bits(scattered(rest.id.bits(), 2)), ..rest };
    let patch = rebase(rest.clone(), &since, &head).unwrap_or(rest);
    if patch.is_empty() {
        return Ok(None);
    }
    let id = ProposalId::from_bits(scattered(whole.id.bits(), 2));
    let left = Proposal { id, patch, at: ports.clock.now(), state: ProposalState::Open, ..whole.clone() };
    ports.proposals.put(&left).await?;
    Ok(Some(left))
}

/// An id that follows from another and a reason, and looks as random as they do.
fn scattered(id: u128, reason: u128) -> u128 {
    // The multiplier of the 128-bit FNV hash, and one of MurmurHash3's for the high bits, which people see first.
    let mixed = (id ^ reason).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    (mixed ^ mixed >> 64).wrapping_mul(0x87c3_7b91_1142_53d5_4cf5_ad43_2745_937f)
}

/// Says no to a proposal. A project that was made for it and holds nothing else is archived with it; one that a person
/// made beforehand stays.
///
/// # Errors
/// [`Refused::Settled`], store failures.
pub async fn reject(ports: &Ports<'_>, proposal: &Proposal, why: Option<String>) -> Result<(), Refused> {
    open(proposal)?;
    let state = ProposalState::Rejected(why);
    match ports.proposals.settle(proposal.id, &state).await? {
        Settled::Now => {}
        Settled::Before(earlier) if earlier == state => {}
        Settled::Before(earlier) => return Err(settled(proposal, earlier)),
    }
    let project = proposal.patch.project;
    let others = ProposalFilter { project: Some(project), open_only: true, ids: None };
    if made_for(ports, proposal).await? && ports.proposals.list(&others).await?.is_empty() {
        let archive = MetaChange { archived: Some(true), ..MetaChange::default() };
        projects::change(ports, project, archive, "its only proposal was rejected").await?;
    }
    Ok(())
}

/// Whether the project was made for this proposal, with the same reason, and nothing was appended to it since.
async fn made_for(ports: &Ports<'_>, proposal: &Proposal) -> Result<bool, Refused> {
    let project = proposal.patch.project;
    let log = ports.projects.entries(project, Version(0), Some(Version::CREATION.next())).await?;
    Ok(matches!(log.as_slice(), [creation] if creation.patch.reason == proposal.patch.reason))
}

fn open(proposal: &Proposal) -> Result<(), Refused> {
    match &proposal.state {
        ProposalState::Open => Ok(()),
        state => Err(settled(proposal, state.clone())),
    }
}

fn settled(proposal: &Proposal, state: ProposalState) -> Refused {
    Refused::Settled { name: proposal.id.letters()[..8].to_owned(), state }
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
    let patch = rebase(proposal.patch.clone(), &since, &before)?;
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
