//! What documents say of the order of work: relations with letters and lags, names inside titles, sections of
//! dependencies, lists that only tell how far things are.

use planwright_domain::Dependency;

use crate::support::{check, outline, project, reading};

#[test]
fn relations_and_lags_of_a_table_are_kept() {
    let text = "# Obra

| Id | Atividade | Duração | Predecessora |
|---|---|---|---|
| 1 | Paredes | 3 dias | — |
| 2 | Documentar | 2 dias | 1 SS+1d |
| 3 | Testar | 1 dia | 1 FS + 2 FF |
| 4 | Telhado | 5 dias | 1, 3 TI |
";
    check(
        text,
        "1 Paredes [1] 1440m
         2 Documentar [2] 960m <- 1
         3 Testar [3] 480m <- 1, 2
         4 Telhado [4] 2400m <- 1, 3",
    );
    let project = project(&reading(text.as_bytes()).expect("the fixture is a plan"));
    let mut links: Vec<_> =
        project.links().map(|l| (project.wbs(l.from), project.wbs(l.to), l.dependency, l.lag)).collect();
    links.sort_by_key(|(from, to, ..)| (to.clone(), from.clone()));
    let tied: Vec<_> = links.iter().map(|(_, _, d, lag)| (*d, *lag)).collect();
    assert_eq!(
        tied,
        [
            (Dependency::StartToStart, 480),
            (Dependency::FinishToStart, 0),
            (Dependency::FinishToFinish, 0),
            (Dependency::FinishToStart, 0),
            (Dependency::FinishToStart, 0),
        ]
    );
}

#[test]
fn a_name_that_one_title_holds_is_that_task() {
    check(
        "# Phases

### Phase 1: Core (2 weeks)

| Task | Effort | Dependencies |
|---|---|---|
| `pkg/walls_core.go` -- frame and plaster | 3d | None |
| Paint tests | 2d | walls_core.go |
| Keep colours (`colour_states` table) | 1d | None |
| Read colours | 1d | colour_states table |
| Hang doors | 1d | walls |
",
        "1 Phase 1: Core [Phase 1] 4800m
         1.1 pkg/walls_core.go -- frame and plaster 1440m
         1.2 Paint tests 960m <- 1.1
         1.3 Keep colours (colour_states table) 480m
         1.4 Read colours 480m <- 1.3
         1.5 Hang doors 480m
         unknown-reference 11",
    );
}

#[test]
fn a_section_of_dependencies_ties_phases_and_tasks() {
    check(
        "# Tasks: Shed

**Progress**: 1/4 ✅
- Phase 1 (Ground): ✅ 1/2 complete
- Phase 2 (Walls): 0/1 complete
- Phase 3 (Roof): 0/1 complete

## Phase 1: Ground (days 0-1)
- [x] T001 Dig
- [ ] T002 [P] Pour concrete

## Phase 2: Walls (days 1-2) **BLOCKS ALL**
- [ ] T003 [US1] Frame

## Phase 3: Roof
- [ ] T004 [US2] Beams

## Dependencies & Execution Order

### Phase Dependencies
- **Ground (Phase 1)**: No dependencies - can start at once
- **Walls (Phase 2)**: Depends on Ground completion - BLOCKS all others
- **Story 1 (P1)**: Can start after Walls (Phase 2) - No dependencies on other stories

### Task Dependencies
- T001-T002 → T003
- T004 depends on T003

### Parallel Opportunities
- T001 and T002 can run in parallel
",
        "1 Phase 1: Ground (days 0-1) [Phase 1]
         1.1 Dig [T001] done
         1.2 Pour concrete [T002] #P
         2 Phase 2: Walls (days 1-2) BLOCKS ALL [Phase 2] <- 1
         2.1 Frame [T003] #US1 <- 1.1, 1.2
         3 Phase 3: Roof [Phase 3]
         3.1 Beams [T004] #US2 <- 2.1",
    );
}

#[test]
fn boards_keep_their_days_and_hide_their_settings() {
    check(
        "---

kanban-plugin: board

---

## Bugs

- [ ] **Door squeaks**
    
    Only in winter
    
    @{2026-04-02}
- [ ] Oil it #p1 @[[2026-10-10]] @@{20:26}

## Done

**Complete**
- [x] Buy oil

***

%% kanban:settings
```
{\"kanban-plugin\":\"board\"}
```
%%
",
        "1 Door squeaks due 2026-04-02
         2 Oil it due 2026-10-10 !high
         3 Buy oil done",
    );
}

#[test]
fn everyday_words_tie_a_task_to_another_whose_whole_title_they_name() {
    check(
        "- [ ] Frame (3d)
- [ ] Plaster (2d) @bob after Frame
- [ ] Paint (1w) after Plaster @bob
- [ ] Walk the dog after school
- [ ] Clean up after plaster
",
        "1 Frame 1440m
         2 Plaster 960m @bob <- 1
         3 Paint 2400m @bob <- 2
         4 Walk the dog after school
         5 Clean up <- 2",
    );
}

#[test]
fn a_key_that_is_all_the_title_there_is_stays_the_title() {
    check(
        "- Task 1 (3h)
- Task 2 (2h, after Task 1)
- Step 3 - 2h
- Task 4: Paint (2h)
",
        "1 Task 1 [Task 1] 180m
         2 Task 2 [Task 2] 120m <- 1
         3 Step 3 [Step 3] 120m
         4 Paint [Task 4] 120m",
    );
}

#[test]
fn words_that_name_no_task_are_no_fault_of_the_reader() {
    for words in ["all", "alle", "both", "the first two", "everything", "the"] {
        for line in
            [format!("(after {words})"), format!("(depends on: {words})"), format!("(blocked by {words})")]
        {
            assert!(reading(format!("- Dig\n- Pour\n- Wall {line}\n").as_bytes()).is_ok(), "{line}");
        }
    }
}

#[test]
fn both_and_the_first_two_are_known_by_their_place() {
    for (said, tied) in [
        ("(blocked by both)", "2, 3"),
        ("— depends on: both", "2, 3"),
        ("(after the first two)", "1, 2"),
        ("(depends on the first two)", "1, 2"),
    ] {
        let text = format!("- Dig\n- Pour\n- Wall\n- Roof {said}\n");
        assert_eq!(outline(&text), format!("1 Dig\n2 Pour\n3 Wall\n4 Roof <- {tied}\n"), "{said}");
    }
}

#[test]
fn a_line_of_a_section_of_dependencies_that_names_no_task_is_told() {
    check(
        "# House

## Tasks
- [ ] Dig
- [ ] Wall
- [ ] Roof
- [ ] Paint

## Dependencies
- Wall depends on Dig
- Roof needs the crane
- The weather matters
- Paint: Wall, Roof
- Dig has no dependencies
",
        "1 Dig
         2 Wall <- 1
         3 Roof
         4 Paint <- 2, 3
         unknown-reference 11
         unknown-reference 12",
    );
}

#[test]
fn relations_and_lags_stand_behind_titles_too() {
    check(
        "# Site

- [ ] North half (3d)
- [ ] South half (2d), depends on North half FS+2d
- [ ] Drain (1d), after North half SS+1d
- [ ] Fill (2h) after Drain FF
",
        "1 North half 1440m
         2 South half 960m <- 1
         3 Drain 480m <- 1
         4 Fill 120m <- 3",
    );
    check(
        "| Task | Effort | Depends on |
|---|---|---|
| Read \\| write split | 1d | |
| Salt, pepper and oil | 2d | |
| Pepper | 1h | |
| Cook | 1h | Read \\| write split, Salt, pepper and oil |
| Serve | 1h | Salt, pepper and oil SS+1d, Cook |
",
        "1 Read | write split 480m
         2 Salt, pepper and oil 960m
         3 Pepper 60m
         4 Cook 60m <- 1, 2
         5 Serve 60m <- 2, 4",
    );
}

#[test]
fn a_list_of_whole_titles_behind_after_is_no_part_of_the_title() {
    for ending in ["after Hull, Mast, Sail", "after Hull, Mast and Sail", "after Hull, Mast, and Sail"] {
        check(
            &format!("# Boat\n\n- Hull (2d)\n- Mast (1d)\n- Sail (1d)\n- Go live (1d) {ending}\n"),
            "1 Hull 960m
             2 Mast 480m
             3 Sail 480m
             4 Go live 480m <- 1, 2, 3",
        );
    }
    check(
        "# Boat\n\n- Hull (2d)\n- Mast (1d)\n- Tidy up (1d) after Hull, rain and wind\n",
        "1 Hull 960m
         2 Mast 480m
         3 Tidy up after Hull, rain and wind 480m",
    );
}

#[test]
fn what_is_to_be_done_before_is_known_by_the_words_behind_it() {
    check(
        "- Dig (3h)\n- Fill once Dig is done\n- Pour requires Dig\n- Party when all of the above are done\n- Sleep once it is done\n",
        "1 Dig 180m\n2 Fill <- 1\n3 Pour requires Dig <- 1\n4 Party <- 1, 2, 3\n5 Sleep once it is done",
    );
    check(
        "| Tâche | Charge | Après |\n|---|---|---|\n| Creuser | 2 h | |\n| Remplir | 3 h | Creuser |\n",
        "1 Creuser 120m\n2 Remplir 180m <- 1",
    );
}
