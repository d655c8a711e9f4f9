//! What a template adds to the stated steps: steps of its own where nothing is stated, and phase and effort for every one.
//! Must never add against the words, nor change an effort that is stated.

use planwright_domain::OriginKind;

use crate::estimate;
use crate::merge::Amount;
use crate::plan::{Node, Plan};
use crate::ruled_out::Words;
use crate::stated::Said;
use crate::templates::Template;

/// As many stated steps carry one that was added.
const STEPS_PER_ADDITION: usize = 3;

/// Adds the template's own steps for which nothing is stated, and gives every step its phase and effort.
pub(crate) fn fill(
    plan: &mut Plan,
    said: &Said,
    words: &Words<'_>,
    template: &Template,
    amount: Amount,
    stated: usize,
) {
    let reached =
        plan.nodes.iter().take(stated).filter_map(|n| n.slot).map(|s| template.slots[s].phase).max();
    let reached = reached.unwrap_or(template.main).max(template.main);
    let mut room = if amount == Amount::Lacking { stated / STEPS_PER_ADDITION } else { usize::MAX };
    for (i, slot) in template.slots.iter().enumerate() {
        let wanted = match amount {
            Amount::Nothing => false,
            // Whoever names the steps has settled what comes before them.
            Amount::Lacking => slot.core && slot.phase > reached && room > 0,
            Amount::Core => slot.core,
            Amount::All => true,
        };
        let is_the_work = slot.core && slot.phase == template.main;
        if !wanted
            || !words.call_for(&slot.when, &slot.unless)
            || plan.nodes.iter().any(|n| n.slot == Some(i))
            || words.rule_out_slot(slot, is_the_work, said.language)
            || slot.phase != template.main && words.rule_out_phase(template.phases[slot.phase].title)
        {
            continue;
        }
        room = room.saturating_sub(1);
        let (low, likely, high) = slot.effort;
        let node = Node::new(titled(slot.title, &said.thing), OriginKind::Added, slot.why);
        plan.add(Node {
            estimate: (!slot.milestone).then(|| estimate::between(low, likely, high, 450)),
            milestone: slot.milestone,
            phase: Some(slot.phase),
            slot: Some(i),
            ..node
        });
    }
    for node in plan.nodes.iter_mut().take(stated) {
        node.phase = Some(node.slot.map_or(template.main, |s| template.slots[s].phase));
    }
    let in_slot = |s: usize| plan.nodes.iter().filter(|n| n.slot == Some(s)).map(|_| 1).sum();
    let mates: Vec<u32> = (0..template.slots.len()).map(in_slot).collect();
    for node in &mut plan.nodes {
        if node.estimate.is_some() || node.milestone {
            continue;
        }
        let own = estimate::of_step(&node.title);
        let mates = node.slot.map_or(0, |s| mates[s]);
        let whole = node.slot.map_or((0, 0, 0), |s| template.slots[s].effort);
        // A stated step alone in a slot is that work when it is named like it, and else lies between that and what its
        // own title says; several share the work of their slot.
        node.estimate = Some(match mates {
            0 => own,
            1 if node.slot.is_some_and(|s| template.slots[s].is_all_of(&node.title)) => {
                estimate::between(whole.0, whole.1, whole.2, 400)
            }
            1 => estimate::amid(own, whole),
            _ if whole.1 / mates > own.likely => {
                let share = whole.1 / mates;
                estimate::between(share / 2, share, share * 2, 300)
            }
            _ => own,
        });
    }
}

/// A title of a template with the thing it is about.
pub(crate) fn titled(title: &str, thing: &str) -> String {
    let thing = if thing.is_empty() || thing.chars().count() > 60 { "it" } else { thing };
    let title = if thing == "it" {
        title
            .replace("of {thing}", "")
            .replace("on {thing}", "")
            .replace("{thing} ", "")
            .replace("{thing}", "")
    } else {
        title.replace("{thing}", &the(thing))
    };
    title.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches([':', ' ']).to_owned()
}

/// "the shop", but "Jira" and "bathrooms" as they are: an article only before a single small English word or phrase.
pub(crate) fn the(thing: &str) -> String {
    let small = thing.starts_with(char::is_lowercase) && thing.is_ascii();
    let plural = thing.split(' ').next_back().is_some_and(|w| w.ends_with('s') && !w.ends_with("ss"));
    let numbered = thing.starts_with(|c: char| c.is_ascii_digit());
    if (small || thing.split(' ').next().is_some_and(|w| w.len() >= 2 && w.chars().all(char::is_uppercase)))
        && !plural
        && !numbered
    {
        format!("the {thing}")
    } else {
        thing.to_owned()
    }
}
