//! The reference: every port of the store in memory, as plainly as can be. It is the meaning of the ports in code, and a
//! store for the tests of other rooms. Nothing here is fast, and nothing lasts.

mod finding;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use jiff::Timestamp;
use planwright_domain::{
    Applied, Entry, Project, ProjectId, Proposal, ProposalId, ProposalState, Version, replay,
};
use planwright_ports::{
    Append, Bookmarks, Fault, FoundTask, ProjectHead, ProjectStore, ProposalFilter, ProposalStore, Scope,
    Settled, StoreError, TaskQuery, Upkeep,
};

/// Projects, proposals and bookmarks in memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    logs: BTreeMap<ProjectId, Vec<Entry>>,
    tombstones: BTreeMap<ProjectId, Timestamp>,
    /// In the order in which they were put.
    proposals: Vec<Proposal>,
    bookmarks: BTreeMap<String, ProjectId>,
}

impl Memory {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no law panics while it holds the store")
    }
}

impl State {
    fn log(&self, project: ProjectId) -> Result<&Vec<Entry>, StoreError> {
        match self.logs.get(&project) {
            Some(log) => Ok(log),
            None if self.tombstones.contains_key(&project) => Err(StoreError::Deleted(project)),
            None => Err(StoreError::NoProject(project)),
        }
    }

    fn append(&mut self, expected: Version, applied: &Applied, at: Timestamp) -> Append {
        let log = self.logs.entry(applied.project()).or_default();
        if let Some(entry) = log.iter().find(|entry| entry.patch_id() == applied.patch().id) {
            return Append::Appended(entry.version);
        }
        let head = head_of(log);
        if head != expected || applied.patch().base != expected {
            return Append::HeadMoved(head);
        }
        let (patch, inverse) = (applied.patch().clone(), applied.inverse().clone());
        log.push(Entry { version: expected.next(), at, patch, inverse });
        Append::Appended(expected.next())
    }
}

fn head_of(log: &[Entry]) -> Version {
    Version(log.len() as u64)
}

#[async_trait]
impl ProjectStore for Memory {
    async fn create(&self, creation: &Applied, at: Timestamp) -> Result<Append, StoreError> {
        let mut state = self.state();
        if state.tombstones.contains_key(&creation.project()) {
            return Err(StoreError::Deleted(creation.project()));
        }
        Ok(state.append(Version(0), creation, at))
    }

    async fn load(
        &self,
        project: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let state = self.state();
        let log = state.log(project)?;
        let head = head_of(log);
        let version = at.unwrap_or(head);
        if version > head || version == Version(0) {
            return Err(StoreError::NoVersion { project, version, head });
        }
        let whole = replay(project, &log[..version.0 as usize]);
        Ok(match scope {
            Scope::Whole => whole,
            Scope::Around(patch) => whole.slice(patch),
        })
    }

    async fn append(
        &self,
        project: ProjectId,
        expected: Version,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError> {
        let mut state = self.state();
        state.log(project)?;
        Ok(state.append(expected, applied, at))
    }

    async fn entries(
        &self,
        project: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError> {
        let state = self.state();
        let upto = upto.unwrap_or(Version(u64::MAX));
        let within = |entry: &&Entry| entry.version > after && entry.version <= upto;
        Ok(state.log(project)?.iter().filter(within).cloned().collect())
    }

    async fn query(&self, query: &TaskQuery) -> Result<Vec<FoundTask>, StoreError> {
        let state = self.state();
        let projects = state.logs.iter().map(|(id, log)| replay(*id, log));
        Ok(finding::find(query, projects))
    }

    async fn projects(&self) -> Result<Vec<ProjectHead>, StoreError> {
        let state = self.state();
        let mut heads: Vec<ProjectHead> =
            state.logs.iter().map(|(id, log)| finding::head(*id, log)).collect();
        heads.sort_by(|a, b| b.changed.cmp(&a.changed).then(a.id.cmp(&b.id)));
        Ok(heads)
    }

    async fn purge(&self, project: ProjectId, at: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        state.log(project)?;
        state.logs.remove(&project);
        state.proposals.retain(|proposal| proposal.patch.project != project);
        state.bookmarks.retain(|_, remembered| *remembered != project);
        state.tombstones.insert(project, at);
        Ok(())
    }
}

#[async_trait]
impl ProposalStore for Memory {
    async fn put(&self, proposal: &Proposal) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.tombstones.contains_key(&proposal.patch.project) {
            return Err(StoreError::Deleted(proposal.patch.project));
        }
        if !state.proposals.iter().any(|known| known.id == proposal.id) {
            state.proposals.push(proposal.clone());
        }
        Ok(())
    }

    async fn get(&self, id: ProposalId) -> Result<Proposal, StoreError> {
        let state = self.state();
        state.proposals.iter().find(|p| p.id == id).cloned().ok_or(StoreError::NoProposal(id))
    }

    async fn list(&self, filter: &ProposalFilter) -> Result<Vec<Proposal>, StoreError> {
        let state = self.state();
        let fits = |p: &&Proposal| {
            filter.project.is_none_or(|project| p.patch.project == project)
                && (!filter.open_only || p.state == ProposalState::Open)
                && filter.ids.is_none_or(|(low, high)| (low..=high).contains(&p.id.bits()))
        };
        let mut found: Vec<Proposal> = state.proposals.iter().rev().filter(fits).cloned().collect();
        found.sort_by_key(|p| std::cmp::Reverse(p.at));
        Ok(found)
    }

    async fn settle(&self, id: ProposalId, state: &ProposalState) -> Result<Settled, StoreError> {
        let mut all = self.state();
        let proposal = all.proposals.iter_mut().find(|p| p.id == id).ok_or(StoreError::NoProposal(id))?;
        if proposal.state != ProposalState::Open {
            return Ok(Settled::Before(proposal.state.clone()));
        }
        proposal.state = state.clone();
        Ok(Settled::Now)
    }
}

#[async_trait]
impl Bookmarks for Memory {
    async fn recall(&self, name: &str) -> Result<Option<ProjectId>, StoreError> {
        Ok(self.state().bookmarks.get(name).copied())
    }

    async fn remember(&self, name: &str, project: ProjectId) -> Result<(), StoreError> {
        self.state().bookmarks.insert(name.to_owned(), project);
        Ok(())
    }
}

/// There is no projection here that could differ from the log.
#[async_trait]
impl Upkeep for Memory {
    async fn inspect(&self) -> Result<Vec<Fault>, StoreError> {
        Ok(Vec::new())
    }

    async fn rebuild(&self, project: ProjectId) -> Result<(), StoreError> {
        self.state().log(project).map(|_| ())
    }
}
