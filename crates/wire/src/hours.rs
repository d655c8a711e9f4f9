//! Working hours on the wire: shifts such as `09:00-12:00`, and a week of them by the day.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Weekday;
use planwright_domain::{Hours, Shift, Week};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::ser::{SerializeMap, Serializer};

use crate::collection::map;
use crate::fault::Refusal;
use crate::scalar::day_word;
use crate::shape::{Shape, Unknown, Written, text};

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Shape for Shift {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        text(from, "hours (hh:mm-hh:mm, the first before the last)", shift)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{}-{}", Clock(self.from), Clock(self.to)))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$" })
    }
}

/// Minutes from midnight as a clock shows them.
struct Clock(u16);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

fn shift(text: &str) -> Option<Shift> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    (from < to).then_some(Shift { from, to })
}

/// Minutes from midnight; 24:00 is the end of the day.
fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let number = |digits: &str, most: usize| {
        let plain = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if plain { digits.parse::<u16>().ok() } else { None }
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2).filter(|_| minutes.len() == 2)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 24 * 60).then_some(total)
}

impl Shape for Hours {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        Vec::<Shift>::read(from, unknown).map(Self::of)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.shifts().iter().map(Written))
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Shift>::schema(schemas)
    }

    fn is_blank(&self) -> bool {
        self.is_off()
    }
}

impl Shape for Week {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let days: BTreeMap<String, Hours> = map(from, unknown)?;
        let known = |word: &String| DAYS.iter().any(|day| day_word(*day) == word);
        match days.keys().find(|word| !known(word)) {
            Some(word) => {
                let expected = "a day of the week (mon, tue, wed, thu, fri, sat or sun)";
                Err(Refusal::not_a(word, expected).into_error())
            }
            None => Ok(Self::of(|day| days.get(day_word(day)).cloned().unwrap_or_default())),
        }
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for day in DAYS {
            if !self.on(day).is_off() {
                map.serialize_entry(day_word(day), &Written(self.on(day)))?;
            }
        }
        map.end()
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        let hours = Hours::schema(schemas).to_value();
        let days: serde_json::Map<String, serde_json::Value> =
            DAYS.iter().map(|day| (day_word(*day).to_owned(), hours.clone())).collect();
        json_schema!({ "type": "object", "properties": days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_read_as_clocks_show_them() {
        assert_eq!(shift("9:00-12:30"), Some(Shift { from: 540, to: 750 }));
        assert_eq!(shift("00:00-24:00"), Some(Shift { from: 0, to: 1440 }));
        for odd in
            ["", "9-12", "09:00", "12:00-09:00", "09:00-09:00", "09:60-10:00", "23:00-24:01", "+9:00-10:00"]
        {
            assert_eq!(shift(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_week_names_the_days_that_are_worked() {
        let week = Week::of(|day| match day {
            Weekday::Monday => Hours::of([Shift { from: 540, to: 720 }, Shift { from: 780, to: 1020 }]),
            _ => Hours::OFF,
        });
        let json = crate::write(&Written(&week));
        assert_eq!(json, r#"{"mon":["09:00-12:00","13:00-17:00"]}"#);
        assert_eq!(crate::fault::document(&json, "", Unknown::Refused), Ok(week));
        assert!(crate::fault::document::<Week>(r#"{"monday":[]}"#, "", Unknown::Refused).is_err());
    }
}
