//! Reading a paragraph: sentences, then pieces, then clauses, from left to right, once. Must never invent: what no rule
//! understands is kept as a constraint in the text's own words.

use jiff::civil::Date;
use planwright_domain::Warning;
use planwright_phrases::date::{Ground, Offset};
use planwright_phrases::duration::DayLength;

use crate::frame;
use crate::injection;
use crate::lexicon::{Language, Lexicon};
use crate::mention::{Mentions, Tag};
use crate::naming;
use crate::numbering;
use crate::sequence::{Flag, Item};
use crate::stated::{Said, Side};
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
    numbering::mark(&words, &mut mentions);
    mentions.joints(&words, language.lexicon());
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
        aside: None,
        goal_stems: Vec::new(),
        goal_range: None,
        taking: false,
        gerund: false,
        pending: None,
        later: Vec::new(),
        ahead: false,
        free: Vec::new(),
        prelude: Vec::new(),
    };
    reader.limits();
    let mut suspicious = false;
    if let Some(code) = code {
        reader.left_out(&code);
    }
    for (from, to) in reader.sentences() {
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
    reader.set_free();
    reader.set_prelude();
    reader.launch_is_deadline();
    reader.said
}

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
    /// Within a "because": the step of the main clause.
    pub(crate) aside: Option<usize>,
    pub(crate) goal_stems: Vec<String>,
    pub(crate) goal_range: Option<(usize, usize)>,
    /// The last clause said how long something takes: "…, QA 2 days after that".
    pub(crate) taking: bool,
    /// "Start by writing …": the clause has a gerund for its verb.
    pub(crate) gerund: bool,
    /// What a marker alone between commas says of the next clause: "and, in parallel, …".
    pub(crate) pending: Option<Flag>,
    /// Steps whose day is counted from something whose own day is not known yet.
    pub(crate) later: Vec<(usize, Offset, String)>,
    /// "Before that" alone between commas: the next clause comes before the steps said last.
    pub(crate) ahead: bool,
    /// Steps that may be done at any time.
    pub(crate) free: Vec<usize>,
    /// "Before that: …" said of the whole: steps that come before what is done on its days.
    pub(crate) prelude: Vec<usize>,
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
        self.said.weekends_only =
            m.shares.iter().any(|f| f.value == planwright_phrases::people::Share::Weekends);
        self.said.budget = m.money.first().map(|f| f.value.to_string());
    }

    /// The sentences, as ranges of words without the mark that ends them.
    fn sentences(&self) -> Vec<(usize, usize)> {
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
                let small = self
                    .words
                    .get(i + 1)
                    .is_some_and(|w| self.text[w.start..].starts_with(char::is_lowercase));
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
        if self.only_figures(from, to) {
            return;
        }
        if self.in_order(from, to) || self.all_before(from, to) || self.efforts_told(from, to) {
            return;
        }
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
        if self.verbs_in_a_row(from, to) {
            return;
        }
        if self.goal_range.is_none() && self.is_goal(from, to) {
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
        if self.needs_known(from, to) {
            return;
        }
        if let Some((subject_end, list)) = self.need(from, to) {
            self.needed(from, subject_end, list, to);
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
            // "After the permit, pour the foundation": the clause in front belongs to the next one.
            let front = self.front(start, end);
            let inner = front.filter(|_| i >= pieces.len()).and_then(|(_, at)| self.main_clause(at, end));
            let front = front.filter(|_| i < pieces.len() || inner.is_some());
            if let Some((waits, at)) = front {
                let whole = end;
                let end = inner.unwrap_or(end);
                let (next_start, next_end) = match inner {
                    Some(main) => (main, whole),
                    None => {
                        i += 1;
                        pieces[i - 1]
                    }
                };
                let before = items.len();
                // "Once both are finished", "when everything is done": known before the main clause is read.
                let words =
                    if ["both", "everything"].iter().any(|s| self.lexicon.any(s, &self.words[at..end])) {
                        self.right_side(at, end)
                    } else {
                        None
                    };
                let words = words.unwrap_or_else(|| Side::Words(self.spelled(at, end)));
                let known_limits = self.said.constraints.len();
                self.clause(next_start, next_end, list, &mut items);
                let mut main: Vec<usize> = items[before..].iter().map(|item| item.step).collect();
                if main.is_empty() {
                    main.extend(self.named_by(next_start, next_end));
                }
                if main.is_empty() {
                    main = self.cannot_begin(next_start, next_end, &mut items);
                    if !main.is_empty() {
                        self.said.constraints.truncate(known_limits);
                    }
                }
                let limits = self.said.constraints.len();
                if main.is_empty() && limits > known_limits && !self.has_predicate(next_start, next_end) {
                    // "Once it is dry, varnish the top": what waits for something is done, known verb or not.
                    self.said.constraints.truncate(known_limits);
                    main.extend(self.step(next_start, next_end));
                    items.extend(main.iter().map(|&step| Item { step, flag: Flag::Plain }));
                }
                let quote = text::spelled(self.text, &self.words[start..next_end]).to_owned();
                let main = if main.is_empty() { Side::Goal } else { Side::Steps(main) };
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
            let next =
                ["filler", "and"].iter().filter_map(|s| self.lexicon.at(s, &self.words[..to], start)).max();
            match next {
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

    /// The only step that shares a telling word with these words, where there is one.
    fn named_by(&self, start: usize, end: usize) -> Option<usize> {
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
            .filter(|(flag, next)| {
                // "in parallel to the review" says beside what.
                let with = words.get(*next).map_or("", |w| w.lower.as_str());
                *flag != Flag::Parallel
                    || !matches!(
                        with,
                        "to" | "with"
                            | "zu"
                            | "zur"
                            | "zum"
                            | "mit"
                            | "con"
                            | "com"
                            | "avec"
                            | "de"
                            | "à"
                            | "ao"
                            | "al"
                    )
            })
            .max_by_key(|(_, next)| *next)
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
        let denied = (start..to).any(|i| self.lexicon.at("denied", words, i).is_some());
        let without = self.lexicon.at("without", words, start).filter(|_| denied);
        let given =
            self.lexicon.at("if", words, start).filter(|&n| self.resolve_one(&self.spelled(n, to)).is_some());
        let waits = self.lexicon.at("front-waits", words, start).or(without).or(given).filter(fits);
        let blocks = self.lexicon.at("front-blocks", words, start).filter(fits);
        waits.map(|n| (true, n)).or(blocks.map(|n| (false, n)))
    }
}
