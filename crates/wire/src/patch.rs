//! A patch on the wire. Operations are a list there and a set here: two for one id are refused, never merged.

use std::collections::BTreeMap;

use planwright_domain::{
    Assignment, AssignmentChange, AssignmentId, Author, Baseline, BaselineChange, BaselineId, Calendar,
    CalendarChange, CalendarId, Link, LinkChange, LinkId, LinkOp, MetaChange, Op, Patch, PatchId, ProjectId,
    Resource, ResourceChange, ResourceId, Task, TaskChange, TaskId, TaskOp, Version,
};
use schemars::{Schema, SchemaGenerator};
use serde::de::Deserializer;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::collection::each;
use crate::fault::{Refusal, WireError, document};
use crate::fields::Fields;
use crate::line::{Body, Identified};
use crate::object::object;
use crate::shape::{Shape, Unknown, Written};

/// The schema a patch names.
pub const PATCH_SCHEMA: &str = "planwright/patch/v1";

/// Writes a patch.
pub fn patch_to_json(patch: &Patch) -> String {
    crate::write(&Written(patch))
}

/// Reads a patch.
///
/// # Errors
/// The first thing that is not a patch of version 1, with its place: unknown fields, two operations for one id, a delete
/// with a body and ids of zeros are refused.
pub fn patch_from_json(text: &str) -> Result<Patch, WireError> {
    document(text, PATCH_SCHEMA, Unknown::Refused)
}

object!(Patch, "patch", "planwright/patch/v1", {
    needed id: PatchId = "patch_id", "Names this change; a retry with the same id is found, not doubled.";
    needed project: ProjectId = "project_id", "The project it changes.";
    needed base: Version = "base_version", "The version it was made against.";
    needed author: Author = "author", "Who made it.";
    always reason: String = "reason", "Why, in words.";
    sparse reverts: Option<Version> = "reverts", "The entry this takes back, if it is a revert.";
    always meta: MetaChange = "meta_updates", "New values for the project's own fields.";
    always tasks: BTreeMap<TaskId, TaskOp> = "tasks", "What happens to tasks: a set, at most one operation for each.";
    always links: BTreeMap<LinkId, LinkOp> = "links", "What happens to links: a set, at most one operation for each.";
    sparse calendars: BTreeMap<CalendarId, Op<Calendar>> = "calendars", "What happens to calendars: a set, at most one operation for each.";
    sparse resources: BTreeMap<ResourceId, Op<Resource>> = "resources", "What happens to resources: a set, at most one operation for each.";
    sparse assignments: BTreeMap<AssignmentId, Op<Assignment>> = "assignments", "What happens to assignments: a set, at most one operation for each.";
    sparse baselines: BTreeMap<BaselineId, Op<Baseline>> = "baselines", "What happens to baselines: a set, at most one operation for each.";
});

/// What an operation does, before it is known what with.
#[derive(Debug, Clone, Copy)]
enum Verb {
    Create,
    Update,
    Delete,
}

impl Shape for Verb {
    fn read<'de, D: Deserializer<'de>>(from: D, _: Unknown) -> Result<Self, D::Error> {
        crate::shape::text(from, "an operation (create, update or delete)", |text| match text {
            "create" => Some(Self::Create),
            "update" => Some(Self::Update),
            "delete" => Some(Self::Delete),
            _ => None,
        })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        })
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": ["create", "update", "delete"] })
    }
}

/// The body of an operation, or the changes of a project's own fields.
macro_rules! bodies {
    ($($change:ty),*) => {$(
        impl Shape for $change {
            fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
                <Self as Fields>::read_fields(from, unknown, ()).map(|(change, ())| change)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut map = to.serialize_map(None)?;
                Fields::write_fields(self, &mut map)?;
                map.end()
            }

            fn schema(schemas: &mut SchemaGenerator) -> Schema {
                crate::schema::body::<Self>(schemas)
            }
        }
    )*};
}

bodies!(TaskChange, LinkChange, CalendarChange, ResourceChange, AssignmentChange, BaselineChange, MetaChange);

/// Operations on one kind of record: the list on the wire and the set in the plan.
macro_rules! operations {
    ($read:ident, $written:ident, $id:ty, $record:ty, $change:ty, $name:literal, $word:literal) => {
        struct $read {
            verb: Verb,
            id: $id,
            body: Option<$change>,
        }

        object!($read, $name, "", {
            needed verb: Verb = "op", "What happens.";
            needed id: $id = $word, "What it happens to.";
            sparse body: Option<$change> = "body", "The fields: absent is unchanged (or the default in a create), null is cleared.";
        });

        impl $read {
            fn into_op(self) -> Result<Op<$record>, Refusal> {
                let body = self.body.unwrap_or_default();
                Ok(match self.verb {
                    Verb::Create => {
                        if let Some(field) = body.lacks() {
                            return Err(Refusal::missing(field));
                        }
                        let mut record = <$change>::blank(self.id);
                        body.fill(&mut record);
                        Op::Create(Box::new(record))
                    }
                    Verb::Update => Op::Update(Box::new(body)),
                    Verb::Delete if body == <$change>::default() => Op::Delete,
                    Verb::Delete => {
                        return Err(Refusal::new("a delete has no body", "leave the body out, or make it an update"));
                    }
                })
            }
        }

        struct $written<'a>($id, &'a Op<$record>, &'a $record);

        impl Serialize for $written<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let Self(id, op, blank) = self;
                let mut map = to.serialize_map(None)?;
                map.serialize_entry("op", op.word())?;
                map.serialize_entry($word, &Written(id))?;
                match op {
                    Op::Create(record) => map.serialize_entry("body", &Body::<$change>(record, blank))?,
                    Op::Update(change) => map.serialize_entry("body", &Written(&**change))?,
                    Op::Delete => {}
                }
                map.end()
            }
        }

        impl Shape for BTreeMap<$id, Op<$record>> {
            fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
                let mut ops = Self::new();
                each(from, unknown, |op: $read| {
                    let id = op.id;
                    match ops.insert(id, op.into_op()?) {
                        None => Ok(()),
                        Some(_) => Err(Refusal::new(
                            format!("there are two operations for {}", id.uuid()),
                            "make them one: what counts is the result",
                        )),
                    }
                })?;
                Ok(ops)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let blank = <$change>::blank(<$id>::from_bits(0));
                to.collect_seq(self.iter().map(|(id, op)| $written(*id, op, &blank)))
            }

            fn schema(schemas: &mut SchemaGenerator) -> Schema {
                Vec::<$read>::schema(schemas)
            }

            fn is_blank(&self) -> bool {
                self.is_empty()
            }
        }
    };
}

operations!(TaskOpRead, TaskOpWritten, TaskId, Task, TaskChange, "task_operation", "task_id");
operations!(LinkOpRead, LinkOpWritten, LinkId, Link, LinkChange, "link_operation", "link_id");
operations!(
    CalendarOpRead,
    CalendarOpWritten,
    CalendarId,
    Calendar,
    CalendarChange,
    "calendar_operation",
    "calendar_id"
);
operations!(
    ResourceOpRead,
    ResourceOpWritten,
    ResourceId,
    Resource,
    ResourceChange,
    "resource_operation",
    "resource_id"
);
operations!(
    AssignmentOpRead,
    AssignmentOpWritten,
    AssignmentId,
    Assignment,
    AssignmentChange,
    "assignment_operation",
    "assignment_id"
);
operations!(
    BaselineOpRead,
    BaselineOpWritten,
    BaselineId,
    Baseline,
    BaselineChange,
    "baseline_operation",
    "baseline_id"
);
