//! A document read again after people changed the plan: only what the document says otherwise than before is a change.

use planwright_contract::run;
use planwright_domain::{
    Link, LinkId, Patch, Project, ProjectId, Resource, Status, Task, TaskChange, TaskId, apply, diff,
};
use planwright_usecases::import::{Document, read_into};
use planwright_usecases::plan::{Drafted, put_forward};
use planwright_usecases::{approve, history, tasks};

use crate::desk::Desk;
use crate::documents::{document, imported};

const PLAN: &str = "# Shed\n\n- [ ] Dig the pit (2h)\n- [ ] Order timber (1h) @ann\n- [ ] Build walls (3h)\n- [ ] Hang the door (2h), after Build walls\n";

async fn again(desk: &Desk, project: ProjectId, text: &str) -> Drafted {
    read_into(&desk.ports(), document(text), project).await.unwrap()
}

async fn taken(desk: &Desk, drafted: Drafted) {
    let proposal = put_forward(&desk.ports(), drafted).await.unwrap();
    approve::approve(&desk.ports(), &proposal, None).await.unwrap();
}

fn id(project: &Project, title: &str) -> TaskId {
    project.tasks().find(|t| t.title == title).unwrap_or_else(|| panic!("no {title}")).id
}

async fn edit(desk: &Desk, project: ProjectId, title: &str, change: TaskChange) {
    let head = desk.whole(project).await;
    let task = head.task(id(&head, title)).unwrap();
    tasks::change(&desk.ports(), project, head.version(), task, change, "edit").await.unwrap();
}

async fn append(desk: &Desk, head: &Project, patch: &Patch) {
    let ports = desk.ports();
    let applied = apply(&mut head.clone(), patch).unwrap();
    let _ = ports.projects.append(head.id(), head.version(), &applied, ports.clock.now()).await.unwrap();
}

fn effort(minutes: u32) -> TaskChange {
    TaskChange { effort: Some(Some(minutes)), ..TaskChange::default() }
}

fn title(words: &str) -> TaskChange {
    TaskChange { title: Some(words.to_owned()), ..TaskChange::default() }
}

fn told(drafted: &Drafted) -> Vec<&str> {
    drafted.warnings.iter().map(|w| w.code.as_str()).collect()
}

/// The plan, with its own effort for the pit and its own title for the timber.
async fn edited(desk: &Desk) -> ProjectId {
    let project = imported(desk, PLAN).await;
    edit(desk, project, "Dig the pit", effort(300)).await;
    edit(desk, project, "Order timber", title("Timber, from the sawmill")).await;
    project
}

#[test]
fn an_unchanged_document_takes_nothing_back_and_says_what_stays() {
    run(async {
        let desk = Desk::new();
        let project = edited(&desk).await;
        let same = again(&desk, project, PLAN).await;
        assert!(same.patch.is_empty(), "{:?}", same.patch);
        assert_eq!(told(&same), ["kept-as-here"]);
        assert!(same.warnings[0].text.starts_with("2 tasks stay"), "{}", same.warnings[0].text);
    });
}

#[test]
fn what_the_document_changed_is_all_that_changes_also_the_time_after_that() {
    run(async {
        let desk = Desk::new();
        let project = edited(&desk).await;
        let changed =
            PLAN.replace("walls (3h)", "walls (4h)").replace("timber (1h) @ann", "timber (2h) @ann");
        let drafted = again(&desk, project, &changed).await;
        assert_eq!(drafted.patch.tasks.len(), 2, "{:?}", drafted.patch);
        assert_eq!(
            drafted.after.task(id(&drafted.after, "Timber, from the sawmill")).unwrap().effort,
            Some(120)
        );
        taken(&desk, drafted).await;
        let third = again(&desk, project, &changed).await;
        assert!(third.patch.is_empty(), "{:?}", third.patch);
        // Taken back, the document says it anew.
        let _ = history::undo(&desk.ports(), project).await.unwrap();
        assert_eq!(again(&desk, project, &changed).await.patch.tasks.len(), 2);
        assert!(again(&desk, project, PLAN).await.patch.is_empty());
        let _ = history::redo(&desk.ports(), project).await.unwrap();
        assert!(again(&desk, project, &changed).await.patch.is_empty());
    });
}

#[test]
fn what_both_changed_is_the_documents_and_told_as_a_conflict() {
    run(async {
        let desk = Desk::new();
        let project = edited(&desk).await;
        let changed = PLAN.replace("pit (2h)", "pit (4h)").replace("Order timber", "Order the timber");
        let drafted = again(&desk, project, &changed).await;
        let pit = drafted.after.task(id(&drafted.after, "Dig the pit")).unwrap();
        assert_eq!((pit.effort, drafted.patch.tasks.len()), (Some(240), 2));
        assert_eq!(told(&drafted), ["changed-on-both-sides"; 2]);
        assert!(drafted.warnings[0].text.contains("both changed effort"), "{}", drafted.warnings[0].text);
        // Both came to the same: nothing is left to say.
        let same = PLAN.replace("pit (2h)", "pit (5h)");
        assert!(again(&desk, project, &same).await.patch.is_empty());
    });
}

#[test]
fn sets_are_merged_by_element() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, PLAN).await;
        let assignees = Some(["ann".to_owned(), "bob".to_owned()].into());
        edit(&desk, project, "Order timber", TaskChange { assignees, ..TaskChange::default() }).await;
        let changed = PLAN.replace("@ann", "@cleo");
        let drafted = again(&desk, project, &changed).await;
        let timber: &Task = drafted.after.task(id(&drafted.after, "Order timber")).unwrap();
        assert_eq!(timber.assignees.iter().collect::<Vec<_>>(), ["bob", "cleo"]);
    });
}

#[test]
fn what_was_deleted_here_stays_so_until_the_document_changes_it() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, PLAN).await;
        let head = desk.whole(project).await;
        for name in ["Hang the door", "Order timber"] {
            let _ = tasks::remove(&desk.ports(), project, &[id(&head, name)], false).await.unwrap();
        }
        let same = again(&desk, project, PLAN).await;
        assert!(same.patch.is_empty(), "{:?}", same.patch);
        assert_eq!(told(&same), ["kept-as-here"]);
        let back = again(&desk, project, &PLAN.replace("door (2h)", "door (6h)")).await;
        assert_eq!(
            back.patch.created_tasks().map(|t| t.id).collect::<Vec<_>>(),
            [id(&head, "Hang the door")]
        );
        assert!(told(&back).contains(&"changed-on-both-sides"));
    });
}

#[test]
fn what_went_from_the_document_goes_and_edits_are_told() {
    run(async {
        let desk = Desk::new();
        let project = edited(&desk).await;
        let less = PLAN.replace("- [ ] Dig the pit (2h)\n", "");
        let drafted = again(&desk, project, &less).await;
        assert!(drafted.after.tasks().all(|t| t.title != "Dig the pit"));
        assert!(told(&drafted).contains(&"changed-on-both-sides"));
    });
}

#[test]
fn links_removed_here_and_links_made_here_stay_so() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, PLAN).await;
        let ports = desk.ports();
        let head = desk.whole(project).await;
        let (from, to) = (id(&head, "Dig the pit"), id(&head, "Order timber"));
        let mut patch = ports.patch(project, head.version(), "relink");
        patch.delete_link(head.links().next().unwrap().id);
        patch.create_link(Link::blocks(LinkId::from_bits(99), from, to));
        append(&desk, &head, &patch).await;
        let same = again(&desk, project, PLAN).await;
        assert!(same.patch.is_empty(), "{:?}", same.patch);
    });
}

#[test]
fn a_renamed_document_is_held_against_what_it_said_before() {
    run(async {
        let desk = Desk::new();
        let project = edited(&desk).await;
        let elsewhere =
            |text: &str| Document { name: "shed-2.md", place: "/new/shed-2.md", ..document(text) };
        let same = read_into(&desk.ports(), elsewhere(PLAN), project).await.unwrap();
        assert!(same.patch.is_empty(), "{:?}", same.patch);
        let changed = elsewhere(&PLAN.replace("walls (3h)", "walls (4h)"));
        let drafted = read_into(&desk.ports(), changed, project).await.unwrap();
        assert_eq!(drafted.patch.tasks.len(), 1, "{:?}", drafted.patch);
    });
}

#[test]
fn people_keep_what_was_changed_here() {
    run(async {
        let desk = Desk::new();
        let text = |days: u8| {
            format!(
                "project plan \"Plan\" 2026-03-02 +3m\nresource ann \"Ann\" {{\n  vacation 2026-03-09 +{days}d\n}}\n\
                 task dig \"Dig\" {{\n  effort 3d\n  allocate ann\n}}\n"
            )
        };
        let project = imported(&desk, &text(2)).await;
        let head = desk.whole(project).await;
        let ann = head.resources().next().unwrap().clone();
        let ports = desk.ports();
        let target = head.clone().with_resources([Resource { name: "Anna".into(), ..ann }]);
        append(&desk, &head, &diff(&head, &target, ports.patch_id(), ports.author.clone(), "rename")).await;
        assert!(again(&desk, project, &text(2)).await.patch.is_empty());
        let drafted = again(&desk, project, &text(4)).await;
        let people: Vec<_> = drafted.after.resources().collect();
        assert_eq!((people.len(), people[0].name.as_str(), drafted.patch.len()), (1, "Anna", 1));
    });
}

#[test]
fn what_a_document_no_longer_says_is_gone() {
    run(async {
        let full = "# House\n\n- [x] Paint (2h) @ann due 2026-12-01 #ui !high\n- [ ] Plant (1d)\n";
        for (changed, says) in [
            ("- [ ] Paint\n", [false; 4]),
            ("- [x] Paint (2h) due 2026-12-01\n", [true, true, false, true]),
            ("- [x] Paint @ann\n", [false, false, true, true]),
        ] {
            let desk = Desk::new();
            let project = imported(&desk, full).await;
            let drafted = again(&desk, project, &format!("# House\n\n{changed}- [ ] Plant (1d)\n")).await;
            let paint = drafted.after.task(id(&drafted.after, "Paint")).unwrap();
            let (effort, due) = (paint.effort.is_some(), paint.due.is_some());
            let left = [effort, due, !paint.assignees.is_empty(), paint.status == Status::Done];
            assert_eq!((left, drafted.patch.tasks.len()), (says, 1), "{changed}");
        }
    });
}

#[test]
fn a_sheet_made_from_the_plan_takes_nothing_away_that_it_never_speaks_of() {
    run(async {
        let desk = Desk::new();
        let project =
            imported(&desk, "# House\n\n- [ ] Paint (2h) @ann due 2026-12-01\n- [ ] Plant (1d)\n").await;
        let mut sheet = Document { name: "sheet.csv", ..document("Title,Estimate (h)\nPaint,\nPlant,8\n") };
        "sheet.csv".clone_into(&mut sheet.parts[0].name);
        let drafted = read_into(&desk.ports(), sheet, project).await.unwrap();
        let paint = drafted.after.task(id(&drafted.after, "Paint")).unwrap();
        assert_eq!((paint.effort, paint.due.is_some(), paint.assignees.len()), (None, true, 1));
    });
}

#[test]
fn what_was_done_here_is_not_taken_back_by_a_document_that_sets_it_to_do() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, "# House\n\n- [-] Paint (2h)\n- [ ] Plant (1d)\n").await;
        let done = TaskChange { status: Some(Status::Done), ..TaskChange::default() };
        edit(&desk, project, "Paint", done).await;
        let drafted = again(&desk, project, "# House\n\n- [ ] Paint (2h)\n- [ ] Plant (2d)\n").await;
        let paint = drafted.after.task(id(&drafted.after, "Paint")).unwrap();
        assert_eq!(paint.status, Status::Done);
    });
}
