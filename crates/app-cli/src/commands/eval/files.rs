//! The files of examples: found in a folder or beside a file, and read one example at a time.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use planwright::usecases::evaluate::{self, Example, File, Files, Outcome, Unmeasured, pair};

use crate::failure::Failure;

/// Folders in folders are looked into this deep.
const DEEP: usize = 16;

/// The files of one example, with their places.
#[derive(Debug)]
pub(super) struct Found {
    name: String,
    input: PathBuf,
    gold: Option<PathBuf>,
    musts: Option<PathBuf>,
}

/// The examples that are meant.
pub(super) fn find(place: &Path, against: Option<&Path>) -> Result<Vec<Found>, Failure> {
    let data = std::fs::metadata(place).map_err(|e| Failure::unreadable(place, &e))?;
    match against {
        Some(_) if data.is_dir() => Err(Failure::usage(
            format!("{} is a folder, and --against is for a single document", place.display()),
            "put the gold plans beside their inputs, or name a file",
        )),
        Some(against) => Ok(vec![one(place, against)]),
        None if data.is_dir() => {
            let mut paths = Vec::new();
            walk(place, "", DEEP, &mut paths)?;
            found(place, &paths)
        }
        None => beside(place),
    }
}

/// Reads the files of an example and measures it.
pub(super) fn measure(found: &Found, today: Option<Date>) -> Result<Outcome, Failure> {
    let input = read(&found.input)?;
    let gold = found.gold.as_deref().map(read).transpose()?;
    let musts = found.musts.as_deref().map(read).transpose()?;
    let example = Example {
        name: &found.name,
        input: input.file(),
        gold: gold.as_ref().map(Content::file),
        musts: musts.as_ref().map(Content::file),
    };
    Ok(evaluate::measure(&example, today)?)
}

fn one(input: &Path, against: &Path) -> Found {
    let is_musts = against.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("toml"));
    let against = Some(against.to_path_buf());
    let (gold, musts) = if is_musts { (None, against) } else { (against, None) };
    Found { name: name_of(input), input: input.to_path_buf(), gold, musts }
}

/// The example that a file belongs to.
fn beside(file: &Path) -> Result<Vec<Found>, Failure> {
    let name = name_of(file);
    let marks = [".input.", ".gold.", ".musts."];
    let Some(stem) =
        marks.iter().filter_map(|mark| name.find(mark)).filter(|at| *at > 0).min().map(|at| &name[..at])
    else {
        return Err(Unmeasured::WithoutGold { file: file.display().to_string() }.into());
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut paths = Vec::new();
    walk(folder, "", 0, &mut paths)?;
    paths.retain(|path| {
        marks.iter().any(|mark| path.strip_prefix(stem).is_some_and(|rest| rest.starts_with(mark)))
    });
    found(folder, &paths)
}

fn found(folder: &Path, paths: &[String]) -> Result<Vec<Found>, Failure> {
    let pairs = pair(paths)?;
    if pairs.is_empty() {
        return Err(Unmeasured::Empty { place: folder.display().to_string() }.into());
    }
    let at = |Files { name, input, gold, musts }: Files| Found {
        name,
        input: folder.join(input),
        gold: gold.map(|path| folder.join(path)),
        musts: musts.map(|path| folder.join(path)),
    };
    Ok(pairs.into_iter().map(at).collect())
}

/// Every file below a folder, with `/` between folders. What begins with a point is left alone.
fn walk(folder: &Path, before: &str, deep: usize, paths: &mut Vec<String>) -> Result<(), Failure> {
    let unreadable = |error| Failure::unreadable(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{before}{name}");
        match entry.file_type().map_err(unreadable)?.is_dir() {
            true if deep > 0 => walk(&entry.path(), &format!("{path}/"), deep - 1, paths)?,
            true => {}
            false => paths.push(path),
        }
    }
    paths.sort_unstable();
    Ok(())
}

/// A file that was read.
struct Content {
    name: String,
    bytes: Vec<u8>,
}

impl Content {
    fn file(&self) -> File<'_> {
        File { name: &self.name, bytes: &self.bytes }
    }
}

fn read(path: &Path) -> Result<Content, Failure> {
    let bytes = std::fs::read(path).map_err(|e| Failure::unreadable(path, &e))?;
    Ok(Content { name: name_of(path), bytes })
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}
