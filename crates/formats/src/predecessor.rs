//! A predecessor in one word: its code, the kind of the link and the lag. Must never depend on how long a day is: lags are
//! hours or minutes.

use planwright_domain::{Dependency, LagKind, Link};

/// "1.2", "1.2SS+16h", "1.2FS-90m", "1.2FS+48eh": elapsed hours carry an e, as in other programs.
pub(crate) fn write(code: &str, link: &Link) -> String {
    if link.dependency == Dependency::FinishToStart && link.lag == 0 {
        return code.to_owned();
    }
    let kind = link.dependency.word();
    if link.lag == 0 {
        return format!("{code}{kind}");
    }
    let sign = if link.lag < 0 { '-' } else { '+' };
    let minutes = link.lag.unsigned_abs();
    let (count, unit) = if minutes.is_multiple_of(60) { (minutes / 60, 'h') } else { (minutes, 'm') };
    let elapsed = if link.lag_kind == LagKind::Elapsed { "e" } else { "" };
    format!("{code}{kind}{sign}{count}{elapsed}{unit}")
}

/// What [`write`] wrote: the code, the kind and the lag.
pub(crate) fn read(text: &str) -> Option<(&str, Dependency, i32, LagKind)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (code, rest) = text.split_at(end);
    let kind = Dependency::ALL.iter().find(|d| rest.starts_with(d.word()));
    let Some(kind) = kind else {
        return rest.is_empty().then_some((code, Dependency::FinishToStart, 0, LagKind::Working));
    };
    let lag = &rest[kind.word().len()..];
    if lag.is_empty() {
        return Some((code, *kind, 0, LagKind::Working));
    }
    let (sign, lag) = match lag.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, lag.strip_prefix('+')?),
    };
    let (lag, unit) = lag.strip_suffix('h').map(|l| (l, 60)).or_else(|| Some((lag.strip_suffix('m')?, 1)))?;
    let (count, lag_kind) = lag.strip_suffix('e').map_or((lag, LagKind::Working), |l| (l, LagKind::Elapsed));
    let minutes = count.parse::<i32>().ok()?.checked_mul(unit)?.checked_mul(sign)?;
    Some((code, *kind, minutes, lag_kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lags_are_exact_whatever_the_length_of_a_day() {
        let fs = Dependency::FinishToStart;
        assert_eq!(read("1.2"), Some(("1.2", fs, 0, LagKind::Working)));
        assert_eq!(read("1.2SS+16h"), Some(("1.2", Dependency::StartToStart, 960, LagKind::Working)));
        assert_eq!(read("3FS-90em"), Some(("3", fs, -90, LagKind::Elapsed)));
        for text in ["1.2XX", "1FS+", "1FS+99999999999h", "1FS+2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
