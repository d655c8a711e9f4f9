//! Buffers of a critical chain as JSON: computed, written, and never read back. All figures are working minutes.

use schemars::JsonSchema;
use serde::Serialize;

/// The buffers of a schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BuffersDoc {
    /// The critical chain, with the buffer of the project behind it.
    pub critical: ChainDoc,
    /// The last day the project's buffer reaches.
    pub finish: String,
    /// The chains that run into it.
    pub feeding: Vec<FeedingDoc>,
    /// How much of the project's buffer is used up since a baseline; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<UsedDoc>,
}

/// Tasks, each of which waits for the one before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChainDoc {
    /// The first in time first.
    pub task_ids: Vec<String>,
    /// All of them together.
    pub work_minutes: i64,
    /// The buffer it needs.
    pub buffer_minutes: i64,
}

/// A chain that runs into the critical one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FeedingDoc {
    /// The chain.
    pub chain: ChainDoc,
    /// The task of the critical chain that waits for it.
    pub into_task_id: String,
    /// How much room there is before that task; what does not fit would be taken from the project's buffer.
    pub room_minutes: i64,
    /// From when the buffer lies there.
    pub start: String,
    /// Until when.
    pub finish: String,
}

/// How much of the project's buffer is used up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UsedDoc {
    /// The name of the baseline it is measured by.
    pub baseline: String,
    /// The buffer the baseline needed.
    pub buffer_minutes: i64,
    /// How much of it is used up.
    pub used_minutes: i64,
    /// The same in per cent.
    pub used_percent: u32,
    /// How much of the chain is done.
    pub done_percent: u32,
    /// `green`, `yellow` or `red`.
    pub zone: &'static str,
    /// The last day that buffer reaches.
    pub promised: String,
}
