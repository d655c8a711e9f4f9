//! The notations there are: their names, the endings of their files, and whether they are read, written or both. Must
//! never know how: each has a room of its own.

/// A notation that plans are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// Markdown: headings, lists, checklists, tables, field lines.
    Markdown,
    /// Plain text: numbered or indented outlines, bullets.
    Plain,
    /// The project's own text notation (`1.2 Plaster  2d  after 1.1`).
    Text,
    /// JSON, wire v1.
    Json,
    /// JSON, Task Master's tasks.json.
    Taskmaster,
    /// A page of HTML.
    Html,
    /// Org-mode.
    Org,
    /// A calendar of to-dos (iCalendar).
    Ics,
    /// Comma-separated values, one row for each task.
    Csv,
    /// todo.txt, one task a line.
    TodoTxt,
    /// A Mermaid Gantt chart.
    Mermaid,
    /// A Mermaid flowchart of the network.
    Flowchart,
    /// A Graphviz graph of the network.
    Dot,
    /// A TaskJuggler project.
    TaskJuggler,
    /// Microsoft Project's XML.
    MsProject,
}

/// What is known of a notation.
struct Facts {
    /// Its word, then others it goes by.
    words: &'static [&'static str],
    /// How the names of its files end, the usual one first.
    endings: &'static [&'static str],
    reads: bool,
    writes: bool,
}

impl Notation {
    /// Every notation.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Plain,
        Self::Text,
        Self::Json,
        Self::Taskmaster,
        Self::Html,
        Self::Org,
        Self::Ics,
        Self::Csv,
        Self::TodoTxt,
        Self::Mermaid,
        Self::Flowchart,
        Self::Dot,
        Self::TaskJuggler,
        Self::MsProject,
    ];

    const fn facts(self) -> Facts {
        let (words, endings, reads, writes): (&[&str], &[&str], bool, bool) = match self {
            Self::Markdown => (&["markdown"], &["md", "markdown"], true, true),
            Self::Plain => (&["plain"], &["txt"], true, false),
            Self::Text => (&["text"], &["plan"], true, true),
            Self::Json => (&["json"], &["json"], true, true),
            Self::Taskmaster => (&["taskmaster", "task-master"], &[], true, true),
            Self::Html => (&["html"], &["html", "htm"], false, true),
            Self::Org => (&["org"], &["org"], true, true),
            Self::Ics => (&["ics", "calendar"], &["ics", "ical"], true, true),
            Self::TodoTxt => (&["todotxt", "todo.txt"], &["todo"], true, true),
            Self::Csv => (&["csv"], &["csv", "tsv"], true, true),
            Self::Mermaid => (&["mermaid", "gantt"], &["mmd", "mermaid"], true, true),
            Self::Flowchart => (&["flowchart"], &[], true, true),
            Self::Dot => (&["dot"], &["gv", "dot"], true, true),
            Self::MsProject => (&["msproject"], &["xml"], true, true),
            Self::TaskJuggler => (&["taskjuggler"], &["tjp", "tji"], true, true),
        };
        Facts { words, endings, reads, writes }
    }

    /// The word on every surface.
    pub const fn word(self) -> &'static str {
        self.facts().words[0]
    }

    /// What else it may be called: other words, and the endings of its files.
    pub fn other_words(self) -> impl Iterator<Item = &'static str> {
        let Facts { words, endings, .. } = self.facts();
        let endings = endings.iter().filter(move |e| !words.contains(e));
        words[1..].iter().chain(endings).copied()
    }

    /// The notation that goes by this word or has files that end so.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let named = |n: &&Self| n.facts().words.contains(&word.as_str());
        let ends = |n: &&Self| n.facts().endings.contains(&word.as_str());
        Self::ALL.iter().find(named).or_else(|| Self::ALL.iter().find(ends)).copied()
    }

    /// The notation of files with this name, by its ending.
    pub fn from_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Self::ALL.iter().find(|n| n.facts().endings.contains(&ending.as_str())).copied()
    }

    /// Whether plans in it can be read.
    pub const fn is_read(self) -> bool {
        self.facts().reads
    }

    /// Whether plans can be written in it.
    pub const fn is_written(self) -> bool {
        self.facts().writes
    }

    /// The words of those that can be read.
    pub fn read_words() -> String {
        Self::words(|n| n.is_read())
    }

    /// The words of those that can be written.
    pub fn written_words() -> String {
        Self::words(|n| n.is_written())
    }

    fn words(which: impl Fn(&&Self) -> bool) -> String {
        let words: Vec<&str> = Self::ALL.iter().filter(which).map(|n| n.word()).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => words.concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_every_ending_means_one_notation() {
        let mut seen = std::collections::HashSet::new();
        for notation in Notation::ALL {
            let facts = notation.facts();
            assert!(facts.reads || facts.writes, "{notation:?}");
            assert_eq!(Notation::from_word(notation.word()), Some(*notation));
            for word in facts.words {
                assert!(seen.insert(("word", *word)), "{word}");
            }
            for ending in facts.endings {
                assert!(seen.insert(("ending", *ending)), "{ending}");
                assert_eq!(Notation::from_name(&format!("a.{ending}")), Some(*notation));
            }
        }
        assert_eq!(Notation::from_word("MD"), Some(Notation::Markdown));
        assert_eq!(Notation::from_word("txt"), Some(Notation::Plain));
        assert_eq!(Notation::from_word("word"), None);
    }
}
