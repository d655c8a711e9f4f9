//! People for synthetic projects, each with hours, a free day, days off and holidays of their own.

use jiff::Span;
use jiff::civil::{Date, date};
use planwright_domain::{
    Calendar, CalendarId, Exception, Hours, Kind, Resource, ResourceId, Shift, Task, Week,
};

use crate::dice::Dice;

/// The first day of work: nobody is off before it.
const START: Date = date(2026, 3, 2);

/// The name of a person, by number.
fn name(nth: usize) -> String {
    format!("person {nth}")
}

/// Puts one of so many people to each task that is open to it, and says when they work.
pub(super) fn crew(people: usize, tasks: &mut [Task], dice: &mut Dice) -> (Vec<Calendar>, Vec<Resource>) {
    for task in tasks.iter_mut() {
        task.assignees.clear();
        if task.kind == Kind::Task && task.effort.is_some() {
            task.assignees.insert(name(dice.below(people)));
        }
    }
    (0..people).map(|nth| person(nth, dice)).unzip()
}

fn person(nth: usize, dice: &mut Dice) -> (Calendar, Resource) {
    let from = 420 + dice.below(8) as u16 * 15;
    let shifts = [Shift { from, to: from + 240 }, Shift { from: from + 285, to: from + 525 }];
    let (hours, free) = (Hours::of(shifts), dice.below(6) as i8);
    let works = |day: i8| day != 6 && day != free;
    let week = Week::of(|day| if works(day.to_monday_zero_offset()) { hours.clone() } else { Hours::OFF });
    let off = (0..6).map(|_| {
        let first = START.saturating_add(Span::new().days(dice.below(700) as i64));
        Exception::off(first, first.saturating_add(Span::new().days(dice.below(10) as i64)))
    });
    let id = CalendarId::from_bits(nth as u128 + 1);
    let calendar = Calendar {
        week: Some(week),
        exceptions: off.collect(),
        ..Calendar::new(id, format!("calendar {nth}"))
    };
    let resource = Resource::new(ResourceId::from_bits(nth as u128 + 1), name(nth));
    (calendar, Resource { calendar: Some(id), ..resource })
}
