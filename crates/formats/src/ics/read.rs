//! Calendars read, line by line. Must never read what is within an alarm or a time zone as a to-do's own.

use std::collections::HashMap;

use jiff::civil::Date;
use planwright_domain::{Dependency, LagKind, LinkType, Priority, Status, TaskId, Value, Warning};
use planwright_phrases::duration;

use super::HOME;
use crate::counts::{Counts, counted, not_carried, were};
use crate::draft::{self, Draft, Loose, Sketch, Tie};
use crate::{Decoded, ReadError, Reading, Source, family};

/// A line, unfolded: `NAME;PARAMETER=value:value`.
struct Line {
    number: u32,
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl Line {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// A to-do or an event.
#[derive(Default)]
struct Component {
    sketch: Sketch,
    uid: String,
    relations: Vec<Relation>,
    lasts: Option<i64>,
    repeats: bool,
    overrides: bool,
    event: bool,
}

struct Relation {
    uid: String,
    kind: String,
    gap: i32,
    line: u32,
}

/// Reads a calendar.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut draft = Draft { warnings: decoded.warnings.clone(), ..Draft::default() };
    let components = components(&decoded.text, source, &mut draft);
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

/// Lines that begin with a blank go on with the one above.
fn lines(text: &str) -> Vec<Line> {
    let mut whole: Vec<(u32, String)> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let folded = line.starts_with([' ', '\t']);
        match whole.last_mut().filter(|_| folded) {
            Some((_, last)) => last.push_str(&line[1..]),
            None if line.trim().is_empty() => {}
            None => whole.push((i as u32 + 1, line.to_owned())),
        }
    }
    whole.into_iter().filter_map(|(number, line)| split(number, &line)).collect()
}

fn split(number: u32, line: &str) -> Option<Line> {
    let mut quoted = false;
    let mut cuts = vec![0];
    let mut colon = None;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => cuts.push(at + 1),
            ':' if !quoted => {
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let colon = colon?;
    let mut parts = cuts.iter().enumerate().map(|(i, from)| {
        let to = cuts.get(i + 1).map_or(colon, |next| next - 1);
        &line[*from..to]
    });
    let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
    let parameters = parts
        .filter_map(|p| p.split_once('='))
        .map(|(n, v)| (n.to_ascii_uppercase(), parameter(v.trim_matches('"'))))
        .collect();
    Some(Line { number, name, parameters, value: line[colon + 1..].to_owned() })
}

/// A parameter's value without the escapes of RFC 6868.
fn parameter(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('^', Some('n')) => out.push('\n'),
            ('^', Some('\'')) => out.push('"'),
            ('^', Some('^')) => out.push('^'),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

/// The texts of a value, without escapes, cut at its commas where it is a list.
fn texts(value: &str, list: bool) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        let last = all.len() - 1;
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => all[last].push('\n'),
                Some(other) => all[last].push(other),
                None => {}
            },
            ',' if list => all.push(String::new()),
            c => all[last].push(c),
        }
    }
    all.into_iter().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
}

fn text(value: &str) -> Option<String> {
    texts(value, false).pop()
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
                    "X-WR-CALNAME" | "NAME" => draft.title = draft.title.take().or(self::text(&line.value)),
                    "X-WR-CALDESC" | "DESCRIPTION" => draft.summary = self::text(&line.value),
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

impl Component {
    fn take(&mut self, line: &Line, source: &Source<'_>) {
        let sketch = &mut self.sketch;
        let value = line.value.trim();
        match line.name.as_str() {
            "SUMMARY" => {
                sketch.title = text(value).unwrap_or_default();
                sketch.quote = draft::opening(&sketch.title).to_owned();
            }
            "DESCRIPTION" => sketch.description = text(value),
            "UID" => {
                value.clone_into(&mut self.uid);
                let id = value.strip_suffix(HOME).and_then(|v| TaskId::parse(v).ok());
                sketch.key = Some(value.to_owned()).filter(|v| id.is_none() && v.len() <= 200);
                sketch.id = id;
            }
            "DTSTART" => sketch.start = date(value),
            "DUE" => sketch.due = date(value),
            // An event ends before this moment; a whole day ends the day before.
            "DTEND" => {
                let whole = value.len() == 8;
                sketch.due = date(value).and_then(|d| if whole { d.yesterday().ok() } else { Some(d) });
            }
            "DURATION" => self.lasts = minutes(value),
            "ESTIMATED-DURATION" | "X-ESTIMATED-DURATION" => {
                sketch.effort = duration::parse(value, source.day);
            }
            "STATUS" => {
                sketch.status = match value.to_ascii_uppercase().as_str() {
                    "COMPLETED" => Some(Status::Done),
                    "IN-PROCESS" => Some(Status::InProgress),
                    "CANCELLED" => Some(Status::Cancelled),
                    "NEEDS-ACTION" => Some(Status::Todo),
                    _ => None,
                }
                .or(sketch.status);
            }
            "PERCENT-COMPLETE" => {
                let percent: u32 = value.parse().unwrap_or(0);
                let says = if percent >= 100 { Status::Done } else { Status::InProgress };
                let open = sketch.status.is_none_or(|s| s == Status::Todo);
                sketch.status = if open && percent > 0 { Some(says) } else { sketch.status };
            }
            "COMPLETED" => sketch.status = sketch.status.or(Some(Status::Done)),
            "PRIORITY" => {
                sketch.priority = match value.parse::<u32>() {
                    Ok(1) => Some(Priority::Urgent),
                    Ok(2..=4) => Some(Priority::High),
                    Ok(5) => Some(Priority::Medium),
                    Ok(6..=9) => Some(Priority::Low),
                    _ => None,
                };
            }
            "CATEGORIES" => sketch.labels.extend(texts(value, true)),
            "ATTENDEE" => {
                let address = value.rsplit(':').next().unwrap_or(value);
                let name = line.parameter("CN").filter(|n| !n.trim().is_empty()).unwrap_or(address);
                sketch.assignees.extend(Some(name.trim().to_owned()).filter(|n| !n.is_empty()));
            }
            "RELATED-TO" => {
                let kind = line.parameter("RELTYPE").unwrap_or("PARENT").to_ascii_uppercase();
                let gap = line.parameter("GAP").and_then(minutes).unwrap_or(0);
                let gap = i32::try_from(gap).unwrap_or(0);
                self.relations.push(Relation { uid: value.to_owned(), kind, gap, line: line.number });
            }
            "RRULE" | "RDATE" => self.repeats = true,
            "RECURRENCE-ID" => self.overrides = true,
            "LOCATION" | "URL" | "COMMENT" | "CONTACT" | "RESOURCES" => {
                if let Some(words) = text(value).filter(|_| sketch.metadata.len() < 20) {
                    sketch.metadata.insert(line.name.to_ascii_lowercase(), Value::Text(words));
                }
            }
            _ => {}
        }
    }
}

/// The day of `20300305`, `20300305T100000Z`.
fn date(value: &str) -> Option<Date> {
    let digits = value.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let Some(digits) = digits else { return crate::day::iso(value) };
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

/// Minutes of `P1DT2H`, `-PT30M`, `P2W`: a day has 24 hours here.
fn minutes(value: &str) -> Option<i64> {
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, value.strip_prefix('+').unwrap_or(value)),
    };
    let mut total = 0i64;
    let mut number = String::new();
    for c in rest.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() && number.len() < 8 {
            number.push(c);
            continue;
        }
        let size = match c {
            'T' => continue,
            'W' => 7 * 1440,
            'D' => 1440,
            'H' => 60,
            'M' => 1,
            'S' => 0,
            _ => return None,
        };
        total = total.checked_add(number.parse::<i64>().ok()?.checked_mul(size)?)?;
        number.clear();
    }
    Some(sign * total)
}

/// Makes tasks of to-dos: parents, then what is tied to what.
fn assemble(components: Vec<Component>, draft: &mut Draft) {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut relations = Vec::new();
    for mut component in components {
        let task = draft.tasks.len() as u32;
        if component.sketch.title.trim().is_empty() {
            let line = component.sketch.line;
            draft.warnings.push(Warning::at(
                "not-carried",
                line,
                "an entry without a summary was not carried",
            ));
            continue;
        }
        // Only whole days can be told of how long something lasts.
        if let (Some(start), Some(lasts), None) =
            (component.sketch.start, component.lasts, component.sketch.due)
        {
            let days = i32::try_from(((lasts - 1) / 1440).clamp(0, 36_500)).unwrap_or(0);
            component.sketch.due = start.checked_add(jiff::Span::new().days(days)).ok();
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
        let Relation { uid, kind, gap, line } = relation;
        let quote = draft.tasks[task as usize].quote.clone();
        let Some(&other) = ids.get(&uid) else {
            if kind != "SIBLING" {
                draft.loose.push(Loose { task, name: uid, line, quote });
            }
            continue;
        };
        let tie = Tie { lag: gap, lag_kind: LagKind::Working, ..Tie::stated(other, task, line, &quote) };
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
