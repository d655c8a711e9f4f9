//! What of a document is counted rather than carried, and how a number of things is told. Must never drop a kind of thing
//! in silence.

use std::collections::BTreeMap;

use planwright_domain::Warning;

/// How often each kind of thing was met, and where first.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<&'static str, (usize, u32)>);

impl Counts {
    /// One more of a kind, named in the singular, on this line; 0 where that is not known.
    pub(crate) fn add(&mut self, kind: &'static str, line: u32) {
        self.many(kind, 1, line);
    }

    /// So many more of a kind.
    pub(crate) fn many(&mut self, kind: &'static str, count: usize, line: u32) {
        if count > 0 {
            self.0.entry(kind).or_insert((0, line)).0 += count;
        }
    }

    /// A warning for each kind.
    pub(crate) fn warnings(self) -> impl Iterator<Item = Warning> {
        self.0.into_iter().map(|(kind, (count, line))| {
            let text = not_carried(count, kind);
            if line > 0 { Warning::at("not-carried", line, text) } else { Warning::new("not-carried", text) }
        })
    }
}

/// "1 alarm was not carried", "2 alarms were not carried".
pub(crate) fn not_carried(count: usize, kind: &str) -> String {
    format!("{} {} not carried", counted(count, kind), were(count))
}

/// "1 bar", "2 bars", "2 links between tasks": the noun in the singular.
pub(crate) fn counted(count: usize, kind: &str) -> String {
    if count == 1 { format!("1 {kind}") } else { format!("{count} {}", plural(kind)) }
}

/// "was" or "were".
pub(crate) fn were(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

/// The plural of the first noun: "reports", "values of another scenario".
fn plural(kind: &str) -> String {
    const ENDS: [&str; 8] = [" of ", " to ", " or ", " at ", " without ", " between ", " that ", " in "];
    let end = ENDS.iter().filter_map(|word| kind.find(word)).min().unwrap_or(kind.len());
    let (noun, rest) = kind.split_at(end);
    if let Some(stem) = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        return format!("{stem}ies{rest}");
    }
    let hisses = ["sh", "ch", "x", "s"].iter().any(|end| noun.ends_with(end));
    format!("{noun}{}{rest}", if hisses { "es" } else { "s" })
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

    #[test]
    fn nouns_agree_with_their_numbers() {
        for (count, kind, expect) in [
            (1, "alarm", "1 alarm was not carried"),
            (2, "busy time", "2 busy times were not carried"),
            (2, "journal entry", "2 journal entries were not carried"),
            (3, "holiday of a person", "3 holidays of a person were not carried"),
            (2, "finish of a task", "2 finishes of a task were not carried"),
            (0, "heading without a state", "0 headings without a state were not carried"),
        ] {
            assert_eq!(not_carried(count, kind), expect);
        }
    }
}
