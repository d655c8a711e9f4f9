//! What a box with a dash means in a document: cancelled, as notes and planwright's own text have it, or in progress. Must
//! never look at what the words of a task mean.

use planwright_domain::Status;

use super::block::{Block, Form};

/// Most lines that are looked at below a box with a dash.
const FAR: usize = 60;

/// In progress where the document is a specification whose tasks are signed with requirements, as those programs tick
/// what they began with a dash, or where a box with a dash stands over some that are ticked and some that are not, as
/// outliners do; elsewhere cancelled.
pub(super) fn dash(blocks: &[Block<'_>]) -> Status {
    let signed = |block: &Block<'_>| match block.form {
        Form::Item { text, .. } | Form::Text(text) => {
            text.trim_start_matches(['_', '*']).starts_with("Requirements:")
        }
        _ => false,
    };
    let mut seen = 0;
    for (i, block) in blocks.iter().enumerate() {
        if !matches!(block.form, Form::Item { check: Some('-'), .. }) {
            continue;
        }
        if seen == 0 && blocks.iter().any(signed) {
            return Status::InProgress;
        }
        seen += 1;
        let below = blocks[i + 1..].iter().take(FAR).take_while(|b| b.indent > block.indent);
        let boxes = below.filter_map(|b| if let Form::Item { check, .. } = b.form { check } else { None });
        let (open, done) = boxes.fold((false, false), |(open, done), check| {
            (open || check == ' ', done || matches!(check, 'x' | 'X'))
        });
        if open && done {
            return Status::InProgress;
        }
    }
    Status::Cancelled
}
