//! A patch as rows to read: what comes into being, changes and ceases to be, in the tree it happens to, with the summary
//! tasks above for context. It shows every operation that means something and none that does not.

use std::collections::HashMap;

use planwright::domain::{
    Change, IdMap, IdSet, Kind, Link, LinkOp, LinkType, Op, OriginKind, Patch, Project, Rollup, Task, TaskId,
    roll_up,
};

use super::change::Terms;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::marks::{CRITICAL, MILESTONE, STATED, UNSTATED};
use super::names::Codes;
use super::outlook::Outlook;
use super::people;
use super::text::{harmless, harmless_cow};
use super::ties::{Ties, how, is_implied, said};
use super::words::{Dates, count, effort};

const COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 1, side: Side::Flex },
    Column { gap: 1, side: Side::Left },
    Column { gap: 1, side: Side::Right },
    Column { gap: 3, side: Side::Left },
];
const DAYS: usize = 4;
const STEPS: &[Step] = &[Step::Shorten(DAYS), Step::TailBelow, Step::Drop(DAYS)];

/// Two states of a project and what leads from one to the other.
pub(super) struct Difference<'a> {
    before: &'a Project,
    after: &'a Project,
    patch: &'a Patch,
    outlook: Option<&'a Outlook>,
    dates: Dates,
    codes_before: Codes,
    codes: Codes,
    rollups: IdMap<TaskId, Rollup>,
    ties: Ties<'a>,
    /// What is said below a task that was there before; a task is in here if anything of it changed.
    changes: IdMap<TaskId, Vec<Cell<'a>>>,
    /// Whether the plan comes from more than one document.
    several_documents: bool,
}

/// What the rows have in them that a reader may want explained.
#[derive(Debug, Default)]
pub(super) struct Legend {
    pub(super) critical: bool,
    pub(super) milestones: bool,
    pub(super) stated: Stated,
    pub(super) order: Stated,
}

/// How much of what is new somebody stated. Whichever is rarer is marked, and what holds for all is said once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stated {
    /// All of it, or there is nothing.
    #[default]
    All,
    /// At least half.
    Most,
    /// Less than half.
    Some,
    /// Nothing.
    None,
}

impl Stated {
    fn of(stated: impl Iterator<Item = bool>) -> Self {
        let (mut yes, mut no) = (0, 0);
        stated.for_each(|stated| if stated { yes += 1 } else { no += 1 });
        match (yes, no) {
            (_, 0) => Self::All,
            (0, _) => Self::None,
            (yes, no) if yes >= no => Self::Most,
            _ => Self::Some,
        }
    }
}

fn several_documents(project: &Project) -> bool {
    let imported =
        project.tasks().filter_map(|t| t.origin.as_ref()).filter(|o| o.kind == OriginKind::Imported);
    let mut sources = imported.filter_map(|o| o.source.as_deref());
    sources.next().is_some_and(|first| sources.any(|other| other != first))
}

impl<'a> Difference<'a> {
    /// Looks at both states once. Planned dates are those of `outlook`.
    pub(super) fn of(
        before: &'a Project,
        after: &'a Project,
        patch: &'a Patch,
        outlook: Option<&'a Outlook>,
        dates: Dates,
    ) -> Self {
        let (codes_before, codes) = (Codes::of(before), Codes::of(after));
        let ties = Ties::of(after, &codes);
        let rollups = roll_up(after);
        let mut found = Self {
            before,
            after,
            patch,
            outlook,
            dates,
            codes_before,
            codes,
            rollups,
            ties,
            changes: IdMap::default(),
            several_documents: several_documents(after),
        };
        found.changes = found.changed();
        found
    }

    /// The roll-ups of the project after the change.
    pub(super) fn rollups(&self) -> &IdMap<TaskId, Rollup> {
        &self.rollups
    }

    /// The new values of the project's own fields, one line each.
    pub(super) fn meta(&self) -> Vec<String> {
        self.terms().meta(self.before.meta(), &self.patch.meta)
    }

    /// What happens to calendars, people, assignments and baselines, one line each.
    pub(super) fn beside(&self, crew: Option<&Project>) -> Vec<people::Line> {
        people::changes(self.before, self.after, crew, self.patch, self.dates)
    }

    /// What happens, in numbers: `3 tasks added, 1 changed, 2 links added`.
    pub(super) fn summary(&self) -> String {
        let (mut links, mut gone) = (0, 0);
        for op in self.patch.links.values() {
            match op {
                Op::Create(_) => links += 1,
                Op::Delete => gone += 1,
                Op::Update(_) => {}
            }
        }
        let created = self.patch.created_tasks().count();
        let deleted = self.deleted().count();
        let mut parts = Vec::new();
        for (n, word) in [(created, "added"), (self.changes.len(), "changed"), (deleted, "removed")] {
            if n > 0 {
                let n = if parts.is_empty() { count(n, "task") } else { n.to_string() };
                parts.push(format!("{n} {word}"));
            }
        }
        for (at, (n, word)) in
            [(links, "added"), (gone, "removed")].into_iter().filter(|(n, _)| *n > 0).enumerate()
        {
            let n = if at == 0 { count(n, "link") } else { n.to_string() };
            parts.push(format!("{n} {word}"));
        }
        parts.join(", ")
    }

    /// The rows and what is in them.
    pub(super) fn grid(&self) -> (Grid<'_>, Legend) {
        let new_links = self.patch.created_links().filter(|l| l.link_type == LinkType::Blocks);
        let mut legend = Legend {
            stated: Stated::of(self.patch.created_tasks().map(is_stated)),
            order: Stated::of(new_links.map(|l| !is_implied(l))),
            ..Legend::default()
        };
        let mut rows = Vec::new();
        let shown = self.shown();
        let removed = self.removed_children();
        let children = |parent: Option<TaskId>| {
            let mut all: Vec<&Task> = self.after.children(parent).filter(|t| shown.contains(&t.id)).collect();
            if let Some(gone) = removed.get(&parent) {
                all.extend(gone);
                all.sort_by_key(|t| (t.position, t.id));
            }
            all.reverse();
            all
        };
        let mut waiting: Vec<(usize, &Task)> = children(None).into_iter().map(|t| (0, t)).collect();
        while let Some((depth, task)) = waiting.pop() {
            rows.push(self.row(task, depth, &mut legend));
            waiting.extend(children(Some(task.id)).into_iter().map(|t| (depth + 1, t)));
        }
        (Grid { columns: COLUMNS, steps: STEPS, whole: true, rows }, legend)
    }

    fn row(&self, task: &'a Task, depth: usize, legend: &mut Legend) -> Row<'_> {
        let removed = self.after.task(task.id).is_none();
        let codes = if removed { &self.codes_before } else { &self.codes };
        let new = !removed && self.before.task(task.id).is_none();
        let below = self.changes.get(&task.id);
        let (sign, meaning) = match (new, removed, below) {
            (true, ..) => ("+", Meaning::Added),
            (_, true, _) => ("-", Meaning::Removed),
            (.., Some(_)) => ("~", Meaning::Changed),
            _ => ("", Meaning::Muted),
        };
        let summary = !removed && self.after.is_summary(task.id);
        let title_meaning = match meaning {
            Meaning::Removed | Meaning::Muted => meaning,
            _ if summary => Meaning::Heading,
            _ => Meaning::Plain,
        };
        let mut row = Row {
            cells: vec![Cell::new(sign, meaning), Cell::new(harmless_cow(&task.title), title_meaning)],
            indent: depth * 2,
            lead: codes.get(task.id).into(),
            ..Row::default()
        };
        if removed {
            let minutes = task.effort.map(|m| effort(u64::from(m), self.per_day()));
            row.cells.extend([Cell::empty(), Cell::new(minutes.unwrap_or_default(), meaning), Cell::empty()]);
        } else if meaning == Meaning::Muted {
            row.cells.extend([Cell::empty(), Cell::empty(), Cell::empty()]);
        } else {
            self.fill(task, new, summary, &mut row, legend);
        }
        row.below = below.cloned().unwrap_or_default();
        row
    }

    /// Marks, effort, planned dates, predecessors and due date of a task that is there after the change.
    fn fill(&self, task: &'a Task, new: bool, summary: bool, row: &mut Row<'_>, legend: &mut Legend) {
        let rollup = self.rollups.get(&task.id);
        let (marks, meaning) = self.marks(task, new, legend);
        row.cells.push(Cell::new(marks, meaning));
        let unknown =
            !summary && task.kind == Kind::Task && task.effort.is_none() && !task.status.is_closed();
        row.cells.push(match rollup {
            _ if unknown => Cell::new("?", Meaning::Warning),
            Some(r) if r.effort > 0 => Cell::plain(effort(r.effort, self.per_day())),
            _ => Cell::empty(),
        });
        let closed = rollup.is_some_and(|r| r.status.is_closed());
        row.cells.push(match self.outlook.filter(|_| !closed && !unknown).and_then(|o| o.days(task)) {
            Some((from, to)) => {
                let cell = Cell::new(self.dates.range(from, to), Meaning::Plain);
                cell.or(self.dates.short_range(from, to))
            }
            None => Cell::empty(),
        });
        if new {
            // Of what was there before only the links that change are told, below.
            let apart = legend.order != Stated::None;
            if let Some(after) = self.ties.after(task.id, &self.codes, self.per_day(), apart) {
                row.tail.push(Cell::new(after, Meaning::Muted));
            }
            let remarks = self.ties.remarks(task.id, &self.codes);
            row.tail.extend(remarks.into_iter().map(|r| Cell::new(r, Meaning::Muted)));
            row.tail.extend(self.place(task).map(|place| Cell::new(place, Meaning::Muted)));
        }
        let Some(due) = task.due else { return };
        match self.outlook.and_then(|o| o.missed(task)) {
            Some(missed) => {
                let text = format!("due {} is {missed}", self.dates.day(due));
                row.tail.push(Cell::new(text, Meaning::Warning));
            }
            // The project's deadline is said above, and what changed of a task is said below it.
            None if !new || Some(due) == self.after.meta().deadline => {}
            None => row.tail.push(Cell::plain(format!("due {}", self.dates.day(due)))),
        }
    }

    /// Where a task of a document stands in it; with the file's name where the documents are several.
    fn place(&self, task: &Task) -> Option<String> {
        let origin = task.origin.as_ref().filter(|o| o.kind == OriginKind::Imported)?;
        let line = origin.line?;
        let file = origin.source.as_deref().filter(|_| self.several_documents);
        Some(file.map_or_else(|| format!("line {line}"), |file| format!("{}:{line}", harmless(file))))
    }

    fn marks(&self, task: &Task, new: bool, legend: &mut Legend) -> (String, Meaning) {
        let (mut marks, mut meaning) = (String::new(), Meaning::Muted);
        if self.outlook.is_some_and(|o| o.is_critical(task)) {
            legend.critical = true;
            marks.push(CRITICAL);
            meaning = Meaning::Critical;
        }
        if task.kind == Kind::Milestone {
            legend.milestones = true;
            marks.push(MILESTONE);
        }
        match (legend.stated, is_stated(task)) {
            (Stated::Most, false) if new => marks.push(UNSTATED),
            (Stated::Some, true) if new => marks.push(STATED),
            _ => {}
        }
        (marks, meaning)
    }

    /// What changed of tasks that are there before and after: fields, and links that lead to them.
    fn changed(&self) -> IdMap<TaskId, Vec<Cell<'a>>> {
        let mut found: IdMap<TaskId, Vec<Cell<'a>>> = IdMap::default();
        let terms = self.terms();
        for (id, op) in &self.patch.tasks {
            if let (Op::Update(change), Some(old)) = (op, self.before.task(*id)) {
                let lines = terms.task(old, change);
                if !lines.is_empty() {
                    found.insert(*id, lines.into_iter().map(|l| Cell::new(l, Meaning::Changed)).collect());
                }
            }
        }
        for (id, op) in &self.patch.links {
            for (to, cell) in self.link_lines(self.before.link(*id), op) {
                if self.before.task(to).is_some() && self.after.task(to).is_some() {
                    found.entry(to).or_default().push(cell);
                }
            }
        }
        found
    }

    fn link_lines(&self, old: Option<&Link>, op: &LinkOp) -> Vec<(TaskId, Cell<'a>)> {
        let per_day = self.per_day();
        let came = |link: &Link| {
            (link.to, Cell::new(format!("+ {}", said(link, &self.codes, per_day)), Meaning::Added))
        };
        let went = |link: &Link| {
            (link.to, Cell::new(format!("- {}", said(link, &self.codes_before, per_day)), Meaning::Removed))
        };
        match (op, old) {
            (Op::Create(new), _) => vec![came(new)],
            (Op::Delete, Some(old)) => vec![went(old)],
            (Op::Update(change), Some(old)) => {
                let mut new = old.clone();
                change.apply_to(&mut new);
                if (old.from, old.to, old.link_type) != (new.from, new.to, new.link_type) {
                    return vec![went(old), came(&new)];
                }
                let (was, is) = (how(old, per_day), how(&new, per_day));
                if was == is {
                    return Vec::new();
                }
                let usual = |how: &str| if how.is_empty() { "FS".to_owned() } else { how.trim().to_owned() };
                let text = format!("after {}: {} → {}", self.codes.name(new.from), usual(&was), usual(&is));
                vec![(new.to, Cell::new(text, Meaning::Changed))]
            }
            _ => Vec::new(),
        }
    }

    /// Every task that has a row of its own.
    fn shown(&self) -> IdSet<TaskId> {
        let mut shown: IdSet<TaskId> = IdSet::default();
        let created = self.patch.created_tasks().map(|t| t.id);
        let homes = self.deleted().filter_map(|t| t.parent);
        let mut add = |id: TaskId| {
            if shown.insert(id) {
                for above in self.after.ancestors(id) {
                    if !shown.insert(above.id) {
                        break;
                    }
                }
            }
        };
        created.chain(homes).chain(self.changes.keys().copied()).for_each(&mut add);
        shown
    }

    /// What ceases to be, under what it was; at the top where that is nowhere to be seen.
    fn removed_children(&self) -> HashMap<Option<TaskId>, Vec<&'a Task>> {
        let mut found: HashMap<Option<TaskId>, Vec<&'a Task>> = HashMap::new();
        let seen = |id: &TaskId| {
            self.after.task(*id).is_some() || matches!(self.patch.tasks.get(id), Some(Op::Delete))
        };
        for task in self.deleted() {
            found.entry(task.parent.filter(seen)).or_default().push(task);
        }
        found
    }

    fn deleted(&self) -> impl Iterator<Item = &'a Task> {
        let gone = self.patch.tasks.iter().filter(|(_, op)| matches!(op, Op::Delete));
        gone.filter_map(|(id, _)| self.before.task(*id))
    }

    fn terms(&self) -> Terms<'_> {
        Terms {
            before: &self.codes_before,
            after: &self.codes,
            dates: self.dates,
            per_day: self.per_day(),
            projects: [self.before, self.after],
        }
    }

    fn per_day(&self) -> u32 {
        self.after.meta().minutes_per_day
    }
}

/// Whether the task was in somebody's words.
fn is_stated(task: &Task) -> bool {
    !task.origin.as_ref().is_some_and(|o| matches!(o.kind, OriginKind::Added | OriginKind::Implied))
}
