//! The elements of an XML document, one by one as they close: where each stands and what stands in it. Must never expand
//! an entity of the document's own, nor keep more of it than the text of one element.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Deepest element whose place is known.
const DEEPEST: usize = 12;

/// Where an element stands: the names of those around it, and its own.
pub(super) type Path<'a> = [&'a str];

/// What takes the elements.
pub(super) trait Sink {
    /// An element begins on this line.
    fn open(&mut self, path: &Path<'_>, line: u32);
    /// An element ends; `text` is what stands in it beside other elements.
    fn close(&mut self, path: &Path<'_>, text: &str);
}

/// Walks through `text`; says on which line it is damaged, and how, if it is.
pub(super) fn walk(text: &str, sink: &mut dyn Sink) -> Option<(u32, String)> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut path: Vec<&str> = Vec::new();
    // Deeper elements are counted, and nothing of them is kept.
    let mut below = 0usize;
    let mut content = String::new();
    let (mut line, mut seen) = (1u32, 0usize);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = (reader.error_position() as usize).min(text.len());
                let lines = text.as_bytes()[seen.min(at)..at].iter().filter(|b| **b == b'\n').count();
                return Some((line.saturating_add(lines as u32), error.to_string()));
            }
        };
        match event {
            Event::Start(start) => {
                let at = (reader.buffer_position() as usize).min(text.len());
                let lines = text.as_bytes()[seen.min(at)..at].iter().filter(|b| **b == b'\n').count();
                (line, seen) = (line.saturating_add(lines as u32), at);
                if path.len() >= DEEPEST {
                    below += 1;
                    continue;
                }
                path.push(known(start.local_name().into_inner()));
                content.clear();
                sink.open(&path, line);
            }
            Event::End(_) if below > 0 => below -= 1,
            Event::End(_) => {
                if !path.is_empty() {
                    sink.close(&path, &content);
                }
                path.pop();
                content.clear();
            }
            Event::Text(piece) if below == 0 => content.push_str(&piece.xml10_content()),
            Event::CData(piece) if below == 0 => content.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) if below == 0 => match reference.resolve_char_ref() {
                Ok(Some(c)) => content.push(c),
                _ => match &*reference {
                    "lt" => content.push('<'),
                    "gt" => content.push('>'),
                    "amp" => content.push('&'),
                    "quot" => content.push('"'),
                    "apos" => content.push('\''),
                    "nbsp" => content.push(' '),
                    // An entity that the document declares stays as it is written.
                    other => {
                        content.push('&');
                        content.push_str(other);
                        content.push(';');
                    }
                },
            },
            Event::Eof => return (!path.is_empty()).then(|| (line, "it ends too early".to_owned())),
            _ => {}
        }
    }
}

macro_rules! names {
    ($($name:literal)*) => {
        /// The name, where it is one that means something here.
        fn known(name: &str) -> &'static str {
            match name { $($name => $name,)* _ => "" }
        }
    };
}

names! {
    "Project" "Name" "Title" "Subject" "Author" "StartDate" "MinutesPerDay" "Tasks" "Task" "Resources" "Resource"
    "Assignments" "Assignment" "Calendars" "Calendar" "ExtendedAttributes" "ExtendedAttribute" "UID" "ID" "IsNull"
    "Active" "OutlineNumber" "OutlineLevel" "Priority" "Start" "Finish" "Duration" "Work" "Milestone" "Summary"
    "Recurring" "IsSubproject" "SubprojectName" "ExternalTask" "PercentComplete" "PercentWorkComplete" "ActualStart"
    "ActualFinish" "ActualWork" "ConstraintType" "ConstraintDate" "Deadline" "Notes" "HyperlinkAddress" "Contact"
    "PredecessorLink" "PredecessorUID" "Type" "CrossProject" "LinkLag" "LagFormat" "FieldID" "FieldName" "Alias"
    "CalendarUID" "DefaultStartTime" "DefaultFinishTime" "IsBaseCalendar" "BaseCalendarUID" "WeekDays" "WeekDay"
    "DayType" "DayWorking" "WorkingTimes" "WorkingTime" "FromTime" "ToTime" "TimePeriod" "FromDate" "ToDate" "Exceptions"
    "Exception" "Occurrences" "Period" "DaysOfWeek" "MonthItem" "MonthPosition" "Month" "MonthDay" "WorkWeeks" "WorkWeek"
    "EmailAddress" "Group" "MaxUnits" "AvailabilityPeriods" "AvailabilityPeriod" "AvailableFrom" "AvailableTo"
    "AvailableUnits" "Units" "RemainingWork" "Number" "Value" "Baseline" "Cost" "FixedCost" "StandardRate" "TaskUID" "ResourceUID" "TimephasedData" "WBS"
}
