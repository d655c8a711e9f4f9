//! The plainest solver there is: every constraint spelt out, every time raised or lowered until all of them hold. It is slow,
//! and shares no code with the passes it judges.

use super::*;

pub(super) const TASKS: usize = 6;

#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) parents: Vec<Option<usize>>,
    pub(super) jobs: Vec<(u32, u8)>,
    pub(super) links: Vec<(usize, usize, usize, i32, bool)>,
}

pub(super) fn case() -> impl Strategy<Value = Case> {
    let parents = prop::collection::vec(prop::option::weighted(0.4, any::<prop::sample::Index>()), TASKS)
        .prop_map(|p| {
            p.into_iter()
                .enumerate()
                .map(|(n, p)| if n == 0 { None } else { p.map(|p| p.index(n)) })
                .collect()
        });
    let jobs = prop::collection::vec((0u32..150, 0u8..6), TASKS);
    let lag = prop_oneof![2 => Just((0, false)), 1 => (-100..200i32, Just(false)), 1 => (-2000..5000i32, Just(true))];
    let links = prop::collection::vec((0..TASKS, 0..TASKS, 0usize..4, lag), 0..9).prop_map(|links| {
        links.into_iter().map(|(a, b, d, (lag, elapsed))| (a, b, d, lag, elapsed)).collect()
    });
    (parents, jobs, links).prop_map(|(parents, jobs, links)| Case { parents, jobs, links })
}

pub(super) type Node = (usize, bool);

/// A case whose links that would close a cycle are left out, with everything spelt out as constraints.
pub(super) struct Plain {
    pub(super) time: WorkTime,
    pub(super) network: Network,
    pub(super) links: Vec<Link>,
    pub(super) works: Vec<Work>,
    pub(super) leaf: Vec<bool>,
    pub(super) parents: Vec<Option<usize>>,
    pub(super) interrupted: Vec<bool>,
}

impl Plain {
    pub(super) fn of(case: &Case) -> Self {
        let time = WorkTime::new(date(2026, 11, 20), WorkingDays::MONDAY_TO_FRIDAY, 60);
        let mut network = Network::build(
            case.parents.iter().enumerate().map(|(n, p)| (task(n), p.map(task))),
            std::iter::empty(),
        );
        let mut links: BTreeMap<LinkId, Link> = BTreeMap::new();
        for &(a, b, dependency, lag, elapsed) in &case.links {
            let mut link = link(a, b, Dependency::ALL[dependency], lag);
            link.lag_kind = if elapsed { LagKind::Elapsed } else { LagKind::Working };
            let kin = above(&case.parents, a).contains(&b) || above(&case.parents, b).contains(&a);
            if kin || links.contains_key(&link.id) {
                continue;
            }
            if network.add_link(&link) {
                links.insert(link.id, link);
            } else {
                network.remove_link(&link);
            }
        }
        let leaf: Vec<bool> = (0..TASKS).map(|n| !case.parents.contains(&Some(n))).collect();
        let works = case.jobs.iter().map(|&(minutes, day)| Work {
            minutes: Some(minutes),
            not_before: (day > 3).then(|| date(2026, 11, 19 + day as i8)),
            due: None,
        });
        let items = Items::of(&network, |_| Job::default());
        let part = |n| items.all[items.of_node[network.slots()[&task(n)] as usize * 2] as usize].part;
        let interrupted = (0..TASKS).map(|n| leaf[n] && part(n) == Part::Opening).collect();
        Self {
            time,
            links: links.into_values().collect(),
            works: works.collect(),
            leaf,
            parents: case.parents.clone(),
            interrupted,
            network,
        }
    }

    pub(super) fn minutes(&self, n: usize) -> i64 {
        if self.leaf[n] { i64::from(self.works[n].minutes.unwrap_or(0)) } else { 0 }
    }

    /// Every constraint: the head is not before this function of the tail.
    #[allow(clippy::type_complexity)]
    pub(super) fn constraints(&self) -> Vec<(Node, Node, Box<dyn Fn(i64) -> i64 + '_>)> {
        let mut all: Vec<(Node, Node, Box<dyn Fn(i64) -> i64 + '_>)> = Vec::new();
        for n in 0..TASKS {
            let minutes = self.minutes(n);
            all.push(((n, false), (n, true), Box::new(move |t| t + minutes)));
            if self.leaf[n] && !self.interrupted[n] {
                all.push(((n, true), (n, false), Box::new(move |t| t - minutes)));
            }
            if let Some(p) = self.parents[n] {
                all.push(((p, false), (n, false), Box::new(|t| t)));
                all.push(((n, true), (p, true), Box::new(|t| t)));
            }
        }
        for link in &self.links {
            let (from, to) = (link.from.bits() as usize, link.to.bits() as usize);
            let (tail, head) = ends(link.dependency);
            let lag = i64::from(link.lag);
            let elapsed = link.lag_kind == LagKind::Elapsed;
            all.push((
                (from, tail),
                (to, head),
                Box::new(move |t| if elapsed { self.time.after_elapsed(t, !tail, lag) } else { t + lag }),
            ));
        }
        all
    }

    /// The earliest times, with `delayed` not before a moment.
    pub(super) fn early(&self, delayed: Option<(usize, i64)>) -> BTreeMap<Node, i64> {
        let mut times: BTreeMap<Node, i64> = BTreeMap::new();
        for n in 0..TASKS {
            let day = self.works[n].not_before.map_or(0, |date| self.time.opening(date)).max(0);
            let held = delayed.filter(|&(m, _)| m == n).map_or(0, |(_, at)| at);
            times.insert((n, false), day.max(held));
            times.insert((n, true), 0);
        }
        let constraints = self.constraints();
        for _ in 0..200 {
            let mut moved = false;
            for (tail, head, after) in &constraints {
                let least = after(times[tail]);
                if times[head] < least {
                    times.insert(*head, least);
                    moved = true;
                }
            }
            if !moved {
                return times;
            }
        }
        panic!("the earliest times grow without end");
    }

    /// The latest times.
    pub(super) fn late(&self, makespan: i64) -> BTreeMap<Node, i64> {
        let mut times: BTreeMap<Node, i64> =
            (0..TASKS).flat_map(|n| [((n, false), makespan), ((n, true), makespan)]).collect();
        let constraints = self.constraints();
        for _ in 0..200 {
            let mut moved = false;
            for (tail, head, after) in &constraints {
                let (mut low, mut high) = (-20_000, times[tail] + 1);
                if after(times[tail]) <= times[head] {
                    continue;
                }
                while high - low > 1 {
                    let middle = (low + high) / 2;
                    if after(middle) <= times[head] { low = middle } else { high = middle }
                }
                times.insert(*tail, low);
                moved = true;
            }
            if !moved {
                return times;
            }
        }
        panic!("the latest times shrink without end");
    }

    /// Whether there is a cycle once starts follow from finishes.
    pub(super) fn has_to_interrupt(&self) -> bool {
        let mut edges: Vec<(Node, Node)> = Vec::new();
        for (tail, head, _) in self.constraints() {
            if tail.0 != head.0 || !tail.1 {
                edges.push((tail, head));
            }
        }
        for link in &self.links {
            let (tail, head) = ends(link.dependency);
            let to = link.to.bits() as usize;
            if head && self.leaf[to] {
                edges.push(((link.from.bits() as usize, tail), (to, false)));
            }
        }
        is_cyclic_directed(&DiGraphMap::<Node, ()>::from_edges(edges))
    }
}

/// A task and all above it.
pub(super) fn above(parents: &[Option<usize>], n: usize) -> Vec<usize> {
    std::iter::successors(Some(n), |&n| parents[n]).collect()
}

pub(super) fn ends(dependency: Dependency) -> (bool, bool) {
    match dependency {
        Dependency::FinishToStart => (true, false),
        Dependency::StartToStart => (false, false),
        Dependency::FinishToFinish => (true, true),
        Dependency::StartToFinish => (false, true),
    }
}
