//! The terminal: data to standard output, words to standard error, a question where somebody can answer it. What came
//! from outside is never printed raw: `show` makes it harmless, and this file prints nothing else.

use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal, Write};

use crate::failure::Failure;
use crate::show::{NARROWEST, Style, harmless};
use crate::working::Working;

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

    /// Prints data: a text of lines. What a terminal would obey is left out, line ends, tabs and our own colours aside.
    ///
    /// # Errors
    /// What the system says, among it a closed pipe.
    pub(crate) fn data(&self, text: &str) -> io::Result<()> {
        let text = if self.style.color { Cow::Borrowed(text) } else { obeyed_by_none(text) };
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Prints JSON, with escapes for what a terminal would obey.
    ///
    /// # Errors
    /// As [`Terminal::data`].
    pub(crate) fn data_json(&self, json: &str) -> Result<(), Failure> {
        let json = escaped(json);
        let mut out = io::stdout().lock();
        out.write_all(json.as_bytes())?;
        out.write_all(b"\n")?;
        Ok(out.flush()?)
    }

    /// Says something that is not data; nothing when quiet.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Says something even when quiet.
    pub(crate) fn complain(&self, text: &str) {
        let mut stderr = io::stderr().lock();
        for line in text.trim_end().split('\n') {
            // Nobody is left to be told when standard error is closed.
            let _ = writeln!(stderr, "{}", harmless(line));
        }
    }

    /// Shows a sign of life from the first second of work on, where a person may see it, until it is dropped.
    pub(crate) fn working(&self, what: &'static str) -> Working {
        self.counting(what, None)
    }

    /// The same where steps are counted, as far as anybody knows how many there will be.
    pub(crate) fn counting(&self, what: &'static str, steps: Option<u64>) -> Working {
        if self.quiet || !io::stderr().is_terminal() { Working::UNSEEN } else { Working::on(what, steps) }
    }

    /// Whether a person can be asked.
    pub(crate) fn can_ask(&self) -> bool {
        self.yes || self.is_manned()
    }

    /// Whether a person sits at it.
    pub(crate) fn is_manned(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a yes-or-no question; `None` when there is nobody to ask, or nobody answers.
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
                writeln!(io::stderr().lock())?;
                return Ok(None);
            }
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => return Ok(Some(true)),
                "n" | "no" | "q" => return Ok(Some(false)),
                _ => {}
            }
        }
    }
}

/// What a terminal may obey, or what turns the direction of writing.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn obeyed_by_none(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..0x7f).contains(&b) || b == b'\n') || !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_obeyed(*c)).collect())
}

/// JSON in which such characters, which can only stand in its texts, are escapes.
fn escaped(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|b| (b' '..0x7f).contains(&b)) || !json.contains(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            c if is_obeyed(c) => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The terminal's width in columns: of the terminal, of `COLUMNS`, or 100 where there is none.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).filter(|c| *c > 0);
    let real = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|w| *w > 0);
    real.or(set).unwrap_or(100).clamp(NARROWEST, 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_printed() {
        assert_eq!(obeyed_by_none("a\tb\n\u{1b}[31mred\u{9b}0m \u{202e}é\u{7}"), "a\tb\n[31mred0m é");
        assert!(matches!(obeyed_by_none("Größe\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let json = "{\"title\":\"a\u{9b}b\u{202e}é\"}";
        let printed = escaped(json);
        assert_eq!(printed, "{\"title\":\"a\\u009bb\\u202eé\"}");
        let value = |text| serde_json::from_str::<serde_json::Value>(text).ok();
        assert_eq!(value(&printed), value(json));
    }
}
