//! Graphs that people write, in every habit of the language.

use super::write;
use crate::fixture::{self, project_of};
use crate::{Notation, ReadError, Reading, detect};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::Dot)
}

fn said(text: &str) -> String {
    assert_eq!(detect(text.as_bytes(), None), Notation::Dot, "{text}");
    fixture::plan(&reading(text).unwrap())
}

#[test]
fn the_tree_is_clusters_and_the_network_arrows() {
    let project = project_of(
        "# A \"b\"\n1 Walls\n  1.1 [x] Frame\n  1.2 Paint  after 1.1 SS+1d\n2 Roof  milestone  after 1\n",
    );
    assert_eq!(
        write(&project),
        "digraph plan {\n  rankdir=LR;\n  compound=true;\n  node [shape=box];\n  label=\"A &#34;b&#34;\";\n  subgraph \"cluster_1\" {\n    label=\"1 Walls\";\n    \"1\" [shape=point style=invis];\n    \"1.1\" [label=\"1.1 Frame\" class=\"done\" style=dashed];\n    \"1.2\" [label=\"1.2 Paint\"];\n  }\n  \"2\" [label=\"2 Roof\" class=\"milestone\"];\n  \"1\" -> \"2\" [ltail=\"cluster_1\"];\n  \"1.1\" -> \"1.2\" [label=\"SS+1d\"];\n}\n"
    );
}

#[test]
fn graphs_are_read_in_every_spelling() {
    let text = "/* plan */ // of a house\n#line 1\nstrict Digraph \"My house\" {\n  graph [rankdir=LR, label=\"House\"]; node [shape=box, style=\"filled\"]\n  rankdir=TB;\n  subgraph cluster_walls {\n    label = \"Walls\\nand such\"; style=filled\n    a [label=\"Frame\\l2 days\\l\", color=red]; b [label=<<B>Clad</B><BR/>oak>];\n    a -> b\n    { rank=same; c; \"d e\" }\n  }\n  a:p:ne -> {c \"d e\"} -> \"long \" + \"name\" [style=dotted, label=\"yes\"]\n  r [label=\"{<f0> Roof|<f1> 3d}\", shape=record]\n  r -> b [dir=back]\n  x -> subgraph { y z } -> r\n  inv [style=invis]\n  inv -> x\n  p -> q [dir=none]\n  é -> -2.5;\n}\n";
    assert_eq!(
        said(text),
        "# House\n\n1 Walls and such\n  1.1 Frame  2d\n  1.2 Clad oak  after 1.1\n  1.3 c  after 1.1\n  1.4 d e  after 1.1\n2 long name  after 1.3, 1.4\n3 Roof  3d  after 1.2, 5, 6\n4 x\n5 y  after 4\n6 z  after 4\n7 p\n8 q  related 7\n9 é\n10 -2.5  after 9\n"
    );
}

#[test]
fn a_legend_explains_the_drawing_and_is_no_part_of_the_plan() {
    for name in ["Legend", "Légende", "LEGENDE:"] {
        let legend = format!(
            "subgraph cluster_k {{ label=\"{name}\"; l1 [label=\"done\"]; l2 [label=\"open\"]; l1 -> l2 }}"
        );
        let read = reading(&format!("digraph {{ {legend} dig -> pour }}")).unwrap();
        assert_eq!(fixture::plan(&read), "# Imported plan\n\n1 dig\n2 pour  after 1\n", "{name}");
        assert_eq!(read.warnings[0].text, "1 legend was not carried");
        // What is tied to the plan is part of it.
        let tied = said(&format!("digraph {{ {legend} dig -> l1 }}"));
        assert!(tied.contains("done") && tied.contains("open"), "{tied}");
    }
}

#[test]
fn graphs_that_are_not_directed_order_nothing() {
    assert_eq!(said("graph {\n a -- b -- c;\n}"), "# Imported plan\n\n1 a\n2 b  related 1\n3 c  related 2\n");
}

#[test]
fn other_texts_are_no_graphs() {
    for text in ["graph TD\n a --> b\n", "digraph of words", "graph", "{ a -> b }", "strict rules {"] {
        assert_ne!(detect(text.as_bytes(), None), Notation::Dot, "{text}");
    }
    assert_eq!(reading("digraph { }").unwrap_err(), ReadError::NoTasksIn { notation: Notation::Dot });
}

#[test]
fn hostile_and_large_graphs_take_bounded_time() {
    let mut text = String::from("digraph {\n");
    for i in 0..100_000 {
        text.push_str(&format!("n{i} [label=\"task {i}\"]; n{i} -> n{};\n", i + 1));
    }
    assert_eq!(reading(&text).unwrap().patch.tasks.len(), 100_001);
    for odd in
        ["{", "subgraph cluster_a {", "a -> {", "[", "a [label=<", "\"", "a -> ", "/*", "a:", "a=", "{a b}->"]
    {
        let _ = reading(&format!("digraph {{ {}", odd.repeat(5_000)));
    }
    let many = format!("{{{}}}", "a b c d e f ".repeat(500));
    let _ = reading(&format!("digraph {{ {} }}", format!("{many} -> ").repeat(50)));
    let names: String = (0..2_000).map(|i| format!("n{i} ")).collect();
    let fan = reading(&format!("digraph {{ {{{names}}} -> {{{names}}} }}")).unwrap();
    assert!(fan.warnings.iter().any(|w| w.code == "too-many-links"));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "([ a-c0-9:=,;\\[\\](){}|&<>/*.\"\\\\+-]|\\PC|\n|->|subgraph |cluster|label|node ){0,80}") {
        let _ = reading(&format!("digraph {{ {text}"));
        let _ = reading(&text);
    }
}

#[test]
fn attributes_of_peoples_own_say_what_they_are_named_for() {
    let text = "digraph { node [shape=box, width=2, effort=\"1d\"]\n a [effort=\"3h\"]\n b [label=\"Paint\", duration=\"2 days\", Owner=\"Ann, Bo\", due=\"2030-03-05\", priority=high, tooltip=\"two coats\"]\n c [hours=4, start_date=\"2030-03-01\", tags=\"in;out\", tooltip=\"\"]\n d [estimate=\"some\"]\n a -> b -> c -> d }\n";
    assert_eq!(
        said(text),
        "# Imported plan\n\n1 a  3h\n2 Paint  2d  @Ann  @Bo  !high  due:2030-03-05  after 1\n  | two coats\n3 c  4h  #in  #out  start:2030-03-01  after 2\n4 d  1d  after 3\n"
    );
    let project = fixture::project(&reading(text).unwrap());
    let told: Vec<String> = project.tasks().flat_map(|t| t.metadata.keys().cloned()).collect();
    assert_eq!(told, ["estimate"]);
}

#[test]
fn a_title_is_one_line_and_a_tooltip_that_repeats_it_says_nothing() {
    assert_eq!(
        said(
            "digraph g {\n label=\"Shed\\narrows point at what comes later\"\n a [label=\"Frame\", tooltip=\"Frame\", URL=\"https://example.org/1\"]\n}\n"
        ),
        "# Shed\n\n1 Frame\n"
    );
}
