//! Spans of days as they are typed: `2026-12-24`, `2026-12-24..2027-01-02`, and with an end left open where there may be
//! none.

use jiff::civil::Date;

use crate::context::Context;
use crate::failure::Failure;

/// Days such as `2026-12-24` or `2026-12-24..2027-01-02`.
pub(super) fn days(context: &Context, text: &str) -> Result<(Date, Date), Failure> {
    match span(context, text)? {
        (Some(first), Some(last)) => Ok((first, last)),
        _ => {
            let message = format!("{text:?} does not say from when to when");
            Err(Failure::usage(message, "give both days, such as 2026-12-24..2027-01-02"))
        }
    }
}

/// Days of which the first or the last may be left out: `2026-07-01..` has no end. No word at all is always.
pub(super) fn span(context: &Context, text: &str) -> Result<(Option<Date>, Option<Date>), Failure> {
    let day = |text: &str| match text.trim() {
        "" => Ok(None),
        text => context.date(text).map(Some),
    };
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (day(first)?, day(last)?),
        None => day(text).map(|day| (day, day))?,
    };
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let message = format!("{text:?} ends before it begins");
        return Err(Failure::usage(message, format!("did you mean {last}..{first}?")));
    }
    Ok((first, last))
}
