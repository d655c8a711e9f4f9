//! Sentences: where they end, which of them is the goal, and how their clauses are read one after the other. Must never read
//! a clause twice.

use crate::lexicon::Language;
use crate::mention::Tag;
use crate::reader::{MOST_STEPS, Reader};
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::text;

/// Most words of a clause that says nothing but that all has to wait.
const SHORT: usize = 6;

impl Reader<'_> {
    /// The sentences, as ranges of words without the mark that ends them.
    pub(crate) fn sentences(&self) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut from = 0;
        for i in 0..self.words.len() {
            let word = &self.words[i];
            if word.paragraph && i > from && !self.words[i - 1].lower.ends_with(':') {
                out.push((from, i));
                from = i;
            }
            let line = i > from
                && self.text.get(self.words[i - 1].end..word.start).is_some_and(|gap| gap.contains('\n'))
                && self.text[word.start..].starts_with(char::is_uppercase)
                && self.lexicon.verb(self.words, i).is_some()
                && !self.words[i - 1].lower.ends_with([',', ':']);
            if line && !word.paragraph {
                out.push((from, i));
                from = i;
            }
            if i > from + 4 && self.runs_on(from, i) {
                out.push((from, i));
                from = i;
            }
            if word.mark && self.ends_sentence(i) {
                out.push((from, i));
                from = i + 1;
            }
        }
        out.push((from, self.words.len()));
        out.retain(|&(from, to)| self.words[from..to].iter().any(|w| !w.mark));
        out
    }

    /// Speech without stops: "… about local history I need to buy a mic": a new main clause in the middle.
    fn runs_on(&self, from: usize, i: usize) -> bool {
        const JOINTS: [&str; 22] = [
            "that", "which", "what", "who", "where", "why", "how", "before", "after", "once", "when",
            "until", "if", "because", "since", "so", "as", "while", "and", "but", "or", "than",
        ];
        let word = &self.words[i];
        if word.depth > 0 || word.mark || self.words[i - 1].mark || self.mentions.tags[i] != Tag::Plain {
            return false;
        }
        self.lexicon.at("main-clause", self.words, i).is_some()
            && !JOINTS.contains(&self.words[i - 1].lower.as_str())
            && !(from..i).any(|k| self.lexicon.at("front-waits", self.words, k).is_some() && k + 6 > i)
    }

    fn ends_sentence(&self, i: usize) -> bool {
        match self.words[i].lower.as_str() {
            "!" | "?" | "。" | "！" | "？" => self.words[i].depth == 0,
            "." => {
                const SHORT: [&str; 22] = [
                    "approx", "ca", "vs", "mr", "mrs", "ms", "dr", "prof", "no", "nr", "st", "incl", "inkl",
                    "est", "resp", "ggf", "evtl", "etc", "bzw", "inc", "ltd", "fig",
                ];
                const TITLES: [&str; 9] = ["mr", "mrs", "ms", "dr", "prof", "mme", "sr", "sra", "st"];
                let before = i.checked_sub(1).map_or("", |b| self.words[b].lower.as_str());
                if TITLES.contains(&before) && self.words.get(i + 1).is_some_and(|w| !w.paragraph) {
                    return false;
                }
                let inside = matches!(self.mentions.tags[i], Tag::Date(_) | Tag::Effort(_) | Tag::Number(_));
                let before = i.checked_sub(1).map_or("", |b| self.words[b].lower.as_str());
                let small = self.words.get(i + 1).is_some_and(|w| {
                    self.text[w.start..].starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
                });
                !(inside || self.words[i].depth > 0 || SHORT.contains(&before) && small)
            }
            _ => false,
        }
    }

    pub(crate) fn sentence(&mut self, from: usize, to: usize) {
        let from = self.after_marks(self.after_greeting(from, to), to);
        if from >= to || self.is_courtesy(from, to) {
            return;
        }
        self.taking = false;
        self.aside = None;
        self.pending = None;
        self.ahead = false;
        self.shared_verb = None;
        if self.only_figures(from, to) {
            return;
        }
        if self.each_gets(from, to)
            || self.in_order(from, to)
            || self.all_before(from, to)
            || self.nothing_without(from, to)
            || self.efforts_told(from, to)
        {
            return;
        }
        self.sentence_of(from, to);
    }

    /// A sentence that is neither a chain of all it names nor figures alone.
    pub(crate) fn sentence_of(&mut self, from: usize, to: usize) {
        if self.chained(from, to) {
            return;
        }
        let from = match self.flag_at(from, to) {
            // "Then plan a shed" as the first words of all: nothing is there that it could follow.
            Some((Flag::Then, next))
                if self.said.steps.is_empty() && self.goal_range.is_none() && next < to =>
            {
                next
            }
            _ => from,
        };
        if let Some(colon) = self.head_colon(from, to) {
            self.headed(from, colon, to);
            return;
        }
        if self.verbs_in_a_row(from, to) || self.undergoes(from, to) {
            return;
        }
        let goal = self.goal_range.is_none() && self.is_goal(from, to);
        if goal && self.is_sibling(from, to) {
            self.goal_range = Some((from, from));
        } else if goal {
            match self.semicolon(from, to) {
                // "Plan a fair; hall booked by May 2; flyers in June": the goal, and more said of it.
                Some(mark) => {
                    self.goal(from, mark);
                    self.open(mark + 1, to);
                }
                None => self.goal(from, to),
            }
            return;
        }
        if self.needs_known(from, to) || self.needs_turned(from, to) {
            return;
        }
        if let Some((subject_end, list)) = self.need(from, to).filter(|_| !self.is_said_of_the_last(from, to))
        {
            // "We need a contract; without it …": more is said behind it.
            let mark = self
                .semicolon(list, to)
                .filter(|mark| self.front(mark + 1, to).is_some() || self.has_predicate(mark + 1, to));
            self.needed(from, subject_end, list, mark.unwrap_or(to));
            if let Some(mark) = mark {
                self.open(mark + 1, to);
            }
            return;
        }
        self.open(from, to);
    }

    /// A sentence of clauses, or a list without a head.
    pub(crate) fn open(&mut self, from: usize, to: usize) {
        if self.wave_sentence(from, to) {
            return;
        }
        let pieces = self.pieces(from, to, false);
        let predicates = pieces.iter().filter(|p| self.has_predicate(p.0, p.1)).count();
        let list = pieces.len() >= 3 && predicates * 3 <= pieces.len();
        let pieces = if list { self.pieces(from, to, true) } else { pieces };
        self.clauses(&pieces, list, from, to);
    }

    /// Every item of a list, or every clause of a sentence, and then their order.
    pub(crate) fn clauses(&mut self, pieces: &[(usize, usize)], list: bool, from: usize, to: usize) {
        let mut items: Vec<Item> = Vec::new();
        let mut i = 0;
        while let Some(&(start, end)) = pieces.get(i) {
            i += 1;
            if self.said.steps.len() > MOST_STEPS {
                // More are refused; reading on would compare each with all before it.
                break;
            }
            if i < pieces.len() && self.while_front((start, end), pieces[i], list, &mut items) {
                i += 1;
                continue;
            }
            if i >= pieces.len()
                && let Some(main) = self.behind_while(start, end)
                && self.while_front((start, main), (main, end), list, &mut items)
            {
                continue;
            }
            if i < pieces.len() && self.behind_front((start, end), pieces[i], list, &mut items) {
                i += 1;
                continue;
            }
            // "After the permit, pour the foundation": the clause in front belongs to the next one.
            let front = self.front(start, end);
            // What follows belongs to a clause of its own that opens the same way.
            let alone =
                pieces.get(i).is_none_or(|next| front.is_some() && self.front(next.0, next.1).is_some());
            let inner = front.and_then(|(_, at)| {
                if alone {
                    self.main_clause(at, end)
                } else {
                    self.behind_state(at, end).or_else(|| self.inverted_main(at, end))
                }
            });
            let front = front.filter(|_| i < pieces.len() || inner.is_some());
            if let Some((waits, at)) = front {
                let whole = end;
                let end = inner.map_or(end, |main| self.before_main(at, main));
                let (next_start, next_end) = match inner {
                    Some(main) => (main, whole),
                    None => {
                        i += 1;
                        pieces[i - 1]
                    }
                };
                // "Once both are finished", "when everything is done": known before the main clause is read.
                let words =
                    if ["both", "everything"].iter().any(|s| self.lexicon.any(s, &self.words[at..end])) {
                        self.right_side(at, end)
                    } else {
                        self.conditions(at, end)
                    };
                let words = words.or_else(|| self.done_then(waits, at, end));
                let words = words.or_else(|| self.known_done(at, end).filter(|_| waits).map(Side::Steps));
                let words = words.or_else(|| self.timed_here(at, end));
                let words = words.unwrap_or_else(|| Side::Words(self.spelled(at, end)));
                let mut main = self.main_steps(next_start, next_end, list, &mut items);
                // "Before anything is moved, list the pipelines and agree on a template": said of both.
                while let Some(&(a, b)) = pieces.get(i).filter(|p| !main.is_empty() && self.shares_front(p)) {
                    main.extend(self.main_steps(a, b, list, &mut items));
                    i += 1;
                }
                let quote = text::spelled(self.text, &self.words[start..next_end]).to_owned();
                let main = match main.is_empty() {
                    true if self.is_nothing(next_start, next_end) => Side::All,
                    true => Side::Goal,
                    false => Side::Steps(main),
                };
                if waits {
                    self.order(words, main, quote);
                } else {
                    self.order(main, words, quote);
                }
                continue;
            }
            self.clause(start, end, list, &mut items);
        }
        if let Some(&last) = pieces.last().filter(|_| list) {
            self.each_item(&items, last);
        }
        let quote = text::spelled(self.text, &self.words[from..to]).to_owned();
        self.arrange(&items, list, &quote);
    }

    /// Whether a piece is joined by "and" to the one before, and begins with a verb and no marker of its own.
    fn shares_front(&self, &(from, to): &(usize, usize)) -> bool {
        let start = self.after_filler(from, to);
        let joined = from > 0 && self.lexicon.at("only-and", self.words, from - 1) == Some(from);
        let noun = self.said.language == Language::De
            && self.opens_noun(start.min(to - 1))
            && !self.has_predicate(from, to);
        joined
            && (noun || self.lexicon.verb(self.words, start).is_some())
            && self.flag_at(start, to).is_none()
    }

    /// "After the script (4 days), …": named here first, with its effort.
    fn timed_here(&mut self, start: usize, end: usize) -> Option<Side> {
        let new = !self.mentions.efforts_in(start, end).is_empty()
            && self.resolve_one(&self.spelled(start, end)).is_none()
            && !self.has_predicate(start, end);
        let step = if new { self.step(start, end)? } else { return None };
        Some(Side::Steps(vec![step]))
    }

    /// "…, folgt der Probelauf", "…, können Keller und Zufahrt beginnen": behind the verb that stands before its subject.
    fn after_inversion(&self, start: usize, end: usize) -> usize {
        let at = self.after_filler(start, end);
        let words = &self.words[..end];
        let next =
            ["inverted", "follow-on", "modal"].iter().filter_map(|s| self.lexicon.at(s, words, at)).max();
        let led = |n: &usize| {
            let person = ["person", "person-behind"].iter().any(|s| self.lexicon.at(s, words, *n).is_some());
            let noun = self.text[self.words[*n].start..].starts_with(char::is_uppercase);
            !person && (self.lexicon.at("article", words, *n).is_some() || noun)
        };
        next.filter(|n| *n < end && self.said.language != Language::En).filter(led).unwrap_or(start)
    }

    /// Whether a clause speaks of everything: "no se puede trasladar nada", "nothing can be moved".
    fn is_nothing(&self, start: usize, end: usize) -> bool {
        let core = self.core(start, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let denied = self.has_denial(start, end) || self.lexicon.at("everything", &words, 0).is_some();
        denied
            && words.len() <= SHORT
            && (0..words.len()).any(|i| self.lexicon.at("nothing", &words, i).is_some())
    }

    /// "Ohne den Bauantrag geht nichts": what stands there comes before everything.
    fn nothing_without(&mut self, from: usize, to: usize) -> bool {
        let start = self.after_filler(from, to);
        let Some(next) = self.lexicon.at("without", &self.words[..to], start) else { return false };
        let Some((at, behind)) = self.phrase_in("nothing-goes", next + 1, to) else { return false };
        let stop = (next..at).rev().find(|&i| !self.words[i].mark).map_or(at, |i| i + 1);
        let mut items = Vec::new();
        let steps = self.nouns(next, stop, &mut items, Flag::Plain);
        self.order(Side::Steps(steps), Side::All, self.spelled(from, behind));
        self.frontier.clear();
        if !self.core(behind, to).is_empty() {
            self.sentence(behind, to);
        }
        true
    }

    /// The steps of the clause behind one with "after" or "before".
    fn main_steps(&mut self, start: usize, end: usize, list: bool, items: &mut Vec<Item>) -> Vec<usize> {
        let before = items.len();
        let known_limits = self.said.constraints.len();
        let nothing = self.is_nothing(start, end);
        let unable = self.lexicon.at("unable", &self.words[..end], self.after_filler(start, end));
        let start = unable.filter(|n| *n < end).unwrap_or_else(|| self.after_inversion(start, end));
        self.clause(start, end, list, items);
        let mut main: Vec<usize> = items[before..].iter().map(|item| item.step).collect();
        if nothing {
            return main;
        }
        if main.is_empty() && unable.is_some_and(|n| n < end) {
            // "… não podemos montar a exposição": what cannot be done is to be done, known verb or not.
            self.said.constraints.truncate(known_limits);
            main.extend(self.step(start, end));
            items.extend(main.iter().map(|&step| Item { step, flag: Flag::Plain }));
            return main;
        }
        if main.is_empty() {
            main.extend(self.named_by(start, end));
        }
        if main.is_empty() {
            main = self.cannot_begin(start, end, items);
            if !main.is_empty() {
                self.said.constraints.truncate(known_limits);
            }
        }
        if main.is_empty() {
            main = self.begins_then(start, end, items);
            if !main.is_empty() {
                self.said.constraints.truncate(known_limits);
            }
        }
        let limits = self.said.constraints.len();
        if main.is_empty() && limits > known_limits && !self.has_predicate(start, end) {
            // "Once it is dry, varnish the top": what waits for something is done, known verb or not.
            self.said.constraints.truncate(known_limits);
            main.extend(self.step(start, end));
            items.extend(main.iter().map(|&step| Item { step, flag: Flag::Plain }));
        }
        main
    }
}
