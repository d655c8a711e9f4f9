//! The reserve of a conservative draft: time at the end of a phase for what nobody foresaw. Must never be added to a
//! plan whose efforts are all stated: its author has counted.

use planwright_domain::OriginKind;

use crate::breakdown::LEAF;
use crate::estimate;
use crate::lexicon::Language;
use crate::plan::{Node, Plan};
use crate::templates::{self, Template};

/// How much of the estimated work of a phase is held back, in hundredths.
const SHARE: u64 = 15;
/// A phase with less estimated work has no reserve, in minutes.
const LEAST_WORK: u64 = 480;

/// Ends the main phase and those after it with a reserve.
pub(crate) fn hold_back(plan: &mut Plan, template: &Template, language: Language) {
    let Some(title) = templates::generic(language).map(|t| t.reserve).filter(|t| !t.is_empty()) else {
        return;
    };
    for (phase, named) in template.phases.iter().enumerate().skip(template.main) {
        let members: Vec<usize> = (0..plan.nodes.len())
            .filter(|n| plan.nodes[*n].phase == Some(phase) && !plan.is_summary(*n))
            .collect();
        let work: u64 = members
            .iter()
            .filter(|n| !plan.nodes[**n].fixed)
            .filter_map(|n| plan.nodes[*n].estimate)
            .map(|e| u64::from(e.likely))
            .sum();
        if work < LEAST_WORK {
            continue;
        }
        let held = (work * SHARE / 100 + 7) / 15 * 15;
        let likely = u32::try_from(held).unwrap_or(LEAF.1).clamp(LEAF.0, LEAF.1);
        let why = format!("{SHARE} % of the phase, four hours at most: something always comes up");
        let node = Node::new(title.replace("{phase}", named.title), OriginKind::Added, why);
        let reserve = plan.add(Node {
            estimate: Some(estimate::between(0, likely, likely * 2, 300)),
            phase: Some(phase),
            ..node
        });
        let outside: Vec<usize> = plan
            .ties
            .iter()
            .filter(|t| members.contains(&t.from) && !members.contains(&t.to))
            .map(|t| t.to)
            .collect();
        for from in members.iter().copied() {
            let inside = plan.ties.iter().any(|t| t.from == from && members.contains(&t.to));
            if !inside && !plan.nodes[from].milestone {
                plan.tie(from, reserve, false, "a reserve is used last");
            }
        }
        for to in outside {
            plan.tie(reserve, to, false, "what comes up is settled first");
        }
    }
}
