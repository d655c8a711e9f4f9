//! Sentences beside each other: "Order the wood. Cut the boards. Mount the shelf." Whether the first of them is a step like
//! those behind it, or says what all of them are for. Must never make a step of a whole of which the others are the parts.
//!
//! Words of each language: `broad-verb` (what only a whole project can be: organise, renovate, launch), `make-verb` (what
//! brings a thing about, in one step or in many: build, write, prepare).

use crate::lexicon::Language;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;

/// So many sentences behind the first are looked at.
const REACH: usize = 12;
/// Shorter words are no verbs by their ending.
const SHORTEST: usize = 4;

/// How much a verb takes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breadth {
    /// One deed: order, paint, test.
    Narrow,
    /// A thing is brought about.
    Makes,
    /// A project.
    Broad,
}

/// What a sentence looks like from outside.
struct Shape {
    range: (usize, usize),
    /// Minutes said in it, of all its pieces.
    effort: u64,
    /// All that is said of time stands in brackets.
    bracketed: bool,
    dated: bool,
    /// One clause only.
    single: bool,
    /// It has a verb of its own and something the verb is about.
    acts: bool,
    /// It begins with a word that places it behind another.
    follows: bool,
}

impl Reader<'_> {
    /// Whether a sentence that could be the goal is a step beside those that follow it.
    pub(crate) fn is_sibling(&self, from: usize, to: usize) -> bool {
        let mut first = self.shape(from, to);
        if !first.single || !first.acts && first.effort == 0 || self.sums_up(from, to) {
            return false;
        }
        let at = self.sentences.partition_point(|s| s.0 < to);
        if let Some(said) =
            self.sentences.get(at).filter(|_| first.effort == 0).and_then(|s| self.said_of_it(*s))
        {
            first = Shape { effort: said, bracketed: true, ..first };
        }
        let behind = self.sentences[at..].iter().take(REACH).map(|&(a, b)| self.shape(a, b));
        let others: Vec<Shape> =
            behind.filter(|s| s.acts || s.effort > 0 && !self.has_predicate(s.range.0, s.range.1)).collect();
        if others.iter().all(|s| s.effort == 0) || first.effort == 0 {
            self.stands_beside(&first, &others)
        } else {
            self.counts_beside(&first, &others)
        }
    }

    /// Both the first and others say how long they take: a time of its own, or that of the whole.
    fn counts_beside(&self, first: &Shape, others: &[Shape]) -> bool {
        let timed: Vec<&Shape> = others.iter().filter(|s| s.effort > 0).collect();
        let sum: u64 = timed.iter().map(|s| s.effort).sum();
        let several = timed.len() > 1 || timed.iter().any(|s| !s.single);
        let alike = timed.iter().any(|s| s.bracketed == first.bracketed);
        if !alike
            || several && sum == first.effort
            || first.dated && others.iter().all(|s| !s.dated) && sum <= first.effort
        {
            return false;
        }
        match self.breadth(first.range) {
            Breadth::Broad => first.acts && !first.dated && !(several && sum <= first.effort),
            Breadth::Makes => true,
            // "The app (3 weeks). Design (1 week), build (2 weeks).": no verb, and the parts fit into it.
            Breadth::Narrow => first.acts || sum > first.effort || !several,
        }
    }

    /// None or only the first says how long it takes: alike in form, and nothing behind it is a part of it.
    fn stands_beside(&self, first: &Shape, others: &[Shape]) -> bool {
        let [next, ..] = others else { return false };
        let acting = others.iter().filter(|s| s.acts).count();
        let figures = others.iter().filter(|s| s.effort > 0 || s.dated).count();
        let bare = first.effort == 0 && !first.dated;
        if !first.acts
            || !next.acts
            || acting * 2 <= others.len()
            || first.dated && others.iter().all(|s| !s.dated)
            || bare && figures * 2 > others.len()
        {
            return false;
        }
        match self.breadth(first.range) {
            Breadth::Broad => false,
            Breadth::Makes => self.handles_the_same(first.range, next.range),
            // "Paint the house. Buy paint, scrape the walls, then paint.": one sentence of several pieces breaks it down.
            Breadth::Narrow => {
                next.follows || others.iter().filter(|s| s.single).count() * 2 >= others.len() && next.single
            }
        }
    }

    /// "It takes two hours": the time of what stands before.
    fn said_of_it(&self, (from, to): (usize, usize)) -> Option<u64> {
        let efforts = self.mentions.efforts_in(from, to);
        let it = self.lexicon.at("pronoun", &self.words[..to], self.after_filler(from, to)).is_some();
        (it && self.has_predicate(from, to))
            .then(|| efforts.first().map(|e| u64::from(e.value.likely)))
            .flatten()
    }

    fn shape(&self, from: usize, to: usize) -> Shape {
        let begin = self.after_lead(from, to);
        let efforts = self.mentions.efforts_in(from, to);
        let in_brackets =
            |i: usize| !matches!(self.mentions.tags[i], Tag::Effort(_)) || self.words[i].depth > 0;
        Shape {
            range: (from, to),
            effort: efforts.iter().map(|e| u64::from(e.value.likely)).sum(),
            bracketed: (from..to).all(in_brackets),
            dated: self.mentions.date(from, to).is_some(),
            single: self.pieces(from, to, false).len() == 1,
            acts: begin < to && self.acts_on(begin, to),
            follows: matches!(
                self.flag_at(self.after_filler(from, to), to),
                Some((crate::sequence::Flag::Then, _))
            ),
        }
    }

    /// Whether the words are a verb and what it is done to, whoever does it.
    fn acts_on(&self, begin: usize, to: usize) -> bool {
        let led = self.verb_word(begin, to).is_some() && !self.has_predicate(begin, to);
        led && self.core(begin, to).len() > 1 || self.somebody_acts(begin, to)
    }

    /// Where the verb of a command or of a task stands: in front, or in German behind too.
    fn verb_word(&self, begin: usize, to: usize) -> Option<usize> {
        if self.lexicon.verb(self.words, begin).is_some() || self.ends_as_infinitive(begin) {
            return Some(begin);
        }
        let last = self.core(begin, to).into_iter().rfind(|&i| self.words[i].depth == 0)?;
        let word = &self.words[last];
        let verb = self.said.language == Language::De
            && last > begin
            && word.lower.chars().count() >= SHORTEST
            && word.lower.ends_with('n')
            && self.text[word.start..].starts_with(char::is_lowercase);
        verb.then_some(last)
    }

    fn breadth(&self, (from, to): (usize, usize)) -> Breadth {
        let begin = self.after_filler(from, to);
        let at = self.verb_word(begin, to).unwrap_or(begin);
        let is = |section: &str| self.lexicon.at(section, &self.words[..to], at).is_some();
        if is("broad-verb") {
            Breadth::Broad
        } else if is("make-verb") {
            Breadth::Makes
        } else {
            Breadth::Narrow
        }
    }

    /// Words of a whole: "in total", "we want to …", "a shop with a cart, a map and a checkout".
    fn sums_up(&self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        let wanted = begin > self.after_marks(from, to);
        let budget = self.phrase_in("budget", begin, to).is_some();
        let list =
            (begin + 1..to).any(|i| self.lexicon.at("with", &self.words[..to], i).is_some_and(|n| n > i + 1));
        wanted || budget || list
    }

    /// "Write the article. Proofread it.", "Build the API. Test the API.": the next does something to the same thing.
    fn handles_the_same(&self, first: (usize, usize), next: (usize, usize)) -> bool {
        let object = |(from, to): (usize, usize)| {
            let begin = self.after_lead(from, to);
            let verb = self.verb_word(begin, to);
            let rest: Vec<usize> = self
                .core(begin, to)
                .into_iter()
                .filter(|i| Some(*i) != verb && self.words[*i].depth == 0)
                .collect();
            let words: Vec<&str> = rest.iter().map(|&i| self.words[i].lower.as_str()).collect();
            let pronoun = rest.first().is_some_and(|&i| self.lexicon.at("pronoun", self.words, i).is_some());
            (naming::stems(&words.join(" ")), pronoun)
        };
        let (thing, _) = object(first);
        let (same, pronoun) = object(next);
        pronoun || !thing.is_empty() && thing == same
    }
}
