//! Whether a text is in todo.txt's own way of writing. Must never take an outline for it: what has headings, bullets or
//! columns is none, whatever its name says.

use super::pair;
use super::read::letter;
use crate::day;

/// Lines that are looked at.
const MOST_LINES: usize = 2000;

/// Whether a file of this name holds todo.txt: "todo.txt", "work.todo.txt", "house.todo", "plan.todotxt".
pub(crate) fn is_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".todo", "todo.txt", "todotxt", "todotxt.txt"].iter().any(|end| name.ends_with(end))
}

/// Whether a text is in todo.txt's own way of writing; words with a sign alone do not tell, but in a file that is `named`
/// so.
pub(crate) fn looks_like(text: &str, named: bool) -> bool {
    let Some(signs) = Signs::of(text) else { return false };
    if named {
        signs.sure + signs.crossed + signs.letters.len() > 0 || signs.some > 0 && !signs.introduces
    } else {
        signs.own()
    }
}

/// What is counted in the lines of a text.
#[derive(Debug, Default)]
struct Signs {
    /// Lines with words.
    all: usize,
    /// Those with any sign.
    some: usize,
    /// Those with a sign that nothing else has.
    sure: usize,
    /// Those with a priority and another sign.
    marked: usize,
    /// Those that begin as the items of a numbered list do.
    numbered: usize,
    /// Those that are crossed out.
    crossed: usize,
    /// The letters in brackets in front of lines.
    letters: Vec<char>,
    /// A line introduces others, as prose and outlines do, or a gap stands between lines.
    introduces: bool,
    /// A line is a sentence.
    prose: bool,
}

impl Signs {
    /// The signs of a text; `None` where it is an outline by its marks.
    fn of(text: &str) -> Option<Self> {
        let mut signs = Self::default();
        let mut gap = false;
        for line in text.lines().take(MOST_LINES) {
            // A line of nothing but marks is no bullet, and says nothing of the notation.
            if !line.contains(char::is_alphanumeric) {
                gap |= line.trim().is_empty() && signs.all > 0;
                continue;
            }
            if is_outline(line) {
                return None;
            }
            signs.introduces |= gap || line.trim_end().ends_with(':');
            signs.line(line);
        }
        (signs.numbered * 2 <= signs.all).then_some(signs)
    }

    fn line(&mut self, line: &str) {
        self.all += 1;
        self.numbered += usize::from(is_numbered(line));
        let dated = |t: &str| t.get(..11).is_some_and(|d| d.ends_with(' ') && day::iso(&d[..10]).is_some());
        let sign =
            |w: &str| w.len() > 1 && w.starts_with(['+', '@']) && w[1..].starts_with(char::is_alphabetic);
        let done = line.strip_prefix("x ").is_some_and(dated);
        let behind = letter(line).map(|(_, rest)| rest);
        let marked = behind.is_some_and(|rest| dated(rest) || rest.split(' ').any(|w| sign(w) || is_key(w)));
        let words = line.split(' ').any(sign);
        let strong = done || marked || line.split(' ').any(is_key);
        let crossed = line.starts_with("x ");
        self.sure += usize::from(strong);
        self.marked += usize::from(marked);
        self.crossed += usize::from(crossed);
        if behind.is_some() {
            self.letters.extend(line.chars().nth(1));
        }
        self.some += usize::from(strong || words || dated(line) || crossed || behind.is_some());
        let sentence = line.trim_end().ends_with(['.', '!', '?']) && line.split_whitespace().count() > 8;
        self.prose |= sentence || line.len() > 300;
    }

    /// Whether the signs alone tell, without a name.
    fn own(&self) -> bool {
        // Letters alone may count ("(A) First choice"); with crossed lines beside them, or with lines that have none, they are
        // priorities.
        let counted =
            self.letters.len() > 1 && self.letters.iter().zip('A'..).all(|(letter, place)| *letter == place);
        let ranked = !self.letters.is_empty() && !counted;
        let many = self.sure >= 2 || self.crossed > 0 && !self.letters.is_empty();
        let plain = !(self.introduces || self.prose);
        many && self.some * 10 >= self.all * 6 || plain && (ranked || self.marked > 0)
    }
}

/// Whether a line has the marks of an outline or of a document: a bullet, a heading, a column.
fn is_outline(line: &str) -> bool {
    // "#42 Fix login" is a title.
    let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with([' ', '\t']);
    heading || line.starts_with(['-', '*', '|', ' ', '\t', '<', '{', '['])
}

/// Whether a line begins with the number of a list.
fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with(' ')
}

/// Whether a word is a key that programs for todo.txt write, with a value that fits it.
fn is_key(word: &str) -> bool {
    pair(word).is_some_and(|(name, value)| match name {
        "due" | "t" => day::iso(value).is_some(),
        "id" | "p" | "dep" | "est" => value.starts_with(|c: char| c.is_ascii_digit()),
        "rec" | "pri" => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn todo_txt_is_told_from_plain_lists() {
        for text in [
            "x 2026-02-20 Choose paint\n(A) Paint walls +house\nRest\n",
            "(A) Paint walls\n(B) Lay tiles\nRest\nx Choose paint\n",
            "(A) Write copy due:2026-12-01\nPaint\n#42 Fix login\nOil\n",
            "Plan sprint id:1\n#42 Fix login id:2 dep:1\n",
            "Book hall\n(B) Invite guests\nBake\n",
            "Sow\n(C) Weed @garden\nWater\nMow\n",
        ] {
            assert!(looks_like(text, false), "{text}");
        }
        for other in [
            "Buy milk\nCall @ann\n",
            "(A) First choice\n(B) Second\n",
            "# Plan\n- [ ] a due:2026-03-05\n",
            "1. Dig\n2. Fill\n",
            "(A) Prepare\n  (1) Measure\n  (2) Clear\n",
            "Garden:\n(A) Prepare\nMeasure\n",
        ] {
            assert!(!looks_like(other, false), "{other}");
        }
    }

    #[test]
    fn a_file_of_that_name_is_todo_txt_unless_it_is_an_outline() {
        for text in [
            "(A) Paint walls\n(A) Lay tiles\nRest\n",
            "(A) Call mum\nBuy milk\nPay bill\n",
            "Call mum @phone\nBuy milk\nPay bill\nMow\nSweep\n",
            "x Call mum\nBuy milk\n\n(C) Pay bill\nMow\nSweep\n",
        ] {
            assert!(looks_like(text, true), "{text}");
        }
        for other in
            ["# Home\n(A) Paint\n", "- Paint @ann\n", "1. Dig +garden\n2. Fill\n", "Home:\nAsk @ann\nPay\n"]
        {
            assert!(!looks_like(other, true), "{other}");
        }
        for name in
            ["todo.txt", "x/Todo.TXT", "work.todo.txt", "house.todo", "plan.todotxt", "my-todotxt.txt"]
        {
            assert!(is_name(name), "{name}");
        }
        assert!(!is_name("plan.txt") && !is_name("todo.md"));
    }
}
