//! The front matter of a file: of the document, or of the task that the file is. Must never make a task of a file whose
//! front matter says nothing that only tasks have.

use std::borrow::Cow;

use super::super::field::{self, Field, FieldKind};
use super::super::section;
use super::{Grower, Kind};

impl<'t> Grower<'t, '_> {
    pub(super) fn front(&mut self, line: u32, lines: &[&'t str]) {
        let mut fields: Vec<Field<'t>> = Vec::new();
        let mut open: Option<FieldKind> = None;
        let mut known = 0;
        for (i, text) in lines.iter().enumerate() {
            let at = line + 1 + i as u32;
            let trimmed = text.trim();
            if let Some(value) = trimmed
                .strip_prefix("- ")
                .or_else(|| trimmed.strip_prefix('-'))
                .filter(|_| text.starts_with([' ', '-']))
            {
                if let Some(kind) = open {
                    fields.push(Field { kind, value: unquoted(value), line: at });
                }
                continue;
            }
            let Some((name, value)) = trimmed.split_once(':') else { continue };
            let kind = field::kind(&section::fold(name));
            open = kind;
            let Some(kind) = kind else { continue };
            known += usize::from(!matches!(kind, FieldKind::Title | FieldKind::Labels));
            let value = unquoted(value);
            if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
                fields.extend(
                    list.split(',')
                        .map(|v| Field { kind, value: unquoted(v), line: at })
                        .filter(|f| !f.value.is_empty()),
                );
            } else if !value.is_empty() {
                fields.push(Field { kind, value, line: at });
            }
        }
        let title = fields.iter().find(|f| f.kind == FieldKind::Title).map(|f| f.value);
        let task = known > 0
            && fields.iter().any(|f| {
                matches!(f.kind, FieldKind::Key | FieldKind::Status | FieldKind::Depends | FieldKind::Parent)
            });
        match title {
            Some(title) if task => {
                self.close(|_| true);
                let at = self.open(Kind::Front, line, 0, Cow::Borrowed(title), None, None);
                self.tree.nodes[at as usize].fields = fields;
            }
            _ if self.tree.nodes.len() == 1 => self.tree.front = fields,
            _ => {}
        }
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |q: char| value.strip_prefix(q).and_then(|v| v.strip_suffix(q));
    inner('"').or_else(|| inner('\'')).unwrap_or(value).trim()
}
