//! What is refused, and how it is told.

use planwright_wire::{Fault, patch_from_json};

const HEAD: &str = r#""schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000001","project_id":"00000000-0000-0000-0000-000000000002","base_version":1,"author":"me""#;

fn refused(rest: &str) -> (String, String, String) {
    let text = format!("{{{HEAD}{rest}}}");
    let error = patch_from_json(&text).expect_err(&text);
    (error.path, error.message, error.hint)
}

#[test]
fn every_refusal_names_place_fault_and_next_step() {
    let id = r#""00000000-0000-0000-0000-00000000000a""#;
    for (rest, path, message, hint) in [
        (
            format!(r#","tasks":[{{"op":"create","task_id":{id},"body":{{"titel":"x"}}}}]"#),
            "tasks[0].body.titel",
            r#"there is no field "titel" here"#,
            r#"did you mean "title"?"#,
        ),
        (
            format!(r#","tasks":[{{"op":"delete","task_id":{id}}},{{"op":"delete","task_id":{id}}}]"#),
            "tasks[1]",
            "there are two operations for 00000000-0000-0000-0000-00000000000a",
            "make them one: what counts is the result",
        ),
        (
            format!(r#","tasks":[{{"op":"delete","task_id":{id},"body":{{"title":"x"}}}}]"#),
            "tasks[0]",
            "a delete has no body",
            "leave the body out, or make it an update",
        ),
        (
            r#","tasks":[{"op":"delete","task_id":"00000000-0000-0000-0000-000000000000"}]"#.to_owned(),
            "tasks[0].task_id",
            "an id of zeros names nothing",
            "use 128 random bits",
        ),
        (
            format!(r#","links":[{{"op":"create","link_id":{id},"body":{{"from_task_id":{id}}}}}]"#),
            "links[0]",
            r#"the field "to_task_id" is missing"#,
            r#"add "to_task_id""#,
        ),
        (
            format!(r#","tasks":[{{"op":"update","task_id":{id},"body":{{"status":"perhaps"}}}}]"#),
            "tasks[0].body.status",
            r#""perhaps" is not a status (todo, in_progress, blocked, done or cancelled)"#,
            "see the schema: docs/schemas/patch.v1.json",
        ),
        (
            format!(r#","tasks":[{{"op":"update","task_id":{id},"body":{{"due_date":"2026-02-30"}}}}]"#),
            "tasks[0].body.due_date",
            r#""2026-02-30" is not a date (YYYY-MM-DD)"#,
            "see the schema: docs/schemas/patch.v1.json",
        ),
        (
            format!(r#","tasks":[{{"op":"update","task_id":{id},"body":{{"estimated_minutes":-5}}}}]"#),
            "tasks[0].body.estimated_minutes",
            "invalid value: integer `-5`, expected a whole number from 0 to 4294967295",
            "see the schema: docs/schemas/patch.v1.json",
        ),
        (
            format!(r#","tasks":[{{"op":"update","task_id":{id},"body":{{"title":"a","title":"b"}}}}]"#),
            "tasks[0].body",
            r#"the field "title" comes twice"#,
            "keep one of the two",
        ),
        (
            r#","meta_updates":{"metadata":{"a":1,"a":2}}"#.to_owned(),
            "meta_updates.metadata.a",
            "the key comes twice",
            "keep one of the two",
        ),
        (r#","author":"you""#.to_owned(), "", r#"the field "author" comes twice"#, "keep one of the two"),
    ] {
        let told = refused(&rest);
        assert_eq!((told.0.as_str(), told.1.as_str(), told.2.as_str()), (path, message, hint), "{rest}");
    }
}

#[test]
fn what_is_no_json_or_another_schema_is_told_apart() {
    for (text, fault) in [
        ("", Fault::NotJson),
        ("nonsense", Fault::NotJson),
        ("{}", Fault::Shape),
        ("[]", Fault::Shape),
        (r#"{"schema":"planwright/patch/v2","news":1}"#, Fault::OtherSchema),
        (r#"{"tasks":[],"schema":"planwright/project/v1"}"#, Fault::OtherSchema),
        (r#"{"schema":7}"#, Fault::Shape),
    ] {
        assert_eq!(patch_from_json(text).map_err(|e| e.fault), Err(fault), "{text}");
    }
}

#[test]
fn depth_does_no_harm() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let bomb = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        for text in [
            bomb.clone(),
            format!(r#"{{{HEAD},"tasks":{bomb}}}"#),
            format!(r#"{{{HEAD},"meta_updates":{{"metadata":{{"m":{bomb}}}}}}}"#),
            format!(r#"{{{HEAD},"unknown":{bomb}}}"#),
        ] {
            assert!(patch_from_json(&text).is_err());
        }
    }
}
