//! Dates as documents write them, in fields and behind signs. Must never read a date that the text does not fix: the number
//! of a week is none.

use jiff::civil::Date;
use planwright_domain::DateOrder;
use planwright_phrases::date::{self, Ground, Precision, When};

/// What dates are read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(Ground);

impl Reader {
    /// Reads dates relative to `today`; 03/04 as `order` says.
    pub(crate) fn new(today: Date, order: DateOrder) -> Self {
        let order = match order {
            DateOrder::MonthDay => date::DateOrder::Mdy,
            DateOrder::DayMonth => date::DateOrder::Dmy,
        };
        Self(Ground { today, order })
    }

    /// The last day of what a text names, which is to be nothing but a date: of "March 2026" the 31st.
    pub(crate) fn last(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text)?.last())
    }

    /// The first day of what a text names.
    pub(crate) fn first(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text)?.first())
    }

    /// The very day that a text names, and nothing wider.
    pub(crate) fn day(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text).filter(|w| w.precision == Precision::Day)?.last())
    }

    fn when(&self, text: &str) -> Option<When> {
        let text = text.trim().trim_matches(['*', '`', '"', '\'', '_']).trim();
        let short = text.len() <= 60 && text.bytes().any(|b| b.is_ascii_digit() || b >= 0x80);
        if !short {
            return None;
        }
        date::parse(text, &self.0)
    }
}

/// The order that the dates of a text prove: 20/04/2026 has no month 20. None where they prove nothing, or both.
pub(crate) fn order_in(text: &str) -> Option<DateOrder> {
    let bytes = text.as_bytes();
    let (mut day_first, mut month_first) = (false, false);
    let number = |at: usize| {
        let digits = bytes[at.min(bytes.len())..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        (digits, text.get(at..at + digits).and_then(|d| d.parse::<u32>().ok()).unwrap_or(0))
    };
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (one, first) = number(at);
        let mark = bytes.get(at + one).copied();
        if one <= 2 && mark == Some(b'/') {
            let (two, second) = number(at + one + 1);
            let year = at + one + 1 + two;
            if (1..=2).contains(&two) && bytes.get(year) == Some(&b'/') && matches!(number(year + 1).0, 2 | 4)
            {
                day_first |= (13..=31).contains(&first) && (1..=12).contains(&second);
                month_first |= (13..=31).contains(&second) && (1..=12).contains(&first);
                at = year + 1;
            }
        }
        at += one.max(1);
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayMonth),
        (false, true) => Some(DateOrder::MonthDay),
        _ => None,
    }
}

/// "2026-03-01", "2026/03/01", with or without a time behind it.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let date = text.get(..10)?;
    let rest = &text[10..];
    if !(rest.is_empty() || rest.starts_with(['T', ' '])) || rest.len() > 20 {
        return None;
    }
    let bytes = date.as_bytes();
    let mark = bytes[4];
    if !matches!(mark, b'-' | b'/' | b'.') || bytes[7] != mark {
        return None;
    }
    let number =
        |from: usize, to: usize| date.get(from..to).filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    Date::new(number(0, 4)?.parse().ok()?, number(5, 7)?.parse().ok()?, number(8, 10)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_clear_date_settles_the_order_of_all() {
        assert_eq!(order_in("a 03/04/2026, b 20/04/2026."), Some(DateOrder::DayMonth));
        assert_eq!(order_in("4/20/26"), Some(DateOrder::MonthDay));
        for text in ["03/04/2026", "20/04/2026 and 4/20/2026", "1/2/3", "99/99/9999", ""] {
            assert_eq!(order_in(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_their_usual_spellings() {
        let reader = Reader::new(date(2026, 3, 2), DateOrder::MonthDay);
        for (text, expect) in [
            ("2026-03-05", Some(date(2026, 3, 5))),
            ("2026-03-05T10:00", Some(date(2026, 3, 5))),
            ("3/5/2026", Some(date(2026, 3, 5))),
            ("31.12.2026", Some(date(2026, 12, 31))),
            ("March 5, 2026", Some(date(2026, 3, 5))),
            ("5 Mar 2026", Some(date(2026, 3, 5))),
            ("**Feb 15**", Some(date(2027, 2, 15))),
            ("Oct 2026", Some(date(2026, 10, 31))),
            ("Week 27", None),
            ("2026-13-05", None),
            ("soon", None),
            ("3-5 days", None),
        ] {
            assert_eq!(reader.last(text), expect, "{text}");
        }
        assert_eq!(
            Reader::new(date(2026, 3, 2), DateOrder::DayMonth).last("3/5/2026"),
            Some(date(2026, 5, 3))
        );
        assert_eq!(reader.first("Oct 2026"), Some(date(2026, 10, 1)));
        assert_eq!(reader.day("Oct 2026"), None);
    }
}
