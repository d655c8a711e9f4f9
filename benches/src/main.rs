//! The measured claims, runnable: `cargo run --release -p planwright-benches -- graph`. Figures come with the machine's
//! noise, so compared things are measured in the same run and told as ratios. Nothing here is a test: it never fails.

mod generate;
mod graph;
mod measure;

use std::process::ExitCode;

/// Each bench, by the word that runs it.
const BENCHES: &[(&str, &str, fn(&[usize]))] =
    &[("graph", "[TASKS LINKS REPETITIONS]: the network and the critical path, beside petgraph", graph::run)];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = words.iter().skip(1).filter_map(|word| word.parse().ok()).collect();
    let wanted = words.first().map_or("", String::as_str);
    let Some((_, _, run)) = BENCHES.iter().find(|(name, ..)| *name == wanted) else {
        for (name, what, _) in BENCHES {
            measure::say(&format!("{name} {what}"));
        }
        return ExitCode::from(2);
    };
    run(&numbers);
    ExitCode::SUCCESS
}
