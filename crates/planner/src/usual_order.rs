//! The order that work of a kind usually has, where the text leaves it open. Must never tie what the text orders otherwise.

use planwright_domain::OriginKind;

use crate::plan::Plan;
use crate::stated::{Order, Said, Side};
use crate::templates::{self, After, Template};

/// The order the template knows, where the text leaves it open.
pub(crate) fn order_by_template(plan: &mut Plan, template: &Template, goal: Option<usize>) {
    let members = |plan: &Plan, slot: usize| -> Vec<usize> {
        (0..plan.nodes.len())
            .filter(|n| plan.nodes[*n].slot == Some(slot) && Some(*n) != goal && !plan.is_summary(*n))
            .collect()
    };
    // What slot stands for when nothing fills it: what it would follow.
    let mut stand_in: Vec<Option<Vec<usize>>> = vec![None; template.slots.len()];
    for slot in 0..template.slots.len() {
        resolve(plan, template, slot, &members, &mut stand_in, 0);
    }
    let loose: Vec<usize> = (0..plan.nodes.len())
        .filter(|n| {
            plan.nodes[*n].slot.is_none()
                && plan.nodes[*n].phase == Some(template.main)
                && Some(*n) != goal
                && !plan.is_summary(*n)
        })
        .collect();
    for slot in 0..template.slots.len() {
        let mut before: Vec<usize> =
            template.before(slot).iter().flat_map(|s| stand_in[*s].clone().unwrap_or_default()).collect();
        let phase = template.slots[slot].phase;
        let follows_main = match &template.slots[slot].after {
            After::Before => {
                template.phase_before(phase).iter().any(|s| template.slots[*s].phase == template.main)
            }
            After::Keys(keys) => keys.contains(&template.phases[template.main].key),
        };
        if follows_main
            || phase > template.main && before.iter().any(|b| plan.nodes[*b].phase == Some(template.main))
        {
            before.extend(&loose);
        }
        before.sort_unstable();
        before.dedup();
        for to in members(plan, slot) {
            for &from in before.iter().rev() {
                // The last steps of what comes before are enough.
                if before.iter().any(|other| *other != from && plan.reaches(from, *other))
                    || reordered(plan, from, to)
                    || named_first(plan, to, from)
                {
                    continue;
                }
                plan.tie(from, to, false, "the usual order of such work");
            }
        }
    }
    let early: Vec<usize> = template
        .phase_before(template.main)
        .iter()
        .flat_map(|s| stand_in[*s].clone().unwrap_or_default())
        .collect();
    for &to in &loose {
        for &from in &early {
            if !reordered(plan, from, to)
                && !named_first(plan, to, from)
                && !early.iter().any(|other| *other != from && plan.reaches(from, *other))
            {
                plan.tie(from, to, false, "the usual order of such work");
            }
        }
    }
}

/// Whatever the project: what is made is tested, what is tested is released.
pub(crate) fn test_and_release(plan: &mut Plan, said: &Said, goal: Option<usize>) {
    let Some(generic) = templates::generic(said.language) else { return };
    let kind = |plan: &Plan, n: usize| {
        let node = &plan.nodes[n];
        let plain = node.origin == OriginKind::Stated
            && !node.milestone
            && !node.waiting
            && Some(n) != goal
            && !plan.is_summary(n);
        generic.slot_for(&node.title).filter(|_| plain).map(|s| generic.slots[s].key)
    };
    let kinds: Vec<_> = (0..plan.nodes.len()).map(|n| kind(plan, n)).collect();
    let of = |key: &str| (0..kinds.len()).filter(|n| kinds[*n] == Some(key)).collect::<Vec<_>>();
    for (before, after) in [("do", "check"), ("check", "hand"), ("do", "hand")] {
        for to in of(after) {
            for from in of(before) {
                if !reordered(plan, from, to) {
                    plan.tie(from, to, false, "what is made is tested before it is handed over");
                }
            }
        }
    }
}

/// Whether the text names both steps, and this one before the other: its own order is that of its author.
fn named_first(plan: &Plan, this: usize, other: usize) -> bool {
    let stated = |n: usize| plan.nodes[n].origin == OriginKind::Stated && !plan.nodes[n].milestone;
    stated(this) && stated(other) && plan.nodes[this].place < plan.nodes[other].place
}

/// A template's order between two stated steps whose stated dates or numbers say otherwise, that are only days in a calendar, or that
/// are parts of one thing.
fn reordered(plan: &Plan, from: usize, to: usize) -> bool {
    let (a, b) = (&plan.nodes[from], &plan.nodes[to]);
    let against = a.number.zip(b.number).is_some_and(|(x, y)| x > y);
    against
        || a.part && b.part
        || a.due.zip(b.due).is_some_and(|(x, y)| x > y)
        || a.milestone && a.start.is_some()
}

fn resolve(
    plan: &Plan,
    template: &Template,
    slot: usize,
    members: &dyn Fn(&Plan, usize) -> Vec<usize>,
    known: &mut Vec<Option<Vec<usize>>>,
    depth: usize,
) -> Vec<usize> {
    if let Some(found) = &known[slot] {
        return found.clone();
    }
    let own = members(plan, slot);
    let found = if !own.is_empty() || depth > template.slots.len() {
        own
    } else {
        known[slot] = Some(Vec::new());
        let mut through: Vec<usize> = template
            .before(slot)
            .iter()
            .flat_map(|s| resolve(plan, template, *s, members, known, depth + 1))
            .collect();
        through.sort_unstable();
        through.dedup();
        through
    };
    known[slot] = Some(found.clone());
    found
}

/// What must come before the goal also comes before the step that brings it about: the launch, the release.
pub(crate) fn release_waits(plan: &mut Plan, goal: Option<usize>, orders: &[Order]) {
    let Some(goal) = goal else { return };
    let waiting: Vec<usize> = plan.predecessors(goal).collect();
    if !orders.iter().any(|o| o.after == Side::Goal || matches!(o.after, Side::Words(_))) {
        return;
    }
    let releases: Vec<usize> = (0..plan.nodes.len())
        .filter(|n| {
            *n != goal && {
                let title = plan.nodes[*n].title.to_lowercase();
                ["launch", "release", "publish", "deploy", "go live", "roll out"]
                    .iter()
                    .any(|w| title.starts_with(w))
            }
        })
        .collect();
    for from in waiting {
        for &to in &releases {
            plan.tie(from, to, false, "it has to be done before anything goes live");
        }
    }
}
