//! A value found in running text, with where it was found. Must never own the text.

/// A value and the byte range `start..end` of the words that say it; both ends are character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What the words say.
    pub value: T,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl<T> Found<T> {
    /// The words themselves; empty if `text` is not the text this was found in.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Do the two ranges share a byte?
    #[must_use]
    pub fn overlaps<U>(&self, other: &Found<U>) -> bool {
        self.start < other.end && other.start < self.end
    }
}
