//! JSON Schema 2020-12 of the documents, made from the same tables that read and write them.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, json};

use crate::fields::Fields;

/// How to make a field's schema.
pub(crate) type Make = fn(&mut SchemaGenerator) -> Schema;

/// The schema of an object: its name, the document it is (or nothing), and its fields with whether each is needed.
pub(crate) fn object(
    schemas: &mut SchemaGenerator,
    name: &'static str,
    document: &str,
    fields: &[(&'static str, bool, Make)],
) -> Schema {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    if !document.is_empty() {
        properties.insert("schema".to_owned(), json!({ "const": document }));
        needed.push("schema");
    }
    for (field, is_needed, make) in fields {
        properties.insert((*field).to_owned(), make(schemas).to_value());
        needed.extend(is_needed.then_some(*field));
    }
    let _ = name;
    json_schema!({ "type": "object", "properties": properties, "required": needed })
}

/// The schema of the fields of a body, none of which is needed and all of which may be null.
pub(crate) fn body<C: Fields>(schemas: &mut SchemaGenerator) -> Schema {
    let _ = schemas;
    json_schema!({ "type": "object" })
}
