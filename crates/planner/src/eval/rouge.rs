//! ROUGE (Lin 2004) over titles: the words of all titles in the order of the tree, the gold plan's as the reference.
//! Words are folded, and neither stemmed nor left out. Bigrams do not reach from one title into the next.

use std::collections::HashMap;

use planwright_phrases::words::tokens;

use super::Overlap;
use super::label::{Labels, Side};

/// What two texts have in common, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rouge {
    /// Single words, each as often as both have it.
    pub one: Overlap,
    /// Pairs of neighbouring words.
    pub two: Overlap,
    /// The longest common subsequence.
    pub longest: Overlap,
}

impl Rouge {
    pub(super) fn of(labels: &Labels<'_>) -> Self {
        let mut book = HashMap::new();
        let gold = words(&labels.gold, &mut book);
        let plan = words(&labels.plan, &mut book);
        Self::of_texts(&gold, &plan)
    }

    fn of_texts(gold: &[Vec<u32>], plan: &[Vec<u32>]) -> Self {
        let overlap = |n: usize| {
            let (gold, plan) = (grams(gold, n), grams(plan, n));
            let all = |grams: &HashMap<&[u32], u64>| grams.values().sum();
            let both = gold.iter().map(|(gram, n)| plan.get(gram).map_or(0, |m| *n.min(m))).sum();
            Overlap { both, gold: all(&gold), plan: all(&plan) }
        };
        let (one, two) = (overlap(1), overlap(2));
        let both = common(&gold.concat(), &plan.concat());
        Self { one, two, longest: Overlap { both, ..one } }
    }
}

fn words(side: &Side<'_>, book: &mut HashMap<String, u32>) -> Vec<Vec<u32>> {
    let mut number = |word: String| {
        let next = book.len() as u32;
        *book.entry(word).or_insert(next)
    };
    side.tasks
        .iter()
        .map(|task| tokens(&task.title).into_iter().map(|found| number(found.value)).collect())
        .collect()
}

fn grams(titles: &[Vec<u32>], n: usize) -> HashMap<&[u32], u64> {
    let mut grams = HashMap::new();
    for gram in titles.iter().flat_map(|title| title.windows(n)) {
        *grams.entry(gram).or_default() += 1;
    }
    grams
}

/// The length of the longest common subsequence, 64 cells at a time (Hyyrö 2004).
fn common(a: &[u32], b: &[u32]) -> u64 {
    let blocks = a.len().div_ceil(64);
    let mut places: HashMap<u32, Vec<(usize, u64)>> = HashMap::new();
    for (n, word) in a.iter().enumerate() {
        let (block, bit) = (n / 64, 1u64 << (n % 64));
        let here = places.entry(*word).or_default();
        match here.last_mut() {
            Some((last, bits)) if *last == block => *bits |= bit,
            _ => here.push((block, bit)),
        }
    }
    // A bit is clear where the row of the usual table steps up.
    let mut row = vec![u64::MAX; blocks];
    for word in b {
        let Some(places) = places.get(word) else { continue };
        let mut places = places.iter().peekable();
        let mut carry = false;
        for (block, bits) in row.iter_mut().enumerate() {
            let here = places.next_if(|(at, _)| *at == block).map_or(0, |(_, bits)| *bits);
            let matched = *bits & here;
            let (sum, over) = bits.overflowing_add(matched);
            let (sum, more) = sum.overflowing_add(u64::from(carry));
            carry = over || more;
            *bits = sum | (*bits & !matched);
        }
    }
    let counted = (0..a.len()).filter(|n| row[n / 64] & 1 << (n % 64) == 0);
    counted.count() as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str, book: &mut HashMap<String, u32>) -> Vec<Vec<u32>> {
        let mut number = |word: &str| {
            let next = book.len() as u32;
            *book.entry(word.to_owned()).or_insert(next)
        };
        text.split('/').map(|title| title.split_whitespace().map(&mut number).collect()).collect()
    }

    fn rouge(gold: &str, plan: &str) -> Rouge {
        let mut book = HashMap::new();
        let gold = texts(gold, &mut book);
        Rouge::of_texts(&gold, &texts(plan, &mut book))
    }

    /// The sentences of Lin 2004, section 3.
    #[test]
    fn published_sentences_have_their_scores() {
        let reference = "police killed the gunman";
        let (second, third) =
            (rouge(reference, "police kill the gunman"), rouge(reference, "the gunman kill police"));
        assert_eq!((second.longest.f1(), third.longest.f1()), (Some(0.75), Some(0.5)));
        assert_eq!((second.two.recall(), third.two.recall()), (Some(1.0 / 3.0), Some(1.0 / 3.0)));
        assert_eq!(rouge(reference, "the gunman police killed").longest.recall(), Some(0.5));
    }

    #[test]
    fn a_word_counts_as_often_as_both_have_it() {
        let both = rouge("the the cat", "the the the the");
        assert_eq!((both.one.both, both.one.gold, both.one.plan), (2, 3, 4));
        assert_eq!(rouge("", "").one.f1(), None);
    }

    #[test]
    fn bigrams_end_with_their_title() {
        assert_eq!(rouge("a b/c", "a/b c").two.both, 0);
        assert_eq!(rouge("a b/c", "a b/c").two.f1(), Some(1.0));
    }

    proptest! {
        #[test]
        fn the_longest_common_subsequence_is_that_of_the_table(
            a in proptest::collection::vec(0u32..4, 0..150),
            b in proptest::collection::vec(0u32..4, 0..150),
        ) {
            let mut table = vec![vec![0u64; b.len() + 1]; a.len() + 1];
            for i in 1..=a.len() {
                for k in 1..=b.len() {
                    table[i][k] = if a[i - 1] == b[k - 1] {
                        table[i - 1][k - 1] + 1
                    } else {
                        table[i - 1][k].max(table[i][k - 1])
                    };
                }
            }
            prop_assert_eq!(common(&a, &b), table[a.len()][b.len()]);
        }
    }
}
