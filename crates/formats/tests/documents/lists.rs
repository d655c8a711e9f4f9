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
