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
use crate::kinds::{Entity, OpRef, kinds};
use crate::patch::{Op, Patch};
use crate::project::{Names, Project};
use crate::record::Change;
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
    pub on: OpRef,
    /// The fields, by their names on the wire; empty when the whole record is at stake.
    pub fields: Vec<&'static str>,
    /// What happened, in words that name the record.
    pub message: String,
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
            on: OpRef::Meta,
            fields: fields.into_iter().map(Into::into).collect(),
            message: "the project's own fields were changed meanwhile".to_owned(),
        }),
    }
    macro_rules! each {
        ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
            $(rebased.$slot = carry(std::mem::take(&mut rebased.$slot), since, head, &names, &mut clashes);)*
        };
    }
    kinds!(each);
    (rebased, clashes)
}

/// A record as it was before the entries whose operations are taken back, newest first.
fn step_back<'a, R: Entity + 'a>(head: Option<&R>, inverses: impl Iterator<Item = &'a Op<R>>) -> Option<R> {
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

fn carry<R: Entity>(
    ops: BTreeMap<R::Id, Op<R>>,
    since: &[Entry],
    head: &Project,
    names: &Names<'_>,
    clashes: &mut Vec<Clash>,
) -> BTreeMap<R::Id, Op<R>> {
    let mut clash = |id, fields, what: &str| {
        clashes.push(Clash {
            on: R::op_ref(id),
            fields,
            message: format!("{} {what}", names.record(R::op_ref(id))),
        });
    };
    let mut carried = BTreeMap::new();
    for (id, op) in ops {
        let now = R::find(head, id);
        let before = step_back(now, since.iter().rev().filter_map(|e| R::ops(&e.inverse).get(&id)));
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
