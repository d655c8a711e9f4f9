//! Small pieces of what the command line says.

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

/// The ending of a counted noun.
pub(crate) fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
