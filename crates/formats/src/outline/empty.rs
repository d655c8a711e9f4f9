//! Groups whose tasks all turned out to be told elsewhere are no tasks. Must never take a task from under its parent.

use crate::draft::Sketch;

/// Takes the groups without tasks out, innermost first; where each task is now.
pub(super) fn drop_empty(tasks: &mut Vec<Sketch>, group: &[bool]) -> Vec<Option<u32>> {
    let mut children = vec![0u32; tasks.len()];
    let mut kept = vec![true; tasks.len()];
    for (i, task) in tasks.iter().enumerate().rev() {
        kept[i] = children[i] > 0 || !group[i];
        if let Some(parent) = task.parent.filter(|_| kept[i]) {
            children[parent as usize] += 1;
        }
    }
    let mut next = 0;
    let place: Vec<Option<u32>> = kept
        .iter()
        .map(|kept| {
            let at = kept.then_some(next);
            next += u32::from(*kept);
            at
        })
        .collect();
    let mut i = 0;
    tasks.retain_mut(|task| {
        task.parent = task.parent.and_then(|p| place[p as usize]);
        i += 1;
        kept[i - 1]
    });
    place
}
