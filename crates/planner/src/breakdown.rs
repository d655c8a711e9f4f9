//! Work that is too large for one go, broken into tasks of half an hour to four hours: by the parts its template names;
//! what the text names only when somebody asks for it. Must never touch a step whose effort is stated, nor make a plan
//! longer than a person can review unless one was asked for.

use std::sync::LazyLock;

use planwright_domain::{Estimate, OriginKind};

use crate::estimate;
use crate::filling::titled;
use crate::lexicon::{Language, VERB_KINDS};
use crate::merge::Amount;
use crate::options::Options;
use crate::plan::{Node, Plan};
use crate::ruled_out::Words;
use crate::stated::Said;
use crate::templates::{Slot, Template};
use crate::text;

/// The least and the most minutes of one task, unless the text says otherwise.
pub(crate) const LEAF: (u32, u32) = (30, 240);

/// A guess that is hardly larger than a task is taken for one.
const HARDLY: u32 = LEAF.1 * 5 / 4;

/// What one part is to be.
struct Piece {
    title: String,
    why: String,
    effort: (u32, u32, u32),
    confidence: u16,
    beside: bool,
}

/// Breaks down what is too large. The largest go first while there is room.
pub(crate) fn break_down(
    plan: &mut Plan,
    said: &Said,
    words: &Words<'_>,
    template: &Template,
    options: &Options,
    (levels, amount): (u32, Amount),
) {
    let mut room = if options.depth.is_deep() {
        usize::MAX
    } else {
        options.most_tasks.saturating_sub(plan.nodes.len() + template.phases.len())
    };
    let deep = options.depth.is_deep();
    // What the text names stays in one piece, unless somebody asked for more: only its author knows its parts. So does
    // the little that is added to a list.
    let one_piece = |node: &Node| !deep && (node.origin != OriginKind::Added || amount == Amount::Lacking);
    let mut large: Vec<usize> =
        (0..plan.nodes.len()).filter(|n| is_large(plan, *n) && !one_piece(&plan.nodes[*n])).collect();
    large.sort_by_key(|n| std::cmp::Reverse(plan.nodes[*n].estimate.map_or(0, |e| e.likely)));
    for n in large {
        let whole = plan.nodes[n].origin != OriginKind::Added || deep && levels >= 3;
        // A phase, the step and what is above it, and the part.
        if whole && plan.above(n) + 3 > levels {
            continue;
        }
        let pieces = pieces(plan, n, said, words, template);
        let more = if whole { pieces.len() } else { pieces.len().saturating_sub(1) };
        if pieces.len() >= 2 && more <= room {
            room -= more;
            expand(plan, n, pieces, whole);
        }
    }
    // Shares of a stated whole are as large as they are.
    let shares = said.total.is_some();
    for n in 0..plan.nodes.len() {
        let summary = plan.is_summary(n);
        let node = &mut plan.nodes[n];
        let held = one_piece(node) && !shares;
        let within = |e: &Estimate| held || e.likely < LEAF.0 || (LEAF.1..=HARDLY).contains(&e.likely);
        if let Some(e) = node.estimate.filter(|e| !node.fixed && !summary && within(e)) {
            let likely = e.likely.clamp(LEAF.0, LEAF.1);
            node.reckoned = Some(e.likely).filter(|all| *all > likely);
            node.estimate = Some(Estimate { low: e.low.min(likely), likely, high: e.high.max(likely), ..e });
        }
    }
}

/// A small job as the two or three pieces such work is done in, before the goal it leads to.
pub(crate) fn job(plan: &mut Plan, said: &Said, template: &Template) {
    let goal = (0..plan.nodes.len()).find(|n| plan.nodes[*n].milestone && plan.nodes[*n].title == said.goal);
    let (low, likely, high) = {
        let e = estimate::of_step(&said.goal);
        leaf(f64::from(e.low), f64::from(e.likely), f64::from(e.high))
    };
    let node = Node::new(&said.goal, OriginKind::Added, "");
    let node = Node { estimate: Some(estimate::between(low, likely, high, 300)), ..node };
    let pieces = by_kind(&node, said.language, template);
    let at = plan.add(node);
    if let Some(goal) = goal {
        plan.tie(at, goal, false, "the work comes before the goal");
    }
    expand(plan, at, pieces, false);
}

fn is_large(plan: &Plan, n: usize) -> bool {
    let node = &plan.nodes[n];
    !node.fixed
        && !node.waiting
        && !node.milestone
        && node.estimate.is_some_and(|e| e.likely > HARDLY)
        && !plan.is_summary(n)
}

fn pieces(plan: &Plan, n: usize, said: &Said, words: &Words<'_>, template: &Template) -> Vec<Piece> {
    let node = &plan.nodes[n];
    let slot = node.slot.map(|s| &template.slots[s]).filter(|slot| !slot.parts.is_empty());
    let alone = || plan.nodes.iter().filter(|other| other.slot == node.slot).count() == 1;
    match slot {
        Some(slot) if node.origin == OriginKind::Added || alone() && slot.is_all_of(&node.title) => {
            let likely = node.estimate.map_or(0, |e| e.likely);
            of_template(slot, said, words, f64::from(likely) / f64::from(slot.effort.1.max(1)))
        }
        _ if node.origin == OriginKind::Stated => by_kind(node, said.language, template),
        _ => Vec::new(),
    }
}

fn of_template(slot: &Slot, said: &Said, words: &Words<'_>, factor: f64) -> Vec<Piece> {
    let parts = slot.parts.iter().filter(|p| words.call_for(&p.when, &p.unless));
    let scaled = |minutes: u32| f64::from(minutes) * factor;
    parts
        .map(|p| {
            let (low, likely, high) = p.effort;
            Piece {
                title: titled(p.title, &said.thing),
                why: p.why.to_owned(),
                effort: leaf(scaled(low), scaled(likely), scaled(high)),
                confidence: 450,
                beside: p.beside,
            }
        })
        .filter(|p| !words.rule_out(&p.title, said.language))
        .collect()
}

/// A range whose likely value is one of a leaf, in quarters of an hour.
fn leaf(low: f64, likely: f64, high: f64) -> (u32, u32, u32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of one task")]
    let quarter = |x: f64| (x.clamp(0.0, 100_000.0) / 15.0).round() as u32 * 15;
    let likely = quarter(likely).clamp(LEAF.0, LEAF.1);
    (quarter(low).clamp(15, likely), likely, quarter(high).max(likely))
}

struct Kind {
    language: &'static str,
    name: &'static str,
    parts: Vec<(u32, &'static str)>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let mut kinds: Vec<Kind> = Vec::new();
    for line in include_str!("../data/parts.words").lines().filter(|l| !l.starts_with('#')) {
        let section =
            line.strip_prefix('[').and_then(|l| l.strip_suffix(']')).and_then(|l| l.split_once(' '));
        if let Some((language, name)) = section {
            kinds.push(Kind { language, name, parts: Vec::new() });
        } else if let Some((from, title)) = line.split_once(' ')
            && let (Ok(from), Some(kind)) = (from.parse(), kinds.last_mut())
        {
            kind.parts.push((from, title));
        }
    }
    kinds
});

fn by_kind(node: &Node, language: Language, template: &Template) -> Vec<Piece> {
    let Some(estimate) = node.estimate else { return Vec::new() };
    let chosen = stages(&node.title, language, template.kind, estimate.likely.div_ceil(LEAF.1));
    let share = |minutes: u32| f64::from(minutes) / chosen.len().max(1) as f64;
    let effort = leaf(share(estimate.low), share(estimate.likely), share(estimate.high));
    let piece = |stage: &&str| Piece {
        title: staged(&node.title, stage, language),
        why: PIECES.to_owned(),
        effort,
        confidence: 300,
        beside: false,
    };
    chosen.iter().map(piece).collect()
}

/// Why a stage of a work is a task of its own.
pub(crate) const PIECES: &str = "such work is done in such pieces";

/// The stages in which the kind of work that a title names is done: about `count` of them, two at least, as far as there
/// are so many. `fallback` is the kind of a title that names none.
pub(crate) fn stages(title: &str, language: Language, fallback: &str, count: u32) -> Vec<&'static str> {
    let Some(kind) = kind_of(title, language, fallback) else { return Vec::new() };
    let most = kind.parts.iter().map(|p| p.0).max().unwrap_or(0);
    let count = count.clamp(2, most.max(2));
    kind.parts.iter().filter(|p| p.0 <= count).map(|p| p.1).collect()
}

/// The stages of finding out what is meant first, for a title that says too little.
pub(crate) fn clarifying(language: Language) -> Vec<&'static str> {
    named(language, "vague").map(|kind| kind.parts.iter().map(|p| p.1).collect()).unwrap_or_default()
}

/// The title of one stage of a work.
pub(crate) fn staged(title: &str, stage: &str, language: Language) -> String {
    let join = if language == Language::Zh { "：" } else { ": " };
    let title: String = title.trim_end_matches([':', '.']).chars().take(90).collect();
    format!("{title}{join}{stage}")
}

fn named(language: Language, name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.language == language.code() && k.name == name)
}

/// The kind of work a title names, or `fallback`.
fn kind_of(title: &str, language: Language, fallback: &str) -> Option<&'static Kind> {
    let verb = verb_kind(title, language, fallback);
    verb.and_then(|(_, kind)| named(language, kind))
        .or_else(|| named(language, fallback))
        .or_else(|| named(language, "any"))
}

/// How many words the verb has that a title begins with, and the kind of work it names.
pub(crate) fn verb_kind(title: &str, language: Language, fallback: &str) -> Option<(usize, &'static str)> {
    let words = text::words(title);
    let lexicon = language.lexicon();
    // "Clean the garage" and "clean the data": the same verb, and another kind of work.
    let physical = if fallback == "build" { VERB_KINDS.len() } else { 0 };
    let mut kinds = VERB_KINDS.to_vec();
    kinds.insert(physical, "physical");
    kinds
        .iter()
        .filter_map(|kind| Some((lexicon.at(kind, &words, 0)?, *kind)))
        .filter(|(end, _)| *end < words.len())
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// Puts the pieces in the place of a node: below it when it stays, else the first of them takes its place.
fn expand(plan: &mut Plan, n: usize, pieces: Vec<Piece>, whole: bool) {
    let node = plan.nodes[n].clone();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (i, piece) in pieces.into_iter().enumerate() {
        let (low, likely, high) = piece.effort;
        let part = Node {
            title: piece.title,
            origin: OriginKind::Added,
            quote: piece.why,
            estimate: Some(estimate::between(low, likely, high, piece.confidence)),
            lag: None,
            due: None,
            start: node.start.filter(|_| i == 0),
            parent: if whole { Some(n) } else { node.parent },
            slot: None,
            ..node.clone()
        };
        let at = if i == 0 && !whole {
            plan.nodes[n] = part;
            n
        } else {
            plan.add_at(node.place + i64::try_from(i).unwrap_or(0) + i64::from(whole), part)
        };
        match groups.last_mut().filter(|_| piece.beside) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let (Some(firsts), Some(lasts)) = (groups.first().cloned(), groups.last().cloned()) else { return };
    if let Some((&last, lag)) = lasts.last().zip(node.lag) {
        plan.nodes[last].lag = Some(lag);
    }
    plan.hand_ties(n, &firsts, &lasts);
    for pair in groups.windows(2) {
        for &from in &pair[0] {
            for &to in &pair[1] {
                plan.tie(from, to, false, "one part after the other");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_verb_has_parts() {
        for kind in VERB_KINDS.iter().chain(&["physical", "any", "vague"]) {
            let found = KINDS.iter().find(|k| k.name == *kind).expect("the kind has a section");
            for count in 2..=found.parts.iter().map(|p| p.0).max().unwrap_or(0) {
                let parts = found.parts.iter().filter(|p| p.0 <= count).count();
                assert_eq!(parts, count as usize, "{kind}");
            }
        }
        for language in ["en", "de", "es", "pt", "fr", "zh"] {
            for name in ["any", "vague"] {
                assert!(KINDS.iter().any(|k| k.language == language && k.name == name), "{language} {name}");
            }
        }
    }

    #[test]
    fn the_first_word_tells_the_kind() {
        let generic = crate::templates::find("generic").expect("there is one");
        for (title, kind) in [
            ("Build the survey", "build"),
            ("Write README", "write"),
            ("Engineer features", "build"),
            ("Website rewrite", "any"),
            ("Migrate Jira", "migrate"),
        ] {
            assert_eq!(kind_of(title, Language::En, generic.kind).map(|k| k.name), Some(kind), "{title}");
        }
    }
}
