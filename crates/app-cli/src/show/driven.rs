//! What decides when a task starts, in few words: `1.2`, `1.2 (Ann)` where Ann is at 1.2 until then, `its date`. Whoever
//! wants to know more asks `schedule --explain`.

use planwright::domain::schedule::Cause;
use planwright::domain::{IdMap, TaskId};
use planwright::usecases::schedule::Schedule;

use super::names::Codes;
use super::text::{fit, harmless};

/// A name takes no more columns than this.
const WIDEST_NAME: usize = 14;

/// What decides about each task.
pub(super) struct Driven<'a> {
    schedule: &'a Schedule,
    codes: &'a Codes,
    causes: IdMap<TaskId, Cause>,
}

/// The same words twice, the second time as few as there can be.
pub(super) struct Held {
    pub(super) long: String,
    pub(super) short: String,
}

impl Held {
    fn plain(words: impl Into<String>) -> Self {
        let long = words.into();
        Self { short: long.clone(), long }
    }
}

impl<'a> Driven<'a> {
    pub(super) fn of(schedule: &'a Schedule, codes: &'a Codes) -> Self {
        Self { schedule, codes, causes: schedule.driving() }
    }

    /// What decides when a task starts; `None` where it starts with the project.
    pub(super) fn by(&self, task: TaskId) -> Option<Held> {
        Some(match *self.causes.get(&task)? {
            Cause::Link { from, .. } => Held::plain(self.codes.get(from)),
            Cause::Busy { person, with } => {
                let code = self.codes.get(with);
                Held { long: format!("{code} ({})", self.name(person)), short: code.to_owned() }
            }
            Cause::Elsewhere { person, .. } | Cause::Limit { person } => Held::plain(self.name(person)),
            Cause::NotBefore | Cause::Constraint(_) => Held::plain("its date"),
            Cause::AsLateAsPossible => Held::plain("late"),
            Cause::Above(_) | Cause::Below(_) | Cause::Work | Cause::ProjectStart => return None,
        })
    }

    fn name(&self, person: u32) -> String {
        let person = self.schedule.model.people().get(person as usize);
        person.map_or(String::new(), |person| fit(&harmless(&person.name), WIDEST_NAME).into_owned())
    }
}
