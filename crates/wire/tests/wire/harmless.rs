//! No text does harm: whatever it is, it is read or refused.

use planwright_wire::compact::{link_from_json, task_from_json};
use planwright_wire::{
    WireError, entry_from_json, patch_from_json, patch_to_json, project_from_json, proposal_from_json,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::arbitrary;

/// Reads the text as everything there is; what is refused is told in a few printable words.
fn read_as_everything(text: &str) {
    let refusals: [Option<WireError>; 6] = [
        patch_from_json(text).err(),
        entry_from_json(text).err(),
        proposal_from_json(text).err(),
        project_from_json(text).err(),
        task_from_json(text).err(),
        link_from_json(text).err(),
    ];
    for refusal in refusals.iter().flatten() {
        assert!(!refusal.message.is_empty() && !refusal.hint.is_empty(), "{refusal:?}");
        assert!(!refusal.to_string().contains(char::is_control), "{refusal:?}");
        assert!(refusal.to_string().len() < 2_000, "{refusal:?}");
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        read_as_everything(&text);
    }

    #[test]
    fn any_json(json in arbitrary::json()) {
        read_as_everything(&json.to_string());
    }

    #[test]
    fn a_patch_cut_short(patch in arbitrary::patch(), at in any::<Index>()) {
        let json = patch_to_json(&patch);
        let mut at = at.index(json.len());
        while !json.is_char_boundary(at) {
            at -= 1;
        }
        read_as_everything(&json[..at]);
        prop_assert!(patch_from_json(&json[..at]).is_err());
    }

    #[test]
    fn a_patch_with_anything_in_some_place(patch in arbitrary::patch(), json in arbitrary::json(), at in any::<Index>()) {
        let mut patch: Value = serde_json::from_str(&patch_to_json(&patch)).unwrap();
        let mut places = Vec::new();
        collect(&patch, String::new(), &mut places);
        *patch.pointer_mut(&places[at.index(places.len())]).unwrap() = json;
        read_as_everything(&patch.to_string());
    }
}

/// The JSON pointers of every place in a document.
fn collect(value: &Value, here: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{here}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (n, value) in items.iter().enumerate() {
                collect(value, format!("{here}/{n}"), places);
            }
        }
        _ => {}
    }
    places.push(here);
}
