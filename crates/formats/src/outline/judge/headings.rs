//! Headings and labels: which are tasks themselves, which group tasks, and what only repeats or announces them. Must never
//! make a task of a heading over tasks but to tell groups apart.

use std::collections::{HashMap, HashSet};

use super::super::key::KeyKind;
use super::super::section::{Role, fold};
use super::super::shows::is_stretch;
use super::super::tree::Kind;
use super::Judge;

impl Judge<'_, '_> {
    /// Headings that are tasks themselves: stretches without lines of their own, or all there is.
    pub(super) fn headings(&mut self) {
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
    pub(super) fn repetitions(&mut self) {
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
    pub(super) fn tellings(&mut self) {
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
    pub(super) fn groups(&mut self) {
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
}
