//! What was found made to keep the rules of a plan: titles cut, depth flattened, circles left open, what cannot be meant left
//! out. Must never change anything without a warning.

use std::collections::{HashMap, HashSet};

use planwright_domain::{ConstraintKind, LARGEST_MINUTES, LagKind, Status, Value, Warning};
use planwright_phrases::clean;

use super::{Sketch, Tie, start_of};
use crate::Source;
use crate::cycle::{self, Edge};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 500;
/// Largest effort that can be meant: ten years of working days of one person.
const LARGEST_EFFORT: u32 = 10 * 260 * 480;
/// Deepest tree there can be.
const DEEPEST: u32 = 64;

/// The title of a plan; one of blanks and signs that nobody sees is none.
pub(super) fn named(title: &str, source: &Source<'_>) -> String {
    if clean::is_blank(title) { source.title() } else { cut(title).0 }
}

/// What a task without a name goes by.
fn nameless(sketch: &Sketch) -> String {
    let key = sketch.key.as_deref().filter(|key| !clean::is_blank(key));
    key.map_or_else(|| "Untitled task".to_owned(), |key| cut(key).0)
}

/// Makes a task keep the rules; says what had to be left out for that.
pub(super) fn mend(sketch: &mut Sketch, summary: bool, source: &Source<'_>, warnings: &mut Vec<Warning>) {
    let line = sketch.line;
    let (title, rest) = cut(&sketch.title);
    let name = start_of(&title);
    sketch.title = if clean::is_blank(&title) { nameless(sketch) } else { title };
    if !rest.is_empty() {
        let text = format!(
            "the title \"{name}…\" was cut at {LONGEST_TITLE} characters; the rest is in its description"
        );
        warnings.push(Warning::at("title-cut", line, text));
        sketch.description = Some(match sketch.description.take() {
            Some(more) => format!("{rest}\n\n{more}"),
            None => rest,
        });
    }
    if sketch.effort.is_some_and(|e| e.high > LARGEST_EFFORT) {
        let text = format!("the effort of \"{name}\" was left out: it is more than ten years of one person");
        warnings.push(Warning::at("effort-left-out", line, text));
        sketch.effort = None;
    }
    sketch.effort = sketch.effort.filter(|e| e.likely > 0);
    sketch.milestone &= !summary && sketch.effort.is_none();
    sketch.actual = sketch.actual.filter(|a| *a > 0 && *a <= LARGEST_EFFORT);
    share_left(sketch, summary);
    mend_timing(sketch);
    if let (Some(start), Some(due)) = (sketch.start, sketch.due)
        && start > due
    {
        let text = format!("the start of \"{name}\" was left out: {start} is after it is due on {due}");
        warnings.push(Warning::at("dates-reversed", line, text));
        sketch.start = None;
    }
    let open = !sketch.status.is_some_and(Status::is_closed);
    if let Some(due) = sketch.due.filter(|d| open && *d < source.today) {
        let text = format!("\"{name}\" was due on {due}, which is in the past");
        warnings.push(Warning::at("date-in-the-past", line, text));
    }
}

/// What a share of the work that is done leaves of it; without an effort the share is kept beside the task. That of a summary
/// task follows from its parts.
fn share_left(sketch: &mut Sketch, summary: bool) {
    let closed = sketch.status.is_some_and(Status::is_closed);
    let Some(percent) = sketch.progress.filter(|p| (1..100).contains(p) && !summary && !closed) else {
        return;
    };
    match sketch.effort {
        Some(effort) => {
            let left = u64::from(effort.likely) * u64::from(100 - percent) / 100;
            sketch.timing.remaining = sketch.timing.remaining.or(u32::try_from(left).ok());
        }
        None => {
            let share = Value::Text(format!("{percent} %"));
            sketch.metadata.entry("progress".to_owned()).or_insert(share);
        }
    }
}

/// Leaves out of a task's timing what no plan allows.
fn mend_timing(sketch: &mut Sketch) {
    let milestone = sketch.milestone;
    let timing = &mut sketch.timing;
    let possible = |minutes: &u32| *minutes > 0 && *minutes <= LARGEST_MINUTES && !milestone;
    timing.duration = timing.duration.filter(possible);
    timing.remaining = timing.remaining.filter(|minutes| *minutes <= LARGEST_MINUTES && !milestone);
    if timing.planned_start.zip(timing.planned_finish).is_some_and(|(start, finish)| start > finish) {
        (timing.planned_start, timing.planned_finish) = (None, None);
    }
    timing.constraint = timing.constraint.filter(|c| {
        let late = c.kind == ConstraintKind::AsLateAsPossible;
        if late { c.date.is_none() && c.time.is_none() } else { c.date.is_some() }
    });
}

/// A title of at most 500 characters without control characters, cut between words, and what was cut off.
fn cut(title: &str) -> (String, String) {
    let clean: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim();
    let Some((at, _)) = clean.char_indices().nth(LONGEST_TITLE) else {
        return (clean.to_owned(), String::new());
    };
    let at = clean[..at].rfind(' ').filter(|space| *space * 2 > at).unwrap_or(at);
    (clean[..at].trim_end().to_owned(), clean[at..].trim_start().to_owned())
}

pub(super) fn depths(tasks: &[Sketch]) -> Vec<u32> {
    let mut depths = Vec::with_capacity(tasks.len());
    for task in tasks {
        let depth = task.parent.map_or(1, |p| depths[p as usize] + 1);
        depths.push(depth);
    }
    depths
}

/// Hangs what is deeper than the deepest tree on the last level that can have children.
pub(super) fn flatten(tasks: &mut [Sketch], warnings: &mut Vec<Warning>) {
    let mut depths: Vec<u32> = Vec::with_capacity(tasks.len());
    let mut moved = 0;
    let mut first = None;
    for i in 0..tasks.len() {
        let mut depth = tasks[i].parent.map_or(1, |p| depths[p as usize] + 1);
        if depth > DEEPEST
            && let Some(parent) = tasks[i].parent
        {
            tasks[i].parent = tasks[parent as usize].parent;
            depth = DEEPEST;
            moved += 1;
            first.get_or_insert(tasks[i].line);
        }
        depths.push(depth);
    }
    if let Some(line) = first {
        warnings.push(Warning::at(
            "depth-flattened",
            line,
            format!("{moved} tasks deeper than {DEEPEST} levels were moved up to level {DEEPEST}"),
        ));
    }
}

pub(super) fn duplicates(tasks: &[Sketch], warnings: &mut Vec<Warning>) {
    let mut seen: HashMap<(Option<u32>, String), u32> = HashMap::with_capacity(tasks.len());
    for task in tasks {
        match seen.get(&(task.parent, task.title.to_lowercase())) {
            Some(line) => warnings.push(Warning::at(
                "duplicate-title",
                task.line,
                format!("\"{}\" stands twice, first on line {line}; both were kept", start_of(&task.title)),
            )),
            None => {
                seen.insert((task.parent, task.title.to_lowercase()), task.line);
            }
        }
    }
}

/// The links that keep the rules: each once, none to itself, to its own summary task or in a circle.
pub(super) fn sound(tasks: &[Sketch], ties: Vec<Tie>, warnings: &mut Vec<Warning>) -> Vec<Tie> {
    let title = |i: u32| start_of(&tasks[i as usize].title);
    let mut seen = HashSet::with_capacity(ties.len());
    let mut kept = Vec::with_capacity(ties.len());
    for mut tie in ties {
        if tie.lag.unsigned_abs() > LARGEST_MINUTES {
            let text =
                format!("the lag before \"{}\" was left out: it is more than ten years", title(tie.to));
            warnings.push(Warning::at("lag-left-out", tie.line, text));
            (tie.lag, tie.lag_kind) = (0, LagKind::Working);
        }
        if tie.from == tie.to {
            warnings.push(Warning::at(
                "link-to-itself",
                tie.line,
                format!("\"{}\" cannot depend on itself; the link was left out", title(tie.to)),
            ));
        } else if above(tasks, tie.from, tie.to) || above(tasks, tie.to, tie.from) {
            let (from, to) = (title(tie.from), title(tie.to));
            warnings.push(Warning::at(
                "link-to-relative",
                tie.line,
                format!(
                    "\"{to}\" cannot depend on \"{from}\": one is part of the other; the link was left out"
                ),
            ));
        } else if seen.insert((tie.from, tie.to, tie.dependency)) {
            kept.push(tie);
        }
    }
    let parents: Vec<Option<u32>> = tasks.iter().map(|t| t.parent).collect();
    let edges: Vec<Edge> =
        kept.iter().map(|t| Edge { from: t.from, to: t.to, dependency: t.dependency }).collect();
    let closing = cycle::closing(&parents, &edges);
    kept.into_iter()
        .zip(closing)
        .filter_map(|(tie, circle)| {
            let Some(circle) = circle else { return Some(tie) };
            let mut names: Vec<String> = circle.iter().map(|i| format!("\"{}\"", title(*i))).collect();
            names.push(names.first().cloned().unwrap_or_default());
            let text = format!(
                "\"{}\" cannot depend on \"{}\": {} would be a cycle; the link was left out",
                title(tie.to),
                title(tie.from),
                names.join(" -> ")
            );
            warnings.push(Warning::at("dependency-cycle", tie.line, text));
            None
        })
        .collect()
}

fn above(tasks: &[Sketch], ancestor: u32, task: u32) -> bool {
    let mut at = tasks[task as usize].parent;
    while let Some(parent) = at {
        if parent == ancestor {
            return true;
        }
        at = tasks[parent as usize].parent;
    }
    false
}
