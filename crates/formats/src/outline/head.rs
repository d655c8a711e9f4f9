//! A heading, item or cell read as the head of a task: its key, title and what stands in brackets and marks around it.
//! Must never lose words: what is not understood stays in the title.

use jiff::civil::Date;
use planwright_domain::{Priority, Status};
use planwright_phrases::clean;
use planwright_phrases::duration::{self, DayLength, Effort};

use super::block;
use super::key::{self, KeyKind, Prefixes};
use super::mark::{self, bracket_priority, bracket_status, priority_word, status_word};
use super::people::people;
use super::section::fold;
use super::sign::{board_day, is_pictograph, is_sign, issue_number, leaders, without_codes, without_signs};
use super::tail::{dashed, is_milestone, is_points, last_bracket, last_field, said_after, tidy};
use crate::day;

/// A key as the document writes it, and its number alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnedKey {
    pub(super) kind: KeyKind,
    pub(super) text: String,
    pub(super) number: String,
}

/// What the words of one line say.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) key: Option<OwnedKey>,
    /// A second key: "1. Task 3: …" has the number too.
    pub(super) alias: Option<OwnedKey>,
    pub(super) check: Option<char>,
    pub(super) effort: Option<Effort>,
    pub(super) status: Option<Status>,
    pub(super) priority: Option<Priority>,
    pub(super) assignees: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) start: Option<Date>,
    pub(super) due: Option<Date>,
    /// What it says it depends on, as written.
    pub(super) needs: Vec<String>,
    /// What it may depend on, if there is a task of that name: the title without that remark, and the name.
    pub(super) maybe: Option<(String, String)>,
    /// Its day stands alone in a bracket: beside a state it is the day of that state.
    pub(super) bare_day: bool,
    /// A duration that nobody can mean.
    pub(super) refused: Option<String>,
    pub(super) milestone: bool,
}

/// What a head is read with.
pub(super) struct Reader<'a> {
    pub(super) prefixes: &'a Prefixes,
    pub(super) day: DayLength,
    pub(super) dates: day::Reader,
}

impl Reader<'_> {
    /// Reads one line; `number` is the number of its list item.
    pub(super) fn head(&self, raw: &str, number: Option<&str>, check: Option<char>) -> Head {
        let (inner, raw) = if check.is_none() { block::checkbox(raw.trim()) } else { (None, raw) };
        let mut head = Head { check: check.or(inner), ..Head::default() };
        head.status = head.check.and_then(mark::box_status).or_else(|| mark::mark_status(raw));
        if mark::struck(raw) && head.check.is_none() {
            head.status = Some(Status::Done);
        }
        let unboarded;
        let raw = match raw.contains('@').then(|| board_day(raw)).flatten() {
            Some((date, words)) => {
                head.due = Some(date);
                unboarded = words;
                unboarded.as_str()
            }
            None => raw,
        };
        let signed_any = raw.contains(is_sign);
        if signed_any {
            self.signs(raw, &mut head);
        }
        let signless;
        let raw = if signed_any {
            signless = without_signs(raw);
            signless.as_str()
        } else {
            raw
        };
        let mut cleaned = clean::title(raw);
        if let Some(number) = issue_number(raw) {
            cleaned = format!(
                "#{number}: {}",
                cleaned
                    .trim_start_matches(['#', ' '])
                    .strip_prefix(number)
                    .unwrap_or_default()
                    .trim_start_matches([':', ' ', '-'])
            );
        }
        if cleaned.contains(':') {
            cleaned = without_codes(&cleaned);
        }
        if cleaned.contains("....") {
            // Leaders: "Kickoff .......... 1 day".
            cleaned = leaders(&cleaned);
        }
        if cleaned.contains(mark::is_mark) {
            let status = cleaned.chars().find_map(mark::sign_status);
            head.status = head.status.or(status);
            let mut parts: Vec<&str> =
                cleaned.split(mark::is_mark).map(str::trim).filter(|p| !p.is_empty()).collect();
            // "Login ✅ DONE" says it twice.
            if parts.len() > 1
                && let Some(said) = parts.last().and_then(|last| {
                    bracket_status(&fold(last)).or_else(|| bracket_status(&fold(last.split(" (").next()?)))
                })
            {
                head.status = head.status.or(Some(said));
                parts.pop();
            }
            cleaned = parts.join(" ");
        }
        let mut rest = self.keys(&cleaned, number, &mut head);
        rest = self.tags(rest, &mut head);
        rest = self.front(rest, &mut head);
        let mut title = rest.to_owned();
        self.tails(&mut title, &mut head);
        if title.contains(['@', '#', '!', '+']) || title.contains("due:") {
            title = self.tokens(&title, &mut head);
            self.tails(&mut title, &mut head);
        }
        self.inner_bracket(&mut title, &mut head);
        // "Search 🚀 IN PROGRESS": the words behind a pictograph say how far it is.
        if let Some((at, sign)) = title.char_indices().rev().find(|(_, c)| is_pictograph(*c))
            && at > 0
            && let Some(status) = bracket_status(&fold(&title[at + sign.len_utf8()..]))
        {
            head.status = Some(status);
            title.truncate(at);
        }
        let told = matches!(head.status, Some(Status::Done | Status::InProgress)) && head.check.is_none();
        if head.bare_day && (told || head.status == Some(Status::Done)) {
            head.due = None;
        }
        if head.effort.is_none()
            && title.contains(" · ")
            && let Some((rest, effort)) = self.apart(&title.split(" · ").collect::<Vec<_>>())
        {
            head.effort = Some(effort);
            title = rest;
        }
        if head.due.is_none() {
            // "send contract by March 6" is due then, and keeps its words.
            let said =
                [" by ", " until ", " due ", " bis ", " bis zum ", " até ", " hasta el ", " avant le "]
                    .iter()
                    .filter_map(|w| title.rfind(w).map(|at| at + w.len()))
                    .max();
            head.due = said.and_then(|at| self.dates.day(title[at..].split(" (").next().unwrap_or_default()));
            if let Some(at) = title.rfind(" due ").filter(|at| head.due.is_some() && said == Some(at + 5)) {
                title.truncate(at);
            }
        }
        if !head.assignees.is_empty()
            && let Some(rest) = title.strip_prefix("to ")
        {
            // "@ann to call the bank"
            title = rest.to_owned();
        }
        if let Some((at, value)) = said_after(&title) {
            let mut short = title[..at].to_owned();
            let value = value.to_owned();
            self.tails(&mut short, &mut head);
            self.inner_bracket(&mut short, &mut head);
            head.maybe = Some((tidy(&short).to_owned(), value));
        }
        let trimmed = tidy(&title);
        head.title = if trimmed.is_empty() || issue_number(raw).is_some_and(|n| n == trimmed) {
            head.key.as_ref().map_or_else(|| trimmed.to_owned(), |k| k.text.clone())
        } else {
            trimmed.to_owned()
        };
        head
    }

    /// The one part that is an effort, and the others.
    fn apart(&self, parts: &[&str]) -> Option<(String, Effort)> {
        let effort = |part: &&str| match duration::read(part, self.day) {
            duration::Reading::Duration(effort) => Some(effort),
            _ => None,
        };
        let found: Vec<Effort> = parts.iter().filter_map(effort).collect();
        let [one] = found.as_slice() else { return None };
        let rest: Vec<&str> = parts.iter().filter(|p| effort(p).is_none()).copied().collect();
        (!rest.is_empty()).then(|| (rest.join(", "), *one))
    }

    /// Takes an effort in brackets out of the middle: "Login (1d): form and validation".
    fn inner_bracket(&self, title: &mut String, head: &mut Head) {
        if head.effort.is_some() || !title.contains(['(', '[', '（']) {
            return;
        }
        let mut from = 0;
        for _ in 0..6 {
            let Some(open) = title[from..].find(['(', '[', '（']).map(|at| from + at) else { return };
            let Some(close) = title[open..].find([')', ']', '）']).map(|at| open + at) else { return };
            let width = |at: usize| title[at..].chars().next().map_or(1, char::len_utf8);
            let (inside, behind) = (open + width(open), close + width(close));
            if let duration::Reading::Duration(effort) = duration::read(&title[inside..close], self.day) {
                head.effort = Some(effort);
                let behind = title[behind..].trim_start_matches(' ');
                let gap = if behind.starts_with([':', ',', '.', ';']) { "" } else { " " };
                *title = format!("{}{gap}{behind}", title[..open].trim_end());
                return;
            }
            from = close;
        }
    }

    /// Splits keys off the front: the last one counts, one before it is an alias.
    fn keys<'t>(&self, cleaned: &'t str, number: Option<&str>, head: &mut Head) -> &'t str {
        let own =
            |k: key::Key<'_>| OwnedKey { kind: k.kind, text: k.text.to_owned(), number: k.number.to_owned() };
        head.key = number.map(|n| {
            let kind = if n.contains('.') { KeyKind::Dotted } else { KeyKind::Plain };
            OwnedKey { kind, text: n.to_owned(), number: n.to_owned() }
        });
        let mut rest = cleaned;
        for _ in 0..2 {
            let lead = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii());
            let Some((key, after)) = key::split(lead.trim_start(), self.prefixes) else { break };
            // After a stretch only a number with points can follow: "Phase 1: 3. …" is odd, "Phase 1: Task 2" is one title.
            let stretch = head
                .key
                .as_ref()
                .is_some_and(|k| matches!(k.kind, KeyKind::Stretch | KeyKind::Work | KeyKind::Code));
            if stretch {
                break;
            }
            head.alias = head.key.take();
            head.key = Some(own(key));
            rest = after;
            if after.is_empty() {
                break;
            }
        }
        rest
    }

    /// "[P] [US1] title": short words in brackets in front are labels, or a priority.
    fn tags<'t>(&self, mut rest: &'t str, head: &mut Head) -> &'t str {
        for _ in 0..4 {
            let Some(inner) = rest.strip_prefix('[') else { break };
            let Some((tag, after)) = inner.split_once(']') else { break };
            let short = !tag.is_empty()
                && tag.chars().count() <= 20
                && !after.trim().is_empty()
                && !after.starts_with('(');
            if !short {
                break;
            }
            if !self.part(tag, head) {
                head.labels.push(tag.trim().to_owned());
            }
            rest = after.trim_start();
        }
        rest
    }

    /// Takes brackets, durations and states off the end as long as there are any.
    fn tails(&self, title: &mut String, head: &mut Head) {
        for _ in 0..6 {
            let text = title
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | ';'))
                .len();
            title.truncate(text);
            if let Some((at, inside)) = last_bracket(title) {
                let before = head.clone();
                let parts: Vec<&str> = inside
                    .split([',', ';', '|', '，', '·'])
                    .map(str::trim)
                    .filter(|p| !p.is_empty())
                    .collect();
                // "v1.2 (due March)": the key is all the name there is.
                let named = at > 0 || head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Stretch);
                if !parts.is_empty()
                    && named
                    && (self.part(inside, head) || parts.iter().all(|p| self.part(p, head)))
                {
                    // "(95% complete)" says more than a state; it is read and stays.
                    if at > 0 && title[at..].starts_with('(') && bracket_status(&fold(inside)).is_some() {
                        return;
                    }
                    title.truncate(at);
                    continue;
                }
                *head = before;
                // "(Anna, 4h)": the effort is read, the rest stays.
                if let Some((rest, effort)) = self.apart(&parts)
                    && head.effort.is_none()
                    && at > 0
                {
                    let open = title[at..].chars().next().unwrap_or('(');
                    let close = title.chars().next_back().unwrap_or(')');
                    let kept = format!("{}{open}{rest}{close}", &title[..at]);
                    head.effort = Some(effort);
                    *title = kept;
                }
                // A bracket that says nothing of this kind may hide one before it: "Fix (2d) (see #3)" stays.
                return;
            }
            if let Some((cut, effort)) = duration::trailing_bracket(title, self.day) {
                let cut = cut.len();
                if head.effort.is_none() {
                    head.effort = Some(effort);
                }
                title.truncate(cut);
                continue;
            }
            if let Some(cut) = last_field(title)
                && self.part(&title[cut..], head)
            {
                title.truncate(cut);
                continue;
            }
            let Some((cut, tail)) = dashed(title) else { return };
            let tail = tail.to_owned();
            if !self.part(&tail, head) {
                // "Interviews – 2 j – Marie": the effort between dashes is read, the rest stays.
                if let Some((from, middle)) = dashed(&title[..cut])
                    && head.effort.is_none()
                    && let duration::Reading::Duration(effort) = duration::read(middle, self.day)
                {
                    head.effort = Some(effort);
                    *title = format!("{} – {tail}", title[..from].trim_end());
                    return;
                }
                // "- Bob, 1 day": the effort is read, the rest stays.
                let parts: Vec<&str> = tail.split([',', ';']).map(str::trim).collect();
                if head.effort.is_none()
                    && parts.len() > 1
                    && let Some((rest, effort)) = self.apart(&parts)
                {
                    head.effort = Some(effort);
                    let kept = title.len() - tail.len();
                    title.truncate(kept);
                    title.push_str(&rest);
                }
                return;
            }
            title.truncate(cut);
        }
    }

    /// Reads one remark: an effort, a state, an owner, a date, what it depends on. `false` when it is something else.
    fn part(&self, part: &str, head: &mut Head) -> bool {
        let part = part.trim().trim_matches(['*', '_', '`']).trim();
        if part.is_empty() || part.len() > 200 {
            return false;
        }
        match duration::read(part, self.day) {
            duration::Reading::Duration(effort) => {
                head.effort = head.effort.or(Some(effort));
                return true;
            }
            duration::Reading::Refused { why } => {
                head.refused = Some(format!("{part:?} was left out: {why}"));
                return true;
            }
            duration::Reading::NotOne => {}
        }
        if let Some((name, value)) = super::field::split(part)
            && !value.is_empty()
        {
            use super::field::FieldKind as F;
            let name = fold(name);
            let whole = matches!(name.as_str(), "sum" | "total" | "summe" | "gesamt" | "somme" | "suma");
            match super::field::kind(&name).or(whole.then_some(F::Effort)) {
                Some(F::Effort) => {
                    if let duration::Reading::Duration(effort) = duration::field(value, self.day) {
                        head.effort = head.effort.or(Some(effort));
                        return true;
                    }
                }
                Some(F::Owner) => {
                    // "Owner: Dana, 4 hours".
                    for piece in value.split(',') {
                        match duration::read(piece.trim(), self.day) {
                            duration::Reading::Duration(effort) => head.effort = head.effort.or(Some(effort)),
                            _ => head.assignees.extend(people(piece)),
                        }
                    }
                    return true;
                }
                Some(F::Depends) => {
                    head.needs.push(value.to_owned());
                    return true;
                }
                Some(F::Due) => {
                    if let Some(date) = self.dates.last(value) {
                        head.due = Some(date);
                        return true;
                    }
                }
                Some(F::Start) => {
                    if let Some(date) = self.dates.first(value) {
                        head.start = Some(date);
                        return true;
                    }
                }
                Some(F::Status) => {
                    if let Some(status) = status_word(value) {
                        head.status = head.status.or(Some(status));
                        return true;
                    }
                }
                Some(F::Priority) => {
                    if let Some(priority) = priority_word(value) {
                        head.priority = Some(priority);
                        return true;
                    }
                }
                _ => {}
            }
        }
        let folded = fold(part);
        for lead in [
            "depends on ",
            "blocked by ",
            "after ",
            "requires ",
            "needs ",
            "deps ",
            "dep ",
            "dépend de ",
            "nach ",
            "depende de ",
            "después de ",
            "après ",
            "依赖",
        ] {
            let plain = matches!(lead, "depends on " | "blocked by ");
            if folded.starts_with(lead) && (plain || part.chars().any(|c| c.is_ascii_digit())) {
                let value = part.char_indices().nth(lead.chars().count()).map_or("", |(at, _)| &part[at..]);
                head.needs.push(value.trim_start_matches([':', ' ']).to_owned());
                return true;
            }
        }
        if let Some(date) = [
            "due ",
            "by ",
            "until ",
            "deadline ",
            "bis zum ",
            "bis ",
            "fällig ",
            "até ",
            "hasta el ",
            "hasta ",
            "avant le ",
            "до ",
            "due by ",
            "due on ",
        ]
        .iter()
        .find_map(|lead| folded.strip_prefix(lead).and_then(|_| self.dates.last(&part[lead.len()..])))
        {
            head.due = Some(date);
            return true;
        }
        let numeric = part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-'));
        if part.len() >= 8
            && let Some(date) = if numeric { self.dates.day(part) } else { day::iso(part) }
        {
            head.due = Some(date);
            return true;
        }
        // "(May 14, 2026)", "– June 20-27": a day, or the last of some days.
        if head.due.is_none()
            && part.bytes().any(|b| b.is_ascii_digit())
            && part.contains(char::is_alphabetic)
            && let Some(date) = self.dates.day(part)
        {
            head.due = Some(date);
            head.bare_day = true;
            return true;
        }
        if is_points(&folded) {
            return true;
        }
        if let Some(status) = bracket_status(&folded).or_else(|| self.done_on(part)) {
            head.status = head.status.or(Some(status));
            return true;
        }
        if let Some(priority) = bracket_priority(&folded) {
            head.priority = Some(priority);
            return true;
        }
        if is_milestone(&folded) {
            head.milestone = true;
            return true;
        }
        let name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if let Some(who) = part.strip_prefix('@')
            && !who.is_empty()
            && who.chars().all(name)
        {
            head.assignees.extend(people(part));
            return true;
        }
        false
    }

    /// "completed 2026-02-21", "done on March 3".
    fn done_on(&self, part: &str) -> Option<Status> {
        let (word, date) = part.split_once(' ')?;
        let date = date.trim_start_matches("on ");
        bracket_status(&fold(word)).filter(|s| s.is_closed() && self.dates.day(date).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(raw: &str) -> Head {
        let prefixes = Prefixes::default();
        let reader = Reader {
            prefixes: &prefixes,
            day: DayLength::default(),
            dates: day::Reader::new(jiff::civil::date(2026, 3, 2), planwright_domain::DateOrder::MonthDay),
        };
        reader.head(raw, None, None)
    }

    #[test]
    fn a_line_is_taken_apart() {
        let h = head("**Task 1.2: Paint `walls`** (3-5 days, @ann, depends on 1.1) ✅");
        assert_eq!(h.title, "Paint walls");
        assert_eq!(h.key.map(|k| k.text), Some("Task 1.2".to_owned()));
        assert_eq!(h.effort.map(|e| e.likely), Some(1920));
        assert_eq!(h.assignees, ["ann"]);
        assert_eq!(h.needs, ["1.1"]);
        assert_eq!(h.status, Some(Status::Done));
    }

    #[test]
    fn marks_in_titles_are_read() {
        let h = head("Call bank @bob #money !high due:2026-03-01");
        assert_eq!(
            (h.title.as_str(), h.priority, h.due),
            ("Call bank", Some(Priority::High), Some(jiff::civil::date(2026, 3, 1)))
        );
        assert_eq!((h.assignees, h.labels), (vec!["bob".to_owned()], vec!["money".to_owned()]));
        let h = head("todo.md import #!!! @dev@example.org");
        assert_eq!((h.title.as_str(), h.priority), ("todo.md import", Some(Priority::Urgent)));
        let h = head("Ship it ⏫ 📅 2026-04-01");
        assert_eq!((h.priority, h.due), (Some(Priority::High), Some(jiff::civil::date(2026, 4, 1))));
    }

    #[test]
    fn states_in_words_are_read() {
        for (raw, status) in [
            ("Web API (Not Started)", Status::Todo),
            ("Models (95% Complete)", Status::InProgress),
            ("Infra (Complete)", Status::Done),
            ("Draft - DONE", Status::Done),
            ("~~Old~~", Status::Done),
            ("🚧 Build", Status::InProgress),
        ] {
            assert_eq!(head(raw).status, Some(status), "{raw}");
        }
    }

    #[test]
    fn what_only_looks_like_an_effort_or_state_stays_in_the_title() {
        for raw in [
            "Foundation (Week 27)",
            "4-6 Weeks Before",
            "Maintain 60fps",
            "Call (optional)",
            "Buy paint (red, blue)",
            "Use C# and @dnd-kit/sortable",
            "Complete the form",
            "Fix bug in issue #12",
        ] {
            let h = head(raw);
            assert_eq!(h.title, raw);
            assert_eq!((h.effort, h.status), (None, None), "{raw}");
        }
    }

    #[test]
    fn absurd_durations_are_refused() {
        let h = head("Dig (-3 days)");
        assert!(h.refused.is_some() && h.effort.is_none());
    }
}
