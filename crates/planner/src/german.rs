//! German main clauses, whose verb stands second and whose particle stands last: "Jana kauft Farbe", "Streichen wir den Zaun",
//! "den Keller räumen wir auf". Must never make a task of how something is.

use crate::lexicon::{Language, Lexicon};
use crate::mention::{Mentions, Tag};
use crate::reader::Reader;
use crate::text::Word;

/// Who speaks or acts without a name.
const PRONOUNS: [&str; 7] = ["wir", "ich", "er", "sie", "man", "ihr", "du"];

/// What splits off a verb and stands last.
const PARTICLES: [&str; 28] = [
    "ab", "an", "auf", "aus", "bei", "ein", "fertig", "fest", "frei", "her", "herunter", "hin", "hinunter",
    "los", "mit", "nach", "um", "vor", "vorbei", "weg", "weiter", "zu", "zurück", "zusammen", "bereit",
    "durch", "hoch", "runter",
];

/// Verbs that change their stem, by their third person.
const IRREGULAR: [(&str, &str); 22] = [
    ("liest", "lesen"),
    ("gibt", "geben"),
    ("nimmt", "nehmen"),
    ("fährt", "fahren"),
    ("lädt", "laden"),
    ("hält", "halten"),
    ("schlägt", "schlagen"),
    ("trägt", "tragen"),
    ("wäscht", "waschen"),
    ("gräbt", "graben"),
    ("bäckt", "backen"),
    ("spricht", "sprechen"),
    ("trifft", "treffen"),
    ("wirft", "werfen"),
    ("misst", "messen"),
    ("bricht", "brechen"),
    ("hilft", "helfen"),
    ("empfängt", "empfangen"),
    ("sieht", "sehen"),
    ("vergisst", "vergessen"),
    ("tritt", "treten"),
    ("überträgt", "übertragen"),
];

/// Verbs that say how something is, when it is, or what must be.
const STATES: [&str; 44] = [
    "ist", "sind", "bin", "hat", "haben", "habe", "wird", "werden", "muss", "müssen", "kann", "können",
    "soll", "sollen", "darf", "dürfen", "will", "wollen", "möchte", "möchten", "dauert", "dauern", "kostet",
    "liegt", "steht", "stehen", "läuft", "laufen", "geht", "kommt", "bleibt", "beginnt", "beginnen",
    "startet", "starten", "endet", "folgt", "folgen", "findet", "finden", "gilt", "passt", "gehört",
    "arbeitet",
];

/// What a main clause says is done.
pub(crate) struct Deed {
    /// As a task is named: "Farbe kaufen".
    pub(crate) title: String,
    /// The words of who does it, where it is not "wir".
    pub(crate) who: Option<(usize, usize)>,
}

impl Reader<'_> {
    /// What the clause says is done; none where it is no such clause, or only says how something is.
    pub(crate) fn deed(&self, begin: usize, end: usize) -> Option<Deed> {
        if self.said.language != Language::De {
            return None;
        }
        let core: Vec<usize> =
            self.core(begin, end).into_iter().filter(|&i| self.words[i].depth == 0).collect();
        if let Some(title) = self.must_be(&core) {
            return Some(Deed { title, who: None });
        }
        if let [who, verb] = core[..]
            && self.is_name(who, who + 1)
            && !self.mentions.efforts_in(begin, end).is_empty()
            && let Some(infinitive) = self.infinitive(verb, who)
        {
            // "Tom pflastert (3 Tage)": what is done has no object.
            return Some(Deed { title: crate::clause::capital(&infinitive), who: Some((who, who + 1)) });
        }
        let (&last, _) = core.split_last().filter(|(_, rest)| rest.len() >= 2)?;
        let word = |i: usize| self.words[i].lower.as_str();
        if core.iter().any(|&i| matches!(word(i), "sich" | "nicht")) {
            return None;
        }
        let pronoun = |i: usize| PRONOUNS.contains(&word(i));
        let subject = |i: usize| pronoun(i) || self.is_name(i, i + 1);
        let particle = (PARTICLES.contains(&word(last)) && core.len() >= 4).then_some(last);
        let stop = particle.unwrap_or(end);
        let (verb, who, object) = if subject(core[1]) && self.infinitive(core[0], core[1]).is_some() {
            (core[0], core[1], (core[1] + 1, stop))
        } else if subject(core[0]) && self.infinitive(core[1], core[0]).is_some() {
            (core[1], core[0], (core[1] + 1, stop))
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
        (!object.is_empty()).then_some(Deed { title, who: (!pronoun(who)).then_some((who, who + 1)) })
    }

    /// "(Am 20. Mai) muss der Hof gepflastert sein", "die Küche soll fertig werden": what is to be reached.
    fn must_be(&self, core: &[usize]) -> Option<String> {
        let (&last, rest) = core.split_last()?;
        let word = |i: usize| self.words[i].lower.as_str();
        let modal = rest.iter().position(|&i| {
            matches!(
                word(i),
                "muss" | "müssen" | "soll" | "sollen" | "sollte" | "sollten" | "wird" | "werden"
            )
        })?;
        if !matches!(word(last), "sein" | "werden") || modal > 4 {
            return None;
        }
        let (&done, body) = rest.split_last()?;
        let thing = if modal == 0 { &body[1..] } else { body.get(..modal)? };
        let (&from, &to) = (thing.first()?, thing.last()?);
        let title = self.title(from, to + 1);
        let verb = past_to_infinitive(word(done)).unwrap_or_else(|| word(done).to_owned());
        let named = !title.is_empty() && title.chars().next().is_some_and(char::is_uppercase);
        named.then(|| format!("{title} {verb}"))
    }

    /// "kauft" as "kaufen", "streichen" as it is, by who does it; none where it says how something is.
    fn infinitive(&self, verb: usize, who: usize) -> Option<String> {
        let form = self.words[verb].lower.as_str();
        let sections = ["need", "take", "be", "modal", "waits", "parallel"];
        let states = STATES.contains(&form)
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
                if let Some((_, base)) = IRREGULAR.iter().find(|(third, _)| *third == form) {
                    return Some((*base).to_owned());
                }
                let root = form.strip_suffix('t')?;
                let small = self.text[self.words[verb].start..].starts_with(char::is_lowercase) || verb < who;
                let short =
                    root.strip_suffix('e').filter(|r| r.ends_with(['t', 'd', 'n', 'm'])).unwrap_or(root);
                let ending = if short.ends_with("er") || short.ends_with("el") { "n" } else { "en" };
                (small && short.chars().count() >= 3).then(|| format!("{short}{ending}"))
            }
        }
    }

    /// A step of what the clause says is done, unless it is known already.
    pub(crate) fn deed_step(&mut self, start: usize, begin: usize, end: usize) -> Option<usize> {
        let deed = self.deed(begin, end)?;
        let step = match self.resolve_one(&deed.title) {
            Some(step) => step,
            None => {
                let step = self.step(begin, end)?;
                self.retitle(step, crate::step::shorten(&deed.title));
                self.said.steps[step].quote = self.spelled(start, end);
                step
            }
        };
        if let Some((a, b)) = deed.who {
            self.said.steps[step].who = Some(self.spelled(a, b));
        }
        Some(step)
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

/// "gepflastert" as "pflastern", "eingerichtet" as "einrichten"; none where the word is no participle of a weak verb.
fn past_to_infinitive(participle: &str) -> Option<String> {
    const STRONG: [(&str, &str); 12] = [
        ("geschrieben", "schreiben"),
        ("gestrichen", "streichen"),
        ("gegossen", "gießen"),
        ("abgeschlossen", "abschließen"),
        ("umgezogen", "umziehen"),
        ("eingezogen", "einziehen"),
        ("aufgehoben", "aufheben"),
        ("gegraben", "graben"),
        ("abgerissen", "abreißen"),
        ("angeschlossen", "anschließen"),
        ("gefunden", "finden"),
        ("übergeben", "übergeben"),
    ];
    if let Some((_, verb)) = STRONG.iter().find(|(past, _)| *past == participle) {
        return Some((*verb).to_owned());
    }
    let (front, root) = PARTICLES
        .iter()
        .find_map(|p| Some((*p, participle.strip_prefix(p)?.strip_prefix("ge")?)))
        .or_else(|| participle.strip_prefix("ge").map(|root| ("", root)))
        .or_else(|| {
            let bound = ["be", "ver", "er", "ent", "zer", "über"].iter().any(|p| participle.starts_with(p));
            (bound || participle.ends_with("iert")).then_some(("", participle))
        })?;
    let root = root.strip_suffix('t').filter(|root| root.chars().count() >= 3)?;
    let short = root.strip_suffix('e').filter(|r| r.ends_with(['t', 'd', 'n', 'm'])).unwrap_or(root);
    let ending = if short.ends_with("er") || short.ends_with("el") { "n" } else { "en" };
    Some(format!("{front}{short}{ending}"))
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
        let pronoun = |w: &Word| PRONOUNS.contains(&w.lower.as_str());
        let finite = |w: &Word| w.lower.len() >= 4 && w.lower.ends_with('t');
        if i - from == 2 + article && (pronoun(one) || pronoun(two) || finite(two) || finite(one)) {
            mentions.tags[i] = Tag::Joint;
        }
    }
}
