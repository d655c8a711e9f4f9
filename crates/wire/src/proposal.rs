//! Proposals: `state` is a word, and what goes with the word stands beside it.

use std::borrow::Cow;

use jiff::Timestamp;
use planwright_domain::{Patch, Proposal, ProposalId, ProposalState, Question, Version, Warning};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::ser::{Serialize, Serializer};

use crate::fault::{Refusal, WireError, document};
use crate::object::object;
use crate::shape::{Shape, Unknown, Written, text};

/// The schema a proposal names.
pub const PROPOSAL_SCHEMA: &str = "planwright/proposal/v1";

/// Writes a proposal.
pub fn proposal_to_json(proposal: &Proposal) -> String {
    crate::write(&ProposalLine(proposal))
}

/// Reads a proposal.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn proposal_from_json(text: &str) -> Result<Proposal, WireError> {
    document::<Read>(text, PROPOSAL_SCHEMA, Unknown::Refused).map(|Read(proposal)| proposal)
}

/// Writes a proposal.
pub(crate) struct ProposalLine<'a>(pub(crate) &'a Proposal);

impl Serialize for ProposalLine<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Twin::of(self.0).write(to)
    }
}

/// A proposal as it stands on the wire. Its patch may be large and is borrowed for writing.
struct Twin<'a> {
    id: ProposalId,
    state: Word,
    version: Option<Version>,
    reason: Option<String>,
    by: Option<ProposalId>,
    at: Timestamp,
    patch: Cow<'a, Patch>,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
}

object!(Twin<'_> as Twin<'static>, "proposal", "planwright/proposal/v1", {
    needed id: ProposalId = "proposal_id", "Names the proposal.";
    needed state: Word = "state", "What became of it.";
    sparse version: Option<Version> = "approved_version", "The version it was appended as, once approved.";
    sparse reason: Option<String> = "rejected_because", "Why it was rejected, if a reason was given.";
    sparse by: Option<ProposalId> = "superseded_by", "The proposal that took its place.";
    needed at: Timestamp = "at", "When it was proposed (UTC).";
    needed patch: Cow<'static, Patch> = "patch", "The change.";
    sparse questions: Vec<Question> = "questions", "What its maker could not know.";
    sparse warnings: Vec<Warning> = "warnings", "What its maker wants known.";
});

impl<'a> Twin<'a> {
    fn of(proposal: &'a Proposal) -> Self {
        let mut twin = Self {
            id: proposal.id,
            state: Word::Open,
            version: None,
            reason: None,
            by: None,
            at: proposal.at,
            patch: Cow::Borrowed(&proposal.patch),
            questions: proposal.questions.clone(),
            warnings: proposal.warnings.clone(),
        };
        match &proposal.state {
            ProposalState::Open => {}
            ProposalState::Approved(version) => (twin.state, twin.version) = (Word::Approved, Some(*version)),
            ProposalState::Rejected(reason) => {
                (twin.state, twin.reason) = (Word::Rejected, reason.clone());
            }
            ProposalState::Superseded(by) => (twin.state, twin.by) = (Word::Superseded, Some(*by)),
        }
        twin
    }

    fn state(&mut self) -> Result<ProposalState, Refusal> {
        match (self.state, self.version, self.reason.take(), self.by) {
            (Word::Open, None, None, None) => Ok(ProposalState::Open),
            (Word::Approved, Some(version), None, None) => Ok(ProposalState::Approved(version)),
            (Word::Rejected, None, reason, None) => Ok(ProposalState::Rejected(reason)),
            (Word::Superseded, None, None, Some(by)) => Ok(ProposalState::Superseded(by)),
            (state, ..) => Err(Refusal::new(
                format!("what stands beside the state does not go with {:?}", state.word()),
                "approved goes with approved_version, rejected with rejected_because, superseded with superseded_by",
            )),
        }
    }
}

/// A proposal that was read.
struct Read(Proposal);

impl Shape for Read {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut twin = Twin::read(from, unknown)?;
        let state = twin.state().map_err(Refusal::into_error)?;
        Ok(Self(Proposal {
            id: twin.id,
            patch: twin.patch.into_owned(),
            questions: twin.questions,
            warnings: twin.warnings,
            at: twin.at,
            state,
        }))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Written(&Twin::of(&self.0)).serialize(to)
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Twin::schema(schemas)
    }
}

/// The state without what goes with it.
#[derive(Debug, Clone, Copy)]
enum Word {
    Open,
    Approved,
    Rejected,
    Superseded,
}

impl Word {
    const ALL: [Self; 4] = [Self::Open, Self::Approved, Self::Rejected, Self::Superseded];

    const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
        }
    }
}

impl Shape for Word {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        text(from, "a state (open, approved, rejected or superseded)", |text| {
            Self::ALL.into_iter().find(|state| state.word() == text)
        })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Self::ALL.map(Self::word) })
    }
}
