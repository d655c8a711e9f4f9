//! Adding, linking, moving, closing and removing tasks, alone and at the same time as others.

use planwright_contract::run;
use planwright_domain::{
    Author, Code, Dependency, LagKind, LinkType, Meta, Priority, Status, Task, TaskChange, Version,
};
use planwright_usecases::links::{self, Tie};
use planwright_usecases::projects::{self, INBOX, Wish};
use planwright_usecases::tasks::{self, Place};
use planwright_usecases::{Committed, Refused, backfill, commit, doctor, read, resolve};

use crate::desk::{Desk, outline};

const WAITS: Tie = Tie {
    link_type: LinkType::Blocks,
    dependency: Dependency::FinishToStart,
    lag: 0,
    lag_kind: LagKind::Working,
};

#[test]
fn tasks_are_added_behind_their_siblings() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        desk.add(house, "Roof", None).await;
        desk.add(house, "Frame", Some(walls)).await;
        desk.add(house, "Paint", Some(walls)).await;
        assert_eq!(outline(&desk.whole(house).await), "1 Walls\n  1.1 Frame\n  1.2 Paint\n2 Roof\n");
    });
}

#[test]
fn a_change_made_against_an_older_version_is_carried_over() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let task = desk.whole(house).await.task(walls).cloned().unwrap();
        let bob = Author::new("bob");
        let theirs = TaskChange { priority: Some(Some(Priority::High)), ..TaskChange::default() };
        let mine = TaskChange { title: Some("Outer walls".into()), ..TaskChange::default() };
        let _ = tasks::change(&desk.by(&bob), house, Version(2), &task, theirs, "theirs").await.unwrap();
        let _ = tasks::change(&desk.ports(), house, Version(2), &task, mine, "mine").await.unwrap();
        let now = desk.whole(house).await;
        let task = now.task(walls).unwrap();
        assert_eq!((task.title.as_str(), task.priority), ("Outer walls", Some(Priority::High)));
        assert_eq!(now.version(), Version(4));
    });
}

#[test]
fn two_values_for_one_field_are_a_conflict_that_names_it() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let task = desk.whole(house).await.task(walls).cloned().unwrap();
        let to = |title: &str| TaskChange { title: Some(title.into()), ..TaskChange::default() };
        let _ = tasks::change(&desk.ports(), house, Version(2), &task, to("A"), "").await.unwrap();
        let refused = tasks::change(&desk.ports(), house, Version(2), &task, to("B"), "").await.unwrap_err();
        let Refused::Conflict(conflict) = refused else { panic!("{refused:?}") };
        assert_eq!(conflict.clashes[0].fields, ["title"]);
        let again = tasks::change(&desk.ports(), house, Version(2), &task, to("A"), "").await.unwrap();
        assert_eq!(again, Committed::AlreadyTrue(Version(3)));
    });
}

#[test]
fn a_circle_of_links_is_refused_and_told_by_titles_and_codes() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let plaster = desk.add(house, "Plaster", None).await;
        let paint = desk.add(house, "Paint", None).await;
        let ports = desk.ports();
        let _ = links::link(&ports, house, Version(3), (plaster, paint), WAITS).await.unwrap();
        let refused = links::link(&ports, house, Version(4), (paint, plaster), WAITS).await.unwrap_err();
        let Refused::Rejected(rejection) = refused else { panic!("{refused:?}") };
        assert_eq!(rejection.violations[0].code, Code::DependencyCycle);
        assert!(rejection.violations[0].message.contains("\"Plaster\" (1)"), "{rejection:?}");
        let _ = links::unlink(&ports, house, plaster, paint).await.unwrap();
        assert_eq!(desk.whole(house).await.links().len(), 0);
    });
}

#[test]
fn closing_a_summary_task_closes_what_is_below_and_reopening_opens_what_is_above() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let frame = desk.add(house, "Frame", Some(walls)).await;
        let _ = tasks::set_status(&desk.ports(), house, &[walls], Status::Done, "").await.unwrap();
        assert!(desk.whole(house).await.tasks().all(|t| t.status == Status::Done));
        let _ = tasks::set_status(&desk.ports(), house, &[frame], Status::InProgress, "").await.unwrap();
        let now = desk.whole(house).await;
        assert_eq!(now.task(frame).unwrap().status, Status::InProgress);
        assert_eq!(now.task(walls).unwrap().status, Status::Todo);
    });
}

#[test]
fn moving_between_neighbours_without_a_gap_renumbers_the_siblings() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let (a, b) = (desk.add(house, "A", None).await, desk.add(house, "B", None).await);
        for i in 0..14 {
            let c = desk.add(house, &format!("C{i}"), None).await;
            let _ = tasks::move_to(&desk.ports(), house, c, Place::After(a)).await.unwrap();
            let order: Vec<_> = desk.whole(house).await.children(None).map(|t| t.id).collect();
            assert_eq!((order[0], order[1], order.last()), (a, c, Some(&b)));
        }
    });
}

#[test]
fn removing_a_summary_task_needs_a_word_for_what_is_below() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        desk.add(house, "Frame", Some(walls)).await;
        let refused = tasks::remove(&desk.ports(), house, &[walls], false).await.unwrap_err();
        assert!(matches!(refused, Refused::Rejected(r) if r.violations[0].code == Code::HasChildren));
        let _ = tasks::remove(&desk.ports(), house, &[walls], true).await.unwrap();
        assert_eq!(desk.whole(house).await.tasks().len(), 0);
    });
}

#[test]
fn a_task_is_found_by_code_id_key_and_title() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let frame = desk.add(house, "Frame", Some(walls)).await;
        desk.add(house, "Frame", None).await;
        let ports = desk.ports();
        let letters = frame.letters();
        for name in ["1.1", " 1.1. ", &letters, &letters[..8], &frame.uuid(), &letters.to_uppercase()] {
            assert_eq!(resolve::task(&ports, house, name).await.unwrap().id, frame, "{name}");
        }
        assert_eq!(resolve::task(&ports, house, "walls").await.unwrap().id, walls);
        assert!(matches!(resolve::task(&ports, house, "frame").await, Err(Refused::Ambiguous { .. })));
        for name in ["1.2", "9", "nothing", ""] {
            assert!(
                matches!(resolve::task(&ports, house, name).await, Err(Refused::NotFound { .. })),
                "{name}"
            );
        }
    });
}

#[test]
fn a_project_is_chosen_by_name_then_repository_then_last_used_then_alone() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let none = projects::choose(&ports, Wish::default()).await;
        assert!(matches!(none, Err(Refused::NoProject { projects }) if projects.is_empty()));
        let inbox = projects::choose_or_inbox(&ports, Wish::default(), Meta::new("")).await.unwrap();
        assert_eq!(inbox.title, INBOX);
        let house = desk.project("House").await;
        assert_eq!(projects::choose(&ports, Wish::default()).await.unwrap().id, house);
        let named = Wish { named: Some("inbox"), repository: None };
        assert_eq!(projects::choose(&ports, named).await.unwrap().id, inbox.id);
        assert_eq!(projects::choose(&ports, Wish::default()).await.unwrap().id, inbox.id);
        let meta = Meta { repository: Some("/code".into()), ..Meta::new("Code") };
        let code = projects::create(&ports, ports.project_id(), &meta, "").await.unwrap().id();
        projects::remember(&ports, house).await.unwrap();
        let here = Wish { named: None, repository: Some("/code") };
        assert_eq!(projects::choose(&ports, here).await.unwrap().id, code);
        let unknown = Wish { named: Some("nothing"), repository: None };
        assert!(matches!(projects::choose(&ports, unknown).await, Err(Refused::NotFound { .. })));
    });
}

#[test]
fn deleting_a_project_asks_for_its_title() {
    run(async {
        let desk = Desk::new();
        desk.project("House").await;
        let ports = desk.ports();
        let head = projects::choose(&ports, Wish::default()).await.unwrap();
        let refused = projects::delete(&ports, &head, "Horse").await;
        assert!(matches!(refused, Err(Refused::NotConfirmed { .. })));
        projects::delete(&ports, &head, "House").await.unwrap();
        assert!(projects::list(&ports).await.unwrap().is_empty());
    });
}

#[test]
fn next_is_what_can_begin_the_most_pressing_first() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let plaster = desk.add(house, "Plaster", None).await;
        let paint = desk.add(house, "Paint", None).await;
        let phone = desk.add(house, "Phone the plumber", None).await;
        let ports = desk.ports();
        let _ = links::link(&ports, house, Version(4), (plaster, paint), WAITS).await.unwrap();
        let task = desk.whole(house).await.task(phone).cloned().unwrap();
        let urgent = TaskChange { priority: Some(Some(Priority::Urgent)), ..TaskChange::default() };
        let _ = tasks::change(&ports, house, Version(5), &task, urgent, "").await.unwrap();
        let now = desk.whole(house).await;
        let titles: Vec<&str> =
            read::next(&now, jiff::civil::date(2026, 3, 2)).iter().map(|t| t.title.as_str()).collect();
        assert_eq!(titles, ["Phone the plumber", "Plaster"]);
    });
}

#[test]
fn efforts_move_out_of_titles_as_a_patch() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let login = desk.add(house, "Fix login (90 min)", None).await;
        desk.add(house, "Paint (twice)", None).await;
        let before = desk.whole(house).await;
        let patch = backfill::efforts_from_titles(&desk.ports(), &before);
        assert_eq!(patch.tasks.len(), 1);
        let _ = commit(&desk.ports(), patch).await.unwrap();
        let task = desk.whole(house).await.task(login).cloned().unwrap();
        assert_eq!((task.title.as_str(), task.effort), ("Fix login", Some(90)));
    });
}

#[test]
fn a_sound_store_has_no_faults() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        desk.add(house, "Walls", None).await;
        let task = Task::new(desk.ports().task_id(), "");
        let refused = tasks::add(&desk.ports(), house, Version(2), task, &[]).await;
        assert!(matches!(refused, Err(Refused::Rejected(_))));
        assert_eq!(doctor::inspect(&desk.ports()).await.unwrap(), vec![]);
    });
}

#[test]
fn tasks_set_together_with_those_above_them_all_have_what_was_asked() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let walls = desk.add(house, "Walls", None).await;
        let frame = desk.add(house, "Frame", Some(walls)).await;
        let _ = tasks::set_status(&desk.ports(), house, &[walls], Status::Done, "").await.unwrap();
        let both = [walls, frame];
        let _ = tasks::set_status(&desk.ports(), house, &both, Status::InProgress, "").await.unwrap();
        assert!(desk.whole(house).await.tasks().all(|t| t.status == Status::InProgress));
    });
}

#[test]
fn a_task_moved_beside_itself_stays() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let (a, b) = (desk.add(house, "A", None).await, desk.add(house, "B", None).await);
        for place in [Place::Before(a), Place::After(a)] {
            let moved = tasks::move_to(&desk.ports(), house, a, place).await.unwrap();
            assert!(matches!(moved, Committed::AlreadyTrue(_)));
        }
        let gone = planwright_domain::TaskId::from_bits(1);
        let lost = tasks::move_to(&desk.ports(), house, b, Place::After(gone)).await;
        assert!(matches!(lost, Err(Refused::Barred(_))));
    });
}

#[test]
fn a_word_that_is_one_tasks_id_and_the_title_of_another_is_ambiguous() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let frame = desk.add(house, "Frame", None).await;
        let word = frame.letters()[..4].to_owned();
        let other = desk.add(house, &word, None).await;
        let number = desk.add(house, "404", None).await;
        let ports = desk.ports();
        let both = resolve::task(&ports, house, &word).await;
        assert!(matches!(both, Err(Refused::Ambiguous { candidates, .. }) if candidates.len() == 2));
        assert_eq!(resolve::task(&ports, house, &frame.letters()[..8]).await.unwrap().id, frame);
        assert_eq!(resolve::task(&ports, house, &other.letters()[..8]).await.unwrap().id, other);
        assert_eq!(resolve::task(&ports, house, "404").await.unwrap().id, number);
        assert!(resolve::task(&ports, house, &word[..3]).await.is_err());
    });
}

#[test]
fn a_range_in_a_title_stays_a_range() {
    run(async {
        let desk = Desk::new();
        let house = desk.project("House").await;
        let roof = desk.add(house, "Roof (3-5 days)", None).await;
        let patch = backfill::efforts_from_titles(&desk.ports(), &desk.whole(house).await);
        let _ = commit(&desk.ports(), patch).await.unwrap();
        let task = desk.whole(house).await.task(roof).cloned().unwrap();
        let range = task.estimate.map(|e| (e.low, e.likely, e.high));
        assert_eq!((task.effort, range), (Some(1920), Some((1440, 1920, 2400))));
    });
}
