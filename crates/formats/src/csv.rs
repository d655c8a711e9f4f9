//! Comma-separated values (RFC 4180) written, one row for each task. Must never write a cell that a spreadsheet would run as
//! a formula.

use std::collections::HashMap;

use planwright_domain::{LinkType, Project, TaskId};

use crate::carries::Feature as F;

const HEADER: &str = "wbs,title,kind,status,priority,estimated_minutes,actual_minutes,start_date,due_date,assignees,labels,depends_on,parent,description,source_key,task_id";

/// What it carries.
pub(crate) const CARRIES: &[F] = &[
    F::Hierarchy,
    F::Ids,
    F::Keys,
    F::Descriptions,
    F::Milestones,
    F::Done,
    F::InProgress,
    F::Blocked,
    F::Cancelled,
    F::Priorities,
    F::Efforts,
    F::SummaryEfforts,
    F::Actuals,
    F::Starts,
    F::DueDates,
    F::Assignees,
    F::Labels,
    F::Links,
];

/// Writes `project`. Several values in a cell are separated by semicolons.
pub fn write(project: &Project) -> String {
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let mut out = String::from(HEADER);
    out.push_str("\r\n");
    for met in project.walk() {
        let task = met.task;
        let links = project.network().incoming(task.id).filter_map(|id| project.link(id));
        let mut before: Vec<_> =
            links.filter(|l| l.link_type == LinkType::Blocks).map(|l| project.wbs(l.from)).collect();
        before.sort();
        let before: Vec<String> = before.into_iter().flatten().map(|code| code.to_string()).collect();
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let list =
            |set: &std::collections::BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(";");
        let cells = [
            met.code.to_string(),
            safe(&task.title),
            task.kind.word().to_owned(),
            task.status.word().to_owned(),
            task.priority.map(|p| p.word().to_owned()).unwrap_or_default(),
            number(task.effort),
            number(task.actual),
            task.start.map(|d| d.to_string()).unwrap_or_default(),
            task.due.map(|d| d.to_string()).unwrap_or_default(),
            safe(&list(&task.assignees)),
            safe(&list(&task.labels)),
            before.join(";"),
            task.parent.and_then(|p| codes.get(&p).cloned()).unwrap_or_default(),
            safe(task.description.as_deref().unwrap_or_default()),
            safe(task.source_key.as_deref().unwrap_or_default()),
            task.id.uuid(),
        ];
        let row: Vec<String> = cells.iter().map(|c| quoted(c)).collect();
        out.push_str(&row.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A text that a spreadsheet takes for text: an apostrophe in front of what would begin a formula.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::project_of;

    #[test]
    fn every_task_is_a_row_and_no_cell_a_formula() {
        let project = project_of(
            "# House\n1 Walls, \"all\"\n  1.1 =SUM(A1)  3d  @bo  @ann  due:2026-03-05\n  1.2 Paint  after 1.1\n    | two\n    | lines\n",
        );
        let text = write(&project);
        let rows: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(rows.len(), 5);
        assert!(rows[1].starts_with("1,\"Walls, \"\"all\"\"\",task,todo,,,,,,,,,,,,"), "{}", rows[1]);
        assert!(
            rows[2].starts_with("1.1,'=SUM(A1),task,todo,,1440,,,2026-03-05,ann;bo,,,1,,,"),
            "{}",
            rows[2]
        );
        assert!(rows[3].starts_with("1.2,Paint,task,todo,,,,,,,,1.1,1,\"two\nlines\",,"), "{}", rows[3]);
    }
}
