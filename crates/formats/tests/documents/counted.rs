//! Lists that are counted otherwise than by figures alone, and what their items are called by.

use crate::support::check;

#[test]
fn capitals_and_romans_count_the_upper_levels() {
    check(
        "Garden\n\nA. Prepare\n   1. Measure (2h)\n   2. Clear\nB. Plant\n   1. Trees\n",
        "1 Prepare
         1.1 Measure [1] 120m
         1.2 Clear [2]
         2 Plant
         2.1 Trees [1]",
    );
    check(
        "I. Prepare\n   A. Measure (2h)\n   B. Clear\n      1) Weeds\n      2) Stones\nII. Plant\n   A. Trees [3d]\n",
        "1 Prepare
         1.1 Measure 120m
         1.2 Clear
         1.2.1 Weeds [1]
         1.2.2 Stones [2]
         2 Plant
         2.1 Trees 1440m",
    );
    check("# Q\n\nA. Call Bob\nB. Buy paint (2h)\nC. Paint\n", "1 Call Bob\n2 Buy paint 120m\n3 Paint");
    check("# Move\n\nI. Pack\nII. Carry (1d)\nIII. Unpack\n", "1 Pack\n2 Carry 480m\n3 Unpack");
}

#[test]
fn capitals_without_figures_below_them_are_no_part_of_titles() {
    check(
        "Garden\n\nA. Prepare\n   Measure\n   Clear\nB. Plant\n   Trees\n",
        "1 Prepare\n1.1 Measure\n1.2 Clear\n2 Plant\n2.1 Trees",
    );
    check(
        "Trip\n\nA. Book\n   a. Train\n   b. Hotel (1h)\nB. Pack\n   a. Tent\n",
        "1 Book\n1.1 Train\n1.2 Hotel 60m\n2 Pack\n2.1 Tent",
    );
}

#[test]
fn places_in_a_list_are_counted_by_its_numbers_and_not_by_words_of_titles() {
    check(
        "# P\n\n* Kick-off\n\n1. Phase one\n   1. Do A\n      1. Do A1\n   2. Do B, after 1.1\n",
        "1 Kick-off
         2 Phase one [Phase one]
         2.1 Do A [1]
         2.1.1 Do A1 [1]
         2.2 Do B [2] <- 2.1",
    );
    check(
        "# P\n\n1. Sprint two\n   1. Dig\n      1. Mark\n   2. Fill (1d), after 1.1\n",
        "1 Sprint two [Sprint two]
         1.1 Dig [1]
         1.1.1 Mark [1]
         1.2 Fill [2] 480m <- 1.1",
    );
}

#[test]
fn a_list_of_tasks_in_a_fence_is_a_list() {
    check(
        "# Site\n\n```[tasklist]\n### Tasks\n- [ ] Draft\n- [x] Ship (2h)\n```\n\nThanks.\n",
        "1 Draft\n2 Ship 120m done",
    );
    check("```[tasklist]\n- [ ] Draft\n```\n\n```sh\n- [ ] no task\n```\n\n- [ ] Ship\n", "1 Draft\n2 Ship");
}
