//! Small jobs: a goal that one person reaches in a day needs no project around it, only the two or three pieces such work
//! is done in. Must never take a large work for a small one: a goal is small only by the words of the lists.

use crate::lexicon::{Language, Lexicon};
use crate::stated::Said;
use crate::text::{self, Word};

/// More words name more than a small job.
const LONGEST: usize = 9;

/// Whether the goal is a small job and nothing else is said of it.
pub(crate) fn is_small(said: &Said) -> bool {
    if said.language != Language::En
        || !said.steps.is_empty()
        || said.total.is_some()
        || said.team.unwrap_or(1) > 1
    {
        return false;
    }
    let lexicon = said.language.lexicon();
    let words = text::words(&said.goal);
    let large = |w: &Word| {
        matches!(w.lower.as_str(), "all" | "every" | "entire" | "whole" | "company" | "system" | "platform")
            || w.lower.chars().any(|c| c.is_ascii_digit())
    };
    if words.is_empty() || words.len() > LONGEST || words.iter().any(large) {
        return false;
    }
    lexicon.at("small-verb", &words, 0).is_some()
        || lexicon.at("small-job", &words, 0).is_some_and(|from| names_a_small_thing(lexicon, &words, from))
}

/// Whether the object behind the verb is a small thing; what follows a preposition only says which.
fn names_a_small_thing(lexicon: &Lexicon, words: &[Word], from: usize) -> bool {
    let says_which = |w: &Word| {
        matches!(w.lower.as_str(), "about" | "for" | "on" | "in" | "at" | "to" | "of" | "with" | "from")
    };
    let end = (from..words.len()).find(|i| says_which(&words[*i])).unwrap_or(words.len());
    lexicon.ending("small-thing", &words[..end]).is_some_and(|at| at >= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(goal: &str, small: bool) {
        assert_eq!(is_small(&Said { goal: goal.to_owned(), ..Said::default() }), small, "{goal}");
    }

    #[test]
    fn only_what_the_lists_name_is_small() {
        for goal in [
            "Fix the login bug",
            "Clean the garage",
            "Write a blog post about bees",
            "Renew my passport",
            "Call the dentist",
        ] {
            check(goal, true);
        }
        for goal in [
            "Fix all bugs of the payment system",
            "Write a novel",
            "Build a login page",
            "Clean up 400 garages",
            "Organize a conference",
            "Replace the legacy system",
            "Write 30 articles",
            "Plan a wedding dinner for the whole family and all friends in Rome",
            "",
        ] {
            check(goal, false);
        }
    }
}
