//! The making of one stated step: its title, who does it, how long. A title is the text's own words without dates,
//! durations and joining words. Must never lose a noun.

use jiff::civil::Date;
use planwright_domain::Question;
use planwright_phrases::date::{Precision, When};

use crate::clause::capital;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::stated::{Stated, Step};
use crate::text;

/// Longest title of a step, in characters; the rest is in its quote.
const LONGEST: usize = 140;

impl Reader<'_> {
    /// A new step of these words, unless nothing is left of them.
    pub(crate) fn step(&mut self, start: usize, end: usize) -> Option<usize> {
        let title = self.title(start, self.before_time(start, end));
        if !title.chars().any(char::is_alphanumeric) {
            return None;
        }
        let lag = self.lag_in(start, end);
        let efforts = self.mentions.efforts_in(start, end);
        let effort =
            efforts.iter().enumerate().find(|(i, _)| lag.is_none_or(|(l, _)| l != *i)).map(|(_, f)| f.value);
        let effort =
            effort.map(|e| self.counted_them(e, start, end)).or_else(|| self.adjective_effort(start, end));
        let lag = lag.map(|(_, lag)| lag);
        let words = text::words(&title);
        let waiting = effort.is_some()
            && self.lexicon.any("wait-work", &words)
            && self.lexicon.verb(&words, 0).is_none();
        let step = Step { title, quote: self.spelled(start, end), effort, waiting, lag, ..Step::default() };
        let step = self.push(step);
        self.bracket_order(start, end, step);
        self.bracket_who(start, end, step);
        self.bracket_status(start, end, step);
        self.doer(start, end, step);
        Some(step)
    }

    pub(crate) fn push(&mut self, mut step: Step) -> usize {
        step.stems = naming::stems(&step.title);
        self.said.steps.push(step);
        self.said.steps.len() - 1
    }

    /// Gives a step another title.
    pub(crate) fn retitle(&mut self, step: usize, title: String) {
        self.said.steps[step].stems = naming::stems(&title);
        self.said.steps[step].title = title;
    }

    /// The words of a range as a title.
    pub(crate) fn title(&self, start: usize, end: usize) -> String {
        let mut start = self.after_filler(start, end);
        if let Some(next) = self.lexicon.at("each-of", &self.words[..end], start).filter(|n| *n < end) {
            start = next;
        }
        while let Some(next) = self.lexicon.at("article", &self.words[..end], start).filter(|&n| {
            // "A (2h)": a letter that names.
            n < end && !self.words[n].mark && self.mentions.tags[n] == Tag::Plain
        }) {
            start = next;
        }
        let mut kept: Vec<usize> = (start..end)
            .filter(|&i| (self.mentions.tags[i] == Tag::Plain || self.is_topic(i)) && !self.says_each(i))
            .collect();
        self.drop_empty_brackets(&mut kept);
        let marks = kept
            .iter()
            .take_while(|&&i| matches!(self.words[i].lower.as_str(), "," | "，" | ":" | "："))
            .count();
        kept.drain(..marks);
        // Words that led to a date or joined the clause: "… by", "… and", "… in about".
        while let Some(&last) = kept.last() {
            let word = &self.words[last];
            let loose = word.mark && !matches!(word.lower.as_str(), ")" | "）" | "]" | "\"" | "”" | "?")
                || !word.mark && kept.len() > 1 && self.tail_word(last, &kept);
            if !loose {
                break;
            }
            kept.pop();
        }
        // "Before July 1 we must answer": a filler behind a date.
        while let Some(&first) = kept.first()
            && let Some(next) = self.lexicon.at("filler", &self.words[..end], first)
            && kept.last().is_some_and(|last| *last >= next)
        {
            kept.retain(|i| *i >= next);
        }
        while kept.len() > 1 && self.lexicon.is("article", &self.words[kept[0]..=kept[0]]) && kept[0] > start
        {
            kept.remove(0);
        }
        self.for_whom(&mut kept);
        // "Two weeks of testing": the preposition belongs to the time.
        if let Some(&first) = kept.first()
            && kept.len() > 1
            && first > 0
            && matches!(self.mentions.tags[first - 1], Tag::Effort(_))
            && matches!(self.words[first].lower.as_str(), "of" | "de" | "d'" | "do" | "da" | "du" | "的")
        {
            kept.remove(0);
        }
        let told = self.told(&mut kept);
        let mut title = String::new();
        let mut last_end = None;
        for &i in &kept {
            let word = &self.words[i];
            if let Some(last_end) = last_end {
                let between = self.text.get(last_end..word.start).unwrap_or(" ");
                if between.is_empty() || (word.mark && matches!(word.lower.as_str(), "," | ")" | ";" | ":")) {
                } else if !text::is_unspaced(word.lower.chars().next().unwrap_or(' '))
                    || between.contains(' ')
                {
                    title.push(' ');
                }
            }
            title.push_str(&self.text[word.start..word.end]);
            last_end = Some(word.end);
        }
        let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let title = self.imperative(title.trim(), told);
        // "e2e tests", "dbt models" get a capital; "iOS build", "/api/login", "main.rs" stay as they are.
        let first = title.split(' ').next().unwrap_or_default();
        let name = first.contains(['.', '/', '_', '(']) || first.chars().skip(1).any(char::is_uppercase);
        let title = if name { title } else { capital(&title) };
        shorten(&title)
    }

    /// "Build (me) an app": takes off for whom it is.
    fn for_whom(&self, kept: &mut Vec<usize>) {
        let [verb, whom, thing, ..] = kept[..] else { return };
        let one = |i: usize| &self.words[i..=i];
        let article = self.lexicon.at("article", self.words, thing).is_some();
        if article && self.lexicon.is("dative", one(whom)) && self.lexicon.verb(self.words, verb).is_some() {
            kept.remove(1);
        }
    }

    /// The words of a range as they stand inside a title: small in front, unless they begin with a name.
    pub(crate) fn inline(&self, from: usize, to: usize) -> String {
        let title = self.title(from, to);
        let first = text::words(&title).into_iter().next().map(|w| w.lower);
        let large = (from..to).find(|&i| Some(&self.words[i].lower) == first.as_ref()).is_some_and(|i| {
            self.text[self.words[i].start..].starts_with(char::is_uppercase) && !self.stands_first(i)
        });
        if large { title } else { lower_first(&title) }
    }

    /// Whether a word is the first of a sentence, and large for that.
    fn stands_first(&self, i: usize) -> bool {
        i.checked_sub(1).is_none_or(|before| {
            self.words[i].paragraph
                || self.words[before].mark
                    && matches!(self.words[before].lower.as_str(), "." | "!" | "?" | ":" | "…")
        }) || self.lexicon.at("article", self.words, i.saturating_sub(1)).is_some()
            && i > 0
            && self.stands_first(i - 1)
    }

    /// "The books for February": a time that the work is about.
    fn is_topic(&self, i: usize) -> bool {
        let Tag::Date(date) = self.mentions.tags[i] else { return false };
        self.mentions.dates.get(date).is_some_and(|found| {
            let words =
                self.text.get(found.value.phrase.0..found.value.phrase.1).unwrap_or_default().to_lowercase();
            found.value.precision >= Precision::Month
                && ["for ", "für ", "para ", "pour "].iter().any(|lead| words.starts_with(lead))
        })
    }

    fn tail_word(&self, last: usize, kept: &[usize]) -> bool {
        const LOOSE: [&str; 45] = [
            "de", "between", "during", "of", "over", "by", "in", "on", "at", "for", "before", "until",
            "till", "from", "about", "roughly", "around", "and", "or", "is", "are", "only", "with", "plus",
            "which", "that", "then", "within", "takes", "take", "needs", "um", "am", "bis", "vor", "zum",
            "für", "und", "el", "para", "em", "até", "le", "pour", "dans",
        ];
        let cut = self
            .words
            .get(last + 1)
            .is_some_and(|_| self.mentions.tags.get(last + 1).is_some_and(|t| *t != Tag::Plain));
        let word = self.words[last].lower.as_str();
        // "Cut over on May 2", "hand in by Friday": what belongs to the verb.
        let phrasal = kept.len() == 2
            && self.lexicon.verb(self.words, kept[0]).is_some()
            && self.words.get(last + 1).is_some_and(|w| LOOSE.contains(&w.lower.as_str()));
        if phrasal && matches!(word, "over" | "in" | "on" | "by" | "about") {
            return false;
        }
        let dated = matches!(self.mentions.tags.get(last + 1), Some(Tag::Date(_)));
        // "réparer le toit pendant 3 jours": what leads to the time.
        if cut && !dated && self.lexicon.is("about", &self.words[last..=last]) {
            return true;
        }
        // "réserver la salle la semaine prochaine": an article in front of the day.
        if dated && self.lexicon.is("article", &self.words[last..=last]) {
            return true;
        }
        let modal = self.lexicon.is("modal", &self.words[last..=last]);
        let open = modal || kept.len() > 2 && word == "be";
        open && self.has_predicate(kept[0], last + 1)
            || LOOSE.contains(&word)
                && (cut
                    || matches!(
                        word,
                        "and" | "or" | "is" | "are" | "only" | "which" | "that" | "then" | "und" | "plus"
                    ))
                && kept.len() > 1
    }

    /// Brackets whose words are all figures: "(30 min)", and "plus 7 days curing".
    fn drop_empty_brackets(&self, kept: &mut Vec<usize>) {
        let mut out: Vec<usize> = Vec::with_capacity(kept.len());
        let mut open: Option<usize> = None;
        for &i in kept.iter() {
            let word = self.words[i].lower.as_str();
            if matches!(word, "(" | "（" | "[") && open.is_none() {
                open = Some(out.len());
            }
            out.push(i);
            if matches!(word, ")" | "）" | "]")
                && let Some(from) = open.take()
            {
                let begin = out[from];
                let figures = self.mentions.tags[begin..=i].iter().any(|t| *t != Tag::Plain);
                let words = out[from..].iter().filter(|&&k| !self.words[k].mark).count();
                let tied = self.bracket_tie(begin, i).is_some();
                let waits = self.lexicon.any("wait", &self.words[begin..i]) && figures;
                let each = (begin..i).any(|k| self.lexicon.at("apiece", self.words, k).is_some());
                let state = self.bracket_state(begin + 1, i).is_some();
                if words == 0 || figures && (words <= 3 || each && words <= 5) || tied || waits || state {
                    out.truncate(from);
                }
            }
        }
        *kept = out;
    }

    /// "(We) are moving the office", "(Two of us) will translate": takes off what stands before the verb; whether the
    /// verb is a gerund.
    fn told(&self, kept: &mut Vec<usize>) -> bool {
        let word = |k: usize| kept.get(k).map_or("", |&i| self.words[i].lower.as_str());
        let is = matches!(word(0), "are" | "am" | "is") && self.gerund_of(word(1)).is_some();
        let shall =
            matches!(word(0), "will" | "should" | "must" | "shall" | "to" | "can" | "can't" | "cannot")
                && kept.get(1).is_some_and(|&i| self.lexicon.verb(self.words, i).is_some());
        if is || shall {
            kept.remove(0);
        }
        is
    }

    /// "Writing tests" as "Write tests", where the verb is known.
    fn imperative(&self, title: &str, told: bool) -> String {
        if !(self.gerund || told) {
            return title.to_owned();
        }
        let Some((first, rest)) = title.split_once(' ') else { return title.to_owned() };
        match self.gerund_of(&first.to_lowercase()) {
            Some(form) => format!("{} {rest}", capital(&form)),
            None => title.to_owned(),
        }
    }

    /// The verb of a form in "-ing", where it is a known one: "writing" as "write".
    pub(crate) fn gerund_of(&self, word: &str) -> Option<String> {
        let root = word.strip_suffix("ing").filter(|r| r.len() >= 2)?;
        let doubled = root.len() > 2 && root.as_bytes()[root.len() - 1] == root.as_bytes()[root.len() - 2];
        let mut forms = vec![root.to_owned(), format!("{root}e")];
        if doubled && root.is_char_boundary(root.len() - 1) {
            forms.insert(0, root[..root.len() - 1].to_owned());
        }
        forms.into_iter().find(|form| self.lexicon.verb(&text::words(form), 0).is_some())
    }

    /// "Design starts right away": the step is what stands before.
    pub(crate) fn before_start_word(&self, start: usize, end: usize) -> usize {
        let begin = self.after_filler(start, end);
        let starts = |i: usize| {
            self.lexicon.has("starting", &self.words[i].lower) && self.mentions.tags[i] == Tag::Plain
        };
        (begin + 1..end).find(|&i| starts(i)).unwrap_or(end)
    }

    /// Keeps what is no step in its own words.
    pub(crate) fn constraint(&mut self, start: usize, end: usize) {
        let mut start = start;
        while start > 0
            && !self.words[start - 1].mark
            && self.words.get(start).is_some_and(|w| !w.paragraph)
            && self.lexicon.at("filler", self.words, start - 1).is_some()
        {
            start -= 1;
        }
        let words = self.spelled(start, end);
        if words.chars().any(char::is_alphanumeric) && self.said.constraints.len() < 50 {
            self.said.constraints.push(shorten(words.trim()));
        }
    }

    /// The date by which everything is to be done; a second one is asked about.
    pub(crate) fn deadline(&mut self, date: Date, quote: &str) {
        match &self.said.deadline {
            Some(known) if known.value != date => {
                let mut question = Question::new(
                    "two-deadlines",
                    format!("which is the deadline: {} or {date}?", known.value),
                );
                question.about = Some(quote.to_owned());
                question.choices = vec![known.value.to_string(), date.to_string()];
                self.said.questions.push(question);
            }
            Some(_) => {}
            None => self.said.deadline = Some(Stated { value: date, quote: quote.to_owned() }),
        }
    }

    /// 03/04/2026: asked, and read in the project's order meanwhile.
    pub(crate) fn ambiguous_date(&mut self, first: Date, other: Date, when: &When) {
        let words = self.text.get(when.phrase.0..when.phrase.1).unwrap_or_default();
        let mut question = Question::new(
            "ambiguous-date",
            format!("does \"{words}\" mean {first} or {other}? It was read as {first}"),
        );
        question.about = Some(words.to_owned());
        question.choices = vec![first.to_string(), other.to_string()];
        if !self.said.questions.contains(&question) {
            self.said.questions.push(question);
        }
    }
}

/// Small in front, where it is an ordinary word.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    // "API keys", "Jira" in the middle of a word's capitals stay.
    if chars.as_str().starts_with(char::is_uppercase) {
        text.to_owned()
    } else {
        first.to_lowercase().chain(chars).collect()
    }
}

/// On one line, cut to the longest title, at a blank where there is one.
pub(crate) fn shorten(title: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let title = title.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().count() <= LONGEST {
        return title;
    }
    let cut: String = title.chars().take(LONGEST - 1).collect();
    let at = cut.rfind(' ').filter(|&at| at > LONGEST / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end())
}
