//! Graphviz DOT written: the tree as clusters, the network as edges. Must never let a title's own characters act as syntax.

use std::collections::HashMap;
use std::fmt::Write;

use planwright_domain::{LinkType, Project, Status, TaskId};

use crate::carries::Feature as F;

/// What it carries.
pub(crate) const CARRIES: &[F] = &[F::Title, F::Hierarchy, F::Done, F::Links, F::Remarks];

/// Writes `project`. Done tasks are dashed; related and duplicate links are dotted and order nothing.
pub fn write(project: &Project) -> String {
    let mut out = String::from("digraph plan {\n  rankdir=LR;\n  compound=true;\n  node [shape=box];\n");
    let _ = writeln!(out, "  label=\"{}\";", escaped(&project.meta().title));
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let mut open: Vec<usize> = Vec::new();
    for met in project.walk() {
        let depth = met.code.depth();
        while open.last().is_some_and(|d| *d >= depth) {
            open.pop();
            let _ = writeln!(out, "{}}}", "  ".repeat(open.len() + 1));
        }
        let pad = "  ".repeat(open.len() + 1);
        let label = format!("{} {}", met.code, escaped(&met.task.title));
        if project.is_summary(met.task.id) {
            let _ = writeln!(out, "{pad}subgraph \"cluster_{}\" {{", met.code);
            let _ = writeln!(out, "{pad}  label=\"{label}\";");
            let _ = writeln!(out, "{pad}  \"{}\" [shape=point style=invis];", met.code);
            open.push(depth);
        } else {
            let style = if met.task.status == Status::Done { " style=dashed" } else { "" };
            let _ = writeln!(out, "{pad}\"{}\" [label=\"{label}\"{style}];", met.code);
        }
    }
    while open.pop().is_some() {
        let _ = writeln!(out, "{}}}", "  ".repeat(open.len() + 1));
    }
    let mut links: Vec<_> = project.links().map(|l| (project.wbs(l.from), project.wbs(l.to), l)).collect();
    links.sort_by(|a, b| (&a.0, &a.1, a.2.id).cmp(&(&b.0, &b.1, b.2.id)));
    for (_, _, link) in links {
        let (Some(from), Some(to)) = (codes.get(&link.from), codes.get(&link.to)) else { continue };
        let mut marks = Vec::new();
        if project.is_summary(link.from) {
            marks.push(format!("ltail=\"cluster_{from}\""));
        }
        if project.is_summary(link.to) {
            marks.push(format!("lhead=\"cluster_{to}\""));
        }
        if link.link_type != LinkType::Blocks {
            marks.push(format!("style=dotted constraint=false label=\"{}\"", link.link_type.word()));
        }
        let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(" ")) };
        let _ = writeln!(out, "  \"{from}\" -> \"{to}\"{marks};");
    }
    out.push_str("}\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::project_of;

    #[test]
    fn the_tree_is_clusters_and_the_network_edges() {
        let project =
            project_of("# A \"b\"\n1 Walls\n  1.1 [x] Frame\n  1.2 Paint  after 1.1\n2 Roof  after 1\n");
        assert_eq!(
            write(&project),
            "digraph plan {\n  rankdir=LR;\n  compound=true;\n  node [shape=box];\n  label=\"A \\\"b\\\"\";\n  subgraph \"cluster_1\" {\n    label=\"1 Walls\";\n    \"1\" [shape=point style=invis];\n    \"1.1\" [label=\"1.1 Frame\" style=dashed];\n    \"1.2\" [label=\"1.2 Paint\"];\n  }\n  \"2\" [label=\"2 Roof\"];\n  \"1\" -> \"2\" [ltail=\"cluster_1\"];\n  \"1.1\" -> \"1.2\";\n}\n"
        );
    }
}
