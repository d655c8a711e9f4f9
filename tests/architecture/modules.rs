//! No source file lies about without being part of something: each is reached from a target of its package through
//! `mod` lines. A file that is not reached is never compiled, and its tests never run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::repository::{files, packages, root, text, word};

/// The modules a file declares in files of their own.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (visibility, name) = line.trim().strip_suffix(';')?.split_once("mod ")?;
        let name = name.trim_start_matches("r#");
        let named = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        (named && (visibility.is_empty() || visibility.starts_with("pub"))).then_some(name)
    })
}

/// The folder in which the modules of a file lie.
fn folder_of_modules(file: &Path, is_target: bool) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
    let stem = file.file_stem().unwrap_or_default();
    if is_target || stem == "mod" { folder } else { folder.join(stem) }
}

fn reach(file: &Path, is_target: bool, reached: &mut BTreeSet<PathBuf>) {
    let Ok(text) = std::fs::read_to_string(file) else { return };
    if !reached.insert(file.to_path_buf()) {
        return;
    }
    let folder = folder_of_modules(file, is_target);
    for module in declared(&text) {
        reach(&folder.join(format!("{module}.rs")), false, reached);
        reach(&folder.join(module).join("mod.rs"), false, reached);
    }
}

#[test]
fn no_source_file_is_forgotten() {
    let mut reached = BTreeSet::new();
    for package in packages() {
        for target in package["targets"].as_array().into_iter().flatten() {
            reach(Path::new(word(target, "src_path")), true, &mut reached);
        }
    }
    let root = root();
    // The fuzz targets are a workspace of their own, which names them in its manifest.
    reach(&root.join("fuzz/src/lib.rs"), true, &mut reached);
    for line in text("fuzz/Cargo.toml").lines() {
        if let Some(path) = line.strip_prefix("path = \"").and_then(|rest| rest.strip_suffix('"')) {
            reach(&root.join("fuzz").join(path), true, &mut reached);
        }
    }
    let forgotten: Vec<String> =
        files(".rs").into_iter().filter(|f| !reached.contains(&root.join(f))).collect();
    assert!(forgotten.is_empty(), "no `mod` line leads to {forgotten:#?}");
}

#[test]
fn declarations_are_seen() {
    let text = "//! mod no;\nmod a;\npub mod b;\npub(crate) mod c;\n#[cfg(test)]\n    mod d;\npub mod r#move;\nmod inline {\n// mod e;\n";
    assert_eq!(declared(text).collect::<Vec<_>>(), ["a", "b", "c", "d", "move"]);
}
