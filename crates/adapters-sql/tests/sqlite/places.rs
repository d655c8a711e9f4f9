//! Places where a store cannot be: each is a clear error, and what is there stays as it was.

use std::path::{Path, PathBuf};

use planwright_contract::{Dice, Growing, run};
use planwright_domain::{Task, TaskId, Version};
use planwright_ports::{Append, ProjectStore, Scope, StoreError, Upkeep};
use planwright_sql::{Options, SCHEMA};

use crate::support::{append, column, holds, open, open_with, run_past};

fn folder() -> tempfile::TempDir {
    tempfile::TempDir::new().expect("a folder")
}

/// A store with a large and a small project, closed again.
async fn stored(path: &Path) -> Growing {
    let mut growing = Growing::new(100, "House");
    fill(&mut growing, 400);
    let store = open(path).await.expect("opened");
    growing.store(&store).await;
    store.close().await.expect("closed");
    growing
}

/// One more patch with `n` new tasks.
fn fill(growing: &mut Growing, n: u128) {
    let mut dice = Dice::new(growing.project.version().0);
    let _ = growing.step(|patch| {
        for i in 0..n {
            let mut task = Task::new(TaskId::from_bits(dice.wide()), format!("Task {i}"));
            task.description = Some("words ".repeat(50));
            patch.create_task(task);
        }
    });
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("read")
}

fn damaged(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. })
}

fn unwritable(error: &StoreError) -> bool {
    matches!(error, StoreError::Unwritable { .. })
}

#[test]
fn missing_folders_are_made() {
    run(async {
        let folder = folder();
        let path = folder.path().join("a/b c/ü.db");
        stored(&path).await;
        assert!(path.is_file());
    });
}

#[test]
fn a_store_that_must_be_there_already_is_not_made() {
    run(async {
        let folder = folder();
        let path = folder.path().join("a/plan.db");
        let mut options = Options::default();
        options.create = false;
        assert!(unwritable(&open_with(&path, options.clone()).await.expect_err("it is not there")));
        assert!(!path.exists() && !folder.path().join("a").exists());
        let growing = stored(&path).await;
        holds(&open_with(&path, options).await.expect("now it is"), &growing).await;
    });
}

#[test]
fn a_folder_is_no_store_and_a_file_no_folder() {
    run(async {
        let folder = folder();
        assert!(unwritable(&open(folder.path()).await.expect_err("a folder")));
        let file = folder.path().join("file");
        std::fs::write(&file, "words").expect("written");
        assert!(unwritable(&open(&file.join("plan.db")).await.expect_err("a file is no folder")));
        assert_eq!(bytes(&file), b"words");
    });
}

#[test]
fn a_name_that_looks_like_a_uri_is_a_name() {
    run(async {
        let folder = folder();
        let path = folder.path().join("file:x?mode=memory");
        let growing = stored(&path).await;
        assert!(path.is_file());
        holds(&open(&path).await.expect("opened"), &growing).await;
    });
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    run(async {
        let folder = folder();
        let path = folder.path().join("notes.txt");
        for content in [
            &b"My notes, which are long enough to be taken for a header, perhaps. ".repeat(40)[..],
            &[0xff; 5000],
            b"short",
        ] {
            std::fs::write(&path, content).expect("written");
            let error = open(&path).await.expect_err("no database");
            assert!(damaged(&error), "{error:?}");
            assert_eq!(bytes(&path), content);
        }
    });
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    run(async {
        let folder = folder();
        for (n, sql) in [
            "CREATE TABLE notes (x)",
            "PRAGMA user_version = 2; CREATE TABLE tasks (x)",
            "PRAGMA application_id = 7",
        ]
        .into_iter()
        .enumerate()
        {
            let path = folder.path().join(n.to_string());
            run_past(&path, sql).await;
            let before = bytes(&path);
            let error = open(&path).await.expect_err("not ours");
            assert!(damaged(&error) && error.to_string().contains("another program"), "{error:?}");
            assert_eq!(bytes(&path), before, "{sql}");
        }
    });
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        stored(&path).await;
        run_past(&path, &format!("PRAGMA user_version = {}", SCHEMA + 7)).await;
        let before = bytes(&path);
        let error = open(&path).await.expect_err("too new");
        assert!(
            matches!(error, StoreError::NewerSchema { found, known: SCHEMA } if found == SCHEMA + 7),
            "{error:?}"
        );
        assert_eq!(bytes(&path), before);
    });
}

/// However a file was cut off or overwritten: a clear error or a fault that is told, and no panic.
async fn is_told(path: &Path, growing: &Growing, what: &str) {
    let store = match open(path).await {
        Ok(store) => store,
        Err(error) => return assert!(damaged(&error), "{what}: {error:?}"),
    };
    match store.load(growing.id(), None, Scope::Whole).await {
        Ok(_) => {}
        Err(error) => {
            assert!(damaged(&error) || matches!(error, StoreError::NoProject(_)), "{what}: {error:?}");
        }
    }
    match store.inspect().await {
        Ok(faults) => assert!(!faults.is_empty(), "{what}"),
        Err(error) => assert!(damaged(&error), "{what}: {error:?}"),
    }
}

#[test]
fn a_file_that_was_cut_off_is_told() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let growing = stored(&path).await;
        let whole = bytes(&path);
        assert!(whole.len() > 100 * 4096);
        for length in [
            50,
            100,
            4096,
            5000,
            8192,
            3 * 4096,
            20 * 4096,
            whole.len() / 2,
            whole.len() - 4096,
            whole.len() - 1,
        ] {
            let path = folder.path().join(length.to_string());
            std::fs::write(&path, &whole[..length]).expect("written");
            is_told(&path, &growing, &format!("cut off at {length}")).await;
        }
    });
}

#[test]
fn a_file_that_was_overwritten_is_told() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let growing = stored(&path).await;
        let whole = bytes(&path);
        let mut dice = Dice::new(5);
        for page in (1..whole.len() / 4096).step_by(7) {
            let mut broken = whole.clone();
            for byte in &mut broken[page * 4096..(page + 1) * 4096] {
                *byte = dice.roll() as u8;
            }
            let path = folder.path().join(page.to_string());
            std::fs::write(&path, &broken).expect("written");
            is_told(&path, &growing, &format!("page {page}")).await;
        }
    });
}

#[test]
fn an_entry_that_cannot_be_read_is_told_and_not_mendable() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let growing = stored(&path).await;
        run_past(&path, "UPDATE entries SET patch = '{' WHERE version = 2").await;
        let store = open(&path).await.expect("opened");
        let faults = store.inspect().await.expect("inspected");
        assert_eq!(faults.iter().map(|f| (f.code, f.mendable)).collect::<Vec<_>>(), [("log-damaged", false)]);
        assert!(damaged(&store.rebuild(growing.id()).await.expect_err("there is nothing to make it from")));
        let loaded =
            store.load(growing.id(), None, Scope::Whole).await.expect("the projection is still good");
        assert_eq!(loaded, growing.project);

        run_past(&path, "DELETE FROM entries WHERE version = 1").await;
        let faults = store.inspect().await.expect("inspected");
        assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), ["log-damaged"]);
    });
}

#[test]
fn a_full_disk_stores_nothing_and_the_store_goes_on() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let mut growing = stored(&path).await;
        let before = growing.clone();
        let pages: u32 =
            column(&path, "SELECT page_count FROM pragma_page_count").await[0].parse().expect("a number");
        let mut options = Options::default();
        options.max_pages = Some(pages + 10);
        let store = open_with(&path, options).await.expect("opened");
        fill(&mut growing, 2000);
        for _ in 0..3 {
            let error = append(&store, &growing).await.expect_err("there is no room");
            assert!(matches!(&error, StoreError::Full { path: told, .. } if *told == path), "{error:?}");
            holds(&store, &before).await;
        }
        let mut small = before.clone();
        fill(&mut small, 1);
        assert_eq!(
            append(&store, &small).await.expect("there is room for this"),
            Append::Appended(Version(3))
        );
        holds(&store, &small).await;
        store.close().await.expect("closed");

        fill(&mut small, 2000);
        let roomy = open(&path).await.expect("opened");
        assert_eq!(append(&roomy, &small).await.expect("there is room now"), Append::Appended(Version(4)));
        holds(&roomy, &small).await;
    });
}

#[cfg(target_os = "linux")]
mod as_nobody {
    //! What may not be written is only seen by somebody who may not write everything: for root, a child process does it.

    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    use super::*;
    use crate::support::{child, given, this};

    const NOBODY: u32 = 65534;

    fn mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permitted");
    }

    /// Does it here, or as nobody when this is root.
    fn unprivileged(test: &str, folder: &Path, what: impl FnOnce(&Path)) {
        if let Some(words) = given() {
            return what(Path::new(&words[0]));
        }
        // The folder may not be written: whoever can all the same is root.
        if std::fs::write(folder.join("probe"), "x").is_err() {
            return what(folder);
        }
        // Nobody need not be able to reach where this program lies.
        let program = folder.join("program");
        std::fs::copy(this(), &program).expect("copied");
        mode(&program, 0o755);
        let words = [folder.to_str().expect("a plain path")];
        let ended =
            child(&program, test, &words).uid(NOBODY).gid(NOBODY).current_dir("/").output().expect("it ran");
        let said =
            String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && said.contains("1 passed"), "{said}");
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_told() {
        let folder = folder();
        mode(folder.path(), 0o555);
        unprivileged(
            "places::as_nobody::a_folder_that_may_not_be_written_is_told",
            folder.path(),
            |folder| {
                run(async {
                    for path in ["plan.db", "a/b/plan.db"] {
                        let error = open(&folder.join(path)).await.expect_err("not permitted");
                        assert!(unwritable(&error), "{error:?}");
                    }
                    let left: Vec<PathBuf> =
                        std::fs::read_dir(folder).expect("read").map(|e| e.expect("read").path()).collect();
                    assert!(
                        left.iter().all(|path| path.ends_with("probe") || path.ends_with("program")),
                        "{left:?}"
                    );
                });
            },
        );
        mode(folder.path(), 0o755);
    }

    #[test]
    fn a_store_that_may_not_be_written_is_told_and_left_alone() {
        let folder = folder();
        let path = folder.path().join("plan.db");
        if given().is_none() {
            run(async { drop(stored(&path).await) });
            mode(&path, 0o444);
            mode(folder.path(), 0o555);
        }
        unprivileged(
            "places::as_nobody::a_store_that_may_not_be_written_is_told_and_left_alone",
            folder.path(),
            |folder| {
                let path = folder.join("plan.db");
                let before = bytes(&path);
                run(async {
                    let error = open(&path).await.expect_err("not permitted");
                    assert!(unwritable(&error), "{error:?}");
                });
                assert_eq!(bytes(&path), before);
            },
        );
        mode(folder.path(), 0o755);
    }

    /// `ulimit -f` stands for a quota: the system refuses to let the file grow.
    #[test]
    fn a_file_that_may_not_grow_stores_nothing() {
        if let Some(words) = given() {
            return run(async {
                let path = Path::new(&words[0]);
                let store = open(path).await.expect("opened");
                let mut growing = Growing::new(100, "House");
                fill(&mut growing, 400);
                fill(&mut growing, 4000);
                let error = append(&store, &growing).await.expect_err("it may not grow");
                assert!(unwritable(&error) || matches!(error, StoreError::Full { .. }), "{error:?}");
            });
        }
        let folder = folder();
        let path = folder.path().join("plan.db");
        let growing = run(stored(&path));
        let blocks = bytes(&path).len() / 512 + 64;
        let direct = child(
            &this(),
            "places::as_nobody::a_file_that_may_not_grow_stores_nothing",
            &[path.to_str().expect("a plain path")],
        );
        let mut limited = std::process::Command::new("sh");
        limited
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {blocks} && exec \"$0\" \"$@\""))
            .arg(direct.get_program());
        limited.args(direct.get_args()).envs(direct.get_envs().filter_map(|(k, v)| Some((k, v?))));
        let ended = limited.output().expect("it ran");
        let said =
            String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && said.contains("1 passed"), "{said}");
        run(async { holds(&open(&path).await.expect("it opens"), &growing).await });
    }
}
