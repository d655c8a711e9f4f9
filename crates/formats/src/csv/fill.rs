//! What the cells of a row say of its task. Must never drop a cell that says something: what has no field of its own is
//! kept beside the task, or told.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use planwright_domain::{Priority, Status, Value, Warning};
use planwright_phrases::clean;
use planwright_phrases::duration::{DayLength, Effort};

use super::cells::Row;
use super::columns::{Columns, Meaning as M, Tool};
use super::values::{self, Amount, plain};
use super::wiki;
use crate::day;
use crate::draft::{Sketch, start_of};
use crate::outline::{Unit, fold, percent_status, priority_word, status_word, words_of};
use crate::unread::Unread;

/// What programs call a milestone, folded, as `headings.words` has it.
static MILESTONES: LazyLock<Vec<&str>> =
    LazyLock::new(|| words_of(include_str!("headings.words"), "milestone"));

/// Longest text that is kept beside a task, in bytes.
const LONGEST_OTHER: usize = 500;
/// Most texts that are kept beside a task.
const MOST_OTHERS: usize = 24;

/// Reads the cells of rows.
pub(super) struct Filler<'a> {
    pub(super) columns: &'a Columns,
    pub(super) dates: &'a day::Reader,
    /// How the dates of columns are read that say so by themselves, by their places.
    own_dates: BTreeMap<usize, day::Reader>,
    pub(super) day: DayLength,
    /// Bare numbers are seconds, as the program writes them.
    pub(super) seconds: bool,
    /// Bare numbers of a duration are days, as the dates beside them show.
    in_days: bool,
    tally: Tally,
}

/// What could not be taken over, counted.
#[derive(Debug, Default)]
struct Tally {
    bare: u32,
    bare_at: u32,
    shares: u32,
    comments: u32,
    others: BTreeMap<String, u32>,
    states: BTreeMap<String, u32>,
    unread: Unread,
}

impl<'a> Filler<'a> {
    pub(super) fn new(columns: &'a Columns, rows: &[Row], dates: &'a day::Reader, day: DayLength) -> Self {
        // Jira and GitLab count seconds; a sheet made by hand in their form may count hours, which nobody can tell.
        let efforts = columns.all(|m| matches!(m, M::Effort(None) | M::Actual(None)));
        let bare = |row: &Row| {
            efforts.iter().filter_map(|i| values::number(plain(row.cell(*i)))).fold(0.0, f64::max)
        };
        let seconds = rows.iter().map(bare).fold(0.0, f64::max) >= 600.0;
        let dated = columns.all(|m| matches!(m, M::Start | M::Due { .. }));
        let own = |i: usize| Some((i, dates.of_column(rows.iter().map(|row| plain(row.cell(i))))?));
        let own_dates = dated.into_iter().filter_map(own).collect();
        let mut filler =
            Self { columns, dates, own_dates, day, seconds, in_days: false, tally: Tally::default() };
        filler.in_days = filler.counts_days(rows);
        filler
    }

    /// How the dates of a column are read.
    fn dates(&self, column: usize) -> &day::Reader {
        self.own_dates.get(&column).unwrap_or(self.dates)
    }

    /// Whether the durations without a unit are the days from the starts to the finishes beside them, weekends counted or not.
    fn counts_days(&self, rows: &[Row]) -> bool {
        let first = |which: fn(M) -> bool| self.columns.all(which).first().copied();
        let (Some(duration), Some(start), Some(due)) = (
            first(|m| m == M::Duration(None)),
            first(|m| m == M::Start),
            first(|m| matches!(m, M::Due { .. })),
        ) else {
            return false;
        };
        let (mut all, mut agree) = (0, 0);
        for row in rows.iter().take(2000) {
            let days = |column: usize| values::days(row.cell(column), self.dates(column));
            let number = values::number(plain(row.cell(duration))).filter(|n| *n >= 2.0);
            let (Some(number), Some((from, _)), Some((_, to))) = (number, days(start), days(due)) else {
                continue;
            };
            let (from, to) = (from.min(to), to.max(from));
            let span = from.until(to).map_or(0, |s| s.get_days()) + 1;
            // Of every seven days two are no working days; what is left over is at most a week.
            let working = (0..span % 7)
                .filter_map(|n| from.checked_add(jiff::Span::new().days(n)).ok())
                .filter(|d| d.weekday().to_monday_zero_offset() < 5)
                .count() as f64
                + f64::from(span / 7 * 5);
            all += 1;
            agree +=
                i32::from(number == f64::from(span) || number == f64::from(span - 1) || number == working);
        }
        agree >= 2 && agree * 10 >= all * 8
    }

    /// The sketch of a task from its row.
    pub(super) fn fill(&mut self, sketch: &mut Sketch, row: &Row, warnings: &mut Vec<Warning>) {
        sketch.line = row.line;
        let mut duration: Option<Effort> = None;
        let mut moment = false;
        let (mut low, mut high): (Option<Effort>, Option<Effort>) = (None, None);
        let mut planned = None;
        let mut said = Said::default();
        for (i, cell) in row.cells().take(self.columns.meanings.len()).enumerate() {
            let cell = plain(cell);
            if cell.is_empty() {
                continue;
            }
            match self.columns.meanings[i] {
                M::Title(_) if self.columns.tool == Tool::Todoist => {
                    // Labels stand behind an @ among the words.
                    let (words, labels): (Vec<&str>, Vec<&str>) =
                        sketch.title.split(' ').partition(|w| !w.starts_with('@') || w.len() < 2);
                    sketch.labels.extend(labels.iter().map(|l| l[1..].to_owned()));
                    sketch.title = words.join(" ");
                }
                M::Key => set(&mut sketch.key, cell),
                M::Kind | M::Milestone => self.kind(sketch, i, cell),
                M::Status => said.status(cell, self.dates),
                M::Category => said.category = said.category.or_else(|| values::category(cell)),
                M::Resolution => said.not_done |= values::not_done(cell),
                M::DoneFlag => said.done |= values::flag(cell) == Some(true),
                M::DoneOn => said.done |= values::days(cell, self.dates).is_some(),
                M::CancelledOn => said.cancelled |= values::days(cell, self.dates).is_some(),
                M::Archived => {
                    sketch.archived |=
                        values::flag(cell) == Some(true) || values::days(cell, self.dates).is_some();
                }
                M::Low(unit) => low = self.amount(cell, unit, sketch, row, warnings).or(low),
                M::High(unit) => high = self.amount(cell, unit, sketch, row, warnings).or(high),
                M::Progress => {
                    sketch.progress = sketch.progress.or_else(|| values::percent(cell));
                    said.progress(cell);
                }
                M::Priority => self.priority(sketch, cell),
                M::Owner => {
                    let (names, shares) = values::names(cell, self.columns.tool);
                    sketch.assignees.extend(names);
                    self.tally.shares += u32::from(shares);
                }
                M::Label => sketch.labels.extend(values::labels(cell, self.columns.tool)),
                M::Effort(unit) => match self.amount(cell, unit, sketch, row, warnings) {
                    Some(effort) => sketch.effort = sketch.effort.or(Some(effort)),
                    None => self.wordy(sketch, i, cell),
                },
                M::Duration(unit) => {
                    let unit = unit.or(self.in_days.then_some(Unit::Days));
                    match self.amount(cell, unit, sketch, row, warnings) {
                        Some(effort) => duration = duration.or(Some(effort)),
                        None => self.wordy(sketch, i, cell),
                    }
                    moment |= cell.starts_with('0')
                        && values::number(cell.trim_end_matches(|c: char| !c.is_ascii_digit())) == Some(0.0);
                }
                M::Actual(unit) => {
                    if let Some(effort) = self.amount(cell, unit, sketch, row, warnings) {
                        sketch.actual = sketch.actual.or(Some(effort.likely));
                    }
                }
                M::Start => {
                    let day = values::days(cell, self.dates(i)).map(|(first, _)| first);
                    sketch.start = sketch.start.or(day);
                    if day.is_none() {
                        self.unread(sketch, i, "start dates", cell);
                    }
                }
                M::Due { planned: by_plan } => {
                    if let Some((first, _)) = values::span(cell, self.dates(i)) {
                        sketch.start = sketch.start.or(Some(first));
                    }
                    if let Some((_, last)) = values::days(cell, self.dates(i)) {
                        let into = if by_plan { &mut planned } else { &mut sketch.due };
                        *into = into.or(Some(last));
                    } else {
                        self.unread(sketch, i, "due dates", cell);
                    }
                }
                M::Description => self.describe(sketch, cell),
                M::Criteria => sketch.criteria.extend(lines(cell)),
                M::Comment => self.tally.comments += 1,
                M::Other | M::Sprint => self.other(sketch, i, cell),
                _ => {}
            }
        }
        sketch.due = sketch.due.or(planned);
        sketch.effort = sketch.effort.filter(|e| e.likely > 0).or(duration);
        sketch.milestone |= moment && sketch.effort.is_none_or(|e| e.likely == 0);
        within(sketch, low, high);
        self.state(sketch, said);
    }

    /// The state that the cells of a row say together.
    fn state(&mut self, sketch: &mut Sketch, mut said: Said) {
        if said.done && !said.status.is_some_and(Status::is_closed) {
            said.status = Some(Status::Done);
        }
        if said.cancelled {
            said.status = Some(Status::Cancelled);
        }
        let known = said.status.or(said.category).or(said.progress);
        sketch.status =
            if said.not_done && known == Some(Status::Done) { Some(Status::Cancelled) } else { known };
        if let Some(word) = said.unknown.filter(|_| sketch.status.is_none()) {
            *self.tally.states.entry(word.chars().take(60).collect()).or_default() += 1;
            sketch.metadata.insert("status".to_owned(), Value::Text(word));
        }
    }

    fn kind(&mut self, sketch: &mut Sketch, column: usize, cell: &str) {
        let word = fold(cell);
        if MILESTONES.contains(&word.as_str())
            || (self.columns.meanings[column] == M::Milestone && values::flag(cell) == Some(true))
        {
            sketch.milestone = true;
        } else if self.columns.tool != Tool::Todoist && values::flag(cell).is_none() {
            self.other(sketch, column, cell);
        }
    }

    fn priority(&mut self, sketch: &mut Sketch, cell: &str) {
        let priority = match (self.columns.tool, cell) {
            (Tool::Todoist, "1") => Some(Priority::Urgent),
            (Tool::Todoist, "2") => Some(Priority::High),
            (Tool::Todoist, "3") => Some(Priority::Medium),
            (Tool::Todoist, _) => None,
            (Tool::Linear | Tool::ClickUp, "1") => Some(Priority::Urgent),
            (Tool::Linear | Tool::ClickUp, "2") => Some(Priority::High),
            (Tool::Linear | Tool::ClickUp, "3") => Some(Priority::Medium),
            (Tool::Linear | Tool::ClickUp, "4") => Some(Priority::Low),
            (Tool::Linear, "0") => None,
            _ => priority_word(cell),
        };
        sketch.priority = sketch.priority.or(priority);
        if priority.is_none()
            && self.columns.tool != Tool::Todoist
            && !matches!(fold(cell).as_str(), "none" | "no priority" | "n a" | "undefined" | "")
        {
            sketch
                .metadata
                .entry("priority".to_owned())
                .or_insert_with(|| Value::Text(cell.chars().take(60).collect()));
        }
    }

    fn amount(
        &mut self,
        cell: &str,
        unit: Option<Unit>,
        sketch: &Sketch,
        row: &Row,
        warnings: &mut Vec<Warning>,
    ) -> Option<Effort> {
        let tool = if self.seconds { self.columns.tool } else { Tool::Other };
        match values::amount(cell, unit, tool, self.day) {
            Amount::Of(effort) => Some(effort),
            Amount::Refused(why) => {
                let name = start_of(&sketch.title);
                let text = format!("the effort \"{}\" of \"{name}\" was left out: {why}", start_of(cell));
                warnings.push(Warning::at("effort-left-out", row.line, text));
                None
            }
            Amount::Bare => {
                if self.tally.bare == 0 {
                    self.tally.bare_at = row.line;
                }
                self.tally.bare += 1;
                None
            }
            Amount::None => None,
        }
    }

    /// Keeps a cell that is to be a date and is none.
    fn unread(&mut self, sketch: &mut Sketch, column: usize, what: &'static str, cell: &str) {
        self.tally.unread.keep(sketch, &self.columns.names[column], what, cell);
    }

    /// Keeps a cell that is to be an amount of time and has no number.
    fn wordy(&mut self, sketch: &mut Sketch, column: usize, cell: &str) {
        if !cell.bytes().any(|b| b.is_ascii_digit()) {
            self.unread(sketch, column, "efforts", cell);
        }
    }

    fn describe(&self, sketch: &mut Sketch, cell: &str) {
        // Some programs write the ends of lines as two characters.
        let cell = if cell.contains('\n') {
            cell.to_owned()
        } else {
            cell.replace("\\r\\n", "\n").replace("\\n", "\n")
        };
        let text = if self.columns.tool == Tool::Jira { wiki::markdown(&cell) } else { cell };
        let all = sketch.description.get_or_insert_default();
        if !all.is_empty() {
            all.push_str("\n\n");
        }
        all.push_str(text.trim());
    }

    fn other(&mut self, sketch: &mut Sketch, column: usize, cell: &str) {
        let name = self.columns.names[column].clone();
        if matches!(fold(cell).as_str(), "") && !cell.chars().any(|c| !c.is_ascii_punctuation()) {
            return;
        }
        if name.is_empty() || cell.len() > LONGEST_OTHER || sketch.metadata.len() >= MOST_OTHERS {
            *self.tally.others.entry(name).or_default() += 1;
            return;
        }
        match sketch.metadata.get_mut(&name) {
            Some(Value::Text(said)) if said.len() < LONGEST_OTHER && !said.split("; ").any(|s| s == cell) => {
                said.push_str("; ");
                said.push_str(cell);
            }
            Some(_) => {}
            None => {
                sketch.metadata.insert(name, Value::Text(cell.to_owned()));
            }
        }
    }

    /// What was not taken over, in words.
    pub(super) fn tell(self, warnings: &mut Vec<Warning>) {
        let tasks = |n: u32| if n == 1 { "1 task".to_owned() } else { format!("{n} tasks") };
        let tally = self.tally;
        if tally.bare > 0 {
            let text = format!(
                "the efforts of {} are numbers without a unit and were left out: name the column, for instance, \"Estimate (hours)\"",
                tasks(tally.bare)
            );
            warnings.push(Warning::at("unit-unknown", tally.bare_at, text));
        }
        tally.unread.tell(warnings);
        if !tally.states.is_empty() {
            let words: Vec<String> =
                tally.states.iter().take(6).map(|(w, n)| format!("\"{w}\" ({n})")).collect();
            let text = format!("these states are not known and were kept as metadata: {}", words.join(", "));
            warnings.push(Warning::new("unknown-status", text));
        }
        let mut left = |what: String| warnings.push(Warning::new("not-carried", what));
        if tally.shares > 0 {
            left(format!("how much of their time people give was not carried: {}", tasks(tally.shares)));
        }
        if tally.comments > 0 {
            left(format!("{} comments were not carried", tally.comments));
        }
        if !tally.others.is_empty() {
            let names: Vec<String> =
                tally.others.iter().take(6).map(|(n, k)| format!("\"{n}\" of {}", tasks(*k))).collect();
            left(format!("long texts in other columns were not carried: {}", names.join(", ")));
        }
    }
}

/// What a row says of its state, in several columns.
#[derive(Debug, Default)]
struct Said {
    status: Option<Status>,
    category: Option<Status>,
    progress: Option<Status>,
    done: bool,
    not_done: bool,
    cancelled: bool,
    unknown: Option<String>,
}

impl Said {
    fn status(&mut self, cell: &str, dates: &day::Reader) {
        let word = match values::flag(cell) {
            Some(yes) => Some(if yes { Status::Done } else { Status::Todo }),
            None if values::days(cell, dates).is_some() => Some(Status::Done),
            None => values::category(cell),
        };
        self.status = self.status.or(word);
        if word.is_none() {
            self.unknown.get_or_insert_with(|| cell.to_owned());
        }
    }

    fn progress(&mut self, cell: &str) {
        self.progress =
            self.progress.or_else(|| values::percent(cell).map(percent_status)).or_else(|| status_word(cell));
    }
}

fn set(field: &mut Option<String>, cell: &str) {
    if field.is_none() {
        *field = Some(cell.to_owned());
    }
}

/// A title: one line, without marks where it has any.
pub(super) fn title(cell: &str) -> String {
    let cell = plain(cell).trim_start_matches(['└', '├', '─', '│', '↳', '\u{a0}', '\u{3000}', ' ', '\t']);
    let marked = ["**", "`", "~~", "[ ]", "[x]", "[X]", "✅", "☐", "](", "&amp;", "<b>"]
        .iter()
        .any(|mark| cell.contains(mark));
    if marked {
        return clean::title(cell);
    }
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a cell without bullets and boxes.
fn lines(cell: &str) -> Vec<String> {
    let cell = if cell.contains('\n') { cell.to_owned() } else { cell.replace("\\n", "\n") };
    let parts: Vec<&str> =
        if cell.contains('\n') { cell.lines().collect() } else { cell.split(';').collect() };
    let numbered = |l: &str| -> usize {
        let digits = l.len() - l.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if (1..=3).contains(&digits) && l[digits..].starts_with(['.', ')']) { digits + 1 } else { 0 }
    };
    let bare = |l: &str| clean::title(&l.trim()[numbered(l.trim())..]);
    parts.into_iter().map(bare).filter(|l| !l.is_empty()).collect()
}

/// The range of an effort, where both its ends are told and what is likely lies between them.
fn within(sketch: &mut Sketch, low: Option<Effort>, high: Option<Effort>) {
    if let (Some(low), Some(high)) = (low, high)
        && low.likely <= high.likely
    {
        let middle = Effort::between(low.likely, high.likely);
        let likely = sketch.effort.map_or(middle.likely, |e| e.likely);
        if (low.likely..=high.likely).contains(&likely) {
            sketch.effort = Some(Effort { likely, ..middle });
        }
    }
}
