//! The log of a project and the proposals that wait: who changed what, when and why, the newest first.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use planwright::domain::{Entry, Op, Patch, Proposal, ProposalState};

use super::Style;
use super::grid::{Cell, Column, Grid, Row, Side, Step};
use super::ink::Meaning;
use super::names::shortest;
use super::text::{fit, harmless};
use super::words::{Dates, count};

/// No author's name takes more columns than this.
const WIDEST_AUTHOR: usize = 20;

const LOG_COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Right },
    Column { gap: 2, side: Side::Flex },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const LOG_STEPS: &[Step] = &[Step::TailBelow, Step::Shorten(4), Step::Drop(3), Step::Drop(4), Step::Drop(2)];

/// The entries of a log, the newest first.
pub fn log(entries: &[Entry], style: &Style) -> String {
    let mut newest: Vec<&Entry> = entries.iter().collect();
    newest.sort_by_key(|entry| std::cmp::Reverse(entry.version));
    let rows = newest.into_iter().map(|entry| {
        let (when, day) = moment(entry.at);
        Row {
            cells: vec![
                Cell::new(format!("v{}", entry.version), Meaning::Id),
                Cell::plain(reason(&entry.patch)),
                counts(&entry.patch),
                Cell::new(fit(&harmless(entry.author().name()), WIDEST_AUTHOR).into_owned(), Meaning::Muted),
                Cell::new(when, Meaning::Muted).or(day),
            ],
            tail: entry
                .reverts()
                .map(|v| Cell::new(format!("reverts v{v}"), Meaning::Changed))
                .into_iter()
                .collect(),
            ..Row::default()
        }
    });
    written(&Grid { columns: LOG_COLUMNS, steps: LOG_STEPS, whole: true, rows: rows.collect() }, style)
}

const PROPOSAL_COLUMNS: &[Column] = &[
    Column { gap: 0, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Flex },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
    Column { gap: 2, side: Side::Left },
];
const PROPOSAL_STEPS: &[Step] =
    &[Step::TailBelow, Step::Shorten(5), Step::Drop(4), Step::Drop(5), Step::Drop(3)];

/// Proposals, each with the title of its project.
pub fn proposals(proposals: &[(&Proposal, &str)], style: &Style) -> String {
    let ids: Vec<u128> = proposals.iter().map(|(p, _)| p.id.bits()).collect();
    let rows = proposals.iter().zip(shortest(&ids)).map(|((proposal, title), id)| {
        let (when, day) = moment(proposal.at);
        let (state, meaning) = match &proposal.state {
            ProposalState::Open => ("open".to_owned(), Meaning::Added),
            ProposalState::Approved(version) => (format!("approved as v{version}"), Meaning::Muted),
            ProposalState::Rejected(_) => ("rejected".to_owned(), Meaning::Muted),
            ProposalState::Superseded(_) => ("superseded".to_owned(), Meaning::Muted),
        };
        let mut tail = Vec::new();
        for (n, word) in [(proposal.questions.len(), "question"), (proposal.warnings.len(), "warning")] {
            if n > 0 {
                tail.push(Cell::new(count(n, word), Meaning::Warning));
            }
        }
        match &proposal.state {
            ProposalState::Rejected(Some(why)) => {
                tail.push(Cell::new(format!("\"{}\"", harmless(why)), Meaning::Muted));
            }
            ProposalState::Superseded(by) => {
                tail.push(Cell::new(format!("by {}", &by.letters()[..8]), Meaning::Muted));
            }
            _ => {}
        }
        Row {
            cells: vec![
                Cell::new(id, Meaning::Id),
                Cell::new(state, meaning),
                Cell::plain(reason(&proposal.patch)),
                counts(&proposal.patch),
                Cell::new(fit(&harmless(title), 24).into_owned(), Meaning::Muted),
                Cell::new(when, Meaning::Muted).or(day),
            ],
            tail,
            ..Row::default()
        }
    });
    written(
        &Grid { columns: PROPOSAL_COLUMNS, steps: PROPOSAL_STEPS, whole: true, rows: rows.collect() },
        style,
    )
}

fn reason(patch: &Patch) -> String {
    let reason = harmless(&patch.reason);
    if reason.trim().is_empty() { "(no reason given)".to_owned() } else { reason }
}

/// What a patch does in numbers: `+3 ~1 -2` tasks, else what else it changes.
fn counts(patch: &Patch) -> Cell<'static> {
    let (mut created, mut updated, mut deleted) = (0, 0, 0);
    for op in patch.tasks.values() {
        match op {
            Op::Create(_) => created += 1,
            Op::Update(_) => updated += 1,
            Op::Delete => deleted += 1,
        }
    }
    let parts: Vec<String> = [('+', created), ('~', updated), ('-', deleted)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(sign, n)| format!("{sign}{n}"))
        .collect();
    let others = [
        (patch.links.len(), "link"),
        (patch.resources.len(), "resource"),
        (patch.assignments.len(), "assignment"),
        (patch.calendars.len(), "calendar"),
        (patch.baselines.len(), "baseline"),
    ];
    let text = match (parts.is_empty(), others.into_iter().find(|(n, _)| *n > 0)) {
        (false, _) => parts.join(" "),
        (true, Some((n, noun))) => count(n, noun),
        (true, None) => "project".to_owned(),
    };
    let meaning = match (created, updated, deleted) {
        (1.., 0, 0) => Meaning::Added,
        (0, 0, 1..) => Meaning::Removed,
        _ => Meaning::Changed,
    };
    Cell::new(text, meaning)
}

/// A moment in UTC, and its day alone.
pub(super) fn moment(at: Timestamp) -> (String, String) {
    let at = TimeZone::UTC.to_datetime(at);
    let when = format!("{} {:02}:{:02} UTC", at.date(), at.hour(), at.minute());
    (when, Dates { today: None }.plain(at.date()))
}

fn written(grid: &Grid<'_>, style: &Style) -> String {
    let mut out = String::with_capacity(128 * grid.rows.len());
    grid.write(&mut out, *style);
    out
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use planwright::domain::{Author, ProposalId, Question, Version};

    use super::super::fixture::{app, changed};
    use super::*;

    fn entries() -> Vec<Entry> {
        let at =
            |minutes: i64| Timestamp::from_second(1_772_791_200 + minutes * 60).expect("a time of our days");
        let entry = |version: u64, patch: Patch| Entry {
            version: Version(version),
            at: at(version as i64 * 45),
            inverse: patch.clone(),
            patch,
        };
        let (_, plan, _) = app();
        let (_, change, _) = changed();
        let mut undo = change.clone();
        (undo.reverts, undo.reason, undo.author) = (Some(Version(3)), "undo".to_owned(), Author::new("bob"));
        let creation = Patch {
            reason: "Ship MVP of iOS app by Aug 15".to_owned(),
            ..Patch::new(plan.id, plan.project, Version(0), Author::new("ann"), "")
        };
        vec![entry(1, creation), entry(2, plan), entry(3, change), entry(4, undo)]
    }

    #[test]
    fn the_log_is_told_from_the_newest() {
        assert_snapshot!(log(&entries(), &Style { color: false, width: 80 }), @r"
        v4  undo                           ~3 -1    bob  2026-03-06 13:00 UTC
            reverts v3
        v3  because                        ~3 -1    ann  2026-03-06 12:15 UTC
        v2  because                        +13      ann  2026-03-06 11:30 UTC
        v1  Ship MVP of iOS app by Aug 15  project  ann  2026-03-06 10:45 UTC
        ");
    }

    #[test]
    fn forty_columns_keep_the_reasons() {
        assert_snapshot!(log(&entries(), &Style { color: false, width: 40 }), @r"
        v4  undo                         ~3 -1
            reverts v3
        v3  because                      ~3 -1
        v2  because                      +13
        v1  Ship MVP of iOS app by Aug   project
            15
        ");
    }

    #[test]
    fn proposals_say_what_became_of_them() {
        let states = [
            ProposalState::Open,
            ProposalState::Approved(Version(2)),
            ProposalState::Rejected(Some("too big".to_owned())),
            ProposalState::Superseded(ProposalId::from_bits(u128::MAX)),
        ];
        let all: Vec<Proposal> = entries()
            .into_iter()
            .zip(states)
            .zip(1u128..)
            .map(|((entry, state), n)| Proposal {
                id: ProposalId::from_bits(n << 100),
                patch: entry.patch,
                questions: (1..n).map(|_| Question::new("which", "Which?")).collect(),
                warnings: Vec::new(),
                at: entry.at,
                state,
            })
            .collect();
        let rows: Vec<(&Proposal, &str)> = all.iter().map(|p| (p, "Ship MVP of iOS app")).collect();
        assert_snapshot!(proposals(&rows, &Style { color: false, width: 120 }), @r#"
        kkkkkkl  open            Ship MVP of iOS app by Aug 15  project  Ship MVP of iOS app  2026-03-06 10:45 UTC
        kkkkkkm  approved as v2  because                        +13      Ship MVP of iOS app  2026-03-06 11:30 UTC
                                 1 question
        kkkkkkn  rejected        because                        ~3 -1    Ship MVP of iOS app  2026-03-06 12:15 UTC
                                 2 questions  "too big"
        kkkkkko  superseded      undo                           ~3 -1    Ship MVP of iOS app  2026-03-06 13:00 UTC
                                 3 questions  by zzzzzzzz
        "#);
    }
}
