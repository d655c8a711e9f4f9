//! The choosing of a template: by its words, weighed. Must never choose by one weak word: no template is better than a
//! wrong one.

use super::{ALL, Template};
use crate::naming;
use crate::text::is_unspaced;

/// How well a template fits.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The template.
    pub template: &'static Template,
    /// The weight of its words that the text has; words of the goal count twice.
    pub score: u32,
}

/// From this weight on a word means one thing, whatever stands beside it.
const CERTAIN: u32 = 7;

/// From this weight on one word is enough, and so much two weaker ones must weigh together.
const SURE: u32 = 5;

/// The template that fits the words best: the generic one when none fits well.
pub fn choose(words: &str) -> Option<Choice> {
    choose_for("", words, "en")
}

pub(crate) fn choose_for(goal: &str, text: &str, language: &str) -> Option<Choice> {
    let whole = Spelled::of(goal);
    let found = |t: &Template, spelled: &Spelled| {
        let least = if t.against.iter().any(|w| whole.has(w)) { CERTAIN } else { 0 };
        spelled.found(t, least)
    };
    // "Documentation for twelve endpoints" is a text, "a plan for a wedding" a wedding.
    let head = Spelled::of(["for", "about"].iter().fold(goal, |head, word| before(head, word)));
    let named = ALL.iter().any(|t| t.language == language && found(t, &head).is_enough(SURE));
    let goal = if named { head } else { Spelled::of(goal) };
    let text = Spelled::of(text);
    let mut best: Option<(u32, Choice)> = None;
    for template in ALL.iter().filter(|t| t.language == language && !t.words.is_empty()) {
        let (of_goal, of_text) = (found(template, &goal), found(template, &text));
        // Words of the goal count twice; where the goal has none, a word in passing ("release party") is not enough.
        let central = of_goal.count > 0 || goal.words.is_empty();
        let enough = if central {
            of_goal.is_enough(SURE)
                || of_text.count >= 2 && of_text.sum > SURE
                || goal.words.is_empty() && of_text.is_enough(SURE)
        } else {
            of_text.count >= 2 && of_text.sum >= SURE * 2
        };
        let score = of_text.sum + of_goal.sum;
        let weight = if central { score * 2 } else { score };
        if enough && best.is_none_or(|(other, _)| weight > other) {
            best = Some((weight, Choice { template, score }));
        }
    }
    best.map(|(_, choice)| choice).or_else(|| {
        ALL.iter()
            .find(|t| t.words.is_empty() && t.language == language)
            .map(|template| Choice { template, score: 0 })
    })
}

/// The words before a word.
fn before<'t>(text: &'t str, word: &str) -> &'t str {
    let at = text
        .match_indices(word)
        .map(|(at, _)| at)
        .find(|&at| text[..at].ends_with(' ') && text[at + word.len()..].starts_with(' '));
    at.map_or(text, |at| text[..at].trim_end())
}

/// What a text has of a template's words.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    sum: u32,
    strongest: u32,
    /// How many different words; two forms of one are one.
    count: usize,
}

impl Found {
    fn is_enough(self, sure: u32) -> bool {
        self.strongest >= sure || self.count >= 2 && self.sum >= sure
    }
}

/// A text made ready to be asked for words.
struct Spelled {
    lower: String,
    /// Every word, and its stem.
    words: Vec<(String, String)>,
}

impl Spelled {
    fn of(text: &str) -> Self {
        let short: String = text.chars().take(4000).collect();
        let lower = short.to_lowercase();
        Self { words: split(&lower), lower }
    }

    fn found(&self, template: &Template, least: u32) -> Found {
        let mut found = Found::default();
        let mut seen: Vec<&str> = Vec::new();
        for (word, weight) in template.words.iter().filter(|(word, w)| *w >= least && self.has(word)) {
            let stem = naming::stem(word);
            if !seen.contains(&stem) {
                seen.push(stem);
                found.count += 1;
            }
            found.sum += weight;
            found.strongest = found.strongest.max(*weight);
        }
        found
    }

    /// Whether the text has a word or words in a row; the last of them in any form.
    fn has(&self, word: &str) -> bool {
        if word.chars().any(is_unspaced) {
            return self.lower.contains(word);
        }
        let wanted = split(word);
        let Some(last) = wanted.len().checked_sub(1) else { return false };
        self.words.windows(wanted.len()).any(|own| {
            own[last].1 == wanted[last].1 && own[..last].iter().zip(&wanted).all(|(a, b)| a.0 == b.0)
        })
    }
}

fn split(lower: &str) -> Vec<(String, String)> {
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|w| (w.to_owned(), naming::stem(w).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_goal(goal: &str) -> &'static str {
        choose_for(goal, goal, "en").map_or("", |c| c.template.name)
    }

    #[test]
    fn a_weak_word_beside_a_word_against_it_chooses_nothing() {
        for goal in
            ["Move 30 build jobs to the new runners", "Move our mailboxes", "Rewrite the onboarding emails"]
        {
            assert!(!matches!(of_goal(goal), "moving" | "hiring"), "{goal}: {}", of_goal(goal));
        }
        for (goal, template) in [
            ("Move to Leipzig in July", "moving"),
            ("Move the servers and the team to the new office", "moving"),
            ("Onboarding of two nurses", "hiring"),
        ] {
            assert_eq!(of_goal(goal), template, "{goal}");
        }
    }

    #[test]
    fn one_weak_word_alone_chooses_nothing_and_two_do() {
        for goal in [
            "Decide who owns the dashboard",
            "Paint the door",
            "Agree on a course of action",
            "Build a platform for volunteers",
            "Move the release to May",
        ] {
            assert_eq!(of_goal(goal), "generic", "{goal}");
        }
        for (goal, template) in [
            ("Paint the walls and the floor", "construction"),
            ("A dashboard over our sales data", "data-ml"),
            ("Give a course on bookkeeping", "course"),
            ("Build an app for bird watchers", "mobile"),
        ] {
            assert_eq!(of_goal(goal), template, "{goal}");
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
        for (goal, template) in [
            ("Write the documentation for twelve endpoints", "writing"),
            ("Make a plan for our wedding", "event"),
            ("Build a website for our bakery", "web-app"),
        ] {
            assert_eq!(of_goal(goal), template, "{goal}");
        }
    }
}
