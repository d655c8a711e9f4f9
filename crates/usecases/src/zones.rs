//! The zones a schedule needs, as tables: the only place where the time-zone database meets the plan.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use planwright_domain::Project;
use planwright_domain::schedule::{Zone, Zones};

/// Changes of the clocks further ahead than this do not count.
const YEARS: i64 = 12;

/// Whether there is a zone of this IANA name.
pub fn is_known(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// The zones of a project and its calendars, and of the pool it shares, for a schedule from `start` on. What no database
/// knows is left out.
pub fn zones<'a>(projects: impl IntoIterator<Item = &'a Project>, start: Date) -> Zones {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for project in projects {
        names.insert(&project.meta().time_zone);
        names.extend(project.calendars().filter_map(|calendar| calendar.time_zone.as_deref()));
    }
    Zones::new(names.into_iter().filter_map(|name| Some((name.to_owned(), zone(name, start)?))))
}

fn zone(name: &str, start: Date) -> Option<Zone> {
    let zone = TimeZone::get(name).ok()?;
    let at = |date: Date| date.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).ok();
    let first = at(start.saturating_sub(jiff::Span::new().days(2)))?;
    let last = at(start.saturating_add(jiff::Span::new().years(YEARS)))?;
    let ahead = |at: Timestamp| zone.to_offset(at).seconds() / 60;
    let changes = zone.following(first).take_while(|change| change.timestamp() < last);
    let changes = changes.map(|change| {
        let at = change.timestamp();
        (TimeZone::UTC.to_datetime(at), ahead(at))
    });
    Some(Zone::new(ahead(first), changes))
}
