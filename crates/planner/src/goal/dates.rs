//! The dates of the goal: when all of it begins and by when it is to be done. Must never take a date it is about ("the
//! budget for 2027") or one long past for a deadline.

use jiff::civil::Date;
use planwright_domain::Warning;
use planwright_phrases::date::{Moment, Precision, Role, When};

use crate::reader::Reader;
use crate::stated::Stated;

impl Reader<'_> {
    pub(super) fn goal_dates(&mut self, from: usize, to: usize) {
        for when in self.mentions.dates_in(from, to).into_iter().map(|f| f.value).collect::<Vec<_>>() {
            let Moment::Fixed { first, last } = when.moment else { continue };
            let at = (from..to).find(|&i| self.words[i].start >= when.phrase.0).unwrap_or(from);
            let relative = at > from
                && matches!(
                    self.words[at - 1].lower.as_str(),
                    "who" | "which" | "that" | "der" | "die" | "das" | "que" | "qui"
                );
            if let Some(other) = when.other {
                self.ambiguous_date(first, other, &when);
            }
            let (first, last) = self.in_the_past(&when, at).unwrap_or((first, last));
            // "the budget for 2027" is what it is about, not when it is due.
            let past =
                self.said.deadline.is_none() && when.precision >= Precision::Month && self.is_past(last);
            let told = self.is_past(last) && self.lexicon.any("told", &self.words[from..to]);
            let topic = past || told || when.precision >= Precision::Month && self.words[at].lower == "for";
            if topic {
                if past && first.year() + 3 > self.today.year() && matches!(when.role, Role::Due | Role::On) {
                    let words = self.text.get(when.phrase.0..when.phrase.1).unwrap_or_default();
                    self.said.warnings.push(Warning::new(
                        "date-in-the-past",
                        format!(
                            "\"{words}\" ended on {last}, in the past (today is {}); no deadline was taken from it",
                            self.today
                        ),
                    ));
                }
                continue;
            }
            self.last_date = Some(first);
            let quote = self.text.get(when.phrase.0..when.phrase.1).unwrap_or_default().to_owned();
            let takes_effect =
                ["as of", "effective", "with effect", "mit wirkung", "a partir del", "à compter"]
                    .iter()
                    .any(|w| quote.to_lowercase().starts_with(w));
            if when.role == Role::Start && !relative && !takes_effect {
                let lasts = when.precision == Precision::Day && first != last && self.said.deadline.is_none();
                if lasts {
                    // "A tour from 3 to 7 July" is prepared until it begins, "renovate from 3 to 7 July" is done within.
                    let work = self.is_work(from, to);
                    let value = if work { last } else { first };
                    self.said.deadline = Some(Stated { value, quote: quote.clone() });
                    if !work {
                        continue;
                    }
                }
                self.said.start.get_or_insert(Stated { value: first, quote });
            } else if self.said.deadline.is_none() {
                let date =
                    if when.precision == Precision::Day && when.role != Role::Due { first } else { last };
                self.said.deadline = Some(Stated { value: date, quote });
            }
        }
    }

    /// Whether the goal is something that is done, not something that takes place.
    fn is_work(&self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        self.lexicon.verb(self.words, begin).is_some() || self.lexicon.any("activity", &self.words[from..to])
    }

    /// "was due on January 31": a day of a past that names no year is not that of the next.
    fn in_the_past(&self, when: &When, at: usize) -> Option<(Date, Date)> {
        let Moment::Fixed { first, last } = when.moment else { return None };
        let written = self.text.get(when.phrase.0..when.phrase.1)?;
        let year = written.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4);
        let was = (at.saturating_sub(3)..at).any(|i| {
            matches!(
                self.words[i].lower.as_str(),
                "was" | "were" | "war" | "waren" | "fue" | "era" | "foi" | "était"
            )
        });
        if year || !was || self.is_past(first) {
            return None;
        }
        let back = jiff::Span::new().years(1);
        Some((first.checked_sub(back).ok()?, last.checked_sub(back).ok()?))
    }
}
