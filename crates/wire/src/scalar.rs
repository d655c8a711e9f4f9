//! Single values: ids, dates, moments, words, probabilities. Words of other tools are read and never written.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use planwright_domain::{
    AssignmentId, Author, BaselineId, CalendarId, Code, Confidence, ConstraintKind, DateOrder, Dependency,
    Kind, LagKind, LinkId, LinkType, OriginKind, PatchId, Priority, ProjectId, ProjectKind, ProposalId,
    ResourceId, ResourceKind, Status, TaskId, Version, WorkingDays,
};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;

use crate::collection::each;
use crate::fault::Refusal;
use crate::shape::{Shape, Unknown, text};

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl Shape for $id {
            fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
                let id = text(from, "an id (a UUID, or 32 letters from k to z)", |text| {
                    hyphenated(text).or_else(|| Self::parse(text).ok().map(Self::bits)).map(Self::from_bits)
                })?;
                match id.bits() {
                    0 => Err(Refusal::new("an id of zeros names nothing", "use 128 random bits").into_error()),
                    _ => Ok(id),
                }
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(Uuid::of(self.bits()).as_str())
            }

            fn schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": ID })
            }
        }
    )*};
}

ids!(ProjectId, TaskId, LinkId, CalendarId, ResourceId, AssignmentId, BaselineId, PatchId, ProposalId);

/// An id as it may be written: a UUID with or without hyphens, or 32 letters from k to z.
const ID: &str = "^([0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{32}|[k-zK-Z]{32})$";

/// A UUID with hyphens in memory of its own: ids are most of a document, so writing one must not allocate.
pub(crate) struct Uuid([u8; 36]);

impl Uuid {
    pub(crate) fn of(bits: u128) -> Self {
        let mut text = [b'-'; 36];
        let mut rest = bits;
        for place in (0..36).rev().filter(|place| !HYPHENS.contains(place)) {
            text[place] = b"0123456789abcdef"[(rest & 0xf) as usize];
            rest >>= 4;
        }
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// Reads the form this room writes; any other is left to the domain.
fn hyphenated(text: &str) -> Option<u128> {
    let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let mut bits = 0u128;
    for (place, &byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => bits = bits << 4 | u128::from(byte - b'0'),
            b'a'..=b'f' => bits = bits << 4 | u128::from(byte - b'a' + 10),
            b'-' if HYPHENS.contains(&place) => continue,
            _ => return None,
        }
        if HYPHENS.contains(&place) {
            return None;
        }
    }
    Some(bits)
}

macro_rules! words {
    ($($type:ty, $expected:literal, [$($all:tt)*], $word:expr, $other:expr;)*) => {$(
        impl Shape for $type {
            fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
                text(from, $expected, |text| {
                    let exact = words!(@all $type, $($all)*).iter().find(|value| $word(**value) == text);
                    exact.copied().or_else(|| $other(text))
                })
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($word(*self))
            }

            fn schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&str> = words!(@all $type, $($all)*).iter().map(|value| $word(*value)).collect();
                json_schema!({ "type": "string", "enum": words })
            }
        }
    )*};
    (@all $type:ty, ALL) => { <$type>::ALL };
    (@all $type:ty, $($variant:ident)*) => { [$(<$type>::$variant),*] };
}

words! {
    Status, "a status (todo, in_progress, blocked, done or cancelled)", [ALL], Status::word, Status::from_word;
    Priority, "a priority (low, medium, high or urgent)", [ALL], Priority::word, Priority::from_word;
    Kind, "a kind (task or milestone)", [ALL], Kind::word, Kind::from_word;
    LinkType, "a link type (blocks, related or duplicate)", [ALL], LinkType::word, LinkType::from_word;
    Dependency, "a dependency (FS, SS, FF or SF)", [ALL], Dependency::word, Dependency::from_word;
    LagKind, "a kind of lag (working or elapsed)", [ALL], LagKind::word, LagKind::from_word;
    ProjectKind, "a kind of project (plan or pool)", [ALL], ProjectKind::word, ProjectKind::from_word;
    ResourceKind, "a kind of resource (person, team or equipment)", [ALL], ResourceKind::word,
        ResourceKind::from_word;
    ConstraintKind, "a constraint, such as start_no_earlier_than", [ALL], ConstraintKind::word,
        ConstraintKind::from_word;
    Code, "a rule's code, such as dependency-cycle", [ALL], Code::word, |_: &str| None;
    OriginKind, "an origin (stated, added, implied or imported)", [Stated Added Implied Imported],
        OriginKind::word, OriginKind::from_word;
    DateOrder, "a date order (mdy or dmy)", [MonthDay DayMonth], DateOrder::word, DateOrder::from_word;
    Weekday, "a day of the week (mon, tue, wed, thu, fri, sat or sun)",
        [Monday Tuesday Wednesday Thursday Friday Saturday Sunday], day_word, |_: &str| None;
}

pub(crate) fn day_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

impl Shape for WorkingDays {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut days = Vec::new();
        each(from, unknown, |day: Weekday| {
            days.push(day);
            Ok(())
        })?;
        Ok(Self::of(days))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.days().map(day_word))
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Weekday>::schema(schemas)
    }
}

impl Shape for Date {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        // A time of day behind the date would be lost: only the date's own form is a date.
        text(from, "a date (YYYY-MM-DD)", |text| {
            text.parse().ok().filter(|date: &Self| {
                text.len() == 10 && text.as_bytes()[4] == b'-' || date.to_string() == text
            })
        })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// What a moment of the project's own clock is called.
pub(crate) const MOMENT: &str = "a date and time (YYYY-MM-DDThh:mm:ss)";

/// Reads a moment of the project's own clock: a date and a time, without a zone.
pub(crate) fn moment(text: &str) -> Option<DateTime> {
    // A zone or an offset behind the time would be lost.
    let timed = text.contains(['T', 't', ' ']) && !text.contains(['Z', 'z', '[', '+']);
    let behind = text.split_once(['T', 't', ' '])?.1;
    text.parse().ok().filter(|_| timed && !behind.contains('-'))
}

impl Shape for DateTime {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        text(from, MOMENT, moment)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Shape for Time {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        text(from, "a time of day (hh:mm)", |text| {
            text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')))
        })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.second(), self.subsec_nanosecond()) {
            (0, 0) => to.collect_str(&format_args!("{:02}:{:02}", self.hour(), self.minute())),
            _ => to.collect_str(self),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Shape for Timestamp {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        text(from, "a moment (RFC 3339, such as 2026-01-31T12:00:00Z)", |text| text.parse().ok())
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

impl Shape for Version {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        // The next version must have a number too.
        match u64::read(from, unknown)? {
            u64::MAX => Err(Refusal::new("no log is that long", "").into_error()),
            n => Ok(Self(n)),
        }
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(self.0)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0 })
    }
}

impl Shape for Author {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        String::read(from, unknown).map(Self::new)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        String::schema(schemas)
    }
}

impl Shape for Confidence {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        struct Look;
        impl Visitor<'_> for Look {
            type Value = Confidence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number from 0 to 1")
            }

            fn visit_f64<E: Error>(self, n: f64) -> Result<Confidence, E> {
                if !(0.0..=1.0).contains(&n) {
                    return Err(E::invalid_value(Unexpected::Float(n), &self));
                }
                Ok(Confidence::per_mille((n * 1000.0).round() as u16))
            }

            fn visit_u64<E: Error>(self, n: u64) -> Result<Confidence, E> {
                self.visit_f64(n as f64)
            }

            fn visit_i64<E: Error>(self, n: i64) -> Result<Confidence, E> {
                self.visit_f64(n as f64)
            }
        }
        from.deserialize_any(Look)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(f64::from(self.as_per_mille()) / 1000.0)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}
