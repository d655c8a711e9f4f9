//! Codes: "TASK-001", "T037A", "S1-T3", "#12". Must never take a word with a figure in it for one: "S3" and "UTF-8" are words
//! where no others of their kind stand in the document.

use super::{Key, KeyKind, Prefixes, delimiter, digits_of};

/// Is all of it a code or a number with points: "P0-1", "T3", "1.2"?
pub(in crate::outline) fn is_code(text: &str) -> bool {
    let number =
        text.contains('.') && text.split('.').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    number || code(text).is_some_and(|(_, length)| length == text.len())
}

/// The prefix and length of a code at the beginning: letters, an optional hyphen, digits with points.
pub(super) fn code(text: &str) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b'#') {
        let digits = bytes[1..].iter().take_while(|b| b.is_ascii_digit()).count();
        return (digits > 0 && digits < 8 && !bytes.get(1 + digits).is_some_and(u8::is_ascii_alphanumeric))
            .then(|| ("#", 1 + digits));
    }
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 || letters > 12 {
        return None;
    }
    let mut at = letters;
    // "ABC-DEF-12"
    while matches!(bytes.get(at), Some(b'-' | b'_')) && at < 24 {
        let more = bytes[at + 1..].iter().take_while(|b| b.is_ascii_uppercase()).count();
        if more == 0 || more > 8 {
            break;
        }
        at += 1 + more;
    }
    // "A.1" is a code, "v.2" and "no.3" are words.
    let point = at == letters && letters == 1 && bytes[0].is_ascii_uppercase() && bytes.get(1) == Some(&b'.');
    let hyphen = matches!(bytes.get(at), Some(b'-' | b'_')) || point;
    let from = at + usize::from(hyphen);
    let mut end = from;
    while end < bytes.len() && end - from < 16 {
        let (own, next) = (bytes[end], bytes.get(end + 1).copied().unwrap_or(b' '));
        let behind = end > from && bytes[end - 1].is_ascii_alphanumeric();
        // "S1-T3": a group and its part.
        let part = own == b'-' && behind && hyphen_part(&bytes[end + 1..]) > 0;
        // "T037A" and "US-4C.1": one letter behind the number.
        let letter = own.is_ascii_uppercase()
            && end > from
            && bytes[end - 1].is_ascii_digit()
            && (hyphen || end - from >= 2)
            && !next.is_ascii_alphanumeric();
        end += match own {
            b'0'..=b'9' => 1,
            b'.' | b'-' if behind && next.is_ascii_digit() => 1,
            _ if part => 1 + hyphen_part(&bytes[end + 1..]),
            _ if letter => 1,
            _ => break,
        };
    }
    if end == from {
        return None;
    }
    if bytes.get(end).is_some_and(u8::is_ascii_lowercase)
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        end += 1;
    }
    let upper = bytes[..letters].iter().all(u8::is_ascii_uppercase);
    let word = hyphen && bytes[..letters].iter().all(u8::is_ascii_lowercase) && letters <= 6;
    let ends =
        !bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_' || *b == b'/');
    let hyphens = at == letters;
    ((upper || (word && hyphens)) && ends).then(|| (&text[..at], end))
}

/// The length of one or two capital letters with a number behind them: 2 of "T3".
fn hyphen_part(bytes: &[u8]) -> usize {
    let letters = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let digits = bytes.iter().skip(letters).take_while(|b| b.is_ascii_digit()).count();
    if (1..=2).contains(&letters) && digits > 0 { letters + digits } else { 0 }
}

/// "TASK-001: …", "P0.1 – …", "T001 …" where T-codes are common.
pub(super) fn coded<'t>(title: &'t str, prefixes: &Prefixes) -> Option<(Key<'t>, &'t str)> {
    let (prefix, length) = code(title)?;
    let after = &title[length..];
    let (closed, rest) = delimiter(after);
    let text = &title[..length];
    let bare = after.starts_with(' ') && prefixes.common(prefix) && !rest.is_empty();
    if !(closed || bare) {
        return None;
    }
    Some((Key { kind: KeyKind::Code, text, number: digits_of(text) }, rest))
}
