//! The fields of tasks, links and projects on the wire. Absent means unchanged (in a new record: the default), null
//! means back to the default, which for most fields is nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use planwright_domain::{
    Change, DateOrder, Dependency, Estimate, Kind, LagKind, Link, LinkChange, LinkId, LinkType, Meta,
    MetaChange, Origin, Priority, Status, Task, TaskChange, TaskId, Value, WorkingDays,
};
use serde::de::{Deserializer, MapAccess};
use serde::ser::SerializeMap;

use crate::shape::Unknown;

/// A change whose fields are on the wire. The same fields written whole are a record.
pub(crate) trait Fields: Change {
    /// The names of all fields, in the order they are written.
    const NAMES: &'static [&'static str];
    /// What the fields make up, in words.
    const NOUN: &'static str;

    /// Reads the fields that are there; keys that are no field are offered to `beside`.
    fn read_fields<'de, D: Deserializer<'de>, B: Beside>(
        from: D,
        unknown: Unknown,
        beside: B,
    ) -> Result<(Self, B), D::Error>;
    /// Writes the fields this change sets; those it clears as null.
    fn write_fields<M: SerializeMap>(&self, to: &mut M) -> Result<(), M::Error>;
    /// Writes the fields of a record that differ from a blank one, and those that are always written.
    fn write_record<M: SerializeMap>(
        record: &Self::Record,
        blank: &Self::Record,
        to: &mut M,
    ) -> Result<(), M::Error>;
    /// Moves the fields into a record.
    fn fill(self, record: &mut Self::Record);
    /// The first field that a new record cannot do without and that is not here.
    fn lacks(&self) -> Option<&'static str>;
    /// The schemas of the fields, by name.
    fn schemas() -> Vec<(&'static str, bool, crate::schema::Make)>;
}

/// What may stand among the fields of a record without being one of them.
pub(crate) trait Beside {
    /// The names it takes.
    fn names(&self) -> &'static [&'static str];
    /// Takes the value of `key`, which is one of its names.
    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
        unknown: Unknown,
    ) -> Result<(), A::Error>;
}

/// Nothing beside the fields.
impl Beside for () {
    fn names(&self) -> &'static [&'static str] {
        &[]
    }

    fn take<'de, A: MapAccess<'de>>(&mut self, _: &str, _: &mut A, _: Unknown) -> Result<(), A::Error> {
        Ok(())
    }
}

macro_rules! fields {
    ($change:ty, $record:ty, $noun:literal, $blank:expr, {
        $($kind:ident $slot:ident: $field:ty = $word:literal,)*
    }) => {
        impl Fields for $change {
            const NAMES: &'static [&'static str] = &[$($word,)*];
            const NOUN: &'static str = $noun;

            fn read_fields<'de, D: Deserializer<'de>, B: Beside>(
                from: D,
                unknown: Unknown,
                beside: B,
            ) -> Result<(Self, B), D::Error> {
                #[allow(non_camel_case_types)]
                enum Field { $($slot,)* }

                struct Look<B>(Unknown, B);
                impl<'de, B: Beside> serde::de::Visitor<'de> for Look<B> {
                    type Value = ($change, B);

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (the fields of ", $noun, ")"))
                    }

                    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
                        use crate::fault::Refusal;
                        use crate::object::{Key, Keys};
                        use crate::shape::Stray;
                        let name = |text: &str| match text {
                            $($word => Some(Field::$slot),)*
                            _ => None,
                        };
                        let mut change = <$change>::default();
                        while let Some(key) = map.next_key_seed(Keys(name, false))? {
                            match key {
                                $(Key::Field(Field::$slot) => {
                                    let value = fields!(@read $kind $field, map, self.0, || $blank.$slot);
                                    if change.$slot.replace(value).is_some() {
                                        return Err(Refusal::twice($word).into_error());
                                    }
                                })*
                                Key::Other(name) if self.1.names().contains(&&*name) => {
                                    self.1.take(&name, &mut map, self.0)?;
                                }
                                Key::Other(name) => map.next_value_seed(Stray {
                                    name: &name,
                                    known: <$change>::NAMES,
                                    unknown: self.0,
                                })?,
                                Key::Schema => {}
                            }
                        }
                        Ok((change, self.1))
                    }
                }
                from.deserialize_map(Look(unknown, beside))
            }

            fn write_fields<M: SerializeMap>(&self, to: &mut M) -> Result<(), M::Error> {
                // Naming every field: one that is added to the plan and not here does not compile.
                let Self { $($slot,)* } = self;
                $(if let Some(value) = $slot {
                    to.serialize_entry($word, &crate::shape::Written(value))?;
                })*
                Ok(())
            }

            fn write_record<M: SerializeMap>(record: &$record, blank: &$record, to: &mut M) -> Result<(), M::Error> {
                $(if fields!(@always $kind) || record.$slot != blank.$slot {
                    to.serialize_entry($word, &crate::shape::Written(&record.$slot))?;
                })*
                Ok(())
            }

            fn fill(self, record: &mut $record) {
                $(if let Some(value) = self.$slot { record.$slot = value; })*
            }

            fn lacks(&self) -> Option<&'static str> {
                $(if fields!(@needed $kind) && self.$slot.is_none() { return Some($word); })*
                None
            }

            fn schemas() -> Vec<(&'static str, bool, crate::schema::Make)> {
                vec![$(($word, fields!(@needed $kind), <$field as crate::shape::Shape>::schema as crate::schema::Make),)*]
            }
        }
    };
    (@read needed $field:ty, $map:ident, $unknown:expr, $default:expr) => {
        $map.next_value_seed(crate::shape::read::<$field>($unknown))?
    };
    (@read $kind:ident $field:ty, $map:ident, $unknown:expr, $default:expr) => {
        $map.next_value_seed(crate::shape::read::<Option<$field>>($unknown))?.unwrap_or_else($default)
    };
    (@always sparse) => { false };
    (@always $kind:ident) => { true };
    (@needed needed) => { true };
    (@needed $kind:ident) => { false };
}

fields!(TaskChange, Task, "a task", Task::new(TaskId::from_bits(0), ""), {
    sparse parent: Option<TaskId> = "parent_task_id",
    always position: i64 = "position",
    always title: String = "title",
    sparse description: Option<String> = "description",
    always kind: Kind = "kind",
    always status: Status = "status",
    sparse archived: bool = "archived",
    sparse priority: Option<Priority> = "priority",
    sparse effort: Option<u32> = "estimated_minutes",
    sparse actual: Option<u32> = "actual_minutes",
    sparse estimate: Option<Estimate> = "estimate",
    sparse start: Option<Date> = "start_date",
    sparse due: Option<Date> = "due_date",
    sparse assignees: BTreeSet<String> = "assignees",
    sparse labels: BTreeSet<String> = "labels",
    sparse acceptance_criteria: Vec<String> = "acceptance_criteria",
    sparse source_key: Option<String> = "source_key",
    sparse external_ids: BTreeMap<String, String> = "external_ids",
    sparse metadata: BTreeMap<String, Value> = "metadata",
    sparse origin: Option<Origin> = "origin",
});

fields!(LinkChange, Link, "a link", Link::blocks(LinkId::from_bits(0), TaskId::from_bits(0), TaskId::from_bits(0)), {
    needed from: TaskId = "from_task_id",
    needed to: TaskId = "to_task_id",
    always link_type: LinkType = "link_type",
    always dependency: Dependency = "dependency",
    sparse lag: i32 = "lag_minutes",
    sparse lag_kind: LagKind = "lag_kind",
    sparse metadata: BTreeMap<String, Value> = "metadata",
    sparse origin: Option<Origin> = "origin",
});

fields!(MetaChange, Meta, "a project", Meta::new(""), {
    always title: String = "title",
    sparse summary: Option<String> = "summary",
    always status: Status = "status",
    sparse archived: bool = "archived",
    sparse priority: Option<Priority> = "priority",
    sparse start: Option<Date> = "start_date",
    sparse deadline: Option<Date> = "deadline",
    sparse labels: BTreeSet<String> = "labels",
    sparse external_ids: BTreeMap<String, String> = "external_ids",
    sparse repository: Option<String> = "repository",
    sparse imported_from: Option<String> = "imported_from",
    always depth_limit: u32 = "depth_limit",
    always minutes_per_day: u32 = "minutes_per_day",
    always working_days: WorkingDays = "working_days",
    always time_zone: String = "time_zone",
    always date_order: DateOrder = "date_order",
    sparse metadata: BTreeMap<String, Value> = "metadata",
});
