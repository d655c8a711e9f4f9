//! Sentences cut into pieces: at commas, semicolons and the words that join clauses. Must never cut what only together
//! says something: a date, two verbs with one object, a clause and what it waits for.

use planwright_phrases::date::Role;

use crate::mention::Tag;
use crate::reader::Reader;

/// Longer pieces are no two clauses of a person and a verb, in words.
const LONG: usize = 80;

impl Reader<'_> {
    /// The pieces of a sentence, cut at commas, semicolons and the words that join clauses.
    pub(crate) fn pieces(&self, from: usize, to: usize, list: bool) -> Vec<(usize, usize)> {
        let mut cut = Vec::new();
        let mut start = from;
        let joined = if list { None } else { self.coordinated(from, to) };
        for i in from..to {
            let word = &self.words[i];
            let comma = word.mark && matches!(word.lower.as_str(), "," | ";" | "，" | "；" | "、" | "—")
                || word.lower == "–"
                || word.lower == "-" && !word.paragraph && i > from;
            let comma =
                comma && !(matches!(word.lower.as_str(), "-" | "–" | "—") && self.only_time(i + 1, to));
            let number = |k: usize| matches!(self.mentions.tags.get(k), Some(Tag::Number(_)));
            if number(i) && i > start && !number(i - 1) {
                cut.push((start, i));
                start = i;
                continue;
            }
            if joined.is_some_and(|predicate| i < predicate) {
                continue;
            }
            if !comma || word.depth > 0 || i < start || self.inside_one(i) {
                continue;
            }
            if word.lower != ";" && (self.clings(i + 1, to) || self.dates_event(start, i, to)) {
                continue;
            }
            if cut.is_empty() && !list && self.day_in_front(start, i, to) {
                continue;
            }
            cut.push((start, i));
            start = i + 1;
        }
        cut.push((start, to));
        cut.retain(|&(a, b)| self.words[a..b].iter().any(|w| !w.mark));
        let many = cut.len();
        let mut out = Vec::new();
        for (n, &(a, b)) in cut.iter().enumerate() {
            self.split_and(a, b, list && (n + 1 == many), &mut out);
        }
        out
    }

    /// "The menu, the music and the speeches can …": where the predicate of several nouns begins.
    fn coordinated(&self, from: usize, to: usize) -> Option<usize> {
        let start = self.after_filler(from, to);
        if self.front(from, to).is_some() || self.flag_at(start, to).is_some() {
            return None;
        }
        let says = |i: usize| {
            if self.words[i].depth > 0 || self.mentions.tags[i] != Tag::Plain || self.words[i].mark {
                return false;
            }
            let words = &self.words[..to];
            ["modal", "be", "parallel"].iter().any(|s| self.lexicon.at(s, words, i).is_some())
                || self.lexicon.at("waits", words, i).is_some_and(|n| n > i + 1)
                || self
                    .lexicon
                    .at("take", words, i)
                    .is_some_and(|n| matches!(self.mentions.tags.get(n), Some(Tag::Effort(_))))
        };
        let predicate = (start + 1..to).find(|&i| says(i))?;
        let is_comma =
            |i: usize| self.words[i].mark && matches!(self.words[i].lower.as_str(), "," | "、" | "，");
        let commas = (start..predicate).filter(|&i| is_comma(i)).count();
        let and = (start..predicate)
            .rev()
            .find(|&i| self.lexicon.at("only-and", &self.words[..predicate], i).is_some())?;
        let other_mark = (start..predicate).any(|i| {
            self.words[i].mark && !is_comma(i) && self.words[i].depth == 0 && self.words[i].lower != "-"
        });
        let nouns = self.split_nouns(start, predicate);
        let short = nouns.iter().all(|&(a, b)| {
            let core = self.core(a, b);
            let first = self.after_articles(a, b);
            (1..=4).contains(&core.len())
                && first < b
                && self.mentions.tags[a..b].iter().all(|t| matches!(t, Tag::Plain | Tag::Number(_)))
                && (self.lexicon.verb(self.words, first).is_none() || first > a)
                && self.flag_at(a, b).is_none()
        });
        // The comma right before the "and" is one of the list; the last noun has no comma behind it.
        let last = (and + 1..predicate).any(is_comma);
        (commas >= 1 && nouns.len() >= 2 && short && !other_mark && !last).then_some(predicate)
    }

    /// A comma inside a date.
    pub(crate) fn inside_one(&self, i: usize) -> bool {
        let date = |k: Option<&Tag>| if let Some(Tag::Date(d)) = k { Some(*d) } else { None };
        i > 0
            && date(self.mentions.tags.get(i - 1))
                .is_some_and(|d| date(self.mentions.tags.get(i + 1)) == Some(d))
    }

    /// Whether what begins at `i` belongs to the words before the comma: "…, once it is dry", "…, wenn …".
    pub(crate) fn clings(&self, i: usize, to: usize) -> bool {
        let words = &self.words[..to];
        let longest = |sections: &[&str]| sections.iter().filter_map(|s| self.lexicon.at(s, words, i)).max();
        let order = ["then", "last", "first", "parallel"];
        let ties = longest(&["waits", "blocks"]);
        let dated = self.mentions.tags.get(i).is_some_and(|t| *t != Tag::Plain);
        ties.is_some() && !dated && ties > longest(&order)
    }

    /// "On 4 May, dress rehearsal", "La veille, répétition": the day of what stands behind the comma.
    fn day_in_front(&self, start: usize, comma: usize, to: usize) -> bool {
        let begin = self.after_filler(start, comma);
        let next = self.after_filler(comma + 1, to);
        let (&[when], true) = (self.mentions.dates_in(start, comma).as_slice(), begin < comma && next < to)
        else {
            return false;
        };
        let work = self.lexicon.verb(self.words, next).is_some();
        self.core(start, comma).is_empty()
            && self.mentions.efforts_in(start, comma).is_empty()
            && self.mentions.tags[next] == Tag::Plain
            && (when.value.role != Role::Due || work)
    }

    /// "before Thanksgiving, November 26": what stands behind the comma dates what stands before it.
    pub(crate) fn dates_event(&self, start: usize, comma: usize, to: usize) -> bool {
        let end = (comma + 1..to)
            .find(|&k| self.words[k].mark && self.words[k].lower == "," && !self.inside_one(k))
            .unwrap_or(to);
        let tie = (start..comma).rev().find_map(|k| self.lexicon.at("blocks", &self.words[..comma], k));
        self.core(comma + 1, end).is_empty()
            && self.mentions.date(comma + 1, end).is_some_and(|d| d.value.role != Role::Due)
            && tie.is_some_and(|next| {
                next < comma && comma - next <= 4 && self.mentions.date(next, comma).is_none()
            })
    }

    /// Cuts a piece at "and" where both sides stand on their own.
    pub(crate) fn split_and(&self, from: usize, to: usize, last: bool, out: &mut Vec<(usize, usize)>) {
        let mut start = from;
        let mut i = from;
        while i < to {
            let joins = self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain;
            if let Some(next) = self.and_at(i, to).filter(|&n| joins && i > start && n < to)
                && self.stand_apart(start, i, next, to, last)
            {
                out.push((start, i));
                start = next;
                i = next;
                continue;
            }
            // "a prototype which will be evaluated": more to do with it.
            let which = joins
                && matches!(self.words[i].lower.as_str(), "which" | "that")
                && i > start + 1
                && self.lexicon.at("modal", &self.words[..to], i + 1).is_some_and(|n| {
                    self.words.get(n).is_some_and(|w| w.lower == "be") && self.participle(n, to).is_some()
                });
            if which {
                out.push((start, i));
                start = i + 1;
                i += 1;
                continue;
            }
            let but = matches!(self.words[i].lower.as_str(), "but" | "aber" | "pero" | "mas" | "mais");
            // "everything but the roof" leaves out; it joins nothing.
            let except = i > start && self.lexicon.at("everything", &self.words[..to], i - 1) == Some(i);
            // "muss aber vor dem Streichen fertig sein": one predicate.
            let modal =
                (start..i).all(|k| self.words[k].mark || self.lexicon.is("modal", &self.words[k..=k]));
            if but && joins && !except && !modal && i > start && i + 1 < to {
                out.push((start, i));
                start = i + 1;
                i += 1;
                continue;
            }
            // "then" in the middle: "book the hall then invite the guests"
            let then = self.lexicon.at("then", &self.words[..to], i).filter(|&n| {
                joins
                    && i > start + 1
                    && n < to
                    && n - i <= 3
                    && self.words[i].lower != "next"
                    && self.words[i].lower != "later"
                    && self.words[i].lower != "second"
            });
            let cuts = self
                .lexicon
                .at("then-cut", &self.words[..to], i)
                .is_some_and(|n| self.lexicon.at("waits", &self.words[..to], i).is_none_or(|w| w <= n))
                && i > start + 1
                && !matches!(
                    self.words[i - 1].lower.as_str(),
                    "and"
                        | "by"
                        | "before"
                        | "until"
                        | "than"
                        | "since"
                        | "is"
                        | "are"
                        | "be"
                        | "und"
                        | "erst"
                        | "y"
                        | "e"
                        | "et"
                );
            if let Some(next) = then
                && (cuts || self.lexicon.verb(self.words, self.after_filler(next, to)).is_some())
            {
                out.push((start, i));
                start = i;
                i = next;
                continue;
            }
            i += 1;
        }
        if start < to {
            out.push((start, to));
        }
    }

    pub(crate) fn stand_apart(&self, from: usize, and: usize, right: usize, to: usize, last: bool) -> bool {
        let (left_core, right_core) = (self.core(from, and), self.core(right, to));
        if right_core.is_empty()
            || left_core.is_empty()
            || !self.words[right..to].iter().any(|w| w.lower.chars().any(char::is_alphabetic))
        {
            return false;
        }
        // "… are ordered separately and in parallel": nothing else stands behind.
        let beside = self.lexicon.at("parallel", &self.words[..to], right);
        let alone = beside.is_some_and(|n| self.core(n, to).is_empty())
            && self.lexicon.at("modal", &self.words[..to], right).is_none();
        if alone && self.has_predicate(from, and) {
            return false;
        }
        let marked = ["then", "last", "parallel"]
            .iter()
            .any(|s| self.lexicon.at(s, &self.words[..to], right).is_some());
        if marked || to - from <= LONG && self.somebody_acts(right, to) && self.somebody_acts(from, and) {
            return true;
        }
        if self.is_one_condition(from, and, right, to) {
            return false;
        }
        if self.share_predicate(from, and, right, to) {
            return false;
        }
        // "survey (3 days) and design (5 days)"
        if !self.mentions.efforts_in(from, and).is_empty() && !self.mentions.efforts_in(right, to).is_empty()
        {
            return true;
        }
        if self.is_infinitive(from, and) && self.is_infinitive(right, to) {
            return true;
        }
        // "analizar (4 días) y presentar el 22 de mayo"
        let told = self.mentions.tags[from..and].iter().any(|t| matches!(t, Tag::Date(_) | Tag::Effort(_)));
        if told && self.is_bare_infinitive(from, and) && self.is_bare_infinitive(right, to) {
            return true;
        }
        let own = self.lexicon.at("article", self.words, right).is_some_and(|n| {
            (n + 1..to.min(n + 4)).any(|i| {
                self.lexicon.at("going", self.words, i).is_some()
                    || self.base_of_third(&self.words[i].lower).is_some()
            })
        });
        if own && self.has_predicate(from, and) {
            return true;
        }
        let subject = matches!(self.words[right].lower.as_str(), "i" | "we" | "they" | "she" | "he" | "you");
        if subject
            && right_core.len() >= 2
            && self.lexicon.verb(self.words, self.after_filler(right, to)).is_some()
        {
            return true;
        }
        let begin = self.after_lead(from, and);
        let right_begin = self.after_filler(right, to);
        let (left_verb, right_verb) =
            (self.lexicon.verb(self.words, begin), self.lexicon.verb(self.words, right_begin));
        if self.has_predicate(from, and) && self.has_predicate(right, to) {
            return true;
        }
        // "takes 2 hours and needs the drawing", "… and follows the review": one subject, two things said of it.
        let carries = ["need", "waits", "modal", "be"].iter().any(|s| {
            self.lexicon.at(s, &self.words[..to], right_begin).is_some()
                && self.mentions.tags[right_begin] == Tag::Plain
        });
        let lasts = self
            .lexicon
            .at("take", &self.words[..to], right_begin)
            .is_some_and(|n| (n..to.min(n + 3)).any(|i| matches!(self.mentions.tags[i], Tag::Effort(_))));
        let says = self.has_predicate(from, and)
            || ["going", "parallel-with"].iter().any(|s| self.phrase_in(s, from + 1, and).is_some());
        if (carries || lasts) && says && right_verb.is_none() {
            return true;
        }
        if left_verb.is_some() && right_verb.is_some() {
            // "Reindex job and query layer can be built in parallel": nouns that look like verbs.
            let can = self.phrase_in("modal", right + 1, to.min(right + 5));
            if can.is_some_and(|(_, n)| self.phrase_in("parallel", n, to).is_some()) {
                return false;
            }
            // "clean and label it": two verbs share one object; "design and publish": they have none.
            let left_words = and - begin;
            let after = self.words[right_begin + 1..to]
                .iter()
                .zip(&self.mentions.tags[right_begin + 1..to])
                .find(|(w, _)| !w.mark);
            let object = after.is_some_and(|(w, t)| *t == Tag::Plain && !self.is_joint(&w.lower));
            return left_words > 1 || !object;
        }
        if self.has_predicate(from, to) && !last {
            return false;
        }
        // The last item of a list: "a facilitator and a team dinner"; a verb in front governs both.
        let said = self.has_predicate(from, and) && !self.has_predicate(right, to) && right_verb.is_none();
        let own = self.mentions.tags[from..and].iter().any(|t| matches!(t, Tag::Date(_) | Tag::Effort(_)));
        let tied = self.lexicon.any("waits", &self.words[if own { from..and } else { from..to }]);
        last && left_verb.is_none() && !said && !tied || last && left_verb.is_some() && right_verb.is_some()
    }

    /// "Survey (3 days) and design (5 days) run side by side": what is said behind the second is said of both.
    fn share_predicate(&self, from: usize, and: usize, right: usize, to: usize) -> bool {
        let bracket =
            |a: usize, b: usize| (a..b).rev().find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）"));
        let noun = |a: usize, b: usize| {
            let begin = self.after_lead(a, b);
            let led = self.lexicon.verb(self.words, begin).is_some()
                && self.lexicon.at("activity", self.words, begin).is_none();
            !led && (begin..b).all(|i| {
                self.words[i].depth > 0
                    || !self.words[i].mark
                    || matches!(self.words[i].lower.as_str(), "(" | ")")
            })
        };
        let Some(close) = bracket(right, to).filter(|c| c + 1 < to) else { return false };
        let says = ["going", "modal", "parallel", "be-plural", "waits"]
            .iter()
            .any(|s| self.lexicon.at(s, &self.words[..to], close + 1).is_some());
        let beside =
            ["parallel", "both", "parallel-with"].iter().any(|s| self.phrase_in(s, close + 1, to).is_some());
        says && beside && bracket(from, and) == and.checked_sub(1) && noun(from, and) && noun(right, close)
    }

    pub(crate) fn is_joint(&self, word: &str) -> bool {
        const JOINTS: [&str; 22] = [
            "before",
            "after",
            "in",
            "on",
            "at",
            "by",
            "for",
            "with",
            "to",
            "from",
            "first",
            "then",
            "until",
            "once",
            "when",
            "afterwards",
            "later",
            "and",
            "together",
            "as",
            "via",
            "over",
        ];
        JOINTS.contains(&word)
    }
}
