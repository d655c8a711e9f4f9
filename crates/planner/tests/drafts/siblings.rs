//! Sentences beside each other: the first of them is a step like those behind it, and a whole stays the whole.

use planwright_domain::Kind;

use crate::show::Drafted;

/// The titles of the plan's tasks in their order, and whether each is a milestone.
fn laid_out(text: &str) -> Vec<(String, bool)> {
    let plan = Drafted::of(text);
    let tasks = plan.project.children(None);
    tasks.map(|t| (t.title.clone(), t.kind == Kind::Milestone)).collect()
}

#[test]
fn sentences_beside_each_other_are_steps_and_the_first_is_the_first() {
    for (text, first, steps) in [
        ("Order the wood. Cut the boards. Mount the shelf.", "Order the wood", 3),
        ("Call the vet. Wash the dog. Then mow the lawn.", "Call the vet", 3),
        ("Check the boiler. Sweep the chimney. Stack the logs in the yard.", "Check the boiler", 3),
        ("Die Bretter bestellen. Das Regal montieren. Die Wand streichen.", "Bretter bestellen", 3),
        ("Holz bestellen. Bretter sägen. Regal montieren.", "Holz bestellen", 3),
        ("Sand kaufen. Wege harken. Hecke schneiden. Laub verbrennen.", "Sand kaufen", 4),
        ("Commander le bois. Couper les planches. Monter l'étagère.", "Commander le bois", 3),
        ("Cortar la leña. Pintar el banco. Regar las plantas.", "Cortar la leña", 3),
        ("Cortar a lenha. Pintar o banco. Regar as plantas.", "Cortar a lenha", 3),
        ("Write the leaflet. Proofread it. Hand it to the printer.", "Write the leaflet", 3),
    ] {
        let tasks = laid_out(text);
        assert_eq!(tasks.first(), Some(&(first.to_owned(), false)), "{text}: {tasks:?}");
        assert_eq!(tasks.iter().filter(|t| !t.1).count(), steps, "{text}: {tasks:?}");
    }
}

#[test]
fn the_effort_of_the_first_sentence_is_its_own_where_its_siblings_have_theirs() {
    for (text, efforts) in [
        (
            "Paint the fence (2 days). Oil the gate (1 day). Mow the lawn (3 hours).",
            &[("Paint the fence", 960), ("Oil the gate", 480), ("Mow the lawn", 180)][..],
        ),
        ("Den Zaun streichen (2 Tage). Das Tor ölen (1 Tag).", &[("Zaun streichen", 960), ("Tor ölen", 480)]),
        (
            "Pintar la valla (2 días). Luis pinta la puerta (4 horas).",
            &[("Pintar la valla", 960), ("Pintar la puerta", 240)],
        ),
        (
            "Preparar la entrega (2 horas). Revisar la compra (1 hora). Enviar el pedido.",
            &[("Preparar la entrega", 120), ("Revisar la compra", 60)],
        ),
        (
            "Buy the flour (30 min). Bake the bread (3 h). Deliver the bread (1 h).",
            &[("Buy the flour", 30), ("Bake the bread", 180), ("Deliver the bread", 60)],
        ),
        (
            "Wash the car. It takes 2 hours. Mow the lawn (1 hour).",
            &[("Wash the car", 120), ("Mow the lawn", 60)],
        ),
        ("Build the API (3 days). Test the API (1 day).", &[("Build the API", 1440), ("Test the API", 480)]),
        (
            "Sand the deck by Friday (2 hours). Oil the deck (6 hours).",
            &[("Sand the deck", 120), ("Oil the deck", 360)],
        ),
    ] {
        let plan = Drafted::of(text);
        for (title, minutes) in efforts {
            let task = plan.the(title);
            assert_eq!(task.kind, Kind::Task, "{title}: {text}");
            assert_eq!(task.estimate.map(|e| e.likely), Some(*minutes), "{title}: {text}");
        }
        assert!(!plan.warned("effort-over-budget"), "{text}: {:?}", plan.reading.warnings);
    }
}

#[test]
fn an_effort_that_no_total_can_hold_is_kept_and_told() {
    let plan = Drafted::of("We have 40 hours in total. Write the book (100 hours). Edit it (20 hours).");
    assert_eq!(plan.the("Write the book").estimate.map(|e| e.likely), Some(6000));
    assert!(plan.warned("effort-over-budget"), "{:?}", plan.reading.warnings);
}

#[test]
fn what_the_other_sentences_are_parts_of_stays_the_goal() {
    for (text, goal) in [
        (
            "Ship the first version of the tide app by Aug 15. Design (3 days), then build (2 weeks).",
            "Ship the first version of the tide app",
        ),
        ("Renovate the kitchen. Strip the walls (1 day), then tile (2 days).", "Renovate the kitchen"),
        (
            "Paint the house by May. Buy paint (2h), then scrape the walls (1 day), then paint (3 days).",
            "Paint the house",
        ),
        ("Paint the boat (12 hours). Sand the hull (8 hours). Varnish the deck (4 hours).", "Paint the boat"),
        ("Organise the street fair. Book the band. Print the posters.", "Organise the street fair"),
        (
            "Das Vereinsheim renovieren. Den Boden schleifen (2 Tage). Die Wände streichen (1 Tag).",
            "renovieren",
        ),
        (
            "Organiser la fête du village. Réserver la salle. Inviter les voisins.",
            "Organiser la fête du village",
        ),
    ] {
        let plan = Drafted::of(text);
        let goals: Vec<_> = plan.project.tasks().filter(|t| t.kind == Kind::Milestone).collect();
        assert!(goals.iter().any(|t| t.title.contains(goal)), "{text}: {:?}", plan.titles());
        assert!(plan.work().all(|t| !t.title.contains(goal)), "{text}: {:?}", plan.titles());
    }
}

#[test]
fn a_french_infinitive_in_front_is_the_verb_and_titles_keep_the_words_of_the_text() {
    for (text, titles) in [
        (
            "Repeindre la clôture (3 jours), puis huiler le portail. Léa est disponible 10 heures par semaine.",
            &["Repeindre la clôture", "Huiler le portail"][..],
        ),
        (
            "Repasser la commande au fournisseur (1 jour). Relancer le client (2 heures).",
            &["Repasser la commande au fournisseur", "Relancer le client"],
        ),
        (
            "Acheter la peinture (1 heure), puis peindre la porte (3 heures).",
            &["Acheter la peinture", "Peindre la porte"],
        ),
        (
            "Acheter la peinture (1 heure). Peindre la porte (3 heures). Valider la commande. Contrôler la facture.",
            &["Acheter la peinture", "Peindre la porte", "Valider la commande", "Contrôler la facture"],
        ),
        (
            "Suivre la livraison, puis relire la traduction (1 jour), puis envoyer la facture.",
            &["Suivre la livraison", "Relire la traduction", "Envoyer la facture"],
        ),
        ("Ranger la cave (2 heures). Vider la remise.", &["Ranger la cave", "Vider la remise"]),
        ("Podar la parra (2 horas). Regar la huerta.", &["Podar la parra", "Regar la huerta"]),
        ("Contar a caixa (1 hora). Fechar a loja.", &["Contar a caixa", "Fechar a loja"]),
    ] {
        let plan = Drafted::of(text);
        let work: Vec<&str> = plan.project.children(None).map(|t| t.title.as_str()).collect();
        assert_eq!(work, titles, "{text}");
        assert!(plan.work().all(|t| t.assignees.is_empty()), "{text}");
    }
    let plan = Drafted::of("Vérifier la clôture.");
    assert!(plan.project.tasks().all(|t| t.assignees.is_empty()), "{:?}", plan.titles());
    assert_eq!(plan.project.meta().title, "Vérifier la clôture");
}

#[test]
fn a_name_that_ends_like_an_infinitive_is_still_a_person() {
    for (text, title, who) in [
        ("Pierre prépare la salle (2 heures). Relire la notice (1 jour).", "Préparer la salle", "Pierre"),
        ("Claire rédige la notice (2 heures). Vider la cave (1 jour).", "Rédiger la notice", "Claire"),
        ("Javier pinta la puerta (4 horas). Barrer el patio (1 hora).", "Pintar la puerta", "Javier"),
    ] {
        let plan = Drafted::of(text);
        let whose: Vec<&str> = plan.the(title).assignees.iter().map(String::as_str).collect();
        assert_eq!(whose, [who], "{text}: {:?}", plan.titles());
    }
}
