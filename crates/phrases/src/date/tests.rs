//! What date phrases mean, read on Monday 2026-03-02.

use super::*;
use jiff::civil::date;

fn ground() -> Ground {
    Ground { today: date(2026, 3, 2), order: DateOrder::Mdy }
}

fn shown(when: &When) -> String {
    let role = match when.role {
        Role::Due => "due ",
        Role::Start => "start ",
        Role::On => "on ",
        Role::Relative => "in ",
        Role::Unsaid => "",
    };
    let moment = match when.moment {
        Moment::Fixed { first, last } if first == last => first.to_string(),
        Moment::Fixed { first, last } => format!("{first}..{last}"),
        Moment::Offset(Offset { months, days, working, .. }) => {
            format!("{months:+}m {days:+}{}", if working { "wd" } else { "d" })
        }
    };
    let other = when.other.map(|d| format!(" or {d}")).unwrap_or_default();
    format!("{role}{moment}{other}")
}

fn check(text: &str, expect: &[&str]) {
    let got: Vec<String> = find(text, &ground()).iter().map(|f| shown(&f.value)).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn a_date_without_a_year_is_the_next_one() {
    check("Ship MVP by Aug 15", &["due 2026-08-15"]);
    check("present on January 10th", &["on 2027-01-10"]);
    check("before March 2", &["due 2026-03-02"]);
    check("until 15 September: reading", &["due 2026-09-15"]);
    check("party on May 22.", &["on 2026-05-22"]);
    check("starts on Monday 16 March: laptop", &["start 2026-03-16"]);
    check("deadline: Sept. 1st", &["due 2026-09-01"]);
    check("Aug 15 deadline", &["due 2026-08-15"]);
    check("by the 15th", &["due 2026-03-15"]);
    check("you may 3 times", &[]);
}

#[test]
fn days_and_months_that_follow_each_other_are_one_stretch_of_time() {
    check("shoot on July 7 and 8.", &["on 2026-07-07..2026-07-08"]);
    check("shoot on 7 and 8 July", &["on 2026-07-07..2026-07-08"]);
    check("on July 7 and 8 guests", &["on 2026-07-07"]);
    check("paint in April and May", &["on 2026-04-01..2026-05-31"]);
    check("in the second half of May", &["on 2026-05-16..2026-05-31"]);
    check("by first half of April", &["due 2026-04-01..2026-04-15"]);
    check("visits in April and July", &["on 2026-04-01..2026-04-30"]);
}

#[test]
fn a_full_date_is_that_date() {
    check("wedding on June 20, 2026 with 80 guests", &["on 2026-06-20"]);
    check("live by 1 September 2026.", &["due 2026-09-01"]);
    check("Start 2026-04-06, 8 hours a day", &["start 2026-04-06"]);
    check("due 2025-01-31T10:00", &["due 2025-01-31"]);
    check("1st of May 2027", &["2027-05-01"]);
    check("Friday, March 6, 2026", &["2026-03-06"]);
    check("2026/04/06", &["2026-04-06"]);
    check("am 3.4.2026", &["on 2026-04-03"]);
}

#[test]
fn figures_that_can_be_read_two_ways_keep_both() {
    check("due 03/04/2026", &["due 2026-03-04 or 2026-04-03"]);
    check("due 13/04/2026", &["due 2026-04-13"]);
    check("due 04/04/2026", &["due 2026-04-04"]);
    check("by 5/6", &["due 2026-05-06 or 2026-06-05"]);
    check("split it 50/50 or 1/2", &[]);
    let dmy = Ground { order: DateOrder::Dmy, ..ground() };
    assert_eq!(shown(&find("due 03/04/2026", &dmy)[0].value), "due 2026-04-03 or 2026-03-04");
}

#[test]
fn weekdays_are_the_coming_ones() {
    check("ordered by Friday", &["due 2026-03-06"]);
    check("in Rust by next Friday, just me", &["due 2026-03-13"]);
    check("this Friday", &["2026-03-06"]);
    check("was last Friday, February 27; plan it", &["2026-02-27"]);
    check("last Friday", &["2026-02-27"]);
    check("on Monday", &["on 2026-03-09"]);
    check("every Friday", &[]);
    check("the sun was out, we sat down", &[]);
}

#[test]
fn ranges_have_two_ends() {
    check("35 people, May 11-13, near Lisbon", &["2026-05-11..2026-05-13"]);
    check("only available 4-8 May", &["start 2026-05-04..2026-05-08"]);
    check("May 30 - June 2", &["2026-05-30..2026-06-02"]);
    check("from 2026-04-06 to 2026-04-10", &["start 2026-04-06..2026-04-10"]);
    check("28 December to 3 January", &["2026-12-28..2027-01-03"]);
    check("28 April – 3 May 2027", &["2027-04-28..2027-05-03"]);
    check("from March to May 2026", &["start 2026-03-01..2026-05-31"]);
    check("May 11–13, 2027", &["2027-05-11..2027-05-13"]);
}

#[test]
fn periods_and_their_ends() {
    check("by the end of Q2", &["due 2026-06-30"]);
    check("end of Q1 2027", &["2027-03-31"]);
    check("certified by the end of the year", &["due 2026-12-31"]);
    check("done by the end of May", &["due 2026-05-31"]);
    check(
        "Gap analysis in March, policies by June",
        &["on 2026-03-01..2026-03-31", "due 2026-06-01..2026-06-30"],
    );
    check("audit in January", &["on 2027-01-01..2027-01-31"]);
    check("next week", &["2026-03-09..2026-03-13"]);
    check("by end of next week", &["due 2026-03-13"]);
    check("by end of week", &["due 2026-03-06"]);
    check("next month", &["2026-04-01..2026-04-30"]);
    check("mid-June", &["2026-06-15"]);
    check("by EOY", &["due 2026-12-31"]);
    check("stage 2 in November.", &["on 2026-11-01..2026-11-30"]);
    check("in Q3", &["on 2026-07-01..2026-09-30"]);
    check("by EOD Friday", &["due 2026-03-06"]);
    check("COB Thursday", &["2026-03-05"]);
    check("slipped to H2 2026", &["2026-07-01..2026-12-31"]);
    check("in the second half of 2027", &["on 2027-07-01..2027-12-31"]);
    check("by the first week of June", &["due 2026-06-01..2026-06-05"]);
    check("in the last week of May", &["on 2026-05-25..2026-05-29"]);
    check("last week of testing", &["2026-02-23..2026-02-27"]);
    check("Q4 2026", &["2026-10-01..2026-12-31"]);
    check("March 2027", &["2027-03-01..2027-03-31"]);
    check("by 2027", &["due 2027-01-01..2027-12-31"]);
    check("this weekend", &["2026-03-07..2026-03-08"]);
    check("week of May 6", &["2026-05-04..2026-05-08"]);
    check("by Christmas", &["due 2026-12-25"]);
    check("the Christmas campaign", &[]);
    check("tomorrow", &["2026-03-03"]);
}

#[test]
fn stretches_count_from_today() {
    check("done in 3 weeks", &["in 2026-03-23"]);
    check("want it done in a month", &["in 2026-04-02"]);
    check("within two weeks", &["in 2026-03-16"]);
    check("3 weeks from now", &["in 2026-03-23"]);
    check("in 10 working days", &["in 2026-03-16"]);
    check("in the next 2 months", &["in 2026-05-02"]);
    check("in 500 lines", &[]);
    check("in 3 hours", &[]);
}

#[test]
fn offsets_wait_for_their_date() {
    check("Invitations go out three months before.", &["-3m +0d"]);
    check("first draft a week later, customer approval", &["+0m +7d"]);
    check("QA 2 days after that", &["+0m +2d"]);
    check("communicate a week ahead of each wave", &["+0m -7d"]);
    check("the day before", &["+0m -1d"]);
    check("two weeks before June 20, 2026", &["2026-06-06"]);
    check("3 working days after approval", &["+0m +3wd"]);
    assert_eq!(
        Offset { months: -3, days: 0, working: false, weekday: None }.from(date(2026, 6, 20)),
        Some(date(2026, 3, 20))
    );
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "Week 27",
        "a 2019 psychology study with 200 participants",
        "in 2024 lines",
        "version 3.4.2026.1",
        "PROJ-2026-04-06",
        "24/7 support",
        "2-million-line ERP",
        "latency target 300 ms",
        "a 30-60-90 plan",
        "1.2.3",
        "before the boss is back",
        "march forward; may it work",
        "30 February is no day: Feb 30",
        "Deliver in 16:9 and 9:16",
        "10.11.12",
        "stage 2 audit",
    ] {
        check(text, &[]);
    }
}

#[test]
fn other_languages_have_dates() {
    check("Organisiere bis zum 18. September 2026 ein Fest", &["due 2026-09-18"]);
    check("ab 4. Mai", &["start 2026-05-04"]);
    check("4.–8. Mai", &["2026-05-04..2026-05-08"]);
    check("bis Ende Juni", &["due 2026-06-30"]);
    check("bis 18.09. fertig", &["due 2026-09-18"]);
    check("nächsten Freitag", &["2026-03-13"]);
    check("in 3 Wochen", &["in 2026-03-23"]);
    check("antes del 31 de julio de 2026", &["due 2026-07-31"]);
    check("hasta finales de mayo", &["due 2026-05-31"]);
    check("dentro de dos semanas", &["in 2026-03-16"]);
    check("até 31 de julho de 2026", &["due 2026-07-31"]);
    check("le 3 juin 2026", &["on 2026-06-03"]);
    check("avant le 1er juin", &["due 2026-06-01"]);
    check("vendredi prochain", &["2026-03-13"]);
    check("请在2026年7月31日前上线", &["due 2026-07-31"]);
    check("5月4日开始", &["start 2026-05-04"]);
    check("下周五之前", &["due 2026-03-13"]);
    check("7月底前完成", &["due 2026-07-31"]);
    check("三周内", &["in 2026-03-23"]);
}

#[test]
fn the_phrase_includes_its_role() {
    let text = "Ship it by the end of May, please";
    let found = find(text, &ground());
    assert_eq!(found[0].words(text), "the end of May");
    let (from, to) = found[0].value.phrase;
    assert_eq!(&text[from..to], "by the end of May");
}

#[test]
fn a_field_is_a_date_or_none() {
    let is = |text: &str| parse(text, &ground()).map(|w| shown(&w));
    assert_eq!(is("2026-04-06").as_deref(), Some("2026-04-06"));
    assert_eq!(is("March").as_deref(), Some("2026-03-01..2026-03-31"));
    assert_eq!(is("by Aug 15").as_deref(), Some("due 2026-08-15"));
    assert_eq!(is("Aug 15 and more"), None);
    assert_eq!(is(""), None);
}

#[test]
fn the_past_is_told() {
    let when = parse("2026-02-27", &ground()).expect("a date");
    assert!(when.is_past(&ground()));
}

#[test]
fn a_weekday_of_a_month_is_counted() {
    check("done by the second Friday of April", &["due 2026-04-10"]);
    check("on the last Monday of May", &["on 2026-05-25"]);
}

#[test]
fn movable_feasts_are_days_and_not_their_weekdays() {
    check("launch by Thanksgiving", &["due 2026-11-26"]);
    check("live before Black Friday", &["due 2026-11-27"]);
    check("closed on Good Friday", &["on 2026-04-03"]);
    check("bis Ostern", &["due 2026-04-05"]);
    check("bis Ende 2026", &["due 2026-12-31"]);
}

#[test]
fn a_month_that_something_is_for_and_a_day_by_which_are_two() {
    check("the books for February by March 10", &["on 2027-02-01..2027-02-28", "due 2026-03-10"]);
    check("from March to April 10", &["start 2026-03-01..2026-04-10"]);
}

#[test]
fn weeks_and_weekends_and_hours_behind_a_day_belong_to_the_day() {
    check("ship before the weekend", &["due 2026-03-06"]);
    check("the second Friday in April", &["2026-04-10"]);
    check("by the end of the second week of April", &["due 2026-04-17"]);
    check("by mid-quarter", &["due 2026-05-01..2026-05-31"]);
    let hour = |text: &str| {
        find(text, &ground()).first().map(|f| text[f.value.phrase.0..f.value.phrase.1].to_owned())
    };
    assert_eq!(hour("meet on April 25 at 9."), Some("on April 25 at 9".to_owned()));
    assert_eq!(hour("meet on April 25 at 14:30 with all"), Some("on April 25 at 14:30".to_owned()));
    assert_eq!(hour("meet on April 25 at 9 sites"), Some("on April 25".to_owned()));
}

#[test]
fn days_are_read_as_they_are_dictated() {
    check("submit it by may first", &["due 2026-05-01"]);
    check("it opens on june the third", &["on 2026-06-03"]);
    check("print it by the twenty-first of april", &["due 2026-04-21"]);
    check("am zwölften Juni", &["on 2026-06-12"]);
    check("hasta el quince de mayo", &["due 2026-05-15"]);
    check("le premier mai", &["on 2026-05-01"]);
    check("até o primeiro de maio", &["due 2026-05-01"]);
    check("in may first paint the walls", &[]);
    check("the second June release", &[]);
}

#[test]
fn a_week_said_as_a_time_is_one_of_the_calendar() {
    check("it is installed in week 13", &["on 2026-03-23..2026-03-27"]);
    check("prêt pour la semaine 22", &["due 2026-05-25..2026-05-29"]);
    check("fertig bis Woche 15", &["due 2026-04-06..2026-04-10"]);
    check("week 13: paint", &[]);
    check("in week 3 we paint", &[]);
    check("in week 13 of the project", &[]);
    check("paint it over the weekend", &["on 2026-03-07..2026-03-08"]);
}

#[test]
fn days_beside_another_day_wait_for_it() {
    for (text, expect) in [
        ("set up the stage the evening before", "+0m -1d"),
        ("am Vortag Probe", "on +0m -1d"),
        ("Aufbau am Vorabend", "on +0m -1d"),
        ("La víspera ensayamos", "+0m -1d"),
        ("montar o palco na véspera", "+0m -1d"),
        ("La veille, répétition générale", "+0m -1d"),
        ("前一天彩排", "+0m -1d"),
        ("clean up the next day", "+0m +1d"),
        ("Le lendemain, rangement", "+0m +1d"),
        ("desmontar no dia seguinte", "+0m +1d"),
        ("recoger al día siguiente", "+0m +1d"),
        ("in der Vorwoche Getränke", "+0m -7d"),
        ("confirmar el menú la semana anterior", "+0m -7d"),
        ("提前两周确认菜单", "+0m -14d"),
    ] {
        check(text, &[expect]);
    }
    check("the eve of 5 May", &["2026-05-04"]);
    check("la veille du 6 juin", &["2026-06-05"]);
    check("am Vortag des 9. Mai", &["on 2026-05-08"]);
}

#[test]
fn a_weekday_of_the_week_beside_is_counted_from_its_anchor() {
    let friday = date(2026, 4, 24);
    for (text, expect) in [
        ("by Thursday of the week before", date(2026, 4, 16)),
        ("on the Monday of the previous week", date(2026, 4, 13)),
        ("am Donnerstag der Vorwoche", date(2026, 4, 16)),
        ("el lunes de la semana anterior", date(2026, 4, 13)),
        ("le mardi de la semaine précédente", date(2026, 4, 14)),
        ("na terça-feira da semana anterior", date(2026, 4, 14)),
        ("on Tuesday of the following week", date(2026, 4, 28)),
    ] {
        let found = find(text, &ground());
        let Some(Moment::Offset(offset)) = found.first().map(|f| f.value.moment) else {
            panic!("{text}: {found:?}")
        };
        assert_eq!(offset.from(friday), Some(expect), "{text}");
    }
}

#[test]
fn weeks_and_weekdays_of_months_in_other_orders() {
    check("in der zweiten Aprilwoche", &["on 2026-04-13..2026-04-17"]);
    check("in der letzten Maiwoche", &["on 2026-05-25..2026-05-29"]);
    check("五月最后一个星期六聚会", &["2026-05-30"]);
    check("by mid-April", &["due 2026-04-15"]);
    check("bis Mitte Mai", &["due 2026-05-15"]);
}
