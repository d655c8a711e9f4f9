//! Two projects that share their people: who comes first, what others see of it, and how much of somebody all of them take.

use super::desk::Desk;

/// A crew of two, and two projects that want both of them in the same week.
fn shared() -> Desk {
    let desk = Desk::new();
    for words in [
        &["projects", "new", "Crew", "--kind", "pool"][..],
        &["-p", "Crew", "people", "add", "Ann", "--skill", "paint"],
        &["-p", "Crew", "people", "add", "Bob", "--per-day", "4h", "--away", "2026-03-05"],
        &["projects", "new", "House", "--pool", "crew"],
        &["-p", "House", "add", "Paint walls", "--effort", "3d", "--assignee", "Ann"],
        &["-p", "House", "add", "Lay floor", "--effort", "8h", "--assignee", "Bob"],
        &["projects", "new", "Barn"],
        &["-p", "Barn", "projects", "change", "--pool", "Crew"],
        &["-p", "Barn", "add", "Paint door", "--effort", "1d"],
        &["-p", "Barn", "add", "Sweep", "--effort", "4h", "--assignee", "Eve"],
        &["-p", "Barn", "people", "assign", "1", "ann"],
    ] {
        desk.run(words).succeeds();
    }
    desk
}

fn start(desk: &Desk, project: &str) -> String {
    let plan = desk.run(&["-p", project, "schedule", "1", "--json"]).succeeds().json();
    plan["tasks"][0]["start"].as_str().expect("it has a date")[..10].to_owned()
}

#[test]
fn a_shared_person_does_one_thing_after_the_other_across_projects() {
    let desk = shared();
    let (house, barn) = (start(&desk, "House"), start(&desk, "Barn"));
    assert!((house == "2026-03-02") != (barn == "2026-03-02"), "{house} {barn}");
    desk.run(&["-p", "Barn", "projects", "change", "--priority", "high"]).succeeds();
    assert_eq!((start(&desk, "House"), start(&desk, "Barn")), ("2026-03-03".into(), "2026-03-02".into()));
    desk.run(&["-p", "House", "projects", "change", "--priority", "urgent"]).succeeds();
    assert_eq!((start(&desk, "House"), start(&desk, "Barn")), ("2026-03-02".into(), "2026-03-05".into()));
    for page in [
        &["-p", "Barn", "schedule"][..],
        &["-p", "Barn", "schedule", "--explain", "1"],
        &["-p", "Barn", "tree"],
        &["-p", "Barn", "people"],
        &["-p", "Barn", "people", "--from-pool"],
        &["-p", "Barn", "load", "--pool"],
        &["-p", "Crew", "people"],
        &["-p", "Crew", "load", "--pool", "--by", "day"],
    ] {
        desk.tell(page).succeeds();
    }
    let load = desk.run(&["-p", "Crew", "load", "--pool", "--json"]).succeeds().json();
    let ann = &load["people"][0];
    assert_eq!((ann["name"].as_str(), ann["work_minutes"].as_u64()), (Some("Ann"), Some(4 * 480)), "{load}");
    let parts: Vec<_> =
        ann["projects"].as_array().expect("it has parts").iter().map(|p| &p["title"]).collect();
    assert_eq!(parts, ["House", "Barn"]);
    // The door has the pool's Ann, and no other Ann was made.
    let barn = desk.run(&["-p", "Barn", "export", "--format", "json"]).succeeds().json();
    assert_eq!(barn["resources"].as_array().map_or(0, Vec::len), 0);
    assert!(barn["project"]["pool_id"].is_string(), "{barn}");
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn what_cannot_be_shared_is_told() {
    let desk = shared();
    for words in [
        &["-p", "House", "projects", "change", "--pool", "Barn"][..],
        &["-p", "House", "projects", "change", "--pool", "nobody"],
        &["-p", "Crew", "projects", "change", "--pool", "Crew"],
        &["-p", "Barn", "projects", "change", "--pool", "none"],
        &["projects", "new", "Shed", "--kind", "pool", "--pool", "Crew"],
    ] {
        desk.tell(words).refused();
    }
    desk.run(&["-p", "Barn", "people", "unassign", "1", "Ann"]).succeeds();
    desk.tell(&["-p", "Barn", "projects", "change", "--pool", "none"]).succeeds();
    desk.tell(&["-p", "Barn", "people", "--from-pool"]).refused();
    desk.tell(&["-p", "Barn", "load", "--pool"]).refused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn whom_others_count_on_stays_in_the_pool() {
    let desk = shared();
    for words in [
        &["-p", "Crew", "people", "remove", "Ann", "--dry-run"][..],
        &["-p", "Crew", "people", "remove", "ann"],
        &["projects", "delete", "Crew"],
        &["-p", "Barn", "people", "set", "ANN", "--percent", "50"],
        &["-p", "Barn", "people", "rename", "ann", "Anna"],
        &["-p", "House", "people", "remove", "bob"],
    ] {
        desk.tell(words).refused();
    }
    // Undoing what made them is no other way around.
    desk.run(&["-p", "Crew", "people", "add", "Cat"]).succeeds();
    desk.run(&["-p", "Barn", "people", "assign", "1", "cat"]).succeeds();
    desk.tell(&["-p", "Crew", "undo"]).refused();
    desk.run(&["-p", "Barn", "people", "unassign", "1", "Cat"]).succeeds();
    desk.tell(&["-p", "Crew", "undo"]).succeeds();
    // Whom tasks only name is told, not held.
    desk.tell(&["-p", "Crew", "people", "remove", "Bob"]).succeeds();
    desk.tell(&["-p", "House", "people"]).succeeds();
    desk.tell(&["-p", "House", "people", "remove", "bob"]).succeeds();
    desk.tell(&["-p", "House", "people"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_new_name_in_the_pool_is_told_where_tasks_say_the_old_one() {
    let desk = shared();
    desk.tell(&["-p", "Crew", "people", "rename", "ann", "Anna", "--dry-run"]).succeeds();
    desk.tell(&["-p", "Crew", "people", "rename", "ann", "Anna"]).succeeds();
    desk.tell(&["-p", "House", "people", "rename", "ANN", "Anna"]).succeeds();
    desk.tell(&["-p", "House", "people"]).succeeds();
    desk.tell(&["-p", "Barn", "show", "1"]).succeeds();
    let house = desk.run(&["-p", "House", "people", "--json"]).succeeds().json();
    assert_eq!(house["pool_resources"][0]["name"], "Anna");
    assert!(house["pool_id"].is_string() && house["only_named"].is_null(), "{house}");
    let projects = desk.run(&["projects", "--json"]).succeeds().json();
    let of = |title: &str| {
        let mut all = projects["projects"].as_array().into_iter().flatten();
        all.find(|one| one["title"] == title).cloned().unwrap_or_default()
    };
    assert_eq!((of("Crew")["kind"].as_str(), of("Barn")["kind"].as_str()), (Some("pool"), Some("plan")));
    assert_eq!(of("Barn")["pool_id"], of("Crew")["project_id"]);
    desk.tell(&["projects"]).succeeds();
    let why = desk.run(&["-p", "Barn", "schedule", "--explain", "1", "--json"]).succeeds().json();
    let elsewhere: Vec<_> =
        why["reasons"].as_array().into_iter().flatten().map(|r| &r["elsewhere"]).collect();
    assert!(elsewhere.iter().any(|one| one["project_id"] == of("House")["project_id"]), "{why}");
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_document_finds_its_pool_by_who_is_in_it() {
    let from = shared();
    let [crew, barn] =
        ["Crew", "Barn"].map(|title| from.run(&["-p", title, "export", "--format", "json"]).succeeds().out);
    let with = Desk::new();
    with.write("crew.json", &crew);
    with.write("barn.json", &barn);
    with.run(&["import", "crew.json", "--yes"]).succeeds();
    with.run(&["import", "barn.json", "--yes"]).succeeds();
    let people = with.tell(&["-p", "Barn", "people"]).succeeds().out;
    assert!(people.contains("\"Ann\": can paint (of the pool)"), "{people}");
    with.is_well();
    let without = Desk::with_house();
    without.write("barn.json", &barn);
    without.tell(&["import", "barn.json", "--yes"]).succeeds();
    without.tell(&["-p", "Barn", "people"]).succeeds();
    without.tell(&["-p", "Barn", "load", "--pool"]).refused();
    // Amended by a document that has people of a pool, it goes on sharing none.
    without.write("again.json", barn.replace("Sweep", "Sweep all of it"));
    without.tell(&["import", "again.json", "--into", "Barn", "--yes"]).succeeds();
    without.is_well();
    insta::assert_snapshot!(without.record());
}
