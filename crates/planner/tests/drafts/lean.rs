//! What a text that names its own work gets beside it: nothing, or little; and no template for one weak word.

use planwright_domain::{OriginKind, Task};

use crate::show::Drafted;

fn added(plan: &Drafted) -> Vec<&str> {
    let added = |t: &&Task| t.origin.as_ref().is_some_and(|o| o.kind == OriginKind::Added);
    plan.project.tasks().filter(added).map(|t| t.title.as_str()).collect()
}

#[test]
fn two_stated_steps_stay_two_steps() {
    for text in [
        "Launch a podcast. Record the pilot and publish it.",
        "Restore the old rowing boat. Sand the hull and varnish the oars.",
        "Build a web app for the tennis club. Write the booking page, then invite ten members to try it.",
        "Organise the summer party. Book the band and rent a tent.",
        "Den Vereinsraum renovieren: Wände streichen und neue Lampen aufhängen.",
    ] {
        let plan = Drafted::of(text);
        assert!(added(&plan).is_empty(), "{text}: {:?}", added(&plan));
        assert!(plan.project.tasks().all(|t| t.parent.is_none()), "{text}: {:?}", plan.titles());
    }
}

#[test]
fn at_most_one_addition_for_three_steps_and_none_that_no_kind_of_project_asks_for() {
    for text in [
        "We will rewrite the onboarding emails, fix the unsubscribe link, update the footer by Friday.",
        "Sort the old slides: scan the faded ones, label the rest, give the doubles away.",
    ] {
        let plan = Drafted::of(text);
        assert!(added(&plan).is_empty(), "{text}: {:?}", added(&plan));
    }
    let shop = "Build a web shop with a catalogue, a cart, a checkout, accounts, vouchers and a search.";
    assert!(added(&Drafted::of(shop)).len() <= 2);
}

#[test]
fn one_weak_word_chooses_no_template() {
    for text in [
        "Move the release to the first week of May",
        "Release the new price list",
        "Agree on a course of action with the council",
        "Paint a picture of our customers for the board",
        "Decide who owns the dashboard",
        "Book flights to Lisbon for the team",
        "Lay the foundation for a partnership with the museum",
        "Build a platform for volunteers",
    ] {
        let plan = Drafted::of(text);
        let template = plan.project.meta().metadata.get("template").cloned();
        let name = format!("{template:?}");
        assert!(name.contains("generic"), "{text}: {name}");
    }
}

#[test]
fn a_closing_milestone_is_not_the_list_of_the_steps() {
    for text in [
        "We will rewrite the onboarding emails, fix the unsubscribe link, update the footer by Friday.",
        "Scan the letters, label the boxes, move them to the cellar and hand in the key by March 27.",
    ] {
        let plan = Drafted::of(text);
        let last = plan.project.tasks().find(|t| t.kind == planwright_domain::Kind::Milestone);
        let title = last.map(|t| t.title.clone()).unwrap_or_default();
        assert!(title.chars().count() <= 40 && !title.contains(','), "{text}: {title}");
        assert!(plan.project.meta().title.chars().count() <= 60, "{}", plan.project.meta().title);
    }
}

#[test]
fn a_person_stands_with_the_task_and_not_in_its_title() {
    let plan = Drafted::of(
        "Open the exhibition on June 12. Omar writes the wall texts (4 days). Ines handles the lights.",
    );
    assert!(plan.titles().iter().all(|t| !t.contains("Omar") && !t.contains("Ines")), "{:?}", plan.titles());
    assert!(plan.the("wall texts").assignees.contains("Omar"));
    assert!(plan.the("lights").assignees.contains("Ines"));
}

#[test]
fn the_parts_of_a_thing_are_side_by_side() {
    for (text, parts) in [
        ("Build a shop with a catalogue, a cart and a checkout.", vec!["Catalogue", "Cart", "Checkout"]),
        ("Build a shop with a catalogue and a checkout.", vec!["Catalogue", "Checkout"]),
        (
            "Build a portal including a calendar, a directory and a wiki by June 1.",
            vec!["Calendar", "Directory", "Wiki"],
        ),
    ] {
        let plan = Drafted::of(text);
        for a in &parts {
            assert!(!plan.titled(a).is_empty(), "{text}: {:?}", plan.titles());
            assert!(parts.iter().all(|b| a == b || !plan.before(a, b)), "{text}: {a}");
        }
    }
}

#[test]
fn a_first_version_of_an_app_is_weeks_of_work() {
    for text in [
        "Ship the first version of a mobile app for dog walkers",
        "Eine App für Hundesitter entwickeln",
        "Crear una app para paseadores de perros",
        "Créer une application mobile pour les promeneurs de chiens",
        "Criar um aplicativo para quem passeia com os cães dos vizinhos até o fim de setembro",
        "开发一个遛狗的手机应用",
    ] {
        let plan = Drafted::of(text);
        let likely: u32 = plan.work().filter_map(|t| t.effort).sum();
        let high: u32 = plan.work().filter_map(|t| t.estimate).map(|e| e.high).sum();
        assert!(likely >= 10 * 480 && high >= 25 * 480, "{text}: {likely} to {high}");
    }
}

#[test]
fn stated_steps_keep_the_order_they_are_named_in() {
    for text in [
        "Move the archive to the new server. Step 1: copy the files (2 hours). Step 2: check ten of them (1 hour). Step 3: \
         switch the old server off (10 minutes).",
        "Renovate the bathroom: order the tiles, paint the ceiling, lay the tiles, connect the basin.",
    ] {
        let plan = Drafted::of(text);
        let stated = |t: &&Task| t.kind == planwright_domain::Kind::Task;
        let titles: Vec<_> =
            plan.project.children(None).filter(stated).map(|t| t.title.to_lowercase()).collect();
        let places: Vec<_> = titles.iter().map(|t| text.to_lowercase().find(t.as_str())).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{titles:?}");
    }
}
