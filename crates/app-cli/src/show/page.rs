//! A page about one thing: its name, facts with labels, paragraphs. Every text it is handed must be harmless already,
//! but the name.

use planwright::domain::Project;

use super::Style;
use super::grid::pad;
use super::ink::Meaning;
use super::outlook::Outlook;
use super::text::{harmless, width, wrap};
use super::words::{Dates, count};

/// A page that is being written.
pub(super) struct Page {
    /// What is written already.
    pub(super) out: String,
    /// How it is written.
    pub(super) style: Style,
}

/// Where the texts of facts begin.
const MARGIN: usize = 12;

impl Page {
    /// A page that begins with what it is about, behind a sign where there is one.
    pub(super) fn new(style: Style, sign: &str, meaning: Meaning, title: &str) -> Self {
        let mut page = Self { out: String::new(), style };
        let margin = if sign.is_empty() { 0 } else { 2 };
        let title = harmless(title);
        let title = if title.trim().is_empty() { "(no title)" } else { title.as_str() };
        for (n, line) in wrap(title, style.columns() - margin).iter().enumerate() {
            if margin > 0 {
                style.ink(&mut page.out, meaning, if n == 0 { sign } else { " " });
                page.out.push(' ');
            }
            style.ink(&mut page.out, Meaning::Heading, line);
            page.out.push('\n');
        }
        page.out.push('\n');
        page
    }

    /// When the work is planned, and whether the deadline holds.
    pub(super) fn dates(
        &mut self,
        after: &Project,
        outlook: &Outlook,
        earlier: Option<&Outlook>,
        dates: Dates,
    ) {
        if !outlook.is_known() {
            self.fact(
                "planned",
                Meaning::Warning,
                "cannot be told: some tasks wait for one another in a circle",
            );
        }
        match outlook.span() {
            Some((from, to, days)) => {
                let mut text = dates.day(to);
                if from != to {
                    let days = count(days as usize, "working day");
                    text = format!("{} → {text}, {days}", dates.day(from));
                }
                if let Some((_, was, _)) = earlier.and_then(Outlook::span)
                    && was != to
                {
                    text.push_str(&format!(" (was {})", dates.day(was)));
                }
                if let most @ 2.. = outlook.at_once() {
                    text.push_str(&format!(", up to {most} tasks at a time"));
                }
                self.fact("planned", Meaning::Plain, &text);
            }
            None if outlook.is_known() && after.tasks().len() > 0 => {
                self.fact("planned", Meaning::Plain, "nothing is left to do");
            }
            None => {}
        }
        let Some(deadline) = after.meta().deadline else {
            return self.fact("deadline", Meaning::Muted, "none");
        };
        let day = dates.day(deadline);
        match outlook.verdict(deadline) {
            Some((true, said)) => self.fact("deadline", Meaning::Added, &format!("{day} {said}")),
            Some((false, said)) => self.fact("deadline", Meaning::Warning, &format!("! {day} {said}")),
            None => self.fact("deadline", Meaning::Plain, &day),
        }
    }

    /// A fact with its label; nothing where there is nothing to say.
    pub(super) fn fact(&mut self, label: &str, meaning: Meaning, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        // A label as wide as the margin takes a column of its text.
        let room = self.style.columns() - MARGIN.max(label.len() + 3);
        for (n, line) in wrap(text, room).iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            pad(&mut self.out, 2);
            self.style.ink(&mut self.out, Meaning::Muted, label);
            pad(&mut self.out, (MARGIN - 2).saturating_sub(label.len()).max(1));
            self.style.ink(&mut self.out, meaning, line);
            self.out.push('\n');
        }
    }

    /// A new value of what the page is about.
    pub(super) fn changed(&mut self, text: &str) {
        self.paragraph("~ ", Meaning::Changed, text);
    }

    /// A heading with an empty line above.
    pub(super) fn section(&mut self, title: &str) {
        self.out.push('\n');
        self.style.ink(&mut self.out, Meaning::Heading, title);
        self.out.push('\n');
    }

    /// A text behind a mark, two columns in, its lines under one another.
    pub(super) fn paragraph(&mut self, mark: &str, meaning: Meaning, text: &str) {
        let margin = width(mark);
        for (n, line) in wrap(text, self.style.columns() - 2 - margin).iter().enumerate() {
            let line = if n == 0 { format!("{mark}{line}") } else { format!("{:margin$}{line}", "") };
            let line = line.trim_end();
            if !line.is_empty() {
                pad(&mut self.out, 2);
                self.style.ink(&mut self.out, meaning, line);
            }
            self.out.push('\n');
        }
    }

    /// What the signs above mean: as many to a line as there is room for.
    pub(super) fn notes(&mut self, notes: impl IntoIterator<Item = String>) {
        let (mut line, room) = (String::new(), self.style.columns() - 2);
        for note in notes {
            if line.is_empty() {
                self.out.push('\n');
            } else if width(&line) + 3 + width(&note) > room {
                self.paragraph("", Meaning::Muted, &std::mem::take(&mut line));
            } else {
                line.push_str("   ");
            }
            line.push_str(&note);
        }
        if !line.is_empty() {
            self.paragraph("", Meaning::Muted, &line);
        }
    }
}
