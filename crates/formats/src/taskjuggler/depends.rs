//! What a task of a TaskJuggler project comes after, or before, as it is written. Must never resolve it: what a path means is
//! known when all of the text was read.

use planwright_domain::LagKind;

use super::read::Plan;
use super::refer::Reference;
use super::statement::{Clock, Walk};

impl Plan<'_> {
    /// `depends !a, b.c { gapduration 2d onstart }`.
    pub(super) fn dependencies(&mut self, task: usize, ahead: bool, line: u32) {
        let (clock, scenario) = (self.clock, self.scenario.unwrap_or("plan"));
        let mut found = Vec::new();
        let mut odd = 0u32;
        self.walk.list(|walk| {
            let Some(at) = walk.peek().map(|t| t.at) else { return false };
            let mut bangs = 0;
            while walk.take('!') {
                bangs += 1;
            }
            let Some(path) = walk.word() else { return false };
            let mut reference = Reference {
                task,
                ahead,
                bangs,
                path,
                at_start: None,
                lag: 0,
                lag_kind: LagKind::Working,
                line: walk.line(at),
                quote: String::new(),
            };
            if walk.take('{') {
                odd += u32::from(options(walk, &mut reference, clock, scenario));
            }
            let words = if ahead { "precedes" } else { "depends" };
            reference.quote = format!("{words} {}", walk.since(at));
            found.push(reference);
            true
        });
        for _ in 0..odd {
            self.counts.add("further gap between tasks", line);
        }
        let facts = &mut self.facts[task];
        facts.starts |= !ahead && !found.is_empty();
        facts.ends |= ahead && !found.is_empty();
        self.references.append(&mut found);
    }
}

/// What stands in the braces behind a dependency; says whether there was something that is not carried.
fn options(walk: &mut Walk<'_>, reference: &mut Reference<'_>, clock: Clock, scenario: &str) -> bool {
    let mut odd = false;
    while let Some(token) = walk.next() {
        if token.is('}') {
            break;
        }
        if let Some(word) = token.word()
            && walk.take(':')
            && word != scenario
        {
            // What holds in another scenario alone.
            odd = true;
            walk.next();
            walk.amount();
            continue;
        }
        match token.word() {
            Some("onstart") => reference.at_start = Some(true),
            Some("onend") => reference.at_start = Some(false),
            Some("gapduration") => {
                if let Some(gap) = walk.amount() {
                    odd |= reference.lag > 0;
                    (reference.lag, reference.lag_kind) = (gap.elapsed(), LagKind::Elapsed);
                }
            }
            Some("gaplength") => {
                if let Some(gap) = walk.amount() {
                    odd |= reference.lag > 0;
                    (reference.lag, reference.lag_kind) = (gap.work(clock), LagKind::Working);
                }
            }
            Some("maxgapduration" | "maxgaplength") => odd = true,
            _ => {}
        }
    }
    odd
}
