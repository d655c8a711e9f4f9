//! What somebody does, in languages whose verbs agree with them: "Carmen compra las bebidas", "Paul rédige les textes"; and
//! what is left of it in the next piece: "Anna macht das Frontend, Ben das Backend". Must never make a person of a thing.
//!
//! Words of each language: `third` (an ending and those of the verb), `irregular` (a form and its verb), `stative` (verbs
//! that say how something is), `clitic` (pronouns in front of a verb).

use crate::clause::capital;
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::step::{lower_first, shorten};
use crate::text;

/// Shorter words are no infinitives.
const SHORTEST_INFINITIVE: usize = 4;

/// What a main clause says is done.
pub(crate) struct Deed {
    /// As a task is named: "Farbe kaufen", "Comprar las bebidas".
    pub(crate) title: String,
    /// The words of who does it, where it is not "wir".
    pub(crate) who: Option<(usize, usize)>,
    /// The verb alone, for what the next piece leaves out.
    pub(crate) verb: String,
}

impl Reader<'_> {
    /// What the clause says is done; none where it is no such clause, or only says how something is.
    pub(crate) fn deed(&self, begin: usize, end: usize) -> Option<Deed> {
        match self.said.language {
            Language::De => self.german_deed(begin, end),
            _ => self.agreeing(begin, end),
        }
    }

    /// "Luis prepara la música", "la agencia diseña los carteles", "Claire le teste".
    fn agreeing(&self, begin: usize, end: usize) -> Option<Deed> {
        let from = self.after_articles(begin, end);
        if from == begin && self.leads_as_infinitive(begin) && !self.is_who(begin, begin + 1) {
            return None;
        }
        let (at, verb) = (from + 1..end.min(from + 6)).find_map(|i| {
            let plain =
                self.words[i].depth == 0 && !self.words[i].mark && self.mentions.tags[i] == Tag::Plain;
            let verb = plain.then(|| self.third(&self.words[i].lower)).flatten()?;
            // "L'équipe produit rédige …": the second one is the verb.
            let next = self.words.get(i + 1).filter(|w| i + 1 < end && !w.lower.contains(['\'', '’']));
            let again = next.is_some_and(|w| self.third(&w.lower).is_some());
            let oneself = self.lexicon.has("reflexive", &self.words[i - 1].lower);
            (!again && !oneself).then_some((i, verb))
        })?;
        let clitic = at > from + 1 && self.lexicon.at("clitic", self.words, at - 1) == Some(at);
        let to = at - usize::from(clitic);
        let certain = self.lexicon.verb(&text::words(&verb), 0).is_some()
            || self.lexicon.pair("irregular", &self.words[at].lower).is_some();
        let known = self.are_names(from, to)
            // "Réparer le toit": only a verb we know makes a person of the word in front of "le".
            && (certain || !clitic && self.resolve_one(&self.spelled(from, to)).is_none())
            || self.is_who(from, to);
        if !known {
            return None;
        }
        let object = self.with_article(at + 1, end);
        let object = match self.subject.filter(|_| clitic) {
            Some(earlier) => {
                let thing = self.thing_of(earlier);
                if object.is_empty() { thing } else { format!("{thing} {}", lower_first(&object)) }
            }
            None => object,
        };
        let timed = !self.mentions.efforts_in(begin, end).is_empty();
        let title = match object.is_empty() {
            true if !timed => return None,
            true => capital(&verb),
            false => self.done_to(&verb, &object),
        };
        Some(Deed { title, who: Some((from, to)), verb })
    }

    /// Whether a word is a verb that is named and not bent, by its ending: "repeindre", "pintar". Names end so too.
    pub(crate) fn ends_as_infinitive(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|w| w.lower.chars().count() >= SHORTEST_INFINITIVE) else {
            return false;
        };
        self.mentions.tags[at] == Tag::Plain
            && self.lexicon.suffix("infinitive", &word.lower).is_some()
            && !self.lexicon.has("name", &word.lower)
    }

    /// "Repeindre la clôture", "Vérifier les comptes": a verb in front, though it is written as a name is.
    pub(crate) fn leads_as_infinitive(&self, at: usize) -> bool {
        let leads = at == 0 || self.words[at - 1].mark;
        // "Fraser prépare la salle": a form that only a person can have in front.
        let acts = || {
            let next = self
                .words
                .get(at + 1)
                .filter(|_| self.lexicon.at("article", self.words, at + 1).is_none())?;
            let base = self.third(&next.lower)?;
            (self.lexicon.verb(&text::words(&base), 0).is_some()
                || self.lexicon.pair("irregular", &next.lower).is_some())
            .then_some(())
        };
        leads
            && self.ends_as_infinitive(at)
            && (self.lexicon.verb(self.words, at).is_some() || acts().is_none())
    }

    /// The verb of a form of the third person: "compra" as "comprar"; none where it says how something is.
    fn third(&self, form: &str) -> Option<String> {
        let word = text::words(form);
        if form.chars().count() < 3
            || ["stative", "article", "by", "and"].iter().any(|s| self.lexicon.is(s, &word))
        {
            return None;
        }
        self.lexicon.pair("irregular", form).or_else(|| {
            let (stem, ends) = self.lexicon.suffix("third", form)?;
            let forms: Vec<String> = ends.iter().map(|end| format!("{stem}{end}")).collect();
            let known = forms.iter().find(|f| self.lexicon.verb(&text::words(f), 0).is_some());
            known.or(forms.first()).cloned()
        })
    }

    /// So many words may stand in front of "takes care of"; every letter is a word where none is parted from the next.
    pub(crate) fn farthest_charge(&self) -> usize {
        if self.said.language == Language::Zh { 20 } else { 7 }
    }

    /// "李雷和韩梅梅": names in a script without spaces and capitals, each of two to four letters, as only those have who do
    /// something.
    pub(crate) fn are_unspaced_names(&self, from: usize, to: usize) -> bool {
        let parts = self.split_nouns(from, to);
        self.said.language == Language::Zh
            && !parts.is_empty()
            && parts.iter().all(|&(a, b)| {
                let name = self.spelled(a, b);
                (2..=4).contains(&name.chars().count())
                    && name.chars().all(text::is_unspaced)
                    && ["pronoun", "verb", "everything"]
                        .iter()
                        .all(|s| self.lexicon.at(s, self.words, a).is_none())
                    && self.resolve_one(&name).is_none()
            })
    }

    /// The words as an object: with their article, in languages that keep it behind a verb.
    pub(crate) fn with_article(&self, from: usize, to: usize) -> String {
        let title = self.title(from, to);
        let behind = self.after_articles(from, to);
        let article = self.spelled(from, behind).to_lowercase();
        if matches!(self.said.language, Language::De | Language::Zh | Language::En)
            || article.is_empty()
            || title.is_empty()
        {
            return title;
        }
        let space = if article.ends_with('\'') { "" } else { " " };
        format!("{article}{space}{}", lower_first(&title))
    }

    /// What a step is done to: its title without the verb in front.
    fn thing_of(&self, step: usize) -> String {
        let title = self.said.steps[step].title.split(" (").next().unwrap_or_default();
        let words = text::words(title);
        let rest = words.get(1).filter(|_| self.lexicon.verb(&words, 0).is_some()).map_or(0, |w| w.start);
        lower_first(&title[rest..])
    }

    /// Whether the words say that somebody does something.
    pub(crate) fn somebody_acts(&self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        let charge = || {
            let reach = to.min(begin + self.farthest_charge());
            let (at, next) =
                ["in-charge", "at-work"].iter().find_map(|s| self.phrase_in(s, begin + 1, reach))?;
            let who = self.after_articles(begin, at);
            let named = self.are_names(who, at) || self.is_who(begin, at) || self.are_unspaced_names(who, at);
            (next < to && named).then_some(())
        };
        // "Rosa still has to send …"
        let left_to_do = || {
            let (modal, _) = self.phrase_in("modal", begin + 1, to.min(begin + 5))?;
            let who = (begin + 1..modal).find(|&i| self.adverbs(i, modal) == modal)?;
            self.are_names(begin, who).then_some(())
        };
        begin < to
            && (charge().or_else(left_to_do).is_some()
                || self.deed(begin, to).is_some_and(|deed| deed.who.is_some())
                || self.said.language == Language::En && self.acts(begin, to))
    }

    /// "Lena sends the specs", "Ana and Bob do the translation": a form that only a verb behind a person has.
    fn acts(&self, begin: usize, to: usize) -> bool {
        self.actor(begin, to).is_some_and(|(at, _)| {
            let several = self.split_nouns(begin, at).len() > 1 || self.after_articles(begin, at) > begin;
            let object = !self.core(at + 1, to).is_empty();
            object
                && (several
                    || self.words[at].lower.ends_with('s') && self.lexicon.verb(self.words, begin).is_none())
        })
    }

    /// "Lena and Tom rewrite the search.", and more is said behind it: what all of it is for.
    pub(crate) fn is_shared(&self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        let several = |at: usize| self.split_nouns(begin, at).len() > 1;
        let actor = self.actor(begin, to).is_some_and(|(at, _)| several(at));
        actor
            && self.after_marks(to, self.words.len()) < self.words.len()
            && self.pieces(from, to, false).len() == 1
            && self.mentions.efforts_in(from, to).is_empty()
    }

    /// "Lena and Tom rewrite the search": as a goal is named, without those who do it.
    pub(crate) fn shared_goal(&self, from: usize, to: usize) -> Option<String> {
        let begin = self.after_filler(from, to);
        let (at, base) = self.actor(begin, to).filter(|_| self.is_shared(from, to))?;
        Some(format!("{} {}", capital(&base), self.inline(at + 1, to)))
    }

    /// A step of what the clause says is done, unless it is known already.
    pub(crate) fn deed_step(&mut self, start: usize, begin: usize, end: usize) -> Option<usize> {
        let deed = self.deed(begin, end)?;
        let known = self.resolve_one(&deed.title).filter(|&step| self.same_work(step, Some(&deed.verb)));
        let step = match known {
            Some(step) => step,
            None => {
                let step = self.step(begin, end)?;
                self.retitle(step, shorten(&deed.title));
                self.said.steps[step].quote = self.spelled(start, end);
                step
            }
        };
        self.set_deed(step, deed);
        Some(step)
    }

    /// Gives a step the person who does it, and the verb where its title has none.
    pub(crate) fn set_deed(&mut self, step: usize, deed: Deed) {
        let Some((a, b)) = deed.who else { return };
        self.said.steps[step].who = Some(capital(&self.spelled(a, b)));
        let nominal = self.said.steps[step].stems.len() <= 1;
        let names = naming::stems(&deed.title);
        if nominal && names.len() == 2 && self.said.steps[step].stems.iter().all(|s| names.contains(s)) {
            self.retitle(step, shorten(&deed.title));
        }
        self.shared_verb = Some(deed.verb);
    }

    /// "(Anna macht das Frontend,) Ben das Backend": the verb of the piece before, with another person and thing.
    pub(crate) fn same_deed(&mut self, start: usize, end: usize) -> Option<usize> {
        let verb = self.shared_verb.clone()?;
        let begin = self.after_filler(start, end);
        let core = self.core(begin, end);
        let article = |i: usize| self.lexicon.at("article", self.words, i).is_some();
        let to = (begin + 1..end.min(begin + 4))
            .find(|&i| article(i))
            .or_else(|| (self.said.language != Language::De && core.len() == 2).then_some(begin + 1))?;
        let named = self.are_names(begin, to) || self.is_who(begin, to);
        let thing = self.title(to, end);
        if !named || thing.is_empty() || self.has_predicate(to, end) {
            return None;
        }
        let step = self.step(to, end)?;
        let title = if verb.is_empty() { capital(&thing) } else { self.done_to(&verb, &thing) };
        self.retitle(step, shorten(&title));
        self.said.steps[step].who = Some(self.spelled(begin, to));
        self.said.steps[step].quote = self.spelled(start, end);
        Some(step)
    }

    /// "Posters by Kim": who does it stands behind the thing.
    pub(crate) fn doer(&mut self, start: usize, end: usize, step: usize) {
        let found = (start + 1..end).find_map(|i| {
            let plain = self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain;
            let name = self.lexicon.at("by", &self.words[..end], i).filter(|_| plain)?;
            let to = (name + 1..=end.min(name + 4))
                .rev()
                .find(|&to| self.is_name(name, to) || self.is_who(name, to))?;
            Some((i, name, to))
        });
        let Some((by, name, to)) = found.filter(|_| self.said.steps[step].who.is_none()) else { return };
        let title = self.said.steps[step].title.clone();
        let phrase = format!(" {}", self.spelled(by, to));
        if let Some(at) = title.find(&phrase).filter(|at| *at > 0) {
            let rest = &title[at + phrase.len()..];
            let bare = format!("{}{rest}", &title[..at]);
            self.said.steps[step].who = Some(self.spelled(name, to));
            self.retitle(step, bare);
        }
    }
}
