//! Colour by meaning, from one table. What a colour says is always said by a sign or a word as well.

use super::Style;

/// The fewest columns anything is written for.
pub(crate) const NARROWEST: usize = 30;

/// What a piece of text means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing in particular.
    Plain,
    /// The name of what all the rest is about.
    Heading,
    /// It comes into being.
    Added,
    /// It gets new values.
    Changed,
    /// It ceases to be.
    Removed,
    /// It decides when the whole is finished.
    Critical,
    /// Something a person should look at.
    Warning,
    /// Context, or nothing anybody said.
    Muted,
    /// A name to type.
    Id,
}

impl Meaning {
    /// The parameters of the terminal's "select graphic rendition"; empty for none.
    const fn rendition(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading => "1",
            Self::Added => "32",
            Self::Changed => "36",
            Self::Removed => "31",
            Self::Critical => "1;35",
            Self::Warning => "33",
            Self::Muted => "2",
            Self::Id => "34",
        }
    }
}

impl Style {
    /// Writes a text with the colour of its meaning.
    pub(super) fn ink(self, out: &mut String, meaning: Meaning, text: &str) {
        if !self.color || meaning == Meaning::Plain || text.trim().is_empty() {
            out.push_str(text);
            return;
        }
        out.push_str("\x1b[");
        out.push_str(meaning.rendition());
        out.push('m');
        out.push_str(text);
        out.push_str("\x1b[0m");
    }

    /// Columns to use, whatever the terminal says at least [`NARROWEST`].
    pub(super) fn columns(self) -> usize {
        self.width.max(NARROWEST)
    }
}
