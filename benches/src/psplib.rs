//! Leveling measured on project instances in the format of PSPLIB (.sm files), within a budget of CPU time or schedules:
//! `psplib DIR --budget-ms 250 --seed 1`. Prints CSV; every schedule is checked before it is counted. The instances and
//! the best known makespans are not ours and not part of the repository.

mod instance;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use planwright_domain::schedule::level::{Budget, Leveled, level, verify};

use crate::measure::{cpu, number, say, tell, value};
use instance::{Instance, read};

/// `DIR [--budget-ms N | --schedules N] [--seed S] [--out DIR] [--best-known FILE]`.
pub(crate) fn run(words: &[String]) {
    let Some(folder) = words.first().filter(|word| !word.starts_with("--")) else {
        return tell("psplib: which folder holds the instances?");
    };
    let limit = Limit {
        time: value(words, "--budget-ms").and_then(|word| word.parse().ok()).map(Duration::from_millis),
        schedules: number(words, "--schedules", 50_000),
        seed: number(words, "--seed", 1),
    };
    let out = value(words, "--out").map(Path::new);
    let known = value(words, "--best-known").map(best_known).unwrap_or_default();
    let mut gaps = Vec::new();
    say("instance,makespan,lower_bound,cpu_ms");
    for path in instances(Path::new(folder)) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let instance =
            match std::fs::read_to_string(&path).map_err(|e| e.to_string()).and_then(|text| read(&text)) {
                Ok(instance) => instance,
                Err(fault) => {
                    tell(&format!("{}: {fault}", path.display()));
                    continue;
                }
            };
        let before = cpu();
        let leveled = limit.level(&instance, before);
        let millis = (cpu() - before).as_secs_f64() * 1e3;
        match verify(&instance.problem, &leveled.starts) {
            Ok(makespan) if makespan == leveled.makespan => {}
            Ok(makespan) => tell(&format!("{name}: says {} and takes {makespan}", leveled.makespan)),
            Err(fault) => tell(&format!("{name}: {fault}")),
        }
        say(&format!("{name},{},{},{millis:.1}", leveled.makespan, leveled.lower_bound));
        if let Some(&best) = known.get(&name) {
            gaps.push((f64::from(leveled.makespan) / best - 1.0) * 100.0);
        }
        if let Some(out) = out {
            write_starts(out, &name, &instance, &leveled);
        }
    }
    if !gaps.is_empty() {
        let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
        tell(&format!("mean gap {mean:.3} % above the best known of {} instances", gaps.len()));
    }
}

/// How long one instance is searched.
struct Limit {
    time: Option<Duration>,
    schedules: u64,
    seed: u64,
}

impl Limit {
    /// The search paces itself by schedules, so a budget of time is turned into them by timing a few; they count.
    fn level(&self, instance: &Instance, begun: Duration) -> Leveled {
        let Some(time) = self.time else {
            let budget = Budget { schedules: self.schedules, seed: self.seed };
            return level(&instance.problem, budget, &mut || false);
        };
        // From the first question on, so that the bound and what is set up once are left out.
        let mut told: Option<(Duration, Duration, u32)> = None;
        let mut watch = || {
            let now = cpu();
            let (first, _, asked) = told.unwrap_or((now, now, 0));
            told = Some((first, now, asked + 1));
            false
        };
        let tried = level(&instance.problem, Budget { schedules: TRIED, seed: self.seed }, &mut watch);
        let (first, last, asked) = told.unwrap_or_default();
        let left = (begun + time).saturating_sub(cpu());
        if tried.makespan == tried.lower_bound || left.is_zero() {
            return tried;
        }
        let each = (last - first).as_nanos() / u128::from(asked.max(2) - 1);
        // Later ones are a little quicker: many are given up as soon as they are no better than another.
        let expected = left.as_nanos() * 9 / 8 / each.max(100);
        let mut asked = 0u64;
        // The clock costs as much as part of a schedule.
        let mut should_stop = || {
            asked += 1;
            asked.is_multiple_of(16) && cpu() >= begun + time
        };
        let budget = Budget { schedules: expected as u64 + 1, seed: self.seed };
        let found = level(&instance.problem, budget, &mut should_stop);
        // A longer search proves more.
        let lower_bound = tried.lower_bound.max(found.lower_bound);
        let shortest = if found.makespan <= tried.makespan { found } else { tried };
        Leveled { lower_bound, ..shortest }
    }
}

/// How many schedules are timed to tell how many there is time for.
const TRIED: u64 = 64;

/// The .sm files of a folder, in order.
fn instances(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "sm"))
        .collect();
    paths.sort();
    paths
}

/// Makespans by instance, from a CSV file whose first columns these are.
fn best_known(file: &str) -> HashMap<String, f64> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once(',')?;
        Some((name.to_owned(), rest.split(',').next()?.trim().parse().ok()?))
    });
    rows.collect()
}

fn write_starts(folder: &Path, name: &str, instance: &Instance, leveled: &Leveled) {
    let mut text = "instance,job,start\n".to_owned();
    for (job, start) in instance.jobs.iter().zip(&leveled.starts) {
        let _ = writeln!(text, "{name},{job},{start}");
    }
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(folder.join(format!("{name}.csv")), text));
    if let Err(fault) = written {
        tell(&format!("{}: {fault}", folder.display()));
    }
}
