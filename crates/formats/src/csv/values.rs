//! What stands in a cell: dates, amounts of time, yes and no, lists of names. Must never read a number without a unit as
//! an amount of time unless the column or the program says which.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use planwright_domain::Status;
use planwright_phrases::duration::{self, DayLength, Effort};

use super::columns::Tool;
use crate::day;
use crate::outline::{Unit, fold};

/// A cell as it was meant: without the blanks around it, and without the apostrophe that keeps a spreadsheet from
/// running it as a formula.
pub(super) fn plain(cell: &str) -> &str {
    let cell = unguarded(cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')).trim();
    // What programs write where they have nothing.
    if matches!(cell, "null" | "NULL" | "NaN" | "nan" | "undefined" | "[]" | "{}" | "#N/A" | "#REF!") {
        ""
    } else {
        cell
    }
}

/// Without the apostrophe that [`guarded`] puts in front.
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// A text that a spreadsheet takes for text: an apostrophe in front of what would begin a formula.
pub(super) fn guarded(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The days that a cell names: the first and the last.
pub(super) fn days(cell: &str, dates: &day::Reader) -> Option<(Date, Date)> {
    span(cell, dates).or_else(|| one_day(plain(cell), dates))
}

/// The two days that a cell names one after the other.
pub(super) fn span(cell: &str, dates: &day::Reader) -> Option<(Date, Date)> {
    let cell = plain(cell);
    ["→", " -> ", " to ", " – ", " - "].into_iter().find_map(|arrow| {
        let (from, to) = cell.split_once(arrow)?;
        let (from, to) = (one_day(from, dates)?.0, one_day(to, dates)?.1);
        (from <= to).then_some((from, to))
    })
}

fn one_day(cell: &str, dates: &day::Reader) -> Option<(Date, Date)> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > 60 {
        return None;
    }
    if cell.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = cell.parse().ok()?;
        let day = match cell.len() {
            // Days since the last of December 1899, as spreadsheets count them.
            5 => date(1899, 12, 30)
                .checked_add(number.days())
                .ok()
                .filter(|d| (1990..2100).contains(&d.year()))?,
            8 => {
                Date::new((number / 10_000) as i16, (number / 100 % 100) as i8, (number % 100) as i8).ok()?
            }
            10 => date(1970, 1, 1).checked_add((number / 86_400).days()).ok()?,
            13 => date(1970, 1, 1).checked_add((number / 86_400_000).days()).ok()?,
            _ => return None,
        };
        return Some((day, day));
    }
    let bare = without_time(cell);
    let read = |text: &str| Some((dates.first(text)?, dates.last(text)?));
    read(bare).or_else(|| read(&spoken(bare)?)).or_else(|| {
        read(
            bare.split_once(' ')
                .filter(|(word, _)| word.trim_end_matches(['.', ',']).chars().all(char::is_alphabetic))?
                .1,
        )
    })
}

/// "15/Mar/26" and "15-Mar-26" as "15 Mar 2026"; a year of two digits is of this century.
fn spoken(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let [a, b, year] = parts.as_slice() else { return None };
    let digits = |t: &str| !t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
    let year = match year.len() {
        2 if digits(year) => format!("20{year}"),
        4 if year.bytes().all(|b| b.is_ascii_digit()) => (*year).to_owned(),
        _ => return None,
    };
    let word = |t: &str| t.chars().all(char::is_alphabetic);
    if digits(a) && word(b) {
        return Some(format!("{a} {b} {year}"));
    }
    if word(a) && digits(b) {
        return Some(format!("{b} {a} {year}"));
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    (digits(a) && digits(b)).then(|| format!("{a}{mark}{b}{mark}{year}"))
}

/// A date without the time of day behind it.
fn without_time(text: &str) -> &str {
    let Some((colon, _)) = text.match_indices(':').next() else { return text };
    let head = &text[..colon];
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = head[..head.len() - digits].trim_end_matches([' ', ',', 'T', '\u{202f}', '\u{a0}']);
    if date.is_empty() { text } else { date }
}

/// An amount of time in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So much.
    Of(Effort),
    /// A number without any unit.
    Bare,
    /// More than can be meant, or less than nothing.
    Refused(duration::Refusal),
    /// Words that are no amount.
    None,
}

/// The amount in a cell whose column says the unit of bare numbers, or whose program does.
pub(super) fn amount(cell: &str, unit: Option<Unit>, tool: Tool, day: DayLength) -> Amount {
    let cell = plain(cell).trim_end_matches('?').trim_end();
    if cell.is_empty() || cell.len() > 100 {
        return Amount::None;
    }
    let of = |reading| match reading {
        duration::Reading::Duration(effort) => Amount::Of(effort),
        duration::Reading::Refused { why } => Amount::Refused(why),
        duration::Reading::NotOne => Amount::None,
    };
    let Some(number) = number(cell) else {
        let read = of(duration::field(cell, day));
        // "3 ehrs" and "2 edays" are elapsed: of the clock, not of work.
        return if read == Amount::None { of(duration::read(&cell.replace(" e", " "), day)) } else { read };
    };
    let per = match unit {
        Some(Unit::Minutes) => 1.0,
        Some(Unit::Hours) => 60.0,
        Some(Unit::Days) => f64::from(day.minutes_per_day),
        Some(Unit::Weeks) => f64::from(day.minutes_per_day) * f64::from(day.days_per_week),
        None if matches!(tool, Tool::Jira | Tool::GitLab) => 1.0 / 60.0,
        None => return if number == 0.0 { Amount::None } else { Amount::Bare },
    };
    if number < 0.0 {
        return Amount::Refused(duration::Refusal::Negative);
    }
    let minutes = number * per;
    if minutes > 100.0 * 260.0 * 480.0 {
        return Amount::Refused(duration::Refusal::TooLong);
    }
    // Something that takes time takes a minute at least.
    let whole = if minutes > 0.0 { minutes.round().max(1.0) } else { 0.0 };
    Amount::Of(Effort::exactly(whole as u32))
}

/// "1.5", "1,5", "1,250": a number and nothing else.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || digits.len() > 15 || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return None;
    }
    let plain = match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => text.replace(',', ""),
        (Some(_), Some(_)) => text.replace('.', "").replace(',', "."),
        (None, Some(comma)) if digits.len() - comma == 4 => text.replace(',', ""),
        (None, Some(_)) => text.replace(',', "."),
        _ => text.to_owned(),
    };
    plain.parse().ok()
}

/// Whether a cell says yes or no.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match fold(plain(cell)).as_str() {
        "yes" | "true" | "y" | "1" | "x" | "ja" | "wahr" | "oui" | "vrai" | "sí" | "si" | "verdadero"
        | "sim" | "verdadeiro" | "是" | "checked" | "はい" => Some(true),
        "no" | "false" | "n" | "0" | "nein" | "falsch" | "non" | "faux" | "falso" | "não" | "否"
        | "unchecked" | "いいえ" => Some(false),
        "" if plain(cell).starts_with(['✓', '✔', '✅', '☑']) => Some(true),
        _ => None,
    }
}

/// The share of the work that is done, in percent: "40%", "0.4" beside a "1.0", "100".
pub(super) fn percent(cell: &str) -> Option<u32> {
    let cell = plain(cell);
    let share = cell.strip_suffix('%');
    let number = number(share.unwrap_or(cell))?;
    // "0.4" is what a spreadsheet keeps of 40 %; "1" alone could be either and is nearly nothing.
    let number =
        if share.is_none() && cell.contains(['.', ',']) && number <= 1.0 { number * 100.0 } else { number };
    (0.0..=100.0).contains(&number).then_some(number.ceil() as u32)
}

/// The state that a reason for closing stands for, where that is not that the work was done.
pub(super) fn not_done(cell: &str) -> bool {
    matches!(
        fold(plain(cell)).as_str(),
        "wont do"
            | "wont fix"
            | "wontfix"
            | "wont be done"
            | "duplicate"
            | "cannot reproduce"
            | "declined"
            | "rejected"
            | "invalid"
            | "obsolete"
            | "cancelled"
            | "canceled"
            | "not a bug"
            | "incomplete"
            | "abandoned"
    )
}

/// The state a word stands for in the few words of a program that has its own.
pub(super) fn category(cell: &str) -> Option<Status> {
    crate::outline::status_word(plain(cell)).or_else(|| match fold(plain(cell)).as_str() {
        "진행전" | "진행 전" | "대기중" | "未着手" | "未開始" | "未対応" | "chưa bắt đầu" | "не начато"
        | "new" | "backlog" | "triage" | "unstarted" | "planned" => Some(Status::Todo),
        "作業中" | "着手中" | "対応中" | "処理中" | "đang làm" | "в работе" | "active" | "indeterminate" => {
            Some(Status::InProgress)
        }
        "完了" | "対応済み" | "処理済み" | "hoàn thành" | "выполнено" | "готово" => {
            Some(Status::Done)
        }
        _ => None,
    })
}

/// The names in a cell, with what stands in brackets behind them gone: "Ann[50%];Bob".
pub(super) fn names(cell: &str, tool: Tool) -> (Vec<String>, bool) {
    let mut shares = false;
    let mut plain_text = String::with_capacity(cell.len());
    let mut depth = 0u32;
    let cell = plain(cell);
    // "[Ann,Bob]" is a list; "Ann[50%]" has a share.
    let cell = cell.strip_prefix('[').and_then(|c| c.strip_suffix(']')).unwrap_or(cell);
    for c in cell.chars() {
        match c {
            '[' => (depth, shares) = (depth + 1, true),
            ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\n' => plain_text.push(';'),
            c => plain_text.push(c),
        }
    }
    // In Jira a cell holds one person, whose name may have a comma.
    let one = tool == Tool::Jira && !plain_text.contains(';');
    let names =
        if one { vec![plain_text.trim().to_owned()] } else { crate::outline::names_of_people(&plain_text) };
    let nobody = |n: &String| {
        n.is_empty()
            || matches!(
                fold(n).as_str(),
                "" | "unassigned" | "none" | "nobody" | "n a" | "tbd" | "no assignee"
            )
    };
    let known = |name: String| match name.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
        Some((bare, number)) if number.bytes().all(|b| b.is_ascii_digit()) => bare.to_owned(),
        _ => name,
    };
    (names.into_iter().map(known).filter(|n| !nobody(n)).collect(), shares)
}

/// The labels in a cell.
pub(super) fn labels(cell: &str, tool: Tool) -> Vec<String> {
    let cell = plain(cell);
    let cut: Vec<&str> =
        if tool == Tool::Jira { vec![cell] } else { cell.split([',', ';', '\n', '|']).collect() };
    let bare = |l: &str| {
        let l = l.trim().trim_start_matches('#');
        let colour = l.strip_suffix(')').and_then(|l| l.rsplit_once(" ("));
        colour.filter(|(_, c)| COLOURS.iter().any(|name| c.contains(name))).map_or(l, |(l, _)| l).to_owned()
    };
    let plain = |l: &str| l.trim_matches(['[', ']', '"', '\'']).to_owned();
    cut.into_iter().map(bare).map(|l| plain(&l)).filter(|l| !l.is_empty()).collect()
}

const COLOURS: [&str; 12] =
    ["red", "green", "blue", "yellow", "orange", "purple", "pink", "lime", "sky", "black", "grey", "gray"];

#[cfg(test)]
mod tests {
    use planwright_domain::DateOrder;

    use super::*;

    #[test]
    fn days_are_read_as_programs_write_them() {
        let dates = day::Reader::new(date(2026, 3, 2), DateOrder::DayMonth);
        for (cell, expect) in [
            ("15/Mar/26 12:00 AM", "2026-03-15 2026-03-15"),
            ("15/Mar/26", "2026-03-15 2026-03-15"),
            ("2026-03-15T10:00:00.000+0100", "2026-03-15 2026-03-15"),
            ("2026-03-15 10:00", "2026-03-15 2026-03-15"),
            ("15-Mar-2026", "2026-03-15 2026-03-15"),
            ("Mon 02/03/26", "2026-03-02 2026-03-02"),
            ("Mo 02.03.26", "2026-03-02 2026-03-02"),
            ("Mar 5, 2026, 10:30 PM", "2026-03-05 2026-03-05"),
            ("March 5, 2026", "2026-03-05 2026-03-05"),
            ("March 5, 2026 → March 9, 2026", "2026-03-05 2026-03-09"),
            ("2026-03-05 to 2026-03-09", "2026-03-05 2026-03-09"),
            ("46086", "2026-03-05 2026-03-05"),
            ("1772668800000", "2026-03-05 2026-03-05"),
            ("20260305", "2026-03-05 2026-03-05"),
            ("02.03.2026 08:00", "2026-03-02 2026-03-02"),
            ("2026年3月5日", "2026-03-05 2026-03-05"),
            ("2026/3/5", "2026-03-05 2026-03-05"),
            ("5", "-"),
            ("soon", "-"),
            ("", "-"),
        ] {
            let got = days(cell, &dates).map_or("-".to_owned(), |(a, b)| format!("{a} {b}"));
            assert_eq!(got, expect, "{cell}");
        }
    }

    #[test]
    fn a_number_needs_a_unit_to_be_an_amount() {
        let day = DayLength::default();
        let check = |cell: &str, unit, tool, expect: Option<u32>| {
            let got = match amount(cell, unit, tool, day) {
                Amount::Of(effort) => Some(effort.likely),
                _ => None,
            };
            assert_eq!(got, expect, "{cell}");
        };
        check("7200", None, Tool::Jira, Some(120));
        check("2h", None, Tool::Jira, Some(120));
        check("3 days?", None, Tool::Other, Some(1440));
        check("1,5", Some(Unit::Days), Tool::Other, Some(720));
        check("1.250,5", Some(Unit::Minutes), Tool::Other, Some(1251));
        check("2 edays", None, Tool::Other, Some(960));
        check("3 Tage", None, Tool::Other, Some(1440));
        check("5", None, Tool::Other, None);
        check("-3", Some(Unit::Hours), Tool::Other, None);
        assert_eq!(amount("5", None, Tool::Other, day), Amount::Bare);
    }

    #[test]
    fn a_guard_against_formulas_comes_off_again() {
        for text in ["=1", "'=1", "''-", "'tis", "plain", "", "'", "@x", "\n=", "－1"] {
            assert_eq!(unguarded(&guarded(text)), text);
            assert!(!is_formula(&guarded(text)), "{text}");
        }
    }

    #[test]
    fn shares_colours_and_nobody_are_no_names() {
        assert_eq!(names("Ann[50%];Bob", Tool::Other), (vec!["Ann".to_owned(), "Bob".to_owned()], true));
        assert_eq!(names("Smith, Jo", Tool::Jira).0, ["Smith, Jo"]);
        assert!(names("Unassigned", Tool::Jira).0.is_empty());
        assert_eq!(labels("bug (red), #api;ux", Tool::Other), ["bug", "api", "ux"]);
        assert_eq!(
            (percent("0.5"), percent("40 %"), percent("1"), percent("x")),
            (Some(50), Some(40), Some(1), None)
        );
    }
}
