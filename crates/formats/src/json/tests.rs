//! Plans in JSON that other people's tools and models write.

use crate::fixture::{self, project};
use crate::{Notation, ReadError, Reading};

fn reading(text: &str) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::Json)
}

fn said(text: &str) -> String {
    fixture::said(&reading(text).unwrap())
}

#[test]
fn a_task_whose_name_nobody_sees_is_still_a_task() {
    let text = r#"{"master":{"tasks":[{"id":7,"title":"\u0001","subtasks":[],"dependencies":[]},{"title":"\u200b"}]}}"#;
    assert_eq!(said(text), "# Imported plan\n\n1 7\n2 Untitled task\n");
}

#[test]
fn task_master_files_are_read_with_ids_relative_to_their_parents() {
    let text = r#"{"master": {"tasks": [
      {"id": 1, "title": "Set up", "description": "The base.", "details": "Use oak.", "testStrategy": "It stands.\nIt holds.",
       "status": "done", "dependencies": [], "priority": "high", "complexityScore": 4, "subtasks": [
         {"id": 1, "title": "Repo", "status": "done", "dependencies": []},
         {"id": 2, "title": "CI", "status": "in-progress", "dependencies": [1]}]},
      {"id": 2, "title": "Build", "status": "deferred", "dependencies": [1, "1.2"], "subtasks": [
         {"id": 1, "title": "Core", "status": "review", "dependencies": ["1.2"]},
         {"id": 2, "title": "Edge", "status": "blocked", "dependencies": ["2.1", 9]}]}],
      "metadata": {"projectName": "Shop", "description": "Sells.", "created": "2030-01-01"}}}"#;
    assert_eq!(
        said(text),
        "# Shop\nsummary: Sells.\n\n1 [x] Set up  !high\n  | The base.\n  |\n  | Use oak.\n  * It stands.\n  * It holds.\n  1.1 [x] Repo\n  1.2 [>] CI  after 1.1\n2 Build  after 1, 1.2\n  2.1 [>] Core  after 1.2\n  2.2 [!] Edge  after 2.1\nunknown-reference: \"Edge\" depends on \"9\", which is not in the document; no link was made\n"
    );
    let task = project(&reading(text).unwrap()).walk().nth(2).map(|w| w.task.clone()).unwrap();
    assert_eq!((task.source_key.as_deref(), task.origin.and_then(|o| o.line)), (Some("1.2"), Some(5)));
}

#[test]
fn several_tags_are_summary_tasks_with_ids_of_their_own() {
    let text = r#"{"master":{"tasks":[{"id":1,"title":"A","dependencies":[]},{"id":2,"title":"B","dependencies":[1]}]},
      "search_page":{"tasks":[{"id":1,"title":"C"},{"id":2,"title":"D","dependencies":[1]}],"metadata":{}}}"#;
    assert_eq!(
        said(text),
        "# Imported plan\n\n1 master\n  1.1 A\n  1.2 B  after 1.1\n2 search page\n  2.1 C\n  2.2 D  after 2.1\n"
    );
}

#[test]
fn lists_of_texts_and_objects_in_any_nesting_are_plans() {
    assert_eq!(
        said(
            r#"{"title":"x","tasks":["cart (2d)",{"name":"pay","subtasks":["card","[x] cash"],"hours":3,"dependsOn":"cart"}]}"#
        ),
        "# x\n\n1 cart  2d\n2 pay  3h  after 1\n  2.1 card\n  2.2 [x] cash\n"
    );
    assert_eq!(
        said(r#"["a","b",null,3]"#),
        "# Imported plan\n\n1 a\n2 b\nnot-carried: \"an item of a list\" of 1 task was not carried: it is no text, number or list of these\n"
    );
    assert_eq!(
        said(
            r#"{"project":{"name":"Shop","phases":[{"phase":"Design","duration":"2 weeks","tasks":[{"task":"Draw","due_date":"2030-05-01","assignee":{"name":"Ann Lee"},"labels":["ui"],"points":3}]}],"milestones":[{"name":"Open","deadline":"2030-06-01"}]}}"#
        ),
        "# Shop\n\n1 Design  2w\n  1.1 Draw  @\"Ann Lee\"  #ui  due:2030-05-01\n2 Open  milestone  due:2030-06-01\n"
    );
    assert_eq!(
        said(r#"{"Phase 1":["a","b"],"Phase 2":["c"]}"#),
        "# Imported plan\n\n1 Phase 1\n  1.1 a\n  1.2 b\n2 Phase 2\n  2.1 c\n"
    );
    assert_eq!(
        said(r#"{"T1":{"title":"a","status":"done"},"T2":{"title":"b","status":"todo","blockedBy":["T1"]}}"#),
        "# Imported plan\n\n1 [x] a\n2 b  after 1\n"
    );
}

#[test]
fn parents_may_be_told_by_reference() {
    assert_eq!(
        said(
            r#"[{"id":"c","title":"C","parent":"a","progress":50},{"id":"a","title":"A","blocks":["b"]},{"id":"b","title":"B","completed":true}]"#
        ),
        "# Imported plan\n\n1 A\n  1.1 [>] C\n2 [x] B  after 1\n"
    );
}

#[test]
fn what_has_no_place_of_its_own_is_kept_or_told() {
    let reading = reading(
        r#"[{"title":"a","points":3,"estimate":5,"url":"x:y","deep":{"a":1},"files":["f","g"],"empty":""}]"#,
    )
    .unwrap();
    let task = project(&reading).walk().next().map(|w| w.task.clone()).unwrap();
    let keys: Vec<&str> = task.metadata.keys().map(String::as_str).collect();
    assert_eq!((keys, task.effort), (vec!["estimate", "files", "points", "url"], None));
    assert_eq!(
        reading.warnings[0].text,
        "\"deep\" of 1 task was not carried: it is no text, number or list of these"
    );
}

#[test]
fn json_without_tasks_is_told() {
    for text in [
        "{}",
        "[]",
        "3",
        r#"{"name":"app","version":"1.0.0","scripts":{"a":"b"},"dependencies":{"x":"1"}}"#,
        r#"{"compilerOptions":{"strict":true},"include":["src"]}"#,
        r#"{"a":{"b":{"c":1}}}"#,
        "[[1,2],[3]]",
        r#"[{"x":1}]"#,
    ] {
        assert!(matches!(reading(text), Err(ReadError::Syntax { .. })), "{text}");
    }
}

#[test]
fn hostile_and_large_json_takes_bounded_time() {
    let many: Vec<String> =
        (0..100_000).map(|i| format!(r#"{{"id":{i},"title":"t{i}","dependencies":[{}]}}"#, i - 1)).collect();
    let reading = reading(&format!(r#"{{"tasks":[{}]}}"#, many.join(","))).unwrap();
    assert_eq!((reading.patch.tasks.len(), reading.patch.links.len()), (100_000, 99_999));
    for (open, n) in [("[", 100_000), ("{\"tasks\":[{\"title\":\"a\",\"tasks\":", 100_000), ("\"", 3)] {
        assert!(super::tests::reading(&open.repeat(n)).is_err());
    }
    let deep = format!("{}\"x\"{}", r#"[{"title":"a","tasks":"#.repeat(60), "}]".repeat(60));
    let _ = super::tests::reading(&deep);
    let twice = format!("[{{{}\"title\":\"b\"}}]", "\"title\":\"a\",".repeat(10_000));
    assert_eq!(super::tests::reading(&twice).unwrap().patch.tasks.len(), 1);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "([\\[\\]{},:\"]|\"[a-c]\"|\"(title|tasks|id|parent|due|blocks|status)\":|[0-9a-c ]|\\PC){0,60}") {
        let _ = reading(&text);
    }
}
