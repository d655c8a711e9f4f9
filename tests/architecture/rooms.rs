//! Who may know whom: the dependency rule, held over what cargo says. A new room adds its line to the table here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::repository::{packages, word};

/// What the core may know; other rooms of ours are named by their package.
const CORE: [&str; 7] = ["domain", "wire", "ports", "phrases", "formats", "planner", "usecases"];

/// What a room may know of ours, in its product code. `None`: there is no such room.
fn may_know(room: &str) -> Option<Vec<&'static str>> {
    let known: &[&str] = match room {
        "domain" => &[],
        "wire" | "ports" | "phrases" => &["domain"],
        "formats" => &["domain", "wire", "phrases"],
        "contract" => &["domain", "ports"],
        "planner" => &["domain", "ports", "wire", "formats", "phrases"],
        "usecases" => &["domain", "ports", "wire", "formats", "planner"],
        "sql" => &["domain", "ports", "wire"],
        "planwright" => return Some([&CORE[..], &["sql"]].concat()),
        "cli" => &["planwright", "wire"],
        _ => return None,
    };
    Some(known.to_vec())
}

/// Rooms that look at the whole house from outside: nobody may know them.
const OUTSIDE: [&str; 2] = ["tests", "benches"];

/// The only third-party crates the domain may use.
const DOMAIN_ALLOWS: [&str; 2] = ["jiff", "thiserror"];

/// Third-party crates that only some rooms may use: the world outside stays behind its door.
const DOORS: [(&str, &[&str]); 4] =
    [("sqlx", &["sql"]), ("clap", &["cli"]), ("etcetera", &["planwright"]), ("getrandom", &["planwright"])];

struct Edge {
    from: String,
    to: String,
    ours: bool,
    /// Whether only tests, examples and benchmarks need it.
    dev: bool,
}

/// A package of ours as a room: its name without the product's.
fn room(package: &str) -> &str {
    package.strip_prefix("planwright-").unwrap_or(package)
}

fn edges(packages: &[Value]) -> Vec<Edge> {
    let ours: BTreeSet<&str> = packages.iter().map(|p| word(p, "name")).collect();
    let mut edges = Vec::new();
    for package in packages {
        for needed in package["dependencies"].as_array().into_iter().flatten() {
            let name = word(needed, "name");
            edges.push(Edge {
                from: room(word(package, "name")).to_owned(),
                to: room(name).to_owned(),
                ours: ours.contains(name),
                dev: word(needed, "kind") == "dev",
            });
        }
    }
    edges
}

/// Every edge that breaks the rule, told.
fn broken(edges: &[Edge]) -> Vec<String> {
    let mut broken = Vec::new();
    for Edge { from, to, dev, .. } in edges.iter().filter(|e| e.ours && !OUTSIDE.contains(&e.from.as_str())) {
        let allowed = may_know(from).unwrap_or_default();
        // A room's tests may borrow the contract suites, and the reference adapters in them.
        let borrowed = *dev && to == "contract";
        if !allowed.contains(&to.as_str()) && !borrowed {
            broken.push(format!("{from} must not know {to}"));
        }
    }
    broken
}

fn edge(from: &str, to: &str, dev: bool) -> Edge {
    Edge { from: from.to_owned(), to: to.to_owned(), ours: true, dev }
}

#[test]
fn every_room_knows_only_what_it_may() {
    assert_eq!(broken(&edges(&packages())), Vec::<String>::new());
}

#[test]
fn every_room_has_its_rule() {
    for package in packages() {
        let room = room(word(&package, "name")).to_owned();
        assert!(
            may_know(&room).is_some() || OUTSIDE.contains(&room.as_str()),
            "{room} needs a line in the table"
        );
    }
}

#[test]
fn a_forbidden_edge_is_found() {
    for (from, to, dev) in [
        ("domain", "ports", false),
        ("sql", "delta", false),
        ("cli", "http", false),
        ("cli", "usecases", false),
        ("usecases", "contract", false),
        ("wire", "tests", true),
    ] {
        assert_eq!(broken(&[edge(from, to, dev)]).len(), 1, "{from} -> {to}");
    }
    assert_eq!(
        broken(&[edge("usecases", "contract", true), edge("cli", "wire", false)]),
        Vec::<String>::new()
    );
}

/// Rooms that nobody ships may need it anywhere: the benches take their projects from it.
#[test]
fn the_contract_is_only_ever_a_dev_dependency() {
    let shipped = |e: &&Edge| e.to == "contract" && !OUTSIDE.contains(&e.from.as_str());
    for edge in edges(&packages()).iter().filter(shipped) {
        assert!(edge.dev, "{} needs planwright-contract outside its tests", edge.from);
    }
}

#[test]
fn adapters_and_apps_do_not_know_each_other() {
    let of_kind = |folder: &str| -> BTreeSet<String> {
        let lies_in = |p: &&Value| word(p, "manifest_path").contains(&format!("/crates/{folder}-"));
        packages().iter().filter(lies_in).map(|p| room(word(p, "name")).to_owned()).collect()
    };
    for kind in ["adapters", "app"] {
        let rooms = of_kind(kind);
        for edge in edges(&packages()) {
            assert!(
                !(rooms.contains(&edge.from) && rooms.contains(&edge.to)),
                "{} must not know {}",
                edge.from,
                edge.to
            );
        }
    }
}

#[test]
fn the_domain_uses_only_what_is_allowed() {
    for edge in edges(&packages()).iter().filter(|e| e.from == "domain" && !e.dev) {
        assert!(DOMAIN_ALLOWS.contains(&edge.to.as_str()), "domain must not use {}", edge.to);
    }
}

#[test]
fn the_world_outside_stays_behind_its_door() {
    for edge in edges(&packages()).iter().filter(|e| !e.dev && !OUTSIDE.contains(&e.from.as_str())) {
        for (krate, rooms) in DOORS.iter().filter(|(krate, _)| edge.to == *krate) {
            assert!(rooms.contains(&edge.from.as_str()), "{} must not use {krate}", edge.from);
        }
    }
}
