//! Parents before their children: what a document tells in any order, put in the order of a draft. Must never lose a task:
//! one that would belong to itself belongs to nothing.

use crate::draft::Draft;

/// Puts the tasks of a draft in order where some parents were told by reference. Siblings keep their order.
pub(crate) fn in_order<T>(draft: &mut Draft, told: &[T]) {
    if told.is_empty() {
        return;
    }
    let count = draft.tasks.len();
    let mut below: Vec<Vec<u32>> = vec![Vec::new(); count];
    let mut open: Vec<u32> = Vec::new();
    for (i, task) in draft.tasks.iter().enumerate().rev() {
        match task.parent {
            Some(parent) => below[parent as usize].push(i as u32),
            None => open.push(i as u32),
        }
    }
    let mut places: Vec<Option<u32>> = vec![None; count];
    let mut order: Vec<u32> = Vec::with_capacity(count);
    let mut next = 0;
    loop {
        while let Some(task) = open.pop() {
            if places[task as usize].is_none() {
                places[task as usize] = Some(order.len() as u32);
                order.push(task);
                open.append(&mut below[task as usize]);
            }
        }
        // What is left belongs to itself in a circle, which is opened where it is met first.
        while next < count && places[next].is_some() {
            next += 1;
        }
        if next == count {
            break;
        }
        draft.tasks[next].parent = None;
        open.push(next as u32);
    }
    let place = |task: u32| places[task as usize].unwrap_or(task);
    let mut tasks: Vec<Option<_>> = std::mem::take(&mut draft.tasks).into_iter().map(Some).collect();
    for task in order {
        if let Some(mut sketch) = tasks[task as usize].take() {
            sketch.parent = sketch.parent.map(place);
            draft.tasks.push(sketch);
        }
    }
    for tie in &mut draft.ties {
        (tie.from, tie.to) = (place(tie.from), place(tie.to));
    }
    for loose in &mut draft.loose {
        loose.task = place(loose.task);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Sketch, Tie};

    #[test]
    fn parents_come_first_and_circles_are_opened() {
        let task = |title: &str, parent| Sketch { title: title.to_owned(), parent, ..Sketch::default() };
        let mut draft = Draft {
            tasks: vec![
                task("a", Some(2)),
                task("b", None),
                task("c", None),
                task("d", Some(4)),
                task("e", Some(3)),
            ],
            ties: vec![Tie::stated(0, 1, 1, "")],
            ..Draft::default()
        };
        in_order(&mut draft, &[()]);
        let said: Vec<_> = draft.tasks.iter().map(|t| (t.title.as_str(), t.parent)).collect();
        assert_eq!(said, [("b", None), ("c", None), ("a", Some(1)), ("d", None), ("e", Some(3))]);
        assert_eq!((draft.ties[0].from, draft.ties[0].to), (2, 0));
    }
}
