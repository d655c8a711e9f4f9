//! Sentences that say in which order tasks are done: "T001 before T002", "A depends on B", "T1 → T2 → T3". Must never link
//! what such a sentence does not name.

use planwright_phrases::dependency;

use super::super::key;
use super::{MOST, Names, of_reference};
use crate::draft::{Draft, Tie};

/// Links of a sentence between tasks: "T001 before T002", "A depends on B", "T1 → T2 → T3". What names no task says nothing.
pub(in crate::outline) fn sentence(draft: &mut Draft, names: &Names, text: &str, line: u32) {
    const FORWARD: [&str; 12] = [
        " must complete before ",
        " must be completed before ",
        " before ",
        " blocks ",
        " unblocks ",
        " precedes ",
        " enables ",
        "→",
        "-->",
        "->",
        "➜",
        "=>",
    ];
    const BACKWARD: [&str; 18] = [
        " depends on ",
        " depend on ",
        " requires ",
        " require ",
        " blocked by ",
        " after ",
        " needs ",
        "←",
        " depende de ",
        " depende da ",
        " depende do ",
        " depende del ",
        " dependen de ",
        " dependem de ",
        " dépend de ",
        " hängt von ",
        " hängt ab von ",
        "依赖",
    ];
    if text.len() > 1000 {
        return;
    }
    let text = text.replace(['*', '`', '_'], "");
    let text = text.trim().trim_start_matches(['-', '•', ' ']);
    let lower = text.to_ascii_lowercase();
    let cut = |words: &[&str]| {
        words
            .iter()
            .filter_map(|w| lower.find(w).map(|at| (at, w.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len))
    };
    let (forward, (at, len)) = match (cut(&FORWARD), cut(&BACKWARD)) {
        (Some(f), Some(b)) if b.0 < f.0 => (false, b),
        (Some(f), _) => (true, f),
        (None, Some(b)) => (false, b),
        (None, None) => return,
    };
    let arrows = ["→", "-->", "->", "➜", "=>"];
    let sides: Vec<Vec<u32>> = if forward && arrows.iter().any(|a| text[at..].starts_with(a)) {
        let mut rest = text.to_owned();
        for arrow in arrows {
            rest = rest.replace(arrow, "\u{1}");
        }
        rest.split('\u{1}').map(|side| tasks_of(draft, names, side)).collect()
    } else {
        vec![tasks_of(draft, names, &text[..at]), tasks_of(draft, names, &text[at + len..])]
    };
    for pair in sides.windows(2) {
        let [left, right] = pair else { continue };
        let (before, after) = if forward { (left, right) } else { (right, left) };
        if before.len() * after.len() > MOST {
            continue;
        }
        for from in before {
            for to in after.iter().filter(|to| *to != from) {
                draft.ties.push(Tie::stated(*from, *to, line, text));
            }
        }
    }
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
