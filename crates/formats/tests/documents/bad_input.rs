//! What no document should look like, and what is said about it.

use planwright_formats::{Notation, ReadError};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{check, project, reading, reading_as};

#[test]
fn an_empty_text_is_an_error() {
    for text in ["", "  \n\t\n", "\u{feff}", "\u{200b}\n"] {
        assert_eq!(reading(text.as_bytes()).err(), Some(ReadError::Empty));
    }
}

#[test]
fn binary_junk_is_an_error() {
    let junk: Vec<u8> = (0..10_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    assert!(matches!(reading(&junk), Err(ReadError::NotText { .. })));
}

#[test]
fn invalid_utf8_is_read_with_a_warning() {
    let mut text = "- [ ] Café ✅ first\n- [ ] Second ".as_bytes().to_vec();
    text.extend([0xff, b'x']);
    let reading = reading(&text).unwrap();
    assert_eq!(project(&reading).tasks().len(), 2);
    assert_eq!(reading.warnings[0].code, "not-utf8");
}

#[test]
fn a_document_without_tasks_is_an_error() {
    for text in [
        "Only a sentence that says what we once thought about the matter, and no more than that.",
        "Some prose here that goes on. It has two sentences and they are rather long ones.\n\nAnd a second paragraph that is no list either, whatever one may think of it.",
        "```\n- [ ] code\n```",
        "<!-- - [ ] hidden -->\n",
        "---\n",
    ] {
        assert_eq!(reading(text.as_bytes()).err(), Some(ReadError::NoTasks), "{text}");
    }
}

#[test]
fn duplicate_titles_are_kept_and_told() {
    check(
        "- [ ] Paint\n- [ ] Paint\n- [ ] Sand\n",
        "1 Paint
         2 Paint
         3 Sand
         duplicate-title 2",
    );
}

#[test]
fn names_that_name_nothing_or_two_things_are_told_and_not_linked() {
    check(
        "# P\n## Phase 1: A\n- [ ] Review\n- [ ] Review\n## Phase 2: B\n- [ ] Ship (depends on: Review)\n- [ ] Fly (depends on: Wings)\n- [ ] Go (depends on: T9)\n",
        "1 Phase 1: A [Phase 1]
         1.1 Review
         1.2 Review
         2 Phase 2: B [Phase 2]
         2.1 Ship
         2.2 Fly
         2.3 Go
         ambiguous-reference 6
         duplicate-title 4
         unknown-reference 7
         unknown-reference 8",
    );
}

#[test]
fn a_circle_is_left_open_at_the_closing_link() {
    check(
        "- [ ] A1: One (depends on A3)\n- [ ] A2: Two (depends on A1)\n- [ ] A3: Three (depends on A2)\n- [ ] A4: Self (depends on A4)\n",
        "1 One [A1] <- 3
         2 Two [A2] <- 1
         3 Three [A3]
         4 Self [A4]
         link-to-itself 4
         dependency-cycle 3",
    );
}

#[test]
fn a_task_does_not_wait_for_its_own_phase() {
    check(
        "## Phase 1: A\n- [ ] One (depends on Phase 1)\n- [ ] Two\n## Phase 2: B\n- [ ] Three (depends on Phase 1)\n",
        "1 Phase 1: A [Phase 1]
         1.1 One
         1.2 Two
         2 Phase 2: B [Phase 2]
         2.1 Three <- 1
         link-to-relative 2",
    );
}

#[test]
fn negative_and_absurd_durations_are_left_out() {
    check(
        "- [ ] Dig (-3 days)\n- [ ] Wait (9999999 weeks)\n- [ ] Build (12 years)\n- [ ] Paint (2d)\n",
        "1 Dig
         2 Wait
         3 Build
         4 Paint 960m
         effort-left-out 1
         effort-left-out 2
         effort-left-out 3",
    );
}

#[test]
fn dates_in_the_past_and_reversed_dates_are_told() {
    check(
        "| Task | Start | Due |\n|---|---|---|\n| Old | 2020-01-01 | 2020-02-01 |\n| Back | 2026-06-02 | 2026-06-01 |\n",
        "1 Old due 2020-02-01
         2 Back due 2026-06-01
         date-in-the-past 3
         dates-reversed 4",
    );
}

#[test]
fn a_very_long_title_is_cut_between_words() {
    let text = format!("- [ ] {}\n", "word ".repeat(2000));
    let reading = reading(text.as_bytes()).unwrap();
    let project = project(&reading);
    let task = project.tasks().next().unwrap();
    assert!(task.title.chars().count() <= 500 && task.title.ends_with("word"));
    assert!(task.description.as_ref().is_some_and(|d| d.len() > 9000));
    assert_eq!(reading.warnings[0].code, "title-cut");
}

#[test]
fn control_characters_and_terminal_sequences_never_stay() {
    let reading = reading(
        "- [ ] \u{1b}[31mRed\u{1b}[0m \u{7}alarm\u{202e}\n- [ ] b\u{0}c\n  note \u{1b}]0;x\u{7}\n".as_bytes(),
    )
    .unwrap();
    let project = project(&reading);
    for task in project.tasks() {
        assert!(!task.title.chars().any(char::is_control), "{:?}", task.title);
        assert!(!task.description.as_deref().unwrap_or("").chars().any(|c| c.is_control() && c != '\n'));
    }
    assert!(reading.warnings.iter().any(|w| w.code == "control-characters"));
}

#[test]
fn depth_raises_the_limit_and_is_flattened_at_64() {
    let nested = |n: usize| (0..n).map(|i| format!("{}- level {i}\n", "  ".repeat(i))).collect::<String>();
    let fifty = reading(nested(50).as_bytes()).unwrap();
    assert_eq!(fifty.patch.meta.depth_limit, Some(50));
    assert_eq!(fifty.warnings[0].code, "depth-limit-raised");
    assert_eq!(project(&fifty).tasks().len(), 50);
    let hundred = reading(nested(100).as_bytes()).unwrap();
    assert_eq!(hundred.patch.meta.depth_limit, Some(64));
    assert_eq!(hundred.warnings[0].code, "depth-flattened");
    assert_eq!(project(&hundred).tasks().len(), 100);
}

#[test]
fn unclosed_fences_comments_and_brackets_hide_nothing() {
    check(
        "- [ ] One\n```\n- [ ] Two\n<!-- open\n- [ ] Three (2d\n- [ ] [link(half\n",
        "1 One
         2 Two
         3 Three (2d
         4 [link(half",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_read_keeps_the_rules(lines in proptest::collection::vec(line(), 0..25)) {
        let text = lines.concat();
        for notation in [Notation::Markdown, Notation::Plain] {
            if let Ok(reading) = reading_as(text.as_bytes(), notation) {
                project(&reading);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for notation in [Notation::Markdown, Notation::Plain, Notation::Text, Notation::Json] {
            let _ = reading_as(&bytes, notation);
        }
    }
}

fn line() -> impl Strategy<Value = String> {
    let lead = select(&[
        "# ",
        "## ",
        "### ",
        "- ",
        "- [ ] ",
        "- [x] ",
        "1. ",
        "1.1 ",
        "  - ",
        "    - [ ] ",
        "| ",
        "",
        "**",
        "---\n",
        "```\n",
        "> ",
        "---\nid: T2\ntitle: x\nparent: T1\n---\n",
    ]);
    let key = select(&["", "T1: ", "T2: ", "Task 1: ", "Phase 1: ", "1.1 ", "2. ", "TASK-001 "]);
    let words = prop_oneof![
        select(&[
            "Paint",
            "Walls",
            "Acceptance criteria",
            "Tasks:",
            "Deliverables",
            "Done",
            "Setup",
            "Dependencies",
            "Milestone | Date"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ];
    let tail = select(&[
        "",
        " (2d)",
        " (3-5 days)",
        ": 2d",
        "**",
        " | 2d | T1 |",
        " (depends on T1)",
        ", after Paint",
        " (depends on Phase 1, T2)",
        " @ann #x !high",
        " (milestone)",
        " due:2026-01-01",
        "\n|---|---|",
        "\nEffort: 2d\nDepends on: Walls, T2",
        " (0h)",
        " (20 years)",
    ]);
    (lead, key, words, tail).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}\n"))
}

#[test]
fn a_date_behind_a_sign_of_several_bytes_is_read() {
    let text = "- [ ] Paint (due™2030-03-05)\n- [ ] Sand (after、2)\n";
    assert_eq!(reading(text.as_bytes()).unwrap().patch.tasks.len(), 2);
}
