//! What bad input gets: a clear error or a stated warning, never a panic, and never half a plan.

use super::desk::{Answer, Desk};

/// Does what a person does with a text they were given: plans and imports it. Whatever comes of it, nothing is ours to
/// be blamed for, and the store is sound.
fn given(text: impl AsRef<[u8]>) -> (Desk, Answer, Answer) {
    let desk = Desk::new();
    desk.write("given.md", text);
    let imported = desk.run(&["import", "given.md", "--yes"]);
    let planned = desk.run(&["plan", "given.md", "--yes"]);
    for answer in [&imported, &planned] {
        assert!(matches!(answer.status, Some(0 | 1)), "{answer}");
        let raw = |text: &str| text.contains(|c: char| c.is_control() && c != '\n');
        assert!(!raw(&answer.out) && !raw(&answer.err), "{answer}");
    }
    desk.is_well();
    (desk, imported, planned)
}

/// Refused by both, with this code, and no project is there.
#[track_caller]
fn is_refused(text: impl AsRef<[u8]>, code: &str) {
    let (desk, imported, planned) = given(&text);
    for answer in [imported, planned] {
        let answer = answer.refused();
        assert!(answer.err.contains("\nhint: "), "{answer}");
    }
    assert_eq!(desk.run(&["import", "given.md", "--json"]).refused().code(), code);
    assert_eq!(desk.run(&["projects"]).succeeds().out, "");
}

/// Imported, with a warning of this code.
#[track_caller]
fn is_warned_of(text: &str, code: &str) -> Desk {
    let desk = given(text).0;
    let plan = desk.run(&["import", "given.md", "--new", "--dry-run", "--json"]).succeeds().json();
    let codes: Vec<_> =
        plan["warnings"].as_array().into_iter().flatten().map(|w| w["code"].clone()).collect();
    assert!(codes.contains(&code.into()), "{code} is not in {codes:?}");
    desk
}

#[test]
fn an_empty_text_is_refused() {
    is_refused("", "empty-text");
    is_refused(" \n\t\r\n\u{feff}", "empty-text");
    Desk::new().run(&["plan", ""]).refused();
    Desk::new().run(&["add", ""]).refused();
    Desk::new().run(&["add", " \t "]).refused();
}

#[test]
fn binary_junk_is_refused() {
    let junk: Vec<u8> = (0..8192u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    is_refused(junk, "not-text");
    is_refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", "not-text");
}

#[test]
fn invalid_utf8_is_read_as_well_as_can_be() {
    let (desk, imported, planned) =
        given(b"# Plan \xe2\x9c\x93 of many words\n\n- Paint the w\xffall (2h)\n- Call Bob\n");
    for answer in [imported.succeeds(), planned.succeeds()] {
        assert!(answer.out.contains("UTF-8"), "{answer}");
    }
    assert!(desk.run(&["list"]).out.contains("Call Bob"));
}

#[test]
fn a_document_without_tasks_is_refused_by_import() {
    let (desk, imported, _) = given("The weather was fine all day and nobody said a word about it.\n");
    let answer = imported.refused();
    assert!(answer.err.contains("no tasks"), "{answer}");
    assert_eq!(desk.run(&["import", "given.md", "--json"]).code(), "no-tasks");
}

#[test]
fn duplicate_titles_are_kept_and_told() {
    let desk = is_warned_of("- Paint\n- Paint\n- Dry  \n", "duplicate-title");
    assert_eq!(
        desk.run(&["list", "--json", "--text", "paint"]).json()["tasks"].as_array().map(Vec::len),
        Some(2)
    );
    desk.run(&["done", "Paint"]).refused();
}

#[test]
fn a_dependency_on_nothing_or_on_either_of_two_is_told_and_not_guessed() {
    let text =
        "# P\n\n- Paint\n- Paint\n- Dry\n  - Depends on: Paint\n- Sand\n  - Depends on: The moon landing\n";
    let (desk, imported, _) = given(text);
    let answer = imported.succeeds();
    assert!(answer.out.contains("moon landing"), "{answer}");
    let plan = desk.run(&["import", "given.md", "--new", "--dry-run", "--json"]).succeeds().json();
    assert_eq!(plan["links"].as_array().map(Vec::len), Some(0), "{plan}");
    let told =
        plan["warnings"].as_array().map_or(0, Vec::len) + plan["questions"].as_array().map_or(0, Vec::len);
    assert!(told >= 2, "{plan}");
}

#[test]
fn a_circle_in_a_document_is_left_open_and_told() {
    let text = "# P\n\n## T1: Alpha\n**Dependencies**: T3\n\n## T2: Beta\n**Dependencies**: T1\n\n## T3: Gamma\n**Dependencies**: T2\n";
    let (desk, imported, _) = given(text);
    let answer = imported.succeeds();
    assert!(answer.out.contains("warning"), "{answer}");
    let plan = desk.run(&["export", "--format", "json"]).succeeds().json();
    assert_eq!(plan["links"].as_array().map(Vec::len), Some(2), "{plan}");
}

#[test]
fn negative_and_absurd_durations_are_not_believed() {
    for effort in ["-2h", "-1", "0", "1e9", "99999999999999999999h", "1000000d", "NaN", "∞"] {
        let desk = Desk::new();
        let status = desk.run(&["add", "A", &format!("--effort={effort}")]).status;
        assert!(matches!(status, Some(1 | 2)), "{effort}: {status:?}");
        assert_eq!(desk.run(&["projects"]).succeeds().out, "", "{effort}: a refused task leaves no Inbox");
    }
    let (desk, imported, _) =
        given("- Paint (-3 days)\n- Wait (99999999999 years)\n- Dry (1 day)\n- Rest (0h)\n");
    imported.succeeds();
    let tasks = desk.run(&["list", "--json"]).succeeds().json();
    let effort = |word: &str| {
        let of = |t: &serde_json::Value| t["title"].as_str().is_some_and(|title| title.contains(word));
        tasks["tasks"].as_array().and_then(|all| all.iter().find(|t| of(t))?["estimated_minutes"].as_u64())
    };
    assert_eq!((effort("Dry"), effort("Wait"), effort("Rest")), (Some(480), None, None));
}

#[test]
fn dates_in_the_past_are_told() {
    is_warned_of("# P\n\n- Paint (due 2019-05-01)\n- Dry\n", "date-in-the-past");
    let desk = Desk::new();
    let planned = desk.run(&["plan", "--dry-run", "Ship the report by 2019-05-01"]).succeeds();
    assert!(planned.out.contains("past"), "{planned}");
    desk.run(&["add", "A", "--due", "2026-02-30"]).misused();
    desk.run(&["add", "A", "--start", "2026-03-09", "--due", "2026-03-02"]).refused();
}

#[test]
fn a_title_of_ten_thousand_characters_is_cut_with_a_warning_or_refused() {
    let title = "word ".repeat(2000);
    let desk = is_warned_of(&format!("- Short\n- {title}\n"), "title-cut");
    let plan = desk.run(&["export", "--format", "json"]).succeeds().json();
    let kept: usize =
        plan["tasks"].as_array().into_iter().flatten().map(|t| t.to_string().matches("word").count()).sum();
    assert!(kept >= 2000, "the rest is in the description: {kept}");
    assert_eq!(desk.run(&["add", &title, "--json"]).refused().code(), "title-too-long");
}

#[test]
fn control_characters_and_terminal_sequences_are_never_printed() {
    let text = "- \u{1b}[31mRed\u{1b}[0m alert\u{7}\n- \u{9b}2JClear \u{202e}desrever\u{202c}\n- a\u{8}b\n";
    let (desk, imported, _) = given(text);
    assert!(imported.succeeds().out.contains("control characters"));
    let nasty = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}";
    assert_eq!(desk.run(&["add", nasty, "--json"]).refused().code(), "title-control-characters");
    desk.run(&["add", "Fine", "--description", nasty, "--label", nasty, "--assignee", nasty, "--key", nasty])
        .succeeds();
    desk.run(&["link", nasty, nasty]).refused();
    desk.run(&["config", "set", "author", nasty]).refused();
    desk.run(&[nasty]).misused();
    let name =
        desk.run(&["list", "--json"]).json()["tasks"][3]["task_id"].as_str().unwrap_or_default().to_owned();
    for words in [
        &["list"][..],
        &["tree"],
        &["show"],
        &["show", &name],
        &["log"],
        &["diff"],
        &["list", "--json"],
        &["log", "--json"],
        &["export", "-f", "markdown"],
        &["export", "-f", "csv"],
        &["export", "-f", "dot"],
        &["export", "-f", "mermaid"],
        &["add", nasty],
        &["done", nasty],
        &[nasty],
        &["import", nasty],
        &["projects", "rename", nasty],
    ] {
        let answer = desk.run(words);
        let obeyed =
            |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!answer.out.contains(obeyed) && !answer.err.contains(obeyed), "{words:?}: {answer:?}");
    }
}

#[test]
fn fifty_levels_raise_the_limit_with_a_warning() {
    let text: String = (0..50).map(|n| format!("{}- Level {}\n", "  ".repeat(n), n + 1)).collect();
    let desk = is_warned_of(&text, "depth-limit-raised");
    let plan = desk.run(&["export", "--format", "json"]).succeeds().json();
    assert_eq!(plan["project"]["depth_limit"], 50);
    let deepest = vec!["1"; 50].join(".");
    assert_eq!(desk.run(&["add", "Deeper", "--parent", &deepest, "--json"]).refused().code(), "depth-limit");
    let text: String = (0..100).map(|n| format!("{}- Level {}\n", "  ".repeat(n), n + 1)).collect();
    given(text).1.succeeds();
}

#[test]
fn ten_megabytes_of_prose_are_refused_or_read() {
    let sentence = "We then walked on along the river and talked about the weather for quite a while. ";
    given(sentence.repeat(10_000_000 / sentence.len()));
    given("x".repeat(10_000_000));
}

#[test]
fn a_hundred_thousand_bullets_are_a_hundred_thousand_tasks() {
    let desk = Desk::new();
    let text: String = (0..100_000).map(|n| format!("- Step {n} of the way (2h)\n")).collect();
    let answer = desk.run_on(&["import", "-", "--yes"], text).succeeds();
    assert!(
        answer.out.contains("100000 tasks") || answer.out.contains("100,000 tasks"),
        "{}",
        &answer.out[..400]
    );
    desk.is_well();
    desk.run(&["add", "One more"]).succeeds();
}
