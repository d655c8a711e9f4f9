//! What a person may choose about a draft: how careful it is, how deep, how much is added, and what may come in. The
//! defaults are those of a balanced first draft. Must never change what a text states.

/// How careful a draft is. It moves only what nobody stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// One step less is added (of [`Added`]), and efforts are four fifths of the usual ones.
    Aggressive,
    /// What the words leave room for is added, with the usual efforts.
    #[default]
    Balanced,
    /// One step more is added, efforts are five quarters of the usual ones, and every phase from the main one on ends
    /// with a reserve of 15 % of its estimated work.
    Conservative,
}

/// How deep the tree of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Phases with their tasks; a stated step is one task, of four hours at most where its effort is guessed. At most
    /// [`Options::most_tasks`] tasks: what would be more stays in one piece.
    #[default]
    Auto,
    /// One level: no phases, and nothing below a stated step.
    Flat,
    /// Phases, packages of work, and their tasks of four hours at most, however many that are.
    Deep,
    /// As deep, but no more than so many levels; one is [`Depth::Flat`].
    Levels(u32),
}

/// How much of its template is added to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Added {
    /// By how much the words say: all to a bare goal, the core to one or two steps or a wish; to three or more one for
    /// every three of them, and nothing where they are a plan of their own.
    #[default]
    Auto,
    /// Nothing, where the words name a step; else the core, for a plan of nothing is none.
    None,
    /// What every such project needs.
    Core,
    /// All that fits.
    All,
}

/// What is done about something that is not wanted in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reaction {
    /// It is not looked for.
    #[default]
    Off,
    /// It is told as a warning.
    Warn,
    /// The text is refused.
    Refuse,
}

/// What may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The longest text that is read as sentences, in bytes. Documents with lists or headings have limits of their own.
    pub bytes: usize,
    /// The most steps that sentences may name; no more than [`Limits::MOST_STEPS`].
    pub steps: usize,
    /// What to do about a language that is not read.
    pub language: Reaction,
    /// What to do about swear words.
    pub profanity: Reaction,
}

impl Limits {
    /// No limit of steps is larger: the order of so many is more than a paragraph can say.
    pub const MOST_STEPS: usize = crate::reader::MOST_STEPS;
    /// The longest text read as a paragraph, in bytes, unless somebody says otherwise: some forty pages.
    pub const BYTES: usize = 100_000;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: Self::BYTES,
            steps: Self::MOST_STEPS,
            language: Reaction::Warn,
            profanity: Reaction::Off,
        }
    }
}

/// All that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How careful the draft is.
    pub style: Style,
    /// How deep it is.
    pub depth: Depth,
    /// How much is added to it.
    pub added: Added,
    /// The most tasks, phases among them, up to which [`Depth::Auto`] breaks work down.
    pub most_tasks: usize,
    /// Whether tasks of a document that have no effort get one, marked as an estimate.
    pub estimate: bool,
    /// What may come in.
    pub limits: Limits,
}

impl Options {
    /// What a person can review in one sitting.
    pub const MOST_TASKS: usize = 60;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            style: Style::default(),
            depth: Depth::default(),
            added: Added::default(),
            most_tasks: Self::MOST_TASKS,
            estimate: false,
            limits: Limits::default(),
        }
    }
}

impl Depth {
    /// The deepest level a draft may have in a project that allows `limit`.
    pub(crate) fn levels(self, limit: u32) -> u32 {
        match self {
            Self::Auto | Self::Deep => limit,
            Self::Flat => 1,
            Self::Levels(n) => n.clamp(1, limit.max(1)),
        }
    }

    /// Whether packages of work stay above their tasks, and the number of tasks is open.
    pub(crate) fn is_deep(self) -> bool {
        match self {
            Self::Deep => true,
            Self::Levels(n) => n > 2,
            Self::Auto | Self::Flat => false,
        }
    }
}

impl Style {
    /// What the usual efforts are multiplied by.
    pub(crate) fn factor(self) -> f64 {
        match self {
            Self::Aggressive => 0.8,
            Self::Balanced => 1.0,
            Self::Conservative => 1.25,
        }
    }
}

/// A word for each value, for settings and flags.
macro_rules! words {
    ($($type:ty { $($word:literal => $value:expr),* $(,)? })*) => {$(
        impl $type {
            /// Every value that has a word, with its word.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, $value)),*];
        }
    )*};
}

words! {
    Style {
        "aggressive" => Self::Aggressive, "balanced" => Self::Balanced, "conservative" => Self::Conservative,
    }
    Added { "auto" => Self::Auto, "none" => Self::None, "core" => Self::Core, "all" => Self::All }
    Reaction { "off" => Self::Off, "warn" => Self::Warn, "refuse" => Self::Refuse }
    Depth { "auto" => Self::Auto, "flat" => Self::Flat, "deep" => Self::Deep }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_draft_is_deeper_than_its_project_allows() {
        for depth in [Depth::Auto, Depth::Flat, Depth::Deep, Depth::Levels(0), Depth::Levels(9)] {
            for limit in [1, 2, 5, 64] {
                assert!((1..=limit).contains(&depth.levels(limit)), "{depth:?} {limit}");
            }
        }
    }
}
