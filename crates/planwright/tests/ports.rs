//! The clock and the identifiers of a real run, held to the laws of their ports.

mod system_clock {
    planwright_contract::clock!(planwright::SystemClock::new("Pacific/Kiritimati"));
}

mod clock_of_an_unknown_zone {
    planwright_contract::clock!(planwright::SystemClock::new("Nowhere/Atall"));
}

mod random_ids {
    planwright_contract::ids!(planwright::RandomIds::new());
}

mod seeded_ids {
    planwright_contract::ids!(planwright::RandomIds::seeded(7));
}
