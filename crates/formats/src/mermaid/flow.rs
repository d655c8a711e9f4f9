//! A flowchart read: boxes of every shape are tasks, subgraphs summary tasks, arrows links. Must never take the words on an
//! arrow or in a box for syntax.

use planwright_domain::{LinkType, Status};
use planwright_phrases::duration::DayLength;
use planwright_phrases::status;

use super::{Page, code};
use crate::graph::{Graph, Meaning};
use crate::{ReadError, Reading, Source, draft, label};

/// Arrows that one statement may draw: `a & b & c --> d & e & f`.
const FAN: usize = 400;

/// Words that begin a statement about looks.
const LOOKS: [&str; 6] = ["style", "linkStyle", "click", "direction", "accTitle", "accDescr"];

/// Reads the lines of a flowchart.
pub(super) fn read(
    page: &Page<'_>,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut graph = graph(page, source.day);
    graph.title = Some(page.title.clone().unwrap_or_else(|| source.title()));
    graph.plan(&code, source, mint)
}

/// What the lines of a flowchart draw.
pub(super) fn graph(page: &Page<'_>, day: DayLength) -> Graph {
    let mut flow = Flow { day, graph: Graph::default(), frames: Vec::new(), unnamed: 0, cut: None };
    let mut lines = page.lines.iter().enumerate().peekable();
    while let Some((i, line)) = lines.next() {
        let mut text = std::borrow::Cow::Borrowed(line.text);
        if i == 0 {
            // What stands behind the direction is the first statement.
            let rest = line.text.find([';', '\n']).map_or("", |at| &line.text[at + 1..]);
            text = rest.into();
        }
        // The words in a box may go on for some lines.
        let mut more = 0;
        while more < 20 && is_open(&text) {
            let Some((_, next)) = lines.next() else { break };
            text.to_mut().push('\n');
            text.to_mut().push_str(next.text);
            more += 1;
        }
        // A line that begins with an arrow goes on with the one above.
        while let Some((_, next)) =
            lines.next_if(|(_, l)| ["--", "==", "-.", "&", "<-"].iter().any(|a| l.text.starts_with(a)))
        {
            text.to_mut().push(' ');
            text.to_mut().push_str(next.text);
        }
        // The last line is the one that may be cut.
        flow.cut = is_unclosed(&text).then_some(line.number);
        for statement in statements(&text) {
            flow.statement(statement.trim(), line.number);
        }
    }
    let open = flow.frames.last().map(|frame| flow.graph.nodes[*frame as usize].line).or(flow.cut);
    flow.graph.warnings.extend(open.map(draft::cut_short));
    flow.graph
}

/// Whether a quote is left open.
fn is_open(text: &str) -> bool {
    text.bytes().filter(|b| *b == b'"').count() % 2 == 1
}

/// Whether a box or a quote is left open.
fn is_unclosed(text: &str) -> bool {
    let (mut quoted, mut depth) = (false, 0i32);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    quoted || depth > 0
}

/// A text cut at its semicolons, but for those in words and entities.
fn statements(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut quoted, mut depth, mut barred) = (0, false, 0u32, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            '|' if !quoted => barred = !barred,
            ';' if !quoted && depth == 0 && !barred => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

struct Flow {
    day: DayLength,
    graph: Graph,
    frames: Vec<u32>,
    unnamed: u32,
    /// The line of a box that does not end.
    cut: Option<u32>,
}

impl Flow {
    fn statement(&mut self, text: &str, line: u32) {
        let word = text.split(char::is_whitespace).next().unwrap_or("");
        let rest = text[word.len()..].trim();
        match word {
            "" => {}
            "subgraph" => self.frame(rest, line, text),
            "end" if rest.is_empty() => {
                self.frames.pop();
            }
            "class" if !rest.is_empty() && !rest.starts_with(['-', '=']) => self.class(rest),
            "classDef" => {}
            _ if LOOKS.contains(&word.trim_end_matches(':'))
                && !rest.is_empty()
                && !rest.starts_with(['-', '=']) => {}
            _ => self.chain(text, line),
        }
    }

    /// `subgraph id [words]`, `subgraph words`.
    fn frame(&mut self, rest: &str, line: u32, quote: &str) {
        let within = self.frames.last().copied();
        let end = id_length(rest);
        let shape = rest[end..].trim_start();
        let (id, words) = if end > 0 && shape.starts_with(['[', '(', '{']) {
            let (words, _) = shape_words(shape);
            (rest[..end].to_owned(), Some(words))
        } else if rest.is_empty() {
            self.unnamed += 1;
            (format!("subgraph {}", self.unnamed), None)
        } else {
            let words = rest.trim_matches('"');
            (words.to_owned(), Some(words))
        };
        let frame = self.graph.node(&id, within, line, quote);
        let node = &mut self.graph.nodes[frame as usize];
        node.frame = true;
        if let Some(words) = words {
            node.words = Some(label::read(words, "#", self.day));
        }
        self.frames.push(frame);
    }

    /// `class a,b done`.
    fn class(&mut self, rest: &str) {
        let Some((ids, class)) = rest.rsplit_once(char::is_whitespace) else { return };
        for id in ids.split(',').map(str::trim) {
            if let Some(node) = self.graph.known(id) {
                self.classed(node, class);
            }
        }
    }

    fn classed(&mut self, node: u32, class: &str) {
        let node = &mut self.graph.nodes[node as usize];
        let words = class.trim().replace(['_', '-'], " ");
        match words.to_ascii_lowercase().as_str() {
            "milestone" => node.milestone = true,
            "active" | "inprogress" => node.status = Some(Status::InProgress),
            words => node.status = status::status(words).or(node.status),
        }
    }

    /// `a["x"] --> b & c -.->|words| d`.
    fn chain(&mut self, text: &str, line: u32) {
        let mut rest = text;
        let mut before: Vec<u32> = Vec::new();
        let mut arrow: Option<Arrow> = None;
        // Each turn takes a group of boxes and the arrow behind it.
        while !rest.trim_start().is_empty() {
            let mut here = Vec::new();
            loop {
                rest = rest.trim_start();
                let Some((node, left)) = self.boxed(rest, line, text) else { break };
                here.push(node);
                rest = left.trim_start();
                match rest.strip_prefix('&') {
                    Some(more) => rest = more,
                    None => break,
                }
            }
            if here.is_empty() {
                return;
            }
            let fan = before.len() * here.len();
            let drawn = arrow.take().filter(|_| fan <= FAN);
            self.graph.leave_out(if drawn.is_none() && fan > FAN { fan } else { 0 });
            if let Some(arrow) = drawn
                && let Some(kind) = arrow.kind
            {
                let meaning = Meaning::of(&label::entities(arrow.words, "#"), kind, self.day);
                for from in &before {
                    for to in &here {
                        let (from, to) = if arrow.back { (to, from) } else { (from, to) };
                        self.graph.arrow(*from, *to, line, text, meaning);
                    }
                }
            }
            let Some((next, left)) = Arrow::read(rest) else { return };
            (before, arrow, rest) = (here, Some(next), left);
        }
    }

    /// The box at the beginning of a text, and what stands behind it.
    fn boxed<'t>(&mut self, text: &'t str, line: u32, quote: &str) -> Option<(u32, &'t str)> {
        let end = id_length(text);
        if end == 0 {
            return None;
        }
        let node = self.graph.node(&text[..end], self.frames.last().copied(), line, quote);
        let mut rest = &text[end..];
        // "A [words]" has a blank that the language does not allow, and people write.
        let shape = rest.trim_start_matches(' ');
        if let Some(inner) = rest.strip_prefix("@{") {
            let close = closing(inner, "}");
            if let Some(words) = attribute(&inner[..close], "label") {
                self.words(node, words);
            }
            rest = inner.get(close + 1..).unwrap_or("");
        } else if shape.starts_with(['[', '(', '{']) || rest.starts_with('>') {
            let shape = if rest.starts_with('>') { rest } else { shape };
            let (words, left) = shape_words(shape);
            self.words(node, words);
            rest = left;
        }
        if let Some(class) = rest.strip_prefix(":::") {
            let length = id_length(class);
            self.classed(node, &class[..length]);
            rest = &class[length..];
        }
        Some((node, rest))
    }

    fn words(&mut self, node: u32, words: &str) {
        let node = &mut self.graph.nodes[node as usize];
        let words = label::read(words.trim().trim_matches('"'), "#", self.day);
        if node.words.is_none() && !words.title.is_empty() {
            node.words = Some(words);
        }
    }
}

/// How long the id at the beginning of a text is: an arrow ends it.
fn id_length(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let arrow = ["--", "-.", "=="].iter().any(|a| rest.starts_with(a));
        if arrow
            || !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '#' | '$' | '*' | '+' | '\''))
        {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The words in a shape such as `[x]`, `(["x"])`, `{{x}}`, `>x]`, and what stands behind it.
fn shape_words(text: &str) -> (&str, &str) {
    let marks = text.bytes().take_while(|b| b"[({>".contains(b)).take(3).count();
    let (open, inner) = text.split_at(marks);
    let inner = match inner.strip_prefix(['/', '\\']) {
        Some(slanted) if open == "[" => slanted,
        _ => inner,
    };
    let close: String = open
        .chars()
        .rev()
        .map(|c| match c {
            '(' => ')',
            '{' => '}',
            _ => ']',
        })
        .collect();
    let at = closing(inner, &close);
    let words = &inner[..at];
    let words = if open == "[" { words.strip_suffix(['/', '\\']).unwrap_or(words) } else { words };
    (words.trim().trim_matches('"'), inner.get(at + close.len()..).unwrap_or(""))
}

/// Where a closing mark stands, outside of quotes; the end where there is none.
fn closing(text: &str, mark: &str) -> usize {
    if let Some(quoted) = text.trim_start().strip_prefix('"')
        && let Some(end) = quoted.find('"')
    {
        let after = text.len() - quoted.len() + end + 1;
        return text[after..].find(mark).map_or(text.len(), |at| after + at);
    }
    text.find(mark).unwrap_or(text.len())
}

/// The value of `label: "words"` among the attributes of `@{ … }`.
fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.find(name)?;
    let value = text[at + name.len()..].trim_start().strip_prefix(':')?.trim_start();
    match value.strip_prefix('"') {
        Some(quoted) => Some(&quoted[..quoted.find('"').unwrap_or(quoted.len())]),
        None => Some(value.split(',').next().unwrap_or(value).trim()),
    }
}

/// A line between boxes.
#[derive(Debug)]
struct Arrow<'t> {
    /// `None` for a line that is not drawn.
    kind: Option<LinkType>,
    back: bool,
    words: &'t str,
}

impl<'t> Arrow<'t> {
    /// The arrow at the beginning of a text, and what stands behind it: `-->`, `==>`, `-.->`, `---`, `--o`, `<-->`,
    /// `-- words -->`, `-->|words|`, `e1@-->`.
    fn read(text: &'t str) -> Option<(Self, &'t str)> {
        let mut rest = text.trim_start();
        let named = id_length(rest);
        if named > 0 {
            rest = rest[named..].strip_prefix('@').unwrap_or(rest);
        }
        let tail = rest.starts_with('<');
        rest = rest.strip_prefix(['<', 'o', 'x']).unwrap_or(rest);
        let line = |r: &str| r.bytes().take_while(|b| b"-=.~".contains(b)).count();
        let length = line(rest);
        if length < 2 {
            return None;
        }
        let body = &rest[..length];
        let mut arrow = Self { kind: Some(LinkType::Related), back: false, words: "" };
        rest = &rest[length..];
        let mut head = rest.starts_with('>');
        // "-- words -->": the line goes on behind its words.
        let end = if body == "-." { ".-" } else { body };
        let ends = |r: &str| r.starts_with(['o', 'x']) && r[1..].starts_with([' ', '|']);
        if length == 2 && !body.contains('~') && !rest.starts_with(['>', '|']) && !ends(rest) {
            let at = closing(rest, end);
            if at == rest.len() {
                return None;
            }
            arrow.words = rest[..at].trim();
            let more = line(&rest[at..]);
            rest = &rest[at + more..];
            head = rest.starts_with('>');
        }
        if head || ends(rest) {
            rest = &rest[1..];
        }
        if body.contains('~') {
            arrow.kind = None;
        } else if head != tail {
            (arrow.kind, arrow.back) = (Some(LinkType::Blocks), tail);
        }
        rest = rest.trim_start();
        if let Some(words) = rest.strip_prefix('|')
            && let Some(end) = words.find('|')
        {
            arrow.words = words[..end].trim();
            rest = &words[end + 1..];
        }
        Some((arrow, rest))
    }
}
