//! What the fuzz target of the drafter calls, over its seeds: so that neither grows stale.

use std::path::PathBuf;

#[expect(unreachable_pub, reason = "it is part of a crate of its own, too")]
#[path = "../../../../fuzz/src/words.rs"]
mod words;

#[test]
fn seeds_and_their_halves_become_plans_that_keep_the_rules() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/paragraph");
    let seeds: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("there are seeds").flatten().map(|e| e.path()).collect();
    assert!(!seeds.is_empty());
    for path in seeds {
        let seed = std::fs::read_to_string(path).expect("a seed is text");
        let middle = (0..=seed.len() / 2).rev().find(|at| seed.is_char_boundary(*at)).unwrap_or(0);
        words::drafts(&seed);
        words::drafts(&seed[..middle]);
        words::drafts(&seed[middle..]);
    }
}
