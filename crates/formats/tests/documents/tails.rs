//! What stands at the end of the lines of a list: what they wait for, who does them, when. What is read is no part of the
//! title any more; words that only look like it stay.

use crate::support::check;

#[test]
fn what_a_line_waits_for_is_no_part_of_its_title() {
    check(
        "# Shed
- Wiring (1d)
- Plumbing (2d)
- Dig (1d)
- Plaster (2d) @bob after Wiring and Plumbing
- Pour once Dig is done
- Frame after Wiring, Plumbing, Dig
- Handover (milestone) after Frame
- Paint 1d [Tom] after Plaster
- Fence [P] after Paint
- Sweep when Fence and Paint are finished
- Call the vet right after Pour
- Party as soon as Sweep is complete
",
        "1 Wiring 480m
         2 Plumbing 960m
         3 Dig 480m
         4 Plaster 960m @bob <- 1, 2
         5 Pour <- 3
         6 Frame <- 1, 2, 3
         7 Handover <- 6
         8 Paint 480m @Tom <- 4
         9 Fence #P <- 8
         10 Sweep <- 8, 9
         11 Call the vet <- 5
         12 Party <- 10",
    );
}

#[test]
fn numbers_and_keys_behind_the_words_are_tasks_too() {
    check(
        "1. Dig
2. Pour after 1
3. Frame after 1 and 2
4. Roof once 3 is done
5. Paint after all of the above
",
        "1 Dig [1]
         2 Pour [2] <- 1
         3 Frame [3] <- 1, 2
         4 Roof [4] <- 3
         5 Paint [5] <- 1, 2, 3, 4",
    );
    check(
        "- FE-1 Sketch
- FE-2 Form after FE-1
- TASK-004.1 (partial) Login page
- Release after FE-2 and TASK-004.1 (partial)
- Party (FE-2 complete)
",
        "1 Sketch [FE-1]
         2 Form [FE-2] <- 1
         3 Login page [TASK-004.1] in_progress
         4 Release <- 2, 3
         5 Party <- 2",
    );
}

#[test]
fn a_title_that_merely_has_such_words_stays_whole() {
    check(
        "- Garden
- Party
- Dog
- Look after the garden
- Look after Garden
- Take after Dog
- Day after party
- The morning after Party
- Once in a lifetime trip
- Follow up after lunch
- Clean up once a week
- Name the boat after grandma
- Plan for 13 March
- Read chapter 3 March 2026
",
        "1 Garden
         2 Party
         3 Dog
         4 Look after the garden
         5 Look after Garden
         6 Take after Dog
         7 Day after party <- 2
         8 The morning after Party <- 2
         9 Once in a lifetime trip
         10 Follow up after lunch
         11 Clean up once a week
         12 Name the boat after grandma
         13 Plan for 13 March
         14 Read chapter 3 March 2026",
    );
}

#[test]
fn words_for_waiting_are_read_in_six_languages() {
    let lines = [
        ("Graben", "Gießen nach Graben", "Gießen"),
        ("Graben", "Gießen, sobald Graben fertig ist", "Gießen"),
        ("Graben", "Gießen erst nach Graben", "Gießen"),
        ("Fouille", "Couler après Fouille", "Couler"),
        ("Fouille", "Couler une fois Fouille terminée", "Couler"),
        ("Excavar", "Verter después de Excavar", "Verter"),
        ("Zanja", "Verter cuando Zanja esté lista", "Verter"),
        ("Escavar", "Betonar depois de Escavar", "Betonar"),
        ("Vala", "Betonar assim que Vala estiver pronta", "Betonar"),
        ("Scavo", "Gettare dopo Scavo", "Gettare"),
    ];
    for (first, second, title) in lines {
        check(&format!("- {first}\n- {second}\n"), &format!("1 {first}\n2 {title} <- 1"));
    }
}

#[test]
fn a_length_of_time_before_the_words_is_a_lag() {
    let reading =
        crate::support::reading(b"- Pour (1d)\n- Strip the forms 2 days after Pour\n- Paint 3d after Pour\n")
            .unwrap();
    let project = crate::support::project(&reading);
    let told: Vec<_> = project.walk().map(|met| (met.task.title.clone(), met.task.effort)).collect();
    assert_eq!(
        told,
        [
            ("Pour".to_owned(), Some(480)),
            ("Strip the forms".to_owned(), None),
            ("Paint".to_owned(), Some(1440))
        ]
    );
    let mut lags: Vec<i32> = project.links().map(|link| link.lag).collect();
    lags.sort_unstable();
    assert_eq!(lags, [0, 960]);
}

#[test]
fn a_day_that_ends_a_line_is_its_due_date() {
    check(
        "- Inspection Fri 13 March
- Kickoff on Mon 9 March
- Concert 5 May 2026
- Audit 2026-06-01
- Report for March 13
- Battle of 4 May
- Room 4 May
",
        "1 Inspection due 2026-03-13
         2 Kickoff due 2026-03-09
         3 Concert due 2026-05-05
         4 Audit due 2026-06-01
         5 Report for March 13
         6 Battle of 4 May
         7 Room 4 May",
    );
    check(
        "- Abnahme am Freitag, 13. März\n- Richtfest 4. Mai 2026\n",
        "1 Abnahme due 2026-03-13\n2 Richtfest due 2026-05-04",
    );
    check("- Inspección el 13 de marzo\n", "1 Inspección due 2026-03-13");
    check("- Réception le 13 mars\n", "1 Réception due 2026-03-13");
    check("- Inspeção 13 de março\n", "1 Inspeção due 2026-03-13");
}

#[test]
fn a_first_name_alone_in_a_bracket_does_the_task() {
    check(
        "- Doors (Priya)
- Windows (João)
- Deploy (Kubernetes)
- Trip (London)
- Roof (optional)
- Fence [P]
- Gate 2 days [Zorro]
",
        "1 Doors @Priya
         2 Windows @João
         3 Deploy (Kubernetes)
         4 Trip (London)
         5 Roof (optional)
         6 Fence #P
         7 Gate 960m @Zorro",
    );
}

#[test]
fn days_from_one_to_another_end_a_line_too() {
    let text = "- Tejado: del 4 al 15 de mayo\n- Roof May 4 – May 15\n- Entrega (hito) el 29 de mayo\n";
    let project = crate::support::project(&crate::support::reading(text.as_bytes()).unwrap());
    let told: Vec<String> = project
        .walk()
        .map(|met| {
            let day = |d: Option<jiff::civil::Date>| d.map_or("-".to_owned(), |d| d.to_string());
            format!("{} {} {}", met.task.title, day(met.task.start), day(met.task.due))
        })
        .collect();
    assert_eq!(told, ["Tejado 2026-05-04 2026-05-15", "Roof 2026-05-04 2026-05-15", "Entrega - 2026-05-29"]);
}

#[test]
fn a_first_name_behind_an_effort_and_a_dash_does_the_task() {
    check(
        "- Clear (2d) – Tom\n- Build (3 days, Tom) after Clear\n- Gift list – Anna\n",
        "1 Clear 960m @Tom
         2 Build 1440m @Tom <- 1
         3 Gift list – Anna",
    );
}

#[test]
fn an_empty_box_that_is_struck_through_is_dropped() {
    check(
        "- [ ] ~~Old flag~~\n- [x] ~~Older flag~~\n- [ ] New flag\n",
        "1 Old flag cancelled\n2 Older flag done\n3 New flag",
    );
}
