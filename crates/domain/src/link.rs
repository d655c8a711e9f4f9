//! Links: the edges of the network. Only `blocks` links order work; `related` and `duplicate` are remarks.

use std::collections::BTreeMap;

use crate::id::{LinkId, TaskId};
use crate::record::record;
use crate::task::Origin;
use crate::value::Value;

record! {
    /// An edge from a predecessor to a successor.
    Link {
        /// The predecessor.
        From from: TaskId = "from_task_id",
        /// The successor.
        To to: TaskId = "to_task_id",
        /// What the link means.
        Type link_type: LinkType = "link_type",
        /// Which ends of the two tasks it ties together.
        Dependency dependency: Dependency = "dependency",
        /// Minutes between the two ends; negative is a lead.
        Lag lag: i32 = "lag_minutes",
        /// Whether the lag counts working time or all time.
        LagKind lag_kind: LagKind = "lag_kind",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
        /// Where it came from.
        Origin origin: Option<Origin> = "origin",
    }
    /// New values for some fields of a link.
    LinkChange;
    /// The fields of a link.
    LinkField;
    id LinkId;
}

impl Link {
    /// `from` finishes before `to` starts.
    pub fn blocks(id: LinkId, from: TaskId, to: TaskId) -> Self {
        Self {
            id,
            from,
            to,
            link_type: LinkType::Blocks,
            dependency: Dependency::FinishToStart,
            lag: 0,
            lag_kind: LagKind::Working,
            metadata: BTreeMap::new(),
            origin: None,
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word on the wire and on every surface.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word; case makes no difference.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word().eq_ignore_ascii_case(word.trim()))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a link means.
    LinkType {
        /// The successor waits for the predecessor.
        Blocks = "blocks",
        /// The two have to do with each other.
        Related = "related",
        /// The two are the same.
        Duplicate = "duplicate",
    }
}

words! {
    /// Which ends a `blocks` link ties together.
    Dependency {
        /// The successor starts after the predecessor finishes.
        FinishToStart = "FS",
        /// The successor starts after the predecessor starts.
        StartToStart = "SS",
        /// The successor finishes after the predecessor finishes.
        FinishToFinish = "FF",
        /// The successor finishes after the predecessor starts.
        StartToFinish = "SF",
    }
}

words! {
    /// How a lag is counted.
    LagKind {
        /// Working time only.
        Working = "working",
        /// All time.
        Elapsed = "elapsed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_whatever_its_case() {
        for word in LinkType::ALL {
            assert_eq!(LinkType::from_word(&word.word().to_uppercase()), Some(*word));
        }
        for word in Dependency::ALL {
            assert_eq!(Dependency::from_word(&format!(" {} ", word.word().to_lowercase())), Some(*word));
        }
        for word in LagKind::ALL {
            assert_eq!(LagKind::from_word(word.word()), Some(*word));
        }
        assert_eq!((LinkType::from_word("cycle"), Dependency::from_word("")), (None, None));
    }
}
