//! Names of people in the value of a field. Must never make a person of a word for nobody.

use planwright_phrases::clean;

use super::section::fold;

/// The names in "Ann, Bob and Carl".
pub(crate) fn people(value: &str) -> Vec<String> {
    let plain = clean::title(value);
    plain
        .split([',', ';', '/', '&', '、', '，', '|'])
        .flat_map(|p| p.split(" and "))
        .map(|p| p.trim().trim_start_matches('@').trim().to_owned())
        .filter(|p| {
            !p.is_empty()
                && p.chars().count() <= 80
                && !matches!(fold(p).as_str(), "" | "tbd" | "none" | "n a" | "unassigned" | "todo" | "nobody")
        })
        .collect()
}
