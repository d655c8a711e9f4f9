//! Orders said of many steps at once, and sentences that say what a step needs: "each step depends on the previous one",
//! "in this order", "training requires labelled data". Must never order steps the sentence does not speak of.

use crate::clause::covered;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::Flag;
use crate::stated::{Order, Side};

impl Reader<'_> {
    /// "Each step depends on the previous one": every step follows the one said before it.
    pub(crate) fn chained(&mut self, from: usize, to: usize) -> bool {
        let n = self.said.steps.len();
        let ties = self.phrase_in("waits", from, to).or_else(|| self.phrase_in("need", from, to));
        let Some((tie, next)) = ties.filter(|_| n >= 2) else { return false };
        let chain = (next..to).any(|i| self.lexicon.at("chain", &self.words[..to], i).is_some());
        // A subject that names one step speaks of that one.
        let one = self.resolve_one(&self.spelled(from, tie)).is_some();
        if !chain || one {
            return false;
        }
        // "… except the photos": those stand beside all others.
        let free = (next..to)
            .find_map(|i| self.lexicon.at("except", &self.words[..to], i))
            .map(|at| (at..to).find(|&i| self.words[i].mark).map_or((at, to), |end| (at, end)))
            .and_then(|(a, b)| self.resolve_one(&self.spelled(a, b)));
        self.in_a_row(0, free, &self.spelled(from, to));
        true
    }

    /// "Cut, glue and paint, in this order": what the sentence names follows each other, or all named before.
    pub(crate) fn in_order(&mut self, from: usize, to: usize) -> bool {
        let mark = |i: usize| self.words.get(i).is_none_or(|w| w.mark) || i >= to;
        // The words end their clause: a mark, a day or nothing stands behind.
        let Some((at, next)) = (from..to).find_map(|i| {
            let next = self.lexicon.at("in-order", &self.words[..to], i).filter(|_| self.is_plain(i))?;
            let day = self.mentions.tags.get(next).is_some_and(|t| matches!(t, Tag::Date(_)));
            (mark(next) || day).then_some((i, next))
        }) else {
            return false;
        };
        let before = self.said.steps.len();
        let first = |read: &Self| if read.said.steps.len() > before { before } else { 0 };
        let quote = self.spelled(from, to);
        let colon = |i: &usize| self.is_plain(*i) && matches!(self.words[*i].lower.as_str(), ":" | "：");
        if (next..to).any(|i| colon(&i)) {
            // "Paint the rooms in this order: hall, kitchen, attic": the list stands behind.
            self.sentence_of(from, to);
            if self.said.steps.len() > before {
                self.in_a_row(before, None, &quote);
            }
            return true;
        }
        // "A, B, C: strictly in that order": the mark in front belongs to the words behind it.
        let loose = |i: usize| self.words[i].mark || self.lexicon.has("only-and", &self.words[i].lower);
        let stop = (from..at).rev().find(|&i| !loose(i)).map_or(from, |i| i + 1);
        if stop > from {
            self.sentence(from, stop);
        }
        self.in_a_row(first(self), None, &quote);
        let rest = self.after_marks(next, to);
        if self.core(rest, to).is_empty() {
            for when in self.mentions.dates_in(next, to).into_iter().map(|f| f.value).collect::<Vec<_>>() {
                // "…, one after the other, by May 4": a day may stand behind.
                self.date_of(None, &when, rest, to);
            }
        } else {
            // "…, in sequence, handed over on May 4": what the sentence goes on to say comes behind the row.
            let row = self.said.steps.len();
            self.sentence(rest, to);
            if let Some(last) = row.checked_sub(1).filter(|_| row > before) {
                let order = |step| Order {
                    before: Side::Steps(vec![last]),
                    after: Side::Steps(vec![step]),
                    stated: false,
                    quote: quote.clone(),
                };
                let behind = row..self.said.steps.len();
                self.said.orders.extend(behind.map(order));
            }
        }
        true
    }

    /// A sentence that is the goal, and whose steps are read otherwise than the goal reads them.
    pub(crate) fn goal_of_steps(&mut self, from: usize, to: usize) {
        self.goal(from, to);
        if !self.said.steps.is_empty() {
            self.said.steps.clear();
            self.said.orders.clear();
            self.said.goal_steps.clear();
            self.said.listed = false;
            self.subject = None;
        }
    }

    /// The steps from the given one on follow each other.
    fn in_a_row(&mut self, first: usize, free: Option<usize>, quote: &str) {
        let steps: Vec<usize> = (first..self.said.steps.len())
            .filter(|s| self.said.steps[*s].parent.is_none() && Some(*s) != free)
            .collect();
        if let Some(free) = free {
            self.said.parallel.extend(steps.iter().map(|s| (*s, free)));
            // What the list implied of its order no longer holds.
            self.said
                .orders
                .retain(|o| o.stated || ![&o.before, &o.after].contains(&&Side::Steps(vec![free])));
        }
        for pair in steps.windows(2) {
            self.order(Side::Steps(vec![pair[0]]), Side::Steps(vec![pair[1]]), quote.to_owned());
        }
    }

    /// "Model training requires labelled data": what a part of the work needs comes before it.
    pub(crate) fn needs_known(&mut self, from: usize, to: usize) -> bool {
        if self.goal_range.is_none() {
            return false;
        }
        let begin = self.after_filler(from, to);
        let Some((at, next)) = self.phrase_in("need", begin + 1, to.min(begin + 6)).filter(|(_, n)| *n < to)
        else {
            return false;
        };
        if self.counted_group(begin, at).is_some() {
            return false;
        }
        let verb = self.lexicon.at("need-verb", &self.words[..to], at).is_some();
        // "…, which in turn needs a contract": said of what is needed.
        let whole_end = to;
        let to = (next..to)
            .find(|&i| self.words[i].mark && self.lexicon.at("that", &self.words[..to], i + 1).is_some())
            .unwrap_or(to);
        let subject: Vec<_> = self.core(begin, at).iter().map(|&i| self.words[i].clone()).collect();
        let phrase = self.core_phrase(begin, at);
        let stems = naming::stems(&phrase);
        let known = |&(a, b): &(usize, usize)| self.resolve_one(&self.spelled(a, b)).is_some();
        let own = stems.iter().any(|s| self.goal_stems.iter().any(|g| naming::akin(s, g)));
        let whole = own || self.is_whole(begin, at) && !self.split_nouns(next, to).iter().all(known);
        let joint = subject.iter().any(|w| w.mark) || self.is_who(begin, at);
        let work = self.words[next].lower == "to"
            || (next..to).any(|k| self.mentions.tags[k] != Tag::Plain || self.words[k].mark);
        let said = covered(self, &subject, &["pronoun", "filler", "article", "everything", "live", "modal"]);
        if !verb || stems.is_empty() || whole || joint || work || said || self.resolve_one(&phrase).is_some()
        {
            return false;
        }
        let mut items = Vec::new();
        let steps = self.nouns(begin, at, &mut items, Flag::Plain);
        let quote = self.spelled(from, to);
        if let Some(both) = self.both_meant(next, to) {
            let first = both.into_iter().filter(|s| !steps.contains(s)).collect();
            self.order(Side::Steps(first), Side::Steps(steps), quote);
            return true;
        }
        if to < whole_end {
            let mut needed = Vec::new();
            let first = self.nouns(next, to, &mut needed, Flag::Plain);
            self.order(Side::Steps(first), Side::Steps(steps), quote);
            self.clauses(&[(to + 1, whole_end)], false, to + 1, whole_end);
            return true;
        }
        for (a, b) in self.split_nouns(next, to) {
            self.order(Side::Words(self.spelled(a, b)), Side::Steps(steps.clone()), quote.clone());
        }
        true
    }

    /// Whether words name the whole of what is made: "the mobile app", but not "training of the team".
    pub(crate) fn is_whole(&self, start: usize, end: usize) -> bool {
        let core = self.core(start, end);
        let of = core.iter().position(|&i| self.lexicon.at("product-of", self.words, i).is_some());
        let head = core[..of.unwrap_or(core.len())].last();
        head.is_some_and(|&i| self.lexicon.has("whole", &self.words[i].lower))
    }

    /// The first semicolon between clauses, where what follows it is not just more things to do.
    pub(crate) fn semicolon(&self, from: usize, to: usize) -> Option<usize> {
        let mark = (from..to)
            .find(|&i| self.words[i].depth == 0 && matches!(self.words[i].lower.as_str(), ";" | "；"))?;
        let verb = |p: &(usize, usize)| self.lexicon.verb(self.words, self.after_filler(p.0, p.1)).is_some();
        let rest = self.pieces(mark + 1, to, false);
        (mark > from && !rest.is_empty() && !rest.iter().all(verb)).then_some(mark)
    }
}
