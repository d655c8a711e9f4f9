//! Where the remarks at the end of a title begin: brackets, what stands behind a dash, what it depends on. Must never judge
//! whether a remark is one.

use std::sync::LazyLock;

use planwright_phrases::Found;
use planwright_phrases::dependency::{self, Kind};

use planwright_phrases::duration::{self, DayLength, Effort};

use super::lexicon;
use super::sign::is_pictograph;

/// A title without the marks that brackets and remarks leave behind.
pub(super) fn tidy(title: &str) -> &str {
    let trimmed = title
        .trim_matches(|c: char| c.is_whitespace() || is_pictograph(c))
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '–' | '—' | '|' | ',' | ';' | '，' | '；' | '、')
        })
        .trim_end_matches(" -");
    trimmed.strip_suffix(['.', '。']).filter(|t| !t.ends_with('.')).unwrap_or(trimmed)
}

/// Where a remark such as ", depends on 2.2" or " – after Research" begins, and what it names.
pub(super) fn said_after(title: &str) -> Option<(usize, &str)> {
    let remark = |cue: &Found<Kind>| {
        let before = &title[..cue.start];
        let trimmed = before.trim_end();
        // "after" and "needs" are everyday words: only what stands apart from the title is a remark.
        let apart = trimmed.ends_with(['(', '['])
            || trimmed.len() < before.len()
                && trimmed.ends_with([',', ';', '-', '–', '—', '→', '>', '.', '(', '[']);
        let plain = matches!(cue.value, Kind::DependsOn | Kind::BlockedBy);
        cue.start > 0 && (apart || plain && !before.ends_with(char::is_alphanumeric))
    };
    let cue = dependency::waits(title).into_iter().rfind(remark)?;
    let value = title[cue.end..].trim().trim_end_matches([')', ']', '.']);
    let end = title[..cue.start].trim_end_matches([' ', '(', '[', '>', '→', '-', '（', '，', '；']).len();
    (!value.is_empty() && value.len() <= 200).then_some((end, value))
}

/// Where words such as "after Plaster" begin that end a title, and what they name.
pub(super) fn ends_after(title: &str) -> Option<(usize, &str)> {
    let cue = dependency::waits(title).into_iter().rfind(|cue| cue.start > 0)?;
    let names = tidy(&title[cue.end..]);
    let names = DONE.iter().find_map(|word| names.strip_suffix(word.as_str())).unwrap_or(names);
    (!names.is_empty() && names.len() <= 200).then_some((cue.start, names))
}

/// The words "after " at the very beginning of others, and what they name.
pub(super) fn waits_at_once(text: &str) -> Option<(&str, &str)> {
    let end = dependency::waits(text).first().filter(|cue| cue.start == 0)?.end;
    let name = text[end..].trim_start_matches([':', '：', ' ']);
    (!name.is_empty()).then(|| (&text[..text.len() - name.len()], name))
}

/// The effort that ends a title without a mark, and where the title ends: "Mount doors 2h", "Archive 2 Std". "Keep for 2h" and
/// "Wait 3 days" speak of something else.
pub(super) fn bare_effort(title: &str, day: DayLength) -> Option<(usize, Effort)> {
    let last = title.rfind(' ')?;
    let tail = title[last + 1..].trim_end_matches('.');
    let attached = tail.starts_with(|c: char| c.is_ascii_digit());
    let short = tail.chars().count() <= 3 && tail.chars().all(char::is_alphabetic);
    let cut = if attached { last } else { title[..last].rfind(' ').filter(|_| short)? };
    let effort = title[cut + 1..].trim_end_matches('.');
    let unit =
        effort.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | ' '));
    let counted = effort.starts_with(|c: char| c.is_ascii_digit()) && !unit.is_empty();
    let before = title[..cut].rsplit(' ').next()?;
    let little = || LITTLE.contains(&super::section::fold(before).as_str());
    if !counted || !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | ']')) || little() {
        return None;
    }
    match duration::read(effort, day) {
        duration::Reading::Duration(effort) => Some((cut, effort)),
        _ => None,
    }
}

/// Words before a length of time that is no effort, and words behind what is done.
static LITTLE: LazyLock<Vec<&str>> =
    LazyLock::new(|| lexicon::section(include_str!("remarks.words"), "before a length"));
static DONE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = lexicon::section(include_str!("remarks.words"), "done")
        .into_iter()
        .map(|w| format!(" {w}"))
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Where the bracket at the end of a title opens, and what it holds.
pub(super) fn last_bracket(title: &str) -> Option<(usize, &str)> {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('【', '】')];
    let (open, close) = PAIRS.into_iter().find(|(_, close)| title.ends_with(*close))?;
    let at = title.rfind(open)?;
    let inside = &title[at + open.len_utf8()..title.len() - close.len_utf8()];
    Some((at, inside))
}

/// What stands behind the last dash: "Draft - DONE", "Setup – depends on 1.2".
pub(super) fn dashed(title: &str) -> Option<(usize, &str)> {
    let (at, mark) = [" - ", " – ", " — ", " -- ", " | ", " · ", " • ", " ← ", " → "]
        .iter()
        .filter_map(|m| Some((title.rfind(m)?, m)))
        .max()?;
    Some((at, title[at + mark.len()..].trim()))
}

/// Does a remark say that it is a milestone?
pub(super) fn is_milestone(folded: &str) -> bool {
    matches!(folded, "milestone" | "meilenstein" | "jalon" | "hito" | "marco" | "里程碑" | "마일스톤")
}

/// Where "Owner: Ann" or "依赖：1.2" begins at the end of a title.
pub(super) fn last_field(title: &str) -> Option<usize> {
    use super::field::FieldKind as F;
    let colon = title.rfind([':', '：'])?;
    let before = title[..colon].trim_end_matches(['*', '_']);
    let from = before.rfind([' ', ')', '）', ']', '，', ',', '；', ';', '|', '*'])?;
    let one = from + title[from..].chars().next().map_or(1, char::len_utf8);
    // "depends on: …" has two words.
    let two = before[..from].rfind(' ').filter(|_| before[from..].starts_with(' ')).map(|at| at + 1);
    two.into_iter().chain([one]).find(|&from| {
        let kind = super::field::kind(&super::section::fold(&before[from..]));
        let remark = matches!(kind, Some(F::Owner | F::Depends | F::Effort | F::Due | F::Priority));
        // "(priority: low) #roof": the field ends with its bracket.
        let open = title[..colon].rfind(['(', '[']) > title[..colon].rfind([')', ']']);
        let inside = open && title[colon..].contains([')', ']']);
        remark && from > 0 && colon > from && !inside
    })
}

/// "5 points", "3 SP": a size in a unit that is no time.
pub(super) fn is_points(folded: &str) -> bool {
    let unit = folded.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    unit.len() < folded.len()
        && matches!(
            unit,
            "point" | "points" | "pt" | "pts" | "sp" | "story point" | "story points" | "puntos" | "pontos"
        )
}
