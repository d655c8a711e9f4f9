//! What a document changed since it was last read, made to the plan as it is now. Where both changed the same, the
//! document's change is shown and told as a conflict. Must never touch what the document says as before.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{
    Assignment, Author, Calendar, CalendarId, Change, Dependency, Entity, Extent, IdSet, Link, LinkType, Op,
    OpRef, Patch, PatchId, Project, Resource, ResourceId, Status, Task, TaskId, Warning, diff,
};

use super::same::is_imported;

/// Most tasks that one warning names.
const NAMED: usize = 3;

/// The project `head` with what is otherwise in `now`, as the document has it, than in `before`, as it had it; and what
/// of it somebody who reviews it should know. What is `foreign` came from other documents.
pub(super) fn carried(
    head: &Project,
    before: &Project,
    now: &Project,
    foreign: &IdSet<TaskId>,
) -> (Project, Vec<Warning>) {
    let mut change = diff(before, now, PatchId::from_bits(0), Author::new(""), "");
    keep_progress(&mut change, head, before);
    let mut clashes = Vec::new();
    let (meta, fields) = change.meta.clone().insist(before.meta(), head.meta());
    clashes.extend(Clash::of(OpRef::Meta, What::Changed, fields));
    let mut whole = Whole {
        tasks: merged(head.tasks(), before, now, &change, &mut clashes),
        links: merged(head.links(), before, now, &change, &mut clashes).into_values().collect(),
        calendars: merged(head.calendars(), before, now, &change, &mut clashes),
        resources: merged(head.resources(), before, now, &change, &mut clashes),
        assignments: merged(head.assignments(), before, now, &change, &mut clashes).into_values().collect(),
    };
    whole.hold_together([head, now, before]);
    let mut new = head.meta().clone();
    meta.apply_to(&mut new);
    let project = Project::assemble(
        head.id(),
        head.version(),
        new,
        whole.tasks.into_values(),
        whole.links,
        Extent::Whole,
    );
    let project = project
        .with_baselines(head.baselines().cloned())
        .with_calendars(whole.calendars.into_values())
        .with_resources(whole.resources.into_values())
        .with_assignments(whole.assignments);
    let project =
        if project.walk().count() == project.tasks().len() { project } else { untied(head, &project) };
    let mut warnings: Vec<Warning> =
        clashes.iter().filter_map(|clash| clash.told(head, before, &project)).collect();
    warnings.extend(kept(head, before, now, foreign));
    (project, warnings)
}

/// A document that sets a task back to "to do" does not take back what was done here since.
fn keep_progress(change: &mut Patch, head: &Project, before: &Project) {
    for (id, op) in &mut change.tasks {
        let status = |project: &Project| project.task(*id).map(|task| task.status);
        if let Op::Update(change) = op
            && change.status == Some(Status::Todo)
            && status(head) != status(before)
        {
            change.status = None;
        }
    }
}

/// A record that both the document and somebody here changed.
struct Clash {
    on: OpRef,
    what: What,
    fields: Vec<&'static str>,
}

/// What the document did to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Fields that were changed here to something else.
    Changed,
    /// It is gone there, and was changed here.
    Gone,
    /// It was deleted here, and is changed there.
    Back,
}

impl Clash {
    fn of<F: Into<&'static str>>(on: OpRef, what: What, fields: Vec<F>) -> Option<Self> {
        let fields: Vec<&str> = fields.into_iter().map(Into::into).filter(|field| matters(field)).collect();
        (!fields.is_empty()).then_some(Self { on, what, fields })
    }

    fn told(&self, head: &Project, before: &Project, after: &Project) -> Option<Warning> {
        let name = match self.on {
            OpRef::Task(id) if head.task(id).is_some() => head.name(id),
            OpRef::Task(id) => format!("{:?}", before.task(id)?.title),
            OpRef::Resource(id) => before.resource(id).map(|r| format!("{:?}", r.name))?,
            OpRef::Calendar(id) => before.calendar(id).map(|c| format!("calendar {:?}", c.name))?,
            OpRef::Meta => "the project".to_owned(),
            OpRef::Link(id) => {
                let link = before.link(id)?;
                let title = |id| before.task(id).map(|t| t.title.clone()).unwrap_or_default();
                format!("the link from {:?} to {:?}", title(link.from), title(link.to))
            }
            OpRef::Assignment(_) | OpRef::Baseline(_) => "who works on a task".to_owned(),
        };
        if let (What::Gone, OpRef::Task(id)) = (self.what, self.on)
            && after.task(id).is_some()
        {
            return None;
        }
        let fields = self.fields.iter().map(|field| spoken(field)).collect::<Vec<_>>().join(", ");
        let text = match self.what {
            What::Changed => format!(
                "{name}: the document and somebody here both changed {fields}; what the document says is taken"
            ),
            What::Gone => format!("{name} is no longer in the document, though its {fields} changed here"),
            What::Back => {
                format!("{name} was deleted here, and the document changed its {fields}: it is back")
            }
        };
        Some(Warning::new("changed-on-both-sides", text))
    }
}

/// Whether a field is anything a person said: an order among siblings and the line of a text are not.
fn matters(field: &str) -> bool {
    !matches!(field, "position" | "origin" | "planned_start" | "planned_finish")
}

/// A field as people call it.
fn spoken(field: &str) -> String {
    match field {
        "estimated_minutes" => "effort".to_owned(),
        "estimate" => "range of effort".to_owned(),
        "parent_task_id" => "place".to_owned(),
        "calendar_id" => "calendar".to_owned(),
        other => other.trim_end_matches("_minutes").replace('_', " "),
    }
}

/// The records of one kind with what the document changed.
fn merged<'a, R: Entity + 'a>(
    head: impl Iterator<Item = &'a R>,
    before: &Project,
    now: &Project,
    change: &Patch,
    clashes: &mut Vec<Clash>,
) -> BTreeMap<R::Id, R> {
    let mut records: BTreeMap<R::Id, R> = head.map(|record| (record.id(), record.clone())).collect();
    for (id, op) in R::ops(change) {
        let on = R::op_ref(*id);
        match (op, records.get_mut(id), R::find(before, *id)) {
            (Op::Create(record), _, _) => drop(records.insert(*id, (**record).clone())),
            (Op::Update(change), Some(here), Some(before)) => {
                let (change, fields) = (**change).clone().insist(before, here);
                change.apply_to(here);
                clashes.extend(Clash::of(on, What::Changed, fields));
            }
            (Op::Update(change), None, _) => {
                if let Some(clash) = Clash::of(on, What::Back, change.fields())
                    && let Some(record) = R::find(now, *id)
                {
                    records.insert(*id, record.clone());
                    clashes.push(clash);
                }
            }
            (Op::Delete, Some(here), Some(before)) => {
                clashes.extend(Clash::of(on, What::Gone, R::Change::between(before, here).fields()));
                records.remove(id);
            }
            (Op::Update(_) | Op::Delete, _, _) => {}
        }
    }
    records
}

/// What a project is made of, while it is put together.
struct Whole {
    tasks: BTreeMap<TaskId, Task>,
    links: Vec<Link>,
    calendars: BTreeMap<CalendarId, Calendar>,
    resources: BTreeMap<ResourceId, Resource>,
    assignments: Vec<Assignment>,
}

impl Whole {
    /// Brings back what something that stays needs, and drops what hangs on nothing.
    fn hold_together(&mut self, sources: [&Project; 3]) {
        let mut open: Vec<TaskId> = self.tasks.values().filter_map(|t| t.parent).collect();
        while let Some(id) = open.pop() {
            if !self.tasks.contains_key(&id)
                && let Some(task) = sources.iter().find_map(|project| project.task(id))
            {
                open.extend(task.parent);
                self.tasks.insert(id, task.clone());
            }
        }
        let here = |id: &TaskId| self.tasks.contains_key(id);
        let mut said = BTreeSet::new();
        self.links.retain(|link| {
            let dependency = (link.link_type == LinkType::Blocks).then_some(link.dependency);
            here(&link.from)
                && here(&link.to)
                && said.insert((link.from, link.to, link.link_type.word(), dependency.map(Dependency::word)))
        });
        self.assignments.retain(|assignment| here(&assignment.task));
        for id in self.assignments.iter().flat_map(|a| a.resource.iter().chain(&a.alternatives)) {
            let found = sources.iter().find_map(|project| project.resource(*id));
            if let (false, Some(resource)) = (self.resources.contains_key(id), found) {
                self.resources.insert(*id, resource.clone());
            }
        }
        let mut open: Vec<CalendarId> = self.tasks.values().filter_map(|t| t.calendar).collect();
        open.extend(self.resources.values().filter_map(|r| r.calendar));
        open.extend(self.calendars.values().filter_map(|c| c.base));
        while let Some(id) = open.pop() {
            let found = sources.iter().find_map(|project| project.calendar(id));
            if let (false, Some(calendar)) = (self.calendars.contains_key(&id), found) {
                open.extend(calendar.base);
                self.calendars.insert(id, calendar.clone());
            }
        }
    }
}

/// The project without the moves of the document, where they and those made here would close a circle.
fn untied(head: &Project, project: &Project) -> Project {
    let tasks = project.tasks().map(|task| Task {
        parent: head.task(task.id).map_or(task.parent, |here| here.parent),
        ..task.clone()
    });
    let (id, version, meta) = (head.id(), head.version(), project.meta().clone());
    let links = project.links().cloned();
    let tasks: Vec<Task> = tasks.collect();
    Project::assemble(id, version, meta, tasks, links, Extent::Whole).with_all_beside(project)
}

/// What is told of the tasks that the document says as before, and that are otherwise here.
fn kept(head: &Project, before: &Project, now: &Project, foreign: &IdSet<TaskId>) -> Vec<Warning> {
    let (mut deleted, mut changed) = (Vec::new(), Vec::new());
    for wbs in before.walk() {
        let was = wbs.task;
        let unchanged = now.task(was.id).is_some_and(|now| now == was);
        if !unchanged || !is_imported(was) || foreign.contains(&was.id) {
            continue;
        }
        match head.task(was.id) {
            None => deleted.push(format!("{:?}", was.title)),
            Some(here) if differs(was, here) => changed.push(head.name(was.id)),
            Some(_) => {}
        }
    }
    let tell = |names: Vec<String>, one: &str, many: &str| {
        let (count, more) = (names.len(), names.len().saturating_sub(NAMED));
        let tasks = if count == 1 { format!("1 task {one}") } else { format!("{count} tasks {many}") };
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = names.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        (count > 0).then(|| Warning::new("kept-as-here", format!("{tasks}: {names}{more}")))
    };
    let changed = tell(
        changed,
        "stays as it was changed here; the document says of it what it said before",
        "stay as they were changed here; the document says of them what it said before",
    );
    let deleted = tell(
        deleted,
        "that the document still has was deleted here and stays so",
        "that the document still has were deleted here and stay so",
    );
    changed.into_iter().chain(deleted).collect()
}

/// Whether anything a document said of a task is otherwise here. Progress is not: a plan goes on.
fn differs(was: &Task, here: &Task) -> bool {
    fn otherwise<T: PartialEq>(was: &Option<T>, here: &Option<T>) -> bool {
        was.is_some() && was != here
    }
    was.title != here.title
        || was.parent != here.parent
        || was.kind != here.kind
        || otherwise(&was.effort, &here.effort)
        || otherwise(&was.estimate, &here.estimate)
        || otherwise(&was.duration, &here.duration)
        || otherwise(&was.start, &here.start)
        || otherwise(&was.due, &here.due)
        || otherwise(&was.constraint, &here.constraint)
        || otherwise(&was.priority, &here.priority)
        || otherwise(&was.description, &here.description)
        || !was.assignees.is_subset(&here.assignees)
}
