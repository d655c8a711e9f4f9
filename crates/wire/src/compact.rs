//! Single tasks and links as stores keep them: one JSON object each, without what is as in a new record. Fields that
//! are not known are refused, so that an older program never loses what a newer one stored.

use planwright_domain::{Link, LinkChange, LinkId, Task, TaskChange, TaskId};
use serde::de::{DeserializeSeed, Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::fault::{Refusal, WireError, seeded};
use crate::fields::{Beside, Fields};
use crate::patch::{blank_link, blank_task};
use crate::shape::{Shape, Unknown, Written, read};

/// Writes a task as one object.
pub fn task_to_json(task: &Task) -> String {
    crate::write(&TaskLine(task, &blank_task(task.id)))
}

/// Reads a task from one object.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn task_from_json(text: &str) -> Result<Task, WireError> {
    seeded(text, "", || TaskSeed(Unknown::Refused))
}

/// Writes a link as one object.
pub fn link_to_json(link: &Link) -> String {
    crate::write(&LinkLine(link, &blank_link(link.id)))
}

/// Reads a link from one object.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn link_from_json(text: &str) -> Result<Link, WireError> {
    seeded(text, "", || LinkSeed(Unknown::Refused))
}

struct TaskLine<'a>(&'a Task, &'a Task);

impl Serialize for TaskLine<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("task_id", &Written(&self.0.id))?;
        TaskChange::write_record(self.0, self.1, &mut map)?;
        map.end()
    }
}

/// A link with its id.
pub(crate) struct LinkLine<'a>(pub(crate) &'a Link, pub(crate) &'a Link);

impl Serialize for LinkLine<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("link_id", &Written(&self.0.id))?;
        LinkChange::write_record(self.0, self.1, &mut map)?;
        map.end()
    }
}

/// The id that stands among a record's fields.
struct Named<T>(&'static [&'static str], Option<T>);

impl<T: Shape> Beside for Named<T> {
    fn names(&self) -> &'static [&'static str] {
        self.0
    }

    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
        unknown: Unknown,
    ) -> Result<(), A::Error> {
        match self.1.replace(map.next_value_seed(read(unknown))?) {
            None => Ok(()),
            Some(_) => Err(Refusal::twice(key).into_error()),
        }
    }
}

/// Reads a task with its id.
pub(crate) struct TaskSeed(pub(crate) Unknown);

impl<'de> DeserializeSeed<'de> for TaskSeed {
    type Value = Task;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Task, D::Error> {
        let (change, named) = TaskChange::read_fields(from, self.0, Named::<TaskId>(&["task_id"], None))?;
        let id = named.1.ok_or_else(|| Refusal::missing("task_id").into_error())?;
        let mut task = blank_task(id);
        change.fill(&mut task);
        Ok(task)
    }
}

/// Reads a link with its id.
pub(crate) struct LinkSeed(pub(crate) Unknown);

impl<'de> DeserializeSeed<'de> for LinkSeed {
    type Value = Link;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Link, D::Error> {
        let (change, named) = LinkChange::read_fields(from, self.0, Named::<LinkId>(&["link_id"], None))?;
        let id = named.1.ok_or_else(|| Refusal::missing("link_id").into_error())?;
        if let Some(field) = change.lacks() {
            return Err(Refusal::missing(field).into_error());
        }
        let mut link = blank_link(id);
        change.fill(&mut link);
        Ok(link)
    }
}
