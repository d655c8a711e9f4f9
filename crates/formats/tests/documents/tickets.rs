//! Files that are one ticket, days without a year, names in underscores.

use crate::support::{check, outline, project, reading};

#[test]
fn a_file_whose_title_is_a_key_with_fields_below_is_one_task() {
    check(
        "# PROJ-12: Login\nStatus: in progress\nEstimate: 3d\nAssignee: Ann\n\nUsers sign in with their mail address.\n\n## Acceptance criteria\n- a wrong password is told\n- a session lasts a week\n\n## Tasks\n- [ ] Form\n- [x] Session\n",
        "1 Login [PROJ-12] 1440m in_progress @Ann =a wrong password is told =a session lasts a week
         1.1 Form
         1.2 Session done",
    );
    let whole = reading(b"# PROJ-12: Login\n**Status**: open\n**Priority**: high\n\nUsers sign in.\n")
        .expect("a task");
    let task = project(&whole).walk().next().map(|met| met.task.clone()).expect("a task");
    assert_eq!(task.description.as_deref(), Some("Users sign in."));
}

#[test]
fn a_document_with_a_number_and_a_state_is_no_task() {
    for title in ["PRD-7: Payments", "Payments", "Phase 2: Payments"] {
        let text = format!("# {title}\nStatus: open\nOwner: Ann\n\n## Tasks\n- [ ] Form\n- [ ] Session\n");
        assert_eq!(outline(&text), "1 Form\n2 Session\nnot-carried 3\n", "{title}");
    }
}

#[test]
fn days_without_a_year_are_the_next_ones() {
    check(
        "# Umzug\n\n- [ ] Wagen mieten (fällig: 18.06.)\n- [ ] Kisten packen (bis 19.06.)\n- [ ] 20.06. Schlüssel holen\n- [ ] 02.01. – Abmelden\n- [ ] Streichen (24.06.)\n",
        "1 Wagen mieten due 2026-06-18
         2 Kisten packen due 2026-06-19
         3 Schlüssel holen due 2026-06-20
         4 Abmelden due 2027-01-02
         5 Streichen due 2026-06-24",
    );
    check(
        "Zeitplan\n\n18.06. Kickoff\n25.06. Entwurf\n02.07. Abnahme\n",
        "1 Kickoff due 2026-06-18
         2 Entwurf due 2026-06-25
         3 Abnahme due 2026-07-02",
    );
    check("11.1. Frame (1d)\n11.2. Roof (1d)\n", "1 Frame [11.1] 480m\n2 Roof [11.2] 480m");
}

#[test]
fn names_in_double_underscores_keep_them() {
    check(
        "- [ ] Add src/__init__.py\n- [ ] Call `__main__`\n- [ ] __Paint__ it\n",
        "1 Add src/__init__.py
         2 Call __main__
         3 Paint it",
    );
}

#[test]
fn boxes_with_room_and_marks_of_urgency_are_read() {
    check(
        "# House\n## Legend\n[ x ] = done\n[...] = begun\n\n## Work\n[...] Walls\n    [ x ] Frame\n    [   ] Plaster\n- [!!!] Roof\n- [!!] Paint\n",
        "1 Walls in_progress
         1.1 Frame done
         1.2 Plaster
         2 Roof !urgent
         3 Paint !high",
    );
}

#[test]
fn what_a_remark_waits_for_is_read_in_every_language() {
    for remark in [
        "(is blocked by Frame)",
        "(relies on Frame)",
        "– bloqueado por Frame",
        "– wartet auf Frame",
        ", dépend de Frame",
        "(dipende da Frame)",
        "(зависит от Frame)",
        "，依赖于Frame",
    ] {
        let text = format!("- [ ] Frame\n- [ ] Roof {remark}\n");
        assert_eq!(outline(&text), "1 Frame\n2 Roof <- 1\n", "{remark}");
    }
}
