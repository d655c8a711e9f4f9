//! Numbers that only count the items of a sentence, "(1) …, (2) …", and what refers to them: "steps 2 to 4", "the last
//! three". Must never take a number that says how much or when.

use crate::mention::{Mentions, Tag};
use crate::reader::Reader;
use crate::text::Word;

/// The longest group a sentence can refer to.
const MOST: u32 = 400;

/// Marks the words that number the items of a text: a row that begins at 1 (or a) and has at least two.
pub(crate) fn mark(words: &[Word], mentions: &mut Mentions) {
    let mut row: Vec<(usize, usize)> = Vec::new();
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    for i in 0..words.len() {
        let Some((from, to, value)) = numbered(words, mentions, i) else { continue };
        if value == 1 {
            rows.push(std::mem::take(&mut row));
            row.push((from, to));
        } else if value as usize == row.len() + 1 && !row.is_empty() {
            row.push((from, to));
        }
    }
    rows.push(row);
    for row in rows.iter().filter(|r| r.len() >= 2) {
        for (n, &(from, to)) in row.iter().enumerate() {
            let tag = Tag::Number(u32::try_from(n + 1).unwrap_or(MOST));
            mentions.tags[from..to].fill(tag);
        }
    }
}

/// "(3)", "3)" and "3." as a range of words, and the number.
fn numbered(words: &[Word], mentions: &Mentions, i: usize) -> Option<(usize, usize, u32)> {
    let word = &words[i];
    let letter = |w: &str| match w.as_bytes() {
        [c @ b'a'..=b'j'] => Some(u32::from(*c - b'a') + 1),
        _ => None,
    };
    let roman = |w: &str| ["i", "ii", "iii", "iv", "v", "vi"].iter().position(|r| *r == w);
    let value = word.lower.parse::<u32>().ok().filter(|v| (1..=99).contains(v) && word.lower.len() <= 2);
    let open = i > 0 && matches!(words[i - 1].lower.as_str(), "(" | "（");
    let close = words.get(i + 1)?.lower.as_str();
    let closed = matches!(close, ")" | "）");
    let value = match value {
        Some(value) => value,
        None if closed => letter(&word.lower)
            .filter(|_| !(open && word.lower == "i"))
            .or_else(|| roman(&word.lower).and_then(|r| u32::try_from(r + 1).ok()))?,
        None => return None,
    };
    let from = if open && closed { i - 1 } else { i };
    let begins = from == 0
        || words[from].paragraph
        || words[from - 1].mark
        || matches!(words[from - 1].lower.as_str(), "and" | "und" | "then" | "y" | "e" | "et" | "dann")
        || closed;
    // "see (b)." refers; a number that counts has its item behind it.
    let item =
        words.get(i + 2).is_some_and(|w| !w.mark || matches!(w.lower.as_str(), "\"" | "“" | "(" | "„"));
    let free = mentions.tags[i] == Tag::Plain && item;
    let pointed = close == "." && words.get(i + 2).is_some_and(|w| !w.mark && w.start > words[i + 1].end);
    (begins && free && (closed || pointed && word.lower.parse::<u32>().is_ok())).then_some((
        from,
        i + 2,
        value,
    ))
}

impl Reader<'_> {
    /// The steps that words mean by their number or their place: "steps 2 to 4", "the first two", "the last three".
    pub(crate) fn counted_group(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        if let Some(found) = self.numbered_items(start, end) {
            return Some(found);
        }
        let begin = self.after_articles(start, end);
        if begin >= end {
            return None;
        }
        let known: Vec<usize> =
            (0..self.said.steps.len()).filter(|s| !self.said.steps[*s].milestone).collect();
        let number = |i: usize| {
            let word = self.words.get(i).filter(|_| i < end)?;
            let value = planwright_phrases::words::number(&word.lower)?;
            usize::try_from(value).ok().filter(|v| (1..=MOST as usize).contains(v))
        };
        let side = if self.lexicon.at("first-of", self.words, begin).is_some() {
            Some(true)
        } else {
            self.lexicon.at("last-of", self.words, begin).map(|_| false)
        };
        if let Some(first) = side {
            let count = number(begin + 1)?;
            let rest = self.core(begin + 2, end);
            if count > known.len() || rest.len() > 2 {
                return None;
            }
            let from = if first { 0 } else { known.len() - count };
            return Some(known[from..from + count].to_vec());
        }
        // "all three", "alle drei"
        if self.lexicon.at("everything", self.words, begin) == Some(begin + 1)
            && let Some(count) = number(begin + 1).filter(|c| (2..=known.len()).contains(c))
        {
            return Some(known[known.len() - count..].to_vec());
        }
        let next = self.lexicon.at("label", self.words, begin)?;
        let mut found: Vec<u32> = Vec::new();
        let mut range = false;
        for i in next..end {
            let word = self.words[i].lower.as_str();
            let span = |(a, b): (&str, &str)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?));
            if let Some((a, b)) = word.split_once(['-', '–']).and_then(span)
                && a < b
                && b <= MOST
            {
                found.extend(a..=b);
            } else if let Some(value) = number(i).and_then(|v| u32::try_from(v).ok()) {
                let from = found.last().copied().filter(|f| range && *f < value).map_or(value, |f| f + 1);
                found.extend(from..=value);
                range = false;
            } else if matches!(
                word,
                "to" | "-" | "–" | "through" | "bis" | "a" | "à" | "al" | "até" | "到" | "至"
            ) {
                range = true;
            } else if !self.words[i].mark && self.lexicon.at("and", self.words, i).is_none() {
                // "Stage 1 audit": the number belongs to a name.
                return None;
            }
        }
        let steps: Vec<usize> = known
            .iter()
            .copied()
            .filter(|s| self.said.steps[*s].number.is_some_and(|n| found.contains(&n)))
            .collect();
        let generic = [
            "step", "task", "item", "point", "schritt", "aufgabe", "punkt", "paso", "tarea", "passo",
            "tarefa", "étape", "步",
        ]
        .iter()
        .any(|g| self.words[begin].lower.starts_with(g));
        let all = if steps.is_empty() && generic {
            // Steps nobody numbered are counted in the order they were said, unless their titles say numbers.
            let own =
                known.iter().any(|s| self.said.steps[*s].stems.iter().any(|t| t.parse::<u32>().is_ok()));
            let places: Vec<usize> =
                found.iter().filter_map(|n| known.get(*n as usize - 1).copied()).collect();
            if own { Vec::new() } else { places }
        } else {
            steps
        };
        (!all.is_empty() && all.len() == found.len()).then_some(all)
    }

    /// The known steps that words mean: by number, by place, or each by its name.
    pub(crate) fn meant(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        if let Some(group) = self.counted_group(start, end) {
            return Some(group);
        }
        let parts = self.split_nouns(start, end);
        let all: Option<Vec<usize>> =
            parts.iter().map(|&(a, b)| self.resolve_one(&self.spelled(a, b))).collect();
        all.filter(|a| a.len() >= 2).or_else(|| self.resolve_one(&self.spelled(start, end)).map(|s| vec![s]))
    }

    /// The steps of which a clause only says how long or when: "b 1d", "both start on May 4", "the last two by June 5".
    pub(crate) fn group_said(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        let sections = ["be", "start-words", "available", "filler", "done", "modal", "take", "about", "each"];
        let subject_end = (start + 1..end)
            .find(|&i| {
                sections.iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
                    || self.mentions.tags[i] != Tag::Plain && !matches!(self.mentions.tags[i], Tag::Number(_))
            })
            .unwrap_or(end);
        let rest: Vec<Word> = self.core(subject_end, end).iter().map(|&i| self.words[i].clone()).collect();
        if !crate::clause::covered(self, &rest, &sections) {
            return None;
        }
        let figured =
            !self.mentions.efforts_in(start, end).is_empty() || self.mentions.date(start, end).is_some();
        let known: Vec<usize> =
            (0..self.said.steps.len()).filter(|s| !self.said.steps[*s].milestone).collect();
        if figured && known.len() >= 2 && self.lexicon.is("both", &self.words[start..subject_end]) {
            let two = self.lexicon.at("everything", self.words, start).is_none();
            return Some(if two { known[known.len() - 2..].to_vec() } else { known });
        }
        self.counted_group(start, subject_end)
    }

    /// "(b)", "(c) and (d)", "2 and 3", where items were so numbered.
    fn numbered_items(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        let core = self.core(start, end);
        if core.is_empty() || core.len() > 12 || self.said.steps.iter().all(|s| s.number.is_none()) {
            return None;
        }
        let mut found = Vec::new();
        for &i in &core {
            let word = self.words[i].lower.as_str();
            if self.lexicon.at("only-and", self.words, i).is_some() {
                continue;
            }
            let number = match word.as_bytes() {
                [c @ b'a'..=b'j'] => u32::from(*c - b'a') + 1,
                _ => word.parse::<u32>().ok().filter(|n| {
                    (1..=99).contains(n) && core.len() > 1 || self.words[i].depth > 0 && *n > 0
                })?,
            };
            found.push(self.said.steps.iter().rposition(|s| s.number == Some(number))?);
        }
        (!found.is_empty()).then_some(found)
    }

    /// The first word behind filler and articles.
    pub(crate) fn after_articles(&self, start: usize, end: usize) -> usize {
        let mut at = self.after_filler(start, end);
        while let Some(next) = self.lexicon.at("article", &self.words[..end], at).filter(|&n| n < end) {
            at = next;
        }
        at
    }

    /// The number in front of an item.
    pub(crate) fn number_at(&self, from: usize, to: usize) -> Option<u32> {
        (from..to).find_map(|i| match self.mentions.tags[i] {
            Tag::Number(n) => Some(Some(n)),
            _ if self.words[i].mark => None,
            _ => Some(None),
        })?
    }
}
