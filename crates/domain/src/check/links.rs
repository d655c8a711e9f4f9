//! The rules about single links.

use super::LARGEST_MINUTES;
use crate::id::LinkId;
use crate::link::{Link, LinkType};
use crate::project::Project;
use crate::violation::{Code, Violation};

pub(super) fn check(project: &Project, ids: impl Iterator<Item = LinkId>, found: &mut Vec<Violation>) {
    for link in ids.filter_map(|id| project.link(id)) {
        let mut say = |code, message: String, hint: &str| {
            found.push(Violation {
                code,
                task: Some(link.to),
                link: Some(link.id),
                message,
                hint: hint.to_owned(),
            });
        };
        let (from, to) = (project.task(link.from).is_some(), project.task(link.to).is_some());
        if !from || !to {
            let there = if from { link.from } else { link.to };
            let message = match (from, to) {
                (false, false) => "a link ties together two tasks that do not exist".to_owned(),
                _ => format!("a link ties {} to a task that does not exist", project.name(there)),
            };
            say(Code::LinkEndMissing, message, "delete the link in the same change");
            continue;
        }
        if link.from == link.to {
            let message = format!("a link ties {} to itself", project.name(link.from));
            say(Code::LinkToItself, message, "link two different tasks");
            continue;
        }
        if link.link_type == LinkType::Blocks
            && (project.is_above(link.from, link.to) || project.is_above(link.to, link.from))
        {
            let message = format!(
                "{} and {} cannot wait for each other: one is part of the other",
                project.name(link.from),
                project.name(link.to)
            );
            say(Code::LinkToRelative, message, "link the work packages instead of their summary task");
        }
        if like(project, link).any(|id| id < link.id) {
            let message = format!(
                "two links say the same of {} and {}",
                project.name(link.from),
                project.name(link.to)
            );
            say(Code::LinkTwice, message, "keep one of them");
        }
        if link.lag.unsigned_abs() > LARGEST_MINUTES {
            let message = format!("the lag after {} is more than ten years", project.name(link.from));
            say(Code::LagTooLarge, message, "check the unit of the lag");
        }
    }
}

/// The other links that say the same as this one.
pub(super) fn like<'a>(project: &'a Project, link: &'a Link) -> impl Iterator<Item = LinkId> + 'a {
    let (into, out_of) = project.network().incident(link.from);
    let directed = link.link_type == LinkType::Blocks;
    out_of.chain(into.filter(move |_| !directed)).filter_map(|id| project.link(id)).filter_map(move |other| {
        let same_ends = other.to == link.to && other.from == link.from
            || !directed && other.from == link.to && other.to == link.from;
        let same = other.id != link.id
            && same_ends
            && other.link_type == link.link_type
            && other.dependency == link.dependency;
        same.then_some(other.id)
    })
}
