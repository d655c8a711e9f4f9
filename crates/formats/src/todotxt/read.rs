//! todo.txt read; see the parent module. Must never guess which task is meant: a reference that names none is told.

use std::collections::HashMap;

use planwright_domain::{LinkType, OriginKind, Priority, Status, Value, Warning};
use planwright_phrases::duration::Effort;
use planwright_phrases::{clean, duration};

use super::pair;
use crate::decode::exactly;
use crate::draft::{self, Draft, Sketch, Tie, start_of};
use crate::{ReadError, Reading, Source, amount, day, decode, predecessor};

/// Reads a list.
pub(crate) fn read(
    bytes: &[u8],
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut draft = Draft::default();
    // Its own encoding is UTF-8, in which every character stays as it is; anything else is mended first.
    let whole = decode(bytes)?;
    let sound = exactly(bytes).ok().filter(|t| clean::demojibake(t) == *t && !t.starts_with('\u{feff}'));
    if sound.is_none() {
        draft.warnings = whole.warnings.clone();
    }
    let dates = day::Reader::new(source.today, source.date_order);
    let mut list = List { draft, dates, source, lines: Vec::new(), recurring: 0 };
    for (i, line) in sound.unwrap_or(&whole.text).split('\n').enumerate() {
        list.line(line.trim_end_matches('\r'), u32::try_from(i + 1).unwrap_or(u32::MAX));
    }
    if list.draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    list.projects();
    list.tie();
    let mut draft = list.draft;
    if list.recurring > 0 {
        let come =
            if list.recurring == 1 { "1 task comes" } else { &format!("{} tasks come", list.recurring) };
        let text = format!("how often {come} back was not carried");
        draft.warnings.push(Warning::new("not-carried", text));
    }
    draft.title.get_or_insert_with(|| source.title());
    Ok(draft::finish(draft, source, mint))
}

/// What a line says of other lines.
#[derive(Default)]
struct Said {
    id: Option<String>,
    parents: Vec<String>,
    before: Vec<(LinkType, String)>,
    projects: Vec<String>,
}

struct List<'a> {
    draft: Draft,
    dates: day::Reader,
    source: &'a Source<'a>,
    lines: Vec<Said>,
    recurring: u32,
}

impl List<'_> {
    fn line(&mut self, line: &str, number: u32) {
        let mut task = Sketch { line: number, quote: line.to_owned(), ..Sketch::default() };
        let mut said = Said::default();
        let mut rest = line.trim_start_matches([' ', '\t']);
        if let Some(after) = rest.strip_prefix("x ") {
            task.status = Some(Status::Done);
            rest = after;
        }
        if let Some((letter, after)) = letter(rest) {
            task.priority = Some(letter);
            rest = after;
        }
        // The day it was done, the day it was written down.
        let done = task.status == Some(Status::Done);
        for name in if done { &["completed", "created"][..] } else { &["created"][..] } {
            let Some((first, after)) = rest.split_once(' ') else { break };
            if first.len() != 10 || day::iso(first).is_none() {
                break;
            }
            task.metadata.insert((*name).to_owned(), Value::Text(first.to_owned()));
            rest = after;
        }
        let words: Vec<&str> = rest.split([' ', '\t']).collect();
        // What stands at the end of a line is said of it; in its midst a sign belongs to the sentence.
        let special =
            |w: &&str| w.is_empty() || w.len() > 1 && w.starts_with(['+', '@']) || pair(w).is_some();
        let end = words.iter().rposition(|w| !special(w)).map_or(0, |at| at + 1);
        let begin = words.iter().position(|w| !special(w)).unwrap_or(0);
        let mut title: Vec<&str> = Vec::new();
        for (i, word) in words.iter().copied().enumerate() {
            if let Some(plain) = word.strip_prefix('\\') {
                title.push(plain);
            } else if word.len() > 1 && word.starts_with(['+', '@']) {
                let name = unpacked(&word[1..]);
                if word.starts_with('+') {
                    said.projects.push(name);
                } else {
                    task.labels.insert(name);
                }
                if i > begin && i < end {
                    title.push(&word[1..]);
                }
            } else if !pair(word).is_some_and(|(name, value)| self.field(name, value, &mut task, &mut said))
                && !word.is_empty()
            {
                title.push(word);
            }
        }
        task.title = title.join(" ");
        if task.title.chars().any(char::is_alphanumeric) {
            self.draft.tasks.push(task);
            self.lines.push(said);
        }
    }

    /// Takes what a pair says; false where it says nothing known and is a part of the title.
    fn field(&mut self, name: &str, value: &str, task: &mut Sketch, said: &mut Said) -> bool {
        let minutes = |text: &str| {
            let exact = amount::read(text, self.source.day, false).map(Effort::exactly);
            exact.or_else(|| duration::parse(text, self.source.day))
        };
        match name.to_ascii_lowercase().as_str() {
            "due" | "d" => match self.dates.last(value) {
                Some(day) => task.due = Some(day),
                None => return false,
            },
            "t" | "start" | "threshold" => match self.dates.first(value) {
                Some(day) => task.start = Some(day),
                None => return false,
            },
            "est" | "dur" | "effort" | "estimate" => match minutes(value) {
                Some(effort) => task.effort = Some(effort),
                None => return false,
            },
            "spent" | "act" => match minutes(value) {
                Some(effort) => task.actual = Some(effort.likely),
                None => return false,
            },
            "pri" => match letter(&format!("({value}) ")) {
                Some((priority, _)) => task.priority = Some(priority),
                None => return false,
            },
            "status" => match Status::from_word(value) {
                Some(status) => task.status = Some(status),
                None => return false,
            },
            "kind" if value == "milestone" => task.milestone = true,
            "h" if value == "1" => task.archived = true,
            "assignee" | "owner" | "assigned" => {
                task.assignees.insert(unpacked(value));
            }
            "note" => task.description = Some(unpacked(value)),
            "rec" => self.recurring += 1,
            "id" => said.id = Some(value.to_owned()),
            "p" | "parent" | "sup" => said.parents.push(value.to_owned()),
            "dep" | "after" | "blocked" | "blockedby" | "depends" => {
                said.before.push((LinkType::Blocks, value.to_owned()));
            }
            "rel" => said.before.push((LinkType::Related, value.to_owned())),
            "dup" => said.before.push((LinkType::Duplicate, value.to_owned())),
            "created" | "completed" | "uuid" => {
                task.metadata.insert(name.to_owned(), Value::Text(value.to_owned()));
            }
            _ => return false,
        }
        true
    }

    /// Projects are the parts of a list that has no other; one that all tasks have is its title; else they are labels.
    fn projects(&mut self) {
        let mut names: Vec<&String> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        names.extend(
            self.lines.iter().filter_map(|l| l.projects.first()).filter(|n| seen.insert((*n).clone())),
        );
        let with = self.lines.iter().filter(|l| !l.projects.is_empty()).count();
        let nested = self.lines.iter().any(|l| !l.parents.is_empty());
        let all = self.lines.len();
        if names.len() == 1 && with == all && !nested {
            self.draft.title = names.first().map(|n| n.replace('_', " "));
            self.lines.iter_mut().for_each(|l| l.projects.clear());
        } else if names.len() > 1 && with * 10 >= all * 6 && !nested {
            // A project stands where the first of its tasks does; the order of parents and children is made later.
            let mut places: HashMap<String, u32> = HashMap::new();
            let tasks = std::mem::take(&mut self.draft.tasks);
            let lines = std::mem::take(&mut self.lines);
            for (mut task, mut said) in tasks.into_iter().zip(lines) {
                if !said.projects.is_empty() {
                    let name = said.projects.remove(0);
                    let next = self.draft.tasks.len() as u32;
                    let parent = *places.entry(name.clone()).or_insert(next);
                    if parent == next {
                        let (line, quote) = (task.line, format!("+{name}"));
                        let title = name.replace('_', " ");
                        self.draft.tasks.push(Sketch { title, line, quote, ..Sketch::default() });
                        self.lines.push(Said::default());
                    }
                    task.parent = Some(parent);
                }
                self.draft.tasks.push(task);
                self.lines.push(said);
            }
        }
        for (task, said) in self.draft.tasks.iter_mut().zip(&self.lines) {
            task.labels.extend(said.projects.iter().cloned());
        }
    }

    fn tie(&mut self) {
        let mut ids: HashMap<&str, u32> = HashMap::new();
        for (i, said) in self.lines.iter().enumerate() {
            if let Some(id) = &said.id {
                ids.entry(id).or_insert(i as u32);
            }
        }
        let mut parents: Vec<Option<u32>> = self.draft.tasks.iter().map(|t| t.parent).collect();
        let mut ties = Vec::new();
        let mut warnings = Vec::new();
        for (i, said) in self.lines.iter().enumerate() {
            let (task, at) = (&self.draft.tasks[i], i as u32);
            let mut unknown = |word: &str| {
                let name = start_of(&task.title);
                let text = format!(
                    "\"{name}\" refers to \"{}\", which is not in the document; no link was made",
                    start_of(word)
                );
                warnings.push(Warning::at("unknown-reference", task.line, text));
            };
            for (n, word) in said.parents.iter().enumerate() {
                match ids.get(word.as_str()) {
                    Some(parent) if n == 0 => parents[i] = Some(*parent).filter(|p| *p != at),
                    // It can be part of one; the others wait for it.
                    Some(parent) => ties.push(Tie::stated(at, *parent, task.line, word)),
                    None => unknown(word),
                }
            }
            for (link_type, words) in &said.before {
                let whole = ids.contains_key(words.as_str());
                let parts: Vec<&str> =
                    if whole { vec![words] } else { words.split(',').filter(|w| !w.is_empty()).collect() };
                for word in parts {
                    let stated = |from| Tie {
                        link_type: *link_type,
                        kind: OriginKind::Stated,
                        ..Tie::stated(from, at, task.line, word)
                    };
                    if let Some(from) = ids.get(word) {
                        ties.push(stated(*from));
                    } else if let Some((code, dependency, lag, lag_kind)) = predecessor::read(word)
                        && let Some(from) = ids.get(code)
                    {
                        ties.push(Tie { dependency, lag, lag_kind, ..stated(*from) });
                    } else {
                        unknown(word);
                    }
                }
            }
        }
        for task in crate::csv::tree::without_circles(&mut parents) {
            let task = &self.draft.tasks[task as usize];
            let text =
                format!("\"{}\" would be a part of itself; it was left at the top", start_of(&task.title));
            warnings.push(Warning::at("parent-cycle", task.line, text));
        }
        let order = crate::csv::tree::order(&parents);
        let mut place = vec![0u32; order.len()];
        order.iter().enumerate().for_each(|(new, old)| place[*old as usize] = new as u32);
        let mut tasks = std::mem::take(&mut self.draft.tasks);
        for old in &order {
            let parent = parents[*old as usize].map(|p| place[p as usize]);
            let task = std::mem::take(&mut tasks[*old as usize]);
            let key = self.lines[*old as usize].id.clone();
            self.draft.tasks.push(Sketch { parent, key: task.key.clone().or(key), ..task });
        }
        let placed = |t: Tie| Tie { from: place[t.from as usize], to: place[t.to as usize], ..t };
        self.draft.ties = ties.into_iter().map(placed).collect();
        self.draft.warnings.extend(warnings);
    }
}

/// "(A) " in front of a line, and what follows.
pub(super) fn letter(text: &str) -> Option<(Priority, &str)> {
    let mut chars = text.strip_prefix('(')?.chars();
    let priority = match chars.next()? {
        'A' => Priority::Urgent,
        'B' => Priority::High,
        'C' => Priority::Medium,
        'D'..='Z' => Priority::Low,
        _ => return None,
    };
    Some((priority, chars.as_str().strip_prefix(") ")?))
}

/// What was written without blanks.
fn unpacked(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = value
            .get(at + 1..at + 3)
            .filter(|_| bytes[at] == b'%')
            .and_then(|c| u8::from_str_radix(c, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use planwright_domain::Project;
    use proptest::prelude::*;

    use super::*;
    use crate::{Notation, fixture};

    fn plan(text: &str) -> Result<String, ReadError> {
        Ok(fixture::told(&project(text)?))
    }

    fn project(text: &str) -> Result<Project, ReadError> {
        Ok(fixture::project(&fixture::reading(text, Notation::TodoTxt)?))
    }

    #[test]
    fn keys_of_several_programs_are_read() {
        let text = "x 2026-02-20 2026-02-01 Choose paint @shop id:1\n(A) 2026-03-01 Paint walls due:2026-03-05 est:2d dep:1 id:2\n(C) Tape edges p:2 t:2026-03-02\nAsk @ann about the key rec:1w h:1\nSee https://example.org at 10:30\n";
        assert_eq!(
            plan(text).unwrap(),
            "# Imported plan\n\n1 [x] Choose paint  #shop\n2 Paint walls  2d  !urgent  due:2026-03-05  after 1\n  2.1 Tape edges  !medium  start:2026-03-02\n3 Ask ann about the key  #ann  archived\n4 See https://example.org at 10:30\n"
        );
    }

    #[test]
    fn the_days_of_a_line_stay_with_its_task() {
        let line = "x 2026-02-20 2026-02-01 Choose paint\n2026-02-03 Paint\n";
        let project = project(line).unwrap();
        let text: Vec<String> = project.walk().map(|met| format!("{:?}", met.task.metadata)).collect();
        assert!(text[0].contains("completed") && text[0].contains("2026-02-20"), "{text:?}");
        assert!(text[0].contains("2026-02-01") && text[1].contains("2026-02-03"), "{text:?}");
    }

    #[test]
    fn projects_are_parts_where_there_are_no_others() {
        assert_eq!(
            plan("Mow +Garden\nPaint +House\nRake +Garden @tools\nRest\n").unwrap(),
            "# Imported plan\n\n1 Garden\n  1.1 Mow\n  1.2 Rake  #tools\n2 House\n  2.1 Paint\n3 Rest\n"
        );
        assert_eq!(plan("Mow +Garden\nRake +Garden\n").unwrap(), "# Garden\n\n1 Mow\n2 Rake\n");
    }

    #[test]
    fn a_hundred_thousand_lines_are_read_in_time() {
        let text: String =
            (0..100_000).map(|i| format!("(B) Task {i} id:{i} p:{} dep:{}\n", i / 10 * 10, i + 1)).collect();
        assert!(plan(&text).is_ok());
    }

    proptest! {
        #[test]
        fn no_line_panics(text in "[x() A-C0-9\\-+@:%\\\\a-zé\n,]{0,200}") {
            let _ = plan(&text);
        }
    }
}
