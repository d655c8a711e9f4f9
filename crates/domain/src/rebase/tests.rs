//! Rebasing where two changes meet: on one field, one set, one record that goes or comes back, one rule.

use super::*;
use crate::id::{LinkId, PatchId, ProjectId, TaskId};
use crate::link::Link;
use crate::meta::{Meta, MetaChange};
use crate::task::{Task, TaskChange};
use crate::version::{Author, Version};
use crate::violation::Code;

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn patch(base: Version, author: &str) -> Patch {
    Patch::new(
        PatchId::from_bits(u128::from(base.0) + 1),
        ProjectId::from_bits(7),
        base,
        Author::new(author),
        author,
    )
}

/// A project under way: what was appended since it was begun.
struct Way {
    head: Project,
    since: Vec<Entry>,
}

impl Way {
    /// Walls with Frame below it, and Roof, at version 2.
    fn house() -> Self {
        let mut head = Project::void(ProjectId::from_bits(7));
        let mut creation = patch(Version(0), "ann");
        creation.meta = MetaChange::whole(&Meta::new("House"));
        let mut plan = patch(Version(1), "ann");
        plan.create_task(Task::new(id(1), "Walls"));
        plan.create_task(Task { parent: Some(id(1)), ..Task::new(id(2), "Frame") });
        plan.create_task(Task { position: 9, ..Task::new(id(3), "Roof") });
        let _ = (apply(&mut head, &creation), apply(&mut head, &plan));
        assert_eq!(head.version(), Version(2));
        Self { head, since: Vec::new() }
    }

    /// Appends what bob does meanwhile.
    fn meanwhile(mut self, change: impl Fn(&mut Patch)) -> Self {
        let mut theirs = patch(self.head.version(), "bob");
        change(&mut theirs);
        let applied = apply(&mut self.head, &theirs).expect("what happens meanwhile is accepted");
        self.since.push(Entry {
            version: applied.version(),
            at: jiff::Timestamp::UNIX_EPOCH,
            patch: applied.patch().clone(),
            inverse: applied.inverse().clone(),
        });
        self
    }

    /// What becomes of a change made at version 2.
    fn then(&self, change: impl Fn(&mut Patch)) -> Result<Patch, Conflict> {
        let mut mine = patch(Version(2), "ann");
        change(&mut mine);
        rebase(mine, &self.since, &self.head)
    }
}

fn titled(title: &str) -> TaskChange {
    TaskChange { title: Some(title.into()), ..TaskChange::default() }
}

fn under(parent: Option<u128>) -> TaskChange {
    TaskChange { parent: Some(parent.map(id)), ..TaskChange::default() }
}

/// Which record clashes on which fields, and the words.
fn clash(rebased: Result<Patch, Conflict>) -> (OpRef, Vec<&'static str>, String) {
    let mut conflict = rebased.expect_err("they disagree");
    let clash = conflict.clashes.pop().expect("there is a clash");
    assert!(conflict.clashes.is_empty(), "{conflict:?}");
    (clash.on, clash.fields, clash.message)
}

#[test]
fn different_fields_of_one_task_do_not_disturb_each_other() {
    let way = Way::house()
        .meanwhile(|p| p.update_task(id(3), TaskChange { effort: Some(Some(60)), ..titled("Roof") }));
    let rebased = way.then(|p| p.update_task(id(3), titled("Tiles"))).expect("they agree");
    assert_eq!((rebased.base, rebased.len()), (Version(3), 1));
}

#[test]
fn one_field_with_two_values_is_a_conflict_that_names_task_and_field() {
    let way = Way::house().meanwhile(|p| p.update_task(id(3), titled("Tiles")));
    let told = "\"Tiles\" (2) was changed meanwhile".to_owned();
    assert_eq!(
        clash(way.then(|p| p.update_task(id(3), titled("Thatch")))),
        (OpRef::Task(id(3)), vec!["title"], told)
    );
    let same = way.then(|p| p.update_task(id(3), titled("Tiles")));
    assert!(same.is_ok_and(|p| p.is_empty()));
}

#[test]
fn a_change_of_no_field_does_not_disagree_with_a_deletion() {
    let way = Way::house().meanwhile(|theirs| theirs.delete_task(id(3)));
    let carried = way.then(|mine| mine.update_task(id(3), TaskChange::default())).expect("it says nothing");
    assert!(carried.is_empty());
}

#[test]
fn what_was_changed_there_and_back_is_no_conflict() {
    let there = Way::house().meanwhile(|p| p.update_task(id(3), titled("Tiles")));
    let back = there.meanwhile(|p| p.update_task(id(3), titled("Roof")));
    assert!(back.then(|p| p.update_task(id(3), titled("Thatch"))).is_ok_and(|p| p.len() == 1));
}

#[test]
fn what_was_deleted_and_came_back_is_changed_as_if_it_had_stayed() {
    let gone = Way::house().meanwhile(|p| p.delete_task(id(3)));
    let (on, fields, message) = clash(gone.then(|p| p.update_task(id(3), titled("Tiles"))));
    assert_eq!(
        (on, fields, message.as_str()),
        (OpRef::Task(id(3)), vec![], "task kkkkkkkk was deleted meanwhile")
    );
    let back = gone.meanwhile(|p| p.create_task(Task { position: 9, ..Task::new(id(3), "Roof") }));
    assert!(back.then(|p| p.update_task(id(3), titled("Tiles"))).is_ok_and(|p| p.len() == 1));
    let other = Way::house()
        .meanwhile(|p| p.delete_task(id(3)))
        .meanwhile(|p| p.create_task(Task { position: 9, ..Task::new(id(3), "Garage") }));
    assert_eq!(clash(other.then(|p| p.update_task(id(3), titled("Tiles")))).1, ["title"]);
}

#[test]
fn deleting_what_is_gone_is_done_and_deleting_what_was_changed_is_a_conflict() {
    let gone = Way::house().meanwhile(|p| p.delete_task(id(3)));
    assert!(gone.then(|p| p.delete_task(id(3))).is_ok_and(|p| p.is_empty()));
    let changed = Way::house().meanwhile(|p| p.update_task(id(3), titled("Tiles")));
    assert_eq!(clash(changed.then(|p| p.delete_task(id(3)))).1, ["title"]);
}

#[test]
fn deleting_what_others_built_on_is_refused_by_the_rule() {
    let way =
        Way::house().meanwhile(|p| p.create_task(Task { parent: Some(id(3)), ..Task::new(id(4), "Tiles") }));
    let conflict = way.then(|p| p.delete_task(id(3))).expect_err("a child came");
    assert!(conflict.clashes.is_empty());
    assert_eq!(conflict.violations[0].code, Code::HasChildren);
}

#[test]
fn the_same_creation_twice_is_one_and_another_is_a_conflict() {
    let way = Way::house().meanwhile(|p| p.create_task(Task::new(id(4), "Door")));
    assert!(way.then(|p| p.create_task(Task::new(id(4), "Door"))).is_ok_and(|p| p.is_empty()));
    let (_, _, message) = clash(way.then(|p| p.create_task(Task::new(id(4), "Gate"))));
    assert_eq!(message, "\"Door\" (2) was created meanwhile, and differently");
    let mut late = patch(way.head.version(), "ann");
    late.create_task(Task::new(id(4), "Door"));
    assert!(normalise(late, &way.head).is_empty(), "made again at the head, it is there");
}

#[test]
fn a_move_under_a_parent_made_by_the_same_patch_is_carried_over() {
    let way = Way::house().meanwhile(|p| p.update_task(id(3), titled("Tiles")));
    let moved = way.then(|p| {
        p.create_task(Task::new(id(5), "Phase"));
        p.update_task(id(3), under(Some(5)));
    });
    assert!(moved.is_ok_and(|p| p.len() == 2));
}

#[test]
fn two_moves_that_are_fine_alone_and_a_circle_together_are_a_conflict() {
    let way = Way::house().meanwhile(|p| p.update_task(id(3), under(Some(2))));
    let conflict =
        way.then(|p| p.update_task(id(1), under(Some(3)))).expect_err("Roof is below Walls by now");
    assert!(conflict.violations.iter().any(|v| v.code == Code::ParentCycle), "{conflict:?}");
}

#[test]
fn a_depth_limit_lowered_meanwhile_refuses_what_is_deeper() {
    let way = Way::house().meanwhile(|p| p.meta.depth_limit = Some(2));
    let deeper = way.then(|p| p.create_task(Task { parent: Some(id(2)), ..Task::new(id(4), "Nail") }));
    let conflict = deeper.expect_err("level 3 is not allowed any more");
    assert_eq!((conflict.clashes.len(), conflict.violations[0].code), (0, Code::DepthLimit));
}

#[test]
fn a_link_that_closes_a_circle_with_one_made_meanwhile_is_a_conflict() {
    let link = |n: u128, from, to| Link::blocks(LinkId::from_bits(n), id(from), id(to));
    let way = Way::house().meanwhile(|p| p.create_link(link(1, 2, 3)));
    let conflict = way.then(|p| p.create_link(link(2, 3, 2))).expect_err("a circle");
    assert_eq!(conflict.violations[0].code, Code::DependencyCycle);
    assert_eq!(conflict.to_string(), "the change disagrees with what was appended meanwhile");
    let changed = way.meanwhile(|p| {
        p.update_link(LinkId::from_bits(1), crate::LinkChange { lag: Some(60), ..Default::default() });
    });
    let late = Way { since: changed.since[1..].to_vec(), ..changed };
    let mut mine = patch(Version(3), "ann");
    mine.update_link(LinkId::from_bits(1), crate::LinkChange { lag: Some(30), ..Default::default() });
    let (on, fields, message) = clash(rebase(mine, &late.since, &late.head));
    assert_eq!((on, fields), (OpRef::Link(LinkId::from_bits(1)), vec!["lag_minutes"]));
    assert_eq!(message, "the link \"Frame\" (1.1) -> \"Roof\" (2) was changed meanwhile");
}

#[test]
fn the_projects_own_fields_are_compared_one_by_one() {
    let way = Way::house().meanwhile(|p| p.meta.title = Some("Barn".into()));
    assert!(way.then(|p| p.meta.summary = Some(Some("Red".into()))).is_ok_and(|p| p.len() == 1));
    assert!(way.then(|p| p.meta.title = Some("Barn".into())).is_ok_and(|p| p.is_empty()));
    let (on, fields, _) = clash(way.then(|p| p.meta.title = Some("Mill".into())));
    assert_eq!((on, fields), (OpRef::Meta, vec!["title"]));
}

#[test]
fn several_disagreements_are_told_at_once() {
    let way = Way::house().meanwhile(|p| {
        p.update_task(id(3), titled("Tiles"));
        p.meta.depth_limit = Some(2);
    });
    let conflict = way.then(|p| {
        p.update_task(id(3), titled("Thatch"));
        p.create_task(Task { parent: Some(id(2)), ..Task::new(id(4), "Nail") });
    });
    let conflict = conflict.expect_err("two things are in the way");
    assert_eq!((conflict.clashes.len(), conflict.violations.len()), (1, 1));
}
