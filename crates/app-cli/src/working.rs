//! A sign of life while something takes longer than a second, on a terminal only. It is gone when the work is done, and
//! it is never part of what is printed or said.

use std::io::Write;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Work that goes on until this is dropped.
#[derive(Debug)]
#[must_use]
pub(crate) struct Working(Option<(Sender<()>, JoinHandle<()>)>);

impl Working {
    /// Work nobody watches.
    pub(crate) const UNSEEN: Self = Self(None);

    /// Says on standard error, every second from the first on, what is being done and for how long.
    pub(crate) fn on(what: &'static str) -> Self {
        let (done, told) = channel();
        let began = Instant::now();
        let show = move || {
            let mut shown = false;
            while told.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                shown = true;
                // A terminal that is gone needs no sign of life.
                let _ = write!(std::io::stderr(), "\r{what} … {} s ", began.elapsed().as_secs());
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\u{1b}[K");
            }
        };
        let thread = std::thread::Builder::new().name("sign of life".to_owned()).spawn(show);
        Self(thread.ok().map(|thread| (done, thread)))
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}
