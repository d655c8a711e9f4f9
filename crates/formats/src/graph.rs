//! A drawn graph made a plan: boxes are tasks, frames around them summary tasks, arrows links. Must never make a task of
//! what is drawn but not to be seen.

use std::collections::HashMap;

use planwright_domain::{Dependency, LagKind, LinkType, Status, Warning};
use planwright_phrases::duration::DayLength;

use crate::counts::not_carried;
use crate::draft::{self, Draft, Sketch, Tie};
use crate::label::Words;
use crate::outline::{fold, words_of};
use crate::{ReadError, Reading, Source, lag};

/// Frames within frames that are followed when it is asked which of two is the inner one.
const DEEPEST: u32 = 128;

/// The most arrows of a graph; more are counted.
const MOST_ARROWS: usize = 200_000;

/// A graph as it was drawn.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) title: Option<String>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) warnings: Vec<Warning>,
    ids: HashMap<String, u32>,
    arrows: Vec<Arrow>,
    left_out: usize,
}

/// A box or a frame.
#[derive(Debug, Default)]
pub(crate) struct Node {
    id: String,
    pub(crate) line: u32,
    quote: String,
    within: Option<u32>,
    pub(crate) frame: bool,
    pub(crate) hidden: bool,
    pub(crate) words: Option<Words>,
    pub(crate) status: Option<Status>,
    pub(crate) milestone: bool,
    /// What its attributes say beside its words.
    pub(crate) stated: Option<Box<Sketch>>,
}

/// An arrow between two nodes.
#[derive(Debug)]
struct Arrow {
    from: u32,
    to: u32,
    line: u32,
    quote: String,
    meaning: Meaning,
}

/// What an arrow says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) link_type: LinkType,
    pub(crate) dependency: Dependency,
    pub(crate) lag: i32,
    pub(crate) lag_kind: LagKind,
}

/// An arrow told without its graph: the words at its two ends, each in full and by its first line, the more telling first.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) from: [String; 2],
    pub(crate) to: [String; 2],
    pub(crate) line: u32,
    pub(crate) quote: String,
    pub(crate) meaning: Meaning,
}

impl Meaning {
    /// What the words on an arrow make of it: how the two ends are tied, or that it orders nothing.
    pub(crate) fn of(words: &str, link_type: LinkType, day: DayLength) -> Self {
        let words = words.trim().trim_matches('"').trim();
        let tied = (link_type == LinkType::Blocks).then(|| lag::read(words, day)).flatten();
        let (dependency, lag, lag_kind) = tied.unwrap_or((Dependency::FinishToStart, 0, LagKind::Working));
        let said = LinkType::from_word(words).filter(|said| *said != LinkType::Blocks);
        Self { link_type: said.unwrap_or(link_type), dependency, lag, lag_kind }
    }

    /// The link that an arrow with this meaning makes.
    pub(crate) fn tie(self, from: u32, to: u32, line: u32, quote: &str) -> Tie {
        let Self { link_type, dependency, lag, lag_kind } = self;
        Tie { link_type, dependency, lag, lag_kind, ..Tie::stated(from, to, line, quote) }
    }
}

impl Graph {
    /// The node with this id, made on its first mention. It belongs to the innermost frame it is mentioned in.
    pub(crate) fn node(&mut self, id: &str, within: Option<u32>, line: u32, quote: &str) -> u32 {
        if let Some(&known) = self.ids.get(id) {
            if self.is_inner(within, self.nodes[known as usize].within) && !self.is_around(known, within) {
                self.nodes[known as usize].within = within;
            }
            return known;
        }
        let node = self.nodes.len() as u32;
        self.ids.insert(id.to_owned(), node);
        let (id, quote) = (id.to_owned(), draft::opening(quote).to_owned());
        self.nodes.push(Node { id, line, quote, within, ..Node::default() });
        node
    }

    /// The node with this id, if there is one.
    pub(crate) fn known(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    pub(crate) fn arrow(&mut self, from: u32, to: u32, line: u32, quote: &str, meaning: Meaning) {
        if self.arrows.len() < MOST_ARROWS {
            self.arrows.push(Arrow { from, to, line, quote: draft::opening(quote).to_owned(), meaning });
        } else {
            self.left_out += 1;
        }
    }

    /// Counts arrows that are too many to be drawn.
    pub(crate) fn leave_out(&mut self, arrows: usize) {
        self.left_out = self.left_out.saturating_add(arrows);
    }

    /// Whether a frame is within another, or stands where there was none.
    fn is_inner(&self, frame: Option<u32>, other: Option<u32>) -> bool {
        let Some(other) = other else { return frame.is_some() };
        let mut at = frame.and_then(|f| self.nodes[f as usize].within);
        for _ in 0..DEEPEST {
            match at {
                Some(outer) if outer == other => return true,
                Some(outer) => at = self.nodes[outer as usize].within,
                None => return false,
            }
        }
        false
    }

    /// Whether a node is a frame or one around it, or may be.
    fn is_around(&self, node: u32, frame: Option<u32>) -> bool {
        let mut at = frame;
        for _ in 0..DEEPEST {
            match at {
                Some(outer) if outer == node => return true,
                Some(outer) => at = self.nodes[outer as usize].within,
                None => return false,
            }
        }
        true
    }

    /// Counts its lines from further down, by so many.
    pub(crate) fn move_down(&mut self, by: u32) {
        let lines = self.nodes.iter_mut().map(|node| &mut node.line);
        lines.chain(self.arrows.iter_mut().map(|arrow| &mut arrow.line)).for_each(|line| *line += by);
        self.warnings.iter_mut().flat_map(|warning| &mut warning.line).for_each(|line| *line += by);
    }

    /// The arrows by the words at their ends, for a document that says elsewhere what these are.
    pub(crate) fn told(&self) -> impl Iterator<Item = Told> {
        let named = |node: u32| {
            let node = &self.nodes[node as usize];
            let words = node.words.as_ref().filter(|words| !words.title.trim().is_empty());
            match words {
                Some(words) => [words.title.get(..words.first).unwrap_or("").to_owned(), words.title.clone()],
                None => [node.id.clone(), String::new()],
            }
        };
        self.arrows.iter().map(move |arrow| {
            let (line, quote, meaning) = (arrow.line, arrow.quote.clone(), arrow.meaning);
            Told { from: named(arrow.from), to: named(arrow.to), line, quote, meaning }
        })
    }

    /// The plan. `code` is the wbs code that an id written here stands for: a title begins with it and is read without.
    pub(crate) fn plan(
        mut self,
        code: &dyn Fn(&str) -> Option<String>,
        source: &Source<'_>,
        mint: &mut dyn FnMut() -> u128,
    ) -> Result<Reading, ReadError> {
        let mut draft = Draft { title: self.title.take(), ..Draft::default() };
        draft.warnings.append(&mut self.warnings);
        draft.warnings.extend(self.without_legend());
        let places = self.sketches(code, &mut draft);
        // An arrow at what is hidden means the frame it is hidden in.
        let end = |node: u32| {
            let drawn = &self.nodes[node as usize];
            let shown = if drawn.hidden { drawn.within? } else { node };
            places[shown as usize]
        };
        let mut dropped = 0usize;
        for arrow in &self.arrows {
            let (Some(from), Some(to)) = (end(arrow.from), end(arrow.to)) else {
                dropped += 1;
                continue;
            };
            draft.ties.push(arrow.meaning.tie(from, to, arrow.line, &arrow.quote));
        }
        if dropped > 0 {
            let text = not_carried(dropped, "arrow at an invisible node");
            draft.warnings.push(Warning::new("not-carried", text));
        }
        if self.left_out > 0 {
            let text = format!("{} arrows beyond the first {MOST_ARROWS} were left out", self.left_out);
            draft.warnings.push(Warning::new("too-many-links", text));
        }
        if draft.tasks.is_empty() {
            return Err(ReadError::NoTasks);
        }
        Ok(draft::finish(draft, source, mint))
    }

    /// Hides the frame that explains how the graph is drawn, and what stands in it, where no arrow ties it to the rest.
    fn without_legend(&mut self) -> Option<Warning> {
        let names = words_of(include_str!("graph.words"), "legend");
        let explains = |node: &Node| {
            let title = node.words.as_ref().map_or(node.id.as_str(), |words| words.title.as_str());
            node.frame && names.contains(&fold(title).as_str())
        };
        let mut legend: Vec<bool> = self.nodes.iter().map(explains).collect();
        let line = self.nodes.iter().zip(&legend).find(|(_, legend)| **legend)?.0.line;
        // A frame stands before what is drawn in it.
        for (i, node) in self.nodes.iter().enumerate() {
            legend[i] |= node.within.is_some_and(|frame| legend[frame as usize]);
        }
        let inside = |node: u32| legend[node as usize];
        let tied = self.arrows.iter().any(|arrow| inside(arrow.from) != inside(arrow.to));
        if tied || legend.iter().all(|inside| *inside) {
            return None;
        }
        self.arrows.retain(|arrow| !inside(arrow.from));
        for (node, inside) in self.nodes.iter_mut().zip(&legend) {
            node.hidden |= inside;
        }
        Some(Warning::at("not-carried", line, not_carried(1, "legend")))
    }

    /// Fills in the tasks, each after what it belongs to; says where each node went.
    fn sketches(&self, code: &dyn Fn(&str) -> Option<String>, draft: &mut Draft) -> Vec<Option<u32>> {
        let mut below: Vec<Vec<u32>> = vec![Vec::new(); self.nodes.len()];
        let mut open = Vec::new();
        for (i, node) in self.nodes.iter().enumerate().filter(|(_, n)| !n.hidden).rev() {
            match node.within {
                Some(frame) => below[frame as usize].push(i as u32),
                None => open.push(i as u32),
            }
        }
        let mut places = vec![None; self.nodes.len()];
        while let Some(i) = open.pop() {
            let node = &self.nodes[i as usize];
            let words = node.words.clone().unwrap_or_default();
            let mut title = if words.title.trim().is_empty() { node.id.clone() } else { words.title };
            let own = code(&node.id).filter(|code| {
                title.strip_prefix(code.as_str()).is_some_and(|rest| rest.starts_with(' ') && rest.len() > 1)
            });
            if let Some(code) = &own {
                title = title[code.len() + 1..].to_owned();
            }
            places[i as usize] = Some(draft.tasks.len() as u32);
            let mut stated = node.stated.as_deref().cloned().unwrap_or_default();
            stated.description = stated.description.filter(|words| *words != title);
            draft.tasks.push(Sketch {
                parent: node.within.and_then(|frame| places[frame as usize]),
                line: node.line,
                quote: node.quote.clone(),
                key: Some(node.id.clone())
                    .filter(|id| own.is_none() && !node.frame && *id != title && id.len() <= 100),
                title,
                status: node.status.or(words.status),
                effort: stated.effort.or(words.effort),
                milestone: node.milestone,
                ..stated
            });
            open.append(&mut below[i as usize]);
        }
        places
    }
}
