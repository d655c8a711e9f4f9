//! Keys as documents write them: "1.1.4", "TASK-001", "Task 0.1", "#12". Must never take a plain word for a key.

use crate::lexicon::table;
use crate::token::{Kind, Tokens};

table!(pub(super) NOUN, "reference", "noun");
table!(PLURAL, &'static str, "plural", Some);

/// A key with the noun in front of it.
pub(super) struct Key {
    /// As it is to be looked up: "Task 0.1", "TASK-001".
    pub(super) name: String,
    pub(super) noun: Option<String>,
    /// Nothing but a key looks like this; words may follow: "TASK-001 must be reviewed".
    pub(super) strong: bool,
    pub(super) next: usize,
}

impl Key {
    /// A key at `from`; `inherited` is the noun of the key before, for "Tasks 3, 4".
    pub(super) fn at(tokens: &Tokens<'_>, from: usize, inherited: Option<&str>) -> Option<Key> {
        let noun = NOUN.at(tokens, from).filter(|&(_, next)| key_at(tokens, next).is_some());
        let start = noun.map_or(from, |(_, next)| next);
        let (code, next) = key_at(tokens, start)?;
        let word = noun.map(|(_, next)| singular(&tokens.text[tokens.start(from)..tokens.end_before(next)]));
        let bare = code.chars().all(|c| c.is_ascii_digit() || c == '.');
        let noun = word.or_else(|| inherited.filter(|_| bare).map(str::to_owned)).filter(|n| !n.is_empty());
        let strong = noun.is_some() || !code.chars().all(|c| c.is_ascii_digit());
        let name = match &noun {
            Some(noun) => format!("{noun} {code}"),
            None => code,
        };
        Some(Key { name, noun, strong, next })
    }

    /// Do both look like keys of one series?
    pub(super) fn like(&self, other: &Key) -> bool {
        let shape = |key: &Key| key.name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        shape(self) == shape(other) || (self.noun.is_some() && self.noun == other.noun)
    }
}

/// "Tasks 3-5" are "Task 3" to "Task 5"; the data say which word is the plural of which.
fn singular(noun: &str) -> String {
    let tokens = Tokens::of(noun);
    let Some((singular, _)) = PLURAL.at(&tokens, 0).filter(|&(_, next)| next == tokens.len()) else {
        return noun.to_owned();
    };
    let mut letters = singular.chars();
    match letters.next().filter(|_| noun.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => singular.to_owned(),
    }
}

/// Keys strictly between two that end in whole numbers; a long series is left to its ends.
pub(super) fn between(first: &Key, last: &Key) -> Vec<String> {
    let number = |key: &Key| {
        let at = key.name.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        key.name.get(at..).and_then(|n| n.parse::<u32>().ok()).zip(key.name.get(..at).map(str::to_owned))
    };
    match (number(first), number(last)) {
        (Some((a, stem)), Some((b, _))) if a < b && b - a < 1000 => {
            (a + 1..b).map(|n| format!("{stem}{n}")).collect()
        }
        _ => Vec::new(),
    }
}

/// A code: "1.1.4", "12", "#12", "TASK-001", "T3", "1a", "PROJ-12.3", "M2.1", "A".
pub(super) fn key_at(tokens: &Tokens<'_>, from: usize) -> Option<(String, usize)> {
    let mut i = from;
    if tokens.is(i, "#") && tokens.attached(i + 1) {
        i += 1;
    }
    let begin = i;
    let mut digits = false;
    while let Some(token) = tokens.get(i) {
        if i > begin && token.spaced {
            break;
        }
        let code = match token.kind {
            Kind::Number => {
                digits = true;
                true
            }
            Kind::Word => token.end - token.start <= 12 && tokens.raw(i).is_ascii(),
            // An inner mark joins two parts of one code; "3-5" are two.
            Kind::Mark => {
                let joins =
                    matches!(tokens.raw(i), "-" | "_" | "." | "/") && i > begin && tokens.attached(i + 1);
                let numbers = tokens.raw(i) != "."
                    && pure_number(tokens, begin, i)
                    && tokens.kind(i + 1) == Some(Kind::Number);
                joins
                    && !numbers
                    && matches!(tokens.kind(i + 1), Some(Kind::Word | Kind::Number))
                    && !repeats(tokens, begin, i)
            }
        };
        if !code || i - begin > 12 {
            break;
        }
        i += 1;
    }
    let code = tokens.text.get(tokens.start(begin)..tokens.end_before(i))?;
    let letter = code.len() == 1 && code.starts_with(|c: char| c.is_ascii_uppercase());
    let plain = code.chars().next()?.is_ascii_digit()
        || code.chars().any(|c| c.is_ascii_uppercase())
        || code.contains(['-', '_'])
        || code.len() <= 4;
    ((digits && plain) || letter).then(|| (code.to_owned(), i))
}

/// Is everything so far one number ("1.1.1" in "1.1.1-1.1.4")?
fn pure_number(tokens: &Tokens<'_>, begin: usize, end: usize) -> bool {
    (begin..end).all(|i| tokens.kind(i) == Some(Kind::Number) || tokens.is(i, "."))
}

/// Does the code begin anew behind this mark ("T1-T4", "TASK-1-TASK-4")?
fn repeats(tokens: &Tokens<'_>, begin: usize, mark: usize) -> bool {
    tokens.raw(mark) == "-"
        && tokens.kind(begin) == Some(Kind::Word)
        && mark > begin + 1
        && tokens.raw(begin) == tokens.raw(mark + 1)
}
