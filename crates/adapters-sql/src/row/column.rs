//! How a value lies in a column: `Column` says it once for writing and reading.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Weekday};
use planwright_domain::{
    Absence, AssignmentId, Availability, BaselineId, BaselineTask, CalendarId, Constraint, DateOrder,
    Dependency, Estimate, Exception, Kind, LagKind, LinkId, LinkType, Origin, Priority, ProjectId,
    ProjectKind, ResourceId, ResourceKind, Status, TaskId, Value, Version, Week, WorkingDays,
};
use planwright_wire::cell::Cell as _;

use super::read::Columns;
use super::{Cell, Odd, bits, letters};

/// A value that has a column of its own.
pub(super) trait Column: Sized {
    /// What stands in the column.
    fn cell(&self) -> Cell<'_>;
    /// Reads the column at this place; nothing means none where there may be none.
    fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd>;
}

/// A value whose column is a text that is read as a whole.
trait Text: Sized {
    fn cell(&self) -> Cell<'_>;
    fn read(text: &str) -> Result<Self, String>;
}

impl<T: Text> Column for T {
    fn cell(&self) -> Cell<'_> {
        Text::cell(self)
    }

    fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
        told(name, row.text(at, name)?)
    }
}

fn told<T: Text>(column: &str, text: &str) -> Result<T, Odd> {
    T::read(text).map_err(|why| Odd(format!("column {column} holds {text:.80?}{why}")))
}

/// Something that may not be there.
macro_rules! options {
    ($($type:ty),* $(,)?) => {$(
        impl Column for Option<$type> {
            fn cell(&self) -> Cell<'_> {
                self.as_ref().map_or(Cell::Null, Column::cell)
            }

            fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
                row.maybe_text(at, name)?.map(|text| told(name, text)).transpose()
            }
        }
    )*};
}

options!(
    String, Date, DateTime, TaskId, CalendarId, ResourceId, ProjectId, Priority, Estimate, Origin,
    Constraint, Week,
);

impl Text for String {
    fn cell(&self) -> Cell<'_> {
        Cell::text(self.as_str())
    }

    fn read(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

macro_rules! ids {
    ($($id:ty),* $(,)?) => {$(
        impl Text for $id {
            fn cell(&self) -> Cell<'_> {
                Cell::text(letters(self.bits()))
            }

            fn read(text: &str) -> Result<Self, String> {
                bits(text).map(Self::from_bits).ok_or_else(String::new)
            }
        }
    )*};
}

ids!(TaskId, LinkId, CalendarId, ResourceId, AssignmentId, BaselineId, ProjectId);

/// Days and moments, in the form that `Display` gives them.
macro_rules! civil {
    ($($type:ty),*) => {$(
        impl Text for $type {
            fn cell(&self) -> Cell<'_> {
                Cell::text(self.to_string())
            }

            fn read(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| String::new())
            }
        }
    )*};
}

civil!(Date, DateTime);

/// Words. The very word is read: synonyms are for people, not for tables.
macro_rules! words {
    ($($type:ty),* $(,)?) => {$(
        impl Text for $type {
            fn cell(&self) -> Cell<'_> {
                Cell::text(self.word())
            }

            fn read(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|one| one.word() == text).ok_or_else(String::new)
            }
        }
    )*};
}

words!(Status, Kind, Priority, LinkType, Dependency, LagKind, ProjectKind, ResourceKind);

impl Text for DateOrder {
    fn cell(&self) -> Cell<'_> {
        Cell::text(self.word())
    }

    fn read(text: &str) -> Result<Self, String> {
        Self::from_word(text).ok_or_else(String::new)
    }
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Text for WorkingDays {
    fn cell(&self) -> Cell<'_> {
        let day = |day: Weekday| DAYS[day.to_monday_zero_offset() as usize];
        Cell::text(self.days().map(day).collect::<Vec<_>>().join(" "))
    }

    fn read(text: &str) -> Result<Self, String> {
        let day = |word| {
            let at = DAYS.iter().position(|day| *day == word)?;
            Weekday::from_monday_zero_offset(at as i8).ok()
        };
        let days = text.split_whitespace().map(day).collect::<Option<Vec<_>>>();
        days.map(Self::of).ok_or_else(String::new)
    }
}

/// What the wire writes as one text.
macro_rules! wired {
    ($($type:ty),* $(,)?) => {$(
        impl Text for $type {
            fn cell(&self) -> Cell<'_> {
                Cell::text(self.to_json())
            }

            fn read(text: &str) -> Result<Self, String> {
                Self::from_json(text).map_err(|error| format!(": {error}"))
            }
        }
    )*};
}

wired!(Estimate, Origin, Constraint, Week);

/// Lists and maps that the wire writes as one text; nothing where they are empty.
macro_rules! wired_lists {
    ($($type:ty),* $(,)?) => {$(
        impl Column for $type {
            fn cell(&self) -> Cell<'_> {
                if self.is_empty() { Cell::Null } else { Cell::text(self.to_json()) }
            }

            fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
                Ok(row.maybe_cell(at, name)?.unwrap_or_default())
            }
        }
    )*};
}

wired_lists!(
    BTreeMap<String, Value>,
    Vec<Exception>,
    Vec<Availability>,
    Vec<Absence>,
    Vec<ResourceId>,
    BTreeMap<TaskId, BaselineTask>,
);

/// JSON of what is only texts, which can always be written; nothing where there are none.
macro_rules! texts {
    ($($type:ty),* $(,)?) => {$(
        impl Column for $type {
            fn cell(&self) -> Cell<'_> {
                if self.is_empty() {
                    Cell::Null
                } else {
                    Cell::text(serde_json::to_string(self).unwrap_or_default())
                }
            }

            fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
                row.json(at, name)
            }
        }
    )*};
}

texts!(BTreeSet<String>, BTreeMap<String, String>, Vec<String>);

impl Column for bool {
    fn cell(&self) -> Cell<'_> {
        Cell::Integer((*self).into())
    }

    fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
        row.flag(at, name)
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn cell(&self) -> Cell<'_> {
                Cell::Integer((*self).into())
            }

            fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
                row.small(at, name)
            }
        }
    )*};
}

numbers!(i64, i32, u32);

impl Column for Option<u32> {
    fn cell(&self) -> Cell<'_> {
        self.map_or(Cell::Null, |number| Cell::Integer(number.into()))
    }

    fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
        row.maybe_small(at, name)
    }
}

impl Column for Option<Version> {
    fn cell(&self) -> Cell<'_> {
        self.map_or(Cell::Null, |version| Cell::Integer(version.0 as i64))
    }

    fn read(row: &Columns<'_>, at: usize, name: &str) -> Result<Self, Odd> {
        Ok(row.maybe_integer(at, name)?.map(|stored| Version(stored as u64)))
    }
}
