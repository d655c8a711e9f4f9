//! Days in documents: said in words or in figures, from one to another, and such as are in no calendar.

use planwright_domain::Project;

use crate::support::{check, project, reading};

/// What starts when, and is due when: "Dig: 2026-03-09 – 2026-03-13".
fn days(text: &str) -> Vec<String> {
    let reading = reading(text.as_bytes()).expect("the fixture is a plan");
    let plan: Project = project(&reading);
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |day| day.to_string());
    plan.walk()
        .map(|met| format!("{}: {} – {}", met.task.title, day(met.task.start), day(met.task.due)))
        .collect()
}

#[test]
fn relative_days_are_counted_from_today() {
    check(
        "- Dig, due next Friday
- Fill (due: tomorrow)
- Pour (due Fri)
- Dry due KW 15
- Frame by end of month
- Zaun, fällig übermorgen
- Techo, vence el viernes
- Toit, échéance demain
- Paint
  - Due: next Friday
",
        "1 Dig due 2026-03-13
         2 Fill due 2026-03-03
         3 Pour due 2026-03-06
         4 Dry due 2026-04-10
         5 Frame by end of month due 2026-03-31
         6 Zaun due 2026-03-04
         7 Techo due 2026-03-06
         8 Toit due 2026-03-03
         9 Paint due 2026-03-13",
    );
    check(
        "| Task | Effort | Due |\n|---|---|---|\n| Dig | 2h | next Friday |\n| Fill | 3h | tomorrow |\n",
        "1 Dig 120m due 2026-03-13\n2 Fill 180m due 2026-03-03",
    );
}

#[test]
fn words_that_are_no_day_stay_in_the_title() {
    check(
        "- Sew by hand (2h)\n- Prints (due soonish)\n- Practice, Monday\n- Sell until sold out\n",
        "1 Sew by hand 120m\n2 Prints (due soonish)\n3 Practice, Monday\n4 Sell until sold out",
    );
}

#[test]
fn from_one_day_to_another_is_a_start_and_a_due_date() {
    let text = "- Dig (2026-03-09 – 2026-03-13)
- 2026-03-09 – 2026-03-13: Fill
- Pour (Mar 9 - Mar 13)
- Dry (9.3.–13.3.2026)
- Frame, from 9 March to 13 March
- Roof (2h), 9–13 March
- 2026-03-09..2026-03-13: Floor
- Doors (2026-03-09...2026-03-13)
- Mar 9..Mar 13: Paint
- 09.03.2026 .. 13.03.2026: Move
";
    let all = ["Dig", "Fill", "Pour", "Dry", "Frame", "Roof", "Floor", "Doors", "Paint", "Move"];
    assert_eq!(days(text), all.map(|title| format!("{title}: 2026-03-09 – 2026-03-13")));
}

#[test]
fn a_line_says_when_its_task_begins() {
    let text = "- Dig, start 2026-03-09
- Fill (2h), starts 9 March
- Pour (not before 2026-03-09)
- Estrich, nicht vor dem 9.3.2026
- Frame starting on 9 March
- Roof (no earlier than Mar 9, due Mar 20)
";
    assert_eq!(
        days(text),
        [
            "Dig: 2026-03-09 – -",
            "Fill: 2026-03-09 – -",
            "Pour: 2026-03-09 – -",
            "Estrich: 2026-03-09 – -",
            "Frame: 2026-03-09 – -",
            "Roof: 2026-03-09 – 2026-03-20",
        ]
    );
}

#[test]
fn a_day_of_no_calendar_is_told_with_its_line() {
    let text = "- Dig, due 2026-02-30\n- Fill (due 31.02.2026)\n- Pour (due 2026-13-05)\n- Log in via 10.0.0.1 (v2026.1.0)\n- Dry\n  - Due: 30/02/2026\n";
    let reading = reading(text.as_bytes()).expect("the fixture is a plan");
    let told = reading.warnings.iter().filter(|w| w.code == "impossible-day").map(|w| w.line);
    assert_eq!(told.collect::<Vec<_>>(), [Some(1), Some(2), Some(3), Some(6)]);
}
