//! People shared by projects: the pool a project names, and what takes its people elsewhere. It stores nothing.
//!
//! Whose work comes first is one order that all projects of a pool go by, so that none waits for one that waits for it:
//! what is to be done in the pool itself, then the projects by priority (none is medium), then by the day they were made,
//! then by id. Each is leveled around all before it with the effort of every view, so that what is seen of it here is what
//! its own schedule says. What is archived, done or cancelled takes nobody.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use planwright_domain::schedule::Taken;
use planwright_domain::{IdSet, Priority, Project, ProjectId, Resource, ResourceId, Version};
use planwright_ports::{ProjectHead, Scope};

use super::Schedule;
use crate::{Ports, Refused, projects};

/// A pool as a project that shares it sees it.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The pool.
    pub people: Project,
    /// What comes before the project and takes somebody, first things first.
    pub others: Vec<Project>,
    /// What takes them, in universal time.
    taken: Vec<Taken>,
}

impl Shared {
    /// A pool nothing takes anybody of.
    pub fn idle(people: Project) -> Self {
        Self { people, others: Vec::new(), taken: Vec::new() }
    }

    /// What takes its people, on the clocks of a zone.
    pub fn taken_by(&self, zone: &str) -> Vec<Taken> {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let shown = |at: DateTime| universal(at, &TimeZone::UTC).map_or(at, |at| zone.to_datetime(at));
        let told = |one: &Taken| Taken { start: shown(one.start), finish: shown(one.finish), ..*one };
        self.taken.iter().map(told).collect()
    }

    /// What another project is called, and its task.
    pub fn name(&self, taken: &Taken) -> Option<(&str, String)> {
        let other = self.others.iter().find(|other| other.id() == taken.project)?;
        Some((&other.meta().title, other.name(taken.task)))
    }

    /// The person of this name; small and capital letters are the same.
    pub fn person(&self, name: &str) -> Option<&Resource> {
        crate::people::resource(&self.people, name).ok()
    }

    /// What takes people of the pool in a schedule, behind what is there already.
    fn follow(&mut self, made: Schedule) {
        let Schedule { project, model, leveled: Some(leveled), .. } = made else { return };
        let zone = TimeZone::get(&project.meta().time_zone).unwrap_or(TimeZone::UTC);
        let civil = |at: DateTime| universal(at, &zone).map_or(at, |at| TimeZone::UTC.to_datetime(at));
        let before = self.taken.len();
        for task in project.tasks().filter(|task| !task.status.is_closed()) {
            for piece in leveled.roster.pieces(task.id) {
                let person = piece.person.and_then(|number| model.people().get(number as usize));
                let Some(resource) = person.and_then(|person| person.resource) else { continue };
                if self.people.resource(resource).is_some() {
                    let (start, finish) = (civil(piece.start), civil(piece.finish));
                    let (project, task, units) = (project.id(), task.id, piece.units);
                    self.taken.push(Taken { project, task, resource, units, start, finish });
                }
            }
        }
        if self.taken.len() > before {
            self.others.push(project);
        }
    }
}

fn universal(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_timestamp(at).ok()
}

/// The day a plan is looked at, and whose time it shares with other projects then.
#[derive(Debug, Clone)]
pub struct Now {
    /// The day.
    pub today: Date,
    /// The pool it shares.
    pub pool: Option<Arc<Shared>>,
}

impl Now {
    /// Today, beside what other projects of its pool take.
    ///
    /// # Errors
    /// Store failures.
    pub async fn of(ports: &Ports<'_>, project: &Project, today: Date) -> Result<Self, Refused> {
        Ok(Self { today, pool: shared(ports, project, today).await? })
    }

    /// The schedule of a project as every view shows it; `None` while its links go round in a circle.
    pub fn schedule(&self, project: &Project) -> Option<Schedule> {
        let pool = self.pool.clone().filter(|pool| project.meta().pool == Some(pool.people.id()));
        Schedule::planned(project.clone(), pool, self.today).ok()
    }
}

impl From<Date> for Now {
    fn from(today: Date) -> Self {
        Self { today, pool: None }
    }
}

/// The pool a project shares, with what takes its people elsewhere; `None` where it shares none that is still there. Only
/// the projects of that pool are read.
///
/// # Errors
/// Store failures.
pub async fn shared(
    ports: &Ports<'_>,
    project: &Project,
    today: Date,
) -> Result<Option<Arc<Shared>>, Refused> {
    let Some(pool) = project.meta().pool.filter(|pool| *pool != project.id()) else { return Ok(None) };
    let heads = projects::list(ports).await?;
    if !heads.iter().any(|head| head.id == pool) {
        return Ok(None);
    }
    let people = ports.projects.load(pool, None, Scope::Whole).await?;
    // A project that is still to be made comes after all that are there.
    let is_new = !heads.iter().any(|head| head.id == project.id());
    let own = if is_new { ranked(project, None) } else { rank(ports, project).await? };
    let mut before = Vec::new();
    for other in members(ports, &heads, pool).await?.into_iter().filter(|other| other.id() != project.id()) {
        let rank = rank(ports, &other).await?;
        if rank < own {
            before.push((rank, other));
        }
    }
    before.sort_by_key(|(rank, _)| *rank);
    Ok(Some(in_turn(people, before.into_iter().map(|(_, other)| other), today, |_| {})))
}

/// The schedules of a pool itself and of every project that shares it, in the order in which they take its people.
///
/// # Errors
/// Store failures.
pub async fn sharing(
    ports: &Ports<'_>,
    pool: ProjectId,
    today: Date,
) -> Result<(Arc<Shared>, Vec<Portrait>), Refused> {
    let heads = projects::list(ports).await?;
    let people = ports.projects.load(pool, None, Scope::Whole).await?;
    let mut all = Vec::new();
    for member in members(ports, &heads, pool).await? {
        all.push((rank(ports, &member).await?, member));
    }
    all.sort_by_key(|(rank, _)| *rank);
    let mut seen = Vec::new();
    let own: IdSet<ResourceId> = people.resources().map(|r| r.id).collect();
    let shared = in_turn(people, all.into_iter().map(|(_, member)| member), today, |made| {
        let mut load = made.load();
        let of_pool = |name: &str| made.resource_named(name).is_some_and(|r| own.contains(&r.id));
        load.people.retain(|person| person.name.as_deref().is_some_and(of_pool));
        seen.push(Portrait { title: made.project.meta().title.clone(), id: made.project.id(), load });
    });
    Ok((shared, seen))
}

/// What a project takes of the people of a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portrait {
    /// Its title.
    pub title: String,
    /// Its id.
    pub id: ProjectId,
    /// How much they have to do in it, and when.
    pub load: super::Load,
}

/// Levels the pool and then the others, each around all before it.
fn in_turn(
    people: Project,
    others: impl Iterator<Item = Project>,
    today: Date,
    mut seen: impl FnMut(&Schedule),
) -> Arc<Shared> {
    let mut shared = Arc::new(Shared::idle(people.clone()));
    for (nth, other) in std::iter::once(people).chain(others).enumerate() {
        let pool = (nth > 0).then(|| Arc::clone(&shared));
        // What goes round in a circle has no dates and takes nobody.
        let Ok(mut made) = Schedule::planned(other, pool, today) else { continue };
        seen(&made);
        made.pool = None;
        Arc::make_mut(&mut shared).follow(made);
    }
    shared
}

/// The open projects that share a pool, in no order.
async fn members(ports: &Ports<'_>, heads: &[ProjectHead], pool: ProjectId) -> Result<Vec<Project>, Refused> {
    let mut found = Vec::new();
    for head in heads.iter().filter(|head| head.pool == Some(pool) && !head.archived && head.id != pool) {
        let member = ports.projects.load(head.id, None, Scope::Whole).await?;
        if !member.meta().status.is_closed() {
            found.push(member);
        }
    }
    Ok(found)
}

type Rank = (Reverse<Priority>, Timestamp, ProjectId);

/// What says whose work comes first.
async fn rank(ports: &Ports<'_>, project: &Project) -> Result<Rank, Refused> {
    let creation = ports.projects.entries(project.id(), Version(0), Some(Version::CREATION)).await?;
    Ok(ranked(project, creation.first().map(|entry| entry.at)))
}

fn ranked(project: &Project, made: Option<Timestamp>) -> Rank {
    let priority = project.meta().priority.unwrap_or(Priority::Medium);
    (Reverse(priority), made.unwrap_or(Timestamp::MAX), project.id())
}
