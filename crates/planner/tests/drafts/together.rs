//! What a sentence says of several steps together, and what a bracket tells beside its figures.

use jiff::civil::date;

use crate::show::Drafted;

#[test]
fn what_is_said_to_come_before_that_is_all_of_it() {
    for text in [
        "Open a choir festival on June 6. Letters go out by May 4. Hire the stage and paint the signs before that.",
        "Open a choir festival on June 6. Letters go out by May 4. Before that: hire the stage, paint the signs.",
    ] {
        let plan = Drafted::of(text);
        assert!(plan.before("stage", "Letters"), "{text}");
        assert!(plan.before("signs", "Letters"), "{text}");
    }
}

#[test]
fn steps_in_any_order_stand_side_by_side_and_both_wait() {
    let plan =
        Drafted::of("Build a hut: foundation (2 days), then roof (1 day) and walls (1 day) in any order.");
    assert!(!plan.before("Roof", "Walls") && !plan.before("Walls", "Roof"));
    assert!(plan.before("Foundation", "Roof") && plan.before("Foundation", "Walls"));
}

#[test]
fn a_name_among_the_figures_of_a_bracket_does_the_step() {
    let plan = Drafted::of(
        "Digitise the archive: sort the boxes (35 minutes, Noor, March 4), scan the letters (2 hours, Ben).",
    );
    let boxes = plan.the("Sort the boxes");
    assert!(boxes.assignees.contains("Noor"), "{:?}", boxes.assignees);
    assert_eq!(boxes.due, Some(date(2026, 3, 4)));
    assert!(plan.the("letters").assignees.contains("Ben"));
}

#[test]
fn two_days_of_a_month_are_the_days_from_the_one_to_the_other() {
    let plan = Drafted::of("Launch a campaign. Photo shoot on July 7 and 8. Write the texts.");
    let shoot = plan.the("Photo shoot");
    assert_eq!((shoot.start, shoot.due), (Some(date(2026, 7, 7)), Some(date(2026, 7, 8))));
}
