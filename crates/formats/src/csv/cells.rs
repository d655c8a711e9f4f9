//! A text cut into rows of cells: which sign separates them, and rows that say what the file is and not what it holds.
//! Must never let one quotation mark that is never closed swallow the rest of a file.

use csv::{Position, ReaderBuilder, StringRecord};
use planwright_domain::Warning;

use super::columns::{Columns, Meaning};

/// Signs that may stand between cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of a text is looked at to find the separator, in bytes.
const SAMPLE: usize = 64 * 1024;
/// In how many rows the header is looked for.
pub(super) const HEADER_WITHIN: usize = 40;

/// A row with something in it.
#[derive(Debug)]
pub(super) struct Row {
    /// The line it begins on, counted from 1.
    pub(super) line: u32,
    /// Its number among all rows of the sheet, counted from 0; empty rows count.
    pub(super) number: u32,
    cells: StringRecord,
}

impl Row {
    /// The cell in this column; nothing where the row is too short.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// How many cells say something.
    pub(super) fn filled(&self) -> usize {
        self.cells().filter(|c| !c.trim().is_empty()).count()
    }
}

/// Mends rows with more cells than columns: a comma in a title or a description that nobody quoted.
pub(super) fn mend(body: &mut [Row], columns: &Columns, warnings: &mut Vec<Warning>) {
    let width = columns.names.len();
    let long = columns.all(|m| m == Meaning::Description).first().copied();
    for row in body {
        let more = row.cells.iter().rev().skip_while(|c| c.trim().is_empty()).count().saturating_sub(width);
        if more == 0 || more > 20 {
            continue;
        }
        let open = |cell: &str| cell.matches('(').count() > cell.matches(')').count();
        let at = if open(row.cell(columns.title)) { Some(columns.title) } else { long };
        let Some(at) = at.filter(|at| *at < width) else { continue };
        let cells: Vec<&str> = row.cells.iter().collect();
        let joined = cells[at..=at + more].join(",");
        let mended = cells[..at]
            .iter()
            .copied()
            .chain([joined.as_str()])
            .chain(cells[at + more + 1..].iter().copied());
        let mended: StringRecord = mended.collect();
        row.cells = mended;
        warnings.push(Warning::at("row-mended", row.line, "the row has more cells than there are columns; a comma without quotation marks was taken as part of a text"));
    }
}

/// The text without a line such as `sep=;`, the separator it names, and how many lines that took.
fn named_separator(text: &str) -> (&str, Option<u8>) {
    let start = text.trim_start_matches('\u{feff}');
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let named = first.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).map(|_| &first[4..]);
    match named.map(str::as_bytes) {
        Some([separator]) if separator.is_ascii() => (rest, Some(*separator)),
        // "sep=" and a tab may have been trimmed away.
        Some([]) => (rest, Some(b'\t')),
        _ => (text, None),
    }
}

/// The rows of a text. `known` says how well a row fits as a header; the separator under which some row fits best is the
/// one meant.
pub(super) fn rows(text: &str, known: impl Fn(&[&str]) -> usize, warnings: &mut Vec<Warning>) -> Vec<Row> {
    let (body, named) = named_separator(text);
    let skipped = u32::from(named.is_some());
    let separator = named.or_else(|| separator(body, known)).unwrap_or(b',');
    let mut rows = Vec::new();
    let open = read(body, separator, true, &Position::new(), skipped, &mut rows, usize::MAX);
    let Some(open) = open else { return rows };
    warnings.push(Warning::at(
        "quote-not-closed",
        skipped + open.line() as u32,
        "a quotation mark opens a cell that is never closed; it was taken as a character of the text",
    ));
    rows.retain(|row| row.line < skipped + open.line() as u32);
    let rest = &body[open.byte() as usize..];
    let line = rest.split_inclusive('\n').next().unwrap_or(rest);
    read(line, separator, false, &open, skipped, &mut rows, usize::MAX);
    let mut next = Position::new();
    next.set_byte(open.byte() + line.len() as u64).set_line(open.line() + 1).set_record(rows.len() as u64);
    let after = &rest[line.len()..];
    let kept = rows.len();
    if read(after, separator, true, &next, skipped, &mut rows, usize::MAX).is_some() {
        // One was never closed, and then another: none of them is to be trusted.
        rows.truncate(kept);
        read(after, separator, false, &next, skipped, &mut rows, usize::MAX);
    }
    rows
}

/// Whether a header can be found in the text.
pub(super) fn best_header(text: &str, known: &impl Fn(&[&str]) -> usize) -> usize {
    let (body, named) = named_separator(text);
    let over = |s: &u8| header_under(body, *s, known).0;
    match named {
        Some(separator) => over(&separator),
        None => SEPARATORS.iter().map(over).max().unwrap_or(0),
    }
}

fn separator(text: &str, known: impl Fn(&[&str]) -> usize) -> Option<u8> {
    // Of equals the first, so that a comma wins.
    SEPARATORS.into_iter().rev().max_by_key(|s| header_under(text, *s, &known))
}

/// How well the best row fits as a header when cells are cut there, and in how many columns.
fn header_under(text: &str, separator: u8, known: &impl Fn(&[&str]) -> usize) -> (usize, usize) {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut rows = Vec::new();
    read(&text[..end], separator, true, &Position::new(), 0, &mut rows, HEADER_WITHIN);
    let fits = rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells().take(super::MOST_COLUMNS).collect();
        (known(&cells), cells.len())
    });
    fits.max_by_key(|(fit, columns)| (*fit, *columns)).unwrap_or((0, 0))
}

/// Reads rows; gives the place of a row whose last cell is quoted and never closed.
fn read(
    text: &str,
    separator: u8,
    quoting: bool,
    from: &Position,
    skipped: u32,
    into: &mut Vec<Row>,
    most: usize,
) -> Option<Position> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut last = None;
    while into.len() < most && matches!(reader.read_record(&mut record), Ok(true)) {
        let place = record.position().cloned().unwrap_or_else(Position::new);
        let line = u32::try_from(from.line() + place.line() - 1).unwrap_or(u32::MAX).saturating_add(skipped);
        last = Some(place.byte());
        let number = u32::try_from(from.record() + place.record()).unwrap_or(u32::MAX);
        if record.iter().any(|c| !c.trim().is_empty()) {
            into.push(Row { line, number, cells: record.clone() });
        }
    }
    let at = last.filter(|_| quoting && most == usize::MAX)? as usize;
    is_open(&text[at..], separator).then(|| {
        let mut place = Position::new();
        let line = from.line() + text[..at].bytes().filter(|b| *b == b'\n').count() as u64;
        place.set_byte(from.byte() + at as u64).set_line(line).set_record(from.record() + into.len() as u64);
        place
    })
}

/// Whether a quoted cell of this last row is not closed.
fn is_open(row: &str, separator: u8) -> bool {
    let (mut open, mut start) = (false, true);
    let mut bytes = row.bytes().peekable();
    while let Some(b) = bytes.next() {
        if open {
            if b == b'"' && bytes.next_if_eq(&b'"').is_none() {
                open = false;
            }
        } else {
            open = b == b'"' && start;
            start = b == separator || b == b'\n' || b == b'\r';
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Vec<String>> {
        let known = |cells: &[&str]| cells.iter().filter(|c| c.len() == 1).count();
        let rows = rows(text, known, &mut Vec::new());
        rows.iter().map(|r| r.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_separator_is_the_one_under_which_a_header_is_known() {
        for text in ["a,b\n1,\"2\n3\"\n", "a;b\n1;\"2\n3\"\n", "a\tb\n1\t\"2\n3\"\n", "a|b\n1|\"2\n3\"\n"] {
            assert_eq!(cut(text), [["a", "b"], ["1", "2\n3"]], "{text}");
        }
        assert_eq!(cut("sep=;\r\na;b\r\n1,5;2\r\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(cut("\"sep=,\"\na,b\n"), [["a", "b"]]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_row_its_quotes() {
        let mut warnings = Vec::new();
        let text = "a,b\n1,\"2\n3,4\n5,6\n";
        let got = rows(text, |c| c.len(), &mut warnings);
        let lines: Vec<(u32, &str, &str)> = got.iter().map(|r| (r.line, r.cell(0), r.cell(1))).collect();
        assert_eq!(lines, [(1, "a", "b"), (2, "1", "\"2"), (3, "3", "4"), (4, "5", "6")]);
        assert_eq!(
            warnings.iter().map(|w| (w.code.as_str(), w.line)).collect::<Vec<_>>(),
            [("quote-not-closed", Some(2))]
        );
    }

    #[test]
    fn empty_rows_count_and_are_not_kept() {
        let got = rows("a,b\n,,\n1,2\n", |c| c.len(), &mut Vec::new());
        assert_eq!(got.iter().map(|r| (r.number, r.line)).collect::<Vec<_>>(), [(0, 1), (2, 3)]);
    }
}
