//! Bookmarks.

use planwright_domain::ProjectId;
use planwright_ports::Bookmarks;

/// What was remembered last under a name is what is recalled; other names are not touched.
pub async fn a_bookmark_reads_back_and_is_replaced(store: &impl Bookmarks) {
    assert_eq!(store.recall("last").await.expect("recalled"), None);
    for id in [1, 2, u128::MAX].map(ProjectId::from_bits) {
        store.remember("last", id).await.expect("remembered");
        assert_eq!(store.recall("last").await.expect("recalled"), Some(id));
    }
    store.remember("it's another", ProjectId::from_bits(3)).await.expect("remembered");
    assert_eq!(store.recall("last").await.expect("recalled"), Some(ProjectId::from_bits(u128::MAX)));
    assert_eq!(store.recall("it's another").await.expect("recalled"), Some(ProjectId::from_bits(3)));
}
