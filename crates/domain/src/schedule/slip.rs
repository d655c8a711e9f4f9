//! How far each task of a leveled schedule can slip: until it would push what waits for it, by a link, by the tree or because
//! the same person turns to that next, past the finish or past a hard bound. Everybody keeps the order in which they do
//! things. Told in the working time of those who do a task; an elapsed lag passes as time does. Limits for a day and a week
//! are not counted here, and nothing is moved.

mod slides;
mod turns;

use jiff::civil::DateTime;

use super::axis::Axis;
use super::busy::Busy;
use super::elsewhere::taken_up;
use super::items::Part;
use super::model::Model;
use super::roster::Roster;
use crate::id::{IdMap, TaskId};
use crate::network::Network;
use crate::network::graph::NONE;
use slides::Slides;

/// How far a task can slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Working minutes of those who do it before the project finishes later or a hard constraint breaks; negative where one
    /// is broken already.
    pub total: i64,
    /// The same before anything that waits for it is later.
    pub free: i64,
    /// When it is finished if it slips as far as it can.
    pub late_finish: DateTime,
    /// Working minutes of those who do it from its start to its finish; of a summary task those of the project, or where it
    /// is done outside of these, of the longest below it.
    pub lasts: i64,
    /// By how many working minutes of those who do it it is finished past the end of its due day; 0 where it is not.
    pub overdue: i64,
}

impl Roster {
    /// How far each task can slip. `model` and `network` are those it was made from.
    pub fn slips(&self, model: &Model, network: &Network) -> IdMap<TaskId, Slip> {
        let Axis::Woven(woven) = &self.axis else { return IdMap::default() };
        let taken = taken_up(model, woven, &self.taken);
        let mut busy: Vec<Option<&Busy>> = vec![None; model.people().len()];
        taken.iter().for_each(|(person, time, _)| busy[*person] = Some(time));
        let slides = Slides::of(self, model, woven, &busy);
        let (total, free) = (slides.pressed(self.finished()), slides.unmoved(self.finished()));
        let items = &self.table.items.all;
        let mut longest = vec![0; items.len()];
        let mut found = IdMap::default();
        // What is below a summary task comes before it on the way back.
        for (at, item) in items.iter().enumerate().rev().filter(|(_, item)| item.part != Part::Closing) {
            let mut lasts = slides.lasts(at, self.span(item.slot));
            if !item.leaf && lasts == 0 {
                lasts = longest[at];
            }
            if item.above != NONE {
                let above = &mut longest[item.above as usize];
                *above = lasts.max(*above);
            }
            let slip = Slip {
                total: slides.slack(at, &total),
                free: slides.slack(at, &free),
                late_finish: self.axis.closing(slides.late_finish(at, &total)),
                lasts,
                overdue: slides.overdue(at),
            };
            found.insert(network.graph().ids[item.slot as usize], slip);
        }
        found
    }
}
