//! What every manifest must have.

use std::path::Path;

use toml::Table;

use super::repository::{packages, root, word};

#[test]
fn every_package_takes_the_lints_of_the_workspace() {
    for package in packages() {
        let path = word(&package, "manifest_path").to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let manifest: Table = text.parse().unwrap();
        let inherited = manifest.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool);
        assert_eq!(inherited, Some(true), "{path} needs [lints] workspace = true");
    }
}

#[test]
fn every_package_says_what_it_is() {
    for package in packages() {
        let name = word(&package, "name");
        assert!(word(&package, "description").len() > 10, "{name} has no description");
        assert_eq!(word(&package, "license"), "MIT OR Apache-2.0", "{name}");
        assert!(package["publish"].as_array().is_some_and(Vec::is_empty), "{name} can be published");
    }
}

#[test]
fn a_package_is_named_after_its_room() {
    for package in packages() {
        let (name, path) = (word(&package, "name"), word(&package, "manifest_path"));
        let folder =
            Path::new(path).parent().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
        let room = folder.trim_start_matches("adapters-").trim_start_matches("app-");
        let expected = if room == "planwright" { room.to_owned() } else { format!("planwright-{room}") };
        assert_eq!(name, expected, "{path}");
    }
}

#[test]
fn versions_of_other_peoples_crates_stand_in_one_place() {
    for package in packages() {
        let path = word(&package, "manifest_path").to_owned();
        let manifest: Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, wanted) in manifest.get(section).and_then(toml::Value::as_table).into_iter().flatten()
            {
                let inherited = wanted.get("workspace").and_then(toml::Value::as_bool);
                assert_eq!(inherited, Some(true), "{path}: {name} needs `workspace = true`");
            }
        }
    }
}

#[test]
fn the_lock_file_is_kept() {
    assert!(root().join("Cargo.lock").is_file());
}
