//! What was judged a task, made one: its title and key, the fields around it, its description and criteria, the links the
//! document states. A line that repeats a task adds to it. Must never drop a task without saying so, but for plain
//! repetitions of a task that stands elsewhere with more.

mod about;
mod fields;
mod left;
mod state;
mod ties;
mod words;

use std::collections::HashMap;

use planwright_domain::{Status, Value, Warning};
use planwright_phrases::clean;

use super::empty::drop_empty;
use super::head::{Maybe, OwnedKey, Reader};
use super::judge::Verdicts;
use super::key::{KeyKind, digits_of};
use super::section;
use super::shows;
use super::table;
use super::tree::{Kind, Node, Tree};
use crate::counts::not_carried;
use crate::draft::{Draft, Sketch};
use crate::unread::Unread;

/// Makes the draft.
pub(super) fn gather(tree: &Tree<'_>, verdicts: &Verdicts, reader: &Reader<'_>) -> Draft {
    let mut gather = Gather {
        tree,
        verdicts,
        reader,
        draft: Draft::default(),
        task: vec![None; tree.nodes.len()],
        needs: Vec::new(),
        unitless: None,
        ticks: None,
        unread: Unread::default(),
        blocks: Vec::new(),
        maybes: Vec::new(),
        sentences: Vec::new(),
        parents: Vec::new(),
        keys: Vec::new(),
        places: Vec::new(),
        origin: Vec::new(),
        holds: holds(tree, verdicts),
    };
    gather.tasks();
    gather.words();
    gather.left_out();
    gather.beside();
    if let Some((line, count)) = gather.ticks {
        let text = not_carried(count as usize, "tick of an acceptance criterion");
        gather.draft.warnings.push(Warning::at("not-carried", line, text));
    }
    if let Some((line, count)) = gather.unitless {
        let text = format!(
            "{count} efforts are numbers without a unit and were left out; name the unit where they are named: \"Effort (h)\""
        );
        gather.draft.warnings.push(Warning::at("effort-without-unit", line, text));
    }
    std::mem::take(&mut gather.unread).tell(&mut gather.draft.warnings);
    gather.meta();
    gather.links();
    gather.draft
}

struct Gather<'a, 't> {
    tree: &'a Tree<'t>,
    verdicts: &'a Verdicts,
    reader: &'a Reader<'a>,
    draft: Draft,
    /// The task that each node is, became part of, or repeats.
    task: Vec<Option<u32>>,
    /// What tasks depend on, as written.
    needs: Vec<(u32, String, u32)>,
    /// Where an effort is the first number without a unit, and how many are.
    unitless: Option<(u32, u32)>,
    /// Where an acceptance criterion is the first that is ticked, and how many are.
    ticks: Option<(u32, u32)>,
    /// Values that are not what their field is called.
    unread: Unread,
    /// What waits for tasks, as written.
    blocks: Vec<(u32, String, u32)>,
    /// What tasks may depend on: the title without the remark, the name, the line.
    maybes: Vec<(u32, Maybe, u32)>,
    /// Sentences about dependencies that stand under no task.
    sentences: Vec<(String, u32)>,
    /// What tasks belong to, as written.
    parents: Vec<(u32, String, u32)>,
    /// Every key of every task, as written.
    keys: Vec<(u32, String)>,
    /// What counted items are called by their places in nested lists.
    places: Vec<(u32, String)>,
    /// The node that made each task.
    origin: Vec<u32>,
    /// Whether tasks stand below each node.
    holds: Vec<bool>,
}

impl<'t> Gather<'_, 't> {
    fn node(&self, i: usize) -> &Node<'t> {
        &self.tree.nodes[i]
    }

    /// One task for each node that is one, in document order.
    fn tasks(&mut self) {
        let mut known: HashMap<(String, String), u32> = HashMap::new();
        let mut by_title: HashMap<String, u32> = HashMap::new();
        let mut stretches: HashMap<String, u32> = HashMap::new();
        // Only rows and bars repeat tasks by their titles.
        let repeated = self.tree.nodes.iter().any(|n| matches!(n.kind, Kind::Row | Kind::Bar));
        self.draft.tasks.reserve_exact(self.verdicts.task.iter().filter(|t| **t).count());
        for i in 1..self.tree.nodes.len() {
            if !self.verdicts.task[i] {
                continue;
            }
            let sketch = self.sketch(i);
            let node = &self.tree.nodes[i];
            // Marks without words name nothing.
            if clean::is_blank(&sketch.title) {
                continue;
            }
            let key = sketch.key.clone().unwrap_or_default();
            let title = section::fold(&sketch.title);
            // A row, a bar or a box with the key and title of a task that stands already adds to it.
            let named = node
                .head
                .key
                .as_ref()
                .is_some_and(|k| matches!(k.kind, KeyKind::Code | KeyKind::Work | KeyKind::Stretch));
            let whole = (key.to_lowercase(), section::fold(&node.head.title));
            let announced = self.announced(&stretches, i);
            let same = known.get(&whole).copied().filter(|_| named).or(announced).or_else(|| {
                by_title.get(&title).copied().filter(|_| matches!(node.kind, Kind::Row | Kind::Bar))
            });
            let same = same.filter(|s| {
                self.made_by(*s).is_none_or(|first| !(node.kind == Kind::Row && first.kind == Kind::Row))
            });
            let same = same
                .filter(|s| self.draft.tasks[*s as usize].line != node.line && self.stands_elsewhere(*s, i))
                .filter(|s| !(self.holds[i] && self.holds[self.origin[*s as usize] as usize]));
            if let Some(same) = same {
                self.task[i] = Some(same);
                by_title.entry(whole.1).or_insert(same);
                if announced == Some(same) && matches!(node.kind, Kind::Heading(_) | Kind::Label(_)) {
                    self.draft.tasks[same as usize].title.clone_from(&sketch.title);
                }
                self.merge(same, sketch, i);
                continue;
            }
            let at = self.draft.tasks.len() as u32;
            if named {
                known.entry(whole).or_insert(at);
            }
            if node.head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Stretch) {
                stretches.entry(key.to_lowercase()).or_insert(at);
            }
            if repeated {
                by_title.entry(title).or_insert(at);
                by_title.entry(section::fold(&node.head.title)).or_insert(at);
            }
            for key in [&node.head.key, &node.head.alias].into_iter().flatten() {
                self.keys.push((at, key.text.clone()));
            }
            if let Some(key) = &sketch.key {
                self.keys.push((at, key.clone()));
            }
            self.place(i, at);
            self.task[i] = Some(at);
            self.draft.tasks.push(sketch);
            self.origin.push(i as u32);
            self.fields(at, &node.fields);
            self.needs.extend(node.head.needs.iter().map(|n| (at, n.clone(), node.line)));
            self.maybes.extend(node.head.maybe.iter().map(|maybe| (at, maybe.clone(), node.line)));
        }
        state::disagreements(self);
        self.without_empty(&mut by_title);
        // Bars and rows that are no tasks of their own still know dates of those they name.
        for i in 1..self.tree.nodes.len() {
            let node = &self.tree.nodes[i];
            if self.task[i].is_none()
                && node.kind == Kind::Bar
                && let Some(&at) = by_title.get(&section::fold(&node.head.title))
            {
                let sketch = self.sketch(i);
                self.merge(at, sketch, i);
            }
        }
    }

    /// What a counted item is called by its place: "b)" below "1." is 1b, "2." below "1." is 1.2.
    fn place(&mut self, i: usize, at: u32) {
        /// Longest name of this kind.
        const LONGEST: usize = 24;
        // "1. Phase one" is counted by its place in the list.
        let number = |node: &Node<'_>| {
            let counts = |key: &&OwnedKey| {
                matches!(key.kind, KeyKind::Plain | KeyKind::Dotted) || digits_of(&key.number) == key.number
            };
            let keys = node.head.key.iter().chain(&node.head.alias);
            keys.filter(|key| !key.number.is_empty()).find(counts).map(|key| key.number.clone())
        };
        let node = &self.tree.nodes[i];
        let Some(own) = node.head.key.as_ref().filter(|key| key.kind == KeyKind::Plain) else { return };
        let upper = node.parent as usize;
        // Invariant: in the order of their tasks.
        let found = |above: u32| self.places.binary_search_by_key(&above, |(task, _)| *task).ok();
        let named = self.task[upper].and_then(found).map(|found| &self.places[found]);
        let upper = named.map(|(_, place)| place.clone()).or_else(|| number(&self.tree.nodes[upper]));
        let Some(upper) = upper.filter(|u| u.ends_with(|c: char| c.is_ascii_alphanumeric())) else { return };
        if upper.len() >= LONGEST {
            return;
        }
        if own.text.bytes().all(|b| b.is_ascii_digit()) {
            self.places.push((at, format!("{upper}.{}", own.text)));
        } else if own.text.len() == 1 && upper.ends_with(|c: char| c.is_ascii_digit()) {
            self.keys.push((at, format!("{upper}{}", own.text)));
        }
    }

    /// Leaves out the groups whose tasks all repeat others.
    fn without_empty(&mut self, by_title: &mut HashMap<String, u32>) {
        let group: Vec<bool> = self.origin.iter().map(|i| self.verdicts.group[*i as usize]).collect();
        let place = drop_empty(&mut self.draft.tasks, &group);
        let at = |task: u32| place[task as usize];
        let mut origins = place.iter();
        self.origin.retain(|_| origins.next().is_some_and(Option::is_some));
        self.task.iter_mut().for_each(|task| *task = task.and_then(at));
        self.keys = self.keys.drain(..).filter_map(|(t, k)| Some((at(t)?, k))).collect();
        self.places = self.places.drain(..).filter_map(|(t, p)| Some((at(t)?, p))).collect();
        self.needs = self.needs.drain(..).filter_map(|(t, v, l)| Some((at(t)?, v, l))).collect();
        self.blocks = self.blocks.drain(..).filter_map(|(t, v, l)| Some((at(t)?, v, l))).collect();
        self.parents = self.parents.drain(..).filter_map(|(t, v, l)| Some((at(t)?, v, l))).collect();
        self.maybes = self.maybes.drain(..).filter_map(|(t, m, l)| Some((at(t)?, m, l))).collect();
        by_title.retain(|_, task| at(*task).map(|t| *task = t).is_some());
    }

    /// The stretch that was named in advance ("- [x] Phase 1: Walls – frame and plaster") and is told here.
    fn announced(&self, stretches: &HashMap<String, u32>, i: usize) -> Option<u32> {
        let head = &self.node(i).head;
        let key = head.key.as_ref().filter(|k| k.kind == KeyKind::Stretch)?;
        let task = *stretches.get(&key.text.to_lowercase())?;
        // The column of phases in a table that says more of tasks told before.
        let next = self.tree.nodes.get(i + 1);
        let heads = next.is_some_and(|n| n.kind == Kind::Row && n.line == self.node(i).line);
        if head.title == key.text && (heads || self.node(i).kind == Kind::Row) {
            return Some(task);
        }
        let first = &self.made_by(task)?.head;
        let (one, other) = (section::fold(&first.title), section::fold(&head.title));
        let begins = |long: &str, short: &str| {
            !short.is_empty() && long.strip_prefix(short).is_some_and(|r| r.is_empty() || r.starts_with(' '))
        };
        (begins(&one, &other) || begins(&other, &one)).then_some(task)
    }

    /// Does a node stand in another part of the document than a task?
    fn stands_elsewhere(&self, task: u32, node: usize) -> bool {
        self.made_by(task).is_none_or(|first| first.parent != self.tree.nodes[node].parent)
    }

    /// The node that made a task.
    fn made_by(&self, task: u32) -> Option<&Node<'t>> {
        let line = self.draft.tasks[task as usize].line;
        self.origin.get(task as usize).map(|i| &self.tree.nodes[*i as usize]).filter(|n| n.line == line)
    }

    fn sketch(&self, i: usize) -> Sketch {
        let node = self.node(i);
        let head = &node.head;
        let mut title = head.title.clone();
        if let Some(key) = head.key.as_ref().filter(|k| k.text != title && shows::is_stretch(node)) {
            // "Q1 2026" is one name, "Phase 1: Setup" two.
            let one =
                key.kind == KeyKind::Code && clean::title(&node.raw).starts_with(&format!("{} ", key.text));
            let joined = one || title.starts_with(['(', '（']);
            title = format!("{}{} {title}", key.text, if joined { "" } else { ":" });
        }
        if title.is_empty() {
            title = clean::title(&node.raw);
        }
        let bar = node.bar.as_deref();
        let mut labels: std::collections::BTreeSet<String> = head.labels.iter().cloned().collect();
        labels.extend(bar.iter().flat_map(|bar| bar.labels.iter().cloned()));
        Sketch {
            parent: self.above(i),
            line: node.line,
            quote: node.raw.to_string(),
            title,
            description: bar.and_then(|bar| bar.description.clone()),
            status: bar.and_then(|bar| bar.status).or_else(|| state::status(self, i)),
            priority: head.priority,
            effort: head.effort.or(bar.and_then(|bar| bar.effort)),
            start: head.start.or(bar.and_then(|bar| bar.start)),
            due: head.due.or(node.due).or(bar.and_then(|bar| bar.due)),
            assignees: head.assignees.iter().cloned().collect(),
            labels,
            // "a)" and "ii." count, they do not name.
            key: head
                .key
                .as_ref()
                .filter(|k| k.kind != KeyKind::Plain || k.text.starts_with(|c: char| c.is_ascii_digit()))
                .map(|k| k.text.clone()),
            milestone: node.milestone
                || head.milestone
                || head.effort.is_some_and(|e| e.high == 0)
                || head.due.is_some() && self.among_milestones(i),
            ..Sketch::default()
        }
    }

    /// Does an item stand right under a heading of milestones?
    fn among_milestones(&self, i: usize) -> bool {
        let above = &self.tree.nodes[self.node(i).parent as usize];
        let headed = matches!(above.kind, Kind::Heading(_) | Kind::Label(_)) && above.head.key.is_none();
        self.node(i).kind == Kind::Item && headed && table::is_milestones(&section::fold(&above.head.title))
    }

    /// Keeps beside their tasks what stands in columns that are no field of a task.
    fn beside(&mut self) {
        /// Longest text that is kept so, and most of them for a task.
        const LONGEST: usize = 500;
        const MOST: usize = 24;
        for (node, name, words) in &self.tree.beside {
            let Some(task) = self.task[*node as usize] else { continue };
            let kept = &mut self.draft.tasks[task as usize].metadata;
            if kept.len() < MOST {
                let words = clean::title(words).chars().take(LONGEST).collect();
                kept.entry(name.clone()).or_insert(Value::Text(words));
            }
        }
    }

    /// The nearest task above a node.
    fn above(&self, i: usize) -> Option<u32> {
        let mut at = self.node(i).parent as usize;
        while at != 0 {
            if let Some(task) = self.task[at] {
                return Some(task);
            }
            at = self.node(at).parent as usize;
        }
        None
    }

    fn merge(&mut self, at: u32, more: Sketch, i: usize) {
        let (line, fields) = (self.node(i).line, self.node(i).fields.clone());
        let needs = self.node(i).head.needs.clone();
        self.needs.extend(needs.into_iter().map(|n| (at, n, line)));
        let task = &mut self.draft.tasks[at as usize];
        task.effort = task.effort.or(more.effort);
        task.status = match (task.status, more.status) {
            (None | Some(Status::Todo), Some(status)) => Some(status),
            (status, _) => status,
        };
        task.priority = task.priority.or(more.priority);
        task.due = task.due.or(more.due);
        task.start = task.start.or(more.start);
        task.assignees.extend(more.assignees);
        task.labels.extend(more.labels);
        self.fields(at, &fields);
    }
}

/// Whether tasks stand below each node.
fn holds(tree: &Tree<'_>, verdicts: &Verdicts) -> Vec<bool> {
    let mut holds = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().skip(1).rev() {
        if verdicts.task[i] || holds[i] {
            holds[node.parent as usize] = true;
        }
    }
    holds
}
