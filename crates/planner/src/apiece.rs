//! What every piece of a counted thing takes: "upgrade 14 services … each service needs 2 days". The time of all of them is the
//! product. Must never multiply by a number that does not count what the words speak of.

use planwright_domain::Warning;
use planwright_phrases::duration::Effort;
use planwright_phrases::words::number;

use crate::clause::covered;
use crate::each::{MOST, times};
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Stated, Step};
use crate::text::{self, is_unspaced};

/// Words behind a number among which the thing it counts is looked for.
const NEAR: usize = 3;

/// Characters behind a number, where words are not spaced.
const NEAR_UNSPACED: usize = 5;

/// How far back the number is looked for, in words.
const BACK: usize = 400;

/// Words that may stand beside "each" and the time, and say nothing more.
const QUIET: [&str; 13] = [
    "each", "apiece", "every", "each-of", "take", "filler", "about", "pronoun", "modal", "article", "job",
    "labour", "only",
];

/// A number of things, said before.
struct Counted {
    /// Its first word.
    at: usize,
    /// The word behind the number.
    next: usize,
    count: u32,
}

impl Reader<'_> {
    /// "Each shop takes two days", "une demi-journée par salle", "每间需要一天": said of what was counted before.
    pub(crate) fn each_piece(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let found = self.mentions.efforts_in(start, end);
        let &[effort] = found.as_slice() else { return false };
        // "… and we have only one restorer" says something else.
        let behind = self.words.partition_point(|w| w.start < effort.end).min(end);
        let and = (behind..end).find(|&i| self.lexicon.at("only-and", &self.words[..end], i).is_some());
        let (effort, whole, end) = (effort.value, end, and.unwrap_or(end));
        let read = self.piece_read(effort, (start, end), whole, items);
        if read && end < whole {
            self.constraint(end + 1, whole);
        }
        read
    }

    fn piece_read(
        &mut self,
        effort: Effort,
        (start, end): (usize, usize),
        whole: usize,
        items: &mut Vec<Item>,
    ) -> bool {
        let says = |section: &str, i: usize| self.lexicon.at(section, &self.words[..end], i).is_some();
        let core = self.core(start, end);
        let each = core.iter().any(|&i| ["each", "apiece", "every", "each-of"].iter().any(|s| says(s, i)));
        // "A page takes an hour", where pages were counted.
        let begin = self.after_filler(start, end);
        let one = core.len() > 2 && number(&self.words[begin.min(end - 1)].lower) == Some(1);
        if !(each || one)
            || items.iter().any(|i| i.flag == Flag::Pair)
            || self.mentions.date(start, end).is_some()
        {
            return false;
        }
        let rest: Vec<usize> = self.without_quiet(start, end, &core);
        let Some(counted) = self.counted_before(start, &rest).filter(|_| each || !rest.is_empty()) else {
            return false;
        };
        let value = times(effort, counted.count);
        let quote = self.spelled(start, end);
        let steps = self.steps_counting(&counted);
        if let Some(&step) = steps.last() {
            if steps.len() > 1 && steps.len() == counted.count as usize {
                // "Fit two models (a, b)": each of them is a step.
                steps.iter().for_each(|s| self.said.steps[*s].effort = Some(effort));
            } else {
                self.take_pieces(step, effort, value, counted.count);
            }
            self.subject = Some(step);
            return true;
        }
        if self.said.steps.len() == counted.count as usize {
            // "Three dashboards: revenue, churn and cash. Each takes two days."
            self.said.steps.iter_mut().for_each(|step| step.effort = step.effort.or(Some(effort)));
            return true;
        }
        let (from, to) = self.goal_range.unwrap_or_default();
        if !(from..to).contains(&counted.at) || self.said.goal.is_empty() {
            return false;
        }
        if self.said.steps.is_empty() && self.ends_the_text(whole) {
            self.said.total = Some(Stated { value, quote });
            return true;
        }
        // More is to be done beside it: the goal is one of the steps.
        let step =
            self.push(Step { title: self.said.goal.clone(), quote, effort: Some(value), ..Step::default() });
        self.subject = Some(step);
        items.push(Item { step, flag: Flag::Plain });
        true
    }

    /// The words of a clause that name the piece: neither "each" nor what tells of time.
    fn without_quiet(&self, start: usize, end: usize, core: &[usize]) -> Vec<usize> {
        let mut quiet = vec![false; end - start];
        for &i in core {
            let longest = QUIET.iter().filter_map(|s| self.lexicon.at(s, &self.words[..end], i)).max();
            if let Some(next) = longest {
                quiet[i - start..next.min(end) - start].fill(true);
            }
        }
        core.iter().copied().filter(|i| !quiet[i - start]).collect()
    }

    /// The number in front of `start` that counts what the words name; the last of all, where they name nothing.
    fn counted_before(&self, start: usize, named: &[usize]) -> Option<Counted> {
        if named.len() > 2 * NEAR {
            return None;
        }
        let counts = |at: usize| self.things_at(at, start).filter(|c| self.counts(c, start, named));
        // A number of more than one word is found at its first.
        let mut last: Option<Counted> = None;
        for at in start.saturating_sub(BACK)..start {
            if last.as_ref().is_none_or(|l| l.next <= at) {
                last = counts(at).or(last);
            }
        }
        last
    }

    /// The number of things at a word.
    fn things_at(&self, at: usize, stop: usize) -> Option<Counted> {
        let plain = |i: usize| self.mentions.tags[i] == Tag::Plain && !self.words[i].mark;
        let unspaced = |i: usize| self.words[i].lower.starts_with(is_unspaced);
        if !plain(at) {
            return None;
        }
        let most = if unspaced(at) { 8 } else { 2 };
        let ends = (at + 1..=stop.min(at + most)).rev().filter(|&next| (at..next).all(plain));
        let value = |next: usize| {
            let spelled = text::spelled(self.text, &self.words[at..next]);
            let scaled = || {
                // "10 thousand", "10 mil"
                let many =
                    number(&self.words[next - 1].lower).filter(|many| next == at + 2 && *many >= 1000)?;
                number(&self.words[at].lower)?.checked_mul(many)
            };
            u32::try_from(number(spelled).or_else(scaled)?).ok().filter(|n| (2..=MOST).contains(n))
        };
        ends.into_iter().find_map(|next| Some(Counted { at, next, count: value(next)? }))
    }

    /// Whether a number counts what the words name, and they name nothing else.
    fn counts(&self, counted: &Counted, stop: usize, named: &[usize]) -> bool {
        let names = |i: usize| {
            i < stop
                && self.mentions.tags[i] == Tag::Plain
                && !self.words[i].mark
                && self.words[i].lower != "%"
        };
        let word = |i: usize| self.words[i].lower.as_str();
        let near = if self.words.get(counted.next).is_some_and(|w| w.lower.starts_with(is_unspaced)) {
            NEAR_UNSPACED
        } else {
            NEAR
        };
        let things: Vec<usize> = (counted.next..counted.next + near).take_while(|&i| names(i)).collect();
        if things.is_empty()
            || counted.at > 0 && self.lexicon.at("label", self.words, counted.at - 1).is_some()
        {
            return false;
        }
        if named.is_empty() {
            return true;
        }
        named.iter().all(|&n| {
            let stem = naming::stems(word(n));
            stem.is_empty()
                || things.iter().any(|&t| {
                    word(t) == word(n) && word(n).starts_with(is_unspaced)
                        || naming::stems(word(t))
                            .iter()
                            .any(|thing| stem.iter().any(|own| same_thing(thing, own)))
                })
        })
    }

    /// The steps whose words hold the number.
    fn steps_counting(&self, counted: &Counted) -> Vec<usize> {
        let words = text::spelled(self.text, &self.words[counted.at..=counted.next]);
        let holds = |s: &Step| s.quote.contains(words) || s.title.contains(words);
        (0..self.said.steps.len()).filter(|s| holds(&self.said.steps[*s])).collect()
    }

    /// Gives a step the time of all its pieces; a shorter time said of it before is told.
    fn take_pieces(&mut self, step: usize, each: Effort, all: Effort, count: u32) {
        let day = self.day.minutes_per_day.max(1);
        let entry = &mut self.said.steps[step];
        if let Some(said) = entry.effort.filter(|said| said.likely < all.likely && said.likely != each.likely)
        {
            let days = |e: Effort| f64::from(e.likely * 10 / day) / 10.0;
            let text = format!(
                "the text contradicts itself: {count} times {} days make {} days, not the {} it says of \"{}\"; the larger was kept",
                days(each),
                days(all),
                days(said),
                entry.title
            );
            self.said.warnings.push(Warning::new("contradiction", text));
        }
        self.said.steps[step].effort = Some(all);
    }

    /// Whether nothing but figures and marks follows.
    fn ends_the_text(&self, end: usize) -> bool {
        let core: Vec<_> = self.core(end, self.words.len()).iter().map(|&i| self.words[i].clone()).collect();
        covered(
            self,
            &core,
            &["filler", "role", "people", "team", "solo", "article", "have", "be", "pronoun", "and", "only"],
        )
    }
}

/// Whether two stems name one thing: "microservice" is a service, "Filialumbau" no "Umbauten".
fn same_thing(long: &str, short: &str) -> bool {
    const SHORTEST: usize = 4;
    naming::akin(long, short) || short.chars().count() >= SHORTEST && long.ends_with(short)
}
