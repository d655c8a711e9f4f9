//! The commented sample of a file of settings, made from the registry.

use super::Settings;
use super::registry::{SETTINGS, Setting, Shape};

/// How wide the lines of the sample are.
const WIDTH: usize = 100;

impl Settings {
    /// A file in which every setting is explained and none is given: each holds once the `#` before it is taken away.
    pub fn sample() -> String {
        let mut text = String::from(
            "# Settings of planwright. A setting holds once the # at the beginning of its line is taken away.\n\
             # Stronger than the person's file are .planwright.toml at the top of the repository, environment\n\
             # variables, and flags. See where a value comes from with: planwright config explain KEY\n\
             # Keys and passwords do not belong here, but into the environment.\n",
        );
        for setting in SETTINGS {
            text.push('\n');
            paragraph(setting.doc, &mut text);
            paragraph(&format!("Expected: {}. Default: {}.", setting.expected, setting.default), &mut text);
            paragraph(&given_elsewhere(setting), &mut text);
            text.push_str(&format!("#{} = {}\n", setting.key, literal(setting)));
        }
        text
    }
}

fn given_elsewhere(setting: &Setting) -> String {
    let mut words = format!("Environment: {}.", setting.variable());
    if let Some(flag) = setting.flag {
        words.push_str(&format!(" Flag: {flag}."));
    }
    if !setting.in_repository {
        words.push_str(" Not in the file of a repository.");
    }
    words
}

fn literal(setting: &Setting) -> String {
    match setting.shape {
        Shape::Number => setting.sample.to_owned(),
        Shape::Text | Shape::List => toml_edit::Value::from(setting.sample).to_string(),
    }
}

fn paragraph(words: &str, text: &mut String) {
    let mut width = 0;
    for word in words.split_whitespace() {
        if width == 0 || width + 1 + word.chars().count() > WIDTH {
            text.push_str(if width == 0 { "#" } else { "\n#" });
            width = 1;
        }
        text.push(' ');
        text.push_str(word);
        width += 1 + word.chars().count();
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::file;
    use super::super::origin::Layer;
    use super::*;

    #[test]
    fn the_sample_gives_nothing() {
        let (found, faults) = file::read(Path::new("c.toml"), Layer::User, &Settings::sample());
        assert!(found.is_empty() && faults.is_empty());
        assert!(Settings::sample().lines().all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn every_line_of_the_sample_may_be_made_to_hold() {
        let bare = |line: &str| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting.to_owned(),
            _ => line.to_owned(),
        };
        let text: Vec<String> = Settings::sample().lines().map(bare).collect();
        let (found, faults) = file::read(Path::new("c.toml"), Layer::User, &text.join("\n"));
        assert!(faults.is_empty(), "{faults:?}");
        let found: Vec<_> = found.iter().map(|f| (f.setting.key, f.text.as_str())).collect();
        assert_eq!(found, SETTINGS.iter().map(|s| (s.key, s.sample)).collect::<Vec<_>>());
    }
}
