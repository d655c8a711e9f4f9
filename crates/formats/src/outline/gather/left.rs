//! What of a document became neither a task nor a word of one: lists about something else, events beside the plan. Must never
//! name prose, nor what stands elsewhere in the plan.

use std::fmt::Write;

use planwright_domain::Warning;
use planwright_phrases::clean;

use super::super::tree::Kind;
use super::Gather;

/// Most places that are named.
const MOST: usize = 12;

impl Gather<'_, '_> {
    /// Says in one warning which lists were left out: by the heading over them, else by their lines.
    pub(super) fn left_out(&mut self) {
        let n = self.tree.nodes.len();
        // Whether what holds a node was named, or is part of the plan.
        let mut told = vec![false; n];
        let mut places: Vec<(u32, String)> = Vec::new();
        for i in 1..n {
            let node = &self.tree.nodes[i];
            let parent = node.parent as usize;
            told[i] = told[parent] || self.task[i].is_some() || self.verdicts.repeats[i];
            if told[i] || self.verdicts.depends[i] || node.kind != Kind::Item || self.holds[i] {
                continue;
            }
            told[i] = true;
            let above = &self.tree.nodes[parent];
            let headed = matches!(above.kind, Kind::Heading(_) | Kind::Label(_));
            if headed && !self.holds[parent] {
                told[parent] = true;
                let title = clean::title(&above.raw);
                let title = crate::draft::start_of(title.trim_end_matches([':', '：']));
                places.push((above.line, format!("the list under \"{title}\" (line {})", above.line)));
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
