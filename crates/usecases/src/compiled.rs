//! A project loaded and scheduled, with the pool it shares: what every look at a schedule begins with. It stores nothing.

use jiff::civil::Date;
use planwright_domain::schedule::{Model, Timetable};
use planwright_domain::{Project, ProjectId};
use planwright_ports::Scope;

use crate::{Ports, Refused, read};

/// A project with its schedule, in which nobody is ever short.
#[derive(Debug)]
pub struct Compiled {
    /// The project.
    pub project: Project,
    /// The pool of people it shares.
    pub pool: Option<Project>,
    /// The project compiled.
    pub model: Model,
    /// Both passes over it.
    pub table: Timetable,
}

impl Compiled {
    /// The schedule of what is left of a project, if work goes on on `today`.
    ///
    /// # Errors
    /// [`Refused::Senseless`] while the dependencies go round in a circle.
    pub fn of(project: Project, pool: Option<Project>, today: Date) -> Result<Self, Refused> {
        let model = read::model(&project, pool.as_ref(), today);
        let Some(table) = model.timetable(project.network()) else {
            return Err(Refused::senseless(
                "wanted a schedule, but the dependencies go round in a circle",
                "remove one of them with: planwright unlink",
            ));
        };
        Ok(Self { project, pool, model, table })
    }

    /// The same of a project in a store.
    ///
    /// # Errors
    /// As [`Compiled::of`], and store failures.
    pub async fn load(ports: &Ports<'_>, project: ProjectId, today: Date) -> Result<Self, Refused> {
        let project = read::whole(ports, project).await?;
        let pool = match project.meta().pool {
            Some(pool) => Some(ports.projects.load(pool, None, Scope::Whole).await?),
            None => None,
        };
        Self::of(project, pool, today)
    }
}
