//! Which plain list lines are tasks. Must never take a list of words around the plan for work: a line that shows nothing
//! counts only where a section says so, or where the document shows nothing more.

use super::super::context::Mark;
use super::super::key::{KeyKind, only_names};
use super::super::section::Role;
use super::super::tree::Kind;
use super::Judge;

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
    /// Headings most of whose neighbours hold lists of tasks.
    among: Vec<bool>,
    /// What holds a table of tasks right below itself.
    rowed: Vec<bool>,
}

impl Judge<'_, '_> {
    /// Makes plain lines tasks where the document means them to be.
    pub(super) fn plain(&mut self) {
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
        let among = self.among();
        let mut rowed = vec![false; self.nodes.len()];
        let rows = self.nodes.iter().zip(&self.task).filter(|(n, task)| **task && n.kind == Kind::Row);
        rows.for_each(|(row, _)| rowed[row.parent as usize] = true);
        let bars = self.nodes.iter().enumerate().any(|(i, n)| self.task[i] && n.kind == Kind::Bar);
        let strong = bars || shown >= 3 || shown * 8 > plain || said >= 2;
        Facts { strong: strong && shown + said > 0, meant, listing, shown_child, among, rowed }
    }

    /// Headings beside at least two that hold tasks shown as such, and more such than others.
    fn among(&self) -> Vec<bool> {
        let n = self.nodes.len();
        let mut holds = vec![false; n];
        for (i, node) in self.nodes.iter().enumerate().skip(1) {
            if self.task[i] && self.mark[i] == Mark::Shown && matches!(node.kind, Kind::Item | Kind::Row) {
                holds[node.parent as usize] = true;
            }
        }
        let named = |i: usize| {
            matches!(self.nodes[i].kind, Kind::Heading(_))
                && self.role[i] == Role::Plain
                && self.title != Some(i as u32)
        };
        let (mut with, mut all) = (vec![0u32; n], vec![0u32; n]);
        for i in (1..n).filter(|i| named(*i)) {
            let parent = self.nodes[i].parent as usize;
            with[parent] += u32::from(holds[i]);
            all[parent] += 1;
        }
        (0..n)
            .map(|i| {
                let parent = self.nodes[i].parent as usize;
                named(i) && !holds[i] && with[parent] >= 2 && with[parent] * 2 >= all[parent]
            })
            .collect()
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
            if ctx.apart || ctx.next {
                return false;
            }
            // A list under the same heading as a table of tasks.
            if facts.rowed[parent] && is_brief(node) && !node.introduces {
                return true;
            }
            // One list without boxes among several with them: "Moving day" behind "Two weeks before".
            return todo || (facts.among[parent] && above.body.len() <= 1 && is_brief(node));
        }
        widened || (!facts.meant && !ctx.apart && !ctx.next)
    }
}

/// Reads a line like the title of a task: short, no sentence, no name with words behind it?
fn is_brief(node: &super::super::tree::Node<'_>) -> bool {
    let words = node.raw.split_whitespace().count();
    words <= 14 && !(node.raw.trim_end().ends_with('.') && words > 8) && !node.raw.starts_with("**")
}
