//! A document that changed, read into its project again: what stays the same task, and what the rest becomes.

use std::collections::BTreeMap;

use planwright_contract::run;
use planwright_domain::{Op, Project, ProjectId, TaskId, apply};
use planwright_formats::Part;
use planwright_usecases::import::{Document, project_of, read_into, read_new};
use planwright_usecases::plan::{Drafted, put_forward};
use planwright_usecases::{approve, history};
use proptest::prelude::*;

use crate::desk::{Desk, outline};
use crate::documents::{document, imported};

/// What a changed document makes of the project that the first one became.
async fn amended(desk: &Desk, first: &str, changed: &str) -> Drafted {
    let project = imported(desk, first).await;
    read_into(&desk.ports(), document(changed), project).await.unwrap()
}

fn ids(project: &Project) -> BTreeMap<TaskId, String> {
    project.tasks().map(|t| (t.id, t.title.clone())).collect()
}

/// The new titles of the tasks that were there before; none where anything else changed.
fn renamed(drafted: &Drafted) -> Vec<String> {
    let (before, after) = (ids(&drafted.before), ids(&drafted.after));
    assert!(before.keys().eq(after.keys()), "{}\n{}", outline(&drafted.before), outline(&drafted.after));
    assert_eq!(drafted.patch.len(), drafted.patch.tasks.len(), "{:?}", drafted.patch);
    let update = |op: &Op<planwright_domain::Task>| match op {
        Op::Update(change) => change.title.clone().unwrap_or_default(),
        other => other.word().to_owned(),
    };
    drafted.patch.tasks.values().map(update).collect()
}

const HOUSE: &str = "\
# House

## Ground

- [ ] Dig (2d)
- [ ] Pour (1d)

## Walls

- [ ] Frame (3d)
- [ ] Plaster (2d)
- [ ] Paint (1d)

## Garden

- [ ] Plant (1d)
";

#[test]
fn a_heading_by_another_name_is_the_same_phase() {
    run(async {
        for (old, new) in [
            ("## Walls", "## Building shell"),
            ("## Ground", "## Earthworks and foundation"),
            ("## Garden", "## Outside"),
        ] {
            let drafted = amended(&Desk::new(), HOUSE, &HOUSE.replace(old, new)).await;
            assert_eq!(renamed(&drafted), [new.trim_start_matches("## ")]);
        }
    });
}

#[test]
fn a_heading_by_another_name_is_the_same_phase_though_its_tasks_changed_too() {
    run(async {
        let changed = HOUSE
            .replace("## Walls", "## Building shell")
            .replace("- [ ] Frame (3d)\n", "- [ ] Frame (4d)\n- [ ] Insulate (1d)\n");
        let drafted = amended(&Desk::new(), HOUSE, &changed).await;
        let created: Vec<&str> = drafted.patch.created_tasks().map(|t| t.title.as_str()).collect();
        assert_eq!((drafted.patch.tasks.len(), created), (3, vec!["Insulate"]), "{:?}", drafted.patch);
    });
}

#[test]
fn phases_that_repeat_their_tasks_keep_them() {
    run(async {
        let text =
            "# Site\n\n## North\n\n- [ ] Design\n- [ ] Build\n\n## South\n\n- [ ] Design\n- [ ] Build\n";
        for (old, new) in [("## North", "## Upper side"), ("## South", "## Lower side")] {
            let drafted = amended(&Desk::new(), text, &text.replace(old, new)).await;
            assert_eq!(renamed(&drafted), [new.trim_start_matches("## ")]);
        }
    });
}

#[test]
fn a_line_by_another_name_in_the_same_place_is_the_same_task() {
    run(async {
        for (old, new) in
            [("Paint", "Paint walls"), ("Dig", "Excavate"), ("Frame", "Raise the timber"), ("Plant", "Sow")]
        {
            let changed = HOUSE.replace(&format!("] {old} ("), &format!("] {new} ("));
            assert_eq!(renamed(&amended(&Desk::new(), HOUSE, &changed).await), [new]);
        }
        let both =
            HOUSE.replace("] Paint (", "] Paint walls (").replace("] Plaster (", "] Plaster ceilings (");
        assert_eq!(renamed(&amended(&Desk::new(), HOUSE, &both).await).len(), 2);
    });
}

#[test]
fn a_phase_whose_tasks_went_elsewhere_goes() {
    run(async {
        let changed = HOUSE.replace("## Garden\n\n", "");
        let drafted = amended(&Desk::new(), HOUSE, &changed).await;
        assert_eq!(drafted.after.tasks().filter(|t| t.title == "Garden").count(), 0);
        assert_eq!(drafted.patch.tasks.len(), 2, "{:?}", drafted.patch);
    });
}

/// A plan in TaskJuggler's words with what stands in it of Ann.
fn staffed(ann: &str) -> String {
    format!(
        "project plan \"Plan\" 2026-03-02 +3m {{\n  timezone \"Europe/Berlin\"\n}}\n\
         resource ann \"Ann\" {{\n{ann}\n}}\nresource bob \"Bob\"\n\
         task dig \"Dig\" {{\n  effort 3d\n  allocate ann\n}}\n"
    )
}

async fn staffed_project(desk: &Desk) -> ProjectId {
    imported(desk, &staffed("  vacation 2026-03-09 +2d")).await
}

#[test]
fn what_changed_about_somebody_is_taken_over_and_who_is_not_named_stays() {
    run(async {
        let desk = Desk::new();
        let project = staffed_project(&desk).await;
        let again = |ann: &str| staffed(ann).replace("resource bob \"Bob\"\n", "");
        let ports = desk.ports();
        let same = read_into(&ports, document(&again("  vacation 2026-03-09 +2d")), project).await.unwrap();
        assert!(same.patch.is_empty(), "{:?}", same.patch);
        let changed =
            read_into(&ports, document(&again("  vacation 2026-03-16 +3d")), project).await.unwrap();
        let ann = changed.after.resources().find(|r| r.name == "Ann").unwrap();
        assert_eq!(ann.absences[0].first, jiff::civil::date(2026, 3, 16));
        assert_eq!((changed.after.resources().len(), changed.patch.resources.len()), (2, 1));
        let silent = read_into(&ports, document(&again("")), project).await.unwrap();
        assert!(silent.patch.resources.is_empty(), "{:?}", silent.patch);
    });
}

#[test]
fn an_amendment_can_be_taken_back() {
    run(async {
        let desk = Desk::new();
        let project = staffed_project(&desk).await;
        let before = desk.whole(project).await;
        let changed = staffed("  vacation 2026-03-16 +3d").replace("\"Dig\"", "\"Dig deep\"");
        let drafted = read_into(&desk.ports(), document(&changed), project).await.unwrap();
        let proposal = put_forward(&desk.ports(), drafted).await.unwrap();
        approve::approve(&desk.ports(), &proposal, None).await.unwrap();
        let _ = history::undo(&desk.ports(), project).await.unwrap();
        let after = desk.whole(project).await;
        assert!(after.tasks().eq(before.tasks()) && after.resources().eq(before.resources()));
    });
}

/// A line of an outline: how deep it is and what it is called.
type Line = (usize, usize);

const WORDS: [&str; 8] =
    ["Dig", "Pour", "Frame", "Plaster", "Paint walls", "Paint doors", "Sow", "Order windows"];

fn written(lines: &[Line], title: impl Fn(usize) -> String) -> String {
    let mut depth = 0;
    let mut text = "# House\n\n".to_owned();
    for (i, (deep, _)) in lines.iter().enumerate() {
        depth = if i == 0 { 0 } else { (*deep).min(depth + 1) };
        // With an effort: bare lines that repeat each other are taken for one.
        text.push_str(&format!("{}- [ ] {} (1h)\n", "  ".repeat(depth), title(i)));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_new_title_is_one_rename_and_an_unchanged_document_is_no_change(
        lines in prop::collection::vec((0_usize..3, 0_usize..WORDS.len()), 1..14),
        at in any::<prop::sample::Index>(),
        new in prop::sample::select(vec!["Survey", "Dig", "Paint walls twice", "Pour"]),
    ) {
        run(async {
            let desk = Desk::new();
            let word = |i: usize| WORDS[lines[i].1].to_owned();
            let project = imported(&desk, &written(&lines, word)).await;
            let ports = desk.ports();
            let same = read_into(&ports, document(&written(&lines, word)), project).await.unwrap();
            assert!(same.patch.is_empty(), "{:?}", same.patch);
            let at = at.index(lines.len());
            let changed = written(&lines, |i| if i == at { new.to_owned() } else { word(i) });
            let drafted = read_into(&ports, document(&changed), project).await.unwrap();
            if word(at) == new {
                assert!(drafted.patch.is_empty());
            } else {
                assert_eq!(renamed(&drafted), [new], "{changed}");
            }
            let mut again = drafted.after.clone();
            let mut here = drafted.before.clone();
            let applied = apply(&mut here, &drafted.patch).unwrap();
            let back = planwright_domain::Patch { base: again.version(), ..applied.inverse().clone() };
            let _ = apply(&mut again, &back).unwrap();
            assert!(again.tasks().eq(drafted.before.tasks()));
        });
    }
}

/// A document of this name and place.
fn called(name: &'static str, place: &'static str, text: &str) -> Document<'static> {
    Document {
        parts: vec![Part { name: name.to_owned(), bytes: text.as_bytes().to_vec() }],
        name,
        place,
        ..document("")
    }
}

/// The project after this document was read into it, and what was told of it.
async fn with(desk: &Desk, project: ProjectId, document: Document<'_>) -> Drafted {
    let drafted = read_into(&desk.ports(), document, project).await.unwrap();
    let proposal = put_forward(&desk.ports(), drafted.clone()).await.unwrap();
    approve::approve(&desk.ports(), &proposal, None).await.unwrap();
    drafted
}

fn told(drafted: &Drafted) -> Vec<&str> {
    drafted.warnings.iter().map(|w| w.code.as_str()).collect()
}

const ROOF: &str = "# Roof\n\n- [ ] Order tiles (1d)\n- [ ] Lay tiles (3d)\n\n## Garden\n\n- [ ] Sweep up\n";

#[test]
fn a_second_document_leaves_the_tasks_of_the_first_as_they_are() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, HOUSE).await;
        let first = desk.whole(project).await;
        let drafted = with(&desk, project, called("roof.md", "/plans/roof.md", ROOF)).await;
        assert_eq!(told(&drafted), ["another-document"]);
        assert_eq!(drafted.patch.reason, "import roof.md");
        assert_eq!(drafted.patch.created_tasks().count(), drafted.patch.tasks.len(), "{:?}", drafted.patch);
        let both = desk.whole(project).await;
        for task in first.tasks() {
            assert_eq!(both.task(task.id), Some(task));
        }
        // Each of them is amended by itself from now on.
        let less = ROOF.replace("- [ ] Lay tiles (3d)\n", "");
        let drafted = with(&desk, project, called("roof.md", "/plans/roof.md", &less)).await;
        assert_eq!((drafted.patch.len(), told(&drafted).len()), (1, 0), "{:?}", drafted.patch);
        let less = HOUSE.replace("- [ ] Dig (2d)\n", "");
        let drafted = with(&desk, project, document(&less)).await;
        assert_eq!((drafted.patch.len(), told(&drafted).len()), (1, 0), "{:?}", drafted.patch);
        assert_eq!(drafted.patch.reason, "import garden.md again");
    });
}

#[test]
fn a_document_that_was_renamed_or_moved_is_known_by_what_stands_in_it() {
    run(async {
        for (name, place) in
            [("garden.md", "/elsewhere/garden.md"), ("house-v2.md", "/plans/house-v2.md"), ("-", "")]
        {
            let desk = Desk::new();
            let project = imported(&desk, HOUSE).await;
            let changed = HOUSE
                .replace("- [ ] Plaster (2d)\n", "- [ ] Panel the hall (2d)\n- [ ] Tile the bath (1d)\n");
            let drafted = with(&desk, project, called(name, place, &changed)).await;
            let renamed: &[&str] = if name == "garden.md" { &[] } else { &["document-renamed"] };
            assert_eq!(told(&drafted), renamed, "{name}");
            assert!(drafted.after.tasks().all(|t| t.title != "Plaster"), "{name}");
            assert_eq!(drafted.patch.len(), 3, "{name}: {:?}", drafted.patch);
        }
    });
}

#[test]
fn what_stood_in_a_text_that_left_its_folder_goes() {
    run(async {
        let folder = |texts: &[(&str, &str)]| Document {
            parts: texts
                .iter()
                .map(|(name, text)| Part { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
                .collect(),
            name: "plans",
            place: "/house/plans",
            ..document("")
        };
        let (house, roof) = (("house.md", HOUSE), ("roof.md", ROOF));
        let paths = ("paths.md", "# Paths\n\n- [ ] Rake gravel (1d)\n- [ ] Set stones (2d)\n");
        for (left, gone) in [(&[house][..], 2), (&[house, roof], 1), (&[roof, paths], 1)] {
            let desk = Desk::new();
            let ports = desk.ports();
            let drafted = read_new(&ports, folder(&[house, roof, paths])).await.unwrap();
            let proposal = put_forward(&ports, drafted).await.unwrap();
            approve::approve(&ports, &proposal, None).await.unwrap();
            let drafted = read_into(&ports, folder(left), proposal.patch.project).await.unwrap();
            let titles: Vec<&str> = drafted.after.tasks().map(|t| t.title.as_str()).collect();
            let has = |title: &str| titles.iter().filter(|t| **t == title).count();
            let stays = |text: &(&str, &str)| usize::from(left.iter().any(|l| l.0 == text.0));
            let found = (has("Dig"), has("Lay tiles"), has("Set stones"));
            assert_eq!(found, (stays(&house), stays(&roof), stays(&paths)), "{gone} gone: {titles:?}");
            assert_eq!(drafted.patch.created_tasks().count(), 0, "{titles:?}");
        }
    });
}

#[test]
fn documents_of_one_name_in_two_folders_are_two() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, HOUSE).await;
        let other = || called("garden.md", "/roofs/garden.md", ROOF);
        let drafted = with(&desk, project, other()).await;
        assert_eq!(told(&drafted), ["another-document"]);
        let sources = drafted.patch.created_tasks().filter_map(|t| t.origin.as_ref()?.source.clone());
        assert_eq!(
            sources.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
            ["roofs/garden.md"]
        );
        assert!(read_into(&desk.ports(), other(), project).await.unwrap().patch.is_empty());
        assert!(read_into(&desk.ports(), document(HOUSE), project).await.unwrap().patch.is_empty());
        let anew = called("garden.md", "/roofs/garden.md", "# Roof\n\n- [ ] Hire a crane\n- [ ] Thatch it\n");
        let drafted = with(&desk, project, anew).await;
        assert!(drafted.after.tasks().any(|t| t.title == "Dig"));
        assert!(drafted.after.tasks().all(|t| t.title != "Sweep up"));
    });
}

#[test]
fn a_document_finds_the_project_it_was_added_to() {
    run(async {
        let desk = Desk::new();
        let project = imported(&desk, HOUSE).await;
        let _ = with(&desk, project, called("roof.md", "/plans/roof.md", ROOF)).await;
        let of = async |document| project_of(&desk.ports(), &document).await.unwrap();
        let changed = ROOF.replace("Sweep up", "Sweep the yard");
        assert_eq!(of(called("roof.md", "/plans/roof.md", &changed)).await, Some(project));
        assert_eq!(of(called("roof.md", "/moved/roof.md", &changed)).await, Some(project));
        let other = "# Roof of the barn\n\n- [ ] Call the carpenter\n- [ ] Pay\n";
        assert_eq!(of(called("roof.md", "/barn/roof.md", other)).await, None);
        assert_eq!(of(called("barn.md", "/barn/barn.md", &changed)).await, None);
        assert_eq!(of(called("garden.md", "/plans/garden.md", "# Empty\n- [ ] x\n")).await, Some(project));
    });
}
