//! Plans measured against what they should have been.

use super::desk::{Desk, names};

const INPUT: &str = "\
# Shop relaunch

## Preparation
- [ ] Export products (1d)
- [x] Export customers

## Move
- [ ] Import the catalogue (4h), depends on: Export products
- [ ] Sing
";

const GOLD: &str = "\
# Shop relaunch

1 Preparation
  1.1 Export products  1d
  1.2 [x] Export customers
2 Move
  2.1 Import the catalogue  5h  after 1.1
  2.2 Test orders  90m  after 2.1
";

const MUSTS: &str = "\
domain = \"web\"
language = \"en\"
deliverables = [\"catalogue\", \"orders\"]
dependencies = [{ task = \"import\", after = \"products\" }]
estimates = [{ task = \"import\", effort = \"4h\" }]
";

/// A desk with two examples on it.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("plans/home")).expect("a new folder takes folders");
    desk.write("plans/shop.input.md", INPUT);
    desk.write("plans/shop.gold.plan", GOLD);
    desk.write("plans/shop.musts.toml", MUSTS);
    desk.write("plans/home/attic.input.md", "- Clear the attic (2h)\n");
    desk.write("plans/home/attic.gold.plan", "1 Clear the attic  2h");
    desk.write("plans/README.md", "Not an example.");
    desk
}

#[test]
fn examples_in_a_folder_are_measured() {
    let desk = desk();
    desk.tell(&["eval", "plans"]).succeeds();
    desk.tell(&["eval", "plans/shop.musts.toml"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn the_report_fits_a_narrow_terminal() {
    let desk = desk().wide(40);
    desk.tell(&["eval", "plans"]).succeeds();
    assert!(desk.record().lines().all(|line| line.chars().count() <= 40));
    insta::assert_snapshot!(desk.record());
}

#[test]
fn the_report_is_printed_as_json() {
    let desk = desk();
    let json = desk.run(&["eval", "plans", "--json"]).succeeds().json();
    assert_eq!(json["schema"], "planwright/evaluation/v1");
    assert_eq!(
        (json["example_count"].as_u64(), json["examples"][0]["name"].as_str()),
        (Some(2), Some("home/attic"))
    );
    assert_eq!(json["examples"][0]["figures"]["score"], 1.0);
    assert_eq!(json["examples"][1]["missing"], serde_json::json!(["Test orders"]));
    assert_eq!(json["checks"]["deliverables"], serde_json::json!({ "held": 1, "of": 2 }));
}

#[test]
fn one_document_is_measured_against_one_gold_plan() {
    let desk = desk();
    desk.write("mine.md", INPUT);
    desk.tell(&["eval", "mine.md", "--against", "plans/shop.gold.plan"]).succeeds();
    desk.tell(&["eval", "mine.md", "--against", "plans/shop.musts.toml"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_fall_is_seen_in_the_history_and_fails_when_asked_to() {
    let desk = desk();
    let history = ["eval", "plans", "--history", "history.jsonl"];
    desk.run(&history).succeeds();
    desk.write("plans/shop.input.md", INPUT.replace("Export", "Forget"));
    let words = [&history[..], &["--fail-below", "0.99", "--fail-below", "tree=0.3,order=1"]].concat();
    desk.tell(&words).refused();
    let lines = std::fs::read_to_string(desk.path("history.jsonl")).unwrap_or_default();
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert_eq!(desk.run(&["eval", "plans", "--fail-below", "0.99", "--json"]).refused().status, Some(1));
    insta::assert_snapshot!(desk.record());
}

#[test]
fn the_report_is_written_as_a_page() {
    let desk = desk();
    assert_eq!(desk.run(&["eval", "plans", "--html", "report.html"]).succeeds().err, "wrote report.html\n");
    let page = std::fs::read_to_string(desk.path("report.html")).unwrap_or_default();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("home/attic") && page.contains("Test orders") && !page.contains("http"));
    desk.tell(&["eval", "plans", "--html", "nowhere/report.html"]).refused();
    assert_eq!(names(&desk.path("")), ["plans", "report.html"], "nothing is left half written");
}

#[test]
fn what_cannot_be_measured_is_refused_with_the_reason() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).expect("a new folder takes folders");
    desk.tell(&["eval", "empty"]).refused();
    desk.tell(&["eval", "nowhere"]).refused();
    desk.write("a.input.md", INPUT);
    desk.tell(&["eval", "a.input.md"]).refused();
    desk.write("b.gold.plan", GOLD);
    desk.tell(&["eval", "."]).refused();
    desk.write("b.input.md", INPUT);
    desk.write("b.gold.plan", "1 A\n1 B\n");
    desk.tell(&["eval", "b.input.md"]).refused();
    desk.write("b.gold.plan", GOLD);
    desk.write("b.musts.toml", "kind = \"regular\"\ndeliverables = \"catalogue\"\n");
    desk.tell(&["eval", "b.input.md"]).refused();
    desk.write("history.jsonl", "{}\n");
    desk.tell(&["eval", "b.input.md", "--against", "b.gold.plan", "--history", "history.jsonl"]).refused();
    desk.tell(&["eval", "empty", "--against", "b.gold.plan"]).misused();
    desk.tell(&["eval", "empty", "--fail-below", "beauty=1"]).misused();
    desk.tell(&["eval", "empty", "--fail-below", "90"]).misused();
    insta::assert_snapshot!(desk.record());
}

/// Far below what they reach: a floor under which something is broken, and no goal.
#[test]
fn the_examples_of_the_repository_are_complete_and_do_not_fall() {
    let desk = Desk::new();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/plans");
    let folder = examples.to_string_lossy();
    let json = desk.run(&["eval", &folder, "--json", "--fail-below", "0.8,musts=0.9"]).succeeds().json();
    assert!(json["example_count"].as_u64().is_some_and(|count| count >= 50), "{json}");
    let of =
        |by: &str| json["groups"].as_array().into_iter().flatten().filter(|group| group["by"] == by).count();
    assert!(of("domain") >= 10 && of("kind") == 4 && of("language") >= 4, "{json}");
}
