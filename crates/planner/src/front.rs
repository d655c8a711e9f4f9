//! Where the main clause begins behind a clause in front that no comma ends: "until the parts arrive the line can't run".
//! Must never cut a clause that has only one thing to say.

use crate::clause::covered;
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};

impl Reader<'_> {
    /// Where the main clause begins in `from..to`, which opens with the words behind "after", "until" or "once".
    pub(crate) fn main_clause(&self, from: usize, to: usize) -> Option<usize> {
        let free =
            |i: usize| self.words[i].depth == 0 && !self.words[i].mark && self.mentions.tags[i] == Tag::Plain;
        let that = (from + 1..to).find_map(|i| self.lexicon.at("main-begins", &self.words[..to], i));
        if let Some(main) = that.filter(|main| *main < to) {
            return Some(main);
        }
        let does = (from + 2..to.saturating_sub(2)).find(|&i| {
            matches!(self.words[i].lower.as_str(), "does" | "do" | "did")
                && free(i)
                && self.actor(i + 1, to).is_some()
        });
        if let Some(does) = does {
            return Some(does + 1);
        }
        let asked = (from + 1..to.saturating_sub(2)).find(|&i| {
            matches!(self.words[i].lower.as_str(), "do" | "does" | "can" | "may" | "should" | "will")
                && matches!(self.words[i + 1].lower.as_str(), "we" | "i" | "you" | "they")
        });
        if let Some(asked) = asked {
            return Some(asked + 1);
        }
        // "Nach der Planung folgen die Interviews": the verb stands before its subject.
        let inverted = (from + 1..to.saturating_sub(1)).find(|&i| {
            let next = ["follow-on", "inverted"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..to], i))
                .max();
            free(i) && next.is_some_and(|n| n < to && self.opens_noun(n))
        });
        if inverted.is_some() {
            return inverted;
        }
        // "Only when both have passed may the plasterers start"
        let only =
            (from.saturating_sub(3)..from).any(|i| self.lexicon.has("only-front", &self.words[i].lower));
        let may = (from + 1..to.saturating_sub(2)).find(|&i| {
            let modal = self.lexicon.is("modal", &self.words[i..=i]) || self.words[i].lower == "is";
            only && free(i) && modal && self.lexicon.at("article", self.words, i + 1).is_some()
        });
        if let Some(may) = may {
            return Some(may + 1);
        }
        // "Sem o contrato não podemos montar …": the verb itself says who.
        let unable = (from + 1..to)
            .find(|&i| free(i) && self.lexicon.at("unable", &self.words[..to], i).is_some_and(|n| n < to));
        if unable.is_some() {
            return unable;
        }
        if let Some(main) = self.behind_state(from, to) {
            return Some(main);
        }
        let modals: Vec<usize> = (from + 1..to)
            .filter(|&i| {
                free(i)
                    && (self.lexicon.at("modal", &self.words[..to], i).is_some_and(|n| n < to)
                        || self.lexicon.at("denied", &self.words[..to], i).is_some())
            })
            .collect();
        if let Some(&modal) = modals.last() {
            return self.subject_before(from, modal);
        }
        self.order_in(from, to).or_else(|| self.second_thing(from, to))
    }

    /// "After the liner the edging stones": a step that was named, and the thing that follows it without a verb.
    fn second_thing(&self, from: usize, to: usize) -> Option<usize> {
        let begins = |&i: &usize| {
            let joined = ["and", "stop", "with"]
                .iter()
                .any(|s| self.lexicon.at(s, &self.words[..i], i - 1) == Some(i));
            self.is_plain(i)
                && !joined
                && self.lexicon.at("article", &self.words[..to], i).is_some_and(|n| n < to)
        };
        let second = (from + 2..to).rev().filter(begins);
        second
            .filter(|&i| self.resolve_one(&self.spelled(from, i)).is_some())
            .find(|&i| !(i..to).any(|k| self.words[k].mark && self.words[k].depth == 0))
    }

    /// Whether an article stands there, or a noun where nouns are written large.
    pub(crate) fn opens_noun(&self, i: usize) -> bool {
        let large = self.text[self.words[i].start..].starts_with(char::is_uppercase);
        self.lexicon.at("article", self.words, i).is_some() || large && self.said.language == Language::De
    }

    /// "Nach dem Drehbuch kommen Casting und Motivsuche": where the verb stands before its subject.
    pub(crate) fn inverted_main(&self, from: usize, to: usize) -> Option<usize> {
        (from + 1..to.saturating_sub(1)).find(|&i| {
            let next = self.lexicon.at("inverted", &self.words[..to], i);
            self.is_plain(i) && next.is_some_and(|n| n < to && self.opens_noun(n))
        })
    }

    /// Where the clause in front ends: before the words that only lead to the main clause.
    pub(crate) fn before_main(&self, from: usize, main: usize) -> usize {
        self.lexicon.ending("main-begins", &self.words[from..main]).map_or(main, |at| from + at)
    }

    /// "… the gas line is tested the fume hood is installed": a state that an article follows has been said.
    pub(crate) fn behind_state(&self, from: usize, to: usize) -> Option<usize> {
        (from + 1..to).find_map(|i| {
            let next = self.lexicon.at("be", &self.words[..to], i).filter(|_| self.is_plain(i))?;
            let skipped = self.lexicon.at("state-adverb", &self.words[..to], next).unwrap_or(next);
            let so = self.words.get(skipped).filter(|w| skipped + 1 < to && !w.mark)?;
            let plain = self.is_plain(skipped) && self.lexicon.at("article", self.words, skipped).is_none();
            let thing = self.lexicon.at("article", &self.words[..to], skipped + 1).is_some_and(|n| n < to);
            let noun = self.text[so.start..].starts_with(char::is_uppercase);
            let said = self.has_predicate(skipped + 1, to)
                || ["going", "parallel"].iter().any(|s| self.phrase_in(s, skipped + 2, to).is_some());
            (plain && thing && !noun && said).then_some(skipped + 1)
        })
    }

    /// "… the pump can't start": what is named in front of the denial, where nothing else is said of it.
    pub(crate) fn cannot_begin(&mut self, from: usize, to: usize, items: &mut Vec<Item>) -> Vec<usize> {
        let start = self.after_filler(from, to);
        let Some(at) = (start..to).find(|&i| {
            ["modal", "denied"].iter().any(|s| self.lexicon.at(s, &self.words[..to], i).is_some())
        }) else {
            return Vec::new();
        };
        if at == start {
            // "… não podemos começar a produção"
            return self.begins_then(start, to, items);
        }
        let rest: Vec<_> = self.core(at, to).iter().map(|&i| self.words[i].clone()).collect();
        if rest.is_empty()
            || !covered(self, &rest, &["modal", "denied", "start-words", "be", "done", "going", "filler"])
        {
            return Vec::new();
        }
        self.nouns(start, at, items, Flag::Plain)
    }

    /// "… beginnt die Entwicklung", "the roof can go on", "we can put on the roof": what is named beside the words for
    /// beginning, or what we may do then.
    pub(crate) fn begins_then(&mut self, from: usize, to: usize, items: &mut Vec<Item>) -> Vec<usize> {
        let start = self.after_filler(from, to);
        let says = |i: usize| {
            ["start-words", "going", "follow-on", "modal", "denied"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..to], i))
                .max()
        };
        let mut first = start;
        while let Some(next) = says(first).filter(|n| *n <= to) {
            first = next;
        }
        let last = (first..to).find(|&i| says(i).is_some()).unwrap_or(to);
        let rest: Vec<_> = self.core(last, to).iter().map(|&i| self.words[i].clone()).collect();
        let named = first > start || last < to;
        let alone = covered(self, &rest, &["start-words", "going", "follow-on", "modal", "filler", "denied"]);
        let person = matches!(self.words.get(start).map_or("", |w| w.lower.as_str()), "we" | "you" | "i");
        if person && !rest.is_empty() && last > first {
            let verb = says(last).unwrap_or(last);
            let step = self.step(verb, to);
            items.extend(step.map(|step| Item { step, flag: Flag::Plain }));
            return step.into_iter().collect();
        }
        if !(named && alone)
            || self.core(first, last).is_empty()
            || self.lexicon.verb(self.words, first).is_some()
        {
            return Vec::new();
        }
        self.nouns(first, last, items, Flag::Plain)
    }

    /// The subject of a modal: from its article or pronoun, or the one word in front of it.
    fn subject_before(&self, from: usize, modal: usize) -> Option<usize> {
        let opens = |i: usize| {
            self.lexicon.at("article", self.words, i).is_some()
                || matches!(
                    self.words[i].lower.as_str(),
                    "we" | "i" | "you" | "they" | "it" | "wir" | "ich" | "nous" | "nobody" | "nothing"
                )
        };
        let article = (from + 1..modal).rev().find(|&i| opens(i));
        let verb = (from + 1..modal).rev().find(|&i| {
            ["be", "done", "start-words"].iter().any(|s| self.lexicon.at(s, self.words, i).is_some())
                && i + 1 < modal
        });
        match (article, verb) {
            (Some(article), Some(verb)) if verb > article => Some(verb + 1),
            (Some(article), _) => Some(article),
            (None, Some(verb)) => Some(verb + 1),
            (None, None) => (modal > from + 1).then_some(modal - 1),
        }
    }

    /// The verb of an order: one that an article, a figure or a noun follows and no article stands before.
    fn order_in(&self, from: usize, to: usize) -> Option<usize> {
        let verb = |i: usize| {
            let before = &self.words[i - 1];
            let noun = self.lexicon.at("article", self.words, i - 1).is_some()
                || matches!(before.lower.as_str(), "to" | "of" | "for" | "and" | "is" | "are" | "be");
            self.words[i].depth == 0
                && self.mentions.tags[i] == Tag::Plain
                && self.lexicon.verb(self.words, i).is_some()
                && !noun
                && !before.mark
                && i + 1 < to
        };
        let person = (from + 1..to.saturating_sub(1)).find(|&i| {
            matches!(self.words[i].lower.as_str(), "we" | "i" | "you" | "they")
                && self.lexicon.verb(self.words, i + 1).is_some()
        });
        if person.is_some() {
            return person;
        }
        let follows = |i: usize| {
            let next = i + 1;
            self.lexicon.at("article", self.words, next).is_some()
                || self.lexicon.at("everything", self.words, next).is_some()
                || matches!(self.words[next].lower.as_str(), "all" | "it" | "them" | "up" | "out")
                || self.words[next].lower.starts_with(|c: char| c.is_ascii_digit())
        };
        let all: Vec<usize> = (from + 1..to).filter(|&i| verb(i)).collect();
        all.iter().copied().find(|&i| follows(i)).or_else(|| all.last().copied().filter(|&i| i > from + 1))
    }
}
