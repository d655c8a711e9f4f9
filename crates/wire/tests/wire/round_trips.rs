//! What is written is read back the same.

use planwright_wire::compact::{link_from_json, link_to_json, task_from_json, task_to_json};
use planwright_wire::{patch_from_json, patch_to_json};
use proptest::prelude::*;

use crate::arbitrary;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_patch_is_read_back(patch in arbitrary::patch()) {
        let json = patch_to_json(&patch);
        prop_assert_eq!(patch_from_json(&json), Ok(patch), "{}", json);
    }

    #[test]
    fn a_task_is_read_back(task in arbitrary::task()) {
        let json = task_to_json(&task);
        prop_assert_eq!(task_from_json(&json), Ok(task), "{}", json);
    }

    #[test]
    fn a_link_is_read_back(link in arbitrary::link()) {
        let json = link_to_json(&link);
        prop_assert_eq!(link_from_json(&json), Ok(link), "{}", json);
    }
}
