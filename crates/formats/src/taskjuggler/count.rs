//! What of a TaskJuggler project is counted rather than carried. Must never drop a kind of thing in silence.

use std::collections::BTreeMap;

use planwright_domain::Warning;

/// How often each kind of thing was met, and where first.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<&'static str, (u32, u32)>);

impl Counts {
    /// One more of a kind, named in the singular.
    pub(super) fn add(&mut self, kind: &'static str, line: u32) {
        self.0.entry(kind).or_insert((0, line)).0 += 1;
    }

    /// A warning for each kind.
    pub(super) fn warnings(self) -> impl Iterator<Item = Warning> {
        self.0.into_iter().map(|(kind, (count, line))| {
            let text = match count {
                1 => format!("1 {kind} was not carried"),
                _ => format!("{count} {} were not carried", plural(kind)),
            };
            Warning::at("not-carried", line, text)
        })
    }
}

/// The plural of the first noun: "reports", "values of another scenario".
fn plural(kind: &str) -> String {
    let end = [" of ", " between "].iter().filter_map(|w| kind.find(w)).min().unwrap_or(kind.len());
    let (noun, rest) = kind.split_at(end);
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies{rest}"),
        None => format!("{noun}s{rest}"),
    }
}

/// What a word of the language that says nothing of the tasks themselves stands for; none where nobody misses it.
pub(super) fn kind_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "account" => "account",
        "timezone" => "time zone",
        "shift" | "shifts" => "shift",
        "workinghours" => "calendar of working hours",
        "leaves" | "vacation" | "leaveallowance" | "leaveallowances" | "overtime" => "leave",
        "rate" | "cost" | "revenue" | "efficiency" => "rate",
        "limits" | "maxeffort" | "load" => "limit",
        "booking" | "bookings" => "booking",
        "charge" | "chargeset" | "startcredit" | "endcredit" | "credits" | "balance" => "charge",
        "timesheet" | "statussheet" | "timesheetreport" | "statussheetreport" => "time sheet",
        "adopt" => "adoption of tasks",
        "fail" | "warn" => "check",
        "export" | "xmlreport" => "report",
        word if word.ends_with("report") => "report",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_once_with_how_often() {
        let mut counts = Counts::default();
        for line in [3, 4] {
            counts.add("calendar of working hours", line);
            counts.add("report", line);
        }
        counts.add("charge", 9);
        let told: Vec<_> = counts.warnings().map(|w| (w.line, w.text)).collect();
        assert_eq!(
            told,
            [
                (Some(3), "2 calendars of working hours were not carried".to_owned()),
                (Some(9), "1 charge was not carried".to_owned()),
                (Some(3), "2 reports were not carried".to_owned()),
            ]
        );
    }
}
