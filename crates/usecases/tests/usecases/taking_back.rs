//! Undo, redo, revert, and the plan as it was.

use planwright_contract::run;
use planwright_domain::{Author, TaskChange, Version};
use planwright_usecases::{Refused, history, tasks};

use crate::desk::{Desk, outline, version};

#[test]
fn undo_walks_back_and_redo_returns() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        desk.add(house, "Walls", None).await;
        desk.add(house, "Roof", None).await;
        let ports = desk.ports();
        assert_eq!(history::undo(&ports, house).await.unwrap().target.version, version(3));
        assert_eq!(history::undo(&ports, house).await.unwrap().target.version, version(2));
        assert!(matches!(history::undo(&ports, house).await, Err(Refused::NothingTo("undo"))));
        assert_eq!(desk.whole(house).await.tasks().len(), 0);
        let _ = history::redo(&ports, house).await.unwrap();
        let _ = history::redo(&ports, house).await.unwrap();
        assert!(matches!(history::redo(&ports, house).await, Err(Refused::NothingTo("redo"))));
        assert_eq!(outline(&desk.whole(house).await), "1 Walls\n2 Roof\n");
        assert_eq!(history::log(&ports, house).await.unwrap().len(), 7);
    });
}

#[test]
fn undo_restores_sibling_order() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        for title in ["Walls", "Roof", "Garden"] {
            desk.add(house, title, None).await;
        }
        let before = outline(&desk.whole(house).await);
        let roof = desk.whole(house).await.walk().nth(1).map(|w| w.task.id).unwrap();
        let _ = tasks::remove(&desk.ports(), house, &[roof], false).await.unwrap();
        let _ = history::undo(&desk.ports(), house).await.unwrap();
        assert_eq!(outline(&desk.whole(house).await), before);
    });
}

#[test]
fn undo_passes_over_what_was_put_back_by_hand() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let task = desk.whole(house).await.task(walls).cloned().unwrap();
        let titled = |title: &str| TaskChange { title: Some(title.into()), ..TaskChange::default() };
        let bob = Author::new("bob");
        let _ = tasks::change(&desk.ports(), house, version(2), &task, titled("Fence"), "").await.unwrap();
        let _ = tasks::change(&desk.by(&bob), house, version(3), &task, titled("Walls"), "").await.unwrap();
        assert_eq!(history::undo(&desk.ports(), house).await.unwrap().target.version, version(2));
        assert_eq!(desk.whole(house).await.tasks().len(), 0);
    });
}

#[test]
fn undo_leaves_what_others_did() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        desk.add(house, "Walls", None).await;
        let bob = Author::new("bob");
        assert!(matches!(history::undo(&desk.by(&bob), house).await, Err(Refused::NothingTo(_))));
    });
}

#[test]
fn reverting_what_others_built_on_is_refused_with_the_reason() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        desk.add(house, "Frame", Some(walls)).await;
        let refused = history::revert_entry(&desk.ports(), house, version(2)).await.unwrap_err();
        let Refused::Conflict(conflict) = refused else { panic!("{refused:?}") };
        assert!(!conflict.violations.is_empty());
        let creation = history::revert_entry(&desk.ports(), house, Version::CREATION).await;
        assert!(matches!(creation, Err(Refused::Senseless { .. })));
        let none = history::revert_entry(&desk.ports(), house, version(99)).await;
        assert!(matches!(none, Err(Refused::NotFound { .. })));
    });
}

#[test]
fn the_plan_is_seen_as_of_any_version() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        desk.add(house, "Walls", None).await;
        desk.add(house, "Roof", None).await;
        let ports = desk.ports();
        let then = history::at(&ports, house, Some(version(2))).await.unwrap();
        assert_eq!(outline(&then), "1 Walls\n");
        let (_, patch, _) = history::between(&ports, house, version(2), None).await.unwrap();
        assert_eq!((patch.tasks.len(), patch.base), (1, version(2)));
    });
}
