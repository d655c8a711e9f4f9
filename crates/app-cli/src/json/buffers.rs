//! Buffers of a critical chain in their wire shape.

use planwright::domain::schedule::{Chain, FeverZone};
use planwright::usecases::schedule::{Buffered, Consumption};
use planwright_wire::{BuffersDoc, ChainDoc, FeedingDoc, UsedDoc};

use super::schedule::moment;

pub(super) fn buffers(found: &Buffered) -> BuffersDoc {
    let feeding = found.buffers.feeding.iter().zip(&found.feeding);
    let feeding = feeding.map(|(one, (start, finish))| FeedingDoc {
        chain: chain(&one.chain),
        into_task_id: one.into.uuid(),
        room_minutes: one.room,
        start: moment(*start),
        finish: moment(*finish),
    });
    BuffersDoc {
        critical: chain(&found.buffers.critical),
        finish: found.finish.to_string(),
        feeding: feeding.collect(),
        used: found.used.as_ref().map(used),
    }
}

fn chain(chain: &Chain) -> ChainDoc {
    ChainDoc {
        task_ids: chain.tasks.iter().map(|id| id.uuid()).collect(),
        work_minutes: chain.work,
        buffer_minutes: chain.buffer,
    }
}

fn used(used: &Consumption) -> UsedDoc {
    UsedDoc {
        baseline: used.baseline.clone(),
        buffer_minutes: used.buffer,
        used_minutes: used.used,
        used_percent: used.fever.used,
        done_percent: used.fever.done,
        zone: match used.fever.zone() {
            FeverZone::Green => "green",
            FeverZone::Yellow => "yellow",
            FeverZone::Red => "red",
        },
        promised: used.promised.to_string(),
    }
}
