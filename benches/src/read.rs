//! Readers and writers of every notation on synthetic projects of growing size, in this process; Markdown beside a bare
//! parser of CommonMark in the same run, which finds no plan in it.

use jiff::civil::date;
use planwright_contract::synthetic::Shape;
use planwright_domain::{Author, DateOrder, ProjectId, Version};
use planwright_formats::{Notation, Occasion, Source, read, write};

use crate::measure::{median, say};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// `[TASKS …]`.
pub(crate) fn run(words: &[String]) {
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    say("CPU time of this process, medians; µs a task tell whether time is linear");
    for notation in Notation::ALL.iter().filter(|n| n.is_written()) {
        for &tasks in &sizes {
            one(*notation, tasks);
        }
    }
}

fn one(notation: Notation, tasks: usize) {
    let times = if tasks > 20_000 { 3 } else { 7 };
    let project = Shape { tasks, density: 0.9, plain_links: true, ..Shape::default() }.project();
    let occasion = Occasion { today: date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    let (writing, written) = median(times, || write(&project, notation, &occasion));
    let Some(written) = written else { return };
    let bytes = written.text.len();
    let each = |ms: f64| ms * 1e3 / tasks as f64;
    let mut line = format!(
        "  {:<12} {tasks:>7} tasks {:>8.1} kB  written {writing:>8.2} ms ({:>6.2} µs a task)",
        notation.word(),
        bytes as f64 / 1e3,
        each(writing)
    );
    if notation.is_read() {
        let source = Source {
            name: None,
            today: date(2026, 3, 2),
            day: Default::default(),
            date_order: DateOrder::MonthDay,
            author: Author::new("bench"),
            project: ProjectId::from_bits(7),
            base: Version(0),
            depth_limit: 5,
        };
        let (reading, read) = median(times, || {
            let mut ids = 0;
            read(written.text.as_bytes(), notation, &source, &mut || {
                ids += 1;
                ids
            })
        });
        let found = read.map_or(0, |reading| reading.patch.tasks.len());
        line += &format!("  read {reading:>8.2} ms ({:>6.2} µs a task, {found} tasks)", each(reading));
        if notation == Notation::Markdown {
            let (bare, _) = median(times, || pulldown_cmark::Parser::new(&written.text).count());
            line += &format!("  {:.1} times pulldown-cmark's {bare:.2} ms", reading / bare.max(1e-6));
        }
    }
    say(&line);
}
