//! Who fills which place on a task, when each place has those who would do: nobody fills two, because somebody counts once
//! on a task however often they are asked for. Places with the fewest who would do are filled first.

use std::collections::BTreeSet;

/// Who would do in each place, as they sit: first who fills it, then the others who would do and fill no place; empty where
/// all who would do fill other places. Among places as hard to fill, one that asks for nobody by name comes last.
pub(super) fn seated(wishes: &[Vec<u32>], anybody: impl Fn(usize) -> bool) -> Vec<Vec<u32>> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&place| (wishes[place].len(), anybody(place)));
    let mut taken = BTreeSet::new();
    let mut first = vec![None; wishes.len()];
    for place in order {
        first[place] = wishes[place].iter().copied().find(|&person| taken.insert(person));
    }
    let seat = |(wished, first): (&Vec<u32>, Option<u32>)| {
        let others = wished.iter().copied().filter(|person| first.is_some() && !taken.contains(person));
        first.into_iter().chain(others).collect()
    };
    wishes.iter().zip(first).map(seat).collect()
}

#[cfg(test)]
mod tests {
    fn seated(wishes: &[Vec<u32>]) -> Vec<Vec<u32>> {
        super::seated(wishes, |_| false)
    }

    #[test]
    fn nobody_fills_two_places() {
        assert_eq!(seated(&[vec![1], vec![1]]), [vec![1], vec![]]);
        assert_eq!(seated(&[vec![1], vec![1, 2, 3]]), [vec![1], vec![2, 3]]);
        assert_eq!(seated(&[vec![1, 2], vec![1, 2], vec![1, 2]]), [vec![1], vec![2], vec![]]);
    }

    #[test]
    fn where_only_one_would_do_they_do() {
        assert_eq!(seated(&[vec![1, 2], vec![1]]), [vec![2], vec![1]]);
        assert_eq!(seated(&[vec![], vec![4, 1]]), [vec![], vec![4, 1]]);
        assert_eq!(super::seated(&[vec![1], vec![1]], |place| place == 0), [vec![], vec![1]]);
    }
}
