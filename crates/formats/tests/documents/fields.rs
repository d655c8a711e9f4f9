//! Tasks whose names are values of fields, and boxes whose marks mean what their document means.

use crate::support::check;

#[test]
fn blocks_of_fields_are_tasks_one_after_the_other() {
    check(
        "# Release

**Task:** Load test
**Estimate:** 2 days
**Owner:** Mia

**Task:** Security review
**Estimate:** 1 day
**Depends on:** Load test

**Task:** Launch
",
        "1 Load test 960m @Mia
         2 Security review 480m <- 1
         3 Launch",
    );
    check(
        "## Haus

Aufgabe: Graben
Dauer: 2 Tage

Aufgabe: Mauern
Dauer: 3 Tage
",
        "1 Graben 960m
         2 Mauern 1440m",
    );
    check(
        "**Title:** Dig | **Effort:** 2d | **Owner:** Bob
**Title:** Pour | **Effort:** 1d | **Owner:** Ann
",
        "1 Dig 960m @Bob
         2 Pour 480m @Ann",
    );
}

#[test]
fn items_may_be_blocks_of_fields() {
    check(
        "# Release

- **Task:** Load test
  **Estimate:** 2 days
- **Task:** Security review
  - **Estimate:** 1 day
  - **Owner:** Tom
- **Task:** Launch
",
        "1 Load test 960m
         2 Security review 480m @Tom
         3 Launch",
    );
}

#[test]
fn one_title_under_each_heading_is_that_of_the_heading() {
    check(
        "# Shop

### STORY-1: Cart
**Title:** A cart for visitors
**Estimate:** 2d

### STORY-2: Till
**Title:** A till for visitors
**Estimate:** 1d
",
        "1 Cart [STORY-1] 960m
         2 Till [STORY-2] 480m",
    );
}

#[test]
fn a_box_with_a_dash_is_cancelled_but_where_programs_and_outliners_begin_with_one() {
    check(
        "- [ ] Open
- [x] Finished
- [-] Dropped
- [/] Half
",
        "1 Open
         2 Finished done
         3 Dropped cancelled
         4 Half in_progress",
    );
    check(
        "# Implementation Plan

- [x] 1. Frame
  - _Requirements: 1.1_
- [-] 2. Plaster
  - _Requirements: 1.2_
",
        "1 Frame done
         2 Plaster in_progress",
    );
    check(
        "- [-] Walls
  - [x] Frame
  - [ ] Plaster
",
        "1 Walls in_progress
         1.1 Frame done
         1.2 Plaster",
    );
}

#[test]
fn a_bracket_of_fields_is_read_whole_or_not_at_all() {
    check(
        "- Cut wood (1h)
- Wiring (2h)
- Plumbing (2h)
- Glue (Bob, 3h, after Cut wood)
- Plaster (2d) (after Wiring; after Plumbing)
- Handover (milestone, after Glue and Plaster)
- Buy wood (Ann, 2h)
- Sand (by 20 March, 2h, Ann)
- Varnish (Optional, 2h)
- Mix (red, blue, 5h)
- Sweep (1h, after The Flood)
",
        "1 Cut wood 60m
         2 Wiring 120m
         3 Plumbing 120m
         4 Glue 180m @Bob <- 1
         5 Plaster 960m <- 2, 3
         6 Handover <- 4, 5
         7 Buy wood 120m @Ann
         8 Sand 120m due 2026-03-20 @Ann
         9 Varnish (Optional) 120m
         10 Mix (red, blue) 300m
         11 Sweep (after The Flood) 60m",
    );
}

#[test]
fn an_effort_may_end_a_line_without_a_mark() {
    check(
        "- Mount doors 2h\n- Buy stuff @ann 2h\n- Archive 2 Std.\n- Sew flags 1w\n- Keep the glue warm for 2h\n- Back up within 3d\n- Wait 3 days\n",
        "1 Mount doors 120m\n2 Buy stuff 120m @ann\n3 Archive 120m\n4 Sew flags 2400m\n5 Keep the glue warm for 2h\n6 Back up within 3d\n7 Wait 3 days",
    );
    check("1 Dig 2h\n2 Pour after 1\n3 Paint 1d\n", "1 Dig [1] 120m\n2 Pour [2] <- 1\n3 Paint [3] 480m");
}

#[test]
fn a_value_that_is_not_what_its_field_is_called_is_kept_and_told() {
    let text = "# Plan\n\n| Task | Effort | Due | Status | Progress |\n|---|---|---|---|---|\n\
        | Dig | a lot | soon | 🦫 | |\n| Pour | 2d | TBD | | 40% |\n| Paint | - | 2026-04-01 | done | |\n| Fence | | | | 25 % |\n";
    let reading = crate::support::reading(text.as_bytes()).unwrap();
    let project = crate::support::project(&reading);
    let kept: Vec<String> = project
        .walk()
        .flat_map(|met| met.task.metadata.iter().map(|(k, v)| format!("{} {k} {v:?}", met.task.title)))
        .collect();
    assert_eq!(
        kept,
        ["Dig due Text(\"soon\")", "Dig effort Text(\"a lot\")", "Fence progress Text(\"25 %\")"],
        "{:?}",
        reading.warnings
    );
    let left: Vec<_> = project.walk().filter_map(|met| met.task.remaining).collect();
    assert_eq!(left, [576]);
    let told = reading.warnings.iter().filter(|w| w.code == "value-unread").count();
    assert_eq!(told, 2, "{:?}", reading.warnings);
}

#[test]
fn sections_that_are_no_tasks_are_told() {
    let text = "# Garden\n\n## Team\n| Name | Role |\n|---|---|\n| Dana | lead |\n\n## Notes\nNo peat.\n\n## Tasks\n- [ ] Dig (2d)\n\
        \n### Pond\nSay what it is for.\n\n- [ ] Line it\n";
    let reading = crate::support::reading(text.as_bytes()).unwrap();
    let told: Vec<_> = reading.warnings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(
        told,
        ["left out, as no tasks: what stands under \"Team\" (line 3), what stands under \"Notes\" (line 8)"]
    );
}

#[test]
fn ticks_of_criteria_are_told_and_their_numbers_go() {
    let text = "---\nid: task-1\ntitle: Login\nstatus: To Do\n---\n\n## Description\n\nUsers log in.\n\n## Acceptance Criteria\n\
        - [x] #1 Form shown\n- [ ] #2 Wrong password told\n";
    let reading = crate::support::reading(text.as_bytes()).unwrap();
    let project = crate::support::project(&reading);
    let task = project.walk().next().unwrap().task;
    assert_eq!(task.acceptance_criteria, ["Form shown", "Wrong password told"]);
    let told: Vec<_> = reading.warnings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(told, ["1 tick of an acceptance criterion was not carried"]);
}

#[test]
fn who_owns_the_whole_plan_is_told() {
    let text = "# Garden\n\n**Owner:** Dana Reed\n\n- [ ] Dig (2d)\n- [ ] Pour (1d, owner: Tom)\n";
    let reading = crate::support::reading(text.as_bytes()).unwrap();
    let told: Vec<_> = reading.warnings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(told, ["who owns the whole plan was not carried: Dana Reed"]);
}
