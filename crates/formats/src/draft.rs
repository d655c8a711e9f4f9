//! A plan as a reader found it, before it becomes a patch. Here every reader's findings are made to keep the rules of a
//! plan: titles are cut, depth is flattened, circles are left open, what cannot be meant is left out, each with a warning.
//! Must never add a task or link that the text does not have.

mod mend;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::{Date, DateTime};
use planwright_domain::{
    CalendarId, Confidence, Constraint, Dependency, Estimate, Kind, LagKind, Link, LinkId, LinkType,
    MetaChange, Op, Origin, OriginKind, POSITION_STEP, Priority, Question, Status, Task, TaskId, Value,
    Warning,
};
use planwright_phrases::duration::Effort;

use crate::means::Means;
use crate::{LooseEnd, Reading, Source};
use mend::{depths, duplicates, flatten, mend, named, sound};

/// Warnings of one kind that are told one by one; the rest are counted.
const TOLD: usize = 20;

/// What a reader found.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// It is to be taken as it is: what breaks a rule is for the check of the patch to refuse, not to be mended here.
    pub(crate) exact: bool,
    pub(crate) title: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) start: Option<Date>,
    pub(crate) deadline: Option<Date>,
    /// Invariant: a parent stands before its children.
    pub(crate) tasks: Vec<Sketch>,
    pub(crate) ties: Vec<Tie>,
    pub(crate) loose: Vec<Loose>,
    /// Calendars, people and schedules.
    pub(crate) means: Means,
    pub(crate) questions: Vec<Question>,
    pub(crate) warnings: Vec<Warning>,
}

/// A task as it was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sketch {
    pub(crate) parent: Option<u32>,
    pub(crate) line: u32,
    pub(crate) quote: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) archived: bool,
    pub(crate) milestone: bool,
    pub(crate) status: Option<Status>,
    pub(crate) priority: Option<Priority>,
    pub(crate) effort: Option<Effort>,
    /// How sure the range of the effort is; nothing without a range.
    pub(crate) confidence: Option<Confidence>,
    pub(crate) actual: Option<u32>,
    /// How much of it is done, in per cent.
    pub(crate) progress: Option<u32>,
    pub(crate) timing: Timing,
    pub(crate) start: Option<Date>,
    pub(crate) due: Option<Date>,
    pub(crate) assignees: BTreeSet<String>,
    pub(crate) labels: BTreeSet<String>,
    pub(crate) criteria: Vec<String>,
    pub(crate) key: Option<String>,
    pub(crate) external: BTreeMap<String, String>,
    pub(crate) metadata: BTreeMap<String, Value>,
    pub(crate) id: Option<TaskId>,
}

/// What a schedule goes by for a task, and what one left.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timing {
    pub(crate) duration: Option<u32>,
    pub(crate) remaining: Option<u32>,
    pub(crate) constraint: Option<Constraint>,
    pub(crate) calendar: Option<CalendarId>,
    pub(crate) interruptible: bool,
    pub(crate) planned_start: Option<DateTime>,
    pub(crate) planned_finish: Option<DateTime>,
}

/// A link as it was found, between two tasks by their indexes.
#[derive(Debug, Clone)]
pub(crate) struct Tie {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) line: u32,
    pub(crate) quote: String,
    pub(crate) link_type: LinkType,
    pub(crate) dependency: Dependency,
    pub(crate) lag: i32,
    pub(crate) lag_kind: LagKind,
    pub(crate) kind: OriginKind,
}

/// A reference to a task that is not in the text.
#[derive(Debug, Clone)]
pub(crate) struct Loose {
    /// The task that waits, by its index.
    pub(crate) task: u32,
    pub(crate) name: String,
    pub(crate) line: u32,
    pub(crate) quote: String,
    /// It is part of the other; otherwise it waits for it.
    pub(crate) part: bool,
}

impl Tie {
    /// `from` finishes before `to` starts, as the text says on this line.
    pub(crate) fn stated(from: u32, to: u32, line: u32, quote: &str) -> Self {
        let quote = quote.to_owned();
        Self {
            from,
            to,
            line,
            quote,
            link_type: LinkType::Blocks,
            dependency: Dependency::FinishToStart,
            lag: 0,
            lag_kind: LagKind::Working,
            kind: OriginKind::Stated,
        }
    }
}

impl Draft {
    /// Rewrites every text that the document holds.
    pub(crate) fn rewrite(&mut self, rewritten: &dyn Fn(&str) -> String) {
        let each = |text: &mut String| *text = rewritten(text);
        [&mut self.title, &mut self.summary].into_iter().flatten().for_each(each);
        for task in &mut self.tasks {
            let rest = [&mut task.description, &mut task.key].into_iter().flatten();
            [&mut task.title, &mut task.quote].into_iter().chain(rest).for_each(each);
            task.criteria.iter_mut().for_each(each);
            task.assignees = task.assignees.iter().map(|name| rewritten(name)).collect();
            task.labels = task.labels.iter().map(|label| rewritten(label)).collect();
        }
        self.ties.iter_mut().for_each(|tie| each(&mut tie.quote));
        self.loose.iter_mut().for_each(|l| [&mut l.name, &mut l.quote].into_iter().for_each(each));
        self.warnings.iter_mut().for_each(|warning| each(&mut warning.text));
    }
}

/// What begins on this line does not end: the rest of the text may be missing.
pub(crate) fn cut_short(line: u32) -> Warning {
    let text = "what begins here does not end: the text may be cut short; it was read as far as it goes";
    Warning::at("document-cut", line, text)
}

/// Makes the patch.
pub(crate) fn finish(mut draft: Draft, source: &Source<'_>, mint: &mut dyn FnMut() -> u128) -> Reading {
    let mut warnings = std::mem::take(&mut draft.warnings);
    let exact = draft.exact;
    if !exact {
        flatten(&mut draft.tasks, &mut warnings);
    }
    let deepest = depths(&draft.tasks).into_iter().max().unwrap_or(0);
    let mut patch = source.patch(mint);
    let mut meta = MetaChange {
        title: match draft.title.take() {
            title if exact => title,
            title => Some(named(title.as_deref().unwrap_or_default(), source)),
        },
        ..MetaChange::default()
    };
    meta.summary = draft.summary.take().map(Some);
    meta.start = draft.start.filter(|s| exact || draft.deadline.is_none_or(|d| *s <= d)).map(Some);
    meta.deadline = draft.deadline.map(Some);
    if deepest > source.depth_limit {
        meta.depth_limit = Some(deepest);
        let limit = source.depth_limit;
        warnings.push(Warning::new(
            "depth-limit-raised",
            format!("the depth limit was raised from {limit} to {deepest}, the depth of the document"),
        ));
    }
    patch.meta = meta;
    if let Some(deadline) = draft.deadline.filter(|d| *d < source.today) {
        warnings.push(Warning::new("date-in-the-past", format!("the deadline {deadline} is in the past")));
    }
    let mut ties = std::mem::take(&mut draft.ties);
    if !exact {
        duplicates(&draft.tasks, &mut warnings);
        ties = sound(&draft.tasks, ties, &mut warnings);
    }
    let ids: Vec<TaskId> =
        draft.tasks.iter().map(|t| t.id.unwrap_or_else(|| TaskId::from_bits(mint()))).collect();
    let mut places: HashMap<Option<u32>, i64> = HashMap::new();
    let parents: HashSet<u32> = draft.tasks.iter().filter_map(|t| t.parent).collect();
    for (i, mut sketch) in draft.tasks.into_iter().enumerate() {
        let place = places.entry(sketch.parent).or_insert(0);
        *place += POSITION_STEP;
        let position = *place;
        let summary = parents.contains(&(i as u32));
        if !exact {
            mend(&mut sketch, summary, source, &mut warnings);
        }
        let parent = sketch.parent.map(|p| ids[p as usize]);
        patch.create_task(task(sketch, ids[i], parent, position, source));
    }
    for tie in ties {
        let mut link = Link::blocks(LinkId::from_bits(mint()), ids[tie.from as usize], ids[tie.to as usize]);
        link.link_type = tie.link_type;
        link.dependency = tie.dependency;
        link.lag = tie.lag;
        link.lag_kind = tie.lag_kind;
        link.origin = Some(origin(tie.kind, source, tie.line, &tie.quote));
        patch.create_link(link);
    }
    let calendars: HashSet<CalendarId> = draft.means.calendars.iter().map(|c| c.id).collect();
    std::mem::take(&mut draft.means).create(&ids, &mut patch, &mut warnings);
    for task in patch.tasks.values_mut() {
        if let Op::Create(task) = task {
            task.calendar = task.calendar.filter(|id| calendars.contains(id));
        }
    }
    let end = |l: Loose| {
        let Loose { task, name, line, quote, part } = l;
        LooseEnd { task: ids[task as usize], name, line, quote, part }
    };
    let loose = draft.loose.into_iter().map(end).collect();
    Reading { patch, questions: draft.questions, warnings: tell(warnings), loose }
}

fn task(sketch: Sketch, id: TaskId, parent: Option<TaskId>, position: i64, source: &Source<'_>) -> Task {
    let mut task = Task::new(id, sketch.title);
    task.parent = parent;
    task.position = position;
    task.description = sketch.description;
    task.kind = if sketch.milestone { Kind::Milestone } else { Kind::Task };
    task.status = sketch.status.unwrap_or(Status::Todo);
    task.archived = sketch.archived;
    task.priority = sketch.priority;
    let confidence = sketch.confidence;
    if let Some(Effort { low, likely, high }) = sketch.effort {
        task.effort = Some(likely);
        task.estimate = (low > 0 && low < high).then_some(Estimate { low, likely, high, confidence });
    }
    task.actual = sketch.actual;
    task.duration = sketch.timing.duration;
    task.remaining = sketch.timing.remaining;
    task.constraint = sketch.timing.constraint;
    task.calendar = sketch.timing.calendar;
    task.interruptible = sketch.timing.interruptible;
    (task.planned_start, task.planned_finish) = (sketch.timing.planned_start, sketch.timing.planned_finish);
    task.start = sketch.start;
    task.due = sketch.due;
    task.assignees = sketch.assignees;
    task.labels = sketch.labels;
    task.acceptance_criteria = sketch.criteria;
    task.source_key = sketch.key;
    task.external_ids = sketch.external;
    task.metadata = sketch.metadata;
    task.origin = Some(origin(OriginKind::Imported, source, sketch.line, &sketch.quote));
    task
}

fn origin(kind: OriginKind, source: &Source<'_>, line: u32, quote: &str) -> Origin {
    let quote: String = quote.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    Origin {
        kind,
        source: source.name.map(ToOwned::to_owned),
        line: Some(line).filter(|l| *l > 0),
        quote: Some(quote).filter(|q| !q.is_empty()),
    }
}

/// As much of a line as is quoted: what is quoted often must not be long.
pub(crate) fn opening(line: &str) -> &str {
    line.char_indices().nth(200).map_or(line, |(at, _)| &line[..at])
}

/// The beginning of a title, for a message.
pub(crate) fn start_of(title: &str) -> String {
    match title.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title.to_owned(),
    }
}

/// Of each kind of warning the first few, then how many more there are.
pub(crate) fn tell(warnings: Vec<Warning>) -> Vec<Warning> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut told = Vec::new();
    let mut order: Vec<String> = Vec::new();
    for warning in warnings {
        let count = counts.entry(warning.code.clone()).or_insert_with(|| {
            order.push(warning.code.clone());
            0
        });
        *count += 1;
        if *count <= TOLD {
            told.push(warning);
        }
    }
    for code in order {
        let more = counts.get(&code).copied().unwrap_or(0).saturating_sub(TOLD);
        if more > 0 {
            told.push(Warning::new(code.clone(), format!("{more} more warnings of this kind ({code})")));
        }
    }
    told
}
