//! What of a link a notation leaves out. Must never tell of what goes with its link.

use planwright_domain::{Dependency, LagKind, Link, LinkType};

use super::{Carries, Feature};

use Feature as F;

/// Whether a link has the feature; what goes with its link is not told twice.
pub(super) fn on_link(feature: Feature, link: &Link, carries: Carries) -> bool {
    let stays = !carries.left_out().any(|f| f != feature && drops(f, link));
    match feature {
        F::Links | F::StartToStart | F::FinishToFinish | F::StartToFinish | F::Remarks => {
            drops(feature, link)
        }
        F::Lags => stays && link.lag != 0 && link.lag_kind == LagKind::Working,
        F::ElapsedLags => stays && link.lag != 0 && link.lag_kind == LagKind::Elapsed,
        F::Leads => {
            let kind = if link.lag_kind == LagKind::Elapsed { F::ElapsedLags } else { F::Lags };
            stays && link.lag < 0 && carries.has(kind)
        }
        F::Metadata => stays && !link.metadata.is_empty(),
        _ => false,
    }
}

/// Whether a notation without the feature cannot say that the link is there.
pub(super) fn drops(feature: Feature, link: &Link) -> bool {
    let blocks = link.link_type == LinkType::Blocks;
    match feature {
        F::Links => blocks && link.dependency == Dependency::FinishToStart,
        F::StartToStart => blocks && link.dependency == Dependency::StartToStart,
        F::FinishToFinish => blocks && link.dependency == Dependency::FinishToFinish,
        F::StartToFinish => blocks && link.dependency == Dependency::StartToFinish,
        F::Remarks => !blocks,
        _ => false,
    }
}

/// A link without the feature.
pub(super) fn link_without(feature: Feature, link: Link) -> Link {
    let elapsed = link.lag_kind == LagKind::Elapsed;
    match feature {
        F::Lags if !elapsed => Link { lag: 0, ..link },
        F::ElapsedLags if elapsed => Link { lag: 0, lag_kind: LagKind::Working, ..link },
        F::Leads if link.lag < 0 => Link { lag: 0, lag_kind: LagKind::Working, ..link },
        F::Metadata => Link { metadata: Default::default(), ..link },
        F::Origins => Link { origin: None, ..link },
        _ => link,
    }
}
