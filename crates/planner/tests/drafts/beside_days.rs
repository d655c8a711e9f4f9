//! Days told from other days: the eve, the week before, the middle of a month, and days in front of a comma.

use jiff::civil::{Date, date};

use crate::show::Drafted;

fn due(cases: &[(&str, &[(&str, Date)])]) {
    for (text, days) in cases {
        let plan = Drafted::of(text);
        for (title, day) in *days {
            assert_eq!(plan.the(title).due, Some(*day), "{title}: {text}: {:?}", plan.titles());
        }
    }
}

#[test]
fn days_beside_the_event_are_counted_from_it() {
    due(&[
        (
            "Der Basar ist am 25. April. Am Vortag Tische aufstellen, am Tag danach Halle putzen, in der Woche davor Kuchen bestellen.",
            &[("Tische", date(2026, 4, 24)), ("Halle", date(2026, 4, 26)), ("Kuchen", date(2026, 4, 18))],
        ),
        (
            "The reading is on 9 May. Sound test the day before, pack up the day after, flyers six weeks before.",
            &[("Sound", date(2026, 5, 8)), ("Pack", date(2026, 5, 10)), ("Flyers", date(2026, 3, 28))],
        ),
        (
            "La boda es el 20 de junio. El ensayo es la víspera. Confirmar el menú la semana anterior.",
            &[("Ensayo", date(2026, 6, 19)), ("menú", date(2026, 6, 13))],
        ),
        (
            "A feira é no dia 18 de julho. Montar as bancas na véspera, desmontar no dia seguinte.",
            &[("bancas", date(2026, 7, 17)), ("Desmontar", date(2026, 7, 19))],
        ),
        (
            "Bal le 6 juin. La veille, répétition de l'orchestre. Le lendemain, rangement de la salle.",
            &[("Répétition", date(2026, 6, 5)), ("Rangement", date(2026, 6, 7))],
        ),
        (
            "展览在6月20日。前一天布置，提前两周寄请柬。",
            &[("布置", date(2026, 6, 19)), ("请柬", date(2026, 6, 6))],
        ),
        (
            "We move on April 24. Book the van by Thursday of the week before. Pack boxes (2 days).",
            &[("van", date(2026, 4, 16))],
        ),
    ]);
}

#[test]
fn a_day_may_be_told_before_the_day_it_counts_from() {
    due(&[(
        "Send the invitations two months before. Confirm the menu a week before. The wedding is on 20 June.",
        &[("invitations", date(2026, 4, 20)), ("menu", date(2026, 6, 13))],
    )]);
}

#[test]
fn what_is_due_after_the_event_follows_it() {
    let plan = Drafted::of(
        "Concert on 6 June. On 4 May, dress rehearsal. Posters by 20 April. On 7 June, clean-up of the hall.",
    );
    assert!(plan.before("Concert", "clean-up"), "{:?}", plan.titles());
    assert!(plan.before("rehearsal", "Concert"));
    assert!(!plan.asked("two-deadlines"), "{:?}", plan.reading.questions);
}

#[test]
fn a_day_before_a_comma_belongs_to_what_follows() {
    due(&[
        ("Open the kiosk on 6 June. On 4 May, tasting with guests.", &[("tasting", date(2026, 5, 4))]),
        (
            "Ouvrir la buvette le 6 juin. Le 4 mai, dégustation avec les voisins.",
            &[("Dégustation", date(2026, 5, 4))],
        ),
    ]);
}

#[test]
fn the_middle_of_a_month_is_its_fifteenth() {
    for text in [
        "Replace the pumps by mid-June.",
        "Pumpen bis Mitte Juni tauschen.",
        "Target for the new pumps: mid-June.",
    ] {
        assert_eq!(Drafted::of(text).project.meta().deadline, Some(date(2026, 6, 15)), "{text}");
    }
}

#[test]
fn what_should_have_been_ready_is_told_to_be_late() {
    for text in [
        "The shelter was meant to open on 6 February 2026. Design (5 days), then build (20 days).",
        "Die Brücke hätte am 12. Februar 2026 fertig sein sollen. Entwurf (5 Tage), danach Bau (20 Tage).",
        "El puente debía estar listo el 10 de febrero de 2026. Diseño (5 días), después obra (20 días).",
        "Le pont devait être prêt le 12 février 2026. Études (5 jours), puis chantier (20 jours).",
        "O palco tinha de estar pronto em 20 de fevereiro de 2026. Planeie o desenho (5 dias) e depois a montagem (4 dias).",
    ] {
        let plan = Drafted::of(text);
        assert!(plan.warned("deadline-past"), "{text}: {:?}", plan.reading.warnings);
        assert!(plan.project.meta().title.split(' ').count() <= 2, "{}", plan.project.meta().title);
    }
}

#[test]
fn a_day_stays_with_what_waits() {
    due(&[
        (
            "Photo show. Frame the prints (5 days), hanging on 17 April once the frames are ready, opening on 18 April.",
            &[("Hanging", date(2026, 4, 17)), ("Opening", date(2026, 4, 18))],
        ),
        (
            "Exposition. Encadrement (5 jours), accrochage le 17 avril quand les cadres sont prêts.",
            &[("Accrochage", date(2026, 4, 17))],
        ),
        (
            "Fotoausstellung. Rahmen (5 Tage), Hängung am 17. April, sobald die Rahmen fertig sind.",
            &[("Hängung", date(2026, 4, 17))],
        ),
    ]);
}

#[test]
fn what_an_event_needs_is_its_work() {
    for (text, goal, titles) in [
        (
            "For the open day on 25 April we need posters by 27 March, guided tours and a sound check the day before.",
            "Open day",
            ["Posters", "Guided tours", "Sound check"],
        ),
        (
            "Für das Turnier am 25. April brauchen wir Plakate bis 27. März, ein Buffet und am Vortag eine Tonprobe.",
            "Turnier",
            ["Plakate", "Buffet", "Tonprobe"],
        ),
        (
            "Pour le tournoi du 25 avril il nous faut des affiches d'ici le 27 mars, un buffet et la veille un essai du son.",
            "Tournoi",
            ["Affiches", "Buffet", "Essai du son"],
        ),
    ] {
        let plan = Drafted::of(text);
        assert_eq!(plan.project.meta().title, goal, "{text}");
        assert_eq!(plan.project.meta().deadline, Some(date(2026, 4, 25)), "{text}");
        assert_eq!(plan.the(titles[0]).due, Some(date(2026, 3, 27)), "{text}");
        assert_eq!(plan.the(titles[2]).due, Some(date(2026, 4, 24)), "{text}");
        assert!(titles.iter().all(|t| !plan.titled(t).is_empty()), "{:?}", plan.titles());
    }
    for text in [
        "Pour la fête du quartier du 27 juin : demander l'autorisation, puis réserver la scène.",
        "Para la fiesta del barrio del 27 de junio: pedir el permiso, luego reservar el escenario.",
        "For the street party on 27 June: ask for the permit, then book the stage.",
    ] {
        assert_eq!(Drafted::of(text).project.meta().deadline, Some(date(2026, 6, 27)), "{text}");
    }
}

#[test]
fn a_goal_with_one_thing_first_is_the_other_step() {
    for (text, first, then) in [
        ("Paint fence by 03/04/2026. Buy paint (2h) first.", "Buy paint", "Paint fence"),
        ("Repair the roof by Friday. Order tiles first.", "Order tiles", "Repair the roof"),
    ] {
        let plan = Drafted::of(text);
        assert!(plan.before(first, then), "{:?}", plan.titles());
        assert_eq!(plan.work().count(), 2, "{:?}", plan.titles());
    }
}
