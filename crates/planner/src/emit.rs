//! The plan made a patch. Must never emit what the rules of a plan refuse.

use std::collections::BTreeMap;

use planwright_domain::{
    Decimal, Kind, Link, LinkId, MetaChange, Origin, OriginKind, POSITION_STEP, Patch, PatchId, Task, TaskId,
    Value,
};

use crate::Request;
use crate::lexicon::Language;
use crate::plan::{Node, Plan};
use crate::stated::Said;
use crate::step::{lower_first, shorten};
use crate::templates::Template;
use crate::text;

/// Fewer leaves than this need no phases.
const PHASES_FROM: usize = 8;
/// Further than any place of a stated step.
const BEHIND: i64 = 1_000_000_000;
/// Longest quote kept, in characters.
const LONGEST_QUOTE: usize = 400;
/// Ten years of one person's time: no rule allows more.
const MOST: u32 = planwright_domain::LARGEST_MINUTES;

/// Makes the patch.
pub(crate) fn emit(
    request: &Request<'_>,
    said: &Said,
    plan: &Plan,
    template: &Template,
    meta: MetaChange,
    mint: &mut dyn FnMut() -> u128,
) -> Patch {
    let reason =
        if said.goal.is_empty() { "plan from words".to_owned() } else { format!("plan: {}", said.title()) };
    let mut patch =
        Patch::new(PatchId::from_bits(mint()), request.project, request.base, request.author.clone(), reason);
    patch.meta = meta;
    let ids: Vec<TaskId> = plan.nodes.iter().map(|_| TaskId::from_bits(mint())).collect();
    let order = plan.in_order(|n| match (plan.nodes[n].origin, plan.nodes[n].phase) {
        (OriginKind::Added, Some(p)) if p < template.main => -BEHIND + plan.nodes[n].place,
        (OriginKind::Added, _) => BEHIND + plan.nodes[n].place,
        (_, None)
            if plan.nodes[n].milestone && plan.nodes[n].parent.is_none() && n + 1 >= said.steps.len() =>
        {
            2 * BEHIND + plan.nodes[n].place
        }
        _ => plan.nodes[n].place,
    });
    let levels = request.options.depth.levels(request.depth_limit);
    let phases = phases(levels, plan, template);
    let mut places: BTreeMap<Option<TaskId>, i64> = BTreeMap::new();
    let mut place = |parent: Option<TaskId>| {
        let at = places.entry(parent).or_insert(0);
        *at += POSITION_STEP;
        *at
    };
    let phase_ids: BTreeMap<usize, TaskId> =
        phases.iter().map(|phase| (*phase, TaskId::from_bits(mint()))).collect();
    let top = |n: usize| plan.nodes[n].parent.filter(|_| levels > 1);
    let mut placed = vec![false; plan.nodes.len()];
    // Summary tasks come where the first of what is below them comes.
    for &leaf in order.iter().filter(|n| levels == 1 || !plan.is_summary(**n)) {
        let mut line: Vec<usize> = std::iter::successors(Some(leaf), |n| top(*n)).take(64).collect();
        line.reverse();
        for n in line {
            if std::mem::replace(&mut placed[n], true) {
                continue;
            }
            let phase =
                plan.nodes[n].phase.filter(|_| top(n).is_none()).and_then(|p| Some((p, *phase_ids.get(&p)?)));
            if let Some((phase, id)) = phase.filter(|(_, id)| !patch.tasks.contains_key(id)) {
                let mut task = Task::new(id, template.phases[phase].title);
                task.origin = Some(origin(OriginKind::Added, request, "a phase that such projects have"));
                task.position = place(None);
                patch.create_task(task);
            }
            let parent = top(n).map(|parent| ids[parent]).or(phase.map(|(_, id)| id));
            let position = place(parent);
            patch.create_task(task((request, said), plan, n, ids[n], parent, position));
        }
    }
    for tie in &plan.ties {
        let mut link = Link::blocks(LinkId::from_bits(mint()), ids[tie.from], ids[tie.to]);
        if let Some((minutes, kind)) = plan.nodes[tie.from].lag {
            link.lag = minutes.clamp(0, i32::try_from(MOST).unwrap_or(i32::MAX));
            link.lag_kind = kind;
        }
        let kind = if tie.stated { OriginKind::Stated } else { OriginKind::Implied };
        link.origin = Some(origin(kind, request, &tie.quote));
        patch.create_link(link);
    }
    patch
}

/// The phases worth a summary task: those with two tasks or more, in a plan that is long enough.
fn phases(levels: u32, plan: &Plan, template: &Template) -> Vec<usize> {
    let tops: Vec<usize> = (0..plan.nodes.len())
        .filter(|n| plan.nodes[*n].parent.is_none() && plan.nodes[*n].phase.is_some())
        .collect();
    let height = (0..plan.nodes.len()).map(|n| plan.above(n) + 1).max().unwrap_or(1);
    let added = plan.nodes.iter().filter(|n| n.origin == OriginKind::Added && n.parent.is_none()).count();
    // A list of steps with little added to it stays the list it is.
    let stated = tops.len() - added.min(tops.len());
    if tops.len() < PHASES_FROM || levels <= height || added < 2 || added * 2 < stated {
        return Vec::new();
    }
    (0..template.phases.len())
        .filter(|p| tops.iter().filter(|n| plan.nodes[**n].phase == Some(*p)).count() >= 2)
        .collect()
}

fn task(
    (request, said): (&Request<'_>, &Said),
    plan: &Plan,
    n: usize,
    id: TaskId,
    parent: Option<TaskId>,
    position: i64,
) -> Task {
    let node = &plan.nodes[n];
    let mut task = Task::new(id, shorten(without_person(node, said)));
    task.parent = parent;
    task.position = position;
    task.origin = Some(origin(node.origin, request, &node.quote));
    task.due = node.due;
    task.start = node.start.filter(|s| node.due.is_none_or(|d| *s <= d));
    task.assignees.extend(node.who.iter().flat_map(|who| people(who, said.language)));
    task.status = node.status;
    let summary = plan.is_summary(n) && request.options.depth.levels(request.depth_limit) > 1;
    if node.milestone && !summary {
        task.kind = Kind::Milestone;
        return task;
    }
    if let Some(mut estimate) = node.estimate
        && (!summary || node.fixed)
    {
        estimate.low = estimate.low.clamp(1, MOST);
        estimate.likely = estimate.likely.clamp(estimate.low, MOST);
        estimate.high = estimate.high.clamp(estimate.likely, MOST);
        task.effort = Some(estimate.likely);
        task.estimate = Some(estimate);
    }
    if node.waiting {
        task.metadata.insert("waiting".to_owned(), Value::Bool(true));
    }
    task
}

/// Everybody of "Ana, Bob and Cleo"; a department of two words ("Research and Development") is told by no name alone.
fn people(who: &str, language: Language) -> Vec<String> {
    let words = text::words(who);
    let lexicon = language.lexicon();
    let parts: Vec<&[text::Word]> =
        words.split(|w| w.lower == "," || w.lower == "、" || lexicon.has("only-and", &w.lower)).collect();
    let named = parts.iter().all(|part| {
        (1..=2).contains(&part.len())
            && part.iter().all(|w| w.lower.chars().count() > 1 && lexicon.at("role", part, 0).is_none())
            && part.iter().all(|w| who[w.start..].starts_with(char::is_uppercase))
    });
    let named = named || language == Language::Zh && parts.iter().all(|part| (2..=4).contains(&part.len()));
    if parts.len() < 2 || !named {
        return vec![who.to_owned()];
    }
    parts.iter().map(|part| text::spelled(who, part).to_owned()).collect()
}

/// The title without the name of the person behind it, who stands with the task; a trade or a department says what kind
/// of work it is and stays.
fn without_person<'n>(node: &'n Node, said: &Said) -> &'n str {
    let title = node.title.trim();
    let lexicon = said.language.lexicon();
    let named = |who: &&str| {
        let words = text::words(who);
        node.quote.contains(who) && !["who", "role", "people"].iter().any(|kind| lexicon.any(kind, &words))
    };
    let who = node.who.as_deref().filter(named);
    let bare = who.and_then(|who| title.strip_suffix(')')?.strip_suffix(who)?.strip_suffix('('));
    bare.map(str::trim_end).filter(|bare| !bare.is_empty()).unwrap_or(title)
}

fn origin(kind: OriginKind, request: &Request<'_>, quote: &str) -> Origin {
    let quote: String =
        quote.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_QUOTE).collect();
    Origin {
        kind,
        source: request.source.map(str::to_owned),
        line: None,
        quote: Some(quote).filter(|q| !q.trim().is_empty()),
    }
}

/// The project's own fields.
pub(crate) fn meta(
    request: &Request<'_>,
    said: &Said,
    text: &str,
    template: &Template,
    finish: Option<jiff::civil::Date>,
) -> MetaChange {
    let title = if said.goal.is_empty() { titles_of_steps(said) } else { said.title() };
    let start = said.start.as_ref().map(|s| s.value);
    let deadline = said.deadline.as_ref().map(|d| d.value);
    let mut metadata = BTreeMap::new();
    let mut keep = |key: &str, value: Value| metadata.insert(key.to_owned(), value);
    if let Some(team) = said.team {
        keep("team_size", Value::Integer(team.into()));
    }
    if let Some(weekly) = said.weekly {
        keep("hours_per_week", hours(weekly));
    }
    if let Some(budget) = &said.budget {
        keep("budget", Value::Text(budget.clone()));
    }
    if let Some(total) = &said.total {
        keep("stated_effort_minutes", Value::Integer(total.value.likely.into()));
    }
    if !said.constraints.is_empty() {
        keep("constraints", Value::List(said.constraints.iter().map(|c| Value::Text(c.clone())).collect()));
    }
    if let Some(finish) = finish {
        keep("forecast_finish", Value::Text(finish.to_string()));
    }
    keep("template", Value::Text(template.name.to_owned()));
    let summary: String = planwright_phrases::clean::printable(text).chars().take(2000).collect();
    MetaChange {
        title: Some(shorten(&title)),
        summary: Some(Some(summary.trim().to_owned())),
        start: start.filter(|s| deadline.is_none_or(|d| *s <= d)).map(Some),
        deadline: deadline.map(Some),
        working_days: said.working_days,
        metadata: Some(metadata),
        imported_from: request.source.map(|s| Some(s.to_owned())),
        ..MetaChange::default()
    }
}

/// What a plan without a goal is called: its first steps, as many as fit.
fn titles_of_steps(said: &Said) -> String {
    const LONGEST: usize = 60;
    let joint = if said.language == Language::Zh { "、" } else { ", " };
    let titles = said
        .steps
        .iter()
        .filter(|s| s.parent.is_none())
        .map(|s| s.title.split(" (").next().unwrap_or_default());
    let mut all = String::new();
    for title in titles {
        if !all.is_empty() && all.chars().count() + title.chars().count() > LONGEST {
            return format!("{all} …");
        }
        if !all.is_empty() {
            all.push_str(joint);
        }
        let small = !all.is_empty() && said.language != Language::De;
        all.push_str(&if small { lower_first(title) } else { title.to_owned() });
    }
    if all.is_empty() { "Plan".to_owned() } else { all }
}

fn hours(minutes: u32) -> Value {
    if minutes.is_multiple_of(60) {
        Value::Integer((minutes / 60).into())
    } else {
        Decimal::parse(&format!("{:.2}", f64::from(minutes) / 60.0)).map_or(Value::Null, Value::Decimal)
    }
}
