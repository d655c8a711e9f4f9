//! What is drawn inside a document: charts between fences, trees of lines.

use crate::support::{check, outline};

#[test]
fn a_chart_between_fences_is_read_as_the_chart_is_alone() {
    check(
        "# Shed\n\n```mermaid\n---\ntitle: Shed\n---\ngantt\n  dateFormat DD.MM.YYYY\n  section Walls\n  Step 1: Frame :crit, f1, 02.03.2030, 06.03.2030\n  Felt :until open\n  section Roof\n  Open :milestone, open, 20.03.2030, 0d\n```\n",
        "1 Walls
         1.1 Frame [f1] 960m due 2030-03-06 #critical
         1.2 Felt
         2 Roof
         2.1 Open [open] due 2030-03-20 <- 1.2",
    );
}

#[test]
fn keys_that_are_words_are_waited_for_as_others_are() {
    check(
        "# Pier\n\n```mermaid\ngantt\n  section Piles\n  Look at the piles :done, lk, 2030-03-04, 2d\n  Drive new ones :drv, after lk, 5d\n  section Deck\n  Lay boards :brd, after drv lk, 3d\n```\n",
        "1 Piles
         1.1 Look at the piles [lk] 960m done due 2030-03-05
         1.2 Drive new ones [drv] 2400m <- 1.1
         2 Deck
         2.1 Lay boards [brd] 1440m <- 1.1, 1.2",
    );
    check(
        "| Key | Task | Effort | After |\n|---|---|---|---|\n| piles | Drive them in | 5d | |\n| deck | Lay boards | 3d | piles |\n",
        "1 Drive them in [piles] 2400m
         2 Lay boards [deck] 1440m <- 1",
    );
}

#[test]
fn arrows_drawn_in_any_language_tie_what_their_boxes_name() {
    let list = "## Tasks\n- [ ] Frame\n- [ ] Roof\n- [ ] Paint\n\n";
    for chart in [
        "```mermaid\nflowchart LR\n  subgraph s [Site]\n    a[Frame] & b[\"Roof<br/>the large one\"] ==> c([Paint])\n  end\n```\n",
        "```mermaid\ngraph TD\nc[Paint] <-- needs --- a[Frame]\nRoof-->c\n```\n",
        "```dot\ndigraph {\n  a [label=Frame]; b [label=\"Roof\"];\n  {a b} -> Paint\n}\n```\n",
        "```graphviz\ndigraph { Paint -> Roof [dir=back]; Frame -> Paint }\n```\n",
    ] {
        assert_eq!(outline(&format!("{list}{chart}")), "1 Frame\n2 Roof\n3 Paint <- 1, 2\n", "{chart}");
    }
}

#[test]
fn a_tree_of_lines_is_a_tree_of_tasks() {
    let tree = "1 Walls\n1.1 Frame 960m\n1.2 Plaster 480m <- 1.1\n2 Roof\n2.1 Tiles\n";
    for text in [
        "House\n├── Walls\n│   ├── Frame (2d)\n│   └── Plaster (1d), after Frame\n│\n└── Roof\n    └── Tiles\n",
        "House\n|-- Walls\n|   |-- Frame (2d)\n|   `-- Plaster (1d), after Frame\n`-- Roof\n    `-- Tiles\n",
        "House\n+-- Walls\n|   +-- Frame (2d)\n|   +-- Plaster (1d), after Frame\n+-- Roof\n    \\-- Tiles\n",
    ] {
        assert_eq!(outline(text), tree, "{text}");
    }
}

#[test]
fn a_tree_of_files_between_fences_and_a_table_are_no_trees_of_tasks() {
    check("- [ ] Build it\n\n```\nsrc/\n├── main.rs\n└── lib.rs\n```\n", "1 Build it");
    check("|-- Task |-- Effort |\n|-- |-- |\n| Frame | 2d |\n", "1 Frame 960m");
}

#[test]
fn a_document_that_is_nothing_but_a_graph_is_the_plan_it_draws() {
    let expect = "1 Site\n1.1 Frame 960m\n1.2 Roof\n2 Paint <- 1.1, 1.2\nboxes-read 0\n";
    for text in [
        "# House\n\nHow we go about it:\n\n```mermaid\nflowchart LR\n  subgraph s [Site]\n    a[Frame<br/>2d] & b[Roof]\n  end\n  a & b ==> c([Paint])\n```\n",
        "```mermaid\ngraph TD\nsubgraph Site\nFrame[\"Frame (2d)\"]\nRoof\nend\nFrame --> Paint\nRoof --> Paint\n```\n",
        "## Plan\n\n```dot\ndigraph { subgraph cluster_Site { a [label=Frame, effort=\"2d\"]; Roof } {a Roof} -> Paint }\n```\n",
    ] {
        let bare =
            ["a", "b", "c"].iter().fold(outline(text), |told, key| told.replace(&format!(" [{key}]"), ""));
        assert_eq!(bare, expect, "{text}");
    }
    let prose = "Some words on how it is built.\n\n".repeat(12);
    let shown = format!("# Design\n\n{prose}```mermaid\nflowchart LR\n  Browser --> Server\n```\n");
    assert!(!outline(&shown).contains("Server"), "it only shows something");
}
