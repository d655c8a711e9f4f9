//! Lists the languages: every file `data/<code>.words` is one, English first. Must never look at what a file says.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let list = listed("data");
    let out = env::var("OUT_DIR").expect("cargo names a folder for what is made");
    fs::write(Path::new(&out).join("languages.rs"), list).expect("that folder can be written to");
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=build.rs");
}

/// `&[("de", include_str!("…")), …]` of all files of words in a folder; the order settles ties between languages.
fn listed(folder: &str) -> String {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder");
    let entries = fs::read_dir(Path::new(&root).join(folder)).expect("the folder of words is there");
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "words"))
        .collect();
    files.sort_by_key(|path| (path.file_stem().is_none_or(|s| s != "en"), path.clone()));
    let mut list = String::from("&[\n");
    for path in &files {
        let code = path.file_stem().and_then(|s| s.to_str()).expect("a language's code is plain");
        writeln!(list, "    ({code:?}, include_str!({:?})),", path.display().to_string())
            .expect("a string grows");
    }
    list + "]\n"
}
