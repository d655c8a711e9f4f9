//! What a review looks like, at every width, and what it must never leave out.

use insta::assert_snapshot;
use jiff::civil::date;
use planwright::domain::{MetaChange, Op, Origin, OriginKind};

use super::super::fixture::{TODAY, app, applied, changed, link};
use super::*;

fn shown(width: usize, color: bool) -> String {
    let (before, patch, after) = app();
    let questions = [Question {
        about: Some("iOS app".to_owned()),
        choices: vec!["iPhone only".to_owned(), "iPhone and iPad".to_owned()],
        ..Question::new("which-platforms", "Which devices should the first version run on?")
    }];
    let warnings =
        [Warning::at("no-team", 1, "nobody is named; the plan is made for one person working full time")];
    let seen = Review {
        before: &before,
        after: &after,
        patch: &patch,
        questions: &questions,
        warnings: &warnings,
        now: &Now::from(TODAY),
    };
    review(&seen, &Style { color, width })
}

#[test]
fn a_new_plan_is_seen_at_one_glance() {
    assert_snapshot!(shown(100, false), @r#"
    + Ship MVP of iOS app

      work      8 tasks, 1 milestone, 14d 4h of effort (116h)
      planned   Fri 6 Mar → Mon 23 Mar, 12 working days, up to 2 tasks at a time
      deadline  Sat 15 Aug holds with 104 working days to spare
      unknown   ! 1 task without an estimate (?), counted as no time
      due       ! 1 task would miss its due date

    + 1 Define the MVP                                        2d 4h   6 – 10 Mar
    +   1.1 Write user stories                             *°    2d   6 – 9 Mar
    +   1.2 Agree on what is left out of the first version *°    4h   10 Mar       after 1.1
    + 2 Design                                                   6d   10 – 18 Mar
    +   2.1 Sketch the screens                             *°    3d   10 – 13 Mar  after (1)
    +   2.2 Clickable prototype                            *     3d   13 – 18 Mar
            after 2.1  due Thu 12 Mar is missed by 3d 4h
    + 3 Build                                                    5d   11 – 23 Mar
    +   3.1 App skeleton and navigation                          2d   11 – 13 Mar  after 2.1 SS+1d
    +   3.2 Sign-in with Apple                             *     3d   18 – 23 Mar  after 3.1 (2.2)
    +   3.3 Offline storage                                °      ?
    + 4 Ship                                                     1d   6 – 23 Mar
    +   4.1 App Store listing                              °     1d   6 Mar
    +   4.2 MVP in the App Store                           *◆         23 Mar       after 3, 4.1

      * critical: a delay here delays the finish   ◆ milestone   ° added: not in your words
      (…) an order nobody stated

    1 question
      1. Which devices should the first version run on? (about "iOS app")
         - iPhone only
         - iPhone and iPad

    1 warning
      ! line 1: nobody is named; the plan is made for one person working full time
    "#);
}

#[test]
fn a_narrow_terminal_loses_dates_but_no_task_and_no_word() {
    assert_snapshot!(shown(40, false), @r#"
    + Ship MVP of iOS app

      work      8 tasks, 1 milestone, 14d 4h
                of effort (116h)
      planned   Fri 6 Mar → Mon 23 Mar, 12
                working days, up to 2 tasks
                at a time
      deadline  Sat 15 Aug holds with 104
                working days to spare
      unknown   ! 1 task without an estimate
                (?), counted as no time
      due       ! 1 task would miss its due
                date

    + 1 Define the MVP                 2d 4h
    +   1.1 Write user stories      *°    2d
    +   1.2 Agree on what is left   *°    4h
            out of the first version
            after 1.1
    + 2 Design                            6d
    +   2.1 Sketch the screens      *°    3d
            after (1)
    +   2.2 Clickable prototype     *     3d
            after 2.1
            due Thu 12 Mar is missed by 3d
              4h
    + 3 Build                             5d
    +   3.1 App skeleton and              2d
            navigation
            after 2.1 SS+1d
    +   3.2 Sign-in with Apple      *     3d
            after 3.1 (2.2)
    +   3.3 Offline storage         °      ?
    + 4 Ship                              1d
    +   4.1 App Store listing       °     1d
    +   4.2 MVP in the App Store    *◆
            after 3, 4.1

      * critical: a delay here delays the
      finish
      ◆ milestone
      ° added: not in your words
      (…) an order nobody stated

    1 question
      1. Which devices should the first
         version run on? (about "iOS app")
         - iPhone only
         - iPhone and iPad

    1 warning
      ! line 1: nobody is named; the plan is
        made for one person working full
        time
    "#);
}

#[test]
fn a_wide_terminal_has_room_for_everything() {
    assert_snapshot!(shown(120, false), @r#"
    + Ship MVP of iOS app

      work      8 tasks, 1 milestone, 14d 4h of effort (116h)
      planned   Fri 6 Mar → Mon 23 Mar, 12 working days, up to 2 tasks at a time
      deadline  Sat 15 Aug holds with 104 working days to spare
      unknown   ! 1 task without an estimate (?), counted as no time
      due       ! 1 task would miss its due date

    + 1 Define the MVP                                        2d 4h   Fri 6 – Tue 10 Mar
    +   1.1 Write user stories                             *°    2d   Fri 6 – Mon 9 Mar
    +   1.2 Agree on what is left out of the first version *°    4h   Tue 10 Mar           after 1.1
    + 2 Design                                                   6d   Tue 10 – Wed 18 Mar
    +   2.1 Sketch the screens                             *°    3d   Tue 10 – Fri 13 Mar  after (1)
    +   2.2 Clickable prototype                            *     3d   Fri 13 – Wed 18 Mar
            after 2.1  due Thu 12 Mar is missed by 3d 4h
    + 3 Build                                                    5d   Wed 11 – Mon 23 Mar
    +   3.1 App skeleton and navigation                          2d   Wed 11 – Fri 13 Mar  after 2.1 SS+1d
    +   3.2 Sign-in with Apple                             *     3d   Wed 18 – Mon 23 Mar  after 3.1 (2.2)
    +   3.3 Offline storage                                °      ?
    + 4 Ship                                                     1d   Fri 6 – Mon 23 Mar
    +   4.1 App Store listing                              °     1d   Fri 6 Mar
    +   4.2 MVP in the App Store                           *◆         Mon 23 Mar           after 3, 4.1

      * critical: a delay here delays the finish   ◆ milestone   ° added: not in your words   (…) an order nobody stated

    1 question
      1. Which devices should the first version run on? (about "iOS app")
         - iPhone only
         - iPhone and iPad

    1 warning
      ! line 1: nobody is named; the plan is made for one person working full time
    "#);
}

#[test]
fn colour_adds_meaning_and_no_words() {
    let lines: Vec<String> = shown(80, true).lines().take(12).map(|l| l.replace('\u{1b}', "␛")).collect();
    assert_snapshot!(lines.join("\n"), @r"
    ␛[32m+␛[0m ␛[1mShip MVP of iOS app␛[0m

      ␛[2mwork␛[0m      8 tasks, 1 milestone, 14d 4h of effort (116h)
      ␛[2mplanned␛[0m   Fri 6 Mar → Mon 23 Mar, 12 working days, up to 2 tasks at a time
      ␛[2mdeadline␛[0m  ␛[32mSat 15 Aug holds with 104 working days to spare␛[0m
      ␛[2munknown␛[0m   ␛[33m! 1 task without an estimate (?), counted as no time␛[0m
      ␛[2mdue␛[0m       ␛[33m! 1 task would miss its due date␛[0m

    ␛[32m+␛[0m ␛[1m1 Define the MVP␛[0m                       2d 4h   6 – 10 Mar
    ␛[32m+␛[0m   1.1 Write user stories            ␛[1;35m*°␛[0m    2d   6 – 9 Mar
    ␛[32m+␛[0m   1.2 Agree on what is left out of  ␛[1;35m*°␛[0m    4h   10 Mar       ␛[2mafter 1.1␛[0m
            the first version
    ");
}

#[test]
fn where_nearly_all_is_added_what_was_said_is_marked() {
    let (before, mut patch, _) = app();
    for (n, op) in (0..).zip(patch.tasks.values_mut()) {
        if let Op::Create(task) = op {
            task.origin = (n != 3).then(|| Origin::new(OriginKind::Added));
        }
    }
    for op in patch.links.values_mut() {
        if let Op::Create(link) = op {
            link.origin = Some(Origin::new(OriginKind::Implied));
        }
    }
    let after = applied(&before, &patch);
    let seen = Review {
        before: &before,
        after: &after,
        patch: &patch,
        questions: &[],
        warnings: &[],
        now: &Now::from(TODAY),
    };
    let text = review(&seen, &Style { color: false, width: 120 });
    assert_eq!(text.matches(STATED).count(), 2, "one task and the legend: {text}");
    assert!(text.contains("• in your words, the rest is added"), "{text}");
    assert!(text.contains("the order is implied: nobody stated it"), "{text}");
    assert!(text.contains("after 2.1 SS+1d") && !text.contains("after ("), "{text}");
}

#[test]
fn a_change_is_told_field_by_field() {
    let (before, patch, after) = changed();
    let seen = Review {
        before: &before,
        after: &after,
        patch: &patch,
        questions: &[],
        warnings: &[],
        now: &Now::from(TODAY),
    };
    assert_snapshot!(review(&seen, &Style { color: false, width: 80 }), @r#"
    ~ Ship MVP of iOS app

      changes   6 tasks changed, 1 removed, 1 link added, 2 removed
      work      7 tasks, 1 milestone, 12d 4h of effort (100h), was 14d 4h
      planned   Fri 6 Mar → Mon 16 Mar, 7 working days (was Mon 23 Mar), up to 2
                tasks at a time
      deadline  Mon 16 Mar holds with 2h of work to spare
      unknown   ! 1 task without an estimate (?), counted as no time
      due       ! 1 task would miss its due date
      ~ deadline  Sat 15 Aug → Mon 16 Mar

      1 Define the MVP
    ~   1.1 Write user stories      2d
            status    to do → done
    ~   1.3 Sketch the screens   *  3d   Fri 6 – Tue 10 Mar
            moved     under 2 → under 1
            text      none → "On paper first.  Then on a phone, by hand."
            labels    +ios
            - after 1
      2 Design
    ~   2.1 Prototype            *  2d   Wed 11 Mar
            due Thu 5 Mar is missed by 3d 6h
            title     "Clickable prototype" → "Prototype"
            status    to do → in progress
            priority  none → urgent
            effort    3d → 2d
            spent     none → 1d 2h
            due       Thu 12 Mar → Thu 5 Mar
      3 Build
    ~   3.2 Sign-in with Apple   *  3d   Wed 11 – Mon 16 Mar
            after 3.1: FS → FS-2h
    ~   3.3 Offline storage      *   ?
            + after 3.2
      4 Ship
    -   4.1 App Store listing       1d
    ~   4.1 MVP in the App Store *◆      Mon 16 Mar
            - after 4.1

      * critical: a delay here delays the finish   ◆ milestone
    "#);
}

#[test]
fn a_diff_between_versions_names_no_dates_that_depend_on_the_day() {
    let (before, patch, after) = changed();
    assert_snapshot!(patch_diff(&before, &after, &patch, &Style { color: false, width: 80 }), @r#"
    ~ Ship MVP of iOS app

      changes   6 tasks changed, 1 removed, 1 link added, 2 removed
      ~ deadline  Sat 15 Aug 2026 → Mon 16 Mar 2026

      1 Define the MVP
    ~   1.1 Write user stories     2d
            status    to do → done
    ~   1.3 Sketch the screens     3d
            moved     under 2 → under 1
            text      none → "On paper first.  Then on a phone, by hand."
            labels    +ios
            - after 1
      2 Design
    ~   2.1 Prototype              2d
            title     "Clickable prototype" → "Prototype"
            status    to do → in progress
            priority  none → urgent
            effort    3d → 2d
            spent     none → 1d 2h
            due       Thu 12 Mar 2026 → Thu 5 Mar 2026
      3 Build
    ~   3.2 Sign-in with Apple     3d
            after 3.1: FS → FS-2h
    ~   3.3 Offline storage         ?
            + after 3.2
      4 Ship
    -   4.1 App Store listing      1d
    ~   4.1 MVP in the App Store ◆
            - after 4.1

      ◆ milestone
    "#);
}

#[test]
fn a_deadline_that_cannot_hold_is_said_with_the_numbers() {
    let (before, patch, _) = app();
    let patch = Patch {
        meta: MetaChange { deadline: Some(Some(date(2026, 3, 18))), ..MetaChange::default() },
        ..patch
    };
    let after = applied(&before, &patch);
    let seen = Review {
        before: &before,
        after: &after,
        patch: &patch,
        questions: &[],
        warnings: &[],
        now: &Now::from(TODAY),
    };
    let text = review(&seen, &Style { color: false, width: 80 });
    let lines: Vec<&str> = text.lines().filter(|l| l.contains("deadline")).collect();
    assert_eq!(lines, ["  deadline  ! Wed 18 Mar missed by 3 working days"]);
}

#[test]
fn a_circle_of_links_leaves_the_dates_out_and_says_why() {
    let (before, _, after) = app();
    let links = after.links().cloned().chain([link(99, 6, 2)]);
    let circle = Project::assemble(
        after.id(),
        after.version(),
        after.meta().clone(),
        after.tasks().cloned(),
        links,
        planwright::domain::Extent::Whole,
    );
    let patch = super::super::fixture::patch(&before);
    let seen = Review {
        before: &before,
        after: &circle,
        patch: &patch,
        questions: &[],
        warnings: &[],
        now: &Now::from(TODAY),
    };
    let text = review(&seen, &Style { color: false, width: 80 });
    assert!(text.contains("planned   cannot be told: some tasks wait for one another in a circle"), "{text}");
}
