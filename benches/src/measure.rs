//! Clocks, words and tables: CPU time of this process, medians and percentiles, what was asked on the command line.

use std::io::Write as _;
use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_gettime};

/// Prints a line. Whoever read it may have gone away.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line beside the data.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The word behind a flag.
pub(crate) fn value<'a>(words: &'a [String], flag: &str) -> Option<&'a str> {
    words.iter().skip_while(|word| *word != flag).nth(1).map(String::as_str)
}

/// The number behind a flag.
pub(crate) fn number<N: std::str::FromStr>(words: &[String], flag: &str, usual: N) -> N {
    value(words, flag).and_then(|word| word.parse().ok()).unwrap_or(usual)
}

/// CPU time of this process so far, user and system.
pub(crate) fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(Duration::from).unwrap_or_default()
}

/// The median CPU time in milliseconds of several runs, and what the last one gave.
pub(crate) fn median<T>(repetitions: usize, mut run: impl FnMut() -> T) -> (f64, T) {
    let mut times = Vec::new();
    let mut once = || {
        let before = cpu();
        let made = run();
        times.push((cpu() - before).as_secs_f64() * 1e3);
        made
    };
    let mut last = once();
    for _ in 1..repetitions {
        drop(last); // what the allocator gives back is not part of the next run
        last = once();
    }
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], last)
}

/// Single operations, each timed on its own: by the wall clock, which is fine enough for the usual ones, and by CPU time,
/// because the slowest by the wall clock is whichever lost the processor.
#[derive(Default)]
pub(crate) struct Each {
    micros: Vec<f64>,
    worst_cpu: Duration,
}

impl Each {
    /// Runs and times one.
    pub(crate) fn time<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let (cpu_before, before) = (cpu(), Instant::now());
        let made = run();
        self.micros.push(before.elapsed().as_secs_f64() * 1e6);
        self.worst_cpu = self.worst_cpu.max(cpu() - cpu_before);
        made
    }

    /// Whether nothing was timed.
    pub(crate) fn is_empty(&self) -> bool {
        self.micros.is_empty()
    }

    /// Adds the times of others.
    pub(crate) fn add(&mut self, others: &Self) {
        self.micros.extend(&others.micros);
        self.worst_cpu = self.worst_cpu.max(others.worst_cpu);
    }

    /// One line: how many, and the median, 95th percentile, worst by CPU time and sum.
    pub(crate) fn tell(mut self, what: &str) {
        self.micros.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let last = self.micros.len().saturating_sub(1);
            self.micros.get((last as f64 * share) as usize).copied().unwrap_or(0.0)
        };
        let sum = self.micros.iter().sum::<f64>() / 1e3;
        say(&format!(
            "  {what:<44} {:>7} × p50 {:>7.2} µs  p95 {:>7.2} µs  worst {:>8.1} µs CPU  sum {sum:>7.1} ms",
            self.micros.len(),
            at(0.5),
            at(0.95),
            self.worst_cpu.as_secs_f64() * 1e6,
        ));
    }
}
