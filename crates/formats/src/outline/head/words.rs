//! The words of a line without signs and marks, and what its title says in words: how far it is, when it is due, what it may
//! wait for. Must never lose a word that no sign or remark explains.

use std::borrow::Cow;

use jiff::civil::Date;
use planwright_domain::Status;
use planwright_phrases::clean;

use super::super::mark::{self, bracket_status};
use super::super::section::fold;
use super::super::sign::{
    board_day, is_pictograph, is_sign, issue_number, leaders, without_codes, without_signs,
};
use super::super::tail::{
    Ending, ends_after, is_counted_by, is_little, length_before, said_after, tidy, without_on,
};
use super::{Head, Maybe, Reader, due};

impl Reader<'_> {
    /// Takes the days and signs of boards and plug-ins out of a line.
    pub(super) fn unsigned<'t>(&self, raw: &'t str, head: &mut Head) -> Cow<'t, str> {
        let mut words = Cow::Borrowed(raw);
        if let Some((date, rest)) = raw.contains('@').then(|| board_day(raw)).flatten() {
            head.due = Some(date);
            words = Cow::Owned(rest);
        }
        if words.contains(is_sign) {
            self.signs(&words, head);
            words = Cow::Owned(without_signs(&words));
        }
        words
    }

    /// Reads what a title says of itself behind its remarks.
    pub(super) fn told(&self, title: &mut String, head: &mut Head) {
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
            (head.start, head.due) = (None, None);
        }
        if head.effort.is_none()
            && title.contains(" · ")
            && let Some((rest, effort)) = self.apart(&title.split(" · ").collect::<Vec<_>>())
        {
            head.effort = Some(effort);
            *title = rest;
        }
        self.day_said(title, head);
        if !head.assignees.is_empty()
            && let Some(rest) = title.strip_prefix("to ")
        {
            // "@ann to call the bank"
            *title = rest.to_owned();
        }
    }

    /// Reads when a title says that it is due or begins, without a mark between.
    fn day_said(&self, title: &mut String, head: &mut Head) {
        // "send contract by March 6" is due then, and keeps its words; "send contract due March 6" does not.
        if head.due.is_none()
            && let Some(said) = due::said(title)
            && let Some(day) = title[said.day..].split(" (").next()
            && let Some(day) = self.dates.within_month(day)
        {
            head.due = Some(day);
            if said.remark {
                title.truncate(said.at);
            }
        }
        if head.start.is_none()
            && let Some(said) = due::said_to_begin(title)
            && self.dated(title[said..].trim_start(), head)
        {
            title.truncate(said);
        }
        if head.due.is_none()
            && head.status != Some(Status::Done)
            && let Some((cut, first, last)) = self.ends_on(title)
        {
            head.start = head.start.or(first);
            head.due = Some(last);
            title.truncate(cut);
            self.tails(title, head);
        }
    }

    /// The very day that ends a title, or the first and the last of some, and where the title ends before it: "Inspection Fri 13 March". "Plan for 13 March" and
    /// "Week of 9 March" speak of it.
    pub(super) fn ends_on(&self, title: &str) -> Option<(usize, Option<Date>, Date)> {
        /// Most words of a day: "from 4 to 15 May 2026".
        const WORDS: usize = 7;
        if !title.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let starts: Vec<usize> = title.rmatch_indices(' ').map(|(at, _)| at).take(WORDS).collect();
        let (at, first, last) = starts.into_iter().rev().find_map(|at| {
            let words = &title[at + 1..];
            let begins = !is_little(words.split(' ').next().unwrap_or_default());
            let span = self.dates.span(words).map(|(first, last)| (Some(first), last));
            let day = || self.dates.day(words).map(|day| (None, day));
            let (first, last) = begins.then(|| span.or_else(day)).flatten()?;
            Some((at, first, last))
        })?;
        let named = without_on(&title[..at]);
        let word = named.rsplit(' ').next().unwrap_or_default();
        let speaks = is_little(word) || !word.contains(char::is_alphanumeric) || is_counted_by(word);
        (!speaks && named.contains(char::is_alphabetic)).then_some((named.len(), first, last))
    }

    /// Reads what a title may wait for.
    pub(super) fn waits(&self, title: &str, raw: &str, head: &mut Head) {
        if let Some((at, value)) = said_after(title) {
            let mut short = title[..at].to_owned();
            let value = value.to_owned();
            self.tails(&mut short, head);
            self.inner_bracket(&mut short, head);
            let short = tidy(&short).to_owned();
            head.maybe = Some(Maybe { short, names: value, whole: false, lag: 0, said: None });
        } else if let Some(ending) = ends_after(title) {
            // "Paint (1w) @bob after Plaster": behind a bracket or a handle it is no part of the title.
            let before = raw.rfind(&title[ending.at..]).map_or("", |at| raw[..at].trim_end());
            let last = before.rsplit(' ').next().unwrap_or_default();
            let apart = before.ends_with([')', ']']) || last.starts_with(['@', '#', '+', '~', '!']);
            head.maybe = Some(self.ending(title, &ending, apart, head));
        }
    }

    /// What a title may wait for by its last words; what the words in front of them say counts at once only where a bracket
    /// or a handle stands between.
    fn ending(&self, title: &str, ending: &Ending<'_>, apart: bool, head: &mut Head) -> Maybe {
        let (names, whole) = (ending.names.to_owned(), true);
        let front = &title[..ending.at];
        if apart {
            let mut short = front.to_owned();
            self.tails(&mut short, head);
            return Maybe { short: tidy(&short).to_owned(), names, whole, lag: 0, said: None };
        }
        // "Strip the forms 2 days after Pour" leaves time between.
        if let Some((cut, lag)) = length_before(front, self.day) {
            let short = tidy(&front[..cut]).to_owned();
            return Maybe { short, names, whole, lag, said: None };
        }
        if !ending.remark {
            return Maybe { short: String::new(), names, whole, lag: 0, said: None };
        }
        let (mut short, mut said) = (front.to_owned(), head.clone());
        self.tails(&mut short, &mut said);
        let short =
            if said.needs.len() == head.needs.len() { tidy(&short).to_owned() } else { String::new() };
        Maybe { short, names, whole, lag: 0, said: Some(Box::new(said)) }
    }
}

/// The words of a line without markup; a mark among them says how far the task is.
pub(super) fn cleaned(raw: &str, head: &mut Head) -> String {
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
    cleaned
}
