//! What notations have no words of their own for of a resource, as `key: value`, one a line. Must never lose a line break
//! into another line: a value is one line.

use planwright_domain::{Resource, ResourceKind};

/// Lines that were read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Details<'a>(Option<&'a str>);

impl<'a> Details<'a> {
    /// Those of a text, if there is one.
    pub(crate) fn of(text: Option<&'a str>) -> Self {
        Self(text)
    }

    /// Whether there is a text.
    pub(crate) fn are_there(&self) -> bool {
        self.0.is_some()
    }

    /// All values of a key.
    pub(crate) fn all(&self, key: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        let lines = self.0.unwrap_or("").lines().filter_map(|line| line.split_once(": "));
        lines.filter(move |(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The number of a key.
    pub(crate) fn number(&self, key: &'static str) -> Option<u32> {
        self.all(key).next()?.parse().ok()
    }

    /// Fills in what [`of_person`] wrote.
    pub(crate) fn tell(&self, resource: &mut Resource) {
        resource.kind = self.all("kind").next().and_then(ResourceKind::from_word).unwrap_or(resource.kind);
        resource.efficiency = self.number("efficiency").unwrap_or(100);
        resource.minutes_per_day = self.number("minutes per day");
        resource.minutes_per_week = self.number("minutes per week");
        resource.skills = self.all("skill").map(str::to_owned).collect();
        resource.source_key = self.all("key").next().map(str::to_owned);
    }
}

/// What hardly any notation has words for of a resource, one thing a line.
pub(crate) fn of_person(resource: &Resource) -> Vec<String> {
    let mut lines = vec![format!("kind: {}", resource.kind.word())];
    let number = |name: &str, n: Option<u32>| n.map(|n| format!("{name}: {n}"));
    lines.extend(number("efficiency", Some(resource.efficiency).filter(|e| *e != 100)));
    lines.extend(number("minutes per day", resource.minutes_per_day));
    lines.extend(number("minutes per week", resource.minutes_per_week));
    lines.extend(resource.source_key.iter().map(|key| format!("key: {}", one_line(key))));
    lines.extend(resource.skills.iter().map(|skill| format!("skill: {}", one_line(skill))));
    lines
}

/// A text without its line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
