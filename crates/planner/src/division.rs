//! What a task is split into when nobody names the parts: the components its words enumerate, the stages in which such
//! work is done, or chunks of time. Pure and offline. It proposes parts and changes nothing; that nothing is lost is the
//! business of `planwright_domain::operation::split`.
//!
//! A component or stage that is still too large comes in chunks, so that no part is above what was asked for. A stage
//! that a sibling takes care of already is left out, and no title comes twice.

mod components;

use std::collections::BTreeSet;

use planwright_domain::operation::{Part, in_a_row, share};
use planwright_domain::{Kind, LARGEST_MINUTES, Project, Task, TaskId};
use planwright_phrases::duration::{self, DayLength, Effort, trailing_bracket};

use crate::breakdown::{PIECES, clarifying, staged, stages, verb_kind};
use crate::lexicon::Language;
use crate::{naming, templates, text, vague};

/// More parts than this nobody can look through.
const MOST_PARTS: usize = 100;

/// So many titles tell the language of a project.
const SAMPLE: usize = 400;

/// By what a task is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The stages in which such work is done.
    Phases,
    /// What its title, description or criteria enumerate.
    Components,
    /// Equal stretches of time.
    Chunks,
}

/// How a task is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// By what; `None` lets the task's words decide.
    pub by: Option<By>,
    /// The most minutes one part may have.
    pub most: u32,
}

/// Why no parts can be proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undivided {
    /// It is not there.
    #[error("the task is not there any more")]
    Gone,
    /// Chunks of time need a time.
    #[error("nobody has said how long {name} takes")]
    NoEffort {
        /// The task, as people know it.
        name: String,
    },
    /// It is within what one part may have.
    #[error("{name} is no longer than one part may be")]
    Short {
        /// The task, as people know it.
        name: String,
    },
    /// It names no components.
    #[error("the words of {name} enumerate nothing it could be split by")]
    NoComponents {
        /// The task, as people know it.
        name: String,
    },
    /// There would be too many parts.
    #[error("{name} would come in more than {MOST_PARTS} parts")]
    TooMany {
        /// The task, as people know it.
        name: String,
    },
}

impl Undivided {
    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        "cannot-divide"
    }

    /// The next step, for a person.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Gone => "look at the plan again: planwright tree",
            Self::NoEffort { .. } => "give it an effort, or split it by phases: --by phases",
            Self::Short { .. } => "allow less for one part: --max 1h",
            Self::NoComponents { .. } => "name the parts with --into, or split it by phases: --by phases",
            Self::TooMany { .. } => "allow more for one part: --max 2d",
        }
    }
}

impl By {
    /// Every way, in order.
    pub const ALL: [Self; 3] = [Self::Phases, Self::Components, Self::Chunks];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phases => "phases",
            Self::Components => "components",
            Self::Chunks => "chunks",
        }
    }
}

/// Whether a task should be split: it is open work with more effort than `most`, or, with `vague_too`, a title that says
/// too little to begin with.
pub fn calls_for_split(task: &Task, most: u32, vague_too: bool) -> bool {
    let open = task.kind == Kind::Task && !task.status.is_closed() && !task.archived;
    let large = task.effort.is_some_and(|effort| effort > most);
    open && (large || vague_too && is_vague(&task.title))
}

/// Whether a title says so little that nobody knows when the task is done.
pub fn is_vague(title: &str) -> bool {
    vague::says_little(title, language_of(title).lexicon())
}

/// Divides tasks of one project. What kind of project it is is found once.
#[derive(Debug, Clone, Copy)]
pub struct Divider {
    /// The language of a title that does not tell.
    language: Language,
    /// The kind of work of a title that names none.
    kind: &'static str,
}

impl Divider {
    /// One for this project.
    pub fn of(project: &Project) -> Self {
        let title = &project.meta().title;
        let template = templates::choose_for(title, title, language_of(title).code());
        Self { language: language_among(project), kind: template.map_or("", |choice| choice.template.kind) }
    }

    /// The parts a task falls into.
    ///
    /// # Errors
    /// [`Undivided`] when its words and its effort give none.
    pub fn divide(self, project: &Project, id: TaskId, how: Division) -> Result<Vec<Part>, Undivided> {
        let task = project.task(id).ok_or(Undivided::Gone)?;
        let name = || project.name(id);
        let (most, language) = (how.most.max(1), told_by(&task.title).unwrap_or(self.language));
        let parts = match how.by {
            Some(By::Chunks) => match task.effort {
                None => return Err(Undivided::NoEffort { name: name() }),
                Some(effort) if effort <= most => return Err(Undivided::Short { name: name() }),
                Some(_) => vec![Part { effort: task.effort, ..Part::new(task.title.clone()) }],
            },
            Some(By::Components) => components::named(project, task, language, components::Sure::AsAsked),
            Some(By::Phases) => self.phases(project, task, language, most),
            None if is_vague(&task.title) => self.phases(project, task, language, most),
            None => match components::named(project, task, language, components::Sure::Plainly) {
                parts if parts.is_empty() => self.phases(project, task, language, most),
                parts => parts,
            },
        };
        if parts.is_empty() {
            return Err(Undivided::NoComponents { name: name() });
        }
        let parts = in_chunks(sized(parts, task, project), most, project.meta().minutes_per_day)
            .filter(|parts| parts.len() <= MOST_PARTS)
            .ok_or_else(|| Undivided::TooMany { name: name() })?;
        Ok(told_apart(project, task, parts))
    }

    /// The stages of the work, one after the other.
    fn phases(self, project: &Project, task: &Task, language: Language, most: u32) -> Vec<Part> {
        let kind = self.kind;
        let stages = if is_vague(&task.title) {
            clarifying(language)
        } else {
            let count = task.effort.map_or(3, |effort| effort.div_ceil(most));
            without_those_of_siblings(
                project,
                task,
                stages(&task.title, language, kind, count),
                kind,
                language,
            )
        };
        let mut weights = vec![1; stages.len()];
        // What stages alone cannot take goes first to the one in which the work itself is done.
        let chunks = task.effort.map_or(0, |effort| effort.div_ceil(most)) as usize;
        for extra in 0..chunks.saturating_sub(stages.len()).min(MOST_PARTS) {
            weights[(1 + extra) % stages.len()] += 1;
        }
        in_a_row(stages.into_iter().zip(weights).map(|(stage, weight)| Part {
            why: Some(PIECES.to_owned()),
            weight,
            ..Part::new(staged(&task.title, stage, language))
        }))
    }
}

/// A part as a person names it: "Draft 2h", "Review (1 day)" or just "Deliver".
pub fn part(words: &str, day: DayLength) -> Part {
    let words = words.trim();
    let named = |(title, effort): (&str, Effort)| Part { effort: Some(effort.likely), ..Part::new(title) };
    if let Some(found) = trailing_bracket(words, day) {
        return named(found);
    }
    // "2 days" before "days": the longer ending says more.
    let spaces: Vec<usize> = words.rmatch_indices(' ').map(|(at, _)| at).take(2).collect();
    let ended = |at: &usize| {
        let (title, ending) = (words[..*at].trim_end(), words[*at..].trim_start());
        let effort =
            duration::parse(ending, day).filter(|_| ending.starts_with(|c: char| c.is_ascii_digit()))?;
        Some((title, effort)).filter(|_| !title.is_empty())
    };
    spaces.iter().rev().find_map(ended).map_or_else(|| Part::new(words), named)
}

fn language_of(title: &str) -> Language {
    told_by(title).unwrap_or_default()
}

fn told_by(title: &str) -> Option<Language> {
    Language::told_by(title, &text::words(title))
}

/// The language of most titles that tell theirs; of titles without spaces each tells its own.
fn language_among(project: &Project) -> Language {
    let titles = project.walk().map(|met| met.task.title.as_str()).take(SAMPLE);
    let told = titles.chain([project.meta().title.as_str()]).filter_map(told_by);
    let mut counts: Vec<(Language, usize)> = Vec::new();
    for language in told.filter(|language| *language != Language::Zh) {
        match counts.iter_mut().find(|(of, _)| *of == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    // The first of equals.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or_else(Language::default, |(of, _)| of)
}

/// Leaves out a stage that another task beside this one is there for ("Test the shop"), while two are left.
fn without_those_of_siblings(
    project: &Project,
    task: &Task,
    stages: Vec<&'static str>,
    kind: &str,
    language: Language,
) -> Vec<&'static str> {
    let about = naming::stems(&task.title);
    let akin =
        |title: &str| naming::stems(title).iter().skip(1).any(|s| about.iter().any(|t| naming::akin(s, t)));
    let siblings = project.children(task.parent).filter(|other| other.id != task.id && akin(&other.title));
    let taken: BTreeSet<&str> =
        siblings.filter_map(|other| verb_kind(&other.title, language, kind)).map(|(_, kind)| kind).collect();
    let free = |stage: &&str| verb_kind(stage, language, kind).is_none_or(|(_, kind)| !taken.contains(kind));
    let left: Vec<&str> = stages.iter().copied().filter(|stage| free(stage)).collect();
    if left.len() >= 2 { left } else { stages }
}

/// Shares the effort of the task out, when it has one, so that what is still too large can be seen.
fn sized(mut parts: Vec<Part>, task: &Task, project: &Project) -> Vec<Part> {
    let weights: Vec<u32> = parts.iter().map(|part| part.weight.min(LARGEST_MINUTES)).collect();
    let shares = task.effort.and_then(|effort| share(effort, &weights, None, project.meta().minutes_per_day));
    for (part, share) in parts.iter_mut().zip(shares.into_iter().flatten()) {
        part.effort = Some(share);
    }
    parts
}

/// Cuts each part that is above `most` into chunks, one after the other. `None` when there are too many.
fn in_chunks(parts: Vec<Part>, most: u32, minutes_per_day: u32) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::new();
    // The last chunk of each part.
    let mut ends: Vec<usize> = Vec::new();
    for part in parts {
        let after: Vec<usize> = part.after.iter().filter_map(|before| ends.get(*before).copied()).collect();
        let count = part.effort.map_or(1, |effort| effort.div_ceil(most));
        if out.len() + count as usize > MOST_PARTS {
            return None;
        }
        if count == 1 {
            out.push(Part { after, ..part });
            ends.push(out.len() - 1);
            continue;
        }
        let shares = share(part.effort?, &vec![1; count as usize], Some(most), minutes_per_day)?;
        for (n, share) in (1..).zip(shares) {
            let after = if n == 1 { after.clone() } else { vec![out.len() - 1] };
            let title = format!("{} ({n}/{count})", part.title);
            out.push(Part { title, effort: Some(share), after, ..part.clone() });
        }
        ends.push(out.len() - 1);
    }
    Some(out)
}

/// Gives a number to each title that a part before it, or a task beside the split one, has already.
fn told_apart(project: &Project, task: &Task, mut parts: Vec<Part>) -> Vec<Part> {
    let spelled = |title: &str| title.trim().to_lowercase();
    let mut taken: BTreeSet<String> =
        project.children(task.parent).map(|sibling| spelled(&sibling.title)).collect();
    for part in &mut parts {
        let mut number = 1;
        let title = part.title.clone();
        while !taken.insert(spelled(&part.title)) {
            number += 1;
            part.title = format!("{title} #{number}");
        }
    }
    parts
}

#[cfg(test)]
mod tests;
