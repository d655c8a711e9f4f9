//! Fields around a task made part of it. Must never overwrite what was said first.

use planwright_domain::Warning;
use planwright_phrases::{clean, duration};

use super::super::field::{Field, FieldKind, Unit};
use super::super::{mark, people};
use super::Gather;

impl Gather<'_, '_> {
    /// Sets what fields say of a task; what was said first stays.
    pub(super) fn fields(&mut self, at: u32, fields: &[Field<'_>]) {
        for field in fields {
            let value = field.value;
            let day = self.reader.day;
            let task = &mut self.draft.tasks[at as usize];
            match field.kind {
                FieldKind::Effort => match duration::field(&clean::title(value), day) {
                    // What takes no time is a milestone.
                    duration::Reading::Duration(effort) if effort.high == 0 => task.milestone = true,
                    duration::Reading::Duration(effort) => task.effort = task.effort.or(Some(effort)),
                    duration::Reading::Refused { why } => {
                        let text = format!(
                            "the effort \"{value}\" of \"{}\" was left out: {why}",
                            crate::draft::start_of(&task.title)
                        );
                        self.draft.warnings.push(Warning::at("effort-left-out", field.line, text));
                    }
                    duration::Reading::NotOne => {
                        let bare = value.trim_matches(['*', '`', '~', ' ']);
                        if bare.parse::<f32>().is_ok() {
                            self.unitless.get_or_insert((field.line, 0)).1 += 1;
                        } else {
                            self.unread.keep(task, "effort", "efforts", &clean::title(value));
                        }
                    }
                },
                FieldKind::EffortIn(unit) => {
                    let word = match unit {
                        Unit::Minutes => "min",
                        Unit::Hours => "h",
                        Unit::Days => "d",
                        Unit::Weeks => "w",
                    };
                    let said = duration::field(value, day);
                    let effort = if said == duration::Reading::NotOne {
                        duration::field(&format!("{value} {word}"), day)
                    } else {
                        said
                    };
                    match effort {
                        duration::Reading::Duration(effort) => task.effort = task.effort.or(Some(effort)),
                        _ => self.unread.keep(task, "effort", "efforts", &clean::title(value)),
                    }
                }
                FieldKind::Actual => {
                    if let duration::Reading::Duration(effort) = duration::field(value, day) {
                        task.actual = task.actual.or(Some(effort.likely));
                    }
                }
                FieldKind::Status => match mark::status_word(value) {
                    Some(status) => task.status = Some(status),
                    None => self.unread.keep(task, "status", "states", &clean::title(value)),
                },
                FieldKind::Progress => {
                    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
                    if let Ok(percent) = digits.parse() {
                        task.status = task.status.or(Some(mark::percent_status(percent)));
                        task.progress = task.progress.or(Some(percent));
                    }
                }
                FieldKind::Priority => task.priority = task.priority.or_else(|| mark::priority_word(value)),
                FieldKind::Due => match self.reader.dates.last(value) {
                    Some(day) => task.due = task.due.or(Some(day)),
                    None => self.unread.keep(task, "due", "due dates", &clean::title(value)),
                },
                FieldKind::Start => match self.reader.dates.first(value) {
                    Some(day) => task.start = task.start.or(Some(day)),
                    None => self.unread.keep(task, "start", "start dates", &clean::title(value)),
                },
                FieldKind::Owner => task.assignees.extend(people::people(value)),
                FieldKind::Labels => task.labels.extend(
                    value
                        .split([',', ';'])
                        .map(|l| clean::title(l).trim_start_matches('#').to_owned())
                        .filter(|l| !l.is_empty()),
                ),
                FieldKind::Depends => self.needs.push((at, value.to_owned(), field.line)),
                FieldKind::Blocks => self.blocks.push((at, value.to_owned(), field.line)),
                FieldKind::Parent => self.parents.push((at, value.to_owned(), field.line)),
                FieldKind::Key => {
                    let key = clean::title(value).trim_end_matches('.').to_owned();
                    if !key.is_empty() {
                        self.keys.push((at, key.clone()));
                        let task = &mut self.draft.tasks[at as usize];
                        task.key = Some(key);
                    }
                }
                FieldKind::Title => {
                    if task.title.is_empty() {
                        task.title = clean::title(value);
                    }
                }
                FieldKind::Other => {}
                FieldKind::Description => {
                    let words = clean::title(value);
                    if !words.is_empty() {
                        let all = task.description.get_or_insert_default();
                        if !all.is_empty() {
                            all.push('\n');
                        }
                        all.push_str(&words);
                    }
                }
            }
        }
    }
}
