//! Laws of the log: replay, rewind, revert, undo and redo.

use planwright_domain::{Author, Patch, PatchId, Version, redo_target, replay, revert, rewind, undo_target};
use proptest::prelude::*;

use crate::generate::{History, PROJECT, fitted, history, patch};

fn take_back(history: &mut History, target: Version) -> bool {
    let id = PatchId::from_bits(1000 + u128::from(history.project.version().0));
    match revert(target, &history.log, &history.project, id, Author::new("ann")) {
        Ok(Some(patch)) if !patch.is_empty() => history.accept(&patch),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn replaying_the_log_gives_every_version(history in history()) {
        prop_assert_eq!(&replay(PROJECT, &history.log), &history.project);
        let mut again = History::new();
        for (k, entry) in history.log.iter().enumerate().skip(1) {
            prop_assert!(again.accept(&entry.patch));
            prop_assert_eq!(&replay(PROJECT, &history.log[..=k]), &again.project);
        }
    }

    #[test]
    fn rewinding_is_replaying_less(history in history(), keep in 1usize..12) {
        let keep = keep.min(history.log.len());
        let mut project = history.project.clone();
        rewind(&mut project, history.log[keep..].iter());
        prop_assert_eq!(project, replay(PROJECT, &history.log[..keep]));
    }

    #[test]
    fn reverting_the_newest_entry_is_its_inverse(history in history()) {
        let newest = history.log.last().map(|e| e.version).unwrap_or_default();
        prop_assume!(newest > Version::CREATION);
        let mut after = history.clone();
        let before = replay(PROJECT, &history.log[..history.log.len() - 1]);
        let changed = !before.says_the_same(&history.project);
        prop_assert_eq!(take_back(&mut after, newest), changed);
        prop_assert!(after.project.says_the_same(&before));
    }

    #[test]
    fn undo_walks_back_and_redo_returns(history in history(), more in proptest::collection::vec(patch(), 1..5)) {
        let ann = Author::new("ann");
        let mut start = History::new();
        for entry in history.log.iter().skip(1) {
            let mine = Patch { author: ann.clone(), ..entry.patch.clone() };
            prop_assert!(start.accept(&mine));
        }
        for patch in more {
            let patch = fitted(&patch, &start.project);
            start.accept(&Patch { author: ann.clone(), ..patch });
        }
        let states: Vec<_> = (1..=start.log.len()).map(|k| replay(PROJECT, &start.log[..k])).collect();
        let mut now = start.clone();
        let mut undone = 0;
        while let Some(target) = undo_target(&ann, &now.log) {
            let before = &states[target.0 as usize - 2];
            if !take_back(&mut now, target) {
                break; // an entry without effect: there is nothing to take back
            }
            undone += 1;
            prop_assert!(now.project.says_the_same(before), "undo {}", target);
        }
        for _ in 0..undone {
            let target = redo_target(&ann, &now.log);
            prop_assert!(target.is_some());
            prop_assert!(take_back(&mut now, target.unwrap_or_default()));
        }
        if undone == states.len() - 1 {
            prop_assert!(now.project.says_the_same(&start.project));
        }
    }
}

#[test]
fn undo_leaves_what_others_wrote_and_the_creation() {
    let mut history = History::new();
    let mut patch = Patch::new(PatchId::from_bits(5), PROJECT, Version(0), Author::new("bob"), "bob's");
    patch.create_task(planwright_domain::Task::new(planwright_domain::TaskId::from_bits(3), "Roof"));
    assert!(history.accept(&patch));
    assert_eq!(undo_target(&Author::new("ann"), &history.log), None);
    assert_eq!(undo_target(&Author::new("bob"), &history.log), Some(Version(2)));
    assert_eq!(redo_target(&Author::new("bob"), &history.log), None);
    assert!(take_back(&mut history, Version(2)));
    assert_eq!(history.project.tasks().len(), 0);
}
