//! A process that dies in the middle of a write: the file opens again, everything acknowledged is there, and nothing is
//! half there.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use planwright_contract::{Dice, Growing, moment, run};
use planwright_domain::{Author, Patch, PatchId, ProjectId, Task, TaskId, Version, apply};
use planwright_ports::{Append, ProjectStore, Scope, Upkeep};
use planwright_sql::{Options, Sqlite};

use crate::seams::{SEAMS, busy};
use crate::support::{append, child, given, holds, open, open_with, this};

/// Appends until it is killed, and says each version that was acknowledged.
async fn append_forever(store: &Sqlite, id: ProjectId, seed: u64) {
    let mut dice = Dice::new(seed);
    loop {
        let project = store.load(id, None, Scope::Whole).await.expect("loaded");
        let version = project.version();
        let mut patch =
            Patch::new(PatchId::from_bits(dice.wide()), id, version, Author::new("child"), "go on");
        // Patches of very different sizes, so that death comes in every phase of a write.
        for _ in 0..=dice.below(40) * dice.below(10) {
            let task = TaskId::from_bits(dice.wide());
            patch.create_task(Task::new(task, "x".repeat(dice.below(300) + 1)));
        }
        for task in project.tasks().take(patch.len()) {
            patch.delete_task(task.id);
        }
        let applied = apply(&mut project.clone(), &patch).expect("no rule is broken");
        let answer = store.append(id, version, &applied, moment(version.0)).await.expect("appended");
        assert_eq!(answer, Append::Appended(version.next()));
        writeln!(std::io::stdout(), "acknowledged {}", version.next()).expect("somebody listens");
    }
}

#[test]
fn a_process_killed_while_it_writes_loses_nothing_acknowledged() {
    if let Some(words) = given() {
        let [path, id, seed] = words.as_slice() else { panic!("{words:?}") };
        run(async {
            let store = open(Path::new(path)).await.expect("opened");
            let id = ProjectId::parse(id).expect("an id");
            append_forever(&store, id, seed.parse().expect("a number")).await;
        });
    }
    run(async {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("plan.db");
        let growing = Growing::new(60, "House");
        growing.store(&open(&path).await.expect("opened")).await;
        let mut dice = Dice::new(60);
        let mut total = 0;
        for round in 0..20 {
            let words = [path.to_str().expect("a plain path"), &growing.id().letters(), &round.to_string()];
            let test = "crash::a_process_killed_while_it_writes_loses_nothing_acknowledged";
            let mut process = child(&this(), test, &words).stdout(Stdio::piped()).spawn().expect("started");
            let lines = BufReader::new(process.stdout.take().expect("it talks")).lines();
            let mut said = lines
                .map_while(Result::ok)
                .filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
            let heard: Vec<u64> = said.by_ref().take(dice.below(8) + 1).collect();
            // Some way into the next write, differently far each time.
            for n in 0..dice.below(400_000) {
                std::hint::black_box(n);
            }
            process.kill().expect("killed");
            let ended = process.wait().expect("gone");
            assert_eq!(ended.code(), None, "it was at work until it was killed");
            drop(said);
            let acknowledged = *heard.last().expect("it came that far");

            let store = open(&path).await.expect("it opens");
            assert_eq!(store.inspect().await.expect("inspected"), [], "round {round}");
            let log = store.entries(growing.id(), Version(0), None).await.expect("there is a log");
            let head = log.len() as u64;
            assert!(head >= acknowledged, "round {round}: {acknowledged} was acknowledged, {head} is there");
            // Nobody but the writer knows how far it came, but never more than one write past what it said.
            total = head;
            store.close().await.expect("closed");
        }
        assert!(total > 20, "it wrote in every round");
    });
}

#[test]
fn a_process_that_dies_between_two_statements_has_written_nothing() {
    if let Some(words) = given() {
        let [path, seam] = words.as_slice() else { panic!("{words:?}") };
        let mut options = Options::default();
        let seam = seam.clone();
        options.stop_before =
            Some(Arc::new(move |next| if next == seam { std::process::abort() } else { false }));
        run(async {
            let store = open_with(Path::new(path), options).await.expect("opened");
            let answer = append(&store, &busy()).await;
            panic!("it should be dead: {answer:?}");
        });
    }
    run(async {
        let folder = tempfile::TempDir::new().expect("a folder");
        for seam in SEAMS {
            let path = folder.path().join(seam);
            let whole = busy();
            let mut before = whole.clone();
            before.log.pop();
            let store = open(&path).await.expect("opened");
            before.store(&store).await;
            let stored = store.load(whole.id(), None, Scope::Whole).await.expect("loaded");
            drop(store);

            let test = "crash::a_process_that_dies_between_two_statements_has_written_nothing";
            let words = [path.to_str().expect("a plain path"), seam];
            let mut dying = child(&this(), test, &words);
            let ended = dying.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it ran");
            assert_eq!(ended.code(), None, "{seam}: it died by a signal");

            let store = open(&path).await.expect("it opens");
            assert_eq!(store.inspect().await.expect("inspected"), [], "{seam}");
            assert_eq!(store.load(whole.id(), None, Scope::Whole).await.expect("loaded"), stored, "{seam}");
            assert_eq!(
                append(&store, &whole).await.expect("appended"),
                Append::Appended(whole.project.version())
            );
            holds(&store, &whole).await;
        }
    });
}
