//! Proposals: patches nobody has approved yet. A proposal holds one patch against one base version; refining it
//! composes, approving part of it selects and leaves the rest open.

use jiff::Timestamp;

use crate::id::ProposalId;
use crate::patch::Patch;
use crate::remark::{Question, Warning};
use crate::version::Version;

/// A patch waiting for a person, with what its maker had to say beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Names it.
    pub id: ProposalId,
    /// The change.
    pub patch: Patch,
    /// What its maker could not know.
    pub questions: Vec<Question>,
    /// What its maker wants known.
    pub warnings: Vec<Warning>,
    /// When it was proposed.
    pub at: Timestamp,
    /// What became of it.
    pub state: ProposalState,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits.
    Open,
    /// It was appended as this version.
    Approved(Version),
    /// A person said no, and perhaps why.
    Rejected(Option<String>),
    /// Another proposal took its place.
    Superseded(ProposalId),
}

impl ProposalState {
    /// The word on the wire.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved(_) => "approved",
            Self::Rejected(_) => "rejected",
            Self::Superseded(_) => "superseded",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_word_of_its_own() {
        let states = [
            ProposalState::Open,
            ProposalState::Approved(Version(2)),
            ProposalState::Rejected(None),
            ProposalState::Superseded(ProposalId::from_bits(1)),
        ];
        assert_eq!(states.map(|s| s.word()), ["open", "approved", "rejected", "superseded"]);
    }
}
