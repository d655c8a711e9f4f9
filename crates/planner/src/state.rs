//! What is done already, under way or not begun: "the contract has been signed", "die Schulung läuft gerade", "设计已经完成".
//! Must never take what is to be reached for what has been reached, nor mark one step for what was done to another.
//!
//! Words of each language: `state-be` (leads to a state), `state-perfect` (with a participle it says that something is
//! done), `state-already`, `state-adverb` (say nothing of their own), `state-done` `state-going` `state-open` (the state),
//! `state-alone` (a state that needs no verb in front), `participle` (ending of a participle and of its verb).

use planwright_domain::Status;

use crate::clause::{capital, covered};
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::step::lower_first;
use crate::text;

/// What a clause says of a state.
pub(crate) struct State {
    status: Status,
    /// Where its subject ends.
    pub(crate) at: usize,
    /// The verb of what was done, where a participle says it.
    verb: Option<String>,
    /// Whose work it is: "signed by Ana".
    who: Option<(usize, usize)>,
}

/// The words that say a state, read so far.
#[derive(Clone, Copy)]
struct Led {
    next: usize,
    /// A verb leads to it.
    be: bool,
    /// With a participle it is done.
    done: bool,
}

impl Reader<'_> {
    /// Steps of which the clause says how far they are.
    pub(crate) fn state_told(&mut self, start: usize, end: usize, flag: Flag, items: &mut Vec<Item>) -> bool {
        let Some(state) = self.state_of(start, end) else { return false };
        let begin = self.after_filler(start, end);
        let quote = self.spelled(start, end);
        for (a, b) in self.split_nouns(begin, state.at) {
            let phrase = self.spelled(a, b);
            let known = self.resolve_one(&phrase).filter(|&step| self.same_work(step, state.verb.as_deref()));
            let step = match known {
                Some(step) => step,
                None => {
                    let Some(step) = self.step(a, b) else { continue };
                    if let Some(verb) = &state.verb {
                        let thing = self.with_article(a, b);
                        self.retitle(step, self.done_to(verb, &thing));
                    }
                    self.said.steps[step].quote.clone_from(&quote);
                    step
                }
            };
            self.said.steps[step].status = Some(state.status);
            let who = state.who.map(|(from, to)| self.spelled(from, to));
            self.said.steps[step].who = self.said.steps[step].who.take().or(who);
            self.subject = Some(step);
            if !items.iter().any(|item| item.step == step) {
                items.push(Item { step, flag });
            }
        }
        true
    }

    /// What the clause says of a state; none where it says something else, or of a day to come.
    pub(crate) fn state_of(&self, start: usize, end: usize) -> Option<State> {
        let begin = self.after_filler(start, end);
        let ahead = self
            .mentions
            .dates_in(start, end)
            .iter()
            .any(|f| f.value.first().is_none_or(|day| day >= self.today));
        if ahead || begin >= end {
            return None;
        }
        let state = (begin + 1..end).find_map(|at| self.state_at(begin, at, end))?;
        // "It had to be ready by February 15" tells what was wanted, not what is.
        if (begin + 1..state.at).any(|i| self.lexicon.at("modal", &self.words[..end], i).is_some()) {
            return None;
        }
        let subject: Vec<text::Word> =
            self.core(begin, state.at).into_iter().map(|i| self.words[i].clone()).collect();
        let says_little = [
            "everything",
            "pronoun",
            "article",
            "filler",
            "done",
            "live",
            "start-words",
            "modal",
            "be",
            "both",
        ];
        // "Check that the roof is finished" is work; "test plan", "stand design" are things.
        let clause = |i: &usize| {
            ["article", "conjunction"].iter().any(|s| self.lexicon.at(s, &self.words[..end], *i).is_some())
        };
        let first = self.words.get(begin).map(std::slice::from_ref).unwrap_or_default();
        let told = self.lexicon.verb(first, 0).is_some() && (begin + 1..state.at).any(|i| clause(&i));
        (!subject.is_empty() && !told && !covered(self, &subject, &says_little)).then_some(state)
    }

    /// "Legal has approved the name", "wir haben die Halle schon gebucht": what somebody has done.
    pub(crate) fn achieved(&mut self, start: usize, end: usize, flag: Flag, items: &mut Vec<Item>) -> bool {
        let begin = self.after_filler(start, end);
        let Some((at, mut from)) = self.phrase_in("have-done", begin, end.min(begin + 5)) else {
            return false;
        };
        let subject = self.after_articles(begin, at);
        let named = at > subject && (self.is_who(begin, at) || self.are_names(subject, at));
        let ahead = self
            .mentions
            .dates_in(start, end)
            .iter()
            .any(|f| f.value.first().is_none_or(|d| d >= self.today));
        if !(at == begin || named) || ahead {
            return false;
        }
        while let Some(next) = ["state-already", "state-adverb"]
            .iter()
            .filter_map(|s| self.lexicon.at(s, &self.words[..end], from))
            .max()
        {
            from = next;
        }
        let core = self.core(from, end);
        let (Some(&first), Some(&last)) = (core.first(), core.last()) else { return false };
        let (verb, object) = if self.said.language == Language::De {
            let adverb = |i: &usize| {
                ["state-already", "state-adverb"].iter().any(|s| self.lexicon.at(s, self.words, *i).is_some())
            };
            let to = (first..last).rev().find(|i| !adverb(i)).map_or(first, |i| i + 1);
            (last, (first, to))
        } else {
            (first, (first + 1, end))
        };
        let Some(infinitive) = self.verb_of(&self.words[verb].lower).filter(|_| object.0 < object.1) else {
            return false;
        };
        let thing = self.with_article(object.0, object.1);
        if thing.is_empty() || self.lexicon.is("pronoun", &self.words[object.0..object.1]) {
            return false;
        }
        let known = self.resolve_one(&thing).filter(|&step| self.same_work(step, Some(&infinitive)));
        let Some(step) = known.or_else(|| self.step(object.0, object.1)) else { return false };
        if known.is_none() {
            self.retitle(step, self.done_to(&infinitive, &thing));
            self.said.steps[step].quote = self.spelled(start, end);
        }
        self.said.steps[step].status = Some(Status::Done);
        if named {
            self.said.steps[step].who = Some(capital(&self.spelled(subject, at)));
        }
        self.subject = Some(step);
        items.push(Item { step, flag });
        true
    }

    /// A state told from word `at` on, to the end of the clause.
    fn state_at(&self, begin: usize, at: usize, end: usize) -> Option<State> {
        if self.words[at].depth > 0 || !matches!(self.mentions.tags[at], Tag::Plain | Tag::Limit) {
            return None;
        }
        let words = &self.words[..end];
        let led = self.led(at, end);
        let state = |status, next: usize, verb| {
            let who = self.finished_by(next, end);
            let rest = who.map_or(next, |(_, to)| to);
            (self.adverbs(rest, end) >= end).then_some(State { status, at, verb, who })
        };
        let alone = self.lexicon.at("state-alone", words, at).filter(|_| !led.be);
        let longest =
            [("state-done", Status::Done), ("state-going", Status::InProgress), ("state-open", Status::Todo)]
                .into_iter()
                .filter(|_| led.be)
                .filter_map(|(section, status)| Some((self.lexicon.at(section, words, led.next)?, status)))
                .max_by_key(|(next, _)| *next);
        if let Some((next, status)) = longest {
            return state(self.partly(at, led.next, status), next, None);
        }
        if let Some(next) = alone {
            let status = ["state-going", "state-open"]
                .iter()
                .position(|s| self.lexicon.at(s, words, at) == Some(next));
            let status = status.map_or(Status::Done, |n| [Status::InProgress, Status::Todo][n]);
            return state(status, next, None);
        }
        let next = led.next;
        if !led.done || next >= end || self.mentions.tags[next] != Tag::Plain || at == begin {
            return None;
        }
        if self.said.language == Language::Zh {
            // "已经订好了"
            let tail = |i: &usize| ["了", "好", "完", "过", "掉"].contains(&self.words[*i].lower.as_str());
            let to = (next..end).find(tail).filter(|to| *to > next && to - next <= 3)?;
            let rest = (to..end).all(|i| tail(&i) || self.words[i].mark);
            return rest.then(|| State {
                status: Status::Done,
                at,
                verb: Some(self.spelled(next, to)),
                who: None,
            });
        }
        let word = &self.words[next].lower;
        let strong = self.said.language == Language::De
            && word.chars().count() >= 6
            && ["en", "t"].iter().any(|e| word.ends_with(e));
        let verb = self.verb_of(word);
        if verb.is_none() && !strong {
            return None;
        }
        state(Status::Done, next + 1, verb)
    }

    /// Reads the verb and the adverbs that lead to a state.
    fn led(&self, at: usize, end: usize) -> Led {
        let words = &self.words[..end];
        // "Hotel rooms: booked"
        let colon = matches!(self.words[at].lower.as_str(), ":" | "：");
        let mut led = Led { next: at + usize::from(colon), be: colon, done: colon };
        loop {
            let limit = led.be && self.words.get(led.next).is_some_and(is_share);
            let longest = ["state-done", "state-going", "state-open"]
                .into_iter()
                .filter(|_| led.be)
                .chain(["state-perfect", "state-already", "state-be", "state-adverb"])
                .filter_map(|s| Some((self.lexicon.at(s, words, led.next)?, s)))
                .max_by_key(|(next, _)| *next);
            match longest {
                Some((_, "state-done" | "state-going" | "state-open")) => return led,
                Some((next, section)) => {
                    led.be |= matches!(section, "state-be" | "state-perfect");
                    led.done |= matches!(section, "state-already" | "state-perfect");
                    led.next = next;
                }
                None if limit && led.next < end => led.next += 1,
                None => return led,
            }
        }
    }

    /// "80 % done", "half finished": begun.
    fn partly(&self, at: usize, next: usize, status: Status) -> Status {
        let share = (at..next).any(|i| is_share(&self.words[i]) && !self.words[i].lower.starts_with("100"));
        if share && status == Status::Done { Status::InProgress } else { status }
    }

    /// The first word behind adverbs, marks and days that are past.
    pub(crate) fn adverbs(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            let adverb = ["state-already", "state-adverb", "filler"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..end], at))
                .max();
            let passed =
                self.words[at].mark || matches!(self.mentions.tags[at], Tag::Date(_) | Tag::Effort(_));
            match adverb {
                Some(next) => at = next,
                None if passed => at += 1,
                None => break,
            }
        }
        at
    }

    /// "by Ana": who did it.
    fn finished_by(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        let name = self.lexicon.at("by", &self.words[..end], from)?;
        let to = (name + 1..=end.min(name + 4))
            .rev()
            .find(|&to| self.is_name(name, to) || self.is_who(name, to))?;
        Some((name, to))
    }

    /// The verb of a participle: "signed" as "sign", "bestellt" as "bestellen", "reservado" as "reservar".
    pub(crate) fn verb_of(&self, participle: &str) -> Option<String> {
        match self.said.language {
            Language::En => self.base(participle),
            Language::De => self.lexicon.past_to_infinitive(participle),
            _ => self.lexicon.pair("irregular", participle).or_else(|| {
                let (stem, ends) = self.lexicon.suffix("participle", participle)?;
                let forms: Vec<String> = ends.iter().map(|end| format!("{stem}{end}")).collect();
                let known = |form: &&String| self.lexicon.verb(&text::words(form), 0).is_some();
                forms.iter().find(known).or(forms.first()).cloned()
            }),
        }
    }

    /// What was done to a thing, as a task is named.
    pub(crate) fn done_to(&self, verb: &str, thing: &str) -> String {
        match self.said.language {
            Language::De => format!("{thing} {verb}"),
            Language::Zh => format!("{verb}{thing}"),
            _ => format!("{} {}", capital(verb), lower_first(thing)),
        }
    }

    /// Whether a known step is the work that the verb speaks of: it names no other verb.
    pub(crate) fn same_work(&self, step: usize, verb: Option<&str>) -> bool {
        let title = text::words(&self.said.steps[step].title);
        let Some(verb) = verb else { return true };
        let stem = naming::stem(verb);
        let leads = if self.said.language == Language::De { title.last() } else { title.first() };
        let verbal = self.lexicon.verb(&title, 0).is_some()
            || self.said.language == Language::De
                && leads.is_some_and(|w| w.lower.ends_with("en") && self.text.contains(&w.lower));
        !verbal || leads.is_some_and(|w| naming::akin(naming::stem(&w.lower), stem))
    }

    /// The status that a bracket tells: "Hall (already booked)".
    pub(crate) fn bracket_state(&self, from: usize, to: usize) -> Option<Status> {
        let words = &self.words[from..to];
        let within = |sections: &[&str]| !words.is_empty() && covered(self, words, sections);
        let adverbs = ["state-already", "state-adverb", "state-be", "state-perfect"];
        let with = |section: &'static str| within(&[&adverbs[..], &[section]].concat());
        if with("state-done") || with("state-alone") && !with("state-going") && !with("state-open") {
            return Some(Status::Done);
        }
        if with("state-going") {
            return Some(Status::InProgress);
        }
        if with("state-open") {
            return Some(Status::Todo);
        }
        let already = self.lexicon.any("state-already", words);
        let last = words.last().filter(|_| already && words.len() <= 3)?;
        self.verb_of(&last.lower).map(|_| Status::Done)
    }
}

/// "80", "80%": a part of the whole.
fn is_share(word: &text::Word) -> bool {
    word.lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word.lower.as_str(), "%" | "％" | "percent")
}
