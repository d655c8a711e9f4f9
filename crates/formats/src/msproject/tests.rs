//! Projects as Microsoft Project and its like write them, read; and written again.

use jiff::civil::date;
use planwright_domain::Project;
use proptest::prelude::*;

use crate::fixture::{self, project_of, told};
use crate::{Notation, ReadError, Reading};

fn reading_of(bytes: &[u8]) -> Result<Reading, ReadError> {
    fixture::reading(bytes, Notation::MsProject)
}

fn reading(text: &str) -> Result<Reading, ReadError> {
    reading_of(text.as_bytes())
}

fn project(text: &str) -> Project {
    fixture::project(&reading(text).unwrap())
}

/// The plan in our own notation.
fn plan(text: &str) -> String {
    fixture::plan(&reading(text).unwrap())
}

fn texts(text: &str, code: &str) -> Vec<String> {
    reading(text).unwrap().warnings.into_iter().filter(|w| w.code == code).map(|w| w.text).collect()
}

/// A document with this head and these tasks; a task is its fields, each `Name=text`.
fn document(head: &str, tasks: &[&str], tail: &str) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">{head}\n<Tasks>\n"
    );
    for task in tasks {
        out.push_str("<Task>");
        for field in task.split('|') {
            match field.split_once('=') {
                Some((name, text)) => out.push_str(&format!("<{name}>{text}</{name}>")),
                None => out.push_str(field),
            }
        }
        out.push_str("</Task>\n");
    }
    format!("{out}</Tasks>{tail}</Project>")
}

fn link(uid: u32, kind: u32, lag: i32, format: u32) -> String {
    format!(
        "<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type><LinkLag>{lag}</LinkLag><LagFormat>{format}</LagFormat></PredecessorLink>"
    )
}

#[test]
fn outline_hours_links_and_states_are_read() {
    let fs = link(2, 1, -4800, 7);
    let ss = link(2, 3, 14400, 8);
    let half = link(3, 0, 50, 19);
    let text = document(
        "<Title>House</Title><StartDate>2026-03-02T08:00:00</StartDate><MinutesPerDay>540</MinutesPerDay>",
        &[
            "UID=0|ID=0|Name=House|OutlineLevel=0|Summary=1",
            "UID=1|Name=Walls|OutlineLevel=1|Summary=1|Duration=PT40H0M0S|Work=PT40H0M0S|Finish=2026-03-20T17:00:00",
            "UID=2|Name=Frame &amp; posts|OutlineLevel=2|Duration=PT27H0M0S|Work=PT0H0M0S|PercentComplete=100|Priority=800",
            &format!(
                "UID=3|Name=Paint|OutlineLevel=2|Duration=PT8H0M0S|Work=PT16H0M0S|PercentComplete=40|{fs}"
            ),
            "UID=9|IsNull=1",
            &format!(
                "UID=4|Name=Key|OutlineLevel=1|Duration=PT0H0M0S|Milestone=1|Deadline=2026-04-01T17:00:00|{ss}|{half}"
            ),
            "UID=5|Name=Later|OutlineLevel=1|ConstraintType=4|ConstraintDate=2026-03-09T08:00:00|Active=0",
        ],
        "",
    );
    assert_eq!(
        plan(&text),
        "# House\nstart: 2026-03-02\n\n1 Walls\n  1.1 [x] Frame & posts  3d  !high\n  1.2 [>] Paint  16h  after 1.1 FS-8h\n\
         2 Key  milestone  due:2026-04-01  after 1.1 SS+1de, 1.2 FF+4h\n3 [-] Later  start:2026-03-09\n"
    );
    assert_eq!(project(&text).meta().minutes_per_day, 540);
    let keys: Vec<_> = project(&text).walk().filter_map(|w| w.task.source_key.clone()).collect();
    assert_eq!(keys, ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_finish_is_due_only_where_no_deadline_is_stated() {
    let text = document(
        "",
        &[
            "UID=1|Name=A|Duration=PT8H0M0S|Finish=2026-03-20T17:00:00",
            "UID=2|Name=B|Finish=2026-03-20T17:00:00|Deadline=2026-03-31T17:00:00",
            "UID=3|Name=C|Summary=1|Duration=PT8H0M0S|Finish=2026-03-20T17:00:00",
            "UID=4|Name=D|ConstraintType=7|ConstraintDate=2026-03-25T17:00:00|Finish=2026-03-20T17:00:00",
        ],
        "",
    );
    assert_eq!(
        plan(&text),
        "# Imported plan\n\n1 A  1d  due:2026-03-20\n2 B  due:2026-03-31\n3 C\n4 D  due:2026-03-25\n"
    );
    assert_eq!(texts(&text, "finish-as-due").len(), 1);
}

#[test]
fn what_stands_below_a_row_without_a_name_moves_up() {
    let rows = [
        "UID=1|Name=A|OutlineLevel=1",
        "UID=2|Name=|OutlineLevel=1",
        "UID=3|Name=B|OutlineLevel=2",
        "UID=4|IsNull=1",
        "UID=5|Name=C|OutlineLevel=3",
    ];
    assert_eq!(plan(&document("", &rows, "")), "# Imported plan\n\n1 A\n2 B\n  2.1 C\n");
}

#[test]
fn people_are_those_who_work() {
    let tail = "<Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><StandardRate>50</StandardRate></Resource>\
        <Resource><UID>2</UID><Name>Bricks</Name><Type>0</Type></Resource><Resource><UID>3</UID><Name>Bo</Name></Resource></Resources>\
        <Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment>\
        <Assignment><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID></Assignment>\
        <Assignment><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>";
    let text = document(
        "<Calendars><Calendar><UID>1</UID></Calendar></Calendars>",
        &["UID=1|Name=A|Work=PT8H0M0S|Recurring=1"],
        tail,
    );
    assert_eq!(plan(&text), "# Imported plan\n\n1 A  1d  @Ann\n");
    let people: Vec<_> = project(&text).resources().map(|r| r.name.clone()).collect();
    assert_eq!(people, ["Ann", "Bo"]);
    assert_eq!(
        texts(&text, "not-carried"),
        [
            "1 material or cost of a task was not carried",
            "1 rate was not carried",
            "1 recurrence was not carried",
        ]
    );
}

#[test]
fn links_to_what_is_not_there_are_told() {
    let cross =
        "<PredecessorLink><PredecessorUID>1</PredecessorUID><CrossProject>1</CrossProject></PredecessorLink>";
    let text = document("", &["UID=1|Name=A", &format!("UID=2|Name=B|{}|{cross}", link(77, 1, 0, 7))], "");
    assert!(!plan(&text).contains("after"));
    assert_eq!(texts(&text, "unknown-reference").len(), 1);
    assert_eq!(texts(&text, "not-carried"), ["1 link to another project was not carried"]);
}

#[test]
fn added_fields_and_notes_are_kept() {
    let head = "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Trade</Alias></ExtendedAttribute></ExtendedAttributes>";
    let value = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>Joiner</Value></ExtendedAttribute>";
    let text = document(
        head,
        &[&format!("UID=1|Name=A|Notes=&lt;p&gt;One&lt;/p&gt;|HyperlinkAddress=http://a.example|{value}")],
        "",
    );
    let project = project(&text);
    let task = project.walk().next().unwrap().task;
    assert_eq!(task.description.as_deref(), Some("One"));
    let data: Vec<_> = task.metadata.iter().filter_map(|(k, v)| Some((k.as_str(), v.as_text()?))).collect();
    assert_eq!(data, [("link", "http://a.example"), ("trade", "Joiner")]);
}

#[test]
fn prefixes_and_encodings_make_no_difference() {
    let plain = document("", &["UID=1|Name=Ä"], "");
    let prefixed =
        plain.replace('<', "<p:").replace("<p:/", "</p:").replace("<p:?", "<?").replace("xmlns=", "xmlns:p=");
    assert_eq!(plan(&prefixed), plan(&plain));
    let wide: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(reading_of(&wide).unwrap().patch.tasks.len(), 1);
    for text in [&plain, &prefixed] {
        assert_eq!(crate::detect(text.as_bytes(), None), Notation::MsProject);
    }
    assert_eq!(crate::detect(&wide, None), Notation::MsProject);
    for other in
        ["<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup/></Project>", "<html><p>Project</p></html>"]
    {
        assert_ne!(crate::detect(other.as_bytes(), None), Notation::MsProject);
    }
}

#[test]
fn entities_of_the_document_are_not_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
        <Project><Tasks><Task><UID>1</UID><Name>x &b; y &#65;</Name></Task></Tasks></Project>";
    assert_eq!(plan(bomb), "# Imported plan\n\n1 x &b; y A\n");
}

#[test]
fn a_damaged_document_is_read_as_far_as_it_goes() {
    let text = document("", &["UID=1|Name=A", "UID=2|Name=B"], "");
    let cut = &text[..text.find("<UID>2").unwrap_or(0) + 8];
    assert_eq!(plan(cut), "# Imported plan\n\n1 A\n");
    assert_eq!(texts(cut, "document-cut").len(), 1);
    assert!(matches!(reading("<Project><<<"), Err(ReadError::Syntax { .. })));
    assert!(matches!(reading("<Project><Tasks></Tasks></Project>"), Err(ReadError::NoTasksIn { .. })));
}

#[test]
fn a_written_project_follows_the_schema() {
    let project = project_of(
        "# House\nsummary: A <house>\ndeadline: 2026-08-15\n\n1 Walls  3d\n  1.1 Frame  3d  @ann  @bo  start:2026-03-09\n  1.2 [!] Paint  after 1.1 SS-1d\n2 Key  milestone  after 1 +1de\n",
    );
    let text = super::write(&project, &|_| None);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    for pair in [
        "<Title>",
        "<Author>",
        "<MinutesPerDay>",
        "<ExtendedAttributes>",
        "<Calendars>",
        "<Tasks>",
        "<Resources>",
        "<Assignments>",
    ]
    .windows(2)
    {
        assert!(place(pair[0]) < place(pair[1]), "{pair:?}");
    }
    let frame = &text[place("<Name>Frame")..place("<Name>Paint")];
    assert!(
        frame.contains("<Duration>PT12H0M0S</Duration>") && frame.contains("<Work>PT24H0M0S</Work>"),
        "{frame}"
    );
    assert!(text.contains("<LinkLag>-4800</LinkLag>") && text.contains("<LagFormat>8</LagFormat>"), "{text}");
    assert!(!text.contains("<Finish>"));
    assert_eq!(text.matches("<Work>PT12H0M0S</Work>").count(), 2);
    assert_eq!(plan(&text), told(&project));
    let planned = super::write(&project, &|_| Some((date(2026, 3, 2), date(2026, 3, 4))));
    assert!(planned.contains("<Finish>2026-03-04T17:00:00</Finish>"));
    assert_eq!(plan(&planned), plan(&text));
}

#[test]
fn large_and_hostile_documents_take_their_time_in_proportion() {
    let tasks: Vec<String> = (1..30_000)
        .map(|i| {
            format!(
                "UID={i}|Name=T {i}|OutlineLevel={}|Duration=PT8H0M0S|{}",
                i % 7 + 1,
                link(i / 2, 1, 0, 7)
            )
        })
        .collect();
    let tasks: Vec<&str> = tasks.iter().map(String::as_str).collect();
    assert_eq!(reading(&document("", &tasks, "")).unwrap().patch.tasks.len(), tasks.len());
    for hostile in [
        "<Project><Tasks>".to_owned() + &"<Task>".repeat(100_000),
        "<Project>".to_owned() + &"</Task>".repeat(100_000),
        "<Project><Tasks><Task><Name>".to_owned() + &"&amp;".repeat(200_000),
        document(
            "",
            &[
                "UID=1|Name=A|OutlineLevel=4294967295|Duration=PT999999999999H|Priority=99999999999|PercentComplete=NaN",
            ],
            "",
        ),
        document("", &["UID=1|Name=A", &format!("UID=2|Name=B|{}", link(1, 9, i32::MAX, 51))], ""),
        document("", &["UID=99999999999999999999|Name=A|Finish=2026-02-31T00:00:00"], ""),
    ] {
        if let Ok(reading) = reading(&hostile) {
            let _ = fixture::project(&reading);
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(
        pieces in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "</?(Project|Tasks|Task|Name|UID|Duration|PredecessorLink|Notes|OutlineLevel)/?>",
                "(&[a-z#0-9]{1,5};|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?|\\?>|<!)",
                "(PT[0-9.]{1,9}[HMS]|1|[{]\\\\rtf1|<b>)",
            ],
            0..60,
        )
    ) {
        let _ = reading(&pieces.concat());
        let _ = super::notes::plain(&pieces.concat());
        let inner = format!("<Project><Tasks><Task><Name>a</Name>{}", pieces.concat());
        let _ = reading(&inner);
    }
}

#[test]
fn work_that_is_not_stated_is_that_of_the_people_for_as_long_as_it_takes() {
    let assigned = |task: u32, units: &str, work: &str| {
        format!(
            "<Assignment><TaskUID>{task}</TaskUID><ResourceUID>1</ResourceUID><Units>{units}</Units>{work}</Assignment>"
        )
    };
    let tail = format!(
        "<Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type></Resource></Resources><Assignments>{}{}{}{}</Assignments>",
        assigned(1, "0.5", ""),
        assigned(2, "1", ""),
        assigned(3, "2.5", "<Work>PT0H0M0S</Work>"),
        assigned(4, "0.5", "<Work>PT6H0M0S</Work>"),
    );
    let text = document(
        "",
        &[
            "UID=1|Name=A|Duration=PT16H0M0S",
            "UID=2|Name=B|Duration=PT16H0M0S",
            "UID=3|Name=C|Duration=PT8H0M0S|Work=PT0H0M0S",
            "UID=4|Name=D|Duration=PT16H0M0S",
            "UID=5|Name=E|Duration=PT16H0M0S",
            "UID=6|Name=F|Duration=PT16H0M0S|Work=PT3H0M0S",
        ],
        &tail,
    );
    let efforts: Vec<_> = project(&text).walk().map(|met| met.task.effort).collect();
    assert_eq!(efforts, [480, 960, 1200, 360, 960, 180].map(Some));
}
