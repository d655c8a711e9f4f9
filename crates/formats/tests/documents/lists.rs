//! Lists: which plain ones are work, what boxes and headings say together, and what is said at the end of a document.

use crate::support::{check, project, reading};

#[test]
fn a_list_without_boxes_among_lists_with_them_is_work() {
    check(
        "# Move

## 8 weeks before
☐ Get quotes
☐ Sort closets

## 4 weeks before
☐ Book the van (due: May 18)
☑ Change the address

## Moving day
1. Walk through all rooms
2. Hand over the keys

## Tips
- Label boxes on two sides
- Keep valuables with you
",
        "1 8 weeks before
         1.1 Get quotes
         1.2 Sort closets
         2 4 weeks before
         2.1 Book the van due 2026-05-18
         2.2 Change the address done
         3 Moving day
         3.1 Walk through all rooms [1]
         3.2 Hand over the keys [2]",
    );
}

#[test]
fn one_list_of_words_beside_a_plan_is_no_work() {
    check(
        "# Shed

## Plan
- [ ] dig
- [ ] build

## Ideas behind it
- wood is warm
- stone is cold
",
        "1 dig
         2 build",
    );
}

#[test]
fn boxes_and_headings_that_disagree_are_told() {
    check(
        "# Board

## To do
- [ ] dig
- [x] measure

## Done
- [x] draw
- [ ] ask the neighbour

## Archive
- [ ] dream
- [ ] think
",
        "1 dig
         2 measure done
         3 draw done
         4 ask the neighbour
         5 dream done
         6 think done
         state-unclear 5
         state-unclear 9
         state-unclear 12",
    );
}

#[test]
fn an_effort_without_a_unit_is_told_once() {
    check(
        "# Plan\n\n| ID | Task | Effort | SP |\n|---|---|---|---|\n| T1 | dig | 3 | 5 |\n| T2 | build | 5 | 8 |\n",
        "1 dig [T1]
         2 build [T2]
         effort-without-unit 5",
    );
    check(
        "# Plan\n\n| ID | Task | Effort (person-days) |\n|---|---|---|\n| T1 | dig | 3 |\n",
        "1 dig [T1] 1440m",
    );
}

#[test]
fn a_last_sentence_may_be_the_deadline() {
    let deadline = |text: &str| project(&reading(text.as_bytes()).expect("a plan")).meta().deadline;
    let friday = Some(jiff::civil::date(2026, 3, 6));
    assert_eq!(deadline("# Shed\n- [ ] dig\n- [ ] build\n\nAll done by Friday, March 6.\n"), friday);
    assert_eq!(
        deadline("# Shed\n- [ ] dig\n- [ ] build\nEverything must be done by March 6, 2026.\n"),
        friday
    );
    assert_eq!(deadline("# Shed\n- [ ] dig\n\nAll walls done by hand.\n"), None);
}

#[test]
fn days_in_brackets_and_behind_dashes_are_when_it_is_due() {
    check(
        "# Paper\n- [ ] Rebuttal (June 20-27)\n- [ ] Camera ready – Aug 3, 2026\n- [ ] Kickoff: 0 days\n",
        "1 Rebuttal due 2026-06-27
         2 Camera ready due 2026-08-03
         3 Kickoff",
    );
}

#[test]
fn letters_below_a_number_are_known_by_both() {
    check(
        "Relaunch\n\n1. Content\n   a) List pages (2d)\n   b) Rewrite (1d)\n   c) Translate (3d) - after 1b\n2. Build\n   a) Templates [5d] @tom\n   b) Check - blocked by both 2a and 1c\n",
        "1 Content [1]
         1.1 List pages 960m
         1.2 Rewrite 480m
         1.3 Translate 1440m <- 1.2
         2 Build [2]
         2.1 Templates 2400m @tom
         2.2 Check <- 1.3, 2.1",
    );
}

#[test]
fn efforts_between_dashes_and_beside_owners_are_read() {
    check(
        "# Projet\n\n## 1. Cadrage\n1.1 Entretiens – 2 j – Marie\n1.2 Rédaction — Owner: Paul, 4 hours\n",
        "1 Entretiens [1.1] 960m @Marie
         2 Rédaction [1.2] 240m @Paul",
    );
}

#[test]
fn words_and_days_of_a_state_are_no_title_and_no_deadline() {
    check(
        "# Features\n\n### 1. Search 🚀 IN PROGRESS (July 9, 2026)\n- **Effort**: Large (3-4 weeks)\n\n### 2. Export ✅ COMPLETED (July 1, 2026)\n- **Effort**: 2 days\n\n### 3. Phase 1 Complete\n- **Effort**: 1 day\n\n## Issues\n- [x] #739\n- [ ] #740\n",
        "1 Search [1] 8400m in_progress
         2 Export [2] 960m done
         3 Phase 1 Complete [3] 480m
         4 #739 [#739] done
         5 #740 [#740]",
    );
}

#[test]
fn what_is_counted_in_a_nested_list_is_called_by_its_place() {
    check(
        "# Lab

1. Prepare the site
   1. Order benches [1d]
   2. Install benches [5d] – after 1.1
2. Move
   1. Pack [3d]
   2. Carry [1d], needs 1.2
   3. Unpack (4d), depends on 2.2
",
        "1 Prepare the site [1]
         1.1 Order benches [1] 480m
         1.2 Install benches [2] 2400m <- 1.1
         2 Move [2]
         2.1 Pack [1] 1440m
         2.2 Carry [2] 480m <- 1.2
         2.3 Unpack [3] 1920m <- 2.2",
    );
}

#[test]
fn short_lines_right_over_lists_head_them_where_there_are_no_headings() {
    check(
        "SHED AND GARDEN

Front garden
    - remove hedge ..... 1 day
    - lay turf ..... 4h

Back garden
    - build shed – 3 days [oak]
    - sow
",
        "1 Front garden
         1.1 remove hedge 480m
         1.2 lay turf 240m
         2 Back garden
         2.1 build shed [oak] 1440m
         2.2 sow",
    );
}

#[test]
fn days_under_a_heading_of_milestones_are_milestones() {
    let text = "# Move\n\n- [ ] Pack (2d)\n\n## Hitos\n- 2026-03-13: Fin de la preparación\n";
    let reading = reading(text.as_bytes()).expect("the fixture is a plan");
    let milestones: Vec<String> = project(&reading)
        .tasks()
        .filter(|t| t.kind == planwright_domain::Kind::Milestone)
        .map(|t| t.title.clone())
        .collect();
    assert_eq!(milestones, ["Fin de la preparación"]);
}

#[test]
fn numbers_in_front_of_code_and_words_behind_arrows_count() {
    check(
        "# Backup

### 2.1 `backup` command
**Estimate:** 6h

### 2.2 `restore` command
**Estimate:** 2h
**Dependencies:** 2.1

### 2.3 Checks (5 pts) ← in progress
**Estimate:** 1h
",
        "1 backup command [2.1] 360m
         2 restore command [2.2] 120m <- 1
         3 Checks [2.3] 60m in_progress",
    );
}

#[test]
fn a_numbered_list_goes_on_behind_its_ten_thousandth_item() {
    let text: String = (1..=10_003).map(|n| format!("{n}. Count box {n}\n")).collect();
    assert_eq!(project(&reading(text.as_bytes()).unwrap()).tasks().count(), 10_003);
    check("99999) Paint the last one\n100000) Go home", "1 Paint the last one [99999]\n2 Go home [100000]");
}
