//! What phrases mean, language by language: `languages/<code>.cases` beside `data/<code>.words`. Must never name a language:
//! one that is added brings its own cases.
//!
//! A case is `text => meaning; meaning` under the `[kind]` that reads it, `-` where nothing is said. All is read on
//! Monday 2026-03-02, 03/04 meaning the 4th of March unless the file says `order: day-month`.

mod shown;

use planwright_phrases::date::DateOrder;
use std::path::{Path, PathBuf};

/// The kinds of phrases, each with how many cases of it a language must have.
const KINDS: [(&str, usize); 13] = [
    ("date", 20),
    ("duration", 12),
    ("effort", 5),
    ("reference", 10),
    ("link", 12),
    ("status", 15),
    ("priority", 4),
    ("team", 4),
    ("pace", 2),
    ("share", 2),
    ("money", 2),
    ("availability", 2),
    ("milestone", 2),
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .collect();
    files.sort();
    files
}

fn code(path: &Path) -> &str {
    path.file_stem().and_then(|s| s.to_str()).expect("a plain name")
}

#[test]
fn every_phrase_of_every_language_means_what_its_case_says() {
    let mut faults = Vec::new();
    for path in files("tests/languages", "cases") {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let (mut kind, mut order) = (String::new(), DateOrder::Mdy);
        for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                kind = name.to_owned();
                continue;
            }
            if line == "order: day-month" {
                order = DateOrder::Dmy;
                continue;
            }
            let (phrase, expect) = line.split_once("=>").unwrap_or((line, "nothing: a case needs \"=>\""));
            let (phrase, expect) = (phrase.trim().replace("\\n", "\n"), expect.trim());
            let got = shown::shown(&kind, &phrase, order);
            if got != expect {
                faults.push(format!(
                    "{} {kind:9} {phrase}\n      wanted {expect}\n      got    {got}",
                    code(&path)
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{} cases:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_language_has_cases_of_every_kind() {
    let cases = files("tests/languages", "cases");
    for words in files("data", "words") {
        let code = code(&words);
        let path = cases.iter().find(|p| p.ends_with(format!("{code}.cases")));
        let text =
            std::fs::read_to_string(path.unwrap_or_else(|| panic!("no cases for {code}"))).expect("readable");
        for (kind, least) in KINDS {
            let section = text.split(&format!("[{kind}]")).nth(1).unwrap_or_default();
            let count = section.split("\n[").next().unwrap_or_default().matches("=>").count();
            assert!(count >= least, "{code}: {count} cases of {kind}, fewer than {least}");
        }
    }
}
