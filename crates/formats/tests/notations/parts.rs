//! Folders and archives of plans, read as one plan.

use std::io::{Cursor, Write};

use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};
use planwright_formats::{Part, ReadError, Reading, Source, read_parts};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

fn reading(parts: Vec<Part>) -> Result<Reading, ReadError> {
    let source = Source {
        name: Some("house_plans"),
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("test"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 3,
    };
    let mut next = 0;
    read_parts(parts, None, &source, &mut || {
        next += 1;
        next
    })
}

fn parts(texts: &[(&str, &str)]) -> Vec<Part> {
    texts
        .iter()
        .map(|(name, text)| Part { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect()
}

fn zipped(texts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in texts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a zip archive is written");
        archive.write_all(text.as_bytes()).expect("a zip archive is written");
    }
    archive.finish().expect("a zip archive is written").into_inner()
}

fn outline(reading: &Reading) -> String {
    let mut project = Project::void(ProjectId::from_bits(7));
    let _ = apply(&mut project, &reading.patch).expect("a zip archive is written");
    let mut out = format!("{}\n", project.meta().title);
    for met in project.walk() {
        let mut before: Vec<_> =
            project.network().predecessors(met.task.id).filter_map(|id| project.wbs(id)).collect();
        before.sort();
        let before: Vec<String> = before.iter().map(|code| format!(" <- {code}")).collect();
        out.push_str(&format!("{} {}{}\n", met.code, met.task.title, before.concat()));
    }
    out
}

const FOLDER: &[(&str, &str)] = &[
    ("tasks/task-10.md", "---\nid: task-10\ntitle: Paint\ndependencies: [task-2]\n---\n"),
    ("tasks/task-2.md", "---\nid: task-2\ntitle: Plaster\ndependencies: [task-99]\n---\n"),
    ("garden.md", "# Garden\n\n- [ ] Dig\n- [ ] Plant (depends on Dig)\n"),
    ("empty.md", "   \n"),
];

#[test]
fn the_texts_of_a_folder_are_one_plan_and_refer_to_each_other() {
    let reading = reading(parts(FOLDER)).expect("a zip archive is written");
    assert_eq!(
        outline(&reading),
        "house plans\n1 Garden\n1.1 Dig\n1.2 Plant <- 1.1\n2 Plaster\n3 Paint <- 2\n"
    );
    let told: Vec<&str> = reading.warnings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "empty.md: the text is empty",
            "tasks/task-2.md: \"Plaster\" depends on \"task-99\", which is not in the document; no link was made"
        ]
    );
}

#[test]
fn a_task_belongs_to_one_of_another_text() {
    let task = |id: &str, rest: &str| format!("---\nid: {id}\ntitle: Work on {id}\n{rest}---\n\nwords\n");
    let (a, b, c) = (
        task("TASK-1", ""),
        task("TASK-1.1", "parent_task_id: TASK-1\n"),
        task("TASK-2", "parent_task_id: TASK-9\n"),
    );
    let reading = reading(parts(&[("b.md", &b), ("a.md", &a), ("c.md", &c)])).unwrap();
    assert_eq!(outline(&reading), "house plans\n1 Work on TASK-1\n1.1 Work on TASK-1.1\n2 Work on TASK-2\n");
    let told: Vec<&str> = reading.warnings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(told, ["c.md: \"Work on TASK-2\" belongs to \"TASK-9\", which is not in the document"]);
}

#[test]
fn a_text_that_includes_the_others_is_the_plan_with_its_people_and_days_off() {
    let plan = "project p \"Hall\" 2026-03-02 +4m {\n  timezone \"Europe/Berlin\"\n}\n\
                resource ann \"Ann\" { limits { dailymax 4h } }\n\
                task dig \"Dig\" { effort 2d allocate ann }\ninclude \"more.tji\"\n";
    let more = "task pour \"Pour\" { effort 1d }\n";
    let alone = reading(parts(&[("p.tjp", plan), ("more.tji", more)])).unwrap();
    assert_eq!(outline(&alone), "Hall\n1 Dig\n2 Pour\n");
    assert_eq!(alone.patch.resources.len(), 1);
    assert_eq!(alone.patch.meta.time_zone.as_deref(), Some("Europe/Berlin"));
    // Beside other texts it keeps them too, and people of one name are one.
    let other = plan.replace("include \"more.tji\"\n", "").replace("Hall", "Yard");
    let both = reading(parts(&[("p.tjp", plan), ("more.tji", more), ("q.tjp", &other)])).unwrap();
    assert_eq!(both.patch.resources.len(), 1);
    assert_eq!(outline(&both), "house plans\n1 Hall\n1.1 Dig\n1.2 Pour\n2 Dig\n");
}

#[test]
fn a_text_of_one_task_keeps_its_title() {
    let reading = reading(parts(&[
        ("a.md", "# Cellar\n\n- [ ] Dig (1h)\n"),
        ("b.md", "# Attic\n\n- [ ] Insulate (1h)\n- [ ] Floor (1h)\n"),
        ("c.md", "- [ ] Sweep (1h)\n"),
    ]))
    .unwrap();
    assert_eq!(
        outline(&reading),
        "house plans\n1 Cellar\n1.1 Dig\n2 Attic\n2.1 Insulate\n2.2 Floor\n3 Sweep\n"
    );
}

#[test]
fn what_is_passed_over_is_told_by_a_few_names() {
    let mut texts = FOLDER.to_vec();
    texts.extend([
        ("plan.png", ""),
        (".env", ""),
        ("a.docx", ""),
        ("b.docx", ""),
        ("c.docx", ""),
        ("d.docx", ""),
    ]);
    let told = |reading: Reading| -> Vec<String> {
        reading.warnings.into_iter().filter(|w| w.code == "files-passed-over").map(|w| w.text).collect()
    };
    let said = "6 files were passed over, being hidden or in no notation that is read: a.docx, b.docx, c.docx, d.docx, plan.png and 1 more";
    assert_eq!(told(reading(parts(&texts)).unwrap()), [said]);
    let archive = Part { name: "plans.zip".to_owned(), bytes: zipped(&texts) };
    assert_eq!(told(reading(vec![archive]).unwrap()), [format!("plans.zip: {said}")]);
    assert!(told(reading(parts(FOLDER)).unwrap()).is_empty());
}

#[test]
fn a_readme_that_only_introduces_the_rest_is_no_task() {
    let reading = reading(parts(&[
        ("README.md", "# The shed\n\nEverything about the shed, kept by all of us.\n"),
        ("roof/readme.md", "# Roof\n\n- [ ] Beams\n- [ ] Felt\n"),
        ("walls.md", "# Walls\n\n- [ ] Frame\n- [ ] Clad\n"),
    ]))
    .unwrap();
    assert_eq!(outline(&reading), "house plans\n1 Roof\n1.1 Beams\n1.2 Felt\n2 Walls\n2.1 Frame\n2.2 Clad\n");
    assert_eq!(reading.warnings[0].text, "README.md: it only introduces the rest");
}

#[test]
fn an_archive_is_read_as_the_folder_it_was_made_of() {
    let archive = Part { name: "plans.zip".to_owned(), bytes: zipped(FOLDER) };
    assert_eq!(outline(&reading(vec![archive]).unwrap()), outline(&reading(parts(FOLDER)).unwrap()));
}

#[test]
fn what_a_project_file_includes_is_part_of_it() {
    let reading = reading(parts(&[
        ("a/parts/walls.tji", "task walls \"Walls\" { effort 2d }\n"),
        ("a/house.tjp", "project house \"House\" 2026-03-02 +3m {}\ninclude \"parts/walls.tji\"\ntask roof \"Roof\" { effort 3d depends walls }\n"),
        ("b.md", "- [ ] Garden\n"),
    ]))
    .unwrap();
    assert_eq!(outline(&reading), "house plans\n1 House\n1.1 Walls\n1.2 Roof <- 1.1\n2 Garden\n");
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
}

#[test]
fn circles_through_several_texts_stay_open() {
    let reading = reading(parts(&[
        ("a.md", "---\nid: A-1\ntitle: One\ndependencies: [B-1]\n---\n"),
        ("b.md", "---\nid: B-1\ntitle: Two\ndependencies: [A-1]\n---\n"),
    ]))
    .expect("a zip archive is written");
    assert_eq!(reading.patch.links.len(), 1);
    assert_eq!(reading.warnings.iter().filter(|w| w.code == "dependency-cycle").count(), 1);
}

#[test]
fn a_deep_text_in_a_folder_raises_the_limit() {
    let deep = "# Deep\n- a\n  - b\n    - c\n      - d\n- e\n";
    let reading =
        reading(parts(&[("a.md", deep), ("b.md", "# B\n- x\n- y\n")])).expect("a zip archive is written");
    assert_eq!(reading.patch.meta.depth_limit, Some(5));
    assert!(outline(&reading).contains("1.1.1.1.1 d"));
}

#[test]
fn what_is_no_archive_of_plans_is_an_error() {
    let error = |bytes: Vec<u8>| reading(vec![Part { name: "x.zip".to_owned(), bytes }]).unwrap_err();
    let whole = zipped(FOLDER);
    assert_eq!(error(whole[..whole.len() / 2].to_vec()).code(), "archive-damaged");
    assert_eq!(error(zipped(&[("a.png", "x")])).code(), "no-tasks");
    assert_eq!(
        error(zipped(&[("[Content_Types].xml", "x"), ("word/document.xml", "x")])).code(),
        "other-notation"
    );
}

proptest! {
    #[test]
    fn no_damaged_archive_panics(at in 0usize..400, byte: u8, cut in 0usize..400) {
        let mut bytes = zipped(FOLDER);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut.min(bytes.len() - 4));
        let _ = reading(vec![Part { name: "x.zip".to_owned(), bytes }]);
    }
}
