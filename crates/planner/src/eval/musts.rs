//! Musts: what must hold of the plan for an example, as a person writes it in TOML. `docs/evaluation.md` is the format.
//! A field that is not known is an error, so that no check is lost by a slip.

use jiff::civil::Date;
use planwright_domain::DateOrder;
use planwright_phrases::duration::{self, DayLength};
use serde::Deserialize;

use super::search::Search;

/// The day on which an example is read, unless it says otherwise: a Monday.
pub const USUAL_DAY: Date = Date::constant(2026, 3, 2);

/// What must hold of a plan, and what is known of the example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Musts {
    /// What kind of example it is.
    pub kind: Kind,
    /// What it is about, in free words.
    pub domain: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
    /// The day on which relative dates are read.
    pub today: Date,
    /// How 03/04 is read.
    pub date_order: DateOrder,
    /// The command that reads it, where the name of the file does not tell.
    pub command: Option<Command>,
    /// What somebody should know of it.
    pub note: Option<String>,
    /// What stands in the title or description of a task.
    pub deliverables: Vec<Search>,
    /// What stands nowhere in the plan.
    pub forbidden: Vec<Search>,
    /// What stands somewhere in the answer.
    pub kept: Vec<Search>,
    /// What stands in a question.
    pub questions: Vec<Search>,
    /// What stands in a warning.
    pub warnings: Vec<Search>,
    /// How many tasks there are.
    pub tasks: Option<Range>,
    /// How much all work packages take together, in person-minutes.
    pub effort: Option<Range>,
    /// Deadlines and due dates.
    pub deadlines: Vec<Due>,
    /// Start dates.
    pub starts: Vec<Due>,
    /// What waits for what.
    pub dependencies: Vec<Pair>,
    /// What waits for what in neither direction.
    pub parallel: Vec<Pair>,
    /// Efforts of tasks.
    pub estimates: Vec<Effort>,
    /// Who does what.
    pub people: Vec<Person>,
}

/// What kind of example it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A plan can be made of it.
    #[default]
    Regular,
    /// It says too little: something must be asked.
    Vague,
    /// It cannot be done as it says: something must be warned of.
    Unrealistic,
    /// It tries to command the tool: it may also be refused.
    Hostile,
}

impl Kind {
    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Vague => "vague",
            Self::Unrealistic => "unrealistic",
            Self::Hostile => "hostile",
        }
    }
}

/// The command that reads an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// Words are planned.
    Plan,
    /// A document is imported.
    Import,
}

/// Limits, each included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Not fewer.
    pub least: Option<u64>,
    /// Not more.
    pub most: Option<u64>,
}

impl Range {
    /// Whether a number is within.
    pub fn holds(&self, number: u64) -> bool {
        self.least.is_none_or(|least| number >= least) && self.most.is_none_or(|most| number <= most)
    }
}

/// A date of a task, or of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub date: Date,
    /// The tasks it is about; the project where there is none.
    pub task: Option<Search>,
    /// So many days to either side are right as well.
    pub within: u16,
}

/// Two groups of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The tasks that wait, where one does.
    pub task: Search,
    /// The others.
    pub other: Search,
}

/// The effort of a task, or of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// The tasks it is about; the project where there is none.
    pub task: Option<Search>,
    /// In person-minutes.
    pub minutes: u64,
}

/// Somebody who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub name: Search,
    /// The tasks; any where there are none.
    pub task: Option<Search>,
}

/// Why musts cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct BadMusts {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl BadMusts {
    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        "musts-unreadable"
    }

    fn new(message: String) -> Self {
        Self { line: None, message }
    }
}

impl Default for Musts {
    fn default() -> Self {
        Self {
            kind: Kind::Regular,
            domain: None,
            language: None,
            today: USUAL_DAY,
            date_order: DateOrder::MonthDay,
            command: None,
            note: None,
            deliverables: Vec::new(),
            forbidden: Vec::new(),
            kept: Vec::new(),
            questions: Vec::new(),
            warnings: Vec::new(),
            tasks: None,
            effort: None,
            deadlines: Vec::new(),
            starts: Vec::new(),
            dependencies: Vec::new(),
            parallel: Vec::new(),
            estimates: Vec::new(),
            people: Vec::new(),
        }
    }
}

impl Musts {
    /// Reads musts. `today` is the day for those that do not say theirs.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line where that is known.
    pub fn parse(text: &str, today: Date) -> Result<Self, BadMusts> {
        let file: File = toml::from_str(text).map_err(|error| BadMusts {
            line: error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count()),
            message: error.message().trim().replace('\n', "; "),
        })?;
        file.musts(today)
    }
}

/// The file as it stands.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    kind: Kind,
    domain: Option<String>,
    language: Option<String>,
    today: Option<toml::value::Datetime>,
    date_order: Option<String>,
    command: Option<Command>,
    note: Option<String>,
    deliverables: Vec<String>,
    forbidden: Vec<String>,
    kept: Vec<String>,
    questions: Vec<String>,
    warnings: Vec<String>,
    tasks: Option<Limits<u64>>,
    effort: Option<Limits<String>>,
    deadlines: Vec<DateLine>,
    starts: Vec<DateLine>,
    dependencies: Vec<AfterLine>,
    parallel: Vec<[String; 2]>,
    estimates: Vec<EffortLine>,
    people: Vec<PersonLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits<T> {
    least: Option<T>,
    most: Option<T>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateLine {
    date: toml::value::Datetime,
    task: Option<String>,
    #[serde(default)]
    within: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterLine {
    task: String,
    after: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffortLine {
    task: Option<String>,
    effort: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonLine {
    name: String,
    task: Option<String>,
}

impl File {
    fn musts(self, today: Date) -> Result<Musts, BadMusts> {
        let limits = |limits: Limits<String>| -> Result<Range, BadMusts> {
            let least = limits.least.as_deref().map(minutes).transpose()?;
            Ok(Range { least, most: limits.most.as_deref().map(minutes).transpose()? })
        };
        let order = match self.date_order.as_deref() {
            None => DateOrder::MonthDay,
            Some(word) => DateOrder::from_word(word)
                .ok_or_else(|| BadMusts::new(format!("date_order is mdy or dmy, and not {word:?}")))?,
        };
        Ok(Musts {
            kind: self.kind,
            domain: self.domain,
            language: self.language,
            today: self.today.map(day).transpose()?.unwrap_or(today),
            date_order: order,
            command: self.command,
            note: self.note,
            deliverables: each(self.deliverables, search)?,
            forbidden: each(self.forbidden, search)?,
            kept: each(self.kept, search)?,
            questions: each(self.questions, search)?,
            warnings: each(self.warnings, search)?,
            tasks: self.tasks.map(|Limits { least, most }| Range { least, most }),
            effort: self.effort.map(limits).transpose()?,
            deadlines: each(self.deadlines, due)?,
            starts: each(self.starts, due)?,
            dependencies: each(self.dependencies, |line| {
                Ok(Pair { task: search(line.task)?, other: search(line.after)? })
            })?,
            parallel: each(self.parallel, |[a, b]| Ok(Pair { task: search(a)?, other: search(b)? }))?,
            estimates: each(self.estimates, |line| {
                Ok(Effort { task: line.task.map(search).transpose()?, minutes: minutes(&line.effort)? })
            })?,
            people: each(self.people, |line| {
                Ok(Person { name: search(line.name)?, task: line.task.map(search).transpose()? })
            })?,
        })
    }
}

fn each<A, B>(all: Vec<A>, read: impl Fn(A) -> Result<B, BadMusts>) -> Result<Vec<B>, BadMusts> {
    all.into_iter().map(read).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it reads what a file gives away")]
fn search(text: String) -> Result<Search, BadMusts> {
    Search::parse(&text).map_err(BadMusts::new)
}

fn due(line: DateLine) -> Result<Due, BadMusts> {
    Ok(Due { date: day(line.date)?, task: line.task.map(search).transpose()?, within: line.within })
}

fn day(written: toml::value::Datetime) -> Result<Date, BadMusts> {
    let date = written.date.filter(|_| written.time.is_none()).and_then(|date| {
        let (year, month, day) =
            (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        Date::new(year, month, day).ok()
    });
    date.ok_or_else(|| BadMusts::new(format!("{written} is not a day")))
}

fn minutes(text: &str) -> Result<u64, BadMusts> {
    let read = duration::parse(text, DayLength::default());
    read.map(|effort| u64::from(effort.likely)).ok_or_else(|| {
        BadMusts::new(format!("{text:?} is not an effort such as \"90 min\", \"4h\" or \"2d\""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_the_format_has_is_read() {
        let page = include_str!("../../../../docs/evaluation.md");
        let example: String = page
            .lines()
            .skip_while(|line| !line.starts_with("    kind = "))
            .take_while(|line| line.is_empty() || line.starts_with("    "))
            .map(|line| format!("{line}\n"))
            .collect();
        let musts = Musts::parse(&example, USUAL_DAY).unwrap();
        assert_eq!(musts.deadlines.len(), 2);
        assert_eq!(musts.effort, Some(Range { least: Some(480), most: Some(2400) }));
        let lists = [&musts.deliverables, &musts.forbidden, &musts.kept, &musts.questions, &musts.warnings];
        assert!(lists.iter().all(|list| !list.is_empty()));
        let rows = [musts.starts.len(), musts.dependencies.len(), musts.parallel.len(), musts.people.len()];
        assert_eq!(rows, [1; 4]);
        assert_eq!((musts.today, musts.date_order), (USUAL_DAY, DateOrder::DayMonth));
    }

    #[test]
    fn an_empty_file_asks_for_a_plan_and_nothing_else() {
        assert_eq!(Musts::parse("", USUAL_DAY).unwrap(), Musts::default());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let check = |text: &str, expect: &str| {
            let told = Musts::parse(text, USUAL_DAY).unwrap_err().to_string();
            assert!(told.contains(expect), "{told}");
        };
        check("kind = \"regular\"\ndeliverable = []", "line 2: unknown field `deliverable`");
        check("kind = \"odd\"", "line 1: unknown variant `odd`");
        check("estimates = [{ effort = \"soon\" }]", "\"soon\" is not an effort");
        check("deadlines = [{ date = 2026-02-30 }]", "line 1");
        check("deadlines = [{ date = 12:00:00 }]", "12:00:00 is not a day");
        check("date_order = \"ymd\"", "mdy or dmy");
        check("deliverables = [\"a||b\"]", "nothing to look for");
        check("kind = ", "line 1");
    }
}
