//! Reading rows that come as one JSON array of arrays, one row at a time, without copying what stands in them.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

/// What is odd about a stored value, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Odd(pub(crate) String);

impl Odd {
    /// A value that is none of what it should be.
    pub(crate) fn value(column: &str, value: impl fmt::Display) -> Self {
        Self(format!("column {column} holds {value:.80}"))
    }
}

/// The columns of one row, in the order in which they were asked for.
pub(crate) struct Columns<'a>(Vec<Value<'a>>);

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
enum Value<'a> {
    Null,
    Integer(i64),
    Text(Cow<'a, str>),
}

impl<'a> Columns<'a> {
    /// A text, if there is one.
    pub(crate) fn maybe_text(&self, at: usize, column: &str) -> Result<Option<&str>, Odd> {
        match self.0.get(at) {
            Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            other => Err(Odd::value(column, format_args!("{other:?}"))),
        }
    }

    /// A whole number, if there is one.
    pub(crate) fn maybe_integer(&self, at: usize, column: &str) -> Result<Option<i64>, Odd> {
        match self.0.get(at) {
            Some(Value::Null) => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(*number)),
            other => Err(Odd::value(column, format_args!("{other:?}"))),
        }
    }

    /// A text.
    pub(crate) fn text(&self, at: usize, column: &str) -> Result<&str, Odd> {
        self.maybe_text(at, column)?.ok_or_else(|| Odd::value(column, "nothing"))
    }

    /// A whole number.
    pub(crate) fn integer(&self, at: usize, column: &str) -> Result<i64, Odd> {
        self.maybe_integer(at, column)?.ok_or_else(|| Odd::value(column, "nothing"))
    }

    /// A whole number of a smaller kind, if there is one.
    pub(crate) fn maybe_small<T: TryFrom<i64>>(&self, at: usize, column: &str) -> Result<Option<T>, Odd> {
        let small = |n| T::try_from(n).map_err(|_| Odd::value(column, n));
        self.maybe_integer(at, column)?.map(small).transpose()
    }

    /// A whole number of a smaller kind.
    pub(crate) fn small<T: TryFrom<i64>>(&self, at: usize, column: &str) -> Result<T, Odd> {
        self.maybe_small(at, column)?.ok_or_else(|| Odd::value(column, "nothing"))
    }

    /// False or true.
    pub(crate) fn flag(&self, at: usize, column: &str) -> Result<bool, Odd> {
        match self.integer(at, column)? {
            0 => Ok(false),
            1 => Ok(true),
            n => Err(Odd::value(column, n)),
        }
    }

    /// What `read` makes of a text, if there is one.
    pub(crate) fn maybe<T>(
        &self,
        at: usize,
        column: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Odd> {
        let odd = |text: &str| Odd::value(column, format_args!("{text:?}"));
        self.maybe_text(at, column)?.map(|text| read(text).ok_or_else(|| odd(text))).transpose()
    }

    /// What `read` makes of a text.
    pub(crate) fn one<T>(
        &self,
        at: usize,
        column: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Odd> {
        self.maybe(at, column, read)?.ok_or_else(|| Odd::value(column, "nothing"))
    }

    /// Texts written as JSON; nothing is none.
    pub(crate) fn json<T: for<'b> Deserialize<'b> + Default>(
        &self,
        at: usize,
        column: &str,
    ) -> Result<T, Odd> {
        Ok(self.maybe(at, column, |text| serde_json::from_str(text).ok())?.unwrap_or_default())
    }

    /// What the wire makes of a text, if there is one.
    pub(crate) fn maybe_cell<T: planwright_wire::cell::Cell>(
        &self,
        at: usize,
        column: &str,
    ) -> Result<Option<T>, Odd> {
        let odd = |error| Odd(format!("column {column}: {error}"));
        self.maybe_text(at, column)?.map(|text| T::from_json(text).map_err(odd)).transpose()
    }
}

/// Reads an array of rows and makes something of each.
pub(crate) fn read_rows<T>(
    text: &str,
    into: &mut Vec<T>,
    each: impl FnMut(&Columns<'_>) -> Result<T, Odd>,
) -> Result<(), Odd> {
    let mut json = serde_json::Deserializer::from_str(text);
    Rows { into, each }.deserialize(&mut json).map_err(|error| Odd(error.to_string()))
}

struct Rows<'v, T, F> {
    into: &'v mut Vec<T>,
    each: F,
}

impl<'de, T, F> DeserializeSeed<'de> for Rows<'_, T, F>
where
    F: FnMut(&Columns<'_>) -> Result<T, Odd>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, T, F> Visitor<'de> for Rows<'_, T, F>
where
    F: FnMut(&Columns<'_>) -> Result<T, Odd>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<(), A::Error> {
        let mut columns = Columns(Vec::new());
        while rows.next_element_seed(Fill(&mut columns))?.is_some() {
            self.into.push((self.each)(&columns).map_err(|odd| A::Error::custom(odd.0))?);
        }
        Ok(())
    }
}

/// Reads one row into the place of the one before, so that rows share one list.
struct Fill<'c, 'a>(&'c mut Columns<'a>);

impl<'de> DeserializeSeed<'de> for Fill<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        self.0.0.clear();
        while let Some(value) = values.next_element()? {
            self.0.0.push(value);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("nothing, a whole number or a text")
            }

            fn visit_unit<E: Error>(self) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Value<'de>, E> {
                Ok(Value::Integer(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Value<'de>, E> {
                i64::try_from(number).map(Value::Integer).map_err(E::custom)
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }
        }
        from.deserialize_any(Look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_order_and_odd_values_are_told() {
        let text = r#"[["a",1,null],["b\n\u0000",-2,"2026-02-28"]]"#;
        let read = |row: &Columns<'_>| {
            Ok((
                row.text(0, "x")?.to_owned(),
                row.integer(1, "y")?,
                row.maybe(2, "z", |text| text.parse::<jiff::civil::Date>().ok())?,
            ))
        };
        let mut rows = Vec::new();
        read_rows(text, &mut rows, read).expect("rows");
        assert_eq!(rows[0], ("a".to_owned(), 1, None));
        assert_eq!((rows[1].0.as_str(), rows[1].1), ("b\n\0", -2));
        for odd in
            [r#"[["a","b",null]]"#, r#"[[null,1,null]]"#, r#"[["a",1]]"#, r#"[["a",1,"soon"]]"#, "[", "{}"]
        {
            assert!(read_rows(odd, &mut Vec::new(), read).is_err(), "{odd}");
        }
    }
}
