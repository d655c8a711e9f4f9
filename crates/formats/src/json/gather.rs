//! Tasks found in other people's JSON: lists of texts or objects, in any nesting. Must never make a task of a value that has
//! no name, nor a link of a reference that could mean two tasks.

use std::collections::{BTreeMap, HashMap};

use planwright_domain::{Status, Value, Warning};
use planwright_phrases::duration;
use planwright_phrases::{clean, status};

use super::key::{self, Key};
use super::shape::{holds_tasks, is_branch, is_task};
use super::tree::{Node, number};
use super::value::{done, minutes, name_of, names, people, share, state};
use crate::counts::counted;
use crate::day::Reader;
use crate::draft::{self, Draft, Loose, Sketch, Tie};
use crate::{Source, family, taskmaster};

/// Keys below which a plan stands, when it is wrapped.
const WRAPPERS: [&str; 10] =
    ["plan", "project", "data", "roadmap", "backlog", "board", "result", "wbs", "schedule", "prd"];

/// Finds the tasks; a draft without tasks where there is nothing like one.
pub(super) fn gather(root: &Node, source: &Source<'_>) -> Draft {
    let mut gather = Gather {
        source,
        dates: Reader::new(source.today, source.date_order),
        draft: Draft::default(),
        ids: HashMap::new(),
        anywhere: HashMap::new(),
        waits: Vec::new(),
        parents: Vec::new(),
        unread: BTreeMap::new(),
        ours: false,
    };
    gather.root(root, 0);
    gather.tie();
    for (key, times) in std::mem::take(&mut gather.unread) {
        let of = counted(times, "task");
        let text = format!("\"{key}\" of {of} was not carried: it is no text, number or list of these");
        gather.draft.warnings.push(Warning::new("not-carried", text));
    }
    if gather.ours {
        gather.draft.tasks.iter_mut().for_each(|task| task.key = None);
    }
    family::in_order(&mut gather.draft, &gather.parents);
    gather.draft
}

/// A reference of a task.
struct Wait {
    task: u32,
    name: String,
    line: u32,
    /// It is the other that waits.
    blocks: bool,
}

struct Gather<'s, 'a> {
    source: &'s Source<'a>,
    dates: Reader,
    draft: Draft,
    /// Ids among those that belong together.
    ids: HashMap<(Option<u32>, String), u32>,
    /// Ids, paths of ids and titles in the whole text; nothing where two tasks have the same.
    anywhere: HashMap<String, Option<u32>>,
    waits: Vec<Wait>,
    /// Parents that are told by reference.
    parents: Vec<(u32, String)>,
    unread: BTreeMap<String, usize>,
    /// It was written here: its ids are places, and no keys.
    ours: bool,
}

impl Gather<'_, '_> {
    fn root(&mut self, node: &Node, depth: u32) {
        match node {
            Node::List(list) => self.list(list, None, false),
            Node::Map(pairs, line) => {
                if pairs.iter().any(|(k, v)| key::of(k) == Some(Key::Tasks) && holds_tasks(v)) {
                    self.about(pairs);
                    self.lists(pairs, None);
                } else if let Some(inner) = pairs.iter().find(|(k, v)| {
                    WRAPPERS.contains(&k.to_lowercase().as_str()) && matches!(v, Node::Map(..))
                }) && depth < 4
                    && pairs.iter().filter(|(_, v)| is_branch(v)).count() <= 1
                {
                    self.about(pairs);
                    self.root(&inner.1, depth + 1);
                } else if is_task(pairs) {
                    self.task(node, None, false);
                } else if !pairs.is_empty() && pairs.iter().all(|(_, v)| is_branch(v)) {
                    self.branches(pairs, *line);
                }
            }
            _ => {}
        }
    }

    /// What is said of the whole.
    fn about(&mut self, pairs: &[(String, Node)]) {
        for (name, value) in pairs {
            if name == "metadata" || name == "meta" || (name == "project" && matches!(value, Node::Map(..))) {
                for key in ["projectName", "title", "name"] {
                    let title = value.get(key).and_then(Node::words);
                    self.draft.title = self.draft.title.take().or(title);
                }
                let generator = value.get(taskmaster::GENERATOR).and_then(Node::words);
                self.ours |= generator.as_deref() == Some(taskmaster::GENERATED);
                let summary = value.get("description").and_then(Node::words);
                self.draft.summary = self.draft.summary.take().or(summary);
            }
            let lower = name.to_lowercase();
            match key::of(name) {
                Some(Key::Title) => self.draft.title = value.words().or(self.draft.title.take()),
                Some(Key::Description) => self.draft.summary = value.words().or(self.draft.summary.take()),
                Some(Key::Due) => self.draft.deadline = value.words().and_then(|w| self.dates.last(&w)),
                Some(Key::Start) => self.draft.start = value.words().and_then(|w| self.dates.first(&w)),
                _ if lower == "project" || lower == "projectname" => {
                    self.draft.title = self.draft.title.take().or(value.words());
                }
                _ => {}
            }
        }
    }

    /// Named branches: the tags of Task Master, phases with their lists, tasks by their ids.
    fn branches(&mut self, pairs: &[(String, Node)], line: u32) {
        if let [(_, only @ Node::Map(inner, _))] = pairs
            && !is_task(inner)
        {
            return self.root(only, 1);
        }
        for (name, value) in pairs {
            match value {
                Node::Map(inner, _) if is_task(inner) => {
                    let task = self.task(value, None, false);
                    if let Some(task) = task {
                        self.known(None, name, task);
                        let key = self.draft.tasks[task as usize].key.take();
                        self.draft.tasks[task as usize].key = key.or(Some(name.clone()));
                    }
                }
                _ => {
                    let line = if let Node::Map(_, line) = value { *line } else { line };
                    let branch = self.push(Sketch {
                        title: name.replace('_', " "),
                        quote: name.clone(),
                        line,
                        ..Sketch::default()
                    });
                    match value {
                        Node::List(list) => self.list(list, Some(branch), false),
                        Node::Map(inner, _) => self.lists(inner, Some(branch)),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Every list of tasks among the values of an object.
    fn lists(&mut self, pairs: &[(String, Node)], parent: Option<u32>) {
        let several =
            pairs.iter().filter(|(k, v)| key::of(k) == Some(Key::Tasks) && holds_tasks(v)).count() > 1;
        for (name, value) in pairs.iter().filter(|(k, _)| key::of(k) == Some(Key::Tasks)) {
            let milestones = name.eq_ignore_ascii_case("milestones") && several;
            match value {
                Node::List(list) => self.list(list, parent, milestones),
                Node::Map(inner, line) if holds_tasks(value) && parent.is_none() => {
                    self.branches(inner, *line);
                }
                Node::Map(inner, _) if holds_tasks(value) => {
                    for (id, task) in inner {
                        if let Some(task) = self.task(task, parent, false) {
                            self.known(parent, id, task);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &[Node], parent: Option<u32>, milestones: bool) {
        for node in list {
            match node {
                Node::Text(text, line) => {
                    let title = clean::title(text);
                    let cut = duration::trailing_bracket(&title, self.source.day);
                    let (title, effort) = cut.map_or((title.as_str(), None), |(t, e)| (t, Some(e)));
                    if title.is_empty() {
                        continue;
                    }
                    let sign = text.trim().chars().next().and_then(status::status_sign);
                    let done = text.trim_start_matches(['-', '*', ' ']).to_lowercase().starts_with("[x]");
                    let task = self.push(Sketch {
                        parent,
                        line: *line,
                        quote: draft::opening(text).to_owned(),
                        title: title.to_owned(),
                        effort,
                        milestone: milestones,
                        status: sign.or(done.then_some(Status::Done)),
                        ..Sketch::default()
                    });
                    self.anywhere(title.to_lowercase(), task);
                }
                Node::Map(..) => {
                    self.task(node, parent, milestones);
                }
                Node::Nothing => {}
                _ => *self.unread.entry("an item of a list".to_owned()).or_default() += 1,
            }
        }
    }

    fn push(&mut self, sketch: Sketch) -> u32 {
        self.draft.tasks.push(sketch);
        self.draft.tasks.len() as u32 - 1
    }

    /// An object that has a name, and what stands below it.
    fn task(&mut self, node: &Node, parent: Option<u32>, milestone: bool) -> Option<u32> {
        let Node::Map(pairs, line) = node else { return None };
        // "title" beats "name" beats "text"; a description has to do where there is no name.
        let named = |names: &[&str]| {
            names.iter().find_map(|n| pairs.iter().find(|(k, _)| k.eq_ignore_ascii_case(n))?.1.words())
        };
        let title = named(&["title", "name", "summary", "task", "subject", "headline", "text"])
            .or_else(|| pairs.iter().find(|(k, _)| key::of(k) == Some(Key::Title))?.1.words())
            .or_else(|| named(&["description", "content", "goal", "phase", "week", "milestone", "step"]));
        let Some(title) = title else {
            if pairs.iter().any(|(k, v)| key::of(k) == Some(Key::Tasks) && holds_tasks(v)) {
                self.lists(pairs, parent);
            } else {
                *self.unread.entry("an object without a name".to_owned()).or_default() += 1;
            }
            return None;
        };
        let mut lines = title.splitn(2, '\n');
        let first = lines.next().unwrap_or("").trim().to_owned();
        let mut sketch = Sketch {
            parent,
            line: *line,
            quote: draft::opening(&first).to_owned(),
            title: first,
            description: lines.next().map(|rest| rest.trim().to_owned()).filter(|rest| !rest.is_empty()),
            milestone,
            ..Sketch::default()
        };
        let task = self.draft.tasks.len() as u32;
        for (name, value) in pairs {
            self.field(name, value, task, *line, &title, &mut sketch);
        }
        let key = sketch.key.clone();
        self.push(sketch);
        if let Some(key) = key {
            self.known(parent, &key, task);
            let path = parent.and_then(|p| self.draft.tasks[p as usize].key.clone()).map(|above| {
                if key.starts_with(&format!("{above}.")) { key.clone() } else { format!("{above}.{key}") }
            });
            if let Some(path) = path.filter(|p| p.len() < 200) {
                self.anywhere(path.clone(), task);
                if key.bytes().all(|b| b.is_ascii_digit()) {
                    self.draft.tasks[task as usize].key = Some(path);
                }
            }
        }
        self.anywhere(title.to_lowercase(), task);
        self.lists(pairs, Some(task));
        Some(task)
    }

    fn known(&mut self, parent: Option<u32>, id: &str, task: u32) {
        self.ids.entry((parent, id.to_owned())).or_insert(task);
        self.anywhere(id.to_owned(), task);
    }

    fn anywhere(&mut self, name: String, task: u32) {
        let found = self.anywhere.entry(name).or_insert(Some(task));
        if *found != Some(task) {
            *found = None;
        }
    }

    fn field(&mut self, name: &str, value: &Node, task: u32, line: u32, title: &str, sketch: &mut Sketch) {
        let day = self.source.day;
        let words = value.words();
        let Some(key) = key::of(name) else { return self.rest(name, value, sketch) };
        match key {
            Key::Title => {
                if words.as_deref().is_some_and(|w| w != title) {
                    self.rest(name, value, sketch);
                }
            }
            Key::Tasks => {
                if !holds_tasks(value) {
                    self.rest(name, value, sketch);
                }
            }
            Key::Id => sketch.key = sketch.key.take().or(words.filter(|w| w.len() <= 200)),
            Key::Depends | Key::Blocks => {
                let blocks = key == Key::Blocks;
                let waits = names(value).into_iter().map(|name| Wait { task, name, line, blocks });
                self.waits.extend(waits);
            }
            Key::Parent => self.parents.extend(words.map(|name| (task, name))),
            Key::Effort => match words.as_deref().and_then(|w| duration::parse(w, day)) {
                Some(effort) => sketch.effort = Some(effort),
                None => self.rest(name, value, sketch),
            },
            Key::Minutes(_) | Key::Days | Key::Spent(_) => match minutes(key, value, day) {
                Some(effort) if matches!(key, Key::Spent(_)) => sketch.actual = Some(effort.likely),
                Some(effort) => sketch.effort = Some(effort),
                None => self.rest(name, value, sketch),
            },
            Key::Status => match words.as_deref().and_then(state) {
                Some(status) => sketch.status = Some(status),
                None => self.rest(name, value, sketch),
            },
            Key::Done => match done(value) {
                Some(done) => {
                    sketch.status = sketch.status.or(Some(done));
                    sketch.progress = share(value);
                }
                None => self.rest(name, value, sketch),
            },
            Key::Due | Key::Start => {
                let last = key == Key::Due;
                let read = |w: &str| if last { self.dates.last(w) } else { self.dates.first(w) };
                match (words.as_deref().and_then(read), last) {
                    (Some(date), true) => sketch.due = Some(date),
                    (Some(date), false) => sketch.start = Some(date),
                    (None, _) => self.rest(name, value, sketch),
                }
            }
            Key::Priority => match words.as_deref().and_then(status::priority) {
                Some(priority) => sketch.priority = Some(priority),
                None => self.rest(name, value, sketch),
            },
            Key::People => sketch.assignees.extend(people(value)),
            Key::Labels => sketch.labels.extend(names(value)),
            Key::Description => {
                let more = words.filter(|w| w != title);
                let before = sketch.description.take();
                let all: Vec<String> = before.into_iter().chain(more).collect();
                sketch.description = (!all.is_empty()).then(|| all.join("\n\n"));
            }
            Key::Criteria => {
                let texts = match value {
                    Node::List(list) => list.iter().filter_map(name_of).collect(),
                    other => other.words().into_iter().collect::<Vec<String>>(),
                };
                let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim);
                let plain = lines.map(|l| l.strip_prefix("- ").unwrap_or(l).to_owned());
                sketch.criteria.extend(plain.filter(|l| !l.is_empty()));
            }
            Key::Kind => {
                let milestone = words.as_deref().is_some_and(|w| w.eq_ignore_ascii_case("milestone"));
                sketch.milestone |= milestone;
                if !milestone {
                    self.rest(name, value, sketch);
                }
            }
            Key::Milestone => {
                if let Node::Bool(milestone) = value {
                    sketch.milestone = *milestone;
                } else if words.as_deref().is_some_and(|w| w != title) {
                    self.rest(name, value, sketch);
                }
            }
            Key::Archived => sketch.archived = *value == Node::Bool(true),
        }
    }

    /// What has no place of its own goes to the metadata.
    fn rest(&mut self, name: &str, value: &Node, sketch: &mut Sketch) {
        let plain = |node: &Node| match node {
            Node::Bool(b) => Some(Value::Bool(*b)),
            Node::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => Some(Value::Integer(*n as i64)),
            Node::Number(n) => Some(Value::Text(number(*n))),
            Node::Text(text, _) => Some(Value::Text(text.chars().take(10_000).collect())),
            _ => None,
        };
        let value = match value {
            Node::Nothing => return,
            Node::List(list) if list.is_empty() => return,
            Node::Map(pairs, _) if pairs.is_empty() => return,
            Node::Text(text, _) if text.trim().is_empty() => return,
            Node::List(list) => list.iter().take(100).map(plain).collect::<Option<_>>().map(Value::List),
            other => plain(other),
        };
        let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
        match value.filter(|_| sketch.metadata.len() < 50) {
            Some(value) => {
                sketch.metadata.insert(name, value);
            }
            None => *self.unread.entry(name).or_default() += 1,
        }
    }

    /// Ties what waits: to those beside it first, then to those beside what it belongs to, then to any in the text.
    fn tie(&mut self) {
        let waits = std::mem::take(&mut self.waits);
        for Wait { task, name, line, blocks } in waits {
            let other = self.find(&name, task);
            let quote = draft::opening(&self.draft.tasks[task as usize].quote).to_owned();
            match other {
                Some(other) => {
                    let (from, to) = if blocks { (task, other) } else { (other, task) };
                    self.draft.ties.push(Tie::stated(from, to, line, &quote));
                }
                None => self.draft.loose.push(Loose { task, name, line, quote, part: false }),
            }
        }
        let parents = std::mem::take(&mut self.parents);
        self.parents = parents
            .into_iter()
            .filter_map(|(task, name)| {
                let parent = self.find(&name, task)?;
                self.draft.tasks[task as usize].parent = Some(parent);
                Some((task, name))
            })
            .collect();
    }

    fn find(&self, name: &str, task: u32) -> Option<u32> {
        let mut scope = self.draft.tasks[task as usize].parent;
        for _ in 0..130 {
            let beside = self.ids.get(&(scope, name.to_owned())).filter(|other| **other != task);
            if beside.is_some() {
                return beside.copied();
            }
            match scope {
                Some(above) => scope = self.draft.tasks[above as usize].parent,
                None => break,
            }
        }
        let found = self.anywhere.get(name).or_else(|| self.anywhere.get(&name.to_lowercase()));
        found.copied().flatten().filter(|other| *other != task)
    }
}
