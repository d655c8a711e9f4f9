//! Every rule a plan must keep, in one place. The same rules serve the full check and the check of what a patch
//! touched; only the set of records they are asked about differs.

mod cycles;
mod level;
mod links;
mod tasks;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::id::{IdSet, LinkId, TaskId};
use crate::meta::WorkingDays;
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Change;
use crate::value::Value;
use crate::violation::{Code, Violation};

/// Ten years of one person's time, in minutes: no effort or lag is larger.
pub const LARGEST_MINUTES: u32 = 10 * 365 * 24 * 60;
/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 500;
/// The deepest level any project may allow.
pub const DEEPEST_LIMIT: u32 = 64;
/// How deep lists and maps may be nested in a value of the metadata.
pub(crate) const DEEPEST_METADATA: u32 = 64;
/// The longest name of a time zone, in characters; the longest there is has 32.
const LONGEST_ZONE: usize = 64;

/// Everything that is wrong with a project: empty means valid. Never stops at the first; always in the same order.
///
/// Cost: linear in tasks and links.
pub fn check(project: &Project) -> Vec<Violation> {
    let (mut found, names) = (Vec::new(), Names::of(project));
    meta(project, &mut found);
    let first = found.len();
    tasks::check(project, &names, project.tasks(), &mut found);
    found[first..].sort_by_key(|v| v.task);
    let first = found.len();
    links::check(project, &names, project.links(), &mut found);
    found[first..].sort_by_key(|v| v.link);
    cycles::check(project, &names, None, &mut found);
    found
}

/// What is wrong with the records that `patch`, already carried out, can have put wrong. On a project that was valid
/// before, this is what [`check`] finds (a law).
pub(crate) fn check_touched(project: &Project, patch: &Patch) -> Vec<Violation> {
    let (mut found, names) = (Vec::new(), Names::of(project));
    if !patch.meta.is_empty() {
        meta(project, &mut found);
    }
    let touched = Touched::by(project, patch);
    tasks::check(project, &names, touched.tasks.iter().filter_map(|id| project.task(*id)), &mut found);
    links::check(project, &names, touched.links.iter().filter_map(|id| project.link(*id)), &mut found);
    cycles::check(project, &names, Some(patch), &mut found);
    found
}

/// The records whose rules a patch can have broken. Each part of the tree is gone through once, however many operations
/// are above or below it, so that a patch that makes one long chain costs no more than its length.
#[derive(Default)]
struct Touched {
    /// Sorted, each once, when all are found.
    tasks: Vec<TaskId>,
    /// The same.
    links: Vec<LinkId>,
    /// Those whose subtrees are in `tasks`.
    descended: IdSet<TaskId>,
    /// Those whose links, and the links of everything above them, are in `links`.
    climbed: IdSet<TaskId>,
}

impl Touched {
    fn by(project: &Project, patch: &Patch) -> Self {
        let mut touched = Self::default();
        if patch.meta.depth_limit.is_some() {
            touched.tasks.extend(project.tasks().map(|t| t.id));
        }
        for (id, op) in &patch.tasks {
            touched.tasks.push(*id);
            touched.tasks.extend(project.task(*id).and_then(|t| t.parent));
            match op {
                Op::Delete => {
                    touched.tasks.extend(project.children(Some(*id)).map(|t| t.id));
                    touched.incident(project, *id);
                }
                Op::Create(_) => {
                    touched.subtree(project, *id);
                    touched.incident_up(project, *id);
                }
                Op::Update(change) if change.parent.is_some() => {
                    touched.subtree(project, *id);
                    touched.incident_up(project, *id);
                }
                Op::Update(_) => {}
            }
        }
        for id in patch.links.keys() {
            touched.links.push(*id);
            if let Some(link) = project.link(*id) {
                touched.links.extend(links::like(project, link));
            }
        }
        touched.tasks.sort_unstable();
        touched.tasks.dedup();
        touched.links.sort_unstable();
        touched.links.dedup();
        touched
    }

    fn subtree(&mut self, project: &Project, id: TaskId) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            if self.descended.insert(id) {
                self.tasks.push(id);
                waiting.extend(project.children(Some(id)).map(|t| t.id));
            }
        }
    }

    fn incident(&mut self, project: &Project, id: TaskId) {
        let (into, out_of) = project.network().incident(id);
        self.links.extend(into.chain(out_of));
    }

    fn incident_up(&mut self, project: &Project, id: TaskId) {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| self.climbed.insert(*id)) {
            self.incident(project, id);
            next = project.task(id).and_then(|t| t.parent);
        }
    }
}

/// What to do about an id of zeros, which names nothing on the wire.
pub(crate) const NIL_HINT: &str = "choose 128 random bits";

/// Whether the metadata are nested deeper than can be written and read again.
fn too_deep(metadata: &BTreeMap<String, Value>) -> bool {
    metadata.values().any(|value| value.is_deeper_than(DEEPEST_METADATA))
}

/// Whether this can be the name of a time zone. Which zones there are, only a time-zone database knows.
fn is_zone(name: &str) -> bool {
    let part = |part: &str| part.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'));
    letters && name.len() <= LONGEST_ZONE && name.split('/').all(part)
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_ZONE).collect()
}

fn meta(project: &Project, found: &mut Vec<Violation>) {
    let meta = project.meta();
    let mut say = |code, message: String, hint: &str| {
        found.push(Violation { code, task: None, link: None, message, hint: hint.to_owned() });
    };
    if meta.title.trim().is_empty() {
        say(Code::ProjectTitleMissing, "the project has no title".into(), "give it a title");
    }
    if meta.title.chars().count() > LONGEST_TITLE {
        say(
            Code::TitleTooLong,
            format!("the project's title has more than {LONGEST_TITLE} characters"),
            "shorten it and put the rest into the summary",
        );
    }
    if meta.title.chars().any(char::is_control) {
        say(
            Code::TitleControl,
            "the project's title has control characters or line breaks in it".into(),
            "write the title on one line",
        );
    }
    if !(1..=DEEPEST_LIMIT).contains(&meta.depth_limit) {
        say(
            Code::DepthLimitRange,
            format!("a depth limit of {} is not between 1 and {DEEPEST_LIMIT}", meta.depth_limit),
            "choose a depth limit between 1 and 64; 5 is the usual",
        );
    }
    if !(1..=1440).contains(&meta.minutes_per_day) {
        say(
            Code::MinutesPerDayRange,
            format!("a working day of {} minutes is not between 1 and 1440", meta.minutes_per_day),
            "choose the working minutes of a day; 480 is the usual",
        );
    }
    if meta.working_days == WorkingDays::of([]) {
        say(Code::NoWorkingDay, "the week has no working day".into(), "name at least one working day");
    }
    if project.id().bits() == 0 {
        say(Code::NilId, "the id of the project is made of zeros".into(), NIL_HINT);
    }
    if !is_zone(&meta.time_zone) {
        let message = format!("{:?} is not the name of a time zone", shortened(&meta.time_zone));
        say(Code::OddTimeZone, message, "give its IANA name, such as Europe/Berlin");
    }
    if too_deep(&meta.metadata) {
        let message = format!("the metadata of the project are nested deeper than {DEEPEST_METADATA} levels");
        say(Code::MetadataTooDeep, message, "make them flatter");
    }
    if let (Some(start), Some(deadline)) = (meta.start, meta.deadline)
        && start > deadline
    {
        say(
            Code::ProjectDatesReversed,
            format!("the project starts on {start}, after its deadline on {deadline}"),
            "move the start or the deadline",
        );
    }
}
