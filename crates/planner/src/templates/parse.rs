//! A template file made a template. Must never fail: the files are part of the program, and a test reads them all.

use super::{After, Part, Phase, Slot, Template};

/// Reads a file.
pub(super) fn parse(file: &'static str) -> Template {
    let mut template = Template {
        name: "",
        about: "",
        language: "en",
        reserve: "",
        closing: "",
        kind: "",
        words: Vec::new(),
        against: Vec::new(),
        main: 0,
        phases: Vec::new(),
        slots: Vec::new(),
    };
    let mut main = "";
    for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(step) = line.strip_prefix("- ") {
            let phase = template.phases.len().saturating_sub(1);
            template.slots.push(slot(step, phase));
        } else if let Some(line) = line.strip_prefix("* ") {
            if let Some(slot) = template.slots.last_mut() {
                slot.parts.push(part(line, slot.why));
            }
        } else if let Some((key, title)) = line.strip_prefix("phase ").and_then(|l| l.split_once(": ")) {
            template.phases.push(Phase { key, title });
        } else if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            match key {
                "name" => template.name = value,
                "about" => template.about = value,
                "language" => template.language = value,
                "main" => main = value,
                "kind" => template.kind = value,
                "against" => template.against = list(value),
                "closing" => template.closing = value,
                "reserve" => template.reserve = value,
                "words" => template.words.extend(value.split(", ").filter_map(|w| {
                    let (word, weight) = w.rsplit_once(' ')?;
                    Some((word, weight.parse().ok()?))
                })),
                _ => {}
            }
        }
    }
    for slot in template.slots.iter_mut().filter(|s| !s.parts.is_empty()) {
        slot.effort = together(slot.parts.iter().map(|p| p.effort));
    }
    template.main = template.phases.iter().position(|p| p.key == main).unwrap_or(0);
    template
}

fn slot(line: &'static str, phase: usize) -> Slot {
    let mut fields = line.split(" | ");
    let (key, title) = fields.next().and_then(|f| f.split_once(": ")).unwrap_or(("", line));
    let mut slot = Slot {
        key,
        title,
        phase,
        effort: (60, 120, 240),
        core: false,
        like: Vec::new(),
        after: After::Before,
        when: Vec::new(),
        unless: Vec::new(),
        why: "",
        milestone: false,
        parts: Vec::new(),
    };
    for field in fields.map(str::trim) {
        match field.split_once(' ') {
            None if field == "core" => slot.core = true,
            None if field == "milestone" => slot.milestone = true,
            Some(("like", words)) => slot.like = list(words),
            Some(("after", "none")) => slot.after = After::Keys(Vec::new()),
            Some(("after", keys)) => slot.after = After::Keys(keys.split(' ').collect()),
            Some(("when", words)) => slot.when = list(words),
            Some(("unless", words)) => slot.unless = list(words),
            Some(("why", why)) => slot.why = why,
            _ => slot.effort = effort(field).unwrap_or(slot.effort),
        }
    }
    slot
}

fn part(line: &'static str, why: &'static str) -> Part {
    let mut fields = line.split(" | ");
    let title = fields.next().unwrap_or(line);
    let (when, unless) = (Vec::new(), Vec::new());
    let mut part = Part { title, effort: (60, 120, 240), beside: false, when, unless, why };
    for field in fields.map(str::trim) {
        match field.split_once(' ') {
            None if field == "beside" => part.beside = true,
            Some(("when", words)) => part.when = list(words),
            Some(("unless", words)) => part.unless = list(words),
            Some(("why", why)) => part.why = why,
            _ => part.effort = effort(field).unwrap_or(part.effort),
        }
    }
    part
}

fn list(words: &'static str) -> Vec<&'static str> {
    words.split(", ").collect()
}

/// "2h 4h 8h".
fn effort(field: &str) -> Option<(u32, u32, u32)> {
    let mut minutes = field.split(' ').map(minutes);
    Some((minutes.next()??, minutes.next()??, minutes.next()??))
}

/// The effort of several pieces that vary independently: the likely ones add up, the distances to low and high as the
/// root of their squares, and half of the plain sum, for in truth they vary neither alone nor quite together.
pub(crate) fn together(efforts: impl Iterator<Item = (u32, u32, u32)>) -> (u32, u32, u32) {
    let (mut likely, mut sum, mut squares) = (0u32, (0.0, 0.0), (0.0, 0.0));
    for (low, middle, high) in efforts {
        let (down, up) = (f64::from(middle.saturating_sub(low)), f64::from(high.saturating_sub(middle)));
        likely = likely.saturating_add(middle);
        sum = (sum.0 + down, sum.1 + up);
        squares = (squares.0 + down * down, squares.1 + up * up);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "means of minutes that fit")]
    let mean = |sum: f64, squares: f64| ((sum + squares.sqrt()) / 2.0).round() as u32;
    (
        likely.saturating_sub(mean(sum.0, squares.0)).max(1),
        likely,
        likely.saturating_add(mean(sum.1, squares.1)),
    )
}

fn minutes(text: &str) -> Option<u32> {
    let unit = match text.chars().last()? {
        'm' => 1,
        'h' => 60,
        'd' => 480,
        _ => return None,
    };
    text[..text.len() - 1].parse::<u32>().ok().map(|n| n * unit)
}
