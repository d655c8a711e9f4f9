//! A TaskJuggler text read: its header, its resources, its tree of tasks, then what refers to what. Must never guess: a
//! reference is resolved in its scope as TaskJuggler does it, or told.

use std::collections::{HashMap, HashSet};

use planwright_domain::Warning;
use planwright_phrases::clean;
use planwright_phrases::duration::Effort;

use super::expand;
use super::left_out::kind_of;
use super::means::{self, Staff};
use super::refer::Reference;
use super::staff;
use super::statement::{self, Clock, Walk};
use super::task::{Facts, is_attribute};
use super::token::{self, Kind, Token};
use crate::counts::Counts;
use crate::draft::{self, Draft, Sketch, start_of};
use crate::{Beside, ReadError, Reading, Source, decode};

/// Deepest task whose key is the whole path to it.
const DEEPEST_PATH: u32 = 64;
/// What a brace that is open belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Project,
    Task(usize),
    /// Additions to a task that is not here: what stands in it stands at the top.
    Nowhere,
    Resource(usize),
    Shift(usize),
}

/// What was found so far.
pub(super) struct Plan<'a> {
    pub(super) walk: Walk<'a>,
    pub(super) clock: Clock,
    pub(super) sketches: Vec<Sketch>,
    pub(super) facts: Vec<Facts>,
    pub(super) references: Vec<Reference<'a>>,
    pub(super) counts: Counts,
    pub(super) warnings: Vec<Warning>,
    pub(super) draft: Draft,
    pub(super) scopes: Vec<Scope>,
    pub(super) names: HashMap<(Option<u32>, &'a str), u32>,
    pub(super) resources: HashMap<&'a str, String>,
    pub(super) scenario: Option<&'a str>,
    pub(super) headed: bool,
    /// The minutes of a day, where they are stated.
    pub(super) day: Option<u32>,
    pub(super) summary: Vec<String>,
    pub(super) staff: Staff<'a>,
    /// Where among its workers each id stands.
    pub(super) places: HashMap<&'a str, usize>,
    pub(super) zone: Option<String>,
    /// It was written here: what its resources say, they do not know of themselves.
    pub(super) ours: bool,
}

/// Reads a text; `include` gives the texts of the files that it includes, by the names it calls them.
pub(crate) fn read(
    bytes: &[u8],
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
    include: Beside<'_>,
) -> Result<Reading, ReadError> {
    let (text, mut warnings) = match std::str::from_utf8(bytes) {
        Ok(text) if clean::is_blank(text) => return Err(ReadError::Empty),
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(_) => decode(bytes).map(|d| (d.text, d.warnings))?,
    };
    let expanded = expand::expand(&text, source.today.to_string(), include);
    let faults = expanded.faults.into_iter().map(|(code, line, text)| Warning::at(code, line, text));
    warnings.extend(faults);
    let (tokens, open) = token::tokens(&expanded.text);
    let unclosed = statement::unclosed(&tokens);
    let mut plan = Plan {
        walk: Walk::new(&expanded.text, tokens, expanded.lines),
        clock: Clock::default(),
        sketches: Vec::new(),
        facts: Vec::new(),
        references: Vec::new(),
        counts: Counts::default(),
        warnings,
        draft: Draft::default(),
        scopes: Vec::new(),
        names: HashMap::new(),
        resources: HashMap::new(),
        scenario: None,
        headed: false,
        day: None,
        summary: Vec::new(),
        staff: Staff::default(),
        places: HashMap::new(),
        zone: None,
        ours: false,
    };
    while let Some(token) = plan.walk.next() {
        plan.statement(&token);
    }
    if let Some(at) = open {
        let line = plan.walk.line(at);
        plan.warnings.push(Warning::at(
            "text-cut",
            line,
            "a text in quotes does not end; it was read to the end of its line",
        ));
    }
    if let Some(at) = unclosed {
        plan.warnings.push(draft::cut_short(plan.walk.line_of(at)));
    }
    plan.finish(source, mint)
}

impl<'a> Plan<'a> {
    fn statement(&mut self, token: &Token<'a>) {
        match &token.kind {
            Kind::Sign('}') => {
                self.scopes.pop();
            }
            // A brace of nothing that is known.
            Kind::Sign('{') => self.scopes.push(Scope::Nowhere),
            Kind::Word(word) => {
                let line = self.walk.line(token.at);
                self.keyword(word, token.at, line);
            }
            _ => {}
        }
    }

    fn keyword(&mut self, word: &'a str, at: usize, line: u32) {
        if self.walk.peek().is_some_and(|t| t.is(':'))
            && let Some(own) = self.walk.after(1).and_then(Token::word)
        {
            let main = word == self.scenario.unwrap_or("plan");
            self.walk.next();
            self.walk.next();
            return match self.scopes.last() {
                Some(Scope::Task(task)) => self.attribute(*task, own, line, main),
                _ => self.walk.skip_rest(|_| false),
            };
        }
        match (word, self.scopes.last().copied()) {
            ("task", _) => self.task(at, line),
            ("supplement", _) => self.supplement(line),
            (_, Some(Scope::Task(task))) => self.attribute(task, word, line, true),
            ("project", _) => self.project(),
            ("resource", _) => self.resource(),
            (word, Some(Scope::Resource(i)))
                if self.staff.workers[i].take(word, &mut self.walk, self.clock, (&mut self.counts, line)) => {
            }
            ("shift", None | Some(Scope::Shift(_))) => self.shift(),
            (word, Some(Scope::Shift(i))) if self.staff.shifts[i].take(word, &mut self.walk) => {}
            ("workinghours", None | Some(Scope::Project)) => {
                if !staff::working_hours(&mut self.walk, &mut self.staff.hours) {
                    self.counts.add("shift", line);
                    self.walk.skip_rest(|_| false);
                }
            }
            ("vacation" | "leaves", None | Some(Scope::Project)) => {
                staff::leaves(&mut self.walk, word == "leaves", &mut self.staff.leaves);
            }
            ("journalentry", scope) if !matches!(scope, Some(Scope::Resource(_))) => self.project_entry(),
            (_, Some(Scope::Project)) => self.setting(word, line),
            ("flags", None) => {
                self.words();
            }
            (word, _) => {
                if let Some(kind) = kind_of(word) {
                    self.counts.add(kind, line);
                }
                self.walk.skip_rest(|_| false);
            }
        }
    }

    /// `task id "Title" {`.
    fn task(&mut self, at: usize, line: u32) {
        let id = self.walk.word();
        let Some(title) = self.walk.text() else { return self.walk.skip_rest(is_attribute) };
        let quote = self.walk.since(at).to_owned();
        let parent = self.scopes.iter().rev().find_map(|s| match s {
            Scope::Task(task) => Some(*task as u32),
            _ => None,
        });
        let depth = parent.map_or(1, |p| self.facts[p as usize].depth + 1);
        let index = self.sketches.len();
        let above = parent.map(|p| &self.sketches[p as usize]);
        let key = id.and_then(|id| key(id, above, depth));
        let title = if title.trim().is_empty() { id.unwrap_or("task").to_owned() } else { title };
        if let Some(id) = id
            && self.names.insert((parent, id), index as u32).is_some()
        {
            let text = format!("the id \"{id}\" stands twice in one scope; references mean the last");
            self.warnings.push(Warning::at("ambiguous-reference", line, text));
        }
        self.sketches.push(Sketch { parent, line, quote, title, key, ..Sketch::default() });
        self.facts.push(Facts { depth, ..Facts::default() });
        if self.walk.take('{') {
            self.scopes.push(Scope::Task(index));
        }
    }

    /// `supplement task a.b {`, at the top or in the scope of another task.
    fn supplement(&mut self, line: u32) {
        let kind = self.walk.word();
        let within = match self.scopes.last() {
            Some(Scope::Task(task)) => Some(*task as u32),
            _ => None,
        };
        if kind == Some("resource")
            && let Some(place) = self.walk.word().and_then(|id| self.places.get(id).copied())
        {
            if self.walk.take('{') {
                self.scopes.push(Scope::Resource(place));
            }
            return;
        }
        // Within a task the word "task" is left out.
        let path = if kind == Some("task") { self.walk.word() } else { within.and(kind) };
        let Some(path) = path else {
            self.counts.add(kind.and_then(kind_of).unwrap_or("addition of another kind"), line);
            return self.walk.skip_rest(|_| false);
        };
        let found = self.below(within, path).or_else(|| self.below(None, path));
        if found.is_none() && self.headed {
            let text =
                format!("what \"{path}\" is supplemented with stands at the top: there is no such task");
            self.warnings.push(Warning::at("unknown-reference", line, text));
        }
        if self.walk.take('{') {
            self.scopes.push(found.map_or(Scope::Nowhere, |task| Scope::Task(task as usize)));
        }
    }

    fn finish(mut self, source: &Source<'_>, mint: &mut dyn FnMut() -> u128) -> Result<Reading, ReadError> {
        if self.sketches.is_empty() {
            return Err(ReadError::NoTasks);
        }
        self.tie();
        self.hand_down();
        let parents: HashSet<u32> = self.sketches.iter().filter_map(|s| s.parent).collect();
        let mut strangers: HashSet<String> = HashSet::new();
        for (i, (sketch, facts)) in self.sketches.iter_mut().zip(&self.facts).enumerate() {
            let summary = parents.contains(&(i as u32));
            if !summary {
                sketch.effort = sketch.effort.or(facts.work.map(|w| Effort::exactly(w.1)));
            }
            let bare = facts.work.is_none() && !facts.is_work && sketch.effort.is_none();
            sketch.milestone = !summary && (facts.milestone || (bare && facts.starts != facts.ends));
            if sketch.milestone {
                sketch.due = sketch.due.or(facts.fixed);
            }
            let others: HashSet<&str> = means::no_assignees(&facts.assigned).collect();
            for id in facts.people.iter().filter(|id| !others.contains(id.as_str())) {
                let name = self.resources.get(id.as_str());
                if name.is_none() && self.headed && strangers.insert(id.clone()) {
                    let title = start_of(&sketch.title);
                    let text = format!(
                        "\"{id}\", who is named in \"{title}\", is no resource of the project; the name was kept"
                    );
                    let line = if facts.named_on > 0 { facts.named_on } else { sketch.line };
                    self.warnings.push(Warning::at("unknown-reference", line, text));
                }
                sketch.assignees.insert(name.unwrap_or(id).clone());
            }
            if !facts.paragraphs.is_empty() {
                sketch.description = Some(facts.paragraphs.join("\n\n"));
            }
        }
        if !self.summary.is_empty() {
            self.draft.summary = Some(self.summary.join("\n\n"));
        }
        let uniform = self.staff.uniform().filter(|_| self.ours);
        let found = match self.ours {
            true => self.staff.ours(&self.facts, mint),
            false => self.staff.theirs(&mut self.facts, &mut self.counts, mint),
        };
        for (sketch, facts) in self.sketches.iter_mut().zip(&self.facts) {
            let shift = facts.shift.as_ref();
            sketch.timing.calendar = shift.and_then(|id| found.calendars.get(id)).copied();
        }
        let means = found.means;
        self.warnings.extend(self.counts.warnings());
        let draft = Draft { tasks: self.sketches, warnings: self.warnings, means, ..self.draft };
        let mut reading = draft::finish(draft, source, mint);
        let meta = &mut reading.patch.meta;
        meta.minutes_per_day = self.day.filter(|m| *m != source.day.minutes_per_day);
        meta.time_zone = self.zone;
        meta.working_days = uniform;
        Ok(reading)
    }
}

/// The key of a task with this id: the path to it. Ids that a writer made up are none.
fn key(id: &str, above: Option<&Sketch>, depth: u32) -> Option<String> {
    if id.strip_prefix('_').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match above.and_then(|a| a.key.as_deref()).filter(|_| depth <= DEEPEST_PATH) {
        Some(path) => Some(format!("{path}.{id}")),
        None => Some(id.to_owned()),
    }
}
