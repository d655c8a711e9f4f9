//! The fields of tasks, links and projects on the wire. Absent means unchanged (in a new record: the default), null
//! means back to the default, which for most fields is nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use planwright_domain::{
    CalendarId, Change, Constraint, DateOrder, Dependency, Estimate, Kind, LagKind, Link, LinkChange, LinkId,
    LinkType, Meta, MetaChange, Origin, Priority, ProjectId, ProjectKind, Status, Task, TaskChange, TaskId,
    Value, WorkingDays,
};
use serde::de::{Deserializer, MapAccess};
use serde::ser::SerializeMap;

use crate::schema::Field;
use crate::shape::Unknown;

/// A change whose fields are on the wire. The same fields written whole are a record.
pub(crate) trait Fields: Change {
    /// The names of all fields, in the order they are written.
    const NAMES: &'static [&'static str];
    /// The name of the record.
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
    /// The schemas of the fields.
    fn schemas() -> Vec<Field>;
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
        $($kind:ident $slot:ident: $field:ty = $word:literal, $about:literal;)*
    }) => {
        impl crate::fields::Fields for $change {
            const NAMES: &'static [&'static str] = &[$($word,)*];
            const NOUN: &'static str = $noun;

            fn read_fields<'de, D: serde::de::Deserializer<'de>, B: crate::fields::Beside>(
                from: D,
                unknown: crate::shape::Unknown,
                beside: B,
            ) -> Result<(Self, B), D::Error> {
                #[allow(non_camel_case_types)]
                enum Field { $($slot,)* }

                struct Look<B>(crate::shape::Unknown, B);
                impl<'de, B: crate::fields::Beside> serde::de::Visitor<'de> for Look<B> {
                    type Value = ($change, B);

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (the fields of a ", $noun, ")"))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
                        use crate::fields::Fields as _;
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

            fn write_fields<M: serde::ser::SerializeMap>(&self, to: &mut M) -> Result<(), M::Error> {
                // Naming every field: one that is added to the plan and not here does not compile.
                let Self { $($slot,)* } = self;
                $(if let Some(value) = $slot {
                    to.serialize_entry($word, &crate::shape::Written(value))?;
                })*
                Ok(())
            }

            fn write_record<M: serde::ser::SerializeMap>(record: &$record, blank: &$record, to: &mut M) -> Result<(), M::Error> {
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

            fn schemas() -> Vec<crate::schema::Field> {
                vec![$(crate::schema::Field {
                    name: $word,
                    about: $about,
                    presence: crate::schema::presence!($kind),
                    make: <$field as crate::shape::Shape>::schema,
                },)*]
            }
        }
    };
    (@read needed $field:ty, $map:ident, $unknown:expr, $default:expr) => {
        $map.next_value_seed(crate::shape::read::<$field>($unknown))?
    };
    // A day where a moment is kept was computed for the document it stands in.
    (@read kept $field:ty, $map:ident, $unknown:expr, $default:expr) => {
        $map.next_value_seed(crate::shape::read::<crate::planned::Kept>($unknown))?.0
    };
    (@read $kind:ident $field:ty, $map:ident, $unknown:expr, $default:expr) => {
        $map.next_value_seed(crate::shape::read::<Option<$field>>($unknown))?.unwrap_or_else($default)
    };
    (@always sparse) => { false };
    (@always kept) => { false };
    (@always $kind:ident) => { true };
    (@needed needed) => { true };
    (@needed $kind:ident) => { false };
}
pub(crate) use fields;

fields!(TaskChange, Task, "task", Task::new(TaskId::from_bits(0), ""), {
    sparse parent: Option<TaskId> = "parent_task_id", "The summary task it belongs to; none at the top.";
    always position: i64 = "position", "Sort key among its siblings; only the order has meaning, ties break by id.";
    always title: String = "title", "One line naming it.";
    sparse description: Option<String> = "description", "Anything more there is to say.";
    always kind: Kind = "kind", "Task or milestone.";
    always status: Status = "status", "How far it is.";
    sparse archived: bool = "archived", "Kept, but out of sight.";
    sparse priority: Option<Priority> = "priority", "How much it matters.";
    sparse effort: Option<u32> = "estimated_minutes", "Effort in person-minutes; on a summary task its own stated effort, beside the roll-up.";
    sparse actual: Option<u32> = "actual_minutes", "Effort spent so far, in person-minutes.";
    sparse estimate: Option<Estimate> = "estimate", "Effort as a range with confidence.";
    sparse duration: Option<u32> = "duration_minutes", "Working time from start to finish, in minutes; what has none lasts as long as its effort takes those who do it.";
    sparse remaining: Option<u32> = "remaining_minutes", "Effort still to be spent, in person-minutes.";
    sparse start: Option<Date> = "start_date", "Not to be begun before this day.";
    sparse due: Option<Date> = "due_date", "To be finished by the end of this working day.";
    sparse constraint: Option<Constraint> = "constraint", "What is asked of when it takes place, apart from links.";
    sparse calendar: Option<CalendarId> = "calendar_id", "When it can be worked on; none is whenever those who do it work.";
    sparse interruptible: bool = "interruptible", "Work on it may stop and be taken up again later.";
    kept planned_start: Option<DateTime> = "planned_start", "When a schedule that somebody kept starts it. Where none was kept, a document has the day that was computed; it is passed over in reading.";
    kept planned_finish: Option<DateTime> = "planned_finish", "When that schedule finishes it; as planned_start.";
    sparse assignees: BTreeSet<String> = "assignees", "Who does it; a set, sent whole.";
    sparse labels: BTreeSet<String> = "labels", "Free labels; a set, sent whole.";
    sparse acceptance_criteria: Vec<String> = "acceptance_criteria", "What must be true when it is done.";
    sparse source_key: Option<String> = "source_key", "Its key in the document it came from.";
    sparse external_ids: BTreeMap<String, String> = "external_ids", "Its ids in other systems, by system.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
    sparse origin: Option<Origin> = "origin", "Where it came from.";
});

fields!(LinkChange, Link, "link", Link::blocks(LinkId::from_bits(0), TaskId::from_bits(0), TaskId::from_bits(0)), {
    needed from: TaskId = "from_task_id", "The predecessor.";
    needed to: TaskId = "to_task_id", "The successor.";
    always link_type: LinkType = "link_type", "What the link means; only blocks orders work.";
    always dependency: Dependency = "dependency", "Which ends it ties together: finish or start of the predecessor to start or finish of the successor.";
    sparse lag: i32 = "lag_minutes", "Minutes between the two ends; negative is a lead.";
    sparse lag_kind: LagKind = "lag_kind", "Whether the lag counts working time or all time.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
    sparse origin: Option<Origin> = "origin", "Where it came from.";
});

fields!(MetaChange, Meta, "project", Meta::new(""), {
    always title: String = "title", "One line naming it.";
    sparse summary: Option<String> = "summary", "What it is about.";
    always status: Status = "status", "How far it is.";
    sparse archived: bool = "archived", "Kept, but out of sight.";
    sparse priority: Option<Priority> = "priority", "How much it matters.";
    sparse start: Option<Date> = "start_date", "The first day on which work may begin.";
    sparse deadline: Option<Date> = "deadline", "The last working day on which it may finish.";
    sparse labels: BTreeSet<String> = "labels", "Free labels; a set, sent whole.";
    sparse external_ids: BTreeMap<String, String> = "external_ids", "Its ids in other systems, by system.";
    sparse repository: Option<String> = "repository", "The repository it belongs to.";
    sparse imported_from: Option<String> = "imported_from", "The document it was first imported from.";
    always depth_limit: u32 = "depth_limit", "The deepest level a task may have; the top is level 1.";
    always minutes_per_day: u32 = "minutes_per_day", "Working minutes of a day.";
    always working_days: WorkingDays = "working_days", "The days on which work is done.";
    sparse minutes_per_week: Option<u32> = "minutes_per_week", "The most minutes anybody works for the project in a week, from Monday.";
    sparse calendar: Option<CalendarId> = "calendar_id", "When work is done; none is the working days, each as long as the working day.";
    sparse kind: ProjectKind = "kind", "A plan, or a pool of people that plans share.";
    sparse pool: Option<ProjectId> = "pool_id", "The pool whose people work on it.";
    always time_zone: String = "time_zone", "The IANA name of the zone whose civil dates are meant.";
    always date_order: DateOrder = "date_order", "How an ambiguous date such as 03/04 is read.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
});

#[cfg(test)]
mod tests {
    use planwright_domain::{
        AssignmentChange, AssignmentField, BaselineChange, BaselineField, CalendarChange, CalendarField,
        LinkField, MetaField, ResourceChange, ResourceField, TaskField,
    };

    use super::*;

    #[test]
    fn the_wire_has_exactly_the_fields_of_the_plan() {
        fn has<C: Fields>(all: &[C::Field]) {
            let names: Vec<&str> = all.iter().map(|field| (*field).into()).collect();
            assert_eq!(C::NAMES, names);
        }
        has::<TaskChange>(TaskField::ALL);
        has::<LinkChange>(LinkField::ALL);
        has::<CalendarChange>(CalendarField::ALL);
        has::<ResourceChange>(ResourceField::ALL);
        has::<AssignmentChange>(AssignmentField::ALL);
        has::<BaselineChange>(BaselineField::ALL);
        has::<MetaChange>(MetaField::ALL);
    }

    #[test]
    fn every_field_has_its_own_name_in_a_change() {
        let task = TaskChange::whole(&Task::new(TaskId::from_bits(1), "x"));
        let meta = MetaChange::whole(&Meta::new("x"));
        for (json, fields) in [
            (crate::write(&crate::shape::Written(&task)), TaskChange::NAMES),
            (crate::write(&crate::shape::Written(&meta)), MetaChange::NAMES),
        ] {
            let keys: BTreeMap<String, serde_json::Value> = serde_json::from_str(&json).unwrap();
            assert_eq!(keys.len(), fields.len());
            assert!(fields.iter().all(|field| keys.contains_key(*field)));
        }
    }
}
