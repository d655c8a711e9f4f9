//! What is said of several steps at once, in our own words: counts, chains, pairs, parts and their needs.

use jiff::civil::date;

use crate::show::Drafted;

#[test]
fn an_effort_said_of_each_piece_counts_once_for_every_piece() {
    for (text, title, minutes) in [
        ("Open a museum: label 6 rooms (2 hours each), print the guide (3h).", "rooms", 720),
        ("Open a museum: record eight tours at 3 hours each, print the guide (3h).", "tours", 1440),
        ("Renew the archive. Scans take 20 minutes each, 30 boxes. Sort the shelves.", "Scans", 600),
        (
            "Abrir el museo: guiar (30 minutos por grupo, 4 grupos), limpiar la sala, cerrar la caja.",
            "Guiar",
            120,
        ),
    ] {
        assert_eq!(Drafted::of(text).the(title).estimate.map(|e| e.likely), Some(minutes), "{text}");
    }
    let plan = Drafted::of("Open a museum: ticket desk, cloakroom and shelf plan (each 4 hours).");
    for title in ["Ticket desk", "Cloakroom", "Shelf plan"] {
        assert_eq!(plan.the(title).estimate.map(|e| e.likely), Some(240), "{title}");
    }
}

#[test]
fn an_order_said_of_several_ties_all_of_them() {
    for (text, pairs) in [
        (
            "Restore a boat: sand the hull, oil the deck, mend the sail. Each step depends on the previous one.",
            vec![("hull", "deck"), ("deck", "sail")],
        ),
        (
            "Restore a boat: hull 2d, deck 1d, sail 3d, in this order.",
            vec![("Hull", "Deck"), ("Deck", "Sail")],
        ),
        (
            "Make a film. First write the script, then shoot the scenes and, in parallel, compose the score. Once both are finished, mix the sound.",
            vec![("scenes", "mix"), ("score", "mix")],
        ),
        (
            "Restore a boat: hull, mast, deck. Mast and deck both follow the hull and run side by side.",
            vec![("Hull", "Mast"), ("Hull", "Deck")],
        ),
        (
            "Map the forest: walk the paths, draw the sheets. Tree counting requires marked plots.",
            vec![("plots", "counting")],
        ),
        (
            "Set up the choir. Notes: 2 days. Hall: 1 day. Concert: after notes and hall.",
            vec![("Notes", "Concert"), ("Hall", "Concert")],
        ),
        (
            "Écrire le livre : rédiger le texte (2 jours), dessiner les images (3 jours). Une fois les deux terminées, imprimer les pages.",
            vec![("texte", "pages"), ("images", "pages")],
        ),
    ] {
        let plan = Drafted::of(text);
        for (a, b) in pairs {
            assert!(plan.before(a, b), "{a} before {b}: {text}");
        }
    }
}

#[test]
fn a_list_needs_no_and_and_a_semicolon_ends_no_plan() {
    let plan = Drafted::of("Build a shed with a ramp, double doors, skylight. Paint it.");
    for words in ["amp", "oors", "kylight"] {
        assert!(!plan.titled(words).is_empty(), "{words}");
    }
    let plan = Drafted::of(
        "Hold a fair on 2026-08-22; hall booked by 2026-03-31; flyers must be printed 2 weeks before the fair; no fireworks.",
    );
    assert_eq!(plan.the("booked").due, Some(date(2026, 3, 31)));
    assert_eq!(plan.the("lyers").due, Some(date(2026, 8, 8)));
    assert!(plan.titled("fireworks").is_empty());
}

#[test]
fn a_month_that_is_over_is_warned_of() {
    let plan = Drafted::of("Launch in March 2025: finish the shelf, the trailer and the kit.");
    assert!(plan.warned("date-in-the-past"));
}

#[test]
fn what_somebody_does_is_a_task_of_theirs() {
    for (text, title) in [
        ("Move the office to Lyon by end of June. Ann packs the server room, 2 days.", "Pack server room"),
        ("Move the office to Lyon. Carla Berg orders new desks.", "Order new desks"),
    ] {
        assert!(Drafted::of(text).titles().iter().any(|t| t.contains(title)), "{text}");
    }
}

#[test]
fn a_few_control_characters_do_not_make_a_sentence_junk() {
    let plan = Drafted::of("Paint \u{1b}[31mthe\u{7} fence\u{1b}[0m by Friday");
    assert!(plan.titles().iter().all(|t| !t.chars().any(char::is_control)));
    assert!(plan.titles().iter().any(|t| t.contains("fence")), "{:?}", plan.titles());
}
