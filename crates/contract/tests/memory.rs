//! The reference holds its own laws.

use planwright_contract::Memory;

async fn fresh() -> (Memory, ()) {
    (Memory::new(), ())
}

planwright_contract::project_store!(fresh);
planwright_contract::proposal_store!(fresh);
planwright_contract::bookmarks!(fresh);

mod upkeep {
    //! There is no projection to tamper with, so only the laws of sound stores are stamped.

    use super::fresh;

    planwright_contract::stamp!(fresh, mending:
        a_sound_store_has_no_faults
        a_rebuild_of_a_sound_store_changes_nothing
    );
}

mod clock {
    planwright_contract::clock!(planwright_contract::FixedClock::new(jiff::Timestamp::UNIX_EPOCH));
}

mod ids {
    planwright_contract::ids!(planwright_contract::SeededIds::new(1));
}
