//! Which files belong to the same example, by their names: `NAME.input.EXT`, `NAME.gold.EXT`, `NAME.musts.toml`. Only names
//! are looked at.

use std::collections::BTreeMap;

use super::Unmeasured;

/// The files of an example, as they were named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// What comes before the first `.input.`, with the folder.
    pub name: String,
    /// What is read.
    pub input: String,
    /// The plan it should become.
    pub gold: Option<String>,
    /// What must hold of it.
    pub musts: Option<String>,
}

/// The examples among these files, in the order of their names. Folders are separated by `/`. Files with other names are
/// left alone.
///
/// # Errors
/// When a file lacks its partner, or two are for the same thing. An empty list is none.
pub fn pair(paths: &[String]) -> Result<Vec<Files>, Unmeasured> {
    let mut found: BTreeMap<&str, [Option<&String>; 3]> = BTreeMap::new();
    for path in paths {
        let Some((name, part)) = split(path) else { continue };
        let seat = &mut found.entry(name).or_default()[part];
        if let Some(first) = seat.replace(path) {
            return Err(Unmeasured::Twice { first: first.clone(), second: path.clone() });
        }
    }
    found.into_iter().map(|(name, parts)| files(name, parts)).collect()
}

fn files(name: &str, [input, gold, musts]: [Option<&String>; 3]) -> Result<Files, Unmeasured> {
    let lonely = |file: Option<&String>| file.cloned().unwrap_or_default();
    let Some(input) = input else {
        return Err(Unmeasured::WithoutInput { file: lonely(gold.or(musts)) });
    };
    if gold.or(musts).is_none() {
        return Err(Unmeasured::WithoutGold { file: input.clone() });
    }
    let (gold, musts) = (gold.cloned(), musts.cloned());
    Ok(Files { name: name.to_owned(), input: input.clone(), gold, musts })
}

/// The name of the example that a file belongs to, and which of its files it is.
fn split(path: &str) -> Option<(&str, usize)> {
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    let marks = [".input.", ".gold.", ".musts."].into_iter().enumerate();
    let found = marks.filter_map(|(part, mark)| Some((path[folder..].find(mark)?, part))).min();
    let (at, part) = found.filter(|(at, _)| *at > 0)?;
    Some((&path[..folder + at], part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(paths: &[&str]) -> Result<Vec<Files>, String> {
        pair(&paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>()).map_err(|e| e.to_string())
    }

    #[test]
    fn files_with_the_same_beginning_belong_together() {
        let found =
            paired(&["b/fence.gold.plan", "a.input.md", "a.musts.toml", "b/fence.input.txt", "README.md"]);
        let names: Vec<_> =
            found.unwrap().into_iter().map(|f| (f.name, f.gold.is_some(), f.musts.is_some())).collect();
        assert_eq!(names, [("a".to_owned(), false, true), ("b/fence".to_owned(), true, false)]);
        assert_eq!(paired(&["README.md", ".input.md", "x.input/notes.md"]), Ok(Vec::new()));
    }

    #[test]
    fn a_lonely_file_is_an_error() {
        let check = |paths: &[&str], told: &str| assert_eq!(paired(paths).unwrap_err(), told);
        check(&["a.gold.plan"], "a.gold.plan has no input beside it");
        check(&["a.input.md", "b.musts.toml"], "a.input.md has neither a gold plan nor musts beside it");
        check(
            &["a.input.md", "a.input.txt", "a.gold.plan"],
            "a.input.md and a.input.txt are for the same example",
        );
    }
}
