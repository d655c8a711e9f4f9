//! What a project holds beside tasks and links: calendars, resources, assignments and baselines.

use std::collections::BTreeSet;

use super::Project;
use crate::baseline::Baseline;
use crate::calendar::Calendar;
use crate::id::{AssignmentId, BaselineId, CalendarId, IdMap, ResourceId, TaskId};
use crate::kinds::OpRef;
use crate::resource::{Assignment, Resource};

macro_rules! beside {
    ($($slot:ident $reader:ident $with:ident $kind:ident $id:ident $noun:literal,)*) => {
        impl Project {
            $(
                #[doc = concat!("The ", $noun, " of this id.")]
                pub fn $reader(&self, id: $id) -> Option<&$kind> {
                    self.$slot.get(&id)
                }

                #[doc = concat!("Every ", $noun, ", by id.")]
                pub fn $slot(&self) -> impl ExactSizeIterator<Item = &$kind> + Clone {
                    self.$slot.values()
                }

                #[doc = concat!("The project with these too, as they are; of two with the same id the last one counts.")]
                #[must_use]
                pub fn $with(mut self, records: impl IntoIterator<Item = $kind>) -> Self {
                    for record in records {
                        self.$slot.insert(record.id, record);
                    }
                    self.index_assigned();
                    self
                }
            )*
        }
    };
}

beside! {
    calendars calendar with_calendars Calendar CalendarId "calendar",
    resources resource with_resources Resource ResourceId "resource",
    assignments assignment with_assignments Assignment AssignmentId "assignment",
    baselines baseline with_baselines Baseline BaselineId "baseline",
}

impl Project {
    /// The project with what stands beside the tasks of another: its calendars, resources and baselines, and those of
    /// its assignments whose task is here.
    #[must_use]
    pub fn with_all_beside(self, other: &Self) -> Self {
        let here = |assignment: &&Assignment| self.tasks.contains_key(&assignment.task);
        let assignments: Vec<Assignment> = other.assignments.values().filter(here).cloned().collect();
        self.with_calendars(other.calendars().cloned())
            .with_resources(other.resources().cloned())
            .with_baselines(other.baselines().cloned())
            .with_assignments(assignments)
    }

    /// The assignments of a task, by id.
    pub fn assignments_of(&self, task: TaskId) -> impl Iterator<Item = &Assignment> {
        self.assigned.get(&task).into_iter().flatten().filter_map(|id| self.assignments.get(id))
    }

    /// What refers to a calendar.
    pub(crate) fn users_of_calendar(&self, id: CalendarId) -> Vec<OpRef> {
        let used = |calendar: Option<CalendarId>| calendar == Some(id);
        let meta = used(self.meta.calendar).then_some(OpRef::Meta);
        let calendars = self.calendars.values().filter(|c| used(c.base)).map(|c| OpRef::Calendar(c.id));
        let resources = self.resources.values().filter(|r| used(r.calendar)).map(|r| OpRef::Resource(r.id));
        let mut tasks: Vec<TaskId> = self.tasks.values().filter(|t| used(t.calendar)).map(|t| t.id).collect();
        tasks.sort_unstable();
        meta.into_iter().chain(calendars).chain(resources).chain(tasks.into_iter().map(OpRef::Task)).collect()
    }

    fn index_assigned(&mut self) {
        self.assigned.clear();
        for assignment in self.assignments.values() {
            reassign(&mut self.assigned, None, Some(assignment));
        }
    }
}

/// Keeps the index of assignments by task.
pub(super) fn reassign(
    assigned: &mut IdMap<TaskId, BTreeSet<AssignmentId>>,
    before: Option<&Assignment>,
    after: Option<&Assignment>,
) {
    if let Some(gone) = before
        && let Some(ids) = assigned.get_mut(&gone.task)
    {
        ids.remove(&gone.id);
        if ids.is_empty() {
            assigned.remove(&gone.task);
        }
    }
    if let Some(come) = after {
        assigned.entry(come.task).or_default().insert(come.id);
    }
}
