//! Free values (metadata). Numbers keep every digit: the text of a number is read, never a binary fraction of it.
//! This file must never follow a value deeper than `DEPTH`.

use std::collections::BTreeMap;

use planwright_domain::{Decimal, Value};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::collection::map;
use crate::fault::Refusal;
use crate::shape::{Shape, Unknown, Written};

/// How deep lists and maps may be nested in a free value.
const DEPTH: u32 = 64;

impl Shape for BTreeMap<String, Value> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        map(from, unknown)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter().map(|(key, value)| (key, Written(value))))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for Value {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(from)?;
        value(text.get(), DEPTH).map_err(Refusal::into_error)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Integer(value) => to.serialize_i64(*value),
            Self::Decimal(value) => number(*value).map_err(serde::ser::Error::custom)?.serialize(to),
            Self::Text(value) => to.serialize_str(value),
            Self::List(values) => values.write(to),
            Self::Map(values) => values.write(to),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}

/// A decimal as JSON. One that is whole gets `.0`, so that it is not read back as an integer.
fn number(decimal: Decimal) -> serde_json::Result<Box<RawValue>> {
    let mut text = decimal.to_string();
    if text.parse::<i64>().is_ok() {
        text.push_str(".0");
    }
    RawValue::from_string(text)
}

/// Reads JSON that is known to be well formed.
fn value(json: &str, depth: u32) -> Result<Value, Refusal> {
    let deeper = || {
        depth.checked_sub(1).ok_or_else(|| {
            Refusal::new(format!("metadata is nested deeper than {DEPTH} levels"), "make it flatter")
        })
    };
    let malformed = |error: serde_json::Error| Refusal::new(error.to_string(), "");
    match json.as_bytes().first() {
        Some(b'n') => Ok(Value::Null),
        Some(b't') => Ok(Value::Bool(true)),
        Some(b'f') => Ok(Value::Bool(false)),
        Some(b'"') => serde_json::from_str(json).map(Value::Text).map_err(malformed),
        Some(b'[') => {
            let depth = deeper()?;
            let items: Vec<&RawValue> = serde_json::from_str(json).map_err(malformed)?;
            items.into_iter().map(|item| value(item.get(), depth)).collect::<Result<_, _>>().map(Value::List)
        }
        Some(b'{') => {
            let depth = deeper()?;
            let Pairs(pairs) = serde_json::from_str(json).map_err(malformed)?;
            let mut map = BTreeMap::new();
            for (key, item) in pairs {
                let item = value(item.get(), depth)?;
                if map.insert(key, item).is_some() {
                    return Err(Refusal::new("a key comes twice", "keep one of the two"));
                }
            }
            Ok(Value::Map(map))
        }
        _ => figure(json),
    }
}

/// Reads a number: an integer where it fits, else a decimal.
fn figure(json: &str) -> Result<Value, Refusal> {
    if let Ok(whole) = json.parse() {
        return Ok(Value::Integer(whole));
    }
    // What cannot be written and read again cannot be kept.
    Decimal::parse(json).filter(|decimal| Decimal::parse(&decimal.to_string()) == Some(*decimal)).map_or_else(
        || Err(Refusal::new("a number has too many digits", "use at most 36 digits, or a text")),
        |decimal| Ok(Value::Decimal(decimal)),
    )
}

/// The pairs of an object, in order, those with the same key too.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> serde::de::Visitor<'de> for Look {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Value> {
        crate::fault::document(json, "", Unknown::Refused).ok()
    }

    #[test]
    fn numbers_keep_every_digit() {
        for text in
            ["0.1", "1e330", "5e-330", "123456789012345678901234567890.123456", "-0.30000000000000004"]
        {
            let number = read(text).unwrap();
            assert_eq!(number, Value::Decimal(Decimal::parse(text).unwrap()));
            assert_eq!(read(&crate::write(&Written(&number))), Some(number), "{text}");
        }
    }

    #[test]
    fn an_integer_and_a_whole_decimal_stay_what_they_are() {
        for (text, written) in
            [("7", "7"), ("7.0", "7.0"), ("-0", "0"), ("9223372036854775808", "9223372036854775808")]
        {
            let number = read(text).unwrap();
            assert_eq!(crate::write(&Written(&number)), written);
            assert_eq!(read(written), Some(number));
        }
    }

    #[test]
    fn numbers_that_cannot_be_kept_are_refused() {
        for text in [&"9".repeat(37), "1e100000", "10e99999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(64)).is_some());
        assert!(read(&nested(65)).is_none());
    }
}
