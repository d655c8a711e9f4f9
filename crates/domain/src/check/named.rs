//! The rules about names of calendars, resources and baselines, and about what of them is kept.

use std::collections::{BTreeMap, HashSet};

use super::{DEEPEST_METADATA, LONGEST_TITLE, NIL_HINT, too_deep};
use crate::baseline::Baseline;
use crate::calendar::Calendar;
use crate::kinds::Entity;
use crate::project::Names;
use crate::resource::Resource;
use crate::value::Value;
use crate::violation::{Code, Violation};

/// A record that people call by its name.
pub(super) trait Named: Entity {
    fn name(&self) -> &str;
    fn metadata(&self) -> &BTreeMap<String, Value>;
    fn is_nil(&self) -> bool;
}

macro_rules! named {
    ($($kind:ident),*) => {$(
        impl Named for $kind {
            fn name(&self) -> &str {
                &self.name
            }

            fn metadata(&self) -> &BTreeMap<String, Value> {
                &self.metadata
            }

            fn is_nil(&self) -> bool {
                self.id.bits() == 0
            }
        }
    )*};
}
named!(Calendar, Resource, Baseline);

/// Checks every record of a kind: whether a name is unlike the others, only all of them tell.
pub(super) fn check<'a, R: Named + 'a>(
    records: impl Iterator<Item = &'a R>,
    names: &Names<'_>,
    found: &mut Vec<Violation>,
) {
    let noun = R::NOUN;
    let mut seen: HashSet<String> = HashSet::new();
    for record in records {
        let mut say = |code, message: String, hint: &str| found.push(Violation::of(code, message, hint));
        let called = || names.record(R::op_ref(record.id()));
        if record.is_nil() {
            say(Code::NilId, format!("the id of {} is made of zeros", called()), NIL_HINT);
        }
        if too_deep(record.metadata()) {
            let message =
                format!("the metadata of {} are nested deeper than {DEEPEST_METADATA} levels", called());
            say(Code::MetadataTooDeep, message, "make them flatter");
        }
        let name = record.name();
        if name.trim().is_empty() {
            let message = format!("{noun} {} has no name", &R::letters(record.id())[..8]);
            say(Code::NameMissing, message, "give it a name");
            continue;
        }
        if name.chars().count() > LONGEST_TITLE {
            let message = format!("the name of {} has more than {LONGEST_TITLE} characters", called());
            say(Code::NameTooLong, message, "shorten it");
        }
        if name.chars().any(char::is_control) {
            let message = format!("the name of {} has control characters or line breaks in it", called());
            say(Code::NameControl, message, "write the name on one line");
        }
        if !seen.insert(name.trim().to_lowercase()) {
            let message = format!("there is another {}", called());
            say(
                Code::NameTwice,
                message,
                "give each a name of its own; small and capital letters are the same",
            );
        }
    }
}
