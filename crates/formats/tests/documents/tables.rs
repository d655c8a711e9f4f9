//! Tables of tasks in the wild: other languages, columns that say too much, rows that group or add up.

use crate::support::check;

#[test]
fn a_risk_beside_effort_and_state_does_not_hide_the_tasks() {
    check(
        "# Plan d'action

| Lot | Tâche | Priorité | Risque | Effort | Statut |
|:--|:--|:--|:--|:--|:--|
| **P0** | **Stabiliser la cave** | Critique | Moyen | 2 j | **En cours** |
| P0-1 | Réparer la pompe | P0 | Haut | 1 j | ✅ Validé (local) |
| P0-2 | Vider `cave/_bac/a` | P1 | Bas | 3 h | ⚠️ À faire |
",
        "1 Stabiliser la cave [P0] 960m in_progress !urgent
         1.1 Réparer la pompe [P0-1] 480m done !urgent
         1.2 Vider cave/_bac/a [P0-2] 180m !high",
    );
}

#[test]
fn tables_of_commands_and_of_responsibility_are_no_plans() {
    check(
        "# Notes

| Task | Command |
|---|---|
| Build | `make` |

## Who does what

| Activity | PO | Dev | QA |
|---|---|---|---|
| Walls | A | R | C |
| Roof | I | R/A | C |

## Work

| Activity | Days |
|---|---|
| Lay bricks | 3 |
| **Deliverable:** a wall | |
| Total hours | 24 |
",
        "1 Lay bricks 1440m",
    );
}

#[test]
fn russian_and_french_headers_are_known() {
    check(
        "# План

| № | Задача | Приоритет | Статус | Зависимости |
|---|---|---|---|---|
| 1 | Стены | Высокий | готово | — |
| 2 | Крыша | Средний | в работе | 1 |
",
        "1 Стены [1] done !high
         2 Крыша [2] in_progress !medium <- 1",
    );
    check(
        "# Suite

### ✅ Fait depuis mars

| Livrable | Statut |
|---|---|
| Porte neuve | ✅ `a1b2c3d` |
| Fenêtre | ✅ |

### Non démarré

| Tâche | Phase | Priorité |
|---|---|---|
| Peindre | Phase 2 | Haute |
",
        "1 Porte neuve done
         2 Fenêtre done
         3 Phase 2 [Phase 2]
         3.1 Peindre !high",
    );
}

#[test]
fn a_state_counts_without_the_remark_behind_it() {
    check(
        "# Backlog

| ID | Aufgabe | Status |
|---|---|---|
| T1 | Wände | **erledigt** – Anna hat geprüft |
| T2 | Dach | **teilweise** – die Nordseite fehlt noch |
| T3 | Tür | 🔴 |
| T4 | Fenster | ⏳ |
",
        "1 Wände [T1] done
         2 Dach [T2] in_progress
         3 Tür [T3]
         4 Fenster [T4]",
    );
}

#[test]
fn unknown_names_beside_known_ones_do_not_spoil_a_field() {
    check(
        "# Weeks 2-4: sprint

## Week 2: Walls

### Days 1-3: Frames (W-2)
**Effort:** 3 days | **Impact:** HIGH (+7 rooms)

**Solution:**
1. **Saw:** cut all beams
2. **Nail:** put them up

### Days 4-5: Plaster
**Goal:** smooth walls

## Week 3: Roof

### Task 1: Beams
> **Depends on:** Days 1-3

### Task 2: Tiles
**Depends on:** Task 1 | **Files:** `roof.txt`
",
        "1 Week 2: Walls [Week 2]
         1.1 Days 1-3: Frames (W-2) [Days 1-3] 1440m
         1.2 Days 4-5: Plaster [Days 4-5]
         2 Week 3: Roof [Week 3]
         2.1 Beams [Task 1] <- 1.1
         2.2 Tiles [Task 2] <- 2.1",
    );
}

#[test]
fn keys_with_letters_behind_and_inside_are_keys() {
    check(
        "# Rooms

## Story 1: North (ROOMS-S1)
### Ticket S1-T1: Draw
**Effort:** 0.5 day
### Ticket S1-T2: Build
**Dependencies:** S1-T1

## Story 2: South (ROOMS-S2)
**Dependencies:** S1 (North)
### Ticket S2-T1: Draw again

## Tasks
- [ ] T037 Sweep
- [ ] T037A [P] Mop @ann
- [ ] US-4C.1: Wax (@floor/wax, @floor/oil)
",
        "1 North (ROOMS-S1) [Story 1]
         1.1 Draw [S1-T1] 240m
         1.2 Build [S1-T2] <- 1.1
         2 South (ROOMS-S2) [Story 2] <- 1
         2.1 Draw again [S2-T1]
         3 Sweep [T037]
         4 Mop [T037A] @ann #P
         5 Wax (@floor/wax, @floor/oil) [US-4C.1]",
    );
}

#[test]
fn an_empty_box_below_a_ticked_one_is_open() {
    check(
        "# List\n- [x] 1. Walls\n  - [x] 1.1 Frame\n  - [ ] 1.2 Paint\n- [ ]* 2. Roof\n",
        "1 Walls done
         1.1 Frame done
         1.2 Paint
         2 Roof",
    );
}

#[test]
fn columns_that_count_are_no_titles_and_numbers_with_points_are_keys() {
    check(
        "# Plan

### Phase 0: Setup

| Epic | Story | Beschreibung |
|---|---|---|
| **Epic 0** | 0.1 | Grube ausheben |
| | 0.2 | Beton mischen |

### Phase 1: Sprint

| ID | Historia | SP | Tareas | Horas Est. |
|---|---|---|---|---|
| **US-01** | Paredes | 13 | 6 tareas | 5h |
| **US-02** | Techo | 8 | 5 tareas | 3h |
",
        "1 Phase 0: Setup [Phase 0]
         1.1 Epic 0 [Epic 0]
         1.1.1 Grube ausheben [0.1]
         1.1.2 Beton mischen [0.2]
         2 Phase 1: Sprint [Phase 1]
         2.1 Paredes [US-01] 300m
         2.2 Techo [US-02] 180m",
    );
}

#[test]
fn names_of_fields_may_carry_a_noun_and_point_the_other_way() {
    check(
        "# Epic

## Stories

### Story 3.1: Layout
**Story ID:** S3.1
**Story Status:** Done
**Blocks:** S3.3

### Story 3.2: Metrics
**Story ID:** S3.2
**Story Dependencies:** S3.1 (the layout)

### Story 3.3: Print
**Story ID:** S3.3
",
        "1 Layout [S3.1] done
         2 Metrics [S3.2] <- 1
         3 Print [S3.3] <- 1",
    );
}

#[test]
fn days_in_front_of_a_title_are_when_it_is_due() {
    check(
        "# Paper\n- May 7, 2026 (AoE): abstract\n- May 14, 2026 23:59 AoE – paper\n- [x] 2026-02-20 Read the literature\n",
        "1 abstract due 2026-05-07
         2 paper due 2026-05-14
         3 Read the literature done due 2026-02-20",
    );
}

#[test]
fn a_row_that_says_little_is_a_task_and_one_apart_from_the_work_heads_it() {
    check(
        "| Task | Owner | After |
|---|---|---|
| Dig | | |
| Wall | Bob | Dig |
| Garden | | |
| Gate | Ann | Wall |
",
        "1 Dig
         2 Wall @Bob <- 1
         3 Garden
         4 Gate @Ann <- 2",
    );
    check(
        "| Task | Effort | After |
|---|---|---|
| Ground | | |
| Dig | 2d | |
| Walls | | |
| Frame | 3d | Dig |
",
        "1 Ground
         1.1 Dig 960m
         2 Walls
         2.1 Frame 1440m <- 1.1",
    );
    check(
        "| Task | Owner |
|---|---|
| **Ground** | |
| Dig | Bob |
| Phase 2 | |
| Frame | Ann |
",
        "1 Ground
         1.1 Dig @Bob
         2 Phase 2 [Phase 2]
         2.1 Frame @Ann",
    );
}

#[test]
fn titles_that_are_numbered_name_their_tasks() {
    check(
        "| Task | Effort |\n|---|---|\n| 1.1 Dig | 2h |\n| 1.2 Fill | 3h |\n",
        "1 Dig [1.1] 120m\n2 Fill [1.2] 180m",
    );
    check(
        "| Aufgabe | Aufwand |\n|---|---|\n| 1. Graben | 2 Std. |\n| 1.1 Ausheben | 1 Std. |\n| 2. Planieren | 3 Std. |\n",
        "1 Graben [1] 120m\n1.1 Ausheben [1.1] 60m\n2 Planieren [2] 180m",
    );
}

#[test]
fn a_list_under_the_heading_of_a_table_of_tasks_holds_tasks_and_other_lists_are_told() {
    let table = "| Task | Effort |\n|---|---|\n| Dig | 2h |\n| Fill | 3h |\n";
    check(
        &format!("# Plan\n\n{table}\n- Call the bank\n- Order bricks\n"),
        "1 Dig 120m\n2 Fill 180m\n3 Call the bank\n4 Order bricks",
    );
    let text = format!(
        "# Plan\n\n{table}\n## Timeline\n\n- 2026-03-09: kickoff\n- 20 March: handover\n\n## Risks\n\n- rain\n"
    );
    let read = crate::support::reading(text.as_bytes()).expect("the fixture is a plan");
    let told: Vec<_> = read.warnings.iter().filter(|w| w.code == "lines-left-out").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].text,
        "left out, as no tasks: the list under \"Timeline\" (line 8), the list under \"Risks\" (line 13)"
    );
}

#[test]
fn columns_that_no_task_has_a_field_for_are_kept_beside_it() {
    let text = "| Nr | Task | Effort | Deliver on | Cost |\n|---|---|---|---|---|\n| 1 | Dig | 2d | 13.03.2026 | 1.200 € |\n\
        | 2 | Pour | 1d | — | |\n";
    let project = crate::support::project(&crate::support::reading(text.as_bytes()).unwrap());
    let kept: Vec<String> = project
        .walk()
        .flat_map(|met| met.task.metadata.iter().map(|(k, v)| format!("{} {k} {v:?}", met.task.title)))
        .collect();
    assert_eq!(kept, ["Dig Cost Text(\"1.200 €\")", "Dig Deliver on Text(\"13.03.2026\")"]);
}
