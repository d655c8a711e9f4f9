//! The notations a person can name on the command line. Must never keep a list of its own.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use planwright::formats::Notation;

/// Those that can be read.
pub(super) fn read() -> impl TypedValueParser<Value = Notation> {
    parser(Notation::is_read)
}

/// Those that can be written.
pub(super) fn written() -> impl TypedValueParser<Value = Notation> {
    parser(Notation::is_written)
}

fn parser(which: fn(Notation) -> bool) -> impl TypedValueParser<Value = Notation> {
    let values = Notation::ALL.iter().filter(move |n| which(**n));
    let values = values.map(|n| PossibleValue::new(n.word()).aliases(n.other_words()));
    PossibleValuesParser::new(values).map(|word| Notation::from_word(&word).unwrap_or(Notation::Markdown))
}
