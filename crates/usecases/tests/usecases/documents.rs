//! Plans from words and documents, and documents read again.

use jiff::civil::date;
use planwright_contract::run;
use planwright_domain::{Kind, Meta, Status, TaskChange, Version};
use planwright_formats::Part;
use planwright_planner::Options;
use planwright_usecases::import::{Document, project_of, read_into, read_new};
use planwright_usecases::plan::{Asked, draft_into, draft_new, put_forward};
use planwright_usecases::{approve, history, tasks};

use crate::desk::{Desk, outline};

const PLAN: &str = "\
# Garden

## Phase 1: Ground

### Task 1.1: Dig the beds
**Duration**: 1 day

### Task 1.2: Carry soil
**Duration**: 2 days
**Dependencies**: Task 1.1
";

pub(crate) fn document(text: &str) -> Document<'static> {
    Document {
        parts: vec![Part { name: "garden.md".to_owned(), bytes: text.as_bytes().to_vec() }],
        notation: None,
        name: "garden.md",
        place: "/plans/garden.md",
        today: date(2026, 3, 2),
        meta: Meta::new(""),
    }
}

#[test]
fn a_document_becomes_a_project_in_two_entries() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let drafted = read_new(&ports, document(PLAN)).await.unwrap();
        let proposal = put_forward(&ports, drafted).await.unwrap();
        let garden = proposal.patch.project;
        assert_eq!(desk.whole(garden).await.version(), Version::CREATION);
        approve::approve(&ports, &proposal, None).await.unwrap();
        let now = desk.whole(garden).await;
        assert_eq!(now.meta().title, "Garden");
        assert_eq!(now.links().len(), 1);
        assert_eq!(project_of(&ports, &document(PLAN)).await.unwrap(), Some(garden));
        let _ = history::undo(&ports, garden).await.unwrap();
        let empty = desk.whole(garden).await;
        assert_eq!((empty.tasks().len(), empty.meta().title.as_str()), (0, "Garden"));
    });
}

#[test]
fn the_same_document_again_changes_nothing() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, document(PLAN)).await.unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let again = read_into(&ports, document(PLAN), proposal.patch.project).await.unwrap();
        assert!(again.patch.is_empty(), "{:?}", again.patch);
    });
}

#[test]
fn a_changed_document_is_a_small_difference_and_progress_stays() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, document(PLAN)).await.unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let garden = proposal.patch.project;
        let dig = desk.whole(garden).await.tasks().find(|t| t.title.contains("Dig")).map(|t| t.id).unwrap();
        let _ = tasks::set_status(&ports, garden, &[dig], Status::Done, "").await.unwrap();
        let changed = PLAN
            .replace("2 days", "3 days")
            .replace("### Task 1.2", "### Task 1.3: Mix compost\n**Duration**: 1 day\n\n### Task 1.2");
        let again = read_into(&ports, document(&changed), garden).await.unwrap();
        assert_eq!((again.patch.tasks.len(), again.patch.links.len()), (2, 0), "{:?}", again.patch);
        assert_eq!(again.after.task(dig).unwrap().status, Status::Done);
        let titles = outline(&again.after);
        let place = |word| titles.find(word).unwrap();
        assert!(place("Dig") < place("compost") && place("compost") < place("Carry"), "{titles}");
        let gone = PLAN.split("### Task 1.2").next().unwrap();
        let less = read_into(&ports, document(gone), garden).await.unwrap();
        assert_eq!(less.after.tasks().filter(|t| t.title.contains("Carry")).count(), 0);
        assert_eq!(less.after.links().len(), 0);
    });
}

#[test]
fn more_words_are_added_behind_what_is_there() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, document(PLAN)).await.unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let asked = Asked {
            text: "- [ ] Plant trees (2d)\n- [ ] Water the trees (30 min)\n",
            source: None,
            today: date(2026, 3, 2),
            template: None,
            options: Options::default(),
            meta: Meta::new(""),
        };
        let drafted = draft_into(&ports, &asked, proposal.patch.project).await.unwrap();
        let last = drafted.after.children(None).next_back().map(|t| t.title.clone());
        assert_eq!(last.as_deref(), Some("Water the trees"));
        assert_eq!(drafted.after.meta().title, "Garden");
    });
}

#[test]
fn a_dry_run_stores_nothing() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let asked = Asked {
            text: PLAN,
            source: None,
            today: date(2026, 3, 2),
            template: None,
            options: Options::default(),
            meta: Meta::new(""),
        };
        let drafted = draft_new(&ports, &asked).unwrap();
        assert!(drafted.after.tasks().len() >= 2);
        assert!(ports.projects.projects().await.unwrap().is_empty());
    });
}

/// The project that a document becomes.
pub(crate) async fn imported(desk: &Desk, text: &str) -> planwright_domain::ProjectId {
    let ports = desk.ports();
    let proposal = put_forward(&ports, read_new(&ports, document(text)).await.unwrap()).await.unwrap();
    approve::approve(&ports, &proposal, None).await.unwrap();
    proposal.patch.project
}

#[test]
fn a_milestone_made_here_and_an_effort_with_its_range_follow_the_document_only_where_it_speaks() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let text = "# Garden\n\n- [ ] Gate opens\n- [ ] Dig the beds (3-5 days)\n";
        let garden = imported(&desk, text).await;
        let whole = desk.whole(garden).await;
        let gate = whole.tasks().find(|t| t.title.contains("Gate")).cloned().unwrap();
        let milestone =
            TaskChange { kind: Some(Kind::Milestone), effort: Some(None), ..TaskChange::default() };
        let _ = tasks::change(&ports, garden, whole.version(), &gate, milestone, "").await.unwrap();
        let again = read_into(&ports, document(text), garden).await.unwrap();
        assert!(again.patch.is_empty(), "{:?}", again.patch);
        let plain = text.replace("(3-5 days)", "(2 days)");
        let again = read_into(&ports, document(&plain), garden).await.unwrap();
        let dig = again.after.tasks().find(|t| t.title.contains("Dig")).unwrap();
        assert_eq!((dig.effort, dig.estimate), (Some(960), None));
        assert_eq!(again.after.task(gate.id).unwrap().kind, Kind::Milestone);
    });
}

#[test]
fn archived_and_hand_made_tasks_stay_when_a_document_is_read_again() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let text = "# Garden\n\n- [ ] Dig the beds\n- [ ] Carry soil\n";
        let garden = imported(&desk, text).await;
        let whole = desk.whole(garden).await;
        let dig = whole.tasks().find(|t| t.title.contains("Dig")).cloned().unwrap();
        let archived = TaskChange { archived: Some(true), ..TaskChange::default() };
        let _ = tasks::change(&ports, garden, whole.version(), &dig, archived, "").await.unwrap();
        desk.add(garden, "Buy a wheelbarrow", Some(dig.id)).await;
        let again = read_into(&ports, document("# Garden\n\n- [ ] Carry soil\n"), garden).await.unwrap();
        assert!(again.patch.is_empty(), "a task with something of ours below it stays: {:?}", again.patch);
        let back = read_into(&ports, document(text), garden).await.unwrap();
        assert!(back.patch.is_empty() && back.after.task(dig.id).unwrap().archived);
    });
}

#[test]
fn many_lines_in_one_list_are_matched_in_one_pass() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let line = |n: usize| format!("- [ ] Plant tree {}\n", n / 2);
        let text: String = std::iter::once("# Wood\n\n".to_owned()).chain((0..4000).map(line)).collect();
        let wood = imported(&desk, &text).await;
        let again = read_into(&ports, document(&text), wood).await.unwrap();
        assert!(again.patch.is_empty(), "{} operations", again.patch.len());
        let grown = text.replace("# Wood\n\n", "# Wood\n\n- [ ] Clear the ground\n");
        let again = read_into(&ports, document(&grown), wood).await.unwrap();
        assert_eq!(again.patch.len(), 1);
        assert_eq!(again.after.children(None).next().unwrap().title, "Clear the ground");
    });
}

const STEPS: &str = "\
# House

- 1.1 Dig the pit (1d)
- 1.2 Pour the floor (2d)
- 1.3 Raise the walls (5d)
- 1.4 Lay the roof (3d)
";

/// A project made of STEPS, in which the floor is done, read again from a changed text.
async fn read_again(desk: &Desk, changed: &str) -> (TaskIds, planwright_usecases::plan::Drafted) {
    let ports = desk.ports();
    let proposal = put_forward(&ports, read_new(&ports, document(STEPS)).await.unwrap()).await.unwrap();
    approve::approve(&ports, &proposal, None).await.unwrap();
    let house = proposal.patch.project;
    let ids: TaskIds = desk.whole(house).await.walk().map(|w| (w.task.title.clone(), w.task.id)).collect();
    let _ = tasks::set_status(&ports, house, &[ids["Pour the floor"]], Status::Done, "").await.unwrap();
    let drafted = read_into(&ports, document(changed), house).await.unwrap();
    (ids, drafted)
}

type TaskIds = std::collections::BTreeMap<String, planwright_domain::TaskId>;

#[test]
fn numbers_that_moved_do_not_make_one_task_another() {
    run(async {
        let desk = Desk::new();
        let changed = "# House\n\n- 1.1 Dig the pit (1d)\n- 1.2 Drain the pit (1d)\n- 1.3 Pour the floor (2d)\n- 1.4 Raise the walls (5d)\n- 1.5 Lay the roof (3d)\n";
        let (ids, drafted) = read_again(&desk, changed).await;
        assert_eq!(drafted.after.task(ids["Pour the floor"]).unwrap().title, "Pour the floor");
        assert_eq!(drafted.after.task(ids["Pour the floor"]).unwrap().status, Status::Done);
        assert_eq!(drafted.after.task(ids["Lay the roof"]).unwrap().title, "Lay the roof");
        let created: Vec<_> = drafted.patch.created_tasks().map(|t| t.title.as_str()).collect();
        assert_eq!(created, ["Drain the pit"]);
    });
}

#[test]
fn a_task_that_is_worded_anew_stays_the_same_task() {
    run(async {
        let desk = Desk::new();
        let changed = "# House\n\n- 1.1 Dig the pit (1d)\n- 1.2 Pour the concrete floor (3d)\n- 1.3 Raise the walls (5d)\n- 1.4 Lay the roof (3d)\n";
        let (ids, drafted) = read_again(&desk, changed).await;
        let floor = drafted.after.task(ids["Pour the floor"]).unwrap();
        assert_eq!(
            (floor.title.as_str(), floor.effort, floor.status),
            ("Pour the concrete floor", Some(1440), Status::Done)
        );
        assert_eq!(drafted.patch.tasks.len(), 1);
    });
}

#[test]
fn a_task_worded_anew_without_a_number_stays_the_same_task() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let text =
            "# House\n\n- [ ] Dig the pit\n- [x] Order the windows from the shop\n- [ ] Lay the roof\n";
        let proposal = put_forward(&ports, read_new(&ports, document(text)).await.unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let changed = text.replace("Order the windows from the shop", "Order windows from the shop in town");
        let again = read_into(&ports, document(&changed), proposal.patch.project).await.unwrap();
        assert_eq!(again.patch.tasks.len(), 1, "{:?}", again.patch);
        assert_eq!(again.patch.created_tasks().count(), 0);
        let replaced = text.replace("[x] Order the windows from the shop", "[ ] Hire a painter");
        let other = read_into(&ports, document(&replaced), proposal.patch.project).await.unwrap();
        assert_eq!(other.patch.created_tasks().count(), 1, "another task is not the same task");
    });
}

#[test]
fn only_what_changed_is_touched_whatever_was_done_here() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, document(STEPS)).await.unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let house = proposal.patch.project;
        let own = desk.add(house, "Call the neighbours", None).await;
        let same = read_into(&ports, document(STEPS), house).await.unwrap();
        assert!(same.patch.is_empty(), "{:?}", same.patch);
        let swapped = "# House\n\n- 1.1 Dig the pit (1d)\n- 1.3 Raise the walls (5d)\n- 1.2 Pour the floor (2d)\n- 1.4 Lay the roof (3d)\n";
        let moved = read_into(&ports, document(swapped), house).await.unwrap();
        assert!(moved.after.task(own).is_some());
        assert_eq!(moved.patch.created_tasks().count(), 0);
        assert!(outline(&moved.after).find("walls") < outline(&moved.after).find("floor"));
    });
}
