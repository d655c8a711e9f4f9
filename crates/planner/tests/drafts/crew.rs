//! What is said of the time of people belongs to them: no task, no title, no start is made of it.

use jiff::civil::date;
use planwright_domain::Resource;

use crate::show::Drafted;

fn person(plan: &Drafted, name: &str) -> Resource {
    let found = plan.project.resources().find(|r| r.name == name);
    found.cloned().unwrap_or_else(|| panic!("{name} is no resource"))
}

#[test]
fn an_absence_belongs_to_a_person_and_never_becomes_work() {
    for (text, name) in [
        (
            "Build a shop: design the pages (2 days), code the cart (3 days). Bob is away from March 9 to March 13.",
            "Bob",
        ),
        (
            "Bob is on vacation from March 9 to March 13. Build a shop: design the pages (2 days), code the cart (3 days).",
            "Bob",
        ),
        (
            "Peter ist vom 9. bis 13. März im Urlaub. Fundament gießen (2 Tage), danach Wände aufstellen (3 Tage).",
            "Peter",
        ),
        (
            "Peindre la barrière (2 jours), puis poncer la porte (3 heures). Marie est en vacances du 9 au 13 mars.",
            "Marie",
        ),
        (
            "Reservar la sala (1 hora), invitar a los ponentes (3 días). Luis no está del 9 al 13 de marzo.",
            "Luis",
        ),
        ("Pintar o muro (2 dias), lixar a porta (3 horas). Inês está de férias de 9 a 13 de março.", "Inês"),
        ("粉刷围墙（2天），然后打磨大门（3小时）。小王3月9日到13日休假。", "小王"),
    ] {
        let plan = Drafted::of(text);
        let absences = person(&plan, name).absences;
        assert_eq!(
            absences.iter().map(|a| (a.first, a.last)).collect::<Vec<_>>(),
            [(date(2026, 3, 9), date(2026, 3, 13))],
            "{text}"
        );
        assert!(plan.titled(name).is_empty(), "{text}: a task of {name}");
        assert!(!plan.project.meta().title.contains(name), "{text}: {}", plan.project.meta().title);
        assert_eq!(plan.project.meta().start, None, "{text}");
    }
}

#[test]
fn the_hours_of_a_person_are_a_limit_of_that_person() {
    for (text, name) in [
        (
            "Anna works 20 hours a week. Build a shop: design the pages (2 days), code the cart (3 days).",
            "Anna",
        ),
        (
            "Ein Haus bauen: Fundament gießen (2 Tage), Wände aufstellen (3 Tage). Jürgen arbeitet 20 Stunden pro Woche.",
            "Jürgen",
        ),
        (
            "Zoé travaille 20 heures par semaine. Peindre la barrière (2 jours), puis poncer la porte (3 heures).",
            "Zoé",
        ),
    ] {
        let plan = Drafted::of(text);
        assert_eq!(person(&plan, name).minutes_per_week, Some(1200), "{text}");
        assert!(plan.titled(name).is_empty(), "{text}");
        assert!(!plan.project.meta().title.contains(name), "{text}");
    }
}

#[test]
fn clauses_of_several_people_are_each_their_own() {
    let plan = Drafted::of(
        "Ann works 10 hours a week, Bob is away from March 9 to March 13. Build the shop site: Ann designs the pages (2 days), Bob codes the cart (3 days).",
    );
    assert_eq!(person(&plan, "Ann").minutes_per_week, Some(600));
    assert_eq!(person(&plan, "Bob").absences.len(), 1);
    assert_eq!(plan.the("pages").assignees.iter().collect::<Vec<_>>(), ["Ann"]);
    let plan =
        Drafted::of("Paint the fence (2 days). Tom works part-time. We are away from March 9 to March 13.");
    assert_eq!(person(&plan, "Tom").capacity, 50);
    assert!(plan.warned("kept-in-words"), "what is said of all is told");
    assert_eq!(plan.project.meta().start, None);
}

#[test]
fn a_text_of_absences_alone_has_no_task_of_a_name() {
    let plan = Drafted::of("Bob is away from March 9 to March 13.");
    assert!(plan.project.tasks().all(|t| t.title != "Bob"));
    assert_eq!(person(&plan, "Bob").absences.len(), 1);
}

#[test]
fn the_days_on_which_somebody_is_there_stay_with_the_work() {
    let text = "Renew the kitchen: wiring, tiling. Electrician is only available 6-10 April.";
    assert_eq!(Drafted::of(text).project.resources().count(), 0);
}

#[test]
fn the_reason_of_an_absence_is_no_work() {
    let plan = Drafted::of(
        "Bob is away from 9 to 13 March for a conference. Paint the hall (2 days), Bob fixes the door (1 day).",
    );
    assert_eq!(person(&plan, "Bob").absences.len(), 1);
    assert_eq!(plan.the("Paint").effort, Some(960), "{:?}", plan.titles());
    assert!(plan.titled("conference").is_empty());
    let plan = Drafted::of("Réparer le toit pendant les vacances, pendant 3 jours.");
    assert!(
        plan.project.tasks().all(|t| t.assignees.is_empty() && t.title != "Pendant"),
        "{:?}",
        plan.titles()
    );
}

#[test]
fn only_so_many_hours_a_week_are_the_persons_in_every_language() {
    for (text, who) in [
        ("Den Zaun streichen (2 Tage). Das Tor ölen (1 Tag). Lea hat nur 10 Stunden pro Woche Zeit.", "Lea"),
        ("Repeindre la clôture (3 jours). Léa n'est disponible que 10 heures par semaine.", "Léa"),
        ("Pintar la valla (2 días). Inés solo tiene 10 horas por semana libres.", "Inés"),
        ("Paint the fence (2 days). Kim only has 10 hours a week to spare.", "Kim"),
    ] {
        let plan = Drafted::of(text);
        assert_eq!(person(&plan, who).minutes_per_week, Some(600), "{text}");
        assert!(!plan.warned("kept-in-words"), "{text}: {:?}", plan.reading.warnings);
    }
}

#[test]
fn names_without_spaces_are_people() {
    for (text, title, who) in [
        ("李雷和韩梅梅负责刷栅栏。王芳负责割草(3小时)。", "刷栅栏", &["李雷", "韩梅梅"][..]),
        ("张伟负责修屋顶(2天)。赵敏和孙丽负责打扫院子(1天)。", "打扫院子", &["孙丽", "赵敏"]),
        ("周杰和吴刚负责搬家具。", "搬家具", &["吴刚", "周杰"]),
    ] {
        let plan = Drafted::of(text);
        let whose: Vec<&str> = plan.the(title).assignees.iter().map(String::as_str).collect();
        assert_eq!(whose, who, "{text}: {:?}", plan.titles());
        assert!(plan.titled("负责").is_empty(), "{text}: {:?}", plan.titles());
    }
}
