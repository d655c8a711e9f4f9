//! Durations inside sentences and titles. Must never take a rate, an age, a window of time, a measure or an
//! adjective ("3-minute video") for effort; when in doubt nothing is found.

use super::grammar::{Term, Unit, term};
use super::{DayLength, Effort, Reading, read};
use crate::lexicon::table;
use crate::number::Said;
use crate::span::Found;
use crate::token::{Kind, Tokens};

table!(UNITS, "unit", "singular");
table!(PER, "unit-words", "per");
table!(ADVERB, (), "unit-words", |key| key.starts_with("per-").then_some(()));
table!(OLD, "unit-words", "old");
table!(APART, "unit-words", "apart");
table!(OF, "unit-words", "of");
table!(WORK, "unit-words", "work");
table!(WINDOW, "unit-words", "window");
table!(EACH, "unit-words", "apiece");
table!(LEAD, "unit-words", "lead");
table!(THEN, "unit-words", "then");
table!(MEASURED, "unit-words", "measured");
table!(STOP, "stop", "word");
table!(ANY_UNIT, (), "unit", |_| Some(()));

/// Every duration in running text that can be an amount of work or waiting, in order, not overlapping.
///
/// "in 3 weeks" and "2 days after that" are found too: whether they place a date or state an effort is for
/// the caller to decide (see `date::find`).
#[must_use]
pub fn find(text: &str, day: DayLength) -> Vec<Found<Effort>> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match term(&tokens, i, day) {
            Some(term) => {
                if meant(&tokens, i, &term)
                    && let Some(value) = term.effort()
                {
                    found.push(Found { value, start: tokens.start(i), end: tokens.end_before(term.next) });
                }
                i = term.next;
            }
            None => i += 1,
        }
    }
    found
}

fn meant(tokens: &Tokens<'_>, i: usize, term: &Term) -> bool {
    !(term.unit == Unit::Second
        || term.hyphen
        || begins_inside(tokens, i)
        || weak(tokens, i, term)
        || WINDOW.ending(tokens, i).is_some() && !apiece(tokens, i)
        || rate(tokens, i, term.next)
        || OLD.has(tokens, term.next)
        || apart(tokens, term.next)
        || content(tokens, i, term)
        || adjective(tokens, term))
}

/// "(each 4 hours)": said of every item in front, where nothing stands between the mark and the word.
fn apiece(tokens: &Tokens<'_>, i: usize) -> bool {
    EACH.ending(tokens, i)
        .is_some_and(|((), from)| from > 0 && matches!(tokens.raw(from - 1), "(" | "[" | "（"))
}

/// "TASK-3 d", "$20m", "30-60-90 days", "#2 h", "<30min": the number belongs to what stands before it.
fn begins_inside(tokens: &Tokens<'_>, i: usize) -> bool {
    if !tokens.attached(i) || i == 0 {
        return matches!(tokens.folded(i.wrapping_sub(1)), "<" | ">" | "≤" | "≥" | "$" | "€" | "£" | "#");
    }
    let unspaced = |at: usize| tokens.raw(at).chars().any(crate::token::is_unspaced);
    match tokens.kind(i - 1) {
        Some(Kind::Word | Kind::Number) => !unspaced(i - 1) && !unspaced(i),
        _ => !matches!(
            tokens.raw(i - 1),
            "(" | "["
                | "{"
                | "~"
                | "≈"
                | "="
                | ":"
                | ","
                | ";"
                | "|"
                | "*"
                | "`"
                | "\""
                | "“"
                | "（"
                | "【"
                | "，"
                | "："
                | "、"
                | "。"
                | "–"
                | "—"
                | ">"
                | "+"
                | "…"
        ),
    }
}

/// "a day" and "5 m" are durations only where something announces them.
fn weak(tokens: &Tokens<'_>, i: usize, term: &Term) -> bool {
    let unit = tokens.raw(term.unit_at);
    let letter = unit.chars().count() == 1 && unit.is_ascii();
    if letter && term.said == Said::Digits {
        let loose = tokens.get(term.unit_at).is_some_and(|t| t.spaced);
        let drawn = unit == "D"
            || (unit == "d" && matches!(tokens.folded(i), "2" | "3") && followed_by_noun(tokens, term.next));
        return drawn || (loose && !matches!(unit, "h" | "d" | "w"));
    }
    if letter {
        return true;
    }
    term.said == Said::Article
        && i > 0
        && tokens.kind(i - 1) != Some(Kind::Mark)
        && LEAD.ending(tokens, i).is_none()
        && !(OF.has(tokens, term.next) && THEN.ending(tokens, i).is_some())
}

/// "10 hours a week", "4h/week", "每周10小时".
fn rate(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let after =
        PER.at(tokens, next).is_some_and(|((), at)| ANY_UNIT.has(tokens, at)) || adverb(tokens, i, next);
    let before = ANY_UNIT.ending(tokens, i).is_some_and(|((), from)| PER.ending(tokens, from).is_some());
    after || before
}

/// "20 hours weekly", "täglich 2 Stunden".
fn adverb(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    ADVERB.has(tokens, next) || ADVERB.ending(tokens, i).is_some()
}

/// "three months before." tells a date, not an effort.
fn apart(tokens: &Tokens<'_>, next: usize) -> bool {
    APART.at(tokens, next).is_some_and(|((), at)| at == tokens.len() || tokens.kind(at) == Some(Kind::Mark))
}

/// "Two years of CRM data" measures data; "two weeks of testing" is work, and so is "then 3 days of rehearsal" and "takes 2 days
/// of paperwork": days and weeks at the head of a clause, unless what follows is known to be measured by them.
fn content(tokens: &Tokens<'_>, i: usize, term: &Term) -> bool {
    const NEAR: usize = 4;
    let Some(((), at)) = OF.at(tokens, term.next) else { return false };
    if WORK.has(tokens, at) || tokens.folded(at).ends_with("ing") {
        return false;
    }
    let measured =
        (at..at + NEAR).take_while(|&k| tokens.kind(k) == Some(Kind::Word)).any(|k| MEASURED.has(tokens, k));
    let short = matches!(term.unit, Unit::Hour | Unit::Day | Unit::Week);
    measured || !short || !heads(tokens, i)
}

/// Whether a clause begins there, or what says how long something takes stands in front.
fn heads(tokens: &Tokens<'_>, i: usize) -> bool {
    i == 0
        || matches!(tokens.raw(i - 1), "," | ";" | "." | "，" | "；" | "。" | "(")
        || LEAD.ending(tokens, i).is_some()
        || THEN.ending(tokens, i).is_some()
}

/// "a 3 minute video": a unit in the singular before a noun describes the noun.
fn adjective(tokens: &Tokens<'_>, term: &Term) -> bool {
    term.plural && UNITS.has(tokens, term.unit_at) && followed_by_noun(tokens, term.next)
}

fn followed_by_noun(tokens: &Tokens<'_>, next: usize) -> bool {
    tokens.kind(next) == Some(Kind::Word) && !STOP.has(tokens, next)
}

/// A duration at the end of a title: "Fix login (90 min)", "Setup [3-5 days]", "Deploy – 2h", "Draft: 3 days".
/// The title comes back without it and without the marks between.
#[must_use]
pub fn trailing_bracket(title: &str, day: DayLength) -> Option<(&str, Effort)> {
    let mark = |c: char| {
        matches!(c, '*' | '_' | '`' | '.' | ':' | ';' | ',' | '!') || crate::clean::is_status_mark(c)
    };
    let text = title.trim_end_matches(|c: char| c.is_whitespace() || mark(c));
    let (head, inside) = bracketed(text).or_else(|| dashed(text))?;
    let head = head.trim_end();
    // An opening mark before the bracket goes with it: "Fix bug **[2h]**".
    let bare = head.trim_end_matches(['*', '_', '`']);
    let head = if bare.ends_with(char::is_whitespace) { bare } else { head };
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ','));
    match read(inside, day) {
        Reading::Duration(effort) if !head.trim().is_empty() => Some((head, effort)),
        _ => None,
    }
}

fn bracketed(text: &str) -> Option<(&str, &str)> {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('【', '】')];
    let (open, close) = PAIRS.into_iter().find(|&(_, close)| text.ends_with(close))?;
    let at = text.rfind(open)?;
    let inside = text.get(at + open.len_utf8()..text.len() - close.len_utf8())?;
    Some((text.get(..at)?, inside))
}

/// The rest behind the last dash or colon that stands between a title and its duration.
fn dashed(text: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 10] = [" – ", " — ", " - ", ": ", " | ", " → ", " ~", " `", "：", "——"];
    let (at, mark) = MARKS.iter().filter_map(|m| Some((text.rfind(m)?, m))).max()?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, u32)]) {
        let found = find(text, DayLength::default());
        let got: Vec<_> = found.iter().map(|f| (f.words(text), f.value.likely)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn durations_are_found_in_sentences() {
        check(
            "Engineering takes roughly 8 days, QA 2 days after that.",
            &[("8 days", 3840), ("2 days", 960)],
        );
        check("Budget about three weeks.", &[("three weeks", 7200)]);
        check("Task E takes half a day and depends on D", &[("half a day", 240)]);
        check(
            "foundation (2 days plus 7 days curing), frame (3 days)",
            &[("2 days", 960), ("7 days", 3360), ("3 days", 1440)],
        );
        check("it takes a week", &[("a week", 2400)]);
        check("Integrate it, then a week of beta with commuters", &[("a week", 2400)]);
        check("rental takes 2 days of paperwork", &[("2 days", 960)]);
        check("guion, tres días de rodaje", &[("tres días", 1440)]);
        check("puis une semaine de montage", &[("une semaine", 2400)]);
        check("depois dois dias de ensaio", &[("dois dias", 960)]);
        check("legal needs three working days to check", &[("three working days", 1440)]);
        check("dry for 48 hours before tiling", &[("48 hours", 2880)]);
        check("需求调研(3天)和UI设计(5天)，各需10天", &[("3天", 1440), ("5天", 2400), ("10天", 4800)]);
        check("edit in 4 days", &[("4 days", 1920)]);
        check("a consultant for 10 days", &[("10 days", 4800)]);
        check("Setup: 1h 30m, then 2h of testing", &[("1h 30m", 90), ("2h", 120)]);
        check("Ethik dauert 3 Tage, danach 2 Wochen Umsetzung", &[("3 Tage", 1440), ("2 Wochen", 4800)]);
    }

    #[test]
    fn rates_ages_measures_windows_and_adjectives_are_not_effort() {
        for text in [
            "a 2-hour old cache",
            "2 hours old",
            "latency target 300 ms",
            "I have 10 hours a week",
            "15 hours per week until July",
            "8 hours a day, no weekends",
            "4h/week",
            "每周10小时",
            "40 Stunden pro Woche",
            "Build a 20 m2 garden shed",
            "a 30-60-90 plan",
            "a 30-60-90 day plan",
            "upgrade to v1.5 days",
            "Shoot a 3-minute product video",
            "Shoot a 3 minute product video",
            "pull two years of CRM data",
            "export 3 weeks of logs",
            "for 2 weeks of vacation",
            "copy, then 3 days of sales data",
            "the last 30 days",
            "every 3 days",
            "Invitations go out three months before.",
            "first draft a week later",
            "once a month",
            "start <30min",
            "a 3D model",
            "a 2d game",
            "raise $20m",
            "5 m of cable",
            "within 5 s",
            "TASK-3 d",
            "2024年",
        ] {
            check(text, &[]);
        }
    }

    fn title(text: &str, expect: Option<(&str, u32)>) {
        assert_eq!(
            trailing_bracket(text, DayLength::default()).map(|(t, e)| (t, e.likely)),
            expect,
            "{text}"
        );
    }

    #[test]
    fn the_duration_behind_a_title_is_split_off() {
        title("Fix login (90 min)", Some(("Fix login", 90)));
        title("Setup [3-5 days]", Some(("Setup", 1920)));
        title("X – 2h", Some(("X", 120)));
        title("X - 2 days", Some(("X", 960)));
        title("Draft: 3 days", Some(("Draft", 1440)));
        title("**Paint walls (~2h)**", Some(("**Paint walls", 120)));
        title("Language foundation (Est. 4-5 hours):", Some(("Language foundation", 270)));
        title("Fix bug **[2h]**", Some(("Fix bug", 120)));
        title("**Fix bug** (2h) ✅", Some(("**Fix bug**", 120)));
        title("Fix bug ~2h", Some(("Fix bug", 120)));
        title("Fix bug `2h`", Some(("Fix bug", 120)));
        title("需求调研（3天）", Some(("需求调研", 1440)));
        title("Call (legal) (15 min).", Some(("Call (legal)", 15)));
    }

    #[test]
    fn a_title_without_a_duration_stays_whole() {
        for text in [
            "Fix login",
            "Fix login (urgent)",
            "(90 min)",
            "Sprint 2",
            "Fix login (-3 days)",
            "Meet at 5",
            "Retention 7 days",
            "",
        ] {
            title(text, None);
        }
    }
}
