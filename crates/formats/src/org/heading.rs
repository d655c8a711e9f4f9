//! A heading of an org file: state, priority, title, tags, and the words that are states in a file. Must never take a word
//! for a state that the file does not know.

use planwright_domain::Status;
use planwright_phrases::status;

use super::SHIELD;

/// The words that are states, and what they mean.
#[derive(Debug, Clone)]
pub(super) struct States(Vec<(String, Status)>);

impl Default for States {
    fn default() -> Self {
        let open =
            ["TODO", "NEXT", "LATER", "SOMEDAY", "MAYBE", "PROJ", "PROJECT", "TASK", "EPIC", "STORY", "BUG"];
        let doing =
            ["DOING", "STARTED", "STRT", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "WIP", "ACTIVE", "NOW"];
        let waiting = ["WAITING", "WAIT", "HOLD", "BLOCKED", "BLOCK", "DELEGATED"];
        let stopped = ["CANCELLED", "CANCELED", "KILL", "KILLED", "ABORTED", "NOPE"];
        let all = [
            (&open[..], Status::Todo),
            (&doing[..], Status::InProgress),
            (&waiting[..], Status::Blocked),
            (&stopped[..], Status::Cancelled),
            (&["DONE", "COMPLETED", "FINISHED"][..], Status::Done),
        ];
        Self(all.iter().flat_map(|(words, s)| words.iter().map(|w| ((*w).to_owned(), *s))).collect())
    }
}

impl States {
    /// Takes in `#+TODO: A B(b!) | C D`. Without a bar the last word is the one that is done.
    pub(super) fn sequence(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().take(50).collect();
        let bar = words.iter().position(|w| *w == "|").unwrap_or(words.len().saturating_sub(1));
        for (i, word) in words.iter().enumerate().filter(|(_, w)| **w != "|") {
            let name = word.split('(').next().unwrap_or(word);
            let known = Self::default().of(name).or_else(|| status::status(&name.to_lowercase()));
            let closed = i >= bar;
            let status = match known.filter(|s| s.is_closed() == closed) {
                Some(known) => known,
                None if closed => Status::Done,
                None => Status::Todo,
            };
            self.0.retain(|(w, _)| w != name);
            self.0.push((name.to_owned(), status));
        }
    }

    pub(super) fn of(&self, word: &str) -> Option<Status> {
        self.0.iter().find(|(w, _)| w == word).map(|(_, s)| *s)
    }
}

/// A heading as it stands.
#[derive(Debug, Default)]
pub(super) struct Heading<'t> {
    pub(super) level: usize,
    pub(super) state: Option<Status>,
    /// It begins with COMMENT: it and what is below it are no part of the plan.
    pub(super) comment: bool,
    pub(super) priority: Option<char>,
    pub(super) title: String,
    pub(super) tags: Vec<&'t str>,
}

impl<'t> Heading<'t> {
    /// Reads a line; `None` where it is no heading.
    pub(super) fn read(line: &'t str, states: &States) -> Option<Self> {
        let level = line.bytes().take_while(|b| *b == b'*').count();
        let mut rest = line[level..].strip_prefix([' ', '\t']).filter(|_| level > 0)?.trim();
        let mut heading = Self { level, ..Self::default() };
        let first = rest.split([' ', '\t']).next().unwrap_or("");
        if let Some(status) = states.of(first) {
            heading.state = Some(status);
            rest = rest[first.len()..].trim_start();
        }
        if let Some(more) = rest.strip_prefix("COMMENT").filter(|m| m.is_empty() || m.starts_with(' ')) {
            heading.comment = true;
            rest = more.trim_start();
        }
        let last = rest.rsplit([' ', '\t']).next().unwrap_or("");
        // Between two tags more than one colon may stand.
        let tag = |t: &str| t.chars().all(|c| c.is_alphanumeric() || "_@#%-".contains(c));
        if last.len() > 1
            && let Some(inner) = last.strip_prefix(':').and_then(|l| l.strip_suffix(':'))
            && inner.split(':').all(tag)
        {
            heading.tags = inner.split(':').filter(|tag| !tag.is_empty()).collect();
            rest = rest[..rest.len() - last.len()].trim_end();
        }
        let (rest, priority) = without_priority(rest);
        heading.priority = priority;
        heading.title = title(&rest);
        Some(heading)
    }
}

/// "[#A]", wherever it stands.
fn without_priority(text: &str) -> (String, Option<char>) {
    if let Some(at) = text.find("[#") {
        let inner = &text[at + 2..];
        let mut chars = inner.chars();
        if let (Some(c), Some(']')) = (chars.next(), chars.next())
            && c.is_ascii_alphanumeric()
        {
            let after = inner[2..].trim_start();
            let before = text[..at].trim_end();
            let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
            return (format!("{before}{gap}{after}"), Some(c.to_ascii_uppercase()));
        }
    }
    (text.to_owned(), None)
}

/// Words without links, cookies such as "[2/3]", emphasis, and the shields of what is written here.
pub(super) fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '=', '~', '*']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = rest.chars().next().unwrap_or('[');
        let opens = out.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let part = if mark == '[' { bracket(rest) } else { emphasis(rest, mark).filter(|_| opens) };
        match part {
            Some((words, length)) => {
                out.push_str(words);
                rest = &rest[length..];
                if words.is_empty() {
                    rest = close_up(&mut out, rest);
                }
            }
            None => {
                out.push(mark);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    shown(out.trim()).trim().to_owned()
}

/// Takes away what held a mark apart that is gone: the blank before it, brackets that hold nothing now.
fn close_up<'t>(out: &mut String, rest: &'t str) -> &'t str {
    let blank = rest.starts_with([' ', ')', ']', ',', ';', ':', '.']);
    if blank && out.ends_with(' ') {
        out.pop();
    }
    for (opens, closes) in [('(', ')'), ('[', ']')] {
        if let Some(more) = rest.strip_prefix(closes).filter(|_| out.ends_with(opens)) {
            out.pop();
            let words = out.trim_end().len();
            out.truncate(words);
            return more;
        }
    }
    rest
}

/// Without the shields.
pub(super) fn shown(text: &str) -> String {
    text.replace(SHIELD, "")
}

/// `[[target][words]]`, `[2/3]`, `[40%]`.
fn bracket(text: &str) -> Option<(&str, usize)> {
    if let Some(link) = text.strip_prefix("[[") {
        let end = link.get(..link.len().min(2000)).unwrap_or(link).find("]]")?;
        let inner = &link[..end];
        let words = inner.split_once("][").map_or(inner, |(_, words)| words);
        return Some((words, end + 4));
    }
    let end = text.bytes().take(12).position(|b| b == b']')?;
    let inner = &text[1..end];
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let cookie = inner.split_once('/').is_some_and(|(a, b)| digits(a) && digits(b))
        || inner.strip_suffix('%').is_some_and(digits);
    cookie.then_some(("", end + 1))
}

/// `=code=`, `~code~`, `*bold*`, with no blanks inside the marks.
fn emphasis(text: &str, mark: char) -> Option<(&str, usize)> {
    let inner = &text[1..];
    let end = inner.char_indices().take(200).find(|(_, c)| *c == mark).map(|(at, _)| at)?;
    let words = &inner[..end];
    let after = inner[end + 1..].chars().next();
    let closes = after.is_none_or(|c| !c.is_alphanumeric());
    let bordered = !words.is_empty() && words.trim() == words && !words.starts_with(SHIELD);
    (closes && bordered).then_some((words, end + 2))
}
