//! The committed JSON Schemas are those of the code, and what is written is valid by them.

use std::path::PathBuf;
use std::sync::LazyLock;

use jsonschema::Validator;
use planwright_wire::{
    ProjectDoc, calendar_days_schema, calendars_schema, calendars_to_json, comparison_schema,
    forecast_schema, load_schema, options_schema, patch_schema, patch_to_json, people_schema, people_to_json,
    project_schema, schedule_schema, why_schema,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::arbitrary;

static PATCH: LazyLock<Validator> = LazyLock::new(|| validator(&patch_schema()));
static PROJECT: LazyLock<Validator> = LazyLock::new(|| validator(&project_schema()));

static PEOPLE: LazyLock<Validator> = LazyLock::new(|| validator(&people_schema()));
static CALENDARS: LazyLock<Validator> = LazyLock::new(|| validator(&calendars_schema()));

fn validator(schema: &str) -> Validator {
    jsonschema::draft202012::new(&serde_json::from_str(schema).unwrap()).unwrap()
}

fn faults(validator: &Validator, json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).unwrap();
    validator.iter_errors(&json).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

#[test]
fn the_committed_schemas_are_those_of_the_code() {
    for (name, schema) in [
        ("patch.v1.json", patch_schema()),
        ("project.v1.json", project_schema()),
        ("schedule.v1.json", schedule_schema()),
        ("load.v1.json", load_schema()),
        ("schedule-why.v1.json", why_schema()),
        ("forecast.v1.json", forecast_schema()),
        ("comparison.v1.json", comparison_schema()),
        ("options.v1.json", options_schema()),
        ("people.v1.json", people_schema()),
        ("calendars.v1.json", calendars_schema()),
        ("calendar-days.v1.json", calendar_days_schema()),
    ] {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas").join(name);
        // Compared as values: the order of keys depends on how serde_json was built.
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let current = |file| std::fs::read_to_string(file).is_ok_and(|text| value(&text) == value(&schema));
        if std::env::var_os("PLANWRIGHT_UPDATE").is_some() && !current(&file) {
            std::fs::write(&file, &schema).unwrap();
        }
        assert!(current(&file), "{name} is not current; run this test with PLANWRIGHT_UPDATE=1");
    }
}

#[test]
fn the_schemas_are_valid_schemas() {
    for schema in [
        patch_schema(),
        project_schema(),
        schedule_schema(),
        load_schema(),
        why_schema(),
        forecast_schema(),
        comparison_schema(),
        options_schema(),
        people_schema(),
        calendars_schema(),
        calendar_days_schema(),
    ] {
        assert!(jsonschema::meta::is_valid(&serde_json::from_str(&schema).unwrap()));
    }
}

#[test]
fn yesterdays_files_are_valid_by_todays_schemas() {
    assert_eq!(faults(&PATCH, include_str!("../v1/patch.json")), Vec::<String>::new());
    assert_eq!(faults(&PATCH, include_str!("../v1/patch-sparse.json")), Vec::<String>::new());
    assert_eq!(faults(&PATCH, include_str!("../v1/patch-people.json")), Vec::<String>::new());
    assert_eq!(faults(&PROJECT, include_str!("../v1/project.json")), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_not_valid() {
    let good: Value = serde_json::from_str(include_str!("../v1/patch.json")).unwrap();
    for (pointer, value) in [
        ("/schema", "planwright/patch/v2"),
        ("/patch_id", "7"),
        ("/tasks/0/op", "upsert"),
        ("/tasks/0/body/estimated_minutes", "90"),
        ("/links/0/body/dependency", "FX"),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value.into();
        assert!(!PATCH.is_valid(&bad), "{pointer}");
    }
    let mut stray = good;
    stray["tasks"][0]["body"]["colour"] = "red".into();
    assert!(!PATCH.is_valid(&stray));
}

proptest! {
    #[test]
    fn every_patch_that_is_written_is_valid(patch in arbitrary::patch()) {
        let json = patch_to_json(&patch);
        prop_assert_eq!(faults(&PATCH, &json), Vec::<String>::new(), "{}", json);
    }

    #[test]
    fn every_project_that_is_written_is_valid(project in arbitrary::project()) {
        let json = ProjectDoc::new(&project).to_json();
        prop_assert_eq!(faults(&PROJECT, &json), Vec::<String>::new(), "{}", json);
    }
    #[test]
    fn what_is_told_of_people_and_calendars_is_valid(project in arbitrary::project()) {
        for (validator, json) in
            [(&*PEOPLE, people_to_json(&project, None)), (&*CALENDARS, calendars_to_json(&project))]
        {
            prop_assert_eq!(faults(validator, &json), Vec::<String>::new(), "{}", json);
        }
    }
}
