//! References between tasks, resolved as TaskJuggler does it: within a scope, or from the top. Must never guess: what is not
//! found is told.

use planwright_domain::{Dependency, LagKind, Warning};

use super::read::Plan;
use crate::draft::{Tie, start_of};

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

impl Plan<'_> {
    /// Links tasks to those they refer to.
    pub(super) fn tie(&mut self) {
        for reference in std::mem::take(&mut self.references) {
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
    }

    /// The task at the end of a path that begins among the tasks below `scope`.
    pub(super) fn below(&self, scope: Option<u32>, path: &str) -> Option<u32> {
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
    pub(super) fn hand_down(&mut self) {
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
