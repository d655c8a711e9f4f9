//! The components that the words of a task enumerate: in its title ("Paint hall, kitchen and bath"), on a list in its
//! description, in its criteria. They do not wait for one another, unless the title names activities ("design and build
//! the shop"). Must never take a mere pair of words ("research and development") for components unless asked to.

use planwright_domain::operation::{Part, in_a_row};
use planwright_domain::{LONGEST_TITLE, Project, Task};
use planwright_phrases::duration::{DayLength, trailing_bracket};

use crate::breakdown::verb_kind;
use crate::lexicon::Language;
use crate::text::{self, Word};

/// How sure it has to be that components are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// Somebody asked for components: two of them will do, and criteria count.
    AsAsked,
    /// Only what is plainly a list.
    Plainly,
}

/// The components a task names; none when it names none.
pub(super) fn named(project: &Project, task: &Task, language: Language, sure: Sure) -> Vec<Part> {
    let why = "the task names it";
    let in_title = of_title(&task.title, language);
    let least = if sure == Sure::AsAsked { 2 } else { 3 };
    if in_title.items.len() >= least || in_title.activities {
        let parts = in_title.items.into_iter().map(|title| part(&title, why));
        return if in_title.activities { in_a_row(parts) } else { parts.collect() };
    }
    let listed = task.description.as_deref().map(of_list).unwrap_or_default();
    let day = DayLength {
        minutes_per_day: project.meta().minutes_per_day,
        days_per_week: project.meta().working_days.count(),
    };
    if listed.len() >= 2 {
        return listed.into_iter().map(|line| weighed(line, day, "it is on the list of the task")).collect();
    }
    if sure == Sure::AsAsked && task.acceptance_criteria.len() >= 2 {
        let criteria = task.acceptance_criteria.iter();
        return criteria.map(|line| part(line, "it is a criterion of the task")).collect();
    }
    Vec::new()
}

fn part(title: &str, why: &str) -> Part {
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Part { why: Some(why.to_owned()), ..Part::new(title.chars().take(LONGEST_TITLE / 2).collect::<String>()) }
}

/// An item of a list, whose effort in brackets is its weight.
fn weighed(line: &str, day: DayLength, why: &str) -> Part {
    match trailing_bracket(line, day) {
        Some((title, effort)) => Part { weight: effort.likely.max(1), ..part(title, why) },
        None => part(line, why),
    }
}

/// The items of the list lines of a text: `- item`, `* [ ] item`, `2. item`.
fn of_list(text: &str) -> Vec<&str> {
    let item = |line: &'_ str| -> Option<usize> {
        let bare = line.trim_start();
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        let rest = match digits {
            0 => ["- ", "* ", "• ", "+ "].iter().find_map(|bullet| bare.strip_prefix(bullet))?,
            _ => bare[digits..].strip_prefix([')', '.'])?.strip_prefix(' ')?,
        };
        let rest = rest.trim_start();
        let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| rest.strip_prefix(mark));
        Some(line.len() - boxed.unwrap_or(rest).trim_start().len())
    };
    let items = text.lines().filter_map(|line| Some(line[item(line)?..].trim()));
    items.filter(|item| item.chars().any(char::is_alphanumeric)).collect()
}

/// What a title enumerates.
#[derive(Debug, Default, PartialEq, Eq)]
struct Enumeration {
    items: Vec<String>,
    /// The items are activities on the same thing, one after the other.
    activities: bool,
}

fn of_title(title: &str, language: Language) -> Enumeration {
    let (context, list) = match title.split_once(": ") {
        Some((context, list)) if !list.trim().is_empty() => (Some(context), list),
        _ => (None, title),
    };
    let words = text::words(list);
    let pieces = pieces(list, &words, language);
    if pieces.len() < 2 {
        return Enumeration::default();
    }
    if let Some(activities) = activities(&pieces, language) {
        return Enumeration { items: activities, activities: true };
    }
    if let Some((items, activities)) = same_thing(&pieces, language) {
        return Enumeration { items, activities };
    }
    let items = match context {
        Some(context) => pieces.iter().map(|piece| format!("{context}: {piece}")).collect(),
        None => shared_verb(&pieces, language),
    };
    Enumeration { items, activities: false }
}

/// The pieces between commas, slashes and words for "and".
fn pieces<'t>(list: &'t str, words: &[Word], language: Language) -> Vec<&'t str> {
    let (mut pieces, mut from, mut i) = (Vec::new(), 0, 0);
    let mut close = |from: usize, to: usize| {
        if from < to {
            pieces.push(text::spelled(list, &words[from..to]));
        }
    };
    while i < words.len() {
        let word = &words[i];
        let mark = word.mark && matches!(word.lower.as_str(), "," | ";" | "/" | "，" | "、" | "；");
        let next = match language.lexicon().at("and", words, i) {
            Some(next) => Some(next),
            None => (mark || word.lower == "+").then_some(i + 1),
        };
        match next.filter(|_| word.depth == 0) {
            Some(next) => {
                close(from, i);
                (from, i) = (next, next);
            }
            None => i += 1,
        }
    }
    close(from, words.len());
    pieces
}

/// "Design", "build the shop": the verbs of all pieces with the thing that the last one names.
fn activities(pieces: &[&str], language: Language) -> Option<Vec<String>> {
    let (last, others) = pieces.split_last()?;
    let (end, _) = verb_kind(last, language, "")?;
    let words = text::words(last);
    // "Paint, plaster and clean up": each is done to something, and "up" is nothing.
    let phrasal = language.lexicon().is("particle", &words[end..]);
    let thing = if phrasal { "it" } else { text::spelled(last, &words[end..]) };
    let verb_alone = |piece: &&str| {
        verb_kind(&format!("{piece} {thing}"), language, "").map(|(n, _)| n) == Some(text::words(piece).len())
    };
    if !others.iter().all(verb_alone) {
        return None;
    }
    let full =
        others.iter().map(|verb| if phrasal { capital(verb) } else { capital(&format!("{verb} {thing}")) });
    Some(full.chain([capital(last)]).collect())
}

/// "Entwurf", "Test der Webseite"; "设计", "测试登录服务": the thing that only the last piece names, given to all; and whether
/// all of them are activities. Only where the last begins with an activity and all others are but one word each.
fn same_thing(pieces: &[&str], language: Language) -> Option<(Vec<String>, bool)> {
    let (last, others) = pieces.split_last()?;
    let lexicon = language.lexicon();
    let words = text::words(last);
    let (end, joined) = match language {
        Language::Zh => (lexicon.at("activity", &words, 0).or_else(|| lexicon.at("verb", &words, 0))?, ""),
        _ => (1, " "),
    };
    let belongs = language == Language::Zh || lexicon.at("belongs", &words, end).is_some();
    let alone = |piece: &&str| {
        let words = text::words(piece);
        match language {
            Language::Zh => lexicon.is("activity", &words) || lexicon.is("verb", &words),
            _ => words.len() == 1,
        }
    };
    if end >= words.len() || !belongs || !others.iter().all(alone) {
        return None;
    }
    let thing = text::spelled(last, &words[end..]);
    let activities = language == Language::Zh
        || lexicon.at("activity", &words, 0) == Some(1)
            && others.iter().all(|piece| lexicon.is("activity", &text::words(piece)));
    let full = others.iter().map(|piece| capital(&format!("{piece}{joined}{thing}")));
    Some((full.chain([capital(last)]).collect(), activities))
}

/// The verb that one piece has and all others lack, given to all: "Paint hall", "kitchen"; "Bad", "Flur streichen".
fn shared_verb(pieces: &[&str], language: Language) -> Vec<String> {
    let first = pieces[0];
    let words = text::words(first);
    let head = match language {
        Language::En => verb_kind(first, language, "").map(|(end, _)| end),
        Language::Es | Language::Pt | Language::Fr => {
            let infinitive = |w: &Word| ["ar", "er", "ir", "re"].iter().any(|end| w.lower.ends_with(end));
            words.first().filter(|w| words.len() > 1 && infinitive(w)).map(|_| 1)
        }
        Language::De | Language::Zh => None,
    };
    let particle = |words: &[Word]| language.lexicon().is("particle", words);
    // A verb that has no thing of its own has nothing to do with the things of others: "clean up and paint".
    if let Some(end) = head.filter(|end| *end < words.len() && !particle(&words[*end..])) {
        let verb = text::spelled(first, &words[..end]);
        let phrasal = |piece: &str| {
            let words = text::words(piece);
            words.len() == 2 && particle(&words[1..])
        };
        let has_verb = |piece: &str| {
            language == Language::En && (phrasal(piece) || verb_kind(piece, language, "").is_some())
        };
        let rest = pieces[1..].iter().map(|piece| match has_verb(piece) {
            true => capital(piece),
            false => format!("{verb} {piece}"),
        });
        return std::iter::once(capital(first)).chain(rest).collect();
    }
    if language == Language::De
        && let Some((last, others)) = pieces.split_last()
        && let Some((thing, verb)) = last.rsplit_once(' ')
        && is_german_verb(verb)
        && !others.iter().any(|piece| piece.rsplit_once(' ').is_some_and(|(_, verb)| is_german_verb(verb)))
    {
        let all = others.iter().copied().chain([thing]);
        return all.map(|thing| capital(&format!("{thing} {verb}"))).collect();
    }
    pieces.iter().map(|piece| capital(piece)).collect()
}

/// Whether the last word of several may be the verb: "Bad streichen", but not "alte Fenster".
fn is_german_verb(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.ends_with('n')
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::division::language_of;

    fn items(title: &str) -> Vec<String> {
        of_title(title, language_of(title)).items
    }

    #[test]
    fn an_enumeration_in_a_title_is_its_components() {
        for (title, expected) in [
            ("Paint hall, kitchen and bath", &["Paint hall", "Paint kitchen", "Paint bath"][..]),
            ("Build login, search and a checkout", &["Build login", "Build search", "Build a checkout"]),
            ("Website: header, footer & search", &["Website: header", "Website: footer", "Website: search"]),
            ("Login, search, checkout", &["Login", "Search", "Checkout"]),
            ("Design and build the shop", &["Design the shop", "Build the shop"]),
            ("Order tiles and paint the wall", &["Order tiles", "Paint the wall"]),
            (
                "Bad, Küche und den Flur streichen",
                &["Bad streichen", "Küche streichen", "Den Flur streichen"],
            ),
            (
                "Pintar la cocina, el baño y el pasillo",
                &["Pintar la cocina", "Pintar el baño", "Pintar el pasillo"],
            ),
            (
                "Wände streichen, Boden verlegen und Möbel aufbauen",
                &["Wände streichen", "Boden verlegen", "Möbel aufbauen"],
            ),
            ("Fenster putzen und den Rasen mähen", &["Fenster putzen", "Den Rasen mähen"]),
            (
                "Entwurf, Umsetzung und Test der Webseite",
                &["Entwurf der Webseite", "Umsetzung der Webseite", "Test der Webseite"],
            ),
            (
                "Design, build-out and test of the site",
                &["Design of the site", "Build-out of the site", "Test of the site"],
            ),
            ("Conception et test du site", &["Conception du site", "Test du site"]),
            ("设计、开发和测试登录服务", &["设计登录服务", "开发登录服务", "测试登录服务"]),
            ("编写文档、培训用户", &["编写文档", "培训用户"]),
            ("Paint the hall", &[]),
            ("Paint, plaster and clean up", &["Paint", "Plaster", "Clean up"]),
            ("Clean up and paint", &["Clean up", "Paint"]),
            ("Migrate users and roll out", &["Migrate users", "Roll out"]),
            ("Back up databases, files and mail", &["Back up databases", "Back up files", "Back up mail"]),
            ("Install heaters, lamps and sign off", &["Install heaters", "Install lamps", "Sign off"]),
        ] {
            assert_eq!(items(title), expected, "{title}");
        }
    }

    #[test]
    fn activities_follow_one_another_and_components_do_not() {
        assert!(of_title("Design, build and test the shop", Language::En).activities);
        assert!(!of_title("Build login, search and checkout", Language::En).activities);
        assert!(of_title("Entwurf, Umsetzung und Test der Webseite", Language::De).activities);
        assert!(of_title("设计、开发和测试登录服务", Language::Zh).activities);
        assert!(!of_title("编写文档、培训用户", Language::Zh).activities);
    }

    #[test]
    fn lists_are_read_line_by_line() {
        let text = "What it needs:\n- [ ] header (2h)\n* footer\n2) search\n  • menu\n- \nAnd 3. more";
        assert_eq!(of_list(text), ["header (2h)", "footer", "search", "menu"]);
    }
}
