//! Blocks made a tree of nodes: headings hold labels, labels hold items, items hold items. Field lines, prose and code
//! hang on the node they stand under. Must never decide which nodes are tasks.

mod front;
mod heads;
mod label;
mod lines;

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

use super::block::{Block, Form};
use super::field::Field;
use super::head::{Head, Reader};
use super::section::Role;
use super::sign;
use crate::draft::Sketch;
use crate::graph::{Graph, Told};

/// What a node was in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The document.
    Root,
    /// A heading of this level.
    Heading(u8),
    /// A line that introduces others; the greater its rank, the smaller what it introduces.
    Label(u8),
    /// A list item.
    Item,
    /// A row of a table of tasks.
    Row,
    /// A bar of a chart.
    Bar,
    /// The front matter of a file that is a task.
    Front,
}

/// A line of the document with what belongs to it.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) kind: Kind,
    /// Invariant: less than the node's own index, but for the root.
    pub(super) parent: u32,
    pub(super) line: u32,
    pub(super) indent: usize,
    pub(super) raw: Cow<'t, str>,
    pub(super) head: Head,
    pub(super) role: Role,
    pub(super) fields: Vec<Field<'t>>,
    /// Lines of prose and code, with the columns before them.
    pub(super) body: Vec<(u32, usize, &'t str)>,
    /// It stands in an ordered list.
    pub(super) ordered: bool,
    /// It is a milestone by where it stands.
    pub(super) milestone: bool,
    /// When it is due, where a line under it is nothing but that day.
    pub(super) due: Option<Date>,
    /// What the bar of a chart says of it.
    pub(super) bar: Option<Box<Sketch>>,
    /// Its line ends in a colon.
    pub(super) introduces: bool,
    /// Its line is a field that names a task.
    pub(super) named: bool,
}

impl<'t> Node<'t> {
    fn new(kind: Kind, parent: u32, line: u32, indent: usize, raw: Cow<'t, str>) -> Self {
        Self {
            kind,
            parent,
            line,
            indent,
            raw,
            head: Head::default(),
            role: Role::Plain,
            fields: Vec::new(),
            body: Vec::new(),
            ordered: false,
            milestone: false,
            due: None,
            bar: None,
            introduces: false,
            named: false,
        }
    }
}

/// The tree and what the document says beside it.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    /// Invariant: the first is the root; parents stand before their children.
    pub(super) nodes: Vec<Node<'t>>,
    /// Fields of front matter that is about the document.
    pub(super) front: Vec<Field<'t>>,
    /// Arrows of flowcharts and graphs, by the words in the boxes.
    pub(super) arrows: Vec<Told>,
    /// Cells of columns that say nothing a task has a field for: the node of the row, what the column is called, the words.
    pub(super) beside: Vec<(u32, String, &'t str)>,
    /// The largest graph that is drawn, for a document that has no other tasks.
    pub(super) graph: Option<Graph>,
}

/// Builds the tree.
pub(super) fn tree<'t>(blocks: Vec<Block<'t>>, reader: &Reader<'_>) -> Tree<'t> {
    let root = Node::new(Kind::Root, 0, 0, 0, Cow::Borrowed(""));
    let mut nodes = Vec::with_capacity(blocks.len() + 1);
    nodes.push(root);
    let tree = Tree { nodes, front: Vec::new(), arrows: Vec::new(), beside: Vec::new(), graph: None };
    let mut grower = Grower { tree, stack: vec![0], reader, numbers: HashMap::new(), last: None };
    for block in blocks {
        grower.add(block);
    }
    grower.heads();
    grower.tree
}

/// A tree while it grows.
pub(super) struct Grower<'t, 'r> {
    pub(super) tree: Tree<'t>,
    /// Open nodes, outermost first.
    pub(super) stack: Vec<u32>,
    pub(super) reader: &'r Reader<'r>,
    /// Numbered items by where they stand and their number.
    numbers: HashMap<(u32, String), u32>,
    /// The node the block before made, if it made one.
    last: Option<u32>,
}

impl<'t> Grower<'t, '_> {
    fn add(&mut self, block: Block<'t>) {
        let Block { line, indent, after_blank, form } = block;
        let last = self.last.take();
        match form {
            Form::Heading { level, text } => {
                self.close(|n| match n.kind {
                    Kind::Root | Kind::Front => false,
                    Kind::Heading(above) => above >= level,
                    _ => true,
                });
                self.open(Kind::Heading(level), line, indent, Cow::Borrowed(text), None, None);
            }
            Form::Item { number, check, text } => {
                self.item(line, indent, after_blank, number, check, text);
            }
            Form::Named { bullet, text } => {
                if bullet {
                    self.item(line, indent, after_blank, None, None, text);
                } else {
                    self.close(|n| match n.kind {
                        Kind::Item => n.indent >= indent,
                        Kind::Label(above) => above >= 1 && n.indent >= indent,
                        _ => false,
                    });
                    self.open(Kind::Label(1), line, indent, Cow::Borrowed(text), None, None);
                }
                self.top().named = true;
            }
            Form::Text(text) => self.text(line, indent, after_blank, text, last),
            Form::Quote(text) => {
                self.close(|n| n.kind == Kind::Item && (n.indent >= indent && after_blank));
                if !self.take_fields(text, line) {
                    // Quoted inside an item, it is said of that item.
                    let top = self.top();
                    let inside = top.kind == Kind::Item && top.indent < indent;
                    let node = if inside { top } else { self.top_block() };
                    node.body.push((line, 0, text));
                }
            }
            Form::Rule => self.close(|n| matches!(n.kind, Kind::Item | Kind::Label(_))),
            Form::Front(lines) => self.front(line, &lines),
            Form::Table(rows) => {
                self.close(|n| n.kind == Kind::Item && n.indent >= indent);
                self.table(rows);
            }
            Form::Code { language, body } => {
                self.close(|n| n.kind == Kind::Item && n.indent >= indent);
                if !self.chart(language, line, &body) {
                    let node = self.top();
                    node.body.push((line, indent, "```"));
                    node.body
                        .extend(body.iter().enumerate().map(|(i, l)| (line + 1 + i as u32, 0, l.trim_end())));
                    node.body.push((line + 1 + body.len() as u32, indent, "```"));
                }
            }
        }
    }

    fn close(&mut self, closes: impl Fn(&Node<'t>) -> bool) {
        while let Some(&at) = self.stack.last() {
            if at == 0 || !closes(&self.tree.nodes[at as usize]) {
                break;
            }
            self.stack.pop();
        }
    }

    fn open(
        &mut self,
        kind: Kind,
        line: u32,
        indent: usize,
        raw: Cow<'t, str>,
        number: Option<&str>,
        check: Option<char>,
    ) -> u32 {
        let parent = self.stack.last().copied().unwrap_or(0);
        let at = self.push(kind, parent, line, indent, raw);
        let node = &mut self.tree.nodes[at as usize];
        node.ordered = number.is_some();
        // The head is read when the node's words are complete; number and box are kept until then.
        node.head.check = check;
        node.head.title = number.unwrap_or_default().to_owned();
        self.stack.push(at);
        self.last = Some(at);
        at
    }

    pub(super) fn push(
        &mut self,
        kind: Kind,
        parent: u32,
        line: u32,
        indent: usize,
        raw: Cow<'t, str>,
    ) -> u32 {
        let at = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::new(kind, parent, line, indent, raw));
        at
    }

    pub(super) fn top(&mut self) -> &mut Node<'t> {
        let at = self.stack.last().copied().unwrap_or(0);
        &mut self.tree.nodes[at as usize]
    }

    /// The innermost open node that is no item.
    fn top_block(&mut self) -> &mut Node<'t> {
        let at = self
            .stack
            .iter()
            .rev()
            .copied()
            .find(|&i| self.tree.nodes[i as usize].kind != Kind::Item)
            .unwrap_or(0);
        &mut self.tree.nodes[at as usize]
    }

    fn item(
        &mut self,
        line: u32,
        indent: usize,
        after_blank: bool,
        number: Option<&'t str>,
        check: Option<char>,
        text: &'t str,
    ) {
        let bullet = number.is_none();
        let under_number =
            |n: &Node<'t>| n.kind == Kind::Item && n.indent == indent && n.ordered && bullet && !after_blank;
        // "1. Task" followed by "- detail" in the same column: the bullets belong to the number.
        self.close(|n| match n.kind {
            Kind::Item => n.indent >= indent && !under_number(n),
            Kind::Label(_) => n.indent > indent,
            _ => false,
        });
        if text.is_empty() {
            return;
        }
        if check.is_none() && self.take_fields(text, line) {
            return;
        }
        self.by_number(number, text);
        let at = self.open(Kind::Item, line, indent, Cow::Borrowed(text), number, check);
        if let Some(number) = dotted(number, text).or(number.or(counted(text)).map(ToOwned::to_owned)) {
            let place = self.place();
            self.numbers.insert((place, number), at);
        }
    }

    /// Hangs "1.2.3" under "1.2" where both are items of one place, whatever their columns.
    fn by_number(&mut self, number: Option<&str>, text: &str) {
        let Some(number) = dotted(number, text) else { return };
        let Some((prefix, _)) = number.rsplit_once('.') else { return };
        let place = self.place();
        let above = self
            .numbers
            .get(&(place, prefix.to_owned()))
            .or_else(|| self.numbers.get(&(place, format!("{prefix}.0"))));
        if let Some(&above) = above
            && above != self.stack.last().copied().unwrap_or(0)
        {
            // Rebuild the stack down to the item above.
            self.close(|n| n.kind == Kind::Item);
            let mut chain = vec![above];
            let mut at = self.tree.nodes[above as usize].parent;
            while self.tree.nodes[at as usize].kind == Kind::Item {
                chain.push(at);
                at = self.tree.nodes[at as usize].parent;
            }
            self.stack.extend(chain.into_iter().rev());
        }
    }

    fn place(&self) -> u32 {
        self.stack
            .iter()
            .rev()
            .copied()
            .find(|&i| self.tree.nodes[i as usize].kind != Kind::Item)
            .unwrap_or(0)
    }
}

fn dotted(number: Option<&str>, text: &str) -> Option<String> {
    if let Some(number) = number {
        return number.contains('.').then(|| number.to_owned());
    }
    let text = text.trim_start_matches(['*', '_', '`', ' ']);
    if sign::short_date(text).is_some() {
        return None;
    }
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = text[..digits].trim_end_matches('.');
    (number.contains('.') && text[digits..].starts_with([' ', ':', '\t', '*', '_', ')']))
        .then(|| number.to_owned())
}

/// "4" of "4. Sketch": the number of a bullet or box.
fn counted(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && text[digits..].starts_with(". ")).then(|| &text[..digits])
}
