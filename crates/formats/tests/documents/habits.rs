//! Habits of documents found in the open: releases, phases named in advance, boxes that know better, other languages.

use crate::support::check;

#[test]
fn a_phase_named_in_advance_is_the_phase_told_later() {
    check(
        "# Roadmap: Boat

## Phases

- [x] **Phase 1: Hull** - keel and planks
- [ ] **Phase 2: Rig** - mast and sails

## Phase Details

### Phase 1: Hull
**Depends on**: Nothing
Plans:
- [x] 01-01: Lay the keel
- [x] 01-02: Bend the planks

### Phase 2: Rig
**Depends on**: Phase 1
Plans:
- [ ] 02-01: Step the mast

## Progress

| Phase | Plans Complete | Status |
|-------|----------------|--------|
| 1. Hull | 2/2 | Complete |
| 2. Rig | 0/1 | Not started |
",
        "1 Phase 1: Hull [Phase 1] done
         1.1 Lay the keel [01-01] done
         1.2 Bend the planks [01-02] done
         2 Phase 2: Rig [Phase 2] <- 1
         2.1 Step the mast [02-01]",
    );
}

#[test]
fn releases_are_stretches_and_their_lists_are_tasks() {
    check(
        "# Bakery roadmap

## v1.0 (done)
| Feature | Description |
|---|---|
| Oven | a hot one |
| Counter | of oak |
| Window | facing south |

## v1.1 (Target: June 2026)
### Bread
- Rye
- Spelt
### Coffee
- Espresso

## v2.0
",
        "1 v1.0 [v1.0] done
         1.1 Oven done
         1.2 Counter done
         1.3 Window done
         2 v1.1 [v1.1] due 2026-06-30
         2.1 Bread
         2.1.1 Rye
         2.1.2 Spelt
         2.2 Coffee
         2.2.1 Espresso
         3 v2.0 [v2.0]",
    );
}

#[test]
fn headings_are_the_tasks_of_a_phase_without_others() {
    check(
        "# Shop

## Phase 1 — Quick wins
### 1A. Paint the sign ✅ DONE
It is red.
### 1B. Oil the door
It squeaks.

## Phase 2 — Later
### 2A. New floor
Oak.
### 2B. New lamps
Brass.
",
        "1 Phase 1: Quick wins [Phase 1]
         1.1 Paint the sign [1A] done
         1.2 Oil the door [1B]
         2 Phase 2: Later [Phase 2]
         2.1 New floor [2A]
         2.2 New lamps [2B]",
    );
}

#[test]
fn an_empty_box_among_ticked_ones_is_open() {
    check(
        "# Garden

## Phase 1: Beds ✅
- [x] dig
- [ ] sow

## Phase 2: Fence ✅
- [ ] posts
- [ ] boards
",
        "1 Phase 1: Beds [Phase 1] done
         1.1 dig done
         1.2 sow
         2 Phase 2: Fence [Phase 2] done
         2.1 posts done
         2.2 boards done
         state-unclear 5
         state-unclear 8",
    );
}

#[test]
fn a_table_of_fields_speaks_of_the_task_above_it() {
    check(
        "# Sprint 4

## Sprint Backlog

### US-7: Log in

| Field | Value |
|---|---|
| **Priority** | High |
| **Status** | In Progress |
| **Assignee** | Ann |

#### Subtasks

| # | Subtask | SP | Status |
|---|---|---|---|
| 1 | Form | 2 | Done |
| 2 | Checks | 3 | Planned |

### US-8: Log out - 3 Points

| Field | Value |
|---|---|
| **Depends On** | US-7 |
",
        "1 Log in [US-7] in_progress @Ann !high
         1.1 Form [1] done
         1.2 Checks [2]
         2 Log out [US-8] <- 1",
    );
}

#[test]
fn tables_led_by_keys_name_tasks_behind_them() {
    check(
        "# Tunnel

## 1. Conventions
The unit is the day.

## 3. Dictionary

### 3.0 — Boring · 6.25 d

| ID | Building block | Result | Depends on |
|---|---|---|---|
| 3.1 | Machine | it turns | — |
| 3.2 | First ring | it holds | 3.1 |

### 4.0 — Rails · 4 d · ✅ Complete

| ID | Building block | Result | Depends on |
|---|---|---|---|
| 4.1 | Sleepers | laid | 3.2 |
",
        "1 Boring [3.0] 3000m
         1.1 Machine [3.1]
         1.2 First ring [3.2] <- 1.1
         2 Rails [4.0] 1920m done
         2.1 Sleepers [4.1] done <- 1.2",
    );
}

#[test]
fn remarks_at_the_end_are_read_in_other_languages() {
    check(
        "# Horta

## Etapa 1 – Canteiros
- [x] Comprar terra
- [ ] Semear (prazo: 15/04/2026)
- [ ] Regar (3 semanas)

## Etapa 2 – Cerca
- [ ] Postes (5 dias) — depende da Etapa 1
- [ ] Tábuas – Responsável: Rui

## Marcos
- 20/05/2026: colheita
",
        "1 Etapa 1: Canteiros [Etapa 1]
         1.1 Comprar terra done
         1.2 Semear due 2026-04-15
         1.3 Regar 7200m
         2 Etapa 2: Cerca [Etapa 2]
         2.1 Postes 2400m <- 1
         2.2 Tábuas @Rui
         3 colheita due 2026-05-20",
    );
    check(
        "# 계획

### 작업 목록

**1.1 준비 (1일)**
- [x] 재료 사기
- [ ] 공구 빌리기

**1.2 조립 (0.5주)**
- [ ] 틀 만들기

## 리스크 관리
- [ ] 비가 오면 미루기
",
        "1 준비 [1.1] 480m
         1.1 재료 사기 done
         1.2 공구 빌리기
         2 조립 [1.2] 1200m
         2.1 틀 만들기",
    );
    check(
        "# 计划

## 二、任务
- [x] 1.1 编写文档（3天）负责人：张三
- [ ] 1.2 接口（10天）依赖：1.1

## 三、风险
- [ ] 下雨
",
        "1 编写文档 [1.1] 1440m done @张三
         2 接口 [1.2] 4800m <- 1",
    );
}

#[test]
fn sentences_name_tasks_among_other_words() {
    check(
        "**Objetivo**: una cabaña

**Tareas**:
1. Cimientos (2 días)
2. Paredes
   * Estimación de tiempo: 4 días
3. Techo

**Dependencias**:
- La tarea 2 depende de la terminación correcta de la tarea 1.
- La tarea 3 depende del fin de las tareas 1 y 2.

**Cronograma**:
- Semana 1: Tarea 1 y 2
- Semana 2: Tarea 3
",
        "1 Cimientos [1] 960m
         2 Paredes [2] 1920m <- 1
         3 Techo [3] <- 1, 2",
    );
}

#[test]
fn one_clear_date_settles_the_order_of_all() {
    check(
        "# Fair

- [ ] Book the stand by 03/04/2026
- [ ] Print flyers due 20/04/2026
",
        "1 Book the stand by 03/04/2026 due 2026-04-03
         2 Print flyers due 2026-04-20",
    );
}

#[test]
fn a_numbered_box_under_a_numbered_box_is_its_part() {
    check(
        "# Implementation Plan

- [ ] 4. Sketch the boat
  - think first
  - _Requirements: 1.1, 1.3_

- [ ] 4.1 Draw the hull
  - full size

- [ ]* 4.2 Draw the sails

- [-] 5. Build it
",
        "1 Sketch the boat [4]
         1.1 Draw the hull [4.1]
         1.2 Draw the sails [4.2]
         2 Build it [5] in_progress",
    );
}

#[test]
fn chapters_called_like_sections_are_chapters_to_write() {
    check(
        "# Todo list

0. [x] Abstract (~1h)
1. Introduction (sum: 12 hours)
   - [x] Question (~1h)
   - [ ] Background (6h)
2. [ ] Summary (~2h)
",
        "1 Abstract [0] 60m done
         2 Introduction [1] 720m
         2.1 Question 60m done
         2.2 Background 360m
         3 Summary [2] 120m",
    );
}

#[test]
fn a_chart_is_the_plan_where_little_stands_beside_it() {
    check(
        "# Site

```mermaid
gantt
    dateFormat YYYY-MM-DD
    section Phase 1 - Frame
    Posts  :a1, 2026-06-01, 5d
    Beams  :a2, after a1, 3d
    section Phase 2 - Roof
    Rafters :a3, after a2, 4d
```

## Critical dependencies

| Task | Depends on | Impact if late |
|---|---|---|
| Rafters | Beams | high |
",
        "1 Phase 1: Frame [Phase 1]
         1.1 Posts [a1] 2400m due 2026-06-05
         1.2 Beams [a2] 1440m <- 1.1
         2 Phase 2: Roof [Phase 2]
         2.1 Rafters [a3] 1920m <- 1.2",
    );
}

#[test]
fn sections_on_the_first_level_are_all_sections() {
    check(
        "# kitchen

- clean :sparkles:
- ~~paint~~

# garden

- mow
",
        "1 kitchen
         1.1 clean
         1.2 paint done
         2 garden
         2.1 mow",
    );
}

#[test]
fn html_lists_are_read_by_their_nesting() {
    check(
        "<h1>Breakdown</h1>
<ol>
<li>Walls</li>
<ul>
<li>1.1 Frame</li>
<li>1.2 Plaster</li>
</ul>
<li>Roof</li>
</ol>
",
        "1 Walls
         1.1 Frame [1.1]
         1.2 Plaster [1.2]
         2 Roof",
    );
}

#[test]
fn dated_lines_are_a_timeline_where_nothing_else_is_a_list() {
    check(
        "# Book launch

Jan 5, 2027 – Send manuscript
Jan 20, 2027 – Cover ready

Invite the press.
",
        "1 Send manuscript due 2027-01-05
         2 Cover ready due 2027-01-20",
    );
}

#[test]
fn a_table_that_counts_tasks_lists_none() {
    check(
        "# Tower

## Phase 1: Base (40 hours)
- **Estimate**: 40h
- **Files**: `base.txt`
- [ ] dig
- [ ] pour -> after dig

## Phase 2: Top
- [ ] lift

## Summary

| Phase | Effort | Tasks |
|---|---|---|
| Phase 1 | 40h | 2 |
| Phase 2 | 32h | 1 |
",
        "1 Phase 1: Base [Phase 1] 2400m
         1.1 dig
         1.2 pour <- 1.1
         2 Phase 2: Top [Phase 2] 1920m
         2.1 lift",
    );
}

#[test]
fn a_key_is_the_title_where_only_remarks_follow() {
    check(
        "- Task A (1h)\n- Task B (2h), after Task A\n- Step 3 (3h), depends on Task B\n",
        "1 Task A [Task A] 60m\n2 Task B [Task B] 120m <- 1\n3 Step 3 [Step 3] 180m <- 2",
    );
    check(
        "- Sprint 1 (1 week)\n- Sprint 2 (1 week), after Sprint 1\n",
        "1 Sprint 1 [Sprint 1] 2400m\n2 Sprint 2 [Sprint 2] 2400m <- 1",
    );
    check(
        "## Phase 1 (2 days)\n- dig (1h)\n\n## Phase 2 (3 days), after Phase 1\n- fill (2h)\n",
        "1 Phase 1 [Phase 1] 960m\n1.1 dig 60m\n2 Phase 2 [Phase 2] 1440m <- 1\n2.1 fill 120m",
    );
}
