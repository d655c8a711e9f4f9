//! A text that ends too early is read as far as it goes, and the line on which what does not end begins is told.

use planwright_domain::{Author, DateOrder, ProjectId, Version};
use planwright_formats::{Notation, Source, read};

/// The lines that are told, and how many tasks there are.
fn told(text: &str, notation: Notation) -> (Vec<u32>, usize) {
    let source = Source {
        name: None,
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("test"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 5,
    };
    let mut next = 0;
    let mut mint = || {
        next += 1;
        next
    };
    let reading = read(text.as_bytes(), notation, &source, &mut mint).expect("there are tasks");
    let cuts = reading.warnings.iter().filter(|w| w.code == "document-cut").filter_map(|w| w.line);
    (cuts.collect(), reading.patch.tasks.len())
}

#[test]
fn a_text_that_ends_too_early_is_told_with_its_line() {
    for (notation, whole, cut, line) in [
        (
            Notation::TaskJuggler,
            "project p \"P\" 2026-03-02 +2m {\n}\ntask a \"A\" {\n  task b \"B\" { effort 1d }\n}\n",
            "effort 1",
            4,
        ),
        (
            Notation::Dot,
            "digraph {\n  a -> b\n  subgraph cluster_x {\n    c [label=\"C\"]\n  }\n}\n",
            "el=\"C",
            3,
        ),
        (Notation::Dot, "digraph {\n  a -> b\n}\n", "a ->", 1),
        (Notation::Mermaid, "gantt\n  Frame :f1, 2030-03-02, 3d\n  Roof :after f1, 2d\n", "of", 3),
        (Notation::Mermaid, "gantt\n  Frame :f1, 2030-03-02, 3d\n  Roof :after f1, 2d\n", "after f1,", 3),
        (Notation::Mermaid, "gantt\n  Frame :f1, 2030-03-02, 3d\n  Roof :2031-03-04, 2d\n", "2031-03", 3),
        (Notation::Flowchart, "flowchart LR\n  subgraph one\n    a[A] --> b[B]\n  end\n", "b[B", 2),
        (Notation::Flowchart, "flowchart LR\n  a[A] -->\n  b[B]\n", "b[", 3),
        (
            Notation::Ics,
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:A\nEND:VTODO\nBEGIN:VTODO\nSUMMARY:B\nEND:VTODO\nEND:VCALENDAR\n",
            "Y:B",
            5,
        ),
        (
            Notation::Ics,
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:A\nEND:VTODO\nEND:VCALENDAR\n",
            "END:VTODO",
            1,
        ),
        (
            Notation::MsProject,
            "<Project>\n<Tasks>\n<Task><UID>1</UID><Name>A</Name></Task>\n<Task><UID>2</UID></Task></Tasks></Project>\n",
            "<UID>2",
            4,
        ),
    ] {
        assert_eq!(told(whole, notation).0, [0; 0], "{whole}");
        let end = whole.find(cut).expect("it stands there") + cut.len();
        let (lines, tasks) = told(&whole[..end], notation);
        assert_eq!(lines, [line], "{:?}", &whole[..end]);
        assert!(tasks > 0, "{whole}");
    }
}
