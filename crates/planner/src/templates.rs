//! Templates: what projects of a kind always need, as data files that a person can read. A file is parsed when its
//! template is used for the first time. Must never be used to replace, lose or contradict what a text says.
//!
//! A file holds `name:`, `about:`, `language:`, `words:` (what chooses it, each with a weight), `main:` (the phase that
//! takes the stated steps nothing else fits), perhaps `against:` (words of a goal beside which only the strongest count), then phases and steps:
//!
//! ```text
//! phase build: Build
//! - screens: Build the screens of {thing} | 2d 4d 8d | core | like screen frontend | after model | when ios | why …
//! ```
//!
//! Effort is low, likely, high. A `core` step is what every such project needs; the others are added when a text says
//! little. Without `after` a step follows the last steps of the phase before; `after none` follows nothing. `when`
//! keeps a step for texts that have one of the words, `unless` for those that have none of them.
//!
//! A step of more than four hours has parts, each a line of its own below it, and is as large as they are together:
//!
//! ```text
//! * Sketch the pages | 2h 3h 6h
//! * Choose colours and type | 1h 2h 4h | beside | when brand | why …
//! ```
//!
//! A part follows the one above it, or with `beside` runs beside it; without `why` it has the reason of its step.

mod choice;
mod parse;

use std::sync::LazyLock;

use crate::lexicon::Language;
use crate::naming;

pub(crate) use choice::choose_for;
pub use choice::{Choice, choose};

/// A kind of project.
#[derive(Debug)]
pub struct Template {
    /// The name it is called by.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// The language it is written in, as ISO 639-1; `none` when it is never chosen by words.
    pub language: &'static str,
    /// The title of a reserve at the end of `{phase}`; only in the templates of any project.
    pub(crate) reserve: &'static str,
    /// The title of the end of a project whose goal is only the list of its steps; only in those templates too.
    pub(crate) closing: &'static str,
    /// The kind of work of a stated step whose words name none; empty for any.
    pub(crate) kind: &'static str,
    pub(crate) words: Vec<(&'static str, u32)>,
    /// Words of a goal that make its weak words mean something else: "move the servers".
    pub(crate) against: Vec<&'static str>,
    /// The phase of stated steps that nothing else fits.
    pub(crate) main: usize,
    pub(crate) phases: Vec<Phase>,
    pub(crate) slots: Vec<Slot>,
}

/// A stretch of a project.
#[derive(Debug)]
pub(crate) struct Phase {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
}

/// A step that such projects have.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) phase: usize,
    /// Low, likely, high, in minutes.
    pub(crate) effort: (u32, u32, u32),
    pub(crate) core: bool,
    pub(crate) like: Vec<&'static str>,
    pub(crate) after: After,
    pub(crate) when: Vec<&'static str>,
    pub(crate) unless: Vec<&'static str>,
    pub(crate) why: &'static str,
    pub(crate) milestone: bool,
    /// What it consists of; empty when it is small.
    pub(crate) parts: Vec<Part>,
}

/// A piece of a step that is too large to be done at one go.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) title: &'static str,
    /// Low, likely, high, in minutes.
    pub(crate) effort: (u32, u32, u32),
    /// It runs beside the part above it.
    pub(crate) beside: bool,
    pub(crate) when: Vec<&'static str>,
    pub(crate) unless: Vec<&'static str>,
    pub(crate) why: &'static str,
}

/// What a slot follows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// The last steps of the phase before.
    Before,
    /// Slots and phases by key; none at all when empty.
    Keys(Vec<&'static str>),
}

const FILES: [&str; 42] = [
    include_str!("../templates/web-app.txt"),
    include_str!("../templates/cli-tool.txt"),
    include_str!("../templates/api.txt"),
    include_str!("../templates/mobile.txt"),
    include_str!("../templates/data-ml.txt"),
    include_str!("../templates/game.txt"),
    include_str!("../templates/hardware.txt"),
    include_str!("../templates/event.txt"),
    include_str!("../templates/marketing.txt"),
    include_str!("../templates/creative.txt"),
    include_str!("../templates/business.txt"),
    include_str!("../templates/hiring.txt"),
    include_str!("../templates/course.txt"),
    include_str!("../templates/research.txt"),
    include_str!("../templates/writing.txt"),
    include_str!("../templates/moving.txt"),
    include_str!("../templates/construction.txt"),
    include_str!("../templates/operations.txt"),
    include_str!("../templates/migration.txt"),
    include_str!("../templates/compliance.txt"),
    include_str!("../templates/generic.txt"),
    include_str!("../templates/clarify.txt"),
    include_str!("../templates/generic.de.txt"),
    include_str!("../templates/web-app.de.txt"),
    include_str!("../templates/mobile.de.txt"),
    include_str!("../templates/event.de.txt"),
    include_str!("../templates/generic.es.txt"),
    include_str!("../templates/web-app.es.txt"),
    include_str!("../templates/mobile.es.txt"),
    include_str!("../templates/event.es.txt"),
    include_str!("../templates/generic.pt.txt"),
    include_str!("../templates/web-app.pt.txt"),
    include_str!("../templates/mobile.pt.txt"),
    include_str!("../templates/event.pt.txt"),
    include_str!("../templates/generic.fr.txt"),
    include_str!("../templates/web-app.fr.txt"),
    include_str!("../templates/mobile.fr.txt"),
    include_str!("../templates/event.fr.txt"),
    include_str!("../templates/generic.zh.txt"),
    include_str!("../templates/web-app.zh.txt"),
    include_str!("../templates/mobile.zh.txt"),
    include_str!("../templates/event.zh.txt"),
];

static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| FILES.iter().map(|f| parse::parse(f)).collect());

/// Every template, by name.
pub fn list() -> impl Iterator<Item = &'static Template> {
    ALL.iter()
}

/// The template of this name.
pub fn find(name: &str) -> Option<&'static Template> {
    ALL.iter().find(|t| t.name.eq_ignore_ascii_case(name.trim()))
}

/// The template of any project in a language.
pub(crate) fn generic(language: Language) -> Option<&'static Template> {
    ALL.iter().find(|t| t.words.is_empty() && t.language == language.code())
}

impl Slot {
    /// Whether a title names all that this step is, and not one detail of it: it has no other words.
    pub(crate) fn is_all_of(&self, title: &str) -> bool {
        let mut known = naming::stems(self.title);
        known.extend(self.like.iter().flat_map(|l| naming::stems(l)));
        let named = naming::stems(title);
        (1..=3).contains(&named.len()) && named.iter().all(|n| known.iter().any(|k| naming::akin(n, k)))
    }
}

impl Template {
    /// The titles of its phases, in order.
    pub fn phases(&self) -> Vec<&'static str> {
        self.phases.iter().map(|p| p.title).collect()
    }

    /// How many steps it has.
    pub fn steps(&self) -> usize {
        self.slots.len()
    }

    /// How many tasks its steps are, when the large ones are broken down.
    pub fn tasks(&self) -> usize {
        self.slots.iter().map(|s| s.parts.len().max(1)).sum()
    }

    /// The slot that a stated step takes the place of.
    pub(crate) fn slot_for(&self, title: &str) -> Option<usize> {
        let stems = naming::stems(title);
        if stems.is_empty() {
            return None;
        }
        let score = |slot: &Slot| {
            let hit = |like: &&str| {
                let wanted = naming::stems(like);
                !wanted.is_empty() && wanted.iter().all(|w| stems.iter().any(|s| naming::akin(w, s)))
            };
            // A match of the first word, the verb or the noun that leads, says more than one further on.
            let lead = slot
                .like
                .iter()
                .any(|l| naming::stems(l).first().is_some_and(|w| naming::akin(w, &stems[0])));
            let hits = slot.like.iter().filter(|l| hit(l)).count() * 2 + usize::from(lead);
            if slot.like.iter().any(hit) { hits } else { 0 }
        };
        let mut best = (0, None);
        for (i, slot) in self.slots.iter().enumerate() {
            let s = score(slot);
            if s > best.0 {
                best = (s, Some(i));
            }
        }
        best.1
    }

    /// The slots a slot follows, by index; phases stand for all their slots.
    pub(crate) fn before(&self, slot: usize) -> Vec<usize> {
        match &self.slots[slot].after {
            After::Keys(keys) => keys.iter().flat_map(|key| self.named(key)).filter(|s| *s != slot).collect(),
            After::Before => self.phase_before(self.slots[slot].phase),
        }
    }

    /// Every slot of the phase before `phase`.
    pub(crate) fn phase_before(&self, phase: usize) -> Vec<usize> {
        (0..phase).rev().map(|p| self.of_phase(p)).find(|slots| !slots.is_empty()).unwrap_or_default()
    }

    pub(crate) fn of_phase(&self, phase: usize) -> Vec<usize> {
        (0..self.slots.len()).filter(|s| self.slots[*s].phase == phase).collect()
    }

    fn named(&self, key: &str) -> Vec<usize> {
        let slots: Vec<usize> = (0..self.slots.len()).filter(|s| self.slots[*s].key == key).collect();
        if !slots.is_empty() {
            return slots;
        }
        self.phases.iter().position(|p| p.key == key).map(|p| self.of_phase(p)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_whole() {
        for t in list() {
            assert!(
                !t.name.is_empty() && !t.about.is_empty() && !t.phases.is_empty() && t.slots.len() >= 3,
                "{}",
                t.name
            );
            assert!(t.words.is_empty() == t.name.starts_with("generic"), "{}", t.name);
            for (i, slot) in t.slots.iter().enumerate() {
                let (low, likely, high) = slot.effort;
                assert!(
                    slot.milestone || low > 0 && low <= likely && likely <= high,
                    "{} {}",
                    t.name,
                    slot.key
                );
                assert!(!slot.why.is_empty(), "{} {} has no reason", t.name, slot.key);
                if let After::Keys(keys) = &slot.after {
                    for key in keys {
                        assert!(!t.named(key).is_empty(), "{} {}: no {key}", t.name, slot.key);
                    }
                }
                assert_eq!(
                    t.slots.iter().filter(|s| s.key == slot.key).count(),
                    1,
                    "{} {}",
                    t.name,
                    slot.key
                );
                assert!(!t.before(i).contains(&i));
            }
        }
    }
}
