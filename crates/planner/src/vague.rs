//! What a text leaves open: a wish without an aim, "soon", an event nobody has a date for. Must never answer such a
//! question itself.

use planwright_domain::Question;

use crate::lexicon::Lexicon;
use crate::stated::Said;
use crate::text::{self, Word};

/// How much a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Too little to plan: only questions, and a plan to find the answers.
    Vague,
    /// A goal one can recognise, and nothing else.
    Thin,
    /// Enough.
    Enough,
}

/// How much `said` says; `known` when its kind of project is recognised.
pub(crate) fn detail(said: &Said, score: u32) -> Detail {
    if said.steps.len() >= 2 || said.steps.iter().any(|s| s.effort.is_some()) {
        return Detail::Enough;
    }
    let lexicon = said.language.lexicon();
    let steps: String = said.steps.iter().map(|s| s.title.as_str()).collect::<Vec<_>>().join(" ");
    let words = text::words(&format!("{} {steps}", said.goal));
    let specific = specifics(lexicon, &words);
    let wish = (0..words.len()).take(3).any(|i| lexicon.at("vague-verb", &words, i).is_some());
    let dated = said.deadline.is_some() || said.start.is_some();
    if specific == 0 || wish && specific <= 1 && score < 8 {
        return Detail::Vague;
    }
    if dated || said.steps.len() == 1 && specific >= 3 || said.team.is_some() || said.total.is_some() {
        return Detail::Enough;
    }
    if specific >= 6 && !wish { Detail::Enough } else { Detail::Thin }
}

/// Whether a title of a task says so little that nobody knows when it is done: "improve things", "fix the app".
pub(crate) fn says_little(title: &str, lexicon: &Lexicon) -> bool {
    let words = text::words(title);
    let specific = specifics(lexicon, &words);
    specific == 0 || specific == 1 && lexicon.at("vague-verb", &words, 0) == Some(words.len())
}

/// How many words say something particular.
fn specifics(lexicon: &Lexicon, words: &[Word]) -> usize {
    const QUIET: [&str; 17] = [
        "vague-verb",
        "vague-noun",
        "article",
        "filler",
        "soon",
        "pronoun",
        "everything",
        "modal",
        "be",
        "and",
        "stop",
        "audience",
        "done",
        "live",
        "waits",
        "blocks",
        "no",
    ];
    let mut count = 0;
    let mut i = 0;
    while i < words.len() {
        let quiet = words[i]
            .mark
            .then_some(i + 1)
            .or_else(|| QUIET.iter().filter_map(|s| lexicon.at(s, words, i)).max());
        match quiet {
            Some(next) => i = next,
            None => {
                count += 1;
                i += 1;
            }
        }
    }
    count
}

/// The questions a text leaves open.
pub(crate) fn questions(said: &mut Said, text: &str, detail: Detail) {
    let lexicon = said.language.lexicon();
    let words = text::words(&text.chars().take(20_000).collect::<String>());
    let soon = (0..words.len()).find_map(|i| {
        lexicon
            .at("soon", &words, i)
            .filter(|n| lexicon.at("waits", &words, i.saturating_sub(1)).is_none_or(|w| w < *n))
            .map(|n| text::spelled(text, &words[i..n]).to_owned())
    });
    let name = if said.goal.is_empty() { "this" } else { &said.goal };
    let mut ask = Vec::new();
    if detail == Detail::Vague {
        ask.push(question(
            "unclear-goal",
            format!(
                "what exactly is to be reached with \"{name}\", and how will you see that it was reached?"
            ),
            name,
        ));
        ask.push(question("unclear-scope", "what belongs to it, and what does not?".to_owned(), name));
    }
    if said.deadline.is_none()
        && detail != Detail::Enough
        && !said.questions.iter().any(|q| q.code == "unknown-date")
    {
        ask.push(question(
            "missing-deadline",
            format!("by when is \"{name}\" to be done? No deadline was assumed"),
            name,
        ));
    }
    if detail == Detail::Vague && said.team.is_none() {
        ask.push(question("missing-team", "who works on it, and how much time is there?".to_owned(), name));
    }
    if let Some(soon) = soon
        && said.deadline.is_none()
    {
        let mut about =
            question("unclear-deadline", format!("which date does \"{soon}\" mean? None was assumed"), &soon);
        about.about = Some(soon);
        ask.push(about);
    }
    said.questions.extend(ask);
}

fn question(code: &str, text: String, about: &str) -> Question {
    let mut question = Question::new(code, text);
    question.about = Some(about.to_owned());
    question
}
