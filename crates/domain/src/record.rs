//! Records and their changes. Every entity of a project has the same three shapes: the record, a change (some of its
//! fields with new values) and the names of its fields. The `record!` macro derives them from one list of fields, so
//! that applying, inverting, comparing, composing and merging can never disagree about which fields there are.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::Hash;

/// A record whose fields can be changed by a patch.
pub trait Record: Clone + PartialEq + fmt::Debug {
    /// What names the record within its project.
    type Id: Copy + Ord + Hash + fmt::Debug;
    /// A change to some of its fields.
    type Change: Change<Record = Self>;

    /// The record's identifier.
    fn id(&self) -> Self::Id;
}

/// New values for some of a record's fields. In each field `None` means unchanged; where the field itself is optional,
/// `Some(None)` clears it.
pub trait Change: Clone + Default + PartialEq + fmt::Debug {
    /// The record this changes.
    type Record;
    /// The names of the fields.
    type Field: Copy + Ord + fmt::Debug + Into<&'static str> + 'static;

    /// The fields this change sets, in the record's order.
    fn fields(&self) -> Vec<Self::Field>;
    /// Whether it sets nothing.
    fn is_empty(&self) -> bool;
    /// Sets the fields on `record`.
    fn apply_to(&self, record: &mut Self::Record);
    /// The change that gives this change's fields the values they have in `before`.
    fn inverse(&self, before: &Self::Record) -> Self;
    /// The change that sets every field to its value in `record`.
    fn whole(record: &Self::Record) -> Self;
    /// The smallest change that turns `from` into `to`.
    fn between(from: &Self::Record, to: &Self::Record) -> Self;
    /// This change followed by `later`.
    fn then(self, later: Self) -> Self;
    /// This change without the fields that already have their value in `current`.
    fn without_no_ops(self, current: &Self::Record) -> Self;
    /// This change, made against `base`, carried over to `head`: fields that head already has are dropped, sets are
    /// merged by element.
    ///
    /// # Errors
    /// The fields that head has changed to yet another value.
    fn carry(self, base: &Self::Record, head: &Self::Record) -> Result<Self, Vec<Self::Field>> {
        let (carried, clashes) = self.insist(base, head);
        if clashes.is_empty() { Ok(carried) } else { Err(clashes) }
    }
    /// As [`carry`](Self::carry), but where head has changed a field to yet another value this change's wins; those
    /// fields are named.
    fn insist(self, base: &Self::Record, head: &Self::Record) -> (Self, Vec<Self::Field>);
}

/// Merges a set by element: what `mine` added to and removed from `base`, done to `theirs`.
pub(crate) fn merge_sets(
    base: &BTreeSet<String>,
    mine: &BTreeSet<String>,
    theirs: &BTreeSet<String>,
) -> BTreeSet<String> {
    let mut merged: BTreeSet<String> =
        theirs.union(&mine.difference(base).cloned().collect()).cloned().collect();
    for removed in base.difference(mine) {
        merged.remove(removed);
    }
    merged
}

/// Declares a record, its change and its field names; see the module documentation. A field marked `set` is merged by
/// element when a patch is rebased.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident { $($body:tt)* }
        $(#[$cdoc:meta])* $change:ident;
        $(#[$fdoc:meta])* $field:ident;
        id $id:ty;
    ) => {
        $crate::record::record! { @struct [$(#[$doc])*] $name [#[doc = "What names it."] pub id: $id,] $($body)* }
        $crate::record::record! { @change [$(#[$cdoc])*] $change [$(#[$fdoc])*] $field $name $($body)* }

        impl $crate::record::Record for $name {
            type Id = $id;
            type Change = $change;

            fn id(&self) -> $id {
                self.id
            }
        }
    };
    (
        $(#[$doc:meta])* $name:ident { $($body:tt)* }
        $(#[$cdoc:meta])* $change:ident;
        $(#[$fdoc:meta])* $field:ident;
    ) => {
        $crate::record::record! { @struct [$(#[$doc])*] $name [] $($body)* }
        $crate::record::record! { @change [$(#[$cdoc])*] $change [$(#[$fdoc])*] $field $name $($body)* }
    };
    (@struct [$($doc:tt)*] $name:ident [$($id:tt)*]
        $($(#[$vdoc:meta])* $variant:ident $slot:ident: $type:ty = $word:literal $($set:ident)?),* $(,)?
    ) => {
        $($doc)*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($id)*
            $($(#[$vdoc])* pub $slot: $type,)*
        }
    };
    (@change [$($cdoc:tt)*] $change:ident [$($fdoc:tt)*] $field:ident $name:ident
        $($(#[$vdoc:meta])* $variant:ident $slot:ident: $type:ty = $word:literal $($set:ident)?),* $(,)?
    ) => {
        $($cdoc)*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $change { $($(#[$vdoc])* pub $slot: Option<$type>,)* }

        $($fdoc)*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $field { $($(#[$vdoc])* $variant,)* }

        impl $field {
            /// Every field, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The field's name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl From<$field> for &'static str {
            fn from(field: $field) -> Self {
                field.name()
            }
        }

        impl $crate::record::Change for $change {
            type Record = $name;
            type Field = $field;

            fn fields(&self) -> Vec<$field> {
                let mut fields = Vec::new();
                $(if self.$slot.is_some() { fields.push($field::$variant); })*
                fields
            }

            fn is_empty(&self) -> bool {
                true $(&& self.$slot.is_none())*
            }

            fn apply_to(&self, record: &mut $name) {
                $(if let Some(value) = &self.$slot { record.$slot.clone_from(value); })*
            }

            fn inverse(&self, before: &$name) -> Self {
                Self { $($slot: self.$slot.as_ref().map(|_| before.$slot.clone()),)* }
            }

            fn whole(record: &$name) -> Self {
                Self { $($slot: Some(record.$slot.clone()),)* }
            }

            fn between(from: &$name, to: &$name) -> Self {
                Self { $($slot: (from.$slot != to.$slot).then(|| to.$slot.clone()),)* }
            }

            fn then(self, later: Self) -> Self {
                Self { $($slot: later.$slot.or(self.$slot),)* }
            }

            fn without_no_ops(self, current: &$name) -> Self {
                Self { $($slot: self.$slot.filter(|value| *value != current.$slot),)* }
            }

            fn insist(self, base: &$name, head: &$name) -> (Self, Vec<$field>) {
                let mut clashes = Vec::new();
                let carried = Self { $($slot: match self.$slot {
                    Some(value) if value == head.$slot => None,
                    Some(value) if head.$slot == base.$slot => Some(value),
                    Some(value) => {
                        let merged = $crate::record::record!(@merge $($set)? base.$slot, value, head.$slot);
                        if merged.is_none() { clashes.push($field::$variant); }
                        Some(merged.unwrap_or(value)).filter(|m| *m != head.$slot)
                    }
                    None => None,
                },)* };
                (carried, clashes)
            }
        }
    };
    (@merge set $base:expr, $mine:expr, $theirs:expr) => {
        Some($crate::record::merge_sets(&$base, &$mine, &$theirs))
    };
    (@merge $base:expr, $mine:expr, $theirs:expr) => {
        None
    };
}
pub(crate) use record;

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sets_merge_by_element() {
        let merged = merge_sets(&set(&["a", "b"]), &set(&["a", "c"]), &set(&["a", "b", "d"]));
        assert_eq!(merged, set(&["a", "c", "d"]));
    }

    #[test]
    fn a_change_is_taken_back_followed_and_compared_field_by_field() {
        use crate::id::TaskId;
        use crate::task::{Task, TaskChange, TaskField};
        let before = Task { effort: Some(60), ..Task::new(TaskId::from_bits(1), "Roof") };
        let change = TaskChange { title: Some("Tiles".into()), effort: Some(None), ..TaskChange::default() };
        let mut after = before.clone();
        change.apply_to(&mut after);
        assert_eq!((after.title.as_str(), after.effort), ("Tiles", None));
        assert_eq!(TaskChange::between(&before, &after), change);
        assert_eq!(change.fields(), [TaskField::Title, TaskField::Effort]);
        let back = change.inverse(&before);
        assert_eq!(TaskChange::between(&after, &before), back);
        assert_eq!(change.clone().then(back.clone()), back);
        assert!(change.clone().without_no_ops(&after).is_empty());
        assert_eq!(change.clone().without_no_ops(&before), change);
        let mut blank = Task::new(TaskId::from_bits(1), "");
        TaskChange::whole(&before).apply_to(&mut blank);
        assert_eq!(blank, before);
    }

    #[test]
    fn a_field_both_changed_is_a_clash_and_a_set_is_merged() {
        use crate::id::TaskId;
        use crate::task::{Task, TaskChange, TaskField};
        let base = Task { labels: set(&["a"]), ..Task::new(TaskId::from_bits(1), "Roof") };
        let head = Task { title: "Tiles".into(), labels: set(&["a", "b"]), ..base.clone() };
        let labels = TaskChange { labels: Some(set(&["a", "c"])), ..TaskChange::default() };
        let carried = labels.clone().carry(&base, &head).unwrap();
        assert_eq!(carried.labels, Some(set(&["a", "b", "c"])));
        let title = TaskChange { title: Some("Thatch".into()), ..labels };
        assert_eq!(title.clone().carry(&base, &head), Err(vec![TaskField::Title]));
        let (insisted, clashes) = title.insist(&base, &head);
        assert_eq!((insisted.title.as_deref(), clashes), (Some("Thatch"), vec![TaskField::Title]));
        assert_eq!(insisted.labels, Some(set(&["a", "b", "c"])));
        let same = TaskChange { title: Some("Tiles".into()), ..TaskChange::default() };
        assert_eq!(same.carry(&base, &head), Ok(TaskChange::default()));
    }
}
