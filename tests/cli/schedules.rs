//! Schedules, seen: tables, drawings and reasons at every width, and of odd plans.

use unicode_width::UnicodeWidthStr as _;

use super::desk::Desk;

/// The house with people, a person away, and a day on which the trees are to be there.
fn peopled() -> Desk {
    let desk = Desk::with_house();
    for words in [
        &["people", "assign", "1.2", "ann"][..],
        &["people", "assign", "1.3", "Bob", "--percent", "50"],
        &["people", "set", "Bob", "--away", "2026-03-12..2026-03-13", "--reason", "skiing"],
        &["edit", "2.2", "--start", "2026-03-05"],
    ] {
        desk.run(words).succeeds();
    }
    desk
}

#[test]
fn a_schedule_is_a_table_that_fits() {
    for (columns, name) in [(40, "forty"), (80, "eighty"), (140, "wide")] {
        let desk = peopled().wide(columns);
        desk.tell(&["schedule"]).succeeds();
        insta::assert_snapshot!(format!("a_schedule_{name}"), desk.record());
    }
}

#[test]
fn every_date_has_its_reasons() {
    let desk = peopled();
    desk.tell(&["schedule", "--explain", "1.3"]).succeeds();
    desk.tell(&["schedule", "--explain", "2.2"]).succeeds();
    desk.tell(&["schedule", "--explain", "3"]).succeeds();
    let why = desk.run(&["schedule", "--explain", "1.3", "--json"]).succeeds().json();
    assert_eq!(why["schema"], "planwright/schedule-why/v1");
    assert!(why["reasons"].as_array().is_some_and(|reasons| reasons.len() > 3));
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_part_of_a_schedule_is_shown_and_told_as_json() {
    let desk = peopled();
    desk.tell(&["schedule", "2"]).succeeds();
    let json = desk.run(&["schedule", "2", "--json"]).succeeds().json();
    assert_eq!(json["schema"], "planwright/schedule/v1");
    assert_eq!(json["tasks"].as_array().map(Vec::len), Some(3));
    assert_eq!(json["tasks"][2]["start"], "2026-03-05T09:00");
    insta::assert_snapshot!(desk.record());
}

#[test]
fn dates_are_kept_when_asked_and_taken_back() {
    let desk = peopled();
    desk.run(&["schedule", "--save", "--dry-run"]).succeeds();
    let kept = |desk: &Desk| {
        let tree = desk.run(&["export", "--format", "json"]).succeeds().json();
        let starts = tree["tasks"].as_array().map(|tasks| {
            tasks.iter().filter(|t| t["planned_start"].as_str().is_some_and(|s| s.contains('T'))).count()
        });
        starts.unwrap_or(0)
    };
    assert_eq!(kept(&desk), 0, "a dry run stores nothing");
    desk.tell(&["schedule", "--save"]).succeeds();
    assert_eq!(kept(&desk), 8);
    desk.tell(&["schedule", "--save"]).succeeds();
    desk.tell(&["undo"]).succeeds();
    assert_eq!(kept(&desk), 0);
    insta::assert_snapshot!(desk.record());
}

#[test]
fn odd_plans_have_a_schedule_too() {
    let desk = Desk::new();
    for (name, plan) in [
        ("one", "# One\n\n1 Only\n"),
        ("done", "# Done\n\n- [x] Past\n"),
        ("milestone", "# Point\n\n1 There  milestone\n"),
        (
            "wide",
            "# 幅\n\n1 とても長い題名のタスクがここにあります、まだまだ続きます  2d\n2 مهمة طويلة جدا  1d  after 1\n",
        ),
    ] {
        let file = format!("{name}.{}", if name == "done" { "md" } else { "plan" });
        desk.write(&file, plan);
        desk.run(&["import", &file, "--new", "--yes"]).succeeds();
        desk.tell(&["schedule"]).succeeds();
    }
    insta::assert_snapshot!(desk.record());
}

#[test]
fn bars_and_loads_are_drawn_at_every_width() {
    for (columns, name) in [(40, "forty"), (80, "eighty"), (140, "wide")] {
        let desk = peopled().wide(columns);
        desk.tell(&["gantt"]).succeeds();
        desk.tell(&["gantt", "1", "--links"]).succeeds();
        desk.tell(&["load"]).succeeds();
        desk.tell(&["load", "--by", "day"]).succeeds();
        insta::assert_snapshot!(format!("drawn_{name}"), desk.record());
    }
}

#[test]
fn links_are_told_with_their_kinds_and_lags() {
    let desk = Desk::new();
    let plan = "# Links\n\n1 A  2d\n2 B  2d  after 1 FS+1d\n3 C  2d  after 1 SS+4h\n4 D  2d  after 2 FF\n5 E  1d  after 3\n";
    desk.write("links.plan", plan);
    desk.run(&["import", "links.plan", "--new", "--yes"]).succeeds();
    let drawn = desk.run(&["gantt", "--links"]).succeeds().out;
    for told in ["after 1 FS+1d\n", "after 1 SS+4h\n", "after 2 FF\n", "after 3\n"] {
        assert!(drawn.contains(told), "{told:?} is not in {drawn}");
    }
}

#[test]
fn a_drawing_says_the_same_without_colour() {
    let desk = peopled();
    for words in [&["gantt"][..], &["load"], &["schedule"]] {
        let plain = desk.run_with(words, &[("NO_COLOR", "1")]).succeeds().out;
        assert_eq!(plain, desk.run(words).succeeds().out);
        assert!(!plain.contains('\u{1b}'));
    }
}

#[test]
fn pictures_and_pages_need_nothing_else_and_hold_every_task() {
    let desk = peopled();
    desk.run(&["edit", "1.2", "--title", "Plaster <b>&\"walls\"</b> 漆喰"]).succeeds();
    desk.run(&["gantt", "--svg", "plan.svg", "--html", "plan.html"]).succeeds();
    for file in ["plan.svg", "plan.html"] {
        let text = std::fs::read_to_string(desk.path(file)).expect("it was written");
        for part in [
            "Frame",
            "Plaster &lt;b&gt;&amp;&quot;walls&quot;",
            "漆喰",
            "Handover",
            "class=\"tie",
            "critical",
        ] {
            assert!(text.contains(part), "{part} is not in {file}");
        }
        assert!(!text.contains("<b>") && !text.contains("<script") && !text.contains("src="), "{file}");
    }
    assert_eq!(desk.run(&["gantt", "--zoom", "hour"]).status, Some(2));
    desk.run(&["gantt", "--baseline", "none"]).refused();
}

#[test]
fn load_is_told_as_json_with_what_is_too_much() {
    let desk = peopled();
    desk.run(&["people", "assign", "2.2", "ann"]).succeeds();
    desk.run(&["edit", "2.2", "--start", "2026-03-04"]).succeeds();
    let load = desk.run(&["load", "--json", "--by", "day", "--unlevelled"]).succeeds().json();
    assert_eq!(load["schema"], "planwright/load/v1");
    let ann = &load["people"][0];
    assert_eq!((ann["name"].as_str(), ann["work_minutes"].as_u64()), (Some("ann"), Some(6 * 480)));
    assert_eq!(ann["periods"][2]["percent"], 200);
    assert_eq!(ann["periods"][2]["overloaded"], true);
}

/// The day a project finishes on as each view says.
#[test]
fn every_view_shows_the_same_levelled_schedule() {
    let desk = Desk::new();
    for words in [["add", "Left", "--effort", "2d"], ["add", "Right", "--effort", "3d"]] {
        desk.run(&words).succeeds();
    }
    desk.run(&["people", "assign", "1", "ann"]).succeeds();
    desk.run(&["people", "assign", "2", "ann"]).succeeds();
    let last = |of: &serde_json::Value, field: &str| {
        let days = of["tasks"].as_array().into_iter().flatten();
        days.filter_map(|task| task[field].as_str().map(|day| day[..10].to_owned())).max()
    };
    let schedule = desk.run(&["schedule", "--json"]).succeeds().json();
    let finish = last(&schedule, "finish");
    let at = |nth: usize, field: &str| schedule["tasks"][nth][field].as_str().map(str::to_owned);
    assert!(at(0, "finish") <= at(1, "start") || at(1, "finish") <= at(0, "start"), "{schedule}");
    let export = desk.run(&["export", "--format", "json"]).succeeds().json();
    assert_eq!(last(&export, "planned_finish"), finish);
    desk.run(&["baseline", "take", "first"]).succeeds();
    let compared = desk.run(&["baseline", "compare", "--json"]).succeeds().json();
    assert_eq!(compared["finish"].as_str().map(str::to_owned), finish);
    assert_eq!(compared["planned_finish"], compared["finish"]);
    let tried = desk.run(&["what-if", "effort 1 1d", "--json"]).succeeds().json();
    assert_eq!(tried["planned_finish"].as_str().map(str::to_owned), finish);
    assert_eq!(tried["later_minutes"], -480, "{tried}");
    let is_last = at(0, "finish") > at(1, "finish");
    let shown = desk.run(&["show", if is_last { "1" } else { "2" }]).succeeds().out;
    let tree = desk.run(&["tree"]).succeeds().out;
    let day = finish.as_deref().and_then(|day| day.rsplit('-').next()).unwrap_or_default().to_owned();
    for view in [&tree, &shown] {
        assert!(view.contains(day.trim_start_matches('0')), "{day}: {view}");
    }
}

#[test]
fn with_people_nobody_does_two_things_at_once() {
    let desk = peopled();
    desk.run(&["people", "assign", "2.2", "ann"]).succeeds();
    desk.tell(&["schedule"]).succeeds();
    desk.tell(&["schedule", "--explain", "2.2"]).succeeds();
    let load = desk.run(&["load", "--json", "--by", "day"]).succeeds().json();
    let periods = load["people"].as_array().into_iter().flatten().filter(|p| !p["name"].is_null());
    for period in periods.flat_map(|p| p["periods"].as_array().into_iter().flatten()) {
        assert_eq!(period["overloaded"], false, "{period}");
    }
    let one = desk.run(&["schedule", "--json"]).succeeds().out;
    assert_eq!(
        one,
        desk.run(&["schedule", "--json"]).succeeds().out,
        "the same plan gives the same schedule"
    );
    insta::assert_snapshot!(desk.record());
}

#[test]
fn every_drawing_fits_every_width_without_colour_and_with_wide_letters() {
    let desk = peopled();
    for words in [
        &["edit", "1.2", "--title", "粉刷墙壁 🎨 and whatever else there is to be done about them"][..],
        &["people", "assign", "1.1", "李雷"],
        &["people", "set", "李雷", "--away", "2026-03-04", "--reason", "滑雪"],
        &["calendar", "holiday", "2026-03-20", "--name", "清明节"],
        &["baseline", "take", "一号 of all the baselines"],
    ] {
        desk.run(words).succeeds();
    }
    let views = ["schedule", "gantt", "load", "calendar show", "calendar", "people", "baseline"];
    for columns in (40..=200).step_by(8).chain([41, 63, 79, 81, 119]) {
        desk.widened(columns);
        for view in views {
            let words: Vec<&str> = view.split(' ').collect();
            let out = desk.run(&words).succeeds().out;
            assert!(!out.contains('\u{1b}'), "{view} has colours in a pipe");
            let long = out.lines().find(|line| line.width() > usize::from(columns));
            assert_eq!(long, None, "{view} at {columns} columns");
        }
    }
}
