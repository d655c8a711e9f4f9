//! Forms of verbs: "must be tested", "the catalogue is printed", "sets", "ordered". Must never take what only is so for what
//! somebody does.

use crate::clause::capital;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::text;

/// Participles that say how something is.
const STATIVE: [&str; 34] = [
    "needed",
    "required",
    "based",
    "located",
    "planned",
    "expected",
    "supposed",
    "allowed",
    "limited",
    "related",
    "included",
    "interested",
    "called",
    "named",
    "used",
    "owned",
    "involved",
    "concerned",
    "dated",
    "retired",
    "tired",
    "married",
    "worried",
    "wanted",
    "preferred",
    "considered",
    "affected",
    "excited",
    "intended",
    "estimated",
    "divided",
    "followed",
    "blocked",
    "finished",
];

impl Reader<'_> {
    /// A step said in the passive voice.
    pub(crate) fn passive_step(&mut self, start: usize, end: usize) -> Option<usize> {
        let title = self.passive(start, end)?;
        // Said before in the same words.
        let same = |s: &crate::stated::Step| s.title.eq_ignore_ascii_case(&title);
        if let Some(known) = self.said.steps.iter().position(same) {
            return Some(known);
        }
        let step = self.step(start, end)?;
        self.retitle(step, title);
        self.doer(start, end, step);
        Some(step)
    }

    /// The verb of "must be tested", "is printed", where it is one that makes a step ("done" and "ready" make none).
    pub(crate) fn participle(&self, start: usize, end: usize) -> Option<String> {
        let be =
            (start..end).find(|&i| matches!(self.words[i].lower.as_str(), "be" | "is" | "are" | "being"))?;
        let at = (be + 1..end).find(|&i| {
            !matches!(
                self.words[i].lower.as_str(),
                "being" | "be" | "then" | "also" | "first" | "still" | "already" | "all"
            )
        })?;
        let done = &self.words[at];
        if self.lexicon.at("done", self.words, at).is_some()
            || self.lexicon.at("start-words", self.words, at).is_some()
        {
            return None;
        }
        self.base(&done.lower).filter(|b| {
            !matches!(b.as_str(), "do" | "start" | "finish" | "complete" | "close" | "run" | "ready")
        })
    }

    /// "The catalogue is printed", "numbers are delivered": what is done, as somebody would be told to do it.
    pub(crate) fn passive(&self, start: usize, end: usize) -> Option<String> {
        let begin = self.after_filler(start, end);
        let (be, mut next) = (begin + 1..end).find_map(|i| {
            let be = matches!(self.words[i].lower.as_str(), "is" | "are" | "gets" | "get" | "be");
            (be && self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain).then_some((i, i + 1))
        })?;
        let at = (begin + 1..be)
            .find(|&i| {
                ["modal", "denied"].iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
            })
            .unwrap_or(be);
        while next < end
            && matches!(
                self.words[next].lower.as_str(),
                "being" | "then" | "also" | "to" | "be" | "still" | "already" | "all"
            )
        {
            next += 1;
        }
        let done = self.words.get(next).filter(|_| next < end && self.mentions.tags[next] == Tag::Plain)?;
        let base = self.base(&done.lower)?;
        if self.lexicon.verb(self.words, begin).is_some()
            && self.lexicon.at("article", self.words, begin).is_none()
        {
            return None;
        }
        let object = self.inline(begin, at);
        let rest = self.inline(next + 1, end);
        let rest = if !rest.chars().any(char::is_alphanumeric) {
            String::new()
        } else {
            // "moved to the cellar": where to is no filler here.
            let to = self.words.get(next + 1).filter(|w| w.lower == "to" && next + 1 < end);
            let lead = to.map(|_| self.spelled(next + 1, self.after_articles(next + 2, end)));
            lead.map_or_else(|| format!(" {rest}"), |lead| format!(" {lead} {rest}"))
        };
        (!object.is_empty()).then(|| format!("{} {object}{rest}", capital(&base)))
    }

    /// Whether the words say that something must be.
    pub(crate) fn duty_said(&self, from: usize, to: usize) -> bool {
        self.phrase_in("modal", from + 1, to).is_some()
    }

    pub(crate) fn base_of_third(&self, word: &str) -> Option<String> {
        if word == "does" {
            return Some("do".to_owned());
        }
        let root = word.strip_suffix('s')?;
        [
            root.strip_suffix("ie").map(|r| format!("{r}y")),
            Some(root.to_owned()),
            root.strip_suffix('e').map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .find(|form| form.len() > 2 && self.lexicon.verb(&text::words(form), 0).is_some())
    }

    /// "runs", "uses", "costs": how something is, and not what somebody does.
    pub(crate) fn tells_a_state(&self, word: &str) -> bool {
        self.base_of_third(word).is_some_and(|b| {
            self.lexicon.has("stative", &b) && !matches!(b.as_str(), "open" | "start" | "begin" | "close")
        })
    }

    /// "ordered" as "order".
    pub(crate) fn base(&self, participle: &str) -> Option<String> {
        const IRREGULAR: [(&str, &str); 46] = [
            ("written", "write"),
            ("rewritten", "rewrite"),
            ("built", "build"),
            ("rebuilt", "rebuild"),
            ("sent", "send"),
            ("done", "do"),
            ("made", "make"),
            ("chosen", "choose"),
            ("sold", "sell"),
            ("bought", "buy"),
            ("held", "hold"),
            ("taught", "teach"),
            ("drawn", "draw"),
            ("found", "find"),
            ("run", "run"),
            ("proofread", "proofread"),
            ("split", "split"),
            ("cut", "cut"),
            ("set", "set"),
            ("put", "put"),
            ("read", "read"),
            ("given", "give"),
            ("taken", "take"),
            ("shown", "show"),
            ("led", "lead"),
            ("paid", "pay"),
            ("met", "meet"),
            ("laid", "lay"),
            ("hung", "hang"),
            ("dug", "dig"),
            ("fed", "feed"),
            ("brought", "bring"),
            ("driven", "drive"),
            ("broken", "break"),
            ("torn", "tear"),
            ("worn", "wear"),
            ("bound", "bind"),
            ("sewn", "sew"),
            ("ground", "grind"),
            ("shot", "shoot"),
            ("kept", "keep"),
            ("rung", "ring"),
            ("spent", "spend"),
            ("won", "win"),
            ("swept", "sweep"),
            ("grown", "grow"),
        ];
        if let Some((_, base)) = IRREGULAR.iter().find(|(p, _)| *p == participle) {
            return Some((*base).to_owned());
        }
        let root = participle.strip_suffix("ed")?;
        let doubled = root.len() > 2 && root.as_bytes()[root.len() - 1] == root.as_bytes()[root.len() - 2];
        let mut forms = vec![root.to_owned(), format!("{root}e")];
        if doubled && root.is_char_boundary(root.len() - 1) {
            forms.push(root[..root.len() - 1].to_owned());
        }
        if let Some(stem) = root.strip_suffix('i') {
            forms.push(format!("{stem}y"));
        }
        let known = forms.into_iter().find(|f| self.lexicon.verb(&text::words(f), 0).is_some());
        known.or_else(|| (!STATIVE.contains(&participle)).then(|| spelled_out(root)).flatten())
    }
}

/// The verb of a regular participle that is not among the known ones: "plac" as "place", "fill" as it is.
fn spelled_out(root: &str) -> Option<String> {
    if root.len() < 3 || !root.is_ascii() {
        return None;
    }
    let bytes = root.as_bytes();
    let (last, before) = (bytes[root.len() - 1], bytes[root.len() - 2]);
    if last == before && !matches!(last, b'l' | b's' | b'f' | b'z' | b'e') {
        return Some(root[..root.len() - 1].to_owned());
    }
    if last == b'i' {
        return Some(format!("{}y", &root[..root.len() - 1]));
    }
    let mute = matches!(last, b'c' | b'g' | b'v' | b'u' | b'z')
        || last == b's' && before != b's'
        || ["at", "ir", "ar", "ur", "id", "ad", "ut", "iz", "in"].iter().any(|e| root.ends_with(e))
            && !["ain", "ear", "air", "oin", "ead", "oad", "out", "oat"].iter().any(|e| root.ends_with(e));
    Some(if mute { format!("{root}e") } else { root.to_owned() })
}
