//! What every source file must have and must not have.

use super::repository::{files, text};

/// A wall to be moved, in lines.
const LONGEST: usize = 600;

/// Put together here, so that this file does not hold what it looks for.
const FORBIDDEN: [&str; 6] = [
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("dbg", "!("),
    concat!("#[", "ignore"),
    concat!("#[", "should_panic"),
    concat!("thread::", "sleep("),
];

/// Words that say nothing about what a file is for.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "common", "helpers", "manager", "impl"];

/// What is wrong with a file.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(format!("{path}: does not open with `//!`"));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        faults.push(format!("{path}: {lines} lines; {LONGEST} is the wall"));
    }
    for (number, line) in text.lines().enumerate() {
        for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
            faults.push(format!("{path}:{}: {word}", number + 1));
        }
    }
    let words = path.trim_end_matches(".rs").split(['/', '_', '-']);
    for word in words.filter(|word| EMPTY_NAMES.contains(word)) {
        faults.push(format!("{path}: `{word}` says nothing about what it is for"));
    }
    faults
}

#[test]
fn every_source_file_is_in_order() {
    let paths = files(".rs");
    assert!(paths.len() > 30, "the sources were not found: {paths:?}");
    let faults: Vec<String> = paths.iter().flat_map(|path| faults(path, &text(path))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn faults_are_found() {
    assert_eq!(faults("a.rs", "//! Fine.\n"), Vec::<String>::new());
    assert_eq!(faults("a.rs", "fn main() {}\n").len(), 1);
    assert_eq!(faults("a.rs", &"//! Long.\n".repeat(LONGEST + 1)).len(), 1);
    assert_eq!(faults("string_utils.rs", "//! What?\n").len(), 1);
    for word in FORBIDDEN {
        assert_eq!(faults("a.rs", &format!("//! Fine.\n{word}\n")).len(), 1, "{word}");
    }
}
