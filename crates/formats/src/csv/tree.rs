//! Which row is part of which: by what a row calls its parent, by codes, levels or indents, by the groups it stands in.
//! Must never lose a row, nor hang one below itself.

use std::collections::HashMap;

/// Parents by codes such as 1.2.3; none unless one code continues another.
pub(super) fn by_codes(codes: &[Option<&str>]) -> Option<Vec<Option<u32>>> {
    let plain = |code: &str| -> String {
        let parts = code.trim().trim_matches(['.', ' ']).split(['.', '-']).map(|p| {
            let digits = p.trim_start_matches('0');
            if digits.is_empty() && !p.is_empty() { "0" } else { digits }
        });
        parts.collect::<Vec<_>>().join(".")
    };
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut parents = vec![None; codes.len()];
    let mut nested = false;
    for (i, code) in codes.iter().enumerate() {
        let Some(code) = code.map(plain).filter(|c| !c.is_empty() && c.len() < 400) else { continue };
        // "2.0" is the phase of 2.1 and 2.2.
        let own = code.strip_suffix(".0").unwrap_or(&code).to_owned();
        let mut above = own.rsplit_once('.').map(|(above, _)| above);
        while let Some(code) = above {
            if let Some(parent) = seen.get(code) {
                parents[i] = Some(*parent);
                nested = true;
                break;
            }
            above = code.rsplit_once('.').map(|(above, _)| above);
        }
        seen.entry(own).or_insert(i as u32);
    }
    nested.then_some(parents)
}

/// Parents by depth: a row is part of the last one before it that is less deep. None where all are equally deep.
pub(super) fn by_depths(depths: &[Option<u32>]) -> Option<Vec<Option<u32>>> {
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut nested = false;
    let parents = depths
        .iter()
        .enumerate()
        .map(|(i, depth)| {
            // What says nothing of its depth is as deep as what stands before it.
            let depth = depth.unwrap_or_else(|| open.last().map_or(0, |(d, _)| *d));
            while open.last().is_some_and(|(d, _)| *d >= depth) {
                open.pop();
            }
            let parent = open.last().map(|(_, at)| *at);
            nested |= parent.is_some();
            open.push((depth, i as u32));
            parent
        })
        .collect();
    nested.then_some(parents)
}

/// How far a title stands in, and whether any sign says so.
pub(super) fn indent(title: &str) -> u32 {
    let mut at = 0;
    for c in title.chars().take(400) {
        match c {
            '\t' => at += 4,
            '\u{3000}' => at += 2,
            c if c.is_whitespace() => at += 1,
            '└' | '├' | '─' | '│' | '↳' | '•' | '·' | '>' | '—' | '–' => at += 1,
            _ => break,
        }
    }
    at
}

/// Leaves out parents that would close a circle; says for whom.
pub(crate) fn without_circles(parents: &mut [Option<u32>]) -> Vec<u32> {
    let mut cut = Vec::new();
    // 0: not seen, 1: on the way up, 2: sound.
    let mut state = vec![0u8; parents.len()];
    for i in 0..parents.len() {
        let mut way = Vec::new();
        let mut at = i;
        loop {
            match state[at] {
                0 => {
                    state[at] = 1;
                    way.push(at);
                    match parents[at] {
                        Some(parent) => at = parent as usize,
                        None => break,
                    }
                }
                1 => {
                    if let Some(last) = way.last() {
                        parents[*last] = None;
                        cut.push(*last as u32);
                    }
                    break;
                }
                _ => break,
            }
        }
        for at in way {
            state[at] = 2;
        }
    }
    cut
}

/// The tasks in an order in which a parent stands before its children and all else stays: the old place of each.
pub(crate) fn order(parents: &[Option<u32>]) -> Vec<u32> {
    let sorted = parents.iter().enumerate().all(|(i, p)| p.is_none_or(|p| (p as usize) < i));
    if sorted {
        return (0..parents.len() as u32).collect();
    }
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut stack: Vec<u32> = Vec::new();
    for (i, parent) in parents.iter().enumerate().rev() {
        match parent {
            Some(parent) => children.entry(*parent).or_default().push(i as u32),
            None => stack.push(i as u32),
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(at) = stack.pop() {
        order.push(at);
        stack.extend(children.remove(&at).unwrap_or_default());
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_levels_and_indents_make_a_tree() {
        let codes = |c: &[&'static str]| by_codes(&c.iter().map(|c| Some(*c)).collect::<Vec<_>>());
        assert_eq!(
            codes(&["1", "1.1", "1.1.2", "2", "2.1"]),
            Some(vec![None, Some(0), Some(1), None, Some(3)])
        );
        assert_eq!(codes(&["1.0", "1.1", "2.0", "2.1"]), Some(vec![None, Some(0), None, Some(2)]));
        assert_eq!(codes(&["A", "A.01", "A.1.1"]), Some(vec![None, Some(0), Some(1)]));
        assert_eq!(codes(&["1", "2", "3"]), None);
        let depths = |d: &[u32]| by_depths(&d.iter().map(|d| Some(*d)).collect::<Vec<_>>());
        assert_eq!(depths(&[1, 2, 3, 2, 1]), Some(vec![None, Some(0), Some(1), Some(0), None]));
        assert_eq!(depths(&[1, 1]), None);
        assert_eq!(indent("    a"), 4);
    }

    proptest! {
        #[test]
        fn every_task_stands_once_and_behind_its_parent(raw in proptest::collection::vec(proptest::option::of(0usize..12), 0..12)) {
            let n = raw.len();
            let mut parents: Vec<Option<u32>> = raw.iter().map(|p| p.filter(|p| *p < n).map(|p| p as u32)).collect();
            without_circles(&mut parents);
            let order = order(&parents);
            let mut seen = std::collections::HashSet::new();
            for at in &order {
                prop_assert!(parents[*at as usize].is_none_or(|p| seen.contains(&p)));
                prop_assert!(seen.insert(*at));
            }
            prop_assert_eq!(order.len(), n);
        }
    }
}
