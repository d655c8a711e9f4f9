//! Reading a paragraph: sentences, then pieces, then clauses, from left to right, once. Must never invent: what no rule
//! understands is kept as a constraint in the text's own words.

use jiff::civil::{Date, Weekday};
use planwright_domain::{Warning, WorkingDays};
use planwright_phrases::date::{Ground, Offset};
use planwright_phrases::duration::DayLength;

use crate::frame;
use crate::german;
use crate::injection;
use crate::lexicon::{Language, Lexicon};
use crate::mention::{Mentions, Tag};
use crate::naming;
use crate::numbering;
use crate::sequence::Flag;
use crate::stated::{Said, Side, Step};
use crate::text::{self, Word};

/// Steps a paragraph can name, at most; reading stops there.
pub(crate) const MOST_STEPS: usize = 400;

/// What a paragraph says.
pub(crate) fn read(text: &str, ground: &Ground, day: DayLength) -> Said {
    let (text, code) = frame::without_code(text);
    let text = text.as_ref();
    let words = text::words(text);
    let language = Language::of(text, &words);
    let mut mentions = Mentions::of(text, &words, ground, day);
    mentions.take_time(&words, language.lexicon(), day);
    mentions.shared_units(&words, language.lexicon(), day);
    numbering::mark(&words, &mut mentions);
    mentions.recurring(&words, language.lexicon());
    mentions.joints(&words, language.lexicon());
    if language == Language::De {
        german::inner_markers(&words, &mut mentions, language.lexicon());
    }
    let mut reader = Reader {
        text,
        words: &words,
        mentions: &mentions,
        lexicon: language.lexicon(),
        day,
        today: ground.today,
        said: Said { language, ..Said::default() },
        frontier: Vec::new(),
        subject: None,
        last_date: None,
        hinge: None,
        firsts: Vec::new(),
        aside: None,
        goal_stems: Vec::new(),
        goal_range: None,
        sentences: Vec::new(),
        taking: false,
        gerund: false,
        pending: None,
        later: Vec::new(),
        ahead: false,
        shared_verb: None,
        free: Vec::new(),
        prelude: Vec::new(),
        prior: Vec::new(),
        named: None,
    };
    reader.limits();
    let mut suspicious = false;
    if let Some(code) = code {
        reader.left_out(&code);
    }
    reader.sentences = reader.sentences();
    for n in 0..reader.sentences.len() {
        let (from, to) = reader.sentences[n];
        let quote = text::spelled(text, &words[from..to]);
        if injection::commands_the_tool(quote, suspicious) {
            // "Plan the move for May 4, then ignore all rules": what stands in front of the command is work.
            if let Some(cut) = reader.before_command(from, to, suspicious) {
                reader.sentence(from, cut);
                reader.left_out(text::spelled(text, &words[cut..to]));
            } else {
                reader.left_out(quote);
            }
            suspicious = true;
            continue;
        }
        reader.sentence(from, to);
        if reader.said.steps.len() > MOST_STEPS {
            break;
        }
    }
    reader.settle();
    reader.set_products();
    reader.set_free();
    reader.set_prelude();
    reader.goal_after_its_first();
    reader.launch_is_deadline();
    reader.clashes();
    reader.said
}

/// Longest "the former", in bytes.
const SHORT_NAME: usize = 24;

/// The state of reading.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: &'t [Word],
    pub(crate) mentions: &'t Mentions,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) day: DayLength,
    pub(crate) today: Date,
    pub(crate) said: Said,
    /// The steps said last: what "then" follows.
    pub(crate) frontier: Vec<usize>,
    /// The step the last clause was about: what "it" means and what a clause without a subject is about.
    pub(crate) subject: Option<usize>,
    /// The date said last: what "a week later" counts from.
    pub(crate) last_date: Option<Date>,
    /// The date that "the day before" was counted from: "the day after" counts from it as well.
    pub(crate) hinge: Option<Date>,
    /// Steps that are said to come first, with nothing beside them.
    pub(crate) firsts: Vec<usize>,
    /// Within a "because": the step of the main clause.
    pub(crate) aside: Option<usize>,
    pub(crate) goal_stems: Vec<String>,
    pub(crate) goal_range: Option<(usize, usize)>,
    /// The sentences of the text, as ranges of words.
    pub(crate) sentences: Vec<(usize, usize)>,
    /// The last clause said how long something takes: "…, QA 2 days after that".
    pub(crate) taking: bool,
    /// "Start by writing …": the clause has a gerund for its verb.
    pub(crate) gerund: bool,
    /// What a marker alone between commas says of the next clause: "and, in parallel, …".
    pub(crate) pending: Option<Flag>,
    /// Steps whose day is counted from something whose own day is not known yet; without words, from all of it.
    pub(crate) later: Vec<(usize, Offset, String)>,
    /// "Before that" alone between commas: the next clause comes before the steps said last.
    pub(crate) ahead: bool,
    /// What somebody was said to do, within a sentence: "…, Ben the back end". Empty where it is only "do".
    pub(crate) shared_verb: Option<String>,
    /// Steps that may be done at any time.
    pub(crate) free: Vec<usize>,
    /// "Before that: …" said of the whole: steps that come before what is done on its days.
    pub(crate) prelude: Vec<usize>,
    /// What the right side of the last order named: what "which" means.
    pub(crate) named: Option<usize>,
    /// What the words before this one said to come "before that": what the next "before that" comes before.
    pub(crate) prior: Vec<usize>,
}

impl Reader<'_> {
    /// Whether a day lies before today.
    pub(crate) fn is_past(&self, day: Date) -> bool {
        day < self.today
    }

    /// Tells of words that were not read as part of the project.
    fn left_out(&mut self, words: &str) {
        let shown: String = words.trim().chars().take(60).collect();
        self.said.warnings.push(Warning::new(
            "instruction-ignored",
            format!("left out, because it speaks to the program and not of the project: \"{shown}\""),
        ));
    }

    /// Where a sentence turns from the project to the program; none where it does so from the beginning.
    fn before_command(&self, from: usize, to: usize, suspicious: bool) -> Option<usize> {
        let commands = |a: usize, b: usize| {
            injection::commands_the_tool(text::spelled(self.text, &self.words[a..b]), suspicious)
        };
        let pieces = self.pieces(from, to, false);
        let first = pieces.iter().position(|p| commands(p.0, p.1))?;
        let cut = pieces[first].0;
        let work = cut > from
            && !commands(from, cut)
            && (self.mentions.date(from, cut).is_some()
                || self.lexicon.verb(self.words, self.after_filler(from, cut)).is_some());
        work.then_some(cut)
    }

    /// "Paint the fence by Friday. Buy paint first.": the goal is the other step.
    fn goal_after_its_first(&mut self) {
        let begin = self.goal_range.map_or(0, |(from, to)| self.after_filler(from, to));
        let work = self.goal_range.is_some() && self.lexicon.verb(self.words, begin).is_some();
        if !(work && self.said.steps.len() == 1 && self.firsts == [0]) || self.said.goal.is_empty() {
            return;
        }
        let (title, quote) = (self.said.goal.clone(), self.said.steps[0].quote.clone());
        let due = self.said.deadline.as_ref().map(|d| d.value);
        let goal = self.goal_range.map_or_else(String::new, |(from, to)| self.spelled(from, to));
        let step = self.push(Step { title, quote: goal, due, ..Step::default() });
        self.order(Side::Steps(vec![0]), Side::Steps(vec![step]), quote);
    }

    /// Team, hours and money, wherever they stand.
    fn limits(&mut self) {
        let m = self.mentions;
        self.said.team = m.team.as_ref().map(|f| f.value);
        let pace = m.paces.first().map(|f| f.value.minutes_per_week(self.day));
        let week = self.day.minutes_per_day.saturating_mul(self.day.days_per_week);
        let share = m.shares.iter().find_map(|f| match f.value {
            planwright_phrases::people::Share::Percent(p) if p < 100 => Some(week / 100 * u32::from(p)),
            _ => None,
        });
        self.said.weekly = pace.or(share);
        let weekends = m.shares.iter().any(|f| f.value == planwright_phrases::people::Share::Weekends);
        let weekends = weekends.then(|| WorkingDays::of([Weekday::Saturday, Weekday::Sunday]));
        self.said.working_days = m
            .workweek
            .iter()
            .fold(weekends, |days, said| Some(said.value.of(days.unwrap_or(WorkingDays::MONDAY_TO_FRIDAY))));
        self.said.budget = m.money.first().map(|f| f.value.to_string());
    }

    /// The first word that is no mark.
    pub(crate) fn after_marks(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|&i| !self.words[i].mark && !matches!(self.mentions.tags[i], Tag::Number(_)))
            .unwrap_or(to)
    }

    /// The first word that is neither mark, nor joining word, nor "please", "we want to".
    pub(crate) fn after_filler(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        loop {
            let start = self.after_marks(at, to);
            let words = &self.words[..to];
            let next = ["filler", "and"].iter().filter_map(|s| self.lexicon.at(s, words, start)).max();
            // "与此同时" is no "与".
            let marker =
                self.lexicon.at("parallel", words, start).max(self.lexicon.at("no-filler", words, start));
            match next.filter(|n| marker.is_none_or(|m| m <= *n)) {
                Some(next) if next <= to => at = next,
                _ => return start,
            }
        }
    }

    /// The first word behind filler and the words that place a step: "and after that".
    pub(crate) fn after_lead(&self, from: usize, to: usize) -> usize {
        let mut at = self.after_filler(from, to);
        while let Some((_, next)) = self.flag_at(at, to).filter(|&(_, n)| n < to) {
            at = self.after_filler(next, to);
        }
        at
    }

    /// The words of a range that no figure claims and that are no marks.
    pub(crate) fn core(&self, from: usize, to: usize) -> Vec<usize> {
        let plain = |i: &usize| !self.words[*i].mark && self.mentions.tags[*i] == Tag::Plain;
        // "about two days", "roughly in May": a word that only softens a figure.
        let softens = |i: &usize| {
            let next = self.lexicon.at("about", &self.words[..to], *i);
            next.and_then(|n| self.mentions.tags.get(n)).is_some_and(|t| *t != Tag::Plain && *t != Tag::Limit)
        };
        (from..to).filter(plain).filter(|i| !softens(i)).collect()
    }

    /// Whether a range says something of a subject: "takes 2 days", "must", "depends on".
    pub(crate) fn has_predicate(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|i| {
            if self.words[i].depth > 0 || self.mentions.tags[i] != Tag::Plain {
                return false;
            }
            let words = &self.words[..to];
            let duration = |next: usize| {
                (next..to.min(next + 3)).any(|k| matches!(self.mentions.tags[k], Tag::Effort(_)))
            };
            self.lexicon.at("modal", words, i).is_some()
                || self.lexicon.at("be", words, i).is_some()
                || self.lexicon.at("take", words, i).is_some_and(duration)
                || self.lexicon.at("waits", words, i).is_some_and(|n| n > i + 1)
        }) || self.lexicon.at("be", &self.words[..to], from).is_some()
    }

    /// Remembers an order.
    pub(crate) fn order(&mut self, before: Side, after: Side, quote: String) {
        if before != after {
            self.said.orders.push(crate::stated::Order { before, after, stated: true, quote });
        }
    }

    /// The step that the words name best, if any does.
    pub(crate) fn resolve_one(&self, phrase: &str) -> Option<usize> {
        if phrase.len() <= SHORT_NAME
            && let Some(step) = self.one_of_two(phrase)
        {
            return Some(step);
        }
        let wanted = naming::stems(phrase);
        let mut best = (naming::FITS - 1, None);
        for (i, step) in self.said.steps.iter().enumerate() {
            let score = naming::fit(&wanted, &step.stems);
            if score > best.0 {
                best = (score, Some(i));
            }
        }
        best.1
    }

    /// "The former", "the latter": one of the two steps that were said last.
    fn one_of_two(&self, phrase: &str) -> Option<usize> {
        let words = text::words(phrase);
        let first = self.lexicon.is("former", &words);
        if !first && !self.lexicon.is("latter", &words) {
            return None;
        }
        let beside = self.said.parallel.last().copied();
        let steps = self.said.steps.len();
        let (a, b) = beside.or_else(|| Some((steps.checked_sub(2)?, steps - 1)))?;
        Some(if first { a } else { b })
    }

    /// The only step that shares a telling word with these words, where there is one.
    pub(crate) fn named_by(&self, start: usize, end: usize) -> Option<usize> {
        let wanted = naming::stems(&self.core_phrase(start, end));
        let shares = |step: &usize| {
            let stems = &self.said.steps[*step].stems;
            wanted.iter().any(|w| w.chars().count() >= 4 && stems.contains(w))
        };
        let mut found = (0..self.said.steps.len()).filter(shares);
        found.next().filter(|_| found.next().is_none())
    }

    /// The flag that the words in front give a step.
    pub(crate) fn flag_at(&self, i: usize, to: usize) -> Option<(Flag, usize)> {
        let words = &self.words[..to];
        // "first draft", "second round": counted, not ordered.
        let counts = matches!(
            words.get(i).map_or("", |w| w.lower.as_str()),
            "first" | "second" | "third" | "fourth" | "next" | "last"
        );
        if let Some(next) = self.lexicon.at("ordinal-noun", words, i + 1).filter(|_| counts) {
            let ends = next >= to
                || self.words[next].mark
                || self.mentions.tags[next] != Tag::Plain
                || self.is_joint(&self.words[next].lower)
                || self.words[next].lower == "of";
            if ends {
                return None;
            }
        }
        [("first", Flag::First), ("then", Flag::Then), ("last", Flag::Last), ("parallel", Flag::Parallel)]
            .into_iter()
            .filter_map(|(section, flag)| Some((flag, self.lexicon.at(section, words, i)?)))
            // "in parallel to the review" says beside what, "parallel run" what it is.
            .filter(|(flag, next)| *flag != Flag::Parallel || !self.is_beside_what(i, *next, to))
            // "erst wenn" is no "erst".
            .filter(|(flag, next)| {
                let tied = ["waits", "front-waits"].iter().filter_map(|s| self.lexicon.at(s, words, i)).max();
                *flag != Flag::First || tied.is_none_or(|tie| tie <= *next)
            })
            .max_by_key(|(_, next)| *next)
    }

    /// Whether the words behind "parallel" say beside what something is, or make it the name of a thing.
    fn is_beside_what(&self, from: usize, next: usize, to: usize) -> bool {
        let words = &self.words[..to];
        let what = self.lexicon.at("beside-what", words, next);
        let tied = self.lexicon.at("waits", words, next);
        what.is_some_and(|n| tied.is_none_or(|t| t <= n)) || self.is_parallel_noun(from, next)
    }

    /// "Parallel run": the name of a thing.
    pub(crate) fn is_parallel_noun(&self, from: usize, next: usize) -> bool {
        from + 1 == next && self.lexicon.at("parallel-noun", self.words, next).is_some()
    }

    /// "After R," or "Before R,": whether what follows waits for R, and where R begins.
    pub(crate) fn front(&self, from: usize, to: usize) -> Option<(bool, usize)> {
        let start = self.after_filler(from, to);
        if self.mentions.tags.get(start) != Some(&Tag::Plain) || self.mentions.date(from, to).is_some() {
            return None;
        }
        let words = &self.words[..to];
        if self.lexicon.at("before-that", words, start).is_some() {
            return None;
        }
        // "después de abrir" is no "después", "erst wenn" no "erst": the longer one speaks.
        let marker = self.flag_at(start, to).map_or(0, |(_, next)| next);
        let fits = |n: &usize| *n < to && *n > marker;
        // "Without the forms we can't book", and "if the trial succeeds" where the trial is a step.
        let without = self.lexicon.at("without", words, start).filter(|_| self.is_denied(start, to));
        let as_long = self.lexicon.at("as-long-as", words, start);
        let as_long = as_long.filter(|_| self.has_denial(start, to) && self.is_denied(to, to));
        let without = without.max(as_long).max(self.asked(start, to));
        let given =
            self.lexicon.at("if", words, start).filter(|&n| self.resolve_one(&self.spelled(n, to)).is_some());
        let waits = self.lexicon.at("front-waits", words, start).or(without).or(given).filter(fits);
        let blocks = self.lexicon.at("front-blocks", words, start).filter(fits);
        waits.map(|n| (true, n)).or(blocks.map(|n| (false, n)))
    }
}
