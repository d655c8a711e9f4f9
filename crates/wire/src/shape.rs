//! `Shape`: how one value looks on the wire. Domain types cannot be serialised on purpose, so every shape is said here,
//! in this room, once for reading, writing and the JSON Schema. This file must never know a particular document.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::fault::Refusal;

/// A type with a shape on the wire.
pub(crate) trait Shape: Sized {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error>;
    /// Writes it.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
    /// The JSON Schema of what `read` takes.
    fn schema(schemas: &mut SchemaGenerator) -> Schema;
    /// Whether a field holding it may be left out.
    fn is_blank(&self) -> bool {
        false
    }
}

/// What a reader does with fields it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// Says so: what is not understood must not be lost.
    Refused,
    /// Passes over them: a later v1 may have more.
    Ignored,
}

/// Reads a `T`.
pub(crate) struct Read<T>(pub(crate) Unknown, PhantomData<T>);

/// How to read a `T`.
pub(crate) fn read<T: Shape>(unknown: Unknown) -> Read<T> {
    Read(unknown, PhantomData)
}

impl<'de, T: Shape> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(from, self.0)
    }
}

/// Writes a `T`.
pub(crate) struct Written<'a, T>(pub(crate) &'a T);

impl<T: Shape> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

/// Takes the value of a field nobody knows: an error, or nothing.
pub(crate) struct Stray<'a> {
    pub(crate) name: &'a str,
    pub(crate) known: &'static [&'static str],
    pub(crate) unknown: Unknown,
}

impl<'de> DeserializeSeed<'de> for Stray<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.unknown {
            Unknown::Refused => Err(Refusal::unknown_field(self.name, self.known).into_error()),
            Unknown::Ignored => from.deserialize_ignored_any(IgnoredAny).map(drop),
        }
    }
}

/// Reads a text and gives it to `then`, without a copy where there need be none.
pub(crate) fn text<'de, D: Deserializer<'de>, T>(
    from: D,
    expected: &'static str,
    then: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Look<F>(&'static str, F);
    impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Look<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            let Self(expected, then) = self;
            then(text).ok_or_else(|| Refusal::not_a(text, expected).into_error())
        }
    }
    from.deserialize_str(Look(expected, then))
}

impl Shape for String {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        struct Look;
        impl Visitor<'_> for Look {
            type Value = String;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
                Ok(text.to_owned())
            }

            fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
                Ok(text)
            }
        }
        from.deserialize_string(Look)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for bool {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        struct Look;
        impl Visitor<'_> for Look {
            type Value = bool;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false")
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
                Ok(value)
            }
        }
        from.deserialize_bool(Look)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }

    fn is_blank(&self) -> bool {
        !self
    }
}

/// Whole numbers of JSON: `90` and `90.0` are the same.
macro_rules! whole_numbers {
    ($($type:ty, $write:ident, $expected:literal, $schema:tt;)*) => {$(
        impl Shape for $type {
            fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
                struct Look;
                impl Visitor<'_> for Look {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_u64<E: Error>(self, n: u64) -> Result<$type, E> {
                        n.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(n), &self))
                    }

                    fn visit_i64<E: Error>(self, n: i64) -> Result<$type, E> {
                        n.try_into().map_err(|_| E::invalid_value(Unexpected::Signed(n), &self))
                    }

                    fn visit_f64<E: Error>(self, n: f64) -> Result<$type, E> {
                        // Up to 2^53 every whole number is exact; beyond that nobody writes a fraction.
                        if n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0 {
                            return self.visit_i64(n as i64);
                        }
                        Err(E::invalid_value(Unexpected::Float(n), &self))
                    }
                }
                from.deserialize_any(Look)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.$write(*self)
            }

            fn schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

whole_numbers! {
    i64, serialize_i64, "a whole number", { "type": "integer" };
    u64, serialize_u64, "a whole number, zero or more", { "type": "integer", "minimum": 0 };
    i32, serialize_i32, "a whole number from -2147483648 to 2147483647",
        { "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX };
    u32, serialize_u32, "a whole number from 0 to 4294967295",
        { "type": "integer", "minimum": 0, "maximum": u32::MAX };
}

impl<T: Shape> Shape for Option<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        struct Look<T>(Read<T>);
        impl<'de, T: Shape> Visitor<'de> for Look<T> {
            type Value = Option<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }

            fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
                Ok(None)
            }

            fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
                Ok(None)
            }

            fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
                self.0.deserialize(from).map(Some)
            }
        }
        from.deserialize_option(Look(read(unknown)))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(to),
            None => to.serialize_unit(),
        }
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        T::schema(schemas)
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape + Clone> Shape for Cow<'_, T> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        T::read(from, unknown).map(Cow::Owned)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::write(self, to)
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        T::schema(schemas)
    }

    fn is_blank(&self) -> bool {
        T::is_blank(self)
    }
}
