//! Plans from words and documents, and documents read again.

use jiff::civil::date;
use planwright_contract::run;
use planwright_domain::{Meta, Status, Version};
use planwright_formats::Notation;
use planwright_usecases::import::{Document, imported_from, read_into, read_new};
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

fn document(text: &str) -> Document<'_> {
    Document {
        bytes: text.as_bytes(),
        notation: Notation::Markdown,
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
        let drafted = read_new(&ports, &document(PLAN)).unwrap();
        let proposal = put_forward(&ports, drafted).await.unwrap();
        let garden = proposal.patch.project;
        assert_eq!(desk.whole(garden).await.version(), Version::CREATION);
        approve::approve(&ports, &proposal, None).await.unwrap();
        let now = desk.whole(garden).await;
        assert_eq!(now.meta().title, "Garden");
        assert_eq!(now.links().len(), 1);
        assert_eq!(imported_from(&ports, "/plans/garden.md").await.unwrap(), Some(garden));
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
        let proposal = put_forward(&ports, read_new(&ports, &document(PLAN)).unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let again = read_into(&ports, &document(PLAN), proposal.patch.project).await.unwrap();
        assert!(again.patch.is_empty(), "{:?}", again.patch);
    });
}

#[test]
fn a_changed_document_is_a_small_difference_and_progress_stays() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, &document(PLAN)).unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let garden = proposal.patch.project;
        let dig = desk.whole(garden).await.tasks().find(|t| t.title.contains("Dig")).map(|t| t.id).unwrap();
        let _ = tasks::set_status(&ports, garden, &[dig], Status::Done, "").await.unwrap();
        let changed = PLAN
            .replace("2 days", "3 days")
            .replace("### Task 1.2", "### Task 1.3: Mix compost\n**Duration**: 1 day\n\n### Task 1.2");
        let again = read_into(&ports, &document(&changed), garden).await.unwrap();
        assert_eq!((again.patch.tasks.len(), again.patch.links.len()), (2, 0), "{:?}", again.patch);
        assert_eq!(again.after.task(dig).unwrap().status, Status::Done);
        let titles = outline(&again.after);
        let place = |word| titles.find(word).unwrap();
        assert!(place("Dig") < place("compost") && place("compost") < place("Carry"), "{titles}");
        let gone = PLAN.split("### Task 1.2").next().unwrap();
        let less = read_into(&ports, &document(gone), garden).await.unwrap();
        assert_eq!(less.after.tasks().filter(|t| t.title.contains("Carry")).count(), 0);
        assert_eq!(less.after.links().len(), 0);
    });
}

#[test]
fn more_words_are_added_behind_what_is_there() {
    run(async {
        let desk = Desk::new();
        let ports = desk.ports();
        let proposal = put_forward(&ports, read_new(&ports, &document(PLAN)).unwrap()).await.unwrap();
        approve::approve(&ports, &proposal, None).await.unwrap();
        let asked = Asked {
            text: "- [ ] Plant trees (2d)\n- [ ] Water the trees (30 min)\n",
            source: None,
            today: date(2026, 3, 2),
            template: None,
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
        let asked =
            Asked { text: PLAN, source: None, today: date(2026, 3, 2), template: None, meta: Meta::new("") };
        let drafted = draft_new(&ports, &asked).unwrap();
        assert!(drafted.after.tasks().len() >= 2);
        assert!(ports.projects.projects().await.unwrap().is_empty());
    });
}
