//! Records with their ids, one object each: what project documents, lists and stores hold.

use planwright_domain::{
    Assignment, AssignmentChange, AssignmentId, Baseline, BaselineChange, BaselineId, Calendar,
    CalendarChange, CalendarId, Link, LinkChange, LinkId, Record, Resource, ResourceChange, ResourceId, Task,
    TaskChange, TaskId,
};
use schemars::{Schema, SchemaGenerator};
use serde::de::{Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::fault::Refusal;
use crate::fields::{Beside, Fields};
use crate::schema;
use crate::shape::{Shape, Unknown, Written, read};

/// The fields of a record that has an id.
pub(crate) trait Identified: Fields {
    /// What names the record.
    type Id: Shape + Copy;
    /// The name of the id on the wire, alone in a list.
    const ID: &'static [&'static str];
    /// The id that names nothing: that of a record all others are compared with when they are written.
    const NIL: Self::Id;
    /// A record of which nothing is known: absent fields are as in it.
    fn blank(id: Self::Id) -> Self::Record;
    /// Fields that are computed: written in project documents, never read.
    fn computed() -> Vec<schema::Field> {
        Vec::new()
    }
}

impl Identified for TaskChange {
    type Id = TaskId;
    const ID: &'static [&'static str] = &["task_id"];
    const NIL: TaskId = TaskId::from_bits(0);

    fn blank(id: TaskId) -> Task {
        Task::new(id, "")
    }

    fn computed() -> Vec<schema::Field> {
        crate::planned::computed()
    }
}

impl Identified for LinkChange {
    type Id = LinkId;
    const ID: &'static [&'static str] = &["link_id"];
    const NIL: LinkId = LinkId::from_bits(0);

    /// Its ends name nothing; reading takes no link without ends.
    fn blank(id: LinkId) -> Link {
        Link::blocks(id, TaskId::from_bits(0), TaskId::from_bits(0))
    }
}

macro_rules! identified {
    ($($change:ty, $record:ty, $id:ty, $word:literal, |$new:ident| $blank:expr;)*) => {$(
        impl Identified for $change {
            type Id = $id;
            const ID: &'static [&'static str] = &[$word];
            const NIL: $id = <$id>::from_bits(0);

            fn blank($new: $id) -> $record {
                $blank
            }
        }
    )*};
}

identified! {
    CalendarChange, Calendar, CalendarId, "calendar_id", |id| Calendar::new(id, "");
    ResourceChange, Resource, ResourceId, "resource_id", |id| Resource::new(id, "");
    AssignmentChange, Assignment, AssignmentId, "assignment_id",
        |id| Assignment::new(id, TaskId::from_bits(0), None);
    BaselineChange, Baseline, BaselineId, "baseline_id", |id| Baseline::new(id, "");
}

/// A record as it was read: its id and the fields that were there.
pub(crate) struct Line<C: Identified> {
    pub(crate) id: C::Id,
    pub(crate) fields: C,
}

impl<C: Identified> Line<C> {
    /// The record, with every absent field as in a new one.
    pub(crate) fn into_record(self) -> C::Record {
        let mut record = C::blank(self.id);
        self.fields.fill(&mut record);
        record
    }
}

impl<C: Identified> Shape for Line<C> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let (fields, Id(id)) = C::read_fields(from, unknown, Id::<C>(None))?;
        let id = id.ok_or_else(|| Refusal::missing(C::ID[0]).into_error())?;
        match fields.lacks() {
            None => Ok(Self { id, fields }),
            Some(field) => Err(Refusal::missing(field).into_error()),
        }
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry(C::ID[0], &Written(&self.id))?;
        self.fields.write_fields(&mut map)?;
        map.end()
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schema::line::<C>(schemas)
    }
}

/// The id that stands among a record's fields.
struct Id<C: Identified>(Option<C::Id>);

impl<C: Identified> Beside for Id<C> {
    fn names(&self) -> &'static [&'static str] {
        C::ID
    }

    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
        unknown: Unknown,
    ) -> Result<(), A::Error> {
        match self.0.replace(map.next_value_seed(read(unknown))?) {
            None => Ok(()),
            Some(_) => Err(Refusal::twice(key).into_error()),
        }
    }
}

/// Writes a whole record with its id, without the fields that are as in a blank one.
pub(crate) struct Whole<'a, C: Identified> {
    pub(crate) id: C::Id,
    pub(crate) record: &'a C::Record,
    pub(crate) blank: &'a C::Record,
}

impl<C: Identified> Serialize for Whole<'_, C> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry(C::ID[0], &Written(&self.id))?;
        C::write_record(self.record, self.blank, &mut map)?;
        map.end()
    }
}

/// Writes whole records as a list.
pub(crate) fn write_all<'a, C: Identified, S: Serializer>(
    records: impl Iterator<Item = &'a C::Record>,
    to: S,
) -> Result<S::Ok, S::Error>
where
    C::Record: Record<Id = C::Id> + 'a,
{
    let blank = C::blank(C::NIL);
    to.collect_seq(records.map(|record| Whole::<C> { id: record.id(), record, blank: &blank }))
}

/// Writes a whole record without its id, as the body of the operation that creates it.
pub(crate) struct Body<'a, C: Fields>(pub(crate) &'a C::Record, pub(crate) &'a C::Record);

impl<C: Fields> Serialize for Body<'_, C> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        C::write_record(self.0, self.1, &mut map)?;
        map.end()
    }
}
