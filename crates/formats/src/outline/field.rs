//! Field lines: `**Duration**: 1 day`, `Owner: Ann | Priority: high`. Must never take a sentence with a colon for one:
//! only known names count, and only values of the right kind.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;
use super::section::fold;

/// What a field says of the task it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FieldKind {
    /// The task's own key.
    Key,
    /// The task's own title.
    Title,
    /// Effort or duration.
    Effort,
    /// Effort in this many minutes a unit, from a name such as "Estimate (h)".
    EffortIn(Unit),
    /// What it depends on.
    Depends,
    /// What waits for it.
    Blocks,
    /// Who does it.
    Owner,
    /// How far it is.
    Status,
    /// How far it is, in percent.
    Progress,
    /// How much it matters.
    Priority,
    /// When it is due.
    Due,
    /// When it starts.
    Start,
    /// Free labels.
    Labels,
    /// The task it belongs to.
    Parent,
    /// Time already spent.
    Actual,
    /// Anything to keep as text.
    Description,
    /// A name that says nothing of a plan, beside one that does.
    Other,
}

/// The unit a name gives to bare numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Minutes,
    Hours,
    Days,
    Weeks,
}

/// A field and its value, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field<'t> {
    pub(super) kind: FieldKind,
    pub(super) value: &'t str,
    pub(super) line: u32,
}

/// The fields of a line; none unless every part of the line is one and a plan knows one of them.
pub(super) fn fields(text: &str, line: u32) -> Vec<Field<'_>> {
    let Some(first) =
        field(text, line).or_else(|| other(text, line).filter(|f| f.value.contains(SEPARATORS)))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut rest = first;
    // "Owner: Ann | Effort: 2d": cut where another field begins.
    for _ in 0..8 {
        let cut = cuts(rest.value).find_map(|(at, len)| {
            let part = &rest.value[at + len..];
            let next = field(part, line)
                .or_else(|| other(part, line).filter(|_| rest.value[at..].starts_with(SEPARATORS)))?;
            Some((at, next))
        });
        match cut {
            Some((at, next)) => {
                out.push(Field { value: rest.value[..at].trim(), ..rest });
                rest = next;
            }
            None => break,
        }
    }
    out.push(rest);
    out.retain(|f| !f.value.is_empty());
    if out.iter().all(|f| f.kind == FieldKind::Other) {
        out.clear();
    }
    out
}

/// Marks that set fields of one line apart, and nothing else.
pub(super) const SEPARATORS: [char; 3] = ['|', '·', '•'];

/// A field of a name that a plan does not know: bold, or a word or two.
fn other(text: &str, line: u32) -> Option<Field<'_>> {
    let (name, value) = split(text)?;
    let bold = text.trim_start_matches([' ', '-']).starts_with("**");
    let short = name.split(' ').count() <= if bold { 4 } else { 2 };
    (short && !value.is_empty()).then_some(Field { kind: FieldKind::Other, value, line })
}

fn cuts(value: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let near = value.char_indices().take(400);
    near.filter(|(_, c)| matches!(c, '|' | ';' | '·' | '•' | ',' | '，' | '；'))
        .map(|(at, c)| (at, c.len_utf8()))
}

/// Name and value of a line such as `- **Effort (h):** 3`, whatever the name.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let colon = text.char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (name, value) = (&text[..colon.0], &text[colon.0 + colon.1.len_utf8()..]);
    let name = name.trim_matches(|c: char| {
        matches!(c, '*' | '_' | '`' | ' ' | '\t' | '-') || (!c.is_ascii() && !c.is_alphanumeric())
    });
    let value = value.trim_start_matches(['*', '_']).trim();
    (!name.is_empty() && !value.starts_with("//")).then_some((name, value))
}

fn field(text: &str, line: u32) -> Option<Field<'_>> {
    if let Some((name, value)) = split(text)
        && let Some(kind) = kind(&fold(name))
    {
        return Some(Field { kind, value, line });
    }
    // "Depends on Step 1." says it without a colon.
    let plain = text.trim_start_matches(['*', '_', '-', ' ']);
    let value = ["Depends on ", "depends on ", "Blocked by ", "blocked by "]
        .iter()
        .find_map(|lead| plain.strip_prefix(lead))?;
    let short = value.len() <= 80 && value.bytes().any(|b| b.is_ascii_digit());
    short.then(|| Field { kind: FieldKind::Depends, value: value.trim().trim_end_matches('.'), line })
}

/// The meaning of a field's folded name.
pub(super) fn kind(name: &str) -> Option<FieldKind> {
    if name.split(' ').count() > 5 {
        return None;
    }
    if let Some(kind) = exact(name).or_else(|| dated(name, exact)) {
        return Some(kind);
    }
    if estimates(name) {
        return Some(FieldKind::Effort);
    }
    // "Story Status" is the status; "Task name" was known above.
    let noun =
        ["story ", "task ", "ticket ", "issue ", "feature ", "epic ", "phase ", "milestone ", "sprint "];
    if let Some(kind) = noun.iter().find_map(|n| exact(name.strip_prefix(n)?)) {
        return Some(kind);
    }
    // "Estimate (h)" and "Effort days" give the unit of bare numbers.
    let (base, unit) = name.rsplit_once(' ')?;
    let unit = match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunden" | "heures" | "horas" | "小时" | "ч" | "час"
        | "часы" | "часов" | "std" | "人时" => Unit::Hours,
        "min" | "mins" | "minutes" | "m" => Unit::Minutes,
        "d" | "day" | "days" | "pd" | "tage" | "jours" | "días" | "dias" | "天" | "дни" | "дней" | "дн"
        | "pt" | "j" | "人天" | "人日" | "t" => Unit::Days,
        "w" | "week" | "weeks" | "wochen" | "semaines" | "semanas" | "周" | "недели" | "недель" | "wk"
        | "wks" => Unit::Weeks,
        _ => return depends(name).then_some(FieldKind::Depends),
    };
    let base = [" in", " person", " man", " working", " work", " dev", " ideal", " personen"]
        .iter()
        .find_map(|filler| base.strip_suffix(filler))
        .unwrap_or(base);
    matches!(exact(base)?, FieldKind::Effort).then_some(FieldKind::EffortIn(unit))
}

/// The meaning of a column's folded name; a column may be named more shortly than a field.
pub(crate) fn column(name: &str) -> Option<FieldKind> {
    let short = |name: &str| VOCABULARY.columns.get(name).copied();
    short(name).or_else(|| kind(name)).or_else(|| dated(name, short))
}

/// "Fällig am", "Due on": a day by its name, with a little word behind it.
fn dated(name: &str, known: impl Fn(&str) -> Option<FieldKind>) -> Option<FieldKind> {
    let (name, little) = name.rsplit_once(' ')?;
    let day = |kind: &FieldKind| matches!(kind, FieldKind::Due | FieldKind::Start);
    LITTLE.contains(&little).then(|| known(name).filter(day)).flatten()
}

static LITTLE: LazyLock<Vec<&str>> =
    LazyLock::new(|| lexicon::section(include_str!("fields.words"), "little"));

fn exact(name: &str) -> Option<FieldKind> {
    let known = VOCABULARY.fields.get(name).copied();
    known.or_else(|| depends(name).then_some(FieldKind::Depends))
}

/// What `fields.words` says.
struct Vocabulary {
    fields: HashMap<&'static str, FieldKind>,
    columns: HashMap<&'static str, FieldKind>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { fields: HashMap::new(), columns: HashMap::new() };
    for (section, word) in lexicon::entries(include_str!("fields.words")) {
        let (names, kind) = match section.strip_prefix("column ") {
            Some(kind) => (&mut vocabulary.columns, named(kind)),
            None => (&mut vocabulary.fields, named(section)),
        };
        names.extend(kind.map(|kind| (word, kind)));
    }
    vocabulary
});

fn named(kind: &str) -> Option<FieldKind> {
    use FieldKind as F;
    Some(match kind {
        "key" => F::Key,
        "title" => F::Title,
        "effort" => F::Effort,
        "effortin minutes" => F::EffortIn(Unit::Minutes),
        "effortin hours" => F::EffortIn(Unit::Hours),
        "effortin days" => F::EffortIn(Unit::Days),
        "effortin weeks" => F::EffortIn(Unit::Weeks),
        "depends" => F::Depends,
        "blocks" => F::Blocks,
        "owner" => F::Owner,
        "status" => F::Status,
        "progress" => F::Progress,
        "priority" => F::Priority,
        "due" => F::Due,
        "start" => F::Start,
        "labels" => F::Labels,
        "parent" => F::Parent,
        "actual" => F::Actual,
        "description" => F::Description,
        _ => return None,
    })
}

/// Names that speak of an estimate without being one of the usual: "Estimación de tiempo", "Estimate for coding".
fn estimates(name: &str) -> bool {
    let other = |w: &str| {
        matches!(w, "total" | "cost" | "costs" | "coste" | "costo" | "coût" | "kosten" | "custo" | "budget")
            || matches!(w, "remaining" | "points" | "date" | "fecha" | "data" | "completion" | "delivery")
            || matches!(w, "h" | "hours" | "days" | "weeks" | "minutes" | "min" | "d" | "value" | "impact")
    };
    let said = ["estim", "schätz", "geschätz", "预估", "预计", "예상"];
    name.split(' ').any(|w| said.iter().any(|s| w.starts_with(s))) && !name.split(' ').any(other)
}

/// Names that speak of earlier tasks without being one of the usual: "Required previous phases".
fn depends(name: &str) -> bool {
    let about = [
        "previous phase",
        "previous task",
        "prerequisite task",
        "task dependenc",
        "depends on task",
        "required task",
        "predecessor task",
        "blocking task",
    ];
    about.iter().any(|words| name.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(FieldKind, &str)]) {
        let got: Vec<_> = fields(text, 1).into_iter().map(|f| (f.kind, f.value)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn field_lines_are_read_in_their_usual_spellings() {
        check("**Duration**: 1 day", &[(FieldKind::Effort, "1 day")]);
        check("**Estimated Time:** 3-5 days", &[(FieldKind::Effort, "3-5 days")]);
        check("_Owner_: Ann", &[(FieldKind::Owner, "Ann")]);
        check("⏱️ **Effort:** 3h", &[(FieldKind::Effort, "3h")]);
        check("Estimate (h): 3", &[(FieldKind::EffortIn(Unit::Hours), "3")]);
        check(
            "Owner: Ann | Effort: 2d; Priority: high",
            &[(FieldKind::Owner, "Ann"), (FieldKind::Effort, "2d"), (FieldKind::Priority, "high")],
        );
        check("Depends on: T1, T2", &[(FieldKind::Depends, "T1, T2")]);
        check("**Required Previous Phases:** MT-001", &[(FieldKind::Depends, "MT-001")]);
        check("Estimación de tiempo: 2 días", &[(FieldKind::Effort, "2 días")]);
        check("工期：3天", &[(FieldKind::Effort, "3天")]);
        check(
            "**Effort:** 3 days | **Impact:** HIGH (+7 houses)",
            &[(FieldKind::Effort, "3 days"), (FieldKind::Other, "HIGH (+7 houses)")],
        );
        check("**Track:** Walls · **Effort:** 2d", &[(FieldKind::Other, "Walls"), (FieldKind::Effort, "2d")]);
    }

    #[test]
    fn every_section_of_the_vocabulary_is_a_field() {
        for line in include_str!("fields.words").lines().filter(|l| l.starts_with('[') && *l != "[little]") {
            let name = line.trim_matches(['[', ']']);
            assert!(named(name.strip_prefix("column ").unwrap_or(name)).is_some(), "{line}");
        }
        for (name, kind) in [
            ("fällig am", FieldKind::Due),
            ("due on", FieldKind::Due),
            ("vence el", FieldKind::Due),
            ("beginnt am", FieldKind::Start),
        ] {
            assert_eq!(column(name), Some(kind), "{name}");
        }
        assert_eq!((column("owner on"), column("on")), (None, None));
        assert_eq!((exact("effort"), column("#")), (Some(FieldKind::Effort), Some(FieldKind::Key)));
    }

    #[test]
    fn sentences_and_unknown_names_are_no_fields() {
        for text in [
            "Note: this is prose",
            "https://example.org",
            "Key Features:",
            "External Dependencies: Go",
            "The owner of this: Ann",
            "Due:",
        ] {
            check(text, &[]);
        }
    }
}
