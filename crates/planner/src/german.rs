//! German main clauses, whose verb stands second and whose particle stands last: "Jana kauft Farbe", "Streichen wir den Zaun",
//! "den Keller räumen wir auf". Must never make a task of how something is.

use crate::deed::Deed;
use crate::lexicon::{Language, Lexicon};
use crate::mention::{Mentions, Tag};
use crate::reader::Reader;
use crate::text::Word;

impl Reader<'_> {
    /// What a German clause says is done; none where it is no such clause, or only says how something is.
    pub(crate) fn german_deed(&self, begin: usize, end: usize) -> Option<Deed> {
        // "Wir bauen …": the pronoun may have been taken for a filler.
        let pronoun = |i: usize| self.lexicon.has("speaker", &self.words[i].lower);
        let begin = if begin > 0 && pronoun(begin - 1) { begin - 1 } else { begin };
        let core: Vec<usize> =
            self.core(begin, end).into_iter().filter(|&i| self.words[i].depth == 0).collect();
        if let Some(title) = self.must_be(&core).or_else(|| self.will_be_done(&core)) {
            return Some(Deed { title, who: None, verb: String::new() });
        }
        if let [who, verb] = core[..]
            && self.is_name(who, who + 1)
            && !self.mentions.efforts_in(begin, end).is_empty()
            && let Some(infinitive) = self.infinitive(verb, who)
        {
            // "Tom pflastert (3 Tage)": what is done has no object.
            let title = crate::clause::capital(&infinitive);
            return Some(Deed { title, who: Some((who, who + 1)), verb: infinitive });
        }
        let (&last, _) = core.split_last().filter(|(_, rest)| rest.len() >= 2)?;
        let word = |i: usize| self.words[i].lower.as_str();
        if core.iter().any(|&i| self.lexicon.has("reflexive", word(i)) || self.lexicon.has("denied", word(i)))
        {
            return None;
        }
        if let Some(deed) = self.assigned(&core, end) {
            return Some(deed);
        }
        // "Frau Keller bestellt …", "die Hausverwaltung genehmigt …": the person has two words, or an article.
        let core: Vec<usize> = match core[..] {
            [a, b, ..]
                if !pronoun(a)
                    && (self.is_who(a, b + 1) || self.is_name(a, b + 1))
                    && core.len() >= 4
                    && self.infinitive(core[2], b).is_some() =>
            {
                core[1..].to_vec()
            }
            _ => core,
        };
        let subject = |i: usize| pronoun(i) || self.is_name(i, i + 1) || self.is_who(i, i + 1);
        let particle = (self.lexicon.has("particle", word(last)) && core.len() >= 4).then_some(last);
        let stop = particle.unwrap_or(end);
        let (verb, who, object) = if subject(core[1]) && self.infinitive(core[0], core[1]).is_some() {
            (core[0], core[1], (core[1] + 1, stop))
        } else if subject(core[0]) && self.infinitive(core[1], core[0]).is_some() {
            (core[1], core[0], (core[1] + 1, stop))
        } else if let Some((verb, who)) = self.inverted(&core) {
            (verb, who, (who + 1, stop))
        } else {
            // "Den Rasen mähen wir (auf)": what it is done to stands first.
            let back = core.len() - 1 - usize::from(particle.is_some());
            let (who, verb) = (core[back], core[back.checked_sub(1)?]);
            let fronted = back >= 2 && pronoun(who) && self.infinitive(verb, who).is_some();
            fronted.then_some((verb, who, (begin, verb)))?
        };
        let infinitive = self.infinitive(verb, who)?;
        let object = self.title(object.0, object.1);
        let infinitive = particle.map_or_else(|| infinitive.clone(), |p| format!("{}{infinitive}", word(p)));
        let title = format!("{object} {infinitive}");
        let who = (!pronoun(who)).then_some((self.person_from(begin, who), who + 1));
        (!object.is_empty()).then_some(Deed { title, who, verb: infinitive })
    }

    /// "(Danach) baut die Werkstatt die Vitrinen um": who does it stands behind the verb, with an article.
    fn inverted(&self, core: &[usize]) -> Option<(usize, usize)> {
        let [verb, article, who, thing, ..] = *core else { return None };
        let led = |i: usize| self.lexicon.at("article", self.words, i).is_some();
        let noun = self.text[self.words[who].start..].starts_with(char::is_uppercase);
        let found = led(article) && led(thing) && noun && who == article + 1 && verb + 1 == article;
        (found && self.infinitive(verb, who).is_some()).then_some((verb, who))
    }

    /// "Die Halle wird (bis Mai) gestrichen", "dann wird aufgebaut": what is to be done to it.
    fn will_be_done(&self, core: &[usize]) -> Option<String> {
        let (&last, rest) = core.split_last()?;
        let modal = rest.iter().position(|&i| self.lexicon.has("passive", &self.words[i].lower))?;
        let done = self.words[last].lower.as_str();
        let verb =
            self.lexicon.past_to_infinitive(done).filter(|_| done.ends_with('t') || done.ends_with("en"))?;
        let thing = if modal == 0 { &rest[1..] } else { &rest[..modal] };
        let (Some(&from), Some(&to)) = (thing.first(), thing.last()) else {
            return Some(crate::clause::capital(&verb));
        };
        let title = self.title(from, to + 1);
        let named = title.chars().next().is_some_and(char::is_uppercase);
        (named && modal <= 4 && !self.lexicon.has("pronoun", &self.words[from].lower))
            .then(|| format!("{title} {verb}"))
    }

    /// "Eva die Vorlage anpassen": a name, a thing and what is done to it, as notes say it.
    fn assigned(&self, core: &[usize], end: usize) -> Option<Deed> {
        let (&who, &thing, &last) = (core.first()?, core.get(1)?, core.last()?);
        let verb = self.words[last].lower.clone();
        let infinitive = ["en", "rn", "ln"].iter().any(|e| verb.ends_with(e))
            && self.text[self.words[last].start..].starts_with(char::is_lowercase);
        let fits = core.len() >= 4
            && infinitive
            && self.is_name(who, who + 1)
            && self.lexicon.at("article", self.words, thing).is_some();
        fits.then(|| Deed { title: self.title(thing, end), who: Some((who, who + 1)), verb })
    }

    /// "(das Audit) vorbereiten": a thing and what is done to it, the verb last and small.
    pub(crate) fn is_infinitive(&self, from: usize, to: usize) -> bool {
        let begin = self.after_lead(from, to);
        if self.ends_as_infinitive(begin.min(to - 1)) {
            // "louer la tente", "alquilar las carpas": the verb stands in front, and its thing behind it.
            return self.is_plain(begin)
                && self.lexicon.at("article", &self.words[..to], begin + 1).is_some();
        }
        let core = self.core(from, to);
        let Some(&last) = core.last().filter(|_| self.said.language == Language::De && core.len() >= 2)
        else {
            return false;
        };
        let word = &self.words[last];
        let verbal =
            ["en", "rn", "ln"].iter().any(|e| word.lower.ends_with(e)) && word.lower.chars().count() >= 5;
        let stated = ["stative", "modal", "be"].iter().any(|s| self.lexicon.has(s, &word.lower));
        verbal && !stated && self.text[word.start..].starts_with(char::is_lowercase)
    }

    /// "analizar", "relire le texte": a clause that begins with an infinitive of a language that puts it in front.
    pub(crate) fn is_bare_infinitive(&self, from: usize, to: usize) -> bool {
        let begin = self.after_lead(from, to);
        begin < to
            && self.is_plain(begin)
            && self.words[begin].lower.chars().count() >= 4
            && self.lexicon.suffix("infinitive", &self.words[begin].lower).is_some()
    }

    /// Where the person begins whose last word this is: "Frau Keller".
    fn person_from(&self, begin: usize, last: usize) -> usize {
        let two = last > begin && (self.is_name(last - 1, last + 1) || self.is_who(last - 1, last + 1));
        let article = last > begin && self.lexicon.at("article", self.words, last - 1).is_some();
        if two && !article { last - 1 } else { last }
    }

    /// "(Am 20. Mai) muss der Hof gepflastert sein", "die Küche soll fertig werden": what is to be reached.
    fn must_be(&self, core: &[usize]) -> Option<String> {
        let (&last, rest) = core.split_last()?;
        let word = |i: usize| self.words[i].lower.as_str();
        let modal = rest.iter().position(|&i| self.lexicon.has("shall-be", word(i)))?;
        if !self.lexicon.has("to-be", word(last)) || modal > 4 {
            return None;
        }
        let (&done, body) = rest.split_last()?;
        let thing = if modal == 0 { &body[1..] } else { body.get(..modal)? };
        let (&from, &to) = (thing.first()?, thing.last()?);
        let title = self.title(from, to + 1);
        let verb = self.lexicon.past_to_infinitive(word(done)).unwrap_or_else(|| word(done).to_owned());
        let named = !title.is_empty() && title.chars().next().is_some_and(char::is_uppercase);
        named.then(|| format!("{title} {verb}"))
    }

    /// "kauft" as "kaufen", "streichen" as it is, by who does it; none where it says how something is.
    fn infinitive(&self, verb: usize, who: usize) -> Option<String> {
        let form = self.words[verb].lower.as_str();
        let sections = ["need", "take", "be", "modal", "waits", "parallel"];
        let states = self.lexicon.has("stative", form)
            || sections.iter().any(|s| self.lexicon.at(s, self.words, verb).is_some())
            || self.mentions.tags[verb] != Tag::Plain
            || !self.text[self.words[verb].start..].starts_with(char::is_alphabetic);
        if states || form.chars().count() < 4 {
            return None;
        }
        match self.words[who].lower.as_str() {
            "wir" => ["en", "rn", "ln"].iter().any(|e| form.ends_with(e)).then(|| form.to_owned()),
            "ich" => form.strip_suffix('e').map(|root| format!("{root}en")),
            _ => {
                if let Some(base) = self.lexicon.pair("irregular", form) {
                    return Some(base);
                }
                let root = form.strip_suffix('t')?;
                let small = self.text[self.words[verb].start..].starts_with(char::is_lowercase) || verb < who;
                let short =
                    root.strip_suffix('e').filter(|r| r.ends_with(['t', 'd', 'n', 'm'])).unwrap_or(root);
                let ending = ending_of(short);
                (small && short.chars().count() >= 3).then(|| format!("{short}{ending}"))
            }
        }
    }

    /// Whether a word inside the clause, and no figure, says that it comes before what was said: "Jana kauft vorher Farbe".
    pub(crate) fn marked_inside(&self, section: &str, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            self.mentions.tags[i] == Tag::Joint
                && self.words[i].depth == 0
                && self.lexicon.at(section, &self.words[..end], i).is_some()
        })
    }
}

impl Lexicon {
    /// "gepflastert" as "pflastern", "eingerichtet" as "einrichten"; none where the word is no participle it knows and none
    /// of a weak verb.
    pub(crate) fn past_to_infinitive(&self, participle: &str) -> Option<String> {
        if let Some(verb) = self.pair("irregular", participle) {
            return Some(verb);
        }
        // "abgeschrieben": the particle, and a verb whose participle is its own.
        let parted = self.prefix("particle", participle);
        if let Some((front, verb)) =
            parted.and_then(|(front, rest)| Some((front, self.pair("irregular", rest)?)))
        {
            return Some(format!("{front}{verb}"));
        }
        let (front, root) = self
            .prefix("particle", participle)
            .and_then(|(front, rest)| Some((front, rest.strip_prefix("ge")?)))
            .or_else(|| participle.strip_prefix("ge").map(|root| ("", root)))
            .or_else(|| {
                let bound = self.prefix("bound", participle).is_some() || participle.ends_with("iert");
                bound.then_some(("", participle))
            })?;
        let root = root.strip_suffix('t').filter(|root| root.chars().count() >= 3)?;
        let short = root.strip_suffix('e').filter(|r| r.ends_with(['t', 'd', 'n', 'm'])).unwrap_or(root);
        Some(format!("{front}{short}{}", ending_of(short)))
    }
}

/// Marks the words that place a clause and stand behind its verb: "Jana kauft vorher Farbe", "wir streichen danach den Zaun".
pub(crate) fn inner_markers(words: &[Word], mentions: &mut Mentions, lexicon: &Lexicon) {
    for i in 2..words.len().saturating_sub(1) {
        let places =
            ["first", "then", "before-that"].iter().any(|s| lexicon.at(s, &words[..=i], i) == Some(i + 1));
        if !places || words[i].depth > 0 || words[i + 1].mark || mentions.tags[i] != Tag::Plain {
            continue;
        }
        let joins = |w: &Word| w.mark || matches!(w.lower.as_str(), "und" | "aber" | "dass" | "weil");
        let from = (0..i).rev().find(|&k| joins(&words[k])).map_or(0, |k| k + 1);
        let article = usize::from(lexicon.at("article", words, from).is_some());
        let [.., one, two] = &words[from..i] else { continue };
        let pronoun = |w: &Word| lexicon.has("speaker", &w.lower);
        let finite = |w: &Word| w.lower.len() >= 4 && w.lower.ends_with('t');
        if i - from == 2 + article && (pronoun(one) || pronoun(two) || finite(two) || finite(one)) {
            mentions.tags[i] = Tag::Joint;
        }
    }
}

/// What makes an infinitive of a stem: "malen", "ändern", "organisieren".
fn ending_of(stem: &str) -> &'static str {
    let short = (stem.ends_with("er") || stem.ends_with("el")) && !stem.ends_with("ier");
    if short { "n" } else { "en" }
}
