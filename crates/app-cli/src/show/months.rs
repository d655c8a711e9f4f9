//! A calendar month by month, as on a wall: beside one another as far as there is room. What a day is, is told by a sign
//! beside its number; colour only repeats it.

use jiff::civil::Date;
use planwright::domain::schedule::{Day, days};
use planwright::domain::{Absence, CalendarId, Project, Resource};

use super::Style;
use super::grid::pad;
use super::ink::Meaning;
use super::page::Page;
use super::people;
use super::words::Dates;

/// What is looked at, and when.
#[derive(Debug)]
pub struct Months<'a> {
    /// The plan.
    pub project: &'a Project,
    /// The calendar; the project's own, or its working days, for `None`.
    pub calendar: Option<CalendarId>,
    /// Whose absences are shown as well.
    pub person: Option<&'a Resource>,
    /// A day of the first month.
    pub first: Date,
    /// How many months.
    pub count: u8,
    /// The day it is.
    pub today: Date,
}

/// Columns of a day: its number and its sign.
const CELL: usize = 4;
/// Columns of a month.
const MONTH: usize = 7 * CELL;
/// Columns between months.
const GAP: usize = 3;

/// What a day is: its sign and what that means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Worked,
    Off,
    Holiday,
    Away,
    Extra,
    Other,
}

impl Sign {
    const ALL: [Self; 6] = [Self::Worked, Self::Off, Self::Holiday, Self::Away, Self::Extra, Self::Other];

    fn of(day: &Day, away: bool) -> Self {
        match (day.weekly.is_off(), day.hours.is_off()) {
            _ if away && !day.hours.is_off() => Self::Away,
            (true, true) => Self::Off,
            (false, true) => Self::Holiday,
            (true, false) => Self::Extra,
            (false, false) if day.hours != day.weekly => Self::Other,
            (false, false) => Self::Worked,
        }
    }

    const fn mark(self) -> &'static str {
        match self {
            Self::Worked => " ",
            Self::Off => ".",
            Self::Holiday => "x",
            Self::Away => "-",
            Self::Extra => "+",
            Self::Other => "~",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::Off => "off",
            Self::Holiday => "holiday",
            Self::Away => "away",
            Self::Extra => "extra",
            Self::Other => "other",
        }
    }

    const fn meaning(self) -> Meaning {
        match self {
            Self::Worked => Meaning::Plain,
            Self::Off => Meaning::Muted,
            Self::Holiday => Meaning::Removed,
            Self::Away => Meaning::Warning,
            Self::Extra => Meaning::Added,
            Self::Other => Meaning::Changed,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Worked => "",
            Self::Off => ". no working day",
            Self::Holiday => "x holiday",
            Self::Away => "- away",
            Self::Extra => "+ worked although off else",
            Self::Other => "~ other hours than usual",
        }
    }
}

/// Months of a calendar, with what is said of their days below.
pub fn months(seen: &Months<'_>, style: &Style) -> String {
    let all: Vec<Vec<Day>> = (0..i32::from(seen.count)).filter_map(|n| seen.month(n)).collect();
    let mut page = Page::new(*style, "", Meaning::Plain, &seen.title());
    let beside = ((style.columns() + GAP) / (MONTH + GAP)).max(1);
    for (n, row) in all.chunks(beside).enumerate() {
        if n > 0 {
            page.out.push('\n');
        }
        side_by_side(row, seen, &mut page);
    }
    let shown = |sign: Sign| all.iter().flatten().any(|day| seen.sign(day) == sign);
    let today = all.iter().flatten().any(|day| day.date == seen.today).then_some("> today");
    let signs = Sign::ALL.into_iter().filter(|sign| *sign != Sign::Worked && shown(*sign)).map(Sign::words);
    page.notes(today.into_iter().chain(signs).map(str::to_owned));
    let told = seen.told(&all);
    if !told.is_empty() {
        page.out.push('\n');
    }
    for line in told {
        page.paragraph("", Meaning::Plain, &line);
    }
    page.out
}

impl Months<'_> {
    /// Every day with a word for what it is and its working minutes.
    pub fn days(&self) -> impl Iterator<Item = (Date, &'static str, u32)> + '_ {
        (0..i32::from(self.count)).filter_map(|n| self.month(n)).flatten().map(|day| {
            let sign = self.sign(&day);
            let minutes = if sign == Sign::Away { 0 } else { day.hours.minutes() };
            (day.date, sign.word(), minutes)
        })
    }

    fn title(&self) -> String {
        let own = self.calendar.or(self.project.meta().calendar);
        let calendar = own.and_then(|id| self.project.calendar(id)).map(|calendar| calendar.name.as_str());
        match (self.person, calendar) {
            (Some(person), Some(calendar)) if person.name != calendar => {
                format!("{}, by {calendar}", person.name)
            }
            (Some(person), _) => person.name.clone(),
            (None, Some(calendar)) => calendar.to_owned(),
            (None, None) => format!("Working days of {}", self.project.meta().title),
        }
    }

    /// The days of the month that comes so many after the first.
    fn month(&self, n: i32) -> Option<Vec<Day>> {
        let first = self.first.first_of_month().checked_add(jiff::Span::new().months(n)).ok()?;
        Some(days(self.project, self.calendar, first, u32::from(first.days_in_month().unsigned_abs())))
    }

    fn sign(&self, day: &Day) -> Sign {
        Sign::of(day, self.absence(day.date).is_some() || self.is_unavailable(day.date))
    }

    fn absence(&self, date: Date) -> Option<&Absence> {
        let absences = self.person.into_iter().flat_map(|person| &person.absences);
        absences.into_iter().find(|away| away.first <= date && date <= away.last)
    }

    /// Whether there is nothing of the person on a day; the last span that speaks of it counts.
    fn is_unavailable(&self, date: Date) -> bool {
        let spans = self.person.into_iter().flat_map(|person| person.availability.iter().rev());
        let speaks = |first: Option<Date>, last: Option<Date>| {
            first.is_none_or(|first| first <= date) && last.is_none_or(|last| date <= last)
        };
        spans.into_iter().find(|span| speaks(span.first, span.last)).is_some_and(|span| span.percent == 0)
    }

    /// What makes days differ, each said once, in the order of the days.
    fn told(&self, all: &[Vec<Day>]) -> Vec<String> {
        let dates = Dates { today: Some(self.today) };
        let mut told: Vec<String> = Vec::new();
        for day in all.iter().flatten() {
            let why = match self.absence(day.date) {
                Some(away) => Some(people::absence(away, dates)),
                None => day.exception.as_ref().map(|exception| people::exception(exception, dates)),
            };
            if let Some(why) = why.filter(|why| !told.contains(why)) {
                told.push(why);
            }
        }
        told
    }
}

/// Months in one row: their names, the days of the week, the weeks.
fn side_by_side(months: &[Vec<Day>], seen: &Months<'_>, page: &mut Page) {
    let names = months.iter().filter_map(|days| Some(days.first()?.date.strftime("%B %Y").to_string()));
    let week = " Mo  Tu  We  Th  Fr  Sa  Su ".to_owned();
    line(page, names.map(|name| vec![(name, Meaning::Heading)]));
    line(page, months.iter().map(|_| vec![(week.clone(), Meaning::Muted)]));
    let offset =
        |days: &[Day]| days.first().map_or(0, |day| day.date.weekday().to_monday_zero_offset() as usize);
    let weeks = months.iter().map(|days| (offset(days) + days.len()).div_ceil(7)).max().unwrap_or(0);
    for row in 0..weeks {
        let cells = months.iter().map(|days| {
            (row * 7..row * 7 + 7)
                .map(|at| match at.checked_sub(offset(days)).and_then(|n| days.get(n)) {
                    Some(day) => cell(day, seen),
                    None => (" ".repeat(CELL), Meaning::Plain),
                })
                .collect()
        });
        line(page, cells);
    }
}

/// The number of a day with today's mark before it and its sign behind it.
fn cell(day: &Day, seen: &Months<'_>) -> (String, Meaning) {
    let sign = seen.sign(day);
    let number = day.date.day();
    let today = if day.date == seen.today { ">" } else { "" };
    (format!("{:>3}{}", format!("{today}{number}"), sign.mark()), sign.meaning())
}

/// Months of one line each beside one another, without blanks at its end.
fn line(page: &mut Page, months: impl Iterator<Item = Vec<(String, Meaning)>>) {
    let (mut pending, mut begun) = (0, false);
    for cells in months {
        if begun {
            pending += GAP;
        }
        begun = true;
        let taken: usize = cells.iter().map(|(text, _)| text.len()).sum();
        for (text, meaning) in cells {
            let inked = text.trim();
            if inked.is_empty() {
                pending += text.len();
                continue;
            }
            let before = text.len() - text.trim_start().len();
            pad(&mut page.out, pending + before);
            page.style.ink(&mut page.out, meaning, inked);
            pending = text.len() - before - inked.len();
        }
        pending += MONTH - taken.min(MONTH);
    }
    page.out.push('\n');
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use planwright::domain::{Meta, ResourceId};

    use super::super::fixture::empty;
    use super::*;

    #[test]
    fn a_month_hangs_on_the_wall_with_its_days_off_and_away() {
        let away =
            Absence { first: date(2026, 3, 12), last: date(2026, 3, 16), reason: Some("skiing".into()) };
        let ann = Resource { absences: vec![away], ..Resource::new(ResourceId::from_bits(1), "Ann") };
        let project = empty(Meta::new("House"));
        let (first, today) = (date(2026, 3, 20), date(2026, 3, 4));
        let seen = Months { project: &project, calendar: None, person: Some(&ann), first, count: 1, today };
        let text = months(&seen, &Style { color: false, width: 40 });
        assert_eq!(
            text,
            "Ann\n\nMarch 2026\n Mo  Tu  We  Th  Fr  Sa  Su\n                          1.\n  2   3  >4   5   6   7.  \
             8.\n  9  10  11  12- 13- 14. 15.\n 16- 17  18  19  20  21. 22.\n 23  24  25  26  27  28. 29.\n 30  31\n\n  \
             > today   . no working day   - away\n\n  away 12 – 16 Mar (skiing)\n"
        );
    }

    #[test]
    fn as_many_months_as_fit_stand_beside_one_another() {
        let project = empty(Meta::new("House"));
        let (first, today) = (date(2026, 11, 1), date(2026, 3, 4));
        let seen = Months { project: &project, calendar: None, person: None, first, count: 4, today };
        let rows = |width| months(&seen, &Style { color: false, width }).matches(" Mo ").count();
        let lines = |width| {
            months(&seen, &Style { color: false, width }).lines().filter(|l| l.starts_with(" Mo")).count()
        };
        assert_eq!([rows(40), rows(80), rows(200)], [4; 3]);
        assert_eq!([lines(40), lines(80), lines(200)], [4, 2, 1]);
    }
}
