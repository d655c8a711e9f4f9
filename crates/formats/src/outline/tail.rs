//! Where the remarks at the end of a title begin: brackets, what stands behind a dash, what it depends on. Must never judge
//! whether a remark is one.

use std::sync::LazyLock;

use planwright_phrases::Found;
use planwright_phrases::dependency::{self, Kind, Reference};

use planwright_phrases::duration::{self, DayLength, Effort};

use super::sign::is_pictograph;
use super::{lexicon, mark, section};

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
    let mut value = title[cue.end..].trim();
    // A bracket that closes here opened before the remark.
    while let Some(short) = value.strip_suffix([')', ']', '.']) {
        if value.ends_with(')') && short.matches('(').count() > short.matches(')').count() {
            break;
        }
        value = short;
    }
    let end = title[..cue.start].trim_end_matches([' ', '(', '[', '>', '→', '-', '（', '，', '；']).len();
    (!value.is_empty() && value.len() <= 200).then_some((end, value))
}

/// Words such as "after Plaster" that end a title.
pub(super) struct Ending<'t> {
    /// Where they begin.
    pub(super) at: usize,
    /// What they name.
    pub(super) names: &'t str,
    /// The title is whole without them.
    pub(super) remark: bool,
}

/// The words that end a title and say what it waits for. "Look after the dog" says nothing of the kind.
pub(super) fn ends_after(title: &str) -> Option<Ending<'_>> {
    let cue = dependency::waits(title).into_iter().rfind(|cue| cue.start > 0)?;
    let names = tidy(&title[cue.end..]);
    if names.is_empty() || names.len() > 200 {
        return None;
    }
    let mut before = title[..cue.start].trim_end();
    while let Some((rest, _)) =
        before.rsplit_once(' ').filter(|(_, word)| AT_ONCE.contains(&section::fold(word).as_str()))
    {
        before = rest.trim_end();
    }
    let last = section::fold(before.rsplit(' ').next().unwrap_or_default());
    if MEANT_ELSE.contains(&last.as_str()) {
        return None;
    }
    // "Sort photos the day after Party" and "Paint that needs Primer" would lose what they say.
    let remark = cue.value != Kind::Needs && !TIMES.contains(&last.as_str());
    Some(Ending { at: if remark { before.len() } else { cue.start }, names, remark })
}

/// The names of a list without the words that say that what they name is done: "Dig and Pour are done".
pub(super) fn without_done(names: &str) -> &str {
    if let Some((at, inside)) = last_bracket(names)
        && mark::bracket_status(&section::fold(inside)).is_some()
    {
        return names[..at].trim_end();
    }
    DONE.iter().find_map(|word| names.strip_suffix(word.as_str())).unwrap_or(names)
}

/// Does a text end in what something waits for, by its key: "Deploy after TASK-4"?
pub(super) fn names_key(text: &str) -> bool {
    let waits = dependency::waits(text).into_iter().next_back();
    waits.is_some_and(|cue| only_keys(&text[cue.end..]))
}

/// The keys of "Phase 0 complete", of what is to be done before.
pub(super) fn done_keys(text: &str) -> Option<&str> {
    let named = without_done(text);
    (named.len() < text.len() && named.contains(char::is_alphabetic) && only_keys(named)).then_some(named)
}

fn only_keys(text: &str) -> bool {
    let found = dependency::references(text);
    let key = |r: &Reference| matches!(r, Reference::Key(_) | Reference::Range(..) | Reference::AllOf(_));
    !found.is_empty() && found.iter().all(key)
}

/// The length of time in words that ends a text, where it begins and its minutes: "Strip the forms 2 days".
pub(super) fn length_before(text: &str, day: DayLength) -> Option<(usize, u32)> {
    let text = text.trim_end();
    let unit = text.rfind(' ')?;
    let number = text[..unit].rfind(' ')?;
    // "Paint 3d after Plaster" takes three days.
    if text[unit + 1..].chars().count() < 3 {
        return None;
    }
    match duration::read(&text[number + 1..], day) {
        duration::Reading::Duration(length) if length.low == length.high => Some((number, length.likely)),
        _ => None,
    }
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
    let unit = tail.chars().all(char::is_alphabetic);
    let cut = if attached { last } else { title[..last].rfind(' ').filter(|_| unit)? };
    let effort = title[cut + 1..].trim_end_matches('.');
    let unit =
        effort.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | ' '));
    let counted = effort.starts_with(|c: char| c.is_ascii_digit()) && !unit.is_empty();
    let before = title[..cut].rsplit(' ').next()?;
    if !counted
        || !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | ']'))
        || is_little(before)
    {
        return None;
    }
    match duration::read(effort, day) {
        duration::Reading::Duration(effort) => Some((cut, effort)),
        _ => None,
    }
}

/// Does a value say that there is none, or none yet: "TBD"?
pub(crate) fn says_nothing(value: &str) -> bool {
    NOTHING.contains(&section::fold(value).as_str())
}

/// Is it a word that goes on with what stands behind it, as "for" with "2 days" and "the" with "13th"?
pub(super) fn is_little(word: &str) -> bool {
    LITTLE.contains(&section::fold(word).as_str())
}

/// Is it a number or a word that a number follows, as "chapter"?
pub(super) fn is_counted_by(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || COUNTED.contains(&section::fold(word).as_str())
}

/// A text without the word before a day: "Inspection on".
pub(super) fn without_on(text: &str) -> &str {
    let text = text.trim_end_matches([' ', ',', ':', '–', '-', '—', '@']);
    let on = |word: &&&str| {
        text.get(text.len().saturating_sub(word.len())..).is_some_and(|end| end == **word)
            && text[..text.len() - word.len()].ends_with(' ')
    };
    ON.iter()
        .filter(on)
        .max_by_key(|word| word.len())
        .map_or(text, |word| text[..text.len() - word.len()].trim_end_matches([' ', ',', ':', '–', '-', '—']))
}

/// Words before a length of time that is no effort; before "after" where they belong to it, say when, or name a time.
static LITTLE: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("before a length"));
static MEANT_ELSE: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("after"));
static AT_ONCE: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("at once"));
static ON: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("on"));
static COUNTED: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("counted"));
static NOTHING: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("nothing"));
static TIMES: LazyLock<Vec<&str>> = LazyLock::new(|| remarks("time"));
/// Words behind what is done, the longest first.
static DONE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = remarks("done").into_iter().map(|w| format!(" {w}")).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

fn remarks(section: &'static str) -> Vec<&'static str> {
    lexicon::section(include_str!("remarks.words"), section)
}

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
        let kind = super::field::kind(&section::fold(&before[from..]));
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
