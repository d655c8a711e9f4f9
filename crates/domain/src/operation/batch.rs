//! Many operations as one patch: each is done to a copy of the plan after the ones before it, and what the copy has
//! become is the patch. Stopped in between, nothing has happened.

use std::fmt::Display;

use crate::apply::apply;
use crate::diff::diff;
use crate::patch::Patch;
use crate::project::Project;

/// What many operations came to.
#[derive(Debug, Clone)]
pub struct Batch<T> {
    /// What they change, together.
    pub patch: Patch,
    /// What was worked on.
    pub done: Vec<T>,
    /// What was left as it was.
    pub left: Vec<Left<T>>,
    /// The plan with the change.
    pub after: Project,
}

/// What was left as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left<T> {
    /// What.
    pub at: T,
    /// Why; lower case, no final period.
    pub why: String,
}

/// Does `operation` at each of `places` in turn and makes one patch of it, with the id, author and reason of `header`.
/// What is barred, or breaks a rule, is left as it is and told. Before each place `goes_on` is asked, with how many are
/// done; `None` when it says no.
pub fn in_turn<T: Copy, E: Display>(
    project: &Project,
    header: Patch,
    places: &[T],
    operation: &mut dyn FnMut(&Project, T, &mut Patch) -> Result<(), E>,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Option<Batch<T>> {
    let mut after = project.clone();
    let (mut done, mut left) = (Vec::new(), Vec::new());
    for (n, &at) in places.iter().enumerate() {
        if !goes_on(n) {
            return None;
        }
        let mut step = Patch::new(header.id, project.id(), after.version(), header.author.clone(), "");
        match operation(&after, at, &mut step) {
            Err(barred) => left.push(Left { at, why: barred.to_string() }),
            Ok(()) if step.is_empty() => {}
            Ok(()) => match apply(&mut after, &step) {
                Ok(_) => done.push(at),
                Err(rejection) => {
                    let why = rejection.violations.first().map_or_else(String::new, |v| v.message.clone());
                    left.push(Left { at, why });
                }
            },
        }
    }
    let patch = diff(project, &after, header.id, header.author, header.reason);
    Some(Batch { patch, done, left, after })
}
