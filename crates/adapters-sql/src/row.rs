//! How records lie in columns. The columns of a table are the fields of its record, under their names on the wire, so
//! that nothing here can disagree with the domain about which fields there are. Reading goes through one JSON array for
//! each row: a driver that hands over values one by one costs more than the rest of the work together.

mod letters;
mod link;
mod meta;
mod read;
mod task;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{Change, Record};

pub(crate) use letters::{bits, letters};
pub(crate) use meta::{meta_cell, meta_from_row};
pub(crate) use read::{Odd, read_rows};

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number; false and true are 0 and 1.
    Integer(i64),
    /// A text.
    Text(Cow<'a, str>),
}

/// A record that has a table.
pub(crate) trait Row: Record {
    /// The table.
    const TABLE: &'static str;
    /// The column of the record's id.
    const KEY: &'static str;
    /// The fields, in the order in which they are read.
    const FIELDS: &'static [Field<Self>];

    /// The id in letters.
    fn letters(id: Self::Id) -> String;
    /// A record to try a change on.
    fn blank(id: Self::Id) -> Self;
    /// What stands in the column of this field.
    fn cell(&self, field: Field<Self>) -> Cell<'_>;
    /// Reads a row whose columns are the key and the fields, in order.
    fn from_row(row: &read::Columns<'_>) -> Result<Self, Odd>;

    /// The columns that are read, joined by commas: the key and the fields.
    fn columns() -> String {
        let mut columns = Self::KEY.to_owned();
        for field in Self::FIELDS {
            columns.push(',');
            columns.push_str((*field).into());
        }
        columns
    }
}

/// The name of a field of a record.
pub(crate) type Field<R> = <<R as Record>::Change as Change>::Field;

impl<'a> Cell<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    fn option<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, cell)
    }

    fn words(words: &BTreeSet<String>) -> Self {
        Self::json(words.is_empty(), words)
    }

    fn texts(texts: &BTreeMap<String, String>) -> Self {
        Self::json(texts.is_empty(), texts)
    }

    /// JSON of what is only texts, which can always be written.
    fn json(empty: bool, value: &impl serde::Serialize) -> Self {
        if empty { Self::Null } else { Self::text(serde_json::to_string(value).unwrap_or_default()) }
    }
}
