//! Lines that introduce others. Must never take a sentence of prose for one.

use super::super::key::{self, KeyKind};
use super::super::{field, section, table};
use super::Grower;

impl Grower<'_, '_> {
    /// How small a thing a label line introduces: 0 a stretch of the plan, 1 a task, 2 details; `None` for prose.
    pub(super) fn label_rank(&self, text: &str, indent: usize) -> Option<u8> {
        let chars = text.chars().count();
        if chars > 160 {
            return None;
        }
        let plain = text.trim_matches(['*', '_', '`', ' ', '#']);
        let colon = plain.trim_end().ends_with([':', '：'])
            || text.trim_end_matches(['*', '_']).ends_with([':', '：']);
        let bold = (text.starts_with("**")
            && text.ends_with("**")
            && text.len() > 4
            && !text[2..text.len() - 2].contains("**"))
            || (text.starts_with("__") && text.ends_with("__") && text.len() > 4);
        let bold_bracket = text.starts_with("**")
            && text.ends_with(')')
            && text[2..]
                .find("**")
                .is_some_and(|at| text[2 + at + 2..].trim_start_matches([':', ' ']).starts_with('('));
        let cleaned = planwright_phrases::clean::title(text);
        let lead = cleaned.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii()).trim_start();
        if let Some((key, rest)) = key::split(lead, self.reader.prefixes)
            && !cleaned.trim_end().ends_with('.')
        {
            let whole = bold || bold_bracket || colon || !text.starts_with("**");
            // Prose that begins "Phase 1 builds on …" has no mark after its key.
            let marked = rest.is_empty()
                || lead[key.text.len()..]
                    .trim_start()
                    .starts_with([':', '：', '.', '-', '–', '—', ')', '(', '|']);
            match key.kind {
                KeyKind::Stretch if whole && marked => return Some(0),
                KeyKind::Work | KeyKind::Code if whole && marked && chars <= 140 && indent < 40 => {
                    return Some(1);
                }
                _ => {}
            }
        }
        // "**Total: 3 weeks**" sums up.
        if let Some((name, value)) = field::split(plain)
            && !value.is_empty()
            && table::is_sum(&section::fold(name))
        {
            return None;
        }
        let words = plain.split_whitespace().count();
        let label = (bold || bold_bracket) && words <= 14 || colon && words <= 8 && !plain.contains(". ");
        label.then_some(2)
    }
}
