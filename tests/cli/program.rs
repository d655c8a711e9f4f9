//! The program under test: built once for all tests, in the profile they were built in.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Where the program is. `PLANWRIGHT_BIN` names one that is there already.
pub(super) fn program() -> &'static PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("PLANWRIGHT_BIN").map_or_else(built, PathBuf::from))
}

/// Builds the program with the cargo, the profile and the target folder of these tests.
fn built() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--package", "planwright-cli", "--bin", "planwright", "--profile", &profile()])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo built these tests and can build the program");
    assert!(
        built.status.success(),
        "the program does not build:\n{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let messages = String::from_utf8_lossy(&built.stdout);
    let found = messages.lines().rev().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    found.expect("cargo says where it put the program")
}

/// The profile these tests were built in: the folder above the one they lie in tells.
fn profile() -> String {
    let tests = std::env::current_exe().expect("tests are a program of their own");
    let folder = tests.ancestors().nth(2).and_then(|folder| folder.file_name());
    match folder.and_then(|name| name.to_str()) {
        None | Some("debug") => "dev".to_owned(),
        Some(name) => name.to_owned(),
    }
}
