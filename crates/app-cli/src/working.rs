//! A sign of life while something takes longer than a second, on a terminal only: what is being done, how much of it, and
//! for how long. It is gone when the work is done, and it is never part of what is printed or said.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Work that goes on until this is dropped.
#[derive(Debug)]
#[must_use]
pub(crate) struct Working(Option<Shown>);

#[derive(Debug)]
struct Shown {
    over: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    steps: Arc<Steps>,
}

/// How far the work is.
#[derive(Debug, Default)]
struct Steps {
    done: AtomicU64,
    /// How many there are; 0 while nobody knows.
    of: AtomicU64,
}

impl Working {
    /// Work nobody watches.
    pub(crate) const UNSEEN: Self = Self(None);

    /// Says on standard error, every second from the first on, what is being done, how many steps of how many are done
    /// where that is counted, and for how long.
    pub(crate) fn on(what: &'static str, steps: Option<u64>) -> Self {
        let (over, told) = channel();
        let began = Instant::now();
        let counted = Arc::new(Steps::default());
        counted.of.store(steps.unwrap_or(0), Ordering::Relaxed);
        let steps = Arc::clone(&counted);
        let show = move || {
            let mut shown = false;
            while told.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                shown = true;
                let line = line(what, &counted, began.elapsed().as_secs());
                // A terminal that is gone needs no sign of life.
                let _ = write!(std::io::stderr(), "\r{line} ");
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\u{1b}[K");
            }
        };
        let thread = std::thread::Builder::new().name("sign of life".to_owned()).spawn(show);
        Self(thread.ok().map(|thread| Shown { over: Some(over), thread: Some(thread), steps }))
    }

    /// So many steps more are done.
    pub(crate) fn step(&self, steps: u64) {
        if let Some(shown) = &self.0 {
            shown.steps.done.fetch_add(steps, Ordering::Relaxed);
        }
    }

    /// So many steps are done, of so many.
    pub(crate) fn reached(&self, done: usize, of: usize) {
        if let Some(Shown { steps, .. }) = &self.0 {
            steps.done.store(done as u64, Ordering::Relaxed);
            steps.of.store(of as u64, Ordering::Relaxed);
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// `drawing efforts … 340 of 1000, 3 s`.
fn line(what: &str, steps: &Steps, seconds: u64) -> String {
    match (steps.done.load(Ordering::Relaxed), steps.of.load(Ordering::Relaxed)) {
        (0, _) => format!("{what} … {seconds} s"),
        (done, 0) => format!("{what} … {done}, {seconds} s"),
        (done, of) => format!("{what} … {} of {of}, {seconds} s", done.min(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_where_they_are_counted() {
        let line = |what, done, of, seconds| {
            line(what, &Steps { done: AtomicU64::new(done), of: AtomicU64::new(of) }, seconds)
        };
        assert_eq!(line("reading", 0, 9, 2), "reading … 2 s");
        assert_eq!(line("drawing", 34, 1000, 3), "drawing … 34 of 1000, 3 s");
        assert_eq!(line("drawing", 1034, 1000, 3), "drawing … 1000 of 1000, 3 s");
        assert_eq!(line("trying", 7, 0, 4), "trying … 7, 4 s");
    }

    #[test]
    fn steps_nobody_watches_cost_nothing() {
        Working::UNSEEN.step(3);
        Working::UNSEEN.reached(3, 9);
    }
}
