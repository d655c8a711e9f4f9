//! Turns of speech and what they mean for the plan: whose work it is, on which days work is done, what stands in front of
//! what, in our own words and several languages.

use jiff::civil::{Weekday, date};
use planwright_domain::WorkingDays;

use crate::show::Drafted;

#[test]
fn days_without_work_are_those_of_the_project_and_the_deadline_is_judged_by_them() {
    use Weekday::{Friday, Thursday, Tuesday, Wednesday};
    let text = "Tile the bath by March 13, no work on Mondays. Lay the tiles (5 days), then grout (3 days).";
    let plan = Drafted::of(text);
    assert_eq!(
        plan.project.meta().working_days,
        WorkingDays::of([Tuesday, Wednesday, Thursday, Friday]),
        "{text}"
    );
    assert!(!plan.warned("kept-in-words") && !plan.warned("deadline-too-tight"));
    let text = "Tile the bath by March 13. We only work Tuesday to Thursday. Lay the tiles (5 days), then grout (3 days).";
    let plan = Drafted::of(text);
    assert_eq!(plan.project.meta().working_days, WorkingDays::of([Tuesday, Wednesday, Thursday]));
    assert!(plan.warned("deadline-too-tight"), "eight days of work do not fit in six");
    assert!(plan.titled("work").is_empty(), "{:?}", plan.titles());
}

#[test]
fn what_a_person_builds_is_a_step_of_theirs_and_counts_once_for_every_piece() {
    let plan = Drafted::of("Noor paints four doors (3 hours each)");
    let doors = plan.the("doors");
    assert_eq!(doors.estimate.map(|e| e.likely), Some(720));
    assert!(doors.assignees.contains("Noor"), "{:?}", doors.assignees);
    assert_eq!(plan.work().count(), 1, "{:?}", plan.titles());
}

#[test]
fn what_is_done_before_that_comes_first_and_the_title_ends_before_it() {
    let plan = Drafted::of("Varnish the boat (3h) and sand the mast before that");
    assert!(plan.before("mast", "Varnish the boat"));
    assert!(plan.titles().iter().all(|t| !t.contains("before")), "{:?}", plan.titles());
}

#[test]
fn german_main_clauses_are_tasks_and_their_places() {
    let plan = Drafted::of(
        "Wir richten bis 30. April das Lager ein. Streichen wir die Regale (2 Tage). Tom kauft vorher Lack (1 Stunde).",
    );
    assert!(plan.titles().contains(&"Regale streichen".to_owned()), "{:?}", plan.titles());
    let paint = plan.the("Lack kaufen");
    assert!(paint.assignees.contains("Tom"), "{:?}", paint.assignees);
    assert!(plan.before("Lack kaufen", "Regale streichen"));
    let plan = Drafted::of("Der Umzug ist am 8. Mai. Am Tag davor räumen wir den Keller auf.");
    assert_eq!(plan.the("Keller aufräumen").due, Some(date(2026, 5, 7)));
}

#[test]
fn what_runs_side_by_side_is_said_in_many_ways() {
    let plan = Drafted::of(
        "Renew the museum guide. Write the outline (1 day). Photos (2 days) and texts (3 days) follow, side by side. Print once both tracks are done (1 day).",
    );
    assert!(!plan.before("Photos", "Texts") && !plan.before("Texts", "Photos"));
    assert!(plan.before("Photos", "Print") && plan.before("Texts", "Print"));
    assert!(plan.before("outline", "Photos") && plan.before("outline", "Texts"));
    let plan = Drafted::of("制作宣传片，拍摄（3天）与配乐（2天）同步进行，然后剪辑（1天）。");
    assert!(!plan.before("拍摄", "配乐") && !plan.before("配乐", "拍摄"));
    assert!(plan.before("拍摄", "剪辑") && plan.before("配乐", "剪辑"));
}

#[test]
fn what_is_named_behind_a_step_follows_it_without_a_verb() {
    for (text, orders) in [
        (
            "Fit out the van: strip it (3 days), then the wiring (4 days) and in parallel the pipes (3 days). After the pipes comes the inspection (1 day), and after the inspection the counters (5 days).",
            &[("pipes", "inspection"), ("inspection", "counters")][..],
        ),
        (
            "Pond for the garden. Dig the hole (2 days), then the liner, and after the liner the edging stones.",
            &[("liner", "edging stones")],
        ),
        (
            "Wir richten das Café ein. Zuerst die Leitungen (3 Tage). Nach den Leitungen kommt der Estrich (2 Tage), und nach dem Estrich die Theke (1 Tag).",
            &[("Leitungen", "Estrich"), ("Estrich", "Theke")],
        ),
        (
            "Reformar la cocina. Primero la fontanería (2 días), y después de la fontanería los azulejos (3 días).",
            &[("fontanería", "azulejos")],
        ),
    ] {
        let plan = Drafted::of(text);
        for (first, then) in orders {
            assert!(plan.before(first, then), "{text}: {first} before {then}: {:?}", plan.titles());
        }
    }
    let plan = Drafted::of(
        "Build the shed. Lay the floor (1 day). After the inspection of the roof, paint it (2 days).",
    );
    assert!(plan.titles().iter().all(|t| t != "Roof"), "{:?}", plan.titles());
}
