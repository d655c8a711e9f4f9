//! Amounts of time in exact units: `90m`, `1.5d`. Must never round: what is written reads back as the same minutes.

use planwright_domain::Meta;
use planwright_phrases::duration::DayLength;

/// The day of a project as far as readers elsewhere have the same one: a day or a week that is not the usual one has no
/// length in it, and no amount is written in it.
pub(crate) fn shared(meta: &Meta) -> DayLength {
    let usual = DayLength::default();
    let same_day = meta.minutes_per_day == usual.minutes_per_day;
    let same_week = same_day && meta.working_days.count() == usual.days_per_week;
    DayLength {
        minutes_per_day: if same_day { usual.minutes_per_day } else { 0 },
        days_per_week: if same_week { usual.days_per_week } else { 0 },
    }
}

/// Minutes of a unit: of work, or of elapsed time; none for a unit without a length.
fn units(day: DayLength, elapsed: bool) -> [(char, u32); 4] {
    let (day, week) = if elapsed {
        (1440, 7 * 1440)
    } else {
        (day.minutes_per_day, day.minutes_per_day.saturating_mul(day.days_per_week))
    };
    [('w', week), ('d', day), ('h', 60), ('m', 1)]
}

/// The shortest exact spelling of `minutes`.
pub(crate) fn write(minutes: u32, day: DayLength, elapsed: bool) -> String {
    if minutes == 0 {
        return "0m".to_owned();
    }
    for (unit, size) in units(day, elapsed).into_iter().filter(|(_, size)| *size > 0) {
        if minutes.is_multiple_of(size) {
            return format!("{}{unit}", minutes / size);
        }
        // Halves of what is more than one: "1.5d", but "4h".
        if unit != 'm' && minutes > size && u64::from(minutes) * 2 % u64::from(size) == 0 {
            return format!("{}.5{unit}", minutes / size);
        }
    }
    format!("{minutes}m")
}

/// The minutes of an amount; `None` when it is none, is not whole or is too large.
pub(crate) fn read(text: &str, day: DayLength, elapsed: bool) -> Option<u32> {
    let unit = text.chars().next_back()?;
    let number = text.strip_suffix(unit)?;
    let size = units(day, elapsed).into_iter().find(|(u, size)| *u == unit && *size > 0)?.1;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || !digits(whole)
        || !digits(part)
        || part.len() > 6
        || (number.contains('.') && part.is_empty())
    {
        return None;
    }
    let scale = 10u64.pow(part.len() as u32);
    let parts: u64 = format!("{whole}{part}").parse().ok()?;
    let minutes = parts.checked_mul(u64::from(size))?;
    minutes.is_multiple_of(scale).then(|| u32::try_from(minutes / scale).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;
    use planwright_domain::WorkingDays;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_have_their_shortest_spelling() {
        let day = DayLength::default();
        for (minutes, text) in [
            (90, "1.5h"),
            (45, "45m"),
            (180, "3h"),
            (480, "1d"),
            (720, "1.5d"),
            (240, "4h"),
            (2400, "1w"),
            (3600, "1.5w"),
            (960, "2d"),
            (481, "481m"),
            (0, "0m"),
        ] {
            assert_eq!(write(minutes, day, false), text);
        }
        assert_eq!(read("90m", day, false), Some(90));
        assert_eq!(read("0.25h", day, false), Some(15));
        for text in ["", "d", "1", "1.d", ".5d", "-1d", "1.001m", "99999999999w", "1e3m", "1x"] {
            assert_eq!(read(text, day, false), None, "{text}");
        }
    }

    #[test]
    fn amounts_of_an_odd_day_are_written_in_hours() {
        let minutes = |minutes_per_day: u32| Meta { minutes_per_day, ..Meta::new("") };
        let mut short = Meta::new("");
        short.working_days = WorkingDays::of([Weekday::Monday, Weekday::Friday]);
        for (meta, amount, text) in [
            (Meta::new(""), 2400, "1w"),
            (Meta::new(""), 960, "2d"),
            (minutes(360), 1440, "24h"),
            (minutes(450), 450, "7.5h"),
            (minutes(360), 50, "50m"),
            (short.clone(), 960, "2d"),
            (short.clone(), 4800, "10d"),
        ] {
            assert_eq!(write(amount, shared(&meta), false), text);
        }
        assert_eq!(write(1440, shared(&minutes(360)), true), "1d");
    }

    proptest! {
        #[test]
        fn every_amount_reads_back(minutes: u32, day in 1u32..1441, days in 1u32..8, elapsed: bool) {
            let day = DayLength { minutes_per_day: day, days_per_week: days };
            prop_assert_eq!(read(&write(minutes, day, elapsed), day, elapsed), Some(minutes));
        }
    }
}
