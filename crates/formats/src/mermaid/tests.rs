//! Charts that people draw, in every habit of the language.

use planwright_domain::LinkType;

use crate::fixture::{self, project};
use crate::{Notation, ReadError, Reading, detect};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, detect(text.as_bytes(), Some("chart.mmd")))
}

/// The plan in the text notation, without its title, then the warnings.
fn said(text: &str) -> String {
    let said = fixture::said(&reading(text).unwrap());
    said.split_once("\n\n").map_or(said.clone(), |(_, tasks)| tasks.to_owned())
}

#[test]
fn bars_have_states_dates_lengths_and_what_they_wait_for() {
    let chart = "---\ntitle: Shed\n---\n%%{init: {\n  'theme': 'dark'}}%%\ngantt %% a chart\n    title A shed\n    dateFormat DD.MM.YYYY\n    axisFormat %d\n    %% a remark\n    section Walls\n    Frame, oak :done, f1, 02.03.2030, 06.03.2030\n    Clad :crit, active, c1, after f1, 3d\n    section Roof\n    Beams :b1, after f1 c1, 2.5d\n    Felt :crit, until open\n    Open :milestone, open, 20.03.2030, 0d\n    click f1 href \"https://example.org\"\n    section Walls\n    Paint :4h\n";
    assert_eq!(
        said(chart),
        "1 Walls\n  1.1 [x] Frame, oak  2d  start:2030-03-02  due:2030-03-06\n  1.2 [>] Clad  3d  #critical  after 1.1\n  1.3 Paint  4h\n2 Roof\n  2.1 Beams  2.5d  after 1.1, 1.2\n  2.2 Felt  #critical\n  2.3 Open  milestone  due:2030-03-20  after 2.2\n"
    );
    let reading = reading(chart).unwrap();
    assert_eq!(project(&reading).meta().title, "A shed");
    let frame = project(&reading).walk().nth(1).map(|w| w.task.clone()).unwrap();
    assert_eq!((frame.source_key.as_deref(), frame.origin.and_then(|o| o.line)), (Some("f1"), Some(12)));
}

#[test]
fn a_bar_of_two_parts_has_a_start_or_an_id_and_an_end() {
    assert_eq!(
        said(
            "gantt\n dateFormat YYYY-MM-DD\n A: 2030-01-07, 2030-01-09\n B: b, 2d\n C: after b, 2030-01-20\n D: 2030-01-30\n E: e, 2030-02-01, 1w\n G\n F: Ann Lee, after x, 1d\n"
        ),
        "1 A  2d  start:2030-01-07  due:2030-01-09\n2 B  2d\n3 C  due:2030-01-20  after 2\n4 D  due:2030-01-30\n5 E  1w  start:2030-02-01  due:2030-02-07\n6 F  1d\n  | Ann Lee\nline-left-out: \"G\" has no name and colon, as a bar has; the line was left out\nunknown-reference: \"F\" depends on \"x\", which is not in the document; no link was made\n"
    );
}

#[test]
fn free_days_make_bars_longer_and_are_told() {
    assert_eq!(
        said("gantt\nexcludes weekends\nsection A\nA :2030-01-03, 3d\nsection 2. B\nC: 1d\n"),
        "1 A  3d  start:2030-01-03  due:2030-01-07\n2 2. B\n  2.1 C  1d\nnot-carried: 1 calendar was not carried: the days that the chart excludes\n"
    );
}

#[test]
fn numbers_of_sections_are_codes() {
    assert_eq!(
        said(
            "gantt\nsection 1 House\nsection 1.1 Walls\nFrame :1d\nsection 2. Garden\nDig :2h\nsection 3 End\n"
        ),
        "1 House\n  1.1 Walls\n    1.1.1 Frame  1d\n2 Garden\n  2.1 Dig  2h\n"
    );
}

#[test]
fn a_chart_written_here_gives_no_planned_dates() {
    let planned = "gantt\n    %% planwright: bars stand where the work is planned\n    section 1 Walls\n    Frame :done, t1_1, 2030-03-02, 2030-03-05\n    New :2030-03-05, 1d\n    section 2 Roof\n    Roof :t2, 2030-03-09, 2d\n    %% t2 after t1\n    %% t1 is done\n    %% t9 after t1\n";
    assert_eq!(
        said(planned),
        "1 [x] Walls\n  1.1 [x] Frame\n  1.2 New\n2 Roof  after 1\nnot-carried: planned dates of 3 bars were not carried: the plan computes its own\n"
    );
}

#[test]
fn boxes_of_every_shape_and_arrows_of_every_kind_are_read() {
    let chart = "graph TD;A[Frame<br/>the walls]-->|then|B(Clad 2);\n  subgraph S1 [\"Inside (1)\"]\n    direction LR\n    C{{\"Paint; & dry\"}} & D([Tile]) --> E[(Store)] -. soon .-> F((Open)):::milestone\n    subgraph Deep things\n      G>Flag] == big ==> H{Done?}\n    end\n  end\n  B ==> S1\n  A --- H\n  C <--> D\n  J@{ shape: rect, label: \"Move in\" } e1@--> K[/Rest/]\n  K ~~~ A\n  L --x K\n  classDef done fill:#9f6\n  class A,B done\n  style A fill:#fff\n  click A callback \"x\"\n  linkStyle 0 stroke:#f00\n";
    assert_eq!(
        said(chart),
        "1 [x] Frame the walls\n2 [x] Clad 2  after 1\n3 Inside (1)  after 2\n  3.1 Paint; & dry\n  3.2 Tile  related 3.1\n  3.3 Store  after 3.1, 3.2\n  3.4 Open  milestone  after 3.3\n  3.5 Deep things\n    3.5.1 Flag\n    3.5.2 Done?  after 3.5.1  related 1\n4 Move in\n5 Rest  after 4  related 6\n6 L\n"
    );
}

#[test]
fn words_on_arrows_tell_how_ends_are_tied() {
    let reading = reading("flowchart LR\n a -->|SS+1d| b -->|yes| c\n a -.-|duplicate| c\n").unwrap();
    let project = project(&reading);
    let kinds: Vec<_> = project.links().map(|l| (l.link_type, l.dependency.word(), l.lag)).collect();
    assert_eq!(
        kinds,
        [(LinkType::Blocks, "SS", 480), (LinkType::Blocks, "FS", 0), (LinkType::Duplicate, "FS", 0)]
    );
}

#[test]
fn labels_may_go_on_and_words_of_boxes_hide_no_syntax() {
    assert_eq!(
        said(
            "flowchart LR\n  a[\"one --> two\n  three\"] -- \"x --> y\" --> b[\"`**c**`\"]\n  end-note\n    --> a\n"
        ),
        "1 one --> two three  after 3\n2 c  after 1\n3 end-note\n"
    );
}

#[test]
fn other_diagrams_and_empty_charts_are_told() {
    assert!(matches!(reading("sequenceDiagram\nA->>B: x\n"), Err(ReadError::Other { .. })));
    assert_eq!(
        reading("gantt\n title x\n").unwrap_err(),
        ReadError::NoTasksIn { notation: Notation::Mermaid }
    );
    assert_eq!(
        reading("flowchart TD\n").unwrap_err(),
        ReadError::NoTasksIn { notation: Notation::Flowchart }
    );
    assert_ne!(detect(b"graph of progress\n- a\n", None), Notation::Flowchart);
    assert_ne!(detect(b"gantt chart of the plan\n", None), Notation::Mermaid);
}

#[test]
fn hostile_and_large_charts_take_bounded_time() {
    let large = |head: &str, line: &dyn Fn(usize) -> String, n: usize| {
        let mut text = head.to_owned();
        (0..n).for_each(|i| text.push_str(&line(i)));
        reading(&text)
    };
    let bars = large(
        "gantt\nexcludes weekends\n",
        &|i| format!("b{i} :b{i}, after b{}, 2000d\n", i.max(1) - 1),
        100_000,
    );
    assert_eq!(bars.unwrap().patch.links.len(), 99_999);
    let boxes = large("flowchart LR\n", &|i| format!("b{i}[box {i}] --> b{}\n", i + 1), 100_000).unwrap();
    assert_eq!(boxes.patch.tasks.len(), 100_001);
    let deep = large("flowchart LR\n", &|i| format!("subgraph s{i}\n x{i}\n"), 5_000).unwrap();
    assert!(project(&deep).walk().all(|w| w.code.depth() <= 64));
    for odd in ["A == B ", "A -- b ", "A -. b ", "A[\"", "A@{", "a & ", "A -->|b ", "A-->", ";", "((("] {
        let _ = reading(&format!("flowchart LR\n{}", odd.repeat(5_000)));
        let _ = reading(&format!("flowchart LR\n{}", format!("{odd}\n").repeat(5_000)));
    }
    let fan = "a & ".repeat(300) + "a --> " + &"b & ".repeat(300) + "b\n";
    let _ = reading(&format!("flowchart LR\n{}", fan.repeat(50)));
    let _ = reading(&format!("gantt\n a : {}\n", "after b,".repeat(50_000)));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "(gantt|graph LR|flowchart TD)\n([ a-c:,;\\[\\](){}|&<>ox=.~-]|\\PC|\n|after |subgraph |end\n|%%|section |\"){0,80}") {
        let _ = reading(&text);
    }
}

#[test]
fn a_chart_and_a_section_without_words_have_names_all_the_same() {
    let reading =
        reading("gantt\n  title\n  section \u{200b}\n  \u{1} :a1, 2030-03-01, 2d\n  Roof :3d\n").unwrap();
    let project = project(&reading);
    assert_eq!(project.meta().title, "Imported plan");
    assert!(project.tasks().all(|t| !t.title.trim().is_empty()));
}

#[test]
fn a_bar_from_day_to_day_has_its_days_of_work_and_hours_are_those_of_the_clock() {
    assert_eq!(
        said(
            "gantt\n Walls :w1, 2026-12-01, 2026-12-09\n Felt :crit, 2026-12-11, 2026-12-12\n Roof (4d) :r, 2026-12-01, 2026-12-09\n Dry :d, after w1, 48h\n Nail :2h\n Open :milestone, 2026-12-20, 2026-12-20\n"
        ),
        "1 Walls  6d  start:2026-12-01  due:2026-12-09\n2 Felt  1d  #critical  start:2026-12-11  due:2026-12-12\n3 Roof  4d  start:2026-12-01  due:2026-12-09\n4 Dry  2d  after 1\n5 Nail  2h\n6 Open  milestone  due:2026-12-20\nhours-of-the-clock: hours of a chart are hours of the clock: in 1 bar, 24 of them were read as a day of work\n"
    );
    assert!(said("gantt\n inclusiveEndDates\n A :2026-12-01, 2026-12-04\n").starts_with("1 A  4d"));
    assert!(said("gantt\n A :2026-12-01, 2026-12-01\n").starts_with("1 A  1d"));
}

#[test]
fn lines_that_are_no_bars_are_told_wherever_they_stand() {
    let told = said("gantt\n section A\n Frame the walls\n B :1d\n C\n section D\n E :2d\n");
    assert!(
        told.contains("\"Frame the walls\" has no name and colon") && told.contains("\"C\" has no"),
        "{told}"
    );
    let cut = said("gantt\n B :1d\n C\n");
    assert!(!cut.contains("has no name and colon"), "{cut}");
}

#[test]
fn names_with_colons_end_at_the_last_one_that_is_no_time() {
    assert_eq!(
        said(
            "gantt\n dateFormat YYYY-MM-DD HH:mm\n Phase 7: Roof:p7, 2030-01-07 10:30, 2d\n Step: one: two:2030-01-07 08:00, 1d\n A:b, 1d\n"
        ),
        "1 Phase 7: Roof  2d  start:2030-01-07  due:2030-01-08\n2 Step: one: two  1d  start:2030-01-07  due:2030-01-07\n3 A  1d\n"
    );
}
