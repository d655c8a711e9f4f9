//! Dates as documents write them. Must never read a date that the text does not fix: a week number or a month alone is
//! none.

use jiff::civil::Date;
use planwright_domain::DateOrder;

/// What dates are read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    today: Date,
    order: DateOrder,
}

impl Reader {
    /// Reads dates relative to `today`; 03/04 as `order` says.
    pub(crate) fn new(today: Date, order: DateOrder) -> Self {
        Self { today, order }
    }

    /// The day a text names, and nothing else.
    pub(crate) fn date(&self, text: &str) -> Option<Date> {
        let text = text.trim().trim_matches(['*', '`', '"', '\'', '_']).trim();
        if text.len() > 40 || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        iso(text).or_else(|| self.numeric(text)).or_else(|| self.worded(text))
    }

    /// "3/4/2026", "31.12.2026", "30-08-21".
    fn numeric(&self, text: &str) -> Option<Date> {
        let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
        let parts: Vec<&str> = text.trim_end_matches('.').split(mark).map(str::trim).collect();
        let [a, b, year] = parts.as_slice() else { return None };
        let all =
            [a, b, year].iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|c| c.is_ascii_digit()));
        if !all {
            return None;
        }
        let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
        let year = match year.len() {
            2 => 2000 + year.parse::<i16>().ok()?,
            4 => year.parse().ok()?,
            _ => return None,
        };
        let day_first = mark == '.' || a > 12 || (b <= 12 && self.order == DateOrder::DayMonth);
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        Date::new(year, month, day).ok()
    }

    /// "March 5, 2026", "5 Mar 2026", "Aug 15" (the next one).
    fn worded(&self, text: &str) -> Option<Date> {
        let words: Vec<String> = text
            .split([' ', ',', '-', '.', '\u{a0}'])
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .filter(|w| !matches!(w.as_str(), "of" | "de" | "the" | "le" | "el"))
            .collect();
        if !(2..=4).contains(&words.len()) {
            return None;
        }
        let (mut day, mut month, mut year) = (None, None, None);
        for word in &words {
            if let Some(m) = month_of(word) {
                month.replace(m).is_none().then_some(())?;
                continue;
            }
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let number: i16 = digits.parse().ok()?;
            if digits.len() == 4 {
                year.replace(number).is_none().then_some(())?;
            } else {
                day.replace(i8::try_from(number).ok()?).is_none().then_some(())?;
            }
        }
        let (day, month) = (day?, month?);
        match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => [self.today.year(), self.today.year() + 1]
                .into_iter()
                .filter_map(|y| Date::new(y, month, day).ok())
                .find(|d| *d >= self.today),
        }
    }
}

/// "2026-03-01", "2026/03/01", with or without a time behind it.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let date = text.get(..10)?;
    let rest = &text[10..];
    if !(rest.is_empty() || rest.starts_with(['T', ' '])) || (rest.starts_with(' ') && rest.len() > 20) {
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

fn month_of(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "januar", "janvier", "enero", "janeiro"],
        &["february", "feb", "februar", "février", "febrero", "fevereiro"],
        &["march", "mar", "märz", "mars", "marzo", "março"],
        &["april", "apr", "avril", "abril"],
        &["may", "mai", "mayo", "maio"],
        &["june", "jun", "juni", "juin", "junio", "junho"],
        &["july", "jul", "juli", "juillet", "julio", "julho"],
        &["august", "aug", "août", "agosto"],
        &["september", "sep", "sept", "septembre", "septiembre", "setembro"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro"],
        &["november", "nov", "novembre", "noviembre", "novembro"],
        &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dezembro"],
    ];
    MONTHS.iter().position(|names| names.contains(&word)).and_then(|at| i8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_their_usual_spellings() {
        let reader = Reader::new(date(2026, 3, 2), DateOrder::MonthDay);
        for (text, expect) in [
            ("2026-03-05", Some(date(2026, 3, 5))),
            ("2026-03-05T10:00", Some(date(2026, 3, 5))),
            ("3/5/2026", Some(date(2026, 3, 5))),
            ("30/08/21", Some(date(2021, 8, 30))),
            ("31.12.2026", Some(date(2026, 12, 31))),
            ("March 5, 2026", Some(date(2026, 3, 5))),
            ("5th of March 2026", Some(date(2026, 3, 5))),
            ("Feb 15", Some(date(2027, 2, 15))),
            ("Week 27", None),
            ("Oct 2025", None),
            ("2026-13-05", None),
            ("soon", None),
            ("3/5", None),
        ] {
            assert_eq!(reader.date(text), expect, "{text}");
        }
        assert_eq!(
            Reader::new(date(2026, 3, 2), DateOrder::DayMonth).date("3/5/2026"),
            Some(date(2026, 5, 3))
        );
    }
}
