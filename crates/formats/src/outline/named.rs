//! Plain lines that name what follows: fields that name tasks, "**Task:** Load test" over lines that say more of it, and short
//! lines over lists. Must never take the one field of a heading for a task of its own, nor prose for a heading.

use std::collections::HashMap;

use super::block::{Block, Form};
use super::field::{self, Field, FieldKind};
use super::section::fold;
use super::table;

/// Makes the lines that name a task begin one, where several of a section do and something is said of one of them.
pub(super) fn named_by_fields(blocks: &mut Vec<Block<'_>>) {
    let names = naming(blocks);
    if names.is_empty() {
        return;
    }
    for block in std::mem::take(blocks) {
        let found = match &block.form {
            Form::Text(text) | Form::Item { text, .. } => named(text, block.line),
            _ => None,
        };
        let Some(Named { title, more, .. }) = found.filter(|found| names.contains(&found.name)) else {
            blocks.push(block);
            continue;
        };
        let form = match block.form {
            Form::Item { number: None, check: None, .. } => Form::Named { bullet: true, text: title },
            Form::Item { number, check, .. } => Form::Item { number, check, text: title },
            _ => Form::Named { bullet: false, text: title },
        };
        let inside = !matches!(form, Form::Named { bullet: false, .. });
        let (line, indent) = (block.line, block.indent + usize::from(inside));
        blocks.push(Block { form, ..block });
        if let Some(more) = more {
            blocks.push(Block { line, indent, after_blank: false, form: Form::Text(more) });
        }
    }
}

/// Makes short lines right over lists headings, where a text without headings has several: "Front garden" over its items.
pub(super) fn headed_by_lines(blocks: &mut [Block<'_>]) {
    if blocks.iter().any(|b| matches!(b.form, Form::Heading { .. })) {
        return;
    }
    let heads: Vec<usize> = (0..blocks.len().saturating_sub(1)).filter(|i| heads(blocks, *i)).collect();
    if heads.len() < 2 {
        return;
    }
    for at in heads {
        if let Form::Text(text) = blocks[at].form {
            blocks[at].form = Form::Heading { level: 6, text };
        }
    }
}

/// Is it a line of a few words apart from those above it, and right over a list?
fn heads(blocks: &[Block<'_>], at: usize) -> bool {
    /// Most words of such a line.
    const WORDS: usize = 6;
    let (block, next) = (&blocks[at], &blocks[at + 1]);
    let Form::Text(text) = block.form else { return false };
    let alone = block.after_blank && !next.after_blank && matches!(next.form, Form::Item { .. });
    let first = text.chars().find(|c| c.is_alphanumeric());
    alone
        && next.indent >= block.indent
        && text.split_whitespace().count() <= WORDS
        && first.is_some_and(|c| !c.is_lowercase())
        && !text.starts_with("**")
        && !text.contains([':', '：'])
        && !text.ends_with(['.', '!', '?', ',', ';', '。'])
}

/// A line that names a task.
struct Named<'t> {
    /// What the field is called: "task".
    name: String,
    title: &'t str,
    /// Fields behind it on the same line.
    more: Option<&'t str>,
}

fn named(text: &str, line: u32) -> Option<Named<'_>> {
    let (name, value) = field::split(text)?;
    let name = fold(name);
    if value.is_empty() || table::title_rank(&name).is_none_or(|rank| rank > 1) {
        return None;
    }
    let cut = value
        .match_indices(field::SEPARATORS)
        .take(8)
        .find(|(at, mark)| says_something(&field::fields(value[at + mark.len()..].trim(), line)));
    let (title, more) = match cut {
        Some((at, mark)) => (value[..at].trim(), Some(value[at + mark.len()..].trim())),
        None => (value, None),
    };
    (!title.is_empty()).then_some(Named { name, title, more })
}

/// What the fields are called that name tasks in this document.
fn naming(blocks: &[Block<'_>]) -> Vec<String> {
    let mut meant = Vec::new();
    for section in blocks.split(|block| matches!(block.form, Form::Heading { .. })) {
        let mut seen: HashMap<String, (u32, bool)> = HashMap::new();
        for (i, block) in section.iter().enumerate() {
            let (Form::Text(text) | Form::Item { text, .. }) = &block.form else { continue };
            let Some(Named { name, more, .. }) = named(text, block.line) else { continue };
            let next = match section.get(i + 1).map(|b| (&b.form, b.line)) {
                Some((Form::Text(text) | Form::Item { text, .. }, line)) => {
                    says_something(&field::fields(text, line))
                }
                _ => false,
            };
            let seen = seen.entry(name).or_default();
            *seen = (seen.0 + 1, seen.1 || next || more.is_some());
        }
        meant.extend(seen.into_iter().filter(|(_, (count, said))| *count > 1 && *said).map(|(name, _)| name));
    }
    meant
}

/// Do these fields say what only a task has?
fn says_something(fields: &[Field<'_>]) -> bool {
    use FieldKind as F;
    fields.iter().any(|f| !matches!(f.kind, F::Other | F::Title | F::Description | F::Key | F::Labels))
}
