//! The log: what it adds up to, and what undo, redo and revert make of it. An entry is taken back by appending its
//! inverse; the log is never rewritten.

use std::collections::BTreeSet;

use crate::entry::Entry;
use crate::id::{PatchId, ProjectId};
use crate::patch::Patch;
use crate::project::Project;
use crate::rebase::{Conflict, rebase};
use crate::version::{Author, Version};

/// What entries add up to, from the creation on. Entries are not judged again.
///
/// Law: replaying the log gives the stored project at every version.
pub fn replay<'a>(project: ProjectId, entries: impl IntoIterator<Item = &'a Entry>) -> Project {
    let mut state = Project::void(project);
    for entry in entries {
        state.replay(&entry.patch, entry.version);
    }
    state
}

/// Takes `project`, which is at the version of the last of `entries`, back to before them. They are given oldest first.
pub fn rewind<'a>(project: &mut Project, entries: impl DoubleEndedIterator<Item = &'a Entry>) {
    for entry in entries.rev() {
        project.replay(&entry.inverse, entry.patch.base);
    }
}

/// The patch that takes entry `k` of the log back, made against `head`, the project after the log. `log` holds at least
/// the entries from `k` on, oldest first. An empty patch means that it is already taken back.
///
/// Law: reverting the newest entry is its inverse.
///
/// # Errors
/// [`Conflict`] when what was appended since stands in the way; `None` inside when the log has no entry `k`.
pub fn revert(
    k: Version,
    log: &[Entry],
    head: &Project,
    id: PatchId,
    author: Author,
) -> Result<Option<Patch>, Conflict> {
    let Some(at) = log.iter().position(|entry| entry.version == k) else { return Ok(None) };
    let patch = Patch {
        id,
        author,
        reason: format!("revert {k}: {}", log[at].patch.reason),
        reverts: Some(k),
        ..log[at].inverse.clone()
    };
    rebase(patch, &log[at + 1..], head).map(Some)
}

/// The entry that `undo` takes back: this author's newest that is neither a revert nor reverted. The creation of the
/// project cannot be undone. `log` is whole, oldest first.
pub fn undo_target(author: &Author, log: &[Entry]) -> Option<Version> {
    undo_targets(author, log).next()
}

/// The entries that `undo` takes back one after the other, newest first. An entry whose inverse is already true (somebody
/// put everything back by hand) is passed over in favour of the next, or undo would stand before it for ever.
pub fn undo_targets(author: &Author, log: &[Entry]) -> impl Iterator<Item = Version> {
    let reverted = reverted(log);
    let candidate = move |entry: &&Entry| {
        entry.author() == author
            && entry.reverts().is_none()
            && entry.version > Version::CREATION
            && !reverted.contains(&entry.version)
    };
    log.iter().rev().filter(candidate).map(|entry| entry.version)
}

/// The entry that `redo` takes back: this author's newest undo that still holds, unless the author has written since.
/// `log` is whole, oldest first.
pub fn redo_target(author: &Author, log: &[Entry]) -> Option<Version> {
    redo_targets(author, log).next()
}

/// The entries that `redo` takes back one after the other, newest first; as [`undo_targets`].
pub fn redo_targets(author: &Author, log: &[Entry]) -> impl Iterator<Item = Version> {
    let reverted = reverted(log);
    let undoes = |entry: &Entry| {
        let of = |k| log.binary_search_by_key(&k, |e| e.version).ok().map(|at| &log[at]);
        entry.reverts().and_then(of).is_some_and(|target| target.reverts().is_none())
    };
    log.iter()
        .rev()
        .filter(move |entry| entry.author() == author)
        .take_while(|entry| entry.reverts().is_some())
        .filter(move |entry| undoes(entry) && !reverted.contains(&entry.version))
        .map(|entry| entry.version)
}

/// The entries whose effect a later revert took back, and no still later one brought back. `log` is oldest first.
pub fn reverted(log: &[Entry]) -> BTreeSet<Version> {
    let mut reverted = BTreeSet::new();
    for entry in log.iter().rev() {
        if let Some(target) = entry.reverts()
            && !reverted.contains(&entry.version)
        {
            reverted.insert(target);
        }
    }
    reverted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apply::apply;
    use crate::meta::{Meta, MetaChange};
    use crate::record::Change;

    const PROJECT: ProjectId = ProjectId::from_bits(7);

    fn author(name: &str) -> Author {
        Author::new(name)
    }

    /// A log of summaries: who wrote, and which entry it reverts, if it does.
    fn log(entries: &[(&str, Option<u64>)]) -> (Project, Vec<Entry>) {
        let (mut head, mut log) = (Project::void(PROJECT), Vec::<Entry>::new());
        for (n, (name, reverts)) in entries.iter().enumerate() {
            let id = PatchId::from_bits(n as u128 + 1);
            let mut patch = match reverts {
                Some(k) => revert(Version(*k), &log, &head, id, author(name)).expect("nothing is in the way"),
                None => None,
            }
            .unwrap_or_else(|| Patch::new(id, PROJECT, head.version(), author(name), format!("step {n}")));
            if n == 0 {
                patch.meta = MetaChange::whole(&Meta::new("House"));
            } else if reverts.is_none() {
                patch.meta.external_ids = Some([(n.to_string(), String::new())].into());
            }
            let applied = apply(&mut head, &patch).expect("every step is accepted");
            let (patch, inverse) = (applied.patch().clone(), applied.inverse().clone());
            log.push(Entry { version: applied.version(), at: jiff::Timestamp::UNIX_EPOCH, patch, inverse });
        }
        (head, log)
    }

    fn versions(found: impl Iterator<Item = Version>) -> Vec<u64> {
        found.map(|v| v.0).collect()
    }

    #[test]
    fn undo_walks_back_over_what_this_author_wrote() {
        let (_, log) = log(&[("ann", None), ("ann", None), ("bob", None), ("ann", None)]);
        assert_eq!(versions(undo_targets(&author("ann"), &log)), [4, 2]);
        assert_eq!(undo_target(&author("bob"), &log), Some(Version(3)));
        assert_eq!(undo_target(&author("cat"), &log), None);
        assert_eq!(redo_target(&author("ann"), &log), None);
    }

    #[test]
    fn redo_returns_undos_newest_first_until_the_author_writes() {
        let undone = [("ann", None), ("ann", None), ("ann", None), ("ann", Some(3)), ("ann", Some(2))];
        let (_, now) = log(&undone);
        assert_eq!(versions(redo_targets(&author("ann"), &now)), [5, 4]);
        assert_eq!(undo_target(&author("ann"), &now), None);
        let (_, redone) = log(&[&undone[..], &[("ann", Some(5))]].concat());
        assert_eq!(versions(redo_targets(&author("ann"), &redone)), [4]);
        assert_eq!(undo_target(&author("ann"), &redone), Some(Version(2)));
        let (_, other) = log(&[&undone[..], &[("bob", None)]].concat());
        assert_eq!(redo_target(&author("ann"), &other), Some(Version(5)));
        let (_, wrote) = log(&[&undone[..], &[("ann", None)]].concat());
        assert_eq!(redo_target(&author("ann"), &wrote), None);
    }

    #[test]
    fn a_revert_says_what_it_reverts_and_keeps_its_author() {
        let (head, log) = log(&[("ann", None), ("ann", None)]);
        let patch = revert(Version(2), &log, &head, PatchId::from_bits(9), author("bob"));
        let patch = patch.expect("nothing is in the way").expect("there is an entry 2");
        assert_eq!((patch.reverts, patch.reason.as_str()), (Some(Version(2)), "revert 2: step 1"));
        assert_eq!((patch.author.name(), patch.base), ("bob", Version(2)));
        let none = revert(Version(9), &log, &head, PatchId::from_bits(9), author("bob"));
        assert_eq!(none, Ok(None));
    }

    #[test]
    fn replay_and_rewind_meet() {
        let (head, log) = log(&[("ann", None), ("ann", None), ("bob", None)]);
        assert_eq!(replay(PROJECT, &log), head);
        let mut back = head;
        rewind(&mut back, log[1..].iter());
        assert_eq!(back, replay(PROJECT, &log[..1]));
        rewind(&mut back, log[..1].iter());
        assert_eq!(back.version(), Version(0));
    }
}
