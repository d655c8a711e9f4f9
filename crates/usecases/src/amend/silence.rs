//! What a document no longer says of a task. What it said before and now leaves out is gone; what it never spoke of is
//! nobody's to take. A document by another name, such as a table made from the plan, takes away only what it speaks of
//! at least once: other notations hold less.

use planwright_domain::{Project, Status, Task};

use super::same::is_imported;

/// Something a document may say of a task: whether it does, and the task without it.
struct Saying {
    says: fn(&Task) -> bool,
    clear: fn(&mut Task),
}

const SAYINGS: [Saying; 11] = [
    Saying {
        says: |task| task.effort.is_some() || task.estimate.is_some(),
        clear: |task| (task.effort, task.estimate) = (None, None),
    },
    Saying {
        says: |task| task.duration.is_some() || task.constraint.is_some(),
        clear: |task| (task.duration, task.constraint) = (None, None),
    },
    Saying { says: |task| task.due.is_some(), clear: |task| task.due = None },
    Saying { says: |task| task.start.is_some(), clear: |task| task.start = None },
    Saying { says: |task| task.priority.is_some(), clear: |task| task.priority = None },
    Saying { says: |task| task.description.is_some(), clear: |task| task.description = None },
    Saying { says: |task| task.calendar.is_some(), clear: |task| task.calendar = None },
    Saying { says: |task| task.status != Status::Todo, clear: |task| task.status = Status::Todo },
    Saying { says: |task| !task.assignees.is_empty(), clear: |task| task.assignees.clear() },
    Saying { says: |task| !task.labels.is_empty(), clear: |task| task.labels.clear() },
    Saying {
        says: |task| !task.acceptance_criteria.is_empty(),
        clear: |task| task.acceptance_criteria.clear(),
    },
];

/// Which sayings a document has at least one of.
pub(super) struct Spoken([bool; SAYINGS.len()]);

impl Spoken {
    pub(super) fn of(document: &Project) -> Self {
        Self(SAYINGS.map(|saying| document.tasks().any(saying.says)))
    }

    /// A task as documents had it, without what they say no longer.
    pub(super) fn left(&self, here: &Task, said: &Task) -> Task {
        let mut left = here.clone();
        let source = |task: &Task| task.origin.as_ref().and_then(|origin| origin.source.clone());
        let same = source(here) == source(said);
        for (saying, spoken) in SAYINGS.iter().zip(self.0).filter(|_| is_imported(here)) {
            if same || spoken {
                (saying.clear)(&mut left);
            }
        }
        left
    }
}
