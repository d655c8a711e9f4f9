//! Settings: seen, changed, explained, and refused where they are wrong.

use super::desk::Desk;

#[test]
fn settings_are_changed_and_explained() {
    let desk = Desk::new();
    for words in [
        &["config", "path"][..],
        &["config", "get", "depth_limit"],
        &["config", "set", "depth_limit", "7"],
        &["config", "get", "depth_limit"],
        &["config", "explain", "depth_limit"],
        &["config", "get", "depth_limit", "--json"],
        &["config", "path", "--json"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["config", "set", "depth_limit", "many"]).refused();
    desk.tell(&["config", "set", "depht_limit", "7"]).refused();
    desk.tell(&["config", "get", "nonsense"]).refused();
    desk.tell(&["config", "set", "color", "never", "--repository"]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn every_setting_is_explained() {
    let desk = Desk::new();
    let all = desk.run(&["config", "--json"]).succeeds().json();
    let rows = all["settings"].as_array().expect("a list of settings");
    assert!(rows.len() > 10);
    for row in rows {
        let key = row["key"].as_str().unwrap_or_default();
        desk.run(&["config", "explain", key]).succeeds();
    }
    let sample = desk.run(&["config", "sample"]).succeeds().out;
    desk.write("sample.toml", &sample);
    desk.run(&["--config", "sample.toml", "config"]).succeeds();
}

#[test]
fn a_file_that_is_wrong_is_told_at_once_with_its_lines() {
    let desk = Desk::new();
    desk.write(
        "wrong.toml",
        "depth_limit = \"many\"\nstroe = \"plan.db\"\nanthropic_api_key = \"sk-secret\"\n",
    );
    let answer = desk.tell(&["--config", "wrong.toml", "list"]).refused();
    assert!(!answer.err.contains("sk-secret"), "{answer}");
    desk.write("broken.toml", "depth_limit = = 3\n");
    desk.tell(&["--config", "broken.toml", "list"]).refused();
    desk.tell(&["--config", "missing.toml", "list"]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_repository_has_a_project_of_its_own() {
    let desk = Desk::new();
    desk.tell(&["init"]).refused();
    let git = desk.path("shop/.git");
    std::fs::create_dir_all(&git).expect("the folder takes folders");
    desk.write("shop/.git/HEAD", "ref: refs/heads/main\n");
    std::fs::create_dir_all(desk.path("shop/src")).expect("the folder takes folders");
    let within = |words: &[&str]| {
        let mut command = desk.command(words);
        let child = desk.start(command.current_dir(desk.path("shop/src")));
        desk.note(words, super::desk::finish(child, b""))
    };
    within(&["init"]).succeeds();
    within(&["init"]).refused();
    desk.run(&["plan", "--yes", "Paint the kitchen: first tape (1h), then paint (1d)"]).succeeds();
    within(&["add", "Fix the cart"]).succeeds();
    within(&["config", "set", "depth_limit", "9", "--repository"]).succeeds();
    within(&["config", "explain", "depth_limit"]).succeeds();
    within(&["list", "--repository"]).succeeds();
    within(&["tree"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_repository_may_begin_with_a_template() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path(".git")).expect("the folder takes folders");
    desk.write(".git/HEAD", "ref: refs/heads/main\n");
    desk.run(&["init", "Command line tool", "--template", "nonsense"]).refused();
    assert_eq!(desk.run(&["projects"]).succeeds().out, "");
}
