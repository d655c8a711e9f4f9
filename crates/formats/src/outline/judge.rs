//! Which nodes are tasks, which only group them, and which are words around the plan. The rules, in short: a line that
//! shows that it is a task (a box, a key, an effort, a row of a table of tasks) is one, unless its section never holds
//! tasks; plain lines are tasks where a section says so, or where nothing in the document shows more; headings that group
//! tasks are kept where they tell groups apart. Must never look at more than a node, its context and its neighbours.

use std::collections::{HashMap, HashSet};

use super::context::{Context, Mark, entered};
use super::field::FieldKind;
use super::key::{KeyKind, only_names};
use super::section::{Role, fold};
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

    /// Makes plain lines tasks where the document means them to be.
    fn plain(&mut self) {
        let below = self.below();
        let facts = self.facts();
        let mut widened = false;
        loop {
            for i in 1..self.nodes.len() {
                if !self.task[i]
                    && self.nodes[i].kind == Kind::Item
                    && self.is_listed_task(i, &below, &facts, widened)
                {
                    self.task[i] = true;
                }
            }
            // Where nothing else is found, lists in sections that usually hold none are all there is.
            if widened || self.task.iter().any(|t| *t) {
                break;
            }
            widened = true;
        }
        // A plain line over tasks groups them.
        let below = self.below();
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            if node.kind == Kind::Item
                && below[i]
                && !self.task[i]
                && self.role[i] == Role::Plain
                && !self.context[i].closed
            {
                self.task[i] = true;
            }
        }
    }

    fn facts(&self) -> Facts {
        let (mut shown, mut said, mut plain, mut meant) = (0usize, 0usize, 0usize, false);
        let mut listing = vec![false; self.nodes.len()];
        let mut shown_child = vec![Mark::Plain; self.nodes.len()];
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            let ctx = self.context[i];
            if self.task[i] {
                match self.mark[i] {
                    Mark::Shown if node.milestone => {}
                    Mark::Shown => shown += 1,
                    // Headings with fields are a plan; a bullet with an effort is one among others.
                    _ => said += usize::from(matches!(node.kind, Kind::Heading(_) | Kind::Label(_))),
                }
                let above = &self.nodes[node.parent as usize];
                // What hangs here by its number alone stands in another list.
                if node.kind == Kind::Item && (above.kind != Kind::Item || node.indent > above.indent) {
                    let parent = &mut shown_child[node.parent as usize];
                    *parent = (*parent).max(self.mark[i]);
                }
            } else if node.kind == Kind::Item
                && !ctx.closed
                && !ctx.detail
                && !ctx.depends
                && ctx.under.is_none()
            {
                plain += usize::from(!ctx.apart && !ctx.next);
                meant |= !ctx.apart && (ctx.kanban || ctx.listed || ctx.stretch.is_some());
            }
            let lists = matches!(node.kind, Kind::Heading(_) | Kind::Label(_)) && node.role == Role::Tasks;
            if let Some(stretch) = ctx.stretch.filter(|s| lists && *s != i as u32) {
                listing[stretch as usize] = true;
            }
        }
        let bars = self.nodes.iter().enumerate().any(|(i, n)| self.task[i] && n.kind == Kind::Bar);
        let strong = bars || shown >= 3 || shown * 8 > plain || said >= 2;
        Facts { strong: strong && shown + said > 0, meant, listing, shown_child }
    }

    /// Is a plain item a task? Asked in document order, so that its parent is judged.
    fn is_listed_task(&self, i: usize, below: &[bool], facts: &Facts, widened: bool) -> bool {
        let (node, ctx) = (&self.nodes[i], self.context[i]);
        let parent = node.parent as usize;
        let above = &self.nodes[parent];
        if ctx.closed || ctx.depends || node.head.title.is_empty() {
            return false;
        }
        // "Week 1: tasks 1 and 2" names tasks that stand elsewhere.
        if node.head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Stretch) && only_names(&node.head.title)
        {
            return false;
        }
        // "Deliverables:" over a list is no task of its own.
        if self.role[i] != Role::Plain && (node.introduces || self.has_children(i)) {
            return false;
        }
        let front = ctx.under.is_some_and(|u| self.nodes[u as usize].kind == Kind::Front);
        if front {
            return false;
        }
        let hangs = above.kind != Kind::Item
            || (self.task[parent] && self.mark[parent] == Mark::Plain)
            || (!self.task[parent] && self.role[parent] != Role::Plain);
        // A list in which some lines show that they are tasks holds tasks.
        let own = ctx.under.is_none() || facts.shown_child[parent] == Mark::Shown;
        // "- **Files**: a, b" beside boxes says something of the task they belong to.
        let label = node.raw.starts_with("**") && (node.raw.contains("**:") || node.raw.contains(":**"));
        let inside = ctx.under.is_some() || ctx.stretch.is_some();
        if label && inside && facts.shown_child[parent] == Mark::Shown {
            return false;
        }
        if facts.shown_child[parent] > Mark::Plain && own && !ctx.detail && !node.introduces {
            return true;
        }
        if !hangs || ctx.detail {
            return false;
        }
        if ctx.kanban && (!facts.strong || self.directly(i)) {
            return true;
        }
        if ctx.listed && !ctx.kanban {
            let inside = ctx.under.is_some() || ctx.stretch.is_some();
            return inside || !ctx.list.is_some_and(|l| below[l as usize]) || !facts.strong;
        }
        if ctx.under.is_some() {
            return false;
        }
        if let Some(stretch) = ctx.stretch.filter(|_| !ctx.apart) {
            return !facts.listing[stretch as usize] && (!below[stretch as usize] || !facts.strong);
        }
        if facts.strong {
            // All of a document called "To do" is to be done.
            let todo = self.title.is_some_and(|t| matches!(self.role[t as usize], Role::State(_)));
            return todo && !ctx.apart && !ctx.next;
        }
        widened || (!facts.meant && !ctx.apart && !ctx.next)
    }

    /// Headings that are tasks themselves: stretches without lines of their own, or all there is.
    fn headings(&mut self) {
        let below = self.below();
        let any = self.task.iter().any(|t| *t);
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            let ctx = self.context[i];
            let block = matches!(node.kind, Kind::Heading(_) | Kind::Label(0));
            let alone = block && !below[i] && !ctx.closed && !ctx.apart && !ctx.detail && ctx.under.is_none();
            if alone && is_stretch(node) && self.role[i] == Role::Plain && self.title != Some(i as u32) {
                self.task[i] = true;
            }
        }
        self.parts_of_stretches(&below);
        if any || self.task.iter().any(|t| *t) {
            return;
        }
        for strict in [true, false] {
            for (i, node) in self.nodes.iter().enumerate().skip(1) {
                let ctx = self.context[i];
                let fits = self.role[i] == Role::Plain && !ctx.closed && !ctx.apart;
                if matches!(node.kind, Kind::Heading(_)) && self.title != Some(i as u32) && (fits || !strict)
                {
                    self.task[i] = true;
                }
            }
            if self.task.iter().any(|t| *t) {
                return;
            }
        }
    }

    /// Headings in a stretch that holds no other tasks are its tasks; so are those beside one that is a task itself.
    fn parts_of_stretches(&mut self, below: &[bool]) {
        let mut parts: HashMap<u32, Vec<usize>> = HashMap::new();
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            let (above, ctx) = (&self.nodes[node.parent as usize], self.context[i]);
            let plain = self.role[i] == Role::Plain && !ctx.closed && !ctx.apart && !ctx.detail;
            if matches!((node.kind, above.kind), (Kind::Heading(_), Kind::Heading(_)))
                && is_stretch(above)
                && self.title != Some(node.parent)
                && plain
                && !is_stretch(node)
                && ctx.under.is_none_or(|u| u == i as u32)
            {
                parts.entry(node.parent).or_default().push(i);
            }
        }
        for (stretch, parts) in parts {
            let groups = parts.iter().any(|&i| below[i] && !self.task[i]);
            let tasks = parts.iter().any(|&i| self.task[i]);
            let named = parts.len() > 1 || parts.iter().all(|&i| self.nodes[i].head.key.is_some());
            if !groups && (tasks || (named && !below[stretch as usize])) {
                for i in parts {
                    self.task[i] = true;
                }
            }
        }
    }

    /// Lists of bare titles that all stand elsewhere with more are no tasks: a table of contents, the phases named in
    /// advance.
    fn repetitions(&mut self) {
        let below = self.below();
        let rich = |i: usize| {
            let node = &self.nodes[i];
            let said = !node.fields.is_empty() || !node.body.is_empty() || node.head.effort.is_some();
            below[i] || (self.task[i] && (said || matches!(node.kind, Kind::Heading(_) | Kind::Label(_))))
        };
        let titles: HashSet<String> =
            (1..self.nodes.len()).filter(|i| rich(*i)).map(|i| fold(&self.nodes[i].head.title)).collect();
        let mut lists: HashMap<u32, (u32, u32)> = HashMap::new();
        let mut bare: Vec<usize> = Vec::new();
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            if !self.task[i] || node.kind != Kind::Item {
                continue;
            }
            let list = lists.entry(node.parent).or_default();
            list.0 += 1;
            if !rich(i) && titles.contains(&fold(&node.head.title)) {
                list.1 += 1;
                bare.push(i);
            }
        }
        for i in bare {
            if lists.get(&self.nodes[i].parent).is_some_and(|(all, same)| *same >= 2 && all == same) {
                self.task[i] = false;
                self.repeats[i] = true;
            }
        }
    }

    /// A list that only tells how far the stretches of the document are, or what they hold, repeats them.
    fn tellings(&mut self) {
        let key = |i: usize| {
            let key = self.nodes[i].head.key.as_ref().filter(|k| k.kind == KeyKind::Stretch)?;
            Some(key.text.to_lowercase())
        };
        let told: HashSet<String> = (1..self.nodes.len())
            .filter(|&i| self.task[i] && matches!(self.nodes[i].kind, Kind::Heading(_)))
            .filter_map(key)
            .collect();
        if told.is_empty() {
            return;
        }
        let mut lists: HashMap<u32, (u32, Vec<usize>)> = HashMap::new();
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            if node.kind != Kind::Item {
                continue;
            }
            let list = lists.entry(node.parent).or_default();
            list.0 += 1;
            let bare = node.head.check.is_none() && node.head.effort.is_none() && !self.has_children(i);
            if self.task[i] && bare && key(i).is_some_and(|k| told.contains(&k)) {
                list.1.push(i);
            }
        }
        for (all, same) in lists.into_values() {
            if same.len() >= 2 && same.len() * 2 >= all as usize {
                for i in same {
                    self.task[i] = false;
                    self.repeats[i] = true;
                }
            }
        }
    }

    /// Headings and labels over tasks are kept where they tell groups apart.
    fn groups(&mut self) {
        let below = self.below();
        let mut count = vec![0u32; self.nodes.len()];
        let groups = |judge: &Self, i: usize| {
            let node = &judge.nodes[i];
            matches!(node.kind, Kind::Heading(_) | Kind::Label(_))
                && below[i]
                && judge.role[i] == Role::Plain
                && !judge.context[i].closed
                && judge.title != Some(i as u32)
        };
        for i in 1..self.nodes.len() {
            if groups(self, i) || (self.task[i] && matches!(self.nodes[i].kind, Kind::Heading(_))) {
                count[self.nodes[i].parent as usize] += 1;
            }
        }
        // Tasks that stand beside a group set it apart as another group does.
        let mut beside = vec![false; self.nodes.len()];
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            if self.task[i] && matches!(node.kind, Kind::Item | Kind::Row) && !node.milestone {
                beside[node.parent as usize] = true;
            }
        }
        for i in 1..self.nodes.len() {
            if self.task[i] || !groups(self, i) {
                continue;
            }
            let node = &self.nodes[i];
            let inside = self.context[i].under.is_some();
            let siblings = count[node.parent as usize] + u32::from(beside[node.parent as usize]) > 1;
            let lone_label = matches!(node.kind, Kind::Label(_)) && inside;
            self.task[i] = is_stretch(node) || (siblings && !lone_label);
            self.group[i] = self.task[i];
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

/// What the document looks like as a whole.
struct Facts {
    /// Lines that show that they are tasks make up the plan.
    strong: bool,
    /// Plain lists stand in sections that hold tasks.
    meant: bool,
    /// Stretches in which a label says where the tasks are.
    listing: Vec<bool>,
    /// The clearest mark among the items directly below each node that are tasks.
    shown_child: Vec<Mark>,
}
