//! Values of other people's JSON: states, amounts, names. Must never guess the unit of a number.

use planwright_domain::Status;
use planwright_phrases::duration::{self, DayLength, Effort};
use planwright_phrases::status;

use super::key::Key;
use super::tree::Node;

/// "in-progress", "review", and what a board calls its columns.
pub(super) fn state(word: &str) -> Option<Status> {
    let plain = word.trim().to_lowercase().replace(['-', '_'], " ");
    match plain.as_str() {
        "deferred" | "backlog" | "open" | "new" | "planned" => Some(Status::Todo),
        "review" | "in review" | "testing" => Some(Status::InProgress),
        plain => Status::from_word(word).or_else(|| status::status(plain)),
    }
}

pub(super) fn done(value: &Node) -> Option<Status> {
    match value {
        Node::Bool(true) => Some(Status::Done),
        Node::Bool(false) => Some(Status::Todo),
        Node::Number(n) if *n >= 100.0 => Some(Status::Done),
        Node::Number(n) if *n > 0.0 => Some(Status::InProgress),
        Node::Number(_) => Some(Status::Todo),
        Node::Text(text, _) => {
            let number = text.trim().strip_suffix('%')?.trim().parse::<f64>().ok()?;
            done(&Node::Number(number))
        }
        _ => None,
    }
}

/// The share that is done, in per cent: 40 of "40 %", 40 and 0.4.
pub(super) fn share(value: &Node) -> Option<u32> {
    match value {
        Node::Number(n) if *n > 0.0 && *n < 1.0 => Some((n * 100.0).round() as u32),
        Node::Number(n) if (1.0..=100.0).contains(n) => Some(n.round() as u32),
        Node::Text(text, _) => {
            share(&Node::Number(text.trim().strip_suffix('%')?.trim().parse::<f64>().ok()?))
        }
        _ => None,
    }
}

pub(super) fn minutes(key: Key, value: &Node, day: DayLength) -> Option<Effort> {
    let unit = match key {
        Key::Minutes(unit) | Key::Spent(unit) => unit,
        _ => day.minutes_per_day,
    };
    let count = match value {
        Node::Number(n) => *n,
        Node::Text(text, _) => match text.trim().parse::<f64>() {
            Ok(n) => n,
            Err(_) => return duration::parse(text, day),
        },
        _ => return None,
    };
    let minutes = count * f64::from(unit);
    (1.0..=f64::from(u32::MAX)).contains(&minutes).then(|| Effort::exactly(minutes.round() as u32))
}

/// The names in a text, a list, or a list of objects.
pub(super) fn names(value: &Node) -> Vec<String> {
    match value {
        Node::List(list) => list.iter().filter_map(name_of).collect(),
        Node::Text(text, _) => {
            text.split([',', ';']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect()
        }
        other => name_of(other).into_iter().collect(),
    }
}

pub(super) fn name_of(node: &Node) -> Option<String> {
    let Node::Map(pairs, _) = node else { return node.words() };
    let keys = ["id", "key", "taskId", "task_id", "task", "name", "title", "displayName", "email", "text"];
    let by_name = keys.iter().find_map(|k| node.get(k)?.words());
    by_name.or_else(|| pairs.iter().find_map(|(_, v)| v.words()))
}

pub(super) fn people(value: &Node) -> Vec<String> {
    let person = |node: &Node| match node {
        Node::Map(..) => ["name", "displayName", "fullName", "username", "email", "id"]
            .iter()
            .find_map(|k| node.get(k)?.words()),
        other => other.words(),
    };
    match value {
        Node::List(list) => list.iter().filter_map(person).collect(),
        Node::Map(..) => person(value).into_iter().collect(),
        other => names(other),
    }
    .into_iter()
    .map(|name| name.trim_start_matches('@').to_owned())
    .filter(|name| !name.is_empty())
    .collect()
}
