//! Lines made blocks: headings, list items, tables, code, quotes, front matter, plain lines. One pass; looking ahead is
//! bounded or remembered, so that no text is read twice. Must never judge what a block means.

use super::item::{bare_numbers, branch, checkbox, item};
use super::{letters, table};

/// What a block is. Texts borrow from the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form<'t> {
    /// A heading, level 1 to 6.
    Heading { level: u8, text: &'t str },
    /// A list item: its number as written, its checkbox, and the text after them.
    Item { number: Option<&'t str>, check: Option<char>, text: &'t str },
    /// A line or bullet that names a task as a field does: "Task: Frame". Made of others where a document does so (see
    /// `named`).
    Named { bullet: bool, text: &'t str },
    /// Any other line.
    Text(&'t str),
    /// A pipe table: its rows of cells, the header first, each with its line.
    Table(Vec<(u32, Vec<&'t str>)>),
    /// A fenced block: the language, and its lines.
    Code { language: &'t str, body: Vec<&'t str> },
    /// A quoted line.
    Quote(&'t str),
    /// The lines between two `---` that hold `key: value`.
    Front(Vec<&'t str>),
    /// A line that only separates.
    Rule,
}

/// A block and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block<'t> {
    /// The line it begins on, counted from 1.
    pub(super) line: u32,
    /// Columns before its first character; a tab stops at every fourth.
    pub(super) indent: usize,
    /// An empty line (or the beginning) stands before it.
    pub(super) after_blank: bool,
    pub(super) form: Form<'t>,
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let bare = bare_numbers(&lines);
    let lettered = letters::counted(&lines);
    let mut scan = Scan {
        lines,
        at: 0,
        unclosed: [false; 4],
        bare,
        lettered,
        tasks_end: None,
        lists: 0,
        out: Vec::new(),
    };
    scan.run();
    scan.out
}

struct Scan<'t> {
    lines: Vec<&'t str>,
    at: usize,
    /// Whether no end was found for a backtick fence, a tilde fence, a comment, a hidden note: none will be found further
    /// down.
    unclosed: [bool; 4],
    /// Whether "1 Walls" is an item, because "1.1 Frame" stands in the text too.
    bare: bool,
    /// The lines that are items counted in capitals.
    lettered: Vec<usize>,
    /// Where the fence closes of a list of tasks that stands in one.
    tasks_end: Option<usize>,
    /// How many `<ul>` and `<ol>` are open.
    lists: usize,
    out: Vec<Block<'t>>,
}

impl<'t> Scan<'t> {
    fn run(&mut self) {
        let mut after_blank = true;
        while let Some(&line) = self.lines.get(self.at) {
            let text = line.trim();
            if text.is_empty() {
                after_blank = true;
                self.at += 1;
                continue;
            }
            let number = u32::try_from(self.at + 1).unwrap_or(u32::MAX);
            if text.chars().all(|c| matches!(c, '│' | '┃' | '║' | ' ')) {
                self.at += 1;
                continue;
            }
            if let Some((indent, words)) = branch(line) {
                let plain = Form::Item { number: None, check: None, text: words };
                let form = item(words, self.bare).unwrap_or(plain);
                self.out.push(Block { line: number, indent, after_blank, form });
                (self.at, after_blank) = (self.at + 1, false);
                continue;
            }
            let web = text.starts_with("<li");
            let indent = if web { self.lists * 2 } else { columns(line) };
            if let Some(form) = self.form(text, after_blank) {
                self.out.push(Block { line: number, indent, after_blank, form });
                after_blank = false;
            }
        }
    }

    /// The form of the block at the current line, moving past it; `None` for what is not there (comments, underlines).
    fn form(&mut self, text: &'t str, after_blank: bool) -> Option<Form<'t>> {
        let start = self.at;
        self.at += 1;
        if let Some(rest) = text.strip_prefix("<!--") {
            return self.comment(rest);
        }
        if let Some(rest) = text.strip_prefix("%%") {
            // What notes hide from their readers.
            if !rest.contains("%%") && !self.unclosed[3] {
                match (self.at..self.lines.len()).find(|&i| self.lines[i].contains("%%")) {
                    Some(end) => self.at = end + 1,
                    None => self.unclosed[3] = true,
                }
            }
            return None;
        }
        if let Some(fence) = self.fence(text, start) {
            return Some(fence);
        }
        if is_rule(text) {
            if let Some(front) = self.front(text, start) {
                return Some(front);
            }
            return self.underline(text, after_blank);
        }
        if let Some(heading) = heading(text) {
            return Some(heading);
        }
        if text.starts_with('<')
            && let Some(form) = self.web_list(text)
        {
            return form;
        }
        if text.starts_with('>') {
            return Some(Form::Quote(text.trim_start_matches(['>', ' '])));
        }
        if text.contains('|') && self.lines.get(self.at).is_some_and(|next| table::is_delimiter(next)) {
            let mut rows = vec![(line_number(start), table::cells(text))];
            self.at += 1;
            while let Some(line) = self.lines.get(self.at).map(|l| l.trim()).filter(|l| l.contains('|')) {
                if !table::is_delimiter(line) {
                    rows.push((line_number(self.at), table::cells(line)));
                }
                self.at += 1;
            }
            return Some(Form::Table(rows));
        }
        if self.lettered.binary_search(&start).is_ok()
            && let Some((number, words)) = letters::marked(text)
        {
            let (check, text) = checkbox(words);
            return Some(Form::Item { number: Some(number), check, text });
        }
        Some(item(text, self.bare).unwrap_or(Form::Text(text)))
    }

    /// A line of an HTML list: tags that open and close lists are not there, `<li>` is an item.
    fn web_list(&mut self, text: &'t str) -> Option<Option<Form<'t>>> {
        let tag = |t: &str| text.get(..t.len()).is_some_and(|s| s.eq_ignore_ascii_case(t));
        if tag("</ul>") || tag("</ol>") {
            self.lists = self.lists.saturating_sub(1);
            return Some(None);
        }
        if (tag("<ul") || tag("<ol")) && text.ends_with('>') && !text.contains("<li") {
            self.lists = (self.lists + 1).min(64);
            return Some(None);
        }
        if tag("</li>") {
            return Some(None);
        }
        if !(tag("<li>") || tag("<li ")) {
            return None;
        }
        let inner = text[text.find('>')? + 1..].trim();
        let inner = inner.strip_suffix("</li>").unwrap_or(inner).trim();
        let plain = Form::Item { number: None, check: None, text: inner };
        Some((!inner.is_empty()).then(|| item(inner, true).unwrap_or(plain)))
    }

    fn comment(&mut self, rest: &'t str) -> Option<Form<'t>> {
        if let Some((_, after)) = rest.split_once("-->") {
            let after = after.trim();
            return (!after.is_empty()).then(|| item(after, self.bare).unwrap_or(Form::Text(after)));
        }
        if !self.unclosed[2] {
            match (self.at..self.lines.len()).find(|&i| self.lines[i].contains("-->")) {
                Some(end) => self.at = end + 1,
                None => self.unclosed[2] = true,
            }
        }
        None
    }

    fn fence(&mut self, text: &'t str, start: usize) -> Option<Form<'t>> {
        // A fence may open on the line of a list marker.
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let run = text.chars().take_while(|&c| c == mark).count();
        let kind = usize::from(mark == '~');
        let language = text[run..].trim();
        if run < 3 || language.contains('`') || self.unclosed[kind] {
            return None;
        }
        let closes = |line: &str| {
            let line = line.trim();
            line.len() >= run && line.chars().all(|c| c == mark)
        };
        if self.tasks_end.take_if(|end| *end == start).is_some() {
            return Some(Form::Rule);
        }
        match (start + 1..self.lines.len()).find(|&i| closes(self.lines[i])) {
            // "```[tasklist]": what stands in it is the list itself.
            Some(end) if language.eq_ignore_ascii_case("[tasklist]") => {
                self.tasks_end = Some(end);
                Some(Form::Rule)
            }
            Some(end) => {
                self.at = end + 1;
                Some(Form::Code { language, body: self.lines[start + 1..end].to_vec() })
            }
            None => {
                self.unclosed[kind] = true;
                Some(Form::Rule)
            }
        }
    }

    /// `---`, lines of `key: value`, `---`.
    fn front(&mut self, text: &str, start: usize) -> Option<Form<'t>> {
        const LONGEST: usize = 100;
        if text != "---" {
            return None;
        }
        // Some programs leave a blank line behind the first rule.
        let first =
            (self.at..self.lines.len().min(self.at + 3)).find(|&i| !self.lines[i].trim().is_empty())?;
        if !is_yaml_key(self.lines[first]) || (first > self.at && start > 0) {
            return None;
        }
        let mut end = self.at;
        while end < self.lines.len().min(self.at + LONGEST) {
            let line = self.lines[end];
            if matches!(line.trim_end(), "---" | "...") {
                let body = self.lines[start + 1..end].to_vec();
                self.at = end + 1;
                return Some(Form::Front(body));
            }
            let fits = line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']) || is_yaml_key(line);
            if !fits {
                return None;
            }
            end += 1;
        }
        None
    }

    /// `====` or `----` under a short line makes it a heading; elsewhere it separates.
    fn underline(&mut self, text: &str, after_blank: bool) -> Option<Form<'t>> {
        let level = if text.starts_with('=') { 1 } else { 2 };
        let plain = text.chars().all(|c| c == '=') || text.chars().all(|c| c == '-');
        if plain
            && !after_blank
            && let Some(Block { form: form @ Form::Text(_), after_blank: true, .. }) = self.out.last_mut()
            && let Form::Text(title) = form
            && title.chars().count() <= 100
            && !title.ends_with(['.', ':'])
            && !title.starts_with("**")
        {
            *form = Form::Heading { level, text: title };
            return None;
        }
        Some(Form::Rule)
    }
}

fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

pub(super) fn columns(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' | '\u{a0}' => columns += 1,
            '\t' => columns = columns / 4 * 4 + 4,
            '\u{3000}' => columns += 2,
            _ => break,
        }
    }
    columns
}

fn is_rule(text: &str) -> bool {
    let Some(mark) = text.chars().next().filter(|c| matches!(c, '-' | '=' | '*' | '_' | '─' | '━' | '═'))
    else {
        return false;
    };
    text.chars().filter(|&c| c == mark).count() >= 3 && text.chars().all(|c| c == mark || c == ' ')
}

fn is_yaml_key(line: &str) -> bool {
    let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let rest = &line.as_bytes()[name..];
    name > 0 && rest.first() == Some(&b':') && rest.get(1).is_none_or(|b| matches!(b, b' ' | b'\t' | b'\r'))
}

fn heading(text: &str) -> Option<Form<'_>> {
    let level = text.bytes().take_while(|&b| b == b'#').count();
    if level == 0 {
        return html_heading(text);
    }
    let rest = &text[level..];
    // "#label" is a label; "##Title" is a heading somebody was quick about.
    let spaced = rest.starts_with([' ', '\t']);
    let quick = level >= 2 && rest.starts_with(|c: char| c.is_alphanumeric() || c == '*');
    if level > 6 || !(spaced || quick) {
        return None;
    }
    let title = rest.trim();
    let title = match title.trim_end_matches('#') {
        cut if cut.len() < title.len() && (cut.is_empty() || cut.ends_with(' ')) => cut.trim_end(),
        _ => title,
    };
    (!title.is_empty()).then_some(Form::Heading { level: level as u8, text: title })
}

fn html_heading(text: &str) -> Option<Form<'_>> {
    let bytes = text.as_bytes();
    let named = bytes.first() == Some(&b'<') && bytes.get(1).is_some_and(|b| matches!(b, b'h' | b'H'));
    let level = bytes.get(2).filter(|b| named && (b'1'..=b'6').contains(b))? - b'0';
    let open = text.find('>')?;
    let end = text[open..].find("</").map_or(text.len(), |at| open + at);
    let inner = text.get(open + 1..end)?.trim();
    (!inner.is_empty()).then_some(Form::Heading { level, text: inner })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<Form<'_>> {
        blocks(text).into_iter().map(|b| b.form).collect()
    }

    fn bullet(text: &str) -> Form<'_> {
        Form::Item { number: None, check: None, text }
    }

    #[test]
    fn headings_in_all_their_spellings() {
        let all =
            forms("# One #\n##Two\n\nThree\n=====\n\nFour\n----\n\n<h2 class=\"x\">Five</h2>\n#label\n");
        let titles: Vec<_> = all
            .iter()
            .filter_map(|f| if let Form::Heading { level, text } = f { Some((*level, *text)) } else { None })
            .collect();
        assert_eq!(titles, [(1, "One"), (2, "Two"), (1, "Three"), (2, "Four"), (2, "Five")]);
        assert_eq!(all.last(), Some(&Form::Text("#label")));
    }

    #[test]
    fn items_with_bullets_numbers_and_boxes() {
        assert_eq!(forms("- a\n* b\n• c\n"), [bullet("a"), bullet("b"), bullet("c")]);
        let numbered = |number, check, text| Form::Item { number: Some(number), check, text };
        assert_eq!(
            forms("1. a\n2) b\n(3) c\n1.2.3 Frame\na) d\n4. [x] e"),
            [
                numbered("1", None, " a".trim()),
                numbered("2", None, "b"),
                numbered("3", None, "c"),
                numbered("1.2.3", None, "Frame"),
                numbered("a", None, "d"),
                numbered("4", Some('x'), "e"),
            ]
        );
        assert_eq!(forms("- [ ] a")[0], Form::Item { number: None, check: Some(' '), text: "a" });
        assert_eq!(forms("[X] a")[0], Form::Item { number: None, check: Some('X'), text: "a" });
        assert_eq!(forms("☐ a")[0], Form::Item { number: None, check: Some(' '), text: "a" });
    }

    #[test]
    fn html_lists_are_lists() {
        let all = blocks("<ul>\n<li>Walls</li>\n<ul>\n<li>1.1 Frame</li>\n</ul>\n</ul>");
        let seen: Vec<_> = all.iter().map(|b| (b.indent, b.form.clone())).collect();
        let frame = Form::Item { number: Some("1.1"), check: None, text: "Frame" };
        assert_eq!(seen, [(2, bullet("Walls")), (4, frame)]);
    }

    #[test]
    fn prose_is_no_item() {
        for text in [
            "2024 was good",
            "3.5 days later",
            "**Bold** text",
            "-5 degrees",
            "1.5 gb of memory",
            "e.g. this",
        ] {
            assert_eq!(forms(text), [Form::Text(text)], "{text}");
        }
    }

    #[test]
    fn code_comments_and_rules_hide_their_lines() {
        assert_eq!(forms("```rust\n- no\n```\n<!--\n- no\n-->\n***\n- yes").len(), 3);
        assert_eq!(forms("```\n- yes\n- too"), [Form::Rule, bullet("yes"), bullet("too")]);
    }

    #[test]
    fn front_matter_stands_between_rules() {
        let all = forms("---\nid: T-1\nlabels: []\ndependencies:\n  - a\n---\n# x");
        assert!(matches!(&all[0], Form::Front(lines) if lines.len() == 4));
        assert_eq!(forms("---\nplain words\n---")[0], Form::Rule);
    }

    #[test]
    fn a_table_is_one_block() {
        let all = forms("| ID | Task |\n|---|:--:|\n| 1 | a |\n| 2 | b |\n\ntext");
        assert!(matches!(&all[0], Form::Table(rows) if rows.len() == 3 && rows[2] == (4, vec!["2", "b"])));
    }
}
