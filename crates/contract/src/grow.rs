//! Histories for tests: a project that grows by patches, by hand or by chance, each of them accepted by `apply`.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use planwright_domain::{
    Applied, Author, Dependency, Kind, Link, LinkChange, LinkId, LinkType, MetaChange, Patch, PatchId,
    Priority, Project, ProjectId, Status, Task, TaskChange, TaskId, Version, apply,
};
use planwright_ports::{Append, ProjectStore};

use crate::dice::Dice;

/// So many different tasks and links: few, so that they clash often.
const POOL: usize = 6;

/// A moment of the test's own time, `n` minutes after its beginning.
pub fn moment(n: u64) -> Timestamp {
    Timestamp::UNIX_EPOCH
        + SignedDuration::from_hours(24 * 365 * 50)
        + SignedDuration::from_secs(60 * n as i64)
}

/// A project that grows, and the patches that made it.
#[derive(Debug, Clone)]
pub struct Growing {
    /// What the patches add up to.
    pub project: Project,
    /// The patches, oldest first.
    pub log: Vec<Applied>,
    dice: Dice,
}

impl Growing {
    /// A project brought into being with this title, as version 1.
    pub fn new(seed: u64, title: &str) -> Self {
        let mut dice = Dice::new(seed);
        let project = Project::void(ProjectId::from_bits(dice.wide()));
        let mut growing = Self { project, log: Vec::new(), dice };
        growing.step(|patch| patch.meta.title = Some(title.to_owned()));
        growing
    }

    /// The project's id.
    pub fn id(&self) -> ProjectId {
        self.project.id()
    }

    /// The patch that brought it into being.
    pub fn creation(&self) -> &Applied {
        &self.log[0]
    }

    /// The newest patch.
    pub fn newest(&self) -> &Applied {
        &self.log[self.log.len() - 1]
    }

    /// An empty patch against the newest version.
    pub fn patch(&mut self) -> Patch {
        let id = PatchId::from_bits(self.dice.wide());
        Patch::new(id, self.id(), self.project.version(), Author::new("ann"), "because")
    }

    /// Applies a patch that the rules accept.
    pub fn step(&mut self, fill: impl FnOnce(&mut Patch)) -> &Applied {
        let mut patch = self.patch();
        fill(&mut patch);
        let applied = apply(&mut self.project, &patch).expect("the test's own patch keeps the rules");
        self.log.push(applied);
        self.newest()
    }

    /// Applies a patch made by chance, one that the rules accept.
    pub fn random_step(&mut self) -> &Applied {
        loop {
            let patch = self.random_patch();
            if let Ok(applied) = apply(&mut self.project, &patch) {
                self.log.push(applied);
                return self.newest();
            }
        }
    }

    /// A patch made by chance; the rules may refuse it.
    pub fn random_patch(&mut self) -> Patch {
        let mut patch = self.patch();
        let dice = &mut self.dice;
        for _ in 0..=dice.below(4) {
            let id = task_id(dice.below(POOL));
            match (self.project.task(id).is_some(), dice.below(8)) {
                (false, 0) => patch.update_task(id, random_change(dice)),
                (false, _) => patch.create_task(random_task(dice, id)),
                (true, 0) => patch.create_task(random_task(dice, id)),
                (true, 1) => patch.delete_task(id),
                (true, _) => patch.update_task(id, random_change(dice)),
            }
        }
        for _ in 0..dice.below(3) {
            let id = LinkId::from_bits(dice.below(POOL) as u128 + 1);
            match (self.project.link(id).is_some(), dice.below(6)) {
                (true, 0..3) => patch.delete_link(id),
                (true, _) => patch.update_link(id, random_link_change(dice)),
                (false, 0) => patch.delete_link(id),
                (false, _) => patch.create_link(random_link(dice, id)),
            }
        }
        if dice.once_in(3) {
            let tasks: Vec<TaskId> = (0..POOL).map(task_id).collect();
            crate::people::random(&mut patch, &self.project, &tasks, dice);
        }
        if dice.once_in(6) {
            patch.meta = MetaChange {
                depth_limit: Some(dice.below(5) as u32 + 1),
                summary: Some(dice.once_in(2).then(|| word(dice))),
                ..MetaChange::default()
            };
        }
        patch
    }

    /// Stores the whole history, one patch a minute.
    pub async fn store(&self, store: &impl ProjectStore) {
        for applied in &self.log {
            self.store_one(store, applied).await;
        }
    }

    /// Stores one patch of the history as the next of the log.
    pub async fn store_one(&self, store: &impl ProjectStore, applied: &Applied) {
        let (base, at) = (applied.patch().base, moment(applied.version().0));
        let append = if base == Version(0) {
            store.create(applied, at).await
        } else {
            store.append(self.id(), base, applied, at).await
        };
        assert_eq!(append.expect("the store works"), Append::Appended(base.next()));
    }
}

fn task_id(n: usize) -> TaskId {
    // Spread out, so that the order of ids differs from the order in which they are made.
    TaskId::from_bits((n as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

fn word(dice: &mut Dice) -> String {
    let words = ["Plaster", "Paint the hall", "Möbel", "it's; DROP TABLE tasks --", "塗る \"x\"", "%_\\"];
    (*dice.pick(&words)).to_owned()
}

fn random_task(dice: &mut Dice, id: TaskId) -> Task {
    let mut task = Task::new(id, word(dice));
    task.parent = dice.once_in(2).then(|| task_id(dice.below(POOL)));
    task.position = dice.below(4) as i64;
    task.status = *dice.pick(Status::ALL);
    task.priority = dice.once_in(2).then(|| *dice.pick(Priority::ALL));
    task.effort = dice.once_in(2).then(|| dice.below(500) as u32 + 1);
    task.due = dice.once_in(3).then(|| date(2027, 1, dice.below(20) as i8 + 1));
    if dice.once_in(4) {
        task.planned_start = Some(date(2027, 1, 4).at(9, 0, 0, 0));
        task.duration = Some(dice.below(500) as u32 + 1);
        task.interruptible = dice.once_in(2);
    }
    if dice.once_in(8) {
        task.duration = None;
        (task.kind, task.effort) = (Kind::Milestone, None);
    }
    if dice.once_in(3) {
        task.labels.insert(word(dice));
    }
    task
}

fn random_change(dice: &mut Dice) -> TaskChange {
    let task = random_task(dice, task_id(0));
    let mut change = TaskChange::default();
    match dice.below(9) {
        0 | 1 => change.parent = Some(task.parent),
        2 => change.position = Some(task.position),
        3 => change.title = Some(task.title),
        4 => change.status = Some(task.status),
        5 => change.effort = Some(task.effort),
        6 => change.due = Some(task.due),
        7 => (change.planned_start, change.remaining) = (Some(task.planned_start), Some(Some(30))),
        _ => (change.labels, change.priority) = (Some(task.labels), Some(task.priority)),
    }
    change
}

fn random_link(dice: &mut Dice, id: LinkId) -> Link {
    let mut link = Link::blocks(id, task_id(dice.below(POOL)), task_id(dice.below(POOL)));
    link.dependency = *dice.pick(Dependency::ALL);
    if dice.once_in(4) {
        link.link_type = *dice.pick(LinkType::ALL);
    }
    link
}

fn random_link_change(dice: &mut Dice) -> LinkChange {
    let mut change = LinkChange::default();
    match dice.below(4) {
        0 => change.to = Some(task_id(dice.below(POOL))),
        1 => change.from = Some(task_id(dice.below(POOL))),
        2 => change.dependency = Some(*dice.pick(Dependency::ALL)),
        _ => change.lag = Some(dice.below(100) as i32),
    }
    change
}
