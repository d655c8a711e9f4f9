//! Lines that are neither headings nor items: fields of what stands above them, labels over what follows, words that go on.
//! Must never take a sentence for a field: the value is to be of the kind that the name promises.

use std::borrow::Cow;

use planwright_phrases::duration;

use super::super::field::{self, Field, FieldKind};
use super::super::{mark, sign};
use super::{Grower, Kind};

impl<'t> Grower<'t, '_> {
    /// Takes a line that is nothing but fields; they belong to the innermost open node.
    pub(super) fn take_fields(&mut self, text: &'t str, line: u32) -> bool {
        if !text.bytes().take(240).any(|b| b == b':' || b >= 0x80)
            && !text.contains("n ")
            && !text.contains("y ")
        {
            return false;
        }
        let fields = field::fields(text, line);
        if fields.is_empty() || !fields.iter().all(|f| self.plausible(f)) {
            return false;
        }
        let keep = fields.iter().any(|f| f.kind == FieldKind::Other);
        let node = self.top();
        if keep {
            node.body.push((line, 0, text));
        }
        node.fields.extend(fields.into_iter().filter(|f| f.kind != FieldKind::Other));
        true
    }

    /// Is the value of the kind that the name promises?
    pub(in crate::outline) fn plausible(&self, field: &Field<'_>) -> bool {
        let value = field.value;
        match field.kind {
            FieldKind::Effort => {
                duration::field(&planwright_phrases::clean::title(value), self.reader.day)
                    != duration::Reading::NotOne
            }
            FieldKind::EffortIn(_) | FieldKind::Progress | FieldKind::Actual => {
                value.bytes().any(|b| b.is_ascii_digit()) && value.len() < 30
            }
            FieldKind::Status => mark::status_word(value).is_some(),
            FieldKind::Priority => mark::priority_word(value).is_some(),
            FieldKind::Due | FieldKind::Start => self.reader.dates.last(value).is_some(),
            FieldKind::Owner | FieldKind::Key | FieldKind::Parent | FieldKind::Labels => {
                // A long value is a list of names or a sentence.
                let names = || value.split(',').all(|name| name.split_whitespace().count() <= 4);
                (value.len() <= 120 || (value.len() <= 4000 && names())) && !value.ends_with('.')
            }
            FieldKind::Depends | FieldKind::Blocks => value.len() <= 400,
            FieldKind::Title => value.len() <= 300,
            FieldKind::Description => false,
            FieldKind::Other => true,
        }
    }

    pub(super) fn text(
        &mut self,
        line: u32,
        indent: usize,
        after_blank: bool,
        text: &'t str,
        last: Option<u32>,
    ) {
        let bold = text.starts_with("**") || text.starts_with("__");
        let top = self.stack.last().copied().unwrap_or(0);
        let inside = self.tree.nodes[top as usize].kind == Kind::Item
            && (indent > self.tree.nodes[top as usize].indent || (!after_blank && !bold));
        if !inside {
            self.close(|n| n.kind == Kind::Item && n.indent >= indent);
        }
        let label = self.label_rank(text, indent);
        if let Some(rank) = label {
            self.close(|n| match n.kind {
                Kind::Item => n.indent >= indent,
                Kind::Label(above) => above >= rank && n.indent >= indent,
                _ => false,
            });
            self.open(Kind::Label(rank), line, indent, Cow::Borrowed(text), None, None);
            return;
        }
        if bold && !inside {
            // "**Testing**: …" ends the list that "**Implementation**:" introduced.
            self.close(|n| matches!(n.kind, Kind::Label(2)) && n.indent >= indent);
        }
        let unbold = field::split(text).is_some();
        if unbold && !inside && !after_blank {
            self.close(|n| matches!(n.kind, Kind::Label(2)) && n.indent >= indent && bold);
        }
        if self.take_fields(text, line) {
            return;
        }
        if text.starts_with('@')
            && let Some((date, words)) = sign::board_day(text)
            && words.trim().is_empty()
        {
            let node = self.top();
            node.due = node.due.or(Some(date));
            return;
        }
        // A line that goes on where the item before it broke off belongs to its title.
        if let Some(item) = last.filter(|&l| l == top && inside && !after_blank)
            && self.tree.nodes[item as usize].kind == Kind::Item
            && text.starts_with(|c: char| c.is_lowercase() || c == '(')
        {
            let node = &mut self.tree.nodes[item as usize];
            if !node.raw.ends_with(['.', ':', ';', '!', '?']) && node.raw.len() < 2000 {
                node.raw = Cow::Owned(format!("{} {text}", node.raw));
                self.last = Some(item);
                return;
            }
        }
        self.top().body.push((line, indent, text));
    }
}
