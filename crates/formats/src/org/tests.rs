//! Files that people keep in org-mode.

use crate::fixture::{self, project};
use crate::{Notation, ReadError, Reading, detect};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::Org)
}

fn said(text: &str) -> String {
    fixture::said(&reading(text).unwrap())
}

#[test]
fn headings_have_states_dates_properties_and_clocks() {
    let text = "#+TITLE: House\n#+TODO: IDEA DOING(d!) | BUILT(b) DROPPED\n* Notes\nNothing to do here.\n* IDEA [#A] Walls [1/2] :oak:\n  :PROPERTIES:\n  :ORDERED: t\n  :COLUMNS: %25ITEM\n  :END:\n** BUILT [[https://example.org][Frame]] the =walls=\n   CLOSED: [2030-03-02 Sat] SCHEDULED: <2030-03-01 Fri 09:00>\n   :PROPERTIES:\n   :Effort: 1:30\n   :ID: abc\n   :OWNER: Ann Lee, bob\n   :Phase: one\n   :END:\n   :LOGBOOK:\n   CLOCK: [2030-03-01 Fri 09:00]--[2030-03-01 Fri 10:00] =>  1:00\n   CLOCK: [2030-03-02 Sat 09:00]--[2030-03-02 Sat 09:20] =>  0:20\n   :END:\n   Use oak.\n   - not a task\n** DOING Clad\n   DEADLINE: <2030-03-09 Sat +1w>\n   - [X] north\n   - [ ] south (2h)\n     - [-] nail\n#+BEGIN_SRC sh\n* TODO no task\n#+END_SRC\n* TODO Roof\n  :PROPERTIES:\n  :BLOCKER: ids(\"id:abc\" nowhere) todo-state?\n  :END:\n* COMMENT TODO hidden\n** TODO hidden too\n* DROPPED Garden :ARCHIVE:\n";
    assert_eq!(
        said(text),
        "# House\n\n1 Walls  #oak  !high\n  1.1 [x] Frame the walls  1.5h  @\"Ann Lee\"  @bob  start:2030-03-01\n    | Use oak.\n    | - not a task\n  1.2 [>] Clad  due:2030-03-09  after 1.1\n    1.2.1 [x] north\n    1.2.2 south  2h\n      1.2.2.1 [>] nail\n2 Roof  after 1.1\n3 [-] Garden  archived\nnot-carried: 1 repeating date was not carried: only the next date of each is\nnot-carried: 1 heading without a state was not carried, as others have one: \"Notes\"\nunknown-reference: \"Roof\" depends on \"nowhere\", which is not in the document; no link was made\n"
    );
    let project = project(&reading(text).unwrap());
    let frame = project.walk().nth(1).map(|w| w.task.clone()).unwrap();
    assert_eq!((frame.actual, frame.source_key.as_deref()), (Some(80), Some("abc")));
    assert_eq!(frame.metadata.keys().collect::<Vec<_>>(), ["Phase"]);
}

#[test]
fn a_wrong_ending_hides_no_org_file() {
    for text in [
        "#+TITLE: Shed\n* TODO Walls\n** TODO Frame\n",
        "* TODO Walls\n  SCHEDULED: <2030-03-01 Fri>\n* DONE Roof\n",
        "* Walls\n  :PROPERTIES:\n  :Effort: 1:00\n  :END:\n",
    ] {
        assert_eq!(detect(text.as_bytes(), Some("plan.md")), Notation::Org, "{text}");
    }
    for text in ["* TODO Walls\n* Roof\n", "# Notes\n\n```\n#+TITLE: Shed\n* TODO Walls\n```\n* Walls\n"] {
        assert_eq!(detect(text.as_bytes(), Some("plan.md")), Notation::Markdown, "{text}");
    }
}

#[test]
fn without_any_state_every_heading_is_a_task() {
    assert_eq!(
        said("* Walls\n** Frame\n** Clad\n* Roof\n"),
        "# Imported plan\n\n1 Walls\n  1.1 Frame\n  1.2 Clad\n2 Roof\n"
    );
}

#[test]
fn org_files_are_known_by_what_stands_in_them() {
    for text in ["* TODO a\n", "#+TITLE: x\n* a\n", "* a\n** b\n", "* a\nDEADLINE: <2030-01-01 Tue>\n"] {
        assert_eq!(detect(text.as_bytes(), None), Notation::Org, "{text}");
    }
    for text in ["* a\n* b\n", "# Title\n\n* a\n  * b\n", "**bold** words\n", "- [ ] a\n"] {
        assert_ne!(detect(text.as_bytes(), None), Notation::Org, "{text}");
    }
    assert_eq!(detect(b"* a\n", Some("x.org")), Notation::Org);
}

#[test]
fn hostile_and_large_files_take_bounded_time() {
    let many: String = (0..100_000).map(|i| format!("* TODO task {i}\n")).collect();
    assert_eq!(reading(&many).unwrap().patch.tasks.len(), 100_000);
    let deep: String = (1..2_000).map(|i| format!("{} TODO a\n", "*".repeat(i))).collect();
    assert!(project(&reading(&deep).unwrap()).walk().all(|w| w.code.depth() <= 64));
    for odd in
        ["[", "[[", "=a", ":a:", "<2030-01-01 ", "SCHEDULED: ", "* ", "#+BEGIN_SRC\n", ":A:\n", "- [ ] "]
    {
        let _ = reading(&format!("* TODO {}\n{}\n", odd.repeat(20_000), odd.repeat(20_000)));
        let _ = reading(&format!("* TODO a\n{}", format!("{odd}\n").repeat(5_000)));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "([ a-c*:\\[\\]<>#+=~-]|\\PC|\n|\n\\* |TODO |:END:|:PROPERTIES:|DEADLINE: <|CLOCK:|#\\+TODO:|é){0,80}") {
        let _ = reading(&text);
    }
}

#[test]
fn a_priority_marks_a_task_and_other_headings_beside_tasks_are_told() {
    assert_eq!(
        said("* TODO Walls\n* [#B] Roof\n* Garden\n* Notes\n- oak is dear\n"),
        "# Imported plan\n\n1 Walls\n2 Roof  !medium\nnot-carried: 2 headings without a state were not carried, as others have one: \"Garden\" and more\n"
    );
}

#[test]
fn a_file_without_headings_is_a_list() {
    assert_eq!(
        said("- Walls\n  - Frame (2d)\n- Roof\n"),
        "# Imported plan\n\n1 Walls\n  1.1 Frame  2d\n2 Roof\n"
    );
    assert!(matches!(reading("* COMMENT Walls\n"), Err(ReadError::NoTasksIn { .. })));
}

#[test]
fn cookies_empty_tags_and_days_leave_nothing_behind_in_titles() {
    for (heading, expect) in [
        ("* TODO Paint (Tested [2/3])", "1 Paint (Tested)"),
        ("* TODO Paint ([40%]) walls", "1 Paint walls"),
        ("* TODO Paint [1/2], then rest", "1 Paint, then rest"),
        ("* TODO Paint   :oak::elm:", "1 Paint  #elm  #oak"),
        ("* TODO Paint ::", "1 Paint"),
        ("* TODO Meet Ann <2030-03-05 Tue>", "1 Meet Ann  due:2030-03-05"),
        (
            "* TODO Fair <2030-03-05 Tue>--<2030-03-07 Thu> in town",
            "1 Fair in town  start:2030-03-05  due:2030-03-07",
        ),
        ("* TODO Less <than> more", "1 Less <than> more"),
        (
            "* TODO Walk <2030-03-05 Tue 10:00> and talk <2030-03-06 Wed>",
            "1 Walk and talk  start:2030-03-05  due:2030-03-06",
        ),
    ] {
        assert_eq!(said(&format!("{heading}\n")), format!("# Imported plan\n\n{expect}\n"), "{heading}");
    }
}
