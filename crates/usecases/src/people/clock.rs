//! Whose clock somebody works by. A zone belongs to a calendar, so somebody in another zone gets a calendar of their own:
//! the one they have worked by, read from another clock.

use planwright_domain::operation::Mint;
use planwright_domain::{Calendar, CalendarChange, CalendarId, Patch, Project, Resource, alike};

/// Lets a person work by the clock of a zone, or with none by that of the calendar they have.
pub(super) fn set(
    plan: &Project,
    person: &mut Resource,
    zone: Option<&str>,
    mint: Mint<'_>,
    patch: &mut Patch,
) {
    let own = person.calendar.and_then(|id| plan.calendar(id)).filter(|c| is_theirs_alone(plan, person, c));
    let wanted = zone.map(str::to_owned);
    match (own, wanted) {
        // It says nothing but the clock: without that, it is its base.
        (Some(calendar), None) if calendar.week.is_none() && calendar.exceptions.is_empty() => {
            person.calendar = calendar.base.filter(|base| plan.meta().calendar != Some(*base));
            patch.delete::<Calendar>(calendar.id);
        }
        (Some(calendar), wanted) => {
            patch
                .update(calendar.id, CalendarChange { time_zone: Some(wanted), ..CalendarChange::default() });
        }
        (None, None) => {}
        (None, Some(zone)) => {
            let base = person.calendar.or(plan.meta().calendar).unwrap_or_else(|| {
                // So that holidays of the project, once there are any, are theirs as well.
                let own = super::calendars::own_calendar(mint, patch);
                let id = own.id;
                patch.create(own);
                id
            });
            let calendar = Calendar {
                base: Some(base),
                time_zone: Some(zone),
                ..Calendar::new(CalendarId::from_bits(mint()), free_name(plan, &person.name))
            };
            person.calendar = Some(calendar.id);
            patch.create(calendar);
        }
    }
}

/// Lets the calendar that is a person's alone bear their new name, so that it still is theirs.
pub(super) fn follow(plan: &Project, person: &Resource, new: &str, patch: &mut Patch) {
    let own = person.calendar.and_then(|id| plan.calendar(id)).filter(|c| is_theirs_alone(plan, person, c));
    if let Some(calendar) = own.filter(|_| alike(&person.name) != alike(new)) {
        let name = Some(free_name(plan, new));
        patch.update(calendar.id, CalendarChange { name, ..CalendarChange::default() });
    }
}

/// Whether this calendar bears their name and nothing else goes by it: then its clock can be changed without moving anybody
/// else's. One that was made under another name is not theirs, even where nobody else goes by it yet.
fn is_theirs_alone(plan: &Project, person: &Resource, calendar: &Calendar) -> bool {
    let id = Some(calendar.id);
    let (name, theirs) = (alike(&calendar.name), alike(&person.name));
    let number = name.strip_prefix(theirs.as_str()).map(str::trim);
    number.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        && plan.meta().calendar != id
        && plan.resources().all(|other| other.id == person.id || other.calendar != id)
        && plan.calendars().all(|other| other.base != id)
        && plan.tasks().all(|task| task.calendar != id)
}

/// The person's name, with a number where a calendar bears it already.
fn free_name(plan: &Project, name: &str) -> String {
    let taken = |name: &str| super::calendar(plan, name).is_ok();
    let numbered = (2..).map(|n| format!("{name} {n}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or_else(|| name.to_owned())
}
