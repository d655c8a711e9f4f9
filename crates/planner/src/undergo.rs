//! What one thing undergoes, one after the other: "we need the archive scanned, proofread and published", "bis Mai muss der
//! Kahn geschliffen, grundiert und lackiert sein". Must never make steps of what only says how a thing is.

use crate::lexicon::Language;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Step;

/// One thing that is done to the noun: its infinitive, and the words that belong to it.
struct Done {
    verb: String,
    /// Where the participle stands.
    at: usize,
    /// The part of the sentence it stands in.
    part: (usize, usize),
}

impl Reader<'_> {
    /// Reads such a sentence; false when it is none.
    pub(crate) fn undergoes(&mut self, from: usize, to: usize) -> bool {
        let Some((noun, done)) = self.done_in_turn(from, to) else { return false };
        let first = self.goal_range.is_none() && self.said.steps.is_empty();
        if first {
            self.goal_of_steps(from, to);
        }
        let thing = self.with_article(noun.0, noun.1);
        let quote = self.spelled(from, to);
        let mut items = Vec::new();
        for each in &done {
            let inner: Vec<usize> = self.core(each.part.0, each.at);
            let lead = match inner.first() {
                Some(&a) if each.part.0 != noun.0 => self.spelled(a, each.at),
                _ => String::new(),
            };
            let mut title = self.done_to(format!("{lead} {}", each.verb).trim(), &thing);
            let behind = self.title(each.at + 1, each.part.1);
            if !behind.is_empty() && self.said.language != Language::De {
                title = format!("{title} {}", crate::step::lower_first(&behind));
            }
            let title = crate::clause::capital(&crate::step::shorten(&title));
            let step = self.push(Step { title, quote: quote.clone(), ..Step::default() });
            if let Some(effort) = self.mentions.efforts_in(each.at, each.part.1).first() {
                self.said.steps[step].effort = Some(effort.value);
            }
            items.push(Item { step, flag: Flag::Plain });
        }
        if !first {
            for when in self.mentions.dates_in(from, to).into_iter().map(|f| f.value).collect::<Vec<_>>() {
                self.date_of(items.last().map(|i| i.step), &when, from, to);
            }
        }
        self.subject = items.last().map(|i| i.step);
        for pair in items.windows(2) {
            let side = |i: &Item| crate::stated::Side::Steps(vec![i.step]);
            self.order(side(&pair[0]), side(&pair[1]), quote.clone());
        }
        self.frontier = items.last().map(|i| i.step).into_iter().collect();
        true
    }

    /// The thing, and what is done to it: three participles, or two behind a verb of wanting.
    fn done_in_turn(&self, from: usize, to: usize) -> Option<((usize, usize), Vec<Done>)> {
        let begin = self.after_marks(from, to);
        // "We want …", "need …", "bis Freitag soll …", "The archive must be …"
        let lead = (begin..to.min(begin + 6)).find_map(|i| {
            let next = ["need", "modal", "undergo"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..to], i))
                .max()?;
            (self.is_plain(i) && next < to).then_some((i, next))
        })?;
        let parts = self.split_nouns(lead.1, to);
        if parts.len() < 2
            || self.words[from..to].iter().any(|w| w.mark && matches!(w.lower.as_str(), ":" | ";"))
        {
            return None;
        }
        let mut done = Vec::new();
        for &part in &parts {
            let core = self.core(part.0, part.1);
            let last = done.is_empty() || self.said.language == Language::De;
            let order: Vec<usize> = if last { core.into_iter().rev().collect() } else { core };
            let (at, verb) = order.into_iter().take(4).find_map(|i| {
                let plain = self.is_plain(i) && self.lexicon.at("be", self.words, i).is_none();
                let small = self.text[self.words[i].start..].starts_with(char::is_lowercase);
                let ends = done.is_empty()
                    && part.1 > i + 1
                    && self.lexicon.at("article", self.words, i + 1).is_some();
                Some((i, self.verb_of(&self.words[i].lower).filter(|_| plain && small && !ends)?))
            })?;
            done.push(Done { verb, at, part });
        }
        let first = done.first()?;
        let carried = self.lexicon.at("be", self.words, lead.1).is_some();
        let noun = if carried { (begin, lead.0) } else { (lead.1, first.at) };
        let alone = self.core(first.at + 1, first.part.1).is_empty();
        let dated = self.mentions.tags[noun.0..noun.1].iter().any(|t| matches!(t, Tag::Date(_)));
        (!self.core(noun.0, noun.1).is_empty() && alone && !dated && noun.0 < noun.1).then_some((noun, done))
    }
}
