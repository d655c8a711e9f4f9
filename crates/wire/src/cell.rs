//! Parts of a record as stores keep them, each in a column of its own: metadata, origins, estimates, working hours and the like as JSON text.

use std::collections::BTreeMap;

use planwright_domain::{
    Absence, Availability, BaselineTask, Constraint, Estimate, Exception, Origin, ResourceId, TaskId, Value,
    Week,
};

use crate::fault::{WireError, document};
use crate::shape::{Shape, Unknown, Written};

/// A part of a record that a store may keep as a text of its own.
pub trait Cell: Sized {
    /// Writes it.
    fn to_json(&self) -> String;
    /// Reads it; what is not known is refused.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    fn from_json(text: &str) -> Result<Self, WireError>;
}

macro_rules! cells {
    ($($type:ty),* $(,)?) => {$(
        impl Cell for $type {
            fn to_json(&self) -> String {
                crate::write(&Written(self))
            }

            fn from_json(text: &str) -> Result<Self, WireError> {
                shape(text)
            }
        }
    )*};
}

cells!(
    BTreeMap<String, Value>,
    Origin,
    Estimate,
    Constraint,
    Week,
    Vec<Exception>,
    Vec<Availability>,
    Vec<Absence>,
    Vec<ResourceId>,
    BTreeMap<TaskId, BaselineTask>,
);

fn shape<T: Shape>(text: &str) -> Result<T, WireError> {
    document(text, "", Unknown::Refused)
}

#[cfg(test)]
mod tests {
    use planwright_domain::{Confidence, Decimal, OriginKind};

    use super::*;

    #[test]
    fn cells_read_back() {
        let metadata =
            BTreeMap::from([("x".to_owned(), Value::Decimal(Decimal::parse("0.10").expect("a number")))]);
        assert_eq!(BTreeMap::from_json(&metadata.to_json()), Ok(metadata));
        let origin = Origin { line: Some(3), ..Origin::new(OriginKind::Stated) };
        assert_eq!(Origin::from_json(&origin.to_json()), Ok(origin));
        let estimate = Estimate { low: 1, likely: 2, high: 3, confidence: Some(Confidence::per_mille(5)) };
        assert_eq!(Estimate::from_json(&estimate.to_json()), Ok(estimate));
        assert!(Estimate::from_json("{").is_err());
    }
}
