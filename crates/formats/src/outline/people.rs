//! Names of people: in the value of a field, and those that a document tells. Must never make a person of a word for nobody.

use std::collections::HashSet;
use std::sync::LazyLock;

use planwright_phrases::clean;
use planwright_phrases::duration::{self, DayLength};

use super::block::{Block, Form};
use super::field::{self, FieldKind};
use super::lexicon;
use super::section::fold;

/// The names in "Ann, Bob and Carl".
pub(crate) fn people(value: &str) -> Vec<String> {
    let plain = clean::title(value);
    plain
        .split([',', ';', '/', '&', '、', '，', '|'])
        .flat_map(|p| p.split(" and "))
        .map(|p| {
            let p = p.trim().trim_start_matches('@').trim();
            // "Dana." ends a sentence, "J. R." does not.
            p.strip_suffix('.')
                .filter(|name| !name.contains('.') && name.chars().count() > 2)
                .unwrap_or(p)
                .to_owned()
        })
        .filter(|p| {
            !p.is_empty()
                && p.chars().count() <= 80
                && !matches!(fold(p).as_str(), "" | "tbd" | "none" | "n a" | "unassigned" | "todo" | "nobody")
        })
        .collect()
}

/// What `people.words` says.
struct Words {
    attending: HashSet<&'static str>,
    titles: HashSet<&'static str>,
    /// Words with a capital letter that name nobody.
    nobody: HashSet<&'static str>,
    given: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = |section| lexicon::section(include_str!("people.words"), section).into_iter().collect();
    Words {
        attending: words("attending"),
        titles: words("title"),
        nobody: words("nobody"),
        given: words("given"),
    }
});

/// The people that a document tells of.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Who was there: whoever stands before a colon is to do what follows.
    attending: HashSet<String>,
    /// Who does something: whoever stands alone in a bracket or behind a dash does it.
    working: HashSet<String>,
}

/// Most people a document tells of; more are no people.
const MOST: usize = 2_000;

impl Known {
    /// From lists of those who were there, and from what says who does something.
    pub(super) fn of(blocks: &[Block<'_>], day: DayLength) -> Self {
        let attends = |name: &str| WORDS.attending.contains(fold(name).as_str());
        let mut known = Self::default();
        let mut listed = false;
        let mut behind: Vec<&str> = Vec::new();
        for block in blocks {
            if let Form::Item { text, .. } = &block.form
                && behind.len() < MOST
            {
                behind.extend(behind_effort(text, day));
            }
            match &block.form {
                Form::Heading { text, .. } => listed = attends(text),
                Form::Text(text) | Form::Quote(text) | Form::Item { text, .. } => {
                    let (name, value) = field::split(text).unwrap_or(("", ""));
                    if attends(name) {
                        listed = value.is_empty();
                        known.attend(value);
                    } else if listed && matches!(block.form, Form::Item { .. }) {
                        known.attend(text.split([':', '(', '–']).next().unwrap_or_default());
                    } else {
                        listed &= matches!(block.form, Form::Item { .. });
                        if field::kind(&fold(name)) == Some(FieldKind::Owner) {
                            known.work(value);
                        }
                    }
                }
                Form::Table(rows) => known.columns(rows),
                _ => {}
            }
        }
        // Several lines of which some name the same: people, who do more than one thing.
        let names: HashSet<&str> = behind.iter().copied().collect();
        if behind.len() > 2 && names.len() < behind.len() {
            known.working.extend(names.into_iter().map(ToOwned::to_owned));
        }
        known
    }

    fn columns(&mut self, rows: &[(u32, Vec<&str>)]) {
        let Some((_, header)) = rows.first() else { return };
        let owner = |cell: &&str| field::column(&fold(cell)) == Some(FieldKind::Owner);
        if let Some(at) = header.iter().position(owner) {
            rows.iter().skip(1).filter_map(|(_, cells)| cells.get(at)).for_each(|cell| self.work(cell));
        }
    }

    fn attend(&mut self, value: &str) {
        if self.attending.len() < MOST {
            let names: Vec<String> = people(value).into_iter().filter(|name| is_name(name)).collect();
            // "Tomás Ruiz" is called "Tomás" behind.
            let first = names.iter().filter_map(|name| name.split(' ').next()).map(ToOwned::to_owned);
            self.attending.extend(first.chain(names.iter().cloned()).collect::<Vec<_>>());
        }
    }

    fn work(&mut self, value: &str) {
        if self.working.len() < MOST {
            self.working.extend(people(value).into_iter().filter(|name| is_name(name)));
        }
    }

    /// The people that words name, if they name nobody and nothing else.
    pub(super) fn named(&self, words: &str) -> Option<Vec<String>> {
        let known =
            |name: &String| self.working.contains(name) || self.attending.contains(name) || is_titled(name);
        // Most documents tell of nobody, and most remarks are none: neither is read for names.
        let nobody = self.working.is_empty() && self.attending.is_empty();
        let titled = words.split(' ').next().is_some_and(|word| WORDS.titles.contains(fold(word).as_str()));
        if nobody && !titled {
            return None;
        }
        (words.len() <= 80).then(|| people(words)).filter(|all| !all.is_empty() && all.iter().all(known))
    }

    /// Those who begin a line, and what they are to do: "Ines: finish the drawings", "Paul to book the room".
    pub(super) fn called<'t>(&self, title: &'t str) -> Option<(Vec<String>, &'t str)> {
        if self.attending.is_empty() {
            return None;
        }
        [": ", "：", " – ", " — ", " - ", " to "].into_iter().find_map(|mark| {
            let (front, rest) = title.split_once(mark)?;
            let all = (front.len() <= 80).then(|| people(front))?;
            let here = !all.is_empty() && all.iter().all(|name| self.attending.contains(name));
            (here && !rest.trim().is_empty()).then(|| (all, rest.trim_start()))
        })
    }
}

/// The name that ends a line behind an effort: "Interviews – 2 days – Marie".
fn behind_effort(text: &str, day: DayLength) -> Option<&str> {
    let mark = [" — ", " – ", " - ", " · "].into_iter().find(|mark| text.contains(mark))?;
    let mut parts = text.rsplit(mark).take(2);
    let (name, effort) = (parts.next()?.trim(), parts.next()?.trim());
    let told = effort.len() <= 40 && matches!(duration::read(effort, day), duration::Reading::Duration(_));
    (told && is_name(name)).then_some(name)
}

/// "Fr. Klein", "Dr Ann Roy".
fn is_titled(name: &str) -> bool {
    name.split_once(' ')
        .is_some_and(|(title, rest)| WORDS.titles.contains(fold(title).as_str()) && is_name(rest))
}

/// A name that begins with one that many people are given: "Priya", "Tom H.".
pub(super) fn is_given(words: &str) -> bool {
    let first = words.split([' ', '.']).next().unwrap_or_default();
    is_person(words) && WORDS.given.contains(fold(first).as_str())
}

/// A name of one or two words, none of them one that says how something is done.
pub(super) fn is_person(words: &str) -> bool {
    let plain = |word: &str| {
        let shouted = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        !shouted && !WORDS.nobody.contains(fold(word).as_str())
    };
    let ascii = words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\''));
    ascii && words.split(' ').count() <= 2 && is_name(words) && words.split(' ').all(plain)
}

/// One to three words that begin with a capital letter, or letters of a script without them.
fn is_name(name: &str) -> bool {
    let words = name.split_whitespace();
    let named = |word: &str| {
        let first = word.chars().next().unwrap_or(' ');
        first.is_alphabetic() && !first.is_lowercase() && !word.chars().any(|c| c.is_ascii_digit())
    };
    words.clone().count() <= 3 && words.clone().next().is_some() && words.clone().all(named)
}
