//! The texts of a zip archive. Must never unpack more than a plan can be: an archive of a few bytes may unpack to
//! terabytes.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use planwright_domain::Warning;
use zip::ZipArchive;

use super::Part;
use crate::counts::{counted, were};
use crate::{Notation, ReadError};

/// Most texts that are read from a folder or an archive.
pub const MOST_TEXTS: usize = 2_000;
/// Most bytes that are read from a folder or an archive, of all texts together.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Whether this is a zip archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The texts in an archive that plans are kept in; what of it is too much is told.
pub(super) fn unpacked(part: &Part, warnings: &mut Vec<Warning>) -> Result<Vec<Part>, ReadError> {
    unpacked_up_to(MOST_BYTES, part, warnings)
}

fn unpacked_up_to(most: u64, part: &Part, warnings: &mut Vec<Warning>) -> Result<Vec<Part>, ReadError> {
    let damaged = |error: zip::result::ZipError| ReadError::Archive { message: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(part.bytes.as_slice())).map_err(damaged)?;
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Err(ReadError::Other { what: "a document of an office program" });
    }
    let (mut parts, mut left, mut skipped) = (Vec::new(), most, 0);
    let (mut others, mut outside) = (Vec::new(), Vec::new());
    for i in 0..archive.len() {
        let file = archive.by_index(i).map_err(damaged)?;
        if !file.is_file() {
            continue;
        }
        let Some(path) = file.enclosed_name() else {
            outside.push(file.name().map_or_else(|_| "a name that is no text".to_owned(), Cow::into_owned));
            continue;
        };
        let name = path.to_string_lossy().replace('\\', "/");
        if is_left_by_tools(&name) {
            continue;
        }
        if !is_plan(&name) {
            others.push(name);
            continue;
        }
        if parts.len() == MOST_TEXTS || left == 0 {
            skipped += 1;
            continue;
        }
        let mut bytes = Vec::new();
        let read = file
            .take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| ReadError::Archive { message: e.to_string() })?;
        if read as u64 > left {
            skipped += 1;
            left = 0;
            continue;
        }
        left -= read as u64;
        parts.push(Part { name, bytes });
    }
    let most = most >> 20;
    if skipped > 0 {
        let text = format!(
            "{}: {} {} left out; up to {MOST_TEXTS} texts and {most} MB are read",
            part.name,
            counted(skipped, "text"),
            were(skipped)
        );
        warnings.push(Warning::new("text-left-out", text));
    }
    let of = format!("{}: ", part.name);
    warnings.extend(passed_over(&of, others));
    warnings.extend(not_read(&of, "having a name that leads out of the archive", outside));
    match parts.is_empty() {
        true if skipped > 0 => Err(ReadError::TooMuch { most }),
        true => Err(ReadError::NoTasks),
        false => Ok(parts),
    }
}

/// What is told of files that are no plans, by their names.
pub(super) fn passed_over(of: &str, names: Vec<String>) -> Option<Warning> {
    not_read(of, "being hidden or in no notation that is read", names)
}

/// What is told of files that are not read, and why: a few names, then how many more.
fn not_read(of: &str, why: &str, mut names: Vec<String>) -> Option<Warning> {
    const NAMED: usize = 5;
    let count = names.len();
    // What is hidden is missed least.
    names.sort_by_cached_key(|name| (is_hidden(name), name.clone()));
    names.truncate(NAMED);
    let names = names.join(", ");
    let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
    let files = format!("{} {}", counted(count, "file"), were(count));
    let text = format!("{of}{files} passed over, {why}: {names}{more}");
    (count > 0).then(|| Warning::new("files-passed-over", text))
}

/// Whether a path is what programs put into every archive and folder.
fn is_left_by_tools(name: &str) -> bool {
    name.split('/').any(|part| matches!(part, "__MACOSX" | ".DS_Store"))
}

/// Whether a file of a folder or archive may be a plan: in a notation that is read, and not hidden.
pub fn is_plan(name: &str) -> bool {
    !is_hidden(name) && Notation::from_name(name).is_some_and(Notation::is_read)
}

/// Whether a path within a folder leads to what is not meant for reading: hidden files, what tools keep there.
pub fn is_hidden(name: &str) -> bool {
    let tools = ["node_modules", "target", "__MACOSX"];
    name.split('/').any(|part| part.starts_with('.') || tools.contains(&part))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_cut_and_told() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let big = "- [ ] a task\n".repeat(100_000);
        for (name, text) in [("a.md", "- [ ] one\n"), ("b.md", &big), ("c.md", "- [ ] two\n")] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let part = Part { name: "bomb.zip".to_owned(), bytes: archive.finish().unwrap().into_inner() };
        assert!(part.bytes.len() < 10_000);
        let mut warnings = Vec::new();
        let parts = unpacked_up_to(1 << 20, &part, &mut warnings).unwrap();
        let names: Vec<&str> = parts.iter().map(|p| p.name.as_str()).collect();
        assert_eq!((names, warnings.len()), (vec!["a.md"], 1));
        assert_eq!(warnings[0].text, "bomb.zip: 2 texts were left out; up to 2000 texts and 1 MB are read");
    }

    #[test]
    fn an_archive_of_nothing_but_too_much_says_so() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("plan.md", SimpleFileOptions::default()).unwrap();
        archive.write_all("- [ ] a task\n".repeat(100_000).as_bytes()).unwrap();
        let part = Part { name: "bomb.zip".to_owned(), bytes: archive.finish().unwrap().into_inner() };
        let refused = unpacked_up_to(1 << 20, &part, &mut Vec::new());
        assert_eq!(refused, Err(ReadError::TooMuch { most: 1 }));
    }

    #[test]
    fn entries_that_lead_out_of_the_archive_are_named_and_not_read() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.md", "../evil.md", "b/../../up.md", "/../root.txt"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"- [ ] one\n").unwrap();
        }
        archive.add_directory("../folder", SimpleFileOptions::default()).unwrap();
        let part = Part { name: "plans.zip".to_owned(), bytes: archive.finish().unwrap().into_inner() };
        let mut warnings = Vec::new();
        let parts = unpacked(&part, &mut warnings).unwrap();
        assert_eq!(parts.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["a.md"]);
        assert_eq!(
            warnings.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(),
            [
                "plans.zip: 3 files were passed over, having a name that leads out of the archive: ../evil.md, /../root.txt, b/../../up.md"
            ]
        );
    }
}
