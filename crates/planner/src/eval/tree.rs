//! The edit distance of two trees: the least cost of deleting, inserting and renaming tasks that makes one the other,
//! with the order of siblings (Zhang and Shasha 1989). It is computed exactly by APTED (Pawlik and Augsten, TODS 40(1)
//! 2015, Information Systems 56 2016). Must never guess: trees that are too large get no figure.

use std::collections::HashMap;

use apted::{APTED, CostModel, Node, estimated_peak_bytes};

use super::label::{Labels, SAME, Side};

/// Bytes the algorithm may take: enough for two plans of 4,500 tasks.
const MEMORY: usize = 256 << 20;

/// How far apart two trees are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Structure {
    /// The edit distance. A deletion or an insertion costs 1, a renaming what the titles have not in common, 0 to 1.
    pub distance: f64,
    /// `max(0, 1 - distance / max(gold tasks, plan tasks))`, 1 for two empty plans (as in TEDS, Zhong et al. 2020).
    pub similarity: f64,
}

/// The trees with their titles.
pub(super) fn titled(labels: &Labels<'_>) -> Option<Structure> {
    let (gold, plan) = (Names::of(&labels.gold), Names::of(&labels.plan));
    fits(labels)
        .then(|| Renaming::of(labels, &gold, &plan))
        .and_then(|costs| structure(&labels.gold, &labels.plan, (&gold, &plan), &costs))
}

/// The trees alone: renaming costs nothing.
pub(super) fn bare(labels: &Labels<'_>) -> Option<Structure> {
    let (gold, plan) = (Names::of(&labels.gold), Names::of(&labels.plan));
    structure(&labels.gold, &labels.plan, (&gold, &plan), Free)
}

fn fits(labels: &Labels<'_>) -> bool {
    let bytes = estimated_peak_bytes(labels.gold.tasks.len() + 1, labels.plan.tasks.len() + 1);
    bytes.is_some_and(|bytes| bytes <= MEMORY)
}

fn structure<C: CostModel<usize>>(
    gold: &Side<'_>,
    plan: &Side<'_>,
    names: (&Names, &Names),
    costs: C,
) -> Option<Structure> {
    let distance = distance(&tree(gold, names.0), &tree(plan, names.1), costs)?;
    let largest = gold.tasks.len().max(plan.tasks.len()).max(1) as f64;
    Some(Structure { distance, similarity: (1.0 - distance / largest).max(0.0) })
}

/// In tasks. Costs are whole thousandths below 2^24, which the algorithm's numbers hold exactly.
fn distance<C: CostModel<usize>>(gold: &Node<usize>, plan: &Node<usize>, costs: C) -> Option<f64> {
    let mut apted = APTED::new(costs).with_memory_limit(MEMORY);
    let distance = apted.try_compute_edit_distance(gold, plan).ok()?;
    Some(f64::from(distance) / f64::from(SAME))
}

/// The name of the project itself, above all tasks.
const PROJECT: usize = 0;

/// The different labels of one plan, numbered from 1.
struct Names {
    labels: Vec<usize>,
    of_task: Vec<usize>,
}

impl Names {
    fn of(side: &Side<'_>) -> Self {
        let mut labels = side.label.clone();
        labels.sort_unstable();
        labels.dedup();
        let name = |label: &usize| labels.binary_search(label).map_or(PROJECT, |at| at + 1);
        let of_task = side.label.iter().map(name).collect();
        Self { labels, of_task }
    }
}

/// The tasks of a plan below one node for the project; a node holds its name.
fn tree(side: &Side<'_>, names: &Names) -> Node<usize> {
    let mut below: Vec<Vec<Node<usize>>> = std::iter::repeat_with(Vec::new).take(side.tasks.len()).collect();
    let mut top = Vec::new();
    // Parents come before their children, so from the end on every task is complete when its turn comes.
    for n in (0..side.tasks.len()).rev() {
        let mut node = Node::new(names.of_task[n]);
        for child in below[n].drain(..).rev() {
            node.add_child(child);
        }
        match side.parent[n] {
            Some(parent) => below[parent].push(node),
            None => top.push(node),
        }
    }
    let mut root = Node::new(PROJECT);
    for node in top.into_iter().rev() {
        root.add_child(node);
    }
    root
}

/// Renaming costs what two labels have not in common.
struct Renaming {
    columns: usize,
    cost: Vec<u16>,
}

impl Renaming {
    fn of(labels: &Labels<'_>, gold: &Names, plan: &Names) -> Self {
        // The project is itself and nothing else.
        let columns = plan.labels.len() + 1;
        let mut cost = vec![SAME; (gold.labels.len() + 1) * columns];
        cost[PROJECT] = 0;
        // Only titles that share a word, or are the same, cost less than everything.
        let mut with_word: HashMap<u32, Vec<usize>> = HashMap::new();
        for (column, label) in plan.labels.iter().enumerate() {
            for word in &labels.get(*label).words {
                with_word.entry(*word).or_default().push(column);
            }
        }
        for (row, a) in gold.labels.iter().enumerate() {
            let cells = &mut cost[(row + 1) * columns + 1..(row + 2) * columns];
            let same = plan.labels.binary_search(a).into_iter();
            let words = labels.get(*a).words.iter().filter_map(|word| with_word.get(word)).flatten().copied();
            for column in same.chain(words) {
                if cells[column] == SAME {
                    cells[column] = SAME - labels.likeness(*a, plan.labels[column]);
                }
            }
        }
        Self { columns, cost }
    }
}

impl CostModel<usize> for &Renaming {
    fn del(&self, _: &Node<usize>) -> f32 {
        f32::from(SAME)
    }

    fn ins(&self, _: &Node<usize>) -> f32 {
        f32::from(SAME)
    }

    fn ren(&self, gold: &Node<usize>, plan: &Node<usize>) -> f32 {
        let cell = gold.node_data() * self.columns + plan.node_data();
        f32::from(self.cost.get(cell).copied().unwrap_or(SAME))
    }
}

/// Renaming costs nothing.
struct Free;

impl CostModel<usize> for Free {
    fn del(&self, _: &Node<usize>) -> f32 {
        f32::from(SAME)
    }

    fn ins(&self, _: &Node<usize>) -> f32 {
        f32::from(SAME)
    }

    fn ren(&self, gold: &Node<usize>, plan: &Node<usize>) -> f32 {
        // The project stays the project.
        if (*gold.node_data() == PROJECT) == (*plan.node_data() == PROJECT) { 0.0 } else { f32::from(SAME) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A plain tree, and the recursion of Zhang and Shasha in the words of its definition: the last tree of a forest is
    /// deleted, or inserted, or its root renamed.
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    struct Plain(u8, Vec<Plain>);

    type Known = HashMap<(Vec<Plain>, Vec<Plain>), u32>;

    fn plain_distance(a: &[Plain], b: &[Plain], known: &mut Known) -> u32 {
        let size = |forest: &[Plain]| forest.iter().map(count).sum::<u32>();
        let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last()) else {
            return size(a) + size(b);
        };
        if let Some(found) = known.get(&(a.to_vec(), b.to_vec())) {
            return *found;
        }
        let without = |last: &Plain, rest: &[Plain]| [rest, &last.1].concat();
        let deleted = plain_distance(&without(last_a, rest_a), b, known) + 1;
        let inserted = plain_distance(a, &without(last_b, rest_b), known) + 1;
        let renamed = plain_distance(rest_a, rest_b, known)
            + plain_distance(&last_a.1, &last_b.1, known)
            + u32::from(last_a.0 != last_b.0);
        let found = deleted.min(inserted).min(renamed);
        known.insert((a.to_vec(), b.to_vec()), found);
        found
    }

    fn count(tree: &Plain) -> u32 {
        1 + tree.1.iter().map(count).sum::<u32>()
    }

    fn node(tree: &Plain) -> Node<usize> {
        let mut made = Node::new(usize::from(tree.0));
        tree.1.iter().for_each(|child| made.add_child(node(child)));
        made
    }

    /// `a(b c(d))` as a tree.
    fn parse(text: &str) -> Plain {
        fn forest(chars: &mut std::iter::Peekable<std::str::Bytes<'_>>) -> Vec<Plain> {
            let mut trees = Vec::new();
            while let Some(byte) = chars.next_if(|b| *b != b')') {
                match byte {
                    b'(' => {
                        let below = forest(chars);
                        let _closing = chars.next();
                        if let Some(last) = trees.last_mut() {
                            let Plain(_, children) = last;
                            *children = below;
                        }
                    }
                    b' ' => {}
                    letter => trees.push(Plain(letter, Vec::new())),
                }
            }
            trees
        }
        forest(&mut text.bytes().peekable()).remove(0)
    }

    struct Unit;

    impl CostModel<usize> for Unit {
        fn del(&self, _: &Node<usize>) -> f32 {
            f32::from(SAME)
        }
        fn ins(&self, _: &Node<usize>) -> f32 {
            f32::from(SAME)
        }
        fn ren(&self, a: &Node<usize>, b: &Node<usize>) -> f32 {
            if a.node_data() == b.node_data() { 0.0 } else { f32::from(SAME) }
        }
    }

    #[test]
    fn published_cases_have_their_distances() {
        for (a, b, distance_of_both) in [
            // Zhang and Shasha 1989, figure 4.
            ("f(d(a c(b)) e)", "f(c(d(a b)) e)", 2.0),
            ("a(b c)", "a(b(d))", 2.0),
            ("a", "a", 0.0),
            ("a", "b", 1.0),
            // A chain against a star: only the root and one leaf can stay.
            ("a(b(c(d(e))))", "a(b c d e)", 6.0),
            // Demaine et al. 2009: moving a subtree costs its nodes twice, a level in between once.
            ("a(b(c d) e)", "a(b(x(c d)) e)", 1.0),
            ("a(b(c d) e)", "a(e b(c d))", 2.0),
        ] {
            let (a, b) = (parse(a), parse(b));
            assert_eq!(distance(&node(&a), &node(&b), Unit), Some(distance_of_both), "{a:?} {b:?}");
        }
    }

    fn trees() -> impl Strategy<Value = Plain> {
        let leaf = (b'a'..b'd').prop_map(|letter| Plain(letter, Vec::new()));
        leaf.prop_recursive(4, 9, 4, |below| {
            (b'a'..b'd', proptest::collection::vec(below, 0..4)).prop_map(|(l, c)| Plain(l, c))
        })
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_the_plain_recursion(a in trees(), b in trees()) {
            let found = distance(&node(&a), &node(&b), Unit);
            let wanted = plain_distance(&[a], &[b], &mut Known::new());
            prop_assert_eq!(found, Some(f64::from(wanted)));
        }
    }
}
