//! Every reason for a date, every clash, and every distance between dates, in words.

use super::desk::Desk;

const PLAN: &str = "# Reasons

1 Base  3d
2 Next  1d  after 1
3 Lagged  1d  after 1 FS+1d
4 Lead  2d  after 1 FS-1d
5 Together  1d  after 1 SS+4h
6 Last  1d  after 4 FF+1d
7 Group  after 1
  7.1 Inside  1d
8 Closing  milestone  after 7
9 Busy  2d
10 Waits  1d
11 Slow  5d
12 Limited  1d
13 Dated  1d
14 Fixed  1d
15 Late  1d
";

/// A plan with every kind of link, people who are busy, away or limited, and dates.
fn reasons() -> Desk {
    let desk = Desk::new();
    desk.write("reasons.plan", PLAN);
    for words in [
        &["import", "reasons.plan", "--new", "--yes"][..],
        &["people", "add", "Ann"],
        &["people", "add", "Bob", "--per-week", "20h"],
        &["people", "assign", "9", "Ann"],
        &["edit", "9", "--priority", "urgent"],
        &["people", "assign", "10", "Ann"],
        &["people", "assign", "11", "Bob"],
        &["edit", "11", "--priority", "urgent"],
        &["people", "assign", "12", "Bob"],
        &["edit", "13", "--start", "2026-03-05"],
        &["edit", "14", "--constraint", "must start on 2026-03-04 10:00"],
        &["edit", "15", "--constraint", "as late as possible"],
    ] {
        desk.run(words).succeeds();
    }
    desk
}

#[test]
fn every_kind_of_reason_is_told() {
    let desk = reasons();
    desk.tell(&["schedule"]).succeeds();
    for task in ["2", "3", "4", "5", "6", "7", "7.1", "8", "10", "11", "12", "13", "14", "15"] {
        desk.tell(&["schedule", "--explain", task]).succeeds();
    }
    let json = desk.run(&["schedule", "--json"]).succeeds().json();
    let causes =
        json["tasks"].as_array().into_iter().flatten().filter_map(|task| task["driven_by"]["cause"].as_str());
    let causes: std::collections::BTreeSet<&str> = causes.collect();
    assert_eq!(causes.into_iter().collect::<Vec<_>>(), ["busy", "date", "late", "limit", "link"]);
    insta::assert_snapshot!(desk.record());
}

#[test]
fn every_kind_of_clash_names_what_stands_against_it_and_nothing_else() {
    let desk = Desk::new();
    for words in [
        &["add", "Dig", "--effort", "3d", "--start", "2026-03-04"][..],
        &["add", "Pour", "--effort", "2d", "--after", "1"],
        &["add", "Look on", "--effort", "1d", "--start", "2026-03-03"],
        &["link", "3", "2"],
    ] {
        desk.run(words).succeeds();
    }
    for asked in [
        "start no later than 2026-03-05",
        "finish no later than 2026-03-06",
        "must start on 2026-03-05",
        "must finish on 2026-03-06",
        "finish no later than 2026-03-06 12:00",
    ] {
        desk.run(&["edit", "2", "--constraint", asked]).succeeds();
        let told = desk.run(&["schedule"]).succeeds().out;
        let clash = &told[told.find("Cannot be kept").expect("it cannot")..];
        assert!(clash.contains("Dig") && !clash.contains("Look on"), "{asked}: {clash}");
        desk.note(&["schedule"], desk.run(&["schedule"])).succeeds();
    }
    desk.run(&["edit", "2", "--constraint", "none"]).succeeds();
    desk.run(&["people", "add", "Zed", "--available", "0% 2026-01-01.."]).succeeds();
    desk.run(&["people", "assign", "3", "Zed"]).succeeds();
    let never = desk.run(&["schedule"]).succeeds().out;
    assert!(never.contains("\"Look on\" (3) is never done"), "{never}");
    insta::assert_snapshot!(desk.record());
}

#[test]
fn what_moves_is_told_in_days_where_days_are_not_equally_long() {
    let desk = Desk::with_house();
    let later = desk.run(&["what-if", "day 5h"]).succeeds().out;
    assert!(later.lines().next().is_some_and(|first| first.contains("(5 working days later)")), "{later}");
    assert!(later.lines().any(|line| line.contains('+')), "{later}");
    let same = desk.run(&["what-if", "effort 1.1 4d"]).succeeds().out;
    assert!(same.contains("(1d later)"), "{same}");
}

#[test]
fn what_is_finished_stays_in_charts_and_baselines() {
    let desk = Desk::with_house();
    desk.run(&["baseline", "take", "First"]).succeeds();
    desk.run(&["start", "1.1"]).succeeds();
    desk.run(&["done", "1.1"]).succeeds();
    let drawn = desk.tell(&["gantt"]).succeeds().out;
    assert!(drawn.contains('═') && drawn.contains("Frame"), "{drawn}");
    let compared = desk.run(&["baseline", "compare", "First", "--json"]).succeeds().json();
    let done: Vec<_> =
        compared["tasks"].as_array().into_iter().flatten().filter(|one| one["fate"] == "done").collect();
    assert!(
        done.len() == 1 && done[0]["now"]["finish"].is_string() && done[0]["finish_minutes"].is_i64(),
        "{compared}"
    );
    desk.run(&["baseline", "take", "Second"]).succeeds();
    let second = desk.run(&["baseline", "show", "Second"]).succeeds().out;
    assert!(second.contains("Frame"), "{second}");
    desk.run(&["gantt", "--html", "plan.html"]).succeeds();
    let page = std::fs::read_to_string(desk.path("plan.html")).expect("it was written");
    assert!(page.contains("class=\"done\""));
    insta::assert_snapshot!(desk.record());
}
