//! One clause: a step, something said of a step, an order, a limit. Must never make a step of what only limits.

use planwright_phrases::date::Moment;

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::text;

/// What a clause speaks of, once markers and orders are taken off.
pub(crate) enum Subject {
    /// A step, new or known.
    Step(usize),
    /// Everything, or the goal itself.
    Whole,
    /// Something of which all was remembered already.
    Told,
    /// Nothing that could be a step.
    None,
}

impl Reader<'_> {
    /// Reads the clause of words `from..to`; steps it names go to `items`.
    pub(crate) fn clause(&mut self, from: usize, to: usize, list: bool, items: &mut Vec<Item>) {
        let known = self.said.steps.len();
        self.clause_of(from, to, list, items);
        if let Some(number) = self.number_at(from, to)
            && let Some(step) = self.said.steps.get_mut(known)
        {
            step.number = Some(number);
        }
    }

    fn clause_of(&mut self, from: usize, to: usize, list: bool, items: &mut Vec<Item>) {
        let mut start = self.after_filler(from, to);
        let mut end = to;
        if self.beforehand(start, end, list, items) {
            return;
        }
        self.prior.clear();
        let mut flag = self.pending.take().unwrap_or(Flag::Plain);
        self.gerund = false;
        while let Some((found, next)) = self.flag_at(start, end)
            && self.mentions.tags[start] == Tag::Plain
        {
            let ends = next >= end;
            let joined = (0..from).rev().find(|&i| !self.words[i].mark);
            if ends
                && found == Flag::Parallel
                && joined.is_some_and(|i| self.lexicon.at("only-and", self.words, i).is_some())
            {
                // "build the hull and, in parallel, the sail": said of what follows.
                self.pending = Some(found);
                return;
            }
            if ends && items.is_empty() && found == Flag::Parallel {
                // "In parallel, …": said of what follows.
                self.pending = Some(found);
                return;
            }
            let parted = joined.is_some_and(|i| i + 1 < from && self.words[i + 1].lower == ";");
            if ends && (found == Flag::Then || found == Flag::Parallel && parted) && self.goes_on(to) {
                // "paint the hull; then, at the same time, …": said of what follows.
                self.pending = Some(found);
                return;
            }
            if ends && !items.is_empty() {
                // "…, then" and "in parallel" alone say it of the step before.
                if let Some(last) = items.last_mut() {
                    last.flag = found;
                }
                return;
            }
            let led = self.words[start..next].last().map(|w| w.lower.as_str());
            self.gerund = matches!(led, Some("by" | "with"));
            flag = if flag == Flag::Plain || found == Flag::Parallel { found } else { flag };
            start = self.after_filler(next, end);
        }
        if flag == Flag::Plain
            && start > from
            && self.words[from..start].iter().any(|w| w.lower == "finally" || w.lower == "lastly")
        {
            flag = Flag::Last;
        }
        while end > start
            && self.words[end - 1].mark
            && !matches!(self.words[end - 1].lower.as_str(), ")" | "）" | "]")
        {
            end -= 1;
        }
        // "…, because the band depends on the date"
        let inside = |i: usize| {
            let longest = |k: usize| self.lexicon.at("waits", &self.words[..end], k);
            (i.saturating_sub(3).max(start)..i).any(|k| longest(k).is_some_and(|n| n > i))
        };
        let because = (start + 1..end).find(|&i| {
            self.words[i].depth == 0
                && !inside(i)
                && self.mentions.tags[i] == Tag::Plain
                && self.lexicon.at("because", &self.words[..end], i).is_some()
                && self.lexicon.at("waits", &self.words[..end], i).is_none_or(|n| n <= i + 1)
                && !self.lexicon.is("then", &self.words[i..=i])
        });
        if let Some(at) = because.filter(|&at| {
            self.has_predicate(at + 1, end) || self.lexicon.any("waits", &self.words[at + 1..end])
        }) {
            let known = items.len();
            self.flagged(start, at, flag, list, items);
            let next = self.lexicon.at("because", &self.words[..end], at).unwrap_or(at + 1);
            self.aside = items.get(known).map(|i| i.step).or(self.subject);
            let mut more = Vec::new();
            for (a, b) in self.pieces(next, end, false) {
                self.clause(a, b, false, &mut more);
            }
            self.aside = None;
            items.extend(more);
            return;
        }
        self.flagged(start, end, flag, list, items);
    }

    /// Whether a comma follows, and more of the sentence behind it.
    fn goes_on(&self, to: usize) -> bool {
        let comma = |w: &text::Word| w.mark && matches!(w.lower.as_str(), "," | "，");
        self.words.get(to).is_some_and(comma)
            && self.words.get(to + 1).is_some_and(|w| !w.mark && !w.paragraph)
    }

    /// A clause without the markers in front of it.
    pub(crate) fn flagged(
        &mut self,
        start: usize,
        end: usize,
        mut flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) {
        let mut end = end;
        if start >= end {
            return;
        }
        if let Some(and) = self.needs_both_and(start, end) {
            self.flagged(start, and, flag, list, items);
            return self.flagged(and + 1, end, Flag::Plain, list, items);
        }
        if self.not_each_other(start, end, items)
            || self.no_order(start, end, items)
            || self.in_any_order(start, end, flag, list, items)
        {
            return;
        }
        // "Guidelines first (1 day)": the marker stands in front of a bracket.
        if let Some(joint) =
            (start..end).find(|&i| self.mentions.tags[i] == Tag::Joint).filter(|_| flag == Flag::Plain)
            && let Some((found, _)) = self.flag_at(joint, end)
        {
            flag = found;
        }
        // Markers behind: "… first", "… afterwards", "… in parallel".
        for (section, found) in
            [("come-first", Flag::First), ("first", Flag::First), ("last", Flag::Last), ("then", Flag::Then)]
        {
            if let Some(at) = self.lexicon.ending(section, &self.words[start..end]).map(|at| start + at)
                && at > start
                && self.mentions.tags[at] == Tag::Plain
                && flag == Flag::Plain
                && self.lexicon.ending("blocks", &self.words[start..at]).is_none()
                && self.lexicon.ending("waits", &self.words[start..at]).is_none()
            {
                flag = found;
                end = at;
                if section == "come-first" {
                    let quote = self.spelled(start, end);
                    let steps = self.nouns(start, end, items, flag);
                    return self.order(Side::Steps(steps), Side::All, quote);
                }
                break;
            }
        }
        if let Some(at) = self.follow_on(start, end) {
            // "Photos and texts follow": what they follow was said before.
            let joined = start > 0 && self.lexicon.at("only-and", self.words, start - 1) == Some(start);
            let known = if joined { 0 } else { items.len() };
            self.nouns(start, at, items, Flag::Parallel);
            for (n, item) in items.iter_mut().skip(known).enumerate() {
                item.flag = if n == 0 { Flag::Then } else { Flag::Parallel };
            }
            return;
        }
        if let Some((at, _)) =
            self.phrase_in("needed", start + 1, end).filter(|&(_, n)| self.core(n, end).is_empty())
            && !self.lexicon.any("pronoun", &self.words[start..at])
        {
            // "Insurance, tents and a cook are needed"
            self.nouns(start, at, items, flag);
            return;
        }
        if self.behind_clause(start, end, list, items) {
            return;
        }
        if let Some(at) = self.lexicon.ending("come-last", &self.words[start..end]).map(|at| start + at)
            && at > start
        {
            let quote = self.spelled(start, end);
            let steps = self.nouns(start, at, items, Flag::Plain);
            return self.order(Side::All, Side::Steps(steps), quote);
        }
        if let Some((at, next)) = self.phrase_in("come-first", start, end).filter(|(at, _)| *at > start) {
            let quote = self.spelled(start, end);
            let steps = self.nouns(start, at, items, Flag::First);
            let scope = self.after_filler(next, end);
            let after = if scope < end { Side::Words(self.spelled(scope, end)) } else { Side::All };
            return self.order(Side::Steps(steps), after, quote);
        }
        let mut flag = flag;
        if self.independent(start, end, items) || self.side_by_side(start, end, &mut flag, list, items) {
            return;
        }
        if self.ordered(start, end, flag, list, items) {
            return;
        }
        if self.needs_product(start, end, items) || self.subject_needs(start, end) {
            return;
        }
        // "Matching needs parsing": two known steps.
        if let Some((at, next)) = self.phrase_in("need", start, end).filter(|(_, n)| *n < end)
            && self.mentions.efforts_in(next, end).is_empty()
            && let Some(after) =
                if at == start { self.subject.map(|s| vec![s]) } else { self.meant(start, at) }
            && let Some(before) = self.meant(next, end).or_else(|| self.both_meant(next, end))
            && !after.iter().any(|a| before.contains(a))
        {
            let quote = self.spelled(start, end);
            self.subject = after.first().copied();
            self.order(Side::Steps(before), Side::Steps(after), quote);
            return;
        }
        // "The permit needs two signatures", "integration needs all three": a part of the work, and what it takes.
        if let Some((at, next)) = self.phrase_in("need", start + 1, end).filter(|(_, n)| *n < end)
            && !matches!(self.words[next].lower.as_str(), "to" | "be")
            && self.mentions.efforts_in(next, end).is_empty()
            && self.goal_range.is_some()
            && !covered(
                self,
                &self.words[start..at],
                &["pronoun", "filler", "article", "everything", "modal"],
            )
            && !self.is_who(start, at)
        {
            let before = self.meant(next, end).or_else(|| self.both_meant(next, end));
            let made = match (&before, self.resolve_one(&self.spelled(start, at))) {
                (Some(_), Some(known)) => Some(known),
                (Some(before), None) if self.split_nouns(start, at).len() > 1 => {
                    // "The ferry and the cabin need the dates": each of them.
                    let before = before.clone();
                    let quote = self.spelled(start, end);
                    let steps = self.nouns(start, at, items, Flag::Pair);
                    return self.order(Side::Steps(before), Side::Steps(steps), quote);
                }
                (Some(_), None) => self.step(start, at),
                (None, Some(known)) => {
                    // "Tests need the new board, which arrives on May 11": what is needed is a thing to wait for.
                    let quote = self.spelled(start, end);
                    if let Some(needed) = self.step(next, end) {
                        self.order(Side::Steps(vec![needed]), Side::Steps(vec![known]), quote);
                        self.subject = Some(needed);
                        items.push(Item { step: needed, flag });
                    }
                    return;
                }
                (None, None) => {
                    if self.each_needs(start, at, next, end, items) {
                        return;
                    }
                    self.step(start, end)
                }
            };
            if let Some(step) = made {
                let quote = self.spelled(start, end);
                self.said.steps[step].quote.clone_from(&quote);
                self.subject = Some(step);
                items.push(Item { step, flag });
                if let Some(before) = before.filter(|b| !b.contains(&step)) {
                    self.order(Side::Steps(before), Side::Steps(vec![step]), quote);
                }
                return;
            }
        }
        self.core_clause(start, end, flag, list, items);
    }

    /// Where "follow", "come next" begins, when nothing stands behind it and nouns stand before it.
    fn follow_on(&self, start: usize, end: usize) -> Option<usize> {
        let core = self.core(start, end);
        let (&first, &last) = (core.first()?, core.last()?);
        let at = start + self.lexicon.ending("follow-on", &self.words[start..=last])?;
        let nouns = at > first && self.mentions.tags[at] == Tag::Plain && self.words[at].depth == 0;
        let noun = at == first + 1 || self.lexicon.verb(self.words, first).is_none();
        (nouns && !self.said.steps.is_empty() && noun).then_some(at)
    }

    /// The words of a range that no figure claims.
    pub(crate) fn core_phrase(&self, start: usize, end: usize) -> String {
        let core = self.core(start, end);
        let mut phrase = String::new();
        for &i in &core {
            let word = self.words[i].lower.as_str();
            if !phrase.is_empty() && !word.starts_with(text::is_unspaced) {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        phrase
    }

    pub(crate) fn spelled(&self, start: usize, end: usize) -> String {
        text::spelled(self.text, &self.words[start.min(end)..end]).to_owned()
    }

    /// What is left: a step, or something said of one.
    pub(crate) fn core_clause(
        &mut self,
        start: usize,
        end: usize,
        flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) {
        if self.not_before(start, end, items)
            || self.state_told(start, end, flag, items)
            || self.achieved(start, end, flag, items)
            || self.delivered_by(start, end, items)
            || self.each_piece(start, end, items)
            || self.arrives(start, end, items)
            || self.each_of_them(start, end, items)
            || self.bracketed(start, end, flag, items)
        {
            return;
        }
        if let Some((at, _)) = self.phrase_in("same-day", start, end).filter(|&(at, _)| at > start)
            && let Some(day) = self.last_date
        {
            let subject_end = self.before_be(start, at);
            let named = self.resolve_one(&self.spelled(start, subject_end)).or_else(|| self.step(start, at));
            if let Some(step) = named {
                self.said.steps[step].due.get_or_insert(day);
                self.subject = Some(step);
                items.push(Item { step, flag });
                return;
            }
        }
        if let Some(group) = self.group_said(start, end).filter(|g| !g.is_empty()) {
            // "a 4h, b 1d", "the last two by June 5": said of items by their place.
            if let Some(effort) = self.mentions.efforts_in(start, end).first().map(|f| f.value) {
                for &step in &group {
                    self.said.steps[step].effort.get_or_insert(effort);
                }
            }
            self.subject = group.last().copied();
            for when in self.mentions.dates_in(start, end).into_iter().map(|f| f.value).collect::<Vec<_>>() {
                for &step in &group {
                    self.date_of(Some(step), &when, start, end);
                }
            }
            return;
        }
        let known = items.len();
        let earlier = self.subject;
        let steps = self.said.steps.len();
        let subject = self.subject_of(start, end, flag, list, items);
        let step = match subject {
            Subject::Step(step) => {
                if step >= steps && !list && self.aside.is_none() {
                    self.uses(earlier, step, start, end);
                }
                if !items[known..].iter().any(|i| i.step == step) && !items.iter().any(|i| i.step == step) {
                    items.push(Item { step, flag });
                }
                self.subject = Some(step);
                Some(step)
            }
            Subject::Whole | Subject::Told | Subject::None => None,
        };
        let whole = matches!(subject, Subject::Whole);
        if matches!(subject, Subject::Told) {
            return;
        }
        let late_piece = known > 0 && step.is_none() && !whole && self.core(start, end).is_empty();
        for when in self.mentions.dates_in(start, end).into_iter().map(|f| f.value).collect::<Vec<_>>() {
            let target = step.or(if late_piece { self.subject } else { None });
            if let (Moment::Offset(offset), Some(step), Some(earlier)) = (when.moment, step, earlier)
                && (offset.days > 0 || offset.months > 0)
                && !self.is_anchored(&when)
                && !self.taking
                && step != earlier
                && step >= steps
            {
                // "…, the report two weeks later": after what was said before it.
                let quote = self.spelled(start, end);
                self.order(Side::Steps(vec![earlier]), Side::Steps(vec![step]), quote);
            }
            self.date_of(target, &when, start, end);
        }
        if step.is_none() && !whole && self.core(start, end).is_empty() {
            // "各需10天", "about 3 days": said of the steps before.
            for effort in self.mentions.efforts_in(start, end) {
                let tail =
                    items.iter().rev().take_while(|i| i.flag == Flag::Pair).count().max(1).min(items.len());
                for item in &items[items.len() - tail..] {
                    self.said.steps[item.step].effort.get_or_insert(effort.value);
                }
            }
        }
    }
}

/// Whether every word belongs to one of the sections.
pub(crate) fn covered(reader: &Reader<'_>, words: &[text::Word], sections: &[&str]) -> bool {
    let mut i = 0;
    while i < words.len() {
        match sections.iter().filter_map(|s| reader.lexicon.at(s, words, i)).max() {
            Some(next) => i = next,
            None => return false,
        }
    }
    true
}

/// With a capital in front.
pub(crate) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
