//! Carrying a patch over what others appended meanwhile. For each operation: it still applies, it is already true (and
//! dropped), or it conflicts. Pairwise rules are not enough (A before B and B before A are each fine and together a
//! cycle), so the whole is checked again.
//!
//! ```text
//!          patch                      base ──patch──▶ mine
//!   base ─────────▶ mine               │               │
//!    │ since                     since │               │ (never built)
//!    ▼                                 ▼               ▼
//!   head ─────────▶ ?                 head ──result──▶ both
//! ```

use std::collections::BTreeMap;

use crate::apply::apply;
use crate::entry::Entry;
use crate::id::{LinkId, TaskId};
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::{Change, Record};
use crate::violation::Violation;

/// Two changes that cannot both be: nothing was changed, and a person has to choose.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the change disagrees with what was appended meanwhile")]
pub struct Conflict {
    /// Records that both changed, in different ways.
    pub clashes: Vec<Clash>,
    /// Rules that the two changes break together though neither does alone.
    pub violations: Vec<Violation>,
}

/// A record that two changes changed in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which record.
    pub on: ClashOn,
    /// The fields, by their names on the wire; empty when the whole record is at stake.
    pub fields: Vec<&'static str>,
    /// What happened, in words that name the record.
    pub message: String,
}

/// The record of a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClashOn {
    /// The project's own fields.
    Meta,
    /// A task.
    Task(TaskId),
    /// A link.
    Link(LinkId),
}

/// Carries `patch` from its base over the entries `since` to `head`, which is the project after them. An empty result
/// means that all of it is already true.
///
/// Laws: over nothing this is [`normalise`]; for two accepted patches that touch different fields both orders are
/// accepted with equal results, or both are refused.
///
/// # Errors
/// [`Conflict`], naming every clash and every rule broken together.
pub fn rebase(patch: Patch, since: &[Entry], head: &Project) -> Result<Patch, Conflict> {
    let (rebased, clashes) = carry_over(patch, since, head);
    let violations = match apply(&mut head.clone(), &rebased) {
        Ok(_) => Vec::new(),
        Err(rejection) => rejection.violations,
    };
    if clashes.is_empty() && violations.is_empty() {
        Ok(rebased)
    } else {
        Err(Conflict { clashes, violations })
    }
}

/// The patch without the operations and fields that are already so in `head` (the creation of what is there, exactly so,
/// is one of them); empty when all of it is already true.
pub fn normalise(patch: Patch, head: &Project) -> Patch {
    carry_over(patch, &[], head).0
}

fn carry_over(patch: Patch, since: &[Entry], head: &Project) -> (Patch, Vec<Clash>) {
    let (mut clashes, names) = (Vec::new(), Names::of(head));
    let mut rebased = Patch { base: head.version(), ..patch };
    let mut base_meta = head.meta().clone();
    for entry in since.iter().rev() {
        entry.inverse.meta.apply_to(&mut base_meta);
    }
    match std::mem::take(&mut rebased.meta).carry(&base_meta, head.meta()) {
        Ok(meta) => rebased.meta = meta,
        Err(fields) => clashes.push(Clash {
            on: ClashOn::Meta,
            fields: fields.into_iter().map(Into::into).collect(),
            message: "the project's own fields were changed meanwhile".to_owned(),
        }),
    }
    rebased.tasks = carry(
        std::mem::take(&mut rebased.tasks),
        |id| head.task(id),
        |id, record| step_back(record, since.iter().rev().filter_map(|e| e.inverse.tasks.get(&id))),
        |id, fields, what| {
            clashes.push(Clash {
                on: ClashOn::Task(id),
                fields,
                message: format!("{} {what}", names.name(id)),
            });
        },
    );
    rebased.links = carry(
        std::mem::take(&mut rebased.links),
        |id| head.link(id),
        |id, record| step_back(record, since.iter().rev().filter_map(|e| e.inverse.links.get(&id))),
        |id, fields, what| {
            let message = match head.link(id) {
                Some(link) => format!("the link {} -> {} {what}", names.name(link.from), names.name(link.to)),
                None => format!("a link {what}"),
            };
            clashes.push(Clash { on: ClashOn::Link(id), fields, message });
        },
    );
    (rebased, clashes)
}

/// A record as it was before the entries whose operations are taken back, newest first.
fn step_back<'a, R: Record + 'a>(head: Option<&R>, inverses: impl Iterator<Item = &'a Op<R>>) -> Option<R> {
    let mut record = head.cloned();
    for inverse in inverses {
        match inverse {
            Op::Create(before) => record = Some((**before).clone()),
            Op::Update(change) => {
                if let Some(record) = &mut record {
                    change.apply_to(record);
                }
            }
            Op::Delete => record = None,
        }
    }
    record
}

fn carry<'a, R: Record + 'a>(
    ops: BTreeMap<R::Id, Op<R>>,
    head: impl Fn(R::Id) -> Option<&'a R>,
    base: impl Fn(R::Id, Option<&R>) -> Option<R>,
    mut clash: impl FnMut(R::Id, Vec<&'static str>, &'static str),
) -> BTreeMap<R::Id, Op<R>> {
    let mut carried = BTreeMap::new();
    for (id, op) in ops {
        let now = head(id);
        let before = base(id, now);
        let kept = match (op, now, before) {
            (Op::Create(record), Some(now), _) if *record == *now => continue,
            (Op::Create(_), Some(_), None) => {
                clash(id, Vec::new(), "was created meanwhile, and differently");
                continue;
            }
            (Op::Update(change), Some(now), Some(before)) => match change.carry(&before, now) {
                Ok(change) if change.is_empty() => continue,
                Ok(change) => Op::Update(Box::new(change)),
                Err(fields) => {
                    clash(id, fields.into_iter().map(Into::into).collect(), "was changed meanwhile");
                    continue;
                }
            },
            // What changes nothing disagrees with nothing, not even with a deletion.
            (Op::Update(change), None, Some(_)) if change.is_empty() => continue,
            (Op::Update(_), None, Some(_)) => {
                clash(id, Vec::new(), "was deleted meanwhile");
                continue;
            }
            (Op::Delete, None, Some(_)) => continue,
            (Op::Delete, Some(now), Some(before)) if *now != before => {
                let fields = R::Change::between(&before, now).fields();
                clash(id, fields.into_iter().map(Into::into).collect(), "was changed meanwhile");
                continue;
            }
            (op, _, _) => op,
        };
        carried.insert(id, kept);
    }
    carried
}

#[cfg(test)]
mod tests;
