//! Attributes that people give nodes beside those of the language: efforts, dates, people. Must never take an attribute of
//! looks for one of them.

use planwright_domain::Value;
use planwright_phrases::duration::{self, DayLength};
use planwright_phrases::status;

use crate::day::Reader;
use crate::draft::Sketch;
use crate::json::{
    self,
    key::{self, Key},
};

/// Most of them that are kept of one node.
pub(super) const MOST: usize = 50;

/// Attributes of the language that sound like something a plan says.
const OF_LOOKS: [&str; 7] = ["id", "comment", "class", "group", "label", "headlabel", "taillabel"];

/// Whether an attribute may say something of a task.
pub(super) fn says_something(name: &str) -> bool {
    !OF_LOOKS.contains(&name) && (name == "tooltip" || key::of(name).is_some())
}

/// Takes in an attribute; what its value does not say goes to the metadata.
pub(super) fn take(sketch: &mut Sketch, name: &str, value: &str, dates: &Reader, day: DayLength) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let names = || value.split([',', ';']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    let said = match key::of(name) {
        Some(Key::Effort) => duration::parse(value, day).map(|effort| sketch.effort = Some(effort)),
        Some(key @ (Key::Minutes(_) | Key::Days)) => {
            json::minutes(key, value, day).map(|effort| sketch.effort = Some(effort))
        }
        Some(Key::Due) => dates.last(value).map(|date| sketch.due = Some(date)),
        Some(Key::Start) => dates.first(value).map(|date| sketch.start = Some(date)),
        Some(Key::Priority) => status::priority(value).map(|priority| sketch.priority = Some(priority)),
        Some(Key::People) => {
            sketch.assignees.extend(names());
            Some(())
        }
        Some(Key::Labels) => {
            sketch.labels.extend(names());
            Some(())
        }
        Some(Key::Description) | None => {
            let before = sketch.description.take().map_or_else(String::new, |before| before + "\n\n");
            sketch.description = Some(before + &value.replace("\\n", "\n"));
            Some(())
        }
        _ => None,
    };
    if said.is_none() {
        sketch.metadata.insert(name.to_owned(), Value::Text(value.chars().take(10_000).collect()));
    }
}
