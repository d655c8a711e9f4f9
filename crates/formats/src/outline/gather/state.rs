//! How far a task is: its own box and words, and the heading around it. Must never let a box and a heading disagree in
//! silence.

use planwright_domain::{Status, Warning};

use super::super::tree::Kind;
use super::Gather;
use crate::draft::start_of;

/// The state of the task that node `i` makes.
pub(super) fn status(gather: &Gather<'_, '_>, i: usize) -> Option<Status> {
    let (node, around) = (gather.node(i), gather.verdicts.state[i]);
    match node.head.status {
        Some(status) => Some(status),
        // An empty box under "Done" is a box nobody ticked; the heading knows better.
        None if node.head.check == Some(' ') => around,
        None => around.filter(|_| matches!(node.kind, Kind::Item | Kind::Row | Kind::Bar)),
    }
}

/// Tells where boxes and the heading over them say different things, once for each heading and way.
pub(super) fn disagreements(gather: &mut Gather<'_, '_>) {
    // A list called "To do" that is all there is keeps what was done; a board has a place for it.
    let board = gather.verdicts.heading.iter().flatten().any(|(_, state)| state.is_closed());
    if !board {
        return;
    }
    let (mut told, mut warnings) = (None, Vec::new());
    for (i, node) in gather.tree.nodes.iter().enumerate().skip(1) {
        let Some((heading, state)) = gather.verdicts.heading[i] else { continue };
        let (Kind::Item, Some(check), Some(_)) = (node.kind, node.head.check, gather.task[i]) else {
            continue;
        };
        let ticked = node.head.status == Some(Status::Done);
        let wins = match (check == ' ', ticked, state.is_closed()) {
            (true, _, true) => gather.verdicts.state[i].is_some(),
            (false, true, false) => false,
            _ => continue,
        };
        if told == Some((heading, wins)) {
            continue;
        }
        told = Some((heading, wins));
        let over = start_of(&gather.tree.nodes[heading as usize].head.title);
        let title = start_of(&node.head.title);
        let text = match (wins, ticked) {
            (true, _) => format!(
                "\"{title}\" and others under \"{over}\" have empty boxes; they were taken as {state}, as the heading says"
            ),
            (false, true) => {
                format!("\"{title}\" is ticked under \"{over}\"; the box was believed, not the heading")
            }
            (false, false) => format!(
                "\"{title}\" has an empty box among ticked ones under \"{over}\"; the box was believed, not the heading"
            ),
        };
        warnings.push(Warning::at("state-unclear", node.line, text));
    }
    gather.draft.warnings.append(&mut warnings);
}
