//! What is said when a text is not the shape it should be: where in the document, what is wrong, and the next step.
//! This file must never panic on input, whatever its depth, size or encoding.

use std::fmt::Write as _;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny};

use crate::shape::{Shape, Unknown, read};

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told())]
#[non_exhaustive]
pub struct WireError {
    /// Which kind of fault.
    pub fault: Fault,
    /// The place in the document, such as `tasks[3].body.status`; empty when it is the whole document.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// The next step.
    pub hint: String,
    /// The line, counted from 1; 0 when it is not known.
    pub line: usize,
    /// The column in bytes, counted from 1; 0 when it is not known.
    pub column: usize,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The text is no JSON, or is nested too deep.
    NotJson,
    /// It is JSON of another schema, or of a later version of this one.
    OtherSchema,
    /// It is JSON, but not of this shape.
    Shape,
}

impl Fault {
    /// The stable kebab-case word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotJson => "not-json",
            Self::OtherSchema => "other-schema",
            Self::Shape => "wrong-shape",
        }
    }
}

impl WireError {
    fn told(&self) -> String {
        let mut told = self.message.clone();
        if !self.path.is_empty() {
            let _ = write!(told, " (at {})", self.path);
        }
        if self.fault == Fault::NotJson && self.line > 0 {
            let _ = write!(told, " (line {}, column {})", self.line, self.column);
        }
        told
    }
}

/// Reads a document. The path of an error is found by reading a second time, so a good document does not pay for it.
pub(crate) fn document<T: Shape>(text: &str, schema: &str, unknown: Unknown) -> Result<T, WireError> {
    seeded(text, schema, || read::<T>(unknown))
}

/// Reads a document with what `seed` makes, once or, to say where an error is, twice.
pub(crate) fn seeded<'de, S: DeserializeSeed<'de>>(
    text: &'de str,
    schema: &str,
    seed: impl Fn() -> S,
) -> Result<S::Value, WireError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = seed().deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| explain(text, schema, &error, seed()))
}

fn explain<'de, S: DeserializeSeed<'de>>(
    text: &'de str,
    schema: &str,
    error: &serde_json::Error,
    again: S,
) -> WireError {
    if let Some(other) = other_schema(text, schema) {
        return other;
    }
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let path = match again.deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track)) {
        Ok(_) => String::new(),
        Err(_) => track.path().to_string(),
    };
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let told = told.strip_suffix(place.as_str()).unwrap_or(&told);
    let (message, hint) = told.split_once(SEPARATOR).unwrap_or((told, ""));
    let (fault, message, hint) = if error.is_data() {
        let hint = if hint.is_empty() { shape_hint(schema) } else { hint.to_owned() };
        (Fault::Shape, message.to_owned(), hint)
    } else {
        (Fault::NotJson, format!("not JSON: {message}"), "check the text with a JSON validator".to_owned())
    };
    let path = if path == "." { String::new() } else { shorten(&path, 200) };
    WireError {
        fault,
        path: printable(&path),
        message: printable(&message),
        hint,
        line: error.line(),
        column: error.column(),
    }
}

fn shape_hint(schema: &str) -> String {
    match schema.strip_prefix("planwright/").and_then(|s| s.strip_suffix("/v1")) {
        Some(name @ ("patch" | "project")) => format!("see the schema: docs/schemas/{name}.v1.json"),
        _ => "leave the field out, or give it a value of that kind".to_owned(),
    }
}

/// When the document names another schema than `wanted`, that is the whole story.
fn other_schema(text: &str, wanted: &str) -> Option<WireError> {
    if wanted.is_empty() {
        return None;
    }
    let named = serde_json::from_str::<Named>(text).ok()?.0?;
    if named == wanted {
        return None;
    }
    let newer = wanted.strip_suffix('1').is_some_and(|family| {
        named.strip_prefix(family).is_some_and(|version| version.parse().is_ok_and(|v: u32| v > 1))
    });
    let shown = shorten(&named, 60);
    Some(WireError {
        fault: Fault::OtherSchema,
        path: "schema".to_owned(),
        message: format!("expected {wanted:?}, found {shown:?}"),
        hint: if newer {
            "use the newer planwright that wrote it".to_owned()
        } else {
            format!("give a document that begins with {{\"schema\":{wanted:?}")
        },
        line: 0,
        column: 0,
    })
}

/// The schema a document names, whatever else is in it.
struct Named(Option<String>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> serde::de::Visitor<'de> for Look {
            type Value = Named;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Named, A::Error> {
                let mut named = None;
                while let Some(key) = map.next_key::<String>()? {
                    if key == "schema" {
                        named = map.next_value::<String>().map(Some)?;
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Named(named))
            }
        }
        from.deserialize_map(Look)
    }
}

/// Parts message and hint while they travel inside serde's error, which is one text.
const SEPARATOR: char = '\u{1f}';

/// Something refused: what is wrong and the next step.
#[derive(Debug)]
pub(crate) struct Refusal {
    message: String,
    hint: String,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    pub(crate) fn not_a(text: &str, expected: &str) -> Self {
        Self::new(format!("{:?} is not {expected}", shorten(text, 60)), "")
    }

    pub(crate) fn missing(field: &str) -> Self {
        Self::new(format!("the field {field:?} is missing"), format!("add {field:?}"))
    }

    pub(crate) fn twice(field: &str) -> Self {
        Self::new(format!("the field {field:?} comes twice"), "keep one of the two")
    }

    pub(crate) fn unknown_field(name: &str, known: &[&str]) -> Self {
        let hint = match nearest(name, known) {
            Some(near) => format!("did you mean {near:?}?"),
            None if known.is_empty() => "leave it out".to_owned(),
            None => format!("the fields here are: {}", known.join(", ")),
        };
        Self::new(format!("there is no field {:?} here", shorten(name, 60)), hint)
    }

    pub(crate) fn into_error<E: serde::de::Error>(self) -> E {
        let Self { message, hint } = self;
        // A separator out of the input would be taken for ours.
        let message = message.replace(SEPARATOR, "\u{fffd}");
        if hint.is_empty() { E::custom(message) } else { E::custom(format!("{message}{SEPARATOR}{hint}")) }
    }
}

/// The text without control characters: names out of a document must not move the cursor of a terminal.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn shorten(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The known name most like `name`, if one is like it at all.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded: Vec<char> =
        name.chars().take(64).flat_map(char::to_lowercase).filter(|c| *c != '-').collect();
    known
        .iter()
        .map(|known| (distance(&folded, &known.chars().collect::<Vec<_>>()), *known))
        .filter(|(distance, known)| {
            *distance <= (known.len().max(folded.len()) / 3).max(2) || contains(known, name)
        })
        .min()
        .map(|(_, known)| known)
}

fn contains(known: &str, name: &str) -> bool {
    name.len() >= 3 && (known.contains(name) || name.contains(known))
}

/// How many single letters to change, add or take away (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered() {
        let known = ["title", "estimated_minutes", "assignees", "parent_task_id"];
        for (name, near) in [
            ("titel", Some("title")),
            ("estimatedMinutes", Some("estimated_minutes")),
            ("assignee", Some("assignees")),
            ("parent", Some("parent_task_id")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, &known), near, "{name}");
        }
    }

    #[test]
    fn a_later_version_is_told_apart_from_something_else() {
        let later = other_schema(r#"{"schema":"planwright/patch/v2"}"#, "planwright/patch/v1").unwrap();
        assert_eq!(later.hint, "use the newer planwright that wrote it");
        let other = other_schema(r#"{"schema":"x"}"#, "planwright/patch/v1").unwrap();
        assert_eq!(other.fault, Fault::OtherSchema);
        assert!(other.hint.contains("planwright/patch/v1"));
    }
}
