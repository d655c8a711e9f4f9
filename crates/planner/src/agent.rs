//! Who does it: "Legal must review the map", "my sister handles flowers", "a consultant for 10 days". Must never make a
//! person of a thing.

use crate::clause::capital;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::stated::{Side, Step};
use crate::step::lower_first;
use crate::text;
use planwright_domain::Status;
use planwright_phrases::duration::Effort;

impl Reader<'_> {
    /// "Legal must review the data map", "the laptop has to be ordered": a duty.
    pub(crate) fn duty(&mut self, start: usize, end: usize) -> Option<usize> {
        let begin = self.after_filler(start, end);
        if let Some(step) = self.carried_duty(start, begin, end) {
            return Some(step);
        }
        let (at, next) = (begin + 1..end).find_map(|i| {
            let next = self.lexicon.at("modal", &self.words[..end], i)?;
            (self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain && next < end)
                .then_some((i, next))
        })?;
        if self.lexicon.verb(self.words, begin).is_some()
            && self.lexicon.at("article", self.words, begin).is_none()
            && at > begin + 2
        {
            return None;
        }
        let verb = self.after_marks(next, end);
        // "Lena still has to send the specs"
        let at = (begin + 1..at).find(|&i| self.adverbs(i, at) == at).unwrap_or(at);
        let subject_phrase = self.spelled(begin, at);
        let pronoun = self.lexicon.is("pronoun", &self.words[begin..at]);
        if self.words.get(verb).is_some_and(|w| w.lower == "be") && verb + 1 < end {
            let done = self.words[verb + 1].lower.clone();
            let base = self.base(&done);
            let known = if pronoun { self.subject } else { self.resolve_one(&subject_phrase) };
            let title = match &base {
                Some(base) => {
                    let object = self.title(begin, at);
                    let rest = self.title(verb + 2, end);
                    let object = lower_first(&object);
                    if rest.is_empty() {
                        format!("{} {object}", capital(base))
                    } else {
                        format!("{} {object} {}", capital(base), lower_first(&rest))
                    }
                }
                None => self.title(start, end),
            };
            // "Assemble the unit … the unit has to be tested": another verb, another step.
            let other = known.filter(|_| !pronoun).is_some_and(|step| {
                let own = text::words(&self.said.steps[step].title);
                self.lexicon.verb(&own, 0).is_some()
                    && own.len() > 1
                    && base.as_ref().is_some_and(|b| own[0].lower != *b)
            });
            if let Some(step) = known.filter(|_| !other) {
                if base.is_some()
                    && self.lexicon.verb(&text::words(&self.said.steps[step].title), 0).is_none()
                    && !pronoun
                {
                    self.retitle(step, title);
                }
                return Some(step);
            }
            let step = self.push(Step { title, quote: self.spelled(start, end), ..Step::default() });
            self.doer(start, end, step);
            return Some(step);
        }
        // "Maya has to catalogue the samples": what a named person must is a verb, known or not.
        let named = self.is_named(begin, at)
            && self.mentions.tags.get(verb) == Some(&Tag::Plain)
            && !self.core(verb + 1, end).is_empty()
            && !self.words.get(verb).is_some_and(|w| {
                self.lexicon.has("stative", &w.lower) || w.lower == "be" || w.lower == "have"
            });
        if self.lexicon.verb(self.words, verb).is_some() && self.is_who(begin, at) || named {
            let who = self.title(begin, at);
            let step = self.step(verb, end)?;
            let title = self.said.steps[step].title.clone();
            self.retitle(step, format!("{title} ({who})"));
            self.said.steps[step].who = Some(who);
            self.said.steps[step].quote = self.spelled(start, end);
            return Some(step);
        }
        if let Some(step) = self.resolve_one(&subject_phrase) {
            return Some(step);
        }
        // "The system must send reminders" is a thing to build; "it must run on Windows" limits all of it.
        let states = matches!(
            self.words.get(verb).map_or("", |w| w.lower.as_str()),
            "run"
                | "stay"
                | "work"
                | "be"
                | "fit"
                | "have"
                | "cost"
                | "go"
                | "open"
                | "close"
                | "start"
                | "begin"
                | "finish"
                | "end"
        );
        if self.lexicon.verb(self.words, verb).is_some()
            && !states
            && self.core(verb + 1, end).is_empty()
            && !pronoun
        {
            // "The campaign must launch on May 4": nobody is named, the subject is what it is done to.
            let step = self.step(verb, end)?;
            let title = format!("{} {}", self.said.steps[step].title, lower_first(&self.title(begin, at)));
            self.retitle(step, title);
            self.said.steps[step].quote = self.spelled(start, end);
            return Some(step);
        }
        if self.lexicon.verb(self.words, verb).is_some() && !states && verb + 1 < end {
            let step = self.step(verb, end)?;
            self.said.steps[step].quote = self.spelled(start, end);
            return Some(step);
        }
        None
    }

    /// "… which will be tested with 8 users": a duty whose subject is the step before.
    fn carried_duty(&mut self, start: usize, begin: usize, end: usize) -> Option<usize> {
        let be = self
            .lexicon
            .at("modal", &self.words[..end], begin)
            .filter(|&n| n + 1 < end && self.words[n].lower == "be")?;
        let earlier = self.subject?;
        let base = self.participle(be, end)?;
        let done = (be + 1..end).find(|&i| self.base(&self.words[i].lower).is_some())?;
        let thing = self.said.steps[earlier].title.clone();
        let plain = self.lexicon.verb(&text::words(&thing), 0).is_none();
        let rest = self.title(done + 1, end);
        let mut title = capital(&base);
        for part in [if plain { lower_first(&thing) } else { "it".to_owned() }, lower_first(&rest)] {
            if !part.is_empty() {
                title = format!("{title} {part}");
            }
        }
        let quote = self.spelled(start, end);
        let step = self.push(Step { title, quote: quote.clone(), ..Step::default() });
        self.order(Side::Steps(vec![earlier]), Side::Steps(vec![step]), quote);
        Some(step)
    }

    /// "Downtime must stay below 30 minutes": a limit, not a step.
    pub(crate) fn only_limits(&self, start: usize, end: usize) -> bool {
        let begin = self.after_filler(start, end);
        (begin + 1..end).any(|i| {
            self.words[i].depth == 0
                && self.mentions.tags[i] == Tag::Plain
                && self.lexicon.at("modal", &self.words[..end], i).is_some()
        }) && self.lexicon.verb(self.words, begin).is_none()
            && self.resolve_one(&self.spelled(begin, end)).is_none()
    }

    /// "My sister handles flowers", "Legal reviews the contract".
    pub(crate) fn third_person(&mut self, start: usize, end: usize) -> Option<usize> {
        let begin = self.after_filler(start, end);
        let told = self.in_charge(start, begin, end).or_else(|| self.deed_step(start, begin, end));
        if let Some(step) = told.or_else(|| self.same_deed(start, end)) {
            return Some(step);
        }
        if self.lexicon.verb(self.words, begin).is_some()
            && self.words.get(begin + 1).is_some_and(|w| {
                self.lexicon.verb(std::slice::from_ref(w), 0).is_none()
                    && self.base_of_third(&w.lower).is_none()
            })
        {
            return None;
        }
        let (at, base) = self.actor(begin, end)?;
        let object = self.core(at + 1, end).first().copied();
        if object.is_none_or(|o| self.is_joint(&self.words[o].lower))
            || self.words[begin].lower.starts_with(|c: char| c.is_ascii_digit())
            || self.lexicon.at("start-words", self.words, at).is_some()
        {
            return None;
        }
        let who = self.title(begin, at);
        let object = self.title(at + 1, end);
        if object.is_empty() {
            return None;
        }
        let meant = self.meant_by(&object);
        let known = if meant.is_some() { None } else { self.resolve_one(&object) };
        let plain = matches!(base.as_str(), "do" | "handle");
        let known = known.filter(|&step| plain || self.same_work(step, Some(&base)));
        let object = meant.unwrap_or(object);
        if let Some(step) = known {
            self.said.steps[step].who = Some(who);
            return Some(step);
        }
        let title = if matches!(base.as_str(), "do" | "handle") {
            format!("{object} ({who})")
        } else {
            format!("{} {} ({who})", capital(&base), lower_first(&object))
        };
        let effort = self.mentions.efforts_in(start, end).first().map(|f| f.value);
        self.shared_verb = Some(if matches!(base.as_str(), "do" | "handle") { String::new() } else { base });
        Some(self.push(Step {
            title,
            quote: self.spelled(start, end),
            who: Some(who),
            effort: effort.map(|e| self.counted(e, start, end)),
            ..Step::default()
        }))
    }

    /// "Anna writes the report, Ben reviews it": the thing that "it" means, where the step before names one.
    fn meant_by(&self, object: &str) -> Option<String> {
        let earlier = self.subject.filter(|_| matches!(object.to_lowercase().as_str(), "it" | "them"))?;
        let title = self.said.steps[earlier].title.split(" (").next()?;
        let words = text::words(title);
        self.lexicon.verb(&words, 0)?;
        let rest = words
            .get(1)
            .filter(|w| planwright_phrases::words::number(&w.lower).is_none() && words.len() <= 4)?;
        title.get(rest.start..).map(str::to_owned)
    }

    /// "My sister handles", "Legal reviews": where the verb stands that says what somebody does, and its base.
    pub(crate) fn actor(&self, begin: usize, end: usize) -> Option<(usize, String)> {
        let plural = |i: usize| {
            let word = &self.words[i];
            let base = (self.lexicon.verb(std::slice::from_ref(word), 0).is_some() || word.lower == "do")
                && !word.lower.ends_with('s');
            // "Only then does Marta check the tills"
            let asked =
                base && begin > 0 && self.lexicon.at("auxiliary", self.words, begin - 1) == Some(begin);
            let named = base
                && (self.are_people(begin, i)
                    || asked && self.are_names(begin, i)
                    || self.split_nouns(begin, i).len() > 1 && self.are_names(begin, i));
            named.then(|| word.lower.clone())
        };
        let (at, base) = (begin + 1..end.min(begin + 6))
            .filter(|&i| {
                self.words[i].depth == 0 && !self.words[i].mark && self.mentions.tags[i] == Tag::Plain
            })
            .find_map(|i| Some((i, self.base_of_third(&self.words[i].lower).or_else(|| plural(i))?)))?;
        let who_acts = self.is_who(begin, at)
            || self.are_people(begin, at)
            || self.are_names(begin, at) && !self.lexicon.has("stative", &base);
        who_acts.then_some((at, base))
    }

    /// "Lena takes care of the music", "Jonas kümmert sich um die Musik": whose work it is.
    fn in_charge(&mut self, start: usize, begin: usize, end: usize) -> Option<usize> {
        let reach = end.min(begin + self.farthest_charge());
        let working = self.phrase_in("at-work", begin + 1, reach);
        let (at, next) = working.or_else(|| self.phrase_in("in-charge", begin + 1, reach))?;
        let begin = self.after_articles(begin, at);
        let known = self.are_names(begin, at)
            || self.is_who(begin, at)
            || self.are_people(begin, at)
            || self.are_unspaced_names(begin, at);
        let few = next - at >= 2 && (1..=3).contains(&self.core(begin, at).len());
        if next >= end || !(known || few) {
            return None;
        }
        let who = self.title(begin, at);
        let object = self.title(next, end);
        let step = match self.resolve_one(&object) {
            Some(step) => step,
            None => {
                let step = self.step(next, end)?;
                let title = format!("{} ({who})", self.said.steps[step].title);
                self.retitle(step, title);
                self.said.steps[step].quote = self.spelled(start, end);
                step
            }
        };
        self.said.steps[step].who = Some(who);
        if working.is_some() {
            self.said.steps[step].status = Some(Status::InProgress);
        }
        self.shared_verb = Some(String::new());
        Some(step)
    }

    /// "the carpenters", "our technicians": people by their trade.
    pub(crate) fn are_people(&self, start: usize, end: usize) -> bool {
        const ENDS: [&str; 7] = ["ers", "ors", "ists", "ians", "ants", "ents", "men"];
        let from = self.after_articles(start, end);
        let article = from > start;
        let last = end.checked_sub(1).filter(|&l| l >= from).map(|l| self.words[l].lower.as_str());
        let trade = last.is_some_and(|w| w.len() >= 6 && ENDS.iter().any(|e| w.ends_with(e)));
        (1..=2).contains(&(end.saturating_sub(from))) && trade && article || self.is_who(start, end)
    }

    /// One name, or several joined by "and".
    pub(crate) fn are_names(&self, start: usize, end: usize) -> bool {
        let parts = self.split_nouns(start, end);
        !parts.is_empty()
            && parts.iter().all(|&(a, b)| self.is_name(a, b) || parts.len() > 1 && self.is_who(a, b))
    }

    /// Whether the words can only be a name: not a thing that stands without an article in front ("training", "users").
    fn is_named(&self, start: usize, end: usize) -> bool {
        const THINGS: [&str; 12] =
            ["ing", "ion", "ment", "ware", "ity", "nce", "ness", "ers", "ors", "ees", "tem", "ata"];
        let thing = |w: &text::Word| THINGS.iter().any(|e| w.lower.ends_with(e));
        self.are_names(start, end)
            && !self.words[start..end].iter().any(|w| thing(w) || self.lexicon.has("whole", &w.lower))
            && self.resolve_one(&self.spelled(start, end)).is_none()
    }

    /// Whether the words look like somebody's name: one or two, written as names are, and no verbs.
    pub(crate) fn is_name(&self, start: usize, end: usize) -> bool {
        let written = |i: usize| {
            let word = &self.words[i];
            let mut letters = self.text[word.start..].chars().take(word.lower.chars().count());
            letters.next().is_some_and(char::is_uppercase)
                && word.lower.chars().count() > 1
                && letters.all(char::is_lowercase)
                && self.lexicon.at("filler", self.words, i).is_none()
                && ["article", "every", "and"].iter().all(|s| self.lexicon.at(s, self.words, i).is_none())
                && self.lexicon.verb(self.words, i).is_none()
                && !self.lexicon.has("no-name", &word.lower)
                && self.lexicon.suffix("we-form", &word.lower).is_none()
                && !self.leads_as_infinitive(i)
        };
        // "Dr. Osei": a title and its point stand in front.
        let titled = start + 2 < end
            && self.lexicon.has("title", &self.words[start].lower)
            && self.words[start + 1].lower == ".";
        let start = if titled { start + 2 } else { start };
        (1..=2).contains(&(end - start)) && (start..end).all(written)
    }

    /// Whether the words name a person, a trade or a department.
    pub(crate) fn is_who(&self, start: usize, end: usize) -> bool {
        let core = self.core(start, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        (1..=4).contains(&words.len())
            && ["who", "role", "people"].iter().any(|s| self.lexicon.any(s, &words))
    }

    /// "a consultant for 10 days": help that is hired is work to plan.
    pub(crate) fn hired(&mut self, start: usize, end: usize, efforts: &[Effort]) -> Option<usize> {
        let effort = *efforts.first()?;
        let begin = self.after_filler(start, end);
        let at = (begin..end).find(|&i| self.lexicon.at("role", &self.words[..end], i).is_some())?;
        let next = self.lexicon.at("role", &self.words[..end], at)?;
        let leads =
            self.words.get(next).is_some_and(|w| matches!(w.lower.as_str(), "for" | "für" | "por" | "pour"));
        let led = (begin..at).all(|i| {
            self.words[i].mark
                || self.lexicon.at("article", self.words, i).is_some()
                || self.mentions.tags[i] != Tag::Plain
                || self.lexicon.at("and", self.words, i).is_some()
        });
        let about = (next + 1..end.min(next + 3)).any(|i| matches!(self.mentions.tags[i], Tag::Effort(_)));
        if !(leads && led && about) {
            return None;
        }
        let noun = &self.text[self.words[at].start..self.words[at].end];
        let english = self.said.language == crate::lexicon::Language::En;
        let title = if english { format!("{} support", capital(noun)) } else { capital(noun) };
        Some(self.push(Step {
            title,
            quote: self.spelled(start, end),
            effort: Some(effort),
            ..Step::default()
        }))
    }
}
