//! Plan documents in, the plan in other notations out.

use super::desk::{Desk, HOUSE};

/// A plan as people write it: phases, tasks with keys, efforts and stated dependencies, and prose that is no task.
const DOCUMENT: &str = "\
# Shop relaunch

We move the shop to the new platform. **Deadline**: 2026-06-30

## Phase 1: Preparation

### TASK-001: Export the catalogue
- **Duration**: 1 day
- **Priority**: High
- [ ] Export products
- [ ] Export customers

### TASK-002: Choose a theme (3-5 days)
**Dependencies**: TASK-001

## Phase 2: Move

| Task | Estimate | Depends on |
|------|----------|------------|
| Import the catalogue | 4h | TASK-001 |
| Test orders | 90 min | Import the catalogue |

```sh
- this is no task
```
";

#[test]
fn a_document_becomes_a_project() {
    let desk = Desk::new();
    desk.write("relaunch.md", DOCUMENT);
    desk.tell(&["import", "relaunch.md", "--yes"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.tell(&["log"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_document_read_again_amends_its_project() {
    let desk = Desk::new();
    desk.write("relaunch.md", DOCUMENT);
    desk.run(&["import", "relaunch.md", "--yes"]).succeeds();
    desk.run(&["done", "TASK-001"]).succeeds();
    desk.tell(&["import", "relaunch.md", "--yes"]).succeeds();
    desk.write("relaunch.md", DOCUMENT.replace("90 min", "3h").replace("- [ ] Export customers\n", ""));
    desk.tell(&["import", "relaunch.md"]).succeeds();
    desk.tell(&["approve"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.run(&["import", "relaunch.md", "--new", "--yes"]).succeeds();
    assert_eq!(desk.run(&["projects", "--json"]).json()["projects"].as_array().map(Vec::len), Some(2));
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_project_is_written_in_every_notation() {
    let desk = Desk::with_house();
    for notation in ["text", "markdown", "csv", "mermaid", "flowchart", "dot", "taskjuggler", "msproject"] {
        desk.tell(&["export", "--format", notation]).succeeds();
    }
    desk.tell(&["export", "--format", "word"]).misused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn the_name_of_a_file_chooses_the_notation() {
    let desk = Desk::with_house();
    desk.run(&["export", "-o", "house.csv"]).succeeds();
    desk.run(&["export", "-o", "house.unknown"]).succeeds();
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap_or_default();
    assert!(read("house.csv").starts_with("wbs,title,"));
    assert!(read("house.unknown").starts_with("# House"));
    desk.run(&["export", "-o", "nowhere/house.csv"]).refused();
}

#[test]
fn what_is_exported_as_text_or_json_is_imported_as_the_same_plan() {
    let desk = Desk::with_house();
    let text = desk.run(&["export", "-f", "text"]).succeeds().out;
    for name in ["again.plan", "again.json"] {
        desk.run(&[
            "export",
            "-p",
            "House",
            "-o",
            name,
            "-f",
            if name.ends_with("json") { "json" } else { "text" },
        ])
        .succeeds();
        desk.run(&["import", name, "--new", "--yes"]).succeeds();
        assert_eq!(desk.run(&["export", "-f", "text"]).succeeds().out, text, "{name}");
        desk.run(&["projects", "rename", name]).succeeds();
    }
    desk.is_well();
}

/// What names and remarks could be taken for, and every kind of thing that is said of a task.
const SEA_HOUSE: &str = "\
# House by the sea
summary: A small house for two
start: 2026-03-02
deadline: 2026-08-14

1 Phase 1: Walls
  1.1 [x] Frame the walls  3d  @ann  @\"Bob Miller\"  #wood  #\"raw work\"  !high  start:2026-03-02  due:2026-03-05
    | Take the oak: it is dry.
    |
    | The ash is not.
    * Every stud is nailed
    * Priority: plumb
  1.2 [>] Plaster  1.5d  after 1.1 FS+1d
  1.3 [!] Paint  90m  !low  after 1.2 SS+2de
2 [-] Sauna  1w
3 Roof
  3.1 Sign the lease by March 6  2h
  3.2 Milestone: the roof is on  milestone  after 1.3
  3.3 Read \"Code Complete\" (2 days)  4h
  3.4 Week 2: buy 100% wool @ market  1h
";

#[test]
fn what_is_exported_and_imported_into_its_project_changes_only_what_the_note_tells() {
    let desk = Desk::new();
    desk.write("sea.plan", SEA_HOUSE);
    desk.run(&["import", "sea.plan", "--yes"]).succeeds();
    for notation in ["markdown", "text", "json", "csv"] {
        let exported = desk.run(&["export", "-f", notation, "-o", "out"]).succeeds();
        let read = ["import", "out", "--format", notation, "--into", "House by the sea", "--yes"];
        let answer = desk.run(&read).succeeds();
        let said = format!("{}{}", answer.out, answer.err);
        assert!(said.contains("nothing to change"), "{notation}: {}\n{said}", exported.err);
    }
    for notation in ["flowchart", "dot", "mermaid", "msproject", "taskjuggler"] {
        desk.run(&["export", "-f", notation, "-o", "out"]).succeeds();
        desk.run(&["import", "out", "--format", notation, "--into", "House by the sea", "--yes"]).succeeds();
        let tasks = desk.run(&["list", "--json"]).succeeds().json();
        assert_eq!(tasks["tasks"].as_array().map(Vec::len), Some(10), "{notation}");
    }
    desk.is_well();
}

#[test]
fn the_text_notation_is_what_was_typed() {
    let desk = Desk::with_house();
    assert_eq!(desk.run(&["show"]).succeeds().out, HOUSE);
}

#[test]
fn a_document_on_standard_input_is_imported() {
    let desk = Desk::new();
    desk.run_on(&["import", "-", "--yes"], "- Buy paint (30 min)\n- Paint (2h)\n").succeeds();
    let tasks = desk.run(&["list", "--json"]).succeeds().json();
    assert_eq!(tasks["tasks"].as_array().map(Vec::len), Some(2));
    desk.is_well();
}

#[test]
fn durations_move_out_of_titles() {
    let desk = Desk::new();
    desk.run(&["add", "Fix login (90 min)"]).succeeds();
    desk.run(&["add", "Write docs"]).succeeds();
    desk.tell(&["backfill", "--dry-run"]).succeeds();
    desk.tell(&["backfill", "--yes"]).succeeds();
    desk.tell(&["backfill", "--yes"]).succeeds();
    desk.tell(&["list"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_folder_of_documents_is_one_plan() {
    let desk = Desk::new();
    desk.write("plans/garden.md", "# Garden\n\n- [ ] Dig (1d)\n- [ ] Plant (2h, depends on Dig)\n");
    desk.write("plans/tasks/task-2.md", "---\nid: task-2\ntitle: Paint\ndependencies: [task-1]\n---\n");
    desk.write("plans/tasks/task-1.md", "---\nid: task-1\ntitle: Plaster\nstatus: Done\n---\n");
    desk.write("plans/empty.md", "\n");
    desk.tell(&["import", "plans", "--yes"]).succeeds();
    desk.write("plans/tasks/task-3.md", "---\nid: task-3\ntitle: Sweep\ndependencies: [task-2]\n---\n");
    desk.tell(&["import", "plans", "--yes"]).succeeds();
    desk.tell(&["import", "nowhere"]).refused();
    desk.write("pictures/a.png", "x");
    desk.tell(&["import", "pictures"]).refused();
    insta::assert_snapshot!(desk.record());
    desk.is_well();
}
