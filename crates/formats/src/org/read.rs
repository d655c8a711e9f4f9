//! Org-mode read, line by line. Must never take what stands in a block or a drawer for a heading.

use planwright_domain::{Dependency, LagKind, LinkType, Priority, Status, Value, Warning};
use planwright_phrases::duration;

use super::heading::{Heading, States, shown, title};
use super::tasks::{Entry, Wait, tasks};
use super::time::{clocked, effort, stamps, undated};
use crate::counts::not_carried;
use crate::draft::{self, Draft, Sketch};
use crate::{Decoded, ReadError, Reading, Source, lag};

/// Reads a file.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut file = File {
        source,
        draft: Draft { warnings: decoded.warnings.clone(), ..Draft::default() },
        entries: Vec::new(),
        states: States::default(),
        lowest: 'C',
        repeated: 0,
        drawer: None,
        block: false,
    };
    for (i, line) in decoded.text.lines().enumerate() {
        file.line(line, i as u32 + 1);
    }
    let repeated = file.repeated;
    let File { mut draft, entries, .. } = file;
    if repeated > 0 {
        let dates = not_carried(repeated, "repeating date");
        let text = format!("{dates}: only the next date of each is");
        draft.warnings.push(Warning::new("not-carried", text));
    }
    draft.title = draft.title.take().or_else(|| Some(source.title()));
    tasks(entries, &mut draft);
    if draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    Ok(draft::finish(draft, source, mint))
}

struct File<'s, 'a> {
    source: &'s Source<'a>,
    draft: Draft,
    entries: Vec<Entry>,
    states: States,
    /// The lowest priority: `C`, or `D` where there are four.
    lowest: char,
    repeated: usize,
    drawer: Option<String>,
    block: bool,
}

impl File<'_, '_> {
    fn line(&mut self, line: &str, number: u32) {
        let bare = line.trim();
        let lower = bare.get(..bare.len().min(10)).unwrap_or("").to_ascii_lowercase();
        if self.block {
            self.block = !lower.starts_with("#+end");
            return self.body(line);
        }
        if let Some(heading) = Heading::read(line, &self.states) {
            self.drawer = None;
            return self.heading(heading, line, number);
        }
        if let Some(drawer) = self.drawer.clone() {
            if bare.eq_ignore_ascii_case(":end:") {
                self.drawer = None;
            } else {
                self.drawn(&drawer, bare, number);
            }
            return;
        }
        if lower.starts_with("#+begin") {
            self.block = true;
            return self.body(line);
        }
        if let Some(setting) = bare.strip_prefix("#+") {
            return self.setting(setting);
        }
        let drawer = bare.strip_prefix(':').and_then(|b| b.strip_suffix(':'));
        if let Some(name) = drawer.filter(|n| !n.is_empty() && !n.contains([' ', ':'])) {
            self.drawer = Some(name.to_ascii_uppercase());
            return;
        }
        if bare.starts_with("# ") || bare == "#" {
            return;
        }
        if ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"].iter().any(|w| bare.starts_with(w)) {
            return self.planning(bare);
        }
        if let Some((status, words)) = checkbox(bare) {
            let indent = line.len() - line.trim_start().len();
            return self.check(status, words, indent, line, number);
        }
        self.body(line);
    }

    fn setting(&mut self, setting: &str) {
        let Some((name, value)) = setting.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_uppercase().as_str() {
            "TITLE" => self.draft.title = Some(shown(value)).filter(|t| !t.is_empty()),
            "DESCRIPTION" | "SUBTITLE" => self.draft.summary = Some(shown(value)).filter(|t| !t.is_empty()),
            "TODO" | "SEQ_TODO" | "TYP_TODO" => self.states.sequence(value),
            "PRIORITIES" => {
                self.lowest = value.split_whitespace().nth(1).and_then(|w| w.chars().next()).unwrap_or('C');
            }
            "PROPERTY" => match value.split_once(' ') {
                Some(("START", date)) => self.draft.start = crate::day::iso(date),
                Some(("DEADLINE", date)) => self.draft.deadline = crate::day::iso(date),
                _ => {}
            },
            _ => {}
        }
    }

    fn heading(&mut self, heading: Heading<'_>, line: &str, number: u32) {
        // What is shielded is part of the title.
        let shielded = line.contains(super::SHIELD);
        let (words, days) = if shielded { (heading.title, None) } else { undated(heading.title) };
        let (words, effort) = match duration::trailing_bracket(&words, self.source.day) {
            Some((head, effort)) if !shielded => (head.to_owned(), Some(effort)),
            _ => (words, None),
        };
        let mut sketch = Sketch {
            line: number,
            quote: draft::opening(line).to_owned(),
            title: words,
            effort,
            status: heading.state,
            start: days.and_then(|days| days.0),
            due: days.map(|days| days.1),
            priority: heading.priority.and_then(|p| self.priority(p)),
            ..Sketch::default()
        };
        for tag in heading.tags {
            match tag {
                "ARCHIVE" => sketch.archived = true,
                "milestone" => sketch.milestone = true,
                tag => {
                    sketch.labels.insert(tag.to_owned());
                }
            }
        }
        let marked = heading.state.is_some() || sketch.priority.is_some();
        let comment = heading.comment;
        self.entries.push(Entry { sketch, level: heading.level, marked, comment, ..Entry::default() });
    }

    fn priority(&self, letter: char) -> Option<Priority> {
        let all = if self.lowest == 'D' {
            [('A', Priority::Urgent), ('B', Priority::High), ('C', Priority::Medium), ('D', Priority::Low)]
        } else {
            [('A', Priority::High), ('B', Priority::Medium), ('C', Priority::Low), ('D', Priority::Low)]
        };
        all.into_iter().find(|(l, _)| *l == letter).map(|(_, p)| p)
    }

    fn check(&mut self, status: Status, words: &str, indent: usize, line: &str, number: u32) {
        let words = title(words);
        let (words, effort) = match duration::trailing_bracket(&words, self.source.day) {
            Some((head, effort)) => (head.to_owned(), Some(effort)),
            None => (words, None),
        };
        if words.is_empty() {
            return;
        }
        let sketch = Sketch {
            line: number,
            quote: draft::opening(line).to_owned(),
            title: words,
            effort,
            status: Some(status),
            ..Sketch::default()
        };
        self.entries.push(Entry { sketch, level: 1_000_000 + indent, marked: true, ..Entry::default() });
    }

    fn body(&mut self, line: &str) {
        let Some(entry) = self.entries.last_mut() else { return };
        // A line of text under the last checkbox that is not indented belongs to the heading; it is told there no more.
        if entry.level < 1_000_000 && (!line.trim().is_empty() || !entry.body.is_empty()) {
            if entry.sketch.start.is_none() && entry.sketch.due.is_none() && line.contains('<') {
                let stamps = stamps(line);
                if let Some((date, _)) = stamps.first().filter(|_| line.trim().starts_with('<')) {
                    let range = stamps.get(1).map(|(date, _)| *date);
                    entry.sketch.start = range.map(|_| *date);
                    entry.sketch.due = range.or(Some(*date));
                }
            }
            entry.body.push(line.trim_end().to_owned());
        }
    }

    fn planning(&mut self, text: &str) {
        let Some(entry) = self.entries.last_mut() else { return };
        let mut rest = text;
        while let Some((word, more)) = rest.split_once(':') {
            let word = word.rsplit(' ').next().unwrap_or(word);
            let end =
                ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"].iter().filter_map(|w| more.find(w)).min();
            let value = &more[..end.unwrap_or(more.len())];
            if word == "CLOCK" {
                let spent = value.rsplit_once("=>").and_then(|(_, t)| clocked(t.trim()));
                entry.sketch.actual =
                    Some(entry.sketch.actual.unwrap_or(0).saturating_add(spent.unwrap_or(0)));
            } else if let Some((date, repeats)) = stamps(value).first() {
                self.repeated += usize::from(*repeats);
                match word {
                    "SCHEDULED" => entry.sketch.start = Some(*date),
                    "DEADLINE" => entry.sketch.due = Some(*date),
                    _ => {}
                }
            }
            let Some(end) = end else { break };
            rest = &more[end..];
        }
    }

    /// A line within a drawer.
    fn drawn(&mut self, drawer: &str, line: &str, number: u32) {
        match drawer {
            "PROPERTIES" => {
                let Some((name, value)) = line.strip_prefix(':').and_then(|l| l.split_once(':')) else {
                    return;
                };
                self.property(name.trim_end_matches('+'), value.trim(), number);
            }
            "CRITERIA" | "ACCEPTANCE" => {
                let words = line.trim_start_matches(['-', '+']).trim();
                if let Some(entry) = self.entries.last_mut().filter(|_| !words.is_empty()) {
                    entry.sketch.criteria.push(shown(words));
                }
            }
            _ if line.starts_with("CLOCK:") => self.planning(line),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, value: &str, line: u32) {
        let day = self.source.day;
        let Some(entry) = self.entries.last_mut() else { return };
        let sketch = &mut entry.sketch;
        let list = || several(value);
        let mut wait = |names: Vec<String>, link_type, forward| {
            for name in names {
                let (name, how) = name.split_once(' ').unwrap_or((&name, ""));
                let how =
                    lag::read(how.trim(), day).unwrap_or((Dependency::FinishToStart, 0, LagKind::Working));
                let name = name.trim_start_matches("id:").to_owned();
                entry.waits.push(Wait { name, line, link_type, how, forward });
            }
        };
        match name.to_ascii_uppercase().as_str() {
            "EFFORT" | "DURATION" | "ESTIMATE" => sketch.effort = effort(value, day).or(sketch.effort),
            "ID" | "CUSTOM_ID" | "TASK_ID" => {
                let own = crate::mermaid::code(value).is_some();
                if !own && (sketch.key.is_none() || name.eq_ignore_ascii_case("custom_id")) {
                    sketch.key = Some(value.to_owned()).filter(|v| !v.is_empty() && v.len() <= 200);
                }
                entry.ids.push(value.to_owned());
            }
            "BLOCKER" => wait(inside(value), LinkType::Blocks, false),
            "TRIGGER" => wait(inside(value), LinkType::Blocks, true),
            "DEPENDS" | "DEPENDS_ON" | "DEPENDENCIES" | "AFTER" => wait(list(), LinkType::Blocks, false),
            "BLOCKS" => wait(list(), LinkType::Blocks, true),
            "RELATED" => wait(list(), LinkType::Related, false),
            "DUPLICATES" => wait(list(), LinkType::Duplicate, false),
            "ASSIGNEE" | "ASSIGNED" | "ASSIGNED_TO" | "OWNER" | "WHO" | "ALLOCATE" | "RESPONSIBLE" => {
                sketch.assignees.extend(list());
            }
            "LABELS" => sketch.labels.extend(list()),
            "MILESTONE" => sketch.milestone = !matches!(value, "" | "nil"),
            "ORDERED" => entry.ordered = !matches!(value, "" | "nil"),
            "DEADLINE" => sketch.due = stamps(value).first().map(|s| s.0).or(sketch.due),
            "SCHEDULED" => sketch.start = stamps(value).first().map(|s| s.0).or(sketch.start),
            "COLUMNS" | "LOGGING" | "COOKIE_DATA" | "VISIBILITY" | "CATEGORY" | "STYLE" => {}
            upper if upper.ends_with("_ALL") || value.is_empty() || sketch.metadata.len() >= 50 => {}
            _ => {
                sketch.metadata.insert(name.chars().take(100).collect(), Value::Text(shown(value)));
            }
        }
    }
}

/// Values between commas or semicolons, but for those that are shielded.
fn several(value: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = matches!(c, ',' | ';') && chars.peek() != Some(&super::SHIELD);
        match all.last_mut().filter(|_| !ends) {
            Some(last) => last.push(c),
            None => all.push(String::new()),
        }
    }
    all.iter().map(|part| shown(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// `- [ ] words`, `1. [X] words`.
fn checkbox(bare: &str) -> Option<(Status, &str)> {
    let rest = bare
        .strip_prefix("- ")
        .or_else(|| bare.strip_prefix("+ "))
        .or_else(|| {
            let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
            bare[digits..].strip_prefix(['.', ')']).filter(|_| (1..=4).contains(&digits))
        })?
        .trim_start();
    let status = match rest.get(..3)? {
        "[ ]" => Status::Todo,
        "[X]" | "[x]" => Status::Done,
        "[-]" => Status::InProgress,
        _ => return None,
    };
    rest[3..].strip_prefix(' ').map(|words| (status, words))
}

/// The ids in `ids(a "id:b")`, or in what has no brackets at all.
fn inside(value: &str) -> Vec<String> {
    let words = match value.find("ids(") {
        Some(at) => value[at + 4..].split(')').next().unwrap_or(""),
        None if value.contains('(') => return relative(value),
        None => value,
    };
    let words = words.split([' ', ',', '"']).map(|w| w.trim_start_matches("id:").to_owned());
    words.filter(|w| !w.is_empty() && w != "nil" && w != "t").collect()
}

/// Places of org-edna that need no id.
fn relative(value: &str) -> Vec<String> {
    ["previous-sibling"].iter().filter(|w| value.contains(**w)).map(|w| (*w).to_owned()).collect()
}
