//! Identifiers: 128 random bits, chosen by the producer of a patch so that a retried create is the same create.
//! People read them in the letters k–z (no digits, so no prefix looks like a wbs code); machines write UUIDs.
//! This file must never make an identifier up: fresh bits come in from outside.

use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// The letters people see, one for each value of four bits.
const LETTERS: &[u8; 16] = b"klmnopqrstuvwxyz";

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: expected a UUID or 32 letters from k to z")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The identifier with these bits.
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            /// The bits of this identifier.
            pub const fn bits(self) -> u128 {
                self.0
            }

            /// All 32 letters, as people read them.
            pub fn letters(self) -> String {
                letters(self.0)
            }

            /// The form machines exchange: a lower-case UUID with hyphens.
            pub fn uuid(self) -> String {
                uuid(self.0)
            }

            /// Reads a UUID (with or without hyphens) or 32 letters.
            ///
            /// # Errors
            /// [`NotAnId`] when the text is neither.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self).ok_or_else(|| NotAnId(text.chars().take(64).collect()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.letters())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:x})", stringify!($name), self.0)
            }
        }
    )*};
}

ids! {
    /// Names a project.
    ProjectId,
    /// Names a task or milestone.
    TaskId,
    /// Names a link between two tasks.
    LinkId,
    /// Names a calendar.
    CalendarId,
    /// Names a resource.
    ResourceId,
    /// Names an assignment.
    AssignmentId,
    /// Names a baseline.
    BaselineId,
    /// Names a patch; a retried append with the same patch id is found, not doubled.
    PatchId,
    /// Names a proposal.
    ProposalId,
}

fn letters(bits: u128) -> String {
    (0..32).rev().map(|i| char::from(LETTERS[usize::from((bits >> (i * 4)) as u8 & 0xf)])).collect()
}

fn uuid(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn parse(text: &str) -> Option<u128> {
    let text = text.trim();
    if text.len() == 32 && text.bytes().all(|b| b.is_ascii_alphabetic()) && !text.bytes().any(is_hex_letter) {
        return text.bytes().try_fold(0u128, |bits, b| Some(bits << 4 | letter_value(b)?));
    }
    let hex: String = match text.len() {
        36 if [8, 13, 18, 23].iter().all(|&i| text.as_bytes()[i] == b'-') => text.replace('-', ""),
        32 => text.to_owned(),
        _ => return None,
    };
    (hex.len() == 32 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| u128::from_str_radix(&hex, 16).ok())
        .flatten()
}

fn is_hex_letter(b: u8) -> bool {
    b.is_ascii_hexdigit()
}

fn letter_value(b: u8) -> Option<u128> {
    LETTERS.iter().position(|&l| l == b.to_ascii_lowercase()).map(|v| v as u128)
}

/// The lowest and highest identifier bits that begin with `prefix` in letters; `None` when it is not letters k–z.
pub fn prefix_range(prefix: &str) -> Option<(u128, u128)> {
    if prefix.is_empty() || prefix.len() > 32 {
        return None;
    }
    let mut low = 0u128;
    for b in prefix.bytes() {
        low = low << 4 | letter_value(b)?;
    }
    let rest = (32 - prefix.len()) as u32 * 4;
    if rest == 0 {
        return Some((low, low));
    }
    let low = low << rest;
    Some((low, low | ((1u128 << rest) - 1)))
}

/// For each of the sorted, distinct `ids`, the length of its shortest unique prefix in letters, at least four.
pub fn unique_prefix_lengths(ids: &[u128]) -> Vec<usize> {
    let shared = |a: u128, b: u128| ((a ^ b).leading_zeros() / 4) as usize;
    (0..ids.len())
        .map(|i| {
            let before = if i > 0 { shared(ids[i - 1], ids[i]) } else { 0 };
            let after = if i + 1 < ids.len() { shared(ids[i], ids[i + 1]) } else { 0 };
            (before.max(after) + 1).clamp(4, 32)
        })
        .collect()
}

/// Hashes identifiers by folding their random bits; any other key falls back to mixing bytes.
#[derive(Debug, Default, Clone, Copy)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(b)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u128(&mut self, bits: u128) {
        let folded = (bits as u64) ^ ((bits >> 64) as u64).rotate_left(32);
        self.0 = (self.0.rotate_left(5) ^ folded).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u128(n as u128);
    }
}

/// A hash map keyed by identifiers.
pub type IdMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<IdHasher>>;
/// A hash set of identifiers.
pub type IdSet<K> = std::collections::HashSet<K, BuildHasherDefault<IdHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_uuid_read_back() {
        for bits in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0f1e_2d3c_4b5a_6978] {
            let id = TaskId::from_bits(bits);
            assert_eq!(TaskId::parse(&id.letters()), Ok(id));
            assert_eq!(TaskId::parse(&id.uuid()), Ok(id));
            assert_eq!(TaskId::parse(&id.uuid().replace('-', "").to_uppercase()), Ok(id));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "1.2",
            "klmn",
            "g0000000-0000-0000-0000-000000000000",
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkka",
            "é",
        ] {
            assert!(TaskId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_prefix_spans_exactly_the_ids_that_begin_with_it() {
        let (low, high) = prefix_range("zk").unwrap_or_default();
        assert!(TaskId::from_bits(low).letters().starts_with("zkkkk"));
        assert!(TaskId::from_bits(high).letters().starts_with("zkzzz"));
        assert_eq!(prefix_range("12"), None);
        assert_eq!(prefix_range(&"z".repeat(32)), Some((u128::MAX, u128::MAX)));
    }

    #[test]
    fn prefixes_are_unique_and_at_least_four_long() {
        let ids = [0u128, 1, 0xffff_0000 << 96];
        assert_eq!(unique_prefix_lengths(&ids), vec![32, 32, 4]);
    }
}
