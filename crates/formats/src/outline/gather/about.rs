//! What a document says of itself: its name, its dates, what it is about. Must never take the words of a task for it.

use planwright_domain::Warning;
use planwright_phrases::clean;

use super::super::field::{self, Field, FieldKind};
use super::super::people;
use super::super::section::{self, Role};
use super::super::shows;
use super::super::tree::{Kind, Node};
use super::Gather;
use crate::day;
use crate::draft::start_of;

impl Gather<'_, '_> {
    /// The project's own fields: the title heading, the front matter, fields that stand under no task.
    pub(super) fn meta(&mut self) {
        let tree = self.tree;
        let titled = self.verdicts.title.map(|t| &tree.nodes[t as usize]);
        self.draft.title = titled.map(whole_title).filter(|t| !t.is_empty());
        let only_front = tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Front).count() == 1;
        if self.draft.title.is_none() && only_front {
            self.draft.title =
                tree.nodes.iter().find(|n| n.kind == Kind::Front).map(|n| n.head.title.clone());
        }
        let mut fields: Vec<Field<'_>> = tree.front.clone();
        for (i, node) in tree.nodes.iter().enumerate() {
            if !node.fields.is_empty()
                && self.task[i].is_none()
                && self.above(i).is_none()
                && (i == 0 || matches!(node.kind, Kind::Heading(_) | Kind::Label(_)))
            {
                fields.extend(node.fields.iter().copied());
            }
        }
        for field in fields {
            match field.kind {
                FieldKind::Title if self.draft.title.is_none() => {
                    self.draft.title = Some(clean::title(field.value));
                }
                FieldKind::Due => {
                    self.draft.deadline = self.draft.deadline.or_else(|| self.reader.dates.last(field.value));
                }
                FieldKind::Start => {
                    self.draft.start = self.draft.start.or_else(|| self.reader.dates.first(field.value));
                }
                // A plan belongs to nobody; its tasks do.
                FieldKind::Owner if !people::people(field.value).is_empty() => {
                    let names = people::people(field.value).join(", ");
                    let text = format!("who owns the whole plan was not carried: {}", start_of(&names));
                    self.draft.warnings.push(Warning::at("not-carried", field.line, text));
                }
                _ => {}
            }
        }
        if self.draft.deadline.is_none() {
            let lines = tree.nodes.iter().flat_map(|n| n.body.iter()).map(|(_, _, text)| *text);
            self.draft.deadline = lines.filter_map(done_by).find_map(|when| self.reader.dates.last(when));
        }
        // A plain text is named by a short first line.
        let first = tree.nodes.first().and_then(|n| n.body.first()).filter(|(line, _, text)| {
            let early = tree.nodes.get(1).is_none_or(|n| *line < n.line);
            early
                && self.draft.title.is_none()
                && text.chars().count() <= 80
                && !text.ends_with(['.', ':', '!', '?', ','])
                && text.chars().any(char::is_alphabetic)
        });
        if let Some((_, _, text)) = first {
            // "Goal: a web shop" names the shop.
            let value =
                field::split(text).filter(|(name, v)| section::role(name) == Role::Apart && !v.is_empty());
            self.draft.title = Some(clean::title(value.map_or(*text, |(_, value)| value)));
        }
        let prose = titled
            .into_iter()
            .chain(tree.nodes.first())
            .flat_map(|n| n.body.iter())
            .map(|(_, _, text)| *text);
        let words: String = prose
            .filter(|t| !t.starts_with(['!', '`', '<', '[']) && !t.contains("```"))
            .take(6)
            .map(clean::title)
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let words: String = words.chars().take(600).collect();
        let said = titled.into_iter().chain(tree.nodes.first()).flat_map(|n| n.body.iter());
        let said = said.filter_map(|(_, _, text)| summary(text)).next();
        self.draft.summary =
            said.or_else(|| Some(words.trim().to_owned()).filter(|w| w.split_whitespace().count() > 3));
        for node in &tree.nodes {
            if let Some(refused) = &node.head.refused {
                self.draft.warnings.push(Warning::at("effort-left-out", node.line, refused.clone()));
            }
            let values = node.fields.iter().map(|field| (field.line, field.value));
            for (line, text) in std::iter::once((node.line, &*node.raw)).chain(values) {
                if let Some(day) = day::impossible(text) {
                    let text = format!("\"{day}\" is no day of any month; it was left out");
                    self.draft.warnings.push(Warning::at("impossible-day", line, text));
                }
            }
        }
    }
}

/// What a line like "**Summary**: a shop for boats" says.
fn summary(text: &str) -> Option<String> {
    let (name, value) = field::split(text).filter(|_| text.starts_with("**"))?;
    let named =
        matches!(section::fold(name).as_str(), "summary" | "description" | "zusammenfassung" | "resumen");
    Some(clean::title(value)).filter(|value| named && !value.is_empty())
}

/// The day in "All done by Friday, March 6." and "Alles muss bis 6. März fertig sein.", as written.
fn done_by(text: &str) -> Option<&str> {
    const LEADS: [&str; 26] = [
        "all done by ",
        "all of this must be done by ",
        "all of it must be done by ",
        "all must be done by ",
        "all tasks must be done by ",
        "all tasks must be completed by ",
        "everything done by ",
        "everything must be done by ",
        "everything has to be done by ",
        "everything should be done by ",
        "everything must be finished by ",
        "everything has to be finished by ",
        "everything needs to be done by ",
        "everything needs to be ready by ",
        "everything must be ready by ",
        "all finished by ",
        "all ready by ",
        "finish everything by ",
        "must all be done by ",
        "to be completed by ",
        "complete by ",
        "alles fertig bis ",
        "alles muss bis ",
        "todo listo para ",
        "tudo pronto até ",
        "tout doit être fini avant le ",
    ];
    if text.len() > 120 || !text.is_ascii() && text.len() > 160 {
        return None;
    }
    let lower = text.to_lowercase();
    let lead = LEADS.iter().find(|lead| lower.starts_with(**lead))?;
    // Lower case may change lengths; positions are only good where it does not.
    let rest = text.get(lead.len()..).filter(|_| lower.len() == text.len())?;
    let rest = rest.trim_end_matches(['.', '!']);
    Some(rest.strip_suffix(" fertig sein").unwrap_or(rest).trim())
}

/// The words of a title heading, its brackets included.
fn whole_title(node: &Node<'_>) -> String {
    if shows::is_stretch(node) {
        return clean::title(&node.raw);
    }
    let words = clean::title(&node.raw);
    words.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii()).trim().to_owned()
}
