//! What stands beside the tasks of a plan, people and calendars, lives through documents and editors that do not speak of
//! it.

use super::desk::Desk;

fn people(desk: &Desk) -> Vec<String> {
    let plan = desk.run(&["export", "--format", "json"]).json();
    let names = plan["resources"].as_array().into_iter().flatten();
    names.filter_map(|person| person["name"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_document_that_names_nobody_sends_nobody_away() {
    let desk = Desk::new();
    desk.write("plan.md", "# Shop\n- Shelves (2d)\n- Till (1d)\n");
    desk.run(&["import", "plan.md", "--yes"]).succeeds();
    desk.run(&["people", "add", "Ann"]).succeeds();
    desk.run(&["people", "assign", "Shelves", "Ann"]).succeeds();
    desk.run(&["calendar", "holiday", "2026-12-24"]).succeeds();
    desk.run(&["baseline", "take", "first"]).succeeds();
    desk.write("plan.md", "# Shop\n- Shelves (3d)\n- Till (1d)\n- Paint (1d)\n");
    desk.run(&["import", "plan.md", "--yes"]).succeeds();
    let plan = desk.run(&["export", "--format", "json"]).json();
    for kind in ["resources", "assignments", "calendars", "baselines"] {
        assert_eq!(plan[kind].as_array().map(Vec::len), Some(1), "{kind}");
    }
    desk.is_well();
}

#[test]
fn a_project_with_a_calendar_of_its_own_is_imported_whole() {
    let desk = Desk::new();
    let source = "project a \"A\" 2026-12-21 +2m\nresource d \"Dora\"\nleaves holiday \"Feast\" 2026-12-24 +1d\n\
                  task t \"T\" { effort 5d allocate d }\n";
    desk.write("a.tjp", source);
    desk.run(&["import", "a.tjp", "--yes"]).succeeds();
    assert_eq!(people(&desk), ["Dora"]);
    desk.write("a.tjp", source.replace("resource d", "resource e \"Emil\"\nresource d"));
    desk.run(&["import", "a.tjp", "--yes"]).succeeds();
    let mut both = people(&desk);
    both.sort();
    assert_eq!(both, ["Dora", "Emil"]);
    let plan = desk.run(&["export", "--format", "json"]).json();
    assert!(plan["project"]["calendar_id"].is_string());
    desk.is_well();
}
