//! The terminal: data to standard output, words to standard error, a question where somebody can answer it. What came
//! from outside is never printed raw: `show` makes it harmless, and this file prints nothing else.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::failure::Failure;
use crate::show::Style;

/// Standard output, standard error and standard input, and how to use them.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// How to write to standard output.
    pub(crate) style: Style,
    quiet: bool,
    yes: bool,
}

impl Terminal {
    /// The process's terminal. `color`: whether to use colour, when the terminal is to decide `None`.
    pub(crate) fn new(color: Option<bool>, quiet: bool, yes: bool) -> Self {
        let environment = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = color.unwrap_or_else(|| io::stdout().is_terminal() && !dumb && !environment("NO_COLOR"));
        Self { style: Style { color, width: width() }, quiet, yes }
    }

    /// Prints data.
    ///
    /// # Errors
    /// What the system says, among it a closed pipe.
    pub(crate) fn data(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Prints JSON.
    ///
    /// # Errors
    /// As [`Terminal::data`].
    pub(crate) fn data_json(&self, json: &str) -> Result<(), Failure> {
        Ok(self.data(json)?)
    }

    /// Says something that is not data; nothing when quiet.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Says something even when quiet.
    pub(crate) fn complain(&self, text: &str) {
        // Nobody is left to be told when standard error is closed.
        let _ = writeln!(anstream::stderr().lock(), "{}", text.trim_end());
    }

    /// Whether a person can be asked.
    pub(crate) fn can_ask(&self) -> bool {
        self.yes || (io::stdin().is_terminal() && io::stderr().is_terminal())
    }

    /// Asks a yes-or-no question; `None` when there is nobody to ask.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn ask(&self, question: &str) -> io::Result<Option<bool>> {
        if self.yes {
            return Ok(Some(true));
        }
        if !self.can_ask() {
            return Ok(None);
        }
        let mut line = String::new();
        loop {
            write!(io::stderr().lock(), "{question} [y/n] ")?;
            io::stderr().flush()?;
            line.clear();
            if io::stdin().lock().read_line(&mut line)? == 0 {
                return Ok(Some(false));
            }
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => return Ok(Some(true)),
                "n" | "no" | "q" => return Ok(Some(false)),
                _ => {}
            }
        }
    }
}

/// The terminal's width in columns: of the terminal, of `COLUMNS`, or 100 where there is none.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).filter(|c| *c > 0);
    let real = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|w| *w > 0);
    real.or(set).unwrap_or(100).clamp(40, 400)
}
