//! Calendars: new ones, other facts about one, what goes by it, and days that differ from the week or are as it says again.

use jiff::Span;
use jiff::civil::Date;
use planwright_domain::operation::Mint;
use planwright_domain::{
    Calendar, CalendarChange, CalendarId, Exception, MetaChange, Patch, ProjectId, ResourceChange,
    TaskChange, TaskId, Week,
};

use super::{calendar, resource};
use crate::operate::draft;
use crate::plan::Drafted;
use crate::{Ports, Refused};

/// What a calendar is used for.
#[derive(Debug, Clone)]
pub enum For {
    /// The whole project.
    Project,
    /// One task.
    Task(TaskId),
    /// One person.
    Person(String),
}

/// New facts about a calendar. The outer option is whether it changes, the inner one what to.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Its name.
    pub name: Option<String>,
    /// The name of the calendar it is based on.
    pub base: Option<Option<String>>,
    /// Its working week.
    pub week: Option<Option<Week>>,
    /// The zone whose clock its hours are read from.
    pub zone: Option<Option<String>>,
}

/// Drafts a new calendar, based on the one of that name.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`](super::add).
pub async fn add_calendar(
    ports: &Ports<'_>,
    project: ProjectId,
    new: Calendar,
    base: Option<&str>,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("add the calendar {}", new.name),
        |plan, mint, patch| {
            let base = base.map(|name| calendar(plan, name).map(|c| c.id)).transpose()?;
            patch.create(Calendar { id: CalendarId::from_bits(mint()), base, ..new.clone() });
            Ok(())
        },
    )
    .await
}

/// Drafts new facts about a calendar.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Rejected`], store failures.
pub async fn change_calendar(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    facts: Facts,
) -> Result<Drafted, Refused> {
    let reason = |_: &_| format!("change the calendar {}", name.trim());
    draft(ports, project, reason, |plan, _, patch| {
        let named = |base: Option<String>| base.map(|name| calendar(plan, &name).map(|c| c.id)).transpose();
        let change = CalendarChange {
            name: facts.name.map(|name| name.trim().to_owned()),
            base: facts.base.map(named).transpose()?,
            week: facts.week,
            time_zone: facts.zone,
            ..CalendarChange::default()
        };
        patch.update(calendar(plan, name)?.id, change);
        Ok(())
    })
    .await
}

/// Drafts the removal of a calendar. What still uses it is named in the refusal.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`](super::add).
pub async fn remove_calendar(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("remove the calendar {name}"),
        |plan, _, patch| {
            patch.delete::<Calendar>(calendar(plan, name)?.id);
            Ok(())
        },
    )
    .await
}

/// Drafts that a calendar, or with no name none, holds for the project, a task or a person.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`](super::add).
pub async fn use_calendar(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    whom: &For,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| name.map_or("use no calendar".to_owned(), |name| format!("use the calendar {name}")),
        |plan, _, patch| {
            let calendar = Some(name.map(|name| calendar(plan, name).map(|c| c.id)).transpose()?);
            match whom {
                For::Project => patch.meta = MetaChange { calendar, ..MetaChange::default() },
                For::Task(id) => patch.update(*id, TaskChange { calendar, ..TaskChange::default() }),
                For::Person(who) => {
                    let id = resource(plan, who)?.id;
                    patch.update(id, ResourceChange { calendar, ..ResourceChange::default() });
                }
            }
            Ok(())
        },
    )
    .await
}

/// Drafts days that differ from the week: in the calendar of that name, else in the project's own, which is made where it
/// has none.
///
/// # Errors
/// [`Refused::NotFound`], and as [`add`](super::add).
pub async fn add_exception(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    days: Exception,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("days off from {}", days.first),
        |plan, mint, patch| {
            let id = match name {
                Some(name) => Some(calendar(plan, name)?.id),
                None => plan.meta().calendar,
            };
            match id.and_then(|id| plan.calendar(id)) {
                Some(there) => {
                    let exceptions = there.exceptions.iter().cloned().chain([days.clone()]).collect();
                    let change = CalendarChange { exceptions: Some(exceptions), ..CalendarChange::default() };
                    patch.update(there.id, change);
                }
                None => {
                    let own = own_calendar(mint, patch);
                    patch.create(Calendar { exceptions: vec![days.clone()], ..own });
                }
            }
            Ok(())
        },
    )
    .await
}

/// A calendar that becomes the project's own, to be created.
pub(super) fn own_calendar(mint: Mint<'_>, patch: &mut Patch) -> Calendar {
    let fresh = Calendar::new(CalendarId::from_bits(mint()), "Project");
    patch.meta = MetaChange { calendar: Some(Some(fresh.id)), ..MetaChange::default() };
    fresh
}

/// Drafts that days are as the week says again: in the calendar of that name, else in the project's own. Days that come
/// back every year do so no more in any year.
///
/// # Errors
/// [`Refused::NotFound`] where there is no such calendar; [`Refused::Senseless`] where the days do not differ; otherwise as
/// [`change_calendar`].
pub async fn remove_exceptions(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    days: (Date, Date),
) -> Result<Drafted, Refused> {
    let reason = |_: &_| format!("days as usual from {}", days.0);
    draft(ports, project, reason, |plan, _, patch| {
        let own = || plan.meta().calendar.and_then(|id| plan.calendar(id));
        let found = match name {
            Some(name) => Some(calendar(plan, name)?),
            None => own(),
        };
        let left = |there: &Exception| usual_again(there, days);
        let changed = found.map(|found| (found, found.exceptions.iter().flat_map(left).collect::<Vec<_>>()));
        match changed.filter(|(found, left)| *left != found.exceptions) {
            Some((found, exceptions)) => {
                let change = CalendarChange { exceptions: Some(exceptions), ..CalendarChange::default() };
                patch.update(found.id, change);
                Ok(())
            }
            None => {
                let message = "these days are as the week says already";
                Err(Refused::senseless(message, "see the days with: planwright calendar list"))
            }
        }
    })
    .await
}

/// What is left of days that differ.
fn usual_again(there: &Exception, (first, last): (Date, Date)) -> Vec<Exception> {
    let years = if there.yearly { i64::from(first.year()) - i64::from(there.first.year()) } else { 0 };
    // Days over New Year begin in the year before.
    let moves = if there.yearly { vec![years, years - 1] } else { vec![0] };
    let mut left = vec![(there.first, there.last)];
    for years in moves {
        let back = |day: Date| day.saturating_sub(Span::new().years(years));
        let gone = (back(first), back(last));
        left = left.into_iter().flat_map(|span| without(span, gone)).collect();
    }
    left.into_iter().map(|(first, last)| Exception { first, last, ..there.clone() }).collect()
}

/// What is left of a span of days when some are taken out of it: nothing, one span or two.
pub fn without(span: (Date, Date), (first, last): (Date, Date)) -> Vec<(Date, Date)> {
    if last < span.0 || span.1 < first {
        return vec![span];
    }
    let before = first.yesterday().ok().filter(|day| span.0 <= *day).map(|day| (span.0, day));
    let after = last.tomorrow().ok().filter(|day| *day <= span.1).map(|day| (day, span.1));
    before.into_iter().chain(after).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_taken_out_of_a_span_leave_what_lies_before_and_after() {
        let span = (date(2026, 3, 2), date(2026, 3, 9));
        let left = |first, last| -> Vec<(i8, i8)> {
            without(span, (first, last)).iter().map(|(a, b)| (a.day(), b.day())).collect()
        };
        assert_eq!(left(date(2026, 3, 4), date(2026, 3, 5)), [(2, 3), (6, 9)]);
        assert_eq!(left(date(2026, 2, 1), date(2026, 3, 2)), [(3, 9)]);
        assert_eq!(left(date(2026, 3, 9), date(2026, 4, 1)), [(2, 8)]);
        assert_eq!(left(date(2026, 3, 1), date(2026, 3, 31)), []);
        assert_eq!(left(date(2026, 4, 1), date(2026, 4, 2)), [(2, 9)]);
    }

    #[test]
    fn what_comes_back_every_year_is_taken_back_in_all_of_them() {
        let christmas = Exception { yearly: true, ..Exception::off(date(2026, 12, 24), date(2026, 12, 26)) };
        assert_eq!(usual_again(&christmas, (date(2030, 12, 24), date(2030, 12, 26))), []);
        let second = usual_again(&christmas, (date(2028, 12, 26), date(2028, 12, 26)));
        assert_eq!(second[0].last, date(2026, 12, 25));
        let winter = Exception { yearly: true, ..Exception::off(date(2026, 12, 28), date(2027, 1, 3)) };
        let back = usual_again(&winter, (date(2029, 1, 3), date(2029, 1, 3)));
        assert_eq!((back.len(), back[0].last), (1, date(2027, 1, 2)));
        let once = Exception { yearly: false, ..christmas };
        let elsewhere = usual_again(&once, (date(2030, 12, 24), date(2030, 12, 26)));
        assert_eq!(elsewhere, std::slice::from_ref(&once));
    }
}
