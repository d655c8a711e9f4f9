//! Everybody there is, and what they are put to: those of the project, those of its pool who do anything in it, and those
//! whom tasks only name. Of a pool, in which projects somebody works and how much.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use planwright::domain::{Assignment, Project, Resource, Task, alike};
use planwright::usecases::schedule::Portrait;

use super::Style;
use super::names::Codes;
use super::people::{assigned, quoted, resource, write};
use super::text::harmless;
use super::words::{Dates, hours};

/// Everybody, by name, with what they are put to; empty where there is nobody.
pub fn people(
    project: &Project,
    crew: Option<&Project>,
    works: &[Portrait],
    today: Date,
    style: &Style,
) -> String {
    let dates = Dates { today: Some(today) };
    let list = List { project, crew, codes: Codes::of(project) };
    let mut out = String::new();
    for person in by_name(project) {
        write(&mut out, "", &resource(person, project, dates), *style);
        let own = |a: &Assignment| a.resource == Some(person.id);
        list.put_to(&own, Some(&person.name)).iter().for_each(|line| write(&mut out, "  ", line, *style));
        for line in works.iter().filter_map(|one| part(one, &person.name, dates)) {
            write(&mut out, "  ", &line, *style);
        }
    }
    let listed: BTreeSet<String> = project.resources().map(|known| alike(&known.name)).collect();
    let named = project.tasks().flat_map(|task| &task.assignees).map(|name| (alike(name), name));
    let mut named: BTreeMap<String, &String> = named.filter(|(key, _)| !listed.contains(key)).collect();
    for person in crew.into_iter().flat_map(by_name) {
        let lines = list.put_to(&|a| a.resource == Some(person.id), Some(&person.name));
        named.remove(&alike(&person.name));
        if !lines.is_empty() {
            let told = resource(person, crew.unwrap_or(project), dates);
            write(&mut out, "", &format!("{told} (of the pool)"), *style);
            lines.iter().for_each(|line| write(&mut out, "  ", line, *style));
        }
    }
    for name in named.into_values() {
        write(&mut out, "", &format!("{} (only named)", quoted(name)), *style);
        list.put_to(&|_| false, Some(name)).iter().for_each(|line| write(&mut out, "  ", line, *style));
    }
    let nobody = |a: &Assignment| a.resource.is_none_or(|id| list.person(id).is_none());
    list.put_to(&nobody, None).iter().for_each(|line| write(&mut out, "", line, *style));
    out
}

fn by_name(project: &Project) -> Vec<&Resource> {
    let mut everybody: Vec<&Resource> = project.resources().collect();
    everybody.sort_by_key(|r| (r.name.to_lowercase(), r.id));
    everybody
}

/// `in "House": 12h, 16 – 18 Nov`.
fn part(of: &Portrait, name: &str, dates: Dates) -> Option<String> {
    let theirs = of.load.of_person(name)?;
    let (first, last) = (theirs.days.keys().next()?, theirs.days.keys().next_back()?);
    let (title, work) = (quoted(&of.title), hours(u64::from(theirs.work())));
    Some(format!("in {title}: {work}, {}", dates.short_range(*first, *last)))
}

/// What people are told by.
struct List<'a> {
    project: &'a Project,
    crew: Option<&'a Project>,
    codes: Codes,
}

impl List<'_> {
    fn person(&self, id: planwright::domain::ResourceId) -> Option<&Resource> {
        self.project.resource(id).or_else(|| self.crew?.resource(id))
    }

    /// What somebody does, in the order of the tree: by assignments that fit, and by name.
    fn put_to(&self, fits: &dyn Fn(&Assignment) -> bool, name: Option<&str>) -> Vec<String> {
        let mut lines = Vec::new();
        let mut there = BTreeSet::new();
        for one in self.project.assignments().filter(|a| fits(a)) {
            there.insert(one.task);
            let text = assigned(one, self.project, self.crew, &self.code(one.task));
            lines.push((self.codes.place(one.task), text));
        }
        let by_name = |task: &&Task| {
            name.is_some_and(|name| task.assignees.iter().any(|one| alike(one) == alike(name)))
        };
        for task in self.project.tasks().filter(by_name).filter(|task| !there.contains(&task.id)) {
            let who = quoted(name.unwrap_or_default());
            let text = format!("{who} on {}\"{}\"", self.code(task.id), harmless(&task.title));
            lines.push((self.codes.place(task.id), text));
        }
        lines.sort();
        lines.into_iter().map(|(_, text)| text).collect()
    }

    fn code(&self, task: planwright::domain::TaskId) -> String {
        match self.codes.get(task) {
            "" => String::new(),
            code => format!("{code} "),
        }
    }
}
