//! Plans kept in several texts: the files of a folder or of a zip archive, read as one plan. A text with one task at its
//! top is that task, unless it goes by a title of its own; one with several is a summary task that goes by the text's title. References go across texts.
//! Must never read more than it says, however much an archive unpacks to.

mod archive;

pub use archive::{MOST_BYTES, MOST_TEXTS, is_hidden, is_plan};

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use planwright_domain::{
    MetaChange, Op, Origin, OriginKind, POSITION_STEP, Patch, Resource, ResourceId, Status, Task, TaskId,
    Warning,
};

use crate::{Notation, ReadError, Reading, Source, detect, loose, read, read_part};

/// Deepest tree there can be.
const DEEPEST: u32 = 64;

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path within the folder or archive, with slashes.
    pub name: String,
    /// What stands in it. Nothing where a file was passed over: with a name that is no plan's it is told of, and no more.
    pub bytes: Vec<u8>,
}

/// Reads texts that make one plan; archives among them are unpacked. A text of several that has no tasks is told of and
/// left out. Where `notation` is not given, each text tells its own.
///
/// # Errors
/// [`ReadError`] when the only text cannot be read, or none of several.
pub fn read_parts(
    parts: Vec<Part>,
    notation: Option<Notation>,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut warnings = Vec::new();
    let mut texts = Vec::with_capacity(parts.len());
    let mut passed_over = Vec::new();
    let several = parts.len() > 1;
    for part in parts {
        if several && part.bytes.is_empty() && !is_plan(&part.name) {
            passed_over.push(part.name);
        } else if archive::is_archive(&part.bytes) {
            texts.extend(archive::unpacked(&part, &mut warnings)?);
        } else {
            texts.push(part);
        }
    }
    warnings.extend(archive::passed_over("", passed_over));
    let of = |part: &Part| notation.unwrap_or_else(|| detect(&part.bytes, Some(&part.name)));
    if let [only] = texts.as_slice() {
        let mut reading = read(&only.bytes, of(only), source, mint)?;
        reading.warnings.splice(0..0, warnings);
        // The last text of a folder keeps the name it had among others.
        for op in reading.patch.tasks.values_mut() {
            if let Op::Create(task) = op
                && let Some(origin) = &mut task.origin
                && origin.source.as_deref() == source.name
            {
                origin.source = origin.source.as_ref().map(|_| only.name.clone());
            }
        }
        return Ok(reading);
    }
    texts.sort_by(|a, b| naturally(&a.name, &b.name));
    let mut whole = Whole::new(source.patch(mint), warnings);
    let mut first_error = None;
    let included = RefCell::new(BTreeSet::new());
    let mut readings: Vec<Option<Result<Reading, ReadError>>> = texts.iter().map(|_| None).collect();
    // What a text includes is part of it, and no text of its own: those that include come first.
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|i| texts[*i].name.ends_with(".tji"));
    for i in order {
        let part = &texts[i];
        if included.borrow().contains(&part.name) {
            continue;
        }
        let beside = |name: &str| {
            let found = found_beside(&texts, &part.name, name)?;
            included.borrow_mut().insert(found.name.clone());
            Some(String::from_utf8_lossy(&found.bytes).into_owned())
        };
        let inner = Source { name: Some(&part.name), ..source.clone() };
        readings[i] = Some(read_part(&part.bytes, of(part), &inner, mint, &beside));
    }
    if readings.iter().flatten().count() == 1 {
        // All others are included in it: it is the plan, with all it says of itself.
        let mut reading = readings.into_iter().flatten().next().unwrap_or(Err(ReadError::Empty))?;
        reading.warnings.splice(0..0, whole.reading.warnings);
        loose::told(&mut reading, true);
        return Ok(reading);
    }
    for (part, reading) in texts.iter().zip(readings) {
        match reading {
            None => {}
            Some(Ok(reading)) if is_foreword(part, &reading) => {
                whole.leave_out(part, "it only introduces the rest");
            }
            Some(Ok(reading)) => whole.add(part, reading, source, mint),
            Some(Err(error)) => {
                whole.leave_out(part, &error.to_string());
                first_error.get_or_insert(error);
            }
        }
    }
    if whole.reading.patch.tasks.is_empty() {
        return Err(first_error.unwrap_or(ReadError::Empty));
    }
    let mut reading = whole.finished(source);
    loose::tied(&mut reading, mint);
    loose::told(&mut reading, true);
    Ok(reading)
}

/// Whether a text of several only says what the others are about: a README with a title and prose.
fn is_foreword(part: &Part, reading: &Reading) -> bool {
    let file = part.name.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let mut tasks = reading.patch.created_tasks();
    let bare = |t: &Task| {
        t.status == Status::Todo
            && (t.effort, t.start, t.due, &t.source_key) == (None, None, None, &None)
            && t.assignees.is_empty()
            && t.acceptance_criteria.is_empty()
    };
    stem.eq_ignore_ascii_case("readme") && tasks.next().is_none_or(bare) && tasks.next().is_none()
}

/// The text that another one calls `name`, which is a path from the folder that one is in.
fn found_beside<'a>(texts: &'a [Part], from: &str, name: &str) -> Option<&'a Part> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in name.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            step => path.push(step),
        }
    }
    let path = path.join("/");
    texts.iter().find(|part| part.name == path || part.name.strip_suffix(".tji") == Some(&path))
}

/// What was read so far of several texts.
struct Whole {
    reading: Reading,
    position: i64,
    depth: u32,
}

impl Whole {
    fn new(patch: Patch, warnings: Vec<Warning>) -> Self {
        let reading = Reading { patch, questions: Vec::new(), warnings, loose: Vec::new() };
        Self { reading, position: 0, depth: 0 }
    }

    fn add(&mut self, part: &Part, reading: Reading, source: &Source<'_>, mint: &mut dyn FnMut() -> u128) {
        let Reading { mut patch, questions, warnings, loose } = reading;
        let meta = std::mem::take(&mut patch.meta);
        self.beside(&mut patch, &meta);
        let mut tops: Vec<(i64, TaskId)> =
            patch.created_tasks().filter(|t| t.parent.is_none()).map(|t| (t.position, t.id)).collect();
        tops.sort_unstable();
        let depth = depth(&patch);
        let unnamed = Source { name: Some(&part.name), ..source.clone() }.title();
        let heading = meta.title.as_deref().filter(|title| !title.trim().is_empty() && *title != unnamed);
        let heads = |top: &(i64, TaskId)| {
            let task = patch.tasks.get(&top.1).and_then(Op::created);
            heading.is_some_and(|heading| task.is_some_and(|t| t.title != heading && t.source_key.is_none()))
        };
        let grouped = tops.len() > 1 || tops.iter().any(heads);
        let parent = (grouped && depth < DEEPEST).then(|| self.group(part, meta.clone(), mint));
        self.depth = self.depth.max(depth + u32::from(parent.is_some()));
        for (_, id) in tops {
            let Some(Op::Create(task)) = patch.tasks.get_mut(&id) else { continue };
            task.parent = parent;
            if parent.is_none() {
                self.position += POSITION_STEP;
                task.position = self.position;
                task.due =
                    task.due.or(meta.deadline.flatten().filter(|d| task.start.is_none_or(|s| s <= *d)));
            }
        }
        self.reading.patch.tasks.extend(patch.tasks);
        self.reading.patch.links.extend(patch.links);
        self.reading.questions.extend(questions);
        self.reading.loose.extend(loose);
        // A line of several texts is told with the text it stands in.
        let named = |w: Warning| match w.line {
            Some(line) => {
                Warning { line: None, text: format!("{}, line {line}: {}", part.name, w.text), ..w }
            }
            None => Warning { text: format!("{}: {}", part.name, w.text), ..w },
        };
        self.reading.warnings.extend(warnings.into_iter().map(named));
    }

    /// Takes over what a text says beside its tasks. People of one name are one; of what holds for the whole plan the
    /// first word counts.
    fn beside(&mut self, patch: &mut Patch, meta: &MetaChange) {
        let whole = &mut self.reading.patch;
        let mut known: HashMap<ResourceId, ResourceId> = HashMap::new();
        for (id, op) in std::mem::take(&mut patch.resources) {
            let same = |here: &&Resource| op.created().is_some_and(|there| there.name == here.name);
            let here = whole.resources.values().filter_map(Op::created).find(same).map(|here| here.id);
            match here {
                Some(here) => drop(known.insert(id, here)),
                None => drop(whole.resources.insert(id, op)),
            }
        }
        let one = |id: &mut ResourceId| *id = known.get(id).copied().unwrap_or(*id);
        for op in patch.assignments.values_mut() {
            if let Op::Create(assignment) = op {
                assignment.resource.iter_mut().chain(&mut assignment.alternatives).for_each(one);
            }
        }
        whole.assignments.append(&mut patch.assignments);
        whole.calendars.append(&mut patch.calendars);
        let said = &mut whole.meta;
        said.calendar = said.calendar.or(meta.calendar);
        said.minutes_per_day = said.minutes_per_day.or(meta.minutes_per_day);
        said.working_days = said.working_days.or(meta.working_days);
        said.time_zone = said.time_zone.take().or_else(|| meta.time_zone.clone());
    }

    fn leave_out(&mut self, part: &Part, why: &str) {
        self.reading.warnings.push(Warning::new("text-left-out", format!("{}: {why}", part.name)));
    }

    /// A summary task for the tasks of a text.
    fn group(&mut self, part: &Part, meta: MetaChange, mint: &mut dyn FnMut() -> u128) -> TaskId {
        self.position += POSITION_STEP;
        let title = meta.title.filter(|t| !t.trim().is_empty()).unwrap_or_else(|| part.name.clone());
        let mut task = Task::new(TaskId::from_bits(mint()), title);
        task.position = self.position;
        task.description = meta.summary.flatten();
        (task.start, task.due) = (meta.start.flatten(), meta.deadline.flatten());
        task.origin = Some(Origin { source: Some(part.name.clone()), ..Origin::new(OriginKind::Imported) });
        let id = task.id;
        self.reading.patch.create_task(task);
        id
    }

    fn finished(self, source: &Source<'_>) -> Reading {
        let mut reading = self.reading;
        reading.patch.meta.title = Some(source.title());
        if self.depth > source.depth_limit {
            reading.patch.meta.depth_limit = Some(self.depth);
        }
        reading
    }
}

fn depth(patch: &Patch) -> u32 {
    let mut depths: HashMap<TaskId, u32> = HashMap::new();
    let mut deepest = 0;
    for task in patch.created_tasks() {
        let mut path = vec![task.id];
        let mut at = task.parent;
        let mut base = 0;
        while let Some(id) = at {
            if let Some(known) = depths.get(&id) {
                base = *known;
                break;
            }
            path.push(id);
            at = patch.tasks.get(&id).and_then(Op::created).and_then(|t| t.parent);
        }
        for id in path.into_iter().rev() {
            base += 1;
            depths.insert(id, base);
        }
        deepest = deepest.max(depths.get(&task.id).copied().unwrap_or(0));
    }
    deepest
}

/// Names in the order people count: "task-2" before "task-10".
fn naturally(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match (number(a), number(b)) {
            (0, _) | (_, 0) => {
                let (x, y) = (a.chars().next(), b.chars().next());
                match x.cmp(&y) {
                    Ordering::Equal if x.is_none() => return Ordering::Equal,
                    Ordering::Equal => {
                        let width = x.map_or(0, char::len_utf8);
                        (a, b) = (&a[width..], &b[width..]);
                    }
                    other => return other,
                }
            }
            (m, n) => {
                let (x, y) = (a[..m].trim_start_matches('0'), b[..n].trim_start_matches('0'));
                let order = x.len().cmp(&y.len()).then_with(|| x.cmp(y));
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (&a[m..], &b[n..]);
            }
        }
    }
}
