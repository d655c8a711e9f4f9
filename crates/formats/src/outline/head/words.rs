//! The words of a line without signs and marks, and what its title says in words: how far it is, when it is due, what it may
//! wait for. Must never lose a word that no sign or remark explains.

use std::borrow::Cow;

use planwright_domain::Status;
use planwright_phrases::clean;

use super::super::mark::{self, bracket_status};
use super::super::section::fold;
use super::super::sign::{
    board_day, is_pictograph, is_sign, issue_number, leaders, without_codes, without_signs,
};
use super::super::tail::{ends_after, said_after, tidy};
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
    }

    /// Reads what a title may wait for.
    pub(super) fn waits(&self, title: &str, raw: &str, head: &mut Head) {
        if let Some((at, value)) = said_after(title) {
            let mut short = title[..at].to_owned();
            let value = value.to_owned();
            self.tails(&mut short, head);
            self.inner_bracket(&mut short, head);
            head.maybe = Some(Maybe { short: tidy(&short).to_owned(), names: value, whole: false });
        } else if let Some((at, names)) = ends_after(title) {
            // "Paint (1w) @bob after Plaster": behind a bracket or a handle it is no part of the title.
            let before = raw.rfind(&title[at..]).map_or("", |at| raw[..at].trim_end());
            let last = before.rsplit(' ').next().unwrap_or_default();
            let apart = before.ends_with([')', ']']) || last.starts_with(['@', '#', '+', '~', '!']);
            let mut short = if apart { title[..at].to_owned() } else { String::new() };
            self.tails(&mut short, head);
            let short = tidy(&short).to_owned();
            head.maybe = Some(Maybe { short, names: names.to_owned(), whole: true });
        }
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
