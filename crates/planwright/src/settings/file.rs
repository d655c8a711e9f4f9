//! Reading a file of settings: TOML, a setting a line. What is read is text with its line; what it means is judged by the
//! registry. Nothing is written here, and no error repeats a line of the file, in which a secret may stand.

use std::path::Path;

use toml_edit::{Document, Item, Table, Value};

use super::fault::{Fault, looks_secret, shown};
use super::origin::{Layer, Origin};
use super::registry::{Setting, Shape};

/// A setting found in a file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) setting: &'static Setting,
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// Reads the settings of a file, and what is wrong with it. `text` is its content.
pub(crate) fn read(path: &Path, layer: Layer, text: &str) -> (Vec<Found>, Vec<Fault>) {
    let mut reader = Reader { path, layer, lines: Lines::of(text), found: Vec::new(), faults: Vec::new() };
    match Document::parse(text) {
        Ok(document) => reader.table(document.as_table(), ""),
        Err(error) => {
            let at = reader.origin(error.span().map_or(0, |span| span.start));
            // The message alone: the error shown whole would repeat the line.
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            reader.faults.push(Fault::Syntax { at, message });
        }
    }
    reader.faults.sort_by_key(line_of);
    (reader.found, reader.faults)
}

/// Reads a file that may be missing; a file that cannot be read is a fault.
pub(crate) fn content(path: &Path) -> Result<Option<String>, Fault> {
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => {
                let source = std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error());
                Err(Fault::Unreadable { path: path.to_path_buf(), source })
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Fault::Unreadable { path: path.to_path_buf(), source }),
    }
}

struct Reader<'a> {
    path: &'a Path,
    layer: Layer,
    lines: Lines,
    found: Vec<Found>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn origin(&self, at: usize) -> Origin {
        Origin::File { layer: self.layer, path: self.path.to_path_buf(), line: self.lines.number(at) }
    }

    fn table(&mut self, table: &Table, above: &str) {
        for (name, item) in table {
            let start = table.key(name).and_then(toml_edit::Key::span).or_else(|| item.span());
            let at = self.origin(start.map_or(0, |span| span.start));
            let key = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
            self.item(&key, item, at);
        }
    }

    fn item(&mut self, key: &str, item: &Item, at: Origin) {
        if looks_secret(key) {
            self.faults.push(Fault::Secret { at: Some(at), key: key.to_owned() });
            return;
        }
        match (Setting::named(key), item) {
            (None, Item::Table(below)) if !below.is_empty() => self.table(below, key),
            (None, _) => self.faults.push(Fault::Unknown { at: Some(at), key: key.to_owned() }),
            (Some(setting), _) if self.layer == Layer::Repository && !setting.in_repository => {
                self.faults.push(Fault::NotInRepository { at: Some(at), key: setting.key });
            }
            (Some(setting), item) => match item.as_value().and_then(|value| text_of(setting.shape, value)) {
                Some(text) => self.found.push(Found { setting, text, origin: at }),
                None => self.faults.push(Fault::Wrong {
                    at: Some(at),
                    key: setting.key,
                    expected: setting.expected.to_owned(),
                    found: described(item),
                }),
            },
        }
    }
}

/// A value of the right shape as text.
fn text_of(shape: Shape, value: &Value) -> Option<String> {
    match (shape, value) {
        (Shape::Number, Value::Integer(number)) => Some(number.value().to_string()),
        (Shape::Text | Shape::List, Value::String(text)) => Some(text.value().clone()),
        (Shape::List, Value::Array(list)) => {
            Some(list.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join(","))
        }
        _ => None,
    }
}

/// A value of the wrong shape, told.
fn described(item: &Item) -> String {
    match item.as_value() {
        Some(Value::String(text)) => format!("{:?}", shown(text.value())),
        Some(Value::Integer(number)) => number.value().to_string(),
        Some(Value::Float(number)) => number.value().to_string(),
        Some(Value::Boolean(truth)) => truth.value().to_string(),
        Some(Value::Datetime(_)) => "a date".to_owned(),
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(Value::InlineTable(_)) | None => "a table".to_owned(),
    }
}

fn line_of(fault: &Fault) -> usize {
    match fault {
        Fault::Unknown { at: Some(Origin::File { line, .. }), .. }
        | Fault::Secret { at: Some(Origin::File { line, .. }), .. }
        | Fault::NotInRepository { at: Some(Origin::File { line, .. }), .. }
        | Fault::Wrong { at: Some(Origin::File { line, .. }), .. }
        | Fault::Syntax { at: Origin::File { line, .. }, .. } => *line,
        _ => 0,
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    /// The number of the line a byte lies in, counted from 1.
    fn number(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let (_, faults) = read(Path::new("c.toml"), Layer::Repository, text);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn settings_are_found_with_their_lines() {
        let text = "# mine\nstore = 'p.db' # here\n\ndepth_limit = 7\r\nworking_days = [\n  'mon', 'tue' ]\n";
        let (found, faults) = read(Path::new("c.toml"), Layer::User, text);
        assert!(faults.is_empty(), "{faults:?}");
        let found: Vec<_> =
            found.iter().map(|f| format!("{} {} {}", f.origin, f.setting.key, f.text)).collect();
        assert_eq!(found, ["c.toml:2 store p.db", "c.toml:4 depth_limit 7", "c.toml:5 working_days mon,tue"]);
    }

    #[test]
    fn every_fault_of_a_file_is_told_in_the_order_of_its_lines() {
        let text = "stroe = 'x'\ndepth_limit = '5'\neditor = 'vi'\ncolor = true\nproject = { a = 1 }\n[linear]\nteam = 'A'\n";
        assert_eq!(
            faults(text),
            [
                "c.toml:1: there is no setting \"stroe\"",
                "c.toml:2: depth_limit must be a whole number from 1 to 64, not \"5\"",
                "c.toml:3: editor cannot be set by a repository, as it says which program runs",
                "c.toml:4: color must be auto, always or never, not true",
                "c.toml:5: project must be the title or id of a project, on one line, not a table",
                "c.toml:7: there is no setting \"linear.team\"",
            ]
        );
    }

    #[test]
    fn a_secret_is_refused_and_never_repeated() {
        let text = "api_key = 'sk-1'\n[linear]\ntoken = 'sk-2'\n[secrets]\nx = 'sk-3'\nllm = { password = 'sk-4' }\n";
        let told = faults(text);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().all(|fault| fault.contains("looks like a secret")), "{told:?}");
        for broken in
            ["api_key = sk-1\n", "api_key = 'sk-1\n", "a = 1\napi_key \"sk-1\"\n", "x = 'sk-1' 'sk-1'"]
        {
            let told = faults(broken).join("\n");
            assert!(told.contains("not TOML") && !told.contains("sk-1"), "{told}");
        }
    }

    #[test]
    fn what_is_not_toml_is_told_with_its_line() {
        let told = faults("depth_limit = 5\nstore = \n");
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("c.toml:2: this is not TOML: "), "{told:?}");
    }

    #[test]
    fn a_number_in_quotes_gets_a_hint() {
        let (_, faults) = read(Path::new("c.toml"), Layer::User, "depth_limit = '7'");
        assert_eq!(faults[0].hint(), "write 7 without quotes");
    }

    #[test]
    fn a_missing_file_is_no_fault_and_a_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(content(&folder.path().join("none.toml")), Ok(None)));
        assert!(matches!(content(folder.path()), Err(Fault::Unreadable { .. })));
        let binary = folder.path().join("b.toml");
        std::fs::write(&binary, [0xff, 0xfe]).unwrap();
        assert_eq!(content(&binary).unwrap_err().code(), "settings-unreadable");
    }
}
