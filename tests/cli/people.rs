//! People, calendars and what is asked of the time of tasks, said and taken back flag by flag.

use serde_json::Value;

use super::desk::Desk;

fn first(desk: &Desk, kind: &str) -> Value {
    desk.run(&["export", "--format", "json"]).succeeds().json()[kind][0].clone()
}

#[test]
fn what_is_asked_of_the_time_of_a_task_can_be_said_and_taken_back() {
    let desk = Desk::new();
    desk.run(&["add", "Paint the fence", "--effort", "2d"]).succeeds();
    let bare = first(&desk, "tasks");
    for (flags, field, value) in [
        (&["--effort", "4h..6h..2d"][..], "estimated_minutes", Some(360)),
        (&["--duration", "3d"], "duration_minutes", Some(1440)),
        (&["--remaining", "90m"], "remaining_minutes", Some(90)),
        (&["--effort", "2d", "--duration", "none", "--remaining", "none"], "duration_minutes", None),
    ] {
        desk.run(&[&["edit", "1"], flags].concat()).succeeds();
        assert_eq!(first(&desk, "tasks")[field].as_i64(), value, "{flags:?}");
    }
    assert_eq!(first(&desk, "tasks"), bare);
    for (words, kind) in [
        ("start no earlier than 2026-05-04", "start_no_earlier_than"),
        ("finish no later than 2026-05-29, soft, cost 5", "finish_no_later_than"),
        ("must_finish_on 2026-05-29 12:30", "must_finish_on"),
        ("fixed next friday", "must_start_on"),
        ("as late as possible", "as_late_as_possible"),
    ] {
        desk.run(&["edit", "1", "--constraint", words, "--interruptible"]).succeeds();
        let task = first(&desk, "tasks");
        assert_eq!(task["constraint"]["type"], kind, "{words}");
        assert_eq!(task["interruptible"], true);
    }
    desk.run(&["edit", "1", "--constraint", "fnlt 2026-05-29, soft, cost 5"]).succeeds();
    desk.tell(&["show", "1"]).succeeds();
    desk.run(&["edit", "1", "--constraint", "none", "--in-one-go"]).succeeds();
    assert_eq!(first(&desk, "tasks"), bare);
    for odd in
        ["must start on", "soon", "as late as possible friday", "mso friday, cheap", "mso friday, cost x"]
    {
        desk.tell(&["edit", "1", "--constraint", odd]).misused();
    }
    for odd in ["2d..1d", "1h..2h..3h..4h", "-2d"] {
        desk.tell(&["edit", "1", "--effort", odd]).misused();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn what_is_known_of_somebody_can_be_said_and_taken_back() {
    let desk = Desk::with_house();
    desk.run(&["people", "add", "Ada"]).succeeds();
    let bare = first(&desk, "resources");
    let all = [
        &["--skill", "tiling", "--skill", "paint", "--per-day", "6h", "--per-week", "20h"][..],
        &["--available", "50% 2026-03-01..2026-06-30", "--available", "80% 2026-07-01.."],
        &["--away", "2026-03-09..2026-03-13", "--reason", "skiing", "--email", "ada@example.org"],
        &["--kind", "room", "--percent", "200", "--efficiency", "150", "--time-zone", "America/New_York"],
    ];
    desk.run(&[&["people", "set", "ada"], all.concat().as_slice()].concat()).succeeds();
    desk.run(&["people", "set", "Ada", "--back", "2026-03-11", "--skill=-paint"]).succeeds();
    desk.run(&["people", "assign", "1.2", "Ada", "--percent", "50", "--or", "Bob"]).succeeds();
    desk.tell(&["people"]).succeeds();
    desk.tell(&["calendar"]).succeeds();
    let none = [
        &["--skill", "none", "--per-day", "none", "--per-week", "none", "--available", "none"][..],
        &["--away", "none", "--email", "none", "--kind", "person", "--percent", "100"],
        &["--efficiency", "100", "--time-zone", "none"],
    ];
    desk.run(&[&["people", "set", "Ada"], none.concat().as_slice()].concat()).succeeds();
    assert_eq!(first(&desk, "resources"), bare);
    desk.run(&["edit", "1.3", "--assignee", "ada"]).succeeds();
    desk.run(&["people", "rename", "Ada", "Adele"]).succeeds();
    desk.tell(&["people"]).succeeds();
    desk.tell(&["show", "1.3"]).succeeds();
    for odd in [
        &["people", "set", "Adele"][..],
        &["people", "set", "Adele", "--time-zone", "Mars"],
        &["people", "set", "Adele", "--available", "half"],
        &["people", "set", "Adele", "--away", "2026-03-13..2026-03-09"],
        &["people", "set", "Adele", "--kind", "ghost"],
    ] {
        desk.tell(odd).misused();
    }
    desk.tell(&["people", "set", "Adele", "--back", "2026-03-11"]).refused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_part_of_the_effort_is_never_more_than_there_is() {
    let desk = Desk::new();
    desk.run(&["add", "Paint the fence", "--effort", "2d"]).succeeds();
    desk.tell(&["people", "assign", "1", "Ada", "--effort", "99h"]).refused();
    desk.tell(&["people", "assign", "1", "Ada", "--effort", "12h", "--or", "Nobody"]).succeeds();
    desk.tell(&["people", "assign", "1", "Bob", "--effort", "5h"]).refused();
    desk.tell(&["people", "assign", "1", "Ada", "--effort", "none", "--or", "none"]).succeeds();
    desk.tell(&["people", "assign", "1", "Bob", "--effort", "5h"]).succeeds();
    desk.tell(&["people"]).succeeds();
    desk.tell(&["people", "add", " "]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn days_are_off_or_worked_and_as_usual_again() {
    let desk = Desk::with_house();
    desk.run(&["calendar", "holiday", "2026-12-24..2026-12-26", "--yearly", "--name", "Feast"]).succeeds();
    let usual = |desk: &Desk| first(desk, "calendars");
    let bare = usual(&desk);
    desk.run(&["calendar", "workday", "2026-05-09", "--hours", "9-13"]).succeeds();
    desk.tell(&["calendar"]).succeeds();
    desk.run(&["calendar", "usual", "2026-05-09"]).succeeds();
    assert_eq!(usual(&desk), bare);
    desk.tell(&["calendar", "usual", "2026-05-09"]).refused();
    desk.run(&["calendar", "add", "Late", "--hours", "mon-fri 12-20"]).succeeds();
    desk.run(&["calendar", "set", "Late", "--hours", "none", "--base", "Project", "--rename", "Later"])
        .succeeds();
    desk.run(&["calendar", "set", "Later", "--time-zone", "Asia/Tokyo"]).succeeds();
    desk.tell(&["calendar"]).succeeds();
    desk.tell(&["calendar", "set", "Later"]).misused();
    desk.tell(&["calendar", "add", "Never", "--hours", ""]).misused();
    let rules = ["--per-week", "20h", "--working-days", "mon-thu", "--time-zone", "Europe/Berlin"];
    desk.run(&[&["projects", "change"], &rules[..]].concat()).succeeds();
    let project = desk.run(&["export", "--format", "json"]).succeeds().json()["project"].clone();
    assert_eq!(
        (&project["minutes_per_week"], &project["time_zone"]),
        (&1200.into(), &"Europe/Berlin".into())
    );
    assert_eq!(project["working_days"].as_array().map(Vec::len), Some(4));
    desk.run(&["projects", "change", "--per-week", "none"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn help_about_help_is_help() {
    let desk = Desk::new();
    let help = desk.run(&["people", "--help"]).succeeds();
    assert_eq!(desk.run(&["people", "help", "--help"]).succeeds().out, help.out);
    assert_eq!(desk.run(&["people", "help"]).succeeds().out.lines().next(), help.out.lines().next());
}

#[test]
fn months_hang_on_the_wall_at_every_width() {
    let record = |columns| {
        let desk = Desk::new().wide(columns);
        desk.run(&["add", "粉刷 🎨 the fence", "--effort", "2d", "--assignee", "李雷"]).succeeds();
        desk.run(&["people", "add", "李雷", "--away", "2026-03-12..2026-03-16", "--reason", "滑雪"])
            .succeeds();
        desk.run(&["calendar", "holiday", "2026-05-01", "--yearly", "--name", "Labour day"]).succeeds();
        desk.run(&["calendar", "workday", "2026-05-09", "--hours", "9-13"]).succeeds();
        desk.run(&["calendar", "workday", "2026-04-30", "--hours", "9-12"]).succeeds();
        desk.tell(&["calendar", "show"]).succeeds();
        desk.tell(&["calendar", "show", "--person", "李雷", "--months", "1"]).succeeds();
        desk.tell(&["people"]).succeeds();
        desk.record()
    };
    insta::assert_snapshot!("months_thirty", record(30));
    insta::assert_snapshot!("months_eighty", record(80));
    insta::assert_snapshot!("months_wide", record(200));
}

#[test]
fn people_and_calendars_are_told_as_json_of_their_own() {
    let desk = Desk::with_house();
    desk.run(&["people", "add", "Ada", "--away", "2026-03-12..2026-03-13"]).succeeds();
    desk.run(&["people", "assign", "1.2", "Ada", "--percent", "50"]).succeeds();
    desk.run(&["calendar", "holiday", "2026-03-04", "--name", "Feast"]).succeeds();
    let people = desk.run(&["people", "--json"]).succeeds().json();
    assert_eq!(people["schema"], "planwright/people/v1");
    assert_eq!(people["resources"][0]["name"], "Ada");
    assert_eq!(people["assignments"][0]["units_percent"], 50);
    let calendars = desk.run(&["calendar", "--json"]).succeeds().json();
    assert_eq!(calendars["schema"], "planwright/calendars/v1");
    assert_eq!(calendars["calendars"][0]["exceptions"].as_array().map(Vec::len), Some(1));
    let days =
        desk.run(&["calendar", "show", "--person", "Ada", "--months", "1", "--json"]).succeeds().json();
    assert_eq!(days["schema"], "planwright/calendar-days/v1");
    let kinds: Vec<&str> =
        days["days"].as_array().into_iter().flatten().filter_map(|day| day["kind"].as_str()).collect();
    assert_eq!(kinds.len(), 31);
    assert_eq!([kinds[0], kinds[1], kinds[3], kinds[11]], ["off", "worked", "holiday", "away"]);
}

#[test]
fn constraints_that_clash_are_named_together() {
    let desk = Desk::new();
    desk.run(&["add", "Dig", "--effort", "3d", "--constraint", "fixed 2026-03-09"]).succeeds();
    desk.run(&["add", "Pour", "--effort", "2d", "--after", "1", "--constraint", "fnlt 2026-03-12"])
        .succeeds();
    let schedule = desk.tell(&["schedule"]).succeeds();
    assert!(schedule.out.contains("Dig") && schedule.out.contains("is to be finished by"), "{schedule}");
    let json = desk.run(&["schedule", "--json"]).succeeds().json();
    assert_eq!(json["clashes"].as_array().map(Vec::len), Some(1));
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_clock_of_their_own_leaves_a_calendar_with_a_name_as_it_is() {
    let desk = Desk::with_house();
    desk.run(&["calendar", "add", "Nights", "--hours", "mon-fri 18:00-24:00"]).succeeds();
    desk.run(&["people", "add", "Ann", "--calendar", "Nights"]).succeeds();
    let named = |desk: &Desk| {
        let made = desk.run(&["export", "--format", "json"]).succeeds().json()["calendars"].clone();
        made.as_array().into_iter().flatten().find(|one| one["name"] == "Nights").cloned()
    };
    let before = named(&desk);
    assert!(before.is_some());
    for zone in ["Asia/Tokyo", "Europe/Berlin", "none"] {
        desk.run(&["people", "set", "Ann", "--time-zone", zone]).succeeds();
        assert_eq!(named(&desk), before, "{zone}");
    }
}

#[test]
fn the_schedule_says_whom_it_asks_for_in_vain() {
    let desk = Desk::with_house();
    desk.run(&["people", "add", "Eve", "--skill", "test"]).succeeds();
    desk.run(&["people", "assign", "1.1", "Eve"]).succeeds();
    desk.run(&["people", "assign", "1.1", "--skill", "test"]).succeeds();
    desk.run(&["people", "assign", "1.1", "--skill", "dive"]).succeeds();
    let unmet = desk.run(&["schedule", "--json"]).succeeds().json()["unmet"].clone();
    let skills: Vec<_> = unmet.as_array().into_iter().flatten().map(|one| one["skill"].clone()).collect();
    assert!(
        skills.len() == 2 && ["test", "dive"].iter().all(|one| skills.contains(&(*one).into())),
        "{unmet}"
    );
    let told = desk.run(&["schedule"]).succeeds().out;
    assert!(told.contains("nobody has the skill") && told.contains("nobody else has the skill"), "{told}");
}

#[test]
fn what_was_due_long_ago_is_as_late_as_its_days_say_with_people_too() {
    let desk = Desk::with_house();
    desk.run(&["edit", "1.1", "--due", "2026-01-05"]).succeeds();
    desk.run(&["people", "assign", "1.1", "Ann"]).succeeds();
    let made = desk.run(&["schedule", "--json"]).succeeds().json();
    let task = made["tasks"].as_array().into_iter().flatten().find(|one| one["wbs"] == "1.1").cloned();
    let late = task.and_then(|task| task["overdue_minutes"].as_i64());
    assert!(late > Some(39 * 480), "{late:?}");
}

#[test]
fn a_new_name_takes_the_clock_of_their_own_along() {
    let desk = Desk::with_house();
    let calendars = |desk: &Desk| {
        let made = desk.run(&["calendar", "--json"]).succeeds().json()["calendars"].clone();
        let named = made.as_array().into_iter().flatten().map(|one| one["name"].as_str().map(str::to_owned));
        named.collect::<Vec<_>>()
    };
    desk.run(&["people", "add", "Ann", "--time-zone", "Asia/Tokyo"]).succeeds();
    desk.run(&["people", "rename", "ann", "Anna Lee"]).succeeds();
    let after = calendars(&desk);
    assert!(after.contains(&Some("Anna Lee".to_owned())), "{after:?}");
    for zone in ["Europe/Berlin", "America/Lima"] {
        desk.run(&["people", "set", "Anna Lee", "--time-zone", zone]).succeeds();
        assert_eq!(calendars(&desk), after, "{zone}");
    }
    desk.run(&["people", "set", "anna lee", "--time-zone", "none"]).succeeds();
    assert_eq!(calendars(&desk).len(), after.len() - 1);
    desk.is_well();
}

#[test]
fn whom_tasks_only_name_is_taken_off_and_renamed_as_anybody() {
    let desk = Desk::with_house();
    for task in ["1.2", "1.3"] {
        desk.run(&["edit", task, "--assignee", "bob", "--assignee", "Ann"]).succeeds();
    }
    let named = |desk: &Desk, nth: usize| {
        let tasks = desk.run(&["export", "--format", "json"]).succeeds().json()["tasks"].clone();
        let of = |wbs: &str| tasks.as_array().into_iter().flatten().find(|t| t["wbs"] == wbs).cloned();
        of(["1.2", "1.3"][nth]).map(|task| task["assignees"].clone()).unwrap_or_default()
    };
    desk.run(&["people", "rename", "Bob", "Robert"]).succeeds();
    assert_eq!(named(&desk, 0), serde_json::json!(["Ann", "Robert"]));
    desk.run(&["people", "unassign", "1.2", "robert"]).succeeds();
    assert_eq!((named(&desk, 0), named(&desk, 1)), (serde_json::json!(["Ann"]), named(&desk, 1)));
    desk.run(&["people", "remove", "ROBERT"]).succeeds();
    assert_eq!(named(&desk, 1), serde_json::json!(["Ann"]));
    desk.run(&["people", "unassign", "1.3"]).succeeds();
    assert!(named(&desk, 1).is_null());
    desk.tell(&["people", "remove", "Robert"]).refused();
    desk.tell(&["people", "unassign", "1.2", "Robert"]).refused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_name_in_other_letters_is_no_second_name() {
    let desk = Desk::with_house();
    desk.run(&["edit", "1.2", "--assignee", "Ann"]).succeeds();
    desk.run(&["edit", "1.2", "--assignee", "ANN", "--assignee", "ann,Bob"]).succeeds();
    desk.run(&["people", "add", "Zoë", "--skill", "Paint"]).succeeds();
    desk.run(&["people", "set", "ZOË", "--skill", "paint", "--skill", "dig"]).succeeds();
    let made = desk.run(&["export", "--format", "json"]).succeeds().json();
    let task = made["tasks"].as_array().into_iter().flatten().find(|task| task["wbs"] == "1.2").cloned();
    assert_eq!(task.map(|task| task["assignees"].clone()), Some(serde_json::json!(["Ann", "Bob"])));
    assert_eq!(made["resources"][0]["skills"], serde_json::json!(["Paint", "dig"]));
    desk.run(&["edit", "1.2", "--assignee", "-bob"]).succeeds();
    let told = desk.run(&["show", "1.2"]).succeeds().out;
    assert!(told.contains("Ann") && !told.contains("Bob"), "{told}");
}
