//! Stable codes: frozen by a snapshot where they are the contract, and each explained on a page of `docs/errors`.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{Code, ProjectId};
use planwright_ports::StoreError;

use super::repository::{files, text};

/// Codes that several kinds of error use in one and the same meaning.
const SHARED: [&str; 3] = ["empty-text", "not-found", "projection-differs"];

/// What nobody is ever told.
const SILENT: [&str; 1] = ["closed-pipe"];

/// Codes that are not returned by a function named `code`: in files below this path, they follow these words.
const SAID: [(&str, &str); 4] = [
    ("crates/app-cli/src", "Failure::refused("),
    ("crates/app-cli/src/failure.rs", "Self::new("),
    ("crates/adapters-sql/src", "fault("),
    ("crates/usecases/src/doctor.rs", "code:"),
];

/// The codes a source file declares.
fn declared(path: &str, text: &str) -> BTreeSet<String> {
    let words = returned(text, "code")
        .chain(returned(text, if path.ends_with("/fault.rs") { "word" } else { "code" }));
    let said =
        SAID.iter().filter(|(below, _)| path.starts_with(below)).flat_map(|(_, after)| said(text, after));
    words.chain(said).filter(|w| is_code(w) && !SILENT.contains(w)).map(str::to_owned).collect()
}

/// The texts that public functions of this name return.
fn returned<'a>(text: &'a str, function: &str) -> impl Iterator<Item = &'a str> {
    let head = format!("fn {function}(");
    let (mut end, mut words) = (None, Vec::new());
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        match end {
            Some(outer) if indent == outer && bare.starts_with('}') => end = None,
            Some(_) => words.extend(line.split('"').skip(1).step_by(2)),
            None if bare.starts_with("pub ")
                && bare.contains(&head)
                && bare.contains("-> &'static str {") =>
            {
                end = Some(indent);
            }
            None => {}
        }
    }
    words.into_iter()
}

/// The first text after each of these words, in the same call.
fn said<'a>(text: &'a str, words: &str) -> impl Iterator<Item = &'a str> {
    text.split(words).skip(1).filter_map(|rest| rest.split(['}', ';']).next()?.split('"').nth(1))
}

fn is_code(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The codes that are declared outside the domain, each with the file.
fn outside() -> Vec<(String, String)> {
    let sources = files(".rs").into_iter().filter(|p| p.starts_with("crates/") && p.contains("/src/"));
    sources
        .flat_map(|path| declared(&path, &text(&path)).into_iter().map(move |code| (code, path.clone())))
        .collect()
}

/// Every code of the product with where it comes from.
fn codes() -> BTreeMap<String, String> {
    let rules = Code::ALL.iter().map(|c| (c.word().to_owned(), "planwright_domain::Code".to_owned()));
    rules.chain(outside()).collect()
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
        for part in ["\n\n    ", "**What to do.**"] {
            assert!(page.contains(part), "{path} has no {part:?}");
        }
    }
}

#[test]
fn no_code_has_two_meanings() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (code, path) in outside().into_iter().filter(|(code, _)| !SHARED.contains(&code.as_str())) {
        let room = path.split('/').nth(1).unwrap_or_default().to_owned();
        assert!(Code::ALL.iter().all(|c| c.word() != code), "{path}: {code} is a rule of the plan already");
        let other = seen.insert(code.clone(), room.clone()).filter(|other| *other != room);
        assert!(other.is_none(), "{code} is declared in the rooms {room} and {other:?}");
    }
}

#[test]
fn codes_of_the_store_are_among_those_found() {
    let error = StoreError::NoProject(ProjectId::from_bits(1));
    assert!(codes().contains_key(error.code()));
    let path = "crates/ports/src/error.rs";
    assert!(declared(path, &text(path)).len() > 5);
}

#[test]
fn codes_of_rules_are_added_and_never_renamed() {
    let codes: Vec<&str> = Code::ALL.iter().map(|c| c.word()).collect();
    insta::assert_snapshot!(codes.join("\n"));
}
