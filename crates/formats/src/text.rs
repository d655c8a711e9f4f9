//! The text notation: a plan as lines a person can read, type and edit, and that reads back as the same plan.
//!
//! ```text
//! # House
//! deadline: 2026-08-15
//!
//! 1 Walls
//!   1.1 Frame  3d  @ann  #wood  id:kmnp
//!     | Timber comes on Monday.
//!     * Every post is plumb
//!   1.2 [>] Plaster  2d  after 1.1  !high  due:2026-03-05
//!   1.3 Paint  1d  after 1.2 FS+1d, 1.1
//!   - Clean up  90m
//! 2 Handover  milestone  after 1
//! ```
//!
//! **Header**, before the first task, in any order: `# title`, `summary: text`, `start: date`, `deadline: date`.
//!
//! **A task** is a line: its place by indentation, a code or `-`, a state, its title, then fields.
//!
//! - *Place*: a task belongs to the nearest line above that is indented less. Where no line is indented, the codes
//!   tell: `1.2` belongs to `1`.
//! - *Code*: what `after` calls the task by. It has to be unique, not consecutive; `-` is a task that needs no name.
//! - *State*: `[ ]` to do (may be left out), `[>]` in progress, `[!]` blocked, `[x]` done, `[-]` cancelled.
//! - *Title*: up to the first two blanks in a row. In quotes (`"…"`, with `\"`, `\\`, `\n`, `\t`, `\r`, `\u{…}`) where it
//!   would be misread: two blanks in a row, blanks at an end, a quote or bracket in front, control characters.
//! - *Fields*, after two blanks, in any order: effort `90m` `3h` `1.5d` `2w` (units of the project's day and week);
//!   `after`, `related` or `duplicate` with codes; `@assignee`; `#label`; `!low` `!medium` `!high` `!urgent`;
//!   `start:2026-03-01`; `due:2026-03-05`; `milestone`; `archived`; `id:` and letters or a UUID. A name with blanks stands
//!   in quotes: `@"Ann Lee"`.
//! - *Links*: `after 1.1` is finish-to-start; `after 1.1 SS`, `FF`, `SF` the others; `+2h` a lag, `-1d` a lead, with `e`
//!   behind the unit in elapsed time, where a day has 24 hours (`FS+2de`). Several are separated by commas.
//!
//! **Below a task**: `| text` is a line of its description, `* text` one of its acceptance criteria.
//!
//! What the notation does not carry (metadata, external ids, origins, estimates as ranges, actual effort) is not lost by
//! an edit: [`revise`] keeps it. A reader of this notation must never guess: an unknown field or code is an error.

mod read;
mod revise;
mod write;

pub use read::read;
pub use revise::revise;
pub(crate) use write::shared;
pub use write::{Ids, write};

use crate::carries::{Carries, Feature as F};

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::ProjectRest,
    F::Ids,
    F::Keys,
    F::Ranges,
    F::Actuals,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
])
.without_schedules();

/// Does a text look like this notation: nothing but headers, tasks with codes and what stands below them, and at least
/// one field?
pub(crate) fn looks_like(text: &str) -> bool {
    let mut coded = 0;
    let mut fields = 0;
    for line in text.lines().take(200).map(str::trim).filter(|l| !l.is_empty()) {
        let header =
            ["# ", "summary:", "start:", "deadline:"].iter().any(|h| line.starts_with(h)) && coded == 0;
        let below = coded > 0
            && (line.starts_with("| ") || line == "|" || line.starts_with("* ") || line.starts_with("- "));
        if header || below {
            continue;
        }
        let code = line.split(' ').next().unwrap_or("");
        let is_code = !code.is_empty()
            && code.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        let Some(rest) = line.strip_prefix(code).filter(|r| is_code && r.starts_with(' ')) else {
            return false;
        };
        coded += 1;
        fields += usize::from(rest.trim_start().contains("  "));
    }
    coded > 0 && fields > 0
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use planwright_domain::{
        Author, Dependency, Extent, Kind, LagKind, Link, LinkId, LinkType, Meta, Patch, PatchId, Priority,
        Project, ProjectId, Status, Task, TaskId, Version, diff,
    };
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{self, ids, project_of, source};
    use crate::{Notation, ReadError};

    fn parse(text: &str) -> Result<Patch, ReadError> {
        fixture::reading(text, Notation::Text).map(|r| r.patch)
    }

    fn error(text: &str) -> String {
        match parse(text) {
            Err(error) => error.to_string(),
            Ok(_) => "no error".to_owned(),
        }
    }

    #[test]
    fn the_example_of_the_documentation_reads_as_it_says() {
        let project = project_of(
            "# House\ndeadline: 2026-08-15\n\n1 Walls\n  1.1 Frame  3d  @ann  #wood\n    | Timber comes on Monday.\n    * Every post is plumb\n  1.2 [>] Plaster  2d  after 1.1  !high  due:2026-03-05\n  1.3 Paint  1d  after 1.2 FS+1d, 1.1\n  - Clean up  90m\n2 Handover  milestone  after 1\n",
        );
        let walk: Vec<String> =
            project.walk().map(|w| format!("{} {} {:?}", w.code, w.task.title, w.task.effort)).collect();
        assert_eq!(
            walk,
            [
                "1 Walls None",
                "1.1 Frame Some(1440)",
                "1.2 Plaster Some(960)",
                "1.3 Paint Some(480)",
                "1.4 Clean up Some(90)",
                "2 Handover None"
            ]
        );
        assert_eq!(project.links().filter(|l| l.lag == 480).count(), 1);
        assert_eq!(project.links().len(), 4);
        assert_eq!(project.meta().deadline, Some(jiff::civil::date(2026, 8, 15)));
    }

    #[test]
    fn what_the_notation_does_not_know_is_an_error_with_its_line() {
        assert_eq!(error("1 A\n2 B  after 3"), "line 2: no task has the code 3");
        assert_eq!(error("1 A\n1 B"), "line 2: two tasks have the code 1");
        assert_eq!(error("1 A  soon").split(':').nth(1), Some(" \"soon\" is no field"));
        assert_eq!(error("1 A  due:tomorrow").split(':').nth(1), Some(" \"tomorrow\" is no date"));
        assert!(error("hello").starts_with("line 1: expected a code"));
        assert_eq!(error("1"), "line 1: a task needs a title");
        assert_eq!(error("1 \"a"), "line 1: a quote is opened and not closed");
        assert_eq!(error(" | x"), "line 1: a description stands before the first task");
        assert_eq!(error(""), "the text is empty");
    }

    #[test]
    fn without_indentation_the_codes_tell_the_place() {
        let project = project_of("1 A\n1.1 B\n1.2 C\n2 D\n");
        let codes: Vec<String> = project.walk().map(|w| w.code.to_string()).collect();
        assert_eq!(codes, ["1", "1.1", "1.2", "2"]);
    }

    #[test]
    fn the_notation_is_known_by_its_lines() {
        assert!(looks_like("1 Walls\n  1.1 Frame    3d\n  1.2 Plaster  2d  after 1.1\n"));
        assert!(looks_like("# House\ndeadline: 2026-01-01\n\n1 A  2d\n  | words\n"));
        assert!(!looks_like("1 Walls\n1.1 Frame - 3d\n"));
        assert!(!looks_like("1. Walls\n2. Roof  3d\n"));
        assert!(!looks_like("- a  2d\n"));
    }

    fn word() -> impl Strategy<Value = String> {
        prop_oneof!["[a-zé]{1,6}", "\\PC{1,8}", "[ \"\\[\\]@#!|*,:\\\\a-c\t\n\r0-9.-]{1,8}"]
            .prop_filter("a title says something", |w| !w.trim().is_empty())
    }

    prop_compose! {
        fn task(n: usize)(
            parent in proptest::option::of(0..n.max(1)),
            title in word(),
            description in proptest::option::of("[a-z |*\\n\\r\t]{0,12}"),
            (milestone, archived) in any::<(bool, bool)>(),
            status in 0..Status::ALL.len(),
            priority in proptest::option::of(0..Priority::ALL.len()),
            effort in proptest::option::of(1u32..100_000),
            due in proptest::option::of(0i32..400),
            assignees in proptest::collection::btree_set(word(), 0..3),
            labels in proptest::collection::btree_set(word(), 0..3),
            criteria in proptest::collection::vec(word(), 0..3),
        ) -> (Option<usize>, Task) {
            let mut task = Task::new(TaskId::from_bits(n as u128 + 1), title);
            task.description = description;
            task.kind = if milestone { Kind::Milestone } else { Kind::Task };
            task.archived = archived;
            task.status = Status::ALL[status];
            task.priority = priority.map(|p| Priority::ALL[p]);
            task.effort = effort;
            task.due = due.map(|d| jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(d)));
            task.assignees = assignees;
            task.labels = labels;
            task.acceptance_criteria = criteria;
            (parent.filter(|p| *p < n), task)
        }
    }

    prop_compose! {
        fn any_project()(
            tasks in (task(0), task(1), task(2), task(3), task(4)),
            links in proptest::collection::vec((0u128..5, 0u128..5, 0..4usize, -5000i32..5000, any::<bool>(), 0..3usize), 0..6),
            title in word(),
            summary in proptest::option::of(word()),
        ) -> Project {
            let tasks = [tasks.0, tasks.1, tasks.2, tasks.3, tasks.4];
            let list = tasks.iter().enumerate().map(|(i, (parent, task))| {
                let mut task = task.clone();
                task.parent = parent.map(|p| TaskId::from_bits(p as u128 + 1));
                task.position = (i as i64 + 1) * 1024;
                task
            });
            let mut seen = BTreeSet::new();
            let links = links.into_iter().enumerate().filter(|(_, l)| seen.insert((l.0, l.1, l.2, l.5))).map(|(i, (from, to, dependency, lag, elapsed, kind))| {
                let mut link = Link::blocks(LinkId::from_bits(i as u128 + 100), TaskId::from_bits(from + 1), TaskId::from_bits(to + 1));
                link.dependency = Dependency::ALL[dependency];
                link.link_type = LinkType::ALL[kind];
                link.lag = lag;
                link.lag_kind = if elapsed { LagKind::Elapsed } else { LagKind::Working };
                link
            });
            let mut meta = Meta::new(title);
            meta.summary = summary;
            Project::assemble(ProjectId::from_bits(7), Version(2), meta, list.collect::<Vec<_>>(), links.collect::<Vec<_>>(), Extent::Whole)
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(project in any_project()) {
            let text = write(&project, Ids::Full);
            let mut mint = ids();
            let reading = read(&text, &source(), &mut mint, &|_| None).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
            let after = revise(&project, &reading);
            let patch = diff(&project, &after, PatchId::from_bits(1), Author::new("test"), "");
            prop_assert!(patch.is_empty(), "{text}\n{patch:?}");
        }

        #[test]
        fn no_text_panics(text in "[ \"|*#@!0-9a-c.\n\\\\-]{0,60}") {
            let mut mint = || 1;
            let _ = read(&text, &source(), &mut mint, &|_| None);
        }
    }
}
