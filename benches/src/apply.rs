//! Single changes to a big project in memory, through the same door as every other change: [`planwright_domain::apply`].
//! Beside them what looks at the whole project once.

use planwright_contract::Dice;
use planwright_domain::{
    Author, Extent, IdSet, LinkId, Meta, Patch, PatchId, Priority, Project, ProjectId, Readiness, Status,
    Task, TaskChange, TaskId, Version, apply, check, roll_up,
};

use crate::generate::{Build, Plan, plan};
use crate::measure::{Each, median, say};

const PROJECT: ProjectId = ProjectId::from_bits(1);

/// `[tasks, links, changes]`, by default 100,000, 300,000 and 2,000 of each kind.
pub(crate) fn run(words: &[String]) {
    let number = |nth: usize, usual: usize| words.get(nth).and_then(|w| w.parse().ok()).unwrap_or(usual);
    let (tasks, links, changes) = (number(0, 100_000).max(10), number(1, 300_000), number(2, 2_000));
    let plan = plan(Build::Tree, tasks, links, 7);
    let mut project = assembled(&plan);
    say(&format!("{} tasks, {} links (CPU ms, median of 5)", project.tasks().len(), project.links().len()));
    whole(&plan, &project);
    say(&format!("single changes through apply, {changes} of each kind"));
    let mut changer = Changer { plan: &plan, project: &mut project, dice: Dice::new(3), patches: 0 };
    changer.updates(changes);
    changer.creates(changes);
    changer.moves(changes);
    changer.links(changes);
    changer.cycles(changes / 10);
    let broken = check(&project).len();
    say(&format!("  the full check finds {broken} violations afterwards"));
}

fn whole(plan: &Plan, project: &Project) {
    let (took, _) = median(5, || assembled(plan));
    say(&format!("  assemble   {took:>7.1}"));
    let (took, found) = median(5, || check(project));
    say(&format!("  full check {took:>7.1}   {} violations", found.len()));
    let (took, found) = median(5, || roll_up(project));
    say(&format!("  roll-up    {took:>7.1}   {} tasks", found.len()));
    let (took, ready) = median(5, || Readiness::of(project).ready().count());
    say(&format!("  readiness  {took:>7.1}   {ready} can start"));
    let (took, _) = median(5, || project.clone());
    say(&format!("  copy       {took:>7.1}"));
}

/// The plan as a project: every tenth task done, a priority here and there, no two links that say the same.
fn assembled(plan: &Plan) -> Project {
    let tasks = plan.tasks.iter().enumerate().map(|(n, &(id, parent, minutes))| {
        let status = if n % 10 == 0 { Status::Done } else { Status::Todo };
        let priority = Priority::ALL.get(n % 16).copied();
        let position = (n as i64 + 1) * 1024;
        let title = format!("Task number {n}");
        Task { parent, position, effort: Some(minutes), status, priority, ..Task::new(id, title) }
    });
    let mut seen = IdSet::default();
    let links = plan.links.iter().filter(|link| {
        // Whether another link ties the same two together is told by their ids' sum well enough.
        seen.insert(LinkId::from_bits(link.from.bits().wrapping_add(link.to.bits())))
    });
    Project::assemble(PROJECT, Version(1), Meta::new("Big"), tasks, links.cloned(), Extent::Whole)
}

struct Changer<'a> {
    plan: &'a Plan,
    project: &'a mut Project,
    dice: Dice,
    patches: u128,
}

/// Times of changes that were accepted and of those that were refused.
#[derive(Default)]
struct Outcomes {
    accepted: Each,
    refused: Each,
}

impl Outcomes {
    fn tell(self, what: &str) {
        if !self.accepted.is_empty() {
            self.accepted.tell(what);
        }
        if !self.refused.is_empty() {
            self.refused.tell(&format!("  refused: {what}"));
        }
    }
}

impl Changer<'_> {
    fn patch(&mut self) -> Patch {
        self.patches += 1;
        let id = PatchId::from_bits(self.patches);
        Patch::new(id, PROJECT, self.project.version(), Author::new("bench"), "")
    }

    fn any(&mut self) -> TaskId {
        self.plan.tasks[self.dice.below(self.plan.tasks.len())].0
    }

    fn apply(&mut self, patch: &Patch, outcomes: &mut Outcomes) {
        let mut each = Each::default();
        let done = each.time(|| apply(self.project, patch).is_ok());
        if done { &mut outcomes.accepted } else { &mut outcomes.refused }.add(&each);
    }

    fn updates(&mut self, count: usize) {
        let mut outcomes = Outcomes::default();
        for n in 0..count {
            let mut patch = self.patch();
            let change = TaskChange { title: Some(format!("New title {n}")), ..TaskChange::default() };
            patch.update_task(self.any(), change);
            self.apply(&patch, &mut outcomes);
        }
        outcomes.tell("update a title");
    }

    fn creates(&mut self, count: usize) {
        let mut outcomes = Outcomes::default();
        for n in 0..count {
            let mut patch = self.patch();
            let parent = self.any();
            let position = self.project.position_at_end(Some(parent));
            let id = TaskId::from_bits(self.dice.wide());
            patch.create_task(Task { parent: Some(parent), position, ..Task::new(id, format!("New {n}")) });
            self.apply(&patch, &mut outcomes);
        }
        outcomes.tell("create a task anywhere");
    }

    /// To a place nearby, as people move tasks, and anywhere at all, which closes many cycles.
    fn moves(&mut self, count: usize) {
        for (far, what) in [(false, "move a task nearby"), (true, "move a task anywhere")] {
            let mut outcomes = Outcomes::default();
            for _ in 0..count {
                let mut patch = self.patch();
                let at = self.dice.below(self.plan.tasks.len());
                let reach = if far { self.plan.tasks.len() } else { 50.min(self.plan.tasks.len() - at) };
                let to = if far { self.dice.below(reach) } else { at + self.dice.below(reach) };
                let parent = self.plan.tasks[to].1;
                let change = TaskChange { parent: Some(parent), ..TaskChange::default() };
                patch.update_task(self.plan.tasks[at].0, change);
                self.apply(&patch, &mut outcomes);
            }
            outcomes.tell(what);
        }
    }

    fn links(&mut self, count: usize) {
        for (far, what) in [(false, "link two tasks nearby"), (true, "link two tasks anywhere")] {
            let mut outcomes = Outcomes::default();
            for _ in 0..count {
                let mut patch = self.patch();
                let from = self.dice.below(self.plan.tasks.len() - 1);
                let rest = self.plan.tasks.len() - 1 - from;
                let to = from + 1 + self.dice.below(if far { rest } else { 50.min(rest) });
                let id = LinkId::from_bits(self.dice.wide());
                let ends = (self.plan.tasks[from].0, self.plan.tasks[to].0);
                patch.create_link(planwright_domain::Link::blocks(id, ends.0, ends.1));
                self.apply(&patch, &mut outcomes);
            }
            outcomes.tell(what);
        }
    }

    /// A link against one that is there, a link against a chain of four, and one between any two tasks the wrong way round.
    fn cycles(&mut self, count: usize) {
        for (hops, what) in
            [(1, "link against a link"), (4, "link against four links"), (0, "link anywhere, backwards")]
        {
            let mut outcomes = Outcomes::default();
            for _ in 0..count {
                let mut patch = self.patch();
                let nth = self.dice.below(self.plan.links.len());
                let (to, mut from) = (self.plan.links[nth].from, self.plan.links[nth].to);
                for _ in 1..hops {
                    from = self.project.network().successors(from).min().unwrap_or(from);
                }
                let (from, to) = if hops > 0 { (from, to) } else { self.backwards() };
                patch.create_link(planwright_domain::Link::blocks(
                    LinkId::from_bits(self.dice.wide()),
                    from,
                    to,
                ));
                self.apply(&patch, &mut outcomes);
            }
            outcomes.tell(what);
        }
    }

    fn backwards(&mut self) -> (TaskId, TaskId) {
        let (a, b) = (self.dice.below(self.plan.tasks.len()), self.dice.below(self.plan.tasks.len()));
        (self.plan.tasks[a.max(b)].0, self.plan.tasks[a.min(b)].0)
    }
}
