//! The world as the use cases see it: one borrowed bundle of ports, and who is asking.

use planwright_domain::{Author, LinkId, Patch, PatchId, ProjectId, ProposalId, TaskId, Version};
use planwright_ports::{Bookmarks, Clock, Ids, ProjectStore, ProposalStore, Upkeep};

/// The ports a use case may call, and the author of what it appends.
#[derive(Clone, Copy)]
pub struct Ports<'a> {
    /// Where projects are kept.
    pub projects: &'a dyn ProjectStore,
    /// Where proposals wait.
    pub proposals: &'a dyn ProposalStore,
    /// Where the person was last.
    pub bookmarks: &'a dyn Bookmarks,
    /// Looks after the store.
    pub upkeep: &'a dyn Upkeep,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Makes ids up.
    pub ids: &'a dyn Ids,
    /// Who is asking.
    pub author: &'a Author,
}

impl Ports<'_> {
    /// An empty patch by this author with a fresh id.
    pub fn patch(&self, project: ProjectId, base: Version, reason: impl Into<String>) -> Patch {
        Patch::new(self.patch_id(), project, base, self.author.clone(), reason)
    }

    /// A fresh task id.
    pub fn task_id(&self) -> TaskId {
        TaskId::from_bits(self.ids.fresh())
    }

    /// A fresh link id.
    pub fn link_id(&self) -> LinkId {
        LinkId::from_bits(self.ids.fresh())
    }

    /// A fresh patch id.
    pub fn patch_id(&self) -> PatchId {
        PatchId::from_bits(self.ids.fresh())
    }

    /// A fresh project id.
    pub fn project_id(&self) -> ProjectId {
        ProjectId::from_bits(self.ids.fresh())
    }

    /// A fresh proposal id.
    pub fn proposal_id(&self) -> ProposalId {
        ProposalId::from_bits(self.ids.fresh())
    }
}
