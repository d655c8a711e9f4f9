//! What holds for a line by where it stands: the sections, stretches and tasks around it. Must never look at its neighbours.

use super::section::Role;
use super::shows::keyed;
use super::tree::{Kind, Node};

/// How clearly a node shows that it is a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Not at all.
    Plain,
    /// By a state, an effort, an owner, a number with points.
    Said,
    /// By a box, a key, a row, a bar.
    Shown,
}

/// What holds for what stands in a node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    pub(super) closed: bool,
    pub(super) criteria: bool,
    pub(super) depends: bool,
    pub(super) apart: bool,
    pub(super) detail: bool,
    /// In a list that says it holds tasks, and which node says so.
    pub(super) listed: bool,
    pub(super) list: Option<u32>,
    /// In a list of tasks in a state.
    pub(super) kanban: bool,
    /// In a list of what comes after the plan.
    pub(super) next: bool,
    /// In a stretch of the plan (a phase, a sprint).
    pub(super) stretch: Option<u32>,
    /// Below a task that shows itself; whether that one is an item.
    pub(super) under: Option<u32>,
    pub(super) state: Option<planwright_domain::Status>,
    /// Which node gives the state.
    pub(super) state_of: Option<u32>,
    /// The state is that of an item, not of a heading.
    pub(super) state_by_item: bool,
}

/// The context inside a node.
pub(super) fn entered(outer: Context, node: &Node<'_>, role: Role, block: bool) -> Context {
    let mut own = outer;
    if matches!(node.kind, Kind::Heading(_)) && outer.detail {
        own.detail = false;
    }
    let announces = block || (node.kind == Kind::Item && node.head.check.is_none() && !keyed(node));
    if !announces {
        return own;
    }
    match role {
        Role::Plain | Role::Part => {}
        Role::Tasks => {
            own.listed = true;
            own.detail = false;
            own.list = None;
        }
        Role::Next => own.next = true,
        Role::State(state) => {
            own.listed = true;
            own.kanban = true;
            own.apart = false;
            own.state = Some(state);
        }
        Role::Criteria => {
            own.closed = true;
            own.criteria = true;
        }
        Role::Depends => own.depends = true,
        Role::Closed => own.closed = true,
        Role::Apart => {
            own.apart = true;
            own.detail = outer.under.is_some() || outer.stretch.is_some();
        }
        Role::Detail => {
            own.detail =
                outer.under.is_some() || outer.stretch.is_some() || !matches!(node.kind, Kind::Heading(_));
            own.apart |= !own.detail;
        }
    }
    own
}
