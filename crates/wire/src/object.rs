//! `object!`: the shape of a struct as a table of its fields, from which reading, writing and the schema all follow, so
//! that they cannot disagree.
//!
//! A field is `needed` (an error when absent), `always` (written even when blank) or `sparse` (left out when blank).
//! A schema name, where there is one, is written first and must be there.

/// What a key in an object turned out to be.
pub(crate) enum Key<'de, K> {
    /// `schema`, in a document that has one.
    Schema,
    /// A field of the table.
    Field(K),
    /// Anything else.
    Other(std::borrow::Cow<'de, str>),
}

/// Reads a key with a function from names to fields.
pub(crate) struct Keys<K>(pub(crate) fn(&str) -> Option<K>, pub(crate) bool);

impl<'de, K> serde::de::DeserializeSeed<'de> for Keys<K> {
    type Value = Key<'de, K>;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de, K> serde::de::Visitor<'de> for Keys<K> {
    type Value = Key<'de, K>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(self.look(text).unwrap_or_else(|| Key::Other(text.into())))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.look(text).unwrap_or_else(|| Key::Other(text.to_owned().into())))
    }
}

impl<K> Keys<K> {
    fn look<'de>(&self, text: &str) -> Option<Key<'de, K>> {
        match (self.0)(text) {
            Some(field) => Some(Key::Field(field)),
            None => (self.1 && text == "schema").then_some(Key::Schema),
        }
    }
}

/// Reads `schema`, which must be this one.
pub(crate) struct Tag(pub(crate) &'static str);

impl<'de> serde::de::DeserializeSeed<'de> for Tag {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        crate::shape::text(from, "the schema of such a document", |text| (text == self.0).then_some(()))
    }
}

/// Declares the shape of a struct; see the module documentation.
macro_rules! object {
    ($type:ty, $($rest:tt)*) => {
        $crate::object::object!($type as $type, $($rest)*);
    };
    // `$owned` is `$type` that borrows nothing: what is read.
    ($type:ty as $owned:ty, $name:literal, $schema:literal, {
        $($kind:ident $slot:ident: $field:ty = $word:literal, $about:literal;)*
    }) => {
        impl $crate::shape::Shape for $type {
            fn read<'de, D: serde::Deserializer<'de>>(
                from: D,
                unknown: $crate::shape::Unknown,
            ) -> Result<Self, D::Error> {
                #[allow(non_camel_case_types)]
                enum Field { $($slot,)* }

                const NAMES: &[&str] = &[$($word,)*];
                const SCHEMA: &str = $schema;

                struct Look($crate::shape::Unknown);
                impl<'de> serde::de::Visitor<'de> for Look {
                    type Value = $owned;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (", $name, ")"))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        use $crate::fault::Refusal;
                        use $crate::object::{Key, Keys, Tag};
                        use $crate::shape::{Stray, read};
                        let name = |text: &str| match text {
                            $($word => Some(Field::$slot),)*
                            _ => None,
                        };
                        let mut tagged = SCHEMA.is_empty();
                        $(let mut $slot: Option<$field> = None;)*
                        while let Some(key) = map.next_key_seed(Keys(name, !SCHEMA.is_empty()))? {
                            match key {
                                Key::Schema => {
                                    map.next_value_seed(Tag(SCHEMA))?;
                                    tagged = true;
                                }
                                $(Key::Field(Field::$slot) => {
                                    let value = map.next_value_seed(read::<$field>(self.0))?;
                                    if $slot.replace(value).is_some() {
                                        return Err(Refusal::twice($word).into_error());
                                    }
                                })*
                                Key::Other(name) => {
                                    map.next_value_seed(Stray { name: &name, known: NAMES, unknown: self.0 })?;
                                }
                            }
                        }
                        if !tagged {
                            return Err(Refusal::missing("schema").into_error());
                        }
                        Ok(Self::Value { $($slot: $crate::object::object!(@absent $kind $slot $word),)* })
                    }
                }
                from.deserialize_map(Look(unknown))
            }

            fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = to.serialize_map(None)?;
                if !$schema.is_empty() {
                    map.serialize_entry("schema", $schema)?;
                }
                $(if $crate::object::object!(@written $kind self.$slot) {
                    map.serialize_entry($word, &$crate::shape::Written(&self.$slot))?;
                })*
                map.end()
            }

            fn schema(schemas: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::schema::object(schemas, $name, $schema, &[
                    $($crate::schema::Field {
                        name: $word,
                        about: $about,
                        presence: $crate::schema::presence!($kind),
                        make: <$field as $crate::shape::Shape>::schema,
                    },)*
                ])
            }
        }
    };
    (@absent needed $slot:ident $word:literal) => {
        match $slot {
            Some(value) => value,
            None => return Err(Refusal::missing($word).into_error()),
        }
    };
    (@absent $kind:ident $slot:ident $word:literal) => { $slot.unwrap_or_default() };
    (@written sparse $slot:expr) => { !$crate::shape::Shape::is_blank(&$slot) };
    (@written $kind:ident $slot:expr) => { true };
}
pub(crate) use object;
