//! What tasks say of each other made links and parents. Must never tie what a document does not name.

use std::collections::HashSet;

use planwright_domain::Warning;

use super::super::head::Maybe;
use super::super::refer::{self, Names, Sentence};
use super::super::section::fold;
use super::super::shows;
use super::Gather;
use crate::draft::Loose;

impl Gather<'_, '_> {
    pub(super) fn links(&mut self) {
        let silent = self.needs.is_empty()
            && self.maybes.is_empty()
            && self.sentences.is_empty()
            && self.blocks.is_empty();
        if silent && self.parents.is_empty() && self.tree.arrows.is_empty() {
            return;
        }
        let titles: Vec<String> = self.draft.tasks.iter().map(|t| t.title.clone()).collect();
        // "Phase 1: Setup (week 1)" is called "Setup" as well.
        let bare: Vec<(u32, String)> = self
            .origin
            .iter()
            .enumerate()
            .map(|(task, node)| (task as u32, &self.tree.nodes[*node as usize]))
            .filter(|(_, node)| shows::is_stretch(node))
            .map(|(task, node)| {
                (task, node.head.title.split(['(', '（']).next().unwrap_or_default().to_owned())
            })
            .collect();
        // "Plaster (after Frame)" is called "Plaster".
        let maybes = std::mem::take(&mut self.maybes);
        let shorts = maybes.iter().map(|(task, maybe, _)| (*task, maybe.short.as_str()));
        // What is called so outright is meant before it.
        let called: HashSet<String> = titles.iter().map(|title| fold(title)).collect();
        let shorts = shorts.filter(|(_, short)| !short.is_empty() && !called.contains(&fold(short)));
        let all = titles.iter().enumerate().map(|(i, t)| (i as u32, t.as_str())).chain(shorts);
        // "1.2" is the second of the first, where nothing is called so.
        let taken: HashSet<&str> = self.keys.iter().map(|(_, key)| key.as_str()).collect();
        let places = self.places.iter().filter(|(_, place)| !taken.contains(place.as_str()));
        let names = Names::of(
            all.chain(bare.iter().map(|(t, n)| (*t, n.as_str()))),
            self.keys.iter().chain(places).map(|(t, k)| (*t, k.as_str())),
        );
        self.belong(&names);
        let mut needs = std::mem::take(&mut self.needs);
        needs.sort_by_key(|(_, _, line)| *line);
        for (task, value, line) in needs {
            // Lists of dependencies name much that is no task; only what is one counts there.
            let (value, loud) = value.strip_suffix('\u{1}').map_or((value.as_str(), true), |v| (v, false));
            refer::depend(&mut self.draft, &names, task, value, (line, loud), self.reader.day);
        }
        for (task, value, line) in std::mem::take(&mut self.blocks) {
            refer::block(&mut self.draft, &names, task, &value, line);
        }
        for (task, maybe, line) in maybes {
            self.waits(&names, task, maybe, line);
        }
        self.sentences(&names);
        for arrow in &self.tree.arrows {
            let of = |words: &str| {
                let head = self.reader.head(words, None, None);
                let key = head.key.as_ref().map(|k| k.text.clone());
                refer::exactly(&names, key.as_deref(), &head.title)
            };
            let end = |words: &[String; 2]| words.iter().find_map(|words| of(words));
            if let (Some(from), Some(to)) = (end(&arrow.from), end(&arrow.to)) {
                self.draft.ties.push(arrow.meaning.tie(from, to, arrow.line, &arrow.quote));
            }
        }
    }

    /// Ties a task to what it may wait for. The words that say so are no part of its title then, and what stands in front of
    /// them counts.
    fn waits(&mut self, names: &Names, task: u32, maybe: Maybe, line: u32) {
        let tied = self.draft.ties.len();
        let find = if maybe.whole { refer::whole } else { refer::maybe };
        if !find(&mut self.draft, names, task, &maybe.names, line, self.reader.day) || maybe.short.is_empty()
        {
            return;
        }
        for tie in &mut self.draft.ties[tied..] {
            tie.lag = tie.lag.saturating_add_unsigned(maybe.lag);
        }
        let sketch = &mut self.draft.tasks[task as usize];
        sketch.title = maybe.short;
        if let Some(said) = maybe.said {
            sketch.effort = sketch.effort.or(said.effort);
            sketch.status = sketch.status.or(said.status);
            sketch.priority = sketch.priority.or(said.priority);
            sketch.start = sketch.start.or(said.start);
            sketch.due = sketch.due.or(said.due);
            sketch.milestone |= said.milestone;
            sketch.assignees.extend(said.assignees);
            sketch.labels.extend(said.labels);
        }
    }

    /// The sentences of a section of dependencies; what of them names no task is told.
    fn sentences(&mut self, names: &Names) {
        let mut silent: Vec<u32> = Vec::new();
        for (text, line) in std::mem::take(&mut self.sentences) {
            match refer::sentence(&mut self.draft, names, &text, line) {
                Sentence::Told => {}
                Sentence::Unknown(name) => {
                    let (text, name) = (crate::draft::start_of(text.trim()), crate::draft::start_of(&name));
                    let text = format!(
                        "\"{text}\" speaks of \"{name}\", which is not in the document; no link was made"
                    );
                    self.draft.warnings.push(Warning::at("unknown-reference", line, text));
                }
                Sentence::Silent => silent.push(line),
            }
        }
        if let Some(first) = silent.first() {
            let lines: Vec<String> = silent.iter().take(12).map(u32::to_string).collect();
            let more = if silent.len() > lines.len() { " …" } else { "" };
            let text = format!(
                "lines about dependencies that name no two tasks were left out: {}{more}",
                lines.join(", ")
            );
            self.draft.warnings.push(Warning::at("unknown-reference", *first, text));
        }
    }

    /// Hangs tasks under those that they say they belong to, keeping parents before their children.
    fn belong(&mut self, names: &Names) {
        let parents = std::mem::take(&mut self.parents);
        for (task, value, line) in parents {
            match refer::one(&self.draft, names, task, &value) {
                Some(parent) if parent < task => self.draft.tasks[task as usize].parent = Some(parent),
                Some(_) => {}
                None => {
                    let quote = value.clone();
                    self.draft.loose.push(Loose { task, name: value, line, quote, part: true });
                }
            }
        }
    }
}
