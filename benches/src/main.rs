//! The measured claims, runnable: `cargo run --release -p planwright-benches -- graph`. Figures come with the machine's
//! noise, so compared things are measured in the same run and told as ratios. Nothing here is a test: it never fails.

mod apply;
mod eval;
mod forecast;
mod generate;
mod graph;
mod measure;
mod operate;
mod process;
mod psplib;
mod read;
mod schedule;
mod tj3;

use std::process::ExitCode;

/// Something to measure.
struct Bench {
    /// The word that runs it.
    name: &'static str,
    /// Its arguments and what it measures.
    what: &'static str,
    run: fn(&[String]),
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "graph",
        what: "[TASKS LINKS REPETITIONS]: the network and the critical path, beside petgraph",
        run: graph::run,
    },
    Bench {
        name: "apply",
        what: "[TASKS LINKS CHANGES]: single changes to a big project in memory, and looks at the whole",
        run: apply::run,
    },
    Bench {
        name: "forecast",
        what: "[TASKS LINKS RUNS THREADS]: Monte Carlo of the critical path",
        run: forecast::run,
    },
    Bench {
        name: "operate",
        what: "[TASKS …]: splitting all large tasks and other batches, each made one patch",
        run: operate::run,
    },
    Bench { name: "eval", what: "[TASKS …]: measuring a plan against a gold plan", run: eval::run },
    Bench {
        name: "generate",
        what: "[--tasks N --depth N --density X --people N --shortest N --longest N --plain-links --seed N --format NOTATION]: \
               prints a synthetic project",
        run: generate::run,
    },
    Bench {
        name: "read",
        what: "[TASKS …]: readers and writers of every notation, Markdown beside a bare parser",
        run: read::run,
    },
    Bench {
        name: "schedule",
        what: "[PEOPLE REPETITIONS TASKS …]: passes, one changed task and levelling with everybody's own calendar",
        run: schedule::run,
    },
    Bench {
        name: "process",
        what: "[--bin PATH] [--sizes N,N,N]: whole processes of the release build, beside Taskwarrior",
        run: process::run,
    },
    Bench {
        name: "tj3",
        what: "[--bin PATH] [--people N] [--sizes N,N,N]: whole processes of the release build, beside TaskJuggler 3",
        run: tj3::run,
    },
    Bench {
        name: "psplib",
        what: "DIR [--budget-ms N | --schedules N] [--seed S] [--out DIR] [--best-known FILE]: leveling of the .sm files",
        run: psplib::run,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let wanted = words.first().map_or("", String::as_str);
    if wanted == process::measured::WORD {
        return ExitCode::from(u8::from(!process::measured::parent(&words[1..])));
    }
    let Some(bench) = BENCHES.iter().find(|bench| bench.name == wanted) else {
        for bench in BENCHES {
            measure::say(&format!("{} {}", bench.name, bench.what));
        }
        return ExitCode::from(2);
    };
    (bench.run)(words.get(1..).unwrap_or_default());
    ExitCode::SUCCESS
}
