//! The drafter: a text becomes a plan. Documents go to their reader; a paragraph is read, laid over a template and
//! judged. Must never take longer than linear time, ask the network, or present a guess as a fact.

use std::collections::BTreeSet;

use planwright_domain::{DateOrder, Op, Question, TaskId, Warning, WorkingDays};
use planwright_formats::{Notation, ReadError, Reading, Source};
use planwright_phrases::clean;
use planwright_phrases::date::{self, Ground};

use crate::feasibility::{self, Terms};
use crate::lexicon::Language;
use crate::merge::Amount;
use crate::options::{Added, Limits, Style};
use crate::plan::Plan;
use crate::stated::Said;
use crate::templates::{self, Template};
use crate::vague::{self, Detail};
use crate::{
    DraftError, Request, amount, breakdown, budget, crew, emit, entry, estimate, injection, merge, reader,
    reserve, ruled_out, scale, small,
};

/// Texts longer than this with any line of a list are documents, in bytes.
const LONGEST_PARAGRAPH: usize = Limits::BYTES;

/// See [`crate::draft`].
pub(crate) fn draft(request: &Request<'_>, mint: &mut dyn FnMut() -> u128) -> Result<Reading, DraftError> {
    entry::readable(request.text)?;
    let told = entry::look(request.text, &request.options.limits)?;
    if looks_like_a_document(request.text) {
        let source = source(request);
        let notation = planwright_formats::detect(request.text.as_bytes(), request.source);
        match planwright_formats::read(request.text.as_bytes(), notation, &source, mint) {
            Ok(reading) => {
                let mut reading = without_instructions(reading, request.text);
                if request.options.estimate {
                    estimate::missing(&mut reading.patch);
                }
                reading.warnings.splice(0..0, told);
                return Ok(reading);
            }
            Err(ReadError::Empty) => return Err(DraftError::Empty),
            Err(ReadError::NoTasks) if request.text.len() <= request.options.limits.bytes => {}
            Err(error) => return Err(DraftError::Document(error)),
        }
    }
    let limit = request.options.limits.bytes;
    if request.text.len() > limit {
        return Err(DraftError::TooLong { bytes: request.text.len(), limit });
    }
    let mut reading = paragraph(request, mint)?;
    reading.warnings.splice(0..0, told);
    Ok(reading)
}

/// A document's tasks without those that speak to the program; a summary task of that kind loses only its words.
fn without_instructions(mut reading: Reading, text: &str) -> Reading {
    // One look at the whole text spares most documents a look at every task.
    if !injection::commands_the_tool(text, false) {
        return reading;
    }
    let mut left_out = BTreeSet::new();
    let parents: BTreeSet<TaskId> = reading.patch.created_tasks().filter_map(|t| t.parent).collect();
    for (id, op) in &mut reading.patch.tasks {
        let Op::Create(task) = op else { continue };
        if task.description.as_deref().is_some_and(|d| injection::commands_the_tool(d, false)) {
            task.description = None;
        }
        if !injection::commands_the_tool(&task.title, false) {
            continue;
        }
        let line = task.origin.as_ref().and_then(|o| o.line);
        let what = "a task was left out, because it speaks to the program and not of the project";
        reading.warnings.push(Warning { line, ..Warning::new("instruction-ignored", what) });
        if parents.contains(id) {
            task.title = "Left out".to_owned();
        } else {
            left_out.insert(*id);
        }
    }
    reading.patch.tasks.retain(|id, _| !left_out.contains(id));
    reading.patch.links.retain(|_, op| match op {
        Op::Create(link) => !left_out.contains(&link.from) && !left_out.contains(&link.to),
        Op::Update(_) | Op::Delete => true,
    });
    for words in [&mut reading.patch.meta.title].into_iter().flatten() {
        if injection::commands_the_tool(words, false) {
            *words = "Plan".to_owned();
        }
    }
    if let Some(Some(summary)) = &reading.patch.meta.summary
        && injection::commands_the_tool(summary, false)
    {
        reading.patch.meta.summary = None;
    }
    reading
}

/// A paragraph: what it says, what such projects need, whether it can hold.
fn paragraph(request: &Request<'_>, mint: &mut dyn FnMut() -> u128) -> Result<Reading, DraftError> {
    let text = clean::printable(request.text).into_owned();
    // Arrows say "then".
    let arrows = [" -> ", " => ", " → ", " ⇒ ", " --> "];
    let mut text = arrows.iter().fold(text, |text, arrow| text.replace(arrow, ", then "));
    let order = match request.date_order {
        DateOrder::MonthDay => date::DateOrder::Mdy,
        DateOrder::DayMonth => date::DateOrder::Dmy,
    };
    let ground = Ground { today: request.today, order };
    let whole = text.clone();
    let mut crew = crew::taken(&mut text, &ground, request.day);
    let mut said = reader::read(&text, &ground, request.day);
    said.constraints.append(&mut crew.kept);
    let limit = request.options.limits.steps.min(Limits::MOST_STEPS);
    if said.steps.len() > limit {
        return Err(DraftError::TooManySteps { steps: said.steps.len(), limit });
    }
    if said.steps.is_empty() && said.goal.is_empty() {
        if said.warnings.is_empty() && said.constraints.is_empty() {
            return Err(DraftError::NoWords);
        }
        said.goal = said.constraints.first().cloned().unwrap_or_default();
    }
    let kept = without_commands(&text, &said);
    let (template, score) = template_for(request, &said, &kept)?;
    let detail = vague::detail(&said, score);
    let clarify = (detail == Detail::Vague && said.language == Language::En)
        .then(|| templates::find("generic-clarify"))
        .flatten();
    let free = request.template.is_none() && matches!(request.options.added, Added::Auto | Added::None);
    let small = free && clarify.is_none() && small::is_small(&said);
    let template = clarify
        .or_else(|| templates::generic(said.language).filter(|_| small))
        .filter(|_| request.template.is_none())
        .unwrap_or(template);
    let terms = Terms {
        today: request.today,
        start: said.start.as_ref().map(|s| s.value),
        deadline: said.deadline.as_ref().map(|d| d.value),
        minutes_per_day: request.day.minutes_per_day.clamp(1, 1440),
        team: said.team,
        weekly: said.weekly,
        days: said.working_days.unwrap_or(WorkingDays::MONDAY_TO_FRIDAY),
    };
    let lower = kept.to_lowercase();
    let words = ruled_out::words(&kept, &lower, &said);
    let room = said.total.as_ref().map(|t| u64::from(t.value.likely)).or_else(|| feasibility::room(&terms));
    let amount = if small { Amount::Nothing } else { amount::amount(request, &said, detail, template, room) };
    let mut plan = merge::merge(&mut said, &words, template, amount);
    if small {
        breakdown::job(&mut plan, &said, template);
    }
    vague::questions(&mut said, &kept, detail);
    amount::pace(&mut plan, request.options.style);
    let levels = request.options.depth.levels(request.depth_limit);
    let options = amount::fitting(&request.options, &said);
    breakdown::break_down(&mut plan, &said, &words, template, &options, (levels, amount));
    if request.options.style == Style::Conservative {
        reserve::hold_back(&mut plan, template, said.language);
    }
    distribute(&mut plan, &mut said);
    let mut judgement = feasibility::judge(&plan, &terms);
    if let Some(capacity) = judgement.capacity
        && said.weekly.is_some()
        && fit(&mut plan, capacity * 9 / 10)
    {
        judgement = feasibility::judge(&plan, &terms);
    }
    scope(&mut said, &terms, &kept, feasibility::reckoned(&plan));
    let meta = emit::meta(request, &said, &without_commands(&whole, &said), template, judgement.finish);
    let mut patch = emit::emit(request, &said, &plan, template, meta, mint);
    crew.join(&mut patch, mint);
    let mut warnings = said.warnings;
    warnings.extend(judgement.warnings);
    warnings.extend(budget::exceeded(&whole));
    warnings.extend(kept_in_words(&said.constraints));
    let mut questions: Vec<Question> = Vec::new();
    for question in said.questions {
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    Ok(Reading { patch, questions, warnings, loose: Vec::new() })
}

/// Tells of what was said and is no task: it stays with the project in its own words.
fn kept_in_words(constraints: &[String]) -> Option<Warning> {
    const SHOWN: usize = 5;
    let quoted: Vec<String> = constraints.iter().take(SHOWN).map(|words| format!("\"{words}\"")).collect();
    let more = match constraints.len().saturating_sub(SHOWN) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let text = format!("kept with the project, but not planned as work: {}{more}", quoted.join(", "));
    (!constraints.is_empty()).then(|| Warning::new("kept-in-words", text))
}

/// The text without the sentences that were left out.
fn without_commands(text: &str, said: &Said) -> String {
    if said.warnings.iter().all(|w| w.code != "instruction-ignored") {
        return text.to_owned();
    }
    let steps: Vec<&str> = said.steps.iter().map(|s| s.quote.as_str()).collect();
    format!("{}. {}", said.goal, steps.join(". "))
}

fn template_for(
    request: &Request<'_>,
    said: &Said,
    text: &str,
) -> Result<(&'static Template, u32), DraftError> {
    if let Some(name) = request.template {
        let found =
            templates::find(name).ok_or_else(|| DraftError::UnknownTemplate { name: name.to_owned() })?;
        return Ok((found, 100));
    }
    let language = said.language.code();
    let choice = templates::choose_for(&said.goal, text, language).or_else(|| templates::choose(""));
    choice
        .map(|c| (c.template, c.score))
        .ok_or_else(|| DraftError::UnknownTemplate { name: language.to_owned() })
}

/// A stated effort of everything together: what is not stated takes the rest, in the proportions of its estimates.
fn distribute(plan: &mut Plan, said: &mut Said) {
    let Some(total) = &said.total else { return };
    let total = u64::from(total.value.likely);
    let (fixed, free) = sums(plan);
    if fixed >= total || free.1 == 0 {
        if fixed > total {
            said.warnings.push(Warning::new(
                "effort-over-budget",
                format!(
                    "the stated steps take {fixed} minutes, more than the {total} minutes stated in total"
                ),
            ));
        }
        return;
    }
    rescale(plan, total - fixed, free);
}

/// Estimates that exceed the stated hours a little are brought within nine tenths of them (nobody works every minute as
/// planned); stated ones never are.
fn fit(plan: &mut Plan, capacity: u64) -> bool {
    let (fixed, free) = sums(plan);
    let sum = fixed + free.1;
    if sum <= capacity || sum > capacity * 2 || fixed >= capacity || free.1 == 0 {
        return false;
    }
    rescale(plan, capacity - fixed, free);
    true
}

/// Whether a node is work that is still to be done: what every share of the time is reckoned over.
fn is_open_work(plan: &Plan, n: usize) -> bool {
    let node = &plan.nodes[n];
    !plan.is_summary(n) && !node.milestone && !node.status.is_closed()
}

/// The stated minutes, and the number and minutes of the estimated leaves.
fn sums(plan: &Plan) -> (u64, (usize, u64)) {
    let mut fixed = 0;
    let mut free = (0, 0);
    for n in 0..plan.nodes.len() {
        let node = &plan.nodes[n];
        let Some(e) = node.estimate.filter(|_| is_open_work(plan, n)) else { continue };
        if node.fixed {
            fixed += if node.waiting { 0 } else { u64::from(e.likely) };
        } else {
            free.0 += 1;
            free.1 += u64::from(e.likely);
        }
    }
    (fixed, free)
}

fn rescale(plan: &mut Plan, want: u64, (count, have): (usize, u64)) {
    let mut left = want;
    let mut seen = 0;
    for n in 0..plan.nodes.len() {
        let free = is_open_work(plan, n) && !plan.nodes[n].fixed;
        let Some(e) = plan.nodes[n].estimate.filter(|_| free) else { continue };
        seen += 1;
        let share = u64::from(e.likely) * want / have.max(1);
        // Quarters of an hour, and the last one takes what is left.
        let share = if seen == count {
            left
        } else {
            ((share + 7) / 15 * 15).clamp(15, left.saturating_sub(15 * (count - seen) as u64).max(15))
        };
        left = left.saturating_sub(share);
        let likely = u32::try_from(share.max(1)).unwrap_or(u32::MAX);
        let factor = f64::from(likely) / f64::from(e.likely.max(1));
        plan.nodes[n].estimate =
            Some(estimate::between(f64::from(e.low) * factor, likely, f64::from(e.high) * factor, 300));
    }
}

/// A scope that no time until the deadline can hold, or that is far larger than what was drafted.
fn scope(said: &mut Said, terms: &Terms, text: &str, drafted: u64) {
    let head: String =
        if said.goal.is_empty() { text.chars().take(600).collect() } else { said.goal.clone() };
    let absurd = terms.deadline.filter(|d| *d >= terms.today).and_then(|deadline| {
        let people = u64::from(said.team.unwrap_or(3).max(1));
        let begin = terms.start.unwrap_or(terms.today).max(terms.today);
        let days = u64::from(feasibility::working_days(begin, deadline, terms.days));
        let minutes = days.max(1) * u64::from(terms.minutes_per_day) * people;
        let until = deadline.to_string();
        scale::absurd(&head, minutes, &until).or_else(|| scale::crowds(text, minutes, &until))
    });
    said.warnings.extend(absurd.or_else(|| scale::beyond(&head, drafted)));
}

fn source<'a>(request: &Request<'a>) -> Source<'a> {
    Source {
        name: request.source,
        today: request.today,
        day: request.day,
        date_order: request.date_order,
        author: request.author.clone(),
        project: request.project,
        base: request.base,
        depth_limit: request.depth_limit,
    }
}

/// Headings, lists, tables or checklists rather than sentences; JSON too.
fn looks_like_a_document(text: &str) -> bool {
    let trimmed = text.trim_start();
    if trimmed.starts_with(['{', '[']) && planwright_formats::detect(text.as_bytes(), None) == Notation::Json
    {
        return true;
    }
    let (mut lines, mut marked, mut strong) = (0usize, 0usize, 0usize);
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lines += 1;
        let number = line.split_once(['.', ')']).is_some_and(|(n, rest)| {
            n.len() <= 6
                && !n.is_empty()
                && n.bytes().all(|b| b.is_ascii_digit())
                && rest.starts_with([' ', '\t'])
                || n.len() <= 3
                    && n.bytes().all(|b| b.is_ascii_digit())
                    && !n.is_empty()
                    && rest.starts_with(|c: char| c.is_ascii_digit())
        });
        let bullet = ["- ", "* ", "+ ", "• "].iter().any(|b| line.starts_with(b));
        let check = ["- [", "* [", "[ ]", "[x]"].iter().any(|b| line.starts_with(b));
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let table = line.starts_with('|') && line.len() > 2;
        marked += usize::from(number || bullet || heading || table || check);
        strong += usize::from(heading || check || table);
    }
    marked >= 2 && (marked * 10 >= lines * 4 || strong >= 2)
        || strong >= 1 && lines >= 2
        || text.len() > LONGEST_PARAGRAPH && marked > 0
}
