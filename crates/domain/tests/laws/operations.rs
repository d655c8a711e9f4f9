//! Laws of the operations on tasks: what they make is accepted and can be taken back, effort is kept to the minute, and
//! what waits for what goes on waiting for it.

use std::collections::BTreeMap;

use jiff::civil::date;
use planwright_domain::operation::{
    Barred, Copying, Merging, Mint, Part, Total, can_split, copy, flatten, group_wide, in_turn,
    lift_only_children, merge, reduce, renumber, split,
};
use planwright_domain::schedule::{Timetable, Work, WorkTime};
use planwright_domain::{
    Assignment, AssignmentId, Author, Estimate, Extent, Kind, Link, Meta, Patch, PatchId, Project, Resource,
    ResourceId, Task, TaskId, Version, apply, check, roll_up,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::generate::{PROJECT, history};

/// A project with minutes spent and ranges here and there, half of its links without a lag.
fn plan() -> impl Strategy<Value = Project> {
    (history(), vec((0u32..600, 0u32..200, 0u32..200), 6)).prop_map(|(history, figures)| {
        let project = history.project;
        let mut tasks: Vec<Task> = project.tasks().cloned().collect();
        tasks.sort_by_key(|task| task.id);
        let mut assignments = Vec::new();
        for (task, (spent, below, above)) in tasks.iter_mut().zip(figures) {
            task.actual = Some(spent).filter(|spent| spent % 3 == 0);
            task.remaining = Some(above).filter(|_| task.kind == Kind::Task && spent % 5 == 0);
            task.duration = Some(below + 10).filter(|_| task.kind == Kind::Task && spent % 2 == 0);
            if spent % 4 > 1 {
                let id = AssignmentId::from_bits(task.id.bits() + 1);
                let who = ResourceId::from_bits(1 + u128::from(spent % 2));
                let effort = Some(above + 60);
                assignments.push(Assignment { effort, ..Assignment::new(id, task.id, Some(who)) });
            }
            if let Some(likely) = task.effort.filter(|_| below % 2 == 0) {
                let (low, high) = (likely.saturating_sub(below), likely + above);
                task.estimate = Some(Estimate { low, likely, high, confidence: None });
            }
        }
        let level = |link: &Link| Link {
            lag: if link.id.bits() >> 32 & 1 == 0 { 0 } else { link.lag },
            ..link.clone()
        };
        let links: Vec<Link> = project.links().map(level).collect();
        let meta = project.meta().clone();
        let people = [1, 2].map(|n| Resource::new(ResourceId::from_bits(n), format!("person {n}")));
        let plan = Project::assemble(PROJECT, project.version(), meta, tasks, links, Extent::Whole);
        plan.with_calendars(project.calendars().cloned()).with_resources(people).with_assignments(assignments)
    })
}

/// What each resource has to do, in minutes.
fn assigned(project: &Project) -> BTreeMap<Option<ResourceId>, u32> {
    let mut all = BTreeMap::new();
    for assignment in project.assignments() {
        *all.entry(assignment.resource).or_insert(0) += assignment.effort.expect("all say how much");
    }
    all
}

/// Minutes still to be spent, where tasks say them.
fn remaining(project: &Project) -> u32 {
    project.tasks().filter_map(|task| task.remaining).sum()
}

/// Some task of a project.
fn any_task(project: &Project, at: &Index) -> TaskId {
    let mut ids: Vec<TaskId> = project.tasks().map(|task| task.id).collect();
    ids.sort_unstable();
    *at.get(&ids)
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    vec((vec(0usize..4, 0..3), 1u32..4), 2..5).prop_map(|all| {
        let part = |(n, (after, weight)): (usize, (Vec<usize>, u32))| Part {
            after,
            weight,
            ..Part::new(format!("Part {n}"))
        };
        all.into_iter().enumerate().map(part).collect()
    })
}

/// What an operation writes, with ids counted up.
fn patch_of<T>(
    project: &Project,
    operation: impl FnOnce(Mint<'_>, &mut Patch) -> Result<T, Barred>,
) -> Result<Patch, Barred> {
    let mut patch =
        Patch::new(PatchId::from_bits(77), PROJECT, project.version(), Author::new("ann"), "operation");
    let mut last = 1000u128;
    let mut mint = || {
        last += 1;
        last
    };
    operation(&mut mint, &mut patch).map(|_| patch)
}

/// The project after a patch, having seen that its inverse takes it back.
fn after(project: &Project, patch: &Patch) -> Option<Project> {
    let mut changed = project.clone();
    let applied = apply(&mut changed, patch).ok()?;
    assert_eq!(check(&changed), []);
    let mut back = changed.clone();
    let inverse = Patch { base: changed.version(), ..applied.inverse().clone() };
    let _ = apply(&mut back, &inverse).expect("the inverse is accepted");
    assert!(back.says_the_same(project));
    Some(changed)
}

/// Effort, effort done and minutes spent of everything.
fn totals(project: &Project) -> (u64, u64, u64) {
    let rollups = roll_up(project);
    project.children(None).filter_map(|task| rollups.get(&task.id)).fold((0, 0, 0), |sum, rollup| {
        (sum.0 + rollup.effort, sum.1 + rollup.effort_done, sum.2 + rollup.actual)
    })
}

/// Who waits for whom, among tasks that both projects have, `but` aside.
fn waits(project: &Project, among: &Project, but: &[TaskId]) -> Vec<(TaskId, TaskId)> {
    let mut ids: Vec<TaskId> = among.tasks().map(|task| task.id).filter(|id| !but.contains(id)).collect();
    ids.sort_unstable();
    let pairs = ids.iter().flat_map(|a| ids.iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| a != b && project.network().reaches(*a, *b)).collect()
}

fn early(project: &Project) -> Vec<(TaskId, i64, i64)> {
    let time = WorkTime::new(date(2026, 3, 2), project.meta().working_days, project.meta().minutes_per_day);
    let work = |id| project.task(id).map(Work::left).unwrap_or_default();
    let table = Timetable::of(project.network(), time, work).expect("a valid plan has no cycle");
    let mut times: Vec<_> = project
        .tasks()
        .filter_map(|task| table.get(task.id).map(|t| (task.id, t.early_start, t.early_finish)))
        .collect();
    times.sort_unstable();
    times
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_split_keeps_effort_and_what_waits_for_what(project in plan(), at in any::<Index>(), parts in parts()) {
        let id = any_task(&project, &at);
        let made = patch_of(&project, |mint, patch| split(&project, id, &parts, Total::Kept, mint, patch));
        if let Ok(patch) = made {
            let split = after(&project, &patch).expect("a split is accepted");
            let (before, now) = (totals(&project), totals(&split));
            prop_assert_eq!((now.0, now.2), (before.0, before.2));
            // Above work that nobody estimated, what is done is told by how many tasks there are.
            if project.task(id).is_some_and(|task| task.effort.is_some()) {
                prop_assert_eq!(now.1, before.1);
            }
            prop_assert_eq!(waits(&split, &project, &[id]), waits(&project, &project, &[id]));
            prop_assert_eq!(assigned(&split), assigned(&project));
            prop_assert_eq!(remaining(&split), remaining(&project));
            let whole = project.task(id).and_then(|task| task.estimate);
            if let Some(whole) = whole.filter(|_| split.task(id).is_some_and(|task| task.estimate.is_none())) {
                let sum = |part: fn(&Estimate) -> u32| {
                    split.children(Some(id)).filter_map(|task| task.estimate.as_ref()).map(part).sum::<u32>()
                };
                prop_assert_eq!((sum(|e| e.low), sum(|e| e.likely), sum(|e| e.high)), (whole.low, whole.likely, whole.high));
            }
        } else {
            let few = project.task(id).and_then(|task| task.effort).is_some_and(|effort| effort < 4);
            prop_assert!(few || can_split(&project, id).is_err());
        }
    }

    #[test]
    fn a_merge_keeps_effort_and_loses_no_wait(project in plan(), at in any::<Index>(), more in vec(any::<Index>(), 1..3)) {
        let parent = project.task(any_task(&project, &at)).and_then(|task| task.parent);
        let packages: Vec<TaskId> =
            project.children(parent).map(|task| task.id).filter(|id| !project.is_summary(*id)).collect();
        prop_assume!(packages.len() > 1);
        let mut ids: Vec<TaskId> = more.iter().chain([&at]).map(|index| *index.get(&packages)).collect();
        ids.dedup();
        let mut made = None;
        let patch = patch_of(&project, |mint, patch| {
            made = Some(merge(&project, &ids, Merging::default(), mint, patch)?);
            Ok(())
        });
        let (Ok(patch), Some(made)) = (patch, made) else { return Ok(()) };
        let Some(merged) = after(&project, &patch) else { return Ok(()) };
        prop_assert_eq!((totals(&merged).0, totals(&merged).2), (totals(&project).0, totals(&project).2));
        prop_assert_eq!(assigned(&merged), assigned(&project));
        for (a, b) in waits(&project, &project, &[]) {
            let end = |id: TaskId| if ids.contains(&id) { made } else { id };
            let (a, b) = (end(a), end(b));
            prop_assert!(a == b || merged.network().reaches(a, b));
        }
    }

    #[test]
    fn a_copy_is_as_much_work_as_its_original(project in plan(), at in any::<Index>(), outside in any::<bool>()) {
        let id = any_task(&project, &at);
        let how = Copying { links_outside: outside, ..Copying::default() };
        let mut made = id;
        let patch = patch_of(&project, |mint, patch| {
            made = copy(&project, id, how, mint, patch)?;
            Ok(())
        }).expect("what is there can be copied");
        let copied = after(&project, &patch).expect("a copy is accepted");
        let (rollups, before) = (roll_up(&copied), roll_up(&project));
        prop_assert_eq!(rollups[&made].effort, before[&id].effort);
        prop_assert_eq!(rollups[&made].actual, 0);
        prop_assert_eq!(copied.subtree(made).len(), project.subtree(id).len());
        let (now, before) = (waits(&copied, &project, &[]), waits(&project, &project, &[]));
        prop_assert!(before.iter().all(|pair| now.contains(pair)));
        prop_assert!(outside || now == before);
    }

    #[test]
    fn links_that_say_nothing_new_can_go(project in plan()) {
        let patch = patch_of(&project, |_, patch| Ok(reduce(&project, patch))).expect("never barred");
        let reduced = after(&project, &patch).expect("a deletion of links is accepted");
        prop_assert_eq!(waits(&reduced, &project, &[]), waits(&project, &project, &[]));
        prop_assert_eq!(early(&reduced), early(&project));
        let again = patch_of(&reduced, |_, patch| Ok(reduce(&reduced, patch))).expect("never barred");
        prop_assert!(again.is_empty());
    }

    #[test]
    fn a_flatter_tree_is_the_same_work(project in plan(), deepest in 1usize..3) {
        let mut places: Vec<TaskId> = project.walk().map(|met| met.task.id).collect();
        places.reverse();
        let mut last = 5000u128;
        let mut mint = || { last += 1; last };
        let header = Patch::new(PatchId::from_bits(77), PROJECT, project.version(), Author::new("ann"), "flatten");
        let batch = in_turn(&project, header, &places, &mut |plan, place, patch| {
            flatten(plan, place, deepest, &mut mint, patch)
        }, &mut |_| true).expect("nobody stops it");
        let flat = after(&project, &batch.patch).expect("what was done step by step is accepted");
        prop_assert_eq!(totals(&flat), totals(&project));
        prop_assert_eq!(assigned(&flat), assigned(&project));
        let is_left = |id: &TaskId| batch.left.iter().any(|left| left.at == *id);
        let as_asked = |id: TaskId| !flat.is_summary(id) || flat.depth(id) < deepest || is_left(&id);
        prop_assert!(flat.walk().all(|met| as_asked(met.task.id)));
        let now = waits(&flat, &flat, &[]);
        prop_assert!(waits(&project, &flat, &[]).iter().all(|pair| now.contains(pair)));
    }

    #[test]
    fn tidying_changes_no_work(project in plan(), most in 2usize..4) {
        let mut places: Vec<Option<TaskId>> = project.tasks().map(|task| Some(task.id)).collect();
        places.push(None);
        places.sort_unstable();
        let mut last = 5000u128;
        let mut mint = || { last += 1; last };
        let header = Patch::new(PatchId::from_bits(77), PROJECT, project.version(), Author::new("ann"), "tidy");
        let batch = in_turn(&project, header, &places, &mut |plan, place, patch| {
            match place {
                Some(id) if plan.task(id).is_none() => Ok(()),
                Some(id) => lift_only_children(plan, id, patch),
                None => group_wide(plan, None, most, &mut mint, patch),
            }
        }, &mut |_| true).expect("nobody stops it");
        let tidy = after(&project, &batch.patch).expect("what was done step by step is accepted");
        prop_assert!(tidy.says_the_same(&batch.after));
        prop_assert_eq!(assigned(&tidy), assigned(&project));
        let (was, is) = (totals(&project), totals(&tidy));
        prop_assert_eq!((is.0, is.2), (was.0, was.2));
        let new: Vec<TaskId> = tidy.tasks().map(|t| t.id).filter(|id| project.task(*id).is_none()).collect();
        let now = waits(&tidy, &tidy, &new);
        prop_assert!(waits(&project, &tidy, &new).iter().all(|pair| now.contains(pair)));
        let patch = patch_of(&tidy, |_, patch| { renumber(&tidy, patch); Ok(()) }).expect("never barred");
        let even = if patch.is_empty() { tidy.clone() } else { after(&tidy, &patch).expect("positions are free") };
        let order = |plan: &Project| plan.walk().map(|met| met.task.id).collect::<Vec<_>>();
        prop_assert_eq!(order(&even), order(&tidy));
    }
}

#[test]
fn a_batch_that_is_stopped_has_done_nothing() {
    let project = Project::assemble(
        PROJECT,
        Version(1),
        Meta::new("House"),
        [Task { effort: Some(60), ..Task::new(TaskId::from_bits(1), "Wall") }],
        [],
        Extent::Whole,
    );
    let header = Patch::new(PatchId::from_bits(7), PROJECT, project.version(), Author::new("ann"), "");
    let stopped =
        in_turn(&project, header, &[1, 2, 3], &mut |_, _: u8, _| Ok::<_, Barred>(()), &mut |done| done < 2);
    assert!(stopped.is_none());
}
