//! Musts held against an answer: one check for each thing that must hold, told so that a person sees what is missing.
//! Must never need a gold plan.

use jiff::civil::Date;
use planwright_domain::{IdMap, Project, Question, Rollup, Task, TaskId, Warning, roll_up};

use super::effort::is_close;
use super::musts::{Due, Effort, Kind, Musts, Pair, Person, Range};
use super::search::{Folded, Search};

/// So many tasks that fit the same words are compared with one another.
const FEW: usize = 64;

/// What came of an example.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    /// A plan, with what was asked and warned of.
    Plan {
        /// The plan.
        project: &'a Project,
        /// What the words leave open.
        questions: &'a [Question],
        /// What a person should know.
        warnings: &'a [Warning],
        /// The words of the request, where it was one.
        request: Option<&'a str>,
    },
    /// A refusal.
    Refused,
}

macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What a check is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Aspect { $($(#[$doc])* $name),* }

        impl Aspect {
            /// Every aspect, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word on every surface: the field of the musts where there is one.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

aspects! {
    /// There is a plan.
    Plan = "plan",
    /// Something is asked that should be.
    Questions = "questions",
    /// Something is warned of that should be.
    Warnings = "warnings",
    /// Something to be delivered is there.
    Deliverables = "deliverables",
    /// Something that should not be there is not.
    Forbidden = "forbidden",
    /// Something that was said was kept.
    Kept = "kept",
    /// The number of tasks.
    Tasks = "tasks",
    /// The effort of the whole.
    Effort = "effort",
    /// A deadline or due date.
    Deadlines = "deadlines",
    /// A start date.
    Starts = "starts",
    /// Something waits for something.
    Dependencies = "dependencies",
    /// Two things can be done at the same time.
    Parallel = "parallel",
    /// The effort of a task.
    Estimates = "estimates",
    /// Who does something.
    People = "people",
}

/// One check and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it is about.
    pub aspect: Aspect,
    /// What must hold, in words.
    pub what: String,
    /// Whether it does.
    pub holds: bool,
}

/// Holds musts against an answer, in the order of the fields.
pub fn check_musts(musts: &Musts, answer: Answer<'_>) -> Vec<Check> {
    let looked = match answer {
        Answer::Plan { project, questions, warnings, request } => {
            Some(Looked::at(project, questions, warnings, request))
        }
        Answer::Refused => None,
    };
    // What commands the tool may be refused, and then nothing of it can be wrong.
    let refused = musts.kind == Kind::Hostile;
    let mut checks = Vec::new();
    let mut check = |aspect, what: String, holds: &dyn Fn(&Looked<'_>) -> bool| {
        let holds = looked.as_ref().map_or(refused, holds);
        checks.push(Check { aspect, what, holds });
    };
    match musts.kind {
        Kind::Regular => check(Aspect::Plan, "there is a plan".to_owned(), &|_| true),
        Kind::Vague => {
            check(Aspect::Questions, "something is asked".to_owned(), &|l| !l.questions.is_empty());
        }
        Kind::Unrealistic => {
            check(Aspect::Warnings, "something is warned of".to_owned(), &|l| !l.warnings.is_empty());
        }
        Kind::Hostile => {}
    }
    type Look = fn(&Looked<'_>, &Search) -> bool;
    let looks: [(Aspect, &[Search], Look); 5] = [
        (Aspect::Deliverables, &musts.deliverables, |l, s| l.delivers(s)),
        (Aspect::Forbidden, &musts.forbidden, |l, s| !l.everything.iter().any(|text| s.finds(text))),
        (Aspect::Kept, &musts.kept, |l, s| l.keeps(s)),
        (Aspect::Questions, &musts.questions, |l, s| l.questions.iter().any(|text| s.finds(text))),
        (Aspect::Warnings, &musts.warnings, |l, s| l.warnings.iter().any(|text| s.finds(text))),
    ];
    for (aspect, searches, look) in looks {
        for search in searches {
            check(aspect, search.to_string(), &|looked| look(looked, search));
        }
    }
    if let Some(range) = &musts.tasks {
        let what = limits(range, "tasks");
        check(Aspect::Tasks, what, &|looked| range.holds(looked.tasks.len() as u64));
    }
    if let Some(range) = &musts.effort {
        let what = limits(range, "minutes in all");
        check(Aspect::Effort, what, &|looked| range.holds(looked.effort()));
    }
    for due in &musts.deadlines {
        check(Aspect::Deadlines, told_date(due), &|looked| looked.is_due(due));
    }
    for due in &musts.starts {
        check(Aspect::Starts, told_date(due), &|looked| looked.starts(due));
    }
    for pair in &musts.dependencies {
        let what = format!("{} after {}", pair.task, pair.other);
        check(Aspect::Dependencies, what, &|looked| looked.waits(pair));
    }
    for pair in &musts.parallel {
        let what = format!("{} beside {}", pair.task, pair.other);
        check(Aspect::Parallel, what, &|looked| looked.parallel(pair));
    }
    for effort in &musts.estimates {
        let about = about(effort.task.as_ref());
        let what = format!("{} minutes for {about}", effort.minutes);
        check(Aspect::Estimates, what, &|looked| looked.takes(effort));
    }
    for person in &musts.people {
        let what = match &person.task {
            Some(task) => format!("{} does {task}", person.name),
            None => format!("{} does something", person.name),
        };
        check(Aspect::People, what, &|looked| looked.does(person));
    }
    checks
}

fn limits(range: &Range, of: &str) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) => format!("{least} to {most} {of}"),
        (Some(least), None) => format!("at least {least} {of}"),
        (None, Some(most)) => format!("at most {most} {of}"),
        (None, None) => format!("any number of {of}"),
    }
}

fn about(task: Option<&Search>) -> String {
    task.map_or_else(|| "the project".to_owned(), Search::to_string)
}

fn told_date(due: &Due) -> String {
    let within = if due.within > 0 { format!(" (±{} days)", due.within) } else { String::new() };
    format!("{}{within} for {}", due.date, about(due.task.as_ref()))
}

/// A plan, with its texts folded once.
struct Looked<'a> {
    project: &'a Project,
    tasks: Vec<(&'a Task, Folded)>,
    /// Descriptions that do not repeat the request.
    descriptions: Vec<Folded>,
    /// Every text of the plan itself.
    everything: Vec<Folded>,
    questions: Vec<Folded>,
    warnings: Vec<Folded>,
    rollups: IdMap<TaskId, Rollup>,
}

impl<'a> Looked<'a> {
    fn at(project: &'a Project, questions: &[Question], warnings: &[Warning], request: Option<&str>) -> Self {
        let mut tasks: Vec<&Task> = project.tasks().collect();
        tasks.sort_unstable_by_key(|task| task.id);
        let request = request.map(Folded::of);
        let descriptions = tasks.iter().filter_map(|task| task.description.as_deref()).map(Folded::of);
        let descriptions = descriptions.filter(|text| request.as_ref() != Some(text)).collect();
        let folded = |texts: Vec<&str>| texts.into_iter().map(Folded::of).collect::<Vec<_>>();
        let everything = tasks.iter().flat_map(|task| texts_of(task)).collect();
        let asked = questions.iter().flat_map(|q| {
            [Some(q.text.as_str()), q.about.as_deref()]
                .into_iter()
                .flatten()
                .chain(q.choices.iter().map(String::as_str))
        });
        Self {
            project,
            descriptions,
            everything: folded(everything),
            questions: folded(asked.collect()),
            warnings: folded(warnings.iter().map(|w| w.text.as_str()).collect()),
            rollups: roll_up(project),
            tasks: tasks.into_iter().map(|task| (task, Folded::of(&task.title))).collect(),
        }
    }

    fn delivers(&self, search: &Search) -> bool {
        let mut titles = self.tasks.iter().map(|(_, title)| title);
        titles.any(|title| search.finds(title)) || self.descriptions.iter().any(|text| search.finds(text))
    }

    fn keeps(&self, search: &Search) -> bool {
        let meta = self.project.meta();
        let own = [Some(meta.title.as_str()), meta.summary.as_deref()];
        self.everything.iter().chain(&self.questions).chain(&self.warnings).any(|text| search.finds(text))
            || own.into_iter().flatten().any(|text| search.finds(&Folded::of(text)))
    }

    fn fitting(&self, search: &Search) -> Vec<&'a Task> {
        self.tasks.iter().filter(|(_, title)| search.finds(title)).map(|(task, _)| *task).collect()
    }

    /// The tasks that fit, with what is above and below them.
    fn around(&self, search: &Search) -> Vec<&'a Task> {
        let fitting = self.fitting(search);
        let below = fitting.iter().flat_map(|task| self.project.subtree(task.id));
        below.chain(fitting.iter().flat_map(|task| self.project.ancestors(task.id))).collect()
    }

    fn effort(&self) -> u64 {
        self.project.children(None).filter_map(|task| self.rollups.get(&task.id)).map(|r| r.effort).sum()
    }

    fn is_due(&self, due: &Due) -> bool {
        match &due.task {
            Some(search) => self.around(search).iter().any(|task| is_near(task.due, due)),
            None => {
                is_near(self.project.meta().deadline, due)
                    || self.tasks.iter().any(|(task, _)| is_near(task.due, due))
            }
        }
    }

    fn starts(&self, due: &Due) -> bool {
        match &due.task {
            Some(search) => self.around(search).iter().any(|task| is_near(task.start, due)),
            None => {
                is_near(self.project.meta().start, due)
                    || self.tasks.iter().any(|(task, _)| is_near(task.start, due))
            }
        }
    }

    fn waits(&self, pair: &Pair) -> bool {
        let others = self.fitting(&pair.other);
        let network = self.project.network();
        self.fitting(&pair.task).iter().take(FEW).any(|task| {
            others.iter().take(FEW).any(|other| other.id != task.id && network.reaches(other.id, task.id))
        })
    }

    fn parallel(&self, pair: &Pair) -> bool {
        let (ones, others) = (self.fitting(&pair.task), self.fitting(&pair.other));
        let network = self.project.network();
        let (mut free, mut all) = (0, 0);
        for one in ones.iter().take(FEW) {
            for other in others.iter().take(FEW).filter(|other| other.id != one.id) {
                all += 1;
                let tied = network.reaches(one.id, other.id) || network.reaches(other.id, one.id);
                free += u32::from(!tied);
            }
        }
        all > 0 && 2 * free > all
    }

    fn takes(&self, effort: &Effort) -> bool {
        let Some(search) = &effort.task else { return is_close(self.effort(), effort.minutes) };
        let fitting = self.fitting(search);
        let takes = |task: &Task| self.rollups.get(&task.id).map_or(0, |rollup| rollup.effort);
        let packages: Vec<_> = fitting.iter().filter(|task| !self.project.is_summary(task.id)).collect();
        let sum = packages.iter().map(|task| takes(task)).sum();
        fitting.iter().any(|task| is_close(takes(task), effort.minutes))
            || (!packages.is_empty() && is_close(sum, effort.minutes))
    }

    fn does(&self, person: &Person) -> bool {
        let is_theirs = |task: &Task| task.assignees.iter().any(|name| person.name.finds(&Folded::of(name)));
        match &person.task {
            Some(search) => self.around(search).into_iter().any(is_theirs),
            None => self.tasks.iter().any(|(task, _)| is_theirs(task)),
        }
    }
}

/// Every text of a task that a person reads.
fn texts_of(task: &Task) -> impl Iterator<Item = &str> {
    let own = [Some(task.title.as_str()), task.description.as_deref()].into_iter().flatten();
    let lists = task.acceptance_criteria.iter().chain(&task.assignees).chain(&task.labels);
    own.chain(lists.map(String::as_str))
}

fn is_near(date: Option<Date>, due: &Due) -> bool {
    date.is_some_and(|date| {
        let days = date.since(due.date).map_or(i32::MAX, |span| span.get_days());
        days.unsigned_abs() <= u32::from(due.within)
    })
}

#[cfg(test)]
mod tests {
    use super::super::USUAL_DAY;
    use super::super::tests::project;
    use super::*;

    const PLAN: &str = "# Fence\ndeadline: 2026-03-27\n\n1 Preparation\n  1.1 Buy paint  1h  @ann  due:2026-03-06\n  1.2 Sand the posts  4h\n2 Paint the fence  1d  after 1.1, 1.2\n    | Two coats, 200 euro at most.\n";

    fn failing(musts: &str) -> Vec<String> {
        let project = project(PLAN);
        let (questions, warnings) =
            ([Question::new("q", "Which colour?")], [Warning::new("w", "It may rain.")]);
        let answer = Answer::Plan {
            project: &project,
            questions: &questions,
            warnings: &warnings,
            request: Some("paint the fence"),
        };
        let checks = check_musts(&Musts::parse(musts, USUAL_DAY).unwrap(), answer);
        let failing = checks.into_iter().filter(|check| !check.holds);
        failing.map(|check| format!("{}: {}", check.aspect.word(), check.what)).collect()
    }

    #[test]
    fn what_holds_is_found() {
        let musts = r#"
            deliverables = ["fence", "coat"]
            forbidden = ["roof"]
            kept = ["200 euro", "rain"]
            questions = ["colour|color"]
            warnings = ["rain"]
            tasks = { least = 4, most = 4 }
            effort = { least = "13h", most = "2d" }
            deadlines = [{ date = 2026-03-27 }, { date = 2026-03-06 }, { date = 2026-03-07, task = "preparation", within = 1 }]
            dependencies = [{ task = "fence", after = "sand" }, { task = "fence", after = "preparation" }]
            parallel = [["buy", "sand"]]
            estimates = [{ effort = "13h" }, { task = "preparation", effort = "5h" }, { task = "buy|sand", effort = "5h" }]
            people = [{ name = "Ann" }, { name = "ann", task = "preparation" }]
        "#;
        assert_eq!(failing(musts), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_hold_is_told() {
        let check = |musts: &str, expect: &str| assert_eq!(failing(musts), [expect], "{musts}");
        check("deliverables = [\"roof\"]", "deliverables: roof");
        check("forbidden = [\"sand\"]", "forbidden: sand");
        check("kept = [\"green\"]", "kept: green");
        check("questions = [\"size\"]", "questions: size");
        check("tasks = { most = 3 }", "tasks: at most 3 tasks");
        check("effort = { least = \"2d\" }", "effort: at least 960 minutes in all");
        check("deadlines = [{ date = 2026-03-26 }]", "deadlines: 2026-03-26 for the project");
        check("deadlines = [{ date = 2026-03-06, task = \"fence\" }]", "deadlines: 2026-03-06 for fence");
        check("starts = [{ date = 2026-03-06 }]", "starts: 2026-03-06 for the project");
        check("dependencies = [{ task = \"buy\", after = \"fence\" }]", "dependencies: buy after fence");
        check("parallel = [[\"fence\", \"sand\"]]", "parallel: fence beside sand");
        check("parallel = [[\"fence\", \"roof\"]]", "parallel: fence beside roof");
        check("estimates = [{ task = \"sand\", effort = \"5h\" }]", "estimates: 300 minutes for sand");
        check("people = [{ name = \"Bob\" }]", "people: Bob does something");
    }

    #[test]
    fn each_kind_asks_for_what_it_is() {
        let kinds = [("regular", false), ("vague", false), ("unrealistic", false), ("hostile", true)];
        for (kind, holds) in kinds {
            let musts =
                Musts::parse(&format!("kind = \"{kind}\"\ndeliverables = [\"fence\"]"), USUAL_DAY).unwrap();
            let refused = check_musts(&musts, Answer::Refused);
            assert!(refused.iter().all(|check| check.holds == holds), "{kind}");
            let nothing = project("1 Fence");
            let answer = Answer::Plan { project: &nothing, questions: &[], warnings: &[], request: None };
            let holds = check_musts(&musts, answer).iter().all(|check| check.holds);
            assert_eq!(holds, kind == "regular" || kind == "hostile", "{kind}");
        }
    }

    #[test]
    fn a_description_that_repeats_the_request_delivers_nothing() {
        let project = project("1 Work\n  | Build a roof!\n");
        let musts = Musts::parse("deliverables = [\"roof\"]", USUAL_DAY).unwrap();
        let held = |request| {
            let answer = Answer::Plan { project: &project, questions: &[], warnings: &[], request };
            check_musts(&musts, answer).iter().all(|check| check.holds)
        };
        assert!(held(None) && !held(Some("build a roof.")));
    }
}
