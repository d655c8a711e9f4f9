//! T-shirt sizes, and the value of an effort field in which a size, a bracket and hours may stand together.
//! Must never let a letter beat a stated range.

use super::place::trailing_bracket;
use super::{DayLength, Effort, Reading, read};
use crate::lexicon::table;
use crate::token::Tokens;

#[derive(Clone, Copy)]
enum Size {
    Xs,
    S,
    M,
    L,
    Xl,
    Xxl,
}

table!(SIZES, Size, "size", |key| Some(match key {
    "xs" => Size::Xs,
    "s" => Size::S,
    "m" => Size::M,
    "l" => Size::L,
    "xl" => Size::Xl,
    "xxl" => Size::Xxl,
    _ => return None,
}));

table!(LABEL, "size", "label");

/// [`tshirt_in`] with an eight-hour day and a five-day week.
#[must_use]
pub fn tshirt(text: &str) -> Option<Effort> {
    tshirt_in(text, DayLength::default())
}

/// A T-shirt size that is the whole text; a duration in a bracket behind it is used instead of the size.
///
/// The ranges without a bracket: XS 1–4 hours, S 1–2 days, M 3–5 days, L 1–2 weeks, XL 2–4 weeks,
/// XXL 4–8 weeks.
#[must_use]
pub fn tshirt_in(text: &str, day: DayLength) -> Option<Effort> {
    if text.len() > 200 {
        return None;
    }
    if let Some((size, effort)) = trailing_bracket(text, day) {
        return letter(size, day).map(|_| effort);
    }
    letter(text, day)
}

fn letter(text: &str, day: DayLength) -> Option<Effort> {
    let tokens = Tokens::of(text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '.')));
    let label = LABEL.skip(&tokens, 0);
    let (size, next) = SIZES.at(&tokens, if tokens.is(label, ":") { label + 1 } else { label })?;
    if next != tokens.len() {
        return None;
    }
    let d = day.minutes_per_day;
    let w = d.saturating_mul(day.days_per_week);
    let between =
        |low: u32, high: u32, unit: u32| Effort::between(unit.saturating_mul(low), unit.saturating_mul(high));
    Some(match size {
        Size::Xs => between(1, 4, 60),
        Size::S => between(1, 2, d),
        Size::M => between(3, 5, d),
        Size::L => between(1, 2, w),
        Size::Xl => between(2, 4, w),
        Size::Xxl => between(4, 8, w),
    })
}

/// The value of an effort field: "90 min", "M", "M (3-5 days)", "1 day (6 hours)", "26 weeks (6 months)".
///
/// A bracket beats a letter, hours and minutes beat days; otherwise what stands first counts.
#[must_use]
pub fn field(text: &str, day: DayLength) -> Reading {
    let text = text.trim();
    if text.len() > 200 {
        return Reading::NotOne;
    }
    let whole = read(text, day);
    if whole != Reading::NotOne {
        return whole;
    }
    if let Some(effort) = tshirt_in(text, day) {
        return Reading::Duration(effort);
    }
    let Some(open) = text.find(['(', '[', '（']) else { return Reading::NotOne };
    let (head, tail) = text.split_at(open);
    let outside = read(head, day);
    let inside = trailing_bracket(text, day).map_or(Reading::NotOne, |(_, effort)| Reading::Duration(effort));
    let hours = |t: &str| t.to_lowercase().contains(['h', '时', '時']) && !t.to_lowercase().contains("mo");
    match (outside, inside) {
        (Reading::NotOne, inside) => inside,
        (_, Reading::Duration(effort)) if hours(tail) && !hours(head) => Reading::Duration(effort),
        (outside, _) => outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_a_default_range_and_a_bracket_beats_it() {
        let check = |text: &str, expect: Option<(u32, u32)>| {
            assert_eq!(tshirt(text).map(|e| (e.low, e.high)), expect, "{text}");
        };
        check("XS", Some((60, 240)));
        check("s", Some((480, 960)));
        check("M", Some((1440, 2400)));
        check("Large", Some((2400, 4800)));
        check("XL", Some((4800, 9600)));
        check("M (3-4 days)", Some((1440, 1920)));
        check("**L** (1-2 weeks)", Some((2400, 4800)));
        check("Mighty", None);
        check("Fix login (90 min)", None);
        check("", None);
    }

    #[test]
    fn in_a_field_hours_beat_days_and_a_bracket_beats_a_letter() {
        let check = |text: &str, expect: Option<u32>| {
            let got = match field(text, DayLength::default()) {
                Reading::Duration(e) => Some(e.likely),
                Reading::Refused { .. } | Reading::NotOne => None,
            };
            assert_eq!(got, expect, "{text}");
        };
        check("90 min", Some(90));
        check("M", Some(1920));
        check("XL (2-3 weeks)", Some(6000));
        check("1 day (6 hours)", Some(360));
        check("26 weeks (6 months)", Some(62400));
        check("2 days (with buffer)", Some(960));
        check("medium (3 days)", Some(1440));
        check("soon (3 days)", Some(1440));
        check("soon", None);
    }
}
