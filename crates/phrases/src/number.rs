//! Amounts: "3", "1,5", "1½", "three", "twenty-one", "a few", "half a", "十二". Must never guess a unit.

use crate::lexicon::table;
use crate::token::{Kind, Tokens, fraction};

/// How an amount was said; an article ("a day") is weak evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Digits,
    Word,
    Article,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) said: Said,
}

table!(WORDS, (f64, f64), "number", bounds);
table!(ARTICLES, "article", "one");
table!(PARTS, f64, "half", |key| match key {
    "amount" => Some(0.5),
    "quarter" => Some(0.25),
    "three-quarters" => Some(0.75),
    _ => None,
});
table!(AND_A_PART, f64, "half", |key| match key {
    "more" => Some(0.5),
    "more-quarter" => Some(0.25),
    _ => None,
});

/// The amount at token `i`, and the token after it.
pub(crate) fn amount(tokens: &Tokens<'_>, i: usize) -> Option<(Amount, usize)> {
    let (amount, next) = plain(tokens, i)?;
    match and_a_part(tokens, next) {
        Some((part, after)) => {
            Some((Amount { low: amount.low + part, high: amount.high + part, ..amount }, after))
        }
        None => Some((amount, next)),
    }
}

/// "and a half", "and a quarter" at `i`: the part, and the token after it.
pub(crate) fn and_a_part(tokens: &Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    AND_A_PART.at(tokens, i)
}

fn plain(tokens: &Tokens<'_>, i: usize) -> Option<(Amount, usize)> {
    let exactly = |value, said| Amount { low: value, high: value, said };
    if tokens.is(i, ".")
        && tokens.kind(i + 1) == Some(Kind::Number)
        && tokens.attached(i + 1)
        && !tokens.attached(i)
    {
        let tenths: f64 = format!("0.{}", tokens.folded(i + 1)).parse().ok()?;
        return Some((exactly(tenths, Said::Digits), i + 2));
    }
    if let Some((part, next)) = slashed(tokens, i) {
        return Some((exactly(part, Said::Digits), next));
    }
    if tokens.kind(i)? == Kind::Number {
        let digits = tokens.folded(i);
        let whole = decimal(digits)?;
        // "1 1/2", "1 ½"
        let part = digits.bytes().all(|b| b.is_ascii_digit()).then(|| {
            let lone = tokens.folded(i + 1).chars();
            let vulgar =
                fraction(lone.clone().next()?).filter(|_| lone.count() == 1).map(|part| (part, i + 2));
            vulgar.or_else(|| slashed(tokens, i + 1))
        });
        let (part, next) = part.flatten().unwrap_or((0.0, i + 1));
        return Some((exactly(whole + part, Said::Digits), next));
    }
    if let Some((value, next)) = PARTS.at(tokens, i) {
        return Some((exactly(value, Said::Word), next));
    }
    if let Some(((low, high), next)) = WORDS.at(tokens, i) {
        if low != high {
            return Some((Amount { low, high, said: Said::Word }, next));
        }
        let (value, next) = compound(tokens, i, low, next);
        return Some((exactly(value, Said::Word), next));
    }
    ARTICLES.at(tokens, i).map(|((), next)| (exactly(1.0, Said::Article), next))
}

/// "1/2", "1/4" and "3/4": other figures with a slash are dates, scores or places.
fn slashed(tokens: &Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    let part = match (tokens.folded(i), tokens.folded(i + 1), tokens.folded(i + 2)) {
        ("1", "/", "2") => 0.5,
        ("1", "/", "4") => 0.25,
        ("3", "/", "4") => 0.75,
        _ => return None,
    };
    (tokens.attached(i + 1) && tokens.attached(i + 2) && !tokens.is(i + 3, "/")).then_some((part, i + 3))
}

/// "twenty-one", "one hundred and five", "二十五": number words in a row, added or multiplied.
fn compound(tokens: &Tokens<'_>, i: usize, first: f64, mut next: usize) -> (f64, usize) {
    let (mut total, mut part) = (0.0, first);
    // A number word of more parts than this is not one anybody writes.
    while next < i + 12 {
        let joined = if tokens.is(next, "-") { next + 1 } else { next };
        let Some(((low, high), after)) = WORDS.at(tokens, joined) else { break };
        if low != high {
            break;
        }
        let unspaced = !tokens.get(next).is_some_and(|t| t.spaced);
        if low >= 10.0
            && (low == 100.0 || low == 1000.0 || (low == 10.0 && unspaced))
            && part > 0.0
            && part < low
        {
            part *= low;
        } else if low < 10.0 && part >= 20.0 && part % 10.0 == 0.0 || low < 10.0 && part == 10.0 && unspaced {
            total += part;
            part = low;
        } else {
            break;
        }
        next = after;
    }
    (total + part, next)
}

/// A decimal number with point or comma; `1,000` is a thousand, `1.2.3` is no number.
pub(crate) fn decimal(digits: &str) -> Option<f64> {
    if let Some((whole, part)) = digits.char_indices().find_map(|(at, c)| Some((&digits[..at], fraction(c)?)))
    {
        let rest = if whole.is_empty() { 0.0 } else { decimal(whole)? };
        return Some(rest + part);
    }
    let separators = digits.matches(['.', ',']).count();
    match separators {
        0 => digits.parse().ok(),
        1 => {
            let (whole, part) = digits.split_once(['.', ','])?;
            if digits.contains(',') && part.len() == 3 && !whole.starts_with('0') && whole.len() <= 3 {
                return format!("{whole}{part}").parse().ok();
            }
            format!("{whole}.{part}").parse().ok()
        }
        _ => grouped(digits),
    }
}

/// `1,234,567` or `1.234.567,89`: groups of three, and perhaps the other sign for the decimals.
fn grouped(digits: &str) -> Option<f64> {
    let group = if digits.find(',') < digits.find('.') && digits.contains(',') || !digits.contains('.') {
        ','
    } else {
        '.'
    };
    let point = if group == ',' { '.' } else { ',' };
    let (whole, part) = digits.split_once(point).unwrap_or((digits, "0"));
    let mut groups = whole.split(group);
    let first = groups.next()?.len();
    let even = (1..=3).contains(&first) && groups.all(|g| g.len() == 3);
    if !even || part.contains(['.', ',']) {
        return None;
    }
    format!("{}.{part}", whole.replace(group, "")).parse().ok()
}

/// `3`, `0.5` or `2-4` in the data files.
fn bounds(key: &str) -> Option<(f64, f64)> {
    let (low, high) = key.split_once('-').unwrap_or((key, key));
    Some((low.parse().ok()?, high.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, low: f64, high: f64) {
        let tokens = Tokens::of(text);
        let (amount, next) = amount(&tokens, 0).expect(text);
        assert_eq!((amount.low, amount.high, next), (low, high, tokens.len()), "{text}");
    }

    #[test]
    fn amounts_are_read_in_figures_and_words() {
        check("3", 3.0, 3.0);
        check("1,5", 1.5, 1.5);
        check("1½", 1.5, 1.5);
        check("1,000", 1000.0, 1000.0);
        check("1.234.567,5", 1_234_567.5, 1_234_567.5);
        check("twenty-one", 21.0, 21.0);
        check("three hundred", 300.0, 300.0);
        check("two and a half", 2.5, 2.5);
        check("half a", 0.5, 0.5);
        check(".5", 0.5, 0.5);
        check("1/2", 0.5, 0.5);
        check("a few", 2.0, 4.0);
        check("a", 1.0, 1.0);
        check("十二", 12.0, 12.0);
        check("二十五", 25.0, 25.0);
        check("anderthalb", 1.5, 1.5);
        check("３", 3.0, 3.0);
    }

    #[test]
    fn version_numbers_are_no_numbers() {
        assert_eq!(decimal("1.2.3"), None);
        assert_eq!(decimal("27.001.1"), None);
    }
}
