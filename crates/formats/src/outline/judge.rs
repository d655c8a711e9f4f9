//! Which nodes are tasks, which only group them, and which are words around the plan. The rules, in short: a line that
//! shows that it is a task (a box, a key, an effort, a row of a table of tasks) is one, unless its section never holds
//! tasks; plain lines are tasks where a section says so, or where nothing in the document shows more; headings that group
//! tasks are kept where they tell groups apart. Must never look at more than a node, its context and its neighbours.

mod headings;
mod lists;

use super::context::{Context, Mark, entered};
use super::field::FieldKind;
use super::section::Role;
use super::shows::{continues, is_stretch, keyed, lasts_weeks, mark, title_of};
use super::tree::{Kind, Node};

/// What became of each node.
#[derive(Debug)]
pub(super) struct Verdicts {
    /// It is a task (or a group that is shown as one).
    pub(super) task: Vec<bool>,
    /// It is shown only because it groups tasks.
    pub(super) group: Vec<bool>,
    /// It only repeats the title of a task that stands elsewhere with more.
    pub(super) repeats: Vec<bool>,
    /// It lies in acceptance criteria.
    pub(super) criteria: Vec<bool>,
    /// It lies in a list of dependencies.
    pub(super) depends: Vec<bool>,
    /// The heading that names the document.
    pub(super) title: Option<u32>,
    /// The state that the heading around it gives.
    pub(super) state: Vec<Option<planwright_domain::Status>>,
    /// The heading that gives a state, and that state, whether it counts or not.
    pub(super) heading: Vec<Option<(u32, planwright_domain::Status)>>,
}

/// Judges all nodes.
pub(super) fn judge(nodes: &[Node<'_>]) -> Verdicts {
    let mut judge = Judge::new(nodes);
    judge.contexts();
    judge.bars();
    judge.plain();
    judge.headings();
    judge.repetitions();
    judge.groups();
    judge.tellings();
    let n = nodes.len();
    Verdicts {
        criteria: (0..n).map(|i| judge.context[i].criteria).collect(),
        depends: (0..n).map(|i| judge.context[i].depends).collect(),
        state: judge.states(),
        heading: judge
            .context
            .iter()
            .map(|c| Some((c.state_of.filter(|_| !c.state_by_item)?, c.state?)))
            .collect(),
        repeats: judge.repeats,
        group: judge.group,
        task: judge.task,
        title: judge.title,
    }
}

struct Judge<'n, 't> {
    nodes: &'n [Node<'t>],
    /// What each node announces where it stands.
    role: Vec<Role>,
    title: Option<u32>,
    mark: Vec<Mark>,
    /// The context a node stands in, its own role included where it is a heading or label.
    context: Vec<Context>,
    task: Vec<bool>,
    repeats: Vec<bool>,
    group: Vec<bool>,
}

impl<'n, 't> Judge<'n, 't> {
    fn new(nodes: &'n [Node<'t>]) -> Self {
        let n = nodes.len();
        Self {
            nodes,
            role: nodes.iter().map(|n| n.role).collect(),
            title: title_of(nodes),
            mark: vec![Mark::Plain; n],
            context: vec![Context::default(); n],
            task: vec![false; n],
            repeats: vec![false; n],
            group: vec![false; n],
        }
    }

    /// Marks and contexts, from the outside in.
    fn contexts(&mut self) {
        let fielded = self.fielded();
        // What holds for the children of each node.
        let mut inner = vec![Context::default(); self.nodes.len()];
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            let outer = inner[node.parent as usize];
            let title = self.title == Some(i as u32);
            if node.role == Role::Part {
                let inside = (outer.under.is_some() || outer.stretch.is_some()) && !keyed(node);
                self.role[i] = if inside { Role::Detail } else { Role::Plain };
            }
            let role = self.role[i];
            let mut own = outer;
            let block = matches!(node.kind, Kind::Heading(_) | Kind::Label(_));
            if !title {
                own = entered(outer, node, role, block);
                if own.listed && own.list.is_none() {
                    own.list = Some(i as u32);
                }
            }
            self.context[i] = if block { own } else { outer };
            let ctx = self.context[i];
            self.mark[i] = if title { Mark::Plain } else { mark(node, role, fielded[i], ctx) };
            let strong = self.mark[i] > Mark::Plain && self.accepts(i);
            self.task[i] = strong;
            if strong {
                let stretch = is_stretch(node) || (block && lasts_weeks(node));
                if stretch {
                    own.stretch = Some(i as u32);
                } else {
                    own.under = Some(i as u32);
                    // What lists a task's parts does not list the plan's.
                    own.listed = false;
                    own.kanban = false;
                }
                own.detail = false;
                own.apart = false;
            } else if block && is_stretch(node) && !ctx.closed {
                own.stretch = Some(i as u32);
                own.under = None;
            }
            if own.state.is_none() || node.head.status.is_some_and(planwright_domain::Status::is_closed) {
                own.state = node
                    .head
                    .status
                    .filter(|s| s.is_closed() && (block || node.kind == Kind::Item))
                    .or(own.state);
            }
            if own.state != outer.state {
                own.state_of = Some(i as u32);
                own.state_by_item = node.kind == Kind::Item && role == Role::Plain;
            }
            inner[i] = own;
        }
    }

    /// The state around each node. Boxes of which some are ticked know better than the heading over them.
    fn states(&self) -> Vec<Option<planwright_domain::Status>> {
        let mut ticked = vec![false; self.nodes.len()];
        for (node, ctx) in self.nodes.iter().zip(&self.context) {
            if let (Some(of), Some(true)) = (ctx.state_of, node.head.check.map(|c| c != ' ')) {
                ticked[of as usize] = true;
            }
        }
        let known = |n: &Node<'_>, c: &Context| {
            // An empty box below a ticked one is a part that is left.
            n.head.check == Some(' ') && (c.state_by_item || c.state_of.is_some_and(|of| ticked[of as usize]))
        };
        self.nodes.iter().zip(&self.context).map(|(n, c)| c.state.filter(|_| !known(n, c))).collect()
    }

    /// Nodes that have fields which only tasks have.
    fn fielded(&self) -> Vec<bool> {
        let mut fielded = vec![false; self.nodes.len()];
        for (i, node) in self.nodes.iter().enumerate() {
            let said = node.fields.iter().any(|f| {
                matches!(
                    f.kind,
                    FieldKind::Effort
                        | FieldKind::EffortIn(_)
                        | FieldKind::Depends
                        | FieldKind::Status
                        | FieldKind::Owner
                        | FieldKind::Key
                        | FieldKind::Progress
                )
            });
            if !said {
                continue;
            }
            // "1. Task overview" inside a task speaks of the task.
            let mut at = i;
            while at != 0 {
                let node = &self.nodes[at];
                let passes = match node.kind {
                    Kind::Heading(_) => {
                        node.role != Role::Plain
                            && (node.role != Role::Part || keyed(&self.nodes[node.parent as usize]))
                    }
                    Kind::Label(_) => !keyed(node) && !is_stretch(node),
                    _ => false,
                };
                if !passes {
                    break;
                }
                at = node.parent as usize;
            }
            fielded[at] = at != 0 && self.title != Some(at as u32);
        }
        fielded
    }

    /// Is a node that shows itself a task, where it stands?
    fn accepts(&self, i: usize) -> bool {
        let (node, ctx, mark) = (&self.nodes[i], self.context[i], self.mark[i]);
        if ctx.closed || ctx.depends {
            return false;
        }
        if matches!(node.kind, Kind::Heading(_) | Kind::Label(_))
            && self.role[i] != Role::Plain
            && !(keyed(node) || node.head.check.is_some())
        {
            return false;
        }
        let front = ctx.under.is_some_and(|u| self.nodes[u as usize].kind == Kind::Front);
        if front {
            return node.kind == Kind::Item && node.head.check.is_some() && ctx.listed;
        }
        if ctx.detail || ctx.apart {
            return mark == Mark::Shown && (node.kind != Kind::Row || !ctx.detail);
        }
        if let Some(under) = ctx.under.filter(|_| mark == Mark::Said) {
            // Below a task only efforts and numbers that continue the task's own make tasks; a sign of success does not.
            let above = &self.nodes[under as usize];
            let number = continues(above, node);
            return node.head.effort.is_some()
                || number
                || (matches!(node.kind, Kind::Heading(_)) && !matches!(above.kind, Kind::Item));
        }
        true
    }

    /// Bars of a chart are tasks only where hardly any other line is one; else they repeat what stands elsewhere.
    fn bars(&mut self) {
        let count = |bars: bool| {
            let told =
                |(i, n): &(usize, &Node<'_>)| self.task[*i] && (n.kind == Kind::Bar) == bars && !n.milestone;
            self.nodes.iter().enumerate().filter(told).count()
        };
        // Where a few lines stand beside many bars, the chart is the plan and they say more of it.
        if count(false) * 2 >= count(true) {
            for (i, node) in self.nodes.iter().enumerate() {
                if node.kind == Kind::Bar {
                    self.task[i] = false;
                }
            }
        }
    }

    /// Nodes with tasks below them.
    fn below(&self) -> Vec<bool> {
        let mut below = vec![false; self.nodes.len()];
        for i in (1..self.nodes.len()).rev() {
            if self.task[i] || below[i] {
                below[self.nodes[i].parent as usize] = true;
            }
        }
        below
    }

    /// Is the heading or label around an item itself the state of a list?
    fn directly(&self, i: usize) -> bool {
        let mut at = self.nodes[i].parent as usize;
        while self.nodes[at].kind == Kind::Item {
            at = self.nodes[at].parent as usize;
        }
        matches!(self.nodes[at].role, Role::State(_))
    }

    fn has_children(&self, i: usize) -> bool {
        self.nodes.get(i + 1).is_some_and(|next| next.parent as usize == i)
    }
}
