//! Signs in a line: dates and priorities as task plug-ins sign them, numbers of issues, leaders, pictographs. Must never
//! take a letter or a figure for a sign.

use jiff::civil::Date;

use crate::day;

pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '🔺' | '⏫' | '🔼' | '🔽' | '⏬' | '📅' | '📆' | '🗓' | '🛫' | '⏰' | '➕' | '🔁' | '✅')
}

/// The words without signs and the dates behind them; a tick without a date is a state and stays.
pub(super) fn without_signs(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(is_sign) {
        let sign = rest[at..].chars().next().unwrap_or(' ');
        let behind = &rest[at + sign.len_utf8()..];
        let value = behind.trim_start_matches(['\u{fe0f}', ' ']);
        let dated = value.get(..10).is_some_and(|d| day::iso(d).is_some());
        out.push_str(&rest[..at]);
        if dated {
            rest = &value[10..];
        } else {
            if matches!(sign, '✅' | '⏰' | '➕' | '🔁' | '🗓' | '📅' | '📆' | '🛫') {
                out.push(sign);
            }
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// A day as boards sign it, "@{2026-10-10}" or "@[[2026-10-10]]", and the words without it and without the hour behind.
pub(super) fn board_day(raw: &str) -> Option<(Date, String)> {
    let (at, open, date) = [("@{", 2), ("@[[", 3)].into_iter().find_map(|(mark, open)| {
        let at = raw.find(mark)?;
        Some((at, open, day::iso(raw.get(at + open..at + open + 10)?)?))
    })?;
    let behind = raw[at + open + 10..].trim_start_matches(['}', ']']);
    let behind = match behind.trim_start().strip_prefix("@@{").and_then(|hour| hour.split_once('}')) {
        Some((hour, rest)) if hour.len() <= 8 => rest,
        _ => behind,
    };
    Some((date, format!("{}{behind}", raw[..at].trim_end())))
}

/// How long "18.06." at the beginning of a text is: a day and a month without a year, which a number of an outline is not
/// written like. Words follow it.
pub(super) fn short_date(text: &str) -> Option<usize> {
    let date = text.get(..6)?.as_bytes();
    let number = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
    };
    let &[d, day, b'.', m, month, b'.'] = date else { return None };
    let fits = (1..=31).contains(&number(d, day)?) && (1..=12).contains(&number(m, month)?);
    let parted = text[6..].starts_with([' ', ':', '\t', '–', '—', ')', '*', '_']);
    (fits && parted && (d == b'0' || m == b'0')).then_some(6)
}

/// "12" of "#12 Fix login".
pub(super) fn issue_number(raw: &str) -> Option<&str> {
    let rest = raw.trim_start_matches(['*', '[', ' ', '~']).strip_prefix('#')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && (rest.len() == digits || rest[digits..].starts_with([' ', ':', ']'])))
        .then(|| &rest[..digits])
}

pub(super) fn leaders(title: &str) -> String {
    let Some(at) = title.find("....") else { return title.to_owned() };
    format!("{} - {}", title[..at].trim_end(), title[at..].trim_start_matches(['.', ' ']))
}

pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}' | '\u{fe0f}' | '\u{200d}' | '\u{25a0}'..='\u{25ff}')
}

/// The date behind a sign.
pub(super) fn signed(raw: &str, at: usize) -> Option<Date> {
    day::iso(raw[at..].trim_start_matches(['\u{fe0f}', ' ']).split(' ').next()?)
}

/// The words without ":memo:" and its like.
pub(super) fn without_codes(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.iter().any(|w| is_code(w)) && !words.iter().all(|w| is_code(w)) {
        return words.into_iter().filter(|w| !is_code(w)).collect::<Vec<_>>().join(" ");
    }
    text.to_owned()
}

/// Is the last word a pictograph in letters?
pub(super) fn ends_in_code(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(is_code)
}

/// ":memo:", ":+1:".
fn is_code(word: &str) -> bool {
    let inner = word.strip_prefix(':').and_then(|w| w.strip_suffix(':'));
    inner.is_some_and(|w| {
        w.len() > 1
            && w.starts_with(|c: char| c.is_ascii_lowercase() || c == '+')
            && w.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'+' | b'-'))
    })
}
