//! How much everybody has to do by day, week or month: hours and per cent side by side, overloads marked. Periods that do
//! not fit beside each other go on below.

use jiff::civil::Date;
use planwright::usecases::schedule::{Load, Period, PersonLoad, Portion, Portrait, Schedule};

use super::Style;
use super::grid::pad;
use super::ink::Meaning;
use super::page::Page;
use super::text::{fit, harmless, width};
use super::words::{Dates, hours};

/// Marks more to do than there is of somebody.
const OVER: char = '!';

/// Columns of a period, with the space before it.
const CELL: usize = 9;

/// More blocks of periods than this are told to be too many.
const MOST_PERIODS: usize = 400;

/// The load of everybody.
pub fn load(schedule: &Schedule, load: &Load, period: Period, today: Date, style: &Style) -> String {
    let dates = Dates { today: Some(today) };
    let mut page = Page::new(*style, "", Meaning::Plain, &schedule.project.meta().title);
    let table = Table::of(schedule, load, &[], period, *style);
    table.write(dates, &mut page);
    page.out
}

/// The load of the people of a pool, and below everybody what each project takes of them.
pub fn pool_load(
    pool: &Schedule,
    load: &Load,
    all: &[Portrait],
    period: Period,
    today: Date,
    style: &Style,
) -> String {
    let mut page = Page::new(*style, "", Meaning::Plain, &pool.project.meta().title);
    Table::of(pool, load, all, period, *style).write(Dates { today: Some(today) }, &mut page);
    page.out
}

struct Row {
    name: String,
    nobody: bool,
    /// What one project takes of somebody.
    part: bool,
    work: u32,
    portions: std::collections::BTreeMap<Date, Portion>,
}

struct Table {
    rows: Vec<Row>,
    /// Every period from the first with work to the last.
    periods: Vec<Date>,
    period: Period,
    /// Columns of names.
    names: usize,
    /// How many periods stand beside each other.
    beside: usize,
}

impl Table {
    fn of(schedule: &Schedule, load: &Load, all: &[Portrait], period: Period, style: Style) -> Self {
        let row = |person: &PersonLoad| Row {
            name: person.name.as_deref().map_or("nobody".to_owned(), harmless),
            nobody: person.name.is_none(),
            part: false,
            work: person.work(),
            portions: person.by(period, schedule),
        };
        let mut rows = Vec::with_capacity(load.people.len());
        for person in &load.people {
            rows.push(row(person));
            let theirs = |one: &Portrait| {
                let part = one.load.of_person(person.name.as_deref()?)?;
                Some(Row { name: format!("  {}", harmless(&one.title)), part: true, ..row(part) })
            };
            rows.extend(all.iter().filter_map(theirs));
        }
        let mut periods = Vec::new();
        if let Some((first, last)) = load.span() {
            let next = |at: &Date| Some(period.next(*at));
            let all = std::iter::successors(Some(period.of(first)), next);
            periods.extend(all.take_while(|at| *at <= last).take(MOST_PERIODS));
        }
        // Whole stretches in which nobody has anything to do are left out.
        periods.retain(|at| rows.iter().any(|row| row.portions.contains_key(at)));
        let widest = rows.iter().map(|row| width(&row.name)).max().unwrap_or(0);
        let names = widest.clamp(6, (style.columns() / 4).max(10));
        let beside = ((style.columns() - names - 9) / CELL).max(1);
        Self { rows, periods, period, names, beside }
    }

    fn write(&self, dates: Dates, page: &mut Page) {
        for (nth, block) in self.periods.chunks(self.beside).take(MOST_PERIODS / self.beside + 1).enumerate()
        {
            if nth > 0 {
                page.out.push('\n');
            }
            self.head(block, dates, page);
            for row in &self.rows {
                self.row(row, block, page);
            }
        }
        let over = self.rows.iter().any(|row| row.portions.values().any(|portion| portion.overloaded));
        let nobody = self.rows.iter().any(|row| row.nobody);
        let notes = [
            over.then(|| format!("{OVER} more to do, then or on a day of it, than there is of them")),
            nobody.then(|| "nobody: what nobody is put to".to_owned()),
        ];
        page.notes(notes.into_iter().flatten());
    }

    fn head(&self, block: &[Date], dates: Dates, page: &mut Page) {
        let mut line = " ".repeat(self.names);
        line.push_str(&format!("{:>9}", "in all"));
        for first in block {
            let text = match self.period {
                Period::Month => first.strftime("%b %y").to_string(),
                Period::Day | Period::Week => fit(&dates.plain(*first), CELL - 1).into_owned(),
            };
            pad(&mut line, CELL - width(&text));
            line.push_str(&text);
        }
        page.style.ink(&mut page.out, Meaning::Muted, &line);
        page.out.push('\n');
    }

    /// Hours, and below them per cent.
    fn row(&self, row: &Row, block: &[Date], page: &mut Page) {
        let (style, out) = (page.style, &mut page.out);
        let name = fit(&row.name, self.names);
        style.ink(out, if row.nobody || row.part { Meaning::Muted } else { Meaning::Heading }, &name);
        pad(out, self.names - width(&name));
        let mut cells = vec![(rounded(row.work), Meaning::Plain)];
        let mut shares = vec![(String::new(), Meaning::Plain)];
        for first in block {
            let portion = row.portions.get(first);
            cells.push((portion.map_or(String::new(), |p| rounded(p.work)), Meaning::Plain));
            shares.push(
                portion.filter(|_| !row.nobody && !row.part).map_or((String::new(), Meaning::Plain), share),
            );
        }
        write(out, style, &cells);
        if shares.iter().any(|(text, _)| !text.is_empty()) {
            pad(out, self.names);
            write(out, style, &shares);
        }
    }
}

/// Cells to the right of their columns.
fn write(out: &mut String, style: Style, cells: &[(String, Meaning)]) {
    let last = cells.iter().rposition(|(text, _)| !text.is_empty()).unwrap_or(0);
    for (text, meaning) in &cells[..=last] {
        pad(out, CELL.saturating_sub(width(text)));
        style.ink(out, *meaning, text);
    }
    out.push('\n');
}

fn share(portion: &Portion) -> (String, Meaning) {
    let percent = portion.percent().map_or("away".to_owned(), |percent| format!("{percent}%"));
    match portion.overloaded {
        true => (format!("{OVER}{percent}"), Meaning::Warning),
        false => (percent, Meaning::Muted),
    }
}

/// Hours with the minutes as long as there are few.
fn rounded(minutes: u32) -> String {
    let text = hours(u64::from(minutes));
    if width(&text) < CELL { text } else { format!("{}h", minutes.div_ceil(60)) }
}
