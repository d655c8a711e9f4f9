//! Verbs in a row that share one object: "design, build and test the page", "écrire, imprimer puis livrer l'annuaire", "den
//! Ofen abbauen, transportieren und aufbauen". Must never take a list of things for a list of verbs.

use crate::clause::capital;
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::{Order, Side, Step};
use crate::step::{lower_first, shorten};

/// Shortest infinitive that its ending tells, in characters.
const SHORTEST: usize = 4;

impl Reader<'_> {
    /// Reads such a sentence; false when it is none.
    pub(crate) fn verbs_in_a_row(&mut self, from: usize, to: usize) -> bool {
        self.object_behind(from, to) || self.object_in_front(from, to)
    }

    /// "Design, build and test the page": each verb is a step, and what is said behind the object is read on its own.
    fn object_behind(&mut self, from: usize, to: usize) -> bool {
        let (verbs, then) = self.row_of_verbs(from, to);
        let enough = verbs.len() >= 3 || verbs.len() == 2 && then;
        let Some(&last) = verbs.last().filter(|_| enough) else { return false };
        let end = (last + 1..to).find(|&i| self.ends_object(i)).unwrap_or(to);
        if self.core(last + 1, end).is_empty() || end < to && !self.is_said_behind(end, to) {
            return false;
        }
        let object = lower_first(&self.title(last + 1, end));
        let titles =
            verbs.iter().map(|&verb| format!("{} {object}", capital(&self.words[verb].lower))).collect();
        self.row(titles, from, end);
        self.behind_row(end, to);
        true
    }

    /// "Den Ofen abbauen, transportieren und wieder aufbauen": the object stands before the first verb.
    fn object_in_front(&mut self, from: usize, to: usize) -> bool {
        let begin = self.after_lead(from, to);
        if self.said.language != Language::De || !self.row_marks(begin, to) {
            return false;
        }
        let parts = self.split_nouns(begin, to);
        let alone = |&&(a, b): &&(usize, usize)| self.is_verb_alone(a, b);
        let Some(&(first, stop)) = parts.first().filter(|p| self.is_infinitive(p.0, p.1)) else {
            return false;
        };
        let rest: Vec<(usize, usize)> = parts[1..].iter().take_while(alone).copied().collect();
        let Some(&(_, end)) = rest.last().filter(|_| rest.len() >= 2) else { return false };
        if parts.len() > rest.len() + 1 && !self.is_said_behind(end, to) {
            return false;
        }
        let Some((&verb, object)) = self.core(first, stop).split_last().map(|(v, o)| (v, o.to_vec())) else {
            return false;
        };
        let thing = object.last().map_or(String::new(), |&last| self.title(first, last + 1));
        let done = rest.iter().map(|&(a, b)| lower_first(&self.title(a, b)));
        let verbs = std::iter::once(self.words[verb].lower.clone()).chain(done);
        let titles = verbs.map(|verb| format!("{thing} {verb}")).collect();
        self.row(titles, from, end);
        if let (Some(found), Some(step)) =
            (self.mentions.efforts_in(rest[rest.len() - 1].0, end).first().map(|f| f.value), self.subject)
        {
            self.said.steps[step].effort = Some(found);
        }
        self.behind_row(end, to);
        true
    }

    /// The verbs that stand in a row, and whether a "then" joins two of them.
    fn row_of_verbs(&self, from: usize, to: usize) -> (Vec<usize>, bool) {
        let mut at = self.after_filler(from, to);
        let (mut verbs, mut then): (Vec<usize>, bool) = (Vec::new(), false);
        while at < to && self.mentions.tags[at] == Tag::Plain && self.is_row_verb(at) {
            verbs.push(at);
            let mut next = at + 1;
            while next < to && (self.words[next].mark && self.words[next].lower == "," || self.joins(next)) {
                let cut = self.lexicon.at("then-cut", &self.words[..to], next);
                then |= cut.is_some();
                next = cut.unwrap_or(next + 1);
            }
            if next == at + 1 {
                break;
            }
            at = next;
        }
        (verbs, then)
    }

    /// A known verb, or a word that its ending makes an infinitive where such stand in front.
    fn is_row_verb(&self, at: usize) -> bool {
        let word = &self.words[at];
        let ending = || {
            word.lower.chars().count() >= SHORTEST && self.lexicon.suffix("infinitive", &word.lower).is_some()
        };
        self.lexicon.verb(&self.words[..=at], at).is_some() || ending()
    }

    fn ends_object(&self, i: usize) -> bool {
        let word = &self.words[i];
        word.mark && word.depth == 0 && !self.inside_one(i) && matches!(word.lower.as_str(), "," | ";" | ":")
    }

    /// Whether what stands behind a mark says something of its own, and does not list more things.
    fn is_said_behind(&self, mark: usize, to: usize) -> bool {
        let semicolon = self.words[mark].lower == ";";
        let (start, figures) = (mark + 1, &self.mentions.tags[mark + 1..to]);
        let told = figures.iter().any(|t| *t != Tag::Plain)
            || ["with", "without", "waits", "blocks", "before-that", "who", "solo"]
                .iter()
                .any(|s| self.lexicon.at(s, &self.words[..to], start).is_some());
        semicolon || self.words[mark].lower == "," && (told || self.has_predicate(start, to))
    }

    /// Whether a comma stands before any colon or semicolon.
    fn row_marks(&self, from: usize, to: usize) -> bool {
        let mark = (from..to).find(|&i| self.words[i].depth == 0 && self.ends_object(i));
        mark.is_some_and(|i| self.words[i].lower == ",")
    }

    /// "transportieren", "wieder aufbauen (3 Tage)": a verb and no thing.
    fn is_verb_alone(&self, from: usize, to: usize) -> bool {
        let core = self.core(from, to);
        let small = |i: &usize| self.text[self.words[*i].start..].starts_with(char::is_lowercase);
        let verbal = |i: usize| {
            let word = self.words[i].lower.as_str();
            ["en", "rn", "ln"].iter().any(|e| word.ends_with(e)) && word.chars().count() > SHORTEST
        };
        core.len() <= 2 && core.iter().all(small) && core.last().is_some_and(|&i| verbal(i))
    }

    /// The steps of a row, one after the other.
    fn row(&mut self, titles: Vec<String>, from: usize, to: usize) {
        let first = self.goal_range.is_none() && self.said.steps.is_empty();
        if first {
            self.goal_of_steps(from, to);
        }
        let quote = self.spelled(from, to);
        let mut items = Vec::new();
        for title in titles {
            let step = self.push(Step { title: shorten(&title), quote: quote.clone(), ..Step::default() });
            items.push(Item { step, flag: Flag::Plain });
        }
        if !first {
            for when in self.mentions.dates_in(from, to).into_iter().map(|f| f.value).collect::<Vec<_>>() {
                self.date_of(items.last().map(|i| i.step), &when, from, to);
            }
        }
        self.subject = items.last().map(|i| i.step);
        self.arrange(&items, true, &quote);
        for pair in items.windows(2) {
            self.said.orders.push(Order {
                before: Side::Steps(vec![pair[0].step]),
                after: Side::Steps(vec![pair[1].step]),
                stated: false,
                quote: quote.clone(),
            });
        }
    }

    /// Reads what stands behind the row.
    fn behind_row(&mut self, end: usize, to: usize) {
        if end < to {
            self.open(end + 1, to);
        }
    }

    /// Whether "and" or "then" stands between two verbs: "cut, glue, then paint".
    fn joins(&self, at: usize) -> bool {
        ["only-and", "then-cut"].iter().any(|s| self.lexicon.at(s, self.words, at).is_some())
    }
}
