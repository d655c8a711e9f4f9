//! Small pieces of what the command line says.

use planwright::domain::Task;

use crate::show::harmless;

/// A title in quotation marks, harmless and not too long.
pub(crate) fn quoted(title: &str) -> String {
    let title = harmless(title);
    let mut shown: String = title.chars().take(80).collect();
    if shown.len() < title.len() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The titles of tasks in quotation marks.
pub(crate) fn all_quoted(tasks: &[Task]) -> String {
    tasks.iter().map(|task| quoted(&task.title)).collect::<Vec<_>>().join(", ")
}

/// The titles of tasks, for the reason of a change.
pub(crate) fn titles(tasks: &[Task]) -> String {
    tasks.iter().map(|task| task.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// The ending of a counted noun.
pub(crate) fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
