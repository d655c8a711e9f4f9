//! The documents tell the truth about paths and tests: what they name is there.

use std::path::Path;

use super::repository::{files, root, text};

/// What is written between backticks in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The lines of a document outside its code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        !in_block && !fence && !line.starts_with("    ")
    })
}

/// Whether a word looks like a path of this repository: it begins with one of its folders, or is a document.
fn looks_like_a_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let folders = ["crates/", "tests/", "docs/", "benches/", "examples/", "frontend/", ".ci/", "./"];
    word.len() > 2
        && word.chars().all(plain)
        && (folders.iter().any(|f| word.starts_with(f))
            || [".md", ".toml"].iter().any(|e| word.ends_with(e))
                && !word.contains('/')
                && !word.starts_with('.'))
}

/// Documents that speak of the repository as it is; a changelog also speaks of what was.
fn documents() -> Vec<String> {
    files(".md").into_iter().filter(|p| p != "CHANGELOG.md" && !p.contains("/testdata/")).collect()
}

#[test]
fn paths_in_documents_exist() {
    let (root, mut missing) = (root(), Vec::new());
    for document in documents() {
        let text = text(&document);
        for word in prose(&text).flat_map(quoted).filter(|w| looks_like_a_path(w)) {
            if !root.join(word).exists() {
                missing.push(format!("{document}: `{word}`"));
            }
        }
    }
    assert!(missing.is_empty(), "documents name what is not there:\n{}", missing.join("\n"));
}

#[test]
fn links_in_documents_lead_somewhere() {
    let (root, mut missing) = (root(), Vec::new());
    for document in documents() {
        let text = text(&document);
        let folder = root.join(Path::new(&document).parent().unwrap_or(Path::new("")));
        for link in prose(&text).flat_map(|line| line.split("](").skip(1)) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                missing.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(missing.is_empty(), "links that lead nowhere:\n{}", missing.join("\n"));
}

/// The page on the algebra names the tests that hold its laws, each in backticks with underscores.
#[test]
fn laws_in_documents_have_their_tests() {
    let sources: String = files(".rs")
        .iter()
        .filter(|p| p.starts_with("crates/"))
        .map(|p| text(p))
        .collect::<Vec<_>>()
        .join("\n");
    let page = text("docs/patches.md");
    let named: Vec<&str> = prose(&page)
        .flat_map(quoted)
        .filter(|w| w.matches('_').count() >= 2 && w.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect();
    assert!(named.len() >= 10, "the laws are not named: {named:?}");
    for test in named {
        assert!(sources.contains(&format!("fn {test}(")), "docs/patches.md: there is no test `{test}`");
    }
}

#[test]
fn what_looks_like_a_path_is_seen() {
    for path in ["crates/domain", "docs/patches.md", "README.md", "./check", "deny.toml", ".ci/run"] {
        assert!(looks_like_a_path(path), "{path}");
    }
    for word in [
        "planwright",
        ".planwright.toml",
        "a/b",
        "crates/*/src",
        "docs/errors/<code>.md",
        "1.2.3",
        "tasks.json",
    ] {
        assert!(!looks_like_a_path(word), "{word}");
    }
    assert_eq!(prose("a\n```\nb\n```\n    c\nd\n").collect::<Vec<_>>(), ["a", "d"]);
}
