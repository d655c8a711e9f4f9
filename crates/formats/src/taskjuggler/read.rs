//! A TaskJuggler text read: its header, its resources, its tree of tasks, then what refers to what. Must never guess: a
//! reference is resolved in its scope as TaskJuggler does it, or told.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use planwright_domain::{Dependency, Exception, LagKind, Warning};
use planwright_phrases::clean;
use planwright_phrases::duration::Effort;

use super::expand;
use super::left_out::kind_of;
use super::own;
use super::staff::{self, Days, Worker};
use super::statement::{self, Clock, Walk};
use super::task::{Facts, is_attribute};
use super::token::{self, Kind, Token};
use crate::counts::Counts;
use crate::draft::{self, Draft, Sketch, Tie, start_of};
use crate::means::Means;
use crate::{Beside, ReadError, Reading, Source, decode};

/// Deepest task whose key is the whole path to it.
const DEEPEST_PATH: u32 = 64;
/// Most people that are handed down to what is below a summary task.
const LARGEST_CREW: usize = 64;

/// A dependency as it was written.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    pub(super) task: usize,
    /// The other task comes after this one.
    pub(super) ahead: bool,
    pub(super) bangs: u32,
    pub(super) path: &'a str,
    pub(super) at_start: Option<bool>,
    pub(super) lag: u32,
    pub(super) lag_kind: LagKind,
    pub(super) line: u32,
    pub(super) quote: String,
}

/// What a brace that is open belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Project,
    Task(usize),
    /// Additions to a task that is not here: what stands in it stands at the top.
    Nowhere,
    Resource(usize),
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
    draft: Draft,
    scopes: Vec<Scope>,
    names: HashMap<(Option<u32>, &'a str), u32>,
    resources: HashMap<&'a str, String>,
    pub(super) scenario: Option<&'a str>,
    headed: bool,
    /// The minutes of a day, where they are stated.
    day: Option<u32>,
    summary: Vec<String>,
    workers: Vec<Worker<'a>>,
    /// Where among them each id stands.
    places: HashMap<&'a str, usize>,
    /// Working hours and leaves of the whole project.
    hours: Option<Days>,
    leaves: Vec<Exception>,
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
        workers: Vec::new(),
        places: HashMap::new(),
        hours: None,
        leaves: Vec::new(),
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
            (word, Some(Scope::Resource(i))) if self.workers[i].take(word, &mut self.walk, self.clock) => {}
            ("workinghours", None | Some(Scope::Project)) => {
                if !staff::working_hours(&mut self.walk, &mut self.hours) {
                    self.counts.add("shift", line);
                    self.walk.skip_rest(|_| false);
                }
            }
            ("vacation" | "leaves", None | Some(Scope::Project)) => {
                staff::leaves(&mut self.walk, word == "leaves", &mut self.leaves);
            }
            ("shift", None) => {
                // Its hours hold for those only who work in it.
                self.counts.add("shift", line);
                self.walk.word();
                self.walk.text();
                self.walk.skip_block();
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

    /// `project id "Title" "1.0" 2026-01-01 +4m {`.
    fn project(&mut self) {
        self.headed = true;
        self.ours = self.walk.word() == Some(own::PROJECT);
        self.draft.title = self.walk.text().filter(|t| !t.is_empty());
        let version = self.walk.text();
        let start = self.walk.day();
        self.draft.start = start;
        if let Some(start) = start {
            // Only a frame that ends on a stated day is a deadline; a length is how far TaskJuggler looks.
            let stated = !self.walk.peek().is_some_and(|t| t.is('+'));
            let end = self.walk.interval_end(start);
            self.draft.deadline = end.filter(|_| stated);
        }
        if let Some(stated) = version.as_deref().and_then(super::write::stated) {
            (self.draft.start, self.draft.deadline) = (stated.start(start), stated.deadline);
        }
        if self.walk.take('{') {
            self.scopes.push(Scope::Project);
        }
    }

    fn setting(&mut self, word: &'a str, line: u32) {
        match word {
            "dailyworkinghours" => {
                if let Some(hours) = self.walk.number().filter(|h| *h >= 0.1 && *h <= 24.0) {
                    self.clock.day = hours * 60.0;
                    self.day = Some((hours * 60.0).round() as u32);
                }
            }
            "yearlyworkingdays" => {
                let days = self.walk.number().filter(|d| *d > 0.0 && *d <= 366.0);
                self.clock.year = days.unwrap_or(self.clock.year);
            }
            "scenario" => {
                let id = self.walk.word();
                self.scenario = self.scenario.or(id);
                if self.scenario != id {
                    self.counts.add("scenario", line);
                }
                self.walk.text();
                // Scenarios within it are met one by one.
                if self.walk.take('{') {
                    self.scopes.push(Scope::Project);
                }
            }
            word => {
                if let Some(kind) = kind_of(word) {
                    self.counts.add(kind, line);
                }
                self.walk.skip_rest(|_| false);
            }
        }
    }

    fn resource(&mut self) {
        let id = self.walk.word();
        let name = self.walk.text();
        if let (Some(id), Some(name)) = (id, name) {
            let name = if name.trim().is_empty() { id.to_owned() } else { name };
            self.resources.insert(id, name);
        }
        let within = self.scopes.iter().rev().find_map(|scope| match scope {
            Scope::Resource(group) => Some(*group),
            _ => None,
        });
        if let Some(group) = within {
            self.workers[group].group = true;
        }
        let name = id.and_then(|id| self.resources.get(id).cloned()).unwrap_or_default();
        id.into_iter().for_each(|id| {
            self.places.insert(id, self.workers.len());
        });
        self.workers.push(Worker::of(id.unwrap_or_default(), name));
        if self.walk.take('{') {
            self.scopes.push(Scope::Resource(self.workers.len() - 1));
        }
    }

    fn project_entry(&mut self) {
        if let Some((headline, text)) = self.journal_entry() {
            let at = if headline == own::SUMMARY { 0 } else { self.summary.len() };
            self.summary.insert(at, text);
        }
    }

    /// The task at the end of a path that begins among the tasks below `scope`.
    fn below(&self, scope: Option<u32>, path: &str) -> Option<u32> {
        path.split('.').try_fold(scope, |at, id| self.names.get(&(at, id)).map(|i| Some(*i))).flatten()
    }

    fn target(&self, reference: &Reference<'_>) -> Option<u32> {
        let mut scope = Some(reference.task as u32);
        for _ in 0..reference.bangs {
            scope = self.sketches[scope? as usize].parent;
        }
        let path = reference.path;
        if reference.bangs > 0 {
            return self.below(scope, path);
        }
        let whole = self.below(None, path);
        if whole.is_some() || self.headed {
            return whole;
        }
        // A part of a project does not know the tasks it is put into: its paths begin above it.
        path.match_indices('.').take(16).find_map(|(at, _)| self.below(None, &path[at + 1..]))
    }

    /// Those at work on a summary task are at work on what is below it, where nobody else is.
    fn hand_down(&mut self) {
        for i in 0..self.sketches.len() {
            let Some(parent) = self.sketches[i].parent else { continue };
            let above = &self.facts[parent as usize].crew;
            if self.facts[i].crew.is_empty() && (1..=LARGEST_CREW).contains(&above.len()) {
                let crew = above.clone();
                if self.facts[i].work.is_some() {
                    self.facts[i].people.extend(crew.iter().cloned());
                }
                self.facts[i].crew = crew;
            }
        }
    }

    fn finish(mut self, source: &Source<'_>, mint: &mut dyn FnMut() -> u128) -> Result<Reading, ReadError> {
        if self.sketches.is_empty() {
            return Err(ReadError::NoTasks);
        }
        let references = std::mem::take(&mut self.references);
        for reference in references {
            match self.target(&reference) {
                Some(other) => self.draft.ties.push(tie(&reference, other)),
                None => {
                    let title = start_of(&self.sketches[reference.task].title);
                    let path = format!("{}{}", "!".repeat(reference.bangs.min(9) as usize), reference.path);
                    let text = format!(
                        "\"{path}\", which \"{title}\" refers to, was not found; the link was left out"
                    );
                    self.warnings.push(Warning::at("unknown-reference", reference.line, text));
                }
            }
        }
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
            for id in &facts.people {
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
        let mut means = Means::default();
        if !self.ours {
            let choices = self.facts.iter_mut().enumerate();
            let choices = choices
                .flat_map(|(i, f)| f.choices.drain(..).map(move |(first, others)| (i as u32, first, others)))
                .collect();
            means = staff::means((self.hours, self.leaves), self.workers, choices, &mut self.counts, mint);
        }
        self.warnings.extend(self.counts.warnings());
        let draft = Draft { tasks: self.sketches, warnings: self.warnings, means, ..self.draft };
        let mut reading = draft::finish(draft, source, mint);
        reading.patch.meta.minutes_per_day = self.day.filter(|m| *m != source.day.minutes_per_day);
        Ok(reading)
    }
}

impl Walk<'_> {
    /// `- 2026-04-01`, the day alone as TaskJuggler 2 wrote it, or `+2w`: the last day of what begins on `start`.
    pub(super) fn interval_end(&mut self, start: Date) -> Option<Date> {
        if self.take('+') {
            let days = self.amount()?.elapsed().div_ceil(1440).max(1) - 1;
            return start.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
        }
        self.take('-');
        self.day()
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

fn tie(reference: &Reference<'_>, other: u32) -> Tie {
    let this = reference.task as u32;
    let (from, to) = if reference.ahead { (this, other) } else { (other, this) };
    let dependency = match (reference.ahead, reference.at_start) {
        (false, Some(true)) => Dependency::StartToStart,
        (true, Some(false)) => Dependency::FinishToFinish,
        _ => Dependency::FinishToStart,
    };
    let lag = i32::try_from(reference.lag).unwrap_or(i32::MAX);
    let lag_kind = if lag == 0 { LagKind::Working } else { reference.lag_kind };
    Tie { dependency, lag, lag_kind, ..Tie::stated(from, to, reference.line, &reference.quote) }
}
