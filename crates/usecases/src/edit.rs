//! A plan edited as text: written in the text notation with ids, changed by a person, read back, and the difference made
//! a draft to be reviewed. Nothing here stores or opens an editor.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use planwright_domain::{Extent, Project, TaskId, diff, prefix_range};
use planwright_formats::text::{Ids, read, revise, write};
use planwright_formats::{ReadError, Reading, Source};

use crate::plan::{Drafted, day_length};
use crate::{Ports, Refused};

/// The plan as the text a person edits: every task carries the shortest id that is its own.
pub fn as_text(project: &Project) -> String {
    write(project, Ids::Short)
}

/// What an edited text makes of `before`, the project it was written from. Tasks are known by their ids: what the text
/// says of them wins, what the notation cannot say stays; lines without an id are new tasks; tasks the text leaves out
/// go, with their links. An empty patch means that the text says nothing new.
///
/// The patch is made against the version of `before`: what others appended while the text was edited is kept.
///
/// # Errors
/// [`Refused::Unreadable`] when the text breaks the notation, with the line; [`Refused::Rejected`] when what it says
/// breaks rules of the plan.
pub fn read_back(ports: &Ports<'_>, before: Project, text: &str, today: Date) -> Result<Drafted, Refused> {
    let source = Source {
        name: None,
        today,
        day: day_length(before.meta()),
        date_order: before.meta().date_order,
        author: ports.author.clone(),
        project: before.id(),
        base: before.version(),
        depth_limit: before.meta().depth_limit,
    };
    let known = Known::of(&before);
    let reading = read(text, &source, &mut || ports.ids.fresh(), &|letters| known.find(letters))?;
    known.each_once(text)?;
    let after = typed(&before, &revise(&before, &reading));
    let patch = diff(&before, &after, ports.patch_id(), ports.author.clone(), "edit the plan");
    let Reading { questions, warnings, .. } = reading;
    Ok(Drafted { questions, warnings, ..Drafted::amending(before, patch)? })
}

/// The tasks a text may name, and those it named.
struct Known {
    /// Invariant: ascending.
    ids: Vec<u128>,
    named: RefCell<BTreeSet<u128>>,
    twice: RefCell<Option<String>>,
}

impl Known {
    fn of(project: &Project) -> Self {
        let mut ids: Vec<u128> = project.tasks().map(|task| task.id.bits()).collect();
        ids.sort_unstable();
        Self { ids, named: RefCell::default(), twice: RefCell::default() }
    }

    /// The one task whose id begins with these letters.
    fn find(&self, letters: &str) -> Option<TaskId> {
        let (low, high) = match TaskId::parse(letters) {
            Ok(id) => (id.bits(), id.bits()),
            Err(_) => prefix_range(letters)?,
        };
        let from = self.ids.partition_point(|id| *id < low);
        let mut fit = self.ids[from..].iter().take_while(|id| **id <= high);
        let (Some(found), None) = (fit.next(), fit.next()) else { return None };
        if !self.named.borrow_mut().insert(*found) {
            self.twice.borrow_mut().get_or_insert_with(|| letters.to_owned());
        }
        Some(TaskId::from_bits(*found))
    }

    /// A line that was copied with its id would silently take the place of the other.
    fn each_once(&self, text: &str) -> Result<(), ReadError> {
        let Some(letters) = self.twice.take() else { return Ok(()) };
        let word = format!("id:{letters}");
        let lines = text.lines().enumerate();
        let last = lines.filter(|(_, line)| line.split_whitespace().any(|w| w == word)).last();
        let line = last.map_or(1, |(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let message = format!("two tasks have the id {letters}; a new task has none");
        Err(ReadError::Syntax { line, message })
    }
}

/// What is new was typed by a person: it comes from no document.
fn typed(before: &Project, after: &Project) -> Project {
    let (id, version, meta) = (after.id(), after.version(), after.meta().clone());
    let tasks = after.tasks().cloned().map(|mut task| {
        task.origin = task.origin.take().filter(|_| before.task(task.id).is_some());
        task
    });
    let links = after.links().cloned().map(|mut link| {
        link.origin = link.origin.take().filter(|_| before.link(link.id).is_some());
        link
    });
    let (tasks, links): (Vec<_>, Vec<_>) = (tasks.collect(), links.collect());
    Project::assemble(id, version, meta, tasks, links, Extent::Whole).with_all_beside(after)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use planwright_domain::{Link, LinkId, Meta, Origin, OriginKind, ProjectId, Task, Version};

    use super::*;
    use crate::fixture::with_ports;

    fn plan() -> Project {
        let origin = Origin { kind: OriginKind::Imported, source: None, line: Some(3), quote: None };
        let task = |n: u128, title: &str| Task {
            position: n as i64 * 1024,
            source_key: Some(format!("T-{n}")),
            origin: Some(origin.clone()),
            effort: Some(480),
            ..Task::new(TaskId::from_bits(n << 120), title)
        };
        let link =
            Link::blocks(LinkId::from_bits(9), TaskId::from_bits(1 << 120), TaskId::from_bits(2 << 120));
        let tasks = [task(1, "Frame"), task(2, "Plaster"), task(3, "Paint")];
        let (id, meta) = (ProjectId::from_bits(7), Meta::new("House"));
        Project::assemble(id, Version(4), meta, tasks, [link], Extent::Whole)
    }

    fn edited(change: impl Fn(String) -> String) -> Result<Drafted, Refused> {
        let text = change(as_text(&plan()));
        with_ports(|ports| read_back(ports, plan(), &text, date(2026, 3, 2)))
    }

    fn without(text: &str, word: &str) -> String {
        text.lines().filter(|line| !line.contains(word)).map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn a_text_that_was_not_changed_changes_nothing() {
        assert!(edited(|text| text).unwrap().patch.is_empty());
    }

    #[test]
    fn an_edit_is_a_change_of_what_was_edited() {
        let drafted = edited(|text| text.replace("Plaster", "Plaster twice")).unwrap();
        assert_eq!((drafted.patch.tasks.len(), drafted.patch.links.len()), (1, 0));
        let task = drafted.after.task(TaskId::from_bits(2 << 120)).unwrap();
        assert_eq!((task.title.as_str(), task.source_key.as_deref()), ("Plaster twice", Some("T-2")));
        assert_eq!(drafted.patch.base, Version(4));
    }

    #[test]
    fn a_line_left_out_is_a_task_removed_with_its_links() {
        let drafted = edited(|text| without(&text, "Frame").replace("  after 1", "")).unwrap();
        assert_eq!((drafted.after.tasks().len(), drafted.after.links().len()), (2, 0));
    }

    #[test]
    fn a_line_without_an_id_is_a_new_task_that_comes_from_no_document() {
        let drafted = edited(|text| text + "4 Hang the door  2h  after 3\n").unwrap();
        assert_eq!(drafted.after.tasks().len(), 4);
        let new = drafted.after.tasks().find(|t| t.title == "Hang the door").unwrap();
        assert_eq!((new.effort, new.origin.as_ref()), (Some(120), None));
        let kept = drafted.after.task(TaskId::from_bits(1 << 120)).unwrap();
        assert!(kept.origin.is_some());
    }

    #[test]
    fn a_line_copied_with_its_id_is_refused_where_it_stands() {
        let copied = edited(|text| {
            let line = text.lines().find(|line| line.contains("Paint")).unwrap_or_default();
            format!("{text}{}\n", line.replace("3 Paint", "4 Paint"))
        });
        let Err(Refused::Unreadable(ReadError::Syntax { line, message })) = copied else {
            panic!("{copied:?}")
        };
        assert!(line == 6 && message.starts_with("two tasks have the id"), "{line}: {message}");
    }

    #[test]
    fn what_breaks_the_notation_or_a_rule_is_refused() {
        assert!(matches!(edited(|text| text + "5 A  soon\n"), Err(Refused::Unreadable(_))));
        assert!(matches!(edited(|text| text.replace("Frame", "Frame  after 2")), Err(Refused::Rejected(_))));
        assert!(matches!(edited(|_| String::new()), Err(Refused::Unreadable(ReadError::Empty))));
    }
}
