//! How records lie in columns. The columns of a table are the fields of its record, under their names on the wire, so
//! that nothing here can disagree with the domain about which fields there are. Reading goes through one JSON array for
//! each row: a driver that hands over values one by one costs more than the rest of the work together.

mod column;
mod letters;
mod read;
mod records;

use std::borrow::Cow;

use planwright_domain::{Change, Record};

pub(crate) use letters::{bits, letters};
pub(crate) use read::{Odd, read_rows};
pub(crate) use records::{meta_cell, meta_from_row};

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
            columns.push_str(&quoted((*field).into()));
        }
        columns
    }
}

/// A column by its name, which may be a word of SQL.
pub(crate) fn quoted(column: &str) -> String {
    format!("\"{column}\"")
}

/// The name of a field of a record.
pub(crate) type Field<R> = <<R as Record>::Change as Change>::Field;

impl<'a> Cell<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }
}
