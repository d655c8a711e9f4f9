//! What stands at the end and in the middle of a title: brackets, remarks behind dashes, efforts. Must never cut what no
//! remark explains: it stays in the title.

use std::collections::VecDeque;

use planwright_phrases::duration::{self, Effort};

use super::super::key::KeyKind;
use super::super::mark::bracket_status;
use super::super::people::{is_given, is_person, people};
use super::super::section::fold;
use super::super::tail::{bare_effort, dashed, is_points, last_bracket, last_field, names_key, said_after};
use super::{Head, Reader};

impl Reader<'_> {
    /// The one part that is an effort, and the others.
    pub(super) fn apart(&self, parts: &[&str]) -> Option<(String, Effort)> {
        let effort = |part: &&str| match duration::read(part, self.day) {
            duration::Reading::Duration(effort) => Some(effort),
            _ => None,
        };
        let found: Vec<Effort> = parts.iter().filter_map(effort).collect();
        let [one] = found.as_slice() else { return None };
        let rest: Vec<&str> = parts.iter().filter(|p| effort(p).is_none()).copied().collect();
        (!rest.is_empty()).then(|| (rest.join(", "), *one))
    }

    /// Takes columns off the end, two blanks or a tab apart: "Order cabinets  2d". One that is no remark ends them.
    pub(super) fn aligned<'t>(&self, raw: &'t str, head: &mut Head) -> &'t str {
        let mut rest = raw.trim_end();
        for _ in 0..4 {
            let Some((at, mark)) = rest
                .rmatch_indices(['\t', ' '])
                .find(|(at, mark)| *mark == "\t" || rest[..*at].ends_with([' ', '\t']))
            else {
                break;
            };
            let mut read = head.clone();
            let named = rest[..at].trim_end();
            let tail = rest[at + mark.len()..].trim();
            let parts: Vec<&str> = tail.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
            if named.is_empty() || parts.is_empty() || !self.remarks(tail, &parts, &mut read) {
                break;
            }
            *head = read;
            rest = named;
        }
        rest
    }

    /// Takes what stands behind an effort in brackets, where it is nothing but remarks: "Roof (5d), due 2026-05-04". What
    /// it waits for is left behind a comma, to be looked up: "Pour (2d) after 1.1" is "Pour, after 1.1".
    pub(super) fn behind_bracket(&self, title: &mut String, head: &mut Head) {
        let Some(close) = title.rfind([')', ']', '）']) else { return };
        let Some(open) = title[..close].rfind(['(', '[', '（']).filter(|at| *at > 0) else { return };
        let width = |at: usize| title[at..].chars().next().map_or(1, char::len_utf8);
        let behind = &title[close + width(close)..];
        let duration::Reading::Duration(effort) = duration::read(&title[open + width(open)..close], self.day)
        else {
            return;
        };
        let mut read = head.clone();
        let mut parts: VecDeque<&str> =
            behind.split([',', ';', '·']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.is_empty() || behind.len() > 200 {
            return;
        }
        while parts.front().is_some_and(|part| self.aside(part, &mut read)) {
            parts.pop_front();
        }
        while parts.back().is_some_and(|part| self.aside(part, &mut read)) {
            parts.pop_back();
        }
        let kept = Vec::from(parts).join(", ");
        let waits =
            |kept: &str| self.part(kept, &mut read.clone()) && said_after(&format!("x, {kept}")).is_some();
        if !kept.is_empty() && !waits(&kept) {
            return;
        }
        read.effort = read.effort.or(Some(effort));
        *head = read;
        let name = title[..open].trim_end();
        *title = if kept.is_empty() { name.to_owned() } else { format!("{name}, {kept}") };
    }

    /// Reads a remark that says by its first words what it is, and is neither an effort nor what the task waits for.
    fn aside(&self, part: &str, head: &mut Head) -> bool {
        if !matches!(duration::read(part, self.day), duration::Reading::NotOne) {
            return false;
        }
        let mut read = head.clone();
        let plain = self.part(part, &mut read)
            && read.needs.len() == head.needs.len()
            && read.bare_day == head.bare_day;
        if plain {
            *head = read;
        }
        plain
    }

    /// Takes an effort in brackets out of the middle: "Login (1d): form and validation".
    pub(super) fn inner_bracket(&self, title: &mut String, head: &mut Head) {
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
            if is_points(&fold(&title[inside..close])) {
                *title = format!("{} {}", title[..open].trim_end(), title[behind..].trim_start());
                return;
            }
            from = close;
        }
    }

    /// Takes brackets, durations and states off the end as long as there are any.
    pub(super) fn tails(&self, title: &mut String, head: &mut Head) {
        for _ in 0..6 {
            let text = title
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | ';'))
                .len();
            title.truncate(text);
            let more = match last_bracket(title) {
                Some((at, _)) => self.last_bracket(title, at, head),
                None => self.last_remark(title, head) || self.last_dash(title, head),
            };
            if !more {
                return;
            }
        }
    }

    /// Takes the bracket off that opens at `at`; whether there may be more to take.
    fn last_bracket(&self, title: &mut String, at: usize, head: &mut Head) -> bool {
        let bracket = title[at..].to_owned();
        let Some((_, inside)) = last_bracket(&bracket) else { return false };
        // "after TASK-4 (partial)" says how far the other is.
        if bracket_status(&fold(inside)).is_some() && names_key(&title[..at]) {
            return false;
        }
        let before = head.clone();
        let parts: Vec<&str> =
            inside.split([',', ';', '|', '，', '·']).map(str::trim).filter(|p| !p.is_empty()).collect();
        // "v1.2 (due March)": the key is all the name there is.
        let named = at > 0 || head.key.as_ref().is_some_and(|k| k.kind == KeyKind::Stretch);
        if !parts.is_empty() && named && self.remarks(inside, &parts, head) {
            // "(95% complete)" says more than a state; it is read and stays.
            let stays = at > 0 && bracket.starts_with('(') && bracket_status(&fold(inside)).is_some();
            if !stays {
                title.truncate(at);
            }
            return !stays;
        }
        *head = before;
        if at == 0 {
            return false;
        }
        // "(Ann, 3h, after Cut wood)": what it waits for is looked up, and stays until then.
        if let Some(waits) = self.bracketed(&parts, head) {
            title.truncate(title[..at].trim_end().len());
            if !waits.is_empty() {
                title.push_str(&format!(" ({waits})"));
            }
            return waits.is_empty();
        }
        if self.tagged(&title[..at], &bracket, inside, head) {
            title.truncate(at);
            return true;
        }
        self.effort_at_bracket(title, at, &parts, head);
        // A bracket that says nothing of this kind may hide one before it: "Fix (2d) (see #3)" stays.
        false
    }

    /// Reads a bracket of one word that names somebody or is a tag: "Paint 1 day [Tom]", "Doors (Priya)", "Fence [P]".
    fn tagged(&self, named: &str, bracket: &str, inside: &str, head: &mut Head) -> bool {
        if is_given(inside) || is_person(inside) && self.ends_in_effort(named) {
            head.assignees.extend(people(inside));
            return true;
        }
        let tag = bracket.starts_with('[')
            && inside.len() <= 4
            && inside.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && inside.starts_with(|c: char| c.is_ascii_uppercase());
        if tag {
            head.labels.push(inside.to_owned());
        }
        tag
    }

    fn ends_in_effort(&self, text: &str) -> bool {
        let text = text.trim_end();
        let length = |text: &str| matches!(duration::read(text, self.day), duration::Reading::Duration(_));
        bare_effort(text, self.day).is_some()
            || last_bracket(text).is_some_and(|(_, inner)| length(inner))
            || dashed(text).is_some_and(|(_, tail)| length(tail))
    }

    /// Reads an effort in or before a bracket that stays.
    fn effort_at_bracket(&self, title: &mut String, at: usize, parts: &[&str], head: &mut Head) {
        if head.effort.is_some() {
            return;
        }
        if let Some((rest, effort)) = self.apart(parts) {
            // "(Anna, 4h)": the effort is read, the rest stays.
            let open = title[at..].chars().next().unwrap_or('(');
            let close = title.chars().next_back().unwrap_or(')');
            head.effort = Some(effort);
            *title = format!("{}{open}{rest}{close}", &title[..at]);
        } else if let Some((cut, middle)) = dashed(title[..at].trim_end())
            && let duration::Reading::Duration(effort) = duration::read(middle, self.day)
        {
            // "Build – 3 days [Tom's crew]": the effort before the bracket is read, the bracket stays.
            head.effort = Some(effort);
            *title = format!("{} {}", title[..cut].trim_end(), &title[at..]);
        }
    }

    /// Takes a remark without a bracket or a dash off the end; whether there was one.
    fn last_remark(&self, title: &mut String, head: &mut Head) -> bool {
        if let Some((cut, effort)) = duration::trailing_bracket(title, self.day) {
            let cut = cut.len();
            head.effort = head.effort.or(Some(effort));
            title.truncate(cut);
            return true;
        }
        if let Some(cut) = last_field(title)
            && self.part(&title[cut..], head)
        {
            title.truncate(cut);
            return true;
        }
        // "Replace rafters, 3 days".
        if head.effort.is_none()
            && let Some((name, tail)) = title.rsplit_once(", ")
            && let duration::Reading::Duration(effort) = duration::read(tail, self.day)
        {
            head.effort = Some(effort);
            let cut = name.len();
            title.truncate(cut);
            return true;
        }
        // "Mount doors 2h", "Archive 2 Std."
        if head.effort.is_none()
            && let Some((cut, effort)) = bare_effort(title, self.day)
        {
            head.effort = Some(effort);
            title.truncate(cut);
            return true;
        }
        // "Paint, due next Friday", "Roof; starts 9 March".
        if let Some((cut, tail)) = [", ", "; "].iter().filter_map(|mark| title.rsplit_once(mark)).next_back()
            && !tail.contains([')', ']'])
            && self.dated(tail, head)
        {
            let cut = cut.len();
            title.truncate(cut);
            return true;
        }
        false
    }

    /// Takes what stands behind the last dash off, if it is a remark; whether it was one.
    fn last_dash(&self, title: &mut String, head: &mut Head) -> bool {
        let Some((cut, tail)) = dashed(title) else { return false };
        // "Roof May 4 – May 15".
        if head.due.is_none()
            && let Some((from, Some(first), last)) = self.ends_on(title).filter(|(from, ..)| *from < cut)
        {
            (head.start, head.due) = (Some(first), Some(last));
            title.truncate(from);
            return true;
        }
        let tail = tail.to_owned();
        if self.part(&tail, head) {
            title.truncate(cut);
            return true;
        }
        // "Clear the ground (2d) – Tom".
        if is_given(&tail) && self.ends_in_effort(&title[..cut]) {
            head.assignees.extend(people(&tail));
            title.truncate(cut);
            return true;
        }
        if head.effort.is_some() {
            return false;
        }
        // "Interviews – 2 j – Marie": the effort between dashes is read, the rest stays.
        if let Some((from, middle)) = dashed(&title[..cut])
            && let duration::Reading::Duration(effort) = duration::read(middle, self.day)
        {
            head.effort = Some(effort);
            *title = format!("{} – {tail}", title[..from].trim_end());
            return false;
        }
        // "- Bob, 1 day": the effort is read, the rest stays.
        let parts: Vec<&str> = tail.split([',', ';']).map(str::trim).collect();
        if parts.len() > 1
            && let Some((rest, effort)) = self.apart(&parts)
        {
            head.effort = Some(effort);
            title.truncate(title.len() - tail.len());
            title.push_str(&rest);
        }
        false
    }
}
