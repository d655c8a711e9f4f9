//! What was written is known again: by what stands in it alone, and by the usual name of its files.

use planwright_contract::synthetic::Shape;
use planwright_domain::Project;
use planwright_formats::{Notation, Occasion, detect, write};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::generate::{any_project, odd_words};

const NAMES: [(Notation, &str); 13] = [
    (Notation::Markdown, "plan.md"),
    (Notation::Text, "house.plan"),
    (Notation::Json, "plan.json"),
    (Notation::Taskmaster, "tasks.json"),
    (Notation::Org, "plan.org"),
    (Notation::Ics, "plan.ics"),
    (Notation::TodoTxt, "plan.todo"),
    (Notation::Csv, "plan.csv"),
    (Notation::Mermaid, "plan.mmd"),
    (Notation::Flowchart, "plan.mmd"),
    (Notation::Dot, "plan.gv"),
    (Notation::TaskJuggler, "plan.tjp"),
    (Notation::MsProject, "plan.xml"),
];

fn known_again(project: &Project) -> Result<(), String> {
    let occasion =
        Occasion { today: jiff::civil::date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    for (notation, name) in NAMES {
        let Some(written) = write(project, notation, &occasion) else { continue };
        // A line of todo.txt may be any line of words: only its name is proof.
        let nameless = (notation != Notation::TodoTxt).then_some(None);
        for name in nameless.into_iter().chain([Some(name)]) {
            let found = detect(written.text.as_bytes(), name);
            if found != notation {
                let start: String = written.text.chars().take(600).collect();
                return Err(format!("{notation:?} named {name:?} was taken for {found:?}:\n{start}"));
            }
        }
    }
    Ok(())
}

#[test]
fn every_notation_is_known_again_by_what_stands_in_it() {
    for notation in Notation::ALL.iter().filter(|n| n.is_read() && n.is_written()) {
        assert!(NAMES.iter().any(|(n, _)| n == notation), "{notation:?} is not in the list of this file");
    }
    for (tasks, levels, density, seed) in [(1, 1, 0.0, 1), (2, 1, 0.5, 2), (40, 3, 1.0, 3), (3000, 8, 2.0, 4)]
    {
        let project = Shape { tasks, levels, density, seed, ..Shape::default() }.project();
        known_again(&project).expect("it is known again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn odd_words_hide_no_notation(project in any_project(odd_words())) {
        known_again(&project).map_err(TestCaseError::fail)?;
    }
}
