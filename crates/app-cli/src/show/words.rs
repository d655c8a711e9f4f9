//! Durations, dates, shares and counts, written the house's way. Nothing is rounded unsaid.

use jiff::civil::Date;
pub(super) use planwright::domain::amount as effort;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Working minutes as hours: `308h`, `7h 30m`, `20m`.
pub(super) fn hours(minutes: u64) -> String {
    effort(minutes, u32::MAX)
}

/// `1 task`, `2 tasks`.
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Working minutes to spare or missing, in working days where there is at least one: `12 working days`, `3h`.
pub(super) fn working_days(minutes: i64, per_day: i64, round_up: bool) -> String {
    let per_day = per_day.max(1);
    if minutes < per_day {
        return format!("{} of work", effort(minutes.max(0) as u64, per_day as u32));
    }
    let days = if round_up { minutes.saturating_add(per_day - 1) / per_day } else { minutes / per_day };
    count(days as usize, "working day")
}

/// Thousandths as `62%`; what is not quite done is never `100%`, and what is begun is never `0%`.
pub(super) fn percent(per_mille: u16) -> String {
    match per_mille {
        1..=9 => "1%".to_owned(),
        n => format!("{}%", n / 10),
    }
}

/// How dates are written: the year only where it is not that of the day they are read on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    /// The day they are read on; without one every date has its year.
    pub(super) today: Option<Date>,
}

impl Dates {
    /// `Mon 2 Mar`.
    pub(super) fn day(self, date: Date) -> String {
        format!("{} {}", weekday(date), self.plain(date))
    }

    /// `Mon 2 – Fri 6 Mar`.
    pub(super) fn range(self, from: Date, to: Date) -> String {
        self.between(from, to, |date| format!("{} ", weekday(date)))
    }

    /// `2 – 6 Mar`.
    pub(super) fn short_range(self, from: Date, to: Date) -> String {
        self.between(from, to, |_| String::new())
    }

    /// `2 Mar`.
    pub(super) fn plain(self, date: Date) -> String {
        format!("{} {}{}", date.day(), month(date), self.year(date))
    }

    /// When something is due, beside a mark where it should be looked at: `today`, `overdue Mon 2 Mar`.
    pub(super) fn due(self, date: Date) -> String {
        match self.today {
            Some(today) if date == today => "today".to_owned(),
            Some(today) if date < today => format!("overdue {}", self.day(date)),
            _ => self.day(date),
        }
    }

    fn between(self, from: Date, to: Date, name: impl Fn(Date) -> String) -> String {
        let end = format!("{}{}", name(to), self.plain(to));
        if from == to {
            end
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            format!("{}{} – {end}", name(from), from.day())
        } else if from.year() == to.year() {
            format!("{}{} {} – {end}", name(from), from.day(), month(from))
        } else {
            format!("{}{} {} {} – {end}", name(from), from.day(), month(from), from.year())
        }
    }

    fn year(self, date: Date) -> String {
        match self.today {
            Some(today) if today.year() == date.year() => String::new(),
            _ => format!(" {}", date.year()),
        }
    }
}

fn weekday(date: Date) -> &'static str {
    DAYS[date.weekday().to_monday_zero_offset() as usize % 7]
}

fn month(date: Date) -> &'static str {
    MONTHS[(date.month() as usize + 11) % 12]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn durations_are_written_the_house_s_way() {
        for (minutes, shown) in [
            (0, "0m"),
            (45, "45m"),
            (60, "1h"),
            (90, "90m"),
            (150, "2h 30m"),
            (480, "1d"),
            (1200, "2d 4h"),
            (490, "1d 10m"),
            (18480, "38d 4h"),
        ] {
            assert_eq!(effort(minutes, 480), shown);
        }
        assert_eq!(effort(480, 360), "1d 2h");
        assert_eq!(effort(480, 0), "1d");
        assert_eq!(hours(18480), "308h");
    }

    #[test]
    fn dates_are_short_and_cannot_be_mistaken() {
        let dates = Dates { today: Some(date(2026, 3, 4)) };
        assert_eq!(dates.day(date(2026, 3, 2)), "Mon 2 Mar");
        assert_eq!(dates.day(date(2027, 3, 2)), "Tue 2 Mar 2027");
        assert_eq!(dates.range(date(2026, 3, 2), date(2026, 3, 6)), "Mon 2 – Fri 6 Mar");
        assert_eq!(dates.range(date(2026, 3, 2), date(2026, 3, 2)), "Mon 2 Mar");
        assert_eq!(dates.range(date(2026, 2, 27), date(2026, 3, 2)), "Fri 27 Feb – Mon 2 Mar");
        assert_eq!(dates.short_range(date(2026, 12, 31), date(2027, 1, 4)), "31 Dec 2026 – 4 Jan 2027");
        assert_eq!(dates.due(date(2026, 3, 4)), "today");
        assert_eq!(dates.due(date(2026, 3, 2)), "overdue Mon 2 Mar");
        assert_eq!(Dates { today: None }.plain(date(2026, 3, 2)), "2 Mar 2026");
    }

    #[test]
    fn shares_never_round_to_an_end_they_have_not_reached() {
        assert_eq!(
            [0, 1, 9, 10, 624, 999, 1000].map(percent),
            ["0%", "1%", "1%", "1%", "62%", "99%", "100%"]
        );
    }

    #[test]
    fn slack_is_said_in_working_days() {
        assert_eq!(working_days(480 * 12 + 60, 480, false), "12 working days");
        assert_eq!(working_days(480 * 2 + 60, 480, true), "3 working days");
        assert_eq!(working_days(480, 480, false), "1 working day");
        assert_eq!(working_days(180, 480, false), "3h of work");
    }
}
