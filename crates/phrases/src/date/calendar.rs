//! Arithmetic on civil dates: next occurrences, weeks, quarters, working days. Must never know words.

use super::{Precision, Spot};
use jiff::Span;
use jiff::civil::Date;

/// `days` later (earlier if negative); none outside the calendar.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `months` later on the same day of the month, or its last day.
pub(super) fn plus_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// `days` working days (Monday to Friday) later or earlier.
pub(super) fn plus_working_days(date: Date, days: i64) -> Option<Date> {
    let step = days.signum();
    let mut left = days.unsigned_abs();
    let mut date = plus_days(date, days / 5 * 7)?;
    left %= 5;
    while left > 0 {
        date = plus_days(date, step)?;
        if date.weekday().to_monday_zero_offset() < 5 {
            left -= 1;
        }
    }
    Some(date)
}

/// Days since Monday, 0 to 6.
fn of_week(date: Date) -> i64 {
    i64::from(date.weekday().to_monday_zero_offset())
}

/// Monday to Friday of the week `ahead` weeks from the one `date` lies in.
pub(super) fn week(date: Date, ahead: i64) -> Option<Spot> {
    let monday = plus_days(date, ahead * 7 - of_week(date))?;
    Some(Spot::days(monday, plus_days(monday, 4)?, Precision::Week))
}

/// Saturday and Sunday of the week `ahead` weeks from the one `date` lies in.
pub(super) fn weekend(date: Date, ahead: i64) -> Option<Spot> {
    let monday = plus_days(date, ahead * 7 - of_week(date))?;
    Some(Spot::days(plus_days(monday, 5)?, plus_days(monday, 6)?, Precision::Day))
}

/// The weekday (0 = Monday) in the week `ahead` weeks from this one.
pub(super) fn weekday_of_week(today: Date, weekday: i64, ahead: i64) -> Option<Date> {
    plus_days(today, ahead * 7 - of_week(today) + weekday)
}

/// The first such weekday after today.
pub(super) fn weekday_after(today: Date, weekday: i64) -> Option<Date> {
    plus_days(today, (weekday - of_week(today) - 1).rem_euclid(7) + 1)
}

/// The last such weekday before today.
pub(super) fn weekday_before(today: Date, weekday: i64) -> Option<Date> {
    plus_days(today, -((of_week(today) - weekday - 1).rem_euclid(7) + 1))
}

pub(super) fn month(year: i16, month: i8) -> Option<Spot> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Spot::days(first, first.last_of_month(), Precision::Month))
}

/// The month `ahead` months from this one.
pub(super) fn month_ahead(today: Date, ahead: i64) -> Option<Spot> {
    let first = plus_months(today.first_of_month(), ahead)?;
    month(first.year(), first.month())
}

/// The next such month that is not over.
pub(super) fn next_month(today: Date, number: i8) -> Option<Spot> {
    let year = if number < today.month() { today.year().checked_add(1)? } else { today.year() };
    month(year, number).map(|s| Spot { yearless: true, ..s })
}

/// Halves are numbered from one.
pub(super) fn half(year: i16, number: i8) -> Option<Spot> {
    let first = Date::new(year, if number == 1 { 1 } else { 7 }, 1).ok()?;
    Some(Spot::days(first, plus_months(first, 5)?.last_of_month(), Precision::Half))
}

/// The next such half that is not over.
pub(super) fn next_half(today: Date, number: i8) -> Option<Spot> {
    let over = number == 1 && today.month() > 6;
    half(today.year().checked_add(over.into())?, number).map(|s| Spot { yearless: true, ..s })
}

/// Quarters are numbered from one.
pub(super) fn quarter(year: i16, number: i8) -> Option<Spot> {
    let first = Date::new(year, number.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    let last = plus_months(first, 2)?.last_of_month();
    Some(Spot::days(first, last, Precision::Quarter))
}

pub(super) fn this_quarter(today: Date) -> i8 {
    (today.month() + 2) / 3
}

pub(super) fn quarter_ahead(today: Date, ahead: i64) -> Option<Spot> {
    let first = plus_months(today.first_of_month(), ahead * 3)?;
    quarter(first.year(), this_quarter(first))
}

/// The next such quarter that is not over.
pub(super) fn next_quarter(today: Date, number: i8) -> Option<Spot> {
    let year = if number < this_quarter(today) { today.year().checked_add(1)? } else { today.year() };
    quarter(year, number).map(|s| Spot { yearless: true, ..s })
}

pub(super) fn year(number: i16) -> Option<Spot> {
    let first = Date::new(number, 1, 1).ok()?;
    Some(Spot::days(first, first.last_of_year(), Precision::Year))
}

/// The next such day of the year on or after `from`; 29 February waits for a leap year.
pub(super) fn next_day(from: Date, month: i8, day: i8) -> Option<Date> {
    (0..9)
        .filter_map(|ahead| Date::new(from.year().checked_add(ahead)?, month, day).ok())
        .find(|&d| d >= from)
}

/// The nth weekday (1 is Monday) of the month `date` lies in; -1 is the last.
pub(super) fn nth_weekday(date: Date, nth: i8, weekday: i64) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    date.nth_weekday_of_month(nth, weekday).ok()
}

/// The last such day of the year before `from`.
pub(super) fn last_day(from: Date, month: i8, day: i8) -> Option<Date> {
    (0..9).filter_map(|back| Date::new(from.year().checked_sub(back)?, month, day).ok()).find(|&d| d < from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn working_days_skip_weekends() {
        let monday = date(2026, 3, 2);
        assert_eq!(plus_working_days(monday, 4), Some(date(2026, 3, 6)));
        assert_eq!(plus_working_days(monday, 5), Some(date(2026, 3, 9)));
        assert_eq!(plus_working_days(monday, -1), Some(date(2026, 2, 27)));
        assert_eq!(plus_working_days(date(2026, 3, 7), 1), Some(date(2026, 3, 9)));
    }

    #[test]
    fn a_bare_weekday_is_never_today() {
        let monday = date(2026, 3, 2);
        assert_eq!(weekday_after(monday, 0), Some(date(2026, 3, 9)));
        assert_eq!(weekday_after(monday, 4), Some(date(2026, 3, 6)));
        assert_eq!(weekday_before(monday, 4), Some(date(2026, 2, 27)));
        assert_eq!(weekday_before(monday, 0), Some(date(2026, 2, 23)));
    }

    #[test]
    fn leap_days_wait_for_a_leap_year() {
        assert_eq!(next_day(date(2026, 3, 2), 2, 29), Some(date(2028, 2, 29)));
    }
}
