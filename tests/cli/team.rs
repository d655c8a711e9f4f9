//! A small team from the plan to the export: people with their own time, a levelled schedule, a reason for a date, a
//! baseline kept and compared, a forecast, and the plan in other notations.

use super::desk::Desk;

#[test]
fn a_team_plans_levels_explains_baselines_forecasts_and_exports() {
    let desk = Desk::new();
    desk.write(
        "shop.md",
        "# Shop\n## Build\n- Design pages (3d)\n- Build pages (5d) after Design pages\n- Build cart (4d) after Design pages\n\
         ## Launch\n- Write texts (2d)\n- Go live (1d) after Write texts\n",
    );
    desk.run(&["import", "shop.md", "--yes"]).succeeds();
    for words in [
        &["link", "1.2", "2.2"][..],
        &["link", "1.3", "2.2"],
        &["people", "add", "Ann", "--skill", "design", "--away", "2026-03-09..2026-03-10"],
        &["people", "add", "Bob", "--per-week", "20h"],
        &["calendar", "holiday", "2026-03-06", "--name", "Founders' day"],
        &["people", "assign", "1.1", "--skill", "design"],
        &["people", "assign", "1.2", "Ann"],
        &["people", "assign", "1.3", "Ann", "--or", "Bob"],
        &["people", "assign", "2.1", "Bob"],
        &[
            "edit",
            "2.2",
            "--effort",
            "4h..1d..3d",
            "--constraint",
            "finish no later than 2026-04-30, soft, cost 5",
        ],
    ] {
        desk.run(words).succeeds();
    }
    let schedule = desk.run(&["schedule", "--json"]).succeeds().json();
    assert_eq!(schedule["leveled"], true);
    let days = |title: &str| {
        let tasks = schedule["tasks"].as_array().expect("a schedule has tasks");
        let task = tasks.iter().find(|task| task["title"] == title).expect("the task is open");
        let day = |field: &str| task[field].as_str().expect("it has dates")[..10].to_owned();
        (day("start"), day("finish"))
    };
    let (design, pages, live) = (days("Design pages"), days("Build pages"), days("Go live"));
    assert!(design.1 <= pages.0 && pages.1 <= live.1, "{schedule}");
    assert!(!["2026-03-06", "2026-03-09"].contains(&pages.0.as_str()), "{schedule}");
    let why = desk.run(&["schedule", "--explain", "2.2", "--json"]).succeeds().json();
    assert!(why["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()), "{why}");
    desk.run(&["baseline", "take", "agreed"]).succeeds();
    desk.run(&["edit", "1.2", "--effort", "8d"]).succeeds();
    let variance = desk.run(&["baseline", "compare", "agreed"]).succeeds();
    assert!(variance.out.contains("Build pages"), "{variance}");
    let forecast = desk.run(&["forecast", "--json", "--runs", "200"]).succeeds();
    assert_eq!(forecast, desk.run(&["forecast", "--json", "--runs", "200"]).succeeds());
    desk.run(&["schedule", "--save"]).succeeds();
    for columns in [30_usize, 60, 200] {
        let asked = columns.to_string();
        for words in [&["gantt", "--links"][..], &["schedule"], &["load"], &["tree"], &["calendar", "show"]] {
            let seen = desk.run_with(words, &[("COLUMNS", &asked)]).succeeds();
            assert!(seen.out.lines().all(|line| line.chars().count() <= columns), "{words:?} {seen}");
        }
    }
    for (format, says) in [("json", "Ann"), ("msproject", "Bob"), ("ics", "Go live")] {
        let told = desk.run(&["export", "--format", format]).succeeds();
        assert!(told.out.contains(says), "{format}: {told}");
    }
    desk.is_well();
}
