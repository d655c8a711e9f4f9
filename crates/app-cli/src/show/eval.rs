//! How plans do beside what they should have been: figures with their change, examples, groups and what does not hold.

pub(super) mod page;

use planwright::planner::eval::{Aspect, Figure};
use planwright_wire::{Evaluated, EvaluatedTasks, Evaluation, FigureMap};

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::text::{harmless, wrap};
use super::words::count;

/// So many titles or musts are listed before the rest is only counted.
const MANY: usize = 40;

/// The report for a terminal.
pub fn evaluation(report: &Evaluation, style: &Style) -> String {
    let mut text = Text { out: String::new(), style: *style };
    text.heading(&format!("{}: {}", harmless(&report.of), count(report.example_count, "example")));
    text.figures(report);
    if report.example_count > 1 {
        text.section("Examples");
        text.table(report.examples.iter().map(|example| (example.name.as_str(), None, &example.figures)));
    }
    for by in ["kind", "domain", "language"] {
        let members: Vec<_> = report.groups.iter().filter(|group| group.by == by).collect();
        if !members.is_empty() {
            text.section(&format!("By {by}"));
            let row = |group: &&planwright_wire::EvaluatedGroup| group.example_count;
            text.table(members.iter().map(|group| (group.name.as_str(), Some(row(group)), &group.figures)));
        }
    }
    text.musts(report);
    if let [only] = report.examples.as_slice() {
        text.titles(only);
    }
    text.out
}

/// A figure with three decimals, cut and not rounded, so that only what is perfect is 1.000.
pub fn figure(value: f64) -> String {
    format!("{:.3}", (value * 1000.0 + 1e-6).floor() / 1000.0)
}

/// A change of a figure; nothing where it is too small to be seen.
fn change(by: f64) -> Option<String> {
    (by.abs() >= 0.0005).then(|| format!("{by:+.3}"))
}

/// The figures that have a column, in the order in which they give up their place, the last to go first.
const COLUMNS: [Figure; 9] = [
    Figure::Score,
    Figure::Musts,
    Figure::Tree,
    Figure::Titles,
    Figure::Links,
    Figure::Efforts,
    Figure::Parents,
    Figure::Due,
    Figure::Status,
];

struct Text {
    out: String,
    style: Style,
}

impl Text {
    fn heading(&mut self, title: &str) {
        for line in wrap(title, self.style.columns()) {
            self.style.ink(&mut self.out, Meaning::Heading, &line);
            self.out.push('\n');
        }
    }

    fn section(&mut self, title: &str) {
        self.out.push('\n');
        self.heading(title);
    }

    /// Lines of text, two columns in.
    fn paragraph(&mut self, meaning: Meaning, text: &str) {
        for (nth, line) in wrap(text, self.style.columns() - 4).iter().enumerate() {
            self.out.push_str(if nth == 0 { "  " } else { "    " });
            self.style.ink(&mut self.out, meaning, line);
            self.out.push('\n');
        }
    }

    /// Every figure that was measured, with its change.
    fn figures(&mut self, report: &Evaluation) {
        const FIGURES: [Column; 4] = [
            Column { gap: 2, side: Side::Left },
            Column { gap: 2, side: Side::Right },
            Column { gap: 2, side: Side::Right },
            Column { gap: 2, side: Side::Flex },
        ];
        let row = |of: &Figure| {
            let value = *report.figures.get(of.word())?;
            let by = report.change.as_ref().and_then(|change| change.get(of.word()).copied()).unwrap_or(0.0);
            let meaning = if by > 0.0 { Meaning::Added } else { Meaning::Removed };
            let cells = vec![
                Cell::plain(of.word()),
                Cell::plain(figure(value)),
                Cell::new(change(by).unwrap_or_default(), meaning),
                Cell::new(of.what(), Meaning::Muted),
            ];
            Some(Row { cells, ..Row::default() })
        };
        let rows = Figure::ALL.iter().filter_map(row).collect();
        Grid { columns: &FIGURES, steps: &[], whole: true, rows }.write(&mut self.out, self.style);
        match report.refused_count {
            0 => {}
            refused => self
                .paragraph(Meaning::Warning, &format!("! no plan was made of {}", count(refused, "example"))),
        }
    }

    /// Names with their figures, under a line that names the columns.
    fn table<'a>(&mut self, rows: impl Iterator<Item = (&'a str, Option<usize>, &'a FigureMap)>) {
        const RIGHT: Column = Column { gap: 2, side: Side::Right };
        const FLEX: Column = Column { gap: 2, side: Side::Flex };
        const TABLE: [Column; 11] =
            [FLEX, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT];
        const STEPS: [Step; 9] = [
            Step::Drop(10),
            Step::Drop(9),
            Step::Drop(8),
            Step::Drop(7),
            Step::Drop(6),
            Step::Drop(5),
            Step::Drop(4),
            Step::Drop(3),
            Step::Drop(1),
        ];
        let rows: Vec<_> = rows.collect();
        let shown: Vec<Figure> = COLUMNS
            .into_iter()
            .filter(|of| rows.iter().any(|(.., figures)| figures.contains_key(of.word())))
            .collect();
        let empty = |cells: &mut Vec<Cell<'_>>| cells.resize(TABLE.len(), Cell::empty());
        let counted = rows.iter().any(|(_, members, _)| members.is_some());
        let mut head = vec![Cell::empty(), Cell::new(if counted { "examples" } else { "" }, Meaning::Muted)];
        head.extend(shown.iter().map(|of| Cell::new(of.word(), Meaning::Muted)));
        empty(&mut head);
        let mut lines = vec![Row { cells: head, ..Row::default() }];
        for (name, members, figures) in rows {
            let members = members.map_or_else(String::new, |members| members.to_string());
            let mut cells = vec![Cell::plain(harmless(name)), Cell::plain(members)];
            cells.extend(shown.iter().map(|of| match figures.get(of.word()) {
                Some(value) if *value >= 1.0 => Cell::new(figure(*value), Meaning::Muted),
                Some(value) => Cell::plain(figure(*value)),
                None => Cell::new("-", Meaning::Muted),
            }));
            empty(&mut cells);
            lines.push(Row { cells, ..Row::default() });
        }
        Grid { columns: &TABLE, steps: &STEPS, whole: false, rows: lines }.write(&mut self.out, self.style);
    }

    /// How many musts hold, and which do not.
    fn musts(&mut self, report: &Evaluation) {
        if report.checks.is_empty() {
            return;
        }
        self.section("Musts");
        for aspect in Aspect::ALL {
            if let Some(held) = report.checks.get(aspect.word()) {
                let meaning = if held.held < held.of { Meaning::Warning } else { Meaning::Plain };
                self.paragraph(meaning, &format!("{:<14}{} of {}", aspect.word(), held.held, held.of));
            }
        }
        let alone = report.examples.len() == 1;
        let missed: Vec<String> = report
            .examples
            .iter()
            .flat_map(|example| {
                let missed = example.checks.iter().filter(|check| !check.holds);
                missed.map(move |check| match alone {
                    true => format!("{}: {}", check.aspect, check.what),
                    false => format!("{}  {}: {}", example.name, check.aspect, check.what),
                })
            })
            .collect();
        self.list("Musts that do not hold", "✗", Meaning::Warning, &missed);
    }

    /// The titles that one plan has and the other has not, and why there is no plan.
    fn titles(&mut self, example: &Evaluated) {
        if let Some(refused) = &example.refused {
            self.section("No plan");
            self.paragraph(Meaning::Warning, &harmless(refused));
        }
        if let Some(tasks) = &example.tasks {
            self.numbers(tasks);
            self.list("Tasks that were not found", "-", Meaning::Removed, &tasks.missing);
            self.list("Tasks that the gold plan has not", "+", Meaning::Added, &tasks.extra);
        }
    }

    /// What is no figure.
    fn numbers(&mut self, tasks: &EvaluatedTasks) {
        self.section("Beside the gold plan");
        let found = format!("{} of {}", tasks.matched_task_count, count(tasks.gold_task_count, "task"));
        self.paragraph(Meaning::Plain, &format!("{found} found; the plan has {}", tasks.plan_task_count));
        for of in [Figure::Titles, Figure::Links, Figure::Order] {
            let share = |of: Option<&f64>| of.map_or_else(|| "-".to_owned(), |share| figure(*share));
            let (right, found) = (tasks.precision.get(of.word()), tasks.recall.get(of.word()));
            if right.or(found).is_some() {
                let (right, found) = (share(right), share(found));
                self.paragraph(Meaning::Plain, &format!("{}: precision {right}, recall {found}", of.word()));
            }
        }
        if let Some(distance) = tasks.tree_distance {
            self.paragraph(Meaning::Plain, &format!("tree: an edit distance of {distance:.2}"));
        }
        if let (Some(minutes), Some(share)) = (tasks.effort_mae_minutes, tasks.effort_mape) {
            let share = (share * 100.0).round();
            self.paragraph(
                Meaning::Plain,
                &format!("efforts: {minutes:.0} minutes, {share:.0} % off on average"),
            );
        }
    }

    fn list(&mut self, title: &str, mark: &str, meaning: Meaning, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.section(title);
        for item in items.iter().take(MANY) {
            self.paragraph(meaning, &format!("{mark} {}", harmless(item)));
        }
        if items.len() > MANY {
            let rest = format!("and {} more; --json has them all", items.len() - MANY);
            self.paragraph(Meaning::Muted, &rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use planwright_wire::{CheckedAspect, EvaluatedCheck, EvaluatedGroup};

    use super::super::text::width;
    use super::*;

    /// A report on examples with these names.
    pub(super) fn report(names: &[String]) -> Evaluation {
        let figures: FigureMap = Figure::ALL.iter().map(|figure| (figure.word().to_owned(), 0.875)).collect();
        let example = |name: &String| Evaluated {
            name: name.clone(),
            kind: "regular".to_owned(),
            figures: figures.clone(),
            refused: Some(name.clone()),
            tasks: Some(EvaluatedTasks {
                missing: vec![name.clone()],
                extra: vec![name.clone()],
                ..EvaluatedTasks::default()
            }),
            checks: vec![EvaluatedCheck { aspect: "kept".to_owned(), what: name.clone(), holds: false }],
            ..Evaluated::default()
        };
        let group = |name: &String| EvaluatedGroup {
            by: "domain".to_owned(),
            name: name.clone(),
            example_count: 3,
            figures: figures.clone(),
        };
        Evaluation {
            of: names.first().cloned().unwrap_or_default(),
            version: "1.0.0".to_owned(),
            example_count: names.len(),
            refused_count: 1,
            change: Some([("score".to_owned(), -0.25)].into()),
            checks: [("kept".to_owned(), CheckedAspect { held: 0, of: names.len() })].into(),
            groups: names.iter().map(group).collect(),
            examples: names.iter().map(example).collect(),
            figures: figures.clone(),
        }
    }

    #[test]
    fn only_what_is_perfect_is_one() {
        assert_eq!([1.0, 0.9999, 0.9, 0.0].map(figure), ["1.000", "0.999", "0.900", "0.000"]);
        assert_eq!(
            [0.0004, 0.25, -0.25].map(change),
            [None, Some("+0.250".to_owned()), Some("-0.250".to_owned())]
        );
    }

    proptest! {
        #[test]
        fn it_fits_every_width_and_says_the_same_without_colour(
            names in proptest::collection::vec("[a-zé测 \u{1b}\u{202e}/.-]{1,60}", 1..4),
            columns in 40usize..160,
        ) {
            let report = report(&names);
            let plain = evaluation(&report, &Style { color: false, width: columns });
            for line in plain.lines() {
                prop_assert!(width(line) <= columns, "{columns}: {line}");
            }
            let obeyed = ['\u{1b}', '\u{202e}'];
            prop_assert!(!plain.contains(obeyed), "it is harmless");
            prop_assert!(plain.contains("score") && plain.contains("0.875") && plain.contains("-0.250"));
            let colored = evaluation(&report, &Style { color: true, width: columns });
            let mut stripped = String::new();
            let mut rest = colored.as_str();
            while let Some(at) = rest.find('\u{1b}') {
                stripped.push_str(&rest[..at]);
                rest = rest[at..].split_once('m').map_or("", |(_, after)| after);
            }
            prop_assert_eq!(stripped + rest, plain);
        }
    }
}
