//! What follows what, and what runs beside what, in forms that name several steps at once; in our own words.

use crate::show::Drafted;

/// Each text; pairs of tasks of which the first comes before the second; pairs that no order ties.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

fn check(cases: &[Case]) {
    for (text, orders, beside) in cases {
        let plan = Drafted::of(text);
        for (first, later) in *orders {
            assert!(plan.before(first, later), "{text}: {first} before {later} in {:?}", plan.titles());
        }
        for (one, other) in *beside {
            assert_ne!(plan.the(one).id, plan.the(other).id, "{text}: {:?}", plan.titles());
            assert!(!plan.before(one, other) && !plan.before(other, one), "{text}: {one} beside {other}");
        }
    }
}

#[test]
fn a_predicate_behind_two_nouns_is_said_of_both() {
    check(&[
        (
            "We want to sort beach plastics by camera. Taking 2,000 photos takes 8 days, and the sampling protocol has to exist first. Training (3 days) and the shore app (5 days) can run side by side once the photos are sorted.",
            &[("protocol", "photos"), ("photos", "Training"), ("photos", "shore app")],
            &[("Training", "shore app")],
        ),
        (
            "Prepare the relaunch of our tea shop. Name contest first (1 day), next the label (8 days), and after the label is approved the tins (6 days) and the window display (10 days) go ahead in parallel. The trademark check must be finished before the label is approved.",
            &[("label", "tins"), ("label", "window"), ("check", "tins"), ("Name", "label")],
            &[("tins", "window")],
        ),
        (
            "Renovate the chapel. Once the roof is tight the plaster (4 days) and the organ repair (9 days) run side by side.",
            &[("roof", "plaster"), ("roof", "organ")],
            &[("plaster", "organ")],
        ),
        (
            "Neuer Spielplatz. Sobald der Boden verdichtet ist, laufen die Schaukel (2 Tage) und die Rutsche (3 Tage) parallel.",
            &[("Boden", "Schaukel"), ("Boden", "Rutsche")],
            &[("Schaukel", "Rutsche")],
        ),
    ]);
}

#[test]
fn what_has_to_be_there_first_comes_first() {
    check(&[
        (
            "Wir bauen einen Hühnerstall. Das Dach decken dauert 2 Tage, und das Holz muss vorher da sein.",
            &[("Holz", "Dach")],
            &[],
        ),
        (
            "Renovamos el gimnasio. Pintar las paredes lleva 3 días, y el andamio tiene que estar montado antes.",
            &[("andamio", "paredes")],
            &[],
        ),
    ]);
}

#[test]
fn names_in_a_bracket_beside_each_other_are_steps() {
    check(&[
        (
            "so for the churn study: pull the logs, remove the bots, train two rival models in parallel (xgboost and a neural net), compare them, write it up",
            &[("bots", "xgboost"), ("bots", "neural"), ("xgboost", "compare"), ("neural", "compare")],
            &[("xgboost", "neural")],
        ),
        (
            "For the new menu: buy the ingredients, cook three soups in parallel (lentil, tomato and leek), taste them with guests.",
            &[
                ("ingredients", "lentil"),
                ("ingredients", "tomato"),
                ("ingredients", "leek"),
                ("leek", "taste"),
            ],
            &[("lentil", "leek")],
        ),
    ]);
}

#[test]
fn a_marker_before_a_comma_speaks_of_what_follows() {
    check(&[
        (
            "Move the kitchen to the annex by 22 May. Cleaners scrub the rooms (2 days), then plumbers connect the sinks (3 days) and, independently of that, IT wires the tills (1 day). Hygiene inspects when both are done.",
            &[("scrub", "sinks"), ("scrub", "tills"), ("sinks", "inspect"), ("tills", "inspect")],
            &[("sinks", "tills")],
        ),
        (
            "Apertura de la biblioteca el 6 de junio. Primero obtenemos el permiso (3 semanas); después, montaje de estanterías (4 días) y difusión en prensa (10 días) a la vez. La prueba de alarma se hace cuando las estanterías estén montadas.",
            &[("permiso", "estanter"), ("permiso", "difusi"), ("estanter", "alarma")],
            &[("estanter", "difusi")],
        ),
        (
            "Abertura do café. Primeiro tratamos da licença (2 semanas); depois, pintura das paredes (3 dias) e compra das máquinas (5 dias) ao mesmo tempo.",
            &[("licença", "pintura"), ("licença", "compra")],
            &[("pintura", "compra")],
        ),
        (
            "Pour le festival du 27 juin : demander le permis à la mairie (délai de 4 semaines), puis louer la tente et acheter les lampions, en parallèle.",
            &[("permis", "tente"), ("permis", "lampions")],
            &[("tente", "lampions")],
        ),
        (
            "Queremos abrir uma oficina em Faro. O contrato de luz tem de estar assinado antes da instalação elétrica. A instalação elétrica dura 5 dias; enquanto isso, compramos as ferramentas (3 dias).",
            &[("contrato", "instala")],
            &[("instala", "ferramentas")],
        ),
    ]);
}

#[test]
fn things_that_do_not_need_each_other_run_side_by_side() {
    check(&[(
        "Trip to Norway. Visas take 5 weeks so that goes first, then trains; the ferry and the cabin need the train times but not each other, so do them in parallel.",
        &[("Visas", "train"), ("train", "ferry"), ("train", "cabin")],
        &[("ferry", "cabin")],
    )]);
}

#[test]
fn what_is_done_to_one_thing_is_done_in_turn() {
    check(&[
        (
            "Need a buoy designed, tested in two stages and approved by June 3.",
            &[("Design buoy", "Test buoy"), ("Test buoy", "Approve buoy")],
            &[],
        ),
        (
            "We want the archive scanned, proofread and published by May.",
            &[("scan", "proofread"), ("proofread", "publish")],
            &[],
        ),
        (
            "Bis Freitag soll das gesamte Register (400 Seiten) abgeschrieben, geprüft und gebunden sein.",
            &[("schr", "prüf"), ("prüf", "binden")],
            &[],
        ),
        (
            "Bis Mai müssen die Fenster ausgebaut, geschliffen und lackiert werden.",
            &[("ausb", "schl"), ("schl", "lack")],
            &[],
        ),
    ]);
}

#[test]
fn both_and_all_three_mean_what_was_said_together() {
    check(&[
        (
            "Migration des dossiers avant le 13 mars : export (6 jours), réglages (4 jours), contrôle (5 jours), atelier (2 jours). Export et réglages se font en même temps, le contrôle attend les deux, l'atelier vient après le contrôle.",
            &[("export", "contrôle"), ("réglages", "contrôle"), ("contrôle", "atelier")],
            &[("export", "réglages")],
        ),
        (
            "Migrate the files: export (6 days), setup (4 days), check (5 days), workshop (2 days). Export and setup run at the same time, the check waits for both, the workshop comes after the check.",
            &[("export", "check"), ("setup", "check"), ("check", "workshop")],
            &[("export", "setup")],
        ),
        (
            "Olá, para a feira de 8 de maio falta: reunir os contratos (3 dias), rever o orçamento (2 dias) e imprimir o catálogo (5 dias), tudo isto pode avançar ao mesmo tempo. Só quando os três estiverem prontos é que o Rui faz a visita (1 dia).",
            &[("contratos", "visita"), ("orçamento", "visita"), ("catálogo", "visita")],
            &[("contratos", "catálogo")],
        ),
        (
            "For the audit: collect the invoices (3 days), check the stock (2 days), update the manual (5 days), all of this can go on at the same time. Only when all three are ready does Marta do the rehearsal (1 day).",
            &[("invoices", "rehears"), ("stock", "rehears"), ("manual", "rehears")],
            &[("invoices", "stock")],
        ),
    ]);
}

#[test]
fn plural_articles_are_no_pronouns() {
    check(&[(
        "Abrimos otra tienda. El contrato tiene que estar firmado antes de las obras. Las obras duran 20 días; mientras tanto, buscamos personal (10 días).",
        &[("contrato", "obras")],
        &[("obras", "personal")],
    )]);
}

#[test]
fn a_row_is_told_in_front_of_a_list_behind_it_and_between() {
    check(&[
        (
            "Repaint the ferry before 4 May, one after the other: hull (2 days), deck (3 days), funnel (1 day).",
            &[("Hull", "Deck"), ("Deck", "Funnel")],
            &[],
        ),
        (
            "Réfection du gymnase, dans l'ordre suivant : toiture (5 jours), chauffage (4 jours), parquet (6 jours).",
            &[("Toiture", "Chauffage"), ("Chauffage", "Parquet")],
            &[],
        ),
        (
            "校园网升级:勘察2天,布线4天,调试3天,依次进行,4月20日必须交付。",
            &[("勘察", "布线"), ("布线", "调试"), ("调试", "交付")],
            &[],
        ),
        (
            "Der Speicher wird umgebaut: Dach decken (8 Tage), Treppe setzen (4 Tage), Wände streichen (2 Tage). Erst nach der Treppe kommen die Wände dran.",
            &[("Treppe", "Wände")],
            &[],
        ),
        (
            "Die Mühle wird saniert: Rad bauen (8 Tage), Wehr dichten (4 Tage), Boden legen (2 Tage). Rad und Wehr laufen parallel. Erst danach kommt der Boden an die Reihe.",
            &[("Rad", "Boden"), ("Wehr", "Boden")],
            &[("Rad", "Wehr")],
        ),
    ]);
}
