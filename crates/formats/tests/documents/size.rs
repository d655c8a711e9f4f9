//! Large and hostile documents take time in proportion to their size. The bounds are generous: they tell a second from
//! hours, not one machine from another, nor a machine at rest from one that is busy.

use std::time::{Duration, Instant};

use crate::support::reading;

fn quickly(text: &str) -> usize {
    /// What grows with the square of these sizes takes hours.
    const LONGEST: Duration = Duration::from_secs(600);
    let began = Instant::now();
    let tasks = reading(text.as_bytes()).map_or(0, |r| r.patch.tasks.len());
    assert!(began.elapsed() < LONGEST, "{:?} for {} bytes", began.elapsed(), text.len());
    tasks
}

#[test]
fn a_hundred_thousand_bullets_are_a_hundred_thousand_tasks() {
    let text: String = (0..100_000).map(|i| format!("- Task number {i}\n")).collect();
    assert_eq!(quickly(&text), 100_000);
}

#[test]
fn ten_megabytes_of_prose_are_read_to_their_end() {
    assert_eq!(quickly(&"Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(180_000)), 0);
    assert_eq!(
        quickly(&"Lorem ipsum dolor sit amet, consectetur adipiscing elit and on.\n".repeat(160_000)),
        0
    );
}

#[test]
fn openings_without_ends_cost_no_more_than_their_length() {
    for piece in [
        "```\n",
        "````\n```\n~~~\n",
        "<!--\n",
        "---\na: b\n",
        "(",
        "- [",
        "- a: b: ",
        "- ✅",
        "**",
        "| a |\n",
        "@a #b !c ",
        "\t",
    ] {
        quickly(&piece.repeat(100_000 / piece.len()));
        quickly(&format!("- [ ] {}", piece.repeat(100_000 / piece.len())));
    }
}

#[test]
fn references_to_everything_stay_bounded() {
    let all: String =
        (0..3000).map(|i| format!("- [ ] T{i}: thing (depends on all previous tasks)\n")).collect();
    assert_eq!(quickly(&all), 3000);
    let ranges: String = (1..3000).map(|i| format!("- [ ] T{i}: thing (depends on T1-T{i})\n")).collect();
    assert_eq!(quickly(&ranges), 2999);
    let same: String = (0..20_000).map(|_| "- [ ] same (depends on same)\n").collect();
    assert_eq!(quickly(&same), 20_000);
    let crowd = format!(
        "```mermaid\ngraph TD\nA{} --> C{}\n```\n- [ ] A\n",
        " & B".repeat(3000),
        " & D".repeat(3000)
    );
    assert_eq!(quickly(&crowd), 1);
}
