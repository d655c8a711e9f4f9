//! What no dependency table can hold: which rooms may call the world, and that the domain never does.

use super::repository::{files, text};

/// The ports, as `usecases::Ports` names them.
const PORTS: [&str; 6] = ["projects", "proposals", "bookmarks", "upkeep", "clock", "ids"];

/// What reaches out of a process, or waits.
const WORLD: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "async fn",
    ".await",
    "Timestamp::now(",
];

/// The lines of product code below `folder` (tests aside) that hold one of `words`, where `allowed` does not excuse the
/// file.
fn lines_with(folder: &str, words: &[String], allowed: fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for path in
        files(".rs").into_iter().filter(|p| p.starts_with(folder) && p.contains("/src/") && !allowed(p))
    {
        let source = text(&path);
        let product = source.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        for (number, line) in product.enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            found.extend(
                words.iter().filter(|w| code.contains(*w)).map(|w| format!("{path}:{}: {w}", number + 1)),
            );
        }
    }
    found
}

#[test]
fn only_use_cases_call_ports() {
    let calls: Vec<String> = PORTS.iter().map(|port| format!("ports.{port}.")).collect();
    let found = lines_with("crates/", &calls, |path| path.starts_with("crates/usecases/"));
    assert!(found.is_empty(), "call a use case instead:\n{}", found.join("\n"));
    assert!(
        !lines_with("crates/usecases/", &calls, |_| false).is_empty(),
        "the use cases call no port any more"
    );
}

#[test]
fn rooms_without_a_world_do_not_reach_out() {
    let world: Vec<String> = WORLD.iter().map(|word| (*word).to_owned()).collect();
    for room in ["domain", "wire", "phrases", "formats", "planner"] {
        let found = lines_with(&format!("crates/{room}/src/"), &world, |_| false);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
    assert!(
        !lines_with("crates/planwright/src/", &world, |_| false).is_empty(),
        "nobody reaches out any more"
    );
}
