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

#[test]
fn days_of_a_weekend_or_of_the_last_week_are_those_of_the_whole() {
    let plan = Drafted::of(
        "Relocate the library over the weekend of April 18. Before that: label all shelves. On Saturday carry the books.",
    );
    assert_eq!(plan.the("Carry the books").due, Some(date(2026, 4, 18)));
    assert!(plan.before("shelves", "Carry the books"));
    let plan = Drafted::of(
        "We move to Bremen on May 30. Pack in the last week and hand over the keys the day after.",
    );
    assert_eq!(plan.the("Hand over").due, Some(date(2026, 5, 31)));
}

#[test]
fn efforts_told_at_the_end_are_those_of_steps_named_before() {
    let plan = Drafted::of(
        "Restore a boat: sand the hull, oil the deck, mend the sail. Sanding the hull takes a day, oiling the deck two and mending the sail three days.",
    );
    for (title, days) in [("hull", 1), ("deck", 2), ("sail", 3)] {
        assert_eq!(plan.the(title).estimate.map(|e| e.likely), Some(days * 480), "{title}");
    }
}

#[test]
fn what_needs_both_waits_for_the_two_said_before() {
    let plan = Drafted::of(
        "Change the payroll. Clean the records (3 days) and train the clerks (2 days). The switch-over needs both and takes 1 day.",
    );
    assert!(plan.before("records", "Switch-over") && plan.before("clerks", "Switch-over"));
}

#[test]
fn a_clause_with_which_says_who_does_what_stands_before_it() {
    let plan = Drafted::of(
        "Make three dashboards: revenue, churn and cash. All of them depend on the new ledger tables, which Ravi finishes by March 13.",
    );
    let tables = plan.the("ledger tables");
    assert!(tables.assignees.contains("Ravi"));
    assert_eq!(tables.due, Some(date(2026, 3, 13)));
    assert!(plan.titled("finishes").is_empty());
}

#[test]
fn what_may_be_done_at_any_time_waits_for_nothing() {
    let plan = Drafted::of(
        "Launch a radio play. Record three parts (4 hours each), edit them (2 hours each), design a cover (1 day) and publish it. The cover can be made at any time.",
    );
    assert!(!plan.before("Record", "cover") && plan.before("Record", "Edit"));
}

#[test]
fn steps_that_wait_for_each_other_are_told_and_the_circle_stays_open() {
    let plan = Drafted::of(
        "Renew the lab. Oil the benches (2 days) after the lamps are hung. Hang the lamps (1 day) after the benches are oiled.",
    );
    assert!(plan.warned("contradiction"));
    let plan = Drafted::of("Renew the lab. Oil the benches (2 days) after the lamps are hung (1 day).");
    assert!(!plan.warned("contradiction"));
}
