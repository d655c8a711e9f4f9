//! What the fuzz targets call, over their seeds: so that neither the targets nor the seeds grow stale.

use std::path::PathBuf;

use planwright_formats::Notation;

#[expect(unreachable_pub, reason = "it is a crate of its own, too")]
#[path = "../../../../fuzz/src/readers.rs"]
mod fuzz;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

fn seeds(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = folder().join("seeds").join(name);
    let entries = std::fs::read_dir(&folder).map(|all| all.flatten().map(|e| e.path()).collect());
    let paths: Vec<PathBuf> = entries.unwrap_or_default();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a seed is a file"))).collect()
}

#[test]
fn every_reader_has_a_fuzz_target_and_seeds_it_reads() {
    let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).expect("the targets have a manifest");
    for notation in Notation::ALL.iter().filter(|n| n.is_read()) {
        let word = notation.word();
        assert!(manifest.contains(&format!("path = \"targets/{word}.rs\"")), "no fuzz target reads {word}");
        let target = std::fs::read_to_string(folder().join(format!("targets/{word}.rs"))).unwrap_or_default();
        let call = format!("|bytes: &[u8]| planwright_fuzz::reads(bytes, Notation::{notation:?})");
        assert!(target.contains(&call), "fuzz/targets/{word}.rs does not call {call}");
        let seeds = seeds(word);
        assert!(!seeds.is_empty(), "no seeds in fuzz/seeds/{word}");
        for (path, seed) in seeds {
            let read = fuzz::reading(&seed, *notation);
            assert!(
                read.is_ok(),
                "{}: {}",
                path.display(),
                read.err().map(|e| e.to_string()).unwrap_or_default()
            );
        }
    }
}

#[test]
fn seeds_and_their_halves_keep_the_promises_of_every_reader() {
    for notation in Notation::ALL.iter().filter(|n| n.is_read()) {
        for (_, seed) in seeds(notation.word()) {
            for cut in [seed.len(), seed.len() / 2, seed.len() / 3] {
                fuzz::reads(&seed[..cut], *notation);
                fuzz::detects(&seed[..cut]);
            }
        }
    }
}
