//! What the goal is called, and the thing it is about. Must never lose a noun.

use crate::clause::covered;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::text;

impl Reader<'_> {
    /// The goal's title, and the thing it is about.
    pub(super) fn name(&mut self, from: usize, to: usize, main_from: usize, main_to: usize) {
        let last = (from..to).rev().find(|&i| !self.words[i].mark).map_or(to, |i| i + 1);
        let placed = self.lexicon.ending("before-that", &self.words[from..last]).filter(|&at| at > 0);
        let end = placed.map_or(to, |at| from + at);
        let deed = self.deed(self.after_filler(from, end), end).map(|d| d.title);
        let passive = || self.passive(from, end).filter(|_| self.duty_said(from, end));
        let goal = self
            .needed_by(from, end)
            .or(deed)
            .or_else(|| self.shared_goal(from, end))
            .or_else(passive)
            .unwrap_or_else(|| self.title(from, end));
        // "We have 8 hours in total: …": how much there is names nothing.
        let words = text::words(&goal);
        let nameless = self.lexicon.any("have", &words)
            && !self.mentions.efforts_in(from, to).is_empty()
            && covered(
                self,
                &words,
                &["have", "budget", "everything", "pronoun", "filler", "only", "and", "about", "but"],
            );
        let goal = if nameless { String::new() } else { goal };
        self.goal_stems = naming::stems(&goal);
        self.said.goal = goal;
        let mut at = self.after_filler(main_from, main_to);
        let verb = [
            "build", "deploy", "design", "migrate", "errand", "write", "research", "fix", "meet", "change",
            "test", "review", "physical", "verb",
        ]
        .iter()
        .filter_map(|s| self.lexicon.at(s, &self.words[..main_to], at))
        .max();
        if let Some(next) = verb.filter(|&n| n < main_to) {
            at = next;
        }
        if let Some(next) = self.lexicon.at("dative", &self.words[..main_to], at).filter(|_| verb.is_some()) {
            at = next;
        }
        while let Some(next) = self.lexicon.at("article", &self.words[..main_to], at).filter(|&n| n < main_to)
        {
            at = next;
        }
        const ENDS: [&str; 34] = [
            "that", "which", "who", "for", "with", "from", "to", "in", "into", "by", "near", "using", "on",
            "at", "based", "behind", "before", "after", "until", "so", "against", "für", "mit", "bis", "in",
            "para", "con", "com", "pour", "avec", "où", "y", "und", "and",
        ];
        let end = (at + 1..main_to)
            .find(|&i| {
                self.mentions.tags[i] != Tag::Plain
                    || self.words[i].mark
                    || ENDS.contains(&self.words[i].lower.as_str())
                    || i >= at + 7
            })
            .unwrap_or(main_to);
        let thing = self.title(at, end);
        let own = self
            .text
            .get(self.words.get(at).map_or(0, |w| w.start)..)
            .is_some_and(|t| t.starts_with(char::is_lowercase));
        self.said.thing = if own || verb.is_none() { lower_word(&thing) } else { thing };
    }

    /// "Finance needs a cash report", "need a new flow", "the website needs:": the thing, and who it is for.
    fn needed_by(&self, from: usize, end: usize) -> Option<String> {
        let begin = self.after_filler(from, end);
        let (at, next) = self.phrase_in("need", begin, end.min(begin + 4))?;
        let who = self.spelled(self.after_articles(begin, at), at);
        if (next..end).all(|i| self.words[i].mark) {
            return Some(self.title(begin, at)).filter(|title| !title.is_empty());
        }
        let thing = self.title(next, end);
        if thing.is_empty()
            || self.lexicon.verb(self.words, next).is_some()
            || at > begin && !self.is_who(begin, at)
        {
            return None;
        }
        let link = self.lexicon.first("on-behalf").filter(|_| at > begin);
        Some(link.map_or_else(|| thing.clone(), |link| format!("{thing} {link} {who}")))
    }
}

/// Small in front, where it is an ordinary word.
pub(crate) fn lower_word(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.as_str().split(' ').next().unwrap_or_default().contains(char::is_uppercase) {
        text.to_owned()
    } else {
        first.to_lowercase().chain(chars).collect()
    }
}
