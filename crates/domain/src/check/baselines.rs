//! The rules about baselines. What they hold is history: a task in one need not be there any more.

use super::NIL_HINT;
use crate::kinds::OpRef;
use crate::project::{Names, Project};
use crate::violation::{Code, Violation};

pub(super) fn check(project: &Project, names: &Names<'_>, found: &mut Vec<Violation>) {
    super::named::check(project.baselines(), names, found);
    for baseline in project.baselines() {
        let called = || names.record(OpRef::Baseline(baseline.id));
        for (task, planned) in &baseline.tasks {
            let mut say = |code, message: String, hint: &str| {
                found.push(Violation { task: Some(*task), ..Violation::of(code, message, hint) });
            };
            if task.bits() == 0 {
                say(Code::NilId, format!("a task of {} has an id made of zeros", called()), NIL_HINT);
            }
            if planned.start > planned.finish {
                let message = format!(
                    "{} finishes on {} in {}, before it starts on {}",
                    names.name(*task),
                    planned.finish,
                    called(),
                    planned.start
                );
                say(Code::BaselineReversed, message, "give a finish that is not before the start");
            }
        }
    }
}
