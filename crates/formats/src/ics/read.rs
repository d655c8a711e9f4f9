//! Calendars read, line by line. Must never read what is within an alarm or a time zone as a to-do's own.

use std::collections::HashMap;

use planwright_domain::{Dependency, LagKind, LinkType, Warning};

use super::component::{Component, Relation};
use super::line::{self, lines};
use super::off;
use crate::counts::{Counts, counted, not_carried, were};
use crate::draft::{self, Draft, Loose, Sketch, Tie};
use crate::{Decoded, ReadError, Reading, Source, family};

/// Reads a calendar.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut draft = Draft { warnings: decoded.warnings.clone(), ..Draft::default() };
    let mut components = components(&decoded.text, source, &mut draft);
    components.iter_mut().for_each(|component| component.finish(source.day));
    let components = off::days(components, &mut draft.means, mint);
    let todos = components.iter().filter(|c| !c.event).count();
    let events = components.len() - todos;
    if events > 0 {
        let text = if todos > 0 {
            format!("{}: the calendar has to-dos", not_carried(events, "event"))
        } else {
            format!(
                "the calendar has no to-dos: {} {} read as tasks that are due when they end",
                counted(events, "event"),
                were(events)
            )
        };
        draft.warnings.push(Warning::new(if todos > 0 { "not-carried" } else { "events-read" }, text));
    }
    let mut kept = Vec::new();
    let (mut repeating, mut changed) = (0, 0);
    for component in components.into_iter().filter(|c| !c.event || todos == 0) {
        repeating += usize::from(component.repeats);
        if component.overrides {
            changed += 1;
        } else {
            kept.push(component);
        }
    }
    for (count, what) in [(repeating, "repetition"), (changed, "changed repetition")] {
        if count > 0 {
            let text = format!("{}: only the first of each is", not_carried(count, what));
            draft.warnings.push(Warning::new("not-carried", text));
        }
    }
    draft.title = draft.title.take().or_else(|| Some(source.title()));
    assemble(kept, &mut draft);
    if draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    Ok(draft::finish(draft, source, mint))
}

fn components(text: &str, source: &Source<'_>, draft: &mut Draft) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    // How deep within something that is left out.
    let mut left_out = 0usize;
    let mut open: Option<Component> = None;
    // The line on which the calendar begins, until it ends.
    let mut calendar = None;
    let mut counts = Counts::default();
    for line in lines(text) {
        let value = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" if left_out > 0 => left_out += 1,
            "END" if left_out > 0 => left_out -= 1,
            "BEGIN" if open.is_none() && matches!(value.as_str(), "VTODO" | "VEVENT") => {
                let sketch = Sketch { line: line.number, ..Sketch::default() };
                open = Some(Component { sketch, event: value == "VEVENT", ..Component::default() });
            }
            "BEGIN" if value == "VCALENDAR" && open.is_none() => calendar = Some(line.number),
            "BEGIN" => {
                let kind = match value.as_str() {
                    "VALARM" => Some("alarm"),
                    "VJOURNAL" => Some("journal entry"),
                    "VFREEBUSY" => Some("busy time"),
                    _ => None,
                };
                kind.into_iter().for_each(|kind| counts.add(kind, 0));
                left_out = 1;
            }
            "END" if value == "VCALENDAR" && open.is_none() => calendar = None,
            "END" => found.extend(open.take()),
            _ if left_out > 0 => {}
            _ => match &mut open {
                Some(component) => component.take(&line, source),
                None => match line.name.as_str() {
                    "X-WR-CALNAME" | "NAME" => draft.title = draft.title.take().or(line::text(&line.value)),
                    "X-WR-CALDESC" | "DESCRIPTION" => draft.summary = line::text(&line.value),
                    _ => {}
                },
            },
        }
    }
    if let Some(cut) = open.filter(|component| !component.sketch.title.is_empty()) {
        draft.warnings.push(draft::cut_short(cut.sketch.line));
        found.push(cut);
    } else if let Some(line) = calendar {
        draft.warnings.push(draft::cut_short(line));
    }
    draft.warnings.extend(counts.warnings());
    found
}

/// Calls what has no summary by the first line of its description, which is its title then.
fn call_by_description(sketch: &mut Sketch) {
    if !sketch.title.trim().is_empty() {
        return;
    }
    let Some(text) = sketch.description.take() else { return };
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    sketch.title = first.trim().to_owned();
    sketch.description = Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty());
}

/// Makes tasks of to-dos: parents, then what is tied to what.
fn assemble(components: Vec<Component>, draft: &mut Draft) {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut relations = Vec::new();
    for mut component in components {
        let task = draft.tasks.len() as u32;
        call_by_description(&mut component.sketch);
        if component.sketch.title.trim().is_empty() {
            let line = component.sketch.line;
            draft.warnings.push(Warning::at(
                "not-carried",
                line,
                "an entry without a summary was not carried",
            ));
            continue;
        }
        if component.event {
            component.sketch.due = component.sketch.due.or(component.sketch.start);
        }
        if !component.uid.is_empty() && ids.insert(component.uid, task).is_some() {
            // Two of one id: none of them keeps it.
            component.sketch.id = None;
        }
        relations.extend(component.relations.into_iter().map(|r| (task, r)));
        draft.tasks.push(component.sketch);
    }
    let mut parents = Vec::new();
    for (task, relation) in relations {
        let Relation { uid, kind, gap, gap_kind, line } = relation;
        let quote = draft.tasks[task as usize].quote.clone();
        let Some(&other) = ids.get(&uid) else {
            if kind != "SIBLING" {
                draft.loose.push(Loose { task, name: uid, line, quote, part: kind == "PARENT" });
            }
            continue;
        };
        let tie = Tie {
            lag: gap,
            lag_kind: if gap == 0 { LagKind::Working } else { gap_kind },
            ..Tie::stated(other, task, line, &quote)
        };
        let dependency = match kind.as_str() {
            "PARENT" | "CHILD" => {
                let (child, parent) = if kind == "PARENT" { (task, other) } else { (other, task) };
                if child != parent {
                    draft.tasks[child as usize].parent = Some(parent);
                    parents.push(());
                }
                continue;
            }
            "SIBLING" | "X-RELATED" | "X-DUPLICATE" => {
                if kind != "SIBLING" {
                    let duplicate = kind == "X-DUPLICATE";
                    let link_type = if duplicate { LinkType::Duplicate } else { LinkType::Related };
                    draft.ties.push(Tie { link_type, lag: 0, ..tie });
                }
                continue;
            }
            "DEPENDS-ON" | "FINISHTOSTART" => Dependency::FinishToStart,
            "STARTTOSTART" => Dependency::StartToStart,
            "FINISHTOFINISH" => Dependency::FinishToFinish,
            "STARTTOFINISH" => Dependency::StartToFinish,
            _ => continue,
        };
        draft.ties.push(Tie { dependency, ..tie });
    }
    family::in_order(draft, &parents);
}
