//! Every crate that is built here comes under a licence that `deny.toml` allows. The list stands there and nowhere
//! else; `cargo deny`, where it is installed, also looks at crates for other platforms.

use std::process::Command;

use toml::{Table, Value};

use super::repository::{metadata, text, word};
use super::spdx::allowed;

fn allow_list() -> Vec<String> {
    let deny: Table = text("deny.toml").parse().expect("deny.toml is TOML");
    let list = deny["licenses"].get("allow").and_then(Value::as_array).expect("deny.toml has licenses.allow");
    list.iter().map(|l| l.as_str().expect("a licence is a word").to_owned()).collect()
}

/// The platform the tests run on: what is needed for it was downloaded to build them, so no network is needed here.
fn platform() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc can be run");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.lines().find_map(|l| l.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let allow = allow_list();
    let packages = metadata(&["--filter-platform", &platform()]);
    let packages = packages["packages"].as_array().expect("cargo lists packages");
    assert!(packages.iter().any(|p| word(p, "name") == "jiff"), "the dependencies were not found");
    let mut refused = Vec::new();
    for package in packages {
        let licence = word(package, "license");
        if allowed(licence, &allow) != Ok(true) {
            refused.push(format!("{} {}: {licence:?}", word(package, "name"), word(package, "version")));
        }
    }
    assert!(refused.is_empty(), "not allowed by deny.toml:\n{}", refused.join("\n"));
}

#[test]
fn both_our_licences_are_there() {
    assert!(text("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(text("LICENSE-APACHE").contains("Version 2.0, January 2004"));
    assert!(allowed("MIT AND Apache-2.0", &allow_list()).unwrap());
}
