//! What a value of other people's JSON can be in a plan. Must never take the settings of a program for one.

use super::key::{self, Key};
use super::tree::Node;

/// Whether a value is a list of texts or of named objects, or named objects by their ids.
pub(super) fn holds_tasks(node: &Node) -> bool {
    let task = |node: &Node| match node {
        Node::Text(text, _) => !text.trim().is_empty(),
        Node::Map(pairs, _) => pairs.iter().any(|(k, v)| {
            key::of(k) == Some(Key::Title) && v.words().is_some()
                || key::of(k) == Some(Key::Description) && v.words().is_some()
                || key::of(k) == Some(Key::Tasks) && matches!(v, Node::List(_))
        }),
        _ => false,
    };
    match node {
        Node::List(list) => list.iter().any(task),
        Node::Map(pairs, _) => {
            !pairs.is_empty()
                && pairs.iter().all(|(_, v)| matches!(v, Node::Map(..)) && task(v) || is_branch(v))
        }
        _ => false,
    }
}

/// Whether a named value can be a branch of a plan.
pub(super) fn is_branch(node: &Node) -> bool {
    match node {
        Node::List(list) => {
            list.iter().any(|n| matches!(n, Node::Map(..) | Node::Text(..))) && holds_tasks(node)
        }
        Node::Map(pairs, _) => {
            is_task(pairs)
                || pairs.iter().any(|(k, v)| key::of(k) == Some(Key::Tasks) && matches!(v, Node::List(_)))
        }
        _ => false,
    }
}

/// Whether an object is a task: it has a name, and says something of how or when it is done.
pub(super) fn is_task(pairs: &[(String, Node)]) -> bool {
    let says = |keys: &[Key]| pairs.iter().any(|(k, _)| key::of(k).is_some_and(|k| keys.contains(&k)));
    pairs.iter().any(|(k, v)| key::of(k) == Some(Key::Title) && v.words().is_some())
        && (says(&[
            Key::Status,
            Key::Due,
            Key::Effort,
            Key::Done,
            Key::Days,
            Key::Minutes(60),
            Key::Minutes(1),
        ]) || says(&[Key::Depends])
            && !says(&[Key::Tasks])
            && pairs.iter().all(|(k, v)| {
                key::of(k) != Some(Key::Depends) || matches!(v, Node::List(_) | Node::Text(..))
            }))
}
