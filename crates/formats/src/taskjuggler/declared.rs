//! What a TaskJuggler project declares beside its tasks: its head and its rules, shifts and resources. Must never take the
//! frame, which only says how far TaskJuggler looks, for a deadline.

use super::left_out::kind_of;
use super::means::is_zone;
use super::own;
use super::read::{Plan, Scope};
use super::staff::{Shift, Worker};
use super::token::Kind;

impl<'a> Plan<'a> {
    /// `project id "Title" "1.0" 2026-01-01 +4m {`.
    pub(super) fn project(&mut self) {
        self.headed = true;
        self.ours = self.walk.word() == Some(own::PROJECT);
        self.draft.title = self.walk.text().filter(|t| !t.is_empty());
        let version = self.walk.text();
        let start = self.walk.day();
        self.draft.start = start;
        if let Some(start) = start {
            // Only a frame that ends on a stated day is a deadline; a length is how far TaskJuggler looks.
            let stated = !self.walk.peek().is_some_and(|t| t.is('+'));
            let end = self.walk.interval_end(start);
            self.draft.deadline = end.filter(|_| stated);
        }
        if let Some(stated) = version.as_deref().and_then(super::write::stated) {
            (self.draft.start, self.draft.deadline) = (stated.start(start), stated.deadline);
            (self.staff.calendar, self.staff.unstated) = (stated.calendar, stated.unstated);
        }
        if self.walk.take('{') {
            self.scopes.push(Scope::Project);
        }
    }

    pub(super) fn setting(&mut self, word: &'a str, line: u32) {
        match word {
            "dailyworkinghours" => {
                if let Some(hours) = self.walk.number().filter(|h| *h >= 0.1 && *h <= 24.0) {
                    self.clock.day = hours * 60.0;
                    self.day = Some((hours * 60.0).round() as u32);
                }
            }
            "yearlyworkingdays" => {
                let days = self.walk.number().filter(|d| *d > 0.0 && *d <= 366.0);
                self.clock.year = days.unwrap_or(self.clock.year);
            }
            "scenario" => {
                let id = self.walk.word();
                self.scenario = self.scenario.or(id);
                if self.scenario != id {
                    self.counts.add("scenario", line);
                }
                self.walk.text();
                // Scenarios within it are met one by one.
                if self.walk.take('{') {
                    self.scopes.push(Scope::Project);
                }
            }
            "timezone"
                if self.walk.peek().is_some_and(|t| matches!(&t.kind, Kind::Text(zone) if is_zone(zone))) =>
            {
                self.zone = self.walk.text();
            }
            word => {
                if let Some(kind) = kind_of(word) {
                    self.counts.add(kind, line);
                }
                self.walk.skip_rest(|_| false);
            }
        }
    }

    /// `shift night "Night" { workinghours … }`, within another or not.
    pub(super) fn shift(&mut self) {
        let Some(id) = self.walk.word() else { return self.walk.skip_rest(|_| false) };
        let name = self.walk.text().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| id.to_owned());
        let within = match self.scopes.last() {
            Some(Scope::Shift(outer)) => Some(*outer),
            _ => None,
        };
        self.staff.shifts.push(Shift { id, name, within, ..Shift::default() });
        if self.walk.take('{') {
            self.scopes.push(Scope::Shift(self.staff.shifts.len() - 1));
        }
    }

    pub(super) fn resource(&mut self) {
        let id = self.walk.word();
        let name = self.walk.text();
        if let (Some(id), Some(name)) = (id, name) {
            let name = if name.trim().is_empty() { id.to_owned() } else { name };
            self.resources.insert(id, name);
        }
        let within = self.scopes.iter().rev().find_map(|scope| match scope {
            Scope::Resource(group) => Some(*group),
            _ => None,
        });
        if let Some(group) = within {
            self.staff.workers[group].group = true;
        }
        let name = id.and_then(|id| self.resources.get(id).cloned()).unwrap_or_default();
        id.into_iter().for_each(|id| {
            self.places.insert(id, self.staff.workers.len());
        });
        let group = within.map(|group| &self.staff.workers[group]);
        let worker = Worker::of(id.unwrap_or_default(), name, group);
        self.staff.workers.push(worker);
        if self.walk.take('{') {
            self.scopes.push(Scope::Resource(self.staff.workers.len() - 1));
        }
    }

    pub(super) fn project_entry(&mut self) {
        if let Some((headline, text)) = self.journal_entry() {
            let at = if headline == own::SUMMARY { 0 } else { self.summary.len() };
            self.summary.insert(at, text);
        }
    }
}
