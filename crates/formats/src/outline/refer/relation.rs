//! How two tasks are tied: "3 FS", "1.1 SS+2d", "4 (FF)", "Dig SS+1d". Must never take a word of a title for a relation: only
//! two capital letters behind a key count, or before a lag, or those of English at the end.

use planwright_domain::{Dependency, LagKind};
use planwright_phrases::duration::{self, DayLength};

use crate::amount;

/// A part of the value of a dependency field, and how what it names is tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) dependency: Dependency,
    pub(super) lag: i32,
    pub(super) lag_kind: LagKind,
}

impl<'t> Piece<'t> {
    pub(super) fn plain(text: &'t str) -> Self {
        Self { text, dependency: Dependency::FinishToStart, lag: 0, lag_kind: LagKind::Working }
    }
}

/// The parts of a value; all of it where no relation is said. `known` says whether words are the whole title of a task.
pub(super) fn pieces<'t>(value: &'t str, day: DayLength, known: &dyn Fn(&str) -> bool) -> Vec<Piece<'t>> {
    let mut out = Vec::new();
    let mut rest = value;
    while out.len() < 200
        && let Some((at, dependency, behind)) = relation(rest)
    {
        let (lag, lag_kind, after) = lag(&rest[behind..], day);
        let named = rest[..at].trim_end_matches([' ', '(', '[', ':']);
        // "2, 3SS": only the last is tied so. A title may have a comma of its own.
        let cuts = || named.match_indices([',', ';', '\n']).take(40).map(|(cut, _)| cut);
        let whole = cuts().find(|cut| known(named[cut + 1..].trim()));
        let (before, own) = match whole.or(cuts().last()).filter(|_| !known(named.trim())) {
            Some(cut) => (&named[..cut], &named[cut + 1..]),
            None => ("", named),
        };
        if !before.trim().is_empty() {
            out.push(Piece::plain(before.trim()));
        }
        out.push(Piece { text: own.trim(), dependency, lag, lag_kind });
        rest = after.trim_start_matches([' ', ')', ']', ',', ';', '+', '&']);
        rest = ["and ", "e ", "y ", "et ", "und "].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    }
    if out.is_empty() || !rest.trim().is_empty() {
        out.push(Piece::plain(rest));
    }
    out
}

/// The first relation that stands behind a key: where it begins, what it is, where it ends.
fn relation(text: &str) -> Option<(usize, Dependency, usize)> {
    let bytes = text.as_bytes();
    (1..bytes.len().saturating_sub(1)).take(400).find_map(|at| {
        let word = text.get(at..at + 2)?;
        let before = bytes[at - 1];
        let apart = matches!(before, b' ' | b'(' | b'[' | b':') || before.is_ascii_digit();
        let name = text[..at].trim_end_matches([' ', '(', '[', ':']);
        let key = name.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
        let after = &text[at + 2..];
        let next = after.trim_start_matches(' ').chars().next();
        let ends = !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric)
            && next.is_none_or(|c| {
                matches!(c, '+' | '-' | '–' | ',' | ';' | ')' | ']' | '&' | '\n' | 'a' | 'e' | 'y' | 'u')
            });
        // Behind words: "Dig SS+1d", and "Dig SS" at the end of what is named.
        let worded = name.chars().count() > 1 && name.ends_with(char::is_alphabetic);
        let lagged =
            after.starts_with(['+', '-', '–']) && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        let last = matches!(word, "FS" | "SS" | "FF" | "SF")
            && next.is_none_or(|c| matches!(c, ',' | ';' | ')' | ']' | '\n'));
        let meant = key || worded && (lagged || last);
        Some((at, named(word).filter(|_| apart && meant && ends)?, at + 2))
    })
}

/// The relation by its letters in English, Portuguese, German, Spanish and French.
fn named(letters: &str) -> Option<Dependency> {
    Some(match letters {
        "FS" | "TI" | "EA" | "FC" | "FD" => Dependency::FinishToStart,
        "SS" | "II" | "AA" | "CC" | "DD" => Dependency::StartToStart,
        "FF" | "TT" | "EE" => Dependency::FinishToFinish,
        "SF" | "IT" | "AE" | "CF" | "DF" => Dependency::StartToFinish,
        _ => return None,
    })
}

/// The lag that begins a text ("+2d", " - 1 day"), and what follows it.
fn lag(text: &str, day: DayLength) -> (i32, LagKind, &str) {
    let none = (0, LagKind::Working, text);
    let signed = text.trim_start();
    let (sign, rest) = match signed.chars().next() {
        Some('+') => (1, &signed[1..]),
        Some(c @ ('-' | '–' | '−')) => (-1, &signed[c.len_utf8()..]),
        _ => return none,
    };
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let unit = rest[digits..].trim_start();
    let letters: usize = unit.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let end = rest.len() - unit.len() + letters;
    // "3FS + 4FS" goes on with the next key.
    if digits == 0 || letters == 0 || named(&unit[..letters]).is_some() {
        return none;
    }
    let (amount, elapsed) = match rest[..end].strip_suffix('e') {
        Some(shorter) if amount::read(shorter, day, true).is_some() => (shorter, true),
        _ => (&rest[..end], false),
    };
    let minutes = amount::read(amount, day, elapsed).or_else(|| match duration::read(amount, day) {
        duration::Reading::Duration(effort) => Some(effort.likely),
        _ => None,
    });
    let Some(minutes) = minutes.and_then(|m| i32::try_from(m).ok()) else { return none };
    (minutes * sign, if elapsed { LagKind::Elapsed } else { LagKind::Working }, &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expect: &[(&str, &str, i32)]) {
        let known = |name: &str| name == "Salt, pepper";
        let got: Vec<_> = pieces(value, DayLength::default(), &known)
            .into_iter()
            .map(|p| (p.text, p.dependency.word(), p.lag))
            .collect();
        assert_eq!(got, expect, "{value}");
    }

    #[test]
    fn relations_stand_behind_keys() {
        check("1 FS", &[("1", "FS", 0)]);
        check("3 FS + 4 FS", &[("3", "FS", 0), ("4", "FS", 0)]);
        check("3FS+2d, 4SS-1 day", &[("3", "FS", 960), ("4", "SS", -480)]);
        check("1, 2, 3SS", &[("1, 2", "FS", 0), ("3", "SS", 0)]);
        check("T1 (FF), T2", &[("T1", "FF", 0), ("T2", "FS", 0)]);
        check("1.1 FS+1de", &[("1.1", "FS", 1440)]);
        check("A II", &[("A", "SS", 0)]);
        check("2 TI e 3 TI", &[("2", "FS", 0), ("3", "FS", 0)]);
    }

    #[test]
    fn relations_stand_behind_titles() {
        check("North half FS+2d", &[("North half", "FS", 960)]);
        check("Dig SS+1d, Pour FF", &[("Dig", "SS", 480), ("Pour", "FF", 0)]);
        check("Frame the walls (SS)", &[("Frame the walls", "SS", 0)]);
        check("Pour, Salt, pepper SS-1d", &[("Pour", "FS", 0), ("Salt, pepper", "SS", -480)]);
    }

    #[test]
    fn words_are_no_relations() {
        for value in
            ["Build SS Frame", "Task 3 and Task 4", "CC", "1.1-1.4", "IT setup", "Phase 2 IT Setup", "é SS"]
        {
            check(value, &[(value, "FS", 0)]);
        }
    }
}
