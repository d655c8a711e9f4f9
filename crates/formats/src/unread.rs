//! Values that could not be read as what they are called: a due date "soon", an effort "big". They are kept beside their
//! task and told, once for each kind. Must never keep what says that there is nothing.

use std::collections::BTreeMap;

use planwright_domain::{Value, Warning};
use planwright_phrases::dependency;

use crate::draft::{Sketch, start_of};
use crate::outline::{fold, says_nothing};

/// Longest value that is kept, in characters.
const LONGEST: usize = 500;
/// Most values that are shown.
const SHOWN: usize = 3;

/// What was kept so far, by what it is called.
#[derive(Debug, Default)]
pub(crate) struct Unread(BTreeMap<&'static str, Kept>);

#[derive(Debug, Default)]
struct Kept {
    count: u32,
    first: u32,
    shown: Vec<String>,
}

impl Unread {
    /// Keeps the value that stands on a line of a task under `name`; `what` is what it should have been, of many.
    pub(crate) fn keep(&mut self, task: &mut Sketch, name: &str, what: &'static str, value: &str) {
        let value = value.trim();
        if fold(value).is_empty() || says_nothing(value) || dependency::references(value).is_empty() {
            return;
        }
        let kept = self.0.entry(what).or_default();
        kept.count += 1;
        if kept.shown.len() < SHOWN {
            kept.shown.push(format!("\"{}\"", start_of(value)));
        }
        if kept.first == 0 {
            kept.first = task.line;
        }
        let value = value.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        task.metadata.entry(name.to_owned()).or_insert(Value::Text(value));
    }

    /// Says what was kept.
    pub(crate) fn tell(self, warnings: &mut Vec<Warning>) {
        for (what, kept) in self.0 {
            let more = if kept.count as usize > kept.shown.len() { " …" } else { "" };
            let text = format!(
                "{what} that could not be read were kept as metadata ({}): {}{more}",
                kept.count,
                kept.shown.join(", ")
            );
            warnings.push(Warning::at("value-unread", kept.first, text));
        }
    }
}
