//! The stated steps laid over a template: a stated step takes the place of the template's own, the template adds what
//! such projects always need, its order fills the gaps of the text's. Must never lose or contradict what is stated.

use planwright_domain::{Estimate, OriginKind, Question, Status, Warning};

use crate::filling::fill;
use crate::naming;
use crate::plan::{Node, Plan};
use crate::ruled_out::Words;
use crate::stated::{Order, Said, Side};
use crate::templates::{self, Template};
use crate::usual_order::{order_by_template, release_waits, test_and_release};

/// How much of a template is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Amount {
    /// Nothing: the text says it all.
    Nothing,
    /// What the steps of the text still lack at their end: what every such project needs behind the last of them, one
    /// for every three of them at most.
    Lacking,
    /// What every such project needs.
    Core,
    /// All that fits.
    All,
}

impl Amount {
    /// One step less.
    pub(crate) fn less(self) -> Self {
        if self == Self::All { Self::Core } else { Self::Nothing }
    }

    /// One step more.
    pub(crate) fn more(self) -> Self {
        if self < Self::Core { Self::Core } else { Self::All }
    }
}

/// Lays `said` over `template`.
pub(crate) fn merge(said: &mut Said, words: &Words<'_>, template: &Template, amount: Amount) -> Plan {
    let mut plan = Plan::default();
    for step in &said.steps {
        plan.add(Node {
            estimate: step.effort.map(|e| Estimate {
                low: e.low.max(1),
                likely: e.likely.max(1),
                high: e.high.max(1),
                confidence: None,
            }),
            fixed: step.effort.is_some(),
            number: step.number,
            part: step.part,
            waiting: step.waiting,
            lag: step.lag,
            start: step.start,
            due: step.due,
            milestone: step.milestone,
            who: step.who.clone(),
            status: step.status.unwrap_or(Status::Todo),
            parent: step.parent,
            slot: template.slot_for(&step.title),
            ..Node::new(&step.title, OriginKind::Stated, &step.quote)
        });
    }
    let stated = plan.nodes.len();
    let goal = milestone(&mut plan, said);
    for &(a, b) in &said.parallel {
        plan.side_by_side(a, b);
    }
    let orders = bridged(std::mem::take(&mut said.orders), &said.parallel);
    let (wide, narrow): (Vec<Order>, Vec<Order>) =
        orders.into_iter().partition(|o| o.before == Side::All || o.after == Side::All);
    for order in narrow.iter().filter(|o| o.stated).chain(narrow.iter().filter(|o| !o.stated)) {
        apply(&mut plan, said, order, goal, stated);
    }
    for order in &wide {
        apply(&mut plan, said, order, goal, stated);
    }
    fill(&mut plan, said, words, template, amount, stated);
    order_by_template(&mut plan, template, goal);
    if !template.words.is_empty() {
        test_and_release(&mut plan, said, goal);
    }
    release_waits(&mut plan, goal, &narrow);
    if let Some(goal) = goal {
        close(&mut plan, goal);
    }
    plan
}

/// Ties everything to the goal: what has a later day than the goal follows it, all else leads to it.
fn close(plan: &mut Plan, goal: usize) {
    let day = plan.nodes[goal].due;
    // What only comes then is waited for, however late it is.
    let comes = |plan: &Plan, n: usize| plan.nodes[n].milestone && plan.nodes[n].start.is_some();
    let late = |plan: &Plan, n: usize| {
        plan.nodes[n].due.zip(day).is_some_and(|(own, goal)| own > goal) && !comes(plan, n)
    };
    let open = |plan: &Plan, n: usize| n != goal && !plan.is_summary(n);
    let nodes = plan.nodes.len();
    for node in 0..nodes {
        if open(plan, node) && !late(plan, node) && plan.is_last_but_for(node, |to| late(plan, to)) {
            plan.tie(node, goal, false, "everything comes before the goal");
        }
    }
    let later: Vec<usize> = (0..nodes).filter(|n| open(plan, *n) && late(plan, *n)).collect();
    for node in later {
        if plan.predecessors(node).all(|p| !late(plan, p)) {
            plan.tie(goal, node, false, "its day is after that of the goal");
        }
    }
}

/// The goal as a milestone: what all the steps lead to, due at the deadline. A goal that is only the list of its steps
/// is one where there is something to reach: a date, or what is said to come before it.
fn milestone(plan: &mut Plan, said: &Said) -> Option<usize> {
    let reached = said.deadline.is_some()
        || said.orders.iter().any(|o| o.before == Side::Goal || o.after == Side::Goal);
    if said.goal.is_empty() || said.listed && !reached {
        return None;
    }
    let closing = templates::generic(said.language).filter(|_| said.listed).map(|t| t.closing);
    let quote =
        said.deadline.as_ref().map_or_else(|| said.goal.clone(), |d| format!("{} {}", said.goal, d.quote));
    let due = said.deadline.as_ref().map(|d| d.value);
    let node = Node::new(closing.unwrap_or(&said.goal), OriginKind::Stated, quote);
    Some(plan.add(Node { fixed: true, due, milestone: true, ..node }))
}

/// A process whose neighbours are said to run side by side: both follow what came before and lead to what comes after.
fn bridged(mut orders: Vec<Order>, parallel: &[(usize, usize)]) -> Vec<Order> {
    let one = |side: &Side| if let Side::Steps(s) = side { (s.len() == 1).then(|| s[0]) } else { None };
    let beside = |a: usize, b: usize| parallel.contains(&(a, b)) || parallel.contains(&(b, a));
    let implied: Vec<(usize, usize, String)> = orders
        .iter()
        .filter(|o| !o.stated)
        .filter_map(|o| Some((one(&o.before)?, one(&o.after)?, o.quote.clone())))
        .collect();
    for (a, b, quote) in implied.iter().filter(|(a, b, _)| beside(*a, *b)) {
        let order = |before: usize, after: usize| Order {
            before: Side::Steps(vec![before]),
            after: Side::Steps(vec![after]),
            stated: false,
            quote: quote.clone(),
        };
        orders.extend(implied.iter().filter(|(_, to, _)| to == a).map(|(from, _, _)| order(*from, *b)));
        orders.extend(implied.iter().filter(|(from, _, _)| from == b).map(|(_, to, _)| order(*a, *to)));
    }
    orders
}

fn apply(plan: &mut Plan, said: &mut Said, order: &Order, goal: Option<usize>, stated: usize) {
    let available = matches!(&order.before, Side::Steps(s) if s.iter().all(|i| plan.nodes[*i].milestone && plan.nodes[*i].start.is_some()))
        && order.after == Side::Goal;
    let before = side(plan, said, &order.before, goal, stated, &[], true);
    let after = if available && !said.goal_steps.is_empty() {
        // What only becomes available then is needed by the work itself.
        said.goal_steps.clone()
    } else {
        side(plan, said, &order.after, goal, stated, &before, false)
    };
    let (mut before, mut after) = (plan.leaves(before), plan.leaves(after));
    // "The wiki comes last": its own parts are not among what comes before it.
    if before.len() > after.len() {
        before.retain(|n| !after.contains(n));
    } else if after.len() > before.len() {
        after.retain(|n| !before.contains(n));
    }
    for &from in &before {
        for &to in &after {
            if order.after == Side::All && (before.contains(&to) || plan.reaches(to, from))
                || order.before == Side::All && plan.reaches(to, from)
            {
                continue;
            }
            let single = |side: &Side| matches!(side, Side::Steps(_) | Side::Words(_));
            if order.stated
                && from != to
                && single(&order.before)
                && single(&order.after)
                && plan.is_stated(to, from)
            {
                let (one, other) = (&plan.nodes[from].title, &plan.nodes[to].title);
                let text = format!(
                    "the text contradicts itself: \"{one}\" is to come before \"{other}\" and after it; the first it says was kept"
                );
                said.warnings.push(Warning::new("contradiction", text));
                continue;
            }
            if plan.tie(from, to, order.stated, &order.quote)
                && plan.nodes[to].milestone
                && Some(to) != goal
                && let Some(day) = plan.nodes[to].start.or(plan.nodes[to].due)
            {
                plan.nodes[from].due.get_or_insert(day);
            }
        }
    }
}

/// The nodes one side of an order means; words that name nothing known become a node where they can.
fn side(
    plan: &mut Plan,
    said: &mut Said,
    side: &Side,
    goal: Option<usize>,
    stated: usize,
    other: &[usize],
    before: bool,
) -> Vec<usize> {
    match side {
        Side::Steps(steps) => steps.clone(),
        Side::All => (0..stated.max(1).min(plan.nodes.len()))
            .filter(|n| !other.contains(n) && Some(*n) != goal)
            .collect(),
        Side::Goal => goal.into_iter().collect(),
        Side::Words(words) => {
            let several = several(plan, said, words, goal, other);
            if !several.is_empty() {
                return several;
            }
            let wanted = naming::stems(words);
            let mut best = (naming::FITS - 1, Vec::new());
            for (i, node) in
                plan.nodes.iter().enumerate().filter(|(i, _)| Some(*i) != goal && !other.contains(i))
            {
                let score = naming::fit(&wanted, &naming::stems(&node.title));
                match score.cmp(&best.0) {
                    std::cmp::Ordering::Greater => best = (score, vec![i]),
                    std::cmp::Ordering::Equal if score >= naming::FITS => best.1.push(i),
                    _ => {}
                }
            }
            if !best.1.is_empty() {
                return best.1;
            }
            let lexicon = said.language.lexicon();
            let list = crate::text::words(words);
            // "when the tents stand": the subject names a step, the verb only how far it is.
            let state = (1..list.len())
                .find(|i| lexicon.at("be", &list, *i).is_some() || lexicon.at("modal", &list, *i).is_some());
            let head = state
                .map(|at| naming::stems(crate::text::spelled(words, &list[..at])))
                .filter(|h| !h.is_empty());
            if let Some(head) = &head {
                let score = |i: &usize| naming::fit(head, &naming::stems(&plan.nodes[*i].title));
                let best = (0..plan.nodes.len())
                    .filter(|i| Some(*i) != goal && !other.contains(i) && score(i) >= naming::FITS)
                    .max_by_key(|i| (score(i), std::cmp::Reverse(*i)));
                if let Some(best) = best {
                    return vec![best];
                }
            }
            let subject = wanted.first().filter(|_| wanted.len() == 2);
            let named = subject.and_then(|s| {
                let mut found = (0..plan.nodes.len()).filter(|i| {
                    Some(*i) != goal
                        && !other.contains(i)
                        && naming::stems(&plan.nodes[*i].title).iter().any(|t| naming::akin(s, t))
                });
                found.next().filter(|_| found.next().is_none())
            });
            if let Some(named) = named {
                return vec![named];
            }
            let goal_stems = naming::stems(&said.goal);
            // "The parser comes before the converter" in "a tool that converts …": a part, not all of it.
            let thing = naming::stems(&said.thing);
            let head = goal_stems.iter().take(2).chain(&thing);
            let part =
                !thing.is_empty() && !head.into_iter().any(|h| wanted.iter().any(|w| naming::akin(w, h)));
            if lexicon.any("live", &list) || !part && naming::fit(&wanted, &goal_stems) >= naming::FITS {
                return goal.into_iter().collect();
            }
            unknown(plan, said, words, &list, before)
        }
    }
}

/// "A, B and C", where each part names a step of its own.
fn several(plan: &Plan, said: &Said, words: &str, goal: Option<usize>, other: &[usize]) -> Vec<usize> {
    let lexicon = said.language.lexicon();
    let list = crate::text::words(words);
    let mut parts: Vec<&str> = Vec::new();
    let mut from = 0;
    for i in 0..=list.len() {
        let joint = i == list.len()
            || list[i].mark && matches!(list[i].lower.as_str(), "," | "、" | "，")
            || lexicon.at("only-and", &list, i).is_some();
        if joint {
            parts.push(crate::text::spelled(words, &list[from.min(i)..i]));
            from = i + 1;
        }
    }
    parts.retain(|p| !p.trim().is_empty());
    let best = |part: &&str| {
        let wanted = naming::stems(part);
        let score = |i: &usize| naming::fit(&wanted, &naming::stems(&plan.nodes[*i].title));
        (0..plan.nodes.len())
            .filter(|i| Some(*i) != goal && !other.contains(i) && score(i) >= naming::FITS)
            .max_by_key(|i| (score(i), std::cmp::Reverse(*i)))
    };
    if parts.len() < 2 {
        return Vec::new();
    }
    let found: Option<Vec<usize>> = parts.iter().map(best).collect();
    let mut found = found.unwrap_or_default();
    found.sort_unstable();
    found.dedup();
    if found.len() >= 2 { found } else { Vec::new() }
}

/// Words that name nothing known: a step or an event of their own, or a question.
fn unknown(
    plan: &mut Plan,
    said: &mut Said,
    words: &str,
    list: &[crate::text::Word],
    before: bool,
) -> Vec<usize> {
    let lexicon = said.language.lexicon();
    let happens = (1..list.len()).any(|i| {
        lexicon.at("be", list, i).is_some()
            || lexicon.at("modal", list, i).is_some()
            || list[i].lower.ends_with("ed")
    });
    if naming::stems(words).is_empty() || list.len() > 12 {
        return Vec::new();
    }
    if !before && happens {
        let mut question = Question::new(
            "unknown-date",
            format!("when is that: \"{words}\"? No date is said, so none was assumed"),
        );
        question.about = Some(words.to_owned());
        said.questions.push(question);
        return Vec::new();
    }
    let trimmed: String = {
        let mut end = list.len();
        while end > 1
            && (lexicon.at("start-words", list, end - 1).is_some()
                || lexicon.at("filler", list, end - 1).is_some())
        {
            end -= 1;
        }
        let mut start = 0;
        while start + 1 < end && lexicon.at("article", list, start) == Some(start + 1) {
            start += 1;
        }
        words.get(list[start].start..list[end - 1].end).unwrap_or(words).to_owned()
    };
    let title = crate::step::shorten(&crate::clause::capital(&trimmed));
    let node = Node::new(title, OriginKind::Stated, words);
    let node = plan.add(Node { milestone: happens, ..node });
    vec![node]
}
