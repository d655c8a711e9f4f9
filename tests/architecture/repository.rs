//! Reading the repository: its files and what `cargo metadata` says about it. Judges nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Folders that are not the repository's own text.
const NOT_OURS: [&str; 3] = [".git", "target", "node_modules"];

/// The repository's root.
pub(super) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the package of tests lies in the repository").to_path_buf()
}

/// The text of a file, named from the root.
pub(super) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every file whose name ends with `ending`, named from the root with `/`, sorted.
pub(super) fn files(ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root(), "", ending, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, name: &str, ending: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let entry = entry.expect("the folder can be read");
        let file = entry.file_name().into_string().expect("our file names are UTF-8");
        let path = if name.is_empty() { file.clone() } else { format!("{name}/{file}") };
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            if !NOT_OURS.contains(&file.as_str()) {
                collect(&entry.path(), &path, ending, found);
            }
        } else if file.ends_with(ending) {
            found.push(path);
        }
    }
}

/// What cargo knows about the workspace; with `--no-deps` only about our own packages.
pub(super) fn metadata(arguments: &[&str]) -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata speaks JSON")
}

/// Our own packages, as cargo describes them.
pub(super) fn packages() -> Vec<Value> {
    let packages = metadata(&["--no-deps"])["packages"].as_array().cloned().unwrap_or_default();
    assert!(!packages.is_empty(), "the workspace has packages");
    packages
}

/// A text field of a package.
pub(super) fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}
