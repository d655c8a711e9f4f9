//! What a task waits for, in the notation of plans: `after 1.2, 1.3 SS+1d`. An order nobody stated stands in parentheses.

use planwright::domain::{Dependency, IdMap, LagKind, Link, LinkType, OriginKind, Project, TaskId};

use super::names::Codes;

/// The links of a project by the task they lead to.
#[derive(Debug)]
pub(super) struct Ties<'a>(IdMap<TaskId, Vec<&'a Link>>);

impl<'a> Ties<'a> {
    /// Of every task, predecessors in the order of the tree.
    pub(super) fn of(project: &'a Project, codes: &Codes) -> Self {
        let mut found: IdMap<TaskId, Vec<&Link>> = IdMap::default();
        for link in project.links() {
            found.entry(link.to).or_default().push(link);
        }
        for links in found.values_mut() {
            links.sort_unstable_by_key(|link| (codes.place(link.from), link.id));
        }
        Self(found)
    }

    /// What leads to a task.
    pub(super) fn into(&self, id: TaskId) -> &[&'a Link] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What a task waits for: `after 1.2, 1.3 SS+1d (1.4)`; where not `apart`, stated or not makes no difference.
    pub(super) fn after(&self, id: TaskId, codes: &Codes, per_day: u32, apart: bool) -> Option<String> {
        let blocks = |link: &&&Link| link.link_type == LinkType::Blocks;
        let (mut stated, mut implied) = (String::new(), String::new());
        for link in self.into(id).iter().filter(blocks) {
            let list = if apart && is_implied(link) { &mut implied } else { &mut stated };
            if !list.is_empty() {
                list.push_str(", ");
            }
            list.push_str(&tie(link, codes, per_day));
        }
        match (stated.as_str(), implied.as_str()) {
            ("", "") => None,
            (stated, "") => Some(format!("after {stated}")),
            ("", implied) => Some(format!("after ({implied})")),
            (stated, implied) => Some(format!("after {stated} ({implied})")),
        }
    }

    /// What a task has to do with without waiting: `related to 1.2`.
    pub(super) fn remarks(&self, id: TaskId, codes: &Codes) -> Vec<String> {
        let word = |link: &&Link| match link.link_type {
            LinkType::Blocks => None,
            LinkType::Related => Some(format!("related to {}", codes.name(link.from))),
            LinkType::Duplicate => Some(format!("duplicate of {}", codes.name(link.from))),
        };
        self.into(id).iter().filter_map(word).collect()
    }
}

/// Whether nobody stated the link.
pub(super) fn is_implied(link: &Link) -> bool {
    link.origin.as_ref().is_some_and(|o| matches!(o.kind, OriginKind::Implied | OriginKind::Added))
}

/// A predecessor with the kind and lag of its link: `1.2`, `1.3 SS+1d`.
pub(super) fn tie(link: &Link, codes: &Codes, per_day: u32) -> String {
    format!("{}{}", codes.name(link.from), how(link, per_day))
}

/// The kind and lag of a link, with a space in front: ` SS+1d`; nothing when it is the usual one.
pub(super) fn how(link: &Link, per_day: u32) -> String {
    if link.lag == 0 && link.dependency == Dependency::FinishToStart {
        return String::new();
    }
    let mut text = format!(" {}", link.dependency.word());
    if link.lag != 0 {
        let elapsed = link.lag_kind == LagKind::Elapsed;
        let day = if elapsed { 1440 } else { per_day.max(1) };
        let (n, unit) = match link.lag.unsigned_abs() {
            m if m.is_multiple_of(day) => (m / day, 'd'),
            m if m.is_multiple_of(60) => (m / 60, 'h'),
            m => (m, 'm'),
        };
        let sign = if link.lag < 0 { '-' } else { '+' };
        text.push_str(&format!("{sign}{n}{unit}{}", if elapsed { "e" } else { "" }));
    }
    text
}

/// A link in words, from the side of the task it leads to: `after 1.2 SS+1d`, `related to 1.3`.
pub(super) fn said(link: &Link, codes: &Codes, per_day: u32) -> String {
    match link.link_type {
        LinkType::Blocks => format!("after {}", tie(link, codes, per_day)),
        LinkType::Related => format!("related to {}", codes.name(link.from)),
        LinkType::Duplicate => format!("duplicate of {}", codes.name(link.from)),
    }
}
