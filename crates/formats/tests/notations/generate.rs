//! Projects to write and read again: small, with everything that can be said of a task and a link.

mod schedule;

use std::collections::BTreeSet;

use planwright_domain::{
    Confidence, Dependency, Estimate, Extent, Kind, LagKind, Link, LinkId, LinkType, Meta, Origin,
    OriginKind, Priority, Project, ProjectId, Status, Task, TaskId, Version,
};
use proptest::prelude::*;

/// Texts full of what could be taken for syntax.
pub(crate) fn odd_words() -> BoxedStrategy<String> {
    prop_oneof!["[a-zé]{1,6}", "\\PC{1,8}", "[ \"\\[\\]@#!|*,:;<>&\\\\a-c0-9.(){}-]{1,8}"]
        .prop_map(|w| w.trim().to_owned())
        .prop_map(|w| w.replace(['\u{2028}', '\u{2029}'], " ").trim().to_owned())
        .prop_filter("a title says something", |w| w.chars().any(char::is_alphanumeric))
        // Readers restore what was decoded wrongly; nobody writes such words on purpose.
        .prop_filter("it was decoded rightly", |w| planwright_phrases::clean::demojibake(w) == *w)
        .boxed()
}

/// Words as people write them in titles, names and labels: nothing that any notation would take for its syntax.
pub(crate) fn plain_words() -> BoxedStrategy<String> {
    let word =
        prop_oneof!["[a-z]{3,8}", "[A-Z][a-z]{2,7}", Just("Größe".to_owned()), Just("設計".to_owned())];
    proptest::collection::vec(word, 1..3).prop_map(|words| words.join(" ")).boxed()
}

#[derive(Debug, Clone)]
struct Said {
    parent: Option<usize>,
    task: Task,
}

fn day(n: i32) -> jiff::civil::Date {
    jiff::civil::date(2026, 3, 2).saturating_add(jiff::Span::new().days(n))
}

fn task(n: usize, words: BoxedStrategy<String>) -> impl Strategy<Value = Said> {
    let name = words.clone().prop_map(|w| w.replace(char::is_whitespace, "-"));
    let names = proptest::collection::btree_set(name, 0..3);
    let texts = (
        words.clone(),
        proptest::option::of(words.clone()),
        proptest::collection::vec(words, 0..3),
        names.clone(),
        names,
    );
    let times = (
        proptest::option::of(1u32..3000),
        proptest::option::of((1u32..100, 1u32..3000, 0u16..1000)),
        proptest::option::of(1u32..3000),
        proptest::option::of(0i32..100),
        proptest::option::of(0i32..100),
    );
    let rest = (
        proptest::option::of(0..n.max(1)),
        any::<bool>(),
        0..Status::ALL.len(),
        proptest::option::of(0..Priority::ALL.len()),
    );
    (texts, times, rest).prop_map(move |(texts, times, rest)| {
        let mut task = Task::new(TaskId::from_bits(n as u128 + 1), format!("{} {}", texts.0, n + 1));
        task.description = texts.1;
        task.acceptance_criteria = texts.2;
        (task.assignees, task.labels) = (texts.3, texts.4);
        task.effort = times.0;
        if let (Some(effort), Some((low, high, confidence))) = (times.0, times.1) {
            let low = low.min(effort);
            let confidence = Some(Confidence::per_mille(confidence));
            task.estimate = Some(Estimate { low, likely: effort, high: effort + high, confidence });
        }
        task.actual = times.2;
        task.origin = Some(Origin { source: Some("plan.md".to_owned()), ..Origin::new(OriginKind::Stated) });
        (task.start, task.due) = (times.3.map(day), times.4.map(|d| day(100 + d)));
        let (parent, milestone, status, priority) = rest;
        task.status = Status::ALL[status];
        task.priority = priority.map(|p| Priority::ALL[p]);
        if milestone {
            (task.kind, task.effort, task.estimate) = (Kind::Milestone, None, None);
        }
        Said { parent: parent.filter(|p| *p < n), task }
    })
}

/// A project that keeps every rule, with calendars, people and schedules.
pub(crate) fn any_project(words: BoxedStrategy<String>) -> impl Strategy<Value = Project> {
    (bare_project(words.clone()), schedule::any_schedule(words)).prop_map(|(project, said)| said.of(&project))
}

/// A project that keeps every rule: links go forward in the walk, and never to a relative.
fn bare_project(words: BoxedStrategy<String>) -> impl Strategy<Value = Project> {
    let tasks = (0..6).map(|n| task(n, words.clone())).collect::<Vec<_>>();
    let link = (0usize..6, 0usize..6, 0usize..4, -10i32..20, any::<bool>(), 0usize..6);
    let links = proptest::collection::vec(link, 0..6);
    let about = (words.clone(), proptest::option::of(words), any::<bool>(), proptest::option::of(0i32..300));
    (tasks, links, about).prop_map(|(said, links, (title, summary, start, deadline))| {
        let mut meta = Meta::new(title);
        meta.summary = summary;
        meta.start = start.then(|| day(0));
        meta.deadline = deadline.map(|d| day(100 + d));
        meta.depth_limit = 8;
        let parents: BTreeSet<usize> = said.iter().filter_map(|s| s.parent).collect();
        let tasks: Vec<Task> = said
            .iter()
            .enumerate()
            .map(|(i, said)| {
                let mut task = said.task.clone();
                task.parent = said.parent.map(|p| TaskId::from_bits(p as u128 + 1));
                task.position = (i as i64 + 1) * 1024;
                if parents.contains(&i) {
                    task.kind = Kind::Task;
                }
                task
            })
            .collect();
        let project = |links: Vec<Link>| {
            let id = ProjectId::from_bits(7);
            Project::assemble(id, Version::CREATION, meta.clone(), tasks.clone(), links, Extent::Whole)
        };
        let bare = project(Vec::new());
        let order: Vec<TaskId> = bare.walk().map(|w| w.task.id).collect();
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for (i, (a, b, dependency, lag, elapsed, kind)) in links.into_iter().enumerate() {
            let (from, to) = (order[a.min(b)], order[a.max(b)]);
            let related = from == to || bare.is_above(from, to) || bare.is_above(to, from);
            if related || !seen.insert((from, to)) {
                continue;
            }
            let mut link = Link::blocks(LinkId::from_bits(i as u128 + 100), from, to);
            link.dependency = Dependency::ALL[dependency];
            link.link_type = if kind < 2 { LinkType::ALL[kind + 1] } else { LinkType::Blocks };
            if link.link_type == LinkType::Blocks {
                link.lag = lag * 60;
                link.lag_kind = if elapsed && lag != 0 { LagKind::Elapsed } else { LagKind::Working };
            } else {
                link.dependency = Dependency::FinishToStart;
            }
            kept.push(link);
        }
        let whole = project(kept.clone());
        if planwright_domain::check(&whole).is_empty() { whole } else { project(Vec::new()) }
    })
}
