//! The rules about single links.

use super::{DEEPEST_METADATA, LARGEST_MINUTES, NIL_HINT, too_deep};
use crate::id::{IdMap, LinkId, TaskId};
use crate::link::{Link, LinkType};
use crate::project::{Names, Project};
use crate::violation::{Code, Violation};

pub(super) fn check<'a>(
    project: &'a Project,
    names: &Names<'_>,
    links: impl Iterator<Item = &'a Link> + Clone,
    found: &mut Vec<Violation>,
) {
    let many = links.clone().nth(256).is_some();
    let relatives = Relatives::of(project, many);
    let twins = Twins::of(many.then(|| links.clone()));
    for link in links {
        let mut say = |code, message: String, hint: &str| {
            found.push(Violation {
                code,
                task: Some(link.to),
                link: Some(link.id),
                message,
                hint: hint.to_owned(),
            });
        };
        if link.id.bits() == 0 {
            say(Code::NilId, "the id of a link is made of zeros".into(), NIL_HINT);
        }
        if too_deep(&link.metadata) {
            let message = format!("the metadata of a link are nested deeper than {DEEPEST_METADATA} levels");
            say(Code::MetadataTooDeep, message, "make them flatter");
        }
        let (from, to) = (project.task(link.from).is_some(), project.task(link.to).is_some());
        if !from || !to {
            let there = if from { link.from } else { link.to };
            let message = match (from, to) {
                (false, false) => "a link ties together two tasks that do not exist".to_owned(),
                _ => format!("a link ties {} to a task that does not exist", names.name(there)),
            };
            say(Code::LinkEndMissing, message, "delete the link in the same change");
            continue;
        }
        if link.from == link.to {
            let message = format!("a link ties {} to itself", names.name(link.from));
            say(Code::LinkToItself, message, "link two different tasks");
            continue;
        }
        if link.link_type == LinkType::Blocks && relatives.are(project, link.from, link.to) {
            let message = format!(
                "{} and {} cannot wait for each other: one is part of the other",
                names.name(link.from),
                names.name(link.to)
            );
            say(Code::LinkToRelative, message, "link the work packages instead of their summary task");
        }
        if twins.has(link) && like(project, link).any(|id| id < link.id) {
            let message =
                format!("two links say the same of {} and {}", names.name(link.from), names.name(link.to));
            say(Code::LinkTwice, message, "keep one of them");
        }
        if link.lag.unsigned_abs() > LARGEST_MINUTES {
            let message = format!("the lag after {} is more than ten years", names.name(link.from));
            say(Code::LagTooLarge, message, "check the unit of the lag");
        }
    }
}

/// The other links that say the same as this one. Which end comes first, and which ends are tied together, means
/// something for `blocks` links only.
pub(super) fn like<'a>(project: &'a Project, link: &'a Link) -> impl Iterator<Item = LinkId> + 'a {
    let mut between = project.network().links_between(link.from, link.to);
    if link.link_type != LinkType::Blocks {
        between.extend(project.network().links_between(link.to, link.from));
    }
    between.into_iter().filter_map(|id| project.link(id)).filter_map(move |other| {
        let same = other.id != link.id
            && other.link_type == link.link_type
            && (link.link_type != LinkType::Blocks || other.dependency == link.dependency);
        same.then_some(other.id)
    })
}

/// Who is above whom. For many questions the tree is numbered once; for few, each climbs by itself.
struct Relatives(IdMap<TaskId, (u32, u32)>);

impl Relatives {
    fn of(project: &Project, many: bool) -> Self {
        let mut spans = IdMap::default();
        if many {
            let mut count = 0;
            let mut waiting: Vec<(TaskId, bool)> = project.children(None).map(|t| (t.id, false)).collect();
            while let Some((id, left)) = waiting.pop() {
                if left {
                    spans.entry(id).and_modify(|span: &mut (u32, u32)| span.1 = count);
                    continue;
                }
                count += 1;
                spans.insert(id, (count, count));
                waiting.push((id, true));
                waiting.extend(project.children(Some(id)).map(|t| (t.id, false)));
            }
        }
        Self(spans)
    }

    fn are(&self, project: &Project, a: TaskId, b: TaskId) -> bool {
        match (self.0.get(&a), self.0.get(&b)) {
            (Some(a), Some(b)) => (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1),
            _ => project.is_above(a, b) || project.is_above(b, a),
        }
    }
}

/// Which links may have a twin: those whose ends, in either order, another link has as well. For few links all may.
struct Twins(Option<Vec<u128>>);

impl Twins {
    fn of<'a>(links: Option<impl Iterator<Item = &'a Link>>) -> Self {
        Self(links.map(|links| {
            let mut ends: Vec<u128> = links.map(Self::ends).collect();
            ends.sort_unstable();
            ends.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect()
        }))
    }

    fn has(&self, link: &Link) -> bool {
        self.0.as_ref().is_none_or(|ends| ends.binary_search(&Self::ends(link)).is_ok())
    }

    /// The same for both orders; two pairs of ends with the same sum only cost a closer look.
    fn ends(link: &Link) -> u128 {
        link.from.bits().wrapping_add(link.to.bits())
    }
}
