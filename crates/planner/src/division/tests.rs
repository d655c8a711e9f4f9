//! Whole tasks divided.

use planwright_domain::{Extent, Meta, ProjectId, Version};

use super::*;

fn plan(title: &str, effort: Option<u32>, siblings: &[&str]) -> Project {
    let task = Task { effort, ..Task::new(TaskId::from_bits(1), title) };
    let others = siblings.iter().enumerate();
    let others = others.map(|(n, title)| Task::new(TaskId::from_bits(n as u128 + 2), *title));
    let meta = Meta::new("Shop");
    Project::assemble(ProjectId::from_bits(1), Version(1), meta, others.chain([task]), [], Extent::Whole)
}

fn divided(project: &Project, by: Option<By>, most: u32) -> Vec<(String, Option<u32>)> {
    let parts = Divider::of(project)
        .divide(project, TaskId::from_bits(1), Division { by, most })
        .expect("it can be divided");
    parts.into_iter().map(|part| (part.title, part.effort)).collect()
}

fn titles(project: &Project, by: Option<By>) -> Vec<String> {
    divided(project, by, 240).into_iter().map(|(title, _)| title).collect()
}

#[test]
fn chunks_are_even_and_within_the_most() {
    let found = divided(&plan("Dig the pond", Some(600), &[]), Some(By::Chunks), 240);
    let expected = [("Dig the pond (1/3)", 210), ("Dig the pond (2/3)", 210), ("Dig the pond (3/3)", 180)];
    assert_eq!(found, expected.map(|(title, minutes)| (title.to_owned(), Some(minutes))));
}

#[test]
fn work_is_divided_by_the_stages_of_its_kind() {
    let found = titles(&plan("Write the handbook", Some(480), &[]), None);
    assert_eq!(found, ["Write the handbook: draft", "Write the handbook: revise"]);
    let german = titles(&plan("Den Zaun und das Tor reparieren", None, &[]), Some(By::Phases));
    assert!(german[0].ends_with(": vorbereiten"), "{german:?}");
}

#[test]
fn stages_that_are_too_long_come_in_as_few_chunks_as_there_are_to_be() {
    let found = divided(&plan("Frame", Some(1440), &[]), None, 240);
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(found[1], ("Frame: carry out (1/2)".to_owned(), Some(240)));
}

#[test]
fn a_stage_that_a_sibling_is_there_for_is_left_out() {
    let alone = titles(&plan("Build the shop", Some(720), &[]), None);
    assert!(alone.iter().any(|title| title.ends_with("try it out and mend")), "{alone:?}");
    let beside = titles(&plan("Build the shop", Some(720), &["Test the shop"]), None);
    assert!(beside.iter().all(|title| !title.ends_with("try it out and mend")), "{beside:?}");
}

#[test]
fn a_vague_task_begins_with_finding_out_what_is_meant() {
    assert!(is_vague("Improve things") && is_vague("Fix the app") && !is_vague("Paint the fence"));
    let found = titles(&plan("Improve things", Some(480), &[]), None);
    assert!(found[0].ends_with("settle what exactly is to be reached"), "{found:?}");
}

#[test]
fn what_its_words_enumerate_goes_before_stages() {
    let found = divided(&plan("Paint hall, kitchen and bath", Some(1440), &[]), None, 480);
    let expected = ["Paint hall", "Paint kitchen", "Paint bath"].map(|title| (title.to_owned(), Some(480)));
    assert_eq!(found, expected);
}

#[test]
fn no_title_comes_twice() {
    let found = titles(&plan("Paint hall and bath", Some(100), &["paint hall"]), Some(By::Components));
    assert_eq!(found, ["Paint hall #2", "Paint bath"]);
}

#[test]
fn what_gives_no_parts_is_told() {
    let why = |title: &str, effort, by, most| {
        let plan = plan(title, effort, &[]);
        let how = Division { by: Some(by), most };
        Divider::of(&plan).divide(&plan, TaskId::from_bits(1), how).err()
    };
    let name = || "\"Dig\" (1)".to_owned();
    assert_eq!(why("Dig", None, By::Chunks, 60), Some(Undivided::NoEffort { name: name() }));
    assert_eq!(why("Dig", Some(60), By::Chunks, 60), Some(Undivided::Short { name: name() }));
    assert_eq!(why("Dig", Some(60), By::Components, 60), Some(Undivided::NoComponents { name: name() }));
    assert_eq!(why("Dig", Some(6_000), By::Chunks, 1), Some(Undivided::TooMany { name: name() }));
}

#[test]
fn a_part_is_named_with_or_without_an_effort() {
    let day = DayLength { minutes_per_day: 480, days_per_week: 5 };
    for (words, title, effort) in [
        ("Draft 2h", "Draft", Some(120)),
        ("Review and mend (1 day)", "Review and mend", Some(480)),
        ("Second draft 2 days", "Second draft", Some(960)),
        ("Phase 2", "Phase 2", None),
        (" Deliver ", "Deliver", None),
        ("2h", "2h", None),
    ] {
        let part = part(words, day);
        assert_eq!((part.title.as_str(), part.effort), (title, effort), "{words}");
    }
}

#[test]
fn a_title_that_does_not_tell_its_language_is_in_that_of_the_plan() {
    let last = |project: &Project| titles(project, Some(By::Phases)).pop().unwrap_or_default();
    let german = ["Den Flur streichen", "Angebote für das Bad einholen"];
    assert!(last(&plan("Garage abbauen", None, &german)).ends_with(": prüfen und nachbessern"));
    assert!(last(&plan("Küche einbauen", None, &[])).ends_with(": prüfen und nachbessern"));
    assert!(
        last(&plan("Payment", None, &["购买家具", "编写文档", "Paint the hall"]))
            .ends_with(": check and mend")
    );
    assert!(last(&plan("购买家具", None, &["Paint the hall"])).ends_with("：检查并修正"));
}
