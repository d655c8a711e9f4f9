//! The columns of `projects` that hold a project's own fields.

use jiff::civil::Weekday;
use planwright_domain::{DateOrder, Meta, MetaField, Priority, Status, WorkingDays};
use planwright_wire::cell::Cell as _;

use super::read::Columns;
use super::task::word_of;
use super::{Cell, Odd};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What stands in the column of this field.
pub(crate) fn meta_cell(meta: &Meta, field: MetaField) -> Cell<'_> {
    match field {
        MetaField::Title => Cell::text(&meta.title),
        MetaField::Summary => Cell::option(meta.summary.as_deref(), Cell::text),
        MetaField::Status => Cell::text(meta.status.word()),
        MetaField::Archived => Cell::Integer(meta.archived.into()),
        MetaField::Priority => Cell::option(meta.priority, |priority| Cell::text(priority.word())),
        MetaField::Start => Cell::option(meta.start, |day| Cell::text(day.to_string())),
        MetaField::Deadline => Cell::option(meta.deadline, |day| Cell::text(day.to_string())),
        MetaField::Labels => Cell::words(&meta.labels),
        MetaField::ExternalIds => Cell::texts(&meta.external_ids),
        MetaField::Repository => Cell::option(meta.repository.as_deref(), Cell::text),
        MetaField::ImportedFrom => Cell::option(meta.imported_from.as_deref(), Cell::text),
        MetaField::DepthLimit => Cell::Integer(meta.depth_limit.into()),
        MetaField::MinutesPerDay => Cell::Integer(meta.minutes_per_day.into()),
        MetaField::WorkingDays => {
            let day = |day: Weekday| DAYS[day.to_monday_zero_offset() as usize];
            Cell::text(meta.working_days.days().map(day).collect::<Vec<_>>().join(" "))
        }
        MetaField::TimeZone => Cell::text(&meta.time_zone),
        MetaField::DateOrder => Cell::text(meta.date_order.word()),
        MetaField::Metadata if meta.metadata.is_empty() => Cell::Null,
        MetaField::Metadata => Cell::text(meta.metadata.to_json()),
    }
}

/// Reads a row whose columns are the fields, in order.
pub(crate) fn meta_from_row(row: &Columns<'_>) -> Result<Meta, Odd> {
    let mut meta = Meta::new(row.text(0, "title")?);
    let owned = |at, name| Ok(row.maybe_text(at, name)?.map(str::to_owned));
    for (at, field) in MetaField::ALL.iter().enumerate() {
        let name = field.name();
        match field {
            MetaField::Title => {}
            MetaField::Summary => meta.summary = owned(at, name)?,
            MetaField::Status => {
                meta.status = row.one(at, name, |word| word_of(Status::ALL, Status::word, word))?;
            }
            MetaField::Archived => meta.archived = row.flag(at, name)?,
            MetaField::Priority => {
                meta.priority = row.maybe(at, name, |word| word_of(Priority::ALL, Priority::word, word))?;
            }
            MetaField::Start => meta.start = row.maybe_day(at, name)?,
            MetaField::Deadline => meta.deadline = row.maybe_day(at, name)?,
            MetaField::Labels => meta.labels = row.json(at, name)?,
            MetaField::ExternalIds => meta.external_ids = row.json(at, name)?,
            MetaField::Repository => meta.repository = owned(at, name)?,
            MetaField::ImportedFrom => meta.imported_from = owned(at, name)?,
            MetaField::DepthLimit => meta.depth_limit = row.small(at, name)?,
            MetaField::MinutesPerDay => meta.minutes_per_day = row.small(at, name)?,
            MetaField::WorkingDays => meta.working_days = row.one(at, name, working_days)?,
            MetaField::TimeZone => meta.time_zone = row.text(at, name)?.to_owned(),
            MetaField::DateOrder => meta.date_order = row.one(at, name, DateOrder::from_word)?,
            MetaField::Metadata => meta.metadata = row.maybe_cell(at, name)?.unwrap_or_default(),
        }
    }
    Ok(meta)
}

fn working_days(text: &str) -> Option<WorkingDays> {
    let day = |word| {
        let at = DAYS.iter().position(|day| *day == word)?;
        Weekday::from_monday_zero_offset(at as i8).ok()
    };
    text.split_whitespace().map(day).collect::<Option<Vec<_>>>().map(WorkingDays::of)
}
