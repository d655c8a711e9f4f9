//! What of a document became neither a task nor a word of one: lists about something else, sections of prose, tables of
//! people. Must never name what stands elsewhere in the plan.

use std::fmt::Write;

use planwright_domain::Warning;
use planwright_phrases::clean;

use super::super::tree::{Kind, Node};
use super::Gather;

/// Most places that are named.
const MOST: usize = 12;

impl Gather<'_, '_> {
    /// Says in one warning which lists and sections were left out: by the heading over them, else by their lines.
    pub(super) fn left_out(&mut self) {
        let n = self.tree.nodes.len();
        let title = self.verdicts.title.map(|title| title as usize);
        // Whether what holds a node was named, or is part of the plan.
        let mut told = vec![false; n];
        let mut places: Vec<(u32, String)> = Vec::new();
        for i in 1..n {
            let node = &self.tree.nodes[i];
            let parent = node.parent as usize;
            told[i] = told[parent] || self.task[i].is_some() || self.verdicts.repeats[i];
            if told[i] || self.verdicts.depends[i] {
                continue;
            }
            // What is said of the document itself is its summary.
            let prose = matches!(node.kind, Kind::Heading(_)) && !node.body.is_empty() && Some(i) != title;
            if prose && self.above(i).is_none() && !self.holds[i] {
                told[i] = true;
                places
                    .push((node.line, format!("what stands under \"{}\" (line {})", name(node), node.line)));
                continue;
            }
            if node.kind != Kind::Item || self.holds[i] {
                continue;
            }
            told[i] = true;
            let above = &self.tree.nodes[parent];
            let headed = matches!(above.kind, Kind::Heading(_) | Kind::Label(_));
            if headed && !self.holds[parent] {
                told[parent] = true;
                places
                    .push((above.line, format!("the list under \"{}\" (line {})", name(above), above.line)));
            } else {
                places.push((node.line, format!("line {}", node.line)));
            }
        }
        let Some((first, _)) = places.first() else { return };
        let shown: Vec<&str> = places.iter().take(MOST).map(|(_, place)| place.as_str()).collect();
        let mut text = format!("left out, as no tasks: {}", shown.join(", "));
        if places.len() > MOST {
            let _ = write!(text, " and {} more", places.len() - MOST);
        }
        self.draft.warnings.push(Warning::at("lines-left-out", *first, text));
    }
}

/// What a heading says.
fn name(node: &Node<'_>) -> String {
    let title = clean::title(&node.raw);
    crate::draft::start_of(title.trim_end_matches([':', '：']))
}
