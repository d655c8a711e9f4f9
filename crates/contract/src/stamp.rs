//! One macro for each suite. It names every law once more, so that a failing test says which law and which store.

use std::future::Future;

/// Runs a future to its end on this thread.
pub fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime without threads of its own always starts")
        .block_on(future)
}

/// Runs `n` futures at once, each on a thread of its own, and answers with what each came to.
pub fn at_once<T: Send>(n: usize, make: impl AsyncFn(usize) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let make = &make;
        let threads: Vec<_> = (0..n).map(|i| scope.spawn(move || run(make(i)))).collect();
        threads.into_iter().map(|t| t.join().expect("no racer panics")).collect()
    })
}

/// Stamps a test of every law of `module` over the store that `$make` makes.
#[doc(hidden)]
#[macro_export]
macro_rules! stamp {
    ($make:expr, $module:ident: $($law:ident)*) => {$(
        #[test]
        fn $law() {
            $crate::run(async {
                let (store, _kept) = $make().await;
                $crate::laws::$module::$law(&store).await;
            });
        }
    )*};
    ($make:expr, $given:expr, $module:ident: $law:ident) => {
        #[test]
        fn $law() {
            $crate::run(async {
                let (store, _kept) = $make().await;
                $crate::laws::$module::$law(&store, $given).await;
            });
        }
    };
}

/// Stamps the laws of [`planwright_ports::ProjectStore`] over a store. `$make` is an async function that answers with an
/// empty store and whatever must live as long as it.
#[macro_export]
macro_rules! project_store {
    ($make:expr) => {
        $crate::stamp!($make, appending:
            a_project_begins_at_version_one
            creating_twice_is_found_not_doubled
            creating_what_is_there_is_refused
            what_is_not_there_is_named
            an_append_is_seen_by_every_later_read
            an_append_to_an_older_head_is_told_the_head
            of_racing_appends_exactly_one_wins
            a_lost_acknowledgement_never_doubles
            a_retry_is_found_though_others_went_on
            an_append_that_slips_in_between_is_noticed
            an_empty_reason_and_odd_words_read_back
        );
        $crate::stamp!($make, history:
            replaying_the_log_gives_the_projection_at_every_version
            every_field_reads_back
            entries_come_in_ranges
            a_slice_answers_as_the_whole
            a_large_patch_reads_back_and_is_taken_back
        );
        $crate::stamp!($make, several:
            projects_do_not_touch_each_other
            projects_come_newest_change_first_with_their_counts
            heads_tell_pools_and_who_shares_them
            a_purge_leaves_only_a_tombstone
            a_purged_id_is_never_used_again
        );
        $crate::stamp!($make, finding:
            an_empty_query_finds_what_is_in_sight
            a_query_finds_by_project_and_repository
            a_query_finds_by_id_and_parent
            a_query_finds_by_status_priority_and_due_date
            a_query_finds_by_words_in_any_case
            a_query_orders_and_pages
        );
    };
}

/// Stamps the laws of [`planwright_ports::ProposalStore`] over a store that is a
/// [`ProjectStore`](planwright_ports::ProjectStore) too.
#[macro_export]
macro_rules! proposal_store {
    ($make:expr) => {
        $crate::stamp!($make, proposing:
            a_proposal_reads_back
            putting_again_changes_nothing
            a_proposal_is_settled_once
            of_racing_settlements_exactly_one_wins
            proposals_are_listed_newest_first_and_filtered
            a_purge_takes_the_proposals_along
        );
    };
}

/// Stamps the laws of [`planwright_ports::Bookmarks`] over a store.
#[macro_export]
macro_rules! bookmarks {
    ($make:expr) => {
        $crate::stamp!($make, remembering:
            a_bookmark_reads_back_and_is_replaced
        );
    };
}

/// Stamps the laws of [`planwright_ports::Upkeep`] over a store. `$tamper` is an async function that, given the store and
/// a project, changes the title of a task of it behind the store's back.
#[macro_export]
macro_rules! upkeep {
    ($make:expr, $tamper:expr) => {
        $crate::stamp!($make, mending:
            a_sound_store_has_no_faults
            a_rebuild_of_a_sound_store_changes_nothing
        );
        $crate::stamp!($make, $tamper, mending:
            tampering_is_found_and_mended
        );
    };
}

/// Stamps the laws of [`planwright_ports::Clock`] over a clock, made by an expression.
#[macro_export]
macro_rules! clock {
    ($make:expr) => {
        #[test]
        fn time_does_not_go_back() {
            $crate::laws::telling::time_does_not_go_back(&$make);
        }

        #[test]
        fn today_is_the_day_of_this_moment_somewhere() {
            $crate::laws::telling::today_is_the_day_of_this_moment_somewhere(&$make);
        }
    };
}

/// Stamps the laws of [`planwright_ports::Ids`] over a source of identifiers, made by an expression.
#[macro_export]
macro_rules! ids {
    ($make:expr) => {
        #[test]
        fn identifiers_do_not_come_twice() {
            $crate::laws::telling::identifiers_do_not_come_twice(&$make);
        }
    };
}
