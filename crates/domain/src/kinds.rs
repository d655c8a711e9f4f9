//! The six kinds of records a project holds. What is done alike for each of them (applying, composing, comparing,
//! rebasing …) is written once, for any [`Entity`], and carried through all kinds by `kinds!`, so that none is forgotten.

use std::collections::BTreeMap;

use crate::baseline::Baseline;
use crate::calendar::Calendar;
use crate::id::{AssignmentId, BaselineId, CalendarId, LinkId, ResourceId, TaskId};
use crate::link::Link;
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::record::Record;
use crate::resource::{Assignment, Resource};
use crate::task::Task;

/// A record that a project holds and a patch changes.
pub trait Entity: Record {
    /// The word for one of them.
    const NOUN: &'static str;

    /// What a patch does to records of this kind.
    fn ops(patch: &Patch) -> &BTreeMap<Self::Id, Op<Self>>;
    /// The same, to be added to.
    fn ops_mut(patch: &mut Patch) -> &mut BTreeMap<Self::Id, Op<Self>>;
    /// The record of this id.
    fn find(project: &Project, id: Self::Id) -> Option<&Self>;
    /// Names what a patch does to this record.
    fn op_ref(id: Self::Id) -> OpRef;
    /// Its id in letters.
    fn letters(id: Self::Id) -> String;
}

/// Calls a macro with every kind: its place in patches and projects, its reader, its type and its word.
macro_rules! kinds {
    ($then:ident) => {
        $then! {
            tasks task Task TaskId "task",
            links link Link LinkId "link",
            calendars calendar Calendar CalendarId "calendar",
            resources resource Resource ResourceId "resource",
            assignments assignment Assignment AssignmentId "assignment",
            baselines baseline Baseline BaselineId "baseline",
        }
    };
}
pub(crate) use kinds;

macro_rules! entities {
    ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
        /// An operation of a patch, named by what it is done to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum OpRef {
            /// The change of the project's own fields.
            Meta,
            $(
                #[doc = concat!("What happens to this ", $noun, ".")]
                $kind($id),
            )*
        }

        $(impl Entity for $kind {
            const NOUN: &'static str = $noun;

            fn ops(patch: &Patch) -> &BTreeMap<$id, Op<Self>> {
                &patch.$slot
            }

            fn ops_mut(patch: &mut Patch) -> &mut BTreeMap<$id, Op<Self>> {
                &mut patch.$slot
            }

            fn find(project: &Project, id: $id) -> Option<&Self> {
                project.$reader(id)
            }

            fn op_ref(id: $id) -> OpRef {
                OpRef::$kind(id)
            }

            fn letters(id: $id) -> String {
                id.letters()
            }
        })*
    };
}
kinds!(entities);
