//! Lists, sets and maps. What is wrong with an element is told with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;

use crate::fault::Refusal;
use crate::shape::{Read, Shape, Unknown, Written, read};

/// Reads a list, giving each element to `take`; what `take` refuses is told with the element's place.
pub(crate) fn each<'de, D: Deserializer<'de>, T: Shape>(
    from: D,
    unknown: Unknown,
    take: impl FnMut(T) -> Result<(), Refusal>,
) -> Result<(), D::Error> {
    struct Look<T, F>(Unknown, F, PhantomData<T>);
    impl<'de, T: Shape, F: FnMut(T) -> Result<(), Refusal>> Visitor<'de> for Look<T, F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
            while items.next_element_seed(Taken { read: read(self.0), take: &mut self.1 })?.is_some() {}
            Ok(())
        }
    }
    from.deserialize_seq(Look(unknown, take, PhantomData))
}

/// Reads a map with texts for keys; a key that comes twice is refused.
pub(crate) fn map<'de, D: Deserializer<'de>, T: Shape>(
    from: D,
    unknown: Unknown,
) -> Result<BTreeMap<String, T>, D::Error> {
    struct Look<T>(Unknown, PhantomData<T>);
    impl<'de, T: Shape> Visitor<'de> for Look<T> {
        type Value = BTreeMap<String, T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = items.next_key::<String>()? {
                items.next_value_seed(Taken {
                    read: read(self.0),
                    take: |value| match map.insert(key, value) {
                        None => Ok(()),
                        Some(_) => Err(Refusal::new("the key comes twice", "keep one of the two")),
                    },
                })?;
            }
            Ok(map)
        }
    }
    from.deserialize_map(Look(unknown, PhantomData))
}

/// Reads a `T` and hands it on.
struct Taken<T, F> {
    read: Read<T>,
    take: F,
}

impl<'de, T: Shape, F: FnOnce(T) -> Result<(), Refusal>> DeserializeSeed<'de> for Taken<T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let item = self.read.deserialize(from)?;
        (self.take)(item).map_err(Refusal::into_error)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut items = Self::new();
        each(from, unknown, |item| {
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Written))
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        let items = T::schema(schemas);
        json_schema!({ "type": "array", "items": items })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for BTreeSet<String> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut items = Self::new();
        each(from, unknown, |item| {
            items.insert(item);
            Ok(())
        })?;
        Ok(items)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" } })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for BTreeMap<String, String> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        map(from, unknown)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
