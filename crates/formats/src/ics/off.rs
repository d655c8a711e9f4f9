//! Days off in a calendar of to-dos: events that are a holiday or somebody's absence. Must never take a meeting for one.

use std::collections::HashMap;

use planwright_domain::{Absence, Calendar, CalendarId, Exception, Resource, ResourceId};

use super::component::Component;
use crate::means::Means;

/// What an event says of days off.
#[derive(Debug, Default)]
pub(super) struct Off {
    /// The calendar it is a day off of.
    pub(super) calendar: Option<String>,
    pub(super) of_project: bool,
    /// Who is absent.
    pub(super) person: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) yearly: bool,
}

/// Categories of events that are days off: of all, and of those who are named.
const HOLIDAYS: [&str; 4] = ["holiday", "holidays", "public holiday", "bank holiday"];
const ABSENCES: [&str; 6] = ["absence", "vacation", "leave", "out of office", "annual leave", "sick leave"];

/// What others call the calendar of their holidays.
const SHARED: &str = "Holidays";

/// Takes out the events that are days off, into `means`; gives back the others.
pub(super) fn days(
    components: Vec<Component>,
    means: &mut Means,
    mint: &mut dyn FnMut() -> u128,
) -> Vec<Component> {
    let todos = components.iter().any(|component| !component.event);
    let mut calendars: HashMap<String, usize> = HashMap::new();
    let mut people: HashMap<String, usize> = HashMap::new();
    let mut rest = Vec::with_capacity(components.len());
    for component in components {
        let (Some(kind), Some(first)) = (Kind::of(&component, todos), component.sketch.start) else {
            rest.push(component);
            continue;
        };
        let last = component.sketch.due.unwrap_or(first).max(first);
        let Component { mut off, sketch, .. } = component;
        if off.calendar.is_none() && off.person.is_none() {
            // Of others' calendars the holidays are those of the project.
            (off.of_project, off.reason) = (true, Some(sketch.title));
        }
        match kind {
            Kind::Holiday(calendar) => {
                let at = *calendars.entry(calendar.clone()).or_insert_with(|| {
                    means.calendars.push(Calendar::new(CalendarId::from_bits(mint()), calendar));
                    means.calendars.len() - 1
                });
                let calendar = &mut means.calendars[at];
                if off.of_project {
                    means.calendar = Some(calendar.id);
                }
                let day = Exception { name: off.reason, yearly: off.yearly, ..Exception::off(first, last) };
                calendar.exceptions.push(day);
            }
            Kind::Absence(names) => {
                for name in names {
                    let at = *people.entry(name.clone()).or_insert_with(|| {
                        means.resources.push(Resource::new(ResourceId::from_bits(mint()), name));
                        means.resources.len() - 1
                    });
                    means.resources[at].absences.push(Absence { first, last, reason: off.reason.clone() });
                }
            }
        }
    }
    rest
}

/// What kind of days off an event is.
enum Kind {
    Holiday(String),
    Absence(Vec<String>),
}

impl Kind {
    fn of(component: &Component, todos: bool) -> Option<Self> {
        let off = &component.off;
        if let Some(person) = &off.person {
            return Some(Self::Absence(vec![person.clone()]));
        }
        if off.calendar.is_some() {
            return off.calendar.clone().map(Self::Holiday);
        }
        let sketch = &component.sketch;
        let is =
            |words: &[&str]| sketch.labels.iter().any(|label| words.contains(&label.to_lowercase().as_str()));
        let other = !(todos && component.event && component.whole_days);
        match () {
            () if other => None,
            () if is(&HOLIDAYS) => Some(Self::Holiday(SHARED.to_owned())),
            () if is(&ABSENCES) && !sketch.assignees.is_empty() => {
                Some(Self::Absence(sketch.assignees.iter().cloned().collect()))
            }
            () => None,
        }
    }
}
