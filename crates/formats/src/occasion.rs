//! What writers may need beside the project: the day, and the timetable where there is one. Must never know a notation.

use jiff::civil::Date;
use planwright_domain::TaskId;

/// What writers may need beside the project.
pub struct Occasion<'a> {
    /// The day it is written on.
    pub today: Date,
    /// The first and the last planned day of a task, where there is a timetable.
    pub planned: &'a dyn Fn(TaskId) -> Option<(Date, Date)>,
    /// Whether a delay of a task delays the finish, where there is a timetable.
    pub critical: &'a dyn Fn(TaskId) -> bool,
}
