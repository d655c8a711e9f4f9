//! What is written is read back the same.

use planwright_wire::compact::{link_from_json, link_to_json, task_from_json, task_to_json};
use planwright_wire::{
    ProjectDoc, entry_from_json, entry_to_json, patch_from_json, patch_to_json, project_from_json,
    proposal_from_json, proposal_to_json,
};
use proptest::collection::vec;
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

proptest! {
    #[test]
    fn an_entry_is_read_back(entry in arbitrary::entry()) {
        let json = entry_to_json(&entry);
        prop_assert_eq!(entry_from_json(&json), Ok(entry), "{}", json);
    }

    #[test]
    fn a_proposal_is_read_back(proposal in arbitrary::proposal()) {
        let json = proposal_to_json(&proposal);
        prop_assert_eq!(proposal_from_json(&json), Ok(proposal), "{}", json);
    }

    #[test]
    fn a_project_is_read_back(
        project in arbitrary::project(),
        questions in vec(arbitrary::question(), 0..3),
        warnings in vec(arbitrary::warning(), 0..3),
    ) {
        let doc = ProjectDoc { questions: &questions, warnings: &warnings, ..ProjectDoc::new(&project) };
        let file = project_from_json(&doc.to_json()).unwrap();
        prop_assert_eq!(&file.questions, &questions);
        prop_assert_eq!(&file.warnings, &warnings);
        prop_assert_eq!(file.into_project(), project);
    }
}
