//! References to tasks made links: "TASK-001, Task 0.1", "Phase 0 complete", "1.1–1.3", "Database schema". A reference
//! that names nothing, or more than one thing, is a warning. Must never link to a guess.

mod names;
mod relation;
mod sentence;

use planwright_domain::{Question, Warning};
use planwright_phrases::dependency::{self, Reference};
use planwright_phrases::duration::DayLength;

use super::key::{digits_of, only_names, only_numbers};
use super::section::fold;
use super::tail::without_done;
use crate::draft::{Draft, Loose, Tie};
use names::{Named, folded_key};
use relation::Piece;

pub(super) use names::{Names, exactly};
pub(super) use sentence::{Sentence, sentence};

/// Most tasks that one reference, or one sentence, may tie together.
const MOST: usize = 400;

/// Words between the last two names of a list.
const JOINS: [&str; 7] = [" and ", " & ", " + ", " und ", " et ", " y ", " e "];

/// Adds the links that `value`, on `line`, states for `task`; `loud` says whether a name that is none is worth a warning.
pub(super) fn depend(
    draft: &mut Draft,
    names: &Names,
    task: u32,
    value: &str,
    (line, loud): (u32, bool),
    day: DayLength,
) {
    let mut before: Vec<u32> = Vec::new();
    for piece in relation::pieces(value, day, &|name| exactly(names, None, name).is_some()) {
        let text = piece.text.trim_start();
        let text = text.strip_prefix("both ").or_else(|| text.strip_prefix("Both ")).unwrap_or(text);
        let (mut ties, rest) = whole_titles(names, task, text);
        before.extend(&ties);
        if !rest.is_empty() {
            tie(draft, names, task, &rest, (line, loud), &mut before, &mut ties);
        }
        draft.ties.extend(ties.into_iter().map(|from| tied(from, task, line, value, &piece)));
    }
}

/// The tie that a piece of a value states.
fn tied(from: u32, to: u32, line: u32, value: &str, piece: &Piece<'_>) -> Tie {
    Tie {
        dependency: piece.dependency,
        lag: piece.lag,
        lag_kind: piece.lag_kind,
        ..Tie::stated(from, to, line, value)
    }
}

/// The tasks whose titles have commas of their own and stand whole in a list, and what else it holds.
fn whole_titles(names: &Names, task: u32, text: &str) -> (Vec<u32>, String) {
    /// Most parts of a list that are looked at, and of a title.
    const PARTS: usize = 40;
    const OF_TITLE: usize = 6;
    let mut ends: Vec<usize> =
        text.match_indices([',', ';', '，', '；']).map(|(at, _)| at).take(PARTS).collect();
    if ends.is_empty() {
        return (Vec::new(), text.to_owned());
    }
    ends.push(text.len());
    let (mut found, mut rest) = (Vec::new(), String::new());
    let (mut from, mut part) = (0, 0);
    while part < ends.len() {
        let last = (part + 1..ends.len().min(part + OF_TITLE)).rev();
        let whole = last.filter_map(|end| {
            Some((end, exactly(names, None, text[from..ends[end]].trim()).filter(|t| *t != task)?))
        });
        let end = match whole.into_iter().next() {
            Some((end, title)) => {
                found.push(title);
                end
            }
            None => {
                rest.push_str(&text[from..ends[part]]);
                rest.push_str(if part + 1 < ends.len() { ", " } else { "" });
                part
            }
        };
        from = ends[end] + text[ends[end]..].chars().next().map_or(0, char::len_utf8);
        part = end + 1;
    }
    rest.truncate(rest.trim_end_matches([',', ' ']).len());
    (found, rest)
}

/// Finds what a value names; `before` is what was named so far, `ties` what is to be tied.
fn tie(
    draft: &mut Draft,
    names: &Names,
    task: u32,
    value: &str,
    (line, loud): (u32, bool),
    before: &mut Vec<u32>,
    ties: &mut Vec<u32>,
) {
    let references = dependency::references(value);
    for reference in &references {
        let named = match reference {
            Reference::Key(key) => names.key(key, task, draft),
            Reference::Name(name) if dependency_noise(name) => continue,
            Reference::Name(name) => named(draft, names, task, name),
            Reference::AllOf(key) => match names.key(key, task, draft) {
                Named::Nothing => names.title(key, task, draft),
                named => named,
            },
            Reference::Range(from, to) => range(draft, names, task, from, to),
            placed => by_place(draft, task, placed, before),
        };
        let words = said(reference);
        match named {
            Named::These(tasks) if tasks.len() > MOST => {
                let title = crate::draft::start_of(&draft.tasks[task as usize].title);
                draft.warnings.push(Warning::at(
                    "too-many-links",
                    line,
                    format!("\"{title}\" depends on \"{words}\", which names more than {MOST} tasks; name the group that holds them instead; no link was made"),
                ));
            }
            Named::These(tasks) => {
                before.extend(&tasks);
                ties.extend(tasks);
            }
            Named::Several(tasks) => {
                let title = crate::draft::start_of(&draft.tasks[task as usize].title);
                draft.warnings.push(Warning::at(
                    "ambiguous-reference",
                    line,
                    format!(
                        "\"{title}\" depends on \"{words}\", which names {} tasks; no link was made",
                        tasks.len()
                    ),
                ));
                if draft.questions.len() < 20 {
                    let mut question = Question::new(
                        "ambiguous-reference",
                        format!("which \"{words}\" does \"{title}\" depend on?"),
                    );
                    question.about = Some(value.chars().take(200).collect());
                    question.choices = tasks.iter().take(6).map(|t| choice(draft, *t)).collect();
                    draft.questions.push(question);
                }
            }
            Named::Nothing => {
                let key = matches!(
                    reference,
                    Reference::Key(_)
                        | Reference::Range(..)
                        | Reference::AllOf(_)
                        | Reference::First(_)
                        | Reference::Last(_)
                );
                if key || (loud && words.split_whitespace().count() <= 8) {
                    let quote = value.to_owned();
                    draft.loose.push(Loose { task, name: words, line, quote, part: false });
                }
            }
        }
    }
}

/// The task of a name in words; "A and B" are two where no task is called so and both are.
fn named(draft: &Draft, names: &Names, task: u32, name: &str) -> Named {
    let whole = names.title(name, task, draft);
    if !matches!(whole, Named::Nothing) {
        return whole;
    }
    for join in JOINS {
        if !name.contains(join) {
            continue;
        }
        let parts: Vec<Named> = name.split(join).take(9).map(|part| names.title(part, task, draft)).collect();
        let found: Option<Vec<u32>> = parts.into_iter().map(only).collect();
        if let Some(found) = found {
            return Named::These(found);
        }
    }
    Named::Nothing
}

/// The tasks that words such as "the first two" mean by their place. "Both" are the last two of those named `before` or,
/// where none was, the two above.
fn by_place(draft: &Draft, task: u32, reference: &Reference, before: &[u32]) -> Named {
    let last = |count: u32| {
        let mut last: Vec<u32> = above(draft, task).take(count as usize).collect();
        last.reverse();
        counted(last, count)
    };
    match reference {
        Reference::Previous => previous(draft, task),
        Reference::AllAbove => all_above(draft, task),
        Reference::First(count) => counted(first_of(draft, task).take(*count as usize).collect(), *count),
        Reference::Last(count) => last(*count),
        Reference::Both if before.is_empty() => last(2),
        Reference::Both => Named::These(before.iter().rev().take(2).copied().collect()),
        Reference::Key(_) | Reference::Name(_) | Reference::Range(..) | Reference::AllOf(_) => Named::Nothing,
    }
}

/// The task before this one in its group.
fn previous(draft: &Draft, task: u32) -> Named {
    let Some(own) = draft.tasks.get(task as usize) else { return Named::Nothing };
    let before = (0..task).rev().take(10_000).find(|t| draft.tasks[*t as usize].parent == own.parent);
    before.map_or(Named::Nothing, |t| Named::These(vec![t]))
}

/// All tasks before this one in its group; one more than may be linked is enough to say that there are too many.
fn all_above(draft: &Draft, task: u32) -> Named {
    let Some(own) = draft.tasks.get(task as usize) else { return Named::Nothing };
    let before: Vec<u32> =
        (0..task).rev().filter(|t| draft.tasks[*t as usize].parent == own.parent).take(MOST + 1).collect();
    if before.is_empty() { Named::Nothing } else { Named::These(before.into_iter().rev().collect()) }
}

/// The tasks before this one in its group, the nearest first.
fn above(draft: &Draft, task: u32) -> impl Iterator<Item = u32> {
    let parent = draft.tasks.get(task as usize).map(|own| own.parent);
    (0..task).rev().take(10_000).filter(move |t| Some(draft.tasks[*t as usize].parent) == parent)
}

/// The tasks of this one's group, from its first on, this one left out.
fn first_of(draft: &Draft, task: u32) -> impl Iterator<Item = u32> {
    let own = draft.tasks.get(task as usize).and_then(|own| own.parent);
    let begin = own.map_or(0, |parent| parent + 1);
    (begin..task).take(10_000).filter(move |t| draft.tasks[*t as usize].parent == own)
}

/// As many as were counted, or none: fewer are not what was meant.
fn counted(tasks: Vec<u32>, count: u32) -> Named {
    if tasks.len() == count as usize { Named::These(tasks) } else { Named::Nothing }
}

/// The tasks from one key to another: both ends, and what stands between them in the document on the same level.
fn range(draft: &Draft, names: &Names, task: u32, from: &str, to: &str) -> Named {
    // "Days 1-3" may be one stretch of that name.
    if let Some(found) = names.keys.get(&folded_key(&format!("{from}-{}", digits_of(to)))) {
        return names.nearest(found, task, draft);
    }
    let (Named::These(a), Named::These(b)) = (names.key(from, task, draft), names.key(to, task, draft))
    else {
        return Named::Nothing;
    };
    let (Some(&a), Some(&b)) = (a.first(), b.first()) else { return Named::Nothing };
    let (low, high) = (a.min(b), a.max(b));
    let depth = |t: u32| {
        std::iter::successors(draft.tasks[t as usize].parent, |p| draft.tasks[*p as usize].parent).count()
    };
    let level = depth(low);
    Named::These(
        (low..=high)
            .filter(|t| *t == low || *t == high || depth(*t) == level)
            .filter(|t| *t != task)
            .collect(),
    )
}

fn choice(draft: &Draft, task: u32) -> String {
    let t = &draft.tasks[task as usize];
    match t.parent {
        Some(parent) => format!(
            "{} ({}, line {})",
            crate::draft::start_of(&t.title),
            crate::draft::start_of(&draft.tasks[parent as usize].title),
            t.line
        ),
        None => format!("{} (line {})", crate::draft::start_of(&t.title), t.line),
    }
}

fn said(reference: &Reference) -> String {
    match reference {
        Reference::Key(key) | Reference::Name(key) | Reference::AllOf(key) => crate::draft::start_of(key),
        Reference::Range(from, to) => format!("{from}–{to}"),
        Reference::Previous => "the previous task".to_owned(),
        Reference::AllAbove => "all tasks above".to_owned(),
        Reference::Both => "both".to_owned(),
        Reference::First(count) => format!("the first {count}"),
        Reference::Last(count) => format!("the {count} before"),
    }
}

fn dependency_noise(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "" | "none" | "n a" | "no" | "nothing" | "can start immediately" | "foundational task" | "parallel"
    )
}

/// The one task that a text names, if it names one.
pub(super) fn one(draft: &Draft, names: &Names, task: u32, text: &str) -> Option<u32> {
    match dependency::references(text).first()? {
        Reference::Key(key) | Reference::AllOf(key) => only(names.key(key, task, draft)),
        Reference::Name(name) => only(names.title(name, task, draft)),
        _ => None,
    }
}

fn only(named: Named) -> Option<u32> {
    match named {
        Named::These(tasks) if tasks.len() == 1 => tasks.first().copied(),
        _ => None,
    }
}

/// Adds the links of a remark that may name tasks; whether all it names are tasks.
pub(super) fn maybe(
    draft: &mut Draft,
    names: &Names,
    task: u32,
    value: &str,
    line: u32,
    day: DayLength,
) -> bool {
    let mut ties = Vec::new();
    for piece in relation::pieces(value, day, &|name| exactly(names, None, name).is_some()) {
        let (mut tasks, rest) = whole_titles(names, task, piece.text);
        for reference in dependency::references(&rest) {
            match of_reference(draft, names, task, &reference) {
                Some(more) => tasks.extend(more),
                None => return false,
            }
        }
        ties.extend(tasks.into_iter().map(|from| tied(from, task, line, value, &piece)));
    }
    let told = !ties.is_empty() && ties.len() <= MOST && ties.iter().all(|tie| tie.from != task);
    if told {
        draft.ties.append(&mut ties);
    }
    told
}

/// Adds the links from the tasks whose whole titles `titles` lists, each with the relation behind it; whether every name
/// in it is one.
pub(super) fn whole(
    draft: &mut Draft,
    names: &Names,
    task: u32,
    titles: &str,
    line: u32,
    day: DayLength,
) -> bool {
    let find = |name: &str| {
        let name = name.trim();
        // "TASK-4" is a key, "Dig" the beginning of many a title.
        let coded = name.contains(|c: char| c.is_ascii_digit()) && name.starts_with(char::is_alphabetic);
        let key = Some(name).filter(|name| coded && !name.contains(' '));
        exactly(names, key, name).filter(|from| *from != task)
    };
    let titles = if find(titles).is_some() { titles } else { without_done(titles) };
    let mut ties: Vec<Tie> = Vec::new();
    let pieces = match find(titles) {
        Some(_) => vec![Piece::plain(titles)],
        None => relation::pieces(titles, day, &|name| find(name).is_some()),
    };
    for piece in pieces {
        let (mut from, rest) = whole_titles(names, task, piece.text);
        if !rest.is_empty() {
            let others = listed(&rest, &find).or_else(|| numbered(draft, names, task, &rest));
            let Some(others) = others else { return false };
            from.extend(others);
        }
        ties.extend(from.into_iter().map(|from| tied(from, task, line, titles, &piece)));
    }
    let told = !ties.is_empty() && ties.len() <= MOST;
    if told {
        draft.ties.append(&mut ties);
    }
    told
}

/// The tasks of nothing but numbers, or of words for a place: "1.2", "tasks 3-5", "all of the above".
fn numbered(draft: &Draft, names: &Names, task: u32, text: &str) -> Option<Vec<u32>> {
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && (!text.contains(char::is_alphabetic) || only_numbers(text));
    if !number && !only_names(text) && !text.contains(' ') {
        return None;
    }
    let references = dependency::references(text);
    let placed = |r: &Reference| matches!(r, Reference::AllAbove | Reference::Previous | Reference::Both);
    let meant = number || only_names(text) || references.iter().all(placed);
    if references.is_empty() || !meant {
        return None;
    }
    let found: Option<Vec<Vec<u32>>> =
        references.iter().map(|r| of_reference(draft, names, task, r)).collect();
    Some(found?.concat()).filter(|found| !found.contains(&task))
}

/// The tasks of a list of titles: "A", "A and B", "A, B, and C". None where one of them is no task.
fn listed(text: &str, find: &dyn Fn(&str) -> Option<u32>) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    for part in text.split([',', ';', '，', '；', '、']) {
        // Behind the last comma the word that joins stands first: ", and C".
        let padded = format!(" {}", part.trim());
        let part = JOINS.iter().find_map(|join| padded.strip_prefix(join)).unwrap_or(part.trim());
        if let Some(one) = find(part) {
            found.push(one);
            continue;
        }
        let joined = JOINS.iter().filter(|join| part.contains(**join));
        let all = |join: &&str| part.split(*join).map(find).collect::<Option<Vec<u32>>>();
        found.extend(joined.into_iter().find_map(all)?);
    }
    Some(found)
}

/// Adds the links to what `value` says waits for `task`; a name that is no task says nothing.
pub(super) fn block(draft: &mut Draft, names: &Names, task: u32, value: &str, line: u32) {
    let waiting: Vec<u32> = dependency::references(value)
        .iter()
        .filter_map(|r| of_reference(draft, names, task, r))
        .flatten()
        .filter(|to| *to != task)
        .take(MOST)
        .collect();
    draft.ties.extend(waiting.into_iter().map(|to| Tie::stated(task, to, line, value)));
}

fn of_reference(draft: &Draft, names: &Names, task: u32, reference: &Reference) -> Option<Vec<u32>> {
    let named = match reference {
        Reference::Key(key) | Reference::AllOf(key) => names.key(key, task, draft),
        Reference::Name(name) => named(draft, names, task, name),
        Reference::Range(from, to) => range(draft, names, task, from, to),
        placed => by_place(draft, task, placed, &[]),
    };
    match named {
        Named::These(tasks) => Some(tasks),
        Named::Several(_) | Named::Nothing => None,
    }
}
