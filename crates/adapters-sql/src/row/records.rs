//! The tables of records: which field lies in which column. A field that is added to the plan and not here does not
//! compile.

use planwright_domain::{
    Assignment, AssignmentField, AssignmentId, Baseline, BaselineField, BaselineId, Calendar, CalendarField,
    CalendarId, Link, LinkField, LinkId, Meta, MetaField, Resource, ResourceField, ResourceId, Task,
    TaskField, TaskId,
};

use super::column::Column;
use super::read::Columns;
use super::{Cell, Odd, Row, letters};

macro_rules! rows {
    ($($record:ident $field:ident $id:ident $table:literal $key:literal |$new:ident| $blank:expr, {
        $($variant:ident $slot:ident,)*
    })*) => {$(
        impl Row for $record {
            const TABLE: &'static str = $table;
            const KEY: &'static str = $key;
            const FIELDS: &'static [$field] = $field::ALL;

            fn letters(id: $id) -> String {
                letters(id.bits())
            }

            fn blank($new: $id) -> Self {
                $blank
            }

            fn cell(&self, field: $field) -> Cell<'_> {
                match field {
                    $($field::$variant => self.$slot.cell(),)*
                }
            }

            fn from_row(row: &Columns<'_>) -> Result<Self, Odd> {
                let mut record = Self::blank(Column::read(row, 0, $key)?);
                for (at, field) in (1..).zip($field::ALL) {
                    match field {
                        $($field::$variant => record.$slot = Column::read(row, at, field.name())?,)*
                    }
                }
                Ok(record)
            }
        }
    )*};
}

rows! {
    Task TaskField TaskId "tasks" "task_id" |id| Task::new(id, ""), {
        Parent parent,
        Position position,
        Title title,
        Description description,
        Kind kind,
        Status status,
        Archived archived,
        Priority priority,
        Effort effort,
        Actual actual,
        Estimate estimate,
        Duration duration,
        Remaining remaining,
        Start start,
        Due due,
        Constraint constraint,
        Calendar calendar,
        Interruptible interruptible,
        PlannedStart planned_start,
        PlannedFinish planned_finish,
        Assignees assignees,
        Labels labels,
        AcceptanceCriteria acceptance_criteria,
        SourceKey source_key,
        ExternalIds external_ids,
        Metadata metadata,
        Origin origin,
    }
    Link LinkField LinkId "links" "link_id" |id| Link::blocks(id, TaskId::from_bits(0), TaskId::from_bits(0)), {
        From from,
        To to,
        Type link_type,
        Dependency dependency,
        Lag lag,
        LagKind lag_kind,
        Metadata metadata,
        Origin origin,
    }
    Calendar CalendarField CalendarId "calendars" "calendar_id" |id| Calendar::new(id, ""), {
        Name name,
        Base base,
        Week week,
        Exceptions exceptions,
        TimeZone time_zone,
        SourceKey source_key,
        Metadata metadata,
    }
    Resource ResourceField ResourceId "resources" "resource_id" |id| Resource::new(id, ""), {
        Name name,
        Kind kind,
        Capacity capacity,
        Efficiency efficiency,
        Calendar calendar,
        Availability availability,
        Absences absences,
        MinutesPerDay minutes_per_day,
        MinutesPerWeek minutes_per_week,
        Skills skills,
        Email email,
        ExternalIds external_ids,
        SourceKey source_key,
        Metadata metadata,
    }
    Assignment AssignmentField AssignmentId "assignments" "assignment_id" |id| Assignment::new(id, TaskId::from_bits(0), None), {
        Task task,
        Resource resource,
        Alternatives alternatives,
        Skill skill,
        Units units,
        Effort effort,
        Metadata metadata,
    }
    Baseline BaselineField BaselineId "baselines" "baseline_id" |id| Baseline::new(id, ""), {
        Name name,
        TakenOn taken_on,
        Version version,
        Tasks tasks,
        Metadata metadata,
    }
}

macro_rules! meta {
    ($($variant:ident $slot:ident,)*) => {
        /// What stands in the column of `projects` that holds this field.
        pub(crate) fn meta_cell(meta: &Meta, field: MetaField) -> Cell<'_> {
            match field {
                $(MetaField::$variant => meta.$slot.cell(),)*
            }
        }

        /// Reads a row whose columns are the fields of a project, in order.
        pub(crate) fn meta_from_row(row: &Columns<'_>) -> Result<Meta, Odd> {
            let mut meta = Meta::new("");
            for (at, field) in (0..).zip(MetaField::ALL) {
                match field {
                    $(MetaField::$variant => meta.$slot = Column::read(row, at, field.name())?,)*
                }
            }
            Ok(meta)
        }
    };
}

meta! {
    Title title,
    Summary summary,
    Status status,
    Archived archived,
    Priority priority,
    Start start,
    Deadline deadline,
    Labels labels,
    ExternalIds external_ids,
    Repository repository,
    ImportedFrom imported_from,
    DepthLimit depth_limit,
    MinutesPerDay minutes_per_day,
    WorkingDays working_days,
    MinutesPerWeek minutes_per_week,
    Calendar calendar,
    Kind kind,
    Pool pool,
    TimeZone time_zone,
    DateOrder date_order,
    Metadata metadata,
}
