//! How a link ties two tasks, in a word: `SS`, `FS+1d`, `-2he`. Must never round a lag.

use planwright_domain::{Dependency, LagKind, Link};
use planwright_phrases::duration::DayLength;

use crate::amount;

/// The word for what a link says beyond "finish to start, at once"; `None` where it says no more.
pub(crate) fn write(link: &Link, day: DayLength) -> Option<String> {
    let lagged = link.lag != 0 || link.lag_kind == LagKind::Elapsed;
    if link.dependency == Dependency::FinishToStart && !lagged {
        return None;
    }
    let mut word = link.dependency.word().to_owned();
    if lagged {
        let elapsed = link.lag_kind == LagKind::Elapsed;
        word.push(if link.lag < 0 { '-' } else { '+' });
        word.push_str(&amount::write(link.lag.unsigned_abs(), day, elapsed));
        word.push_str(if elapsed { "e" } else { "" });
    }
    Some(word)
}

/// Reads the word: the dependency, the lag in minutes and how it is counted.
pub(crate) fn read(word: &str, day: DayLength) -> Option<(Dependency, i32, LagKind)> {
    let cut = word.find(['+', '-']).unwrap_or(word.len());
    let (kind, lag) = word.split_at(cut);
    let dependency = if kind.is_empty() { Dependency::FinishToStart } else { Dependency::from_word(kind)? };
    if lag.is_empty() {
        return (!kind.is_empty()).then_some((dependency, 0, LagKind::Working));
    }
    let elapsed = lag.ends_with('e');
    let minutes = amount::read(lag[1..].trim_end_matches('e'), day, elapsed)?;
    let signed = i64::from(minutes) * if lag.starts_with('-') { -1 } else { 1 };
    let kind = if elapsed { LagKind::Elapsed } else { LagKind::Working };
    Some((dependency, i32::try_from(signed).ok()?, kind))
}

#[cfg(test)]
mod tests {
    use planwright_domain::{LinkId, TaskId};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_such_word_is_none() {
        for word in ["", "yes", "FS+", "FS+x", "+1", "1d", "ff+99999999999d"] {
            assert_eq!(read(word, DayLength::default()), None, "{word}");
        }
        assert_eq!(
            read("-1d", DayLength::default()),
            Some((Dependency::FinishToStart, -480, LagKind::Working))
        );
    }

    proptest! {
        #[test]
        fn every_lag_reads_back(kind in 0..Dependency::ALL.len(), lag in -100_000i32..100_000, elapsed: bool) {
            let mut link = Link::blocks(LinkId::from_bits(1), TaskId::from_bits(1), TaskId::from_bits(2));
            link.dependency = Dependency::ALL[kind];
            link.lag = lag;
            link.lag_kind = if elapsed { LagKind::Elapsed } else { LagKind::Working };
            let day = DayLength::default();
            let plain = (Dependency::FinishToStart, 0, LagKind::Working);
            let back = write(&link, day).map_or(Some(plain), |word| read(&word, day));
            prop_assert_eq!(back, Some((link.dependency, link.lag, link.lag_kind)));
        }
    }
}
