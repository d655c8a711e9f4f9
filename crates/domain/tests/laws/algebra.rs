//! Laws of apply, compose, diff, rebase and select.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{
    Assignment, Author, Baseline, Calendar, Change, Code, Entity, Extent, Link, Op, OpRef, Patch, PatchId,
    Project, Rejection, Resource, Task, TaskChange, Violation, apply, check, compose, diff, normalise,
    rebase, select,
};
use proptest::prelude::*;

use crate::generate::{History, PROJECT, fitted, history, history_and, patch, task_id, words};

fn at_head(patch: Patch, history: &History) -> Patch {
    Patch { base: history.project.version(), ..patch }
}

fn sorted(mut violations: Vec<Violation>) -> Vec<String> {
    violations.sort_by_key(|v| (v.code, v.task, v.link));
    // A circle is told from the side of the patch; the full check knows no side.
    let message =
        |v: &Violation| if v.code == Code::DependencyCycle { String::new() } else { v.message.clone() };
    violations.iter().map(|v| format!("{} {:?} {:?} {}", v.code, v.task, v.link, message(v))).collect()
}

/// The fields of each record that a patch touches; none where it creates or deletes the record.
type Touches = BTreeMap<OpRef, BTreeSet<&'static str>>;

fn touches(patch: &Patch) -> Touches {
    let mut touches = Touches::new();
    if !patch.meta.is_empty() {
        touches.insert(OpRef::Meta, patch.meta.fields().into_iter().map(Into::into).collect());
    }
    touched_of::<Task>(patch, &mut touches);
    touched_of::<Link>(patch, &mut touches);
    touched_of::<Calendar>(patch, &mut touches);
    touched_of::<Resource>(patch, &mut touches);
    touched_of::<Assignment>(patch, &mut touches);
    touched_of::<Baseline>(patch, &mut touches);
    touches
}

fn touched_of<R: Entity>(patch: &Patch, touches: &mut Touches) {
    for (id, op) in R::ops(patch) {
        let fields = match op {
            Op::Update(change) if change.is_empty() => continue,
            Op::Update(change) => change.fields().into_iter().map(Into::into).collect(),
            Op::Create(_) | Op::Delete => BTreeSet::new(),
        };
        touches.insert(R::op_ref(*id), fields);
    }
}

/// Whether two patches touch different fields.
fn are_disjoint(p: &Patch, q: &Patch) -> bool {
    let theirs = touches(q);
    touches(p).iter().all(|(record, mine)| {
        theirs
            .get(record)
            .is_none_or(|theirs| !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(theirs))
    })
}

/// What the operations make of records; nothing where one of them makes no sense.
fn carried_out<'a, R: Entity + 'a>(
    records: impl Iterator<Item = &'a R>,
    ops: &BTreeMap<R::Id, Op<R>>,
) -> Option<Vec<R>> {
    let mut records: BTreeMap<R::Id, R> = records.map(|r| (r.id(), r.clone())).collect();
    for (id, op) in ops {
        match op {
            Op::Create(record) => match records.insert(*id, (**record).clone()) {
                None => {}
                Some(_) => return None,
            },
            Op::Update(change) => change.apply_to(records.get_mut(id)?),
            Op::Delete => drop(records.remove(id)?),
        }
    }
    Some(records.into_values().collect())
}

/// The project after a patch that the rules may refuse, put together by hand.
fn after(project: &Project, patch: &Patch) -> Option<Project> {
    let mut meta = project.meta().clone();
    patch.meta.apply_to(&mut meta);
    let tasks = carried_out(project.tasks(), &patch.tasks)?;
    let links = carried_out(project.links(), &patch.links)?;
    let after = Project::assemble(project.id(), project.version(), meta, tasks, links, Extent::Whole)
        .with_calendars(carried_out(project.calendars(), &patch.calendars)?)
        .with_resources(carried_out(project.resources(), &patch.resources)?)
        .with_assignments(carried_out(project.assignments(), &patch.assignments)?)
        .with_baselines(carried_out(project.baselines(), &patch.baselines)?);
    Some(after)
}

fn accepted(history: &History, patch: &Patch) -> Option<History> {
    let mut after = history.clone();
    after.accept(patch).then_some(after)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_rejected_leaves_the_project_equal((history, patches) in history_and()) {
        let [patch] = patches;
        let patch = at_head(patch, &history);
        let mut project = history.project.clone();
        if let Err(Rejection { violations, .. }) = apply(&mut project, &patch) {
            prop_assert!(!violations.is_empty());
            prop_assert_eq!(&project, &history.project);
            prop_assert!(project.network().is_ordered());
        }
    }

    #[test]
    fn a_valid_plan_stays_valid_under_every_accepted_patch((history, patches) in history_and()) {
        let [patch] = patches;
        let mut project = history.project.clone();
        prop_assert_eq!(check(&project), vec![]);
        if apply(&mut project, &at_head(patch, &history)).is_ok() {
            prop_assert_eq!(check(&project), vec![]);
        }
    }

    #[test]
    fn checking_what_was_touched_equals_the_full_check((history, patches) in history_and()) {
        let [patch] = patches;
        let patch = at_head(patch, &history);
        if let Err(rejection) = apply(&mut history.project.clone(), &patch)
            && let Some(refused) = after(&history.project, &patch)
        {
            let full = sorted(check(&refused));
            prop_assert!(!full.is_empty());
            let deletion = |v: &Violation| {
                matches!(v.code, Code::HasChildren | Code::HasLinks | Code::HasAssignments | Code::InUse)
            };
            if !rejection.violations.iter().any(deletion) {
                prop_assert_eq!(sorted(rejection.violations), full);
            }
        }
    }

    #[test]
    fn the_inverse_takes_a_patch_back((history, patches) in history_and()) {
        let [patch] = patches;
        let mut project = history.project.clone();
        if let Ok(applied) = apply(&mut project, &at_head(patch, &history)) {
            let back = apply(&mut project, applied.inverse());
            prop_assert!(back.is_ok(), "{:?}", back);
            prop_assert!(project.says_the_same(&history.project));
        }
    }

    #[test]
    fn a_slice_answers_as_the_whole((history, patches) in history_and()) {
        let [patch] = patches;
        let patch = at_head(patch, &history);
        let (mut whole, mut slice) = (history.project.clone(), history.project.slice(&patch));
        match (apply(&mut whole, &patch), apply(&mut slice, &patch)) {
            (Ok(a), Ok(b)) => prop_assert_eq!(a, b),
            (Err(a), Err(b)) => {
                let codes = |r: Rejection| { let mut c: Vec<_> = r.violations.iter().map(|v| (v.code, v.task, v.link)).collect(); c.sort(); c };
                prop_assert_eq!(codes(a), codes(b));
            }
            (a, b) => prop_assert!(false, "whole {a:?}\nslice {b:?}"),
        }
    }

    #[test]
    fn composing_means_then(history in history(), p in patch(), q in patch()) {
        let p = fitted(&p, &history.project);
        if let Some(after_p) = accepted(&history, &p)
            && let q = fitted(&q, &after_p.project)
            && let Some(after_q) = accepted(&after_p, &q)
        {
            let both = compose(at_head(p, &history), q);
            let mut project = history.project.clone();
            let applied = apply(&mut project, &both);
            prop_assert!(applied.is_ok(), "{:?}", applied);
            prop_assert!(project.says_the_same(&after_q.project));
        }
    }

    #[test]
    fn composing_is_associative(history in history(), p in patch(), q in patch(), r in patch()) {
        let p = fitted(&p, &history.project);
        if let Some(a) = accepted(&history, &p)
            && let q = fitted(&q, &a.project)
            && let Some(b) = accepted(&a, &q)
            && let r = fitted(&r, &b.project)
            && accepted(&b, &r).is_some()
        {
            prop_assert_eq!(
                compose(compose(p.clone(), q.clone()), r.clone()),
                compose(p, compose(q, r))
            );
        }
    }

    #[test]
    fn applying_the_difference_arrives(a in history(), b in history()) {
        let patch = diff(&a.project, &b.project, PatchId::from_bits(9), Author::new("ann"), "");
        let mut project = a.project.clone();
        let applied = apply(&mut project, &patch);
        prop_assert!(applied.is_ok(), "{:?}", applied);
        prop_assert!(project.says_the_same(&b.project));
    }

    #[test]
    fn rebasing_over_nothing_is_normalising((history, patches) in history_and()) {
        let [patch] = patches;
        let patch = at_head(patch, &history);
        let normal = normalise(patch.clone(), &history.project);
        match rebase(patch.clone(), &[], &history.project) {
            Ok(rebased) => prop_assert_eq!(&rebased, &normal),
            Err(conflict) => prop_assert!(conflict.clashes.is_empty()),
        }
        let (mut a, mut b) = (history.project.clone(), history.project.clone());
        let (plain, normalised) = (apply(&mut a, &patch), apply(&mut b, &normal));
        if plain.is_ok() {
            prop_assert!(normalised.is_ok());
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn disjoint_patches_commute((history, patches) in history_and()) {
        let [p, q] = patches;
        prop_assume!(are_disjoint(&p, &q));
        if let (Some(after_p), Some(after_q)) = (accepted(&history, &p), accepted(&history, &q)) {
            let one = rebase(at_head(q, &history), &after_p.log[history.log.len()..], &after_p.project);
            let other = rebase(at_head(p, &history), &after_q.log[history.log.len()..], &after_q.project);
            match (one, other) {
                (Ok(q), Ok(p)) => {
                    let (a, b) = (accepted(&after_p, &q), accepted(&after_q, &p));
                    prop_assert!(a.is_some() && b.is_some());
                    if let (Some(a), Some(b)) = (a, b) {
                        prop_assert!(a.project.says_the_same(&b.project));
                    }
                }
                (Err(_), Err(_)) => {}
                (a, b) => prop_assert!(false, "one order is accepted, the other is not: {a:?} {b:?}"),
            }
        }
    }

    #[test]
    fn what_is_selected_and_what_is_left_say_what_the_patch_said(
        (history, [patch]) in history_and(), picks in proptest::collection::vec(any::<bool>(), 12)
    ) {
        let patch = at_head(patch, &history);
        let all = patch.op_refs().filter(|op| *op != OpRef::Meta);
        let chosen: BTreeSet<OpRef> = all.zip(picks).filter(|(_, yes)| *yes).map(|(op, _)| op).collect();
        let selection = select(&patch, &chosen, &history.project);
        prop_assert!(chosen.iter().all(|op| selection.patch.holds(*op)));
        let whole = compose(selection.patch, selection.rest);
        prop_assert_eq!(whole, Patch { reason: format!("{0}; {0}", patch.reason), ..patch });
    }

    #[test]
    fn a_selection_lacks_nothing_it_needs(
        (history, [patch]) in history_and(), picks in proptest::collection::vec(any::<bool>(), 12)
    ) {
        let patch = at_head(patch, &history);
        let Some(after) = accepted(&history, &patch) else { return Ok(()) };
        let all = patch.op_refs().filter(|op| *op != OpRef::Meta);
        let chosen: BTreeSet<OpRef> = all.zip(picks).filter(|(_, yes)| *yes).map(|(op, _)| op).collect();
        let selection = select(&patch, &chosen, &history.project);
        let mut project = history.project.clone();
        match apply(&mut project, &selection.patch) {
            Ok(_) => {
                let rest = Patch { base: project.version(), ..selection.rest };
                if apply(&mut project, &rest).is_ok() {
                    prop_assert!(project.says_the_same(&after.project));
                }
            }
            Err(Rejection { violations, .. }) => for violation in violations {
                let needed = [Code::NotFound, Code::AlreadyExists, Code::HasChildren, Code::HasLinks,
                    Code::ParentMissing, Code::LinkEndMissing, Code::HasAssignments, Code::InUse,
                    Code::CalendarMissing, Code::ResourceMissing, Code::AssignmentTaskMissing];
                prop_assert!(!needed.contains(&violation.code), "{violation:?}");
            },
        }
    }

    #[test]
    fn rebasing_over_itself_leaves_nothing((history, [patch]) in history_and()) {
        if let Some(after) = accepted(&history, &patch) {
            let since = &after.log[history.log.len()..];
            let rebased = rebase(at_head(patch, &history), since, &after.project);
            prop_assert!(rebased.as_ref().is_ok_and(Patch::is_empty), "{rebased:?}");
        }
    }

    #[test]
    fn sets_merge_by_element_in_either_order(
        history in history(), mine in words(), theirs in words(), id in task_id()
    ) {
        let Some(task) = history.project.task(id).cloned() else { return Ok(()) };
        let to = |labels: &BTreeSet<String>, n| {
            let mut patch = Patch::new(PatchId::from_bits(n), PROJECT, history.project.version(), Author::new("ann"), "");
            patch.update_task(id, TaskChange { labels: Some(labels.clone()), ..TaskChange::default() });
            patch
        };
        let (p, q) = (to(&mine, 21), to(&theirs, 22));
        let both = |first: &Patch, then: &Patch| {
            let mut after = history.clone();
            assert!(after.accept(first));
            let carried = rebase(then.clone(), &after.log[history.log.len()..], &after.project).expect("sets never clash");
            assert!(after.accept(&carried));
            after.project.task(id).map(|t| t.labels.clone()).unwrap_or_default()
        };
        let merged = both(&p, &q);
        prop_assert_eq!(&merged, &both(&q, &p));
        for word in merged.union(&task.labels).chain(mine.union(&theirs)) {
            let (was, in_p, in_q) = (task.labels.contains(word), mine.contains(word), theirs.contains(word));
            let kept = if was { in_p && in_q } else { in_p || in_q };
            prop_assert_eq!(merged.contains(word), kept, "{}", word);
        }
    }
}
