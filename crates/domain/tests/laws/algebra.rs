//! Laws of apply, compose, diff, rebase and select.

use std::collections::BTreeSet;

use planwright_domain::{
    Author, Code, Op, OpRef, Patch, PatchId, Rejection, TaskChange, Violation, apply, check, compose, diff,
    normalise, rebase, select,
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

/// The pairs (record, field) a patch touches; creating or deleting touches all fields.
fn touches(patch: &Patch) -> BTreeSet<(String, &'static str)> {
    use planwright_domain::{Change, LinkField, TaskField};
    let mut pairs = BTreeSet::new();
    for field in patch.meta.fields() {
        pairs.insert(("meta".to_owned(), field.name()));
    }
    for (id, op) in &patch.tasks {
        let fields = match op {
            Op::Update(change) => change.fields(),
            _ => TaskField::ALL.to_vec(),
        };
        pairs.extend(fields.into_iter().map(|f| (format!("{id}"), f.name())));
    }
    for (id, op) in &patch.links {
        let fields = match op {
            Op::Update(change) => change.fields(),
            _ => LinkField::ALL.to_vec(),
        };
        pairs.extend(fields.into_iter().map(|f| (format!("{id}"), f.name())));
    }
    pairs
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
        if let Err(rejection) = apply(&mut history.project.clone(), &patch) {
            // Build the refused state by hand and check it in full.
            let (mut tasks, mut links, mut meta) = (
                history.project.tasks().map(|t| (t.id, t.clone())).collect::<std::collections::BTreeMap<_, _>>(),
                history.project.links().map(|l| (l.id, l.clone())).collect::<std::collections::BTreeMap<_, _>>(),
                history.project.meta().clone(),
            );
            use planwright_domain::{Change, Extent, Project};
            let mut sensible = true;
            patch.meta.apply_to(&mut meta);
            for (id, op) in &patch.tasks {
                match op {
                    Op::Create(t) => sensible &= tasks.insert(*id, (**t).clone()).is_none(),
                    Op::Update(c) => match tasks.get_mut(id) { Some(t) => c.apply_to(t), None => sensible = false },
                    Op::Delete => sensible &= tasks.remove(id).is_some(),
                }
            }
            for (id, op) in &patch.links {
                match op {
                    Op::Create(l) => sensible &= links.insert(*id, (**l).clone()).is_none(),
                    Op::Update(c) => match links.get_mut(id) { Some(l) => c.apply_to(l), None => sensible = false },
                    Op::Delete => sensible &= links.remove(id).is_some(),
                }
            }
            if sensible {
                let project = history.project.clone();
                let refused = Project::assemble(project.id(), project.version(), meta, tasks.into_values(), links.into_values(), Extent::Whole);
                let full = sorted(check(&refused));
                prop_assert!(!full.is_empty());
                let deletion = rejection.violations.iter().any(|v| matches!(v.code, Code::HasChildren | Code::HasLinks));
                if !deletion {
                    prop_assert_eq!(sorted(rejection.violations), full);
                }
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
        prop_assume!(touches(&p).is_disjoint(&touches(&q)));
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
        (history, [patch]) in history_and(), picks in proptest::collection::vec(any::<bool>(), 8)
    ) {
        let patch = at_head(patch, &history);
        let all = patch.tasks.keys().map(|id| OpRef::Task(*id)).chain(patch.links.keys().map(|id| OpRef::Link(*id)));
        let chosen: BTreeSet<OpRef> = all.zip(picks).filter(|(_, yes)| *yes).map(|(op, _)| op).collect();
        let selection = select(&patch, &chosen, &history.project);
        let has = |op: &OpRef| match op {
            OpRef::Task(id) => selection.patch.tasks.contains_key(id),
            OpRef::Link(id) => selection.patch.links.contains_key(id),
            OpRef::Meta => true,
        };
        prop_assert!(chosen.iter().all(has));
        let whole = compose(selection.patch, selection.rest);
        prop_assert_eq!((whole.meta, whole.tasks, whole.links), (patch.meta, patch.tasks, patch.links));
    }

    #[test]
    fn a_selection_lacks_nothing_it_needs(
        (history, [patch]) in history_and(), picks in proptest::collection::vec(any::<bool>(), 8)
    ) {
        let patch = at_head(patch, &history);
        let Some(after) = accepted(&history, &patch) else { return Ok(()) };
        let all = patch.tasks.keys().map(|id| OpRef::Task(*id)).chain(patch.links.keys().map(|id| OpRef::Link(*id)));
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
                    Code::ParentMissing, Code::LinkEndMissing];
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
