//! Charts inside a document: the bars of a Gantt chart hang on the tree, the arrows of a flowchart or a graph tie what their
//! boxes name. Must never make a task of a box where the document has other tasks: boxes repeat what stands elsewhere.

use std::borrow::Cow;
use std::collections::HashMap;

use planwright_domain::Warning;

use super::field::{Field, FieldKind};
use super::tree::{Grower, Kind, Node, Tree};
use crate::counts::counted;
use crate::draft::Draft;
use crate::graph::Graph;
use crate::mermaid::{self, Chart, Drawn};
use crate::{ReadError, Reading, Source, dot, draft};

/// Lines of prose beside a graph, for each of its boxes, up to which a document is about what the graph shows.
const PROSE: usize = 2;

/// Whether a document is its graph and little more: no tasks but headings around it, and no pages of prose in which it
/// only shows something.
pub(super) fn is_all(graph: &Graph, tree: &Tree<'_>, tasks: &[bool]) -> bool {
    let boxes = graph.nodes.len();
    let mut found = tree.nodes.iter().zip(tasks).filter(|(_, is_task)| **is_task);
    let headings = found.clone().count();
    let prose: usize = tree.nodes.iter().map(|node| 1 + node.body.len()).sum();
    let bare = |node: &Node<'_>| matches!(node.kind, Kind::Heading(_)) && node.fields.is_empty();
    headings < boxes && found.all(|(node, _)| bare(node)) && prose <= PROSE * boxes + 4
}

/// The plan that a graph draws, in a document that has no other tasks.
pub(super) fn read(
    mut graph: Graph,
    draft: Draft,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let boxes = counted(graph.nodes.iter().filter(|node| !node.hidden).count(), "box");
    graph.title = Some(draft.title.or(graph.title).unwrap_or_else(|| source.title()));
    let text = format!("the document has no tasks but those of a chart: its {boxes} were read as tasks");
    graph.warnings.push(Warning::new("boxes-read", text));
    graph.plan(&mermaid::code, source, mint)
}

impl<'t> Grower<'t, '_> {
    /// Reads a fenced block that draws; says whether it is one. The fence is on `line`.
    pub(super) fn chart(&mut self, language: &str, line: u32, body: &[&'t str]) -> bool {
        let day = self.reader.day;
        if language.eq_ignore_ascii_case("mermaid") {
            match mermaid::inside(body, line + 1, day) {
                Chart::Gantt(bars) => self.bars(bars),
                Chart::Flow(graph) => self.graph(graph),
                Chart::Other => {}
            }
            return true;
        }
        let graph = ["dot", "graphviz", "gv"].iter().any(|word| language.eq_ignore_ascii_case(word));
        let text = if graph { body.join("\n") } else { String::new() };
        if !graph || !dot::looks_like(&text) {
            return false;
        }
        let mut graph = dot::graph(&text, day);
        graph.move_down(line);
        self.graph(graph);
        true
    }

    fn graph(&mut self, graph: Graph) {
        self.tree.arrows.extend(graph.told());
        let most = self.tree.graph.as_ref().map_or(0, |known| known.nodes.len());
        if graph.nodes.len() > most {
            self.tree.graph = Some(graph);
        }
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
