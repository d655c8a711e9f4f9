//! A heading, item or cell read as the head of a task: its key, title and what stands in brackets and marks around it.
//! Must never lose words: what is not understood stays in the title.

mod due;
mod ends;
mod part;
mod words;

use jiff::civil::Date;
use planwright_domain::{Priority, Status};
use planwright_phrases::duration::{self, DayLength, Effort};

use super::item;
use super::key::{self, KeyKind, Prefixes};
use super::mark;
use super::people::Known;
use super::section;
use super::sign::issue_number;
use super::tail::{tidy, waits_at_once};
use crate::day;
use words::cleaned;

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
    /// What it may depend on, if there is a task of that name.
    pub(super) maybe: Option<Maybe>,
    /// Its day stands alone in a bracket: beside a state it is the day of that state.
    pub(super) bare_day: bool,
    /// A duration that nobody can mean.
    pub(super) refused: Option<String>,
    pub(super) milestone: bool,
}

/// Words at the end of a title that are a dependency if what they name is a task.
#[derive(Debug, Clone)]
pub(super) struct Maybe {
    /// The title without them; empty where it keeps them in any case.
    pub(super) short: String,
    /// What they name.
    pub(super) names: String,
    /// They are everyday words too, so that only the whole title of another task counts.
    pub(super) whole: bool,
    /// The working minutes between: "2 days after Pour".
    pub(super) lag: u32,
    /// What the words in front of them say, if they are a dependency: "Paint 1 day [Tom] after Plaster".
    pub(super) said: Option<Box<Head>>,
}

/// What a head is read with.
pub(super) struct Reader<'a> {
    pub(super) prefixes: &'a Prefixes,
    pub(super) day: DayLength,
    pub(super) dates: day::Reader,
    /// The state of a box with a dash in this document.
    pub(super) dash: Status,
    /// Who the document tells of.
    pub(super) known: &'a Known,
}

impl Reader<'_> {
    /// Reads one line; `number` is the number of its list item.
    pub(super) fn head(&self, raw: &str, number: Option<&str>, check: Option<char>) -> Head {
        let (inner, raw) = if check.is_none() { item::checkbox(raw.trim()) } else { (None, raw) };
        let mut head = Head { check: check.or(inner), ..Head::default() };
        let raw = self.aligned(raw, &mut head);
        let boxed =
            head.check.and_then(|mark| if mark == '-' { Some(self.dash) } else { mark::box_status(mark) });
        head.status = boxed.or(head.status).or_else(|| mark::mark_status(raw));
        if mark::struck(raw) {
            // An empty box that is struck through is dropped; without a box it is how things are ticked off.
            match head.check {
                None => head.status = Some(Status::Done),
                Some(' ') => head.status = Some(Status::Cancelled),
                Some(_) => {}
            }
        }
        let unsigned = self.unsigned(raw, &mut head);
        let raw = unsigned.as_ref();
        // "2.1 `backup` command": marks around the words show that the number counts.
        let counted = Some(raw.trim()).filter(|raw| number.is_none() && raw.contains('`'));
        let counted = counted.and_then(|raw| item::ordered(raw, false)).filter(|(n, _)| n.contains('.'));
        let (number, raw) = counted.map_or((number, raw), |(number, rest)| (Some(number), rest.trim_start()));
        let cleaned = cleaned(raw, &mut head);
        let mut rest = self.keys(&cleaned, number, &mut head);
        rest = self.tags(rest, &mut head);
        rest = stated(rest, &mut head);
        rest = self.front(rest, &mut head);
        if let Some((people, words)) = self.known.called(rest) {
            head.assignees.extend(people);
            rest = words;
        }
        let mut title = rest.to_owned();
        self.tails(&mut title, &mut head);
        if title.contains(['@', '#', '!', '+']) || title.contains("due:") {
            title = self.tokens(&title, &mut head);
            self.tails(&mut title, &mut head);
        }
        self.behind_bracket(&mut title, &mut head);
        self.inner_bracket(&mut title, &mut head);
        self.told(&mut title, &mut head);
        self.waits(&title, raw, &mut head);
        let trimmed = tidy(&title);
        head.title = if trimmed.is_empty() || issue_number(raw).is_some_and(|n| n == trimmed) {
            head.key.as_ref().map_or_else(|| trimmed.to_owned(), |k| k.text.clone())
        } else {
            trimmed.to_owned()
        };
        head
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
            let bare = matches!(key.kind, KeyKind::Stretch | KeyKind::Work)
                && key.text.contains(' ')
                && self.only_remarks(after);
            head.alias = head.key.take();
            head.key = Some(own(key));
            if bare {
                return lead.trim_start();
            }
            rest = after;
            if after.is_empty() {
                break;
            }
        }
        rest
    }

    /// Is nothing but remarks behind a key: "Task 2 (3h, after Task 1)", "Step 4 - 2h", "Phase 2 (3 days), after Phase 1"? The
    /// key is all the title there is.
    fn only_remarks(&self, after: &str) -> bool {
        if let Some((_, behind)) = after.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            let behind = behind.trim();
            return behind.is_empty() || behind.starts_with([',', ';']) || waits_at_once(behind).is_some();
        }
        matches!(duration::read(after, self.day), duration::Reading::Duration(_))
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
}

/// "(partial) Login page", behind a key: the bracket says how far it is.
fn stated<'t>(rest: &'t str, head: &mut Head) -> &'t str {
    let bracket = rest.strip_prefix('(').filter(|_| head.key.is_some()).and_then(|r| r.split_once(')'));
    let Some((inside, words)) = bracket.filter(|(_, words)| !words.trim().is_empty()) else { return rest };
    let Some(status) = mark::bracket_status(&section::fold(inside)) else { return rest };
    head.status = head.status.or(Some(status));
    words.trim_start()
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
            dash: Status::Cancelled,
            known: &Known::default(),
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
    fn remarks_behind_an_effort_in_brackets_are_read() {
        let may = jiff::civil::date(2026, 5, 4);
        for (raw, title, due, waits) in [
            ("Pour (2 days) after 1.1", "Pour", None, Some("1.1")),
            ("Pour (2d) after 1.1, 1.2", "Pour", None, Some("1.1, 1.2")),
            ("Roof (5d), due 2026-05-04, after 1.4", "Roof", Some(may), Some("1.4")),
            ("Roof (5d) after 1.4, due 2026-05-04", "Roof", Some(may), Some("1.4")),
            ("Roof (5d) due 2026-05-04", "Roof", Some(may), None),
            ("Login (1d): form and validation", "Login: form and validation", None, None),
            ("Login (1d) after work", "Login after work", None, None),
            ("Practice (3h) Monday", "Practice Monday", None, None),
        ] {
            let h = head(raw);
            assert!(h.effort.is_some(), "{raw}");
            let said = h.maybe.filter(|maybe| !maybe.whole);
            let (short, value) = said.map_or((h.title, None), |maybe| (maybe.short, Some(maybe.names)));
            assert_eq!((short.as_str(), h.due, value.as_deref()), (title, due, waits), "{raw}");
        }
    }

    #[test]
    fn names_go_on_behind_a_comma_until_another_remark() {
        let june = jiff::civil::date(2026, 6, 30);
        for (raw, needs) in [
            ("Tech week (5d, due 2026-06-30, depends on: Tower, Run-throughs)", "Tower, Run-throughs"),
            ("Tech week (depends on: Tower, Run-throughs, due 2026-06-30, 5d)", "Tower, Run-throughs"),
            ("Tech week (5d, blocked by Tower, Roof and Walls, due 2026-06-30)", "Tower, Roof and Walls"),
            ("Tech week (5d, after 1.1, 1.2, due 2026-06-30)", "1.1, 1.2"),
        ] {
            let h = head(raw);
            assert_eq!(
                (h.title.as_str(), h.due, h.needs.join("; ").as_str()),
                ("Tech week", Some(june), needs),
                "{raw}"
            );
            assert_eq!(h.effort.map(|e| e.likely), Some(2400), "{raw}");
        }
        let h = head("Paint (5d, red, blue)");
        assert_eq!((h.title.as_str(), h.needs.len()), ("Paint (red, blue)", 0));
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
