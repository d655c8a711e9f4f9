//! Graphviz DOT read: nodes are tasks, clusters summary tasks, arrows links. Must never take what is drawn for looks, a rank
//! or an invisible node, for a task.

use jiff::civil::Date;
use planwright_domain::{DateOrder, LinkType, Status};
use planwright_phrases::duration::DayLength;
use planwright_phrases::status;

use super::attributes;
use super::token::{Form, Token, Tokens};
use crate::graph::{Graph, Meaning};
use crate::label::{self, Words};
use crate::{Decoded, ReadError, Reading, Source, day, draft};

/// Arrows between two groups, at most.
const FAN: usize = 10_000;
/// Nodes of a group `{a b c}` that arrows are drawn to, at most.
const GROUP: usize = 1_000;

/// Reads a graph.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let dates = day::Reader::of(&decoded.text, source.today, source.date_order);
    let mut graph = drawn(&decoded.text, source.day, dates);
    graph.warnings.splice(0..0, decoded.warnings.iter().cloned());
    graph.title.get_or_insert_with(|| source.title());
    graph.plan(&code, source, mint)
}

/// What a text within a document draws: its boxes, and no days.
pub(crate) fn graph(text: &str, day: DayLength) -> Graph {
    drawn(text, day, day::Reader::new(Date::ZERO, DateOrder::MonthDay))
}

fn drawn(text: &str, day: DayLength, dates: day::Reader) -> Graph {
    let mut reader = Reader {
        tokens: Tokens::of(text).peekable(),
        graph: Graph::default(),
        open: Vec::new(),
        day,
        directed: true,
        named: None,
        unnamed: 0,
        dates,
    };
    reader.document();
    let Reader { mut graph, named, open, .. } = reader;
    graph.warnings.extend(open.last().map(|group| draft::cut_short(group.line)));
    graph.title = graph.title.take().or(named).filter(|t| !t.trim().is_empty());
    graph
}

/// The code that an id written here is.
fn code(id: &str) -> Option<String> {
    let id = id.strip_prefix(CLUSTER).unwrap_or(id);
    let number = |p: &str| !p.is_empty() && p.len() < 9 && p.bytes().all(|b| b.is_ascii_digit());
    id.split('.').all(number).then(|| id.to_owned())
}

/// What the names of subgraphs that are drawn begin with.
const CLUSTER: &str = "cluster_";

/// Attributes that matter, of one node, arrow or subgraph.
#[derive(Debug, Default, Clone)]
struct Attributes {
    label: Option<Label>,
    hidden: bool,
    status: Option<Status>,
    milestone: bool,
    back: bool,
    both: bool,
    head: Option<String>,
    tail: Option<String>,
    /// What people add to nodes in words of their own, as written.
    others: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
enum Label {
    Plain(String),
    Html(String),
}

/// A group that is being read.
#[derive(Debug)]
struct Group {
    /// The frame that is drawn around it, if one is.
    frame: Option<u32>,
    /// The next one out.
    within: Option<u32>,
    /// Nodes that stand in it, for an arrow at the whole group.
    members: Vec<u32>,
    /// The ends of the arrow that waits for this group to close.
    before: Vec<u32>,
    defaults: Attributes,
    whole_graph: bool,
    line: u32,
}

struct Reader<'t> {
    tokens: std::iter::Peekable<Tokens<'t>>,
    graph: Graph,
    open: Vec<Group>,
    day: DayLength,
    directed: bool,
    named: Option<String>,
    unnamed: u32,
    dates: day::Reader,
}

impl Reader<'_> {
    fn document(&mut self) {
        // The ends before an arrow whose other end is still to come.
        let mut before: Vec<u32> = Vec::new();
        let mut waiting = false;
        // What stood last, and may be followed by an arrow: its members.
        let mut last: Vec<u32> = Vec::new();
        while let Some(token) = self.tokens.next() {
            match &token.form {
                Form::Mark('{') => {
                    let within = self.frame();
                    let defaults = self.open.last().map(|g| g.defaults.clone()).unwrap_or_default();
                    let whole_graph = self.open.is_empty();
                    let before = if waiting { std::mem::take(&mut before) } else { Vec::new() };
                    self.open.push(Group {
                        frame: None,
                        within,
                        members: Vec::new(),
                        before,
                        defaults,
                        whole_graph,
                        line: token.line,
                    });
                    (waiting, last) = (false, Vec::new());
                }
                Form::Mark('}') => {
                    let Some(group) = self.open.pop() else { continue };
                    self.remember(&group.members);
                    last = self.statement_end(&group.before, group.members, &token, true);
                    waiting = false;
                }
                Form::Mark('[') => {
                    // Of a group, as in "a -> {b c} [style=dotted]".
                    let _ = self.attributes();
                }
                Form::Mark(';' | ',') => last = Vec::new(),
                Form::Arrow { directed } => {
                    self.directed = *directed;
                    (before, waiting) = (std::mem::take(&mut last), true);
                }
                Form::Word { text, quoted } => {
                    let keyword = if *quoted { String::new() } else { text.to_ascii_lowercase() };
                    match keyword.as_str() {
                        "strict" => {}
                        "graph" | "digraph" if self.open.is_empty() => self.head(),
                        "node" | "edge" | "graph" if !self.next_is('=') => self.defaults(&keyword),
                        "subgraph" => {
                            let group = std::mem::take(&mut before);
                            self.subgraph(group, &token);
                            waiting = false;
                            last = Vec::new();
                        }
                        _ if self.next_is('=') => self.setting(&text.to_ascii_lowercase()),
                        _ => {
                            let ends = if waiting { std::mem::take(&mut before) } else { Vec::new() };
                            last = self.node(text, &ends, &token);
                            waiting = false;
                        }
                    }
                }
                Form::Html(_) | Form::Mark(_) => {}
            }
        }
    }

    fn next_is(&mut self, mark: char) -> bool {
        self.tokens.peek().is_some_and(|t| t.form == Form::Mark(mark))
    }

    /// The frame that what comes now stands in.
    fn frame(&self) -> Option<u32> {
        let group = self.open.last()?;
        group.frame.or(group.within)
    }

    /// `digraph "name"`.
    fn head(&mut self) {
        if let Some(Form::Word { text, .. }) = self.tokens.peek().map(|t| t.form.clone()) {
            self.tokens.next();
            let plain =
                ["g", "graph", "digraph", "plan", "dot"].contains(&text.to_ascii_lowercase().as_str());
            self.named = Some(text.replace('_', " ")).filter(|_| !plain);
        }
    }

    /// `subgraph cluster_x {`.
    fn subgraph(&mut self, before: Vec<u32>, token: &Token<'_>) {
        let mut name = None;
        if let Some(Form::Word { text, .. }) = self.tokens.peek().map(|t| t.form.clone()) {
            self.tokens.next();
            name = Some(text);
        }
        let within = self.frame();
        let defaults = self.open.last().map(|g| g.defaults.clone()).unwrap_or_default();
        if !self.next_is('{') {
            return;
        }
        self.tokens.next();
        let drawn = name.as_ref().is_some_and(|n| n.starts_with("cluster"));
        let mut group = Group {
            frame: None,
            within,
            members: Vec::new(),
            before,
            defaults,
            whole_graph: false,
            line: token.line,
        };
        let name = name.unwrap_or_else(|| {
            self.unnamed += 1;
            format!("subgraph {}", self.unnamed)
        });
        if drawn {
            let frame = self.graph.node(&frame_id(&name), within, token.line, token.quote);
            self.graph.nodes[frame as usize].frame = true;
            let words = name.strip_prefix(CLUSTER).or_else(|| name.strip_prefix("cluster")).unwrap_or(&name);
            let words = if words.is_empty() { name.as_str() } else { words };
            let title = words.replace('_', " ");
            self.graph.nodes[frame as usize].words = Some(Words { title, ..Words::default() });
            group.frame = Some(frame);
        }
        self.open.push(group);
    }

    /// `node [shape=box]`, `graph [label="x"]`.
    fn defaults(&mut self, of: &str) {
        let mut found = Attributes::default();
        while self.next_is('[') {
            self.tokens.next();
            found = self.attributes();
        }
        match of {
            "graph" => self.describe(found),
            "node" => {
                if let Some(group) = self.open.last_mut() {
                    group.defaults = Attributes { label: None, ..found };
                }
            }
            _ => {}
        }
    }

    /// `label="x"` as a statement.
    fn setting(&mut self, name: &str) {
        let mut found = Attributes::default();
        self.value(name, &mut found);
        self.describe(found);
    }

    /// What is said of the graph or of the subgraph that is open.
    fn describe(&mut self, found: Attributes) {
        let day = self.day;
        let Some(group) = self.open.last() else { return };
        if let Some(frame) = group.frame {
            let node = &mut self.graph.nodes[frame as usize];
            node.status = found.status.or(node.status);
            node.milestone |= found.milestone;
        }
        let Some(said) = found.label else { return };
        let words = words(&said, "", day);
        match group.frame {
            Some(frame) => {
                let node = &mut self.graph.nodes[frame as usize];
                node.words = Some(words).filter(|w| !w.title.is_empty()).or(node.words.take());
            }
            // What stands below the first line says how the graph is to be looked at.
            None if group.whole_graph => {
                self.graph.title = words.title.get(..words.first).map(str::to_owned);
            }
            None => {}
        }
    }

    /// A node, with its port and attributes, at the end of an arrow or alone.
    fn node(&mut self, id: &str, before: &[u32], token: &Token<'_>) -> Vec<u32> {
        while self.next_is(':') {
            self.tokens.next();
            if matches!(self.tokens.peek().map(|t| &t.form), Some(Form::Word { .. })) {
                self.tokens.next();
            }
        }
        let new = self.graph.known(id).is_none();
        let node = self.graph.node(id, self.frame(), token.line, token.quote);
        if new {
            let defaults = self.open.last().map(|g| g.defaults.clone()).unwrap_or_default();
            self.fill(node, id, &defaults);
        }
        self.remember(&[node]);
        let alone = before.is_empty();
        if alone && self.next_is('[') {
            self.tokens.next();
            let found = self.attributes();
            self.fill(node, id, &found);
            return vec![node];
        }
        self.statement_end(before, vec![node], token, false)
    }

    fn fill(&mut self, node: u32, id: &str, found: &Attributes) {
        let node = &mut self.graph.nodes[node as usize];
        if let Some(said) = &found.label {
            node.words = Some(words(said, id, self.day)).filter(|w| !w.title.is_empty());
        }
        node.hidden |= found.hidden;
        node.milestone |= found.milestone;
        node.status = found.status.or(node.status);
        if !found.others.is_empty() {
            let stated = node.stated.get_or_insert_default();
            found
                .others
                .iter()
                .for_each(|(name, value)| attributes::take(stated, name, value, &self.dates, self.day));
        }
    }

    fn remember(&mut self, nodes: &[u32]) {
        if let Some(group) = self.open.last_mut() {
            let room = GROUP.saturating_sub(group.members.len());
            group.members.extend(nodes.iter().take(room));
        }
    }

    /// Draws the arrows that end here; an arrow's attributes stand behind the last of its ends.
    fn statement_end(&mut self, before: &[u32], here: Vec<u32>, token: &Token<'_>, group: bool) -> Vec<u32> {
        if before.is_empty() {
            return here;
        }
        let mut found = Attributes::default();
        if self.next_is('[') {
            self.tokens.next();
            found = self.attributes();
        }
        let kind = if self.directed && !found.both { LinkType::Blocks } else { LinkType::Related };
        let said = match &found.label {
            Some(Label::Plain(text)) => label::entities(text, "&#"),
            _ => String::new(),
        };
        let meaning = Meaning::of(&said, kind, self.day);
        if found.hidden {
            return here;
        }
        if before.len() * here.len() > FAN {
            self.graph.leave_out(before.len() * here.len());
            return here;
        }
        for from in before {
            for to in &here {
                let mut ends = (*from, *to);
                if !group {
                    let named =
                        |name: &Option<String>| name.as_ref().and_then(|n| self.graph.known(&frame_id(n)));
                    ends = (named(&found.tail).unwrap_or(ends.0), named(&found.head).unwrap_or(ends.1));
                }
                let (from, to) = if found.back { (ends.1, ends.0) } else { ends };
                self.graph.arrow(from, to, token.line, token.quote, meaning);
            }
        }
        here
    }

    /// What stands in brackets, up to the closing one.
    fn attributes(&mut self) -> Attributes {
        let mut found = Attributes::default();
        while let Some(token) = self.tokens.next() {
            match token.form {
                Form::Mark(']') => break,
                Form::Word { text, .. } => self.value(&text.to_ascii_lowercase(), &mut found),
                _ => {}
            }
        }
        found
    }

    fn value(&mut self, name: &str, found: &mut Attributes) {
        if !self.next_is('=') {
            return;
        }
        self.tokens.next();
        let value = match self.tokens.peek().map(|t| t.form.clone()) {
            Some(Form::Word { text, .. }) => {
                self.tokens.next();
                Label::Plain(text)
            }
            Some(Form::Html(text)) => {
                self.tokens.next();
                Label::Html(text)
            }
            _ => return,
        };
        let Label::Plain(text) = &value else {
            if name == "label" {
                found.label = Some(value);
            }
            return;
        };
        match name {
            "label" => found.label = Some(value),
            "style" => {
                found.hidden = text.split(',').any(|s| s.trim() == "invis");
            }
            "class" => {
                for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
                    found.milestone |= word == "milestone";
                    found.status = status::status(&word.replace(['_', '-'], " ")).or(found.status);
                }
            }
            "status" | "state" => found.status = status::status(text).or(found.status),
            "dir" => {
                found.back = text == "back";
                found.both = text == "both" || text == "none";
            }
            "lhead" => found.head = Some(text.clone()),
            "ltail" => found.tail = Some(text.clone()),
            _ if attributes::says_something(name) && found.others.len() < attributes::MOST => {
                found.others.push((name.to_owned(), text.clone()));
            }
            _ => {}
        }
    }
}

/// Names of nodes and of subgraphs do not meet.
fn frame_id(name: &str) -> String {
    if name.starts_with(CLUSTER) { name.to_owned() } else { format!("{CLUSTER} {name}") }
}

/// The words of a label. The fields of a record are its lines, their ports no words.
fn words(said: &Label, id: &str, day: DayLength) -> Words {
    match said {
        Label::Html(text) => label::read(text, "&#", day),
        Label::Plain(text) => {
            let text = text.replace("\\N", id).replace("\\G", "");
            let record =
                text.starts_with('{') && text.ends_with('}') || text.contains("> ") && text.starts_with('<');
            if record {
                let fields = text.replace(['{', '}'], "").replace('|', "\\n");
                return label::read(&fields, "&#", day);
            }
            label::read(&text, "&#", day)
        }
    }
}
