//! The lines of a calendar: folded, with parameters and escapes. Must never split a line where it is only folded.

use jiff::civil::Date;

/// A line, unfolded: `NAME;PARAMETER=value:value`.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Lines that begin with a blank go on with the one above.
pub(super) fn lines(text: &str) -> Vec<Line> {
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
pub(super) fn texts(value: &str, list: bool) -> Vec<String> {
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

/// The text of a value that is no list.
pub(super) fn text(value: &str) -> Option<String> {
    texts(value, false).pop()
}

/// The day of `20300305`, `20300305T100000Z`.
pub(super) fn date(value: &str) -> Option<Date> {
    let digits = value.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let Some(digits) = digits else { return crate::day::iso(value) };
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

/// Minutes of `P1DT2H`, `-PT30M`, `P2W`: a day has 24 hours here.
pub(super) fn minutes(value: &str) -> Option<i64> {
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
