//! What a whole process costs: user and system CPU time, wall time and the most memory it held. The kernel adds up the
//! children of a process and keeps the greatest peak, so each command gets a parent of its own: this program, run again
//! for nothing else.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// The word by which this program is told to be such a parent.
pub(crate) const WORD: &str = "measured";

/// What one run cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cost {
    /// User and system CPU time in milliseconds.
    pub(crate) cpu: f64,
    /// Wall time in milliseconds.
    pub(crate) wall: f64,
    /// The most memory held at once, in megabytes (10⁶ bytes).
    pub(crate) peak: f64,
}

/// Several runs of one command.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runs(pub(crate) Vec<Cost>);

impl Runs {
    /// The value of `of` below which this share of the runs is; `None` without runs.
    pub(crate) fn at(&self, share: f64, of: fn(&Cost) -> f64) -> Option<f64> {
        let mut values: Vec<f64> = self.0.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let last = values.len().checked_sub(1)?;
        values.get((last as f64 * share).round() as usize).copied()
    }

    /// The median CPU time in milliseconds.
    pub(crate) fn cpu(&self) -> Option<f64> {
        self.at(0.5, |cost| cost.cpu)
    }

    /// The median wall time in milliseconds.
    pub(crate) fn wall(&self) -> Option<f64> {
        self.at(0.5, |cost| cost.wall)
    }

    /// The greatest peak in megabytes.
    pub(crate) fn peak(&self) -> Option<f64> {
        self.at(1.0, |cost| cost.peak)
    }
}

/// Where and with what surroundings commands run: nothing of this machine's settings but the path.
pub(crate) struct Place<'a> {
    /// The working directory, and the home.
    pub(crate) home: &'a Path,
}

impl Place<'_> {
    /// Runs a command once and tells what it cost.
    ///
    /// # Errors
    /// What it said, when it did not end well.
    pub(crate) fn run<S: AsRef<OsStr>>(
        &self,
        program: &Path,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Cost, String> {
        let this = std::env::current_exe().map_err(|error| error.to_string())?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let told = Command::new(this)
            .args([OsStr::new(WORD), program.as_os_str()])
            .args(arguments)
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.home)
            .current_dir(self.home)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&told.stdout);
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        match numbers[..] {
            [cpu, wall, peak] if told.status.success() => Ok(Cost { cpu, wall, peak }),
            _ => Err(String::from_utf8_lossy(&told.stderr).trim().to_owned()),
        }
    }
}

/// The parent: runs what the words say and prints what it cost. Whether it could and the command ended well.
pub(crate) fn parent(words: &[String]) -> bool {
    let Some((program, arguments)) = words.split_first() else { return false };
    let before = Instant::now();
    let done = Command::new(program).args(arguments).stdout(Stdio::null()).status();
    let wall = before.elapsed().as_secs_f64() * 1e3;
    let (Ok(done), Ok(used)) = (done, getrusage(UsageWho::RUSAGE_CHILDREN)) else { return false };
    let time = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 * 1e3 + time.tv_usec() as f64 / 1e3;
    let cpu = time(used.user_time()) + time(used.system_time());
    // Linux counts in KiB.
    crate::measure::say(&format!("{cpu} {wall} {}", used.max_rss() as f64 * 1024.0 / 1e6));
    done.success()
}
