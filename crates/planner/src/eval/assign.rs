//! The assignment of greatest weight: rows to columns, one to one, where not every pair is allowed. The shortest
//! augmenting paths of Kuhn and Munkres, on each knot of rows and columns that are tied together by itself.

use std::collections::HashMap;

/// A knot of more rows than this is assigned greedily: its exact solution would take cubic time.
const KNOT: usize = 400;

/// A pair that is allowed, with its weight, which is greater than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) weight: u32,
}

/// Pairs of row and column whose weights add up to as much as any allowed pairs do. Exact unless a knot has more than
/// [`KNOT`] rows; such a one is assigned by descending weight.
pub(super) fn assign(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for knot in knots(candidates) {
        let rows = numbered(knot.iter().map(|c| c.row));
        if rows.len() > KNOT {
            greedy(knot, &mut pairs);
        } else {
            exact(&knot, &rows, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The candidates parted into those that have nothing to do with each other.
fn knots(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let rows = numbered(candidates.iter().map(|c| c.row));
    let columns = numbered(candidates.iter().map(|c| c.column));
    let mut above: Vec<usize> = (0..rows.len() + columns.len()).collect();
    for c in candidates {
        let (a, b) = (top(&mut above, rows[&c.row]), top(&mut above, rows.len() + columns[&c.column]));
        above[a.max(b)] = a.min(b);
    }
    let mut knots: Vec<Vec<Candidate>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for c in candidates {
        let knot = *known.entry(top(&mut above, rows[&c.row])).or_insert_with(|| {
            knots.push(Vec::new());
            knots.len() - 1
        });
        knots[knot].push(*c);
    }
    knots
}

fn top(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
}

/// Each different number with its place among them, in the order in which they come.
fn numbered(all: impl Iterator<Item = usize>) -> HashMap<usize, usize> {
    let mut places = HashMap::new();
    for one in all {
        let next = places.len();
        places.entry(one).or_insert(next);
    }
    places
}

fn greedy(mut knot: Vec<Candidate>, pairs: &mut Vec<(usize, usize)>) {
    knot.sort_unstable_by_key(|c| (std::cmp::Reverse(c.weight), c.row, c.column));
    let (mut rows, mut columns) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    for c in knot {
        if !rows.contains(&c.row) && !columns.contains(&c.column) {
            rows.insert(c.row);
            columns.insert(c.column);
            pairs.push((c.row, c.column));
        }
    }
}

/// The potentials method over a dense matrix of costs; each row has a column of its own beside, at no gain, so that it
/// may stay alone.
fn exact(knot: &[Candidate], rows: &HashMap<usize, usize>, pairs: &mut Vec<(usize, usize)>) {
    let columns = numbered(knot.iter().map(|c| c.column));
    let (n, m) = (rows.len(), columns.len() + rows.len());
    // Counted from 1: row and column 0 are where a search begins.
    let mut cost = vec![0i64; n * m];
    for c in knot {
        let cell = &mut cost[rows[&c.row] * m + columns[&c.column]];
        *cell = (*cell).min(-i64::from(c.weight));
    }
    let (mut u, mut v) = (vec![0i64; n + 1], vec![0i64; m + 1]);
    let (mut owner, mut way) = (vec![0usize; m + 1], vec![0usize; m + 1]);
    for row in 1..=n {
        owner[0] = row;
        let mut at = 0;
        let (mut least, mut used) = (vec![i64::MAX; m + 1], vec![false; m + 1]);
        while owner[at] != 0 {
            used[at] = true;
            let from = owner[at];
            let (mut delta, mut next) = (i64::MAX, 0);
            for column in 1..=m {
                if used[column] {
                    continue;
                }
                let reduced = cost[(from - 1) * m + column - 1] - u[from] - v[column];
                if reduced < least[column] {
                    (least[column], way[column]) = (reduced, at);
                }
                if least[column] < delta {
                    (delta, next) = (least[column], column);
                }
            }
            for column in 0..=m {
                if used[column] {
                    u[owner[column]] += delta;
                    v[column] -= delta;
                } else if least[column] < i64::MAX {
                    least[column] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[way[at]];
            at = way[at];
        }
    }
    let row_of: HashMap<usize, usize> = rows.iter().map(|(row, place)| (*place, *row)).collect();
    for (column, place) in &columns {
        let row = owner[place + 1];
        if row > 0 && cost[(row - 1) * m + place] < 0 {
            pairs.extend(row_of.get(&(row - 1)).map(|row| (*row, *column)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidate((row, column, weight): (usize, usize, u32)) -> Candidate {
        Candidate { row, column, weight }
    }

    /// The greatest weight by trying everything.
    fn best(candidates: &[Candidate], row: usize, rows: usize, taken: u32) -> u32 {
        if row == rows {
            return 0;
        }
        let alone = best(candidates, row + 1, rows, taken);
        let here = candidates.iter().filter(|c| c.row == row && taken & 1 << c.column == 0);
        here.map(|c| c.weight + best(candidates, row + 1, rows, taken | 1 << c.column)).fold(alone, u32::max)
    }

    #[test]
    fn a_pair_gives_way_where_the_whole_gains() {
        let all = [(0, 0, 10), (0, 1, 9), (1, 0, 9)].map(candidate);
        assert_eq!(assign(&all), [(0, 1), (1, 0)]);
        assert_eq!(assign(&[]), []);
    }

    #[test]
    fn a_large_knot_is_still_one_to_one() {
        let all: Vec<Candidate> =
            (0..500).flat_map(|row| (row..row + 3).map(move |column| candidate((row, column, 7)))).collect();
        let pairs = assign(&all);
        assert_eq!(pairs.len(), 500);
        let columns: std::collections::HashSet<usize> = pairs.iter().map(|p| p.1).collect();
        assert_eq!(columns.len(), 500);
    }

    proptest! {
        #[test]
        fn nothing_weighs_more(all in proptest::collection::btree_map((0usize..5, 0usize..5), 1u32..20, 0..16)) {
            let all: Vec<Candidate> = all.into_iter().map(|((r, c), w)| candidate((r, c, w))).collect();
            let pairs = assign(&all);
            let weight = |(row, column): &(usize, usize)| {
                all.iter().find(|c| c.row == *row && c.column == *column).map(|c| c.weight)
            };
            let sum: Option<u32> = pairs.iter().map(weight).sum();
            prop_assert_eq!(sum, Some(best(&all, 0, 5, 0)));
            let rows: std::collections::HashSet<usize> = pairs.iter().map(|p| p.0).collect();
            let columns: std::collections::HashSet<usize> = pairs.iter().map(|p| p.1).collect();
            prop_assert_eq!((rows.len(), columns.len()), (pairs.len(), pairs.len()));
        }
    }
}
