//! Which task a cell means: by one of its keys, by its place among the rows or by its title; and how predecessors are
//! written: "3FS+2d;4". Must never link to a guess: a name that two tasks have means neither.

use std::collections::HashMap;

use planwright_domain::{Dependency, LagKind};
use planwright_phrases::dependency::{self, Reference};
use planwright_phrases::duration::{self, DayLength};

use super::values::{number, plain};
use crate::outline::fold;

/// Most tasks that one range may name.
const MOST: usize = 400;
/// Of how many cells the column that they refer to is found.
const SAMPLE: usize = 4000;

/// What tasks can be called by.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// One map for each column of keys; where there is none, one of the numbers of rows.
    keys: Vec<HashMap<String, u32>>,
    titles: HashMap<String, Option<u32>>,
}

/// What a word turned out to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    One(u32),
    Several,
    Nothing,
}

/// A task that comes before, or after, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) task: u32,
    pub(super) dependency: Dependency,
    pub(super) lag: i32,
    pub(super) lag_kind: LagKind,
}

/// What the references of a cell turned out to be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) found: Vec<Part>,
    /// Words that mean no task, or more than one.
    pub(super) unknown: Vec<String>,
    pub(super) several: Vec<String>,
    /// Lags in percent, which are none here.
    pub(super) shares: u32,
}

impl Names {
    /// Another column of keys.
    pub(super) fn add_keys<'a>(&mut self, keys: impl Iterator<Item = (&'a str, u32)>) {
        let mut map = HashMap::new();
        for (key, task) in keys {
            let key = key_of(key);
            if !key.is_empty() {
                map.entry(key).or_insert(task);
            }
        }
        self.keys.push(map);
    }

    /// A title, or another name, of a task.
    pub(super) fn add_title(&mut self, title: &str, task: u32) {
        let folded = fold(title);
        if !folded.is_empty() {
            self.titles.entry(folded).and_modify(|t| *t = t.filter(|t| *t == task)).or_insert(Some(task));
        }
    }

    /// Which column of keys these cells refer to: the one in which most of them are found.
    pub(super) fn column<'a>(&self, cells: impl Iterator<Item = &'a str>) -> usize {
        let mut counts = vec![0usize; self.keys.len()];
        for cell in cells.take(SAMPLE) {
            for word in cut(cell).take(8) {
                for (i, keys) in self.keys.iter().enumerate() {
                    counts[i] += usize::from(timed(word, |key| keys.get(&key_of(key)).copied()).is_some());
                }
            }
        }
        // Of equals the first.
        counts.iter().enumerate().rev().max_by_key(|(_, n)| **n).map_or(0, |(i, _)| i)
    }

    /// The task of a word, looked for among the keys of this column first.
    pub(super) fn find(&self, word: &str, column: usize) -> Found {
        if let Some(task) = self.by_key(word, column) {
            return Found::One(task);
        }
        match self.titles.get(&fold(unlinked(word))) {
            Some(Some(task)) => Found::One(*task),
            Some(None) => Found::Several,
            None => Found::Nothing,
        }
    }

    fn by_key(&self, word: &str, column: usize) -> Option<u32> {
        let word = key_of(word);
        if word.is_empty() {
            return None;
        }
        let order = std::iter::once(column).chain((0..self.keys.len()).filter(|i| *i != column));
        let in_order = |word: &str| order.clone().find_map(|i| self.keys.get(i)?.get(word).copied());
        in_order(&word).or_else(|| in_order(word.strip_suffix(".0")?)).or_else(|| {
            in_order(word.contains("://").then(|| word.trim_end_matches('/').rsplit('/').next())??)
        })
    }

    /// Every task that a cell names. `task` is the one in whose row it stands.
    pub(super) fn parts(&self, cell: &str, column: usize, task: u32, day: DayLength) -> Parts {
        let mut parts = Parts::default();
        let cell = plain(cell);
        if cell.is_empty() || cell.len() > 20_000 {
            return parts;
        }
        if let Found::One(found) = self.find(cell, column) {
            parts.found.push(Part::plain(found));
            return parts;
        }
        let words: Vec<&str> = cut(cell).collect();
        let mut i = 0;
        while i < words.len() {
            i += self.word(cell, &words[i..], column, task, day, &mut parts);
        }
        parts
    }

    /// Reads the first of `words`, or several that are one title with commas in it; how many were read.
    fn word(
        &self,
        cell: &str,
        words: &[&str],
        column: usize,
        task: u32,
        day: DayLength,
        parts: &mut Parts,
    ) -> usize {
        let word = words[0];
        let mut shares = 0;
        if let Some(part) = self.timed(word, column, day, &mut shares) {
            parts.shares += shares;
            parts.found.push(part);
            return 1;
        }
        for n in (2..=words.len().min(5)).rev() {
            let from = word.as_ptr() as usize - cell.as_ptr() as usize;
            let last = words[n - 1];
            let to = last.as_ptr() as usize - cell.as_ptr() as usize + last.len();
            if let Some(Some(found)) = cell.get(from..to).and_then(|w| self.titles.get(&fold(w))) {
                parts.found.push(Part::plain(*found));
                return n;
            }
        }
        match self.find(word, column) {
            Found::One(found) => parts.found.push(Part::plain(found)),
            Found::Several => parts.several.push(word.to_owned()),
            Found::Nothing => self.phrase(word, column, task, parts),
        }
        1
    }

    /// "Task 3", "T1 and T2", "1.1–1.3", "none".
    fn phrase(&self, word: &str, column: usize, task: u32, parts: &mut Parts) {
        for reference in dependency::references(word) {
            let one = |key: &str| match self.by_key(dependency::code(key), column) {
                Some(task) => Found::One(task),
                None => self.find(key, column),
            };
            match &reference {
                Reference::Key(key) | Reference::Name(key) | Reference::AllOf(key) => match one(key) {
                    Found::One(task) => parts.found.push(Part::plain(task)),
                    Found::Several => parts.several.push(key.clone()),
                    Found::Nothing => parts.unknown.push(key.clone()),
                },
                Reference::Range(from, to) => match (one(from), one(to)) {
                    (Found::One(from), Found::One(to)) if from <= to && ((to - from) as usize) < MOST => {
                        parts.found.extend((from..=to).filter(|t| *t != task).map(Part::plain));
                    }
                    _ => parts.unknown.push(format!("{from}–{to}")),
                },
                Reference::Previous if task > 0 => parts.found.push(Part::plain(task - 1)),
                _ => parts.unknown.push(word.to_owned()),
            }
        }
    }

    /// "3", "3FS", "3FS+2d", "12EA-1 Tag".
    fn timed(&self, word: &str, column: usize, day: DayLength, shares: &mut u32) -> Option<Part> {
        let (task, said) = timed(word, |key| self.by_key(key, column))?;
        let (mut lag, mut lag_kind) = (0, LagKind::Working);
        if let Some(text) = said.lag {
            match amount(text, day) {
                Some((minutes, kind)) => (lag, lag_kind) = (minutes, kind),
                None => *shares += 1,
            }
        }
        if lag == 0 {
            lag_kind = LagKind::Working;
        }
        Some(Part { task, dependency: said.dependency, lag, lag_kind })
    }
}

impl Part {
    fn plain(task: u32) -> Self {
        Self { task, dependency: Dependency::FinishToStart, lag: 0, lag_kind: LagKind::Working }
    }
}

/// What stands behind the key of a predecessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said<'t> {
    dependency: Dependency,
    lag: Option<&'t str>,
}

/// A word as a key with what stands behind it, where `known` knows the key.
fn timed<'t>(word: &'t str, known: impl Fn(&str) -> Option<u32>) -> Option<(u32, Said<'t>)> {
    let plain = |lag| Said { dependency: Dependency::FinishToStart, lag };
    if let Some(task) = known(word) {
        return Some((task, plain(None)));
    }
    let word = word.get(..).filter(|w| w.len() <= 80)?;
    let cut = word.rfind(['+', '-', '−', '±']).filter(|at| {
        word[*at..].trim_start_matches(['+', '-', '−', '±', ' ']).starts_with(|c: char| c.is_ascii_digit())
    });
    let heads = [(word, None)].into_iter().chain(cut.map(|at| (word[..at].trim_end(), Some(&word[at..]))));
    for (head, lag) in heads {
        // "1-2" is a range; "1-2d" has a lead.
        if lag.is_some_and(|l| l.contains(char::is_alphabetic))
            && let Some(task) = known(head)
        {
            return Some((task, plain(lag)));
        }
        if let Some((key, kind)) = head.char_indices().rev().nth(1).map(|(at, _)| head.split_at(at))
            && let Some(dependency) = kind_of(kind)
            && let Some(task) = known(key.trim_end_matches([' ', '(', '-', '[']))
        {
            return Some((task, Said { dependency, lag }));
        }
        // "FS: 3" and "3 (FS)".
        if let Some(inner) = head.strip_suffix([')', ']'])
            && let Some((key, kind)) = inner.rsplit_once(['(', '['])
            && let Some(dependency) = kind_of(kind.trim())
            && let Some(task) = known(key.trim())
        {
            return Some((task, Said { dependency, lag }));
        }
    }
    None
}

/// The kind of a link in the letters of several languages: the end or start of one, then of the other.
fn kind_of(letters: &str) -> Option<Dependency> {
    Some(match letters.to_uppercase().as_str() {
        "FS" | "EA" | "FD" | "FC" | "TI" | "FI" | "ОН" => Dependency::FinishToStart,
        "SS" | "AA" | "DD" | "CC" | "II" | "НН" => Dependency::StartToStart,
        "FF" | "EE" | "TT" | "ОО" => Dependency::FinishToFinish,
        "SF" | "AE" | "DF" | "CF" | "IT" | "IF" | "НО" => Dependency::StartToFinish,
        _ => return None,
    })
}

/// A lag: "+2d", "-1 day", "+2 ed" (elapsed); a bare number counts days. None for a share in percent.
fn amount(text: &str, day: DayLength) -> Option<(i32, LagKind)> {
    let back = text.starts_with(['-', '−']);
    let text = text.trim_start_matches(['+', '-', '−', '±', ' ']).trim_end_matches('?');
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (count, unit) = (number(&text[..digits])?, text[digits..].trim().to_lowercase());
    let clock = unit.strip_prefix('e').or_else(|| unit.strip_prefix('f')).and_then(|unit| match unit {
        "d" | "day" | "days" | "t" | "tag" | "tage" => Some(1440.0),
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => Some(60.0),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(7.0 * 1440.0),
        "m" | "min" | "mins" | "minutes" => Some(1.0),
        "mo" | "mon" | "mons" | "month" | "months" => Some(30.0 * 1440.0),
        _ => None,
    });
    let (minutes, kind) = match (clock, unit.as_str()) {
        (Some(per), _) => (count * per, LagKind::Elapsed),
        (None, "") => (count * f64::from(day.minutes_per_day), LagKind::Working),
        (None, "m") => (count, LagKind::Working),
        (None, unit) => match duration::parse(&format!("{count} {unit}"), day) {
            Some(effort) => (f64::from(effort.likely), LagKind::Working),
            None => return None,
        },
    };
    let minutes = minutes.round().min(f64::from(i32::MAX)) as i32;
    Some((if back { -minutes } else { minutes }, kind))
}

/// A key as it is compared: without blanks, "#" and marks around it, in small letters.
fn key_of(key: &str) -> String {
    let key = plain(key)
        .trim_matches(['#', '*', '`', '"', '\'', '[', ']', ' '])
        .trim_end_matches('.')
        .to_lowercase();
    // Spreadsheets make 3 a 3.0.
    match key.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|b| b.is_ascii_digit()) => whole.to_owned(),
        _ => key,
    }
}

/// A name without the address of its page behind it: "Design (https://…)".
fn unlinked(word: &str) -> &str {
    let cut = word.strip_suffix(')').and_then(|w| w.rfind(" (")).filter(|at| {
        let inside = &word[at + 2..];
        inside.contains("://") || inside.ends_with(".md)") || inside.contains("notion")
    });
    cut.map_or(word, |at| &word[..at])
}

/// A cell cut where lists are.
fn cut(cell: &str) -> impl Iterator<Item = &str> {
    let semicolons = cell.contains([';', '；', '\n', '|']);
    let cell = cell.trim().trim_start_matches('[').trim_end_matches(']');
    cell.split(move |c: char| {
        matches!(c, ';' | '；' | '\n' | '\r' | '|') || (!semicolons && matches!(c, ',' | '，' | '、'))
    })
    .map(|w| w.trim().trim_matches(['"', '\'']))
    .filter(|w| !w.is_empty())
}

/// The single words of a cell that may name tasks or be new ones.
pub(super) fn list(cell: &str) -> Vec<&str> {
    cut(plain(cell)).collect()
}

/// Whether a word looks like a key and not like a name: "PROJ-12", "42", "#7", "3f9a…".
pub(super) fn is_key(word: &str) -> bool {
    let word = word.trim();
    !word.contains(' ') && (word.bytes().any(|b| b.is_ascii_digit()) || word.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.add_keys([("1", 0), ("2", 1), ("1.1", 2), ("PRJ-7", 3), ("3.0", 4)].into_iter());
        for (i, title) in ["Dig", "Pour, then cure", "Walls", "Roof", "Twice", "Twice"].iter().enumerate() {
            names.add_title(title, i as u32);
        }
        names
    }

    fn check(cell: &str, expect: &str) {
        let parts = names().parts(cell, 0, 9, DayLength::default());
        let mut got: Vec<String> = parts
            .found
            .iter()
            .map(|p| {
                format!(
                    "{}{}{:+}{}",
                    p.task,
                    p.dependency.word(),
                    p.lag,
                    if p.lag_kind == LagKind::Elapsed { "e" } else { "" }
                )
            })
            .collect();
        got.extend(parts.unknown.iter().map(|w| format!("?{w}")));
        got.extend(parts.several.iter().map(|w| format!("!{w}")));
        assert_eq!(got.join(" "), expect, "{cell}");
    }

    #[test]
    fn predecessors_are_read_as_programs_write_them() {
        check("1", "0FS+0");
        check("1;2", "0FS+0 1FS+0");
        check("1FS+2d;2SS", "0FS+960 1SS+0");
        check("1 FS + 2 days, 2 FF - 50 min", "0FS+960 1FF-50");
        check("2EA+1 Tag", "1FS+480");
        check("1FC+3 días", "0FS+1440");
        check("1FS+2 edays", "0FS+2880e");
        check("1+2d", "0FS+960");
        check("PRJ-7SS", "3SS+0");
        check("prj-7", "3FS+0");
        check("3", "4FS+0");
        check("1 (SS)", "0SS+0");
        check("1.1SF-4h", "2SF-240");
        check("[\"1\", \"2\"]", "0FS+0 1FS+0");
    }

    #[test]
    fn tasks_are_found_by_title_and_never_guessed() {
        check("Dig, Pour, then cure, Roof", "0FS+0 1FS+0 3FS+0");
        check("Roof (https://www.notion.so/Roof-0123abcd)", "3FS+0");
        check("Twice", "!Twice");
        check("99", "?99");
        check("None", "");
        check("Task 1 and Task 2", "0FS+0 1FS+0");
        check("1-2", "0FS+0 1FS+0");
    }

    #[test]
    fn cells_refer_to_the_keys_that_most_of_them_have() {
        let mut names = Names::default();
        names.add_keys([("10", 0), ("20", 1)].into_iter());
        names.add_keys([("1", 0), ("2", 1)].into_iter());
        assert_eq!(names.column(["1", "2;1", "20"].into_iter()), 1);
        assert_eq!(names.column(["10", ""].into_iter()), 0);
    }
}
