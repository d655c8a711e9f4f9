//! Charts inside a document: the bars of a Gantt chart hang on the tree, the arrows of a flowchart or a graph tie what their
//! boxes name. Must never make a task of a box: boxes repeat what the document says elsewhere.

use std::borrow::Cow;
use std::collections::HashMap;

use super::field::{Field, FieldKind};
use super::tree::{Grower, Kind};
use crate::mermaid::{self, Chart, Drawn};
use crate::{dot, draft};

impl<'t> Grower<'t, '_> {
    /// Reads a fenced block that draws; says whether it is one. The fence is on `line`.
    pub(super) fn chart(&mut self, language: &str, line: u32, body: &[&'t str]) -> bool {
        let day = self.reader.day;
        if language.eq_ignore_ascii_case("mermaid") {
            match mermaid::inside(body, line + 1, day) {
                Chart::Gantt(bars) => self.bars(bars),
                Chart::Flow(graph) => self.tree.arrows.extend(graph.told()),
                Chart::Other => {}
            }
            return true;
        }
        let graph = ["dot", "graphviz", "gv"].iter().any(|word| language.eq_ignore_ascii_case(word));
        let text = if graph { body.join("\n") } else { String::new() };
        if !graph || !dot::looks_like(&text) {
            return false;
        }
        let mut told: Vec<_> = dot::graph(&text, day).told().collect();
        told.iter_mut().for_each(|arrow| arrow.line += line);
        self.tree.arrows.extend(told);
        true
    }

    fn bars(&mut self, bars: Vec<Drawn<'t>>) {
        let no_item = |i: &u32| self.tree.nodes[*i as usize].kind != Kind::Item;
        let above = self.stack.iter().rev().copied().find(no_item).unwrap_or(0);
        let mut sections: HashMap<&str, u32> = HashMap::new();
        for bar in bars {
            let Drawn { section, title, sketch, id, after, until } = bar;
            let line = sketch.line;
            let parent = section.map_or(above, |name| {
                let label = || self.push(Kind::Label(0), above, line, 0, Cow::Borrowed(name));
                *sections.entry(name).or_insert_with(label)
            });
            let at = self.push(Kind::Bar, parent, line, 0, Cow::Borrowed(title));
            let node = &mut self.tree.nodes[at as usize];
            node.milestone = sketch.milestone;
            let field = |kind| move |value| Field { kind, value, line };
            node.fields.extend(id.map(field(FieldKind::Key)));
            node.fields.extend(after.into_iter().map(field(FieldKind::Depends)));
            node.fields.extend(until.into_iter().map(field(FieldKind::Blocks)));
            node.bar = Some(Box::new(draft::Sketch { quote: String::new(), ..sketch }));
        }
    }
}
