//! What stands in a line beside its words: "@ann", "#label", "⏫", "15 March: …". Must never take a word that says nothing
//! of the kind.

use planwright_domain::Priority;

use super::head::{Head, Reader};
use super::mark::{bracket_priority, loud, priority_word};
use super::section::fold;
use super::sign::{short_date, signed};
use super::tail::is_milestone;
use crate::day;

impl Reader<'_> {
    /// Does a line begin with a day, and go on with words?
    pub(super) fn begins_with_date(&self, text: &str) -> bool {
        let digit = text.chars().take(24).any(|c| c.is_ascii_digit());
        digit && self.front(text, &mut Head::default()).len() < text.len()
    }

    /// Takes `@ann`, `#label`, `!high`, `due:2026-03-01` out of a title.
    pub(super) fn tokens(&self, title: &str, head: &mut Head) -> String {
        let mut kept: Vec<&str> = Vec::new();
        let mut words = title.split(' ').filter(|w| !w.is_empty()).peekable();
        while let Some(word) = words.next() {
            let bare = word.trim_end_matches([',', ';', '.']);
            let name = |text: &str| {
                !text.is_empty()
                    && text.len() <= 60
                    && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@'))
            };
            if let Some(who) =
                bare.strip_prefix('@').filter(|w| name(w) && w.chars().any(char::is_alphabetic))
            {
                head.assignees.push(who.to_owned());
            } else if let Some(level) = bare
                .strip_prefix("#!")
                .or_else(|| bare.strip_prefix('!'))
                .or_else(|| (bare == "#").then_some("").filter(|_| false))
            {
                let marks = level.chars().all(|c| c == '!');
                match priority_word(level) {
                    Some(priority) if !level.is_empty() => head.priority = Some(priority),
                    _ if marks => head.priority = Some(loud(level.len() + 1)),
                    _ => kept.push(word),
                }
            } else if let Some(label) = bare
                .strip_prefix('#')
                .filter(|l| name(l) && l.chars().next().is_some_and(char::is_alphabetic))
            {
                match bracket_priority(label).filter(|_| label.starts_with('p') && head.priority.is_none()) {
                    Some(priority) => head.priority = Some(priority),
                    None => head.labels.push(label.to_owned()),
                }
            } else if let Some(value) = bare.strip_prefix("due:").or_else(|| bare.strip_prefix("Due:")) {
                let value = if value.is_empty() { words.peek().copied().unwrap_or_default() } else { value };
                match self.dates.last(value) {
                    Some(date) => {
                        head.due = Some(date);
                        if bare.len() == 4 {
                            words.next();
                        }
                    }
                    None => kept.push(word),
                }
            } else {
                kept.push(word);
            }
        }
        kept.join(" ")
    }

    /// Priorities and dates as task plug-ins sign them: "⏫", "📅 2026-03-01".
    pub(super) fn signs(&self, raw: &str, head: &mut Head) {
        for (at, c) in raw.char_indices() {
            match c {
                '🔺' => head.priority = Some(Priority::Urgent),
                '⏫' => head.priority = Some(Priority::High),
                '🔼' => head.priority = Some(Priority::Medium),
                '🔽' | '⏬' => head.priority = Some(Priority::Low),
                '📅' | '📆' | '🗓' => head.due = head.due.or_else(|| signed(raw, at + c.len_utf8())),
                '🛫' => head.start = head.start.or_else(|| signed(raw, at + c.len_utf8())),
                _ => {}
            }
        }
    }

    /// "Milestone: sign-off" and "15 March 2026: sign-off" say what or when it is before they name it.
    pub(super) fn front<'t>(&self, title: &'t str, head: &mut Head) -> &'t str {
        let cut = [": ", "：", " : ", " – ", " — ", " - "]
            .iter()
            .filter_map(|m| title.find(m).map(|at| (at, m.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len));
        // "2026-02-20 Review" needs no mark.
        if let Some(date) = title.get(..10).and_then(day::iso)
            && let Some(rest) = title[10..].strip_prefix(' ')
            && rest.starts_with(char::is_alphabetic)
        {
            head.due = Some(date);
            return rest;
        }
        // "9 March – 13 March: Review" goes from one day to another.
        let marks = [": ", "：", " – ", " — ", " - "].iter().flat_map(|m| title.match_indices(*m).take(2));
        let mut spans = marks.filter(|(at, _)| (4..=36).contains(at)).filter_map(|(at, mark)| {
            let rest = title[at + mark.len()..].trim_start();
            Some((self.dates.span(&title[..at])?, rest)).filter(|(_, rest)| !rest.is_empty())
        });
        if let Some(((first, last), rest)) = spans.next() {
            (head.start, head.due) = (Some(first), Some(last));
            return rest;
        }
        // "18.06. Review" is of the year that it falls in next.
        if let Some(length) = short_date(title)
            && let Some(date) = self.dates.day(&title[..length])
        {
            let rest = title[length..].trim_start_matches([' ', ':', '\t', '–', '—', '-', ')']);
            if !rest.is_empty() {
                head.due = Some(date);
                return rest;
            }
        }
        let Some((at, length)) = cut.filter(|(at, _)| (4..=36).contains(at)) else { return title };
        let (front, rest) = (&title[..at], title[at + length..].trim_start());
        // "Move 3 (priority: low)": the bracket is one remark.
        if rest.is_empty() || (front.contains('(') && !front.contains(')')) {
            return title;
        }
        if is_milestone(&fold(front)) {
            head.milestone = true;
            return rest;
        }
        // "May 14, 2026 23:59 AoE" is a day; the hour and the zone are kept by no task.
        let bare = front.split(" (").next().unwrap_or(front);
        let bare =
            bare.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ').len().max(4).min(bare.len());
        let days = [front, front.get(..bare).unwrap_or(front)];
        let hourless = days[1].rsplit_once(' ').filter(|(_, hour)| hour.contains(':')).map(|(day, _)| day);
        let dated = front
            .bytes()
            .any(|b| b.is_ascii_digit())
            .then(|| days.into_iter().chain(hourless).find_map(|d| self.dates.day(d.trim())))
            .flatten();
        if dated.is_some() {
            head.due = dated;
            return rest;
        }
        title
    }
}
