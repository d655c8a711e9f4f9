//! JSON Schema 2020-12 of the documents, made from the same tables that read and write them. It promises what is written
//! always; what is read is a little more (words of other tools, for example).

use planwright_domain::{MetaChange, Patch, ProjectId, Version};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::fields::Fields;
use crate::line::Identified;
use crate::shape::Shape;

/// A field of an object.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) presence: Presence,
    pub(crate) make: fn(&mut SchemaGenerator) -> Schema,
}

/// When a field is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always, and reading insists.
    Needed,
    /// Always when written.
    Always,
    /// When there is something to say.
    Sparse,
}

macro_rules! presence {
    (needed) => {
        $crate::schema::Presence::Needed
    };
    (always) => {
        $crate::schema::Presence::Always
    };
    (sparse) => {
        $crate::schema::Presence::Sparse
    };
    (kept) => {
        $crate::schema::Presence::Sparse
    };
}
pub(crate) use presence;

/// The JSON Schema of patches, as committed in `docs/schemas/patch.v1.json`.
pub fn patch_schema() -> String {
    root::<Patch>("patch", "A planwright patch: the only way a project changes.", true)
}

/// The JSON Schema of project documents, as committed in `docs/schemas/project.v1.json`.
pub fn project_schema() -> String {
    let about = "A planwright project: a tree of tasks and a network of links, with what is asked and known about it.";
    root::<crate::project_file::Twin>("project", about, false)
}

/// The JSON Schema of a project's people, as committed in `docs/schemas/people.v1.json`.
pub fn people_schema() -> String {
    root::<crate::beside::People>(
        "people",
        "The people of a planwright project, and what they are put to.",
        false,
    )
}

/// The JSON Schema of a project's calendars, as committed in `docs/schemas/calendars.v1.json`.
pub fn calendars_schema() -> String {
    root::<crate::beside::Calendars>("calendars", "The calendars of a planwright project.", false)
}

/// The JSON Schema of the days of a calendar, as committed in `docs/schemas/calendar-days.v1.json`.
pub fn calendar_days_schema() -> String {
    crate::schedule::document::<crate::beside::CalendarDaysDoc>()
}

fn root<T: Shape>(name: &str, about: &str, closed: bool) -> String {
    let mut schemas = SchemaSettings::draft2020_12().into_generator();
    let mut schema = T::schema(&mut schemas).to_value();
    let mut definitions = Value::Object(schemas.take_definitions(true));
    if closed {
        close(&mut schema);
        close(&mut definitions);
    }
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:planwright:{name}:v1"),
        "title": format!("planwright/{name}/v1"),
        "description": about,
        "$defs": definitions,
    });
    if let (Value::Object(schema), Value::Object(head)) = (&mut schema, head) {
        schema.extend(head);
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Forbids fields that are not named, in every object whose fields are named.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) && object.contains_key("type") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The schema of an object made by `object!`. One that is no document of its own is defined once and referred to.
pub(crate) fn object(
    schemas: &mut SchemaGenerator,
    name: &'static str,
    document: &str,
    fields: &[Field],
) -> Schema {
    let needed = |field: &Field| field.presence == Presence::Needed;
    let mut schema = of_fields(schemas, fields, needed, |field| field.presence == Presence::Sparse);
    if document.is_empty() {
        return defined(schemas, name, schema);
    }
    insert(&mut schema, "properties", "schema", json!({ "const": document }));
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.insert(0, json!("schema"));
    }
    schema
}

/// The fields of a record in the body of an operation: none is needed, and all but the needed ones may be null.
pub(crate) fn body<C: Fields>(schemas: &mut SchemaGenerator) -> Schema {
    let fields = C::schemas();
    let schema = of_fields(schemas, &fields, |_| false, |field| field.presence != Presence::Needed);
    defined(schemas, &format!("{}_fields", C::NOUN), schema)
}

/// A whole record with its id.
pub(crate) fn line<C: Identified>(schemas: &mut SchemaGenerator) -> Schema {
    let id = Field {
        name: C::ID[0],
        about: "Names it: 128 random bits.",
        presence: Presence::Needed,
        make: C::Id::schema,
    };
    let fields: Vec<Field> = std::iter::once(id).chain(C::schemas()).chain(C::computed()).collect();
    record(schemas, C::NOUN, &fields)
}

/// A project's own fields with its id and version.
pub(crate) fn heading(schemas: &mut SchemaGenerator) -> Schema {
    let names = [
        Field {
            name: "project_id",
            about: "Names it: 128 random bits.",
            presence: Presence::Needed,
            make: ProjectId::schema,
        },
        Field {
            name: "version",
            about: "The number of its newest entry.",
            presence: Presence::Always,
            make: Version::schema,
        },
    ];
    let fields: Vec<Field> = names.into_iter().chain(MetaChange::schemas()).collect();
    record(schemas, MetaChange::NOUN, &fields)
}

fn record(schemas: &mut SchemaGenerator, name: &str, fields: &[Field]) -> Schema {
    let there = |field: &Field| field.presence != Presence::Sparse;
    let schema = of_fields(schemas, fields, there, |field| field.presence == Presence::Sparse);
    defined(schemas, name, schema)
}

fn of_fields(
    schemas: &mut SchemaGenerator,
    fields: &[Field],
    required: impl Fn(&Field) -> bool,
    nullable: impl Fn(&Field) -> bool,
) -> Schema {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = (field.make)(schemas);
        if nullable(field) {
            schema = or_null(schema);
        }
        schema.insert("description".to_owned(), json!(field.about));
        properties.insert(field.name.to_owned(), schema.to_value());
    }
    let required: Vec<&str> = fields.iter().filter(|field| required(field)).map(|field| field.name).collect();
    json_schema!({ "type": "object", "properties": properties, "required": required })
}

fn or_null(schema: Schema) -> Schema {
    let plain = schema.get("type").and_then(Value::as_str).map(str::to_owned);
    match plain {
        Some(kind) if schema.get("enum").is_none() => {
            let mut schema = schema;
            schema.insert("type".to_owned(), json!([kind, "null"]));
            schema
        }
        _ => json_schema!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

fn defined(schemas: &mut SchemaGenerator, name: &str, schema: Schema) -> Schema {
    schemas.definitions_mut().insert(name.to_owned(), schema.to_value());
    json_schema!({ "$ref": format!("#/$defs/{name}") })
}

fn insert(schema: &mut Schema, object: &str, key: &str, value: Value) {
    if let Some(Value::Object(object)) = schema.get_mut(object) {
        object.insert(key.to_owned(), value);
    }
}
