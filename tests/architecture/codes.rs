//! Stable codes: frozen by a snapshot where they are the contract, and each explained on a page of `docs/errors`.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{Code, ProjectId};
use planwright_ports::StoreError;

use super::repository::{files, text};

/// The codes that functions named `code` return as words, by file: whatever kind of error declares them.
fn declared(text: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut end = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if let Some(outer) = end {
            codes.extend(line.split('"').skip(1).step_by(2).filter(|w| is_code(w)).map(str::to_owned));
            if indent == outer && bare.starts_with('}') {
                end = None;
            }
        } else if bare.contains("fn code(") && bare.contains("-> &'static str {") {
            end = Some(indent);
        }
    }
    codes
}

fn is_code(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Every code of the product with where it comes from.
fn codes() -> BTreeMap<String, String> {
    let mut codes: BTreeMap<String, String> =
        Code::ALL.iter().map(|c| (c.word().to_owned(), "planwright_domain::Code".to_owned())).collect();
    for path in files(".rs").into_iter().filter(|p| p.starts_with("crates/") && p.contains("/src/")) {
        codes.extend(declared(&text(&path)).into_iter().map(|code| (code, path.clone())));
    }
    codes
}

#[test]
fn every_code_has_its_page_and_every_page_its_code() {
    let codes = codes();
    let pages: BTreeSet<String> = files(".md")
        .iter()
        .filter_map(|p| p.strip_prefix("docs/errors/")?.strip_suffix(".md"))
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = codes.iter().filter(|(code, _)| !pages.contains(*code)).collect();
    assert!(missing.is_empty(), "no page in docs/errors for {missing:#?}");
    let idle: Vec<_> = pages.iter().filter(|page| !codes.contains_key(*page)).collect();
    assert!(idle.is_empty(), "pages in docs/errors without a code: {idle:#?}");
}

#[test]
fn every_page_opens_with_its_code() {
    for path in files(".md").iter().filter(|p| p.starts_with("docs/errors/")) {
        let code = path.trim_start_matches("docs/errors/").trim_end_matches(".md");
        let page = text(path);
        assert_eq!(page.lines().next(), Some(format!("# {code}").as_str()), "{path}");
        for part in ["    error: ", "What to do"] {
            assert!(page.contains(part), "{path} has no {part:?}");
        }
    }
}

/// Codes that several kinds of error use in one and the same meaning.
const SHARED: [&str; 2] = ["empty-text", "not-found"];

#[test]
fn no_code_has_two_meanings() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for path in files(".rs").into_iter().filter(|p| p.starts_with("crates/") && p.contains("/src/")) {
        for code in declared(&text(&path)).into_iter().filter(|c| !SHARED.contains(&c.as_str())) {
            let of_the_domain = Code::ALL.iter().any(|c| c.word() == code);
            assert!(!of_the_domain, "{path}: {code} is a rule of the plan already");
            let other = seen.insert(code.clone(), path.clone());
            assert!(other.is_none(), "{code} is declared in {path} and in {other:?}");
        }
    }
}

#[test]
fn codes_of_the_store_are_among_those_found() {
    let error = StoreError::NoProject(ProjectId::from_bits(1));
    assert!(codes().contains_key(error.code()));
    assert!(declared(&text("crates/ports/src/error.rs")).len() > 5);
}

#[test]
fn codes_of_rules_are_added_and_never_renamed() {
    let codes: Vec<&str> = Code::ALL.iter().map(|c| c.word()).collect();
    insta::assert_snapshot!(codes.join("\n"));
}
