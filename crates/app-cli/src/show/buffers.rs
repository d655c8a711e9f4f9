//! Buffers in words: where they lie, how long they are, and what their use so far calls for.

use jiff::civil::Date;
use planwright::domain::schedule::{Feeding, FeverZone};
use planwright::domain::{Project, TaskId};
use planwright::usecases::schedule::{Buffered, Consumption, Schedule};

use super::Style;
use super::ink::Meaning;
use super::names::Codes;
use super::page::Page;
use super::people::moment;
use super::words::{Dates, count, effort};

/// More tasks of a chain than this are counted only.
const MOST_TASKS: usize = 12;

/// More feeding buffers than this are counted only.
const MOST_FEEDING: usize = 20;

/// The buffers of a schedule, to be read below it.
pub fn buffers(schedule: &Schedule, found: &Buffered, today: Date, style: &Style) -> String {
    let mut page = Page { out: String::new(), style: *style };
    let dates = Dates { today: Some(today) };
    let teller = Teller { project: &schedule.project, codes: Codes::of(&schedule.project), dates };
    page.section("Buffers of the critical chain");
    let critical = &found.buffers.critical;
    page.fact("chain", Meaning::Critical, &teller.chain(&critical.tasks));
    let text = format!(
        "{} behind {} of work: finished by {} even if all of it is used up",
        teller.effort(critical.buffer),
        teller.effort(critical.work),
        dates.day(found.finish)
    );
    page.fact("project", Meaning::Plain, &text);
    for (feeding, place) in found.buffers.feeding.iter().zip(&found.feeding).take(MOST_FEEDING) {
        teller.feeding(&mut page, feeding, *place);
    }
    if let Some(more @ 1..) = found.buffers.feeding.len().checked_sub(MOST_FEEDING) {
        page.fact(
            "",
            Meaning::Muted,
            &format!("… and {}", count(more, "feeding buffer more").replace("mores", "more")),
        );
    }
    match &found.used {
        Some(used) => teller.used(&mut page, used),
        None => page.fact(
            "used",
            Meaning::Muted,
            "to see how much is used up, keep the schedule first: planwright baseline take",
        ),
    }
    page.out
}

/// What a zone of the fever chart calls for.
fn advice(zone: FeverZone) -> &'static str {
    match zone {
        FeverZone::Green => "green: nothing to do",
        FeverZone::Yellow => "yellow: plan how to get time back",
        FeverZone::Red => "red: get time back now",
    }
}

struct Teller<'a> {
    project: &'a Project,
    codes: Codes,
    dates: Dates,
}

impl Teller<'_> {
    fn effort(&self, minutes: i64) -> String {
        effort(minutes.max(0).unsigned_abs(), self.project.meta().minutes_per_day)
    }

    fn chain(&self, tasks: &[TaskId]) -> String {
        let shown: Vec<&str> = tasks.iter().take(MOST_TASKS).map(|id| self.codes.get(*id)).collect();
        let more = match tasks.len().saturating_sub(MOST_TASKS) {
            0 => String::new(),
            more => format!(" → … {more} more"),
        };
        shown.join(" → ") + &more
    }

    fn feeding(
        &self,
        page: &mut Page,
        one: &Feeding,
        (from, to): (jiff::civil::DateTime, jiff::civil::DateTime),
    ) {
        let mut text = format!(
            "{} behind {}, before {}",
            self.effort(one.chain.buffer),
            self.chain(&one.chain.tasks),
            self.codes.get(one.into)
        );
        if one.room > 0 && one.chain.buffer > 0 {
            text += &format!(", {} to {}", moment(from, self.dates), moment(to, self.dates));
        }
        let short = one.chain.buffer - one.room;
        if short > 0 {
            text += &format!(
                "; {} of it has no room there and would be taken from the project's",
                self.effort(short)
            );
        }
        page.fact("feeding", Meaning::Plain, &text);
    }

    fn used(&self, page: &mut Page, used: &Consumption) {
        let meaning = match used.fever.zone() {
            FeverZone::Green => Meaning::Added,
            FeverZone::Yellow => Meaning::Changed,
            FeverZone::Red => Meaning::Warning,
        };
        let text = format!(
            "{}% of the buffer since the baseline {} ({} of {}, which reaches to {}), {}% of the chain is done; {}",
            used.fever.used,
            super::text::harmless(&used.baseline),
            self.effort(used.used),
            self.effort(used.buffer),
            self.dates.day(used.promised),
            used.fever.done,
            advice(used.fever.zone())
        );
        page.fact("used", meaning, &text);
    }
}
