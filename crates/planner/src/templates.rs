//! Templates: what projects of a kind always need, as data files that a person can read. A file is parsed when its
//! template is used for the first time. Must never be used to replace, lose or contradict what a text says.
//!
//! A file holds `name:`, `about:`, `language:`, `words:` (what chooses it, each with a weight), `main:` (the phase that
//! takes the stated steps nothing else fits), then phases and steps:
//!
//! ```text
//! phase build: Build
//! - screens: Build the screens of {thing} | 2d 4d 8d | core | like screen frontend | after model | when ios | why …
//! ```
//!
//! Effort is low, likely, high. A `core` step is what every such project needs; the others are added when a text says
//! little. Without `after` a step follows the last steps of the phase before; `after none` follows nothing. `when`
//! keeps a step for texts that have one of the words.

use std::sync::LazyLock;

use crate::lexicon::Language;
use crate::naming;

/// A kind of project.
#[derive(Debug)]
pub struct Template {
    /// The name it is called by.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    pub(crate) language: &'static str,
    pub(crate) words: Vec<(&'static str, u32)>,
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
    pub(crate) why: &'static str,
    pub(crate) milestone: bool,
}

/// What a slot follows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// The last steps of the phase before.
    Before,
    /// Slots and phases by key; none at all when empty.
    Keys(Vec<&'static str>),
}

/// How well a template fits.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The template.
    pub template: &'static Template,
    /// The weight of its words that the text has; words of the goal count twice.
    pub score: u32,
}

/// The score from which a template is taken for what the text is about.
const SURE: u32 = 5;

const FILES: [&str; 20] = [
    include_str!("../templates/web-app.txt"),
    include_str!("../templates/cli-tool.txt"),
    include_str!("../templates/api.txt"),
    include_str!("../templates/mobile.txt"),
    include_str!("../templates/data-ml.txt"),
    include_str!("../templates/event.txt"),
    include_str!("../templates/marketing.txt"),
    include_str!("../templates/hiring.txt"),
    include_str!("../templates/research.txt"),
    include_str!("../templates/writing.txt"),
    include_str!("../templates/moving.txt"),
    include_str!("../templates/construction.txt"),
    include_str!("../templates/operations.txt"),
    include_str!("../templates/generic.txt"),
    include_str!("../templates/clarify.txt"),
    include_str!("../templates/generic.de.txt"),
    include_str!("../templates/generic.es.txt"),
    include_str!("../templates/generic.pt.txt"),
    include_str!("../templates/generic.fr.txt"),
    include_str!("../templates/generic.zh.txt"),
];

static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| FILES.iter().map(|f| parse(f)).collect());

/// Every template, by name.
pub fn list() -> impl Iterator<Item = &'static Template> {
    ALL.iter()
}

/// The template of this name.
pub fn find(name: &str) -> Option<&'static Template> {
    ALL.iter().find(|t| t.name.eq_ignore_ascii_case(name.trim()))
}

/// The template that fits the words best: the generic one when none fits well.
pub fn choose(words: &str) -> Option<Choice> {
    choose_for("", words, "en")
}

/// The template of any project in a language.
pub(crate) fn generic(language: Language) -> Option<&'static Template> {
    ALL.iter().find(|t| t.words.is_empty() && t.language == language.code())
}

pub(crate) fn choose_for(goal: &str, text: &str, language: &str) -> Option<Choice> {
    let (goal, text) = (Spelled::of(goal), Spelled::of(text));
    // Words of the goal count twice; where the goal has none, a word in passing ("release party") is not enough.
    let score = |t: &Template| {
        let of = |spelled: &Spelled| {
            t.words.iter().filter(|(w, _)| spelled.has(w)).map(|(_, weight)| weight).sum::<u32>()
        };
        (of(&text) + of(&goal), of(&goal) > 0 || goal.lower.is_empty())
    };
    let mut best: Option<Choice> = None;
    for template in ALL.iter().filter(|t| t.language == language && !t.words.is_empty()) {
        let (score, central) = score(template);
        if score >= if central { SURE } else { SURE * 2 } && best.is_none_or(|b| score > b.score) {
            best = Some(Choice { template, score });
        }
    }
    best.or_else(|| {
        ALL.iter()
            .find(|t| t.words.is_empty() && t.language == language)
            .map(|template| Choice { template, score: 0 })
    })
}

/// A text made ready to be asked for words.
struct Spelled {
    lower: String,
    stems: Vec<String>,
}

impl Spelled {
    fn of(text: &str) -> Self {
        let short: String = text.chars().take(4000).collect();
        let lower = short.to_lowercase();
        let stems = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| naming::stem(w).to_owned())
            .collect();
        Self { lower, stems }
    }

    fn has(&self, word: &str) -> bool {
        if word.contains([' ', '-']) {
            self.lower.contains(word)
        } else {
            self.stems.iter().any(|s| s == naming::stem(word))
        }
    }
}

impl Template {
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

fn parse(file: &'static str) -> Template {
    let mut template = Template {
        name: "",
        about: "",
        language: "en",
        words: Vec::new(),
        main: 0,
        phases: Vec::new(),
        slots: Vec::new(),
    };
    let mut main = "";
    for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(step) = line.strip_prefix("- ") {
            let phase = template.phases.len().saturating_sub(1);
            template.slots.push(slot(step, phase));
        } else if let Some((key, title)) = line.strip_prefix("phase ").and_then(|l| l.split_once(": ")) {
            template.phases.push(Phase { key, title });
        } else if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            match key {
                "name" => template.name = value,
                "about" => template.about = value,
                "language" => template.language = value,
                "main" => main = value,
                "words" => template.words.extend(value.split(", ").filter_map(|w| {
                    let (word, weight) = w.rsplit_once(' ')?;
                    Some((word, weight.parse().ok()?))
                })),
                _ => {}
            }
        }
    }
    template.main = template.phases.iter().position(|p| p.key == main).unwrap_or(0);
    template
}

fn slot(line: &'static str, phase: usize) -> Slot {
    let mut fields = line.split(" | ");
    let (key, title) = fields.next().and_then(|f| f.split_once(": ")).unwrap_or(("", line));
    let mut slot = Slot {
        key,
        title,
        phase,
        effort: (60, 120, 240),
        core: false,
        like: Vec::new(),
        after: After::Before,
        when: Vec::new(),
        why: "",
        milestone: false,
    };
    for field in fields.map(str::trim) {
        match field.split_once(' ') {
            None if field == "core" => slot.core = true,
            None if field == "milestone" => slot.milestone = true,
            Some(("like", words)) => slot.like = words.split(", ").collect(),
            Some(("after", "none")) => slot.after = After::Keys(Vec::new()),
            Some(("after", keys)) => slot.after = After::Keys(keys.split(' ').collect()),
            Some(("when", words)) => slot.when = words.split(", ").collect(),
            Some(("why", why)) => slot.why = why,
            _ => {
                let mut minutes = field.split(' ').map(minutes);
                if let (Some(low), Some(likely), Some(high)) =
                    (minutes.next().flatten(), minutes.next().flatten(), minutes.next().flatten())
                {
                    slot.effort = (low, likely, high);
                }
            }
        }
    }
    slot
}

fn minutes(text: &str) -> Option<u32> {
    let unit = match text.chars().last()? {
        'm' => 1,
        'h' => 60,
        'd' => 480,
        _ => return None,
    };
    text[..text.len() - 1].parse::<u32>().ok().map(|n| n * unit)
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

    #[test]
    fn the_words_choose_the_template() {
        let check =
            |text: &str, name: &str| assert_eq!(choose(text).map(|c| c.template.name), Some(name), "{text}");
        check("Publish an Android app for runners", "mobile");
        check("Renovate the kitchen: new floor and tiles", "construction");
        check("Hire two backend engineers by June", "hiring");
        check("A birthday party with 40 guests at the lake, catering and a band", "event");
        check("Write a novel", "writing");
        check("Compare apples", "generic");
        check("Expose the orders as a REST API with webhooks", "api");
    }
}
