//! What the reader of documents makes of a written text: which words it takes for something else. Must never be asked more
//! than a few times, whatever the words.

use std::collections::{BTreeSet, HashMap, HashSet};

use planwright_domain::{Author, DateOrder, Extent, Link, Meta, Project, Task, TaskId, Version, apply};

use super::{CARRIES, Literal};
use crate::{Notation, Source, carries};

/// What has to be literal beside what is; `None` where the text is read as it is meant, or nothing more can be done.
pub(super) fn misread(project: &Project, text: &str, literal: &Literal, round: usize) -> Option<Literal> {
    let count = project.walk().count();
    let all = || Literal { meta: true, tasks: (0..count).collect() };
    if literal.tasks.len() == count && literal.meta {
        return None;
    }
    let Some(back) = read(project, text) else { return Some(all()) };
    let meant = carries::only(project, CARRIES);
    if back.walk().count() != count {
        return Some(all());
    }
    let (one, other) = (told(&meant), told(&back));
    let wrong: HashSet<usize> = (0..count).filter(|i| one[*i] != other[*i]).collect();
    let of = |meta: &Meta| (meta.title.clone(), meta.summary.clone(), meta.start, meta.deadline);
    let meta = of(meant.meta()) != of(back.meta());
    if wrong.is_empty() && !meta {
        return None;
    }
    let tasks: HashSet<usize> = literal.tasks.union(&wrong).copied().collect();
    let more = Literal { meta: literal.meta || meta, tasks };
    // A few times by single tasks, then all of them.
    Some(if more == *literal || round > 2 { all() } else { more })
}

fn read(project: &Project, text: &str) -> Option<Project> {
    let meta = project.meta();
    let source = Source {
        name: None,
        today: meta.start.unwrap_or(jiff::civil::date(2026, 1, 1)),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("writer"),
        project: project.id(),
        base: Version(0),
        depth_limit: meta.depth_limit,
    };
    let mut next = 0u128;
    let mut mint = || {
        next += 1;
        next
    };
    let reading = crate::read(text.as_bytes(), Notation::Markdown, &source, &mut mint).ok()?;
    let empty = Meta { depth_limit: meta.depth_limit, ..Meta::new("") };
    let mut back = Project::assemble(
        project.id(),
        Version(0),
        empty,
        Vec::<Task>::new(),
        Vec::<Link>::new(),
        Extent::Whole,
    );
    let _ = apply(&mut back, &reading.patch).ok()?;
    Some(back)
}

/// What is said of each task in the order of the walk, links into it by the places of their other ends.
fn told(project: &Project) -> Vec<(Task, BTreeSet<String>)> {
    let places: HashMap<TaskId, usize> =
        project.walk().enumerate().map(|(i, met)| (met.task.id, i)).collect();
    let place = |id: TaskId| TaskId::from_bits(places.get(&id).map_or(0, |p| *p as u128 + 1));
    let links = |id: TaskId| {
        let into = project.network().incoming(id).filter_map(|l| project.link(l));
        into.map(|l| format!("{:?}", (place(l.from), l.link_type, l.dependency, l.lag, l.lag_kind))).collect()
    };
    let walk = project.walk().enumerate();
    walk.map(|(i, met)| {
        let task = met.task.clone();
        let (id, parent) = (TaskId::from_bits(i as u128 + 1), task.parent.map(place));
        let bare = Task { id, parent, position: 0, origin: None, source_key: None, ..task };
        (bare, links(met.task.id))
    })
    .collect()
}
