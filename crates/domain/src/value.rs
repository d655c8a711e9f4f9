//! `Value`: what metadata may hold. Exact (no binary fractions), ordered, and independent of any notation.

use std::collections::BTreeMap;
use std::fmt;

/// A free value in a task's, link's or project's metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// An exact decimal number.
    Decimal(Decimal),
    /// A text.
    Text(String),
    /// Several values in order.
    List(Vec<Value>),
    /// Named values.
    Map(BTreeMap<String, Value>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl Value {
    /// Whether lists and maps in it are nested deeper than so many levels. Goes no deeper than that itself.
    pub(crate) fn is_deeper_than(&self, levels: u32) -> bool {
        let inside = |value: &Self| levels == 0 || value.is_deeper_than(levels - 1);
        match self {
            Self::List(values) => levels == 0 || values.iter().any(inside),
            Self::Map(values) => levels == 0 || values.values().any(inside),
            _ => false,
        }
    }

    /// The text, when this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// `digits × 10^exponent`, normalised: no trailing zero in `digits`, and zero has exponent 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    exponent: i32,
}

/// The largest power of ten, either way.
const LARGEST_EXPONENT: i32 = 10_000;

impl Decimal {
    /// Reads `-12.50`, `3e-4` and the like; `None` when it is no number or has more than 36 significant digits
    /// or an exponent beyond ±10,000.
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((m, p)) => (m, p.parse::<i32>().ok().filter(|p| p.abs() <= LARGEST_EXPONENT)?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut digits: i128 = 0;
        let mut exponent = power;
        let significant = format!("{whole}{fraction}");
        let kept = significant.trim_end_matches('0');
        exponent += (significant.len() - kept.len()) as i32 - fraction.len() as i32;
        if kept.trim_start_matches('0').len() > 36 {
            return None;
        }
        for b in kept.bytes() {
            digits = digits * 10 + i128::from(b - b'0');
        }
        if digits == 0 {
            exponent = 0;
        }
        if exponent.abs() > LARGEST_EXPONENT {
            return None;
        }
        Some(Self { digits: if negative { -digits } else { digits }, exponent })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        match self.exponent {
            0 => write!(f, "{sign}{digits}"),
            e @ 1..=18 => write!(f, "{sign}{digits}{}", "0".repeat(e as usize)),
            e @ -18..=-1 => {
                let places = e.unsigned_abs() as usize;
                let padded = format!("{digits:0>width$}", width = places + 1);
                let (whole, fraction) = padded.split_at(padded.len() - places);
                write!(f, "{sign}{whole}.{fraction}")
            }
            e => write!(f, "{sign}{digits}e{e}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_normalised_and_read_back() {
        for (text, shown) in [
            ("1.50", "1.5"),
            ("-0.0", "0"),
            ("100", "100"),
            ("3e-4", "0.0003"),
            ("1E300", "1e300"),
            ("0012", "12"),
        ] {
            let number = Decimal::parse(text).map(|d| d.to_string());
            assert_eq!(number.as_deref(), Some(shown));
            assert_eq!(Decimal::parse(shown), Decimal::parse(text));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1.2.3", "0x10", ".5", "NaN", "1e999999", "10e10000", &"9".repeat(37)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
