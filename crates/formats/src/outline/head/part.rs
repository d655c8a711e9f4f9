//! One remark of a title: an effort, a state, an owner, a day, what it depends on. Must never take a remark it does not
//! understand.

use planwright_domain::Status;
use planwright_phrases::dependency::{self, Kind};
use planwright_phrases::duration;

use super::super::field::{self, FieldKind};
use super::super::mark::{bracket_priority, bracket_status, loud, priority_word, status_word};
use super::super::people::{is_person, people};
use super::super::section::fold;
use super::super::sign::short_date;
use super::super::tail::{done_keys, is_milestone, is_points, waits_at_once};
use super::{Head, Reader, due};
use crate::day;

/// Longest remark, in bytes; what is longer is no remark, and would have every name in it looked up.
const LONGEST: usize = 200;

impl Reader<'_> {
    /// Reads what stands in a bracket: "(status: blocked, high priority)" says two things, "(depends on 1, 2)" one.
    pub(super) fn remarks(&self, inside: &str, parts: &[&str], head: &mut Head) -> bool {
        let before = head.clone();
        // "depends on 1, 2 and 3" names several; "after 1, due 3 May" says two things.
        let only_names = |head: &Head| {
            head.needs.len() > before.needs.len()
                && (head.due, head.start, head.effort) == (before.due, before.start, before.effort)
                && (head.status, head.priority) == (before.status, before.priority)
        };
        if !self.each(parts, head) || only_names(head) {
            head.clone_from(&before);
            if self.part(inside, head) {
                return true;
            }
            head.clone_from(&before);
            return self.each(parts, head);
        }
        true
    }

    /// Reads remarks one by one. What stands behind one that names what the task waits for, and is no remark itself, is
    /// another name: "5d, due 3 May, depends on Walls, Roof".
    fn each(&self, parts: &[&str], head: &mut Head) -> bool {
        let mut naming = false;
        for part in parts {
            let names = head.needs.len();
            if self.part(part, head) {
                naming = head.needs.len() > names;
            } else if naming
                && let Some(needs) = head.needs.last_mut()
                && needs.len() + part.len() <= LONGEST
            {
                needs.push_str(", ");
                needs.push_str(part);
            } else {
                return false;
            }
        }
        true
    }

    /// Reads a bracket of fields of which some name people nobody told of, or what the task waits for: "(Ann, 3h, after Cut
    /// wood)". Whole or not at all; gives the words about what it waits for.
    pub(super) fn bracketed(&self, parts: &[&str], head: &mut Head) -> Option<String> {
        if parts.len() < 2 {
            return None;
        }
        let mut read = head.clone();
        let (mut waits, mut known) = (String::new(), 0);
        for part in parts {
            if let Some((lead, name)) = waits_at_once(part) {
                known += 1;
                let lead = if waits.is_empty() { lead } else { ", " };
                waits.push_str(lead);
                waits.push_str(name);
            } else if self.part(part, &mut read) {
                known += 1;
            } else if !waits.is_empty() {
                waits.push_str(", ");
                waits.push_str(part);
            } else if is_person(part) {
                read.assignees.extend(people(part));
            } else {
                return None;
            }
        }
        (known > 0).then(|| {
            *head = read;
            waits
        })
    }

    /// Reads one remark: an effort, a state, an owner, a date, what it depends on. `false` when it is something else.
    pub(in crate::outline) fn part(&self, part: &str, head: &mut Head) -> bool {
        let part = part.trim().trim_matches(['*', '_', '`']).trim();
        if part.is_empty() || part.len() > LONGEST {
            return false;
        }
        if part.len() <= 4 && part.bytes().all(|b| b == b'!') {
            head.priority = Some(loud(part.len()));
            return true;
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
        if self.field(part, head) {
            return true;
        }
        let folded = fold(part);
        if self.begins_on(part, &folded, head) {
            return true;
        }
        if let Some(need) = self.waits_for(part) {
            head.needs.push(need.to_owned());
            return true;
        }
        if self.day_of(part, &folded, head) {
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
        if let Some(people) = self.known.named(part) {
            head.assignees.extend(people);
            return true;
        }
        false
    }

    /// Reads a remark that is a field: "Owner: Dana", "priority: high".
    fn field(&self, part: &str, head: &mut Head) -> bool {
        if let Some((name, value)) = field::split(part)
            && !value.is_empty()
        {
            use FieldKind as F;
            let name = fold(name);
            let whole = matches!(name.as_str(), "sum" | "total" | "summe" | "gesamt" | "somme" | "suma");
            match field::kind(&name).or(whole.then_some(F::Effort)) {
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
                Some(F::Labels) => {
                    let labels = value.split(',').map(|label| label.trim().trim_start_matches('#'));
                    head.labels.extend(labels.filter(|l| !l.is_empty()).map(ToOwned::to_owned));
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
        false
    }

    /// Reads a remark that begins by saying when something is due or begins, or names its first and its last day.
    pub(super) fn dated(&self, part: &str, head: &mut Head) -> bool {
        let folded = fold(part);
        let led =
            due::led(&folded).is_some() || due::begins(&folded).is_some() || self.dates.span(part).is_some();
        led && part.len() <= 80 && (self.begins_on(part, &folded, head) || self.day_of(part, &folded, head))
    }

    /// Reads when something begins: "starts 3 May", "from 9 to 13 March", "9–13 March".
    fn begins_on(&self, part: &str, folded: &str, head: &mut Head) -> bool {
        if let Some((first, last)) = self.dates.span(part) {
            (head.start, head.due) = (Some(first), Some(last));
            head.bare_day = true;
            return true;
        }
        if let Some(value) = due::begins(folded).map(|lead| behind(part, lead))
            && let Some(first) = self.dates.first(value)
        {
            head.start = Some(first);
            let span = self.dates.span(value).or_else(|| self.dates.span(part));
            head.due = head.due.or(span.map(|(_, last)| last));
            return true;
        }
        false
    }

    /// Reads a remark that is a day: "due 3 May", "2026-05-03", "May 14, 2026".
    fn day_of(&self, part: &str, folded: &str, head: &mut Head) -> bool {
        if let Some(date) = due::led(folded).and_then(|lead| self.dates.last(behind(part, lead))) {
            head.due = Some(date);
            return true;
        }
        if part.len() == 6 && short_date(&format!("{part} ")).is_some() {
            head.due = self.dates.day(part);
            return head.due.is_some();
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
        false
    }

    /// What a remark says that the task waits for: "depends on the roof", "after 1.2", "deps 1, 2".
    fn waits_for<'p>(&self, part: &'p str) -> Option<&'p str> {
        let numbered = part.bytes().any(|b| b.is_ascii_digit());
        let lead = dependency::waits(part).into_iter().next().filter(|cue| cue.start == 0);
        let (end, plain) = match lead {
            Some(cue) if cue.value == Kind::Once => return None,
            Some(cue) => (cue.end, matches!(cue.value, Kind::DependsOn | Kind::BlockedBy)),
            None => {
                if let Some(keys) = done_keys(part) {
                    return Some(keys);
                }
                let word = part.find(' ')?;
                (field::kind(&fold(&part[..word])) == Some(FieldKind::Depends)).then_some((word, false))?
            }
        };
        let value = part[end..].trim_start_matches([':', '：', ' ']);
        let day = || value.contains(char::is_alphabetic) && self.dates.day(value).is_some();
        (!value.is_empty() && (plain || numbered) && !day()).then_some(value)
    }

    /// "completed 2026-02-21", "done on March 3".
    fn done_on(&self, part: &str) -> Option<Status> {
        let (word, date) = part.split_once(' ')?;
        let date = date.trim_start_matches("on ");
        bracket_status(&fold(word)).filter(|s| s.is_closed() && self.dates.day(date).is_some())
    }
}

/// What stands behind the first words of a part, which were found in it when it was folded: one character for one.
fn behind<'p>(part: &'p str, lead: &str) -> &'p str {
    part.char_indices().nth(lead.chars().count()).map_or("", |(at, _)| &part[at..])
}
