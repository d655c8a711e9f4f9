//! Markdown in the manners people plan in.

use crate::support::{check, reading};

#[test]
fn phases_tasks_and_subtasks_with_fields() {
    check(
        "# Bridge Plan

## Executive Summary
We build a bridge (about 3 weeks of work).

## Phase 0: Survey (Week 27)

### Task 0.1: Measure the river

**Duration**: 1 day
**Owner**: Surveyor
**Dependencies**: None

#### Subtask 0.1.1: Rent a boat (90 min)

**Deliverable**: a boat
**Implementation**:

1. Call the harbour:
   - ask for oars (5 min)
2. Pay

**Testing**: it floats

### Task 0.2: Draw the banks
**Duration**: 0.5 days
**Dependencies**: Task 0.1

## Phase 1: Build (Week 28-29)

### Task 1.1: Set pillars
**Duration**: 1.5 days
**Dependencies**: Phase 0 complete

## Success Metrics
1. **Cars**: 10+ cars a day

## Risk Mitigation
- **Flood**: sandbags
",
        "1 Phase 0: Survey (Week 27) [Phase 0]
         1.1 Measure the river [Task 0.1] 480m @Surveyor
         1.1.1 Rent a boat [Subtask 0.1.1] 90m
         1.2 Draw the banks [Task 0.2] 240m <- 1.1
         2 Phase 1: Build (Week 28-29) [Phase 1]
         2.1 Set pillars [Task 1.1] 720m <- 1",
    );
}

#[test]
fn keys_in_fields_sizes_with_brackets_and_ranges_of_phases() {
    check(
        "# Plan
## Phase 0: One
### P0.1: Alpha
**ID**: `TASK-001`
**Dependencies**: None
**Effort**: M (3-5 days)

**Objectives**:
- Survey things (2 days)

**Sub-tasks**:
- `TASK-001.1`: First part (1d)
- `TASK-001.2`: Second part (1-2d)

**Validation**:
- ✅ Done well

## Phase 1: Two
### P1.1: Beta
**ID**: `TASK-002`
**Dependencies**: `TASK-001.1` (partial)
**Effort**: L

## Phase 2: Three
### P2.1: Gamma
**ID**: `TASK-003`
**Dependencies**: All Phase 0-1 tasks
**Effort**: XS
",
        "1 Phase 0: One [Phase 0]
         1.1 Alpha [TASK-001] 1920m
         1.1.1 First part [TASK-001.1] 480m
         1.1.2 Second part [TASK-001.2] 720m
         2 Phase 1: Two [Phase 1]
         2.1 Beta [TASK-002] 3600m <- 1.1.1
         3 Phase 2: Three [Phase 2]
         3.1 Gamma [TASK-003] 150m <- 1, 2",
    );
}

#[test]
fn a_kanban_board_gives_states_and_no_tasks_of_its_own() {
    check(
        "## To Do\n- Buy milk @ann #shop !high\n- [ ] Paint fence (3h) due: 2026-05-01\n  - brush\n\n## In Progress\n- [ ] Fix bike\n\n## Done ✓\n- [x] Call mum\n- Write letter\n",
        "1 Buy milk @ann #shop !high
         2 Paint fence 180m due 2026-05-01
         3 Fix bike in_progress
         4 Call mum done
         5 Write letter done",
    );
}

#[test]
fn boxes_are_tasks_and_bullets_below_them_details() {
    check(
        "# Tasks\n\n- [x] 1. Set up the shop\n  - rent a room\n  - _Requirements: 1.1, 2.3_\n- [-] 2. Fill shelves\n  - [ ] 2.1 Order goods\n  - [ ]* 2.2 Write price tags\n\n## Notes\n1. Mind the door: it sticks\n\n## Acceptance Criteria\n- [ ] open\n",
        "1 Set up the shop done
         2 Fill shelves in_progress
         2.1 Order goods
         2.2 Write price tags",
    );
}

#[test]
fn a_table_of_tasks_in_any_order_of_columns() {
    check(
        "# Shop\n\n| Status | Owner | Task | # | Estimate (h) | Depends on | Due |\n|---|---|---|---|---|---|---|\n| Done ✅ | Ann | Audit | 1 | 8 | - | 2026-04-01 |\n| | Ben, Cy | [Draw](http://x.y) | 2 | 40 | 1 | 15 March 2026 |\n| 50% | | **Total fit** | 3 | 1.5 | 1, 2 | |\n| | | Total | | 49.5 | | |\n\n| Risk | Impact | Owner |\n|---|---|---|\n| Rain | high | Ann |\n",
        "1 Audit [1] 480m done due 2026-04-01 @Ann
         2 Draw [2] 2400m due 2026-03-15 @Ben @Cy <- 1
         3 Total fit [3] 90m in_progress <- 1, 2",
    );
}

#[test]
fn a_table_is_a_tree_by_its_numbers() {
    check(
        "| ID | Task Name | Duration | Predecessor |\n|---|---|---|---|\n| 1. | Sketch | 1 week | None |\n| | 1.1 Draw | 3 days | None |\n| | 1.2 Review | 2 days | 1.1 |\n| 2. | Build | 1.5 weeks | 1 |\n| | 2.1 Review | 1 day | 1 |\n",
        "1 Sketch [1] 2400m
         1.1 Draw [1.1] 1440m
         1.2 Review [1.2] 960m <- 1.1
         2 Build [2] 3600m <- 1
         2.1 Review [2.1] 480m <- 1",
    );
}

#[test]
fn sections_listed_in_advance_are_not_doubled() {
    check(
        "# WBS\n### Level 1\n1. Plan\n2. Build\n\n### Level 2\n#### 1. Plan\n- 1.1 Scope\n- 1.2 Budget\n#### 2. Build\n- 2.1 Walls:\n  - 2.1.1 Frame\n",
        "1 Plan [1]
         1.1 Scope [1.1]
         1.2 Budget [1.2]
         2 Build [2]
         2.1 Walls [2.1]
         2.1.1 Frame [2.1.1]",
    );
}

#[test]
fn codes_tags_and_a_section_of_dependencies() {
    check(
        "# Tasks: Albums\n\n## Phase 1: Setup\n- [ ] T001 Create structure per plan\n- [x] T002 [P] Initialise project\n\n## Phase 2: Core\n- [ ] T003 [P] [US1] Test albums\n- [ ] T004 [US1] Build albums (depends on T003)\n\n## Dependencies\n- Setup (T001-T002) before core (T003)\n- T002 blocks T004\n\n## Validation Checklist\n- [ ] All tests pass\n",
        "1 Phase 1: Setup [Phase 1]
         1.1 Create structure per plan [T001]
         1.2 Initialise project [T002] done #P
         2 Phase 2: Core [Phase 2]
         2.1 Test albums [T003] #P #US1 <- 1.1, 1.2
         2.2 Build albums [T004] #US1 <- 1.2, 2.1",
    );
}

#[test]
fn files_of_tasks_with_front_matter() {
    check(
        "---\nid: BACK-1\ntitle: Add server\nstatus: Done\nassignee: [ann]\nlabels:\n  - web\ndependencies: []\n---\n## Description\nWords.\n\n## Acceptance Criteria\n- [x] It runs\n---\nid: BACK-1.2\ntitle: 'Add page'\nstatus: In Progress\npriority: high\ndependencies:\n  - task-1\n  - task-9\nparent_task_id: task-1\n---\n## Plan\n1. Do it\n",
        "1 Add server [BACK-1] done @ann #web =It runs
         1.1 Add page [BACK-1.2] in_progress !high
         not-carried 14
         link-to-relative 21
         unknown-reference 22",
    );
}

#[test]
fn a_gantt_chart_is_a_plan_where_nothing_else_is() {
    check(
        "# Road\n## 1. Objective\nGet there.\n\n```mermaid\ngantt\n  title X\n  dateFormat YYYY-MM-DD\n  section Build\n  Frame :done, a1, 2026-03-10, 2026-03-20\n  Plaster :a2, after a1, 3d\n```\n\n## Deliverables by end\n- a house\n",
        "1 Frame [a1] 3840m done due 2026-03-20
         2 Plaster [a2] 1440m <- 1",
    );
}

#[test]
fn a_flowchart_ties_the_tasks_it_names() {
    check(
        "## MT-001: Command line\n- **Duration Estimate:** 4-6 weeks\n### Deliverable Description\n- works\n## MT-002: Server\n- **Duration Estimate:** 2-3 weeks\n\n## Dependencies Visualization\n```mermaid\ngraph TD\n  A[MT-001: Command line<br/>4-6 weeks] --> B[MT-002: Server]\n  A1[Other] --> B1[Things]\n```\n",
        "1 Command line [MT-001] 12000m
         2 Server [MT-002] 6000m <- 1",
    );
}

#[test]
fn headings_are_the_tasks_where_there_are_only_headings() {
    check(
        "# Marketing\n## Overview\nWe sell.\n## Market research\n**Duration**: 2 weeks\nFind out who buys.\n## Branding\n**Effort**: 5 days\n**Depends on**: Market research\n- logo\n## Campaign\n**Effort**: M\n**Depends on**: Branding, Lawyers\n### Acceptance criteria\n- 1000 clicks\n## Appendix\nWords.\n",
        "1 Market research 4800m
         2 Branding 2400m <- 1
         3 Campaign 1920m <- 2 =1000 clicks
         unknown-reference 13",
    );
}

#[test]
fn remarks_in_and_behind_titles_are_read() {
    check(
        "# Release\n### Backend (est. 2 weeks)\n1. Schema - 2 days\n2. Auth – 3 days, after Schema\n### Frontend\n- **Login** (1d): form\n- **Settings** (2d) - depends on Login\n- Walk after lunch (1h)\n### Out of scope\n- Mobile\n",
        "1 Backend 4800m
         1.1 Schema [1] 960m
         1.2 Auth [2] 1440m <- 1.1
         2 Frontend
         2.1 Login: form 480m
         2.2 Settings 960m <- 2.1
         2.3 Walk after lunch 60m",
    );
}

#[test]
fn other_languages_are_understood() {
    check(
        "# Umzug\n## Phase 1: Vorbereitung\n- [ ] Vertrag kündigen (0,5 Tage)\n- [x] Inventar (1 Tag) @jens\n## Phase 2: Durchführung\n- [ ] Abbauen (1 Tag) – nach Inventar\n## Risiken\n- Regen\n",
        "1 Phase 1: Vorbereitung [Phase 1]
         1.1 Vertrag kündigen 240m
         1.2 Inventar 480m done @jens
         2 Phase 2: Durchführung [Phase 2]
         2.1 Abbauen 480m <- 1.2",
    );
    check(
        "# 计划\n## 任务清单\n- [x] 1. 准备材料（3天）\n  - 买木头\n- [ ] 2. 建造\n## 注意事项\n1. 小心\n",
        "1 准备材料 1440m done
         2 建造",
    );
}

#[test]
fn mojibake_is_restored() {
    check("# Plan\n- [ ] Caf\u{c3}\u{a9} \u{e2}\u{2020}\u{2019} bar\n", "1 Café → bar\nmojibake-repaired 0");
}

#[test]
fn what_stands_under_a_task_is_its_description() {
    let reading = reading("# P\n## Task 1: Dig\n**Effort**: 2d\n\nMind the pipes.\n\n- deep\n  - deeper\n\n```sh\ndig\n```\n## Task 2: Fill\n".as_bytes()).unwrap();
    let task = reading.patch.created_tasks().find(|t| t.title == "Dig").unwrap();
    assert_eq!(task.description.as_deref(), Some("Mind the pipes.\n- deep\n  - deeper\n```\ndig\n```"));
    assert_eq!(task.origin.as_ref().and_then(|o| o.line), Some(2));
    assert_eq!(task.estimate, None);
}

#[test]
fn fields_below_the_title_speak_of_the_project() {
    let text = "# Renovation\n\n**Budget:** $20,000\n**Start Date:** April 6, 2026\n**Target completion:** July 31, 2026\n\n## 1. Plan\n- Draw\n## 2. Build\n- Walls\n";
    let meta = reading(text.as_bytes()).unwrap().patch.meta;
    assert_eq!(meta.start, Some(Some(jiff::civil::date(2026, 4, 6))));
    assert_eq!(meta.deadline, Some(Some(jiff::civil::date(2026, 7, 31))));
}

#[test]
fn the_task_before_and_all_before_can_be_named() {
    check(
        "- [ ] One\n- [ ] Two (depends on the previous task)\n- [ ] Three (depends on all previous tasks)\n",
        "1 One
         2 Two <- 1
         3 Three <- 1, 2",
    );
}

#[test]
fn a_document_called_to_do_is_all_to_be_done() {
    check(
        "# TODO\n- [ ] Write\n  - keep it short\n- [x] Read\n\n## Bugs\n- crash\n- leak\n\n## Notes\n- none\n",
        "1 Write
         2 Read done
         3 Bugs
         3.1 crash
         3.2 leak",
    );
}

#[test]
fn the_heading_or_the_file_names_the_plan() {
    let title = |text: &str| reading(text.as_bytes()).unwrap().patch.meta.title;
    assert_eq!(title("# House (Q3)\n- [ ] a\n").as_deref(), Some("House (Q3)"));
    assert_eq!(title("- [ ] a\n").as_deref(), Some("some plan"));
    assert_eq!(title("---\ntitle: From above\n---\n- [ ] a\n").as_deref(), Some("From above"));
}
