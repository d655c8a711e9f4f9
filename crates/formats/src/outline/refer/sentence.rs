//! Sentences that say in which order tasks are done: "T001 before T002", "A depends on B", "T1 → T2 → T3". Must never link
//! what such a sentence does not name.

use std::sync::LazyLock;

use planwright_phrases::dependency;

use super::super::section::fold;
use super::super::{key, lexicon};
use super::{MOST, Names, exactly, of_reference};
use crate::draft::{Draft, Tie};

/// What became of a sentence about dependencies.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::outline) enum Sentence {
    /// It was made links, or says that there are none.
    Told,
    /// It speaks of something that is no task.
    Unknown(String),
    /// It says nothing of two tasks, and not that they are free of each other.
    Silent,
}

/// What `sentences.words` says.
struct Words {
    forward: Vec<String>,
    backward: Vec<String>,
    arrows: Vec<&'static str>,
    none: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    const FILE: &str = include_str!("../sentences.words");
    let words = |section| {
        let words = lexicon::section(FILE, section).into_iter();
        // Words of a script without blanks stand in the middle of others.
        let padded = words
            .map(|w| if w.starts_with(|c: char| c >= '\u{2e80}') { w.to_owned() } else { format!(" {w} ") });
        padded.collect::<Vec<String>>()
    };
    Words {
        forward: words("forward"),
        backward: words("backward"),
        arrows: lexicon::section(FILE, "arrow"),
        none: lexicon::section(FILE, "none"),
    }
});

/// Links of a sentence between tasks: "T001 before T002", "A depends on B", "T1 → T2 → T3".
pub(in crate::outline) fn sentence(draft: &mut Draft, names: &Names, text: &str, line: u32) -> Sentence {
    if text.len() > 1000 {
        return Sentence::Silent;
    }
    let text = text.replace(['*', '`', '_'], "");
    let text = text.trim().trim_start_matches(['-', '•', ' ']);
    let lower = text.to_ascii_lowercase();
    let free = || {
        let folded = format!(" {} ", fold(text));
        WORDS.none.iter().any(|word| folded.contains(&format!(" {} ", fold(word))))
    };
    let first = |words: &mut dyn Iterator<Item = &str>| {
        words
            .filter_map(|w| lower.find(w).map(|at| (at, w.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len))
    };
    let arrows = || WORDS.arrows.iter().copied();
    let onward = first(&mut WORDS.forward.iter().map(String::as_str).chain(arrows()));
    let back = first(&mut WORDS.backward.iter().map(String::as_str).chain(["←"]));
    let (forward, (at, len)) = match (onward, back) {
        (Some(f), Some(b)) if b.0 < f.0 => (false, b),
        (Some(f), _) => (true, f),
        (None, Some(b)) => (false, b),
        (None, None) => {
            let said = listed(draft, names, text, line);
            return if said == Sentence::Silent && free() { Sentence::Told } else { said };
        }
    };
    let chain = forward && arrows().any(|a| text[at..].starts_with(a));
    let sides: Vec<String> = if chain {
        let rest = arrows().fold(text.to_owned(), |rest, arrow| rest.replace(arrow, "\u{1}"));
        rest.split('\u{1}').map(ToOwned::to_owned).collect()
    } else {
        vec![text[..at].to_owned(), text[at + len..].to_owned()]
    };
    let tasks: Vec<Vec<u32>> = sides.iter().map(|side| tasks_of(draft, names, side)).collect();
    for pair in tasks.windows(2) {
        let [left, right] = pair else { continue };
        let (before, after) = if forward { (left, right) } else { (right, left) };
        tie_all(draft, before, after, line, text);
    }
    match tasks.iter().position(Vec::is_empty) {
        None => Sentence::Told,
        Some(_) if free() => Sentence::Told,
        Some(_) if tasks.iter().all(Vec::is_empty) => Sentence::Silent,
        Some(unknown) => {
            Sentence::Unknown(sides[unknown].trim().trim_end_matches(['.', ':', ';']).to_owned())
        }
    }
}

fn tie_all(draft: &mut Draft, before: &[u32], after: &[u32], line: u32, text: &str) {
    if before.len() * after.len() > MOST {
        return;
    }
    for from in before {
        for to in after.iter().filter(|to| *to != from) {
            draft.ties.push(Tie::stated(*from, *to, line, text));
        }
    }
}

/// "Roof: Walls, Frame" in a list of dependencies: a task by its whole title or key, and what it waits for.
fn listed(draft: &mut Draft, names: &Names, text: &str, line: u32) -> Sentence {
    let Some((own, needs)) = text.split_once([':', '：']) else { return Sentence::Silent };
    let Some(task) = exactly(names, Some(own.trim()), own.trim()) else { return Sentence::Silent };
    let before = tasks_of(draft, names, needs);
    if before.is_empty() {
        return Sentence::Silent;
    }
    tie_all(draft, &before, &[task], line, text);
    Sentence::Told
}

/// The tasks that a side of a sentence names; keys in a bracket say more exactly what its words mean.
fn tasks_of(draft: &Draft, names: &Names, side: &str) -> Vec<u32> {
    let inside = side
        .find('(')
        .and_then(|open| side[open + 1..].split_once(')'))
        .map(|(inner, _)| inner)
        .filter(|i| i.bytes().any(|b| b.is_ascii_digit()));
    // "Setup completion - blocks all else": what follows the dash is another matter.
    let side =
        [" - ", " – ", " — ", ". "].iter().filter_map(|m| side.find(m)).min().map_or(side, |at| &side[..at]);
    let mut value = inside.unwrap_or(side).trim().trim_end_matches(['.', ':', ';']);
    for tail in [" being complete", " completion", " complete", " phase"] {
        value = value.strip_suffix(tail).unwrap_or(value);
    }
    if value.len() > 200 {
        return Vec::new();
    }
    let of = |value: &str| -> Vec<Option<Vec<u32>>> {
        dependency::references(value).iter().map(|r| of_reference(draft, names, NOBODY, r)).collect()
    };
    let found = of(value);
    // "the successful completion of Task 1, since …": what its words say of the task names no other.
    let clause = value.split(';').next().unwrap_or(value);
    if found.iter().any(Option::is_none)
        && let Some(at) = key::noun_at(clause)
    {
        return of(&clause[at..]).into_iter().flatten().flatten().collect();
    }
    found.into_iter().flatten().flatten().collect()
}

/// A task that is none: the speaker of a sentence that stands under no task.
const NOBODY: u32 = u32::MAX;
