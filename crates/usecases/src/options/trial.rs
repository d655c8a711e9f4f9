//! Trying a change: a copy of the plan with it is scheduled as the plan was, leveled where the plan is.

use jiff::civil::Date;
use planwright_domain::schedule::level::Budget;
use planwright_domain::{Patch, apply};

use crate::Ports;
use crate::schedule::Schedule;
use crate::what_if::{Wish, tried};

/// A trial tries no more schedules than this, for there are many of them.
const MOST_SCHEDULES: u64 = 60;

/// What is tried on.
pub(super) struct Trial<'a> {
    pub(super) ports: &'a Ports<'a>,
    pub(super) plan: &'a Schedule,
    pub(super) deadline: Date,
    pub(super) today: Date,
    budget: Budget,
    should_stop: &'a mut dyn FnMut() -> bool,
    /// There was no time for another schedule.
    pub(super) stopped: bool,
}

impl<'a> Trial<'a> {
    pub(super) fn new(
        ports: &'a Ports<'a>,
        plan: &'a Schedule,
        deadline: Date,
        today: Date,
        should_stop: &'a mut dyn FnMut() -> bool,
    ) -> Self {
        let usual = plan.usual_budget(1);
        let budget = Budget { schedules: usual.schedules.min(MOST_SCHEDULES), ..usual };
        Self { ports, plan, deadline, today, budget, should_stop, stopped: false }
    }

    /// A change of the plan, to be filled.
    pub(super) fn patch(&self) -> Patch {
        self.ports.patch(self.plan.project.id(), self.plan.project.version(), "options")
    }

    /// When the plan is finished with a change; `None` where the change breaks a rule, or there is no time.
    pub(super) fn finish(&mut self, patch: &Patch) -> Option<Date> {
        self.stopped |= (self.should_stop)();
        if self.stopped {
            return None;
        }
        let mut project = self.plan.project.clone();
        let _imagined = apply(&mut project, patch).ok()?;
        let made = Schedule::of(project, self.plan.pool.clone(), self.today).ok()?;
        let made = match made.has_people() && self.plan.leveled.is_some() {
            true => made.level(self.today, self.budget, &mut || false),
            false => made,
        };
        Some(made.span().map_or(self.today, |(_, last, _)| last))
    }

    /// When it is finished with what somebody wishes.
    pub(super) fn wished(&mut self, wishes: &[Wish]) -> Option<Date> {
        self.stopped |= (self.should_stop)();
        if self.stopped {
            return None;
        }
        let plan = &self.plan;
        let mut made = Schedule::planned(plan.project.clone(), plan.pool.clone(), self.today).ok()?;
        for wish in wishes {
            made = tried(self.ports, made, wish, self.today).ok()?;
        }
        Some(made.span().map_or(self.today, |(_, last, _)| last))
    }

    /// When it is finished with a change that is enough; `None` where it is not.
    pub(super) fn holds(&mut self, patch: &Patch) -> Option<Date> {
        self.finish(patch).filter(|finish| *finish <= self.deadline)
    }
}
