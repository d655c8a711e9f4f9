//! Words that tie a clause to the next one from behind: "设计完成后开发", "上线之前必须测试". Must never take a day ("5月1日之前") for work.

use crate::clause::covered;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Side, Step};

/// What such a word says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Behind {
    /// The rest waits for what stands in front; else it comes before.
    waits: bool,
    /// Where what stands in front begins and ends.
    from: usize,
    until: usize,
    /// The first word of the rest.
    next: usize,
}

impl Reader<'_> {
    /// The first such word of a clause.
    pub(crate) fn tied_behind(&self, start: usize, end: usize) -> Option<Behind> {
        let words = &self.words[..end];
        let mut from = start;
        while let Some(next) = self.lexicon.at("behind-lead", words, from).filter(|n| *n < end) {
            from = next;
        }
        let plain = |i: usize| self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain;
        for i in from..end {
            // "测试在开发完成后开始": the subject stands in front of it all.
            if !plain(i) || i > from && self.lexicon.at("within", words, i).is_some() {
                if i > from && plain(i) {
                    return None;
                }
                continue;
            }
            if self.lexicon.at("tail-not", words, i).is_some()
                || i > 0 && self.mentions.tags[i - 1] != Tag::Plain && !self.words[i - 1].mark
            {
                continue;
            }
            let after = self.lexicon.at("behind-after", words, i);
            // "签完合同再订展位"
            let once = i > from + 1
                && (from + 1..i).any(|k| self.lexicon.at("finished", words, k).is_some())
                && self.lexicon.at("again", words, i).is_some();
            let after = if once { Some(i) } else { after };
            let before = self.lexicon.at("behind-before", words, i);
            if let Some(next) = after.max(before) {
                return Some(Behind { waits: after >= before, from, until: i, next });
            }
        }
        None
    }

    /// "设计完成后前端才能开始": both sides stand in one clause.
    pub(crate) fn behind_clause(
        &mut self,
        start: usize,
        end: usize,
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let Some(tie) = self.tied_behind(start, end).filter(|t| !self.core(t.next, end).is_empty()) else {
            return false;
        };
        if tie.from >= tie.until {
            // "完成后打扫": what is done was said before.
            if !tie.waits || items.is_empty() && self.frontier.is_empty() {
                return false;
            }
            self.flagged(tie.next, end, Flag::Then, list, items);
            return true;
        }
        let quote = self.spelled(start, end);
        let known = self.right_of(tie.from, tie.until).or_else(|| self.known_done(tie.from, tie.until));
        let front = match known {
            Some(both) => both,
            None => self.nouns(tie.from, tie.until, items, Flag::Plain),
        };
        let known = items.len();
        self.behind_rest(tie.next, end, list, items);
        let rest: Vec<usize> = items[known..].iter().map(|i| i.step).collect();
        self.tie_sides(tie.waits, front, rest, quote);
        true
    }

    /// "设计完成后，": the other side is the next clause.
    pub(crate) fn behind_front(
        &mut self,
        (start, end): (usize, usize),
        (next_start, next_end): (usize, usize),
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let start = self.after_filler(start, end);
        let Some(tie) =
            self.tied_behind(start, end).filter(|t| t.from < t.until && self.core(t.next, end).is_empty())
        else {
            return false;
        };
        let quote = self.spelled(start, next_end);
        let front = self.nouns(tie.from, tie.until, items, Flag::Plain);
        let known = items.len();
        self.behind_rest(next_start, next_end, list, items);
        let rest: Vec<usize> = items[known..].iter().map(|i| i.step).collect();
        self.tie_sides(tie.waits, front, rest, quote);
        true
    }

    /// "两者都完成": the two steps said last, however far the words say they are.
    fn right_of(&mut self, from: usize, until: usize) -> Option<Vec<usize>> {
        let next = self.lexicon.at("both", &self.words[..until], from)?;
        let rest = &self.words[next..until];
        if !covered(self, rest, &["finished", "done", "state-done", "filler"]) {
            return None;
        }
        self.both_meant(from, next)
    }

    fn tie_sides(&mut self, waits: bool, front: Vec<usize>, rest: Vec<usize>, quote: String) {
        let rest: Vec<usize> = rest.into_iter().filter(|s| !front.contains(s)).collect();
        if front.is_empty() || rest.is_empty() {
            return;
        }
        let (before, after) = if waits { (front, rest) } else { (rest, front) };
        self.order(Side::Steps(before), Side::Steps(after), quote);
    }

    /// What may be done then: "前端才能联调", "才能开始开发", "测试".
    fn behind_rest(&mut self, start: usize, end: usize, list: bool, items: &mut Vec<Item>) {
        let start = self.after_filler(start, end);
        let only = (start..end).find_map(|i| {
            let next = self.lexicon.at("only-now", &self.words[..end], i)?;
            (self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain).then_some((i, next))
        });
        let Some((at, next)) = only else { return self.clause_or_nouns(start, end, list, items) };
        let deed: Vec<_> = self.core(next, end).iter().map(|&i| self.words[i].clone()).collect();
        if at == start {
            return self.clause_or_nouns(next, end, list, items);
        }
        if covered(self, &deed, &["start-words", "filler", "done"]) {
            self.nouns(start, at, items, Flag::Plain);
            return;
        }
        let title = format!("{}{}", self.title(start, at), self.title(next, end));
        let effort = self.mentions.efforts_in(start, end).first().map(|f| f.value);
        let known = self.resolve_one(&title);
        let step = known.unwrap_or_else(|| {
            self.push(Step { title, quote: self.spelled(start, end), effort, ..Step::default() })
        });
        self.subject = Some(step);
        items.push(Item { step, flag: Flag::Plain });
    }

    /// What may be done then is work, known verb or not.
    fn clause_or_nouns(&mut self, start: usize, end: usize, list: bool, items: &mut Vec<Item>) {
        let (known, limits) = (items.len(), self.said.constraints.len());
        self.clause(start, end, list, items);
        if items.len() == known && self.said.constraints.len() > limits {
            self.said.constraints.truncate(limits);
            self.nouns(start, end, items, Flag::Plain);
        }
    }
}
