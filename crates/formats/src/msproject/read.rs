//! The rows of a project judged: which is a task and below which, what it states and what was only computed. Must never
//! read a roll-up as an effort, nor drop what it cannot carry without a word.

use std::collections::{BTreeMap, HashMap, HashSet};

use planwright_domain::{
    Assignment, Baseline, BaselineId, BaselineTask, Dependency, LagKind, Status, Value, Warning, WorkingDays,
};
use planwright_phrases::clean;
use planwright_phrases::duration::Effort;

use super::calendars::{self, Judged};
use super::people::{self, People};
use super::row::{Link, Row, Rows};
use super::{document, own, timing};
use crate::carries::records;
use crate::counts::Counts;
use crate::draft::{self, Draft, Sketch, Tie, start_of};
use crate::means::Means;
use crate::{ReadError, Reading, Source, decode, priority, terms};

/// Reads a project.
pub(crate) fn read(
    bytes: &[u8],
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let (text, mut warnings) = match std::str::from_utf8(bytes) {
        Ok(text) if clean::is_blank(text) => return Err(ReadError::Empty),
        Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), Vec::new()),
        Err(_) => decode(bytes).map(|d| (d.text, d.warnings))?,
    };
    let mut rows = Rows::default();
    let damage = document::walk(&text, &mut rows);
    if let Some((line, what)) = damage {
        if rows.tasks.is_empty() {
            let message = format!("expected a project in XML, but the document is damaged: {what}");
            return Err(ReadError::Syntax { line, message });
        }
        let text = format!("the document is damaged here ({what}); what stands behind was left out");
        warnings.push(Warning::at("document-cut", line, text));
    }
    let mut plan = Plan { ours: rows.author == own::AUTHOR, rows, counts: Counts::default(), warnings };
    let used: HashSet<i64> = plan.rows.tasks.iter().filter_map(|row| row.calendar).collect();
    let named = plan.rows.resources.iter().filter_map(|row| row.calendar);
    let used = used.into_iter().chain(named).collect();
    let mut calendars = calendars::judge(&plan.rows.calendars, plan.rows.calendar, &used, plan.ours, mint);
    calendars.unstate(plan.unstated());
    let people = people::judge(&plan.rows, &calendars, plan.ours, mint);
    let days = calendars.days;
    let draft = plan.draft(source, calendars, people, mint)?;
    let minutes = plan.rows.minutes_per_day.or(days.map(|d| d.1)).filter(|m| (1..=1440).contains(m));
    let mut reading = draft::finish(draft, source, mint);
    let usual = WorkingDays::MONDAY_TO_FRIDAY;
    reading.patch.meta.working_days = days.map(|d| d.0).filter(|days| *days != usual);
    reading.patch.meta.minutes_per_day = minutes.filter(|m| *m != source.day.minutes_per_day);
    Ok(reading)
}

struct Plan {
    rows: Rows,
    /// It was written here: what it does not state, it does not say.
    ours: bool,
    counts: Counts,
    warnings: Vec<Warning>,
}

impl Plan {
    /// The numbers of the calendars whose hours nobody stated.
    fn unstated(&self) -> impl Iterator<Item = i64> {
        let whole = self.rows.tasks.first().filter(|row| self.ours && is_whole(row));
        let values = whole.into_iter().flat_map(|row| &row.values);
        let lines = values.filter(|(number, _)| number == own::UNSTATED.0).flat_map(|(_, text)| text.lines());
        lines.filter_map(|line| line.trim().parse().ok())
    }

    fn draft(
        &mut self,
        source: &Source<'_>,
        calendars: Judged,
        mut people: People,
        mint: &mut dyn FnMut() -> u128,
    ) -> Result<Draft, ReadError> {
        let mut draft = Draft { start: self.rows.start, ..Draft::default() };
        let mut rows = std::mem::take(&mut self.rows.tasks);
        let whole = rows.first().filter(|r| is_whole(r)).cloned();
        if let Some(whole) = &whole {
            rows.remove(0);
            draft.deadline = whole.deadline;
        }
        draft.title = self.title(whole.as_ref(), source);
        let notes = whole.map(|w| self.words(&w.notes)).filter(|n| !n.trim().is_empty());
        draft.summary =
            notes.or_else(|| Some(self.rows.subject.clone()).filter(|s| !s.is_empty() && !self.ours));
        rows.retain(|r| !r.null);
        let (kept, parents) = tree(rows);
        if kept.is_empty() {
            return Err(ReadError::NoTasks);
        }
        let summaries: HashSet<u32> = parents.iter().flatten().copied().collect();
        let mut computed = 0;
        for (i, row) in kept.iter().enumerate() {
            let summary = summaries.contains(&(i as u32)) || (row.summary && !self.ours);
            let share = uid(row).and_then(|uid| people.shares.get(&uid)).copied();
            let mut sketch = self.sketch(row, summary, share, &mut computed);
            self.timing(row, summary, &mut sketch, &calendars);
            sketch.parent = parents[i];
            if let Some(names) = uid(row).and_then(|uid| people.names.remove(&uid)) {
                sketch.assignees = names;
            }
            draft.tasks.push(sketch);
        }
        if computed > 0 {
            let text = format!(
                "no deadline is stated for {computed} tasks; the days on which they finish were taken as due dates"
            );
            self.warnings.push(Warning::new("finish-as-due", text));
        }
        self.ties(&kept, &mut draft);
        self.count_rest(&calendars, &people);
        draft.means = means(&kept, calendars, people, mint);
        draft.warnings = std::mem::take(&mut self.warnings);
        draft.warnings.extend(std::mem::take(&mut self.counts).warnings());
        Ok(draft)
    }

    fn title(&self, whole: Option<&Row>, source: &Source<'_>) -> Option<String> {
        let file = |name: &str| {
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let bare = [".xml", ".mpp", ".mpt", ".pod", ".gan"].iter().find_map(|e| name.strip_suffix(e));
            bare.unwrap_or(name).to_owned()
        };
        let names = [
            Some(self.rows.title.clone()),
            whole.map(|w| w.name.clone()),
            Some(file(&self.rows.name)),
            source.name.map(file),
        ];
        names.into_iter().flatten().find(|n| !n.trim().is_empty())
    }

    /// A task; `share` is how much of people it has, and their work on it.
    fn sketch(&mut self, row: &Row, summary: bool, share: Option<(f64, u32)>, computed: &mut u32) -> Sketch {
        let mut sketch = Sketch {
            line: row.line,
            quote: row.name.trim().to_owned(),
            title: row.name.clone(),
            status: status(row),
            priority: row.priority.and_then(|p| priority::read(f64::from(p))),
            description: Some(self.words(&row.notes)).filter(|n| !n.is_empty()),
            due: row.deadline,
            key: uid(row).filter(|_| !self.ours).map(|uid| uid.to_string()),
            ..Sketch::default()
        };
        if !summary {
            // A written project says no effort where there is none.
            let none = self.ours && row.work == Some(0) && row.kind == Some(1);
            let (units, shared) = share.filter(|_| !self.ours).unwrap_or((1.0, 0));
            let worked = |minutes: u32| (f64::from(minutes) * units).round() as u32;
            let stated = row.work.filter(|w| *w > 0).or(Some(shared).filter(|w| *w > 0));
            let work = stated.or(row.duration.map(worked)).filter(|w| *w > 0 && !none);
            let marked = row.milestone.unwrap_or(row.duration == Some(0));
            sketch.effort = work.map(Effort::exactly);
            sketch.milestone = marked && work.is_none() && !none;
            sketch.actual = row.actual;
        }
        if !self.ours {
            timing::constraint(row, self.rows.day, &mut sketch);
        } else if row.values.iter().all(|(number, _)| number != own::CONSTRAINT.0) {
            sketch.start = row.constraint_date;
        }
        if sketch.due.is_none() && !summary && !self.ours && row.finish.is_some() {
            sketch.due = row.finish;
            *computed += 1;
        }
        for (number, value) in &row.values {
            self.value(number, value, &mut sketch);
        }
        for (name, value) in [("link", &row.address), ("contact", &row.contact)] {
            if !value.is_empty() {
                sketch.metadata.insert(name.to_owned(), Value::Text(value.clone()));
            }
        }
        for (kind, is) in [
            ("recurrence", row.recurring),
            ("subproject", row.subproject),
            ("task of another project", row.external),
            ("cost of a task", row.cost),
        ] {
            if is {
                self.count(kind, row.line);
            }
        }
        sketch
    }

    /// A field that the project added: one of ours, or something to keep beside the task.
    fn value(&self, number: &str, value: &str, sketch: &mut Sketch) {
        if value.trim().is_empty() {
            return;
        }
        let name = self.rows.fields.get(number).map_or(number, String::as_str);
        let lines = || value.lines().map(str::to_owned);
        let amount = value.trim().parse().ok();
        if name == own::KEY.2 {
            sketch.key = Some(value.to_owned());
        } else if name == own::STATUS.2 && Status::from_word(value).is_some() {
            sketch.status = Status::from_word(value);
        } else if name == own::EFFORT.2 && amount.is_some() {
            sketch.effort = amount.map(Effort::exactly);
        } else if name == own::SPENT.2 && amount.is_some() {
            sketch.actual = amount;
        } else if name == own::LABELS.2 && self.ours {
            sketch.labels.extend(lines());
        } else if name == own::LABELS.2 {
            sketch
                .labels
                .extend(value.split([',', ';', '\n']).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()));
        } else if name == own::CRITERIA.2 {
            sketch.criteria.extend(lines());
        } else if self.ours && name == own::START.2 {
            sketch.start = value.trim().parse().ok();
        } else if self.ours && name == own::CONSTRAINT.2 {
            sketch.timing.constraint = terms::read_constraint(value);
        } else if self.ours && name == own::PLANNED.2 {
            terms::read_planned(value, &mut sketch.timing);
        } else if self.ours && name == own::DURATION.2 {
            sketch.timing.duration = amount;
        } else if self.ours && name == own::SPLIT.2 {
            sketch.timing.interruptible = true;
        } else if !name.is_empty() {
            sketch.metadata.insert(name.to_lowercase(), Value::Text(value.to_owned()));
        }
    }

    fn ties(&mut self, rows: &[Row], draft: &mut Draft) {
        let mut places: HashMap<i64, u32> = HashMap::with_capacity(rows.len());
        for (i, row) in rows.iter().enumerate() {
            if let Some(uid) = uid(row) {
                places.entry(uid).or_insert(i as u32);
            }
        }
        for (i, row) in rows.iter().enumerate() {
            for link in &row.links {
                if link.cross {
                    self.count("link to another project", link.line);
                    continue;
                }
                let Some(from) = link.from.and_then(|uid| places.get(&uid)).copied() else {
                    let title = start_of(row.name.trim());
                    let uid = link.from.map_or_else(|| "none".to_owned(), |uid| uid.to_string());
                    let text = format!(
                        "the predecessor {uid} of \"{title}\" is not in the document; no link was made"
                    );
                    self.warnings.push(Warning::at("unknown-reference", link.line, text));
                    continue;
                };
                draft.ties.push(tie(link, from, i as u32, &rows[from as usize]));
            }
        }
    }

    /// How long a task takes, what is left of it, and when it is planned.
    fn timing(&mut self, row: &Row, summary: bool, sketch: &mut Sketch, calendars: &Judged) {
        sketch.timing.calendar = row.calendar.and_then(|uid| calendars.by_uid.get(&uid).copied().flatten());
        if self.ours {
            sketch.timing.remaining = row.remaining;
        } else if !summary {
            timing::of(row, sketch);
        }
        let stated = row.work.is_some_and(|work| work > 0 || self.ours) && row.kind == Some(1);
        if stated && !summary {
            sketch.timing.duration = row.duration.filter(|minutes| *minutes > 0);
        }
    }

    fn count_rest(&mut self, calendars: &Judged, people: &People) {
        let rates = self.rows.resources.iter().filter(|r| r.rated).count() as u32;
        for (kind, count) in [
            ("calendar without exceptions that nothing uses", calendars.unused),
            ("exception of another kind", calendars.odd),
            ("working week of a calendar", calendars.weeks),
            ("material or cost of a task", people.things),
            ("rate", rates),
        ] {
            self.counts.many(kind, count as usize, 0);
        }
    }

    fn count(&mut self, kind: &'static str, line: u32) {
        self.counts.add(kind, line);
    }

    /// Notes as plain text.
    fn words(&self, notes: &str) -> String {
        if self.ours { notes.to_owned() } else { super::notes::plain(notes) }
    }
}

/// Calendars, people and baselines, tied to the tasks by their places.
fn means(rows: &[Row], calendars: Judged, people: People, mint: &mut dyn FnMut() -> u128) -> Means {
    let mut places: HashMap<i64, u32> = HashMap::with_capacity(rows.len());
    let mut baselines: BTreeMap<usize, Vec<(u32, BaselineTask)>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        uid(row).into_iter().for_each(|uid| {
            places.entry(uid).or_insert(i as u32);
        });
        for (number, planned) in timing::baselines(row) {
            baselines.entry(number).or_default().push((i as u32, planned));
        }
    }
    let place = |(task, assignment): (i64, Assignment)| Some((*places.get(&task)?, assignment));
    let named = |(number, tasks)| {
        let id = BaselineId::from_bits(mint());
        (Baseline::new(id, records::baseline_name(number)), tasks)
    };
    Means {
        calendar: calendars.of_project,
        calendars: calendars.calendars,
        resources: people.resources,
        assignments: people.assignments.into_iter().filter_map(place).collect(),
        baselines: baselines.into_iter().map(named).collect(),
    }
}

/// Whether a row stands for the project as a whole.
fn is_whole(row: &Row) -> bool {
    let zero = row.uid == Some(0) || (row.uid.is_none() && row.id == Some(0));
    zero && row.level.unwrap_or(0) == 0 && matches!(row.number.as_str(), "" | "0")
}

fn uid(row: &Row) -> Option<i64> {
    row.uid.or(row.id)
}

/// The rows that are tasks, each with its summary task: the nearest row before it that stands further out. A row without
/// a name is none; what stands below it moves up.
fn tree(rows: Vec<Row>) -> (Vec<Row>, Vec<Option<u32>>) {
    let mut open: Vec<(u32, u32)> = Vec::new();
    let (mut kept, mut parents) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in rows {
        let dots = row.number.matches('.').count() as u32 + 1;
        let level = row.level.unwrap_or(if row.number.is_empty() { 1 } else { dots });
        let is_task = !row.name.trim().is_empty();
        if !is_task && row.level.is_none() {
            continue;
        }
        while open.last().is_some_and(|(outer, _)| *outer >= level) {
            open.pop();
        }
        if is_task {
            parents.push(open.last().map(|(_, parent)| *parent));
            open.push((level, kept.len() as u32));
            kept.push(row);
        }
    }
    (kept, parents)
}

fn status(row: &Row) -> Option<Status> {
    let percent = row.percent.unwrap_or(0.0);
    if row.inactive {
        return Some(Status::Cancelled);
    }
    if percent >= 100.0 || row.finished {
        return Some(Status::Done);
    }
    let begun = percent > 0.0 || row.percent_work.is_some_and(|p| p > 0.0) || row.begun;
    begun.then_some(Status::InProgress)
}

fn tie(link: &Link, from: u32, to: u32, before: &Row) -> Tie {
    let dependency = match link.kind {
        Some(0) => Dependency::FinishToFinish,
        Some(2) => Dependency::StartToFinish,
        Some(3) => Dependency::StartToStart,
        _ => Dependency::FinishToStart,
    };
    // Percentages are of the predecessor's duration; the even formats count every hour of the day.
    let lag = match link.format {
        19 | 20 | 51 | 52 => i64::from(before.duration.unwrap_or(0)).saturating_mul(link.lag) / 100,
        _ => (link.lag as f64 / 10.0).round() as i64,
    };
    let lag = i32::try_from(lag).unwrap_or(i32::MAX);
    let elapsed = link.format != 0 && link.format.is_multiple_of(2);
    let lag_kind = if elapsed && lag != 0 { LagKind::Elapsed } else { LagKind::Working };
    let quote = format!("predecessor \"{}\"", start_of(before.name.trim()));
    Tie { dependency, lag, lag_kind, ..Tie::stated(from, to, link.line, &quote) }
}
