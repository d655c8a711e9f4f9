//! The text notation read; see the parent module. Must never guess: what it does not know is an error with its line.

use std::collections::HashMap;
use std::str::FromStr;

use jiff::civil::Date;
use planwright_domain::{Dependency, LagKind, LinkType, OriginKind, Priority, Status, TaskId};
use planwright_phrases::duration::{DayLength, Effort};

use super::write;
use crate::draft::{self, Draft, Sketch, Tie};
use crate::{ReadError, Reading, Source, amount, lag};

/// Reads a plan in the text notation. `known` finds the task that the letters behind `id:` mean; a full id that it does
/// not know is taken as it is.
///
/// # Errors
/// [`ReadError::Syntax`] at the first line that is not in the notation; [`ReadError::NoTasks`] when there is no task.
pub fn read(
    text: &str,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
    known: &dyn Fn(&str) -> Option<TaskId>,
) -> Result<Reading, ReadError> {
    let draft = draft_of(text, source.day, known)?;
    Ok(draft::finish(draft, source, mint))
}

/// A reference to a code, before all codes are known.
struct Reference {
    to: u32,
    code: String,
    link_type: LinkType,
    dependency: Dependency,
    lag: i32,
    lag_kind: LagKind,
    line: u32,
}

struct Lines<'a> {
    draft: Draft,
    day: DayLength,
    known: &'a dyn Fn(&str) -> Option<TaskId>,
    /// Open tasks with their columns, outermost first.
    open: Vec<(usize, u32)>,
    codes: HashMap<String, u32>,
    indents: bool,
    references: Vec<Reference>,
    described: Vec<bool>,
}

fn draft_of(text: &str, day: DayLength, known: &dyn Fn(&str) -> Option<TaskId>) -> Result<Draft, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let indents = text.split('\n').any(|l| {
        l.starts_with([' ', '\t']) && !l.trim_start().starts_with(['|', '*']) && !l.trim().is_empty()
    });
    let mut lines = Lines {
        draft: Draft { exact: true, ..Draft::default() },
        day,
        known,
        open: Vec::new(),
        codes: HashMap::new(),
        indents,
        references: Vec::new(),
        described: Vec::new(),
    };
    for (i, line) in text.split('\n').enumerate() {
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        lines.line(line, number).map_err(|message| ReadError::Syntax { line: number, message })?;
    }
    let references = std::mem::take(&mut lines.references);
    for reference in references {
        let Some(&from) = lines.codes.get(&reference.code) else {
            return Err(ReadError::Syntax {
                line: reference.line,
                message: format!("no task has the code {}", reference.code),
            });
        };
        let Reference { to, link_type, dependency, lag, lag_kind, line, .. } = reference;
        lines.draft.ties.push(Tie {
            from,
            to,
            line,
            quote: String::new(),
            link_type,
            dependency,
            lag,
            lag_kind,
            kind: OriginKind::Stated,
        });
    }
    if lines.draft.tasks.is_empty() && lines.draft.title.is_none() {
        return Err(if text.trim().is_empty() { ReadError::Empty } else { ReadError::NoTasks });
    }
    Ok(lines.draft)
}

impl Lines<'_> {
    fn line(&mut self, line: &str, number: u32) -> Result<(), String> {
        let body = line.trim_start_matches([' ', '\t']);
        let indent = line[..line.len() - body.len()]
            .chars()
            .fold(0, |at, c| if c == '\t' { at / 4 * 4 + 4 } else { at + 1 });
        let end = body.trim_end_matches(['\r', ' ', '\t']);
        if end.is_empty() {
            return Ok(());
        }
        if let Some(words) = body.strip_prefix('|') {
            return self.description(words.strip_prefix(' ').unwrap_or(words));
        }
        if let Some(words) = end.strip_prefix("* ") {
            let words = whole(words)?;
            let task =
                self.draft.tasks.last_mut().ok_or("an acceptance criterion stands before the first task")?;
            task.criteria.push(words);
            return Ok(());
        }
        if self.draft.tasks.is_empty() && self.header(end)? {
            return Ok(());
        }
        self.task(end, indent, number)
    }

    fn description(&mut self, words: &str) -> Result<(), String> {
        let at = self.draft.tasks.len().checked_sub(1).ok_or("a description stands before the first task")?;
        let task = &mut self.draft.tasks[at];
        if self.described[at] {
            task.description.get_or_insert_default().push('\n');
        }
        task.description.get_or_insert_default().push_str(words);
        self.described[at] = true;
        Ok(())
    }

    fn header(&mut self, line: &str) -> Result<bool, String> {
        if let Some(title) = line.strip_prefix("# ") {
            self.draft.title = Some(whole(title)?);
        } else if let Some(summary) = line.strip_prefix("summary:") {
            self.draft.summary = Some(whole(summary.trim_start())?);
        } else if let Some(day) = line.strip_prefix("start:") {
            self.draft.start = Some(date(day.trim())?);
        } else if let Some(day) = line.strip_prefix("deadline:") {
            self.draft.deadline = Some(date(day.trim())?);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn task(&mut self, line: &str, indent: usize, number: u32) -> Result<(), String> {
        let (code, rest) = line.split_once(' ').unwrap_or((line, ""));
        let named = code != "-";
        let numeric =
            code.split('.').all(|p| !p.is_empty() && p.len() < 10 && p.bytes().all(|b| b.is_ascii_digit()));
        if named && !numeric {
            return Err(format!("expected a code such as 1.2, or \"-\", and then a title; found {code:?}"));
        }
        let at = u32::try_from(self.draft.tasks.len()).unwrap_or(u32::MAX);
        let mut rest = rest.trim_start_matches(' ');
        let mut task = Sketch { line: number, ..Sketch::default() };
        for status in Status::ALL {
            if let Some(after) = rest.strip_prefix(write::mark(*status)) {
                task.status = Some(*status);
                rest = after.trim_start_matches(' ');
                break;
            }
        }
        let (title, fields) = if rest.starts_with('"') {
            quoted(rest)?
        } else {
            let cut = rest.find("  ").into_iter().chain(rest.find('\t')).min().unwrap_or(rest.len());
            (rest[..cut].to_owned(), &rest[cut..])
        };
        if title.trim().is_empty() {
            return Err("a task needs a title".to_owned());
        }
        task.title = title;
        self.fields(fields, at, number, &mut task)?;
        task.parent = self.parent(code, indent);
        if named && self.codes.insert(code.to_owned(), at).is_some() {
            return Err(format!("two tasks have the code {code}"));
        }
        self.open.push((indent, at));
        self.draft.tasks.push(task);
        self.described.push(false);
        Ok(())
    }

    fn parent(&mut self, code: &str, indent: usize) -> Option<u32> {
        if !self.indents {
            return code.rsplit_once('.').and_then(|(above, _)| self.codes.get(above).copied());
        }
        while self.open.last().is_some_and(|(column, _)| *column >= indent) {
            self.open.pop();
        }
        self.open.last().map(|(_, task)| *task)
    }

    fn fields(&mut self, text: &str, at: u32, line: u32, task: &mut Sketch) -> Result<(), String> {
        let words = words(text)?;
        let mut i = 0;
        while let Some(word) = words.get(i) {
            i += 1;
            let word = word.as_str();
            match word {
                "milestone" => task.milestone = true,
                "archived" => task.archived = true,
                "after" | "related" | "duplicate" => {
                    let link_type = match word {
                        "after" => LinkType::Blocks,
                        "related" => LinkType::Related,
                        _ => LinkType::Duplicate,
                    };
                    i = self.references(&words, i, link_type, at, line)?;
                }
                _ => self.field(word, task)?,
            }
        }
        Ok(())
    }

    fn field(&self, word: &str, task: &mut Sketch) -> Result<(), String> {
        if let Some(name) = word.strip_prefix('@') {
            task.assignees.insert(whole(name)?);
        } else if let Some(label) = word.strip_prefix('#') {
            task.labels.insert(whole(label)?);
        } else if let Some(level) = word.strip_prefix('!') {
            task.priority =
                Some(Priority::from_word(level).ok_or_else(|| {
                    format!("{level:?} is no priority: expected low, medium, high or urgent")
                })?);
        } else if let Some(day) = word.strip_prefix("start:") {
            task.start = Some(date(day)?);
        } else if let Some(day) = word.strip_prefix("due:") {
            task.due = Some(date(day)?);
        } else if let Some(id) = word.strip_prefix("id:") {
            let id = (self.known)(id).or_else(|| TaskId::parse(id).ok());
            task.id = Some(id.ok_or_else(|| format!("no task has an id that begins with {:?}", &word[3..]))?);
        } else if let Some(minutes) = amount::read(word, self.day, false) {
            task.effort = Some(Effort::exactly(minutes));
        } else {
            return Err(format!(
                "{word:?} is no field: expected an effort such as 2d, after, @name, #label, !priority, due:DATE or start:DATE"
            ));
        }
        Ok(())
    }

    /// Codes behind `after`, each with its dependency and lag; the position behind them.
    fn references(
        &mut self,
        words: &[String],
        mut i: usize,
        link_type: LinkType,
        to: u32,
        line: u32,
    ) -> Result<usize, String> {
        loop {
            let word = words.get(i).ok_or("expected the code of a task after \"after\"")?;
            i += 1;
            let mut more = word.ends_with(',');
            let code = word.trim_end_matches(',').to_owned();
            let mut reference = Reference {
                to,
                code,
                link_type,
                dependency: Dependency::FinishToStart,
                lag: 0,
                lag_kind: LagKind::Working,
                line,
            };
            if !more
                && let Some(how) = words.get(i)
                && let Some((dependency, lag, lag_kind)) = lag::read(how.trim_end_matches(','), self.day)
            {
                i += 1;
                more = how.ends_with(',');
                (reference.dependency, reference.lag, reference.lag_kind) = (dependency, lag, lag_kind);
            }
            self.references.push(reference);
            if !more {
                return Ok(i);
            }
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_str(text)
        .map_err(|_| format!("{text:?} is no date: expected year-month-day, such as 2026-03-05"))
}

/// A text that may stand in quotes.
fn whole(text: &str) -> Result<String, String> {
    if !text.starts_with('"') {
        return Ok(text.to_owned());
    }
    let (value, rest) = quoted(text)?;
    if rest.trim().is_empty() {
        Ok(value)
    } else {
        Err(format!("unexpected {:?} after a closing quote", rest.trim()))
    }
}

/// A text in quotes at the beginning, and what follows.
fn quoted(text: &str) -> Result<(String, &str), String> {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((out, &text[at + 1..])),
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('u') => {
                    let hex: String = chars
                        .by_ref()
                        .map(|(_, c)| c)
                        .skip_while(|c| *c == '{')
                        .take_while(|c| *c != '}')
                        .take(7)
                        .collect();
                    let c = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                    out.push(c.ok_or_else(|| format!("\\u{{{hex}}} is no character"))?);
                }
                Some(c @ ('"' | '\\')) => out.push(c),
                _ => return Err("a backslash in quotes stands before \", \\, n, t, r or u{…}".to_owned()),
            },
            c => out.push(c),
        }
    }
    Err("a quote is opened and not closed".to_owned())
}

/// Words apart by blanks; a quote keeps its blanks.
fn words(text: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\t']);
    while !rest.is_empty() {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        let quote = rest[..end].find('"').filter(|at| *at == 1);
        let taken = match quote {
            Some(at) => rest.len() - quoted(&rest[at..])?.1.len(),
            None => end,
        };
        out.push(rest[..taken].to_owned());
        rest = rest[taken..].trim_start_matches([' ', '\t']);
    }
    Ok(out)
}
