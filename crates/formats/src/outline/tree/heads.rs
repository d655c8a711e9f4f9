//! The heads of all nodes, read when their words are together, and what they announce. Must never look at more than one
//! node.

use planwright_domain::Status;

use super::super::key::KeyKind;
use super::super::section::{self, Role};
use super::super::sign;
use super::{Grower, Kind};

impl Grower<'_, '_> {
    /// Reads the heads, now that all words are together.
    pub(super) fn heads(&mut self) {
        for node in &mut self.tree.nodes[1..] {
            let number = std::mem::take(&mut node.head.title);
            let check = node.head.check.take();
            let number = Some(number).filter(|n| !n.is_empty());
            node.head = self.reader.head(&node.raw, number.as_deref(), check);
            let end = node.raw.trim_end_matches(['*', '_', ' ']);
            node.introduces = end.ends_with([':', '：']) && !sign::ends_in_code(end);
            let named = match node.kind {
                Kind::Heading(_) | Kind::Label(_) => true,
                Kind::Item => node.head.check.is_none() && node.raw.len() <= 80,
                _ => false,
            };
            if named {
                // A task may be called "Create release notes"; a section of notes has no key.
                let keyed =
                    node.head.key.as_ref().is_some_and(|k| matches!(k.kind, KeyKind::Work | KeyKind::Code));
                node.role =
                    if keyed { section::exact(&node.head.title) } else { section::role(&node.head.title) };
                // "Phase 3: Later" is a phase; only "Later" alone is a column.
                let stretch = node.head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Stretch);
                if stretch && matches!(node.role, Role::State(Status::Todo) | Role::Next | Role::Part) {
                    node.role = Role::Plain;
                }
                // "1. Introduction" in a list is a chapter to write, "**Background**" over one is prose.
                if node.kind == Kind::Item
                    && matches!(node.role, Role::Apart | Role::Part)
                    && !(node.introduces || node.raw.starts_with("**"))
                {
                    node.role = Role::Plain;
                }
            }
        }
    }
}
