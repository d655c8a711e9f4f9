//! What a task is called on a terminal: its wbs code and the shortest beginning of its id that names no other.

use planwright::domain::{IdMap, Project, TaskId, Wbs, unique_prefix_lengths};

/// How many letters of an id are shown at least.
const FEWEST_LETTERS: usize = 4;

/// How many where only some of a project's tasks are at hand: fewer could name others, too.
const LETTERS_AMONG_STRANGERS: usize = 6;

/// The wbs codes of a project's tasks.
#[derive(Debug)]
pub(super) struct Codes(IdMap<TaskId, (u32, String)>);

impl Codes {
    /// Of every task that hangs in the tree.
    pub(super) fn of(project: &Project) -> Self {
        Self(
            (0..)
                .zip(project.walk())
                .map(|(n, Wbs { code, task })| (task.id, (n, code.to_string())))
                .collect(),
        )
    }

    /// The code of a task; empty where it does not hang in the tree.
    pub(super) fn get(&self, id: TaskId) -> &str {
        self.0.get(&id).map_or("", |(_, code)| code.as_str())
    }

    /// Where a task comes in the order of the tree; those that do not hang in it come last.
    pub(super) fn place(&self, id: TaskId) -> u32 {
        self.0.get(&id).map_or(u32::MAX, |(place, _)| *place)
    }

    /// The code of a task, or the beginning of its id where it has none.
    pub(super) fn name(&self, id: TaskId) -> String {
        match self.get(id) {
            "" => id.letters()[..8].to_owned(),
            code => code.to_owned(),
        }
    }
}

/// The shortest unique beginnings of ids, at least four letters each.
#[derive(Debug)]
pub(super) struct ShortIds(IdMap<TaskId, usize>);

impl ShortIds {
    /// Of these tasks among themselves.
    pub(super) fn of(ids: impl IntoIterator<Item = TaskId>) -> Self {
        Self::in_rows(ids.into_iter().map(|id| (id, Some(FEWEST_LETTERS))))
    }

    /// Of rows that may be only some of the tasks there are, each with the letters that tell it from the others where
    /// these are known.
    pub(super) fn in_rows(rows: impl Iterator<Item = (TaskId, Option<usize>)>) -> Self {
        let mut known: Vec<(u128, usize)> =
            rows.map(|(id, letters)| (id.bits(), letters.unwrap_or(LETTERS_AMONG_STRANGERS))).collect();
        known.sort_unstable();
        known.dedup_by_key(|(bits, _)| *bits);
        let bits: Vec<u128> = known.iter().map(|(bits, _)| *bits).collect();
        let lengths =
            unique_prefix_lengths(&bits).into_iter().zip(&known).map(|(here, (_, known))| here.max(*known));
        Self(bits.iter().map(|bits| TaskId::from_bits(*bits)).zip(lengths).collect())
    }

    /// The beginning of a task's id.
    pub(super) fn get(&self, id: TaskId) -> String {
        let mut letters = id.letters();
        letters.truncate(self.0.get(&id).copied().unwrap_or(FEWEST_LETTERS));
        letters
    }
}

/// The shortest unique beginnings of any ids, in their order.
pub(super) fn shortest(ids: &[u128]) -> Vec<String> {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let lengths = unique_prefix_lengths(&sorted);
    let short = |bits: &u128| {
        let length = sorted.binary_search(bits).map_or(FEWEST_LETTERS, |at| lengths[at]);
        let mut letters = TaskId::from_bits(*bits).letters();
        letters.truncate(length);
        letters
    };
    ids.iter().map(short).collect()
}
