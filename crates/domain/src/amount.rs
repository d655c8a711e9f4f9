//! Amounts of work in words, the same in every message and view. Must never round: every minute is told.

/// Working minutes as `90m`, `3h`, `2d 4h`, where a day has so many; none is taken as eight hours.
pub fn amount(minutes: u64, per_day: u32) -> String {
    let per_day = u64::from(if per_day == 0 { 480 } else { per_day });
    let (days, rest) = (minutes / per_day, minutes % per_day);
    let (hours, rest) = (rest / 60, rest % 60);
    match (days, hours, rest) {
        (0, 0, m) => format!("{m}m"),
        (0, 1, m) if m > 0 => format!("{}m", 60 + m),
        (0, h, 0) => format!("{h}h"),
        (0, h, m) => format!("{h}h {m}m"),
        (d, 0, 0) => format!("{d}d"),
        (d, h, 0) => format!("{d}d {h}h"),
        (d, 0, m) => format!("{d}d {m}m"),
        (d, h, m) => format!("{d}d {h}h {m}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_days_hours_and_minutes() {
        let told = [(0, "0m"), (90, "90m"), (125, "2h 5m"), (480, "1d"), (1020, "2d 1h"), (481, "1d 1m")];
        for (minutes, words) in told {
            assert_eq!(amount(minutes, 480), words);
        }
        assert_eq!((amount(480, 360), amount(480, 0)), ("1d 2h".to_owned(), "1d".to_owned()));
    }
}
