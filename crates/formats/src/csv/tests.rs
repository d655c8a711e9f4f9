//! Sheets of many programs and habits, in words of our own, and what is read from each.

use planwright_domain::{Kind, LinkType};
use proptest::prelude::*;

use super::*;
use crate::{Notation, fixture};

fn reading(text: &[u8]) -> Result<Reading, ReadError> {
    fixture::reading(text, Notation::Csv)
}

/// The plan in the text notation, and the codes of the warnings.
fn plan(text: &str) -> (String, Vec<String>) {
    let reading = reading(text.as_bytes()).unwrap();
    (fixture::plan(&reading), reading.warnings.into_iter().map(|w| w.code).collect())
}

fn check(sheet: &str, expect: &str, warnings: &[&str]) {
    let (text, codes) = plan(sheet);
    let body = text.split_once("\n\n").map_or(text.as_str(), |(_, body)| body);
    assert_eq!(body.trim_end(), expect.trim_matches('\n'), "{sheet}");
    assert_eq!(codes, warnings, "{sheet}");
}

#[test]
fn jira_tells_of_epics_parents_links_and_seconds() {
    check(
        "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Status Category,Priority,Assignee,Labels,Labels,Original Estimate,Time Spent,Due date,Description,Outward issue link (Blocks),Outward issue link (Relates),Custom field (Epic Name),Custom field (Epic Link)\n\
         Boat,B-1,100,,Epic,Backlog,To Do,Highest,,,,,,,,,,Boat epic,\n\
         Hull,B-2,101,,Story,Curing,In Progress,High,\"Doe, Jo\",wood,big,28800,3600,15/Mar/26 12:00 AM,\"h2. Why\n* it *must* float\",B-4,,,Boat epic\n\
         Sand hull,B-3,102,101,Sub-task,Done,Done,,,,,7200,,,,,B-4,,\n\
         Launch,B-4,103,,Story,To Do,To Do,,,,,,,,,,,,Boat epic\n",
        "
1 Boat  !urgent
  1.1 [>] Hull  1d  @\"Doe, Jo\"  #big  #wood  !high  due:2026-03-15
    | ## Why
    | - it **must** float
    1.1.1 [x] Sand hull  2h
  1.2 Launch  after 1.1  related 1.1.1
",
        &[],
    );
}

#[test]
fn a_flag_that_says_not_done_leaves_the_state_to_the_list() {
    let expect = "1 [>] Borrow tents\n2 [x] Fix the price\n3 [x] Write letters\n4 Find a hall";
    for flag in ["Due Complete", "Is Completed", "Checked"] {
        check(
            &format!(
                "Card Name,List Name,{flag}\nBorrow tents,Doing,false\nFix the price,Done,true\nWrite letters,Done,false\nFind a hall,To Do,false\n"
            ),
            expect,
            &[],
        );
    }
    check(
        "Task name,Checked\nBorrow tents,yes\nFix the price,no\n",
        "1 [x] Borrow tents\n2 Fix the price",
        &[],
    );
}

#[test]
fn columns_of_days_are_known_in_many_languages() {
    for (title, start, due) in [
        ("Aufgabe", "Beginnt am", "Fällig am"),
        ("Aufgabe", "Geplanter Start", "Fällig bis"),
        ("Tâche", "Date de démarrage", "Date d'échéance"),
        ("Tarea", "Fecha de comienzo", "Vence el"),
        ("Tarefa", "Data inicial", "Data limite"),
        ("Nome attività", "Data di inizio", "Entro il"),
        ("任务", "计划开始日期", "到期日"),
        ("Task", "Start on", "Complete by"),
    ] {
        let sheet = format!("Nr;{title};{start};{due}\n1;Belege;20.02.2027;27.02.2027\n2;Lose;;04.05.2027\n");
        check(&sheet, "1 Belege  start:2027-02-20  due:2027-02-27\n2 Lose  due:2027-05-04", &[]);
    }
}

#[test]
fn wrong_reasons_to_close_are_not_done_and_unknown_states_are_told() {
    check(
        "Summary,Issue key,Issue Type,Status,Resolution\nA,X-1,Task,Done,Won't Do\nB,X-2,Task,Marinating,\n",
        "1 [-] A\n2 B",
        &["unknown-status"],
    );
}

#[test]
fn other_programs_tell_of_sections_parents_and_what_blocks() {
    check(
        "Task ID,Completed At,Name,Section/Column,Assignee,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies)\n\
         1,2026-02-20,Choose paint,Prepare,Ann,,,,Kitchen,,\n\
         2,,Paint walls,Work,Bo,2026-04-01,\"wet, loud\",Two coats,Kitchen,,Choose paint\n\
         3,,Tape edges,,,,,,Kitchen,Paint walls,\n",
        "
1 Prepare
  1.1 [x] Choose paint  @Ann
2 Work
  2.1 Paint walls  @Bo  #loud  #wet  due:2026-04-01  after 1.1
    | Two coats
    2.1.1 Tape edges
",
        &[],
    );
    check(
        "Card Name,Card Description,List Name,Labels,Due,Checklist Items\nBake,,Doing,sweet (green),2026-04-01,Flour;Sugar\nEat,,To Do,,,\n",
        "
1 [>] Bake  #sweet  due:2026-04-01
  1.1 Flour
  1.2 Sugar
2 Eat
",
        &[],
    );
    check(
        "Name,Due,Parent item,Blocked by,Status\nSite,\"March 5, 2026 → March 9, 2026\",,,In progress\nText,,Site (https://www.notion.so/Site-0a),,Not started\nGo live,,,Site (https://www.notion.so/Site-0a),Not started\n",
        "
1 [>] Site  start:2026-03-05  due:2026-03-09
  1.1 Text
2 Go live  after 1
",
        &[],
    );
    check(
        "ID,Team,Title,Status,Estimate,Priority,Project,Due Date,Parent issue,Completed,Canceled,Cycle Number\nE-1,Core,Ledger,In Progress,3,2,Books,2026-04-02,,,,4\nE-2,Core,Rows,Backlog,1,4,Books,,E-1,,,4\nE-3,Core,Old,Canceled,,0,Books,,,,2026-02-01T08:00:00Z,\n",
        "
1 [>] Ledger  !high  due:2026-04-02
  1.1 Rows  !low
2 [-] Old
",
        &[],
    );
    check(
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT\nsection,Home,,,,,,,,,,\ntask,Sweep @chores,,1,1,Ann (1),Bo (2),2026-04-01,en,,30,minute\nnote,Under the bed too,,,,,,,,,,\ntask,Find broom,,4,2,Ann (1),,,en,,,\n",
        "
1 Home
  1.1 Sweep  30m  @Bo  #chores  !urgent  due:2026-04-01
    | Under the bed too
    1.1.1 Find broom
",
        &[],
    );
    check(
        "Relaunch,,,\n,,,\nNow,,,\nName,Subitems,Person,Status\nSitemap,Pages,Ann,Working on it\nSubitems,Name,Owner,Status\n,Pages,Bo,Done\nFrames,,Bo,\nLater,,,\nName,Subitems,Person,Status\nKickoff,,Ann,Done\n",
        "
1 Now
  1.1 [>] Sitemap  @Ann
    1.1.1 [x] Pages  @Bo
  1.2 Frames  @Bo
2 Later
  2.1 [x] Kickoff  @Ann
",
        &[],
    );
}

#[test]
fn breakdowns_tell_their_tree_by_codes_levels_indents_steps_or_groups() {
    let tree = "1 Dig\n  1.1 Mark\n  1.2 Cut\n2 Fill";
    for sheet in [
        "WBS;Task\n1;Dig\n1.1;Mark\n1.2;Cut\n2;Fill\n",
        "Outline Level\tName\tDuration\n1\tDig\t\n2\tMark\t\n2\tCut\t\n1\tFill\t\n",
        "Task Name,Owner\nDig,\n    Mark,\n    Cut,\nFill,\n",
        "Task,Subtask,Owner\nDig,Mark,\n,Cut,\nFill,,\n",
        "Level 1,Level 2,Owner\nDig,,\n,Mark,\n,Cut,\nFill,,\n",
        "id,parentId,name\n1,null,Dig\n4,,Fill\n2,1,Mark\n3,1,Cut\n",
    ] {
        let sheet_tree = plan(sheet).0;
        let expect = if sheet.starts_with("id,") {
            tree.replace("2 Fill", "").trim().to_owned()
        } else {
            tree.to_owned()
        };
        assert!(sheet_tree.contains(&expect), "{sheet}\n{sheet_tree}");
    }
    check(
        "Phase,Task,Hours\nDig,Mark,2\nFill,Pour,3\nDig,Cut,4\nTotal,,9\n",
        "1 Dig\n  1.1 Mark  2h\n  1.2 Cut  4h\n2 Fill\n  2.1 Pour  3h",
        &[],
    );
    check(
        "Task,Owner\nPhase 1: Dig,\nMark,Ann\nPhase 2: Fill,\nPour,Bo\n",
        "1 Phase 1: Dig\n  1.1 Mark  @Ann\n2 Phase 2: Fill\n  2.1 Pour  @Bo",
        &[],
    );
}

#[test]
fn predecessors_have_kinds_lags_and_languages() {
    check(
        "Nr.;PSP-Code;Vorgangsname;Dauer;Arbeit;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen\n1;1;Bau;10 Tage;;Mo 02.03.26;Fr 13.03.26;;;\n2;1.1;Mauer;5 Tage;12 Std.;;;;Anna[50%];100%\n3;1.2;Dach;5 Tage;;;;2AA+1 Tag;;40%\n4;2;Fest;0 Tage;;;;3;;0%\n",
        "
1 Bau  2w  start:2026-03-02  due:2026-03-13
  1.1 [x] Mauer  1.5d  @Anna
  1.2 [>] Dach  1w  after 1.1 SS+1d
2 Fest  milestone  after 1.2
",
        &["not-carried"],
    );
    // Rows without keys are counted, empty ones too.
    check(
        "Task Name,Duration,Predecessors\nA,1d,\n,,\nB,2d,1\nC,1d,\"1, 3FF-1d\"\n",
        "1 A  1d\n2 B  2d  after 1\n3 C  1d  after 1, 2 FF-1d",
        &[],
    );
}

#[test]
fn numbers_need_units_unless_dates_or_the_header_say_them() {
    check("Task,Estimate,Owner\nA,5,Ann\n", "1 A  @Ann", &["unit-unknown"]);
    check("Task,Estimate (h)\nA,\"1,5\"\n", "1 A  1.5h", &[]);
    check(
        "Task,Duration,Start,End\nA,5,2026-03-02,2026-03-06\nB,10,2026-03-09,2026-03-20\n",
        "1 A  1w  start:2026-03-02  due:2026-03-06\n2 B  2w  start:2026-03-09  due:2026-03-20",
        &[],
    );
    let range = reading(b"Task,Best case hours,Expected hours,Worst case hours\nA,2,3,6\n").unwrap();
    let task = range.patch.tasks.values().next();
    assert!(format!("{task:?}").contains("low: 120"), "{task:?}");
}

#[test]
fn what_is_no_task_is_left_out_and_told() {
    check(
        "Task,Owner,Notes,Status\nPaint,Ann,wet, cold,done\n",
        "1 [x] Paint  @Ann\n  | wet, cold",
        &["row-mended"],
    );
    assert_eq!(
        reading(b"Email,Phone\na@b.c,12\n").err(),
        Some(ReadError::NoTasksIn { notation: Notation::Csv })
    );
    assert_eq!(reading(b"Task,Status\n").err(), Some(ReadError::NoTasksIn { notation: Notation::Csv }));
    assert_eq!(reading(b"").err(), Some(ReadError::Empty));
    check("Task,Parent,Depends on\nA,B,\nB,A,Z9\n", "1 B\n  1.1 A", &["unknown-reference", "parent-cycle"]);
}

#[test]
fn milestones_are_known_by_their_kind() {
    let project = fixture::project(&reading(b"Task,Type,Related to\nA,Milestone,B\nB,Task,\n").unwrap());
    assert_eq!(project.tasks().filter(|t| t.kind == Kind::Milestone).count(), 1);
    assert_eq!(project.links().filter(|l| l.link_type == LinkType::Related).count(), 1);
}

#[test]
fn texts_that_are_no_sheets_are_not_taken_for_one() {
    for text in [
        "# Plan\n\n- Task, with status, owner and due date\n",
        "Task, Status, and so on.\nWe met, talked, and left.\n",
        "| Task | Status |\n|---|---|\n| a | b |\n",
        "Buy milk, bread, cheese\nCall Ann, Bo\n",
        "1. Paint; then sand; then wait\n2. Rest\n",
    ] {
        assert!(!looks_like(text, false), "{text}");
    }
    assert!(looks_like("Task,Owner,Due\nA,Ann,2026-03-05\n", false));
    assert!(looks_like("Nr.;Vorgangsname;Dauer\n1;A;3 Tage\n", false));
}

#[test]
fn a_hundred_thousand_rows_and_hostile_ones_are_read_in_time() {
    let mut text = String::from("ID,Parent,Task,Predecessors,Hours\n");
    for i in 0..100_000u32 {
        text.push_str(&format!(
            "{i},{},Task {i},{},2\n",
            if i % 10 == 0 { String::new() } else { (i / 10 * 10).to_string() },
            i.saturating_sub(1)
        ));
    }
    let got = reading(text.as_bytes()).unwrap();
    assert_eq!(got.patch.tasks.len(), 100_000);
    for hostile in [
        format!("Task,Owner\n{}", "\"".repeat(200_001)),
        format!("Task,Owner\na{}\n", ",".repeat(300_000)),
        format!("Task{}\n", ",Owner".repeat(50_000)),
        format!("Task,Predecessors\na,\"{}\"\n", "1;".repeat(100_000)),
        format!(
            "ID,Parent,Task\n{}",
            (0..20_000).map(|i| format!("{},{},t\n", i, i + 1)).collect::<String>()
        ),
        format!("WBS,Task\n{},a\n", "1.".repeat(100_000)),
        format!("Task\n{}", "\"a\n".repeat(50_000)),
    ] {
        let _ = reading(hostile.as_bytes());
    }
}

proptest! {
    #[test]
    fn no_sheet_panics(header in "(Task|Name|WBS|ID|Parent|Duration|Status|Due|Predecessors|Labels|,|;|\t){1,12}", body in "(?s).{0,200}") {
        let _ = reading(format!("{header}\n{body}").as_bytes());
    }

    #[test]
    fn no_cells_panic(rows in proptest::collection::vec("[0-9.,;\"'=+\\-:/ a-zA-Zé\n\t()\\[\\]%]{0,60}", 0..12)) {
        let text = format!("ID,WBS,Task,Status,Duration,Start,Due,Predecessors,Parent,Labels,Level\n{}", rows.join("\n"));
        let _ = reading(text.as_bytes());
    }
}

#[test]
fn a_cell_that_is_not_what_its_column_is_called_is_kept_and_told() {
    let text =
        "Name,Due,Effort (h),% Complete\nDig,when dry,a lot,40\nPour,2026-04-01,8,50\nPaint,TBD,n/a,\n";
    let reading = fixture::reading(text, Notation::Csv).unwrap();
    let project = fixture::project(&reading);
    let kept: Vec<String> = project
        .walk()
        .flat_map(|met| met.task.metadata.iter().map(|(k, v)| format!("{} {k} {v:?}", met.task.title)))
        .collect();
    let due = "Dig Due Text(\"when dry\")";
    assert_eq!(kept, [due, "Dig Effort (h) Text(\"a lot\")", "Dig progress Text(\"40 %\")"]);
    assert_eq!(project.walk().filter_map(|met| met.task.remaining).collect::<Vec<_>>(), [240]);
    let told: Vec<_> = reading.warnings.iter().filter(|w| w.code == "value-unread").collect();
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_clear_day_of_a_column_settles_the_order_of_the_others() {
    for (text, due) in [
        ("Name,Due\nA,03/02/2026\nB,13/02/2026\n", "2026-02-03"),
        ("Name,Due\nA,03/02\nB,13/02\n", "2027-02-03"),
        ("Name,Due\nA,03/02/26\nB,02/13/26\n", "2026-03-02"),
        ("Name,Created,Due\nA,02/13/2026,03/02/2026\nB,02/14/2026,13/02/2026\n", "2026-02-03"),
    ] {
        let reading = fixture::reading(text, Notation::Csv).unwrap();
        let project = fixture::project(&reading);
        let first = project.walk().next().and_then(|met| met.task.due).map(|d| d.to_string());
        assert_eq!(first.as_deref(), Some(due), "{text} {:?}", reading.questions);
        assert!(reading.questions.is_empty(), "{text}");
    }
}
