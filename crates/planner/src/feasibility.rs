//! Whether the deadline can hold: the longest chain of the plan, and all its work where the team is known, against the
//! working days there are. Must never move a date or shrink a stated effort to make it hold.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use planwright_domain::{LagKind, OriginKind, Warning, WorkingDays};

use crate::plan::{Node, Plan};

/// What the time is judged by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) today: Date,
    pub(crate) start: Option<Date>,
    pub(crate) deadline: Option<Date>,
    pub(crate) minutes_per_day: u32,
    pub(crate) team: Option<u32>,
    /// Minutes each person works in a week.
    pub(crate) weekly: Option<u32>,
    pub(crate) days: WorkingDays,
}

/// What the judgement found.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) warnings: Vec<Warning>,
    /// The day the longest chain ends, when it begins on the stated start.
    pub(crate) finish: Option<Date>,
    /// The working minutes of everybody until the deadline, where team or hours are stated.
    pub(crate) capacity: Option<u64>,
}

/// Judges the plan.
pub(crate) fn judge(plan: &Plan, terms: &Terms) -> Judgement {
    let mut warnings = Vec::new();
    let begin = terms.start.unwrap_or(terms.today).max(terms.today);
    let pace = pace(terms);
    let chain = longest_chain(plan, pace, terms.deadline);
    let total: u64 = (0..plan.nodes.len())
        .filter(|n| !plan.is_summary(*n) && !plan.nodes[*n].waiting)
        .map(|n| plan.nodes[n].left())
        .sum();
    // What a task was held to says little of a work that is far larger.
    let reckoned = reckoned(plan);
    let total =
        if room(terms).is_some_and(|room| reckoned > room.saturating_mul(2)) { reckoned } else { total };
    let mut finish = None;
    if terms.start.is_some() {
        finish = after_work(begin, chain, terms);
    }
    let Some(deadline) = terms.deadline else {
        dates(plan, terms, &mut warnings);
        return Judgement { warnings, finish, capacity: None };
    };
    if deadline < terms.today {
        warnings.push(Warning::new(
            "deadline-past",
            format!(
                "the deadline {deadline} is in the past (today is {}); it was kept as it is",
                terms.today
            ),
        ));
        return Judgement { warnings, finish, capacity: None };
    }
    let days = working_days(begin, deadline, terms.days);
    let available = u64::from(days) * u64::from(terms.minutes_per_day);
    let per_day = terms.minutes_per_day;
    if chain > available {
        let give = give(plan, terms, begin, chain, None);
        warnings.push(Warning::new(
            "deadline-too-tight",
            format!(
                "the longest chain of tasks takes {} of work, {} the deadline {deadline} leaves {days} working {}; {give}",
                days_of(chain, per_day),
                if pace < 1.0 { "stretched by the stated hours;" } else { "but" },
                if days == 1 { "day" } else { "days" },
            ),
        ));
    }
    let people = terms.team.filter(|t| *t > 0);
    let capacity = room(terms);
    if let Some(capacity) = capacity
        && total > capacity
        && chain <= available
    {
        let hands = people.unwrap_or(1).max(1);
        let pace = pace.max(0.01);
        let needed = total as f64 / (available as f64 * pace).max(1.0);
        let alone = (total as f64 / pace / f64::from(hands)) as u64;
        let give = give(plan, terms, begin, alone, Some((hands, needed.ceil().min(10_000.0) as u32)));
        warnings.push(Warning::new(
            "deadline-too-tight",
            format!(
                "all the work takes {} of one person; until {deadline} there are {}; {give}",
                days_of(total, per_day),
                days_of(capacity, per_day)
            ),
        ));
    }
    dates(plan, terms, &mut warnings);
    Judgement { warnings, finish, capacity }
}

/// All the work by the guesses that no length of a task holds.
pub(crate) fn reckoned(plan: &Plan) -> u64 {
    (0..plan.nodes.len())
        .filter(|n| !plan.is_summary(*n) && !plan.nodes[*n].waiting && !plan.nodes[*n].milestone)
        .filter(|n| !plan.nodes[*n].status.is_closed())
        .filter_map(|n| plan.nodes[n].reckoned.or(plan.nodes[n].estimate.map(|e| e.likely)))
        .map(u64::from)
        .sum()
}

/// What could give way: the date, what was only added, the order nobody stated, or the number of people.
fn give(plan: &Plan, terms: &Terms, begin: Date, minutes: u64, people: Option<(u32, u32)>) -> String {
    let mut ways = Vec::new();
    if let Some(day) = after_work(begin, minutes, terms) {
        ways.push(format!("a deadline of {day} or later"));
    }
    let added: u64 = (0..plan.nodes.len())
        .filter(|n| plan.nodes[*n].origin == OriginKind::Added && !plan.is_summary(*n))
        .filter_map(|n| plan.nodes[n].estimate)
        .map(|e| u64::from(e.likely))
        .sum();
    if added > 0 {
        ways.push(format!("leaving out of what was added ({})", days_of(added, terms.minutes_per_day)));
    }
    match people {
        Some((hands, needed)) if needed > hands => {
            ways.push(format!("{needed} people instead of {hands}"));
        }
        Some(_) => {}
        None => {
            let loose = plan.ties.iter().filter(|t| !t.stated).count();
            if loose > 0 {
                ways.push(format!("doing side by side what nobody ordered ({loose} links are only implied)"));
            }
        }
    }
    if ways.is_empty() {
        "only less work would help".to_owned()
    } else {
        format!("what could give: {}", ways.join(", "))
    }
}

/// The working minutes of everybody until the deadline, where team or hours are stated.
pub(crate) fn room(terms: &Terms) -> Option<u64> {
    let deadline = terms.deadline.filter(|d| *d >= terms.today)?;
    let begin = terms.start.unwrap_or(terms.today).max(terms.today);
    let people = terms.team.filter(|t| *t > 0);
    let days = u64::from(working_days(begin, deadline, terms.days));
    let available = days * u64::from(terms.minutes_per_day);
    (people.is_some() || terms.weekly.is_some())
        .then(|| (available as f64 * pace(terms) * f64::from(people.unwrap_or(1))) as u64)
}

/// The share of full time that is worked.
fn pace(terms: &Terms) -> f64 {
    // Minutes a person gives in a working day of the week, stretched over all of them when the hours are fewer.
    let week = terms.minutes_per_day * terms.days.count().max(1);
    f64::from(terms.weekly.unwrap_or(week).clamp(1, week * 2)) / f64::from(week)
}

/// Due dates of single steps that lie in the past, that a day before them breaks, or that the stated work up to them breaks.
fn dates(plan: &Plan, terms: &Terms, warnings: &mut Vec<Warning>) {
    warnings.extend(against_the_order(plan));
    let ends = chain_ends(plan, pace(terms), |node| if node.fixed { node.left() } else { 0 });
    let mut broken = vec![false; plan.nodes.len()];
    for node in plan.in_order(|n| n as i64) {
        broken[node] = plan.predecessors(node).any(|p| broken[p]);
        let here = &plan.nodes[node];
        let Some(due) = here.due else { continue };
        if due < terms.today && terms.deadline != Some(due) {
            warnings.push(Warning::new(
                "date-in-the-past",
                format!("\"{}\" is due on {due}, in the past", here.title),
            ));
            continue;
        }
        if due < terms.today || terms.deadline == Some(due) && here.milestone || broken[node] {
            continue;
        }
        let begin = here.start.or(terms.start).unwrap_or(terms.today).max(terms.today);
        let hands = u64::from(terms.team.unwrap_or(1).max(1));
        let room = |from: Date| {
            u64::from(working_days(from, due, terms.days)) * u64::from(terms.minutes_per_day) * hands
        };
        let own = if here.fixed && !here.milestone { here.left() } else { 0 };
        let from_today = terms.start.unwrap_or(terms.today).max(terms.today);
        let chain = ends[node].0;
        let told = if own > room(begin) {
            let need = days_of(own, terms.minutes_per_day);
            format!("\"{}\" takes {need}, but is due on {due}", here.title)
        } else if chain > room(from_today) {
            let need = days_of(chain, terms.minutes_per_day);
            let days = working_days(from_today, due, terms.days);
            format!(
                "the stated work up to \"{}\" takes {need}{}, but it is due on {due}: {days} working days",
                here.title,
                if pace(terms) < 1.0 { " at the stated hours" } else { "" },
            )
        } else {
            continue;
        };
        broken[node] = true;
        warnings.push(Warning::new("deadline-too-tight", told));
    }
}

/// What is to come first, as the text says, and has a later day than what waits for it.
fn against_the_order(plan: &Plan) -> Vec<Warning> {
    let mut latest: Vec<Option<(Date, usize)>> = vec![None; plan.nodes.len()];
    let mut warnings = Vec::new();
    for node in plan.in_order(|n| n as i64) {
        let here = &plan.nodes[node];
        let before = plan
            .ties
            .iter()
            .filter(|tie| tie.stated && tie.to == node)
            .filter_map(|tie| latest[tie.from])
            .max_by_key(|(day, _)| *day);
        if let (Some((day, first)), Some(due)) = (before, here.due)
            && day > due
        {
            warnings.push(Warning::new(
                "contradiction",
                format!(
                    "the text contradicts itself: \"{}\" is to come before \"{}\", but the first is on {day} and the \
                     second on {due}; both days were kept",
                    plan.nodes[first].title, here.title
                ),
            ));
            latest[node] = Some((due, node));
            continue;
        }
        let own = here.due.or(here.start).map(|day| (day, node));
        latest[node] = own.max(before);
    }
    warnings
}

/// The longest chain in working minutes at full time; hours that are fewer stretch the work, not the waiting. What has a
/// later day than the deadline is not on the way to it.
fn longest_chain(plan: &Plan, pace: f64, deadline: Option<Date>) -> u64 {
    let later = |node: &Node| node.due.zip(deadline).is_some_and(|(due, deadline)| due > deadline);
    let ends = chain_ends(plan, pace, Node::left);
    ends.into_iter().zip(&plan.nodes).filter(|(_, n)| !later(n)).map(|((work, _), _)| work).max().unwrap_or(0)
}

/// When each node ends at the earliest, in working minutes from the beginning: its work, and the waiting behind it.
fn chain_ends(plan: &Plan, pace: f64, left: impl Fn(&Node) -> u64) -> Vec<(u64, u64)> {
    let mut ends = vec![(0u64, 0u64); plan.nodes.len()];
    for node in plan.in_order(|n| n as i64) {
        let here = &plan.nodes[node];
        let begin = plan.predecessors(node).map(|p| ends[p].1).max().unwrap_or(0);
        let effort = if plan.is_summary(node) { 0 } else { left(here) };
        let work = if here.waiting { effort } else { (effort as f64 / pace.min(1.0)) as u64 };
        let lag = here.lag.map_or(0, |(minutes, kind)| {
            let minutes = u64::try_from(minutes).unwrap_or(0);
            if kind == LagKind::Elapsed { minutes * 480 * 5 / (1440 * 7) } else { minutes }
        });
        ends[node] = (begin + work, begin + work + lag);
    }
    ends
}

/// The working days from one day to another, both included.
pub(crate) fn working_days(from: Date, to: Date, worked: WorkingDays) -> u32 {
    let days = i64::from((to - from).get_days()) + 1;
    if days <= 0 {
        return 0;
    }
    let mut count = days / 7 * i64::from(worked.count());
    let mut weekday = from.weekday();
    for _ in 0..days % 7 {
        count += i64::from(worked.contains(weekday));
        weekday = weekday.next();
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The day on which so much work, begun in the morning of `from`, is done.
fn after_work(from: Date, minutes: u64, terms: &Terms) -> Option<Date> {
    let per_day = u64::from(terms.minutes_per_day.max(1));
    let mut left = minutes.div_ceil(per_day);
    if left > 20_000 {
        return None;
    }
    let mut day = from;
    loop {
        if terms.days.contains(day.weekday()) {
            left = left.saturating_sub(1);
            if left == 0 {
                return Some(day);
            }
        }
        day = day.checked_add(1.days() as Span).ok()?;
    }
}

/// "12.5 days".
fn days_of(minutes: u64, per_day: u32) -> String {
    let tenths = minutes * 10 / u64::from(per_day.max(1));
    let whole = if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    format!("{whole} {}", if tenths == 10 { "day" } else { "days" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn working_days_are_counted() {
        use jiff::civil::Weekday::{Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let monday = date(2026, 3, 2);
        let (usual, weekends) = (WorkingDays::MONDAY_TO_FRIDAY, WorkingDays::of([Saturday, Sunday]));
        let middle = WorkingDays::of([Tuesday, Wednesday, Thursday]);
        for (to, days, expect) in [
            (date(2026, 3, 4), middle, 2),
            (date(2026, 3, 15), middle, 6),
            (date(2026, 3, 2), usual, 1),
            (date(2026, 3, 6), usual, 5),
            (date(2026, 3, 8), usual, 5),
            (date(2026, 3, 8), weekends, 2),
            (date(2026, 3, 15), usual, 10),
            (date(2026, 3, 1), usual, 0),
        ] {
            assert_eq!(working_days(monday, to, days), expect, "{to}");
        }
    }
}
