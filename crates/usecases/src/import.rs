//! Documents to proposals. A document makes a project; read again after it changed, it yields the difference, so that
//! plans amend in place.

use jiff::civil::Date;
use planwright_domain::{Meta, MetaChange, Project, ProjectId, Version, apply, diff};
use planwright_formats::{Notation, Part, Reading, Source, read_parts};
use planwright_ports::Scope;

use crate::amend::{self, Amended};
use crate::plan::{Drafted, as_new, day_length};
use crate::{Ports, Refused, pools};

/// A document to import.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// What stands in it: one text, or those of a folder.
    pub parts: Vec<Part>,
    /// The notation they are in; `None` where each tells its own.
    pub notation: Option<Notation>,
    /// The name of the file or folder, as shown.
    pub name: &'a str,
    /// Where it is: the same place is the same document. Empty when it is nowhere, as on standard input.
    pub place: &'a str,
    /// The day on which relative dates are read.
    pub today: Date,
    /// What a new project starts from.
    pub meta: Meta,
}

impl Document<'_> {
    fn place(&self) -> Option<String> {
        Some(self.place.to_owned()).filter(|place| !place.is_empty())
    }
}

/// Reads a document as a new project. Nothing is stored.
///
/// # Errors
/// [`Refused::Unreadable`] when it is no text or has no tasks in it; store failures.
pub async fn read_new(ports: &Ports<'_>, document: Document<'_>) -> Result<Drafted, Refused> {
    let id = ports.project_id();
    let meta = Meta { imported_from: document.place(), ..document.meta.clone() };
    let reading = reading(ports, document, id, &meta)?;
    pools::found(ports, as_new(ports, id, &meta, reading)?).await
}

/// Reads a document as an amendment of a project that is there. Nothing is stored. An empty patch means that the
/// project says it all already.
///
/// # Errors
/// As [`read_new`]; store failures.
pub async fn read_into(
    ports: &Ports<'_>,
    document: Document<'_>,
    project: ProjectId,
) -> Result<Drafted, Refused> {
    let (name, place) = (document.name, document.place());
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let reading = reading(ports, document, project, before.meta())?;
    let Reading { patch: mut said, questions, mut warnings, .. } = reading;
    warnings.extend(pools::without_strangers(ports, &before, &mut said).await?);
    let log = ports.projects.entries(project, Version(0), Some(before.version())).await?;
    let amended = amend::amend(&before, &log, said, name, place.as_deref());
    let Amended { project: target, known, warnings: told } = amended;
    warnings.extend(told);
    let reason = amend::reason(name, known);
    let mut patch = diff(&before, &target, ports.patch_id(), ports.author.clone(), reason);
    if before.meta().imported_from.is_none() && place.is_some() {
        patch.meta = MetaChange { imported_from: Some(place), ..patch.meta };
    }
    let mut after = before.clone();
    let _checked = apply(&mut after, &patch)?;
    Ok(Drafted { new: None, patch, questions, warnings, before, after })
}

/// The project that holds a document: that which was first imported from its place, or the only one with half of the
/// titles of a text of its name.
///
/// # Errors
/// As [`read_new`]; store failures.
pub async fn project_of(ports: &Ports<'_>, document: &Document<'_>) -> Result<Option<ProjectId>, Refused> {
    /// No more projects are looked into.
    const MOST: usize = 200;
    let mut heads = ports.projects.projects().await?;
    heads.retain(|head| !head.archived);
    let placed = heads.iter().find(|head| head.imported_from.as_deref() == Some(document.place));
    if placed.is_some() || document.place.is_empty() {
        return Ok(placed.map(|head| head.id));
    }
    let mut said: Option<Project> = None;
    let mut found = Vec::new();
    for head in heads.iter().filter(|head| head.imported_from.is_some()).take(MOST) {
        let project = ports.projects.load(head.id, None, Scope::Whole).await?;
        if !amend::names(&project, document.name) {
            continue;
        }
        if said.is_none() {
            let id = ports.project_id();
            let read = reading(ports, document.clone(), id, &document.meta)?;
            said = Some(as_new(ports, id, &document.meta, read)?.after);
        }
        if said.as_ref().is_some_and(|said| amend::holds(&project, said, document.name)) {
            found.push(head.id);
        }
    }
    Ok(if let [only] = found.as_slice() { Some(*only) } else { None })
}

fn reading(
    ports: &Ports<'_>,
    document: Document<'_>,
    project: ProjectId,
    meta: &Meta,
) -> Result<Reading, Refused> {
    let source = Source {
        name: Some(document.name),
        today: document.today,
        day: day_length(meta),
        date_order: meta.date_order,
        author: ports.author.clone(),
        project,
        base: Version::CREATION,
        depth_limit: meta.depth_limit,
    };
    Ok(read_parts(document.parts, document.notation, &source, &mut || ports.ids.fresh())?)
}
