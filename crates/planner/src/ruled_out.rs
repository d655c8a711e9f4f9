//! What the words rule out or say is there already ("no app store", "without tests", "we already have a design"), so that
//! nothing is added against them; and which words a text has. Must never take a condition ("once the design is done")
//! for a fact, nor rule out a step that the text itself names.

use crate::lexicon::{Language, Lexicon};
use crate::naming;
use crate::stated::Said;
use crate::templates::Slot;
use crate::text::{self, Word};

/// The most words that a ruled-out thing is named by.
const LONGEST: usize = 4;
/// The longest text that is looked through, in characters.
const LOOKED_AT: usize = 20_000;

/// The words of a text, ready to be asked.
pub(crate) struct Words<'t> {
    lower: String,
    stems: Vec<&'t str>,
    alone: bool,
    /// The stems of what is ruled out or there already.
    out: Vec<Vec<String>>,
}

/// What a text has and rules out.
pub(crate) fn words<'t>(text: &'t str, lower: &'t str, said: &Said) -> Words<'t> {
    let stems =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(naming::stem).collect();
    let alone = said.team == Some(1);
    let sample: String = text.chars().take(LOOKED_AT).collect();
    Words { lower: lower.to_owned(), stems, alone, out: ruled_out(&sample, said.language) }
}

impl Words<'_> {
    /// Whether the text has a word or a phrase; `solo` stands for a person who works alone.
    pub(crate) fn has(&self, word: &str) -> bool {
        if word == "solo" && self.alone {
            return true;
        }
        if word.is_ascii() && !word.contains([' ', '-']) {
            let stem = naming::stem(word);
            self.stems.contains(&stem)
        } else {
            self.lower.contains(word)
        }
    }

    /// Whether a step with these conditions belongs to such a text.
    pub(crate) fn call_for(&self, when: &[&str], unless: &[&str]) -> bool {
        (when.is_empty() || when.iter().any(|w| self.has(w))) && !unless.iter().any(|w| self.has(w))
    }

    /// Whether a step of this title is ruled out.
    pub(crate) fn rule_out(&self, title: &str, _language: Language) -> bool {
        !self.out.is_empty() && {
            let stems = naming::stems(title);
            self.out.iter().any(|out| within(out, &stems))
        }
    }

    /// Whether a phase as a whole is ruled out or done.
    pub(crate) fn rule_out_phase(&self, title: &str) -> bool {
        !self.out.is_empty() && {
            let stems = naming::stems(title);
            self.out.iter().any(|out| within(out, &stems) && within(&stems, out))
        }
    }

    /// Whether a step of a template is ruled out. The core of the main phase is the work itself: it goes only when it is
    /// named as it is.
    pub(crate) fn rule_out_slot(&self, slot: &Slot, is_the_work: bool, language: Language) -> bool {
        if self.out.is_empty() {
            return false;
        }
        if self.rule_out(slot.title, language) {
            return true;
        }
        let like: Vec<Vec<String>> = slot.like.iter().map(|l| naming::stems(l)).collect();
        !is_the_work
            && self.out.iter().any(|out| {
                like.iter().any(|l| within(out, l))
                    || out.len() > 1 && {
                        let all: Vec<String> =
                            like.concat().into_iter().chain(naming::stems(slot.title)).collect();
                        within(out, &all)
                    }
            })
    }
}

fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|p| whole.iter().any(|w| naming::akin(p, w)))
}

fn ruled_out(text: &str, language: Language) -> Vec<Vec<String>> {
    let lexicon = language.lexicon();
    let words = text::words(text);
    let mut out = Vec::new();
    for at in 0..words.len() {
        if let Some(from) = lexicon.at("rule-out", &words, at)
            && lexicon.at("rule-out-not", &words, at).is_none()
            && !conditional(lexicon, &words, at)
        {
            named(text, lexicon, &words, from, &mut out);
        }
        // "The design is already done": what stands before is meant.
        if lexicon.at("ruled-out", &words, at).is_some() && !conditional(lexicon, &words, at) {
            let start = (at.saturating_sub(LONGEST)..at)
                .rev()
                .take_while(|i| !words[*i].mark && !joins(&words[*i]))
                .last();
            if let Some(start) = start {
                keep(text::spelled(text, &words[start..at]), &mut out);
            }
        }
    }
    out
}

/// What is named from a word on: "tests or documentation".
fn named(text: &str, lexicon: &Lexicon, words: &[Word], from: usize, out: &mut Vec<Vec<String>>) {
    let mut start = from;
    let stops = |i: usize| {
        words[i].mark
            || ["modal", "be", "rule-out", "waits", "blocks", "because", "parallel", "then", "need"]
                .iter()
                .any(|s| lexicon.at(s, words, i).is_some())
    };
    for i in from..=words.len() {
        let end = i == words.len() || i - start >= LONGEST || stops(i);
        if end || joins(&words[i]) {
            keep(text::spelled(text, &words[start..i]), out);
            if end {
                return;
            }
            start = i + 1;
        }
    }
}

fn joins(word: &Word) -> bool {
    ["or", "nor", "and", "oder", "und", "o", "ni", "y", "ou", "e", "et", "和", "或"]
        .contains(&word.lower.as_str())
}

fn keep(phrase: &str, out: &mut Vec<Vec<String>>) {
    let stems = naming::stems(phrase);
    if (1..=LONGEST).contains(&stems.len()) && !out.contains(&stems) {
        out.push(stems);
    }
}

/// Whether a condition opens the clause in which word `at` stands.
fn conditional(lexicon: &Lexicon, words: &[Word], at: usize) -> bool {
    words[..at].iter().enumerate().rev().take(12).take_while(|(_, w)| !w.mark).any(|(i, _)| {
        lexicon.at("front-waits", words, i).is_some()
            || matches!(words[i].lower.as_str(), "if" | "until" | "before")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let language = Language::of(text, &text::words(text));
        let got: Vec<String> = ruled_out(text, language).into_iter().map(|o| o.join(" ")).collect();
        let expect: Vec<String> = expect.iter().map(|e| naming::stems(e).join(" ")).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn what_is_ruled_out_or_there_already_is_found() {
        check("Ship the app, no app store.", &["app store"]);
        check("Build a script without tests or documentation.", &["tests", "documentation"]);
        check("We already have a design. Build the shop.", &["design"]);
        check("The logo is already done.", &["logo"]);
        check("We don't need a landing page.", &["landing page"]);
        check("Skip the beta, submit on Friday.", &["beta"]);
        check("Baue die App ohne Tests.", &["Tests"]);
        check("Lanzar la web sin blog.", &["blog"]);
        check("Lançar o site sem blog.", &["blog"]);
        check("Lancer le site sans blog.", &["blog"]);
    }

    #[test]
    fn conditions_and_limits_rule_nothing_out() {
        check("Deploy once the design is already done.", &[]);
        check("Finish no later than Friday, with no more than two people.", &[]);
        check("Nothing can start before the permit.", &[]);
        check("Not only the tests, also the docs.", &[]);
    }
}
