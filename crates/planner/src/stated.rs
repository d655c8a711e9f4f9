//! What a paragraph says, before a template is laid under it. Must never hold anything the text does not say.

use jiff::civil::Date;
use planwright_domain::{LagKind, Question, Status, Warning, WorkingDays};
use planwright_phrases::duration::Effort;

use crate::lexicon::Language;
use crate::step::shorten;

/// Everything a paragraph says.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// What is to be achieved, in the text's own words, without dates; empty when only steps are named.
    pub(crate) goal: String,
    /// The goal is nothing but the list of its steps.
    pub(crate) listed: bool,
    /// The steps that the goal itself names.
    pub(crate) goal_steps: Vec<usize>,
    /// The thing the goal is about: its object without articles and dates.
    pub(crate) thing: String,
    pub(crate) steps: Vec<Step>,
    pub(crate) orders: Vec<Order>,
    /// Pairs that no order may tie, as indexes of steps.
    pub(crate) parallel: Vec<(usize, usize)>,
    pub(crate) deadline: Option<Stated<Date>>,
    pub(crate) start: Option<Stated<Date>>,
    /// Effort of everything together, person-minutes.
    pub(crate) total: Option<Stated<Effort>>,
    pub(crate) team: Option<u32>,
    /// Minutes of work a week in which the plan is carried out, of each person.
    pub(crate) weekly: Option<u32>,
    /// The days on which work is done, where the text says so.
    pub(crate) working_days: Option<WorkingDays>,
    pub(crate) budget: Option<String>,
    /// What limits the work and is no step.
    pub(crate) constraints: Vec<String>,
    pub(crate) questions: Vec<Question>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) language: Language,
}

impl Said {
    /// What all of it is called: the goal, and a goal that is a list by the first of its steps.
    pub(crate) fn title(&self) -> String {
        const LONGEST: usize = 60;
        let goal = shorten(&self.goal);
        if !self.listed || goal.chars().count() <= LONGEST {
            return goal;
        }
        let head: String = goal.chars().take(LONGEST - 2).collect();
        let at = [", ", "、", "，", "; "].iter().filter_map(|joint| head.rfind(joint)).max();
        let at = at.or_else(|| head.rfind(' ')).unwrap_or(head.len());
        format!("{} …", head[..at].trim_end_matches([',', ';', ' ']))
    }
}

/// A value with the words that said it.
#[derive(Debug, Clone)]
pub(crate) struct Stated<T> {
    pub(crate) value: T,
    pub(crate) quote: String,
}

/// A step or deliverable the text names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    pub(crate) title: String,
    /// The stems of the title.
    pub(crate) stems: Vec<String>,
    /// The words it came from.
    pub(crate) quote: String,
    pub(crate) effort: Option<Effort>,
    /// The effort is time that passes, not work: drying, a permit.
    pub(crate) waiting: bool,
    /// Minutes that must pass after it.
    pub(crate) lag: Option<(i32, LagKind)>,
    pub(crate) start: Option<Date>,
    pub(crate) due: Option<Date>,
    pub(crate) milestone: bool,
    pub(crate) who: Option<String>,
    /// How far it is, where the text says so.
    pub(crate) status: Option<Status>,
    /// The number the text gives it: "(2) build the tracking".
    pub(crate) number: Option<u32>,
    /// It is a part of the thing that is made, not a step on the way to it.
    pub(crate) part: bool,
    /// The step it is part of.
    pub(crate) parent: Option<usize>,
}

/// One thing comes before another.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) before: Side,
    pub(crate) after: Side,
    /// Said in words, not only by the order of a process.
    pub(crate) stated: bool,
    pub(crate) quote: String,
}

/// What an order speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Side {
    /// These steps.
    Steps(Vec<usize>),
    /// Whatever these words name; looked up when the whole text has been read.
    Words(String),
    /// Every other step.
    All,
    /// The goal itself: the launch, the event.
    Goal,
}
