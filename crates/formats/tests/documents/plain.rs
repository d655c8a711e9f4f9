//! Plain text: numbers, columns and bullets without Markdown.

use crate::support::{check, reading};

#[test]
fn what_a_task_waits_for_stands_behind_its_effort_in_chinese_too() {
    check(
        "# 上线\n\n1. 设计数据库（2天）\n2. 开发接口（5天），依赖 1\n3. 测试（3天），依赖 1 和 2\n",
        "1 设计数据库 [1] 960m
         2 开发接口 [2] 2400m <- 1
         3 测试 [3] 1440m <- 1, 2",
    );
}

#[test]
fn a_numbered_outline_is_a_tree_by_its_numbers() {
    check(
        "Kitchen renovation\nDeadline: June 30, 2026\n\n1. Planning\n   1.1 Measure the kitchen (2h)\n   1.2 Get quotes (1 week)\n   1.3 Choose a builder (1d) - after 1.2\n2. Demolition\n   2.1 Remove cabinets (1 day)\n   2.2 Remove tiles (2 days) depends on 2.1\n3. Build\n   3.1 Wiring (3-5 days), depends on 2.2\n   3.2 Cabinets (3d) [depends on 3.1]\n",
        "1 Planning [1]
         1.1 Measure the kitchen [1.1] 120m
         1.2 Get quotes [1.2] 2400m
         1.3 Choose a builder [1.3] 480m <- 1.2
         2 Demolition [2]
         2.1 Remove cabinets [2.1] 480m
         2.2 Remove tiles [2.2] 960m <- 2.1
         3 Build [3]
         3.1 Wiring [3.1] 1920m <- 2.2
         3.2 Cabinets [3.2] 1440m <- 3.1",
    );
}

#[test]
fn numbers_make_the_tree_without_indentation() {
    check(
        "1 Walls\n1.1 Frame - 3d\n1.2 Plaster - 2d\n1.2.1 Buy plaster\n2 Roof\n2.1 Beams\n",
        "1 Walls [1]
         1.1 Frame [1.1] 1440m
         1.2 Plaster [1.2] 960m
         1.2.1 Buy plaster [1.2.1]
         2 Roof [2]
         2.1 Beams [2.1]",
    );
}

#[test]
fn columns_make_the_tree_without_any_marks() {
    check(
        "House\n\tWalls\n\t\tFrame\n\t\tPlaster\n\tRoof\nGarden\n",
        "1 House
         1.1 Walls
         1.1.1 Frame
         1.1.2 Plaster
         1.2 Roof
         2 Garden",
    );
}

#[test]
fn the_first_line_names_the_plan_and_a_field_its_deadline() {
    let reading =
        reading("Kitchen renovation\nDeadline: 2026-06-30\n\n1. Planning\n2. Building\n".as_bytes()).unwrap();
    assert_eq!(reading.patch.meta.title.as_deref(), Some("Kitchen renovation"));
    assert_eq!(reading.patch.meta.deadline, Some(Some(jiff::civil::date(2026, 6, 30))));
}

#[test]
fn field_lines_below_a_task_speak_of_it() {
    check(
        "Task 1: Dig\nEffort: 2 days\nOwner: Ann\n\nTask 2: Pour\nEffort: 4h\nDepends on: Task 1\nStatus: in progress\n",
        "1 Dig [Task 1] 960m @Ann
         2 Pour [Task 2] 240m in_progress <- 1",
    );
}

#[test]
fn a_broken_line_goes_on_where_blank_lines_stand_between_items() {
    check(
        "Dig the pond\n\nCan the pump be smaller if the water runs through the gravel first, so that\nless of it has to be lifted up the slope every time? Ask\n`ben` about it.\n\nBuy fish\n",
        "1 Dig the pond
         2 Can the pump be smaller if the water runs through the gravel first, so that less of it has to be lifted up the slope every time? Ask
         3 Buy fish",
    );
    check(
        "paint the fence on the side of the garden and the gate in front\nrepair the roof of the shed\nbuy gravel\n",
        "1 paint the fence on the side of the garden and the gate in front
         2 repair the roof of the shed
         3 buy gravel",
    );
}

#[test]
fn an_effort_or_day_apart_at_the_end_of_a_line_is_no_part_of_the_title() {
    check(
        "Kitchen
  Order cabinets  2d
  Install\t3d
  Paint   1 day   2026-04-01
Bathroom
  Tiles  4h  @ann
  Lay  out the floor
",
        "1 Kitchen
         1.1 Order cabinets 960m
         1.2 Install 1440m
         1.3 Paint 480m due 2026-04-01
         2 Bathroom
         2.1 Tiles 240m @ann
         2.2 Lay out the floor",
    );
}

#[test]
fn a_column_may_hold_two_remarks_and_a_day_of_beginning() {
    check(
        "1) Collect figures     5 days    from 2 March 2026
2) Print               3 days    after 1, due 30 April 2026
3) Bind, 2 days
",
        "1 Collect figures [1] 2400m
         2 Print [2] 1440m due 2026-04-30 <- 1
         3 Bind [3] 960m",
    );
}
