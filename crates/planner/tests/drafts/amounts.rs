//! How long something takes, said in many ways and several languages, in our own words.

use crate::show::Drafted;

fn check(cases: &[(&str, &[(&str, u32)])]) {
    for (text, efforts) in cases {
        let plan = Drafted::of(text);
        for (task, minutes) in *efforts {
            assert_eq!(plan.the(task).effort, Some(*minutes), "{text}: {task} in {:?}", plan.titles());
        }
    }
}

#[test]
fn time_is_set_aside_for_what_is_named_behind_it() {
    check(&[
        (
            "Fix up the cabin. Allow two days for the stairs and one day for the porch.",
            &[("stairs", 960), ("porch", 480)],
        ),
        ("Fix up the cabin. The roofers need three days for the shed.", &[("shed", 1440)]),
        ("Fix up the cabin. For glazing we estimate four hours.", &[("glazing", 240)]),
        ("Renoviere die Hütte. Für das Verglasen rechnen wir mit zwei Tagen.", &[("Verglasen", 960)]),
        ("Réparez la cabane. Il faut compter deux jours pour la toiture.", &[("toiture", 960)]),
    ]);
}

#[test]
fn a_title_ends_where_only_the_time_follows() {
    check(&[
        ("Fix up the cabin. Glaze the windows: about 6 hours.", &[("Glaze the windows", 360)]),
        (
            "Fix up the cabin. Glazing: estimate 3 person-days. Plumbing - 2 days.",
            &[("Glazing", 1440), ("Plumbing", 960)],
        ),
        ("Fix up the cabin. Glazing is a 4-hour job.", &[("Glazing", 240)]),
    ]);
}

#[test]
fn a_bare_number_shares_the_unit_before_it() {
    check(&[
        ("Fix up the cabin. The survey phase lasts two weeks, the repair phase six.", &[("repair", 14_400)]),
        (
            "Fix up the cabin. Glaze the windows, which takes 3 days, and paint the porch, which takes one.",
            &[("porch", 480)],
        ),
    ]);
    let plan =
        Drafted::of("Fix up the cabin. Glazing takes 3 days, then paint room 2 and the old and the new one.");
    assert!(plan.work().all(|t| t.effort != Some(960) && t.effort != Some(480)), "{:?}", plan.titles());
}

#[test]
fn so_much_for_each_counts_how_many_there_are() {
    check(&[
        ("Check the dykes. There are 14 locks. Inspection takes 2 hours per lock.", &[("Inspection", 1680)]),
        (
            "Write a manual. Write 8 chapters. Proofreading takes 20 min per chapter.",
            &[("Proofreading", 160)],
        ),
        ("Write a manual. Each of the three appendices takes two days.", &[("appendices", 2880)]),
    ]);
}

#[test]
fn a_total_is_shared_by_what_is_still_to_be_done() {
    for text in [
        "Build a shed, 3 days in total. The drawing is already done. Cut the boards, paint the boards and mount the door.",
        "Move the archive, 2 days in total. Scan the maps, sort the letters. The shelves are already built, the boxes are done.",
    ] {
        let plan = Drafted::of(text);
        let open = plan.work().filter(|t| !t.status.is_closed());
        assert!(open.into_iter().all(|t| t.effort.is_some_and(|e| e > 0)), "{text}");
    }
}

#[test]
fn days_of_something_at_the_head_of_a_clause_are_its_effort() {
    for (text, title, minutes) in [
        ("Ship the map by 24 April. Then a week of trials with guests.", "trials", 2400),
        ("Open the kiosk. The lease takes 2 days of paperwork.", "lease", 960),
        ("Rodar un documental: guion, tres días de rodaje, montaje 6 días.", "rodaje", 1440),
        ("Abrir a loja: formação de 4 dias, montagem de 2 semanas.", "formação", 1920),
        ("Ouvrir le musée : peindre la salle, puis une semaine de montage.", "montage", 2400),
    ] {
        let plan = Drafted::of(text);
        assert_eq!(plan.the(title).effort, Some(minutes), "{:?}: {text}", plan.titles());
        assert!(!plan.the(title).title.ends_with(" de"), "{:?}", plan.titles());
    }
}

#[test]
fn what_takes_place_on_days_is_prepared_until_it_begins() {
    use jiff::civil::date;
    for (text, start, deadline) in [
        ("Choir tour to Riga from 3 to 7 July: book the coach, print the music.", None, date(2026, 7, 3)),
        ("Flohmarkt vom 5. bis 7. Juni: Tische mieten, Plakate drucken.", None, date(2026, 6, 5)),
        (
            "Renovate the hall from 3 to 14 August: paint the walls, lay the floor.",
            Some(date(2026, 8, 3)),
            date(2026, 8, 14),
        ),
    ] {
        let plan = Drafted::of(text);
        assert_eq!(plan.project.meta().start, start, "{text}");
        assert_eq!(plan.project.meta().deadline, Some(deadline), "{text}");
    }
}

#[test]
fn what_each_piece_takes_is_the_time_of_all_of_them() {
    check(&[
        (
            "Translate 8 brochures by 1 April. Each brochure takes about 3 hours. Afterwards print them (1 day).",
            &[("Translate", 1440)],
        ),
        (
            "Zwölf Läden umbauen bis 13. März, jeder braucht eine Woche. Danach feiern.",
            &[("umbauen", 28_800)],
        ),
        ("Auditar as 30 lojas até sexta-feira; cada loja leva dois dias.", &[("lojas", 28_800)]),
        (
            "Hay que catalogar 400 libros. Cada libro requiere 20 minutos. Después, imprimir el catálogo (1 día).",
            &[("libros", 8000)],
        ),
        ("Repeindre 60 bancs et 12 portes, puis vernir ; chaque banc demande 2 heures.", &[("bancs", 7200)]),
        ("两名工人三天内粉刷120间房，每间需要一天。", &[("粉刷", 57_600)]),
        (
            "Upgrade all 14 microservices by 13 March; each service needs 2 days. Afterwards remove the agents.",
            &[("Upgrade", 13_440)],
        ),
    ]);
    check(&[(
        "Finance needs three dashboards: revenue, churn and cash. Each takes about two days.",
        &[("Revenue", 960), ("Churn", 960), ("Cash", 960)],
    )]);
    let plan = Drafted::of("一个人用三天翻译完八十本书，每本需要十天，3月6日交稿。");
    assert!(plan.warned("contradiction"), "{:?}", plan.reading.warnings);
}

#[test]
fn half_days_are_counted() {
    check(&[
        (
            "Paint the kitchen: sand (2 half days), prime (half a day), paint the walls (3 half days).",
            &[("Sand", 480), ("Prime", 240), ("walls", 720)],
        ),
        (
            "Die Küche renovieren: schleifen (2 halbe Tage), grundieren (1 halber Tag).",
            &[("Schleifen", 480), ("Grundieren", 240)],
        ),
        ("Rénover la cuisine : poncer (3 demi-journées), peindre (2 jours).", &[("Poncer", 720)]),
    ]);
}

#[test]
fn the_first_of_several_jobs_is_a_job() {
    check(&[
        ("Job K: 3 days. Job L: 1 day, after K. Job M: 2 days, after K.", &[("Job K", 1440), ("Job L", 480)]),
        ("Zone A: 2 days. Zone B: 4 hours, after zone A.", &[("Zone A", 960), ("Zone B", 240)]),
        (
            "Halle Nord: 3 Tage. Halle Süd: 1 Tag, nach Halle Nord.",
            &[("Halle Nord", 1440), ("Halle Süd", 480)],
        ),
    ]);
}
