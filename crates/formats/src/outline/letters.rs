//! Lists that are counted in capitals: "A.", "B." or "I.", "II.". Must never take an initial for one ("A. Smith wrote …"): one
//! letter counts only where a document goes on counting so.

/// How a list is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Letters,
    Romans,
}

/// A list that is open while the lines are read.
struct List {
    indent: usize,
    style: Style,
    /// The count of its last item.
    count: u32,
}

/// A line that begins a list, or goes on with one.
struct Found {
    line: usize,
    style: Style,
    /// The list it stands in.
    inside: Option<Style>,
}

/// The lines that are items counted in capitals, in their order.
pub(super) fn counted(lines: &[&str]) -> Vec<usize> {
    let mut open: Vec<List> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut sure: Vec<Style> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        if text.is_empty() {
            continue;
        }
        let indent = super::block::columns(line);
        while open.last().is_some_and(|list| list.indent > indent) {
            open.pop();
        }
        let Some((word, _)) = marked(text) else { continue };
        let beside = open.pop_if(|list| list.indent == indent);
        let goes_on = beside.as_ref().map(|list| (list.style, list.count + 1));
        let (style, count) = match goes_on.filter(|(style, count)| count_of(word, *style) == Some(*count)) {
            Some(next) => next,
            None if word == "I" => (Style::Romans, 1),
            None if word == "A" => (Style::Letters, 1),
            None => {
                open.extend(beside);
                continue;
            }
        };
        if count > 1 && !sure.contains(&style) {
            sure.push(style);
        }
        found.push(Found { line: at, style, inside: open.last().map(|list| list.style) });
        open.push(List { indent, style, count });
    }
    let is_sure = |style: Style| sure.contains(&style);
    found.retain(|found| is_sure(found.style) || found.inside.is_some_and(is_sure));
    found.into_iter().map(|found| found.line).collect()
}

/// "A" and "Prepare" of "A. Prepare".
pub(super) fn marked(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once('.')?;
    let capitals = (1..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let words = rest.trim_start();
    (capitals && rest.starts_with([' ', '\t']) && !words.is_empty()).then_some((word, words))
}

/// What a word counts to in a style.
fn count_of(word: &str, style: Style) -> Option<u32> {
    match (style, word.as_bytes()) {
        (Style::Letters, [letter]) => Some(u32::from(letter - b'A') + 1),
        (Style::Letters, _) => None,
        (Style::Romans, _) => roman(word),
    }
}

/// The number of a Roman numeral up to XXXIX.
fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = word.trim_start_matches('X');
    let tens = word.len() - ones.len();
    let ones = ONES.iter().position(|one| *one == ones)?;
    (tens <= 3 && !word.is_empty()).then(|| u32::try_from(tens * 10 + ones).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        counted(&text.split('\n').collect::<Vec<_>>())
    }

    #[test]
    fn capitals_count_where_a_document_goes_on_counting() {
        assert_eq!(lines("A. Dig\n   1. Measure\n\nB. Fill\nC. Pour"), [0, 3, 4]);
        assert_eq!(
            lines("I. Dig\n  A. Mark\n  B. Clear\nII. Fill\n  A. Carry\nIII. Pour"),
            [0, 1, 2, 3, 4, 5]
        );
        assert_eq!(lines("I. Dig\n  A. Mark\nII. Fill"), [0, 1, 2]);
        assert_eq!(
            lines("G. Dig\nA. Dig\nB. Fill\nC. Pour\nD. x\nE. x\nF. x\nG. x\nH. x\nI. x\nJ. x").len(),
            10
        );
    }

    #[test]
    fn initials_count_nothing() {
        for text in [
            "A. Smith wrote this",
            "I. Newton\nA. Einstein",
            "B. Ray\nC. May",
            "A. Ray\nC. May",
            "U.S. law",
            "A.B",
        ] {
            assert_eq!(lines(text), [0usize; 0], "{text}");
        }
    }

    #[test]
    fn numerals_are_those_of_the_romans() {
        for (word, count) in [("I", 1), ("IV", 4), ("IX", 9), ("X", 10), ("XIV", 14), ("XXIX", 29)] {
            assert_eq!(roman(word), Some(count), "{word}");
        }
        for word in ["", "IIII", "VX", "IIX", "XXXXI", "ABC"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
