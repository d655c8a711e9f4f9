//! Dates as documents write them, in fields and behind signs. Must never read a date that the text does not fix: the number
//! of a week is none.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use planwright_domain::{DateOrder, Question};
use planwright_phrases::date::{self, Ground, Precision, When};
use planwright_phrases::language;

/// Open dates that are counted one by one.
const MOST_OPEN: usize = 999;

/// What dates are read with.
#[derive(Debug)]
pub(crate) struct Reader {
    ground: Ground,
    /// Dates that can mean two days, as written; empty where the order of day and month is settled.
    open: RefCell<BTreeMap<String, When>>,
    settled: bool,
}

impl Reader {
    /// Reads dates relative to `today`; 03/04 as the text itself settles, else as `order` says, and to be asked about.
    pub(crate) fn of(text: &str, today: Date, order: DateOrder) -> Self {
        let settled = order_in(text);
        Self { settled: settled.is_some(), ..Self::new(today, settled.unwrap_or(order)) }
    }

    /// Reads dates relative to `today`; 03/04 as `order` says.
    pub(crate) fn new(today: Date, order: DateOrder) -> Self {
        let order = match order {
            DateOrder::MonthDay => date::DateOrder::Mdy,
            DateOrder::DayMonth => date::DateOrder::Dmy,
        };
        Self { ground: Ground { today, order }, open: RefCell::default(), settled: false }
    }

    /// Reads the dates of a column whose cells prove the order of day and month by themselves: a 13th is no month. Years are
    /// not asked for there.
    pub(crate) fn of_column<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Option<Self> {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            let mut parts = cell.split_whitespace().next().unwrap_or_default().splitn(3, ['/', '-']);
            let mut number = || parts.next()?.parse::<u32>().ok().filter(|n| (1..=31).contains(n));
            if let (Some(one), Some(two)) = (number(), number()) {
                day_first |= one > 12 && two <= 12;
                month_first |= two > 12 && one <= 12;
            }
        }
        let order = match (day_first, month_first) {
            (true, false) => DateOrder::DayMonth,
            (false, true) => DateOrder::MonthDay,
            _ => return None,
        };
        Some(Self { settled: true, ..Self::new(self.ground.today, order) })
    }

    /// What is to be asked about the dates read so far: the order of one is that of all.
    pub(crate) fn question(&self) -> Option<Question> {
        let open = self.open.borrow();
        let (words, when) = open.first_key_value()?;
        let mut question = when.question(words)?;
        if open.len() > 1 {
            question.text.push_str(&format!("; {} dates of this text are written so", open.len()));
        }
        Some(question)
    }

    /// The last day of what a text names, which is to be nothing but a date: of "March 2026" the 31st.
    pub(crate) fn last(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text)?.last())
    }

    /// The last day of what a text names, where it is a month or less: of "the end of May" the 31st.
    pub(crate) fn within_month(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text).filter(|w| w.precision <= Precision::Month)?.last())
    }

    /// The days that a text names, from the first to the last; `None` where it is one day, or a week, or a month.
    pub(crate) fn span(&self, text: &str) -> Option<(Date, Date)> {
        if text.bytes().filter(u8::is_ascii_digit).take(2).count() < 2 {
            return None;
        }
        if let Some((first, last)) = text.split_once("..") {
            let (first, last) = (self.day(first)?, self.day(last.trim_start_matches('.'))?);
            return (first < last).then_some((first, last));
        }
        let when = self.when(text).filter(|w| w.precision == Precision::Day);
        let (first, last) = when.and_then(|w| Some((w.first()?, w.last()?))).or_else(|| {
            let (first, last) =
                [" – ", " - ", " — ", " to ", "–", "/"].iter().find_map(|mark| text.split_once(mark))?;
            Some((iso_alone(first)?, iso_alone(last)?))
        })?;
        (first < last).then_some((first, last))
    }

    /// The first day of what a text names.
    pub(crate) fn first(&self, text: &str) -> Option<Date> {
        iso(text).or_else(|| self.when(text)?.first())
    }

    /// The very day that a text names, and nothing wider.
    pub(crate) fn day(&self, text: &str) -> Option<Date> {
        // A day that stands alone is written with a figure: "Friday" and "tomorrow" may be anything.
        let figure = text.bytes().any(|b| b.is_ascii_digit() || b >= 0x80);
        iso(text)
            .filter(|_| figure)
            .or_else(|| self.when(text).filter(|w| figure && w.precision == Precision::Day)?.last())
    }

    fn when(&self, text: &str) -> Option<When> {
        let text = text.trim().trim_matches(['*', '`', '"', '\'', '_']).trim();
        if text.len() > 60 {
            return None;
        }
        let when = date::parse(text, &self.ground)?;
        if !self.settled && when.other.is_some() {
            let mut open = self.open.borrow_mut();
            if open.len() < MOST_OPEN {
                open.insert(text.to_owned(), when);
            }
        }
        Some(when)
    }
}

/// The order of day and month that a text settles: one clear date proves it for all, or its language knows only one.
pub(crate) fn order_in(text: &str) -> Option<DateOrder> {
    let order = date::proven_order(text).or_else(|| language::of(text)?.date_order)?;
    Some(match order {
        date::DateOrder::Mdy => DateOrder::MonthDay,
        date::DateOrder::Dmy => DateOrder::DayMonth,
    })
}

/// "2026-03-01", "2026/03/01", with or without a time behind it.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let date = text.get(..10)?;
    let rest = &text[10..];
    let clock = rest.starts_with(['T', ' ']) && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if !(rest.is_empty() || clock) || rest.len() > 20 {
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

fn iso_alone(text: &str) -> Option<Date> {
    iso(text).filter(|_| text.trim().len() == 10)
}

/// The first day that a text writes in figures and that is in no calendar: "2026-02-30", "31.02.2026".
pub(crate) fn impossible(text: &str) -> Option<&str> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '/')));
    pieces
        .map(|piece| piece.trim_end_matches(['.', '-', '/']))
        .filter(|piece| (8..=10).contains(&piece.len()))
        .find(|piece| {
            let parts: Vec<i16> = piece.split(['-', '.', '/']).filter_map(|part| part.parse().ok()).collect();
            let marks = piece.bytes().filter(|b| !b.is_ascii_digit()).count();
            let mut signs = piece.bytes().filter(|b| !b.is_ascii_digit());
            let alike = signs.next() == signs.next();
            let [one, two, three] = parts.as_slice() else { return false };
            if marks != 2 || !alike {
                return false;
            }
            let is_day = |year: i16, month: i16, day: i16| {
                let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
                Date::new(year, month, day).is_ok()
            };
            let near = |year: i16| (1900..=2999).contains(&year);
            if near(*one) && (1..=99).contains(two) && (1..=99).contains(three) {
                !is_day(*one, *two, *three)
            } else if near(*three) {
                !is_day(*three, *two, *one) && !is_day(*three, *one, *two)
            } else {
                false
            }
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_with_two_readings_is_asked_about_unless_the_text_settles_it() {
        let ask = |text: &str, dates: &[&str]| {
            let reader = Reader::of(text, date(2026, 3, 2), DateOrder::MonthDay);
            for date in dates {
                assert!(reader.last(date).is_some(), "{date}");
            }
            reader.question().map(|q| (q.text, q.choices))
        };
        let (text, choices) = ask("due 03/04/2026", &["03/04/2026"]).expect("nothing settles it");
        assert_eq!(text, "does \"03/04/2026\" mean 2026-03-04 or 2026-04-03? It was read as 2026-03-04");
        assert_eq!(choices, ["2026-03-04", "2026-04-03"]);
        let (text, _) = ask("", &["03/04/2026", "05/04/2026", "05/04/2026"]).expect("nothing settles it");
        assert!(text.ends_with("; 2 dates of this text are written so"), "{text}");
        assert_eq!(ask("03/04/2026 and 20/04/2026", &["03/04/2026"]), None);
        assert_eq!(ask("Abgabe ist bis zum 03/04/2026", &["03/04/2026"]), None);
        assert_eq!(ask("due 2026-04-03", &["2026-04-03"]), None);
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
