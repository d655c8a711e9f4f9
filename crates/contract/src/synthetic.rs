//! Projects of any size from a seed, for tests and measurements: a tree with titles that read like titles, efforts,
//! statuses, milestones, and links that never go round. The same shape gives the same project on every machine, and
//! every one keeps all rules of a plan.

mod crew;
mod titles;

use std::collections::HashSet;
use std::ops::RangeInclusive;

use jiff::civil::date;
use planwright_domain::{
    Dependency, Extent, Kind, Link, LinkId, Meta, POSITION_STEP, Priority, Project, ProjectId, Status, Task,
    TaskId, Version,
};

use crate::dice::Dice;
use titles::Titles;

/// The deepest level a project may allow.
const DEEPEST: usize = 64;
/// Four links of five join tasks that are no further apart than this.
const NEAR: usize = 50;

/// What a synthetic project is like.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Tasks, summary tasks with them.
    pub tasks: usize,
    /// Levels of the tree: 1 is a flat list. At most 64; all of them are used where there are tasks enough.
    pub levels: usize,
    /// Links for each task, on average. Where there is no room for so many, there are fewer.
    pub density: f64,
    /// Only finish-to-start links without lag.
    pub plain_links: bool,
    /// Efforts of work packages in minutes, from and to; they come in half hours where there is room.
    pub minutes: RangeInclusive<u32>,
    /// People with calendars of their own, who do all the work; with none some tasks name somebody of whom nothing is known.
    pub people: usize,
    /// What all chance comes from.
    pub seed: u64,
}

impl Default for Shape {
    /// A hundred tasks on three levels, with a link for each.
    fn default() -> Self {
        Self {
            tasks: 100,
            levels: 3,
            density: 1.0,
            plain_links: false,
            minutes: 30..=1920,
            people: 0,
            seed: 1,
        }
    }
}

impl Shape {
    /// The project of this shape.
    pub fn project(&self) -> Project {
        let mut dice = Dice::new(self.seed);
        let id = ProjectId::from_bits(dice.wide() | 1);
        let levels = self.levels.clamp(1, DEEPEST);
        let titles = Titles::new(&mut dice);
        let mut meta = Meta::new(titles.project().to_owned());
        meta.depth_limit = meta.depth_limit.max(levels as u32);
        meta.start = Some(date(2026, 3, 2));
        let mut tree = self.tree(levels, &titles, &mut dice);
        let links = self.links(&tree, &mut dice);
        if self.people == 0 {
            return Project::assemble(id, Version(2), meta, tree.tasks, links, Extent::Whole);
        }
        let (calendars, resources) = crew::crew(self.people, &mut tree.tasks, &mut dice);
        Project::assemble(id, Version(2), meta, tree.tasks, links, Extent::Whole)
            .with_calendars(calendars)
            .with_resources(resources)
    }

    fn tree(&self, levels: usize, titles: &Titles, dice: &mut Dice) -> Tree {
        let mut tree = Tree { tasks: Vec::with_capacity(self.tasks), last: Vec::with_capacity(self.tasks) };
        // The summary tasks that may get more children, with how many they have.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for n in 0..self.tasks {
            // The first tasks go straight down, so that every level is there; later a summary task is left once in eight.
            while n >= levels && open.last().is_some_and(|(_, children)| *children > 1) && dice.once_in(8) {
                open.pop();
            }
            let siblings = open.last().map_or(n, |(_, children)| *children) as i64;
            let goes_down = n < levels || open.is_empty() || dice.once_in(4);
            let summary = goes_down && open.len() + 1 < levels && n + 1 < self.tasks;
            let parent = open.last().map(|(parent, _)| tree.tasks[*parent].id);
            let task = Task {
                parent,
                position: (siblings + 1) * POSITION_STEP,
                ..Task::new(TaskId::from_bits(dice.wide() | 1), "")
            };
            tree.tasks.push(self.filled(task, summary, open.len(), titles, dice));
            tree.last.push(n);
            open.iter().for_each(|(above, _)| tree.last[*above] = n);
            if let Some((_, children)) = open.last_mut() {
                *children += 1;
            }
            if summary {
                open.push((n, 0));
            }
        }
        tree
    }

    fn filled(&self, task: Task, summary: bool, level: usize, titles: &Titles, dice: &mut Dice) -> Task {
        if summary {
            return Task { title: titles.summary(level, dice), ..task };
        }
        let milestone = self.levels > 1 && dice.once_in(25);
        if milestone {
            return Task { title: titles.milestone(dice), kind: Kind::Milestone, ..task };
        }
        let status = match dice.below(20) {
            0..3 => Status::Done,
            3 => Status::InProgress,
            4 => Status::Blocked,
            _ => Status::Todo,
        };
        let due = dice.once_in(12).then(|| date(2026, 4 + dice.below(8) as i8, 1 + dice.below(28) as i8));
        let mut task = Task {
            title: titles.task(dice),
            effort: Some(self.effort(dice)),
            status,
            due,
            priority: Priority::ALL.get(dice.below(16)).copied(),
            ..task
        };
        if dice.once_in(3) {
            task.assignees.insert(titles.person(dice).to_owned());
        }
        task
    }

    fn effort(&self, dice: &mut Dice) -> u32 {
        let (least, most) = ((*self.minutes.start()).max(1), (*self.minutes.end()).max(1));
        let most = most.max(least);
        let halves = (most - least) / 30;
        match halves {
            0 => least + dice.below((most - least + 1) as usize) as u32,
            // Small ones are the usual: the lower of two throws.
            halves => {
                least + 30 * dice.below(halves as usize + 1).min(dice.below(halves as usize + 1)) as u32
            }
        }
    }

    /// Links that follow the order of the tree, so that nothing goes round.
    fn links(&self, tree: &Tree, dice: &mut Dice) -> Vec<Link> {
        let tasks = tree.tasks.len();
        let wanted = (tasks as f64 * self.density.max(0.0)).round() as usize;
        let mut links = Vec::with_capacity(wanted.min(1 << 24));
        let mut taken: HashSet<(usize, usize)> = HashSet::new();
        if tasks < 2 {
            return links;
        }
        for _ in 0..wanted.saturating_mul(8) {
            if links.len() == wanted {
                break;
            }
            let from = dice.below(tasks - 1);
            let rest = tasks - 1 - from;
            let reach = if dice.once_in(5) { rest } else { NEAR.min(rest) };
            let to = from + 1 + dice.below(reach);
            // Invariant: `to` comes after everything below `from`. Then every start and finish that a link ties
            // comes later in the order of the tree than what it waits for, and no circle can close.
            let far = tree.last[from] < to;
            // Most links are between work packages.
            let usual = tree.is_package(from) && tree.is_package(to) || dice.once_in(10);
            if far && usual && taken.insert((from, to)) {
                let id = LinkId::from_bits(dice.wide() | 1);
                links.push(self.link(Link::blocks(id, tree.tasks[from].id, tree.tasks[to].id), dice));
            }
        }
        links
    }

    fn link(&self, mut link: Link, dice: &mut Dice) -> Link {
        if !self.plain_links {
            (link.dependency, link.lag) = match dice.below(100) {
                0..84 => (Dependency::FinishToStart, 0),
                84..90 => (Dependency::FinishToStart, 30 * dice.below(20) as i32 - 120),
                90..95 => (Dependency::StartToStart, 30 * dice.below(20) as i32),
                95..99 => (Dependency::FinishToFinish, 0),
                _ => (Dependency::StartToFinish, 0),
            };
        }
        link
    }
}

/// Tasks in the order of the tree.
struct Tree {
    tasks: Vec<Task>,
    /// For each task the place of the last one below it, or its own.
    last: Vec<usize>,
}

impl Tree {
    fn is_package(&self, n: usize) -> bool {
        self.last[n] == n
    }
}

#[cfg(test)]
mod tests {
    use planwright_domain::{check, diff};
    use proptest::prelude::*;

    use super::*;

    fn shapes() -> impl Strategy<Value = Shape> {
        let numbers = (0usize..300, 0usize..80, 0.0f64..6.0, any::<bool>(), 0usize..6);
        (numbers, 0u32..200, 0u32..2000, any::<u64>()).prop_map(
            |((tasks, levels, density, plain_links, people), least, more, seed)| Shape {
                tasks,
                levels,
                density,
                plain_links,
                minutes: least..=least + more,
                people,
                seed,
            },
        )
    }

    proptest! {
        #[test]
        fn every_project_keeps_the_rules(shape in shapes()) {
            let project = shape.project();
            prop_assert_eq!(check(&project), []);
            prop_assert_eq!(project.tasks().len(), shape.tasks);
            prop_assert!(project.network().is_ordered());
        }

        #[test]
        fn the_same_shape_gives_the_same_project(shape in shapes()) {
            let (one, other) = (shape.project(), shape.project());
            prop_assert_eq!(one.id(), other.id());
            prop_assert!(one.says_the_same(&other));
        }

        #[test]
        fn every_level_is_used(levels in 1usize..64, seed in any::<u64>()) {
            let project = Shape { tasks: 200, levels, seed, ..Shape::default() }.project();
            let deepest = project.walk().map(|met| met.code.depth()).max();
            prop_assert_eq!(deepest, Some(levels));
        }

        #[test]
        fn efforts_are_within_their_limits(least in 1u32..500, more in 0u32..500, seed in any::<u64>()) {
            let shape = Shape { minutes: least..=least + more, seed, ..Shape::default() };
            let project = shape.project();
            let mut efforts = project.tasks().filter_map(|task| task.effort);
            prop_assert!(efforts.all(|effort| shape.minutes.contains(&effort)));
        }
    }

    #[test]
    fn another_seed_gives_another_project() {
        let (one, other) = (Shape::default().project(), Shape { seed: 2, ..Shape::default() }.project());
        assert!(!one.says_the_same(&other));
        let patch = diff(
            &one,
            &other,
            planwright_domain::PatchId::from_bits(1),
            planwright_domain::Author::new("test"),
            "",
        );
        assert!(!patch.is_empty());
    }

    #[test]
    fn there_are_as_many_links_as_were_asked_for() {
        for density in [0.0, 0.5, 1.0, 3.0] {
            let project = Shape { tasks: 1000, density, ..Shape::default() }.project();
            assert_eq!(project.links().len(), (1000.0 * density) as usize);
        }
    }

    #[test]
    fn titles_are_mostly_different() {
        let project = Shape { tasks: 1000, ..Shape::default() }.project();
        let titles: HashSet<&str> = project.tasks().map(|task| task.title.as_str()).collect();
        assert!(titles.len() > 700, "{}", titles.len());
    }
}
