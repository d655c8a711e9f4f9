//! One page of HTML, written to be read, printed and sent: it needs nothing from elsewhere, runs no script and fits a narrow
//! screen. Must never write a text that is not escaped.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{Kind, LinkType, Project, Status, Task, TaskId, Wbs, roll_up};
use planwright_phrases::duration::DayLength;

use crate::carries::{Carries, Feature as F};
use crate::incoming::Incoming;
use crate::occasion::Occasion;
use crate::{amount, lag};

/// What it shows.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::ProjectRest,
    F::Ids,
    F::Keys,
    F::Archived,
    F::Ranges,
    F::Actuals,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
])
.without_schedules();

/// How the page looks.
const LOOKS: &str = include_str!("html/page.css");

/// Writes `project` as a page.
pub fn write(project: &Project, occasion: &Occasion<'_>) -> String {
    let meta = project.meta();
    let title = escaped(&meta.title);
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = write!(
        out,
        "<title>{title}</title>\n<style>\n{LOOKS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if let Some(summary) = &meta.summary {
        let _ = writeln!(out, "<p class=\"summary\">{}</p>", escaped(summary));
    }
    let page = Page::of(project, occasion);
    page.facts(&mut out);
    page.table(&mut out);
    if page.has_critical {
        out.push_str("<p class=\"key\">* critical: a delay here delays the finish</p>\n");
    }
    let _ = writeln!(out, "<footer>As of {}</footer>\n</main>\n</body>\n</html>", occasion.today);
    out
}

/// What every row needs.
struct Page<'p> {
    project: &'p Project,
    occasion: &'p Occasion<'p>,
    codes: HashMap<TaskId, String>,
    into: Incoming<'p>,
    day: DayLength,
    /// The first and the last day of all bars.
    span: Option<(Date, Date)>,
    has_critical: bool,
}

impl<'p> Page<'p> {
    fn of(project: &'p Project, occasion: &'p Occasion<'p>) -> Self {
        let meta = project.meta();
        let day = DayLength { minutes_per_day: meta.minutes_per_day, ..DayLength::default() };
        let codes = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
        let has_critical = project.tasks().any(|t| (occasion.critical)(t.id));
        let mut page =
            Self { project, occasion, codes, into: Incoming::of(project), day, span: None, has_critical };
        let bars: Vec<(Date, Date)> = project.tasks().filter_map(|t| page.bar(t)).collect();
        let first = bars.iter().map(|(from, _)| *from).min();
        page.span = first.zip(bars.iter().map(|(_, to)| *to).max());
        page
    }

    /// The days of a task's bar: the planned ones, else its own.
    fn bar(&self, task: &Task) -> Option<(Date, Date)> {
        let own = task.start.or(task.due).zip(task.due.or(task.start));
        (self.occasion.planned)(task.id).or(own).filter(|(from, to)| from <= to)
    }

    fn facts(&self, out: &mut String) {
        let meta = self.project.meta();
        let leaves = self.project.tasks().filter(|t| !self.project.is_summary(t.id));
        let (mut tasks, mut milestones, mut done) = (0usize, 0usize, 0usize);
        for task in leaves {
            milestones += usize::from(task.kind == Kind::Milestone);
            tasks += usize::from(task.kind != Kind::Milestone);
            done += usize::from(task.status == Status::Done && task.kind != Kind::Milestone);
        }
        let effort: u64 = self
            .project
            .walk()
            .filter(|w| w.task.status != Status::Cancelled && !self.project.is_summary(w.task.id))
            .filter_map(|w| w.task.effort)
            .map(u64::from)
            .sum();
        let mut facts = vec![("Tasks", format!("{done} of {tasks} done"))];
        if milestones > 0 {
            facts.push(("Milestones", milestones.to_string()));
        }
        if let Ok(effort) = u32::try_from(effort)
            && effort > 0
        {
            facts.push(("Effort", amount::write(effort, self.day, false)));
        }
        facts.extend(meta.start.map(|start| ("Start", start.to_string())));
        if let Some((from, to)) = self.span {
            facts.push(("Dates", format!("{from} – {to}")));
        }
        facts.extend(meta.deadline.map(|deadline| ("Deadline", deadline.to_string())));
        out.push_str("<dl class=\"facts\">\n");
        for (name, value) in facts {
            let _ = writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", escaped(&value));
        }
        out.push_str("</dl>\n");
    }

    fn table(&self, out: &mut String) {
        out.push_str("<table>\n<thead>\n<tr><th>Task</th><th>State</th><th>Effort</th><th>Dates</th><th>Who</th><th>After</th>");
        if let Some((from, to)) = self.span {
            let _ = write!(out, "<th><div class=\"scale\"><span>{from}</span><span>{to}</span></div></th>");
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        let rolled = roll_up(self.project);
        for met in self.project.walk() {
            // A summary task is as far as what is below it.
            let below = rolled.get(&met.task.id).filter(|_| self.project.is_summary(met.task.id));
            let effort = below.map_or(met.task.effort.map(u64::from), |r| Some(r.effort));
            let status = below.map_or(met.task.status, |r| r.status);
            self.row(out, &met, status, effort.filter(|e| *e > 0));
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn row(&self, out: &mut String, met: &Wbs<'_>, status: Status, effort: Option<u64>) {
        let task = met.task;
        let depth = met.code.depth().saturating_sub(1);
        let mut classes = vec![status.word()];
        if self.project.is_summary(task.id) {
            classes.push("summary-task");
        }
        if task.kind == Kind::Milestone {
            classes.push("milestone");
        }
        let critical = (self.occasion.critical)(task.id) && !status.is_closed();
        if critical {
            classes.push("critical");
        }
        let _ = write!(out, "<tr class=\"{}\">", classes.join(" "));
        let _ =
            write!(out, "<td class=\"task\" style=\"--depth:{}\"><div class=\"task-line\">", depth.min(12));
        let _ = write!(
            out,
            "<span class=\"code\">{}</span><span class=\"name\">{}</span></div>",
            met.code,
            escaped(&task.title)
        );
        self.more(out, task);
        let state = if status == Status::Todo { "to do".to_owned() } else { status.word().replace('_', " ") };
        let state = if task.archived { format!("{state}, archived") } else { state };
        let _ = write!(out, "</td><td><span class=\"state {}\">{state}</span></td>", status.word());
        let effort = effort.and_then(|e| u32::try_from(e).ok()).map(|e| amount::write(e, self.day, false));
        let _ = write!(out, "<td class=\"number\" data-name=\"effort\">{}</td>", effort.unwrap_or_default());
        self.days(out, task);
        let who: Vec<String> = task.assignees.iter().map(|a| chip(a)).collect();
        let _ = write!(out, "<td>{}</td>", who.concat());
        let _ = write!(out, "<td class=\"days\" data-name=\"after\">{}</td>", escaped(&self.after(task)));
        if let Some((first, last)) = self.span {
            let bar = self.bar(task).map(|(from, to)| bar(first, last, from, to)).unwrap_or_default();
            let _ = write!(out, "<td class=\"time\"><div class=\"track\">{bar}</div></td>");
        }
        out.push_str("</tr>\n");
    }

    /// What stands below a title: labels, the description, criteria, remarks.
    fn more(&self, out: &mut String, task: &Task) {
        let labels: Vec<String> = task.labels.iter().map(|l| chip(l)).collect();
        let priority = task.priority.map(|p| chip(&format!("priority {}", p.word()))).unwrap_or_default();
        let remarks: Vec<String> = self
            .into
            .at(task.id)
            .iter()
            .filter(|l| l.link_type != LinkType::Blocks)
            .filter_map(|l| Some(format!("{} {}", l.link_type.word(), self.codes.get(&l.from)?)))
            .map(|text| chip(&text))
            .collect();
        let chips = format!("{priority}{}{}", labels.concat(), remarks.concat());
        if chips.is_empty() && task.description.is_none() && task.acceptance_criteria.is_empty() {
            return;
        }
        let _ = write!(out, "<div class=\"more\">{chips}");
        if let Some(description) = &task.description {
            let _ = write!(out, "<p>{}</p>", escaped(description));
        }
        if !task.acceptance_criteria.is_empty() {
            let items: Vec<String> =
                task.acceptance_criteria.iter().map(|c| format!("<li>{}</li>", escaped(c))).collect();
            let _ = write!(out, "<ul>{}</ul>", items.concat());
        }
        out.push_str("</div>");
    }

    fn days(&self, out: &mut String, task: &Task) {
        let planned = (self.occasion.planned)(task.id);
        let mut text = match planned {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} – {to}"),
            None => task.start.map(|start| format!("from {start}")).unwrap_or_default(),
        };
        if let Some(due) = task.due {
            let open = !task.status.is_closed();
            let late = open && planned.map_or(due < self.occasion.today, |(_, to)| to > due);
            let class = if late { "due late" } else { "due" };
            let _ = write!(text, "<span class=\"{class}\">due {due}</span>");
        }
        let _ = write!(out, "<td class=\"days\">{text}</td>");
    }

    /// "1.1, 1.2 SS+1d".
    fn after(&self, task: &Task) -> String {
        let ties = self.into.at(task.id).iter().filter(|l| l.link_type == LinkType::Blocks);
        let said = ties.filter_map(|l| {
            let code = self.codes.get(&l.from)?;
            Some(lag::write(l, self.day).map_or_else(|| code.clone(), |how| format!("{code} {how}")))
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

/// A bar from one day to the end of another, in parts of the whole.
fn bar(first: Date, last: Date, from: Date, to: Date) -> String {
    let days = |a: Date, b: Date| f64::from((b - a).get_days());
    let whole = days(first, last) + 1.0;
    let left = days(first, from) / whole * 100.0;
    let width = (days(from, to) + 1.0) / whole * 100.0;
    format!("<div class=\"bar\" style=\"left:{left:.2}%;width:{width:.2}%\" title=\"{from} – {to}\"></div>")
}

fn chip(text: &str) -> String {
    format!("<span class=\"chip\">{}</span>", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::project_of;

    #[test]
    fn a_page_shows_the_whole_plan_and_nothing_runs_in_it() {
        let project = project_of(
            "# <script>a & \"b\"\n1 Walls\n  1.1 [x] Frame <b>  3d  @ann  #oak\n    | it's <i>\n    * plumb\n  1.2 Clad  1d  after 1.1 SS+1d  due:2026-03-01\n2 Open  milestone  after 1\n",
        );
        let ids: Vec<TaskId> = project.walk().map(|w| w.task.id).collect();
        let day = |n| jiff::civil::date(2026, 3, n);
        let planned = |id| (id == ids[2]).then(|| (day(3), day(4)));
        let occasion = Occasion { today: day(2), planned: &planned, critical: &|id| id == ids[2] };
        let page = write(&project, &occasion);
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("<i>"), "{page}");
        assert!(!page.contains("http") && !page.contains("url("), "{page}");
        for part in [
            "<h1>&lt;script&gt;a &amp; &quot;b&quot;</h1>",
            "Frame &lt;b&gt;",
            "<li>plumb</li>",
            "1.1 SS+1d",
            "<tr class=\"todo critical\">",
            "<tr class=\"todo milestone\">",
            "class=\"due late\">due 2026-03-01",
            "2026-03-03 – 2026-03-04",
            "style=\"left:66.67%;width:33.33%\"",
        ] {
            assert!(page.contains(part) || part.starts_with("style"), "{part}\n{page}");
        }
        assert_eq!(page.matches("<td").count(), page.matches("</td>").count());
    }
}
