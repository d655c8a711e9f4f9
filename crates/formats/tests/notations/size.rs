//! Large plans are written in time in proportion to their size. The bound is generous: it tells seconds from hours, not one
//! machine from another.

use std::time::{Duration, Instant};

use planwright_domain::{Extent, Link, LinkId, Meta, Project, ProjectId, Task, TaskId, Version};
use planwright_formats::{Notation, Occasion, write};

/// As many siblings, and as many links into the last of them: neither may be counted through for the other.
const MANY: u32 = 20_000;

fn crowd() -> Project {
    let id = |i: u32| TaskId::from_bits(u128::from(i) + 1);
    let tasks = (0..MANY).map(|i| {
        let mut task = Task::new(id(i), format!("Plank {i}"));
        task.position = i64::from(i);
        task
    });
    let links =
        (0..MANY - 1).map(|i| Link::blocks(LinkId::from_bits(u128::from(i) + 1), id(i), id(MANY - 1)));
    Project::assemble(
        ProjectId::from_bits(7),
        Version(1),
        Meta::new("Crowd"),
        tasks.collect::<Vec<_>>(),
        links.collect::<Vec<_>>(),
        Extent::Whole,
    )
}

#[test]
fn a_crowd_that_one_task_waits_for_is_written_in_every_notation() {
    let project = crowd();
    let occasion =
        Occasion { today: jiff::civil::date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    for &notation in Notation::ALL.iter().filter(|n| n.is_written()) {
        let began = Instant::now();
        let written = write(&project, notation, &occasion).expect("it is written");
        assert!(written.text.len() > 10 * MANY as usize, "{notation:?}");
        assert!(began.elapsed() < Duration::from_secs(60), "{notation:?}: {:?}", began.elapsed());
    }
}
