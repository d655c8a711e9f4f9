//! The flags that say what is known of somebody: how much they work and when, and what they can do. What is named is added
//! or set, `none` clears it again.

use jiff::civil::Date;
use planwright::domain::{Absence, Availability, Project, Resource, ResourceKind};
use planwright::phrases::duration::DayLength;
use planwright::usecases::{Refused, people};

use super::super::fields::{amend_names, clearable, minutes};
use super::super::spans::{days, span};
use super::super::zone;
use crate::context::Context;
use crate::failure::Failure;

/// What is known of somebody.
#[derive(Debug, clap::Args)]
pub(super) struct Person {
    /// Their name
    pub(super) name: String,
    /// person, team or equipment, such as a machine or a room
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// How much they work; 100 is full time, 300 a team of three
    #[arg(long, value_name = "PERCENT")]
    percent: Option<u32>,
    /// How much they work on some days, such as "50% 2026-03-01..2026-06-30", "0% ..2026-04-30" or "80% 2026-07-01..";
    /// may be given several times; none to clear it
    #[arg(long, value_name = "SPAN")]
    available: Vec<String>,
    /// How fast they work; at 200 an hour of effort takes half an hour
    #[arg(long, value_name = "PERCENT")]
    efficiency: Option<u32>,
    /// The most they work in a day, such as 6h; none to clear it
    #[arg(long, value_name = "DURATION")]
    per_day: Option<String>,
    /// The most they work in a week, such as 20h; none to clear it
    #[arg(long, value_name = "DURATION")]
    per_week: Option<String>,
    /// What they can do; may be given several times; -SKILL takes one away, none all
    #[arg(long = "skill", value_name = "SKILL", allow_hyphen_values = true)]
    skills: Vec<String>,
    /// The calendar they work by; none for the project's
    #[arg(long, value_name = "NAME")]
    calendar: Option<String>,
    /// The zone whose clock they work by, such as Europe/Berlin; none for the project's
    #[arg(long, value_name = "ZONE")]
    pub(super) time_zone: Option<String>,
    /// Days they are away, such as 2026-12-24..2027-01-02; may be given several times; none to clear all
    #[arg(long, value_name = "DAYS")]
    away: Vec<String>,
    /// Days they are not away after all; may be given several times
    #[arg(long, value_name = "DAYS")]
    back: Vec<String>,
    /// Why they are away
    #[arg(long, requires = "away")]
    reason: Option<String>,
    /// Their e-mail address; none to clear it
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

/// What was typed of somebody, read. The outer option is whether it was asked for, the inner one what to set.
pub(super) struct Known {
    kind: Option<ResourceKind>,
    per_day: Option<Option<u32>>,
    per_week: Option<Option<u32>>,
    available: Vec<Option<Availability>>,
    away: Vec<Option<(Date, Date)>>,
    back: Vec<(Date, Date)>,
}

impl Person {
    /// Reads the flags, where days of work are so long.
    pub(super) fn read(&self, context: &Context, day: DayLength) -> Result<Known, Failure> {
        let limit = |text: &Option<String>| {
            text.as_deref().map(|text| clearable(text, |text| minutes(text, day))).transpose()
        };
        let spans = |text: &String| clearable(text, |text| availability(context, text));
        let away = |text: &String| clearable(text, |text| days(context, text));
        Ok(Known {
            kind: self.kind.as_deref().map(kind).transpose()?,
            per_day: limit(&self.per_day)?,
            per_week: limit(&self.per_week)?,
            available: self.available.iter().map(spans).collect::<Result<_, _>>()?,
            away: self.away.iter().map(away).collect::<Result<_, _>>()?,
            back: self.back.iter().map(|text| days(context, text)).collect::<Result<_, _>>()?,
        })
    }

    /// The zone that was asked for, if one was.
    pub(super) fn zone(&self) -> Result<Option<Option<String>>, Failure> {
        self.time_zone.as_deref().map(|text| clearable(text, zone::named)).transpose()
    }

    /// Whether nothing was said of them.
    pub(super) fn says_nothing(&self) -> bool {
        let lists = [&self.available, &self.skills, &self.away, &self.back];
        let words = [&self.kind, &self.per_day, &self.per_week, &self.calendar, &self.time_zone, &self.email];
        lists.iter().all(|list| list.is_empty())
            && words.iter().all(|word| word.is_none())
            && self.percent.is_none()
            && self.efficiency.is_none()
    }

    /// Does what was asked to somebody.
    pub(super) fn fill(&self, known: Known, plan: &Project, person: &mut Resource) -> Result<(), Refused> {
        person.kind = known.kind.unwrap_or(person.kind);
        person.capacity = self.percent.unwrap_or(person.capacity);
        person.efficiency = self.efficiency.unwrap_or(person.efficiency);
        person.minutes_per_day = known.per_day.unwrap_or(person.minutes_per_day);
        person.minutes_per_week = known.per_week.unwrap_or(person.minutes_per_week);
        for skill in &self.skills {
            if is_none(skill) {
                person.skills.clear();
            } else {
                amend_names(&mut person.skills, std::slice::from_ref(skill));
            }
        }
        if let Some(name) = &self.calendar {
            person.calendar = if is_none(name) { None } else { Some(people::calendar(plan, name)?.id) };
        }
        for span in known.available {
            add_or_clear(&mut person.availability, span);
        }
        let absence = |(first, last)| Absence { first, last, reason: self.reason.clone() };
        for days in known.away {
            add_or_clear(&mut person.absences, days.map(absence));
        }
        for back in known.back {
            person.absences = there_again(&person.absences, back).ok_or_else(|| {
                Refused::senseless(
                    format!("{} is not away on any of these days", person.name),
                    "see the days with: planwright people",
                )
            })?;
        }
        if let Some(address) = &self.email {
            person.email = Some(address.trim().to_owned()).filter(|text| !is_none(text));
        }
        Ok(())
    }
}

fn is_none(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "" | "none" | "-")
}

fn add_or_clear<T>(list: &mut Vec<T>, one: Option<T>) {
    match one {
        Some(one) => list.push(one),
        None => list.clear(),
    }
}

/// The absences without these days; `None` when none of them is taken off.
fn there_again(absences: &[Absence], days: (Date, Date)) -> Option<Vec<Absence>> {
    let mut left = Vec::with_capacity(absences.len() + 1);
    for away in absences {
        let spans = people::without((away.first, away.last), days);
        left.extend(spans.into_iter().map(|(first, last)| Absence { first, last, ..away.clone() }));
    }
    (left != absences).then_some(left)
}

fn kind(word: &str) -> Result<ResourceKind, Failure> {
    let wanted = match word.trim().to_lowercase().as_str() {
        "machine" | "room" => ResourceKind::Equipment,
        word => ResourceKind::from_word(word).ok_or_else(|| {
            Failure::usage(format!("{word:?} is no kind of resource"), "choose person, team or equipment")
        })?,
    };
    Ok(wanted)
}

/// `50% 2026-03-01..2026-06-30`; without days always.
fn availability(context: &Context, text: &str) -> Result<Availability, Failure> {
    let (percent, rest) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    let percent = percent.trim_end_matches('%').parse().map_err(|_| {
        let hint = "begin with the per cent, then the days: \"50% 2026-03-01..2026-06-30\"";
        Failure::usage(format!("{text:?} does not say how much"), hint)
    })?;
    let (first, last) = span(context, rest)?;
    Ok(Availability { first, last, percent })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn away(first: Date, last: Date) -> Absence {
        Absence { first, last, reason: Some("skiing".to_owned()) }
    }

    #[test]
    fn who_is_back_within_an_absence_is_away_before_and_after() {
        let (march, june) =
            (away(date(2026, 3, 2), date(2026, 3, 9)), away(date(2026, 6, 1), date(2026, 6, 1)));
        let both = [march, june.clone()];
        let back = |first, last| there_again(&both, (first, last));
        let days = |left: Option<Vec<Absence>>| -> Option<Vec<(i8, i8)>> {
            left.map(|left| left.iter().map(|a| (a.first.day(), a.last.day())).collect())
        };
        assert_eq!(days(back(date(2026, 3, 4), date(2026, 3, 5))), Some(vec![(2, 3), (6, 9), (1, 1)]));
        assert_eq!(back(date(2026, 3, 1), date(2026, 3, 31)), Some(vec![june]));
        assert_eq!(days(back(date(2026, 2, 1), date(2026, 3, 2))), Some(vec![(3, 9), (1, 1)]));
        assert_eq!(back(date(2026, 4, 1), date(2026, 4, 30)), None);
    }

    #[test]
    fn machines_and_rooms_are_equipment() {
        for word in ["machine", "Room", "equipment"] {
            assert_eq!(kind(word).ok(), Some(ResourceKind::Equipment), "{word}");
        }
        assert!(kind("ghost").is_err());
    }
}
