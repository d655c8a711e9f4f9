//! Reads the word files of this room. Must never contain a word of any language itself.

/// The words of a file, each with the section it stands in. A line may begin with the code of its language ("de: …"); what
/// begins with "# " is a remark.
pub(crate) fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    let lines = file.lines().filter(|line| !line.starts_with("# ")).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            return None;
        }
        let coded = line.get(2..4) == Some(": ");
        Some((section, if coded { &line[4..] } else { line }))
    });
    lines.flat_map(|(section, line)| {
        line.split(',').map(str::trim).filter(|w| !w.is_empty()).map(move |w| (section, w))
    })
}

/// The words of one section of a file.
pub(crate) fn section(file: &'static str, wanted: &'static str) -> Vec<&'static str> {
    entries(file).filter(|(section, _)| *section == wanted).map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_under_their_section_whatever_their_language() {
        let file = "# A remark, with a comma\n[one]\na, b\nde: c,\n\n[two]\n#, d e\n";
        let all: Vec<_> = entries(file).collect();
        assert_eq!(all, [("one", "a"), ("one", "b"), ("one", "c"), ("two", "#"), ("two", "d e")]);
        assert_eq!(section(file, "two"), ["#", "d e"]);
    }
}
