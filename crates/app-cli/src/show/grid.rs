//! Rows in columns that fit the width: one column takes the room that is left and is cut with `…`; where there is too
//! little, the others are written shorter or left out, in the order their maker gives. Every text it is handed must be
//! harmless already.

use std::borrow::Cow;

use super::Style;
use super::ink::Meaning;
use super::text::{fit, width, wrap};

/// Rows under the same columns.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// The columns, from the left.
    pub(super) columns: &'static [Column],
    /// What to do, in this order, where there is too little room.
    pub(super) steps: &'static [Step],
    /// Whether the flexible cell goes on in the next line rather than being cut at once.
    pub(super) whole: bool,
    /// The rows, from the top.
    pub(super) rows: Vec<Row<'a>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Spaces in front of it.
    pub(super) gap: usize,
    /// To which side.
    pub(super) side: Side,
}

/// To which side the texts of a column are pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// To the left, in the room the others leave. There is exactly one such column.
    Flex,
}

/// A way to save room.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Put what follows the columns on lines of their own.
    TailBelow,
    /// Write this column shorter.
    Shorten(usize),
    /// Leave this column out.
    Drop(usize),
}

/// One row: a cell for each column, what follows them, and lines below.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    /// The cells, one for each column.
    pub(super) cells: Vec<Cell<'a>>,
    /// How far the flexible cell is moved to the right, in columns.
    pub(super) indent: usize,
    /// What stands before the text of the flexible cell and is cut from the left: a wbs code.
    pub(super) lead: Cow<'a, str>,
    /// What follows the columns; never cut.
    pub(super) tail: Vec<Cell<'a>>,
    /// Lines of their own, under the flexible cell; never cut.
    pub(super) below: Vec<Cell<'a>>,
}

/// A text with its meaning.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// A shorter text that says nearly the same.
    pub(super) short: Option<Cow<'a, str>>,
    /// What it means.
    pub(super) meaning: Meaning,
}

impl<'a> Cell<'a> {
    /// A text with a meaning.
    pub(super) fn new(text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        Self { text: text.into(), short: None, meaning }
    }

    /// A text.
    pub(super) fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(text, Meaning::Plain)
    }

    /// Nothing.
    pub(super) fn empty() -> Self {
        Self::plain("")
    }

    /// With a shorter text that says nearly the same.
    pub(super) fn or(mut self, short: impl Into<Cow<'a, str>>) -> Self {
        self.short = Some(short.into());
        self
    }

    fn as_set(&self, short: bool) -> &str {
        self.short.as_deref().filter(|_| short).unwrap_or(&self.text)
    }
}

/// A column that needs this much may stay; a tail that needs more is written below rather than making all room for it.
const WIDEST_TAIL: usize = 20;

/// A flexible cell is cut after so many lines, however long its text is.
const MOST_LINES: usize = 3;

impl Grid<'_> {
    /// Writes the rows.
    pub(super) fn write(&self, out: &mut String, style: Style) {
        let set = self.settle(style.columns());
        for row in &self.rows {
            set.row(self, row, out, style);
        }
    }

    /// Decides how wide each column is.
    fn settle(&self, columns: usize) -> Setting {
        let flex = self.columns.iter().position(|c| c.side == Side::Flex).unwrap_or(0);
        let mut set = Setting {
            widths: vec![0; self.columns.len()],
            short: vec![false; self.columns.len()],
            flex,
            tail: Some(0),
            columns,
        };
        let (mut short, mut tail) = (vec![0; self.columns.len()], 0);
        for row in &self.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                let taken = width(&cell.text) + if at == flex { row.before_text() } else { 0 };
                set.widths[at] = set.widths[at].max(taken);
                let taken = cell.short.as_deref().map_or(taken, width);
                short[at] = short[at].max(taken);
            }
            tail = tail.max(row.tail_width().min(WIDEST_TAIL));
        }
        set.tail = Some(tail);
        let (wish, whole) = (set.widths[flex], set.widths.clone());
        let (floor, ease) = (wish.clamp(1, (columns * 42 / 100).max(16)), wish.clamp(1, columns * 3 / 5));
        for step in self.steps {
            // Writing shorter costs nobody anything, so it is done sooner.
            let enough = if matches!(step, Step::Shorten(_)) { ease } else { floor };
            if set.room(self.columns) >= enough {
                continue;
            }
            match *step {
                Step::TailBelow => set.tail = None,
                Step::Shorten(at) => {
                    set.widths[at] = short[at];
                    set.short[at] = true;
                }
                Step::Drop(at) => set.widths[at] = 0,
            }
        }
        for (at, long) in set.widths.clone().into_iter().enumerate() {
            // What a later step made room for may be written out again.
            if set.short[at] && long > 0 && set.room(self.columns) + long >= wish + whole[at] {
                (set.widths[at], set.short[at]) = (whole[at], false);
            }
        }
        set.widths[flex] = wish.min(set.room(self.columns));
        set
    }
}

impl Row<'_> {
    /// Columns of the flexible cell before its text.
    fn before_text(&self) -> usize {
        let lead = width(&self.lead);
        self.indent + lead + usize::from(lead > 0)
    }

    fn tail_width(&self) -> usize {
        self.tail.iter().map(|cell| width(&cell.text) + 2).sum()
    }
}

/// How the columns are set: a width of 0 is a column left out.
struct Setting {
    widths: Vec<usize>,
    short: Vec<bool>,
    flex: usize,
    /// Room for what follows the columns; `None`: it stands below.
    tail: Option<usize>,
    columns: usize,
}

impl Setting {
    /// What the other columns leave for the flexible one.
    fn room(&self, columns: &[Column]) -> usize {
        let others: usize = (0..columns.len())
            .map(|at| match self.widths[at] {
                _ if at == self.flex => columns[at].gap,
                0 => 0,
                taken => taken + columns[at].gap,
            })
            .sum();
        self.columns.saturating_sub(others + self.tail.unwrap_or(0))
    }

    fn row(&self, grid: &Grid<'_>, row: &Row<'_>, out: &mut String, style: Style) {
        let columns = grid.columns;
        let (mut pending, mut at_column, mut margin) = (0, 0, 0);
        let mut rest: Option<Cell<'_>> = None;
        for (at, cell) in row.cells.iter().enumerate() {
            let room = self.widths[at];
            if room == 0 {
                continue;
            }
            pending += columns[at].gap;
            if at == self.flex {
                let (mut text, indent) = self.lead(row);
                let before = width(&text);
                margin = at_column + pending + indent + before;
                let own = room.saturating_sub(indent + before);
                match cell.text.as_ref() {
                    long if grid.whole && width(long) > own => {
                        let lines = wrap(long, own.max(1));
                        text.push_str(&lines[0]);
                        rest = Some(Cell::new(after_line(long, &lines[0]).to_owned(), cell.meaning));
                    }
                    title => text.push_str(&fit(title, own)),
                }
                // Where there is hardly any room, the lead alone may be too long.
                let text = fit(&text, room.saturating_sub(indent));
                pad(out, pending + indent);
                style.ink(out, cell.meaning, &text);
                let taken = indent + width(&text);
                at_column += pending + taken;
                pending = room.saturating_sub(taken);
                continue;
            }
            let text = fit(cell.as_set(self.short[at]), room);
            let spare = room - width(&text);
            let (before, after) = if columns[at].side == Side::Right { (spare, 0) } else { (0, spare) };
            if text.is_empty() {
                pending += spare;
                continue;
            }
            pad(out, pending + before);
            style.ink(out, cell.meaning, &text);
            at_column += pending + before + width(&text);
            pending = after;
        }
        let inline = self.tail.is_some() && at_column + pending + row.tail_width() <= self.columns;
        if inline {
            for cell in &row.tail {
                pad(out, pending + 2);
                pending = 0;
                style.ink(out, cell.meaning, &cell.text);
            }
        }
        out.push('\n');
        if let Some(rest) = rest {
            self.rest(&rest, margin, out, style);
        }
        if !inline {
            self.below(&row.tail, margin, out, style);
        }
        for cell in &row.below {
            self.below(std::slice::from_ref(cell), margin, out, style);
        }
    }

    /// The lead of a row and its indent, as far as there is room for them.
    fn lead(&self, row: &Row<'_>) -> (String, usize) {
        let room = self.widths[self.flex];
        let indent = row.indent.min(room / 4);
        if row.lead.is_empty() {
            return (String::new(), indent);
        }
        let most = (room / 3).max(8);
        let taken = width(&row.lead);
        if taken <= most {
            return (format!("{} ", row.lead), indent);
        }
        let kept: String = row.lead.chars().skip(taken + 1 - most).collect();
        (format!("…{kept} "), indent)
    }

    /// What the flexible cell had no room for.
    fn rest(&self, cell: &Cell<'_>, margin: usize, out: &mut String, style: Style) {
        let room = self.columns.saturating_sub(margin).max(16);
        let (mut left, mut lines) = (cell.text.as_ref(), 1);
        while !left.trim().is_empty() {
            lines += 1;
            let line = if lines < MOST_LINES { wrap(left, room).swap_remove(0) } else { fit(left, room) };
            pad(out, self.columns.saturating_sub(room));
            style.ink(out, cell.meaning, &line);
            out.push('\n');
            left = if lines < MOST_LINES { after_line(left, &line) } else { "" };
        }
    }

    /// Texts on lines of their own: together if they fit, else one by one.
    fn below(&self, cells: &[Cell<'_>], margin: usize, out: &mut String, style: Style) {
        let room = self.columns.saturating_sub(margin).max(16);
        let margin = self.columns - room.min(self.columns);
        let together = cells.iter().map(|cell| width(&cell.text) + 2).sum::<usize>();
        if together <= room + 2 && !cells.is_empty() {
            for (n, cell) in cells.iter().enumerate() {
                pad(out, if n == 0 { margin } else { 2 });
                style.ink(out, cell.meaning, &cell.text);
            }
            out.push('\n');
            return;
        }
        for cell in cells {
            for (n, line) in wrap(&cell.text, room.saturating_sub(2)).iter().enumerate() {
                pad(out, if n == 0 { margin } else { margin + 2 });
                style.ink(out, cell.meaning, line);
                out.push('\n');
            }
        }
    }
}

/// What follows the first line of a wrapped text. Wrapping changes nothing but the spaces between words.
fn after_line<'t>(text: &'t str, line: &str) -> &'t str {
    let mut rest = text;
    for c in line.chars().filter(|c| *c != ' ') {
        rest = rest.trim_start_matches(' ').strip_prefix(c).unwrap_or("");
    }
    rest.trim_start_matches(' ')
}

/// Writes so many spaces.
pub(super) fn pad(out: &mut String, columns: usize) {
    out.extend(std::iter::repeat_n(' ', columns));
}
