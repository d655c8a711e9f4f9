//! What has to be done or come first, said in many ways and several languages, in our own words.

use crate::show::Drafted;

/// Each text, and which of its tasks come before which.
fn check(cases: &[(&str, &[(&str, &str)])]) {
    for (text, orders) in cases {
        let plan = Drafted::of(text);
        for (first, later) in *orders {
            assert!(plan.before(first, later), "{text}: {first} before {later} in {:?}", plan.titles());
        }
    }
}

#[test]
fn all_that_is_waited_for_comes_first() {
    check(&[
        (
            "Open a dairy. Cheese making can start only after the vat and the press are installed.",
            &[("vat", "Cheese making"), ("press", "Cheese making")],
        ),
        (
            "Wire the boathouse. Testing begins once the cables and the panel are checked.",
            &[("cables", "Testing"), ("panel", "Testing")],
        ),
        (
            "Make a radio play. Recording cannot start before the text is approved and the studio is booked.",
            &[("text", "Recording"), ("studio", "Recording")],
        ),
    ]);
}

#[test]
fn what_comes_before_that_comes_before_what_was_said_last() {
    check(&[
        (
            "Fit out the barge. First the paint, but before that the primer, and before that the sanding.",
            &[("sanding", "primer"), ("primer", "paint")],
        ),
        (
            "Ship the reader app. Before that, the store review. Before that, the accessibility check.",
            &[("accessibility", "store review")],
        ),
    ]);
}

#[test]
fn chinese_words_behind_a_clause_tie_it_to_the_next() {
    check(&[
        ("开发一个记账工具。原型完成后界面才能开始。", &[("原型", "界面")]),
        ("装修咖啡馆。水电（3天）做完后再铺地板。", &[("水电", "铺地板")]),
        ("举办音乐节。开幕之前必须检查音响。", &[("检查音响", "开幕")]),
        ("举办音乐节。场地确认之后，印海报。", &[("场地", "印海报")]),
    ]);
}

#[test]
fn days_that_cannot_both_hold_are_told() {
    for text in [
        "Our regatta must happen on 1 December 2026 and must not happen before 15 January 2027.",
        "The concert is on May 8. The concert must not take place before May 20.",
        "Mach den Katalog bis 1. Dezember fertig, aber nicht vor dem 15. Januar 2027.",
        "La feria debe ser el 10 de abril y no antes del 20 de abril.",
        "Le salon doit avoir lieu le 10 avril mais pas avant le 20 avril.",
    ] {
        assert!(Drafted::of(text).warned("contradiction"), "{text}");
    }
    let plan = Drafted::of("Plan the regatta for June 12. Nothing may start before March 16.");
    assert!(!plan.warned("contradiction"));
}

#[test]
fn what_something_needs_is_said_the_other_way_round_too() {
    check(&[
        (
            "Renew the ferry. The engine test requires the new pump, which in turn requires a signed order.",
            &[("pump", "engine test"), ("signed order", "pump")],
        ),
        (
            "Baue die Mühle um. Voraussetzung für den Probelauf ist das neue Getriebe.",
            &[("Getriebe", "Probelauf")],
        ),
        ("Baue die Mühle um. Der Probelauf setzt die Abnahme voraus.", &[("Abnahme", "Probelauf")]),
        ("Abre un vivero. Las zanjas requieren el permiso.", &[("permiso", "Zanjas")]),
        ("Ouvre une ferme. Dès que le permis est signé, la vente commence.", &[("permis", "Vente")]),
    ]);
}

#[test]
fn what_does_not_depend_stands_side_by_side() {
    for (text, a, b) in [
        ("Make a calendar. Drawing does not depend on printing.", "Drawing", "Printing"),
        ("Make a calendar. Drawings and frames are built in parallel (2 days each).", "Drawings", "Frames"),
        (
            "Make a calendar. The drawings can already start while the texts are still being written.",
            "Drawings",
            "texts",
        ),
        ("Mach einen Kalender. Die Reihenfolge von Bildern und Texten ist egal.", "Bildern", "Texten"),
    ] {
        let plan = Drafted::of(text);
        assert!(!plan.before(a, b) && !plan.before(b, a), "{text}: {:?}", plan.titles());
    }
}

#[test]
fn what_comes_next_follows_what_was_tied_last() {
    check(&[(
        "Build a pier. We need a licence (6 weeks) before we can drive the piles. Then lay the planks (4 days).",
        &[("licence", "piles"), ("piles", "planks")],
    )]);
}

#[test]
fn two_things_in_either_order_stand_side_by_side() {
    for (text, a, b) in [
        (
            "Make a calendar. It doesn't matter whether the drawings or the texts come first.",
            "Drawings",
            "Texts",
        ),
        (
            "Make a calendar. Do the drawings and the texts in either order, then the print.",
            "Drawings",
            "Texts",
        ),
        ("Mach einen Kalender. Parallel zum Entwurf machen wir die Texte.", "Entwurf", "Texte"),
        ("Haz un calendario. El dibujo es independiente de la portada.", "Dibujo", "Portada"),
        ("布置展厅。刷墙的同时订购灯。", "刷墙", "灯"),
    ] {
        let plan = Drafted::of(text);
        assert!(!plan.before(a, b) && !plan.before(b, a), "{text}: {:?}", plan.titles());
    }
}

#[test]
fn a_day_that_comes_again_is_no_deadline() {
    for text in
        ["Publish the newsletter every second Tuesday.", "Verschicke jeden zweiten Dienstag den Rundbrief."]
    {
        assert_eq!(Drafted::of(text).project.meta().deadline, None, "{text}");
    }
    let plan = Drafted::of("Prepare the update. Write the release notes. Release on Monday.");
    assert_eq!(plan.the("release notes").due, None, "the day is that of the release");
}
