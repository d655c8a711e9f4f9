//! How clearly a node shows by itself that it is a task, a stretch of the plan or the name of the document. Must never look
//! at what was judged before.

use super::context::{Context, Mark};
use super::field::FieldKind;
use super::key::KeyKind;
use super::section::Role;
use super::tree::{Kind, Node};

/// How clearly a node shows that it is a task.
pub(super) fn mark(node: &Node<'_>, role: Role, fielded: bool, ctx: Context) -> Mark {
    let head = &node.head;
    match node.kind {
        Kind::Root => return Mark::Plain,
        Kind::Row | Kind::Bar | Kind::Front => return Mark::Shown,
        _ => {}
    }
    if node.named || head.check.is_some() || (keyed(node) && role == Role::Plain) {
        return Mark::Shown;
    }
    let block = matches!(node.kind, Kind::Heading(_) | Kind::Label(_));
    let state = head.status.is_some() && !(block && super::mark::mark_status(&node.raw).is_some());
    let numbered = !matches!(node.kind, Kind::Heading(_))
        && head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Dotted);
    let said = head.effort.is_some()
        || head.refused.is_some()
        || !head.needs.is_empty()
        || !head.assignees.is_empty()
        || head.due.is_some()
        || head.priority.is_some()
        || state
        || numbered
        || fielded;
    if said && !(is_stretch(node) && block && !ctx.closed) { Mark::Said } else { Mark::Plain }
}

/// Has it a key that only tasks have?
pub(super) fn keyed(node: &Node<'_>) -> bool {
    node.head.key.as_ref().is_some_and(|k| matches!(k.kind, KeyKind::Work | KeyKind::Code))
        && !is_stretch(node)
}

/// Is it a stretch of the plan: a phase, a sprint, a quarter?
pub(super) fn is_stretch(node: &Node<'_>) -> bool {
    let block = matches!(node.kind, Kind::Heading(_) | Kind::Label(_));
    node.head.key.as_ref().is_some_and(|k| match k.kind {
        KeyKind::Stretch => block,
        // "Q1", "M2", "V1": one letter and a small number.
        KeyKind::Code => {
            block && k.text.len() <= 3 && k.text.starts_with(['Q', 'M', 'V', 'S', 'P', 'E', 'W', 'R'])
        }
        _ => false,
    })
}

/// A heading with more than a week of effort and no key: more a stretch than a task.
pub(super) fn lasts_weeks(node: &Node<'_>) -> bool {
    !keyed(node) && node.fields.is_empty() && node.head.effort.is_some_and(|e| e.likely > 2400)
}

/// Does the number of a node go on where the number above it ends?
pub(super) fn continues(above: &Node<'_>, node: &Node<'_>) -> bool {
    let number = |n: &Node<'_>| n.head.key.as_ref().map(|k| k.number.clone());
    match (number(above), number(node)) {
        (Some(above), Some(own)) => own
            .strip_prefix(above.strip_suffix(".0").unwrap_or(&above))
            .is_some_and(|rest| rest.starts_with('.')),
        _ => false,
    }
}

/// The heading that names the document: its first, if no other stands beside it on its level or above, or the only kind of
/// first-level heading that is no stretch of the plan.
pub(super) fn title_of(nodes: &[Node<'_>]) -> Option<u32> {
    let headings = || {
        nodes
            .iter()
            .enumerate()
            .filter_map(|(i, n)| if let Kind::Heading(level) = n.kind { Some((i, level, n)) } else { None })
    };
    let (first, level, node) = headings().next()?;
    let before =
        nodes[1..first].iter().any(|n| matches!(n.kind, Kind::Item | Kind::Row | Kind::Front | Kind::Bar));
    if before || node.parent != 0 || is_ticket(node) {
        return None;
    }
    let beside = headings().skip(1).filter(|(_, l, _)| *l <= level).count();
    let deeper = headings().skip(1).any(|(_, l, _)| l > level) || nodes.len() > first + 1;
    let named =
        keyed(node) || is_stretch(node) || matches!(node.role, Role::State(_)) || node.head.check.is_some();
    if beside == 0 {
        (deeper && !(named && level > 1)).then_some(first as u32)
    } else {
        // Where a list stands right under the first of several, it is one section of many.
        let lists = nodes.iter().any(|n| n.parent as usize == first && n.kind == Kind::Item);
        (level == 1 && !named && !lists).then_some(first as u32)
    }
}

/// Is a heading a ticket, and not the name of a document: "PROJ-12: Login" with its state, its estimate, its owner below?
fn is_ticket(node: &Node<'_>) -> bool {
    const DOCUMENTS: [&str; 6] = ["PRD", "RFC", "ADR", "SPEC", "DOC", "REQ"];
    let coded =
        node.head.key.as_ref().is_some_and(|k| {
            k.kind == KeyKind::Code && !DOCUMENTS.iter().any(|kind| k.text.starts_with(kind))
        });
    let has = |kinds: &[FieldKind]| node.fields.iter().any(|f| kinds.contains(&f.kind));
    let sized = has(&[FieldKind::Effort]);
    let held = has(&[FieldKind::Owner, FieldKind::Priority, FieldKind::Depends, FieldKind::Parent]);
    coded && !is_stretch(node) && (has(&[FieldKind::Status]) && (sized || held) || sized && held)
}
