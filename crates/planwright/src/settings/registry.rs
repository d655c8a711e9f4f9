//! Every setting there is, in one table: what the command line, the sample file, the environment and the messages say of
//! a setting comes from its row. A new setting is a new row and a new field of the values.

use planwright_domain::DateOrder;
use planwright_planner::options::{Added, Limits, Reaction, Style};

use super::value::{self, Color, Engine, From, Values, Word, word};
use crate::address::Address;

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in files and for `planwright config`.
    pub key: &'static str,
    /// What it decides, in whole sentences.
    pub doc: &'static str,
    /// What a value looks like, to follow "expected".
    pub expected: &'static str,
    /// What holds when nobody says anything, in words.
    pub default: &'static str,
    /// A value that may be given.
    pub sample: &'static str,
    /// How a value is written in a file.
    pub shape: Shape,
    /// The flag that gives it for one run.
    pub flag: Option<&'static str>,
    /// Whether the file of a repository may give it. It may not give what runs a program: a repository may come from
    /// anybody.
    pub in_repository: bool,
    pub(crate) read: fn(&mut Values, &str, From<'_>) -> Option<()>,
    pub(crate) show: fn(&Values) -> Option<String>,
}

/// How a value is written in TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// An integer.
    Number,
    /// An array of strings, or a string.
    List,
}

impl Setting {
    /// The setting of this name.
    pub fn named(key: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// The environment variable that gives it.
    pub fn variable(&self) -> String {
        format!("PLANWRIGHT_{}", self.key.to_ascii_uppercase())
    }
}

/// Every setting, in the order in which people are shown them.
pub static SETTINGS: &[Setting] = &[
    Setting {
        key: "store",
        doc: "Where plans are kept: a path, or a URL such as sqlite:plan.db. A relative path in a file begins at the \
              folder of that file.",
        expected: "a path, or a URL of a kind that is built in (sqlite)",
        default: "plan.db in the platform's data folder",
        sample: "sqlite:plan.db",
        shape: Shape::Text,
        flag: Some("--store"),
        in_repository: true,
        read: |v, t, from| Address::parse(t, from.folder, from.home).ok().map(|a| v.store = Some(a)),
        show: |v| v.store.as_ref().map(ToString::to_string),
    },
    Setting {
        key: "engine",
        doc: "What drafts plans from words: offline (rules and templates, no network, no key), model (a language \
              model), or auto (a model where one is configured, else offline).",
        expected: "offline, model or auto",
        default: "auto",
        sample: "offline",
        shape: Shape::Text,
        flag: Some("--engine"),
        in_repository: true,
        read: |v, t, _| Engine::read(t).map(|x| v.engine = x),
        show: |v| Some(word(v.engine).to_owned()),
    },
    Setting {
        key: "author",
        doc: "The name under which changes are logged. Undo takes back changes of this author only.",
        expected: "a name on one line",
        default: "the login name",
        sample: "ann",
        shape: Shape::Text,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::line(t).map(|x| v.author = x),
        show: |v| Some(v.author.clone()),
    },
    Setting {
        key: "project",
        doc: "The project that is meant when none is named: its title, its id or the beginning of its id.",
        expected: "the title or id of a project, on one line",
        default: "the project of the repository, else the one last used",
        sample: "Website",
        shape: Shape::Text,
        flag: Some("--project"),
        in_repository: true,
        read: |v, t, _| value::line(t).map(|x| v.project = Some(x)),
        show: |v| v.project.clone(),
    },
    Setting {
        key: "depth_limit",
        doc: "How deep the tasks of a new project may be nested; the top is level 1. A project that is there keeps its own.",
        expected: "a whole number from 1 to 64",
        default: "5",
        sample: "5",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 1, planwright_domain::DEEPEST_LIMIT).map(|x| v.depth_limit = x),
        show: |v| Some(v.depth_limit.to_string()),
    },
    Setting {
        key: "minutes_per_day",
        doc: "The working minutes of a day in a new project: what 1d of work means.",
        expected: "a whole number of minutes from 1 to 1440",
        default: "480",
        sample: "480",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 1, 1440).map(|x| v.minutes_per_day = x),
        show: |v| Some(v.minutes_per_day.to_string()),
    },
    Setting {
        key: "working_days",
        doc: "The days on which work is done in a new project.",
        expected: "days such as mon-fri or mon,tue,thu",
        default: "mon-fri",
        sample: "mon-fri",
        shape: Shape::List,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::working_days(t).map(|x| v.working_days = x),
        show: |v| Some(value::days_text(v.working_days)),
    },
    Setting {
        key: "time_zone",
        doc: "The time zone whose days are meant: which day today is, and the zone of a new project.",
        expected: "the IANA name of a time zone, such as Europe/Berlin",
        default: "the system's",
        sample: "Europe/Berlin",
        shape: Shape::Text,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::time_zone(t).map(|x| v.time_zone = x),
        show: |v| Some(v.time_zone.clone()),
    },
    Setting {
        key: "date_order",
        doc: "How a date such as 03/04 is read: mdy is March 4th, dmy is April 3rd.",
        expected: "mdy or dmy",
        default: "the locale's: mdy for en_US, C and none, else dmy",
        sample: "dmy",
        shape: Shape::Text,
        flag: None,
        in_repository: true,
        read: |v, t, _| DateOrder::read(t).map(|x| v.date_order = x),
        show: |v| Some(word(v.date_order).to_owned()),
    },
    Setting {
        key: "default_duration_minutes",
        doc: "The effort of a task of which nothing is known, in minutes.",
        expected: "a whole number of minutes from 1 to 100000",
        default: "60",
        sample: "60",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 1, 100_000).map(|x| v.default_duration_minutes = x),
        show: |v| Some(v.default_duration_minutes.to_string()),
    },
    Setting {
        key: "auto_split_minutes",
        doc: "From how many minutes of effort on a task is worth splitting.",
        expected: "a whole number of minutes from 1 to 100000",
        default: "240",
        sample: "240",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 1, 100_000).map(|x| v.auto_split_minutes = x),
        show: |v| Some(v.auto_split_minutes.to_string()),
    },
    Setting {
        key: "style",
        doc: "How careful a draft is. aggressive adds one step less and takes four fifths of the usual efforts; \
              conservative adds one step more, takes five quarters, and ends every phase from the main one on with a \
              reserve of 15 %. Nothing that was stated is moved.",
        expected: "aggressive, balanced or conservative",
        default: "balanced",
        sample: "conservative",
        shape: Shape::Text,
        flag: Some("--style"),
        in_repository: true,
        read: |v, t, _| Style::read(t).map(|x| v.drafting.style = x),
        show: |v| Some(word(v.drafting.style).to_owned()),
    },
    Setting {
        key: "depth",
        doc: "How deep a draft is. auto has phases with their tasks; flat has one level; deep keeps packages of work \
              between them and breaks down everything over four hours; a number is the most levels.",
        expected: "auto, flat, deep, or a number of levels from 1 to 64",
        default: "auto",
        sample: "deep",
        shape: Shape::Text,
        flag: Some("--depth"),
        in_repository: true,
        read: |v, t, _| value::depth(t).map(|x| v.drafting.depth = x),
        show: |v| Some(value::depth_text(v.drafting.depth)),
    },
    Setting {
        key: "detail",
        doc: "How much a template adds to a draft: none, the core that every such project needs, or all that fits. auto \
              decides by how much the words say.",
        expected: "auto, none, core or all",
        default: "auto",
        sample: "core",
        shape: Shape::Text,
        flag: Some("--detail"),
        in_repository: true,
        read: |v, t, _| Added::read(t).map(|x| v.drafting.added = x),
        show: |v| Some(word(v.drafting.added).to_owned()),
    },
    Setting {
        key: "most_tasks",
        doc: "The most tasks, phases among them, up to which a draft breaks work down; deep drafts have no such limit.",
        expected: "a whole number from 5 to 1000",
        default: "60",
        sample: "60",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 5, 1000).map(|x| v.drafting.most_tasks = x as usize),
        show: |v| Some(v.drafting.most_tasks.to_string()),
    },
    Setting {
        key: "longest_text",
        doc: "The longest text that is read as sentences, in bytes. Documents with lists or headings may be longer.",
        expected: "a whole number of bytes from 10 to 1000000",
        default: "100000",
        sample: "100000",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| value::number(t, 10, 1_000_000).map(|x| v.drafting.limits.bytes = x as usize),
        show: |v| Some(v.drafting.limits.bytes.to_string()),
    },
    Setting {
        key: "most_steps",
        doc: "The most steps that the sentences of one text may name.",
        expected: "a whole number from 1 to 400",
        default: "400",
        sample: "200",
        shape: Shape::Number,
        flag: None,
        in_repository: true,
        read: |v, t, _| {
            value::number(t, 1, Limits::MOST_STEPS as u32).map(|x| v.drafting.limits.steps = x as usize)
        },
        show: |v| Some(v.drafting.limits.steps.to_string()),
    },
    Setting {
        key: "language_check",
        doc: "What is done about a text in a language whose words are not read: off does not look, warn tells, refuse \
              plans nothing.",
        expected: "off, warn or refuse",
        default: "warn",
        sample: "warn",
        shape: Shape::Text,
        flag: None,
        in_repository: true,
        read: |v, t, _| Reaction::read(t).map(|x| v.drafting.limits.language = x),
        show: |v| Some(word(v.drafting.limits.language).to_owned()),
    },
    Setting {
        key: "profanity",
        doc: "What is done about swear words in a text: off does not look, warn tells, refuse plans nothing.",
        expected: "off, warn or refuse",
        default: "off",
        sample: "warn",
        shape: Shape::Text,
        flag: None,
        in_repository: true,
        read: |v, t, _| Reaction::read(t).map(|x| v.drafting.limits.profanity = x),
        show: |v| Some(word(v.drafting.limits.profanity).to_owned()),
    },
    Setting {
        key: "color",
        doc: "When output is coloured: auto means on a terminal. Output is complete without colour.",
        expected: "auto, always or never",
        default: "auto; never where NO_COLOR is set",
        sample: "never",
        shape: Shape::Text,
        flag: Some("--no-color"),
        in_repository: true,
        read: |v, t, _| Color::read(t).map(|x| v.color = x),
        show: |v| Some(word(v.color).to_owned()),
    },
    Setting {
        key: "editor",
        doc: "The program that opens a plan for editing, with its arguments.",
        expected: "a command on one line",
        default: "$VISUAL, else $EDITOR",
        sample: "code --wait",
        shape: Shape::Text,
        flag: None,
        in_repository: false,
        read: |v, t, _| value::line(t).map(|x| v.editor = Some(x)),
        show: |v| v.editor.clone(),
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::Surroundings;
    use crate::settings::defaults;

    /// Reads a value for a setting.
    fn read(setting: &Setting, values: &mut Values, text: &str) -> Option<()> {
        (setting.read)(values, text, From { folder: Path::new("/here"), home: None })
    }

    #[test]
    fn every_setting_has_one_name_of_its_own() {
        let keys: BTreeSet<&str> = SETTINGS.iter().map(|s| s.key).collect();
        assert_eq!(keys.len(), SETTINGS.len());
        let flags: BTreeSet<_> = SETTINGS.iter().filter_map(|s| s.flag).collect();
        assert_eq!(flags.len(), SETTINGS.iter().filter(|s| s.flag.is_some()).count());
        for key in keys {
            assert!(key.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{key}");
            assert_eq!(Setting::named(key).map(|s| s.key), Some(key));
        }
        assert!(Setting::named("stroe").is_none());
    }

    #[test]
    fn every_setting_is_documented() {
        for s in SETTINGS {
            assert!(s.doc.len() > 20 && s.doc.ends_with('.') && !s.doc.contains("  "), "{}", s.key);
            assert!(
                !s.expected.is_empty() && !s.expected.ends_with('.') && !s.default.is_empty(),
                "{}",
                s.key
            );
        }
        assert_eq!(Setting::named("store").map(|s| s.expected.to_owned()), Some(crate::address::expected()));
    }

    #[test]
    fn every_sample_reads_and_what_is_shown_reads_back() {
        for s in SETTINGS {
            let (mut values, _) = defaults::of(&Surroundings::default());
            assert_eq!(read(s, &mut values, s.sample), Some(()), "{}", s.key);
            let shown = (s.show)(&values).unwrap();
            let mut again = values.clone();
            assert_eq!(read(s, &mut again, &shown), Some(()), "{}: {shown}", s.key);
            assert_eq!(again, values, "{}", s.key);
        }
    }

    #[test]
    fn every_setting_changes_the_value_it_shows() {
        for s in SETTINGS {
            let (default, _) = defaults::of(&Surroundings::default());
            let other = [
                "17",
                "fri-sat",
                "never",
                "model",
                "dmy",
                "Asia/Tokyo",
                "sqlite::memory:",
                "aggressive",
                "flat",
                "core",
                "refuse",
            ];
            let changed = other.iter().any(|text| {
                let mut values = default.clone();
                read(s, &mut values, text).is_some() && (s.show)(&values) != (s.show)(&default)
            });
            assert!(changed, "{}", s.key);
        }
    }

    #[test]
    fn nothing_is_no_value() {
        for s in SETTINGS {
            let (mut values, _) = defaults::of(&Surroundings::default());
            assert_eq!(read(s, &mut values, " "), None, "{}", s.key);
        }
    }
}
